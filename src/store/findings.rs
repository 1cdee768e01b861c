//! Findings: opened under a number of this laptop's series, moved step by step, and read whole with their history.
//! Which step may follow which is in `domain::finding`.

mod board;
mod figures;
mod numbers;

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::error::StoreError;
use super::journal::{self, Registers};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Field, Uuid};
use crate::domain::finding::{
    Entry, Finding, FindingView, Ground, Move, Number, Opening, STEPS, Seen, Stand, State, Step,
    Stepped, Written,
};
use crate::domain::rules::Rules;
use crate::domain::visit::VisitStatus;

/// Visits offered for a recheck.
const VISITS: usize = 6;

impl Store {
    /// Writes these down, each under the next number of this laptop, all or none. Returns their numbers in the file.
    pub fn open_findings(
        &mut self,
        openings: &[Opening],
        entry: &Entry,
        now: Now,
    ) -> Result<Vec<i64>, StoreError> {
        let series = self.finding_series()?;
        self.transaction(|store| {
            let mut ids = Vec::with_capacity(openings.len());
            for opening in openings {
                let serial = store.next_serial(&series, opening.opened.ymd().0)?;
                let number = Number::of(opening.opened, &series, serial).to_string();
                let uuid = store.new_id(now);
                store.write(&opening.change(uuid, &number, store.stream, entry), now)?;
                ids.push(store.number_of(uuid)?);
            }
            Ok(ids)
        })
    }

    /// Takes one step on each of these in one transaction. Those that it may not be taken on stay as they are.
    pub fn step_findings(
        &mut self,
        ids: &[i64],
        made: &Move,
        entry: &Entry,
        rules: &Rules,
        now: Now,
    ) -> Result<Stepped, StoreError> {
        self.transaction(|store| {
            let mut stepped = Stepped::default();
            for id in ids {
                let finding = store.known_finding(*id)?;
                let second = rules.ladder.second_person;
                match finding.after(made, entry, now.today, second) {
                    Ok(stand) => {
                        let uuid = journal::record_uuid(&store.db, *id)?;
                        let change = finding.change(uuid, store.stream, made, entry, stand);
                        store.write(&change, now)?;
                        stepped.taken.push(*id);
                    }
                    Err(refused) => stepped.refused.push((finding.number, refused)),
                }
            }
            Ok(stepped)
        })
    }

    /// None where its head has not arrived.
    pub fn finding(&self, id: i64) -> Result<Option<Finding>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let steps = journal::parts_under(&self.db, id, STEPS)?;
        Ok(read(&head, &steps))
    }

    fn known_finding(&self, id: i64) -> Result<Finding, StoreError> {
        self.finding(id)?
            .ok_or_else(|| StoreError::Unknown(id.to_string()))
    }

    /// The finding of a number as it is written on paper; of several the first that this file knew.
    pub fn finding_numbered(&self, number: &str) -> Result<Option<i64>, StoreError> {
        let number = Number::parse(number).map(|number| number.to_string());
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM finding WHERE number = ?1 ORDER BY id LIMIT 1")?;
        Ok(query.query_row([number], |row| row.get(0)).optional()?)
    }

    /// A finding with all that stands beside it, by the rules and the day of `now`.
    pub fn finding_view(
        &self,
        id: i64,
        rules: &Rules,
        now: Now,
    ) -> Result<FindingView, StoreError> {
        let today = now.today;
        let finding = self.known_finding(id)?;
        let organisation = self.keeper_named(finding.organisation)?;
        let facts = self.facts(organisation)?;
        let visit = match finding.visit {
            Some(visit) => self.visit_number(visit)?,
            None => None,
        };
        let (ladder, holidays) = (&rules.ladder, &rules.holidays);
        let horizon = ladder.horizon(holidays, today);
        Ok(FindingView {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            organisation,
            name: facts.name,
            area: facts.area,
            authority: facts.authority,
            visit,
            light: horizon.light(finding.stand.state, finding.deadline),
            overdue: ladder.overdue(holidays, finding.deadline, today),
            proposal: ladder.propose(holidays, &finding, today),
            visits: self.visits_since(organisation, &finding)?,
            written: self.steps_written(id, now)?,
            conflicts: self.conflicts_of(id)?,
            reach: self.reach(id)?,
            finding,
        })
    }

    /// Finished visits on which it may have been rechecked: since it was reported, else since it was found.
    fn visits_since(&self, organisation: i64, finding: &Finding) -> Result<Vec<Seen>, StoreError> {
        let day = finding.reported().unwrap_or(finding.opened);
        let own = match finding.visit {
            Some(visit) => self.visit_number(visit)?,
            None => None,
        };
        let mut lines = self.visit_lines(organisation)?;
        lines.retain(|line| Some(line.id) != own);
        let since = lines
            .into_iter()
            .filter(|line| line.started.date >= day && line.status != VisitStatus::Draft);
        let seen = since.take(VISITS).map(|line| {
            Ok(Seen {
                uuid: journal::record_uuid(&self.db, line.id)?,
                day: line.started.date,
                template: line.name,
            })
        });
        seen.collect()
    }

    fn visit_number(&self, visit: Uuid) -> Result<Option<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT visit.id FROM visit JOIN record ON record.id = visit.id WHERE record.uuid = ?1",
        )?;
        Ok(query.query_row([visit.0], |row| row.get(0)).optional()?)
    }

    /// The day on which each step was written, by its part.
    fn steps_written(&self, id: i64, now: Now) -> Result<BTreeMap<String, Date>, StoreError> {
        let uuid = journal::record_uuid(&self.db, id)?;
        let mut written = BTreeMap::new();
        for (_, _, tx) in journal::saves_of(&self.db, id)? {
            let own = tx.ops.iter().filter(|op| op.place.record == uuid);
            for op in own.filter(|op| op.place.field == Field::STEP_KIND) {
                written.insert(op.place.part.clone(), now.day_of(tx.utc_ms()));
            }
        }
        Ok(written)
    }

    pub(super) fn refresh_finding(&mut self, id: i64) -> Result<(), StoreError> {
        let Some(finding) = self.finding(id)? else {
            return self.remove_finding(id);
        };
        let organisation = self.keeper_named(finding.organisation)?;
        let visit = match finding.visit {
            Some(visit) => Some(journal::referred_number(&self.db, visit)?),
            None => None,
        };
        let place: Option<(String, String)> = self
            .db
            .prepare_cached("SELECT area, authority FROM organisation WHERE id = ?1")?
            .query_row([organisation], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (area, authority) = place.unwrap_or_default();
        let number = Number::parse(&finding.number);
        let last = finding.notices().last();
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        self.db
            .prepare_cached(
                "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, sealed(?14), ?15, ?16,
                    ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
                 ON CONFLICT (id) DO UPDATE SET number = excluded.number, year = excluded.year,
                    series = excluded.series, serial = excluded.serial, organisation = excluded.organisation,
                    visit = excluded.visit, template = excluded.template, item = excluded.item,
                    item_name = excluded.item_name, fact = excluded.fact, requirement = excluded.requirement,
                    ground = excluded.ground, responsible = excluded.responsible, area = excluded.area,
                    authority = excluded.authority, state = excluded.state, round = excluded.round,
                    clock = excluded.clock, deadline = excluded.deadline, opened = excluded.opened,
                    reported = excluded.reported, rechecked = excluded.rechecked, closed = excluded.closed,
                    rung = excluded.rung, noticed = excluded.noticed, conflict = excluded.conflict",
            )?
            .execute(params![
                id,
                finding.number,
                number.as_ref().map(|number| number.year),
                number.as_ref().map(|number| &number.series),
                number.as_ref().map(|number| number.serial),
                organisation,
                visit,
                finding.template,
                finding.item,
                finding.item_name,
                finding.fact,
                finding.requirement,
                finding.ground.code(),
                finding.responsible,
                area,
                authority,
                finding.stand.state.code(),
                finding.stand.round,
                clock(finding.stand.state),
                finding.deadline.to_string(),
                finding.opened.to_string(),
                day(finding.reported()),
                day(finding.rechecked().map(|step| step.day)),
                day(finding.closed()),
                last.map(|notice| notice.rung),
                day(last.map(|notice| notice.day)),
                finding.conflict,
            ])?;
        Ok(())
    }

    /// After an organisation moved to another area or authority, its findings stand there too.
    pub(super) fn place_findings(
        &self,
        organisation: i64,
        area: &str,
        authority: &str,
    ) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE finding SET area = ?2, authority = ?3
                 WHERE organisation = ?1 AND (area <> ?2 OR authority <> ?3)",
            )?
            .execute(params![organisation, area, authority])?;
        Ok(())
    }
}

