//! A checklist as data: sections of items, the scales they are answered on, and the pass lines.
//! It is read from TOML by `standards`; a visit keeps the very text it was made with for ever.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The two languages of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A sentence in both languages; neither may be missing from a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Stable name without version, such as `liuyou-site`.
    pub id: String,
    pub version: u32,
    pub name: Text,
    /// Which documents the items come from, and what is not official.
    pub basis: Text,
    /// Days after which the next visit with this checklist is due.
    pub every_days: u32,
    /// Days before that date from which the visit is shown as coming up.
    pub soon_days: u32,
    pub verdict: PassLines,
    #[serde(rename = "scale")]
    pub scales: Vec<Scale>,
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub code: String,
    pub name: Text,
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable within the checklist, such as `4.1`; the journal addresses answers by it.
    pub code: String,
    pub scale: String,
    pub points: u32,
    /// 否决项: an answer worth nothing here fails the whole visit.
    #[serde(default)]
    pub veto: bool,
    pub name: Text,
    /// 判定标准
    pub criterion: Text,
    /// 检查方式
    pub method: Text,
    /// 依据: where the item comes from, and whether that is official.
    pub basis: Text,
}

impl Checklist {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections
            .iter()
            .flat_map(|section| section.items.iter())
    }

    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().find(|item| item.code == code)
    }

    pub fn scale(&self, code: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.code == code)
    }

    pub fn options(&self, item: &Item) -> &[ScaleOption] {
        self.scale(&item.scale).map_or(&[], |scale| &scale.options)
    }

    pub fn option(&self, item: &Item, code: &str) -> Option<&ScaleOption> {
        self.options(item).iter().find(|option| option.code == code)
    }

    /// `liuyou-site@1`, how a visit names its checklist in exports.
    pub fn title(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Every fault that would make the checklist unusable, in reading order; empty means sound.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let lines = &self.verdict;
        if !(lines.basic <= lines.pass
            && lines.pass <= lines.demonstration
            && lines.demonstration <= 100)
        {
            faults.push(Fault::PassLines);
        }
        let mut scales = BTreeSet::new();
        for scale in &self.scales {
            if !scales.insert(&scale.code) {
                faults.push(Fault::ScaleTwice(scale.code.clone()));
            }
            self.scale_faults(scale, &mut faults);
        }
        let mut codes = BTreeSet::new();
        for item in self.items() {
            if item.code.is_empty() || !codes.insert(&item.code) {
                faults.push(Fault::ItemTwice(item.code.clone()));
            }
            if !scales.contains(&item.scale) {
                faults.push(Fault::NoScale {
                    item: item.code.clone(),
                    scale: item.scale.clone(),
                });
            }
            if item.points == 0 || item.points > 1000 {
                faults.push(Fault::Points(item.code.clone()));
            }
        }
        if codes.is_empty() {
            faults.push(Fault::Empty);
        }
        faults
    }

    fn scale_faults(&self, scale: &Scale, faults: &mut Vec<Fault>) {
        let mut keys = BTreeSet::new();
        let mut codes = BTreeSet::new();
        for option in &scale.options {
            if !(1..=9).contains(&option.key)
                || !keys.insert(option.key)
                || !codes.insert(&option.code)
            {
                faults.push(Fault::OptionTwice {
                    scale: scale.code.clone(),
                    option: option.code.clone(),
                });
            }
            if option.percent.is_some_and(|percent| percent > 100) {
                faults.push(Fault::Percent {
                    scale: scale.code.clone(),
                    option: option.code.clone(),
                });
            }
        }
        if scale.options.is_empty() {
            faults.push(Fault::NoOptions(scale.code.clone()));
        }
    }
}

/// What is wrong with a checklist; the words for it are in `words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    PassLines,
    ScaleTwice(String),
    ItemTwice(String),
    NoScale { item: String, scale: String },
    Points(String),
    Empty,
    OptionTwice { scale: String, option: String },
    Percent { scale: String, option: String },
    NoOptions(String),
}
