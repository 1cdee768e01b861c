//! What is shown of sync: how far one has come and how it ended, what of the work has left this laptop, who belongs to
//! the store, and what waits to be looked at.

use serde::{Deserialize, Serialize};

/// How far a sync has come, in files and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    pub files: u64,
    pub files_total: u64,
    pub bytes: u64,
    pub bytes_total: u64,
}

impl Stand {
    /// Whole percents of the files known so far; 0 while none is known.
    pub fn percent(&self) -> u64 {
        (self.files.min(self.files_total) * 100)
            .checked_div(self.files_total)
            .unwrap_or(0)
    }
}

/// What a sync is started with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncOrder {
    /// The store, as it was typed: a folder, or the name of a store.
    pub place: String,
    /// Somebody said that the store is to begin in an empty place.
    pub begin: bool,
    /// Where the work of a device that founds a store goes; empty for the whole county.
    pub area: String,
}

/// How a sync ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncEnd {
    /// Everything that could be exchanged was.
    Done,
    /// Somebody stopped it; what was exchanged stays.
    Stopped,
    /// Nothing is there, which a stick that is not plugged in looks like.
    Empty,
    NoRoot,
    Foreign,
    NewerStore(u32),
    Waiting,
    ShutOut,
    NoKey,
    /// Not reachable just now; says what was said about it.
    Away(String),
    /// The store may not be read or written.
    Denied(String),
    /// The store is full.
    Full,
    /// The data file or the keys of this device could not be used.
    Here(String),
}

impl SyncEnd {
    /// Nothing is wrong: being away from the store is how most days are.
    pub fn is_calm(&self) -> bool {
        matches!(
            self,
            SyncEnd::Done | SyncEnd::Stopped | SyncEnd::Empty | SyncEnd::Waiting | SyncEnd::Away(_)
        )
    }
}

/// The last sync: when, with which store, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSync {
    pub utc_ms: i64,
    /// The same moment as the clock showed it here.
    pub clock: String,
    pub place: String,
    pub end: SyncEnd,
    /// Files taken in, and changes in them.
    pub taken: u64,
    pub ops: u64,
    /// Files sent, and bytes in them.
    pub put: u64,
    pub put_bytes: u64,
    /// Files that could not be carried, with what was said of the first.
    pub troubles: u64,
    pub trouble: String,
    /// Files whose predecessors are not here.
    pub gaps: u64,
    /// Saves whose clock is a day or more ahead.
    pub ahead: u64,
    /// Devices whose data was copied once.
    pub forked: u64,
}

/// What this device is to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Belonging {
    /// It belongs to no store; everything works without.
    Alone,
    /// It asked to be let in.
    Waiting,
    Member,
    Office,
    ShutOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum DeviceRole {
    Inspector,
    Instructor,
    Office,
}

impl DeviceRole {
    pub const ALL: [DeviceRole; 3] = [
        DeviceRole::Inspector,
        DeviceRole::Instructor,
        DeviceRole::Office,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeviceState {
    /// Asks to be let in.
    Asks,
    In,
    Out,
}

/// A device of the store, or one that asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Hexadecimal digits of its number.
    pub id: String,
    pub fingerprint: String,
    /// The person's name, as the device gave it.
    pub name: String,
    /// None while it asks.
    pub role: Option<DeviceRole>,
    pub areas: Vec<String>,
    pub state: DeviceState,
    /// Why it was shut out.
    pub reason: String,
    pub this: bool,
}

/// A file of a store that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    pub name: String,
    pub size: u64,
    /// Why, in words.
    pub why: String,
    pub tries: u32,
}

/// What of the work written here has left this laptop, in changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sent {
    pub here: u64,
    pub uploaded: u64,
    pub confirmed: u64,
}

/// How far the latest save of a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// 本机
    Here,
    /// 已上传: a store lists it.
    Uploaded,
    /// 已确认: a checkpoint of the office covers it.
    Confirmed,
}

/// Everything the screen of sync shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncView {
    /// The store that was used last; empty before the first.
    pub place: String,
    pub sent: Sent,
    pub last: Option<LastSync>,
    pub belonging: Belonging,
    /// This device's, to be read to the office; empty while it has no keys.
    pub fingerprint: String,
    /// Those that ask first, then those that are in, then those that are out.
    pub devices: Vec<Device>,
    /// Some of the files set aside, and how many there are.
    pub aside: Vec<SetAside>,
    pub aside_total: u64,
    /// Files for a newer program: kept, passed on, not shown.
    pub newer: u64,
    /// This data file is a copy, or an older one put back; said until the office was told.
    pub suspected: bool,
    /// Document numbers that more than one notice bears.
    pub numbers: u64,
}

impl SyncView {
    pub fn asking(&self) -> u64 {
        let asking = self.devices.iter();
        asking
            .filter(|device| device.state == DeviceState::Asks)
            .count() as u64
    }
}
