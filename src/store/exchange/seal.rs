//! Sealing what was saved since the last time: the bytes of a segment are in the file before anybody is shown them.

use rusqlite::{OptionalExtension, params};

use super::{Hash, Standing};
use crate::store::error::StoreError;
use crate::store::{Store, codec};

/// Saves of one stream that no segment holds yet.
pub struct Tail {
    pub stream: u64,
    /// Place of the new segment in its stream, counted from 1.
    pub height: u32,
    /// The last segment of the stream that this very file sealed.
    pub parent: Option<Hash>,
    pub ops: u64,
    /// First and last stamp.
    pub stamps: (u64, u64),
    pub saves: Vec<Vec<u8>>,
}

impl Store {
    /// Operations of one's own that are in no segment yet.
    pub fn unsealed(&self) -> Result<u64, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT coalesce(sum(ops), 0) FROM tx WHERE segment IS NULL")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Seals the oldest saves that are in no segment, `usual` bytes of them or one save. `make` gives the file's bytes.
    /// Returns whether there was anything to seal.
    pub fn seal_next(
        &mut self,
        scope: &str,
        author: [u8; 16],
        usual: usize,
        make: &mut dyn FnMut(&Tail) -> Vec<u8>,
    ) -> Result<bool, StoreError> {
        self.transaction(|store| {
            let Some((tail, seqs)) = store.tail(usual)? else {
                return Ok(false);
            };
            let bytes = make(&tail);
            let hash: Hash = blake3::hash(&bytes).into();
            store
                .db
                .prepare_cached(
                    "INSERT INTO segment (hash, scope, stream, height, parent, author, ops, standing, reader,
                        own, seen, confirmed, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 1, 0, 0, ?9)",
                )?
                .execute(params![
                    hash,
                    scope,
                    tail.stream as i64,
                    tail.height,
                    tail.parent,
                    author,
                    tail.ops as i64,
                    Standing::Applied as i64,
                    bytes
                ])?;
            let id = store.db.last_insert_rowid();
            let mut put = store
                .db
                .prepare_cached("UPDATE tx SET segment = ?2 WHERE seq = ?1")?;
            for seq in seqs {
                put.execute([seq, id])?;
            }
            Ok(true)
        })
    }

    /// A planted bug's: takes what was sealed and not seen yet apart again, so that every attempt makes other bytes.
    pub(crate) fn unseal_for_test(&mut self) -> Result<(), StoreError> {
        self.transaction(|store| {
            store.db.execute_batch(
                "UPDATE tx SET segment = NULL WHERE segment IN (SELECT id FROM segment WHERE own = 1 AND seen = 0);
                 DELETE FROM segment WHERE own = 1 AND seen = 0;",
            )?;
            Ok(())
        })
    }

    fn tail(&self, usual: usize) -> Result<Option<(Tail, Vec<i64>)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT seq, stream, ops, opened(bytes) FROM tx WHERE segment IS NULL ORDER BY seq",
        )?;
        let mut rows = query.query([])?;
        let mut tail: Option<Tail> = None;
        let (mut seqs, mut length) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let (stream, ops): (i64, i64) = (row.get(1)?, row.get(2)?);
            let bytes: Vec<u8> = row.get(3)?;
            let tail = match &mut tail {
                Some(tail) if tail.stream != stream as u64 => break,
                Some(_) if length + bytes.len() > usual => break,
                Some(tail) => tail,
                None => tail.insert(self.tail_of(stream as u64)?),
            };
            length += bytes.len();
            tail.ops += ops as u64;
            tail.saves.push(bytes);
            seqs.push(row.get(0)?);
        }
        if let Some(tail) = &mut tail
            && let [first, .., last] | [first @ last] = &tail.saves[..]
        {
            tail.stamps = (codec::decode_tx(first)?.hlc, codec::decode_tx(last)?.hlc);
        }
        Ok(tail.map(|tail| (tail, seqs)))
    }

    /// The end of a stream as this file sealed it. What others sealed on it, after a copy was made, is no part of it.
    fn tail_of(&self, stream: u64) -> Result<Tail, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT hash, height FROM segment WHERE stream = ?1 AND own = 1 ORDER BY height DESC LIMIT 1",
        )?;
        let last: Option<(Hash, u32)> = query
            .query_row([stream as i64], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(Tail {
            stream,
            height: last.map_or(1, |(_, height)| height + 1),
            parent: last.map(|(hash, _)| hash),
            ops: 0,
            stamps: (0, 0),
            saves: Vec::new(),
        })
    }
}
