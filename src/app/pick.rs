//! A list to choose one line from, narrowed by typing: an area, an authority, a standing, an item.

use super::model::Shell;
use super::screen::{Go, Reply, Step};
use super::walk::{is_walk, walked};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;

pub struct Pick {
    title: &'static str,
    lines: Vec<(String, Reply)>,
    /// Numbers of the lines that match what was typed.
    shown: Vec<usize>,
    at: usize,
    pub query: Input,
}

impl Pick {
    pub fn new(title: &'static str, lines: Vec<(String, Reply)>, at: usize) -> Pick {
        let shown = (0..lines.len()).collect();
        Pick {
            title,
            lines,
            shown,
            at,
            query: Input::default(),
        }
    }

    pub fn edited(&mut self) -> Step {
        let query = self.query.text().trim().to_lowercase();
        self.shown = (0..self.lines.len())
            .filter(|line| matches(&self.lines[*line].0, &query))
            .collect();
        self.at = 0;
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(4)).max(1);
        let last = self.shown.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                return match self.shown.get(self.at) {
                    Some(line) => Step::go(Go::Reply(self.lines[*line].1.clone())),
                    None => Step::stay(),
                };
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let lines: Vec<&str> = self
            .shown
            .iter()
            .map(|line| self.lines[*line].0.as_str())
            .collect();
        let widest = self
            .lines
            .iter()
            .map(|(line, _)| width::width(line))
            .max()
            .unwrap_or(0) as u16;
        let columns = (widest + 6).clamp(30, paint.width().saturating_sub(8).max(30));
        let rows = (self.lines.len() as u16 + 3).min(paint.height());
        let mut inside = overlay(paint, columns, rows, self.title);
        view_list(&mut inside, &lines, self.at, &self.query, shell)
    }
}

/// The query line and below it the lines, the chosen one marked.
pub fn view_list(
    paint: &mut Paint<'_>,
    lines: &[&str],
    at: usize,
    query: &Input,
    shell: &Shell,
) -> Option<(u16, u16)> {
    let theme = shell.theme;
    let x = paint.text(0, 0, "/ ", theme.key());
    let cursor = query.draw_line(
        &mut paint.part(x, 0, paint.width().saturating_sub(x), 1),
        theme.text(),
    );
    let rows = paint.height().saturating_sub(1);
    if lines.is_empty() {
        paint.text(0, 1, shell.words.nothing_found(), theme.quiet());
    }
    let first = scroll::page_of(at, lines.len(), rows.into());
    for (row, line) in lines.iter().skip(first).take(rows.into()).enumerate() {
        paint.text(0, row as u16 + 1, line, theme.text());
        if first + row == at {
            paint.row(row as u16 + 1, theme.selected());
        }
    }
    cursor
}

/// Whether what was typed is part of a line: the typed text itself, or the initials of its pinyin.
pub fn matches(line: &str, query: &str) -> bool {
    use pinyin::ToPinyin;
    let line = line.to_lowercase();
    if query.is_empty() || line.contains(query) {
        return true;
    }
    let initials: String = line
        .chars()
        .map(|c| {
            c.to_pinyin()
                .and_then(|reading| reading.plain().chars().next())
                .unwrap_or(c)
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    query.is_ascii() && initials.contains(&query.replace(' ', ""))
}
