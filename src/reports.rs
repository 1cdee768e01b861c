//! Reports as plain values: one `Report` is shown on screen and written by every format, so that all of them say the
//! same. The builders below turn what was counted into one; nothing here reads a file or draws.

pub mod campaign;
pub mod comparison;
pub mod coverage;
pub mod findings;
pub mod growth;
pub mod layout;
pub mod people;
pub mod plan;
pub mod plot;
pub mod ranking;
pub mod rounds;
pub mod tasks;

use crate::domain::calendar::Date;
use crate::domain::coverage::Percent;
use crate::width::{printable, width};
use crate::words::Words;

/// Columns of `100.00%`, so that percents below each other line up.
const PERCENT: usize = 7;

/// What is told at one time about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its name for machines, in JSON and file names.
    pub id: &'static str,
    pub title: String,
    /// Under the title: as of which day, counted by which rule.
    pub dates: Vec<String>,
    pub blocks: Vec<Block>,
    /// The language it is written in.
    pub words: Words,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    Rates(Vec<RateLine>),
    Table(Table),
    Bars(Bars),
    Lines(Lines),
    Tiles(Tiles),
}

/// A rate with all without which it is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLine {
    /// Its name for machines, such as `organisation` or `formation:party`.
    pub key: String,
    pub name: String,
    pub numerator: u64,
    pub denominator: u64,
    /// Name of the counting rule.
    pub counting: String,
    pub date: Date,
}

impl RateLine {
    /// None where nothing is counted.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.numerator, self.denominator)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name for machines: a key in JSON, a part of a file's name.
    pub key: &'static str,
    pub title: String,
    pub columns: Vec<Column>,
    /// As many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// The sum below, where there is one; as many cells as columns.
    pub total: Option<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key in JSON.
    pub key: &'static str,
    pub heading: String,
    pub form: Form,
    /// Left out where a table is read and not calculated with: on screen, in text and in HTML.
    pub only_data: bool,
}

impl Column {
    pub fn new(key: &'static str, heading: impl Into<String>, form: Form) -> Column {
        Column {
            key,
            heading: heading.into(),
            form,
            only_data: false,
        }
    }

    /// For machines alone, such as the counting rule that a reader finds above the table.
    pub fn only_data(self) -> Column {
        Column {
            only_data: true,
            ..self
        }
    }
}

/// What a column holds in every row, where it holds anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    /// Text that may look like a number and is none.
    Code,
    Number,
    Percent,
    /// Percentage points, with their sign.
    Points,
    Date,
}

impl Form {
    pub fn is_right(self) -> bool {
        matches!(self, Form::Number | Form::Percent | Form::Points)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    Percent(Percent),
    Points(Percent),
    Date(Date),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A count; more than any column holds is shown as the most it does.
    pub fn number(number: impl TryInto<i64>) -> Cell {
        Cell::Number(number.try_into().unwrap_or(i64::MAX))
    }

    pub fn percent(percent: Option<Percent>) -> Cell {
        percent.map_or(Cell::Empty, Cell::Percent)
    }

    pub fn date(date: Option<Date>) -> Cell {
        date.map_or(Cell::Empty, Cell::Date)
    }

    /// As readers see it; empty where there is nothing.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Percent(percent) => percent.to_string(),
            Cell::Points(points) => signed(*points).trim_end_matches('%').to_owned(),
            Cell::Date(date) => date.to_string(),
        }
    }
}

/// A percent with its sign, also where it is a gain.
pub fn signed(percent: Percent) -> String {
    let sign = if percent.hundredths() > 0 { "+" } else { "" };
    format!("{sign}{percent}")
}

/// A bar chart. Its figures stand in a table or in rates of the same report too: CSV and workbooks leave charts out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    pub title: String,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub value: u64,
    /// The whole of which `value` is a part; none where bars are set against the longest.
    pub base: Option<u64>,
}

impl Bars {
    /// How far a bar goes, in ten-thousandths of the full length.
    pub fn length(&self, bar: &Bar) -> u64 {
        let longest = || self.bars.iter().map(|bar| bar.value).max().unwrap_or(0);
        let base = u128::from(bar.base.unwrap_or_else(longest));
        let part = (u128::from(bar.value) * 10_000)
            .checked_div(base)
            .unwrap_or(0);
        part.min(10_000) as u64
    }

