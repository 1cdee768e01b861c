//! Notices over real files: proposed from findings, numbered, frozen at issue, served and answered; and what two laptops
//! make of one.

use std::path::Path;

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::Uuid;
use liuyou::domain::finding::{self, Entry, Move, State};
use liuyou::domain::notice::{
    Act, ActKind, Block, Draft, Fault, NoNumber, Notice, NoticeFilter, NoticeKind, Refused, Stage,
    Way,
};
use liuyou::domain::paper::Number;
use liuyou::domain::rules::Rules;
use liuyou::store::Store;

use super::findings::{bring_over, elsewhere, entry, on, opening, organisation, take};
use super::{NOW, empty, is_sound};

const LETTER: NoticeKind = NoticeKind::Letter;

fn set_office(store: &mut Store) {
    store.set_office("name", "中共甲县委社会工作部").unwrap();
    store.set_office("mark", "甲社党工督").unwrap();
}

/// A finding that has been fed back, with its deadline that many days from today.
fn found(store: &mut Store, organisation: Uuid, item: &str, days: i64) -> i64 {
    let openings = [opening(organisation, item, NOW.today.plus_days(days))];
    let ids = store
        .open_findings(&openings, &entry(NOW.today), NOW)
        .unwrap();
    take(store, ids[0], Move::FeedBack, NOW.today).unwrap();
    ids[0]
}

fn proposed(store: &Store, kind: NoticeKind, findings: &[i64], now: Now) -> Draft {
    store
        .propose_notice(kind, findings, false, "周示范", &Rules::shipped(), now)
        .unwrap()
        .expect("it can be one paper")
}

fn issue(store: &mut Store, id: i64, day: Date) -> Result<Number, Refused> {
    store
        .issue_notice(id, None, &entry(day), &Rules::shipped(), on(day))
        .unwrap()
        .map(|number| number.expect("a letter is numbered"))
}

fn read(store: &Store, id: i64) -> Notice {
    store.notice(id).unwrap().unwrap()
}

#[test]
fn a_letter_is_numbered_frozen_and_noted_in_its_findings() {
    let (_folder, mut store) = empty();
    let (uuid, organisation) = organisation(&mut store, "示范协会", "东街道");
    let findings = [
        found(&mut store, uuid, "4.1", 3),
        found(&mut store, uuid, "1.1", 3),
    ];
    let today = NOW.today.plus_days(12);
    let draft = proposed(&store, LETTER, &findings, on(today));
    assert_eq!(draft.to, ["示范协会"]);
    assert!(
        draft.body.contains("2项问题未完成整改，最长已逾期9日"),
        "{}",
        draft.body
    );
    let id = store.draft_notice(&draft, None, on(today)).unwrap();
    assert_eq!(issue(&mut store, id, today), Err(Refused::NoOffice));
    store.set_office("name", "中共甲县委社会工作部").unwrap();
    assert_eq!(issue(&mut store, id, today), Err(Refused::NoMark(LETTER)));
    set_office(&mut store);
    let edited = Draft {
        body: format!("{}\n特此函告。", draft.body),
        ..draft.clone()
    };
    store
        .revise_notice(id, &edited, on(today))
        .unwrap()
        .unwrap();
    let number = issue(&mut store, id, today).unwrap();
    assert_eq!(number.to_string(), "甲社党工督〔2026〕1号");

    let rules = Rules::shipped();
    let issued = store.notice_view(id, &rules, on(today)).unwrap();
    assert_eq!(issued.paper.number, Some(number));
    assert_eq!(issued.paper.signature.as_ref().unwrap().date, today);
    for finding in findings {
        let finding = store.finding(finding).unwrap().unwrap();
        let noted: Vec<_> = finding.notices().collect();
        assert_eq!(noted.len(), 1);
        assert_eq!(
            (noted[0].rung, noted[0].notice),
            ("letter", Some(issued.uuid))
        );
        assert_eq!(noted[0].until, draft.deadline);
    }
    // neither an edit nor other settings nor a clock set back change what was issued
    let refused = store.revise_notice(id, &draft, on(today)).unwrap();
    assert_eq!(refused, Err(Refused::IsIssued));
    assert!(matches!(
        issue(&mut store, id, today),
        Err(Refused::NotFrom {
            act: ActKind::Issue,
            ..
        })
    ));
    store.set_office("name", "中共乙县委社会工作部").unwrap();
    let later = store
        .notice_view(id, &rules, on(NOW.today.plus_days(-300)))
        .unwrap();
    assert_eq!(later.paper, issued.paper);
    assert_eq!(later.notice.stage(), Stage::Issued);
    let rows = store.notices(&NoticeFilter::default(), 0, 10).unwrap().rows;
    assert_eq!((rows.len(), rows[0].problems), (1, 2));
    let view = store.organisation(organisation).unwrap();
    assert_eq!(view.notices, rows);
    is_sound(&mut store);
}

