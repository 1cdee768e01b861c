//! Printing. Text that came out of the data is cleaned, so that it cannot steer the terminal;
//! a reader that went away, as `head` does, is no error.

use std::io::{self, StdoutLock, Write};

use super::failure::Failure;

/// Standard output, held until the command has said everything.
pub struct Out(StdoutLock<'static>);

impl Out {
    pub fn new() -> Out {
        Out(io::stdout().lock())
    }

    /// Prints one line that may hold text of the data.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.text(&printable(line))
    }

    /// Prints our own words as they are, without their outer blank lines.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        match writeln!(self.0, "{}", text.trim_matches('\n')).and_then(|()| self.0.flush()) {
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(cause)),
            _ => Ok(()),
        }
    }
}

/// Says on standard error what went wrong. If even that is closed, the exit code has to do.
pub fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(sentence));
}

/// The text in one line without anything a terminal would obey: escape sequences, control characters,
/// and the marks that turn the direction of writing. Line breaks and tabs become spaces.
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\t' => shown.push(' '),
            // a control sequence ends at its first letter; what is left of a broken one is harmless text
            '\u{1b}' if rest.next_if_eq(&'[').is_some() => {
                while rest.next_if(|c| matches!(c, '0'..='?')).is_some() {}
                rest.next_if(|c| matches!(c, '@'..='~'));
            }
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_printed() {
        assert_eq!(printable("阳泉\u{1b}[31m义工\u{1b}[0m协会"), "阳泉义工协会");
        assert_eq!(printable("a\u{1b}]0;title\u{7}b\rc\u{9b}2Jd"), "a]0;titlebc2Jd");
        assert_eq!(printable("一行\n两行\t三"), "一行 两行 三");
        assert_eq!(printable("abc\u{202e}cba\u{1b}["), "abccba");
    }
}
