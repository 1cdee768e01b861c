//! Devices of a store: listed, let in, and shut out. What the office decides reaches the others with its next sync.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::journal::named;
use super::out::Out;
use super::status::print_json;
use super::sync::own_keys;
use crate::runtime;
use crate::runtime::exchange::stamp;
use crate::store::Store;
use crate::sync::drive::fresh_secret;
use crate::sync::keys::{Card, DeviceKeys, put_aside};
use crate::sync::link::Role;
use crate::sync::members::{Draw, Members};
use crate::sync::names::{hex, is_scope};
use crate::sync::office;
use crate::words::Words;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Line {
    id: String,
    fingerprint: String,
    name: String,
    role: Option<&'static str>,
    areas: Vec<String>,
    state: &'static str,
    /// Why it was shut out.
    reason: String,
    this: bool,
}

/// `liuyou device`
pub fn run(
    context: &Context,
    action: &str,
    which: Option<&str>,
    (role, areas): (&str, &[String]),
    reason: &str,
    json: bool,
) -> Result<(), Failure> {
    let words = context.words;
    if let Some(bad) = areas.iter().find(|area| !is_scope(area)) {
        return Err(Failure::Misuse(words.device_bad_area(bad.clone())));
    }
    if action == "join" {
        return super::sync::join(context, which);
    }
    let mut store = context.open()?;
    let keys = own_keys(&store, words)?;
    let Some(members) = office::members(&store)? else {
        let mut out = Out::new();
        out.line(words.device_no_store())?;
        return out.line(&words.device_own(keys.card().fingerprint()));
    };
    let which = which.unwrap_or_default();
    match action {
        "leave" => leave(&mut store, words),
        "approve" => {
            let role = Role::from_code(role).unwrap_or(Role::Inspector);
            approve(&mut store, &keys, &members, which, (role, areas), words)
        }
        "revoke" => revoke(&mut store, &keys, &members, (which, reason), words),
        _ => list(&store, &keys, &members, json, words),
    }
}

/// What counts here is kept and becomes unsent work; the next store gets all of it, from a device with new keys.
fn leave(store: &mut Store, words: Words) -> Result<(), Failure> {
    if store.newer_segments()? > 0 {
        return Err(Failure::Exchange(words.device_leave_newer().into()));
    }
    store.leave_store()?;
    put_aside(store.directory())
        .map_err(|error| Failure::Exchange(words.device_keys_unread(error.to_string())))?;
    Out::new().line(words.device_left())
}

fn list(
    store: &Store,
    keys: &DeviceKeys,
    members: &Members,
    json: bool,
    words: Words,
) -> Result<(), Failure> {
    let mut lines: Vec<Line> = members
        .all()
        .map(|(id, member)| Line {
            id: hex(id),
            fingerprint: member.admission.card.fingerprint(),
            name: member.admission.name.clone(),
            role: Some(member.admission.role.code()),
            areas: member.admission.scopes.clone(),
            state: if member.revoked.is_some() {
                "out"
            } else {
                "in"
            },
            reason: member.reason.clone(),
            this: *id == keys.id(),
        })
        .collect();
    for join in office::joins(store, members)? {
        lines.push(Line {
            id: hex(&join.card.id()),
            fingerprint: join.card.fingerprint(),
            name: join.name,
            role: None,
            areas: Vec::new(),
            state: "asks",
            reason: String::new(),
            this: false,
        });
    }
    let mut out = Out::new();
    if json {
        return print_json(&mut out, &lines);
    }
    for line in lines {
        let role = line.role.and_then(Role::from_code);
        let state = match line.state {
            "in" if line.this => words.device_here(),
            "in" => words.device_in(),
            "out" => words.device_out(),
            _ => words.device_asks(),
        };
        // who asks is known by what is to be compared
        let id = match line.state {
            "asks" => line.fingerprint,
            _ => line.id[..8].to_owned(),
        };
        out.line(&words.device_line(
            id,
            named(line.name, words),
            role.map_or("", |role| words.device_role(role)).into(),
            line.areas.join(words.list_comma()),
            state.into(),
        ))?;
    }
    out.line(&words.device_own(keys.card().fingerprint()))
}

fn approve(
    store: &mut Store,
    keys: &DeviceKeys,
    members: &Members,
    which: &str,
    (role, areas): (Role, &[String]),
    words: Words,
) -> Result<(), Failure> {
    let fitting = office::joins(store, members)?.into_iter();
    let cards: Vec<Card> = fitting.map(|join| join.card).collect();
    let fitting: Vec<&Card> = cards.iter().filter(|card| fits(card, which)).collect();
    let [card] = fitting[..] else {
        return Err(Failure::Misuse(words.device_which().into()));
    };
    let at = (stamp(runtime::now()), &mut fresh_secret as Draw<'_>);
    let approved = office::approve(store, keys, card, (role, areas), at)?;
    let join = approved.map_err(|error| Failure::Exchange(words.member_error(error).into()))?;
    Out::new().line(&words.device_approved(named(join.name, words)))
}

fn revoke(
    store: &mut Store,
    keys: &DeviceKeys,
    members: &Members,
    (which, reason): (&str, &str),
    words: Words,
) -> Result<(), Failure> {
    let fitting: Vec<_> = members
        .all()
        .filter(|(_, member)| fits(&member.admission.card, which))
        .collect();
    let [(id, member)] = fitting[..] else {
        return Err(Failure::Misuse(words.device_which().into()));
    };
    let at = (stamp(runtime::now()), &mut fresh_secret as Draw<'_>);
    let revoked = office::revoke(store, keys, *id, reason, at)?;
    revoked.map_err(|error| Failure::Exchange(words.member_error(error).into()))?;
    let name = member.admission.name.clone();
    Out::new().line(&words.device_revoked(named(name, words)))
}

/// By the beginning of its number, or of its fingerprint with or without spaces; never by nothing.
fn fits(card: &Card, which: &str) -> bool {
    let which: String = which.chars().filter(|c| !c.is_whitespace()).collect();
    let print = card.fingerprint().replace(' ', "");
    which.len() >= 4 && (print.starts_with(&which) || hex(&card.id()).starts_with(&which))
}
