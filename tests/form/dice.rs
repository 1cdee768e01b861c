//! Choices out of random numbers, so that what is made of them shrinks with them.

pub struct Dice<'a> {
    throws: &'a [u32],
    at: usize,
}

impl<'a> Dice<'a> {
    pub fn new(throws: &'a [u32]) -> Dice<'a> {
        Dice { throws, at: 0 }
    }

    /// Whether there are throws left.
    pub fn goes_on(&self) -> bool {
        self.at < self.throws.len()
    }

    /// From 0 to below `sides`; 0 when all throws are used.
    pub fn below(&mut self, sides: usize) -> usize {
        let throw = self.throws.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        throw as usize % sides.max(1)
    }

    pub fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}
