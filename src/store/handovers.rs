//! Chains of newly registered organisations: what the register itself says of their steps, and which are still open.

use rusqlite::params;

use super::Store;
use super::error::StoreError;
use crate::domain::calendar::Date;
use crate::domain::census::Census;
use crate::domain::handover::{Handover, Known};
use crate::domain::organisation::Organisation;

impl Store {
    /// What the register says of the steps that are not done by hand. Nobody looked after an organisation before it
    /// was registered, so that an older branch or person counts from that day on.
    pub(super) fn known_of(
        &self,
        id: i64,
        facts: &Organisation,
        census: &Census,
        handover: &Handover,
    ) -> Result<Known, StoreError> {
        let branch = self.branch_of(facts)?;
        let founded = branch.and_then(|branch| {
            let day = branch.founded.or(branch.approved);
            day.or(facts.registered).or(handover.opened)
        });
        let covered = [founded, self.looked_after_since(id)?]
            .into_iter()
            .flatten()
            .min();
        Ok(Known {
            census: census.date,
            covered: covered.max(covered.and(facts.registered)),
        })
    }

    /// The first day of those who look after it now.
    fn looked_after_since(&self, id: i64) -> Result<Option<Date>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT min(since) FROM assignment JOIN person ON person.id = assignment.person
             WHERE organisation = ?1 AND duty = 'guide' AND until IS NULL AND role IN ('instructor', 'liaison')",
        )?;
        let since: Option<String> = query.query_row(params![id], |row| row.get(0))?;
        Ok(since.as_deref().and_then(Date::parse))
    }
}
