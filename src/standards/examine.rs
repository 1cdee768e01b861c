//! Looking at a template that somebody wrote: every fault with the line and column where it stands in the file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::domain::checklist::{Checklist, Place, Step, What};
use crate::domain::{filling, live};

/// One thing that is wrong, and where: line and column, both from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub at: (usize, usize),
    pub what: Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not readable as TOML of this form; in the words of the reader of TOML.
    Form(String),
    /// A file of rules, of the kind it says; it holds no template.
    Rules(String),
    Fault(What),
    /// An expression, or a text with `${...}`, and the key it stands under; a ring has none.
    Expression {
        key: &'static str,
        why: filling::Why,
    },
}

/// Reads a template, or says everything that is wrong with it.
///
/// # Errors
/// Where the form is wrong only the first place is told: what follows cannot be read.
pub fn examine(text: &str) -> Result<Checklist, Vec<Found>> {
    // spreadsheets and editors on some systems put a mark before the first character
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(kind) = rules_kind(text) {
        return Err(vec![kind]);
    }
    let list: Checklist = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        vec![Found {
            at: line_and_column(text, offset),
            what: Wrong::Form(error.message().to_owned()),
        }]
    })?;
    let (faults, expressions) = (list.faults(), wrong_expressions(&list));
    if faults.is_empty() && expressions.is_empty() {
        return Ok(list);
    }
    let table = DeTable::parse(text).ok();
    let spans = |place: &Place| match &table {
        Some(table) => spans(table.get_ref(), place),
        None => (0..0, 0..0),
    };
    let faults = faults.into_iter().map(|fault| Found {
        at: line_and_column(text, spans(&fault.place).0.start),
        what: Wrong::Fault(fault.what),
    });
    let expressions = expressions.into_iter().map(|wrong| {
        let (key, value) = spans(&wrong.place);
        let start = match offset(&wrong.why) {
            Some(at) => within(text, value, at),
            None => key.start,
        };
        let last = wrong.place.0.last();
        Found {
            at: line_and_column(text, start),
            what: Wrong::Expression {
                key: match (last, &wrong.why) {
                    // a ring goes through several keys
                    (_, filling::Why::Form(live::Why::Ring(_))) => "",
                    (Some(Step::Key(key)), _) => key,
                    _ => "",
                },
                why: wrong.why,
            },
        }
    });
    let mut found: Vec<Found> = faults.chain(expressions).collect();
    found.sort_by_key(|found| found.at);
    Err(found)
}

/// Faults of expressions, but for those that the checklist itself has told.
fn wrong_expressions(list: &Checklist) -> Vec<filling::Wrong> {
    let mut wrong = filling::faults(list);
    wrong.retain(|wrong| {
        use live::Why::{NameMissing, NameTwice, NoParent};
        let is_blank = wrong.text.trim().is_empty();
        match &wrong.why {
            filling::Why::Expression(_) => !is_blank,
            filling::Why::Form(why) => !matches!(why, NameMissing | NameTwice | NoParent(_)),
            filling::Why::Text(_) => true,
        }
    });
    wrong
}

/// The byte of an expression at which it goes wrong, where there is one.
fn offset(why: &filling::Why) -> Option<usize> {
    match why {
        filling::Why::Expression(fault) => Some(fault.at),
        filling::Why::Form(live::Why::Misfit(misfit)) => Some(misfit.at),
        _ => None,
    }
}

/// The byte of the file at which that byte of a quoted value stands; the value's first, where it is written with
/// escapes or over several lines.
fn within(text: &str, value: Range<usize>, at: usize) -> usize {
    let written = text.get(value.clone()).unwrap_or_default();
    let is_plain = written.len() > 1
        && written.starts_with(['"', '\''])
        && !written.starts_with("\"\"\"")
        && !written.starts_with("\'\'\'")
        && (written.starts_with('\'') || !written.contains('\\'));
    match is_plain {
        true => (value.start + 1 + at).min(value.end.saturating_sub(1)),
        false => value.start,
    }
}

/// What a file of rules says that it is.
fn rules_kind(text: &str) -> Option<Found> {
    let table = DeTable::parse(text).ok()?;
    let (key, value) = table
        .get_ref()
        .iter()
        .find(|(key, _)| key.get_ref() == "kind")?;
    let kind = value.get_ref().as_str().unwrap_or_default().to_owned();
    Some(Found {
        at: line_and_column(text, key.span().start),
        what: Wrong::Rules(kind),
    })
}

