//! Exchanging work with a store, and saying what came of it.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::journal::named;
use super::out::Out;
use super::place::{self, Place};
use super::progress::{self, Bar, size};
use super::status::print_json;
use crate::domain::change::Uuid;
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::sync::core::{Halt, Outcome, Start};
use crate::sync::drive::{drive, fresh_secret};
use crate::sync::keys::DeviceKeys;
use crate::sync::names::is_scope;
use crate::sync::segment::FORMAT;
use crate::words::Words;

/// Where work goes that no area was named for.
const NO_AREA: &str = "0";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    halted: Option<&'static str>,
    taken: u64,
    changes_taken: u64,
    put: u64,
    put_bytes: u64,
    got: u64,
    got_bytes: u64,
    here: u64,
    uploaded: u64,
    confirmed: u64,
    newer: u64,
    gaps: u64,
    suspected: bool,
    forked: usize,
    files_taken: u64,
    files_sent: u64,
    files_awaited: u64,
    aside: Vec<SetAside<'a>>,
}

#[derive(Serialize)]
struct SetAside<'a> {
    name: &'a str,
    why: &'static str,
}

/// `liuyou sync`
pub fn run(
    context: &Context,
    typed: Option<&str>,
    new: bool,
    area: Option<&str>,
    json: bool,
) -> Result<(), Failure> {
    let words = context.words;
    if let Some(area) = area.filter(|area| !is_scope(area)) {
        return Err(Failure::Misuse(words.device_bad_area(area.to_owned())));
    }
    let ran = exchange(context, typed, (new, area))?;
    match json {
        true => print_json(&mut Out::new(), &Answer::of(&ran.outcome, ran.sent))?,
        false => print(&mut Out::new(), &ran.outcome, ran.sent, words)?,
    }
    match &ran.outcome.halt {
        Some(halt) => Err(ran.refused(halt, words)),
        None => ran.place.was_used(&context.directory()?, words),
    }
}

/// `liuyou device join`: asks the office of a store to let this device in. Asking twice asks once.
pub fn join(context: &Context, typed: Option<&str>) -> Result<(), Failure> {
    let words = context.words;
    let ran = exchange(context, typed, (false, None))?;
    match &ran.outcome.halt {
        Some(Halt::Waiting) => {
            let fingerprint = ran.keys.card().fingerprint();
            Out::new().line(&words.sync_waiting(fingerprint))?;
        }
        None => Out::new().line(words.device_joined())?,
        Some(halt) => return Err(ran.refused(halt, words)),
    }
    ran.place.was_used(&context.directory()?, words)
}

/// A sync that came to its end.
struct Ran {
    outcome: Outcome,
    sent: [u64; 3],
    place: Place,
    keys: DeviceKeys,
}

impl Ran {
    fn refused(&self, halt: &Halt, words: Words) -> Failure {
        Failure::Exchange(sentence(halt, &self.place.shown, &self.keys, words))
    }
}

fn exchange(
    context: &Context,
    typed: Option<&str>,
    (new, area): (bool, Option<&str>),
) -> Result<Ran, Failure> {
    let words = context.words;
    let mut store = context.open()?;
    let keys = own_keys(&store, words)?;
    let mut place = place::open(&context.directory()?, typed, words)?;
    let inspector = store.inspector()?;
    let start = Start {
        now: runtime::now(),
        entropy: fresh_secret(),
        begin: new,
        name: inspector.map(|person| person.name).unwrap_or_default(),
        person: store.actor().unwrap_or(Uuid::NEW),
        scope: area.unwrap_or(NO_AREA).to_owned(),
        format: FORMAT,
    };
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let remote = place.remote.as_mut();
    let done = drive(&mut store, &keys, start, remote, &mut |stand| {
        bar.files(
            (stand.files, stand.files_total),
            (stand.bytes, stand.bytes_total),
        )
    });
    drop(bar);
    let outcome = match done {
        Err(StoreError::Cancelled) => {
            return Err(Failure::Exchange(words.sync_stopped().into()));
        }
        done => done?,
    };
    runtime::exchange::note(&mut store, &place.known(), &outcome, words)?;
    Ok(Ran {
        outcome,
        sent: store.sent()?,
        place,
        keys,
    })
}

