//! A file out of the data folder under a name of its own, for a viewer or an export. It is hashed on the way: what was
//! changed is never given out as what was attached.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{EvidenceError, not_written, place};
use crate::domain::evidence::FileHash;

/// Writes the bytes of a kept file into `out` and forces them to the disk.
///
/// # Errors
/// `Missing` and `Changed` where the kept file is not what was attached; else the system's reason.
pub fn copy_out(
    directory: &Path,
    hash: FileHash,
    out: &mut File,
    name: &Path,
) -> Result<(), EvidenceError> {
    let mut source = match File::open(place(directory, hash)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(EvidenceError::Missing);
        }
        Err(error) => {
            return Err(EvidenceError::NotRead {
                path: place(directory, hash),
                cause: error.to_string(),
            });
        }
    };
    let mut hasher = blake3::Hasher::new();
    let mut block = vec![0; 1 << 18];
    loop {
        let read = match source.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(EvidenceError::NotRead {
                    path: place(directory, hash),
                    cause: error.to_string(),
                });
            }
        };
        hasher.update(&block[..read]);
        out.write_all(&block[..read])
            .map_err(|error| not_written(name, &error))?;
    }
    if *hasher.finalize().as_bytes() != hash.0 {
        return Err(EvidenceError::Changed);
    }
    out.sync_all().map_err(|error| not_written(name, &error))
}
