//! The passphrase of the data: asked for on the terminal without showing it, or taken from where scripts keep it; set,
//! changed and removed.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use super::Context;
use super::failure::Failure;
use super::out::{self, Out};
use super::progress::{self, Bar};
use crate::store::{self, Store, StoreError, vault};
use crate::sync::secret;

/// Holds the passphrase for programs that cannot type it.
const VARIABLE: &str = "LIUYOU_PASSPHRASE";
/// The one to take its place.
const NEW_VARIABLE: &str = "LIUYOU_NEW_PASSPHRASE";
/// How often it is asked for.
const TRIES: u32 = 3;

type Passphrase = Zeroizing<String>;

/// Opens the data of `directory` for this run, where a passphrase protects it.
pub fn unlock(context: &Context, directory: &Path) -> Result<(), Failure> {
    match vault::keys(directory) {
        Ok(_) => return Ok(()),
        Err(StoreError::Locked) => {}
        Err(error) => return Err(error.into()),
    }
    if let Some(given) = given(context.passphrase_file.as_deref(), VARIABLE)? {
        return match vault::unlock(directory, &given)? {
            true => Ok(()),
            false => {
                pause(0);
                Err(Failure::WrongPassphrase)
            }
        };
    }
    for tries in 0..TRIES {
        let typed = ask(context.words.passphrase_ask())?;
        if vault::unlock(directory, &typed)? {
            return Ok(());
        }
        if tries + 1 < TRIES {
            out::complain(context.words.passphrase_wrong());
        }
        pause(tries);
    }
    Err(Failure::WrongPassphrase)
}

/// Half a second, and twice as long after each wrong one.
fn pause(tries: u32) {
    std::thread::sleep(Duration::from_millis(500 << tries.min(6)));
}

/// What the file has, else the variable; the line's end does not belong to it.
fn given(file: Option<&Path>, variable: &str) -> Result<Option<Passphrase>, Failure> {
    if let Some(path) = file {
        let text = fs::read_to_string(path);
        let text = text.map_err(|cause| Failure::Unread(path.into(), cause))?;
        return Ok(Some(Zeroizing::new(text.trim().to_owned())));
    }
    let set = std::env::var(variable).ok().filter(|text| !text.is_empty());
    Ok(set.map(Zeroizing::new))
}

fn ask(question: &str) -> Result<Passphrase, Failure> {
    // without a terminal nobody could answer
    if !io::stdin().is_terminal() {
        return Err(Failure::Store(StoreError::Locked));
    }
    let typed = rpassword::prompt_password(question).map_err(Failure::Terminal)?;
    Ok(Zeroizing::new(typed))
}

/// A new one: given, or typed twice.
fn new(context: &Context, file: Option<&Path>, variable: &str) -> Result<Passphrase, Failure> {
    let words = context.words;
    out::complain(words.passphrase_warning());
    let passphrase = match given(file, variable)? {
        Some(given) => given,
        None => {
            let typed = ask(words.passphrase_ask_new())?;
            if *typed != *ask(words.passphrase_ask_again())? {
                return Err(Failure::Misuse(words.passphrase_differs().into()));
            }
            typed
        }
    };
    match passphrase.trim().chars().count() {
        0..vault::SHORTEST => Err(Failure::Misuse(words.passphrase_short(vault::SHORTEST))),
        _ => Ok(passphrase),
    }
}

/// `liuyou passphrase set|change|remove`
pub fn run(context: &Context, action: &str, new_file: Option<&PathBuf>) -> Result<(), Failure> {
    let words = context.words;
    let mut store = context.open()?;
    progress::watch_for_interrupt();
    let mut out = Out::new();
    match (action, store.is_protected()) {
        ("set", true) => Err(Failure::Misuse(words.passphrase_is_set().into())),
        ("set", false) => {
            let passphrase = new(context, context.passphrase_file.as_deref(), VARIABLE)?;
            let mut bar = Bar::new();
            secret::protect(&mut store, &passphrase, &mut |done, all| {
                bar.step(done, all)
            })?;
            drop(bar);
            out.line(match vault::WHOLE {
                true => words.passphrase_set_whole(),
                false => words.passphrase_set(),
            })?;
            said_of_the_rest(&mut out, &store, context)
        }
        (_, false) => Err(Failure::Misuse(words.passphrase_is_none().into())),
        ("change", true) => {
            let old = match given(context.passphrase_file.as_deref(), VARIABLE)? {
                Some(old) => old,
                None => ask(words.passphrase_ask())?,
            };
            if !store.is_passphrase(&old)? {
                pause(0);
                return Err(Failure::WrongPassphrase);
            }
            let new = new(context, new_file.map(PathBuf::as_path), NEW_VARIABLE)?;
            match store.change_passphrase(&old, &new)? {
                true => out.line(words.passphrase_changed()),
                false => Err(Failure::WrongPassphrase),
            }
        }
        _ => {
            let mut bar = Bar::new();
            secret::unprotect(&mut store, &mut |done, all| bar.step(done, all))?;
            drop(bar);
            out.line(words.passphrase_removed())
        }
    }
}

/// What the passphrase does not reach.
fn said_of_the_rest(out: &mut Out, store: &Store, context: &Context) -> Result<(), Failure> {
    let words = context.words;
    if store.is_unscrubbed()? {
        out.line(words.passphrase_unscrubbed())?;
    }
    for copy in store::unsealed_copies(store.directory()) {
        out.line(&words.passphrase_copy(copy.display().to_string()))?;
    }
    Ok(())
}
