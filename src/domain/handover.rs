//! 审管衔接 (D2) and 五同时 (D4): what is to happen at an organisation once it is newly registered, step by step, each
//! with its date. The steps are data; some are done by hand, others by what is in the register already.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::checklist::Text;
use super::organisation::codes;

codes! {
    /// What makes a step done.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    DoneBy {
        /// Somebody says so, on a day.
        Hand "hand",
        /// The census of the organisation.
        Census "census",
        /// A Party organisation covers it, or an instructor or liaison looks after it.
        Covered "covered",
    }
}

/// The chain of a newly registered organisation; `fixtures/standards/registration.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// An organisation written down within so many days of its registration opens its chain.
    pub new_days: u32,
    /// In their order.
    #[serde(rename = "step")]
    pub steps: Vec<StepRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// Short and never changed: the journal names the step by it.
    pub id: String,
    pub name: Text,
    pub done_by: DoneBy,
    /// Days after the registration by which it should be done.
    pub days: u32,
}

/// A step as somebody ticked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    pub done: Option<Date>,
    pub note: String,
}

/// The chain of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handover {
    /// None: it has none, since it was registered long ago.
    pub opened: Option<Date>,
    /// By step id.
    pub ticked: BTreeMap<String, Ticked>,
}

/// What the register itself says of the steps that are not done by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub census: Option<Date>,
    /// First day on which somebody looked after it or a Party organisation covered it.
    pub covered: Option<Date>,
}

/// A step with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    pub rule: &'a StepRule,
    pub done: Option<Date>,
    pub due: Date,
    pub note: &'a str,
}

impl Step<'_> {
    pub fn is_late(&self, today: Date) -> bool {
        self.done.is_none() && self.due < today
    }
}

/// The part of an organisation's record that holds a step.
pub fn part(step: &str) -> String {
    format!("step/{step}")
}

/// Opens the chain of an organisation.
pub fn open(organisation: Uuid, day: Date) -> Change {
    Change::of(vec![Edit::new(
        organisation,
        Field::HANDOVER_OPENED,
        Value::text(day.to_string()),
    )])
}

/// Ticks a step, changes its note, or with no day takes it back.
pub fn tick(organisation: Uuid, step: &str, ticked: &Ticked) -> Change {
    let part = part(step);
    let date = ticked.done.map(|date| date.to_string());
    let note = Some(ticked.note.as_str()).filter(|note| !note.is_empty());
    Change::of(vec![
        Edit::part(
            organisation,
            &part,
            Field::STEP_DONE,
            Value::optional(date.as_deref()),
        ),
        Edit::part(organisation, &part, Field::STEP_NOTE, Value::optional(note)),
    ])
}

impl Registration {
    /// Whether an organisation registered on that day is new on `today`.
    pub fn is_new(&self, registered: Option<Date>, today: Date) -> bool {
        registered.is_some_and(|day| {
            let days = today.days_since(day);
            (0..=i64::from(self.new_days)).contains(&days)
        })
    }

    /// Every step with its date, counted from `registered`, or from the opening where that is not known. Empty where
    /// there is no chain. A step ticked by hand counts even if the register does not know better.
    pub fn steps<'a>(
        &'a self,
        handover: &'a Handover,
        registered: Option<Date>,
        known: Known,
    ) -> Vec<Step<'a>> {
        let Some(opened) = handover.opened else {
            return Vec::new();
        };
        let from = registered.unwrap_or(opened);
        let step = |rule: &'a StepRule| {
            let ticked = handover.ticked.get(&rule.id);
            let own = match rule.done_by {
                DoneBy::Hand => None,
                DoneBy::Census => known.census,
                DoneBy::Covered => known.covered,
            };
            Step {
                rule,
                done: ticked.and_then(|ticked| ticked.done).or(own),
                due: from.plus_days(rule.days.into()),
                note: ticked.map_or("", |ticked| &ticked.note),
            }
        };
        self.steps.iter().map(step).collect()
    }
}
