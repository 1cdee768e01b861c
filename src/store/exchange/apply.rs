//! Taking segments of others into the journal: in any order, any number of times, with the query tables in step.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::{Arrived, Contents, Hash, Save, Standing, TakenIn};
use crate::domain::calendar::Now;
use crate::domain::change::{Kind, Op, OpId, Register, Uuid};
use crate::mutant::{self, Mutant};
use crate::store::error::StoreError;
use crate::store::journal::{self, Registers};
use crate::store::load::PutOff;
use crate::store::pile::Pile;
use crate::store::projection::registers_of;
use crate::store::{Store, codec};

/// A stamp further ahead of the own clock than this is kept, and not adopted.
const FAR_AHEAD_MS: i64 = 24 * 60 * 60 * 1000;

/// From this many records on, search keys are piled up and sorted in together.
const MANY: usize = 500;

/// Records that arriving saves move.
#[derive(Default)]
pub(super) struct Touched(BTreeMap<i64, Record>);

#[derive(Default)]
struct Record {
    /// The file did not know it before, so that these are all its operations.
    fresh: bool,
    ops: Vec<(OpId, Op)>,
}

impl Touched {
    pub(super) fn ids(&self) -> Vec<i64> {
        self.0.keys().copied().collect()
    }

    pub(super) fn note(&mut self, record: i64) {
        self.0.entry(record).or_default();
    }
}

impl Store {
    /// Keeps segments and takes their saves in, all in one transaction. One that is here already changes nothing.
    pub fn take_in(&mut self, arrived: Vec<Arrived>, now: Now) -> Result<TakenIn, StoreError> {
        self.gathering(|store| {
            let mut taken = TakenIn::default();
            let mut touched = Touched::default();
            for segment in arrived {
                store.take_in_one(segment, now, &mut taken, &mut touched)?;
            }
            store.bring_in_step(touched)?;
            store.keep_exchange_fact("stamp", &store.hlc.to_be_bytes())?;
            Ok(taken)
        })
    }

