//! Coverage over the whole register in one pass, and snapshots of it that no later edit moves.
//! What the figures mean is in `domain::coverage`; here they are read, frozen and found again.

use std::collections::HashSet;

use rusqlite::Row;

use super::Store;
use super::error::StoreError;
use super::journal::{self, Registers};
use crate::domain::branch::BranchForm;
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Edit, Field, Kind, Uuid, Value};
use crate::domain::coverage::{Counting, CountingRule, Coverage, Facts, Marks, NamesWanted};
use crate::domain::formation::RuleSet;
use crate::domain::organisation::{Class, PartyMembers, Status};
use crate::domain::score::Verdict;
use crate::domain::view::{ListRow, NamedRow};

/// One row an organisation.
const FACTS: &str = "
SELECT id, name, area, authority, class, status, full_here, full_elsewhere, part_here, part_elsewhere, branch,
    branch_form, verdict, marks, status_reason
FROM organisation ORDER BY";

/// In the order of the file, which is the quickest to read.
const BY_FILE: &str = "id";
/// In the order of the register's list.
const BY_NAME: &str = "sort, id";

/// A frozen coverage with its name in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub uuid: Uuid,
    pub coverage: Coverage,
}

impl Store {
    /// The facts of every organisation as they are on `today`, until `take` returns false.
    pub fn each_facts(
        &self,
        today: Date,
        take: &mut dyn FnMut(&Facts) -> bool,
    ) -> Result<(), StoreError> {
        self.facts_in_order(BY_FILE, today, take)
    }

