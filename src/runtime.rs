//! The one room that touches terminal, threads and clock: it hands what happens to `update`, does what that asks,
//! and draws. Nothing runs while nothing happens: no tick, no timer.
//!
//! Three threads sleep until something comes: one on the terminal, one on what the data file is asked, one on the end.
//! Whoever learns of something takes the stage, tells it and draws; a key is on the screen without waking another
//! thread first, which on an old laptop costs more than drawing does.

mod aside;
pub mod at_rest;
mod conflicts;
pub mod counting;
pub mod evidence;
pub mod exchange;
#[cfg(debug_assertions)]
mod fault;
mod findings;
pub mod intake;
pub mod notices;
mod remotes;
pub mod reports;
pub mod review;
mod stage;
mod survey;
mod terminal;
pub mod worker;
pub mod writing;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::command::preference;
use crate::app::{Cmd, Model, Msg, Shell, Template};
use crate::domain::calendar::{Date, Now};
use crate::domain::checklist::Lang;
use crate::standards::{Offer, Rules, Shelf};
use crate::store::{Access, Store, StoreError};
use crate::theme::{Borders, Palette, Theme};
use crate::words::Words;
use stage::{Stage, Wake};
use worker::Worker;

/// How the program is opened.
#[derive(Clone, Debug)]
pub struct Launch {
    pub directory: PathBuf,
    /// Overrides the language of the settings for this run.
    pub lang: Option<Lang>,
}

#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Terminal(#[from] std::io::Error),
    /// The program ended with this many changes that could not be written.
    #[error("{0} changes could not be written")]
    Unsaved(usize),
    /// A part of the program failed; its message is already on the terminal.
    #[error("the program failed")]
    Panicked,
}

/// What the worker's thread is asked.
pub(crate) enum Asked {
    Cmd(Box<Cmd>),
    /// A step of something that runs beside it.
    Work(exchange::Work),
}

impl Asked {
    fn of(cmd: Cmd) -> Asked {
        Asked::Cmd(Box::new(cmd))
    }
}

/// How long the worker waits before it tries again what could not be written.
const RETRY: Duration = Duration::from_secs(1);

/// Runs the program until it is quit. The terminal is usable again whatever happens.
pub fn run(launch: &Launch) -> Result<(), RunError> {
    let store = Store::open_or_wait(&launch.directory)?;
    let (model, first, shelf) = start(&store, launch)?;
    let mut worker = Worker::new(store, shelf, model.shell.rules.clone(), model.shell.words);
    let locked = model.lock.is_some();
    worker.begins = locked.then(|| launch.clone());
    let (asks, asked) = mpsc::channel();
    let first = first.into_iter().map(Asked::of);
    first.for_each(|asked| drop(asks.send(asked)));
    let (ended, end) = mpsc::channel();
    let (screen, _back) = terminal::take()?;
    let stage = Arc::new(Stage::new(
        model,
        screen,
        asks,
        ended,
        launch.directory.clone(),
    ));
    if locked {
        // else the first answer to what was asked draws the first frame
        stage.happen([Msg::Idle]);
    }
    let hand = std::thread::Builder::new().name("worker".into()).spawn({
        let stage = stage.clone();
        move || work(worker, &asked, &stage)
    })?;
    terminal::on_signal({
        let stage = stage.clone();
        move || stage.happen([Msg::Stop])
    })?;
    std::thread::Builder::new().name("input".into()).spawn({
        let stage = stage.clone();
        move || terminal::listen(&stage)
    })?;
    let outcome = wait(&end, &stage);
    // the worker writes what it still holds before it ends
    stage.close();
    let unsaved = hand.join();
    if terminal::has_panicked() {
        return Err(RunError::Panicked);
    }
    outcome?;
    match unsaved {
        Ok(0) => Ok(()),
        Ok(unsaved) => Err(RunError::Unsaved(unsaved)),
        Err(_) => Err(RunError::Panicked),
    }
}

/// The moment, in local time.
pub fn now() -> Now {
    let zoned = jiff::Zoned::now();
    let date = zoned.date();
    Now {
        utc_ms: zoned.timestamp().as_millisecond(),
        today: Date::new(date.year(), date.month(), date.day())
            .expect("the clock shows a day of the calendar"),
        minute: zoned.hour() as u16 * 60 + zoned.minute() as u16,
    }
}

