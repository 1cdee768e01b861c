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
        let imported =
            import(&forms().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let refused = imported
            .remarks
            .iter()
            .any(|remark| matches!(remark.said, Said::Refused(_)));
        assert_eq!(
            refused,
            REFUSED.contains(name),
            "{name}: {:#?}",
            imported.remarks
        );
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

/// Where the cells of the tables begin and end in the text, each with its place; rows that name a sheet have none.
fn cells(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let (mut sheet, mut row, mut from) = (String::new(), 0, 0);
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = from;
        from += line.len();
        if !line.trim_start().starts_with('|') {
            continue;
        }
        let borders = line.match_indices('|').map(|(at, _)| at);
        let borders: Vec<usize> = borders.filter(|at| !line[..*at].ends_with('\\')).collect();
        let cell = |at: usize| borders[at] + 1..borders[at + 1];
        let name = line[cell(0)].trim();
        if !name.is_empty() {
            sheet = name.to_owned();
            row = 0;
            continue;
        }
        row += 1;
        for at in 1..borders.len() - 1 {
            let letter = char::from(b'A' + (at - 1) as u8);
            if !line[cell(at)].trim().is_empty() {
                let cell = cell(at);
                found.push((
                    start + cell.start..start + cell.end,
                    format!("{sheet}!{letter}{row}"),
                ));
            }
        }
    }
    found
}

#[test]
fn every_filled_cell_is_read_or_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in TAKEN {
        let Ok(text) = std::fs::read_to_string(forms().join(name)) else {
            continue;
        };
        if name == &"headings.md" {
            continue;
        }
        let path = folder.path().join(name);
        std::fs::write(&path, &text).unwrap();
        let imported = import(&path).unwrap();
        let named: Vec<String> = imported
            .remarks
            .iter()
            .flat_map(|remark| remark.spots.iter().map(ToString::to_string))
            .collect();
        let before = told(&imported);
        let cells = cells(&text);
        assert!(cells.len() > 5, "{name}");
        for (cell, spot) in cells {
            // with something else in the cell something else comes of the form, unless it was said that it is not read
            let mut other = text.clone();
            other.replace_range(cell.clone(), " zqj7 ");
            std::fs::write(&path, other).unwrap();
            let after = told(&import(&path).unwrap());
            let sheet = spot.split('!').next().unwrap();
            let is_named = named.iter().any(|known| *known == spot || known == sheet);
            assert!(
                before != after || is_named,
                "{name} {spot}: {}",
                &text[cell]
            );
        }
    }
}

#[test]
fn a_name_that_is_given_decides_nothing() {
    // the same tables under another name are the same form but for what the name stands for
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("form.txt");
    std::fs::copy(forms().join("plain.md"), &copy).unwrap();
    let (one, other) = (
        import(&forms().join("plain.md")).unwrap(),
        import(&copy).unwrap(),
    );
    assert_eq!(one.checklist, other.checklist);
    assert!(import(Path::new("nowhere.xlsx")).is_err());
}
