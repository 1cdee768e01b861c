//! What the board, the ledger and the figures show: findings as lines, counted and narrowed down.

use std::collections::BTreeMap;

use super::{Finding, Ground, Light, Refused, Stand, State};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::checklist::Text;
use crate::domain::conflict::Conflict;
use crate::domain::exchange::Reach;
use crate::domain::ladder::Proposal;
use crate::domain::view::Counted;

/// What is asked for. Nothing set shows everything that is not struck off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    pub light: Option<Light>,
    pub state: Option<State>,
    pub area: Option<String>,
    pub authority: Option<String>,
    pub responsible: Option<String>,
    /// The file's own number of an organisation.
    pub organisation: Option<i64>,
    /// Those that are done with as well; a state that is one asks for them too.
    pub all: bool,
}

impl FindingFilter {
    pub fn is_set(&self) -> bool {
        *self != FindingFilter::default()
    }
}

/// A stretch of the board. Text narrows by organisation, number or responsible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardQuery {
    pub filter: FindingFilter,
    pub text: String,
    pub from: u64,
    pub limit: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardPage {
    pub from: u64,
    /// The nearest deadline first.
    pub rows: Vec<FindingRow>,
    pub found: Counted,
    pub lights: LightCounts,
}

/// One finding in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    pub id: i64,
    pub number: String,
    pub organisation: i64,
    pub name: String,
    pub area: String,
    pub authority: String,
    pub item: String,
    pub item_name: String,
    pub fact: String,
    pub requirement: String,
    pub ground: Ground,
    pub responsible: String,
    pub stand: Stand,
    pub deadline: Date,
    pub opened: Date,
    /// Of the round that runs, or the one in which it was closed.
    pub reported: Option<Date>,
    pub rechecked: Option<Date>,
    pub closed: Option<Date>,
    /// Id of the rung of the last notice, and its day.
    pub noticed: Option<(String, Date)>,
    pub conflict: bool,
}

impl FindingRow {
    /// As `Finding::is_in_time`.
    pub fn is_in_time(&self) -> bool {
        let done = self.reported.or(self.closed);
        self.closed.is_some() && done.is_some_and(|day| day <= self.deadline)
    }
}

/// A finding with all that stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    pub id: i64,
    pub uuid: Uuid,
    pub finding: Finding,
    pub organisation: i64,
    pub name: String,
    pub area: String,
    pub authority: String,
    /// The file's own number of the visit it was found on.
    pub visit: Option<i64>,
    pub light: Light,
    /// Days overdue as the ladder counts them; 0 and less where it is not.
    pub overdue: i64,
    /// What the clock proposes next.
    pub proposal: Option<Proposal>,
    /// Visits to the organisation since it was opened, the latest first, on which it may have been rechecked.
    pub visits: Vec<Seen>,
    /// The local day on which each step was written down, by the part that holds it.
    pub written: BTreeMap<String, Date>,
    /// What is undecided here.
    pub conflicts: Vec<Conflict>,
    /// How far it has come on its way to the office.
    pub reach: Option<Reach>,
}

/// A finished visit to an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub uuid: Uuid,
    pub day: Date,
    pub template: Text,
}

/// An open finding at an item of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    pub id: i64,
    pub number: String,
    pub state: State,
    pub deadline: Date,
}

/// What became of a step that was to be taken on several findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stepped {
    /// The file's own numbers of those that took it; it is on the disk.
    pub taken: Vec<i64>,
    /// The numbers of the others, and why not.
    pub refused: Vec<(String, Refused)>,
}

/// Findings that are not done with, by light; `none` are those without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LightCounts {
    pub red: u64,
    pub yellow: u64,
    pub blue: u64,
    pub none: u64,
    /// Those that wait for our recheck, among `none`.
    pub recheck: u64,
}

impl LightCounts {
    pub fn all(self) -> u64 {
        self.red + self.yellow + self.blue + self.none
    }

    pub fn of(self, light: Light) -> u64 {
        match light {
            Light::Red => self.red,
            Light::Yellow => self.yellow,
            Light::Blue => self.blue,
            Light::None => self.none,
        }
    }
}

/// What happened in a period, and how it stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub today: Date,
    pub whole: Part,
    pub by_area: BTreeMap<String, Part>,
    pub by_authority: BTreeMap<String, Part>,
}

/// The figures of one area or authority, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Opened in the period.
    pub opened: u64,
    /// Struck off in the period: the denominator of 按期销号率.
    pub closed: u64,
    /// Of these, reported no later than their deadline.
    pub in_time: u64,
    /// Not done with today, whenever they were opened.
    pub open: u64,
    pub overdue: u64,
}

impl Part {
    pub fn add(&mut self, other: Part) {
        self.opened += other.opened;
        self.closed += other.closed;
        self.in_time += other.in_time;
        self.open += other.open;
        self.overdue += other.overdue;
    }
}
