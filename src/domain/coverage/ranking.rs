//! The parts of a coverage in rank: equal shares have the same place, a part with nothing to count has none.

use super::{Coverage, Division, Figures, RateName};

/// A part with its place, 1 being the highest share of covered organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    pub place: Option<usize>,
    /// Name of the area or authority, code of the class.
    pub part: &'a str,
    pub figures: &'a Figures,
}

/// Covered and counted.
fn share(figures: &Figures) -> (u64, u64) {
    figures
        .rate(RateName::Organisation)
        .map_or((0, 0), |rate| (rate.numerator, rate.denominator))
}

fn cross(one: u64, base: u64) -> u128 {
    u128::from(one) * u128::from(base)
}

impl Coverage {
    /// Parts with the highest share of covered organisations first, equal ones by name. Parts with nothing to count
    /// come last.
    pub fn ranked(&self, division: Division) -> Vec<(&str, &Figures)> {
        let mut parts: Vec<(&str, &Figures)> = self
            .parts(division)
            .iter()
            .map(|(name, figures)| (name.as_str(), figures))
            .collect();
        parts.sort_by(|(_, a), (_, b)| {
            let ((a, base_a), (b, base_b)) = (share(a), share(b));
            (base_a == 0)
                .cmp(&(base_b == 0))
                .then_with(|| cross(b, base_a).cmp(&cross(a, base_b)))
        });
        parts
    }

    /// Ranked parts with their places.
    pub fn placed(&self, division: Division) -> Vec<Placed<'_>> {
        let mut place = 0;
        let mut last: Option<(u64, u64)> = None;
        let ranked = self.ranked(division).into_iter().enumerate();
        ranked
            .map(|(at, (part, figures))| {
                let share = Some(share(figures)).filter(|(_, counted)| *counted > 0);
                let same = share.zip(last).is_some_and(|((n, of), (last_n, last_of))| {
                    cross(n, last_of) == cross(last_n, of)
                });
                if !same {
                    place = at + 1;
                }
                last = share;
                Placed {
                    place: share.map(|_| place),
                    part,
                    figures,
                }
            })
            .collect()
    }
}
