//! Backing the data up, and putting a backup back.

use std::path::Path;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::passphrase;
use super::progress::{self, Bar, size};
use crate::backup;
use crate::runtime;
use crate::store::vault;

/// `liuyou backup FILE`
pub fn make(context: &Context, file: &Path, evidence: bool) -> Result<(), Failure> {
    let directory = context.directory()?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    if vault::is_closed(&directory)? {
        passphrase::unlock(context, &directory)?;
    }
    let made = backup::make(
        &directory,
        file,
        evidence,
        runtime::now().utc_ms,
        &mut |done, all| bar.step(done, all),
    )?;
    drop(bar);
    let mut out = Out::new();
    let path = made.path.display().to_string();
    let contents = &made.contents;
    out.line(&context.words.backup_made(
        path,
        size(made.size),
        contents.files.len(),
        contents.evidence_files(),
    ))?;
    match contents
        .files
        .iter()
        .any(|entry| entry.name == "device.key")
    {
        true => out.line(context.words.backup_holds_keys()),
        false => Ok(()),
    }
}

/// `liuyou restore FILE`
pub fn put_back(context: &Context, file: &Path) -> Result<(), Failure> {
    let directory = context.directory()?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let unpacked = backup::unpack(file, &directory, &mut |done, all| bar.step(done, all))?;
    drop(bar);
    if vault::is_closed(unpacked.folder())? {
        passphrase::unlock(context, unpacked.folder())?;
    }
    let made = runtime::clock_of(unpacked.contents.made);
    let now = runtime::now().utc_ms;
    let done = unpacked.put_back(&runtime::stamp_of(now), now)?;
    let words = context.words;
    let mut out = Out::new();
    out.line(&words.restore_done(made))?;
    if let Some(kept) = done.kept {
        out.line(&words.restore_kept(kept.display().to_string()))?;
    }
    for kept in done.beside {
        out.line(&words.restore_kept_beside(kept.display().to_string()))?;
    }
    out.line(words.restore_new_name())
}
