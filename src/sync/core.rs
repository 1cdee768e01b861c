//! The state machine of one sync: it is told what happened and says what to do next. It works on the data file, and
//! knows no store, clock, thread or source of randomness; whoever drives it has those.
//!
//! One sync: list; get what is unknown, check it and take it in; seal what was saved since; put what the listing lacks;
//! list again. It can be dropped between any two events, and the next one goes on from what is in the data file.

mod admission;
mod carrying;
mod judging;
mod reading;
mod sending;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::fault::Fault;
use super::keys::{DeviceId, DeviceKeys, ScopeKey};
use super::link::Join;
use super::members::Members;
use super::names::{self, Hash, Short};
use super::remote::{Entry, Trouble};
use crate::domain::calendar::Now;
use crate::domain::change::Uuid;
pub use crate::domain::exchange::Stand;
use crate::store::{Arrived, Held, Standing, Store, StoreError};
use carrying::{Carried, Coming};

/// Requests that are under way at once.
const TOGETHER: usize = 4;

/// What a sync is started with.
#[derive(Clone, Debug)]
pub struct Start {
    pub now: Now,
    /// Fresh randomness, from which keys and nonces of this run are drawn.
    pub entropy: [u8; 32],
    /// Somebody said that the store is to begin in an empty place.
    pub begin: bool,
    /// Name and person of whom to let in.
    pub name: String,
    pub person: Uuid,
    /// Where the work of a device that founds a store goes.
    pub scope: String,
    /// The form of segments that is written and read: `segment::FORMAT`.
    pub format: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    List,
    Get { name: String, most: u64 },
    Put { name: String, bytes: Vec<u8> },
}

#[derive(Clone, Debug)]
pub enum Event {
    Listed(Vec<Entry>),
    NotListed(Trouble),
    Got {
        name: String,
        bytes: Vec<u8>,
    },
    NotGot {
        name: String,
        trouble: Trouble,
    },
    /// Placed, or there already with that size.
    Put {
        name: String,
        size: u64,
    },
    NotPut {
        name: String,
        trouble: Trouble,
    },
}

/// Why a sync ended without exchanging anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Nothing is there. A stick that is not plugged in looks the same, so that somebody has to say so.
    Empty,
    /// There are files, and none that says whose store it is.
    NoRoot,
    /// The store of another office.
    Foreign,
    /// Made by a newer program.
    NewerStore(u32),
    /// The office has to let this device in; it was asked.
    Waiting,
    /// The office shut this device out.
    ShutOut,
    /// No key for the own scope was given to this device.
    NoKey,
    Trouble(Trouble),
}

/// What a sync came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub halt: Option<Halt>,
    /// Segments and operations taken in.
    pub taken: u64,
    pub ops: u64,
    /// Files put, and bytes in them.
    pub put: u64,
    pub put_bytes: u64,
    /// Files got, and bytes in them.
    pub got: u64,
    pub got_bytes: u64,
    /// Own segments now known to be in the store.
    pub newly_seen: u64,
    /// Files of this store that are set aside, and why.
    pub aside: Vec<(String, Fault)>,
    /// Calls that failed; the next sync tries again.
    pub troubles: Vec<(String, Trouble)>,
    /// Segments for a newer program: kept, passed on, not shown.
    pub newer: u64,
    /// Streams on which two laptops write, after a copy was made.
    pub forked: Vec<u64>,
    /// Segments whose predecessor is not here.
    pub gaps: u64,
    /// This data file is a copy, or an older one put back: it writes on under another name.
    pub suspected: bool,
    /// Saves whose clock is a day or more ahead.
    pub ahead: u64,
    /// Devices that ask to be let in.
    pub joins: Vec<Join>,
    /// Files of evidence that became whole here, that were sent, and that are neither here nor in the store.
    pub files_taken: u64,
    pub files_sent: u64,
    pub files_awaited: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Listing,
    Root,
    Members,
    Segments,
    Sending,
    Carrying,
    ListingAgain,
    Done,
}

/// A file to put.
enum Putting {
    Segment { name: String, id: i64 },
    Bytes { name: String, bytes: Vec<u8> },
    Chunk(Box<Carried>),
}

/// A copy of a file in the listing.
#[derive(Clone, Debug)]
struct Copied {
    copy: u32,
    name: String,
    size: u64,
}

/// Files of the listing that are few.
#[derive(Default)]
struct Rest {
    roots: Vec<Copied>,
    joins: Vec<Copied>,
    strays: Vec<Copied>,
}

impl Rest {
    fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.joins.is_empty() && self.strays.is_empty()
    }
}

/// A segment that is here, as far as listing and sending look at it.
struct Known {
    id: i64,
    hash: Hash,
    scope: String,
    stream: u64,
    height: u32,
    size: u64,
    sent: bool,
    own: bool,
    seen: bool,
}

