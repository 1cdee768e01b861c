//! Answers what the screens of conflicts ask.

use crate::app::conflicts::{ConflictAsk, ConflictTold};
use crate::domain::calendar::Now;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// Conflicts that are listed; when they are decided others come.
const LISTED: usize = 200;

pub fn answer(
    store: &mut Store,
    ask: ConflictAsk,
    now: Now,
    words: Words,
) -> Result<ConflictTold, StoreError> {
    Ok(match ask {
        ConflictAsk::List { ticket, of } => {
            let conflicts = match of {
                Some(record) => store.conflicts_of(record)?,
                None => store.conflicts(LISTED)?,
            };
            let total = match of {
                Some(_) => conflicts.len() as u64,
                None => store.conflict_count()?,
            };
            ConflictTold::List {
                ticket,
                conflicts,
                total,
            }
        }
        ConflictAsk::Decide { ticket, decision } => ConflictTold::Decided {
            ticket,
            decided: store.decide(&decision, words.conflict_reason(), now)?,
        },
    })
}
