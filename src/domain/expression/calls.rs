//! What each function gives. Where the specification leaves a case open, the reference implementation of ODK (JavaRosa)
//! decides; where that stops with an error, the value is NaN or empty.

use std::borrow::Cow;
use std::collections::HashMap;

use super::evaluate::{Scope, value};
use super::function::Function;
use super::moment::{self, Moment};
use super::tree::{Node, What};
use super::value::{LONGEST_TEXT, Value, number_of, rounded};

/// The arguments of a call; one that is missing is empty, and the parser lets none be missing.
struct Arguments<'a> {
    nodes: &'a [Node],
    scope: &'a dyn Scope,
}

impl<'a> Arguments<'a> {
    fn value(&self, at: usize) -> Value<'a> {
        self.nodes
            .get(at)
            .map_or(Value::EMPTY, |node| value(node, self.scope))
    }

    fn number(&self, at: usize) -> f64 {
        self.value(at).number()
    }

    fn text(&self, at: usize) -> String {
        self.value(at).text().into_owned()
    }

    /// The argument, or the own answer where it is left out.
    fn text_or_own(&self) -> String {
        match self.nodes.is_empty() {
            true => self.scope.own().text().into_owned(),
            false => self.text(0),
        }
    }

    /// Every value of the arguments from `from` on; a reference gives all that it reaches.
    fn all(&self, from: usize) -> Vec<Value<'a>> {
        let mut all = Vec::new();
        for node in self.nodes.iter().skip(from) {
            match &node.what {
                What::Reference(reference) => all.extend(self.scope.values(*reference)),
                _ => all.push(value(node, self.scope)),
            }
        }
        all
    }

    /// Numbers among them; what is blank or no number is left out, as in JavaRosa.
    fn numbers(&self) -> Vec<f64> {
        let numbers = self.all(0).into_iter().map(|value| value.number());
        numbers.filter(|number| !number.is_nan()).collect()
    }
}

pub fn value_of_call<'a>(function: Function, nodes: &'a [Node], scope: &'a dyn Scope) -> Value<'a> {
    let with = Arguments { nodes, scope };
    match function {
        Function::If => with.value(if with.value(0).truth() { 1 } else { 2 }),
        Function::Coalesce => match with.value(0) {
            first if is_blank(&first) => with.value(1),
            first => first,
        },
        Function::Once => match scope.kept() {
            kept if kept.is_empty() => with.value(0),
            kept => kept,
        },
        Function::True => Value::Truth(true),
        Function::False => Value::Truth(false),
        Function::Boolean => Value::Truth(with.value(0).truth()),
        Function::Not => Value::Truth(!with.value(0).truth()),
        Function::BooleanFromString => {
            let text = with.text(0);
            Value::Truth(text == "1" || text.eq_ignore_ascii_case("true"))
        }
        Function::Selected | Function::SelectedAt | Function::CountSelected => {
            selection(function, &with)
        }
        Function::Count => Value::Number(with.all(0).len() as f64),
        Function::CountNonEmpty => {
            let all = with.all(0);
            Value::Number(all.iter().filter(|value| !value.is_empty()).count() as f64)
        }
        Function::Sum => Value::Number(with.numbers().iter().fold(0.0, |sum, number| sum + number)),
        Function::Min => Value::Number(with.numbers().into_iter().fold(f64::NAN, f64::min)),
        Function::Max => Value::Number(with.numbers().into_iter().fold(f64::NAN, f64::max)),
        Function::Number
        | Function::Int
        | Function::Round
        | Function::Abs
        | Function::Pow
        | Function::Sqrt
        | Function::Exp
        | Function::Exp10
        | Function::Log
        | Function::Log10
        | Function::Pi => Value::Number(number(function, &with)),
        Function::Today
        | Function::Now
        | Function::Date
        | Function::DateTime
        | Function::FormatDate
        | Function::FormatDateTime
        | Function::DecimalDateTime
        | Function::DecimalTime => dated(function, &with),
        _ => text(function, &with),
    }
}

/// What `coalesce` passes over: empty text and NaN.
fn is_blank(value: &Value<'_>) -> bool {
    value.is_empty() || matches!(value, Value::Number(number) if number.is_nan())
}

/// Codes are separated by spaces, however many.
fn selection<'a>(function: Function, with: &Arguments<'a>) -> Value<'a> {
    let list = with.text(0);
    let mut codes = list.split(' ').filter(|code| !code.is_empty());
    match function {
        Function::Selected => {
            let wanted = with.value(1);
            let wanted = wanted.text();
            let wanted = wanted.trim();
            Value::Truth(codes.any(|code| code == wanted) || list.is_empty() && wanted.is_empty())
        }
        Function::SelectedAt => {
            let at = with.number(1).trunc();
            match at >= 0.0 {
                true => Value::of_text(codes.nth(at as usize).unwrap_or("").to_owned()),
                false => Value::EMPTY,
            }
        }
        _ => Value::Number(codes.count() as f64),
    }
}

fn number(function: Function, with: &Arguments<'_>) -> f64 {
    if function == Function::Pi {
        return std::f64::consts::PI;
    }
    let first = with.number(0);
    match function {
        Function::Int => first.trunc(),
        Function::Round => match with.nodes.len() {
            1 => rounded(first, 0.0),
            _ => rounded(first, with.number(1)),
        },
        Function::Abs => first.abs(),
        Function::Pow => power(first, with.number(1)),
        Function::Sqrt => first.sqrt(),
        Function::Exp => first.exp(),
        Function::Exp10 => power(10.0, first),
        Function::Log => first.ln(),
        Function::Log10 => first.log10(),
        _ => first,
    }
}

