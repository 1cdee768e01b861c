//! 清账销号 as a list (D2): every organisation that must form a branch under a rule set and has none, and every one that
//! was ever given a task; with the sums of it that the wall chart shows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::formation::Advice;
use super::task::{Task, TaskState};

/// Lines held of a list; who has more than that to work off narrows it down first.
pub const MOST: usize = 2000;

/// What is asked for; nothing set shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the rule set; none for the running campaign's, else the first.
    pub set: Option<String>,
    pub state: Option<TaskState>,
    pub area: Option<String>,
    pub authority: Option<String>,
    pub responsible: Option<String>,
}

impl Wanted {
    /// Narrowed down, whatever the rule set.
    pub fn is_narrow(&self) -> bool {
        let whole = Wanted {
            set: self.set.clone(),
            ..Wanted::default()
        };
        *self != whole
    }

    pub fn takes(&self, line: &Line) -> bool {
        let same =
            |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|wanted| wanted == own);
        self.state.is_none_or(|state| state == line.state)
            && same(&self.area, &line.area)
            && same(&self.authority, &line.authority)
            && same(&self.responsible, &line.responsible)
    }
}

/// One organisation of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub name: String,
    pub area: String,
    pub authority: String,
    pub state: TaskState,
    pub responsible: String,
    pub deadline: Option<Date>,
    /// 销号: when its branch was founded, or it joined one.
    pub struck: Option<Date>,
    /// Formal members that the rule set counts.
    pub members: u32,
    pub advice: Advice,
}

/// How many organisations are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    pub unassigned: u64,
    pub open: u64,
    pub overdue: u64,
    pub struck: u64,
}

impl Tally {
    pub fn add(&mut self, state: TaskState) {
        *match state {
            TaskState::Unassigned => &mut self.unassigned,
            TaskState::Open => &mut self.open,
            TaskState::Overdue => &mut self.overdue,
            TaskState::Struck => &mut self.struck,
        } += 1;
    }

    pub fn of(self, state: TaskState) -> u64 {
        match state {
            TaskState::Unassigned => self.unassigned,
            TaskState::Open => self.open,
            TaskState::Overdue => self.overdue,
            TaskState::Struck => self.struck,
        }
    }

    /// Everything on the list: the denominator of 销号率, of which `struck` is the numerator.
    pub fn all(self) -> u64 {
        self.unassigned + self.open + self.overdue + self.struck
    }

    pub fn left(self) -> u64 {
        self.all() - self.struck
    }
}

/// The list as it is on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklist {
    pub date: Date,
    /// Id of the rule set that says who must form.
    pub set: String,
    /// Last day of the running campaign: what a deadline is by default.
    pub ends: Option<Date>,
    /// Those asked for: overdue first, then unassigned, open, struck off; within each the nearest deadline first.
    /// At most `MOST`.
    pub lines: Vec<Line>,
    /// Those asked for, also where the lines are fewer.
    pub found: u64,
    /// Of the whole list, whatever was asked for.
    pub whole: Tally,
    pub by_area: BTreeMap<String, Tally>,
    pub by_authority: BTreeMap<String, Tally>,
    /// Everybody with a task.
    pub responsible: BTreeSet<String>,
    /// Given a task and since then shells, deregistered or elsewhere: off the list, though no branch was formed.
    pub withdrawn: u64,
}

/// Order of the list by state.
pub fn rank(state: TaskState) -> u8 {
    match state {
        TaskState::Overdue => 0,
        TaskState::Unassigned => 1,
        TaskState::Open => 2,
        TaskState::Struck => 3,
    }
}

/// What is given to one or many at once; what is empty stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub what: String,
    pub responsible: String,
    pub deadline: Option<Date>,
}

impl Given {
    /// The task as it is once this was given on `today`.
    pub fn onto(&self, task: &Task, today: Date) -> Task {
        let or = |given: &str, before: &str| match given.is_empty() {
            true => before.to_owned(),
            false => given.to_owned(),
        };
        Task {
            what: or(&self.what, &task.what),
            responsible: or(&self.responsible, &task.responsible),
            opened: task.opened.or(Some(today)),
            deadline: self.deadline.or(task.deadline),
            note: task.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_leaves_the_rest_and_opens_once() {
        let first = Date::of(2026, 7, 25);
        let task = Task {
            note: "已联系".into(),
            responsible: "周示范".into(),
            ..Task::default()
        };
        let given = Given {
            deadline: Some(Date::of(2026, 8, 31)),
            ..Given::default()
        };
        let task = given.onto(&task, first);
        assert_eq!(
            (task.opened, &*task.responsible, &*task.note),
            (Some(first), "周示范", "已联系")
        );
        let again = Given {
            responsible: "陈样本".into(),
            ..Given::default()
        };
        let task = again.onto(&task, first.plus_days(9));
        assert_eq!(
            (task.opened, task.deadline, &*task.responsible),
            (Some(first), Some(Date::of(2026, 8, 31)), "陈样本")
        );
    }

    #[test]
    fn a_tally_adds_up() {
        let mut tally = Tally::default();
        TaskState::ALL.iter().for_each(|state| tally.add(*state));
        tally.add(TaskState::Struck);
        assert_eq!((tally.all(), tally.left(), tally.struck), (5, 3, 2));
    }
}
