//! What was sent in a period, counted: notices by kind, talks by organisation, and the authorities that were reached.

use std::collections::BTreeSet;

use rusqlite::params;

use crate::domain::calendar::Date;
use crate::domain::notice::{NoticeFigures, NoticeKind};
use crate::store::{Store, StoreError};

impl Store {
    /// The figures of the days from `from` to `to`; what was withdrawn counts nowhere.
    pub fn notice_figures(&self, from: Date, to: Date) -> Result<NoticeFigures, StoreError> {
        let (first, last) = (from.to_string(), to.to_string());
        let mut figures = NoticeFigures::default();
        let mut query = self.db.prepare_cached(
            "SELECT kind, count(*), sum(served IS NOT NULL), sum(replied IS NOT NULL) FROM notice
             WHERE issued BETWEEN ?1 AND ?2 AND withdrawn IS NULL GROUP BY kind",
        )?;
        let mut rows = query.query(params![first, last])?;
        while let Some(row) = rows.next()? {
            let number = |at: usize| row.get::<_, i64>(at).map(|n| n.max(0) as u64);
            let kind: String = row.get(0)?;
            figures.served += number(2)?;
            figures.replied += number(3)?;
            match NoticeKind::from_code(&kind) {
                Some(NoticeKind::Feedback) => figures.sheets = number(1)?,
                Some(NoticeKind::Reminder) => figures.reminders = number(1)?,
                Some(NoticeKind::Letter) => figures.letters = number(1)?,
                Some(NoticeKind::Circular) => figures.circulars = number(1)?,
                Some(NoticeKind::Transfer) => figures.transfers = number(1)?,
                Some(NoticeKind::Talk) | None => {}
            }
        }
        let talks: i64 = self
            .db
            .prepare_cached(
                "SELECT count(DISTINCT notice_of.organisation) FROM notice
                 JOIN notice_of ON notice_of.notice = notice.id
                 WHERE kind = 'talk' AND issued BETWEEN ?1 AND ?2 AND withdrawn IS NULL",
            )?
            .query_row(params![first, last], |row| row.get(0))?;
        figures.talks = talks.max(0) as u64;
        let mut authorities = self.authorities_written_to(&first, &last)?;
        for (id, round) in self.rounds()? {
            if round.from < from || round.from > to {
                continue;
            }
            figures.rounds += 1;
            let view = self.round_view(id, false)?;
            let reached = view.authorities.iter().filter(|line| line.is_reached());
            authorities.extend(reached.map(|line| line.name.clone()));
        }
        authorities.remove("");
        figures.authorities = authorities.len() as u64;
        Ok(figures)
    }

    /// Of letters and talks: the authority of the notice, and those of the organisations it is about.
    fn authorities_written_to(
        &self,
        first: &str,
        last: &str,
    ) -> Result<BTreeSet<String>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT notice.authority FROM notice
             WHERE kind IN ('letter', 'talk') AND issued BETWEEN ?1 AND ?2 AND withdrawn IS NULL
             UNION
             SELECT organisation.authority FROM notice JOIN notice_of ON notice_of.notice = notice.id
             JOIN organisation ON organisation.id = notice_of.organisation
             WHERE kind IN ('letter', 'talk') AND issued BETWEEN ?1 AND ?2 AND withdrawn IS NULL",
        )?;
        let names = query.query_map(params![first, last], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}
