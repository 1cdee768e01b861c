//! Laptops, stores and everything that goes wrong between them, over the production core: from one number follows all
//! that happens. After the storm comes a calm, and then what must be true is looked at. Never in the program.
#![cfg(test)]

mod calm;
mod laptop;
mod office;
mod place;
mod storm;
mod trials;

use laptop::Laptop;
use place::Place;
use storm::Storm;

use super::keys::DeviceId;
use super::names::Hash;
use std::collections::{BTreeMap, BTreeSet};

/// Small and fast, and the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0xABCD_EF01)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.roll() % most.max(1) as u64) as usize
    }

    /// True that many times in a thousand.
    pub fn thousandth(&mut self, often: u64) -> bool {
        self.roll() % 1000 < often
    }

    /// Nothing in half of all seeds, so that no fault can hide behind another one.
    pub fn level(&mut self, most: u64) -> u64 {
        match self.thousandth(500) {
            true => 0,
            false => self.roll() % most,
        }
    }

    pub fn secret(&mut self) -> [u8; 32] {
        let mut secret = [0; 32];
        for part in secret.chunks_mut(8) {
            part.copy_from_slice(&self.roll().to_be_bytes());
        }
        secret
    }
}

/// A text that was written once: where, and which texts its author saw there and replaced.
pub struct Written {
    pub place: (usize, usize),
    pub saw: Vec<String>,
}

/// All there is in one seed.
pub struct World {
    pub dice: Dice,
    /// Milliseconds since 1970, as it really is.
    pub now: i64,
    pub laptops: Vec<Laptop>,
    pub places: [Place; 2],
    pub storm: Storm,
    pub written: BTreeMap<String, Written>,
    pub copied: bool,
    /// Devices that were shut out, with the last of their segments that count.
    pub out: BTreeMap<DeviceId, BTreeSet<Hash>>,
    /// Files of nobody who belongs there.
    pub forged: BTreeSet<String>,
    pub counted: Figures,
    /// Files that the last sync put.
    pub last_puts: Vec<String>,
    /// Text of a checklist that visits name.
    pub checklist: String,
}

/// What happened, so that it is known that it did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub syncs: u64,
    pub events: u64,
    pub writes: u64,
    pub kills: u64,
    pub full: u64,
    pub copies: u64,
    pub put_back: u64,
    pub rolled_back: u64,
    pub faults: u64,
    pub revoked: u64,
    pub forged: u64,
    pub newer: u64,
    pub repairs: u64,
    pub conflicts: u64,
}

/// Plays one seed.
///
/// # Errors
/// What was not true afterwards.
pub fn play(seed: u64) -> Result<Figures, String> {
    let mut world = World::begin(seed);
    let steps = 10 + world.dice.below(28);
    for _ in 0..steps {
        world.now += world.dice.below(60_000) as i64;
        world.step()?;
    }
    world.calm_down()?;
    Ok(world.counted)
}
