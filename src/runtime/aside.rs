//! Long work runs beside the worker, on a thread and a connection of its own, so that keys are answered and answers
//! saved meanwhile. It is asked at every step whether it is still wanted.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::EndOnPanic;
use super::stage::Stage;
use crate::app::Msg;

/// Least time between two reports of progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// One place for one piece of long work at a time: a later one stops the earlier one.
pub struct Aside {
    directory: PathBuf,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

/// What the work is handed: the folder of the data, a way to say how far it is, and whether it is to go on.
pub struct Errand<'a> {
    pub directory: &'a Path,
    stage: &'a Arc<Stage>,
    stop: &'a Arc<AtomicBool>,
}

impl Errand<'_> {
    pub fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    /// For work that counts its steps.
    pub fn progress(&self) -> impl FnMut(u64, u64) -> bool {
        reporting(self.stage, self.stop.clone())
    }
}

/// Tells the stage now and then how far work has come, and the work whether to go on.
pub fn reporting(stage: &Arc<Stage>, stop: Arc<AtomicBool>) -> impl FnMut(u64, u64) -> bool {
    let stage = stage.clone();
    let mut told = Instant::now();
    move |done, total| {
        if told.elapsed() >= PROGRESS {
            told = Instant::now();
            stage.happen([Msg::Progress { done, total }]);
        }
        !stop.load(Ordering::Relaxed)
    }
}

impl Aside {
    pub fn new(directory: PathBuf) -> Aside {
        Aside {
            directory,
            running: None,
        }
    }

    /// Begins the work; what it returns is told unless it was stopped meanwhile and has nothing to say.
    pub fn start(
        &mut self,
        stage: &Arc<Stage>,
        work: impl FnOnce(&Errand<'_>) -> Option<Msg> + Send + 'static,
    ) {
        drop(self.stop());
        let stop = Arc::new(AtomicBool::new(false));
        let (directory, stage, flag) = (self.directory.clone(), stage.clone(), stop.clone());
        let hand = std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            let errand = Errand {
                directory: &directory,
                stage: &stage,
                stop: &flag,
            };
            if let Some(msg) = work(&errand) {
                stage.happen([msg]);
            }
        });
        self.running = Some((stop, hand));
    }

    /// Asks the running work to stop; its thread may be waited for.
    pub fn stop(&mut self) -> Option<JoinHandle<()>> {
        let (stop, hand) = self.running.take()?;
        stop.store(true, Ordering::Relaxed);
        Some(hand)
    }
}
