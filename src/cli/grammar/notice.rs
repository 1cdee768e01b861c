//! The arguments of `notice`: what to do, with which notice, and what that needs.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::plan::whole_number;
use super::typed::{Typed, codes, day};
use super::{ENCODINGS, choice, flag, needed, option, picked};
use crate::domain::calendar::{Clock, Date};
use crate::domain::export::Encoding;
use crate::domain::notice::{NoticeKind, Stage, Way};
use crate::words::Words;

const ACTIONS: [(&str, NoticeAction); 12] = [
    ("list", NoticeAction::List),
    ("show", NoticeAction::Show),
    ("new", NoticeAction::New),
    ("issue", NoticeAction::Issue),
    ("serve", NoticeAction::Serve),
    ("reply", NoticeAction::Reply),
    ("talk", NoticeAction::Talk),
    ("withdraw", NoticeAction::Withdraw),
    ("print", NoticeAction::Print),
    ("register", NoticeAction::Register),
    ("numbers", NoticeAction::Numbers),
    ("office", NoticeAction::Office),
];
const SHEETS: [&str; 4] = ["feedback", "closing", "service", "talk"];
const FORMATS: [&str; 6] = ["docx", "html", "text", "csv", "xlsx", "json"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeAction {
    List,
    Show,
    New,
    Issue,
    Serve,
    Reply,
    /// How a talk went.
    Talk,
    Withdraw,
    Print,
    Register,
    /// This laptop's blocks, and what is wrong with the numbers.
    Numbers,
    /// Who issues.
    Office,
}

impl NoticeAction {
    pub fn name(self) -> &'static str {
        let own = ACTIONS.iter().find(|(_, action)| *action == self);
        own.map_or("", |(name, _)| name)
    }

    /// Options that this action takes besides `--json`.
    fn takes(self) -> &'static [&'static str] {
        match self {
            NoticeAction::List => &["kind", "stage", "organisation", "from", "to"],
            NoticeAction::New => &[
                "kind",
                "organisation",
                "authority",
                "period",
                "addressee",
                "deadline",
                "replaces",
                "body",
            ],
            NoticeAction::Issue => &["number", "taker", "reason", "day"],
            NoticeAction::Serve => &["way", "taker", "receipt", "day", "reason"],
            NoticeAction::Reply | NoticeAction::Withdraw => &["reason", "day"],
            NoticeAction::Talk => &[
                "time",
                "place",
                "person",
                "talker",
                "statement",
                "promises",
                "refusal",
                "day",
            ],
            NoticeAction::Print => &["sheet", "format", "out"],
            NoticeAction::Register => &["talks", "from", "to", "format", "out", "encoding"],
            NoticeAction::Numbers => &["block", "mark", "year"],
            NoticeAction::Show | NoticeAction::Office => &[],
        }
    }
}

/// As typed; numbers and names are not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeTyped {
    pub action: NoticeAction,
    pub names: Vec<String>,
    pub kind: Option<NoticeKind>,
    pub stage: Option<Stage>,
    pub organisation: Option<String>,
    pub to_authority: bool,
    pub period: Option<String>,
    pub to: Vec<String>,
    pub deadline: Option<Date>,
    pub replaces: Option<String>,
    pub body: Option<PathBuf>,
    pub number: Option<String>,
    pub day: Option<Date>,
    pub way: Option<Way>,
    pub taker: Option<String>,
    pub receipt: bool,
    pub reason: Option<String>,
    pub time: Option<Clock>,
    pub place: Option<String>,
    pub person: Option<String>,
    pub talkers: Vec<String>,
    pub statement: Option<String>,
    pub promises: Option<String>,
    pub refusal: Option<String>,
    pub sheet: Option<String>,
    pub talks: bool,
    pub from: Option<Date>,
    pub to_day: Option<Date>,
    pub format: Option<String>,
    pub out: Option<PathBuf>,
    pub encoding: Option<Encoding>,
    pub block: Option<String>,
    pub mark: Option<String>,
    pub year: Option<u32>,
    pub json: bool,
}

pub fn notice_args(words: Words) -> Vec<Arg> {
    let comma = words.list_comma();
    let action = Arg::new("action")
        .value_name("ACTION")
        .required(true)
        .help(words.cli_help_notice_action());
    let mut args = vec![
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("name")
            .value_name("NAME")
            .action(ArgAction::Append)
            .num_args(0..)
            .help(words.cli_help_notice_name()),
    ];
    args.extend(drafting(words, comma));
    args.extend(acting(words, comma));
    args.extend(putting_out(words));
    args
}

