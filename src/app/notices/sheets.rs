//! The sheets laid over a notice: what of a draft is changed, what an act needs, and what is printed.

use std::path::PathBuf;

use super::{NoticeAsk, Printout};
use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::sheet::{Fault, Sheet, day_of, needed_day};
use crate::domain::calendar::Clock;
use crate::domain::finding::Entry;
use crate::domain::notice::{
    Act, ActKind, Draft, NoticeKind, NoticeView, OnSite, Talk, TalkHeld, Way,
};
use crate::domain::paper::PaperFormat;
use crate::words::Words;

/// Fields of every head; those of its kind come behind.
const BESIDES: usize = 4;
const FORMATS: [PaperFormat; 2] = [PaperFormat::Docx, PaperFormat::Html];

/// Title, addressee, copies, deadline, and what its kind has besides: the check, or when and where a talk is to be.
pub fn head(view: &NoticeView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (id, draft) = (view.id, view.notice.draft.clone());
    let deadline = draft
        .deadline
        .map_or_else(String::new, |day| day.to_string());
    let mut fields = vec![
        Field::text(words.field_title(), &draft.title.replace('\n', "")),
        Field::text(words.field_addressee(), &draft.to.join("、")),
        Field::text(words.field_copies(), &draft.copies.join("、")),
        Field::text(words.field_deadline(), &deadline),
    ];
    if let Some(sheet) = &draft.on_site {
        fields.extend([
            Field::text(words.field_check_way(), &sheet.way),
            Field::text(words.field_inspectors(), &sheet.inspectors.join("、")),
            Field::text(words.field_received_by(), &sheet.received_by),
            Field::text(words.field_result(), &sheet.result),
        ]);
    }
    if let Some(talk) = &draft.talk {
        fields.extend(planned_fields(Some(talk), words));
    }
    let form = Form::new(fields);
    let (title, hint) = (words.key_edit_head(), words.notice_hint_several());
    Sheet::asking(title, hint, form, move |form, shell, ticket| {
        let changed = Draft {
            title: form.text_of(0).to_owned(),
            to: several(form.text_of(1)),
            copies: several(form.text_of(2)),
            deadline: day_of(form, 3, shell)?,
            on_site: draft.on_site.clone().map(|sheet| checked(sheet, form)),
            talk: match &draft.talk {
                Some(_) => Some(planned(form, BESIDES, shell)?),
                None => None,
            },
            ..draft.clone()
        };
        Ok(revise(ticket, id, changed.with_text_following(&draft)))
    })
}

/// What the fields from `BESIDES` on say of the check.
fn checked(sheet: OnSite, form: &Form) -> OnSite {
    let text = |at: usize| form.text_of(BESIDES + at);
    OnSite {
        way: text(0).to_owned(),
        inspectors: several(text(1)),
        received_by: text(2).to_owned(),
        result: text(3).to_owned(),
        ..sheet
    }
}

/// When, where, with whom and by whom.
fn planned_fields(talk: Option<&Talk>, words: Words) -> [Field; 4] {
    let said = |said: Option<String>| said.unwrap_or_default();
    let time = said(talk.map(|talk| talk.time.to_string()));
    let place = said(talk.map(|talk| talk.place.clone()));
    let person = said(talk.map(|talk| talk.person.clone()));
    let talkers = said(talk.map(|talk| talk.talkers.join("、")));
    [
        Field::text(words.field_talk_time(), &time),
        Field::text(words.field_place(), &place),
        Field::text(words.field_talked_to(), &person),
        Field::text(words.field_talkers(), &talkers),
    ]
}

/// What the four of `planned_fields` from that place on say.
fn planned(form: &Form, at: usize, shell: &Shell) -> Result<Talk, Fault> {
    let time = Clock::parse(form.text_of(at));
    Ok(Talk {
        time: time.ok_or_else(|| (at, shell.words.notice_bad_time().to_owned()))?,
        place: form.text_of(at + 1).to_owned(),
        person: form.text_of(at + 2).to_owned(),
        talkers: several(form.text_of(at + 3)),
    })
}

/// The paragraph of that place; past the last a new one.
pub fn paragraph(view: &NoticeView, at: usize, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (id, draft) = (view.id, view.notice.draft.clone());
    let text = draft.body.lines().nth(at).unwrap_or("");
    let form = Form::new(vec![Field::text(words.field_body(), text)]);
    let (title, hint) = (words.key_edit_text(), words.notice_hint_paragraph());
    Sheet::asking(title, hint, form, move |form, _, ticket| {
        let draft = Draft {
            body: with_paragraph(&draft.body, at, form.text_of(0)),
            ..draft.clone()
        };
        Ok(revise(ticket, id, draft))
    })
}

fn revise(ticket: u64, id: i64, draft: Draft) -> Cmd {
    Cmd::Notice(NoticeAsk::Revise {
        ticket,
        id,
        draft: Box::new(draft),
    })
}

