//! Evaluation: every expression has a value for every set of answers. What other programs stop at, such as a text that
//! is no date, is NaN or empty here, and `check` has named it before wherever it can be known.

use std::borrow::Cow;

use super::calls;
use super::tree::{Node, Operator, What};
use super::value::{Value, near};
use crate::domain::calendar::Clock;
use crate::domain::checklist::Lang;

/// What the outside contributes to a value; nothing else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Local date and minute that `today` and `now` tell.
    pub now: Clock,
    /// Of choice labels and of names of months and days.
    pub lang: Lang,
}

/// Answers as they are seen from where an expression stands. References are named by their place in
/// `Expression::references`.
pub trait Scope {
    fn around(&self) -> Around;
    /// The one answer, or the first of several; empty if there is none.
    fn value(&self, reference: usize) -> Value<'_>;
    /// Every answer that is shown, in order; an unanswered one is empty. A repeat gives one value for each time.
    fn values(&self, reference: usize) -> Vec<Value<'_>>;
    /// `.`
    fn own(&self) -> Value<'_>;
    /// What a computed item holds so far, for `once`.
    fn kept(&self) -> Value<'_> {
        self.own()
    }
    /// A column of the choice that a filter is asked about.
    fn column(&self, _name: &str) -> Value<'_> {
        Value::EMPTY
    }
    /// Counting from 1, which time it is in the group or repeat so many steps up.
    fn position(&self, _up: usize) -> usize {
        1
    }
    /// An item's answer where each repeat is in that time, counted from 1.
    fn indexed(&self, _item: usize, _steps: &[(usize, f64)]) -> Value<'_> {
        Value::EMPTY
    }
    /// The label of an item's choice.
    fn label(&self, _item: usize, _code: &str) -> Option<Cow<'_, str>> {
        None
    }
}

pub fn value<'a>(node: &'a Node, scope: &'a dyn Scope) -> Value<'a> {
    match &node.what {
        What::Number(number) => Value::Number(*number),
        What::Text(text) => Value::Text(Cow::Borrowed(text)),
        What::Reference(reference) => scope.value(*reference),
        What::Own => scope.own(),
        What::Column(name) => scope.column(name),
        What::Chain(first, rest) => chain(first, rest, scope),
        What::Negative(inner) => Value::Number(-value(inner, scope).number()),
        What::Call(function, arguments) => calls::value_of_call(*function, arguments, scope),
        What::Match(text, pattern) => {
            Value::Truth(pattern.matches(value(text, scope).text().as_ref()))
        }
        What::Position(up) => Value::Number(scope.position(*up) as f64),
        What::Indexed(item, steps) => {
            let steps: Vec<(usize, f64)> = steps
                .iter()
                .map(|(repeat, number)| (*repeat, value(number, scope).number().trunc()))
                .collect();
            scope.indexed(*item, &steps)
        }
        What::ChoiceName(code, item) => {
            let code = value(code, scope);
            match scope.label(*item, code.text().trim()) {
                Some(label) => Value::Text(label),
                None => Value::EMPTY,
            }
        }
    }
}

/// `and` and `or` end at the first operand that decides.
fn chain<'a>(first: &'a Node, rest: &'a [(Operator, Node)], scope: &'a dyn Scope) -> Value<'a> {
    let mut sofar = value(first, scope);
    for (operator, node) in rest {
        let decided = match operator {
            Operator::Or => sofar.truth(),
            Operator::And => !sofar.truth(),
            _ => false,
        };
        if decided {
            break;
        }
        sofar = applied(*operator, &sofar, &value(node, scope));
    }
    match rest.first() {
        Some((Operator::Or | Operator::And, _)) => Value::Truth(sofar.truth()),
        _ => sofar,
    }
}

fn applied(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> Value<'static> {
    let ordered = |judge: fn(f64, f64) -> bool| Value::Truth(judge(left.number(), right.number()));
    let counted = |sum: fn(f64, f64) -> f64| Value::Number(sum(left.number(), right.number()));
    match operator {
        Operator::Or | Operator::And => Value::Truth(right.truth()),
        Operator::Equal => Value::Truth(left.equals(right)),
        Operator::NotEqual => Value::Truth(!left.equals(right)),
        // what is equal is neither less nor greater
        Operator::Less => ordered(|left, right| left < right && !near(left, right)),
        Operator::LessEqual => ordered(|left, right| left <= right || near(left, right)),
        Operator::Greater => ordered(|left, right| left > right && !near(left, right)),
        Operator::GreaterEqual => ordered(|left, right| left >= right || near(left, right)),
        Operator::Plus => counted(|left, right| left + right),
        Operator::Minus => counted(|left, right| left - right),
        Operator::Times => counted(|left, right| left * right),
        Operator::Div => counted(|left, right| left / right),
        // the sign of the dividend, as in Java and XPath
        Operator::Mod => counted(|left, right| left % right),
    }
}
