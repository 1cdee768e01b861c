//! What a kind of notice needs before it can be issued, and the order of acts, by hand-worked cases.
#![cfg(test)]

use super::{ActKind, Draft, Notice, NoticeKind, Refused, Stage, quarter};
use crate::domain::calendar::Date;
use crate::domain::finding::Entry;
use crate::domain::office::OfficeRules;
use crate::domain::paper::{Number, Wording, WordingFile};

fn wording() -> Wording {
    let file = include_str!("../../../fixtures/standards/papers.toml");
    let file: WordingFile = toml::from_str(&file.replace("kind = \"papers\"", "")).unwrap();
    let mut wording = Wording::default();
    wording.take(&file);
    wording
}

fn office() -> OfficeRules {
    let file = include_str!("../../../fixtures/standards/office.toml");
    let mut office: OfficeRules = toml::from_str(&file.replace("kind = \"office\"", "")).unwrap();
    assert!(office.set("name", "中共甲县委社会工作部") && office.set("mark", "甲社党工"));
    office
}

fn draft(kind: NoticeKind) -> Draft {
    Draft {
        kind,
        organisation: None,
        authority: String::new(),
        title: "关于整改的函".into(),
        to: vec!["甲协会".into()],
        copies: Vec::new(),
        body: "一、存在问题\n未悬挂党旗。".into(),
        deadline: Some(Date::of(2026, 12, 15)),
        items: Vec::new(),
        talk: None,
        on_site: None,
        tables: None,
    }
}

#[test]
fn nothing_is_issued_without_addressee_text_and_a_deadline_to_come() {
    let day = Date::of(2026, 12, 1);
    let office = office();
    let letter = draft(NoticeKind::Letter);
    assert_eq!(letter.check(&office, day), Ok(()));
    let with = |change: &dyn Fn(&mut Draft)| {
        let mut changed = letter.clone();
        change(&mut changed);
        changed.check(&office, day)
    };
    assert_eq!(with(&|draft| draft.to.clear()), Err(Refused::Empty));
    assert_eq!(
        with(&|draft| draft.body = " \n".into()),
        Err(Refused::Empty)
    );
    assert_eq!(
        with(&|draft| draft.deadline = None),
        Err(Refused::NoDeadline)
    );
    let late = letter.check(&office, Date::of(2026, 12, 15));
    assert_eq!(late, Err(Refused::Deadline(Date::of(2026, 12, 15))));
    let circular = Draft {
        deadline: None,
        ..draft(NoticeKind::Circular)
    };
    assert_eq!(circular.check(&office, day), Ok(()));
    let mut unset = office.clone();
    unset.set("mark", "");
    let refused = letter.check(&unset, day);
    assert_eq!(refused, Err(Refused::NoMark(NoticeKind::Letter)));
}

#[test]
fn a_paper_has_its_number_its_day_and_its_mark() {
    let (wording, office) = (wording(), office());
    let number = Number {
        mark: "甲社党工".into(),
        year: 2026,
        n: 3,
    };
    let day = Date::of(2026, 1, 5);
    let letter = draft(NoticeKind::Letter).paper(&office, &wording, Some(&number), day);
    assert_eq!(letter.mark, "中共甲县委社会工作部");
    assert_eq!(
        (letter.number.as_ref(), letter.imprint.as_ref()),
        (Some(&number), None)
    );
    let circular = draft(NoticeKind::Circular).paper(&office, &wording, Some(&number), day);
    assert_eq!(circular.mark, "中共甲县委社会工作部文件");
    let signature = circular.signature.clone().unwrap();
    assert_eq!(
        (signature.name.as_str(), signature.date),
        ("中共甲县委社会工作部", day)
    );
    // 关于整改的函 and 一、存在问题 and 未悬挂党旗。
    assert_eq!(circular.characters(), 6 + 6 + 6);
}

#[test]
fn only_a_talk_is_recorded_and_only_a_draft_is_issued() {
    let notice = Notice {
        draft: draft(NoticeKind::Talk),
        drafted: Date::of(2026, 12, 1),
        replaces: None,
        acts: Vec::new(),
        conflict: false,
    };
    assert_eq!(notice.stage(), Stage::Draft);
    assert_eq!(notice.offers(), [ActKind::Issue, ActKind::Withdraw]);
    let entry = Entry {
        day: Date::of(2026, 12, 2),
        hand: String::new(),
        reason: String::new(),
    };
    let today = Date::of(2026, 12, 2);
    assert_eq!(
        notice.check(ActKind::Issue, &entry, today),
        Err(Refused::NoHand)
    );
    let entry = Entry {
        hand: "周示范".into(),
        ..entry
    };
    assert_eq!(
        notice.check(ActKind::Withdraw, &entry, today),
        Err(Refused::NoReason(ActKind::Withdraw))
    );
    let ahead = Entry {
        day: Date::of(2026, 12, 3),
        ..entry
    };
    assert_eq!(
        notice.check(ActKind::Issue, &ahead, today),
        Err(Refused::Ahead(today))
    );
}

#[test]
fn quarters_end_on_their_last_day() {
    let of = |text| quarter(text).map(|(from, to, _)| (from, to));
    assert_eq!(
        of("2028Q1"),
        Some((Date::of(2028, 1, 1), Date::of(2028, 3, 31)))
    );
    assert_eq!(
        of("2026-4"),
        Some((Date::of(2026, 10, 1), Date::of(2026, 12, 31)))
    );
    assert_eq!(
        of("2026q2"),
        Some((Date::of(2026, 4, 1), Date::of(2026, 6, 30)))
    );
    assert_eq!((of("2026Q5"), of("2026"), of("Q1")), (None, None, None));
}

#[test]
fn the_text_follows_what_is_changed_in_the_fields() {
    let clock = |text| crate::domain::calendar::Clock::parse(text).unwrap();
    let before = Draft {
        body:
            "请于2026年12月15日前报送。\n时间：2026年12月6日9时。\n地点：二楼会议室。\n钱一，孙三。"
                .into(),
        talk: Some(super::Talk {
            time: clock("2026-12-06 09:00"),
            place: "二楼会议室".into(),
            person: "负责人李样本同志".into(),
            talkers: vec!["钱一".into(), "孙三".into()],
        }),
        ..draft(NoticeKind::Talk)
    };
    let after = Draft {
        deadline: Some(Date::of(2026, 12, 20)),
        talk: Some(super::Talk {
            time: clock("2026-12-07 14:30"),
            place: "县委三楼".into(),
            person: "负责人李样本同志".into(),
            talkers: vec!["钱一".into()],
        }),
        ..before.clone()
    };
    assert_eq!(
        after.with_text_following(&before).body,
        "请于2026年12月20日前报送。\n时间：2026年12月7日14时30分。\n地点：县委三楼。\n钱一。"
    );
    // nothing to be found, or nothing changed: the text stays
    let worded = Draft {
        body: "另行通知。".into(),
        ..before.clone()
    };
    assert_eq!(
        worded.clone().with_text_following(&before).body,
        worded.body
    );
}
