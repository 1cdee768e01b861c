//! Stores by name: added, listed, tried out, and forgotten. What a server can do is found out by trying, and said.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::StoreTyped;
use super::out::Out;
use super::place::{self, load, open_named, unread};
use super::progress::{self, size};
use super::status::print_json;
use crate::sync::remote::Abilities;
use crate::sync::remote::address::{Address, AddressFault, parse};
use crate::sync::stores::{Named, is_name, secrets};
use crate::words::Words;

/// Seconds that clocks may be apart without a word.
const CLOSE_S: i64 = 120;

/// The keys are a promise to the programs that read them. There is no password in it.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    address: &'a str,
    user: Option<&'a str>,
    usual: bool,
    abilities: Option<&'a Abilities>,
}

/// `liuyou store`
pub fn run(context: &Context, typed: &StoreTyped) -> Result<(), Failure> {
    match typed.action.as_str() {
        "add" => add(context, typed),
        "probe" => probe(context, typed),
        "remove" => remove(context, typed),
        _ => list(context, typed.json),
    }
}

fn add(context: &Context, typed: &StoreTyped) -> Result<(), Failure> {
    let words = context.words;
    // there must be data here that the store is for
    drop(context.open()?);
    let directory = context.directory()?;
    let mut stores = load(&directory, words)?;
    let name = named(typed, words)?;
    if !is_name(name) {
        return Err(Failure::Misuse(words.store_bad_name(name.to_owned())));
    }
    if stores.named(name).is_some() {
        return Err(Failure::Misuse(words.store_taken(name.to_owned())));
    }
    let mut store = described(typed, name, words)?;
    let (address, _) = parse(&store.address).map_err(|fault| misuse(fault, words))?;
    let mut out = Out::new();
    if address.is_open() {
        out.line(words.store_in_the_open())?;
    }
    let mut kept = secrets::load(&directory).map_err(|error| unread(&error, words))?;
    let mut password = None;
    if store.user.is_some() && address.takes_login() {
        password = Some(place::password(
            typed.password_file.as_deref(),
            name,
            words,
        )?);
    }
    progress::watch_for_interrupt();
    let opened = store.open(password.clone(), place::machine());
    let mut remote = opened.map_err(|error| place::trouble(&error, words))?;
    if !typed.no_probe {
        let able = remote.probe(1).map_err(|error| {
            Failure::Exchange(words.store_not_added(words.store_trouble(&error)))
        })?;
        say(&mut out, &able, words)?;
        store.able = Some(able);
    }
    if let Some(password) = password {
        kept.0.insert(name.to_owned(), password);
        secrets::save(&directory, &kept).map_err(|error| unread(&error, words))?;
    }
    stores.put(store);
    stores
        .save(&directory)
        .map_err(|error| unread(&error, words))?;
    out.line(&words.store_added(name.to_owned()))
}

/// The store as it was typed, its certificates read and its paths whole.
fn described(typed: &StoreTyped, name: &str, words: Words) -> Result<Named, Failure> {
    let text = typed.address.as_deref().unwrap_or_default();
    let (address, in_address) = parse(text).map_err(|fault| misuse(fault, words))?;
    let ca = match &typed.ca {
        Some(file) => Some(std::fs::read_to_string(file).map_err(|error| unread(&error, words))?),
        None => None,
    };
    let whole = |path: &std::path::PathBuf| std::path::absolute(path).unwrap_or(path.clone());
    let address = match address {
        Address::Folder(path) => whole(&path).display().to_string(),
        _ => text.to_owned(),
    };
    Ok(Named {
        name: name.to_owned(),
        address,
        user: typed.user.clone().or(in_address),
        ca,
        key: typed.key.as_ref().map(whole),
        known_hosts: typed.known_hosts.as_ref().map(whole),
        able: None,
    })
}

fn misuse(fault: AddressFault, words: Words) -> Failure {
    Failure::Misuse(
        match fault {
            AddressFault::Form => words.address_form(),
            AddressFault::Scheme => words.address_scheme(),
            AddressFault::Password => words.address_password(),
            AddressFault::NoBucket => words.address_no_bucket(),
            AddressFault::Query => words.address_query(),
        }
        .into(),
    )
}

