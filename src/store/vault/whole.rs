//! A data file that is encrypted whole, as builds with the feature `sqlcipher` make it. Its vault lies beside it, since
//! nothing in the file can be read without the key.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Vault;
use crate::store::error::StoreError;
use crate::store::open;

/// Name of the file with the vault, in the data folder.
pub const FILE: &str = "liuyou.vault";
/// This build encrypts whole files.
pub const WHOLE: bool = cfg!(feature = "sqlcipher");
/// What every plain SQLite file begins with.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

pub fn file(directory: &Path) -> PathBuf {
    directory.join(FILE)
}

/// The vault of a file that is encrypted whole. A vault beside a plain file is left over from work that was cut off, and
/// counts for nothing.
pub fn is_whole(directory: &Path) -> Result<Option<Vault>, StoreError> {
    let path = open::data_file(directory);
    let mut first = Vec::new();
    let Ok(data) = File::open(&path) else {
        return Ok(None);
    };
    let read = data.take(PLAIN.len() as u64).read_to_end(&mut first);
    if read.is_err() || first.is_empty() || first == PLAIN {
        return Ok(None);
    }
    let Ok(bytes) = std::fs::read(file(directory)) else {
        return Ok(None);
    };
    let vault = Vault::read(&bytes).ok_or(StoreError::Damaged(FILE.into()))?;
    match WHOLE {
        true => Ok(Some(vault)),
        false => Err(StoreError::Sealed(path)),
    }
}

/// Gives a connection the key of the data in `directory`, where that is encrypted whole.
pub fn key_of_file(db: &Connection, directory: &Path) -> Result<(), StoreError> {
    match is_whole(directory)? {
        Some(vault) => give_key(db, &vault),
        None => Ok(()),
    }
}

fn give_key(db: &Connection, vault: &Vault) -> Result<(), StoreError> {
    let keys = super::keys_of(vault)?;
    Ok(db.execute_batch(&format!("PRAGMA key = {}", written(&keys)))?)
}

/// Attaches the data file of `directory` to a connection as `live`.
pub fn attach_file(db: &Connection, directory: &Path, path: &str) -> Result<(), StoreError> {
    let key = match is_whole(directory)? {
        Some(vault) => format!(" KEY {}", written(&*super::keys_of(&vault)?)),
        None => String::new(),
    };
    db.execute(&format!("ATTACH ?1 AS live{key}"), [path])?;
    Ok(())
}

/// A raw key as SQLCipher reads it, so that it derives none by itself at every opening.
fn written(keys: &super::Keys) -> String {
    format!("\"x'{}'\"", super::hex(&*keys.of_whole_file()))
}

/// Makes a copy of the data file at `to`, encrypted under `keys`, or plain where there are none.
#[allow(unused_variables)] // the usual build makes none
pub fn convert(db: &Connection, to: &Path, keys: Option<&super::Keys>) -> Result<(), StoreError> {
    #[cfg(feature = "sqlcipher")]
    {
        let to = to
            .to_str()
            .ok_or_else(|| StoreError::Unknown(to.display().to_string()))?;
        let key = keys.map_or("''".to_owned(), written);
        db.execute(&format!("ATTACH ?1 AS copy KEY {key}"), [to])?;
        let done = (|| {
            db.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
            for pragma in ["application_id", "user_version"] {
                let value: i64 =
                    db.query_row(&format!("PRAGMA main.{pragma}"), [], |row| row.get(0))?;
                db.execute_batch(&format!("PRAGMA copy.{pragma} = {value}"))?;
            }
            Ok::<(), rusqlite::Error>(())
        })();
        let parted = db.execute_batch("DETACH copy");
        done.and(parted)?;
    }
    Ok(())
}
