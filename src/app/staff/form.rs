//! A few fields about a person or a duty: who someone is, a contact noted afterwards, the end of a duty, leaving, and a
//! leader's contract for an area or a unit. The form stays until what it asked for is on the disk.

use super::{PickPerson, Staff};
use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::screen::{Reply, Step};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::people::{Contact, Contacted, Duty, Person, Role};
use crate::domain::staff::{Order, PersonRow, Towards};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::words::Words;

pub struct StaffForm {
    about: About,
    title: String,
    hint: &'static str,
    form: Form,
    /// It was asked to be written, and whether it was is not known yet.
    sent: bool,
}

enum About {
    /// A new person, or one known with what the form does not show.
    Person(Option<(Uuid, Person)>),
    Contact(Uuid),
    End(Uuid),
    Leave(Box<PersonRow>),
    Contract(Uuid),
}

const FULL_TIME: [Option<bool>; 3] = [None, Some(true), Some(false)];

impl StaffForm {
    fn new(about: About, title: &str, hint: &'static str, fields: Vec<Field>) -> StaffForm {
        StaffForm {
            about,
            title: title.to_owned(),
            hint,
            form: Form::new(fields),
            sent: false,
        }
    }

    pub fn new_person(words: Words, role: Role, area: &str) -> StaffForm {
        let blank = Person {
            role,
            area: area.to_owned(),
            ..Person::default()
        };
        let fields = person_fields(words, &blank);
        StaffForm::new(About::Person(None), words.new_person(), "", fields)
    }

    pub fn change_person(words: Words, id: Uuid, person: &Person) -> StaffForm {
        let about = About::Person(Some((id, person.clone())));
        let fields = person_fields(words, person);
        StaffForm::new(about, words.change_person(), "", fields)
    }

    pub fn contact(words: Words, assignment: Uuid, today: Date) -> StaffForm {
        let ways = Contact::ALL.iter();
        let ways = ways.map(|mode| words.contact(*mode).to_owned()).collect();
        let fields = vec![
            Field::choice(words.field_contact(), ways, 0),
            Field::text(words.field_day(), &today.to_string()),
            Field::text(words.remark(), ""),
        ];
        let about = About::Contact(assignment);
        let mut form = StaffForm::new(about, words.note_contact(), "", fields);
        form.form.at = 2;
        form
    }

    pub fn end(words: Words, assignment: Uuid, today: Date) -> StaffForm {
        let fields = vec![Field::text(words.field_last_day(), &today.to_string())];
        let about = About::End(assignment);
        StaffForm::new(about, words.end_duty(), words.end_hint(), fields)
    }

    pub fn leave(words: Words, row: &PersonRow, today: Date) -> StaffForm {
        let ways = [words.duties_end(), words.duties_hand_over()];
        let fields = vec![
            Field::text(words.field_left_day(), &today.to_string()),
            Field::choice(
                words.field_duties(),
                ways.map(String::from).to_vec(),
                usize::from(row.held != Default::default()),
            ),
        ];
        let title = words.leave_title(&row.name);
        let about = About::Leave(Box::new(row.clone()));
        StaffForm::new(about, &title, words.leave_hint(), fields)
    }

