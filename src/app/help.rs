//! The keys of the screen below, and those that work everywhere, straight from the key table.

use super::model::Shell;
use super::screen::Step;
use crate::keys::{self, Action, Scope};
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

pub struct Help {
    scope: Scope,
    top: usize,
}

impl Help {
    pub fn new(scope: Scope) -> Help {
        Help { scope, top: 0 }
    }

    pub fn act(&mut self, action: Action, shell: &Shell) -> Step {
        let lines = lines(self.scope, shell.words).len();
        let rows = shown_rows(lines, shell.body_rows());
        let last = lines.saturating_sub(rows);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(rows),
            Action::PageDown => self.top = (self.top + rows).min(last),
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let lines = lines(self.scope, shell.words);
        let shown = shown_rows(lines.len(), paint.height());
        let top = self.top.min(lines.len().saturating_sub(shown));
        let rows = (lines.len() as u16 + 2).min(paint.height());
        let keys_wide = lines
            .iter()
            .filter(|(_, label)| !label.is_empty())
            .map(|(keys, _)| width::width(keys))
            .max();
        let mut inside = overlay(paint, 70, rows, shell.words.help());
        let column = (keys_wide.unwrap_or(0) as u16 + 2).min(inside.width() * 2 / 3);
        for (row, (keys, label)) in lines.iter().skip(top).take(shown).enumerate() {
            let y = row as u16;
            match label.is_empty() {
                true => inside.text(0, y, keys, shell.theme.quiet()),
                false => {
                    inside.within(0, y, column.saturating_sub(1), keys, shell.theme.key());
                    inside.text(column, y, label, shell.theme.text())
                }
            };
        }
        if top + shown < lines.len() {
            let last = inside.height().saturating_sub(1);
            inside.right(last, shell.words.more_below(), shell.theme.quiet());
        }
        None
    }
}

/// Rows of the list within the frame; one is kept for the hint that there is more.
fn shown_rows(lines: usize, body: u16) -> usize {
    let inside = usize::from(body.saturating_sub(2));
    if lines <= inside {
        lines
    } else {
        inside.saturating_sub(1)
    }
}

/// Keys and what they do; a line without the latter is a heading or a hint.
fn lines(scope: Scope, words: Words) -> Vec<(String, &'static str)> {
    let mut lines: Vec<(String, &'static str)> = keys::bindings(scope)
        .chain(keys::bindings(Scope::Anywhere))
        .map(|binding| {
            (
                keys::shown(binding, words).join("  "),
                (binding.label)(words),
            )
        })
        .collect();
    lines.push((String::new(), ""));
    for hint in [words.help_input_method(), words.help_saved()] {
        lines.extend(width::wrap(hint, 60).into_iter().map(|line| (line, "")));
    }
    lines
}
