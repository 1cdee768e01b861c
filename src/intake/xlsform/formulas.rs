//! Cells that hold expressions, as forms write them: spreadsheets' TRUE and yes, typographic quotes, steps up out of
//! groups, and defaults that may be plain words.

use super::remark::{Refusal, Remarks, Warning};
use super::table::Found;
use crate::domain::checklist::ItemKind;
use crate::domain::expression::{Expression, Fault, Function};

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Form,
    Filter,
}

fn parse(text: &str, used: Use) -> Result<Expression, Fault> {
    match used {
        Use::Form => Expression::parse(text),
        Use::Filter => Expression::parse_filter(text),
    }
}

/// `yes`, `TRUE` and the like, as spreadsheets and people write a condition that never changes.
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "true()" | "是" => Some(true),
        "no" | "false" | "false()" | "否" => Some(false),
        _ => None,
    }
}

/// The expression of a cell, fit to stand in a template, where the question stands `depth` groups below its repeat or
/// below the form; none where it is none, which is told.
pub fn expression(
    found: Found<'_>,
    used: Use,
    depth: usize,
    remarks: &mut Remarks,
) -> Option<String> {
    if let Some(truth) = truth(found.text) {
        return Some(format!("{truth}()"));
    }
    let text = found.text.replace(['\n', '\r', '\t'], " ");
    let text = match parse(&text, used) {
        Ok(_) => text,
        Err(fault) => {
            let straight = straight(&text);
            match parse(&straight, used) {
                Ok(_) if straight != text => {
                    remarks.warn(found.spot, Warning::Quotes);
                    straight
                }
                _ => {
                    let why = Refusal::Expression(text, fault);
                    remarks.refuse(found.spot, why);
                    return None;
                }
            }
        }
    };
    Some(flattened(&text, depth, found, remarks))
}

/// Typographic quotes as plain ones, as XLSForm reads them.
fn straight(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        c => c,
    });
    plain.collect()
}

/// A template's repeats hold no groups: the steps of `position(../..)` out of them fall away. Where the steps end in a
/// group, which is there once, the position is always 1.
fn flattened(text: &str, depth: usize, found: Found<'_>, remarks: &mut Remarks) -> String {
    let mut flat = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, end, steps)) = position(rest) {
        flat.push_str(&rest[..at]);
        match steps.cmp(&(depth + 1)) {
            std::cmp::Ordering::Less => {
                remarks.warn(found.spot, Warning::GroupPosition);
                flat.push('1');
            }
            _ => flat.push_str("position(..)"),
        }
        rest = &rest[end..];
    }
    flat.push_str(rest);
    flat
}

/// Where the next `position(..)` outside quotes begins and ends, and how many steps up it asks.
fn position(text: &str) -> Option<(usize, usize, usize)> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, 'p') if is_call(text, at) => {
                let length = text[at..].find(')')? + 1;
                let steps = text[at..at + length].matches("..").count();
                return Some((at, at + length, steps));
            }
            _ => {}
        }
    }
    None
}

fn is_call(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let is_inside = before.is_some_and(|c| c.is_alphanumeric() || "_-.:{".contains(c));
    let call = text[at..].strip_prefix("position");
    !is_inside && call.is_some_and(|rest| rest.trim_start().starts_with('('))
}

/// A text as an expression that gives it.
pub fn literal(text: &str) -> String {
    match (text.contains('\''), text.contains('"')) {
        (false, _) => format!("'{text}'"),
        (true, false) => format!("\"{text}\""),
        (true, true) => {
            let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
            format!("concat({})", parts.join(", \"'\", "))
        }
    }
}

/// Whether a default is worked out and not simply said: it refers to an answer, calls a function, or calculates with
/// numbers.
pub fn is_worked_out(text: &str, kind: ItemKind) -> bool {
    if text.contains("${") || calls_function(text) {
        return true;
    }
    let is_number = matches!(kind, ItemKind::Number | ItemKind::Money);
    is_number && text.parse::<f64>().is_err() && Expression::parse(text).is_ok()
}

