//! The list of people: who looks after how many against the limit, whose contacts are due. Typing finds, Tab goes from
//! list to list; what is counted over everybody comes a moment later.

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::staff::{Staff, StaffForm};
use super::walk::{is_walk, walked};
use crate::domain::people::{LoadMark, Role};
use crate::domain::staff::{
    PeopleFilter, PeopleList, PeopleSums, PersonRow, Survey, Surveyed, average,
};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows above the list.
const HEAD: u16 = 4;

pub struct People {
    pub query: Input,
    filter: PeopleFilter,
    rows: Vec<PersonRow>,
    more: bool,
    at: usize,
    top: usize,
    ticket: u64,
    waiting: bool,
    sums: Option<PeopleSums>,
}

impl People {
    pub fn new(shell: &mut Shell) -> (People, Vec<Cmd>) {
        let mut screen = People {
            query: Input::default(),
            filter: PeopleFilter::default(),
            rows: Vec::new(),
            more: false,
            at: 0,
            top: 0,
            ticket: 0,
            waiting: false,
            sums: None,
        };
        let cmds = vec![screen.ask_anew(shell), Cmd::Survey(Survey::Sums)];
        (screen, cmds)
    }

    fn ask_anew(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.at = 0;
        self.top = 0;
        self.question()
    }

    fn question(&mut self) -> Cmd {
        self.waiting = true;
        self.filter.text = self.query.text().trim().to_owned();
        Cmd::Survey(Survey::People {
            ticket: self.ticket,
            filter: self.filter.clone(),
        })
    }

