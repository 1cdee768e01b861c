//! Whether an expression fits the items it speaks of: the kind of its value, or the first fault of kinds.
//! As lenient as XLSForm where a form may be right; only what can never come true or never have a value is a fault.

mod call;

use super::fault::{Misfit, Mismatch};
use super::kind::Kind;
use super::moment::{self, Moment};
use super::tree::{Node, Operator, What};
use super::value::amount_of;

/// An item as an expression sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: Kind,
    /// It stands in a repeat that does not hold the expression, and so has many values.
    pub repeated: bool,
    pub has_choices: bool,
}

impl Named {
    pub fn new(kind: Kind) -> Named {
        Named {
            kind,
            repeated: false,
            has_choices: matches!(kind, Kind::One | Kind::Several),
        }
    }
}

/// The items of a form, seen from where the expression stands.
pub trait Names {
    fn named(&self, name: &str) -> Option<Named>;
    /// The kind of `.`; none where there is no own answer.
    fn own(&self) -> Option<Kind> {
        None
    }
    fn has_column(&self, _name: &str) -> bool {
        false
    }
    /// Whether a repeat holds the expression.
    fn in_repeat(&self) -> bool {
        false
    }
    /// Whether the item stands in the repeat.
    fn is_within(&self, _item: &str, _repeat: &str) -> bool {
        false
    }
    /// Whether these repeats, from the outermost inwards, pick one answer out of all of the item.
    fn picks_one(&self, _item: &str, _repeats: &[&str]) -> bool {
        true
    }
}

struct Checker<'a> {
    references: &'a [String],
    names: &'a dyn Names,
}

pub fn kind(root: &Node, references: &[String], names: &dyn Names) -> Result<Kind, Misfit> {
    Checker { references, names }.value(root)
}

fn misfit<T>(at: usize, why: Mismatch) -> Result<T, Misfit> {
    Err(Misfit { at, why })
}