/// Whole powers by multiplication, which comes out the same on every computer.
fn power(base: f64, exponent: f64) -> f64 {
    match exponent.trunc() == exponent && (0.0..=64.0).contains(&exponent) {
        true => (0..exponent as u32).fold(1.0, |product, _| product * base),
        false => base.powf(exponent),
    }
}

fn dated<'a>(function: Function, with: &Arguments<'a>) -> Value<'a> {
    let around = with.scope.around();
    let moment = || moment_of(&with.value(0));
    match function {
        Function::Today => Value::of_text(around.now.date.to_string()),
        Function::Now => Value::of_text(Moment::of_clock(around.now).text()),
        Function::Date => match with.value(0) {
            // a part of a day is dropped towards 1970, as in JavaRosa
            Value::Number(days) => moment::date_of_days(days.trunc()),
            other => moment_of(&other).map(|moment| moment.date),
        }
        .map_or(Value::EMPTY, |date| Value::of_text(date.to_string())),
        Function::DateTime => moment().map_or(Value::EMPTY, |moment| Value::of_text(moment.text())),
        Function::FormatDate | Function::FormatDateTime => match moment() {
            Some(moment) => Value::of_text(moment::formatted(moment, &with.text(1), around.lang)),
            None => Value::EMPTY,
        },
        Function::DecimalTime => Value::Number(match with.value(0) {
            Value::Number(days) => days - days.floor(),
            other => match moment::time(&other.text()) {
                Some(ms) => moment::fraction(ms),
                None => moment_of(&other).map_or(f64::NAN, |moment| moment::fraction(moment.ms)),
            },
        }),
        _ => Value::Number(match with.value(0) {
            Value::Number(days) => days,
            other => moment_of(&other).map_or(f64::NAN, Moment::days),
        }),
    }
}

fn moment_of(value: &Value<'_>) -> Option<Moment> {
    match value {
        Value::Number(days) => Moment::of_days(*days),
        Value::Text(text) => Moment::parse(text).or_else(|| Moment::of_days(number_of(text)?)),
        Value::Truth(_) | Value::Word(..) => None,
    }
}

fn text<'a>(function: Function, with: &Arguments<'a>) -> Value<'a> {
    match function {
        Function::StringLength => Value::Number(with.text_or_own().chars().count() as f64),
        Function::NormalizeSpace => {
            let words = with.text_or_own();
            Value::of_text(words.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        Function::Concat => joined("", &with.all(0)),
        Function::Join => joined(&with.text(0), &with.all(1)),
        Function::Contains => Value::Truth(with.text(0).contains(&with.text(1))),
        Function::StartsWith => Value::Truth(with.text(0).starts_with(&with.text(1))),
        Function::EndsWith => Value::Truth(with.text(0).ends_with(&with.text(1))),
        Function::Substr => substr(with),
        Function::SubstringBefore => {
            let (text, target) = (with.text(0), with.text(1));
            Value::of_text(text.find(&target).map_or("", |at| &text[..at]).to_owned())
        }
        Function::SubstringAfter => {
            let (text, target) = (with.text(0), with.text(1));
            let after = text
                .find(&target)
                .map_or("", |at| &text[at + target.len()..]);
            Value::of_text(after.to_owned())
        }
        Function::Translate => translated(with),
        _ => Value::of_text(with.text(0)),
    }
}

/// Ends as soon as the text is as long as a text may be.
fn joined(between: &str, all: &[Value<'_>]) -> Value<'static> {
    let mut text = String::new();
    for (at, value) in all.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        text.push_str(&value.text());
        if text.len() > LONGEST_TEXT {
            break;
        }
    }
    Value::of_text(text)
}

/// Characters from 0; a negative place counts from the end, as in JavaRosa.
fn substr(with: &Arguments<'_>) -> Value<'static> {
    let letters: Vec<char> = with.text(0).chars().collect();
    let length = letters.len() as i64;
    let place = |number: f64| {
        let place = number as i64;
        let place = if place < 0 {
            place.saturating_add(length)
        } else {
            place
        };
        place.clamp(0, length) as usize
    };
    let from = place(with.number(1));
    let to = match with.nodes.len() {
        2 => letters.len(),
        _ => place(with.number(2)),
    };
    Value::of_text(letters.get(from..to).unwrap_or(&[]).iter().collect())
}

/// The first mention of a character decides; one without a counterpart is left out.
fn translated(with: &Arguments<'_>) -> Value<'static> {
    let (from, to) = (with.text(1), with.text(2));
    let mut to = to.chars();
    let mut table: HashMap<char, Option<char>> = HashMap::new();
    for letter in from.chars() {
        let becomes = to.next();
        table.entry(letter).or_insert(becomes);
    }
    let text = with.text(0);
    let letters = text
        .chars()
        .filter_map(|letter| table.get(&letter).copied().unwrap_or(Some(letter)));
    Value::of_text(letters.collect())
}

/// A text that borrows nothing.
impl From<&str> for Value<'static> {
    fn from(text: &str) -> Value<'static> {
        Value::Text(Cow::Owned(text.to_owned()))
    }
}
