//! The office that issues: names, marks and whom to ask, from `office.toml` or as this laptop is set. Everything is data;
//! what is empty is left open on a paper, but nothing is issued without a name and a mark.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::checklist::Text;
use super::notice::NoticeKind;
use super::paper::Office;

/// `fixtures/standards/office.toml`; a county's own takes its place whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeRules {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    #[serde(default)]
    pub office: Office,
    /// 签发人; it stands in the register and on no letter (GB/T 9704-2012, 7.2.6).
    #[serde(default)]
    pub signer: String,
    /// 登记管理机关, to which a transfer goes.
    #[serde(default)]
    pub registrar: String,
    /// 机关代字 of every notice that has none of its own in `marks`.
    #[serde(default)]
    pub mark: String,
    /// 机关代字 by the code of a notice's kind.
    #[serde(default)]
    pub marks: BTreeMap<String, String>,
    pub circular: CircularRules,
    pub talk: TalkRules,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircularRules {
    /// Characters that a circular should not go beyond (practice.md section 7.3).
    pub most_characters: u32,
    /// 主送机关, one each.
    pub to: Vec<String>,
    #[serde(default)]
    pub copies: Vec<String>,
    /// A fault at so many organisations is a repeated one.
    pub repeated_from: u32,
    /// Repeated faults that are told, the most frequent first.
    pub repeated_most: usize,
    /// Organisations that are named beside such a fault.
    pub named: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkRules {
    /// Days from the notice to the talk.
    pub after_days: u32,
    /// Minutes after midnight.
    pub minute: u16,
    #[serde(default)]
    pub place: String,
    pub reason: String,
    pub materials: Vec<String>,
}

/// What of it a laptop may be set to, by the name that the setting has.
pub const SETTINGS: [&str; 9] = [
    "name",
    "mark",
    "signer",
    "contact",
    "phone",
    "region",
    "printer",
    "registrar",
    "place",
];

impl OfficeRules {
    /// 机关代字 of a kind; empty where nobody has set one.
    pub fn mark(&self, kind: NoticeKind) -> &str {
        self.marks.get(kind.code()).unwrap_or(&self.mark)
    }

    pub fn setting(&self, name: &str) -> Option<&str> {
        Some(match name {
            "name" => &self.office.name,
            "mark" => &self.mark,
            "signer" => &self.signer,
            "contact" => &self.office.contact,
            "phone" => &self.office.phone,
            "region" => &self.office.region,
            "printer" => &self.office.printer,
            "registrar" => &self.registrar,
            "place" => &self.talk.place,
            _ => return None,
        })
    }

    /// Whether there is a setting of that name.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let field = match name {
            "name" => {
                // marks that follow from the name follow from the new one
                self.office.document_mark.clear();
                self.office.letter_mark.clear();
                &mut self.office.name
            }
            "mark" => {
                self.marks.clear();
                &mut self.mark
            }
            "signer" => &mut self.signer,
            "contact" => &mut self.office.contact,
            "phone" => &mut self.office.phone,
            "region" => &mut self.office.region,
            "printer" => &mut self.office.printer,
            "registrar" => &mut self.registrar,
            "place" => &mut self.talk.place,
            _ => return false,
        };
        value.trim().clone_into(field);
        true
    }

    /// With the marks of documents and letters that follow from the name where none are set.
    pub fn issuer(&self) -> Office {
        let mut office = self.office.clone();
        if office.letter_mark.is_empty() {
            office.letter_mark.clone_from(&office.name);
        }
        if office.document_mark.is_empty() && !office.name.is_empty() {
            office.document_mark = format!("{}文件", office.name);
        }
        office
    }
}
