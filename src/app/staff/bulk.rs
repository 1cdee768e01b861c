//! Many assignments at once: the organisations of a filter to one person, or evenly over the people of their area. What
//! would happen is counted before, and what happened can be undone as long as the screen is open.

use super::{PickPerson, Staff};
use crate::app::command::{Cmd, Loaded};
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::screen::{Reply, Step};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::people::Role;
use crate::domain::staff::{BulkPlan, BulkTo, BulkWish, Done, Order, PersonRow, Survey, Surveyed};
use crate::domain::view::Filter;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::width;

const WHICH: usize = 0;
const TO: usize = 1;
/// Choice of the second field that needs a person.
const ONE: usize = 2;

pub struct Bulk {
    form: Form,
    filter: Filter,
    text: String,
    /// The filter in words.
    shown: String,
    person: Option<PersonRow>,
    plan: Option<BulkPlan>,
    ticket: u64,
    sent: bool,
    /// What was made just now, and since when it holds.
    made: Option<(Vec<Uuid>, Date)>,
}

impl Bulk {
    pub fn new(filter: Filter, text: &str, shown: String, shell: &mut Shell) -> (Bulk, Cmd) {
        let words = shell.words;
        let which = [words.bulk_nobody(), words.bulk_all()].map(String::from);
        let to = [
            words.bulk_instructors(),
            words.bulk_liaisons(),
            words.bulk_one(),
        ]
        .map(String::from);
        let text = text.trim().to_owned();
        let searched = (!text.is_empty()).then(|| format!("{} {text}", words.find()));
        let shown = [Some(shown).filter(|shown| !shown.is_empty()), searched];
        let shown: Vec<String> = shown.into_iter().flatten().collect();
        let mut screen = Bulk {
            form: Form::new(vec![
                Field::choice(words.bulk_which(), which.to_vec(), 0),
                Field::choice(words.bulk_to(), to.to_vec(), 0),
            ]),
            filter,
            text,
            shown: shown.join(" "),
            person: None,
            plan: None,
            ticket: 0,
            sent: false,
            made: None,
        };
        screen.ticket = shell.next_ticket();
        let wish = screen.wish(BulkTo::Spread(Role::Instructor));
        let ticket = screen.ticket;
        (screen, Cmd::Survey(Survey::Bulk { ticket, wish }))
    }

    fn wish(&self, to: BulkTo) -> BulkWish {
        BulkWish {
            filter: self.filter.clone(),
            text: self.text.clone(),
            all: self.form.choice_of(WHICH) == 1,
            to,
        }
    }

    /// What is wished; none while the person is missing.
    fn wished(&self) -> Option<BulkWish> {
        let to = match self.form.choice_of(TO) {
            0 => BulkTo::Spread(Role::Instructor),
            1 => BulkTo::Spread(Role::Liaison),
            _ => BulkTo::Person(self.person.as_ref()?.uuid),
        };
        Some(self.wish(to))
    }

    fn ask(&mut self, shell: &mut Shell) -> Step {
        self.plan = None;
        self.ticket = shell.next_ticket();
        let ticket = self.ticket;
        match self.wished() {
            Some(wish) => Step::ask(vec![Cmd::Survey(Survey::Bulk { ticket, wish })]),
            None => Step::stay(),
        }
    }

