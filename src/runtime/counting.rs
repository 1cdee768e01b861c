//! Counting over the whole register, from the screen: rates, the names behind them, reports.

use std::path::Path;
use std::sync::Arc;

use super::reports;
use crate::app::Msg;
use crate::app::command::{Count, Loaded};
use crate::domain::calendar::Date;
use crate::domain::rules::Rules;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// What a count goes by.
pub struct Basis {
    pub rules: Arc<Rules>,
    pub today: Date,
    pub words: Words,
}

/// Counts on a connection of its own; nothing is to be told where it was stopped.
pub fn beside(
    directory: &Path,
    count: &Count,
    basis: &Basis,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Msg> {
    let counted =
        Store::open_read_only(directory).and_then(|store| run(&store, count, basis, go_on));
    match counted {
        Ok(loaded) => Some(Msg::Loaded(loaded)),
        Err(StoreError::Cancelled) => None,
        Err(error) => Some(Msg::NotCounted(basis.words.store_error(&error))),
    }
}

/// Counts once.
///
/// # Errors
/// `Cancelled` where `go_on` said no.
pub fn run(
    store: &Store,
    count: &Count,
    basis: &Basis,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Loaded, StoreError> {
    let Basis {
        rules,
        today,
        words,
    } = basis;
    Ok(match count {
        Count::Coverage { ticket, rule } => {
            let rule = reports::counting(rules, Some(rule));
            let coverage = store.coverage_while(rule, &rules.formation, *today, go_on)?;
            let snapshots = store.snapshots()?.into_iter().map(|snapshot| {
                let mut coverage = snapshot.coverage;
                // who did not count then is not shown, and in a large county is most of it
                coverage.excluded = Vec::new();
                Arc::new(coverage)
            });
            Loaded::Coverage {
                ticket: *ticket,
                coverage: Arc::new(coverage),
                snapshots: snapshots.collect(),
            }
        }
        Count::Names { ticket, wanted } => {
            let rule = reports::counting(rules, Some(&wanted.rule));
            Loaded::Names {
                ticket: *ticket,
                ids: store.names_behind(wanted, rule, &rules.formation, *today, go_on)?,
            }
        }
        Count::Report { ticket, wanted } => Loaded::Report {
            ticket: *ticket,
            report: Arc::new(reports::report(store, wanted, rules, *today, *words)?),
        },
    })
}