/// The keys of this device; one that has none yet gets some.
pub fn own_keys(store: &Store, words: Words) -> Result<DeviceKeys, Failure> {
    DeviceKeys::of_folder(store.directory(), fresh_secret)
        .map_err(|error| Failure::Exchange(words.device_keys_unread(error.to_string())))
}

fn print(
    out: &mut Out,
    outcome: &Outcome,
    [here, sent, confirmed]: [u64; 3],
    words: Words,
) -> Result<(), Failure> {
    for (name, fault) in &outcome.aside {
        out.line(&words.sync_aside(name.clone(), words.sync_fault(*fault).into()))?;
    }
    for (name, trouble) in &outcome.troubles {
        out.line(&words.sync_file_trouble(name.clone(), words.store_trouble(trouble)))?;
    }
    for join in &outcome.joins {
        out.line(&words.sync_join(named(join.name.clone(), words), join.card.fingerprint()))?;
    }
    let some = |count: u64, text: String| (count > 0).then_some(text);
    let notes = [
        some(outcome.newer, words.sync_newer_kept(outcome.newer)),
        some(outcome.gaps, words.sync_gaps(outcome.gaps)),
        some(outcome.ahead, words.sync_ahead(outcome.ahead)),
        some(
            outcome.forked.len() as u64,
            words.sync_forked(outcome.forked.len()),
        ),
        outcome.suspected.then(|| words.sync_suspected().to_owned()),
    ];
    for note in notes.into_iter().flatten() {
        out.line(&note)?;
    }
    if outcome.halt.is_some() {
        return Ok(());
    }
    match (outcome.taken, outcome.put) {
        (0, 0) => out.line(words.sync_quiet())?,
        (taken, put) => {
            let size = size(outcome.put_bytes);
            out.line(&words.sync_exchanged(taken, outcome.ops, put, size))?;
        }
    }
    let (files_taken, files_sent) = (outcome.files_taken, outcome.files_sent);
    let files = [
        some(
            files_taken + files_sent,
            words.sync_files(files_taken, files_sent),
        ),
        some(
            outcome.files_awaited,
            words.sync_files_awaited(outcome.files_awaited),
        ),
    ];
    for note in files.into_iter().flatten() {
        out.line(&note)?;
    }
    out.line(&words.sync_states(here, sent, confirmed))
}

fn sentence(halt: &Halt, place: &str, keys: &DeviceKeys, words: Words) -> String {
    match halt {
        Halt::Empty => words.sync_empty(place.to_owned()),
        Halt::NoRoot => words.sync_no_root().into(),
        Halt::Foreign => words.sync_foreign().into(),
        Halt::NewerStore(version) => words.sync_newer_store(*version),
        Halt::Waiting => words.sync_waiting(keys.card().fingerprint()),
        Halt::ShutOut => words.sync_shut_out().into(),
        Halt::NoKey => words.sync_no_key().into(),
        Halt::Trouble(trouble) => words.sync_trouble(words.store_trouble(trouble)),
    }
}

impl Answer<'_> {
    fn of(outcome: &Outcome, [here, uploaded, confirmed]: [u64; 3]) -> Answer<'_> {
        let aside = outcome.aside.iter().map(|(name, fault)| SetAside {
            name,
            why: fault.code(),
        });
        Answer {
            halted: outcome.halt.as_ref().map(|halt| match halt {
                Halt::Empty => "empty",
                Halt::NoRoot => "no_root",
                Halt::Foreign => "foreign",
                Halt::NewerStore(_) => "newer_store",
                Halt::Waiting => "waiting",
                Halt::ShutOut => "shut_out",
                Halt::NoKey => "no_key",
                Halt::Trouble(_) => "trouble",
            }),
            taken: outcome.taken,
            changes_taken: outcome.ops,
            put: outcome.put,
            put_bytes: outcome.put_bytes,
            got: outcome.got,
            got_bytes: outcome.got_bytes,
            here,
            uploaded,
            confirmed,
            newer: outcome.newer,
            gaps: outcome.gaps,
            suspected: outcome.suspected,
            forked: outcome.forked.len(),
            files_taken: outcome.files_taken,
            files_sent: outcome.files_sent,
            files_awaited: outcome.files_awaited,
            aside: aside.collect(),
        }
    }
}
