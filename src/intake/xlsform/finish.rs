//! The template as a whole: defaults are read, computed items get their form, and every fault that the template would
//! have is told at the cell it comes from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::formulas;
use super::place::Spot;
use super::remark::Refusal;
use super::survey::{Formula, Reading, references};
use crate::domain::checklist::{Checklist, Form as Outcome, ItemKind, PLACES, Place, Step, What};
use crate::domain::expression::{Kind, Misfit, Mismatch};
use crate::domain::filling::{self, Form};
use crate::domain::live;

impl Reading<'_> {
    /// Completes the list and tells what is wrong with it.
    pub fn finish(&mut self, list: &mut Checklist) {
        self.said_defaults(list);
        self.unknown_references(list);
        for fault in list.faults() {
            let (_, spot) = self.cell(list, &fault.place, 0);
            // a form whose only rows were refused has been told enough
            if fault.what != What::Empty || self.dropped.is_empty() {
                self.remarks.refuse(&spot, Refusal::Template(fault.what));
            }
        }
        for wrong in filling::faults(list) {
            if self.is_told(&wrong.why) {
                continue;
            }
            let at = match &wrong.why {
                filling::Why::Form(live::Why::Misfit(misfit)) => misfit.at,
                _ => 0,
            };
            let (text, spot) = self.cell(list, &wrong.place, at);
            let why = match wrong.why {
                filling::Why::Expression(fault) => Refusal::Expression(wrong.text, fault),
                filling::Why::Form(why @ live::Why::Ring(_)) => Refusal::Form(String::new(), why),
                filling::Why::Form(why) => Refusal::Form(text, why),
                filling::Why::Text(name) => Refusal::TextReference(name),
            };
            self.remarks.refuse(&spot, why);
        }
        if !self.remarks.is_refused() {
            outcomes(list);
        }
    }

    /// Defaults that are said in words, in their written form.
    fn said_defaults(&mut self, list: &mut Checklist) {
        for said in std::mem::take(&mut self.defaults) {
            let Some(item) = list.item(&said.code) else {
                continue;
            };
            let default = match item.kind {
                // a question that became a note or a calculation has no default any more
                ItemKind::Note | ItemKind::Computed => None,
                _ => match item.parse(&said.text, list) {
                    // a number needs no quotes
                    Ok(written) if item.kind == ItemKind::Number => Some(written),
                    Ok(written) => Some(formulas::literal(&written)),
                    Err(trouble) => {
                        self.remarks.refuse(&said.spot, Refusal::Default(trouble));
                        None
                    }
                },
            };
            let items = list
                .sections
                .iter_mut()
                .flat_map(|section| &mut section.items);
            for item in items.filter(|item| item.code == said.code) {
                item.read_only &= default.is_some();
                item.default.clone_from(&default);
            }
        }
    }

    /// Every name that an expression speaks of and that is not there. Names of rows that were refused are not blamed on
    /// those who speak of them.
    fn unknown_references(&mut self, list: &Checklist) {
        let items = list.items().map(|item| item.code.as_str());
        let sections = list.sections.iter().map(|section| section.code.as_str());
        let known: BTreeSet<&str> = items.chain(sections).collect();
        for (text, spot) in &self.formulas {
            for name in references(text) {
                if !known.contains(name.as_str()) && !self.dropped.contains(&name) {
                    let why = Mismatch::Unknown(name);
                    let why = live::Why::Misfit(Misfit { at: 0, why });
                    self.remarks.refuse(spot, Refusal::Form(text.clone(), why));
                }
            }
        }
    }

    /// Whether the fault is told already, or only follows from a row that was refused.
    fn is_told(&self, why: &filling::Why) -> bool {
        match why {
            filling::Why::Form(live::Why::Misfit(misfit)) => {
                matches!(misfit.why, Mismatch::Unknown(_))
            }
            filling::Why::Text(name) => self.dropped.contains(name),
            filling::Why::Form(live::Why::NameTwice | live::Why::NameMissing) => true,
            _ => false,
        }
    }

    /// The cell that a place of the template comes from, with what stands there; of a joined condition the part at that
    /// byte.
    fn cell(&self, list: &Checklist, place: &Place, at: usize) -> Formula {
        let mut code = None;
        let mut key = "name";
        let mut steps = place.0.iter();
        let mut sections = None;
        while let Some(step) = steps.next() {
            let Step::Key(name) = step else { continue };
            match (*name, steps.clone().next()) {
                ("section", Some(Step::Nth(number))) => {
                    sections = list.sections.get(*number);
                    code = sections.map(|section| section.code.as_str());
                }
                ("item", Some(Step::Nth(number))) => {
                    let item = sections.and_then(|section| section.items.get(*number));
                    code = item.map(|item| item.code.as_str());
                }
                (name, _) => key = name,
            }
        }
        let code = code.unwrap_or_default().to_owned();
        let of = |key| {
            self.origins
                .get(&(code.clone(), key))
                .filter(|parts| !parts.is_empty())
        };
        // a ring is told of the computed value, though it may go through other conditions
        let parts = of(key).or_else(|| of("shown_when")).or_else(|| of("name"));
        let part = parts.and_then(|parts| {
            let before = parts.iter().rev().find(|(start, _)| *start <= at);
            before.or(parts.first())
        });
        let nowhere = || (String::new(), Spot::sheet("survey"));
        part.map_or_else(nowhere, |(_, formula)| formula.clone())
    }
}

/// What comes out of each calculation that does not say so.
fn outcomes(list: &mut Checklist) {
    let form = Form::new(Arc::new(list.clone()));
    let items = list
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.items);
    for item in items.filter(|item| item.kind == ItemKind::Computed && item.form.is_none()) {
        item.form = Some(match form.kind(&item.code) {
            Some(Kind::Number | Kind::Days) => Outcome::Number,
            Some(Kind::Date) => Outcome::Date,
            _ => Outcome::Text,
        });
        item.decimals = match item.form {
            Some(Outcome::Number) => PLACES,
            _ => 0,
        };
    }
}
