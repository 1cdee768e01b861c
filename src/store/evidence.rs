//! Evidence as the journal has it: the entries of a visit, and every file that anything in the journal names.

use std::collections::BTreeMap;

use rusqlite::params;

use super::error::StoreError;
use super::journal;
use super::visits::read_head;
use super::{Store, codec};
use crate::domain::change::{Field, Kind, Uuid};
use crate::domain::evidence::{self, Evidence, FileHash};
use crate::domain::visit::Visit;

/// A visit and how it stands, as one who attaches to it must know.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachable {
    pub id: i64,
    pub visit: Visit,
}

/// A file that the journal names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// As it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// A visit it was attached to.
    pub visit: i64,
}

impl Store {
    /// The files of a visit that were not taken away: by item, then by time and name.
    pub fn evidence(&self, visit: i64) -> Result<Vec<Evidence>, StoreError> {
        let parts = journal::parts_under(&self.db, visit, evidence::MARK)?;
        let mut found: Vec<Evidence> = parts
            .iter()
            .filter_map(|(part, registers)| {
                Evidence::read(part, |field| journal::value(registers, field))
            })
            .collect();
        found.sort_by(|a, b| {
            let place = |one: &Evidence| (one.item.clone(), one.added, one.file.name.clone());
            place(a).cmp(&place(b))
        });
        Ok(found)
    }

    /// Every file that any operation names, also one taken away since: it stays on the disk.
    pub fn files_named(&self) -> Result<BTreeMap<FileHash, NamedFile>, StoreError> {
        // each visit is looked up by itself: there are few entries among very many answers
        let mut query = self.db.prepare(
            "SELECT part.part, opened(part.state), part.record FROM record CROSS JOIN part ON part.record = record.id
             WHERE record.kind = ?1 AND part.part >= ?2 AND part.part <= ?2 || char(1114111)
             ORDER BY part.record, part.part",
        )?;
        let mut rows = query.query(params![Kind::Visit as i64, evidence::MARK])?;
        let mut files = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let part: String = row.get(0)?;
            let Some((_, hash)) = evidence::read_part(&part) else {
                continue;
            };
            let state = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let registers = codec::decode_registers(state)?;
            let size = journal::value(&registers, Field::EVIDENCE_SIZE)
                .and_then(|register| register.value().as_int())
                .and_then(|size| size.try_into().ok());
            let name = journal::text(&registers, Field::EVIDENCE_NAME);
            files.entry(hash).or_insert(NamedFile {
                name,
                size: size.unwrap_or(0),
                visit: row.get(2)?,
            });
        }
        Ok(files)
    }

    /// The area in which the work lies that attached a file to a visit; none while no segment holds it.
    pub fn area_naming(&self, file: FileHash, visit: i64) -> Result<Option<String>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT opened(tx.bytes), segment.scope FROM touch JOIN tx ON tx.seq = touch.tx
             JOIN segment ON segment.id = tx.segment WHERE touch.record = ?1 ORDER BY tx.seq",
        )?;
        let mut rows = query.query([visit])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let mut ops = codec::decode_tx(bytes)?.ops.into_iter();
            let names =
                |part: &str| evidence::read_part(part).is_some_and(|(_, hash)| hash == file);
            if ops.any(|op| names(&op.place.part)) {
                return Ok(Some(row.get(1)?));
            }
        }
        Ok(None)
    }

    /// Visits with evidence, latest last.
    pub fn visits_with_evidence(&self) -> Result<Vec<i64>, StoreError> {
        let mut query = self.db.prepare(
            "SELECT id FROM visit WHERE EXISTS (SELECT 1 FROM part WHERE part.record = visit.id
                AND part.part >= ?1 AND part.part <= ?1 || char(1114111)) ORDER BY started, id",
        )?;
        let ids = query.query_map([evidence::MARK], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The name of the organisation a visit was made at.
    pub fn organisation_of(&self, visit: &Visit) -> Result<String, StoreError> {
        let organisation = self.keeper_named(visit.organisation)?;
        Ok(self.facts(organisation)?.name)
    }

    /// The name of a record for ever.
    pub fn name_of(&self, id: i64) -> Result<Uuid, StoreError> {
        journal::record_uuid(&self.db, id)
    }

    /// Visits of an organisation, latest last.
    pub fn visits_of(&self, organisation: i64) -> Result<Vec<i64>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM visit WHERE organisation = ?1 ORDER BY started, id")?;
        let ids = query.query_map([organisation], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// A record that is a visit; none where it is none.
    pub fn attachable(&self, id: i64) -> Result<Option<Attachable>, StoreError> {
        let visit = read_head(&journal::registers(&self.db, id, "")?);
        Ok(visit.map(|visit| Attachable { id, visit }))
    }
}
