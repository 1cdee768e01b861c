//! How far long work has come.

use super::paint::Paint;
use ratatui::style::Style;

/// Columns kept for the figures behind the bar.
const FIGURES: usize = 24;

/// Draws a bar with done and total in row `y`; empty while nothing was told.
pub fn bar(paint: &mut Paint<'_>, y: u16, progress: Option<(u64, u64)>, style: Style) {
    let (done, total) = progress.unwrap_or((0, 0));
    let room = usize::from(paint.width().min(60)).saturating_sub(FIGURES);
    let filled = match total {
        0 => 0,
        total => (done.min(total) as usize * room) / total as usize,
    };
    let text = format!(
        "[{}{}] {done}/{total}",
        "#".repeat(filled),
        ".".repeat(room - filled)
    );
    paint.text(0, y, &text, style);
}
