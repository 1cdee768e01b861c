//! One rate as an exact fraction, its percent printed from whole numbers, and how two of them compare.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::calendar::Date;
use crate::domain::organisation::codes;

codes! {
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    RateName {
        /// 组织覆盖率: organisations that a Party organisation covers, of those counted.
        Organisation "organisation",
        /// 工作覆盖率: covered, or looked after by an instructor or liaison.
        Work "work",
        /// 单独组建率: organisations with a branch of their own, of those counted.
        Sole "sole",
        /// 组建率: formed, of those that must form under a rule set; another number than coverage (D1's trap 3).
        Formation "formation",
        /// 示范场所: demonstration sites, of those counted.
        Demonstration "demonstration",
        /// 双向进入、交叉任职率, of those counted (D2).
        CrossAppointed "cross_appointed",
        /// 负责人担任党组织书记比例, of those counted (D2).
        HeadSecretary "head_secretary",
        /// 党建入章率, of those counted (D2 四结合).
        Charter "charter",
    }
}

/// A rate with everything without which it is no figure: numerator, denominator, counting rule and date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub name: RateName,
    /// Id of the rule set that says who must form, for the formation rate.
    pub rule_set: Option<String>,
    /// Id of the counting rule.
    pub counting: String,
    pub date: Date,
    pub numerator: u64,
    pub denominator: u64,
}

/// Why two rates must not be set against each other as they stand; the first reason found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// Two different rates, or rule sets.
    Name,
    /// Counted by different rules.
    Counting,
    /// The base itself moved, from the earlier to the later.
    Denominator { earlier: u64, later: u64 },
}

impl Rate {
    /// None where nothing is counted.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.numerator, self.denominator)
    }

    /// What stands against comparing this rate with an earlier one.
    pub fn mismatch(&self, earlier: &Rate) -> Option<Mismatch> {
        if (self.name, &self.rule_set) != (earlier.name, &earlier.rule_set) {
            return Some(Mismatch::Name);
        }
        if self.counting != earlier.counting {
            return Some(Mismatch::Counting);
        }
        (self.denominator != earlier.denominator).then_some(Mismatch::Denominator {
            earlier: earlier.denominator,
            later: self.denominator,
        })
    }
}

/// Hundredths of a percent, rounded half up from whole numbers and never from floats; 64/81 is 79.01%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    hundredths: i128,
}

impl Percent {
    pub fn of(numerator: u64, denominator: u64) -> Option<Percent> {
        Percent::signed(numerator.into(), denominator)
    }

    /// The half is rounded away from zero, so that growth and decline of equal size print alike.
    pub(super) fn signed(numerator: i128, denominator: u64) -> Option<Percent> {
        let base = i128::from(denominator);
        let size = (numerator.abs() * 20_000 + base).checked_div(base * 2)?;
        Some(Percent {
            hundredths: size * numerator.signum(),
        })
    }

    /// Points between two rates as they are printed.
    pub fn less(self, other: Percent) -> Percent {
        Percent {
            hundredths: self.hundredths - other.hundredths,
        }
    }

    pub fn from_hundredths(hundredths: i64) -> Percent {
        Percent {
            hundredths: hundredths.into(),
        }
    }

    pub fn hundredths(self) -> i128 {
        self.hundredths
    }

    /// The denominator that a printed rate implies for a known numerator, to the nearest whole one.
    pub fn implied_denominator(self, numerator: u64) -> Option<u64> {
        let twice = i128::from(numerator) * 20_000 + self.hundredths;
        u64::try_from(twice.checked_div(self.hundredths * 2)?).ok()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let size = self.hundredths.abs();
        write!(f, "{sign}{}.{:02}%", size / 100, size % 100)
    }
}
