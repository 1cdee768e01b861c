//! The arguments of `findings`: what to do, with which findings, and what a step needs.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::typed::{Typed, codes, day};
use super::{ENCODINGS, choice, flag, needed, option, picked};
use crate::domain::calendar::Date;
use crate::domain::export::{Encoding, ReportFormat};
use crate::domain::finding::{How, Light, State, StepKind};
use crate::words::Words;

const ACTIONS: [(&str, FindingsAction); 16] = [
    ("list", FindingsAction::List),
    ("show", FindingsAction::Show),
    ("open", FindingsAction::Open),
    ("feedback", FindingsAction::Step(StepKind::FeedBack)),
    ("report", FindingsAction::Step(StepKind::Report)),
    ("arrange", FindingsAction::Step(StepKind::Arrange)),
    ("recheck", FindingsAction::Step(StepKind::Recheck)),
    ("close", FindingsAction::Step(StepKind::Close)),
    ("sendback", FindingsAction::Step(StepKind::SendBack)),
    ("reopen", FindingsAction::Step(StepKind::Reopen)),
    ("extend", FindingsAction::Step(StepKind::Extend)),
    ("responsible", FindingsAction::Step(StepKind::Hand)),
    ("withdraw", FindingsAction::Step(StepKind::Withdraw)),
    ("export", FindingsAction::Export),
    ("numbers", FindingsAction::Numbers),
    ("series", FindingsAction::Series),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsAction {
    List,
    Show,
    Open,
    Step(StepKind),
    Export,
    /// Gaps and duplicates.
    Numbers,
    /// The series of this laptop.
    Series,
}

impl FindingsAction {
    /// Options that this action takes besides `--json`.
    fn takes(self) -> &'static [&'static str] {
        match self {
            FindingsAction::List => &[
                "light",
                "state",
                "area",
                "authority",
                "responsible",
                "organisation",
                "all",
            ],
            FindingsAction::Export => &[
                "light",
                "state",
                "area",
                "authority",
                "responsible",
                "organisation",
                "all",
                "from",
                "to",
                "format",
                "out",
                "encoding",
            ],
            FindingsAction::Open => &[
                "organisation",
                "fact",
                "requirement",
                "responsible",
                "deadline",
                "day",
                "reason",
            ],
            FindingsAction::Step(kind) => match kind {
                StepKind::Extend | StepKind::SendBack | StepKind::Reopen => {
                    &["deadline", "day", "reason"]
                }
                StepKind::Recheck => &["how", "day", "reason"],
                StepKind::Close => &["reviewer", "day", "reason"],
                StepKind::Hand => &["responsible", "day", "reason"],
                _ => &["day", "reason"],
            },
            FindingsAction::Show | FindingsAction::Numbers | FindingsAction::Series => &[],
        }
    }
}

/// As typed; numbers and names are not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingsTyped {
    pub action: FindingsAction,
    /// Numbers of findings, or the series.
    pub names: Vec<String>,
    pub light: Option<Light>,
    pub state: Option<State>,
    pub area: Option<String>,
    pub authority: Option<String>,
    pub responsible: Option<String>,
    pub organisation: Option<String>,
    pub all: bool,
    pub fact: Option<String>,
    pub requirement: Option<String>,
    pub deadline: Option<Date>,
    pub day: Option<Date>,
    pub reason: Option<String>,
    pub how: Option<How>,
    pub reviewer: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub format: Option<ReportFormat>,
    pub encoding: Option<Encoding>,
    pub out: Option<PathBuf>,
    pub json: bool,
}

pub fn findings_args(words: Words) -> [Arg; 22] {
    let (lights, states) = (
        codes(Light::ALL, Light::code),
        codes(State::ALL, State::code),
    );
    let state_lines: Vec<String> = states.chunks(4).map(|four| four.join(" ")).collect();
    let hows = codes(How::ALL, How::code);
    let formats = codes(ReportFormat::ALL, ReportFormat::code);
    let comma = words.list_comma();
    let action = Arg::new("action")
        .value_name("ACTION")
        .required(true)
        .help(words.cli_help_findings_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("name")
            .value_name("NUMBER")
            .action(ArgAction::Append)
            .num_args(0..)
            .help(words.cli_help_findings_name()),
        choice(
            option(
                "light",
                "LIGHT",
                words.cli_help_findings_light(&lights.join(comma)),
            ),
            &lights,
        ),
        choice(
            option(
                "state",
                "STATE",
                words.cli_help_findings_state(&state_lines.join("\n")),
            ),
            &states,
        ),
        option("area", "AREA", words.cli_help_findings_area()),
        option("authority", "NAME", words.cli_help_findings_authority()),
        option("responsible", "NAME", words.cli_help_findings_responsible()),
        option(
            "organisation",
            "NAME",
            words.cli_help_findings_organisation(),
        ),
        flag("all", words.cli_help_findings_all()),
        option("fact", "TEXT", words.cli_help_findings_fact()),
        option("requirement", "TEXT", words.cli_help_findings_requirement()),
        option("deadline", "DATE", words.cli_help_findings_deadline()).value_parser(day),
        option("day", "DATE", words.cli_help_findings_day()).value_parser(day),
        option("reason", "TEXT", words.cli_help_findings_reason()),
        choice(
            option("how", "HOW", words.cli_help_findings_how(&hows.join(comma))),
            &hows,
        ),
        option("reviewer", "NAME", words.cli_help_findings_reviewer()),
        option("from", "DATE", words.cli_help_findings_from()).value_parser(day),
        option("to", "DATE", words.cli_help_findings_to()).value_parser(day),
        choice(
            option("format", "FORMAT", words.cli_help_report_format()),
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

/// # Errors
/// An option that the action has no use for.
pub fn findings(own: &ArgMatches) -> Result<FindingsTyped, clap::Error> {
    let action = needed(picked(own, "action", &ACTIONS))?;
    let typed = Typed(own);
    typed.takes_only(action.takes())?;
    Ok(FindingsTyped {
        action,
        names: typed.many("name"),
        light: typed.coded("light", Light::from_code),
        state: typed.coded("state", State::from_code),
        area: typed.text("area"),
        authority: typed.text("authority"),
        responsible: typed.text("responsible"),
        organisation: typed.text("organisation"),
        all: typed.flag("all"),
        fact: typed.text("fact"),
        requirement: typed.text("requirement"),
        deadline: typed.day("deadline"),
        day: typed.day("day"),
        reason: typed.text("reason"),
        how: typed.coded("how", How::from_code),
        reviewer: typed.text("reviewer"),
        from: typed.day("from"),
        to: typed.day("to"),
        format: typed.coded("format", ReportFormat::from_code),
        encoding: picked(own, "encoding", &ENCODINGS),
        out: typed.one("out"),
        json: typed.flag("json"),
    })
}
