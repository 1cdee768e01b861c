//! Search keys of many organisations, gathered first and sorted into their table in its own order, which is many
//! times faster than one by one. Sorted runs lie in a temporary table; memory holds one run or a little of each.

use rusqlite::{CachedStatement, Connection, params};

use super::error::StoreError;
use super::search;

/// Keys sorted in memory at a time, about 50 bytes each.
const RUN: usize = 100_000;
/// Bytes of keys read or written at a time, as one row of the temporary table.
const BLOCK: usize = 16 << 10;
/// Keys sorted in between two looks at whether to go on.
const STEP: u64 = 10_000;
/// Keys sorted in with one statement.
const TOGETHER: usize = 16;

/// Keys waiting to be sorted in.
pub struct Pile {
    /// The texts of all keys, one after another.
    texts: Vec<u8>,
    keys: Vec<Key>,
    /// First and last row of each sorted run.
    runs: Vec<(i64, i64)>,
}

/// A key of the run in memory.
#[derive(Clone, Copy)]
struct Key {
    /// Its first eight bytes, by which most comparisons are settled.
    head: u64,
    start: u32,
    length: u16,
    id: i64,
}

impl Key {
    fn text(self, texts: &[u8]) -> &[u8] {
        &texts[self.start as usize..][..usize::from(self.length)]
    }
}

fn head(text: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = text.len().min(8);
    head[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(head)
}

impl Pile {
    pub fn start(db: &Connection) -> Result<Pile, StoreError> {
        db.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS pile (block INTEGER PRIMARY KEY, keys BLOB NOT NULL);
             DELETE FROM temp.pile;",
        )?;
        Ok(Pile {
            texts: Vec::new(),
            keys: Vec::new(),
            runs: Vec::new(),
        })
    }

    /// Takes the keys of an organisation.
    pub fn add(
        &mut self,
        db: &Connection,
        id: i64,
        name: &str,
        credit_code: &str,
    ) -> Result<(), StoreError> {
        let Pile { texts, keys, .. } = self;
        search::each_key(name, credit_code, &mut |key| {
            let key = key.as_bytes();
            keys.push(Key {
                head: head(key),
                start: texts.len() as u32,
                length: key.len() as u16,
                id,
            });
            texts.extend_from_slice(key);
        });
        if self.keys.len() >= RUN {
            self.finish_run(db)?;
        }
        Ok(())
    }

    /// Writes what is in memory to the temporary table, sorted, each key once. Returns how many runs there are.
    pub fn finish_run(&mut self, db: &Connection) -> Result<usize, StoreError> {
        if self.keys.is_empty() {
            return Ok(self.runs.len());
        }
        let Pile { texts, keys, .. } = self;
        keys.sort_unstable_by(|a, b| {
            a.head
                .cmp(&b.head)
                .then_with(|| a.text(texts).cmp(b.text(texts)))
                .then(a.id.cmp(&b.id))
        });
        keys.dedup_by(|a, b| a.id == b.id && a.head == b.head && a.text(texts) == b.text(texts));
        let first = self.runs.last().map_or(1, |(_, last)| last + 1);
        let mut last = first - 1;
        let mut insert = db.prepare_cached("INSERT INTO temp.pile VALUES (?1, ?2)")?;
        let mut block = Vec::with_capacity(BLOCK + 1024);
        let mut write = |block: &mut Vec<u8>| -> Result<(), StoreError> {
            last += 1;
            insert.execute(params![last, &*block])?;
            block.clear();
            Ok(())
        };
        for key in &*keys {
            block.extend(key.id.to_be_bytes());
            block.extend(key.length.to_be_bytes());
            block.extend(key.text(texts));
            if block.len() >= BLOCK {
                write(&mut block)?;
            }
        }
        if !block.is_empty() {
            write(&mut block)?;
        }
        texts.clear();
        keys.clear();
        self.runs.push((first, last));
        Ok(self.runs.len())
    }

    /// Forgets all but the first runs, as after a transaction was undone. Returns whether any is left.
    pub fn keep(&mut self, runs: usize) -> bool {
        self.texts.clear();
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
        self.texts = Vec::new();
        self.keys = Vec::new();
        let mut runs = Merge::new(db, &self.runs)?;
        let mut sorted = Sorted::new(db)?;
        let mut done: u64 = 0;
        while let Some(run) = runs.least() {
            sorted.take(run.text(), run.id)?;
            runs.advance(db)?;
            done += 1;
            if done.is_multiple_of(STEP) && !go_on() {
                return Err(StoreError::Cancelled);
            }
        }
        sorted.finish()?;
        db.execute("DELETE FROM temp.pile", [])?;
        Ok(())
    }
}

/// Writes keys into their table, several with one statement.
struct Sorted<'a> {
    one: CachedStatement<'a>,
    several: CachedStatement<'a>,
    waiting: usize,
    texts: Vec<String>,
    ids: Vec<i64>,
}

