//! Writing what is ordered for people: contacts, ends, contracts with their limits, leaving with a hand-over, and many
//! assignments at once. Each order is one transaction, written whole or not at all.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::error::StoreError;
use super::people::NOBODY;
use super::{Store, journal, search};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Uuid};
use crate::domain::people::{Assignment, Charge, Duty, PeopleRules, Person, Role};
use crate::domain::spread::{Hand, spread};
use crate::domain::staff::{
    Assigned, BulkPlan, BulkTo, BulkWish, ChargeLine, Done, Held, InHand, Order, PersonRow, Refusal,
};

/// Assignments in one save of the journal; a bulk of thousands is several saves of one transaction.
const SAVE: usize = 500;

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
                charges,
                from,
            } => {
                let assigned = store.assign(*person, *duty, charges, *from, rules, now)?;
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

    fn row_named(&self, uuid: Uuid) -> Result<PersonRow, StoreError> {
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
        charges: &[Charge],
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
        for charge in charges {
            let organisation = match charge {
                Charge::Organisation(uuid) => Some(self.known_organisation(*uuid)?),
                Charge::Area(_) | Charge::Unit(_) => None,
            };
            if !held.takes(charge, organisation.as_ref().map(|found| found.id)) {
                done.known += 1;
                continue;
            }
            if duty == Duty::Contract {
                if let Some(refusal) =
                    self.refusal(&row.id, charge, &organisation, &had, rules, from)?
                {
                    done.refused.push(refusal);
                    continue;
                }
                match charge {
                    Charge::Organisation(_) => had.contracts += 1,
                    Charge::Area(_) => had.areas += 1,
                    Charge::Unit(_) => had.units += 1,
                }
                done.covered.extend(
                    organisation
                        .filter(|found| found.covered)
                        .map(|found| found.name),
                );
            } else if duty == Duty::Guide {
                had.load += 1;
            }
            let id = self.new_id(now);
            let assignment = Assignment::of(person, duty, charge.clone(), from);
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
        person: &i64,
        charge: &Charge,
        organisation: &Option<Found>,
        had: &InHand,
        rules: &PeopleRules,
        from: Date,
    ) -> Result<Option<Refusal>, StoreError> {
        let refusal = match (charge, organisation) {
            (Charge::Organisation(_), Some(found)) => {
                match self.contracted_by(found.id, *person, from)? {
                    Some(leader) => Some(Refusal::Taken {
                        organisation: found.name.clone(),
                        leader,
                    }),
                    None => (had.contracts >= rules.contract_organisations)
                        .then_some(Refusal::Organisations(rules.contract_organisations)),
                }
            }
            (Charge::Area(_), _) => {
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

    fn known_organisation(&self, uuid: Uuid) -> Result<Found, StoreError> {
        let unknown = || StoreError::Unknown(uuid.to_string());
        let id = journal::known_number(&self.db, uuid)?.ok_or_else(unknown)?;
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
        found.ok_or_else(unknown)
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

    /// Writes a bulk assignment as the file is now, which may differ from what was shown before.
    fn bulk(&mut self, wish: &BulkWish, rules: &PeopleRules, now: Now) -> Result<Done, StoreError> {
        let (plan, pairs, duty) = self.bulk_plan(wish, rules, now.today)?;
        let mut made = Vec::with_capacity(pairs.len());
        for pairs in pairs.chunks(SAVE) {
            let mut edits = Vec::with_capacity(pairs.len() * 4);
            for (person, organisation) in pairs {
                let id = self.new_id(now);
                let charge = Charge::Organisation(journal::record_uuid(&self.db, *organisation)?);
                let assignment = Assignment::of(*person, duty, charge, now.today);
                edits.extend(assignment.change(id).edits);
                made.push(id);
            }
            self.write(&Change::of(edits), now)?;
        }
        Ok(Done::Bulk {
            plan,
            made,
            from: now.today,
        })
    }

    /// What a bulk assignment would do: the plan, and person and organisation of every assignment.
    pub(super) fn bulk_plan(
        &self,
        wish: &BulkWish,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<(BulkPlan, Vec<(Uuid, i64)>, Duty), StoreError> {
        let (hands, duty, most) = match wish.to {
            BulkTo::Person(uuid) => {
                let mut row = self.row_named(uuid)?;
                let lines = self.charges_of(row.id, today)?;
                row.held = InHand::of(&lines, rules, today);
                let duty = row.role.duty();
                (vec![row], duty, u32::MAX)
            }
            BulkTo::Spread(role) => (self.hands(role, today)?, role.duty(), rules.load_most),
        };
        let had = self.held_already(wish.to, &hands, duty, today)?;
        let mut plan = BulkPlan::default();
        let mut targets = Vec::new();
        self.each_target(wish, today, &mut |target| {
            plan.found += 1;
            if !target.normal {
                plan.excluded += 1;
            } else if had.contains(&target.id) || !wish.all && !target.nobody {
                plan.kept += 1;
            } else {
                targets.push(target);
            }
        })?;
        let taken = match wish.to {
            BulkTo::Person(_) => vec![Some(0); targets.len()],
            BulkTo::Spread(_) => {
                let areas: Vec<String> = targets.iter().map(|target| target.area.clone()).collect();
                let room: Vec<Hand> = hands
                    .iter()
                    .map(|row| Hand {
                        area: row.area.clone(),
                        load: row.held.load,
                    })
                    .collect();
                spread(&areas, &room, most)
            }
        };
        let mut more: HashMap<usize, u32> = HashMap::new();
        let mut pairs = Vec::new();
        for (target, hand) in targets.iter().zip(&taken) {
            match hand {
                Some(hand) => {
                    *more.entry(*hand).or_default() += 1;
                    pairs.push((hands[*hand].uuid, target.id));
                }
                None => plan.over += 1,
            }
        }
        plan.assigned = pairs.len() as u64;
        plan.people = more
            .into_iter()
            .map(|(hand, more)| (hands[hand].name.clone(), in_hand(&hands[hand], duty), more))
            .collect();
        plan.people
            .sort_by(|a, b| (b.2, &a.0, a.1).cmp(&(a.2, &b.0, b.1)));
        Ok((plan, pairs, duty))
    }

    /// People of a role who do the work now, with what they look after.
    fn hands(&self, role: Role, today: Date) -> Result<Vec<PersonRow>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT person.id, (SELECT count(DISTINCT organisation) FROM assignment
                WHERE assignment.person = person.id AND organisation IS NOT NULL AND duty = 'guide'
                    AND (until IS NULL OR until >= ?1))
             FROM person WHERE role = ?2 AND (left_on IS NULL OR left_on > ?1) ORDER BY sort, id",
        )?;
        let loads: Vec<(i64, u32)> = query
            .query_map(params![today.to_string(), role.code()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut hands = Vec::with_capacity(loads.len());
        for (id, load) in loads {
            if let Some(mut row) = self.person_row(id)? {
                row.held.load = load;
                hands.push(row);
            }
        }
        Ok(hands)
    }

    /// Organisations that get no second one: this person has them, or someone of that role does.
    fn held_already(
        &self,
        to: BulkTo,
        hands: &[PersonRow],
        duty: Duty,
        today: Date,
    ) -> Result<HashSet<i64>, StoreError> {
        let (whose, value) = match to {
            BulkTo::Person(_) => ("assignment.person = ?3", Cell::Integer(hands[0].id)),
            BulkTo::Spread(role) => ("role = ?3", Cell::Text(role.code().into())),
        };
        let mut query = self.db.prepare_cached(&format!(
            "SELECT organisation FROM assignment JOIN person ON person.id = assignment.person
             WHERE organisation IS NOT NULL AND duty = ?2 AND (until IS NULL OR until >= ?1)
                AND (left_on IS NULL OR left_on > ?1) AND {whose}"
        ))?;
        Ok(query
            .query_map(params![today.to_string(), duty.code(), value], |row| {
                row.get(0)
            })?
            .collect::<Result<_, _>>()?)
    }

    /// Every organisation of the filter and search, in the list's order.
    fn each_target(
        &self,
        wish: &BulkWish,
        today: Date,
        take: &mut dyn FnMut(Target),
    ) -> Result<(), StoreError> {
        let (condition, mut values) = wish.filter.condition();
        values.insert(0, Cell::Text(today.to_string()));
        let text = search::normalise(&wish.text);
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, area, status = 'normal', {NOBODY}, name, credit_code FROM organisation
             WHERE {} 1 ORDER BY sort, id",
            super::people::numbered(&condition)
        ))?;
        let mut rows = query.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !text.is_empty() {
                let (name, code): (String, String) = (row.get(4)?, row.get(5)?);
                if !search::matches(&name, &code, &text) {
                    continue;
                }
            }
            take(Target {
                id: row.get(0)?,
                area: row.get(1)?,
                normal: row.get(2)?,
                nobody: row.get(3)?,
            });
        }
        Ok(())
    }
}

/// Organisations in hand by a duty.
fn in_hand(row: &PersonRow, duty: Duty) -> u32 {
    match duty {
        Duty::Guide => row.held.load,
        Duty::Responsible => row.held.responsible,
        Duty::Contract => row.held.contracts,
    }
}

/// An organisation that a bulk assignment looks at.
struct Target {
    id: i64,
    area: String,
    normal: bool,
    nobody: bool,
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

    /// Takes a charge that is not there yet.
    fn takes(&mut self, charge: &Charge, organisation: Option<i64>) -> bool {
        match (charge, organisation) {
            (_, Some(id)) => self.organisations.insert(id),
            (Charge::Area(name) | Charge::Unit(name), None) => self.names.insert(name.clone()),
            (Charge::Organisation(_), None) => false,
        }
    }
}
