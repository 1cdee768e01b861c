//! Notices: drafted, issued under the next number of this laptop's blocks, and read whole with what was done with them.
//! Issuing writes the step into every finding that a notice carries, in the same transaction.

mod board;
mod facts;
mod figures;
mod numbers;
mod sheets;

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::error::StoreError;
use super::journal::{self, Registers};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Field, Uuid};
use crate::domain::finding::{Entry, Move};
use crate::domain::notice::{
    Act, ActKind, Draft, Notice, NoticeKind, NoticeView, Refused, Stage, Taken, Way, Written, next,
};
use crate::domain::paper::Number;
use crate::domain::rules::Rules;

const ACTS: &str = "act/";

/// What a person wants may be refused, which is no error of the file; nothing was written then.
pub type Answered<T> = Result<Result<T, Refused>, StoreError>;

impl Store {
    /// Writes a draft down. Returns its number in the file.
    pub fn draft_notice(
        &mut self,
        draft: &Draft,
        replaces: Option<Uuid>,
        now: Now,
    ) -> Result<i64, StoreError> {
        let uuid = self.new_id(now);
        self.commit(&draft.change(uuid, now.today, replaces), now)?;
        self.number_of(uuid)
    }

    /// Changes a draft; what was issued stays as it is.
    pub fn revise_notice(&mut self, id: i64, draft: &Draft, now: Now) -> Answered<()> {
        let notice = self.known_notice(id)?;
        match notice.stage() {
            Stage::Draft => {}
            Stage::Withdrawn => {
                return Ok(Err(Refused::NotFrom {
                    stage: Stage::Withdrawn,
                    act: ActKind::Issue,
                }));
            }
            _ => return Ok(Err(Refused::IsIssued)),
        }
        let uuid = journal::record_uuid(&self.db, id)?;
        self.commit(&draft.revision(uuid, &notice.draft), now)?;
        Ok(Ok(()))
    }

    /// Issues a draft on the day of `entry`, under that number or the next one, and takes the step on each of its
    /// findings; all or nothing. None is the number of a sheet that has none.
    pub fn issue_notice(
        &mut self,
        id: i64,
        number: Option<&Number>,
        entry: &Entry,
        rules: &Rules,
        now: Now,
    ) -> Answered<Option<Number>> {
        self.transaction(|store| store.issue(id, number, entry, rules, now))
    }

    /// Leaves a sheet on the spot: issued, and served in person on whoever signed for it, in one transaction. Where
    /// nobody signed, the reason of `entry` says why.
    pub fn hand_over_notice(
        &mut self,
        id: i64,
        signed_by: &str,
        entry: &Entry,
        rules: &Rules,
        now: Now,
    ) -> Answered<()> {
        if signed_by.trim().is_empty() && entry.reason.trim().is_empty() {
            return Ok(Err(Refused::NotSigned));
        }
        self.transaction(|store| {
            if let Err(refused) = store.issue(id, None, entry, rules, now)? {
                return Ok(Err(refused));
            }
            let notice = store.known_notice(id)?;
            let serve = Act::Serve {
                way: Way::InPerson,
                to: signed_by.trim().to_owned(),
            };
            let uuid = journal::record_uuid(&store.db, id)?;
            store.write(&notice.change(uuid, store.stream, &serve, entry), now)?;
            Ok(Ok(()))
        })
    }

    /// Within a transaction; refused, nothing was written.
    fn issue(
        &mut self,
        id: i64,
        number: Option<&Number>,
        entry: &Entry,
        rules: &Rules,
        now: Now,
    ) -> Answered<Option<Number>> {
        let notice = self.known_notice(id)?;
        let office = self.office(&rules.office)?;
        let checked = notice
            .check(ActKind::Issue, entry, now.today)
            .and_then(|()| notice.draft.check(&office, entry.day));
        if let Err(refused) = checked {
            return Ok(Err(refused));
        }
        let kind = notice.draft.kind;
        let mut given = None;
        if kind.is_numbered() {
            match self.number_for(office.mark(kind), number, entry)? {
                Ok(number) => given = Some(number),
                Err(refused) => return Ok(Err(refused)),
            }
        }
        let uuid = journal::record_uuid(&self.db, id)?;
        let steps = match self.steps_of(&notice, uuid, entry, rules, now)? {
            Ok(steps) => steps,
            Err(refused) => return Ok(Err(refused)),
        };
        let frozen = notice
            .draft
            .freeze(&office, &rules.papers, given.as_ref(), entry.day);
        let act = Act::Issue {
            number: given.clone(),
            frozen: Box::new(frozen),
        };
        let mut change = notice.change(uuid, self.stream, &act, entry);
        for step in steps {
            change.edits.extend(step.edits);
        }
        self.write(&change, now)?;
        Ok(Ok(given))
    }

