//! Files of the store that could not be taken in, and why. None of them keeps the others out; one can be taken back, to
//! be read again with the next sync.

use super::SyncAsk;
use crate::app::command::Cmd;
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::app::walk::{is_walk, walked};
use crate::domain::exchange::{SetAside, SyncView};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;

/// Rows below the list, for the whole of one file's name.
const BELOW: u16 = 7;

pub struct AsideList {
    files: Vec<SetAside>,
    total: u64,
    at: usize,
}

impl AsideList {
    pub fn new(view: &SyncView) -> AsideList {
        AsideList {
            files: view.aside.clone(),
            total: view.aside_total,
            at: 0,
        }
    }

    pub fn shown(&mut self, view: &SyncView) {
        let at = self.at;
        *self = AsideList::new(view);
        self.at = at.min(self.files.len().saturating_sub(1));
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::ReadAgain | Action::ReadAllAgain => !self.files.is_empty(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.files.len().saturating_sub(1);
        let page = usize::from(rows(shell.body_rows()));
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Back => return Step::back(),
            action if !self.offers(action) => {}
            Action::ReadAgain => {
                let name = self.files.get(self.at).map(|file| file.name.clone());
                return take_back(name.into_iter().collect(), shell);
            }
            Action::ReadAllAgain => {
                let names = self.files.iter().map(|file| file.name.clone());
                return take_back(names.collect(), shell);
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn position(&self) -> String {
        match self.files.len() {
            0 => String::new(),
            _ => format!("{} / {}", self.at + 1, self.total),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(2);
        let height = paint.height();
        let mut paint = paint.part(1, 0, columns, height);
        if self.files.is_empty() {
            paint.wrapped(0, 0, 2, words.aside_none(), theme.quiet());
            return;
        }
        let rows = rows(height);
        let first = scroll::page_of(self.at, self.files.len(), rows.into());
        let half = columns * 3 / 5;
        for (y, file) in self.files.iter().skip(first).take(rows.into()).enumerate() {
            let mut line = paint.part(0, y as u16, columns, 1);
            line.within(0, 0, half.saturating_sub(2), &file.why, theme.warn());
            let short = file.name.rsplit('/').next().unwrap_or_default();
            line.within(half, 0, columns - half, &printable(short), theme.quiet());
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        if let Some(file) = self.files.get(self.at) {
            let top = self.files.len().min(rows.into()) as u16 + 1;
            let y = paint.wrapped(0, top, 2, &printable(&file.name), theme.text());
            let y = paint.wrapped(0, y, 1, &file.why, theme.warn());
            let size = words.file_size(file.size);
            let y = paint.wrapped(0, y, 1, &words.aside_tries(size, file.tries), theme.quiet());
            paint.wrapped(0, y, 2, words.aside_hint(), theme.quiet());
        }
    }
}

fn rows(body: u16) -> u16 {
    body.saturating_sub(BELOW).max(3)
}

fn take_back(names: Vec<String>, shell: &mut Shell) -> Step {
    if shell.read_only {
        shell.bad(shell.words.read_only());
        return Step::stay();
    }
    let ticket = shell.next_ticket();
    Step::ask(vec![Cmd::Sync(SyncAsk::TakeBack { ticket, names })])
}
