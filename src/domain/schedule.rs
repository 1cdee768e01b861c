//! When an organisation is to be visited: every template is due by its own last visit there, and the first visit of all
//! by a rule that a county may set otherwise. Which days are worked is data too.

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::Uuid;
use super::checklist::Text;
use super::workdays::Holidays;

/// Milliseconds by which China's one civil time is ahead of UTC: the day on which a record was written down is the same
/// on every laptop, wherever its clock is set.
const AHEAD_OF_UTC: i64 = 8 * 3_600_000;

/// `fixtures/standards/schedule.toml`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRules {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// Organisations on the route sheet of one working day.
    pub per_day: u32,
    /// Days of the week on which visits are made, 1 for Monday to 7 for Sunday. Holidays and the days worked for them
    /// go before.
    pub workdays: Vec<u8>,
    /// None: an organisation that was never visited is not due either.
    pub first: Option<FirstRule>,
}

/// When an organisation is due that was never visited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstRule {
    /// Id of the template by which it is visited.
    pub template: String,
    /// Days after its registration, or after it was written down if that is later.
    pub days: u32,
    /// Days before that from which it is shown as coming up.
    pub soon_days: u32,
}

/// What of the rules cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleFault {
    /// Nobody visits fewer than one organisation a day, and nobody so many.
    PerDay,
    /// No day of the week is worked, or one is named that is none.
    Workdays,
}

/// More visits than that are made by nobody in one day.
pub const MOST_PER_DAY: u32 = 50;

impl ScheduleRules {
    pub fn fault(&self) -> Option<ScheduleFault> {
        if !(1..=MOST_PER_DAY).contains(&self.per_day) {
            return Some(ScheduleFault::PerDay);
        }
        let is_day = |day: &u8| (1..=7).contains(day);
        (self.workdays.is_empty() || !self.workdays.iter().all(is_day))
            .then_some(ScheduleFault::Workdays)
    }

    /// The days of visits from `from` to `to`, both included.
    pub fn working_days(&self, holidays: &Holidays, from: Date, to: Date) -> Vec<Date> {
        let length = to.days_since(from).clamp(-1, 400);
        let days = (0..=length).map(|after| from.plus_days(after));
        let is_worked = |day: &Date| {
            let by_week = self.workdays.contains(&day.weekday());
            holidays.named(*day).unwrap_or(by_week)
        };
        days.filter(is_worked).collect()
    }
}

impl FirstRule {
    /// The day by which an organisation is visited for the first time; `known` is the day from which that counts.
    pub fn due(&self, known: Date) -> Date {
        known.plus_days(self.days.into())
    }

    /// The last day from which a first visit counts that is due on `day` or earlier.
    pub fn latest_due(&self, day: Date) -> Date {
        day.plus_days(-i64::from(self.days))
    }
}

/// The day from which an organisation's first visit counts: its registration, or the day on which it was written down
/// if that is later. None where neither is known.
pub fn known_since(registered: Option<Date>, record: Uuid) -> Option<Date> {
    let epoch = Date::of(1970, 1, 1);
    let written = record
        .made_at()
        .map(|ms| epoch.plus_days((ms + AHEAD_OF_UTC).div_euclid(86_400_000)));
    registered.max(written)
}

/// A template that is due at an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// Id and name of the template.
    pub template: String,
    pub name: Text,
    /// None: it was never visited.
    pub last: Option<Date>,
    pub due: Date,
    /// Days before `due` from which it is shown as coming up.
    pub soon_days: u32,
}

impl Scheduled {
    /// Days by which it is late on that day; negative while there is time.
    pub fn late(&self, today: Date) -> i64 {
        today.days_since(self.due)
    }

