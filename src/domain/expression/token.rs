//! Cuts the text of an expression into its smallest parts. Whether a value or an operator is wanted decides what a
//! `*`, a `-` or the word `div` is, as in XPath 1.0.

use super::fault::{Fault, Why};
use super::tree::Operator;

/// Where a value may begin.
#[derive(Clone, Debug, PartialEq)]
pub enum Start<'a> {
    Number(f64),
    Text(&'a str),
    Reference(&'a str),
    /// A name and whether `(` follows.
    Name(&'a str, bool),
    Own,
    Minus,
    Open,
    Close,
    Comma,
    End,
}

/// What may follow a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Operator(Operator),
    Close,
    Comma,
    End,
}

pub struct Tokens<'a> {
    text: &'a str,
    pub at: usize,
}

/// Full-width and typographic characters in the place of plain ones. They are named rather than taken for what they
/// resemble: the same file must mean the same in other programs, and between two typographic quotes nobody can say
/// which text was meant.
const WRONG: &[(&str, &str)] = &[
    ("“”„‟＂«»「」『』", "\""),
    ("‘’‚‛＇`´", "'"),
    ("（", "("),
    ("）", ")"),
    ("，、；;", ","),
    ("＋", "+"),
    ("－–—−‐‑", "-"),
    ("＊×✕", "*"),
    ("÷／", "div"),
    ("＝", "="),
    ("＜", "<"),
    ("＞", ">"),
    ("≤≦", "<="),
    ("≥≧", ">="),
    ("≠！", "!="),
    ("．。", "."),
    ("＄￥", "$"),
    ("｛", "{"),
    ("｝", "}"),
    ("０１２３４５６７８９", "0-9"),
];

