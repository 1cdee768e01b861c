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
        let rows = usize::from(shell.body_rows().saturating_sub(1));
        let last = lines(self.scope, shell.words).len().saturating_sub(rows);
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
        let rows = (lines.len() as u16 + 2).min(paint.height());
        let mut inside = overlay(paint, 64, rows, shell.words.help());
        let shown = usize::from(inside.height());
        for (row, (keys, label)) in lines.iter().skip(self.top).take(shown).enumerate() {
            let y = row as u16;
            match label.is_empty() {
                true => inside.text(0, y, keys, shell.theme.quiet()),
                false => {
                    inside.within(0, y, 25, keys, shell.theme.key());
                    inside.text(26, y, label, shell.theme.text())
                }
            };
        }
        if self.top + shown < lines.len() {
            inside.right(rows.saturating_sub(3), shell.words.more_below(), shell.theme.quiet());
        }
        None
    }
}

/// Keys and what they do; a line without the latter is a heading or a hint.
fn lines(scope: Scope, words: Words) -> Vec<(String, &'static str)> {
    let mut lines: Vec<(String, &'static str)> = keys::bindings(scope)
        .chain(keys::bindings(Scope::Anywhere))
        .map(|binding| (keys::shown(binding, words).join("  "), (binding.label)(words)))
        .collect();
    lines.push((String::new(), ""));
    for hint in [words.help_input_method(), words.help_saved()] {
        lines.extend(width::wrap(hint, 60).into_iter().map(|line| (line, "")));
    }
    lines
}
