//! 四清: what is found on site, typed in beside what the ledger says. Digits go to the on-site figure at once, and one
//! key takes over the ledger's. Facts that have no two sides are written to the ledger in the same change.

mod draw;
mod fields;

use crossterm::event::KeyEvent;

use super::command::{Cmd, Loaded};
use super::form::{Field as FormField, Form};
use super::model::Shell;
use super::screen::Step;
use super::sheet::Sheet;
use crate::domain::calendar::Date;
use crate::domain::census::{Census, CensusState, Compared, Figure};
use crate::domain::change::Change;
use crate::domain::organisation::Organisation;
use crate::domain::view::OrganisationView;
use crate::keys::{self, Action};
use crate::widgets::input::Input;
use crate::words::Words;
use fields::{LINES, Line};

/// More people than any organisation has.
const MOST: u32 = 9_999_999;

pub struct CensusScreen {
    view: OrganisationView,
    census: Census,
    /// The ledger with the facts that are changed here.
    facts: Organisation,
    note: Input,
    date: Input,
    by: Input,
    at: usize,
    /// The next digit goes on with the figure of the line instead of beginning a new one.
    going_on: bool,
    /// Something was changed since the last save was asked for.
    dirty: bool,
    /// A save is on its way.
    saving: bool,
    /// Leaving was asked for once with something not saved.
    leaving: bool,
    read_only: bool,
}

impl CensusScreen {
    pub fn new(view: OrganisationView, shell: &Shell) -> CensusScreen {
        let mut screen = CensusScreen {
            census: view.census.clone(),
            facts: view.organisation.clone(),
            note: Input::new(&view.census.note),
            date: Input::default(),
            by: Input::default(),
            view,
            at: 0,
            going_on: false,
            dirty: false,
            saving: false,
            leaving: false,
            read_only: shell.read_only,
        };
        match screen.census.date {
            Some(date) => screen.sign(date, &screen.view.census.by.clone()),
            None => screen.sign_now(shell),
        }
        screen
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let state = words.census_state(self.view.census_state());
        let name = &self.view.organisation.name;
        (words.census_of(name), state.to_owned())
    }

    fn sign(&mut self, date: Date, by: &str) {
        self.date.set(&date.to_string());
        self.by.set(by);
    }

    /// Today, by who works here.
    fn sign_now(&mut self, shell: &Shell) {
        let name = shell
            .inspector
            .as_ref()
            .map_or("", |person| person.name.as_str());
        self.sign(shell.today, name);
    }

    fn line(&self) -> Line {
        LINES[self.at]
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        if self.read_only {
            return None;
        }
        match self.line() {
            Line::Note => Some(&mut self.note),
            Line::Date => Some(&mut self.date),
            Line::By => Some(&mut self.by),
            _ => None,
        }
    }