/// Whether the name of a function stands right before a parenthesis.
fn calls_function(text: &str) -> bool {
    let mut parts = text.split('(');
    let last = parts.next_back();
    parts.any(|part| {
        let start = part
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'))
            .last();
        let name = start.map_or("", |(at, _)| &part[at..]);
        Function::named(name).is_some() || Function::is_known_elsewhere(name)
    }) && last.is_some()
}

/// Whether an expression gives something else at another moment, though nothing in the form has changed.
pub fn is_of_the_moment(text: &str) -> bool {
    Expression::parse(text).is_ok_and(|read| {
        let reads = read.reads();
        reads.around || reads.kept
    })
}

/// Names of choice columns that a filter asks for.
pub fn columns_of(filter: &str, columns: &[String]) -> Vec<String> {
    let without_quotes = unquoted(filter);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let words: Vec<&str> = without_quotes.split(|c: char| !is_name(c)).collect();
    let asked = columns
        .iter()
        .filter(|column| words.contains(&column.as_str()));
    asked.cloned().collect()
}

/// The text with what stands in quotes, and in `${...}`, blanked.
fn unquoted(text: &str) -> String {
    let mut open = None;
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let closes = open.is_some_and(|close| close == c);
        match open {
            Some(_) if closes => open = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => open = Some(c),
            None if c == '{' && before == '$' => open = Some('}'),
            None => plain.push(c),
        }
        if closes {
            plain.push(' ');
        }
        before = c;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::xlsform::place::Spot;

    fn read(text: &str, depth: usize) -> (Option<String>, usize) {
        let mut remarks = Remarks::default();
        let spot = Spot::cell("survey", 2, 3);
        let found = Found { text, spot: &spot };
        let read = expression(found, Use::Form, depth, &mut remarks);
        (read, remarks.sorted().len())
    }

    #[test]
    fn expressions_come_as_people_write_them() {
        for (text, read_as) in [
            ("TRUE", "true()"),
            ("no", "false()"),
            ("${a} = 'b'", "${a} = 'b'"),
            ("${a}\n= 1", "${a} = 1"),
        ] {
            assert_eq!(read(text, 0), (Some(read_as.into()), 0), "{text}");
        }
        assert_eq!(read("${a} = ‘b’", 0), (Some("${a} = 'b'".into()), 1));
        assert_eq!(read("${a} = “b", 0), (None, 1));
        assert_eq!(read("${a} > ", 0), (None, 1));
        // inside plain quotes they are text
        assert_eq!(read("${a} = '“b”'", 0), (Some("${a} = '“b”'".into()), 0));
    }

    #[test]
    fn steps_out_of_groups_fall_away() {
        assert_eq!(read("position(..) > 1", 0).0.unwrap(), "position(..) > 1");
        assert_eq!(
            read("1 + position( ../.. )", 1).0.unwrap(),
            "1 + position(..)"
        );
        assert_eq!(read("position(..)", 1), (Some("1".into()), 1));
        assert_eq!(
            read("concat('position(..)')", 1).0.unwrap(),
            "concat('position(..)')"
        );
    }

    #[test]
    fn a_default_is_said_or_worked_out() {
        use ItemKind::{Date, Number, Text};
        for (text, kind, is) in [
            ("today()", Date, true),
            ("${a}", Text, true),
            ("concat('a', 'b')", Text, true),
            ("1 + 1", Number, true),
            ("10", Number, false),
            ("-5", Number, false),
            ("2026-11-24", Date, false),
            ("Li (deputy)", Text, false),
            ("see date (below)", Text, false),
            ("a - b", Text, false),
        ] {
            assert_eq!(is_worked_out(text, kind), is, "{text}");
        }
        assert_eq!(literal("it's"), "\"it's\"");
        assert_eq!(literal("a'b\"c"), "concat('a', \"'\", 'b\"c')");
    }

    #[test]
    fn a_filter_asks_for_columns_by_their_bare_names() {
        let columns = ["area".to_owned(), "kind".to_owned(), "b".to_owned()];
        assert_eq!(
            columns_of("area = ${kind} and 'b' != kind", &columns),
            ["area", "kind"]
        );
        assert_eq!(columns_of("area=${b}", &columns), ["area"]);
    }
}
