//! One JSON document with stable keys, for other programs; `fixtures/visit-log.md` tells what each key holds.
//! Records stand one a line, so that the file can be compared by lines too.

use std::io::{self, Write};
use std::path::Path;

use super::clean::Clean;
use super::place::Unfinished;
use super::table::{Cell, Column, Form, Part, Record, Row, Shape, Sink};
use crate::words::Lang;

/// Raised when a key changes its meaning or goes; a new key does not raise it.
const VERSION: u32 = 1;

pub struct Json {
    file: Unfinished,
    columns: Vec<Column>,
    parts: Option<(&'static str, Vec<Column>)>,
    line: String,
    first: bool,
}

impl Json {
    pub fn new(path: &Path, shape: &Shape) -> io::Result<Json> {
        let mut file = Unfinished::beside(path)?;
        let language = match shape.words.0 {
            Lang::Zh => "zh",
            Lang::En => "en",
        };
        write!(
            file,
            "{{\"format\":\"{}\",\"version\":{VERSION},\"language\":\"{language}\",\"{}\":[",
            shape.format, shape.records.key
        )?;
        let parts = shape
            .parts
            .as_ref()
            .map(|table| (table.key, table.columns.clone()));
        Ok(Json {
            file,
            columns: shape.records.columns.clone(),
            parts,
            line: String::new(),
            first: true,
        })
    }
}

impl Sink for Json {
    fn record(&mut self, record: &Record) -> io::Result<()> {
        self.line.clear();
        self.line.push_str(if std::mem::take(&mut self.first) {
            "\n{"
        } else {
            ",\n{"
        });
        push_members(&mut self.line, &self.columns, &record.row);
        if let Some((key, columns)) = &self.parts {
            push_key(&mut self.line, key);
            self.line.push('[');
            for (at, row) in record.parts.iter().enumerate() {
                self.line.push_str(if at == 0 { "{" } else { ",{" });
                push_members(&mut self.line, columns, row);
                self.line.push('}');
            }
            self.line.push(']');
        }
        self.line.push('}');
        self.file.write_all(self.line.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Vec<Unfinished>> {
        self.file.write_all(b"\n]}\n")?;
        Ok(vec![self.file])
    }
}

fn push_members(line: &mut String, columns: &[Column], row: &Row) {
    for (column, cell) in columns
        .iter()
        .zip(row)
        .filter(|(column, _)| column.part != Part::Repeated)
    {
        push_key(line, &column.key);
        match cell {
            Cell::Empty if column.form == Form::List => line.push_str("[]"),
            Cell::Empty => line.push_str("null"),
            Cell::Text(text) => push_text(line, text.as_str()),
            Cell::Number(number) => line.push_str(&number.to_string()),
            Cell::Date(date) => push_text(line, &date.to_string()),
            Cell::Clock(clock) => push_text(line, &clock.to_string()),
            Cell::Flag(flag) => line.push_str(if *flag { "true" } else { "false" }),
            Cell::Coded(code, _) => push_optional(line, code.as_ref()),
            Cell::List(texts) => {
                line.push('[');
                for (at, text) in texts.iter().enumerate() {
                    line.push_str(if at == 0 { "" } else { "," });
                    push_text(line, text.as_str());
                }
                line.push(']');
            }
        }
        if column.form == Form::Coded {
            push_key(line, &format!("{}_label", column.key));
            let label = if let Cell::Coded(_, label) = cell {
                Some(label)
            } else {
                None
            };
            push_optional(line, label);
        }
    }
}

fn push_key(line: &mut String, key: &str) {
    if !line.ends_with(['{', '[']) {
        line.push(',');
    }
    push_text(line, key);
    line.push(':');
}

fn push_optional(line: &mut String, text: Option<&Clean>) {
    match text {
        Some(text) => push_text(line, text.as_str()),
        None => line.push_str("null"),
    }
}

fn push_text(line: &mut String, text: &str) {
    line.push_str(&serde_json::to_string(text).expect("a text always has a JSON form"));
}