pub struct Sync {
    keys: DeviceKeys,
    me: DeviceId,
    start: Start,
    drawn: u64,
    phase: Phase,
    outstanding: usize,
    listing: BTreeMap<String, u64>,
    /// Copies of every segment and link in the listing, by what their names promise.
    copies: HashMap<Short, Vec<Copied>>,
    /// Copies of every chunk of evidence in the listing that this device may read, by file and number.
    chunks: HashMap<(Short, u32), Vec<Copied>>,
    /// Files of evidence that are to become whole here.
    coming: HashMap<Short, Coming>,
    /// The highest copy that somebody asks for.
    wanted: HashMap<Short, u32>,
    rest: Rest,
    /// Files set aside before: size, why, how often.
    aside: HashMap<String, (u64, Option<Fault>, u32)>,
    known: HashMap<Short, Known>,
    links: HashMap<Short, (Hash, Vec<u8>)>,
    members: Members,
    /// `members` follows from `links`.
    folded: bool,
    /// Scope keys that were unwrapped, by scope and name.
    opened: HashMap<(String, [u8; 16]), ScopeKey>,
    /// Segments that are here, when sending began.
    held: Vec<Held>,
    root: Option<Vec<u8>>,
    root_found: bool,
    to_get: VecDeque<(String, u64)>,
    to_put: VecDeque<Putting>,
    arrived: Vec<(String, Arrived)>,
    arrived_bytes: usize,
    new_links: Vec<(Hash, Vec<u8>)>,
    /// Damaged files that came with the size that is listed.
    whole: HashSet<String>,
    /// Saves of authors that were shut out came, or the members changed: who counts has to be looked at again.
    judge_again: bool,
    put_any: bool,
    stand: Stand,
    pub outcome: Outcome,
    /// A planted bug's: read first, taken in later.
    marked: Vec<Arrived>,
}

impl Sync {
    /// Begins a sync of a data file. Returns the first requests.
    pub fn begin(
        store: &Store,
        keys: DeviceKeys,
        start: Start,
    ) -> Result<(Sync, Vec<Request>), StoreError> {
        let me = keys.id();
        let known = store.held()?.into_iter().map(|held| {
            let label = names::label(&held.hash, held.stream, held.height);
            (label, Known::of(&held))
        });
        let aside = store.aside()?.into_iter().map(|file| {
            let fault = Fault::from_code(&file.reason);
            (file.name, (file.size, fault, file.tries))
        });
        let links = store.links()?.into_iter();
        let sync = Sync {
            known: known.collect(),
            aside: aside.collect(),
            links: links
                .map(|(hash, bytes)| (names::short(&hash), (hash, bytes)))
                .collect(),
            root: store.exchange_fact("root")?,
            me,
            keys,
            start,
            drawn: 0,
            phase: Phase::Listing,
            outstanding: 1,
            listing: BTreeMap::new(),
            copies: HashMap::new(),
            chunks: HashMap::new(),
            coming: HashMap::new(),
            wanted: HashMap::new(),
            rest: Rest::default(),
            members: Members::default(),
            folded: false,
            opened: HashMap::new(),
            held: Vec::new(),
            root_found: false,
            to_get: VecDeque::new(),
            to_put: VecDeque::new(),
            arrived: Vec::new(),
            arrived_bytes: 0,
            new_links: Vec::new(),
            whole: HashSet::new(),
            judge_again: false,
            put_any: false,
            stand: Stand::default(),
            outcome: Outcome::default(),
            marked: Vec::new(),
        };
        Ok((sync, vec![Request::List]))
    }

    pub fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    pub fn stand(&self) -> Stand {
        self.stand
    }

    /// Segments that were here when it began.
    pub fn known_count(&self) -> usize {
        self.known.len() + self.links.len()
    }

    pub fn members(&self) -> &Members {
        &self.members
    }

    /// Takes an event and says what to do next; nothing, while requests are under way or when all is done.
    ///
    /// # Errors
    /// The data file cannot be written. What was taken in before stays.
    pub fn step(&mut self, store: &mut Store, event: Event) -> Result<Vec<Request>, StoreError> {
        if self.phase == Phase::Done {
            return Ok(Vec::new());
        }
        self.outstanding = self.outstanding.saturating_sub(1);
        self.finish_marked(store)?;
        match event {
            Event::Listed(entries) => self.listed(store, entries)?,
            Event::NotListed(trouble) => self.not_listed(store, trouble)?,
            Event::Got { name, bytes } => {
                self.outcome.got += 1;
                self.outcome.got_bytes += bytes.len() as u64;
                self.count_file(bytes.len() as u64);
                self.got(store, name, &bytes)?;
            }
            Event::NotGot { name, trouble } => {
                self.count_file(0);
                self.not_got(store, name, trouble)?;
            }
            Event::Put { name, size } => {
                self.put_any = true;
                self.count_file(size);
                self.outcome.put += 1;
                self.outcome.put_bytes += size;
                self.note_put(store, &name)?;
            }
            Event::NotPut { name, trouble } => {
                self.count_file(0);
                self.outcome.troubles.push((name, trouble));
            }
        }
        self.go_on(store)
    }

