//! A filling of a form: it takes answers, tells how its items stand and what changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::node::{Choice, Part, What};
use super::rows::{Row, Rows, most_times};
use super::scope::Here;
use super::settle::computed;
use super::sheet::Sheet;
use crate::domain::expression::Around;

/// An item in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub row: Row,
    /// The item's number in the sheet.
    pub item: usize,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    Shown(bool),
    /// Its computed value is another.
    Computed,
    /// Its limit is broken, or kept again.
    Limit(bool),
    Warning(bool),
    Required(bool),
    /// It is required and not answered, or no longer so.
    Missing(bool),
    /// It holds a choice that is not offered, or no longer does.
    Stray(bool),
    /// Other choices may be offered.
    Choices,
    /// A repeat is asked so many times.
    Times(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub place: Place,
    pub effect: Effect,
}

/// An answer that is read back: a question's name, the times of the repeats it stands in, counted from 0 and from the
/// outermost inwards, and its written form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub times: Vec<usize>,
    pub text: String,
}

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State<'a> {
    pub shown: bool,
    /// The answer or computed value; kept while it is hidden.
    pub text: &'a str,
    pub limit_broken: bool,
    pub warned: bool,
    pub required: bool,
    pub missing: bool,
    pub stray: bool,
}

/// Why a wish is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The row is not asked, or the item stands elsewhere.
    NoSuchPlace,
    /// Only questions are answered.
    NoQuestion,
    /// The repeat is counted by an expression.
    Counted,
    /// The repeat is asked as often as it may be.
    Full,
}

#[derive(Debug)]
pub struct Live {
    pub(super) sheet: Arc<Sheet>,
    pub(super) rows: Rows,
    pub(super) around: Around,
    /// Formulas to evaluate, by rank, and their rows.
    pub(super) due: BTreeSet<(usize, usize)>,
    pub(super) changes: Vec<Change>,
    pub(super) evaluated: u64,
}

impl Live {
    /// An empty form, evaluated once.
    pub fn new(sheet: Arc<Sheet>, around: Around) -> Live {
        Live::open(sheet, around, &[])
    }

    /// A form with answers, evaluated once. What is no answer of this form is passed over: another version's items are
    /// not this one's, and their answers stay in the journal.
    pub fn open(sheet: Arc<Sheet>, around: Around, answers: &[Told]) -> Live {
        let rows = Rows::new(&sheet);
        let mut live = Live {
            sheet,
            rows,
            around,
            due: BTreeSet::new(),
            changes: Vec::new(),
            evaluated: 0,
        };
        for told in answers {
            live.keep(told);
        }
        live.begin(0);
        live.settle();
        live
    }

    fn keep(&mut self, told: &Told) {
        let sheet = Arc::clone(&self.sheet);
        let Some(index) = sheet.index(&told.name) else {
            return;
        };
        let item = &sheet.items[index];
        let is_kept = match &item.node.what {
            What::Question(_) => true,
            What::Computed(expression) => expression.reads().kept,
            _ => false,
        };
        let spaces: Vec<usize> = sheet
            .chain(item.space)
            .filter(|space| *space != 0)
            .collect();
        if !is_kept || spaces.len() != told.times.len() {
            return;
        }
        let mut row = 0;
        for (space, time) in spaces.into_iter().rev().zip(&told.times) {
            if *time >= most_times(&sheet, space) {
                return;
            }
            let kept = self.rows.keep(&sheet, row, space, *time);
            let by_hand = sheet.spaces[space]
                .repeat
                .is_some_and(|repeat| is_by_hand(&sheet, repeat));
            let asked = self.rows.times(&sheet, row, space).len();
            if by_hand && asked <= *time {
                self.rows.ask(&sheet, row, space, *time + 1);
            }
            row = kept;
        }
        self.rows
            .cell_mut(row, item.slot)
            .text
            .clone_from(&told.text);
    }

    pub fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    pub fn around(&self) -> Around {
        self.around
    }

    /// Formulas evaluated so far, for measuring.
    pub fn evaluated(&self) -> u64 {
        self.evaluated
    }

    /// Answers a question; the text is in its written form, or empty. What depends on it is evaluated again.
    pub fn set(&mut self, place: Place, text: &str) -> Result<Vec<Change>, Refused> {
        self.at(place)?;
        let item = &self.sheet.items[place.item];
        if !matches!(item.node.what, What::Question(_)) {
            return Err(Refused::NoQuestion);
        }
        let cell = self.rows.cell_mut(place.row.0, item.slot);
        if cell.text == text {
            return Ok(Vec::new());
        }
        let (was_empty, shown) = (cell.text.is_empty(), cell.shown);
        cell.text = text.to_owned();
        if shown {
            self.read_again(place.item, place.row.0);
        }
        self.changed_missing(place, was_empty != text.is_empty());
        self.own_checks(place.item, place.row.0);
        Ok(self.settle())
    }

