//! The arguments of `visits`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::{ENCODINGS, choice, flag, option, picked};
use crate::domain::export::{Encoding, ReportFormat};
use crate::words::Words;

const ACTIONS: [&str; 2] = ["list", "diff"];

/// As typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitsTyped {
    /// Two visits are to be compared, not those of an organisation listed.
    pub diff: bool,
    /// An organisation or a visit.
    pub visit: String,
    pub other: Option<String>,
    pub template: Option<String>,
    pub format: Option<ReportFormat>,
    pub encoding: Option<Encoding>,
    pub out: Option<PathBuf>,
    pub json: bool,
}

pub fn visits_args(words: Words) -> [Arg; 8] {
    let formats: Vec<&str> = ReportFormat::ALL.iter().map(|one| one.code()).collect();
    let action = Arg::new("action")
        .value_name("list|diff")
        .required(true)
        .help(words.cli_help_visits_action());
    [
        choice(action, &ACTIONS),
        Arg::new("visit")
            .value_name("ORGANISATION|VISIT")
            .required(true)
            .help(words.cli_help_visits_visit()),
        Arg::new("other")
            .value_name("OTHER")
            .help(words.cli_help_visits_other()),
        option("template", "ID", words.cli_help_visits_template()),
        choice(
            option("format", "FORMAT", words.cli_help_visits_format()),
            &formats,
        ),
        option("out", "FILE", words.cli_help_report_out()).value_parser(value_parser!(PathBuf)),
        choice(
            option("encoding", "NAME", words.cli_help_encoding()),
            &ENCODINGS.map(|(code, _)| code),
        ),
        flag("json", words.cli_help_json()),
    ]
}

pub fn visits(own: &ArgMatches) -> VisitsTyped {
    let typed = |name: &str| own.get_one::<String>(name).cloned();
    VisitsTyped {
        diff: typed("action").as_deref() == Some("diff"),
        visit: typed("visit").unwrap_or_default(),
        other: typed("other"),
        template: typed("template"),
        format: typed("format").as_deref().and_then(ReportFormat::from_code),
        encoding: picked(own, "encoding", &ENCODINGS),
        out: own.get_one::<PathBuf>("out").cloned(),
        json: own.get_flag("json"),
    }
}
