//! Reading: which segments of the listing are unknown, and whether what comes is what it says.

use super::{Copied, Halt, Phase, Putting, Sync};
use crate::mutant::{self, Mutant};
use crate::store::{Arrived, Contents, Standing, Store, StoreError};
use crate::sync::fault::Fault;
use crate::sync::keys::ScopeKey;
use crate::sync::names::{self, Place, Short};
use crate::sync::remote::Trouble;
use crate::sync::segment::{Header, MOST_SEALED, Segment};
use crate::sync::verify::named;

/// Bytes and files taken in together in one transaction.
const BATCH_BYTES: usize = 1 << 20;
const BATCH_FILES: usize = 256;

/// A file that arrives damaged that often is not got any more, while its size stays.
const TRIES: u32 = 3;

impl Sync {
    /// Whether a file was set aside and nothing has changed about it.
    pub(super) fn passes_over(&self, copied: &Copied) -> bool {
        match self.aside.get(&copied.name) {
            Some((size, fault, tries)) if *size == copied.size => {
                *fault != Some(Fault::Damaged) || *tries >= TRIES
            }
            _ => false,
        }
    }

    pub(super) fn plan_segments(&mut self) {
        let mut wanted: Vec<Copied> = Vec::new();
        for (label, copies) in &self.copies {
            let Some(first) = copies.first() else {
                continue;
            };
            let Place::Segment {
                scope,
                stream,
                height,
                ..
            } = Place::of(&first.name)
            else {
                continue;
            };
            if self.known.contains_key(label) || !self.members.reads(&self.me, &scope) {
                continue;
            }
            if mutant::is_planted(Mutant::HeightCursor)
                && self
                    .known
                    .values()
                    .any(|known| known.stream == stream && known.height >= height)
            {
                continue;
            }
            let good = copies.iter().find(|copied| !self.passes_over(copied));
            wanted.extend(good.cloned());
        }
        let strays = self.rest.strays.iter().cloned();
        wanted.extend(strays.filter(|copied| !self.passes_over(copied)));
        wanted.retain(|copied| copied.size <= MOST_SEALED);
        // streams from their beginning on, so that what is missing shows as a gap only where it is one
        wanted.sort_by(|a, b| a.name.cmp(&b.name));
        for copied in wanted {
            self.want_file(copied.name, copied.size, MOST_SEALED);
        }
    }

    pub(super) fn got(
        &mut self,
        store: &mut Store,
        name: String,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        match self.phase {
            Phase::Root => self.got_root(store, name, bytes),
            Phase::Members => self.got_link(store, name, bytes),
            Phase::Segments => self.got_segment(store, name, bytes),
            Phase::Carrying => self.got_chunk(store, name, bytes),
            _ => Ok(()),
        }
    }

    pub(super) fn not_got(
        &mut self,
        store: &mut Store,
        name: String,
        trouble: Trouble,
    ) -> Result<(), StoreError> {
        if trouble == Trouble::TooLarge {
            let size = self.listing.get(&name).copied().unwrap_or(0);
            return self.set_aside(store, name, size, Fault::Form);
        }
        if self.phase == Phase::Root && !self.root_found && self.root.is_none() {
            self.halt(Halt::Trouble(trouble));
            return Ok(());
        }
        self.outcome.troubles.push((name, trouble));
        Ok(())
    }

    fn got_segment(
        &mut self,
        store: &mut Store,
        name: String,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        match self.examine(&name, bytes) {
            Ok(arrived) => {
                let label = names::label(&arrived.hash, arrived.stream, arrived.height);
                if self.known.contains_key(&label) {
                    // a copy under another name
                    return self.good(store, &name);
                }
                self.arrived_bytes += arrived.bytes.len();
                self.arrived.push((name, arrived));
                let full = self.arrived_bytes >= BATCH_BYTES || self.arrived.len() >= BATCH_FILES;
                match full {
                    true => self.take_in(store),
                    false => Ok(()),
                }
            }
            Err(fault) => {
                let size = bytes.len() as u64;
                if self.listing.get(&name) == Some(&size) {
                    self.whole.insert(name.clone());
                }
                // listed with one size and read with another: what is there now is what counts
                let size = self.listing.get(&name).copied().unwrap_or(size);
                self.set_aside(store, name.clone(), size, fault)?;
                self.try_next_copy(&name, fault);
                Ok(())
            }
        }
    }

