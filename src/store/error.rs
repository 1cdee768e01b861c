//! What can go wrong with the data file, sorted by what a person can do about it. The words themselves are in `words`.

use std::path::PathBuf;

use super::vault;
use crate::words::Words;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{0} is not a liuyou data file")]
    NotOurs(PathBuf),
    #[error("data file of version {found}, this program knows {known}")]
    Newer { found: i64, known: i64 },
    #[error("no data file in {0}")]
    Missing(PathBuf),
    #[error("a data file is already in {0}")]
    Exists(PathBuf),
    #[error("{path}: {cause}")]
    NotWritable { path: PathBuf, cause: String },
    #[error("{0} is on a network drive")]
    NetworkDrive(PathBuf),
    #[error("the disk is full")]
    Full,
    #[error("another program holds the file")]
    Busy,
    /// A passphrase must be given first.
    #[error("the data is locked")]
    Locked,
    /// Encrypted whole, which this build cannot open.
    #[error("{0} is encrypted whole")]
    Sealed(PathBuf),
    #[error("cancelled")]
    Cancelled,
    #[error("opened read-only")]
    ReadOnly,
    #[error("damaged data: {0}")]
    Damaged(String),
    #[error("the file was read but not understood: {0}")]
    Checklist(String),
    #[error("the round is closed: {0}")]
    RoundClosed(String),
    #[error("a round lists at most {0} organisations")]
    RoundFull(usize),
    #[error("no such record: {0}")]
    Unknown(String),
    /// Two visits of different organisations or with different templates.
    #[error("the two visits cannot be compared")]
    NotComparable,
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
            _ if error.to_string().contains(vault::LOCKED) => StoreError::Locked,
            _ if error.to_string().contains(vault::SPOILT) => {
                StoreError::Damaged(vault::SPOILT.into())
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Damaged(error.to_string())
            }
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<minicbor::decode::Error> for StoreError {
    fn from(error: minicbor::decode::Error) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}

impl Words {
    pub fn store_error(self, error: &StoreError) -> String {
        let shown = |path: &std::path::Path| path.display().to_string();
        match error {
            StoreError::NotOurs(path) => self.not_ours(shown(path)),
            StoreError::Newer { found, known } => self.newer_file(*found, *known),
            StoreError::RoundClosed(name) => self.round_is_closed(name),
            StoreError::RoundFull(most) => self.round_is_full(*most),
            StoreError::Missing(path) => self.missing_file(shown(path)),
            StoreError::Exists(path) => self.file_exists(shown(path)),
            StoreError::NotWritable { path, cause } => {
                self.not_writable(shown(path), cause.clone())
            }
            StoreError::NetworkDrive(path) => self.network_drive(shown(path)),
            StoreError::Locked => self.file_locked().into(),
            StoreError::Sealed(path) => self.file_sealed_whole(shown(path)),
            StoreError::Full => self.disk_full().into(),
            StoreError::Busy => self.file_busy().into(),
            StoreError::ReadOnly => self.read_only().into(),
            StoreError::Damaged(what) => self.damaged(what.clone()),
            StoreError::Cancelled => self.cancelled().into(),
            StoreError::Checklist(what) => self.unreadable_checklist(what.clone()),
            StoreError::Unknown(what) => self.unknown_record(what.clone()),
            StoreError::NotComparable => self.not_comparable().into(),
            StoreError::Sqlite(error) => self.database_said(error.to_string()),
        }
    }
}
