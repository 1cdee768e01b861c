//! What is done in the office besides visits, from end to end without a terminal: the census beside the ledger,
//! branches, and the chain of a newly registered organisation.

#[path = "office/branches.rs"]
mod branches;
#[path = "office/census.rs"]
mod census;
#[path = "office/command_line.rs"]
mod command_line;
mod drive;
#[path = "office/handover.rs"]
mod handover;

use drive::Drive;
use liuyou::domain::view::OrganisationView;

#[track_caller]
fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
    drive.worker.store.rebuild(&mut |_, _| true).unwrap();
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// The organisation of that name as the file has it.
fn organisation(drive: &Drive, name: &str) -> OrganisationView {
    let store = &drive.worker.store;
    let (found, _) = store.find(name, &Default::default()).unwrap();
    assert!(!found.is_empty(), "{name}");
    store.organisation(found[0].id).unwrap()
}
