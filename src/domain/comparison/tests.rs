//! Two versions of a small template and visits with them, compared by hand.
#![cfg(test)]

use std::sync::Arc;

use super::*;
use crate::domain::calendar::Clock;
use crate::domain::visit::Mode;

const HEAD: &str = r#"
    id = "t"
    name = { zh = "表", en = "List" }
    basis = { zh = "自拟", en = "Own" }
    verdict = { demonstration = 90, pass = 80, basic = 60 }
    scale = [{ code = "graded", options = [
        { key = 1, code = "good", percent = 100, label = { zh = "好", en = "Good" } },
        { key = 2, code = "fair", percent = 75, label = { zh = "较好", en = "Fair" } },
        { key = 3, code = "weak", percent = 50, label = { zh = "一般", en = "Weak" } },
        { key = 4, code = "poor", percent = 0, label = { zh = "差", en = "Poor" } },
        { key = 5, code = "na", label = { zh = "不适用", en = "N/A" } },
    ] }]
"#;

fn scored(code: &str, name: &str) -> String {
    format!(
        r#"{{ code = "{code}", scale = "graded", points = 10, name = {{ zh = "{name}", en = "{name}" }} }},"#
    )
}

fn other(code: &str, rest: &str) -> String {
    format!(r#"{{ code = "{code}", {rest}, name = {{ zh = "字{code}", en = "Word {code}" }} }},"#)
}

fn list(version: u32, items: &[String], times: &str) -> Arc<Checklist> {
    let text = format!(
        "version = {version}\n{HEAD}\n[[section]]\ncode = \"1\"\nname = {{ zh = \"一\", en = \"One\" }}\nitem = [{}]\n
        [[section]]\ncode = \"2\"\nname = {{ zh = \"二\", en = \"Two\" }}\nrepeat = {{ most = 5 }}\nitem = [{times}]",
        items.concat()
    );
    Arc::new(toml::from_str(&text).unwrap())
}

/// 1.1 to 1.4 scored, 1.5 a pair, and a text for each time.
fn first() -> Arc<Checklist> {
    let mut items: Vec<String> = ["1.1", "1.2", "1.3", "1.4"]
        .map(|code| scored(code, code))
        .into();
    items.push(other("1.5", "kind = \"pair\", from = \"staff\""));
    list(1, &items, &other("2.1", "kind = \"text\""))
}

/// 1.4 is gone, 1.3 is put differently, 1.6 is new.
fn second() -> Arc<Checklist> {
    let items = [
        scored("1.1", "1.1"),
        scored("1.2", "1.2"),
        scored("1.3", "另一种说法"),
        other("1.5", "kind = \"pair\", from = \"staff\""),
        scored("1.6", "1.6"),
    ];
    list(2, &items, &other("2.1", "kind = \"text\""))
}

/// `1.1 good`, `1.2 good!备注`, `1.5 7/9` for 7 on site and 9 in the ledger; a bare `!备注` is a remark alone.
fn said(answers: &[(&str, &str)]) -> Answers {
    let answer = |said: &str| {
        let (option, remark) = said.split_once('!').unwrap_or((said, ""));
        let (option, ledger) = match option.split_once('/') {
            Some((site, ledger)) => (site, Some(ledger.to_owned())),
            None => (option, None),
        };
        Answer {
            option: Some(option.to_owned()).filter(|option| !option.is_empty()),
            ledger,
            remark: remark.into(),
            conflict: false,
        }
    };
    answers
        .iter()
        .map(|(address, said)| ((*address).to_owned(), answer(said)))
        .collect()
}

fn side(list: &Arc<Checklist>, day: Date, status: VisitStatus, answers: &[(&str, &str)]) -> Side {
    Side {
        id: 1,
        uuid: Uuid::NEW,
        visit: Visit {
            organisation: Uuid::NEW,
            checklist: Uuid::NEW,
            status,
            mode: Mode::OnSite,
            started: Clock {
                date: day,
                minute: 540,
            },
            finished: None,
            inspector: String::new(),
            companion: String::new(),
            unit: String::new(),
            round: None,
        },
        form: Arc::new(Form::new(list.clone())),
        answers: said(answers),
    }
}

fn compared(before: Side, now: Side) -> Comparison {
    let failing = Streaks::of(before.date(), before.checklist(), &before.answers).end(false);
    Comparison {
        organisation: "东街义工协会".into(),
        facts: Organisation {
            staff: 9,
            ..Organisation::default()
        },
        now,
        before,
        failing,
        earlier: Vec::new(),
    }
}

const MARCH: Date = Date::of(2026, 3, 2);
const JUNE: Date = Date::of(2026, 6, 1);

fn became(comparison: &Comparison) -> Vec<(String, Became)> {
    comparison
        .lines()
        .into_iter()
        .map(|line| (line.address, line.became))
        .collect()
}

fn of(list: &[(&str, Became)]) -> Vec<(String, Became)> {
    list.iter()
        .map(|(address, became)| ((*address).to_owned(), *became))
        .collect()
}

#[test]
fn every_way_to_be_different_is_told_apart() {
    let list = first();
    let before = side(
        &list,
        MARCH,
        VisitStatus::Finished,
        &[
            ("1.1", "weak"),
            ("1.2", "good"),
            ("1.3", "na"),
            ("1.4", "good!旧"),
            ("1.5", "7/7"),
            ("2.1#1", "甲"),
        ],
    );
    let now = side(
        &list,
        JUNE,
        VisitStatus::Finished,
        &[
            ("1.1", "fair"),
            ("1.2", "poor"),
            ("1.3", "good"),
            ("1.4", "good!新"),
            ("1.5", "7/8"),
            ("2.1#1", "乙"),
            ("2.1#2", "丙"),
        ],
    );
    assert_eq!(
        became(&compared(before.clone(), now)),
        of(&[
            ("1.1", Became::Better),
            ("1.2", Became::Worse),
            ("1.3", Became::Changed),
            ("1.4", Became::Remark),
            ("1.5", Became::Ledger),
            ("2.1#1", Became::Changed),
            ("2.1#2", Became::Answered),
        ])
    );
    let less = side(
        &list,
        JUNE,
        VisitStatus::Finished,
        &[
            ("1.1", "weak"),
            ("1.3", "na"),
            ("1.4", "good!旧"),
            ("1.5", "7/7"),
        ],
    );
    assert_eq!(
        became(&compared(before.clone(), less.clone())),
        of(&[("1.2", Became::TakenBack), ("2.1#1", Became::TakenBack)])
    );
    // what a draft has not answered yet is no difference
    let mut draft = less;
    draft.visit.status = VisitStatus::Draft;
    draft.answers.remove("1.5");
    // the register says 9 now, and 7 stood in it in March
    assert_eq!(
        became(&compared(before.clone(), draft)),
        of(&[("1.5", Became::Ledger)])
    );
    assert_eq!(became(&compared(before.clone(), before)), []);
}

#[test]
fn across_versions_items_come_and_go_and_keep_their_names() {
    let before = side(
        &first(),
        MARCH,
        VisitStatus::Finished,
        &[("1.1", "good"), ("1.4", "poor!漏雨"), ("1.3", "good")],
    );
    let now = side(
        &second(),
        JUNE,
        VisitStatus::Finished,
        &[("1.1", "good"), ("1.3", "good"), ("1.6", "weak")],
    );
    let comparison = compared(before, now);
    assert_eq!(
        became(&comparison),
        of(&[("1.6", Became::NewItem), ("1.4", Became::RemovedItem)])
    );
    let lines = comparison.lines();
    assert_eq!(lines[1].name.zh, "1.4");
    assert_eq!(lines[1].before.as_ref().unwrap().remark, "漏雨");
    assert_eq!(
        comparison.before.shown(
            "1.4",
            lines[1].before.as_ref(),
            super::super::checklist::Lang::Zh
        ),
        "差"
    );
    // 10 of 40 points: 1.1 good, 1.3 good, 1.4 poor, 1.2 not checked = 20/40; then 1.1, 1.3 and half of 1.6 = 25/40
    assert_eq!(comparison.before.score().tenths(), Some(500));
    assert_eq!(comparison.now.score().tenths(), Some(625));
}

#[test]
fn what_passed_and_has_not_changed_can_be_skipped() {
    let list = first();
    let before = [
        ("1.1", "good"),
        ("1.2", "fair"),
        ("1.3", "good"),
        ("1.4", "good!墙上有裂缝"),
        ("1.5", "9/9"),
    ];
    let skip = |list: &Arc<Checklist>, now: &[(&str, &str)]| {
        let before = side(&first(), MARCH, VisitStatus::Finished, &before);
        let comparison = compared(before, side(list, JUNE, VisitStatus::Draft, now));
        let skippable = comparison.skippable();
        skippable
            .into_iter()
            .map(|one| one.address)
            .collect::<Vec<_>>()
    };
    // 1.2 is only fair, 1.4 has a remark
    assert_eq!(skip(&list, &[]), ["1.1", "1.3", "1.5"]);
    assert_eq!(
        skip(&list, &[("1.1", "good"), ("1.3", "weak"), ("1.5", "9/9")]),
        ["1.1", "1.5"]
    );
    assert_eq!(skip(&list, &[("1.1", "!看一下")]), ["1.3", "1.5"]);
    // 1.3 is put differently in the second version
    assert_eq!(skip(&second(), &[]), ["1.1", "1.5"]);
    // the register has another figure now
    let mut comparison = compared(
        side(&list, MARCH, VisitStatus::Finished, &before),
        side(&list, JUNE, VisitStatus::Draft, &[]),
    );
    comparison.facts.staff = 8;
    assert_eq!(comparison.skippable().len(), 2);
    // ledger and site differed in March: that is open, whatever the register says now
    comparison.before.answers = said(&[("1.5", "9/8")]);
    comparison.facts.staff = 9;
    assert_eq!(comparison.skippable(), []);
    comparison.now.visit.status = VisitStatus::Finished;
    comparison.before.answers = said(&before);
    assert_eq!(comparison.skippable(), []);
}

#[test]
fn a_problem_is_open_since_the_first_visit_of_its_row() {
    let list = first();
    let mut streaks = Streaks::of(
        JUNE,
        &list,
        &said(&[
            ("1.1", "poor"),
            ("1.2", "weak"),
            ("1.3", "fair"),
            ("1.4", "poor"),
            ("1.5", "7/9"),
        ]),
    );
    // 75 percent is above the line of 60
    assert!(streaks.goes_on());
    streaks.before(
        MARCH,
        &list,
        &said(&[("1.1", "weak"), ("1.2", "good"), ("1.5", "8/9")]),
    );
    // in January nobody looked at 1.1, in the autumn it was found wanting; 1.4 was not looked at in March and did not apply before
    streaks.before(
        Date::of(2026, 1, 5),
        &list,
        &said(&[("1.4", "na"), ("1.5", "9/9")]),
    );
    streaks.before(
        Date::of(2025, 10, 8),
        &list,
        &said(&[("1.1", "poor"), ("1.5", "1/9")]),
    );
    let failing = streaks.end(true);
    let told = |address: &str| {
        failing
            .get(address)
            .map(|f| (f.since, f.visits, f.at_least))
    };
    assert_eq!(told("1.1"), Some((Date::of(2025, 10, 8), 3, true)));
    assert_eq!(told("1.2"), Some((JUNE, 1, false)));
    assert_eq!(told("1.3"), None);
    assert_eq!(told("1.4"), Some((JUNE, 1, false)));
    assert_eq!(told("1.5"), Some((MARCH, 2, false)));
}

#[test]
fn what_came_of_each_problem_is_told() {
    let list = first();
    let before = side(
        &list,
        MARCH,
        VisitStatus::Finished,
        &[
            ("1.1", "poor"),
            ("1.2", "weak"),
            ("1.3", "poor"),
            ("1.4", "good"),
            ("1.5", "9/9"),
        ],
    );
    let now = side(
        &list,
        JUNE,
        VisitStatus::Draft,
        &[
            ("1.1", "weak"),
            ("1.2", "na"),
            ("1.4", "poor"),
            ("1.5", "8/9"),
        ],
    );
    let open = compared(before, now).open();
    let told: Vec<(&str, Problem)> = open
        .iter()
        .map(|open| (open.address.as_str(), open.problem))
        .collect();
    assert_eq!(
        told,
        [
            ("1.1", Problem::Still),
            ("1.3", Problem::Unseen),
            ("1.4", Problem::New),
            ("1.5", Problem::New),
            ("1.2", Problem::Solved),
        ]
    );
    // found in March and again now; not seen again, it stays at once
    assert_eq!(open[0].failing.as_ref().map(|f| f.visits), Some(2));
    assert_eq!(open[1].failing.as_ref().map(|f| f.visits), Some(1));
    assert!(open[2].failing.is_none());
}

#[test]
fn a_template_without_pass_lines_calls_everything_below_full_marks_a_problem() {
    let mut list = (*first()).clone();
    list.verdict = None;
    let answers = said(&[("1.1", "fair"), ("1.2", "good"), ("1.3", "na")]);
    let failing = Streaks::of(JUNE, &list, &answers).end(false);
    assert_eq!(failing.keys().collect::<Vec<_>>(), ["1.1"]);
}
