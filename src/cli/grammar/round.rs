//! The arguments of `round`: what to do, with which round, and what to put in it.

use clap::{Arg, ArgAction, ArgMatches};

use super::plan::whole_number;
use super::typed::{Typed, day};
use super::{choice, flag, needed, option, picked};
use crate::domain::calendar::Date;
use crate::domain::organisation::Standing;
use crate::words::Words;

const ACTIONS: [(&str, RoundAction); 5] = [
    ("list", RoundAction::List),
    ("show", RoundAction::Show),
    ("new", RoundAction::New),
    ("add", RoundAction::Add),
    ("close", RoundAction::Close),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAction {
    List,
    Show,
    New,
    Add,
    Close,
}

impl RoundAction {
    /// Options that this action takes besides those of every command.
    pub fn takes(self) -> &'static [&'static str] {
        match self {
            RoundAction::List => &["year"],
            RoundAction::Show => &[],
            RoundAction::New => &[
                "number",
                "from",
                "to",
                "lead",
                "area",
                "authority",
                "standing",
            ],
            RoundAction::Add => &[
                "area",
                "authority",
                "standing",
                "organisation",
                "visits",
                "reached",
                "day",
            ],
            RoundAction::Close => &["day", "conclusion", "reopen"],
        }
    }
}

/// As typed; names are not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundTyped {
    pub action: RoundAction,
    /// Name or number of the round.
    pub name: Option<String>,
    pub number: Option<u32>,
    pub year: Option<u32>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub lead: Option<String>,
    pub area: Option<String>,
    pub authority: Option<String>,
    pub standing: Option<Standing>,
    pub organisations: Vec<String>,
    pub visits: bool,
    pub reached: Vec<String>,
    pub day: Option<Date>,
    pub conclusion: Option<String>,
    pub reopen: bool,
    pub json: bool,
}

fn standings() -> Vec<&'static str> {
    Standing::ALL.iter().map(|one| one.code()).collect()
}

pub fn round_args(words: Words) -> [Arg; 17] {
    let action = Arg::new("action")
        .value_name("list|show|new|add|close")
        .required(true)
        .help(words.cli_help_round_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("name")
            .value_name("NAME")
            .help(words.cli_help_round_name()),
        option("number", "N", words.cli_help_round_number()).value_parser(whole_number("--number")),
        option("year", "YEAR", words.cli_help_round_year()).value_parser(whole_number("--year")),
        option("from", "DATE", words.cli_help_round_from()).value_parser(day),
        option("to", "DATE", words.cli_help_round_to()).value_parser(day),
        option("lead", "UNIT", words.cli_help_round_lead()),
        option("area", "AREA", words.cli_help_round_area()),
        option("authority", "NAME", words.cli_help_round_authority()),
        choice(
            option("standing", "STANDING", words.cli_help_round_standing()),
            &standings(),
        ),
        option("organisation", "NAME", words.cli_help_round_organisation())
            .action(ArgAction::Append),
        flag("visits", words.cli_help_round_visits()),
        option("reached", "AUTHORITY", words.cli_help_round_reached()).action(ArgAction::Append),
        option("day", "DATE", words.cli_help_round_day()).value_parser(day),
        option("conclusion", "TEXT", words.cli_help_round_conclusion()),
        flag("reopen", words.cli_help_round_reopen()),
        flag("json", words.cli_help_json()),
    ]
}

/// # Errors
/// An option that the action has no use for.
pub fn round(own: &ArgMatches) -> Result<RoundTyped, clap::Error> {
    let action = needed(picked(own, "action", &ACTIONS))?;
    let typed = Typed(own);
    typed.takes_only(action.takes())?;
    Ok(RoundTyped {
        action,
        name: typed.text("name"),
        number: typed.one("number"),
        year: typed.one("year"),
        from: typed.day("from"),
        to: typed.day("to"),
        lead: typed.text("lead"),
        area: typed.text("area"),
        authority: typed.text("authority"),
        standing: typed.coded("standing", Standing::from_code),
        organisations: typed.many("organisation"),
        visits: typed.flag("visits"),
        reached: typed.many("reached"),
        day: typed.day("day"),
        conclusion: typed.text("conclusion"),
        reopen: typed.flag("reopen"),
        json: typed.flag("json"),
    })
}