/// The bytes of a place and of what stands there, or of the last table on the way to it.
fn spans(top: &DeTable<'_>, place: &Place) -> (Range<usize>, Range<usize>) {
    let mut span = 0..0;
    let mut whole = 0..0;
    let mut table = Some(top);
    let mut value: Option<&DeValue<'_>> = None;
    for step in &place.0 {
        match step {
            Step::Key(name) => {
                let entry =
                    table.and_then(|table| table.iter().find(|(key, _)| key.get_ref() == name));
                let Some((key, below)) = entry else { break };
                span = key.span();
                whole = below.span();
                value = Some(below.get_ref());
            }
            Step::Nth(at) => {
                let array = value.and_then(|value| value.as_array());
                let Some(below) = array.and_then(|array| array.get(*at)) else {
                    break;
                };
                span = below.span();
                whole = below.span();
                value = Some(below.get_ref());
            }
        }
        table = value.and_then(|value| value.as_table());
    }
    (span, whole)
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"id = "t"
version = 1
name = { zh = "表", en = "List" }
basis = { zh = "自拟", en = "Own" }

[[section]]
code = "1"
name = { zh = "一", en = "One" }

[[section.item]]
code = "1.1"
kind = "text"
name = { zh = "字", en = "Word" }

[[section.item]]
code = "1.2"
kind = "number"
least = 5
most = 3
name = { zh = "字", en = "Word" }

[[section]]
code = "2"
name = { zh = "二", en = "Two" }
item = [
  { code = "2.1", kind = "one_of", name = { zh = "字", en = "Word" } },
  { code = "1.1", kind = "text", name = { zh = "", en = "Word" } },
]
"#;

    fn found(text: &str) -> Vec<((usize, usize), Wrong)> {
        let found = examine(text).unwrap_err();
        found
            .into_iter()
            .map(|found| (found.at, found.what))
            .collect()
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let missing = What::Missing {
            item: "2.1".into(),
            key: "choices",
        };
        assert_eq!(
            found(TEXT),
            [
                ((18, 1), Wrong::Fault(What::LeastAboveMost("1.2".into()))),
                ((26, 3), Wrong::Fault(missing)),
                ((27, 5), Wrong::Fault(What::ItemTwice("1.1".into()))),
                ((27, 34), Wrong::Fault(What::Wordless("name"))),
            ]
        );
    }

    #[test]
    fn a_wrong_form_is_told_with_line_and_column() {
        let unknown = TEXT.replace("least = 5", "smallest = 5");
        let told = found(&unknown);
        assert_eq!(told[0].0, (18, 1));
        assert!(matches!(&told[0].1, Wrong::Form(why) if why.contains("smallest")));
        let broken = TEXT.replace("code = \"2\"", "code = ");
        assert_eq!(found(&broken)[0].0.0, 23);
        let kind = TEXT.replace("kind = \"number\"", "kind = \"colour\"");
        assert_eq!(found(&kind)[0].0.0, 17);
        let language = TEXT.replace("{ zh = \"二\", en = \"Two\" }", "{ zh = \"二\" }");
        assert_eq!(found(&language)[0].0.0, 24);
    }

    #[test]
    fn a_wrong_expression_is_told_at_the_very_place() {
        let sound = TEXT
            .replace("most = 3", "most = 9")
            .replace(" kind = \"one_of\",", " kind = \"text\",")
            .replace(
                "\"1.1\", kind = \"text\", name = { zh = \"\",",
                "\"2.2\", kind = \"text\", name = { zh = \"字\",",
            );
        assert!(examine(&sound).is_ok(), "{:?}", examine(&sound));
        let with = |line: &str| {
            let text = sound.replace("least = 5", &format!("least = 5\n{line}"));
            found(&text)
        };
        let at = |line: &str| with(line)[0].0;
        assert_eq!(at("shown_when = \"${1.1} = 'a' AND true()\""), (19, 28));
        assert_eq!(at("shown_when = '${1.9} = 1'"), (19, 15));
        assert_eq!(at("shown_when = \"\"\"\n${1.9} = 1\"\"\""), (19, 14));
        assert_eq!(at("shown_when = \"${1.1} > \\\"x\\\"\""), (19, 14));
        assert!(matches!(
            &with("shown_when = '${1.2} > 1'")[..],
            [((_, 1), Wrong::Expression { why: filling::Why::Form(live::Why::Ring(names)), .. })] if names == &["1.2"]
        ));
        assert_eq!(with("shown_when = ' '").len(), 1);
        assert_eq!(with("shown_when = 'once(1)'").len(), 1);
        let text = sound.replace(
            "zh = \"二\", en = \"Two\"",
            "zh = \"二 ${1.1}\", en = \"Two ${1.3}\"",
        );
        assert_eq!(
            found(&text),
            [(
                (24, 1),
                Wrong::Expression {
                    key: "name",
                    why: filling::Why::Text("1.3".into())
                }
            )]
        );
    }

    #[test]
    fn a_file_of_rules_is_named_as_what_it_is() {
        assert_eq!(
            found("# rules\nkind = \"people\"\n"),
            [((2, 1), Wrong::Rules("people".into()))]
        );
    }

    #[test]
    fn a_missing_table_is_told_at_the_top_and_nothing_panics() {
        assert_eq!(found("")[0].0, (1, 1));
        assert_eq!(found("\u{feff}")[0].0, (1, 1));
        assert_eq!(found("id = \"好")[0].0.0, 1);
    }
}
