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

use drive::Drive;
use liuyou::domain::checklist::Lang;
use liuyou::domain::evidence::Evidence;
use tempfile::TempDir;

pub const PHOTO: &str = "fixtures/evidence/门牌照片.jpg";
pub const LEASE: &str = "fixtures/evidence/租赁合同.pdf";

/// The demo county with its first draft open.
fn at_draft() -> (TempDir, Drive) {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
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
