//! People, and who is assigned to which organisation, area or unit.

use rusqlite::params;

use super::error::StoreError;
use super::{Store, journal, search};
use crate::domain::calendar::Date;
use crate::domain::change::{Field, Value};
use crate::domain::people::{CONTACTS, Contact, Duty, Person, Role};

impl Store {
    pub(super) fn person(&self, id: i64) -> Result<Person, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        Ok(Person {
            name: journal::text(&head, Field::PERSON_NAME),
            role: Role::from_code(&journal::text(&head, Field::PERSON_ROLE))
                .unwrap_or(Role::Inspector),
            unit: journal::text(&head, Field::PERSON_UNIT),
            phone: journal::text(&head, Field::PERSON_PHONE),
            area: journal::text(&head, Field::PERSON_AREA),
            post: journal::text(&head, Field::PERSON_POST),
            full_time: journal::flag(&head, Field::PERSON_FULL_TIME),
            left: journal::date(&head, Field::PERSON_LEFT),
        })
    }

    pub(super) fn refresh_person(&mut self, id: i64) -> Result<(), StoreError> {
        let person = self.person(id)?;
        self.db
            .prepare_cached(
                "INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, sealed(?8), ?9) ON CONFLICT (id) DO UPDATE
                 SET name = excluded.name, sort = excluded.sort, initials = excluded.initials,
                    role = excluded.role, unit = excluded.unit, area = excluded.area,
                    phone = excluded.phone, left_on = excluded.left_on",
            )?
            .execute(params![
                id,
                person.name,
                search::sort_key(&person.name),
                search::initials(&person.name),
                person.role.code(),
                person.unit,
                person.area,
                person.phone,
                person.left.map(|date| date.to_string()),
            ])?;
        Ok(())
    }

    pub(super) fn refresh_assignment(&mut self, id: i64) -> Result<(), StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let Some(person) = journal::record(&head, Field::ASSIGNED_PERSON) else {
            return self.remove_from("assignment", id);
        };
        let person = journal::referred_number(&self.db, person)?;
        let organisation = match journal::record(&head, Field::ASSIGNED_ORGANISATION) {
            Some(uuid) => Some(self.keeper_named(uuid)?),
            None => None,
        };
        let text = |field| {
            journal::value(&head, field)
                .map_or(&Value::Nothing, |register| register.value())
                .as_text()
        };
        let duty = text(Field::ASSIGNED_DUTY).and_then(Duty::from_code);
        let [phoned, visited] = self.last_contacts(id)?;
        self.db
            .prepare_cached(
                "INSERT INTO assignment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (id) DO UPDATE SET person = excluded.person, organisation = excluded.organisation,
                    area = excluded.area, unit = excluded.unit, duty = excluded.duty, since = excluded.since,
                    until = excluded.until, phoned = excluded.phoned, visited = excluded.visited",
            )?
            .execute(params![
                id,
                person,
                organisation,
                text(Field::ASSIGNED_AREA),
                text(Field::ASSIGNED_UNIT),
                duty.unwrap_or_default().code(),
                text(Field::ASSIGNED_FROM),
                text(Field::ASSIGNED_TO),
                phoned.map(|date| date.to_string()),
                visited.map(|date| date.to_string()),
            ])?;
        Ok(())
    }

    /// Days of the last call and the last visit under an assignment.
    fn last_contacts(&self, id: i64) -> Result<[Option<Date>; 2], StoreError> {
        let mut last = [None; 2];
        let parts = journal::parts_under(&self.db, id, CONTACTS)?;
        for (part, registers) in parts {
            let mode = Contact::from_code(&journal::text(&registers, Field::CONTACT_MODE));
            let day = part
                .get(CONTACTS.len()..CONTACTS.len() + 10)
                .and_then(Date::parse);
            let place = match mode {
                Some(Contact::Phone) => &mut last[0],
                Some(Contact::Visit) => &mut last[1],
                None => continue,
            };
            *place = day.max(*place);
        }
        Ok(last)
    }
}
