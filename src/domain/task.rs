//! 应建未建, worked off (清账销号, D2): a task for each organisation that must form a branch and has none, with who is
//! responsible and until when. It is struck off by the branch itself and by nobody's hand.

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::codes;

/// The part of an organisation's record that holds its task.
pub const PART: &str = "formation";

codes! {
    TaskState {
        /// 未分派: nobody was given it yet
        Unassigned "unassigned",
        /// 在办
        Open "open",
        /// 逾期
        Overdue "overdue",
        /// 已销号: a Party organisation covers it
        Struck "struck",
    }
}

/// Empty text means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// 任务: what is to be done.
    pub what: String,
    /// 责任人
    pub responsible: String,
    /// None: no task was given yet.
    pub opened: Option<Date>,
    pub deadline: Option<Date>,
    pub note: String,
}

impl Task {
    pub fn change(&self, organisation: Uuid) -> Change {
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        let date =
            |date: Option<Date>| Value::optional(date.map(|date| date.to_string()).as_deref());
        let edit = |field, value| Edit::part(organisation, PART, field, value);
        Change::of(vec![
            edit(Field::TASK_WHAT, text(&self.what)),
            edit(Field::TASK_RESPONSIBLE, text(&self.responsible)),
            edit(Field::TASK_OPENED, date(self.opened)),
            edit(Field::TASK_DEADLINE, date(self.deadline)),
            edit(Field::TASK_NOTE, text(&self.note)),
        ])
    }

    /// `covered`: a Party organisation covers it now.
    pub fn state(&self, covered: bool, today: Date) -> TaskState {
        match (covered, self.opened, self.deadline) {
            (true, ..) => TaskState::Struck,
            (false, None, _) => TaskState::Unassigned,
            (false, _, Some(deadline)) if deadline < today => TaskState::Overdue,
            (false, ..) => TaskState::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_open_until_its_deadline_and_struck_off_by_the_branch() {
        let day = Date::of(2026, 8, 31);
        let mut task = Task::default();
        assert_eq!(task.state(false, day), TaskState::Unassigned);
        task.opened = Some(Date::of(2026, 7, 25));
        assert_eq!(task.state(false, day), TaskState::Open);
        task.deadline = Some(day);
        assert_eq!(task.state(false, day), TaskState::Open);
        assert_eq!(task.state(false, day.plus_days(1)), TaskState::Overdue);
        assert_eq!(task.state(true, day.plus_days(1)), TaskState::Struck);
    }
}
