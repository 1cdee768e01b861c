//! The series in which this laptop numbers its findings, and what is wrong with the numbers of all.

use rusqlite::params;

use crate::domain::finding::{Fault, Number, faults};
use crate::store::{Store, StoreError};

/// Name of the setting with the series that the county gave this laptop.
const SERIES: &str = "finding_series";

impl Store {
    /// The series that the county gave this laptop, else the one that follows from its own 64 bits.
    pub fn finding_series(&self) -> Result<String, StoreError> {
        let own = self.preference(SERIES)?;
        Ok(own.unwrap_or_else(|| Number::usual_series(self.stream)))
    }

    pub fn set_finding_series(&mut self, series: &str) -> Result<(), StoreError> {
        self.set_preference(SERIES, series)
    }

    /// One more than the highest that this file knows of the series and year.
    pub(super) fn next_serial(&self, series: &str, year: i16) -> Result<u32, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT coalesce(max(serial), 0) FROM finding WHERE series = ?1 AND year = ?2",
        )?;
        let highest: u32 = query.query_row(params![series, year], |row| row.get(0))?;
        Ok(highest.saturating_add(1))
    }

    /// Gaps and duplicates in the numbers of all findings.
    pub fn number_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT number FROM finding ORDER BY number, id")?;
        let numbers: Vec<String> = query
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(faults(numbers.into_iter()))
    }
}
