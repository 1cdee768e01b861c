//! The organisations behind a figure: for each rate the ones that do not make it up yet, or where it is about few, the
//! ones that do.

use super::{CountingRule, Division, Facts, Figures, Listing, Rate, RateName};
use crate::domain::formation::RuleSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    Listing(Listing),
    /// 应建未建 under the rule set of that id.
    Unformed(String),
}

/// A list as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesWanted {
    pub behind: Behind,
    /// Name of the area or authority, or code of the class, that the list keeps to.
    pub part: Option<(Division, String)>,
    /// Id of the counting rule.
    pub rule: String,
}

impl Behind {
    pub fn of(rate: &Rate) -> Behind {
        match (rate.name, &rate.rule_set) {
            (RateName::Formation, Some(set)) => Behind::Unformed(set.clone()),
            (RateName::Organisation | RateName::Formation, _) => {
                Behind::Listing(Listing::Uncovered)
            }
            (RateName::Work, _) => Behind::Listing(Listing::Nobody),
            (RateName::Sole, _) => Behind::Listing(Listing::Shared),
            (RateName::Demonstration, _) => Behind::Listing(Listing::Demonstration),
            (RateName::CrossAppointed, _) => Behind::Listing(Listing::NotCrossAppointed),
            (RateName::HeadSecretary, _) => Behind::Listing(Listing::OtherSecretary),
            (RateName::Charter, _) => Behind::Listing(Listing::NotInCharter),
        }
    }

    /// How many organisations the list behind a rate of these figures has.
    pub fn count(rate: &Rate, figures: &Figures) -> u64 {
        match rate.name {
            RateName::Demonstration => rate.numerator,
            RateName::Sole => {
                let covered = figures.rate(RateName::Organisation);
                covered.map_or(0, |covered| {
                    covered.numerator.saturating_sub(rate.numerator)
                })
            }
            _ => rate.denominator.saturating_sub(rate.numerator),
        }
    }

    pub fn lists(&self, facts: &Facts, rule: &CountingRule, sets: &[RuleSet]) -> bool {
        match self {
            Behind::Listing(listing) => rule.lists(*listing, facts),
            Behind::Unformed(id) => {
                let covered = rule.covers(facts);
                let set = sets.iter().find(|set| set.id == *id);
                let advised = set.and_then(|set| set.advise(facts.party, covered));
                rule.counts(facts) && !covered && advised.is_some_and(|advised| advised.must_form)
            }
        }
    }
}

impl NamesWanted {
    pub fn lists(&self, facts: &Facts, rule: &CountingRule, sets: &[RuleSet]) -> bool {
        let inside = match &self.part {
            None => true,
            Some((division, part)) => facts.part(*division) == part,
        };
        inside && self.behind.lists(facts, rule, sets)
    }
}

impl Facts {
    /// The part of a division it belongs to: a name, or the code of its class.
    pub fn part(&self, division: Division) -> &str {
        match division {
            Division::Area => &self.area,
            Division::Authority => &self.authority,
            Division::Kind => self.class.code(),
        }
    }
}
