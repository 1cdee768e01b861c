//! Opening the data file: who may write, whether it is ours, and bringing an older one up to date.

use std::cell::RefCell;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

use super::error::StoreError;
use super::{Store, codec, schema, vault};
use crate::domain::change::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Write,
    Read,
}

/// Memory for pages, in KiB.
pub(super) const USUAL_CACHE: &str = "PRAGMA cache_size = -2000";

pub fn data_file(directory: &Path) -> PathBuf {
    directory.join("liuyou.db")
}

/// SQLite's log beside the data file; it has what was saved last.
pub fn log_file(directory: &Path) -> PathBuf {
    directory.join("liuyou.db-wal")
}

/// What a program that writes holds, so that a second one sees it.
pub fn lock_file(directory: &Path) -> PathBuf {
    directory.join("liuyou.lock")
}

fn not_writable(path: &Path, cause: std::io::Error) -> StoreError {
    match cause.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::NotWritable {
            path: path.into(),
            cause: cause.to_string(),
        },
    }
}

/// What lets this program alone write the data; none where another does.
pub(super) fn try_lock(directory: &Path) -> Result<Option<File>, StoreError> {
    let path = lock_file(directory);
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let lock = lock.map_err(|cause| not_writable(&path, cause))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(not_writable(&path, cause)),
    }
}

/// A connection to `path`, a data file that lies in `directory` or was copied from there.
pub(super) fn connect(
    directory: &Path,
    path: &Path,
    flags: OpenFlags,
) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_secs(2))?;
    vault::key_of_file(&db, directory)?;
    Ok(db)
}

pub(super) fn connect_to_read(directory: &Path) -> Result<Connection, StoreError> {
    let path = data_file(directory);
    if !path.exists() {
        return Err(StoreError::Missing(directory.into()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    connect(directory, &path, flags)
}

pub(super) fn connect_to_make(directory: &Path, path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    connect(directory, path, flags)
}

impl Store {
    /// Opens the file in `directory`, making it where it is missing. Read-only where another program writes it.
    ///
    /// # Errors
    /// A folder that cannot be written, a network drive, a foreign, damaged or newer file, a full disk.
    pub fn open_or_create(directory: &Path) -> Result<Store, StoreError> {
        std::fs::create_dir_all(directory).map_err(|cause| not_writable(directory, cause))?;
        if on_network_drive(directory) {
            return Err(StoreError::NetworkDrive(directory.into()));
        }
        match try_lock(directory)? {
            Some(lock) => Store::open_for_writing(directory, lock),
            None => Store::open_read_only(directory),
        }
    }

    /// Opens an existing file as `open_or_create` does, or says that there is none.
    pub fn open_existing(directory: &Path) -> Result<Store, StoreError> {
        match data_file(directory).exists() {
            true => Store::open_or_create(directory),
            false => Err(StoreError::Missing(directory.into())),
        }
    }

    /// A second connection that only reads, for long work such as an export.
    pub fn open_read_only(directory: &Path) -> Result<Store, StoreError> {
        let db = connect_to_read(directory)?;
        let version = version(&db, &data_file(directory))?;
        if version < schema::STEPS.len() as i64 {
            // an empty or older file that another program is just making ready
            return Err(StoreError::Busy);
        }
        let store = Store::finish_opening(db, directory, None, Access::Read)?;
        match store.preference(schema::UNBUILT)? {
            // another program has just brought it up to date and fills the tables
            Some(_) => Err(StoreError::Busy),
            None => Ok(store),
        }
    }

    pub(super) fn open_for_writing(directory: &Path, lock: File) -> Result<Store, StoreError> {
        let path = data_file(directory);
        let db = connect_to_make(directory, &path).map_err(|error| match error {
            StoreError::Sqlite(cause) => StoreError::NotWritable {
                path: path.clone(),
                cause: cause.to_string(),
            },
            error => error,
        })?;
        if db.is_readonly("main")? {
            return Err(StoreError::NotWritable {
                path,
                cause: "read-only".into(),
            });
        }
        let version = version(&db, &path)?;
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::NetworkDrive(directory.into()));
        }
        db.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 4194304;",
        )?;
        db.execute_batch(USUAL_CACHE)?;
        upgrade(&db, &path, version as usize)?;
        let mut store = Store::finish_opening(db, directory, Some(lock), Access::Write)?;
        store.fill_new_tables()?;
        store.finish_cut_off_load()?;
        store.finish_scrubbing()?;
        Ok(store)
    }

    pub(super) fn finish_opening(
        db: Connection,
        directory: &Path,
        lock: Option<File>,
        access: Access,
    ) -> Result<Store, StoreError> {
        let keys = match vault::in_file(&db)? {
            Some(vault) => Some(vault::keys_of(&vault)?),
            None => None,
        };
        vault::attach(&db, keys.clone())?;
        let (stream, actor): (i64, Option<[u8; 16]>) =
            db.query_row("SELECT stream, actor FROM device", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        // what came from others moved the adopted stamp, which holds all that was there before
        let last: Option<Vec<u8>> = db
            .query_row(
                "SELECT opened(tx.bytes), tx.segment IS NULL OR coalesce(segment.own, 0) FROM tx
                 LEFT JOIN segment ON segment.id = tx.segment ORDER BY seq DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get::<_, bool>(1)?)),
            )
            .optional()?
            .and_then(|(bytes, own)| own.then_some(bytes));
        let last = last.map_or(Ok(0), |bytes| codec::decode_tx(&bytes).map(|tx| tx.hlc))?;
        let hlc = last.max(Store::adopted_stamp(&db)?);
        // else a statement that an index of some rows alone may serve is made ready anew for every value given to it
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Store {
            db,
            directory: directory.into(),
            lock,
            access,
            stream: stream as u64,
            hlc,
            actor: Uuid(actor.unwrap_or_default()),
            forms: RefCell::default(),
            pile: None,
            put_off: None,
            seen_to: None,
            rebuilding: false,
            keys,
            locked: false,
        })
    }
}

