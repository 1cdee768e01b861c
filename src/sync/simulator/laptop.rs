//! A laptop of the simulator: a data file in memory, keys, a clock that is wrong, and somebody who writes.
#![cfg(test)]

use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::store::Store;
use crate::sync::core::{Outcome, Request, Start, Sync};
use crate::sync::keys::DeviceKeys;

use super::{World, Written};

/// Fields whose every text is written once, so that what must show can be worked out without looking at operations.
pub const TEXTS: [Field; 3] = [Field::ADDRESS, Field::HEAD, Field::CONTACT];
/// Records that have them.
pub const RECORDS: usize = 3;

pub struct Laptop {
    pub store: Store,
    pub keys: DeviceKeys,
    /// Milliseconds that its clock is ahead.
    pub skew: i64,
    /// The form of segments it writes and reads.
    pub format: u32,
    pub backups: Vec<Store>,
    pub outcome: Option<Outcome>,
}

impl Laptop {
    pub fn new(secret: [u8; 32], other: [u8; 32], stream: u64) -> Laptop {
        Laptop {
            store: Store::in_memory(stream),
            keys: DeviceKeys::from_secrets(secret, other),
            skew: 0,
            format: 1,
            backups: Vec::new(),
            outcome: None,
        }
    }

    /// Somebody copies the data folder to another machine and goes on with both.
    pub fn twin(&self) -> Laptop {
        Laptop {
            store: self.store.copy(),
            keys: self.keys.clone(),
            skew: self.skew,
            format: self.format,
            backups: Vec::new(),
            outcome: None,
        }
    }

    pub fn now(&self, now: i64) -> Now {
        Now {
            utc_ms: now + self.skew,
            today: Date::of(2026, 11, 22),
            minute: 600,
        }
    }

    pub fn start(&self, now: i64, entropy: [u8; 32]) -> Start {
        let knows = self.store.exchange_fact("root").unwrap().is_some();
        Start {
            now: self.now(now),
            entropy,
            begin: knows,
            name: String::new(),
            person: Uuid([0; 16]),
            scope: "0".into(),
            format: self.format,
        }
    }

    pub fn begin(&mut self, start: Start) -> Result<(Sync, Vec<Request>), String> {
        Sync::begin(&self.store, self.keys.clone(), start).map_err(|error| error.to_string())
    }
}

pub fn record(kind: u8, number: usize) -> Uuid {
    let mut bytes = [kind; 16];
    bytes[15] = number as u8;
    Uuid(bytes)
}

impl World {
    /// Somebody writes a text that was never written before, or something of the other kinds.
    pub fn somebody_writes(&mut self, at: usize) {
        self.counted.writes += 1;
        let mut edits = Vec::new();
        for _ in 0..1 + self.dice.below(2) {
            match self.dice.thousandth(700) {
                true => {
                    let edit = self.fresh_text(at);
                    // one save sets a field once
                    edits.retain(|known: &Edit| known.place != edit.place);
                    edits.push(edit);
                }
                false => edits.extend(self.something_else()),
            }
        }
        let now = self.laptops[at].now(self.now);
        let store = &mut self.laptops[at].store;
        store.commit(&Change::of(edits), now).unwrap();
    }

    fn fresh_text(&mut self, at: usize) -> Edit {
        let place = (self.dice.below(RECORDS), self.dice.below(TEXTS.len()));
        let (record, field) = (record(1, place.0), TEXTS[place.1]);
        let text = format!("text {}", self.written.len());
        let saw = self.laptops[at].store.shown(record, field);
        self.counted.conflicts += u64::from(saw.len() > 1);
        self.written.insert(text.clone(), Written { place, saw });
        Edit::new(record, field, Value::text(text))
    }

