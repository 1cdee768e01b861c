//! What was done to a visit, save by save, as the journal tells it: who, when, what stood there before, what since, and
//! why.

use std::sync::Arc;

use super::change::{Field, Uuid, Value};
use super::filling::Form;

/// Every change of one visit, in the order of the clocks of those who made them.
#[derive(Clone, Debug)]
pub struct Trail {
    pub visit: Uuid,
    /// None where the template has not arrived.
    pub form: Option<Arc<Form>>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Milliseconds since 1970, UTC.
    pub utc_ms: i64,
    /// Name of who did it; where the name has not arrived the record's, and empty where nobody had given one.
    pub user: String,
    /// Why a finished visit was changed after all.
    pub reason: Option<String>,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Started,
    Finished,
    /// A reason was given for the steps that follow.
    Reason,
    Set {
        /// Address of an item, or empty for the head of the visit.
        address: String,
        field: Field,
        /// What its author saw and replaced: several where two people had answered without having seen each other.
        old: Vec<Value>,
        new: Value,
    },
}

/// One save as it lies in the journal, with what each of its operations replaced.
pub struct Save {
    pub utc_ms: i64,
    pub user: String,
    pub reason: Option<String>,
    pub sets: Vec<Set>,
}

pub struct Set {
    pub address: String,
    pub field: Field,
    pub old: Vec<Value>,
    pub new: Value,
}

/// The saves as steps; none is made up. `saves` are in their order.
pub fn steps(saves: Vec<Save>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut given: Option<String> = None;
    for save in saves {
        let step = |what| Step {
            utc_ms: save.utc_ms,
            user: save.user.clone(),
            reason: save.reason.clone(),
            what,
        };
        // every answer of a correction is a save of its own with the same reason
        if save.reason.is_some() && save.reason != given {
            steps.push(step(What::Reason));
        }
        given = save.reason.clone();
        // the head is written with the first save; what it began with is not a change
        let begins = save
            .sets
            .iter()
            .any(|set| set.field == Field::VISIT_CHECKLIST && set.old.is_empty());
        if begins {
            steps.push(step(What::Started));
        }
        let mut finished = false;
        for set in save.sets {
            let is_head = set.address.is_empty();
            match set.field {
                Field::VISIT_STATUS => {
                    finished |= set.new.as_text() == Some("finished");
                }
                Field::VISIT_ORGANISATION
                | Field::VISIT_CHECKLIST
                | Field::VISIT_STARTED
                | Field::VISIT_FINISHED => {}
                _ if is_head && begins => {}
                _ => steps.push(Step {
                    utc_ms: save.utc_ms,
                    user: save.user.clone(),
                    reason: save.reason.clone(),
                    what: What::Set {
                        address: set.address,
                        field: set.field,
                        old: set.old,
                        new: set.new,
                    },
                }),
            }
        }
        if finished {
            steps.push(Step {
                utc_ms: save.utc_ms,
                user: save.user.clone(),
                reason: save.reason.clone(),
                what: What::Finished,
            });
        }
    }
    steps
}
