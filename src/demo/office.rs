//! What was done in the demo county besides visits: the census of most organisations, the branches' paperwork and
//! activities, and the chain of one newly registered organisation. It has dice of its own, so that the register and
//! the visits stay as they are whatever is added here.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::past::days_before;
use super::register::{Named, Register};
use crate::domain::calendar::Now;
use crate::domain::census::{Census, Figure};
use crate::domain::change::{Change, Field, Uuid};
use crate::domain::organisation::{MassOrganisations, NoBranchReason, Organisation, Status};

const SEED: u64 = 20_260_901;
/// Organisations that nobody counted yet, and how many of the others differ from the ledger.
const NOT_COUNTED: usize = 12;
const DIFFERING: usize = 7;

/// Every save in the order they were made, after the visits.
pub fn saves(register: &Register, visits: &[(Now, Change)], now: Now) -> Vec<(Now, Change)> {
    let mut making = Making {
        dice: Dice::new(SEED),
        register,
        now,
        saves: Vec::new(),
    };
    making.censuses(&visited(visits));
    let mut saves = making.saves;
    saves.sort_by_key(|(at, _)| at.utc_ms);
    saves
}

/// Organisations that were ever visited.
fn visited(visits: &[(Now, Change)]) -> BTreeSet<Uuid> {
    let edits = visits.iter().flat_map(|(_, change)| &change.edits);
    edits
        .filter(|edit| edit.place.field == Field::VISIT_ORGANISATION)
        .filter_map(|edit| edit.value.as_record())
        .collect()
}

struct Making<'a> {
    dice: Dice,
    register: &'a Register,
    now: Now,
    saves: Vec<(Now, Change)>,
}

impl Making<'_> {
    /// A moment of the last so many days.
    fn moment(&mut self, days: (i64, i64)) -> Now {
        let ago = self.dice.between(days.0, days.1);
        let minute = 540 + self.dice.below(420) as u16;
        days_before(self.now, ago, minute)
    }

    fn censuses(&mut self, visited: &BTreeSet<Uuid>) {
        let register = self.register;
        let (mut seen, unseen): (Vec<_>, Vec<_>) = register
            .organisations
            .iter()
            .filter(|organisation| organisation.is.status == Status::Normal)
            .partition(|organisation| visited.contains(&organisation.id));
        self.dice.shuffle(&mut seen);
        // who was never visited was mostly not counted either
        let counted = seen.len() + unseen.len() - NOT_COUNTED;
        let all: Vec<&Named<Organisation>> = seen.into_iter().chain(unseen).collect();
        for (at, organisation) in all.into_iter().take(counted).enumerate() {
            self.census(organisation, at < DIFFERING);
        }
        self.excluded();
    }

    /// A census that agrees with the ledger, or differs in something that no rule decides by.
    fn census(&mut self, organisation: &Named<Organisation>, differs: bool) {
        let at = self.moment((3, 70));
        let facts = &organisation.is;
        let covered = facts.branch.is_some();
        let mut after = facts.clone();
        self.facts(&mut after, covered);
        let figures = Figure::ALL.iter();
        let mut found: std::collections::BTreeMap<Figure, u32> =
            figures.map(|figure| (*figure, figure.of(&after))).collect();
        if differs {
            let staff = facts.staff + self.dice.between(1, 4) as u32;
            found.insert(Figure::Staff, staff);
            let applicants = after.pipeline.applicants + 1;
            if self.dice.chance(50) {
                found.insert(Figure::Applicants, applicants);
            }
        }
        let census = Census {
            date: Some(at.today),
            by: self.register.inspector.is.name.clone(),
            note: String::new(),
            found,
            has_branch: Some(covered),
        };
        let mut change = census.change(organisation.id);
        change
            .edits
            .extend(after.revision(organisation.id, facts).edits);
        self.saves.push((at, change));
    }

    /// What the census asked besides figures.
    fn facts(&mut self, facts: &mut Organisation, covered: bool) {
        let dice = &mut self.dice;
        let said = |dice: &mut Dice, percent| Some(dice.chance(percent));
        facts.mass = MassOrganisations {
            union: said(dice, 35),
            youth_league: said(dice, 15),
            womens_federation: said(dice, 10),
        };
        facts.pipeline.activists = dice.below(3) as u32;
        facts.pipeline.applicants = dice.below(3) as u32;
        facts.charter = said(dice, 80);
        facts.values_in_charter = said(dice, 70);
        if covered {
            facts.cross_appointed = said(dice, 72);
        } else {
            let reason = match facts.party.total() {
                0 => NoBranchReason::NoMembers,
                _ => NoBranchReason::TooFew,
            };
            facts.no_branch_reason = Some(reason);
        }
    }

    /// An excluded organisation never goes without its reason.
    fn excluded(&mut self) {
        for organisation in &self.register.organisations {
            let reason = match organisation.is.status {
                Status::Normal => continue,
                Status::Shell => "连续两年未开展活动，登记住所已无人",
                Status::Deregistered => "会员大会决议注销，已办结清算",
                Status::Elsewhere => "登记机关不在本县",
            };
            let at = days_before(self.now, 60, 600);
            let after = Organisation {
                status_reason: reason.into(),
                ..organisation.is.clone()
            };
            let change = after.revision(organisation.id, &organisation.is);
            self.saves.push((at, change));
        }
    }
}
