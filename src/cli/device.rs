//! Devices of a store: listed, let in, and shut out. What the office decides reaches the others with its next sync.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::journal::named;
use super::out::Out;
use super::status::print_json;
use super::sync::own_keys;
use crate::runtime;
use crate::store::Store;
use crate::sync::drive::fresh_secret;
use crate::sync::keys::{Card, DeviceKeys};
use crate::sync::link::{Admission, Join, Role, Root};
use crate::sync::members::{Members, WriteError};
use crate::sync::names::{Hash, hex, is_scope};
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
    this: bool,
}

/// `liuyou device`
pub fn run(
    context: &Context,
    action: &str,
    which: Option<&str>,
    (role, areas): (&str, &[String]),
    json: bool,
) -> Result<(), Failure> {
    let words = context.words;
    if let Some(bad) = areas.iter().find(|area| !is_scope(area)) {
        return Err(Failure::Misuse(words.device_bad_area(bad.clone())));
    }
    let mut store = context.open()?;
    let keys = own_keys(&store, words)?;
    let Some(members) = members(&store)? else {
        let mut out = Out::new();
        out.line(words.device_no_store())?;
        return out.line(&words.device_own(keys.card().fingerprint()));
    };
    let which = which.unwrap_or_default();
    match action {
        "approve" => {
            let role = Role::from_code(role).unwrap_or(Role::Inspector);
            approve(&mut store, &keys, &members, which, (role, areas), words)
        }
        "revoke" => revoke(&mut store, &keys, &members, which, words),
        _ => list(&store, &keys, &members, json, words),
    }
}

/// None where the data belongs to no store yet.
fn members(store: &Store) -> Result<Option<Members>, Failure> {
    let root = store.exchange_fact("root")?;
    let Some(root) = root.and_then(|root| Root::read(&root)) else {
        return Ok(None);
    };
    let office = root.founder.id();
    Ok(Some(Members::of_kept(office, store.links()?)))
}

/// Those who ask and were not let in yet.
fn joins(store: &Store, members: &Members) -> Result<Vec<Join>, Failure> {
    let joins = store.exchange_facts("members/")?.into_iter();
    Ok(joins
        .filter_map(|bytes| Join::read(&bytes))
        .filter(|join| members.member(&join.card.id()).is_none())
        .collect())
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
            this: *id == keys.id(),
        })
        .collect();
    for join in joins(store, members)? {
        lines.push(Line {
            id: hex(&join.card.id()),
            fingerprint: join.card.fingerprint(),
            name: join.name,
            role: None,
            areas: Vec::new(),
            state: "asks",
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
    let mut fitting = joins(store, members)?;
    fitting.retain(|join| fits(&join.card, which));
    let mut cards: Vec<Card> = fitting.iter().map(|join| join.card).collect();
    cards.sort_unstable();
    cards.dedup();
    let (Some(join), 1) = (fitting.pop(), cards.len()) else {
        return Err(Failure::Misuse(words.device_which().into()));
    };
    let own = members.member(&keys.id());
    let scopes = match areas {
        [] => own.map(|own| vec![own.admission.scopes[0].clone()]),
        areas => Some(areas.to_vec()),
    };
    let admission = Admission {
        card: join.card,
        person: join.person,
        name: join.name.clone(),
        role,
        scopes: scopes.unwrap_or_default(),
    };
    let link = members.admit(keys, admission, stamp(), &mut fresh_secret);
    keep(store, link, words)?;
    Out::new().line(&words.device_approved(named(join.name, words)))
}

fn revoke(
    store: &mut Store,
    keys: &DeviceKeys,
    members: &Members,
    which: &str,
    words: Words,
) -> Result<(), Failure> {
    let fitting: Vec<_> = members
        .all()
        .filter(|(_, member)| fits(&member.admission.card, which))
        .collect();
    let [(id, member)] = fitting[..] else {
        return Err(Failure::Misuse(words.device_which().into()));
    };
    let held = store.held_of(*id)?;
    let parents: BTreeSet<Hash> = held.iter().filter_map(|held| held.parent).collect();
    let ends = held.iter().map(|held| held.hash);
    let last = ends.filter(|hash| !parents.contains(hash)).collect();
    let name = member.admission.name.clone();
    let link = members.revoke(keys, *id, last, stamp(), &mut fresh_secret);
    keep(store, link, words)?;
    Out::new().line(&words.device_revoked(named(name, words)))
}

/// By the beginning of its number, or of its fingerprint with or without spaces; never by nothing.
fn fits(card: &Card, which: &str) -> bool {
    let which: String = which.chars().filter(|c| !c.is_whitespace()).collect();
    let print = card.fingerprint().replace(' ', "");
    which.len() >= 4 && (print.starts_with(&which) || hex(&card.id()).starts_with(&which))
}

fn stamp() -> u64 {
    (runtime::now().utc_ms.max(0) as u64) << 16
}

fn keep(store: &mut Store, link: Result<Vec<u8>, WriteError>, words: Words) -> Result<(), Failure> {
    let link = link.map_err(|error| {
        let sentence = match error {
            WriteError::NotOffice => words.device_not_office(),
            WriteError::Unknown => words.device_which(),
            WriteError::ShutOut => words.device_was_out(),
        };
        Failure::Exchange(sentence.into())
    })?;
    store.keep_links(&[(blake3::hash(&link).into(), link)])?;
    Ok(())
}
