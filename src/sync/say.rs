//! What is wrong, and who is who, in words.

use super::fault::Fault;
use super::link::Role;
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
}
