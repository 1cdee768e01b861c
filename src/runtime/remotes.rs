//! Which store is meant by what somebody typed. Whoever syncs gets it from here, so that a further kind of store is
//! added in one place.

use std::path::Path;

use super::intake::typed_path;
use crate::sync::remote::folder::Folder;
use crate::sync::remote::{Remote, Trouble};

/// Opens the store of that name. `directory` is the folder of the data, where what is known of stores lies.
///
/// # Errors
/// It cannot be reached, which is no reason for concern.
pub fn open(_directory: &Path, place: &str) -> Result<Box<dyn Remote + Send>, Trouble> {
    let folder = Folder::open(&typed_path(place))?;
    Ok(Box::new(folder))
}
