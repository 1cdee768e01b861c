//! The state and the screen behind one lock. Whatever happens, on whichever thread, happens here, one after the other.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::aside::{Aside, Errand};
use super::at_rest;
use super::counting::{self, Basis};
use super::evidence;
use super::exchange::{Exchange, Work};
use super::intake::Intake;
use super::now;
use super::review::Reviews;
use super::survey::Surveys;
use super::terminal::Screen;
use super::{Asked, EndOnPanic, writing};
use crate::app::sync::SyncAsk;
use crate::app::{Cmd, Model, Msg, update, view};
use crate::domain::calendar::Now;

pub struct Stage {
    scene: Mutex<Scene>,
    ended: Sender<Wake>,
}

/// What the main thread is woken for.
pub enum Wake {
    End(io::Result<()>),
    /// The data locks by itself, and sooner than it was told.
    Sooner,
}

struct Scene {
    model: Model,
    screen: Screen,
    /// To the worker; none once the program ends.
    asks: Option<Sender<Asked>>,
    exports: Aside,
    attaching: Aside,
    counts: Aside,
    intake: Intake,
    surveys: Surveys,
    reviews: Reviews,
    exchange: Exchange,
    directory: PathBuf,
    /// The moment for which the main thread sleeps, in milliseconds since 1970.
    wakes_at: Option<i64>,
}

impl Stage {
    /// `asks` reaches the worker; `ended` is told once the program is to end, and why if that is an error.
    pub(super) fn new(
        mut model: Model,
        screen: Screen,
        asks: Sender<Asked>,
        ended: Sender<Wake>,
        directory: PathBuf,
    ) -> Stage {
        model.shell.size = screen.first;
        let scene = Scene {
            model,
            screen,
            asks: Some(asks),
            exports: Aside::new(directory.clone()),
            attaching: Aside::new(directory.clone()),
            counts: Aside::new(directory.clone()),
            intake: Intake::new(directory.clone()),
            surveys: Surveys::new(directory.clone()),
            reviews: Reviews::new(directory.clone()),
            exchange: Exchange::new(directory.clone()),
            directory,
            wakes_at: None,
        };
        Stage {
            scene: Mutex::new(scene),
            ended,
        }
    }

    /// Takes what happened, passes on what that asks, and draws once.
    pub fn happen(self: &Arc<Stage>, msgs: impl IntoIterator<Item = Msg>) {
        // a thread that panicked here has ended the program already
        let Ok(mut scene) = self.scene.lock() else {
            return;
        };
        let mut news = false;
        for msg in msgs {
            news = true;
            #[cfg(debug_assertions)]
            if let Some(cmd) = super::fault::at(&msg) {
                scene.pass_on(cmd, self);
            }
            for cmd in update(&mut scene.model, msg, now()) {
                scene.pass_on(cmd, self);
            }
        }
        if !news || scene.asks.is_none() {
            return;
        }
        let locks_at = scene.model.locks_at();
        // a later moment is found out when the earlier one has come
        if locks_at.is_some_and(|at| scene.wakes_at.is_none_or(|known| at < known)) {
            scene.wakes_at = locks_at;
            let _ = self.ended.send(Wake::Sooner);
        }
        if scene.model.shell.quitting {
            scene.asks = None;
            return self.end(Ok(()));
        }
        if let Err(error) = scene.draw() {
            self.end(Err(error));
        }
    }

    /// How long the main thread may sleep before the data is to lock; none where it does not lock by itself.
    pub fn locks_in(&self, now: Now) -> Option<Duration> {
        let mut scene = self.scene.lock().unwrap_or_else(PoisonError::into_inner);
        scene.wakes_at = scene.model.locks_at();
        let left = scene.wakes_at?.saturating_sub(now.utc_ms).max(0);
        Some(Duration::from_millis(left as u64))
    }

    /// What a terminal would show.
    #[cfg(test)]
    pub fn drawn(&self) -> String {
        use ratatui::buffer::Buffer;
        use ratatui::layout::Rect;
        let scene = self.scene.lock().unwrap_or_else(PoisonError::into_inner);
        let (columns, rows) = scene.model.shell.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        crate::app::view::draw(&scene.model, &mut buffer, Rect::new(0, 0, columns, rows));
        let symbols = buffer.content.chunks(columns.into());
        let lines = symbols.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        lines.collect::<Vec<_>>().join("\n").replace(' ', "")
    }

    /// Syncs with stores of a test's own.
    #[cfg(test)]
    pub fn opening(&self, opener: Arc<super::exchange::Opener>) {
        self.scene
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .exchange
            .opening(opener);
    }

    pub fn end(&self, outcome: io::Result<()>) {
        let _ = self.ended.send(Wake::End(outcome));
    }

    /// Has the worker do something with the data file between two things it is asked; once the program ends it is
    /// dropped undone.
    pub fn on_the_file(&self, work: Work) {
        let scene = self.scene.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(asks) = &scene.asks {
            let _ = asks.send(Asked::Work(work));
        }
    }

