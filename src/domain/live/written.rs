//! The one written form of an answer: as the journal keeps it and as expressions read it.

use crate::domain::calendar::{Clock, Date};
use crate::domain::expression::{Kind, Moment, number_of, number_text};

/// An answer in its written form, from the ways in which people write it; full-width digits and signs are plain ones.
/// Blank stays blank. None where it is no answer of that kind.
pub fn written(kind: Kind, typed: &str) -> Option<String> {
    let plain = || -> String { typed.trim().chars().map(narrow).collect() };
    if typed.trim().is_empty() {
        return Some(String::new());
    }
    match kind {
        Kind::Text | Kind::Any => Some(typed.to_owned()),
        Kind::Number | Kind::Days => number_of(&plain()).map(number_text),
        Kind::Date => Date::parse(&plain()).map(|date| date.to_string()),
        Kind::Moment => {
            let typed = plain();
            let moment = Moment::parse(&typed).map(moment_text);
            moment.or_else(|| Clock::parse(&typed).map(|clock| clock.to_string()))
        }
        Kind::Time => {
            // any day will do to read a time of day
            let clock = Clock::parse(&format!("2000-01-01 {}", plain()))?;
            Some(format!("{:02}:{:02}", clock.minute / 60, clock.minute % 60))
        }
        Kind::One => {
            let code = typed.trim();
            (!code.contains(char::is_whitespace)).then(|| code.to_owned())
        }
        Kind::Several => Some(typed.split_whitespace().collect::<Vec<_>>().join(" ")),
        Kind::YesNo => ["yes", "no"]
            .contains(&typed.trim())
            .then(|| typed.trim().to_owned()),
        Kind::Truth => ["true", "false"]
            .contains(&typed.trim())
            .then(|| typed.trim().to_owned()),
        Kind::Repeat | Kind::Group => None,
    }
}

/// With minutes, as all clocks here are; in full where there are seconds.
pub fn moment_text(moment: Moment) -> String {
    match moment.ms % 60_000 {
        0 => Clock {
            date: moment.date,
            minute: (moment.ms / 60_000) as u16,
        }
        .to_string(),
        _ => moment.text(),
    }
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '．' | '－' | '：' | '／' => {
            char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter)
        }
        _ => letter,
    }
}