    pub fn is_soon(&self, today: Date) -> bool {
        (-i64::from(self.soon_days)..=0).contains(&self.late(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workdays::{Off, Year};

    fn rules() -> ScheduleRules {
        let text = |text: &str| Text {
            zh: text.into(),
            en: text.into(),
        };
        ScheduleRules {
            id: "schedule".into(),
            version: 1,
            basis: text("-"),
            per_day: 6,
            workdays: vec![1, 2, 3, 4, 5],
            first: Some(FirstRule {
                template: "site".into(),
                days: 30,
                soon_days: 14,
            }),
        }
    }

    fn holidays(off: Off) -> Holidays {
        Holidays {
            years: vec![Year {
                year: 2026,
                confirmed: true,
                basis: Text::default(),
                off: vec![off],
            }],
            ..Holidays::default()
        }
    }

    #[test]
    fn working_days_leave_weekends_and_holidays_out_and_take_made_up_days_in() {
        let rules = rules();
        let holidays = holidays(Off {
            name: Text::default(),
            from: Date::of(2026, 10, 1),
            to: Date::of(2026, 10, 2),
            work: vec![Date::of(2026, 9, 27)],
        });
        let days = |from, to| -> Vec<String> {
            let days = rules.working_days(&holidays, from, to);
            days.iter().map(|day| day.to_string()).collect()
        };
        // Sunday 27 September 2026 is worked; Thursday and Friday of that week are holidays
        assert_eq!(
            days(Date::of(2026, 9, 26), Date::of(2026, 10, 5)),
            [
                "2026-09-27",
                "2026-09-28",
                "2026-09-29",
                "2026-09-30",
                "2026-10-05"
            ]
        );
        // over the end of a year: 31 December 2026 is a Thursday, 4 January a Monday
        assert_eq!(
            days(Date::of(2026, 12, 31), Date::of(2027, 1, 4)),
            ["2026-12-31", "2027-01-01", "2027-01-04"]
        );
        assert_eq!(days(Date::of(2026, 12, 5), Date::of(2026, 12, 6)), [""; 0]);
        assert_eq!(days(Date::of(2026, 12, 8), Date::of(2026, 12, 7)), [""; 0]);
    }

    #[test]
    fn a_first_visit_counts_from_the_later_of_registration_and_writing_down() {
        // 2026-11-22 10:00 in China
        let record = Uuid::v7(1_795_312_800_000, [1; 10]);
        let day = |known: Option<Date>| known.unwrap().to_string();
        assert_eq!(day(known_since(None, record)), "2026-11-22");
        assert_eq!(
            day(known_since(Some(Date::of(2015, 5, 1)), record)),
            "2026-11-22"
        );
        assert_eq!(
            day(known_since(Some(Date::of(2026, 12, 1)), record)),
            "2026-12-01"
        );
        // half an hour before midnight in China is the same day, an hour later the next
        let late = 1_795_312_800_000 + 13 * 3_600_000 + 1_800_000;
        assert_eq!(
            day(known_since(None, Uuid::v7(late, [1; 10]))),
            "2026-11-22"
        );
        let next = Uuid::v7(late + 3_600_000, [1; 10]);
        assert_eq!(day(known_since(None, next)), "2026-11-23");
        // a name derived from content says nothing of a day
        assert_eq!(known_since(None, Uuid::v8([7; 16])), None);
    }

    #[test]
    fn a_first_visit_is_due_over_the_ends_of_months_and_years() {
        let first = rules().first.unwrap();
        // 30 days after 30 January 2028, a leap year: one of January and 29 of February
        assert_eq!(first.due(Date::of(2028, 1, 30)), Date::of(2028, 2, 29));
        assert_eq!(first.due(Date::of(2027, 1, 30)), Date::of(2027, 3, 1));
        assert_eq!(first.due(Date::of(2026, 12, 15)), Date::of(2027, 1, 14));
        assert_eq!(
            first.latest_due(Date::of(2027, 1, 14)),
            Date::of(2026, 12, 15)
        );
    }

    #[test]
    fn days_late_are_counted_from_the_day_after() {
        let scheduled = Scheduled {
            template: "site".into(),
            name: Text::default(),
            last: Some(Date::of(2027, 12, 1)),
            due: Date::of(2028, 2, 29),
            soon_days: 14,
        };
        assert_eq!(scheduled.late(Date::of(2028, 2, 29)), 0);
        assert_eq!(scheduled.late(Date::of(2028, 3, 1)), 1);
        assert_eq!(scheduled.late(Date::of(2028, 2, 14)), -15);
        assert!(!scheduled.is_soon(Date::of(2028, 2, 14)));
        assert!(scheduled.is_soon(Date::of(2028, 2, 15)));
        assert!(scheduled.is_soon(Date::of(2028, 2, 29)));
        assert!(!scheduled.is_soon(Date::of(2028, 3, 1)));
    }

    #[test]
    fn rules_that_cannot_be_are_named() {
        let with = |change: fn(&mut ScheduleRules)| {
            let mut rules = rules();
            change(&mut rules);
            rules.fault()
        };
        assert_eq!(with(|_| {}), None);
        assert_eq!(with(|rules| rules.per_day = 0), Some(ScheduleFault::PerDay));
        assert_eq!(
            with(|rules| rules.per_day = 51),
            Some(ScheduleFault::PerDay)
        );
        assert_eq!(
            with(|rules| rules.workdays.clear()),
            Some(ScheduleFault::Workdays)
        );
        assert_eq!(
            with(|rules| rules.workdays.push(8)),
            Some(ScheduleFault::Workdays)
        );
    }
}
