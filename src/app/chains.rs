//! The chains of newly registered organisations that are not closed yet, the most pressing first.

use super::command::{Cmd, Loaded};
use super::handover::HandoverScreen;
use super::model::Shell;
use super::screen::{Screen, Step};
use super::walk::{is_walk, walked};
use crate::domain::handover::ChainRow;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

#[derive(Default)]
pub struct Chains {
    /// None until they were read.
    rows: Option<Vec<ChainRow>>,
    /// Not all were looked at.
    more: bool,
    at: usize,
}

impl Chains {
    pub fn open() -> Step {
        Step::open(Screen::Chains(Chains::default())).with(Cmd::Chains)
    }

    fn rows(&self) -> &[ChainRow] {
        self.rows.as_deref().unwrap_or_default()
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Chains { rows, more } = loaded {
            self.rows = Some(rows.clone());
            self.more = *more;
            self.at = self.at.min(rows.len().saturating_sub(1));
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &Shell) -> Step {
        let last = self.rows().len().saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(2)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Back => return Step::back(),
            Action::Open => {
                return match self.rows().get(self.at) {
                    Some(row) => HandoverScreen::open(row.organisation),
                    None => Step::stay(),
                };
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn offers(&self, action: Action) -> bool {
        action != Action::Open || !self.rows().is_empty()
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let at = (self.at + 1).min(self.rows().len());
        let n = self.rows().len();
        let place = match self.more {
            true => words.position_of_more(at as u64, n as u64),
            false => format!("{at} / {n}"),
        };
        (words.chains().to_owned(), place)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        match self.rows.as_deref() {
            None => {
                paint.text(1, 0, words.reading(), theme.quiet());
                return None;
            }
            Some([]) => {
                paint.wrapped(1, 0, 2, words.chains_none(), theme.quiet());
                return None;
            }
            Some(_) => {}
        }
        let rows = usize::from(paint.height());
        let first = scroll::page_of(self.at, self.rows().len(), rows);
        for (y, row) in self.rows().iter().skip(first).take(rows).enumerate() {
            let mut line = paint.part(0, y as u16, paint.width(), 1);
            view_row(&mut line, row, shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        None
    }
}

/// Name, how far it is, and the next step with its day.
fn view_row(paint: &mut Paint<'_>, row: &ChainRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let columns = paint.width();
    let (text, style) = match &row.next {
        None => (words.handover_all_done().to_owned(), theme.good()),
        Some((name, due)) => {
            let late = shell.today.days_since(*due);
            let name = name.get(words.0);
            match late > 0 {
                true => (words.chain_late(name, late), theme.bad()),
                false => (words.chain_next(name, due.to_string()), theme.text()),
            }
        }
    };
    let next = columns / 2;
    paint.text(next, 0, &text, style);
    let sum = format!("{}/{}", row.done, row.steps);
    let x = next.saturating_sub(6);
    paint.within(x, 0, 5, &sum, theme.quiet());
    let name = width::printable(&row.name);
    paint.within(1, 0, x.saturating_sub(2), &name, theme.text());
}
