//! The one room that touches terminal, threads and clock: it hands what happens to `update`, does what that asks,
//! and draws. Nothing runs while nothing happens: no tick, no timer.

mod terminal;
pub mod worker;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::command::preference;
use crate::app::{Cmd, Model, Msg, Shell, update, view};
use crate::documents;
use crate::domain::calendar::{Date, Now};
use crate::domain::checklist::Lang;
use crate::domain::export::Order;
use crate::standards::{self, Standard};
use crate::store::{Access, Store, StoreError};
use crate::theme::{Borders, Palette, Theme};
use crate::words::Words;
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
}

/// How long the worker waits before it tries again what could not be written.
const RETRY: Duration = Duration::from_secs(1);
/// Least time between two reports of an export's progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// Runs the program until it is quit. The terminal is usable again whatever happens.
pub fn run(launch: &Launch) -> Result<(), RunError> {
    let store = Store::open_or_create(&launch.directory)?;
    let (mut model, first, standard) = start(&store, launch)?;
    let (events, happened) = mpsc::channel();
    let (asks, asked) = mpsc::channel();
    let worker = Worker::new(store, standard, model.shell.words);
    let hand = std::thread::Builder::new().name("worker".into()).spawn({
        let events = events.clone();
        move || work(worker, &asked, &events)
    })?;
    for cmd in first {
        let _ = asks.send(cmd);
    }
    let outcome = terminal::with_screen(&events, |screen| {
        model.shell.size = screen.size()?;
        let mut exports = Exports { directory: launch.directory.clone(), events: events.clone(), cancel: None };
        while let Ok(msg) = happened.recv() {
            let mut next = Some(msg);
            while let Some(msg) = next {
                for cmd in update(&mut model, msg, now()) {
                    match cmd {
                        Cmd::Export(order) => exports.start(order, model.shell.words),
                        Cmd::CancelExport => exports.cancel(),
                        cmd => drop(asks.send(cmd)),
                    }
                }
                next = happened.try_recv().ok();
            }
            if model.shell.quitting {
                exports.cancel();
                break;
            }
            screen.draw(|frame| view(&model, frame))?;
        }
        Ok(())
    });
    // the worker writes what it still holds before it ends
    drop(asks);
    let unsaved = hand.join().unwrap_or(0);
    outcome?;
    match unsaved {
        0 => Ok(()),
        unsaved => Err(RunError::Unsaved(unsaved)),
    }
}

/// The moment, in local time.
pub fn now() -> Now {
    let zoned = jiff::Zoned::now();
    let date = zoned.date();
    Now {
        utc_ms: zoned.timestamp().as_millisecond(),
        today: Date::new(date.year(), date.month(), date.day()).expect("the clock shows a day of the calendar"),
        minute: zoned.hour() as u16 * 60 + zoned.minute() as u16,
    }
}

/// The state the program opens with, from the settings of this laptop.
pub fn start(store: &Store, launch: &Launch) -> Result<(Model, Vec<Cmd>, Standard), StoreError> {
    let set = |name: &str| store.preference(name);
    let lang = match set(preference::LANG)?.as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    };
    let words = Words(launch.lang.unwrap_or(lang));
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = set(preference::THEME)?.and_then(|code| Palette::from_code(&code)).unwrap_or_default();
    let borders = set(preference::BORDERS)?.and_then(|code| Borders::from_code(&code)).unwrap_or_default();
    let (standards, refused) = standards::load(&launch.directory);
    let standard = standards.into_iter().next().expect("a checklist is built into the program");
    let mut shell = Shell {
        words,
        theme: Theme { palette: if no_colour { Palette::Plain } else { palette }, borders },
        no_colour,
        size: (80, 24),
        today: now().today,
        inspector: store.inspector()?,
        companion: set(preference::COMPANION)?.unwrap_or_default(),
        read_only: store.access() == Access::Read,
        unsaved: 0,
        failed: None,
        notice: None,
        checklist: standard.checklist.name.clone(),
        folder: launch.directory.display().to_string(),
        last_remark: String::new(),
        ticket: 0,
        quitting: false,
    };
    if let Some((path, error)) = refused.first() {
        let why = words.standard_error(error);
        shell.bad(words.standard_refused(path.display().to_string(), why));
    } else if shell.read_only {
        shell.bad(words.read_only());
    }
    let (model, cmds) = Model::start(shell);
    Ok((model, cmds, standard))
}

/// The worker's thread: takes what is asked in order, and while something could not be written tries it again.
/// Returns how many changes could not be written in the end.
fn work(mut worker: Worker, asked: &Receiver<Cmd>, events: &Sender<Msg>) -> usize {
    let _end = EndOnPanic(events.clone());
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            let next = match worker.is_waiting() {
                true => asked.recv_timeout(RETRY),
                false => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(cmd) => queue.push_back(cmd),
                Err(RecvTimeoutError::Timeout) => {
                    let msgs = worker.retry(now());
                    msgs.into_iter().for_each(|msg| drop(events.send(msg)));
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    worker.retry(now());
                    return worker.waiting();
                }
            }
        }
        queue.extend(asked.try_iter());
        let Some(cmd) = queue.pop_front() else { continue };
        // of several searches typed faster than they are answered only the last is wanted
        let is_find = |cmd: &Cmd| matches!(cmd, Cmd::Find { .. });
        if is_find(&cmd) && queue.iter().any(is_find) {
            continue;
        }
        for msg in worker.run(cmd, now()) {
            let _ = events.send(msg);
        }
    }
}

/// Ends the program rather than leaving it deaf, should the worker panic.
struct EndOnPanic(Sender<Msg>);

impl Drop for EndOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Msg::Stop);
        }
    }
}

/// Exports run on a thread and a connection of their own, so that answers are saved meanwhile.
struct Exports {
    directory: PathBuf,
    events: Sender<Msg>,
    cancel: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Exports {
    fn start(&mut self, order: Order, words: Words) {
        let stop = Arc::new(AtomicBool::new(false));
        let (directory, events, flag) = (self.directory.clone(), self.events.clone(), stop.clone());
        let hand = std::thread::spawn(move || {
            let mut told = Instant::now();
            let mut progress = |done, total| {
                if told.elapsed() >= PROGRESS {
                    told = Instant::now();
                    let _ = events.send(Msg::Progress { done, total });
                }
                !flag.load(Ordering::Relaxed)
            };
            if let Some(folder) = order.out.parent() {
                // the proposed folder beside the data may not exist yet; another's absence is reported by the writing
                if folder == directory.join("exports") {
                    let _ = std::fs::create_dir_all(folder);
                }
            }
            let written = Store::open_read_only(&directory)
                .map_err(documents::ExportError::from)
                .and_then(|mut store| documents::write(&mut store, &order, &mut progress));
            let _ = events.send(Msg::Written(written.map_err(|error| words.export_error(&error))));
        });
        self.cancel = Some((stop, hand));
    }

    fn cancel(&mut self) {
        if let Some((stop, hand)) = self.cancel.take() {
            stop.store(true, Ordering::Relaxed);
            let _ = hand.join();
        }
    }
}
