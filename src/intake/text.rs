//! Registers as text: CSV and its relatives. The encoding is found out by reading the whole file once: a byte order
//! mark tells, else UTF-8 where every byte agrees with it, else GB18030, in which older spreadsheets save.

use std::io::Read;
use std::path::{Path, PathBuf};

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use super::source::{Counting, Take};
use super::{HEADER_AMONG, ReadError, Row};
use crate::domain::export;

const BLOCK: usize = 64 << 10;
/// Bytes of text in one cell; far more than a spreadsheet's cell can hold, so that a quotation mark is missing.
const CELL: usize = 200_000;
/// Columns looked at.
pub const COLUMNS: usize = 512;

/// Told piece by piece, with how much of the file is read; false stops.
type Pieces<'a> = &'a mut dyn FnMut(&str, (u64, u64)) -> Result<bool, ReadError>;

pub struct Text {
    path: PathBuf,
    encoding: &'static Encoding,
    pub separator: char,
}

impl Text {
    /// Where no encoding is asked for it is found out.
    pub fn open(path: &Path, asked: Option<export::Encoding>) -> Result<Text, ReadError> {
        let mut start = Vec::new();
        let file = Counting::open(path)?;
        file.take(3).read_to_end(&mut start)?;
        let mut text = Text {
            path: path.to_owned(),
            encoding: UTF_8,
            separator: ',',
        };
        match (asked, Encoding::for_bom(&start)) {
            (Some(export::Encoding::Utf8), _) => {}
            (Some(export::Encoding::Gb18030), _) => text.encoding = GB18030,
            (None, Some((encoding, _))) => text.encoding = encoding,
            (None, None) => {
                let valid = text.decode(&mut |_, _| Ok(true));
                if matches!(valid, Err(ReadError::Encoding(_))) {
                    text.encoding = GB18030;
                }
            }
        }
        Ok(text)
    }

    /// As people write it.
    pub fn encoding(&self) -> &'static str {
        match self.encoding {
            encoding if encoding == GB18030 => "GB18030",
            encoding => encoding.name(),
        }
    }

    /// The first rows as another separator would part them.
    pub fn top_with(&self, separator: char) -> Result<Vec<Row>, ReadError> {
        let mut rows = Vec::new();
        self.rows_by(separator, &mut |row, _| {
            rows.push(row.clone());
            rows.len() < HEADER_AMONG
        })?;
        Ok(rows)
    }

    pub fn rows(&self, take: Take<'_>) -> Result<(), ReadError> {
        self.rows_by(self.separator, take)
    }

    fn rows_by(&self, separator: char, take: Take<'_>) -> Result<(), ReadError> {
        let mut parting = Parting::new(separator);
        let whole = self
            .decode(&mut |text, so_far| parting.feed(text, &mut |row| take(row, so_far)))
            .map_err(|error| match error {
                ReadError::Encoding(_) => ReadError::Encoding(parting.row.number),
                error => error,
            })?;
        match (whole, parting.state) {
            (true, State::Quoted) => Err(ReadError::Quote(parting.quoted_in)),
            (true, _) => {
                parting.end(&mut |row| take(row, (1, 1)));
                Ok(())
            }
            (false, _) => Ok(()),
        }
    }

    /// Hands over the file's text in pieces until `take` says no. Returns whether it was read to its end.
    fn decode(&self, take: Pieces<'_>) -> Result<bool, ReadError> {
        let mut file = Counting::open(&self.path)?;
        let mut decoder = self.encoding.new_decoder_with_bom_removal();
        let mut bytes = vec![0; BLOCK];
        let mut text = String::with_capacity(4 * BLOCK);
        loop {
            let count = file.read(&mut bytes)?;
            let last = count == 0;
            let mut rest = &bytes[..count];
            loop {
                text.clear();
                let (result, read) =
                    decoder.decode_to_string_without_replacement(rest, &mut text, last);
                rest = &rest[read..];
                if !take(&text, (file.read, file.size))? {
                    return Ok(false);
                }
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => return Err(ReadError::Encoding(0)),
                }
            }
            if last {
                return Ok(true);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first character of a cell.
    Start,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted cell: its end, or the first half of a doubled one.
    Quote,
}

/// Parts text into rows as spreadsheets do. A blank line is a row too: they number it.
struct Parting {
    separator: char,
    state: State,
    row: Row,
    cell: String,
    /// Where the open quotation mark stands.
    quoted_in: u32,
    /// The last character ended a row and was a carriage return.
    returned: bool,
}

impl Parting {
    fn new(separator: char) -> Parting {
        Parting {
            separator,
            state: State::Start,
            row: Row {
                number: 1,
                cells: Vec::new(),
            },
            cell: String::new(),
            quoted_in: 0,
            returned: false,
        }
    }

    fn feed(&mut self, text: &str, take: &mut dyn FnMut(&Row) -> bool) -> Result<bool, ReadError> {
        for c in text.chars() {
            let returned = std::mem::take(&mut self.returned);
            match (self.state, c) {
                (State::Quoted, '"') => self.state = State::Quote,
                (State::Quoted, c) => {
                    self.cell.push(c);
                    if self.cell.len() > CELL {
                        return Err(ReadError::Quote(self.quoted_in));
                    }
                }
                (State::Start, '"') => {
                    self.state = State::Quoted;
                    self.quoted_in = self.row.number;
                }
                (State::Quote, '"') => {
                    self.cell.push('"');
                    self.state = State::Quoted;
                }
                (_, '\n') if returned => {}
                (_, '\n' | '\r') => {
                    self.returned = c == '\r';
                    if !self.end(take) {
                        return Ok(false);
                    }
                }
                (_, c) if c == self.separator => self.end_cell(),
                (_, c) => {
                    self.cell.push(c);
                    self.state = State::Plain;
                    if self.cell.len() > CELL {
                        return Err(ReadError::Quote(self.row.number));
                    }
                }
            }
        }
        Ok(true)
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if self.row.cells.len() < COLUMNS {
            self.row.cells.push(cell);
        }
        self.state = State::Start;
    }

    /// Hands the row over and begins the next.
    fn end(&mut self, take: &mut dyn FnMut(&Row) -> bool) -> bool {
        self.end_cell();
        let go_on = take(&self.row);
        self.row.cells.clear();
        self.row.number = self.row.number.saturating_add(1);
        go_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(separator: char, pieces: &[&str]) -> Vec<(u32, Vec<String>)> {
        let mut rows = Vec::new();
        let mut parting = Parting::new(separator);
        let mut take = |row: &Row| {
            rows.push((row.number, row.cells.clone()));
            true
        };
        for piece in pieces {
            assert_eq!(parting.feed(piece, &mut take), Ok(true));
        }
        parting.end(&mut take);
        rows
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let rows = parted(',', &["a,\"b\r", "\nc\",\"\"\"\"\r", "\n\r\n\nd\"e\rf"]);
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        assert_eq!(
            rows,
            [
                (1, cells(&["a", "b\r\nc", "\""])),
                (2, cells(&[""])),
                (3, cells(&[""])),
                (4, cells(&["d\"e"])),
                (5, cells(&["f"])),
            ]
        );
    }
}
