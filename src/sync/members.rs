//! Who belongs to a store: the links of the membership chain, read together in whatever order they came. Every device
//! that has the same links comes to the same members.

mod fold;
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use super::keys::{DeviceId, DeviceKeys, ScopeKey, key_id};
use super::link::{Admission, Role, Tip};
use super::names::{Hash, Short, short};
use super::segment::{Header, Segment};

pub use write::{Draw, WriteError};

/// A device that was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub admission: Admission,
    /// Stamp of the link that let it in.
    pub since: u64,
    /// Every scope it was ever let into: what it wrote there goes on to count.
    pub wrote_in: BTreeSet<String>,
    /// If it was shut out: the last of its segments that count.
    pub revoked: Option<BTreeSet<Hash>>,
    /// Why it was shut out; empty where nobody said.
    pub reason: String,
}

/// A key of a scope, with whom it was wrapped for.
#[derive(Clone, Debug)]
struct Key {
    scope: String,
    id: [u8; 16],
    wrapped: BTreeMap<DeviceId, Vec<u8>>,
}

/// The chain as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Members {
    members: BTreeMap<DeviceId, Member>,
    /// In the order in which they came up; the last of a scope is the one to seal with.
    keys: Vec<Key>,
    /// Links that no other names as a parent.
    ends: Vec<Hash>,
    checkpoints: Vec<Tip>,
    /// Links that count for nothing, and why.
    pub faults: Vec<(Hash, Fault)>,
    /// Links whose parents are not here.
    pub waiting: Vec<Hash>,
}

impl Members {
    pub fn member(&self, device: &DeviceId) -> Option<&Member> {
        self.members.get(device)
    }

    pub fn all(&self) -> impl Iterator<Item = (&DeviceId, &Member)> {
        self.members.iter()
    }

    /// A member that was not shut out.
    pub fn standing(&self, device: &DeviceId) -> Option<&Member> {
        self.member(device)
            .filter(|member| member.revoked.is_none())
    }

    pub fn is_office(&self, device: &DeviceId) -> bool {
        self.standing(device)
            .is_some_and(|member| member.admission.role == Role::Office)
    }

    /// The ends of the chain, as segments name them.
    pub fn heads(&self) -> Vec<Short> {
        self.ends.iter().map(short).collect()
    }

    /// Every tip that a checkpoint of the office names.
    pub fn checkpoints(&self) -> &[Tip] {
        &self.checkpoints
    }

    /// Whether a device reads a scope.
    pub fn reads(&self, device: &DeviceId, scope: &str) -> bool {
        self.member(device).is_some_and(|member| {
            member.admission.role == Role::Office
                || member.admission.scopes.iter().any(|own| own == scope)
        })
    }

    /// The key to seal with in a scope.
    pub fn sealing_key(&self, device: &DeviceKeys, scope: &str) -> Option<ScopeKey> {
        self.keys
            .iter()
            .rev()
            .filter(|key| key.scope == scope)
            .find_map(|key| key.open(device))
    }

    /// The key a segment was sealed with, if it was wrapped for this device.
    pub fn opening_key(&self, device: &DeviceKeys, header: &Header) -> Option<ScopeKey> {
        self.key_named(device, &header.scope, header.key)
    }

    /// A key of a scope by its name, if it was wrapped for this device.
    pub fn key_named(&self, device: &DeviceKeys, scope: &str, name: [u8; 16]) -> Option<ScopeKey> {
        self.keys
            .iter()
            .find(|key| key.scope == scope && key.id == name)?
            .open(device)
    }

    /// Whether a segment is what a member signed, where that member may write. Whether a member that was shut out
    /// signed it in time follows from the chain of segments, and is not looked at here.
    pub fn judge(&self, segment: &Segment<'_>) -> Result<&Member, Fault> {
        let header = &segment.header;
        let member = self.member(&header.author).ok_or(Fault::Author)?;
        if !segment.is_signed_by(&member.admission.card) {
            return Err(Fault::Signature);
        }
        match member.wrote_in.contains(&header.scope) {
            true => Ok(member),
            false => Err(Fault::Scope),
        }
    }
}

impl Key {
    fn open(&self, device: &DeviceKeys) -> Option<ScopeKey> {
        let key = device.unwrap(self.wrapped.get(&device.id())?)?;
        (key_id(&key) == self.id).then_some(key)
    }
}
