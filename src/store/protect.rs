//! Setting, changing and removing the passphrase of a data file, and locking it. What is there is sealed in one
//! transaction; then the pages that held it plain are overwritten and given back, so that the file and its log have none
//! of it left.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use super::projection::Progress;
use super::vault::{self, Keys, Vault};
use super::{Access, Store, open};

/// Stands in the file until the pages that held something plain are gone.
const UNSCRUBBED: &str = "unscrubbed";

/// Rows sealed between two looks at whether to go on.
const STEP: i64 = 2000;

impl Store {
    /// A passphrase protects this data.
    pub fn is_protected(&self) -> bool {
        self.keys.is_some() || matches!(vault::is_whole(&self.directory), Ok(Some(_)))
    }

    /// The keys of what lies sealed in files of its own beside the data.
    pub fn keys(&self) -> Option<&Arc<Keys>> {
        self.keys.as_ref()
    }

    /// Protects the data with a passphrase. It may be stopped until the last row is sealed; nothing has changed then.
    ///
    /// # Errors
    /// Another program writes the file; a full disk.
    pub fn protect(&mut self, passphrase: &str, progress: Progress<'_>) -> Result<(), StoreError> {
        self.writable()?;
        let (vault, keys) = vault::make(passphrase);
        match vault::WHOLE {
            true => self.encrypt_whole(&vault, keys),
            false => self.seal_rows(&vault, keys, progress),
        }
    }

    fn seal_rows(
        &mut self,
        vault: &Vault,
        keys: Keys,
        progress: Progress<'_>,
    ) -> Result<(), StoreError> {
        let keys = vault::hold(keys);
        vault::attach(&self.db, Some(keys.clone()))?;
        // what gives way to a sealed value is overwritten, not only given back
        self.db
            .query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        let done = self.transaction(|store| {
            store.each_sealed("sealed", progress)?;
            store.keep_exchange_fact(vault::FACT, vault.text().as_bytes())?;
            store.set_preference(UNSCRUBBED, "")
        });
        if let Err(error) = done {
            vault::forget(&vault.id);
            vault::attach(&self.db, None)?;
            return Err(error);
        }
        self.keys = Some(keys);
        self.forms.get_mut().clear();
        self.finish_scrubbing()
    }

