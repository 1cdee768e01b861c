//! What is done with a notice: issued, served, answered, withdrawn. Each act stands in a part of its own and takes no
//! other's place; which may follow which is decided here.

use serde::{Deserialize, Serialize};

use super::draft::{Item, TalkHeld};
use super::{Notice, NoticeKind, Stage, Way};
use crate::domain::calendar::Date;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::finding::{self, Entry};
use crate::domain::organisation::codes;
use crate::domain::paper::{Number, Paper};

/// The parts of a notice's record that hold its acts begin so.
pub const ACTS: &str = "act/";

codes! {
    ActKind {
        /// 发出
        Issue "issue",
        /// 送达
        Serve "serve",
        /// 收回回证
        Receipt "receipt",
        /// 收到回复
        Reply "reply",
        /// 约谈
        Talk "talk",
        /// 撤回
        Withdraw "withdraw",
    }
}

/// What was issued, to the letter; whatever wording and settings say later, it prints as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    pub paper: Paper,
    /// 签发人.
    pub signer: String,
    pub deadline: Option<Date>,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Issue {
        /// None on a sheet that has none.
        number: Option<Number>,
        frozen: Box<Frozen>,
    },
    /// With whoever took it.
    Serve {
        way: Way,
        to: String,
    },
    /// 回证 came back.
    Receipt,
    /// What was answered stands in the reason.
    Reply,
    Talk(Box<TalkHeld>),
    Withdraw,
}

impl Act {
    pub fn kind(&self) -> ActKind {
        match self {
            Act::Issue { .. } => ActKind::Issue,
            Act::Serve { .. } => ActKind::Serve,
            Act::Receipt => ActKind::Receipt,
            Act::Reply => ActKind::Reply,
            Act::Talk(_) => ActKind::Talk,
            Act::Withdraw => ActKind::Withdraw,
        }
    }
}

/// An act as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its part of the record.
    pub part: String,
    pub act: Act,
    pub day: Date,
    pub hand: String,
    pub reason: String,
}

/// Why something is not done with a notice; `words` say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not from where it stands.
    NotFrom {
        stage: Stage,
        act: ActKind,
    },
    /// It was issued; its content stays as it is.
    IsIssued,
    /// A reason, an answer or a result has to be said.
    NoReason(ActKind),
    NoHand,
    /// Before the last act.
    Before(Date),
    /// After today.
    Ahead(Date),
    /// The settings name no office.
    NoOffice,
    /// The settings have no mark for the kind.
    NoMark(NoticeKind),
    NoNumber(super::NoNumber),
    /// That number was given already.
    Given(Number),
    /// Nobody to send it to, no title or no text.
    Empty,
    NoDeadline,
    /// Neither who signed for it nor why nobody did.
    NotSigned,
    /// The deadline is not after the day of issue.
    Deadline(Date),
    /// The finding of that number may not take the step.
    Finding(String, finding::Refused),
}

/// The part of a record for its `at`-th act, from 1. The stream keeps two laptops apart.
pub fn part(at: u32, stream: u64) -> String {
    format!("{ACTS}{at:04}/{stream:016x}")
}

fn place(part: &str) -> Option<u32> {
    let (place, _) = part.strip_prefix(ACTS)?.split_once('/')?;
    place.parse().ok()
}

impl Notice {
    /// Whether an act may be taken on it as it stands.
    ///
    /// # Errors
    /// Not from here, or something is missing.
    pub fn check(&self, kind: ActKind, entry: &Entry, today: Date) -> Result<(), Refused> {
        self.check_from(kind)?;
        if entry.hand.trim().is_empty() {
            return Err(Refused::NoHand);
        }
        let says = matches!(kind, ActKind::Reply | ActKind::Withdraw);
        if says && entry.reason.trim().is_empty() {
            return Err(Refused::NoReason(kind));
        }
        let last = self.last_day();
        if entry.day < last {
            return Err(Refused::Before(last));
        }
        // a clock set back since the last act must not lock the notice
        match entry.day > today.max(last) {
            true => Err(Refused::Ahead(today.max(last))),
            false => Ok(()),
        }
    }

