//! Drawing text into a part of the screen. Places are counted from the part's own corner; whatever lies outside
//! is left undrawn, so that no size can make it panic.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::theme::Theme;
use crate::width;

/// The columns of a text that is nothing but visible ASCII and common Chinese characters and punctuation, where every
/// character stands for itself. Nearly all text is; it needs no search for graphemes, which a key would feel.
fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |columns, c| match c {
        ' '..='~' => Some(columns + 1),
        '\u{4e00}'..='\u{9fa5}'
        | '\u{3001}'..='\u{3002}'
        | '\u{3008}'..='\u{3011}'
        | '\u{ff01}'..='\u{ff60}' => Some(columns + 2),
        _ => None,
    })
}

pub struct Paint<'a> {
    buffer: &'a mut Buffer,
    pub area: Rect,
    pub theme: Theme,
}

impl<'a> Paint<'a> {
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: Theme) -> Paint<'a> {
        let area = area.intersection(buffer.area);
        Paint {
            buffer,
            area,
            theme,
        }
    }

    /// A part of this part: `x`, `y`, width and height within it.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Paint<'_> {
        let inner = Rect {
            x: self.area.x.saturating_add(x),
            y: self.area.y.saturating_add(y),
            width: width.min(self.area.width.saturating_sub(x)),
            height: height.min(self.area.height.saturating_sub(y)),
        };
        let inner = inner.intersection(self.area);
        Paint {
            buffer: self.buffer,
            area: inner,
            theme: self.theme,
        }
    }

    pub fn width(&self) -> u16 {
        self.area.width
    }

    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Draws a text, cut where the part ends. Returns the column behind it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        self.within(x, y, self.area.width.saturating_sub(x), text, style)
    }

    /// Draws a text cut to `columns`. Returns the column behind it.
    pub fn within(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let columns = columns.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || columns == 0 {
            return x;
        }
        let (left, top) = (self.area.x + x, self.area.y + y);
        self.blank_half_glyph(left, top);
        if let Some(whole) = plain_width(text) {
            let columns = usize::from(columns);
            let (room, mark) = if whole <= columns {
                (columns, 0)
            } else {
                (columns.saturating_sub(2), columns.min(2))
            };
            let mut used = self.plain(left, top, room, text, style);
            for _ in 0..mark {
                self.buffer[(left + used, top)]
                    .set_char('.')
                    .set_style(style);
                used += 1;
            }
            return x + used;
        }
        let text = width::cut(text, columns.into());
        self.buffer
            .set_stringn(left, top, &text, columns.into(), style);
        x + width::width(&text) as u16
    }

    /// Draws as much of a plain text as `room` columns hold. Returns the columns used.
    fn plain(&mut self, left: u16, top: u16, room: usize, text: &str, style: Style) -> u16 {
        let mut used = 0;
        for c in text.chars() {
            let wide = if c.is_ascii() { 1 } else { 2 };
            if usize::from(used + wide) > room {
                break;
            }
            self.buffer[(left + used, top)].set_char(c).set_style(style);
            if wide == 2 {
                self.buffer[(left + used + 1, top)].reset();
            }
            used += wide;
        }
        used
    }

    /// Draws a text that ends at the right edge. Returns the column where it begins.
    pub fn right(&mut self, y: u16, text: &str, style: Style) -> u16 {
        let columns = (width::width(text) as u16).min(self.area.width);
        let x = self.area.width - columns;
        self.text(x, y, text, style);
        x
    }

    /// Draws a text in the middle.
    pub fn middle(&mut self, y: u16, text: &str, style: Style) {
        let columns = width::width(text) as u16;
        self.text(self.area.width.saturating_sub(columns) / 2, y, text, style);
    }

    /// Draws wrapped lines from `y` on, at most `most`. Returns the row below them.
    pub fn wrapped(&mut self, x: u16, y: u16, most: u16, text: &str, style: Style) -> u16 {
        let columns = self.area.width.saturating_sub(x);
        let lines = width::wrap(text, columns.into());
        let shown = (lines.len() as u16).min(most);
        for (at, line) in lines.iter().take(most.into()).enumerate() {
            let last = at as u16 + 1 == shown && usize::from(shown) < lines.len();
            match last {
                // the last line there is room for says that more follows
                true => self.text(
                    x,
                    y + at as u16,
                    &width::cut(&format!("{line} {}", lines[at + 1]), columns.into()),
                    style,
                ),
                false => self.text(x, y + at as u16, line, style),
            };
        }
        y + shown
    }

    pub fn rule(&mut self, y: u16) {
        let line = self
            .theme
            .borders
            .horizontal()
            .repeat(self.area.width.into());
        let style = self.theme.dim();
        if y < self.area.height {
            self.buffer.set_stringn(
                self.area.x,
                self.area.y + y,
                line,
                self.area.width.into(),
                style,
            );
        }
    }

    pub fn upright(&mut self, x: u16) {
        let line = self.theme.borders.vertical();
        let style = self.theme.dim();
        for y in 0..self.area.height {
            if x < self.area.width {
                self.buffer
                    .set_stringn(self.area.x + x, self.area.y + y, line, 1, style);
            }
        }
    }

    /// Gives a whole row of this part a style, as for the selected line of a list.
    pub fn row(&mut self, y: u16, style: Style) {
        if y < self.area.height {
            let row = Rect {
                y: self.area.y + y,
                height: 1,
                ..self.area
            };
            self.buffer.set_style(row, style);
        }
    }

    pub fn blank(&mut self) {
        let area = self.area;
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
    }

    /// Blanks the wide glyphs left of this part whose right half the part covers; drawn as they are, half a glyph
    /// would eat the frame (ratatui 2526).
    pub fn mend_edges(&mut self) {
        for y in self.area.top()..self.area.bottom() {
            self.blank_half_glyph(self.area.left(), y);
        }
    }

    /// Blanks a wide glyph whose right half is that cell of the screen and is about to be drawn over.
    fn blank_half_glyph(&mut self, x: u16, y: u16) {
        if x > self.buffer.area.left() {
            let before = &mut self.buffer[(x - 1, y)];
            if width::width(before.symbol()) > 1 {
                before.set_symbol(" ");
            }
        }
    }

    /// A point of this part on the whole screen, for the cursor.
    pub fn place(&self, x: u16, y: u16) -> Option<(u16, u16)> {
        (x < self.area.width && y < self.area.height).then_some((self.area.x + x, self.area.y + y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(text: &str, columns: u16, plain: bool) -> (Buffer, u16) {
        let area = Rect::new(0, 0, 30, 1);
        let mut buffer = Buffer::filled(area, ratatui::buffer::Cell::new("x"));
        // a zero-width joiner in front takes the long way
        let text = if plain {
            text.to_owned()
        } else {
            format!("{text}\u{200d}")
        };
        let end = Paint::new(&mut buffer, area, Theme::default()).within(
            1,
            0,
            columns,
            &text,
            Style::new(),
        );
        (buffer, end)
    }

    proptest! {
        #[test]
        fn the_short_way_draws_what_the_long_way_draws(text in "[a-z 中文，（）0-9]{0,20}", columns in 0u16..29) {
            let fits = width::width(&text) <= usize::from(columns);
            prop_assert!(plain_width(&text).is_some());
            prop_assert_eq!(plain_width(&text), Some(width::width(&text)));
            let (short, end) = drawn(&text, columns, true);
            let expected = width::cut(&text, columns.into());
            prop_assert_eq!(usize::from(end), 1 + width::width(&expected));
            if fits && !text.is_empty() {
                let long = drawn(&text, columns, false).0;
                let symbols = |buffer: &Buffer| {
                    buffer.content.iter().map(|cell| cell.symbol().replace('\u{200d}', "")).collect::<Vec<_>>()
                };
                prop_assert_eq!(symbols(&short), symbols(&long));
            }
        }
    }
}
