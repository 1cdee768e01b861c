//! What a cell's text says: tidied, as a day, as a count, as several names, or as the ruins of a formula or a code.

use crate::domain::calendar::Date;

/// More people than any organisation of a county has.
const MOST_PEOPLE: u32 = 10_000_000;
/// Serial numbers of days that a date column may hold as plain numbers: 1927 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 10_000..=60_000;

/// One line without what acts or cannot be seen, and without a spreadsheet's own ways to mark text.
pub fn tidy(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            c if c.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c if c.is_control() => {}
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            c => text.push(c),
        }
    }
    let text = text.trim();
    let text = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    text.strip_prefix('\'').unwrap_or(text).trim().to_owned()
}

/// Several in one cell.
pub fn parted(cell: &str) -> Vec<&str> {
    cell.split(['、', ',', '，', ';', '；', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A short name is often spread to the width of longer ones: 王　芳.
pub fn without_padding(name: &str) -> String {
    match name.is_ascii() {
        true => name.to_owned(),
        false => name.replace(' ', ""),
    }
}

/// What spreadsheets show in place of a failed formula; `Err:510` is LibreOffice's.
pub fn is_formula_error(cell: &str) -> bool {
    if let Some(number) = cell.strip_prefix("Err:") {
        return number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let known = [
        "N/A", "REF!", "VALUE!", "NAME?", "DIV/0!", "NULL!", "NUM!", "DATA!",
    ];
    cell.strip_prefix('#').is_some_and(|rest| {
        known.contains(&rest) || rest.chars().all(|c| c == '#') && rest.len() > 2
    })
}

/// `5.31E+17`
pub fn is_scientific(code: &str) -> bool {
    let Some((digits, power)) = code.split_once('E') else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(&digits.replacen('.', "", 1))
        && is_digits(power.trim_start_matches('+'))
        && (digits.contains('.') || power.starts_with('+'))
}

/// A number of which a spreadsheet kept 15 digits.
pub fn is_zero_tailed(code: &str) -> bool {
    code.len() == 18 && code.ends_with("000") && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// A day as people write it, as a spreadsheet counts it, or with a time of day behind it.
pub fn read_date(cell: &str) -> Option<Date> {
    let text = half_width(cell);
    let text = text.trim();
    if let Some(date) = Date::parse(&text.replace(' ', "")) {
        return Some(date);
    }
    if let Some(date) = text.split([' ', 'T']).next().and_then(Date::parse) {
        return Some(date);
    }
    let serial: i64 = text.parse().ok()?;
    SERIALS
        .contains(&serial)
        .then(|| Date::of(1899, 12, 30).plus_days(serial))
}

/// A count of people, with or without its unit.
pub fn read_number(cell: &str) -> Option<u32> {
    let text = half_width(cell);
    let text = text.trim().trim_end_matches(['人', '名', '个', '家', '位']);
    let text: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let whole = match text.split_once('.') {
        Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => &text,
    };
    let number: u32 = whole.parse().ok()?;
    (number <= MOST_PEOPLE && !whole.starts_with('+')).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_what_spreadsheets_leave() {
        let day = Date::new(2026, 3, 5);
        for text in [
            "2026-03-05 00:00:00",
            "46086",
            "２０２６.3.5",
            "2026 年 3 月 5 日",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
        for text in ["2026年", "2026-3", "46086.5", "9", "-46086"] {
            assert_eq!(read_date(text), None, "{text}");
        }
        for text in ["-1", "1.5", "+3", "十", "99999999999"] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }
}
