//! Passwords of stores, in a file beside the device's keys that its owner alone can read. They are read by `load` and
//! written by `save` and nowhere else, so that here is the one place to seal them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

const FILE: &str = "stores.key";

/// Passwords by the names of the stores. It is never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets(pub BTreeMap<String, String>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

/// None were kept yet where there is no file.
///
/// # Errors
/// The file cannot be read, or holds something else; what it holds is not told.
pub fn load(directory: &Path) -> io::Result<Secrets> {
    let text = match std::fs::read_to_string(directory.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Secrets::default()),
        Err(error) => return Err(error),
    };
    let secrets = serde_json::from_str(&text);
    secrets.map(Secrets).map_err(|_| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{FILE}: no passwords of stores"),
        )
    })
}

/// # Errors
/// The folder cannot be written.
pub fn save(directory: &Path, secrets: &Secrets) -> io::Result<()> {
    let text = serde_json::to_vec(&secrets.0).map_err(io::Error::from)?;
    // a temporary file can be read by its owner alone, and so can what it becomes
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(&text)?;
    file.as_file().sync_all()?;
    file.persist(directory.join(FILE))
        .map_err(|error| error.error)?;
    Ok(())
}
