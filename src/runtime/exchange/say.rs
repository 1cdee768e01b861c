//! How a sync ended, from the core's own terms to those a screen shows.

use crate::domain::exchange::SyncEnd;
use crate::sync::core::Halt;
use crate::sync::remote::Trouble;
use crate::words::Words;

pub fn end_of(halt: &Halt, words: Words) -> SyncEnd {
    match halt {
        Halt::Empty => SyncEnd::Empty,
        Halt::NoRoot => SyncEnd::NoRoot,
        Halt::Foreign => SyncEnd::Foreign,
        Halt::NewerStore(version) => SyncEnd::NewerStore(*version),
        Halt::Waiting => SyncEnd::Waiting,
        Halt::ShutOut => SyncEnd::ShutOut,
        Halt::NoKey => SyncEnd::NoKey,
        Halt::Trouble(trouble) => end_of_trouble(trouble, words),
    }
}

/// What a store is not reached for is no concern; what somebody has to mend is told as such.
pub fn end_of_trouble(trouble: &Trouble, words: Words) -> SyncEnd {
    let why = words.store_trouble(trouble);
    match trouble {
        Trouble::Full => SyncEnd::Full,
        Trouble::Denied(_)
        | Trouble::Login
        | Trouble::Untrusted(_)
        | Trouble::HostKey
        | Trouble::NoProgram(_)
        | Trouble::Elsewhere(_)
        | Trouble::Capped(_) => SyncEnd::Denied(why),
        Trouble::Stopped => SyncEnd::Stopped,
        Trouble::Away(_)
        | Trouble::Missing
        | Trouble::TooLarge
        | Trouble::Slow
        | Trouble::Busy
        | Trouble::Cut
        | Trouble::Answer(_)
        | Trouble::Other(_) => SyncEnd::Away(why),
    }
}
