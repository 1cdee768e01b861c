//! Evidence on the command line: listed, added, given out, and every file read again.

mod add;
mod list;

use std::path::Path;

use serde::Serialize;

use super::Context;
use super::duplicates::meant;
use super::failure::Failure;
use super::grammar::{EvidenceAction, EvidenceTyped};
use super::out::{self, Out};
use super::progress::{self, Bar};
use super::status::print_json;
use crate::documents;
use crate::domain::change::Uuid;
use crate::domain::evidence::{FileHash, size_text};
use crate::evidence::{self, Audit, Named};
use crate::store::{Access, NamedFile, Store, StoreError};
use crate::words::Words;

const HELP: &str = "liuyou evidence --help";

/// What reading every file again found; the keys are a promise to the programs that read them.
#[derive(Serialize)]
pub struct Found<'a> {
    /// Files that a record names, and the bytes of those that are as they were attached.
    files: u64,
    bytes: u64,
    missing: Vec<Lost<'a>>,
    changed: Vec<Lost<'a>>,
    /// Whole files that no record names, and files that were not copied to the end.
    orphans: Vec<String>,
    unfinished: Vec<String>,
}

#[derive(Serialize)]
struct Lost<'a> {
    hash: String,
    name: &'a str,
}

/// `liuyou evidence`
pub fn run(context: &Context, typed: &EvidenceTyped) -> Result<(), Failure> {
    refuse_needless(typed, context.words)?;
    match typed.action {
        EvidenceAction::List => list::run(context, typed),
        EvidenceAction::Add => add::run(context, typed),
        EvidenceAction::Export => export(context, typed),
        EvidenceAction::Verify => verify(context, typed),
    }
}

/// An option that would have no effect is refused: whoever wrote it expects one.
fn refuse_needless(typed: &EvidenceTyped, words: Words) -> Result<(), Failure> {
    let action = typed.action;
    let options = [
        ("--item", typed.item.is_some(), EvidenceAction::Add),
        ("--caption", typed.caption.is_some(), EvidenceAction::Add),
        ("--reason", typed.reason.is_some(), EvidenceAction::Add),
        ("--out", typed.out.is_some(), EvidenceAction::Export),
        ("--clean", typed.clean, EvidenceAction::Verify),
    ];
    for (option, given, of) in options {
        if given && action != of {
            let sentence = words.cli_evidence_only(option, of.name(), HELP);
            return Err(Failure::Misuse(sentence));
        }
    }
    let too_many = match action {
        EvidenceAction::Add => None,
        EvidenceAction::Verify => {
            (!typed.with.is_empty()).then(|| words.cli_evidence_nothing_more())
        }
        _ => (typed.with.len() > 1).then(|| words.cli_evidence_whom()),
    };
    match too_many {
        Some(what) => Err(needs(action, what, words)),
        None => Ok(()),
    }
}

fn needs(action: EvidenceAction, what: &str, words: Words) -> Failure {
    Failure::Misuse(words.cli_evidence_needs(action.name(), what, HELP))
}

/// The visits meant: one of that id, all of an organisation, or all that have evidence. Latest last.
fn visits(store: &Store, whom: Option<&Path>, words: Words) -> Result<Vec<i64>, Failure> {
    let Some(whom) = whom else {
        return Ok(store.visits_with_evidence()?);
    };
    let whom = whom.to_string_lossy();
    if let Some(uuid) = Uuid::parse(&whom) {
        let visit = store.number_of(uuid)?;
        return match store.attachable(visit)? {
            Some(_) => Ok(vec![visit]),
            None => Err(StoreError::Unknown(whom.into_owned()).into()),
        };
    }
    let card = meant(store.called(&whom)?, &whom, words)?;
    let organisation = store.number_of(card.uuid)?;
    Ok(store.visits_of(organisation)?)
}

