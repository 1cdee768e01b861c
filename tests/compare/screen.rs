//! A visit beside an earlier one on the screen and on the command line.

use liuyou::app::screen::Screen;
use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;
use liuyou::domain::comparison::{self, Became};
use serde_json::Value;

use super::drive::program::{refused, said as told};
use super::drive::{Drive, NOW};
use super::{NAME, Site, said, standard};

fn list() -> liuyou::standards::Standard {
    standard(
        1,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "1.1", scale = "graded", points = 10, name = { zh = "场所", en = "Site" } },
            { code = "1.2", scale = "graded", points = 10, name = { zh = "设施", en = "Gear" } },
            { code = "1.3", kind = "text", shown_when = "${1.2} = 'poor'", name = { zh = "说明", en = "Why" } },
        ]
        "#,
    )
}

#[test]
fn problems_are_followed_back_and_hidden_answers_are_none() {
    let mut site = Site::new();
    for (day, gear) in [(1, "good"), (2, "poor"), (3, "weak"), (4, "poor")] {
        let mut answers = vec![("1.1", said("good")), ("1.2", said(gear))];
        if gear == "poor" {
            answers.push(("1.3", said("坏了")));
        }
        site.visit(&list(), Date::of(2026, day, 2), &answers);
    }
    // the answer to a hidden item stays in the journal and counts nowhere
    let hidden = [
        ("1.2", said("poor")),
        ("1.3", said("坏了")),
        ("1.2", said("good")),
    ];
    let draft = site.begin(&list(), Date::of(2026, 5, 2), &hidden);
    let view = site.store.visit(draft).unwrap();
    let gear = comparison::beside(&view, "1.2").unwrap();
    assert_eq!(gear.date, Date::of(2026, 4, 2));
    assert_eq!(gear.became, Some(Became::Better));
    let failing = gear.failing.unwrap();
    assert_eq!(
        (failing.since, failing.visits, failing.at_least),
        (Date::of(2026, 2, 2), 3, false)
    );
    assert!(!gear.can_be_skipped);
    assert!(comparison::beside(&view, "1.1").unwrap().can_be_skipped);
    let compared = site.store.comparison(draft, None).unwrap().unwrap();
    let lines: Vec<(String, Became)> = compared
        .lines()
        .into_iter()
        .map(|line| (line.address, line.became))
        .collect();
    assert_eq!(lines, [("1.2".to_owned(), Became::Better)]);
    assert!(!compared.now.answers.contains_key("1.3"));
    let first = site
        .store
        .organisation(site.organisation)
        .unwrap()
        .visits
        .last()
        .unwrap()
        .id;
    assert!(site.store.comparison(first, None).unwrap().is_none());
    assert!(site.store.visit(first).unwrap().last.is_none());
}

#[test]
fn a_row_of_problems_is_walked_back_no_further_than_twelve_visits() {
    let mut site = Site::new();
    let mut day = Date::of(2024, 1, 2);
    for _ in 0..14 {
        site.visit(&list(), day, &[("1.1", said("poor"))]);
        day = day.plus_days(30);
    }
    let draft = site.begin(&list(), day, &[]);
    let last = site.store.visit(draft).unwrap().last.unwrap();
    let failing = &last.failing["1.1"];
    assert_eq!((failing.visits, failing.at_least), (12, true));
    assert_eq!(failing.since, day.plus_days(-30 * 12));
}

#[test]
fn f11_compares_and_enter_goes_to_the_item() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive
        .keys("Enter F11")
        .sees("[与上次不同 14]")
        .sees("本次可免检")
        .sees("未解决问题");
    drive.keys("Down Enter");
    let Screen::Visit(visit) = drive.model.top() else {
        panic!("the visit is on top again")
    };
    assert_eq!(visit.line().unwrap().address, "1.5");
    // what is answered meanwhile is compared
    drive.keys("Home 1 F11 Tab").sees("[本次可免检 17]");
    drive.keys("Tab").sees("[未解决问题 13]").sees("仍未解决");
    drive.keys("Tab").sees("[与上次不同 14]");
    let out = folder.path().join("对比.html");
    drive
        .keys("F9 Down Down Ctrl+U")
        .keys(&format!("paste:{} F9", out.display()));
    drive.sees("已写出");
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("本次可免检")
    );
    drive.keys("Esc F3 Down Enter").sees("上次 2026-06-01");
}

#[test]
fn the_list_of_visits_compares_too_and_a_first_visit_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive
        .keys("Down Down Down Enter Down F11")
        .sees("[与上次不同 13]")
        .sees_not("免检");
    drive
        .keys("Enter")
        .sees("更正")
        .keys("Esc")
        .sees("[与上次不同 13]");
    drive.keys("Esc").sees("历次检查和记录");
    drive
        .keys("Esc F3 F5 Down Enter Enter Enter Enter F11")
        .sees("这是首次检查");
}

#[test]
fn visits_are_named_by_id_organisation_and_day() {
    let mut site = Site::new();
    let days = [
        Date::of(2026, 1, 2),
        Date::of(2026, 2, 2),
        Date::of(2026, 3, 2),
    ];
    let ids = days.map(|day| site.visit(&list(), day, &[("1.1", said("poor"))]));
    let names = ids.map(|id| site.store.name_of(id).unwrap().to_string());
    let data = site.path("data");
    drop(site.store);
    let listed = told(&data, &["visits", "list", NAME, "--json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["organisation"], NAME);
    let listed: Vec<&str> = listed["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| visit["visit_id"].as_str().unwrap())
        .collect();
    assert_eq!(
        listed,
        [&names[2], &names[1], &names[0]].map(String::as_str)
    );
    let dates = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["visits", "diff"]
            .iter()
            .chain(arguments)
            .chain(&["--json"])
            .copied()
            .collect();
        let report: Value = serde_json::from_str(&told(&data, &arguments)).unwrap();
        report["dates"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(dates(&[NAME]), "上次 2026-02-02，本次 2026-03-02");
    assert_eq!(
        dates(&["53310000MJ49517770", "2026-01-02"]),
        "上次 2026-01-02，本次 2026-03-02"
    );
    // the earlier one is always the one compared with
    assert_eq!(
        dates(&[&names[0], &names[1][..13]]),
        "上次 2026-01-02，本次 2026-02-02"
    );
    let text = told(&data, &["visits", "diff", NAME]);
    assert!(text.contains("2026-01-02 起，连续 3 次"), "{text}");
    for arguments in [
        &["visits", "diff", "没有这家"][..],
        &["visits", "diff", &names[0]],
        &["visits", "diff", NAME, "2026-05-05"],
        &["visits", "list", NAME, "2026-01-02"],
        &["visits", "diff", NAME, "--json", "--format", "csv"],
        &["visits", "diff", NAME, "--format", "html"],
    ] {
        refused(&data, arguments, 2);
    }
    assert!(NOW.today > days[2]);
}
