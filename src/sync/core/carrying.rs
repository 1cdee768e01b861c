//! Carrying files of evidence, after all work was exchanged: those the journal names and this laptop lacks are got, and
//! those it has and the store lacks are put. A chunk is a file of its own, so that a sync that is cut off goes on at the
//! next chunk, on both ways.
//!
//! A file lies where the first that carried it works. One that two areas name with the very same bytes is put once, and
//! the other area waits for it in vain; nobody takes the same photograph twice.

use super::{Copied, Phase, Putting, Sync};
use crate::domain::evidence::{FileHash, FileState};
use crate::evidence;
use crate::store::{NamedFile, Store, StoreError};
use crate::sync::attachment::{self, Chunk};
use crate::sync::fault::Fault;
use crate::sync::names::{self, Place, Short};
use crate::sync::remote::Trouble;

/// A chunk that is to be put.
pub(super) struct Carried {
    name: String,
    scope: String,
    file: FileHash,
    size: u64,
    number: u32,
}

/// A file that is to become whole here.
pub(super) struct Coming {
    file: FileHash,
    size: u64,
    chunks: u32,
}

impl Sync {
    pub(super) fn enter_carrying(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.phase = Phase::Carrying;
        if self.outcome.halt.is_some() {
            return Ok(());
        }
        self.keep_readable_chunks();
        for (file, NamedFile { size, visit, .. }) in store.files_named()? {
            let Some(chunks) = attachment::chunks(size).filter(|chunks| *chunks > 0) else {
                continue;
            };
            let coming = Coming { file, size, chunks };
            match evidence::state(store.directory(), file, size) {
                FileState::Present => self.plan_sending(store, &coming, visit)?,
                FileState::Missing | FileState::Changed => self.plan_coming(store, coming)?,
            }
        }
        Ok(())
    }

    fn keep_readable_chunks(&mut self) {
        let (members, me) = (&self.members, &self.me);
        self.chunks.retain(|_, copies| {
            copies.retain(|copied| match Place::of(&copied.name) {
                Place::Attachment { scope, .. } => members.reads(me, &scope),
                _ => false,
            });
            !copies.is_empty()
        });
    }

    fn copies_of(&self, label: Short, number: u32) -> &[Copied] {
        self.chunks.get(&(label, number)).map_or(&[], Vec::as_slice)
    }

    fn plan_sending(&mut self, store: &Store, file: &Coming, visit: i64) -> Result<(), StoreError> {
        let label = names::short(&file.file.0);
        let wanted = self.wanted.get(&label).copied();
        let lacking: Vec<(u32, u32)> = (0..file.chunks)
            .filter_map(|number| {
                let length = attachment::sealed_length(file.size, number);
                let copies = self.copies_of(label, number);
                Some((number, self.lacks_of(copies, wanted, length)?))
            })
            .collect();
        // read whole only where it is to be sent: what was changed here is not what was attached
        if lacking.is_empty() || !evidence::is_unchanged(store.directory(), file.file) {
            return Ok(());
        }
        let there = (0..file.chunks).find_map(|number| {
            let first = self.copies_of(label, number).first()?;
            match Place::of(&first.name) {
                Place::Attachment { scope, .. } => Some(scope),
                _ => None,
            }
        });
        let scope = match there {
            Some(scope) => Some(scope),
            None => self.scope_of(store, file.file, visit)?,
        };
        let Some(scope) = scope else {
            return Ok(());
        };
        self.outcome.files_sent += 1;
        for (number, copy) in lacking {
            let carried = Carried {
                name: names::attachment_name(&scope, &label, number, copy),
                scope: scope.clone(),
                file: file.file,
                size: file.size,
                number,
            };
            let length = attachment::sealed_length(file.size, number);
            self.send(Putting::Chunk(Box::new(carried)), length);
        }
        Ok(())
    }

    /// Where the work that names a file lies; this device's own area while that was not sealed.
    fn scope_of(
        &self,
        store: &Store,
        file: FileHash,
        visit: i64,
    ) -> Result<Option<String>, StoreError> {
        if let Some(scope) = store.area_naming(file, visit)? {
            return Ok(Some(scope));
        }
        let own = self.members.standing(&self.me);
        Ok(own.and_then(|member| member.admission.scopes.first().cloned()))
    }

    /// The file to put; none where it went away or was changed meanwhile.
    pub(super) fn sealed_chunk(
        &self,
        store: &Store,
        carried: Carried,
    ) -> Option<(String, Vec<u8>)> {
        let Carried {
            name,
            scope,
            file,
            size,
            number,
        } = carried;
        let key = self.members.sealing_key(&self.keys, &scope)?;
        let from = u64::from(number) * attachment::CHUNK;
        let length = attachment::length(size, number);
        let plain = evidence::read_part(store.directory(), file, from, length).ok()?;
        let place = Chunk {
            scope: &scope,
            file: &names::short(&file.0),
            number,
        };
        Some((name, place.seal(&key, &plain)))
    }

