//! 审管衔接 (D2) and 五同时 (D4): what is to happen at an organisation once it is newly registered, step by step, each
//! with its date. The steps are data; some are done by hand, others by what is in the register already.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::checklist::Text;
use super::organisation::{Organisation, Status, codes};

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
    /// 办结: the loop is closed. Until then the chain is worked on, whatever is done of it.
    pub closed: Option<Date>,
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

/// Closes the chain of an organisation, or with no day opens it again.
pub fn close(organisation: Uuid, day: Option<Date>) -> Change {
    let day = day.map(|day| day.to_string());
    Change::of(vec![Edit::new(
        organisation,
        Field::HANDOVER_CLOSED,
        Value::optional(day.as_deref()),
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

    /// Whether an organisation of these facts that is written down on `today` opens its chain.
    pub fn opens_for(&self, facts: &Organisation, today: Date) -> bool {
        facts.status == Status::Normal && self.is_new(facts.registered, today)
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

/// Where an open chain stands; one line of their list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRow {
    pub organisation: i64,
    pub name: String,
    pub area: String,
    pub registered: Option<Date>,
    pub done: u32,
    pub steps: u32,
    /// Steps whose day has passed.
    pub late: u32,
    /// Name of the first step that is not done, and its day; none where all are.
    pub next: Option<(Text, Date)>,
}

impl ChainRow {
    /// Sums the steps of a chain up.
    pub fn of(
        (organisation, name, area): (i64, String, String),
        registered: Option<Date>,
        steps: &[Step<'_>],
        today: Date,
    ) -> ChainRow {
        let count = |wanted: &dyn Fn(&Step<'_>) -> bool| {
            steps.iter().filter(|step| wanted(step)).count() as u32
        };
        let open = steps.iter().filter(|step| step.done.is_none());
        let next = open.min_by_key(|step| step.due);
        ChainRow {
            organisation,
            name,
            area,
            registered,
            done: count(&|step| step.done.is_some()),
            steps: steps.len() as u32,
            late: count(&|step| step.is_late(today)),
            next: next.map(|step| (step.rule.name.clone(), step.due)),
        }
    }
}

/// Open chains, and how many of them have a step that is late; `more` says that not all were looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainCounts {
    pub open: u64,
    pub late: u64,
    pub more: bool,
}
