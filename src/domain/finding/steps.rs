//! Which step a finding may take next, and what it writes: a part of its own for every step, and beside it the fields of
//! the record that the step moves.

use super::{Finding, How, Move, STEPS, Stand, State, Step, StepKind};
use crate::domain::calendar::Date;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};

/// Who takes a step, on which day and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub day: Date,
    pub hand: String,
    pub reason: String,
}

/// Why a step is not taken; `words` say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not from where the finding stands.
    NotFrom {
        state: State,
        step: StepKind,
    },
    NoHand,
    NoReason(StepKind),
    /// Before the last step.
    Before(Date),
    /// After today.
    Ahead(Date),
    /// An extension is asked for before the deadline, not after it (practice.md section 4.1).
    Late(Date),
    /// A new deadline that is not later than the one in force, or than the step.
    NotLater(Date),
    /// Closing needs a recheck.
    NoRecheck,
    /// Closing needs a second person.
    NoReviewer,
    /// The second person is the one who rechecked.
    SamePerson(String),
    /// Somebody has to be responsible.
    Nobody,
    /// It is theirs already.
    Theirs(String),
}

/// The part of a record for its `at`-th step, from 1. The stream keeps two laptops apart.
pub fn part(at: u32, stream: u64) -> String {
    format!("{STEPS}{at:04}/{stream:016x}")
}

/// How many steps somebody had seen who wrote that part, itself included.
pub fn place(part: &str) -> Option<u32> {
    let (place, _) = part.strip_prefix(STEPS)?.split_once('/')?;
    place.parse().ok()
}

impl Finding {
    /// Where a step leads.
    ///
    /// # Errors
    /// It may not be taken from here, or something is missing from it.
    pub fn after(
        &self,
        made: &Move,
        entry: &Entry,
        today: Date,
        second_person: bool,
    ) -> Result<Stand, Refused> {
        let stand = self.next(made)?;
        self.check_entry(made, entry, today)?;
        match made {
            Move::Extend { deadline } => {
                if entry.day > self.deadline {
                    return Err(Refused::Late(self.deadline));
                }
                if *deadline <= self.deadline {
                    return Err(Refused::NotLater(self.deadline));
                }
            }
            Move::SendBack { deadline } | Move::Reopen { deadline } if *deadline <= entry.day => {
                return Err(Refused::NotLater(entry.day));
            }
            Move::Hand { responsible } if responsible.is_empty() => return Err(Refused::Nobody),
            Move::Hand { responsible } if *responsible == self.responsible => {
                return Err(Refused::Theirs(responsible.clone()));
            }
            Move::Close { reviewer } => self.check_close(reviewer, second_person)?,
            _ => {}
        }
        Ok(stand)
    }

    fn next(&self, made: &Move) -> Result<Stand, Refused> {
        use State as S;
        let Stand { round, state } = self.stand;
        let same = |state| Ok(Stand { round, state });
        let back = Stand {
            round: round + 1,
            state: S::SentBack,
        };
        match (made.kind(), state) {
            (StepKind::FeedBack | StepKind::Notice, S::Waiting) => same(S::Rectifying),
            (StepKind::Extend, S::Rectifying | S::Extended | S::SentBack) => same(S::Extended),
            (StepKind::Report, S::Rectifying | S::Extended | S::SentBack) => same(S::Reported),
            (StepKind::Arrange, S::Reported) => same(S::Recheck),
            (StepKind::Recheck, S::Reported | S::Recheck) => same(S::Recheck),
            (StepKind::Close, S::Recheck) if self.rechecked().is_some() => same(S::Closed),
            (StepKind::Close, S::Reported | S::Recheck) => Err(Refused::NoRecheck),
            (StepKind::SendBack, S::Reported | S::Recheck) => Ok(back),
            (StepKind::Reopen, S::Closed) => Ok(back),
            (StepKind::Hand | StepKind::Notice, state) if !state.is_done() => same(state),
            (StepKind::Withdraw, state) if !state.is_done() => same(S::Withdrawn),
            (step, state) => Err(Refused::NotFrom { state, step }),
        }
    }

    fn check_entry(&self, made: &Move, entry: &Entry, today: Date) -> Result<(), Refused> {
        if entry.hand.trim().is_empty() {
            return Err(Refused::NoHand);
        }
        if entry.reason.trim().is_empty() {
            return Err(Refused::NoReason(made.kind()));
        }
        let last = self.last_day();
        if entry.day < last {
            return Err(Refused::Before(last));
        }
        // a clock set back since the last step must not lock the finding
        match entry.day > today.max(last) {
            true => Err(Refused::Ahead(today.max(last))),
            false => Ok(()),
        }
    }

