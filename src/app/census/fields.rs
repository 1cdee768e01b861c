//! The lines of the census in their order, and the facts on them that are turned instead of counted.

use super::CensusScreen;
use crate::domain::census::Figure;
use crate::domain::organisation::NoBranchReason;
use crate::words::Words;

/// A line of the census.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Counted on site, beside the ledger.
    Figure(Figure),
    /// Whether a Party organisation was found.
    Found,
    Union,
    YouthLeague,
    Women,
    Charter,
    Values,
    CrossAppointed,
    HeadIsSecretary,
    /// Why there is no Party organisation.
    Reason,
    Note,
    Date,
    By,
}

pub const LINES: &[Line] = &[
    Line::Figure(Figure::Members),
    Line::Figure(Figure::Staff),
    Line::Figure(Figure::PartyFullHere),
    Line::Figure(Figure::PartyFullElsewhere),
    Line::Figure(Figure::PartyPartHere),
    Line::Figure(Figure::PartyPartElsewhere),
    Line::Figure(Figure::Probationary),
    Line::Figure(Figure::Candidates),
    Line::Figure(Figure::Activists),
    Line::Figure(Figure::Applicants),
    Line::Found,
    Line::Union,
    Line::YouthLeague,
    Line::Women,
    Line::Charter,
    Line::Values,
    Line::CrossAppointed,
    Line::HeadIsSecretary,
    Line::Reason,
    Line::Note,
    Line::Date,
    Line::By,
];

/// The place of a line.
pub fn at(line: Line) -> usize {
    LINES.iter().position(|known| *known == line).unwrap_or(0)
}

impl Line {
    pub fn is_choice(self) -> bool {
        !matches!(self, Line::Figure(_) | Line::Note | Line::Date | Line::By)
    }

    pub fn label(self, words: Words) -> &'static str {
        match self {
            Line::Figure(figure) => words.figure(figure),
            Line::Found => words.fact_branch(),
            Line::Union => words.mass_union(),
            Line::YouthLeague => words.mass_youth_league(),
            Line::Women => words.mass_women(),
            Line::Charter => words.fact_charter(),
            Line::Values => words.fact_values(),
            Line::CrossAppointed => words.fact_cross_appointed(),
            Line::HeadIsSecretary => words.fact_head_secretary(),
            Line::Reason => words.fact_no_branch_reason(),
            Line::Note => words.remark(),
            Line::Date => words.census_date(),
            Line::By => words.census_by(),
        }
    }
}

impl CensusScreen {
    /// A fact that is yes, no or not asked.
    pub(super) fn flag(&self, line: Line) -> Option<bool> {
        let facts = &self.facts;
        match line {
            Line::Found => self.census.has_branch,
            Line::Union => facts.mass.union,
            Line::YouthLeague => facts.mass.youth_league,
            Line::Women => facts.mass.womens_federation,
            Line::Charter => facts.charter,
            Line::Values => facts.values_in_charter,
            Line::CrossAppointed => facts.cross_appointed,
            Line::HeadIsSecretary => facts.head_is_secretary,
            _ => None,
        }
    }

    fn flag_mut(&mut self, line: Line) -> Option<&mut Option<bool>> {
        let facts = &mut self.facts;
        Some(match line {
            Line::Found => &mut self.census.has_branch,
            Line::Union => &mut facts.mass.union,
            Line::YouthLeague => &mut facts.mass.youth_league,
            Line::Women => &mut facts.mass.womens_federation,
            Line::Charter => &mut facts.charter,
            Line::Values => &mut facts.values_in_charter,
            Line::CrossAppointed => &mut facts.cross_appointed,
            Line::HeadIsSecretary => &mut facts.head_is_secretary,
            _ => return None,
        })
    }

    /// The number of what is chosen on a line: 0 is not asked.
    fn chosen(&self, line: Line) -> usize {
        match line {
            Line::Reason => self.facts.no_branch_reason.map_or(0, |reason| {
                let at = NoBranchReason::ALL
                    .iter()
                    .position(|known| *known == reason);
                at.map_or(0, |at| at + 1)
            }),
            line => match self.flag(line) {
                None => 0,
                Some(true) => 1,
                Some(false) => 2,
            },
        }
    }

    /// Chooses by number; false where the line has no such choice or has it already.
    pub(super) fn choose(&mut self, line: Line, number: usize) -> bool {
        if !line.is_choice() || self.chosen(line) == number {
            return false;
        }
        match (line, number) {
            (Line::Reason, 0) => self.facts.no_branch_reason = None,
            (Line::Reason, number) => match NoBranchReason::ALL.get(number - 1) {
                Some(reason) => self.facts.no_branch_reason = Some(*reason),
                None => return false,
            },
            (line, number) => {
                let value = match number {
                    0 => None,
                    1 => Some(true),
                    2 => Some(false),
                    _ => return false,
                };
                match self.flag_mut(line) {
                    Some(flag) => *flag = value,
                    None => return false,
                }
            }
        }
        true
    }

    pub(super) fn turn(&mut self, by: isize) -> bool {
        let line = self.line();
        if !line.is_choice() {
            return false;
        }
        let count = match line {
            Line::Reason => NoBranchReason::ALL.len() + 1,
            _ => 3,
        };
        let now = self.chosen(line) as isize;
        self.choose(line, (now + by).rem_euclid(count as isize) as usize)
    }

    /// What a line that is turned shows.
    pub(super) fn choice_text(&self, line: Line, words: Words) -> &'static str {
        match line {
            Line::Reason => self
                .facts
                .no_branch_reason
                .map_or(words.not_asked(), |reason| words.no_branch_reason(reason)),
            line => words.yes_no(self.flag(line)),
        }
    }
}
