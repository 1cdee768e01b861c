//! Dates and times of day as numbers of days since 1 January 1970, and how they are written.
//! All of it is local civil time: a form is filled where the clock hangs, and an offset in a text is read over.

use std::fmt::Write;

use crate::domain::calendar::{Clock, Date};
use crate::domain::checklist::Lang;

const EPOCH: Date = Date::of(1970, 1, 1);
/// 0001-01-01 and 9999-12-31, beyond which no date is written.
const FIRST: i64 = -719_162;
const LAST: i64 = 2_932_896;
const DAY_MS: f64 = 86_400_000.0;

/// A date and the milliseconds since its midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub date: Date,
    pub ms: u32,
}

impl Moment {
    /// Reads `2026-11-22`, `2026-11-22T09:05:00.000+08:00` and what lies between; a space may stand for the `T`.
    pub fn parse(text: &str) -> Option<Moment> {
        let date = date_of(text.get(..10)?)?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Moment { date, ms: 0 });
        }
        let ms = time(rest.strip_prefix(['T', ' '])?)?;
        Some(Moment { date, ms })
    }

    /// The day of that number and the time its fraction gives.
    pub fn of_days(days: f64) -> Option<Moment> {
        let whole = days.floor();
        let date = date_of_days(whole)?;
        let ms = ((days - whole) * DAY_MS).round() as u32;
        Some(match ms >= 86_400_000 {
            true => Moment {
                date: date_of_days(whole + 1.0)?,
                ms: 0,
            },
            false => Moment { date, ms },
        })
    }

    pub fn of_clock(clock: Clock) -> Moment {
        Moment {
            date: clock.date,
            ms: u32::from(clock.minute) * 60_000,
        }
    }

    /// Days since 1970 with the time as a fraction.
    pub fn days(self) -> f64 {
        day(self.date) + f64::from(self.ms) / DAY_MS
    }

    /// `2026-11-22T09:05:00.000`
    pub fn text(self) -> String {
        let seconds = self.ms / 1000;
        format!(
            "{}T{:02}:{:02}:{:02}.{:03}",
            self.date,
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            self.ms % 1000
        )
    }
}

/// The number of a day.
pub fn day(date: Date) -> f64 {
    date.days_since(EPOCH) as f64
}

/// The date of a whole number of days, if it can be written.
pub fn date_of_days(days: f64) -> Option<Date> {
    (days >= FIRST as f64 && days <= LAST as f64).then(|| EPOCH.plus_days(days as i64))
}

/// Exactly `2026-11-22`; the looser forms that people write are no dates to an expression.
pub fn date_of(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped.then(|| Date::parse(text)).flatten()
}

/// Milliseconds since midnight of `09:05`, `09:05:00`, `09:05:00.000`, each with `Z` or an offset or without.
pub fn time(text: &str) -> Option<u32> {
    let text = match text.strip_suffix('Z') {
        Some(text) => text,
        None => match text.find(['+', '-']) {
            Some(at) => {
                let (hour, minute) = text[at + 1..].split_once(':')?;
                (two(hour)? < 24 && two(minute)? < 60).then_some(())?;
                &text[..at]
            }
            None => text,
        },
    };
    let mut parts = text.split(':');
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let (second, ms) = match parts.next() {
        None => (0, 0),
        Some(part) => match part.split_once('.') {
            None => (two(part)?, 0),
            Some((second, fraction)) => (two(second)?, thousandths(fraction)?),
        },
    };
    (parts.next().is_none() && hour < 24 && minute < 60 && second < 60).then_some(())?;
    Some(((hour * 60 + minute) * 60 + second) * 1000 + ms)
}

/// The time of day as a fraction of it.
pub fn fraction(ms: u32) -> f64 {
    f64::from(ms) / DAY_MS
}

fn two(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    text.parse().ok()
}

fn thousandths(text: &str) -> Option<u32> {
    ((1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(())?;
    format!("{text:0<3}").get(..3)?.parse().ok()
}

/// The first letter after `%` that no date format knows.
pub fn unknown_letter(format: &str) -> Option<char> {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' {
            let after = letters.next().unwrap_or('%');
            if !"YymnbdeaHhMS3%".contains(after) {
                return Some(after);
            }
        }
    }
    None
}

/// Writes a moment by the letters of `format-date` and `format-date-time`; an unknown letter stays as it is.
pub fn formatted(moment: Moment, format: &str, lang: Lang) -> String {
    let (year, month, day_of_month) = moment.date.ymd();
    let seconds = moment.ms / 1000;
    let mut text = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let done = match letters.next() {
            Some('Y') => write!(text, "{year:04}"),
            Some('y') => write!(text, "{:02}", year % 100),
            Some('m') => write!(text, "{month:02}"),
            Some('n') => write!(text, "{month}"),
            Some('b') => write!(text, "{}", month_name(month, lang)),
            Some('d') => write!(text, "{day_of_month:02}"),
            Some('e') => write!(text, "{day_of_month}"),
            Some('a') => write!(text, "{}", day_name(moment.date, lang)),
            Some('H') => write!(text, "{:02}", seconds / 3600),
            Some('h') => write!(text, "{}", seconds / 3600),
            Some('M') => write!(text, "{:02}", seconds / 60 % 60),
            Some('S') => write!(text, "{:02}", seconds % 60),
            Some('3') => write!(text, "{:03}", moment.ms % 1000),
            Some('%') | None => write!(text, "%"),
            Some(other) => write!(text, "%{other}"),
        };
        done.expect("a string takes whatever is written to it");
    }
    text
}

fn month_name(month: i8, lang: Lang) -> String {
    const ENGLISH: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    match lang {
        Lang::Zh => format!("{month}月"),
        Lang::En => ENGLISH[(month as usize - 1) % 12].to_owned(),
    }
}

fn day_name(date: Date, lang: Lang) -> &'static str {
    const ENGLISH: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const CHINESE: [&str; 7] = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
    // 1 January 1970 was a Thursday
    let weekday = (date.days_since(EPOCH) + 4).rem_euclid(7) as usize;
    match lang {
        Lang::Zh => CHINESE[weekday],
        Lang::En => ENGLISH[weekday],
    }
}
