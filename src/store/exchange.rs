//! What sync keeps in the data file: segments to the letter, links of the membership chain, and which files of a store
//! were set aside. What a segment holds goes into the journal beside one's own saves; `apply` does that.

mod apply;
mod leave;
mod seal;
mod show;
mod stand;
mod trial;
mod view;
mod withdraw;

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::error::StoreError;
use crate::domain::change::Tx;

pub use seal::Tail;
pub use show::Entry;
pub use view::View;

/// BLAKE3 of a whole file.
pub type Hash = [u8; 32];

/// A save as its author wrote it; `bytes` may hold more than this version reads.
#[derive(Clone, Debug)]
pub struct Save {
    pub tx: Tx,
    pub bytes: Vec<u8>,
}

/// What became of a segment here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its saves are in the journal.
    Applied = 0,
    /// For a newer version to read; kept and passed on.
    Newer = 1,
    /// Kept, but its author was shut out before it.
    Refused = 2,
}

impl Standing {
    fn from_number(number: i64) -> Standing {
        match number {
            0 => Standing::Applied,
            1 => Standing::Newer,
            _ => Standing::Refused,
        }
    }
}

/// A segment that was checked and is to be kept.
pub struct Arrived {
    pub hash: Hash,
    pub scope: String,
    pub stream: u64,
    pub height: u32,
    pub parent: Option<Hash>,
    /// The device that signed it.
    pub author: [u8; 16],
    /// Operations, as its header says.
    pub ops: u64,
    pub bytes: Vec<u8>,
    pub contents: Contents,
}

pub enum Contents {
    Saves(Vec<Save>),
    /// The oldest version that reads it.
    Newer(u32),
    Refused,
}

/// What taking in came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    pub segments: u64,
    pub ops: u64,
    /// Saves stamped more than a day ahead of this computer's clock.
    pub ahead: u64,
}

/// A segment that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: i64,
    pub hash: Hash,
    pub scope: String,
    pub stream: u64,
    pub height: u32,
    pub parent: Option<Hash>,
    pub author: [u8; 16],
    pub ops: u64,
    pub standing: Standing,
    /// Sealed by this very file.
    pub own: bool,
    /// Seen in the listing of a store.
    pub seen: bool,
    /// Covered by a checkpoint of the office.
    pub confirmed: bool,
    /// Bytes of the file.
    pub size: u64,
}

/// A file of a store that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub name: String,
    pub size: u64,
    pub reason: String,
    pub tries: u32,
}

// `hash` is of the whole file; `parent` is empty for the first of a stream. `standing` is 0 applied, 1 for a newer
// version (`reader` is the oldest that understands it), 2 refused. `own`: sealed by this very file. `seen`: once in the
// listing of a store; `confirmed`: covered by a checkpoint of the office. `bytes` never change.
// `aside` has files of a store that are not read again while their size stays.
const TABLES: &str = "
CREATE TABLE segment (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, scope TEXT NOT NULL, stream INTEGER NOT NULL,
    height INTEGER NOT NULL, parent BLOB, author BLOB NOT NULL, ops INTEGER NOT NULL, standing INTEGER NOT NULL,
    reader INTEGER NOT NULL, own INTEGER NOT NULL, seen INTEGER NOT NULL, confirmed INTEGER NOT NULL,
    bytes BLOB NOT NULL) STRICT;
