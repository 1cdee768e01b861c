//! The names of columns: which sheets a form has, what its columns may be called, and in which language each is.

use std::cell::Cell;

use super::languages::{Tongue, tongue};
use super::place::Spot;
use super::sheets::Filled;

/// What a column means, from the names it may have. The first name of each row is what the program calls it.
const SURVEY: &[&[&str]] = &[
    &["type", "command"],
    &["name", "tag"],
    &["label", "caption"],
    &["hint"],
    &["guidance_hint"],
    &["required", "bind::required"],
    &["required_message", "requiredmsg", "bind::jr:requiredmsg"],
    &["constraint", "bind::constraint"],
    &[
        "constraint_message",
        "constraining_message",
        "bind::jr:constraintmsg",
    ],
    &["relevant", "relevance", "bind::relevant"],
    &["calculation", "calculate", "bind::calculate"],
    &["default"],
    &["read_only", "readonly", "bind::readonly"],
    &["choice_filter"],
    &["appearance", "control::appearance", "body::appearance"],
    &["repeat_count", "count", "jr:count", "control::jr:count"],
    &["parameters"],
    &["trigger"],
    &["disabled"],
];
const CHOICES: &[&[&str]] = &[
    &["list_name", "list"],
    &["name", "value"],
    &["label", "caption"],
];
const SETTINGS: &[&[&str]] = &[
    &["form_title", "title", "set_form_title"],
    &["form_id", "id_string", "set_form_id"],
    &["version"],
    &["default_language"],
    &["allow_choice_duplicates"],
];
/// Columns that may stand once for every language.
const SPOKEN: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "form_title",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Survey,
    Choices,
    Settings,
}

impl Kind {
    pub const ALL: [(&str, Kind); 3] = [
        ("survey", Kind::Survey),
        ("choices", Kind::Choices),
        ("settings", Kind::Settings),
    ];

    fn columns(self) -> &'static [&'static [&'static str]] {
        match self {
            Kind::Survey => SURVEY,
            Kind::Choices => CHOICES,
            Kind::Settings => SETTINGS,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Header {
    pub spot: Spot,
    /// As it stands in the file.
    pub text: String,
    /// What the program calls it; none for a column it does not know.
    pub key: Option<&'static str>,
    pub tongue: Tongue,
    /// Its cells were asked for by its name, though it is none of XLSForm's.
    pub asked: Cell<bool>,
}

impl Header {
    pub fn read(cell: Filled, kind: Kind) -> Header {
        let named = |name: &str| {
            let mut columns = kind.columns().iter();
            let found = columns.find(|names| names.contains(&name));
            found.and_then(|names| names.first().copied())
        };
        let (key, tongue) = match (named(&normal(&cell.text)), parted(&cell.text)) {
            (Some(key), _) => (Some(key), Tongue::Plain),
            (None, Some((base, language))) => match named(&base) {
                Some(key) if SPOKEN.contains(&key) => (Some(key), tongue(language)),
                _ => (None, Tongue::Plain),
            },
            (None, None) => (None, Tongue::Plain),
        };
        Header {
            spot: cell.spot,
            text: cell.text,
            key,
            tongue,
            asked: Cell::new(false),
        }
    }
}

/// Lower case, single `_` for blanks and hyphens between words.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// `label::English (en)` is `label` and the language; one colon was enough once.
fn parted(text: &str) -> Option<(String, &str)> {
    let split = text.rsplit_once("::").or_else(|| text.split_once(':'));
    split.map(|(base, language)| (normal(base), language.trim()))
}
