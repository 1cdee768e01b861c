//! The arguments of `rates` and `advice`. Ids of rules are read as typed: a county may have rules of its own, so that
//! only the command knows which there are.

use clap::{Arg, ArgMatches};

use super::{choice, flag, option, picked};
use crate::domain::coverage::{Division, Listing};
use crate::words::Words;

const ACTIONS: [(&str, RatesAction); 2] = [
    ("snapshot", RatesAction::Freeze),
    ("list", RatesAction::Snapshots),
];
pub const DIVISIONS: [(&str, Division); 3] = [
    ("area", Division::Area),
    ("authority", Division::Authority),
    ("kind", Division::Kind),
];
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatesAction {
    /// The rates of today, perhaps by parts.
    Show(Option<Division>),
    /// The organisations behind a figure.
    Names(Listing),
    Freeze,
    Snapshots,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatesWanted {
    pub action: RatesAction,
    /// Id of the counting rule.
    pub rule: Option<String>,
    pub json: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviceWanted {
    /// Id of the one rule set to ask.
    pub rule: Option<String>,
    /// 应建未建 alone.
    pub unformed: bool,
    pub json: bool,
}

fn listings() -> Vec<&'static str> {
    Listing::ALL.iter().map(|one| one.code()).collect()
}

pub fn rates_args(words: Words) -> [Arg; 5] {
    let action = Arg::new("action")
        .value_name("snapshot|list")
        .help(words.cli_help_rates_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)).conflicts_with_all(["by", "names"]),
        choice(
            option("by", "PART", words.cli_help_by()),
            &DIVISIONS.map(|(code, _)| code),
        )
        .conflicts_with("names"),
        choice(option("names", "LIST", words.cli_help_names()), &listings()),
        option("rule", "ID", words.cli_help_counting_rule()),
        flag("json", words.cli_help_json()),
    ]
}

pub fn advice_args(words: Words) -> [Arg; 3] {
    [
        option("rule", "ID", words.cli_help_rule_set()),
        flag("unformed", words.cli_help_unformed()),
        flag("json", words.cli_help_json()),
    ]
}

pub fn rates(own: &ArgMatches) -> RatesWanted {
    let names = own.get_one::<String>("names");
    let names = names.and_then(|code| Listing::from_code(code));
    let names = names.map(RatesAction::Names);
    let action = picked(own, "action", &ACTIONS)
        .or(names)
        .unwrap_or_else(|| RatesAction::Show(picked(own, "by", &DIVISIONS)));
    RatesWanted {
        action,
        rule: own.get_one::<String>("rule").cloned(),
        json: own.get_flag("json"),
    }
}

pub fn advice(own: &ArgMatches) -> AdviceWanted {
    AdviceWanted {
        rule: own.get_one::<String>("rule").cloned(),
        unformed: own.get_flag("unformed"),
        json: own.get_flag("json"),
    }
}
