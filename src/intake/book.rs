//! Workbooks: xlsx cell by cell as they stand in the file, xls and ods as the library reads them, whole.
//! A merged cell's value stands in its first cell alone, as in the file; `spans` tells how far down it reaches.

use std::fs::File;
use std::io::{BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Xls, XlsError, Xlsx, open_workbook};

use super::merged::{Span, spans_of_ods};
use super::source::Take;
use super::text::COLUMNS;
use super::{ReadError, Row, cell};

type Input = BufReader<File>;

pub struct Book {
    path: PathBuf,
    kind: Kind,
    pub sheet: String,
    /// How a typed cell becomes text.
    pub written: fn(&DataRef<'_>) -> String,
    /// Columns beyond these are passed over.
    pub columns: usize,
}

enum Kind {
    Xlsx(Box<Xlsx<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
}

impl Book {
    pub fn open(path: &Path) -> Result<Book, ReadError> {
        let kind = guarded(|| open(path))?;
        let sheet = String::new();
        Ok(Book {
            path: path.to_owned(),
            kind,
            sheet,
            written: cell::text,
            columns: COLUMNS,
        })
    }

    pub fn sheets(&self) -> Vec<String> {
        match &self.kind {
            Kind::Xlsx(book) => book.sheet_names(),
            Kind::Xls(book) => book.sheet_names(),
            Kind::Ods(book) => book.sheet_names(),
        }
    }

    /// Cells of the chosen sheet that are merged downwards.
    pub fn spans(&mut self) -> Result<Vec<Span>, ReadError> {
        let Book {
            path, kind, sheet, ..
        } = self;
        let regions = match kind {
            Kind::Xlsx(book) => guarded(|| book.merge_cells_by_sheet_name(sheet).map_err(broken))?,
            Kind::Xls(book) => guarded(|| book.merge_cells_by_sheet_name(sheet).map_err(broken))?,
            Kind::Ods(_) => return ods_spans(path, sheet),
        };
        let down = regions
            .into_iter()
            .filter(|region| region.end.0 > region.start.0);
        Ok(down
            .map(|region| Span {
                first: region.start.0.saturating_add(1),
                last: region.end.0.saturating_add(1),
                column: region.start.1 as usize,
            })
            .collect())
    }

    pub fn rows(&mut self, take: Take<'_>) -> Result<(), ReadError> {
        let Book {
            kind,
            sheet,
            written,
            columns,
            ..
        } = self;
        let put = |row: &mut Row, column, value: &DataRef<'_>| {
            put(row, column, value, *written, *columns);
        };
        let range = match kind {
            Kind::Xlsx(book) => return stream(book, sheet, &put, take),
            Kind::Xls(book) => guarded(|| book.worksheet_range(sheet).map_err(broken))?,
            Kind::Ods(book) => guarded(|| book.worksheet_range(sheet).map_err(broken))?,
        };
        hand_over(&range, &put, take);
        Ok(())
    }
}

fn open(path: &Path) -> Result<Kind, ReadError> {
    let mut start = Vec::new();
    let file = File::open(path)?;
    file.take(128).read_to_end(&mut start)?;
    let is_ods = start
        .windows(22)
        .any(|part| part == b"vnd.oasis.opendocument");
    match start.first() {
        Some(b'P') if is_ods => match open_workbook::<Ods<_>, _>(path) {
            Ok(book) => Ok(Kind::Ods(Box::new(book))),
            Err(OdsError::Password) => Err(ReadError::Password),
            Err(error) => Err(broken(error)),
        },
        Some(b'P') => match open_workbook::<Xlsx<_>, _>(path) {
            Ok(book) => Ok(Kind::Xlsx(Box::new(book))),
            Err(error) => Err(broken(error)),
        },
        _ => match open_workbook::<Xls<_>, _>(path) {
            Ok(book) => Ok(Kind::Xls(Box::new(book))),
            Err(XlsError::Password) => Err(ReadError::Password),
            Err(error) => match is_encrypted(path) {
                true => Err(ReadError::Password),
                false => Err(broken(error)),
            },
        },
    }
}

/// A workbook of today behind a password lies inside a file of the old form, under this name in UTF-16.
fn is_encrypted(path: &Path) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::read(path).is_ok_and(|bytes| bytes.windows(name.len()).any(|part| part == name))
}

/// The library does not tell what is merged in such a file.
fn ods_spans(path: &Path, sheet: &str) -> Result<Vec<Span>, ReadError> {
    let file = File::open(path)?;
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    let content = zip.by_name("content.xml").map_err(broken)?;
    spans_of_ods(&mut BufReader::new(content), sheet).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> ReadError {
    ReadError::Broken(error.to_string())
}

/// The library is written for whole files; what it trips over in a damaged one is a damaged file to us.
fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(ReadError::Broken("damaged".to_owned())))
}

/// Puts a cell into its row.
type Put<'a> = &'a dyn Fn(&mut Row, usize, &DataRef<'_>);

fn stream(
    book: &mut Xlsx<Input>,
    sheet: &str,
    put: Put<'_>,
    take: Take<'_>,
) -> Result<(), ReadError> {
    let mut cells = guarded(|| book.worksheet_cells_reader(sheet).map_err(broken))?;
    let total = u64::from(cells.dimensions().end.0) + 1;
    let mut row = Row::default();
    while let Some(found) = guarded(|| cells.next_cell().map_err(broken))? {
        let (number, column) = found.get_position();
        let number = number.saturating_add(1);
        if number != row.number {
            if row.number > 0 && !take(&row, (u64::from(row.number), total)) {
                return Ok(());
            }
            row.number = number;
            row.cells.clear();
        }
        put(&mut row, column as usize, found.get_value());
    }
    if row.number > 0 {
        take(&row, (u64::from(row.number), total));
    }
    Ok(())
}

fn put(
    row: &mut Row,
    column: usize,
    value: &DataRef<'_>,
    written: fn(&DataRef<'_>) -> String,
    columns: usize,
) {
    if column >= columns || matches!(value, DataRef::Empty) {
        return;
    }
    if row.cells.len() <= column {
        row.cells.resize(column + 1, String::new());
    }
    row.cells[column] = written(value);
}

fn hand_over(range: &Range<Data>, put: Put<'_>, take: Take<'_>) {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let total = range.height() as u64;
    for (at, values) in range.rows().enumerate() {
        let mut row = Row {
            number: first_row.saturating_add(at as u32 + 1),
            cells: Vec::new(),
        };
        for (column, value) in values.iter().enumerate() {
            put(&mut row, first_column as usize + column, &borrowed(value));
        }
        if !take(&row, (at as u64 + 1, total)) {
            return;
        }
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
