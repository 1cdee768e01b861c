//! How a register on its way in is shown: the file, what would become of its rows, and one of four lists.

use super::{Found, Import, LISTS, List, Stage};
use crate::app::model::Shell;
use crate::domain::arrival::Column;
use crate::widgets::paint::Paint;
use crate::widgets::{progress, scroll};
use crate::width;
use crate::words::Words;

/// Rows above the list, and below it for the whole of a line that is too long.
const ABOVE: u16 = 6;
const BELOW: u16 = 4;

/// Rows of the list in a body of that many.
pub fn list_rows(body: u16) -> u16 {
    body.saturating_sub(ABOVE + BELOW)
}

impl Import {
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width().saturating_sub(2);
        let rows = paint.height();
        let mut part = paint.part(1, 0, columns, rows);
        match (self.stage, &self.found) {
            (Stage::Typing, _) => self.view_path(&mut part, shell),
            (Stage::Shown | Stage::Done, Some(found)) => {
                self.view_found(&mut part, found, shell);
                None
            }
            _ => {
                self.view_progress(&mut part, shell);
                None
            }
        }
    }

    fn view_path(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(0, 1, words.field_file(), theme.strong()) + 2;
        let columns = paint.width().saturating_sub(x);
        let cursor = self
            .path
            .draw_line(&mut paint.part(x, 1, columns, 1), theme.strong());
        let mut y = 3;
        for hint in [
            words.import_hint_path(),
            words.import_hint_kinds(),
            words.import_hint_preview(),
        ] {
            y = paint.wrapped(0, y, 3, hint, theme.quiet());
        }
        if let Some(why) = &self.why {
            paint.wrapped(0, y + 1, 5, &width::printable(why), theme.bad());
        }
        cursor
    }

    fn view_progress(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let file = width::printable(&self.asked.file);
        paint.text(0, 1, &file, theme.strong());
        progress::bar(paint, 3, self.progress, theme.accent());
        let what = match self.stage {
            Stage::Taking => words.import_running(),
            _ => words.import_reading(),
        };
        paint.wrapped(0, 4, 2, what, theme.quiet());
    }

    fn view_found(&self, paint: &mut Paint<'_>, found: &Found, shell: &Shell) {
        let theme = shell.theme;
        view_head(paint, found, self.stage == Stage::Done, shell);
        view_tabs(&mut paint.part(0, 4, paint.width(), 1), found, shell);
        let rows = list_rows(paint.height());
        let total = found.len(found.list);
        let mut list = paint.part(0, ABOVE, paint.width(), rows);
        if total == 0 {
            list.text(0, 0, shell.words.import_none(), theme.quiet());
        }
        let first = scroll::page_of(found.at, total, rows.into());
        for row in 0..usize::from(rows).min(total - first.min(total)) {
            let mut line = list.part(0, row as u16, list.width(), 1);
            match found.list {
                List::Columns => view_column(&mut line, &found.preview.columns[first + row], shell),
                _ => {
                    let text = line_of(found, first + row, shell.words);
                    line.text(0, 0, &width::printable(&text), theme.text());
                }
            }
            if first + row == found.at {
                line.row(0, theme.selected());
            }
        }
        let below = paint.height().saturating_sub(BELOW - 1);
        let mut foot = paint.part(0, below, paint.width(), BELOW - 1);
        if let Some(why) = &self.why {
            foot.wrapped(0, 0, 3, &width::printable(why), theme.bad());
            return;
        }
        match found.list {
            List::Columns if self.stage == Stage::Shown => {
                foot.wrapped(0, 0, 3, shell.words.import_hint_columns(), theme.quiet());
            }
            List::Columns => {}
            _ if total > 0 => {
                let text = line_of(found, found.at, shell.words);
                foot.wrapped(0, 0, 3, &width::printable(&text), theme.quiet());
            }
            _ => {}
        }
    }
}

/// File, sheet or encoding, header, and the counts.
fn view_head(paint: &mut Paint<'_>, found: &Found, done: bool, shell: &Shell) {
    let (theme, words, preview) = (shell.theme, shell.words, &found.preview);
    let name = preview.file.file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    paint.text(0, 0, &width::printable(&name), theme.strong());
    let mut about = Vec::new();
    if let Some(sheet) = &preview.sheet {
        let at = preview.sheets.iter().position(|name| name == sheet);
        about.push(words.import_sheet(sheet, at.unwrap_or(0) + 1, preview.sheets.len()));
    }
    if let Some(encoding) = preview.encoding {
        about.push(words.import_encoding(encoding));
    }
    about.push(match preview.header_row {
        0 => words.import_no_header_row().to_owned(),
        row => words.import_header_row(row),
    });
    paint.text(0, 1, &width::printable(&about.join("  ")), theme.quiet());
    let report = &preview.report;
    let counts = words.import_counts(report.added, report.updated, report.unchanged);
    let heading = if done {
        words.import_heading_done()
    } else {
        words.import_heading()
    };
    let style = if done { theme.good() } else { theme.accent() };
    let x = paint.text(0, 2, &format!("{heading}{counts}"), style);
    if report.brought != Default::default() {
        let brought = words.import_brought(report.brought);
        paint.text(0, 3, &brought, theme.quiet());
    }
    if report.refused > 0 {
        paint.text(x + 2, 2, &words.import_refused(report.refused), theme.bad());
    }
}

fn view_tabs(paint: &mut Paint<'_>, found: &Found, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let mut x = 0;
    for list in LISTS {
        let name = match list {
            List::Columns => words.import_list_columns(),
            List::Refused => words.import_list_refused(),
            List::Warned => words.import_list_warned(),
            List::Twins => words.import_list_twins(),
        };
        let count = found.len(list);
        let (text, style) = match list == found.list {
            true => (format!("[{name} {count}]"), theme.key()),
            false => (format!(" {name} {count} "), theme.quiet()),
        };
        x = paint.text(x, 0, &text, style) + 1;
    }
}

/// Letters, header and what the column is taken for.
fn view_column(paint: &mut Paint<'_>, column: &Column, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let half = paint.width() / 2;
    paint.within(0, 0, 3, &column.letters, theme.quiet());
    let header = match column.header.is_empty() {
        true => words.import_no_heading(),
        false => &column.header,
    };
    let header = width::printable(header);
    paint.within(4, 0, half.saturating_sub(5), &header, theme.text());
    let (field, style) = match column.field {
        Some(field) => (words.list_field(field), theme.good()),
        None => (words.import_not_used(), theme.dim()),
    };
    paint.text(half, 0, field, style);
}

fn line_of(found: &Found, at: usize, words: Words) -> String {
    let report = &found.preview.report;
    let note = |places: &[usize]| {
        let note = places.get(at).and_then(|at| report.notes.get(*at));
        note.map_or_else(String::new, |note| {
            words.row_note(note, found.preview.letters(note.field))
        })
    };
    match found.list {
        List::Columns => String::new(),
        List::Refused => note(&found.refused),
        List::Warned => note(&found.warned),
        List::Twins => report
            .twins
            .get(at)
            .map_or_else(String::new, |(one, other)| words.possible_twins(one, other)),
    }
}
