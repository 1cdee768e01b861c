//! What a branch did: its recorded activities, each on its day. A branch without any for long may be one in name only.

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::codes;

/// The parts of a branch's record that hold an activity begin with this; the day follows, and from the second activity
/// of a day on its number.
pub const PART: &str = "activity/";

codes! {
    /// 形式 (practice.md §3.1).
    ActivityForm {
        /// 主题党日
        ThemeDay "theme_day",
        /// 支部党员大会
        Meeting "meeting",
        /// 支部委员会会议
        Committee "committee",
        /// 党小组会
        Group "group",
        /// 党课
        Lecture "lecture",
        /// 组织生活会
        LifeMeeting "life_meeting",
        /// 志愿服务
        Service "service",
        /// 其他
        Other "other",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub day: Date,
    /// 1 for the first one written down for that day.
    pub number: u32,
    pub theme: String,
    pub form: ActivityForm,
    pub people: u32,
}

impl Activity {
    /// The name of the part that holds it.
    pub fn part(&self) -> String {
        match self.number {
            0 | 1 => format!("{PART}{}", self.day),
            number => format!("{PART}{}/{number}", self.day),
        }
    }

    /// Day and number of a part's name; none where it is another kind of part.
    pub fn place(part: &str) -> Option<(Date, u32)> {
        let rest = part.strip_prefix(PART)?;
        match rest.split_once('/') {
            Some((day, number)) => Some((Date::parse(day)?, number.parse().ok()?)),
            None => Some((Date::parse(rest)?, 1)),
        }
    }

    /// The first number of that day that no activity has.
    pub fn free_number(day: Date, known: &[Activity]) -> u32 {
        let taken = |number: &u32| {
            known
                .iter()
                .any(|activity| activity.day == day && activity.number == *number)
        };
        (1..).find(|number| !taken(number)).unwrap_or(1)
    }

    /// Writes it down.
    pub fn change(&self, branch: Uuid) -> Change {
        let edit = |field, value| Edit::part(branch, &self.part(), field, value);
        Change::of(vec![
            edit(Field::ACTIVITY_THEME, Value::text(&self.theme)),
            edit(Field::ACTIVITY_FORM, Value::text(self.form.code())),
            edit(
                Field::ACTIVITY_PEOPLE,
                match self.people {
                    0 => Value::Nothing,
                    people => Value::Int(people.into()),
                },
            ),
        ])
    }

    /// Strikes it out.
    pub fn removal(&self, branch: Uuid) -> Change {
        let fields = [
            Field::ACTIVITY_THEME,
            Field::ACTIVITY_FORM,
            Field::ACTIVITY_PEOPLE,
        ];
        let edit = |field| Edit::part(branch, &self.part(), field, Value::Nothing);
        Change::of(fields.map(edit).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(day: Date, number: u32) -> Activity {
        Activity {
            day,
            number,
            theme: "学习".into(),
            form: ActivityForm::ThemeDay,
            people: 5,
        }
    }

    #[test]
    fn a_part_is_named_by_day_and_number() {
        let day = Date::of(2026, 11, 5);
        for (number, part) in [(1, "activity/2026-11-05"), (3, "activity/2026-11-05/3")] {
            assert_eq!(activity(day, number).part(), part);
            assert_eq!(Activity::place(part), Some((day, number)));
        }
        for other in ["activity/", "activity/x", "activity/2026-11-05/", "step/a"] {
            assert_eq!(Activity::place(other), None, "{other}");
        }
    }

    #[test]
    fn a_second_activity_of_a_day_gets_the_first_free_number() {
        let day = Date::of(2026, 11, 5);
        let free = |known: &[Activity]| Activity::free_number(day, known);
        assert_eq!(free(&[]), 1);
        assert_eq!(free(&[activity(day, 1), activity(day, 2)]), 3);
        assert_eq!(free(&[activity(day, 2)]), 1);
        assert_eq!(free(&[activity(day.plus_days(1), 1)]), 1);
    }
}
