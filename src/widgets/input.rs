//! One text field with a real cursor, so that an input method opens its window where the text goes.
//! It moves by grapheme; a text longer than the field scrolls (one line) or wraps (several).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::paint::Paint;
use crate::keys;
use crate::width;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Byte offset of the cursor, always between graphemes.
    cursor: usize,
}

/// Longest text a field takes, in bytes; pasting more is cut.
pub const MOST: usize = 4000;

impl Input {
    pub fn new(text: &str) -> Input {
        Input {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn set(&mut self, text: &str) {
        *self = Input::new(text);
    }

    /// Types or pastes: control characters and line breaks become blanks or nothing.
    pub fn insert(&mut self, text: &str) {
        let clean = width::printable(text);
        let room = MOST.saturating_sub(self.text.len());
        let end = clean
            .grapheme_indices(true)
            .map(|(at, g)| at + g.len())
            .take_while(|end| *end <= room)
            .last();
        let clean = &clean[..end.unwrap_or(0)];
        self.text.insert_str(self.cursor, clean);
        self.cursor += clean.len();
        // a combining mark joins the grapheme before it
        self.cursor = self.boundary_at_or_after(self.cursor);
    }

    /// Takes a key that edits; false where it does not.
    pub fn key(&mut self, key: &KeyEvent) -> bool {
        if let Some(c) = keys::typed(key) {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Backspace => self.remove(self.before(), self.cursor),
            KeyCode::Delete => self.remove(self.cursor, self.after()),
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right => self.cursor = self.after(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            KeyCode::Char('u') if control => self.remove(0, self.cursor),
            KeyCode::Char('w') if control => self.remove(self.word_before(), self.cursor),
            _ => return false,
        }
        true
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn before(&self) -> usize {
        self.text[..self.cursor]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..]
            .graphemes(true)
            .next()
            .map_or(self.cursor, |grapheme| self.cursor + grapheme.len())
    }

    fn word_before(&self) -> usize {
        self.text[..self.cursor]
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn boundary_at_or_after(&self, offset: usize) -> usize {
        self.text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .find(|at| *at >= offset)
            .unwrap_or(self.text.len())
    }

    /// Empties a field that held a secret, overwriting what it held.
    pub fn wipe(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        zeroize::Zeroize::zeroize(&mut text);
        self.cursor = 0;
    }

    /// The same with an asterisk for every character, its cursor at the same place.
    pub fn masked(&self) -> Input {
        let stars = |text: &str| "*".repeat(text.graphemes(true).count());
        Input {
            text: stars(&self.text),
            cursor: stars(&self.text[..self.cursor]).len(),
        }
    }

    /// Draws one line and returns where on the screen the cursor stands.
    pub fn draw_line(&self, paint: &mut Paint<'_>, style: Style) -> Option<(u16, u16)> {
        let columns = usize::from(paint.width());
        let cursor = width::width(&self.text[..self.cursor]);
        // the cursor needs a column of its own behind the text
        let skip = (cursor + 1).saturating_sub(columns);
        let mut x = 0;
        let mut shown = String::new();
        let mut gap = 0;
        for grapheme in self.text.graphemes(true) {
            let wide = width::width(grapheme);
            if x >= skip && x - skip + wide <= columns {
                if shown.is_empty() {
                    gap = x - skip;
                }
                shown.push_str(grapheme);
            }
            x += wide;
        }
        paint.text(gap as u16, 0, &shown, style);
        paint.place((cursor - skip) as u16, 0)
    }

    /// Draws several lines, scrolled so that the cursor is in sight, and returns where on the screen it stands.
    pub fn draw_lines(&self, paint: &mut Paint<'_>, style: Style) -> Option<(u16, u16)> {
        let columns = usize::from(paint.width().max(2)) - 1;
        let mut lines: Vec<String> = vec![String::new()];
        let (mut used, mut at, mut cursor) = (0, 0, (0, 0));
        for grapheme in self.text.graphemes(true) {
            let wide = width::width(grapheme);
            if used + wide > columns {
                lines.push(String::new());
                used = 0;
            }
            if at == self.cursor {
                cursor = (used, lines.len() - 1);
            }
            lines
                .last_mut()
                .expect("there is always a line")
                .push_str(grapheme);
            used += wide;
            at += grapheme.len();
        }
        if at == self.cursor {
            cursor = (used, lines.len() - 1);
        }
        let rows = usize::from(paint.height());
        // on a small screen a field may be pushed off it altogether
        if rows == 0 {
            return None;
        }
        let skip = (cursor.1 + 1).saturating_sub(rows);
        for (y, line) in lines.iter().skip(skip).take(rows).enumerate() {
            paint.text(0, y as u16, line, style);
        }
        paint.place(cursor.0 as u16, (cursor.1 - skip) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn press(input: &mut Input, code: KeyCode) {
        input.key(&KeyEvent::new(code, KeyModifiers::NONE));
    }

    fn cursor(input: &Input, width: u16) -> Option<(u16, u16)> {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        input.draw_line(
            &mut Paint::new(&mut buffer, area, Theme::default()),
            Style::new(),
        )
    }

    #[test]
    fn the_cursor_stands_behind_what_was_typed() {
        let mut input = Input::default();
        input.insert("你好");
        assert_eq!(cursor(&input, 10), Some((4, 0)));
        press(&mut input, KeyCode::Left);
        assert_eq!(cursor(&input, 10), Some((2, 0)));
        press(&mut input, KeyCode::Backspace);
        assert_eq!(input.text(), "好");
        press(&mut input, KeyCode::Delete);
        assert_eq!(input.text(), "");
    }

    #[test]
    fn a_long_text_scrolls_and_keeps_the_cursor_in_sight() {
        let mut input = Input::new("一二三四五六七八九十");
        assert_eq!(cursor(&input, 9), Some((8, 0)));
        press(&mut input, KeyCode::Home);
        assert_eq!(cursor(&input, 9), Some((0, 0)));
    }

    #[test]
    fn what_is_pasted_is_cleaned_and_bounded() {
        let mut input = Input::default();
        input.insert("a\u{1b}[31m\nb");
        assert_eq!(input.text(), "a b");
        input.insert(&"中".repeat(5000));
        assert!(input.text().len() <= MOST);
    }

    proptest! {
        #[test]
        fn any_editing_keeps_the_cursor_between_graphemes(
            steps in proptest::collection::vec((0usize..7, "\\PC{0,3}"), 0..40), columns in 1u16..20
        ) {
            let mut input = Input::default();
            for (step, text) in steps {
                match step {
                    0 => press(&mut input, KeyCode::Left),
                    1 => press(&mut input, KeyCode::Right),
                    2 => press(&mut input, KeyCode::Backspace),
                    3 => press(&mut input, KeyCode::Delete),
                    4 => press(&mut input, KeyCode::Home),
                    _ => input.insert(&text),
                }
                prop_assert!(input.text.is_char_boundary(input.cursor));
                let area = Rect::new(0, 0, columns, 3);
                let mut buffer = Buffer::empty(area);
                input.draw_line(&mut Paint::new(&mut buffer, area, Theme::default()), Style::new());
                input.draw_lines(&mut Paint::new(&mut buffer, area, Theme::default()), Style::new());
            }
        }
    }
}