/// The file's version: 0 for an empty one.
pub(super) fn version(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    // a busy or unreadable file is not called foreign, nor is one that bears our mark and is damaged further in
    let foreign = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            StoreError::NotOurs(path.into())
        }
        _ => error.into(),
    };
    let pragma =
        |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let application = pragma("application_id").map_err(foreign)?;
    if application != i64::from(schema::APPLICATION_ID) {
        let tables: i64 = db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(foreign)?;
        if application != 0 || tables != 0 {
            return Err(StoreError::NotOurs(path.into()));
        }
    }
    let found = pragma("user_version")?;
    let known = schema::STEPS.len() as i64;
    match (0..=known).contains(&found) {
        true => Ok(found),
        false => Err(StoreError::Newer { found, known }),
    }
}

/// Runs the missing steps in one transaction; a file with data in it is copied first.
fn upgrade(db: &Connection, path: &Path, from: usize) -> Result<(), StoreError> {
    if from == schema::STEPS.len() {
        return Ok(());
    }
    if from > 0 {
        let copy = path.with_extension(format!("v{from}.db"));
        db.backup("main", &copy, None::<fn(rusqlite::backup::Progress)>)?;
    }
    db.execute_batch("BEGIN IMMEDIATE")?;
    let done = (|| {
        for step in &schema::STEPS[from..] {
            step(db)?;
        }
        if from == 0 {
            let stream = i64::from_be_bytes(random());
            db.execute("INSERT INTO device VALUES (1, ?1, NULL)", [stream])?;
        }
        db.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        db.pragma_update(None, "user_version", schema::STEPS.len() as i64)
    })();
    match done {
        Ok(()) => Ok(db.execute_batch("COMMIT")?),
        Err(error) => {
            let _ = db.execute_batch("ROLLBACK");
            Err(error.into())
        }
    }
}

/// Bytes from the system's own source of randomness.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// SQLite's WAL needs shared memory, which network drives do not have; data would be damaged there.
#[cfg(target_os = "linux")]
fn on_network_drive(directory: &Path) -> bool {
    let Ok(directory) = directory.canonicalize() else {
        return false;
    };
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            let place = fields.next()?.replace("\\040", " ");
            directory
                .starts_with(&place)
                .then_some((place.len(), fields.next()?))
        })
        .max_by_key(|(length, _)| *length)
        .is_some_and(|(_, kind)| {
            kind.starts_with("nfs")
                || matches!(
                    kind,
                    "cifs" | "smb3" | "smbfs" | "fuse.sshfs" | "davfs" | "afs"
                )
        })
}

#[cfg(windows)]
fn on_network_drive(directory: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(directory.components().next(), Some(Component::Prefix(prefix))
        if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)))
}

#[cfg(not(any(target_os = "linux", windows)))]
fn on_network_drive(_: &Path) -> bool {
    false
}