/// Operators of other languages.
const OTHERS: &[(&str, &str)] = &[
    ("==", "="),
    ("<>", "!="),
    ("=>", ">="),
    ("=<", "<="),
    ("&&", "and"),
    ("||", "or"),
    ("&", "and"),
    ("%", "mod"),
    ("!", "not()"),
    ("^", "pow()"),
];

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, at: 0 }
    }

    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// White space as people cannot tell it apart: no-break and ideographic spaces come with pasted text.
    pub fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = &self.rest()[..bytes];
        self.at += bytes;
        taken
    }

    pub fn fault(&self, why: Why) -> Fault {
        Fault { at: self.at, why }
    }

    /// The part that begins where a value is wanted.
    pub fn start(&mut self) -> Result<Start<'a>, Fault> {
        self.skip_space();
        let rest = self.rest();
        let mut letters = rest.chars();
        let (Some(first), second) = (letters.next(), letters.next()) else {
            return Ok(Start::End);
        };
        let plain = match first {
            '(' => Some(Start::Open),
            ')' => Some(Start::Close),
            ',' => Some(Start::Comma),
            '-' => Some(Start::Minus),
            '.' if second != Some('.') && !second.is_some_and(|next| next.is_ascii_digit()) => {
                Some(Start::Own)
            }
            _ => None,
        };
        if let Some(start) = plain {
            if start == Start::Own && second == Some('/') {
                return Err(self.path());
            }
            self.at += 1;
            return Ok(start);
        }
        match first {
            '0'..='9' => self.number(),
            '.' if second != Some('.') => self.number(),
            '\'' | '"' => self.quoted(first),
            '$' if second == Some('{') => self.reference(),
            '.' | '/' | '@' | '*' => Err(self.path()),
            _ if is_name_start(first) => self.name(),
            _ => Err(self.stray(first)),
        }
    }

    fn number(&mut self) -> Result<Start<'a>, Fault> {
        let rest = self.rest();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let mut length = digits(rest);
        if rest[length..].starts_with('.') {
            length += 1 + digits(&rest[length + 1..]);
        }
        let number: f64 = rest[..length].parse().unwrap_or(f64::INFINITY);
        if number.is_infinite() {
            return Err(self.fault(Why::NumberTooLarge));
        }
        self.take(length);
        Ok(Start::Number(number))
    }

    fn quoted(&mut self, quote: char) -> Result<Start<'a>, Fault> {
        match self.rest()[1..].find(quote) {
            Some(length) => Ok(Start::Text(&self.take(length + 2)[1..=length])),
            None => Err(self.fault(Why::OpenText)),
        }
    }

    fn reference(&mut self) -> Result<Start<'a>, Fault> {
        let Some(length) = self.rest().find('}') else {
            return Err(self.fault(Why::OpenReference));
        };
        let name = self.rest()[2..length].trim_matches(is_space);
        if name.is_empty() {
            return Err(self.fault(Why::EmptyReference));
        }
        self.take(length + 1);
        Ok(Start::Reference(name))
    }

    fn name(&mut self) -> Result<Start<'a>, Fault> {
        let rest = self.rest();
        let length = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        if rest[length..].starts_with("::") || rest[length..].starts_with('/') {
            return Err(self.path());
        }
        let name = self.take(length);
        let before = self.at;
        self.skip_space();
        let called = self.rest().starts_with('(');
        match called {
            true => self.at += 1,
            false => self.at = before,
        }
        Ok(Start::Name(name, called))
    }

    /// What comes after a value; an operator, a closing or a comma is taken.
    pub fn next(&mut self) -> Result<Next, Fault> {
        self.skip_space();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(Next::End);
        };
        if let Some((found, meant)) = OTHERS.iter().find(|(other, _)| {
            rest.starts_with(other) && !(*other == "!" && rest.starts_with("!="))
        }) {
            return Err(self.fault(Why::WrongOperator {
                found: (*found).to_owned(),
                meant,
            }));
        }
        let (next, length) = match first {
            ')' => (Next::Close, 1),
            ',' => (Next::Comma, 1),
            '/' | '[' | '|' => return Err(self.path()),
            _ => match self.operator(rest) {
                Some(operator) => (Next::Operator(operator), operator.text().len()),
                None if is_name_start(first) => return Err(self.word(rest)),
                None if "0123456789.'\"$(".contains(first) => {
                    return Err(self.fault(Why::OperatorMissing));
                }
                None => return Err(self.stray(first)),
            },
        };
        self.at += length;
        Ok(next)
    }

    fn operator(&self, rest: &str) -> Option<Operator> {
        use Operator::{
            And, Div, Equal, Greater, GreaterEqual, Less, LessEqual, Minus, Mod, NotEqual, Or,
            Plus, Times,
        };
        let signs = [
            NotEqual,
            LessEqual,
            GreaterEqual,
            Equal,
            Less,
            Greater,
            Plus,
            Minus,
            Times,
        ];
        let words = [Or, And, Div, Mod];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        signs
            .into_iter()
            .find(|operator| rest.starts_with(operator.text()))
            .or_else(|| {
                words
                    .into_iter()
                    .find(|operator| rest[..letters] == *operator.text())
            })
    }

    /// A word where an operator is wanted: one in capitals, or no operator at all.
    fn word(&self, rest: &str) -> Fault {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = &rest[..letters];
        let meant = ["or", "and", "div", "mod"]
            .into_iter()
            .find(|known| word.eq_ignore_ascii_case(known));
        self.fault(match meant {
            Some(meant) => Why::WrongOperator {
                found: word.to_owned(),
                meant,
            },
            None => Why::OperatorMissing,
        })
    }

    fn stray(&self, found: char) -> Fault {
        let wrong = WRONG.iter().find(|(wrong, _)| wrong.contains(found));
        self.fault(match wrong {
            Some((_, meant)) => Why::WrongCharacter { found, meant },
            None if found == '!' => Why::WrongOperator {
                found: "!".to_owned(),
                meant: "not()",
            },
            None => Why::Unexpected(found),
        })
    }

    /// A path from here to the next white space, at most forty characters of it.
    pub fn path(&self) -> Fault {
        let shown = self.rest().chars().take_while(|letter| !is_space(*letter));
        self.fault(Why::Path(shown.take(40).collect()))
    }
}

pub fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{200b}'
}

/// Names as XML has them, but for a colon, which only `jr:` uses.
fn is_name_start(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':')
}
