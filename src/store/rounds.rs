//! Rounds of supervision: their rows, what is put on their lists, and all there is to tell of one or of a year. What the
//! figures mean is in `domain::round`.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension, Row, params};

use super::error::StoreError;
use super::journal;
use super::{Store, bulk};
use crate::domain::calendar::{Clock, Date, Now};
use crate::domain::change::{Change, Edit, Field, Uuid};
use crate::domain::checklist::Checklist;
use crate::domain::round::{
    self, AUTHORITIES, AuthorityLine, Member, ORGANISATIONS, Round, RoundLabel, RoundOrder,
    RoundRow, RoundView, RoundVisit, RoundYear, YearFigures,
};
use crate::domain::score::Verdict;
use crate::domain::view::Filter;
use crate::domain::visit::{Answers, VisitStatus};

const ROUND: &str = "id, number, name, start, finish, lead, closed, conclusion";
const VISIT: &str =
    "visit.id, visit.organisation, checklist, started, visit.status, tenths, verdict";

/// Rounds named under one organisation.
const LABELS: usize = 12;

impl Store {
    /// Brings the rows of a round in step with its record. One whose days have not arrived has none.
    pub(super) fn refresh_round(&mut self, id: i64) -> Result<(), StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let day = |field| journal::date(&head, field).map(|day: Date| day.to_string());
        let Some(from) = day(Field::ROUND_FROM) else {
            return self.remove_round(id);
        };
        let to = day(Field::ROUND_TO).unwrap_or_else(|| from.clone());
        self.db
            .prepare_cached(
                "INSERT INTO round VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE
                 SET number = excluded.number, name = excluded.name, start = excluded.start,
                    finish = excluded.finish, lead = excluded.lead, closed = excluded.closed,
                    conclusion = excluded.conclusion",
            )?
            .execute(params![
                id,
                journal::number(&head, Field::ROUND_NUMBER),
                journal::text(&head, Field::ROUND_NAME),
                from,
                to,
                journal::text(&head, Field::ROUND_LEAD),
                day(Field::ROUND_CLOSED),
                journal::text(&head, Field::ROUND_CONCLUSION),
            ])?;
        self.refresh_round_lists(id)
    }

    fn refresh_round_lists(&mut self, id: i64) -> Result<(), StoreError> {
        for table in ["round_member", "round_authority"] {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE round = ?1"))?
                .execute([id])?;
        }
        for (part, registers) in journal::parts_under(&self.db, id, ORGANISATIONS)? {
            let listed = journal::flag(&registers, Field::ROUND_LISTED) == Some(true);
            let uuid = Uuid::parse(&part[ORGANISATIONS.len()..]);
            if let Some(uuid) = uuid.filter(|_| listed) {
                let organisation = self.keeper_named(uuid)?;
                self.db
                    .prepare_cached("INSERT OR IGNORE INTO round_member VALUES (?1, ?2)")?
                    .execute([id, organisation])?;
            }
        }
        for (part, registers) in journal::parts_under(&self.db, id, AUTHORITIES)? {
            let listed = journal::flag(&registers, Field::ROUND_LISTED) == Some(true);
            let reached = journal::date(&registers, Field::ROUND_REACHED);
            if listed || reached.is_some() {
                self.db
                    .prepare_cached("INSERT INTO round_authority VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![
                        id,
                        &part[AUTHORITIES.len()..],
                        listed,
                        reached.map(|day| day.to_string())
                    ])?;
            }
        }
        Ok(())
    }

    /// Every round, the latest first.
    pub fn rounds(&self) -> Result<Vec<(i64, Round)>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {ROUND} FROM round ORDER BY start DESC, number DESC, id DESC"
        ))?;
        let rounds = query.query_map([], read_round)?;
        Ok(rounds.collect::<Result<_, _>>()?)
    }

    /// The rounds that a person means: by name, else by number, the latest first.
    pub fn rounds_like(&self, text: &str) -> Result<Vec<(i64, Round)>, StoreError> {
        let rounds = self.rounds()?;
        let named = |takes: &dyn Fn(&Round) -> bool| -> Vec<(i64, Round)> {
            let found = rounds.iter().filter(|(_, round)| takes(round));
            found.cloned().collect()
        };
        let by_name = named(&|round| round.name == text);
        match (by_name.is_empty(), text.parse::<u32>()) {
            (true, Ok(number)) => Ok(named(&|round| round.number == number)),
            _ => Ok(by_name),
        }
    }

    pub fn round(&self, id: i64) -> Result<Round, StoreError> {
        let mut query = self
            .db
            .prepare_cached(&format!("SELECT {ROUND} FROM round WHERE id = ?1"))?;
        let found = query.query_row([id], read_round).optional()?;
        let (_, round) = found.ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        Ok(round)
    }

    /// The record of a round that still takes organisations and visits.
    ///
    /// # Errors
    /// `RoundClosed` where it was ended.
    pub(super) fn open_round(&self, id: i64) -> Result<Uuid, StoreError> {
        let round = self.round(id)?;
        match round.closed {
            Some(_) => Err(StoreError::RoundClosed(round.name)),
            None => journal::record_uuid(&self.db, id),
        }
    }

    pub(super) fn rounds_of(&self, organisation: i64) -> Result<Vec<RoundLabel>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT round.id, number, name, start FROM round_member JOIN round ON round.id = round_member.round
             WHERE organisation = ?1 ORDER BY start DESC, number DESC, round.id DESC LIMIT ?2",
        )?;
        let mut rows = query.query(params![organisation, LABELS as i64])?;
        let mut labels = Vec::new();
        while let Some(row) = rows.next()? {
            let start: String = row.get(3)?;
            if let Some(from) = Date::parse(&start) {
                labels.push(RoundLabel {
                    id: row.get(0)?,
                    number: row.get(1)?,
                    name: row.get(2)?,
                    from,
                });
            }
        }
        Ok(labels)
    }

    /// A round with all there is to tell of it. Counting problems reads every answer of its visits.
    pub fn round_view(&self, id: i64, problems: bool) -> Result<RoundView, StoreError> {
        let round = self.round(id)?;
        let mut visits = self.visits_in(id, problems)?;
        let mut others = self.visits_beside(id, &round)?;
        let mut query = self.db.prepare_cached(
            "SELECT id, name, area, authority FROM organisation WHERE id IN
                (SELECT organisation FROM round_member WHERE round = ?1
                 UNION SELECT organisation FROM visit WHERE round = ?1)
             ORDER BY area, sort, id",
        )?;
        let mut rows = query.query([id])?;
        let mut members = Vec::new();
        while let Some(row) = rows.next()? {
            let organisation: i64 = row.get(0)?;
            members.push(Member {
                id: organisation,
                name: row.get(1)?,
                area: row.get(2)?,
                authority: row.get(3)?,
                visits: visits.remove(&organisation).unwrap_or_default(),
                others: others.remove(&organisation).unwrap_or_default(),
            });
        }
        let mut query = self.db.prepare_cached(
            "SELECT authority, listed, reached FROM round_authority WHERE round = ?1",
        )?;
        let authorities = query.query_map([id], |row| {
            let reached: Option<String> = row.get(2)?;
            Ok(AuthorityLine {
                name: row.get(0)?,
                listed: row.get(1)?,
                reached: reached.as_deref().and_then(Date::parse),
                ..AuthorityLine::default()
            })
        })?;
        let authorities = authorities.collect::<Result<_, _>>()?;
        let uuid = journal::record_uuid(&self.db, id)?;
        Ok(RoundView::of((id, uuid, round), members, authorities))
    }

    /// Visits of a round by organisation, the latest first.
    fn visits_in(
        &self,
        round: i64,
        problems: bool,
    ) -> Result<HashMap<i64, Vec<RoundVisit>>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {VISIT} FROM visit WHERE round = ?1 ORDER BY started DESC, visit.id DESC"
        ))?;
        let read = query.query_map([round], read_visit)?;
        let read = read.collect::<Result<Vec<_>, _>>()?;
        self.by_organisation(read, problems)
    }

    /// Visits of a round's days at the organisations it lists that belong to no round.
    fn visits_beside(
        &self,
        id: i64,
        round: &Round,
    ) -> Result<HashMap<i64, Vec<RoundVisit>>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {VISIT} FROM round_member CROSS JOIN visit ON visit.organisation = round_member.organisation
             WHERE round_member.round = ?1 AND visit.round IS NULL AND started >= ?2 AND started < ?3
             ORDER BY started DESC, visit.id DESC"
        ))?;
        let (from, past) = (round.from.to_string(), round.to.plus_days(1).to_string());
        let read = query.query_map(params![id, from, past], read_visit)?;
        let read = read.collect::<Result<Vec<_>, _>>()?;
        self.by_organisation(read, false)
    }

    fn by_organisation(
        &self,
        read: Vec<Option<(i64, i64, RoundVisit)>>,
        problems: bool,
    ) -> Result<HashMap<i64, Vec<RoundVisit>>, StoreError> {
        let mut visits: HashMap<i64, Vec<RoundVisit>> = HashMap::new();
        for (organisation, checklist, mut visit) in read.into_iter().flatten() {
            if let Some(list) = self.checklist(checklist)? {
                visit.name = list.name.clone();
                if problems && visit.status != VisitStatus::Draft {
                    visit.problems = worth_nothing(&self.answers(visit.id, &list)?, &list);
                }
            }
            visits.entry(organisation).or_default().push(visit);
        }
        Ok(visits)
    }

    /// The rounds that began in a year, with what the year comes to by `today`.
    pub fn round_year(
        &self,
        year: i16,
        today: Date,
        problems: bool,
    ) -> Result<RoundYear, StoreError> {
        let mut figures = YearFigures::default();
        let (mut authorities, mut organisations) = (BTreeSet::new(), BTreeSet::new());
        let mut rows = Vec::new();
        let of_year = |(_, round): &(i64, Round)| round.from.year() == year;
        for (id, round) in self.rounds()?.into_iter().filter(of_year) {
            let view = self.round_view(id, problems)?;
            let reached = view.authorities.iter().filter(|line| line.is_reached());
            authorities.extend(reached.map(|line| line.name.clone()));
            let visited = view.members.iter().filter(|member| member.is_visited());
            organisations.extend(visited.map(|member| member.id));
            let visits = view.members.iter().flat_map(|member| &member.visits);
            let finished = visits.filter(|visit| visit.status != VisitStatus::Draft);
            figures.visits += finished.count() as u64;
            figures.rounds += u64::from(round.from <= today);
            figures.problems += view.progress.problems;
            rows.push(RoundRow {
                id,
                reached: view.reached(),
                authorities: view.authorities.len() as u64,
                progress: view.progress,
                round,
            });
        }
        rows.reverse();
        figures.authorities = authorities.len() as u64;
        figures.organisations = organisations.len() as u64;
        Ok(RoundYear {
            year,
            date: today,
            figures,
            rows,
        })
    }

    /// The number after the highest of a year's rounds.
    pub fn next_round_number(&self, year: i16) -> Result<u32, StoreError> {
        let rounds = self.rounds()?;
        let of_year = rounds.iter().filter(|(_, round)| round.from.year() == year);
        let highest = of_year.map(|(_, round)| round.number).max();
        Ok(highest.unwrap_or(0) + 1)
    }

    /// The years in which rounds began, the latest first.
    pub fn round_years(&self) -> Result<Vec<i16>, StoreError> {
        let rounds = self.rounds()?;
        let mut years: Vec<i16> = rounds.iter().map(|(_, round)| round.from.year()).collect();
        years.dedup();
        Ok(years)
    }

    /// Does what is ordered for a round, all in one save; returns how many organisations or visits that moved.
    pub fn order_round(
        &mut self,
        id: i64,
        order: &RoundOrder,
        now: Now,
    ) -> Result<u64, StoreError> {
        let round = self.open_round(id)?;
        let view = self.round_view(id, false)?;
        let edits = match order {
            RoundOrder::Add(organisations) => {
                let mut edits = Vec::new();
                for organisation in organisations {
                    if !self.is_listed(id, *organisation)? {
                        let uuid = journal::record_uuid(&self.db, *organisation)?;
                        edits.push(round::list_organisation(round, uuid, true));
                    }
                }
                if view.members.len() + edits.len() > round::MOST {
                    return Err(StoreError::RoundFull(round::MOST));
                }
                edits
            }
            RoundOrder::Remove(organisation) => self.unlist(id, round, *organisation)?,
            RoundOrder::Take(visits) => {
                let mut edits = Vec::new();
                for visit in visits {
                    let uuid = journal::record_uuid(&self.db, *visit)?;
                    let head = journal::registers(&self.db, *visit, "")?;
                    edits.push(round::put_visit(uuid, Some(round)));
                    let organisation = journal::record(&head, Field::VISIT_ORGANISATION);
                    edits.extend(
                        organisation.map(|uuid| round::list_organisation(round, uuid, true)),
                    );
                }
                edits
            }
            RoundOrder::Release(visit) => {
                let uuid = journal::record_uuid(&self.db, *visit)?;
                vec![round::put_visit(uuid, None)]
            }
        };
        let count = match order {
            RoundOrder::Take(visits) => visits.len(),
            _ => edits.len(),
        };
        self.transaction(|store| {
            for edits in edits.chunks(bulk::SAVE) {
                store.write(&Change::of(edits.to_vec()), now)?;
            }
            Ok(())
        })?;
        Ok(count as u64)
    }

    fn is_listed(&self, round: i64, organisation: i64) -> Result<bool, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM round_member WHERE round = ?1 AND organisation = ?2)",
        )?;
        Ok(query.query_row([round, organisation], |row| row.get(0))?)
    }

    /// Takes an organisation off under every name by which it is listed: its own, and those that were joined into it.
    fn unlist(&self, id: i64, round: Uuid, organisation: i64) -> Result<Vec<Edit>, StoreError> {
        let mut edits = Vec::new();
        for (part, registers) in journal::parts_under(&self.db, id, ORGANISATIONS)? {
            let listed = journal::flag(&registers, Field::ROUND_LISTED) == Some(true);
            let Some(uuid) = Uuid::parse(&part[ORGANISATIONS.len()..]).filter(|_| listed) else {
                continue;
            };
            if self.keeper_named(uuid)? == organisation {
                edits.push(round::list_organisation(round, uuid, false));
            }
        }
        Ok(edits)
    }

    /// Numbers of the organisations of a filter that are at work, in the list's order, at most `most`, and how many
    /// there are.
    pub fn at_work(&self, filter: &Filter, most: usize) -> Result<(Vec<i64>, u64), StoreError> {
        let (condition, values) = filter.condition();
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id FROM organisation WHERE {condition} status = 'normal' ORDER BY sort, id"
        ))?;
        let mut rows = query.query(rusqlite::params_from_iter(values))?;
        let (mut ids, mut found) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            found += 1;
            if ids.len() < most {
                ids.push(row.get(0)?);
            }
        }
        Ok((ids, found))
    }
}

