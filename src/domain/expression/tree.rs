//! An expression as a tree, and how it is written. Chains of one level stay flat, so that a long sum is no deep tree.

use std::fmt;

use super::function::Function;
use super::pattern::Pattern;
use super::value::number_text;

/// A part of an expression and the byte at which it begins; two are equal wherever they stand.
#[derive(Clone, Debug)]
pub struct Node {
    pub at: usize,
    pub what: What,
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.what == other.what
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Never negative; a sign is an operator.
    Number(f64),
    Text(String),
    /// `${name}`, by its place among the expression's references.
    Reference(usize),
    /// `.`
    Own,
    /// A column of the choices, in a choice filter.
    Column(String),
    /// Operators of one level, applied from left to right.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    Negative(Box<Node>),
    Call(Function, Vec<Node>),
    /// `regex(text, 'pattern')`
    Match(Box<Node>, Pattern),
    /// `position(..)`; how many steps up.
    Position(usize),
    /// `indexed-repeat(${item}, ${repeat}, number, ...)`; repeats from the outermost inwards.
    Indexed(usize, Vec<(usize, Node)>),
    /// `jr:choice-name(code, '${item}')`
    ChoiceName(Box<Node>, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

impl Operator {
    /// From loosest to tightest, as in XPath 1.0.
    pub fn level(self) -> usize {
        use Operator::{
            And, Div, Equal, Greater, GreaterEqual, Less, LessEqual, Minus, Mod, NotEqual, Or,
            Plus, Times,
        };
        match self {
            Or => 0,
            And => 1,
            Equal | NotEqual => 2,
            Less | LessEqual | Greater | GreaterEqual => 3,
            Plus | Minus => 4,
            Times | Div | Mod => 5,
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterEqual => ">=",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Div => "div",
            Operator::Mod => "mod",
        }
    }
}

/// Levels of operators; a value or a signed value binds tighter than all of them.
pub const LEVELS: usize = 6;

impl Node {
    fn level(&self) -> usize {
        match &self.what {
            What::Chain(_, rest) => rest
                .first()
                .map_or(LEVELS, |(operator, _)| operator.level()),
            _ => LEVELS,
        }
    }

    /// Calls `visit` for this part and every part of it, in reading order.
    pub fn walk(&self, visit: &mut impl FnMut(&Node)) {
        visit(self);
        match &self.what {
            What::Chain(first, rest) => {
                first.walk(visit);
                rest.iter().for_each(|(_, node)| node.walk(visit));
            }
            What::Negative(inner) | What::Match(inner, _) | What::ChoiceName(inner, _) => {
                inner.walk(visit);
            }
            What::Call(_, arguments) => arguments.iter().for_each(|node| node.walk(visit)),
            What::Indexed(_, steps) => steps.iter().for_each(|(_, node)| node.walk(visit)),
            What::Number(_)
            | What::Text(_)
            | What::Reference(_)
            | What::Own
            | What::Column(_)
            | What::Position(_) => {}
        }
    }
}

/// Writes a part with the names its references stand for.
pub struct Written<'a> {
    pub node: &'a Node,
    pub names: &'a [String],
}

impl Written<'_> {
    fn of<'b>(&'b self, node: &'b Node) -> Written<'b> {
        Written {
            node,
            names: self.names,
        }
    }

    fn name(&self, reference: usize) -> &str {
        self.names.get(reference).map_or("", String::as_str)
    }

    /// In parentheses unless it binds tighter than `level`.
    fn inside(&self, f: &mut fmt::Formatter<'_>, node: &Node, level: usize) -> fmt::Result {
        match node.level() > level {
            true => write!(f, "{}", self.of(node)),
            false => write!(f, "({})", self.of(node)),
        }
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.node.what {
            What::Number(number) => f.write_str(&number_text(*number)),
            What::Text(text) => quoted(f, text),
            What::Reference(reference) => write!(f, "${{{}}}", self.name(*reference)),
            What::Own => f.write_str("."),
            What::Column(name) => f.write_str(name),
            What::Chain(first, rest) => {
                let level = self.node.level();
                self.inside(f, first, level)?;
                for (operator, node) in rest {
                    write!(f, " {} ", operator.text())?;
                    self.inside(f, node, level)?;
                }
                Ok(())
            }
            What::Negative(inner) => {
                f.write_str("-")?;
                self.inside(f, inner, LEVELS - 1)
            }
            What::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                for (at, argument) in arguments.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { ", " })?;
                    write!(f, "{}", self.of(argument))?;
                }
                f.write_str(")")
            }
            What::Match(text, pattern) => {
                write!(f, "regex({}, ", self.of(text))?;
                quoted(f, pattern.text())?;
                f.write_str(")")
            }
            What::Position(up) => write!(f, "position({})", vec![".."; *up].join("/")),
            What::Indexed(item, steps) => {
                write!(f, "indexed-repeat(${{{}}}", self.name(*item))?;
                for (repeat, number) in steps {
                    write!(f, ", ${{{}}}, {}", self.name(*repeat), self.of(number))?;
                }
                f.write_str(")")
            }
            What::ChoiceName(code, item) => write!(
                f,
                "jr:choice-name({}, '${{{}}}')",
                self.of(code),
                self.name(*item)
            ),
        }
    }
}

/// A text was read between one kind of quote and so holds at most the other.
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    match text.contains('\'') {
        true => write!(f, "\"{text}\""),
        false => write!(f, "'{text}'"),
    }
}