    fn number_for(&self, mark: &str, wanted: Option<&Number>, entry: &Entry) -> Answered<Number> {
        let known = self.given_numbers(mark)?;
        match wanted {
            Some(number) if known.contains(number) => Ok(Err(Refused::Given(number.clone()))),
            Some(number) => Ok(Ok(number.clone())),
            None => {
                let blocks = self.number_blocks()?;
                let next = next(mark, entry.day.year(), &blocks, known.iter());
                Ok(next.map_err(Refused::NoNumber))
            }
        }
    }

    /// The step that each finding takes with it.
    fn steps_of(
        &self,
        notice: &Notice,
        uuid: Uuid,
        entry: &Entry,
        rules: &Rules,
        now: Now,
    ) -> Answered<Vec<Change>> {
        let kind = notice.draft.kind;
        let mut steps = Vec::new();
        for item in &notice.draft.items {
            // the sheet left on the spot gives each problem the time that stands beside it
            let own = Some(item.problem.deadline)
                .filter(|day| kind == NoticeKind::Feedback && *day > entry.day);
            let made = Move::Notice {
                rung: kind.code().to_owned(),
                notice: Some(uuid),
                until: own.or(notice.draft.deadline),
            };
            let id = self.number_of(item.finding)?;
            let Some(finding) = self.finding(id)? else {
                continue;
            };
            let entry = Entry {
                reason: notice.draft.title.clone(),
                ..entry.clone()
            };
            match finding.after(&made, &entry, now.today, rules.ladder.second_person) {
                Ok(stand) => {
                    steps.push(finding.change(item.finding, self.stream, &made, &entry, stand));
                }
                Err(refused) => return Ok(Err(Refused::Finding(finding.number, refused))),
            }
        }
        Ok(Ok(steps))
    }

    /// Takes an act that is not the issue.
    pub fn act_on_notice(&mut self, id: i64, act: &Act, entry: &Entry, now: Now) -> Answered<()> {
        let notice = self.known_notice(id)?;
        if let Err(refused) = notice.check(act.kind(), entry, now.today) {
            return Ok(Err(refused));
        }
        let uuid = journal::record_uuid(&self.db, id)?;
        let change = notice.change(uuid, self.stream, act, entry);
        self.commit(&change, now)?;
        Ok(Ok(()))
    }

    /// None where its head has not arrived.
    pub fn notice(&self, id: i64) -> Result<Option<Notice>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let acts = journal::parts_under(&self.db, id, ACTS)?;
        Ok(read(&head, &acts))
    }

    fn known_notice(&self, id: i64) -> Result<Notice, StoreError> {
        self.notice(id)?
            .ok_or_else(|| StoreError::Unknown(id.to_string()))
    }

    /// The notice of a document number, however its brackets are written, or of the file's own number.
    pub fn notice_called(&self, text: &str) -> Result<Option<i64>, StoreError> {
        let number = match Number::read(text) {
            Ok((number, _)) => number.to_string(),
            Err(_) => text.trim().to_owned(),
        };
        let by_number = self
            .db
            .prepare_cached("SELECT min(notice) FROM notice_number WHERE number = ?1")?
            .query_row([number], |row| row.get::<_, Option<i64>>(0))?;
        let own = text.trim().trim_start_matches('#').parse::<i64>().ok();
        let by_id = self
            .db
            .prepare_cached("SELECT id FROM notice WHERE id = ?1")?
            .query_row([own], |row| row.get(0))
            .optional()?;
        Ok(by_number.or(by_id))
    }

    /// A notice with all that stands beside it; a draft as it would be issued today.
    pub fn notice_view(&self, id: i64, rules: &Rules, now: Now) -> Result<NoticeView, StoreError> {
        let notice = self.known_notice(id)?;
        let office = self.office(&rules.office)?;
        let paper = match notice.issued() {
            Some((_, _, frozen)) => frozen.paper.clone(),
            None => notice.draft.paper(&office, &rules.papers, None, now.today),
        };
        let mut findings = Vec::new();
        for item in notice.items() {
            if let Some(id) = journal::known_number(&self.db, item.finding)? {
                findings.push((id, item.problem.number.clone()));
            }
        }
        let organisation = match notice.draft.organisation {
            Some(organisation) => self.facts(self.keeper_named(organisation)?)?.name,
            None => String::new(),
        };
        let replaces = match notice.replaces {
            Some(old) => self.first_number(old)?,
            None => None,
        };
        Ok(NoticeView {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            organisation,
            paper,
            findings,
            replaces,
            reach: self.reach(id)?,
            notice,
        })
    }

    pub(super) fn refresh_notice(&mut self, id: i64) -> Result<(), StoreError> {
        let Some(notice) = self.notice(id)? else {
            return self.remove_notice(id);
        };
        let organisation = match notice.draft.organisation {
            Some(organisation) => Some(self.keeper_named(organisation)?),
            None => None,
        };
        let issued = notice.issued();
        let (number, title, to) = match issued {
            Some((_, number, frozen)) => (
                number.map_or_else(String::new, Number::to_string),
                frozen.paper.title.clone(),
                frozen.paper.addressees.join("、"),
            ),
            None => (
                String::new(),
                notice.draft.title.clone(),
                notice.draft.to.join("、"),
            ),
        };
        let issued = issued.map(|(taken, ..)| taken.day);
        let day = |day: Option<crate::domain::calendar::Date>| day.map(|day| day.to_string());
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO notice VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                    ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                id,
                notice.draft.kind.code(),
                notice.stage().code(),
                number,
                title,
                to,
                organisation,
                notice.draft.authority,
                notice.drafted.to_string(),
                day(issued),
                issued.unwrap_or(notice.drafted).to_string(),
                day(notice.deadline()),
                day(notice.served()),
                day(notice.receipted()),
                day(notice.replied()),
                day(notice.talk_held().map(|(_, held)| held.from.date)),
                day(notice.withdrawn()),
                notice.items().len() as i64,
                notice.conflict,
            ])?;
        self.refresh_notice_keys(id, &notice, organisation)
    }

    fn refresh_notice_keys(
        &mut self,
        id: i64,
        notice: &Notice,
        organisation: Option<i64>,
    ) -> Result<(), StoreError> {
        for table in ["notice_number", "notice_of"] {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE notice = ?1"))?
                .execute([id])?;
        }
        for number in notice.numbers() {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO notice_number VALUES (?1, ?2)")?
                .execute(params![number.to_string(), id])?;
        }
        let mut of: Vec<i64> = organisation.into_iter().collect();
        for item in notice.items() {
            of.push(self.keeper_named(item.organisation)?);
        }
        for organisation in of {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO notice_of VALUES (?1, ?2)")?
                .execute(params![organisation, id])?;
        }
        Ok(())
    }
}

