//! Drives a sync over a store: carries out one request after another and tells the core what came of it.

use super::core::{Event, Outcome, Request, Stand, Start, Sync};
use super::keys::DeviceKeys;
use super::remote::{Put, Remote};
use crate::store::{Store, StoreError};

/// Syncs a data file with a store. `progress` is told how far it has come and says whether to go on; stopped early,
/// everything that was done stays done.
pub fn drive(
    store: &mut Store,
    keys: &DeviceKeys,
    start: Start,
    remote: &mut dyn Remote,
    progress: &mut dyn FnMut(Stand) -> bool,
) -> Result<Outcome, StoreError> {
    let (mut sync, requests) = Sync::begin(store, keys.clone(), start)?;
    let mut waiting: std::collections::VecDeque<Request> = requests.into();
    while let Some(request) = waiting.pop_front() {
        if !progress(sync.stand()) {
            return Err(StoreError::Cancelled);
        }
        let event = carry_out(remote, request);
        waiting.extend(sync.step(store, event)?);
    }
    Ok(sync.outcome)
}

/// Does what the core asks of a store.
pub fn carry_out(remote: &mut dyn Remote, request: Request) -> Event {
    match request {
        Request::List => match remote.list() {
            Ok(entries) => Event::Listed(entries),
            Err(trouble) => Event::NotListed(trouble),
        },
        Request::Get { name, most } => match remote.get(&name, most) {
            Ok(bytes) => Event::Got { name, bytes },
            Err(trouble) => Event::NotGot { name, trouble },
        },
        Request::Put { name, bytes } => match remote.put_new(&name, &bytes) {
            Ok(Put::Placed) => Event::Put {
                name,
                size: bytes.len() as u64,
            },
            Ok(Put::There { size }) => Event::Put { name, size },
            Err(trouble) => Event::NotPut { name, trouble },
        },
    }
}

/// A secret from the system's own source of randomness.
pub fn fresh_secret() -> [u8; 32] {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).expect("the operating system gives random bytes");
    secret
}
