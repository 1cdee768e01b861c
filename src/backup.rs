//! Backups: one zip archive with the data file as it was at one moment, the device's keys, the county's own standards and
//! the files of evidence. Its last entry, `backup.json`, lists the others with their sizes and BLAKE3 hashes; any zip
//! program and any BLAKE3 tool can look at one.
//!
//! A backup is never made over an existing file, it bears its name only once every byte was written, forced to the disk
//! and read back against the list, and only its owner may read it: the keys in it are as they are in the data folder.

mod back;
mod list;
mod make;

use std::io;
use std::path::{Path, PathBuf};

pub use back::{PutBack, Unpacked, unpack};
pub use list::Contents;
pub use make::{Made, make};

use crate::store::StoreError;
use crate::words::Words;

/// Told after each block: bytes done and in all. Work stops where it returns false.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Begins the names of what is not whole yet.
const UNFINISHED: &str = ".liuyou-";

/// Files of the data folder that are taken along beside the data file.
const FILES: [&str; 5] = [
    "device.key",
    "device.key.old",
    "liuyou.vault",
    "stores.key",
    "stores.toml",
];
/// The county's own templates and rules.
const STANDARDS: &str = "standards";
const EVIDENCE: &str = "evidence";

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0} exists already")]
    Exists(PathBuf),
    #[error("{path}: {cause}")]
    NotRead { path: PathBuf, cause: String },
    #[error("{path}: {cause}")]
    NotWritten { path: PathBuf, cause: String },
    #[error("{0} is no backup")]
    NoBackup(PathBuf),
    /// An entry is missing, cut off or has other bytes than the list says.
    #[error("{path} is damaged at {entry}")]
    Spoilt { path: PathBuf, entry: String },
    #[error("backup of form {found}, this program knows {known}")]
    Newer { found: u32, known: u32 },
}

impl BackupError {
    fn read(path: &Path, error: &io::Error) -> BackupError {
        BackupError::NotRead {
            path: path.into(),
            cause: error.to_string(),
        }
    }

    fn written(path: &Path, error: &io::Error) -> BackupError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                BackupError::Store(StoreError::Full)
            }
            io::ErrorKind::AlreadyExists => BackupError::Exists(path.into()),
            _ => BackupError::NotWritten {
                path: path.into(),
                cause: error.to_string(),
            },
        }
    }
}

impl Words {
    pub fn backup_error(self, error: &BackupError) -> String {
        let shown = |path: &Path| path.display().to_string();
        match error {
            BackupError::Store(error) => self.store_error(error),
            BackupError::Exists(path) => self.backup_exists(shown(path)),
            BackupError::NotRead { path, cause } => self.backup_unread(shown(path), cause.clone()),
            BackupError::NotWritten { path, cause } => {
                self.not_writable(shown(path), cause.clone())
            }
            BackupError::NoBackup(path) => self.backup_none(shown(path)),
            BackupError::Spoilt { path, entry } => self.backup_spoilt(shown(path), entry.clone()),
            BackupError::Newer { found, known } => self.backup_newer(*found, *known),
        }
    }
}

/// Forces a folder's list of names to the disk; Windows does that by itself and has no such call.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => std::fs::File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}
