//! What is asked of the exchange from the screen, apart from syncing itself: letting devices in and out, taking back
//! what was set aside, naming the store.

use super::{own_keys, view};
use crate::app::Msg;
use crate::app::sync::{SyncAsk, SyncDone, SyncTold};
use crate::domain::calendar::Now;
use crate::domain::exchange::DeviceRole;
use crate::store::{Store, StoreError};
use crate::sync::drive::fresh_secret;
use crate::sync::link::Role;
use crate::sync::members::{Draw, WriteError};
use crate::sync::names::{is_scope, unhex};
use crate::sync::office;
use crate::words::Words;

/// Does what is asked; none for what runs beside the worker.
pub fn answer(
    store: &mut Store,
    ask: SyncAsk,
    now: Now,
    words: Words,
) -> Result<Option<Msg>, StoreError> {
    let told = match ask {
        SyncAsk::Show => SyncTold::View(Box::new(view::of(store, words)?)),
        SyncAsk::UseStore { ticket, place } => {
            store.set_sync_place(place.trim())?;
            done(ticket, SyncDone::Named)
        }
        SyncAsk::TakeBack { ticket, names } => {
            store.take_back(&names)?;
            done(ticket, SyncDone::TakenBack(names.len()))
        }
        SyncAsk::Approve {
            ticket,
            device,
            role,
            areas,
        } => match approve(store, &device, role, &areas, now, words)? {
            Ok(name) => done(ticket, SyncDone::Approved(name)),
            Err(why) => SyncTold::Refused { ticket, why },
        },
        SyncAsk::Revoke {
            ticket,
            device,
            reason,
        } => match revoke(store, &device, &reason, now, words)? {
            Ok(()) => done(ticket, SyncDone::Revoked),
            Err(why) => SyncTold::Refused { ticket, why },
        },
        SyncAsk::Start { .. } | SyncAsk::Stop => return Ok(None),
    };
    Ok(Some(Msg::Sync(told)))
}

fn done(ticket: u64, done: SyncDone) -> SyncTold {
    SyncTold::Done { ticket, done }
}

fn approve(
    store: &mut Store,
    device: &str,
    role: DeviceRole,
    areas: &[String],
    now: Now,
    words: Words,
) -> Result<Result<String, String>, StoreError> {
    if let Some(bad) = areas.iter().find(|area| !is_scope(area)) {
        return Ok(Err(words.device_bad_area(bad.clone())));
    }
    let keys = match own_keys(store) {
        Ok(keys) => keys,
        Err(error) => return Ok(Err(words.device_keys_unread(error.to_string()))),
    };
    let Some(members) = office::members(store)? else {
        return Ok(Err(words.device_no_store().to_owned()));
    };
    let joins = office::joins(store, &members)?;
    let asked = unhex(device).and_then(|id| joins.iter().find(|join| join.card.id() == id));
    let Some(card) = asked.map(|join| join.card) else {
        return Ok(Err(words.device_which().to_owned()));
    };
    let role = match role {
        DeviceRole::Inspector => Role::Inspector,
        DeviceRole::Instructor => Role::Instructor,
        DeviceRole::Office => Role::Office,
    };
    let at = (stamp(now), &mut fresh_secret as Draw<'_>);
    let approved = office::approve(store, &keys, &card, (role, areas), at)?;
    Ok(approved
        .map(|join| join.name)
        .map_err(|error| words.member_error(error).to_owned()))
}

fn revoke(
    store: &mut Store,
    device: &str,
    reason: &str,
    now: Now,
    words: Words,
) -> Result<Result<(), String>, StoreError> {
    let keys = match own_keys(store) {
        Ok(keys) => keys,
        Err(error) => return Ok(Err(words.device_keys_unread(error.to_string()))),
    };
    let Some(id) = unhex(device) else {
        return Ok(Err(words.device_which().to_owned()));
    };
    let at = (stamp(now), &mut fresh_secret as Draw<'_>);
    let revoked = office::revoke(store, &keys, id, reason, at)?;
    Ok(revoked.map_err(|error| words.member_error(error).to_owned()))
}

/// The office's clock on a link, which orders nothing.
pub fn stamp(now: Now) -> u64 {
    (now.utc_ms.max(0) as u64) << 16
}

impl Words {
    /// Why the office's chain was not written.
    pub fn member_error(self, error: WriteError) -> &'static str {
        match error {
            WriteError::NotOffice => self.device_not_office(),
            WriteError::Unknown => self.device_which(),
            WriteError::ShutOut => self.device_was_out(),
        }
    }
}
