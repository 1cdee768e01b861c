//! The people of the work and which organisation each one looks after.

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::codes;

codes! {
    Role {
        /// 检查人员: who works on this laptop
        Inspector "inspector",
        /// 党建指导员
        Instructor "instructor",
        /// 党建联络员
        Liaison "liaison",
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Role,
    pub unit: String,
    pub phone: String,
    pub area: String,
}

impl Person {
    /// Writes a person down, or changes one already known: what is empty here is cleared there.
    pub fn change(&self, id: Uuid) -> Change {
        let text = |field, text: &str| {
            let value = Value::optional(Some(text).filter(|text| !text.is_empty()));
            Edit::new(id, field, value)
        };
        Change::of(vec![
            text(Field::PERSON_NAME, &self.name),
            text(Field::PERSON_ROLE, self.role.code()),
            text(Field::PERSON_UNIT, &self.unit),
            text(Field::PERSON_PHONE, &self.phone),
            text(Field::PERSON_AREA, &self.area),
        ])
    }
}

/// A person looks after an organisation, from a day on and perhaps until another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub person: Uuid,
    pub organisation: Uuid,
    pub from: Date,
    pub to: Option<Date>,
}

impl Assignment {
    pub fn change(&self, id: Uuid) -> Change {
        let edits = [
            Some(Edit::new(
                id,
                Field::ASSIGNED_PERSON,
                Value::Record(self.person),
            )),
            Some(Edit::new(
                id,
                Field::ASSIGNED_ORGANISATION,
                Value::Record(self.organisation),
            )),
            Some(Edit::new(
                id,
                Field::ASSIGNED_FROM,
                Value::text(self.from.to_string()),
            )),
            self.to
                .map(|date| Edit::new(id, Field::ASSIGNED_TO, Value::text(date.to_string()))),
        ];
        Change::of(edits.into_iter().flatten().collect())
    }
}
