//! Visits as the log prints them, in order, each with what its journal tells of corrections.

use std::sync::Arc;

use rusqlite::params;

use super::error::StoreError;
use super::journal;
use super::projection::registers_of;
use super::visits::{read_answer, read_head};
use super::{Store, codec};
use crate::domain::calendar::Date;
use crate::domain::change::{Field, Kind, Value};
use crate::domain::checklist::Checklist;
use crate::domain::evidence;
use crate::domain::filling::Form;
use crate::domain::view::{LogVisit, Version};
use crate::domain::visit::{Answers, VisitStatus};

/// Takes the number of a visit, with how many of how many it is; false stops.
type TakeNumber<'a> = &'a mut dyn FnMut(&mut Store, i64, u64, u64) -> Result<bool, StoreError>;

impl Store {
    /// Visits whose day lies between the two, oldest first, until `take` returns false.
    pub fn each_visit(
        &mut self,
        from: Option<Date>,
        to: Option<Date>,
        take: &mut dyn FnMut(LogVisit, u64, u64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        self.in_one_state(|store| {
            store.each_between((from, to), None, &mut |store, id, done, total| {
                take(store.log_visit(id)?, done, total)
            })
        })
    }

    /// The visits of one template in all its versions whose day lies between the two, oldest first, until `take` returns
    /// false. It is called on one state of the file.
    pub fn each_visit_of(
        &mut self,
        template: &str,
        days: (Option<Date>, Option<Date>),
        take: &mut dyn FnMut(LogVisit, u64, u64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let versions = self.versions_of(template)?;
        let ids: Vec<i64> = versions.into_iter().map(|(id, _)| id).collect();
        self.each_between(days, Some(&ids), &mut |store, id, done, total| {
            take(store.log_visit(id)?, done, total)
        })
    }

    /// Every version of a template that the file knows, in the order in which they came into the journal. That order
    /// never changes, whatever comes later.
    pub fn versions_of(&self, template: &str) -> Result<Vec<(i64, Arc<Form>)>, StoreError> {
        let mut found = Vec::new();
        for id in self.all_checklists()? {
            if let Some(form) = self.form(id)?.filter(|form| form.checklist.id == template) {
                found.push((id, form));
            }
        }
        Ok(found)
    }

    /// Ids of the templates that the file knows, each once, in the order in which they came.
    pub fn templates(&self) -> Result<Vec<String>, StoreError> {
        let mut ids: Vec<String> = Vec::new();
        for id in self.all_checklists()? {
            if let Some(form) = self.form(id)?
                && !ids.contains(&form.checklist.id)
            {
                ids.push(form.checklist.id.clone());
            }
        }
        Ok(ids)
    }

    fn all_checklists(&self) -> Result<Vec<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT record.id FROM record JOIN touch ON touch.record = record.id WHERE kind = ?1
             GROUP BY record.id ORDER BY min(touch.tx)",
        )?;
        let ids = query.query_map([Kind::Checklist as i64], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Runs `work` on one state of the file, while another connection goes on writing.
    pub fn in_one_state<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.execute_batch("BEGIN").map_err(StoreError::from)?;
        let done = work(self);
        let ended = self.db.execute_batch("ROLLBACK");
        ended.map_err(StoreError::from)?;
        done
    }

    /// Numbers of the visits whose day lies between the two, oldest first, with how many of how many it is, until `take`
    /// returns false; `lists` are the checklists they were made with.
    pub(super) fn each_between(
        &mut self,
        (from, to): (Option<Date>, Option<Date>),
        lists: Option<&[i64]>,
        take: TakeNumber<'_>,
    ) -> Result<(), StoreError> {
        let from = from.map_or_else(String::new, |date| date.to_string());
        // a tilde comes after every time of the day
        let to = to.map_or_else(|| "~".to_owned(), |date| format!("{date}~"));
        let only = lists.map_or_else(String::new, |lists| {
            let lists: Vec<String> = lists.iter().map(i64::to_string).collect();
            format!("AND checklist IN ({})", lists.join(","))
        });
        let total: i64 = self.db.query_row(
            &format!("SELECT count(*) FROM visit WHERE started >= ?1 AND started < ?2 {only}"),
            [&from, &to],
            |row| row.get(0),
        )?;
        let (mut started, mut id, mut done) = (from, 0_i64, 0);
        loop {
            let mut query = self.db.prepare_cached(&format!(
                "SELECT started, id FROM visit WHERE (started, id) > (?1, ?2) AND started < ?3 {only}
                 ORDER BY started, id LIMIT 256",
            ))?;
            let page: Vec<(String, i64)> = query
                .query_map(params![started, id, to], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect::<Result<_, _>>()?;
            drop(query);
            let Some(last) = page.last() else {
                return Ok(());
            };
            (started, id) = last.clone();
            for (_, id) in page {
                done += 1;
                if !take(self, id, done, total as u64)? {
                    return Ok(());
                }
            }
        }
    }

    fn log_visit(&mut self, id: i64) -> Result<LogVisit, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let visit = read_head(&head).ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        let form = self.form_of(&visit)?;
        let checklist = &form.checklist;
        let answers = self.answers(id, checklist)?;
        let (original, corrections) = self.history(id, visit.status, checklist)?;
        let organisation = self.keeper_named(visit.organisation)?;
        let score = form.score(&answers, visit.status, visit.started);
        Ok(LogVisit {
            uuid: journal::record_uuid(&self.db, id)?,
            organisation: self.facts(organisation)?,
            verdict: score
                .verdict(checklist)
                .filter(|_| visit.status != VisitStatus::Draft),
            score,
            visit,
            form,
            answers,
            original,
            corrections,
            evidence: self.evidence(id)?,
        })
    }

    /// What the journal tells of a corrected visit: its answers when it was finished, and each correction since.
    pub(super) fn history(
        &self,
        id: i64,
        status: VisitStatus,
        checklist: &Checklist,
    ) -> Result<(Option<Answers>, Vec<Version>), StoreError> {
        if status != VisitStatus::Corrected {
            return Ok((None, Vec::new()));
        }
        let uuid = journal::record_uuid(&self.db, id)?;
        let saves = journal::saves_of(&self.db, id)?;
        let finishes = |value: &Value| value.as_text() == Some(VisitStatus::Finished.code());
        let finish = saves.iter().position(|(_, _, tx)| {
            tx.ops.iter().any(|op| {
                op.place.record == uuid
                    && op.place.field == Field::VISIT_STATUS
                    && finishes(&op.value)
            })
        });
        let (before, after) = saves.split_at(finish.map_or(0, |at| at + 1));
        let ops = before
            .iter()
            .flat_map(|(_, stream, tx)| tx.ops.iter().map(|op| (*stream, op)));
        let original = registers_of(
            ops.filter(|(_, op)| op.place.record == uuid && !op.place.part.is_empty())
                .map(|(stream, op)| (codec::op_id(stream, op), op)),
        )
        .into_iter()
        .filter_map(|(item, registers)| {
            Some((item.clone(), read_answer(&registers, checklist, &item)?))
        })
        .collect();
        let mut corrections: Vec<Version> = Vec::new();
        for (_, _, tx) in after {
            let Some(reason) = &tx.reason else { continue };
            let items = tx
                .ops
                .iter()
                .filter(|op| op.place.record == uuid && !op.place.part.is_empty())
                .filter(|op| !evidence::is_part(&op.place.part));
            let items = items.map(|op| op.place.part.clone());
            match corrections.last_mut().filter(|last| last.reason == *reason) {
                Some(last) => last.items.extend(items),
                None => corrections.push(Version {
                    utc_ms: tx.utc_ms(),
                    reason: reason.clone(),
                    items: items.collect(),
                }),
            }
        }
        for correction in &mut corrections {
            correction.items.sort();
            correction.items.dedup();
        }
        Ok((Some(original), corrections))
    }
}