    pub fn contract(words: Words, person: Uuid) -> StaffForm {
        let what = [words.contract_area(), words.contract_unit()];
        let fields = vec![
            Field::choice(words.field_what(), what.map(String::from).to_vec(), 0),
            Field::text(words.field_place_name(), ""),
        ];
        let about = About::Contract(person);
        let mut form = StaffForm::new(about, words.contract_place(), "", fields);
        form.form.at = 1;
        form
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    /// There is more than one field.
    pub fn has_more(&self) -> bool {
        self.form.fields.len() > 1
    }

    pub fn is_sent(&self) -> bool {
        self.sent
    }

    pub fn failed(&mut self) {
        self.sent = false;
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm if self.sent => {}
            Action::Confirm => return self.confirm(shell),
            Action::Back => return Step::back(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn confirm(&mut self, shell: &mut Shell) -> Step {
        let hands_over = matches!(self.about, About::Leave(_)) && self.form.choice_of(1) == 1;
        match self.order(None, shell) {
            Some(Order::Leave { .. }) if hands_over => match &self.about {
                About::Leave(row) => Staff::open_pick(PickPerson::in_place_of(row), shell),
                _ => Step::stay(),
            },
            Some(order) => self.send(order),
            None => Step::stay(),
        }
    }

    fn send(&mut self, order: Order) -> Step {
        self.sent = true;
        Step::ask(vec![Cmd::Staff(Box::new(order))])
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Person(heir) => match self.order(Some(heir.uuid), shell) {
                Some(order) => self.send(order),
                None => Step::stay(),
            },
            _ => Step::stay(),
        }
    }

    /// What the fields ask for; none where something is missing, which is said.
    fn order(&mut self, heir: Option<Uuid>, shell: &mut Shell) -> Option<Order> {
        let words = shell.words;
        Some(match &self.about {
            About::Person(known) => {
                let before = known.as_ref().map(|(_, before)| before.clone());
                let person = written(&self.form, before.unwrap_or_default());
                if person.name.is_empty() {
                    self.form.at = 0;
                    shell.bad(words.person_name_needed());
                    return None;
                }
                Order::Person {
                    known: known.as_ref().map(|(id, _)| *id),
                    person,
                }
            }
            About::Contact(assignment) => {
                let assignment = *assignment;
                let day = self.day(1, shell)?;
                if day > shell.today {
                    self.form.at = 1;
                    shell.bad(words.day_in_future());
                    return None;
                }
                Order::Contact {
                    assignment,
                    contacted: Contacted {
                        mode: Contact::ALL[self.form.choice_of(0)],
                        day,
                        note: self.form.text_of(2).to_owned(),
                    },
                }
            }
            About::End(assignment) => {
                let assignment = *assignment;
                Order::End {
                    assignment,
                    to: self.day(0, shell)?,
                }
            }
            About::Leave(row) => {
                let person = row.uuid;
                Order::Leave {
                    person,
                    day: self.day(0, shell)?,
                    heir,
                }
            }
            About::Contract(person) => {
                let name = self.form.text_of(1).to_owned();
                if name.is_empty() {
                    self.form.at = 1;
                    shell.bad(words.place_needed());
                    return None;
                }
                let to = match self.form.choice_of(0) {
                    0 => Towards::Area(name),
                    _ => Towards::Unit(name),
                };
                Order::Assign {
                    person: *person,
                    duty: Duty::Contract,
                    to: vec![to],
                    from: shell.today,
                }
            }
        })
    }

    fn day(&mut self, field: usize, shell: &mut Shell) -> Option<Date> {
        let typed = self.form.text_of(field);
        let day = Date::parse(typed);
        if day.is_none() {
            shell.bad(shell.words.no_date(typed.to_owned()));
            self.form.at = field;
        }
        day
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let fields = self.form.fields.len() as u16;
        let hint = if self.hint.is_empty() { 0 } else { 2 };
        let mut inside = overlay(paint, 66, fields + hint + 2, &self.title);
        let rows = inside.height().saturating_sub(hint);
        let columns = inside.width();
        let cursor = self
            .form
            .view(&mut inside.part(0, 0, columns, rows), 0, shell);
        inside.text(2, fields + 1, self.hint, shell.theme.quiet());
        cursor
    }
}

fn person_fields(words: Words, person: &Person) -> Vec<Field> {
    let roles = Role::ALL.iter();
    let role = Role::ALL.iter().position(|role| *role == person.role);
    let times = [
        words.not_known(),
        words.post_full_time(),
        words.post_part_time(),
    ];
    let time = FULL_TIME.iter().position(|time| *time == person.full_time);
    vec![
        Field::text(words.field_name(), &person.name),
        Field::choice(
            words.field_role(),
            roles.map(|role| words.role(*role).to_owned()).collect(),
            role.unwrap_or(0),
        ),
        Field::text(words.field_unit(), &person.unit),
        Field::text(words.field_post(), &person.post),
        Field::text(words.field_area(), &person.area),
        Field::text(words.field_phone(), &person.phone),
        Field::choice(
            words.field_full_time(),
            times.map(String::from).to_vec(),
            time.unwrap_or(0),
        ),
    ]
}

/// The person as the fields say; what has no field stays as it was.
fn written(form: &Form, before: Person) -> Person {
    let text = |field| form.text_of(field).to_owned();
    Person {
        name: text(0),
        role: Role::ALL[form.choice_of(1)],
        unit: text(2),
        post: text(3),
        area: text(4),
        phone: text(5),
        full_time: FULL_TIME[form.choice_of(6)],
        ..before
    }
}
