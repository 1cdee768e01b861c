//! The arguments of `evidence`: what to do, of which visit, and with which files.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::typed::Typed;
use super::{choice, flag, option, picked};
use crate::words::Words;

const ACTIONS: [(&str, EvidenceAction); 4] = [
    ("list", EvidenceAction::List),
    ("add", EvidenceAction::Add),
    ("export", EvidenceAction::Export),
    ("verify", EvidenceAction::Verify),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceAction {
    List,
    Add,
    Export,
    Verify,
}

impl EvidenceAction {
    pub fn name(self) -> &'static str {
        let named = ACTIONS.iter().find(|(_, action)| *action == self);
        named.map_or("", |(name, _)| name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceTyped {
    pub action: EvidenceAction,
    /// A visit or an organisation first, then files.
    pub with: Vec<PathBuf>,
    pub item: Option<String>,
    pub caption: Option<String>,
    pub reason: Option<String>,
    pub out: Option<PathBuf>,
    pub clean: bool,
    pub json: bool,
}

pub fn evidence_args(words: Words) -> [Arg; 8] {
    let action = Arg::new("action")
        .value_name("list|add|export|verify")
        .required(true)
        .help(words.cli_help_evidence_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("with")
            .value_name("VISIT|ORG FILE")
            .num_args(0..)
            .help(words.cli_help_evidence_with())
            .value_parser(value_parser!(PathBuf)),
        option("item", "CODE", words.cli_help_evidence_item()),
        option("caption", "TEXT", words.cli_help_evidence_caption()),
        option("reason", "TEXT", words.cli_help_evidence_reason()),
        option("out", "FOLDER", words.cli_help_evidence_out()).value_parser(value_parser!(PathBuf)),
        flag("clean", words.cli_help_evidence_clean()),
        flag("json", words.cli_help_json()),
    ]
}

pub fn evidence(own: &ArgMatches) -> Option<EvidenceTyped> {
    let typed = Typed(own);
    Some(EvidenceTyped {
        action: picked(own, "action", &ACTIONS)?,
        with: typed.many("with"),
        item: typed.text("item"),
        caption: typed.text("caption"),
        reason: typed.text("reason"),
        out: typed.path("out"),
        clean: typed.flag("clean"),
        json: typed.flag("json"),
    })
}
