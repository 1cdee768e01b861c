//! The one way data gets into the file: a change becomes operations, the operations a save, the save one
//! SQLite transaction together with the rows it moves.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::{Store, codec, open};
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Field, Kind, Op, Place, Register, Tx, Uuid, Value};

/// The registers of one part, fields in ascending order.
pub type Registers = Vec<(Field, Register)>;

/// A part that a change moves, while it is being worked out.
pub(super) struct Moved {
    record: Uuid,
    id: i64,
    kind: Option<Kind>,
    pub part: String,
    pub registers: Registers,
    changed: bool,
    /// The file did not know the record before this change, so that it has no registers to read.
    fresh: bool,
    /// Nothing has told yet what kind of record it is.
    untold: bool,
}

impl Store {
    pub fn new_id(&self, now: Now) -> Uuid {
        Uuid::v7(now.utc_ms, open::random())
    }

    /// The file's own number for a record.
    pub fn number_of(&self, name: Uuid) -> Result<i64, StoreError> {
        known_number(&self.db, name)?.ok_or_else(|| StoreError::Unknown(name.to_string()))
    }

    /// Who writes from now on, and from the next start on.
    pub fn set_actor(&mut self, actor: Uuid) -> Result<(), StoreError> {
        self.writable()?;
        self.db.execute("UPDATE device SET actor = ?1", [actor.0])?;
        self.actor = actor;
        Ok(())
    }

    pub fn actor(&self) -> Option<Uuid> {
        (self.actor != Uuid([0; 16])).then_some(self.actor)
    }

    /// Puts a change on the disk: when this returns, it is there. Returns whether there was anything to change.
    pub fn commit(&mut self, change: &Change, now: Now) -> Result<bool, StoreError> {
        self.transaction(|store| store.write(change, now))
    }

    /// The same for a change whose author had seen the work of others only up to this place in the journal, as
    /// `seen_to` gave it: what came since is not replaced, and stands beside what is written now.
    pub fn commit_having_seen(
        &mut self,
        change: &Change,
        seen_to: i64,
        now: Now,
    ) -> Result<bool, StoreError> {
        self.seen_to = Some(seen_to);
        let done = self.commit(change, now);
        self.seen_to = None;
        done
    }

