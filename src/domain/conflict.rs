//! A conflict: people who had not seen each other's work said different things in one place. All of it stays until one
//! of them, or somebody else, decides; what each said, when and with which remark is shown side by side.

use std::sync::Arc;

use super::change::{Change, Edit, Field, Kind, OpId, Place, Uuid, Value};
use super::checklist::Item;
use super::filling::Form;
use super::visit::VisitStatus;

/// What one person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub op: OpId,
    pub value: Value,
    pub actor: Uuid,
    /// The person's name; empty where it was never written down.
    pub who: String,
    pub utc_ms: i64,
    /// What a record is called that was named.
    pub named: String,
    /// What the same person noted beside it; of an answer alone.
    pub remark: String,
    /// Why it was said, where that was asked for.
    pub reason: String,
    /// Said on this laptop.
    pub own: bool,
    /// It is what counts until somebody decides.
    pub counts: bool,
}

#[derive(Clone, Debug)]
pub struct Conflict {
    pub place: Place,
    /// Eight digits that stand for the place, the same on every laptop.
    pub tag: String,
    pub kind: Kind,
    /// The file's own number of the record.
    pub id: i64,
    /// What it is about: the organisation, else the record by its own name.
    pub subject: String,
    /// The organisation it is about, as the file numbers it.
    pub organisation: Option<i64>,
    /// What tells the record from others of the same subject: a day, a number.
    pub detail: String,
    /// Of a visit: the form the place belongs to.
    pub form: Option<Arc<Form>>,
    pub status: Option<VisitStatus>,
    /// At least two, the earliest first.
    pub claims: Vec<Claim>,
}

/// How a conflict is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What the person of that operation said.
    Claim(OpId),
    /// Something else.
    Other(Value),
}

/// A decision, with everything its author had in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub place: Place,
    pub seen: Vec<OpId>,
    pub verdict: Verdict,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// Something was said meanwhile that its author had not seen; nothing was written.
    NewsCame,
    /// Nothing is undecided there any more; nothing was written.
    Over,
}

/// Of one place, the same was said.
impl PartialEq for Conflict {
    fn eq(&self, other: &Conflict) -> bool {
        self.place == other.place && self.claims == other.claims
    }
}

impl Eq for Conflict {}

impl Conflict {
    /// The item that was answered.
    pub fn item(&self) -> Option<&Item> {
        self.form.as_ref()?.checklist.item(&self.place.part)
    }

    /// Everything in sight, and what is to hold.
    pub fn decide(&self, verdict: Verdict) -> Decision {
        Decision {
            place: self.place.clone(),
            seen: self.claims.iter().map(|claim| claim.op).collect(),
            verdict,
        }
    }

    /// Whether a third value can be written in words, figures or days; codes that a program gives are chosen where the
    /// record is changed.
    pub fn takes_another(&self) -> bool {
        match self.form() {
            "text" => !is_coded(self.place.field),
            "int" | "date" => true,
            _ => false,
        }
    }

    /// `text`, `int`, `date` and so on, as the registry of fields has it.
    fn form(&self) -> &'static str {
        let known = Field::KNOWN.iter();
        let mut known = known.filter(|(field, ..)| *field == self.place.field);
        known.next().map_or("", |(.., form)| form)
    }

    /// A third value as somebody typed it; none where it is no value of this field.
    pub fn other(&self, typed: &str) -> Option<Value> {
        let typed = typed.trim();
        if self.place.field == Field::ANSWER
            && let (Some(form), Some(item)) = (&self.form, self.item())
        {
            return match typed {
                "" => Some(Value::Nothing),
                typed => item.parse(typed, &form.checklist).ok().map(Value::Text),
            };
        }
        match (self.form(), typed) {
            (_, "") => Some(Value::Nothing),
            ("int", typed) => typed.parse().ok().filter(|n| *n >= 0).map(Value::Int),
            ("date", typed) => {
                super::calendar::Date::parse(typed).map(|day| Value::text(day.to_string()))
            }
            ("text", typed) if !is_coded(self.place.field) => Some(Value::text(typed)),
            _ => None,
        }
    }

    /// The changes that a verdict asks for. Whose answer is taken, of that person the remark is taken too, where that is
    /// undecided as well. A finished visit becomes a corrected one.
    pub fn change(
        &self,
        verdict: &Verdict,
        remarks: Option<&Conflict>,
        reason: &str,
    ) -> Option<Change> {
        let mut edits = Vec::new();
        let mut set = |conflict: &Conflict, value: Value| {
            let place = conflict.place.clone();
            edits.push(Edit { place, value });
        };
        match verdict {
            Verdict::Other(value) => set(self, value.clone()),
            Verdict::Claim(op) => {
                let claim = self.claims.iter().find(|claim| claim.op == *op)?;
                set(self, claim.value.clone());
                let same = |other: &&Claim| (other.actor, other.own) == (claim.actor, claim.own);
                let remark = remarks
                    .filter(|_| self.place.field == Field::ANSWER)
                    .and_then(|remarks| Some((remarks, remarks.claims.iter().find(same)?)));
                if let Some((remarks, remark)) = remark {
                    set(remarks, remark.value.clone());
                }
            }
        }
        let is_said = matches!(
            self.place.field,
            Field::ANSWER | Field::REMARK | Field::LEDGER
        );
        let finished = self
            .status
            .is_some_and(|status| status != VisitStatus::Draft);
        if finished && is_said {
            let status = Value::text(VisitStatus::Corrected.code());
            edits.push(Edit::new(self.place.record, Field::VISIT_STATUS, status));
        }
        let mut change = Change::of(edits);
        if finished && is_said {
            change.reason = Some(reason.to_owned());
        }
        Some(change)
    }
}

/// Text fields whose values are codes.
fn is_coded(field: Field) -> bool {
    [
        Field::CLASS,
        Field::STATUS,
        Field::TASK_WHAT,
        Field::BRANCH_FORM,
        Field::BRANCH_LEVEL,
        Field::ACTIVITY_FORM,
        Field::PERSON_ROLE,
        Field::ASSIGNED_DUTY,
        Field::CONTACT_MODE,
        Field::CHECKLIST_ID,
        Field::CHECKLIST_TEXT,
        Field::VISIT_STATUS,
        Field::VISIT_MODE,
        Field::EVIDENCE_KIND,
        Field::SNAPSHOT_TEXT,
        Field::CAMPAIGN_PLAN,
        Field::STAGE_WORK,
        Field::FINDING_NUMBER,
        Field::FINDING_TEMPLATE,
        Field::FINDING_ITEM,
        Field::FINDING_STATE,
        Field::FINDING_GROUND,
        Field::STEP_KIND,
        Field::NOTICE_KIND,
        Field::NOTICE_ITEMS,
        Field::NOTICE_TALK,
        Field::NOTICE_TABLES,
        Field::ACT_KIND,
        Field::ACT_NUMBER,
        Field::ACT_FROZEN,
        Field::ACT_WAY,
        Field::ACT_TALK,
    ]
    .contains(&field)
}

/// Conflicts of one record, for its screen.
pub fn beside<'a>(
    conflicts: &'a [Conflict],
    part: &str,
) -> impl Iterator<Item = &'a Conflict> + use<'a> {
    let part = part.to_owned();
    conflicts
        .iter()
        .filter(move |conflict| conflict.place.part == part)
}
