//! A hash over what everything comes to: equal on every laptop, and for every other program, that knows the same.

use std::collections::BTreeMap;

use super::Hash;
use crate::domain::change::{Op, OpId, Tx, Uuid};
use crate::store::error::StoreError;
use crate::store::projection::registers_of;
use crate::store::{Store, codec};

/// Operations, gathered from wherever.
#[derive(Default)]
pub struct View {
    records: BTreeMap<Uuid, Vec<(OpId, Op)>>,
}

impl View {
    pub fn take(&mut self, stream: u64, tx: Tx) {
        for op in tx.ops {
            let record = self.records.entry(op.place.record).or_default();
            record.push((codec::op_id(stream, &op), op));
        }
    }

    /// Over every part of every record, in the order of their names: record, length and text of the part, length and
    /// bytes of its registers as the journal's codec writes them.
    pub fn digest(&self) -> Hash {
        let mut hash = blake3::Hasher::new();
        for (record, ops) in &self.records {
            for (part, registers) in registers_of(ops.iter().map(|(id, op)| (*id, op))) {
                let state = codec::encode_registers(&registers);
                add(&mut hash, &record.0, &part, &state);
            }
        }
        hash.finalize().into()
    }
}

fn add(hash: &mut blake3::Hasher, record: &[u8], part: &str, state: &[u8]) {
    hash.update(record);
    for bytes in [part.as_bytes(), state] {
        hash.update(&(bytes.len() as u32).to_be_bytes());
        hash.update(bytes);
    }
}

impl Store {
    /// The same over what this file shows.
    pub fn view_digest(&self) -> Result<Hash, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT uuid, part, opened(state) FROM part JOIN record ON record.id = part.record ORDER BY uuid, part",
        )?;
        let mut rows = query.query([])?;
        let mut hash = blake3::Hasher::new();
        while let Some(row) = rows.next()? {
            let (record, part): (Uuid, String) = (Uuid(row.get(0)?), row.get(1)?);
            let state: Vec<u8> = row.get(2)?;
            add(&mut hash, &record.0, &part, &state);
        }
        Ok(hash.finalize().into())
    }
}
