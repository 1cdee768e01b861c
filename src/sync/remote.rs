//! A store as four calls: whatever can list files, give one, take a new one, and say what it is able to do. Nothing
//! else is asked of it, so that a folder, a stick, a web server or an object store will do.

pub mod folder;

/// A file in a store's listing. Names are relative to the store, their steps divided by `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub size: u64,
}

/// What became of a file that was to be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Placed,
    /// There is one of that name, which was left as it is.
    There {
        size: u64,
    },
}

/// Why a call failed. None of these says anything about the work itself: the next sync goes on where this one stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Not plugged in, not reachable.
    #[error("not reachable: {0}")]
    Away(String),
    #[error("no such file")]
    Missing,
    #[error("not allowed: {0}")]
    Denied(String),
    #[error("the store is full")]
    Full,
    #[error("larger than any file of a store")]
    TooLarge,
    #[error("{0}")]
    Other(String),
}

/// What a store can do, found out by trying.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// A file that was put is in the next listing, with its size.
    pub lists_at_once: bool,
    /// A second file of the same name does not take the first one's place.
    pub keeps_first: bool,
    /// What is read is what was put.
    pub reads_back: bool,
}

pub trait Remote {
    /// Every file of the store. A folder that holds nothing is an empty listing; one that is not there is trouble.
    fn list(&mut self) -> Result<Vec<Entry>, Trouble>;

    /// The bytes of a file, if they are at most `most`.
    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble>;

    /// Puts a file whole under a name that is not taken. When this returns `Placed`, it outlasts a power cut.
    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble>;

    /// Finds out what the store can do, with a file or two below `tmp/`.
    fn probe(&mut self) -> Result<Abilities, Trouble>;
}
