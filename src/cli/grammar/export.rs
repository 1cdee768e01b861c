//! The arguments of `export`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::typed::day;
use super::{ENCODINGS, choice, flag, option, picked};
use crate::documents::{Encoding, Format, Subject};
use crate::domain::calendar::Date;
use crate::words::Words;

const SUBJECTS: [(&str, Subject); 4] = [
    ("visits", Subject::Visits),
    ("organisations", Subject::Organisations),
    ("answers", Subject::Answers),
    ("audit", Subject::Audit),
];
const FORMATS: [(&str, Format); 4] = [
    ("csv", Format::Csv),
    ("xlsx", Format::Xlsx),
    ("json", Format::Json),
    ("md", Format::Markdown),
];

/// An export as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub subject: Subject,
    /// Left out for an audit trail, which has one format.
    pub format: Option<Format>,
    pub encoding: Option<Encoding>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub out: PathBuf,
    /// Whose changes are written.
    pub visit: Option<String>,
    pub all: bool,
    pub template: Option<String>,
    pub labels: bool,
    pub split: bool,
    pub evidence: bool,
}

pub fn args(words: Words) -> [Arg; 12] {
    let subject = Arg::new("subject")
        .value_name("WHAT")
        .required(true)
        .help(words.cli_help_subject());
    let others = SUBJECTS.iter().map(|(code, _)| *code);
    let others = others.filter(|code| *code != "audit");
    let needs_format: Vec<(&str, &str)> = others.map(|code| ("subject", code)).collect();
    [
        choice(subject, &SUBJECTS.map(|(code, _)| code)),
        Arg::new("visit")
            .value_name("VISIT")
            .help(words.cli_help_export_visit()),
        choice(
            option("format", "FORMAT", words.cli_help_format()),
            &FORMATS.map(|(code, _)| code),
        )
        .required_if_eq_any(needs_format),
        option("out", "FILE", words.cli_help_out())
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        option("from", "DATE", words.cli_help_from()).value_parser(day),
        option("to", "DATE", words.cli_help_to()).value_parser(day),
        choice(
            option("encoding", "NAME", words.cli_help_encoding()),
            &ENCODINGS.map(|(code, _)| code),
        ),
        option("template", "ID", words.cli_help_export_template())
            .required_if_eq("subject", "answers"),
        flag("labels", words.cli_help_export_labels()),
        flag("split", words.cli_help_export_split()),
        flag("all", words.cli_help_export_all()),
        flag("evidence", words.cli_help_export_evidence()),
    ]
}

/// None where the subject is missing, which the grammar does not let through.
pub fn wanted(own: &ArgMatches) -> Option<Wanted> {
    Some(Wanted {
        subject: picked(own, "subject", &SUBJECTS)?,
        format: picked(own, "format", &FORMATS),
        encoding: picked(own, "encoding", &ENCODINGS),
        from: own.get_one::<Date>("from").copied(),
        to: own.get_one::<Date>("to").copied(),
        out: own.get_one::<PathBuf>("out").cloned()?,
        visit: own.get_one::<String>("visit").cloned(),
        all: own.get_flag("all"),
        template: own.get_one::<String>("template").cloned(),
        labels: own.get_flag("labels"),
        split: own.get_flag("split"),
        evidence: own.get_flag("evidence"),
    })
}
