//! Document numbers from blocks that the office assigns to laptops, so that two of them never give the same. The next one
//! is found, and what is missing or was given twice is named, over whatever numbers are known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::paper::Number;

/// Numbers of one mark and year that a laptop may give, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Block {
    pub mark: String,
    pub year: i16,
    pub from: u32,
    pub to: u32,
}

impl Block {
    fn number(&self, n: u32) -> Number {
        Number {
            mark: self.mark.clone(),
            year: self.year,
            n,
        }
    }

    pub fn first(&self) -> Number {
        self.number(self.from)
    }

    pub fn last(&self) -> Number {
        self.number(self.to)
    }

    pub fn has(&self, number: &Number) -> bool {
        self.is_of(&number.mark, number.year) && (self.from..=self.to).contains(&number.n)
    }

    fn is_of(&self, mark: &str, year: i16) -> bool {
        self.mark == mark && self.year == year
    }

    /// A number that both would give.
    pub fn overlaps(&self, other: &Block) -> bool {
        self.is_of(&other.mark, other.year) && self.from <= other.to && other.from <= self.to
    }
}

/// Why there is no next number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// The last number of the last block was given.
    UsedUp(Number),
    /// This laptop has blocks of that mark, but none of the year.
    NoBlock { mark: String, year: i16 },
}

/// The next number of a mark and year: one more than the highest given in the first block that has room. A laptop that was
/// never assigned a block of the mark counts on from the highest that is known.
///
/// # Errors
/// The blocks are used up, or none was assigned for the year.
pub fn next<'a>(
    mark: &str,
    year: i16,
    blocks: &[Block],
    known: impl Iterator<Item = &'a Number>,
) -> Result<Number, NoNumber> {
    let given: Vec<u32> = known
        .filter(|number| number.mark == mark && number.year == year)
        .map(|number| number.n)
        .collect();
    let number = |n| Number {
        mark: mark.to_owned(),
        year,
        n,
    };
    if !blocks.iter().any(|block| block.mark == mark) {
        let highest = given.iter().max().copied().unwrap_or(0);
        return Ok(number(highest.saturating_add(1)));
    }
    let mut own: Vec<&Block> = blocks
        .iter()
        .filter(|block| block.is_of(mark, year))
        .collect();
    own.sort();
    for block in &own {
        let inside = given.iter().filter(|n| (block.from..=block.to).contains(n));
        match inside.max() {
            None => return Ok(number(block.from)),
            Some(highest) if *highest < block.to => return Ok(number(highest + 1)),
            Some(_) => {}
        }
    }
    Err(match own.last() {
        Some(last) => NoNumber::UsedUp(last.last()),
        None => NoNumber::NoBlock {
            mark: mark.to_owned(),
            year,
        },
    })
}

/// What is wrong with the numbers that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// From one number to another, all missing.
    Gap { first: Number, last: Number },
    /// Given so often.
    Twice { number: Number, times: u32 },
    /// Not written as a document number is.
    Unreadable(String),
}

