//! Verifying a data file: whether the journal still says what the signed segments say, row by row.

use super::Fault;
use crate::store::{Held, Standing, Store, StoreError};
use crate::sync::keys::DeviceKeys;
use crate::sync::link::Root;
use crate::sync::members::Members;
use crate::sync::names::{hex, short};
use crate::sync::segment::Segment;

/// What a look at a data file came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataReport {
    pub segments: u64,
    pub saves: u64,
    /// Saves that no segment holds yet, so that nothing can be said of them.
    pub unsealed_ops: u64,
    /// The first that is wrong.
    pub altered: Option<Altered>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Altered {
    /// The bytes of a segment are not those that were signed.
    Segment { name: String, fault: Fault },
    /// A row of the journal is not what its author signed.
    Row { seq: i64, segment: String },
    /// A save that was signed is no longer in the journal.
    Gone { segment: String },
}

/// Compares the journal with the segments it came from. `progress` is told segments done and in all.
pub fn verify_data(
    store: &Store,
    keys: Option<&DeviceKeys>,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<DataReport, StoreError> {
    let mut report = DataReport {
        unsealed_ops: store.unsealed()?,
        ..DataReport::default()
    };
    let root = store.exchange_fact("root")?;
    let members = match root.and_then(|root| Root::read(&root)) {
        Some(root) => Members::of(root.founder.id(), store.links()?),
        None => return Ok(report),
    };
    let held = store.held()?;
    let total = held.len() as u64;
    for segment in &held {
        if !progress(report.segments, total) {
            return Err(StoreError::Cancelled);
        }
        report.segments += 1;
        report.altered = altered(store, segment, &members, keys, &mut report.saves)?;
        if report.altered.is_some() {
            break;
        }
    }
    Ok(report)
}

fn altered(
    store: &Store,
    held: &Held,
    members: &Members,
    keys: Option<&DeviceKeys>,
    saves: &mut u64,
) -> Result<Option<Altered>, StoreError> {
    let name = hex(&short(&held.hash));
    let bytes = store.segment_bytes(held.id)?;
    let wrong = |fault| {
        Ok(Some(Altered::Segment {
            name: name.clone(),
            fault,
        }))
    };
    if *blake3::hash(&bytes).as_bytes() != held.hash {
        return wrong(Fault::Damaged);
    }
    let segment = match Segment::read(&bytes) {
        Ok(segment) => segment,
        Err(fault) => return wrong(fault),
    };
    if let Err(fault) = members.judge(&segment) {
        return wrong(fault);
    }
    let key = keys.and_then(|keys| members.opening_key(keys, &segment.header));
    let (Some(key), Standing::Applied) = (key, held.standing) else {
        return Ok(None);
    };
    let signed = match segment.open(&key) {
        Ok(signed) => signed,
        Err(fault) => return wrong(fault),
    };
    let rows = store.saves_in(held.id)?;
    let row_wrong = rows
        .iter()
        .find(|(_, row)| !signed.iter().any(|save| save.bytes == *row));
    if let Some((seq, _)) = row_wrong {
        return Ok(Some(Altered::Row {
            seq: *seq,
            segment: name,
        }));
    }
    *saves += rows.len() as u64;
    for save in signed.iter().filter(|save| !save.tx.ops.is_empty()) {
        let here = rows.iter().any(|(_, row)| *row == save.bytes);
        // after a copy of a laptop, one save may stand in two segments and is kept once
        if !here && !store.has_saved(held.stream, &save.bytes)? {
            return Ok(Some(Altered::Gone { segment: name }));
        }
    }
    Ok(None)
}
