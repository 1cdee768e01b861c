//! Passwords of stores, in a file of secrets beside the device's keys.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use zeroize::Zeroizing;

use crate::sync::secret::{read_secret, write_secret};

pub const FILE: &str = "stores.key";

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
    let Some(text) = read_secret(directory, FILE)? else {
        return Ok(Secrets::default());
    };
    let secrets = serde_json::from_slice(&text);
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
    let text = Zeroizing::new(serde_json::to_vec(&secrets.0).map_err(io::Error::from)?);
    write_secret(directory, FILE, &text)
}