    /// The place in the journal up to which everything that is read now has been taken into account.
    pub fn seen_to(&self) -> Result<i64, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM tx")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// Runs `work` in one transaction, which is undone whole if it fails.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.writable()?;
        let hlc = self.hlc;
        self.begin()?;
        let done = work(self).and_then(|value| {
            self.commit_step()?;
            Ok(value)
        });
        done.inspect_err(|_| self.roll_back(hlc))
    }

    pub(super) fn begin(&self) -> Result<(), StoreError> {
        self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(())
    }

    pub(super) fn commit_step(&self) -> Result<(), StoreError> {
        self.db.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }

    /// Undoes the running transaction; `hlc` is the last stamp given before it.
    pub(super) fn roll_back(&mut self, hlc: u64) {
        // SQLite may have rolled back already, as it does when the disk is full
        let _ = self.db.execute_batch("ROLLBACK");
        self.hlc = hlc;
        self.forms.get_mut().clear();
    }

    /// Writes a change inside the running transaction.
    pub(super) fn write(&mut self, change: &Change, now: Now) -> Result<bool, StoreError> {
        let mut moved: Vec<Moved> = Vec::new();
        let mut ops = Vec::new();
        for edit in &change.edits {
            let place = &edit.place;
            // nor does a record, by being cleared
            if edit.value == Value::Nothing && known_number(&self.db, place.record)?.is_none() {
                continue;
            }
            let part = self.moved_part(&mut moved, place)?;
            // a register comes into being with its first operation, never by being looked at
            let known = value(&part.registers, place.field);
            let settled = known.map_or(edit.value == Value::Nothing, |known| {
                known.is_settled_on(&edit.value)
            });
            if settled {
                continue;
            }
            if part.untold && place.field.kind().is_some() {
                numbered(&self.db, place.record, place.field)?;
                part.untold = false;
            }
            let (prev, mut survivors) = match (known, self.seen_to) {
                (None, _) => Default::default(),
                (Some(known), None) => (known.heads(), Vec::new()),
                (Some(known), Some(seen_to)) => self.seen_of(part.id, place, known, seen_to)?,
            };
            let op = Op {
                place: place.clone(),
                value: edit.value.clone(),
                prev,
            };
            let id = codec::op_id(self.stream, &op);
            survivors.push((id, edit.value.clone()));
            *register_mut(&mut part.registers, place.field) = Register::from_survivors(survivors);
            part.changed = true;
            ops.push(op);
        }
        if ops.is_empty() {
            return Ok(false);
        }
        moved.retain(|part| part.changed);
        self.append(change, ops, &moved, now)?;
        // all parts of a record together, records in the order of their numbers
        moved.sort_by_key(|part| part.id);
        for parts in moved.chunk_by(|a, b| a.id == b.id) {
            match &parts[0] {
                Moved {
                    fresh: true,
                    id,
                    kind: Some(Kind::Visit),
                    ..
                } => self.refresh_visit(*id, Some(parts))?,
                Moved {
                    fresh: true,
                    id,
                    kind: Some(Kind::Organisation),
                    ..
                } if self.put_off.is_some() => {
                    self.put_off
                        .as_mut()
                        .map(|put_off| put_off.insert(*id, true));
                }
                Moved { id, .. } => self.refresh(*id)?,
            }
        }
        Ok(true)
    }

    /// The part of `moved` that a place lies in, read from the file on first sight.
    fn moved_part<'a>(
        &self,
        moved: &'a mut Vec<Moved>,
        place: &Place,
    ) -> Result<&'a mut Moved, StoreError> {
        let known = moved
            .iter()
            .rposition(|part| part.part == place.part && part.record == place.record);
        if let Some(at) = known {
            return Ok(&mut moved[at]);
        }
        let kind = place.field.kind();
        let (id, fresh, untold) = match moved.iter().rfind(|part| part.record == place.record) {
            Some(part) => (part.id, part.fresh, part.untold),
            None => match known_kind(&self.db, place.record)? {
                Some((id, kind)) => (id, false, kind == 0),
                None => {
                    let id = record_number(&self.db, place.record, place.field)?;
                    (id, true, kind.is_none())
                }
            },
        };
        let registers = if fresh {
            Vec::new()
        } else {
            registers(&self.db, id, &place.part)?
        };
        moved.push(Moved {
            record: place.record,
            id,
            kind,
            part: place.part.clone(),
            registers,
            changed: false,
            fresh,
            untold,
        });
        let last = moved.len() - 1;
        Ok(&mut moved[last])
    }

    fn append(
        &mut self,
        change: &Change,
        ops: Vec<Op>,
        moved: &[Moved],
        now: Now,
    ) -> Result<(), StoreError> {
        self.hlc = next_stamp(self.hlc, now);
        let count = ops.len() as i64;
        let tx = Tx {
            actor: self.actor,
            hlc: self.hlc,
            reason: change.reason.clone(),
            ops,
        };
        let bytes = codec::encode_tx(&tx);
        self.db
            .prepare_cached("INSERT INTO tx (stream, ops, bytes) VALUES (?1, ?2, sealed(?3))")?
            .execute(params![self.stream as i64, count, bytes])?;
        let seq = self.db.last_insert_rowid();
        let mut touch = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO touch VALUES (?1, ?2)")?;
        for part in moved {
            touch.execute([part.id, seq])?;
            put_part(&self.db, part.id, &part.part, &part.registers)?;
        }
        Ok(())
    }
}

/// The next stamp of the hybrid clock: never before the last one, whatever the laptop's clock says.
fn next_stamp(last: u64, now: Now) -> u64 {
    let physical = (now.utc_ms.max(0) as u64) << 16;
    physical.max(last + 1)
}

pub(super) fn register_mut(registers: &mut Registers, field: Field) -> &mut Register {
    let at = match registers.binary_search_by_key(&field, |(field, _)| *field) {
        Ok(at) => at,
        Err(at) => {
            registers.insert(at, (field, Register::default()));
            at
        }
    };
    &mut registers[at].1
}

/// Writes the registers of a part, and which of its fields are undecided.
pub(super) fn put_part(
    db: &Connection,
    record: i64,
    part: &str,
    registers: &Registers,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO part VALUES (?1, ?2, sealed(?3))")?
        .execute(params![record, part, codec::encode_registers(registers)])?;
    db.prepare_cached("DELETE FROM conflict WHERE record = ?1 AND part = ?2")?
        .execute(params![record, part])?;
    let apart = registers
        .iter()
        .filter(|(_, register)| register.is_conflict());
    for (field, _) in apart {
        db.prepare_cached("INSERT INTO conflict VALUES (?1, ?2, ?3)")?
            .execute(params![record, part, field.0])?;
    }
    Ok(())
}

/// The registers of a part, empty where nothing was ever said.
pub fn registers(db: &Connection, record: i64, part: &str) -> Result<Registers, StoreError> {
    let mut query =
        db.prepare_cached("SELECT opened(state) FROM part WHERE record = ?1 AND part = ?2")?;
    let mut rows = query.query(params![record, part])?;
    match rows.next()? {
        Some(row) => Ok(codec::decode_registers(
            row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
        )?),
        None => Ok(Vec::new()),
    }
}

