//! The rounds of a year, each with how far it is, and what the year comes to.

use super::forms;
use crate::app::command::{Cmd, Loaded};
use crate::app::model::Shell;
use crate::app::report::ReportScreen;
use crate::app::screen::{Screen, Step};
use crate::app::walk::{is_walk, walked};
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::round::{RoundRow, RoundState, RoundYear};
use crate::keys::Action;
use crate::theme::Theme;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use ratatui::style::Style;

/// Rows above the list: the year's sums, a blank, the headings.
const ABOVE: u16 = 3;

#[derive(Default)]
pub struct RoundList {
    /// None until it was read.
    shown: Option<RoundYear>,
    /// The years in which rounds began, the latest first.
    years: Vec<i16>,
    /// The number of the next one of this year.
    next: u32,
    at: usize,
}

impl RoundList {
    /// The latest first.
    fn rows(&self) -> Vec<&RoundRow> {
        let rows = self.shown.iter().flat_map(|year| &year.rows);
        rows.rev().collect()
    }

    pub fn reload(&self) -> Step {
        let year = self.shown.as_ref().map(|year| year.year);
        Step::ask(vec![Cmd::Rounds(year)])
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Rounds { years, year, next } = loaded {
            self.next = *next;
            self.years = years.clone();
            self.shown = Some((**year).clone());
            self.at = self.at.min(year.rows.len().saturating_sub(1));
        }
        Step::stay()
    }

    /// The year before or after the one shown in which there were rounds.
    fn other_year(&self, earlier: bool) -> Option<i16> {
        let shown = self.shown.as_ref()?.year;
        let mut years = self.years.iter().copied();
        match earlier {
            true => years.find(|year| *year < shown),
            false => years.rfind(|year| *year > shown),
        }
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => !self.rows().is_empty(),
            Action::Earlier => self.other_year(true).is_some(),
            Action::Later => self.other_year(false).is_some(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.rows().len().saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                if let Some(row) = self.rows().get(self.at) {
                    return Step::ask(vec![Cmd::Round(row.id)]);
                }
            }
            Action::Earlier | Action::Later => {
                if let Some(year) = self.other_year(action == Action::Earlier) {
                    self.at = 0;
                    return Step::ask(vec![Cmd::Rounds(Some(year))]);
                }
            }
            Action::New if shell.read_only => shell.bad(shell.words.read_only()),
            Action::New => {
                let sheet = forms::begin(self.next.max(1), shell);
                return sheet.open();
            }
            Action::Write => {
                let wanted = ReportWanted {
                    year: self.shown.as_ref().map(|year| year.year),
                    ..ReportWanted::of(ReportSubject::Rounds)
                };
                let (screen, cmd) = ReportScreen::asked(wanted, shell);
                return Step::open(Screen::Report(Box::new(screen))).with(cmd);
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let rows = self.rows().len();
        let at = (self.at + 1).min(rows);
        let title = match &self.shown {
            Some(year) => shell.words.year_title(year.year),
            None => shell.words.rounds().to_owned(),
        };
        (title, format!("{at} / {rows}"))
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width();
        let Some(year) = &self.shown else {
            paint.text(1, 0, words.reading(), theme.quiet());
            return;
        };
        if year.rows.is_empty() {
            let text = words.rounds_none_hint();
            paint
                .part(1, 0, columns.saturating_sub(2), 4)
                .wrapped(0, 0, 4, text, theme.quiet());
            return;
        }
        let figures = year.figures;
        let sums = words.year_short(
            figures.rounds,
            figures.authorities,
            figures.organisations,
            figures.visits,
        );
        paint.within(1, 0, columns.saturating_sub(2), &sums, theme.strong());
        let places = Places::of(columns);
        let mut head = paint.part(0, ABOVE - 1, columns, 1);
        places.draw(
            &mut head,
            [
                words.round_column_number(),
                words.round_column_name(),
                words.round_column_days(),
                words.cr_column_standing(),
                words.round_column_done(),
                words.round_column_reached_of(),
            ],
            [theme.quiet(); 6],
        );
        let rows = usize::from(paint.height().saturating_sub(ABOVE));
        let all = self.rows();
        let first = scroll::page_of(self.at, all.len(), rows);
        for (y, row) in all.iter().skip(first).take(rows).enumerate() {
            let mut line = paint.part(0, ABOVE + y as u16, columns, 1);
            view_row(&mut line, &places, row, shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
    }
}

fn view_row(paint: &mut Paint<'_>, places: &Places, row: &RoundRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let (round, progress) = (&row.round, &row.progress);
    let state = round.state(shell.today);
    let number = round.number.to_string();
    let days = words.round_span(round.from.to_string(), round.to.to_string());
    let done = format!("{}/{}", progress.done, progress.organisations);
    let reached = format!("{}/{}", row.reached, row.authorities);
    let texts = [
        number.as_str(),
        &width::printable(&round.name),
        &days,
        words.round_state(state),
        &done,
        &reached,
    ];
    let plain = theme.text();
    let styles = [
        theme.quiet(),
        plain,
        theme.quiet(),
        state_style(state, theme),
        plain,
        plain,
    ];
    places.draw(paint, texts, styles);
}

pub fn state_style(state: RoundState, theme: Theme) -> Style {
    match state {
        RoundState::Ahead => theme.quiet(),
        RoundState::Running => theme.key(),
        RoundState::Over => theme.bad(),
        RoundState::Closed => theme.good(),
    }
}

/// Where number, name, days, state, organisations and authorities stand.
struct Places([u16; 7]);

impl Places {
    fn of(columns: u16) -> Places {
        let right = columns.saturating_sub(1);
        let reached = right.saturating_sub(9);
        let done = reached.saturating_sub(8);
        let state = done.saturating_sub(11);
        // the days go where there is no room for them
        let days = state.saturating_sub(if columns >= 76 { 25 } else { 0 });
        Places([1, 6, days, state, done, reached, right])
    }

    fn draw(&self, paint: &mut Paint<'_>, texts: [&str; 6], styles: [Style; 6]) {
        for (at, text) in texts.iter().enumerate() {
            let room = self.0[at + 1].saturating_sub(self.0[at] + 1);
            if room > 0 {
                paint.within(self.0[at], 0, room, text, styles[at]);
            }
        }
    }
}
