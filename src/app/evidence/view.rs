//! How the evidence of a visit is drawn: files in groups, and below them what is known of the selected one.

use super::{EvidenceScreen, Group};
use crate::app::model::Shell;
use crate::domain::evidence::{FileState, Shown, size_text};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows below the list for the selected file, the rule among them.
const ABOUT: u16 = 6;

enum Row<'a> {
    Heading(String),
    /// Nothing is attached at the current item.
    Nothing,
    File(&'a Shown),
}

impl EvidenceScreen {
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        if self.files.is_none() {
            paint.text(1, 0, shell.words.reading(), shell.theme.quiet());
            return None;
        }
        let about = match self.selected() {
            Some(_) if rows >= 2 * ABOUT => ABOUT,
            _ => 0,
        };
        self.view_list(&mut paint.part(0, 0, columns, rows - about), shell);
        if let Some(shown) = self.selected().filter(|_| about > 0) {
            view_about(
                &mut paint.part(0, rows - about, columns, about),
                shown,
                shell,
            );
        }
        None
    }

    fn view_list(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let (rows, selected) = self.rows(words);
        let first = scroll::page_of(selected, rows.len(), paint.height().into());
        let shown = rows.iter().enumerate().skip(first);
        for (y, (at, row)) in shown.take(paint.height().into()).enumerate() {
            let mut line = paint.part(0, y as u16, paint.width(), 1);
            match row {
                Row::Heading(heading) => {
                    line.text(1, 0, heading, theme.strong());
                }
                Row::Nothing => {
                    let text = match shell.read_only {
                        true => words.evidence_none_read_only(),
                        false => words.evidence_none_here(),
                    };
                    let room = paint.height().saturating_sub(y as u16).min(2);
                    let mut rest = paint.part(3, y as u16, paint.width().saturating_sub(4), room);
                    rest.wrapped(0, 0, room, text, theme.quiet());
                }
                Row::File(file) => {
                    view_file(&mut line, file, shell);
                    if at == selected {
                        line.row(0, theme.selected());
                    }
                }
            }
        }
    }

    /// All rows, and which of them is selected.
    fn rows(&self, words: Words) -> (Vec<Row<'_>>, usize) {
        let mut rows = Vec::new();
        let (mut files, mut selected) = (0, 0);
        let nothing = self.files().is_empty();
        for Group { address, files: of } in self.groups() {
            let is_here = self.item.as_deref() == Some(&address);
            // the visit as a whole is named where it has files
            if of.is_empty() && !is_here {
                continue;
            }
            rows.push(Row::Heading(self.heading(&address, words)));
            if of.is_empty() && nothing {
                rows.push(Row::Nothing);
            }
            for place in of {
                if files == self.at {
                    selected = rows.len();
                }
                files += 1;
                rows.push(Row::File(&self.files()[place]));
            }
        }
        if rows.is_empty() {
            rows.push(Row::Nothing);
        }
        (rows, selected)
    }

    fn heading(&self, address: &str, words: Words) -> String {
        match (address, self.checklist.item(address)) {
            ("", _) => words.evidence_whole().to_owned(),
            (address, Some(item)) => format!("{address}  {}", item.name.get(words.0)),
            (address, None) => address.to_owned(),
        }
    }
}

/// Name, kind, size, day and state; on a narrow screen name, size and state.
fn view_file(paint: &mut Paint<'_>, shown: &Shown, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let evidence = &shown.evidence;
    let columns = paint.width();
    let style = match shown.state {
        FileState::Present => theme.quiet(),
        FileState::Missing | FileState::Changed => theme.bad(),
    };
    let mut x = columns.saturating_sub(8);
    paint.text(x, 0, words.file_state(shown.state), style);
    if columns >= 100 {
        x = x.saturating_sub(14);
        let by = width::printable(&evidence.by);
        paint.within(x, 0, 12, &by, theme.quiet());
    }
    if columns >= 64 {
        x = x.saturating_sub(12);
        let day = evidence.added.map(|clock| clock.date.to_string());
        paint.text(x, 0, &day.unwrap_or_default(), theme.quiet());
    }
    x = x.saturating_sub(2);
    let size = size_text(evidence.file.size);
    let from = x.saturating_sub(width::width(&size) as u16);
    paint.text(from, 0, &size, theme.text());
    x = x.saturating_sub(10);
    if columns >= 64 {
        x = x.saturating_sub(10);
        paint.within(x, 0, 9, words.file_kind(evidence.file.kind), theme.quiet());
    }
    let name = width::printable(&evidence.file.name);
    paint.within(3, 0, x.saturating_sub(5), &name, theme.text());
}

/// The selected file in full.
fn view_about(paint: &mut Paint<'_>, shown: &Shown, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let evidence = &shown.evidence;
    paint.rule(0);
    let mut part = paint.part(1, 1, paint.width().saturating_sub(2), ABOUT - 1);
    let name = width::printable(&evidence.file.name);
    part.text(0, 0, &name, theme.strong());
    match evidence.caption.is_empty() {
        true if shell.read_only => {}
        true => {
            part.text(0, 1, words.evidence_no_caption(), theme.dim());
        }
        false => {
            part.text(0, 1, &width::printable(&evidence.caption), theme.text());
        }
    }
    if let Some(at) = evidence.added {
        let text = match evidence.by.is_empty() {
            true => words.evidence_added_at(at.to_string()),
            false => words.evidence_added(at.to_string(), &width::printable(&evidence.by)),
        };
        part.text(0, 2, &text, theme.quiet());
    }
    let fault = match shown.state {
        FileState::Present => return,
        FileState::Missing => words.evidence_missing(),
        FileState::Changed => words.evidence_changed(),
    };
    part.wrapped(0, 3, 2, fault, theme.bad());
}
