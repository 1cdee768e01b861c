//! Who counts: after a device was shut out, the chain of its segments tells which of them its office had accepted.

use std::collections::{BTreeSet, HashMap};

use super::Sync;
use crate::mutant::{self, Mutant};
use crate::store::{Held, Standing, Store, StoreError};
use crate::sync::keys::DeviceId;
use crate::sync::names::Hash;
use crate::sync::segment::Segment;

impl Sync {
    /// Looks again at everything that devices signed which were shut out. What this very file wrote stays shown here.
    pub(super) fn settle_members(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if !self.judge_again {
            return Ok(());
        }
        let out: Vec<(DeviceId, BTreeSet<Hash>)> = self
            .members
            .all()
            .filter_map(|(id, member)| Some((*id, member.revoked.clone()?)))
            .collect();
        for (device, last) in out {
            self.settle(store, device, &last)?;
        }
        let heads = self.members.heads().concat();
        store.keep_exchange_fact("judged", &heads)?;
        self.judge_again = false;
        Ok(())
    }

    fn settle(
        &mut self,
        store: &mut Store,
        device: DeviceId,
        last: &BTreeSet<Hash>,
    ) -> Result<(), StoreError> {
        let held = store.held_of(device)?;
        let counts = up_to(&held, last);
        let mut refused = Vec::new();
        for segment in held.iter().filter(|segment| !segment.own) {
            let refuse = !counts.contains(&segment.hash) && segment.standing != Standing::Refused;
            if refuse && !mutant::is_planted(Mutant::RevokeLater) {
                refused.push(segment.id);
            }
        }
        let (mut accepted, mut newer) = (Vec::new(), Vec::new());
        for segment in held.iter().filter(|segment| !segment.own) {
            // one that counts already may lend its saves to another that counts no more
            let lends = !refused.is_empty() && segment.standing == Standing::Applied;
            let waits = segment.standing == Standing::Refused;
            if counts.contains(&segment.hash) && (lends || waits) {
                let bytes = store.segment_bytes(segment.id)?;
                let reader = Segment::read(&bytes).map_or(0, |read| read.header.min_reader);
                if reader > self.start.format {
                    newer.push((segment.id, reader));
                } else if let Ok(saves) = self.open_held(&bytes) {
                    accepted.push((segment.id, segment.stream, saves));
                }
            }
        }
        if accepted.is_empty() && refused.is_empty() && newer.is_empty() {
            return Ok(());
        }
        let taken = store.judge_again(accepted, &refused, &newer, self.start.now)?;
        self.outcome.ops += taken.ops;
        Ok(())
    }
}

/// Segments that lead up to `last`, as far as they are here.
fn up_to(held: &[Held], last: &BTreeSet<Hash>) -> BTreeSet<Hash> {
    let parents: HashMap<Hash, Option<Hash>> =
        held.iter().map(|held| (held.hash, held.parent)).collect();
    let mut counts = BTreeSet::new();
    for last in last {
        let mut at = Some(*last);
        while let Some(hash) = at {
            if !counts.insert(hash) {
                break;
            }
            at = parents.get(&hash).copied().flatten();
        }
    }
    counts
}
