//! A framed part in the middle of the screen, drawn over what is there without leaving half a glyph behind.

use super::paint::Paint;

/// Clears and frames a part of `columns` by `rows` (frame included) and returns its inside.
pub fn overlay<'a>(paint: &'a mut Paint<'_>, columns: u16, rows: u16, title: &str) -> Paint<'a> {
    let columns = columns.min(paint.width());
    let rows = rows.min(paint.height());
    let x = (paint.width() - columns) / 2;
    let y = (paint.height() - rows) / 2;
    let mut frame = paint.part(x, y, columns, rows);
    frame.mend_edges();
    frame.blank();
    draw_frame(&mut frame, title);
    // the part is made anew from the outer one, whose life it shares
    paint.part(x, y, columns, rows).into_inside()
}

fn draw_frame(frame: &mut Paint<'_>, title: &str) {
    let (width, height) = (frame.width(), frame.height());
    if width < 2 || height < 2 {
        return;
    }
    let theme = frame.theme;
    let [top_left, top_right, bottom_left, bottom_right] = theme.borders.corners();
    frame.rule(0);
    frame.rule(height - 1);
    frame.upright(0);
    frame.upright(width - 1);
    frame.text(0, 0, top_left, theme.dim());
    frame.text(width - 1, 0, top_right, theme.dim());
    frame.text(0, height - 1, bottom_left, theme.dim());
    frame.text(width - 1, height - 1, bottom_right, theme.dim());
    if !title.is_empty() {
        frame.within(
            2,
            0,
            width.saturating_sub(4),
            &format!(" {title} "),
            theme.strong(),
        );
    }
}

impl<'a> Paint<'a> {
    /// What lies inside a frame, with a column of air at each side.
    fn into_inside(mut self) -> Paint<'a> {
        self.area.x = self.area.x.saturating_add(2).min(self.area.right());
        self.area.y = self.area.y.saturating_add(1).min(self.area.bottom());
        self.area.width = self.area.width.saturating_sub(4);
        self.area.height = self.area.height.saturating_sub(2);
        self
    }
}
