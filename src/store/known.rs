//! Names of the register as hashes, to see whether a new organisation may be one that is there already.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use rusqlite::params;

use super::Store;
use super::error::StoreError;
use crate::domain::register::{Side, bare_names};

impl Store {
    pub(super) fn side(&self, id: i64) -> Result<Side, StoreError> {
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
    /// Names and codes to the letter, so that most rows of a new register need not be looked for in the file.
    exact: HashSet<u64>,
    /// Some organisations were joined into others, whose names are to be looked for, too.
    has_joined: bool,
    /// Without the county in front.
    short: HashMap<u64, Who>,
    pub added: Vec<Side>,
}

#[derive(Clone, Copy)]
pub enum Who {
    Known(i64),
    /// Its place among the added ones.
    Added(usize),
}

impl Known {
    pub fn of(store: &Store) -> Result<Known, StoreError> {
        let mut known = Known {
            whole: HashMap::new(),
            exact: HashSet::new(),
            has_joined: store.db.prepare("SELECT 1 FROM joined")?.exists([])?,
            short: HashMap::new(),
            added: Vec::new(),
        };
        let mut query = store
            .db
            .prepare("SELECT id, name, credit_code FROM organisation ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            known.put(&name, Who::Known(row.get(0)?));
            let code: String = row.get(2)?;
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

    fn put(&mut self, name: &str, who: Who) {
        let (whole, short) = bare_names(name);
        self.whole.entry(hash(&whole)).or_insert(who);
        if !short.is_empty() {
            self.short.entry(hash(&short)).or_insert(who);
        }
    }

    pub fn add(&mut self, side: Side) {
        let who = Who::Added(self.added.len());
        self.put(&side.name, who);
        self.added.push(side);
    }

    /// Who has this name, or has it with or without the county in front. Two counties are two organisations.
    pub fn like(&self, new: &Side) -> Option<Who> {
        let (whole, short) = bare_names(&new.name);
        let found = self.whole.get(&hash(&whole));
        let found = found.or_else(|| self.short.get(&hash(&whole)));
        found
            .or_else(|| match short.is_empty() {
                true => None,
                false => self.whole.get(&hash(&short)),
            })
            .copied()
    }
}

pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