    /// Set when the worker should give up what it takes in.
    pub fn stop_taking_in(&self) -> Arc<AtomicBool> {
        let scene = self.scene.lock().unwrap_or_else(PoisonError::into_inner);
        scene.intake.stop.clone()
    }

    /// Lets the worker end once it has done what it was asked, and stops what still runs beside it.
    pub fn close(&self) {
        let mut scene: MutexGuard<'_, Scene> =
            self.scene.lock().unwrap_or_else(PoisonError::into_inner);
        scene.asks = None;
        let beside = [
            scene.exports.stop(),
            scene.attaching.stop(),
            scene.counts.stop(),
            scene.reviews.stop(),
            scene.intake.give_up(),
        ];
        scene.intake.cancel();
        // not waited for: it may be in the middle of a call that hangs, and has nothing in hand that could be lost
        scene.exchange.stop();
        // not under the lock, which they may be waiting for
        drop(scene);
        for hand in beside.into_iter().flatten() {
            let _ = hand.join();
        }
    }
}

impl Scene {
    fn pass_on(&mut self, cmd: Cmd, stage: &Arc<Stage>) {
        match cmd {
            Cmd::Survey(survey) => self.surveys.start(survey, &self.model.shell, stage),
            Cmd::Export(order) => {
                let words = self.model.shell.words;
                let work = move |errand: &Errand<'_>| Some(writing::export(errand, &order, words));
                self.exports.start(stage, work);
            }
            Cmd::WriteReport(file) => {
                let words = self.model.shell.words;
                let work = move |errand: &Errand<'_>| {
                    Some(writing::report(errand.directory, &file, words))
                };
                self.exports.start(stage, work);
            }
            Cmd::KeepFiles { ticket, typed } => {
                let shell = &self.model.shell;
                let (words, largest) = (shell.words, shell.rules.evidence.largest());
                self.attaching.start(stage, move |errand| {
                    let mut progress = errand.progress();
                    let directory = errand.directory;
                    Some(evidence::keep(
                        directory,
                        &typed,
                        largest,
                        ticket,
                        words,
                        &mut progress,
                    ))
                });
            }
            Cmd::Backup {
                ticket,
                out,
                evidence,
            } => {
                let (words, protected) = (self.model.shell.words, self.model.shell.protected);
                self.exports.start(stage, move |errand| {
                    let order = at_rest::Order {
                        ticket,
                        out: &out,
                        evidence,
                        protected,
                    };
                    let mut progress = errand.progress();
                    let directory = errand.directory;
                    Some(at_rest::backup(
                        directory,
                        &order,
                        now(),
                        words,
                        &mut progress,
                    ))
                });
            }
            Cmd::StopKeeping => drop(self.attaching.stop()),
            Cmd::ShowFile(file) => {
                let (words, stage) = (self.model.shell.words, stage.clone());
                let directory = self.directory.clone();
                // never waited for: some systems answer only when the viewer is closed
                std::thread::spawn(move || {
                    let _end = EndOnPanic(&stage);
                    stage.happen(evidence::show(&directory, &file, words));
                });
            }
            Cmd::CancelExport => drop(self.exports.stop()),
            Cmd::Preview { ticket, arrival } => {
                let (words, rules) = (self.model.shell.words, self.model.shell.rules.clone());
                self.intake.preview(ticket, arrival, rules, words, stage);
            }
            Cmd::Duplicates { ticket } => {
                let words = self.model.shell.words;
                self.intake.duplicates(ticket, words, stage);
            }
            Cmd::CancelImport => self.intake.cancel(),
            Cmd::Count(count) => {
                let shell = &self.model.shell;
                let basis = Basis {
                    rules: shell.rules.clone(),
                    today: now().today,
                    words: shell.words,
                };
                self.counts.start(stage, move |errand| {
                    counting::beside(errand.directory, &count, &basis, &mut || errand.goes_on())
                });
            }
            Cmd::StopCounting => drop(self.counts.stop()),
            Cmd::Sync(SyncAsk::Start { ticket, order }) => {
                let words = self.model.shell.words;
                self.exchange.start(ticket, order, words, stage);
            }
            Cmd::Sync(SyncAsk::Stop) => self.exchange.stop(),
            cmd if cmd.is_survey() => {
                let shell = &self.model.shell;
                self.reviews.ask(cmd, &shell.rules, shell.words, stage);
            }
            cmd => {
                if matches!(cmd, Cmd::TakeIn(_)) {
                    self.intake.stop.store(false, Ordering::Relaxed);
                }
                if let Some(asks) = &self.asks {
                    let _ = asks.send(Asked::of(cmd));
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let Scene { model, screen, .. } = self;
        screen.draw(model.shell.size, |frame| view(model, frame))
    }
}
