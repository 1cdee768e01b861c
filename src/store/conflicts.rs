//! Conflicts: which places are undecided, what was said there by whom, and deciding, which replaces everything that its
//! author had seen and nothing else.

use rusqlite::params;

use super::error::StoreError;
use super::visits::read_head;
use super::{Store, codec, journal};
use crate::domain::calendar::Now;
use crate::domain::change::{Field, Kind, OpId, Place, Register, Tx, Uuid, Value};
use crate::domain::conflict::{Claim, Conflict, Decided, Decision};
use crate::domain::filling::Form;
use crate::domain::visit::worst_answer;

/// What an operation replaces, and what stands beside it all the same.
type Seen = (Vec<OpId>, Vec<(OpId, Value)>);
/// A save with its place in the journal and the stream it was written on.
type Save = (i64, u64, Tx);

/// What the places of one record have in common.
struct Subject {
    uuid: Uuid,
    kind: Kind,
    name: String,
    organisation: Option<i64>,
    detail: String,
    form: Option<std::sync::Arc<Form>>,
    status: Option<crate::domain::visit::VisitStatus>,
}

impl Store {
    /// How many places are undecided.
    pub fn conflict_count(&self) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM conflict")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Undecided places, visits first, those of a record together, and no more than `most`.
    pub fn conflicts(&self, most: usize) -> Result<Vec<Conflict>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT conflict.record, part, field FROM conflict JOIN record ON record.id = conflict.record
             ORDER BY record.kind <> ?1, conflict.record, part, field LIMIT ?2",
        )?;
        let places = query.query_map(params![Kind::Visit as i64, most as i64], read_place)?;
        let places = places.collect::<Result<Vec<_>, _>>()?;
        self.conflicts_at(places)
    }

    /// The undecided places of one record, in the order of their parts.
    pub fn conflicts_of(&self, record: i64) -> Result<Vec<Conflict>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT record, part, field FROM conflict WHERE record = ?1 ORDER BY part, field",
        )?;
        let places = query.query_map([record], read_place)?;
        let places = places.collect::<Result<Vec<_>, _>>()?;
        self.conflicts_at(places)
    }

    /// Decides, if nothing was said meanwhile that the decision's author had not seen.
    pub fn decide(
        &mut self,
        decision: &Decision,
        reason: &str,
        now: Now,
    ) -> Result<Decided, StoreError> {
        let place = &decision.place;
        let Some(record) = journal::known_number(&self.db, place.record)? else {
            return Ok(Decided::Over);
        };
        let conflicts = self.conflicts_of(record)?;
        let at = |field: Field| {
            let mut all = conflicts.iter();
            all.find(|conflict| conflict.place.part == place.part && conflict.place.field == field)
        };
        let Some(conflict) = at(place.field) else {
            return Ok(Decided::Over);
        };
        let unseen = |claim: &Claim| !decision.seen.contains(&claim.op);
        if conflict.claims.iter().any(unseen) {
            return Ok(Decided::NewsCame);
        }
        match conflict.change(&decision.verdict, at(Field::REMARK), reason) {
            Some(change) => {
                self.commit(&change, now)?;
                Ok(Decided::Done)
            }
            None => Ok(Decided::NewsCame),
        }
    }

    fn conflicts_at(&self, places: Vec<(i64, String, Field)>) -> Result<Vec<Conflict>, StoreError> {
        let mut conflicts = Vec::with_capacity(places.len());
        for places in places.chunk_by(|(one, ..), (other, ..)| one == other) {
            let record = places[0].0;
            let Some(subject) = self.subject(record)? else {
                continue;
            };
            let saves = journal::saves_of(&self.db, record)?;
            for (_, part, field) in places {
                let registers = journal::registers(&self.db, record, part)?;
                let Some(register) = journal::value(&registers, *field) else {
                    continue;
                };
                let place = Place {
                    record: subject.uuid,
                    part: part.clone(),
                    field: *field,
                };
                let claims = self.claims(&place, register, &saves, &subject)?;
                conflicts.push(Conflict {
                    tag: tag(&place),
                    place,
                    kind: subject.kind,
                    id: record,
                    subject: subject.name.clone(),
                    organisation: subject.organisation,
                    detail: subject.detail.clone(),
                    form: subject.form.clone(),
                    status: subject.status,
                    claims,
                });
            }
        }
        Ok(conflicts)
    }

    fn claims(
        &self,
        place: &Place,
        register: &Register,
        saves: &[Save],
        subject: &Subject,
    ) -> Result<Vec<Claim>, StoreError> {
        let counting = counting(place, register, subject);
        let mut claims = Vec::new();
        for (_, stream, tx) in saves {
            for op in tx.ops.iter().filter(|op| op.place == *place) {
                let id = codec::op_id(*stream, op);
                if !register
                    .survivors()
                    .iter()
                    .any(|(survivor, _)| *survivor == id)
                {
                    continue;
                }
                claims.push(Claim {
                    op: id,
                    value: op.value.clone(),
                    actor: tx.actor,
                    who: self.person_called(tx.actor)?,
                    utc_ms: tx.utc_ms(),
                    named: self.named(&op.value)?,
                    remark: remark_of(place, *stream, saves),
                    reason: tx.reason.clone().unwrap_or_default(),
                    own: *stream == self.stream,
                    counts: op.value == counting,
                });
            }
        }
        claims.sort_by_key(|claim| (claim.utc_ms, claim.op));
        // the same save that came twice, by a copied laptop, says it once
        claims.dedup_by_key(|claim| claim.op);
        Ok(claims)
    }

    /// What the record is called that a value names, where it is here.
    fn named(&self, value: &Value) -> Result<String, StoreError> {
        let Some(record) = value.as_record() else {
            return Ok(String::new());
        };
        let Some(id) = journal::known_number(&self.db, record)? else {
            return Ok(String::new());
        };
        Ok(self
            .subject(id)?
            .map_or_else(String::new, |subject| subject.name))
    }

    fn subject(&self, record: i64) -> Result<Option<Subject>, StoreError> {
        let Some(kind) = journal::record_kind(&self.db, record)? else {
            return Ok(None);
        };
        let head = journal::registers(&self.db, record, "")?;
        let text = |field| journal::text(&head, field);
        let mut subject = Subject {
            uuid: journal::record_uuid(&self.db, record)?,
            kind,
            name: String::new(),
            organisation: None,
            detail: String::new(),
            form: None,
            status: None,
        };
        let mut about = None;
        match kind {
            Kind::Organisation => about = Some(record),
            Kind::Visit => {
                if let Some(visit) = read_head(&head) {
                    about = Some(self.keeper_named(visit.organisation)?);
                    subject.detail = visit.started.date.to_string();
                    subject.status = Some(visit.status);
                    if let Some(list) = journal::known_number(&self.db, visit.checklist)? {
                        subject.form = self.form(list)?;
                    }
                }
            }
            Kind::Finding => {
                subject.detail = text(Field::FINDING_NUMBER);
                if let Some(organisation) = journal::record(&head, Field::FINDING_ORGANISATION) {
                    about = Some(self.keeper_named(organisation)?);
                }
            }
            Kind::Notice => subject.name = text(Field::NOTICE_TITLE).replace('\n', ""),
            Kind::Branch => subject.name = text(Field::BRANCH_NAME),
            Kind::Person => subject.name = text(Field::PERSON_NAME),
            Kind::Round => subject.name = text(Field::ROUND_NAME),
            Kind::Assignment => {
                if let Some(person) = journal::record(&head, Field::ASSIGNED_PERSON) {
                    subject.name = self.person_called(person)?;
                }
            }
            Kind::Checklist | Kind::Snapshot | Kind::Campaign => {}
        }
        if let Some(organisation) = about {
            subject.organisation = Some(organisation);
            subject.name = self.facts(organisation)?.name;
        }
        Ok(Some(subject))
    }
}

