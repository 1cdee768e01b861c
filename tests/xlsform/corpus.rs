//! Every form of the folder: whether it is taken, what is said of it, and the template that comes of it.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::{Checklist, Lang};
use liuyou::domain::filling::{Filling, Form};
use liuyou::domain::trial;
use liuyou::domain::visit::Answers;
use liuyou::intake::xlsform::{Imported, Said, import};
use liuyou::standards;
use liuyou::words::Words;

use crate::forms;

/// Forms of which a template comes.
const TAKEN: &[&str] = &[
    "calculate.md",
    "cascade.md",
    "case-twins.md",
    "curly-quotes.md",
    "default-language.md",
    "defaults.md",
    "files.md",
    "gb18030.md",
    "groups.md",
    "headings.md",
    "invisible.md",
    "languages.md",
    "leftovers.md",
    "merged.xlsx",
    "metadata.md",
    "old-spellings.md",
    "one-language.md",
    "or-other.md",
    "plain.md",
    "range.md",
    "repeat.md",
    "required.md",
    "settings.md",
    "typed-cells.xlsx",
    "whole.xlsx",
    "wide.xlsx",
];

/// Forms that are refused, each with its reasons.
const REFUSED: &[&str] = &[
    "bad-defaults.md",
    "bad-expressions.md",
    "bad-ranges.md",
    "choices.md",
    "crossed.md",
    "failed-formulas.xlsx",
    "full-width.md",
    "headers-twice.md",
    "metadata-referred.md",
    "missing-columns.md",
    "names.md",
    "no-survey.md",
    "or-other-filter.md",
    "repeat-in-repeat.md",
    "trigger-now.md",
    "unended.md",
    "unknown-references.md",
    "unsupported.md",
];

/// Files that cannot be read at all.
const UNREADABLE: &[&str] = &["encrypted.xlsx"];

fn told(imported: &Imported) -> String {
    let mut told = String::new();
    for words in [Words::EN, Words::ZH] {
        for remark in &imported.remarks {
            let line = words.form_remark(remark);
            assert!(!line.contains('\n'), "{line}");
            writeln!(told, "{line}").unwrap();
        }
        told.push('\n');
    }
    if let Some(list) = &imported.checklist {
        told += &standards::written(list);
    }
    told
}

#[track_caller]
fn opens(name: &str, list: &Checklist) {
    let text = standards::written(list);
    let read = standards::examine(&text);
    assert_eq!(read.as_ref(), Ok(list), "{name}\n{text}");
    let form = Arc::new(Form::new(Arc::new(list.clone())));
    let clock = Clock {
        date: Date::of(2026, 11, 25),
        minute: 600,
    };
    let filling = Filling::open(&form, clock, Lang::Zh, &Answers::new());
    assert!(!filling.lines().is_empty(), "{name}");
    for line in filling.lines() {
        if let Some(item) = filling.item(line) {
            let said = filling.said(&item.name, Lang::En, line);
            assert!(!said.contains("${"), "{name}: {said}");
        }
    }
    let explored = trial::explore(list);
    assert_eq!(explored.unanswerable, Vec::<String>::new(), "{name}");
}

#[test]
fn what_comes_of_every_form() {
    for name in TAKEN.iter().chain(REFUSED) {
        let imported = import(&forms().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let refused = imported.remarks.iter().any(|remark| matches!(remark.said, Said::Refused(_)));
        assert_eq!(refused, REFUSED.contains(name), "{name}: {:#?}", imported.remarks);
        assert_eq!(imported.checklist.is_none(), refused, "{name}");
        insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(name.replace('.', "_"), told(&imported));
        });
        if let Some(list) = &imported.checklist {
            opens(name, list);
        }
    }
}

#[test]
fn no_form_of_the_folder_is_left_out() {
    let known = [TAKEN, REFUSED, UNREADABLE].concat();
    for entry in std::fs::read_dir(forms()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.as_str()), "{name}");
    }
    assert!(TAKEN.len() >= 25, "{}", TAKEN.len());
}

#[test]
fn every_filled_cell_is_taken_or_named() {
    // what stands in a cell of its own is found in the template or in what is said
    for name in TAKEN.iter().filter(|name| name.ends_with(".md")) {
        let path = forms().join(name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let imported = import(&path).unwrap();
        let told = told(&imported);
        let spots: Vec<String> = imported
            .remarks
            .iter()
            .flat_map(|remark| remark.spots.iter().map(ToString::to_string))
            .collect();
        for (spot, cell) in marked(&text) {
            let row = spot.trim_end_matches(|c: char| c.is_ascii_digit());
            let row = format!("{}{}", row.split('!').next().unwrap_or_default(), &spot[row.len()..]);
            let named = spots.iter().any(|known| {
                let letters = known.rsplit_once('!').map_or("", |(_, cell)| cell);
                known.eq_ignore_ascii_case(&spot)
                    || letters.chars().all(|c| c.is_ascii_digit()) && {
                        let (sheet, number) = known.split_once('!').unwrap_or((known, ""));
                        number.is_empty() && spot.to_lowercase().starts_with(&format!("{}!", sheet.to_lowercase()))
                            || row.eq_ignore_ascii_case(&format!("{sheet}{number}"))
                    }
            });
            assert!(named || told.contains(cell.trim()), "{name} {spot}: {cell}");
        }
    }
}

/// Cells of a table with a word of their own, `zqj` and a number, would be the strictest; here texts longer than eight
/// letters stand for them, with their places.
fn marked(text: &str) -> Vec<(String, String)> {
    let mut sheet = String::new();
    let mut row = 0;
    let mut found = Vec::new();
    for line in text.lines().filter(|line| line.trim_start().starts_with('|')) {
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = line.trim().trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect();
        if !cells[0].is_empty() {
            sheet.clone_from(&cells[0]);
            row = 0;
            continue;
        }
        row += 1;
        if row == 1 {
            continue;
        }
        for (at, cell) in cells.iter().enumerate().skip(1) {
            let is_words = cell.chars().count() > 8 && !cell.contains(['(', '$', '_', '\u{200b}', '\u{a0}', '"']) && cell.contains(' ');
            let is_type = at == 1;
            if is_words && !is_type {
                let letter = char::from(b'A' + (at - 1) as u8);
                found.push((format!("{sheet}!{letter}{row}"), cell.clone()));
            }
        }
    }
    found
}

#[test]
fn a_name_that_is_given_decides_nothing() {
    // the same tables under another name are the same form but for what the name stands for
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("form.txt");
    std::fs::copy(forms().join("plain.md"), &copy).unwrap();
    let (one, other) = (import(&forms().join("plain.md")).unwrap(), import(&copy).unwrap());
    assert_eq!(one.checklist, other.checklist);
    assert!(import(Path::new("nowhere.xlsx")).is_err());
}
