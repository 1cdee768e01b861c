//! Days counted as offices count them: natural days, or working days by a table of public holidays and of the weekend
//! days that are worked for them (调休). The table is data; a year that it does not have is counted by weekends alone.

mod tests;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::checklist::Text;
use super::organisation::codes;

/// A count that goes further is no deadline any more.
const MOST: u32 = 3660;

codes! {
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    DayKind {
        /// 自然日
        Natural "natural",
        /// 工作日
        Working "working",
    }
}

/// The holidays of all years that are known; `fixtures/standards/holidays.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    pub id: String,
    pub version: u32,
    #[serde(rename = "year", default)]
    pub years: Vec<Year>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    pub year: i16,
    /// Checked against the notice itself.
    pub confirmed: bool,
    pub basis: Text,
    #[serde(default)]
    pub off: Vec<Off>,
}

/// One holiday with the weekend days that are worked for it, which may lie in the year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Off {
    pub name: Text,
    pub from: Date,
    /// The last day off.
    pub to: Date,
    #[serde(default)]
    pub work: Vec<Date>,
}

impl Holidays {
    /// Takes the years of a county's table in place of those that are known.
    pub fn take(&mut self, own: Holidays) {
        for year in own.years {
            match self.years.iter_mut().find(|known| known.year == year.year) {
                Some(known) => *known = year,
                None => self.years.push(year),
            }
        }
    }

    /// The first year that is given twice, or holiday that ends before it begins.
    pub fn fault(&self) -> Option<String> {
        let twice = self.years.iter().enumerate().find(|(at, year)| {
            let before = &self.years[..*at];
            before.iter().any(|known| known.year == year.year)
        });
        let off = self.years.iter().flat_map(|year| &year.off);
        let mut turned = off.filter(|off| off.to < off.from);
        twice
            .map(|(_, year)| year.year.to_string())
            .or_else(|| turned.next().map(|off| format!("{} {}", off.from, off.to)))
    }

    pub fn knows(&self, year: i16) -> bool {
        self.years.iter().any(|known| known.year == year)
    }

    /// Whether a notice has the day worked or off; none where it says nothing of it.
    pub fn named(&self, day: Date) -> Option<bool> {
        let off = || self.years.iter().flat_map(|year| &year.off);
        if off().any(|off| off.work.contains(&day)) {
            return Some(true);
        }
        let is_off = off().any(|off| (off.from..=off.to).contains(&day));
        is_off.then_some(false)
    }

    pub fn is_working(&self, day: Date) -> bool {
        self.named(day).unwrap_or(!day.is_weekend())
    }

    /// The day itself, or the next working day where it is none.
    pub fn working_from(&self, day: Date) -> Date {
        let mut at = day;
        for _ in 0..MOST {
            if self.is_working(at) {
                return at;
            }
            at = at.plus_days(1);
        }
        day
    }

    /// The day that many days later. The first day counted is the one after `from`.
    pub fn after(&self, from: Date, days: u32, kind: DayKind) -> Date {
        if kind == DayKind::Natural {
            return from.plus_days(days.into());
        }
        let (mut day, mut left) = (from, days.min(MOST));
        while left > 0 {
            day = day.plus_days(1);
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// Days from one to the other, the first not counted and the last one counted; negative where `to` is the earlier.
    pub fn between(&self, from: Date, to: Date, kind: DayKind) -> i64 {
        let natural = to.days_since(from);
        if kind == DayKind::Natural {
            return natural;
        }
        let (first, last) = (from.min(to), from.max(to));
        let days = natural.abs().min(MOST.into());
        let start = last.plus_days(-days).max(first);
        let working = (1..=days).filter(|at| self.is_working(start.plus_days(*at)));
        working.count() as i64 * natural.signum()
    }
}
