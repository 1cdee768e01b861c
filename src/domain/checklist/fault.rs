//! What can be wrong with a template, each fault with the place in the file where it stands. What an expression says is
//! not looked at here.

use std::collections::BTreeSet;

use super::{
    Case, Checklist, ChoiceList, Decimal, Item, ItemKind, Ledger, PLACES, Required, Scale, Section,
    Text,
};
use crate::domain::calendar::Date;

const MOST_POINTS: u32 = 1000;
/// Instances of a section; more would not be a form but a register.
const MOST_INSTANCES: u32 = 500;

/// One step from a table of the file into what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Key(&'static str),
    Nth(usize),
}

/// The way from the top of the file to a fault. Where its last steps lead nowhere, because a key is missing, the place
/// is the last table there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Step>);

impl Place {
    pub fn key(&self, key: &'static str) -> Place {
        Place(self.0.iter().copied().chain([Step::Key(key)]).collect())
    }

    pub fn nth(&self, key: &'static str, at: usize) -> Place {
        let mut steps = self.key(key).0;
        steps.push(Step::Nth(at));
        Place(steps)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub what: What,
}

/// The words for each are in `words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Not in order, or above 100.
    PassLines,
    ScaleTwice(String),
    OptionTwice {
        scale: String,
        option: String,
    },
    Percent {
        scale: String,
        option: String,
    },
    NoOptions(String),
    ItemTwice(String),
    NoScale {
        item: String,
        scale: String,
    },
    Points(String),
    /// The template has no items.
    Empty,
    /// The id would be no file name.
    Id(String),
    /// The code could not be written in an expression or an address.
    Code(String),
    /// One language is empty.
    Wordless(&'static str),
    ListTwice(String),
    ChoiceTwice {
        list: String,
        choice: String,
    },
    NoChoices(String),
    NoList {
        item: String,
        list: String,
    },
    /// A key that says nothing on an item of this kind.
    Needless {
        item: String,
        key: &'static str,
        kind: ItemKind,
    },
    /// A key without which the item, or another key of it, says nothing.
    Missing {
        item: String,
        key: &'static str,
    },
    Blank {
        code: String,
        key: &'static str,
    },
    LeastAboveMost(String),
    Decimals(String),
    NoFigure {
        item: String,
        from: String,
    },
    /// No section has a code of its own.
    SectionTwice(String),
    /// Not above nothing, or wider than from least to most.
    Step(String),
    /// A case answers or expects something of an item that is not there.
    CaseItem {
        case: String,
        address: String,
    },
    CaseToday(String),
    RepeatEmpty(String),
    RepeatMost(String),
    RepeatScored(String),
    /// Pass lines without anything scored.
    NothingScored,
    /// `soon_days` without `every_days`.
    SoonWithoutEvery,
}

impl What {
    /// Faults that every version of the program has refused. A text that a visit was made with is held to these alone:
    /// what was taken once stays readable.
    pub fn is_first(&self) -> bool {
        matches!(
            self,
            What::PassLines
                | What::ScaleTwice(_)
                | What::OptionTwice { .. }
                | What::Percent { .. }
                | What::NoOptions(_)
                | What::ItemTwice(_)
                | What::NoScale { .. }
                | What::Points(_)
                | What::Empty
        )
    }
}

/// Faults found so far, and what is known of the whole file.
struct Finding<'a> {
    list: &'a Checklist,
    faults: Vec<Fault>,
    codes: BTreeSet<&'a str>,
    sections: BTreeSet<&'a str>,
}

impl Checklist {
    /// Every fault that would make the checklist unusable, in reading order; empty means sound.
    pub fn faults(&self) -> Vec<Fault> {
        let mut finding = Finding {
            list: self,
            faults: Vec::new(),
            codes: BTreeSet::new(),
            sections: BTreeSet::new(),
        };
        finding.head();
        finding.scales();
        finding.lists();
        for (at, section) in self.sections.iter().enumerate() {
            finding.section(section, &Place::default().nth("section", at));
        }
        if finding.codes.is_empty() {
            finding.add(Place::default(), What::Empty);
        }
        for (at, case) in self.cases.iter().enumerate() {
            finding.case(case, &Place::default().nth("test", at));
        }
        finding.faults
    }
}

