//! The arguments of `plan`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::typed::{Typed, day};
use super::{ENCODINGS, choice, option, picked};
use crate::domain::calendar::Date;
use crate::domain::export::{Encoding, ReportFormat};
use crate::domain::plan::MOST_DAYS;
use crate::domain::schedule::MOST_PER_DAY;
use crate::words::Words;

/// A route sheet as typed; the person is not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTyped {
    pub from: Option<Date>,
    pub days: Option<u32>,
    pub area: Option<String>,
    pub person: Option<String>,
    pub per_day: Option<u32>,
    pub format: ReportFormat,
    pub encoding: Option<Encoding>,
    pub out: Option<PathBuf>,
}

/// Options of which each takes a whole number, with the least and the most of it.
pub const NUMBERS: [(&str, u32, u32); 4] = [
    ("--days", 1, MOST_DAYS),
    ("--per-day", 1, MOST_PER_DAY),
    ("--number", 1, 9999),
    ("--year", 1900, 9999),
];

/// Reads the value of such an option.
pub fn whole_number(option: &'static str) -> impl Fn(&str) -> Result<u32, &'static str> + Clone {
    let limits = NUMBERS.iter().find(|(name, ..)| *name == option);
    let (least, most) = limits.map_or((0, u32::MAX), |(_, least, most)| (*least, *most));
    move |text: &str| match text.parse::<u32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err("out of range"),
    }
}

pub fn plan_args(words: Words) -> [Arg; 9] {
    let week = |text: &str| Date::parse_week(text).ok_or("no week");
    [
        option("week", "WEEK", words.cli_help_plan_week())
            .value_parser(week)
            .conflicts_with_all(["from", "days"]),
        option("from", "DATE", words.cli_help_plan_from()).value_parser(day),
        option("days", "N", words.cli_help_plan_days()).value_parser(whole_number("--days")),
        option("area", "AREA", words.cli_help_plan_area()),
        option("person", "NAME", words.cli_help_plan_person()),
        option("per-day", "N", words.cli_help_plan_per_day())
            .value_parser(whole_number("--per-day")),
        choice(
            option("format", "FORMAT", words.cli_help_report_format()),
            &super::report::formats(),
        ),
        option("out", "FILE", words.cli_help_report_out())
            .short('o')
            .value_parser(value_parser!(PathBuf)),
        choice(
            option("encoding", "NAME", words.cli_help_encoding()),
            &ENCODINGS.map(|(code, _)| code),
        ),
    ]
}

pub fn plan(own: &ArgMatches) -> PlanTyped {
    let typed = Typed(own);
    PlanTyped {
        from: typed.day("week").or(typed.day("from")),
        days: typed.one("days"),
        area: typed.text("area"),
        person: typed.text("person"),
        per_day: typed.one("per-day"),
        format: typed
            .coded("format", ReportFormat::from_code)
            .unwrap_or(ReportFormat::Text),
        encoding: picked(own, "encoding", &ENCODINGS),
        out: typed.path("out"),
    }
}
