//! One person: what is known, how much is in hand against the limits, and every duty with its next call and visit.

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::report::ReportScreen;
use super::screen::Step;
use super::staff::{By, Charges, Staff, StaffForm};
use crate::domain::calendar::Date;
use crate::domain::people::{LoadMark, Role};
use crate::domain::plan::PlanWanted;
use crate::domain::staff::{Held, PersonRow, PersonView};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

pub struct PersonScreen {
    /// As the list had it, until everything is read.
    row: PersonRow,
    view: Option<PersonView>,
    charges: Charges,
    /// As of the last thing read; what has ended depends on it.
    today: Option<Date>,
}

impl PersonScreen {
    pub fn new(row: &PersonRow) -> (PersonScreen, Cmd) {
        let screen = PersonScreen {
            row: row.clone(),
            view: None,
            charges: Charges::new(By::Organisation),
            today: None,
        };
        (screen, Cmd::Person(row.uuid))
    }

    pub fn name(&self) -> &str {
        &self.row.name
    }

    pub fn reload(&mut self) -> Step {
        Step::ask(vec![Cmd::Person(self.row.uuid)])
    }

    pub fn offers(&self, action: Action) -> bool {
        self.today
            .is_none_or(|today| self.charges.offers(action, today))
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        self.today = Some(shell.today);
        match loaded {
            Loaded::Staffed(_) => return self.reload(),
            Loaded::Person(view) if view.row.uuid == self.row.uuid => {
                self.row = view.row.clone();
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
            Action::Open => match self.charges.selected().map(|line| &line.held) {
                Some(Held::Organisation { id, .. }) => {
                    return Step::ask(vec![Cmd::Organisation(*id)]);
                }
                _ => shell.hint(shell.words.choose_duty_line()),
            },
            Action::Assign | Action::Edit | Action::Leave | Action::ContractPlace
                if shell.read_only =>
            {
                shell.bad(shell.words.read_only());
            }
            Action::Assign => {
                let duty = self.row.role.duty();
                return Staff::open_choose(Some((&self.row, duty)), shell);
            }
            Action::Plan => {
                let plan = PlanWanted {
                    person: Some((self.row.id, self.row.name.clone())),
                    ..PlanWanted::default()
                };
                return ReportScreen::open_plan(plan, shell);
            }
            Action::ContractPlace if self.row.role != Role::Leader => {
                shell.hint(shell.words.only_leaders_contract());
            }
            Action::ContractPlace => {
                return Staff::open_form(StaffForm::contract(shell.words, self.row.uuid));
            }
            Action::Leave => {
                return Staff::open_form(StaffForm::leave(shell.words, &self.row, shell.today));
            }
            Action::Edit => {
                if let Some(view) = &self.view {
                    let form = StaffForm::change_person(shell.words, self.row.uuid, &view.person);
                    return Staff::open_form(form);
                }
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        paint.text(1, 0, &width::printable(&self.facts(words)), theme.text());
        let x = self.view_load(
            &mut paint.part(1, 1, paint.width().saturating_sub(2), 1),
            shell,
        );
        let held = &self.row.held;
        let mut y = 2;
        if held.due() > 0 {
            let due = words.due_sentence(held.calls, held.visits);
            // beside the load where there is room
            let beside = usize::from(x) + 3 + width::width(&due) < usize::from(paint.width());
            let (x, row) = if beside { (x + 3, 1) } else { (1, 2) };
            paint.text(x, row, &due, theme.warn());
            y = if beside { 2 } else { 3 };
        }
        if self.view.as_ref().is_some_and(|view| view.more) {
            paint.text(1, y, words.more_duties(), theme.quiet());
        }
        let rows = paint.height().saturating_sub(y + 1);
        let empty = match &self.view {
            Some(_) => words.no_duties(),
            None => words.reading(),
        };
        let mut list = paint.part(0, y + 1, paint.width(), rows);
        self.charges.view(&mut list, empty, shell);
        None
    }

    /// Role, unit, post, area, telephone in one line; what is not known is left out.
    fn facts(&self, words: Words) -> String {
        let person = self.view.as_ref().map(|view| &view.person);
        let full_time = match person.and_then(|person| person.full_time) {
            Some(true) => words.post_full_time(),
            Some(false) => words.post_part_time(),
            None => "",
        };
        let left = self.row.left.map(|day| words.left_since(day.to_string()));
        let parts = [
            words.role(self.row.role),
            &self.row.unit,
            person.map_or("", |person| &person.post),
            full_time,
            &self.row.area,
            &self.row.phone,
            left.as_deref().unwrap_or_default(),
        ];
        let known = parts.into_iter().filter(|part| !part.is_empty());
        known.collect::<Vec<_>>().join("  ")
    }

    /// What is in hand in words; returns the column behind it.
    fn view_load(&self, paint: &mut Paint<'_>, shell: &Shell) -> u16 {
        let (theme, words, rules) = (shell.theme, shell.words, &shell.rules.people);
        let held = &self.row.held;
        let mut x = 0;
        let mut put = |text: String, style| {
            if x > 0 {
                x += 2;
            }
            x = paint.text(x, 0, &text, style);
        };
        if matches!(self.row.role, Role::Instructor | Role::Liaison) || held.load > 0 {
            let mark = rules.mark(held.load);
            let style = match mark {
                LoadMark::Free => theme.good(),
                LoadMark::Full => theme.warn(),
                LoadMark::Over => theme.bad(),
            };
            let mark = words.load_mark(mark);
            put(words.load_sentence(held.load, rules.load_most, mark), style);
        }
        if held.responsible > 0 || self.row.role == Role::FirstResponsible {
            put(words.responsible_sentence(held.responsible), theme.text());
        }
        if self.row.role == Role::Leader || held.contracts + held.areas + held.units > 0 {
            let text = words.contract_sentence(
                held.contracts,
                rules.contract_organisations,
                held.areas,
                rules.contract_areas,
                held.units,
            );
            put(text, theme.text());
        }
        x + 1
    }
}
