//! What ought to be done about an organisation's Party branch, by rule sets that are data.
//! The rules come from `fixtures/standards/formation-*.toml`; here they are only applied, and nothing is decided twice.

use serde::{Deserialize, Serialize};

use super::checklist::Text;
use super::organisation::{PartyMembers, codes};

codes! {
    /// What a rule set advises.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Advice {
        /// 已建
        Established "established",
        /// 单独组建
        Own "own",
        /// 选派指导员单独组建
        OwnWithInstructor "own_with_instructor",
        /// 联建、挂建或社区统建
        Joint "joint",
        /// 选派指导员, 先建群团
        InstructorAndMass "instructor_and_mass",
    }
}

/// A rule set for forming branches: the Party's own, a campaign's (D3), or a county's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    pub id: String,
    pub version: u32,
    pub name: Text,
    /// Which documents the rules come from.
    pub basis: Text,
    pub counts: Counted,
    /// The reason where a branch is there already.
    pub established: Text,
    /// Most members first; the last one takes everybody.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// Which formal members count, by 专职/兼职 and whether the membership was transferred here (practice.md §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    pub full_here: bool,
    pub full_elsewhere: bool,
    pub part_here: bool,
    pub part_elsewhere: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Least number of formal members that count.
    pub least: u32,
    pub advice: Advice,
    /// 应建: the organisation stands in the denominator of the formation rate.
    pub must_form: bool,
    /// One sentence.
    pub reason: Text,
}

/// Why a rule set cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// The rules do not go down from most members to none.
    Order,
    /// A rule advises 已建, which follows from the branch and not from members.
    Established,
}

/// What a rule set says of one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advised<'a> {
    pub advice: Advice,
    /// Formal members that the rule set counts.
    pub members: u32,
    /// 应建, whether or not the branch is there.
    pub must_form: bool,
    pub reason: &'a Text,
}

impl Counted {
    pub fn of(self, party: PartyMembers) -> u32 {
        let all = [
            (self.full_here, party.full_here),
            (self.full_elsewhere, party.full_elsewhere),
            (self.part_here, party.part_here),
            (self.part_elsewhere, party.part_elsewhere),
        ];
        all.into_iter()
            .filter(|(counts, _)| *counts)
            .fold(0, |sum, (_, members)| sum.saturating_add(members))
    }
}

impl RuleSet {
    /// Whether both have the same organisations form a branch, however they are worded.
    pub fn counts_like(&self, other: &RuleSet) -> bool {
        let due = |set: &RuleSet| -> Vec<(u32, bool)> {
            set.rules
                .iter()
                .map(|rule| (rule.least, rule.must_form))
                .collect()
        };
        self.counts == other.counts && due(self) == due(other)
    }

    pub fn fault(&self) -> Option<RuleFault> {
        let falling = self.rules.windows(2).all(|two| two[0].least > two[1].least);
        if !falling || self.rules.last().is_none_or(|last| last.least != 0) {
            return Some(RuleFault::Order);
        }
        self.rules
            .iter()
            .any(|rule| rule.advice == Advice::Established)
            .then_some(RuleFault::Established)
    }

    /// The first rule whose least number is reached; a branch that is there comes before all advice
    /// (practice.md §8.1). None where the rule set has no rule for so few members, which a sound one always has.
    pub fn advise(&self, party: PartyMembers, has_branch: bool) -> Option<Advised<'_>> {
        let members = self.counts.of(party);
        let rule = self.rules.iter().find(|rule| rule.least <= members)?;
        let (advice, reason) = match has_branch {
            true => (Advice::Established, &self.established),
            false => (rule.advice, &rule.reason),
        };
        Some(Advised {
            advice,
            members,
            must_form: rule.must_form,
            reason,
        })
    }
}

#[cfg(test)]
pub use tests::rule_set;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text {
            zh: text.into(),
            en: text.into(),
        }
    }

    /// A rule set of least number, advice and whether a branch must be formed.
    pub fn rule_set(id: &str, all_members: bool, rules: &[(u32, Advice, bool)]) -> RuleSet {
        RuleSet {
            id: id.into(),
            version: 1,
            name: text(id),
            basis: text("-"),
            counts: Counted {
                full_here: true,
                full_elsewhere: all_members,
                part_here: true,
                part_elsewhere: all_members,
            },
            established: text("there"),
            rules: rules
                .iter()
                .map(|&(least, advice, must_form)| Rule {
                    least,
                    advice,
                    must_form,
                    reason: text(advice.code()),
                })
                .collect(),
        }
    }

    #[test]
    fn a_rule_set_goes_down_to_nobody() {
        use Advice::{Established, Joint, Own};
        let fault = |rules: &[_]| rule_set("x", true, rules).fault();
        assert_eq!(fault(&[(3, Own, true), (0, Joint, false)]), None);
        assert_eq!(fault(&[(3, Own, true)]), Some(RuleFault::Order));
        assert_eq!(fault(&[]), Some(RuleFault::Order));
        assert_eq!(
            fault(&[(0, Own, true), (0, Joint, true)]),
            Some(RuleFault::Order)
        );
        assert_eq!(
            fault(&[(0, Established, true)]),
            Some(RuleFault::Established)
        );
    }

    #[test]
    fn a_branch_comes_before_all_advice_and_still_counts_as_due() {
        let set = rule_set(
            "x",
            true,
            &[(3, Advice::Own, true), (0, Advice::Joint, false)],
        );
        let party = PartyMembers {
            full_here: 2,
            part_elsewhere: 1,
            ..PartyMembers::default()
        };
        let advised = set.advise(party, true).unwrap();
        assert_eq!(
            (advised.advice, advised.members, advised.must_form),
            (Advice::Established, 3, true)
        );
        assert_eq!(advised.reason.zh, "there");
    }
}
