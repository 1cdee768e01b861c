//! What every export is made of: records of typed cells under named columns, some with rows of their own.
//! The files of `log` and `register` fill it, one sink for each format takes it, a record at a time.

use std::borrow::Cow;
use std::fmt;
use std::io;

use super::clean::Clean;
use super::place::Unfinished;
use crate::domain::calendar::{Clock, Date};
use crate::domain::checklist;
use crate::words::Words;

/// What a column holds in every row, where it holds anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    /// Text that may look like a number and is none: credit codes, telephone numbers, item codes.
    Code,
    Number,
    /// Percent with one place.
    Percent,
    /// A day.
    Date,
    /// A day and minute.
    Clock,
    Flag,
    /// A word of a closed set: the tables show its label, JSON keeps code and label.
    Coded,
    /// Several texts.
    List,
}

/// Where a column stands in a document that is read and not calculated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Shown,
    /// Repeats the record that the row belongs to; formats that nest leave it out.
    Repeated,
    /// Heads the rows that agree in it.
    Group,
    /// For machines; left out for readers.
    Machine,
}

/// How a column is headed.
#[derive(Clone)]
enum Heading {
    Said(fn(Words) -> &'static str),
    Given(String),
}

/// A column. `key` is its name in JSON for ever, `width` counts half-width characters.
#[derive(Clone)]
pub struct Column {
    pub key: Cow<'static, str>,
    heading: Heading,
    pub form: Form,
    pub width: u8,
    pub part: Part,
}

impl Column {
    pub const fn new(
        key: &'static str,
        heading: fn(Words) -> &'static str,
        form: Form,
        width: u8,
    ) -> Column {
        Column {
            key: Cow::Borrowed(key),
            heading: Heading::Said(heading),
            form,
            width,
            part: Part::Shown,
        }
    }

    /// A column that a template asks for; key and heading are its own.
    pub fn given(key: &str, heading: &str, form: Form, width: u8) -> Column {
        Column {
            key: Cow::Owned(key.to_owned()),
            heading: Heading::Given(Clean::from(heading).to_string()),
            form,
            width,
            part: Part::Shown,
        }
    }

    pub const fn part(mut self, part: Part) -> Column {
        self.part = part;
        self
    }

    pub fn heading(&self, words: Words) -> &str {
        match &self.heading {
            Heading::Said(said) => said(words),
            Heading::Given(text) => text,
        }
    }
}

/// An exact decimal number: `units` of which `10^places` make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    places: u8,
}

impl Decimal {
    /// A number as it is written, such as `-3.50`; none where it is something else.
    pub fn written(text: &str) -> Option<Decimal> {
        checklist::Decimal::parse(text)?;
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.replace([',', '+'], "") + part;
        Some(Decimal {
            units: digits.parse().ok()?,
            places: part.len() as u8,
        })
    }

    pub fn tenths(tenths: u32) -> Decimal {
        Decimal {
            units: tenths.into(),
            places: 1,
        }
    }

    /// Hundredths without needless zeros: `2.25`, `22.5`, `4`.
    pub fn hundredths(hundredths: u32) -> Decimal {
        let mut decimal = Decimal {
            units: hundredths.into(),
            places: 2,
        };
        while decimal.places > 0 && decimal.units % 10 == 0 {
            decimal = Decimal {
                units: decimal.units / 10,
                places: decimal.places - 1,
            };
        }
        decimal
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let one = 10_u128.pow(self.places.into());
        let units = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{}.{:0places$}",
            units / one,
            units % one,
            places = self.places.into()
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(Clean),
    Number(Decimal),
    Date(Date),
    Clock(Clock),
    Flag(bool),
    /// A code that is none where the label speaks of something missing.
    Coded(Option<Clean>, Clean),
    List(Vec<Clean>),
}

impl Cell {
    /// Empty text means not known, and gives an empty cell.
    pub fn text(text: &str) -> Cell {
        match Clean::from(text) {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        }
    }

    pub fn number(number: u32) -> Cell {
        Cell::Number(Decimal {
            units: number.into(),
            places: 0,
        })
    }

    pub fn date(date: Option<Date>) -> Cell {
        date.map_or(Cell::Empty, Cell::Date)
    }

    pub fn coded(code: &str, label: &str) -> Cell {
        Cell::Coded(Some(code.into()), label.into())
    }

    /// As tables show it; empty where there is nothing.
    pub fn shown(&self, words: Words) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Coded(_, text) => text.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Clock(clock) => clock.to_string(),
            Cell::Flag(flag) => words.log_yes_no(*flag).to_owned(),
            Cell::List(texts) => texts
                .iter()
                .map(Clean::as_str)
                .collect::<Vec<_>>()
                .join(words.log_list_separator()),
        }
    }
}

pub type Row = Vec<Cell>;

/// One visit or organisation on its way into the files.
pub struct Record {
    /// What a reader calls it.
    pub title: Clean,
    pub row: Row,
    pub parts: Vec<Row>,
}

/// A set of columns with its name for machines and for readers.
pub struct Table {
    pub key: &'static str,
    pub name: &'static str,
    pub columns: Vec<Column>,
}

/// All that is known of an export before its first record.
pub struct Shape {
    /// The name of the JSON format.
    pub format: &'static str,
    pub title: &'static str,
    /// First and last day asked for.
    pub days: (Option<Date>, Option<Date>),
    pub words: Words,
    pub records: Table,
    pub parts: Option<Table>,
}

impl Shape {
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        [Some(&self.records), self.parts.as_ref()]
            .into_iter()
            .flatten()
    }
}

/// A format being written. What `finish` returns is complete but not yet in its place.
pub trait Sink {
    fn record(&mut self, record: &Record) -> io::Result<()>;
    fn finish(self: Box<Self>) -> io::Result<Vec<Unfinished>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_exactly() {
        let shown = |hundredths| Decimal::hundredths(hundredths).to_string();
        assert_eq!(
            [0, 5, 225, 2250, 400, 10_000].map(shown),
            ["0", "0.05", "2.25", "22.5", "4", "100"]
        );
        assert_eq!(
            [0, 5, 1000].map(|tenths| Decimal::tenths(tenths).to_string()),
            ["0.0", "0.5", "100.0"]
        );
        let written = |text: &str| Decimal::written(text).map(|number| number.to_string());
        for text in ["-3.50", "1200.00", "0", "-0.05", "999999999999999.000001"] {
            assert_eq!(written(text).as_deref(), Some(text));
        }
        assert_eq!(written("1,200"), Some("1200".into()));
        assert_eq!([written("12a"), written("")], [None, None]);
    }
}