    pub fn failed(&mut self) {
        self.sent = false;
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::UndoBulk => self.made.is_some(),
            Action::Confirm | Action::ChoosePerson | Action::NextField | Action::Right => {
                self.made.is_none()
            }
            _ => true,
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match loaded {
            Loaded::Surveyed(surveyed) => {
                if let Surveyed::Bulk { ticket, plan } = &**surveyed
                    && *ticket == self.ticket
                    && self.made.is_none()
                {
                    self.plan = Some(plan.clone());
                }
            }
            Loaded::Staffed(done) if self.sent => {
                self.sent = false;
                match &**done {
                    Done::Bulk { plan, made, from } => {
                        self.plan = Some(plan.clone());
                        self.made = Some((made.clone(), *from));
                    }
                    Done::Undone(_) => {
                        self.made = None;
                        let ticket = self.ticket;
                        if let Some(wish) = self.wished() {
                            return Step::ask(vec![Cmd::Survey(Survey::Bulk { ticket, wish })]);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Back => return Step::back(),
            Action::UndoBulk => return self.undo(shell),
            _ if self.made.is_some() || self.sent => {}
            Action::Confirm => return self.confirm(shell),
            Action::ChoosePerson => return Staff::open_pick(PickPerson::anyone(), shell),
            Action::Left | Action::Right => {
                self.form.takes(action);
                return self.ask(shell);
            }
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn confirm(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let Some(wish) = self.wished() else {
            shell.hint(words.bulk_choose_person());
            return Step::stay();
        };
        match &self.plan {
            None => shell.hint(words.counting()),
            Some(plan) if plan.assigned == 0 => shell.hint(words.bulk_nothing()),
            Some(_) => {
                self.sent = true;
                return Step::ask(vec![Cmd::Staff(Box::new(Order::Bulk(wish)))]);
            }
        }
        Step::stay()
    }

    fn undo(&mut self, shell: &mut Shell) -> Step {
        match &self.made {
            Some((made, from)) if !self.sent => {
                let order = Order::UndoBulk {
                    made: made.clone(),
                    from: *from,
                };
                self.sent = true;
                Step::ask(vec![Cmd::Staff(Box::new(order))])
            }
            _ => {
                shell.hint(shell.words.nothing_to_undo());
                Step::stay()
            }
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Person(row) if row.role == Role::Leader => {
                shell.bad(shell.words.bulk_leader());
                Step::stay()
            }
            Reply::Person(row) => {
                self.person = Some(*row);
                self.form.set_choice(TO, ONE);
                self.ask(shell)
            }
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let room = paint.width().saturating_sub(4);
        let mut part = paint.part(2, 0, room, paint.height());
        let filter = match self.shown.is_empty() {
            true => words.bulk_no_filter().to_owned(),
            false => words.bulk_filter(self.shown.clone()),
        };
        part.text(2, 0, &width::printable(&filter), theme.quiet());
        self.form.view(&mut part.part(0, 2, room, 2), 0, shell);
        if self.form.choice_of(TO) == ONE {
            let text = match &self.person {
                Some(row) => words.bulk_person(&row.name, words.role(row.role), &row.unit),
                None => words.bulk_no_person().to_owned(),
            };
            part.text(2, 4, &width::printable(&text), theme.text());
        }
        let rows = part.height().saturating_sub(6);
        let mut below = part.part(2, 6, room.saturating_sub(2), rows);
        match &self.plan {
            Some(plan) => self.view_plan(&mut below, plan, shell),
            None if self.wished().is_some() => {
                below.text(0, 0, words.counting(), theme.quiet());
            }
            None => {}
        }
        None
    }

    fn view_plan(&self, paint: &mut Paint<'_>, plan: &BulkPlan, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let most = shell.rules.people.load_most;
        let counts = words.bulk_counts(plan.found, plan.kept);
        let mut y = paint.wrapped(0, 0, 2, &counts, theme.text());
        if plan.excluded > 0 {
            paint.text(0, y, &words.bulk_excluded(plan.excluded), theme.quiet());
            y += 1;
        }
        let (text, style) = match self.made {
            Some(_) => (words.done_bulk(plan.assigned), theme.good()),
            None => (
                words.bulk_will(plan.assigned, plan.people.len()),
                theme.strong(),
            ),
        };
        paint.text(0, y, &text, style);
        y += 1;
        if plan.over > 0 {
            paint.text(0, y, &words.bulk_over(plan.over, most), theme.warn());
            y += 1;
        }
        let over = plan
            .people
            .iter()
            .find(|(_, before, more)| before + more > most);
        let guides = self
            .person
            .as_ref()
            .is_none_or(|row| row.role != Role::FirstResponsible);
        if let Some((name, before, more)) = over
            && guides
        {
            let text = match self.made {
                Some(_) => words.bulk_now_over(name, before + more, most),
                None => words.bulk_over_limit(name, before + more, most),
            };
            paint.text(0, y, &width::printable(&text), theme.warn());
            y += 1;
        }
        if self.made.is_some() {
            paint.text(0, y, words.bulk_undo_hint(), theme.quiet());
            y += 1;
        }
        y += 1;
        let rows = usize::from(paint.height().saturating_sub(y + 1));
        for (name, before, more) in plan.people.iter().take(rows) {
            paint.within(0, y, 14, &width::printable(name), theme.text());
            let line = words.bulk_person_line(*before, before + more);
            paint.text(16, y, &line, theme.quiet());
            y += 1;
        }
        if plan.people.len() > rows {
            let text = words.bulk_more_people(plan.people.len() - rows);
            paint.text(0, y, &text, theme.quiet());
        }
    }
}
