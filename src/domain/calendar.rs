//! Civil dates and local time as plain numbers. Who asks for "today" is handed it; nothing here reads a clock.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A day of the civil calendar, ordered; written `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(civil::Date);

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// A day written in the source; an impossible one does not compile in a constant.
    pub const fn of(year: i16, month: i8, day: i8) -> Date {
        Date(civil::Date::constant(year, month, day))
    }

    /// Reads `2026-11-22`, `2026/11/22`, `2026.11.22`, `20261122` and `2026年11月22日`; leading zeros may be left out.
    pub fn parse(text: &str) -> Option<Date> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Date::new(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            );
        }
        let text = text.strip_suffix('日').unwrap_or(text);
        let mut parts = text.split(['-', '/', '.', '年', '月']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, most: usize| {
            (!part.is_empty()
                && part.len() <= most
                && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some(())
        };
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        digits(year, 4)?;
        digits(month, 2)?;
        digits(day, 2)?;
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day that many days later; the last or first day of the calendar where it would run out.
    pub fn plus_days(self, days: i64) -> Date {
        let span = jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000));
        Date(self.0.saturating_add(span))
    }

    /// The same day so many years later; 28 February where there is no 29th.
    pub fn plus_years(self, years: i64) -> Date {
        let span = jiff::Span::new().years(years.clamp(-9_000, 9_000));
        Date(self.0.saturating_add(span))
    }

    /// Days from `earlier` to this one; negative if it is the later.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(earlier.0.until(self.0).map_or(0, |span| span.get_days()))
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            civil::Weekday::Saturday | civil::Weekday::Sunday
        )
    }

    pub fn ymd(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_one_offset().unsigned_abs()
    }

    /// The Monday of its week.
    pub fn monday(self) -> Date {
        self.plus_days(1 - i64::from(self.weekday()))
    }

    /// Year and number of its week as ISO 8601 counts them: the first week of a year has the year's first Thursday.
    pub fn week(self) -> (i16, u8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week().unsigned_abs())
    }

    /// The Monday of a week written `2026-W49`, `2026W49` or `2026-w9`.
    pub fn parse_week(text: &str) -> Option<Date> {
        let (year, week) = text.trim().split_once(['W', 'w'])?;
        let year = year.strip_suffix('-').unwrap_or(year);
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !(1..=2).contains(&week.len()) || !is_number(year) || !is_number(week)
        {
            return None;
        }
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        let day = civil::ISOWeekDate::new(year, week, civil::Weekday::Monday).ok()?;
        Some(Date(day.date()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The moment of a message, read once by the runtime: milliseconds since 1970 UTC and the local civil time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    pub utc_ms: i64,
    pub today: Date,
    /// Local minutes since midnight, for "started at" and "finished at".
    pub minute: u16,
}

impl Now {
    pub fn clock(self) -> Clock {
        Clock {
            date: self.today,
            minute: self.minute,
        }
    }

    /// The local day of another moment, by the distance from UTC that local time has now.
    pub fn day_of(self, utc_ms: i64) -> Date {
        self.clock_of(utc_ms).date
    }

    /// The local date and minute of another moment, likewise.
    pub fn clock_of(self, utc_ms: i64) -> Clock {
        const QUARTER: i64 = 15 * 60_000;
        let epoch = Date::of(1970, 1, 1);
        let local = (self.today.days_since(epoch) * 1440 + i64::from(self.minute)) * 60_000;
        // a clock shows whole minutes, and every zone lies whole quarters of an hour from UTC
        let ahead = (local - self.utc_ms + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
        let there = utc_ms + ahead;
        Clock {
            date: epoch.plus_days(there.div_euclid(86_400_000)),
            minute: (there.rem_euclid(86_400_000) / 60_000) as u16,
        }
    }
}

/// A local date and minute; written `2026-11-22 09:05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Clock {
    pub date: Date,
    pub minute: u16,
}

impl Clock {
    pub fn parse(text: &str) -> Option<Clock> {
        let (date, time) = text.split_once(' ')?;
        let (hour, minute) = time.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(())?;
        Some(Clock {
            date: Date::parse(date)?,
            minute: hour * 60 + minute,
        })
    }
}

impl From<Clock> for String {
    fn from(clock: Clock) -> String {
        clock.to_string()
    }
}

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Clock, String> {
        Clock::parse(&text).ok_or(text)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:02}:{:02}",
            self.date,
            self.minute / 60,
            self.minute % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = Date::new(2026, 3, 5).unwrap();
        for text in [
            "2026-03-05",
            "2026/3/5",
            "2026.3.5",
            "20260305",
            "2026年3月5日",
            " 2026-3-5 ",
        ] {
            assert_eq!(Date::parse(text), Some(day), "{text}");
        }
        for text in [
            "2026-02-30",
            "26-3-5",
            "2026-3",
            "2026-3-5-1",
            "",
            "二〇二六",
            "2026-+3-5",
            "２０２６-3-5",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let day = Date::new(2028, 2, 28).unwrap();
        assert_eq!(day.plus_days(2).to_string(), "2028-03-01");
        assert_eq!(
            Date::new(2029, 1, 1)
                .unwrap()
                .days_since(Date::new(2028, 1, 1).unwrap()),
            366
        );
        assert_eq!(day.plus_days(-59).to_string(), "2027-12-31");
    }

    #[test]
    fn weeks_are_numbered_over_the_ends_of_years() {
        // 2026 begins on a Thursday and so has 53 weeks; its last one ends on 3 January 2027
        assert_eq!(Date::of(2026, 1, 1).week(), (2026, 1));
        assert_eq!(Date::of(2026, 1, 1).monday(), Date::of(2025, 12, 29));
        assert_eq!(Date::of(2026, 12, 31).week(), (2026, 53));
        assert_eq!(Date::of(2027, 1, 3).week(), (2026, 53));
        assert_eq!(Date::of(2027, 1, 4).week(), (2027, 1));
        assert_eq!(Date::parse_week("2026-W49"), Some(Date::of(2026, 11, 30)));
        assert_eq!(Date::parse_week("2026W53"), Some(Date::of(2026, 12, 28)));
        assert_eq!(Date::parse_week("2027-w1"), Some(Date::of(2027, 1, 4)));
        // 2028 has 52 weeks, and 29 February is a Tuesday of the ninth
        assert_eq!(Date::of(2028, 2, 29).week(), (2028, 9));
        assert_eq!(Date::of(2028, 2, 29).weekday(), 2);
        for text in [
            "2028-W53",
            "2026-W0",
            "2026-49",
            "26-W4",
            "2026-W+4",
            "W49",
            "2026-W049",
        ] {
            assert_eq!(Date::parse_week(text), None, "{text}");
        }
    }

    #[test]
    fn another_moment_falls_on_its_local_day() {
        // 2026-11-22 10:00 eight hours ahead of UTC
        let now = Now {
            utc_ms: 1_795_312_800_000,
            today: Date::of(2026, 11, 22),
            minute: 600,
        };
        let hour = 3_600_000;
        assert_eq!(now.day_of(now.utc_ms), now.today);
        assert_eq!(now.day_of(now.utc_ms - 10 * hour), now.today);
        assert_eq!(
            now.day_of(now.utc_ms - 10 * hour - 1),
            Date::of(2026, 11, 21)
        );
        assert_eq!(now.day_of(now.utc_ms + 14 * hour), Date::of(2026, 11, 23));
    }

    #[test]
    fn a_clock_reads_what_it_writes() {
        let clock = Clock {
            date: Date::new(2026, 1, 2).unwrap(),
            minute: 545,
        };
        assert_eq!(clock.to_string(), "2026-01-02 09:05");
        assert_eq!(Clock::parse("2026-01-02 09:05"), Some(clock));
        assert_eq!(Clock::parse("2026-01-02 24:00"), None);
    }
}
