//! The language held to its specification: reading, values and kinds, by hand-worked cases.
#![cfg(test)]

mod answers;
mod kinds;
mod reading;
mod values;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Around, Expression, Scope, Value};
use crate::domain::calendar::{Clock, Date};
use crate::domain::checklist::Lang;

/// 22 November 2026, a Sunday, five past nine.
const NOW: Clock = Clock {
    date: Date::of(2026, 11, 22),
    minute: 545,
};

/// Answers by name; a name with several answers is a repeated item.
#[derive(Default)]
struct Answers {
    by_name: BTreeMap<&'static str, Vec<Value<'static>>>,
    own: &'static str,
    names: Vec<String>,
    english: bool,
}

impl Answers {
    fn of(answers: &[(&'static str, &[Value<'static>])]) -> Answers {
        Answers {
            by_name: answers
                .iter()
                .map(|(name, values)| (*name, values.to_vec()))
                .collect(),
            ..Answers::default()
        }
    }

    fn value(&mut self, text: &str) -> Value<'static> {
        let expression =
            Expression::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        self.names = expression.references().to_vec();
        expression.value(self).into_owned()
    }
}

impl Scope for Answers {
    fn around(&self) -> Around {
        Around {
            now: NOW,
            lang: if self.english { Lang::En } else { Lang::Zh },
        }
    }

    fn value(&self, reference: usize) -> Value<'_> {
        self.values(reference)
            .into_iter()
            .next()
            .unwrap_or(Value::EMPTY)
    }

    fn values(&self, reference: usize) -> Vec<Value<'_>> {
        self.by_name
            .get(self.names[reference].as_str())
            .cloned()
            .unwrap_or_default()
    }

    fn own(&self) -> Value<'_> {
        Value::from(self.own)
    }

    fn position(&self, up: usize) -> usize {
        up + 2
    }

    fn indexed(&self, item: usize, steps: &[(usize, f64)]) -> Value<'_> {
        let at = steps[0].1 as usize;
        let mut values = self.values(item).into_iter();
        match at {
            0 => Value::EMPTY,
            _ => values.nth(at - 1).unwrap_or(Value::EMPTY),
        }
    }

    fn label(&self, _item: usize, code: &str) -> Option<Cow<'_, str>> {
        (code == "g").then_some(Cow::Borrowed("好"))
    }
}

fn number(number: f64) -> Value<'static> {
    Value::Number(number)
}

fn text(text: &str) -> Value<'static> {
    Value::from(text)
}
