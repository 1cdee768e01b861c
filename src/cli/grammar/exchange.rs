//! The arguments of the commands of sync: `sync`, `device`, `verify`, `journal`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::{Task, choice, command, flag, option};
use crate::words::Words;

pub const COMMANDS: [&str; 4] = ["sync", "device", "verify", "journal"];

const DEVICE_ACTIONS: [&str; 3] = ["list", "approve", "revoke"];
const ROLES: [&str; 3] = ["inspector", "instructor", "office"];

/// A command of sync as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeTyped {
    Sync {
        store: PathBuf,
        new: bool,
        area: Option<String>,
        json: bool,
    },
    Device {
        action: String,
        which: Option<String>,
        role: String,
        areas: Vec<String>,
        reason: String,
        json: bool,
    },
    Verify {
        what: Option<PathBuf>,
        json: bool,
    },
    Journal {
        row: Option<String>,
        last: u64,
        json: bool,
    },
}

pub fn commands(words: Words) -> [Command; COMMANDS.len()] {
    let json = || flag("json", words.cli_help_json());
    let path = || value_parser!(PathBuf);
    [
        command(
            "sync",
            words.cli_about_sync(),
            "--store FOLDER ",
            "liuyou sync --store /media/usb/liuyou --new --area 110101\n  liuyou sync --store /media/usb/liuyou",
            [
                option("store", "FOLDER", words.cli_help_store())
                    .required(true)
                    .value_parser(path()),
                flag("new", words.cli_help_new_store()),
                option("area", "AREA", words.cli_help_store_area()).requires("new"),
                json(),
            ],
            words,
        ),
        command(
            "device",
            words.cli_about_device(),
            "list|approve|revoke [WHICH] ",
            "liuyou device list\n  liuyou device approve 1234",
            [
                choice(
                    Arg::new("action")
                        .value_name("list|approve|revoke")
                        .required(true)
                        .help(words.cli_help_device_action()),
                    &DEVICE_ACTIONS,
                ),
                Arg::new("which")
                    .value_name("WHICH")
                    .help(words.cli_help_device_which()),
                choice(option("role", "ROLE", words.cli_help_device_role()), &ROLES)
                    .default_value("inspector")
                    .hide_default_value(true),
                option("area", "AREA", words.cli_help_device_area())
                    .action(clap::ArgAction::Append),
                option("reason", "TEXT", words.cli_help_device_reason()),
                json(),
            ],
            words,
        ),
        command(
            "verify",
            words.cli_about_verify(),
            "[FOLDER|FILE] ",
            "liuyou verify /media/usb/liuyou\n  liuyou verify",
            [
                Arg::new("what")
                    .value_name("FOLDER|FILE")
                    .help(words.cli_help_verify_what())
                    .value_parser(path()),
                json(),
            ],
            words,
        ),
        command(
            "journal",
            words.cli_about_journal(),
            "show ",
            "liuyou journal show --last 5\n  liuyou journal show --row 01890a5d-ac96-774b-bcce-b302099a8057 --json",
            [
                choice(
                    Arg::new("action")
                        .value_name("show")
                        .required(true)
                        .help(words.cli_help_journal_action()),
                    &["show"],
                ),
                option("row", "RECORD", words.cli_help_journal_row()),
                option("last", "N", words.cli_help_journal_last())
                    .value_parser(value_parser!(u64))
                    .default_value("20")
                    .hide_default_value(true),
                json(),
            ],
            words,
        ),
    ]
}

pub fn task(name: &str, own: &ArgMatches) -> Option<Task> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    let json = || own.get_flag("json");
    let typed = match name {
        "sync" => ExchangeTyped::Sync {
            store: own.get_one::<PathBuf>("store").cloned()?,
            new: own.get_flag("new"),
            area: text("area"),
            json: json(),
        },
        "device" => ExchangeTyped::Device {
            action: text("action")?,
            which: text("which"),
            role: text("role")?,
            areas: own
                .get_many::<String>("area")
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            reason: text("reason").unwrap_or_default(),
            json: json(),
        },
        "verify" => ExchangeTyped::Verify {
            what: own.get_one::<PathBuf>("what").cloned(),
            json: json(),
        },
        "journal" => ExchangeTyped::Journal {
            row: text("row"),
            last: own.get_one::<u64>("last").copied()?,
            json: json(),
        },
        _ => return None,
    };
    Some(Task::Exchange(typed))
}
