//! The data at rest, as the program has it in memory: when it locks, what happens while it is locked, and what is said of
//! backups and the passphrase.

use crossterm::event::KeyEvent;

use super::{Model, Shell};
use crate::app::command::{AtRest, Cmd};
use crate::app::lock::Lock;
use crate::app::screen::{Go, Screen, Step};
use crate::domain::calendar::Now;

impl Model {
    /// The moment at which the data locks unless a key comes, in milliseconds since 1970; none where it does not.
    pub fn locks_at(&self) -> Option<i64> {
        let shell = &self.shell;
        let locks = shell.protected && shell.lock_after > 0 && self.lock.is_none();
        locks.then(|| self.touched + i64::from(shell.lock_after) * 1000)
    }

    /// Whether the time without a key is over. A clock that was set back does not stretch it.
    pub(super) fn is_overdue(&mut self, now: Now) -> bool {
        if self.touched == 0 || now.utc_ms < self.touched {
            self.touched = now.utc_ms;
        }
        self.locks_at().is_some_and(|at| now.utc_ms >= at)
    }

    /// Covers the screen at once; the data is put away as soon as everything is written.
    pub(super) fn lock_now(&mut self) -> Vec<Cmd> {
        if !self.shell.protected {
            self.shell.hint(self.shell.words.lock_none());
            return Vec::new();
        }
        if self.lock.is_some() {
            return Vec::new();
        }
        self.lock = Some(Box::default());
        vec![Cmd::Lock]
    }

    pub(super) fn locked_key(&mut self, key: &KeyEvent, now: Now) -> Vec<Cmd> {
        let Some(lock) = &mut self.lock else {
            return Vec::new();
        };
        match lock.key(key) {
            (cmds, false) => cmds,
            (_, true) => self.quit_locked(now),
        }
    }

    /// What is not on the disk yet is not left behind without a word: then the passphrase is asked for first.
    fn quit_locked(&mut self, now: Now) -> Vec<Cmd> {
        if self.shell.unsaved > 0 && self.shell.failed.is_some() {
            let why = self.shell.words.lock_unsaved().to_owned();
            if let Some(lock) = &mut self.lock {
                lock.refuse(why);
            }
            return Vec::new();
        }
        self.take(Step::go(Go::Quit), now)
    }

    pub(super) fn unlocked(&mut self, now: Now) {
        self.lock = None;
        self.touched = now.utc_ms;
    }

    /// The program begins: until now it knew nothing of what is in the data.
    pub(super) fn opened(&mut self, mut shell: Shell, now: Now) -> Vec<Cmd> {
        shell.size = self.shell.size;
        shell.today = now.today;
        let (model, cmds) = Model::start(shell);
        *self = model;
        self.touched = now.utc_ms;
        cmds
    }

    pub(super) fn still_locked(&mut self, why: String) {
        if let Some(lock) = &mut self.lock {
            lock.refuse(why);
        }
    }

    pub(super) fn at_rest(
        &mut self,
        ticket: u64,
        done: Result<AtRest, String>,
        now: Now,
    ) -> Vec<Cmd> {
        self.busy = None;
        match done {
            Ok(AtRest {
                sentence,
                protected,
            }) => {
                self.take_down(ticket);
                self.shell.protected = protected;
                self.shell.good(sentence);
                self.refreshed(now)
            }
            Err(why) => {
                self.refused(ticket);
                self.shell.bad(why);
                Vec::new()
            }
        }
    }

    /// Notes long work on the data at rest, whose progress is told.
    pub(super) fn note_busy(&mut self, cmds: &[Cmd]) {
        let ticket = cmds.iter().find_map(|cmd| match cmd {
            Cmd::Backup { ticket, .. } | Cmd::Passphrase { ticket, .. } => Some(*ticket),
            _ => None,
        });
        self.busy = ticket.or(self.busy);
    }

    pub(super) fn busy_progress(&mut self, done: u64, total: u64) {
        if self.busy.is_some() {
            let percent = done.min(total) * 100 / total.max(1);
            self.shell.hint(self.shell.words.at_rest_progress(percent));
        }
    }

    /// Stops a backup whose sheet was left.
    pub(super) fn left(&mut self, screen: &Screen) -> Vec<Cmd> {
        match (screen, self.busy) {
            (Screen::Sheet(sheet), Some(ticket)) if sheet.waits_for(ticket) => {
                self.busy = None;
                vec![Cmd::CancelExport]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn waiting_for_passphrase(shell: Shell) -> Model {
        let (mut model, _) = Model::start(shell);
        model.lock = Some(Box::<Lock>::default());
        model
    }
}