    /// A transaction in which organisations are brought in step once, at its end.
    pub(super) fn gathering<T>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = self.transaction(|store| {
            store.put_off = Some(PutOff::new());
            work(store)
        });
        self.put_off = None;
        self.pile = None;
        done
    }

    fn take_in_one(
        &mut self,
        segment: Arrived,
        now: Now,
        taken: &mut TakenIn,
        touched: &mut Touched,
    ) -> Result<(), StoreError> {
        let known = "SELECT 1 FROM segment WHERE hash = ?1";
        let mut known = self.db.prepare_cached(known)?;
        if known.exists([segment.hash])? {
            return Ok(());
        }
        drop(known);
        let (standing, reader) = match &segment.contents {
            Contents::Saves(_) => (Standing::Applied, 0),
            Contents::Newer(reader) => (Standing::Newer, *reader),
            Contents::Refused => (Standing::Refused, 0),
        };
        let follows = self.follows(segment.stream, segment.parent)?;
        self.db
            .prepare_cached(
                "INSERT INTO segment (hash, scope, stream, height, parent, author, ops, standing, reader, own,
                    seen, confirmed, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 1, 0, ?10)",
            )?
            .execute(params![
                segment.hash,
                segment.scope,
                segment.stream as i64,
                segment.height,
                segment.parent,
                segment.author,
                segment.ops as i64,
                standing as i64,
                reader,
                segment.bytes
            ])?;
        let id = self.db.last_insert_rowid();
        taken.segments += 1;
        if let Contents::Saves(saves) = segment.contents {
            self.append_saves(id, segment.stream, saves, follows, now, taken, touched)?;
        }
        Ok(())
    }

    /// Whether a segment goes on from the one end of its stream that is here, so that none of its saves can be here
    /// already, as they are where a laptop was copied.
    fn follows(&self, stream: u64, parent: Option<Hash>) -> Result<bool, StoreError> {
        let mut unsealed = self
            .db
            .prepare_cached("SELECT 1 FROM tx WHERE segment IS NULL AND stream = ?1")?;
        if stream == self.stream || unsealed.exists([stream as i64])? {
            return Ok(false);
        }
        let mut query = self.db.prepare_cached(
            "SELECT hash FROM segment WHERE stream = ?1 AND height =
                (SELECT max(height) FROM segment WHERE stream = ?1)",
        )?;
        let ends = query
            .query_map([stream as i64], |row| row.get(0))?
            .collect::<Result<Vec<Hash>, _>>()?;
        let mut forked = self.db.prepare_cached(
            "SELECT 1 FROM segment WHERE stream = ?1 GROUP BY parent HAVING count(*) > 1",
        )?;
        Ok(match (&ends[..], parent) {
            ([], None) => true,
            ([end], Some(parent)) => *end == parent && !forked.exists([stream as i64])?,
            _ => false,
        })
    }

    #[allow(clippy::too_many_arguments)] // one place, and a struct would only name them twice
    pub(super) fn append_saves(
        &mut self,
        segment: i64,
        stream: u64,
        saves: Vec<Save>,
        follows: bool,
        now: Now,
        taken: &mut TakenIn,
        touched: &mut Touched,
    ) -> Result<(), StoreError> {
        for Save { tx, bytes } in saves {
            let Some(first) = tx.ops.first() else {
                continue;
            };
            if !follows && self.has_save(first, stream, &bytes)? {
                continue;
            }
            match (tx.hlc >> 16) as i64 > now.utc_ms.saturating_add(FAR_AHEAD_MS) {
                true => taken.ahead += 1,
                false => self.hlc = self.hlc.max(tx.hlc),
            }
            taken.ops += tx.ops.len() as u64;
            self.db
                .prepare_cached(
                    "INSERT INTO tx (stream, ops, segment, bytes) VALUES (?1, ?2, ?3, sealed(?4))",
                )?
                .execute(params![stream as i64, tx.ops.len() as i64, segment, bytes])?;
            let seq = self.db.last_insert_rowid();
            let mut last: Option<(Uuid, i64, bool)> = None;
            for op in tx.ops {
                let (name, tells) = (op.place.record, op.place.field.kind().is_some());
                let known = last.filter(|(last, _, told)| *last == name && (*told || !tells));
                let id = match known {
                    Some((_, id, _)) => id,
                    None => {
                        let (id, fresh) = journal::numbered(&self.db, name, op.place.field)?;
                        touched.0.entry(id).or_default().fresh |= fresh;
                        self.db
                            .prepare_cached("INSERT OR IGNORE INTO touch VALUES (?1, ?2)")?
                            .execute([id, seq])?;
                        last = Some((name, id, tells));
                        id
                    }
                };
                let record = touched.0.entry(id).or_default();
                record.ops.push((codec::op_id(stream, &op), op));
            }
        }
        Ok(())
    }

    /// Whether the very same save came with another segment of the stream.
    fn has_save(&self, first: &Op, stream: u64, bytes: &[u8]) -> Result<bool, StoreError> {
        let Some(record) = journal::known_number(&self.db, first.place.record)? else {
            return Ok(false);
        };
        let mut query = self.db.prepare_cached(
            "SELECT 1 FROM touch JOIN tx ON tx.seq = touch.tx
             WHERE touch.record = ?1 AND tx.stream = ?2 AND tx.bytes = sealed(?3)",
        )?;
        Ok(query.exists(params![record, stream as i64, bytes])?)
    }

    /// Works out the registers of the touched records and brings what follows from them in step.
    pub(super) fn bring_in_step(&mut self, touched: Touched) -> Result<(), StoreError> {
        let Touched(records) = touched;
        if records.len() >= MANY {
            self.pile = Some(Pile::start(&self.db)?);
        }
        let ids: Vec<i64> = records.keys().copied().collect();
        for (id, record) in records {
            self.project_touched(id, record)?;
        }
        // what others are read with comes first
        let mut kinds = Vec::with_capacity(ids.len());
        for id in ids {
            let kind = journal::record_kind(&self.db, id)?;
            kinds.push((kind != Some(Kind::Checklist), id));
        }
        kinds.sort_unstable();
        for (_, id) in kinds {
            self.refresh(id)?;
        }
        self.refresh_put_off(&mut || true)?;
        self.sort_in_pile(&mut || true)
    }

    fn project_touched(&mut self, id: i64, record: Record) -> Result<(), StoreError> {
        let parts = match record.fresh {
            true => registers_of(record.ops.iter().map(|(id, op)| (*id, op))),
            false if mutant::is_planted(Mutant::LateShows) => self.late_shows(id, &record.ops)?,
            false => self.registers_from_journal(id)?,
        };
        for (part, registers) in &parts {
            journal::put_part(&self.db, id, part, registers)?;
        }
        Ok(())
    }

    /// All registers of a record from all its saves: a late operation may have been replaced long ago.
    pub(super) fn registers_from_journal(
        &self,
        id: i64,
    ) -> Result<Vec<(String, Registers)>, StoreError> {
        let saves = journal::saves_of(&self.db, id)?;
        let uuid = journal::record_uuid(&self.db, id)?;
        let ops = saves
            .iter()
            .flat_map(|(_, stream, tx)| tx.ops.iter().map(|op| (*stream, op)))
            .filter(|(_, op)| op.place.record == uuid)
            .map(|(stream, op)| (codec::op_id(stream, op), op));
        Ok(registers_of(ops))
    }

    /// The planted bug: what is replaced is only what is showing.
    fn late_shows(
        &self,
        id: i64,
        ops: &[(OpId, Op)],
    ) -> Result<Vec<(String, Registers)>, StoreError> {
        let mut parts: BTreeMap<String, Registers> = BTreeMap::new();
        for (op_id, op) in ops {
            let part = match parts.remove(&op.place.part) {
                Some(part) => part,
                None => journal::registers(&self.db, id, &op.place.part)?,
            };
            let part = parts.entry(op.place.part.clone()).or_insert(part);
            let known = journal::value(part, op.place.field).cloned();
            let mut survivors = known.unwrap_or_default().survivors().to_vec();
            survivors.retain(|(id, _)| !op.prev.contains(id) && id != op_id);
            survivors.push((*op_id, op.value.clone()));
            *journal::register_mut(part, op.place.field) = Register::from_survivors(survivors);
        }
        Ok(parts.into_iter().collect())
    }

    /// Last stamp adopted from others.
    pub(in crate::store) fn adopted_stamp(
        db: &rusqlite::Connection,
    ) -> Result<u64, rusqlite::Error> {
        let stamp: Option<[u8; 8]> = db
            .query_row(
                "SELECT value FROM exchange WHERE name = 'stamp'",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(stamp.map_or(0, u64::from_be_bytes))
    }
}
