//! A passphrase on the data: by commands and on the screen.

mod commands;
#[path = "../drive/mod.rs"]
mod drive;
mod flow;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A child has a copy of every open file between fork and exec, and with it of the lock of every data file: one test at a
/// time opens data here and starts programs.
pub fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}
