//! A workbook: one sheet a table, each continued on a further sheet when it is full.
//! Rows go compressed to a file of their own for each sheet as they come, so that memory does not grow with them.

use std::cell::Cell as Slot;
use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::place::{Unfinished, folder};
use super::table::{Cell, Form, Record, Row, Shape, Sink, Table};
use super::xlsx_parts::{self as parts, SheetName};
pub use super::xlsx_parts::{Look, SheetColumn};
use crate::domain::calendar::Date;
use crate::words::Words;

/// Rows of data a sheet takes at most; a sheet ends at 1,048,576.
const ROWS: u32 = 1_000_000;
/// Bytes a sheet takes at most before compression; at 4 GiB the archive would need a form that not all programs read.
const BYTES: u64 = 3 << 30;
/// A cell holds at most this many UTF-16 units.
const CELL: usize = 32_767;

/// A workbook being written, sheet by sheet and row by row.
pub struct Workbook {
    file: Unfinished,
    folder: PathBuf,
    tables: Vec<Sheets>,
    rows_a_sheet: u32,
    line: String,
}

/// The sheets of one table.
struct Sheets {
    name: String,
    columns: Vec<SheetColumn>,
    sheets: Vec<Sheet>,
}

struct Sheet {
    archive: ZipWriter<Muffled<BufWriter<File>>>,
    failure: Failure,
    /// Rows of data so far.
    rows: u32,
    /// Rows among them that are no data but a sum, and do not move when the others are sorted.
    sums: u32,
    bytes: u64,
}

/// A cell as it is written.
pub enum SheetCell {
    Empty,
    Text(String),
    /// A number in the notation of the file.
    Number(Look, String),
}

impl Workbook {
    pub fn new(path: &Path) -> io::Result<Workbook> {
        Ok(Workbook {
            file: Unfinished::beside(path)?,
            folder: folder(path).to_owned(),
            tables: Vec::new(),
            rows_a_sheet: ROWS,
            line: String::new(),
        })
    }

    /// Begins a sheet; returns the number by which rows are added to it.
    pub fn add_table(&mut self, name: &str, columns: Vec<SheetColumn>) -> io::Result<usize> {
        let table = self.tables.len();
        let taken = |name: &String| self.tables.iter().any(|table| table.name == *name);
        let name = parts::sheet_name(name);
        let mut free = name.clone();
        let mut number = 2;
        while taken(&free) {
            free = parts::sheet_name(&format!("{number} {name}"));
            number += 1;
        }
        self.tables.push(Sheets {
            name: free,
            columns,
            sheets: Vec::new(),
        });
        self.add_sheet(table)?;
        Ok(table)
    }

    fn add_sheet(&mut self, table: usize) -> io::Result<()> {
        // without a name: the system removes it whatever happens
        let file = tempfile::tempfile_in(&self.folder)?;
        let (muffled, failure) = Muffled::new(BufWriter::new(file));
        let mut sheet = Sheet {
            archive: ZipWriter::new(muffled),
            failure,
            rows: 0,
            sums: 0,
            bytes: 0,
        };
        sheet.archive.start_file("sheet", entry())?;
        sheet.write(&parts::sheet_start(&self.tables[table].columns))?;
        self.line.clear();
        self.line.push_str("<row r=\"1\">");
        for (at, column) in self.tables[table].columns.iter().enumerate() {
            push_text(&mut self.line, at, 1, Look::Heading, &column.heading);
        }
        self.line.push_str("</row>");
        sheet.write(&self.line)?;
        self.tables[table].sheets.push(sheet);
        Ok(())
    }

    pub fn row(
        &mut self,
        table: usize,
        cells: impl IntoIterator<Item = SheetCell>,
    ) -> io::Result<()> {
        let is_full = |sheet: &Sheet| sheet.rows == self.rows_a_sheet || sheet.bytes > BYTES;
        if self.tables[table].sheets.last().is_none_or(is_full) {
            self.add_sheet(table)?;
        }
        let sheet = self.tables[table]
            .sheets
            .last_mut()
            .expect("a table has a sheet from its beginning");
        sheet.rows += 1;
        let number = sheet.rows + 1;
        self.line.clear();
        self.line.push_str(&format!("<row r=\"{number}\">"));
        for (at, cell) in cells.into_iter().enumerate() {
            match cell {
                SheetCell::Empty => {}
                SheetCell::Text(text) => push_text(&mut self.line, at, number, Look::Text, &text),
                SheetCell::Number(look, text) => {
                    push_number(&mut self.line, at, number, look, &text)
                }
            }
        }
        self.line.push_str("</row>");
        sheet.write(&self.line)
    }