/// A moment in local time, as `2026-11-22 10:00`.
pub fn clock_of(utc_ms: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(utc_ms).unwrap_or_default();
    let local = moment.to_zoned(jiff::tz::TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

/// A moment in local time that fits into a file's name, as `20261122-100000`.
pub fn stamp_of(utc_ms: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(utc_ms).unwrap_or_default();
    let local = moment.to_zoned(jiff::tz::TimeZone::system());
    local.strftime("%Y%m%d-%H%M%S").to_string()
}

/// Sleeps until the program ends. Where the data locks by itself it wakes at that moment, and not before.
fn wait(end: &Receiver<Wake>, stage: &Arc<Stage>) -> std::io::Result<()> {
    loop {
        let woken = match stage.locks_in(now()) {
            None => end.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(time) => end.recv_timeout(time),
        };
        match woken {
            Ok(Wake::End(outcome)) => return outcome,
            Ok(Wake::Sooner) => {}
            Err(RecvTimeoutError::Timeout) => stage.happen([Msg::Idle]),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// The state the program opens with, from the settings of this laptop; locked where the passphrase is wanted first.
pub fn start(store: &Store, launch: &Launch) -> Result<(Model, Vec<Cmd>, Shelf), StoreError> {
    let (shell, shelf) = shell(store, launch)?;
    if store.is_locked() {
        return Ok((Model::start_locked(shell), Vec::new(), shelf));
    }
    let (model, cmds) = Model::start(shell);
    Ok((model, cmds, shelf))
}

/// What every screen looks at, from the settings of this laptop. Of locked data as much as can be told.
pub(crate) fn shell(store: &Store, launch: &Launch) -> Result<(Shell, Shelf), StoreError> {
    let locked = store.is_locked();
    let set = |name: &str| match locked {
        true => Ok(Store::preference_in(&launch.directory, name).unwrap_or_default()),
        false => store.preference(name),
    };
    let lang = match set(preference::LANG)?.as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    };
    let words = Words(launch.lang.unwrap_or(lang));
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = set(preference::THEME)?
        .and_then(|code| Palette::from_code(&code))
        .unwrap_or_default();
    let borders = set(preference::BORDERS)?
        .and_then(|code| Borders::from_code(&code))
        .unwrap_or_default();
    let (shelf, mut refused) = Shelf::load(&launch.directory);
    let (rules, rules_refused) = Rules::load(&launch.directory);
    refused.extend(rules_refused);
    let mut shell = Shell {
        words,
        theme: Theme {
            palette: if no_colour { Palette::Plain } else { palette },
            borders,
        },
        palette,
        no_colour,
        size: (80, 24),
        today: now().today,
        now: now(),
        inspector: match locked {
            true => None,
            false => store.inspector()?,
        },
        companion: set(preference::COMPANION)?.unwrap_or_default(),
        read_only: store.access() == Access::Read,
        unsaved: 0,
        failed: None,
        sync: None,
        notice: None,
        ranking: !locked && reports::ranks(store, &rules)?,
        templates: shelf.offers().map(template).collect(),
        rules: Arc::new(rules),
        folder: launch.directory.display().to_string(),
        last_remark: String::new(),
        ticket: 0,
        protected: store.is_protected() || locked,
        lock_after: set(preference::LOCK_AFTER)?
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or(0),
        quitting: false,
    };
    if let Some((path, error)) = refused.first() {
        let why = words.standard_error(error);
        shell.bad(words.standard_refused(path.display().to_string(), why));
    } else if shell.read_only {
        shell.bad(words.read_only());
    }
    Ok((shell, shelf))
}

fn template(offer: &Offer) -> Template {
    Template {
        id: offer.id.clone(),
        name: offer.name.clone(),
        purpose: offer.purpose,
    }
}

/// The worker's thread: takes what is asked in order, and while something could not be written tries it again.
/// Returns how many changes could not be written in the end.
fn work(mut worker: Worker, asked: &Receiver<Asked>, stage: &Arc<Stage>) -> usize {
    let _end = EndOnPanic(stage);
    let mut queue = VecDeque::new();
    let mut held: Vec<exchange::Work> = Vec::new();
    loop {
        if queue.is_empty() {
            let next = match worker.is_waiting() {
                true => asked.recv_timeout(RETRY),
                false => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(next) => queue.push_back(next),
                Err(RecvTimeoutError::Timeout) => {
                    stage.happen(worker.retry(now()));
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    worker.retry(now());
                    return worker.waiting();
                }
            }
        }
        queue.extend(asked.try_iter());
        let cmd = match queue.pop_front() {
            Some(Asked::Cmd(cmd)) => *cmd,
            // a sync under way waits while the data is locked
            Some(Asked::Work(work)) if worker.store.is_locked() => {
                held.push(work);
                continue;
            }
            Some(Asked::Work(work)) => {
                work(&mut worker.store);
                continue;
            }
            None => continue,
        };
        // of several searches typed faster than they are answered only the last is wanted
        let is_find =
            |asked: &Asked| matches!(asked, Asked::Cmd(cmd) if matches!(**cmd, Cmd::Find { .. }));
        if matches!(cmd, Cmd::Find { .. }) && queue.iter().any(is_find) {
            continue;
        }
        #[cfg(debug_assertions)]
        fault::at_cmd(&cmd);
        let msgs = match cmd {
            Cmd::TakeIn(arrival) => {
                let mut progress = aside::reporting(stage, stage.stop_taking_in());
                vec![worker.take_in(&arrival, now(), &mut progress)]
            }
            Cmd::Passphrase { ticket, wish } => {
                let mut progress = aside::reporting(stage, Arc::default());
                vec![worker.passphrase(ticket, &wish, &mut progress)]
            }
            Cmd::Unlock(typed) => {
                let msgs = worker.unlock(&typed, now());
                if let Some(pause) = worker.pause() {
                    std::thread::sleep(pause);
                }
                if !worker.store.is_locked() {
                    held.drain(..).for_each(|work| work(&mut worker.store));
                }
                msgs
            }
            cmd => worker.run(cmd, now()),
        };
        stage.happen(msgs);
    }
}

/// Ends the program rather than leaving it deaf, should a thread panic.
pub(crate) struct EndOnPanic<'a>(pub(crate) &'a Stage);

impl Drop for EndOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.end(Ok(()));
        }
    }
}
