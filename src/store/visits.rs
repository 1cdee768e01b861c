//! Visits: starting one, opening it with everything the screen shows beside it, and summing it up.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};

use super::error::StoreError;
use super::journal::{self, Moved, Registers};
use super::{Store, codec};
use crate::domain::calendar::{Clock, Now};
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::checklist::{Checklist, Lang, Text};
use crate::domain::evidence;
use crate::domain::filling::{Filling, Form};
use crate::domain::round::{list_organisation, put_visit};
use crate::domain::schedule::Scheduled;
use crate::domain::score::Verdict;
use crate::domain::view::{VisitLine, VisitView};
use crate::domain::visit::{self, Answer, Answers, Mode, Said, Visit, VisitStatus};
use crate::standards::{self, Standard};

/// What the visits of an organisation come to, as its list row sums it up.
#[derive(Default)]
pub(super) struct Inspected {
    /// A visit is open whose checklist has pass lines.
    pub has_draft: bool,
    /// The latest finished visit whose checklist has pass lines.
    pub judged: Option<Judged>,
    /// The checklists that were used here and say how often they are due, the earliest first.
    pub scheduled: Vec<Scheduled>,
}

pub(super) struct Judged {
    pub started: Clock,
    pub verdict: Option<Verdict>,
    pub tenths: Option<u32>,
}

impl Store {
    /// Opens the draft of this checklist at an organisation, or starts one. Returns the visit's number.
    pub fn start_visit(
        &mut self,
        organisation: i64,
        standard: &Standard,
        companion: &str,
        now: Now,
    ) -> Result<i64, StoreError> {
        self.start_visit_for(None, organisation, standard, companion, now)
    }

    /// The same for a round of supervision, by its number: a draft that belongs to no round becomes the round's.
    pub fn start_visit_for(
        &mut self,
        round: Option<i64>,
        organisation: i64,
        standard: &Standard,
        companion: &str,
        now: Now,
    ) -> Result<i64, StoreError> {
        let round = match round {
            Some(id) => Some((id, self.open_round(id)?)),
            None => None,
        };
        if let Some(draft) = self.draft_of(organisation, &standard.checklist.id)? {
            if let Some((_, round)) = round {
                self.take_draft(round, draft, now)?;
            }
            return Ok(draft);
        }
        let round = round.map(|(_, round)| round);
        let inspector = self.inspector()?;
        self.transaction(|store| {
            let checklist = store.keep_checklist(standard, now)?;
            let visit = Visit {
                organisation: journal::record_uuid(&store.db, organisation)?,
                checklist,
                status: VisitStatus::Draft,
                mode: Mode::OnSite,
                started: now.clock(),
                finished: None,
                inspector: inspector
                    .as_ref()
                    .map(|person| person.name.clone())
                    .unwrap_or_default(),
                companion: companion.to_owned(),
                unit: inspector.map(|person| person.unit).unwrap_or_default(),
                round,
            };
            let uuid = store.new_id(now);
            let mut change = visit.change(uuid);
            change.edits.extend(defaults(standard, uuid, visit.started));
            // whoever is visited for a round is on its list
            let listed = round.map(|round| list_organisation(round, visit.organisation, true));
            change.edits.extend(listed);
            store.write(&change, now)?;
            journal::known_number(&store.db, uuid)?
                .ok_or_else(|| StoreError::Unknown(uuid.to_string()))
        })
    }

    /// An open draft becomes the round's, unless it belongs to another.
    fn take_draft(&mut self, round: Uuid, draft: i64, now: Now) -> Result<(), StoreError> {
        let head = journal::registers(&self.db, draft, "")?;
        let Some(visit) = read_head(&head).filter(|visit| visit.round.is_none()) else {
            return Ok(());
        };
        let uuid = journal::record_uuid(&self.db, draft)?;
        let edits = vec![
            put_visit(uuid, Some(round)),
            list_organisation(round, visit.organisation, true),
        ];
        self.commit(&Change::of(edits), now)?;
        Ok(())
    }

    /// Puts the checklist's text into the journal if it is not there yet: a visit keeps its version for ever.
    pub(super) fn keep_checklist(
        &mut self,
        standard: &Standard,
        now: Now,
    ) -> Result<Uuid, StoreError> {
        let hash = blake3::hash(standard.text.as_bytes());
        let uuid = Uuid::v8(
            hash.as_bytes()[..16]
                .try_into()
                .expect("a hash has 32 bytes"),
        );
        let checklist = &standard.checklist;
        self.write(
            &Change::of(vec![
                Edit::new(uuid, Field::CHECKLIST_ID, Value::text(&checklist.id)),
                Edit::new(
                    uuid,
                    Field::CHECKLIST_VERSION,
                    Value::Int(checklist.version.into()),
                ),
                Edit::new(uuid, Field::CHECKLIST_TEXT, Value::text(&standard.text)),
            ]),
            now,
        )?;
        Ok(uuid)
    }

