//! Reads an expression by recursive descent, one function a level, within limits of length and depth.
//! The first fault ends the reading, with its place.

mod call;

use std::collections::HashMap;

use super::fault::{Fault, Why};
use super::function::Function;
use super::token::{Next, Start, Tokens, is_space};
use super::tree::{LEVELS, Node, What};

/// Bytes of an expression; a spreadsheet's cell holds at most 32,767 characters.
pub const LONGEST: usize = 32_767;
/// Parentheses, calls and signs inside each other.
pub const DEEPEST: usize = 64;
/// Patterns in one expression; each is compiled when it is read.
pub const MOST_PATTERNS: usize = 16;

/// What an expression is for: only a choice filter may name the columns of the choices.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Form,
    Filter,
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    /// What follows the value just read.
    next: Next,
    next_at: usize,
    names: Vec<String>,
    places: HashMap<String, usize>,
    depth: usize,
    patterns: usize,
    used: Use,
}

/// The tree and the names of its references, each once, in the order of their first use.
pub fn read(text: &str, used: Use) -> Result<(Node, Vec<String>), Fault> {
    if text.len() > LONGEST {
        return Err(Fault {
            at: LONGEST,
            why: Why::TooLong { most: LONGEST },
        });
    }
    if text.chars().all(is_space) {
        return Err(Fault {
            at: 0,
            why: Why::Empty,
        });
    }
    let mut reader = Reader {
        tokens: Tokens::new(text),
        next: Next::End,
        next_at: 0,
        names: Vec::new(),
        places: HashMap::new(),
        depth: 0,
        patterns: 0,
        used,
    };
    let node = reader.level(0)?;
    let at = reader.next_at;
    match reader.next {
        Next::End => Ok((node, reader.names)),
        Next::Close => Err(Fault {
            at,
            why: Why::Unopened(')'),
        }),
        _ => Err(Fault {
            at,
            why: Why::Unopened(','),
        }),
    }
}

impl Reader<'_> {
    /// Values joined by operators of this level or tighter ones.
    fn level(&mut self, level: usize) -> Result<Node, Fault> {
        if level == LEVELS {
            return self.value();
        }
        let first = self.level(level + 1)?;
        let mut rest = Vec::new();
        while let Next::Operator(operator) = self.next
            && operator.level() == level
        {
            rest.push((operator, self.level(level + 1)?));
        }
        Ok(match rest.is_empty() {
            true => first,
            false => Node {
                at: first.at,
                what: What::Chain(Box::new(first), rest),
            },
        })
    }

    fn value(&mut self) -> Result<Node, Fault> {
        self.tokens.skip_space();
        let at = self.tokens.at;
        let fault = |why| Err(Fault { at, why });
        let what = match self.tokens.start()? {
            Start::Number(number) => What::Number(number),
            Start::Text(text) => match reference_in(text) {
                Some(name) => return fault(Why::QuotedReference(name.to_owned())),
                None => What::Text(text.to_owned()),
            },
            Start::Reference(name) => What::Reference(self.reference(name)),
            Start::Own => What::Own,
            Start::Minus => {
                self.deeper(at)?;
                let inner = self.value()?;
                self.depth -= 1;
                let what = What::Negative(Box::new(inner));
                return Ok(Node { at, what });
            }
            Start::Open => {
                self.deeper(at)?;
                let inner = self.level(0)?;
                self.depth -= 1;
                self.close(at)?;
                self.advance()?;
                return Ok(inner);
            }
            Start::Name(name, true) => {
                self.deeper(at)?;
                let call = self.call(name, at)?;
                self.depth -= 1;
                call
            }
            Start::Name(name, false) if self.used == Use::Filter && !is_constant(name) => {
                What::Column(name.to_owned())
            }
            Start::Name(name, false) => {
                let meant = Function::nearly(name).map(|known| format!("{known}()"));
                let name = name.to_owned();
                return fault(Why::BareName { name, meant });
            }
            Start::Close | Start::Comma | Start::End => return fault(Why::ValueMissing),
        };
        self.advance()?;
        Ok(Node { at, what })
    }

    fn deeper(&mut self, at: usize) -> Result<(), Fault> {
        self.depth += 1;
        match self.depth > DEEPEST {
            true => Err(Fault {
                at,
                why: Why::TooDeep { most: DEEPEST },
            }),
            false => Ok(()),
        }
    }

    fn advance(&mut self) -> Result<(), Fault> {
        self.tokens.skip_space();
        self.next_at = self.tokens.at;
        self.next = self.tokens.next()?;
        Ok(())
    }

    /// The parenthesis opened at `open` must be closed by what was just read.
    fn close(&self, open: usize) -> Result<(), Fault> {
        match self.next {
            Next::Close => Ok(()),
            Next::Comma => Err(Fault {
                at: self.next_at,
                why: Why::Unopened(','),
            }),
            _ => Err(Fault {
                at: open,
                why: Why::OpenParenthesis,
            }),
        }
    }

    fn reference(&mut self, name: &str) -> usize {
        if let Some(known) = self.places.get(name) {
            return *known;
        }
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }
}

fn is_constant(name: &str) -> bool {
    name.eq_ignore_ascii_case("true") || name.eq_ignore_ascii_case("false")
}

/// The name in the first `${name}` of a text.
fn reference_in(text: &str) -> Option<&str> {
    let from = text.find("${")? + 2;
    let length = text[from..].find('}')?;
    let name = text[from..from + length].trim_matches(is_space);
    (!name.is_empty()).then_some(name)
}
