//! Reads the calls of functions: the arguments, their count, and the few functions whose arguments are no values.

use super::super::fault::{Fault, Why};
use super::super::function::Function;
use super::super::moment;
use super::super::pattern::Pattern;
use super::super::token::{Next, Start, is_space};
use super::super::tree::{Node, What};
use super::{DEEPEST, MOST_PATTERNS, Reader, reference_in};

impl Reader<'_> {
    /// A function after its opening parenthesis; its closing one is taken.
    pub(super) fn call(&mut self, name: &str, at: usize) -> Result<What, Fault> {
        let Some(function) = Function::named(name) else {
            let why = match Function::is_known_elsewhere(name) {
                true => Why::UnsupportedFunction(name.to_owned()),
                false => Why::UnknownFunction {
                    name: name.to_owned(),
                    meant: Function::nearly(name),
                },
            };
            return Err(Fault { at, why });
        };
        match function {
            Function::Position => self.position(at),
            Function::ChoiceName => self.choice_name(at),
            _ => {
                let arguments = self.arguments(function, at)?;
                self.made(function, arguments, at)
            }
        }
    }

    fn arguments(&mut self, function: Function, at: usize) -> Result<Vec<Node>, Fault> {
        let mut arguments = Vec::new();
        self.tokens.skip_space();
        if self.tokens.rest().starts_with(')') {
            self.tokens.at += 1;
        } else {
            loop {
                arguments.push(match function {
                    Function::Regex if arguments.len() == 1 => self.literal(function)?,
                    _ => self.level(0)?,
                });
                match self.next {
                    Next::Comma => {}
                    Next::Close => break,
                    _ => {
                        return Err(Fault {
                            at,
                            why: Why::OpenParenthesis,
                        });
                    }
                }
            }
        }
        let (least, most) = function.arguments();
        let found = arguments.len();
        let uneven = function == Function::IndexedRepeat && found.is_multiple_of(2);
        match found < least || most.is_some_and(|most| found > most) || uneven {
            true => Err(Fault {
                at,
                why: Why::ArgumentCount {
                    function: function.name(),
                    found,
                    least,
                    most,
                },
            }),
            false => Ok(arguments),
        }
    }

    /// A quoted text as it stands, whatever is in it.
    fn literal(&mut self, function: Function) -> Result<Node, Fault> {
        self.tokens.skip_space();
        let at = self.tokens.at;
        let wanted = Fault {
            at,
            why: Why::LiteralWanted {
                function: function.name(),
            },
        };
        let Start::Text(text) = self.tokens.start()? else {
            return Err(wanted);
        };
        self.advance()?;
        match self.next {
            Next::Operator(_) => Err(wanted),
            _ => Ok(Node {
                at,
                what: What::Text(text.to_owned()),
            }),
        }
    }

    fn made(
        &mut self,
        function: Function,
        mut arguments: Vec<Node>,
        at: usize,
    ) -> Result<What, Fault> {
        match function {
            Function::Regex => {
                self.patterns += 1;
                if self.patterns > MOST_PATTERNS {
                    let most = MOST_PATTERNS;
                    return Err(Fault {
                        at,
                        why: Why::TooManyPatterns { most },
                    });
                }
                let (Some(pattern), Some(text)) = (arguments.pop(), arguments.pop()) else {
                    return Ok(What::Call(function, arguments));
                };
                let What::Text(source) = &pattern.what else {
                    return Ok(What::Call(function, vec![text, pattern]));
                };
                match Pattern::new(source) {
                    Ok(compiled) => Ok(What::Match(Box::new(text), compiled)),
                    Err(fault) => Err(Fault {
                        at: pattern.at,
                        why: Why::Pattern(fault),
                    }),
                }
            }
            Function::IndexedRepeat => indexed(arguments),
            Function::FormatDate | Function::FormatDateTime => {
                if let What::Text(format) = &arguments[1].what
                    && let Some(letter) = moment::unknown_letter(format)
                {
                    return Err(Fault {
                        at: arguments[1].at,
                        why: Why::FormatLetter(letter),
                    });
                }
                Ok(What::Call(function, arguments))
            }
            _ => Ok(What::Call(function, arguments)),
        }
    }

    /// `position(..)`, `position(../..)`
    fn position(&mut self, at: usize) -> Result<What, Fault> {
        self.tokens.skip_space();
        let rest = self.tokens.rest();
        let end = rest
            .find(|letter: char| !matches!(letter, '.' | '/') && !is_space(letter))
            .unwrap_or(rest.len());
        let path: String = rest[..end]
            .chars()
            .filter(|letter| !is_space(*letter))
            .collect();
        let up = path.split('/').count();
        if path.is_empty() && rest.starts_with(')') {
            return Err(Fault {
                at,
                why: Why::ArgumentCount {
                    function: Function::Position.name(),
                    found: 0,
                    least: 1,
                    most: Some(1),
                },
            });
        }
        if !path.split('/').all(|step| step == "..")
            || !rest[end..].starts_with(')')
            || up > DEEPEST
        {
            return Err(self.tokens.path());
        }
        self.tokens.at += end + 1;
        Ok(What::Position(up))
    }

    /// `jr:choice-name(code, '${item}')`; the quotes, which the manual demands, may be left out.
    fn choice_name(&mut self, at: usize) -> Result<What, Fault> {
        let function = Function::ChoiceName;
        let code = self.level(0)?;
        if self.next != Next::Comma {
            return Err(match self.next {
                Next::Close => Fault {
                    at,
                    why: Why::ArgumentCount {
                        function: function.name(),
                        found: 1,
                        least: 2,
                        most: Some(2),
                    },
                },
                _ => Fault {
                    at,
                    why: Why::OpenParenthesis,
                },
            });
        }
        self.tokens.skip_space();
        let wanted = self.tokens.fault(Why::ReferenceWanted {
            function: function.name(),
        });
        let name = match self.tokens.start()? {
            Start::Reference(name) => name.to_owned(),
            Start::Text(text) => match reference_in(text) {
                Some(name) if text.trim_matches(is_space).ends_with('}') => name.to_owned(),
                _ => return Err(wanted),
            },
            _ => return Err(wanted),
        };
        let item = self.reference(&name);
        self.advance()?;
        match self.next {
            Next::Operator(_) => Err(wanted),
            _ => {
                self.close(at)?;
                Ok(What::ChoiceName(Box::new(code), item))
            }
        }
    }
}

/// The repeats and numbers come in pairs after the item.
fn indexed(arguments: Vec<Node>) -> Result<What, Fault> {
    let wanted = |node: &Node| match node.what {
        What::Reference(reference) => Ok(reference),
        _ => Err(Fault {
            at: node.at,
            why: Why::ReferenceWanted {
                function: Function::IndexedRepeat.name(),
            },
        }),
    };
    let item = wanted(&arguments[0])?;
    let mut steps = Vec::new();
    let mut rest = arguments.into_iter().skip(1);
    while let (Some(repeat), Some(number)) = (rest.next(), rest.next()) {
        steps.push((wanted(&repeat)?, number));
    }
    Ok(What::Indexed(item, steps))
}
