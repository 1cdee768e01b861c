//! Sync while the program is used: the calls to the store are made on a thread of their own, and everything that reads
//! or writes the data file is done by the worker, a step at a time. So there is one writer, and answers are saved between
//! two steps as at any other time.

mod members;
mod say;
mod tests;
mod view;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::stage::Stage;
use super::{EndOnPanic, clock_of, now, remotes};
use crate::app::Msg;
use crate::app::sync::SyncTold;
use crate::domain::change::Uuid;
use crate::domain::exchange::{LastSync, Stand, SyncEnd, SyncOrder};
use crate::store::{Store, StoreError};
use crate::sync::core::{self, Outcome, Request, Start};
use crate::sync::drive::{carry_out, fresh_secret};
use crate::sync::keys::DeviceKeys;
use crate::sync::remote::{Remote, Trouble};
use crate::sync::segment::FORMAT;
use crate::words::Words;

pub use members::{answer, stamp};

/// Where work goes that no area was named for.
const NO_AREA: &str = "0";
/// Least time between two reports of progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// Opens a store by what was typed; `remotes::open`, or a test's own.
pub type Opener = dyn Fn(&Path, &str) -> Result<Box<dyn Remote + Send>, Trouble> + Send + Sync;

/// Work on the data file that is not the screen's own.
pub type Work = Box<dyn FnOnce(&mut Store) + Send>;

/// Whoever has the data file in hand: does a step of work on it; none where the program is ending.
pub trait Desk {
    fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Option<T>;
}

impl Desk for &mut Store {
    fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Option<T> {
        Some(work(self))
    }
}

/// The worker's thread, reached from another.
struct FromBeside(Arc<Stage>);

impl Desk for FromBeside {
    fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Option<T> {
        let (tell, told) = mpsc::channel();
        self.0.on_the_file(Box::new(move |store| {
            let _ = tell.send(work(store));
        }));
        // dropped undone where the worker has ended
        told.recv().ok()
    }
}

/// The place for the one sync that runs beside the worker.
pub struct Exchange {
    directory: PathBuf,
    opener: Arc<Opener>,
    stop: Option<Arc<AtomicBool>>,
}

impl Exchange {
    pub fn new(directory: PathBuf) -> Exchange {
        Exchange {
            directory,
            opener: Arc::new(remotes::open),
            stop: None,
        }
    }

    #[cfg(test)]
    pub fn opening(&mut self, opener: Arc<Opener>) {
        self.opener = opener;
    }

    pub fn start(&mut self, ticket: u64, order: SyncOrder, words: Words, stage: &Arc<Stage>) {
        self.stop();
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Some(stop.clone());
        let (directory, opener, stage) =
            (self.directory.clone(), self.opener.clone(), stage.clone());
        // never waited for: a call to a store that hangs must not keep the program from ending
        std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            stage.happen([Msg::Sync(SyncTold::Begun { ticket })]);
            let mut desk = FromBeside(stage.clone());
            let mut told = Instant::now();
            let mut progress = |stand: Stand| {
                let goes_on = !stop.load(Ordering::Relaxed);
                if goes_on && told.elapsed() >= PROGRESS {
                    told = Instant::now();
                    stage.happen([Msg::Sync(SyncTold::Carried(stand))]);
                }
                goes_on
            };
            let last = run(
                &order,
                words,
                &directory,
                &mut desk,
                &*opener,
                &mut progress,
            );
            // whoever stopped it was told so at once
            if let Some(last) = last.filter(|_| !stop.load(Ordering::Relaxed)) {
                stage.happen([Msg::Sync(SyncTold::Ended(Box::new(last)))]);
            }
        });
    }

    /// Lets it go no further, even if a call to the store never comes back. What was exchanged stays.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

/// Syncs with a store and keeps how it ended. None where the program ends meanwhile.
pub fn run(
    order: &SyncOrder,
    words: Words,
    directory: &Path,
    desk: &mut impl Desk,
    opener: &Opener,
    progress: &mut dyn FnMut(Stand) -> bool,
) -> Option<LastSync> {
    let (end, outcome) = match opener(directory, &order.place) {
        Ok(mut remote) => exchange(order, words, desk, &mut *remote, progress)?,
        Err(trouble) => (say::end_of_trouble(&trouble, words), Outcome::default()),
    };
    let last = last_sync(&order.place, end, &outcome, words);
    let kept = last.clone();
    desk.with(move |store| {
        // what cannot be written down is told all the same
        let _ = store.keep_last_sync(&kept);
        let _ = store.set_sync_place(&kept.place);
    })?;
    Some(last)
}

