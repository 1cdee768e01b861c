//! How much of everything there is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::visit::VisitStatus;
use crate::runtime;
use crate::store::{Access, Store, StoreError, data_file};
use crate::words::{Lang, Words};

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
pub struct Counts {
    organisations: u64,
    /// By status code.
    visits: BTreeMap<&'static str, u64>,
    answers: u64,
    operations: u64,
    unsynced: u64,
    schema: u64,
}

#[derive(Serialize)]
struct Answer {
    file: String,
    read_only: bool,
    /// When the data was put back from a backup or found to be a copy, in local time; null where it never was.
    suspected: Option<String>,
    #[serde(flatten)]
    counts: Counts,
}

/// `liuyou status`
pub fn run(context: &Context, json: bool) -> Result<(), Failure> {
    let store = context.open()?;
    let counts = Counts::of(&store)?;
    let file = data_file(store.directory()).display().to_string();
    let read_only = store.access() == Access::Read;
    let suspected = suspected(&store)?;
    let mut out = Out::new();
    if json {
        return print_json(
            &mut out,
            &Answer {
                file,
                read_only,
                suspected,
                counts,
            },
        );
    }
    out.line(&context.words.cli_count_file(file))?;
    print_counts(&mut out, &counts, context.words)?;
    if read_only {
        out.line(context.words.read_only())?;
    }
    match suspected {
        Some(when) => out.line(&context.words.status_suspected(when)),
        None => Ok(()),
    }
}

fn suspected(store: &Store) -> Result<Option<String>, StoreError> {
    let noted = store.exchange_fact("suspected")?;
    let stamp = noted.and_then(|bytes| bytes.try_into().ok());
    Ok(stamp.map(|stamp| runtime::clock_of(i64::from_be_bytes(stamp))))
}

pub fn print_json(out: &mut Out, answer: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(answer).map_err(|cause| Failure::Output(cause.into()))?;
    out.text(&text)
}

pub fn print_counts(out: &mut Out, counts: &Counts, words: Words) -> Result<(), Failure> {
    let states: Vec<String> = VisitStatus::ALL
        .iter()
        .map(|state| {
            format!(
                "{} {}",
                words.visit_status(*state),
                counts.visits.get(state.code()).unwrap_or(&0)
            )
        })
        .collect();
    let states = states.join(match words.0 {
        Lang::Zh => "，",
        Lang::En => ", ",
    });
    out.line(&words.cli_count_organisations(counts.organisations))?;
    out.line(&words.cli_count_visits(counts.visits.values().sum(), states))?;
    out.line(&words.cli_count_answers(counts.answers))?;
    out.line(&words.cli_count_operations(counts.operations))?;
    out.line(&words.cli_count_unsynced(counts.unsynced))?;
    out.line(&words.cli_count_schema(counts.schema))
}

impl Counts {
    pub fn of(store: &Store) -> Result<Counts, StoreError> {
        let status = store.status()?;
        Ok(Counts {
            organisations: status.organisations,
            visits: status.visits,
            answers: status.answers,
            operations: status.operations,
            unsynced: status.unsynced,
            schema: status.schema,
        })
    }
}
