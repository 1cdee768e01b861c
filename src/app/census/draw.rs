//! How the census looks: the table of two sides on the left, the facts on the right, the rest below; in a narrow window
//! one line below the other.

use ratatui::style::Style;

use super::fields::{LINES, Line};
use super::{CensusScreen, TWO_SIDED};
use crate::app::model::Shell;
use crate::domain::census::{CensusState, Figure};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Narrower than this, all lines stand below each other.
const SIDE_BY_SIDE: u16 = 76;
/// Lines on the left and on the right; the others stand below.
const LEFT: usize = TWO_SIDED;
const RIGHT: usize = 7;
/// Columns of a figure.
const FIGURE: u16 = 7;

impl CensusScreen {
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        self.view_state(&mut paint.part(1, 0, columns.saturating_sub(2), 1), shell);
        let mut body = paint.part(1, 1, columns.saturating_sub(2), rows.saturating_sub(1));
        let whole = columns >= SIDE_BY_SIDE && usize::from(rows) >= LINES.len() - RIGHT + 3;
        match whole {
            true => self.view_whole(&mut body, shell),
            false => self.view_list(&mut body, shell),
        }
    }

    /// Where the census stands, as it is being typed.
    fn view_state(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let (asked, differ) = self.asked();
        let text = words.census_progress(asked, TWO_SIDED, differ);
        let x = paint.text(0, 0, &text, style_of_count(differ, shell));
        let (more, style) = match (self.dirty, self.state()) {
            (true, _) => (words.census_unsaved(), theme.warn()),
            (false, CensusState::Open) => (words.census_begin(), theme.quiet()),
            (false, CensusState::Disagrees) => (words.census_adopt_offer(), theme.quiet()),
            (false, CensusState::Done) => ("", theme.quiet()),
        };
        paint.text(x + 2, 0, more, style);
    }

    fn view_whole(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        let labels = labels(&LINES[..LEFT], shell.words);
        let left = (labels + 2 * FIGURE + 4 + marks(shell.words)).min(columns);
        let mut table = paint.part(0, 0, left, rows);
        self.view_header(&mut table, labels, shell);
        for at in 0..LEFT {
            let mut line = table.part(0, at as u16 + 1, left, 1);
            self.view_both(&mut line, at, labels, shell);
        }
        let x = left + 1;
        let mut facts = paint.part(x, 0, columns.saturating_sub(x), rows);
        facts.text(2, 0, shell.words.census_ledger_facts(), shell.theme.quiet());
        let own = self::labels(&LINES[LEFT..LEFT + RIGHT], shell.words);
        for at in LEFT..LEFT + RIGHT {
            let row = (at - LEFT) as u16 + 1;
            let mut line = facts.part(0, row, facts.width(), 1);
            self.view_one(&mut line, at, own, shell);
        }
        let own = self::labels(&LINES[LEFT + RIGHT..], shell.words);
        let mut cursor = None;
        for at in LEFT + RIGHT..LINES.len() {
            let row = LEFT as u16 + 2 + (at - LEFT - RIGHT) as u16;
            let mut line = paint.part(0, row, columns, 1);
            cursor = self.view_one(&mut line, at, own, shell).or(cursor);
        }
        cursor
    }

    fn view_list(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width();
        let labels = labels(LINES, shell.words);
        self.view_header(paint, labels, shell);
        let rows = usize::from(paint.height().saturating_sub(1));
        let first = scroll::page_of(self.at, LINES.len(), rows);
        let mut cursor = None;
        for at in (first..LINES.len()).take(rows) {
            let mut line = paint.part(0, (at - first) as u16 + 1, columns, 1);
            match at < LEFT {
                true => self.view_both(&mut line, at, labels, shell),
                false => cursor = self.view_one(&mut line, at, labels, shell).or(cursor),
            }
        }
        cursor
    }

    fn view_header(&self, paint: &mut Paint<'_>, labels: u16, shell: &Shell) {
        let (style, words) = (shell.theme.quiet(), shell.words);
        let x = labels + 2;
        paint.within(x, 0, FIGURE, &right(words.census_ledger(), FIGURE), style);
        paint.within(
            x + FIGURE,
            0,
            FIGURE,
            &right(words.census_on_site(), FIGURE),
            style,
        );
    }

    /// A line with the ledger's side, the site's and whether they agree.
    fn view_both(&self, paint: &mut Paint<'_>, at: usize, labels: u16, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let focused = at == self.at;
        let (ledger, found, agrees) = match LINES[at] {
            Line::Figure(figure) => self.figure(figure),
            _ => self.branch(words),
        };
        view_label(paint, LINES[at].label(words), focused, shell);
        let x = labels + 2;
        paint.within(x, 0, FIGURE, &right(&ledger, FIGURE), theme.quiet());
        let style = match focused {
            true => theme.key(),
            false => theme.text(),
        };
        let shown = found.as_deref().unwrap_or("-");
        let shown = match focused {
            true => format!("[{shown}]"),
            false => format!("{shown} "),
        };
        // the frame of the focused figure stands one column to the right of the others
        paint.within(x + FIGURE, 0, FIGURE + 1, &right(&shown, FIGURE + 1), style);
        let (mark, style) = match (found.is_some(), agrees) {
            (false, _) => (words.census_not_counted(), theme.dim()),
            (true, true) => (words.census_agrees(), theme.good()),
            (true, false) => (words.census_differs(), theme.bad()),
        };
        paint.text(x + 2 * FIGURE + 2, 0, mark, style);
    }

    fn figure(&self, figure: Figure) -> (String, Option<String>, bool) {
        let ledger = figure.of(&self.view.organisation);
        let found = self.census.found.get(&figure).copied();
        let agrees = found.is_none_or(|found| found == ledger);
        (
            ledger.to_string(),
            found.map(|number| number.to_string()),
            agrees,
        )
    }

    fn branch(&self, words: Words) -> (String, Option<String>, bool) {
        let ledger = self.view.is_covered();
        let found = self.census.has_branch;
        (
            words.there(ledger).to_owned(),
            found.map(|found| words.there(found).to_owned()),
            found.is_none_or(|found| found == ledger),
        )
    }

    /// A line with one value: a choice or a text.
    fn view_one(
        &self,
        paint: &mut Paint<'_>,
        at: usize,
        labels: u16,
        shell: &Shell,
    ) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let line = LINES[at];
        let focused = at == self.at;
        view_label(paint, line.label(words), focused, shell);
        let x = labels + 2;
        let text = match line {
            Line::Note => &self.note,
            Line::Date => &self.date,
            Line::By => &self.by,
            line => {
                let text = self.choice_text(line, words);
                let text = match focused {
                    true => format!("<{text}>"),
                    false => format!(" {text}"),
                };
                let style = match focused {
                    true => theme.key(),
                    false if self.chosen_none(line) => theme.dim(),
                    false => theme.text(),
                };
                paint.text(x, 0, &text, style);
                return None;
            }
        };
        let mut field = paint.part(x + 1, 0, paint.width().saturating_sub(x + 2), 1);
        match (focused && !self.read_only, text.is_empty()) {
            (true, _) => return text.draw_line(&mut field, theme.strong()),
            (false, true) => field.text(0, 0, words.not_given(), theme.dim()),
            (false, false) => field.text(0, 0, &width::printable(text.text()), theme.text()),
        };
        None
    }

    fn chosen_none(&self, line: Line) -> bool {
        match line {
            Line::Reason => self.facts.no_branch_reason.is_none(),
            line => self.flag(line).is_none(),
        }
    }
}

fn style_of_count(differ: usize, shell: &Shell) -> Style {
    match differ {
        0 => shell.theme.strong(),
        _ => shell.theme.warn(),
    }
}

fn view_label(paint: &mut Paint<'_>, label: &str, focused: bool, shell: &Shell) {
    let theme = shell.theme;
    if focused {
        paint.text(0, 0, ">", theme.key());
    }
    let style = match focused {
        true => theme.strong(),
        false => theme.quiet(),
    };
    paint.text(2, 0, label, style);
}

/// Columns of the widest label.
fn labels(lines: &[Line], words: Words) -> u16 {
    let widths = lines.iter().map(|line| width::width(line.label(words)));
    widths.max().unwrap_or(0) as u16
}

/// Columns of the widest mark.
fn marks(words: Words) -> u16 {
    let marks = [
        words.census_not_counted(),
        words.census_agrees(),
        words.census_differs(),
    ];
    marks.map(width::width).into_iter().max().unwrap_or(0) as u16
}

/// A text at the right of so many columns.
fn right(text: &str, columns: u16) -> String {
    let room = usize::from(columns).saturating_sub(width::width(text));
    format!("{}{text}", " ".repeat(room))
}