impl Sorted<'_> {
    fn new(db: &Connection) -> Result<Sorted<'_>, StoreError> {
        let row = "INSERT OR IGNORE INTO search_key VALUES (?, ?)";
        let rows = format!("{row}{}", ", (?, ?)".repeat(TOGETHER - 1));
        Ok(Sorted {
            one: db.prepare_cached(row)?,
            several: db.prepare_cached(&rows)?,
            waiting: 0,
            texts: vec![String::new(); TOGETHER],
            ids: vec![0; TOGETHER],
        })
    }

    fn take(&mut self, text: &str, id: i64) -> Result<(), StoreError> {
        let place = &mut self.texts[self.waiting];
        place.clear();
        place.push_str(text);
        self.ids[self.waiting] = id;
        self.waiting += 1;
        if self.waiting == TOGETHER {
            self.waiting = 0;
            for (at, (text, id)) in self.texts.iter().zip(&self.ids).enumerate() {
                self.several.raw_bind_parameter(at * 2 + 1, text)?;
                self.several.raw_bind_parameter(at * 2 + 2, id)?;
            }
            self.several.raw_execute()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), StoreError> {
        for (text, id) in self.texts.iter().zip(&self.ids).take(self.waiting) {
            self.one.execute(params![text, id])?;
        }
        Ok(())
    }
}

/// Sorted runs read side by side: a heap of them, the one with the least key on top.
struct Merge {
    runs: Vec<Run>,
}

impl Merge {
    fn new(db: &Connection, runs: &[(i64, i64)]) -> Result<Merge, StoreError> {
        let mut merge = Merge { runs: Vec::new() };
        for &(next, last) in runs {
            let mut run = Run {
                next,
                last,
                block: Vec::new(),
                at: 0,
                head: 0,
                id: 0,
                length: 0,
            };
            if run.advance(db)? {
                merge.runs.push(run);
            }
        }
        for at in (0..merge.runs.len() / 2).rev() {
            merge.sink(at);
        }
        Ok(merge)
    }

    fn least(&self) -> Option<&Run> {
        self.runs.first()
    }

    /// Goes to the next key.
    fn advance(&mut self, db: &Connection) -> Result<(), StoreError> {
        if !self.runs[0].advance(db)? {
            self.runs.swap_remove(0);
        }
        self.sink(0);
        Ok(())
    }

    fn sink(&mut self, mut at: usize) {
        loop {
            let mut least = at;
            for child in [at * 2 + 1, at * 2 + 2] {
                if child < self.runs.len() && self.runs[child].is_before(&self.runs[least]) {
                    least = child;
                }
            }
            if least == at {
                return;
            }
            self.runs.swap(at, least);
            at = least;
        }
    }
}

/// A sorted run being read: the block in memory, and the blocks still to come.
struct Run {
    next: i64,
    last: i64,
    block: Vec<u8>,
    /// Where the text of the current key begins.
    at: usize,
    head: u64,
    id: i64,
    length: usize,
}

impl Run {
    fn bytes(&self) -> &[u8] {
        &self.block[self.at..self.at + self.length]
    }

    fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn is_before(&self, other: &Run) -> bool {
        self.head
            .cmp(&other.head)
            .then_with(|| self.bytes().cmp(other.bytes()))
            .then(self.id.cmp(&other.id))
            .is_lt()
    }

    /// Reads the next key; false at the end of the run.
    fn advance(&mut self, db: &Connection) -> Result<bool, StoreError> {
        let mut from = self.at + self.length;
        if from >= self.block.len() {
            if self.next > self.last {
                return Ok(false);
            }
            let mut query = db.prepare_cached("SELECT keys FROM temp.pile WHERE block = ?1")?;
            self.block = query.query_row([self.next], |row| row.get(0))?;
            self.next += 1;
            from = 0;
        }
        let damaged = || StoreError::Damaged("temp.pile".to_owned());
        let rest = self.block.get(from..).ok_or_else(damaged)?;
        let (id, rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let (length, _) = rest.split_first_chunk::<2>().ok_or_else(damaged)?;
        self.id = i64::from_be_bytes(*id);
        self.length = u16::from_be_bytes(*length).into();
        self.at = from + 10;
        if self.at + self.length > self.block.len() {
            return Err(damaged());
        }
        self.head = head(self.bytes());
        Ok(true)
    }
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

    fn found(db: &Connection) -> Vec<(String, i64)> {
        let mut query = db
            .prepare("SELECT key, organisation FROM search_key ORDER BY rowid")
            .unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn runs_are_merged_in_order_each_key_once() {
        let db = table();
        let mut pile = Pile::start(&db).unwrap();
        let mut wanted = Vec::new();
        for id in 0..1000_i64 {
            let name = format!("第{}协会同济医学会长沙", id * 7 % 1000);
            pile.add(&db, id, &name, "").unwrap();
            wanted.extend(search::keys(&name, "").into_iter().map(|key| (key, id)));
            if id % 300 == 299 {
                pile.finish_run(&db).unwrap();
            }
        }
        pile.sort_in(&db, &mut || true).unwrap();
        wanted.sort();
        assert!(wanted.len() > 30_000 && wanted.len() % TOGETHER != 0);
        assert!(found(&db) == wanted);
    }

    #[test]
    fn keys_of_an_undone_transaction_are_forgotten() {
        let db = table();
        let mut pile = Pile::start(&db).unwrap();
        pile.add(&db, 1, "a", "").unwrap();
        let kept = pile.finish_run(&db).unwrap();
        pile.add(&db, 2, "b", "").unwrap();
        pile.finish_run(&db).unwrap();
        pile.add(&db, 3, "c", "").unwrap();
        assert!(pile.keep(kept));
        pile.sort_in(&db, &mut || true).unwrap();
        assert_eq!(found(&db), [("^a".to_owned(), 1)]);
    }

    #[test]
    fn a_pile_of_nothing_is_sorted_in() {
        let db = table();
        Pile::start(&db)
            .unwrap()
            .sort_in(&db, &mut || true)
            .unwrap();
        assert!(found(&db).is_empty());
    }
}
