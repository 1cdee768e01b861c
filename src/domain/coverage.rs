//! Coverage rates as exact fractions: counted over organisations, never over branches, by a counting rule that is
//! data. A rate never stands without numerator, denominator, rule and date (D1, D5, practice.md §8.2).

mod behind;
mod growth;
mod ranking;
mod rate;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

pub use behind::{Behind, NamesWanted};
pub use growth::{Growth, Moved};
pub use ranking::Placed;
pub use rate::{Mismatch, Percent, Rate, RateName};

use super::branch::{Branch, BranchForm};
use super::calendar::Date;
use super::checklist::Text;
use super::formation::RuleSet;
use super::organisation::{Class, Organisation, PartyMembers, Status, codes};
use super::score::Verdict;

/// 口径: who is counted and what covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountingRule {
    pub id: String,
    pub version: u32,
    pub name: Text,
    /// One sentence that says what is counted; it is printed with the rates.
    pub note: Text,
    /// States that leave numerator and denominator; such organisations are listed with their reason.
    pub exclude: Vec<Status>,
    /// Whether a functional Party organisation covers.
    pub functional: bool,
    /// Whether a mass organisation alone makes work coverage (practice.md §8.2); a snapshot of before this was asked
    /// was counted without.
    #[serde(default)]
    pub mass: bool,
}

impl CountingRule {
    /// Whether both give the same figures, however they are worded.
    pub fn counts_like(&self, other: &CountingRule) -> bool {
        (&self.exclude, self.functional, self.mass)
            == (&other.exclude, other.functional, other.mass)
    }

    pub fn counts(&self, facts: &Facts) -> bool {
        !self.exclude.contains(&facts.status)
    }

    /// Whether a Party organisation covers it: its own, a joint one, or one it is attached to.
    pub fn covers(&self, facts: &Facts) -> bool {
        match facts.branch {
            Some((_, BranchForm::Functional)) => self.functional,
            Some(_) => true,
            None => false,
        }
    }

    /// 工作覆盖: covered, or an instructor or liaison looks after it, or where the rule says so a mass organisation is
    /// there (D1, practice.md §8.2).
    pub fn is_worked(&self, facts: &Facts) -> bool {
        self.covers(facts) || facts.has_person || self.mass && facts.marks.has(Marks::MASS)
    }

    pub fn lists(&self, listing: Listing, facts: &Facts) -> bool {
        match listing {
            Listing::Excluded => facts.status != Status::Normal,
            Listing::Uncovered => self.counts(facts) && !self.covers(facts),
            Listing::Nobody => self.counts(facts) && !self.is_worked(facts),
            Listing::Shared => {
                let sole = matches!(facts.branch, Some((_, BranchForm::Sole)));
                self.counts(facts) && self.covers(facts) && !sole
            }
            Listing::NotCrossAppointed => self.counts(facts) && !facts.marks.has(Marks::CROSS),
            Listing::OtherSecretary => {
                self.counts(facts) && !facts.marks.has(Marks::HEAD_SECRETARY)
            }
            Listing::NotInCharter => self.counts(facts) && !facts.marks.has(Marks::CHARTER),
            Listing::Demonstration => {
                self.counts(facts) && facts.verdict == Some(Verdict::Demonstration)
            }
        }
    }
}

/// What the rates need to know of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub id: i64,
    pub name: String,
    pub area: String,
    pub authority: String,
    pub class: Class,
    pub status: Status,
    /// Why it is excluded; empty where it is not, or where nobody said.
    pub status_reason: String,
    pub party: PartyMembers,
    /// Number and form of the branch that covers it.
    pub branch: Option<(i64, BranchForm)>,
    /// An instructor or liaison is assigned.
    pub has_person: bool,
    /// Of the last finished visit.
    pub verdict: Option<Verdict>,
    pub marks: Marks,
}

