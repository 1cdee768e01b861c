//! The arguments of `notice`: what to do, with which notice, and what that needs.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::plan::whole_number;
use super::{ENCODINGS, choice, flag, option, picked};
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
            NoticeAction::Issue => &["number", "day"],
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
    /// The first option that was given and that the action does not take.
    pub needless: Option<&'static str>,
}

/// Every option but `--json`.
const OPTIONS: [&str; 33] = [
    "kind",
    "stage",
    "organisation",
    "authority",
    "period",
    "addressee",
    "deadline",
    "replaces",
    "body",
    "number",
    "day",
    "way",
    "taker",
    "receipt",
    "reason",
    "time",
    "place",
    "person",
    "talker",
    "statement",
    "promises",
    "refusal",
    "sheet",
    "talks",
    "from",
    "to",
    "format",
    "out",
    "encoding",
    "block",
    "mark",
    "year",
    "json",
];

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
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
    let day = |text: &str| Date::parse(text).ok_or("no date");
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
    let day = |text: &str| Date::parse(text).ok_or("no date");
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
    let day = |text: &str| Date::parse(text).ok_or("no date");
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

/// None where the action is missing, which the grammar does not let through.
pub fn notice(own: &ArgMatches) -> Option<NoticeTyped> {
    let action = picked(own, "action", &ACTIONS)?;
    let text = |name: &str| own.get_one::<String>(name).cloned();
    let texts = |name: &str| -> Vec<String> {
        let values = own.get_many::<String>(name).into_iter().flatten();
        values.cloned().collect()
    };
    let day = |name: &str| own.get_one::<Date>(name).copied();
    let path = |name: &str| own.get_one::<PathBuf>(name).cloned();
    let is_given =
        |name: &str| own.value_source(name) == Some(clap::parser::ValueSource::CommandLine);
    let needless = OPTIONS
        .into_iter()
        .find(|name| *name != "json" && is_given(name) && !action.takes().contains(name));
    Some(NoticeTyped {
        action,
        names: texts("name"),
        kind: text("kind").and_then(|code| NoticeKind::from_code(&code)),
        stage: text("stage").and_then(|code| Stage::from_code(&code)),
        organisation: text("organisation"),
        to_authority: own.get_flag("authority"),
        period: text("period"),
        to: texts("addressee"),
        deadline: day("deadline"),
        replaces: text("replaces"),
        body: path("body"),
        number: text("number"),
        day: day("day"),
        way: text("way").and_then(|code| Way::from_code(&code)),
        taker: text("taker"),
        receipt: own.get_flag("receipt"),
        reason: text("reason"),
        time: own.get_one::<Clock>("time").copied(),
        place: text("place"),
        person: text("person"),
        talkers: texts("talker"),
        statement: text("statement"),
        promises: text("promises"),
        refusal: text("refusal"),
        sheet: text("sheet"),
        talks: own.get_flag("talks"),
        from: day("from"),
        to_day: day("to"),
        format: text("format"),
        out: path("out"),
        encoding: picked(own, "encoding", &ENCODINGS),
        block: text("block"),
        mark: text("mark"),
        year: own.get_one::<u32>("year").copied(),
        json: own.get_flag("json"),
        needless,
    })
}