fn read_place(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, String, Field)> {
    Ok((row.get(0)?, row.get(1)?, Field(row.get(2)?)))
}

/// What is read from an undecided register until somebody decides: the worst of several answers, else one that is the
/// same on every laptop.
fn counting(place: &Place, register: &Register, subject: &Subject) -> Value {
    let item = subject
        .form
        .as_ref()
        .filter(|_| place.field == Field::ANSWER);
    let item = item.and_then(|form| Some((form, form.checklist.item(&place.part)?)));
    match item {
        Some((form, item)) => {
            let worst = worst_answer(&form.checklist, item, register);
            worst.map_or(Value::Nothing, Value::Text)
        }
        None => register.value().clone(),
    }
}

/// What was noted last beside an answer, on the laptop that gave it.
fn remark_of(place: &Place, stream: u64, saves: &[Save]) -> String {
    if place.field != Field::ANSWER {
        return String::new();
    }
    let own = saves.iter().filter(|(_, written, _)| *written == stream);
    let mut remarks = own.flat_map(|(.., tx)| &tx.ops).filter(|op| {
        let same = (&op.place.record, &op.place.part) == (&place.record, &place.part);
        same && op.place.field == Field::REMARK
    });
    let last = remarks.next_back().and_then(|op| op.value.as_text());
    last.unwrap_or_default().to_owned()
}

fn tag(place: &Place) -> String {
    let mut hash = blake3::Hasher::new_derive_key("liuyou 1 conflict");
    hash.update(&place.record.0);
    hash.update(&place.field.0.to_be_bytes());
    hash.update(place.part.as_bytes());
    hash.finalize().to_hex()[..8].to_owned()
}

impl Store {
    /// What a new operation on a register replaces whose author had seen no more than `seen_to` of the journal, and what
    /// goes on standing beside it.
    pub(super) fn seen_of(
        &self,
        record: i64,
        place: &Place,
        known: &Register,
        seen_to: i64,
    ) -> Result<Seen, StoreError> {
        let late = self.late(record, seen_to)?;
        let is_late = |(id, _): &&(OpId, Value)| late.contains(id);
        let stays: Vec<_> = known.survivors().iter().filter(is_late).cloned().collect();
        if stays.is_empty() {
            return Ok((known.heads(), stays));
        }
        // what its author saw may have been replaced meanwhile by what came
        let saves = journal::saves_of(&self.db, record)?;
        let ops = saves.iter().flat_map(|(_, stream, tx)| {
            let ops = tx.ops.iter().filter(|op| op.place == *place);
            ops.map(|op| (codec::op_id(*stream, op), op))
        });
        let seen: Vec<_> = ops.filter(|(id, _)| !late.contains(id)).collect();
        Ok((Register::of(&seen).heads(), stays))
    }

    /// Operations of others on a record that came into the file after a place in the journal.
    fn late(&self, record: i64, seen_to: i64) -> Result<Vec<OpId>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT tx.stream, opened(tx.bytes) FROM touch JOIN tx ON tx.seq = touch.tx
             JOIN segment ON segment.id = tx.segment
             WHERE touch.record = ?1 AND touch.tx > ?2 AND segment.own = 0",
        )?;
        let mut rows = query.query([record, seen_to])?;
        let mut late = Vec::new();
        while let Some(row) = rows.next()? {
            let stream: i64 = row.get(0)?;
            let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let tx = codec::decode_tx(bytes)?;
            late.extend(tx.ops.iter().map(|op| codec::op_id(stream as u64, op)));
        }
        Ok(late)
    }
}
