//! The arguments of `template`: what to do, and the templates or files to do it with.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::{choice, flag, picked};
use crate::words::Words;

const ACTIONS: [(&str, TemplateAction); 5] = [
    ("list", TemplateAction::List),
    ("show", TemplateAction::Show),
    ("check", TemplateAction::Check),
    ("diff", TemplateAction::Diff),
    ("add", TemplateAction::Add),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateAction {
    List,
    Show,
    Check,
    Diff,
    Add,
}

impl TemplateAction {
    pub fn name(self) -> &'static str {
        let named = ACTIONS.iter().find(|(_, action)| *action == self);
        named.map_or("", |(name, _)| name)
    }

    /// How many templates or files it is done with, and how they are called in the help.
    pub fn takes(self) -> &'static [&'static str] {
        match self {
            TemplateAction::List => &[],
            TemplateAction::Show => &["ID"],
            TemplateAction::Check | TemplateAction::Add => &["FILE"],
            TemplateAction::Diff => &["A", "B"],
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateWanted {
    pub action: TemplateAction,
    /// Ids or files, as typed.
    pub with: Vec<PathBuf>,
    pub json: bool,
}

pub fn template_args(words: Words) -> [Arg; 3] {
    let action = Arg::new("action")
        .value_name("list|show|check|diff|add")
        .required(true)
        .help(words.cli_help_template_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("with")
            .value_name("ID|FILE")
            .num_args(0..)
            .help(words.cli_help_template_with())
            .value_parser(value_parser!(PathBuf)),
        flag("json", words.cli_help_json()),
    ]
}

pub fn template(own: &ArgMatches) -> Option<TemplateWanted> {
    Some(TemplateWanted {
        action: picked(own, "action", &ACTIONS)?,
        with: own
            .get_many::<PathBuf>("with")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        json: own.get_flag("json"),
    })
}
