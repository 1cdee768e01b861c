//! Looking at a template that somebody wrote: every fault with the line and column where it stands in the file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::domain::checklist::{Checklist, Place, Step, What};

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
    let faults = list.faults();
    if faults.is_empty() {
        return Ok(list);
    }
    let table = DeTable::parse(text).ok();
    let found = faults.into_iter().map(|fault| {
        let span = table
            .as_ref()
            .map_or(0..0, |table| span(table.get_ref(), &fault.place));
        Found {
            at: line_and_column(text, span.start),
            what: Wrong::Fault(fault.what),
        }
    });
    let mut found: Vec<Found> = found.collect();
    found.sort_by_key(|found| found.at);
    Err(found)
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

/// The bytes of a place, or of the last table on the way to it.
fn span(top: &DeTable<'_>, place: &Place) -> Range<usize> {
    let mut span = 0..0;
    let mut table = Some(top);
    let mut value: Option<&DeValue<'_>> = None;
    for step in &place.0 {
        match step {
            Step::Key(name) => {
                let entry =
                    table.and_then(|table| table.iter().find(|(key, _)| key.get_ref() == name));
                let Some((key, below)) = entry else { break };
                span = key.span();
                value = Some(below.get_ref());
            }
            Step::Nth(at) => {
                let array = value.and_then(|value| value.as_array());
                let Some(below) = array.and_then(|array| array.get(*at)) else {
                    break;
                };
                span = below.span();
                value = Some(below.get_ref());
            }
        }
        table = value.and_then(|value| value.as_table());
    }
    span
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
