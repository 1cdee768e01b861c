//! A form laid over a notice: what of a draft is changed, and what an act needs. It stays, with what was typed, until that
//! is on the disk.

use std::path::PathBuf;

use super::{NoticeAsk, Sheet};
use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::app::sheet::{Fault, day_of, needed_day};
use crate::domain::calendar::Clock;
use crate::domain::finding::Entry;
use crate::domain::notice::{Act, ActKind, Draft, NoticeKind, NoticeView, TalkHeld, Way};
use crate::domain::paper::PaperFormat;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::words::Words;

const FORMATS: [PaperFormat; 2] = [PaperFormat::Docx, PaperFormat::Html];

enum Purpose {
    /// Title, addressee, copies, deadline.
    Head,
    /// The paragraph of that place; past the last a new one.
    Paragraph(usize),
    Act(ActKind),
    Print(Vec<Sheet>),
}

pub struct NoticeForm {
    purpose: Purpose,
    id: i64,
    draft: Draft,
    title: String,
    hint: String,
    form: Form,
    /// On its way to the disk.
    ticket: Option<u64>,
}

impl NoticeForm {
    fn of(purpose: Purpose, view: &NoticeView, title: String, fields: Vec<Field>) -> NoticeForm {
        NoticeForm {
            purpose,
            id: view.id,
            draft: view.notice.draft.clone(),
            title,
            hint: String::new(),
            form: Form::new(fields),
            ticket: None,
        }
    }

    pub fn head(view: &NoticeView, shell: &Shell) -> NoticeForm {
        let words = shell.words;
        let draft = &view.notice.draft;
        let deadline = draft
            .deadline
            .map_or_else(String::new, |day| day.to_string());
        let fields = vec![
            Field::text(words.field_title(), &draft.title.replace('\n', "")),
            Field::text(words.field_addressee(), &draft.to.join("、")),
            Field::text(words.field_copies(), &draft.copies.join("、")),
            Field::text(words.field_deadline(), &deadline),
        ];
        let title = words.key_edit_head().to_owned();
        let mut form = NoticeForm::of(Purpose::Head, view, title, fields);
        form.hint = words.notice_hint_several().to_owned();
        form
    }

    pub fn paragraph(view: &NoticeView, at: usize, shell: &Shell) -> NoticeForm {
        let words = shell.words;
        let text = view.notice.draft.body.lines().nth(at).unwrap_or("");
        let fields = vec![Field::text(words.field_body(), text)];
        let title = words.key_edit_text().to_owned();
        let mut form = NoticeForm::of(Purpose::Paragraph(at), view, title, fields);
        form.hint = words.notice_hint_paragraph().to_owned();
        form
    }

    pub fn print(view: &NoticeView, shell: &Shell) -> NoticeForm {
        let words = shell.words;
        let mut sheets = vec![Sheet::Paper, Sheet::Service];
        if view.notice.draft.kind == NoticeKind::Talk {
            sheets.push(Sheet::Talk);
        }
        let names = sheets
            .iter()
            .map(|sheet| words.notice_sheet(*sheet).to_owned());
        let name = match &view.paper.number {
            Some(number) => number.to_string(),
            None => format!("{}-{}", words.notice_kind(view.notice.draft.kind), view.id),
        };
        let out = PathBuf::from(&shell.folder).join("exports").join(name);
        let fields = vec![
            Field::choice(words.column_notice_kind(), names.collect(), 0),
            Field::choice(words.field_format(), vec!["DOCX".into(), "HTML".into()], 0),
            Field::text(words.field_file(), &out.display().to_string()),
        ];
        let title = words.key_print().to_owned();
        let mut form = NoticeForm::of(Purpose::Print(sheets), view, title, fields);
        form.hint = words.notice_hint_print().to_owned();
        form
    }

