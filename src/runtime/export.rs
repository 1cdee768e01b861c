//! Exports run on a thread and a connection of their own, so that answers are saved meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::EndOnPanic;
use super::stage::Stage;
use crate::app::Msg;
use crate::documents::{self, ExportError};
use crate::domain::export::{Order, Written};
use crate::store::Store;
use crate::words::Words;

/// Least time between two reports of progress.
const PROGRESS: Duration = Duration::from_millis(100);

pub struct Exports {
    directory: PathBuf,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Exports {
    pub fn new(directory: PathBuf) -> Exports {
        Exports {
            directory,
            running: None,
        }
    }

    pub fn start(&mut self, order: Order, words: Words, stage: &Arc<Stage>) {
        let stop = Arc::new(AtomicBool::new(false));
        let (directory, stage, flag) = (self.directory.clone(), stage.clone(), stop.clone());
        let hand = std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            let mut progress = reporting(&stage, flag);
            #[cfg(debug_assertions)]
            super::fault::at_export();
            let written = write(&directory, &order, &mut progress);
            stage.happen([Msg::Written(
                written.map_err(|error| words.export_error(&error)),
            )]);
        });
        self.running = Some((stop, hand));
    }

    /// Asks the running export to stop; its thread may be waited for.
    pub fn stop(&mut self) -> Option<JoinHandle<()>> {
        let (stop, hand) = self.running.take()?;
        stop.store(true, Ordering::Relaxed);
        Some(hand)
    }
}

/// Tells the stage now and then how far work has come, and the work whether to go on.
pub fn reporting(stage: &Arc<Stage>, stop: Arc<AtomicBool>) -> impl FnMut(u64, u64) -> bool {
    let mut told = Instant::now();
    move |done, total| {
        if told.elapsed() >= PROGRESS {
            told = Instant::now();
            stage.happen([Msg::Progress { done, total }]);
        }
        !stop.load(Ordering::Relaxed)
    }
}

fn write(
    directory: &Path,
    order: &Order,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    // the folder proposed beside the data may not exist yet; that another one is missing the writing itself says
    if order.out.parent() == Some(&directory.join("exports")) {
        let _ = std::fs::create_dir_all(directory.join("exports"));
    }
    documents::write(&mut Store::open_read_only(directory)?, order, progress)
}
