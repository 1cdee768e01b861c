//! The arguments of `template`: what to do, and the templates or files to do it with.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::{choice, flag, option, picked};
use crate::words::Words;

const ACTIONS: [(&str, TemplateAction); 7] = [
    ("list", TemplateAction::List),
    ("show", TemplateAction::Show),
    ("check", TemplateAction::Check),
    ("diff", TemplateAction::Diff),
    ("add", TemplateAction::Add),
    ("test", TemplateAction::Test),
    ("import-xlsform", TemplateAction::ImportXlsform),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateAction {
    List,
    Show,
    Check,
    Diff,
    Add,
    Test,
    ImportXlsform,
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
            TemplateAction::Check
            | TemplateAction::Add
            | TemplateAction::Test
            | TemplateAction::ImportXlsform => &["FILE"],
            TemplateAction::Diff => &["A", "B"],
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateWanted {
    pub action: TemplateAction,
    /// Ids or files, as typed.
    pub with: Vec<PathBuf>,
    /// Where the template of a form is written.
    pub out: Option<PathBuf>,
    pub json: bool,
}

pub fn template_args(words: Words) -> [Arg; 4] {
    let action = Arg::new("action")
        .value_name("ACTION")
        .required(true)
        .help(words.cli_help_template_action());
    [
        choice(action, &ACTIONS.map(|(code, _)| code)),
        Arg::new("with")
            .value_name("ID|FILE")
            .num_args(0..)
            .help(words.cli_help_template_with())
            .value_parser(value_parser!(PathBuf)),
        option("out", "FILE", words.cli_help_template_out())
            .short('o')
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
        out: own.get_one::<PathBuf>("out").cloned(),
        json: own.get_flag("json"),
    })
}
