//! Which store is meant by what somebody typed on the screen: one that has a name here, or a folder by its path.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::intake::typed_path;
use crate::sync::remote::folder::Folder;
use crate::sync::remote::{Machine, Remote, Trouble};
use crate::sync::stores::{Stores, secrets};

/// Opens the store of that name. `directory` is the folder of the data, where what is known of stores lies.
///
/// # Errors
/// It cannot be reached, which is no reason for concern.
pub fn open(directory: &Path, place: &str) -> Result<Box<dyn Remote + Send>, Trouble> {
    let unread = |error: std::io::Error| Trouble::Other(error.to_string());
    let stores = Stores::load(directory).map_err(unread)?;
    match stores.named(place) {
        Some(named) => {
            let secrets = secrets::load(directory).map_err(unread)?;
            named.open(secrets.0.get(place).cloned(), machine())
        }
        None => Ok(Box::new(Folder::open(&typed_path(place))?)),
    }
}

/// The store that is offered while none was used yet.
pub fn usual(directory: &Path) -> Option<String> {
    let stores = Stores::load(directory).ok()?;
    Some(stores.usual()?.name.clone())
}

/// A server that asks for patience is waited for on the thread of the sync; who stops it waits at most as long.
fn machine() -> Machine {
    Machine {
        utc_ms: || super::now().utc_ms,
        pause: Arc::new(|time: Duration| {
            std::thread::sleep(time);
            true
        }),
    }
}
