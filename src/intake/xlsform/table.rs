//! A sheet with its header read: cells are asked for by what their column means, and every cell that nobody asked for
//! is told in the end, so that nothing of a form is passed over in silence.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::headers::{Header, Kind};
use super::languages::Tongue;
use super::place::Spot;
use super::remark::{Refusal, Remarks, Warning};
use super::sheets::{Filled, Grid};
use crate::intake::value::is_formula_error;

/// One row, and which of its cells were asked for; in the order of its columns.
#[derive(Debug)]
pub struct Line {
    cells: Vec<(Filled, Cell<bool>)>,
    pub spot: Spot,
}

#[derive(Debug)]
pub struct Table {
    pub headers: Vec<Header>,
    pub lines: Vec<Line>,
    /// Numbers of the headers by what they mean, and by their columns.
    keys: BTreeMap<&'static str, Vec<usize>>,
    columns: BTreeMap<usize, usize>,
}

/// A cell that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub text: &'a str,
    pub spot: &'a Spot,
}

impl Table {
    /// The first filled row is the header; names given twice are told.
    pub fn new(grid: Grid, kind: Kind, remarks: &mut Remarks) -> Table {
        let mut rows = grid.rows.into_iter();
        let mut table = Table {
            headers: Vec::new(),
            lines: Vec::new(),
            keys: BTreeMap::new(),
            columns: BTreeMap::new(),
        };
        let mut first = BTreeMap::new();
        for cell in rows.next().unwrap_or_default() {
            let mut header = Header::read(cell, kind);
            let same = (
                header.key.unwrap_or(&header.text).to_owned(),
                format!("{:?}", header.tongue),
            );
            let twin = first.entry(same).or_insert_with(|| header.spot.clone());
            if *twin != header.spot {
                match header.tongue {
                    // a second kind of Chinese is one language too many, and no mistake
                    Tongue::Known(_) => header.tongue = Tongue::Other(header.text.clone()),
                    _ => {
                        let why = Refusal::HeaderTwice(header.text.clone(), twin.letters());
                        remarks.refuse(&header.spot, why);
                    }
                }
            }
            let at = table.headers.len();
            if let Some(key) = header.key {
                table.keys.entry(key).or_default().push(at);
            }
            table
                .columns
                .insert(header.spot.column.unwrap_or_default(), at);
            table.headers.push(header);
        }
        let lines = rows.filter_map(|cells| {
            let first = cells.first()?.spot.clone();
            let spot = Spot {
                column: None,
                ..first
            };
            let cells = cells.into_iter().map(|cell| (cell, Cell::new(false)));
            let cells = cells.collect();
            Some(Line { cells, spot })
        });
        table.lines = lines.collect();
        table
    }

    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The columns of a meaning.
    pub fn under(&self, key: &str) -> impl Iterator<Item = &Header> {
        let numbers = self.keys.get(key).into_iter().flatten();
        numbers.map(|at| &self.headers[*at])
    }

    /// The cell of a row under that column, whatever its language.
    pub fn take<'a>(&self, line: &'a Line, key: &str) -> Option<Found<'a>> {
        self.under(key).find_map(|header| line.take(header))
    }

    /// Every cell of a row under that column, with its language.
    pub fn spoken<'a>(&'a self, line: &'a Line, key: &str) -> Vec<(&'a Tongue, Found<'a>)> {
        let peeked = self
            .under(key)
            .filter_map(|header| Some((&header.tongue, line.peek(header)?)));
        peeked.collect()
    }

    /// Where a row's cell of that column is, or would be.
    pub fn spot(&self, line: &Line, key: &str) -> Spot {
        let filled = self.under(key).find_map(|header| line.peek(header));
        let column = match filled {
            Some(found) => found.spot.column,
            None => self.under(key).next().and_then(|header| header.spot.column),
        };
        Spot {
            column,
            ..line.spot.clone()
        }
    }

    /// Cells of a row under columns that XLSForm has no meaning for.
    pub fn further<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = (&'a Header, &'a str)> {
        line.cells.iter().filter_map(|(cell, _)| {
            let at = self.columns.get(&cell.spot.column?)?;
            let header = &self.headers[*at];
            header.key.is_none().then_some((header, cell.text.as_str()))
        })
    }

    /// The cells that nobody asked for, by the number of their header; none for those under no header.
    fn left(&self) -> BTreeMap<Option<usize>, Vec<Spot>> {
        let mut left: BTreeMap<Option<usize>, Vec<Spot>> = BTreeMap::new();
        for (cell, used) in self.lines.iter().flat_map(|line| &line.cells) {
            if !used.get() {
                let header = cell
                    .spot
                    .column
                    .and_then(|column| self.columns.get(&column));
                left.entry(header.copied())
                    .or_default()
                    .push(cell.spot.clone());
            }
        }
        left
    }

    /// Tells every cell that nobody asked for.
    pub fn leftovers(&self, remarks: &mut Remarks) {
        let mut left = self.left();
        for (at, header) in self.headers.iter().enumerate() {
            let mut spots = left.remove(&Some(at)).unwrap_or_default();
            let of = match (&header.key, &header.tongue) {
                (None, _) if header.asked.get() => continue,
                (None, _) => {
                    spots.insert(0, header.spot.clone());
                    Warning::UnknownColumn(header.text.clone())
                }
                (Some("appearance"), _) => Warning::Appearance,
                (Some(_), Tongue::Other(language)) => Warning::OtherLanguage(language.clone()),
                _ => Warning::NotUsed(header.text.clone()),
            };
            remarks.warn_of_all(spots, of);
        }
        remarks.warn_of_all(left.remove(&None).unwrap_or_default(), Warning::NoHeader);
    }
}

impl Line {
    fn under(&self, header: &Header) -> Option<&(Filled, Cell<bool>)> {
        let column = header.spot.column;
        let at = self
            .cells
            .binary_search_by(|(cell, _)| cell.spot.column.cmp(&column));
        self.cells.get(at.ok()?)
    }

    pub fn take(&self, header: &Header) -> Option<Found<'_>> {
        let (cell, used) = self.under(header)?;
        used.set(true);
        Some(Found {
            text: &cell.text,
            spot: &cell.spot,
        })
    }

    pub fn peek(&self, header: &Header) -> Option<Found<'_>> {
        let (cell, _) = self.under(header)?;
        Some(Found {
            text: &cell.text,
            spot: &cell.spot,
        })
    }

    /// A cell that was looked at is used after all.
    pub fn use_up(&self, spot: &Spot) {
        for (cell, used) in &self.cells {
            if cell.spot == *spot {
                used.set(true);
            }
        }
    }

    /// The row is told as a whole; none of its cells is told again.
    pub fn done(&self) {
        for (_, used) in &self.cells {
            used.set(true);
        }
    }

    /// Whether a formula failed in the row and left something such as `#REF!`; each is told.
    pub fn has_failed(&self, remarks: &mut Remarks) -> bool {
        let mut failed = false;
        for cell in self.cells().filter(|cell| is_formula_error(&cell.text)) {
            remarks.refuse(&cell.spot, Refusal::FormulaError(cell.text.clone()));
            failed = true;
        }
        failed
    }

    /// Every filled cell of the row, for what is said of the row as a whole.
    pub fn spots(&self) -> Vec<Spot> {
        self.cells().map(|cell| cell.spot.clone()).collect()
    }

    pub fn cells(&self) -> impl Iterator<Item = &Filled> {
        self.cells.iter().map(|(cell, _)| cell)
    }
}
