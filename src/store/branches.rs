//! Party branches: read, and kept as rows that lists and remarks are made from.

use rusqlite::params;

use super::error::StoreError;
use super::{Store, journal, search};
use crate::domain::branch::{Branch, BranchForm, Level};
use crate::domain::calendar::Date;
use crate::domain::change::Field;
use crate::domain::organisation::Organisation;

/// The parts of a branch that hold an activity begin with this; the day follows.
pub(super) const ACTIVITY: &str = "activity/";

impl Store {
    /// None where the record holds nothing of a branch yet.
    pub(super) fn branch(&self, id: i64) -> Result<Option<Branch>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let Some(form) = BranchForm::from_code(&journal::text(&head, Field::BRANCH_FORM)) else {
            return Ok(None);
        };
        Ok(Some(Branch {
            name: journal::text(&head, Field::BRANCH_NAME),
            form,
            level: Level::from_code(&journal::text(&head, Field::BRANCH_LEVEL)).unwrap_or_default(),
            secretary: journal::text(&head, Field::BRANCH_SECRETARY),
            members: journal::number(&head, Field::BRANCH_MEMBERS),
            committee: journal::number(&head, Field::BRANCH_COMMITTEE),
            parent: journal::text(&head, Field::BRANCH_PARENT),
            founded: journal::date(&head, Field::BRANCH_FOUNDED),
            next_election: journal::date(&head, Field::BRANCH_ELECTION),
            approved_by: journal::text(&head, Field::BRANCH_APPROVED_BY),
            approval: journal::text(&head, Field::BRANCH_APPROVAL),
            approved: journal::date(&head, Field::BRANCH_APPROVED),
            dissolved: journal::date(&head, Field::BRANCH_DISSOLVED),
            dissolved_reason: journal::text(&head, Field::BRANCH_DISSOLVED_REASON),
        }))
    }

    /// The branch that covers an organisation of these facts; a dissolved one covers nobody.
    pub(super) fn branch_of(&self, facts: &Organisation) -> Result<Option<Branch>, StoreError> {
        let id = match facts.branch {
            Some(uuid) => journal::known_number(&self.db, uuid)?,
            None => None,
        };
        let branch = id.map(|id| self.branch(id)).transpose()?.flatten();
        Ok(branch.filter(|branch| branch.dissolved.is_none()))
    }

    /// Brings the branch's row in step, and the organisations it covers.
    pub(super) fn refresh_branch(&mut self, id: i64) -> Result<(), StoreError> {
        if let Some(branch) = self.branch(id)? {
            let date = |date: Option<Date>| date.map(|date| date.to_string());
            self.db
                .prepare_cached(
                    "INSERT INTO branch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                     ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort = excluded.sort,
                        form = excluded.form, level = excluded.level, secretary = excluded.secretary,
                        members = excluded.members, committee = excluded.committee,
                        founded = excluded.founded, election = excluded.election,
                        active = excluded.active, dissolved = excluded.dissolved",
                )?
                .execute(params![
                    id,
                    branch.name,
                    search::sort_key(&branch.name),
                    branch.form.code(),
                    branch.level.code(),
                    branch.secretary,
                    branch.members,
                    branch.committee,
                    date(branch.founded),
                    date(branch.next_election),
                    date(self.last_activity(id)?),
                    date(branch.dissolved),
                ])?;
        }
        self.refresh_all("SELECT id FROM organisation WHERE branch = ?1", id)
    }

    /// The day of the last recorded activity.
    fn last_activity(&self, id: i64) -> Result<Option<Date>, StoreError> {
        let parts = journal::parts_under(&self.db, id, ACTIVITY)?;
        let recorded = parts
            .iter()
            .filter(|(_, registers)| !journal::text(registers, Field::ACTIVITY_THEME).is_empty());
        let days = recorded.filter_map(|(part, _)| {
            part.get(ACTIVITY.len()..ACTIVITY.len() + 10)
                .and_then(Date::parse)
        });
        Ok(days.max())
    }
}
