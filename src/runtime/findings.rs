//! What the screens ask of findings: the board, one finding, new ones, and steps.

use crate::app::command::{Cmd, Loaded};
use crate::domain::calendar::Now;
use crate::domain::finding::LightCounts;
use crate::domain::rules::Rules;
use crate::store::{Store, StoreError};

/// Does one of these; none where it is another thing.
pub fn run(
    store: &mut Store,
    rules: &Rules,
    cmd: Cmd,
    now: Now,
) -> Result<Option<Loaded>, StoreError> {
    let horizon = rules.ladder.horizon(&rules.holidays, now.today);
    Ok(Some(match cmd {
        Cmd::Board { ticket, query } => Loaded::Board {
            ticket,
            page: store.board(&query, horizon)?,
        },
        Cmd::BoardChoices => Loaded::BoardChoices {
            areas: store.areas()?,
            authorities: store.authorities()?,
            responsibles: store.finding_responsibles()?,
        },
        Cmd::Finding(id) => {
            let view = store.finding_view(id, rules, now)?;
            Loaded::Finding(Box::new(view))
        }
        Cmd::OpenFindings {
            ticket,
            openings,
            entry,
        } => {
            let mut numbers = Vec::new();
            for id in store.open_findings(&openings, &entry, now)? {
                numbers.extend(store.finding(id)?.map(|finding| finding.number));
            }
            Loaded::FindingsOpened { ticket, numbers }
        }
        Cmd::StepFindings {
            ticket,
            ids,
            made,
            entry,
        } => Loaded::Stepped {
            ticket,
            kind: made.kind(),
            stepped: store.step_findings(&ids, &made, &entry, rules, now)?,
        },
        _ => return Ok(None),
    }))
}

pub fn lights(store: &Store, rules: &Rules, now: Now) -> Result<LightCounts, StoreError> {
    store.light_counts(rules.ladder.horizon(&rules.holidays, now.today))
}
