//! The kinds of functions' arguments and of what they give.

use super::super::fault::{Misfit, Mismatch};
use super::super::function::Function;
use super::super::kind::Kind;
use super::super::moment::{self, Moment};
use super::super::tree::{Node, What};
use super::{Checker, is_amount, misfit};

impl Checker<'_> {
    pub(super) fn call(
        &self,
        function: Function,
        arguments: &[Node],
        at: usize,
    ) -> Result<Kind, Misfit> {
        use Function as F;
        match function {
            F::If => {
                self.value(&arguments[0])?;
                self.either(&arguments[1], &arguments[2])
            }
            F::Coalesce => self.either(&arguments[0], &arguments[1]),
            F::Once => match self.names.own() {
                Some(_) => self.value(&arguments[0]),
                None => misfit(at, Mismatch::NoOwnValue),
            },
            F::StringLength | F::NormalizeSpace
                if arguments.is_empty() && self.names.own().is_none() =>
            {
                misfit(at, Mismatch::NoOwnValue)
            }
            F::Selected | F::SelectedAt | F::CountSelected => self.selection(function, arguments),
            F::Count | F::CountNonEmpty | F::Sum => match &arguments[0].what {
                What::Reference(_) => {
                    let kind = self.set(&arguments[0])?;
                    match function {
                        F::Sum if !is_amount(kind) => {
                            misfit(arguments[0].at, Mismatch::NoNumber(kind))
                        }
                        _ => Ok(Kind::Number),
                    }
                }
                _ => misfit(arguments[0].at, Mismatch::NoSet),
            },
            F::Min | F::Max => self.extreme(arguments),
            F::Concat | F::Join => {
                for node in arguments {
                    self.set(node)?;
                }
                Ok(Kind::Text)
            }
            F::Number => Ok(match self.value(&arguments[0])? {
                kind if kind.is_dated() => Kind::Days,
                _ => Kind::Number,
            }),
            F::Int | F::Round | F::Abs => {
                let kind = self.amount(&arguments[0])?;
                for places in &arguments[1..] {
                    self.amount(places)?;
                }
                Ok(match kind {
                    Kind::Date | Kind::Moment | Kind::Days => Kind::Days,
                    _ => Kind::Number,
                })
            }
            F::Date | F::DateTime | F::DecimalDateTime | F::DecimalTime => {
                self.dated(function, &arguments[0])
            }
            F::FormatDate | F::FormatDateTime => {
                self.dated(F::Date, &arguments[0])?;
                self.value(&arguments[1])?;
                Ok(Kind::Text)
            }
            _ => self.plain(function, arguments),
        }
    }

    /// Functions that take one value each, whatever it is, or numbers only.
    fn plain(&self, function: Function, arguments: &[Node]) -> Result<Kind, Misfit> {
        use Function as F;
        let is_number = matches!(
            function,
            F::Pow | F::Sqrt | F::Exp | F::Exp10 | F::Log | F::Log10 | F::Pi
        );
        for node in arguments {
            match is_number {
                true => self.amount(node)?,
                false => self.value(node)?,
            };
        }
        Ok(match function {
            F::Today => Kind::Date,
            F::Now => Kind::Moment,
            F::StringLength => Kind::Number,
            F::True
            | F::False
            | F::Boolean
            | F::BooleanFromString
            | F::Not
            | F::Contains
            | F::StartsWith
            | F::EndsWith => Kind::Truth,
            _ if is_number => Kind::Number,
            _ => Kind::Text,
        })
    }

    /// The kind of one or the other; a quoted empty text is no kind of its own.
    fn either(&self, one: &Node, other: &Node) -> Result<Kind, Misfit> {
        let is_empty = |node: &Node| matches!(&node.what, What::Text(text) if text.is_empty());
        let (kind, alternative) = (self.value(one)?, self.value(other)?);
        Ok(match (is_empty(one), is_empty(other)) {
            (true, _) => alternative,
            (_, true) => kind,
            _ => kind.or(alternative),
        })
    }

    /// One value or all values of a reference.
    fn set(&self, node: &Node) -> Result<Kind, Misfit> {
        match &node.what {
            What::Reference(reference) => match self.named(*reference, node.at)?.kind {
                Kind::Group => {
                    let name = self.name(*reference).to_owned();
                    misfit(node.at, Mismatch::NoValue(name))
                }
                kind => Ok(kind),
            },
            _ => self.value(node),
        }
    }

    fn extreme(&self, arguments: &[Node]) -> Result<Kind, Misfit> {
        let mut all: Option<Kind> = None;
        for node in arguments {
            let kind = match &node.what {
                What::Reference(_) => match self.set(node)? {
                    kind if is_amount(kind) => kind,
                    kind => return misfit(node.at, Mismatch::NoNumber(kind)),
                },
                _ => self.amount(node)?,
            };
            let kind = if kind.is_dated() {
                Kind::Days
            } else {
                Kind::Number.or(kind)
            };
            all = Some(all.map_or(kind, |all| all.or(kind)));
        }
        Ok(match all {
            Some(Kind::Days) => Kind::Days,
            _ => Kind::Number,
        })
    }

    fn selection(&self, function: Function, arguments: &[Node]) -> Result<Kind, Misfit> {
        let kind = self.value(&arguments[0])?;
        if !matches!(
            kind,
            Kind::One | Kind::Several | Kind::Text | Kind::YesNo | Kind::Any
        ) {
            return misfit(arguments[0].at, Mismatch::NoSelection(kind));
        }
        match function {
            Function::Selected => match (&arguments[1].what, self.value(&arguments[1])?) {
                (What::Number(_) | What::Negative(_), _) => {
                    misfit(arguments[1].at, Mismatch::CodeNotQuoted)
                }
                _ => Ok(Kind::Truth),
            },
            Function::SelectedAt => {
                self.amount(&arguments[1])?;
                Ok(Kind::One)
            }
            _ => Ok(Kind::Number),
        }
    }

    fn dated(&self, function: Function, node: &Node) -> Result<Kind, Misfit> {
        let kind = self.value(node)?;
        if let What::Text(text) = &node.what
            && !text.is_empty()
            && Moment::parse(text).is_none()
            && !(function == Function::DecimalTime && moment::time(text).is_some())
        {
            return misfit(node.at, Mismatch::TextIsNoDate(text.clone()));
        }
        let fits = match kind {
            Kind::Date | Kind::Moment | Kind::Days | Kind::Number | Kind::Text | Kind::Any => true,
            Kind::Time => function == Function::DecimalTime,
            _ => false,
        };
        match function {
            _ if !fits => misfit(node.at, Mismatch::NoDate(kind)),
            Function::Date => Ok(Kind::Date),
            Function::DateTime => Ok(Kind::Moment),
            Function::DecimalDateTime => Ok(Kind::Days),
            _ => Ok(Kind::Number),
        }
    }

    pub(super) fn indexed(
        &self,
        item: usize,
        steps: &[(usize, Node)],
        at: usize,
    ) -> Result<Kind, Misfit> {
        let named = self.named(item, at)?;
        let name = self.name(item);
        if !named.kind.has_value() {
            return misfit(at, Mismatch::NoValue(name.to_owned()));
        }
        for (repeat, number) in steps {
            let repeat_name = self.name(*repeat);
            if self.named(*repeat, at)?.kind != Kind::Repeat {
                return misfit(at, Mismatch::NotARepeat(repeat_name.to_owned()));
            }
            if !self.names.is_within(name, repeat_name) {
                let (item, repeat) = (name.to_owned(), repeat_name.to_owned());
                return misfit(at, Mismatch::NotWithin { item, repeat });
            }
            self.amount(number)?;
        }
        let repeats: Vec<&str> = steps.iter().map(|(repeat, _)| self.name(*repeat)).collect();
        match self.names.picks_one(name, &repeats) {
            true => Ok(named.kind),
            false => misfit(at, Mismatch::OuterRepeatMissing(name.to_owned())),
        }
    }
}
