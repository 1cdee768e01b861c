//! Document numbers, days, hours and numerals as official papers write them (GB/T 9704-2012, 7.2.5 and 7.3.5.4).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Clock, Date};

/// 发文字号: 机关代字〔年〕序号号, the year in full in six-cornered brackets, no 第, no leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// 机关代字, such as `×社党工督`.
    pub mark: String,
    pub year: i16,
    pub n: u32,
}

/// What of a number that somebody wrote is not as the standard has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// No 代字, year in brackets, number and 号.
    Form,
    /// 01 for 1, which offices do write and the standard does not.
    LeadingZeros,
    /// `[2026]`, `(2026)` or `【2026】` for `〔2026〕`.
    Brackets,
    /// 第3号 for 3号.
    Ordinal,
}

impl Number {
    /// Reads a number as it is written on papers, with what about it is off the standard.
    ///
    /// # Errors
    /// `Form` where it cannot be read at all.
    pub fn read(text: &str) -> Result<(Number, Vec<NumberFault>), NumberFault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut faults = Vec::new();
        let is_open = |c: char| "〔[［(（【".contains(c);
        let open = text.find(is_open).ok_or(NumberFault::Form)?;
        let (mark, rest) = text.split_at(open);
        if !rest.starts_with('〔') {
            faults.push(NumberFault::Brackets);
        }
        let rest = rest.trim_start_matches(is_open);
        let (year, rest) = rest
            .split_once(|c| "〕]］)）】".contains(c))
            .ok_or(NumberFault::Form)?;
        let rest = rest.strip_suffix('号').ok_or(NumberFault::Form)?;
        let n = rest.trim_start_matches('第');
        if n != rest {
            faults.push(NumberFault::Ordinal);
        }
        if n.starts_with('0') {
            faults.push(NumberFault::LeadingZeros);
        }
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if mark.is_empty() || year.len() != 4 || !is_number(year) || !is_number(n) {
            return Err(NumberFault::Form);
        }
        let number = Number {
            mark: mark.to_owned(),
            year: year.parse().map_err(|_| NumberFault::Form)?,
            n: n.parse().map_err(|_| NumberFault::Form)?,
        };
        (number.n > 0)
            .then_some((number, faults))
            .ok_or(NumberFault::Form)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.mark, self.year, self.n)
    }
}

/// `2026年1月5日`.
pub fn written(date: Date) -> String {
    let (year, month, day) = date.ymd();
    format!("{year}年{month}月{day}日")
}

/// The same on two lines, for a narrow column.
pub(super) fn written_in_two(date: Date) -> String {
    written(date).replacen('年', "年\n", 1)
}

/// `2026年1月5日9时5分`, `2026年1月5日9时` on the hour.
pub fn time_written(clock: Clock) -> String {
    let (hour, minute) = (clock.minute / 60, clock.minute % 60);
    let day = written(clock.date);
    match minute {
        0 => format!("{day}{hour}时"),
        _ => format!("{day}{hour}时{minute}分"),
    }
}

/// Two days with what they have in common said once: `2026年1月5日至8日`.
pub fn span_written(from: Date, to: Date) -> String {
    let ((year, month, day), (year_to, month_to, day_to)) = (from.ymd(), to.ymd());
    let first = written(from);
    if from == to {
        return first;
    }
    if year != year_to {
        return format!("{first}至{}", written(to));
    }
    match month == month_to {
        true => format!("{year}年{month}月{day}日至{day_to}日"),
        false => format!("{first}至{month_to}月{day_to}日"),
    }
}

/// 一, 十, 十一, 二十三; digits from a hundred on.
pub fn chinese_numeral(number: usize) -> String {
    let digit = |n: usize| {
        "零一二三四五六七八九"
            .chars()
            .nth(n)
            .map_or_else(String::new, String::from)
    };
    match (number / 10, number % 10) {
        (0, ones) => digit(ones),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, 0) => format!("{}十", digit(tens)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_by_the_standard() {
        let number = Number {
            mark: "甲社党工督".into(),
            year: 2026,
            n: 3,
        };
        assert_eq!(number.to_string(), "甲社党工督〔2026〕3号");
        assert_eq!(
            Number::read("甲社党工督〔2026〕3号"),
            Ok((number.clone(), vec![]))
        );
        for (text, faults) in [
            ("甲社党工督〔2026〕03号", vec![NumberFault::LeadingZeros]),
            ("甲社党工督[2026] 3 号", vec![NumberFault::Brackets]),
            (
                "甲社党工督（2026）第3号",
                vec![NumberFault::Brackets, NumberFault::Ordinal],
            ),
        ] {
            assert_eq!(Number::read(text), Ok((number.clone(), faults)), "{text}");
        }
        for text in [
            "",
            "〔2026〕3号",
            "甲〔26〕3号",
            "甲〔2026〕3",
            "甲〔2026〕号",
            "甲〔2026〕0号",
            "甲〔2026〕+3号",
            "甲3号",
        ] {
            assert_eq!(Number::read(text), Err(NumberFault::Form), "{text}");
        }
    }

    #[test]
    fn days_have_no_leading_zeros() {
        let day = Date::of(2026, 1, 5);
        assert_eq!(written(day), "2026年1月5日");
        for (to, text) in [
            (day, "2026年1月5日"),
            (Date::of(2026, 1, 12), "2026年1月5日至12日"),
            (Date::of(2026, 3, 1), "2026年1月5日至3月1日"),
            (Date::of(2027, 1, 5), "2026年1月5日至2027年1月5日"),
        ] {
            assert_eq!(span_written(day, to), text);
        }
        for (minute, text) in [
            (540, "2026年1月5日9时"),
            (545, "2026年1月5日9时5分"),
            (0, "2026年1月5日0时"),
        ] {
            assert_eq!(time_written(Clock { date: day, minute }), text);
        }
    }

    #[test]
    fn numerals_run_to_ninety_nine() {
        let said = [1, 9, 10, 11, 19, 20, 21, 90, 99, 100].map(chinese_numeral);
        assert_eq!(
            said,
            [
                "一",
                "九",
                "十",
                "十一",
                "十九",
                "二十",
                "二十一",
                "九十",
                "九十九",
                "100"
            ]
        );
    }
}
