//! The file of a form as sheets of filled cells, each with its place: a workbook, or the tables of a Markdown text.
//! Blank rows and cells are dropped here, and nothing else is.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use super::markdown;
use super::place::Spot;
use crate::intake::book::Book;
use crate::intake::{ReadError, cell};

/// Bytes of a file, and of what a workbook unpacks to.
const LARGEST: u64 = 32 << 20;
const UNPACKED: u64 = 256 << 20;
/// Filled cells; a form of a thousand questions with lists of every village stays below.
const MOST_CELLS: usize = 300_000;
/// Columns a spreadsheet can have.
const COLUMNS: usize = 16_384;

/// One filled cell, without blanks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub spot: Spot,
    pub text: String,
}

/// A sheet's rows that hold anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    pub name: String,
    pub rows: Vec<Vec<Filled>>,
}

/// # Errors
/// A file that cannot be read, is too large, damaged, or behind a password.
pub fn read(path: &Path) -> Result<Vec<Grid>, ReadError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ReadError::Folder);
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge);
    }
    match &bytes[..] {
        [] => Err(ReadError::Empty),
        [b'P', b'K', ..] => {
            unpacks(&bytes)?;
            drop(bytes);
            workbook(path)
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => workbook(path),
        bytes => markdown::grids(&decoded(bytes)?),
    }
}

/// A small file can unpack to more than any memory holds.
fn unpacks(bytes: &[u8]) -> Result<(), ReadError> {
    let broken = |error: zip::result::ZipError| ReadError::Broken(error.to_string());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(broken)?;
        let mut sink = Counting(0);
        let copied = std::io::copy(&mut part.take(left + 1), &mut sink);
        copied.map_err(|error| ReadError::Broken(error.to_string()))?;
        left = left.checked_sub(sink.0).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

struct Counting(u64);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn workbook(path: &Path) -> Result<Vec<Grid>, ReadError> {
    let mut book = Book::open(path)?;
    book.written = cell::formula_text;
    book.columns = COLUMNS;
    let mut grids = Vec::new();
    let mut cells = 0;
    for name in book.sheets() {
        let mut rows = Vec::new();
        book.sheet.clone_from(&name);
        book.rows(&mut |row, _| {
            let filled = filled(&name, row.number, &row.cells);
            cells += filled.len();
            if !filled.is_empty() {
                rows.push(filled);
            }
            cells <= MOST_CELLS
        })?;
        if cells > MOST_CELLS {
            return Err(ReadError::TooLarge);
        }
        grids.push(Grid { name, rows });
    }
    Ok(grids)
}

/// The cells of a row that hold more than blanks.
pub fn filled(sheet: &str, row: u32, cells: &[String]) -> Vec<Filled> {
    let found = cells.iter().enumerate().filter_map(|(column, text)| {
        let text = plain(text);
        let spot = Spot::cell(sheet, row, column);
        (!text.is_empty()).then_some(Filled { spot, text })
    });
    found.collect()
}

/// Without what cannot be seen, with plain blanks in the place of no-break ones, and none around.
fn plain(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        '\n' | '\r' | '\t' => Some(c),
        c if c.is_control() => None,
        c => Some(c),
    });
    let text: String = kept.collect();
    text.trim().to_owned()
}

fn decoded(bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, mark) =
        encoding_rs::Encoding::for_bom(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
            Ok(_) => (encoding_rs::UTF_8, 0),
            Err(_) => (encoding_rs::GB18030, 0),
        });
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    text.map(|text| text.into_owned())
        .ok_or(ReadError::Encoding(1))
}
