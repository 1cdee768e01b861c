//! Names of the register as hashes, to see whether a new organisation may be one that is there already.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use rusqlite::params;

use super::error::StoreError;
use super::{Store, journal};
use crate::domain::change::Uuid;
use crate::domain::register::{Side, bare_names};

impl Store {
    fn side(&self, id: i64) -> Result<Side, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT name, area, credit_code FROM organisation WHERE id = ?1")?;
        Ok(query.query_row(params![id], |row| {
            Ok(Side {
                row: None,
                name: row.get(0)?,
                area: row.get(1)?,
                credit_code: row.get(2)?,
            })
        })?)
    }
}

/// Names to compare new ones with, as hashes: a county of 100,000 takes a few megabytes.
pub struct Known {
    whole: HashMap<u64, Who>,
    /// Without the county in front.
    short: HashMap<u64, Who>,
    /// Names and codes to the letter, so that most rows of a new register need not be looked for in the file.
    exact: HashSet<u64>,
    /// Some organisations were joined into others, whose names are to be looked for, too.
    has_joined: bool,
    added: Added,
}

/// An organisation of the file by its number, or one of the added ones by its place, counted down from -1.
type Who = i64;

/// The organisations that came in: where they are written down, the file has their names.
enum Added {
    Written(Vec<(u32, Uuid)>),
    Told(Vec<Side>),
}

impl Known {
    /// `written` where the added ones are written into the file.
    pub fn of(store: &Store, written: bool) -> Result<Known, StoreError> {
        let mut known = Known {
            whole: HashMap::new(),
            short: HashMap::new(),
            exact: HashSet::new(),
            has_joined: store.db.prepare("SELECT 1 FROM joined")?.exists([])?,
            added: match written {
                true => Added::Written(Vec::new()),
                false => Added::Told(Vec::new()),
            },
        };
        let mut query = store
            .db
            .prepare("SELECT id, name, credit_code FROM organisation ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (name, code): (String, String) = (row.get(1)?, row.get(2)?);
            let (whole, short) = bare_names(&name);
            known.put(hash(&whole), hash_of_some(&short), row.get(0)?);
            known.exact.extend([hash(&name), hash(&code)]);
        }
        Ok(known)
    }

    /// Whether the file may have an organisation of that name or code.
    pub fn may_have(&self, text: &str) -> bool {
        !text.is_empty() && self.exact.contains(&hash(text))
    }

    pub fn has_joined(&self) -> bool {
        self.has_joined
    }

    fn put(&mut self, whole: u64, short: Option<u64>, who: Who) {
        self.whole.entry(whole).or_insert(who);
        if let Some(short) = short {
            self.short.entry(short).or_insert(who);
        }
    }

    /// Takes in an added one, and tells who had this name before, or had it with or without the county in front. Two
    /// counties are two organisations.
    pub fn add(
        &mut self,
        store: &Store,
        new: &Side,
        uuid: Uuid,
    ) -> Result<Option<Side>, StoreError> {
        let (whole, short) = bare_names(&new.name);
        let (whole, short) = (hash(&whole), hash_of_some(&short));
        let found = self.whole.get(&whole).or_else(|| self.short.get(&whole));
        let found = found.or_else(|| self.whole.get(&short?)).copied();
        let other = found.map(|who| self.side(store, who)).transpose()?;
        let place = match &mut self.added {
            Added::Written(added) => {
                added.push((new.row.unwrap_or_default(), uuid));
                added.len()
            }
            Added::Told(added) => {
                added.push(new.clone());
                added.len()
            }
        };
        self.put(whole, short, -(place as i64));
        Ok(other)
    }

    fn side(&self, store: &Store, who: Who) -> Result<Side, StoreError> {
        if who >= 0 {
            return store.side(who);
        }
        let place = (-1 - who) as usize;
        match &self.added {
            Added::Told(added) => Ok(added[place].clone()),
            Added::Written(added) => {
                let (row, uuid) = added[place];
                let id = journal::known_number(&store.db, uuid)?
                    .ok_or_else(|| StoreError::Unknown(uuid.to_string()))?;
                let facts = store.facts(id)?;
                Ok(Side {
                    row: Some(row),
                    name: facts.name,
                    area: facts.area,
                    credit_code: facts.credit_code,
                })
            }
        }
    }
}

fn hash_of_some(text: &str) -> Option<u64> {
    (!text.is_empty()).then(|| hash(text))
}

pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