    fn arrived_damaged(&self, copied: &Copied) -> bool {
        let fault = self
            .aside
            .get(&copied.name)
            .and_then(|(_, fault, _)| *fault);
        matches!(fault, Some(Fault::Damaged | Fault::Cipher))
    }

    fn plan_coming(&mut self, store: &mut Store, coming: Coming) -> Result<(), StoreError> {
        let label = names::short(&coming.file.0);
        let (mut gets, mut is_all_there, mut wanted) = (Vec::new(), true, None);
        for number in 0..coming.chunks {
            let length = attachment::length(coming.size, number);
            if evidence::has_come(store.directory(), coming.file, number, length) {
                continue;
            }
            let size = attachment::sealed_length(coming.size, number);
            let copies = self.copies_of(label, number).iter();
            let mut whole = copies.filter(|copied| copied.size == size).peekable();
            let last = whole.clone().map(|copied| copied.copy).max();
            is_all_there &= whole.peek().is_some();
            match whole.clone().find(|copied| !self.passes_over(copied)) {
                Some(copied) => gets.push(copied.clone()),
                // every copy arrived damaged: one more is asked for
                None if whole.any(|copied| self.arrived_damaged(copied)) => {
                    wanted = wanted.max(last);
                }
                None => is_all_there = false,
            }
        }
        if let Some(last) = wanted.filter(|last| *last < names::MOST_COPIES) {
            let name = names::wanted_name(&label, last + 1);
            if !self.listing.contains_key(&name) {
                let bytes = super::wanted_content(&name);
                let size = bytes.len() as u64;
                self.send(Putting::Bytes { name, bytes }, size);
            }
        }
        if !is_all_there || wanted.is_some() {
            self.outcome.files_awaited += 1;
        }
        let nothing_to_get = gets.is_empty() && is_all_there && wanted.is_none();
        for copied in gets {
            self.want_file(copied.name, copied.size, copied.size);
        }
        self.coming.insert(label, coming);
        match nothing_to_get {
            // the last sync was cut off before it put them together
            true => self.assemble(store, label),
            false => Ok(()),
        }
    }

    pub(super) fn got_chunk(
        &mut self,
        store: &mut Store,
        name: String,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let Place::Attachment {
            scope, hash, chunk, ..
        } = Place::of(&name)
        else {
            return Ok(());
        };
        let place = Chunk {
            scope: &scope,
            file: &hash,
            number: chunk,
        };
        let opened = place.open(bytes, |key| self.members.key_named(&self.keys, &scope, key));
        let plain = match opened {
            Ok(plain) => plain,
            Err(fault) => return self.chunk_is_bad(store, name, fault),
        };
        let Some(coming) = self.coming.get(&hash) else {
            return Ok(());
        };
        let (file, chunks, size) = (coming.file, coming.chunks, coming.size);
        if let Err(error) = evidence::keep_chunk(store.directory(), file, chunk, &plain) {
            let trouble = Trouble::Other(error.to_string());
            self.outcome.troubles.push((name, trouble));
            return Ok(());
        }
        self.good(store, &name)?;
        let directory = store.directory();
        let has_come = |number| {
            let length = attachment::length(size, number);
            evidence::has_come(directory, file, number, length)
        };
        match (0..chunks).all(has_come) {
            true => self.assemble(store, hash),
            false => Ok(()),
        }
    }

    /// Puts a file together whose chunks have all come. Where it is not what was attached, somebody sealed other bytes
    /// under its name: all its chunks are set aside, and a copy is asked for.
    fn assemble(&mut self, store: &mut Store, label: Short) -> Result<(), StoreError> {
        let Some(coming) = self.coming.remove(&label) else {
            return Ok(());
        };
        match evidence::assemble(store.directory(), coming.file, coming.chunks) {
            Ok(true) => self.outcome.files_taken += 1,
            Ok(false) => {
                self.outcome.files_awaited += 1;
                for number in 0..coming.chunks {
                    let size = attachment::sealed_length(coming.size, number);
                    let copies = self.copies_of(label, number).to_vec();
                    for copied in copies.into_iter().filter(|copied| copied.size == size) {
                        self.chunk_is_bad(store, copied.name, Fault::Cipher)?;
                    }
                }
            }
            Err(error) => {
                let trouble = Trouble::Other(error.to_string());
                self.outcome
                    .troubles
                    .push((coming.file.to_string(), trouble));
            }
        }
        Ok(())
    }

    fn chunk_is_bad(
        &mut self,
        store: &mut Store,
        name: String,
        fault: Fault,
    ) -> Result<(), StoreError> {
        let size = self.listing.get(&name).copied().unwrap_or(0);
        self.set_aside(store, name, size, fault)
    }
}
