//! From the journal to the tables and back: keeping them in step, rebuilding them, and proving that they agree.

use rusqlite::Connection;
use rusqlite::types::Value as Cell;

use super::error::StoreError;
use super::joined::{self, Joined};
use super::journal::{self, Registers};
use super::pile::Pile;
use super::{Store, codec, schema, vault};
use crate::domain::change::{Field, Kind, Op, OpId, Register};
use crate::mutant::{self, Mutant};

/// What `check` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// SQLite's own complaints; empty means sound.
    pub integrity: Vec<String>,
    /// First place where a table and a rebuild from the journal disagree.
    pub difference: Option<Difference>,
}

impl CheckReport {
    pub fn is_sound(&self) -> bool {
        self.integrity.is_empty() && self.difference.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    /// The row as it stands in the file, or none.
    pub stored: Option<String>,
    /// The row that the journal gives, or none.
    pub rebuilt: Option<String>,
}

/// Told after each step of long work: done and total. Work stops where it returns false.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

impl Store {
    /// Brings the query rows that follow from a record in step with its registers.
    pub(super) fn refresh(&mut self, id: i64) -> Result<(), StoreError> {
        match journal::record_kind(&self.db, id)? {
            Some(Kind::Visit) => self.refresh_visit(id, None),
            Some(Kind::Organisation) => match self.put_off.as_mut() {
                Some(put_off) => {
                    put_off.insert(id, false);
                    Ok(())
                }
                None => self.refresh_organisation(id),
            },
            Some(Kind::Assignment) => self.refresh_assignment(id),
            Some(Kind::Person) => self.refresh_person(id),
            Some(Kind::Branch) => self.refresh_branch(id),
            Some(Kind::Round) => self.refresh_round(id),
            Some(Kind::Checklist) => {
                self.forms.get_mut().remove(&id);
                self.refresh_all("SELECT id FROM visit WHERE checklist = ?1", id)?;
                // a draft whose checklist came later counts only now
                self.refresh_all(
                    "SELECT DISTINCT organisation FROM visit WHERE checklist = ?1",
                    id,
                )
            }
            Some(Kind::Finding) => self.refresh_finding(id),
            Some(Kind::Notice) => self.refresh_notice(id),
            // nothing follows from a snapshot or a campaign
            Some(Kind::Snapshot | Kind::Campaign) | None => Ok(()),
        }
    }