    /// The text field of the line was typed in.
    pub fn edited(&mut self, shell: &Shell) -> Step {
        if self.line() == Line::Note {
            self.touched(shell);
        }
        self.dirty = true;
        self.leaving = false;
        Step::stay()
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        if let Loaded::Census(view) = loaded
            && view.id == self.view.id
        {
            let (at, dirty) = (self.at, self.dirty);
            self.saving = false;
            match dirty {
                // what was typed meanwhile stays
                true => self.view = (**view).clone(),
                false => *self = CensusScreen::new((**view).clone(), shell),
            }
            self.at = at;
        }
        Step::stay()
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Adopt => !self.dirty && !self.differing().is_empty(),
            Action::Digit => !self.read_only && matches!(self.line(), Line::Figure(_)),
            Action::SameLine => {
                !self.read_only && matches!(self.line(), Line::Figure(_) | Line::Found)
            }
            Action::SameAll | Action::Confirm => !self.read_only,
            Action::Right => !self.read_only && self.line().is_choice(),
            _ => true,
        }
    }

    /// What was counted on site and differs from the ledger.
    fn differing(&self) -> Vec<Compared> {
        let compared = self.census.compared(&self.view.organisation);
        compared.into_iter().filter(|both| !both.agrees()).collect()
    }

    fn state(&self) -> CensusState {
        self.census
            .state(&self.view.organisation, self.view.is_covered())
    }

    pub fn act(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        let leaving = std::mem::take(&mut self.leaving);
        let last = LINES.len() - 1;
        match action {
            Action::NextField => return self.go(if self.at == last { 0 } else { self.at + 1 }),
            Action::PreviousField => {
                return self.go(if self.at == 0 { last } else { self.at - 1 });
            }
            Action::Back if self.dirty && !leaving => {
                self.leaving = true;
                shell.hint(shell.words.census_not_saved());
                return Step::stay();
            }
            Action::Back => return Step::back(),
            _ if self.read_only => {
                shell.bad(shell.words.read_only());
                return Step::stay();
            }
            Action::Confirm => return self.save(shell),
            Action::Adopt => return self.ask_adopt(shell),
            _ => {}
        }
        if self.edit(action, key) {
            self.touched(shell);
        }
        Step::stay()
    }

    fn go(&mut self, at: usize) -> Step {
        self.at = at;
        self.going_on = false;
        Step::stay()
    }

    /// Takes an action that changes what was found; false where it does not.
    fn edit(&mut self, action: Action, key: Option<&KeyEvent>) -> bool {
        match action {
            Action::Digit => self.digit(key.and_then(keys::digit)),
            Action::Erase => self.erase(),
            Action::Clear => self.clear(),
            Action::Right => self.turn(1),
            Action::Left => self.turn(-1),
            Action::SameLine => {
                let taken = self.same(self.line());
                if taken {
                    self.go(self.at + 1);
                }
                taken
            }
            Action::SameAll => {
                LINES.iter().for_each(|line| {
                    self.same(*line);
                });
                true
            }
            _ => false,
        }
    }

    /// Something was found anew: it was today, and by who works here.
    fn touched(&mut self, shell: &Shell) {
        let saved = &self.view.census;
        let unsigned = self.date.text()
            == saved.date.map_or(String::new(), |date| date.to_string())
            && self.by.text() == saved.by;
        if !self.dirty && unsigned {
            self.sign_now(shell);
        }
        self.dirty = true;
    }

    /// A digit goes to the figure of the line; on a line of yes and no 1 is yes, 2 no and 0 not asked.
    fn digit(&mut self, digit: Option<u8>) -> bool {
        let Some(digit) = digit else {
            return false;
        };
        match self.line() {
            Line::Figure(figure) => {
                let before = match self.going_on {
                    true => self.census.found.get(&figure).copied().unwrap_or(0),
                    false => 0,
                };
                let number = before.saturating_mul(10).saturating_add(digit.into());
                if number > MOST {
                    return false;
                }
                self.census.found.insert(figure, number);
                self.going_on = true;
                true
            }
            line => self.choose(line, digit.into()),
        }
    }

    fn erase(&mut self) -> bool {
        let Line::Figure(figure) = self.line() else {
            return false;
        };
        match self.census.found.get(&figure).copied() {
            None => return false,
            Some(number) if number < 10 => {
                self.census.found.remove(&figure);
            }
            Some(number) => {
                self.census.found.insert(figure, number / 10);
            }
        }
        self.going_on = true;
        true
    }

    fn clear(&mut self) -> bool {
        self.going_on = false;
        match self.line() {
            Line::Figure(figure) => self.census.found.remove(&figure).is_some(),
            line => self.choose(line, 0),
        }
    }

    /// The ledger's figure is what was found.
    fn same(&mut self, line: Line) -> bool {
        match line {
            Line::Figure(figure) => {
                let number = figure.of(&self.view.organisation);
                self.census.found.insert(figure, number);
            }
            Line::Found => self.census.has_branch = Some(self.view.is_covered()),
            _ => return false,
        }
        true
    }

    fn save(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if self.census.is_blank() {
            shell.bad(words.census_blank());
            return self.go(0);
        }
        let Some(date) = Date::parse(self.date.text()) else {
            shell.bad(match self.date.text().trim() {
                "" => words.day_needed().to_owned(),
                text => words.no_date(text.to_owned()),
            });
            return self.go(fields::at(Line::Date));
        };
        self.census.date = Some(date);
        self.census.by = self.by.text().trim().to_owned();
        self.census.note = self.note.text().trim().to_owned();
        let mut change = self.census.change(self.view.uuid);
        let facts = self.facts.revision(self.view.uuid, &self.view.organisation);
        change.edits.extend(facts.edits);
        self.dirty = false;
        self.saving = true;
        let ticket = shell.next_ticket();
        Step::ask(vec![Cmd::Commit { ticket, change }])
    }

    /// What was to be saved could not be written.
    pub fn failed(&mut self) {
        self.dirty |= std::mem::take(&mut self.saving);
    }

    /// Brings the ledger to what was found, with a reason.
    fn ask_adopt(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let differing = self.differing();
        if self.dirty {
            shell.hint(words.census_save_first());
            return Step::stay();
        }
        let Some(date) = self.census.date.filter(|_| !differing.is_empty()) else {
            shell.hint(words.census_nothing_to_adopt());
            return Step::stay();
        };
        let moved: Vec<String> = differing
            .iter()
            .filter_map(|both| {
                let found = both.found?;
                Some(words.figure_moves(words.figure(both.figure), both.ledger, found))
            })
            .collect();
        let reason = words.census_adopt_reason(date.to_string());
        let (uuid, before) = (self.view.uuid, self.view.organisation.clone());
        let after = self.census.onto(&before);
        let form = Form::new(vec![FormField::text(words.reason(), &reason)]);
        let make = move |form: &Form, shell: &Shell| match form.text_of(0) {
            "" => Err((0, shell.words.reason_needed().to_owned())),
            reason => Ok(Change {
                reason: Some(reason.to_owned()),
                ..after.revision(uuid, &before)
            }),
        };
        let hint = words.census_adopt_hint(moved.join(words.list_semicolon()));
        let sheet = Sheet::new(words.census_adopt(), hint, form, make);
        sheet.open()
    }

    /// How many of the lines with two sides were asked for, and how many of those differ.
    fn asked(&self) -> (usize, usize) {
        let branch = self.census.has_branch;
        let asked = self.census.found.len() + usize::from(branch.is_some());
        let differs = branch.is_some_and(|found| found != self.view.is_covered());
        (asked, self.differing().len() + usize::from(differs))
    }
}

/// Lines with two sides.
const TWO_SIDED: usize = Figure::ALL.len() + 1;
