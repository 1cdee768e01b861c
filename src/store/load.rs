//! Loading much at once: a whole register from a spreadsheet, or a generated county. Every row still goes through
//! `write` and stands in the journal; only what follows from many rows together is worked out once.

use std::collections::BTreeMap;

use super::Store;
use super::error::StoreError;
use super::pile::Pile;
use super::projection::Progress;
use super::schema;
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::standards::Standard;

/// Stands in the file while search keys of committed steps wait in the pile; if the power goes, the next start
/// finds it and makes the keys anew.
const UNSORTED: &str = "unsorted_search_keys";

/// Organisations brought in step between two looks at whether to go on.
const LOOK: usize = 500;

/// Memory for pages while much is written, in KiB; with the little that is enough otherwise, pages would go out to the
/// disk and come back again and again.
const LOADING_CACHE: &str = "PRAGMA cache_size = -10000";

/// From this many organisations on, and if they outnumber those that are there, their indexes are made in one go.
const MANY: usize = 5_000;

/// Organisations whose rows are brought in step later, and whether nothing but their own record speaks of them: the
/// file did not know them before the load.
pub(super) type PutOff = BTreeMap<i64, bool>;

/// What becomes of the rows loaded so far if the work fails or is cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// All arrive or none, as an import must.
    Whole,
    /// They stay: a transaction ends after that many changes, so that a longer load needs no more memory.
    InSteps(usize),
}

/// A load under way.
pub struct Load<'a> {
    store: &'a mut Store,
    loading: Loading,
    progress: Progress<'a>,
    reported: (u64, u64),
    /// Changes in the open transaction.
    in_step: usize,
    /// Stamp and runs of the pile when it began, for undoing it.
    began: (u64, usize),
}

impl Store {
    /// Runs `work`, which puts one change after another. If it fails, `loading` says what stays; the file is sound
    /// either way. Sorting in the search keys comes last; it too tells `progress`, with the last figures reported.
    pub fn load<T>(
        &mut self,
        loading: Loading,
        progress: Progress<'_>,
        work: impl FnOnce(&mut Load<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.writable()?;
        self.pile = Some(Pile::start(&self.db)?);
        self.put_off = Some(PutOff::new());
        self.db.execute_batch(LOADING_CACHE)?;
        let done = self.load_piling(loading, progress, work);
        self.db.execute_batch(super::open::USUAL_CACHE)?;
        self.put_off = None;
        self.pile = None;
        done
    }

    fn load_piling<'a, T>(
        &'a mut self,
        loading: Loading,
        progress: Progress<'a>,
        work: impl FnOnce(&mut Load<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.begin()?;
        let began = (self.hlc, 0);
        let mut load = Load {
            store: self,
            loading,
            progress,
            reported: (0, 0),
            in_step: 0,
            began,
        };
        let done = load.run(work);
        let Load {
            store,
            began: (hlc, runs),
            progress,
            reported: (so_far, total),
            ..
        } = load;
        if done.is_err() {
            store.roll_back(hlc);
            if store.pile.as_mut().is_some_and(|pile| pile.keep(runs)) {
                // what was committed gets its keys, whatever is answered
                let mut go_on = || {
                    progress(so_far, total);
                    true
                };
                store.transaction(|store| store.sort_in_last(&mut go_on))?;
            }
        }
        done
    }

    /// Works out what was put off while rows came in. Stops with `Cancelled` where `go_on` says no.
    pub(super) fn refresh_put_off(
        &mut self,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<(), StoreError> {
        let waiting = self.put_off.as_mut().map(std::mem::take);
        let waiting = waiting.unwrap_or_default();
        if waiting.is_empty() {
            return Ok(());
        }
        let known: i64 = self
            .db
            .query_row("SELECT count(*) FROM organisation", [], |row| row.get(0))?;
        let many = waiting.len() >= MANY && waiting.len() as i64 > known;
        let taken_off = match many {
            true => self.take_off()?,
            false => Vec::new(),
        };
        for (done, (id, fresh)) in waiting.into_iter().enumerate() {
            if done % LOOK == LOOK - 1 && !go_on() {
                return Err(StoreError::Cancelled);
            }
            match fresh {
                true => self.refresh_fresh(id)?,
                false => self.refresh_organisation(id)?,
            }
        }
        for sql in taken_off {
            if !go_on() {
                return Err(StoreError::Cancelled);
            }
            self.db.execute_batch(&sql)?;
        }
        if many {
            self.db.execute_batch(schema::COUNT_ORGANISATIONS)?;
        }
        // visits that went to another organisation put theirs off once more
        self.refresh_put_off(go_on)
    }

    /// Takes indexes and counting off the table of organisations, which is filled several times faster without; returns
    /// how to make them again. The transaction around it brings them back if that does not come to pass.
    fn take_off(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.db.prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE type IN ('index', 'trigger') AND tbl_name = 'organisation' AND sql IS NOT NULL",
        )?;
        let parts = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<Vec<(String, String, String)>, _>>()?;
        for (kind, name, _) in &parts {
            self.db.execute_batch(&format!("DROP {kind} {name}"))?;
        }
        Ok(parts.into_iter().map(|(_, _, sql)| sql).collect())
    }

    /// Empties the pile into the table of search keys.
    pub(super) fn sort_in_pile(
        &mut self,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<(), StoreError> {
        if let Some(pile) = self.pile.take() {
            pile.sort_in(&self.db, go_on)?;
        }
        Ok(())
    }

    fn sort_in_last(&mut self, go_on: &mut dyn FnMut() -> bool) -> Result<(), StoreError> {
        self.sort_in_pile(go_on)?;
        self.db
            .execute("DELETE FROM preference WHERE name = ?1", [UNSORTED])?;
        Ok(())
    }

    /// Makes the search keys anew if a load was cut off before they were sorted in.
    pub(super) fn finish_cut_off_load(&mut self) -> Result<(), StoreError> {
        if self.preference(UNSORTED)?.is_none() {
            return Ok(());
        }
        self.transaction(|store| {
            store.db.execute("DELETE FROM search_key", [])?;
            store.pile = Some(Pile::start(&store.db)?);
            let done = store
                .pile_all_keys()
                .and_then(|()| store.sort_in_last(&mut || true));
            store.pile = None;
            done
        })
    }

    /// Piles up the search keys of every organisation.
    fn pile_all_keys(&mut self) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare("SELECT id, name, credit_code FROM organisation")?;
        let mut rows = query.query([])?;
        while let (Some(row), Some(pile)) = (rows.next()?, self.pile.as_mut()) {
            let (name, code): (String, String) = (row.get(1)?, row.get(2)?);
            pile.add(&self.db, row.get(0)?, &name, &code)?;
        }
        Ok(())
    }
}

impl Load<'_> {
    /// Writes a change. Returns whether there was anything to change.
    pub fn put(&mut self, change: &Change, now: Now) -> Result<bool, StoreError> {
        if matches!(self.loading, Loading::InSteps(most) if self.in_step >= most) {
            self.end_step()?;
            self.store.begin()?;
        }
        self.in_step += 1;
        self.store.write(change, now)
    }

