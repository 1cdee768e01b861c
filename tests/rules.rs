//! Holds the house to its plan: who may know whom, and what no file may contain. Reads the sources as text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A room and the rooms and crates it must not name.
const NOT_ALLOWED: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "crate::sync",
            "crate::reports",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::words",
            "crate::demo",
            "crate::standards",
            "crate::evidence",
            "rusqlite",
            "ratatui",
            "crossterm",
            "std::fs",
            "std::thread",
            "std::time",
            "SystemTime",
            "Instant",
            "std::env",
            "minicbor",
        ],
    ),
    (
        "app",
        &[
            "crate::sync",
            "crate::store",
            "crate::runtime",
            "crate::documents",
            "crate::cli",
            "crate::demo",
            "crate::standards",
            "crate::evidence",
            "rusqlite",
            "std::thread",
            "std::fs",
            "std::time",
            "std::env",
            "Zoned",
        ],
    ),
    (
        "widgets",
        &[
            "crate::sync",
            "crate::evidence",
            "crate::reports",
            "crate::store",
            "crate::runtime",
            "crate::documents",
            "crate::cli",
            "crate::app",
            "crate::domain",
            "crate::words",
            "rusqlite",
            "std::thread",
            "std::fs",
            "std::time",
        ],
    ),
    (
        "store",
        &[
            "crate::evidence",
            "crate::reports",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::demo",
            "crate::sync",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "sync",
        &[
            "crate::reports",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::demo",
            "crate::standards",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::thread",
            "std::time",
        ],
    ),
    (
        "remote",
        &[
            "crate::reports",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::demo",
            "crate::standards",
            "crate::words",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::env",
        ],
    ),
    (
        "evidence",
        &[
            "crate::reports",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::demo",
            "crate::standards",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::thread",
        ],
    ),
    (
        "documents",
        &[
            "crate::sync",
            "crate::app",
            "crate::runtime",
            "crate::cli",
            "crate::demo",
            "ratatui",
            "crossterm",
            "rusqlite",
        ],
    ),
    (
        "reports",
        &[
            "crate::sync",
            "crate::evidence",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::intake",
            "crate::cli",
            "crate::demo",
            "crate::standards",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::fs",
            "std::thread",
            "std::time",
        ],
    ),
    (
        "demo",
        &[
            "crate::sync",
            "crate::evidence",
            "crate::reports",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::cli",
            "ratatui",
            "crossterm",
            "rusqlite",
        ],
    ),
    (
        "words",
        &[
            "crate::evidence",
            "crate::reports",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::cli",
            "rusqlite",
        ],
    ),
    (
        "intake",
        &[
            "crate::sync",
            "crate::evidence",
            "crate::reports",
            "crate::store",
            "crate::app",
            "crate::runtime",
            "crate::cli",
            "crate::documents",
            "crate::demo",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::thread",
        ],
    ),
    (
        "backup",
        &[
            "crate::sync",
            "crate::evidence",
            "crate::reports",
            "crate::app",
            "crate::runtime",
            "crate::documents",
            "crate::cli",
            "crate::demo",
            "ratatui",
            "crossterm",
            "rusqlite",
            "std::thread",
        ],
    ),
    ("runtime", &["crate::cli", "crate::demo", "rusqlite"]),
    ("cli", &["ratatui", "crossterm", "rusqlite"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(
        found.len() > 30,
        "the sources are where they are looked for"
    );
    found
}

/// The room of a file: the first name below `src`. Stores are a room of their own: they wait for servers, and what
/// decides in sync must not.
fn room(path: &Path) -> String {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    if inside.starts_with("sync/remote") || inside == Path::new("sync/remote.rs") {
        return "remote".to_owned();
    }
    inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The part of a file before its unit tests, without comments.
fn code(text: &str) -> String {
    if text.contains("#![cfg(test)]") {
        return String::new();
    }
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn nobody_knows_whom_they_must_not() {
    let rooms: BTreeSet<String> = sources().iter().map(|(path, _)| room(path)).collect();
    for (name, _) in NOT_ALLOWED {
        assert!(rooms.contains(*name), "there is no room {name}");
    }
    for (path, text) in sources() {
        let room = room(&path);
        let code = code(&text);
        for (_, names) in NOT_ALLOWED.iter().filter(|(name, _)| *name == room) {
            for name in *names {
                assert!(!code.contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn only_the_runtime_touches_the_terminal_and_reads_the_clock() {
    for (path, text) in sources() {
        if room(&path) == "runtime" {
            continue;
        }
        let code = code(&text);
        for name in [
            "enable_raw_mode",
            "EnterAlternateScreen",
            "Zoned::now",
            "SystemTime::now",
            "event::read",
        ] {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn nothing_is_left_undone_and_nothing_gives_up() {
    for (path, text) in sources() {
        let code = code(&text);
        for name in [
            ".unwrap()",
            "todo!(",
            "unimplemented!(",
            "dbg!(",
            "println!(",
            "TODO",
        ] {
            assert!(!code.contains(name), "{} has {name}", path.display());
        }
        let lines = text.lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines; would a reader know where to look?",
            path.display()
        );
        assert!(
            text.starts_with("//! "),
            "{} does not say what it is",
            path.display()
        );
    }
}