    /// Adds a sum below the data.
    pub fn sum(
        &mut self,
        table: usize,
        cells: impl IntoIterator<Item = SheetCell>,
    ) -> io::Result<()> {
        self.row(table, cells)?;
        if let Some(sheet) = self.tables[table].sheets.last_mut() {
            sheet.sums += 1;
        }
        Ok(())
    }

    pub fn finish(self) -> io::Result<Unfinished> {
        let (muffled, failure) = Muffled::new(self.file);
        let mut archive = ZipWriter::new(muffled);
        let mut names = Vec::new();
        for table in &self.tables {
            for (at, sheet) in table.sheets.iter().enumerate() {
                let number = if at == 0 {
                    String::new()
                } else {
                    format!(" {}", at + 1)
                };
                let name = format!("{}{number}", table.name);
                names.push(SheetName {
                    name,
                    columns: table.columns.len(),
                    rows: sheet.rows + 1 - sheet.sums,
                });
            }
        }
        for (name, text) in parts::around(&names) {
            archive.start_file(name, entry())?;
            archive.write_all(text.as_bytes())?;
        }
        let sheets = self.tables.into_iter().flat_map(|table| table.sheets);
        for (at, (mut sheet, name)) in sheets.zip(&names).enumerate() {
            sheet.write(&parts::sheet_end(name))?;
            let written = sheet.archive.finish()?.inner;
            failed(&sheet.failure)?;
            let written = written
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?;
            // copied as it is, compressed: nothing is left to do that takes long
            archive.raw_copy_file_rename(
                ZipArchive::new(written)?.by_index_raw(0)?,
                parts::sheet_path(at),
            )?;
            failed(&failure)?;
        }
        let file = archive.finish()?.inner;
        failed(&failure)?;
        Ok(file)
    }
}

impl Sheet {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.bytes += text.len() as u64;
        self.archive.write_all(text.as_bytes())?;
        failed(&self.failure)
    }
}

/// The workbook of an export, fed record by record.
pub struct Xlsx {
    book: Workbook,
    forms: Vec<Vec<Form>>,
    words: Words,
}

impl Xlsx {
    pub fn new(path: &Path, shape: &Shape) -> io::Result<Xlsx> {
        let mut book = Workbook::new(path)?;
        let mut forms = Vec::new();
        for Table { name, columns, .. } in shape.tables() {
            let sheet_columns = columns.iter().map(|column| SheetColumn {
                heading: column.heading(shape.words).to_owned(),
                width: column.width,
            });
            book.add_table(name, sheet_columns.collect())?;
            forms.push(columns.iter().map(|column| column.form).collect());
        }
        Ok(Xlsx {
            book,
            forms,
            words: shape.words,
        })
    }

    fn row(&mut self, table: usize, row: &Row) -> io::Result<()> {
        let cells = self.forms[table].iter().zip(row);
        let words = self.words;
        self.book.row(
            table,
            cells.map(|(form, cell)| sheet_cell(*form, cell, words)),
        )
    }
}

impl Sink for Xlsx {
    fn record(&mut self, record: &Record) -> io::Result<()> {
        self.row(0, &record.row)?;
        record.parts.iter().try_for_each(|row| self.row(1, row))
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Unfinished>> {
        Ok(vec![self.book.finish()?])
    }
}

/// Where a file's first failure waits to be asked for.
type Failure = Rc<Slot<Option<io::Error>>>;

fn failed(failure: &Failure) -> io::Result<()> {
    failure.take().map_or(Ok(()), Err)
}

/// Keeps failures from the archive writer: when it is dropped unfinished, it would print them onto the screen.
struct Muffled<W> {
    inner: W,
    position: u64,
    end: u64,
    failure: Failure,
}

impl<W> Muffled<W> {
    fn new(inner: W) -> (Muffled<W>, Failure) {
        let failure = Failure::default();
        (
            Muffled {
                inner,
                position: 0,
                end: 0,
                failure: failure.clone(),
            },
            failure,
        )
    }

    fn keep<T>(&self, done: io::Result<T>) {
        if let Err(error) = done {
            self.failure.set(Some(error));
        }
    }
}

impl<W: Write> Write for Muffled<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner.write_all(bytes);
        self.keep(done);
        self.position += bytes.len() as u64;
        self.end = self.end.max(self.position);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner.flush();
        self.keep(done);
        Ok(())
    }
}

impl<W: Seek> Seek for Muffled<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => position,
            SeekFrom::Current(offset) => self.position.saturating_add_signed(offset),
            SeekFrom::End(offset) => self.end.saturating_add_signed(offset),
        };
        if position != self.position {
            let done = self.inner.seek(SeekFrom::Start(position));
            self.keep(done);
            self.position = position;
        }
        Ok(position)
    }
}