impl Checker<'_> {
    fn name(&self, reference: usize) -> &str {
        self.references.get(reference).map_or("", String::as_str)
    }

    fn named(&self, reference: usize, at: usize) -> Result<Named, Misfit> {
        let name = self.name(reference);
        match self.names.named(name) {
            Some(named) => Ok(named),
            None => misfit(at, Mismatch::Unknown(name.to_owned())),
        }
    }

    /// One value.
    fn value(&self, node: &Node) -> Result<Kind, Misfit> {
        let at = node.at;
        match &node.what {
            What::Number(_) => Ok(Kind::Number),
            What::Text(_) => Ok(Kind::Text),
            What::Reference(reference) => {
                let named = self.named(*reference, at)?;
                let name = || self.name(*reference).to_owned();
                match named {
                    _ if !named.kind.has_value() => misfit(at, Mismatch::NoValue(name())),
                    _ if named.repeated => misfit(at, Mismatch::Repeated(name())),
                    _ => Ok(named.kind),
                }
            }
            What::Own => match self.names.own() {
                Some(kind) => Ok(kind),
                None => misfit(at, Mismatch::NoOwnValue),
            },
            What::Column(name) => match self.names.has_column(name) {
                true => Ok(Kind::Any),
                false => misfit(at, Mismatch::NoColumn(name.clone())),
            },
            What::Chain(first, rest) => self.chain(first, rest),
            What::Negative(inner) => {
                self.amount(inner)?;
                Ok(Kind::Number)
            }
            What::Call(function, arguments) => self.call(*function, arguments, at),
            What::Match(text, _) => {
                self.value(text)?;
                Ok(Kind::Truth)
            }
            What::Position(_) => match self.names.in_repeat() {
                true => Ok(Kind::Number),
                false => misfit(at, Mismatch::NotRepeated),
            },
            What::Indexed(item, steps) => self.indexed(*item, steps, at),
            What::ChoiceName(code, item) => {
                self.value(code)?;
                match self.named(*item, at)?.has_choices {
                    true => Ok(Kind::Text),
                    false => misfit(at, Mismatch::NoChoices(self.name(*item).to_owned())),
                }
            }
        }
    }

    /// One value to calculate with or to order by.
    fn amount(&self, node: &Node) -> Result<Kind, Misfit> {
        let kind = self.value(node)?;
        match (&node.what, kind) {
            (What::Text(text), _) if amount_of(text).is_none() => {
                misfit(node.at, Mismatch::TextIsNoNumber(text.clone()))
            }
            (What::Text(text), _) if Moment::parse(text).is_some() => Ok(Kind::Date),
            (_, Kind::Several | Kind::YesNo) => misfit(node.at, Mismatch::NoNumber(kind)),
            _ => Ok(kind),
        }
    }

    fn chain(&self, first: &Node, rest: &[(Operator, Node)]) -> Result<Kind, Misfit> {
        let mut before = first;
        let mut kind = None;
        for (operator, node) in rest {
            kind = Some(match operator {
                Operator::Or | Operator::And => {
                    // each operand once: twice, in chains inside chains, would be twice and twice again
                    if kind.is_none() {
                        self.value(before)?;
                    }
                    self.value(node)?;
                    Kind::Truth
                }
                Operator::Equal | Operator::NotEqual if kind.is_none() => {
                    self.equal(before, node)?;
                    Kind::Truth
                }
                Operator::Less
                | Operator::LessEqual
                | Operator::Greater
                | Operator::GreaterEqual
                    if kind.is_none() =>
                {
                    let (left, right) = (self.amount(before)?, self.amount(node)?);
                    comparable(left, right, node.at)?;
                    Kind::Truth
                }
                // what a comparison gave is compared on as a number or a truth
                Operator::Equal | Operator::NotEqual => {
                    self.value(node)?;
                    Kind::Truth
                }
                Operator::Less
                | Operator::LessEqual
                | Operator::Greater
                | Operator::GreaterEqual => {
                    self.amount(node)?;
                    Kind::Truth
                }
                Operator::Plus | Operator::Minus => {
                    let left = match kind {
                        Some(kind) => kind,
                        None => self.amount(before)?,
                    };
                    added(*operator, left, self.amount(node)?, node.at)?
                }
                Operator::Times | Operator::Div | Operator::Mod => {
                    if kind.is_none() {
                        self.amount(before)?;
                    }
                    self.amount(node)?;
                    Kind::Number
                }
            });
            before = node;
        }
        Ok(kind.unwrap_or(Kind::Any))
    }

    fn equal(&self, left: &Node, right: &Node) -> Result<(), Misfit> {
        let (kind, other) = (self.value(left)?, self.value(right)?);
        match (&left.what, &right.what) {
            (_, What::Text(text)) => self.beside_text(kind, text, right.at),
            (What::Text(text), _) => self.beside_text(other, text, left.at),
            _ => comparable(kind, other, right.at),
        }
    }

    /// A quoted text that a value of this kind is compared with; the empty text asks whether there is an answer.
    fn beside_text(&self, kind: Kind, text: &str, at: usize) -> Result<(), Misfit> {
        let why = match kind {
            _ if text.is_empty() => return Ok(()),
            Kind::Number | Kind::Days if amount_of(text).is_none() => Mismatch::TextIsNoNumber,
            Kind::Date if moment::date_of(text).is_none() => Mismatch::TextIsNoDate,
            Kind::Moment if Moment::parse(text).is_none() => Mismatch::TextIsNoDate,
            Kind::Time if moment::time(text).is_none() => Mismatch::TextIsNoDate,
            Kind::YesNo if text != "yes" && text != "no" => Mismatch::TextIsNotYesNo,
            _ => return Ok(()),
        };
        misfit(at, why(text.to_owned()))
    }
}

fn is_amount(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Several | Kind::YesNo | Kind::Repeat | Kind::Group
    )
}

/// Whether two values can be alike, or one before the other.
fn comparable(left: Kind, right: Kind, at: usize) -> Result<(), Misfit> {
    use Kind::{Date, Moment, Number, One, Several, Time, Truth, YesNo};
    let apart = |one: Kind, other: Kind| match one {
        Date | Moment => matches!(other, Number | One | Several | Time | Truth | YesNo),
        Time => matches!(other, Number | One | Several | Truth | YesNo),
        YesNo => matches!(other, Number),
        _ => false,
    };
    match apart(left, right) || apart(right, left) {
        true => misfit(at, Mismatch::Compared(left, right)),
        false => Ok(()),
    }
}

/// Days may be added to a date and dates subtracted; two dates have no sum.
fn added(operator: Operator, left: Kind, right: Kind, at: usize) -> Result<Kind, Misfit> {
    let dated = |kind: Kind| kind.is_dated() || kind == Kind::Days;
    match (operator, dated(left), dated(right)) {
        (Operator::Plus, true, true) => misfit(at, Mismatch::DatesAdded),
        (Operator::Plus, true, false) | (Operator::Plus, false, true) => Ok(Kind::Days),
        (Operator::Minus, true, false) => Ok(Kind::Days),
        _ => Ok(Kind::Number),
    }
}
