//! A value while it is evaluated, and how it becomes a number, a text or a truth, as in XPath 1.0 with ODK's additions.
//! There is no missing value: what is not answered is the empty text.

use std::borrow::Cow;

use super::kind::Kind;
use super::moment::{self, Moment};

/// Bytes of a text that an expression may make; what is longer is cut, so that forms that double a text from item to
/// item cannot fill the memory. A spreadsheet's cell holds as many characters.
pub const LONGEST_TEXT: usize = 32_767;

/// Numbers closer than this are equal, as in ODK: 6.1 - 7.8 is -1.7.
const NEAR: f64 = 1e-12;

#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Truth(bool),
    /// An answer whose text has a truth: `yes` and `no`, and the `true` and `false` of a computed condition. Plain XPath
    /// takes the text `no` for true because it is not empty, which nobody means.
    Word(Cow<'a, str>, bool),
}

impl<'a> Value<'a> {
    pub const EMPTY: Value<'static> = Value::Text(Cow::Borrowed(""));

    /// An answer by its written text. What is not written as its kind demands is text like any other.
    pub fn of_answer(kind: Kind, text: &'a str) -> Value<'a> {
        let plain = || Value::Text(Cow::Borrowed(text));
        match kind {
            Kind::Number | Kind::Days => match number_of(text) {
                Some(number) => Value::Number(number),
                None => plain(),
            },
            Kind::YesNo | Kind::Truth => match text {
                "yes" | "true" => Value::Word(Cow::Borrowed(text), true),
                "no" | "false" => Value::Word(Cow::Borrowed(text), false),
                _ => plain(),
            },
            Kind::Moment => match Moment::parse(text) {
                Some(moment) => Value::Text(Cow::Owned(moment.text())),
                None => plain(),
            },
            _ => plain(),
        }
    }

    pub fn of_text(mut text: String) -> Value<'static> {
        if text.len() > LONGEST_TEXT {
            text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        }
        Value::Text(Cow::Owned(text))
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }

    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Word(text, truth) => Value::Word(Cow::Owned(text.into_owned()), truth),
            Value::Number(number) => Value::Number(number),
            Value::Truth(truth) => Value::Truth(truth),
        }
    }

    /// `number()`: dates and times count as days since 1970, and a time of day as a fraction; NaN for all other text.
    pub fn number(&self) -> f64 {
        match self {
            Value::Number(number) => *number,
            Value::Truth(truth) | Value::Word(_, truth) => f64::from(u8::from(*truth)),
            Value::Text(text) => amount_of(text).unwrap_or(f64::NAN),
        }
    }

    /// `string()`
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) | Value::Word(text, _) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(number_text(*number)),
            Value::Truth(truth) => Cow::Borrowed(truth_text(*truth)),
        }
    }

    /// `boolean()`: a text that is not empty, a number that is not zero.
    pub fn truth(&self) -> bool {
        match self {
            Value::Truth(truth) | Value::Word(_, truth) => *truth,
            Value::Number(number) => number.abs() > NEAR,
            Value::Text(text) => !text.is_empty(),
        }
    }

    /// `=`: as truths if one is a truth, as numbers if one is a number, as texts otherwise.
    pub fn equals(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::Truth(_), _) | (_, Value::Truth(_)) => self.truth() == other.truth(),
            (Value::Number(_), _) | (_, Value::Number(_)) => near(self.number(), other.number()),
            _ => self.text() == other.text(),
        }
    }
}

pub fn truth_text(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

pub fn near(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() < NEAR
}

/// A number as XPath writes it in text: white space, a minus sign, digits with at most one point. No plus sign, no
/// exponent, no comma.
pub fn number_of(text: &str) -> Option<f64> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits(whole) && all_digits(part) && whole.len() + part.len() > 0).then_some(())?;
    text.parse().ok()
}

/// A number, a date, a moment or a time of day.
pub fn amount_of(text: &str) -> Option<f64> {
    number_of(text)
        .or_else(|| Moment::parse(text).map(Moment::days))
        .or_else(|| moment::time(text).map(moment::fraction))
}

/// As XPath prints: no exponent, no more digits than tell it apart, zero without a sign.
pub fn number_text(number: f64) -> String {
    match number {
        _ if number.is_nan() => "NaN".to_owned(),
        _ if number.is_infinite() => (if number < 0.0 {
            "-Infinity"
        } else {
            "Infinity"
        })
        .to_owned(),
        _ if number == 0.0 => "0".to_owned(),
        _ => number.to_string(),
    }
}

/// Rounds to decimal places; a negative count to tens and hundreds. A half goes up, towards positive infinity, and is
/// judged by the digits that are printed: 12345.15 is 12345.2.
pub fn rounded(number: f64, places: f64) -> f64 {
    if !number.is_finite() {
        return number;
    }
    let places = if places.is_nan() { 0.0 } else { places.trunc() };
    if places.abs() > 30.0 {
        return f64::NAN;
    }
    let printed = number.abs().to_string();
    let (whole, part) = printed.split_once('.').unwrap_or((&printed, ""));
    let mut digits: Vec<u8> = [whole, part]
        .concat()
        .bytes()
        .map(|byte| byte - b'0')
        .collect();
    let cut = whole.len() as i64 + places as i64;
    if cut >= digits.len() as i64 {
        return number;
    }
    // places before the first digit are zeros
    let cut = match usize::try_from(cut) {
        Ok(cut) => cut,
        Err(_) => return 0.0_f64.copysign(number),
    };
    let dropped = digits.split_off(cut);
    let beyond = dropped[1..].iter().any(|digit| *digit > 0);
    let up = match dropped[0] {
        5 => beyond || number > 0.0,
        digit => digit > 5,
    };
    let mut text: String = digits
        .iter()
        .map(|digit| char::from(digit + b'0'))
        .collect();
    if up {
        text = one_more(digits);
    }
    // the digits count units of 10 to the -places
    let units = match places < 0.0 {
        true => format!("{text}{}", "0".repeat(-places as usize)),
        false => {
            let padded = format!("{text:0>width$}", width = places as usize + 1);
            let point = padded.len() - places as usize;
            format!("{}.{}0", &padded[..point], &padded[point..])
        }
    };
    units.parse::<f64>().unwrap_or(f64::NAN).copysign(number)
}

fn one_more(mut digits: Vec<u8>) -> String {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return digits
                .iter()
                .map(|digit| char::from(digit + b'0'))
                .collect();
        }
        *digit = 0;
    }
    let zeros = digits.iter().map(|digit| char::from(digit + b'0'));
    std::iter::once('1').chain(zeros).collect()
}
