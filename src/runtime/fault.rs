//! Panics on purpose, so that tests can see what a panic leaves behind: `LIUYOU_PANIC` names the thread that shall fail.
//! It is not part of a release build.

use crossterm::event::KeyCode;

use crate::app::{Cmd, Msg};

fn wanted(thread: &str) -> bool {
    std::env::var_os("LIUYOU_PANIC").is_some_and(|name| name == thread)
}

fn fail(thread: &str) {
    if wanted(thread) {
        panic!("{thread} fails on purpose");
    }
}

/// F12 makes the main thread fail, or asks the worker for what it fails at.
pub fn at(msg: &Msg) -> Option<Cmd> {
    match msg {
        Msg::Key(key) if key.code == KeyCode::F(12) => {
            fail("main");
            wanted("worker").then_some(Cmd::Quit)
        }
        _ => None,
    }
}

pub fn at_cmd(cmd: &Cmd) {
    if matches!(cmd, Cmd::Quit) {
        fail("worker");
    }
}

pub fn at_export() {
    fail("export");
}
