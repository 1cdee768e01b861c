//! The first phases: whose store it is, and who belongs to it.

use std::collections::hash_map::Entry;

use super::{Copied, Halt, Phase, Putting, Rest, Sync};
use crate::mutant::{self, Mutant};
use crate::store::{Store, StoreError};
use crate::sync::fault::Fault;
use crate::sync::keys::DeviceId;
use crate::sync::link::{Admission, Join, Role, Root, STORE_FORMAT};
use crate::sync::members::Members;
use crate::sync::names::{self, Place};

/// Bytes of a link, a join or a root; a checkpoint of thousands of streams is far below.
pub(super) const MOST_LINK: u64 = 4 << 20;

impl Sync {
    /// Sorts the listing by what the names promise.
    pub(super) fn sort_copies(&mut self) {
        self.copies.clear();
        self.chunks.clear();
        self.wanted.clear();
        self.rest = Rest::default();
        for (name, size) in &self.listing {
            let file = |copy| Copied {
                copy,
                name: name.clone(),
                size: *size,
            };
            match Place::of(name) {
                Place::Segment { hash, copy, .. } | Place::Link { hash, copy } => {
                    self.copies.entry(hash).or_default().push(file(copy));
                }
                Place::Wanted { hash, copy } => {
                    let wanted = self.wanted.entry(hash).or_default();
                    *wanted = copy.max(*wanted);
                }
                Place::Root { copy } => self.rest.roots.push(file(copy)),
                Place::Join(_) => self.rest.joins.push(file(0)),
                Place::Stray => self.rest.strays.push(file(0)),
                Place::Attachment {
                    hash, chunk, copy, ..
                } => self
                    .chunks
                    .entry((hash, chunk))
                    .or_default()
                    .push(file(copy)),
                Place::Other => {}
            }
        }
        for copies in self.copies.values_mut().chain(self.chunks.values_mut()) {
            copies.sort_by_key(|copied| copied.copy);
        }
    }

    pub(super) fn enter_root(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.phase = Phase::Root;
        if self.copies.is_empty() && self.rest.is_empty() {
            let known = self.root.is_some();
            return match (self.start.begin, known) {
                (false, _) => {
                    self.halt(Halt::Empty);
                    Ok(())
                }
                (true, true) => Ok(()),
                (true, false) => self.found(store),
            };
        }
        for root in self.rest.roots.clone() {
            self.want_file(root.name, root.size, MOST_LINK);
        }
        Ok(())
    }

    /// Makes this device the office of a new store.
    fn found(&mut self, store: &mut Store) -> Result<(), StoreError> {
        let mut id = [0; 16];
        id.copy_from_slice(&self.draw()[..16]);
        let root = Root {
            format: STORE_FORMAT,
            id,
            founder: *self.keys.card(),
        };
        let root = root.seal(&self.keys);
        let admission = Admission {
            card: *self.keys.card(),
            person: self.start.person,
            name: self.start.name.clone(),
            role: Role::Office,
            scopes: vec![self.start.scope.clone()],
        };
        let (keys, stamp) = (self.keys.clone(), self.stamp());
        let link = Members::found(&keys, admission, stamp, &mut || self.draw());
        let hash = blake3::hash(&link).into();
        store.keep_links(&[(hash, link.clone())])?;
        self.links.insert(names::short(&hash), (hash, link));
        self.keep_root(store, root)
    }

    fn keep_root(&mut self, store: &mut Store, root: Vec<u8>) -> Result<(), StoreError> {
        store.keep_exchange_fact("root", &root)?;
        self.folded = false;
        self.root = Some(root);
        Ok(())
    }

    /// The office whose store this file belongs to.
    pub(super) fn root_office(&self) -> Option<DeviceId> {
        let root = Root::read(self.root.as_deref()?)?;
        Some(root.founder.id())
    }

