//! What the rule sets advise for one organisation, side by side with their reasons, and the task that follows from it.

use super::command::{Cmd, Loaded};
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::calendar::Date;
use crate::domain::formation::{Advised, RuleSet};
use crate::domain::organisation::{PartyMembers, Status};
use crate::domain::task::{Task, TaskState};
use crate::domain::view::OrganisationView;
use crate::keys::Action;
use crate::theme::Theme;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;
use ratatui::style::Style;

const WHAT: usize = 0;
const RESPONSIBLE: usize = 1;
const DEADLINE: usize = 2;
const NOTE: usize = 3;

pub struct AdviceScreen {
    id: i64,
    /// None until it was read.
    view: Option<Box<OrganisationView>>,
    /// None where a branch is there or no task can be given.
    form: Option<Form>,
}

impl AdviceScreen {
    pub fn new(id: i64) -> (AdviceScreen, Cmd) {
        let screen = AdviceScreen {
            id,
            view: None,
            form: None,
        };
        (screen, Cmd::Advice(id))
    }

    pub fn name(&self) -> String {
        let view = self.view.as_ref();
        view.map_or_else(String::new, |view| view.organisation.name.clone())
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.as_mut().and_then(Form::input)
    }

    pub fn has_form(&self) -> bool {
        self.form.is_some()
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        if let Loaded::Advice(view) = loaded
            && view.id == self.id
            && self.view.is_none()
        {
            let open = !view.is_covered()
                && (view.organisation.status == Status::Normal || view.task.opened.is_some());
            self.form = open.then(|| form(view, shell));
            self.view = Some(view.clone());
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Back => return Step::back(),
            Action::Confirm => return self.save(shell),
            action => {
                if let Some(form) = &mut self.form {
                    form.takes(action);
                }
            }
        }
        Step::stay()
    }

    /// The form stays until the task is on the disk.
    fn save(&mut self, shell: &mut Shell) -> Step {
        let (Some(form), Some(view)) = (&mut self.form, &self.view) else {
            return Step::stay();
        };
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let day = form.text_of(DEADLINE);
        let deadline = Date::parse(day);
        if deadline.is_none() && !day.is_empty() {
            shell.bad(words.no_date(day.to_owned()));
            form.at = DEADLINE;
            return Step::stay();
        }
        let text = |field| form.text_of(field).to_owned();
        let mut task = Task {
            what: text(WHAT),
            responsible: text(RESPONSIBLE),
            opened: None,
            deadline,
            note: text(NOTE),
        };
        // nothing in any field takes the task back
        if task != Task::default() {
            task.opened = view.task.opened.or(Some(shell.today));
        }
        Step::ask(vec![Cmd::SaveTask {
            organisation: view.uuid,
            task,
        }])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        let Some(view) = &self.view else {
            paint.text(1, 0, shell.words.reading(), theme.quiet());
            return None;
        };
        let columns = paint.width().saturating_sub(2);
        let rows = paint.height();
        let fields = self
            .form
            .as_ref()
            .map_or(0, |form| form.fields.len() as u16);
        // the form keeps its rows, the advice takes what is left
        let top = rows.saturating_sub(if fields > 0 { fields + 4 } else { 2 });
        let y = self.view_advice(&mut paint.part(1, 0, columns, top), view, shell);
        let mut rest = paint.part(1, y, columns, rows.saturating_sub(y));
        self.view_task(&mut rest, view, shell)
    }

    /// Returns the row below it.
    fn view_advice(&self, paint: &mut Paint<'_>, view: &OrganisationView, shell: &Shell) -> u16 {
        let (theme, words) = (shell.theme, shell.words);
        let party = view.census.party(view.organisation.party);
        let members = words.advice_members(
            party.full_here,
            party.full_elsewhere,
            party.part_here,
            party.part_elsewhere,
        );
        let mut y = paint.wrapped(0, 0, 2, &members, theme.text());
        let basis = match view.census.date {
            Some(day) => words.advice_as_found(day.to_string()),
            None => words.advice_as_ledger().to_owned(),
        };
        y = paint.wrapped(0, y, 1, &basis, theme.quiet()) + 1;
        if let Some(branch) = view.branch.as_ref().filter(|_| view.is_covered()) {
            let text = words.advice_covered(&width::printable(&branch.name));
            return paint.wrapped(0, y, 2, &text, theme.good()) + 1;
        }
        if view.organisation.status != Status::Normal {
            let text = words.advice_excluded(words.status(view.organisation.status));
            return paint.wrapped(0, y, 2, &text, theme.warn()) + 1;
        }
        for set in &shell.rules.formation {
            let Some(advised) = set.advise(party, false) else {
                continue;
            };
            let name = format!("{}  ", set.name.get(words.0));
            let x = paint.text(0, y, &name, theme.strong());
            let (text, style) = short(&advised, words, theme);
            y = paint.wrapped(x, y, 2, &text, style);
            let reason = advised.reason.get(words.0);
            y = paint.wrapped(2, y, 3, reason, theme.text());
            // where it comes from, if the window is high enough for it
            if paint.height() >= 20 {
                y = paint.wrapped(2, y, 5, set.basis.get(words.0), theme.quiet());
            }
            y += 1;
        }
        y.min(paint.height())
    }

