//! The data at rest, from the screen: backups, the passphrase, locking and unlocking.

use std::path::Path;
use std::time::Duration;

use super::worker::Worker;
use super::writing;
use crate::app::Msg;
use crate::app::command::{AtRest, Wish};
use crate::app::lock::Secret;
use crate::backup;
use crate::domain::calendar::Now;
use crate::domain::evidence::size_text;
use crate::store::{Progress, Store, StoreError, unsealed_copies, vault};
use crate::sync::secret;
use crate::words::Words;

/// A backup to make.
pub struct Order<'a> {
    pub ticket: u64,
    pub out: &'a Path,
    pub evidence: bool,
    /// A passphrase protects the data.
    pub protected: bool,
}

/// Makes a backup; long work, which `progress` may stop.
pub fn backup(
    directory: &Path,
    order: &Order<'_>,
    now: Now,
    words: Words,
    progress: Progress<'_>,
) -> Msg {
    writing::make_folder(directory, order.out);
    let made = backup::make(directory, order.out, order.evidence, now.utc_ms, progress);
    let done = made.map_err(|error| words.backup_error(&error));
    let done = done.map(|made| AtRest {
        sentence: words.backup_made_short(
            size_text(made.size),
            made.contents.files.len(),
            made.path.display().to_string(),
        ),
        protected: order.protected,
    });
    Msg::AtRest {
        ticket: order.ticket,
        done,
    }
}

impl Worker {
    /// Sets, changes or removes the passphrase.
    pub fn passphrase(&mut self, ticket: u64, wish: &Wish, progress: Progress<'_>) -> Msg {
        let words = self.words();
        let done = apply(&mut self.store, wish, words, progress);
        let protected = self.store.is_protected();
        let done = done.map(|sentence| AtRest {
            sentence,
            protected,
        });
        Msg::AtRest { ticket, done }
    }

    /// Puts the data away, or notes to do so once everything is written.
    pub fn lock(&mut self) -> Vec<Msg> {
        self.locks = self.is_waiting();
        match self.locks {
            true => Vec::new(),
            false => match self.store.lock() {
                Ok(()) => Vec::new(),
                Err(error) => vec![Msg::StillLocked(self.words().store_error(&error))],
            },
        }
    }

    pub fn unlock(&mut self, typed: &Secret, now: Now) -> Vec<Msg> {
        let words = self.words();
        let opened = match self.store.is_locked() {
            true => self.store.unlock(typed.text()),
            // it still waits for something to be written
            false => self.store.is_passphrase(typed.text()),
        };
        match opened {
            Ok(true) => {
                self.locks = false;
                self.wrong = 0;
                let mut msgs = match self.begins.take() {
                    Some(launch) => match super::shell(&self.store, &launch) {
                        Ok((shell, _)) => vec![Msg::Opened(Box::new(shell))],
                        Err(error) => vec![Msg::StillLocked(words.store_error(&error))],
                    },
                    None => vec![Msg::Unlocked],
                };
                // what was asked for before it locked, and came after
                for cmd in std::mem::take(&mut self.held) {
                    msgs.extend(self.run(cmd, now));
                }
                msgs
            }
            Ok(false) => {
                self.wrong += 1;
                vec![Msg::StillLocked(words.passphrase_wrong().into())]
            }
            Err(error) => vec![Msg::StillLocked(words.store_error(&error))],
        }
    }

    /// How long the answer to a wrong passphrase is kept back: half a second, twice as long after each, at most a minute.
    pub fn pause(&self) -> Option<Duration> {
        let shift = self.wrong.checked_sub(1)?.min(7);
        Some(Duration::from_millis(500 << shift))
    }
}

fn apply(
    store: &mut Store,
    wish: &Wish,
    words: Words,
    progress: Progress<'_>,
) -> Result<String, String> {
    let failed = |error: StoreError| words.store_error(&error);
    let wrong = || words.passphrase_wrong().to_owned();
    match wish {
        Wish::Set(new) => {
            secret::protect(store, new.text(), progress).map_err(failed)?;
            let copies = unsealed_copies(store.directory());
            Ok(match copies.first() {
                Some(copy) => words.passphrase_copy(copy.display().to_string()),
                None if store.is_unscrubbed().map_err(failed)? => {
                    words.passphrase_unscrubbed().into()
                }
                None if vault::WHOLE => words.passphrase_set_whole().into(),
                None => words.passphrase_set_short().into(),
            })
        }
        Wish::Change { old, new } => {
            match store
                .change_passphrase(old.text(), new.text())
                .map_err(failed)?
            {
                true => Ok(words.passphrase_changed().into()),
                false => Err(wrong()),
            }
        }
        Wish::Remove(old) => {
            if !store.is_passphrase(old.text()).map_err(failed)? {
                return Err(wrong());
            }
            secret::unprotect(store, progress).map_err(failed)?;
            Ok(words.passphrase_removed().into())
        }
    }
}
