//! A problem found, followed until it is struck off (清账销号): one problem, one number. Every step has a hand, a day and a
//! reason and stands in the journal beside the others; none takes another's place.

mod board;
mod number;
mod offer;
mod steps;
mod tests;

pub use board::{
    BoardPage, BoardQuery, Figures, FindingFilter, FindingRow, FindingView, LightCounts, OpenItem,
    Part, Seen, Stepped,
};
pub use number::{Fault, Number, faults, series};
pub use offer::{Offer, offers};
pub use steps::{Entry, Refused, Written};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::codes;

/// The parts of a finding's record that hold its steps begin so.
pub const STEPS: &str = "step/";

codes! {
    /// Where a finding stands, from least to most advanced within one round; see `Stand`.
    State {
        /// 待反馈: found, and the organisation has not been told yet
        Waiting "waiting",
        /// 退回重办
        SentBack "sent_back",
        /// 整改中
        Rectifying "rectifying",
        /// 延期
        Extended "extended",
        /// 已报告
        Reported "reported",
        /// 待复查
        Recheck "recheck",
        /// 撤销: written down by mistake
        Withdrawn "withdrawn",
        /// 销号
        Closed "closed",
    }
}

impl State {
    /// It is the organisation's turn, and the clock runs.
    pub fn runs(self) -> bool {
        matches!(
            self,
            State::Waiting | State::SentBack | State::Rectifying | State::Extended
        )
    }

    /// Nothing is left to do.
    pub fn is_done(self) -> bool {
        matches!(self, State::Withdrawn | State::Closed)
    }
}

/// State and round: sending back begins a new round, so that of two laptops the one that knows of it is further on,
/// whatever the other did in the round before. Of two stands the further one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stand {
    pub round: u32,
    pub state: State,
}

impl Stand {
    /// As the journal keeps it: `reported`, and `reported/1` once it was sent back.
    pub fn code(self) -> String {
        match self.round {
            0 => self.state.code().to_owned(),
            round => format!("{}/{round}", self.state.code()),
        }
    }

    pub fn parse(code: &str) -> Option<Stand> {
        let (state, round) = code.split_once('/').unwrap_or((code, "0"));
        Some(Stand {
            round: round.parse().ok()?,
            state: State::from_code(state)?,
        })
    }
}

codes! {
    /// Lights of the board; each is also a word.
    Light {
        None "none",
        /// 蓝，将到期
        Blue "blue",
        /// 黄，延期
        Yellow "yellow",
        /// 红，逾期
        Red "red",
    }
}

codes! {
    /// Why it was written down.
    Ground {
        /// 检查项得零分
        Zero "zero",
        /// 否决项不合格
        Veto "veto",
        /// 走访记录的问题
        Problem "problem",
        /// 人工登记
        Hand "hand",
    }
}

codes! {
    /// How it was rechecked.
    How {
        /// 实地复查
        OnSite "on_site",
        /// 查阅资料
        Documents "documents",
    }
}

codes! {
    StepKind {
        /// 立项
        Open "open",
        /// 反馈
        FeedBack "feed_back",
        /// 延期
        Extend "extend",
        /// 收到报告
        Report "report",
        /// 转待复查
        Arrange "arrange",
        /// 复查合格
        Recheck "recheck",
        /// 销号
        Close "close",
        /// 退回重办
        SendBack "send_back",
        /// 重新整改: a closed one that came back
        Reopen "reopen",
        /// 变更责任人
        Hand "hand",
        /// 发出文书
        Notice "notice",
        /// 撤销
        Withdraw "withdraw",
    }
}

/// What is done in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    Open,
    FeedBack,
    Extend {
        deadline: Date,
    },
    Report,
    Arrange,
    /// The recheck found it mended.
    Recheck {
        how: How,
        visit: Option<Uuid>,
    },
    /// Empty where no second person is asked for.
    Close {
        reviewer: String,
    },
    SendBack {
        deadline: Date,
    },
    Reopen {
        deadline: Date,
    },
    Hand {
        responsible: String,
    },
    /// A notice of a rung of the ladder was issued.
    Notice {
        rung: String,
        notice: Option<Uuid>,
        until: Option<Date>,
    },
    Withdraw,
}

impl Move {
    pub fn kind(&self) -> StepKind {
        match self {
            Move::Open => StepKind::Open,
            Move::FeedBack => StepKind::FeedBack,
            Move::Extend { .. } => StepKind::Extend,
            Move::Report => StepKind::Report,
            Move::Arrange => StepKind::Arrange,
            Move::Recheck { .. } => StepKind::Recheck,
            Move::Close { .. } => StepKind::Close,
            Move::SendBack { .. } => StepKind::SendBack,
            Move::Reopen { .. } => StepKind::Reopen,
            Move::Hand { .. } => StepKind::Hand,
            Move::Notice { .. } => StepKind::Notice,
            Move::Withdraw => StepKind::Withdraw,
        }
    }

