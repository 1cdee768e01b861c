//! People as lists and screens show them: what each has in hand on a day, which contacts are due, and which
//! organisations nobody looks after. A duty is in force until its last day; who has left has none.

use std::collections::BTreeMap;

use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::error::StoreError;
use super::{Store, journal, search};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::people::{CONTACTS, Contact, Contacted, Duty, PeopleRules, Role};
use crate::domain::staff::{
    ChargeLine, ContactDue, Held, InHand, KeepersView, PeopleFacts, PeopleFilter, PeopleList,
    PeopleSums, PersonRow, PersonView, RoleSum, Survey, Surveyed,
};
use crate::domain::view::{Counted, Filter, ListRow};

/// Most rows of a list of people, and of organisations that nobody looks after: nobody reads further, one narrows it.
pub const LISTED: usize = 500;
/// Duties of one person that are read.
const CHARGES: usize = 2000;
/// Contacts under one organisation that are read.
const CONTACTS_READ: usize = 60;
/// Contacts due that are counted for the first screen.
const DUE_COUNTED: u64 = 1000;

const PERSON: &str = "person.id, record.uuid, person.name, person.role, person.unit, person.area, opened(person.phone), person.left_on";

/// One duty with all that is shown of it.
const CHARGE: &str = "
SELECT record.uuid, duty, assignment.person, coalesce(person.name, ''), coalesce(person.role, ''),
    coalesce(opened(person.phone), ''), assignment.organisation, coalesce(organisation.name, ''),
    coalesce(organisation.area, ''), organisation.branch_form IS NOT NULL, organisation.status = 'normal',
    assignment.area, assignment.unit, since, until, phoned, visited, assignment.id,
    until IS NOT NULL AND until < ?2 AS ended
FROM assignment JOIN record ON record.id = assignment.id LEFT JOIN person ON person.id = assignment.person
    LEFT JOIN organisation ON organisation.id = assignment.organisation";

/// Holds for an organisation, the outer row, that nobody looks after on the day `?1`: no instructor or liaison guides
/// it, and while no Party organisation covers it no first responsible person answers for it (D1).
pub(super) const NOBODY: &str = "NOT EXISTS (
    SELECT 1 FROM assignment JOIN person ON person.id = assignment.person
    WHERE assignment.organisation = organisation.id AND (until IS NULL OR until >= ?1)
        AND (left_on IS NULL OR left_on > ?1)
        AND (duty = 'guide' AND person.role IN ('instructor', 'liaison')
            OR duty = 'responsible' AND organisation.branch_form IS NULL))";

/// Organisations that the outer person looks after on the day `?1`, each once.
const LOAD: &str =
    "(SELECT count(DISTINCT organisation) FROM assignment WHERE assignment.person = person.id
    AND organisation IS NOT NULL AND duty = 'guide' AND (until IS NULL OR until >= ?1))";

const WORKING: &str = "(left_on IS NULL OR left_on > ?1)";

