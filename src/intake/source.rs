//! A file as rows of text, whatever kind of file it is: its first bytes tell, not its name.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::book::Book;
use super::columns;
use super::merged::Span;
use super::text::Text;
use super::{ReadError, Row};
use crate::domain::columns::Names;
use crate::domain::export::Encoding;

/// Told row by row, with how far the file is read; false stops.
pub type Take<'a> = &'a mut dyn FnMut(&Row, (u64, u64)) -> bool;

pub enum Source {
    Text(Text),
    Book(Book),
}

impl Source {
    pub fn open(
        path: &Path,
        encoding: Option<Encoding>,
        names: &Names,
    ) -> Result<Source, ReadError> {
        let mut file = File::open(path)?;
        let mut first = Vec::new();
        file.by_ref().take(4096).read_to_end(&mut first)?;
        match &first[..] {
            [] => Err(ReadError::Empty),
            [b'P', b'K', 3 | 5 | 7, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                Book::open(path).map(Source::Book)
            }
            bytes if is_web_page(bytes) => Err(ReadError::WebPage),
            _ => {
                let mut text = Text::open(path, encoding)?;
                // the separator under which most columns are recognised; a comma where it makes no difference
                let mut best = 0;
                for separator in [',', '\t', ';', '，'] {
                    let known = columns::most_known(&text.top_with(separator)?, names);
                    if known > best {
                        best = known;
                        text.separator = separator;
                    }
                }
                Ok(Source::Text(text))
            }
        }
    }

    /// The sheets in the order in which they are tried; a text file is one without a name.
    pub fn sheets(&self) -> Vec<Option<String>> {
        match self {
            Source::Text(_) => vec![None],
            Source::Book(book) => book.sheets().into_iter().map(Some).collect(),
        }
    }

    pub fn sheet(&self, wanted: &str) -> Result<Option<String>, ReadError> {
        let sheets: Vec<String> = self.sheets().into_iter().flatten().collect();
        match sheets.iter().find(|name| name.trim() == wanted.trim()) {
            Some(name) => Ok(Some(name.clone())),
            None => Err(ReadError::NoSheet {
                wanted: wanted.to_owned(),
                sheets,
            }),
        }
    }

    pub fn choose(&mut self, sheet: Option<String>) {
        if let (Source::Book(book), Some(sheet)) = (self, sheet) {
            book.sheet = sheet;
        }
    }

    pub fn chosen(&self) -> Option<&str> {
        match self {
            Source::Text(_) => None,
            Source::Book(book) => Some(&book.sheet),
        }
    }

    pub fn encoding(&self) -> Option<&'static str> {
        match self {
            Source::Text(text) => Some(text.encoding()),
            Source::Book(_) => None,
        }
    }

    /// Cells merged downwards; a text file has none.
    pub fn spans(&mut self) -> Result<Vec<Span>, ReadError> {
        match self {
            Source::Text(_) => Ok(Vec::new()),
            Source::Book(book) => book.spans(),
        }
    }

    /// The first rows that are not blank.
    pub fn top(&mut self, most: usize) -> Result<Vec<Row>, ReadError> {
        let mut rows = Vec::new();
        self.rows(&mut |row, _| {
            if !row.cells.iter().all(|cell| super::is_blank(cell)) {
                rows.push(row.clone());
            }
            rows.len() < most
        })?;
        Ok(rows)
    }

    pub fn rows(&mut self, take: Take<'_>) -> Result<(), ReadError> {
        match self {
            Source::Text(text) => text.rows(take),
            Source::Book(book) => book.rows(take),
        }
    }
}

/// How much of the file a reader has taken in.
pub struct Counting {
    pub file: BufReader<File>,
    pub read: u64,
    pub size: u64,
}

impl Counting {
    pub fn open(path: &Path) -> std::io::Result<Counting> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok(Counting {
            file: BufReader::new(file),
            read: 0,
            size,
        })
    }
}

impl Read for Counting {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(bytes)?;
        self.read += count as u64;
        Ok(count)
    }
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start: String = String::from_utf8_lossy(bytes)
        .trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
        .chars()
        .take(14)
        .flat_map(char::to_lowercase)
        .collect();
    [
        "<!doctype html",
        "<html",
        "<table",
        "<?xml",
        "<meta",
        "<head",
    ]
    .iter()
    .any(|tag| start.starts_with(tag))
}
