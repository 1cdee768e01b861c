//! A list of duties, by person or by organisation: since when, and when the next call and visit are due. The keys that
//! note a contact or end a duty are the same wherever the list stands.

use super::{Staff, StaffForm};
use crate::app::command::Cmd;
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::app::walk::{is_walk, walked};
use crate::domain::calendar::Date;
use crate::domain::people::{Contact, Contacted, Duty};
use crate::domain::staff::{ChargeLine, Held, Order};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// What the lines are called by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    Person,
    Organisation,
}

pub struct Charges {
    by: By,
    pub lines: Vec<ChargeLine>,
    pub at: usize,
}

impl Charges {
    pub fn new(by: By) -> Charges {
        Charges {
            by,
            lines: Vec::new(),
            at: 0,
        }
    }

    /// The same duty stays selected, wherever it stands now.
    pub fn set(&mut self, lines: &[ChargeLine]) {
        let selected = self.selected().map(|line| line.assignment);
        self.lines = lines.to_vec();
        let at = self
            .lines
            .iter()
            .position(|line| Some(line.assignment) == selected);
        self.at = at
            .unwrap_or(self.at)
            .min(self.lines.len().saturating_sub(1));
    }

    pub fn selected(&self) -> Option<&ChargeLine> {
        self.lines.get(self.at)
    }

    /// Whether a key of the list has something to do with the selected duty.
    pub fn offers(&self, action: Action, today: Date) -> bool {
        let Some(line) = self.selected() else {
            return !matches!(
                action,
                Action::Open | Action::Call | Action::VisitMade | Action::EndDuty
            );
        };
        let holds = line.holds(today);
        match action {
            Action::Call | Action::VisitMade => holds && line.duty == Duty::Guide,
            Action::EndDuty => holds,
            Action::Open => self.by == By::Person || matches!(line.held, Held::Organisation { .. }),
            _ => true,
        }
    }