CREATE INDEX segment_stream ON segment (stream, height);
CREATE TABLE link (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE aside (name TEXT PRIMARY KEY, size INTEGER NOT NULL, reason TEXT NOT NULL, tries INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE exchange (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX tx_tail ON tx (seq) WHERE segment IS NULL;
DROP TRIGGER IF EXISTS tx_sealed;
CREATE TRIGGER segment_seen AFTER UPDATE OF seen ON segment WHEN old.own AND new.seen AND NOT old.seen BEGIN
    UPDATE tally SET n = n - new.ops WHERE name = 'unsynced';
END;
";

/// The tables of sync, part of an upgrade step. Work counts as sent when a store lists it, not when it is sealed.
pub fn tables(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(TABLES)
}

const COLUMNS: &str = "id, hash, scope, stream, height, parent, author, ops, standing, own, seen, confirmed, length(bytes)";

fn read_held(row: &rusqlite::Row<'_>) -> rusqlite::Result<Held> {
    let (stream, ops, size): (i64, i64, i64) = (row.get(3)?, row.get(7)?, row.get(12)?);
    Ok(Held {
        id: row.get(0)?,
        hash: row.get(1)?,
        scope: row.get(2)?,
        stream: stream as u64,
        height: row.get(4)?,
        parent: row.get(5)?,
        author: row.get(6)?,
        ops: ops as u64,
        standing: Standing::from_number(row.get(8)?),
        own: row.get(9)?,
        seen: row.get(10)?,
        confirmed: row.get(11)?,
        size: size as u64,
    })
}

impl Store {
    /// Every segment that is here, those of a stream in the order of their heights.
    pub fn held(&self) -> Result<Vec<Held>, StoreError> {
        self.held_where("1", params![])
    }

    /// The segments that a device signed.
    pub fn held_of(&self, author: [u8; 16]) -> Result<Vec<Held>, StoreError> {
        self.held_where("author = ?1", params![author])
    }

    /// The segments that a version which was too old when they came can read by now.
    pub fn held_for_readers(&self, format: u32) -> Result<Vec<Held>, StoreError> {
        self.held_where("standing = 1 AND reader <= ?1", params![format])
    }

    fn held_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Held>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM segment WHERE {condition} ORDER BY stream, height, hash"
        ))?;
        let held = query.query_map(values, read_held)?;
        Ok(held.collect::<Result<_, _>>()?)
    }

    /// The file of a segment, to the letter.
    pub fn segment_bytes(&self, id: i64) -> Result<Vec<u8>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT bytes FROM segment WHERE id = ?1")?;
        Ok(query.query_row([id], |row| row.get(0))?)
    }

    /// The stream this file writes on.
    pub fn stream(&self) -> u64 {
        self.stream
    }

    /// From now on saves are written on another stream; what was written so far is sealed on the one it was written on.
    /// That this file is a copy, or an older one put back, stays noted with the time in `utc_ms`.
    pub fn begin_stream(&mut self, stream: u64, utc_ms: i64) -> Result<(), StoreError> {
        self.transaction(|store| {
            store
                .db
                .execute("UPDATE device SET stream = ?1", [stream as i64])?;
            store.keep_exchange_fact("suspected", &utc_ms.to_be_bytes())
        })?;
        self.stream = stream;
        Ok(())
    }

    /// Notes which segments a store lists. Returns how many of them were not known to be in any.
    pub fn mark_seen(&mut self, ids: &[i64]) -> Result<usize, StoreError> {
        self.mark(
            "UPDATE segment SET seen = 1 WHERE id = ?1 AND seen = 0",
            ids,
        )
    }

    /// Notes which segments a checkpoint of the office covers.
    pub fn mark_confirmed(&mut self, ids: &[i64]) -> Result<usize, StoreError> {
        self.mark(
            "UPDATE segment SET confirmed = 1 WHERE id = ?1 AND confirmed = 0",
            ids,
        )
    }

    fn mark(&mut self, sql: &str, ids: &[i64]) -> Result<usize, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        self.transaction(|store| {
            let mut mark = store.db.prepare_cached(sql)?;
            let marked = ids.iter().map(|id| mark.execute([id]));
            Ok(marked.sum::<Result<usize, _>>()?)
        })
    }

    /// The membership chain as far as it is here, in no order.
    pub fn links(&self) -> Result<Vec<(Hash, Vec<u8>)>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT hash, bytes FROM link")?;
        let links = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(links.collect::<Result<_, _>>()?)
    }

    /// Keeps links; those that are here already are passed over.
    pub fn keep_links(&mut self, links: &[(Hash, Vec<u8>)]) -> Result<(), StoreError> {
        self.transaction(|store| {
            let mut put = store
                .db
                .prepare_cached("INSERT OR IGNORE INTO link VALUES (?1, ?2)")?;
            for (hash, bytes) in links {
                put.execute(params![hash, bytes])?;
            }
            Ok(())
        })
    }

    /// Files of stores that were set aside.
    pub fn aside(&self) -> Result<Vec<Aside>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT name, size, reason, tries FROM aside ORDER BY name")?;
        let aside = query.query_map([], |row| {
            Ok(Aside {
                name: row.get(0)?,
                size: row.get::<_, i64>(1)? as u64,
                reason: row.get(2)?,
                tries: row.get(3)?,
            })
        })?;
        Ok(aside.collect::<Result<_, _>>()?)
    }

    /// Sets a file aside, or once more.
    pub fn set_aside(&mut self, name: &str, size: u64, reason: &str) -> Result<(), StoreError> {
        self.writable()?;
        self.db
            .prepare_cached(
                "INSERT INTO aside VALUES (?1, ?2, ?3, 1) ON CONFLICT (name) DO UPDATE
                 SET tries = CASE WHEN size = excluded.size THEN tries + 1 ELSE 1 END,
                    size = excluded.size, reason = excluded.reason",
            )?
            .execute(params![name, size as i64, reason])?;
        Ok(())
    }

    /// Takes files back from those set aside: they are good now, or are to be looked at again.
    pub fn take_back(&mut self, names: &[String]) -> Result<(), StoreError> {
        if names.is_empty() {
            return Ok(());
        }
        self.transaction(|store| {
            let mut delete = store
                .db
                .prepare_cached("DELETE FROM aside WHERE name = ?1")?;
            for name in names {
                delete.execute([name])?;
            }
            Ok(())
        })
    }

    /// A small fact that sync keeps, such as which office this file belongs to.
    pub fn exchange_fact(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT value FROM exchange WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    pub fn keep_exchange_fact(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.writable()?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO exchange VALUES (?1, ?2)")?
            .execute(params![name, value])?;
        Ok(())
    }
}
