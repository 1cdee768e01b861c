//! The organisations behind a figure, in the order of the register: a list of numbers, of which only the lines in
//! sight are read.

use super::command::{Cmd, Count, Loaded};
use super::model::Shell;
use super::screen::Step;
use crate::domain::coverage::{Behind, Listing, NamesWanted};
use crate::domain::view::NamedRow;
use crate::keys::Action;
use crate::reports::coverage::part_name;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;
use crate::words::Words;

/// Lines read at once.
const CHUNK: usize = 128;

pub struct NamesScreen {
    wanted: NamesWanted,
    ticket: u64,
    /// None while they are still being counted.
    ids: Option<Vec<i64>>,
    /// Lines read, from that place on.
    from: usize,
    rows: Vec<NamedRow>,
    at: usize,
    top: usize,
}

impl NamesScreen {
    pub fn new(wanted: NamesWanted, shell: &mut Shell) -> (NamesScreen, Cmd) {
        let mut screen = NamesScreen {
            wanted,
            ticket: 0,
            ids: None,
            from: 0,
            rows: Vec::new(),
            at: 0,
            top: 0,
        };
        let cmd = screen.ask(shell);
        (screen, cmd)
    }

    /// Counts again; the lines in sight stay until the new ones are there.
    pub fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        Cmd::Count(Count::Names {
            ticket: self.ticket,
            wanted: self.wanted.clone(),
        })
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match loaded {
            Loaded::Names { ticket, ids } if *ticket == self.ticket => {
                self.at = self.at.min(ids.len().saturating_sub(1));
                self.ids = Some(ids.clone());
                self.rows.clear();
                self.moved(shell)
            }
            Loaded::Rows { ticket, from, rows } if *ticket == self.ticket => {
                self.from = *from;
                self.rows = rows.clone();
                Step::stay()
            }
            _ => Step::stay(),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(self.list_rows(shell)).max(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at += 1,
            Action::PageUp => self.at = self.at.saturating_sub(page),
            Action::PageDown => self.at += page,
            Action::First => self.at = 0,
            Action::Last => self.at = usize::MAX,
            Action::Open => {
                let id = self.ids.as_ref().and_then(|ids| ids.get(self.at));
                return match id {
                    Some(id) => Step::ask(vec![Cmd::Organisation(*id)]),
                    None => Step::stay(),
                };
            }
            Action::Back => return Step::back().with(Cmd::StopCounting),
            _ => return Step::stay(),
        }
        self.moved(shell)
    }

    pub fn resized(&mut self, shell: &Shell) {
        self.keep_in_sight(shell);
    }

    /// Whether there is a line to open.
    pub fn has_lines(&self) -> bool {
        self.ids.as_ref().is_some_and(|ids| !ids.is_empty())
    }

    fn list_rows(&self, shell: &Shell) -> u16 {
        shell.body_rows().saturating_sub(2)
    }

    fn keep_in_sight(&mut self, shell: &Shell) {
        let rows = u64::from(self.list_rows(shell));
        self.top = scroll::keep_in_sight(self.top as u64, self.at as u64, rows) as usize;
    }

    /// After the selection moved: reads lines where some in sight are missing.
    fn moved(&mut self, shell: &Shell) -> Step {
        let last = self.ids.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.at = self.at.min(last);
        self.keep_in_sight(shell);
        let Some(ids) = &self.ids else {
            return Step::stay();
        };
        let rows = usize::from(self.list_rows(shell));
        let end = (self.top + rows).min(ids.len());
        let read = self.from..self.from + self.rows.len();
        if self.top >= end || read.contains(&self.top) && read.contains(&(end - 1)) {
            return Step::stay();
        }
        let from = self.top.saturating_sub(CHUNK / 2);
        let to = (end + CHUNK / 2).min(ids.len());
        Step::ask(vec![Cmd::Rows {
            ticket: self.ticket,
            from,
            ids: ids[from..to].to_vec(),
        }])
    }

    /// What is listed, and of which part.
    fn name(&self, shell: &Shell) -> String {
        let words = shell.words;
        let list = match &self.wanted.behind {
            Behind::Listing(listing) => words.listing(*listing).to_owned(),
            Behind::Unformed(id) => {
                let set = shell.rules.formation.iter().find(|set| set.id == *id);
                words.listing_unformed(set.map_or(id, |set| set.name.get(words.0)))
            }
        };
        match &self.wanted.part {
            Some((division, part)) => {
                words.listing_of_part(&part_name(*division, part, words), &list)
            }
            None => list,
        }
    }

    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let right = match &self.ids {
            Some(ids) if ids.is_empty() => "0 / 0".to_owned(),
            Some(ids) => format!("{} / {}", self.at + 1, ids.len()),
            None => String::new(),
        };
        (self.name(shell), right)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let rule = shell
            .rules
            .counting
            .iter()
            .find(|rule| rule.id == self.wanted.rule);
        let rule = rule.map_or(self.wanted.rule.as_str(), |rule| rule.name.get(words.0));
        let basis = words.rate_heading(shell.today.to_string(), rule);
        paint.text(1, 0, &printable(&basis), theme.quiet());
        let mut list = paint.part(0, 2, paint.width(), paint.height().saturating_sub(2));
        match &self.ids {
            None => {
                list.text(1, 0, words.counting(), theme.quiet());
            }
            Some(ids) if ids.is_empty() => {
                list.text(1, 0, words.listing_empty(), theme.quiet());
            }
            Some(_) => {}
        }
        for y in 0..list.height() {
            let place = self.top + usize::from(y);
            let row = place.checked_sub(self.from);
            if let Some(row) = row.and_then(|at| self.rows.get(at)) {
                let mut line = list.part(0, y, list.width(), 1);
                self.view_row(&mut line, row, shell);
                if place == self.at {
                    line.row(0, theme.selected());
                }
            }
        }
        None
    }

    fn view_row(&self, paint: &mut Paint<'_>, row: &NamedRow, shell: &Shell) {
        let theme = shell.theme;
        let columns = paint.width();
        let excluded = self.wanted.behind == Behind::Listing(Listing::Excluded);
        // a reason needs more room than a word
        let state = columns.saturating_sub(if excluded { (columns / 2).max(22) } else { 22 });
        let authority = state.saturating_sub(if columns >= 104 && !excluded { 26 } else { 0 });
        let area = authority.saturating_sub(if columns >= 60 { 14 } else { 0 });
        let text = state_of(&self.wanted.behind, row, shell.words);
        let after = paint.within(state, 0, 21, text, theme.quiet());
        if excluded {
            let room = columns.saturating_sub(after + 2);
            paint.within(
                after + 2,
                0,
                room,
                &printable(&row.status_reason),
                theme.quiet(),
            );
        }
        if authority < state {
            paint.within(
                authority,
                0,
                25,
                &printable(&row.row.authority),
                theme.quiet(),
            );
        }
        if area < authority {
            paint.within(area, 0, 13, &printable(&row.row.area), theme.quiet());
        }
        let room = area.saturating_sub(2);
        paint.within(1, 0, room, &printable(&row.row.name), theme.text());
    }
}

/// What a line says at its right: why it does not count, or how it is covered.
fn state_of(behind: &Behind, row: &NamedRow, words: Words) -> &'static str {
    match (behind, row.row.branch_form) {
        (Behind::Listing(Listing::Excluded), _) => words.status(row.status),
        (Behind::Listing(Listing::Demonstration), _) => words.standing(row.row.standing),
        (_, Some(form)) => words.branch_form(form),
        (_, None) => words.no_branch(),
    }
}