#[test]
fn what_is_done_with_a_notice_follows_its_order() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let finding = found(&mut store, uuid, "4.1", 3);
    let day = NOW.today.plus_days(5);
    let draft = proposed(&store, NoticeKind::Reminder, &[finding], on(day));
    let id = store.draft_notice(&draft, None, on(day)).unwrap();
    let serve = Act::Serve {
        way: Way::Post,
        to: "李样本".into(),
    };
    let act = |store: &mut Store, act: &Act, day: Date| {
        store.act_on_notice(id, act, &entry(day), on(day)).unwrap()
    };
    assert!(matches!(
        act(&mut store, &serve, day),
        Err(Refused::NotFrom {
            stage: Stage::Draft,
            ..
        })
    ));
    issue(&mut store, id, day).unwrap();
    assert!(matches!(
        act(&mut store, &Act::Receipt, day),
        Err(Refused::NotFrom { .. })
    ));
    assert_eq!(
        act(&mut store, &serve, day.plus_days(-1)),
        Err(Refused::Before(day))
    );
    act(&mut store, &serve, day.plus_days(2)).unwrap();
    act(&mut store, &Act::Receipt, day.plus_days(3)).unwrap();
    let silent = Entry {
        reason: String::new(),
        ..entry(day.plus_days(4))
    };
    let said = store
        .act_on_notice(id, &Act::Reply, &silent, on(day.plus_days(4)))
        .unwrap();
    assert_eq!(said, Err(Refused::NoReason(ActKind::Reply)));
    act(&mut store, &Act::Reply, day.plus_days(4)).unwrap();
    let notice = read(&store, id);
    assert_eq!(notice.stage(), Stage::Replied);
    assert_eq!(
        (notice.served(), notice.receipted(), notice.replied()),
        (
            Some(day.plus_days(2)),
            Some(day.plus_days(3)),
            Some(day.plus_days(4))
        )
    );
    act(&mut store, &Act::Withdraw, day.plus_days(5)).unwrap();
    assert_eq!(read(&store, id).stage(), Stage::Withdrawn);
    assert_eq!(read(&store, id).offers(), []);
    // a number that was given is never given again
    let draft = proposed(&store, NoticeKind::Reminder, &[finding], on(day));
    let again = store
        .draft_notice(&draft, None, on(day.plus_days(5)))
        .unwrap();
    let number = issue(&mut store, again, day.plus_days(5)).unwrap();
    assert_eq!(number.n, 2);
    assert_eq!(store.notice_faults().unwrap(), []);
    is_sound(&mut store);
}

#[test]
fn a_notice_is_not_issued_for_what_is_done_with() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let findings = [
        found(&mut store, uuid, "4.1", 3),
        found(&mut store, uuid, "1.1", 3),
    ];
    let day = NOW.today.plus_days(5);
    let draft = proposed(&store, LETTER, &findings, on(day));
    let id = store.draft_notice(&draft, None, on(day)).unwrap();
    take(&mut store, findings[1], Move::Withdraw, day).unwrap();
    let refused = issue(&mut store, id, day).unwrap_err();
    assert!(matches!(
        refused,
        Refused::Finding(
            _,
            finding::Refused::NotFrom {
                state: State::Withdrawn,
                ..
            }
        )
    ));
    // nothing of it was written
    let first = store.finding(findings[0]).unwrap().unwrap();
    assert_eq!(first.notices().count(), 0);
    assert_eq!(read(&store, id).stage(), Stage::Draft);
}

