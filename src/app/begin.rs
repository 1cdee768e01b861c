//! Beginning a campaign: which plan, by what name, from when to when. The days of its milestones follow as one types.

use super::command::Cmd;
use super::form::{Entry, Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::calendar::Date;
use crate::domain::campaign::{Plan, PlanTemplate, Purpose};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::width;

const PLAN: usize = 0;
const NAME: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;

pub struct Begin {
    form: Form,
    /// Name and last day as proposed; what was typed over them is not proposed again.
    name: String,
    to: String,
    /// A campaign that is not closed yet.
    running: Option<String>,
}

impl Begin {
    /// None where there is no plan to choose from.
    pub fn new(shell: &Shell, running: Option<String>) -> Option<Begin> {
        let words = shell.words;
        let plans = &shell.rules.campaigns;
        if plans.is_empty() {
            return None;
        }
        let names = plans.iter().map(|plan| plan.name.get(words.0).to_owned());
        let mut screen = Begin {
            form: Form::new(vec![
                Field::choice(words.begin_plan(), names.collect(), 0),
                Field::text(words.begin_name(), ""),
                Field::text(words.begin_from(), &shell.today.to_string()),
                Field::text(words.begin_to(), ""),
            ]),
            name: String::new(),
            to: String::new(),
            running,
        };
        screen.form.at = FROM;
        screen.propose(shell);
        Some(screen)
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn edited(&mut self, shell: &Shell) -> Step {
        self.propose(shell);
        Step::stay()
    }

    fn template<'a>(&self, shell: &'a Shell) -> &'a PlanTemplate {
        &shell.rules.campaigns[self.form.choice_of(PLAN)]
    }

    /// Name and last day follow plan and first day, until someone types others.
    fn propose(&mut self, shell: &Shell) {
        let template = self.template(shell);
        if self.form.text_of(NAME) == self.name {
            self.name = template.name.get(shell.words.0).to_owned();
            set(&mut self.form, NAME, &self.name);
        }
        let Some(from) = Date::parse(self.form.text_of(FROM)) else {
            return;
        };
        if self.form.text_of(TO) == self.to {
            self.to = from.plus_days(template.days.into()).to_string();
            set(&mut self.form, TO, &self.to);
        }
    }

    /// The plan as it stands in the form; else the field that is wrong and what is wrong with it.
    fn plan(&self, shell: &Shell) -> Result<Plan, (usize, String)> {
        let words = shell.words;
        let name = self.form.text_of(NAME);
        if name.is_empty() {
            return Err((NAME, words.begin_name_needed().to_owned()));
        }
        let day = |field: usize| {
            let text = self.form.text_of(field);
            Date::parse(text).ok_or_else(|| (field, words.no_date(text.to_owned())))
        };
        let (from, to) = (day(FROM)?, day(TO)?);
        if to < from {
            return Err((TO, words.begin_order().to_owned()));
        }
        Ok(self.template(shell).on(name, from, Some(to)))
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Back => return Step::back(),
            Action::Confirm if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Confirm => match self.plan(shell) {
                // the form stays until the campaign and its base are on the disk
                Ok(plan) => return Step::ask(vec![Cmd::Stand(Purpose::Begin(plan))]),
                Err((field, why)) => {
                    self.form.at = field;
                    shell.bad(why);
                }
            },
            action => {
                self.form.takes(action);
                self.propose(shell);
            }
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(4);
        let rows = paint.height().saturating_sub(1);
        let mut part = paint.part(2, 1, columns, rows);
        let fields = self.form.fields.len() as u16;
        let cursor = self
            .form
            .view(&mut part.part(0, 0, columns, fields), 0, shell);
        let mut y = fields + 1;
        if let Some(running) = &self.running {
            let text = words.begin_still_running(&width::printable(running));
            y = part.wrapped(0, y, 2, &text, theme.warn());
        }
        y = part.wrapped(0, y, 2, words.begin_hint(), theme.quiet()) + 1;
        if let Ok(plan) = self.plan(shell) {
            for milestone in &plan.milestones {
                let x = part.text(0, y, &milestone.date.to_string(), theme.text()) + 2;
                part.text(x, y, milestone.name.get(words.0), theme.text());
                y += 1;
            }
            for target in &plan.targets {
                let x = part.text(0, y, words.rate_name(target.rate), theme.text()) + 2;
                part.text(x, y, &words.target_percent(target.percent), theme.text());
                y += 1;
            }
        }
        part.wrapped(
            0,
            y + 1,
            5,
            self.template(shell).basis.get(words.0),
            theme.quiet(),
        );
        cursor
    }
}

fn set(form: &mut Form, field: usize, text: &str) {
    if let Entry::Text(input) = &mut form.fields[field].entry {
        input.set(text);
    }
}