fn drafting(words: Words, comma: &str) -> Vec<Arg> {
    let kinds = codes(NoticeKind::ALL, NoticeKind::code);
    let stages = codes(Stage::ALL, Stage::code);
    vec![
        choice(
            option(
                "kind",
                "KIND",
                words.cli_help_notice_kind(&kinds.join(comma)),
            ),
            &kinds,
        ),
        choice(
            option(
                "stage",
                "STAGE",
                words.cli_help_notice_stage(&stages.join(comma)),
            ),
            &stages,
        ),
        option("organisation", "NAME", words.cli_help_notice_organisation()),
        flag("authority", words.cli_help_notice_authority()),
        option("period", "QUARTER", words.cli_help_notice_period()),
        option("addressee", "NAME", words.cli_help_notice_to()).action(ArgAction::Append),
        option("deadline", "DATE", words.cli_help_notice_deadline()).value_parser(day),
        option("replaces", "NUMBER", words.cli_help_notice_replaces()),
        option("body", "FILE", words.cli_help_notice_body()).value_parser(value_parser!(PathBuf)),
    ]
}

fn acting(words: Words, comma: &str) -> Vec<Arg> {
    let time = |text: &str| Clock::parse(text).ok_or("no time");
    let ways = codes(Way::ALL, Way::code);
    vec![
        option("number", "NUMBER", words.cli_help_notice_number()),
        option("day", "DATE", words.cli_help_notice_day()).value_parser(day),
        choice(
            option("way", "WAY", words.cli_help_notice_way(&ways.join(comma))),
            &ways,
        ),
        option("taker", "NAME", words.cli_help_notice_taker()),
        flag("receipt", words.cli_help_notice_receipt()),
        option("reason", "TEXT", words.cli_help_notice_reason()),
        option("time", "TIME", words.cli_help_notice_time()).value_parser(time),
        option("place", "PLACE", words.cli_help_notice_place()),
        option("person", "NAME", words.cli_help_notice_person()),
        option("talker", "NAME", words.cli_help_notice_talker()).action(ArgAction::Append),
        option("statement", "TEXT", words.cli_help_notice_statement()),
        option("promises", "TEXT", words.cli_help_notice_promises()),
        option("refusal", "TEXT", words.cli_help_notice_refusal()),
    ]
}

fn putting_out(words: Words) -> Vec<Arg> {
    vec![
        choice(
            option("sheet", "SHEET", words.cli_help_notice_sheet()),
            &SHEETS,
        ),
        flag("talks", words.cli_help_notice_talks()),
        option("from", "DATE", words.cli_help_notice_from()).value_parser(day),
        option("to", "DATE", words.cli_help_notice_to_day()).value_parser(day),
        choice(
            option("format", "FORMAT", words.cli_help_notice_format()),
            &FORMATS,
        ),
        option("out", "FILE", words.cli_help_report_out())
            .short('o')
            .value_parser(value_parser!(PathBuf)),
        choice(
            option("encoding", "NAME", words.cli_help_encoding()),
            &ENCODINGS.map(|(code, _)| code),
        ),
        option("block", "FROM-TO", words.cli_help_notice_block()),
        option("mark", "MARK", words.cli_help_notice_mark()),
        option("year", "YEAR", words.cli_help_notice_year()).value_parser(whole_number("--year")),
        flag("json", words.cli_help_json()),
    ]
}

/// # Errors
/// An option that the action has no use for.
pub fn notice(own: &ArgMatches) -> Result<NoticeTyped, clap::Error> {
    let action = needed(picked(own, "action", &ACTIONS))?;
    let typed = Typed(own);
    typed.takes_only(action.takes())?;
    Ok(NoticeTyped {
        action,
        names: typed.many("name"),
        kind: typed.coded("kind", NoticeKind::from_code),
        stage: typed.coded("stage", Stage::from_code),
        organisation: typed.text("organisation"),
        to_authority: typed.flag("authority"),
        period: typed.text("period"),
        to: typed.many("addressee"),
        deadline: typed.day("deadline"),
        replaces: typed.text("replaces"),
        body: typed.path("body"),
        number: typed.text("number"),
        day: typed.day("day"),
        way: typed.coded("way", Way::from_code),
        taker: typed.text("taker"),
        receipt: typed.flag("receipt"),
        reason: typed.text("reason"),
        time: typed.one("time"),
        place: typed.text("place"),
        person: typed.text("person"),
        talkers: typed.many("talker"),
        statement: typed.text("statement"),
        promises: typed.text("promises"),
        refusal: typed.text("refusal"),
        sheet: typed.text("sheet"),
        talks: typed.flag("talks"),
        from: typed.day("from"),
        to_day: typed.day("to"),
        format: typed.text("format"),
        out: typed.path("out"),
        encoding: picked(own, "encoding", &ENCODINGS),
        block: typed.text("block"),
        mark: typed.text("mark"),
        year: typed.one("year"),
        json: typed.flag("json"),
    })
}
