//! The same task for many organisations at once: whoever is in the list and not struck off.

use super::command::Cmd;
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::calendar::Date;
use crate::domain::worklist::Given;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

const WHAT: usize = 0;
const RESPONSIBLE: usize = 1;
const DEADLINE: usize = 2;

pub struct Give {
    organisations: Vec<i64>,
    form: Form,
}

impl Give {
    /// `ends`: the last day of the running campaign, proposed as the deadline.
    pub fn new(words: Words, organisations: Vec<i64>, ends: Option<Date>) -> Give {
        let ends = ends.map_or_else(String::new, |day| day.to_string());
        let mut form = Form::new(vec![
            Field::text(words.task_what(), ""),
            Field::text(words.task_responsible(), ""),
            Field::text(words.task_deadline(), &ends),
        ]);
        form.at = RESPONSIBLE;
        Give {
            organisations,
            form,
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm => return self.write(shell),
            Action::Back => return Step::back(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    /// The form stays until everything is on the disk.
    fn write(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let day = self.form.text_of(DEADLINE);
        let deadline = Date::parse(day);
        if deadline.is_none() && !day.is_empty() {
            shell.bad(words.no_date(day.to_owned()));
            self.form.at = DEADLINE;
            return Step::stay();
        }
        let given = Given {
            what: self.form.text_of(WHAT).to_owned(),
            responsible: self.form.text_of(RESPONSIBLE).to_owned(),
            deadline,
        };
        if given == Given::default() {
            shell.bad(words.give_empty());
            return Step::stay();
        }
        Step::ask(vec![Cmd::GiveTasks {
            organisations: self.organisations.clone(),
            given,
        }])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width().saturating_sub(4);
        let rows = paint.height().saturating_sub(1);
        let mut part = paint.part(2, 1, columns, rows);
        let text = shell.words.give_what(self.organisations.len());
        let y = part.wrapped(0, 0, 3, &text, shell.theme.quiet()) + 1;
        self.form.view(&mut part, y, shell)
    }
}