    fn view_task(
        &self,
        paint: &mut Paint<'_>,
        view: &OrganisationView,
        shell: &Shell,
    ) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        if self.form.is_none() && view.task.opened.is_none() {
            return None;
        }
        let x = paint.text(0, 0, words.task_title(), theme.strong()) + 2;
        if let Some((text, style)) = standing(view, shell) {
            paint.text(x, 0, &text, style);
        }
        match &self.form {
            Some(form) => {
                let rows = form.fields.len() as u16;
                let columns = paint.width();
                let cursor = form.view(&mut paint.part(0, 1, columns, rows), 0, shell);
                paint.wrapped(0, rows + 2, 2, words.task_hint(), theme.quiet());
                cursor
            }
            None => {
                let text = [&view.task.what, &view.task.responsible, &view.task.note]
                    .map(|text| width::printable(text).into_owned())
                    .join("  ");
                paint.wrapped(0, 1, 3, text.trim(), theme.text());
                None
            }
        }
    }
}

fn form(view: &OrganisationView, shell: &Shell) -> Form {
    let words = shell.words;
    let task = &view.task;
    let what = match task.opened {
        Some(_) => task.what.clone(),
        None => proposed(&shell.rules.formation, view, words),
    };
    let deadline = task
        .deadline
        .map_or_else(String::new, |day| day.to_string());
    let mut form = Form::new(vec![
        Field::text(words.task_what(), &what),
        Field::text(words.task_responsible(), &task.responsible),
        Field::text(words.task_deadline(), &deadline),
        Field::text(words.task_note(), &task.note),
    ]);
    form.at = RESPONSIBLE;
    form
}

/// What a new task is to be: the advice of the first rule set that has a branch formed, else of the last.
fn proposed(sets: &[RuleSet], view: &OrganisationView, words: Words) -> String {
    let party = view.census.party(view.organisation.party);
    let advised: Vec<Advised<'_>> = sets
        .iter()
        .filter_map(|set| set.advise(party, false))
        .collect();
    let due = advised.iter().find(|advised| advised.must_form);
    due.or(advised.last()).map_or_else(String::new, |advised| {
        words.advice(advised.advice).to_owned()
    })
}

/// The advice in a few words.
fn short(advised: &Advised<'_>, words: Words, theme: Theme) -> (String, Style) {
    let advice = words.advice(advised.advice);
    match advised.must_form {
        true => (words.advice_short_due(advice, advised.members), theme.bad()),
        false => (words.advice_short(advice, advised.members), theme.text()),
    }
}

/// A line for each rule set where no branch covers an organisation that counts: its name, and the advice.
pub fn lines(sets: &[RuleSet], party: PartyMembers, words: Words) -> Vec<(String, String)> {
    let of = |set: &RuleSet| {
        let advised = set.advise(party, false)?;
        let (text, _) = short(&advised, words, Theme::default());
        Some((set.name.get(words.0).to_owned(), text))
    };
    sets.iter().filter_map(of).collect()
}

/// The state of a task with who and until when; none where there is no task.
pub fn standing(view: &OrganisationView, shell: &Shell) -> Option<(String, Style)> {
    view.task.opened?;
    let words = shell.words;
    let state = view.task.state(view.is_covered(), shell.today);
    let mut parts = vec![words.task_state(state).to_owned()];
    let who = width::printable(&view.task.responsible).into_owned();
    parts.extend(Some(who).filter(|who| !who.is_empty()));
    if let Some(day) = view.task.deadline.filter(|_| state != TaskState::Struck) {
        parts.push(day.to_string());
        parts.push(days(day, shell.today, words));
    }
    Some((parts.join("  "), state_style(state, shell.theme)))
}

/// How long a deadline is still ahead, or past.
pub fn days(deadline: Date, today: Date, words: Words) -> String {
    match deadline.days_since(today) {
        0 => words.deadline_today().to_owned(),
        days if days > 0 => words.days_left(days),
        days => words.days_over(-days),
    }
}

pub fn state_style(state: TaskState, theme: Theme) -> Style {
    match state {
        TaskState::Unassigned => theme.warn(),
        TaskState::Open => theme.accent(),
        TaskState::Overdue => theme.bad(),
        TaskState::Struck => theme.good(),
    }
}