    /// The deadline that holds from this step on.
    pub fn deadline(&self) -> Option<Date> {
        match self {
            Move::Extend { deadline } | Move::SendBack { deadline } | Move::Reopen { deadline } => {
                Some(*deadline)
            }
            _ => None,
        }
    }
}

/// A step as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its part of the record.
    pub part: String,
    pub made: Move,
    pub day: Date,
    pub hand: String,
    pub reason: String,
}

/// A notice among the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice<'a> {
    pub rung: &'a str,
    pub day: Date,
    pub until: Option<Date>,
    pub notice: Option<Uuid>,
}

/// What is written down when a finding is opened; the store gives it its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub organisation: Uuid,
    pub visit: Option<Uuid>,
    /// Id of the template, and address of the item in it; both may be empty.
    pub template: String,
    pub item: String,
    pub item_name: String,
    pub fact: String,
    pub requirement: String,
    pub responsible: String,
    pub deadline: Date,
    pub opened: Date,
    pub ground: Ground,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Empty until the record has arrived whole.
    pub number: String,
    pub organisation: Uuid,
    pub visit: Option<Uuid>,
    pub template: String,
    pub item: String,
    pub item_name: String,
    pub fact: String,
    pub requirement: String,
    pub responsible: String,
    pub ground: Ground,
    /// In force; of several set by people who had not seen each other's the earliest, so that nobody gains time by it.
    pub deadline: Date,
    pub opened: Date,
    /// Of several the furthest.
    pub stand: Stand,
    /// Two people who had not seen each other's work took different steps.
    pub conflict: bool,
    /// In their order: each after all that its hand had seen.
    pub steps: Vec<Step>,
}

impl Opening {
    /// Writes a finding down with its first step.
    pub fn change(&self, id: Uuid, number: &str, stream: u64, entry: &Entry) -> Change {
        let text = |field, text: &str| {
            let text = Some(text).filter(|text| !text.is_empty());
            Edit::new(id, field, Value::optional(text))
        };
        let day = |field, day: Date| Edit::new(id, field, Value::text(day.to_string()));
        let visit = self.visit.map_or(Value::Nothing, Value::Record);
        let mut edits = vec![
            text(Field::FINDING_NUMBER, number),
            Edit::new(
                id,
                Field::FINDING_ORGANISATION,
                Value::Record(self.organisation),
            ),
            Edit::new(id, Field::FINDING_VISIT, visit),
            text(Field::FINDING_TEMPLATE, &self.template),
            text(Field::FINDING_ITEM, &self.item),
            text(Field::FINDING_ITEM_NAME, &self.item_name),
            text(Field::FINDING_FACT, &self.fact),
            text(Field::FINDING_REQUIREMENT, &self.requirement),
            text(Field::FINDING_RESPONSIBLE, &self.responsible),
            text(Field::FINDING_GROUND, self.ground.code()),
            day(Field::FINDING_DEADLINE, self.deadline),
            day(Field::FINDING_OPENED, self.opened),
            text(Field::FINDING_STATE, &Stand::default().code()),
        ];
        edits.extend(steps::edits(
            id,
            &steps::part(1, stream),
            &Move::Open,
            entry,
        ));
        Change::of(edits)
    }
}

impl Finding {
    /// The day of the last step; no later step lies before it, whatever a clock says.
    pub fn last_day(&self) -> Date {
        let days = self.steps.iter().map(|step| step.day);
        days.max().unwrap_or(self.opened).max(self.opened)
    }

    /// Steps of the round that runs: since it was last sent back or opened again.
    pub fn round(&self) -> &[Step] {
        let turns = |step: &Step| {
            matches!(
                step.made.kind(),
                StepKind::SendBack | StepKind::Reopen | StepKind::Open
            )
        };
        let from = self.steps.iter().rposition(turns).unwrap_or(0);
        &self.steps[from..]
    }

    fn last_in_round(&self, kind: StepKind) -> Option<&Step> {
        let mut steps = self.round().iter().rev();
        steps.find(|step| step.made.kind() == kind)
    }

    /// The recheck on which it may be closed.
    pub fn rechecked(&self) -> Option<&Step> {
        self.last_in_round(StepKind::Recheck)
    }

    pub fn reported(&self) -> Option<Date> {
        self.last_in_round(StepKind::Report).map(|step| step.day)
    }

    pub fn closed(&self) -> Option<Date> {
        let step = self.last_in_round(StepKind::Close)?;
        (self.stand.state == State::Closed).then_some(step.day)
    }

    /// Closed, and the report on which it was closed came no later than the deadline in force.
    pub fn is_in_time(&self) -> bool {
        let done = self.reported().or_else(|| self.closed());
        self.closed().is_some() && done.is_some_and(|day| day <= self.deadline)
    }

    pub fn notices(&self) -> impl Iterator<Item = Notice<'_>> {
        self.steps.iter().filter_map(|step| match &step.made {
            Move::Notice {
                rung,
                notice,
                until,
            } => Some(Notice {
                rung,
                day: step.day,
                until: *until,
                notice: *notice,
            }),
            _ => None,
        })
    }
}
