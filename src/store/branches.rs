//! Party branches: read, and kept as rows that lists and remarks are made from.

use rusqlite::{OptionalExtension, params};

use super::error::StoreError;
use super::journal::{self, Registers};
use super::{Store, search};
use crate::domain::activity::{self, Activity, ActivityForm};
use crate::domain::branch::{Branch, BranchForm, Level};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Edit, Field, Value};
use crate::domain::organisation::Organisation;

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

    /// Puts an organisation under a branch, or under none; why there was none is forgotten with a branch.
    pub fn cover(
        &mut self,
        organisation: i64,
        branch: Option<i64>,
        now: Now,
    ) -> Result<(), StoreError> {
        let uuid = journal::record_uuid(&self.db, organisation)?;
        let branch = branch.map(|id| journal::record_uuid(&self.db, id));
        let branch = branch.transpose()?;
        let value = branch.map_or(Value::Nothing, Value::Record);
        let mut edits = vec![Edit::new(uuid, Field::BRANCH, value)];
        if branch.is_some() {
            edits.push(Edit::new(uuid, Field::NO_BRANCH_REASON, Value::Nothing));
        }
        self.commit(&Change::of(edits), now).map(|_| ())
    }

    /// Brings the branch's row in step, and the organisations it covers.
    pub(super) fn refresh_branch(&mut self, id: i64) -> Result<(), StoreError> {
        let branch = self.branch(id)?;
        if branch.is_none() {
            self.remove_branch_row(id)?;
        }
        if let Some(branch) = branch {
            let date = |date: Option<Date>| date.map(|date| date.to_string());
            self.refresh_branch_keys(id, &branch.name)?;
            self.db
                .prepare_cached(
                    "INSERT INTO branch VALUES (?1, ?2, ?3, ?4, ?5, sealed(?6), ?7, ?8, ?9, ?10, ?11, ?12,
                        (SELECT count(*) FROM organisation WHERE branch = ?1))
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

    /// Takes away the row of a branch that nothing speaks of any more.
    pub(super) fn remove_branch(&mut self, id: i64) -> Result<(), StoreError> {
        self.remove_branch_row(id)?;
        self.refresh_all("SELECT id FROM organisation WHERE branch = ?1", id)
    }

    fn remove_branch_row(&self, id: i64) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT name FROM branch WHERE id = ?1")?;
        let old: Option<String> = query.query_row([id], |row| row.get(0)).optional()?;
        match old {
            Some(old) => {
                search::replace_branch_keys(&self.db, id, &search::keys(&old, ""), &[])?;
                self.remove_from("branch", id)
            }
            None => Ok(()),
        }
    }

    fn refresh_branch_keys(&self, id: i64, name: &str) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT name FROM branch WHERE id = ?1")?;
        let old: Option<String> = query.query_row([id], |row| row.get(0)).optional()?;
        if old.as_deref() == Some(name) {
            return Ok(());
        }
        let old = old.map_or_else(Vec::new, |old| search::keys(&old, ""));
        search::replace_branch_keys(&self.db, id, &old, &search::keys(name, ""))
    }

    /// The day of the last recorded activity.
    fn last_activity(&self, id: i64) -> Result<Option<Date>, StoreError> {
        let activities = self.activities(id)?;
        Ok(activities.last().map(|activity| activity.day))
    }

    /// What was recorded, in the order of the days. A part without a theme was struck out.
    pub(super) fn activities(&self, id: i64) -> Result<Vec<Activity>, StoreError> {
        let parts = journal::parts_under(&self.db, id, activity::PART)?;
        let read = |(part, registers): &(String, Registers)| {
            let (day, number) = Activity::place(part)?;
            let theme = journal::text(registers, Field::ACTIVITY_THEME);
            let form = ActivityForm::from_code(&journal::text(registers, Field::ACTIVITY_FORM));
            (!theme.is_empty()).then(|| Activity {
                day,
                number,
                theme,
                form: form.unwrap_or(ActivityForm::Other),
                people: journal::number(registers, Field::ACTIVITY_PEOPLE),
            })
        };
        let mut activities: Vec<Activity> = parts.iter().filter_map(read).collect();
        activities.sort_by_key(|activity| (activity.day, activity.number));
        Ok(activities)
    }
}
