//! What the office does, and what those do who do not belong to it.
#![cfg(test)]

use std::collections::BTreeSet;

use super::laptop::{Laptop, RECORDS, TEXTS, record};
use super::place::Place;
use super::storm::Storm;
use super::{Dice, World};
use crate::domain::change::{Op, Tx, Uuid, Value};
use crate::store::{Store, encode_save};
use crate::sync::keys::DeviceKeys;
use crate::sync::link::{Admission, Role};
use crate::sync::members::Members;
use crate::sync::names::{self, Hash};
use crate::sync::segment::{Sealing, Segment};

/// A checklist of one question, small enough to be written often.
const CHECKLIST: &str = r#"
id = "trial"
version = 1
[name]
zh = "试"
en = "Trial"
[basis]
zh = "试"
en = "Trial"
[[choices]]
code = "grade"
options = [
  { code = "good", label = { zh = "好", en = "Good" } },
  { code = "poor", label = { zh = "差", en = "Poor" } },
]
[[section]]
code = "1"
name = { zh = "一", en = "One" }
[[section.item]]
code = "1.1"
kind = "one_of"
choices = "grade"
name = { zh = "问", en = "Question" }
"#;

impl World {
    /// The first laptop founds a store and lets the others in; the second store begins with its next visit there.
    pub fn begin(seed: u64) -> World {
        let mut dice = Dice::new(seed);
        let count = 2 + dice.below(3);
        let mut laptops: Vec<Laptop> = (0..count)
            .map(|_| Laptop::new(dice.secret(), dice.secret(), dice.roll()))
            .collect();
        for laptop in &mut laptops {
            laptop.skew = dice.below(2 * 86_400_000) as i64 - 86_400_000;
        }
        let mut world = World {
            now: 1_795_312_800_000,
            laptops,
            places: [Place::default(), Place::default()],
            storm: Storm::default(),
            written: Default::default(),
            copied: false,
            out: Default::default(),
            forged: BTreeSet::new(),
            counted: Default::default(),
            last_puts: Vec::new(),
            checklist: CHECKLIST.into(),
            dice,
        };
        world.found();
        world.storm = Storm::brew(&mut world.dice);
        if world.dice.thousandth(250) {
            let newer = 1 + world.dice.below(world.laptops.len() - 1);
            world.laptops[newer].format = 2;
            world.counted.newer += 1;
        }
        world
    }

    fn found(&mut self) {
        let mut start = self.laptops[0].start(self.now, self.dice.secret());
        start.begin = true;
        let laptop = &mut self.laptops[0];
        let (mut sync, mut waiting) = laptop.begin(start).unwrap();
        while let Some(request) = waiting.pop() {
            let calm = Storm::default();
            let event = self.places[0].answer(request, &calm, &mut self.dice, self.now, &mut 0);
            waiting.extend(sync.step(&mut laptop.store, event.unwrap()).unwrap());
        }
        for at in 1..self.laptops.len() {
            let admission = Admission {
                card: *self.laptops[at].keys.card(),
                person: Uuid([0; 16]),
                name: String::new(),
                role: Role::Inspector,
                scopes: vec!["0".into()],
            };
            let members = self.members();
            let office = &mut self.laptops[0];
            let dice = &mut self.dice;
            let link = members.admit(&office.keys, admission, 0, &mut || dice.secret());
            keep_link(&mut office.store, link.unwrap());
        }
        self.sync(0, 0).unwrap();
    }

    /// The chain as the office's first laptop has it.
    pub fn members(&self) -> Members {
        let office = &self.laptops[0];
        Members::of_kept(office.keys.id(), office.store.links().unwrap())
    }

    /// The office shuts a device out, up to what it holds of it.
    pub fn shut_somebody_out(&mut self) {
        let at = self.dice.below(self.laptops.len());
        let device = self.laptops[at].keys.id();
        let members = self.members();
        if device == self.laptops[0].keys.id() || members.standing(&device).is_none() {
            return;
        }
        let held = self.laptops[0].store.held_of(device).unwrap();
        let parents: BTreeSet<Hash> = held.iter().filter_map(|held| held.parent).collect();
        let last: Vec<Hash> = held
            .iter()
            .map(|held| held.hash)
            .filter(|hash| !parents.contains(hash))
            .collect();
        let dice = &mut self.dice;
        let office = &mut self.laptops[0];
        let link = members.revoke(&office.keys, device, (last, ""), 0, &mut || dice.secret());
        keep_link(&mut office.store, link.unwrap());
        self.counted.revoked += 1;
    }
}

fn keep_link(store: &mut Store, link: Vec<u8>) {
    store
        .keep_links(&[(blake3::hash(&link).into(), link)])
        .unwrap();
}

/// Work in a member's name by somebody who has a scope key and not the member's signature.
pub fn forged(victim: &Laptop, dice: &mut Dice) -> Option<(String, Vec<u8>)> {
    let root = victim.store.exchange_fact("root").unwrap()?;
    let office = crate::sync::link::Root::read(&root)?.founder.id();
    let members = Members::of_kept(office, victim.store.links().unwrap());
    let key = members.sealing_key(&victim.keys, "0")?;
    let tx = Tx {
        actor: Uuid([0; 16]),
        hlc: 1 << 40,
        reason: None,
        ops: vec![Op {
            place: crate::domain::change::Place {
                record: record(1, dice.below(RECORDS)),
                part: String::new(),
                field: TEXTS[dice.below(TEXTS.len())],
            },
            value: Value::text("forged"),
            prev: Vec::new(),
        }],
    };
    let (stream, height) = (dice.roll(), 1);
    let sealing = Sealing {
        scope: "0",
        stream,
        height,
        parent: None,
        members: members.heads(),
        ops: 1,
        stamps: (1 << 40, 1 << 40),
        format: 1,
        saves: &[encode_save(&tx)],
    };
    let stranger = DeviceKeys::from_secrets(dice.secret(), dice.secret());
    let mut nonce = [0; 24];
    nonce.copy_from_slice(&dice.secret()[..24]);
    let mut bytes = sealing.seal(&stranger, &key, nonce);
    // the member's name instead of the stranger's
    let own = bytes
        .windows(16)
        .position(|window| window == stranger.id())
        .expect("the header names its author");
    bytes[own..own + 16].copy_from_slice(&victim.keys.id());
    debug_assert!(Segment::read(&bytes).is_ok());
    let hash = *blake3::hash(&bytes).as_bytes();
    let name = names::segment_name("0", stream, height, &names::short(&hash), 0);
    Some((name, bytes))
}
