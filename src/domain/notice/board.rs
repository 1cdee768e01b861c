//! What lists, registers and figures show: notices as lines, one with all that stands beside it, and a period counted.

use super::{Notice, NoticeKind, Stage};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::exchange::Reach;
use crate::domain::paper::Paper;
use crate::domain::view::Counted;

/// Nothing set shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeFilter {
    pub kind: Option<NoticeKind>,
    pub stage: Option<Stage>,
    /// The file's own number of an organisation.
    pub organisation: Option<i64>,
    /// First and last day of issue, both included; a draft has its own day.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticePage {
    pub from: u64,
    /// The latest first.
    pub rows: Vec<NoticeRow>,
    pub found: Counted,
}

/// One notice in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    pub id: i64,
    pub kind: NoticeKind,
    pub stage: Stage,
    /// Empty while it is a draft.
    pub number: String,
    pub title: String,
    /// 主送机关.
    pub to: String,
    /// Name of the organisation it is about; empty where it is about several or all.
    pub organisation: String,
    pub authority: String,
    pub drafted: Date,
    pub issued: Option<Date>,
    pub deadline: Option<Date>,
    pub served: Option<Date>,
    pub receipted: Option<Date>,
    pub replied: Option<Date>,
    /// The day of the talk, held.
    pub talked: Option<Date>,
    pub withdrawn: Option<Date>,
    /// Problems that it carries.
    pub problems: u64,
    pub conflict: bool,
}

impl NoticeRow {
    /// Issued and due, with no answer yet.
    pub fn is_unanswered(&self, today: Date) -> bool {
        matches!(self.stage, Stage::Issued | Stage::Served)
            && self.deadline.is_some_and(|deadline| deadline < today)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    pub id: i64,
    pub uuid: Uuid,
    pub notice: Notice,
    /// As it was issued, or as it would be today.
    pub paper: Paper,
    /// Name of the organisation it is about; empty where it is about several or all.
    pub organisation: String,
    /// The file's own numbers of its findings with their numbers on paper.
    pub findings: Vec<(i64, String)>,
    /// Number of the notice that it corrects.
    pub replaces: Option<String>,
    /// How far it has come on its way to the office.
    pub reach: Option<Reach>,
}

/// What was sent in a period, as D2 tells it (practice.md section 4.1); what was withdrawn does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeFigures {
    /// Left on the spot.
    pub sheets: u64,
    pub reminders: u64,
    pub letters: u64,
    pub circulars: u64,
    /// Organisations called to a talk.
    pub talks: u64,
    pub transfers: u64,
    pub served: u64,
    pub replied: u64,
    /// Rounds of supervision that began in the period.
    pub rounds: u64,
    /// Authorities to whom, or to whose organisations, a letter, a talk or a round came.
    pub authorities: u64,
}
