//! Organisations that were joined into another: they leave the lists, and what was done for them counts for the one
//! that stayed. Chains are followed; a circle, which two laptops may make together, keeps one of its own.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::journal::{self, Registers};
use super::{Store, search};
use crate::domain::change::{Field, Kind, Uuid};
use crate::domain::duplicates::APART;
use crate::domain::register::Listed;

/// What the table keeps of an organisation that was joined into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    into: Uuid,
    name: String,
    area: String,
    credit_code: String,
}

impl Joined {
    pub fn read(head: &Registers) -> Option<Joined> {
        Some(Joined {
            into: journal::record(head, Field::JOINED_INTO)?,
            name: journal::text(head, Field::NAME),
            area: journal::text(head, Field::AREA),
            credit_code: journal::text(head, Field::CREDIT_CODE),
        })
    }
}

/// The organisations that somebody told one apart from.
pub fn read_apart(parts: &[(String, Registers)]) -> Vec<Uuid> {
    let apart = parts.iter().filter(|(part, _)| part.starts_with(APART));
    apart
        .filter_map(|(_, registers)| journal::record(registers, Field::DISTINCT_FROM))
        .collect()
}

/// Notes whom an organisation was joined into. Returns whether that is another one than before, or none any more.
pub fn point(db: &Connection, id: i64, joined: Option<&Joined>) -> Result<bool, StoreError> {
    let before: Option<i64> = target(db, id)?;
    let after = match joined {
        Some(joined) => Some(journal::referred_number(db, joined.into)?).filter(|into| *into != id),
        None => None,
    };
    match joined.zip(after) {
        Some((joined, after)) => db
            .prepare_cached("INSERT OR REPLACE INTO joined VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                id,
                after,
                joined.name,
                joined.area,
                joined.credit_code
            ])?,
        None if before.is_some() => db
            .prepare_cached("DELETE FROM joined WHERE id = ?1")?
            .execute([id])?,
        None => 0,
    };
    Ok(before != after)
}

fn target(db: &Connection, id: i64) -> Result<Option<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT target FROM joined WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

impl Store {
    /// The organisation that another one names and that stayed.
    pub(super) fn keeper_named(&self, uuid: Uuid) -> Result<i64, StoreError> {
        self.keeper(journal::referred_number(&self.db, uuid)?)
    }

