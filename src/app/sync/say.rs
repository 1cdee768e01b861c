//! How a sync ended and what it left to look at, in sentences.

use crate::domain::exchange::{Belonging, DeviceRole, DeviceState, LastSync, SyncEnd};
use crate::words::Words;

impl Words {
    /// One sentence on how a sync ended.
    pub fn sync_ended(self, last: &LastSync) -> String {
        match &last.end {
            SyncEnd::Done if last.taken == 0 && last.put == 0 => self.sync_quiet().to_owned(),
            SyncEnd::Done => {
                let size = self.file_size(last.put_bytes);
                self.sync_exchanged(last.taken, last.ops, last.put, size)
            }
            SyncEnd::Stopped => self.sync_stopped().to_owned(),
            SyncEnd::Empty => self.sync_end_empty().to_owned(),
            SyncEnd::NoRoot => self.sync_no_root().to_owned(),
            SyncEnd::Foreign => self.sync_foreign().to_owned(),
            SyncEnd::NewerStore(version) => self.sync_newer_store(*version),
            SyncEnd::Waiting => self.sync_end_waiting().to_owned(),
            SyncEnd::ShutOut => self.sync_shut_out().to_owned(),
            SyncEnd::NoKey => self.sync_no_key().to_owned(),
            SyncEnd::Away(_) => self.sync_end_away().to_owned(),
            SyncEnd::Denied(_) => self.sync_end_denied().to_owned(),
            SyncEnd::Full => self.sync_end_full().to_owned(),
            SyncEnd::Here(why) => self.sync_end_here(why),
        }
    }

    /// What was said of the store, for who looks after it; may be empty.
    pub fn sync_detail(self, last: &LastSync) -> String {
        match &last.end {
            SyncEnd::Away(what) | SyncEnd::Denied(what) => what.clone(),
            _ if last.troubles > 0 => self.sync_troubles(last.troubles, &last.trouble),
            _ => String::new(),
        }
    }

    pub fn belonging(self, belonging: Belonging) -> &'static str {
        match belonging {
            Belonging::Alone => self.belonging_alone(),
            Belonging::Waiting => self.belonging_waiting(),
            Belonging::Member => self.belonging_member(),
            Belonging::Office => self.belonging_office(),
            Belonging::ShutOut => self.belonging_out(),
        }
    }

    pub fn role_of_device(self, role: DeviceRole) -> &'static str {
        match role {
            DeviceRole::Inspector => self.device_role_inspector(),
            DeviceRole::Instructor => self.device_role_instructor(),
            DeviceRole::Office => self.device_role_office(),
        }
    }

    pub fn device_state(self, state: DeviceState, this: bool) -> &'static str {
        match state {
            DeviceState::Asks => self.device_asks(),
            DeviceState::In if this => self.device_here(),
            DeviceState::In => self.device_in(),
            DeviceState::Out => self.device_out(),
        }
    }

    /// Bytes in the unit that reads best.
    pub fn file_size(self, bytes: u64) -> String {
        match bytes {
            0..1024 => format!("{bytes} B"),
            1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
            _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
        }
    }
}
