//! What of a notice may be changed until it is issued, field by field in the journal, and the paper that it makes.

use serde::{Deserialize, Serialize};

use super::{Frozen, NoticeKind, Refused};
use crate::domain::calendar::{Clock, Date};
use crate::domain::change::{Change, Field, Uuid, Value};
use crate::domain::office::OfficeRules;
use crate::domain::paper::{
    Attachment, Copies, Feedback, Form, Imprint, Key, Number, Office, Paper, Problem, Signature,
    Subject, Tables, Wording, contact, feedback_saying, paragraphs, problem_list, receipt_attached,
    standings_attached, time_written, written,
};

/// One problem that a notice carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub finding: Uuid,
    pub organisation: Uuid,
    pub problem: Problem,
}

/// When, where and with whom a talk is to be held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub time: Clock,
    pub place: String,
    /// Who is to come, with office.
    pub person: String,
    pub talkers: Vec<String>,
}

/// What a sheet that is left on the spot tells of the check, beside its problems.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnSite {
    pub organisation: Subject,
    /// None where the problems were not found on a visit.
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    /// 检查方式.
    pub way: String,
    pub inspectors: Vec<String>,
    /// 接待人员.
    pub received_by: String,
    /// 检查结果.
    pub result: String,
}

/// A talk as it was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkHeld {
    pub from: Clock,
    pub to: Option<Clock>,
    pub place: String,
    /// Who came, with office.
    pub person: String,
    pub talkers: Vec<String>,
    pub recorder: String,
    pub statement: String,
    pub promises: String,
    /// 拒签说明; empty where it was signed.
    pub refusal: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub kind: NoticeKind,
    /// The one it is about; none where it is about several of an authority, or about all.
    pub organisation: Option<Uuid>,
    pub authority: String,
    pub title: String,
    /// 主送机关, one each.
    pub to: Vec<String>,
    /// 抄送机关, one each.
    pub copies: Vec<String>,
    /// The text, a line for each paragraph.
    pub body: String,
    pub deadline: Option<Date>,
    pub items: Vec<Item>,
    pub talk: Option<Talk>,
    pub on_site: Option<OnSite>,
    /// Both tables behind a circular.
    pub tables: Option<Tables>,
}

impl Draft {
    fn fields(&self) -> Vec<(Field, Value)> {
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        let json = |text: Result<String, serde_json::Error>| {
            Value::Text(text.expect("a draft is plain data"))
        };
        let day =
            |day: Option<Date>| day.map_or(Value::Nothing, |day| Value::text(day.to_string()));
        vec![
            (Field::NOTICE_KIND, text(self.kind.code())),
            (
                Field::NOTICE_ORGANISATION,
                self.organisation.map_or(Value::Nothing, Value::Record),
            ),
            (Field::NOTICE_AUTHORITY, text(&self.authority)),
            (Field::NOTICE_TITLE, text(&self.title)),
            (Field::NOTICE_TO, text(&self.to.join("\n"))),
            (Field::NOTICE_COPIES, text(&self.copies.join("\n"))),
            (Field::NOTICE_BODY, text(&self.body)),
            (Field::NOTICE_DEADLINE, day(self.deadline)),
            (
                Field::NOTICE_ITEMS,
                json(serde_json::to_string(&self.items)),
            ),
            (
                Field::NOTICE_TALK,
                self.talk
                    .as_ref()
                    .map_or(Value::Nothing, |talk| json(serde_json::to_string(talk))),
            ),
            (
                Field::NOTICE_ON_SITE,
                self.on_site
                    .as_ref()
                    .map_or(Value::Nothing, |sheet| json(serde_json::to_string(sheet))),
            ),
            (
                Field::NOTICE_TABLES,
                self.tables
                    .as_ref()
                    .map_or(Value::Nothing, |tables| json(serde_json::to_string(tables))),
            ),
        ]
    }

    /// Writes a new notice down.
    pub fn change(&self, id: Uuid, drafted: Date, replaces: Option<Uuid>) -> Change {
        let mut fields = self.fields();
        fields.push((Field::NOTICE_DRAFTED, Value::text(drafted.to_string())));
        fields.extend(replaces.map(|old| (Field::NOTICE_REPLACES, Value::Record(old))));
        Change::writing(id, fields)
    }

    /// What its text said of the fields as they were it says of them as they are now: the deadline, and when, where and
    /// with whom a talk is to be held. A text that a person worded otherwise stays.
    pub fn with_text_following(mut self, before: &Draft) -> Draft {
        let mut said = Vec::new();
        if let (Some(old), Some(new)) = (before.deadline, self.deadline) {
            said.push((written(old), written(new)));
        }
        if let (Some(old), Some(new)) = (&before.talk, &self.talk) {
            said.push((time_written(old.time), time_written(new.time)));
            said.push((old.place.clone(), new.place.clone()));
            said.push((old.person.clone(), new.person.clone()));
            said.push((old.talkers.join("，"), new.talkers.join("，")));
        }
        for (old, new) in said {
            if !old.is_empty() && !new.is_empty() && old != new {
                self.body = self.body.replace(&old, &new);
            }
        }
        self
    }

    /// Sets what differs from what was known before.
    pub fn revision(&self, id: Uuid, before: &Draft) -> Change {
        Change::revising(id, self.fields(), before.fields())
    }

