//! Secrets that lie in files of their own beside the data: the device's keys, passwords of stores. Each file is for its
//! owner alone, and sealed where a passphrase protects the data.

use std::io;
use std::path::Path;

use zeroize::Zeroizing;

use super::keys;
use super::stores::secrets;
use crate::store::{Progress, Store, StoreError, vault, write_beside};

/// The files whose whole content is a secret. Setting a passphrase seals those that are there.
pub const FILES: &[&str] = &[keys::FILE, keys::PUT_ASIDE, secrets::FILE];

/// Begins a sealed file.
const SEALED: &[u8] = b"liuyou sealed 1\n";

/// The content of a secret's file; none where there is no such file. One that lies plain though a passphrase is set, as
/// after work that was cut off, is sealed now.
///
/// # Errors
/// The file cannot be read, belongs to another passphrase, or the passphrase was not given yet.
pub fn read_secret(folder: &Path, name: &str) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let bytes = match std::fs::read(folder.join(name)) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(sealed) = bytes.strip_prefix(SEALED) else {
        if vault::keys(folder).map_err(told)?.is_some() {
            write_secret(folder, name, &bytes)?;
        }
        return Ok(Some(bytes));
    };
    let keys = vault::keys(folder).map_err(told)?;
    let plain = keys.and_then(|keys| keys.open_secret(name, sealed));
    let other = || {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{name}: other passphrase"),
        )
    };
    plain.map(Some).ok_or_else(other)
}

/// Writes a secret's file, whole or not at all.
///
/// # Errors
/// The file cannot be written, or the passphrase was not given yet.
pub fn write_secret(folder: &Path, name: &str, plain: &[u8]) -> io::Result<()> {
    match vault::keys(folder).map_err(told)? {
        Some(keys) => {
            let sealed = [SEALED, &keys.seal_secret(name, plain)].concat();
            write_beside(folder, name, &sealed).map_err(told)
        }
        None => write_plain(folder, name, plain),
    }
}

fn write_plain(folder: &Path, name: &str, plain: &[u8]) -> io::Result<()> {
    write_beside(folder, name, plain).map_err(told)
}

fn told(error: StoreError) -> io::Error {
    io::Error::other(error.to_string())
}

fn unwritten(folder: &Path, cause: &io::Error) -> StoreError {
    StoreError::NotWritable {
        path: folder.into(),
        cause: cause.to_string(),
    }
}

/// Sets a passphrase: on the data first, so that a secret is never sealed with keys that nothing keeps.
pub fn protect(
    store: &mut Store,
    passphrase: &str,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    store.protect(passphrase, progress)?;
    let folder = store.directory();
    for name in FILES {
        // reading seals what lies plain
        read_secret(folder, name).map_err(|cause| unwritten(folder, &cause))?;
    }
    Ok(())
}

/// Takes the passphrase away: from the secrets first, while the keys are still there.
pub fn unprotect(store: &mut Store, progress: Progress<'_>) -> Result<(), StoreError> {
    let folder = store.directory().to_owned();
    let failed = |cause: io::Error| unwritten(&folder, &cause);
    for name in FILES {
        if let Some(plain) = read_secret(&folder, name).map_err(failed)? {
            write_plain(&folder, name, &plain).map_err(failed)?;
        }
    }
    store.unprotect(progress)
}
