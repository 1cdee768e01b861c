//! Nothing runs while nothing happens.
#![cfg(target_os = "linux")]

use std::time::Duration;

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
