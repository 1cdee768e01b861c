//! Proving a store, a file of one, or this computer's data, without any server.

use std::path::Path;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::passphrase;
use super::place;
use super::progress::{self, Bar};
use super::status::print_json;
use crate::store::{Store, StoreError, data_file};
use crate::sync::attachment;
use crate::sync::core::most_of;
use crate::sync::fault::Fault;
use crate::sync::keys::DeviceKeys;
use crate::sync::link::{Join, Link, Root};
use crate::sync::names::{Place, hex};
use crate::sync::segment::FORMAT;
use crate::sync::verify::{Altered, Report, named, verify, verify_data};
use crate::words::Words;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    sound: bool,
    files: u64,
    bytes: u64,
    members: u64,
    links: u64,
    segments: u64,
    saves: u64,
    operations: u64,
    closed: u64,
    chunks: u64,
    forked: Vec<String>,
    view: Option<String>,
    wrong: Vec<WrongFile<'a>>,
}

#[derive(Serialize)]
struct WrongFile<'a> {
    name: &'a str,
    why: &'static str,
}

/// `liuyou verify`
pub fn run(context: &Context, what: Option<&Path>, json: bool) -> Result<(), Failure> {
    let directory = context.directory()?;
    let words = context.words;
    passphrase::unlock(context, &directory)?;
    let keys = DeviceKeys::read(&directory)
        .map_err(|error| Failure::Exchange(words.device_keys_unread(error.to_string())))?;
    match what {
        None => data(context, &directory),
        Some(folder) if data_file(folder).exists() => data(context, folder),
        Some(file) if file.is_file() && file.extension().is_some_and(|end| end == "db") => {
            data(context, file.parent().unwrap_or(Path::new(".")))
        }
        Some(file) if file.is_file() => one_file(file, words),
        what => store(&directory, what, keys.as_ref(), json, words),
    }
}

fn store(
    directory: &Path,
    what: Option<&Path>,
    keys: Option<&DeviceKeys>,
    json: bool,
    words: Words,
) -> Result<(), Failure> {
    let trouble = |why: String| Failure::Exchange(words.sync_trouble(why));
    let what = what.map(|what| what.to_string_lossy());
    let mut place = place::open(directory, what.as_deref(), words)?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let report = verify(place.remote.as_mut(), keys, FORMAT, &mut |done, total| {
        bar.step(done, total)
    });
    drop(bar);
    if progress::interrupted() {
        return Err(StoreError::Cancelled.into());
    }
    let report = report.map_err(|error| trouble(words.store_trouble(&error)))?;
    let mut out = Out::new();
    if json {
        print_json(&mut out, &Answer::of(&report))?;
    } else {
        for (name, wrong) in &report.wrong {
            out.line(&words.verify_wrong(name.clone(), words.sync_wrong(*wrong).into()))?;
        }
    }
    if !report.is_sound() {
        return Err(Failure::Exchange(words.verify_unsound(report.wrong.len())));
    }
    if json {
        return Ok(());
    }
    out.line(&words.verify_store(report.files, report.segments, report.ops, report.members))?;
    if report.chunks > 0 {
        out.line(&words.verify_chunks(report.chunks))?;
    }
    if report.closed > 0 {
        out.line(&words.verify_closed(report.closed))?;
    }
    match report.view {
        Some(view) => out.line(&words.verify_view(hex(&view))),
        None => Ok(()),
    }
}

/// One file of a store: its own name, form and signature, as far as they can be told without the others.
fn one_file(file: &Path, words: Words) -> Result<(), Failure> {
    let name = within_store(file);
    let read = |error: std::io::Error| Failure::Exchange(words.sync_trouble(error.to_string()));
    if std::fs::metadata(file).map_err(read)?.len() > most_of(&name) {
        return Err(Failure::Exchange(words.verify_not_ours().into()));
    }
    let bytes = std::fs::read(file).map_err(read)?;
    let wrong = |fault: Fault| {
        let why = words.sync_fault(fault).to_owned();
        Failure::Exchange(words.verify_wrong(file.display().to_string(), why))
    };
    let good = match Place::of(&name) {
        Place::Root { .. } => Root::read(&bytes).is_some(),
        Place::Link { .. } => Link::read(&bytes).is_some(),
        Place::Join(_) => Join::read(&bytes).is_some(),
        Place::Segment { .. } | Place::Stray => {
            let segment = named(&name, &bytes).map_err(wrong)?;
            let stream = hex(&segment.header.stream.to_be_bytes());
            return Out::new().line(&words.verify_file(segment.header.height, stream));
        }
        Place::Attachment { .. } => {
            attachment::parts(&bytes).map_err(wrong)?;
            true
        }
        _ => return Err(Failure::Exchange(words.verify_not_ours().into())),
    };
    match good {
        true => Out::new().line(words.verify_file_other()),
        false => Err(wrong(Fault::Damaged)),
    }
}

/// The file's name as a store has it, from its last steps.
fn within_store(file: &Path) -> String {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.into());
    let steps: Vec<String> = file
        .iter()
        .map(|step| step.to_string_lossy().into_owned())
        .collect();
    let last = |count: usize| steps[steps.len().saturating_sub(count)..].join("/");
    [5, 4, 2, 1]
        .map(last)
        .into_iter()
        .find(|name| Place::of(name) != Place::Other)
        .unwrap_or_else(|| last(1))
}

fn data(context: &Context, directory: &Path) -> Result<(), Failure> {
    let words = context.words;
    passphrase::unlock(context, directory)?;
    let store = Store::open_existing(directory)?;
    let keys = DeviceKeys::read(directory)
        .map_err(|error| Failure::Exchange(words.device_keys_unread(error.to_string())))?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let report = verify_data(&store, keys.as_ref(), &mut |done, total| {
        bar.step(done, total)
    })?;
    drop(bar);
    let sentence = match report.altered {
        None => {
            let (segments, saves) = (report.segments, report.saves);
            let line = words.verify_data(segments, saves, report.unsealed_ops);
            return Out::new().line(&line);
        }
        Some(Altered::Row { seq, segment }) => words.verify_row(seq, segment),
        Some(Altered::Gone { segment }) => words.verify_gone(segment),
        Some(Altered::Segment { name, fault }) => {
            words.verify_segment(name, words.sync_fault(fault).into())
        }
    };
    Err(Failure::Exchange(sentence))
}

impl Answer<'_> {
    fn of(report: &Report) -> Answer<'_> {
        let wrong = report.wrong.iter().map(|(name, wrong)| WrongFile {
            name,
            why: wrong.code(),
        });
        let forked = report.forked.iter();
        Answer {
            sound: report.is_sound(),
            files: report.files,
            bytes: report.bytes,
            members: report.members,
            links: report.links,
            segments: report.segments,
            saves: report.saves,
            operations: report.ops,
            closed: report.closed,
            chunks: report.chunks,
            forked: forked.map(|stream| hex(&stream.to_be_bytes())).collect(),
            view: report.view.map(|view| hex(&view)),
            wrong: wrong.collect(),
        }
    }
}
