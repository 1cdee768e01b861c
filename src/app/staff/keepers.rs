//! Who looks after an organisation, contracts it or answers for it, now and before, and the contacts noted.

use super::{By, Charges, PickPerson, Staff};
use crate::app::command::{Cmd, Loaded};
use crate::app::model::Shell;
use crate::app::screen::{Reply, Step};
use crate::domain::calendar::Date;
use crate::domain::people::Contacted;
use crate::domain::staff::{KeepersView, Order, PersonRow, Towards};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::width;

pub struct Keepers {
    id: i64,
    name: String,
    view: Option<KeepersView>,
    charges: Charges,
    /// As of the last thing read; what has ended depends on it.
    today: Option<Date>,
}

impl Keepers {
    pub fn new(id: i64, name: String) -> (Keepers, Cmd) {
        let screen = Keepers {
            id,
            name,
            view: None,
            charges: Charges::new(By::Person),
            today: None,
        };
        (screen, Cmd::Keepers(id))
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn reload(&mut self) -> Step {
        Step::ask(vec![Cmd::Keepers(self.id)])
    }

    pub fn offers(&self, action: Action) -> bool {
        self.today
            .is_none_or(|today| self.charges.offers(action, today))
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        self.today = Some(shell.today);
        match loaded {
            Loaded::Staffed(_) => return self.reload(),
            Loaded::Keepers(view) if view.organisation == self.id => {
                self.charges.set(&view.charges);
                self.view = Some((**view).clone());
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        if let Some(step) = self.charges.act(action, shell) {
            return step;
        }
        match action {
            Action::Back => return Step::back(),
            Action::Assign if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Assign => return Staff::open_pick(PickPerson::anyone(), shell),
            Action::Open => match self.charges.selected() {
                Some(line) => {
                    // the rest of the row comes with the person
                    let uuid = self.person_of(line.person);
                    return uuid.map_or_else(Step::stay, |row| Staff::open_person(&row));
                }
                None => shell.hint(shell.words.choose_duty_line()),
            },
            _ => {}
        }
        Step::stay()
    }

    fn person_of(&self, id: i64) -> Option<PersonRow> {
        let view = self.view.as_ref()?;
        let of = view.people.iter().find(|row| row.id == id)?;
        Some(of.clone())
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Person(row) => {
                let order = Order::Assign {
                    person: row.uuid,
                    duty: row.role.duty(),
                    to: vec![Towards::Organisation(self.id)],
                    from: shell.today,
                };
                Step::ask(vec![Cmd::Staff(Box::new(order))])
            }
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let rows = paint.height();
        let Some(view) = &self.view else {
            paint.text(1, 0, words.reading(), theme.quiet());
            return None;
        };
        // half for each where both are long
        let wanted = self.charges.lines.len().max(1) as u16 + 1;
        let upper = wanted.min((rows / 2).max(3)).min(rows);
        let mut list = paint.part(0, 0, paint.width(), upper);
        self.charges.view(&mut list, words.nobody_yet(), shell);
        let rest = rows.saturating_sub(upper + 1);
        let mut lower = paint.part(1, upper + 1, paint.width().saturating_sub(2), rest);
        lower.text(0, 0, words.contacts_so_far(), theme.strong());
        if view.contacts.is_empty() {
            lower.text(0, 1, words.no_contacts(), theme.quiet());
        }
        let shown = view.contacts.iter().take(rest.saturating_sub(1).into());
        for (row, (name, contacted)) in shown.enumerate() {
            view_contact(&mut lower, row as u16 + 1, name, contacted, shell);
        }
        None
    }
}

fn view_contact(paint: &mut Paint<'_>, y: u16, name: &str, contacted: &Contacted, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    paint.text(0, y, &contacted.day.to_string(), theme.text());
    paint.within(12, y, 6, words.contact(contacted.mode), theme.text());
    paint.within(19, y, 10, &width::printable(name), theme.quiet());
    let note = width::printable(&contacted.note);
    paint.text(30, y, &note, theme.text());
}