fn export(context: &Context, typed: &EvidenceTyped) -> Result<(), Failure> {
    let words = context.words;
    let Some(folder) = &typed.out else {
        return Err(needs(typed.action, words.cli_evidence_out(), words));
    };
    let mut store = context.open()?;
    let visits = visits(&store, typed.with.first().map(AsRef::as_ref), words)?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let mut step = |done, total| bar.step(done, total);
    let (files, lost) = documents::give_out(&mut store, &visits, folder, words, &mut step)?;
    drop(bar);
    for name in &lost {
        out::complain(&words.cli_evidence_lost(name));
    }
    let mut out = Out::new();
    match files == 0 && lost.is_empty() {
        true => out.line(words.cli_evidence_nothing_exported())?,
        false => out.line(&words.cli_evidence_exported(files, folder.display().to_string()))?,
    }
    match lost.len() {
        0 => Ok(()),
        lost => Err(Failure::EvidenceLost(lost)),
    }
}

fn verify(context: &Context, typed: &EvidenceTyped) -> Result<(), Failure> {
    let words = context.words;
    let store = context.open()?;
    if typed.clean && store.access() == Access::Read {
        return Err(StoreError::ReadOnly.into());
    }
    progress::watch_for_interrupt();
    let audit = audit(&store)?;
    let mut out = Out::new();
    if typed.clean {
        evidence::sweep(&audit)?;
    }
    if typed.json {
        print_json(&mut out, &Found::of(&audit))?;
        return judge(&audit);
    }
    print_audit(&mut out, &audit, words)?;
    match (audit.litter().count(), typed.clean) {
        (0, false) => {}
        (n, true) => out.line(&words.cli_evidence_cleaned(n))?,
        (_, false) => out.line(words.cli_evidence_clean_hint())?,
    }
    judge(&audit)
}

/// Reads every file again.
pub fn audit(store: &Store) -> Result<Audit, Failure> {
    let named = store.files_named()?.into_iter();
    let named = named
        .map(|(hash, file)| {
            let NamedFile { name, size, .. } = file;
            (hash, Named { name, size })
        })
        .collect();
    let mut bar = Bar::new();
    let mut step = |done, total| bar.step(done, total);
    Ok(evidence::audit(store.directory(), &named, &mut step)?)
}

/// Good only where every file is there as it was attached.
pub fn judge(audit: &Audit) -> Result<(), Failure> {
    match audit.missing.len() + audit.changed.len() {
        0 => Ok(()),
        lost => Err(Failure::EvidenceLost(lost)),
    }
}

pub fn print_audit(out: &mut Out, audit: &Audit, words: Words) -> Result<(), Failure> {
    let size = size_text(audit.bytes);
    out.line(&words.cli_evidence_sum(audit.files, size))?;
    for (hash, name) in &audit.missing {
        out.line(&words.cli_evidence_missing(name, hash.to_string()))?;
    }
    for (hash, name) in &audit.changed {
        out.line(&words.cli_evidence_changed(name, hash.to_string()))?;
    }
    for path in &audit.orphans {
        out.line(&words.cli_evidence_orphan(path.display().to_string()))?;
    }
    for path in &audit.unfinished {
        out.line(&words.cli_evidence_unfinished(path.display().to_string()))?;
    }
    Ok(())
}

impl Found<'_> {
    pub fn of(audit: &Audit) -> Found<'_> {
        fn lost(files: &[(FileHash, String)]) -> Vec<Lost<'_>> {
            let lost = files.iter().map(|(hash, name)| Lost {
                hash: hash.to_string(),
                name,
            });
            lost.collect()
        }
        let shown = |paths: &[std::path::PathBuf]| {
            let shown = paths.iter().map(|path| path.display().to_string());
            shown.collect()
        };
        Found {
            files: audit.files,
            bytes: audit.bytes,
            missing: lost(&audit.missing),
            changed: lost(&audit.changed),
            orphans: shown(&audit.orphans),
            unfinished: shown(&audit.unfinished),
        }
    }
}
