//! `liuyou evidence add`: files into the data folder, then into the journal, as on the screen.

use std::path::PathBuf;

use super::{needs, visits};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::grammar::EvidenceTyped;
use crate::cli::out::Out;
use crate::cli::progress::{self, Bar};
use crate::cli::status::print_json;
use crate::domain::evidence::{self, Evidence, size_text};
use crate::domain::visit::VisitStatus;
use crate::evidence::keep;
use crate::runtime;
use crate::store::{Access, StoreError};

/// The keys are a promise to the programs that read them.
#[derive(serde::Serialize)]
struct Answer {
    visit_id: String,
    files: Vec<Added>,
}

#[derive(serde::Serialize)]
struct Added {
    name: String,
    size: u64,
    hash: String,
}

pub fn run(context: &Context, typed: &EvidenceTyped) -> Result<(), Failure> {
    let words = context.words;
    let [whom, files @ ..] = &typed.with[..] else {
        return Err(needs(
            typed.action,
            words.cli_evidence_whom_and_files(),
            words,
        ));
    };
    if files.is_empty() {
        return Err(needs(
            typed.action,
            words.cli_evidence_whom_and_files(),
            words,
        ));
    }
    let mut store = context.open()?;
    if store.access() == Access::Read {
        return Err(StoreError::ReadOnly.into());
    }
    let latest = visits(&store, Some(whom), words)?.pop();
    let Some(visit) = latest else {
        let whom = whom.to_string_lossy();
        return Err(Failure::Misuse(words.cli_evidence_no_visit(&whom)));
    };
    let view = store.visit(visit)?;
    let item = typed.item.clone().unwrap_or_default();
    if !item.is_empty() && view.form.checklist.item(&item).is_none() {
        return Err(Failure::Misuse(words.cli_evidence_no_item(&item)));
    }
    let reason = typed.reason.as_deref().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    match (view.visit.status == VisitStatus::Draft, reason) {
        (false, None) => return Err(Failure::Misuse(words.cli_evidence_reason_needed().into())),
        (true, Some(_)) => {
            return Err(Failure::Misuse(words.cli_evidence_reason_needless().into()));
        }
        _ => {}
    }
    progress::watch_for_interrupt();
    let largest = context.rules()?.evidence.largest();
    let paths: Vec<PathBuf> = files.to_vec();
    let mut bar = Bar::new();
    let mut step = |done, total| bar.step(done, total);
    let kept = keep(store.directory(), &paths, largest, &mut step)?;
    drop(bar);
    let now = runtime::now();
    let known = store.evidence(visit)?;
    let by = store.inspector()?.map(|person| person.name);
    let edits = kept.iter().flat_map(|file| {
        let evidence = Evidence {
            item: item.clone(),
            file: file.clone(),
            added: Some(now.clock()),
            by: by.clone().unwrap_or_default(),
            caption: typed.caption.clone().unwrap_or_default(),
        };
        evidence.attach(view.uuid, &known)
    });
    let change = evidence::change(view.uuid, edits.collect(), reason);
    store.commit(&change, now)?;
    let mut out = Out::new();
    if typed.json {
        let added = kept.into_iter().map(|file| Added {
            name: file.name,
            size: file.size,
            hash: file.hash.to_string(),
        });
        let answer = Answer {
            visit_id: view.uuid.to_string(),
            files: added.collect(),
        };
        return print_json(&mut out, &answer);
    }
    for file in kept {
        out.line(&words.attached_one(&file.name, size_text(file.size)))?;
    }
    Ok(())
}
