//! How registers name their columns and the words in them: `fixtures/standards/register-columns.toml` and a county's
//! own, which stands before it. Compared without what people put around a name.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::branch::BranchForm;
use super::organisation::{Class, Status};
use super::register::ListField;

/// Names of columns by field, and words by what they mean, as a file has them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Written {
    nothing: Vec<String>,
    not_names: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
    class: BTreeMap<String, Vec<String>>,
    status: BTreeMap<String, Vec<String>>,
    form: BTreeMap<String, Vec<String>>,
}

/// What is wrong with a file of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsFault {
    /// There is no such field, kind, status or form.
    Unknown(String),
    /// One name for two of them.
    Twice(String),
}

impl Written {
    pub fn fault(&self) -> Option<ColumnsFault> {
        let is_field = |code: &str| ListField::from_code(code).is_some();
        let is_class = |code: &str| Class::from_code(code).is_some();
        let is_status = |code: &str| Status::from_code(code).is_some();
        let is_form = |code: &str| BranchForm::from_code(code).is_some();
        fault_of(&self.columns, is_field)
            .or_else(|| fault_of(&self.class, is_class))
            .or_else(|| fault_of(&self.status, is_status))
            .or_else(|| fault_of(&self.form, is_form))
    }
}

fn fault_of(
    words: &BTreeMap<String, Vec<String>>,
    is_code: fn(&str) -> bool,
) -> Option<ColumnsFault> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (code, names) in words {
        if !is_code(code) {
            return Some(ColumnsFault::Unknown(code.clone()));
        }
        for name in names {
            if *seen.entry(plain(name)).or_insert(code) != code {
                return Some(ColumnsFault::Twice(name.clone()));
            }
        }
    }
    None
}

/// The names and words in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Normalised header, its field, and how far it stands behind the field's first name.
    headers: HashMap<String, (ListField, usize)>,
    nothing: Vec<String>,
    not_names: Vec<String>,
    classes: Vec<(String, Class)>,
    statuses: Vec<(String, Status)>,
    forms: Vec<(String, BranchForm)>,
}

impl Names {
    /// Puts the names of a file before those known: they count more, and a name that had another meaning loses it.
    pub fn take(&mut self, written: &Written) {
        for (code, names) in &written.columns {
            let Some(field) = ListField::from_code(code) else {
                continue;
            };
            let known = self.headers.values_mut();
            known
                .filter(|(known, _)| *known == field)
                .for_each(|(_, rank)| *rank += names.len());
            for (rank, name) in names.iter().enumerate() {
                self.headers.insert(plain(name), (field, rank));
            }
        }
        take_words(&mut self.classes, &written.class, Class::from_code);
        take_words(&mut self.statuses, &written.status, Status::from_code);
        take_words(&mut self.forms, &written.form, BranchForm::from_code);
        self.nothing
            .extend(written.nothing.iter().map(|word| plain(word)));
        self.not_names
            .extend(written.not_names.iter().map(|word| plain(word)));
    }

    /// The field of a header, with and without what stands in brackets.
    pub fn field(&self, header: &str) -> Option<(ListField, usize)> {
        if header.len() > 200 {
            return None;
        }
        let found = |name: &str| self.headers.get(&plain(name)).copied();
        found(header).or_else(|| found(&without_notes(header)))
    }

    pub fn is_nothing(&self, cell: &str) -> bool {
        cell.is_empty() || cell.len() < 16 && self.nothing.contains(&plain(cell))
    }

    pub fn is_no_name(&self, cell: &str) -> bool {
        cell.len() < 30 && self.not_names.contains(&plain(cell))
    }

    pub fn class(&self, word: &str) -> Option<Class> {
        look_up(&self.classes, word)
    }

    pub fn status(&self, word: &str) -> Option<Status> {
        look_up(&self.statuses, word)
    }

    pub fn form(&self, word: &str) -> Option<BranchForm> {
        look_up(&self.forms, word)
    }
}

fn take_words<T: Copy>(
    known: &mut Vec<(String, T)>,
    written: &BTreeMap<String, Vec<String>>,
    of_code: fn(&str) -> Option<T>,
) {
    let own: Vec<(String, T)> = written
        .iter()
        .filter_map(|(code, words)| Some((of_code(code)?, words)))
        .flat_map(|(value, words)| words.iter().map(move |word| (plain(word), value)))
        .collect();
    known.retain(|(word, _)| own.iter().all(|(new, _)| new != word));
    known.extend(own);
    // the longest first, so that 已注销 is not taken for something shorter in it
    known.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
}

fn look_up<T: Copy>(words: &[(String, T)], word: &str) -> Option<T> {
    if word.is_empty() {
        return None;
    }
    let word = plain(word);
    let exact = words.iter().find(|(known, _)| *known == word);
    let within = || {
        // not for Latin letters, where a word would be found inside another
        let mut known = words.iter().filter(|(known, _)| !known.is_ascii());
        known.find(|(known, _)| known.chars().count() > 1 && word.contains(known.as_str()))
    };
    exact.or_else(within).map(|(_, value)| *value)
}

/// A text to compare by: half width, small letters, without blanks, brackets and marks of a required field.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !"()[]{}【】〔〕〈〉*:_、\u{feff}\u{200b}".contains(*c)
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The text without what stands in brackets, as （必填）.
fn without_notes(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '(' | '（' | '[' | '【' | '〔' => {
                depth += 1;
                false
            }
            ')' | '）' | ']' | '】' | '〕' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(columns: &[(&str, &[&str])]) -> Written {
        let columns = columns.iter().map(|(code, names)| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            ((*code).to_owned(), names)
        });
        Written {
            columns: columns.collect(),
            ..Written::default()
        }
    }

    #[test]
    fn names_of_a_county_stand_before_the_shipped_ones_and_take_their_meaning() {
        let mut names = Names::default();
        names.take(&written(&[
            ("name", &["名称"]),
            ("head", &["负责人", "会长"]),
        ]));
        names.take(&written(&[("head", &["当家人"]), ("contact", &["会长"])]));
        assert_eq!(names.field("当家人（签字）"), Some((ListField::Head, 0)));
        assert_eq!(names.field("负责人"), Some((ListField::Head, 1)));
        assert_eq!(names.field("会 长*"), Some((ListField::Contact, 0)));
        assert_eq!(names.field("名称"), Some((ListField::Name, 0)));
    }

    #[test]
    fn a_file_of_names_is_refused_where_it_cannot_be_meant() {
        assert_eq!(written(&[("name", &["名称", "名 称"])]).fault(), None);
        assert_eq!(
            written(&[("nme", &["名称"])]).fault(),
            Some(ColumnsFault::Unknown("nme".into()))
        );
        assert_eq!(
            written(&[("name", &["负责人"]), ("head", &["负责人"])]).fault(),
            Some(ColumnsFault::Twice("负责人".into()))
        );
    }
}