    /// Records that lean on one another, equal values, cleared fields, and fields of a newer version.
    fn something_else(&mut self) -> Vec<Edit> {
        let number = self.dice.below(3);
        let organisation = record(1, self.dice.below(RECORDS));
        let text = |choices: &[&str], at: usize| Value::text(choices[at % choices.len()]);
        let turn = self.dice.below(1000);
        match self.dice.below(11) {
            0 => vec![Edit::new(
                organisation,
                Field::NAME,
                text(&["甲协会", "乙商会"], turn),
            )],
            1 => vec![Edit::new(
                organisation,
                Field::JOINED_INTO,
                match turn % 3 {
                    0 => Value::Nothing,
                    _ => Value::Record(record(1, turn % RECORDS)),
                },
            )],
            2 => vec![Edit::new(
                organisation,
                Field::BRANCH,
                match turn % 3 {
                    0 => Value::Nothing,
                    _ => Value::Record(record(2, number)),
                },
            )],
            3 => vec![
                Edit::new(
                    record(2, number),
                    Field::BRANCH_NAME,
                    text(&["支部", "联合支部"], turn),
                ),
                Edit::new(
                    record(2, number),
                    Field::BRANCH_FORM,
                    text(&["sole", "joint"], turn),
                ),
            ],
            4 => vec![
                Edit::new(
                    record(6, number),
                    Field::VISIT_ORGANISATION,
                    Value::Record(organisation),
                ),
                Edit::new(
                    record(6, number),
                    Field::VISIT_CHECKLIST,
                    Value::Record(record(5, 0)),
                ),
                Edit::new(
                    record(6, number),
                    Field::VISIT_STATUS,
                    text(&["draft", "finished"], turn),
                ),
                Edit::new(
                    record(6, number),
                    Field::VISIT_STARTED,
                    text(&["2026-11-20 09:00", "2026-11-21 10:30"], turn / 7),
                ),
            ],
            5 => vec![Edit::part(
                record(6, number),
                "1.1",
                Field::ANSWER,
                text(&["good", "poor"], turn),
            )],
            6 => vec![
                Edit::new(
                    record(3, number),
                    Field::PERSON_NAME,
                    text(&["周敏", "陈立"], turn),
                ),
                Edit::new(
                    record(4, number),
                    Field::ASSIGNED_PERSON,
                    Value::Record(record(3, number)),
                ),
                Edit::new(
                    record(4, number),
                    Field::ASSIGNED_ORGANISATION,
                    Value::Record(organisation),
                ),
            ],
            7 => vec![Edit::new(
                record(5, 0),
                Field::CHECKLIST_TEXT,
                Value::text(self.checklist.clone()),
            )],
            8 => vec![
                Edit::new(
                    record(16, number),
                    Field::FINDING_ORGANISATION,
                    Value::Record(organisation),
                ),
                Edit::new(
                    record(16, number),
                    Field::FINDING_NUMBER,
                    text(&["2026-1", "2026-2"], turn),
                ),
                Edit::new(record(16, number), Field::FINDING_ITEM, Value::text("1.1")),
                Edit::new(
                    record(16, number),
                    Field::FINDING_DEADLINE,
                    text(&["2026-12-01", "2026-12-09"], turn / 3),
                ),
                Edit::new(
                    record(16, number),
                    Field::FINDING_STATE,
                    text(&["waiting", "sent_back"], turn / 5),
                ),
                Edit::new(
                    record(16, number),
                    Field::FINDING_OPENED,
                    Value::text("2026-11-20"),
                ),
            ],
            9 => vec![
                Edit::new(
                    record(17, number),
                    Field::ROUND_FROM,
                    text(&["2026-11-01", "2026-11-02"], turn),
                ),
                Edit::part(
                    record(17, number),
                    &format!("{}{organisation}", crate::domain::round::ORGANISATIONS),
                    Field::ROUND_LISTED,
                    Value::Bool(!turn.is_multiple_of(3)),
                ),
                Edit::new(
                    record(6, number),
                    Field::VISIT_ROUND,
                    Value::Record(record(17, number)),
                ),
            ],
            // a field and a form of value that this version does not know
            _ => vec![
                Edit::new(
                    organisation,
                    Field(60_000),
                    Value::Unknown(vec![0xa1, 0x01, turn as u8 % 20]),
                ),
                Edit::new(record(9, number), Field(60_001), text(&["a", "b"], turn)),
            ],
        }
    }
}