    /// Gives further requests; where a phase has none left, goes to the next.
    fn go_on(&mut self, store: &mut Store) -> Result<Vec<Request>, StoreError> {
        let mut requests = Vec::new();
        loop {
            self.fill(store, &mut requests)?;
            if !requests.is_empty() || self.outstanding > 0 || self.phase == Phase::Done {
                return Ok(requests);
            }
            match self.phase {
                Phase::Listing | Phase::ListingAgain | Phase::Done => return Ok(requests),
                Phase::Root => self.enter_members(store)?,
                Phase::Members => self.enter_segments(store)?,
                Phase::Segments => self.enter_sending(store)?,
                Phase::Sending => self.enter_carrying(store)?,
                Phase::Carrying if self.put_any => {
                    self.phase = Phase::ListingAgain;
                    self.outstanding += 1;
                    requests.push(Request::List);
                }
                Phase::Carrying => self.finish(store)?,
            }
        }
    }

    fn fill(&mut self, store: &Store, requests: &mut Vec<Request>) -> Result<(), StoreError> {
        while self.outstanding < TOGETHER {
            if let Some((name, size)) = self.to_get.pop_front() {
                requests.push(Request::Get { name, most: size });
            } else if let Some(putting) = self.to_put.pop_front() {
                let (name, bytes) = match putting {
                    Putting::Segment { name, id } => (name, store.segment_bytes(id)?),
                    Putting::Bytes { name, bytes } => (name, bytes),
                    Putting::Chunk(carried) => match self.sealed_chunk(store, *carried) {
                        Some(file) => file,
                        None => continue,
                    },
                };
                requests.push(Request::Put { name, bytes });
            } else {
                break;
            }
            self.outstanding += 1;
        }
        Ok(())
    }

    fn listed(&mut self, store: &mut Store, entries: Vec<Entry>) -> Result<(), StoreError> {
        let listing = entries.into_iter().map(|entry| (entry.name, entry.size));
        self.listing = listing.collect();
        self.sort_copies();
        match self.phase {
            Phase::ListingAgain => self.finish(store),
            _ => {
                self.stop_at_absence(store)?;
                self.enter_root(store)
            }
        }
    }

    fn not_listed(&mut self, store: &mut Store, trouble: Trouble) -> Result<(), StoreError> {
        match self.phase {
            // everything was put; the next sync will see it
            Phase::ListingAgain => {
                self.outcome.troubles.push((String::new(), trouble));
                self.listing.clear();
                self.copies.clear();
                self.finish(store)
            }
            _ => {
                self.halt(Halt::Trouble(trouble));
                Ok(())
            }
        }
    }

    fn halt(&mut self, why: Halt) {
        self.outcome.halt = Some(why);
        self.to_get.clear();
        self.to_put.clear();
        self.phase = Phase::Done;
    }

    fn count_file(&mut self, bytes: u64) {
        self.stand.files += 1;
        self.stand.bytes += bytes;
    }

    fn want_file(&mut self, name: String, size: u64, most: u64) {
        self.stand.files_total += 1;
        self.stand.bytes_total += size;
        self.to_get.push_back((name, most));
    }

    fn send(&mut self, putting: Putting, size: u64) {
        self.stand.files_total += 1;
        self.stand.bytes_total += size;
        self.to_put.push_back(putting);
    }

    /// The next secret of this run.
    fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        draw(&self.start.entropy, self.drawn)
    }

    /// A stamp for links: the office's clock, which orders nothing.
    fn stamp(&self) -> u64 {
        (self.start.now.utc_ms.max(0) as u64) << 16
    }
}

pub use reading::wanted_content;

/// Bytes that a file of that name may have at most.
pub fn most_of(name: &str) -> u64 {
    match name.split_once('/') {
        Some(("s", _)) => super::segment::MOST_SEALED,
        Some(("a", _)) => super::attachment::sealed_length(super::attachment::CHUNK, 0),
        _ => admission::MOST_LINK,
    }
}

/// The output of a keyed hash under a key that is used for one run: as good as fresh randomness.
pub fn draw(entropy: &[u8; 32], count: u64) -> [u8; 32] {
    *blake3::keyed_hash(entropy, &count.to_be_bytes()).as_bytes()
}

impl Known {
    fn of(held: &Held) -> Known {
        Known {
            id: held.id,
            hash: held.hash,
            scope: held.scope.clone(),
            stream: held.stream,
            height: held.height,
            size: held.size,
            sent: held.standing != Standing::Refused,
            own: held.own,
            seen: held.seen,
        }
    }
}
