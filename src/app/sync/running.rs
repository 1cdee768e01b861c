//! A sync among the other screens: it goes on whatever is on screen, the title line shows that it does, and its end is
//! told in one quiet sentence.

use super::{SyncAsk, SyncDone, SyncScreen, SyncTold};
use crate::app::command::Cmd;
use crate::app::model::{Model, Shell};
use crate::app::screen::Screen;
use crate::domain::calendar::Now;
use crate::domain::exchange::{LastSync, Stand, SyncOrder};
use crate::words::Words;

/// Begins a sync, unless one is running or the data is only read here.
pub fn start(order: SyncOrder, shell: &mut Shell) -> Vec<Cmd> {
    if shell.read_only {
        shell.bad(shell.words.read_only());
        return Vec::new();
    }
    if shell.sync.is_some() {
        return Vec::new();
    }
    shell.sync = Some(Stand::default());
    let ticket = shell.next_ticket();
    vec![Cmd::Sync(SyncAsk::Start { ticket, order })]
}

/// What was exchanged stays, and the next sync goes on from there.
pub fn stop(shell: &mut Shell) -> Vec<Cmd> {
    if shell.sync.take().is_none() {
        return Vec::new();
    }
    shell.hint(shell.words.sync_stopped());
    vec![Cmd::Sync(SyncAsk::Stop), Cmd::Sync(SyncAsk::Show)]
}

impl Model {
    pub(in crate::app) fn sync_told(&mut self, told: SyncTold, now: Now) -> Vec<Cmd> {
        match told {
            SyncTold::View(view) => {
                for screen in &mut self.stack {
                    if let Screen::Sync(screen) = screen {
                        screen.shown(&view);
                    }
                }
                Vec::new()
            }
            SyncTold::Begun { ticket } => {
                if self.take_down(ticket).is_some() {
                    self.shell.sync = Some(Stand::default());
                }
                Vec::new()
            }
            SyncTold::Carried(stand) => {
                if let Some(running) = &mut self.shell.sync {
                    *running = stand;
                }
                Vec::new()
            }
            SyncTold::Ended(last) => self.sync_ended(&last, now),
            SyncTold::Done { ticket, done } => {
                self.take_down(ticket);
                self.shell.good(self.shell.words.sync_done(&done));
                vec![Cmd::Sync(SyncAsk::Show)]
            }
            SyncTold::Refused { ticket, why } => {
                self.refused(ticket);
                self.shell.bad(why);
                Vec::new()
            }
        }
    }

    /// The screen of sync, from wherever one is; a question that is open is answered first.
    pub(in crate::app) fn open_sync(&mut self, now: Now) -> Vec<Cmd> {
        let begun = !matches!(self.stack[0], Screen::Welcome(_));
        if self.top().is_overlay() || !begun {
            return Vec::new();
        }
        let mut cmds = self.leave_field(now);
        let is_page = |screen: &Screen| matches!(screen, Screen::Sync(sync) if sync.is_page());
        match self.stack.iter().rposition(is_page) {
            Some(place) => {
                self.stack.truncate(place + 1);
                cmds.push(Cmd::Sync(SyncAsk::Show));
            }
            None => cmds.extend(self.take(SyncScreen::open(), now)),
        }
        cmds
    }

    fn sync_ended(&mut self, last: &LastSync, now: Now) -> Vec<Cmd> {
        let shell = &mut self.shell;
        if shell.sync.take().is_none() {
            return Vec::new();
        }
        let words = shell.words;
        // that something is not saved is said before anything else
        if shell.failed.is_none() {
            let text = words.sync_ended(last);
            match last.end.is_calm() {
                true => shell.hint(text),
                false => shell.bad(text),
            }
        }
        let mut cmds = vec![Cmd::Sync(SyncAsk::Show)];
        if last.ops > 0 {
            cmds.extend(self.shows_what_came(now));
        }
        cmds
    }

    /// What others wrote is on screen too, unless something is laid over it that was made of what stood there.
    fn shows_what_came(&mut self, now: Now) -> Vec<Cmd> {
        let visits = self.stack.iter().filter_map(|screen| match screen {
            Screen::Visit(visit) => Some(Cmd::Visit(visit.id())),
            _ => None,
        });
        let mut cmds: Vec<Cmd> = visits.collect();
        if !self.top().is_overlay() {
            cmds.extend(self.refreshed(now));
        }
        cmds
    }
}

impl Words {
    fn sync_done(self, done: &SyncDone) -> String {
        match done {
            SyncDone::Named => self.kept().to_owned(),
            SyncDone::TakenBack(files) => self.aside_taken_back(*files),
            SyncDone::Approved(name) => self.device_approved(match name.is_empty() {
                true => self.device_nameless().to_owned(),
                false => name.clone(),
            }),
            SyncDone::Revoked => self.device_now_out().to_owned(),
        }
    }
}
