//! A visit: one checklist answered at one organisation. It is a draft, then finished, then perhaps corrected.

use std::collections::BTreeMap;

use super::calendar::Clock;
use super::change::{Change, Edit, Field, Register, Uuid, Value};
use super::checklist::{Checklist, Item};
use super::organisation::codes;
use super::score::{Score, Unanswered};

codes! {
    /// From least to most advanced; of two laptops' statuses the further one counts.
    VisitStatus {
        /// 草稿
        Draft "draft",
        /// 已完成
        Finished "finished",
        /// 已更正
        Corrected "corrected",
    }
}

codes! {
    /// 检查方式 (D1)
    Mode {
        /// 实地走访
        OnSite "on_site",
        /// 查阅资料
        Documents "documents",
        /// 听取汇报
        Hearing "hearing",
        /// 电话
        Phone "phone",
    }
}

/// The head of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub organisation: Uuid,
    pub checklist: Uuid,
    pub status: VisitStatus,
    pub mode: Mode,
    pub started: Clock,
    pub finished: Option<Clock>,
    pub inspector: String,
    /// The second inspector; a formal check needs two (practice.md §4.6).
    pub companion: String,
    pub unit: String,
}

impl Visit {
    pub fn change(&self, id: Uuid) -> Change {
        let text =
            |field, text: &str| (!text.is_empty()).then(|| Edit::new(id, field, Value::text(text)));
        let edits = [
            Some(Edit::new(
                id,
                Field::VISIT_ORGANISATION,
                Value::Record(self.organisation),
            )),
            Some(Edit::new(
                id,
                Field::VISIT_CHECKLIST,
                Value::Record(self.checklist),
            )),
            text(Field::VISIT_STATUS, self.status.code()),
            text(Field::VISIT_MODE, self.mode.code()),
            text(Field::VISIT_STARTED, &self.started.to_string()),
            self.finished
                .and_then(|at| text(Field::VISIT_FINISHED, &at.to_string())),
            text(Field::VISIT_INSPECTOR, &self.inspector),
            text(Field::VISIT_COMPANION, &self.companion),
            text(Field::VISIT_UNIT, &self.unit),
        ];
        Change::of(edits.into_iter().flatten().collect())
    }
}

/// What was found for one item. An empty remark means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Option code on the item's scale.
    pub option: Option<String>,
    pub remark: String,
    /// Several people answered without having seen each other; the worst counts until someone decides.
    pub conflict: bool,
}

pub type Answers = BTreeMap<String, Answer>;

/// One of the two things an inspector can say of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Option(Option<String>),
    Remark(String),
}

impl Said {
    pub fn edit(&self, visit: Uuid, item: &str) -> Edit {
        match self {
            Said::Option(option) => Edit::part(
                visit,
                item,
                Field::ANSWER,
                Value::optional(option.as_deref()),
            ),
            Said::Remark(remark) if remark.is_empty() => {
                Edit::part(visit, item, Field::REMARK, Value::Nothing)
            }
            Said::Remark(remark) => Edit::part(visit, item, Field::REMARK, Value::text(remark)),
        }
    }

    pub fn apply(&self, answer: &mut Answer) {
        match self {
            Said::Option(option) => answer.option = option.clone(),
            Said::Remark(remark) => answer.remark = remark.clone(),
        }
    }
}

/// The answer of a register: in a conflict 差 counts before 未检查, before 不适用, before 好 (sync rule 3).
pub fn worst_answer(checklist: &Checklist, item: &Item, register: &Register) -> Option<String> {
    register
        .values()
        .into_iter()
        .map(|value| {
            value
                .as_text()
                .and_then(|code| checklist.option(item, code))
        })
        .min_by_key(|option| match option {
            Some(option) => match option.percent {
                Some(0) => 0,
                None => 2,
                Some(percent) => 3 + percent,
            },
            None => 1,
        })
        .flatten()
        .map(|option| option.code.clone())
}

/// The running score of a draft, or the final one.
pub fn score(checklist: &Checklist, answers: &Answers, status: VisitStatus) -> Score {
    let unanswered = match status {
        VisitStatus::Draft => Unanswered::LeftOut,
        VisitStatus::Finished | VisitStatus::Corrected => Unanswered::CountNothing,
    };
    Score::of(checklist, unanswered, |item| {
        answers
            .get(item)
            .and_then(|answer| answer.option.as_deref())
    })
}
