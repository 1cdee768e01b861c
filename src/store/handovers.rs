//! Chains of newly registered organisations: what the register itself says of their steps, and which are still open.

use rusqlite::params;

use super::Store;
use super::error::StoreError;
use crate::domain::calendar::Date;
use crate::domain::census::Census;
use crate::domain::handover::{ChainCounts, ChainRow, Handover, Known, Registration};
use crate::domain::organisation::Organisation;

/// Open chains looked at: more are not worked on at a time.
const LOOKED_AT: usize = 1000;

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

    /// Open chains, those with the most pressing step first; the second value tells whether there are more than were
    /// looked at.
    pub fn chains(
        &self,
        rules: &Registration,
        today: Date,
    ) -> Result<(Vec<ChainRow>, bool), StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, area FROM organisation WHERE handover IS NOT NULL ORDER BY handover, id LIMIT ?1",
        )?;
        let mut found = query.query([LOOKED_AT as i64 + 1])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            if rows.len() == LOOKED_AT {
                sort(&mut rows);
                return Ok((rows, true));
            }
            let id = row.get(0)?;
            let whole = self.whole(id)?;
            let (facts, handover) = (&whole.facts, &whole.handover);
            let known = self.known_of(id, facts, &whole.census, handover)?;
            let steps = rules.steps(handover, facts.registered, known);
            let who = (id, row.get(1)?, row.get(2)?);
            rows.push(ChainRow::of(who, facts.registered, &steps, today));
        }
        sort(&mut rows);
        Ok((rows, false))
    }

    /// How many chains are open, and how many of them are late with a step.
    pub fn chain_counts(
        &self,
        rules: &Registration,
        today: Date,
    ) -> Result<ChainCounts, StoreError> {
        let (rows, more) = self.chains(rules, today)?;
        Ok(ChainCounts {
            open: rows.len() as u64,
            late: rows.iter().filter(|row| row.late > 0).count() as u64,
            more,
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

/// By the day of the next step; those where nothing is left to do come last.
fn sort(rows: &mut [ChainRow]) {
    rows.sort_by_key(|row| {
        let due = row.next.as_ref().map(|(_, due)| *due);
        (due.is_none(), due, row.organisation)
    });
}
