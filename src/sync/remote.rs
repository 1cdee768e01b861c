//! A store as four calls: whatever can list files, give one, take a new one, and say what it is able to do. Nothing
//! else is asked of it, so that a folder, a stick, a web server or an object store will do.

pub mod address;
pub mod folder;
pub mod http;
pub mod s3;
pub mod sftp;
pub mod webdav;

use std::sync::Arc;
use std::time::Duration;

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
    /// Name or password were refused.
    #[error("name or password refused")]
    Login,
    /// The server could not prove who it is.
    #[error("certificate not trusted: {0}")]
    Untrusted(String),
    /// The key of an SFTP server is not among the known ones, or is another than before.
    #[error("host key not known")]
    HostKey,
    /// The system's own program for this kind of store is not there.
    #[error("no program {0}")]
    NoProgram(String),
    /// The server sends every request to another address.
    #[error("moved to {0}")]
    Elsewhere(String),
    /// It did not answer in time.
    #[error("no answer in time")]
    Slow,
    /// It asked to wait, more than once.
    #[error("busy, asked to wait")]
    Busy,
    /// An answer or a listing ended before its end; what is missing is not known.
    #[error("the answer was cut short")]
    Cut,
    /// A listing has as many files as the server ever lists at once.
    #[error("listing stops at {0} files")]
    Capped(u32),
    /// Not what such a server says.
    #[error("unexpected answer {0}")]
    Answer(u16),
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    #[error("{0}")]
    Other(String),
}

/// What a store can do, found out by trying.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Abilities {
    /// A file that was put is in the next listing, with its size.
    pub lists_at_once: bool,
    /// A second file of the same name does not take the first one's place.
    pub keeps_first: bool,
    /// What is read is what was put.
    pub reads_back: bool,
    /// A damaged upload is refused by its checksum; None where such a store has none.
    pub checks_sums: Option<bool>,
    /// Files that one listing shows at most, if it was looked for and found.
    pub listing_cap: Option<u32>,
    /// Files up to which the listing was tried.
    pub listed_up_to: u32,
    /// How often the server asked to wait meanwhile.
    pub waits: u32,
    /// Seconds that the server's clock is ahead of this computer's.
    pub clock_ahead_s: Option<i64>,
    /// Bytes that are free, where the store tells.
    pub free: Option<u64>,
}

/// What a store on a network needs of the computer it is used from.
#[derive(Clone)]
pub struct Machine {
    /// Its clock, in milliseconds.
    pub utc_ms: fn() -> i64,
    /// Waits; false if somebody wants to stop.
    pub pause: Arc<dyn Fn(Duration) -> bool + Send + Sync>,
}

/// The steps of a name. It never leads out of the store, wherever that lies.
///
/// # Errors
/// `Missing`, for a name that no file of a store can have.
fn steps(name: &str) -> Result<Vec<&str>, Trouble> {
    let steps: Vec<&str> = name.split('/').collect();
    let is_good = |step: &&str| {
        !step.is_empty()
            && **step != *"."
            && **step != *".."
            && !step.contains(|c: char| c.is_control() || c == '\\' || c == ':')
    };
    match steps.iter().all(|step| is_good(&step)) {
        true => Ok(steps),
        false => Err(Trouble::Missing),
    }
}

/// Letters for the names of temporary files of one run, so that no two runs meet in one.
fn run_name() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    crate::sync::names::hex(&bytes)
}

pub trait Remote {
    /// Every file of the store. A folder that holds nothing is an empty listing; one that is not there is trouble.
    fn list(&mut self) -> Result<Vec<Entry>, Trouble>;

    /// The bytes of a file, if they are at most `most`.
    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble>;

    /// Puts a file whole under a name that is not taken. When this returns `Placed`, it outlasts a power cut.
    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble>;

    /// Finds out what the store can do, with so many files below `tmp/`, which it takes away again.
    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble>;
}