    fn facts_in_order(
        &self,
        order: &str,
        today: Date,
        take: &mut dyn FnMut(&Facts) -> bool,
    ) -> Result<(), StoreError> {
        let looked_after = self.looked_after(today)?;
        let mut query = self.db.prepare_cached(&format!("{FACTS} {order}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut facts = read_facts(row)?;
            facts.has_person = looked_after.contains(&facts.id);
            if !take(&facts) {
                break;
            }
        }
        Ok(())
    }

    /// Organisations that an instructor or liaison looks after on `today`, and those without a Party organisation for
    /// which a first responsible person answers: until the branch is formed that is their liaison (D1). A leader's
    /// contract alone makes no work coverage, and who has left looks after nothing.
    fn looked_after(&self, today: Date) -> Result<HashSet<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT organisation FROM assignment JOIN person ON person.id = assignment.person
             WHERE organisation IS NOT NULL AND (until IS NULL OR until >= ?1) AND (left_on IS NULL OR left_on > ?1)
                AND (duty = 'guide' AND role IN ('instructor', 'liaison')
                    OR duty = 'responsible' AND (SELECT branch_form FROM organisation AS of
                        WHERE of.id = assignment.organisation) IS NULL)",
        )?;
        Ok(query
            .query_map([today.to_string()], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Everything counted as it is on `today`, whole and by area, authority and kind.
    pub fn coverage(
        &self,
        rule: &CountingRule,
        sets: &[RuleSet],
        today: Date,
    ) -> Result<Coverage, StoreError> {
        self.coverage_while(rule, sets, today, &mut || true)
    }

    /// The same as long as `go_on` says so; it is asked at every organisation.
    ///
    /// # Errors
    /// `Cancelled` where it said no.
    pub fn coverage_while(
        &self,
        rule: &CountingRule,
        sets: &[RuleSet],
        today: Date,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Coverage, StoreError> {
        let mut counting = Counting::new(rule, sets, today);
        let mut whole = true;
        self.each_facts(today, &mut |facts| {
            counting.add(facts);
            whole = go_on();
            whole
        })?;
        match whole {
            true => Ok(counting.finish()),
            false => Err(StoreError::Cancelled),
        }
    }

    /// Numbers of the organisations of a list, in the order of the register's list.
    ///
    /// # Errors
    /// `Cancelled` where `go_on` said no.
    pub fn names_behind(
        &self,
        wanted: &NamesWanted,
        rule: &CountingRule,
        sets: &[RuleSet],
        today: Date,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<i64>, StoreError> {
        let mut ids = Vec::new();
        let mut whole = true;
        self.facts_in_order(BY_NAME, today, &mut |facts| {
            if wanted.lists(facts, rule, sets) {
                ids.push(facts.id);
            }
            whole = go_on();
            whole
        })?;
        match whole {
            true => Ok(ids),
            false => Err(StoreError::Cancelled),
        }
    }

    /// Lines of the list for these numbers; one that is not there is left out.
    pub fn rows(&self, ids: &[i64]) -> Result<Vec<NamedRow>, StoreError> {
        let mut rows = Vec::with_capacity(ids.len());
        let mut query = self
            .db
            .prepare_cached("SELECT status, status_reason FROM organisation WHERE id = ?1")?;
        for id in ids {
            if let Some(row) = ListRow::load(&self.db, *id)? {
                let (status, status_reason): (String, String) =
                    query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.push(NamedRow {
                    row,
                    status: Status::from_code(&status).unwrap_or_default(),
                    status_reason,
                });
            }
        }
        Ok(rows)
    }

    /// Freezes a coverage in the journal. Its name follows from its text, so that equal figures of one day are one
    /// snapshot; returns whether it was new.
    pub fn freeze(&mut self, coverage: &Coverage, now: Now) -> Result<(Uuid, bool), StoreError> {
        self.transaction(|store| store.write_snapshot(coverage, now))
    }

    /// Freezes a coverage inside the running transaction.
    pub(super) fn write_snapshot(
        &mut self,
        coverage: &Coverage,
        now: Now,
    ) -> Result<(Uuid, bool), StoreError> {
        let text = frozen(coverage);
        let uuid = name_of(&text);
        let edit = Edit::new(uuid, Field::SNAPSHOT_TEXT, Value::Text(text));
        let new = self.write(&Change::of(vec![edit]), now)?;
        Ok((uuid, new))
    }

    /// The snapshot of that name; none where it has not arrived, or not whole.
    pub(super) fn snapshot(&self, uuid: Uuid) -> Result<Option<Coverage>, StoreError> {
        let Some(id) = journal::known_number(&self.db, uuid)? else {
            return Ok(None);
        };
        let Some(text) = self.frozen_text(id, uuid)? else {
            return Ok(None);
        };
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| StoreError::Damaged(format!("{uuid}: {error}")))
    }

    /// All snapshots, earliest day first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, uuid FROM record WHERE kind = ?1 ORDER BY id")?;
        let records: Vec<(i64, [u8; 16])> = query
            .query_map([Kind::Snapshot as i64], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut snapshots = Vec::new();
        for (id, uuid) in records {
            let uuid = Uuid(uuid);
            if let Some(text) = self.frozen_text(id, uuid)? {
                let coverage = serde_json::from_str(&text)
                    .map_err(|error| StoreError::Damaged(format!("{uuid}: {error}")))?;
                snapshots.push(Snapshot { uuid, coverage });
            }
        }
        snapshots.sort_by_key(|snapshot| snapshot.coverage.date);
        Ok(snapshots)
    }

    /// The text that the snapshot's name was made from. Whatever was written over it since, the journal still has
    /// it; none where only part of the journal has arrived.
    fn frozen_text(&self, id: i64, uuid: Uuid) -> Result<Option<String>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let text = journal::text(&head, Field::SNAPSHOT_TEXT);
        if name_of(&text) == uuid {
            return Ok(Some(text));
        }
        let saves = journal::saves_of(&self.db, id)?;
        Ok(saves
            .into_iter()
            .flat_map(|(_, _, tx)| tx.ops)
            .filter(|op| op.place.record == uuid && op.place.field == Field::SNAPSHOT_TEXT)
            .find_map(|op| match op.value {
                Value::Text(text) if name_of(&text) == uuid => Some(text),
                _ => None,
            }))
    }
}

/// The name that a snapshot of these figures has.
pub(super) fn snapshot_name(coverage: &Coverage) -> Uuid {
    name_of(&frozen(coverage))
}

fn frozen(coverage: &Coverage) -> String {
    serde_json::to_string(coverage).expect("figures are plain data")
}

fn name_of(text: &str) -> Uuid {
    let hash = blake3::hash(text.as_bytes());
    Uuid::v8(
        hash.as_bytes()[..16]
            .try_into()
            .expect("a hash has 32 bytes"),
    )
}

fn read_facts(row: &Row<'_>) -> Result<Facts, StoreError> {
    let code = |at: usize| {
        row.get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)
    };
    let form = code(11)?.and_then(BranchForm::from_code);
    let branch: Option<i64> = row.get(10)?;
    Ok(Facts {
        id: row.get(0)?,
        name: row.get(1)?,
        area: row.get(2)?,
        authority: row.get(3)?,
        class: code(4)?.and_then(Class::from_code).unwrap_or(Class::Other),
        status: code(5)?.and_then(Status::from_code).unwrap_or_default(),
        status_reason: row.get(14)?,
        party: PartyMembers {
            full_here: row.get(6)?,
            full_elsewhere: row.get(7)?,
            part_here: row.get(8)?,
            part_elsewhere: row.get(9)?,
        },
        branch: branch.zip(form),
        has_person: false,
        verdict: code(12)?.and_then(Verdict::from_code),
        marks: Marks::from_bits(row.get(13)?),
    })
}

impl PartyMembers {
    pub(super) fn read(head: &Registers) -> PartyMembers {
        PartyMembers {
            full_here: journal::number(head, Field::PARTY_FULL_HERE),
            full_elsewhere: journal::number(head, Field::PARTY_FULL_ELSEWHERE),
            part_here: journal::number(head, Field::PARTY_PART_HERE),
            part_elsewhere: journal::number(head, Field::PARTY_PART_ELSEWHERE),
        }
    }
}
