//! The list of organisations, page by page along an index, and all that is known of one of them.

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::census::Whole;
use super::error::StoreError;
use super::journal::{self, Registers};
use super::visits::Inspected;
use super::{Store, search};
use crate::domain::branch::BranchForm;
use crate::domain::calendar::Date;
use crate::domain::census::CensusState;
use crate::domain::change::{Field, Uuid};
use crate::domain::coverage::Marks;
use crate::domain::organisation::{
    Class, MassOrganisations, NoBranchReason, Organisation, PartyMembers, Pipeline, Standing,
    Status,
};
use crate::domain::people::Person;
use crate::domain::schedule::known_since;
use crate::domain::score::Verdict;
use crate::domain::view::{
    CensusCounts, Counted, Entry, Filter, ListRow, OrganisationView, PageFrom,
};

const COUNTED: u64 = 100_000;
const COLUMNS: &str = "id, name, sort, credit_code, area, authority, standing, branch_form, last_visit, last_tenths, due, census";

impl Filter {
    /// The filter as SQL with its values in order. Each column has an index in the list's own order.
    pub(super) fn condition(&self) -> (String, Vec<Cell>) {
        let columns = [
            ("area", self.area.clone()),
            ("authority", self.authority.clone()),
            (
                "standing",
                self.standing.map(|standing| standing.code().to_owned()),
            ),
            ("census", self.census.map(|census| census.code().to_owned())),
        ];
        let set: Vec<(&str, String)> = columns
            .into_iter()
            .filter_map(|(column, value)| value.map(|value| (column, value)))
            .collect();
        let sql = set
            .iter()
            .map(|(column, _)| format!("{column} = ? AND "))
            .collect::<String>();
        (
            sql,
            set.into_iter()
                .map(|(_, value)| Cell::Text(value))
                .collect(),
        )
    }

    /// Every organisation of the filter in the list's order, until `take` returns false.
    pub(super) fn each(
        &self,
        db: &Connection,
        take: &mut dyn FnMut(ListRow) -> bool,
    ) -> Result<(), StoreError> {
        let (condition, values) = self.condition();
        let sql =
            format!("SELECT {COLUMNS} FROM organisation WHERE {condition} 1 ORDER BY sort, id");
        let mut query = db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !take(ListRow::read(row)?) {
                break;
            }
        }
        Ok(())
    }
}

impl ListRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<ListRow> {
        let text = |at: usize| {
            row.get_ref(at)?
                .as_str_or_null()
                .map_err(rusqlite::Error::from)
        };
        Ok(ListRow {
            id: row.get(0)?,
            name: row.get(1)?,
            sort: row.get(2)?,
            credit_code: row.get(3)?,
            area: row.get(4)?,
            authority: row.get(5)?,
            standing: text(6)?
                .and_then(Standing::from_code)
                .unwrap_or(Standing::Never),
            branch_form: text(7)?.and_then(BranchForm::from_code),
            last_visit: text(8)?.and_then(Date::parse),
            last_tenths: row.get(9)?,
            due: text(10)?.and_then(Date::parse),
            census: text(11)?
                .and_then(CensusState::from_code)
                .unwrap_or_default(),
        })
    }

    pub(super) fn load(db: &Connection, id: i64) -> Result<Option<ListRow>, StoreError> {
        let mut query =
            db.prepare_cached(&format!("SELECT {COLUMNS} FROM organisation WHERE id = ?1"))?;
        Ok(query.query_row([id], ListRow::read).optional()?)
    }
}

