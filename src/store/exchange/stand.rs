//! What a screen is told of sync: how the last one ended, what is set aside, and what others have that this version
//! cannot read.

use rusqlite::params;

use super::Aside;
use crate::domain::exchange::{LastSync, Reach, SharedNumber};
use crate::store::Store;
use crate::store::error::StoreError;

const LAST: &str = "last_sync";
/// Name of the setting with the store that was used last.
const PLACE: &str = "sync_place";

impl Store {
    /// How the last sync ended, whoever asked for it.
    pub fn last_sync(&self) -> Result<Option<LastSync>, StoreError> {
        let last = self.exchange_fact(LAST)?;
        // written by another version, it says nothing
        Ok(last.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    pub fn keep_last_sync(&mut self, last: &LastSync) -> Result<(), StoreError> {
        let text = serde_json::to_vec(last).expect("a sync's outcome is plain data");
        self.keep_exchange_fact(LAST, &text)
    }

    /// The store that is synced with unless another is named; empty before the first.
    pub fn sync_place(&self) -> Result<String, StoreError> {
        Ok(self.preference(PLACE)?.unwrap_or_default())
    }

    pub fn set_sync_place(&mut self, place: &str) -> Result<(), StoreError> {
        self.set_preference(PLACE, place)
    }

    /// Files of stores that are set aside and say something is wrong, those of the first names, and how many there are.
    pub fn aside_listed(&self, most: usize) -> Result<(Vec<Aside>, u64), StoreError> {
        // a copy under another name is read once and nothing to worry about
        let mut query = self.db.prepare_cached(
            "SELECT name, size, reason, tries FROM aside WHERE reason <> 'copy' ORDER BY name LIMIT ?1",
        )?;
        let listed = query.query_map(params![most as i64], |row| {
            Ok(Aside {
                name: row.get(0)?,
                size: row.get::<_, i64>(1)? as u64,
                reason: row.get(2)?,
                tries: row.get(3)?,
            })
        })?;
        let listed = listed.collect::<Result<Vec<_>, _>>()?;
        let total = match listed.len() < most {
            true => listed.len() as u64,
            false => self.counted("SELECT count(*) FROM aside WHERE reason <> 'copy'")?,
        };
        Ok((listed, total))
    }

    /// Segments that a newer version will read.
    pub fn newer_segments(&self) -> Result<u64, StoreError> {
        self.counted("SELECT count(*) FROM segment WHERE standing = 1")
    }

    /// Notices whose number another one bears too, those of a number together.
    pub fn shared_numbers(&self) -> Result<Vec<SharedNumber>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT notice_number.number, notice, title FROM notice_number JOIN notice ON notice.id = notice
             WHERE notice_number.number IN
                (SELECT number FROM notice_number GROUP BY number HAVING count(*) > 1)
             ORDER BY notice_number.number, notice",
        )?;
        let shared = query.query_map([], |row| {
            Ok(SharedNumber {
                number: row.get(0)?,
                notice: row.get(1)?,
                title: row.get::<_, String>(2)?.replace('\n', ""),
            })
        })?;
        Ok(shared.collect::<Result<_, _>>()?)
    }

    /// How far a record has come: as far as the save of it that has come least far. None where the data belongs to no
    /// store, since there is nowhere to go then.
    pub fn reach(&self, record: i64) -> Result<Option<Reach>, StoreError> {
        if self.exchange_fact("root")?.is_none() {
            return Ok(None);
        }
        let mut query = self.db.prepare_cached(
            "SELECT min(CASE WHEN segment.seen IS NOT 1 THEN 0 WHEN segment.confirmed IS NOT 1 THEN 1 ELSE 2 END)
             FROM touch JOIN tx ON tx.seq = touch.tx LEFT JOIN segment ON segment.id = tx.segment
             WHERE touch.record = ?1",
        )?;
        let least: Option<i64> = query.query_row([record], |row| row.get(0))?;
        Ok(least.map(|least| match least {
            0 => Reach::Here,
            1 => Reach::Uploaded,
            _ => Reach::Confirmed,
        }))
    }

    fn counted(&self, sql: &str) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }
}
