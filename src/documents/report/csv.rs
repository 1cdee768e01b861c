//! A report as CSV: one file a table. The first has the name that was asked for, the others the key of their table
//! behind it: `r.csv`, `r-by_area.csv`.

use std::io::{self, Write};
use std::path::Path;

use crate::documents::clean::Clean;
use crate::documents::csv::{encoded, guarded, push_field, sibling};
use crate::documents::place::Unfinished;
use crate::domain::export::Encoding;
use crate::reports::{Cell, Report, Table};

pub fn files(report: &Report, encoding: Encoding, out: &Path) -> io::Result<Vec<Unfinished>> {
    let mut files = Vec::new();
    for (at, table) in report.tables().iter().enumerate() {
        let mut file = match at {
            0 => Unfinished::beside(out)?,
            _ => Unfinished::beside(&sibling(out, table.key))?,
        };
        if encoding == Encoding::Utf8 {
            file.write_all("\u{feff}".as_bytes())?;
        }
        for line in lines(table) {
            file.write_all(&encoded(&line, encoding))?;
        }
        files.push(file);
    }
    Ok(files)
}

/// The heading, the rows, and the sum as the last row.
fn lines(table: &Table) -> impl Iterator<Item = String> + '_ {
    let headings = table.columns.iter();
    let headings: Vec<Cell> = headings.map(|column| Cell::text(&column.heading)).collect();
    let rows = table.rows.iter().chain(&table.total);
    std::iter::once(line(&headings)).chain(rows.map(|row| line(row)))
}

fn line(cells: &[Cell]) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let shown = Clean::from(cell.shown().as_str());
        match cell {
            Cell::Text(_) => push_field(&mut line, at, &guarded(shown.as_str())),
            _ => push_field(&mut line, at, shown.as_str()),
        }
    }
    line + "\r\n"
}