fn named(typed: &StoreTyped, words: Words) -> Result<&str, Failure> {
    let name = typed.name.as_deref();
    name.ok_or_else(|| Failure::Misuse(words.store_no_name().into()))
}

fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let words = context.words;
    let stores = load(&context.directory()?, words)?;
    let usual = stores.usual().map(|named| named.name.as_str());
    let mut out = Out::new();
    if json {
        let lines = stores.all.iter().map(|named| Line {
            name: &named.name,
            address: &named.address,
            user: named.user.as_deref(),
            usual: usual == Some(&named.name),
            abilities: named.able.as_ref(),
        });
        return print_json(&mut out, &lines.collect::<Vec<_>>());
    }
    for named in &stores.all {
        let mark = match usual == Some(&named.name) {
            true => words.store_usual(),
            false => "",
        };
        let (name, address) = (named.name.clone(), named.address.clone());
        out.line(words.store_line(name, address, mark.into()).trim_end())?;
    }
    match stores.all.is_empty() {
        true => out.line(words.store_none()),
        false => Ok(()),
    }
}

fn probe(context: &Context, typed: &StoreTyped) -> Result<(), Failure> {
    let words = context.words;
    let directory = context.directory()?;
    let mut stores = load(&directory, words)?;
    let name = named(typed, words)?;
    let known = stores.named(name);
    let known = known.ok_or_else(|| Failure::Misuse(words.store_unknown(name.to_owned())))?;
    let mut store = known.clone();
    progress::watch_for_interrupt();
    let mut remote = open_named(&directory, &store, words)?;
    let able = remote
        .probe(typed.files)
        .map_err(|error| place::trouble(&error, words))?;
    let mut out = Out::new();
    match typed.json {
        true => print_json(&mut out, &able)?,
        false => say(&mut out, &able, words)?,
    }
    store.able = Some(able);
    stores.put(store);
    stores
        .save(&directory)
        .map_err(|error| unread(&error, words))
}

fn remove(context: &Context, typed: &StoreTyped) -> Result<(), Failure> {
    let words = context.words;
    let directory = context.directory()?;
    let mut stores = load(&directory, words)?;
    let name = named(typed, words)?;
    if !stores.remove(name) {
        return Err(Failure::Misuse(words.store_unknown(name.to_owned())));
    }
    let mut kept = secrets::load(&directory).map_err(|error| unread(&error, words))?;
    if kept.0.remove(name).is_some() {
        secrets::save(&directory, &kept).map_err(|error| unread(&error, words))?;
    }
    stores
        .save(&directory)
        .map_err(|error| unread(&error, words))?;
    Out::new().line(&words.store_removed(name.to_owned()))
}

/// What a store can do and what it cannot, each in a sentence.
fn say(out: &mut Out, able: &Abilities, words: Words) -> Result<(), Failure> {
    let one_of = |is: bool, yes: &'static str, no: &'static str| if is { yes } else { no };
    out.line(one_of(
        able.reads_back,
        words.probe_reads(),
        words.probe_reads_not(),
    ))?;
    out.line(one_of(
        able.lists_at_once,
        words.probe_lists(),
        words.probe_lists_not(),
    ))?;
    out.line(one_of(
        able.keeps_first,
        words.probe_keeps(),
        words.probe_keeps_not(),
    ))?;
    if let Some(checks) = able.checks_sums {
        out.line(one_of(checks, words.probe_sums(), words.probe_sums_not()))?;
    }
    match able.listing_cap {
        Some(cap) => out.line(&words.probe_cap(cap))?,
        None if able.listed_up_to > 1 => out.line(&words.probe_no_cap(able.listed_up_to))?,
        None => out.line(words.probe_cap_untried())?,
    }
    match able.waits {
        0 => out.line(words.probe_no_waits())?,
        waits => out.line(&words.probe_waits(waits))?,
    }
    match able.clock_ahead_s {
        None => out.line(words.probe_no_clock())?,
        Some(ahead) if ahead.abs() <= CLOSE_S => out.line(words.probe_clock())?,
        Some(ahead) if ahead > 0 => out.line(&words.probe_clock_ahead(ahead / 60))?,
        Some(behind) => out.line(&words.probe_clock_behind(-behind / 60))?,
    }
    match able.free {
        Some(free) => out.line(&words.probe_free(size(free))),
        None => out.line(words.probe_free_unknown()),
    }
}
