//! All rules in force that a county may set otherwise, read once at the start and handed to whoever needs them.

use super::branch::BranchRules;
use super::campaign::PlanTemplate;
use super::columns::Names;
use super::coverage::CountingRule;
use super::evidence::EvidenceRules;
use super::formation::RuleSet;
use super::handover::Registration;
use super::ladder::Ladder;
use super::paper::Wording;
use super::people::PeopleRules;
use super::schedule::ScheduleRules;
use super::workdays::Holidays;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Shown side by side, in this order.
    pub formation: Vec<RuleSet>,
    /// The first is the one to count by where none is named.
    pub counting: Vec<CountingRule>,
    /// Whether areas and authorities may be ranked, unless a laptop is set otherwise.
    pub ranking: bool,
    pub branch: BranchRules,
    pub people: PeopleRules,
    pub registration: Registration,
    pub evidence: EvidenceRules,
    pub schedule: ScheduleRules,
    /// The first is offered first.
    pub campaigns: Vec<PlanTemplate>,
    /// From a problem found to its end.
    pub ladder: Ladder,
    pub holidays: Holidays,
    /// How registers from outside name their columns.
    pub columns: Names,
    /// The sentences of printed papers.
    pub papers: Wording,
}
