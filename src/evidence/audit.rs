//! Comparing the folder with the journal: what is missing or changed, and what lies there that nothing names. Sizes
//! first, since those cost nothing; then every byte is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arrive::waiting;
use super::keep::hash_of;
use super::{EvidenceError, Progress, UNFINISHED, folder, not_written, place};
use crate::domain::evidence::{FileHash, FileState};

/// A file that the journal names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As it was called where it came from.
    pub name: String,
    pub size: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Files that the journal names, and the bytes of those that are there.
    pub files: u64,
    pub bytes: u64,
    /// Not as they were attached.
    pub missing: Vec<(FileHash, String)>,
    pub changed: Vec<(FileHash, String)>,
    /// Whole files that nothing names, as after a power cut between copying and saving.
    pub orphans: Vec<PathBuf>,
    /// Files that were being written when the program was cut off.
    pub unfinished: Vec<PathBuf>,
}

impl Audit {
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty()
    }

    /// What `sweep` removes.
    pub fn litter(&self) -> impl Iterator<Item = &PathBuf> {
        self.orphans.iter().chain(&self.unfinished)
    }
}

/// Looks at everything; `progress` counts bytes.
///
/// # Errors
/// `Cancelled`, or a folder that cannot be read.
pub fn audit(
    directory: &Path,
    named: &BTreeMap<FileHash, Named>,
    progress: Progress<'_>,
) -> Result<Audit, EvidenceError> {
    let mut audit = Audit {
        files: named.len() as u64,
        ..Audit::default()
    };
    let total: u64 = named.values().map(|file| file.size).sum();
    let mut done = 0;
    for (hash, file) in named {
        let state = match super::state(directory, *hash, file.size) {
            FileState::Present => match hash_of(&place(directory, *hash)) {
                Ok((found, _)) if found == *hash => FileState::Present,
                Ok(_) => FileState::Changed,
                Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
                // what cannot be read back is not what was attached
                Err(_) => FileState::Changed,
            },
            state => state,
        };
        match state {
            FileState::Present => audit.bytes += file.size,
            FileState::Missing => audit.missing.push((*hash, file.name.clone())),
            FileState::Changed => audit.changed.push((*hash, file.name.clone())),
        }
        done += file.size;
        if !progress(done, total) {
            return Err(EvidenceError::Cancelled);
        }
    }
    let home = folder(directory);
    for parts in entries(&waiting(directory))? {
        // chunks of a file that nothing names any more
        let is_named =
            FileHash::parse(&name_of(&parts)).is_some_and(|hash| named.contains_key(&hash));
        if !is_named {
            audit.unfinished.extend(entries(&parts)?);
        }
    }
    for path in entries(&home)? {
        let is_part = |path: &Path| name_of(path).len() == 2 && path.is_dir();
        if name_of(&path).starts_with(UNFINISHED) {
            audit.unfinished.push(path);
        } else if is_part(&path) {
            let files = entries(&path)?.into_iter();
            audit.orphans.extend(files.filter(|file| {
                FileHash::parse(&name_of(file)).is_some_and(|hash| !named.contains_key(&hash))
            }));
        }
    }
    Ok(audit)
}

/// Removes what nothing names. Only for one who holds the data open for writing: another may just be attaching.
///
/// # Errors
/// The first file that cannot be removed.
pub fn sweep(audit: &Audit) -> Result<(), EvidenceError> {
    audit
        .litter()
        .try_for_each(|path| match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_written(path, &error)),
            _ => Ok(()),
        })
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// In the order of their names; a folder that is not there has none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, EvidenceError> {
    let not_read = |error: io::Error| EvidenceError::NotRead {
        path: folder.to_owned(),
        cause: error.to_string(),
    };
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(not_read(error)),
    };
    let mut entries = found
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()
        .map_err(not_read)?;
    entries.sort();
    Ok(entries)
}