impl Store {
    /// Answers a question that walks over many rows.
    pub fn survey(
        &self,
        survey: &Survey,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<Surveyed, StoreError> {
        Ok(match survey {
            Survey::People { ticket, filter } => {
                let (rows, more) = self.people_list(filter, rules, today)?;
                Surveyed::People {
                    ticket: *ticket,
                    rows,
                    more,
                }
            }
            Survey::Sums => Surveyed::Sums(self.people_sums(today)?),
            Survey::Nobody {
                ticket,
                filter,
                text,
            } => {
                let (rows, total) = self.nobody(filter, text, today, LISTED)?;
                Surveyed::Nobody {
                    ticket: *ticket,
                    rows,
                    total,
                }
            }
            Survey::Bulk { ticket, wish } => Surveyed::Bulk {
                ticket: *ticket,
                plan: self.bulk_plan(wish, rules, today)?.plan,
            },
        })
    }

    /// At most `LISTED` people of a list, and whether there are more.
    pub fn people_list(
        &self,
        filter: &PeopleFilter,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<(Vec<PersonRow>, bool), StoreError> {
        let mut people = self.people_up_to(LISTED + 1, filter, rules, today)?;
        let more = people.len() > LISTED;
        people.truncate(LISTED);
        Ok((people, more))
    }

    /// Everybody of a list.
    pub fn all_people(
        &self,
        filter: &PeopleFilter,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<Vec<PersonRow>, StoreError> {
        self.people_up_to(usize::MAX, filter, rules, today)
    }

    fn people_up_to(
        &self,
        most: usize,
        filter: &PeopleFilter,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<Vec<PersonRow>, StoreError> {
        let (sql, values) = list_query(filter, rules, today);
        let sql = format!("{sql} LIMIT {}", most.min(i64::MAX as usize));
        let mut query = self.db.prepare_cached(&sql)?;
        let mut people = query
            .query_map(params_from_iter(values), read_person)?
            .collect::<Result<Vec<_>, _>>()?;
        for person in &mut people {
            let charges = self.charges_of(person.id, today)?;
            person.held = InHand::of(&charges, rules, today);
        }
        Ok(people)
    }

    /// Every duty in force of that kind, by organisation, of those who do the work now.
    pub fn duties(&self, duty: Duty, today: Date) -> Result<Vec<ChargeLine>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "{CHARGE} WHERE duty = ?1 AND (until IS NULL OR until >= ?2) AND (left_on IS NULL OR left_on > ?2)
             ORDER BY person.sort, person.id, organisation.sort, assignment.id"
        ))?;
        Ok(query
            .query_map(params![duty.code(), today.to_string()], read_charge)?
            .collect::<Result<_, _>>()?)
    }

    /// Everything a report on people tells of that day.
    pub fn people_facts(
        &self,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<PeopleFacts, StoreError> {
        let guides = self.duties(Duty::Guide, today)?;
        let owed = guides
            .iter()
            .flat_map(|line| Contact::ALL.iter().map(move |mode| (line, *mode)))
            .filter(|(line, mode)| line.next(*mode, rules, today).is_some());
        Ok(PeopleFacts {
            sums: self.people_sums(today)?,
            people: self.all_people(&PeopleFilter::default(), rules, today)?,
            nobody: self.nobody(&Filter::default(), "", today, usize::MAX)?.0,
            due: ContactDue::of(&guides, rules, today),
            owed: owed.count() as u64,
            contracts: self.duties(Duty::Contract, today)?,
        })
    }

    pub(super) fn person_row(&self, id: i64) -> Result<Option<PersonRow>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {PERSON} FROM person JOIN record ON record.id = person.id WHERE person.id = ?1"
        ))?;
        Ok(query.query_row([id], read_person).optional()?)
    }

    /// Everybody of that name, whole, in the order they were entered; those who have left come last.
    pub fn people_named(&self, name: &str) -> Result<Vec<PersonRow>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {PERSON} FROM person JOIN record ON record.id = person.id WHERE person.name = ?1
             ORDER BY left_on IS NOT NULL, person.id"
        ))?;
        Ok(query
            .query_map([name], read_person)?
            .collect::<Result<_, _>>()?)
    }

    pub fn person_named(
        &self,
        uuid: Uuid,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<PersonView, StoreError> {
        let unknown = || StoreError::Unknown(uuid.to_string());
        let id = journal::known_number(&self.db, uuid)?.ok_or_else(unknown)?;
        let mut row = self.person_row(id)?.ok_or_else(unknown)?;
        let mut charges = self.charges_of(id, today)?;
        row.held = InHand::of(&charges, rules, today);
        let more = charges.len() > CHARGES;
        charges.truncate(CHARGES);
        Ok(PersonView {
            row,
            person: self.person(id)?,
            charges,
            more,
        })
    }

    /// One more than are read at most, so that it is seen whether there are more.
    pub(super) fn charges_of(
        &self,
        person: i64,
        today: Date,
    ) -> Result<Vec<ChargeLine>, StoreError> {
        let of = "assignment.person = ?1";
        Ok(self
            .charges(of, person, today)?
            .into_iter()
            .map(|(_, line)| line)
            .collect())
    }

    fn charges(
        &self,
        of: &str,
        id: i64,
        today: Date,
    ) -> Result<Vec<(i64, ChargeLine)>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "{CHARGE} WHERE {of} ORDER BY ended, CASE WHEN ended THEN until END DESC, duty <> 'guide',
             organisation.sort, assignment.id LIMIT {}",
            CHARGES + 1
        ))?;
        Ok(query
            .query_map(params![id, today.to_string()], |row| {
                Ok((row.get(17)?, read_charge(row)?))
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The duties of those in force who look after an organisation on that day.
    pub(super) fn guides_of(
        &self,
        organisation: i64,
        today: Date,
    ) -> Result<Vec<ChargeLine>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "{CHARGE} WHERE assignment.organisation = ?1 AND duty = 'guide' AND (until IS NULL OR until >= ?2)
                AND (left_on IS NULL OR left_on > ?2) ORDER BY assignment.id LIMIT 20"
        ))?;
        Ok(query
            .query_map(params![organisation, today.to_string()], read_charge)?
            .collect::<Result<_, _>>()?)
    }

    /// Who looks after an organisation or answers for it, and the contacts noted.
    pub fn keepers(&self, organisation: i64, today: Date) -> Result<KeepersView, StoreError> {
        let charges = self.charges("assignment.organisation = ?1", organisation, today)?;
        let mut contacts = Vec::new();
        for (id, line) in &charges {
            for (part, registers) in journal::parts_under(&self.db, *id, CONTACTS)? {
                if let Some(contacted) = read_contact(&part, &registers) {
                    contacts.push((line.name.clone(), contacted));
                }
            }
        }
        let mut people: Vec<PersonRow> = Vec::new();
        for (_, line) in &charges {
            if !people.iter().any(|row| row.id == line.person) {
                people.extend(self.person_row(line.person)?);
            }
        }
        contacts.sort_by_key(|(_, contacted)| std::cmp::Reverse(contacted.day));
        contacts.truncate(CONTACTS_READ);
        Ok(KeepersView {
            organisation,
            uuid: journal::record_uuid(&self.db, organisation)?,
            charges: charges.into_iter().map(|(_, line)| line).collect(),
            people,
            contacts,
        })
    }

    /// Organisations at work that nobody looks after, in the list's order, at most `most`; and how many there are.
    pub fn nobody(
        &self,
        filter: &Filter,
        text: &str,
        today: Date,
        most: usize,
    ) -> Result<(Vec<ListRow>, u64), StoreError> {
        let (condition, mut values) = filter.condition();
        values.insert(0, Cell::Text(today.to_string()));
        let text = search::normalise(text);
        // `?1` is the day, the filter's own values follow it
        let condition = numbered(&condition);
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, name, credit_code FROM organisation
             WHERE {condition} status = 'normal' AND {NOBODY} ORDER BY sort, id"
        ))?;
        let mut rows = query.query(params_from_iter(values))?;
        let (mut found, mut total) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            if !text.is_empty() {
                let (name, code): (String, String) = (row.get(1)?, row.get(2)?);
                if !search::matches(&name, &code, &text) {
                    continue;
                }
            }
            total += 1;
            if found.len() < most {
                found.extend(ListRow::load(&self.db, row.get(0)?)?);
            }
        }
        Ok((found, total))
    }

    pub fn people_sums(&self, today: Date) -> Result<PeopleSums, StoreError> {
        let day = today.to_string();
        let mut roles: BTreeMap<Role, RoleSum> = BTreeMap::new();
        let mut query = self.db.prepare_cached(&format!(
            "SELECT role, load, count(*) FROM (SELECT role, {LOAD} AS load FROM person WHERE {WORKING})
             GROUP BY role, load"
        ))?;
        let mut rows = query.query([&day])?;
        while let Some(row) = rows.next()? {
            let code: String = row.get(0)?;
            let role = Role::from_code(&code).unwrap_or_default();
            let (load, people): (u32, i64) = (row.get(1)?, row.get(2)?);
            let people = people as u64;
            let sum = roles.entry(role).or_insert_with(|| RoleSum {
                role,
                people: 0,
                load: 0,
                by_load: BTreeMap::new(),
            });
            sum.people += people;
            sum.load += u64::from(load) * people;
            *sum.by_load.entry(load).or_default() += people;
        }
        let count = |sql: &str| -> Result<u64, StoreError> {
            let mut query = self.db.prepare_cached(sql)?;
            Ok(query.query_row([&day], |row| row.get::<_, i64>(0))? as u64)
        };
        let [nobody, nobody_uncovered] = {
            let mut query = self.db.prepare_cached(&format!(
                "SELECT count(*), coalesce(sum(branch_form IS NULL), 0) FROM organisation
                 WHERE status = 'normal' AND {NOBODY}"
            ))?;
            query.query_row([&day], |row| {
                Ok([row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64])
            })?
        };
        Ok(PeopleSums {
            date: today,
            roles: roles.into_values().collect(),
            assignments: count(&format!(
                "SELECT count(*) FROM assignment JOIN person ON person.id = assignment.person
                 WHERE (until IS NULL OR until >= ?1) AND {WORKING}"
            ))?,
            organisations: count(
                "SELECT count(*) FROM organisation WHERE status = 'normal' AND ?1 <> ''",
            )?,
            nobody,
            nobody_uncovered,
        })
    }

    /// Contacts of that way due on `today` or earlier, counted along the index up to a thousand. Duties whose end is
    /// set beforehand are left to the lists.
    pub fn contacts_due(
        &self,
        mode: Contact,
        rules: &PeopleRules,
        today: Date,
    ) -> Result<Counted, StoreError> {
        let Some(last) = rules.latest_due(mode, today) else {
            return Ok(Counted::default());
        };
        let column = match mode {
            Contact::Phone => "phoned",
            Contact::Visit => "visited",
        };
        let mut query = self.db.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM assignment
             JOIN organisation ON organisation.id = assignment.organisation
             JOIN person ON person.id = assignment.person
             WHERE until IS NULL AND duty = 'guide' AND coalesce({column}, since) <= ?2
                AND status = 'normal' AND {WORKING} LIMIT {})",
            DUE_COUNTED + 1
        ))?;
        let n = query.query_row(params![today.to_string(), last.to_string()], |row| {
            row.get::<_, i64>(0)
        })? as u64;
        Ok(Counted {
            n: n.min(DUE_COUNTED),
            more: n > DUE_COUNTED,
        })
    }
}

