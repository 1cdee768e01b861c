//! Trying a template out before it is used: the cases it brings along, or, where it brings none, fillings from start to
//! finish that look for items nobody can reach or answer.

mod candidates;
mod cases;
mod explore;
mod fill;
#[cfg(test)]
mod tests;

pub use cases::{Miss, Outcome, cases};
pub use explore::{Explored, Zero, explore};
