//! What a screen is told of sync: how the last one ended, what is set aside, and what others have that this version
//! cannot read.

use rusqlite::params;

use super::Aside;
use crate::domain::exchange::LastSync;
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

    /// Numbers that more than one notice bears, each with its notices.
    pub fn shared_numbers(&self) -> Result<Vec<(String, Vec<i64>)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT number, notice FROM notice_number WHERE number IN
                (SELECT number FROM notice_number GROUP BY number HAVING count(*) > 1) ORDER BY number, notice",
        )?;
        let mut rows = query.query([])?;
        let mut shared: Vec<(String, Vec<i64>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (number, notice): (String, i64) = (row.get(0)?, row.get(1)?);
            match shared.last_mut().filter(|(last, _)| *last == number) {
                Some((_, notices)) => notices.push(notice),
                None => shared.push((number, vec![notice])),
            }
        }
        Ok(shared)
    }

    fn counted(&self, sql: &str) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }
}
