//! Data for the program to open, and the file read behind its back.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::{OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use liuyou::domain::view::{Filter, ListRow, PageFrom, VisitView};
use liuyou::runtime;
use liuyou::store::{Store, data_file};
use tempfile::TempDir;

/// A child has a copy of every open file between fork and exec, and with it of the lock of every data file. While a
/// test has a file open for writing, no program is started; otherwise its lock could outlive it for a moment.
static STARTING: RwLock<()> = RwLock::new(());

pub fn starting() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

fn locking() -> RwLockWriteGuard<'static, ()> {
    STARTING.write().unwrap_or_else(PoisonError::into_inner)
}

/// A folder with the data that `fill` writes; closed again.
pub fn made_by(fill: impl FnOnce(&mut Store)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let _locking = locking();
    fill(&mut Store::open_or_create(folder.path()).unwrap());
    folder
}

/// A folder with the demo county, which is made once and copied.
pub fn demo() -> TempDir {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let folder = made_by(|store| liuyou::demo::county(store, runtime::now()).unwrap());
        std::fs::read(data_file(folder.path())).unwrap()
    });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(data_file(folder.path()), bytes).unwrap();
    folder
}

pub fn organisations(folder: &Path) -> Vec<ListRow> {
    read(folder)
        .page(&Filter::default(), &PageFrom::First, 100)
        .unwrap()
}

pub fn read(folder: &Path) -> Store {
    Store::open_read_only(folder).unwrap()
}

/// The draft that was begun last, as the file has it.
pub fn last_draft(folder: &Path) -> VisitView {
    let mut store = read(folder);
    let today = store.today(runtime::now().today, 30, 50).unwrap();
    store.visit(today.drafts[0].visit).unwrap()
}

/// Items with an answer, not only a remark.
pub fn answered(visit: &VisitView) -> usize {
    visit
        .answers
        .values()
        .filter(|answer| answer.option.is_some())
        .count()
}

/// Runs the program without a terminal.
pub fn liuyou(folder: &Path, arguments: &[&str]) -> Output {
    let _starting = starting();
    let mut command = Command::new(env!("CARGO_BIN_EXE_liuyou"));
    command
        .arg("--data-dir")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[track_caller]
pub fn is_sound(folder: &Path) {
    let said = liuyou(folder, &["check"]);
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

/// Runs one line of shell; whether it went well.
pub fn shell(line: &str) -> bool {
    let _starting = starting();
    Command::new("sh")
        .args(["-c", line])
        .output()
        .unwrap()
        .status
        .success()
}
