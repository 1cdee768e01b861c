//! A visit beside the ones before it: the last one with the same template, since when its problems are open, and any
//! earlier one to compare with.

use rusqlite::params;

use super::error::StoreError;
use super::visits::read_head;
use super::{Store, journal};
use crate::domain::calendar::{Clock, Date};
use crate::domain::change::{Kind, Uuid};
use crate::domain::comparison::{Comparison, MOST_VISITS, Side, Streaks};
use crate::domain::view::Last;

/// Rows of an organisation's visits that are looked through for one with the same template.
const LOOKED_THROUGH: usize = 200;
/// Earlier visits that are offered to compare with.
const OFFERED: usize = 40;

impl Store {
    /// The last finished visit with the same template before this one, with its problems followed back.
    pub(super) fn last_before(
        &mut self,
        id: i64,
        organisation: i64,
        started: Clock,
        template: &str,
    ) -> Result<Option<Last>, StoreError> {
        let found = self.visits_before(id, organisation, started, template, MOST_VISITS + 1)?;
        let Some((last, date)) = found.first().copied() else {
            return Ok(None);
        };
        let side = self.compared(last)?;
        let failing = self.failing(&side, &found)?.end(found.len() > MOST_VISITS);
        Ok(Some(Last {
            id: last,
            date,
            checklist: side.form.checklist.clone(),
            answers: side.answers,
            failing,
        }))
    }

    /// Two visits with the same template beside each other: this one and `other`, or the last one before it. None where
    /// there is none to compare with.
    ///
    /// # Errors
    /// `Unknown` where a visit is not in the file, and `NotComparable` where the two are of different organisations or
    /// templates.
    pub fn comparison(
        &mut self,
        id: i64,
        other: Option<i64>,
    ) -> Result<Option<Comparison>, StoreError> {
        let mut now = self.compared(id)?;
        let other = match other {
            Some(other) => Some(self.compared(other)?),
            None => None,
        };
        let organisation = self.keeper_named(now.visit.organisation)?;
        if let Some(other) = &other {
            let elsewhere = self.keeper_named(other.visit.organisation)? != organisation;
            if elsewhere || other.checklist().id != now.checklist().id {
                return Err(StoreError::NotComparable);
            }
        }
        let mut before = match other {
            Some(other) => other,
            None => {
                let template = now.checklist().id.clone();
                let last = self.visits_before(id, organisation, now.visit.started, &template, 1)?;
                match last.first() {
                    Some((last, _)) => self.compared(*last)?,
                    None => return Ok(None),
                }
            }
        };
        // the earlier one is always the one that is compared with
        if (before.visit.started, before.id) > (now.visit.started, now.id) {
            std::mem::swap(&mut now, &mut before);
        }
        let template = now.checklist().id.clone();
        let earlier =
            self.visits_before(now.id, organisation, now.visit.started, &template, OFFERED)?;
        let mut walked = vec![(before.id, before.date())];
        walked.extend(self.visits_before(
            before.id,
            organisation,
            before.visit.started,
            &template,
            MOST_VISITS,
        )?);
        let failing = self
            .failing(&before, &walked)?
            .end(walked.len() > MOST_VISITS);
        let facts = self.facts(organisation)?;
        Ok(Some(Comparison {
            organisation: facts.name.clone(),
            facts,
            now,
            before,
            failing,
            earlier,
        }))
    }

    /// The visits whose name begins so, at most a few; at least eight characters of a UUID.
    pub fn visits_called(&self, typed: &str) -> Result<Vec<i64>, StoreError> {
        let digits: String = typed.chars().filter(|c| *c != '-').collect();
        let is_name =
            (8..=32).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_name {
            return Ok(Vec::new());
        }
        let end = |fill: &str| {
            let whole = format!("{digits}{}", fill.repeat(32 - digits.len()));
            Uuid::parse(&whole).map(|uuid| uuid.0)
        };
        let (Some(from), Some(to)) = (end("0"), end("f")) else {
            return Ok(Vec::new());
        };
        let mut query = self.db.prepare_cached(
            "SELECT id FROM record WHERE uuid >= ?1 AND uuid <= ?2 AND kind = ?3 ORDER BY uuid LIMIT 9",
        )?;
        let ids = query.query_map(params![from, to, Kind::Visit as i64], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The problems of a visit, followed back through the visits of `walked`, which begin with itself.
    fn failing(&mut self, last: &Side, walked: &[(i64, Date)]) -> Result<Streaks, StoreError> {
        let mut streaks = Streaks::of(last.date(), last.checklist(), &last.answers);
        for (visit, date) in walked.iter().take(MOST_VISITS).skip(1) {
            if !streaks.goes_on() {
                break;
            }
            let side = self.compared(*visit)?;
            streaks.before(*date, side.checklist(), &side.answers);
        }
        Ok(streaks)
    }

    /// Finished visits of a template before one, latest first.
    fn visits_before(
        &mut self,
        id: i64,
        organisation: i64,
        started: Clock,
        template: &str,
        most: usize,
    ) -> Result<Vec<(i64, Date)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, started, checklist FROM visit WHERE organisation = ?1 AND (started, id) < (?2, ?3)
             AND status <> 'draft' ORDER BY started DESC, id DESC LIMIT ?4",
        )?;
        let before: Vec<(i64, String, i64)> = query
            .query_map(
                params![organisation, started.to_string(), id, LOOKED_THROUGH as i64],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?
            .collect::<Result<_, _>>()?;
        drop(query);
        let mut found = Vec::new();
        for (visit, started, list) in before {
            let same = self
                .form(list)?
                .is_some_and(|form| form.checklist.id == template);
            if let Some(clock) = Clock::parse(&started).filter(|_| same) {
                found.push((visit, clock.date));
            }
            if found.len() == most {
                break;
            }
        }
        Ok(found)
    }

    fn compared(&mut self, id: i64) -> Result<Side, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let visit = read_head(&head).ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        let form = self.form_of(&visit)?;
        let answers = self.answers(id, &form.checklist)?;
        Ok(Side {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            answers: form.asked(answers, visit.started),
            visit,
            form,
        })
    }
}
