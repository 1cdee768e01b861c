//! Files in: somebody's register as a spreadsheet or as text becomes rows, the rows become what they say about an
//! organisation, or the reason why they say nothing. Nothing here knows the data file.

mod book;
mod cell;
mod columns;
mod error;
mod judge;
mod source;
mod text;

use std::path::Path;

pub use columns::{Layout, column_letters, field_named};
pub use error::ReadError;
pub use judge::Judge;

use crate::domain::register::{Judged, ListField};
use source::Source;

/// Rows among which the header is looked for.
const HEADER_AMONG: usize = 30;

/// What the person said about the file beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub sheet: Option<String>,
    /// Field and its column, by letters or by the text of its header.
    pub map: Vec<(ListField, String)>,
}

/// One row of a table as text, its cells from column A on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet counts it, from 1.
    pub number: u32,
    pub cells: Vec<String>,
}

/// A register found in a file, its columns recognised.
pub struct Register {
    source: Source,
    layout: Layout,
}

impl Register {
    /// Opens a file, chooses the sheet and finds the header.
    ///
    /// # Errors
    /// A file that cannot be read or holds no register; a sheet or a column that is not there.
    pub fn open(path: &Path, choice: &Choice) -> Result<Register, ReadError> {
        let mut source = Source::open(path)?;
        let sheets = match &choice.sheet {
            Some(wanted) => vec![source.sheet(wanted)?],
            None => source.sheets(),
        };
        let mut refused = None;
        for sheet in sheets {
            source.choose(sheet);
            let top = source.top(HEADER_AMONG)?;
            match Layout::find(&top, &choice.map) {
                Ok(layout) => return Ok(Register { source, layout }),
                Err(error) => {
                    refused.get_or_insert(error);
                }
            }
        }
        Err(refused.unwrap_or(ReadError::Empty))
    }

    /// The sheet's name, where the file has sheets.
    pub fn sheet(&self) -> Option<&str> {
        self.source.chosen()
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Hands over every row below the header, judged, with how far the file is read: so much of so much.
    ///
    /// # Errors
    /// What `take` returns stops the reading; so does a file that breaks off.
    pub fn each<E: From<ReadError>>(
        &mut self,
        take: &mut dyn FnMut(Judged, (u64, u64)) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut judge = Judge::new(&self.layout);
        let mut stopped = None;
        self.source.rows(&mut |row, so_far| {
            if row.number <= self.layout.last_header_row || row.cells.iter().all(|c| is_blank(c)) {
                return true;
            }
            stopped = take(judge.judge(row), so_far).err();
            stopped.is_none()
        })?;
        stopped.map_or(Ok(()), Err)
    }
}

fn is_blank(cell: &str) -> bool {
    cell.chars().all(char::is_whitespace)
}
