//! A few fields laid over a screen, to be filled in and saved: the sheet stays, with what was typed, until what they ask
//! for is on the disk. A refusal leaves it open, so that it can be asked for again.

use super::command::Cmd;
use super::form::Form;
use super::model::Shell;
use super::screen::{Screen, Step};
use crate::domain::calendar::Date;
use crate::domain::change::Change;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;

/// The number of a field that cannot be taken as it is, and why.
pub type Fault = (usize, String);

/// Makes what the fields ask for; its answer bears the ticket.
type Make = dyn Fn(&Form, &Shell, u64) -> Result<Cmd, Fault> + Send;

pub struct Sheet {
    title: String,
    /// What to know before filling it in; may be empty.
    hint: String,
    form: Form,
    make: Box<Make>,
    /// Opens the record that the change made.
    pub then: Option<fn(i64) -> Cmd>,
    /// It changes the data file, and so cannot be taken where that is only read.
    writes: bool,
    /// What was asked for and has not been answered.
    ticket: Option<u64>,
}

impl Sheet {
    /// Asks for a change of the journal.
    pub fn new(
        title: impl Into<String>,
        hint: impl Into<String>,
        form: Form,
        make: impl Fn(&Form, &Shell) -> Result<Change, Fault> + Send + 'static,
    ) -> Sheet {
        Sheet::asking(title, hint, form, move |form, shell, ticket| {
            let change = make(form, shell)?;
            Ok(Cmd::Commit { ticket, change })
        })
    }

    /// Asks for anything that is answered by its ticket.
    pub fn asking(
        title: impl Into<String>,
        hint: impl Into<String>,
        form: Form,
        make: impl Fn(&Form, &Shell, u64) -> Result<Cmd, Fault> + Send + 'static,
    ) -> Sheet {
        Sheet {
            title: title.into(),
            hint: hint.into(),
            form,
            make: Box::new(make),
            then: None,
            writes: true,
            ticket: None,
        }
    }

    /// What it asks for only reads the data file.
    pub fn only_reading(mut self) -> Sheet {
        self.writes = false;
        self
    }

    /// Lays it over the screen.
    pub fn open(self) -> Step {
        Step::open(Screen::Sheet(Box::new(self)))
    }

    /// Opens what was made once it is on the disk.
    pub fn then(mut self, open: fn(i64) -> Cmd) -> Sheet {
        self.then = Some(open);
        self
    }

    /// Begins in a later field.
    pub fn go_to(&mut self, field: usize) {
        self.form.at = field;
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

    /// It could not be written, or was refused; it can be asked for again.
    pub fn failed(&mut self) {
        self.ticket = None;
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm => return self.save(shell),
            Action::Back => return Step::back(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn save(&mut self, shell: &mut Shell) -> Step {
        if self.writes && shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if self.ticket.is_some() {
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        match (self.make)(&self.form, shell, ticket) {
            Ok(cmd) => {
                self.ticket = Some(ticket);
                Step::ask(vec![cmd])
            }
            Err((field, why)) => {
                self.form.at = field;
                shell.bad(why);
                Step::stay()
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
        // where not everything has room, the fields have it
        let rows = fields + hint + gap + 2;
        let mut inside = overlay(paint, columns, rows, &self.title);
        let room = inside.height().saturating_sub(fields + gap).min(hint);
        let y = inside.wrapped(0, 0, room, &self.hint, shell.theme.quiet());
        let y = y + u16::from(room > 0) * gap;
        self.form.view(&mut inside, y, shell)
    }
}

/// The day of a field; an empty one is none.
///
/// # Errors
/// What is written there is no day.
pub fn day_of(form: &Form, field: usize, shell: &Shell) -> Result<Option<Date>, Fault> {
    let text = form.text_of(field);
    match (text.is_empty(), Date::parse(text)) {
        (true, _) => Ok(None),
        (false, Some(day)) => Ok(Some(day)),
        (false, None) => Err((field, shell.words.no_date(text.to_owned()))),
    }
}

/// The day of a field that cannot be left empty.
///
/// # Errors
/// There is none, or what is written there is no day.
pub fn needed_day(form: &Form, field: usize, shell: &Shell) -> Result<Date, Fault> {
    day_of(form, field, shell)?.ok_or_else(|| (field, shell.words.day_needed().to_owned()))
}

/// The number of people of a field; an empty one is 0.
///
/// # Errors
/// What is written there is no number of people.
pub fn count_of(form: &Form, field: usize, shell: &Shell) -> Result<u32, Fault> {
    let text = form.text_of(field);
    match text.is_empty() {
        true => Ok(0),
        false => text
            .parse()
            .map_err(|_| (field, shell.words.not_a_count(text.to_owned()))),
    }
}
