//! The middle of the card: the options with their digits, the field that is typed into, a pair with what it is apart,
//! and what is wrong with the answer.

use super::Card;
use crate::app::outline::share_style;
use crate::domain::checklist::{Decimal, Item, ItemKind, Ledger, Way};
use crate::widgets::paint::Paint;
use crate::width;
use ratatui::style::Modifier;

/// Rows that options of a list may take before they are cut; the rest is found with Enter.
const MOST_ROWS: u16 = 9;

impl Card<'_> {
    /// Returns the row below the answer and the cursor of its field.
    pub(super) fn view_answer(
        &self,
        paint: &mut Paint<'_>,
        y: u16,
        item: &Item,
    ) -> (u16, Option<(u16, u16)>) {
        match item.way() {
            Way::One | Way::Several => (self.view_choices(paint, y, item), None),
            Way::Typed if item.kind == ItemKind::Pair => self.view_pair(paint, y, item),
            Way::Typed => self.view_field(paint, y, item, self.shell.words.answer_label()),
            Way::Nothing if item.kind == ItemKind::Note => (y, None),
            Way::Nothing => {
                let (theme, words) = (self.shell.theme, self.shell.words);
                let text = self.screen.filling().text(self.line);
                paint.within(0, y, self.labels, words.computed_label(), theme.quiet());
                let (shown, style) = match text.is_empty() {
                    true => (words.not_computed().to_owned(), theme.dim()),
                    false => (
                        item.shown(&text, self.screen.checklist(), words.0),
                        theme.strong(),
                    ),
                };
                let shown = width::printable(&shown).into_owned();
                (paint.wrapped(self.labels, y, 3, &shown, style), None)
            }
        }
    }

    /// The choices with their digits: beside each other where they fit into a few rows, the chosen ones marked.
    fn view_choices(&self, paint: &mut Paint<'_>, y: u16, item: &Item) -> u16 {
        let (theme, words) = (self.shell.theme, self.shell.words);
        let choices = self.screen.choices(self.line, self.shell);
        let bottom = y + MOST_ROWS.min(paint.height().saturating_sub(y + 3)).max(1);
        let (mut x, mut y) = (0, y);
        for choice in &choices {
            let label = width::printable(&choice.label);
            let key = choice.key.map_or("-".to_owned(), |key| key.to_string());
            let text = match choice.is_chosen {
                true => format!("[{key} {label}]"),
                false => format!(" {key} {label} "),
            };
            if x > 0 && usize::from(x) + width::width(&text) > usize::from(paint.width()) {
                x = 0;
                y += 1;
            }
            if y >= bottom {
                break;
            }
            let style = match (choice.is_chosen, choice.percent) {
                (false, _) => theme.text(),
                (true, percent) => percent
                    .map_or(theme.good(), |percent| share_style(percent, theme))
                    .add_modifier(Modifier::REVERSED | Modifier::BOLD),
            };
            let from = x;
            x = paint.text(x, y, &text, style);
            if !choice.is_chosen {
                paint.text(from + 1, y, &key, theme.key());
            }
            x += 1;
        }
        let hint = match item.way() {
            Way::Several if choices.len() <= 9 => words.several_hint(),
            _ if choices.len() > 9 => words.many_hint(),
            _ => return (y + 1).min(bottom),
        };
        let y = (y + 1).min(bottom);
        paint.text(0, y, hint, theme.dim());
        y + 1
    }

    /// The field with its unit, or what stands there where nothing is typed.
    fn view_field(
        &self,
        paint: &mut Paint<'_>,
        y: u16,
        item: &Item,
        label: &str,
    ) -> (u16, Option<(u16, u16)>) {
        let (theme, words, labels) = (self.shell.theme, self.shell.words, self.labels);
        let long = matches!(item.kind, ItemKind::Text);
        let columns = paint.width().saturating_sub(labels);
        let Some(entry) = &self.screen.entry else {
            let text = self.screen.filling().text(self.line);
            paint.within(0, y, labels, label, theme.quiet());
            if text.is_empty() {
                paint.text(labels, y, words.log_not_filled(), theme.dim());
                return (y + 1, None);
            }
            let shown = item.shown(&text, self.screen.checklist(), words.0);
            let shown = width::printable(&shown).into_owned();
            return (paint.wrapped(labels, y, 4, &shown, theme.strong()), None);
        };
        let focused = self.screen.remark.is_none();
        let style = if focused { theme.key() } else { theme.quiet() };
        paint.within(0, y, labels, label, style);
        let unit = match item.kind {
            ItemKind::Money => Some(words.yuan()),
            _ => item.unit.as_ref().map(|unit| unit.get(words.0)),
        };
        let (wide, rows) = match (long, unit) {
            (true, _) => (columns, 4),
            (false, Some(unit)) => (
                columns
                    .saturating_sub(width::width(unit) as u16 + 1)
                    .min(14),
                1,
            ),
            (false, None) => (columns, 1),
        };
        let rows = match long {
            // a wide character at the end of a line may leave a column free
            true => {
                (width::width(entry.text()) as u16 / wide.saturating_sub(1).max(1) + 1).min(rows)
            }
            false => 1,
        };
        let cursor = {
            let mut field = paint.part(labels, y, wide, rows);
            match long {
                true => entry.draw_lines(&mut field, theme.strong()),
                false => entry.draw_line(&mut field, theme.strong()),
            }
        };
        if let Some(unit) = unit {
            paint.text(labels + wide + 1, y, unit, theme.quiet());
        }
        let hint = match item.kind {
            ItemKind::Pair => words.pair_hint(),
            ItemKind::Date => words.date_hint(),
            ItemKind::Time => words.time_hint(),
            ItemKind::File => words.file_hint(),
            _ => words.typed_hint(),
        };
        let below = y + rows;
        if self.screen.trouble.is_none() {
            paint.text(labels, below, hint, theme.dim());
        }
        (below + 1, cursor.filter(|_| focused))
    }

    /// 账实核对: the ledger's figure above the one found on site, and what they are apart.
    fn view_pair(&self, paint: &mut Paint<'_>, y: u16, item: &Item) -> (u16, Option<(u16, u16)>) {
        let (theme, words, labels) = (self.shell.theme, self.shell.words, self.labels);
        let answer = self.screen.answer_of(self.line);
        let kept = answer.and_then(|answer| answer.ledger.clone());
        let now = || {
            let figure = Ledger::from_code(item.from.as_deref()?)?;
            Some(figure.of(&self.screen.view.facts).to_string())
        };
        let found = self.screen.filling().text(self.line);
        let ledger = match found.is_empty() {
            true => now(),
            false => kept,
        };
        paint.within(0, y, labels, words.pair_ledger(), theme.quiet());
        let shown = ledger.as_ref().map_or("-".to_owned(), |ledger| {
            item.shown(ledger, self.screen.checklist(), words.0)
        });
        paint.text(labels, y, &shown, theme.text());
        let (below, cursor) = self.view_field(paint, y + 1, item, words.pair_site());
        let apart = ledger
            .zip((!found.is_empty()).then_some(found))
            .and_then(|(ledger, found)| Some((Decimal::parse(&ledger)?, Decimal::parse(&found)?)));
        let Some((ledger, found)) = apart else {
            return (below, cursor);
        };
        paint.within(0, below, labels, words.pair_apart(), theme.quiet());
        match found == ledger {
            true => paint.text(labels, below, words.pair_same(), theme.good()),
            false => {
                let apart = found.minus(ledger);
                let sign = if found > ledger { "+" } else { "" };
                let shown = item.shown(&apart.to_string(), self.screen.checklist(), words.0);
                paint.text(labels, below, &format!("{sign}{shown}"), theme.warn())
            }
        };
        (below + 1, cursor)
    }

    /// Why what was typed is no answer, a limit that is broken, and a warning that holds nobody up.
    pub(super) fn view_complaints(&self, paint: &mut Paint<'_>, mut y: u16, item: &Item) -> u16 {
        let (theme, words) = (self.shell.theme, self.shell.words);
        if let Some(trouble) = &self.screen.trouble {
            // in the row of the hint
            y = y.saturating_sub(1);
            y = paint.wrapped(0, y, 2, &width::printable(trouble), theme.bad());
            return paint.wrapped(0, y, 1, words.confirm_only(), theme.dim());
        }
        let Some(state) = self.screen.filling().state(self.line) else {
            return y;
        };
        if let Some(text) = item.required_text.as_ref().filter(|_| state.missing) {
            let text = self.said(text);
            y = paint.wrapped(0, y, 2, &width::printable(&text), theme.quiet());
        }
        if state.stray {
            y = paint.wrapped(0, y, 2, words.stray_choice(), theme.bad());
        }
        if let Some(text) = item.limit_text.as_ref().filter(|_| state.limit_broken) {
            let text = words.limit_now(&self.said(text));
            y = paint.wrapped(0, y, 2, &width::printable(&text), theme.bad());
        }
        if let Some(text) = item.warn_text.as_ref().filter(|_| state.warned) {
            let text = words.warning(&self.said(text));
            y = paint.wrapped(0, y, 2, &width::printable(&text), theme.warn());
        }
        y
    }

    /// The line that adds one more of a repeated section, or takes one away.
    pub(super) fn view_offer(&self, paint: &mut Paint<'_>) {
        let (theme, words) = (self.shell.theme, self.shell.words);
        let section = self.screen.view.form.section(self.line);
        let name = section.name.get(words.0);
        let times = self.screen.filling().times(self.line.section);
        let text = match times {
            0 => words.add_none(name),
            _ => words.add_line(name),
        };
        let mut y = paint.wrapped(0, 0, 2, &text, theme.strong()) + 1;
        if let Some(note) = &section.note {
            y = paint.wrapped(0, y, 3, &self.said(note), theme.quiet()) + 1;
        }
        if times > 0 {
            paint.text(0, y, &words.add_some(times), theme.quiet());
            y += 2;
        }
        let add = format!(" 1 {} ", words.add_key());
        let x = paint.text(0, y, &add, theme.text());
        paint.text(1, y, "1", theme.key());
        if times > 0 {
            let away = format!(" 2 {} ", words.take_away_key());
            paint.text(x + 2, y, &away, theme.text());
            paint.text(x + 3, y, "2", theme.key());
        }
    }
}
