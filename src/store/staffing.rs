//! Writing what is ordered for people: contacts, ends, contracts with their limits, leaving with a hand-over. Each order is one transaction, written whole or not at all.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::bulk::SAVE;
use super::error::StoreError;
use super::{Store, journal};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Uuid};
use crate::domain::people::{Assignment, Charge, Duty, PeopleRules, Person};
use crate::domain::staff::{
    Assigned, ChargeLine, Done, Held, InHand, Order, PersonRow, Refusal, Towards,
};

impl Store {
    /// Does what is ordered; when this returns, it is on the disk.
    pub fn staff(
        &mut self,
        order: &Order,
        rules: &PeopleRules,
        now: Now,
    ) -> Result<Done, StoreError> {
        self.transaction(|store| match order {
            Order::Person { known, person } => store.write_person(*known, person, now),
            Order::Contact {
                assignment,
                contacted,
            } => {
                store.write(&contacted.change(*assignment), now)?;
                Ok(Done::Contacted(contacted.clone()))
            }
            Order::TakeBack {
                assignment,
                contacted,
            } => {
                store.write(&contacted.take_back(*assignment), now)?;
                Ok(Done::TakenBack(contacted.clone()))
            }
            Order::End { assignment, to } => {
                store.write(&Assignment::end(*assignment, *to), now)?;
                Ok(Done::Ended(*to))
            }
            Order::Assign {
                person,
                duty,
                to,
                from,
            } => {
                let assigned = store.assign(*person, *duty, to, *from, rules, now)?;
                Ok(Done::Assigned(assigned))
            }
            Order::Leave { person, day, heir } => store.leave(*person, *day, *heir, now),
            Order::Bulk(wish) => store.bulk(wish, rules, now),
            Order::UndoBulk { made, from } => {
                let never = from.plus_days(-1);
                for made in made.chunks(SAVE) {
                    let ends = made.iter().flat_map(|id| Assignment::end(*id, never).edits);
                    store.write(&Change::of(ends.collect()), now)?;
                }
                Ok(Done::Undone(made.len() as u64))
            }
        })
    }

    fn write_person(
        &mut self,
        known: Option<Uuid>,
        person: &Person,
        now: Now,
    ) -> Result<Done, StoreError> {
        let id = known.unwrap_or_else(|| self.new_id(now));
        self.write(&person.change(id), now)?;
        Ok(Done::Person(id))
    }

    pub(super) fn row_named(&self, uuid: Uuid) -> Result<PersonRow, StoreError> {
        let row = match journal::known_number(&self.db, uuid)? {
            Some(id) => self.person_row(id)?,
            None => None,
        };
        row.ok_or_else(|| StoreError::Unknown(uuid.to_string()))
    }

    /// Writes what may be written of the charges and tells what may not and why.
    fn assign(
        &mut self,
        person: Uuid,
        duty: Duty,
        to: &[Towards],
        from: Date,
        rules: &PeopleRules,
        now: Now,
    ) -> Result<Assigned, StoreError> {
        let row = self.row_named(person)?;
        let lines = self.charges_of(row.id, from)?;
        let mut had = InHand::of(&lines, rules, from);
        let mut held = Holding::of(&lines, duty, from);
        let mut done = Assigned {
            person: row.name,
            ..Assigned::default()
        };
        let mut change = Change::default();
        for towards in to {
            let organisation = match towards {
                Towards::Organisation(id) => Some(self.known_organisation(*id)?),
                Towards::Area(_) | Towards::Unit(_) => None,
            };
            if !held.takes(towards) {
                done.known += 1;
                continue;
            }
            if duty == Duty::Contract {
                if let Some(refusal) =
                    self.refusal(row.id, towards, &organisation, &had, rules, from)?
                {
                    done.refused.push(refusal);
                    continue;
                }
                match towards {
                    Towards::Organisation(_) => had.contracts += 1,
                    Towards::Area(_) => had.areas += 1,
                    Towards::Unit(_) => had.units += 1,
                }
                let covered = organisation.iter().filter(|found| found.covered);
                done.covered.extend(covered.map(|found| found.name.clone()));
            } else if duty == Duty::Guide {
                had.load += 1;
            }
            let charge = match towards {
                Towards::Organisation(id) => {
                    Charge::Organisation(journal::record_uuid(&self.db, *id)?)
                }
                Towards::Area(name) => Charge::Area(name.clone()),
                Towards::Unit(name) => Charge::Unit(name.clone()),
            };
            let id = self.new_id(now);
            let assignment = Assignment::of(person, duty, charge, from);
            change.edits.extend(assignment.change(id).edits);
            done.made += 1;
        }
        self.write(&change, now)?;
        let grew = duty == Duty::Guide && done.made > 0;
        done.over = (grew && had.load > rules.load_most).then_some(had.load);
        Ok(done)
    }

