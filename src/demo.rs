//! Invented data for trying the program out: one county of 81 social organisations, or a file as large as one likes.
//! Everything comes from a fixed seed and the word lists in `fixtures/demo`; nobody in it is real.

mod dice;
mod drive;
mod findings;
mod listing;
mod office;
mod past;
mod register;
mod scale;
mod staff;
mod supervise;
mod words;

use crate::domain::calendar::Now;
use crate::domain::change::Change;
use crate::standards::{self, Rules};
use crate::store::{Loading, Store, StoreError};

/// Fills an empty file with the demo county. If something fails, what was written by then stays in it.
///
/// Dates are counted back from `now`, so that some organisations are overdue whenever it is opened. The same `now`
/// gives the same records, names and all.
pub fn county(store: &mut Store, now: Now) -> Result<(), StoreError> {
    let county = register::Register::of(now);
    let mut register = register::Register::of(now);
    let drive = drive::Drive::of(&mut register, now);
    store.set_actor(register.inspector.id)?;
    let standard = &standards::site();
    let checklist = store.load(Loading::Whole, &mut |_, _| true, |load| {
        for change in register.changes() {
            load.put(&change, register.entered)?;
        }
        load.checklist(standard, register.entered)
    })?;
    let mut saves = past::visits(&county, checklist, &standard.checklist, now);
    let rounds = supervise::saves(&county, &mut saves, now);
    let rules = Rules::shipped();
    let found = findings::saves(&county, &saves, &standard.checklist, &rules, now);
    saves.extend(office::saves(&county, &saves, now));
    saves.extend(found);
    saves.extend(staff::saves(&county, now));
    saves.extend(drive.saves.iter().cloned());
    saves.extend(rounds);
    saves.sort_by_key(|(at, _)| at.utc_ms);
    // what is counted at a stop is what was written until then
    let mut rest = &saves[..];
    for stop in &drive.stops {
        let until = rest.partition_point(|(at, _)| at.utc_ms <= stop.at.utc_ms);
        put(store, &rest[..until])?;
        drive.stop(store, stop)?;
        rest = &rest[until..];
    }
    put(store, rest)?;
    store.set_finding_series(findings::SERIES)
}

fn put(store: &mut Store, saves: &[(Now, Change)]) -> Result<(), StoreError> {
    store.load(Loading::Whole, &mut |_, _| true, |load| {
        saves
            .iter()
            .try_for_each(|(at, change)| load.put(change, *at).map(|_| ()))
    })
}

/// Fills an empty file with that many generated organisations, each with two finished visits.
///
/// # Errors
/// `Cancelled` where `progress`, told organisations done and wanted, returns false; what was written by then stays.
pub fn scale(
    store: &mut Store,
    organisations: u64,
    now: Now,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), StoreError> {
    scale::fill(store, organisations, now, progress)
}
