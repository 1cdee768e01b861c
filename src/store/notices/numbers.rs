//! The blocks of document numbers that this laptop was assigned, the numbers that are known, and how this laptop's office
//! is set.

use rusqlite::params;

use crate::domain::change::Uuid;
use crate::domain::notice::{Block, Fault, faults};
use crate::domain::office::{OfficeRules, SETTINGS};
use crate::domain::paper::Number;
use crate::store::{Store, StoreError, journal};

/// Name of the setting with this laptop's blocks.
const BLOCKS: &str = "notice_blocks";

impl Store {
    pub fn number_blocks(&self) -> Result<Vec<Block>, StoreError> {
        let Some(text) = self.preference(BLOCKS)? else {
            return Ok(Vec::new());
        };
        serde_json::from_str(&text)
            .map_err(|error| StoreError::Damaged(format!("{BLOCKS}: {error}")))
    }

    pub fn set_number_blocks(&mut self, blocks: &[Block]) -> Result<(), StoreError> {
        let text = serde_json::to_string(blocks).expect("blocks are plain data");
        self.set_preference(BLOCKS, &text)
    }

    /// Every number of a mark that was ever given, those of withdrawn notices among them.
    pub(super) fn given_numbers(&self, mark: &str) -> Result<Vec<Number>, StoreError> {
        // a bracket comes after every mark
        let mut query = self.db.prepare_cached(
            "SELECT number FROM notice_number WHERE number >= ?1 AND number < ?2",
        )?;
        let (from, to) = (format!("{mark}〔"), format!("{mark}〕"));
        let texts = query.query_map([from, to], |row| row.get::<_, String>(0))?;
        let mut numbers = Vec::new();
        for text in texts {
            numbers.extend(Number::read(&text?).ok().map(|(number, _)| number));
        }
        Ok(numbers)
    }

    /// Gaps and duplicates among all numbers that this file knows.
    pub fn notice_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT number FROM notice_number ORDER BY number, notice")?;
        let numbers: Vec<String> = query
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(faults(numbers.into_iter(), &self.number_blocks()?))
    }

    pub(super) fn first_number(&self, notice: Uuid) -> Result<Option<String>, StoreError> {
        let Some(id) = journal::known_number(&self.db, notice)? else {
            return Ok(None);
        };
        let mut query = self
            .db
            .prepare_cached("SELECT min(number) FROM notice_number WHERE notice = ?1")?;
        Ok(query.query_row(params![id], |row| row.get(0))?)
    }

    /// The office as the rules have it, with what this laptop is set to in its place.
    pub fn office(&self, rules: &OfficeRules) -> Result<OfficeRules, StoreError> {
        let mut office = rules.clone();
        for name in SETTINGS {
            if let Some(value) = self.preference(&key(name))? {
                office.set(name, &value);
            }
        }
        Ok(office)
    }

    pub fn set_office(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.set_preference(&key(name), value)
    }
}

fn key(name: &str) -> String {
    format!("office_{name}")
}