impl<'a> Finding<'a> {
    fn add(&mut self, place: Place, what: What) {
        self.faults.push(Fault { place, what });
    }

    fn text(&mut self, place: &Place, key: &'static str, text: &Text) {
        if text.zh.trim().is_empty() || text.en.trim().is_empty() {
            self.add(place.key(key), What::Wordless(key));
        }
    }

    /// A text that may be left out, but not in one language alone.
    fn spare_text(&mut self, place: &Place, key: &'static str, text: &Text) {
        if !text.is_empty() {
            self.text(place, key, text);
        }
    }

    fn head(&mut self) {
        let (list, top) = (self.list, Place::default());
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if list.id.is_empty() || !list.id.chars().all(plain) {
            self.add(top.key("id"), What::Id(list.id.clone()));
        }
        self.text(&top, "name", &list.name);
        self.text(&top, "basis", &list.basis);
        if list.soon_days.is_some() && list.every_days.is_none() {
            self.add(top.key("soon_days"), What::SoonWithoutEvery);
        }
        let Some(lines) = &list.verdict else { return };
        let in_order = lines.basic <= lines.pass
            && lines.pass <= lines.demonstration
            && lines.demonstration <= 100;
        if !in_order {
            self.add(top.key("verdict"), What::PassLines);
        }
        if list.items().all(|item| item.kind != ItemKind::Scale) {
            self.add(top.key("verdict"), What::NothingScored);
        }
    }

    fn scales(&mut self) {
        let mut codes = BTreeSet::new();
        for (at, scale) in self.list.scales.iter().enumerate() {
            let place = Place::default().nth("scale", at);
            if !codes.insert(&scale.code) {
                self.add(place.key("code"), What::ScaleTwice(scale.code.clone()));
            }
            self.scale(scale, &place);
        }
    }

    fn scale(&mut self, scale: &Scale, place: &Place) {
        let (mut keys, mut codes) = (BTreeSet::new(), BTreeSet::new());
        for (at, option) in scale.options.iter().enumerate() {
            let place = place.nth("options", at);
            let (scale, code) = (scale.code.clone(), option.code.clone());
            if !(1..=9).contains(&option.key)
                || !keys.insert(option.key)
                || !codes.insert(&option.code)
            {
                let option = code.clone();
                self.add(
                    place.clone(),
                    What::OptionTwice {
                        scale: scale.clone(),
                        option,
                    },
                );
            }
            if option.percent.is_some_and(|percent| percent > 100) {
                self.add(
                    place.key("percent"),
                    What::Percent {
                        scale,
                        option: code,
                    },
                );
            }
            self.text(&place, "label", &option.label);
        }
        if scale.options.is_empty() {
            self.add(place.clone(), What::NoOptions(scale.code.clone()));
        }
    }

    fn lists(&mut self) {
        let mut codes = BTreeSet::new();
        for (at, list) in self.list.lists.iter().enumerate() {
            let place = Place::default().nth("choices", at);
            if list.code.is_empty() || !codes.insert(&list.code) {
                self.add(place.key("code"), What::ListTwice(list.code.clone()));
            }
            self.choices(list, &place);
        }
    }

    fn choices(&mut self, list: &ChoiceList, place: &Place) {
        let mut codes = BTreeSet::new();
        for (at, choice) in list.options.iter().enumerate() {
            let place = place.nth("options", at);
            if !is_word(&choice.code) || !codes.insert(&choice.code) {
                self.add(
                    place.key("code"),
                    What::ChoiceTwice {
                        list: list.code.clone(),
                        choice: choice.code.clone(),
                    },
                );
            }
            self.text(&place, "label", &choice.label);
        }
        if list.options.is_empty() {
            self.add(place.clone(), What::NoChoices(list.code.clone()));
        }
    }

