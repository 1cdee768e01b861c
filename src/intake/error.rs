//! Why a file could not be read as a register. The words themselves are in `words`.

use crate::domain::register::ListField;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("{0}")]
    File(String),
    #[error("no such file")]
    Missing,
    #[error("a folder")]
    Folder,
    /// More than a form can have.
    #[error("too large")]
    TooLarge,
    /// A text without any table.
    #[error("no table")]
    NoTable,
    #[error("the file is empty")]
    Empty,
    /// The message of who tried to read it.
    #[error("{0}")]
    Broken(String),
    #[error("protected by a password")]
    Password,
    /// A web page under a spreadsheet's name, as some offices' systems give out.
    #[error("a web page")]
    WebPage,
    #[error("row {0} is neither UTF-8 nor GB18030")]
    Encoding(u32),
    #[error("a quotation mark opened in row {0} is not closed")]
    Quote(u32),
    #[error("no sheet {wanted}")]
    NoSheet { wanted: String, sheets: Vec<String> },
    #[error("no header among the first rows")]
    NoHeader,
    #[error("no column {1} for {0:?}")]
    NoColumn(ListField, String),
}

impl From<std::io::Error> for ReadError {
    fn from(cause: std::io::Error) -> ReadError {
        match cause.kind() {
            std::io::ErrorKind::NotFound => ReadError::Missing,
            std::io::ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::File(cause.to_string()),
        }
    }
}

impl Words {
    pub fn read_error(self, path: String, error: &ReadError) -> String {
        match error {
            ReadError::File(cause) => self.intake_no_file(path, cause.clone()),
            ReadError::Missing => self.intake_missing(path),
            ReadError::Folder => self.intake_folder(path),
            ReadError::TooLarge => self.form_too_large(path),
            ReadError::NoTable => self.form_no_table(path),
            ReadError::Empty => self.intake_empty(path),
            ReadError::Broken(cause) => self.intake_broken(path, cause.clone()),
            ReadError::Password => self.intake_password(path),
            ReadError::WebPage => self.intake_web_page(path),
            ReadError::Encoding(row) => self.intake_encoding(path, *row),
            ReadError::Quote(row) => self.intake_quote(path, *row),
            ReadError::NoSheet { wanted, sheets } if sheets.is_empty() => {
                self.intake_no_sheets(path, wanted.clone())
            }
            ReadError::NoSheet { wanted, sheets } => {
                self.intake_no_sheet(wanted.clone(), sheets.join(self.intake_comma()))
            }
            ReadError::NoHeader => self.intake_no_header(path),
            ReadError::NoColumn(field, column) => {
                self.intake_no_column(column.clone(), self.list_field(*field))
            }
        }
    }
}