/// Goes through all numbers in whatever order they come; one that was given twice comes twice. In a block what is missing
/// below the highest number given in it is a gap; of a mark and year without any block what is missing from 1 on. What
/// lies outside the known blocks is another laptop's, whose unused rest is no gap.
pub fn faults(known: impl Iterator<Item = String>, blocks: &[Block]) -> Vec<Fault> {
    let mut given: BTreeMap<(String, i16), BTreeMap<u32, u32>> = BTreeMap::new();
    let mut faults = Vec::new();
    for text in known {
        match Number::read(&text) {
            Ok((number, _)) => {
                let of = given.entry((number.mark, number.year)).or_default();
                *of.entry(number.n).or_default() += 1;
            }
            Err(_) => faults.push(Fault::Unreadable(text)),
        }
    }
    for ((mark, year), numbers) in given {
        let number = |n| Number {
            mark: mark.clone(),
            year,
            n,
        };
        let twice = numbers.iter().filter(|(_, times)| **times > 1);
        faults.extend(twice.map(|(n, times)| Fault::Twice {
            number: number(*n),
            times: *times,
        }));
        let mut spans: Vec<(u32, u32)> = blocks
            .iter()
            .filter(|block| block.is_of(&mark, year))
            .map(|block| (block.from, block.to))
            .collect();
        spans.sort_unstable();
        if spans.is_empty() {
            spans.push((1, u32::MAX));
        }
        for (from, to) in spans {
            let mut next = from;
            for n in numbers.range(from..=to).map(|(n, _)| *n) {
                if n > next {
                    faults.push(Fault::Gap {
                        first: number(next),
                        last: number(n - 1),
                    });
                }
                next = n.saturating_add(1);
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(year: i16, n: u32) -> Number {
        Number {
            mark: "甲社党工督".into(),
            year,
            n,
        }
    }

    fn block(year: i16, from: u32, to: u32) -> Block {
        Block {
            mark: "甲社党工督".into(),
            year,
            from,
            to,
        }
    }

    fn next_of(year: i16, blocks: &[Block], known: &[Number]) -> Result<u32, NoNumber> {
        next("甲社党工督", year, blocks, known.iter()).map(|number| number.n)
    }

    #[test]
    fn numbers_begin_anew_every_year_and_never_come_twice() {
        let known = [number(2026, 1), number(2026, 12), number(2026, 3)];
        assert_eq!(next_of(2026, &[], &known), Ok(13));
        assert_eq!(next_of(2027, &[], &known), Ok(1));
        let other = Number {
            mark: "乙社党工督".into(),
            ..number(2026, 80)
        };
        assert_eq!(next_of(2026, &[], &[other]), Ok(1));
    }

    #[test]
    fn a_laptop_gives_the_numbers_of_its_blocks_and_no_others() {
        let blocks = [block(2026, 41, 60), block(2026, 11, 12)];
        assert_eq!(next_of(2026, &blocks, &[]), Ok(11));
        // the other laptop's 1 and 25 do not count
        let mut known = vec![number(2026, 1), number(2026, 25), number(2026, 11)];
        assert_eq!(next_of(2026, &blocks, &known), Ok(12));
        known.push(number(2026, 12));
        assert_eq!(next_of(2026, &blocks, &known), Ok(41));
        known.push(number(2026, 60));
        assert_eq!(
            next_of(2026, &blocks, &known),
            Err(NoNumber::UsedUp(number(2026, 60)))
        );
        // on 1 January nothing is assigned yet
        assert_eq!(
            next_of(2027, &blocks, &known),
            Err(NoNumber::NoBlock {
                mark: "甲社党工督".into(),
                year: 2027
            })
        );
    }

    #[test]
    fn gaps_and_duplicates_are_named_within_blocks() {
        let said = |known: &[u32], blocks: &[Block]| {
            let known = known.iter().map(|n| number(2026, *n).to_string());
            faults(known, blocks)
        };
        let gap = |first, last| Fault::Gap {
            first: number(2026, first),
            last: number(2026, last),
        };
        assert_eq!(said(&[1, 2, 3], &[]), []);
        assert_eq!(said(&[5, 2], &[]), [gap(1, 1), gap(3, 4)]);
        let blocks = [block(2026, 1, 20), block(2026, 41, 60)];
        assert_eq!(said(&[1, 2, 41, 42], &blocks), [], "the rest of a block");
        assert_eq!(said(&[1, 4, 43, 70], &blocks), [gap(2, 3), gap(41, 42)]);
        let twice = Fault::Twice {
            number: number(2026, 2),
            times: 2,
        };
        assert_eq!(said(&[2, 1, 2], &blocks), [twice]);
        let unreadable = Fault::Unreadable("甲3号".into());
        assert_eq!(faults(["甲3号".to_owned()].into_iter(), &[]), [unreadable]);
    }

    #[test]
    fn blocks_that_share_a_number_are_found() {
        assert!(block(2026, 1, 20).overlaps(&block(2026, 20, 30)));
        assert!(!block(2026, 1, 20).overlaps(&block(2026, 21, 30)));
        assert!(!block(2026, 1, 20).overlaps(&block(2027, 1, 20)));
        assert!(block(2026, 1, 20).has(&number(2026, 20)));
    }
}
