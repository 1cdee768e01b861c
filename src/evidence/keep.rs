//! Taking files into the data folder: each is streamed into a file without a name of its own, hashed on the way,
//! forced to the disk and only then moved to its place. All of them, or none.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{EvidenceError, UNFINISHED, folder, not_read, not_written, place};
use crate::domain::evidence::{FileHash, FileKind, KeptFile};
use crate::width;

/// Told after each block: bytes done and in all. Work stops where it returns false.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Bytes read at once.
const BLOCK: usize = 1 << 18;
/// Bytes that tell a kind.
const FIRST: usize = 64;

struct Staged {
    file: NamedTempFile,
    kept: KeptFile,
    /// Where it lies already; it is not moved there again.
    known: bool,
}

/// Takes the files in; when this returns they are on the disk.
///
/// # Errors
/// The first file that cannot be taken, and why; none of them is kept then.
pub fn keep(
    directory: &Path,
    paths: &[PathBuf],
    largest: u64,
    progress: Progress<'_>,
) -> Result<Vec<KeptFile>, EvidenceError> {
    let mut total = 0;
    for path in paths {
        total += size_of(path, largest)?;
    }
    let home = folder(directory);
    fs::create_dir_all(&home).map_err(|error| not_written(&home, &error))?;
    let mut done = 0;
    let mut staged = Vec::new();
    for path in paths {
        let mut step = |bytes: u64| {
            done += bytes;
            progress(done, total.max(done))
        };
        staged.push(stage(directory, &home, path, largest, &mut step)?);
    }
    if !progress(done, total.max(done)) {
        return Err(EvidenceError::Cancelled);
    }
    let mut kept = Vec::new();
    for staged in staged {
        kept.push(settle(directory, &home, staged)?);
    }
    // the folders' own entries, so that a power cut forgets no file
    sync_folder(&home).map_err(|error| not_written(&home, &error))?;
    sync_folder(directory).map_err(|error| not_written(directory, &error))?;
    Ok(kept)
}

/// A pipe must not be opened, as that could wait for ever.
fn size_of(path: &Path, largest: u64) -> Result<u64, EvidenceError> {
    let found = fs::metadata(path).map_err(|error| not_read(path, &error))?;
    if found.is_dir() {
        return Err(EvidenceError::Folder(path.to_owned()));
    }
    if !found.is_file() {
        return Err(EvidenceError::NotPlain(path.to_owned()));
    }
    match found.len() {
        0 => Err(EvidenceError::Empty(path.to_owned())),
        size if size > largest => Err(EvidenceError::TooLarge {
            path: path.to_owned(),
            size,
            largest,
        }),
        size => Ok(size),
    }
}

fn stage(
    directory: &Path,
    home: &Path,
    path: &Path,
    largest: u64,
    step: &mut dyn FnMut(u64) -> bool,
) -> Result<Staged, EvidenceError> {
    let mut file = Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(home)
        .map_err(|error| not_written(home, &error))?;
    let Poured { hash, size, first } = pour(path, &mut file, largest, step)?;
    if size == 0 {
        return Err(EvidenceError::Empty(path.to_owned()));
    }
    // one that was changed where it lies is put right by the whole one
    let known = hash_of(&place(directory, hash)).is_ok_and(|(found, _)| found == hash);
    if !known {
        file.as_file()
            .sync_all()
            .map_err(|error| not_written(home, &error))?;
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = width::printable(&name.to_string_lossy()).trim().to_owned();
    Ok(Staged {
        file,
        kept: KeptFile {
            hash,
            kind: FileKind::of(&name, &first),
            name,
            size,
        },
        known,
    })
}

/// What was seen of a file while it was copied.
struct Poured {
    hash: FileHash,
    size: u64,
    first: Vec<u8>,
}

/// Copies block by block, hashing on the way.
fn pour(
    path: &Path,
    out: &mut NamedTempFile,
    largest: u64,
    step: &mut dyn FnMut(u64) -> bool,
) -> Result<Poured, EvidenceError> {
    let mut source = File::open(path).map_err(|error| not_read(path, &error))?;
    let mut hasher = blake3::Hasher::new();
    let (mut size, mut first) = (0, Vec::new());
    let mut block = vec![0; BLOCK];
    loop {
        let read = match source.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(not_read(path, &error)),
        };
        size += read as u64;
        if size > largest {
            // it grew while it was read
            let path = path.to_owned();
            return Err(EvidenceError::TooLarge {
                path,
                size,
                largest,
            });
        }
        let bytes = &block[..read];
        first.extend(bytes.iter().take(FIRST.saturating_sub(first.len())));
        hasher.update(bytes);
        out.write_all(bytes)
            .map_err(|error| not_written(out.path(), &error))?;
        if !step(read as u64) {
            return Err(EvidenceError::Cancelled);
        }
    }
    Ok(Poured {
        hash: FileHash(*hasher.finalize().as_bytes()),
        size,
        first,
    })
}

/// Moves a whole file to its place.
fn settle(directory: &Path, home: &Path, staged: Staged) -> Result<KeptFile, EvidenceError> {
    let Staged { file, kept, known } = staged;
    if known {
        return Ok(kept);
    }
    let place = place(directory, kept.hash);
    let folder = place.parent().unwrap_or(home);
    let done = (|| {
        fs::create_dir_all(folder)?;
        if place.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        file.persist(&place).map_err(|refused| refused.error)?;
        sync_folder(folder)
    })();
    done.map_err(|error| not_written(&place, &error))?;
    Ok(kept)
}

/// Forces a folder's list of names to the disk; Windows does that by itself and has no such call.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}

/// Hash and size of a file's bytes.
pub(super) fn hash_of(path: &Path) -> io::Result<(FileHash, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let size = io::copy(&mut file, &mut hasher)?;
    Ok((FileHash(*hasher.finalize().as_bytes()), size))
}