    /// The file as it is now; rows that follow from the changes come last.
    pub(super) fn file(&self) -> &Store {
        self.store
    }

    /// Puts a checklist's text into the journal if it is not there yet; visits name it by what is returned.
    pub fn checklist(&mut self, standard: &Standard, now: Now) -> Result<Uuid, StoreError> {
        self.store.keep_checklist(standard, now)
    }

    /// Tells how far the work has come, in units of its own.
    ///
    /// # Errors
    /// `Cancelled` where it should stop.
    pub fn report(&mut self, done: u64, total: u64) -> Result<(), StoreError> {
        self.reported = (done, total);
        match (self.progress)(done, total) {
            true => Ok(()),
            false => Err(StoreError::Cancelled),
        }
    }

    fn run<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let value = work(self)?;
        let ((done, total), progress) = (self.reported, &mut self.progress);
        // rows of finished steps stay, so that stopping now would leave them without their keys
        let stays = matches!(self.loading, Loading::InSteps(_));
        self.store
            .refresh_put_off(&mut || progress(done, total) || stays)?;
        self.store
            .sort_in_last(&mut || progress(done, total) || stays)?;
        self.store.commit_step()?;
        Ok(value)
    }

    fn end_step(&mut self) -> Result<(), StoreError> {
        self.store.refresh_put_off(&mut || true)?;
        let store = &mut *self.store;
        store
            .db
            .prepare_cached("INSERT OR REPLACE INTO preference VALUES (?1, '')")?
            .execute([UNSORTED])?;
        let runs = match store.pile.as_mut() {
            Some(pile) => pile.finish_run(&store.db)?,
            None => 0,
        };
        store.commit_step()?;
        self.began = (store.hlc, runs);
        self.in_step = 0;
        Ok(())
    }
}
