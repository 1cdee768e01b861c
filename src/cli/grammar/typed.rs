//! Reading what was typed after a command, option by option, and refusing an option that its action has no use for.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;

use crate::domain::calendar::Date;

/// The day of an option.
pub fn day(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("no date")
}

/// The codes that an option chooses from.
pub fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
}

/// Arguments that every action takes.
const ALWAYS: [&str; 6] = [
    "action",
    "name",
    "json",
    "lang",
    "data-dir",
    "passphrase-file",
];

/// What was typed after one command.
#[derive(Clone, Copy)]
pub struct Typed<'a>(pub &'a ArgMatches);

impl Typed<'_> {
    /// A value of the type that the option's parser gives.
    pub fn one<T: Clone + Send + Sync + 'static>(self, name: &str) -> Option<T> {
        self.0.get_one::<T>(name).cloned()
    }

    pub fn text(self, name: &str) -> Option<String> {
        self.one(name)
    }

    pub fn day(self, name: &str) -> Option<Date> {
        self.one(name)
    }

    pub fn path(self, name: &str) -> Option<PathBuf> {
        self.one(name)
    }

    /// What the text of an option stands for.
    pub fn coded<T>(self, name: &str, from_code: fn(&str) -> Option<T>) -> Option<T> {
        from_code(self.0.get_one::<String>(name)?)
    }

    /// Every value of an option that may be repeated.
    pub fn many<T: Clone + Send + Sync + 'static>(self, name: &str) -> Vec<T> {
        let values = self.0.get_many::<T>(name).into_iter().flatten();
        values.cloned().collect()
    }

    pub fn flag(self, name: &str) -> bool {
        self.0.get_flag(name)
    }

    /// Refuses an option that was given and that the action has no use for, as clap refuses one that it does not know.
    pub fn takes_only(self, taken: &[&str]) -> Result<(), clap::Error> {
        let is_given = |name: &str| self.0.value_source(name) == Some(ValueSource::CommandLine);
        let is_needless = |name: &&str| !ALWAYS.contains(name) && !taken.contains(name);
        let given = self.0.ids().map(clap::Id::as_str);
        let Some(needless) = given.filter(|name| is_given(name)).find(is_needless) else {
            return Ok(());
        };
        let mut refused = clap::Error::new(ErrorKind::UnknownArgument);
        let option = ContextValue::String(format!("--{needless}"));
        refused.insert(ContextKind::InvalidArg, option);
        Err(refused)
    }
}