/// Items that were answered with an option that is worth nothing.
fn worth_nothing(answers: &Answers, list: &Checklist) -> u32 {
    let items = list.items().filter(|item| {
        let option = answers
            .get(&item.code)
            .and_then(|answer| answer.option.as_deref())
            .and_then(|code| list.option(item, code));
        option.is_some_and(|option| option.percent == Some(0))
    });
    items.count() as u32
}

fn read_round(row: &Row<'_>) -> rusqlite::Result<(i64, Round)> {
    let day = |at: usize| {
        let text: Option<String> = row.get(at)?;
        Ok::<_, rusqlite::Error>(text.as_deref().and_then(Date::parse))
    };
    let from = day(3)?.unwrap_or(Date::of(1970, 1, 1));
    Ok((
        row.get(0)?,
        Round {
            number: row.get(1)?,
            name: row.get(2)?,
            from,
            to: day(4)?.unwrap_or(from),
            lead: row.get(5)?,
            closed: day(6)?,
            conclusion: row.get(7)?,
        },
    ))
}

/// Organisation and checklist with the visit; none where its clock says nothing.
fn read_visit(row: &Row<'_>) -> rusqlite::Result<Option<(i64, i64, RoundVisit)>> {
    let (started, status): (String, String) = (row.get(3)?, row.get(4)?);
    let verdict: Option<String> = row.get(6)?;
    let Some(started) = Clock::parse(&started) else {
        return Ok(None);
    };
    let visit = RoundVisit {
        id: row.get(0)?,
        name: Default::default(),
        started,
        status: VisitStatus::from_code(&status).unwrap_or(VisitStatus::Draft),
        tenths: row.get(5)?,
        verdict: verdict.as_deref().and_then(Verdict::from_code),
        problems: 0,
    };
    Ok(Some((row.get(1)?, row.get(2)?, visit)))
}
