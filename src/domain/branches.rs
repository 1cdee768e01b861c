//! The list of branches and one branch with all that stands beside it, as screens and documents are given them.

use super::activity::Activity;
use super::branch::{Branch, BranchForm, BranchRemark, Level};
use super::calendar::Date;
use super::change::Uuid;
use super::organisation::{Standing, Status, codes};
use super::view::Counted;

codes! {
    /// What the list of branches is narrowed to.
    BranchListing {
        /// All that are not dissolved.
        InForce "in_force",
        /// 待换届: the election is due or coming up.
        Election "election",
        /// Possibly 僵尸: no activity for the set time.
        Idle "idle",
        /// A joint branch of more organisations than the rules expect.
        Joint "joint",
        /// 已撤销
        Dissolved "dissolved",
    }
}

/// How many branches each listing has, in their order.
pub type BranchCounts = [u64; 5];

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BranchQuery {
    pub listing: BranchListing,
    /// Part of a branch's name, or of an organisation under it; empty searches nothing.
    pub text: String,
    /// Rows to leave out before.
    pub from: u64,
    pub limit: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    pub id: i64,
    pub name: String,
    pub form: BranchForm,
    pub level: Level,
    pub secretary: String,
    /// Formal members.
    pub members: u32,
    /// Organisations under it.
    pub covers: u32,
    pub next_election: Option<Date>,
    /// Day of the last recorded activity.
    pub active: Option<Date>,
    pub dissolved: Option<Date>,
    pub remarks: Vec<BranchRemark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BranchPage {
    /// Place of the first row in the whole list.
    pub from: u64,
    pub rows: Vec<BranchRow>,
    pub total: Counted,
    /// Told with the first rows of a list that nothing is searched in.
    pub counts: Option<BranchCounts>,
}

/// An organisation under a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    pub id: i64,
    pub name: String,
    pub area: String,
    pub status: Status,
    pub standing: Standing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchView {
    pub id: i64,
    pub uuid: Uuid,
    pub branch: Branch,
    pub remarks: Vec<BranchRemark>,
    /// In the list's order, at most two hundred.
    pub organisations: Vec<Covered>,
    pub covers: u32,
    /// Latest first, at most two hundred.
    pub activities: Vec<Activity>,
}

impl BranchListing {
    /// Whether a row belongs to it.
    pub fn takes(self, row: &BranchRow) -> bool {
        let has = |wanted: fn(&BranchRemark) -> bool| row.remarks.iter().any(wanted);
        match self {
            BranchListing::InForce => row.dissolved.is_none(),
            BranchListing::Election => has(|remark| {
                matches!(
                    remark,
                    BranchRemark::ElectionSoon(_) | BranchRemark::ElectionOverdue(_)
                )
            }),
            BranchListing::Idle => has(|remark| matches!(remark, BranchRemark::Idle(_))),
            BranchListing::Joint => has(|remark| matches!(remark, BranchRemark::TooMany(_))),
            BranchListing::Dissolved => row.dissolved.is_some(),
        }
    }
}
