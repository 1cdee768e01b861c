//! A visit: one checklist answered at one organisation. It is a draft, then finished, then perhaps corrected.

use std::collections::BTreeMap;

use super::calendar::Clock;
use super::change::{Change, Edit, Field, Register, Uuid, Value};
use super::checklist::{Checklist, Item, ItemKind, Section, instance, instance_of};
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
    /// The round of supervision it belongs to.
    pub round: Option<Uuid>,
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
            self.round
                .map(|round| Edit::new(id, Field::VISIT_ROUND, Value::Record(round))),
        ];
        Change::of(edits.into_iter().flatten().collect())
    }
}

/// What was found for one item. An empty remark means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Option code on the item's scale, or what was answered to another kind of item in its written form.
    pub option: Option<String>,
    /// The figure of the ledger that stood beside the one found on site; of a pair alone.
    pub ledger: Option<String>,
    pub remark: String,
    /// Several people answered without having seen each other; the worst counts until someone decides.
    pub conflict: bool,
}

pub type Answers = BTreeMap<String, Answer>;

/// One of the things that are said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Option(Option<String>),
    /// Said by the program together with the answer to a pair: what the ledger had when the site was looked at.
    Ledger(Option<String>),
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
            Said::Ledger(ledger) => Edit::part(
                visit,
                item,
                Field::LEDGER,
                Value::optional(ledger.as_deref()),
            ),
            Said::Remark(remark) if remark.is_empty() => {
                Edit::part(visit, item, Field::REMARK, Value::Nothing)
            }
            Said::Remark(remark) => Edit::part(visit, item, Field::REMARK, Value::text(remark)),
        }
    }

    /// The field it is said in.
    pub fn field(&self) -> Field {
        match self {
            Said::Option(_) => Field::ANSWER,
            Said::Ledger(_) => Field::LEDGER,
            Said::Remark(_) => Field::REMARK,
        }
    }

    pub fn apply(&self, answer: &mut Answer) {
        match self {
            Said::Option(option) => answer.option = option.clone(),
            Said::Ledger(ledger) => answer.ledger = ledger.clone(),
            Said::Remark(remark) => answer.remark = remark.clone(),
        }
    }
}

/// The answer of a register: in a conflict 差 counts before 未检查, before 不适用, before 好 (sync rule 3). Where no
/// answer is worse than another, one of them stands, chosen alike on every laptop, until someone decides.
pub fn worst_answer(checklist: &Checklist, item: &Item, register: &Register) -> Option<String> {
    if item.kind != ItemKind::Scale {
        return register.value().as_text().map(str::to_owned);
    }
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

/// The running score of a draft, or the final one. Of a repeated section the items of every instance count that has an
/// answer, or stands before one that has.
pub fn score(checklist: &Checklist, answers: &Answers, status: VisitStatus) -> Score {
    let unanswered = match status {
        VisitStatus::Draft => Unanswered::LeftOut,
        VisitStatus::Finished | VisitStatus::Corrected => Unanswered::CountNothing,
    };
    let answer = |address: &str| {
        answers
            .get(address)
            .and_then(|answer| answer.option.as_deref())
    };
    let mut score = Score::of(checklist, unanswered, answer);
    let repeated = checklist
        .sections
        .iter()
        .filter(|section| section.repeat.is_some());
    for section in repeated {
        for number in 1..=instances(section, answers) {
            for item in section.items.iter().filter(|item| item.takes_answer()) {
                score.items += 1;
                score.answered += u32::from(answer(&instance(&item.code, number)).is_some());
            }
        }
    }
    score
}

/// How many instances of a repeated section the answers speak of.
pub fn instances(section: &Section, answers: &Answers) -> u32 {
    let last_of = |item: &Item| {
        let beginning = format!("{}#", item.code);
        let said = answers
            .range(beginning.clone()..)
            .take_while(|(address, _)| address.starts_with(&beginning));
        said.filter_map(|(address, _)| instance_of(address).1).max()
    };
    let most = section.repeat.as_ref().map_or(0, |repeat| repeat.most);
    let last = section.items.iter().filter_map(last_of).max();
    last.unwrap_or(0).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::{Repeat, Text};

    #[test]
    fn instances_are_counted_up_to_the_last_that_is_spoken_of() {
        let item = |code: &str, kind| Item {
            code: code.into(),
            kind,
            ..Item::default()
        };
        let section = Section {
            repeat: Some(Repeat {
                most: 12,
                count: None,
            }),
            items: vec![
                item("6.1", ItemKind::Text),
                item("6.2", ItemKind::Date),
                item("6.10", ItemKind::Computed),
            ],
            ..Section::default()
        };
        let said = |text: &str| Answer {
            option: Some(text.into()),
            ..Answer::default()
        };
        let mut answers = Answers::new();
        assert_eq!(instances(&section, &answers), 0);
        for address in ["6.1#1", "6.1#2", "6.2#10", "6.1", "6.3#11", "6.2#x"] {
            answers.insert(address.into(), said("a"));
        }
        assert_eq!(instances(&section, &answers), 10);
        // what another version allowed more of is not asked for
        answers.insert("6.2#13".into(), said("a"));
        assert_eq!(instances(&section, &answers), 12);
        answers.remove("6.2#13");
        let list = Checklist {
            name: Text::default(),
            sections: vec![section],
            ..Checklist::default()
        };
        let score = score(&list, &answers, VisitStatus::Draft);
        assert_eq!((score.answered, score.items), (3, 20));
    }
}
