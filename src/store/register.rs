//! A register from outside meets the file: every row is matched with an organisation by code, else by name and area,
//! and adds it, moves exactly the fields that differ, or changes nothing. It arrives whole or not at all.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use rusqlite::OptionalExtension;

use super::entourage::{Asked, Entourage};
use super::error::StoreError;
use super::known::Known;
use super::load::{Load, Loading};
use super::projection::Progress;
use super::{Store, journal};
use crate::domain::arrival::ImportReport;
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::domain::handover::{self, Registration};
use crate::domain::organisation::Organisation;
use crate::domain::register::{Judged, ListField, Listed, RowNote, Side, Trouble};

/// What is to become of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Importing {
    /// Only find out what would happen.
    pub dry_run: bool,
    /// One refused row keeps all out.
    pub strict: bool,
}

/// A register on its way in.
pub struct Arrivals<'a, 'b> {
    way: Way<'a, 'b>,
    now: Now,
    report: ImportReport,
    /// Organisations that a row was matched with.
    claimed: HashSet<i64>,
    /// Rows that only a name ties to an organisation; they wait until every code has found its own.
    by_name: Vec<Listed>,
    known: Known,
    /// Party organisations and people that the rows name.
    entourage: Entourage,
    /// By which rules a newly registered organisation opens its chain; none where it opens none.
    registration: Option<Registration>,
    told: Option<Instant>,
}

enum Way<'a, 'b> {
    /// Looked at only.
    Look(&'a Store, Progress<'b>),
    Write(&'a mut Load<'b>),
}

impl Way<'_, '_> {
    fn store(&self) -> &Store {
        match self {
            Way::Look(store, _) => store,
            Way::Write(load) => load.file(),
        }
    }

