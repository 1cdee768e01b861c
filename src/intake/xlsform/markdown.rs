//! Forms written as Markdown tables, in the two ways in use: the sheet's name in the first column of one table, or a
//! heading above a table of its own.

use super::sheets::{Filled, Grid, filled};
use crate::intake::ReadError;

/// Sheets that a heading may name.
const SHEETS: &[&str] = &["survey", "choices", "settings"];
const MOST_CELLS: usize = 300_000;

#[derive(Default)]
struct Reading {
    grids: Vec<Grid>,
    /// Rows of the sheet in hand that came so far, blank ones too.
    row: u32,
    /// The sheet's name came from a heading, and its first column is a column.
    headed: bool,
    cells: usize,
}

/// # Errors
/// No table at all, or far too many cells.
pub fn grids(text: &str) -> Result<Vec<Grid>, ReadError> {
    let mut reading = Reading::default();
    for line in text.lines() {
        match cells(line) {
            Some(cells) if is_rule(&cells) => {}
            Some(cells) => reading.table_row(cells)?,
            None => reading.heading(line),
        }
    }
    match reading.grids.is_empty() {
        true => Err(ReadError::NoTable),
        false => Ok(reading.grids),
    }
}

impl Reading {
    fn begin(&mut self, name: &str, headed: bool) {
        self.grids.push(Grid {
            name: name.to_owned(),
            rows: Vec::new(),
        });
        self.row = 0;
        self.headed = headed;
    }

    fn heading(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let name = line.trim_matches(|c: char| "#*_`: ".contains(c));
        let lower = name.to_lowercase();
        let named = lower.split_whitespace().next().unwrap_or_default();
        if SHEETS.contains(&named) && lower.split_whitespace().count() <= 2 {
            self.begin(named, true);
        } else if line.starts_with('#') {
            // what stands below another heading belongs to no sheet of the form before it
            self.begin(name, true);
        }
    }

    fn table_row(&mut self, mut cells: Vec<String>) -> Result<(), ReadError> {
        if !self.headed || self.grids.is_empty() {
            let first = cells.first().cloned().unwrap_or_default();
            let name = first.trim();
            if !name.is_empty() {
                self.begin(name, false);
            }
            if !cells.is_empty() {
                cells.remove(0);
            }
        } else if self.row == 0
            && let Some(first) = cells.first()
            && SHEETS.contains(&first.trim().to_lowercase().as_str())
        {
            // a heading above a table that names its sheets itself
            let last = self.grids.pop();
            if let Some(last) = last.filter(|grid| !grid.rows.is_empty()) {
                self.grids.push(last);
            }
            self.headed = false;
            return self.table_row(cells);
        }
        let Some(grid) = self.grids.last_mut() else {
            // a row before any sheet is named
            self.begin("", false);
            return self.put(cells);
        };
        // the row that names a sheet mostly holds nothing else, and is then no row of it
        if self.row == 0 && grid.rows.is_empty() && cells.iter().all(|cell| cell.trim().is_empty())
        {
            return Ok(());
        }
        self.put(cells)
    }

    fn put(&mut self, cells: Vec<String>) -> Result<(), ReadError> {
        self.row += 1;
        let Some(grid) = self.grids.last_mut() else {
            return Ok(());
        };
        let row: Vec<Filled> = filled(&grid.name, self.row, &cells);
        self.cells += row.len();
        if self.cells > MOST_CELLS {
            return Err(ReadError::TooLarge);
        }
        if !row.is_empty() {
            grid.rows.push(row);
        }
        Ok(())
    }
}

/// The cells of a line that is a table's row; `\|` is no border.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if !line.contains('|') {
        return None;
    }
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        let cell = cells.last_mut()?;
        match (escaped, c) {
            (true, '|') => cell.push('|'),
            (true, c) => {
                cell.push('\\');
                cell.push(c);
            }
            (false, '\\') => {}
            (false, '|') => cells.push(String::new()),
            (false, c) => cell.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    if escaped {
        cells.last_mut()?.push('\\');
    }
    let blank = |cell: Option<&String>| cell.is_some_and(|cell| cell.trim().is_empty());
    // borders at both ends are usual and may be left out
    if line.starts_with('|') {
        cells.remove(0);
        if blank(cells.last()) {
            cells.pop();
        }
    }
    Some(cells)
}

/// The line of dashes below a header.
fn is_rule(cells: &[String]) -> bool {
    let dashes = |cell: &String| {
        let cell = cell.trim();
        cell.chars().all(|c| matches!(c, '-' | ':')) && cell.contains('-')
    };
    cells.iter().any(dashes)
        && cells
            .iter()
            .all(|cell| cell.trim().is_empty() || dashes(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let grids = grids(text).unwrap();
        let cells = |grid: &Grid| {
            let cells = grid.rows.iter().flatten();
            cells
                .map(|cell| format!("{}={}", cell.spot, cell.text))
                .collect()
        };
        grids
            .iter()
            .map(|grid| (grid.name.clone(), cells(grid)))
            .collect()
    }

    #[test]
    fn a_table_may_name_its_sheets_in_the_first_column() {
        let text = "
            | survey  |      |       |        |
            |         | type | name  | label  |
            |         | text | a     | A \\| B |
            |         |      |       |        |
            |         | note | b     | C:\\d   |
            | choices |      |       |        |
            |         | list_name | name |";
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        assert_eq!(
            read(text),
            [
                (
                    "survey".into(),
                    cells(&[
                        "survey!A1=type",
                        "survey!B1=name",
                        "survey!C1=label",
                        "survey!A2=text",
                        "survey!B2=a",
                        "survey!C2=A | B",
                        "survey!A4=note",
                        "survey!B4=b",
                        "survey!C4=C:\\d",
                    ])
                ),
                (
                    "choices".into(),
                    cells(&["choices!A1=list_name", "choices!B1=name"])
                ),
            ]
        );
    }

    #[test]
    fn a_heading_may_name_the_sheet_of_the_table_below() {
        let text = "# A form\n\n## Survey sheet\n\ntype | name\n---|:---:\ntext | a\n\n**choices:**\n| list name | name |\n|--|--|\n";
        let read = read(text);
        let names: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["A form", "survey", "choices"]);
        assert_eq!(
            read[1].1,
            [
                "survey!A1=type",
                "survey!B1=name",
                "survey!A2=text",
                "survey!B2=a"
            ]
        );
        assert_eq!(read[2].1, ["choices!A1=list name", "choices!B1=name"]);
    }

    #[test]
    fn a_text_without_a_table_is_no_form() {
        assert_eq!(grids("hello\n\nworld"), Err(ReadError::NoTable));
    }
}