    /// Runs a function of SQL over every value that is sealed where a passphrase is set.
    fn each_sealed(&self, function: &str, progress: Progress<'_>) -> Result<(), StoreError> {
        let count = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, i64>(0));
        let saves = count("SELECT coalesce(max(seq), 0) FROM tx")?;
        let records = count("SELECT coalesce(max(id), 0) FROM record")?;
        let total = (saves + records).max(1) as u64;
        let mut done = 0;
        let steps = [
            (
                "UPDATE tx SET bytes = {f}(bytes) WHERE seq > ?1 AND seq <= ?2",
                saves,
            ),
            (
                "UPDATE part SET state = {f}(state) WHERE record > ?1 AND record <= ?2",
                records,
            ),
        ];
        for (sql, last) in steps {
            let mut update = self.db.prepare(&sql.replace("{f}", function))?;
            for from in (0..last).step_by(STEP as usize) {
                update.execute([from, from + STEP])?;
                done += STEP.min(last - from) as u64;
                if !progress(done, total) {
                    return Err(StoreError::Cancelled);
                }
            }
        }
        for (table, column) in vault::PERSONAL {
            self.db.execute_batch(&format!(
                "UPDATE {table} SET {column} = {function}({column}) WHERE {column} <> ''"
            ))?;
        }
        Ok(())
    }

    /// Writes the file anew without what was there plain, and empties the log. Where another program reads the file the
    /// log cannot be emptied; the next opening does it.
    pub(super) fn finish_scrubbing(&mut self) -> Result<(), StoreError> {
        if self.preference(UNSCRUBBED)?.is_none() {
            return Ok(());
        }
        self.db
            .query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        self.db.flush_prepared_statement_cache();
        self.db.execute_batch("VACUUM")?;
        let busy: bool = self
            .db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            return Ok(());
        }
        self.db
            .execute("DELETE FROM preference WHERE name = ?1", [UNSCRUBBED])?;
        Ok(())
    }

    /// Whether something plain may still be in the file or its log, since another program reads it.
    pub fn is_unscrubbed(&self) -> Result<bool, StoreError> {
        Ok(self.preference(UNSCRUBBED)?.is_some())
    }

    /// Puts another passphrase in the place of the old one; false where the old one is wrong.
    pub fn change_passphrase(&mut self, old: &str, new: &str) -> Result<bool, StoreError> {
        self.writable()?;
        let whole = vault::is_whole(&self.directory)?;
        let vault = match &whole {
            Some(vault) => Some(vault.clone()),
            None => vault::in_file(&self.db)?,
        };
        let Some(vault) = vault else {
            return Ok(false);
        };
        let Some(vault) = vault::wrap_anew(&vault, old, new) else {
            return Ok(false);
        };
        if whole.is_some() {
            write_beside(&self.directory, vault::WHOLE_FILE, vault.text().as_bytes())?;
            return Ok(true);
        }
        self.transaction(|store| {
            store.keep_exchange_fact(vault::FACT, vault.text().as_bytes())?;
            store.set_preference(UNSCRUBBED, "")
        })?;
        // the keys wrapped by the old one would else lie in a page that was given back
        self.finish_scrubbing()?;
        Ok(true)
    }

    /// Whether this is the passphrase of the data.
    pub fn is_passphrase(&self, passphrase: &str) -> Result<bool, StoreError> {
        vault::unlock(&self.directory, passphrase)
    }

    /// Takes the protection away: everything is written plain again.
    pub fn unprotect(&mut self, progress: Progress<'_>) -> Result<(), StoreError> {
        self.writable()?;
        if vault::is_whole(&self.directory)?.is_some() {
            return self.decrypt_whole();
        }
        let Some(keys) = self.keys.clone() else {
            return Ok(());
        };
        self.transaction(|store| {
            store.each_sealed("opened", progress)?;
            store
                .db
                .execute("DELETE FROM exchange WHERE name = ?1", [vault::FACT])?;
            Ok(())
        })?;
        vault::forget(&keys.id);
        self.keys = None;
        vault::attach(&self.db, None)?;
        Ok(())
    }

    fn encrypt_whole(&mut self, vault: &Vault, keys: Keys) -> Result<(), StoreError> {
        if self.keys.is_some() {
            // rows sealed by another build are opened first; encrypted twice they would only be slower
            self.unprotect(&mut |_, _| true)?;
        }
        let directory = self.directory.clone();
        let copy = directory.join("liuyou.db.new");
        let _ = fs::remove_file(&copy);
        vault::convert(&self.db, &copy, Some(&keys))?;
        // counts for nothing as long as the file beside it is plain
        write_beside(&directory, vault::WHOLE_FILE, vault.text().as_bytes())?;
        vault::hold(keys);
        self.replace_file(&copy)
    }

    fn decrypt_whole(&mut self) -> Result<(), StoreError> {
        let copy = self.directory.join("liuyou.db.new");
        let _ = fs::remove_file(&copy);
        vault::convert(&self.db, &copy, None)?;
        self.replace_file(&copy)?;
        let _ = fs::remove_file(self.directory.join(vault::WHOLE_FILE));
        Ok(())
    }

    /// Puts a copy in the place of the data file, overwrites the old one, and goes on with the new.
    fn replace_file(&mut self, copy: &Path) -> Result<(), StoreError> {
        let directory = self.directory.clone();
        let path = open::data_file(&directory);
        let unwritten = |cause: std::io::Error| StoreError::NotWritable {
            path: path.clone(),
            cause: cause.to_string(),
        };
        File::open(copy)
            .and_then(|file| file.sync_all())
            .map_err(unwritten)?;
        let old = File::options().write(true).open(&path).map_err(unwritten)?;
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.db = Connection::open_in_memory()?;
        if open::log_file(&directory).exists() {
            // another program reads it
            self.reopen()?;
            return Err(StoreError::Busy);
        }
        fs::rename(copy, &path).map_err(unwritten)?;
        overwrite(old).map_err(unwritten)?;
        self.reopen()
    }

    /// Puts the data away until the passphrase is given: the file is closed, and its keys leave memory. Data without a
    /// passphrase stays open.
    pub fn lock(&mut self) -> Result<(), StoreError> {
        if !self.is_protected() {
            return Ok(());
        }
        if let Some(vault) = vault::of(&self.directory)? {
            vault::forget(&vault.id);
        }
        // closing it closes its statements, and the functions let go of the keys
        self.db = Connection::open_in_memory()?;
        self.keys = None;
        self.forms.get_mut().clear();
        self.locked = true;
        Ok(())
    }

    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Opens data that was put away; false where the passphrase is another.
    pub fn unlock(&mut self, passphrase: &str) -> Result<bool, StoreError> {
        if !vault::unlock(&self.directory, passphrase)? {
            return Ok(false);
        }
        self.reopen()?;
        Ok(true)
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        let directory = self.directory.clone();
        *self = match (self.access, &self.lock) {
            (Access::Write, Some(lock)) => {
                let lock = lock.try_clone().map_err(|cause| StoreError::NotWritable {
                    path: directory.clone(),
                    cause: cause.to_string(),
                })?;
                Store::open_for_writing(&directory, lock)?
            }
            _ => Store::open_read_only(&directory)?,
        };
        Ok(())
    }

    /// A setting of the data in `directory`, which may be locked: settings are no one's secret.
    ///
    /// # Errors
    /// There is no data file, or it cannot be read without the passphrase.
    pub fn preference_in(directory: &Path, name: &str) -> Result<Option<String>, StoreError> {
        let db = open::connect_to_read(directory)?;
        let value = "SELECT value FROM preference WHERE name = ?1";
        let value = db.query_row(value, [name], |row| row.get(0));
        Ok(value.optional()?)
    }

    /// Opens the file as `open_or_create` does; where a passphrase is wanted first, the data is put away and waits.
    pub fn open_or_wait(directory: &Path) -> Result<Store, StoreError> {
        match Store::open_or_create(directory) {
            Err(StoreError::Locked) => {
                let lock = open::try_lock(directory)?;
                let access = lock.as_ref().map_or(Access::Read, |_| Access::Write);
                Store::put_away(directory, lock, access)
            }
            opened => opened,
        }
    }
}