    /// Takes an action of the list; none where it is another's.
    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Option<Step> {
        let last = self.lines.len().saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(5)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Call
            | Action::VisitMade
            | Action::NoteContact
            | Action::TakeBack
            | Action::EndDuty
                if shell.read_only =>
            {
                shell.bad(shell.words.read_only());
            }
            Action::Call => return Some(self.note(Contact::Phone, shell)),
            Action::VisitMade => return Some(self.note(Contact::Visit, shell)),
            Action::NoteContact => {
                let words = shell.words;
                return Some(match self.guided(shell) {
                    Some(line) => {
                        let assignment = line.assignment;
                        Staff::open_form(StaffForm::contact(words, assignment, shell.today))
                    }
                    None => Step::stay(),
                });
            }
            Action::TakeBack => return Some(self.take_back(shell)),
            Action::EndDuty => return Some(self.end(shell)),
            _ => return None,
        }
        Some(Step::stay())
    }

    /// The selected duty, if contacts are noted under it.
    fn guided(&self, shell: &mut Shell) -> Option<&ChargeLine> {
        let words = shell.words;
        match self.selected() {
            None => shell.hint(words.choose_duty_line()),
            Some(line) if line.duty == Duty::Guide && line.holds(shell.today) => {
                return Some(line);
            }
            Some(_) => shell.hint(words.only_guides_call()),
        }
        None
    }

    fn note(&self, mode: Contact, shell: &mut Shell) -> Step {
        let Some(line) = self.guided(shell) else {
            return Step::stay();
        };
        let order = Order::Contact {
            assignment: line.assignment,
            contacted: Contacted {
                mode,
                day: shell.today,
                note: String::new(),
            },
        };
        Step::ask(vec![Cmd::Staff(Box::new(order))])
    }

    fn take_back(&self, shell: &mut Shell) -> Step {
        let Some(line) = self.guided(shell) else {
            return Step::stay();
        };
        let today = Some(shell.today);
        let mode = match (line.phoned == today, line.visited == today) {
            (_, true) => Contact::Visit,
            (true, false) => Contact::Phone,
            (false, false) => {
                shell.hint(shell.words.nothing_to_take_back());
                return Step::stay();
            }
        };
        let order = Order::TakeBack {
            assignment: line.assignment,
            contacted: Contacted {
                mode,
                day: shell.today,
                note: String::new(),
            },
        };
        Step::ask(vec![Cmd::Staff(Box::new(order))])
    }

    fn end(&self, shell: &mut Shell) -> Step {
        match self.selected() {
            None => shell.hint(shell.words.choose_duty_line()),
            Some(line) if !line.holds(shell.today) => shell.hint(shell.words.already_ended()),
            Some(line) => {
                let form = StaffForm::end(shell.words, line.assignment, shell.today);
                return Staff::open_form(form);
            }
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, empty: &str, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let layout = Layout::of(paint.width());
        if self.lines.is_empty() {
            paint.text(1, 0, empty, theme.quiet());
            return;
        }
        let name = match self.by {
            By::Person => words.person_column_name(),
            By::Organisation => words.column_organisation(),
        };
        let titles = [
            name,
            words.column_duty(),
            words.column_from(),
            words.column_call(),
            words.column_visit(),
        ];
        for (at, title) in titles.into_iter().enumerate() {
            let (x, room) = layout.column(at);
            paint.within(x, 0, room, title, theme.dim());
        }
        let rows = usize::from(paint.height().saturating_sub(1));
        let first = scroll::page_of(self.at, self.lines.len(), rows);
        for (row, line) in self.lines.iter().skip(first).take(rows).enumerate() {
            let mut part = paint.part(0, row as u16 + 1, paint.width(), 1);
            self.view_line(&mut part, line, &layout, shell);
            if first + row == self.at {
                part.row(0, theme.selected());
            }
        }
    }

    fn view_line(&self, paint: &mut Paint<'_>, line: &ChargeLine, layout: &Layout, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let holds = line.holds(shell.today);
        let text = if holds { theme.text() } else { theme.dim() };
        let mut put = |at: usize, text: &str, style| {
            let (x, room) = layout.column(at);
            paint.within(x, 0, room, &width::printable(text), style);
        };
        put(0, &self.name(line, words), text);
        put(1, words.duty_short(line.duty), theme.quiet());
        let from = line.from.map_or_else(String::new, |from| from.to_string());
        put(2, &from, theme.quiet());
        if let Some(to) = line.to {
            let style = if holds { theme.warn() } else { theme.dim() };
            put(4, &words.past_until(to.to_string()), style);
        }
        if !holds {
            return;
        }
        for (at, mode) in [(3, Contact::Phone), (4, Contact::Visit)] {
            if let Some(next) = line.next(mode, &shell.rules.people, shell.today)
                && (at == 3 || line.to.is_none())
            {
                let (text, style) = next_text(next, shell);
                put(at, &text, style);
            }
        }
    }

    fn name(&self, line: &ChargeLine, words: Words) -> String {
        match (self.by, &line.held) {
            (By::Person, _) => format!(
                "{} {} {}",
                line.name,
                words.role_short(line.role),
                line.phone
            ),
            (_, Held::Organisation { name, .. }) => name.clone(),
            (_, Held::Area(name)) => words.area_contract(name),
            (_, Held::Unit(name)) => words.unit_contract(name),
        }
    }
}

/// When the next contact is: how late it is, today, or the day.
fn next_text(next: Date, shell: &Shell) -> (String, ratatui::style::Style) {
    let (theme, words) = (shell.theme, shell.words);
    match shell.today.days_since(next) {
        late if late > 0 => (words.contact_late(late), theme.bad()),
        0 => (words.contact_today().to_owned(), theme.warn()),
        ahead if -ahead <= shell.rules.people.soon_days.into() => (next.to_string(), theme.warn()),
        _ => (next.to_string(), theme.quiet()),
    }
}

/// Where the columns begin and how wide they are: name, duty, since, next call, next visit.
struct Layout {
    columns: [(u16, u16); 5],
}

impl Layout {
    fn of(width: u16) -> Layout {
        let contact = 13.min(width / 4);
        let visit = width.saturating_sub(contact + 1);
        let call = visit.saturating_sub(contact + 1);
        let since = if width >= 70 { 11 } else { 0 };
        let from = call.saturating_sub(since);
        let wide = if width >= 60 { 12 } else { 0 };
        let duty = from.saturating_sub(wide);
        Layout {
            columns: [
                (1, duty.saturating_sub(2)),
                (duty, wide.saturating_sub(1)),
                (from, since.saturating_sub(1)),
                (call, contact),
                (visit, contact),
            ],
        }
    }

    fn column(&self, at: usize) -> (u16, u16) {
        self.columns[at]
    }
}
