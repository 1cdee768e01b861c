//! The programs that are compared, how each is started, and which of its keys is measured.
//! The way from liuyou's first screen to the two that are measured is the table at the top.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::data::{self, Copy};
use crate::figures::loud;
use crate::pseudo_terminal::Session;
use crate::smallest;

/// Keys to press one after the other, and a text that must then be on the screen.
pub struct Step {
    pub keys: &'static [&'static str],
    pub expect: &'static str,
}

const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";
const F3: &str = "\x1bOR";

const TODAY: Step = Step {
    keys: &[],
    expect: "今日",
};
const LIST: Step = Step {
    keys: &[F3],
    expect: "社会组织",
};
const ORGANISATION: Step = Step {
    keys: &[ENTER],
    expect: "历次检查",
};
const VISIT: Step = Step {
    keys: &[ENTER],
    expect: "有固定活动场所",
};

/// 是/好 and 否/差 in turn: both stand on every scale, and with 43 items each answer differs from the last one there.
const ANSWERS: &[&str] = &["1", "4"];

pub const ECHO: &str = "one-cell echo in C, a";
pub const VIM: &str = "vim, j";
pub const SMALLEST_SCROLL: &str = "smallest list, Down";
pub const SMALLEST_COMMIT: &str = "smallest commit, 1";
pub const LIUYOU_SCROLL: &str = "liuyou list, Down";
pub const LIUYOU_ANSWER: &str = "liuyou visit, 1 and 4";

const VIM_LINES: usize = 100_000;

/// A program that can be started again and again.
pub struct Program {
    pub name: &'static str,
    path: PathBuf,
    arguments: Vec<OsString>,
    home: PathBuf,
    /// What must be on the first screen.
    first: &'static str,
    /// From the first screen to the one that is measured.
    steps: Vec<Step>,
    /// Measured keys, in turn.
    pub keys: &'static [&'static str],
    _data: Option<Copy>,
}

impl Program {
    /// Starts it and waits for its first screen; the time is from exec to that screen's last byte.
    pub fn start(&self) -> Result<(Session, std::time::Duration), String> {
        let mut session = Session::start(&self.path, &self.arguments, &self.home)?;
        let took = session.first_screen();
        expect(&mut session, self.first)?;
        Ok((session, took.ok_or("it showed nothing")?))
    }

    /// Goes on to the screen that is measured.
    pub fn enter(&self, session: &mut Session) -> Result<(), String> {
        for step in &self.steps {
            for key in step.keys {
                session.press(key);
            }
            expect(session, step.expect)?;
        }
        Ok(())
    }
}

fn expect(session: &mut Session, text: &str) -> Result<(), String> {
    let screen = session.screen();
    if screen.contains(text) {
        return Ok(());
    }
    let ended = session
        .ended()
        .map_or_else(String::new, |how| format!(", the program ended ({how})"));
    let shown = match screen.trim() {
        "" => "the screen is empty".to_owned(),
        shown => format!("the screen shows:\n{shown}"),
    };
    Err(format!("no {text:?}{ended}, {shown}"))
}

/// Every program that can be had here; what cannot is said.
pub fn all(organisations: u64) -> Vec<Program> {
    let home = data::folder().join("home");
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("the target folder can be written");
    let mut programs = Vec::new();
    match compile_echo(&home) {
        Ok(path) => programs.push(program(ECHO, path, &[], &home, "ready", &["a"])),
        Err(why) => loud(&format!("one-cell echo in C: SKIPPED: {why}")),
    }
    match Command::new("vim").arg("--version").output() {
        Ok(_) => {
            let file = vim_file(&home);
            let arguments = ["-u", "NONE", "-N", "-i", "NONE", "-n"].map(OsString::from);
            let arguments: Vec<OsString> = arguments.into_iter().chain([file.into()]).collect();
            programs.push(program(
                VIM,
                "vim".into(),
                &arguments,
                &home,
                "义工",
                &["j"],
            ));
        }
        Err(error) => loud(&format!("vim: SKIPPED: {error}")),
    }
    let own = std::env::current_exe().expect("the bench knows where it lies");
    let scroll = [smallest::SCROLL.into()];
    let commit = [smallest::COMMIT.into(), home.clone().into()];
    programs.push(program(
        SMALLEST_SCROLL,
        own.clone(),
        &scroll,
        &home,
        "义工",
        &[DOWN],
    ));
    programs.push(program(
        SMALLEST_COMMIT,
        own,
        &commit,
        &home,
        "saved 0",
        &["1"],
    ));
    match data::prepared(organisations) {
        Ok(directory) => {
            programs.push(liuyou(
                LIUYOU_SCROLL,
                &directory,
                "scroll",
                &home,
                vec![LIST],
                &[DOWN],
            ));
            let steps = vec![LIST, ORGANISATION, VISIT];
            programs.push(liuyou(
                LIUYOU_ANSWER,
                &directory,
                "answer",
                &home,
                steps,
                ANSWERS,
            ));
        }
        Err(why) => loud(&format!("liuyou: screen not reached: no data: {why}")),
    }
    programs
}

fn program(
    name: &'static str,
    path: PathBuf,
    arguments: &[OsString],
    home: &Path,
    first: &'static str,
    keys: &'static [&'static str],
) -> Program {
    let (arguments, home) = (arguments.to_vec(), home.to_owned());
    Program {
        name,
        path,
        arguments,
        home,
        first,
        steps: Vec::new(),
        keys,
        _data: None,
    }
}

/// Each has a copy of the data to itself: the second program on one file would only read.
fn liuyou(
    name: &'static str,
    prepared: &Path,
    copy: &str,
    home: &Path,
    steps: Vec<Step>,
    keys: &'static [&'static str],
) -> Program {
    let data = Copy::of(prepared, copy);
    let arguments = ["--data-dir".into(), data.directory.clone().into_os_string()];
    let path = PathBuf::from(env!("CARGO_BIN_EXE_liuyou"));
    Program {
        steps,
        _data: Some(data),
        ..program(name, path, &arguments, home, TODAY.expect, keys)
    }
}

fn compile_echo(folder: &Path) -> Result<PathBuf, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/echo.c");
    let program = folder.join("echo");
    let output = Command::new("cc")
        .arg("-O2")
        .arg("-o")
        .arg(&program)
        .arg(source)
        .output();
    let output = output.map_err(|error| format!("cc: {error}"))?;
    match output.status.success() {
        true => Ok(program),
        false => Err(format!("cc: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

fn vim_file(folder: &Path) -> PathBuf {
    const PLACES: [&str; 5] = ["阳泉市", "城区", "平定县", "盂县", "郊区"];
    const KINDS: [&str; 4] = ["义工联合会", "义工服务中心", "义工协会", "义工之家"];
    let line = |at: usize| {
        format!(
            "{}第{at}{}\n",
            PLACES[at % PLACES.len()],
            KINDS[at % KINDS.len()]
        )
    };
    let file = folder.join("names.txt");
    std::fs::write(&file, (0..VIM_LINES).map(line).collect::<String>())
        .expect("the disk has room for a text");
    file
}