/// The exchange itself, one request after the other.
fn exchange(
    order: &SyncOrder,
    words: Words,
    desk: &mut impl Desk,
    remote: &mut dyn Remote,
    progress: &mut dyn FnMut(Stand) -> bool,
) -> Option<(SyncEnd, Outcome)> {
    let wanted = order.clone();
    let (mut sync, requests) = match desk.with(move |store| begin(store, &wanted, words))? {
        Ok(begun) => begun,
        Err(end) => return Some((end, Outcome::default())),
    };
    let mut waiting: VecDeque<Request> = requests.into();
    while let Some(request) = waiting.pop_front() {
        if !progress(sync.stand()) {
            return Some((SyncEnd::Stopped, sync.outcome));
        }
        let event = carry_out(remote, request);
        if !progress(sync.stand()) {
            return Some((SyncEnd::Stopped, sync.outcome));
        }
        let (back, requests) = desk.with(move |store| {
            let requests = sync.step(store, event);
            (sync, requests)
        })?;
        sync = back;
        match requests {
            Ok(requests) => waiting.extend(requests),
            Err(error) => return Some((SyncEnd::Here(words.store_error(&error)), sync.outcome)),
        }
    }
    let end = sync.outcome.halt.as_ref();
    Some((
        end.map_or(SyncEnd::Done, |halt| say::end_of(halt, words)),
        sync.outcome,
    ))
}

fn begin(
    store: &mut Store,
    order: &SyncOrder,
    words: Words,
) -> Result<(core::Sync, Vec<Request>), SyncEnd> {
    let keys = own_keys(store)
        .map_err(|error| SyncEnd::Here(words.device_keys_unread(error.to_string())))?;
    let start = start(store, order).map_err(|error| SyncEnd::Here(words.store_error(&error)))?;
    core::Sync::begin(store, keys, start).map_err(|error| SyncEnd::Here(words.store_error(&error)))
}

/// The keys of this device; one that has none yet gets some.
fn own_keys(store: &Store) -> std::io::Result<DeviceKeys> {
    DeviceKeys::of_folder(store.directory(), fresh_secret)
}

fn start(store: &Store, order: &SyncOrder) -> Result<Start, StoreError> {
    let inspector = store.inspector()?;
    let area = order.area.trim();
    Ok(Start {
        now: now(),
        entropy: fresh_secret(),
        begin: order.begin,
        name: inspector.map(|person| person.name).unwrap_or_default(),
        person: store.actor().unwrap_or(Uuid::NEW),
        scope: if area.is_empty() { NO_AREA } else { area }.to_owned(),
        format: FORMAT,
    })
}

/// What is kept of a sync, and shown until the next.
fn last_sync(place: &str, end: SyncEnd, outcome: &Outcome, words: Words) -> LastSync {
    let utc_ms = now().utc_ms;
    let first = outcome.troubles.first();
    LastSync {
        utc_ms,
        clock: clock_of(utc_ms),
        place: place.to_owned(),
        end,
        taken: outcome.taken,
        ops: outcome.ops,
        put: outcome.put,
        put_bytes: outcome.put_bytes,
        troubles: outcome.troubles.len() as u64,
        trouble: first.map_or_else(String::new, |(_, trouble)| words.store_trouble(trouble)),
        gaps: outcome.gaps,
        ahead: outcome.ahead,
        forked: outcome.forked.len() as u64,
    }
}

/// Notes how a sync ended that was driven elsewhere.
pub fn note(
    store: &mut Store,
    place: &str,
    outcome: &Outcome,
    words: Words,
) -> Result<(), StoreError> {
    let end = outcome.halt.as_ref();
    let end = end.map_or(SyncEnd::Done, |halt| say::end_of(halt, words));
    store.keep_last_sync(&last_sync(place, end, outcome, words))?;
    store.set_sync_place(place)
}

/// Syncs at once, on the caller's own thread.
pub fn run_here(store: &mut Store, order: &SyncOrder, words: Words) -> Option<LastSync> {
    let directory = store.directory().to_owned();
    let mut desk: &mut Store = store;
    run(
        order,
        words,
        &directory,
        &mut desk,
        &remotes::open,
        &mut |_| true,
    )
}
