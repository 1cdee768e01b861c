//! A sheet with its header read: cells are asked for by what their column means, and every cell that nobody asked for
//! is told in the end, so that nothing of a form is passed over in silence.

use std::cell::Cell;

use super::languages::{Tongue, tongue};
use super::place::Spot;
use super::remark::{Refusal, Remarks, Warning};
use super::sheets::{Filled, Grid};

/// What a column means, from the names it may have. The first name of each row is what the program calls it.
const SURVEY: &[&[&str]] = &[
    &["type", "command"],
    &["name", "tag"],
    &["label", "caption"],
    &["hint"],
    &["guidance_hint"],
    &["required", "bind::required"],
    &["required_message", "requiredmsg", "bind::jr:requiredmsg"],
    &["constraint", "bind::constraint"],
    &[
        "constraint_message",
        "constraining_message",
        "bind::jr:constraintmsg",
    ],
    &["relevant", "relevance", "bind::relevant"],
    &["calculation", "calculate", "bind::calculate"],
    &["default"],
    &["read_only", "readonly", "bind::readonly"],
    &["choice_filter"],
    &["appearance", "control::appearance", "body::appearance"],
    &["repeat_count", "count", "jr:count", "control::jr:count"],
    &["parameters"],
    &["trigger"],
    &["disabled"],
];
const CHOICES: &[&[&str]] = &[
    &["list_name", "list"],
    &["name", "value"],
    &["label", "caption"],
];
const SETTINGS: &[&[&str]] = &[
    &["form_title", "title", "set_form_title"],
    &["form_id", "id_string", "set_form_id"],
    &["version"],
    &["default_language"],
    &["allow_choice_duplicates"],
];
/// Columns that may stand once for every language.
const SPOKEN: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "form_title",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Survey,
    Choices,
    Settings,
}

impl Kind {
    pub const ALL: [(&str, Kind); 3] = [
        ("survey", Kind::Survey),
        ("choices", Kind::Choices),
        ("settings", Kind::Settings),
    ];

    fn columns(self) -> &'static [&'static [&'static str]] {
        match self {
            Kind::Survey => SURVEY,
            Kind::Choices => CHOICES,
            Kind::Settings => SETTINGS,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Header {
    pub spot: Spot,
    /// As it stands in the file.
    pub text: String,
    /// What the program calls it; none for a column it does not know.
    pub key: Option<&'static str>,
    pub tongue: Tongue,
    /// Its cells were asked for by its name, though it is none of XLSForm's.
    pub asked: Cell<bool>,
}

/// One row, and which of its cells were asked for.
#[derive(Debug)]
pub struct Line {
    cells: Vec<(Filled, Cell<bool>)>,
    pub spot: Spot,
}

#[derive(Debug)]
pub struct Table {
    pub headers: Vec<Header>,
    pub lines: Vec<Line>,
}

/// A cell that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub text: &'a str,
    pub spot: &'a Spot,
}

impl Table {
    /// The first filled row is the header. Columns without a name and names given twice are told.
    pub fn new(grid: Grid, kind: Kind, remarks: &mut Remarks) -> Table {
        let mut rows = grid.rows.into_iter();
        let mut headers: Vec<Header> = Vec::new();
        for cell in rows.next().unwrap_or_default() {
            let header = Header::read(cell, kind);
            let twin = headers.iter().find(|known| {
                let same = match header.key {
                    Some(_) => known.key == header.key,
                    None => known.text == header.text,
                };
                same && known.tongue == header.tongue
            });
            if let Some(twin) = twin {
                let why = Refusal::HeaderTwice(header.text.clone(), twin.spot.letters());
                remarks.refuse(&header.spot, why);
            }
            headers.push(header);
        }
        let lines = rows.map(|cells| Line {
            spot: Spot {
                column: None,
                ..cells
                    .first()
                    .map_or_else(|| Spot::sheet(&grid.name), |cell| cell.spot.clone())
            },
            cells: cells
                .into_iter()
                .map(|cell| (cell, Cell::new(false)))
                .collect(),
        });
        let lines = lines.collect();
        Table { headers, lines }
    }

    pub fn has(&self, key: &str) -> bool {
        self.headers.iter().any(|header| header.key == Some(key))
    }

    /// The cell of a row under that column, whatever its language.
    pub fn take<'a>(&self, line: &'a Line, key: &str) -> Option<Found<'a>> {
        let mut headers = self.headers.iter().filter(|header| header.key == Some(key));
        headers.find_map(|header| line.take(header))
    }

    /// Every cell of a row under that column, with its language.
    pub fn spoken<'a>(&'a self, line: &'a Line, key: &str) -> Vec<(&'a Tongue, Found<'a>)> {
        let headers = self.headers.iter().filter(|header| header.key == Some(key));
        let peeked = headers.filter_map(|header| Some((&header.tongue, line.peek(header)?)));
        peeked.collect()
    }

    /// Tells every cell that nobody asked for.
    pub fn leftovers(&self, remarks: &mut Remarks) {
        for header in &self.headers {
            let cells = self.lines.iter().filter_map(|line| line.left(header));
            let mut spots: Vec<Spot> = cells.collect();
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
        let headed = |spot: &Spot| {
            let mut headers = self.headers.iter();
            headers.any(|header| header.spot.column == spot.column)
        };
        let cells = self.lines.iter().flat_map(|line| &line.cells);
        let bare: Vec<Spot> = cells
            .filter(|(cell, used)| !used.get() && !headed(&cell.spot))
            .map(|(cell, _)| cell.spot.clone())
            .collect();
        remarks.warn_of_all(bare, Warning::NoHeader);
    }
}

impl Header {
    fn read(cell: Filled, kind: Kind) -> Header {
        let named = |name: &str| {
            let mut columns = kind.columns().iter();
            let found = columns.find(|names| names.contains(&name));
            found.and_then(|names| names.first().copied())
        };
        let (key, tongue) = match (named(&normal(&cell.text)), parted(&cell.text)) {
            (Some(key), _) => (Some(key), Tongue::Plain),
            (None, Some((base, language))) => match named(&base) {
                Some(key) if SPOKEN.contains(&key) => (Some(key), tongue(language)),
                _ => (None, Tongue::Plain),
            },
            (None, None) => (None, Tongue::Plain),
        };
        Header {
            spot: cell.spot,
            text: cell.text,
            key,
            tongue,
            asked: Cell::new(false),
        }
    }
}

/// Lower case, single `_` for blanks and hyphens between words.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// `label::English (en)` is `label` and the language; one colon was enough once.
fn parted(text: &str) -> Option<(String, &str)> {
    let split = text.rsplit_once("::").or_else(|| text.split_once(':'));
    split.map(|(base, language)| (normal(base), language.trim()))
}

impl Line {
    fn under(&self, header: &Header) -> Option<&(Filled, Cell<bool>)> {
        let mut cells = self.cells.iter();
        cells.find(|(cell, _)| cell.spot.column == header.spot.column)
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

    pub fn left(&self, header: &Header) -> Option<Spot> {
        let (cell, used) = self.under(header)?;
        (!used.get()).then(|| cell.spot.clone())
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

    /// What a formula left where it failed, such as `#REF!`.
    pub fn formula_errors(&self) -> impl Iterator<Item = &Filled> {
        let cells = self.cells.iter().map(|(cell, _)| cell);
        cells.filter(|cell| crate::intake::value::is_formula_error(&cell.text))
    }

    pub fn cells(&self) -> impl Iterator<Item = &Filled> {
        self.cells.iter().map(|(cell, _)| cell)
    }
}
