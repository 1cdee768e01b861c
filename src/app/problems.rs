//! The screens of findings under one roof: the board, one finding, and what a visit offers.

use super::command::{Cmd, Loaded};
use super::finding::FindingScreen;
use super::findings::Findings;
use super::model::Shell;
use super::offers::Offers;
use super::screen::{Reply, Screen, Step};
use crate::domain::finding::FindingView;
use crate::keys::{Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;

pub enum Problems {
    Board(Findings),
    One(FindingScreen),
    Offers(Offers),
}

impl Problems {
    pub fn open_board(shell: &mut Shell) -> Step {
        let (screen, cmds) = Findings::new(shell);
        Problems::Board(screen).opened(cmds)
    }

    pub fn open_board_of(organisation: i64, name: String, shell: &mut Shell) -> Step {
        let (screen, cmds) = Findings::of_organisation(organisation, name, shell);
        Problems::Board(screen).opened(cmds)
    }

    pub fn of(view: FindingView) -> Screen {
        Screen::Problems(Box::new(Problems::One(FindingScreen::new(view))))
    }

    pub fn opened(self, cmds: Vec<Cmd>) -> Step {
        Step {
            cmds,
            ..Step::open(Screen::Problems(Box::new(self)))
        }
    }

    /// Whether it is the screen of that finding.
    pub fn is_of(&self, id: i64) -> bool {
        matches!(self, Problems::One(screen) if screen.id() == id)
    }

    /// The finding on screen, where two laptops moved it without knowing of each other.
    pub fn conflict_here(&self) -> Option<(i64, String)> {
        match self {
            Problems::One(screen) if screen.has_conflicts() => Some((screen.id(), String::new())),
            _ => None,
        }
    }

    pub fn scope(&self) -> Scope {
        match self {
            Problems::Board(_) => Scope::Findings,
            Problems::One(_) => Scope::Finding,
            Problems::Offers(screen) => screen.scope(),
        }
    }

    pub fn offers(&self, action: Action) -> bool {
        match self {
            Problems::Board(screen) => screen.offers(action),
            Problems::One(screen) => screen.offers(action),
            Problems::Offers(screen) => screen.offers(action),
        }
    }

    pub fn resized(&mut self, shell: &Shell) {
        if let Problems::Board(screen) = self {
            screen.keep_in_sight(shell);
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Problems::Board(screen) => Some(&mut screen.query),
            Problems::Offers(screen) => screen.input(),
            Problems::One(_) => None,
        }
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        match self {
            Problems::Board(screen) => screen.edited(shell),
            _ => Step::stay(),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match self {
            Problems::Board(screen) => screen.act(action, shell),
            Problems::One(screen) => screen.act(action, shell),
            Problems::Offers(screen) => screen.act(action, shell),
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match self {
            Problems::Board(screen) => screen.reply(reply, shell),
            Problems::One(screen) => screen.reply(reply, shell),
            _ => Step::stay(),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match self {
            Problems::Board(screen) => screen.loaded(loaded, shell),
            Problems::One(screen) => screen.loaded(loaded),
            _ => Step::stay(),
        }
    }

    /// What to read again when it is on top once more.
    pub fn returned(&mut self) -> Step {
        match self {
            Problems::Board(screen) => screen.reload(),
            Problems::One(screen) => Step::ask(vec![Cmd::Finding(screen.id())]),
            _ => Step::stay(),
        }
    }

    pub fn failed(&mut self) {
        if let Problems::Offers(screen) = self {
            screen.failed();
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        match self {
            Problems::Board(screen) => screen.view(paint, shell),
            Problems::One(screen) => screen.view(paint, shell),
            Problems::Offers(screen) => screen.view(paint, shell),
        }
    }

    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        match self {
            Problems::Board(screen) => screen.title(shell),
            Problems::One(screen) => screen.title(shell),
            Problems::Offers(screen) => screen.title(shell),
        }
    }
}