    pub fn visit(&mut self, id: i64) -> Result<VisitView, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let visit = read_head(&head).ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        let form = self.form_of(&visit)?;
        let checklist = &form.checklist;
        let organisation_id = self.keeper_named(visit.organisation)?;
        let answers = self.answers(id, checklist)?;
        let (original, corrections) = self.history(id, visit.status, checklist)?;
        let uuid = journal::record_uuid(&self.db, id)?;
        let saves = self.saves(uuid)?;
        let (seen_to, conflicts) = (self.seen_to()?, self.conflicts_of(id)?);
        let facts = self.facts(organisation_id)?;
        let last = self.last_before(id, organisation_id, visit.started, &checklist.id)?;
        let evidence = evidence::counts(&self.evidence(id)?);
        let findings = self.open_items(organisation_id, &form.checklist.id)?;
        Ok(VisitView {
            id,
            uuid,
            visit,
            organisation_id,
            organisation: facts.name.clone(),
            facts,
            form,
            answers,
            saves,
            seen_to,
            conflicts,
            reach: self.reach(id)?,
            last,
            original,
            corrections,
            evidence,
            findings,
        })
    }

    /// Saves of a visit on the disk, as its line counts them.
    pub fn saves(&self, visit: Uuid) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT saves FROM visit WHERE id = (SELECT id FROM record WHERE uuid = ?1)",
        )?;
        Ok(query.query_row([visit.0], |row| row.get::<_, i64>(0))? as u64)
    }

    /// The checklist a visit was made with.
    pub(super) fn form_of(&mut self, visit: &Visit) -> Result<Arc<Form>, StoreError> {
        let id = journal::referred_number(&self.db, visit.checklist)?;
        self.read_form(id)?
            .ok_or_else(|| StoreError::Unknown(visit.checklist.to_string()))
    }

    /// A checklist of the journal, or none if its text has not arrived, or is of a form that this version cannot read.
    pub(super) fn form(&self, id: i64) -> Result<Option<Arc<Form>>, StoreError> {
        match self.read_form(id) {
            // what others were sent with it must not keep their work out
            Err(StoreError::Checklist(_)) => Ok(None),
            read => read,
        }
    }

    fn read_form(&self, id: i64) -> Result<Option<Arc<Form>>, StoreError> {
        if let Some(form) = self.forms.borrow().get(&id) {
            return Ok(Some(form.clone()));
        }
        let text = journal::text(
            &journal::registers(&self.db, id, "")?,
            Field::CHECKLIST_TEXT,
        );
        if text.is_empty() {
            return Ok(None);
        }
        let checklist =
            standards::kept(&text).map_err(|error| StoreError::Checklist(format!("{error:?}")))?;
        let form = Arc::new(Form::new(Arc::new(checklist)));
        self.forms.borrow_mut().insert(id, form.clone());
        Ok(Some(form))
    }

    pub(super) fn checklist(&self, id: i64) -> Result<Option<Arc<Checklist>>, StoreError> {
        Ok(self.form(id)?.map(|form| form.checklist.clone()))
    }

    pub(super) fn answers(&self, visit: i64, checklist: &Checklist) -> Result<Answers, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT part, opened(state) FROM part WHERE record = ?1 AND part > ''",
        )?;
        let mut rows = query.query([visit])?;
        let mut answers = Answers::new();
        while let Some(row) = rows.next()? {
            let item: String = row.get(0)?;
            let registers =
                codec::decode_registers(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
            if let Some(answer) = read_answer(&registers, checklist, &item) {
                answers.insert(item, answer);
            }
        }
        Ok(answers)
    }

    fn draft_of(
        &mut self,
        organisation: i64,
        checklist_id: &str,
    ) -> Result<Option<i64>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, checklist FROM visit WHERE organisation = ?1 AND status = 'draft' ORDER BY started DESC, id DESC",
        )?;
        let drafts: Vec<(i64, i64)> = query
            .query_map([organisation], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        drop(query);
        for (visit, checklist) in drafts {
            if self
                .checklist(checklist)?
                .is_some_and(|checklist| checklist.id == checklist_id)
            {
                return Ok(Some(visit));
            }
        }
        Ok(None)
    }

    /// Every template is due by its own last visit: a record of an activity tells nothing of when the site is looked at.
    pub(super) fn inspected(&self, organisation: i64) -> Result<Inspected, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT checklist, status, started, verdict, tenths FROM visit JOIN record ON record.id = visit.id
             WHERE organisation = ?1 ORDER BY started DESC, record.uuid DESC",
        )?;
        type Line = (i64, String, String, Option<String>, Option<u32>);
        let lines: Vec<Line> = query
            .query_map([organisation], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        drop(query);
        let mut inspected = Inspected::default();
        let mut seen: Vec<Arc<Checklist>> = Vec::new();
        for (checklist, status, started, verdict, tenths) in lines {
            let Some((list, started)) = self.checklist(checklist)?.zip(Clock::parse(&started))
            else {
                continue;
            };
            if status == VisitStatus::Draft.code() {
                inspected.has_draft |= list.judges();
                continue;
            }
            if list.judges() && inspected.judged.is_none() {
                inspected.judged = Some(Judged {
                    started,
                    verdict: verdict.as_deref().and_then(Verdict::from_code),
                    tenths,
                });
            }
            if seen.iter().any(|known| known.id == list.id) {
                continue;
            }
            if let Some(days) = list.every_days {
                inspected.scheduled.push(Scheduled {
                    template: list.id.clone(),
                    name: list.name.clone(),
                    last: Some(started.date),
                    due: started.date.plus_days(days.into()),
                    soon_days: list.soon_days.unwrap_or(0),
                });
            }
            seen.push(list);
        }
        inspected
            .scheduled
            .sort_by(|a, b| (a.due, &a.template).cmp(&(b.due, &b.template)));
        Ok(inspected)
    }

    pub(super) fn visit_lines(&self, organisation: i64) -> Result<Vec<VisitLine>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, started, status, answered, items, tenths, verdict, checklist FROM visit
             WHERE organisation = ?1 ORDER BY started DESC, id DESC LIMIT 100",
        )?;
        let mut rows = query.query([organisation])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let (started, status, verdict): (String, String, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(6)?);
            let Some(started) = Clock::parse(&started) else {
                continue;
            };
            let line = VisitLine {
                id: row.get(0)?,
                template: String::new(),
                name: Text::default(),
                started,
                status: VisitStatus::from_code(&status).unwrap_or(VisitStatus::Draft),
                answered: row.get(3)?,
                items: row.get(4)?,
                tenths: row.get(5)?,
                verdict: verdict.as_deref().and_then(Verdict::from_code),
            };
            lines.push((line, row.get(7)?));
        }
        let named = lines.into_iter().map(|(mut line, checklist)| {
            if let Some(list) = self.checklist(checklist)? {
                line.template = list.id.clone();
                line.name = list.name.clone();
            }
            Ok(line)
        });
        named.collect()
    }

    /// `written` holds all parts of a record that is new to the file, so that they need not be read back.
    pub(super) fn refresh_visit(
        &mut self,
        id: i64,
        written: Option<&[Moved]>,
    ) -> Result<(), StoreError> {
        let head = match written {
            Some(parts) => parts
                .iter()
                .find(|part| part.part.is_empty())
                .and_then(|part| read_head(&part.registers)),
            None => read_head(&journal::registers(&self.db, id, "")?),
        };
        let Some(visit) = head else {
            return self.remove_visit(id);
        };
        let organisation = self.keeper_named(visit.organisation)?;
        let round = match visit.round {
            Some(round) => Some(journal::referred_number(&self.db, round)?),
            None => None,
        };
        let checklist = journal::referred_number(&self.db, visit.checklist)?;
        let score = match self.form(checklist)? {
            Some(form) => {
                let list = &form.checklist;
                let answers = match written {
                    Some(parts) => answers_in(parts, list),
                    None => self.answers(id, list)?,
                };
                let score = form.score(&answers, visit.status, visit.started);
                Some((score, score.verdict(list)))
            }
            None => None,
        };
        let finished = score.filter(|_| visit.status != VisitStatus::Draft);
        let head = (
            organisation,
            checklist,
            visit.status.code().to_owned(),
            visit.started.to_string(),
            round,
        );
        let before: Option<(i64, i64, String, String, Option<i64>)> = self
            .db
            .prepare_cached(
                "SELECT organisation, checklist, status, started, round FROM visit WHERE id = ?1",
            )?
            .query_row([id], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })
            .optional()?;
        // most often only the figures move; naming an indexed column would write its index anew
        if before.as_ref() != Some(&head) {
            self.db
                .prepare_cached(
                    "INSERT INTO visit (id, organisation, checklist, status, started, answered, items, saves, round)
                     VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, ?6)
                     ON CONFLICT (id) DO UPDATE SET organisation = excluded.organisation,
                        checklist = excluded.checklist, status = excluded.status, started = excluded.started,
                        round = excluded.round",
                )?
                .execute(params![id, head.0, head.1, head.2, head.3, head.4])?;
        }
        self.db
            .prepare_cached(
                "UPDATE visit SET answered = ?2, items = ?3, tenths = ?4, verdict = ?5,
                    saves = (SELECT count(*) FROM touch WHERE record = ?1) WHERE id = ?1",
            )?
            .execute(params![
                id,
                score.map_or(0, |(score, _)| score.answered),
                score.map_or(0, |(score, _)| score.items),
                finished.and_then(|(score, _)| score.tenths()),
                finished.and_then(|(_, verdict)| verdict).map(Verdict::code),
            ])?;
        // while a draft is being answered, nothing that its organisation sums up moves
        let answering = before.as_ref() == Some(&head) && visit.status == VisitStatus::Draft;
        if !answering && !self.rebuilding {
            let left = before
                .map(|before| before.0)
                .filter(|before| *before != organisation);
            for organisation in left.into_iter().chain([organisation]) {
                self.refresh(organisation)?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// Takes away the line of a visit whose head cannot be read any more.
    pub(super) fn remove_visit(&mut self, id: i64) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT organisation, status, answered FROM visit WHERE id = ?1")?;
        let row: Option<(i64, String, i64)> = query
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        drop(query);
        let Some((organisation, status, answered)) = row else {
            return Ok(());
        };
        let mut less = self
            .db
            .prepare_cached("UPDATE tally SET n = n - ?2 WHERE name = ?1")?;
        less.execute(params![format!("visit:{status}"), 1])?;
        less.execute(params!["answers", answered])?;
        drop(less);
        self.remove_from("visit", id)?;
        match self.rebuilding {
            true => Ok(()),
            false => self.refresh(organisation),
        }
    }
}

