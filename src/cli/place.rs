//! Which store a command means: one that has a name here, the one used last, or a folder by its path.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use super::failure::Failure;
use super::progress;
use crate::runtime;
use crate::sync::remote::folder::Folder;
use crate::sync::remote::{Machine, Remote, Trouble};
use crate::sync::stores::{Named, Stores, is_name, secrets};
use crate::words::Words;

/// Holds the password of a store for programs that run this one.
const VARIABLE: &str = "LIUYOU_STORE_PASSWORD";

/// A store that is open.
pub struct Place {
    pub remote: Box<dyn Remote + Send>,
    /// How it is called in sentences.
    pub shown: String,
    name: Option<String>,
}

/// Opens the store that was typed, or the usual one.
pub fn open(directory: &Path, typed: Option<&str>, words: Words) -> Result<Place, Failure> {
    let stores = load(directory, words)?;
    let named = match typed {
        Some(typed) => stores.named(typed),
        None => Some(usual(&stores, words)?),
    };
    match (named, typed) {
        (Some(named), _) => Ok(Place {
            remote: open_named(directory, named, words)?,
            shown: named.name.clone(),
            name: Some(named.name.clone()),
        }),
        (None, Some(path)) if !is_name(path) || Path::new(path).exists() => {
            if path.contains("://") {
                return Err(Failure::Misuse(words.store_address_unnamed().into()));
            }
            let folder = Folder::open(Path::new(path)).map_err(|error| trouble(&error, words))?;
            Ok(Place {
                remote: Box::new(folder),
                shown: path.to_owned(),
                name: None,
            })
        }
        (None, typed) => {
            let typed = typed.unwrap_or_default().to_owned();
            Err(Failure::Misuse(words.store_unknown(typed)))
        }
    }
}

fn usual(stores: &Stores, words: Words) -> Result<&Named, Failure> {
    let names = || stores.all.iter().map(|named| named.name.as_str());
    stores.usual().ok_or_else(|| match stores.all.is_empty() {
        true => Failure::Misuse(words.store_none().into()),
        false => {
            let names: Vec<&str> = names().collect();
            Failure::Misuse(words.store_which(names.join(words.list_comma())))
        }
    })
}

pub fn load(directory: &Path, words: Words) -> Result<Stores, Failure> {
    Stores::load(directory).map_err(|error| unread(&error, words))
}

pub fn open_named(
    directory: &Path,
    named: &Named,
    words: Words,
) -> Result<Box<dyn Remote + Send>, Failure> {
    let secrets = secrets::load(directory).map_err(|error| unread(&error, words))?;
    let password = secrets.0.get(&named.name).cloned();
    let opened = named.open(password, machine());
    opened.map_err(|error| trouble(&error, words))
}

impl Place {
    /// How it is found again, from whatever folder the program is started in.
    pub fn known(&self) -> String {
        match (&self.name, std::path::absolute(&self.shown)) {
            (None, Ok(path)) => path.display().to_string(),
            _ => self.shown.clone(),
        }
    }

    /// From now on this store is the usual one.
    pub fn was_used(&self, directory: &Path, words: Words) -> Result<(), Failure> {
        let Some(name) = &self.name else {
            return Ok(());
        };
        let mut stores = load(directory, words)?;
        if stores.last.as_ref() == Some(name) {
            return Ok(());
        }
        stores.last = Some(name.clone());
        stores
            .save(directory)
            .map_err(|error| unread(&error, words))
    }
}

/// This computer, for stores on a network: waiting ends with Ctrl-C.
pub fn machine() -> Machine {
    Machine {
        utc_ms: || runtime::now().utc_ms,
        pause: Arc::new(progress::pause),
    }
}

/// The password of a store: the first line of a file, a variable, or typed without being shown.
pub fn password(file: Option<&Path>, name: &str, words: Words) -> Result<String, Failure> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file);
        let text = text.map_err(|error| unread(&error, words))?;
        return Ok(text.lines().next().unwrap_or_default().to_owned());
    }
    if let Ok(password) = std::env::var(VARIABLE) {
        return Ok(password);
    }
    if !io::stdin().is_terminal() {
        return Err(Failure::Misuse(words.store_no_password(VARIABLE)));
    }
    rpassword::prompt_password(words.store_password(name.to_owned()))
        .map_err(|error| unread(&error, words))
}

pub fn trouble(trouble: &Trouble, words: Words) -> Failure {
    Failure::Exchange(words.sync_trouble(words.store_trouble(trouble)))
}

pub fn unread(error: &io::Error, words: Words) -> Failure {
    Failure::Exchange(words.store_unread(error.to_string()))
}
