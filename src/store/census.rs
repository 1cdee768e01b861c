//! What stands in an organisation's record beside the ledger: the census on site, its task on the list of 应建未建, and
//! the chain of a newly registered one.

use super::Store;
use super::error::StoreError;
use super::joined::{Joined, read_apart};
use super::journal::{self, Registers};
use super::organisations::read_facts;
use crate::domain::census::{self, Census, Figure};
use crate::domain::change::{Field, Uuid};
use crate::domain::handover::{self, Handover, Ticked};
use crate::domain::organisation::Organisation;
use crate::domain::task::{self, Task};

/// An organisation's whole record: the ledger and what stands beside it.
pub(super) struct Whole {
    pub facts: Organisation,
    pub census: Census,
    pub task: Task,
    pub handover: Handover,
    pub joined: Option<Joined>,
    /// Organisations that somebody told it apart from.
    pub apart: Vec<Uuid>,
}

impl Store {
    pub(super) fn whole(&self, id: i64) -> Result<Whole, StoreError> {
        let parts = journal::parts_under(&self.db, id, "")?;
        let none = Registers::new();
        let part = |name: &str| {
            parts
                .binary_search_by(|(part, _)| part.as_str().cmp(name))
                .map_or(&none, |at| &parts[at].1)
        };
        Ok(Whole {
            facts: read_facts(part("")),
            census: read_census(part(census::PART)),
            task: read_task(part(task::PART)),
            handover: read_handover(part(""), &parts),
            apart: read_apart(&parts),
            joined: Joined::read(part("")),
        })
    }
}

fn read_census(part: &Registers) -> Census {
    let found = |figure: &Figure| {
        let number = journal::value(part, figure.field())?.value().as_int()?;
        Some((*figure, number.clamp(0, u32::MAX.into()) as u32))
    };
    Census {
        date: journal::date(part, Field::CENSUS_DATE),
        by: journal::text(part, Field::CENSUS_BY),
        note: journal::text(part, Field::CENSUS_NOTE),
        found: Figure::ALL.iter().filter_map(found).collect(),
        has_branch: journal::flag(part, Field::CENSUS_BRANCH),
    }
}

fn read_task(part: &Registers) -> Task {
    Task {
        what: journal::text(part, Field::TASK_WHAT),
        responsible: journal::text(part, Field::TASK_RESPONSIBLE),
        opened: journal::date(part, Field::TASK_OPENED),
        deadline: journal::date(part, Field::TASK_DEADLINE),
        note: journal::text(part, Field::TASK_NOTE),
    }
}

fn read_handover(head: &Registers, parts: &[(String, Registers)]) -> Handover {
    let opened = journal::date(head, Field::HANDOVER_OPENED);
    let beginning = handover::part("");
    let steps = parts.iter().filter_map(|(part, registers)| {
        let step = part.strip_prefix(&beginning).filter(|_| opened.is_some())?;
        let ticked = Ticked {
            done: journal::date(registers, Field::STEP_DONE),
            note: journal::text(registers, Field::STEP_NOTE),
        };
        Some((step.to_owned(), ticked))
    });
    Handover {
        opened,
        closed: journal::date(head, Field::HANDOVER_CLOSED).filter(|_| opened.is_some()),
        ticked: steps.collect(),
    }
}
