//! One step on one finding or on many: the day, the reason, and what the step needs besides. The form stays, with what was
//! typed, until the step is on the disk.

use super::command::Cmd;
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use super::sheet::{Fault, day_of, needed_day};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::finding::{Entry, FindingView, How, Move, StepKind, Stepped};
use crate::domain::ladder::{Addressee, Rung};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

pub struct StepForm {
    kind: StepKind,
    ids: Vec<i64>,
    title: String,
    hint: String,
    form: Form,
    /// What the choices of a recheck mean.
    hows: Vec<(How, Option<Uuid>)>,
    /// Id of the rung of a notice.
    rung: String,
    /// The step on its way to the disk.
    ticket: Option<u64>,
}

impl StepForm {
    pub fn one(kind: StepKind, view: &FindingView, shell: &Shell) -> StepForm {
        let words = shell.words;
        let rules = &shell.rules;
        let (ladder, holidays) = (&rules.ladder, &rules.holidays);
        let finding = &view.finding;
        let today = finding.usual_day(shell.today);
        let later = match kind {
            StepKind::Extend => finding.deadline,
            _ => today,
        };
        let later = ladder.due(holidays, later, ladder.deadline_days);
        let mut form = StepForm::of(kind, vec![view.id], today, later, words);
        form.title = words.step_one(words.step_to_take(kind), &finding.number);
        if kind == StepKind::Extend {
            form.hint = words.step_hint_extend(finding.deadline.to_string());
        }
        if kind == StepKind::Recheck {
            let (hows, lines) = rechecks(view, words);
            form.hows = hows;
            form.form.fields[0] = Field::choice(words.field_how(), lines, 0);
        }
        form
    }

    pub fn many(kind: StepKind, ids: Vec<i64>, shell: &Shell) -> StepForm {
        let words = shell.words;
        let (ladder, holidays) = (&shell.rules.ladder, &shell.rules.holidays);
        let later = ladder.deadline(holidays, shell.today);
        let n = ids.len();
        let mut form = StepForm::of(kind, ids, shell.today, later, words);
        form.title = words.step_many(words.step_to_take(kind), n);
        form
    }

    /// A notice of that rung was issued; a person has decided it.
    pub fn notice(rung: &Rung, view: &FindingView, shell: &Shell) -> StepForm {
        let words = shell.words;
        let (ladder, holidays) = (&shell.rules.ladder, &shell.rules.holidays);
        let today = view.finding.usual_day(shell.today);
        let until = ladder.deadline_of(rung, holidays, today);
        let mut form = StepForm::of(StepKind::Notice, vec![view.id], today, today, words);
        let proposed = view.proposal.as_ref().filter(|one| one.step == rung.id);
        let reason = proposed.map_or_else(String::new, |one| words.why(&one.reason, ladder));
        let until = until.map_or_else(String::new, |day| day.to_string());
        form.form.fields[0] = Field::text(words.field_notice_until(), &until);
        form.form.fields[2] = Field::text(words.field_reason(), &reason);
        form.title = words.step_one(rung.name.get(words.0), &view.finding.number);
        form.hint = words.step_hint_notice(
            &addressees(&rung.addressees, words),
            rung.issuer.get(words.0),
        );
        form.rung = rung.id.clone();
        form
    }

    fn of(kind: StepKind, ids: Vec<i64>, today: Date, later: Date, words: Words) -> StepForm {
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
        StepForm {
            kind,
            ids,
            title: String::new(),
            hint: hint.to_owned(),
            form,
            hows,
            rung: String::new(),
            ticket: None,
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn waits_for(&self, ticket: u64) -> bool {
        self.ticket == Some(ticket)
    }

    /// It could not be written, or was refused; it can be asked for again.
    pub fn failed(&mut self) {
        self.ticket = None;
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm => return self.take(shell),
            Action::Back => return Step::back(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn take(&mut self, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if self.ticket.is_some() {
            return Step::stay();
        }
        match self.made(shell) {
            Ok((made, entry)) => {
                let ticket = shell.next_ticket();
                self.ticket = Some(ticket);
                Step::ask(vec![Cmd::StepFindings {
                    ticket,
                    ids: self.ids.clone(),
                    made,
                    entry,
                }])
            }
            Err((field, why)) => {
                self.form.at = field;
                shell.bad(why);
                Step::stay()
            }
        }
    }

    fn made(&self, shell: &Shell) -> Result<(Move, Entry), Fault> {
        let text = || self.form.text_of(0).to_owned();
        let deadline = || needed_day(&self.form, 0, shell);
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
                let (how, visit) = self.hows[self.form.choice_of(0)];
                Move::Recheck { how, visit }
            }
            StepKind::Close => Move::Close { reviewer: text() },
            StepKind::Hand => Move::Hand {
                responsible: text(),
            },
            StepKind::Notice => Move::Notice {
                rung: self.rung.clone(),
                notice: None,
                until: day_of(&self.form, 0, shell)?,
            },
        };
        let last = self.form.fields.len() - 1;
        let hand = shell.inspector.as_ref();
        let entry = Entry {
            day: needed_day(&self.form, last - 1, shell)?,
            hand: hand.map_or_else(String::new, |person| person.name.clone()),
            reason: self.form.text_of(last).to_owned(),
        };
        Ok((made, entry))
    }

    /// What came of it, as a sentence, and whether it was taken on any.
    pub fn told(&self, stepped: &Stepped, words: Words) -> (bool, String) {
        let taken = stepped.taken.len();
        match stepped.refused.first() {
            None if taken == 1 => (true, words.stepped_one(words.step_taken(self.kind))),
            None => (true, words.stepped(taken)),
            Some((number, why)) => {
                let why = words.refused(why);
                match taken {
                    0 => (false, words.stepped_none(number, &why)),
                    _ => (
                        true,
                        words.stepped_some(taken, stepped.refused.len(), number, &why),
                    ),
                }
            }
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = 70.min(paint.width());
        let hint = match self.hint.is_empty() {
            true => 0,
            false => width::wrap(&self.hint, columns.saturating_sub(4).into()).len() as u16,
        };
        let fields = self.form.fields.len() as u16;
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
