//! Evaluates what is due, in order, until nothing is. Each formula of a row is evaluated at most once, since what it
//! reads has a lower rank.

use std::sync::Arc;

use super::filling::{Change, Effect, Live, Place};
use super::node::{Choice, Part, What};
use super::order::Role;
use super::rows::{Row, most_times};
use super::scope::Here;
use super::sheet::{Edge, Sheet};
use super::written::moment_text;
use crate::domain::expression::{Expression, Kind, Moment, Value};

impl Live {
    /// Evaluates what is due and gives what changed since the last time, in reading order within each row.
    pub(super) fn settle(&mut self) -> Vec<Change> {
        let sheet = Arc::clone(&self.sheet);
        while let Some((rank, row)) = self.due.pop_first() {
            if !self.rows.is_asked(&sheet, row) {
                continue;
            }
            self.evaluated += 1;
            let formula = sheet.formulas[rank];
            match formula.role {
                Role::Shown => self.show(&sheet, formula.item, row),
                Role::Value => self.compute(&sheet, formula.item, row),
                Role::Times => self.count(&sheet, formula.item, row),
                Role::Offer => {
                    self.tell(formula.item, row, Effect::Choices);
                    self.own_checks(formula.item, row);
                }
                Role::Checks => self.check(&sheet, formula.item, row),
            }
        }
        self.changes.sort_unstable();
        std::mem::take(&mut self.changes)
    }

    /// All formulas of a row that begins to be asked, and of the rows below it.
    pub(super) fn begin(&mut self, row: usize) {
        let sheet = Arc::clone(&self.sheet);
        let mut rows = vec![row];
        while let Some(row) = rows.pop() {
            let space = &sheet.spaces[self.rows.space(row)];
            for item in &space.items {
                let formulas = sheet.items[*item].formulas.iter().flatten();
                self.due.extend(formulas.map(|formula| (*formula, row)));
            }
            for inner in &space.spaces {
                rows.extend(self.rows.times(&sheet, row, *inner));
            }
        }
    }

    /// What reads an item's value in this row is due.
    pub(super) fn read_again(&mut self, item: usize, row: usize) {
        let sheet = Arc::clone(&self.sheet);
        for edge in &sheet.items[item].readers {
            self.due_along(*edge, row);
        }
    }

    fn due_along(&mut self, edge: Edge, row: usize) {
        if let Some(base) = self.rows.holder(row, edge.via) {
            self.due_below(edge.formula, base);
        }
    }

    pub(super) fn due_below(&mut self, formula: usize, row: usize) {
        let space = self.sheet.formulas[formula].space;
        let rows = self.rows.below(&self.sheet, row, space);
        self.due.extend(rows.into_iter().map(|row| (formula, row)));
    }

    pub(super) fn own_checks(&mut self, item: usize, row: usize) {
        if let Some(formula) = self.sheet.items[item].formulas[Role::Checks as usize] {
            self.due.insert((formula, row));
        }
    }

    pub(super) fn tell(&mut self, item: usize, row: usize, effect: Effect) {
        let place = Place {
            row: Row(row),
            item,
        };
        self.changes.push(Change { place, effect });
    }

    /// The answer is blank or no longer so.
    pub(super) fn changed_missing(&mut self, place: Place, changed: bool) {
        let cell = self
            .rows
            .cell(place.row.0, self.sheet.items[place.item].slot);
        if changed && cell.required {
            let missing = cell.text.is_empty();
            self.tell(place.item, place.row.0, Effect::Missing(missing));
        }
    }

    fn truth(&self, sheet: &Sheet, item: usize, row: usize, part: Part) -> Option<bool> {
        let expression = sheet.expression(item, part)?;
        let here = Here::new(sheet, &self.rows, self.around, (item, row), part);
        Some(expression.truth(&here))
    }

    fn show(&mut self, sheet: &Sheet, index: usize, row: usize) {
        let item = &sheet.items[index];
        let parent_shown = item.parent.is_none_or(|parent| {
            let above = match sheet.items[parent].opens {
                Some(_) => self.rows.parent(row).unwrap_or(0),
                None => row,
            };
            self.rows.cell(above, sheet.items[parent].slot).shown
        });
        let shown = parent_shown
            && self
                .truth(sheet, index, row, Part::Relevant)
                .unwrap_or(true);
        let cell = self.rows.cell_mut(row, item.slot);
        if cell.shown == shown {
            return;
        }
        cell.shown = shown;
        self.tell(index, row, Effect::Shown(shown));
        let rows = match item.opens {
            Some(space) => self.rows.times(sheet, row, space).to_vec(),
            None => vec![row],
        };
        for child in &item.children {
            if let Some(formula) = sheet.items[*child].formulas[Role::Shown as usize] {
                self.due.extend(rows.iter().map(|row| (formula, *row)));
            }
        }
        self.read_again(index, row);
        self.own_checks(index, row);
    }