    pub(super) fn refresh_all(&mut self, query: &str, id: i64) -> Result<(), StoreError> {
        if self.rebuilding {
            return Ok(());
        }
        let ids = self
            .db
            .prepare_cached(query)?
            .query_map([id], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        ids.into_iter().try_for_each(|id| self.refresh(id))
    }

    /// Fills the tables of a new version, if the file was just brought up to date.
    pub(super) fn fill_new_tables(&mut self) -> Result<(), StoreError> {
        match self.preference(schema::UNBUILT)? {
            Some(_) => self.rebuild(&mut |_, _| true),
            None => Ok(()),
        }
    }

    /// Makes every table anew from the journal, in one transaction.
    pub fn rebuild(&mut self, progress: Progress<'_>) -> Result<(), StoreError> {
        self.transaction(|store| {
            store
                .db
                .execute("DELETE FROM preference WHERE name = ?1", [schema::UNBUILT])?;
            for (table, _) in schema::PROJECTION {
                store.db.execute_batch(&format!("DELETE FROM {table}"))?;
            }
            store.project_all(progress)
        })
    }

    /// Compares the file with a rebuild made beside it in a temporary database.
    pub fn check(&mut self, progress: Progress<'_>) -> Result<CheckReport, StoreError> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let lines = query
            .query_map([], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        drop(query);
        let integrity: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
        if !integrity.is_empty() {
            return Ok(CheckReport {
                integrity,
                difference: None,
            });
        }
        let beside = Connection::open("")?;
        vault::attach(&beside, self.keys.clone())?;
        beside.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000",
        )?;
        schema::create_projection(&beside)?;
        let live = super::data_file(&self.directory);
        let live = live
            .to_str()
            .ok_or_else(|| StoreError::Unknown(live.display().to_string()))?;
        vault::attach_file(&beside, &self.directory, live)?;
        // `tx`, `touch` and `record` are found in the attached file, the tables to compare in the temporary one
        beside.execute_batch("BEGIN")?;
        let live = std::mem::replace(&mut self.db, beside);
        let done = self.project_all(progress);
        let beside = std::mem::replace(&mut self.db, live);
        done?;
        let mut difference = None;
        for (table, rows) in schema::PROJECTION {
            difference = first_difference(&beside, table, rows)?;
            if difference.is_some() {
                break;
            }
        }
        beside.execute_batch("ROLLBACK")?;
        Ok(CheckReport {
            integrity,
            difference,
        })
    }

    fn project_all(&mut self, progress: Progress<'_>) -> Result<(), StoreError> {
        self.rebuilding = true;
        self.forms.get_mut().clear();
        let done = self.project_in_order(progress);
        self.rebuilding = false;
        self.pile = None;
        self.forms.get_mut().clear();
        done
    }

    /// First every record's registers; then visits, which organisations sum up; then organisations.
    fn project_in_order(&mut self, progress: Progress<'_>) -> Result<(), StoreError> {
        self.pile = Some(Pile::start(&self.db)?);
        let records: i64 =
            self.db
                .query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| {
                    row.get(0)
                })?;
        let total = records as u64 * 3;
        let mut done = 0;
        let mut step =
            |store: &mut Store,
             id: i64,
             work: &dyn Fn(&mut Store, i64) -> Result<(), StoreError>| {
                work(store, id)?;
                done += 1;
                match done % 1000 != 0 || progress(done, total) {
                    true => Ok(()),
                    false => Err(StoreError::Cancelled),
                }
            };
        for id in 1..=records {
            step(self, id, &|store, id| project_parts(&store.db, id))?;
        }
        for id in 1..=records {
            step(
                self,
                id,
                &|store, id| match journal::record_kind(&store.db, id)? {
                    Some(Kind::Organisation) => Ok(()),
                    _ => store.refresh(id),
                },
            )?;
        }
        for id in 1..=records {
            step(
                self,
                id,
                &|store, id| match journal::record_kind(&store.db, id)? {
                    Some(Kind::Organisation) => store.refresh(id),
                    _ => Ok(()),
                },
            )?;
        }
        self.sort_in_pile(&mut || progress(total, total))?;
        self.db.execute_batch(schema::SUM_JOURNAL)?;
        progress(total, total);
        Ok(())
    }
}

/// The registers of a record as its operations give them, in whatever order they came.
fn project_parts(db: &Connection, id: i64) -> Result<(), StoreError> {
    let saves = journal::saves_of(db, id)?;
    let uuid = journal::record_uuid(db, id)?;
    let in_record = |op: &&Op| op.place.record == uuid;
    let ops = saves
        .iter()
        .flat_map(|(_, stream, tx)| tx.ops.iter().map(|op| (*stream, op)))
        .filter(|(_, op)| in_record(op))
        .map(|(stream, op)| (codec::op_id(stream, op), op));
    for (part, registers) in registers_of(ops) {
        if part.is_empty() {
            // whom visits and assignments are to name must be known before they are read
            joined::point(db, id, Joined::read(&registers).as_ref())?;
        }
        journal::put_part(db, id, &part, &registers)?;
    }
    Ok(())
}

/// Sorts operations of one record, each with its identity, into the registers of its parts.
pub fn registers_of<'a>(ops: impl Iterator<Item = (OpId, &'a Op)>) -> Vec<(String, Registers)> {
    let mut ops: Vec<(OpId, &Op)> = ops.collect();
    ops.sort_by(|(_, a), (_, b)| {
        (&a.place.part, a.place.field).cmp(&(&b.place.part, b.place.field))
    });
    ops.chunk_by(|(_, a), (_, b)| a.place.part == b.place.part)
        .map(|part| {
            let registers: Vec<(Field, Register)> = part
                .chunk_by(|(_, a), (_, b)| a.place.field == b.place.field)
                .map(|ops| (ops[0].1.place.field, register_of(ops)))
                .collect();
            (part[0].1.place.part.clone(), registers)
        })
        .collect()
}

fn register_of(ops: &[(OpId, &Op)]) -> Register {
    let register = Register::of(ops);
    match register.survivors() {
        [.., last] if mutant::is_planted(Mutant::LastWriterWins) => {
            Register::from_survivors(vec![last.clone()])
        }
        _ => register,
    }
}

/// Walks both copies of a table side by side.
fn first_difference(
    db: &Connection,
    table: &'static str,
    rows: &str,
) -> Result<Option<Difference>, StoreError> {
    let mut stored = db.prepare(&rows.replace("{}", "live"))?;
    let mut rebuilt = db.prepare(&rows.replace("{}", "main"))?;
    let columns = stored.column_count();
    let (mut stored, mut rebuilt) = (stored.query([])?, rebuilt.query([])?);
    loop {
        let read = |row: Option<&rusqlite::Row<'_>>| -> Result<Option<Vec<Cell>>, StoreError> {
            row.map(|row| {
                (0..columns)
                    .map(|at| row.get(at))
                    .collect::<Result<Vec<Cell>, _>>()
            })
            .transpose()
            .map_err(Into::into)
        };
        let (left, right) = (read(stored.next()?)?, read(rebuilt.next()?)?);
        if left == right {
            match left {
                Some(_) => continue,
                None => return Ok(None),
            }
        }
        let written = |row: Option<Vec<Cell>>| {
            row.map(|cells| cells.iter().map(cell_text).collect::<Vec<_>>().join(" | "))
        };
        return Ok(Some(Difference {
            table,
            stored: written(left),
            rebuilt: written(right),
        }));
    }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Null => "NULL".into(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => text.escape_debug().to_string(),
        Cell::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