    pub(super) fn got_root(
        &mut self,
        store: &mut Store,
        name: String,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let Some(root) = Root::read(bytes) else {
            return self.set_aside(store, name, bytes.len() as u64, Fault::Damaged);
        };
        if root.format > STORE_FORMAT {
            self.halt(Halt::NewerStore(root.format));
            return Ok(());
        }
        match self.root_office() {
            Some(office) if office == root.founder.id() => {}
            // joined nowhere yet, so that nothing binds it to the store it saw before
            Some(_) if self.links.is_empty() && self.known.is_empty() => {
                self.keep_root(store, bytes.to_vec())?;
            }
            Some(_) => {
                self.halt(Halt::Foreign);
                return Ok(());
            }
            None => self.keep_root(store, bytes.to_vec())?,
        }
        self.root_found = true;
        Ok(())
    }

    pub(super) fn enter_members(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if self.root.is_none() {
            self.halt(Halt::NoRoot);
            return Ok(());
        }
        self.phase = Phase::Members;
        let mut wanted = Vec::new();
        for (hash, copies) in &self.copies {
            let is_link = |copied: &&Copied| matches!(Place::of(&copied.name), Place::Link { .. });
            if self.links.contains_key(hash) {
                continue;
            }
            let good = copies.iter().filter(is_link);
            wanted.extend(good.filter(|copied| !self.passes_over(copied)).cloned());
        }
        wanted.sort_by(|a, b| a.name.cmp(&b.name));
        for copied in wanted {
            self.want_file(copied.name, copied.size, MOST_LINK);
        }
        self.fold();
        if self.members.is_office(&self.me) {
            for join in self.rest.joins.clone() {
                let (name, size) = (join.name, join.size);
                // one that was looked at is kept until its device was let in
                if store.exchange_fact(&name)?.is_none() {
                    self.want_file(name, size, MOST_LINK);
                }
            }
        }
        Ok(())
    }

    /// Reads the chain, if links came since it was read last.
    pub(super) fn fold(&mut self) {
        if self.folded {
            return;
        }
        self.folded = true;
        self.members = match self.root_office() {
            Some(office) => Members::of_kept(office, self.links.values().cloned()),
            None => Members::default(),
        };
    }

    pub(super) fn got_link(
        &mut self,
        store: &mut Store,
        name: String,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let hash = *blake3::hash(bytes).as_bytes();
        let expected = match Place::of(&name) {
            Place::Link { hash, .. } => hash,
            Place::Join(expected) => {
                return match Join::read(bytes).filter(|_| names::short(&hash) == expected) {
                    Some(_) => store.keep_exchange_fact(&name, bytes),
                    None => self.set_aside(store, name, bytes.len() as u64, Fault::Damaged),
                };
            }
            _ => return Ok(()),
        };
        if names::short(&hash) != expected {
            if self.listing.get(&name) == Some(&(bytes.len() as u64)) {
                self.whole.insert(name.clone());
            }
            return self.set_aside(store, name, bytes.len() as u64, Fault::Damaged);
        }
        if crate::sync::link::Link::read(bytes).is_none() {
            return self.set_aside(store, name, bytes.len() as u64, Fault::Signature);
        }
        if let Entry::Vacant(free) = self.links.entry(expected) {
            free.insert((hash, bytes.to_vec()));
            self.new_links.push((hash, bytes.to_vec()));
        }
        self.good(store, &name)
    }

    pub(super) fn enter_segments(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if !self.new_links.is_empty() {
            store.keep_links(&std::mem::take(&mut self.new_links))?;
            self.folded = false;
        }
        self.fold();
        self.list_joins(store)?;
        self.phase = Phase::Segments;
        match self.members.member(&self.me) {
            None => return self.ask_to_join(store),
            Some(member) if member.revoked.is_some() => {
                self.halt(Halt::ShutOut);
                return Ok(());
            }
            Some(_) => {}
        }
        let heads = self.members.heads().concat();
        if store.exchange_fact("judged")?.as_deref() != Some(&heads[..]) {
            self.judge_again = true;
            self.look_again(store)?;
        }
        self.read_newer(store)?;
        self.plan_segments();
        Ok(())
    }

