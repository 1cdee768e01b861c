//! Proving that the data is sound, and making the query tables anew where they are not.

use serde::Serialize;

use super::Context;
use super::evidence::{self, Found};
use super::failure::Failure;
use super::out::Out;
use super::progress::{self, Bar};
use super::status::{Counts, print_counts, print_json};
use crate::store::{CheckReport, Difference, StoreError};

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    sound: bool,
    integrity: &'a [String],
    difference: Option<Differs<'a>>,
    counts: &'a Counts,
    /// Null where the data itself is not sound, since then nobody knows what should be there.
    evidence: Option<Found<'a>>,
}

/// A row as the file has it and as the journal gives it; null where there is none.
#[derive(Serialize)]
struct Differs<'a> {
    table: &'a str,
    stored: Option<&'a str>,
    rebuilt: Option<&'a str>,
}

/// `liuyou check`. It changes nothing, so Ctrl-C may simply end it.
pub fn run(context: &Context, json: bool) -> Result<(), Failure> {
    let mut store = context.open().map_err(damage)?;
    let mut bar = Bar::new();
    let report = store
        .check(&mut |done, total| bar.step(done, total))
        .map_err(|error| damage(error.into()))?;
    drop(bar);
    let counts = Counts::of(&store)?;
    let audit = match report.is_sound() {
        true => Some(evidence::audit(&store)?),
        false => None,
    };
    let mut out = Out::new();
    if json {
        let difference = report.difference.as_ref().map(Differs::of);
        print_json(
            &mut out,
            &Answer {
                sound: report.is_sound(),
                integrity: &report.integrity,
                difference,
                counts: &counts,
                evidence: audit.as_ref().map(Found::of),
            },
        )?;
    }
    if !report.is_sound() {
        return Err(Failure::Unsound(report));
    }
    if !json {
        out.line(context.words.cli_sound())?;
        print_counts(&mut out, &counts, context.words)?;
    }
    match audit {
        Some(audit) if json => evidence::judge(&audit),
        Some(audit) => {
            evidence::print_audit(&mut out, &audit, context.words)?;
            evidence::judge(&audit)
        }
        None => Ok(()),
    }
}

/// `liuyou rebuild`
pub fn rebuild(context: &Context) -> Result<(), Failure> {
    let mut store = context.open()?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    store.rebuild(&mut |done, total| bar.step(done, total))?;
    drop(bar);
    Out::new().line(context.words.cli_rebuilt())
}

/// A file too damaged to be read through: here that is the finding, and "run check" would be no advice.
fn damage(failure: Failure) -> Failure {
    match failure {
        Failure::Store(StoreError::Damaged(what)) => Failure::Unsound(CheckReport {
            integrity: vec![what],
            difference: None,
        }),
        failure => failure,
    }
}

impl Differs<'_> {
    fn of(found: &Difference) -> Differs<'_> {
        Differs {
            table: found.table,
            stored: found.stored.as_deref(),
            rebuilt: found.rebuilt.as_deref(),
        }
    }
}
