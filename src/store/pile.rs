//! Search keys of many organisations, gathered first and sorted into their table in its own order, which is many
//! times faster than one by one. Sorted runs lie in a temporary table; memory holds one run or a little of each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::{Connection, params};

use super::error::StoreError;

/// Keys sorted in memory at a time, about 80 bytes each.
const RUN: usize = 100_000;
/// Keys read or written at a time, as one row of the temporary table.
const BLOCK: usize = 64;
/// Keys sorted in between two looks at whether to go on.
const STEP: u64 = 10_000;

type Key = (String, i64);

/// Keys waiting to be sorted in.
pub struct Pile {
    keys: Vec<Key>,
    /// First and last row of each sorted run.
    runs: Vec<(i64, i64)>,
}

impl Pile {
    pub fn start(db: &Connection) -> Result<Pile, StoreError> {
        db.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS pile (block INTEGER PRIMARY KEY, keys BLOB NOT NULL);
             DELETE FROM temp.pile;",
        )?;
        Ok(Pile {
            keys: Vec::new(),
            runs: Vec::new(),
        })
    }

    pub fn add(&mut self, db: &Connection, id: i64, keys: Vec<String>) -> Result<(), StoreError> {
        self.keys.extend(keys.into_iter().map(|key| (key, id)));
        if self.keys.len() >= RUN {
            self.finish_run(db)?;
        }
        Ok(())
    }

    /// Writes what is in memory to the temporary table, sorted. Returns how many runs there are.
    pub fn finish_run(&mut self, db: &Connection) -> Result<usize, StoreError> {
        if self.keys.is_empty() {
            return Ok(self.runs.len());
        }
        self.keys.sort_unstable();
        let first = self.runs.last().map_or(1, |(_, last)| last + 1);
        let mut last = first - 1;
        let mut insert = db.prepare_cached("INSERT INTO temp.pile VALUES (?1, ?2)")?;
        let mut bytes = Vec::with_capacity(BLOCK * 40);
        for block in self.keys.chunks(BLOCK) {
            bytes.clear();
            for (key, id) in block {
                bytes.extend(id.to_be_bytes());
                bytes.extend((key.len() as u16).to_be_bytes());
                bytes.extend(key.as_bytes());
            }
            last += 1;
            insert.execute(params![last, bytes])?;
        }
        self.keys.clear();
        self.runs.push((first, last));
        Ok(self.runs.len())
    }

    /// Forgets all but the first runs, as after a transaction was undone. Returns whether any is left.
    pub fn keep(&mut self, runs: usize) -> bool {
        self.keys.clear();
        self.runs.truncate(runs);
        !self.runs.is_empty()
    }

    /// Merges the runs into `search_key`. Stops with `Cancelled` where `go_on` says no.
    pub fn sort_in(
        mut self,
        db: &Connection,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<(), StoreError> {
        self.finish_run(db)?;
        self.keys.shrink_to_fit();
        let mut runs: Vec<Run> = self
            .runs
            .iter()
            .map(|&(next, last)| Run {
                next,
                last,
                keys: Vec::new(),
            })
            .collect();
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (at, run) in runs.iter_mut().enumerate() {
            if let Some(key) = run.take(db)? {
                heads.push(Reverse((key, at)));
            }
        }
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO search_key VALUES (?1, ?2)")?;
        let mut done: u64 = 0;
        while let Some(Reverse(((key, id), at))) = heads.pop() {
            insert.execute(params![key, id])?;
            if let Some(key) = runs[at].take(db)? {
                heads.push(Reverse((key, at)));
            }
            done += 1;
            if done.is_multiple_of(STEP) && !go_on() {
                return Err(StoreError::Cancelled);
            }
        }
        db.execute("DELETE FROM temp.pile", [])?;
        Ok(())
    }
}

/// A sorted run being read: the block in memory, last key first, and the blocks still to come.
struct Run {
    next: i64,
    last: i64,
    keys: Vec<Key>,
}

impl Run {
    fn take(&mut self, db: &Connection) -> Result<Option<Key>, StoreError> {
        if self.keys.is_empty() && self.next <= self.last {
            let mut query = db.prepare_cached("SELECT keys FROM temp.pile WHERE block = ?1")?;
            self.keys = query.query_row([self.next], |row| {
                Ok(read_block(row.get_ref(0)?.as_blob()?))
            })?;
            self.keys.reverse();
            self.next += 1;
        }
        Ok(self.keys.pop())
    }
}

fn read_block(mut bytes: &[u8]) -> Vec<Key> {
    let mut keys = Vec::with_capacity(BLOCK);
    while let Some((id, rest)) = bytes.split_first_chunk::<8>()
        && let Some((length, rest)) = rest.split_first_chunk::<2>()
        && let Some((key, rest)) = rest.split_at_checked(u16::from_be_bytes(*length).into())
    {
        keys.push((
            String::from_utf8_lossy(key).into_owned(),
            i64::from_be_bytes(*id),
        ));
        bytes = rest;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE search_key (key TEXT, organisation INTEGER, PRIMARY KEY (key, organisation))")
            .unwrap();
        db
    }

    #[test]
    fn runs_are_merged_in_order() {
        let db = table();
        let mut pile = Pile::start(&db).unwrap();
        for id in 0..1000_i64 {
            pile.add(&db, id, vec![format!("k{:03}", id * 7 % 1000), "同".into()])
                .unwrap();
            if id % 300 == 299 {
                pile.finish_run(&db).unwrap();
            }
        }
        pile.sort_in(&db, &mut || true).unwrap();
        let mut query = db
            .prepare("SELECT key, organisation FROM search_key ORDER BY rowid")
            .unwrap();
        let found: Vec<Key> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found.len(), 2000);
        assert!(found.is_sorted());
    }

    #[test]
    fn keys_of_an_undone_transaction_are_forgotten() {
        let db = table();
        let mut pile = Pile::start(&db).unwrap();
        pile.add(&db, 1, vec!["a".into()]).unwrap();
        let kept = pile.finish_run(&db).unwrap();
        pile.add(&db, 2, vec!["b".into()]).unwrap();
        pile.finish_run(&db).unwrap();
        pile.add(&db, 3, vec!["c".into()]).unwrap();
        assert!(pile.keep(kept));
        pile.sort_in(&db, &mut || true).unwrap();
        let keys: Vec<String> = db
            .prepare("SELECT key FROM search_key")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(keys, ["a"]);
    }
}
