//! Text in columns: cutting, wrapping and cleaning, with the same widths the screen library uses.
//! Strings are handled by grapheme, never by byte; nothing returned is wider than asked.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands at the end of a text that was cut.
const MARK: &str = "..";

pub fn width(text: &str) -> usize {
    text.width()
}

/// The text without anything that could steer a terminal or turn its direction: control characters, escape
/// sequences as a whole, and bidirectional marks. A line break or a tab becomes a blank.
pub fn printable(text: &str) -> Cow<'_, str> {
    match text.chars().any(|c| c.is_control() || is_invisible(c)) {
        true => Cow::Owned(cleaned(text)),
        false => Cow::Borrowed(text),
    }
}

fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\r' | '\t' => clean.push(' '),
            '\u{1b}' => skip_escape(&mut rest),
            '\u{9b}' => skip_parameters(&mut rest),
            c if c.is_control() || is_invisible(c) => {}
            c => clean.push(c),
        }
    }
    clean
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn skip_escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_parameters(rest);
        }
        // a title or link: up to the bell or the string terminator
        Some(']' | 'P' | '_' | '^' | 'X') => {
            while let Some(c) = rest.next() {
                if c == '\u{7}'
                    || c == '\u{9c}'
                    || c == '\u{1b}' && rest.next_if_eq(&'\\').is_some()
                {
                    break;
                }
            }
        }
        Some(c) if c.is_ascii() && !c.is_control() => {
            rest.next();
        }
        _ => {}
    }
}

fn skip_parameters(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| matches!(c, '\u{20}'..='\u{3f}')).is_some() {}
    rest.next_if(|c| matches!(c, '\u{40}'..='\u{7e}'));
}

/// The text if it fits into `columns`, else its beginning with `..` behind it.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(MARK.len());
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(&MARK[..columns.min(MARK.len())]);
    cut
}

/// What is left of a text when its first columns are out of sight; a wide character cut in half becomes a blank.
pub fn after(text: &str, columns: usize) -> String {
    let mut left = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used >= columns {
            left.push_str(grapheme);
        } else if used + wide > columns {
            left.push_str(&" ".repeat(used + wide - columns));
        }
        used += wide;
    }
    left
}

/// The text cut or filled with blanks to exactly that many columns.
pub fn fit(text: &str, columns: usize) -> String {
    let mut text = cut(text, columns);
    text.push_str(&" ".repeat(columns.saturating_sub(width(&text))));
    text
}

/// The text in lines of at most that many columns. Chinese breaks anywhere but before closing punctuation,
/// words of letters stay whole where they fit. A character wider than the line is left out.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let wide = width(piece);
        if used + wide <= columns {
            lines
                .last_mut()
                .expect("there is always a line")
                .push_str(piece);
            used += wide;
            continue;
        }
        if piece.trim().is_empty() {
            continue;
        }
        if wide <= columns {
            lines.push(piece.to_owned());
            used = wide;
            continue;
        }
        for grapheme in piece.graphemes(true) {
            let wide = width(grapheme);
            if wide > columns {
                continue;
            }
            if used + wide > columns {
                lines.push(String::new());
                used = 0;
            }
            lines
                .last_mut()
                .expect("there is always a line")
                .push_str(grapheme);
            used += wide;
        }
    }
    lines
        .iter_mut()
        .for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// Pieces that should not be broken: a word of letters, a wide character with the punctuation that closes it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut before = Sort::Blank;
    for (at, grapheme) in text.grapheme_indices(true) {
        let sort = sort_of(grapheme);
        let end = at + grapheme.len();
        let joins = matches!(
            (before, sort),
            (Sort::Letter, Sort::Letter)
                | (Sort::Opening, Sort::Letter | Sort::Wide | Sort::Opening)
                | (
                    Sort::Letter | Sort::Wide | Sort::Closing | Sort::Opening,
                    Sort::Closing
                )
        );
        match pieces.last_mut().filter(|_| joins) {
            Some(last) => last.1 = end,
            None => pieces.push((at, end)),
        }
        before = sort;
    }
    pieces
        .into_iter()
        .map(|(from, to)| &text[from..to])
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Blank,
    Letter,
    Wide,
    Opening,
    Closing,
}

fn sort_of(grapheme: &str) -> Sort {
    match grapheme.chars().next() {
        Some(c) if c.is_whitespace() => Sort::Blank,
        Some(c) if "，。；：、？！）」』》】〕％".contains(c) => Sort::Closing,
        Some(c) if "（「『《【〔".contains(c) => Sort::Opening,
        _ if width(grapheme) > 1 => Sort::Wide,
        _ => Sort::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_text_says_that_it_was_cut() {
        assert_eq!(cut("云岭县义工联合会", 16), "云岭县义工联合会");
        assert_eq!(cut("云岭县义工联合会", 11), "云岭县义..");
        assert_eq!(cut("中文", 1), ".");
        assert_eq!(fit("中文", 6), "中文  ");
        assert_eq!(fit("中文字", 5), "中.. ");
    }

    #[test]
    fn a_text_moved_out_of_sight_keeps_its_columns() {
        assert_eq!(after("中文abc", 0), "中文abc");
        assert_eq!(after("中文abc", 1), " 文abc");
        assert_eq!(after("中文abc", 4), "abc");
        assert_eq!(after("中文abc", 5), "bc");
        assert_eq!(after("中", 9), "");
    }

    #[test]
    fn chinese_wraps_with_its_punctuation() {
        assert_eq!(
            wrap("布局规范，通道畅通。", 8),
            ["布局规", "范，通道", "畅通。"]
        );
        assert_eq!(
            wrap("Party flag displayed", 10),
            ["Party flag", "displayed"]
        );
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(
            printable("a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{9b}2Jd\u{202e}e\nf\u{0}"),
            "abcde f"
        );
        assert_eq!(printable("\u{1b}P1$q\u{1b}\\x\u{1b}cy"), "xy");
    }

    proptest! {
        #[test]
        fn any_text_fits_its_columns(text in "\\PC{0,40}", columns in 0usize..30) {
            let text = printable(&text);
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&fit(&text, columns)), columns);
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{:?}", line);
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-z中文，。 ]{0,60}", columns in 2usize..30) {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, columns).concat()), letters(&text));
        }

        #[test]
        fn printable_text_has_no_control(text in any::<String>()) {
            prop_assert!(!printable(&text).chars().any(char::is_control));
        }
    }
}
