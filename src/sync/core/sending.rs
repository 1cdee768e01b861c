//! Sending: sealing what was saved, putting what the listing lacks, and what may be said afterwards.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Halt, Known, Phase, Putting, Sync};
use crate::mutant::{self, Mutant};
use crate::store::{Held, Standing, Store, StoreError, Tail};
use crate::sync::fault::Fault;
use crate::sync::link::Tip;
use crate::sync::names::{self, Hash};
use crate::sync::segment::{Sealing, USUAL};

impl Sync {
    pub(super) fn enter_sending(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.take_in(store)?;
        self.finish_marked(store)?;
        self.settle_members(store)?;
        self.phase = Phase::Sending;
        self.seal_tail(store)?;
        // a segment of the own stream that this very file never sealed: it was copied, or an older copy put back. It is
        // looked for in the data file, since the sync in which it came may have been cut off
        let own = store.stream();
        let copied = |held: &Held| held.stream == own && !held.own;
        self.held = store.held()?;
        self.outcome.suspected = self.held.iter().any(copied);
        if self.outcome.suspected && !mutant::is_planted(Mutant::NeverSuspect) {
            // what was written so far is sealed above, on the stream it was written on
            let mut stream = [0; 8];
            stream.copy_from_slice(&self.draw()[..8]);
            store.begin_stream(u64::from_be_bytes(stream), self.start.now.utc_ms)?;
        }
        self.plan_members();
        self.plan_puts(store)?;
        self.plan_wanted();
        self.plan_checkpoint(store)
    }

    fn seal_tail(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if mutant::is_planted(Mutant::SealAnew) {
            store.unseal_for_test()?;
        }
        if store.unsealed()? == 0 {
            return Ok(());
        }
        let Some(member) = self.members.standing(&self.me) else {
            return Ok(());
        };
        let scope = member.admission.scopes[0].clone();
        let Some(key) = self.members.sealing_key(&self.keys, &scope) else {
            self.outcome.halt = Some(Halt::NoKey);
            return Ok(());
        };
        let heads = self.members.heads();
        let (device, format) = (self.keys.clone(), self.start.format);
        loop {
            let mut nonce = [0; 24];
            nonce.copy_from_slice(&self.draw()[..24]);
            let mut seal = |tail: &Tail| {
                let sealing = Sealing {
                    scope: &scope,
                    stream: tail.stream,
                    height: tail.height,
                    parent: tail.parent,
                    members: heads.clone(),
                    ops: tail.ops,
                    stamps: tail.stamps,
                    format,
                    saves: &tail.saves,
                };
                sealing.seal(&device, &key, nonce)
            };
            if !store.seal_next(&scope, self.me, USUAL, &mut seal)? {
                return Ok(());
            }
        }
    }

    /// Everything that is here and not there, whoever wrote it: a store that was put back from a copy heals so.
    fn plan_puts(&mut self, store: &Store) -> Result<(), StoreError> {
        let held = self.held.iter().map(|held| {
            let label = names::label(&held.hash, held.stream, held.height);
            (label, Known::of(held))
        });
        self.known = held.collect();
        let mut puts = Vec::new();
        for (label, known) in &self.known {
            let cursor = mutant::is_planted(Mutant::UploadCursor)
                && (!known.own || store.exchange_fact(&cursor(&known.hash))?.is_some());
            if !known.sent || cursor {
                continue;
            }
            if let Some(copy) = self.lacks(label, known.size) {
                let name =
                    names::segment_name(&known.scope, known.stream, known.height, label, copy);
                puts.push((name, known.id, known.size));
            }
        }
        puts.sort();
        for (name, id, size) in puts {
            self.send(Putting::Segment { name, id }, size);
        }
        Ok(())
    }

    /// The planted bug remembers what it sent.
    pub(super) fn note_put(&mut self, store: &mut Store, name: &str) -> Result<(), StoreError> {
        if !mutant::is_planted(Mutant::UploadCursor) {
            return Ok(());
        }
        if let names::Place::Segment { hash, .. } = names::Place::of(name)
            && let Some(known) = self.known.get(&hash)
        {
            store.keep_exchange_fact(&cursor(&known.hash), b"")?;
        }
        Ok(())
    }

