//! What stands in an organisation's record beside the ledger: the census on site, its task on the list of 应建未建, and
//! the chain of a newly registered one.

use super::error::StoreError;
use super::{Store, journal};
use crate::domain::census::{self, Census, Figure};
use crate::domain::change::Field;
use crate::domain::handover::{self, Handover, Ticked};
use crate::domain::task::{self, Task};

impl Store {
    pub(super) fn census(&self, id: i64) -> Result<Census, StoreError> {
        let part = journal::registers(&self.db, id, census::PART)?;
        let found = |figure: &Figure| {
            let number = journal::value(&part, figure.field())?.value().as_int()?;
            Some((*figure, number.clamp(0, u32::MAX.into()) as u32))
        };
        Ok(Census {
            date: journal::date(&part, Field::CENSUS_DATE),
            by: journal::text(&part, Field::CENSUS_BY),
            note: journal::text(&part, Field::CENSUS_NOTE),
            found: Figure::ALL.iter().filter_map(found).collect(),
            has_branch: journal::flag(&part, Field::CENSUS_BRANCH),
        })
    }

    pub(super) fn task(&self, id: i64) -> Result<Task, StoreError> {
        let part = journal::registers(&self.db, id, task::PART)?;
        Ok(Task {
            what: journal::text(&part, Field::TASK_WHAT),
            responsible: journal::text(&part, Field::TASK_RESPONSIBLE),
            opened: journal::date(&part, Field::TASK_OPENED),
            deadline: journal::date(&part, Field::TASK_DEADLINE),
            note: journal::text(&part, Field::TASK_NOTE),
        })
    }

    pub(super) fn handover(&self, id: i64) -> Result<Handover, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let Some(opened) = journal::date(&head, Field::HANDOVER_OPENED) else {
            return Ok(Handover::default());
        };
        let beginning = handover::part("");
        let parts = journal::parts_under(&self.db, id, &beginning)?;
        let ticked = parts.into_iter().map(|(part, registers)| {
            let ticked = Ticked {
                done: journal::date(&registers, Field::STEP_DONE),
                note: journal::text(&registers, Field::STEP_NOTE),
            };
            (part[beginning.len()..].to_owned(), ticked)
        });
        Ok(Handover {
            opened: Some(opened),
            ticked: ticked.collect(),
        })
    }
}
