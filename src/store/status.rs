//! Counts that are always at hand: the Today screen and the `status` command read them without counting rows.

use rusqlite::OptionalExtension;

use super::Store;
use super::error::StoreError;
use super::schema;
use crate::domain::calendar::{Clock, Date};
use crate::domain::organisation::Standing;
use crate::domain::view::{Counted, DraftLine, DueLine, Status, Today};
use crate::domain::visit::VisitStatus;

impl Store {
    pub(super) fn tally(&self, name: &str) -> Result<u64, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT n FROM tally WHERE name = ?1")?;
        let n: Option<i64> = query.query_row([name], |row| row.get(0)).optional()?;
        Ok(n.unwrap_or(0).max(0) as u64)
    }

    fn tally_between(&self, from: &str, to: &str) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT coalesce(sum(n), 0) FROM tally WHERE name >= ?1 AND name < ?2",
        )?;
        Ok(query
            .query_row([from, to], |row| row.get::<_, i64>(0))?
            .max(0) as u64)
    }

    pub fn status(&self) -> Result<Status, StoreError> {
        let visits = VisitStatus::ALL
            .iter()
            .map(|status| {
                Ok((
                    status.code(),
                    self.tally(&format!("visit:{}", status.code()))?,
                ))
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Status {
            organisations: self.tally("organisations")?,
            visits,
            answers: self.tally("answers")?,
            operations: self.tally("operations")?,
            unsynced: self.tally("unsynced")?,
            schema: schema::STEPS.len() as u64,
        })
    }

    /// `lines` rows of each list; `soon_days` ahead counts as coming up. Contacts due follow from other rules and are
    /// counted by `contacts_due`.
    pub fn today(&self, today: Date, soon_days: u32, lines: usize) -> Result<Today, StoreError> {
        let soon = today.plus_days(soon_days.into());
        let due_name = |date: Date| format!("due:{date}");
        Ok(Today {
            organisations: self.tally("organisations")?,
            never: self.tally(&format!("standing:{}", Standing::Never.code()))?,
            overdue: self.tally_between("due:", &due_name(today))?,
            soon: self.tally_between(&due_name(today), &due_name(soon.plus_days(1)))?,
            drafts: self.drafts(lines)?,
            draft_count: self.tally(&format!("visit:{}", VisitStatus::Draft.code()))?,
            due: self.due(soon, lines)?,
            first: Vec::new(),
            first_due: Counted::default(),
            calls_due: Counted::default(),
            visits_owed: Counted::default(),
            unsynced: self.tally("unsynced")?,
            conflicts: self.conflict_count()?,
            census: self.census_counts()?,
            chains: Default::default(),
            findings: Default::default(),
        })
    }

    fn drafts(&self, lines: usize) -> Result<Vec<DraftLine>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT visit.id, organisation.name, started, answered, items FROM visit
             JOIN organisation ON organisation.id = visit.organisation
             WHERE visit.status = 'draft' ORDER BY started DESC, visit.id DESC LIMIT ?1",
        )?;
        let mut rows = query.query([lines as i64])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            let started: String = row.get(2)?;
            let Some(started) = Clock::parse(&started) else {
                continue;
            };
            drafts.push(DraftLine {
                visit: row.get(0)?,
                organisation: row.get(1)?,
                started,
                answered: row.get(3)?,
                items: row.get(4)?,
            });
        }
        Ok(drafts)
    }

    fn due(&self, until: Date, lines: usize) -> Result<Vec<DueLine>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, area, due, last_tenths FROM organisation WHERE due IS NOT NULL AND due <= ?1
             ORDER BY due, id LIMIT ?2",
        )?;
        let mut rows = query.query(rusqlite::params![until.to_string(), lines as i64])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            let day: String = row.get(3)?;
            let Some(day) = Date::parse(&day) else {
                continue;
            };
            due.push(DueLine {
                organisation: row.get(0)?,
                name: row.get(1)?,
                area: row.get(2)?,
                due: day,
                last_tenths: row.get(4)?,
                templates: Vec::new(),
            });
        }
        drop(rows);
        for line in &mut due {
            let scheduled = self.inspected(line.organisation)?.scheduled;
            let near = scheduled.into_iter().filter(|one| one.due <= until);
            line.templates = near.map(|one| one.name).collect();
        }
        Ok(due)
    }
}
