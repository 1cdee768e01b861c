//! Files that come from another laptop, chunk by chunk. What has come is kept until the file is whole, so that a sync
//! that was cut off goes on where it stopped; a file appears under its hash only when its bytes are those of its hash.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::keep::{hash_of, sync_folder};
use super::{EvidenceError, UNFINISHED, folder, not_read, not_written, place};
use crate::domain::evidence::FileHash;

/// Where chunks wait.
pub(super) fn waiting(directory: &Path) -> PathBuf {
    folder(directory).join("incoming")
}

fn chunk(directory: &Path, hash: FileHash, number: u32) -> PathBuf {
    waiting(directory)
        .join(hash.to_string())
        .join(number.to_string())
}

/// Whether a chunk of that many bytes has come.
pub fn has_come(directory: &Path, hash: FileHash, number: u32, length: u64) -> bool {
    fs::metadata(chunk(directory, hash, number)).is_ok_and(|found| found.len() == length)
}

/// Keeps a chunk that has come; when this returns it is on the disk.
pub fn keep_chunk(
    directory: &Path,
    hash: FileHash,
    number: u32,
    bytes: &[u8],
) -> Result<(), EvidenceError> {
    let place = chunk(directory, hash, number);
    let home = place.parent().unwrap_or(directory);
    let done = (|| {
        fs::create_dir_all(home)?;
        let mut file = Builder::new().prefix(UNFINISHED).tempfile_in(home)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&place).map_err(|refused| refused.error)?;
        sync_folder(home)
    })();
    done.map_err(|error| not_written(&place, &error))
}

/// Puts the chunks of a file together. False where they are not the file of that hash; they are gone then, too.
pub fn assemble(directory: &Path, hash: FileHash, chunks: u32) -> Result<bool, EvidenceError> {
    let home = folder(directory);
    let wrong = |error| not_written(&home, &error);
    let mut whole = Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(&home)
        .map_err(wrong)?;
    let mut hasher = blake3::Hasher::new();
    for number in 0..chunks {
        let place = chunk(directory, hash, number);
        let bytes = fs::read(&place).map_err(|error| not_read(&place, &error))?;
        hasher.update(&bytes);
        whole.write_all(&bytes).map_err(wrong)?;
    }
    let is_it = *hasher.finalize().as_bytes() == hash.0;
    if is_it {
        let place = place(directory, hash);
        let folder = place.parent().unwrap_or(&home);
        let done = (|| {
            whole.as_file().sync_all()?;
            fs::create_dir_all(folder)?;
            whole.persist(&place).map_err(|refused| refused.error)?;
            sync_folder(folder)?;
            sync_folder(&home)
        })();
        done.map_err(|error| not_written(&place, &error))?;
    }
    // left where it cannot be removed: the next audit finds it
    let _ = fs::remove_dir_all(waiting(directory).join(hash.to_string()));
    Ok(is_it)
}

/// Some bytes of a kept file.
pub fn read_part(
    directory: &Path,
    hash: FileHash,
    from: u64,
    length: u64,
) -> Result<Vec<u8>, EvidenceError> {
    let place = place(directory, hash);
    let read = (|| {
        let mut file = File::open(&place)?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    })();
    read.map_err(|error| not_read(&place, &error))
}

/// Whether every byte of a kept file is as it was attached.
pub fn is_unchanged(directory: &Path, hash: FileHash) -> bool {
    hash_of(&place(directory, hash)).is_ok_and(|(found, _)| found == hash)
}
