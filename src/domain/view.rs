//! What screens and documents are given to show: records joined and summed up, read once and never written back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::branch::{Branch, BranchForm};
use super::calendar::{Clock, Date};
use super::census::{Census, CensusState};
use super::change::Uuid;
use super::checklist::{Checklist, Text};
use super::comparison::Failing;
use super::conflict::Conflict;
use super::evidence::{Evidence, FileCounts};
use super::exchange::Reach;
use super::filling::Form;
use super::finding::{FindingRow, LightCounts, OpenItem};
use super::handover::{ChainCounts, Handover, Known};
use super::notice::NoticeRow;
use super::organisation::{self, Organisation, Standing};
use super::people::Person;
use super::round::RoundLabel;
use super::schedule::Scheduled;
use super::score::{Score, Verdict};
use super::task::Task;
use super::visit::{Answers, Visit, VisitStatus};

/// What the list is narrowed to; an empty text searches nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub area: Option<String>,
    pub authority: Option<String>,
    pub standing: Option<Standing>,
    pub census: Option<CensusState>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub id: i64,
    pub name: String,
    /// With `id` the place in the list's order.
    pub sort: String,
    pub credit_code: String,
    pub area: String,
    pub authority: String,
    pub standing: Standing,
    pub census: CensusState,
    pub branch_form: Option<BranchForm>,
    pub last_visit: Option<Date>,
    /// Tenths of a percent.
    pub last_tenths: Option<u32>,
    pub due: Option<Date>,
}

/// One organisation with all that the register says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub row: ListRow,
    pub facts: Organisation,
    pub census: Census,
    /// The branch that covers it.
    pub branch: Option<Branch>,
}

/// One line of a list behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRow {
    pub row: ListRow,
    pub status: organisation::Status,
    /// Why it is not 正常.
    pub status_reason: String,
}

/// From where a page is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageFrom {
    First,
    Last,
    /// From this place on, itself included.
    At(String, i64),
    After(String, i64),
    Before(String, i64),
}

/// A count that stops counting: `more` says that there are at least this many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub n: u64,
    pub more: bool,
}

/// One visit in an organisation's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    pub id: i64,
    /// Id and name of its checklist; empty where that has not arrived.
    pub template: String,
    pub name: Text,
    pub started: Clock,
    pub status: VisitStatus,
    pub answered: u32,
    pub items: u32,
    pub tenths: Option<u32>,
    pub verdict: Option<Verdict>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationView {
    pub id: i64,
    pub uuid: Uuid,
    pub organisation: Organisation,
    pub census: Census,
    pub task: Task,
    pub handover: Handover,
    /// What the register says of the steps of its chain.
    pub known: Known,
    pub branch_id: Option<i64>,
    /// The branch it is under, dissolved or not.
    pub branch: Option<Branch>,
    /// Names of the other organisations under the same branch, at most twelve.
    pub shares_branch_with: Vec<String>,
    pub people: Vec<Person>,
    pub due: Option<Date>,
    /// Every template that is due again, the earliest first; none at one that is excluded.
    pub scheduled: Vec<Scheduled>,
    /// The day from which the first visit counts, where it was never inspected.
    pub first: Option<Date>,
    /// The rounds of supervision that list it, the latest first.
    pub rounds: Vec<RoundLabel>,
    pub standing: Standing,
    /// Latest first, at most a hundred.
    pub visits: Vec<VisitLine>,
    /// The nearest deadline first, those that are done with among them, at most a hundred.
    pub findings: Vec<FindingRow>,
    /// The latest first, at most a hundred.
    pub notices: Vec<NoticeRow>,
    /// The place in the journal up to which the work of others is in it.
    pub seen_to: i64,
    /// What is undecided here.
    pub conflicts: Vec<Conflict>,
    /// How far it has come on its way to the office.
    pub reach: Option<Reach>,
}

impl OrganisationView {
    /// A Party organisation covers it; a dissolved one covers nobody.
    pub fn is_covered(&self) -> bool {
        self.branch
            .as_ref()
            .is_some_and(|branch| branch.dissolved.is_none())
    }

    pub fn census_state(&self) -> CensusState {
        self.census.state(&self.organisation, self.is_covered())
    }
}

