//! The arguments of the commands of sync: `sync`, `store`, `device`, `verify`, `journal`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::typed::Typed;
use super::{Task, choice, command, flag, option};
use crate::words::Words;

pub const COMMANDS: [&str; 5] = ["sync", "store", "device", "verify", "journal"];

const STORE_ACTIONS: [&str; 4] = ["list", "add", "probe", "remove"];
const DEVICE_ACTIONS: [&str; 5] = ["list", "join", "leave", "approve", "revoke"];
const ROLES: [&str; 3] = ["inspector", "instructor", "office"];

/// A command of sync as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeTyped {
    Sync {
        store: Option<String>,
        new: bool,
        area: Option<String>,
        json: bool,
    },
    Store(Box<StoreTyped>),
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

/// What was typed after `store`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreTyped {
    pub action: String,
    pub name: Option<String>,
    pub address: Option<String>,
    pub user: Option<String>,
    pub password_file: Option<PathBuf>,
    pub ca: Option<PathBuf>,
    pub key: Option<PathBuf>,
    pub known_hosts: Option<PathBuf>,
    pub no_probe: bool,
    pub files: u32,
    pub json: bool,
}

pub fn commands(words: Words) -> [Command; COMMANDS.len()] {
    let json = || flag("json", words.cli_help_json());
    let path = || value_parser!(PathBuf);
    [
        command(
            "sync",
            words.cli_about_sync(),
            "[--store NAME|FOLDER] ",
            "liuyou sync --store /media/usb/liuyou --new --area 110101\n  liuyou sync --store ban\n  liuyou sync",
            [
                option("store", "NAME|FOLDER", words.cli_help_store()),
                flag("new", words.cli_help_new_store()),
                option("area", "AREA", words.cli_help_store_area()).requires("new"),
                json(),
            ],
            words,
        ),
        command(
            "store",
            words.cli_about_store(),
            "list|add|probe|remove [NAME] [ADDRESS] ",
            "liuyou store add ban https://dav.example/liuyou --user chen\n  liuyou store add yun 's3+https://s3.example/bucket/liuyou?region=cn-1' --user KEY-ID\n  liuyou store add ji sftp://chen@host.example/srv/liuyou\n  liuyou store probe ban --files 800",
            store_args(words),
            words,
        ),
        command(
            "device",
            words.cli_about_device(),
            "list|join|leave|approve|revoke [WHICH] ",
            "liuyou device join /media/usb/liuyou\n  liuyou device approve 1234",
            [
                choice(
                    Arg::new("action")
                        .value_name("list|join|leave|approve|revoke")
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

fn store_args(words: Words) -> [Arg; 11] {
    let path = || value_parser!(PathBuf);
    let file = |name, help| option(name, "FILE", help).value_parser(path());
    [
        choice(
            Arg::new("action")
                .value_name("list|add|probe|remove")
                .required(true)
                .help(words.cli_help_store_action()),
            &STORE_ACTIONS,
        ),
        Arg::new("name")
            .value_name("NAME")
            .help(words.cli_help_store_name()),
        Arg::new("address")
            .value_name("ADDRESS")
            .help(words.cli_help_store_address()),
        option("user", "USER", words.cli_help_store_user()),
        file("password-file", words.cli_help_store_password()),
        file("ca", words.cli_help_store_ca()),
        file("key", words.cli_help_store_key()),
        file("known-hosts", words.cli_help_store_known()),
        flag("no-probe", words.cli_help_store_no_probe()),
        option("files", "N", words.cli_help_store_files())
            .value_parser(value_parser!(u32).range(1..=5000))
            .default_value("1")
            .hide_default_value(true),
        flag("json", words.cli_help_json()),
    ]
}

/// What each action of `store` has a use for.
fn store(own: &ArgMatches) -> Result<StoreTyped, clap::Error> {
    let typed = Typed(own);
    let action = typed.text("action").unwrap_or_default();
    typed.takes_only(match action.as_str() {
        "add" => &[
            "address",
            "user",
            "password-file",
            "ca",
            "key",
            "known-hosts",
            "no-probe",
        ],
        "probe" => &["files"],
        _ => &[],
    })?;
    Ok(StoreTyped {
        action,
        name: typed.text("name"),
        address: typed.text("address"),
        user: typed.text("user"),
        password_file: typed.path("password-file"),
        ca: typed.path("ca"),
        key: typed.path("key"),
        known_hosts: typed.path("known-hosts"),
        no_probe: typed.flag("no-probe"),
        files: typed.one("files").unwrap_or(1),
        json: typed.flag("json"),
    })
}

pub fn task(name: &str, own: &ArgMatches) -> Result<Option<Task>, clap::Error> {
    if name == "store" {
        let typed = ExchangeTyped::Store(Box::new(store(own)?));
        return Ok(Some(Task::Exchange(typed)));
    }
    Ok(other_task(name, own))
}

fn other_task(name: &str, own: &ArgMatches) -> Option<Task> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    let json = || own.get_flag("json");
    let typed = match name {
        "sync" => ExchangeTyped::Sync {
            store: text("store"),
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
