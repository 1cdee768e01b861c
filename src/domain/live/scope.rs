//! The answers as one expression sees them from its place in a filling.

use std::borrow::Cow;

use super::node::{Choice, Part};
use super::rows::Rows;
use super::sheet::Sheet;
use crate::domain::expression::{Around, Scope, Value};

/// An expression's place: its item, its row and, for a filter, the choice it is asked about.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub sheet: &'a Sheet,
    pub rows: &'a Rows,
    pub around: Around,
    pub item: usize,
    pub row: usize,
    pub targets: &'a [usize],
    pub choice: Option<&'a Choice>,
}

impl<'a> Here<'a> {
    pub fn new(
        sheet: &'a Sheet,
        rows: &'a Rows,
        around: Around,
        (item, row): (usize, usize),
        part: Part,
    ) -> Here<'a> {
        Here {
            sheet,
            rows,
            around,
            item,
            row,
            targets: sheet.targets(item, part),
            choice: None,
        }
    }

    /// What an item is worth in a row: its answer if it is shown.
    fn answer(&self, item: usize, row: usize) -> Option<Value<'a>> {
        let found = &self.sheet.items[item];
        let cell = self.rows.cell(row, found.slot);
        cell.shown.then(|| Value::of_answer(found.kind, &cell.text))
    }

    /// The rows that a reference reaches, in order. A repeat reaches its times.
    fn reached(&self, item: usize) -> Vec<(usize, usize)> {
        let found = &self.sheet.items[item];
        let space = self.sheet.items[self.item].space;
        let common = self.sheet.common(found.space, space);
        let Some(base) = self.rows.holder(self.row, common) else {
            return Vec::new();
        };
        let rows = self.rows.below(self.sheet, base, found.space);
        rows.into_iter().map(|row| (item, row)).collect()
    }

    /// The row that `indexed-repeat` picks: named repeats in the time asked for, others in the expression's own.
    fn picked(&self, space: usize, steps: &[(usize, f64)]) -> Option<usize> {
        let Some(repeat) = self.sheet.spaces[space].repeat else {
            return Some(0);
        };
        let outer = self.picked(self.sheet.spaces[space].parent?, steps)?;
        let named = steps
            .iter()
            .find(|(step, _)| self.targets.get(*step) == Some(&repeat));
        let place = match named {
            // counted from 1; what is no number, or beyond, is no time
            Some((_, time)) => (*time >= 1.0).then(|| *time as usize - 1)?,
            None => self.rows.place(self.rows.holder(self.row, space)?),
        };
        let times = self.rows.times(self.sheet, outer, space);
        times.get(place).copied()
    }
}

impl Scope for Here<'_> {
    fn around(&self) -> Around {
        self.around
    }

    fn value(&self, reference: usize) -> Value<'_> {
        let Some(item) = self.targets.get(reference).copied() else {
            return Value::EMPTY;
        };
        let space = self.sheet.items[item].space;
        match self.rows.holder(self.row, space) {
            Some(row) => self.answer(item, row).unwrap_or(Value::EMPTY),
            None => {
                let mut reached = self.reached(item).into_iter();
                reached
                    .find_map(|(item, row)| self.answer(item, row))
                    .unwrap_or(Value::EMPTY)
            }
        }
    }

    fn values(&self, reference: usize) -> Vec<Value<'_>> {
        let Some(item) = self.targets.get(reference).copied() else {
            return Vec::new();
        };
        let reached = self.reached(item).into_iter();
        match self.sheet.items[item].opens {
            None => reached
                .filter_map(|(item, row)| self.answer(item, row))
                .collect(),
            Some(opened) => {
                let slot = self.sheet.items[item].slot;
                let shown = reached.filter(|(_, row)| self.rows.cell(*row, slot).shown);
                shown
                    .flat_map(|(_, row)| self.rows.times(self.sheet, row, opened))
                    .map(|_| Value::EMPTY)
                    .collect()
            }
        }
    }

    fn own(&self) -> Value<'_> {
        let item = &self.sheet.items[self.item];
        Value::of_answer(item.kind, &self.rows.cell(self.row, item.slot).text)
    }

    fn column(&self, name: &str) -> Value<'_> {
        let text = self.choice.and_then(|choice| match name {
            "name" => Some(choice.code.as_str()),
            _ => choice.columns.get(name).map(String::as_str),
        });
        Value::Text(Cow::Borrowed(text.unwrap_or("")))
    }

    fn position(&self, up: usize) -> usize {
        let (mut item, mut row) = (self.item, self.row);
        let mut position = 1;
        for _ in 0..up {
            let Some(parent) = self.sheet.items[item].parent else {
                return 1;
            };
            position = 1;
            if self.sheet.items[parent].opens == Some(self.rows.space(row)) {
                position = self.rows.place(row) + 1;
                row = self.rows.parent(row).unwrap_or(0);
            }
            item = parent;
        }
        position
    }

    fn indexed(&self, item: usize, steps: &[(usize, f64)]) -> Value<'_> {
        let Some(item) = self.targets.get(item).copied() else {
            return Value::EMPTY;
        };
        self.picked(self.sheet.items[item].space, steps)
            .and_then(|row| self.answer(item, row))
            .unwrap_or(Value::EMPTY)
    }

    fn label(&self, item: usize, code: &str) -> Option<Cow<'_, str>> {
        let item = &self.sheet.items[*self.targets.get(item)?];
        let mut choices = item.node.choices.as_deref()?.iter();
        let choice = choices.find(|choice| choice.code == code)?;
        Some(Cow::Borrowed(choice.label.get(self.around.lang)))
    }
}
