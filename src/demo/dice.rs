//! The demo's dice: SplitMix64 from a fixed seed, so that every laptop shows the same county.
//! Good enough for a demonstration, not for secrets.

use crate::domain::change::Uuid;

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `bound`; the tiny bias towards low numbers does not matter here.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True that many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A record name as one made at that moment.
    pub fn uuid(&mut self, utc_ms: i64) -> Uuid {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        Uuid::v7(utc_ms, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dice_fall_alike_on_every_laptop() {
        let mut dice = Dice::new(1);
        // the published first value of SplitMix64 for seed 1 is 0x910a2dec89025cc1, which ends in 465
        assert_eq!(
            [dice.below(1000), dice.below(1000), dice.below(1000)],
            [465, 519, 590]
        );
        let mut cards: Vec<u32> = (0..50).collect();
        dice.shuffle(&mut cards);
        let mut sorted = cards.clone();
        sorted.sort_unstable();
        assert_ne!(cards, sorted);
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
