//! An exact decimal number with at most six places, as a person writes it. Money is never a floating-point number.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most places a number of a template may have.
pub const PLACES: u32 = 6;
const ONE: i128 = 10_i128.pow(PLACES);
/// Digits before the point; more than any figure of a county.
const DIGITS: usize = 15;

/// A count of millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    pub fn whole(number: i64) -> Decimal {
        Decimal(i128::from(number) * ONE)
    }

    /// Reads `12`, `-3.50`, `+7` and `1,200.5`, where commas stand before every third digit. None for anything else, for
    /// more than six places and for more than fifteen digits before the point.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = match text.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, part)) => (whole, part),
            None => (text, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = ungrouped(whole)?;
        if whole.is_empty() || whole.len() > DIGITS || !digits(&whole) {
            return None;
        }
        if part.len() > PLACES as usize || !digits(part) {
            return None;
        }
        let millionths: i128 = format!("{part:0<6}").parse().ok()?;
        Some(Decimal(
            sign * (whole.parse::<i128>().ok()? * ONE + millionths),
        ))
    }

    /// Reads a number with any number of places and rounds it, halves away from zero. Sums worked out in binary come with
    /// a dust of places that nobody typed: `1300.0000000000005`.
    pub fn rounded(text: &str, places: u32) -> Option<Decimal> {
        let places = places.min(PLACES) as usize;
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kept = part.get(..places).unwrap_or(part);
        let cut = match kept {
            "" => Decimal::parse(whole)?,
            kept => Decimal::parse(&format!("{whole}.{kept}"))?,
        };
        let up = part
            .as_bytes()
            .get(places)
            .is_some_and(|digit| *digit >= b'5');
        let step = 10_i128.pow(PLACES - places as u32);
        Some(match (up, text.starts_with('-')) {
            (false, _) => cut,
            (true, false) => Decimal(cut.0 + step),
            (true, true) => Decimal(cut.0 - step),
        })
    }

    pub fn minus(self, other: Decimal) -> Decimal {
        Decimal(self.0 - other.0)
    }

    /// Whether it is `from` or whole steps away from it.
    pub fn is_step(self, from: Decimal, step: Decimal) -> bool {
        step.0 == 0 || (self.0 - from.0) % step.0 == 0
    }

    /// Places needed to write it without loss.
    pub fn places(self) -> u32 {
        let mut part = self.0.unsigned_abs() % ONE as u128;
        let mut places = PLACES;
        while places > 0 && part.is_multiple_of(10) {
            part /= 10;
            places -= 1;
        }
        places
    }

    /// With exactly so many places, at most six; the rest is cut off.
    pub fn with_places(self, places: u32) -> String {
        let places = places.min(PLACES);
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (
            self.0.unsigned_abs() / ONE as u128,
            self.0.unsigned_abs() % ONE as u128,
        );
        match places {
            0 => format!("{sign}{whole}"),
            places => format!(
                "{sign}{whole}.{:0width$}",
                part / 10_u128.pow(PLACES - places),
                width = places as usize
            ),
        }
    }

    /// With commas before every third digit, as money is shown.
    pub fn grouped(self, places: u32) -> String {
        let text = self.with_places(places);
        let whole = text.split('.').next().unwrap_or_default();
        let digits = whole.trim_start_matches('-').len();
        let mut shown = String::new();
        let mut seen = 0;
        for (at, c) in text.char_indices() {
            if c.is_ascii_digit() && at < whole.len() {
                if seen > 0 && (digits - seen).is_multiple_of(3) {
                    shown.push(',');
                }
                seen += 1;
            }
            shown.push(c);
        }
        shown
    }
}

/// Digits without the commas between thousands; none where a comma stands elsewhere.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let right = rest.is_empty() || (1..=3).contains(&first.len());
    (right && rest.iter().all(|group| group.len() == 3))
        .then(|| std::iter::once(first).chain(rest).collect())
}

/// The one written form: no sign before zero, no places that are not needed.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_places(self.places()))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.places(), i64::try_from(self.0 / ONE)) {
            (0, Ok(whole)) => serializer.serialize_i64(whole),
            _ => serializer.serialize_str(&self.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_any(Read)
    }
}

/// Takes a number or its text: a template says `least = 0.5` or `least = "0.5"`.
struct Read;

impl Visitor<'_> for Read {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number with at most six places")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
        // the shortest text that reads back as this number is what stood in the file
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        Decimal::parse(text)
            .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Decimal::parse(text).map(|number| number.to_string())
    }

    #[test]
    fn numbers_have_one_written_form() {
        for (typed, canonical) in [
            ("12.5", "12.5"),
            ("12.50", "12.5"),
            ("012", "12"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("+3", "3"),
            ("0.000001", "0.000001"),
            ("1,200", "1200"),
            ("1,200,300.4", "1200300.4"),
            ("999999999999999", "999999999999999"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(canonical), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "1e3",
            "12,00",
            "1,2000",
            ",200",
            "1.2.3",
            "0x10",
            "NaN",
            "inf",
            "0.0000001",
            "1000000000000000",
            "十二",
            "--1",
            "1 2",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn money_is_exact_and_grouped() {
        let tenth = Decimal::parse("0.1").unwrap();
        assert_eq!(tenth.with_places(2), "0.10");
        let gifts = Decimal::parse("15685600").unwrap();
        assert_eq!(gifts.grouped(2), "15,685,600.00");
        assert_eq!(Decimal::parse("-1234.5").unwrap().grouped(2), "-1,234.50");
        assert_eq!(Decimal::parse("-123").unwrap().grouped(2), "-123.00");
        assert_eq!(Decimal::parse("100").unwrap().grouped(0), "100");
    }

    #[test]
    fn what_was_worked_out_is_rounded_to_its_places() {
        for (text, places, rounded) in [
            ("1300.0000000000005", 2, "1300"),
            ("85.25", 1, "85.3"),
            ("85.24999999999999", 1, "85.2"),
            ("-0.005", 2, "-0.01"),
            ("-0.004", 2, "0"),
            ("0.9999999", 6, "1"),
            ("199.5", 0, "200"),
            ("7", 2, "7"),
            ("4201", 0, "4201"),
        ] {
            let read = Decimal::rounded(text, places).unwrap();
            assert_eq!(read.to_string(), rounded, "{text}");
        }
        for text in ["", "NaN", "1.", "1.5e3", "Infinity", "1.x"] {
            assert_eq!(Decimal::rounded(text, 2), None, "{text}");
        }
    }

    #[test]
    fn a_template_may_say_a_number_or_its_text() {
        #[derive(Deserialize)]
        struct Bounds {
            least: Decimal,
            most: Decimal,
        }
        let bounds: Bounds = toml::from_str("least = 0.1\nmost = \"100.25\"").unwrap();
        assert_eq!(
            [bounds.least, bounds.most].map(|bound| bound.to_string()),
            ["0.1", "100.25"]
        );
        assert!(toml::from_str::<Bounds>("least = nan\nmost = 1").is_err());
    }
}