pub fn print(view: &NoticeView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let id = view.id;
    let mut printouts = vec![Printout::Paper, Printout::Service];
    if view.notice.draft.kind == NoticeKind::Talk {
        printouts.push(Printout::Talk);
    }
    let names = printouts
        .iter()
        .map(|printout| words.notice_sheet(*printout).to_owned());
    let name = match &view.paper.number {
        Some(number) => number.to_string(),
        None => format!("{}-{}", words.notice_kind(view.notice.draft.kind), view.id),
    };
    let out = PathBuf::from(&shell.folder).join("exports").join(name);
    let form = Form::new(vec![
        Field::choice(words.column_notice_kind(), names.collect(), 0),
        Field::choice(words.field_format(), vec!["DOCX".into(), "HTML".into()], 0),
        Field::text(words.field_file(), &out.display().to_string()),
    ]);
    let (title, hint) = (words.key_print(), words.notice_hint_print());
    let make = move |form: &Form, shell: &Shell, ticket| {
        let format = FORMATS[form.choice_of(1)];
        let typed = form.text_of(2);
        if typed.is_empty() {
            return Err((2, shell.words.file_needed().to_owned()));
        }
        let ending = format!(".{}", format.ending());
        let out = match typed.ends_with(&ending) {
            true => typed.to_owned(),
            false => format!("{typed}{ending}"),
        };
        Ok(Cmd::Notice(NoticeAsk::Print {
            ticket,
            id,
            sheet: printouts[form.choice_of(0)],
            format,
            out: PathBuf::from(out),
        }))
    };
    Sheet::asking(title, hint, form, make).only_reading()
}

pub fn act(kind: ActKind, view: &NoticeView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let id = view.id;
    let day = view.notice.usual_day(shell.today).to_string();
    let day = Field::text(words.field_day(), &day);
    let fields = match kind {
        ActKind::Issue if !view.notice.draft.kind.is_numbered() => {
            let sheet = view.notice.draft.on_site.as_ref();
            let received_by = sheet.map_or("", |sheet| &sheet.received_by);
            vec![
                Field::text(words.field_signed_by(), received_by),
                Field::text(words.field_not_signed(), ""),
                day,
            ]
        }
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
    let hint = match kind {
        ActKind::Issue if !view.notice.draft.kind.is_numbered() => words.notice_hint_hand_over(),
        ActKind::Issue => words.notice_hint_issue(),
        _ => "",
    };
    let form = Form::new(fields);
    Sheet::asking(
        words.notice_act(kind),
        hint,
        form,
        move |form, shell, ticket| Ok(Cmd::Notice(ask_act(kind, id, form, shell, ticket)?)),
    )
}

fn ask_act(
    kind: ActKind,
    id: i64,
    form: &Form,
    shell: &Shell,
    ticket: u64,
) -> Result<NoticeAsk, Fault> {
    let text = |at: usize| form.text_of(at).to_owned();
    let (act, reason) = match kind {
        // a sheet that is left on the spot has fields for who signed
        ActKind::Issue if form.fields.len() > 1 => (None, text(1)),
        ActKind::Issue => (None, String::new()),
        ActKind::Serve => {
            let act = Act::Serve {
                way: Way::ALL[form.choice_of(0)],
                to: text(1),
            };
            (Some(act), String::new())
        }
        ActKind::Receipt => (Some(Act::Receipt), String::new()),
        ActKind::Reply => (Some(Act::Reply), text(0)),
        ActKind::Withdraw => (Some(Act::Withdraw), text(0)),
        ActKind::Talk => (Some(Act::Talk(Box::new(held(form, shell)?))), String::new()),
    };
    let last = form.fields.len() - 1;
    let entry = Entry {
        day: needed_day(form, last, shell)?,
        hand: shell.hand(),
        reason,
    };
    Ok(match act {
        None if last > 0 => NoticeAsk::HandOver {
            ticket,
            id,
            signed_by: text(0),
            entry,
        },
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
fn held(form: &Form, shell: &Shell) -> Result<TalkHeld, Fault> {
    let text = |at: usize| form.text_of(at).to_owned();
    let Talk {
        time,
        place,
        person,
        talkers,
    } = planned(form, 0, shell)?;
    Ok(TalkHeld {
        from: time,
        to: None,
        place,
        person,
        talkers,
        recorder: shell.hand(),
        statement: text(4),
        promises: text(5),
        refusal: text(6),
    })
}

fn talk_fields(view: &NoticeView, shell: &Shell) -> Vec<Field> {
    let words = shell.words;
    let day = view.notice.usual_day(shell.today).to_string();
    let planned = planned_fields(view.notice.draft.talk.as_ref(), words);
    let mut fields = Vec::from(planned);
    fields.extend([
        Field::text(words.field_statement(), ""),
        Field::text(words.field_promises(), ""),
        Field::text(words.field_refusal(), ""),
        Field::text(words.field_day(), &day),
    ]);
    fields
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
    pub fn notice_sheet(self, sheet: Printout) -> &'static str {
        match sheet {
            Printout::Paper => self.sheet_paper(),
            Printout::Service => self.sheet_service(),
            Printout::Talk => self.sheet_talk(),
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
