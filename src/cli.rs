//! The command line: arguments in, exit code out. Every text is in the chosen language, which is found before
//! anything else is read. What a command does is in the rooms below; here is only who is asked.

mod advice;
mod assign;
mod backup;
mod branches;
mod check;
mod device;
mod duplicates;
mod evidence;
mod export;
mod failure;
mod findings;
mod grammar;
mod import;
mod init;
mod journal;
mod language;
mod mistakes;
mod notice;
mod out;
mod passphrase;
mod people;
mod place;
mod plan;
mod progress;
mod rates;
mod report;
mod round;
mod screen;
mod status;
mod store;
mod sync;
mod template;
mod verify;
mod visits;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;

use failure::Failure;
use grammar::{AtRestTyped, ExchangeTyped, Given, Task};
use language::Language;
use out::Out;

use crate::standards::Rules;
use crate::store::Store;
use crate::words::Words;

/// What every command works with.
struct Context {
    language: Language,
    words: Words,
    data_dir: Option<PathBuf>,
    /// Where the passphrase stands for programs that cannot type it.
    passphrase_file: Option<PathBuf>,
}

/// Runs the command the arguments name; returns the exit code: 0 good, 1 failed, 2 wrong use or no terminal.
pub fn run(arguments: Vec<OsString>) -> u8 {
    let language = language::choose(&arguments);
    let words = Words(language.lang);
    let done = match grammar::read(&arguments, words) {
        Ok(given) => perform(given, language, words),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Out::new().text(&error.to_string())
            }
            _ => Err(Failure::Misuse(mistakes::sentence(
                &error, &arguments, words,
            ))),
        },
    };
    match done {
        Ok(()) => 0,
        Err(failure) => {
            out::complain(&failure.sentence(words));
            failure.exit_code()
        }
    }
}

fn perform(given: Given, language: Language, words: Words) -> Result<(), Failure> {
    let context = Context {
        language,
        words,
        data_dir: given.data_dir,
        passphrase_file: given.passphrase_file,
    };
    match given.task {
        Task::Screen => screen::run(&context),
        Task::Demo => screen::demo(&context),
        Task::Init(contents) => init::run(&context, contents),
        Task::Export(wanted) => export::run(&context, wanted),
        Task::Import(brought) => import::run(&context, brought),
        Task::Rates(wanted) => rates::run(&context, &wanted),
        Task::Report(typed) => report::run(&context, &typed),
        Task::Plan(typed) => plan::run(&context, &typed),
        Task::Findings(typed) => findings::run(&context, &typed),
        Task::Round(typed) => round::run(&context, &typed),
        Task::Notice(typed) => notice::run(&context, &typed),
        Task::Advice(wanted) => advice::run(&context, &wanted),
        Task::People(wanted) => people::run(&context, &wanted),
        Task::Assign(wanted) => assign::run(&context, &wanted),
        Task::Duplicates(typed) => duplicates::run(&context, &typed),
        Task::Branches(wanted) => branches::run(&context, &wanted),
        Task::Evidence(typed) => evidence::run(&context, &typed),
        Task::Template(wanted) => template::run(&context, &wanted),
        Task::Exchange(typed) => exchange(&context, &typed),
        Task::AtRest(typed) => at_rest(&context, &typed),
        Task::Visits(typed) => visits::run(&context, &typed),
        Task::Status { json } => status::run(&context, json),
        Task::Check { json } => check::run(&context, json),
        Task::Rebuild => check::rebuild(&context),
    }
}

fn exchange(context: &Context, typed: &ExchangeTyped) -> Result<(), Failure> {
    match typed {
        ExchangeTyped::Sync {
            store,
            new,
            area,
            json,
        } => sync::run(context, store.as_deref(), *new, area.as_deref(), *json),
        ExchangeTyped::Store(typed) => store::run(context, typed),
        ExchangeTyped::Device {
            action,
            which,
            role,
            areas,
            reason,
            json,
        } => {
            let which = which.as_deref();
            device::run(context, action, which, (role, areas), reason, *json)
        }
        ExchangeTyped::Verify { what, json } => verify::run(context, what.as_deref(), *json),
        ExchangeTyped::Journal { row, last, json } => {
            journal::run(context, row.as_deref(), *last, *json)
        }
    }
}

fn at_rest(context: &Context, typed: &AtRestTyped) -> Result<(), Failure> {
    match typed {
        AtRestTyped::Backup { file, evidence } => backup::make(context, file, *evidence),
        AtRestTyped::Restore { file } => backup::put_back(context, file),
        AtRestTyped::Passphrase { action, new_file } => {
            passphrase::run(context, action, new_file.as_ref())
        }
    }
}

impl Context {
    /// Where the data is or will be, as a whole path, so that what is printed holds from any folder.
    fn directory(&self) -> Result<PathBuf, Failure> {
        let directory = self
            .data_dir
            .clone()
            .or_else(language::usual_directory)
            .ok_or(Failure::NoFolder)?;
        Ok(std::path::absolute(&directory).unwrap_or(directory))
    }

    /// The rule sets and counting rules in force. What of the county's own cannot be used is complained of, and the
    /// shipped rules stay in force.
    fn rules(&self) -> Result<Rules, Failure> {
        let (rules, refused) = Rules::load(&self.directory()?);
        for (path, why) in refused {
            let why = self.words.standard_error(&why);
            out::complain(
                &self
                    .words
                    .rules_refused(path.display().to_string(), first_line(&why)),
            );
        }
        Ok(rules)
    }

    /// What was typed after `--rule` is no rule there is.
    fn no_such_rule<'a>(
        &self,
        typed: &str,
        known: impl Iterator<Item = &'a String>,
        help: &str,
    ) -> Failure {
        let known: Vec<&str> = known.map(String::as_str).collect();
        let known = known.join(self.words.list_comma());
        Failure::Misuse(self.words.cli_not_a_choice("--rule", typed, &known, help))
    }

    fn open(&self) -> Result<Store, Failure> {
        let directory = self.directory()?;
        passphrase::unlock(self, &directory)?;
        Ok(Store::open_existing(&directory)?)
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
