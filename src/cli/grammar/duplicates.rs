//! The arguments of `duplicates`.

use clap::{Arg, ArgMatches};

use super::{choice, flag};
use crate::words::Words;

const ACTIONS: [&str; 2] = ["join", "undo"];

/// A look for duplicates, or what to do about one, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicatesTyped {
    pub action: Option<String>,
    /// Credit codes or names.
    pub names: Vec<String>,
    pub json: bool,
}

pub fn duplicates_args(words: Words) -> [Arg; 3] {
    let action = Arg::new("action")
        .value_name("join|undo")
        .help(words.cli_help_duplicates_action());
    [
        choice(action, &ACTIONS),
        Arg::new("names")
            .value_name("KEEP OTHER")
            .num_args(1..=2)
            .help(words.cli_help_duplicates_names()),
        flag("json", words.cli_help_json()).conflicts_with("action"),
    ]
}

pub fn duplicates(own: &ArgMatches) -> DuplicatesTyped {
    let names = own.get_many::<String>("names").into_iter().flatten();
    DuplicatesTyped {
        action: own.get_one::<String>("action").cloned(),
        names: names.cloned().collect(),
        json: own.get_flag("json"),
    }
}