    fn section(&mut self, section: &'a Section, place: &Place) {
        if !self.sections.insert(&section.code) {
            let code = section.code.clone();
            self.add(place.key("code"), What::SectionTwice(code));
        }
        self.text(place, "name", &section.name);
        if let Some(note) = &section.note {
            self.text(place, "note", note);
        }
        let count = section
            .repeat
            .as_ref()
            .and_then(|repeat| repeat.count.as_ref());
        for (key, expression) in [
            ("shown_when", section.shown_when.as_ref()),
            ("repeat", count),
        ] {
            if expression.is_some_and(|expression| expression.trim().is_empty()) {
                let code = section.code.clone();
                self.add(place.key(key), What::Blank { code, key });
            }
        }
        if let Some(repeat) = &section.repeat {
            if section.items.is_empty() {
                self.add(place.key("repeat"), What::RepeatEmpty(section.code.clone()));
            }
            if !(1..=MOST_INSTANCES).contains(&repeat.most) {
                self.add(place.key("repeat"), What::RepeatMost(section.code.clone()));
            }
        }
        for (at, item) in section.items.iter().enumerate() {
            let place = place.nth("item", at);
            if item.points > 0 && section.repeat.is_some() {
                self.add(place.key("points"), What::RepeatScored(item.code.clone()));
            }
            self.item(item, &place);
        }
    }

    fn item(&mut self, item: &'a Item, place: &Place) {
        let code = || item.code.clone();
        if item.code.is_empty() || !self.codes.insert(&item.code) {
            self.add(place.key("code"), What::ItemTwice(code()));
        } else if !is_word(&item.code) {
            self.add(place.key("code"), What::Code(code()));
        }
        self.text(place, "name", &item.name);
        self.spare_text(place, "criterion", &item.criterion);
        self.spare_text(place, "method", &item.method);
        self.spare_text(place, "basis", &item.basis);
        for (key, text) in [
            ("hint", &item.hint),
            ("unit", &item.unit),
            ("limit_text", &item.limit_text),
            ("warn_text", &item.warn_text),
            ("required_text", &item.required_text),
        ] {
            if let Some(text) = text {
                self.text(place, key, text);
            }
        }
        self.answer(item, place);
        self.needless(item, place);
        self.conditions(item, place);
    }

    /// What the kind of the item must have.
    fn answer(&mut self, item: &Item, place: &Place) {
        let code = || item.code.clone();
        let missing = |key| What::Missing { item: code(), key };
        match item.kind {
            ItemKind::Scale => {
                if self.list.scale(&item.scale).is_none() {
                    let scale = item.scale.clone();
                    self.add(
                        place.key("scale"),
                        What::NoScale {
                            item: code(),
                            scale,
                        },
                    );
                }
                if !(1..=MOST_POINTS).contains(&item.points) {
                    self.add(place.key("points"), What::Points(code()));
                }
            }
            ItemKind::OneOf | ItemKind::SeveralOf if item.choices.is_empty() => {
                self.add(place.clone(), missing("choices"));
            }
            ItemKind::OneOf | ItemKind::SeveralOf => {
                let known = self.list.lists.iter().any(|list| list.code == item.choices);
                if !known {
                    let list = item.choices.clone();
                    self.add(place.key("choices"), What::NoList { item: code(), list });
                }
            }
            ItemKind::Computed if item.computed.is_none() => {
                self.add(place.clone(), missing("computed"));
            }
            _ => {}
        }
        if let (Some(least), Some(most)) = (item.least, item.most)
            && least > most
        {
            self.add(place.key("least"), What::LeastAboveMost(code()));
        }
        if let Some(step) = item.step {
            let span = item
                .most
                .zip(item.least)
                .map(|(most, least)| most.minus(least));
            if step <= Decimal::default() || span.is_some_and(|span| span < step) {
                self.add(place.key("step"), What::Step(code()));
            }
        }
        if item.decimals > PLACES {
            self.add(place.key("decimals"), What::Decimals(code()));
        }
        if let Some(from) = item.from.as_ref()
            && Ledger::from_code(from).is_none()
        {
            let from = from.clone();
            self.add(place.key("from"), What::NoFigure { item: code(), from });
        }
    }

