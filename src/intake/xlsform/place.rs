//! Where in a form's file something stands, as a spreadsheet counts: sheet, row and column letter.

use std::fmt;

use crate::intake::column_letters;

/// A cell, a row, or a sheet as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub sheet: String,
    /// From 1; none for the sheet as a whole.
    pub row: Option<u32>,
    /// From 0; none for the row as a whole.
    pub column: Option<usize>,
}

impl Spot {
    pub fn sheet(sheet: &str) -> Spot {
        Spot {
            sheet: sheet.to_owned(),
            row: None,
            column: None,
        }
    }

    pub fn cell(sheet: &str, row: u32, column: usize) -> Spot {
        Spot {
            sheet: sheet.to_owned(),
            row: Some(row),
            column: Some(column),
        }
    }

    pub fn letters(&self) -> String {
        self.column.map_or_else(String::new, column_letters)
    }
}

/// `survey!C5`, as spreadsheets name a cell.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        match self.row {
            Some(row) => write!(f, "!{}{row}", self.letters()),
            None => Ok(()),
        }
    }
}
