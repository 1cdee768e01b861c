//! 一件一号: numbers of findings. Each laptop counts in a series of its own, so that two laptops never give the same; what
//! is missing from a series, or given twice all the same, is found.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::calendar::Date;

/// Letters and digits that are not taken for one another, as in the credit code.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Of a series that nobody named.
const LETTERS: usize = 5;
/// Of one that a county named.
const LONGEST: usize = 8;

/// `2026-A-0012`: year, series, serial number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    pub year: i16,
    pub series: String,
    pub serial: u32,
}

impl Number {
    pub fn of(opened: Date, series: &str, serial: u32) -> Number {
        Number {
            year: opened.ymd().0,
            series: series.to_owned(),
            serial,
        }
    }

    pub fn parse(text: &str) -> Option<Number> {
        let mut parts = text.trim().split('-');
        let (year, series, serial) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || serial.is_empty() {
            return None;
        }
        Some(Number {
            year: year.parse().ok()?,
            series: self::series(series)?,
            serial: serial.parse().ok()?,
        })
    }

    /// The series of a laptop that the county gave none: from the 64 random bits by which the journal knows it.
    pub fn usual_series(stream: u64) -> String {
        let digit = |at: usize| {
            let digit = stream / 31_u64.pow(at as u32) % 31;
            char::from(ALPHABET[digit as usize])
        };
        (0..LETTERS).map(digit).collect()
    }
}

/// A series as it is written; none where it cannot be one.
pub fn series(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let fits = (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then_some(text)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}-{:04}", self.year, self.series, self.serial)
    }
}

/// What is wrong with the numbers of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// From one serial number to another, both missing.
    Gap { first: Number, last: Number },
    /// Given to so many findings.
    Twice { number: Number, times: u32 },
    /// No number at all, or not one of ours.
    Unreadable(String),
}

/// Goes through all numbers in whatever order; gaps before the highest of each series and year, and duplicates.
pub fn faults(numbers: impl Iterator<Item = String>) -> Vec<Fault> {
    let mut given: BTreeMap<(i16, String), BTreeMap<u32, u32>> = BTreeMap::new();
    let mut faults = Vec::new();
    for text in numbers {
        match Number::parse(&text) {
            Some(number) => {
                let series = given.entry((number.year, number.series)).or_default();
                *series.entry(number.serial).or_default() += 1;
            }
            None => faults.push(Fault::Unreadable(text)),
        }
    }
    for ((year, series), serials) in given {
        let number = |serial| Number {
            year,
            series: series.clone(),
            serial,
        };
        let mut next = 1;
        for (serial, times) in serials {
            if serial > next {
                faults.push(Fault::Gap {
                    first: number(next),
                    last: number(serial - 1),
                });
            }
            if times > 1 {
                faults.push(Fault::Twice {
                    number: number(serial),
                    times,
                });
            }
            next = serial.saturating_add(1);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_what_it_writes() {
        let number = Number::of(Date::of(2026, 11, 24), "A", 12);
        assert_eq!(number.to_string(), "2026-A-0012");
        assert_eq!(Number::parse(" 2026-a-12 "), Some(number));
        assert_eq!(
            Number::of(Date::of(2026, 1, 1), "B7", 12_345).to_string(),
            "2026-B7-12345"
        );
        for text in [
            "",
            "2026-A",
            "26-A-1",
            "2026-A-1-2",
            "2026-机-1",
            "2026--1",
            "2026-A-x",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn laptops_count_in_series_of_their_own() {
        // 31^5 - 1 is the last of five letters; the next begins again, with the bits above left out
        assert_eq!(Number::usual_series(0), "00000");
        assert_eq!(Number::usual_series(28_629_150), "YYYYY");
        assert_eq!(Number::usual_series(1), "10000");
        assert_eq!(Number::usual_series(31), "01000");
        assert_eq!(series(" ab1 "), Some("AB1".into()));
        assert_eq!(series("A-B"), None);
        assert_eq!(series(""), None);
    }

    #[test]
    fn gaps_and_duplicates_are_found_by_series_and_year() {
        let numbers = [
            "2026-A-0001",
            "2026-A-0004",
            "2026-A-0004",
            "2026-B-0002",
            "2025-A-0001",
            "?",
        ];
        let number = |text| Number::parse(text).unwrap();
        let expected = [
            Fault::Unreadable("?".into()),
            Fault::Gap {
                first: number("2026-A-2"),
                last: number("2026-A-3"),
            },
            Fault::Twice {
                number: number("2026-A-4"),
                times: 2,
            },
            Fault::Gap {
                first: number("2026-B-1"),
                last: number("2026-B-1"),
            },
        ];
        assert_eq!(faults(numbers.into_iter().map(str::to_owned)), expected);
        assert_eq!(faults(["2026-A-0001".to_owned()].into_iter()), []);
    }
}