    fn list_joins(&mut self, store: &Store) -> Result<(), StoreError> {
        if !self.members.is_office(&self.me) {
            return Ok(());
        }
        for Copied { name, .. } in &self.rest.joins {
            if let Some(bytes) = store.exchange_fact(name)?
                && let Some(join) = Join::read(&bytes)
                && self.members.member(&join.card.id()).is_none()
            {
                self.outcome.joins.push(join);
            }
        }
        Ok(())
    }

    /// News of the members may make good what was set aside for want of it.
    fn look_again(&mut self, store: &mut Store) -> Result<(), StoreError> {
        let waiting = self.aside.iter();
        let waiting: Vec<String> = waiting
            .filter(|(_, (_, fault, _))| fault.is_some_and(Fault::may_pass))
            .map(|(name, _)| name.clone())
            .collect();
        for name in &waiting {
            self.aside.remove(name);
        }
        store.take_back(&waiting)
    }

    /// A device that is not in yet leaves its request, once, and waits.
    fn ask_to_join(&mut self, store: &mut Store) -> Result<(), StoreError> {
        self.outcome.halt = Some(Halt::Waiting);
        self.phase = Phase::Sending;
        // links that came damaged may be the ones that let it in
        self.plan_wanted();
        let torn = |join: &Vec<u8>| {
            let name = names::join_name(blake3::hash(join).as_bytes());
            let size = self.listing.get(&name);
            size.is_some_and(|size| *size != join.len() as u64)
        };
        // one that was cut off on its way keeps its name; another gets another
        let known = store.exchange_fact("join")?.filter(|join| !torn(join));
        let join = match known {
            Some(join) => join,
            None => {
                let join = Join {
                    card: *self.keys.card(),
                    person: self.start.person,
                    name: self.start.name.clone(),
                    stamp: self.stamp() | u64::from(self.draw()[0]),
                };
                let join = join.seal(&self.keys);
                store.keep_exchange_fact("join", &join)?;
                join
            }
        };
        let name = names::join_name(blake3::hash(&join).as_bytes());
        if self.listing.get(&name) != Some(&(join.len() as u64)) {
            let size = join.len() as u64;
            self.send(Putting::Bytes { name, bytes: join }, size);
        }
        Ok(())
    }

    /// Puts the first file, and links, where the listing lacks a good copy. A member keeps what the office signed.
    pub(super) fn plan_members(&mut self) {
        if let (Some(root), false) = (self.root.clone(), self.root_found) {
            let highest = self.rest.roots.iter().map(|root| root.copy + 1);
            let copy = highest.max().unwrap_or(0);
            let (name, size) = (names::root_name(copy), root.len() as u64);
            if copy <= names::MOST_COPIES {
                self.send(Putting::Bytes { name, bytes: root }, size);
            }
        }
        let mut links: Vec<_> = self.links.values().cloned().collect();
        links.sort();
        for (hash, bytes) in links {
            let size = bytes.len() as u64;
            if let Some(copy) = self.lacks(&names::short(&hash), size) {
                let name = names::link_name(&hash, copy);
                self.send(Putting::Bytes { name, bytes }, size);
            }
        }
    }

    /// The number of the copy that the store lacks of a file of that size, if it lacks any.
    pub(super) fn lacks(&self, label: &names::Short, size: u64) -> Option<u32> {
        let copies = self.copies.get(label).map_or(&[][..], Vec::as_slice);
        self.lacks_of(copies, self.wanted.get(label).copied(), size)
    }

    /// The same of these copies, of which somebody asked for that one.
    pub(super) fn lacks_of(
        &self,
        copies: &[Copied],
        wanted: Option<u32>,
        size: u64,
    ) -> Option<u32> {
        let highest = copies.last().map(|copied| copied.copy);
        let next = match highest {
            None => 0,
            Some(_) if mutant::is_planted(Mutant::NoRepair) => return None,
            // asked for, and not put yet
            Some(highest) if wanted.is_some_and(|wanted| wanted > highest) => highest + 1,
            Some(_) if copies.iter().any(|copied| copied.size == size) => return None,
            Some(highest) => highest + 1,
        };
        (next <= names::MOST_COPIES).then_some(next)
    }
}
