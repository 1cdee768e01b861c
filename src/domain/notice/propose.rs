//! A notice as it is proposed: title, addressee and text from the findings and the county's wording. A person edits it
//! before it is issued.

use super::{Draft, Item, NoticeKind, OnSite, Talk};
use crate::domain::calendar::{Clock, Date};
use crate::domain::change::Uuid;
use crate::domain::office::OfficeRules;
use crate::domain::paper::{
    Block, Circular, Feedback, Key, Paper, Problem, Reminder, Step, Subject, Supervision,
    TalkNotice, Transfer, Wording, chinese_numeral, circular, feedback_opening, reminder,
    supervision, talk_notice, transfer,
};

/// What is known of the findings that a notice is to carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Each organisation once.
    pub organisations: Vec<(Uuid, Subject)>,
    pub items: Vec<Item>,
    /// The days on which they were found, first and last.
    pub inspected: (Date, Date),
    pub inspectors: Vec<String>,
    /// The check on which they were found; of several the last.
    pub check: Check,
    /// What was sent about them before, in its order.
    pub pressed: Vec<Pressed>,
}

/// A check as the sheet that is left on the spot tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    pub way: String,
}

/// A notice that was sent before, named for a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    pub day: Date,
    /// `发出督办函`.
    pub what: String,
    pub number: Option<crate::domain::paper::Number>,
}

/// What is asked for besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: NoticeKind,
    pub date: Date,
    pub deadline: Option<Date>,
    /// Sent to the authority, which is to press its organisations.
    pub to_authority: bool,
    /// Who goes to a talk.
    pub talker: String,
    /// The figures of a circular.
    pub circular: Option<Box<Circular>>,
}

/// None where there is nothing to put into it, or where several organisations would get one paper: only an authority is
/// written to about several of its own.
pub fn propose(
    wording: &Wording,
    office: &OfficeRules,
    known: &Known,
    asked: &Asked,
) -> Option<Draft> {
    if let (NoticeKind::Circular, Some(facts)) = (asked.kind, &asked.circular) {
        let paper = circular(wording, facts);
        let mut draft = of_paper(&paper, known, asked);
        draft.copies.clone_from(&facts.copies.to);
        draft.tables = Some(facts.tables());
        // it goes to all, whomever it names
        draft.organisation = None;
        draft.authority.clear();
        return Some(draft);
    }
    let is_one_paper = asked.kind == NoticeKind::Letter && asked.to_authority;
    if known.organisations.len() > 1 && !is_one_paper {
        return None;
    }
    let subject = subject(known)?;
    if asked.kind == NoticeKind::Feedback {
        return Some(sheet_of(wording, office, known, asked, subject));
    }
    let mut talk = None;
    let mut copies = Vec::new();
    let paper = match asked.kind {
        NoticeKind::Reminder => reminder(wording, &reminder_of(office, known, asked, subject)),
        NoticeKind::Letter => {
            if asked.to_authority {
                copies = names(known);
            }
            supervision(
                wording,
                &letter_of(office, known, asked, subject, copies.clone()),
            )
        }
        NoticeKind::Talk => {
            let facts = talk_of(office, asked, subject);
            talk = Some(Talk {
                time: facts.time,
                place: facts.place.clone(),
                person: facts.person.clone(),
                talkers: facts.talkers.clone(),
            });
            talk_notice(wording, &facts)
        }
        NoticeKind::Transfer => transfer(wording, &transfer_of(office, known, asked, subject)),
        NoticeKind::Circular | NoticeKind::Feedback => return None,
    };
    let mut draft = of_paper(&paper, known, asked);
    draft.copies = copies;
    draft.talk = talk;
    Some(draft)
}

/// The one organisation, or several under the name of the first: `甲协会等3家社会组织`.
fn subject(known: &Known) -> Option<Subject> {
    let (_, first) = known.organisations.first()?;
    let mut subject = first.clone();
    if known.organisations.len() > 1 {
        subject.name = format!("{}等{}家社会组织", first.name, known.organisations.len());
    }
    Some(subject)
}

fn names(known: &Known) -> Vec<String> {
    let names = known.organisations.iter();
    names.map(|(_, subject)| subject.name.clone()).collect()
}

fn problems(known: &Known) -> Vec<Problem> {
    let items = known.items.iter();
    items.map(|item| item.problem.clone()).collect()
}

fn of_paper(paper: &Paper, known: &Known, asked: &Asked) -> Draft {
    let lines: Vec<String> = paper
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.line()),
            _ => None,
        })
        .collect();
    Draft {
        kind: asked.kind,
        organisation: match &known.organisations[..] {
            [(only, _)] => Some(*only),
            _ => None,
        },
        authority: known
            .organisations
            .first()
            .map_or_else(String::new, |(_, subject)| subject.authority.clone()),
        title: paper.title.clone(),
        to: paper
            .addressees
            .iter()
            .filter(|to| !to.is_empty())
            .cloned()
            .collect(),
        copies: Vec::new(),
        body: lines.join("\n"),
        deadline: asked.deadline,
        items: known.items.clone(),
        talk: None,
        on_site: None,
        tables: None,
    }
}

