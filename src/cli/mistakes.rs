//! Wrong use in words: what the parser could not read becomes one sentence that names the argument.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::grammar::{COMMANDS, NUMBERS};
use crate::words::{Lang, Words};

pub fn sentence(error: &clap::Error, arguments: &[OsString], words: Words) -> String {
    let told = |kind| texts(error, kind);
    let first = |kind| told(kind).into_iter().next().unwrap_or_default();
    let argument = name_of(&first(ContextKind::InvalidArg)).to_owned();
    let value = first(ContextKind::InvalidValue);
    let help = &help_command(arguments);
    match error.kind() {
        ErrorKind::UnknownArgument => words.cli_unknown_argument(&argument, help),
        ErrorKind::InvalidSubcommand => {
            words.cli_unknown_command(&first(ContextKind::InvalidSubcommand), help)
        }
        ErrorKind::InvalidValue if value.is_empty() => words.cli_no_value(&argument, help),
        ErrorKind::InvalidValue => {
            let choices = listed(&told(ContextKind::ValidValue), words);
            words.cli_not_a_choice(&argument, &value, &choices, help)
        }
        ErrorKind::ValueValidation if argument == "--scale" => {
            words.cli_not_a_scale(&argument, &value, help)
        }
        ErrorKind::ValueValidation if argument == "--week" => {
            words.cli_not_a_week(&argument, &value, help)
        }
        ErrorKind::ValueValidation if NUMBERS.iter().any(|(name, ..)| argument == *name) => {
            let (name, least, most) = NUMBERS
                .into_iter()
                .find(|(name, ..)| argument == *name)
                .expect("it is one of them");
            words.cli_not_a_number(name, &value, least, most, help)
        }
        ErrorKind::ValueValidation => words.cli_not_a_date(&argument, &value, help),
        ErrorKind::TooManyValues => words.cli_needless_value(&argument, help),
        ErrorKind::ArgumentConflict => {
            let other = first(ContextKind::PriorArg);
            match name_of(&other) {
                other if other == argument => words.cli_twice(&argument, help),
                other => words.cli_conflict(&argument, other, help),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> = told(ContextKind::InvalidArg)
                .iter()
                .map(|missing| name_of(missing).to_owned())
                .collect();
            words.cli_missing(&listed(&missing, words), help)
        }
        ErrorKind::InvalidUtf8 => words.cli_not_text(help),
        _ => words.cli_unreadable(help),
    }
}

/// How to ask for the help of the command that the arguments name.
pub fn help_command(arguments: &[OsString]) -> String {
    match arguments
        .iter()
        .skip(1)
        .find_map(|argument| COMMANDS.into_iter().find(|name| argument == name))
    {
        Some(command) => format!("liuyou {command} --help"),
        None => "liuyou --help".to_owned(),
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// `--out` of `--out <FILE>`, and a name without its angle brackets.
fn name_of(argument: &str) -> &str {
    let name = argument.split_once(" <").map_or(argument, |(name, _)| name);
    name.strip_prefix('<')
        .and_then(|name| name.strip_suffix('>'))
        .unwrap_or(name)
}

fn listed(texts: &[String], words: Words) -> String {
    texts.join(match words.0 {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}
