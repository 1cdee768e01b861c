//! Findings of a period counted by area and authority: opened, struck off, struck off in time, and what is open today.

use rusqlite::params;

use crate::domain::calendar::Date;
use crate::domain::finding::{Figures, Part};
use crate::domain::ladder::Horizon;
use crate::store::{Store, StoreError};

/// Parts as grouped by SQL; `?1` and `?2` are the first and the last day, `?3` is today.
const COUNTED: &str = "
SELECT area, authority,
    sum(opened BETWEEN ?1 AND ?2),
    sum(closed IS NOT NULL AND closed BETWEEN ?1 AND ?2),
    sum(closed IS NOT NULL AND closed BETWEEN ?1 AND ?2 AND coalesce(reported, closed) <= deadline),
    sum(clock > 0),
    sum(clock >= 2 AND deadline < ?3)
FROM finding WHERE state <> 'withdrawn' GROUP BY area, authority";

impl Store {
    /// Walks over all findings; those that were withdrawn count nowhere.
    pub fn finding_figures(
        &self,
        from: Option<Date>,
        to: Option<Date>,
        horizon: Horizon,
    ) -> Result<Figures, StoreError> {
        let mut figures = Figures {
            from,
            to,
            today: horizon.today,
            whole: Part::default(),
            by_area: Default::default(),
            by_authority: Default::default(),
        };
        let first = from.map_or_else(String::new, |day| day.to_string());
        // a tilde comes after every day
        let last = to.map_or_else(|| "~".to_owned(), |day| day.to_string());
        let mut query = self.db.prepare_cached(COUNTED)?;
        let mut rows = query.query(params![first, last, horizon.today.to_string()])?;
        while let Some(row) = rows.next()? {
            let (area, authority): (String, String) = (row.get(0)?, row.get(1)?);
            let number = |at: usize| row.get::<_, i64>(at).map(|n| n.max(0) as u64);
            let part = Part {
                opened: number(2)?,
                closed: number(3)?,
                in_time: number(4)?,
                open: number(5)?,
                overdue: number(6)?,
            };
            figures.whole.add(part);
            figures.by_area.entry(area).or_default().add(part);
            figures.by_authority.entry(authority).or_default().add(part);
        }
        Ok(figures)
    }
}
