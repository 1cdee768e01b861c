//! to come

use crate::domain::calendar::Now;
use crate::store::{Store, StoreError};

/// Fills an empty file with the demo county.
pub fn county(_store: &mut Store, _now: Now) -> Result<(), StoreError> {
    Ok(())
}

/// Fills an empty file with that many generated organisations, each with two finished visits.
pub fn scale(
    _store: &mut Store,
    _organisations: u64,
    _now: Now,
    _progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), StoreError> {
    Ok(())
}
