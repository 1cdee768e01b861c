//! Cases that pass and fail, and templates with something nobody can reach.
#![cfg(test)]

use std::sync::Arc;

use super::*;
use crate::domain::checklist::Checklist;
use crate::domain::filling::Form;

const HEAD: &str = r#"
id = "t"
version = 1
name = { zh = "表", en = "List" }
basis = { zh = "自拟", en = "Own" }
scale = [{ code = "yesno", options = [
  { key = 1, code = "yes", percent = 100, label = { zh = "是", en = "Yes" } },
  { key = 2, code = "half", percent = 50, label = { zh = "部分", en = "Partly" } },
  { key = 4, code = "no", percent = 0, label = { zh = "否", en = "No" } },
] }]
[[choices]]
code = "forms"
options = [
  { code = "talk", label = { zh = "谈话", en = "Talk" }, columns = { big = "no" } },
  { code = "site", label = { zh = "参观", en = "Visit" }, columns = { big = "yes" } },
]
[[section]]
code = "1"
name = { zh = "一", en = "One" }
"#;

fn list(items: &str) -> Checklist {
    let mut text = HEAD.to_owned();
    for item in items.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match item.starts_with('[') {
            true => text += &format!("{}\n", item.replace("; ", "\n")),
            false => {
                text += &format!(
                    "[[section.item]]\nname = {{ zh = \"字\", en = \"Word\" }}\n{}\n",
                    item.replace("; ", "\n")
                )
            }
        }
    }
    let list: Checklist = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(list.faults(), []);
    assert_eq!(crate::domain::filling::faults(&list), []);
    list
}

const ITEMS: &str = r#"
    code = "1.1"; scale = "yesno"; points = 5
    code = "1.2"; kind = "number"; limit = ". < 10"; limit_text = { zh = "多", en = "Many" }
    code = "1.3"; kind = "computed"; decimals = 1; computed = "${1.2} div 4"
    code = "1.4"; kind = "text"; shown_when = "${1.2} > 3"; required = true
    code = "1.5"; kind = "date"; default = "today()"; warn = ". > date('2026-06-01')"; warn_text = { zh = "早", en = "Early" }
"#;

fn misses(case: &str) -> Vec<Miss> {
    let text = case.replace("; ", "\n");
    let mut list = list(ITEMS);
    list.cases = vec![toml::from_str(&text).unwrap()];
    assert_eq!(list.faults(), [], "{case}");
    cases(&Arc::new(Form::new(Arc::new(list)))).remove(0).misses
}

#[test]
fn a_case_that_holds_misses_nothing() {
    let all = "name = \"all\"; today = \"2026-07-01\"; answers = { \"1.1\" = \"2\", \"1.2\" = \"5\" }; values = { \"1.3\" = \"1.25\", \"1.5\" = \"2026年7月1日\" }; shown = [\"1.4\"]; score = \"2.5\"; warned = []; missing = [\"1.4\"]";
    // 5 div 4 is 1.25, which comes out rounded to one place
    assert_eq!(misses(all), []);
    let few = "name = \"few\"; answers = { \"1.2\" = \"3\" }; hidden = [\"1.4\"]; warned = [\"1.5\"]; missing = []; refused = []";
    assert_eq!(misses(few), []);
    let refused = "name = \"refused\"; answers = { \"1.2\" = \"11\", \"1.1\" = \"9\" }; refused = [\"1.1\", \"1.2\"]";
    assert_eq!(misses(refused), []);
}

#[test]
fn whatever_comes_out_otherwise_is_told() {
    let list = |key, wanted: &[&str], found: &[&str]| Miss::List {
        key,
        wanted: wanted.iter().map(|text| (*text).to_owned()).collect(),
        found: found.iter().map(|text| (*text).to_owned()).collect(),
    };
    let wrong = "name = \"wrong\"; answers = { \"1.1\" = \"1\", \"1.2\" = \"5\" }; values = { \"1.3\" = \"2\" }; hidden = [\"1.4\"]; score = \"2.5\"; warned = []; missing = []";
    assert_eq!(
        misses(wrong),
        [
            Miss::Value {
                address: "1.3".into(),
                wanted: "2".into(),
                found: "1.3".into(),
            },
            Miss::NotHidden("1.4".into()),
            Miss::Score {
                wanted: "2.5".into(),
                found: "5".into(),
            },
            list("warned", &[], &["1.5"]),
            list("missing", &[], &["1.4"]),
        ]
    );
    // an answer that nobody expected to be refused proves nothing
    let slip = "name = \"slip\"; answers = { \"1.2\" = \"many\" }; shown = [\"1.4\"]";
    assert_eq!(
        misses(slip),
        [Miss::NotShown("1.4".into()), list("refused", &[], &["1.2"])]
    );
}

#[test]
fn what_nobody_can_reach_or_answer_is_found() {
    let explored = explore(&list(
        r#"
        code = "a"; kind = "number"; least = 0; most = 9
        code = "b"; kind = "text"; shown_when = "${a} = 7"
        code = "c"; kind = "text"; shown_when = "${a} > 9"
        code = "d"; kind = "text"; shown_when = "${c} = 'x'"
        code = "e"; kind = "one_of"; choices = "forms"; filter = "big = 'perhaps'"; required = true
        code = "f"; kind = "number"; limit = ". > 5 and . < 5"; limit_text = { zh = "无", en = "None" }; required = "${a} > 0"
        code = "g"; kind = "one_of"; choices = "forms"; filter = "big = 'yes'"; required = true
        code = "h"; kind = "text"; shown_when = "${g} = 'site'"; limit = "regex(., '^[0-9]{11}$')"; limit_text = { zh = "号", en = "Number" }; required = true
        "#,
    ));
    let never: Vec<&str> = explored
        .never_shown
        .iter()
        .map(|(item, _)| item.as_str())
        .collect();
    assert_eq!(never, ["c", "d"]);
    assert_eq!(explored.never_shown[0].1, ["${a} > 9"]);
    assert_eq!(explored.unanswerable, ["e", "f"]);
    assert!(!explored.is_sound());
}

#[test]
fn a_division_by_zero_is_found_unless_a_condition_keeps_it_from_being_done() {
    let explored = explore(&list(
        r#"
        code = "a"; kind = "number"; least = 0
        code = "b"; kind = "number"; least = 0
        code = "c"; kind = "computed"; computed = "100 * ${a} div ${b}"
        code = "d"; kind = "computed"; computed = "if(${b} > 0, ${a} div ${b}, 0)"
        code = "e"; kind = "computed"; computed = "${a} div (${b} - 7)"
        code = "f"; kind = "computed"; computed = "${a} div 4"
        "#,
    ));
    let zeros: Vec<(&str, &str)> = explored
        .zeros
        .iter()
        .map(|zero| (zero.item.as_str(), zero.divisor.as_str()))
        .collect();
    assert_eq!(zeros, [("c", "${b}"), ("e", "${b} - 7")]);
    assert!(explored.is_sound());
}

#[test]
fn repeated_sections_are_filled_too() {
    let explored = explore(&list(
        r#"
        code = "a"; kind = "text"
        [[section]]; code = "2"; name = { zh = "二", en = "Two" }; repeat = { most = 3 }
        code = "r1"; kind = "number"
        code = "r2"; kind = "text"; shown_when = "position(..) = 2 and ${r1} > 0"; required = true
        [[section]]; code = "3"; name = { zh = "三", en = "Three" }; shown_when = "sum(${r1}) > 2"
        code = "s"; kind = "text"; required = true
        "#,
    ));
    assert!(explored.is_sound(), "{explored:?}");
}