    /// What stands behind a bar: `79.01%  64/81`, or the count alone.
    pub fn figure(&self, bar: &Bar, words: Words) -> String {
        match bar.base {
            Some(base) => {
                let percent = Percent::of(bar.value, base);
                let percent = percent.map_or_else(
                    || words.rate_nothing().to_owned(),
                    |percent| percent.to_string(),
                );
                let room = " ".repeat(PERCENT.saturating_sub(width(&percent)));
                format!("{room}{percent}  {}/{base}", bar.value)
            }
            None => bar.value.to_string(),
        }
    }
}

/// A line chart over days. Its figures stand in a table of the same report too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub title: String,
    pub unit: Unit,
    pub series: Vec<Series>,
    pub target: Option<Target>,
}

/// Tiles in groups, to hang on a wall. What they say stands in a table of the same report too: CSV and workbooks leave
/// them out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    pub title: String,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    /// Beside the name.
    pub note: String,
    pub tiles: Vec<Tile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub label: String,
    /// The state in a word; `tone` says the same in colour.
    pub state: String,
    pub tone: Tone,
    /// What else stands on it.
    pub lines: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Going,
    Warn,
    Bad,
}

/// What the values of a line chart count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Number,
    /// Hundredths of a percent; the axis goes from 0 to 100.
    Percent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// Earliest first.
    pub points: Vec<(Date, i64)>,
}

/// A line to be reached, and by when if that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub name: String,
    pub value: i64,
    pub by: Option<Date>,
}

impl Unit {
    pub fn shown(self, value: i64) -> String {
        match self {
            Unit::Number => value.to_string(),
            Unit::Percent => Percent::from_hundredths(value).to_string(),
        }
    }
}

impl Lines {
    /// First and last day of the chart; none without a point.
    pub fn days(&self) -> Option<(Date, Date)> {
        let days = || {
            let points = self.series.iter().flat_map(|series| &series.points);
            let by = self.target.as_ref().and_then(|target| target.by);
            points.map(|(day, _)| *day).chain(by)
        };
        days().min().zip(days().max())
    }

    /// The value at the top of the chart; at the bottom is 0.
    pub fn most(&self) -> i64 {
        if self.unit == Unit::Percent {
            return 10_000;
        }
        let points = self.series.iter().flat_map(|series| &series.points);
        let target = self.target.as_ref().map(|target| target.value);
        let most = points.map(|(_, value)| *value).chain(target).max();
        most.unwrap_or(0).max(1)
    }
}

impl Report {
    /// Every table of the report in its order, rates as tables too; what CSV files and workbooks hold.
    pub fn tables(&self) -> Vec<Table> {
        let mut rates = 0;
        let mut tables = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Table(table) => tables.push(table.clone()),
                Block::Rates(lines) => {
                    rates += 1;
                    let key = if rates == 1 { "rates" } else { "more_rates" };
                    tables.push(rate_table(key, lines, self.words));
                }
                Block::Heading(_)
                | Block::Paragraph(_)
                | Block::Bars(_)
                | Block::Lines(_)
                | Block::Tiles(_) => {}
            }
        }
        tables
    }
}

/// Rates as a table, each with numerator, denominator, counting rule and date.
pub fn rate_table(key: &'static str, lines: &[RateLine], words: Words) -> Table {
    let row = |line: &RateLine| {
        vec![
            Cell::text(&line.name),
            match line.percent() {
                Some(percent) => Cell::Percent(percent),
                None => Cell::text(words.rate_nothing()),
            },
            Cell::number(line.numerator),
            Cell::number(line.denominator),
            Cell::text(&line.counting),
            Cell::Date(line.date),
        ]
    };
    Table {
        key,
        title: words.report_rates().to_owned(),
        columns: vec![
            Column::new("name", words.column_rate(), Form::Text),
            Column::new("percent", words.column_percent(), Form::Percent),
            Column::new("numerator", words.column_numerator(), Form::Number),
            Column::new("denominator", words.column_denominator(), Form::Number),
            Column::new("counting", words.column_counting(), Form::Text),
            Column::new("date", words.column_as_of(), Form::Date),
        ],
        rows: lines.iter().map(row).collect(),
        total: None,
    }
}

impl Table {
    /// Numbers of the columns that a reader sees.
    pub fn shown(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| !column.only_data)
            .map(|(at, _)| at)
            .collect()
    }

    /// Columns of the screen that each column shown needs, heading included.
    pub fn widths(&self) -> Vec<usize> {
        let of = |at: usize| {
            let cells = self.rows.iter().chain(&self.total).map(|row| &row[at]);
            let widest = cells
                .map(|cell| width(&printable(&cell.shown())))
                .max()
                .unwrap_or(0);
            widest.max(width(&self.columns[at].heading))
        };
        self.shown().into_iter().map(of).collect()
    }
}
