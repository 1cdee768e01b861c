//! The languages of a form's columns, and how the program's two come out of whatever languages there are.

use std::collections::BTreeMap;

use super::place::Spot;
use super::remark::{Remarks, Warning};
use super::table::{Line, Table};
use crate::domain::checklist::{Lang, Text};

/// The language of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Not said.
    Plain,
    Known(Lang),
    Other(String),
}

const CHINESE: &[&str] = &[
    "zh",
    "cmn",
    "chinese",
    "mandarin",
    "中文",
    "汉语",
    "漢語",
    "普通话",
    "简体",
    "簡體",
    "繁体",
    "繁體",
    "华语",
];
const ENGLISH: &[&str] = &["en", "eng", "english", "英文", "英语", "英語"];

/// A language by its name or its code: `English (en)`, `中文`, `zh-CN`.
pub fn tongue(language: &str) -> Tongue {
    let lower = language.to_lowercase();
    let begins = |known: &[&str], word: &str| {
        known.iter().any(|name| match name.is_ascii() {
            true => {
                word == *name
                    || word
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with(['-', '_']))
            }
            false => word.contains(name),
        })
    };
    let mut words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "()（）[]/,".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    // a code in parentheses says it best
    words.reverse();
    for word in words {
        if begins(CHINESE, word) {
            return Tongue::Known(Lang::Zh);
        }
        if begins(ENGLISH, word) {
            return Tongue::Known(Lang::En);
        }
    }
    Tongue::Other(language.to_owned())
}

/// What is known of a form's languages while it is read.
#[derive(Debug, Default)]
pub struct Languages {
    /// What columns without a language are in, where the form says so.
    pub plain: Option<Lang>,
    /// Columns that lack one language, or say none, by sheet and column.
    lone: BTreeMap<(String, &'static str), (Option<Lang>, Spot)>,
}

impl Languages {
    /// A text in both languages, or none where the row has none. Where one language is missing the other stands for
    /// it, and that is told: once for a column that has one language only, else at the cell.
    pub fn text(
        &mut self,
        table: &Table,
        line: &Line,
        key: &'static str,
        remarks: &mut Remarks,
    ) -> Option<Text> {
        let spoken = table.spoken(line, key);
        let find = |wanted: &Tongue| spoken.iter().find(|(tongue, _)| *tongue == wanted);
        let plain = find(&Tongue::Plain);
        let of = |lang| {
            let said = find(&Tongue::Known(lang));
            said.or_else(|| plain.filter(|_| self.plain == Some(lang)))
        };
        let (mut zh, mut en) = (of(Lang::Zh), of(Lang::En));
        let has = |lang| {
            table.under(key).any(|header| {
                header.tongue == Tongue::Known(lang)
                    || header.tongue == Tongue::Plain && self.plain == Some(lang)
            })
        };
        if self.plain.is_none() {
            match (zh.is_some(), en.is_some()) {
                (false, true) if !has(Lang::Zh) => zh = plain,
                (true, false) if !has(Lang::En) => en = plain,
                _ => {}
            }
        }
        let any = zh.or(en).or(plain).or_else(|| spoken.first())?;
        let is_bare = zh.is_none() && en.is_none();
        for lang in [Lang::Zh, Lang::En] {
            let said = if lang == Lang::Zh { zh } else { en };
            if said.is_some() {
                continue;
            }
            let spot = any.1.spot.clone();
            match has(lang) {
                true => remarks.warn(&spot, Warning::Untranslated(lang)),
                false => {
                    let sheet = spot.sheet.clone();
                    let lacks = (!is_bare).then_some(lang);
                    self.lone.entry((sheet, key)).or_insert((lacks, spot));
                }
            }
        }
        let (zh, en) = (zh.unwrap_or(any), en.unwrap_or(any));
        for used in [Some(zh), Some(en), plain].into_iter().flatten() {
            line.use_up(used.1.spot);
        }
        Some(Text {
            zh: one_line(zh.1.text),
            en: one_line(en.1.text),
        })
    }

    /// Tells the columns that have one language only.
    pub fn told(&self, remarks: &mut Remarks) {
        for ((_, key), (lang, spot)) in &self.lone {
            remarks.warn(spot, Warning::OneLanguage(key, *lang));
        }
    }
}

/// Lines and wide gaps of a spreadsheet's cell become one line.
pub fn one_line(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_name_or_code() {
        for name in [
            "中文 (zh)",
            "Chinese",
            "zh-CN",
            "简体中文",
            "Mandarin (cmn)",
            "zh_Hans",
            "中文（中国）",
        ] {
            assert_eq!(tongue(name), Tongue::Known(Lang::Zh), "{name}");
        }
        for name in [
            "English (en)",
            "EN",
            "english",
            "en-GB",
            "英文 (en)",
            "English(en)",
        ] {
            assert_eq!(tongue(name), Tongue::Known(Lang::En), "{name}");
        }
        for name in ["French (fr)", "Bengali", "", "Engadinisch", "zhuang"] {
            assert_eq!(tongue(name), Tongue::Other(name.into()), "{name}");
        }
    }
}
