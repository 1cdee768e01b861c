//! Who looks after which organisation.

use rusqlite::params;

use super::Store;
use super::error::StoreError;
use super::journal;
use crate::domain::change::{Field, Value};

impl Store {
    pub(super) fn refresh_assignment(&mut self, id: i64) -> Result<(), StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let ends = (
            journal::record(&head, Field::ASSIGNED_ORGANISATION),
            journal::record(&head, Field::ASSIGNED_PERSON),
        );
        let (Some(organisation), Some(person)) = ends else {
            return Ok(());
        };
        let organisation = journal::referred_number(&self.db, organisation)?;
        let person = journal::referred_number(&self.db, person)?;
        let until = journal::value(&head, Field::ASSIGNED_TO)
            .map_or(&Value::Nothing, |register| register.value());
        self.db
            .prepare_cached(
                "INSERT INTO assignment VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE
                 SET organisation = excluded.organisation, person = excluded.person, until = excluded.until",
            )?
            .execute(params![id, organisation, person, until.as_text()])?;
        Ok(())
    }
}
