//! Breaking off a long read from another thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rusqlite::InterruptHandle;

use super::Store;

/// Breaks off what the store it was given to is reading; one that has not begun finds it broken.
#[derive(Default)]
pub struct Breaker {
    broken: AtomicBool,
    handle: Mutex<Option<InterruptHandle>>,
}

impl Breaker {
    pub fn break_off(&self) {
        self.broken.store(true, Ordering::SeqCst);
        let handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = &*handle {
            handle.interrupt();
        }
    }

    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }
}

impl Store {
    /// Lets `breaker` break off what this store reads.
    pub fn breaks_by(&self, breaker: &Breaker) {
        let mut place = breaker
            .handle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *place = Some(self.db.get_interrupt_handle());
    }
}
