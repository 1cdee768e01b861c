//! The sheet of one step on one finding or on many: the day, the reason, and what the step needs besides.

use super::command::Cmd;
use super::form::{Field, Form};
use super::model::Shell;
use super::sheet::{Fault, Sheet, day_of, needed_day};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::finding::{Entry, FindingView, How, Move, StepKind};
use crate::domain::ladder::{Addressee, Rung};
use crate::words::Words;

/// What the fields of a step are about.
struct Asked {
    kind: StepKind,
    ids: Vec<i64>,
    /// What the choices of a recheck mean.
    hows: Vec<(How, Option<Uuid>)>,
    /// Id of the rung of a notice.
    rung: String,
}

/// A step to be filled in, before it becomes a sheet.
struct Filling {
    asked: Asked,
    hint: String,
    form: Form,
}

/// A step on one finding.
pub fn one(kind: StepKind, view: &FindingView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (ladder, holidays) = (&shell.rules.ladder, &shell.rules.holidays);
    let finding = &view.finding;
    let today = finding.usual_day(shell.today);
    let later = match kind {
        StepKind::Extend => finding.deadline,
        _ => today,
    };
    let later = ladder.due(holidays, later, ladder.deadline_days);
    let mut filling = Filling::of(kind, vec![view.id], today, later, words);
    if kind == StepKind::Extend {
        filling.hint = words.step_hint_extend(finding.deadline.to_string());
    }
    if kind == StepKind::Recheck {
        let (hows, lines) = rechecks(view, words);
        filling.asked.hows = hows;
        filling.form.fields[0] = Field::choice(words.field_how(), lines, 0);
    }
    filling.sheet(words.step_one(words.step_to_take(kind), &finding.number))
}

/// The same step on several findings.
pub fn many(kind: StepKind, ids: Vec<i64>, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (ladder, holidays) = (&shell.rules.ladder, &shell.rules.holidays);
    let later = ladder.deadline(holidays, shell.today);
    let title = words.step_many(words.step_to_take(kind), ids.len());
    Filling::of(kind, ids, shell.today, later, words).sheet(title)
}

/// A notice of that rung was issued; a person has decided it.
pub fn notice(rung: &Rung, view: &FindingView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (ladder, holidays) = (&shell.rules.ladder, &shell.rules.holidays);
    let today = view.finding.usual_day(shell.today);
    let until = ladder.deadline_of(rung, holidays, today);
    let mut filling = Filling::of(StepKind::Notice, vec![view.id], today, today, words);
    let proposed = view.proposal.as_ref().filter(|one| one.step == rung.id);
    let reason = proposed.map_or_else(String::new, |one| words.why(&one.reason, ladder));
    let until = until.map_or_else(String::new, |day| day.to_string());
    filling.form.fields[0] = Field::text(words.field_notice_until(), &until);
    filling.form.fields[2] = Field::text(words.field_reason(), &reason);
    filling.hint = words.step_hint_notice(
        &addressees(&rung.addressees, words),
        rung.issuer.get(words.0),
    );
    filling.asked.rung = rung.id.clone();
    filling.sheet(words.step_one(rung.name.get(words.0), &view.finding.number))
}

impl Filling {
    fn of(kind: StepKind, ids: Vec<i64>, today: Date, later: Date, words: Words) -> Filling {
        let mut fields = Vec::new();
        let mut hows = Vec::new();
        let mut hint = "";
        match kind {
            StepKind::Extend | StepKind::SendBack | StepKind::Reopen => {
                fields.push(Field::text(words.field_until(), &later.to_string()));
                hint = words.step_hint_back();
            }
            StepKind::Recheck => {
                hows = How::ALL.iter().map(|how| (*how, None)).collect();
                let lines = How::ALL
                    .iter()
                    .map(|how| words.recheck_how(*how).to_owned());
                fields.push(Field::choice(words.field_how(), lines.collect(), 0));
            }
            StepKind::Close => {
                fields.push(Field::text(words.field_reviewer(), ""));
                hint = words.step_hint_close();
            }
            StepKind::Hand => fields.push(Field::text(words.field_responsible(), "")),
            StepKind::Notice => fields.push(Field::text(words.field_notice_until(), "")),
            _ => {}
        }
        fields.push(Field::text(words.field_day(), &today.to_string()));
        fields.push(Field::text(words.field_reason(), words.usual_reason(kind)));
        let mut form = Form::new(fields);
        // what has to be thought of comes first: the reason, unless something else is asked for
        if matches!(kind, StepKind::Withdraw) {
            form.at = 1;
        }
        Filling {
            asked: Asked {
                kind,
                ids,
                hows,
                rung: String::new(),
            },
            hint: hint.to_owned(),
            form,
        }
    }

    fn sheet(self, title: String) -> Sheet {
        let Filling { asked, hint, form } = self;
        Sheet::asking(title, hint, form, move |form, shell, ticket| {
            let (made, entry) = asked.made(form, shell)?;
            Ok(Cmd::StepFindings {
                ticket,
                ids: asked.ids.clone(),
                made,
                entry,
            })
        })
    }
}

impl Asked {
    fn made(&self, form: &Form, shell: &Shell) -> Result<(Move, Entry), Fault> {
        let text = || form.text_of(0).to_owned();
        let deadline = || needed_day(form, 0, shell);
        let made = match self.kind {
            StepKind::Open => Move::Open,
            StepKind::FeedBack => Move::FeedBack,
            StepKind::Report => Move::Report,
            StepKind::Arrange => Move::Arrange,
            StepKind::Withdraw => Move::Withdraw,
            StepKind::Extend => Move::Extend {
                deadline: deadline()?,
            },
            StepKind::SendBack => Move::SendBack {
                deadline: deadline()?,
            },
            StepKind::Reopen => Move::Reopen {
                deadline: deadline()?,
            },
            StepKind::Recheck => {
                let (how, visit) = self.hows[form.choice_of(0)];
                Move::Recheck { how, visit }
            }
            StepKind::Close => Move::Close { reviewer: text() },
            StepKind::Hand => Move::Hand {
                responsible: text(),
            },
            StepKind::Notice => Move::Notice {
                rung: self.rung.clone(),
                notice: None,
                until: day_of(form, 0, shell)?,
            },
        };
        let last = form.fields.len() - 1;
        let entry = Entry {
            day: needed_day(form, last - 1, shell)?,
            hand: shell.hand(),
            reason: form.text_of(last).to_owned(),
        };
        Ok((made, entry))
    }
}

/// How it may have been rechecked: on a visit since it was found, on site without one, or by documents.
fn rechecks(view: &FindingView, words: Words) -> (Vec<(How, Option<Uuid>)>, Vec<String>) {
    let visits = view.visits.iter().map(|seen| {
        let name = seen.template.get(words.0);
        let line = words.recheck_visit(seen.day.to_string(), name);
        ((How::OnSite, Some(seen.uuid)), line)
    });
    let own = How::ALL.iter().map(|how| {
        let name = words.recheck_how(*how);
        let line = match how {
            How::OnSite => words.recheck_own(name),
            How::Documents => name.to_owned(),
        };
        ((*how, None), line)
    });
    visits.chain(own).unzip()
}

pub fn addressees(all: &[Addressee], words: Words) -> String {
    let names: Vec<&str> = all
        .iter()
        .map(|one| match one {
            Addressee::Organisation => words.addressee_organisation(),
            Addressee::Authority => words.addressee_authority(),
            Addressee::All => words.addressee_all(),
            Addressee::Registrar => words.addressee_registrar(),
        })
        .collect();
    names.join(words.list_comma())
}
