//! After the storm: everybody syncs until nothing moves, and then it is looked at what must be true.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::laptop::{RECORDS, TEXTS, record};
use super::storm::Storm;
use super::{World, place};
use crate::store::{Save, Standing};
use crate::sync::link::{Action, Link};
use crate::sync::members::Members;
use crate::sync::names::Hash;
use crate::sync::segment::Segment;

/// A segment that is somewhere, whoever holds it.
struct Found {
    parent: Option<Hash>,
    author: [u8; 16],
    bytes: Vec<u8>,
}

impl World {
    /// # Errors
    /// What is not true.
    pub fn calm_down(&mut self) -> Result<(), String> {
        self.storm = Storm::default();
        self.counted.faults += 1;
        let alive = self.alive()?;
        for laptop in &mut self.laptops {
            laptop.skew = 0;
        }
        self.settle()?;
        self.newer_was_passed_on()?;
        if self.counted.newer > 0 {
            for laptop in &mut self.laptops {
                laptop.format = 2;
            }
            self.settle()?;
        }
        self.nothing_is_lost_or_made_up(&alive)?;
        self.tables_follow_from_the_journal()?;
        self.all_see_the_same()?;
        self.what_is_confirmed_was_checked()?;
        self.strangers_are_named()?;
        self.copies_are_flagged()?;
        Ok(())
    }

    /// The query tables are what the journal gives.
    fn tables_follow_from_the_journal(&mut self) -> Result<(), String> {
        let at = self.dice.below(self.laptops.len());
        let tables = self.laptops[at].store.tables_and_rebuilt();
        let (stood, rebuilt) = tables.map_err(|error| error.to_string())?;
        let differs = stood.iter().zip(&rebuilt).find(|(one, other)| one != other);
        if let Some((stood, rebuilt)) = differs {
            return Err(format!(
                "laptop {at}: table stands as {stood}, and is rebuilt as {rebuilt}"
            ));
        }
        match stood.len() == rebuilt.len() {
            true => Ok(()),
            false => Err(format!("laptop {at}: a rebuild has another number of rows")),
        }
    }

    /// Rounds of syncs without faults, until one changes nothing.
    fn settle(&mut self) -> Result<(), String> {
        let most = self.laptops.len() * 2 + 10;
        let mut last = String::new();
        for _ in 0..most {
            let mut moved = 0;
            for at in 0..self.laptops.len() {
                for place in 0..2 {
                    self.now += 1000;
                    self.sync(at, place)?;
                    let outcome = self.laptops[at].outcome.as_ref().ok_or("no outcome")?;
                    moved += outcome.put + outcome.taken;
                    if outcome.put + outcome.taken > 0 {
                        last = format!(
                            "laptop {at} at {place}: {} {:?} {:?}",
                            outcome.taken, outcome.halt, self.last_puts
                        );
                    }
                }
            }
            if moved == 0 {
                return Ok(());
            }
        }
        Err(format!("syncs never come to rest: {last}"))
    }

    fn stands(&self, at: usize) -> bool {
        let id = self.laptops[at].keys.id();
        self.members().standing(&id).is_some()
    }

    /// Saves that are anywhere: unsealed on a laptop, or in a segment that its member signed in time.
    fn alive(&mut self) -> Result<Vec<Save>, String> {
        let members = self.everybodys_members();
        let mut found: BTreeMap<Hash, Found> = BTreeMap::new();
        let mut saves = Vec::new();
        for laptop in &self.laptops {
            if members.standing(&laptop.keys.id()).is_some() {
                saves.extend(laptop.store.tail_saves());
            }
            for held in laptop.store.held().map_err(|error| error.to_string())? {
                let bytes = laptop.store.segment_bytes(held.id).unwrap_or_default();
                note(&mut found, bytes, &members);
            }
        }
        for place in &self.places {
            for (name, (bytes, _)) in &place.files {
                if name.starts_with("s/") && place::is_honest(name, bytes).is_ok() {
                    note(&mut found, bytes.clone(), &members);
                }
            }
        }
        for (id, member) in members.all() {
            if let Some(last) = &member.revoked {
                self.out.insert(*id, last.clone());
            }
        }
        let in_time = in_time(&found, &self.out);
        for (hash, found) in &found {
            if self.out.contains_key(&found.author) && !in_time.contains(hash) {
                continue;
            }
            let segment = Segment::read(&found.bytes).map_err(|fault| format!("{fault:?}"))?;
            let mut readers = self.laptops.iter();
            let key = readers.find_map(|laptop| members.opening_key(&laptop.keys, &segment.header));
            let key = key.ok_or("nobody has the key of a segment")?;
            saves.extend(segment.open(&key).map_err(|fault| format!("{fault:?}"))?);
        }
        Ok(saves)
    }

