//! Rates for other programs. The keys are a promise to the programs that read them; a percent is text, so that its two
//! decimals arrive as printed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::before;
use crate::domain::branch::BranchForm;
use crate::domain::calendar::Date;
use crate::domain::coverage::{
    CountingRule, Coverage, Division, Excluded, Facts, Figures, Growth, Listing, Rate,
};
use crate::domain::formation::RuleSet;
use crate::store::Snapshot;

#[derive(Serialize)]
pub struct Answer<'a> {
    date: Date,
    counting: &'a CountingRule,
    formation: &'a [RuleSet],
    whole: Part<'a>,
    by: Option<&'static str>,
    /// In rank.
    parts: Vec<Named<'a>>,
    excluded: &'a [Excluded],
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    #[serde(flatten)]
    figures: Part<'a>,
}

#[derive(Serialize)]
struct Part<'a> {
    registered: u64,
    excluded: u64,
    branches: u64,
    branches_by_form: &'a BTreeMap<BranchForm, u64>,
    rates: Vec<Printed<'a>>,
}

#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    rate: &'a Rate,
    percent: Option<String>,
}

impl<'a> Answer<'a> {
    pub fn of(coverage: &'a Coverage, division: Option<Division>) -> Answer<'a> {
        let parts = division.map_or_else(Vec::new, |division| coverage.ranked(division));
        Answer {
            date: coverage.date,
            counting: &coverage.counting,
            formation: &coverage.formation,
            whole: Part::of(&coverage.whole),
            by: division.map(Division::code),
            parts: parts
                .into_iter()
                .map(|(name, figures)| Named {
                    name,
                    figures: Part::of(figures),
                })
                .collect(),
            excluded: &coverage.excluded,
        }
    }
}

impl<'a> Part<'a> {
    fn of(figures: &'a Figures) -> Part<'a> {
        let rates = figures.rates.iter().map(|rate| Printed {
            rate,
            percent: rate.percent().map(|percent| percent.to_string()),
        });
        Part {
            registered: figures.registered,
            excluded: figures.excluded,
            branches: figures.branches(),
            branches_by_form: &figures.branches,
            rates: rates.collect(),
        }
    }
}

#[derive(Serialize)]
pub struct Names<'a> {
    list: &'static str,
    date: Date,
    counting: &'a CountingRule,
    organisations: Vec<Name<'a>>,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    area: &'a str,
    authority: &'a str,
    kind: &'static str,
    status: &'static str,
    /// Why it is excluded; null where it is not, or where nobody said.
    status_reason: Option<&'a str>,
}

impl<'a> Names<'a> {
    pub fn of(
        listing: Listing,
        counting: &'a CountingRule,
        date: Date,
        names: &'a [Facts],
    ) -> Self {
        let organisations = names.iter().map(|facts| Name {
            name: &facts.name,
            area: &facts.area,
            authority: &facts.authority,
            kind: facts.class.code(),
            status: facts.status.code(),
            status_reason: Some(facts.status_reason.as_str()).filter(|reason| !reason.is_empty()),
        });
        Names {
            list: listing.code(),
            date,
            counting,
            organisations: organisations.collect(),
        }
    }
}

#[derive(Serialize)]
pub struct Frozen<'a> {
    id: String,
    /// False where the same figures of the day were frozen before.
    new: bool,
    #[serde(flatten)]
    coverage: &'a Coverage,
}

impl<'a> Frozen<'a> {
    pub fn of(snapshot: &'a Snapshot, new: bool) -> Frozen<'a> {
        Frozen {
            id: snapshot.uuid.to_string(),
            new,
            coverage: &snapshot.coverage,
        }
    }
}

#[derive(Serialize)]
pub struct Snapshots<'a> {
    snapshots: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    #[serde(flatten)]
    coverage: &'a Coverage,
    /// Against the snapshot before it that was counted by the same rule.
    growth: Option<Grown>,
}

#[derive(Serialize)]
struct Grown {
    since: Date,
    branches: Step,
    /// In the order of the later snapshot's rates.
    rates: Vec<RateStep>,
}

#[derive(Serialize)]
struct Step {
    earlier: u64,
    later: u64,
    percent: Option<String>,
}

#[derive(Serialize)]
struct RateStep {
    name: &'static str,
    rule_set: Option<String>,
    numerators: Step,
    /// Percentage points; null where the two cannot be compared.
    points: Option<String>,
    denominators: [u64; 2],
}

impl<'a> Snapshots<'a> {
    pub fn of(snapshots: &'a [Snapshot]) -> Snapshots<'a> {
        let lines = snapshots.iter().enumerate().map(|(at, snapshot)| Line {
            id: snapshot.uuid.to_string(),
            coverage: &snapshot.coverage,
            growth: before(snapshots, at)
                .map(|earlier| Grown::of(&earlier.coverage, &snapshot.coverage)),
        });
        Snapshots {
            snapshots: lines.collect(),
        }
    }
}

impl Grown {
    fn of(earlier: &Coverage, later: &Coverage) -> Grown {
        let rates = later.moved(earlier).into_iter();
        Grown {
            since: earlier.date,
            branches: Step::of(later.branches_since(earlier)),
            rates: rates
                .map(|moved| RateStep {
                    name: moved.later.name.code(),
                    rule_set: moved.later.rule_set.clone(),
                    numerators: Step::of(moved.numerators()),
                    points: moved
                        .points()
                        .map(|points| points.to_string().trim_end_matches('%').to_owned()),
                    denominators: [moved.earlier.denominator, moved.later.denominator],
                })
                .collect(),
        }
    }
}

impl Step {
    fn of(growth: Growth) -> Step {
        Step {
            earlier: growth.earlier,
            later: growth.later,
            percent: growth.percent().map(|percent| percent.to_string()),
        }
    }
}