    fn check_from(&self, kind: ActKind) -> Result<(), Refused> {
        let stage = self.stage();
        let is_out = matches!(stage, Stage::Issued | Stage::Served | Stage::Replied);
        let may = match kind {
            ActKind::Issue => stage == Stage::Draft,
            ActKind::Serve | ActKind::Reply => is_out,
            ActKind::Receipt => is_out && self.served().is_some(),
            ActKind::Talk => is_out && self.draft.kind == NoticeKind::Talk,
            ActKind::Withdraw => stage != Stage::Withdrawn,
        };
        match may {
            true => Ok(()),
            false => Err(Refused::NotFrom { stage, act: kind }),
        }
    }

    /// Everything that may be done with it as it stands.
    pub fn offers(&self) -> Vec<ActKind> {
        let kinds = ActKind::ALL.iter().copied();
        kinds
            .filter(|kind| self.check_from(*kind).is_ok())
            .collect()
    }

    /// Writes an act of this notice down.
    pub fn change(&self, id: Uuid, stream: u64, act: &Act, entry: &Entry) -> Change {
        let seen = self.acts.iter().filter_map(|taken| place(&taken.part));
        let part = part(seen.max().unwrap_or(0) + 1, stream);
        let text = |field, text: &str| {
            let text = Some(text.trim()).filter(|text| !text.is_empty());
            Edit::part(id, &part, field, Value::optional(text))
        };
        let mut edits = vec![
            text(Field::ACT_KIND, act.kind().code()),
            text(Field::ACT_TAKEN, &entry.day.to_string()),
            text(Field::ACT_HAND, &entry.hand),
            text(Field::ACT_REASON, &entry.reason),
        ];
        match act {
            Act::Issue { number, frozen } => {
                let frozen = serde_json::to_string(frozen).expect("a paper is plain data");
                let number = number.as_ref().map(Number::to_string);
                edits.push(text(Field::ACT_NUMBER, &number.unwrap_or_default()));
                edits.push(text(Field::ACT_FROZEN, &frozen));
            }
            Act::Serve { way, to } => {
                edits.push(text(Field::ACT_WAY, way.code()));
                edits.push(text(Field::ACT_TO, to));
            }
            Act::Talk(held) => {
                let held = serde_json::to_string(held).expect("a record is plain data");
                edits.push(text(Field::ACT_TALK, &held));
            }
            Act::Receipt | Act::Reply | Act::Withdraw => {}
        }
        Change::of(edits)
    }
}

/// What an act's part says, field by field.
pub struct Written {
    pub kind: String,
    pub day: Option<Date>,
    pub hand: String,
    pub reason: String,
    pub number: String,
    pub frozen: String,
    pub way: String,
    pub to: String,
    pub talk: String,
}

impl Taken {
    /// None where it is an act of a later version, or has not arrived whole.
    pub fn read(part: &str, written: Written) -> Option<Taken> {
        let act = match ActKind::from_code(&written.kind)? {
            ActKind::Issue => Act::Issue {
                number: match written.number.is_empty() {
                    true => None,
                    false => Some(Number::read(&written.number).ok()?.0),
                },
                frozen: serde_json::from_str(&written.frozen).ok()?,
            },
            ActKind::Serve => Act::Serve {
                way: Way::from_code(&written.way)?,
                to: written.to,
            },
            ActKind::Receipt => Act::Receipt,
            ActKind::Reply => Act::Reply,
            ActKind::Talk => Act::Talk(serde_json::from_str(&written.talk).ok()?),
            ActKind::Withdraw => Act::Withdraw,
        };
        Some(Taken {
            part: part.to_owned(),
            act,
            day: written.day?,
            hand: written.hand,
            reason: written.reason,
        })
    }
}
