//! The current item, large: what is asked, how it is judged, what was found last time, the answer and the remark.

mod answer;

use super::conflicts::view_claims;
use super::model::Shell;
use super::outline::option_style;
use super::visit::VisitScreen;
use crate::domain::change::Field;
use crate::domain::checklist::{Item, Text};
use crate::domain::conflict::beside;
use crate::domain::filling::Line;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// Where a part of the card is drawn: what is on screen, and how wide the labels in front are.
pub(super) struct Card<'a> {
    screen: &'a VisitScreen,
    shell: &'a Shell,
    line: &'a Line,
    labels: u16,
}

/// Draws the card; returns the cursor of the field that has the focus.
pub fn view(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) -> Option<(u16, u16)> {
    let line = screen.line()?;
    let card = Card {
        screen,
        shell,
        line,
        labels: if shell.words == Words::ZH { 10 } else { 11 },
    };
    match screen.item() {
        Some(item) => card.view_item(paint, item),
        None => {
            card.view_offer(paint);
            None
        }
    }
}

impl Card<'_> {
    fn said(&self, text: &Text) -> String {
        let lang = self.shell.words.0;
        self.screen.filling().said(text, lang, self.line)
    }

    fn view_item(&self, paint: &mut Paint<'_>, item: &Item) -> Option<(u16, u16)> {
        let rows = paint.height();
        let mut y = self.view_name(paint, item);
        // the answer and what is being typed stay in sight, whatever else has to give way
        let cramped = self.screen.remark.is_some() && rows < 16;
        if !cramped {
            y = self.view_guidance(paint, y, item);
            y = self.view_last(paint, y, item);
            y = self.view_finding(paint, y);
            y = self.view_history(paint, y, item);
        }
        y += u16::from(rows > y + 5);
        let (below, entry) = self.view_answer(paint, y, item);
        y = self.view_complaints(paint, below, item);
        if !item.takes_answer() {
            self.view_foot(paint, item, y);
            return None;
        }
        y += u16::from(rows > y + 3);
        let remark = self.view_remark(paint, y);
        self.view_foot(paint, item, y + 3);
        remark.or(entry)
    }

    fn view_name(&self, paint: &mut Paint<'_>, item: &Item) -> u16 {
        let (theme, words) = (self.shell.theme, self.shell.words);
        let state = self.screen.filling().state(self.line);
        let is_required = state.is_some_and(|state| state.required);
        let (mark, style) = match (item.points, item.veto) {
            (0, _) if is_required => (words.required_mark().to_owned(), theme.quiet()),
            (0, _) => (String::new(), theme.quiet()),
            (points, true) => (words.points_veto(points), theme.warn()),
            (points, false) => (words.points(points), theme.quiet()),
        };
        let x = paint.right(0, &mark, style);
        let mut name = format!("{}  {}", item.code, self.said(&item.name));
        if let Some(number) = self.line.number {
            name = format!("{name}  {}", words.instance_line(number));
        }
        let (columns, rows) = (x.saturating_sub(1), paint.height());
        let mut name_part = paint.part(0, 0, columns, rows);
        name_part.wrapped(0, 0, 2, &name, theme.strong()) + 1
    }

    /// 判定标准, 检查方式, and how to fill it in; what the section says stands with its first item.
    fn view_guidance(&self, paint: &mut Paint<'_>, mut y: u16, item: &Item) -> u16 {
        let words = self.shell.words;
        let spare = paint.height().saturating_sub(y + 7).clamp(1, 4);
        let section = self.screen.view.form.section(self.line);
        let is_first = self.line.item == Some(0);
        let parts = [
            (
                words.note_label(),
                section.note.as_ref().filter(|_| is_first),
                2,
            ),
            (words.criterion(), Some(&item.criterion), spare),
            (words.method(), Some(&item.method), 1),
            (words.hint_label(), item.hint.as_ref(), 2),
        ];
        for (label, text, most) in parts {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                y = self.labelled(paint, y, label, &self.said(text), most);
            }
        }
        y
    }

    fn labelled(&self, paint: &mut Paint<'_>, y: u16, label: &str, text: &str, most: u16) -> u16 {
        let theme = self.shell.theme;
        paint.within(0, y, self.labels, label, theme.quiet());
        paint.wrapped(self.labels, y, most, text, theme.text())
    }

    fn view_last(&self, paint: &mut Paint<'_>, y: u16, item: &Item) -> u16 {
        let (theme, words, labels) = (self.shell.theme, self.shell.words, self.labels);
        if !item.takes_answer() {
            return y;
        }
        paint.within(0, y, labels, words.last_time(), theme.quiet());
        let Some(before) = self.screen.beside(self.line) else {
            paint.text(labels, y, words.first_visit(), theme.quiet());
            return y + 1;
        };
        let written = before.answer.and_then(|last| last.option.as_deref());
        // in the words of the template as it was then
        let then = before.item.unwrap_or(item);
        let option = written.and_then(|code| before.checklist.option(then, code));
        let (shown, style) = match (written, option) {
            (_, Some(option)) => (
                option.label.get(words.0).to_owned(),
                option_style(option, theme),
            ),
            (Some(written), None) => (then.shown(written, before.checklist, words.0), theme.text()),
            (None, None) => (words.not_checked().to_owned(), theme.quiet()),
        };
        let room = paint.width().saturating_sub(labels + 14).max(8);
        let x = paint.within(labels, y, room, &width::printable(&shown), style);
        let mut x = paint.text(x + 2, y, &before.date.to_string(), theme.quiet());
        if self.screen.is_changed(self.line)
            && let Some(became) = before.became
        {
            x = paint.text(x + 2, y, words.became(became), theme.warn());
        }
        if before.can_be_skipped {
            paint.text(x + 2, y, words.can_be_skipped(), theme.good());
        }
        let mut y = y + 1;
        let remark = before.answer.map(|last| last.remark.as_str());
        if let Some(remark) = remark.filter(|remark| !remark.is_empty()) {
            y = paint.wrapped(labels, y, 2, &width::printable(remark), theme.quiet());
        }
        // one visit ago is what the line above says
        if let Some(failing) = before.failing.filter(|failing| failing.visits > 1) {
            let since = words.failing(failing);
            y = self.labelled(paint, y, words.open_problem(), &since, 1);
        }
        y
    }

    /// The finding that is open on the item: its number, where it stands and until when.
    fn view_finding(&self, paint: &mut Paint<'_>, y: u16) -> u16 {
        let words = self.shell.words;
        let Some(open) = self.screen.view.findings.get(&self.line.address) else {
            return y;
        };
        let state = words.finding_state(open.state);
        let text = words.open_finding(&open.number, state, open.deadline.to_string());
        self.labelled(paint, y, words.finding_label(), &text, 2)
    }

    /// For a corrected visit: what the item was first answered, and why that changed.
    fn view_history(&self, paint: &mut Paint<'_>, y: u16, item: &Item) -> u16 {
        let (theme, words, view) = (self.shell.theme, self.shell.words, &self.screen.view);
        let address = &self.line.address;
        let (Some(original), true) = (
            &view.original,
            self.screen.corrected_items().contains(address.as_str()),
        ) else {
            return y;
        };
        let first = original
            .get(address)
            .and_then(|answer| answer.option.as_deref());
        let first = first.map_or(words.not_checked().to_owned(), |written| {
            item.shown(written, self.screen.checklist(), words.0)
        });
        let reasons: Vec<&str> = view
            .corrections
            .iter()
            .filter(|version| version.items.contains(address))
            .map(|version| version.reason.as_str())
            .collect();
        paint.within(0, y, self.labels, words.first_answer(), theme.quiet());
        let text = format!("{first}  {}", reasons.join(words.list_comma()));
        paint.wrapped(self.labels, y, 2, &width::printable(&text), theme.warn())
    }

    fn view_remark(&self, paint: &mut Paint<'_>, y: u16) -> Option<(u16, u16)> {
        let (theme, words, labels) = (self.shell.theme, self.shell.words, self.labels);
        let style = match self.screen.remark {
            Some(_) => theme.key(),
            None => theme.quiet(),
        };
        paint.within(0, y, labels, words.remark(), style);
        let columns = paint.width().saturating_sub(labels);
        let mut field = paint.part(labels, y, columns, 3);
        if let Some(input) = &self.screen.remark {
            return input.draw_lines(&mut field, theme.strong());
        }
        let files = self.screen.view.evidence.get(&self.line.address);
        if let Some(files) = files.copied().filter(|files| *files > 0) {
            let text = words.evidence_here(files);
            field.right(0, &text, theme.quiet());
            let room = columns.saturating_sub(width::width(&text) as u16 + 2);
            field = paint.part(labels, y, room, 3);
        }
        let answer = self.screen.answer_of(self.line);
        match answer.filter(|answer| !answer.remark.is_empty()) {
            Some(answer) => {
                field.wrapped(0, 0, 3, &width::printable(&answer.remark), theme.text());
            }
            None => {
                field.text(0, 0, "-", theme.dim());
            }
        }
        None
    }

    /// What each person said of the item, with whose remark.
    fn view_conflicts(&self, paint: &mut Paint<'_>, mut y: u16) {
        let (theme, words) = (self.shell.theme, self.shell.words);
        let rows = paint.height().saturating_sub(1);
        let columns = paint.width().saturating_sub(self.labels);
        let here = || beside(&self.screen.view.conflicts, &self.line.address);
        let answers = here().any(|conflict| conflict.place.field == Field::ANSWER);
        for conflict in here() {
            // the remarks stand with the answers
            if answers && conflict.place.field == Field::REMARK {
                continue;
            }
            let label = words.place_of(conflict.place.field);
            paint.within(0, y, self.labels, label, theme.warn());
            let mut part = paint.part(self.labels, y, columns, rows.saturating_sub(y));
            y += view_claims(&mut part, 0, conflict, false, self.shell);
        }
    }

    /// What must be said of the item or the visit as a whole: where the item comes from, a conflict, a correction.
    fn view_foot(&self, paint: &mut Paint<'_>, item: &Item, from: u16) {
        let (theme, words, screen) = (self.shell.theme, self.shell.words, self.screen);
        let last = paint.height().saturating_sub(1);
        let answer = screen.answer_of(self.line);
        if answer.is_some_and(|answer| answer.conflict) {
            self.view_conflicts(paint, from);
            paint.text(0, last, words.conflict(), theme.bad());
        } else if let Some(reason) = screen.is_correcting() {
            let text = words.correcting(width::printable(reason).into_owned());
            paint.text(0, last, &text, theme.warn());
        } else if screen.original {
            paint.text(0, last, words.original_shown(), theme.warn());
        } else if last > from {
            let basis = words.basis(screen.checklist().basis(item).get(words.0));
            let room = (last - from).min(4);
            let lines = width::wrap(&basis, paint.width().into()).len() as u16;
            let lines = lines.clamp(1, room);
            paint.wrapped(0, last + 1 - lines, lines, &basis, theme.dim());
        }
    }
}
