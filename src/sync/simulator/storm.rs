//! What goes wrong, and how often; and what people do meanwhile.
#![cfg(test)]

use super::World;
use super::laptop::Laptop;
use super::{Dice, office};
use crate::sync::core::Event;

/// How often, in a thousand.
#[derive(Clone, Default)]
pub struct Storm {
    pub fails: u64,
    pub torn: u64,
    pub swallowed: u64,
    pub stale: u64,
    pub cut: u64,
    pub lost: u64,
    pub flipped: u64,
    pub forged: u64,
    pub kill: u64,
    pub full: u64,
    pub copy: u64,
    pub put_back: u64,
    pub roll_back: u64,
    pub clock: u64,
    pub renamed: u64,
    pub revoke: u64,
}

impl Storm {
    pub fn brew(dice: &mut Dice) -> Storm {
        Storm {
            fails: dice.level(250),
            torn: dice.level(250),
            swallowed: dice.level(150),
            stale: dice.level(400),
            cut: dice.level(300),
            lost: dice.level(80),
            flipped: dice.level(80),
            forged: dice.level(60),
            kill: dice.level(60),
            full: dice.level(60),
            copy: dice.level(50),
            put_back: dice.level(50),
            roll_back: dice.level(50),
            clock: dice.level(50),
            renamed: dice.level(60),
            revoke: dice.level(40),
        }
    }
}

impl World {
    /// One thing happens.
    pub fn step(&mut self) -> Result<(), String> {
        let at = self.dice.below(self.laptops.len());
        match self.dice.below(10) {
            0..=4 => self.somebody_writes(at),
            _ => {
                let place = usize::from(self.dice.thousandth(350));
                self.sync(at, place)?;
            }
        }
        self.laptops_suffer(at);
        self.places_suffer();
        Ok(())
    }

    fn laptops_suffer(&mut self, at: usize) {
        if self.dice.thousandth(80) {
            let copy = self.laptops[at].store.copy();
            self.laptops[at].backups.push(copy);
        }
        if self.dice.thousandth(self.storm.clock) {
            self.laptops[at].skew = self.dice.below(20 * 86_400_000) as i64 - 10 * 86_400_000;
        }
        if self.dice.thousandth(self.storm.copy) && self.laptops.len() < 6 {
            self.counted.copies += 1;
            self.copied = true;
            let twin = self.laptops[at].twin();
            self.laptops.push(twin);
        }
        if self.dice.thousandth(self.storm.put_back) && !self.laptops[at].backups.is_empty() {
            self.counted.put_back += 1;
            self.copied = true;
            let which = self.dice.below(self.laptops[at].backups.len());
            self.laptops[at].store = self.laptops[at].backups[which].copy();
        }
        if self.dice.thousandth(self.storm.revoke) {
            self.shut_somebody_out();
        }
    }

    fn places_suffer(&mut self) {
        let at = self.dice.below(2);
        if self.dice.thousandth(80) {
            let now = self.places[at].files.clone();
            self.places[at].before.push(now);
        }
        if self.dice.thousandth(self.storm.roll_back) && !self.places[at].before.is_empty() {
            let which = self.dice.below(self.places[at].before.len());
            self.places[at].files = self.places[at].before[which].clone();
            self.counted.rolled_back += 1;
        }
        let Some(name) = self.places[at].any_file(&mut self.dice) else {
            return;
        };
        if self.dice.thousandth(self.storm.lost) {
            self.places[at].files.remove(&name);
            self.counted.faults += 1;
        } else if self.dice.thousandth(self.storm.flipped) {
            let (bytes, _) = self.places[at].files.get_mut(&name).unwrap();
            if !bytes.is_empty() {
                let bit = self.dice.below(bytes.len() * 8);
                bytes[bit / 8] ^= 1 << (bit % 8);
                self.counted.faults += 1;
            }
        } else if self.dice.thousandth(self.storm.renamed) && name.starts_with("s/") {
            // another program carried the folder and made a copy of a conflict
            let file = self.places[at].files.remove(&name).unwrap();
            let other = name.replace(".seg", " (conflict copy).seg");
            self.places[at].files.insert(other, file);
            self.counted.faults += 1;
        }
        if self.dice.thousandth(self.storm.forged) {
            self.forge(at);
        }
    }

    fn forge(&mut self, at: usize) {
        self.counted.forged += 1;
        let victim = self.dice.below(self.laptops.len());
        if let Some((name, bytes)) = office::forged(&self.laptops[victim], &mut self.dice) {
            let now = self.now;
            self.forged.insert(name.clone());
            self.places[at].files.insert(name, (bytes, now));
        }
    }

    /// One sync through the storm; it may be killed between any two events.
    pub fn sync(&mut self, at: usize, place: usize) -> Result<(), String> {
        self.counted.syncs += 1;
        let (storm, now) = (self.storm.clone(), self.now);
        let start = self.laptops[at].start(now, self.dice.secret());
        let full = self.dice.thousandth(storm.full);
        let laptop = &mut self.laptops[at];
        let (mut sync, requests) = laptop.begin(start)?;
        let bound = self.places[place].files.len() * 3 + sync.known_count() * 3 + 40;
        let mut waiting = std::collections::VecDeque::from(requests);
        let (mut asked, mut killed) = (0, false);
        self.last_puts.clear();
        laptop.store.disk_full(full);
        while let Some(request) = waiting.pop_front() {
            asked += 1;
            if asked > bound {
                return Err(format!("{asked} requests in one sync"));
            }
            if let crate::sync::core::Request::Put { name, .. } = &request {
                self.last_puts.push(name.clone());
            }
            let faults = &mut self.counted.faults;
            let event = self.places[place].answer(request, &storm, &mut self.dice, now, faults)?;
            if let Event::Put { name, .. } = &event
                && name.starts_with("want/")
            {
                self.counted.repairs += 1;
            }
            self.counted.events += 1;
            match sync.step(&mut laptop.store, event) {
                Ok(more) => waiting.extend(more),
                Err(crate::store::StoreError::Full) => {
                    self.counted.full += 1;
                    killed = true;
                    break;
                }
                Err(error) => return Err(format!("laptop {at}: {error}")),
            }
            if self.dice.thousandth(storm.kill) {
                self.counted.kills += 1;
                killed = true;
                break;
            }
        }
        laptop.store.disk_full(false);
        laptop.outcome = Some(sync.outcome);
        if killed {
            laptop.start_again();
        }
        Ok(())
    }
}

impl Laptop {
    /// The program ends; what is on the disk is all that is left.
    fn start_again(&mut self) {
        let store = std::mem::replace(&mut self.store, crate::store::Store::in_memory(0));
        self.store = store.reopened();
    }
}
