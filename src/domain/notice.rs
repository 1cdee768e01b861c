//! Notices that an office sends about problems: drafted from findings, edited, issued under a document number, served,
//! answered. Once issued its content never changes again; a correction is a new notice that names the old one.

mod act;
mod board;
mod draft;
mod number;
mod propose;
mod tests;

pub use act::{Act, ActKind, Frozen, Refused, Taken, Written, part};
pub use board::{NoticeFigures, NoticeFilter, NoticePage, NoticeRow, NoticeView};
pub use draft::{Draft, Item, OnSite, Talk, TalkHeld};
pub use number::{Block, Fault, NoNumber, faults, next};
pub use propose::{Asked, Check, Known, Pressed, propose, quarter};

use super::calendar::Date;
use super::change::Uuid;
use super::organisation::codes;
use super::paper::Number;

codes! {
    /// Each is the rung of the ladder of that id.
    NoticeKind {
        /// 现场反馈单
        Feedback "note",
        /// 提醒
        Reminder "reminder",
        /// 督办函
        Letter "letter",
        /// 通报
        Circular "circular",
        /// 约谈通知书
        Talk "talk",
        /// 移送函
        Transfer "transfer",
    }
}

impl NoticeKind {
    /// The sheet that is signed on the spot stays without a document number.
    pub fn is_numbered(self) -> bool {
        self != NoticeKind::Feedback
    }
}

codes! {
    /// How far it has come.
    Stage {
        /// 拟稿
        Draft "draft",
        /// 已发出
        Issued "issued",
        /// 已送达
        Served "served",
        /// 已回复
        Replied "replied",
        /// 已撤回
        Withdrawn "withdrawn",
    }
}

codes! {
    /// How it was served.
    Way {
        /// 当面送达
        InPerson "in_person",
        /// 邮寄送达
        Post "post",
        /// 电子送达
        Electronic "electronic",
        /// 公告送达
        Announcement "announcement",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// As it is edited; once it was issued, what was issued counts.
    pub draft: Draft,
    pub drafted: Date,
    /// The one that this one corrects.
    pub replaces: Option<Uuid>,
    /// In their order: each after all that its hand had seen.
    pub acts: Vec<Taken>,
    /// It was issued twice, or edited apart while it was a draft.
    pub conflict: bool,
}

impl Notice {
    fn last(&self, kind: ActKind) -> Option<&Taken> {
        self.acts.iter().rfind(|taken| taken.act.kind() == kind)
    }

    pub fn stage(&self) -> Stage {
        let is = |kind| self.last(kind).is_some();
        match () {
            () if is(ActKind::Withdraw) => Stage::Withdrawn,
            () if is(ActKind::Reply) => Stage::Replied,
            () if is(ActKind::Serve) => Stage::Served,
            () if is(ActKind::Issue) => Stage::Issued,
            () => Stage::Draft,
        }
    }

    /// The first issue counts: of two laptops that issued without knowing of each other the one that was named first.
    pub fn issued(&self) -> Option<(&Taken, Option<&Number>, &Frozen)> {
        self.acts.iter().find_map(|taken| match &taken.act {
            Act::Issue { number, frozen } => Some((taken, number.as_ref(), &**frozen)),
            _ => None,
        })
    }

    /// Every number that was given to it, one where nothing went wrong.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.acts.iter().filter_map(|taken| match &taken.act {
            Act::Issue { number, .. } => number.as_ref(),
            _ => None,
        })
    }

    /// What it carries: what was issued, else what is drafted.
    pub fn items(&self) -> &[Item] {
        match self.issued() {
            Some((_, _, frozen)) => &frozen.items,
            None => &self.draft.items,
        }
    }

    pub fn deadline(&self) -> Option<Date> {
        match self.issued() {
            Some((_, _, frozen)) => frozen.deadline,
            None => self.draft.deadline,
        }
    }

    pub fn served(&self) -> Option<Date> {
        self.last(ActKind::Serve).map(|taken| taken.day)
    }

    /// 回证 came back.
    pub fn receipted(&self) -> Option<Date> {
        self.last(ActKind::Receipt).map(|taken| taken.day)
    }

    pub fn replied(&self) -> Option<Date> {
        self.last(ActKind::Reply).map(|taken| taken.day)
    }

    pub fn withdrawn(&self) -> Option<Date> {
        self.last(ActKind::Withdraw).map(|taken| taken.day)
    }

    /// The talk as it was held.
    pub fn talk_held(&self) -> Option<(&Taken, &TalkHeld)> {
        self.acts.iter().rev().find_map(|taken| match &taken.act {
            Act::Talk(held) => Some((taken, &**held)),
            _ => None,
        })
    }

    /// The day of the last act; none lies before it, whatever a clock says.
    pub fn last_day(&self) -> Date {
        let days = self.acts.iter().map(|taken| taken.day);
        days.max().unwrap_or(self.drafted).max(self.drafted)
    }

    /// The day an act is taken on where nobody says otherwise.
    pub fn usual_day(&self, today: Date) -> Date {
        today.max(self.last_day())
    }
}