    fn compute(&mut self, sheet: &Sheet, index: usize, row: usize) {
        let item = &sheet.items[index];
        let What::Computed(expression) = &item.node.what else {
            return;
        };
        let here = Here::new(sheet, &self.rows, self.around, (index, row), Part::Computed);
        let text = computed(expression, item.kind, &here);
        let cell = self.rows.cell_mut(row, item.slot);
        if cell.text == text {
            return;
        }
        let (was_empty, is_empty) = (cell.text.is_empty(), text.is_empty());
        let shown = cell.shown;
        cell.text = text;
        self.tell(index, row, Effect::Computed);
        if shown {
            self.read_again(index, row);
        }
        let place = Place {
            row: Row(row),
            item: index,
        };
        self.changed_missing(place, was_empty != is_empty);
        self.own_checks(index, row);
    }

    fn count(&mut self, sheet: &Sheet, index: usize, row: usize) {
        let (Some(expression), Some(space)) = (
            sheet.expression(index, Part::Count),
            sheet.items[index].opens,
        ) else {
            return;
        };
        let here = Here::new(sheet, &self.rows, self.around, (index, row), Part::Count);
        let wanted = expression.value(&here).number();
        // below one and no number are no times
        let times = (wanted.max(0.0) as usize).min(most_times(sheet, space));
        if times != self.rows.times(sheet, row, space).len() {
            self.ask(index, row, space, times);
        }
    }

    pub(super) fn ask(&mut self, repeat: usize, row: usize, space: usize, times: usize) {
        let sheet = Arc::clone(&self.sheet);
        for begun in self.rows.ask(&sheet, row, space, times) {
            self.begin(begun);
        }
        self.times_changed(repeat, row, space, times);
    }

    /// What counts a repeat or reads what stands in it is due.
    pub(super) fn times_changed(&mut self, repeat: usize, row: usize, space: usize, times: usize) {
        let sheet = Arc::clone(&self.sheet);
        self.tell(repeat, row, Effect::Times(times));
        for edge in &sheet.spaces[space].across {
            self.due_along(*edge, row);
        }
        self.read_again(repeat, row);
    }

    fn check(&mut self, sheet: &Sheet, index: usize, row: usize) {
        let item = &sheet.items[index];
        let cell = self.rows.cell(row, item.slot);
        let (shown, answered) = (cell.shown, !cell.text.is_empty());
        let required = shown
            && self
                .truth(sheet, index, row, Part::Required)
                .unwrap_or(false);
        let fails =
            |part| shown && answered && !self.truth(sheet, index, row, part).unwrap_or(true);
        let (broken, warned) = (fails(Part::Limit), fails(Part::Warning));
        let stray = shown && answered && item.node.filter.is_some() && self.is_stray(index, row);
        let cell = self.rows.cell_mut(row, item.slot);
        let before = (cell.broken, cell.warned, cell.required, cell.stray);
        (cell.broken, cell.warned, cell.required, cell.stray) = (broken, warned, required, stray);
        if before.0 != broken {
            self.tell(index, row, Effect::Limit(broken));
        }
        if before.1 != warned {
            self.tell(index, row, Effect::Warning(warned));
        }
        if before.2 != required {
            self.tell(index, row, Effect::Required(required));
            if !answered {
                self.tell(index, row, Effect::Missing(required));
            }
        }
        if before.3 != stray {
            self.tell(index, row, Effect::Stray(stray));
        }
    }

    /// Whether one of the chosen codes is not offered.
    fn is_stray(&self, index: usize, row: usize) -> bool {
        let item = &self.sheet.items[index];
        let choices = item.node.choices.as_deref().unwrap_or(&[]);
        let codes = self.rows.cell(row, item.slot).text.split(' ');
        let mut codes = codes.filter(|code| !code.is_empty());
        codes.any(|code| {
            let choice = choices.iter().find(|choice| choice.code == code);
            !choice.is_some_and(|choice| self.offers(index, row, choice))
        })
    }

    pub(super) fn offers(&self, index: usize, row: usize, choice: &Choice) -> bool {
        let Some(filter) = self.sheet.expression(index, Part::Filter) else {
            return true;
        };
        let mut here = Here::new(
            &self.sheet,
            &self.rows,
            self.around,
            (index, row),
            Part::Filter,
        );
        here.choice = Some(choice);
        filter.truth(&here)
    }
}

/// The written form of a computed value. What is no finite number is no value, as in ODK.
pub(super) fn computed(expression: &Expression, kind: Kind, here: &Here<'_>) -> String {
    let value = expression.value(here);
    match (&value, kind) {
        (Value::Number(number), _) if !number.is_finite() => String::new(),
        (_, Kind::Moment) => match Moment::parse(&value.text()) {
            Some(moment) => moment_text(moment),
            None => value.text().into_owned(),
        },
        _ => value.text().into_owned(),
    }
}
