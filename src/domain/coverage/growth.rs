//! What grew between two countings: counts in percent of the earlier one, rates in points, and whether the two may be
//! set against each other at all.

use super::{Coverage, Figures, Mismatch, Percent, Rate};

/// From one count to another; the base is the earlier one, so that 21 to 43 is +104.76% (D1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    pub earlier: u64,
    pub later: u64,
}

impl Growth {
    pub fn added(self) -> i128 {
        i128::from(self.later) - i128::from(self.earlier)
    }

    /// (later - earlier) / earlier; none where there was nothing before.
    pub fn percent(self) -> Option<Percent> {
        Percent::signed(self.added(), self.earlier)
    }
}

/// One rate at two times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved<'a> {
    pub earlier: &'a Rate,
    pub later: &'a Rate,
    pub mismatch: Option<Mismatch>,
}

impl Moved<'_> {
    pub fn numerators(&self) -> Growth {
        Growth {
            earlier: self.earlier.numerator,
            later: self.later.numerator,
        }
    }

    /// Percentage points between the two printed rates; none where one of them counts nothing, or by another rule.
    pub fn points(&self) -> Option<Percent> {
        match self.mismatch {
            None | Some(Mismatch::Denominator { .. }) => {
                Some(self.later.percent()?.less(self.earlier.percent()?))
            }
            Some(Mismatch::Name | Mismatch::Counting) => None,
        }
    }
}

impl Figures {
    /// Every rate that both have, under the same rule set.
    pub fn moved<'a>(&'a self, earlier: &'a Figures) -> Vec<Moved<'a>> {
        let same = |later: &Rate| {
            earlier
                .rates
                .iter()
                .find(|earlier| (earlier.name, &earlier.rule_set) == (later.name, &later.rule_set))
        };
        self.rates
            .iter()
            .filter_map(|later| same(later).map(|earlier| (earlier, later)))
            .map(|(earlier, later)| Moved {
                earlier,
                later,
                mismatch: later.mismatch(earlier),
            })
            .collect()
    }
}

impl Coverage {
    /// Growth in Party organisations since an earlier counting.
    pub fn branches_since(&self, earlier: &Coverage) -> Growth {
        Growth {
            earlier: earlier.whole.branches(),
            later: self.whole.branches(),
        }
    }

    /// Every rate of the whole since an earlier counting. Rules of the same id that no longer count alike are a
    /// mismatch; a new wording alone is none.
    pub fn moved<'a>(&'a self, earlier: &'a Coverage) -> Vec<Moved<'a>> {
        let mut all = self.whole.moved(&earlier.whole);
        for moved in &mut all {
            let set_of = |coverage: &'a Coverage| {
                coverage
                    .formation
                    .iter()
                    .find(|set| moved.later.rule_set.as_ref() == Some(&set.id))
            };
            let same_set = match (set_of(self), set_of(earlier)) {
                (Some(later), Some(earlier)) => later.counts_like(earlier),
                _ => true,
            };
            if !same_set || !self.counting.counts_like(&earlier.counting) {
                moved.mismatch = Some(Mismatch::Counting);
            }
        }
        all
    }
}
