//! Nothing runs while nothing happens.
#![cfg(target_os = "linux")]

use std::time::Duration;

use liuyou::store::Store;
use liuyou::sync::secret;

use crate::county;
use crate::emulator::{Start, Terminal};
use crate::leaving::begin_visit;

/// How often the program's threads have gone to sleep so far: each time is an end of having been awake.
fn sleeps(terminal: &Terminal) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{}/task", terminal.id())).unwrap();
    let of = |status: String| -> u64 {
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse().unwrap()
    };
    threads
        .map(|thread| of(std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap()))
        .sum()
}

/// The absence of wake-ups takes a while to show; what the last key set going may still end meanwhile, so one more
/// try is fair.
#[track_caller]
fn rests(terminal: &Terminal) {
    for last in [false, true] {
        let before = (sleeps(terminal), terminal.sent());
        std::thread::sleep(Duration::from_millis(1500));
        let after = (sleeps(terminal), terminal.sent());
        assert!(
            before == after || !last,
            "{before:?} became {after:?}:\n{}",
            terminal.text()
        );
        if before == after {
            return;
        }
    }
}

#[test]
fn an_idle_program_never_wakes() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("组织 81");
    rests(&terminal);
    begin_visit(&mut terminal);
    terminal.keys("1 1").wait_for("2/43").wait_for("已存 3");
    terminal
        .keys_on("Tab", "存并返回")
        .type_text("缺")
        .wait_for("缺");
    rests(&terminal);
}

/// The demo county under a passphrase, locking after that many seconds without a key.
fn protected(seconds: u32) -> tempfile::TempDir {
    let folder = county::made_by(|store| {
        liuyou::demo::county(store, liuyou::runtime::now()).unwrap();
        store
            .set_preference("lock_after", &seconds.to_string())
            .unwrap();
        secret::protect(store, "correct-horse", &mut |_, _| true).unwrap();
    });
    assert!(Store::preference_in(folder.path(), "lock_after").is_ok());
    folder
}

#[test]
fn a_program_that_will_lock_by_itself_sleeps_until_then() {
    let folder = protected(600);
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("已锁定");
    rests(&terminal);
    terminal.type_text("wrong");
    terminal.keys_on("Enter", "口令不对");
    rests(&terminal);
    terminal.type_text("correct-horse");
    terminal.keys_on("Enter", "组织 81");
    rests(&terminal);
    terminal
        .keys_on("F3", "1 / 81")
        .type_text("yq")
        .wait_for("查找 yq");
    rests(&terminal);
    terminal.keys_on("Ctrl+L", "已锁定").wait_gone("查找");
    rests(&terminal);
}

#[test]
fn it_locks_by_itself_and_keeps_what_was_typed() {
    let folder = protected(2);
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("已锁定").type_text("correct-horse");
    terminal.keys_on("Enter", "组织 81");
    terminal.keys_on("F3", "1 / 81").type_text("阳泉义");
    // no key comes any more
    terminal.wait_for("已锁定").wait_gone("阳泉");
    rests(&terminal);
    terminal.type_text("correct-horse");
    terminal.keys_on("Enter", "阳泉义");
}
