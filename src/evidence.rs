//! The files of evidence in the data folder: `evidence/<hh>/<hash>`, where `<hh>` begins the hash. A file appears under
//! its hash only when it is whole and on the disk; the journal names it only afterwards. What nothing names is found
//! by `audit`, and taken up again when the same file is attached anew.

mod arrive;
mod audit;
mod keep;
mod view;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use arrive::{assemble, has_come, is_unchanged, keep_chunk, read_part};
pub use audit::{Audit, Named, audit, sweep};
pub use keep::{Progress, keep};
pub use view::copy_out;

use crate::domain::evidence::{FileHash, FileState, size_text};
use crate::words::Words;

/// Begins the name of a file that is not whole yet.
pub const UNFINISHED: &str = ".liuyou-";

#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    #[error("{0} does not exist")]
    NoFile(PathBuf),
    #[error("{0} is a folder")]
    Folder(PathBuf),
    /// A pipe, a device, a socket.
    #[error("{0} is no plain file")]
    NotPlain(PathBuf),
    #[error("{0} is empty")]
    Empty(PathBuf),
    #[error("{path} is larger than {largest} bytes")]
    TooLarge {
        path: PathBuf,
        size: u64,
        largest: u64,
    },
    #[error("{path}: {cause}")]
    NotRead { path: PathBuf, cause: String },
    #[error("{path}: {cause}")]
    NotWritten { path: PathBuf, cause: String },
    #[error("the disk is full")]
    Full,
    /// The data folder has no file of that hash.
    #[error("the kept file is missing")]
    Missing,
    /// It has other bytes than those that were attached.
    #[error("the kept file was changed")]
    Changed,
    #[error("cancelled")]
    Cancelled,
}

/// The folder of all evidence.
pub fn folder(directory: &Path) -> PathBuf {
    directory.join("evidence")
}

/// Where a file lies, or would.
pub fn place(directory: &Path, hash: FileHash) -> PathBuf {
    let hash = hash.to_string();
    folder(directory).join(&hash[..2]).join(hash)
}

/// How a file stands, by its size alone: it is asked for every line of a list.
pub fn state(directory: &Path, hash: FileHash, size: u64) -> FileState {
    match fs::metadata(place(directory, hash)) {
        Ok(found) if found.is_file() && found.len() == size => FileState::Present,
        Ok(_) => FileState::Changed,
        Err(_) => FileState::Missing,
    }
}

fn not_written(path: &Path, error: &io::Error) -> EvidenceError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => EvidenceError::Full,
        _ => EvidenceError::NotWritten {
            path: path.to_owned(),
            cause: error.to_string(),
        },
    }
}

fn not_read(path: &Path, error: &io::Error) -> EvidenceError {
    match error.kind() {
        io::ErrorKind::NotFound => EvidenceError::NoFile(path.to_owned()),
        io::ErrorKind::IsADirectory => EvidenceError::Folder(path.to_owned()),
        _ => EvidenceError::NotRead {
            path: path.to_owned(),
            cause: error.to_string(),
        },
    }
}

impl Words {
    pub fn evidence_error(self, error: &EvidenceError) -> String {
        let shown = |path: &Path| path.display().to_string();
        match error {
            EvidenceError::NoFile(path) => self.evidence_no_file(shown(path)),
            EvidenceError::Folder(path) => self.evidence_folder(shown(path)),
            EvidenceError::NotPlain(path) => self.evidence_not_plain(shown(path)),
            EvidenceError::Empty(path) => self.evidence_empty(shown(path)),
            EvidenceError::TooLarge {
                path,
                size,
                largest,
            } => self.evidence_too_large(shown(path), size_text(*size), size_text(*largest)),
            EvidenceError::NotRead { path, cause } => {
                self.evidence_not_read(shown(path), cause.clone())
            }
            EvidenceError::NotWritten { path, cause } => {
                self.evidence_not_written(shown(path), cause.clone())
            }
            EvidenceError::Full => self.evidence_disk_full().into(),
            EvidenceError::Missing => self.evidence_missing().into(),
            EvidenceError::Changed => self.evidence_changed().into(),
            EvidenceError::Cancelled => self.evidence_cancelled().into(),
        }
    }
}
