//! The journal as it is, save by save, for those who want to see it.

use rusqlite::params;

use super::Hash;
use crate::domain::change::{Field, Op, OpId, Tx, Uuid};
use crate::store::error::StoreError;
use crate::store::{Store, codec, journal};

/// A save with where it stands.
pub struct Entry {
    pub seq: i64,
    pub stream: u64,
    /// The segment it is in, with whether a store listed that and the office confirmed it.
    pub segment: Option<(Hash, bool, bool)>,
    pub tx: Tx,
}

impl Entry {
    /// Its operations with their identities.
    pub fn ops(&self) -> impl Iterator<Item = (OpId, &Op)> {
        let ops = self.tx.ops.iter();
        ops.map(|op| (codec::op_id(self.stream, op), op))
    }
}

impl Store {
    /// Saves from the latest to come on, those of one record or all, until `take` returns false.
    pub fn journal(
        &self,
        record: Option<Uuid>,
        take: &mut dyn FnMut(Entry) -> bool,
    ) -> Result<(), StoreError> {
        let number = match record {
            Some(name) => Some(
                journal::known_number(&self.db, name)?
                    .ok_or_else(|| StoreError::Unknown(name.to_string()))?,
            ),
            None => None,
        };
        let (from, values) = match number {
            Some(number) => ("touch JOIN tx ON tx.seq = touch.tx", number),
            None => ("tx", 0),
        };
        let condition = if number.is_some() {
            "record = ?1"
        } else {
            "?1 = 0"
        };
        let mut query = self.db.prepare_cached(&format!(
            "SELECT tx.seq, tx.stream, opened(tx.bytes), segment.hash, segment.seen, segment.confirmed FROM {from}
             LEFT JOIN segment ON segment.id = tx.segment WHERE {condition} ORDER BY tx.seq DESC"
        ))?;
        let mut rows = query.query(params![values])?;
        while let Some(row) = rows.next()? {
            let (stream, hash): (i64, Option<Hash>) = (row.get(1)?, row.get(3)?);
            let segment = match hash {
                Some(hash) => Some((hash, row.get(4)?, row.get(5)?)),
                None => None,
            };
            let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            let entry = Entry {
                seq: row.get(0)?,
                stream: stream as u64,
                segment,
                tx: codec::decode_tx(bytes)?,
            };
            if !take(entry) {
                break;
            }
        }
        Ok(())
    }

    /// The saves that the journal has of a segment, in the order in which they came: place in the journal and bytes.
    pub fn saves_in(&self, segment: i64) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT seq, opened(bytes) FROM tx WHERE segment = ?1 ORDER BY seq")?;
        let saves = query.query_map([segment], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(saves.collect::<Result<_, _>>()?)
    }

    /// Whether the journal has this very save on a stream, in whichever segment it came.
    pub fn has_saved(&self, stream: u64, bytes: &[u8]) -> Result<bool, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT 1 FROM tx WHERE stream = ?1 AND bytes = sealed(?2)")?;
        Ok(query.exists(params![stream as i64, bytes])?)
    }

    /// Operations written here: in no store yet, in a store, and confirmed by the office.
    pub fn sent(&self) -> Result<[u64; 3], StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT coalesce(sum(ops) FILTER (WHERE NOT seen), 0),
                coalesce(sum(ops) FILTER (WHERE seen AND NOT confirmed), 0),
                coalesce(sum(ops) FILTER (WHERE confirmed), 0) FROM segment WHERE own = 1",
        )?;
        let sealed: [i64; 3] =
            query.query_row([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        let unsealed = self.unsealed()?;
        Ok([
            unsealed + sealed[0] as u64,
            sealed[1] as u64,
            sealed[2] as u64,
        ])
    }

    /// The name of a person, where it is here.
    pub fn person_called(&self, person: Uuid) -> Result<String, StoreError> {
        let Some(id) = journal::known_number(&self.db, person)? else {
            return Ok(String::new());
        };
        let head = journal::registers(&self.db, id, "")?;
        Ok(journal::text(&head, Field::PERSON_NAME))
    }

    /// Facts that sync keeps under names that begin so, such as requests to be let in.
    pub fn exchange_facts(&self, beginning: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT value FROM exchange WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name",
        )?;
        let facts = query.query_map([beginning], |row| row.get(0))?;
        Ok(facts.collect::<Result<_, _>>()?)
    }
}
