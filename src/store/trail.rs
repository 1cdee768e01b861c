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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Now;
    use crate::domain::change::{Change, Op, Place, Tx};
    use crate::domain::organisation::Organisation;
    use crate::domain::trail::What;
    use crate::domain::visit::Said;
    use crate::standards;

    const NOW: Now = Now {
        utc_ms: 1_795_312_800_000,
        today: Date::of(2026, 11, 22),
        minute: 600,
    };

    fn later(minutes: i64) -> Now {
        Now {
            utc_ms: NOW.utc_ms + minutes * 60_000,
            ..NOW
        }
    }

    /// A save that another laptop made, as it arrives.
    fn arrives(store: &mut Store, visit: i64, tx: &Tx) {
        let bytes = codec::encode_tx(tx);
        let ops = tx.ops.len() as i64;
        let mut insert = store
            .db
            .prepare("INSERT INTO tx (stream, ops, bytes) VALUES (77, ?1, ?2)")
            .unwrap();
        insert.execute(rusqlite::params![ops, bytes]).unwrap();
        drop(insert);
        let seq = store.db.last_insert_rowid();
        let touched = "INSERT INTO touch VALUES (?1, ?2)";
        store.db.execute(touched, [visit, seq]).unwrap();
    }

    #[test]
    fn both_values_of_a_conflict_appear_and_who_decides_replaces_both() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        let uuid = store.new_id(NOW);
        let facts = Organisation {
            name: "东街义工协会".into(),
            ..Organisation::default()
        };
        store.commit(&facts.change(uuid), NOW).unwrap();
        let organisation = store.number_of(uuid).unwrap();
        let visit = store
            .start_visit(organisation, &standards::site(), "", NOW)
            .unwrap();
        let name = store.name_of(visit).unwrap();
        let said = |code: &str| Said::Option(Some(code.into())).edit(name, "1.2");
        let say = |store: &mut Store, code: &str, minutes| {
            let change = Change::of(vec![said(code)]);
            store.commit(&change, later(minutes)).unwrap();
        };
        say(&mut store, "good", 1);
        // while this laptop said weak, another one that had seen good too said poor
        let seen = journal::registers(&store.db, visit, "1.2").unwrap()[0]
            .1
            .heads();
        say(&mut store, "weak", 3);
        let elsewhere = Uuid([9; 16]);
        let op = Op {
            place: Place {
                record: name,
                part: "1.2".into(),
                field: Field::ANSWER,
            },
            value: Value::text("poor"),
            prev: seen,
        };
        let tx = Tx {
            actor: elsewhere,
            hlc: (later(2).utc_ms as u64) << 16,
            reason: None,
            ops: vec![op],
        };
        arrives(&mut store, visit, &tx);
        store.rebuild(&mut |_, _| true).unwrap();
        assert!(store.visit(visit).unwrap().answers["1.2"].conflict);
        say(&mut store, "fair", 4);
        assert!(!store.visit(visit).unwrap().answers["1.2"].conflict);
        let trail = store.trail(visit).unwrap();
        let sets: Vec<(i64, &str, Vec<&str>, &str)> = trail
            .steps
            .iter()
            .filter_map(|step| match &step.what {
                What::Set { old, new, .. } => Some((
                    (step.utc_ms - NOW.utc_ms) / 60_000,
                    step.user.as_str(),
                    old.iter().filter_map(Value::as_text).collect(),
                    new.as_text().unwrap_or_default(),
                )),
                _ => None,
            })
            .collect();
        let other = elsewhere.to_string();
        assert_eq!(
            sets[..3],
            [
                (1, "", vec![], "good"),
                (2, other.as_str(), vec!["good"], "poor"),
                (3, "", vec!["good"], "weak"),
            ]
        );
        let (minute, _, mut replaced, new) = sets[3].clone();
        replaced.sort_unstable();
        assert_eq!((minute, replaced, new), (4, vec!["poor", "weak"], "fair"));
        assert_eq!(trail.steps.len(), 5);
    }
}