    /// Keys that mean nothing on an item of this kind.
    fn needless(&mut self, item: &Item, place: &Place) {
        use ItemKind::{Computed, Money, Note, Number, OneOf, Pair, Scale, SeveralOf};
        let of = |kinds: &[ItemKind]| kinds.contains(&item.kind);
        let required = item.required != Required::default();
        for (key, is_set, fits) in [
            ("scale", !item.scale.is_empty(), of(&[Scale])),
            ("points", item.points > 0, of(&[Scale])),
            ("veto", item.veto, of(&[Scale])),
            ("choices", !item.choices.is_empty(), of(&[OneOf, SeveralOf])),
            ("unit", item.unit.is_some(), of(&[Number, Pair, Computed])),
            ("decimals", item.decimals > 0, of(&[Number, Pair, Computed])),
            ("least", item.least.is_some(), of(&[Number, Money, Pair])),
            ("most", item.most.is_some(), of(&[Number, Money, Pair])),
            ("step", item.step.is_some(), of(&[Number])),
            ("filter", item.filter.is_some(), of(&[OneOf, SeveralOf])),
            ("from", item.from.is_some(), of(&[Pair])),
            ("form", item.form.is_some(), of(&[Computed])),
            ("computed", item.computed.is_some(), of(&[Computed])),
            ("required", required, item.takes_answer()),
            ("default", item.default.is_some(), item.takes_answer()),
            ("read_only", item.read_only, item.takes_answer()),
            ("limit", item.limit.is_some(), item.takes_answer()),
            ("warn", item.warn.is_some(), !of(&[Note])),
        ] {
            if is_set && !fits {
                self.add(
                    place.key(key),
                    What::Needless {
                        item: item.code.clone(),
                        key,
                        kind: item.kind,
                    },
                );
            }
        }
    }

    fn conditions(&mut self, item: &Item, place: &Place) {
        for (key, expression) in item.expressions() {
            if expression.trim().is_empty() {
                let code = item.code.clone();
                self.add(place.key(key), What::Blank { code, key });
            }
        }
        for (key, is_set, other, other_is_set) in [
            (
                "limit",
                item.limit.is_some(),
                "limit_text",
                item.limit_text.is_some(),
            ),
            (
                "warn",
                item.warn.is_some(),
                "warn_text",
                item.warn_text.is_some(),
            ),
        ] {
            let (stands, lacks) = match (is_set, other_is_set) {
                (true, false) => (key, other),
                (false, true) => (other, key),
                _ => continue,
            };
            let item = item.code.clone();
            self.add(place.key(stands), What::Missing { item, key: lacks });
        }
        let required = item.required != Required::default();
        for (stands, is_set, lacks, other_is_set) in [
            ("step", item.step.is_some(), "least", item.least.is_some()),
            (
                "read_only",
                item.read_only,
                "default",
                item.default.is_some(),
            ),
            (
                "required_text",
                item.required_text.is_some(),
                "required",
                required,
            ),
        ] {
            if is_set && !other_is_set {
                let item = item.code.clone();
                self.add(place.key(stands), What::Missing { item, key: lacks });
            }
        }
    }
}

impl Finding<'_> {
    fn case(&mut self, case: &Case, place: &Place) {
        if case.name.trim().is_empty() {
            self.add(place.key("name"), What::Wordless("name"));
        }
        let day = case.today.as_ref().map(|day| Date::parse(day));
        if day == Some(None) {
            self.add(place.key("today"), What::CaseToday(case.name.clone()));
        }
        let spare = |spare: &Option<Vec<String>>| spare.clone().unwrap_or_default();
        for (key, addresses) in [
            ("answers", case.answers.keys().cloned().collect()),
            ("values", case.values.keys().cloned().collect()),
            ("shown", case.shown.clone()),
            ("hidden", case.hidden.clone()),
            ("warned", spare(&case.warned)),
            ("refused", spare(&case.refused)),
            ("missing", spare(&case.missing)),
        ] {
            for address in addresses {
                if self.list.item(&address).is_none() {
                    let case = case.name.clone();
                    self.add(place.key(key), What::CaseItem { case, address });
                }
            }
        }
    }
}

/// A code that can stand in an expression, in an address and in a list with blanks between.
fn is_word(code: &str) -> bool {
    let breaks = |c: char| c.is_whitespace() || c.is_control() || "#${}".contains(c);
    !code.is_empty() && !code.contains(breaks)
}

#[cfg(test)]
mod tests;
