//! The program run as a command, in Chinese, on a folder of data.
// not every test binary asks for everything
#![allow(dead_code)]

use std::path::Path;

use assert_cmd::Command;

#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Arguments and the folder of the data, in that order: a command of its own comes first.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::cargo_bin("liuyou").unwrap();
    command.env("LANG", "zh_CN.UTF-8").args(arguments);
    let output = command.arg("--data-dir").arg(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// What it said where it went well.
#[track_caller]
pub fn said(folder: &Path, arguments: &[&str]) -> String {
    let ran = run(folder, arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

/// What it complained of where it ended with that code.
#[track_caller]
pub fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let ran = run(folder, arguments);
    assert_eq!(ran.code, code, "{ran:?}");
    ran.err
}
