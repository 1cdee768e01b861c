//! Files attached to a visit: from a pasted path through copying to the journal, and what becomes of them afterwards.
//! Every key goes through `update`, and every file lies on a real disk.

#[path = "evidence/command_line.rs"]
mod command_line;
mod drive;
#[path = "evidence/export.rs"]
mod export;
#[path = "evidence/files.rs"]
mod files;
#[path = "evidence/flow.rs"]
mod flow;
#[path = "evidence/merge.rs"]
mod merge;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use drive::{Drive, NOW};
use liuyou::domain::checklist::Lang;
use liuyou::domain::evidence::Evidence;
use liuyou::store::{Store, data_file};
use tempfile::TempDir;

pub const PHOTO: &str = "fixtures/evidence/门牌照片.jpg";
pub const LEASE: &str = "fixtures/evidence/租赁合同.pdf";

/// The demo county in a folder of its own; made once and copied.
fn demo() -> TempDir {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        liuyou::demo::county(&mut store, NOW).unwrap();
        // closing the last connection moves everything into the one file
        drop(store);
        std::fs::read(data_file(folder.path())).unwrap()
    });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(data_file(folder.path()), bytes).unwrap();
    folder
}

/// The demo county with its first draft open.
fn at_draft() -> (TempDir, Drive) {
    let folder = demo();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Enter");
    (folder, drive)
}

fn evidence_of(drive: &Drive) -> Vec<Evidence> {
    let visit = drive.last_visit().unwrap();
    drive.worker.store.evidence(visit).unwrap()
}

/// Every plain file below a folder, in the order of names.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| match path.is_dir() {
            true => all_files(&path),
            false => vec![path],
        })
        .collect()
}

#[track_caller]
fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
    drive.worker.store.rebuild(&mut |_, _| true).unwrap();
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}
