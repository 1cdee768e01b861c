//! Answers worth trying at an item: its choices, its bounds, and whatever the template's expressions compare it with.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::Date;
use crate::domain::checklist::{Checklist, Item, ItemKind};

/// Texts and numbers that expressions speak of, by the code of the item they stand beside.
#[derive(Debug, Default)]
pub struct Candidates {
    spoken: BTreeMap<String, BTreeSet<String>>,
}

impl Candidates {
    pub fn of(list: &Checklist) -> Candidates {
        let mut found = Candidates::default();
        for section in &list.sections {
            let count = section
                .repeat
                .as_ref()
                .and_then(|repeat| repeat.count.as_deref());
            for text in section.shown_when.as_deref().into_iter().chain(count) {
                found.take(text, None);
            }
            for item in &section.items {
                for (_, text) in item.expressions() {
                    found.take(text, Some(&item.code));
                }
            }
        }
        found
    }

    fn take(&mut self, text: &str, own: Option<&str>) {
        let parts = parts(text);
        let codes = parts.codes.into_iter().chain(own.map(str::to_owned));
        for code in codes {
            self.spoken
                .entry(code)
                .or_default()
                .extend(parts.literals.iter().cloned());
        }
    }

    /// Written answers to an item, the plain ones first; none that the item itself would not take.
    pub fn answers(
        &self,
        item: &Item,
        list: &Checklist,
        offered: &[&str],
        today: Date,
    ) -> Vec<String> {
        let spoken = self.spoken.get(&item.code).into_iter().flatten();
        let mut typed: Vec<String> = match item.kind {
            ItemKind::Scale => list
                .options(item)
                .iter()
                .map(|option| option.code.clone())
                .collect(),
            ItemKind::OneOf => offered.iter().map(|code| (*code).to_owned()).collect(),
            ItemKind::SeveralOf => several(offered),
            ItemKind::Number | ItemKind::Money | ItemKind::Pair => numbers(item, spoken.clone()),
            ItemKind::Date => dates(today),
            ItemKind::Time => ["09:00", "00:00", "23:59"].map(str::to_owned).to_vec(),
            ItemKind::Acknowledge => vec!["OK".to_owned()],
            ItemKind::File => vec!["a.jpg".to_owned()],
            ItemKind::Person => vec!["林示例".to_owned()],
            ItemKind::Text => texts(),
            ItemKind::Computed | ItemKind::Note => Vec::new(),
        };
        if !matches!(
            item.kind,
            ItemKind::OneOf | ItemKind::SeveralOf | ItemKind::Scale
        ) {
            typed.extend(spoken.cloned());
        }
        let mut answers: Vec<String> = Vec::new();
        for written in typed
            .iter()
            .filter_map(|typed| item.parse(typed, list).ok())
        {
            if !answers.contains(&written) {
                answers.push(written);
            }
        }
        answers
    }
}

/// Every choice alone, then all together.
fn several(offered: &[&str]) -> Vec<String> {
    let alone = offered.iter().map(|code| (*code).to_owned());
    alone.chain([offered.join(" ")]).collect()
}

fn numbers<'a>(item: &Item, spoken: impl Iterator<Item = &'a String>) -> Vec<String> {
    let bounds = [item.least, item.most].into_iter().flatten();
    let mut numbers: Vec<String> = bounds.map(|bound| bound.to_string()).collect();
    numbers.extend(["1", "0", "2", "10", "100"].map(str::to_owned));
    for number in spoken.filter_map(|text| text.parse::<f64>().ok()) {
        if number.abs() < 1e9 {
            numbers.extend([number - 1.0, number + 1.0].map(|near| near.to_string()));
        }
    }
    numbers
}

fn dates(today: Date) -> Vec<String> {
    let days = [0, -1, 1, -30, 30, -400, 400, -7300];
    days.map(|days| today.plus_days(days).to_string()).to_vec()
}

/// Short, long, and of the forms that limits mostly ask for.
fn texts() -> Vec<String> {
    let plain = [
        "示例",
        "a",
        "1",
        "13800000000",
        "0571-88880000",
        "a@example.com",
        "51330106MJ0000000X",
    ];
    let digits = (1..=18).map(|length| "1".repeat(length));
    let long = ["字".repeat(30), "字".repeat(300)];
    plain
        .map(str::to_owned)
        .into_iter()
        .chain(digits)
        .chain(long)
        .collect()
}

struct Parts {
    codes: Vec<String>,
    literals: Vec<String>,
}

/// The items that an expression speaks of, and the texts and numbers in it.
fn parts(text: &str) -> Parts {
    let mut parts = Parts {
        codes: Vec::new(),
        literals: Vec::new(),
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => {
                let inside = rest[1..].split(first).next().unwrap_or_default();
                parts.literals.push(inside.to_owned());
                inside.len() + 2
            }
            '$' => {
                let length = rest.find('}').map_or(rest.len(), |at| at + 1);
                let name = rest[..length]
                    .trim_start_matches("${")
                    .trim_end_matches('}');
                parts.codes.push(name.trim().to_owned());
                length
            }
            '0'..='9' => {
                let is_number = |c: char| c.is_ascii_digit() || c == '.';
                let length = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
                parts.literals.push(rest[..length].to_owned());
                length
            }
            c if c.is_alphabetic() => {
                let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
                rest.find(|c| !is_name(c)).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn what_an_expression_compares_with_is_worth_trying() {
        let found = parts("selected(${1.1}, 'a') and ${x2} >= 3.5 or log10(.) = \"it's\"");
        assert_eq!(found.codes, ["1.1", "x2"]);
        assert_eq!(found.literals, ["a", "3.5", "it's"]);
        assert_eq!(parts("'open ${").literals, ["open ${"]);
    }
}