    fn write(&mut self, changes: &[Change], now: Now) -> Result<(), StoreError> {
        if let Way::Write(load) = self {
            for change in changes {
                load.put(change, now)?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// Takes in a register that `rows` hands over row by row. An error of `rows`, a cancelled progress, or with
    /// `strict` one refused row leaves the file as it was.
    ///
    /// # Errors
    /// What `rows` returns, and what can go wrong with the file.
    pub fn import<E: From<StoreError>>(
        &mut self,
        importing: Importing,
        now: Now,
        progress: Progress<'_>,
        rows: impl FnOnce(&mut Arrivals<'_, '_>) -> Result<(), E>,
    ) -> Result<ImportReport, E> {
        let known = Known::of(self, !importing.dry_run)?;
        if importing.dry_run {
            let mut arrivals = Arrivals::new(Way::Look(self, progress), known, now);
            rows(&mut arrivals)?;
            return Ok(arrivals.end()?);
        }
        let mut stopped = None;
        let mut kept_out = None;
        let done = self.load(Loading::Whole, progress, |load| {
            let mut arrivals = Arrivals::new(Way::Write(load), known, now);
            if let Err(error) = rows(&mut arrivals) {
                stopped = Some(error);
                return Err(StoreError::Cancelled);
            }
            let report = arrivals.end()?;
            if importing.strict && report.refused > 0 {
                kept_out = Some(report);
                return Err(StoreError::Cancelled);
            }
            Ok(report)
        });
        match (done, stopped, kept_out) {
            (_, Some(error), _) => Err(error),
            (_, _, Some(report)) => Ok(report),
            (Ok(report), ..) => Ok(ImportReport {
                written: true,
                ..report
            }),
            (Err(error), ..) => Err(error.into()),
        }
    }

    /// The organisation with a code: the one known longest.
    fn with_code(&self, code: &str) -> Result<Option<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM organisation WHERE credit_code = ?1 AND credit_code <> '' ORDER BY id LIMIT 1",
        )?;
        Ok(query.query_row([code], |row| row.get(0)).optional()?)
    }

    /// Organisations of a name with area and code, the ones known longest first.
    fn with_name(&self, name: &str) -> Result<Vec<(i64, String, String)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, area, credit_code FROM organisation WHERE name = ?1 ORDER BY id LIMIT 1000",
        )?;
        let rows = query.query_map([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whom a row may mean by its name: those of its area. A register without areas means the one of no area, or the
    /// only one of that name unless their codes tell them apart.
    fn named_like(&self, listed: &Listed) -> Result<Vec<i64>, StoreError> {
        let named = self.with_name(&listed.name)?;
        let area = listed.area.as_deref().unwrap_or_default();
        let apart = |code: &str| {
            area.is_empty()
                && !code.is_empty()
                && !listed.credit_code.is_empty()
                && code != listed.credit_code
        };
        let of_area: Vec<i64> = named
            .iter()
            .filter(|(_, own, code)| own == area && !apart(code))
            .map(|(id, ..)| *id)
            .collect();
        match (&named[..], of_area.is_empty() && listed.area.is_none()) {
            ([(id, _, code)], true) if !apart(code) => Ok(vec![*id]),
            _ => Ok(of_area),
        }
    }
}

impl<'a, 'b> Arrivals<'a, 'b> {
    fn new(way: Way<'a, 'b>, known: Known, now: Now) -> Arrivals<'a, 'b> {
        Arrivals {
            way,
            now,
            report: ImportReport::default(),
            claimed: HashSet::new(),
            by_name: Vec::new(),
            known,
            entourage: Entourage::default(),
            registration: None,
            told: None,
        }
    }

    /// Lets every newly registered organisation that is added open its chain.
    pub fn open_chains(&mut self, rules: &Registration) {
        self.registration = Some(rules.clone());
    }

    /// Takes the next row, and how far the register is read: so much of so much.
    ///
    /// # Errors
    /// `Cancelled` where the work should stop.
    pub fn take(&mut self, judged: Judged, so_far: (u64, u64)) -> Result<(), StoreError> {
        self.tell(so_far)?;
        self.report.notes.extend(judged.notes);
        let Some(listed) = judged.listed else {
            self.report.refused += 1;
            return Ok(());
        };
        let store = self.store();
        if self.known.has_joined()
            && let Some(keeper) = store.joined_like(&listed)?
        {
            self.report.unchanged += 1;
            self.report.notes.push(RowNote {
                row: listed.row,
                field: ListField::Name,
                trouble: Trouble::JoinedBefore(keeper),
            });
            return Ok(());
        }
        if self.known.may_have(&listed.credit_code)
            && let Some(id) = store.with_code(&listed.credit_code)?
        {
            self.claimed.insert(id);
            return self.update(id, &listed);
        }
        match !self.known.may_have(&listed.name) || store.named_like(&listed)?.is_empty() {
            true => self.add(&listed),
            false => {
                self.by_name.push(listed);
                Ok(())
            }
        }
    }

    /// What is left once the last row was read.
    fn end(mut self) -> Result<ImportReport, StoreError> {
        for listed in std::mem::take(&mut self.by_name) {
            let named = self.store().named_like(&listed)?;
            // one that a code or an earlier row has claimed is somebody else
            match named.into_iter().find(|id| !self.claimed.contains(id)) {
                Some(id) => {
                    self.claimed.insert(id);
                    self.update(id, &listed)?;
                }
                None => self.add(&listed)?,
            }
        }
        self.report.brought = self.entourage.brought;
        Ok(self.report)
    }

    fn store(&self) -> &Store {
        self.way.store()
    }

    fn tell(&mut self, (done, total): (u64, u64)) -> Result<(), StoreError> {
        if self
            .told
            .is_some_and(|at| at.elapsed() < Duration::from_millis(50))
        {
            return Ok(());
        }
        self.told = Some(Instant::now());
        match &mut self.way {
            Way::Look(_, progress) => match progress(done, total) {
                true => Ok(()),
                false => Err(StoreError::Cancelled),
            },
            Way::Write(load) => load.report(done, total),
        }
    }

    fn add(&mut self, listed: &Listed) -> Result<(), StoreError> {
        self.report.added += 1;
        let new = Side {
            row: Some(listed.row),
            name: listed.name.clone(),
            area: listed.area.clone().unwrap_or_default(),
            credit_code: listed.credit_code.clone(),
        };
        let store = self.way.store();
        let uuid = store.new_id(self.now);
        if let Some(other) = self.known.add(store, &new, uuid)? {
            self.report.twins.push((new, other));
        }
        let mut organisation = listed.organisation();
        let mut asked = Asked::default();
        self.accompany(listed, (uuid, None), &mut organisation, &mut asked)?;
        let mut change = organisation.change(uuid);
        let opens = |rules: &Registration| rules.opens_for(&organisation, self.now.today);
        if self.registration.as_ref().is_some_and(opens) {
            let open = handover::open(uuid, self.now.today);
            change.edits.extend(open.edits);
        }
        asked.changes.push(change);
        self.report.notes.append(&mut asked.notes);
        self.way.write(&asked.changes, self.now)
    }

    fn update(&mut self, id: i64, listed: &Listed) -> Result<(), StoreError> {
        let store = self.store();
        let before = store.facts(id)?;
        let uuid: Uuid = journal::record_uuid(&store.db, id)?;
        let mut after = listed.onto(&before);
        let mut asked = Asked::default();
        self.accompany(listed, (uuid, Some(id)), &mut after, &mut asked)?;
        let change = after.revision(uuid, &before);
        if !change.edits.is_empty() {
            asked.changes.push(change);
        }
        match asked.changes.is_empty() {
            true => self.report.unchanged += 1,
            false => self.report.updated += 1,
        }
        if before.credit_code != after.credit_code && !before.credit_code.is_empty() {
            self.report.notes.push(RowNote {
                row: listed.row,
                field: ListField::CreditCode,
                trouble: Trouble::CodeReplaced(before.credit_code),
            });
        }
        self.report.notes.append(&mut asked.notes);
        self.way.write(&asked.changes, self.now)
    }

    /// What the row says beside its organisation.
    fn accompany(
        &mut self,
        listed: &Listed,
        organisation: (Uuid, Option<i64>),
        facts: &mut Organisation,
        asked: &mut Asked,
    ) -> Result<(), StoreError> {
        let (store, now) = (self.way.store(), self.now);
        let entourage = &mut self.entourage;
        facts.branch = entourage.branch(store, listed, facts.branch, now, asked)?;
        entourage.people(store, listed, organisation, now, asked)
    }
}
