//! Tables made by chance. Whatever stands in them, reading ends, says where it stumbled, and what it takes is sound.

use std::sync::Arc;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::Lang;
use liuyou::domain::filling::{Filling, Form};
use liuyou::domain::visit::Answers;
use liuyou::intake::xlsform::{Imported, import};
use liuyou::standards;
use liuyou::words::Words;
use proptest::prelude::*;

/// What forms are made of, right and wrong.
const TYPES: &[&str] = &[
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "note",
    "calculate",
    "range",
    "acknowledge",
    "image",
    "today",
    "start",
    "username",
    "select_one k",
    "select_multiple k or_other",
    "select_one m",
    "begin group",
    "begin repeat",
    "end group",
    "end repeat",
    "begin_group",
    "end_repeat",
    "geopoint",
    "",
    "audit",
    "select_one",
];
const NAMES: &[&str] = &[
    "a", "b", "c", "d", "e", "f", "g", "A", "h i", "", "名", "k", "main", "1",
];
const TEXTS: &[&str] = &[
    "",
    "Word",
    "词 ${a}",
    "${",
    "}",
    "a|b",
    "“x”",
    "${b} and ${c}",
    "\u{200b}",
    "yes",
];
const EXPRESSIONS: &[&str] = &[
    "",
    "",
    "",
    "${a} = 1",
    "${b} != ''",
    ". > 3",
    "position(..) > 1",
    "position(../..)",
    "sum(${c})",
    "count(${d})",
    "yes",
    "TRUE",
    "selected(${e}, 'x')",
    "${f} div ${a}",
    "today()",
    "‘x’ = ${a}",
    "${a} >",
    "1",
    "3",
    "x = ${a}",
    "jr:choice-name(${e}, '${e}')",
    "once(now())",
    "${g} + ${a}",
];
const HEADERS: &[&str] = &[
    "type",
    "name",
    "label",
    "label::zh",
    "label::English (en)",
    "relevant",
    "constraint",
    "constraint_message",
    "required",
    "calculation",
    "default",
    "choice_filter",
    "repeat_count",
    "read_only",
    "appearance",
    "parameters",
    "trigger",
    "hint",
    "disabled",
    "x",
    "relevance",
];

fn picked(from: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(from)
}

fn cell(header: &str) -> BoxedStrategy<String> {
    let from = match header {
        "type" => TYPES,
        "name" => NAMES,
        "label"
        | "label::zh"
        | "label::English (en)"
        | "hint"
        | "constraint_message"
        | "appearance" => TEXTS,
        "disabled" => &["", "", "", "", "yes"],
        "parameters" => &["", "", "start=0 end=2 step=1", "step=9", "x=1"],
        _ => EXPRESSIONS,
    };
    picked(from)
        .prop_map(|text| text.replace('|', "\\|"))
        .boxed()
}

fn table() -> impl Strategy<Value = String> {
    let headers = proptest::collection::vec(picked(HEADERS), 0..7);
    let headers = headers.prop_map(|more| {
        ["type", "name", "label"]
            .into_iter()
            .chain(more)
            .collect::<Vec<_>>()
    });
    headers.prop_flat_map(|headers| {
        let row: Vec<BoxedStrategy<String>> = headers.iter().map(|header| cell(header)).collect();
        proptest::collection::vec(row, 0..14).prop_map(move |rows| {
            let line = |cells: &[String]| format!("| | {} |\n", cells.join(" | "));
            let head: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
            let rows: String = rows.iter().map(|row| line(row)).collect();
            format!(
                "| survey |\n{}{rows}| choices |\n| | list_name | name | label | x |\n| | k | x | X | 1 |\n| | k | y | Y | |\n",
                line(&head)
            )
        })
    })
}

fn read(bytes: &[u8]) -> Option<Imported> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.md");
    std::fs::write(&path, bytes).unwrap();
    import(&path).ok()
}

/// What is taken is sound, and everything is said in whole sentences.
fn holds(imported: &Imported) {
    for remark in &imported.remarks {
        for words in [Words::ZH, Words::EN] {
            let said = words.form_remark(remark);
            assert!(!said.is_empty());
        }
        assert!(!remark.spots.is_empty());
    }
    let Some(list) = &imported.checklist else {
        return;
    };
    let text = standards::written(list);
    let examined = standards::examine(&text);
    assert_eq!(examined.as_ref(), Ok(list), "{text}");
    let clock = Clock {
        date: Date::of(2026, 11, 25),
        minute: 600,
    };
    let form = Arc::new(Form::new(Arc::new(list.clone())));
    Filling::open(&form, clock, Lang::Zh, &Answers::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_table_stops_the_reader_and_what_it_takes_is_sound(text in table()) {
        let imported = read(text.as_bytes()).expect("a table is a table");
        holds(&imported);
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes).iter().for_each(holds);
        let table = [b"| survey |\n| | type | name | label |\n| | ".as_slice(), &bytes].concat();
        read(&table).iter().for_each(holds);
        let zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        read(&zip).iter().for_each(holds);
        let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &bytes].concat();
        read(&old).iter().for_each(holds);
    }
}
