//! The screens about supervision 督导, one enum of their own on the stack: the rounds of a year, and one round.

mod draw;
mod forms;
mod list;
mod one;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::screen::{Reply, Screen, Step};
use crate::domain::round::RoundView;
use crate::keys::{Action, Scope};
use crate::widgets::paint::Paint;
use list::RoundList;
use one::RoundScreen;

pub enum Supervision {
    List(RoundList),
    One(RoundScreen),
}

impl Supervision {
    pub fn open_list() -> Step {
        let screen = Supervision::List(RoundList::default());
        Step::open(Screen::Supervision(Box::new(screen))).with(Cmd::Rounds(None))
    }

    pub fn of(view: RoundView) -> Supervision {
        Supervision::One(RoundScreen::new(view))
    }

    /// The round that is shown, by its number in the file.
    pub fn round(&self) -> Option<i64> {
        match self {
            Supervision::List(_) => None,
            Supervision::One(screen) => Some(screen.id()),
        }
    }

    pub fn scope(&self) -> Scope {
        match self {
            Supervision::List(_) => Scope::Rounds,
            Supervision::One(_) => Scope::Round,
        }
    }

    pub fn offers(&self, action: Action) -> bool {
        match self {
            Supervision::List(screen) => screen.offers(action),
            Supervision::One(screen) => screen.offers(action),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match self {
            Supervision::List(screen) => screen.act(action, shell),
            Supervision::One(screen) => screen.act(action, shell),
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match self {
            Supervision::List(_) => Step::stay(),
            Supervision::One(screen) => screen.reply(reply, shell),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match self {
            Supervision::List(screen) => screen.loaded(loaded),
            Supervision::One(screen) => screen.loaded(loaded),
        }
    }

    pub fn reload(&self) -> Step {
        match self {
            Supervision::List(screen) => screen.reload(),
            Supervision::One(screen) => Step::ask(vec![Cmd::Round(screen.id())]),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        match self {
            Supervision::List(screen) => screen.view(paint, shell),
            Supervision::One(screen) => screen.view(paint, shell),
        }
        None
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        match self {
            Supervision::List(screen) => screen.title(shell),
            Supervision::One(screen) => screen.title(shell),
        }
    }
}