    /// Asks a repeat once more, at its end.
    pub fn add(&mut self, repeat: Place) -> Result<(Row, Vec<Change>), Refused> {
        self.at(repeat)?;
        let sheet = Arc::clone(&self.sheet);
        let Some(space) = sheet.items[repeat.item].opens else {
            return Err(Refused::NoSuchPlace);
        };
        if !is_by_hand(&sheet, repeat.item) {
            return Err(Refused::Counted);
        }
        let times = self.rows.times(&sheet, repeat.row.0, space).len();
        if times >= most_times(&sheet, space) {
            return Err(Refused::Full);
        }
        self.ask(repeat.item, repeat.row.0, space, times + 1);
        let row = self.rows.times(&sheet, repeat.row.0, space)[times];
        Ok((Row(row), self.settle()))
    }

    /// Takes one time of a repeat away with its answers.
    pub fn take_away(&mut self, row: Row) -> Result<Vec<Change>, Refused> {
        let sheet = Arc::clone(&self.sheet);
        if !self.rows.exists(row.0) || !self.rows.is_asked(&sheet, row.0) {
            return Err(Refused::NoSuchPlace);
        }
        let space = self.rows.space(row.0);
        let (Some(repeat), Some(parent)) = (sheet.spaces[space].repeat, self.rows.parent(row.0))
        else {
            return Err(Refused::NoSuchPlace);
        };
        if !is_by_hand(&sheet, repeat) {
            return Err(Refused::Counted);
        }
        let moved = self.rows.take_away(&sheet, row.0);
        for row in moved {
            for formula in &sheet.spaces[space].positioned {
                self.due_below(*formula, row);
            }
        }
        let times = self.rows.times(&sheet, parent, space).len();
        self.times_changed(repeat, parent, space, times);
        Ok(self.settle())
    }

    /// The day or the language is another.
    pub fn turn(&mut self, around: Around) -> Vec<Change> {
        if around == self.around {
            return Vec::new();
        }
        self.around = around;
        let sheet = Arc::clone(&self.sheet);
        for formula in &sheet.around {
            self.due_below(*formula, 0);
        }
        self.settle()
    }

    fn at(&self, place: Place) -> Result<(), Refused> {
        let stands = self.sheet.items.get(place.item).is_some_and(|item| {
            self.rows.exists(place.row.0)
                && self.rows.space(place.row.0) == item.space
                && self.rows.is_asked(&self.sheet, place.row.0)
        });
        stands.then_some(()).ok_or(Refused::NoSuchPlace)
    }

    pub fn state(&self, place: Place) -> Result<State<'_>, Refused> {
        self.at(place)?;
        let cell = self
            .rows
            .cell(place.row.0, self.sheet.items[place.item].slot);
        Ok(State {
            shown: cell.shown,
            text: &cell.text,
            limit_broken: cell.broken,
            warned: cell.warned,
            required: cell.required,
            missing: cell.required && cell.text.is_empty(),
            stray: cell.stray,
        })
    }

    /// The times of a repeat.
    pub fn times(&self, repeat: Place) -> Result<Vec<Row>, Refused> {
        self.at(repeat)?;
        let space = self.sheet.items[repeat.item].opens;
        let space = space.ok_or(Refused::NoSuchPlace)?;
        let times = self.rows.times(&self.sheet, repeat.row.0, space);
        Ok(times.iter().copied().map(Row).collect())
    }

    /// What an item begins with, in its written form; empty where it says nothing.
    pub fn default(&self, place: Place) -> Result<String, Refused> {
        self.at(place)?;
        let Some(expression) = self.sheet.expression(place.item, Part::Default) else {
            return Ok(String::new());
        };
        let (item, row) = (place.item, place.row.0);
        let here = Here::new(
            &self.sheet,
            &self.rows,
            self.around,
            (item, row),
            Part::Default,
        );
        Ok(computed(expression, self.sheet.items[item].kind, &here))
    }

    /// The choices that are offered, in their order.
    pub fn offered(&self, place: Place) -> Result<Vec<&Choice>, Refused> {
        self.at(place)?;
        let choices = self
            .sheet
            .node(place.item)
            .choices
            .as_deref()
            .unwrap_or(&[]);
        let offers = |choice: &&Choice| self.offers(place.item, place.row.0, choice);
        Ok(choices.iter().filter(offers).collect())
    }

    /// Every item of the form and its repeats in reading order, hidden ones too.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let tops = (0..self.sheet.len()).filter(|item| self.sheet.items[*item].parent.is_none());
        tops.for_each(|item| self.collect(item, 0, &mut places));
        places
    }

    fn collect(&self, item: usize, row: usize, places: &mut Vec<Place>) {
        places.push(Place {
            row: Row(row),
            item,
        });
        let rows = match self.sheet.items[item].opens {
            Some(space) => self.rows.times(&self.sheet, row, space),
            None => &[row],
        };
        for row in rows {
            for child in &self.sheet.items[item].children {
                self.collect(*child, *row, places);
            }
        }
    }

    /// The times of the repeats that a row stands in, counted from 0 and from the outermost inwards.
    pub fn path(&self, row: Row) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = row.0;
        while let Some(parent) = self.rows.parent(at) {
            path.push(self.rows.place(at));
            at = parent;
        }
        path.reverse();
        path
    }
}

fn is_by_hand(sheet: &Sheet, repeat: usize) -> bool {
    matches!(sheet.items[repeat].node.what, What::Repeat { count: None })
}