    fn check_close(&self, reviewer: &str, second_person: bool) -> Result<(), Refused> {
        let rechecked = self.rechecked().ok_or(Refused::NoRecheck)?;
        match (second_person, reviewer.trim()) {
            (true, "") => Err(Refused::NoReviewer),
            (true, reviewer) if reviewer == rechecked.hand => {
                Err(Refused::SamePerson(reviewer.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// Everything that may be done with it as it stands, in the order of the trade.
    pub fn offers(&self) -> Vec<StepKind> {
        let day = self.deadline;
        let any = |kind: StepKind| match kind {
            StepKind::Open => Move::Open,
            StepKind::FeedBack => Move::FeedBack,
            StepKind::Extend => Move::Extend { deadline: day },
            StepKind::Report => Move::Report,
            StepKind::Arrange => Move::Arrange,
            StepKind::Recheck => Move::Recheck {
                how: How::OnSite,
                visit: None,
            },
            StepKind::Close => Move::Close {
                reviewer: String::new(),
            },
            StepKind::SendBack => Move::SendBack { deadline: day },
            StepKind::Reopen => Move::Reopen { deadline: day },
            StepKind::Hand => Move::Hand {
                responsible: String::new(),
            },
            StepKind::Notice => Move::Notice {
                rung: String::new(),
                notice: None,
                until: None,
            },
            StepKind::Withdraw => Move::Withdraw,
        };
        let kinds = StepKind::ALL.iter().copied();
        kinds
            .filter(|kind| self.next(&any(*kind)).is_ok())
            .collect()
    }

    /// The day a step is taken on where nobody says otherwise.
    pub fn usual_day(&self, today: Date) -> Date {
        today.max(self.last_day())
    }

    /// Writes a step of this finding down, which leads to `stand`.
    pub fn change(
        &self,
        id: Uuid,
        stream: u64,
        made: &Move,
        entry: &Entry,
        stand: Stand,
    ) -> Change {
        let seen = self.steps.iter().filter_map(|step| place(&step.part)).max();
        let mut edits = edits(id, &part(seen.unwrap_or(0) + 1, stream), made, entry);
        if stand != self.stand {
            let state = Value::text(stand.code());
            edits.push(Edit::new(id, Field::FINDING_STATE, state));
        }
        if let Some(deadline) = made.deadline() {
            let deadline = Value::text(deadline.to_string());
            edits.push(Edit::new(id, Field::FINDING_DEADLINE, deadline));
        }
        if let Move::Hand { responsible } = made {
            let name = Value::text(responsible.as_str());
            edits.push(Edit::new(id, Field::FINDING_RESPONSIBLE, name));
        }
        Change::of(edits)
    }
}

/// The part of the record that holds a step.
pub(super) fn edits(id: Uuid, part: &str, made: &Move, entry: &Entry) -> Vec<Edit> {
    let (subject, record, day) = match made {
        Move::Recheck { how, visit } => (how.code(), *visit, None),
        Move::Close { reviewer } => (reviewer.trim(), None, None),
        Move::Hand { responsible } => (responsible.as_str(), None, None),
        Move::Notice {
            rung,
            notice,
            until,
        } => (rung.as_str(), *notice, *until),
        made => ("", None, made.deadline()),
    };
    let text = |field, text: &str| {
        let text = Some(text).filter(|text| !text.is_empty());
        Edit::part(id, part, field, Value::optional(text))
    };
    let deadline = day.map(|day| day.to_string());
    vec![
        text(Field::STEP_KIND, made.kind().code()),
        text(Field::STEP_TAKEN, &entry.day.to_string()),
        text(Field::STEP_HAND, entry.hand.trim()),
        text(Field::STEP_REASON, entry.reason.trim()),
        text(
            Field::STEP_DEADLINE,
            deadline.as_deref().unwrap_or_default(),
        ),
        text(Field::STEP_SUBJECT, subject),
        Edit::part(
            id,
            part,
            Field::STEP_RECORD,
            record.map_or(Value::Nothing, Value::Record),
        ),
    ]
}

/// What a step's part says, field by field.
pub struct Written<'a> {
    pub kind: &'a str,
    pub day: Option<Date>,
    pub hand: String,
    pub reason: String,
    pub deadline: Option<Date>,
    pub subject: String,
    pub record: Option<Uuid>,
}

impl Step {
    /// None where it is a step of a later version, or has not arrived whole.
    pub fn read(part: &str, written: Written<'_>) -> Option<Step> {
        let Written {
            subject, record, ..
        } = written;
        let deadline = written.deadline;
        let made = match StepKind::from_code(written.kind)? {
            StepKind::Open => Move::Open,
            StepKind::FeedBack => Move::FeedBack,
            StepKind::Extend => Move::Extend {
                deadline: deadline?,
            },
            StepKind::Report => Move::Report,
            StepKind::Arrange => Move::Arrange,
            StepKind::Recheck => Move::Recheck {
                how: How::from_code(&subject)?,
                visit: record,
            },
            StepKind::Close => Move::Close { reviewer: subject },
            StepKind::SendBack => Move::SendBack {
                deadline: deadline?,
            },
            StepKind::Reopen => Move::Reopen {
                deadline: deadline?,
            },
            StepKind::Hand => Move::Hand {
                responsible: subject,
            },
            StepKind::Notice => Move::Notice {
                rung: subject,
                notice: record,
                until: deadline,
            },
            StepKind::Withdraw => Move::Withdraw,
        };
        Some(Step {
            part: part.to_owned(),
            made,
            day: written.day?,
            hand: written.hand,
            reason: written.reason,
        })
    }
}
