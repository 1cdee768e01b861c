//! The passphrase on the screen: setting it, being locked out after a while, and finding everything as it was.

use std::path::Path;

use liuyou::app::{Cmd, Msg};
use liuyou::domain::checklist::Lang;
use liuyou::runtime::worker::Worker;
use liuyou::runtime::{self, Launch};
use liuyou::store::Store;

use super::alone;
use super::drive::{Drive, NOW};

const PASSPHRASE: &str = "correct-horse-蓝天";

fn later(drive: &mut Drive, minutes: i64) {
    drive.now.utc_ms += minutes * 60_000;
}

/// Sets the passphrase and five minutes in the settings.
fn protect(drive: &mut Drive) {
    drive.keys("F5 F4").sees("忘记后无法找回");
    drive.keys(&format!("text:{PASSPHRASE} Tab text:{PASSPHRASE}"));
    drive.sees_not(PASSPHRASE).sees("******");
    drive.keys("F9").sees("口令已设");
    // from the name up round to the last field, and on to five minutes
    drive.keys("Up Right Right").sees("5 分钟无操作后");
    drive.keys("Esc");
}

/// Opens the data as the program does.
fn reopened(folder: &Path) -> Drive {
    let store = Store::open_or_wait(folder).unwrap();
    let launch = Launch {
        directory: folder.to_owned(),
        lang: Some(Lang::Zh),
    };
    let (model, first, shelf) = runtime::start(&store, &launch).unwrap();
    assert!(first.is_empty());
    let (words, rules) = (model.shell.words, model.shell.rules.clone());
    let mut worker = Worker::new(store, shelf, rules, words);
    worker.begins = Some(launch);
    Drive {
        model,
        worker,
        now: NOW,
        asked: Vec::new(),
    }
}

#[test]
fn an_idle_screen_locks_and_what_was_half_typed_is_there_afterwards() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    protect(&mut drive);
    // half a name in the search
    drive.keys("F3 text:阳泉").sees("阳泉");
    let before = drive.text();
    later(&mut drive, 4);
    drive.send(Msg::Idle);
    assert_eq!(drive.text(), before, "one minute too early");
    later(&mut drive, 1);
    drive.send(Msg::Idle);
    drive.sees("已锁定").sees_not("阳泉").sees_not("组织");
    assert!(drive.worker.store.is_locked());
    assert!(drive.worker.store.status().is_err());
    // no other connection of the program gets in either
    assert!(Store::open_read_only(folder.path()).is_err());
    // neither help nor menu nor anything else
    drive.keys("F1 F2 Esc F5 Down").sees("已锁定");
    drive.keys("text:wrong Enter").sees("口令不对");
    assert!(drive.worker.pause().is_some());
    drive
        .keys(&format!("text:{PASSPHRASE}"))
        .sees_not(PASSPHRASE);
    drive.keys("Enter");
    assert_eq!(drive.text(), before);
    drive.keys("text:义工").sees("阳泉义工");
    assert!(
        drive
            .worker
            .store
            .check(&mut |_, _| true)
            .unwrap()
            .is_sound()
    );
}

#[test]
fn a_laptop_that_slept_is_locked_before_the_first_key_does_anything() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    protect(&mut drive);
    later(&mut drive, 600);
    drive.keys("F3").sees("已锁定");
    drive.keys(&format!("text:{PASSPHRASE} Enter"));
    drive.sees("今日").sees_not("已锁定");
    // each key begins the time anew
    for _ in 0..4 {
        later(&mut drive, 4);
        drive.keys("Down").sees_not("已锁定");
    }
    drive.keys("Ctrl+L").sees("已锁定");
}

#[test]
fn without_a_passphrase_nothing_locks() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.keys("F5 Up Right").sees("设了口令");
    assert_eq!(drive.model.locks_at(), None);
    later(&mut drive, 10_000);
    drive.send(Msg::Idle);
    drive.keys("Ctrl+L").sees("没有设口令");
}

#[test]
fn the_program_asks_before_it_shows_anything() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    protect(&mut drive);
    // as when the program ends, and its memory with it
    drive.worker.store.lock().unwrap();
    drop(drive);
    let mut drive = reopened(folder.path());
    drive.sees("已锁定").sees_not("81");
    drive.keys("text:something Enter").sees("口令不对");
    drive.keys(&format!("text:{PASSPHRASE} Enter"));
    drive.sees("81").sees_not("已锁定");
    // it may write, and keeps what the settings say
    assert_eq!(drive.model.shell.lock_after, 300);
    assert!(!drive.model.shell.read_only);
    drive.keys("F5 F4").sees("现口令");
    drive.keys("Right Tab text:wrong-one F9").sees("口令不对");
    drive.keys(&format!("Ctrl+U text:{PASSPHRASE} F9"));
    drive.sees("口令已取消");
    assert!(!drive.worker.store.is_protected());
    assert!(
        drive
            .worker
            .store
            .check(&mut |_, _| true)
            .unwrap()
            .is_sound()
    );
}

// the second connection that stands in its way would need the key of a file that is encrypted whole
#[cfg(not(feature = "sqlcipher"))]
#[test]
fn what_could_not_be_written_keeps_the_data_open_behind_the_lock() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    protect(&mut drive);
    drive
        .keys("F3 F5 Down Enter Enter Enter Enter 1")
        .sees("已存 2");
    let other = rusqlite::Connection::open(liuyou::store::data_file(folder.path())).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    drive.keys("1").sees("未保存 1");
    later(&mut drive, 6);
    drive.send(Msg::Idle).sees("已锁定");
    assert!(!drive.worker.store.is_locked(), "it waits for the write");
    drive.keys("Ctrl+Q").sees("请先解锁");
    other.execute_batch("ROLLBACK").unwrap();
    drive.retry();
    assert!(drive.worker.store.is_locked(), "written, then put away");
    drive
        .keys(&format!("text:{PASSPHRASE} Enter"))
        .sees_not("已锁定");
    assert_eq!(drive.model.shell.unsaved, 0);
}

#[test]
fn a_backup_is_made_from_the_settings() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    let file = folder.path().join("beifen.zip");
    drive.keys("F5 F3").sees("妥善保管");
    drive.keys(&format!("Ctrl+U text:{} F9", file.display()));
    drive.sees("写后已逐一核对").sees_not("妥善保管");
    assert!(file.exists());
    drive.keys("F3");
    drive.keys(&format!("Ctrl+U text:{} F9", file.display()));
    drive.sees("不会覆盖").sees("妥善保管");
    assert!(
        drive
            .asked
            .iter()
            .any(|cmd| matches!(cmd, Cmd::Backup { .. }))
    );
}