/// 现场反馈单: the boxes are filled from the check, the sentence above the problems can be edited.
fn sheet_of(
    wording: &Wording,
    office: &OfficeRules,
    known: &Known,
    asked: &Asked,
    subject: Subject,
) -> Draft {
    let check = &known.check;
    let deadline = asked.deadline.unwrap_or(asked.date);
    let facts = Feedback {
        office: office.issuer(),
        serial: String::new(),
        organisation: subject.clone(),
        date: check.from.map_or(known.inspected.1, |from| from.date),
        from: check.from,
        to: check.to,
        way: check.way.clone(),
        inspectors: known.inspectors.clone(),
        received_by: String::new(),
        result: String::new(),
        problems: problems(known),
        deadline,
    };
    let paper = Paper::sheet(wording.text(Key::FeedbackTitle));
    Draft {
        to: vec![subject.name.clone()],
        body: feedback_opening(wording, &facts),
        deadline: Some(deadline),
        on_site: Some(OnSite {
            organisation: subject,
            from: facts.from,
            to: facts.to,
            way: facts.way,
            inspectors: facts.inspectors,
            received_by: facts.received_by,
            result: facts.result,
        }),
        ..of_paper(&paper, known, asked)
    }
}

fn reminder_of(office: &OfficeRules, known: &Known, asked: &Asked, subject: Subject) -> Reminder {
    let due = known.items.iter().map(|item| item.problem.deadline).min();
    Reminder {
        office: office.issuer(),
        number: None,
        date: asked.date,
        organisation: subject,
        inspected: known.inspected,
        problems: problems(known),
        due: due.unwrap_or(asked.date),
        deadline: asked.deadline.unwrap_or(asked.date),
    }
}

fn letter_of(
    office: &OfficeRules,
    known: &Known,
    asked: &Asked,
    subject: Subject,
    copies: Vec<String>,
) -> Supervision {
    Supervision {
        office: office.issuer(),
        number: None,
        date: asked.date,
        organisation: subject,
        to_authority: asked.to_authority,
        inspected: known.inspected,
        inspectors: known.inspectors.clone(),
        problems: problems(known),
        deadline: asked.deadline.unwrap_or(asked.date),
        copies,
    }
}

fn talk_of(office: &OfficeRules, asked: &Asked, subject: Subject) -> TalkNotice {
    let rules = &office.talk;
    TalkNotice {
        office: office.issuer(),
        number: None,
        date: asked.date,
        person: match subject.head.is_empty() {
            true => "主要负责人".to_owned(),
            false => format!("负责人{}同志", subject.head),
        },
        organisation: subject,
        reason: rules.reason.clone(),
        time: Clock {
            date: asked.date.plus_days(rules.after_days.into()),
            minute: rules.minute,
        },
        place: match rules.place.is_empty() {
            true => "另行通知".to_owned(),
            false => rules.place.clone(),
        },
        talkers: Some(asked.talker.clone())
            .filter(|talker| !talker.is_empty())
            .into_iter()
            .collect(),
        materials: rules.materials.clone(),
    }
}

fn transfer_of(office: &OfficeRules, known: &Known, asked: &Asked, subject: Subject) -> Transfer {
    Transfer {
        office: office.issuer(),
        number: None,
        date: asked.date,
        to: office.registrar.clone(),
        organisation: subject,
        problems: problems(known),
        steps: known
            .pressed
            .iter()
            .map(|pressed| Step {
                date: pressed.day,
                what: pressed.what.clone(),
                number: pressed.number.clone(),
            })
            .collect(),
        copies: Vec::new(),
    }
}

/// `2026Q3` or `2026-3`: its first and last day, and how a circular calls it.
pub fn quarter(text: &str) -> Option<(Date, Date, String)> {
    let text = text.trim().to_ascii_uppercase();
    let (year, n) = text.split_once(['Q', '-'])?;
    let (year, n): (i16, i8) = (year.parse().ok()?, n.parse().ok()?);
    if !(1..=4).contains(&n) || !(1900..=9998).contains(&year) {
        return None;
    }
    let from = Date::new(year, n * 3 - 2, 1)?;
    let next = match n {
        4 => Date::new(year + 1, 1, 1)?,
        n => Date::new(year, n * 3 + 1, 1)?,
    };
    let called = format!("{year}年第{}季度", chinese_numeral(n as usize));
    Some((from, next.plus_days(-1), called))
}
