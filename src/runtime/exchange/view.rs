//! What the screen of sync shows, gathered from the data file, the keys beside it and the chain of members.

use crate::domain::exchange::{
    Belonging, Device, DeviceRole, DeviceState, Sent, SetAside, SyncView,
};
use crate::runtime::remotes;
use crate::store::{Aside, Store, StoreError};
use crate::sync::fault::Fault;
use crate::sync::keys::{DeviceId, DeviceKeys};
use crate::sync::link::{Join, Role};
use crate::sync::members::{Member, Members};
use crate::sync::names::hex;
use crate::sync::office;
use crate::words::Words;

/// Files set aside that are listed; the others come when these are settled.
const LISTED: usize = 500;

pub fn of(store: &Store, words: Words) -> Result<SyncView, StoreError> {
    // one that was never used has no keys, and gets none by being looked at
    let keys = DeviceKeys::read(store.directory()).ok().flatten();
    let own = keys.as_ref().map(DeviceKeys::id);
    let members = office::members(store)?;
    let devices = match &members {
        Some(members) => devices(store, members, own)?,
        None => Vec::new(),
    };
    let [here, uploaded, confirmed] = store.sent()?;
    let (aside, aside_total) = store.aside_listed(LISTED)?;
    Ok(SyncView {
        place: place(store)?,
        sent: Sent {
            here,
            uploaded,
            confirmed,
        },
        last: store.last_sync()?,
        belonging: belonging(store, members.as_ref(), own)?,
        fingerprint: keys.map_or_else(String::new, |keys| keys.card().fingerprint()),
        devices,
        aside: aside
            .into_iter()
            .map(|file| set_aside(file, words))
            .collect(),
        aside_total,
        newer: store.newer_segments()?,
        suspected: store.exchange_fact("suspected")?.is_some(),
        numbers: store.shared_numbers()?.len() as u64,
    })
}

/// The store used last, else the usual one of those that have a name.
fn place(store: &Store) -> Result<String, StoreError> {
    let place = store.sync_place()?;
    Ok(match place.is_empty() {
        true => remotes::usual(store.directory()).unwrap_or_default(),
        false => place,
    })
}

fn belonging(
    store: &Store,
    members: Option<&Members>,
    own: Option<DeviceId>,
) -> Result<Belonging, StoreError> {
    let member = members
        .zip(own)
        .and_then(|(members, own)| members.member(&own));
    Ok(match member {
        Some(member) if member.revoked.is_some() => Belonging::ShutOut,
        Some(member) if member.admission.role == Role::Office => Belonging::Office,
        Some(_) => Belonging::Member,
        None if office::waits(store)? => Belonging::Waiting,
        None => Belonging::Alone,
    })
}

fn devices(
    store: &Store,
    members: &Members,
    own: Option<DeviceId>,
) -> Result<Vec<Device>, StoreError> {
    let joins = office::joins(store, members)?;
    let mut devices: Vec<Device> = joins.into_iter().map(asking).collect();
    devices.extend(members.all().map(|(id, member)| known(id, member, own)));
    devices.sort_by(|a, b| {
        let place = |device: &Device| {
            (
                device.state,
                device
                    .role
                    .map(|role| role as u8)
                    .map(|role| u8::MAX - role),
            )
        };
        (place(a), &a.name, &a.id).cmp(&(place(b), &b.name, &b.id))
    });
    Ok(devices)
}

fn asking(join: Join) -> Device {
    Device {
        id: hex(&join.card.id()),
        fingerprint: join.card.fingerprint(),
        name: join.name,
        role: None,
        areas: Vec::new(),
        state: DeviceState::Asks,
        reason: String::new(),
        this: false,
    }
}

fn known(id: &DeviceId, member: &Member, own: Option<DeviceId>) -> Device {
    let admission = &member.admission;
    Device {
        id: hex(id),
        fingerprint: admission.card.fingerprint(),
        name: admission.name.clone(),
        role: Some(role_shown(admission.role)),
        areas: admission.scopes.clone(),
        state: match member.revoked {
            Some(_) => DeviceState::Out,
            None => DeviceState::In,
        },
        reason: member.reason.clone(),
        this: own == Some(*id),
    }
}

fn role_shown(role: Role) -> DeviceRole {
    match role {
        Role::Inspector => DeviceRole::Inspector,
        Role::Instructor => DeviceRole::Instructor,
        Role::Office => DeviceRole::Office,
    }
}

fn set_aside(file: Aside, words: Words) -> SetAside {
    let why = Fault::from_code(&file.reason).map_or("", |fault| words.sync_fault(fault));
    SetAside {
        name: file.name,
        size: file.size,
        why: why.to_owned(),
        tries: file.tries,
    }
}