    pub fn act(kind: ActKind, view: &NoticeView, shell: &Shell) -> NoticeForm {
        let words = shell.words;
        let day = view.notice.usual_day(shell.today).to_string();
        let day = Field::text(words.field_day(), &day);
        let fields = match kind {
            ActKind::Issue | ActKind::Receipt => vec![day],
            ActKind::Serve => {
                let ways = Way::ALL.iter().map(|way| words.way(*way).to_owned());
                vec![
                    Field::choice(words.field_way(), ways.collect(), 0),
                    Field::text(words.field_taker(), ""),
                    day,
                ]
            }
            ActKind::Reply | ActKind::Withdraw => {
                vec![Field::text(words.field_reason(), ""), day]
            }
            ActKind::Talk => talk_fields(view, shell),
        };
        let title = words.notice_act(kind).to_owned();
        let mut form = NoticeForm::of(Purpose::Act(kind), view, title, fields);
        if kind == ActKind::Issue {
            form.hint = words.notice_hint_issue().to_owned();
        }
        form
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn has_more_fields(&self) -> bool {
        self.form.fields.len() > 1
    }

    pub fn waits_for(&self, ticket: u64) -> bool {
        self.ticket == Some(ticket)
    }

    pub fn failed(&mut self) {
        self.ticket = None;
    }

    pub fn takes(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm => return self.confirm(shell),
            Action::Back => return Step::back(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn confirm(&mut self, shell: &mut Shell) -> Step {
        let writes = !matches!(self.purpose, Purpose::Print(_));
        if writes && shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if self.ticket.is_some() {
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        match self.ask(ticket, shell) {
            Ok(ask) => {
                self.ticket = Some(ticket);
                Step::ask(vec![Cmd::Notice(ask)])
            }
            Err((field, why)) => {
                self.form.at = field;
                shell.bad(why);
                Step::stay()
            }
        }
    }

    fn ask(&self, ticket: u64, shell: &Shell) -> Result<NoticeAsk, Fault> {
        let id = self.id;
        let revise = |draft: Draft| NoticeAsk::Revise {
            ticket,
            id,
            draft: Box::new(draft),
        };
        Ok(match &self.purpose {
            Purpose::Head => revise(Draft {
                title: self.form.text_of(0).to_owned(),
                to: several(self.form.text_of(1)),
                copies: several(self.form.text_of(2)),
                deadline: day_of(&self.form, 3, shell)?,
                ..self.draft.clone()
            }),
            Purpose::Paragraph(at) => revise(Draft {
                body: with_paragraph(&self.draft.body, *at, self.form.text_of(0)),
                ..self.draft.clone()
            }),
            Purpose::Print(sheets) => {
                let format = FORMATS[self.form.choice_of(1)];
                let typed = self.form.text_of(2);
                if typed.is_empty() {
                    return Err((2, shell.words.file_needed().to_owned()));
                }
                let ending = format!(".{}", format.ending());
                let out = match typed.ends_with(&ending) {
                    true => typed.to_owned(),
                    false => format!("{typed}{ending}"),
                };
                NoticeAsk::Print {
                    ticket,
                    id,
                    sheet: sheets[self.form.choice_of(0)],
                    format,
                    out: PathBuf::from(out),
                }
            }
            Purpose::Act(kind) => self.ask_act(*kind, ticket, shell)?,
        })
    }

    fn ask_act(&self, kind: ActKind, ticket: u64, shell: &Shell) -> Result<NoticeAsk, Fault> {
        let text = |at: usize| self.form.text_of(at).to_owned();
        let (act, reason) = match kind {
            ActKind::Issue => (None, String::new()),
            ActKind::Serve => {
                let act = Act::Serve {
                    way: Way::ALL[self.form.choice_of(0)],
                    to: text(1),
                };
                (Some(act), String::new())
            }
            ActKind::Receipt => (Some(Act::Receipt), String::new()),
            ActKind::Reply => (Some(Act::Reply), text(0)),
            ActKind::Withdraw => (Some(Act::Withdraw), text(0)),
            ActKind::Talk => (Some(Act::Talk(Box::new(self.held(shell)?))), String::new()),
        };
        let last = self.form.fields.len() - 1;
        let hand = shell.inspector.as_ref();
        let entry = Entry {
            day: needed_day(&self.form, last, shell)?,
            hand: hand.map_or_else(String::new, |person| person.name.clone()),
            reason,
        };
        let id = self.id;
        Ok(match act {
            None => NoticeAsk::Issue { ticket, id, entry },
            Some(act) => NoticeAsk::Act {
                ticket,
                id,
                act: Box::new(act),
                entry,
            },
        })
    }

    /// The talk as it was held, from the fields of `talk_fields`.
    fn held(&self, shell: &Shell) -> Result<TalkHeld, Fault> {
        let text = |at: usize| self.form.text_of(at).to_owned();
        let time = Clock::parse(self.form.text_of(0));
        Ok(TalkHeld {
            from: time.ok_or_else(|| (0, shell.words.notice_bad_time().to_owned()))?,
            to: None,
            place: text(1),
            person: text(2),
            talkers: several(self.form.text_of(3)),
            recorder: shell
                .inspector
                .as_ref()
                .map_or_else(String::new, |person| person.name.clone()),
            statement: text(4),
            promises: text(5),
            refusal: text(6),
        })
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = 74.min(paint.width());
        let fields = self.form.fields.len() as u16;
        let hint = u16::from(!self.hint.is_empty()) * 2;
        let gap = u16::from(hint > 0);
        let rows = fields + hint + gap + 2;
        let mut inside = overlay(paint, columns, rows, &self.title);
        // where not everything has room, the fields have it
        let room = inside.height().saturating_sub(fields + gap).min(hint);
        let y = inside.wrapped(0, 0, room, &self.hint, shell.theme.quiet());
        let y = y + u16::from(room > 0) * gap;
        self.form.view(&mut inside, y, shell)
    }
}

fn talk_fields(view: &NoticeView, shell: &Shell) -> Vec<Field> {
    let words = shell.words;
    let planned = view.notice.draft.talk.as_ref();
    let said = |text: Option<String>| text.unwrap_or_default();
    let day = view.notice.usual_day(shell.today).to_string();
    vec![
        Field::text(
            words.field_talk_time(),
            &said(planned.map(|talk| talk.time.to_string())),
        ),
        Field::text(
            words.field_place(),
            &said(planned.map(|talk| talk.place.clone())),
        ),
        Field::text(
            words.field_talked_to(),
            &said(planned.map(|talk| talk.person.clone())),
        ),
        Field::text(
            words.field_talkers(),
            &said(planned.map(|talk| talk.talkers.join("、"))),
        ),
        Field::text(words.field_statement(), ""),
        Field::text(words.field_promises(), ""),
        Field::text(words.field_refusal(), ""),
        Field::text(words.field_day(), &day),
    ]
}

/// Names with 、 or ; between them.
fn several(text: &str) -> Vec<String> {
    let names = text.split(['、', ';', '；']).map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text with one paragraph changed, added at its end, or, where nothing is left of it, taken out.
fn with_paragraph(body: &str, at: usize, text: &str) -> String {
    let mut lines: Vec<&str> = body.lines().collect();
    match (text.is_empty(), at < lines.len()) {
        (true, true) => {
            lines.remove(at);
        }
        (false, true) => lines[at] = text,
        (false, false) => lines.push(text),
        (true, false) => {}
    }
    lines.join("\n")
}

impl Words {
    pub fn notice_sheet(self, sheet: Sheet) -> &'static str {
        match sheet {
            Sheet::Paper => self.sheet_paper(),
            Sheet::Service => self.sheet_service(),
            Sheet::Talk => self.sheet_talk(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_changed_added_or_taken_out() {
        let body = "甲\n乙\n丙";
        assert_eq!(with_paragraph(body, 1, "丁"), "甲\n丁\n丙");
        assert_eq!(with_paragraph(body, 1, ""), "甲\n丙");
        assert_eq!(with_paragraph(body, 3, "丁"), "甲\n乙\n丙\n丁");
        assert_eq!(with_paragraph(body, 3, ""), body);
        assert_eq!(several("甲局、 乙局；"), ["甲局", "乙局"]);
    }
}
