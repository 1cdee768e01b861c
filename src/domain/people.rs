//! The people of the work and which organisation each one looks after.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::checklist::Text;
use super::organisation::codes;

codes! {
    Role {
        /// 检查人员: who works on this laptop
        Inspector "inspector",
        /// 党建指导员
        Instructor "instructor",
        /// 党建联络员
        Liaison "liaison",
        /// 第一责任人: head of the local committee or of the sector authority (D1)
        FirstResponsible "first_responsible",
        /// 包联领导 (D2 三包)
        Leader "leader",
    }
}

impl Role {
    /// What someone of this role is assigned for, unless something else is said.
    pub fn duty(self) -> Duty {
        match self {
            Role::Leader => Duty::Contract,
            Role::FirstResponsible => Duty::Responsible,
            Role::Inspector | Role::Instructor | Role::Liaison => Duty::Guide,
        }
    }
}

codes! {
    /// What an assignment obliges to.
    Duty {
        /// 指导、联络: looks after an organisation
        Guide "guide",
        /// 包联: a leader's contract for an organisation, an area or a unit (D2 三包)
        Contract "contract",
        /// 第一责任: answers for it until a branch is formed (D1)
        Responsible "responsible",
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Role,
    pub unit: String,
    pub phone: String,
    pub area: String,
    /// 职务
    pub post: String,
    /// 专职 or 兼职; none where not known.
    pub full_time: Option<bool>,
    /// Does the work no more since that day.
    pub left: Option<Date>,
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
            text(Field::PERSON_POST, &self.post),
            Edit::new(
                id,
                Field::PERSON_FULL_TIME,
                self.full_time.map_or(Value::Nothing, Value::Bool),
            ),
            Edit::new(
                id,
                Field::PERSON_LEFT,
                self.left
                    .map_or(Value::Nothing, |date| Value::text(date.to_string())),
            ),
        ])
    }
}

/// What a person is assigned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    Organisation(Uuid),
    /// A leader's contract for a street or town.
    Area(String),
    /// A leader's contract for a unit.
    Unit(String),
}

/// A person has a duty towards an organisation, an area or a unit, from a day on and perhaps until another (the last
/// day on which it holds).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub person: Uuid,
    pub charge: Charge,
    pub duty: Duty,
    pub from: Date,
    pub to: Option<Date>,
}

impl Assignment {
    /// An instructor or liaison looks after an organisation from that day on.
    pub fn guide(person: Uuid, organisation: Uuid, from: Date) -> Assignment {
        Assignment {
            person,
            charge: Charge::Organisation(organisation),
            duty: Duty::Guide,
            from,
            to: None,
        }
    }

    pub fn change(&self, id: Uuid) -> Change {
        let charge = match &self.charge {
            Charge::Organisation(uuid) => {
                Edit::new(id, Field::ASSIGNED_ORGANISATION, Value::Record(*uuid))
            }
            Charge::Area(area) => Edit::new(id, Field::ASSIGNED_AREA, Value::text(area)),
            Charge::Unit(unit) => Edit::new(id, Field::ASSIGNED_UNIT, Value::text(unit)),
        };
        // guiding is what an assignment without a duty means
        let duty = (self.duty != Duty::Guide)
            .then(|| Edit::new(id, Field::ASSIGNED_DUTY, Value::text(self.duty.code())));
        let edits = [
            Some(Edit::new(
                id,
                Field::ASSIGNED_PERSON,
                Value::Record(self.person),
            )),
            Some(charge),
            duty,
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

    /// Ends an assignment: `to` is the last day on which it holds.
    pub fn end(id: Uuid, to: Date) -> Change {
        Change::of(vec![Edit::new(
            id,
            Field::ASSIGNED_TO,
            Value::text(to.to_string()),
        )])
    }
}

/// The parts of an assignment that hold a contact begin with this; the day and the way of contact follow.
pub const CONTACTS: &str = "contact/";

/// A call or a visit under an assignment. One day holds one of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacted {
    pub mode: Contact,
    pub day: Date,
    pub note: String,
}

impl Contacted {
    pub fn change(&self, assignment: Uuid) -> Change {
        let note = Value::optional(Some(self.note.as_str()).filter(|note| !note.is_empty()));
        self.edits(assignment, Value::text(self.mode.code()), note)
    }

    /// Takes back what was noted by mistake.
    pub fn take_back(&self, assignment: Uuid) -> Change {
        self.edits(assignment, Value::Nothing, Value::Nothing)
    }

    fn edits(&self, assignment: Uuid, mode: Value, note: Value) -> Change {
        let part = format!("{CONTACTS}{}/{}", self.day, self.mode.code());
        Change::of(vec![
            Edit::part(assignment, &part, Field::CONTACT_MODE, mode),
            Edit::part(assignment, &part, Field::CONTACT_NOTE, note),
        ])
    }
}

codes! {
    /// How many organisations someone looks after, against the limit.
    LoadMark {
        /// Can take another one.
        Free "free",
        /// At the limit.
        Full "full",
        /// Above the limit.
        Over "over",
    }
}

/// Load, frequency and contract limits; `fixtures/standards/people.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleRules {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// Organisations an instructor looks after: usual number and most.
    pub load_usual: u32,
    pub load_most: u32,
    /// A leader contracts so many areas, and organisations without a Party organisation (D2 三包).
    pub contract_areas: u32,
    pub contract_organisations: u32,
    /// A contact due within so many days is coming up.
    pub soon_days: u32,
    #[serde(rename = "frequency")]
    pub frequencies: Vec<Frequency>,
}

impl PeopleRules {
    pub fn mark(&self, load: u32) -> LoadMark {
        match load.cmp(&self.load_most) {
            Ordering::Less => LoadMark::Free,
            Ordering::Equal => LoadMark::Full,
            Ordering::Greater => LoadMark::Over,
        }
    }

    /// The day on which a contact is due: so many days after the last one, or after the duty began. None where no
    /// frequency is set for this way of contact.
    pub fn next(&self, mode: Contact, last: Option<Date>, from: Date) -> Option<Date> {
        let every = self.frequencies.iter().find(|every| every.mode == mode)?;
        Some(last.unwrap_or(from).plus_days(every.days.into()))
    }

    /// The last day of the contact before, or of the beginning, on which the next one is due on `day` or earlier.
    pub fn latest_due(&self, mode: Contact, day: Date) -> Option<Date> {
        let every = self.frequencies.iter().find(|every| every.mode == mode)?;
        Some(day.plus_days(-i64::from(every.days)))
    }
}

/// How often an organisation hears from whoever looks after it, by one way of contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    pub mode: Contact,
    pub name: Text,
    /// Days from one to the next.
    pub days: u32,
}

codes! {
    /// The ways in which someone keeps in touch with an organisation.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Contact {
        /// 电话
        Phone "phone",
        /// 走访
        Visit "visit",
    }
}
