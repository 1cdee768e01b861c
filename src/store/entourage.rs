//! What a register says beside its organisations: the Party organisations that cover them and the people who look after
//! them. They are met or made on the way in, in the transaction of the import.

use std::collections::HashMap;

use rusqlite::params;

use super::Store;
use super::error::StoreError;
use super::journal;
use crate::domain::arrival::Brought;
use crate::domain::branch::{Branch, BranchForm};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::people::{Assignment, Person, Role};
use crate::domain::register::{ListField, Listed, ListedBranch, ListedPerson, RowNote, Trouble};

/// The Party organisations and people of one import so far.
#[derive(Default)]
pub struct Entourage {
    branches: HashMap<String, Met>,
    people: HashMap<(String, Role), Vec<Known>>,
    pub brought: Brought,
}

/// A Party organisation that a row has named.
struct Met {
    uuid: Uuid,
    /// The row that named it first.
    row: u32,
    /// What the rows say of it together.
    said: ListedBranch,
    now: Branch,
    /// Some other organisation is known to be covered.
    covers: bool,
}

/// Somebody who may be meant.
#[derive(Clone)]
struct Known {
    uuid: Uuid,
    unit: String,
    phone: String,
}

/// What a row asks for beyond its organisation.
#[derive(Default)]
pub struct Asked {
    pub changes: Vec<Change>,
    pub notes: Vec<RowNote>,
}

impl Asked {
    fn note(&mut self, row: u32, field: ListField, trouble: Trouble) {
        let note = RowNote {
            row,
            field,
            trouble,
        };
        self.notes.push(note);
    }

    fn change(&mut self, change: Change) {
        if !change.edits.is_empty() {
            self.changes.push(change);
        }
    }
}

impl Entourage {
    /// The Party organisation of a row, with what must be written for it. `before` covers the organisation now.
    pub fn branch(
        &mut self,
        store: &Store,
        listed: &Listed,
        before: Option<Uuid>,
        now: Now,
        asked: &mut Asked,
    ) -> Result<Option<Uuid>, StoreError> {
        let Some(said) = &listed.branch else {
            return Ok(before);
        };
        if !self.branches.contains_key(&said.name) {
            let met = self.meet(store, listed.row, said, now, asked)?;
            self.branches.insert(said.name.clone(), met);
        }
        let Some(met) = self.branches.get_mut(&said.name) else {
            return Ok(before);
        };
        if met.said.complete(said) {
            asked.note(
                listed.row,
                ListField::Branch,
                Trouble::BranchDiffers(met.row),
            );
        }
        let mut after = met.said.onto(&met.now);
        // nobody said so, but it covers one more than a sole one can
        if before != Some(met.uuid)
            && met.covers
            && met.said.form.is_none()
            && after.form == BranchForm::Sole
        {
            after.form = BranchForm::Joint;
        }
        met.covers = true;
        asked.change(after.revision(met.uuid, &met.now));
        met.now = after;
        Ok(Some(met.uuid))
    }

    /// A Party organisation named for the first time in this import.
    fn meet(
        &mut self,
        store: &Store,
        row: u32,
        said: &ListedBranch,
        now: Now,
        asked: &mut Asked,
    ) -> Result<Met, StoreError> {
        let known = store.branch_called(&said.name)?;
        let (uuid, branch, covers) = match known {
            Some((id, branch)) => (
                journal::record_uuid(&store.db, id)?,
                branch,
                store.branch_covers_any(id)?,
            ),
            None => {
                let uuid = store.new_id(now);
                let branch = said.branch();
                self.brought.branches += 1;
                asked.change(branch.change(uuid));
                (uuid, branch, false)
            }
        };
        Ok(Met {
            uuid,
            row,
            said: said.clone(),
            now: branch,
            covers,
        })
    }

    /// Sees to it that those a row names look after its organisation from today on, and those of their role whom it
    /// does not name no more. `id` is the organisation's number, none of a new one.
    pub fn people(
        &mut self,
        store: &Store,
        listed: &Listed,
        (uuid, id): (Uuid, Option<i64>),
        now: Now,
        asked: &mut Asked,
    ) -> Result<(), StoreError> {
        for (role, field) in [
            (Role::Instructor, ListField::Instructor),
            (Role::Liaison, ListField::Liaison),
        ] {
            let named = listed.people.iter().filter(|person| person.role == role);
            let named: Vec<&ListedPerson> = named.collect();
            if named.is_empty() {
                continue;
            }
            let current = match id {
                Some(id) => store.guides(id, role)?,
                None => Vec::new(),
            };
            let mut wanted = Vec::new();
            for person in &named {
                match self.person(store, person, &current, now, asked)? {
                    Some(found) => wanted.push(found),
                    None => {
                        asked.note(listed.row, field, Trouble::WhichPerson(person.name.clone()))
                    }
                }
            }
            for person in &wanted {
                if current.iter().all(|guide| guide.person != *person) {
                    self.brought.assignments += 1;
                    let assignment = Assignment::guide(*person, uuid, now.today);
                    asked.change(assignment.change(store.new_id(now)));
                }
            }
            let gone: Vec<&Guide> = current
                .iter()
                .filter(|guide| !wanted.contains(&guide.person))
                .collect();
            if wanted.len() < named.len() || gone.is_empty() {
                continue;
            }
            for guide in &gone {
                asked.change(Assignment::end(guide.assignment, now.today.plus_days(-1)));
            }
            let names: Vec<&str> = gone.iter().map(|guide| guide.name.as_str()).collect();
            asked.note(listed.row, field, Trouble::PersonReplaced(names.join("、")));
        }
        Ok(())
    }