    pub fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask_anew(shell)])
    }

    pub fn reload(&mut self) -> Step {
        Step::ask(vec![self.question(), Cmd::Survey(Survey::Sums)])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match loaded {
            Loaded::Staffed(_) => return self.reload(),
            Loaded::Surveyed(surveyed) => match &**surveyed {
                Surveyed::People { ticket, rows, more } if *ticket == self.ticket => {
                    self.rows = rows.clone();
                    self.more = *more;
                    self.waiting = false;
                    self.at = self.at.min(self.rows.len().saturating_sub(1));
                    self.keep_in_sight(shell);
                }
                Surveyed::Sums(sums) => self.sums = Some(sums.clone()),
                _ => {}
            },
            _ => {}
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(self.list_rows(shell)).max(1);
        let last = self.rows.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::NextField => return self.turn(1, shell),
            Action::PreviousField => return self.turn(PeopleList::ALL.len() - 1, shell),
            Action::Open => {
                return match self.rows.get(self.at) {
                    Some(row) => Staff::open_person(row),
                    None => Step::stay(),
                };
            }
            Action::FilterRole => return self.pick_role(shell.words),
            Action::Nobody => return Staff::open_choose(None, shell),
            Action::New if shell.read_only => shell.bad(shell.words.read_only()),
            Action::New => {
                let area = shell.inspector.as_ref().map_or("", |person| &person.area);
                let role = self.filter.role.unwrap_or(Role::Instructor);
                return Staff::open_form(StaffForm::new_person(shell.words, role, area));
            }
            Action::ClearFilters => {
                self.filter = PeopleFilter::default();
                self.query = Input::default();
                return self.edited(shell);
            }
            Action::Back if self.query.is_empty() => return Step::back(),
            Action::Back => {
                self.query = Input::default();
                return self.edited(shell);
            }
            _ => {}
        }
        self.keep_in_sight(shell);
        Step::stay()
    }

    /// Goes so many lists on, round the end.
    fn turn(&mut self, by: usize, shell: &mut Shell) -> Step {
        let all = PeopleList::ALL;
        let at = all.iter().position(|list| *list == self.filter.list);
        self.filter.list = all[(at.unwrap_or(0) + by) % all.len()];
        self.edited(shell)
    }

    fn pick_role(&self, words: Words) -> Step {
        let mut lines = vec![(words.all().to_owned(), Reply::Role(None))];
        let roles = Role::ALL.iter();
        lines.extend(roles.map(|role| (words.role(*role).to_owned(), Reply::Role(Some(*role)))));
        let at = Role::ALL
            .iter()
            .position(|role| Some(*role) == self.filter.role);
        let pick = Pick::new(words.title_role(), lines, at.map_or(0, |at| at + 1));
        Step::open(Screen::Pick(pick))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Role(role) => {
                self.filter.role = role;
                self.edited(shell)
            }
            _ => Step::stay(),
        }
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        let rows = self.list_rows(shell).into();
        self.top = scroll::keep_in_sight(self.top as u64, self.at as u64, rows) as usize;
    }

    fn list_rows(&self, shell: &Shell) -> u16 {
        shell.body_rows().saturating_sub(HEAD)
    }

    /// `12 / 85` for the title.
    pub fn position(&self) -> String {
        let at = if self.rows.is_empty() { 0 } else { self.at + 1 };
        format!("{at} / {}", self.rows.len())
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(1, 0, words.find(), theme.key()) + 1;
        let mut shown = vec![words.people_list(self.filter.list)];
        shown.extend(self.filter.role.map(|role| words.role(role)));
        let end = paint.right(0, &format!("[{}] ", shown.join(" + ")), theme.accent());
        let mut field = paint.part(x, 0, end.saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        if self.query.is_empty() {
            field.text(1, 0, words.people_hint(), theme.dim());
        }
        self.view_sums(paint, shell);
        view_header(&mut paint.part(0, 3, paint.width(), 1), words, theme.dim());
        let rows = paint.height().saturating_sub(HEAD);
        let mut list = paint.part(0, HEAD, paint.width(), rows);
        if self.rows.is_empty() && !self.waiting {
            let is_all = self.filter == PeopleFilter::default();
            let text = if is_all {
                words.no_people()
            } else {
                words.nothing_found()
            };
            list.text(1, 0, text, theme.quiet());
        }
        for y in 0..list.height() {
            let at = self.top + usize::from(y);
            let Some(row) = self.rows.get(at) else {
                if at == self.rows.len() && self.more {
                    list.text(1, y, &words.first_of_more(at), theme.quiet());
                }
                break;
            };
            let mut line = list.part(0, y, list.width(), 1);
            view_row(&mut line, row, shell);
            if at == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    /// Averages with numerator and denominator, and what nobody looks after.
    fn view_sums(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let Some(sums) = &self.sums else {
            paint.text(1, 1, words.counting(), theme.quiet());
            return;
        };
        let roles = [Role::Instructor, Role::Liaison].into_iter();
        let averages = roles.filter_map(|role| {
            let sum = sums.role(role)?;
            let average = average(sum.load, sum.people)?;
            Some(words.average_line(words.role_short(role), sum.load, sum.people, average))
        });
        let averages: Vec<String> = averages.collect();
        paint.text(1, 1, &averages.join("  "), theme.text());
        let line = words.sums_line(sums.people(), sums.assignments);
        let x = paint.text(1, 2, &line, theme.quiet());
        let style = match sums.nobody {
            0 => theme.quiet(),
            _ => theme.warn(),
        };
        let nobody = words.sums_nobody(sums.nobody, sums.organisations);
        paint.text(x + 2, 2, &nobody, style);
    }
}

/// Columns from the right: due, load, area; where they begin. Narrow windows leave some out.
fn columns(width: u16) -> [u16; 5] {
    let due = width.saturating_sub(7);
    let load = due.saturating_sub(13);
    let area = load.saturating_sub(if width >= 76 { 12 } else { 0 });
    let role = 1 + 12;
    [role, role + 12, area, load, due]
}

fn view_header(paint: &mut Paint<'_>, words: Words, style: ratatui::style::Style) {
    let [role, unit, area, load, due] = columns(paint.width());
    paint.within(1, 0, role - 2, words.person_column_name(), style);
    paint.within(role, 0, 11, words.column_role(), style);
    if area > unit {
        paint.within(unit, 0, area - unit - 1, words.column_unit(), style);
    }
    if load > area {
        paint.within(area, 0, load - area - 1, words.fact_area(), style);
    }
    paint.within(load, 0, 12, words.column_load(), style);
    paint.within(due, 0, 6, words.column_due(), style);
}

fn view_row(paint: &mut Paint<'_>, row: &PersonRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let [role, unit, area, load, due] = columns(paint.width());
    paint.within(1, 0, role - 2, &width::printable(&row.name), theme.text());
    paint.within(role, 0, 11, words.role_short(row.role), theme.quiet());
    if area > unit {
        let room = area - unit - 1;
        paint.within(unit, 0, room, &width::printable(&row.unit), theme.quiet());
    }
    if load > area {
        let room = load - area - 1;
        paint.within(area, 0, room, &width::printable(&row.area), theme.quiet());
    }
    let rules = &shell.rules.people;
    let held = &row.held;
    let (text, style) = match row.role {
        Role::Leader => (
            words.held_contracts(held.contracts, rules.contract_organisations),
            theme.text(),
        ),
        Role::FirstResponsible => (words.held_responsible(held.responsible), theme.text()),
        Role::Inspector if held.load == 0 => (String::new(), theme.text()),
        _ => {
            let mark = rules.mark(held.load);
            let style = match mark {
                LoadMark::Free => theme.good(),
                LoadMark::Full => theme.warn(),
                LoadMark::Over => theme.bad(),
            };
            let most = rules.load_most;
            (
                format!("{:>2}/{most} {}", held.load, words.load_mark(mark)),
                style,
            )
        }
    };
    paint.within(load, 0, 12, &text, style);
    if held.due() > 0 {
        paint.within(due, 0, 6, &format!("{:>3}", held.due()), theme.warn());
    }
}
