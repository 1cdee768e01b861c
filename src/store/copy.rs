//! The data file as a whole: a copy of it as it is at one moment, made while others use it, and what must be done to a
//! copy before it is written on.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::projection::Progress;
use super::{Store, open, schema};

/// Pages copied between two looks at whether to go on.
const PAGES: i32 = 512;

/// Copies the data file of `directory` to `to`, as it is at this moment. Another program may write meanwhile: the
/// reading transaction, held from the first page to the last, keeps its saves out.
///
/// # Errors
/// There is no data file, it is newer than this program or a passphrase is missing; a full disk.
pub fn copy_file(directory: &Path, to: &Path, progress: Progress<'_>) -> Result<i64, StoreError> {
    let source = open::connect_to_read(directory)?;
    let version = open::version(&source, &open::data_file(directory))?;
    source.execute_batch("BEGIN")?;
    // the snapshot begins with the first reading
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mut target = open::connect_to_make(directory, to)?;
    copy_pages(&source, &mut target, progress)?;
    // one file, without a log beside it
    target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(version)
}

fn copy_pages(
    source: &Connection,
    target: &mut Connection,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let backup = Backup::new(source, target)?;
    loop {
        let step = backup.step(PAGES)?;
        let stand = backup.progress();
        let (all, left) = (stand.pagecount.max(0) as u64, stand.remaining.max(0) as u64);
        if !progress(all.saturating_sub(left), all) {
            return Err(StoreError::Cancelled);
        }
        if step == StepResult::Done {
            return Ok(());
        }
    }
}

/// What is wrong with the file of `directory` by SQLite's own examination; empty means sound.
///
/// # Errors
/// It is not ours, newer than this program, or cannot be read at all.
pub fn examine(directory: &Path) -> Result<Vec<String>, StoreError> {
    let db = open::connect_to_read(directory)?;
    open::version(&db, &open::data_file(directory))?;
    let mut query = db.prepare("PRAGMA integrity_check(20)")?;
    let lines = query
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Lets an older copy that is put back write on a stream of its own, and notes when that was: what the laptop wrote after
/// the copy was made may be in a store already, and would else be written a second time under the same name.
/// The file needs no passphrase for that; one of an older version is brought up to date.
pub fn begin_anew(directory: &Path, utc_ms: i64) -> Result<(), StoreError> {
    let path = open::data_file(directory);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = open::connect(directory, &path, flags)?;
    let version = open::version(&db, &path)?;
    let stream = i64::from_be_bytes(open::random());
    if version < schema::STEPS.len() as i64 {
        drop(db);
        return Store::open_existing(directory)?.begin_stream(stream as u64, utc_ms);
    }
    db.execute_batch("PRAGMA synchronous = FULL; BEGIN IMMEDIATE")?;
    db.execute("UPDATE device SET stream = ?1", [stream])?;
    db.execute(
        "INSERT OR REPLACE INTO exchange VALUES ('suspected', ?1)",
        [utc_ms.to_be_bytes()],
    )?;
    db.execute_batch("COMMIT")?;
    db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(())
}

/// Folds the log of a data file that nobody writes into the file itself, so that the file alone is the data.
///
/// # Errors
/// `Busy` where another program still reads it; a damaged file is said to be so.
pub fn fold_log(directory: &Path) -> Result<(), StoreError> {
    let path = open::data_file(directory);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = open::connect(directory, &path, flags)?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(db);
    // the last one who closes it removes the log
    match open::log_file(directory).exists() {
        true => Err(StoreError::Busy),
        false => Ok(()),
    }
}
