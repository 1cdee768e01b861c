//! A small form, filled in one way and another, with figures worked out by hand.
#![cfg(test)]

use std::sync::Arc;

use super::*;
use crate::domain::calendar::Date;

const TEMPLATE: &str = r#"
    id = "t"
    version = 1
    name = { zh = "表", en = "List" }
    basis = { zh = "自拟", en = "Own" }
    verdict = { demonstration = 90, pass = 80, basic = 60 }
    scale = [{ code = "yesno", options = [
        { key = 1, code = "yes", percent = 100, label = { zh = "是", en = "Yes" } },
        { key = 4, code = "no", percent = 0, label = { zh = "否", en = "No" } },
    ] }]

    [[section]]
    code = "1"
    name = { zh = "一", en = "One" }
    item = [
        { code = "1.1", scale = "yesno", points = 60, required = true, name = { zh = "有场所", en = "Site" } },
        { code = "1.2", scale = "yesno", points = 40, shown_when = "${1.1} = 'yes'", name = { zh = "有牌子", en = "Sign" } },
        { code = "1.3", kind = "number", limit = ". <= ${1.4}", limit_text = { zh = "多于应到。", en = "More than due." }, name = { zh = "到会", en = "Came" } },
        { code = "1.4", kind = "number", default = "20", name = { zh = "应到", en = "Due" } },
        { code = "1.5", kind = "computed", computed = "${1.3} * 100 div ${1.4}", name = { zh = "率", en = "Rate" } },
    ]

    [[section]]
    code = "2"
    name = { zh = "二", en = "Two" }
    repeat = { most = 3 }
    item = [
        { code = "2.1", kind = "text", required = true, name = { zh = "物", en = "Thing" } },
        { code = "2.2", kind = "date", default = "today()", name = { zh = "日", en = "Day" } },
        { code = "2.3", kind = "note", name = { zh = "核对${2.1}，应到${1.4}", en = "Check ${2.1} of ${1.4}" } },
    ]
"#;

fn form() -> Arc<Form> {
    let list: Checklist = toml::from_str(TEMPLATE).unwrap();
    assert_eq!((list.faults(), faults(&list)), (vec![], vec![]));
    Arc::new(Form::new(Arc::new(list)))
}

fn answers(said: &[(&str, &str)]) -> Answers {
    let answer = |text: &str| Answer {
        option: Some(text.into()),
        ..Answer::default()
    };
    said.iter()
        .map(|(address, text)| (address.to_string(), answer(text)))
        .collect()
}

fn started() -> Clock {
    Clock {
        date: Date::of(2026, 11, 24),
        minute: 600,
    }
}

fn filled(said: &[(&str, &str)]) -> Filling {
    Filling::open(&form(), started(), Lang::Zh, &answers(said))
}

fn addresses(filling: &Filling) -> Vec<&str> {
    let lines = filling.lines().iter();
    lines.map(|line| line.address.as_str()).collect()
}

#[test]
fn lines_follow_the_answers_and_offer_one_more() {
    let mut filling = filled(&[("1.1", "no"), ("2.1#1", "旗")]);
    let first = ["1.1", "1.3", "1.4", "1.5", "2.1#1", "2.2#1", "2.3#1", "2#2"];
    assert_eq!(addresses(&filling), first);
    assert_eq!(filling.lines()[7].item, None);
    filling.set("1.1", "yes");
    assert_eq!(addresses(&filling)[..2], ["1.1", "1.2"]);
    assert_eq!((filling.add(1), filling.add(1)), (Ok(2), Ok(3)));
    assert_eq!(filling.add(1), Err(Refused::Full));
    // nothing is offered beyond what the section may have
    assert_eq!(addresses(&filling).last(), Some(&"2.3#3"));
}

