//! Organisations that were never inspected, by the day on which their first visit is due. The rule that says so is not in
//! the file; the day from which it counts is, with an index of its own.

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::error::StoreError;
use crate::domain::calendar::Date;
use crate::domain::schedule::FirstRule;
use crate::domain::view::{Counted, FirstLine};

/// First visits due that are counted for the first screen.
const COUNTED: u64 = 1000;

impl Store {
    /// First visits due on `until` or earlier, the longest due first.
    pub fn first_visits(
        &self,
        rule: &FirstRule,
        until: Date,
        lines: usize,
    ) -> Result<Vec<FirstLine>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, area, first FROM organisation WHERE first IS NOT NULL AND first <= ?1
             ORDER BY first, id LIMIT ?2",
        )?;
        let last = rule.latest_due(until).to_string();
        let mut rows = query.query(params![last, lines as i64])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            let known: String = row.get(3)?;
            if let Some(known) = Date::parse(&known) {
                due.push(FirstLine {
                    organisation: row.get(0)?,
                    name: row.get(1)?,
                    area: row.get(2)?,
                    due: rule.due(known),
                });
            }
        }
        Ok(due)
    }

    /// How many first visits are due on that day or earlier, counted along the index up to a thousand.
    pub fn first_visits_due(&self, rule: &FirstRule, today: Date) -> Result<Counted, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM organisation WHERE first IS NOT NULL AND first <= ?1 LIMIT {})",
            COUNTED + 1
        ))?;
        let last = rule.latest_due(today).to_string();
        let n = query.query_row([last], |row| row.get::<_, i64>(0))? as u64;
        Ok(Counted {
            n: n.min(COUNTED),
            more: n > COUNTED,
        })
    }

    /// The day from which the first visit of an organisation counts that was never inspected.
    pub(super) fn first_of(&self, id: i64) -> Result<Option<Date>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT first FROM organisation WHERE id = ?1")?;
        let known: Option<Option<String>> = query.query_row([id], |row| row.get(0)).optional()?;
        Ok(known.flatten().as_deref().and_then(Date::parse))
    }
}
