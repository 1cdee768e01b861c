//! 四清 (D2): what was found on site about an organisation, beside what the ledger says. The figures found are kept as
//! the same fields in the part `census` of the organisation's record, so that both stand side by side for ever.

use std::collections::BTreeMap;

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::{Organisation, PartyMembers, codes};

/// The part of an organisation's record that holds what was found on site.
pub const PART: &str = "census";

codes! {
    /// A figure that is both in the ledger and counted on site, in the order of the form.
    Figure {
        Members "members",
        Staff "staff",
        PartyFullHere "party_full_here",
        PartyFullElsewhere "party_full_elsewhere",
        PartyPartHere "party_part_here",
        PartyPartElsewhere "party_part_elsewhere",
        Probationary "party_probationary",
        Candidates "party_candidates",
        Activists "party_activists",
        Applicants "party_applicants",
    }
}

codes! {
    CensusState {
        /// 未排查
        Open "open",
        /// 已排查: everything found agrees with the ledger
        Done "done",
        /// 需复核: it does not
        Disagrees "disagrees",
    }
}

impl Figure {
    pub fn field(self) -> Field {
        match self {
            Figure::Members => Field::MEMBERS,
            Figure::Staff => Field::STAFF,
            Figure::PartyFullHere => Field::PARTY_FULL_HERE,
            Figure::PartyFullElsewhere => Field::PARTY_FULL_ELSEWHERE,
            Figure::PartyPartHere => Field::PARTY_PART_HERE,
            Figure::PartyPartElsewhere => Field::PARTY_PART_ELSEWHERE,
            Figure::Probationary => Field::PARTY_PROBATIONARY,
            Figure::Candidates => Field::PARTY_CANDIDATES,
            Figure::Activists => Field::PARTY_ACTIVISTS,
            Figure::Applicants => Field::PARTY_APPLICANTS,
        }
    }

    pub fn of(self, facts: &Organisation) -> u32 {
        match self {
            Figure::Members => facts.members,
            Figure::Staff => facts.staff,
            Figure::PartyFullHere => facts.party.full_here,
            Figure::PartyFullElsewhere => facts.party.full_elsewhere,
            Figure::PartyPartHere => facts.party.part_here,
            Figure::PartyPartElsewhere => facts.party.part_elsewhere,
            Figure::Probationary => facts.pipeline.probationary,
            Figure::Candidates => facts.pipeline.candidates,
            Figure::Activists => facts.pipeline.activists,
            Figure::Applicants => facts.pipeline.applicants,
        }
    }

    pub fn put(self, facts: &mut Organisation, number: u32) {
        *match self {
            Figure::Members => &mut facts.members,
            Figure::Staff => &mut facts.staff,
            Figure::PartyFullHere => &mut facts.party.full_here,
            Figure::PartyFullElsewhere => &mut facts.party.full_elsewhere,
            Figure::PartyPartHere => &mut facts.party.part_here,
            Figure::PartyPartElsewhere => &mut facts.party.part_elsewhere,
            Figure::Probationary => &mut facts.pipeline.probationary,
            Figure::Candidates => &mut facts.pipeline.candidates,
            Figure::Activists => &mut facts.pipeline.activists,
            Figure::Applicants => &mut facts.pipeline.applicants,
        } = number;
    }
}

/// What was found on site, by whom and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// None: 未排查.
    pub date: Option<Date>,
    pub by: String,
    pub note: String,
    /// Figures counted on site; one that is missing was not asked for.
    pub found: BTreeMap<Figure, u32>,
    /// Whether a Party organisation covers it, as found.
    pub has_branch: Option<bool>,
}

/// One figure of both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    pub figure: Figure,
    pub ledger: u32,
    /// None: not counted on site.
    pub found: Option<u32>,
}

impl Compared {
    pub fn agrees(self) -> bool {
        self.found.is_none_or(|found| found == self.ledger)
    }
}