    /// The one a row means by a name, made where nobody is known so; none where several may be meant.
    fn person(
        &mut self,
        store: &Store,
        said: &ListedPerson,
        current: &[Guide],
        now: Now,
        asked: &mut Asked,
    ) -> Result<Option<Uuid>, StoreError> {
        let key = (said.name.clone(), said.role);
        if !self.people.contains_key(&key) {
            let known = store.people_called(&said.name, said.role)?;
            self.people.insert(key.clone(), known);
        }
        let known = self.people.entry(key).or_default();
        let fits = |own: &str, said: &str| own.is_empty() || said.is_empty() || own == said;
        let may_be: Vec<usize> = (0..known.len())
            .filter(|at| fits(&known[*at].unit, &said.unit) && fits(&known[*at].phone, &said.phone))
            .collect();
        let sure = |at: &&usize| !said.phone.is_empty() && known[**at].phone == said.phone;
        let at_work = |at: &&usize| {
            let mut current = current.iter();
            current.any(|guide| guide.person == known[**at].uuid)
        };
        let chosen = match &may_be[..] {
            [] => None,
            [only] => Some(*only),
            several => {
                let sure: Vec<&usize> = several.iter().filter(sure).collect();
                let at_work: Vec<&usize> = several.iter().filter(at_work).collect();
                match (&sure[..], &at_work[..]) {
                    ([one], _) | ([], [one]) => Some(**one),
                    _ => return Ok(None),
                }
            }
        };
        let Some(at) = chosen else {
            let uuid = store.new_id(now);
            self.brought.people += 1;
            let person = Person {
                name: said.name.clone(),
                role: said.role,
                unit: said.unit.clone(),
                phone: said.phone.clone(),
                ..Person::default()
            };
            let mut change = person.change(uuid);
            change.edits.retain(|edit| edit.value != Value::Nothing);
            asked.change(change);
            known.push(Known {
                uuid,
                unit: said.unit.clone(),
                phone: said.phone.clone(),
            });
            return Ok(Some(uuid));
        };
        let person = &mut known[at];
        let mut edits = Vec::new();
        for (own, said, field) in [
            (&mut person.unit, &said.unit, Field::PERSON_UNIT),
            (&mut person.phone, &said.phone, Field::PERSON_PHONE),
        ] {
            if own.is_empty() && !said.is_empty() {
                own.clone_from(said);
                edits.push(Edit::new(person.uuid, field, Value::text(said)));
            }
        }
        asked.change(Change::of(edits));
        Ok(Some(person.uuid))
    }
}

/// Somebody who looks after an organisation now.
struct Guide {
    assignment: Uuid,
    person: Uuid,
    name: String,
}

impl Store {
    /// The Party organisation of a name: of several that are not dissolved the one known longest.
    fn branch_called(&self, name: &str) -> Result<Option<(i64, Branch)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM branch WHERE name = ?1 AND dissolved IS NULL ORDER BY id LIMIT 1",
        )?;
        let mut rows = query.query([name])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let id = row.get(0)?;
        Ok(self.branch(id)?.map(|branch| (id, branch)))
    }

    fn branch_covers_any(&self, id: i64) -> Result<bool, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT 1 FROM organisation WHERE branch = ?1")?;
        Ok(query.exists([id])?)
    }

    fn people_called(&self, name: &str, role: Role) -> Result<Vec<Known>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT uuid, unit, opened(phone) FROM person JOIN record ON record.id = person.id
             WHERE name = ?1 AND role = ?2 AND left_on IS NULL ORDER BY person.id",
        )?;
        let rows = query.query_map(params![name, role.code()], |row| {
            Ok(Known {
                uuid: Uuid(row.get(0)?),
                unit: row.get(1)?,
                phone: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn guides(&self, organisation: i64, role: Role) -> Result<Vec<Guide>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT one.uuid, other.uuid, person.name FROM assignment
             JOIN person ON person.id = assignment.person
             JOIN record AS one ON one.id = assignment.id
             JOIN record AS other ON other.id = person.id
             WHERE assignment.organisation = ?1 AND duty = 'guide' AND until IS NULL AND role = ?2
             ORDER BY assignment.id",
        )?;
        let rows = query.query_map(params![organisation, role.code()], |row| {
            Ok(Guide {
                assignment: Uuid(row.get(0)?),
                person: Uuid(row.get(1)?),
                name: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
