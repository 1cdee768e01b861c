//! The one language of conditions, limits and computed values: the part of XLSForm's XPath that forms of facts need.
//! An expression is parsed once, checked against the items it speaks of, and then has a value for whatever is answered:
//! it never fails, reads no clock and gives the same for the same answers on the same day.
//!
//! The meaning is that of the ODK XForms specification (getodk.github.io/xforms-spec, XPath operators and functions) and
//! docs.getodk.org, "Form operators and functions". An unanswered item is the empty text: it is no zero, so `${a} + 1` is
//! NaN and every order with it is false; `coalesce(${a}, 0)` makes it a zero. Two deliberate differences: an answer of
//! yes or no, and a computed condition, is true or false by its meaning and not because its text is not empty; and
//! clocks have no zone, since a form is filled where they hang.

mod calls;
mod check;
mod evaluate;
mod fault;
mod function;
mod kind;
mod moment;
mod parse;
mod pattern;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod value;

use std::fmt;

pub use check::{Named, Names};
pub use evaluate::{Around, Scope};
pub use fault::{Fault, Misfit, Mismatch, Why};
pub use function::Function;
pub use kind::Kind;
pub use moment::Moment;
pub use parse::{DEEPEST, LONGEST, MOST_PATTERNS};
pub use value::{LONGEST_TEXT, Value, number_of, number_text};

use parse::Use;
use tree::{Node, Operator, What, Written};

/// An expression that is sound in itself; `check` tells whether it fits a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    root: Node,
    names: Vec<String>,
    reads: Reads,
}

/// What a value depends on beside the references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// `.`, or a function that reads it where it has no argument.
    pub own: bool,
    /// `once`
    pub kept: bool,
    /// `position(..)`
    pub position: bool,
    /// `today`, `now`, or the language of labels and dates.
    pub around: bool,
}

impl Expression {
    /// Reads a condition, limit or computed value.
    pub fn parse(text: &str) -> Result<Expression, Fault> {
        Expression::read(text, Use::Form)
    }

    /// Reads a choice filter, where a bare name is a column of the choices.
    pub fn parse_filter(text: &str) -> Result<Expression, Fault> {
        Expression::read(text, Use::Filter)
    }

    fn read(text: &str, used: Use) -> Result<Expression, Fault> {
        let (root, names) = parse::read(text, used)?;
        let mut reads = Reads::default();
        root.walk(&mut |node| match &node.what {
            What::Own => reads.own = true,
            What::Position(_) => reads.position = true,
            What::ChoiceName(..) => reads.around = true,
            What::Call(function, arguments) => match function {
                Function::Once => reads.kept = true,
                Function::StringLength | Function::NormalizeSpace if arguments.is_empty() => {
                    reads.own = true;
                }
                Function::Today
                | Function::Now
                | Function::FormatDate
                | Function::FormatDateTime => reads.around = true,
                _ => {}
            },
            _ => {}
        });
        Ok(Expression { root, names, reads })
    }

    /// The names in `${...}`, each once, in the order of their first use.
    pub fn references(&self) -> &[String] {
        &self.names
    }

    pub fn reads(&self) -> Reads {
        self.reads
    }

    /// For each `indexed-repeat`, the item and the repeats it is picked from, by their place in `references`.
    pub fn indexed(&self) -> Vec<(usize, Vec<usize>)> {
        let mut found = Vec::new();
        self.root.walk(&mut |node| {
            if let What::Indexed(item, steps) = &node.what {
                found.push((*item, steps.iter().map(|(repeat, _)| *repeat).collect()));
            }
        });
        found
    }

    /// What it divides by, in reading order, each as an expression of its own.
    pub fn divisors(&self) -> Vec<Expression> {
        let mut found = Vec::new();
        self.root.walk(&mut |node| {
            let What::Chain(_, rest) = &node.what else {
                return;
            };
            for (operator, divisor) in rest {
                if matches!(operator, Operator::Div | Operator::Mod) {
                    found.push(Expression {
                        root: divisor.clone(),
                        names: self.names.clone(),
                        reads: self.reads,
                    });
                }
            }
        });
        found
    }

    /// The kind of its value, or the first place where it does not fit the items.
    pub fn check(&self, names: &dyn Names) -> Result<Kind, Misfit> {
        check::kind(&self.root, &self.names, names)
    }

    pub fn value<'a>(&'a self, scope: &'a dyn Scope) -> Value<'a> {
        evaluate::value(&self.root, scope)
    }

    pub fn truth(&self, scope: &dyn Scope) -> bool {
        self.value(scope).truth()
    }
}

/// Reads back as the same expression.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = Written {
            node: &self.root,
            names: &self.names,
        };
        write!(f, "{written}")
    }
}