#[test]
fn numbers_come_from_the_blocks_of_this_laptop_over_the_turn_of_the_year() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let block = |year, from, to| Block {
        mark: "甲社党工督".into(),
        year,
        from,
        to,
    };
    store.set_number_blocks(&[block(2026, 31, 32)]).unwrap();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let finding = found(&mut store, uuid, "4.1", 3);
    let given = |store: &mut Store, day: Date| {
        let mut draft = proposed(store, LETTER, &[finding], on(day));
        draft.deadline = Some(day.plus_days(15));
        let id = store.draft_notice(&draft, None, on(day)).unwrap();
        issue(store, id, day).map(|number| number.to_string())
    };
    let day = Date::of(2026, 12, 30);
    assert_eq!(given(&mut store, day).unwrap(), "甲社党工督〔2026〕31号");
    assert_eq!(given(&mut store, day).unwrap(), "甲社党工督〔2026〕32号");
    assert!(matches!(
        given(&mut store, Date::of(2026, 12, 31)),
        Err(Refused::NoNumber(NoNumber::UsedUp(_)))
    ));
    assert!(matches!(
        given(&mut store, Date::of(2027, 1, 1)),
        Err(Refused::NoNumber(NoNumber::NoBlock { year: 2027, .. }))
    ));
    store
        .set_number_blocks(&[block(2026, 31, 32), block(2027, 5, 9)])
        .unwrap();
    let first = given(&mut store, Date::of(2027, 1, 1)).unwrap();
    assert_eq!(first, "甲社党工督〔2027〕5号");
    assert_eq!(store.notice_faults().unwrap(), []);
}

#[test]
fn an_authority_is_written_to_once_about_several_of_its_organisations() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let (one, _) = organisation(&mut store, "示范协会", "东街道");
    let (two, other) = organisation(&mut store, "样本学会", "西街道");
    let findings = [
        found(&mut store, one, "4.1", 3),
        found(&mut store, two, "1.1", 3),
    ];
    let day = NOW.today.plus_days(12);
    let draft = proposed(&store, LETTER, &findings, on(day));
    assert_eq!(draft.to, ["民政局"]);
    assert_eq!(draft.copies, ["示范协会", "样本学会"]);
    assert!(draft.body.contains("仍有2项问题"), "{}", draft.body);
    assert!(draft.body.contains("样本学会：悬挂党旗"), "{}", draft.body);
    let rules = Rules::shipped();
    let reminder = store
        .propose_notice(NoticeKind::Reminder, &findings, false, "", &rules, on(day))
        .unwrap();
    assert_eq!(reminder, None, "each organisation is reminded by itself");
    let id = store.draft_notice(&draft, None, on(day)).unwrap();
    issue(&mut store, id, day).unwrap();
    let figures = store.notice_figures(day, day).unwrap();
    assert_eq!((figures.letters, figures.authorities), (1, 1));
    assert_eq!(
        store.notice_figures(NOW.today, NOW.today).unwrap(),
        Default::default()
    );
    assert_eq!(store.organisation(other).unwrap().notices.len(), 1);
    is_sound(&mut store);
}

