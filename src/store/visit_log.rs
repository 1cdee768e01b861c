//! Visits as the log prints them, in order, each with what its journal tells of corrections.

use rusqlite::params;

use super::error::StoreError;
use super::journal;
use super::projection::registers_of;
use super::visits::{read_answer, read_head};
use super::{Store, codec};
use crate::domain::calendar::Date;
use crate::domain::change::{Field, Value};
use crate::domain::checklist::Checklist;
use crate::domain::view::{LogVisit, Version};
use crate::domain::visit::{Answers, VisitStatus};

impl Store {
    /// Visits whose day lies between the two, oldest first, until `take` returns false.
    pub fn each_visit(
        &mut self,
        from: Option<Date>,
        to: Option<Date>,
        take: &mut dyn FnMut(LogVisit, u64, u64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let from = from.map_or_else(String::new, |date| date.to_string());
        // a tilde comes after every time of the day
        let to = to.map_or_else(|| "~".to_owned(), |date| format!("{date}~"));
        // one state of the file for the whole log, while another connection goes on writing
        self.db.execute_batch("BEGIN")?;
        let done = self.each_between(&from, &to, take);
        self.db.execute_batch("ROLLBACK")?;
        done
    }

    fn each_between(
        &mut self,
        from: &str,
        to: &str,
        take: &mut dyn FnMut(LogVisit, u64, u64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let total: i64 = self.db.query_row(
            "SELECT count(*) FROM visit WHERE started >= ?1 AND started < ?2",
            [from, to],
            |row| row.get(0),
        )?;
        let (mut started, mut id, mut done) = (from.to_owned(), 0_i64, 0);
        loop {
            let mut query = self.db.prepare_cached(
                "SELECT started, id FROM visit WHERE (started, id) > (?1, ?2) AND started < ?3
                 ORDER BY started, id LIMIT 256",
            )?;
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
                let visit = self.log_visit(id)?;
                if !take(visit, done, total as u64)? {
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
                .filter(|op| op.place.record == uuid && !op.place.part.is_empty());
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