    /// The paper as it would be, or is, printed.
    pub fn paper(
        &self,
        office: &OfficeRules,
        wording: &Wording,
        number: Option<&Number>,
        date: Date,
    ) -> Paper {
        let issuer = office.issuer();
        if self.kind == NoticeKind::Feedback {
            return self.sheet(&issuer, wording, date);
        }
        let is_circular = self.kind == NoticeKind::Circular;
        let mut keep = wording.keep().to_vec();
        keep.push(issuer.name.clone());
        keep.push(self.authority.clone());
        keep.extend(
            self.items
                .iter()
                .map(|item| item.problem.organisation.clone()),
        );
        keep.retain(|word| !word.is_empty());
        keep.dedup();
        Paper {
            form: match is_circular {
                true => Form::Document,
                false => Form::Letter,
            },
            mark: match is_circular {
                true => issuer.document_mark.clone(),
                false => issuer.letter_mark.clone(),
            },
            number: number.cloned(),
            keep,
            addressees: self.to.clone(),
            body: paragraphs(&self.body),
            attachments: self.attachments(office, wording, number, date),
            signature: Some(Signature {
                name: issuer.name.clone(),
                date,
            }),
            note: contact(wording, &issuer),
            imprint: self.imprint(office, date),
            ..Paper::sheet(&self.title)
        }
    }

    /// 现场反馈单, with the text as it was edited.
    fn sheet(&self, issuer: &Office, wording: &Wording, date: Date) -> Paper {
        let OnSite {
            organisation,
            from,
            to,
            way,
            inspectors,
            received_by,
            result,
        } = self.on_site.clone().unwrap_or_default();
        let facts = Feedback {
            office: issuer.clone(),
            serial: String::new(),
            organisation,
            date: from.map_or(date, |from| from.date),
            from,
            to,
            way,
            inspectors,
            received_by,
            result,
            problems: self.problems(),
            deadline: self.deadline.unwrap_or(date),
        };
        let mut paper = feedback_saying(wording, &facts, &self.body);
        paper.title.clone_from(&self.title);
        paper
    }

    fn problems(&self) -> Vec<Problem> {
        self.items.iter().map(|item| item.problem.clone()).collect()
    }

    fn imprint(&self, office: &OfficeRules, date: Date) -> Option<Imprint> {
        let copies = Copies {
            to: self.copies.clone(),
            printed: date,
        };
        match self.kind {
            NoticeKind::Circular => Some(copies.imprint(&office.issuer())),
            _ if self.copies.is_empty() => None,
            _ => Some(Imprint {
                copies: copies.to,
                printer: String::new(),
                printed: date,
            }),
        }
    }

    fn attachments(
        &self,
        office: &OfficeRules,
        wording: &Wording,
        number: Option<&Number>,
        date: Date,
    ) -> Vec<Attachment> {
        let problems = self.problems();
        match self.kind {
            NoticeKind::Circular => {
                let tables = self.tables.as_ref();
                let mut attached =
                    tables.map_or_else(Vec::new, |tables| standings_attached(wording, tables));
                attached.extend((!problems.is_empty()).then(|| problem_list(wording, &problems)));
                attached
            }
            NoticeKind::Talk | NoticeKind::Feedback => Vec::new(),
            _ if problems.is_empty() => Vec::new(),
            NoticeKind::Reminder | NoticeKind::Letter => {
                let subject = Subject {
                    name: self.to.join("、"),
                    ..Subject::default()
                };
                let deadline = self.deadline.unwrap_or(date);
                vec![
                    problem_list(wording, &problems),
                    receipt_attached(
                        wording,
                        &office.issuer(),
                        &subject,
                        number,
                        &problems,
                        deadline,
                    ),
                ]
            }
            NoticeKind::Transfer => vec![
                problem_list(wording, &problems),
                Attachment {
                    title: wording.text(Key::TransferMaterials).to_owned(),
                    body: Vec::new(),
                },
            ],
        }
    }

    /// Whether it can be issued on that day.
    ///
    /// # Errors
    /// Something is missing, or the deadline does not lie after the day.
    pub fn check(&self, office: &OfficeRules, day: Date) -> Result<(), Refused> {
        if office.office.name.is_empty() {
            return Err(Refused::NoOffice);
        }
        if self.kind.is_numbered() && office.mark(self.kind).is_empty() {
            return Err(Refused::NoMark(self.kind));
        }
        let is_empty = |text: &str| text.trim().is_empty();
        if is_empty(&self.title) || is_empty(&self.body) || self.to.iter().all(|to| is_empty(to)) {
            return Err(Refused::Empty);
        }
        let gives_time = matches!(
            self.kind,
            NoticeKind::Feedback | NoticeKind::Reminder | NoticeKind::Letter
        );
        match self.deadline {
            None if gives_time => Err(Refused::NoDeadline),
            Some(deadline) if deadline <= day => Err(Refused::Deadline(deadline)),
            _ => Ok(()),
        }
    }

    /// What is issued on that day under that number, to the letter.
    pub fn freeze(
        &self,
        office: &OfficeRules,
        wording: &Wording,
        number: Option<&Number>,
        day: Date,
    ) -> Frozen {
        Frozen {
            paper: self.paper(office, wording, number, day),
            signer: office.signer.clone(),
            deadline: self.deadline,
            items: self.items.clone(),
        }
    }
}
