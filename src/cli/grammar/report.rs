//! The arguments of `report`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::rates::DIVISIONS;
use super::{ENCODINGS, choice, option, picked};
use crate::domain::export::{Encoding, ReportFormat, ReportStage, ReportSubject, ReportWanted};
use crate::words::Words;

/// A report as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportTyped {
    pub wanted: ReportWanted,
    /// What stands behind the subject: the round, by name or number.
    pub name: Option<String>,
    pub format: ReportFormat,
    pub encoding: Option<Encoding>,
    pub out: Option<PathBuf>,
}

fn subjects() -> Vec<&'static str> {
    ReportSubject::ALL.iter().map(|one| one.code()).collect()
}

fn stages() -> Vec<&'static str> {
    ReportStage::ALL.iter().map(|one| one.code()).collect()
}

pub fn formats() -> Vec<&'static str> {
    ReportFormat::ALL.iter().map(|one| one.code()).collect()
}

pub fn report_args(words: Words) -> [Arg; 9] {
    let subject = Arg::new("report")
        .value_name("REPORT")
        .required(true)
        .help(words.cli_help_report_subject(&subjects().join(" ")));
    [
        choice(subject, &subjects()),
        Arg::new("name")
            .value_name("NAME")
            .help(words.cli_help_report_name()),
        option("year", "YEAR", words.cli_help_report_year())
            .value_parser(super::plan::whole_number("--year")),
        choice(
            option("format", "FORMAT", words.cli_help_report_format()),
            &formats(),
        ),
        option("out", "FILE", words.cli_help_report_out())
            .short('o')
            .value_parser(value_parser!(PathBuf)),
        choice(
            option("by", "PART", words.cli_help_report_by()),
            &DIVISIONS.map(|(code, _)| code),
        ),
        option("rule", "ID", words.cli_help_report_rule()),
        choice(
            option("stage", "STAGE", words.cli_help_report_stage()),
            &stages(),
        ),
        choice(
            option("encoding", "NAME", words.cli_help_encoding()),
            &ENCODINGS.map(|(code, _)| code),
        ),
    ]
}

/// None where the subject is missing, which the grammar does not let through.
pub fn report(own: &ArgMatches) -> Option<ReportTyped> {
    let typed = |name: &str| own.get_one::<String>(name).map(String::as_str);
    Some(ReportTyped {
        wanted: ReportWanted {
            division: picked(own, "by", &DIVISIONS),
            rule: typed("rule").map(str::to_owned),
            stage: typed("stage")
                .and_then(ReportStage::from_code)
                .unwrap_or_default(),
            year: own
                .get_one::<u32>("year")
                .and_then(|year| i16::try_from(*year).ok()),
            ..ReportWanted::of(typed("report").and_then(ReportSubject::from_code)?)
        },
        name: typed("name").map(str::to_owned),
        format: typed("format")
            .and_then(ReportFormat::from_code)
            .unwrap_or(ReportFormat::Text),
        encoding: picked(own, "encoding", &ENCODINGS),
        out: own.get_one::<PathBuf>("out").cloned(),
    })
}
