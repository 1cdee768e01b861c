//! Organisations that may be one and the same: listed, joined, and a join taken back.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::DuplicatesTyped;
use super::out::Out;
use super::status::print_json;
use crate::domain::duplicates::{self, Card, Duplicates, Likeness, Pair};
use crate::runtime;
use crate::store::Store;
use crate::words::Words;

const HELP: &str = "liuyou duplicates --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    possible: Vec<Possible<'a>>,
    /// More than are listed.
    more: bool,
    joined: Vec<[Side<'a>; 2]>,
    apart: Vec<[Side<'a>; 2]>,
}

#[derive(Serialize)]
struct Possible<'a> {
    same: &'static str,
    organisations: [Side<'a>; 2],
}

#[derive(Serialize)]
struct Side<'a> {
    name: &'a str,
    credit_code: &'a str,
    area: &'a str,
    visits: u64,
    people: u64,
    branch: &'a str,
}

/// `liuyou duplicates`
pub fn run(context: &Context, typed: &DuplicatesTyped) -> Result<(), Failure> {
    let mut store = context.open()?;
    let words = context.words;
    match (typed.action.as_deref(), &typed.names[..]) {
        (None, []) => {
            let found = store.duplicates(&mut || true)?;
            let mut out = Out::new();
            match typed.json {
                true => print_json(&mut out, &answer(&found)),
                false => print(&mut out, &found, words),
            }
        }
        (Some("join"), [keep, other]) => join(&mut store, keep, other, words),
        (Some("undo"), [other]) => undo(&mut store, other, words),
        (action, _) => Err(Failure::Misuse(match action {
            Some("undo") => words.cli_duplicates_one(HELP),
            _ => words.cli_duplicates_two(HELP),
        })),
    }
}

fn join(store: &mut Store, keep: &str, other: &str, words: Words) -> Result<(), Failure> {
    let keeper = meant(store.called(keep)?, keep, words)?;
    let joined = meant(store.called(other)?, other, words)?;
    if keeper.uuid == joined.uuid {
        return Err(Failure::Misuse(words.cli_duplicates_same(HELP)));
    }
    store.join(keeper.uuid, joined.uuid, runtime::now())?;
    let (stays, goes) = (&keeper.facts.name, &joined.facts.name);
    Out::new().line(&words.duplicates_joined(goes, stays))
}

fn undo(store: &mut Store, other: &str, words: Words) -> Result<(), Failure> {
    let joined = meant(store.joined_called(other)?, other, words)?;
    store.commit(&duplicates::part(joined.uuid), runtime::now())?;
    Out::new().line(&words.duplicates_parted(&joined.facts.name))
}

/// The one organisation that was named by its code or its whole name.
pub(super) fn meant(found: Vec<Card>, typed: &str, words: Words) -> Result<Card, Failure> {
    let mut found = found;
    match (found.pop(), found.len()) {
        (Some(one), 0) => Ok(one),
        (None, _) => Err(Failure::Misuse(words.cli_no_organisation(typed))),
        (Some(_), more) => Err(Failure::Misuse(
            words.cli_which_organisation(typed, more + 1),
        )),
    }
}

fn print(out: &mut Out, found: &Duplicates, words: Words) -> Result<(), Failure> {
    if found.possible.is_empty() {
        out.line(words.duplicates_none())?;
    }
    for (Pair { one, other }, likeness) in &found.possible {
        let why = words.likeness(*likeness);
        out.line(&words.cli_duplicate(line(one, words), line(other, words), why))?;
    }
    if found.more {
        out.line(words.duplicates_more())?;
    }
    for Pair { one, other } in &found.joined {
        out.line(&words.duplicates_joined(&other.facts.name, &one.facts.name))?;
    }
    Ok(())
}

fn line(card: &Card, words: Words) -> String {
    let facts = [card.facts.credit_code.as_str(), card.facts.area.as_str()];
    let rest: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    match rest.is_empty() {
        true => card.facts.name.clone(),
        false => words.cli_organisation(&card.facts.name, rest.join(words.list_comma())),
    }
}

fn answer(found: &Duplicates) -> Answer<'_> {
    Answer {
        possible: found
            .possible
            .iter()
            .map(|(pair, likeness)| Possible {
                same: match likeness {
                    Likeness::Code => "credit_code",
                    Likeness::Name => "name",
                },
                organisations: sides(pair),
            })
            .collect(),
        more: found.more,
        joined: found.joined.iter().map(sides).collect(),
        apart: found.apart.iter().map(sides).collect(),
    }
}

fn sides(pair: &Pair) -> [Side<'_>; 2] {
    [Side::of(&pair.one), Side::of(&pair.other)]
}

impl Side<'_> {
    fn of(card: &Card) -> Side<'_> {
        Side {
            name: &card.facts.name,
            credit_code: &card.facts.credit_code,
            area: &card.facts.area,
            visits: card.visits,
            people: card.people,
            branch: &card.branch,
        }
    }
}
