//! A report as plain text, for reading in a terminal or a mail.

use crate::reports::Report;
use crate::reports::layout;

/// One line a row, each ended; nothing in it steers a terminal.
pub fn text(report: &Report) -> String {
    let mut text = String::new();
    for line in layout::lines(report, None) {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}
