//! The chain of a newly registered organisation: each step with its day, whether it is done or late, and what is advised.
//! One key ticks a step today; what the census and the register do themselves takes its day from there.

use super::ask::Ask;
use super::command::{Cmd, Loaded};
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::{Reply, Screen, Step as Next};
use super::sheet::{Sheet, needed_day};
use crate::domain::calendar::Date;
use crate::domain::change::Change;
use crate::domain::handover::{self, DoneBy, Step, Ticked};
use crate::domain::organisation::PartyMembers;
use crate::domain::view::OrganisationView;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// The step at which the advice is given; its text is the note.
const ADVICE: &str = "advice";

pub struct HandoverScreen {
    id: i64,
    /// None until it was read.
    view: Option<Box<OrganisationView>>,
    at: usize,
}

impl HandoverScreen {
    pub fn open(id: i64) -> Next {
        let screen = HandoverScreen {
            id,
            view: None,
            at: 0,
        };
        Next::open(Screen::Handover(Box::new(screen))).with(Cmd::Handover(id))
    }

    pub fn id(&self) -> i64 {
        self.id
    }

    pub fn title(&self, words: Words) -> String {
        let view = self.view.as_ref();
        let name = view.map_or("", |view| view.organisation.name.as_str());
        words.handover_of(name)
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Next {
        if let Loaded::Handover(view) = loaded
            && view.id == self.id
        {
            self.view = Some(view.clone());
        }
        Next::stay()
    }

    fn steps<'a>(view: &'a OrganisationView, shell: &'a Shell) -> Vec<Step<'a>> {
        let registered = view.organisation.registered;
        let rules = &shell.rules.registration;
        rules.steps(&view.handover, registered, view.known)
    }

    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        let Some(view) = &self.view else {
            return matches!(action, Action::Back);
        };
        let steps = HandoverScreen::steps(view, shell);
        let step = steps.get(self.at);
        match action {
            Action::Open => step.is_none_or(|step| step.done.is_none()),
            Action::StepDay => step.is_some(),
            Action::TakeBack => step.is_some_and(|step| is_ticked(view, step)),
            Action::CloseChain => {
                !steps.is_empty()
                    && (view.handover.closed.is_some()
                        || steps.iter().all(|step| step.done.is_some()))
            }
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Next {
        let Some(view) = &self.view else {
            return match action {
                Action::Back => Next::back(),
                _ => Next::stay(),
            };
        };
        let steps = HandoverScreen::steps(view, shell).len();
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(steps.saturating_sub(1)),
            Action::Back => return Next::back(),
            Action::Open | Action::StepDay | Action::TakeBack | Action::CloseChain
                if shell.read_only =>
            {
                shell.bad(shell.words.read_only());
            }
            Action::Open if steps == 0 => {
                let words = shell.words;
                let text = words.handover_open_question().to_owned();
                let ask = Ask::new(words.handover_open(), text, Reply::OpenChain);
                return Next::open(Screen::Ask(ask));
            }
            Action::Open => return self.tick_today(shell),
            Action::StepDay => return self.ask_day(shell),
            Action::TakeBack => return self.take_back(shell),
            Action::CloseChain => return self.close(shell),
            _ => {}
        }
        Next::stay()
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Next {
        match (reply, &self.view) {
            (Reply::OpenChain, Some(view)) => commit(handover::open(view.uuid, shell.today), shell),
            _ => Next::stay(),
        }
    }

    /// Ticks the step today. The census opens instead of being ticked; who covers an organisation is said elsewhere.
    fn tick_today(&self, shell: &mut Shell) -> Next {
        let Some(view) = &self.view else {
            return Next::stay();
        };
        let steps = HandoverScreen::steps(view, shell);
        let Some(step) = steps.get(self.at) else {
            return Next::stay();
        };
        match (step.done, step.rule.done_by) {
            (Some(_), _) => {
                shell.hint(shell.words.handover_done_already());
                Next::stay()
            }
            (None, DoneBy::Census) => Next::ask(vec![Cmd::Census(self.id)]),
            (None, DoneBy::Covered) => {
                shell.hint(shell.words.handover_by_covering());
                Next::stay()
            }
            (None, DoneBy::Hand) => {
                let ticked = Ticked {
                    done: Some(shell.today),
                    note: note_of(view, step, shell),
                };
                let change = ticking(view, step.rule.id.clone(), &ticked, shell);
                commit(change, shell)
            }
        }
    }

    /// Asks for the day of a step and a note.
    fn ask_day(&self, shell: &mut Shell) -> Next {
        let Some(view) = &self.view else {
            return Next::stay();
        };
        let steps = HandoverScreen::steps(view, shell);
        let Some(step) = steps.get(self.at) else {
            return Next::stay();
        };
        let words = shell.words;
        let day = step.done.unwrap_or(shell.today);
        let form = Form::new(vec![
            Field::text(words.handover_done_on(), &day.to_string()),
            Field::text(words.remark(), &note_of(view, step, shell)),
        ]);
        let (view, id) = (view.clone(), step.rule.id.clone());
        let make = move |form: &Form, shell: &Shell| {
            let day = needed_day(form, 0, shell)?;
            if day > shell.today {
                return Err((0, shell.words.handover_ahead().to_owned()));
            }
            let ticked = Ticked {
                done: Some(day),
                note: form.text_of(1).to_owned(),
            };
            Ok(ticking(&view, id.clone(), &ticked, shell))
        };
        let title = step.rule.name.get(words.0);
        Sheet::new(title, "", form, make).open()
    }

    /// Takes back what was ticked by hand; a closed chain is open again.
    fn take_back(&self, shell: &mut Shell) -> Next {
        let Some(view) = &self.view else {
            return Next::stay();
        };
        let steps = HandoverScreen::steps(view, shell);
        let Some(step) = steps.get(self.at).filter(|step| is_ticked(view, step)) else {
            shell.hint(shell.words.handover_not_by_hand());
            return Next::stay();
        };
        let mut change = handover::tick(view.uuid, &step.rule.id, &Ticked::default());
        if view.handover.closed.is_some() {
            change.edits.extend(handover::close(view.uuid, None).edits);
        }
        commit(change, shell)
    }

    fn close(&self, shell: &mut Shell) -> Next {
        let Some(view) = &self.view else {
            return Next::stay();
        };
        let steps = HandoverScreen::steps(view, shell);
        let whole = !steps.is_empty() && steps.iter().all(|step| step.done.is_some());
        match (view.handover.closed, whole) {
            (Some(_), _) => commit(handover::close(view.uuid, None), shell),
            (None, true) => commit(handover::close(view.uuid, Some(shell.today)), shell),
            (None, false) => {
                shell.hint(shell.words.handover_not_whole());
                Next::stay()
            }
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let Some(view) = &self.view else {
            paint.text(1, 0, words.reading(), theme.quiet());
            return None;
        };
        let columns = paint.width().saturating_sub(2);
        let rows = paint.height();
        let mut paint = paint.part(1, 0, columns, rows);
        let Some(opened) = view.handover.opened else {
            let y = paint.wrapped(0, 0, 3, words.handover_none(), theme.text());
            self.view_advice(&mut paint.part(0, y + 1, columns, rows), view, shell);
            return None;
        };
        let registered = view.organisation.registered;
        let head = words.handover_dates(
            registered.map_or_else(|| words.not_given().to_owned(), |day| day.to_string()),
            opened.to_string(),
        );
        paint.text(0, 0, &head, theme.quiet());
        let steps = HandoverScreen::steps(view, shell);
        let (sum, style) = match view.handover.closed {
            Some(day) => (words.handover_closed_on(day.to_string()), theme.good()),
            None => {
                let sum = words.handover_sum(&steps, shell.today);
                match steps.iter().any(|step| step.is_late(shell.today)) {
                    true => (sum, theme.bad()),
                    false => (sum, theme.strong()),
                }
            }
        };
        paint.text(0, 1, &sum, style);
        let mut y = 3;
        for (at, step) in steps.iter().enumerate() {
            let mut part = paint.part(0, y, columns, rows.saturating_sub(y));
            y += view_step(&mut part, step, at == self.at, shell);
        }
        self.view_advice(&mut paint.part(0, y + 1, columns, rows), view, shell);
        None
    }

    /// What both rule sets advise, each with its reason.
    fn view_advice(&self, paint: &mut Paint<'_>, view: &OrganisationView, shell: &Shell) {
        let theme = shell.theme;
        paint.text(0, 0, shell.words.handover_advice(), theme.strong());
        let mut y = 1;
        for line in advice(view, shell) {
            y = paint.wrapped(2, y, 3, &line, theme.text());
        }
    }
}

/// Whether somebody said by hand that it is done; the register's own days cannot be taken back here.
fn is_ticked(view: &OrganisationView, step: &Step<'_>) -> bool {
    let ticked = view.handover.ticked.get(&step.rule.id);
    ticked.is_some_and(|ticked| ticked.done.is_some())
}

/// Ticks a step; the last one closes the chain.
fn ticking(view: &OrganisationView, step: String, ticked: &Ticked, shell: &Shell) -> Change {
    let mut change = handover::tick(view.uuid, &step, ticked);
    let steps = HandoverScreen::steps(view, shell);
    let mut others = steps.iter().filter(|other| other.rule.id != step);
    let whole = others.all(|other| other.done.is_some());
    if whole && view.handover.closed.is_none() {
        let close = handover::close(view.uuid, Some(shell.today));
        change.edits.extend(close.edits);
    }
    change
}

/// The note of a step; at the advice it is what is advised, as long as nobody wrote another one.
fn note_of(view: &OrganisationView, step: &Step<'_>, shell: &Shell) -> String {
    match step.rule.id == ADVICE && step.note.is_empty() {
        true => {
            let gap = if shell.words == Words::ZH { "" } else { " " };
            advice(view, shell).join(gap)
        }
        false => step.note.to_owned(),
    }
}

fn advice(view: &OrganisationView, shell: &Shell) -> Vec<String> {
    let words = shell.words;
    let party: PartyMembers = view.census.party(view.organisation.party);
    let sets = shell.rules.formation.iter();
    sets.filter_map(|set| {
        let advised = set.advise(party, view.is_covered())?;
        let (name, advice) = (set.name.get(words.0), words.advice(advised.advice));
        let reason = advised.reason.get(words.0);
        Some(match advised.must_form && !view.is_covered() {
            true => words.advice_due(name, advice, advised.members, reason),
            false => words.advice_line(name, advice, advised.members, reason),
        })
    })
    .collect()
}

fn commit(change: Change, shell: &mut Shell) -> Next {
    let ticket = shell.next_ticket();
    Next::ask(vec![Cmd::Commit { ticket, change }])
}

/// Draws a step and below it its note; returns the rows used.
fn view_step(paint: &mut Paint<'_>, step: &Step<'_>, selected: bool, shell: &Shell) -> u16 {
    let (theme, words) = (shell.theme, shell.words);
    let name_columns = if words == Words::ZH { 26 } else { 36 };
    let mark = if step.done.is_some() { "[x]" } else { "[ ]" };
    let x = paint.text(0, 0, mark, theme.key()) + 1;
    paint.within(
        x,
        0,
        name_columns,
        step.rule.name.get(words.0),
        theme.text(),
    );
    let x = x + name_columns + 1;
    let due = words.handover_due(step.due.to_string());
    let x = paint.text(x, 0, &due, theme.quiet()) + 2;
    let (text, style) = match step.done {
        Some(day) => (words.handover_done(day.to_string()), theme.good()),
        None => match step.due.days_since(shell.today) {
            ahead if ahead < 0 => (words.handover_late(-ahead), theme.bad()),
            0 => (words.handover_today().to_owned(), theme.warn()),
            ahead => (words.handover_ahead_days(ahead), theme.text()),
        },
    };
    paint.text(x, 0, &text, style);
    if selected {
        paint.row(0, theme.selected());
    }
    match step.note.is_empty() {
        true => 1,
        false => paint.wrapped(4, 1, 2, &width::printable(step.note), theme.quiet()),
    }
}

impl Words {
    /// How far a chain is.
    pub fn handover_sum(self, steps: &[Step<'_>], today: Date) -> String {
        let done = steps.iter().filter(|step| step.done.is_some()).count();
        match steps.iter().filter(|step| step.is_late(today)).count() {
            0 => self.handover_progress(done, steps.len()),
            late => self.handover_progress_late(done, steps.len(), late),
        }
    }
}
