//! What changed from one version of a template to another, item by item. An item is the same where its code is.

use super::{Checklist, Item};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    Added(String),
    Removed(String),
    /// In another section than before.
    Moved(String),
    /// What the item says under these keys, old and new, as far as it is short enough to be compared in words.
    Changed {
        item: String,
        key: &'static str,
        old: String,
        new: String,
    },
    /// A part outside the items: the head, a scale, a list or a section.
    Outside {
        key: String,
    },
}

/// Differences in the order of the newer one; items that are gone come last.
pub fn difference(old: &Checklist, new: &Checklist) -> Vec<Differs> {
    let mut found = outside(old, new);
    for item in new.items() {
        let Some(before) = old.items().find(|known| known.code == item.code) else {
            found.push(Differs::Added(item.code.clone()));
            continue;
        };
        if section_of(old, before) != section_of(new, item) {
            found.push(Differs::Moved(item.code.clone()));
        }
        for ((key, was), (_, is)) in said(before).into_iter().zip(said(item)) {
            if was != is {
                found.push(Differs::Changed {
                    item: item.code.clone(),
                    key,
                    old: was,
                    new: is,
                });
            }
        }
    }
    let gone = old
        .items()
        .filter(|item| new.items().all(|known| known.code != item.code));
    found.extend(gone.map(|item| Differs::Removed(item.code.clone())));
    found
}

fn section_of<'a>(list: &'a Checklist, item: &Item) -> Option<&'a str> {
    let holds = |code: &str| {
        let mut sections = list.sections.iter();
        sections.find(|section| section.items.iter().any(|known| known.code == code))
    };
    holds(&item.code).map(|section| section.code.as_str())
}

/// Everything an item says, each under its key, in one order for all items.
fn said(item: &Item) -> Vec<(&'static str, String)> {
    let text = |text: &super::Text| match text.is_empty() {
        true => String::new(),
        false => format!("{} / {}", text.zh, text.en),
    };
    let spare = |spare: &Option<super::Text>| spare.as_ref().map(text).unwrap_or_default();
    let bound = |bound: &Option<super::Decimal>| bound.map_or(String::new(), |b| b.to_string());
    let plain = |plain: &Option<String>| plain.clone().unwrap_or_default();
    let required = match &item.required {
        super::Required::Always(always) => always.to_string(),
        super::Required::When(expression) => expression.clone(),
    };
    vec![
        ("kind", item.kind.code().to_owned()),
        ("scale", item.scale.clone()),
        ("points", item.points.to_string()),
        ("veto", item.veto.to_string()),
        ("name", text(&item.name)),
        ("criterion", text(&item.criterion)),
        ("method", text(&item.method)),
        ("basis", text(&item.basis)),
        ("hint", spare(&item.hint)),
        ("choices", item.choices.clone()),
        ("unit", spare(&item.unit)),
        ("decimals", item.decimals.to_string()),
        ("least", bound(&item.least)),
        ("most", bound(&item.most)),
        ("step", bound(&item.step)),
        ("filter", plain(&item.filter)),
        ("from", plain(&item.from)),
        (
            "form",
            item.form.map_or(String::new(), |form| form.code().into()),
        ),
        ("computed", plain(&item.computed)),
        ("required", required),
        ("required_text", spare(&item.required_text)),
        ("read_only", item.read_only.to_string()),
        ("shown_when", plain(&item.shown_when)),
        ("limit", plain(&item.limit)),
        ("limit_text", spare(&item.limit_text)),
        ("warn", plain(&item.warn)),
        ("warn_text", spare(&item.warn_text)),
        ("default", plain(&item.default)),
    ]
}

/// Differences of what stands outside the items, named by where it stands.
fn outside(old: &Checklist, new: &Checklist) -> Vec<Differs> {
    let mut keys: Vec<String> = [
        ("use", old.purpose != new.purpose),
        ("name", old.name != new.name),
        ("basis", old.basis != new.basis),
        ("every_days", old.every_days != new.every_days),
        ("soon_days", old.soon_days != new.soon_days),
        ("verdict", old.verdict != new.verdict),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(key, _)| key.to_owned())
    .collect();
    keys.extend(differing("scale", &old.scales, &new.scales, |scale| {
        &scale.code
    }));
    keys.extend(differing("choices", &old.lists, &new.lists, |list| {
        &list.code
    }));
    let bare = |list: &Checklist| {
        let sections = list.sections.iter().cloned();
        sections
            .map(|mut section| {
                section.items.clear();
                section
            })
            .collect::<Vec<_>>()
    };
    keys.extend(differing("section", &bare(old), &bare(new), |section| {
        &section.code
    }));
    keys.into_iter()
        .map(|key| Differs::Outside { key })
        .collect()
}

fn differing<T: PartialEq>(
    kind: &str,
    old: &[T],
    new: &[T],
    code: impl Fn(&T) -> &String,
) -> Vec<String> {
    let within = |all: &[T], one: &T| all.iter().any(|known| known == one);
    let mut keys: Vec<String> = Vec::new();
    let changed = new
        .iter()
        .filter(|one| !within(old, one))
        .chain(old.iter().filter(|one| !within(new, one)));
    for one in changed {
        let key = format!("{kind} {}", code(one));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::{Section, Text};

    fn list(sections: &[(&str, &[(&str, u32)])]) -> Checklist {
        let text = || Text {
            zh: "字".into(),
            en: "word".into(),
        };
        let item = |(code, points): &(&str, u32)| Item {
            code: (*code).into(),
            points: *points,
            name: text(),
            ..Item::default()
        };
        Checklist {
            sections: sections
                .iter()
                .map(|(code, items)| Section {
                    code: (*code).into(),
                    name: text(),
                    items: items.iter().map(item).collect(),
                    ..Section::default()
                })
                .collect(),
            ..Checklist::default()
        }
    }

    #[test]
    fn added_removed_moved_and_changed_items_are_told_apart() {
        let old = list(&[("1", &[("1.1", 4), ("1.2", 3)]), ("2", &[("2.1", 2)])]);
        let new = list(&[("1", &[("1.1", 5), ("1.3", 1)]), ("2", &[("1.2", 3)])]);
        assert_eq!(
            difference(&old, &new),
            [
                Differs::Changed {
                    item: "1.1".into(),
                    key: "points",
                    old: "4".into(),
                    new: "5".into()
                },
                Differs::Added("1.3".into()),
                Differs::Moved("1.2".into()),
                Differs::Removed("2.1".into()),
            ]
        );
        assert_eq!(difference(&old, &old), []);
    }

    #[test]
    fn a_new_version_number_alone_is_no_difference_but_a_new_name_of_a_section_is() {
        let old = list(&[("1", &[("1.1", 4)])]);
        let mut new = old.clone();
        new.version = 2;
        assert_eq!(difference(&old, &new), []);
        new.sections[0].name.en = "other".into();
        new.every_days = Some(30);
        assert_eq!(
            difference(&old, &new),
            ["every_days", "section 1"].map(|key| Differs::Outside { key: key.into() })
        );
    }
}