/// What is known of an organisation beyond its branch, as bits of one number that the data file keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// 党建入章
    pub const CHARTER: Marks = Marks(1);
    /// 社会主义核心价值观入章
    pub const VALUES: Marks = Marks(2);
    /// 双向进入、交叉任职
    pub const CROSS: Marks = Marks(4);
    /// 负责人担任党组织书记
    pub const HEAD_SECRETARY: Marks = Marks(8);
    /// A union, Youth League or women's organisation is there.
    pub const MASS: Marks = Marks(16);

    pub fn of(facts: &Organisation, branch: Option<&Branch>) -> Marks {
        // where nobody said whether the head is the secretary, the same name says it
        let same = || {
            branch.is_some_and(|branch| !facts.head.is_empty() && facts.head == branch.secretary)
        };
        let all = [
            (Marks::CHARTER, facts.charter == Some(true)),
            (Marks::VALUES, facts.values_in_charter == Some(true)),
            (Marks::CROSS, facts.cross_appointed == Some(true)),
            (
                Marks::HEAD_SECRETARY,
                facts.head_is_secretary.unwrap_or_else(same),
            ),
            (Marks::MASS, facts.mass.any()),
        ];
        let set = all.into_iter().filter(|(_, set)| *set);
        Marks(set.fold(0, |bits, (mark, _)| bits | mark.0))
    }

    pub fn bits(self) -> u8 {
        self.0
    }

    pub fn from_bits(bits: u8) -> Marks {
        Marks(bits)
    }

    pub fn has(self, mark: Marks) -> bool {
        self.0 & mark.0 != 0
    }
}

codes! {
    /// By what the rates are divided.
    Division {
        /// By street or town.
        Area "area",
        /// By 业务主管单位.
        Authority "authority",
        /// By 社会组织类别.
        Kind "kind",
    }
}

codes! {
    /// Lists behind the figures.
    Listing {
        /// 空壳、注销、不在本级, whether or not the counting rule leaves them out.
        Excluded "excluded",
        /// No Party organisation covers it.
        Uncovered "uncovered",
        /// Nobody: no Party organisation, no instructor, no liaison.
        Nobody "nobody",
        /// Covered, but by a branch shared with others or by the one it is attached to.
        Shared "shared",
        /// 示范 at the last finished visit (D4: demonstration sites by the 六有 standard).
        Demonstration "demonstration",
        /// 未双向进入、交叉任职
        NotCrossAppointed "not_cross_appointed",
        /// 负责人未担任党组织书记
        OtherSecretary "other_secretary",
        /// 党建未入章
        NotInCharter "not_in_charter",
    }
}

/// Counts and rates of all organisations or of one part of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// On the register.
    pub registered: u64,
    /// 空壳、注销、不在本级 among them, whether or not the counting rule leaves them out.
    pub excluded: u64,
    /// Party organisations by form; one that covers organisations of two parts stands in both.
    pub branches: BTreeMap<BranchForm, u64>,
    pub rates: Vec<Rate>,
}

impl Figures {
    pub fn branches(&self) -> u64 {
        self.branches.values().sum()
    }

    pub fn rate(&self, name: RateName) -> Option<&Rate> {
        self.rates.iter().find(|rate| rate.name == name)
    }
}

/// An organisation that does not count, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    pub name: String,
    pub status: Status,
    /// A snapshot of before reasons were asked for has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Everything counted on one day by one rule; what a snapshot freezes, with the wording of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    pub date: Date,
    pub counting: CountingRule,
    pub formation: Vec<RuleSet>,
    pub whole: Figures,
    pub by_area: BTreeMap<String, Figures>,
    pub by_authority: BTreeMap<String, Figures>,
    /// By code of the class.
    pub by_kind: BTreeMap<String, Figures>,
    pub excluded: Vec<Excluded>,
}

impl Coverage {
    pub fn parts(&self, division: Division) -> &BTreeMap<String, Figures> {
        match division {
            Division::Area => &self.by_area,
            Division::Authority => &self.by_authority,
            Division::Kind => &self.by_kind,
        }
    }
}

/// Counts organisation by organisation, whole and by every division at once.
pub struct Counting<'a> {
    rule: &'a CountingRule,
    sets: &'a [RuleSet],
    date: Date,
    whole: Tally,
    parts: [HashMap<String, Tally>; 3],
    excluded: Vec<Excluded>,
}

impl<'a> Counting<'a> {
    pub fn new(rule: &'a CountingRule, sets: &'a [RuleSet], date: Date) -> Counting<'a> {
        Counting {
            rule,
            sets,
            date,
            whole: Tally::default(),
            parts: Default::default(),
            excluded: Vec::new(),
        }
    }

    pub fn add(&mut self, facts: &Facts) {
        let counted = Counted::of(facts, self.rule, self.sets);
        self.whole.add(facts, &counted);
        let keys = [&facts.area, &facts.authority, facts.class.code()];
        for (parts, key) in self.parts.iter_mut().zip(keys) {
            if let Some(part) = parts.get_mut(key) {
                part.add(facts, &counted);
            } else {
                let mut part = Tally::default();
                part.add(facts, &counted);
                parts.insert(key.to_owned(), part);
            }
        }
        if self.rule.lists(Listing::Excluded, facts) {
            self.excluded.push(Excluded {
                name: facts.name.clone(),
                status: facts.status,
                reason: facts.status_reason.clone(),
            });
        }
    }

    pub fn finish(self) -> Coverage {
        let Counting {
            rule, sets, date, ..
        } = self;
        let [by_area, by_authority, by_kind] = self.parts.map(|parts| {
            parts
                .into_iter()
                .map(|(name, tally)| (name, tally.figures(rule, sets, date)))
                .collect()
        });
        Coverage {
            date,
            counting: rule.clone(),
            formation: sets.to_vec(),
            whole: self.whole.figures(rule, sets, date),
            by_area,
            by_authority,
            by_kind,
            excluded: self.excluded,
        }
    }
}

