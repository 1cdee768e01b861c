//! Notices among the other screens: a draft opens once it is on the disk, and a form goes once what it asked for is.

use super::Model;
use crate::app::command::Cmd;
use crate::app::notices::{NoticeAsk, NoticeDone, NoticeTold};
use crate::app::screen::Screen;
use crate::domain::calendar::Now;

impl Model {
    /// None where the screens are to be told themselves.
    pub(super) fn notice_told(&mut self, told: &NoticeTold, now: Now) -> Option<Vec<Cmd>> {
        let words = self.shell.words;
        match told {
            NoticeTold::Done { ticket, id, done } => {
                self.take_down(*ticket);
                self.shell.good(words.notice_told(*id, done));
                let mut cmds = Vec::new();
                if !matches!(done, NoticeDone::Printed(_)) {
                    cmds.push(Cmd::Notice(NoticeAsk::Open(*id)));
                }
                if *done == NoticeDone::Drafted {
                    cmds.extend(self.refreshed(now));
                }
                Some(cmds)
            }
            NoticeTold::Refused { ticket, why } => {
                self.refused(*ticket);
                self.shell.bad(words.notice_refused(why));
                Some(Vec::new())
            }
            NoticeTold::NotOne { .. } => {
                self.shell.bad(words.notice_not_one());
                Some(Vec::new())
            }
            NoticeTold::List { .. } | NoticeTold::One(_) => None,
        }
    }

    pub(super) fn shows_notice(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Notices(shown) if shown.is_of(id)))
    }
}