fn read(head: &Registers, parts: &[(String, Registers)]) -> Option<Notice> {
    let text = |field| journal::text(head, field);
    let lines = |field| -> Vec<String> { text(field).lines().map(str::to_owned).collect() };
    let edited = [
        Field::NOTICE_TITLE,
        Field::NOTICE_TO,
        Field::NOTICE_COPIES,
        Field::NOTICE_BODY,
        Field::NOTICE_DEADLINE,
        Field::NOTICE_ITEMS,
    ];
    let is_apart =
        |field| journal::value(head, field).is_some_and(|register| register.is_conflict());
    let acts: Vec<Taken> = parts
        .iter()
        .filter_map(|(part, registers)| read_act(part, registers))
        .collect();
    let issues = acts
        .iter()
        .filter(|taken| taken.act.kind() == ActKind::Issue)
        .count();
    Some(Notice {
        draft: Draft {
            kind: NoticeKind::from_code(&text(Field::NOTICE_KIND))?,
            organisation: journal::record(head, Field::NOTICE_ORGANISATION),
            authority: text(Field::NOTICE_AUTHORITY),
            title: text(Field::NOTICE_TITLE),
            to: lines(Field::NOTICE_TO),
            copies: lines(Field::NOTICE_COPIES),
            body: text(Field::NOTICE_BODY),
            deadline: journal::date(head, Field::NOTICE_DEADLINE),
            items: serde_json::from_str(&text(Field::NOTICE_ITEMS)).unwrap_or_default(),
            talk: serde_json::from_str(&text(Field::NOTICE_TALK)).ok(),
            on_site: serde_json::from_str(&text(Field::NOTICE_ON_SITE)).ok(),
            tables: serde_json::from_str(&text(Field::NOTICE_TABLES)).ok(),
        },
        drafted: journal::date(head, Field::NOTICE_DRAFTED)?,
        replaces: journal::record(head, Field::NOTICE_REPLACES),
        conflict: match issues {
            0 => edited.into_iter().any(is_apart),
            issues => issues > 1,
        },
        acts,
    })
}

fn read_act(part: &str, registers: &Registers) -> Option<Taken> {
    let text = |field| journal::text(registers, field);
    Taken::read(
        part,
        Written {
            kind: text(Field::ACT_KIND),
            day: journal::date(registers, Field::ACT_TAKEN),
            hand: text(Field::ACT_HAND),
            reason: text(Field::ACT_REASON),
            number: text(Field::ACT_NUMBER),
            frozen: text(Field::ACT_FROZEN),
            way: text(Field::ACT_WAY),
            to: text(Field::ACT_TO),
            talk: text(Field::ACT_TALK),
        },
    )
}