impl Census {
    /// Writes down what was found, replacing what the census before it found.
    pub fn change(&self, organisation: Uuid) -> Change {
        let edit = |field, value| Edit::part(organisation, PART, field, value);
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        let date = self.date.map(|date| date.to_string());
        let mut edits = vec![
            edit(Field::CENSUS_DATE, Value::optional(date.as_deref())),
            edit(Field::CENSUS_BY, text(&self.by)),
            edit(Field::CENSUS_NOTE, text(&self.note)),
            edit(
                Field::CENSUS_BRANCH,
                self.has_branch.map_or(Value::Nothing, Value::Bool),
            ),
        ];
        for figure in Figure::ALL {
            let found = self.found.get(figure);
            let found = found.map_or(Value::Nothing, |number| Value::Int((*number).into()));
            edits.push(edit(figure.field(), found));
        }
        Change::of(edits)
    }

    pub fn compared(&self, ledger: &Organisation) -> Vec<Compared> {
        let both = |figure: &Figure| Compared {
            figure: *figure,
            ledger: figure.of(ledger),
            found: self.found.get(figure).copied(),
        };
        Figure::ALL.iter().map(both).collect()
    }

    /// `covered`: by the ledger a Party organisation covers it, one that is not dissolved.
    pub fn state(&self, ledger: &Organisation, covered: bool) -> CensusState {
        if self.date.is_none() {
            return CensusState::Open;
        }
        let figures = self.compared(ledger).into_iter().all(Compared::agrees);
        let branch = self.has_branch.is_none_or(|found| found == covered);
        match figures && branch {
            true => CensusState::Done,
            false => CensusState::Disagrees,
        }
    }

    /// Whether anything was looked at on site.
    pub fn is_blank(&self) -> bool {
        self.found.is_empty() && self.has_branch.is_none()
    }

    /// The ledger with what was found in place of its own figures: what formation is advised on.
    pub fn onto(&self, ledger: &Organisation) -> Organisation {
        let mut facts = ledger.clone();
        for (figure, number) in &self.found {
            figure.put(&mut facts, *number);
        }
        facts
    }

    /// The Party members to go by: as found where they were counted, else as the ledger has them.
    pub fn party(&self, ledger: PartyMembers) -> PartyMembers {
        let facts = Organisation {
            party: ledger,
            ..Organisation::default()
        };
        self.onto(&facts).party
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Organisation {
        Organisation {
            staff: 12,
            party: PartyMembers {
                full_here: 2,
                ..PartyMembers::default()
            },
            ..Organisation::default()
        }
    }

    #[test]
    fn a_census_agrees_or_is_to_be_looked_at_again() {
        let mut census = Census::default();
        assert_eq!(census.state(&ledger(), false), CensusState::Open);
        census.date = Some(Date::of(2026, 7, 28));
        census.found.insert(Figure::Staff, 12);
        assert_eq!(census.state(&ledger(), false), CensusState::Done);
        census.found.insert(Figure::PartyFullElsewhere, 1);
        assert_eq!(census.state(&ledger(), false), CensusState::Disagrees);
        let differing: Vec<Compared> = census
            .compared(&ledger())
            .into_iter()
            .filter(|both| !both.agrees())
            .collect();
        assert_eq!(
            differing,
            [Compared {
                figure: Figure::PartyFullElsewhere,
                ledger: 0,
                found: Some(1)
            }]
        );
        assert_eq!(census.party(ledger().party).total(), 3);
        // the ledger takes over what was found, and both agree
        assert_eq!(
            census.state(&census.onto(&ledger()), false),
            CensusState::Done
        );
    }

    #[test]
    fn a_branch_found_or_missing_on_site_is_a_difference() {
        let mut census = Census {
            date: Some(Date::of(2026, 7, 28)),
            has_branch: Some(true),
            ..Census::default()
        };
        assert_eq!(census.state(&ledger(), false), CensusState::Disagrees);
        assert_eq!(census.state(&ledger(), true), CensusState::Done);
        census.has_branch = Some(false);
        assert_eq!(census.state(&ledger(), false), CensusState::Done);
        assert_eq!(census.state(&ledger(), true), CensusState::Disagrees);
    }
}
