//! Invented data for trying the program out: one county of 81 social organisations, or a file as large as one likes.
//! Everything comes from a fixed seed and the word lists in `fixtures/demo`; nobody in it is real.

mod dice;
mod listing;
mod office;
mod past;
mod register;
mod scale;
mod staff;
mod words;

use crate::domain::calendar::Now;
use crate::standards;
use crate::store::{Loading, Store, StoreError};

/// Fills an empty file with the demo county: all of it, or none if something fails.
///
/// Dates are counted back from `now`, so that some organisations are overdue whenever it is opened. The same `now`
/// gives the same records, names and all.
pub fn county(store: &mut Store, now: Now) -> Result<(), StoreError> {
    let register = register::Register::of(now);
    store.set_actor(register.inspector.id)?;
    store.load(Loading::Whole, &mut |_, _| true, |load| {
        for change in register.changes() {
            load.put(&change, register.entered)?;
        }
        let standard = &standards::shipped()[0];
        let checklist = load.checklist(standard, register.entered)?;
        let visits = past::visits(&register, checklist, &standard.checklist, now);
        let office = office::saves(&register, &visits, now);
        let staff = staff::saves(&register, now);
        for (at, change) in visits.into_iter().chain(office).chain(staff) {
            load.put(&change, at)?;
        }
        Ok(())
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