/// A condition with one question mark for each value, the first of them the second value of all.
pub(super) fn numbered(condition: &str) -> String {
    let mut numbered = String::new();
    let mut at = 1;
    for c in condition.chars() {
        numbered.push(c);
        if c == '?' {
            at += 1;
            numbered += &at.to_string();
        }
    }
    numbered
}

/// The query of a list with its values; `?1` is the day.
fn list_query(filter: &PeopleFilter, rules: &PeopleRules, today: Date) -> (String, Vec<Cell>) {
    let day = |date: Option<Date>| date.map_or(Cell::Null, |date| Cell::Text(date.to_string()));
    let mut values = vec![day(Some(today))];
    let mut from = "person".to_owned();
    let mut condition = WORKING.to_owned();
    let mut order = "";
    match filter.list {
        PeopleList::Everybody => {}
        PeopleList::Over => {
            values.push(Cell::Integer(rules.load_most.into()));
            from = format!(
                "(SELECT assignment.person AS who, count(DISTINCT organisation) AS load FROM assignment
                  WHERE organisation IS NOT NULL AND duty = 'guide' AND (until IS NULL OR until >= ?1)
                  GROUP BY assignment.person HAVING load > ?{}) JOIN person ON person.id = who",
                values.len()
            );
            order = "load DESC, ";
        }
        PeopleList::Idle => {
            condition += &format!(" AND role IN ('instructor', 'liaison') AND {LOAD} = 0");
        }
        PeopleList::Due => {
            values.push(day(rules.latest_due(Contact::Phone, today)));
            values.push(day(rules.latest_due(Contact::Visit, today)));
            from = "(SELECT assignment.person AS who,
                  sum(coalesce(coalesce(phoned, since) <= ?2, 0) + coalesce(coalesce(visited, since) <= ?3, 0)) AS owed
                  FROM assignment JOIN organisation ON organisation.id = assignment.organisation
                  WHERE duty = 'guide' AND (until IS NULL OR until >= ?1) AND status = 'normal'
                  GROUP BY assignment.person HAVING owed > 0) JOIN person ON person.id = who"
                .to_owned();
            order = "owed DESC, ";
        }
        PeopleList::Leaders => condition += " AND role = 'leader'",
        PeopleList::Left => {
            condition = "left_on <= ?1".to_owned();
            order = "left_on DESC, ";
        }
    }
    if let Some(role) = filter.role {
        values.push(Cell::Text(role.code().to_owned()));
        condition += &format!(" AND role = ?{}", values.len());
    }
    let text = search::normalise(&filter.text);
    if !text.is_empty() {
        values.push(Cell::Text(text));
        let n = values.len();
        condition += &format!(
            " AND (instr(person.name, ?{n}) OR instr(initials, ?{n}) OR instr(person.sort, ?{n}) = 1
                OR instr(lower(person.unit), ?{n}))"
        );
    }
    let sql = format!(
        "SELECT {PERSON} FROM {from} JOIN record ON record.id = person.id WHERE {condition}
         ORDER BY {order}person.sort, person.id"
    );
    (sql, values)
}

