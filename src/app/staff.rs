//! The screens about people, one enum of their own on the stack: the list, one person, who looks after an organisation,
//! and what is asked in between.

mod bulk;
mod charges;
mod choose;
mod form;
mod keepers;
mod pick_person;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::people::People;
use super::person::PersonScreen;
use super::screen::{Reply, Screen, Step};
use crate::domain::people::Duty;
use crate::domain::staff::{Done, PersonRow};
use crate::domain::view::Filter;
use crate::keys::{Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use bulk::Bulk;
pub use charges::{By, Charges};
use choose::Choose;
pub use form::StaffForm;
use keepers::Keepers;
pub use pick_person::PickPerson;

pub enum Staff {
    People(People),
    Person(PersonScreen),
    Keepers(Keepers),
    Choose(Choose),
    Pick(PickPerson),
    Form(StaffForm),
    Bulk(Bulk),
}

/// Opens a screen that has something to ask.
fn open(screen: Staff, cmds: Vec<Cmd>) -> Step {
    Step {
        cmds,
        ..Step::open(Screen::Staff(Box::new(screen)))
    }
}

impl Staff {
    pub fn open_people(shell: &mut Shell) -> Step {
        let (screen, cmds) = People::new(shell);
        open(Staff::People(screen), cmds)
    }

    pub fn open_person(row: &PersonRow) -> Step {
        let (screen, cmd) = PersonScreen::new(row);
        open(Staff::Person(screen), vec![cmd])
    }

    pub fn open_keepers(id: i64, name: String) -> Step {
        let (screen, cmd) = Keepers::new(id, name);
        open(Staff::Keepers(screen), vec![cmd])
    }

    pub fn open_bulk(filter: Filter, text: &str, shown: String, shell: &mut Shell) -> Step {
        let (screen, cmd) = Bulk::new(filter, text, shown, shell);
        open(Staff::Bulk(screen), vec![cmd])
    }

    /// Organisations for someone; without a person those with nobody, and who takes them is asked afterwards.
    pub fn open_choose(person: Option<(&PersonRow, Duty)>, shell: &mut Shell) -> Step {
        let (screen, cmds) = Choose::new(person, shell);
        open(Staff::Choose(screen), cmds)
    }

    /// Organisations for a round of supervision, by its number in the file.
    pub fn open_choose_for(round: i64, name: &str, shell: &mut Shell) -> Step {
        let (screen, cmds) = Choose::for_round(round, name, shell);
        open(Staff::Choose(screen), cmds)
    }

    /// An order for a round that this screen waits for.
    pub fn waits_for(&self, ticket: u64) -> bool {
        matches!(self, Staff::Choose(screen) if screen.waits_for(ticket))
    }

    pub fn open_pick(screen: PickPerson, shell: &mut Shell) -> Step {
        let mut screen = screen;
        let cmd = screen.ask(shell);
        open(Staff::Pick(screen), vec![cmd])
    }

    pub fn open_form(form: StaffForm) -> Step {
        open(Staff::Form(form), Vec::new())
    }

    pub fn scope(&self) -> Scope {
        match self {
            Staff::People(_) => Scope::People,
            Staff::Person(_) => Scope::Person,
            Staff::Keepers(_) => Scope::Keepers,
            Staff::Choose(_) => Scope::Choose,
            Staff::Pick(_) => Scope::Pick,
            Staff::Form(_) => Scope::StaffForm,
            Staff::Bulk(_) => Scope::Bulk,
        }
    }

    pub fn is_overlay(&self) -> bool {
        matches!(self, Staff::Pick(_) | Staff::Form(_))
    }

    /// This screen asked for it and has nothing more to ask.
    pub fn is_done_with(&self, done: &Done) -> bool {
        match self {
            Staff::Form(form) => form.is_sent(),
            Staff::Choose(screen) => screen.is_done_with(done),
            _ => false,
        }
    }

    /// What was asked for last did not work.
    pub fn failed(&mut self) {
        match self {
            Staff::Form(form) => form.failed(),
            Staff::Choose(screen) => screen.failed(),
            Staff::Bulk(screen) => screen.failed(),
            _ => {}
        }
    }

    pub fn offers(&self, action: Action) -> bool {
        match (self, action) {
            (Staff::People(screen), Action::Open) => screen.has_rows(),
            (Staff::Person(screen), action) => screen.offers(action),
            (Staff::Keepers(screen), action) => screen.offers(action),
            (Staff::Choose(screen), Action::Toggle | Action::Confirm) => screen.has_rows(),
            (Staff::Form(form), Action::Right) => form.is_choice(),
            (Staff::Form(form), Action::NextField) => form.has_more(),
            (Staff::Bulk(screen), action) => screen.offers(action),
            (Staff::Choose(screen), Action::Nobody) => screen.has_choice(),
            _ => true,
        }
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        if let Staff::People(screen) = self {
            screen.keep_in_sight(shell);
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Staff::People(screen) => Some(&mut screen.query),
            Staff::Choose(screen) => Some(&mut screen.query),
            Staff::Pick(screen) => Some(&mut screen.query),
            Staff::Form(form) => form.input(),
            Staff::Person(_) | Staff::Keepers(_) | Staff::Bulk(_) => None,
        }
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        match self {
            Staff::People(screen) => screen.edited(shell),
            Staff::Choose(screen) => screen.edited(shell),
            Staff::Pick(screen) => screen.edited(shell),
            _ => Step::stay(),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match self {
            Staff::People(screen) => screen.act(action, shell),
            Staff::Person(screen) => screen.act(action, shell),
            Staff::Keepers(screen) => screen.act(action, shell),
            Staff::Choose(screen) => screen.act(action, shell),
            Staff::Pick(screen) => screen.act(action, shell),
            Staff::Form(form) => form.act(action, shell),
            Staff::Bulk(screen) => screen.act(action, shell),
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match self {
            Staff::People(screen) => screen.reply(reply, shell),
            Staff::Keepers(screen) => screen.reply(reply, shell),
            Staff::Choose(screen) => screen.reply(reply, shell),
            Staff::Form(form) => form.reply(reply, shell),
            Staff::Bulk(screen) => screen.reply(reply, shell),
            Staff::Person(_) | Staff::Pick(_) => Step::stay(),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match self {
            Staff::People(screen) => screen.loaded(loaded, shell),
            Staff::Person(screen) => screen.loaded(loaded, shell),
            Staff::Keepers(screen) => screen.loaded(loaded, shell),
            Staff::Choose(screen) => screen.loaded(loaded),
            Staff::Pick(screen) => screen.loaded(loaded),
            Staff::Bulk(screen) => screen.loaded(loaded),
            Staff::Form(_) => Step::stay(),
        }
    }

    /// Asks again for what may have changed meanwhile.
    pub fn reload(&mut self) -> Step {
        match self {
            Staff::People(screen) => screen.reload(),
            Staff::Person(screen) => screen.reload(),
            Staff::Keepers(screen) => screen.reload(),
            Staff::Choose(_) | Staff::Pick(_) | Staff::Form(_) | Staff::Bulk(_) => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        match self {
            Staff::People(screen) => screen.view(paint, shell),
            Staff::Person(screen) => screen.view(paint, shell),
            Staff::Keepers(screen) => screen.view(paint, shell),
            Staff::Choose(screen) => screen.view(paint, shell),
            Staff::Pick(screen) => screen.view(paint, shell),
            Staff::Form(form) => form.view(paint, shell),
            Staff::Bulk(screen) => screen.view(paint, shell),
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        match self {
            Staff::People(screen) => (words.people().into(), screen.position()),
            Staff::Person(screen) => (screen.name().into(), String::new()),
            Staff::Keepers(screen) => (words.people_of(screen.name()), String::new()),
            Staff::Choose(screen) => screen.title(words),
            Staff::Bulk(_) => (words.bulk_title().into(), shell.today.to_string()),
            Staff::Pick(_) | Staff::Form(_) => (words.people().into(), String::new()),
        }
    }
}
