//! The screens of sync under one roof: how the exchange stands, the devices of the store, and the files set aside. What
//! they ask of the data file and what they are told stands here too.

mod aside;
mod devices;
mod page;
mod running;
mod say;

use super::command::Cmd;
use super::model::Shell;
use super::screen::{Screen, Step};
use crate::domain::exchange::{DeviceRole, LastSync, Stand, SyncOrder, SyncView};
use crate::keys::{Action, Scope};
use crate::widgets::paint::Paint;
use aside::AsideList;
use devices::Devices;
use page::SyncPage;

/// What is asked of the data file.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncAsk {
    /// How everything stands.
    Show,
    /// Begins a sync, which runs beside everything else.
    Start {
        ticket: u64,
        order: SyncOrder,
    },
    /// Lets it go no further.
    Stop,
    UseStore {
        ticket: u64,
        place: String,
    },
    /// Files set aside that are to be read again.
    TakeBack {
        ticket: u64,
        names: Vec<String>,
    },
    /// Lets a device in that asks, named by its number.
    Approve {
        ticket: u64,
        device: String,
        role: DeviceRole,
        areas: Vec<String>,
    },
    Revoke {
        ticket: u64,
        device: String,
        reason: String,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum SyncTold {
    View(Box<SyncView>),
    /// It runs.
    Begun {
        ticket: u64,
    },
    /// How far the running sync has come.
    Carried(Stand),
    Ended(Box<LastSync>),
    /// It is on the disk.
    Done {
        ticket: u64,
        done: SyncDone,
    },
    /// Nothing was written; the sentence says why.
    Refused {
        ticket: u64,
        why: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncDone {
    /// The store to sync with.
    Named,
    TakenBack(usize),
    /// The device of that person.
    Approved(String),
    Revoked,
}

pub enum SyncScreen {
    Page(SyncPage),
    Devices(Devices),
    Aside(AsideList),
}

impl SyncScreen {
    pub fn open() -> Step {
        SyncScreen::Page(SyncPage::default()).opened()
    }

    /// Opens over what is known already; it is read anew all the same.
    fn opened(self) -> Step {
        Step::open(Screen::Sync(Box::new(self))).with(Cmd::Sync(SyncAsk::Show))
    }

    pub fn is_page(&self) -> bool {
        matches!(self, SyncScreen::Page(_))
    }

    pub fn scope(&self) -> Scope {
        match self {
            SyncScreen::Page(_) => Scope::Sync,
            SyncScreen::Devices(_) => Scope::Devices,
            SyncScreen::Aside(_) => Scope::Aside,
        }
    }

    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        match self {
            SyncScreen::Page(screen) => screen.offers(action, shell),
            SyncScreen::Devices(screen) => screen.offers(action),
            SyncScreen::Aside(screen) => screen.offers(action),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match self {
            SyncScreen::Page(screen) => screen.act(action, shell),
            SyncScreen::Devices(screen) => screen.act(action, shell),
            SyncScreen::Aside(screen) => screen.act(action, shell),
        }
    }

    /// How everything stands, read just now.
    pub fn shown(&mut self, view: &SyncView) {
        match self {
            SyncScreen::Page(screen) => screen.shown(view),
            SyncScreen::Devices(screen) => screen.shown(view),
            SyncScreen::Aside(screen) => screen.shown(view),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        match self {
            SyncScreen::Page(screen) => screen.view(paint, shell),
            SyncScreen::Devices(screen) => screen.view(paint, shell),
            SyncScreen::Aside(screen) => screen.view(paint, shell),
        }
    }

    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        match self {
            SyncScreen::Page(_) => (words.sync_title().to_owned(), String::new()),
            SyncScreen::Devices(screen) => (words.devices_title().to_owned(), screen.position()),
            SyncScreen::Aside(screen) => (words.aside_title().to_owned(), screen.position()),
        }
    }
}