/// As the table keeps whose turn it is.
fn clock(state: State) -> i64 {
    match state {
        State::Extended => 3,
        state if state.runs() => 2,
        state if state.is_done() => 0,
        _ => 1,
    }
}

fn read(head: &Registers, parts: &[(String, Registers)]) -> Option<Finding> {
    let state = journal::value(head, Field::FINDING_STATE)?;
    let stands = state.values().into_iter();
    let stand = stands
        .filter_map(|value| Stand::parse(value.as_text()?))
        .max()?;
    let deadline = journal::value(head, Field::FINDING_DEADLINE)?;
    let deadlines = deadline.values().into_iter();
    let earliest = deadlines
        .filter_map(|value| Date::parse(value.as_text()?))
        .min()?;
    let moved = [
        Field::FINDING_STATE,
        Field::FINDING_DEADLINE,
        Field::FINDING_RESPONSIBLE,
    ];
    let is_conflict =
        |field| journal::value(head, field).is_some_and(|register| register.is_conflict());
    Some(Finding {
        number: journal::text(head, Field::FINDING_NUMBER),
        organisation: journal::record(head, Field::FINDING_ORGANISATION)?,
        visit: journal::record(head, Field::FINDING_VISIT),
        template: journal::text(head, Field::FINDING_TEMPLATE),
        item: journal::text(head, Field::FINDING_ITEM),
        item_name: journal::text(head, Field::FINDING_ITEM_NAME),
        fact: journal::text(head, Field::FINDING_FACT),
        requirement: journal::text(head, Field::FINDING_REQUIREMENT),
        responsible: journal::text(head, Field::FINDING_RESPONSIBLE),
        ground: Ground::from_code(&journal::text(head, Field::FINDING_GROUND)).unwrap_or_default(),
        deadline: earliest,
        opened: journal::date(head, Field::FINDING_OPENED)?,
        stand,
        conflict: moved.into_iter().any(is_conflict),
        steps: parts
            .iter()
            .filter_map(|(part, registers)| read_step(part, registers))
            .collect(),
    })
}

fn read_step(part: &str, registers: &Registers) -> Option<Step> {
    Step::read(
        part,
        Written {
            kind: &journal::text(registers, Field::STEP_KIND),
            day: journal::date(registers, Field::STEP_TAKEN),
            hand: journal::text(registers, Field::STEP_HAND),
            reason: journal::text(registers, Field::STEP_REASON),
            deadline: journal::date(registers, Field::STEP_DEADLINE),
            subject: journal::text(registers, Field::STEP_SUBJECT),
            record: journal::record(registers, Field::STEP_RECORD),
        },
    )
}
