//! `liuyou evidence list`: the files of one visit, of an organisation, or all there are, with how each stands.

use serde::Serialize;

use super::visits;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::grammar::EvidenceTyped;
use crate::cli::out::Out;
use crate::cli::status::print_json;
use crate::domain::calendar::Date;
use crate::domain::evidence::{FileState, Shown, size_text};
use crate::domain::visit::VisitStatus;
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer {
    visits: Vec<Of>,
}

#[derive(Serialize)]
struct Of {
    visit_id: String,
    organisation: String,
    date: Date,
    status: &'static str,
    files: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    /// Null where it belongs to the visit as a whole.
    item: Option<String>,
    name: String,
    kind: &'static str,
    size: u64,
    hash: String,
    added: Option<String>,
    by: String,
    caption: String,
    state: &'static str,
}

pub fn run(context: &Context, typed: &EvidenceTyped) -> Result<(), Failure> {
    let words = context.words;
    let store = context.open()?;
    let whom = typed.with.first().map(AsRef::as_ref);
    let visits = visits(&store, whom, words)?;
    let mut out = Out::new();
    if typed.json {
        let found: Result<Vec<Option<Of>>, Failure> =
            visits.into_iter().map(|visit| of(&store, visit)).collect();
        let visits = found?.into_iter().flatten().collect();
        return print_json(&mut out, &Answer { visits });
    }
    let mut none = true;
    for visit in visits {
        if let Some(found) = of(&store, visit)? {
            none = false;
            print(&mut out, &found, words)?;
        }
    }
    match none {
        true => out.line(words.cli_evidence_none()),
        false => Ok(()),
    }
}

/// None where the visit has no evidence.
fn of(store: &Store, visit: i64) -> Result<Option<Of>, Failure> {
    let view = runtime::evidence::view(store, visit)?;
    if view.files.is_empty() {
        return Ok(None);
    }
    let unknown = || StoreError::Unknown(visit.to_string());
    let head = store.attachable(visit)?.ok_or_else(unknown)?.visit;
    Ok(Some(Of {
        visit_id: view.uuid.to_string(),
        organisation: store.organisation_of(&head)?,
        date: head.started.date,
        status: head.status.code(),
        files: view.files.into_iter().map(Line::of).collect(),
    }))
}

impl Line {
    fn of(shown: Shown) -> Line {
        let Shown { evidence, state } = shown;
        let file = evidence.file;
        Line {
            item: Some(evidence.item).filter(|item| !item.is_empty()),
            name: file.name,
            kind: file.kind.code(),
            size: file.size,
            hash: file.hash.to_string(),
            added: evidence.added.map(|clock| clock.to_string()),
            by: evidence.by,
            caption: evidence.caption,
            state: match state {
                FileState::Present => "present",
                FileState::Missing => "missing",
                FileState::Changed => "changed",
            },
        }
    }
}

fn print(out: &mut Out, of: &Of, words: Words) -> Result<(), Failure> {
    let status = VisitStatus::from_code(of.status).unwrap_or_default();
    let status = words.visit_status(status);
    let (date, visit) = (of.date.to_string(), of.visit_id.clone());
    out.line(&words.cli_evidence_visit(&of.organisation, date, status, visit))?;
    for file in &of.files {
        let item = file.item.as_deref().unwrap_or(words.evidence_whole());
        let kind = crate::domain::evidence::FileKind::from_code(file.kind).unwrap_or_default();
        let state = match file.state {
            "missing" => FileState::Missing,
            "changed" => FileState::Changed,
            _ => FileState::Present,
        };
        let cells = [
            item,
            &file.name,
            words.file_kind(kind),
            &size_text(file.size),
            file.added.as_deref().unwrap_or("-"),
            &file.by,
            words.file_state(state),
            &file.caption,
        ];
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        out.line(&format!("  {}", cells.join("  ")))?;
    }
    Ok(())
}
