//! Files of evidence between the disk and the screen: copied in beside the worker, listed with how they stand, and
//! shown by the system's own program, which gets a copy and never the kept file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Once;

use tempfile::Builder;

use super::intake::typed_path;
use crate::app::Msg;
use crate::domain::evidence::{EvidenceView, KeptFile, Shown, readings};
use crate::evidence::{self, EvidenceError, Progress};
use crate::store::{Store, StoreError};
use crate::words::Words;

/// All evidence of a visit, each file as it stands.
pub fn view(store: &Store, visit: i64) -> Result<EvidenceView, StoreError> {
    let unknown = || StoreError::Unknown(visit.to_string());
    let head = store.attachable(visit)?.ok_or_else(unknown)?;
    let uuid = store.name_of(visit)?;
    let files = store.evidence(visit)?.into_iter().map(|evidence| {
        let file = &evidence.file;
        let state = evidence::state(store.directory(), file.hash, file.size);
        Shown { evidence, state }
    });
    Ok(EvidenceView {
        visit,
        uuid,
        status: head.visit.status,
        saves: store.saves(uuid)?,
        files: files.collect(),
    })
}

/// Copies the files that were typed or pasted into the data folder.
pub fn keep(
    directory: &Path,
    typed: &str,
    largest: u64,
    ticket: u64,
    words: Words,
    progress: Progress<'_>,
) -> Msg {
    let kept = evidence::keep(directory, &meant(typed), largest, progress);
    Msg::FilesKept {
        ticket,
        kept: kept.map_err(|error| words.evidence_error(&error)),
    }
}

/// The files that a line names. What it means, only the disk can tell: the first reading wins whose files are all there.
pub fn meant(typed: &str) -> Vec<PathBuf> {
    let readings: Vec<Vec<PathBuf>> = readings(typed, !cfg!(windows))
        .into_iter()
        .map(|names| names.iter().map(|name| typed_path(name)).collect())
        .collect();
    let there = |paths: &&Vec<PathBuf>| paths.iter().all(|path| path.exists());
    // where nothing is there, one name is complained of as it was typed, and several one by one
    let several = |paths: &&Vec<PathBuf>| paths.iter().all(|path| path.is_absolute());
    let chosen = readings.iter().find(there);
    let chosen = chosen.or_else(|| readings.iter().rev().find(several));
    chosen.or(readings.first()).cloned().unwrap_or_default()
}

/// Asks the system to show a kept file; returns what is to be said of it. Waits for the system's answer, so it belongs
/// on a thread of its own.
pub fn show(directory: &Path, file: &KeptFile, words: Words) -> Option<Msg> {
    let copy = match viewing_copy(directory, file) {
        Ok(copy) => copy,
        Err(error) => return Some(Msg::Failed(words.evidence_error(&error))),
    };
    let path = copy.display().to_string();
    match open(&copy) {
        Ok(true) => None,
        Ok(false) => Some(Msg::Failed(words.viewer_failed(&file.name, path))),
        Err(_) => Some(Msg::Failed(words.viewer_none(path))),
    }
}

/// A copy under the file's own name, which a viewer may lock and an editor may save over. Copies of an earlier run of
/// the program are removed first.
fn viewing_copy(directory: &Path, file: &KeptFile) -> Result<PathBuf, EvidenceError> {
    static CLEARED: Once = Once::new();
    let all = evidence::folder(directory).join("viewing");
    CLEARED.call_once(|| {
        // one that a viewer still holds open on Windows stays until the next run
        let _ = fs::remove_dir_all(&all);
    });
    let hash = file.hash.to_string();
    let folder = all.join(&hash[..16]);
    let place = folder.join(file.plain_name());
    let not_written = |error: io::Error| EvidenceError::NotWritten {
        path: place.clone(),
        cause: error.to_string(),
    };
    fs::create_dir_all(&folder).map_err(not_written)?;
    let mut copy = Builder::new()
        .prefix(evidence::UNFINISHED)
        .tempfile_in(&folder)
        .map_err(not_written)?;
    evidence::copy_out(directory, file.hash, copy.as_file_mut(), &place)?;
    copy.persist(&place)
        .map_err(|refused| not_written(refused.error))?;
    Ok(place)
}

/// Hands a file to the system's own program for it. False where that says it cannot; an error where there is none.
fn open(path: &Path) -> io::Result<bool> {
    if cfg!(windows) {
        // unlike `start` it reads no part of the name as a command; its exit code means nothing
        return run("explorer", path).map(|_| true);
    }
    if cfg!(target_os = "macos") {
        return run("open", path);
    }
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // without a desktop xdg-open would look for a browser in this terminal
    match is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        true => run("xdg-open", path).or_else(|_| run("wslview", path)),
        false => run("wslview", path),
    }
}

/// The program has nothing of this terminal: it reads no key, prints nothing and gets no signal meant for us.
fn run(program: &str, path: &Path) -> io::Result<bool> {
    let mut command = Command::new(program);
    command
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(command.spawn()?.wait()?.success())
}
