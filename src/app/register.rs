//! An organisation's facts to write down or to change, as they are found on site.

use super::command::{Cmd, Revision};
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use super::sheet::day_of;
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::credit_code::{self, Fault};
use crate::domain::organisation::{Class, Organisation, Status};
use crate::domain::view::OrganisationView;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

const NAME: usize = 0;
const CODE: usize = 1;
const CLASS: usize = 2;
const STATUS: usize = 3;
const REASON: usize = 4;
const REGISTERED: usize = 5;
const AREA: usize = 6;
const AUTHORITY: usize = 7;
const ADDRESS: usize = 8;
const HEAD: usize = 9;
const CONTACT: usize = 10;
const PHONE: usize = 11;

pub struct Register {
    form: Form,
    /// The organisation being changed, as it was; none for a new one.
    known: Option<(Uuid, Organisation)>,
    /// Up to where in the journal that is.
    seen_to: i64,
}

impl Register {
    pub fn new(words: Words, area: &str) -> Register {
        let blank = Organisation {
            area: area.to_owned(),
            ..Organisation::default()
        };
        Register {
            form: form(words, &blank),
            known: None,
            seen_to: 0,
        }
    }

    pub fn change(words: Words, view: &OrganisationView) -> Register {
        Register {
            form: form(words, &view.organisation),
            known: Some((view.uuid, view.organisation.clone())),
            seen_to: view.seen_to,
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn is_new(&self) -> bool {
        self.known.is_none()
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

    fn written(&self, registered: Option<Date>) -> Organisation {
        let status = Status::ALL[self.form.choice_of(STATUS)];
        let text = |field| self.form.text_of(field).to_owned();
        let before = self
            .known
            .as_ref()
            .map(|(_, before)| before.clone())
            .unwrap_or_default();
        Organisation {
            name: text(NAME),
            credit_code: credit_code::normalise(self.form.text_of(CODE)),
            class: Class::ALL[self.form.choice_of(CLASS)],
            status,
            // one that counts again needs no reason
            status_reason: match status {
                Status::Normal => String::new(),
                _ => text(REASON),
            },
            registered,
            area: text(AREA),
            authority: text(AUTHORITY),
            address: text(ADDRESS),
            head: text(HEAD),
            contact: text(CONTACT),
            phone: text(PHONE),
            ..before
        }
    }

    /// A name is needed, and a reason where it does not count; a code may be missing, but one with a wrong check character is a slip of the hand.
    fn write(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let registered = match day_of(&self.form, REGISTERED, shell) {
            Ok(day) => day,
            Err((field, why)) => return self.refuse(field, why, shell),
        };
        let organisation = self.written(registered);
        if organisation.name.is_empty() {
            return self.refuse(NAME, words.organisation_name_needed(), shell);
        }
        if organisation.status != Status::Normal && organisation.status_reason.is_empty() {
            return self.refuse(REASON, words.status_reason_needed(), shell);
        }
        let is_old_code = self
            .known
            .as_ref()
            .is_some_and(|(_, before)| before.credit_code == organisation.credit_code);
        if !organisation.credit_code.is_empty() && !is_old_code {
            match credit_code::check(&organisation.credit_code) {
                Ok(()) => {}
                Err(Fault::InnerCheck(right)) => shell.hint(words.code_inner(right)),
                Err(fault) => {
                    return self.refuse(CODE, words.code_fault(fault), shell);
                }
            }
        }
        // the form stays until the organisation is on the disk and opens
        Step::ask(vec![Cmd::SaveOrganisation(Box::new(Revision {
            known: self.known.clone(),
            organisation,
            seen_to: self.seen_to,
        }))])
    }

    fn refuse(&mut self, field: usize, why: impl Into<String>, shell: &mut Shell) -> Step {
        self.form.at = field;
        shell.bad(why);
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width().saturating_sub(4);
        let rows = paint.height().saturating_sub(1);
        self.form
            .view(&mut paint.part(2, 1, columns, rows), 0, shell)
    }
}

impl Words {
    pub fn code_fault(self, fault: Fault) -> String {
        match fault {
            Fault::Length(length) => self.code_length(length),
            Fault::Character(character, at) => self.code_character(character, at),
            Fault::Check(right) => self.code_check(right),
            Fault::InnerCheck(right) => self.code_inner(right),
        }
    }
}

fn form(words: Words, facts: &Organisation) -> Form {
    let classes = Class::ALL
        .iter()
        .map(|class| words.class(*class).to_owned())
        .collect();
    let class = Class::ALL
        .iter()
        .position(|class| *class == facts.class)
        .unwrap_or(0);
    let statuses = Status::ALL
        .iter()
        .map(|status| words.status(*status).to_owned())
        .collect();
    let status = Status::ALL
        .iter()
        .position(|status| *status == facts.status)
        .unwrap_or(0);
    let registered = facts.registered.map(|day| day.to_string());
    let registered = registered.unwrap_or_default();
    Form::new(vec![
        Field::text(words.field_organisation(), &facts.name),
        Field::text(words.fact_code(), &facts.credit_code),
        Field::choice(words.fact_kind(), classes, class),
        Field::choice(words.title_standing(), statuses, status),
        Field::text(words.field_status_reason(), &facts.status_reason),
        Field::text(words.field_registered(), &registered),
        Field::text(words.fact_area(), &facts.area),
        Field::text(words.fact_authority(), &facts.authority),
        Field::text(words.fact_address(), &facts.address),
        Field::text(words.fact_head(), &facts.head),
        Field::text(words.fact_contact(), &facts.contact),
        Field::text(words.field_phone(), &facts.phone),
    ])
}