#[test]
fn what_is_hidden_scores_nothing_and_costs_nothing() {
    // 0 of the 60 points that are asked; the 40 are not asked
    let score = filled(&[("1.1", "no"), ("1.2", "yes")]).score(VisitStatus::Finished);
    assert_eq!((score.earned, score.possible), (0, 60));
    // 60 of 100, since 1.2 is asked and not answered
    let score = filled(&[("1.1", "yes")]).score(VisitStatus::Finished);
    assert_eq!((score.earned, score.possible), (6000, 100));
    let counted = form().score(
        &answers(&[("1.1", "yes")]),
        VisitStatus::Finished,
        started(),
    );
    assert_eq!(counted, score);
    // 1.1, 1.2, 1.3 and 1.4, and two of the thing; the note and the rate are nobody's answer
    let score = filled(&[("1.1", "yes"), ("2.1#1", "旗")]).score(VisitStatus::Draft);
    assert_eq!((score.answered, score.items), (2, 6));
}

#[test]
fn gaps_tell_what_holds_up_and_what_only_costs() {
    let gaps = filled(&[("1.3", "21"), ("1.4", "20"), ("2.2#1", "2026-11-24")]).gaps();
    assert_eq!(gaps.missing, ["1.1", "2.1#1"]);
    assert_eq!(gaps.broken, ["1.3"]);
    assert!(gaps.hold_up());
    let gaps = filled(&[("1.1", "yes")]).gaps();
    assert_eq!(
        (gaps.unscored.as_slice(), gaps.hold_up()),
        (&["1.2".to_owned()][..], false)
    );
}

#[test]
fn a_limit_is_asked_before_an_answer_is_taken() {
    let mut filling = filled(&[("1.4", "20"), ("1.3", "10")]);
    let line = filling.lines()[filling.find("1.3").unwrap()].clone();
    assert!(!filling.keeps_limit(&line, "21"));
    assert!(filling.keeps_limit(&line, "20"));
    assert_eq!(filling.text(&line), "10");
    let rate = &filling.lines()[filling.find("1.5").unwrap()];
    assert_eq!(filling.text(rate), "50");
}

#[test]
fn a_form_begins_with_its_defaults_and_so_does_one_more() {
    let mut filling = filled(&[]);
    assert_eq!(
        filling.defaults(None),
        [("1.4".to_owned(), "20".to_owned())]
    );
    assert_eq!(filling.add(1), Ok(1));
    assert_eq!(
        filling.defaults(Some((1, 1))),
        [("2.2#1".to_owned(), "2026-11-24".to_owned())]
    );
}

#[test]
fn a_text_may_speak_of_other_answers() {
    let filling = filled(&[("1.4", "20"), ("2.1#1", "旗"), ("2.1#2", "牌")]);
    let said = |address: &str, lang| {
        let line = &filling.lines()[filling.find(address).unwrap()];
        let name = &filling.item(line).unwrap().name;
        filling.said(name, lang, line)
    };
    assert_eq!(said("2.3#2", Lang::Zh), "核对牌，应到20");
    assert_eq!(said("2.3#1", Lang::En), "Check 旗 of 20");
}

#[test]
fn taking_one_away_moves_the_later_ones_up() {
    let form = form();
    let before = answers(&[("2.1#1", "旗"), ("2.2#1", "2026-01-01"), ("2.1#3", "牌")]);
    let moved = without(&form.checklist.sections[1], 1, &before);
    let mut after = before.clone();
    for (address, answer) in moved {
        after.insert(address, answer);
    }
    after.retain(|_, answer| *answer != Answer::default());
    assert_eq!(after, answers(&[("2.1#2", "牌")]));
}

#[test]
fn expressions_of_a_later_version_are_left_out_and_nothing_is_lost() {
    let later = TEMPLATE.replace("${1.3} * 100 div ${1.4}", "percentile(${1.3})");
    let list: Checklist = toml::from_str(&later).unwrap();
    let found = faults(&list);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "percentile(${1.3})");
    let form = Arc::new(Form::new(Arc::new(list)));
    let filling = Filling::open(&form, started(), Lang::Zh, &answers(&[("1.3", "5")]));
    assert_eq!(filling.text(&filling.lines()[1]), "5");
}
