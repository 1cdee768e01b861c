//! The data file: one SQLite database in the data directory, written through the journal alone.
//! It knows nothing of screens; every answer it reports as saved is on the disk.

mod assignments;
mod branch_list;
mod branches;
mod breaker;
mod bulk;
mod campaigns;
mod census;
mod codec;
mod comparison;
pub mod copy;
mod coverage;
mod duplicates;
mod entourage;
pub mod error;
mod evidence;
mod exchange;
mod findings;
mod handovers;
mod joined;
mod journal;
mod known;
mod load;
mod notices;
mod open;
mod organisations;
mod people;
mod pile;
mod plan;
mod projection;
mod protect;
mod register;
mod rounds;
mod schedule;
mod schema;
mod search;
mod staffing;
mod status;
mod tasks;
mod trail;
pub mod vault;
mod visit_log;
mod visits;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::Connection;

pub use breaker::Breaker;
pub use codec::{encode_tx as encode_save, split_saves};
pub use coverage::Snapshot;
pub use error::StoreError;
pub use evidence::NamedFile;
pub use exchange::{
    Arrived, Aside, Contents, Entry, Hash, Held, Save, Standing, Tail, TakenIn, View,
};
pub use load::{Load, Loading};
pub use notices::Answered;
pub use open::{Access, data_file, lock_file, log_file, random};
pub use projection::{CheckReport, Difference, Progress};
pub use protect::{unsealed_copies, write_beside};
pub use register::{Arrivals, Importing};

use crate::domain::change::Uuid;
use crate::domain::filling::Form;

/// The data file, open.
pub struct Store {
    db: Connection,
    directory: PathBuf,
    /// Held as long as the file is open for writing; a second program sees it and opens read-only.
    lock: Option<std::fs::File>,
    access: Access,
    /// Names what this installation writes; 64 random bits, new for every enrolment.
    stream: u64,
    /// Last stamp given.
    hlc: u64,
    /// Who works here; the nil name until the first start is done.
    actor: Uuid,
    /// Checklists already read, by record number.
    forms: RefCell<HashMap<i64, Arc<Form>>>,
    /// Search keys of new organisations are piled up here and sorted in at the end, for work on many of them.
    pile: Option<pile::Pile>,
    /// Organisations whose rows are brought in step later, together; during a load.
    put_off: Option<load::PutOff>,
    /// Rows that follow from other rows are left to the end, as a rebuild does.
    rebuilding: bool,
    /// Open what is sealed, where a passphrase protects the data.
    keys: Option<Arc<vault::Keys>>,
    /// Put away until the passphrase is given again: the connection is to nothing.
    locked: bool,
}

impl Store {
    pub fn access(&self) -> Access {
        self.access
    }

    pub fn directory(&self) -> &std::path::Path {
        &self.directory
    }

    /// A small setting of this laptop alone, such as the language; not part of the journal.
    pub fn preference(&self, name: &str) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension;
        let mut query = self
            .db
            .prepare_cached("SELECT value FROM preference WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    pub fn set_preference(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.writable()?;
        self.db.execute(
            "INSERT OR REPLACE INTO preference VALUES (?1, ?2)",
            [name, value],
        )?;
        Ok(())
    }

    fn writable(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(StoreError::ReadOnly),
        }
    }
}
