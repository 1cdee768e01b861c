//! A checklist as data: sections of items, the scales and lists they are answered on, and the pass lines. Registers,
//! records and agreements are checklists too, of other kinds of items.
//! It is read from TOML by `standards`; a visit keeps the very text it was made with for ever.

mod answer;
mod case;
mod decimal;
mod difference;
mod fault;
mod item;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use answer::Trouble;
pub use case::Case;
pub use decimal::{Decimal, PLACES};
pub use difference::{Differs, difference};
pub use fault::{Fault, Place, Step, What};
pub use item::{Form, Item, ItemKind, Ledger, Required, Way};

use super::organisation::codes;

/// The two languages of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A sentence in both languages; neither may be missing from a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

codes! {
    /// What a template is for; the templates to choose from stand in these groups.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Use {
        /// 检查
        Check "check",
        /// 走访
        Visit "visit",
        /// 台账
        Ledger "ledger",
        /// 记录
        Record "record",
        /// 登记册
        Register "register",
        /// 评定
        Assessment "assessment",
        /// 协议
        Agreement "agreement",
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Stable name without version, such as `liuyou-site`.
    pub id: String,
    pub version: u32,
    #[serde(rename = "use", default)]
    pub purpose: Use,
    pub name: Text,
    /// Which documents the items come from, and what is not official.
    pub basis: Text,
    /// Days after which the next visit with this checklist is due; without it none is ever due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u32>,
    /// Days before that date from which the visit is shown as coming up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub soon_days: Option<u32>,
    /// Without pass lines a visit has no verdict and says nothing of how the organisation stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<PassLines>,
    #[serde(rename = "scale", default)]
    pub scales: Vec<Scale>,
    #[serde(rename = "choices", default)]
    pub lists: Vec<ChoiceList>,
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// Fillings whose outcome is known, for `liuyou template test`.
    #[serde(rename = "test", default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

/// Pass lines in whole percent of the points that apply (practice.md §1.4; a county may set others).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassLines {
    pub demonstration: u32,
    pub pass: u32,
    pub basic: u32,
}

/// A closed set of answers, each reached by one digit key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub code: String,
    pub options: Vec<ScaleOption>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleOption {
    /// The digit that gives this answer, 1 to 9.
    pub key: u8,
    /// What the journal keeps; never changes once shipped.
    pub code: String,
    pub label: Text,
    /// Share of the item's points in percent; none means the item does not apply and leaves the denominator.
    pub percent: Option<u32>,
}

/// A list to choose from, without points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceList {
    pub code: String,
    pub options: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What the journal keeps, without a blank.
    pub code: String,
    pub label: Text,
    /// Further columns, for the filters of items.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub code: String,
    pub name: Text,
    /// Said above the items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<String>,
    /// The items are asked once for each thing of which there are several; an answer is then addressed as `code#2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    #[serde(rename = "item", default)]
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// No more than so many.
    pub most: u32,
    /// How many there are, where that follows from other answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
}

/// Where the answer to an item of a repeated section stands: `6.2#3`.
pub fn instance(code: &str, number: u32) -> String {
    format!("{code}#{number}")
}

/// The item and the number of an address: `6.2#3` is 6.2 and 3. An address without a number has none.
pub fn instance_of(address: &str) -> (&str, Option<u32>) {
    let numbered = address.rsplit_once('#').and_then(|(code, number)| {
        let digits = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Some((code, number.parse().ok()?))).flatten()
    });
    match numbered {
        Some((code, number)) => (code, Some(number)),
        None => (address, None),
    }
}

impl Checklist {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections
            .iter()
            .flat_map(|section| section.items.iter())
    }

    /// The item of a code or of an address such as `6.2#3`.
    pub fn item(&self, address: &str) -> Option<&Item> {
        let named = |code: &str| self.items().find(|item| item.code == code);
        named(address).or_else(|| match instance_of(address) {
            (code, Some(_)) => named(code),
            _ => None,
        })
    }

    pub fn scale(&self, code: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.code == code)
    }

    pub fn options(&self, item: &Item) -> &[ScaleOption] {
        match item.kind {
            ItemKind::Scale => self.scale(&item.scale).map_or(&[], |scale| &scale.options),
            _ => &[],
        }
    }

    pub fn option(&self, item: &Item, code: &str) -> Option<&ScaleOption> {
        self.options(item).iter().find(|option| option.code == code)
    }

    /// What `one_of` and `several_of` choose from, and the one choice of `acknowledge`.
    pub fn choices(&self, item: &Item) -> &[Choice] {
        if item.kind == ItemKind::Acknowledge {
            return &answer::CONFIRMATION[..];
        }
        let list = self.lists.iter().find(|list| list.code == item.choices);
        list.map_or(&[], |list| &list.options)
    }

    /// Where an item comes from: its own word, or the template's.
    pub fn basis<'a>(&'a self, item: &'a Item) -> &'a Text {
        match item.basis.is_empty() {
            true => &self.basis,
            false => &item.basis,
        }
    }

    /// Points of all items together.
    pub fn points(&self) -> u32 {
        self.items().map(|item| item.points).sum()
    }

    /// A visit made with it says how the organisation stands.
    pub fn judges(&self) -> bool {
        self.verdict.is_some()
    }

    /// `liuyou-site@1`, how a visit names its checklist in exports.
    pub fn title(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}
