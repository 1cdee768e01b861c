//! Printing. Text that came out of the data is cleaned, so that it cannot steer the terminal;
//! a reader that went away, as `head` does, is no error.

use std::io::{self, StdoutLock, Write};

use super::failure::Failure;
use crate::width::printable;

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