fn read_person(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let role: String = row.get(3)?;
    let left: Option<String> = row.get(7)?;
    Ok(PersonRow {
        id: row.get(0)?,
        uuid: Uuid(row.get(1)?),
        name: row.get(2)?,
        role: Role::from_code(&role).unwrap_or_default(),
        unit: row.get(4)?,
        area: row.get(5)?,
        phone: row.get(6)?,
        left: left.as_deref().and_then(Date::parse),
        held: InHand::default(),
    })
}

fn read_charge(row: &Row<'_>) -> rusqlite::Result<ChargeLine> {
    let date = |at: usize| -> rusqlite::Result<Option<Date>> {
        let text: Option<String> = row.get(at)?;
        Ok(text.as_deref().and_then(Date::parse))
    };
    let (duty, role): (String, String) = (row.get(1)?, row.get(4)?);
    let organisation: Option<i64> = row.get(6)?;
    let area: Option<String> = row.get(11)?;
    let held = match (organisation, area) {
        (Some(id), _) => Held::Organisation {
            id,
            name: row.get(7)?,
            area: row.get(8)?,
            covered: row.get(9)?,
            normal: row.get::<_, Option<bool>>(10)?.unwrap_or(false),
        },
        (None, Some(area)) => Held::Area(area),
        (None, None) => Held::Unit(row.get::<_, Option<String>>(12)?.unwrap_or_default()),
    };
    Ok(ChargeLine {
        assignment: Uuid(row.get(0)?),
        duty: Duty::from_code(&duty).unwrap_or_default(),
        person: row.get(2)?,
        name: row.get(3)?,
        role: Role::from_code(&role).unwrap_or_default(),
        phone: row.get(5)?,
        held,
        from: date(13)?,
        to: date(14)?,
        phoned: date(15)?,
        visited: date(16)?,
    })
}

fn read_contact(part: &str, registers: &journal::Registers) -> Option<Contacted> {
    use crate::domain::change::Field;
    let day = part.get(CONTACTS.len()..CONTACTS.len() + 10)?;
    Some(Contacted {
        mode: Contact::from_code(&journal::text(registers, Field::CONTACT_MODE))?,
        day: Date::parse(day)?,
        note: journal::text(registers, Field::CONTACT_NOTE),
    })
}
