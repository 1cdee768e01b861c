//! The figures of GB/T 9704-2012 by which papers are laid out, each with its clause. Lengths are in twips, a twentieth
//! of a point; `fixtures/papers/layout.md` lists them with the place where each is found in a DOCX.

use crate::domain::paper::{self, Paper};

/// Twips in so many tenths of a millimetre, rounded.
pub const fn tenths(mm: u32) -> u32 {
    (mm * 1440 + 127) / 254
}

pub const PAGE_WIDTH: u32 = tenths(2100);
pub const PAGE_HEIGHT: u32 = tenths(2970);
/// 天头, 订口 and what follows from a type area of 156 by 225 mm (5.2.1).
pub const TOP: u32 = tenths(370);
pub const BOTTOM: u32 = tenths(350);
pub const LEFT: u32 = tenths(280);
pub const RIGHT: u32 = tenths(260);
pub const WIDTH: u32 = PAGE_WIDTH - LEFT - RIGHT;
/// 22 lines on 225 mm (5.2.3): 28.95 points, so that the last one still fits.
pub const LINE: u32 = 579;
/// 28 characters on 156 mm (5.2.3): each is set so much closer than its 16 points. A grid of characters would say the
/// same, but programs disagree on what it means.
pub const CHARACTER_SPACE: i32 = -5;
/// Sheets are no documents; they get more of the page.
pub const SHEET_TOP: u32 = tenths(250);
pub const SHEET_BOTTOM: u32 = tenths(220);
pub const SHEET_FOOT: u32 = tenths(120);

/// Sizes in half points.
pub const SIZE_2: u32 = 44;
pub const SIZE_3: u32 = 32;
pub const SIZE_4: u32 = 28;
pub const SIZE_SMALL_4: u32 = 24;
pub const SIZE_5: u32 = 21;
/// The width of one character of size 3.
pub const EM: u32 = SIZE_3 * 10;
pub const EM_4: u32 = SIZE_4 * 10;

/// 发文机关标志: its upper edge below that of the type area (7.2.4).
pub const MARK_BELOW: u32 = tenths(350);
/// The upper edge of a letter's mark below that of the page (10.1).
pub const LETTER_MARK_BELOW: u32 = tenths(300);
/// A red rule below what stands above it (7.2.7, 10.1).
pub const RULE_BELOW: u32 = tenths(40);
/// The double lines of a letter are 170 mm long and centred on the page (10.1): what they reach out of the type area.
pub const DOUBLE_LEFT: u32 = LEFT - tenths(200);
pub const DOUBLE_RIGHT: u32 = RIGHT - tenths(200);
/// The lower double line above the lower edge of the page (10.1).
pub const DOUBLE_ABOVE: u32 = tenths(200);
/// The number of a letter below the line: 7/8 of the height of a character of size 3 (10.1).
pub const LETTER_NUMBER_BELOW: u32 = EM * 7 / 8;
/// The dashes of a page number below the type area (7.5).
pub const FOLIO_BELOW: u32 = tenths(70);

/// The rules of 版记 in eighths of a point: 0.35 mm for the first and the last, 0.25 mm between (7.4.1).
pub const THICK_RULE: u32 = 8;
pub const THIN_RULE: u32 = 6;
pub const IMPRINT_LINE: u32 = 440;

/// Characters of size 2 that a line of the title holds.
pub const TITLE_CHARACTERS: usize = 20;
/// Line pitch of a title.
pub const TITLE_LINE: u32 = 700;

/// Size in half points and width in percent by which a mark fills its line without leaving it: at most 46 points, at
/// least 26, and set narrower where even that is too wide.
pub fn mark_size(mark: &str, width: u32) -> (u32, u32) {
    let characters = u32::try_from(mark.chars().count()).unwrap_or(1).max(1);
    let fits = width / 10 / characters;
    let size = fits.clamp(52, 92);
    let size = size - size % 2;
    let narrowed = width * 100 / (size * 10 * characters);
    (size, narrowed.clamp(40, 100))
}

/// Line pitch of a mark, a fifth more than its size.
pub fn mark_line(mark: &str) -> u32 {
    mark_size(mark, WIDTH).0 * 12
}

/// From the top of a mark's line to the upper edge of its characters.
pub fn mark_above(mark: &str) -> u32 {
    mark_size(mark, WIDTH).0 * 6 / 5
}

/// From the lower edge of a mark's characters to the bottom of its line.
pub fn mark_rest(mark: &str) -> u32 {
    mark_size(mark, WIDTH).0 * 7 / 5
}

/// From the top of a line of size 3 to the upper edge of its characters, in a line of the text's pitch.
pub const TEXT_REST: u32 = 200;
/// From their lower edge to its bottom.
pub const TEXT_BELOW: u32 = 95;

/// The lines of a paper's title.
pub fn title_lines(paper: &Paper) -> Vec<String> {
    paper::broken(&paper.title, TITLE_CHARACTERS, &paper.keep)
}

/// The width of a text in twips at a size in half points: full-width signs an em, the others half of one.
pub fn text_width(text: &str, size: u32) -> u32 {
    let halves: u32 = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves * size * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_area_is_156_by_225_mm() {
        assert_eq!((PAGE_WIDTH, PAGE_HEIGHT), (11906, 16838));
        assert_eq!((TOP, BOTTOM, LEFT, RIGHT), (2098, 1984, 1587, 1474));
        // 156 mm are 8844.1 twips, 225 mm are 12755.9
        assert!(WIDTH.abs_diff(8844) <= 1 && (PAGE_HEIGHT - TOP - BOTTOM).abs_diff(12756) <= 1);
        assert_eq!((PAGE_HEIGHT - TOP - BOTTOM) / LINE, 22, "lines of a page");
        // 28 characters fill the line to less than a point, and fit
        let line = 28 * EM - 28 * CHARACTER_SPACE.unsigned_abs();
        assert!(line <= WIDTH && WIDTH - line < 30, "{line}");
    }

    #[test]
    fn marks_fill_their_line_and_stay_within() {
        for characters in 1..60 {
            let (size, percent) = mark_size(&"某".repeat(characters), WIDTH);
            let wide = characters as u32 * size * 10 * percent / 100;
            assert!(wide <= WIDTH + 20 || percent == 40, "{characters}: {wide}");
            assert!((52..=92).contains(&size));
        }
        assert_eq!(mark_size("中共甲县委社会工作部文件", WIDTH), (72, 100));
    }
}