/// What stands in a visit before anything is answered. It goes through the journal as if the inspector had answered it,
/// since conditions and sums count on it from the first.
fn defaults(standard: &Standard, visit: Uuid, started: Clock) -> Vec<Edit> {
    if standard
        .checklist
        .items()
        .all(|item| item.default.is_none())
    {
        return Vec::new();
    }
    let form = Arc::new(Form::new(Arc::new(standard.checklist.clone())));
    let empty = Filling::open(&form, started, Lang::Zh, &Answers::new());
    let defaults = empty.defaults(None).into_iter();
    defaults
        .map(|(address, text)| Said::Option(Some(text)).edit(visit, &address))
        .collect()
}

/// None where the visit's head has not arrived.
pub(super) fn read_head(head: &Registers) -> Option<Visit> {
    let statuses = journal::value(head, Field::VISIT_STATUS)?
        .values()
        .into_iter();
    let status = statuses
        .filter_map(|value| VisitStatus::from_code(value.as_text()?))
        .max();
    Some(Visit {
        organisation: journal::record(head, Field::VISIT_ORGANISATION)?,
        checklist: journal::record(head, Field::VISIT_CHECKLIST)?,
        status: status.unwrap_or(VisitStatus::Draft),
        mode: Mode::from_code(&journal::text(head, Field::VISIT_MODE)).unwrap_or(Mode::OnSite),
        started: Clock::parse(&journal::text(head, Field::VISIT_STARTED))?,
        finished: Clock::parse(&journal::text(head, Field::VISIT_FINISHED)),
        inspector: journal::text(head, Field::VISIT_INSPECTOR),
        companion: journal::text(head, Field::VISIT_COMPANION),
        unit: journal::text(head, Field::VISIT_UNIT),
        round: journal::record(head, Field::VISIT_ROUND),
    })
}

fn answers_in(parts: &[Moved], checklist: &Checklist) -> Answers {
    let answers = parts.iter().filter(|part| !part.part.is_empty());
    answers
        .filter_map(|part| {
            Some((
                part.part.clone(),
                read_answer(&part.registers, checklist, &part.part)?,
            ))
        })
        .collect()
}

/// None where everything said of the item was taken back, or the part is evidence and no answer.
pub(super) fn read_answer(
    registers: &Registers,
    checklist: &Checklist,
    item: &str,
) -> Option<Answer> {
    if evidence::is_part(item) {
        return None;
    }
    let option = journal::value(registers, Field::ANSWER);
    let answer = Answer {
        option: match (option, checklist.item(item)) {
            (Some(register), Some(item)) => visit::worst_answer(checklist, item, register),
            _ => None,
        },
        ledger: journal::value(registers, Field::LEDGER)
            .and_then(|register| register.value().as_text())
            .map(str::to_owned),
        remark: journal::text(registers, Field::REMARK),
        conflict: registers.iter().any(|(_, register)| register.is_conflict()),
    };
    (answer != Answer::default()).then_some(answer)
}