/// Both laptops do something with one draft without having seen the other's; then each gets the other's.
fn merged(
    here: impl Fn(&mut Store, i64),
    there: impl Fn(&mut Store, i64),
) -> [(Notice, Vec<Fault>); 2] {
    let (folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let finding = found(&mut store, uuid, "4.1", 3);
    let day = NOW.today.plus_days(5);
    let draft = proposed(&store, LETTER, &[finding], on(day));
    let id = store.draft_notice(&draft, None, on(day)).unwrap();
    drop(store);
    let other = elsewhere(folder.path());
    let open = |path: &Path| {
        let mut store = Store::open_or_create(path).unwrap();
        set_office(&mut store);
        store
    };
    here(&mut open(folder.path()), id);
    there(&mut open(other.path()), id);
    let before = elsewhere(folder.path());
    bring_over(other.path(), folder.path());
    bring_over(before.path(), other.path());
    [folder.path(), other.path()].map(|path| {
        let mut store = Store::open_or_create(path).unwrap();
        store.rebuild(&mut |_, _| true).unwrap();
        is_sound(&mut store);
        (read(&store, id), store.notice_faults().unwrap())
    })
}

#[test]
fn what_was_issued_stays_whatever_another_laptop_wrote_into_the_draft() {
    let day = NOW.today.plus_days(5);
    let [(here, _), (there, _)] = merged(
        |store, id| {
            issue(store, id, day).unwrap();
        },
        |store, id| {
            let draft = Draft {
                title: "另拟的标题".into(),
                to: vec!["别的单位".into()],
                ..read(store, id).draft
            };
            store.revise_notice(id, &draft, on(day)).unwrap().unwrap();
        },
    );
    assert_eq!(here, there, "both laptops say the same");
    assert_eq!(here.stage(), Stage::Issued);
    let (_, _, frozen) = here.issued().unwrap();
    assert_eq!(frozen.paper.addressees, ["示范协会"]);
    assert!(!here.conflict);
}

#[test]
fn a_notice_issued_on_two_laptops_counts_once_and_is_named() {
    let day = NOW.today.plus_days(5);
    let issued = |store: &mut Store, id: i64| {
        issue(store, id, day).unwrap();
    };
    let [(here, faults), (there, _)] = merged(issued, issued);
    assert_eq!(here, there);
    assert!(here.conflict);
    assert_eq!(here.numbers().count(), 2);
    // both gave 1, each without having seen the other's: one notice has it, so that no number is missing or double
    assert_eq!(faults, []);

    let [(here, faults), (there, _)] = merged(issued, |store, id| {
        let block = Block {
            mark: "甲社党工督".into(),
            year: 2026,
            from: 51,
            to: 60,
        };
        store.set_number_blocks(&[block]).unwrap();
        issue(store, id, day).unwrap();
    });
    assert_eq!(here, there);
    let numbers: Vec<u32> = here.numbers().map(|number| number.n).collect();
    assert!(here.conflict && numbers.contains(&1) && numbers.contains(&51));
    // this laptop knows of no block and takes what lies between for missing
    assert!(matches!(&faults[..], [Fault::Gap { first, .. }] if first.n == 2));
}

#[test]
fn one_number_on_two_notices_is_found_after_the_merge() {
    let (folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let finding = found(&mut store, uuid, "4.1", 3);
    drop(store);
    let other = elsewhere(folder.path());
    let day = NOW.today.plus_days(5);
    for path in [folder.path(), other.path()] {
        let mut store = Store::open_or_create(path).unwrap();
        set_office(&mut store);
        let draft = proposed(&store, LETTER, &[finding], on(day));
        let id = store.draft_notice(&draft, None, on(day)).unwrap();
        issue(&mut store, id, day).unwrap();
    }
    bring_over(other.path(), folder.path());
    let mut store = Store::open_or_create(folder.path()).unwrap();
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    let faults = store.notice_faults().unwrap();
    assert!(
        matches!(&faults[..], [Fault::Twice { number, times: 2 }] if number.n == 1),
        "{faults:?}"
    );
}

#[test]
fn a_sheet_left_on_the_spot_is_signed_served_and_has_no_number() {
    let (_folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let openings = [
        opening(uuid, "4.1", NOW.today.plus_days(7)),
        opening(uuid, "1.1", NOW.today.plus_days(15)),
    ];
    let findings = store
        .open_findings(&openings, &entry(NOW.today), NOW)
        .unwrap();
    let draft = proposed(&store, NoticeKind::Feedback, &findings, NOW);
    // the last deadline of its problems is the day by which the organisation reports
    assert_eq!(draft.deadline, Some(NOW.today.plus_days(15)));
    assert!(draft.body.contains("发现问题2项"), "{}", draft.body);
    let id = store.draft_notice(&draft, None, NOW).unwrap();
    let rules = Rules::shipped();
    let hand_over = |store: &mut Store, by: &str, reason: &str| {
        let entry = Entry {
            reason: reason.into(),
            ..entry(NOW.today)
        };
        store.hand_over_notice(id, by, &entry, &rules, NOW).unwrap()
    };
    assert_eq!(hand_over(&mut store, " ", ""), Err(Refused::NotSigned));
    assert_eq!(hand_over(&mut store, "李样本", ""), Err(Refused::NoOffice));
    assert_eq!(read(&store, id).stage(), Stage::Draft);
    // a name is enough: the sheet takes no mark and no number
    store.set_office("name", "中共甲县委社会工作部").unwrap();
    hand_over(&mut store, "李样本", "").unwrap();
    let notice = read(&store, id);
    assert_eq!(notice.stage(), Stage::Served);
    assert_eq!(notice.served(), Some(NOW.today));
    let (_, number, frozen) = notice.issued().unwrap();
    assert_eq!((number, frozen.items.len()), (None, 2));
    assert!(matches!(
        &notice.acts[1].act,
        Act::Serve { way: Way::InPerson, to } if to == "李样本"
    ));
    let [first, second] = [0, 1].map(|at| store.finding(findings[at]).unwrap().unwrap());
    assert_eq!(first.stand.state, State::Rectifying);
    let noted: Vec<_> = first.notices().collect();
    assert_eq!((noted.len(), noted[0].rung), (1, "note"));
    // each problem has its own time, 7 and 15 days
    assert_eq!(noted[0].until, Some(NOW.today.plus_days(7)));
    assert_eq!(
        second.notices().next().unwrap().until,
        Some(NOW.today.plus_days(15))
    );
    assert_eq!(store.notice_faults().unwrap(), []);
    let figures = store.notice_figures(NOW.today, NOW.today).unwrap();
    assert_eq!((figures.sheets, figures.served), (1, 1));
    // the paper of two boxes of facts and one table of problems
    let paper = store.notice_view(id, &rules, NOW).unwrap().paper;
    assert_eq!((paper.number, paper.mark.as_str()), (None, ""));
    assert_eq!(paper.above.0, "检查单位：中共甲县委社会工作部");
    is_sound(&mut store);
}

#[test]
fn nobody_signed_for_a_sheet_and_the_reason_is_kept() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let openings = [opening(uuid, "4.1", NOW.today.plus_days(7))];
    let findings = store
        .open_findings(&openings, &entry(NOW.today), NOW)
        .unwrap();
    let draft = proposed(&store, NoticeKind::Feedback, &findings, NOW);
    let id = store.draft_notice(&draft, None, NOW).unwrap();
    let said = Entry {
        reason: "负责人不在场".into(),
        ..entry(NOW.today)
    };
    store
        .hand_over_notice(id, "", &said, &Rules::shipped(), NOW)
        .unwrap()
        .unwrap();
    assert_eq!(read(&store, id).acts[1].reason, "负责人不在场");
}

#[test]
fn a_circular_carries_the_findings_that_it_names() {
    let (_folder, mut store) = empty();
    set_office(&mut store);
    let (one, first) = organisation(&mut store, "示范协会", "东街道");
    let (two, _) = organisation(&mut store, "样本学会", "西街道");
    let findings = [
        found(&mut store, one, "4.1", 3),
        found(&mut store, one, "1.1", 3),
        found(&mut store, two, "1.1", 3),
    ];
    let day = NOW.today.plus_days(12);
    let rules = Rules::shipped();
    let (from, to, period) = liuyou::domain::notice::quarter("2026Q4").unwrap();
    let quarter = ((from, to), period.as_str());
    let rule = &rules.counting[0];
    let draft = store
        .propose_circular(quarter, &findings, rule, &rules, on(day), &mut || true)
        .unwrap()
        .unwrap();
    assert_eq!((draft.organisation, draft.items.len()), (None, 3));
    // by area, by authority, then the list of what it names
    assert!(
        draft
            .body
            .contains("对2家社会组织的3项问题予以通报，具体问题见附件3。"),
        "{}",
        draft.body
    );
    let id = store.draft_notice(&draft, None, on(day)).unwrap();
    let number = issue(&mut store, id, day).unwrap();
    let view = store.notice_view(id, &rules, on(day)).unwrap();
    let attached: Vec<&str> = view
        .paper
        .attachments
        .iter()
        .map(|attachment| attachment.title.as_str())
        .collect();
    assert_eq!(attached.len(), 3);
    assert_eq!(attached[2], "问题清单");
    for finding in findings {
        let finding = store.finding(finding).unwrap().unwrap();
        let noted: Vec<_> = finding.notices().collect();
        assert_eq!((noted.len(), noted[0].rung), (1, "circular"));
        assert_eq!(noted[0].until, None);
    }
    let rows = store.organisation(first).unwrap().notices;
    assert_eq!(rows[0].number, number.to_string());
    // nothing is counted on where the one who asked has left
    let cancelled =
        store.propose_circular(quarter, &findings, rule, &rules, on(day), &mut || false);
    assert!(matches!(
        cancelled,
        Err(liuyou::store::StoreError::Cancelled)
    ));
    is_sound(&mut store);
}
