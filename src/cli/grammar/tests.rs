//! What was typed, as plain values.
#![cfg(test)]

use super::*;
use crate::documents::{Format, Subject};
use crate::domain::calendar::Date;

#[test]
fn the_grammar_holds_together_and_its_commands_are_all_listed() {
    for words in [Words::ZH, Words::EN] {
        let grammar = liuyou(words);
        let names: Vec<String> = grammar
            .get_subcommands()
            .map(|own| own.get_name().to_owned())
            .collect();
        assert_eq!(names, COMMANDS);
        grammar.debug_assert();
    }
}

#[test]
fn the_data_folder_may_stand_before_or_after_the_command() {
    for line in ["liuyou --data-dir a status", "liuyou status --data-dir a"] {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let given = read(&arguments, Words::ZH).unwrap();
        assert_eq!(
            given,
            Given {
                data_dir: Some("a".into()),
                passphrase_file: None,
                task: Task::Status { json: false }
            },
            "{line}"
        );
    }
}

#[test]
fn an_export_is_read_whole() {
    let line = "liuyou export organisations --format md --out a.md --from 2026-1-2 --to 20260301";
    let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
    let Task::Export(wanted) = read(&arguments, Words::EN).unwrap().task else {
        panic!("no export")
    };
    assert_eq!(
        (wanted.subject, wanted.format),
        (Subject::Organisations, Some(Format::Markdown))
    );
    assert_eq!(
        (wanted.from, wanted.to),
        (Date::new(2026, 1, 2), Date::new(2026, 3, 1))
    );
    assert_eq!((wanted.encoding, wanted.out), (None, PathBuf::from("a.md")));
}
