//! A case that a template brings along: what is answered, and what must come of it. A template proves itself by them
//! before it is used.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Lists that are left out are not looked at; those that are given must be met exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows, in the words of whoever wrote it.
    pub name: String,
    /// The day that `today()` gives, written `2026-11-24`; without it 1 January 2026.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// What is typed, by address such as `1.2` or `2.1#3`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// What computed items and defaults come out as, written as the journal writes it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// These are asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// These are not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
    /// Points got, such as `85` or `42.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// All that are warned of, no more and no fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warned: Option<Vec<String>>,
    /// All whose answer is refused: it breaks a limit, is not offered, or is no answer of that kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Vec<String>>,
    /// All that are required and not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
}