/// The file's number for a record, given on first sight; `field` tells what kind of record it is.
pub fn record_number(db: &Connection, uuid: Uuid, field: Field) -> Result<i64, StoreError> {
    numbered(db, uuid, field).map(|(id, _)| id)
}

/// The number of a record, and whether it was given just now.
pub(super) fn numbered(
    db: &Connection,
    uuid: Uuid,
    field: Field,
) -> Result<(i64, bool), StoreError> {
    let kind = field.kind().map_or(0, |kind| kind as i64);
    match known_kind(db, uuid)? {
        Some((id, 0)) if kind != 0 => {
            db.execute("UPDATE record SET kind = ?2 WHERE id = ?1", [id, kind])?;
            Ok((id, false))
        }
        Some((id, _)) => Ok((id, false)),
        None => {
            db.prepare_cached("INSERT INTO record (uuid, kind) VALUES (?1, ?2)")?
                .execute(params![uuid.0, kind])?;
            Ok((db.last_insert_rowid(), true))
        }
    }
}

/// The number of a record, and of its kind, 0 where nothing told it yet.
fn known_kind(db: &Connection, uuid: Uuid) -> Result<Option<(i64, i64)>, StoreError> {
    let mut query = db.prepare_cached("SELECT id, kind FROM record WHERE uuid = ?1")?;
    let found = query.query_row([uuid.0], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// The number of a record another one points at; it may not have arrived yet.
pub fn referred_number(db: &Connection, uuid: Uuid) -> Result<i64, StoreError> {
    record_number(db, uuid, Field(0))
}

pub fn known_number(db: &Connection, uuid: Uuid) -> Result<Option<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM record WHERE uuid = ?1")?;
    Ok(query.query_row([uuid.0], |row| row.get(0)).optional()?)
}

pub fn record_uuid(db: &Connection, id: i64) -> Result<Uuid, StoreError> {
    let mut query = db.prepare_cached("SELECT uuid FROM record WHERE id = ?1")?;
    Ok(Uuid(query.query_row([id], |row| row.get(0))?))
}

pub fn record_kind(db: &Connection, id: i64) -> Result<Option<Kind>, StoreError> {
    let mut query = db.prepare_cached("SELECT kind FROM record WHERE id = ?1")?;
    Ok(Kind::from_number(query.query_row([id], |row| row.get(0))?))
}

/// All saves of a record in the order of their stamps, each with its place in the journal and the stream it was written on.
pub fn saves_of(db: &Connection, record: i64) -> Result<Vec<(i64, u64, Tx)>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT tx.seq, tx.stream, opened(tx.bytes) FROM touch JOIN tx ON tx.seq = touch.tx WHERE touch.record = ?1 ORDER BY tx.seq",
    )?;
    let mut rows = query.query([record])?;
    let mut saves = Vec::new();
    while let Some(row) = rows.next()? {
        let stream: i64 = row.get(1)?;
        let tx = codec::decode_tx(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
        saves.push((row.get(0)?, stream as u64, tx));
    }
    // those of others came when they came
    saves.sort_by_key(|(_, stream, tx): &(i64, u64, Tx)| (tx.hlc, *stream));
    Ok(saves)
}

/// Reads one field out of a part's registers.
pub fn value(registers: &Registers, field: Field) -> Option<&Register> {
    registers
        .binary_search_by_key(&field, |(field, _)| *field)
        .ok()
        .map(|at| &registers[at].1)
}

pub fn text(registers: &Registers, field: Field) -> String {
    value(registers, field)
        .and_then(|register| register.value().as_text())
        .unwrap_or_default()
        .to_owned()
}

pub fn number(registers: &Registers, field: Field) -> u32 {
    let number = value(registers, field)
        .and_then(|register| register.value().as_int())
        .unwrap_or(0);
    number.clamp(0, u32::MAX.into()) as u32
}

pub fn flag(registers: &Registers, field: Field) -> Option<bool> {
    value(registers, field).and_then(|register| register.value().as_bool())
}

pub fn date(registers: &Registers, field: Field) -> Option<Date> {
    value(registers, field)
        .and_then(|register| register.value().as_text())
        .and_then(Date::parse)
}

/// The parts of a record whose names begin so, in the order of their names.
pub fn parts_under(
    db: &Connection,
    record: i64,
    beginning: &str,
) -> Result<Vec<(String, Registers)>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT part, opened(state) FROM part WHERE record = ?1 AND part >= ?2 AND part <= ?2 || char(1114111)
         ORDER BY part",
    )?;
    let mut rows = query.query(params![record, beginning])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let state = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        parts.push((row.get(0)?, codec::decode_registers(state)?));
    }
    Ok(parts)
}

pub fn record(registers: &Registers, field: Field) -> Option<Uuid> {
    value(registers, field).and_then(|register| register.value().as_record())
}
