//! What is to be written to a file, and what was.

use std::path::PathBuf;

use super::calendar::Date;
use super::checklist::Lang;

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