/// The same bytes for the same content, whenever they are written.
fn entry() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
}

fn sheet_cell(form: Form, cell: &Cell, words: Words) -> SheetCell {
    let look = if form == Form::Percent {
        Look::Percent
    } else {
        Look::Number
    };
    let number = match cell {
        Cell::Empty => return SheetCell::Empty,
        Cell::Number(number) => Some((look, number.to_string())),
        Cell::Date(date) => serial(*date).map(|serial| (Look::Date, serial.to_string())),
        Cell::Clock(clock) => serial(clock.date).map(|serial| {
            (
                Look::Clock,
                (serial as f64 + f64::from(clock.minute) / 1440.0).to_string(),
            )
        }),
        _ => None,
    };
    match number {
        Some((look, number)) => SheetCell::Number(look, number),
        None => SheetCell::Text(fitting(cell.shown(words), words)),
    }
}

fn push_number(line: &mut String, at: usize, row: u32, look: Look, number: &str) {
    let reference = parts::reference(at, row);
    line.push_str(&format!(
        "<c r=\"{reference}\" s=\"{}\"><v>{number}</v></c>",
        look as u8
    ));
}

/// Always typed as text, so that nothing is calculated and no digit of a code is lost.
fn push_text(line: &mut String, at: usize, row: u32, look: Look, text: &str) {
    let reference = parts::reference(at, row);
    line.push_str(&format!(
        "<c r=\"{reference}\" s=\"{}\" t=\"inlineStr\"><is>",
        look as u8
    ));
    line.push_str("<t xml:space=\"preserve\">");
    parts::push_escaped(line, text);
    line.push_str("</t></is></c>");
}

/// Cut where a cell ends, with a note that says so.
pub fn fitting(text: String, words: Words) -> String {
    // no text has more units than bytes
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text;
    }
    let note = words.log_cut_here();
    let room = CELL - note.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > room
    });
    format!("{}{note}", &text[..end.map_or(text.len(), |(at, _)| at)])
}

/// Days since 1899-12-30, as spreadsheets count; none before March 1900, where they count a day that never was.
pub fn serial(date: Date) -> Option<i64> {
    let days = date.days_since(Date::new(1899, 12, 30)?);
    (days >= 61).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::clean::Clean;
    use crate::documents::table::Column;
    use calamine::{Reader, Xlsx as Read, open_workbook};

    #[test]
    fn a_full_sheet_is_continued_on_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("full.xlsx");
        let table = |key, name| Table {
            key,
            name,
            columns: vec![Column::new("text", Words::column_remark, Form::Text, 10)],
        };
        let shape = Shape {
            format: "test",
            title: "test",
            days: (None, None),
            words: Words::EN,
            records: table("visits", "Visits"),
            parts: Some(table("answers", "Answers")),
        };
        let mut sink = Box::new(Xlsx::new(&path, &shape).unwrap());
        sink.book.rows_a_sheet = 4;
        let row = |n: usize| vec![Cell::text(&n.to_string())];
        for n in 0..3 {
            let record = Record {
                title: Clean::default(),
                row: row(n),
                parts: (0..3).map(|at| row(n * 3 + at)).collect(),
            };
            sink.record(&record).unwrap();
        }
        super::super::place::publish(sink.finish().unwrap()).unwrap();
        let mut book: Read<_> = open_workbook(&path).unwrap();
        assert_eq!(
            book.sheet_names(),
            ["Visits", "Answers", "Answers 2", "Answers 3"]
        );
        let mut found = Vec::new();
        for sheet in ["Answers", "Answers 2", "Answers 3"] {
            let range = book.worksheet_range(sheet).unwrap();
            let mut rows = range.rows().map(|row| row[0].to_string());
            assert_eq!(rows.next().as_deref(), Some("Remark"));
            found.extend(rows);
        }
        assert_eq!(found, (0..9).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        let long = "𠮷".repeat(20_000);
        let cut = fitting(long.clone(), Words::EN);
        assert!(cut.ends_with(Words::EN.log_cut_here()));
        assert!((CELL - 1..=CELL).contains(&cut.encode_utf16().count()));
        let exact = "a".repeat(CELL);
        assert_eq!(fitting(exact.clone(), Words::EN), exact);
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        let serial = |year, month, day| serial(Date::new(year, month, day).unwrap());
        assert_eq!(serial(2026, 11, 22), Some(46348));
        assert_eq!((serial(1900, 3, 1), serial(1900, 2, 28)), (Some(61), None));
    }
}
