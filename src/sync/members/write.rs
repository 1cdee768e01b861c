//! New links: founding a store, letting a device in, shutting one out, and checkpoints.

use std::collections::BTreeSet;

use super::{Key, Members};
use crate::sync::keys::{Card, DeviceId, DeviceKeys, key_id};
use crate::sync::link::{Action, Admission, Link, Role, Tip};
use crate::sync::names::Hash;

/// Why no link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// Only the office may.
    NotOffice,
    /// There is no such member.
    Unknown,
    /// It was shut out; a device comes back with new keys.
    ShutOut,
}

/// Fresh secrets, one for each call.
pub type Draw<'a> = &'a mut dyn FnMut() -> [u8; 32];

impl Members {
    /// The first link: the device that founds a store is its office and its first member.
    pub fn found(device: &DeviceKeys, admission: Admission, stamp: u64, draw: Draw<'_>) -> Vec<u8> {
        let mut actions = Vec::new();
        for scope in &admission.scopes {
            actions.push(new_key(scope, &[*device.card()], draw));
        }
        actions.insert(0, Action::Admit(admission));
        let link = Link {
            parents: Vec::new(),
            signer: *device.card(),
            stamp,
            actions,
        };
        link.seal(device)
    }

    /// Lets a device in, with the keys of its scopes. For one that is in already, sets role and scopes anew.
    pub fn admit(
        &self,
        device: &DeviceKeys,
        admission: Admission,
        stamp: u64,
        draw: Draw<'_>,
    ) -> Result<Vec<u8>, WriteError> {
        let card = admission.card;
        if self
            .member(&card.id())
            .is_some_and(|member| member.revoked.is_some())
        {
            return Err(WriteError::ShutOut);
        }
        let scopes: BTreeSet<&String> = match admission.role {
            Role::Office => self.keys.iter().map(|key| &key.scope).collect(),
            _ => BTreeSet::new(),
        };
        let scopes: BTreeSet<&String> = scopes.into_iter().chain(&admission.scopes).collect();
        let mut actions = vec![Action::Admit(admission.clone())];
        for scope in scopes {
            let known = self.keys.iter().filter(|key| key.scope == *scope);
            let shared: Vec<Action> = known
                .filter_map(|key| key.share(device, &card, draw))
                .collect();
            match shared.is_empty() {
                true => {
                    let mut readers = self.readers(scope, &[]);
                    readers.push(card);
                    readers.sort_unstable();
                    readers.dedup();
                    actions.push(new_key(scope, &readers, draw));
                }
                false => actions.extend(shared),
            }
        }
        self.write(device, stamp, actions)
    }

    /// Shuts a device out: what it signed counts up to `last`, and from now on others seal with new keys.
    pub fn revoke(
        &self,
        device: &DeviceKeys,
        out: DeviceId,
        (last, reason): (Vec<Hash>, &str),
        stamp: u64,
        draw: Draw<'_>,
    ) -> Result<Vec<u8>, WriteError> {
        let member = self.member(&out).ok_or(WriteError::Unknown)?;
        if member.revoked.is_some() {
            return Err(WriteError::ShutOut);
        }
        let mut actions = vec![Action::Revoke {
            device: out,
            last,
            reason: reason.to_owned(),
        }];
        let scopes: BTreeSet<&String> = self.keys.iter().map(|key| &key.scope).collect();
        for scope in scopes.into_iter().filter(|scope| self.reads(&out, scope)) {
            actions.push(new_key(scope, &self.readers(scope, &[out]), draw));
        }
        self.write(device, stamp, actions)
    }

    /// Says that the office holds everything up to these tips.
    pub fn checkpoint(
        &self,
        device: &DeviceKeys,
        tips: Vec<Tip>,
        stamp: u64,
    ) -> Result<Vec<u8>, WriteError> {
        self.write(device, stamp, vec![Action::Checkpoint(tips)])
    }

    fn write(
        &self,
        device: &DeviceKeys,
        stamp: u64,
        actions: Vec<Action>,
    ) -> Result<Vec<u8>, WriteError> {
        if !self.is_office(&device.id()) {
            return Err(WriteError::NotOffice);
        }
        let link = Link {
            parents: self.ends.clone(),
            signer: *device.card(),
            stamp,
            actions,
        };
        Ok(link.seal(device))
    }

    /// The members who read a scope, but for some.
    fn readers(&self, scope: &str, without: &[DeviceId]) -> Vec<Card> {
        self.members
            .iter()
            .filter(|(id, member)| member.revoked.is_none() && !without.contains(id))
            .filter(|(id, _)| self.reads(id, scope))
            .map(|(_, member)| member.admission.card)
            .collect()
    }
}

impl Key {
    /// Passes a key on to another device.
    fn share(&self, device: &DeviceKeys, to: &Card, draw: Draw<'_>) -> Option<Action> {
        let key = self.open(device)?;
        Some(Action::Key {
            scope: self.scope.clone(),
            id: self.id,
            wrapped: vec![(to.id(), to.wrap(&key, draw()))],
        })
    }
}

fn new_key(scope: &str, readers: &[Card], draw: Draw<'_>) -> Action {
    let key = draw();
    let wrapped = readers
        .iter()
        .map(|card| (card.id(), card.wrap(&key, draw())))
        .collect();
    Action::Key {
        scope: scope.to_owned(),
        id: key_id(&key),
        wrapped,
    }
}
