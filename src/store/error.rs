//! What can go wrong with the data file, sorted by what a person can do about it. The sentences are in `words`.

use std::path::PathBuf;

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
    #[error("cancelled")]
    Cancelled,
    #[error("opened read-only")]
    ReadOnly,
    #[error("damaged data: {0}")]
    Damaged(String),
    #[error("the file was read but not understood: {0}")]
    Checklist(String),
    #[error("no such record: {0}")]
    Unknown(String),
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
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<minicbor::decode::Error> for StoreError {
    fn from(error: minicbor::decode::Error) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}