    /// Why a leader may not contract that (D2 三包).
    fn refusal(
        &self,
        person: i64,
        towards: &Towards,
        organisation: &Option<Found>,
        had: &InHand,
        rules: &PeopleRules,
        from: Date,
    ) -> Result<Option<Refusal>, StoreError> {
        let refusal = match (towards, organisation) {
            (Towards::Organisation(_), Some(found)) => {
                match self.contracted_by(found.id, person, from)? {
                    Some(leader) => Some(Refusal::Taken {
                        organisation: found.name.clone(),
                        leader,
                    }),
                    None => (had.contracts >= rules.contract_organisations)
                        .then_some(Refusal::Organisations(rules.contract_organisations)),
                }
            }
            (Towards::Area(_), _) => {
                (had.areas >= rules.contract_areas).then_some(Refusal::Areas(rules.contract_areas))
            }
            _ => None,
        };
        Ok(refusal)
    }

    /// The name of another leader whose contract holds on that day.
    fn contracted_by(
        &self,
        organisation: i64,
        person: i64,
        day: Date,
    ) -> Result<Option<String>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT person.name FROM assignment JOIN person ON person.id = assignment.person
             WHERE organisation = ?1 AND duty = 'contract' AND assignment.person <> ?2
                AND (until IS NULL OR until >= ?3) AND (left_on IS NULL OR left_on > ?3)
             ORDER BY assignment.id LIMIT 1",
        )?;
        Ok(query
            .query_row(params![organisation, person, day.to_string()], |row| {
                row.get(0)
            })
            .optional()?)
    }

    fn known_organisation(&self, id: i64) -> Result<Found, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, branch_form IS NOT NULL FROM organisation WHERE id = ?1",
        )?;
        let found = query
            .query_row([id], |row| {
                Ok(Found {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    covered: row.get(2)?,
                })
            })
            .optional()?;
        found.ok_or_else(|| StoreError::Unknown(id.to_string()))
    }

    /// Ends every duty the day before, hands them to the heir from that day on, and marks the person.
    fn leave(
        &mut self,
        person: Uuid,
        day: Date,
        heir: Option<Uuid>,
        now: Now,
    ) -> Result<Done, StoreError> {
        let id = self.row_named(person)?.id;
        let heir = heir.map(|heir| self.row_named(heir)).transpose()?;
        let lines = self.charges_of(id, day)?;
        let kept = match &heir {
            Some(heir) => self.charges_of(heir.id, day)?,
            None => Vec::new(),
        };
        let gone = Person {
            left: Some(day),
            ..self.person(id)?
        };
        let mut change = gone.change(person);
        let mut ended = 0;
        for line in lines.iter().filter(|line| line.holds(day)) {
            ended += 1;
            let last = Assignment::end(line.assignment, day.plus_days(-1));
            change.edits.extend(last.edits);
            let has = |own: &&ChargeLine| {
                own.holds(day) && own.duty == line.duty && own.held == line.held
            };
            if let Some(heir) = &heir
                && !kept.iter().any(|own| has(&own))
            {
                let charge = match &line.held {
                    Held::Organisation { id, .. } => {
                        Charge::Organisation(journal::record_uuid(&self.db, *id)?)
                    }
                    Held::Area(area) => Charge::Area(area.clone()),
                    Held::Unit(unit) => Charge::Unit(unit.clone()),
                };
                let next = Assignment::of(heir.uuid, line.duty, charge, day);
                change.edits.extend(next.change(self.new_id(now)).edits);
            }
        }
        self.write(&change, now)?;
        Ok(Done::Left {
            ended,
            heir: heir.map(|heir| heir.name),
        })
    }
}

/// An organisation to be assigned.
struct Found {
    id: i64,
    name: String,
    covered: bool,
}

/// What a person has by one duty already.
struct Holding {
    organisations: HashSet<i64>,
    names: HashSet<String>,
}

impl Holding {
    fn of(lines: &[ChargeLine], duty: Duty, day: Date) -> Holding {
        let mut holding = Holding {
            organisations: HashSet::new(),
            names: HashSet::new(),
        };
        for line in lines
            .iter()
            .filter(|line| line.duty == duty && line.holds(day))
        {
            match &line.held {
                Held::Organisation { id, .. } => {
                    holding.organisations.insert(*id);
                }
                Held::Area(name) | Held::Unit(name) => {
                    holding.names.insert(name.clone());
                }
            }
        }
        holding
    }

    /// Takes what is not there yet.
    fn takes(&mut self, towards: &Towards) -> bool {
        match towards {
            Towards::Organisation(id) => self.organisations.insert(*id),
            Towards::Area(name) | Towards::Unit(name) => self.names.insert(name.clone()),
        }
    }
}
