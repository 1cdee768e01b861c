//! One item of a template: what is asked, what kind of answer it takes, and the conditions it stands under.
//! Conditions, limits and computed values are expressions kept as text; `${4.1}` in one means the answer to item 4.1.

use serde::{Deserialize, Serialize};

use super::{Decimal, Text};
use crate::domain::census::Figure;
use crate::domain::organisation::{Organisation, codes};

codes! {
    /// What an answer is, and so the one form in which the journal writes it.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    ItemKind {
        /// An option of the item's scale; the only kind that has points.
        Scale "scale",
        /// `12.5`
        Number "number",
        /// Yuan with two places: `1200.00`
        Money "money",
        Text "text",
        /// `2026-11-24`
        Date "date",
        /// The code of one choice.
        OneOf "one_of",
        /// Codes of choices in the order of their list, a blank between them.
        SeveralOf "several_of",
        /// A figure as found on site; as the ledger had it stands beside it in a field of its own.
        Pair "pair",
        /// The name of a person.
        Person "person",
        /// `09:05`
        Time "time",
        /// Read and confirmed with one key; written `OK`, as XLSForm has it.
        Acknowledge "acknowledge",
        /// A file attached as evidence; the answer is its name.
        File "file",
        /// Worked out from other answers; nobody answers it.
        Computed "computed",
        /// Said to the inspector; nobody answers it.
        Note "note",
    }
}

/// How the hand gives an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One of some options, by its digit.
    One,
    /// Several of some options, each switched by its digit.
    Several,
    /// By typing into a field.
    Typed,
    /// Not at all: it is worked out, or only read.
    Nothing,
}

impl ItemKind {
    pub fn way(self) -> Way {
        match self {
            // a confirmation is the one choice there is
            ItemKind::Scale | ItemKind::OneOf | ItemKind::Acknowledge => Way::One,
            ItemKind::SeveralOf => Way::Several,
            ItemKind::Computed | ItemKind::Note => Way::Nothing,
            _ => Way::Typed,
        }
    }
}

codes! {
    /// What comes out of a computed item.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Form {
        Number "number",
        Money "money",
        Text "text",
        Date "date",
    }
}

/// Whether a visit may be finished without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Required {
    Always(bool),
    /// An expression: required where it is true.
    When(String),
}

impl Default for Required {
    fn default() -> Required {
        Required::Always(false)
    }
}

impl Required {
    fn is_default(&self) -> bool {
        *self == Required::default()
    }
}

/// A part that a template leaves out is empty, and is left out again when the template is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable within the template, such as `4.1`; the journal addresses answers by it.
    pub code: String,
    #[serde(default)]
    pub kind: ItemKind,
    /// Code of the scale; for `scale` alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scale: String,
    /// What the best answer is worth; for `scale` alone, 0 elsewhere.
    #[serde(default)]
    pub points: u32,
    /// 否决项: an answer worth nothing here fails the whole visit.
    #[serde(default)]
    pub veto: bool,
    pub name: Text,
    /// 判定标准
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub criterion: Text,
    /// 检查方式
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub method: Text,
    /// 依据: where the item comes from, and whether that is official. Empty: as the template says.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub basis: Text,
    /// How to fill it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Code of the list of choices; for `one_of` and `several_of`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub choices: String,
    /// Which of the choices are offered, by their columns; for `one_of` and `several_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// What is counted; for `number`, `pair` and a computed number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// Places after the point that may be typed; for `number`, `pair` and a computed number.
    #[serde(default)]
    pub decimals: u32,
    /// For `number`, `money` and `pair`. A pair is never negative, whatever stands here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
    /// Answers stand so far apart, counted from `least`; for `number`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Decimal>,
    /// Code of the figure of the register that fills the ledger side of a pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What a computed item comes out as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    #[serde(default, skip_serializing_if = "Required::is_default")]
    pub required: Required,
    /// Said where a required answer is missing, in place of the program's own sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_text: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<String>,
    /// An answer for which it is false is refused, and the text says why. `.` is the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_text: Option<Text>,
    /// An answer for which it is false is taken, and the text is shown beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warn_text: Option<Text>,
    /// What stands there before anything is answered: an expression, such as `today()` or `'none'`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Shown with its default and not to be changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
}

impl Item {
    /// Somebody answers it; the others are worked out or only read.
    pub fn takes_answer(&self) -> bool {
        self.kind.way() != Way::Nothing
    }

    /// How its answer is given; not at all where it only shows its default.
    pub fn way(&self) -> Way {
        match self.read_only {
            true => Way::Nothing,
            false => self.kind.way(),
        }
    }

    /// Every expression of the item with the key it stands under.
    pub fn expressions(&self) -> Vec<(&'static str, &str)> {
        let required = match &self.required {
            Required::When(expression) => Some(expression),
            Required::Always(_) => None,
        };
        [
            ("shown_when", self.shown_when.as_ref()),
            ("required", required),
            ("limit", self.limit.as_ref()),
            ("warn", self.warn.as_ref()),
            ("computed", self.computed.as_ref()),
            ("filter", self.filter.as_ref()),
            ("default", self.default.as_ref()),
        ]
        .into_iter()
        .filter_map(|(key, expression)| Some((key, expression?.as_str())))
        .collect()
    }
}

/// The figure of the register that a pair is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ledger {
    Figure(Figure),
    /// Formal Party members, all four kinds together.
    Party,
}

impl Ledger {
    pub fn from_code(code: &str) -> Option<Ledger> {
        match code {
            "party" => Some(Ledger::Party),
            code => Figure::from_code(code).map(Ledger::Figure),
        }
    }

    /// Every code there is, for a message.
    pub fn codes() -> Vec<&'static str> {
        let figures = Figure::ALL.iter().map(|figure| figure.code());
        std::iter::once("party").chain(figures).collect()
    }

    pub fn of(self, facts: &Organisation) -> u32 {
        match self {
            Ledger::Figure(figure) => figure.of(facts),
            Ledger::Party => facts.party.total(),
        }
    }
}
