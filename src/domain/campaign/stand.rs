//! How a campaign stands on a day: rates, the work behind them, and what that is against its base. Frozen for a stage it
//! is all that the stage's report is made from, so that no later edit moves a figure of it (D3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Campaign, Distance, Stage};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::coverage::{Coverage, Division, Figures, Percent, Rate, RateName};
use crate::domain::organisation::codes;
use crate::domain::worklist::Tally;

/// Organisations left to work off that a stand names.
pub const NAMED: usize = 500;

/// What was done beside the rates, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    pub date: Date,
    pub tasks: Tally,
    pub by_area: BTreeMap<String, Tally>,
    pub by_authority: BTreeMap<String, Tally>,
    /// Given a task, then excluded from the register.
    pub withdrawn: u64,
    /// Counted, with neither instructor nor liaison.
    pub without_instructor: u64,
    pub members: Members,
    /// Branch activities from the first day on.
    pub activities: u64,
    /// At most `NAMED`; how many there are in all is `tasks.left()`.
    pub left: Vec<Left>,
}

/// Party members of the organisations counted, and those on the way (发展党员).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Members {
    pub formal: u64,
    pub probationary: u64,
    pub candidates: u64,
    pub activists: u64,
    pub applicants: u64,
}

/// An organisation that still has no branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    pub name: String,
    pub area: String,
    pub authority: String,
    pub state: LeftState,
    pub responsible: String,
    pub deadline: Option<Date>,
}

codes! {
    /// The states of a task that is not struck off.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    LeftState {
        Overdue "overdue",
        Unassigned "unassigned",
        Open "open",
    }
}

/// Rates and work of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub coverage: Coverage,
    pub work: Work,
}

/// What a stand is counted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The base of a campaign that begins with it.
    Begin(super::Plan),
    /// A stage of a campaign.
    Stage(Uuid, Stage),
}

/// A campaign in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub uuid: Uuid,
    pub name: String,
    pub from: Date,
    pub to: Date,
    pub closed: Option<Date>,
}

/// A campaign with everything to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignView {
    pub uuid: Uuid,
    pub campaign: Campaign,
    /// Every campaign, the latest first.
    pub all: Vec<Head>,
    pub base: Stand,
    /// Stages frozen so far, in the order of `Stage::ALL`.
    pub stages: Vec<(Stage, Stand)>,
    /// As of today, or as frozen at the end.
    pub now: Stand,
    /// Organisation coverage of every snapshot by its counting rule, from some time before it began until `now`.
    pub trend: Vec<Rate>,
}

/// One area or authority with what it was at the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// 1 is the highest organisation coverage; equal ones share it.
    pub place: usize,
    pub name: &'a str,
    pub rate: &'a Rate,
    /// None where the base had no such part.
    pub base: Option<&'a Rate>,
    pub tasks: Tally,
}

impl Ranked<'_> {
    /// Percentage points since the base.
    pub fn points(&self) -> Option<Percent> {
        Some(self.rate.percent()?.less(self.base?.percent()?))
    }

    pub fn added(&self) -> Option<i128> {
        Some(i128::from(self.rate.numerator) - i128::from(self.base?.numerator))
    }
}

/// Which parts are named first (D3: the best are named).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Best<'a> {
    /// Highest rate; several where they are equal.
    pub rate: Vec<Ranked<'a>>,
    /// Most points since the base, above none.
    pub increment: Vec<Ranked<'a>>,
}

impl Stand {
    fn rate(figures: &Figures) -> Option<&Rate> {
        figures.rate(RateName::Organisation)
    }

    /// Areas or authorities, highest organisation coverage first, equal ones by name; those with nothing to count
    /// are left out.
    pub fn ranked<'a>(&'a self, base: &'a Stand, division: Division) -> Vec<Ranked<'a>> {
        let before = base.coverage.parts(division);
        let tasks = match division {
            Division::Area => &self.work.by_area,
            _ => &self.work.by_authority,
        };
        let placed = self.coverage.placed(division).into_iter();
        placed
            .filter_map(|placed| {
                Some(Ranked {
                    place: placed.place?,
                    name: placed.part,
                    rate: Stand::rate(placed.figures)?,
                    base: before.get(placed.part).and_then(Stand::rate),
                    tasks: tasks.get(placed.part).copied().unwrap_or_default(),
                })
            })
            .collect()
    }

    pub fn best<'a>(&'a self, base: &'a Stand, division: Division) -> Best<'a> {
        let ranked = self.ranked(base, division);
        let most = ranked.iter().filter_map(Ranked::points).max();
        let most = most.filter(|points| points.hundredths() > 0);
        let first = ranked.iter().copied().filter(|one| one.place == 1);
        let rate = first.collect();
        let increment = ranked
            .iter()
            .copied()
            .filter(|one| most.is_some() && one.points() == most)
            .collect();
        Best { rate, increment }
    }
}

impl CampaignView {
    pub fn stage(&self, stage: Stage) -> Option<&Stand> {
        let found = self.stages.iter().find(|(own, _)| *own == stage);
        found.map(|(_, stand)| stand)
    }

    /// The end was frozen: what is shown moves no more.
    pub fn is_final(&self) -> bool {
        self.stage(Stage::Final).is_some()
    }

    /// How far each target is in a stand of this campaign.
    pub fn distances(&self, stand: &Stand) -> Vec<Distance> {
        let rates = &stand.coverage.whole.rates;
        self.campaign.plan.distances(rates, stand.coverage.date)
    }
}
