//! Who belongs to the data, as the data file has it: the members, who asks to be let in, and what the office decides.
//! What is decided reaches the others with the next sync.

use std::collections::BTreeSet;

use super::keys::{Card, DeviceId, DeviceKeys};
use super::link::{Admission, Join, Role, Root};
use super::members::{Draw, Members, WriteError};
use super::names::Hash;
use crate::store::{Store, StoreError};

/// The members; none where the data belongs to no store yet.
pub fn members(store: &Store) -> Result<Option<Members>, StoreError> {
    let root = store.exchange_fact("root")?;
    let Some(root) = root.and_then(|root| Root::read(&root)) else {
        return Ok(None);
    };
    let office = root.founder.id();
    Ok(Some(Members::of_kept(office, store.links()?)))
}

/// Those who ask and were not let in yet, each device once.
pub fn joins(store: &Store, members: &Members) -> Result<Vec<Join>, StoreError> {
    let joins = store.exchange_facts("members/")?.into_iter();
    let mut joins: Vec<Join> = joins
        .filter_map(|bytes| Join::read(&bytes))
        .filter(|join| members.member(&join.card.id()).is_none())
        .collect();
    joins.sort_by_key(|join| (join.card, std::cmp::Reverse(join.stamp)));
    joins.dedup_by_key(|join| join.card);
    Ok(joins)
}

/// This device asked to be let in, and was not let in yet.
pub fn waits(store: &Store) -> Result<bool, StoreError> {
    Ok(store.exchange_fact("join")?.is_some())
}

/// Lets a device in that asked; without areas it works where this one does.
pub fn approve(
    store: &mut Store,
    keys: &DeviceKeys,
    card: &Card,
    (role, areas): (Role, &[String]),
    (stamp, draw): (u64, Draw<'_>),
) -> Result<Result<Join, WriteError>, StoreError> {
    let Some(members) = members(store)? else {
        return Ok(Err(WriteError::NotOffice));
    };
    let mut joins = joins(store, &members)?.into_iter();
    let Some(join) = joins.find(|join| join.card == *card) else {
        return Ok(Err(WriteError::Unknown));
    };
    let own = members.member(&keys.id());
    let scopes = match areas {
        [] => own.map(|own| vec![own.admission.scopes[0].clone()]),
        areas => Some(areas.to_vec()),
    };
    let admission = Admission {
        card: join.card,
        person: join.person,
        name: join.name.clone(),
        role,
        scopes: scopes.unwrap_or_default(),
    };
    let link = members.admit(keys, admission, stamp, draw);
    keep(store, link).map(|kept| kept.map(|()| join))
}

/// Shuts a device out; what is here of its work still counts.
pub fn revoke(
    store: &mut Store,
    keys: &DeviceKeys,
    device: DeviceId,
    reason: &str,
    (stamp, draw): (u64, Draw<'_>),
) -> Result<Result<(), WriteError>, StoreError> {
    let Some(members) = members(store)? else {
        return Ok(Err(WriteError::NotOffice));
    };
    let held = store.held_of(device)?;
    let parents: BTreeSet<Hash> = held.iter().filter_map(|held| held.parent).collect();
    let ends = held.iter().map(|held| held.hash);
    let last = ends.filter(|hash| !parents.contains(hash)).collect();
    let link = members.revoke(keys, device, (last, reason), stamp, draw);
    keep(store, link)
}

fn keep(
    store: &mut Store,
    link: Result<Vec<u8>, WriteError>,
) -> Result<Result<(), WriteError>, StoreError> {
    match link {
        Ok(link) => {
            store.keep_links(&[(blake3::hash(&link).into(), link)])?;
            Ok(Ok(()))
        }
        Err(error) => Ok(Err(error)),
    }
}
