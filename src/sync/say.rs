//! What is wrong, and who is who, in words.

use super::fault::Fault;
use super::link::Role;
use super::remote::Trouble;
use super::verify::Wrong;
use crate::words::Words;

impl Words {
    pub fn sync_fault(self, fault: Fault) -> &'static str {
        match fault {
            Fault::Damaged => self.fault_damaged(),
            Fault::Form => self.fault_form(),
            Fault::Author => self.fault_author(),
            Fault::Signature => self.fault_signature(),
            Fault::Revoked => self.fault_revoked(),
            Fault::Scope => self.fault_scope(),
            Fault::Key => self.fault_key(),
            Fault::Cipher => self.fault_cipher(),
            Fault::Length => self.fault_length(),
            Fault::Saves => self.fault_saves(),
        }
    }

    pub fn sync_wrong(self, wrong: Wrong) -> &'static str {
        match wrong {
            Wrong::File(fault) => self.sync_fault(fault),
            Wrong::NoParent => self.wrong_no_parent(),
            Wrong::Height => self.wrong_height(),
            Wrong::NotThere => self.wrong_not_there(),
            Wrong::Unread => self.wrong_unread(),
        }
    }

    pub fn device_role(self, role: Role) -> &'static str {
        match role {
            Role::Inspector => self.device_role_inspector(),
            Role::Instructor => self.device_role_instructor(),
            Role::Office => self.device_role_office(),
        }
    }

    /// What went wrong with a store.
    pub fn store_trouble(self, trouble: &Trouble) -> String {
        match trouble {
            Trouble::Away(what) => self.remote_away(what.clone()),
            Trouble::Missing => self.remote_missing().into(),
            Trouble::Denied(_) => self.remote_denied().into(),
            Trouble::Full => self.remote_full().into(),
            Trouble::TooLarge => self.remote_too_large().into(),
            Trouble::Login => self.remote_login().into(),
            Trouble::Untrusted(what) => self.remote_untrusted(what.clone()),
            Trouble::HostKey => self.remote_host_key().into(),
            Trouble::NoProgram(program) => self.remote_no_program(program.clone()),
            Trouble::Elsewhere(to) => self.remote_elsewhere(to.clone()),
            Trouble::Slow => self.remote_slow().into(),
            Trouble::Busy => self.remote_busy().into(),
            Trouble::Cut => self.remote_cut().into(),
            Trouble::Capped(files) => self.remote_capped(*files),
            Trouble::Answer(status) => self.remote_answer(*status),
            Trouble::Stopped => self.remote_stopped().into(),
            Trouble::Other(what) => what.clone(),
        }
    }
}
