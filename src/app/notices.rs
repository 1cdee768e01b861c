//! The screens of notices under one roof: the list, and one notice as it is printed. What they ask of
//! the data file and what they are told stands here too.

mod list;
mod one;
mod sheets;

use std::path::PathBuf;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::screen::{Reply, Screen, Step};
use crate::domain::calendar::Date;
use crate::domain::finding::Entry;
use crate::domain::notice::{
    Act, ActKind, Draft, NoticeFilter, NoticeKind, NoticePage, NoticeView, Refused,
};
use crate::domain::paper::PaperFormat;
use crate::keys::{Action, Scope};
use crate::widgets::paint::Paint;
use crate::words::Words;
use list::NoticeList;
use one::NoticeScreen;

/// What is asked of the data file.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeAsk {
    List {
        ticket: u64,
        filter: NoticeFilter,
        limit: u64,
    },
    Open(i64),
    /// A draft about these findings.
    Draft {
        ticket: u64,
        kind: NoticeKind,
        findings: Vec<i64>,
        to_authority: bool,
        talker: String,
    },
    /// A draft on the days of a quarter.
    Circular {
        ticket: u64,
        days: (Date, Date),
        period: String,
        /// Those that it names one by one.
        findings: Vec<i64>,
    },
    Revise {
        ticket: u64,
        id: i64,
        draft: Box<Draft>,
    },
    Issue {
        ticket: u64,
        id: i64,
        entry: Entry,
    },
    /// A sheet left on the spot.
    HandOver {
        ticket: u64,
        id: i64,
        signed_by: String,
        entry: Entry,
    },
    Act {
        ticket: u64,
        id: i64,
        act: Box<Act>,
        entry: Entry,
    },
    Print {
        ticket: u64,
        id: i64,
        sheet: Printout,
        format: PaperFormat,
        out: PathBuf,
    },
}

/// What of a notice is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printout {
    Paper,
    /// 送达回证
    Service,
    /// 约谈记录
    Talk,
}

/// What came of it.
#[derive(Debug)]
pub enum NoticeTold {
    List {
        ticket: u64,
        page: NoticePage,
    },
    One(Box<NoticeView>),
    /// It is on the disk.
    Done {
        ticket: u64,
        id: i64,
        done: NoticeDone,
    },
    /// Nothing was written.
    Refused {
        ticket: u64,
        why: Refused,
    },
    /// What was chosen cannot be one paper.
    NotOne {
        ticket: u64,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeDone {
    Drafted,
    Revised,
    Issued(String),
    HandedOver,
    Acted(ActKind),
    /// Into that file.
    Printed(PathBuf),
}

pub enum Notices {
    List(NoticeList),
    One(Box<NoticeScreen>),
}

impl Notices {
    pub fn open_list(shell: &mut Shell) -> Step {
        let (screen, cmd) = NoticeList::new(shell);
        Notices::List(screen).opened().with(cmd)
    }

    pub fn of(view: NoticeView) -> Screen {
        Screen::Notices(Box::new(Notices::One(Box::new(NoticeScreen::new(view)))))
    }

    /// Asks for a draft about findings.
    pub fn draft(
        kind: NoticeKind,
        findings: Vec<i64>,
        to_authority: bool,
        shell: &mut Shell,
    ) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if kind == NoticeKind::Circular {
            return list::circular(findings, shell);
        }
        let talker = shell.hand();
        Step::ask(vec![Cmd::Notice(NoticeAsk::Draft {
            ticket: shell.next_ticket(),
            kind,
            findings,
            to_authority,
            talker,
        })])
    }

    fn opened(self) -> Step {
        Step::open(Screen::Notices(Box::new(self)))
    }

    /// Whether it is the screen of that notice.
    pub fn is_of(&self, id: i64) -> bool {
        matches!(self, Notices::One(screen) if screen.id() == id)
    }

    /// The notice on screen, where two laptops changed it without knowing of each other.
    pub fn conflict_here(&self) -> Option<(i64, String)> {
        match self {
            Notices::One(screen) if screen.is_undecided() => Some((screen.id(), String::new())),
            _ => None,
        }
    }

    pub fn scope(&self) -> Scope {
        match self {
            Notices::List(_) => Scope::Notices,
            Notices::One(_) => Scope::Notice,
        }
    }

    pub fn offers(&self, action: Action) -> bool {
        match self {
            Notices::List(screen) => screen.offers(action),
            Notices::One(screen) => screen.offers(action),
        }
    }

    pub fn resized(&mut self, shell: &Shell) {
        match self {
            Notices::List(screen) => screen.keep_in_sight(shell),
            Notices::One(screen) => screen.keep_in_sight(shell),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match self {
            Notices::List(screen) => screen.act(action, shell),
            Notices::One(screen) => screen.act(action, shell),
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match self {
            Notices::List(screen) => screen.reply(reply, shell),
            Notices::One(screen) => screen.reply(reply, shell),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        let Loaded::Notice(told) = loaded else {
            return Step::stay();
        };
        match (self, told) {
            (Notices::List(screen), NoticeTold::List { ticket, page }) => {
                screen.loaded(*ticket, page, shell);
            }
            (Notices::One(screen), NoticeTold::One(view)) => screen.loaded(view, shell),
            _ => {}
        }
        Step::stay()
    }

    /// What to read again when it is on top once more.
    pub fn returned(&mut self, shell: &mut Shell) -> Step {
        match self {
            Notices::List(screen) => Step::ask(vec![screen.question(shell)]),
            Notices::One(screen) => Step::ask(vec![Cmd::Notice(NoticeAsk::Open(screen.id()))]),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        match self {
            Notices::List(screen) => screen.view(paint, shell),
            Notices::One(screen) => screen.view(paint, shell),
        }
    }

    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        match self {
            Notices::List(screen) => screen.title(shell.words),
            Notices::One(screen) => screen.title(shell.words),
        }
    }
}

impl Words {
    /// What is on the disk now.
    pub fn notice_told(self, id: i64, done: &NoticeDone) -> String {
        match done {
            NoticeDone::Drafted => self.notice_drafted(id),
            NoticeDone::Revised => self.kept().to_owned(),
            NoticeDone::Issued(number) => self.notice_issued_as(number),
            NoticeDone::HandedOver => self.notice_handed_over().to_owned(),
            NoticeDone::Acted(kind) => self.notice_done(self.notice_act(*kind)),
            NoticeDone::Printed(path) => self.cli_exported_file(path.display().to_string()),
        }
    }
}
