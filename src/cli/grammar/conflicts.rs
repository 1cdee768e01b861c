//! The arguments of `conflicts`.

use clap::{Arg, ArgMatches, value_parser};

use super::{choice, flag, option};
use crate::words::Words;

const ACTIONS: [&str; 3] = ["list", "show", "resolve"];

/// `conflicts` as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictsTyped {
    pub action: String,
    pub which: Option<String>,
    /// Which of what was said, counted from 1.
    pub take: Option<usize>,
    pub value: Option<String>,
    pub json: bool,
}

pub fn conflicts_args(words: Words) -> [Arg; 5] {
    [
        choice(
            Arg::new("action")
                .value_name("list|show|resolve")
                .required(true)
                .help(words.cli_help_conflicts_action()),
            &ACTIONS,
        ),
        Arg::new("which")
            .value_name("WHICH")
            .help(words.cli_help_conflicts_which()),
        option("take", "N", words.cli_help_conflicts_take()).value_parser(value_parser!(usize)),
        option("value", "TEXT", words.cli_help_conflicts_value()).conflicts_with("take"),
        flag("json", words.cli_help_json()),
    ]
}

pub fn conflicts(own: &ArgMatches) -> Option<ConflictsTyped> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    Some(ConflictsTyped {
        action: text("action")?,
        which: text("which"),
        take: own.get_one::<usize>("take").copied(),
        value: text("value"),
        json: own.get_flag("json"),
    })
}