/// How one organisation counts, worked out once for the whole and its three parts.
struct Counted {
    excluded: bool,
    /// The counting rule takes it in; without that nothing below is looked at.
    counts: bool,
    covered: bool,
    worked: bool,
    sole: bool,
    demonstration: bool,
    marks: Marks,
    /// For each rule set: 应建.
    must_form: Vec<bool>,
}

impl Counted {
    fn of(facts: &Facts, rule: &CountingRule, sets: &[RuleSet]) -> Counted {
        let covered = rule.covers(facts);
        Counted {
            excluded: facts.status != Status::Normal,
            counts: rule.counts(facts),
            covered,
            worked: rule.is_worked(facts),
            sole: matches!(facts.branch, Some((_, BranchForm::Sole))),
            demonstration: rule.lists(Listing::Demonstration, facts),
            marks: facts.marks,
            must_form: sets
                .iter()
                .map(|set| {
                    set.advise(facts.party, covered)
                        .is_some_and(|advised| advised.must_form)
                })
                .collect(),
        }
    }
}

#[derive(Default)]
struct Tally {
    registered: u64,
    excluded: u64,
    counted: u64,
    covered: u64,
    worked: u64,
    sole: u64,
    demonstration: u64,
    cross_appointed: u64,
    head_secretary: u64,
    charter: u64,
    /// For each rule set: formed and must form.
    formed: Vec<(u64, u64)>,
    branches: HashMap<i64, BranchForm>,
}

impl Tally {
    fn add(&mut self, facts: &Facts, counted: &Counted) {
        self.registered += 1;
        self.excluded += u64::from(counted.excluded);
        self.branches.extend(facts.branch);
        if !counted.counts {
            return;
        }
        self.counted += 1;
        self.covered += u64::from(counted.covered);
        self.worked += u64::from(counted.worked);
        self.sole += u64::from(counted.sole);
        self.demonstration += u64::from(counted.demonstration);
        self.cross_appointed += u64::from(counted.marks.has(Marks::CROSS));
        self.head_secretary += u64::from(counted.marks.has(Marks::HEAD_SECRETARY));
        self.charter += u64::from(counted.marks.has(Marks::CHARTER));
        self.formed.resize(counted.must_form.len(), (0, 0));
        for ((formed, must_form), must) in self.formed.iter_mut().zip(&counted.must_form) {
            *must_form += u64::from(*must);
            *formed += u64::from(*must && counted.covered);
        }
    }

    fn figures(mut self, rule: &CountingRule, sets: &[RuleSet], date: Date) -> Figures {
        let rate = |name, rule_set: Option<&RuleSet>, numerator, denominator| Rate {
            name,
            rule_set: rule_set.map(|set| set.id.clone()),
            counting: rule.id.clone(),
            date,
            numerator,
            denominator,
        };
        let of_all = |name, numerator| rate(name, None, numerator, self.counted);
        let mut rates = vec![
            of_all(RateName::Organisation, self.covered),
            of_all(RateName::Work, self.worked),
            of_all(RateName::Sole, self.sole),
        ];
        self.formed.resize(sets.len(), (0, 0));
        for (set, (formed, must_form)) in sets.iter().zip(&self.formed) {
            rates.push(rate(RateName::Formation, Some(set), *formed, *must_form));
        }
        rates.extend([
            of_all(RateName::Demonstration, self.demonstration),
            of_all(RateName::CrossAppointed, self.cross_appointed),
            of_all(RateName::HeadSecretary, self.head_secretary),
            of_all(RateName::Charter, self.charter),
        ]);
        let mut branches = BTreeMap::new();
        for form in self.branches.into_values() {
            *branches.entry(form).or_default() += 1;
        }
        Figures {
            registered: self.registered,
            excluded: self.excluded,
            branches,
            rates,
        }
    }
}

#[cfg(test)]
mod tests;
