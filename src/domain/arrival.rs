//! A register on its way in: how it is to be read, what was found in it, and what becomes of its rows.

use std::path::PathBuf;

use super::export::Encoding;
use super::register::{ListField, RowNote, Side};

/// What the person said about the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub sheet: Option<String>,
    /// Of a text file whose encoding was found out wrongly.
    pub encoding: Option<Encoding>,
    /// Field and its column, by letters or by the text of its header; an empty text leaves the field out.
    pub map: Vec<(ListField, String)>,
}

/// A file and how to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// As it was typed or pasted.
    pub file: String,
    pub choice: Choice,
}

/// One column of the file, whether it is used or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub letters: String,
    pub header: String,
    pub field: Option<ListField>,
}

/// What was found in a file, before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub file: PathBuf,
    pub sheet: Option<String>,
    /// All sheets of a workbook.
    pub sheets: Vec<String>,
    /// Of a text file.
    pub encoding: Option<&'static str>,
    /// 0 where there is none.
    pub header_row: u32,
    pub columns: Vec<Column>,
    pub report: ImportReport,
}

impl Preview {
    /// The letters of a field's column, empty where it has none.
    pub fn letters(&self, field: ListField) -> &str {
        let column = self
            .columns
            .iter()
            .find(|column| column.field == Some(field));
        column.map_or("", |column| &column.letters)
    }
}

/// What became of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    /// Rows kept out.
    pub refused: u64,
    /// What the rows brought along that was not known before.
    pub brought: Brought,
    /// In the order of the rows, as long as nobody is matched by name.
    pub notes: Vec<RowNote>,
    /// Added organisations with those that may be the same.
    pub twins: Vec<(Side, Side)>,
    /// Whether the rows are in the file now.
    pub written: bool,
}

/// New Party organisations, people and assignments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub branches: u64,
    pub people: u64,
    pub assignments: u64,
}

impl ImportReport {
    /// Notes on rows that were kept out, and the others.
    pub fn refusals(&self) -> impl Iterator<Item = &RowNote> {
        self.notes.iter().filter(|note| note.trouble.refuses())
    }

    pub fn warnings(&self) -> impl Iterator<Item = &RowNote> {
        self.notes.iter().filter(|note| !note.trouble.refuses())
    }
}
