//! What was done to each visit, read from the journal itself.

use std::collections::HashMap;

use super::error::StoreError;
use super::visits::read_head;
use super::{Store, codec, journal};
use crate::domain::calendar::Date;
use crate::domain::change::{Field, OpId, Uuid, Value};
use crate::domain::trail::{Save, Set, Trail, steps};

/// Names of those who write, as far as they were looked for.
type Names = HashMap<Uuid, String>;

impl Store {
    /// The changes of the visits whose day lies between the two, oldest visit first, until `take` returns false.
    pub fn each_trail(
        &mut self,
        from: Option<Date>,
        to: Option<Date>,
        take: &mut dyn FnMut(Trail, u64, u64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut names = Names::new();
        self.in_one_state(|store| {
            store.each_between((from, to), None, &mut |store, id, done, total| {
                let trail = store.read_trail(id, &mut names)?;
                take(trail, done, total)
            })
        })
    }

    /// The changes of one visit.
    pub fn trail(&mut self, visit: i64) -> Result<Trail, StoreError> {
        self.read_trail(visit, &mut Names::new())
    }

    fn read_trail(&mut self, id: i64, names: &mut Names) -> Result<Trail, StoreError> {
        let head = read_head(&journal::registers(&self.db, id, "")?)
            .ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        let list = journal::known_number(&self.db, head.checklist)?;
        let form = match list {
            Some(list) => self.form(list)?,
            None => None,
        };
        let visit = journal::record_uuid(&self.db, id)?;
        let mut journal = journal::saves_of(&self.db, id)?;
        let mut values: HashMap<OpId, Value> = HashMap::new();
        for (_, stream, tx) in &journal {
            for op in tx.ops.iter().filter(|op| op.place.record == visit) {
                values.insert(codec::op_id(*stream, op), op.value.clone());
            }
        }
        // as their clocks say; the place in this file's journal only tells when a save arrived
        journal.sort_by_key(|(seq, _, tx)| (tx.hlc, *seq));
        let mut saves = Vec::with_capacity(journal.len());
        for (_, _, tx) in journal {
            let ops = tx.ops.iter().filter(|op| op.place.record == visit);
            let sets = ops.map(|op| Set {
                address: op.place.part.clone(),
                field: op.place.field,
                old: op
                    .prev
                    .iter()
                    .filter_map(|id| values.get(id).cloned())
                    .collect(),
                new: op.value.clone(),
            });
            saves.push(Save {
                utc_ms: tx.utc_ms(),
                sets: sets.collect(),
                user: self.name_of_actor(tx.actor, names)?,
                reason: tx.reason,
            });
        }
        Ok(Trail {
            visit,
            form,
            steps: steps(saves),
        })
    }

    fn name_of_actor(&self, actor: Uuid, names: &mut Names) -> Result<String, StoreError> {
        if let Some(name) = names.get(&actor) {
            return Ok(name.clone());
        }
        let name = match journal::known_number(&self.db, actor)? {
            Some(id) => {
                let registers = journal::registers(&self.db, id, "")?;
                journal::text(&registers, Field::PERSON_NAME)
            }
            None => String::new(),
        };
        let name = match (name.is_empty(), actor) {
            (true, Uuid::NEW) => String::new(),
            (true, actor) => actor.to_string(),
            (false, _) => name,
        };
        names.insert(actor, name.clone());
        Ok(name)
    }
}
