//! Organisations that may be one and the same: found over the whole register by name and code, with what was
//! settled about others.

use std::collections::{BTreeSet, HashMap};

use super::error::StoreError;
use super::known::hash;
use super::{Store, journal};
use crate::domain::calendar::Now;
use crate::domain::change::Uuid;
use crate::domain::credit_code;
use crate::domain::duplicates::{self, Card, Duplicates, Likeness, Pair};
use crate::domain::register::bare_names;

/// Pairs listed at once; when they are settled others come.
const LISTED: usize = 200;

impl Store {
    /// Pairs that may be one, and what was settled about others. Reads the whole register; `go_on` may stop it.
    pub fn duplicates(&self, go_on: &mut dyn FnMut() -> bool) -> Result<Duplicates, StoreError> {
        let alike = self.alike(go_on)?;
        let mut found = Duplicates {
            more: alike.more,
            ..Duplicates::default()
        };
        for (one, other, likeness) in alike.found {
            found.possible.push((self.pair(one, other)?, likeness));
        }
        let pairs = |sql: &str| -> Result<Vec<(i64, i64)>, StoreError> {
            let mut query = self.db.prepare_cached(sql)?;
            let pairs = query.query_map([LISTED as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(pairs.collect::<Result<_, _>>()?)
        };
        for (target, id) in pairs("SELECT target, id FROM joined ORDER BY id DESC LIMIT ?1")? {
            found.joined.push(self.pair(target, id)?);
        }
        for (one, other) in pairs(
            "SELECT organisation, other FROM apart WHERE EXISTS (SELECT 1 FROM organisation WHERE id = other)
             ORDER BY organisation DESC LIMIT ?1",
        )? {
            found.apart.push(self.pair(one, other)?);
        }
        Ok(found)
    }

    /// Joins two organisations; `other` leaves the lists.
    pub fn join(&mut self, keeper: Uuid, other: Uuid, now: Now) -> Result<(), StoreError> {
        let facts = |store: &Store, uuid: Uuid| match journal::known_number(&store.db, uuid)? {
            Some(id) => store.facts(id),
            None => Err(StoreError::Unknown(uuid.to_string())),
        };
        let (stays, goes) = (facts(self, keeper)?, facts(self, other)?);
        self.commit(&duplicates::join((keeper, &stays), (other, &goes)), now)?;
        Ok(())
    }

    /// The organisations of a credit code, else those of a whole name.
    pub fn called(&self, typed: &str) -> Result<Vec<Card>, StoreError> {
        self.cards("organisation", typed)
    }

    /// The same among those that were joined into others.
    pub fn joined_called(&self, typed: &str) -> Result<Vec<Card>, StoreError> {
        self.cards("joined", typed)
    }

    fn cards(&self, table: &str, typed: &str) -> Result<Vec<Card>, StoreError> {
        let code = credit_code::normalise(typed);
        for (column, value) in [("credit_code", code.as_str()), ("name", typed.trim())] {
            let sql = format!(
                "SELECT id FROM {table} WHERE {column} = ?1 AND {column} <> '' ORDER BY id LIMIT 100"
            );
            let mut query = self.db.prepare_cached(&sql)?;
            let ids = query
                .query_map([value], |row| row.get(0))?
                .collect::<Result<Vec<i64>, _>>()?;
            if !ids.is_empty() {
                return ids.into_iter().map(|id| self.card(id)).collect();
            }
        }
        Ok(Vec::new())
    }

    fn pair(&self, one: i64, other: i64) -> Result<Pair, StoreError> {
        Ok(Pair {
            one: self.card(one)?,
            other: self.card(other)?,
        })
    }

    fn card(&self, id: i64) -> Result<Card, StoreError> {
        let facts = self.facts(id)?;
        let count = |sql: &str| -> Result<u64, StoreError> {
            let mut query = self.db.prepare_cached(sql)?;
            Ok(query.query_row([id], |row| row.get::<_, i64>(0))? as u64)
        };
        let branch = match facts.branch {
            Some(uuid) => journal::known_number(&self.db, uuid)?,
            None => None,
        };
        let branch = branch.map(|id| self.branch(id)).transpose()?.flatten();
        Ok(Card {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            visits: count("SELECT count(*) FROM visit WHERE organisation = ?1")?,
            people: count(
                "SELECT count(*) FROM assignment WHERE organisation = ?1 AND until IS NULL",
            )?,
            branch: branch.map_or_else(String::new, |branch| branch.name),
            facts,
        })
    }

    /// Pairs with one code, then pairs with one name, the one known longer first.
    fn alike(&self, go_on: &mut dyn FnMut() -> bool) -> Result<Pairs, StoreError> {
        let mut pairs = Pairs {
            seen: self.told_apart()?,
            found: Vec::new(),
            more: false,
        };
        let mut query = self.db.prepare_cached(
            "SELECT one.id, other.id FROM organisation AS one
             JOIN organisation AS other ON other.credit_code = one.credit_code AND other.id > one.id
             WHERE one.credit_code <> '' LIMIT 10000",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            pairs.add(row.get(0)?, row.get(1)?, Likeness::Code);
        }
        let mut known = Namesakes::default();
        let mut query = self
            .db
            .prepare_cached("SELECT id, name FROM organisation ORDER BY id")?;
        let mut rows = query.query([])?;
        let mut read: u64 = 0;
        while let Some(row) = rows.next()? {
            read += 1;
            if read.is_multiple_of(5000) && !go_on() {
                return Err(StoreError::Cancelled);
            }
            let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
            known.meet(&name, id, &mut |other| pairs.add(other, id, Likeness::Name));
            if pairs.more {
                break;
            }
        }
        Ok(pairs)
    }

    fn told_apart(&self) -> Result<BTreeSet<(i64, i64)>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT organisation, other FROM apart")?;
        let pairs = query.query_map([], |row| Ok(in_order(row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }
}

/// Pairs found by their numbers, each once.
struct Pairs {
    seen: BTreeSet<(i64, i64)>,
    found: Vec<(i64, i64, Likeness)>,
    /// There are more than are kept.
    more: bool,
}

impl Pairs {
    fn add(&mut self, one: i64, other: i64, likeness: Likeness) {
        let (one, other) = in_order(one, other);
        if !self.seen.insert((one, other)) {
            return;
        }
        match self.found.len() < LISTED {
            true => self.found.push((one, other, likeness)),
            false => self.more = true,
        }
    }
}

fn in_order(one: i64, other: i64) -> (i64, i64) {
    (one.min(other), one.max(other))
}

/// Organisations by the hashes of their names, with and without the county in front.
#[derive(Default)]
struct Namesakes {
    whole: HashMap<u64, Vec<i64>>,
    short: HashMap<u64, Vec<i64>>,
}

impl Namesakes {
    /// Tells of everyone met before who has this name, or has it with or without the county in front, and takes this
    /// one in. Two counties are two organisations.
    fn meet(&mut self, name: &str, id: i64, tell: &mut dyn FnMut(i64)) {
        let (whole, short) = bare_names(name);
        let (whole_key, short_key) = (hash(&whole), hash(&short));
        let lists = [
            self.whole.get(&whole_key),
            self.short.get(&whole_key),
            self.whole.get(&short_key).filter(|_| !short.is_empty()),
        ];
        let others = lists.into_iter().flatten().flatten();
        // of one name shared by very many, a few pairs are enough to begin with
        others.take(LISTED + 1).for_each(|other| tell(*other));
        self.whole.entry(whole_key).or_default().push(id);
        if !short.is_empty() {
            self.short.entry(short_key).or_default().push(id);
        }
    }
}