    fn try_next_copy(&mut self, name: &str, fault: Fault) {
        let Place::Segment { hash, copy, .. } = Place::of(name) else {
            return;
        };
        let next = self.copies.get(&hash).and_then(|copies| {
            let mut next = copies.iter().filter(|copied| copied.copy > copy);
            next.find(|copied| !self.passes_over(copied)).cloned()
        });
        if let (Some(next), Fault::Damaged) = (next, fault) {
            self.want_file(next.name, next.size, MOST_SEALED);
        }
    }

    /// Name, signature, membership, cipher, length, saves; in this order, so that nothing is unfolded that nobody signed.
    fn examine(&mut self, name: &str, bytes: &[u8]) -> Result<Arrived, Fault> {
        let no_verify = mutant::is_planted(Mutant::NoVerify);
        let hash = *blake3::hash(bytes).as_bytes();
        let segment = match mutant::is_planted(Mutant::HashlessNames) || no_verify {
            true => Segment::read(bytes)?,
            false => named(name, bytes)?,
        };
        let header = &segment.header;
        let revoked = match self.members.judge(&segment) {
            Ok(member) => member.revoked.is_some(),
            Err(_) if no_verify => false,
            Err(fault) => return Err(fault),
        };
        let contents = if revoked && !mutant::is_planted(Mutant::RevokeLater) {
            self.judge_again = true;
            Contents::Refused
        } else if header.min_reader > self.start.format {
            Contents::Newer(header.min_reader)
        } else {
            let key = self.key_of(header).ok_or(Fault::Key)?;
            Contents::Saves(segment.open(&key)?)
        };
        Ok(Arrived {
            hash,
            scope: header.scope.clone(),
            stream: header.stream,
            height: header.height,
            parent: header.parent,
            author: header.author,
            ops: header.ops,
            bytes: bytes.to_vec(),
            contents,
        })
    }

    /// Takes in what has arrived, in one transaction.
    pub(super) fn take_in(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.arrived_bytes = 0;
        let (names, mut arrived): (Vec<String>, Vec<Arrived>) =
            std::mem::take(&mut self.arrived).into_iter().unzip();
        if mutant::is_planted(Mutant::DropNewer) {
            arrived.retain(|segment| !matches!(segment.contents, Contents::Newer(_)));
        }
        for segment in &arrived {
            let label = names::label(&segment.hash, segment.stream, segment.height);
            self.note_known(label, segment);
        }
        if mutant::is_planted(Mutant::MarkBeforeApply) {
            return self.mark_before_apply(store, arrived);
        }
        if arrived.is_empty() {
            return Ok(());
        }
        let taken = store.take_in(arrived, self.start.now)?;
        self.outcome.taken += taken.segments;
        self.outcome.ops += taken.ops;
        self.outcome.ahead += taken.ahead;
        // only now, when their work is on the disk
        names.iter().try_for_each(|name| self.good(store, name))
    }

    fn note_known(&mut self, label: Short, segment: &Arrived) {
        self.known.entry(label).or_insert(super::Known {
            id: 0,
            hash: segment.hash,
            scope: segment.scope.clone(),
            stream: segment.stream,
            height: segment.height,
            size: segment.bytes.len() as u64,
            sent: !matches!(segment.contents, Contents::Refused),
            own: false,
            seen: true,
        });
    }

    /// The planted bug: what is known, and what it says, reach the disk apart.
    fn mark_before_apply(
        &mut self,
        store: &mut Store,
        arrived: Vec<Arrived>,
    ) -> Result<(), StoreError> {
        let mut marks = Vec::new();
        for mut segment in arrived {
            let contents = std::mem::replace(&mut segment.contents, Contents::Saves(Vec::new()));
            let again = Arrived {
                scope: segment.scope.clone(),
                bytes: Vec::new(),
                contents,
                ..segment
            };
            marks.push(segment);
            self.marked.push(again);
        }
        let taken = store.take_in(marks, self.start.now)?;
        self.outcome.taken += taken.segments;
        Ok(())
    }

    pub(super) fn finish_marked(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if self.marked.is_empty() {
            return Ok(());
        }
        let held = store.held()?;
        let marked = std::mem::take(&mut self.marked).into_iter();
        let saves = marked.filter_map(|segment| match segment.contents {
            Contents::Saves(saves) => {
                let held = held.iter().find(|held| held.hash == segment.hash)?;
                Some((held.id, held.stream, saves))
            }
            _ => None,
        });
        store
            .judge_again(saves.collect(), &[], &[], self.start.now)
            .map(|_| ())
    }

