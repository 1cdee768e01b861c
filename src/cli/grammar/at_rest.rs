//! The arguments of the commands that care for the data as it lies: `backup`, `restore`,
//! `passphrase`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::typed::Typed;
use super::{Task, choice, command, flag, option};
use crate::words::Words;

/// A command as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtRestTyped {
    Backup {
        file: PathBuf,
        evidence: bool,
    },
    Restore {
        file: PathBuf,
    },
    Passphrase {
        action: String,
        new_file: Option<PathBuf>,
    },
}

pub fn commands(words: Words) -> [Command; 3] {
    let file = |help| {
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .help(help)
            .value_parser(value_parser!(PathBuf))
    };
    [
        command(
            "backup",
            words.cli_about_backup(),
            "FILE ",
            "liuyou backup /media/usb/liuyou-2026-11-25.zip\n  liuyou backup beifen.zip --without-evidence",
            [
                file(words.cli_help_backup_file()),
                flag("without-evidence", words.cli_help_without_evidence()),
            ],
            words,
        ),
        command(
            "restore",
            words.cli_about_restore(),
            "FILE ",
            "liuyou restore /media/usb/liuyou-2026-11-25.zip",
            [file(words.cli_help_restore_file())],
            words,
        ),
        command(
            "passphrase",
            words.cli_about_passphrase(),
            "set|change|remove ",
            "liuyou passphrase set\n  liuyou passphrase change\n  liuyou status --passphrase-file kouling.txt",
            [
                choice(
                    Arg::new("action")
                        .value_name("set|change|remove")
                        .required(true)
                        .help(words.cli_help_passphrase_action()),
                    &["set", "change", "remove"],
                ),
                option("new-file", "FILE", words.cli_help_passphrase_new())
                    .value_parser(value_parser!(PathBuf)),
            ],
            words,
        ),
    ]
}

pub fn task(name: &str, own: &ArgMatches) -> Option<Task> {
    let typed = match name {
        "backup" => AtRestTyped::Backup {
            file: Typed(own).path("file")?,
            evidence: !own.get_flag("without-evidence"),
        },
        "restore" => AtRestTyped::Restore {
            file: Typed(own).path("file")?,
        },
        "passphrase" => AtRestTyped::Passphrase {
            action: Typed(own).text("action")?,
            new_file: Typed(own).path("new-file"),
        },
        _ => return None,
    };
    Some(Task::AtRest(typed))
}
