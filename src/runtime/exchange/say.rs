//! How a sync ended, from the core's own terms to those a screen shows.

use crate::domain::exchange::SyncEnd;
use crate::sync::core::Halt;
use crate::sync::remote::Trouble;

pub fn end_of(halt: &Halt) -> SyncEnd {
    match halt {
        Halt::Empty => SyncEnd::Empty,
        Halt::NoRoot => SyncEnd::NoRoot,
        Halt::Foreign => SyncEnd::Foreign,
        Halt::NewerStore(version) => SyncEnd::NewerStore(*version),
        Halt::Waiting => SyncEnd::Waiting,
        Halt::ShutOut => SyncEnd::ShutOut,
        Halt::NoKey => SyncEnd::NoKey,
        Halt::Trouble(trouble) => end_of_trouble(trouble),
    }
}

pub fn end_of_trouble(trouble: &Trouble) -> SyncEnd {
    match trouble {
        Trouble::Away(what) | Trouble::Other(what) => SyncEnd::Away(what.clone()),
        Trouble::Denied(what) => SyncEnd::Denied(what.clone()),
        Trouble::Full => SyncEnd::Full,
        Trouble::Missing | Trouble::TooLarge => SyncEnd::Away(String::new()),
    }
}