    /// Files that only this version or these members can read by now.
    pub(super) fn read_newer(&mut self, store: &mut Store) -> Result<(), StoreError> {
        let waiting = store.held_for_readers(self.start.format)?;
        let mut readable = Vec::new();
        for held in waiting {
            let bytes = store.segment_bytes(held.id)?;
            if let Ok(saves) = self.open_held(&bytes) {
                readable.push((held.id, held.stream, saves));
            }
        }
        if readable.is_empty() {
            return Ok(());
        }
        let taken = store.judge_again(readable, &[], &[], self.start.now)?;
        self.outcome.ops += taken.ops;
        Ok(())
    }

    /// The key of a segment, unwrapped once: that takes as long as checking its signature.
    fn key_of(&mut self, header: &Header) -> Option<ScopeKey> {
        let name = (header.scope.clone(), header.key);
        if let Some(key) = self.opened.get(&name) {
            return Some(*key);
        }
        let key = self.members.opening_key(&self.keys, header)?;
        self.opened.insert(name, key);
        Some(key)
    }

    pub(super) fn open_held(&mut self, bytes: &[u8]) -> Result<Vec<crate::store::Save>, Fault> {
        let segment = Segment::read(bytes)?;
        let key = self.key_of(&segment.header);
        segment.open(&key.ok_or(Fault::Key)?)
    }

    /// Sets a file aside. If it came cut short, asking for a fresh copy waits for the second time: the fault may have
    /// been the way here.
    pub(super) fn set_aside(
        &mut self,
        store: &mut Store,
        name: String,
        size: u64,
        fault: Fault,
    ) -> Result<(), StoreError> {
        store.set_aside(&name, size, fault.code())?;
        let tries = match self.aside.get(&name) {
            Some((known, _, tries)) if *known == size => tries + 1,
            _ => 1,
        };
        self.aside.insert(name, (size, Some(fault), tries));
        Ok(())
    }

    /// A file that was set aside before and is good now.
    pub(super) fn good(&mut self, store: &mut Store, name: &str) -> Result<(), StoreError> {
        if Place::of(name) == Place::Stray {
            // read once; it need not be read again
            let size = self.listing.get(name).copied().unwrap_or(0);
            store.set_aside(name, size, "copy")?;
            self.aside.insert(name.to_owned(), (size, None, 1));
            return Ok(());
        }
        match self.aside.remove(name) {
            Some(_) => store.take_back(&[name.to_owned()]),
            None => Ok(()),
        }
    }

    /// Asks for a fresh copy of every file of which no copy can be read.
    pub(super) fn plan_wanted(&mut self) {
        let mut wanted = Vec::new();
        for (label, copies) in &self.copies {
            if self.known.contains_key(label) || self.links.contains_key(label) {
                continue;
            }
            let damaged = |copied: &Copied| {
                self.aside
                    .get(&copied.name)
                    .is_some_and(|(size, fault, tries)| {
                        let sure = *tries >= 2 || self.whole.contains(&copied.name);
                        *size == copied.size && *fault == Some(Fault::Damaged) && sure
                    })
            };
            if let (Some(last), true) = (copies.last(), copies.iter().all(damaged)) {
                let name = names::wanted_name(label, last.copy + 1);
                if last.copy < names::MOST_COPIES && !self.listing.contains_key(&name) {
                    wanted.push(name);
                }
            }
        }
        wanted.sort();
        for name in wanted {
            let bytes = wanted_content(&name);
            let size = bytes.len() as u64;
            self.send(Putting::Bytes { name, bytes }, size);
        }
    }

    /// The planted bug: what was once listed and is not any more counts as deleted.
    pub(super) fn stop_at_absence(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if !mutant::is_planted(Mutant::AbsenceIsDeletion) {
            return Ok(());
        }
        let mut gone = Vec::new();
        for held in store.held()? {
            let label = names::label(&held.hash, held.stream, held.height);
            if held.seen
                && held.standing == Standing::Applied
                && !self.copies.contains_key(&label)
                && let Some(known) = self.known.get_mut(&label)
            {
                known.sent = false;
                gone.push(held.id);
            }
        }
        store.judge_again(Vec::new(), &gone, &[], self.start.now)?;
        Ok(())
    }
}

/// A request for a copy holds its own name, so that a changed bit in it shows too.
pub fn wanted_content(name: &str) -> Vec<u8> {
    format!("{name}\n").into_bytes()
}
