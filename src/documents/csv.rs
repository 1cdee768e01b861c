//! CSV for Excel, WPS and other programs: one file a table, the second named after the first.
//! Texts that a spreadsheet would take for a formula are guarded.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Encoding;
use super::place::Unfinished;
use super::table::{Cell, Record, Row, Shape, Sink, Table};
use crate::words::Words;

pub struct Csv {
    files: Vec<Unfinished>,
    encoding: Encoding,
    words: Words,
    line: String,
}

impl Csv {
    pub fn new(path: &Path, encoding: Encoding, shape: &Shape) -> io::Result<Csv> {
        let mut csv = Csv {
            files: Vec::new(),
            encoding,
            words: shape.words,
            line: String::new(),
        };
        for table in shape.tables() {
            let place = if csv.files.is_empty() {
                path.to_owned()
            } else {
                sibling(path, table.key)
            };
            csv.files.push(Unfinished::beside(&place)?);
            csv.heading(table)?;
        }
        Ok(csv)
    }

    fn heading(&mut self, table: &Table) -> io::Result<()> {
        let last = self.files.len() - 1;
        if self.encoding == Encoding::Utf8 {
            self.files[last].write_all("\u{feff}".as_bytes())?;
        }
        self.line.clear();
        for (at, column) in table.columns.iter().enumerate() {
            push_field(&mut self.line, at, column.heading(self.words));
        }
        self.end_line(last)
    }

    fn row(&mut self, file: usize, row: &Row) -> io::Result<()> {
        self.line.clear();
        for (at, cell) in row.iter().enumerate() {
            let shown = cell.shown(self.words);
            match cell {
                Cell::Number(_) | Cell::Date(_) | Cell::Clock(_) => {
                    push_field(&mut self.line, at, &shown)
                }
                _ => push_field(&mut self.line, at, &guarded(&shown)),
            }
        }
        self.end_line(file)
    }

    fn end_line(&mut self, file: usize) -> io::Result<()> {
        self.line.push_str("\r\n");
        self.files[file].write_all(&encoded(&self.line, self.encoding))
    }
}

impl Sink for Csv {
    fn record(&mut self, record: &Record) -> io::Result<()> {
        self.row(0, &record.row)?;
        record.parts.iter().try_for_each(|row| self.row(1, row))
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Unfinished>> {
        Ok(self.files)
    }
}

/// The bytes of a line.
pub fn encoded(line: &str, encoding: Encoding) -> Cow<'_, [u8]> {
    match encoding {
        Encoding::Utf8 => Cow::Borrowed(line.as_bytes()),
        Encoding::Gb18030 => {
            // the one character that the standard's encoder has no bytes for
            let line = line.replace('\u{e5e5}', "\u{fffd}");
            Cow::Owned(encoding_rs::GB18030.encode(&line).0.into_owned())
        }
    }
}

/// `log.csv` gives `log-answers.csv`.
pub fn sibling(path: &Path, key: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{key}.csv"));
    path.with_file_name(name)
}

/// A leading apostrophe keeps a spreadsheet from calculating what begins like a formula, in either width.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// RFC 4180; a text with spaces at its ends is quoted too, as some programs trim it otherwise.
pub fn push_field(line: &mut String, at: usize, text: &str) {
    if at > 0 {
        line.push(',');
    }
    if !text.contains([',', '"', '\r', '\n']) && !text.starts_with(' ') && !text.ends_with(' ') {
        line.push_str(text);
        return;
    }
    line.push('"');
    line.push_str(&text.replace('"', "\"\""));
    line.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        for text in [
            "=1+1",
            "+86 10",
            "-2",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠A",
            "  =1",
            "\u{3000}=1",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "a=b", "2-1", "'=1", "义工"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn the_second_file_is_named_after_the_first() {
        for (path, second) in [
            ("out/log.csv", "out/log-answers.csv"),
            ("log", "log-answers.csv"),
            ("a.b.txt", "a.b-answers.csv"),
        ] {
            assert_eq!(sibling(Path::new(path), "answers"), Path::new(second));
        }
    }
}
