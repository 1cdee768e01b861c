//! The data file over real files: what is written comes back, what follows from it is in step, and a rebuild from the
//! journal gives the same tables.

mod branches;
mod census;
mod findings;
mod handovers;
mod people;
mod plan;
mod rounds;
mod templates;
mod upgrade;

use liuyou::domain::calendar::{Date, Now};
use liuyou::store::Store;
use tempfile::TempDir;

/// 2026-11-22 10:00
pub const NOW: Now = Now {
    utc_ms: 1_795_312_800_000,
    today: Date::of(2026, 11, 22),
    minute: 600,
};

pub fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(folder.path()).unwrap();
    (folder, store)
}

#[track_caller]
pub fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}
