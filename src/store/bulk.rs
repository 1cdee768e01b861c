//! Many assignments at once: worked out first, so that it can be shown, and written in one transaction.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value as Cell;
use rusqlite::{params, params_from_iter};

use super::error::StoreError;
use super::people::{NOBODY, numbered};
use super::{Store, journal, search};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Uuid};
use crate::domain::people::{Assignment, Charge, Duty, PeopleRules, Role};
use crate::domain::spread::{Hand, spread};
use crate::domain::staff::{BulkPlan, BulkTo, BulkWish, Done, InHand, PersonRow};

/// Assignments in one save of the journal; a bulk of thousands is several saves of one transaction.
pub(super) const SAVE: usize = 500;

impl Store {
    /// Writes a bulk assignment as the file is now, which may differ from what was shown before.
    pub(super) fn bulk(
        &mut self,
        wish: &BulkWish,
        rules: &PeopleRules,
        now: Now,
    ) -> Result<Done, StoreError> {
        let Planned { plan, pairs, duty } = self.bulk_plan(wish, rules, now.today)?;
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

    /// What a bulk assignment would do.
    pub(super) fn bulk_plan(
        &self,
        wish: &BulkWish,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<Planned, StoreError> {
        let (hands, duty) = match wish.to {
            BulkTo::Person(uuid) => {
                let mut row = self.row_named(uuid)?;
                let lines = self.charges_of(row.id, today)?;
                row.held = InHand::of(&lines, rules, today);
                let duty = row.role.duty();
                (vec![row], duty)
            }
            BulkTo::Spread(role) => (self.hands(role, today)?, role.duty()),
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
            BulkTo::Spread(_) => share_out(&targets, &hands, rules.load_most),
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
        Ok(Planned { plan, pairs, duty })
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
            numbered(&condition)
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

/// A bulk assignment worked out.
pub(super) struct Planned {
    pub plan: BulkPlan,
    /// Person and organisation of every assignment.
    pairs: Vec<(Uuid, i64)>,
    duty: Duty,
}

fn share_out(targets: &[Target], hands: &[PersonRow], most: u32) -> Vec<Option<usize>> {
    let areas: Vec<String> = targets.iter().map(|target| target.area.clone()).collect();
    let hands: Vec<Hand> = hands
        .iter()
        .map(|row| Hand {
            area: row.area.clone(),
            load: row.held.load,
        })
        .collect();
    spread(&areas, &hands, most)
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
