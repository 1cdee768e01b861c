//! Markdown for reading and printing: a heading for each record, its facts, and its rows in groups.
//! Nothing in the data can become a heading, a link or a tag.

use std::io::{self, Write};
use std::path::Path;

use super::place::Unfinished;
use super::table::{Cell, Column, Part, Record, Row, Shape, Sink};
use crate::words::Words;

pub struct Markdown {
    file: Unfinished,
    words: Words,
    columns: Vec<Column>,
    parts: Vec<Column>,
}

impl Markdown {
    pub fn new(path: &Path, shape: &Shape) -> io::Result<Markdown> {
        let mut file = Unfinished::beside(path)?;
        writeln!(file, "# {}", shape.title)?;
        if let Some(days) = shape.words.log_days(shape.days.0, shape.days.1) {
            write!(file, "\n{days}\n")?;
        }
        Ok(Markdown {
            file,
            words: shape.words,
            columns: shape.records.columns.clone(),
            parts: shape
                .parts
                .as_ref()
                .map(|table| table.columns.clone())
                .unwrap_or_default(),
        })
    }

    fn facts(&self, record: &Record) -> String {
        let words = self.words;
        let mut text = format!(
            "\n| {} | {} |\n| --- | --- |\n",
            words.log_fact(),
            words.log_value()
        );
        let mut lists = String::new();
        for (column, cell) in self.columns.iter().zip(&record.row) {
            let heading = column.heading(words);
            match cell {
                Cell::Empty => {}
                _ if column.part == Part::Machine => {}
                Cell::List(texts) => {
                    if !texts.is_empty() {
                        lists += &format!("\n{heading}\n\n");
                    }
                    texts
                        .iter()
                        .for_each(|text| lists += &format!("- {}\n", escaped(text.as_str())));
                }
                cell => text += &format!("| {heading} | {} |\n", escaped(&cell.shown(words))),
            }
        }
        text + &lists
    }

    /// The rows of one group; a column in which none of them has anything to say is left out.
    fn group(&self, rows: &[&Row]) -> String {
        let says = |cell: &Cell| !matches!(cell, Cell::Empty | Cell::Flag(false));
        let shown: Vec<usize> = (0..self.parts.len())
            .filter(|at| {
                self.parts[*at].part == Part::Shown && rows.iter().any(|row| says(&row[*at]))
            })
            .collect();
        let mut text = String::from("\n|");
        shown
            .iter()
            .for_each(|at| text += &format!(" {} |", self.parts[*at].heading(self.words)));
        text += "\n|";
        shown.iter().for_each(|_| text += " --- |");
        for row in rows {
            text += "\n|";
            for at in &shown {
                let cell = if says(&row[*at]) {
                    escaped(&row[*at].shown(self.words))
                } else {
                    String::new()
                };
                text += &format!(" {cell} |");
            }
        }
        text + "\n"
    }

    fn group_heading(&self, row: &Row) -> String {
        let cells = self
            .parts
            .iter()
            .zip(row)
            .filter(|(column, _)| column.part == Part::Group);
        cells
            .map(|(_, cell)| escaped(&cell.shown(self.words)))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Sink for Markdown {
    fn record(&mut self, record: &Record) -> io::Result<()> {
        let mut text = format!(
            "\n## {}\n{}",
            escaped(record.title.as_str()),
            self.facts(record)
        );
        let mut rows = record.parts.iter().peekable();
        while let Some(row) = rows.next() {
            let heading = self.group_heading(row);
            let mut group = vec![row];
            while let Some(next) = rows.next_if(|next| self.group_heading(next) == heading) {
                group.push(next);
            }
            text += &format!("\n### {heading}\n{}", self.group(&group));
        }
        self.file.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Unfinished>> {
        Ok(vec![self.file])
    }
}

/// Plain text as Markdown shows it: whatever would be read as a sign is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_{}[]<>|~#&$!".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