/// Copies of the data in its folder that a passphrase does not reach: those made before an upgrade, and those that gave
/// way to a backup.
pub fn unsealed_copies(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| {
            (name.starts_with("liuyou-") || name.starts_with("liuyou.v")) && name.contains(".db")
        })
    };
    let mut copies: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_copy).collect();
    copies.sort();
    copies
}

/// Writes a file of the data folder whole or not at all, for its owner alone; what it replaces is overwritten.
pub fn write_beside(directory: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let path = directory.join(name);
    let write = || {
        let old = File::options().write(true).open(&path).ok();
        let mut file = tempfile::Builder::new()
            .prefix(".liuyou-")
            .tempfile_in(directory)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|refused| refused.error)?;
        if cfg!(unix) {
            File::open(directory)?.sync_all()?;
        }
        old.map_or(Ok(()), overwrite)
    };
    write().map_err(|cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::NotWritable {
            path: path.clone(),
            cause: cause.to_string(),
        },
    })
}

/// Fills a file that has no name any more. A disk that writes elsewhere each time may keep the old bytes all the same.
fn overwrite(mut file: File) -> std::io::Result<()> {
    let mut left = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let nothing = vec![0; 1 << 16];
    while left > 0 {
        let now = left.min(nothing.len() as u64);
        file.write_all(&nothing[..now as usize])?;
        left -= now;
    }
    file.sync_all()
}

impl Store {
    fn put_away(directory: &Path, lock: Option<File>, access: Access) -> Result<Store, StoreError> {
        let db = Connection::open_in_memory()?;
        Ok(Store {
            db,
            directory: directory.into(),
            lock,
            access,
            stream: 0,
            hlc: 0,
            actor: crate::domain::change::Uuid([0; 16]),
            forms: Default::default(),
            pile: None,
            put_off: None,
            rebuilding: false,
            keys: None,
            locked: true,
        })
    }
}
