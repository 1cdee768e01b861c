//! The screen of data that is locked: one field for the passphrase, and nothing of what lies below. What was open and half
//! typed stays in memory as it was.

use std::fmt;

use crossterm::event::KeyEvent;
use zeroize::Zeroizing;

use super::command::Cmd;
use super::model::Shell;
use crate::keys::{self, Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::width;

/// A passphrase on its way; it is overwritten when it goes, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: &str) -> Secret {
        Secret(Zeroizing::new(text.to_owned()))
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[derive(Default)]
pub struct Lock {
    pub input: Input,
    /// The passphrase is being tried.
    waits: bool,
    /// Why it did not open.
    refused: Option<String>,
}

impl Lock {
    /// Takes a key; nothing but typing, trying and quitting does anything. True asks to quit.
    pub fn key(&mut self, key: &KeyEvent) -> (Vec<Cmd>, bool) {
        if self.input.key(key) {
            self.refused = None;
            return (Vec::new(), false);
        }
        match keys::lookup(Scope::Lock, key) {
            Some(Action::Confirm) => (self.attempt(), false),
            Some(Action::Quit) => (Vec::new(), true),
            _ => (Vec::new(), false),
        }
    }

    fn attempt(&mut self) -> Vec<Cmd> {
        if self.waits || self.input.is_empty() {
            return Vec::new();
        }
        self.waits = true;
        self.refused = None;
        let secret = Secret::new(self.input.text());
        self.input.wipe();
        vec![Cmd::Unlock(secret)]
    }

    pub fn refuse(&mut self, why: String) {
        self.waits = false;
        self.refused = Some(why);
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (words, theme) = (shell.words, shell.theme);
        let columns = paint.width().saturating_sub(4);
        let label = words.lock_passphrase();
        let mut part = paint.part(2, 1, columns, paint.height().saturating_sub(1));
        let y = part.wrapped(0, 0, 3, words.lock_said(), theme.text());
        part.text(0, y + 1, label, theme.strong());
        let x = width::width(label) as u16 + 2;
        let said = match (&self.refused, self.waits) {
            (Some(why), _) => (why.as_str(), theme.bad()),
            (None, true) => (words.lock_tries(), theme.quiet()),
            (None, false) => ("", theme.quiet()),
        };
        part.wrapped(0, y + 3, 3, said.0, said.1);
        let mut field = part.part(x, y + 1, columns.saturating_sub(x), 1);
        self.input.masked().draw_line(&mut field, theme.strong())
    }
}
