//! A report as one JSON document with stable keys, for other programs; `fixtures/report.md` tells what each key holds.
//! A percent is text, so that its two decimals arrive as printed.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::documents::clean::Clean;
use crate::domain::calendar::Date;
use crate::domain::coverage::Percent;
use crate::reports::{Bars, Block, Cell, Column, Form, Lines, RateLine, Report, Table, Unit};
use crate::words::Lang;

/// Raised when a key changes its meaning or goes; a new key does not raise it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document {
    format: &'static str,
    version: u32,
    language: &'static str,
    report: &'static str,
    title: String,
    dates: Vec<String>,
    blocks: Vec<BlockOut>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockOut {
    Heading {
        text: String,
    },
    Paragraph {
        text: String,
    },
    Rates {
        rates: Vec<RateOut>,
    },
    Table {
        key: &'static str,
        title: String,
        columns: Vec<ColumnOut>,
        rows: Vec<RowOut>,
        total: Option<RowOut>,
    },
    Bars {
        title: String,
        bars: Vec<BarOut>,
    },
    /// The wall; what stands on its tiles is in a table of the same report.
    Tiles {
        title: String,
    },
    Lines {
        title: String,
        unit: &'static str,
        series: Vec<SeriesOut>,
        target: Option<TargetOut>,
    },
}

#[derive(Serialize)]
struct RateOut {
    key: String,
    name: String,
    percent: Option<String>,
    numerator: u64,
    denominator: u64,
    counting: String,
    date: Date,
}

#[derive(Serialize)]
struct ColumnOut {
    key: &'static str,
    heading: String,
    form: &'static str,
}

#[derive(Serialize)]
struct BarOut {
    label: String,
    value: u64,
    base: Option<u64>,
}

#[derive(Serialize)]
struct SeriesOut {
    name: String,
    points: Vec<PointOut>,
}

#[derive(Serialize)]
struct PointOut {
    date: Date,
    value: ValueOut,
}

#[derive(Serialize)]
struct TargetOut {
    name: String,
    value: ValueOut,
    by: Option<Date>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueOut {
    Nothing,
    Text(String),
    Number(i64),
}

/// A row under the keys of its columns, in their order.
struct RowOut(Vec<(&'static str, ValueOut)>);

impl Serialize for RowOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The document, ended with a line break.
pub fn json(report: &Report) -> String {
    let document = Document {
        format: "liuyou-report",
        version: VERSION,
        language: match report.words.0 {
            Lang::Zh => "zh",
            Lang::En => "en",
        },
        report: report.id,
        title: clean(&report.title),
        dates: report.dates.iter().map(|date| clean(date)).collect(),
        blocks: report.blocks.iter().map(block).collect(),
    };
    let text = serde_json::to_string_pretty(&document);
    text.expect("plain values with text keys are always JSON") + "\n"
}

fn clean(text: &str) -> String {
    Clean::from(text).to_string()
}

fn block(block: &Block) -> BlockOut {
    match block {
        Block::Heading(text) => BlockOut::Heading { text: clean(text) },
        Block::Paragraph(text) => BlockOut::Paragraph { text: clean(text) },
        Block::Rates(rates) => BlockOut::Rates {
            rates: rates.iter().map(rate).collect(),
        },
        Block::Table(table) => table_out(table),
        Block::Bars(bars) => bars_out(bars),
        Block::Lines(lines) => lines_out(lines),
        Block::Tiles(tiles) => BlockOut::Tiles {
            title: clean(&tiles.title),
        },
    }
}

fn rate(line: &RateLine) -> RateOut {
    RateOut {
        key: clean(&line.key),
        name: clean(&line.name),
        percent: line.percent().map(|percent| percent.to_string()),
        numerator: line.numerator,
        denominator: line.denominator,
        counting: clean(&line.counting),
        date: line.date,
    }
}

fn table_out(table: &Table) -> BlockOut {
    let row = |row: &Vec<Cell>| {
        let cells = table.columns.iter().zip(row);
        RowOut(
            cells
                .map(|(column, cell)| (column.key, value(cell)))
                .collect(),
        )
    };
    let column = |column: &Column| ColumnOut {
        key: column.key,
        heading: clean(&column.heading),
        form: match column.form {
            Form::Text => "text",
            Form::Code => "code",
            Form::Number => "number",
            Form::Percent => "percent",
            Form::Points => "points",
            Form::Date => "date",
        },
    };
    BlockOut::Table {
        key: table.key,
        title: clean(&table.title),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        total: table.total.as_ref().map(row),
    }
}

fn value(cell: &Cell) -> ValueOut {
    match cell {
        Cell::Empty => ValueOut::Nothing,
        Cell::Number(number) => ValueOut::Number(*number),
        other => ValueOut::Text(clean(&other.shown())),
    }
}

fn bars_out(bars: &Bars) -> BlockOut {
    let bar = bars.bars.iter().map(|bar| BarOut {
        label: clean(&bar.label),
        value: bar.value,
        base: bar.base,
    });
    BlockOut::Bars {
        title: clean(&bars.title),
        bars: bar.collect(),
    }
}

fn lines_out(lines: &Lines) -> BlockOut {
    let value = |value: i64| match lines.unit {
        Unit::Number => ValueOut::Number(value),
        Unit::Percent => ValueOut::Text(Percent::from_hundredths(value).to_string()),
    };
    let series = lines.series.iter().map(|series| SeriesOut {
        name: clean(&series.name),
        points: series
            .points
            .iter()
            .map(|(date, at)| PointOut {
                date: *date,
                value: value(*at),
            })
            .collect(),
    });
    BlockOut::Lines {
        title: clean(&lines.title),
        unit: match lines.unit {
            Unit::Number => "number",
            Unit::Percent => "percent",
        },
        series: series.collect(),
        target: lines.target.as_ref().map(|target| TargetOut {
            name: clean(&target.name),
            value: value(target.value),
            by: target.by,
        }),
    }
}