    /// The office says what it holds, last of all, so that nothing is confirmed that is not in the store.
    fn plan_checkpoint(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if !self.members.is_office(&self.me) || self.outcome.halt.is_some() {
            return Ok(());
        }
        let covered = self.covered();
        let counted = || {
            let held = self.held.iter();
            held.filter(|held| held.standing != Standing::Refused)
        };
        if counted().all(|held| covered.contains(&held.hash)) {
            return Ok(());
        }
        let parents: HashSet<Hash> = counted().filter_map(|held| held.parent).collect();
        let tips = counted().filter(|held| !parents.contains(&held.hash));
        let mut tips: Vec<Tip> = tips
            .filter(|held| !covered.contains(&held.hash))
            .map(|held| Tip {
                scope: held.scope.clone(),
                stream: held.stream,
                height: held.height,
                hash: held.hash,
            })
            .collect();
        tips.sort();
        let link = self.members.checkpoint(&self.keys, tips, self.stamp());
        if let Ok(bytes) = link {
            let hash: Hash = blake3::hash(&bytes).into();
            store.keep_links(&[(hash, bytes.clone())])?;
            self.folded = false;
            self.links
                .insert(names::short(&hash), (hash, bytes.clone()));
            let (name, size) = (names::link_name(&hash, 0), bytes.len() as u64);
            self.send(Putting::Bytes { name, bytes }, size);
        }
        Ok(())
    }

    /// Segments that checkpoints cover: their tips and everything these lead on from.
    fn covered(&self) -> BTreeSet<Hash> {
        let held = self.held.iter();
        let parents: HashMap<Hash, Option<Hash>> =
            held.map(|held| (held.hash, held.parent)).collect();
        let mut covered = BTreeSet::new();
        for tip in self.members.checkpoints() {
            let mut at = Some(tip.hash);
            while let Some(hash) = at {
                let Some(parent) = parents.get(&hash) else {
                    break;
                };
                if !covered.insert(hash) {
                    break;
                }
                at = *parent;
            }
        }
        covered
    }

    /// The end: what the store lists was seen there, and what checkpoints cover is confirmed.
    pub(super) fn finish(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.phase = Phase::Done;
        let listed = |known: &&Known| {
            let label = names::label(&known.hash, known.stream, known.height);
            let copies = self.copies.get(&label).into_iter().flatten();
            copies.into_iter().any(|copied| copied.size == known.size)
        };
        let fresh = self.known.values().filter(|known| !known.seen);
        let seen: Vec<i64> = fresh.filter(listed).map(|known| known.id).collect();
        self.outcome.newly_seen = store.mark_seen(&seen)? as u64;
        self.fold();
        let covered = self.covered();
        let confirmed: Vec<i64> = self
            .held
            .iter()
            .filter(|held| !held.confirmed && covered.contains(&held.hash))
            .map(|held| held.id)
            .collect();
        store.mark_confirmed(&confirmed)?;
        self.look_over();
        let aside = self.aside.iter();
        let mut aside: Vec<(String, Fault)> = aside
            .filter(|(name, (size, ..))| self.listing.get(*name) == Some(size))
            .filter_map(|(name, (_, fault, _))| Some((name.clone(), (*fault)?)))
            .collect();
        aside.sort();
        self.outcome.aside = aside;
        Ok(())
    }

    /// What the chain of segments shows: copies of laptops, and what is missing.
    fn look_over(&mut self) {
        let held = &self.held;
        let here: HashSet<Hash> = held.iter().map(|held| held.hash).collect();
        let mut children: BTreeMap<(u64, Option<Hash>), u32> = BTreeMap::new();
        for held in held {
            *children.entry((held.stream, held.parent)).or_default() += 1;
            let gap = held.parent.is_some_and(|parent| !here.contains(&parent));
            self.outcome.gaps += u64::from(gap);
            self.outcome.newer += u64::from(held.standing == Standing::Newer);
        }
        let forked: BTreeSet<u64> = children
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|((stream, _), _)| stream)
            .collect();
        self.outcome.forked = forked.into_iter().collect();
    }
}

fn cursor(hash: &Hash) -> String {
    format!("sent:{}", names::hex(hash))
}