    /// Whether a row means one that was joined into another: then it is the other's name, and says nothing about it.
    pub(super) fn joined_like(&self, listed: &Listed) -> Result<Option<String>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, area, credit_code FROM joined WHERE name = ?1 ORDER BY id",
        )?;
        let mut rows = query.query([&listed.name])?;
        while let Some(row) = rows.next()? {
            let (id, area, code): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let fits = |said: &str, own: &str| said.is_empty() || own.is_empty() || said == own;
            let said = listed.area.as_deref().unwrap_or_default();
            if !fits(said, &area) || !fits(&listed.credit_code, &code) {
                continue;
            }
            let keeper = self.facts(self.keeper(id)?)?;
            let is_keeper = keeper.name == listed.name
                && listed.area.as_ref().is_none_or(|area| *area == keeper.area)
                && fits(&listed.credit_code, &keeper.credit_code);
            if !is_keeper {
                return Ok(Some(keeper.name));
            }
        }
        Ok(None)
    }

    /// The organisation at the end of the chain; itself where it was not joined into any.
    pub(super) fn keeper(&self, id: i64) -> Result<i64, StoreError> {
        let mut chain = vec![id];
        let mut at = id;
        while let Some(next) = target(&self.db, at)? {
            if let Some(back) = chain.iter().position(|seen| *seen == next) {
                return self.keeper_of_circle(&chain[back..]);
            }
            chain.push(next);
            at = next;
        }
        Ok(at)
    }

    /// The same on every laptop, whatever its own numbers are.
    fn keeper_of_circle(&self, circle: &[i64]) -> Result<i64, StoreError> {
        let mut least = None;
        for id in circle {
            let named = (journal::record_uuid(&self.db, *id)?, *id);
            least = Some(least.map_or(named, |least| named.min(least)));
        }
        Ok(least.map_or(circle[0], |(_, id)| id))
    }

    pub(super) fn refresh_organisation(&mut self, id: i64) -> Result<(), StoreError> {
        let whole = self.whole(id)?;
        self.note_apart(id, &whole.apart)?;
        let before = self.keeper(id)?;
        if point(&self.db, id, whole.joined.as_ref())? && !self.rebuilding {
            self.move_along(id, before)?;
        }
        match self.keeper(id)? == id {
            true => self.refresh_row(id, whole, false),
            false => self.remove_row(id),
        }
    }

    /// After an organisation was joined into another or freed again: visits and assignments go where they count now,
    /// and the rows of all whom that touches are brought in step.
    fn move_along(&mut self, id: i64, before: i64) -> Result<(), StoreError> {
        let after = self.keeper(id)?;
        let mut query = self.db.prepare_cached(
            "WITH RECURSIVE below (id) AS (VALUES (?1)
                UNION SELECT joined.id FROM joined JOIN below ON joined.target = below.id)
             SELECT id FROM below UNION VALUES (?2), (?3)",
        )?;
        let touched = query
            .query_map([id, before, after], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        drop(query);
        for visit in self.naming("SELECT id FROM visit WHERE organisation = ?1", before)? {
            self.refresh_visit(visit, None)?;
        }
        let assignments = "SELECT id FROM assignment WHERE organisation = ?1";
        for assignment in self.naming(assignments, before)? {
            self.refresh_assignment(assignment)?;
        }
        let rounds = "SELECT round FROM round_member WHERE organisation = ?1";
        for round in self.naming(rounds, before)? {
            self.refresh_round(round)?;
        }
        for finding in self.naming("SELECT id FROM finding WHERE organisation = ?1", before)? {
            self.refresh_finding(finding)?;
        }
        let notices = "SELECT notice FROM notice_of WHERE organisation = ?1";
        for notice in self.naming(notices, before)? {
            self.refresh_notice(notice)?;
        }
        for other in touched.into_iter().filter(|other| *other != id) {
            // one that is pointed at and has not arrived, or of which nothing is left, has no row
            let told = journal::record_kind(&self.db, other)? == Some(Kind::Organisation);
            match self.keeper(other)? == other {
                true if !told => {}
                true => {
                    let whole = self.whole(other)?;
                    self.refresh_row(other, whole, false)?;
                }
                false => self.remove_row(other)?,
            }
        }
        Ok(())
    }

    fn naming(&self, query: &str, organisation: i64) -> Result<Vec<i64>, StoreError> {
        let mut query = self.db.prepare_cached(query)?;
        let ids = query.query_map([organisation], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn note_apart(&self, id: i64, apart: &[Uuid]) -> Result<(), StoreError> {
        self.db
            .prepare_cached("DELETE FROM apart WHERE organisation = ?1")?
            .execute([id])?;
        for other in apart {
            let other = journal::referred_number(&self.db, *other)?;
            self.db
                .prepare_cached("INSERT OR IGNORE INTO apart VALUES (?1, ?2)")?
                .execute([id, other])?;
        }
        Ok(())
    }

    /// Takes the row of a joined organisation out of lists, counts and search.
    pub(super) fn remove_row(&mut self, id: i64) -> Result<(), StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT name, credit_code, standing, census, due FROM organisation WHERE id = ?1",
        )?;
        let row: Option<[Option<String>; 5]> = query
            .query_row([id], |row| {
                Ok([
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ])
            })
            .optional()?;
        drop(query);
        let Some([name, code, standing, census, due]) = row else {
            return Ok(());
        };
        let keys = search::keys(&name.unwrap_or_default(), &code.unwrap_or_default());
        search::replace_keys(&self.db, id, &keys, &[])?;
        let counted = [
            Some("organisations".to_owned()),
            standing.map(|standing| format!("standing:{standing}")),
            census.map(|census| format!("census:{census}")),
            due.map(|due| format!("due:{due}")),
        ];
        let mut less = self
            .db
            .prepare_cached("UPDATE tally SET n = n - 1 WHERE name = ?1")?;
        for name in counted.into_iter().flatten() {
            less.execute([name])?;
        }
        self.db
            .prepare_cached("DELETE FROM organisation WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }
}