impl Store {
    /// Rows of the list in its order. `Last` and `Before` read backwards and are returned in the list's order.
    pub fn page(
        &self,
        filter: &Filter,
        from: &PageFrom,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let (mut condition, mut values) = filter.condition();
        let backwards = matches!(from, PageFrom::Last | PageFrom::Before(..));
        let place = match from {
            PageFrom::First | PageFrom::Last => None,
            PageFrom::At(sort, id) => Some((">=", sort, id)),
            PageFrom::After(sort, id) => Some((">", sort, id)),
            PageFrom::Before(sort, id) => Some(("<", sort, id)),
        };
        if let Some((compare, sort, id)) = place {
            condition += &format!("(sort, id) {compare} (?, ?) AND ");
            values.extend([Cell::Text(sort.clone()), Cell::Integer(*id)]);
        }
        let order = if backwards {
            "sort DESC, id DESC"
        } else {
            "sort, id"
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM organisation WHERE {condition} 1 ORDER BY {order} LIMIT {limit}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows: Vec<ListRow> = query
            .query_map(params_from_iter(values), ListRow::read)?
            .collect::<Result<_, _>>()?;
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }

    /// At most `search::FOUND` organisations that match, and whether there are more.
    pub fn find(&self, text: &str, filter: &Filter) -> Result<(Vec<ListRow>, bool), StoreError> {
        search::find(&self.db, text, filter)
    }

    pub fn count(&self, filter: &Filter) -> Result<Counted, StoreError> {
        match filter {
            Filter {
                area: None,
                authority: None,
                standing: None,
                census: None,
            } => Ok(Counted {
                n: self.tally("organisations")?,
                more: false,
            }),
            Filter {
                area: None,
                authority: None,
                standing: Some(standing),
                census: None,
            } => Ok(Counted {
                n: self.tally(&format!("standing:{}", standing.code()))?,
                more: false,
            }),
            Filter {
                area: None,
                authority: None,
                standing: None,
                census: Some(census),
            } => Ok(Counted {
                n: self.tally(&format!("census:{}", census.code()))?,
                more: false,
            }),
            _ => {
                let (condition, values) = filter.condition();
                let sql = format!(
                    "SELECT count(*) FROM (SELECT 1 FROM organisation WHERE {condition} 1 LIMIT {})",
                    COUNTED + 1
                );
                let mut query = self.db.prepare_cached(&sql)?;
                let n: u64 =
                    query.query_row(params_from_iter(values), |row| row.get::<_, i64>(0))? as u64;
                Ok(Counted {
                    n: n.min(COUNTED),
                    more: n > COUNTED,
                })
            }
        }
    }

    /// How many organisations stand where in the census.
    pub fn census_counts(&self) -> Result<CensusCounts, StoreError> {
        let mut counts = CensusCounts::default();
        for (count, state) in counts.iter_mut().zip(CensusState::ALL) {
            *count = self.tally(&format!("census:{}", state.code()))?;
        }
        Ok(counts)
    }

    /// The areas that organisations are in, and likewise the authorities. Walks from value to value along the index.
    pub fn areas(&self) -> Result<Vec<String>, StoreError> {
        self.distinct("area")
    }

    pub fn authorities(&self) -> Result<Vec<String>, StoreError> {
        self.distinct("authority")
    }

    fn distinct(&self, column: &str) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "WITH RECURSIVE seen (value) AS (
                SELECT min({column}) FROM organisation UNION ALL
                SELECT (SELECT min({column}) FROM organisation WHERE {column} > value) FROM seen WHERE value IS NOT NULL
            ) SELECT value FROM seen WHERE value IS NOT NULL AND value <> '' LIMIT 1000"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Every organisation in the list's order, until `take` returns false.
    pub fn each_organisation(
        &self,
        take: &mut dyn FnMut(&ListRow, &Organisation) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut query = self.db.prepare(&format!(
            "SELECT {COLUMNS} FROM organisation ORDER BY sort, id"
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let row = ListRow::read(row)?;
            let facts = self.facts(row.id)?;
            if !take(&row, &facts)? {
                break;
            }
        }
        Ok(())
    }

    /// Every organisation in the list's order with its census and branch, until `take` returns false.
    pub fn each_entry(
        &self,
        take: &mut dyn FnMut(&Entry) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut query = self.db.prepare(&format!(
            "SELECT {COLUMNS} FROM organisation ORDER BY sort, id"
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let row = ListRow::read(row)?;
            let Whole { facts, census, .. } = self.whole(row.id)?;
            let branch = self.branch_of(&facts)?;
            let entry = Entry {
                row,
                facts,
                census,
                branch,
            };
            if !take(&entry)? {
                break;
            }
        }
        Ok(())
    }

    pub fn organisation_named(&self, uuid: Uuid) -> Result<OrganisationView, StoreError> {
        self.organisation(self.number_of(uuid)?)
    }

    pub fn organisation(&self, id: i64) -> Result<OrganisationView, StoreError> {
        // one that was joined into another opens as that one
        let id = self.keeper(id)?;
        let row =
            ListRow::load(&self.db, id)?.ok_or_else(|| StoreError::Unknown(id.to_string()))?;
        let Whole {
            facts: organisation,
            census,
            task,
            handover,
            ..
        } = self.whole(id)?;
        let branch_id = match organisation.branch {
            Some(branch) => journal::known_number(&self.db, branch)?,
            None => None,
        };
        let branch = branch_id.map(|id| self.branch(id)).transpose()?.flatten();
        let mut shares = self.db.prepare_cached(
            "SELECT name FROM organisation WHERE branch = ?1 AND id <> ?2 ORDER BY sort, id LIMIT 12",
        )?;
        let shares_branch_with = shares
            .query_map(params![branch_id, id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let scheduled = match organisation.status {
            Status::Normal => self.inspected(id)?.scheduled,
            _ => Vec::new(),
        };
        Ok(OrganisationView {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            branch_id,
            known: self.known_of(id, &organisation, &census, &handover)?,
            census,
            task,
            handover,
            organisation,
            branch,
            shares_branch_with,
            people: self.people(id)?,
            scheduled,
            first: self.first_of(id)?,
            rounds: self.rounds_of(id)?,
            due: row.due,
            standing: row.standing,
            visits: self.visit_lines(id)?,
            findings: self.findings_of(id)?,
            notices: self.notices_of(id)?,
            seen_to: self.seen_to()?,
            conflicts: self.conflicts_of(id)?,
            reach: self.reach(id)?,
        })
    }

    pub(super) fn facts(&self, id: i64) -> Result<Organisation, StoreError> {
        Ok(read_facts(&journal::registers(&self.db, id, "")?))
    }

    fn people(&self, organisation: i64) -> Result<Vec<Person>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT person FROM assignment WHERE organisation = ?1 AND until IS NULL ORDER BY id LIMIT 20",
        )?;
        let ids: Vec<i64> = query
            .query_map([organisation], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.person(id)).collect()
    }

    /// Name and unit of who works on this laptop, once the first start is done.
    pub fn inspector(&self) -> Result<Option<Person>, StoreError> {
        let Some(actor) = self.actor() else {
            return Ok(None);
        };
        journal::known_number(&self.db, actor)?
            .map(|id| self.person(id))
            .transpose()
    }

    /// Makes the row of an organisation that nothing but its own record speaks of: nobody was there, and it has no row.
    pub(super) fn refresh_fresh(&mut self, id: i64) -> Result<(), StoreError> {
        let whole = self.whole(id)?;
        match whole.joined.is_none() && whole.apart.is_empty() {
            true => self.refresh_row(id, whole, true),
            false => self.refresh_organisation(id),
        }
    }

    /// Brings the organisation's row in step with its record, its visits and its branch.
    pub(super) fn refresh_row(
        &mut self,
        id: i64,
        whole: Whole,
        fresh: bool,
    ) -> Result<(), StoreError> {
        let Whole {
            facts,
            census,
            task,
            handover,
            ..
        } = whole;
        let branch = match facts.branch {
            Some(uuid) => Some(journal::referred_number(&self.db, uuid)?),
            None => None,
        };
        let of = branch.map(|id| self.branch(id)).transpose()?.flatten();
        // a dissolved one covers nobody
        let of = of.filter(|branch| branch.dissolved.is_none());
        let found = census.onto(&facts);
        let party = found.party;
        // nobody has visited what was written down just now
        let Inspected {
            has_draft,
            judged: last,
            scheduled,
        } = match fresh {
            true => Inspected::default(),
            false => self.inspected(id)?,
        };
        let due = scheduled.first().map(|scheduled| scheduled.due);
        let excluded = facts.status != Status::Normal;
        let standing = match &last {
            _ if excluded => Standing::Excluded,
            _ if has_draft => Standing::Draft,
            None => Standing::Never,
            Some(last) => match last.verdict {
                Some(Verdict::Fail) => Standing::Fail,
                Some(Verdict::Basic) => Standing::Basic,
                Some(Verdict::Pass) => Standing::Pass,
                Some(Verdict::Demonstration) => Standing::Demonstration,
                None => Standing::NoVerdict,
            },
        };
        let due = due.filter(|_| !excluded).map(|date| date.to_string());
        let first = match standing {
            Standing::Never => known_since(facts.registered, journal::record_uuid(&self.db, id)?),
            _ => None,
        };
        self.refresh_keys(id, &facts, fresh)?;
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        self.db
            .prepare_cached(
                "INSERT INTO organisation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                    ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, sealed(?26), ?27, ?28, ?29, ?30,
                    ?31)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort = excluded.sort,
                    credit_code = excluded.credit_code, area = excluded.area, authority = excluded.authority,
                    standing = excluded.standing, branch = excluded.branch, branch_form = excluded.branch_form,
                    last_visit = excluded.last_visit, last_tenths = excluded.last_tenths, due = excluded.due,
                    class = excluded.class, status = excluded.status, full_here = excluded.full_here,
                    full_elsewhere = excluded.full_elsewhere, part_here = excluded.part_here,
                    part_elsewhere = excluded.part_elsewhere, marks = excluded.marks,
                    verdict = excluded.verdict, census = excluded.census, task_opened = excluded.task_opened,
                    task_deadline = excluded.task_deadline, handover = excluded.handover,
                    status_reason = excluded.status_reason,
                    task_responsible = excluded.task_responsible, probationary = excluded.probationary,
                    candidates = excluded.candidates, activists = excluded.activists,
                    applicants = excluded.applicants, first = excluded.first",
            )?
            .execute(params![
                id,
                facts.name,
                search::sort_key(&facts.name),
                facts.credit_code,
                facts.area,
                facts.authority,
                standing.code(),
                branch,
                of.as_ref().map(|branch| branch.form.code()),
                last.as_ref().map(|last| last.started.date.to_string()),
                last.as_ref().and_then(|last| last.tenths),
                due,
                facts.class.code(),
                facts.status.code(),
                party.full_here,
                party.full_elsewhere,
                party.part_here,
                party.part_elsewhere,
                Marks::of(&facts, of.as_ref()).bits(),
                last.and_then(|last| last.verdict)
                    .map(|verdict| verdict.code()),
                census.state(&facts, of.is_some()).code(),
                day(task.opened),
                day(task.deadline),
                // one that is closed is worked on no more
                day(handover.opened.filter(|_| handover.closed.is_none())),
                facts.status_reason,
                task.responsible,
                found.pipeline.probationary,
                found.pipeline.candidates,
                found.pipeline.activists,
                found.pipeline.applicants,
                day(first),
            ])?;
        match fresh {
            true => Ok(()),
            false => self.place_findings(id, &facts.area, &facts.authority),
        }
    }

    fn refresh_keys(
        &mut self,
        id: i64,
        facts: &Organisation,
        fresh: bool,
    ) -> Result<(), StoreError> {
        let old = match fresh {
            true => None,
            false => ListRow::load(&self.db, id)?,
        };
        if old
            .as_ref()
            .is_some_and(|old| old.name == facts.name && old.credit_code == facts.credit_code)
        {
            return Ok(());
        }
        if let (Some(pile), None) = (&mut self.pile, &old) {
            return pile.add(&self.db, id, &facts.name, &facts.credit_code);
        }
        let keys = search::keys(&facts.name, &facts.credit_code);
        let old = old.map_or_else(Vec::new, |old| search::keys(&old.name, &old.credit_code));
        search::replace_keys(&self.db, id, &old, &keys)
    }
}

/// The facts of the ledger.
pub(super) fn read_facts(head: &Registers) -> Organisation {
    Organisation {
        name: journal::text(head, Field::NAME),
        credit_code: journal::text(head, Field::CREDIT_CODE),
        class: Class::from_code(&journal::text(head, Field::CLASS)).unwrap_or(Class::Other),
        area: journal::text(head, Field::AREA),
        authority: journal::text(head, Field::AUTHORITY),
        registered: Date::parse(&journal::text(head, Field::REGISTERED)),
        status: Status::from_code(&journal::text(head, Field::STATUS)).unwrap_or(Status::Normal),
        address: journal::text(head, Field::ADDRESS),
        head: journal::text(head, Field::HEAD),
        contact: journal::text(head, Field::CONTACT),
        phone: journal::text(head, Field::PHONE),
        staff: journal::number(head, Field::STAFF),
        members: journal::number(head, Field::MEMBERS),
        party: PartyMembers::read(head),
        pipeline: Pipeline {
            probationary: journal::number(head, Field::PARTY_PROBATIONARY),
            candidates: journal::number(head, Field::PARTY_CANDIDATES),
            activists: journal::number(head, Field::PARTY_ACTIVISTS),
            applicants: journal::number(head, Field::PARTY_APPLICANTS),
        },
        mass: MassOrganisations {
            union: journal::flag(head, Field::UNION),
            youth_league: journal::flag(head, Field::YOUTH_LEAGUE),
            womens_federation: journal::flag(head, Field::WOMENS_FEDERATION),
        },
        branch: journal::record(head, Field::BRANCH),
        no_branch_reason: NoBranchReason::from_code(&journal::text(head, Field::NO_BRANCH_REASON)),
        charter: journal::flag(head, Field::CHARTER),
        values_in_charter: journal::flag(head, Field::VALUES_IN_CHARTER),
        cross_appointed: journal::flag(head, Field::CROSS_APPOINTED),
        head_is_secretary: journal::flag(head, Field::HEAD_IS_SECRETARY),
        status_reason: journal::text(head, Field::STATUS_REASON),
    }
}
