//! Files in: somebody's register as a spreadsheet or as text becomes rows, the rows become what they say about an
//! organisation, or the reason why they say nothing. Nothing here knows the data file.

mod book;
mod cell;
mod columns;
mod error;
mod judge;
mod merged;
mod source;
mod text;
mod value;
pub mod xlsform;

use std::path::Path;

pub use columns::{Layout, column_letters, field_named};
pub use error::ReadError;
pub use judge::Judge;

pub use crate::domain::arrival::Choice;
use crate::domain::columns::Names;
use crate::domain::register::Judged;
use merged::Merged;
use source::Source;

/// Rows among which the header is looked for.
const HEADER_AMONG: usize = 30;

/// One row of a table as text, its cells from column A on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet counts it, from 1.
    pub number: u32,
    pub cells: Vec<String>,
}

/// A register found in a file, its columns recognised.
pub struct Register<'a> {
    source: Source,
    layout: Layout,
    names: &'a Names,
}

impl<'a> Register<'a> {
    /// Opens a file, chooses the sheet and finds the header.
    ///
    /// # Errors
    /// A file that cannot be read or holds no register; a sheet or a column that is not there.
    pub fn open(path: &Path, choice: &Choice, names: &'a Names) -> Result<Register<'a>, ReadError> {
        let mut source = Source::open(path, choice.encoding, names)?;
        let sheets = match &choice.sheet {
            Some(wanted) => vec![source.sheet(wanted)?],
            None => source.sheets(),
        };
        let mut refused = None;
        for sheet in sheets {
            source.choose(sheet);
            let top = source.top(HEADER_AMONG)?;
            match Layout::find(&top, &choice.map, names) {
                Ok(layout) => {
                    return Ok(Register {
                        source,
                        layout,
                        names,
                    });
                }
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

    /// The names of all sheets; none of a text file.
    pub fn sheets(&self) -> Vec<String> {
        self.source.sheets().into_iter().flatten().collect()
    }

    /// How a text file is encoded; none of a workbook.
    pub fn encoding(&self) -> Option<&'static str> {
        self.source.encoding()
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
        let header = self.layout.last_header_row;
        let mut merged = Merged::new(self.source.spans()?, header, &self.layout);
        let mut judge = Judge::new(&self.layout, self.names);
        let mut stopped = None;
        self.source.rows(&mut |row, so_far| {
            if row.number <= header || row.cells.iter().all(|cell| is_blank(cell)) {
                return true;
            }
            stopped = take(judge.judge(&merged.filled(row)), so_far).err();
            stopped.is_none()
        })?;
        stopped.map_or(Ok(()), Err)
    }
}

fn is_blank(cell: &str) -> bool {
    cell.chars().all(char::is_whitespace)
}
