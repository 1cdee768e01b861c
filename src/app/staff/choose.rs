//! Choosing several organisations for someone; or first the organisations nobody looks after, and then who takes them.

use std::collections::BTreeSet;

use super::{PickPerson, Staff};
use crate::app::command::{Cmd, Loaded};
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::screen::{Reply, Screen, Step};
use crate::app::walk::{is_walk, walked};
use crate::domain::change::Uuid;
use crate::domain::organisation::Standing;
use crate::domain::people::Duty;
use crate::domain::round::RoundOrder;
use crate::domain::staff::{Done, Order, PersonRow, Survey, Surveyed, Towards};
use crate::domain::view::{Filter, ListRow, PageFrom};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows asked for where all organisations are listed; typing narrows them.
const LISTED: usize = 500;
/// Rows above the list.
const HEAD: u16 = 3;

/// What the chosen ones are for.
#[derive(Clone)]
enum Taker {
    /// Asked when they are chosen.
    Somebody,
    /// Who takes them, by what duty.
    Person(Uuid, String, Duty),
    /// A round of supervision that is to list them, by its number in the file, with its name.
    Round(i64, String),
}

pub struct Choose {
    pub query: Input,
    taker: Taker,
    /// Only organisations that nobody looks after.
    nobody: bool,
    filter: Filter,
    rows: Vec<ListRow>,
    total: u64,
    picked: BTreeSet<i64>,
    at: usize,
    ticket: u64,
    waiting: bool,
    /// What was ordered and is not on the disk yet; of a round its ticket, else 0.
    sent: Option<u64>,
    areas: Vec<String>,
    authorities: Vec<String>,
}

impl Choose {
    pub fn new(person: Option<(&PersonRow, Duty)>, shell: &mut Shell) -> (Choose, Vec<Cmd>) {
        let nobody = !matches!(person, Some((_, Duty::Contract)));
        let taker = person.map_or(Taker::Somebody, |(row, duty)| {
            Taker::Person(row.uuid, row.name.clone(), duty)
        });
        Choose::of(taker, nobody, shell)
    }

    /// For a round of supervision, out of all organisations.
    pub fn for_round(round: i64, name: &str, shell: &mut Shell) -> (Choose, Vec<Cmd>) {
        Choose::of(Taker::Round(round, name.to_owned()), false, shell)
    }

    fn of(taker: Taker, nobody: bool, shell: &mut Shell) -> (Choose, Vec<Cmd>) {
        let mut screen = Choose {
            query: Input::default(),
            taker,
            nobody,
            filter: Filter::default(),
            rows: Vec::new(),
            total: 0,
            picked: BTreeSet::new(),
            at: 0,
            ticket: 0,
            waiting: false,
            sent: None,
            areas: Vec::new(),
            authorities: Vec::new(),
        };
        let cmds = vec![screen.ask(shell), Cmd::Choices];
        (screen, cmds)
    }

    fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.at = 0;
        self.waiting = true;
        let (ticket, filter) = (self.ticket, self.filter.clone());
        let text = self.query.text().trim().to_owned();
        match (self.nobody, text.is_empty()) {
            (true, _) => Cmd::Survey(Survey::Nobody {
                ticket,
                filter,
                text,
            }),
            (false, true) => Cmd::Page {
                ticket,
                filter,
                from: PageFrom::First,
                limit: LISTED,
            },
            (false, false) => Cmd::Find {
                ticket,
                text,
                filter,
            },
        }
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask(shell)])
    }

    pub fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// All organisations can be listed too.
    pub fn has_choice(&self) -> bool {
        !matches!(self.taker, Taker::Somebody)
    }

    pub fn is_done_with(&self, done: &Done) -> bool {
        let is_for_person = matches!(self.taker, Taker::Person(..));
        self.sent.is_some() && is_for_person && done.is_whole()
    }

    /// An order for a round.
    pub fn waits_for(&self, ticket: u64) -> bool {
        matches!(self.taker, Taker::Round(..)) && self.sent == Some(ticket)
    }

    pub fn failed(&mut self) {
        self.sent = None;
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match loaded {
            Loaded::Choices {
                areas, authorities, ..
            } => {
                self.areas = areas.clone();
                self.authorities = authorities.clone();
            }
            Loaded::Page {
                ticket,
                rows,
                total,
                ..
            } if *ticket == self.ticket => self.take(rows, total.n),
            Loaded::Found { ticket, rows, .. } if *ticket == self.ticket => {
                self.take(rows, rows.len() as u64);
            }
            Loaded::Surveyed(surveyed) => {
                if let Surveyed::Nobody {
                    ticket,
                    rows,
                    total,
                } = &**surveyed
                    && *ticket == self.ticket
                {
                    self.take(rows, *total);
                }
            }
            Loaded::Staffed(_) if self.sent.is_some() => {
                self.sent = None;
                self.picked.clear();
                let (ticket, filter) = (self.ticket, self.filter.clone());
                let text = self.query.text().trim().to_owned();
                if self.nobody {
                    return Step::ask(vec![Cmd::Survey(Survey::Nobody {
                        ticket,
                        filter,
                        text,
                    })]);
                }
            }
            _ => {}
        }
        Step::stay()
    }

    fn take(&mut self, rows: &[ListRow], total: u64) {
        self.rows = rows.to_vec();
        self.total = total;
        self.waiting = false;
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(HEAD)).max(1);
        let last = self.rows.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Toggle => {
                if let Some(row) = self.rows.get(self.at) {
                    if !self.picked.remove(&row.id) {
                        self.picked.insert(row.id);
                    }
                    self.at = (self.at + 1).min(last);
                }
            }
            Action::ToggleAll => {
                let listed: BTreeSet<i64> = self.rows.iter().map(|row| row.id).collect();
                match listed.is_subset(&self.picked) {
                    true => self.picked.retain(|id| !listed.contains(id)),
                    false => self.picked.extend(listed),
                }
            }
            Action::Confirm => return self.confirm(shell),
            Action::FilterArea => {
                return pick(shell.words.title_area(), &self.areas, Reply::Area, shell);
            }
            Action::FilterAuthority => {
                let title = shell.words.title_authority();
                return pick(title, &self.authorities, Reply::Authority, shell);
            }
            Action::FilterStanding => return self.pick_standing(shell),
            Action::Nobody if self.has_choice() => {
                self.nobody = !self.nobody;
                return self.edited(shell);
            }
            Action::ClearFilters => {
                self.filter = Filter::default();
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
        Step::stay()
    }

    fn confirm(&mut self, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if self.picked.is_empty() {
            shell.hint(shell.words.choose_some());
            return Step::stay();
        }
        match self.taker.clone() {
            Taker::Person(person, _, duty) => self.order(person, duty, shell),
            Taker::Somebody => Staff::open_pick(PickPerson::anyone(), shell),
            Taker::Round(round, _) => self.add_to(round, shell),
        }
    }

    /// The screen stays until they are on the round's list.
    fn add_to(&mut self, round: i64, shell: &mut Shell) -> Step {
        if self.sent.is_some() {
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        self.sent = Some(ticket);
        Step::ask(vec![Cmd::OrderRound {
            ticket,
            round,
            order: RoundOrder::Add(self.picked.iter().copied().collect()),
        }])
    }

    fn pick_standing(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let mut lines = vec![(words.all().to_owned(), Reply::Standing(None))];
        lines.extend(Standing::ALL.iter().map(|standing| {
            let name = words.standing(*standing).to_owned();
            (name, Reply::Standing(Some(*standing)))
        }));
        Step::open(Screen::Pick(Pick::new(words.title_standing(), lines, 0)))
    }

    fn order(&mut self, person: Uuid, duty: Duty, shell: &Shell) -> Step {
        if self.sent.is_some() {
            return Step::stay();
        }
        self.sent = Some(0);
        let order = Order::Assign {
            person,
            duty,
            to: self
                .picked
                .iter()
                .map(|id| Towards::Organisation(*id))
                .collect(),
            from: shell.today,
        };
        Step::ask(vec![Cmd::Staff(Box::new(order))])
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Area(area) => self.filter.area = area,
            Reply::Authority(authority) => self.filter.authority = authority,
            Reply::Standing(standing) => self.filter.standing = standing,
            Reply::Person(row) => return self.order(row.uuid, row.role.duty(), shell),
            _ => return Step::stay(),
        }
        self.edited(shell)
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let title = match &self.taker {
            Taker::Person(_, name, Duty::Contract) => words.contract_title(name),
            Taker::Person(_, name, _) => words.choose_title(name),
            Taker::Somebody => words.nobody_title().to_owned(),
            Taker::Round(_, name) => words.round_choose(name),
        };
        let at = if self.rows.is_empty() { 0 } else { self.at + 1 };
        (title, format!("{at} / {}", self.rows.len()))
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(1, 0, words.find(), theme.key()) + 1;
        let end = paint.right(0, &format!("{} ", self.shown(words)), theme.accent());
        let mut field = paint.part(x, 0, end.saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        if self.query.is_empty() {
            field.text(1, 0, words.find_hint(), theme.dim());
        }
        let style = match self.picked.len() {
            0 => theme.quiet(),
            _ => theme.strong(),
        };
        let x = paint.text(1, 1, &words.chosen(self.picked.len()), style);
        let listed = words.found_of(self.rows.len(), self.total);
        paint.text(x + 2, 1, &listed, theme.quiet());
        let rows = paint.height().saturating_sub(HEAD);
        let mut list = paint.part(0, HEAD, paint.width(), rows);
        if self.rows.is_empty() {
            let text = match self.waiting {
                true => words.reading(),
                false if self.nobody && self.query.is_empty() && !self.filter.is_set() => {
                    words.everybody_has_someone()
                }
                false => words.nothing_found(),
            };
            list.text(1, 0, text, theme.quiet());
        }
        let first = scroll::page_of(self.at, self.rows.len(), rows.into());
        for (y, row) in self.rows.iter().skip(first).take(rows.into()).enumerate() {
            let mut line = list.part(0, y as u16, list.width(), 1);
            self.view_row(&mut line, row, shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    fn shown(&self, words: Words) -> String {
        let which = match self.nobody {
            true => words.choosing_nobody(),
            false => words.choosing_all(),
        };
        let set = [
            self.filter.area.as_deref(),
            self.filter.authority.as_deref(),
        ];
        let mut shown = vec![which.to_owned()];
        let set = set.into_iter().flatten();
        shown.extend(set.map(|text| width::cut(&width::printable(text), 20)));
        shown.extend(
            self.filter
                .standing
                .map(|standing| words.standing(standing).to_owned()),
        );
        format!("[{}]", shown.join(" + "))
    }

    fn view_row(&self, paint: &mut Paint<'_>, row: &ListRow, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let picked = self.picked.contains(&row.id);
        let mark = if picked { "[x]" } else { "[ ]" };
        let style = if picked { theme.key() } else { theme.dim() };
        let x = paint.text(1, 0, mark, style) + 1;
        let columns = paint.width();
        let branch = columns.saturating_sub(12);
        let area = branch.saturating_sub(if columns >= 60 { 13 } else { 0 });
        let form = row
            .branch_form
            .map_or(words.no_branch(), |form| words.branch_form(form));
        paint.within(branch, 0, 11, form, theme.quiet());
        if area < branch {
            paint.within(area, 0, 12, &width::printable(&row.area), theme.quiet());
        }
        let room = area.saturating_sub(x + 1);
        paint.within(x, 0, room, &width::printable(&row.name), theme.text());
    }
}

fn pick(
    title: &'static str,
    values: &[String],
    reply: fn(Option<String>) -> Reply,
    shell: &Shell,
) -> Step {
    let mut lines = vec![(shell.words.all().to_owned(), reply(None))];
    lines.extend(values.iter().map(|value| {
        let shown = width::printable(value).into_owned();
        (shown, reply(Some(value.clone())))
    }));
    Step::open(Screen::Pick(Pick::new(title, lines, 0)))
}