    /// The chain with every link that anybody or any store has.
    fn everybodys_members(&self) -> Members {
        let mut links: BTreeMap<Hash, Vec<u8>> = BTreeMap::new();
        for laptop in &self.laptops {
            links.extend(laptop.store.links().unwrap());
        }
        for place in &self.places {
            for (name, (bytes, _)) in &place.files {
                if name.starts_with("members/") && Link::read(bytes).is_some() {
                    links.insert(blake3::hash(bytes).into(), bytes.clone());
                }
            }
        }
        Members::of(self.laptops[0].keys.id(), links)
    }

    fn newer_was_passed_on(&mut self) -> Result<(), String> {
        let mut all: Option<BTreeSet<Hash>> = None;
        for at in 0..self.laptops.len() {
            if !self.stands(at) {
                continue;
            }
            let held = self.laptops[at].store.held().unwrap().into_iter();
            let counted = held.filter(|held| held.standing != Standing::Refused);
            let held: BTreeSet<Hash> = counted.map(|held| held.hash).collect();
            match &all {
                Some(all) if *all != held => {
                    return Err(format!("laptop {at} holds other segments"));
                }
                Some(_) => {}
                None => all = Some(held),
            }
        }
        Ok(())
    }

    /// No text that is anywhere is lost, none shows that nobody wrote, and one is hidden only by somebody who saw it.
    fn nothing_is_lost_or_made_up(&self, alive: &[Save]) -> Result<(), String> {
        let texts: BTreeSet<&str> = alive
            .iter()
            .flat_map(|save| &save.tx.ops)
            .filter(|op| TEXTS.contains(&op.place.field))
            .filter_map(|op| op.value.as_text())
            .collect();
        let mut hidden: BTreeSet<&str> = BTreeSet::new();
        for text in &texts {
            let written = self.written.get(*text);
            let written = written.ok_or_else(|| format!("{text}: nobody wrote it"))?;
            hidden.extend(written.saw.iter().map(String::as_str));
        }
        let mut expected: HashMap<(usize, usize), BTreeSet<&str>> = HashMap::new();
        for text in texts.difference(&hidden) {
            let place = self.written[*text].place;
            expected.entry(place).or_default().insert(text);
        }
        for (at, laptop) in self.laptops.iter().enumerate() {
            if !self.stands(at) {
                continue;
            }
            for number in 0..RECORDS {
                for (which, field) in TEXTS.iter().enumerate() {
                    let shown = laptop.store.shown(record(1, number), *field);
                    let shown: BTreeSet<&str> = shown.iter().map(String::as_str).collect();
                    let must = expected.get(&(number, which)).cloned().unwrap_or_default();
                    if shown != must {
                        return Err(format!(
                            "laptop {at}, record {number}, field {which}: shows {shown:?}, must show {must:?}"
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    fn all_see_the_same(&self) -> Result<(), String> {
        let mut first: Option<Vec<String>> = None;
        for at in 0..self.laptops.len() {
            if !self.stands(at) {
                continue;
            }
            let view = self.laptops[at].store.view();
            let Some(first) = &first else {
                first = Some(view);
                continue;
            };
            let differs = first.iter().zip(&view).find(|(one, other)| one != other);
            if let Some((one, other)) = differs {
                return Err(format!("laptop {at} shows {other}, another one {one}"));
            }
            if first.len() != view.len() {
                return Err(format!("laptop {at} shows more or fewer rows"));
            }
            let unsent = self.laptops[at].store.status().unwrap().unsynced;
            if unsent != 0 {
                return Err(format!(
                    "laptop {at}: {unsent} operations never seen in a store"
                ));
            }
        }
        Ok(())
    }

    /// Confirmed is only what a checkpoint of the office leads to.
    fn what_is_confirmed_was_checked(&self) -> Result<(), String> {
        let mut tips = BTreeSet::new();
        for (_, bytes) in self.laptops[0].store.links().unwrap() {
            let link = Link::read(&bytes).ok_or("a link that is none")?;
            for action in link.actions {
                if let Action::Checkpoint(found) = action {
                    tips.extend(found.into_iter().map(|tip| tip.hash));
                }
            }
        }
        for (at, laptop) in self.laptops.iter().enumerate() {
            let held = laptop.store.held().unwrap();
            let parents: HashMap<Hash, Option<Hash>> =
                held.iter().map(|held| (held.hash, held.parent)).collect();
            let mut covered = BTreeSet::new();
            for tip in &tips {
                let mut at = Some(*tip);
                while let Some(hash) = at.filter(|hash| covered.insert(*hash)) {
                    at = parents.get(&hash).copied().flatten();
                }
            }
            for held in &held {
                if held.confirmed && !covered.contains(&held.hash) {
                    return Err(format!("laptop {at}: confirmed, and in no checkpoint"));
                }
                let counts = held.standing != Standing::Refused && self.stands(at);
                if counts && !held.confirmed {
                    return Err(format!(
                        "laptop {at}: the office holds it and it is not confirmed"
                    ));
                }
            }
        }
        Ok(())
    }

    fn strangers_are_named(&mut self) -> Result<(), String> {
        if self.forged.is_empty() {
            return Ok(());
        }
        for at in 0..self.laptops.len() {
            if !self.stands(at) {
                continue;
            }
            for place in 0..2 {
                self.sync(at, place)?;
                let outcome = self.laptops[at].outcome.as_ref().ok_or("no outcome")?;
                for name in &self.forged {
                    let there = self.places[place].files.contains_key(name);
                    if there && !outcome.aside.iter().any(|(aside, _)| aside == name) {
                        return Err(format!("laptop {at} does not name {name}"));
                    }
                }
            }
        }
        Ok(())
    }

    /// A copied laptop writes on under another name, and no other is suspected.
    fn copies_are_flagged(&self) -> Result<(), String> {
        for (at, laptop) in self.laptops.iter().enumerate() {
            if !self.stands(at) {
                continue;
            }
            let suspected = laptop.store.exchange_fact("suspected").unwrap().is_some();
            if suspected && !self.copied {
                return Err(format!("laptop {at} is suspected, and nothing was copied"));
            }
            let own = laptop.store.stream();
            let mut held = laptop.store.held().unwrap().into_iter();
            if held.any(|held| held.stream == own && !held.own) {
                return Err(format!("laptop {at} and another one write under one name"));
            }
        }
        Ok(())
    }
}

fn note(found: &mut BTreeMap<Hash, Found>, bytes: Vec<u8>, members: &Members) {
    let good = Segment::read(&bytes)
        .ok()
        .filter(|segment| members.judge(segment).is_ok());
    if let Some(segment) = good {
        let (parent, author) = (segment.header.parent, segment.header.author);
        let hash = *blake3::hash(&bytes).as_bytes();
        found.entry(hash).or_insert(Found {
            parent,
            author,
            bytes,
        });
    }
}

fn in_time(
    found: &BTreeMap<Hash, Found>,
    out: &BTreeMap<[u8; 16], BTreeSet<Hash>>,
) -> BTreeSet<Hash> {
    let mut counts = BTreeSet::new();
    let mut next: VecDeque<Hash> = out.values().flatten().copied().collect();
    while let Some(hash) = next.pop_front() {
        if counts.insert(hash)
            && let Some(found) = found.get(&hash)
        {
            next.extend(found.parent);
        }
    }
    counts
}
