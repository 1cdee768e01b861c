//! Everything that can be done on the screen below, by name, found by typing.

use super::model::Shell;
use super::pick::{matches, view_list};
use super::screen::{Go, Reply, Step};
use super::walk::{is_walk, walked};
use crate::keys::{self, Action, Binding, Scope};
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

pub struct Palette {
    lines: Vec<&'static Binding>,
    shown: Vec<usize>,
    at: usize,
    words: Words,
    pub query: Input,
}

impl Palette {
    /// The actions of `scope`, without those that make no sense chosen from a list.
    pub fn new(scope: Scope, words: Words) -> Palette {
        let lines: Vec<&Binding> = keys::bindings(scope)
            .chain(keys::bindings(Scope::Anywhere))
            .filter(|binding| {
                !matches!(
                    binding.action,
                    Action::Answer | Action::Digit | Action::Palette
                )
            })
            .collect();
        let shown = (0..lines.len()).collect();
        Palette {
            lines,
            shown,
            at: 0,
            words,
            query: Input::default(),
        }
    }

    pub fn edited(&mut self) -> Step {
        let query = self.query.text().trim().to_lowercase();
        self.shown = (0..self.lines.len())
            .filter(|line| matches((self.lines[*line].label)(self.words), &query))
            .collect();
        self.at = 0;
        Step::stay()
    }

    pub fn act(&mut self, action: Action, _: &Shell) -> Step {
        let last = self.shown.len().saturating_sub(1);
        match action {
            // the list is short: a page is all of it
            action if is_walk(action) => self.at = walked(self.at, action, last, last),
            Action::Open => {
                return match self.shown.get(self.at) {
                    Some(line) => Step::go(Go::Reply(Reply::Run(self.lines[*line].action))),
                    None => Step::stay(),
                };
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let lines: Vec<String> = self
            .shown
            .iter()
            .map(|line| {
                let binding = self.lines[*line];
                let keys = keys::shown(binding, shell.words).join(" ");
                format!("{}{keys}", width::fit((binding.label)(shell.words), 26))
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let rows = (self.lines.len() as u16 + 3).min(paint.height());
        let mut inside = overlay(paint, 54, rows, shell.words.palette());
        view_list(&mut inside, &lines, self.at, &self.query, shell)
    }
}