/// The last finished visit with the same template before this one.
#[derive(Clone, Debug)]
pub struct Last {
    pub id: i64,
    pub date: Date,
    /// The template as it was then, with the labels of its answers.
    pub checklist: Arc<Checklist>,
    /// Of the items that were asked.
    pub answers: Answers,
    /// Problems found there, each with since when it is open.
    pub failing: BTreeMap<String, Failing>,
}

/// One correction of a finished visit: when, why, and which items it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub utc_ms: i64,
    pub reason: String,
    pub items: Vec<String>,
}

/// A visit with all that stands beside it on the screen.
#[derive(Clone, Debug)]
pub struct VisitView {
    pub id: i64,
    pub uuid: Uuid,
    pub visit: Visit,
    pub organisation_id: i64,
    pub organisation: String,
    /// What the register has of it, for the ledger side of a pair.
    pub facts: Organisation,
    pub form: Arc<Form>,
    pub answers: Answers,
    /// Saves of this visit on the disk.
    pub saves: u64,
    /// The place in the journal up to which the work of others is in it.
    pub seen_to: i64,
    /// What is undecided here.
    pub conflicts: Vec<Conflict>,
    /// How far it has come on its way to the office.
    pub reach: Option<Reach>,
    /// `domain::comparison::beside` tells what it says of an item.
    pub last: Option<Last>,
    /// The answers as they stood when the visit was finished, if it was corrected since.
    pub original: Option<Answers>,
    pub corrections: Vec<Version>,
    /// Files attached to each address, and under the empty one to the visit as a whole.
    pub evidence: FileCounts,
    /// Findings of this organisation that are not done with, by the address of the item of this template.
    pub findings: BTreeMap<String, OpenItem>,
}

/// A visit as the log prints it.
#[derive(Clone, Debug)]
pub struct LogVisit {
    pub uuid: Uuid,
    pub visit: Visit,
    pub organisation: Organisation,
    pub form: Arc<Form>,
    pub answers: Answers,
    pub score: Score,
    pub verdict: Option<Verdict>,
    pub original: Option<Answers>,
    pub corrections: Vec<Version>,
    /// By item, then by time.
    pub evidence: Vec<Evidence>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub organisations: u64,
    /// By status code.
    pub visits: BTreeMap<&'static str, u64>,
    pub answers: u64,
    pub operations: u64,
    /// Operations not yet sealed for sync.
    pub unsynced: u64,
    pub schema: u64,
}

/// What the first screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    pub organisations: u64,
    pub never: u64,
    pub overdue: u64,
    /// Due within the days ahead that were asked for.
    pub soon: u64,
    pub drafts: Vec<DraftLine>,
    pub draft_count: u64,
    pub due: Vec<DueLine>,
    /// First visits due within the days ahead, the longest due first; counted by the rules, which the file does not
    /// know.
    pub first: Vec<FirstLine>,
    /// How many first visits are due today or earlier.
    pub first_due: Counted,
    /// Calls and visits of those who look after an organisation, due today or earlier.
    pub calls_due: Counted,
    pub visits_owed: Counted,
    pub unsynced: u64,
    /// Places where people said different things.
    pub conflicts: u64,
    pub census: CensusCounts,
    /// Chains of newly registered organisations; counted by the rules, which the file does not know.
    pub chains: ChainCounts,
    /// Counted by the ladder, which the file does not know.
    pub findings: LightCounts,
}

/// Organisations by the state of their census, in the order of `CensusState::ALL`; excluded ones are among them.
pub type CensusCounts = [u64; 3];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    pub visit: i64,
    pub organisation: String,
    pub started: Clock,
    pub answered: u32,
    pub items: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    pub organisation: i64,
    pub name: String,
    pub area: String,
    pub due: Date,
    pub last_tenths: Option<u32>,
    /// The templates that are due or coming up there, the earliest first.
    pub templates: Vec<Text>,
}

/// An organisation that was never inspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLine {
    pub organisation: i64,
    pub name: String,
    pub area: String,
    pub due: Date,
}

impl Filter {
    pub fn is_set(&self) -> bool {
        *self != Filter::default()
    }

    pub fn takes(&self, row: &ListRow) -> bool {
        self.area.as_ref().is_none_or(|area| *area == row.area)
            && self
                .authority
                .as_ref()
                .is_none_or(|authority| *authority == row.authority)
            && self
                .standing
                .is_none_or(|standing| standing == row.standing)
            && self.census.is_none_or(|census| census == row.census)
    }
}
