//! The list of branches, listing by listing: those in force, whose election is due, that do nothing, that are too large,
//! that were dissolved. Typing finds. It holds a window of rows around the selected one.

use super::branch::forms;
use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::screen::Step;
use super::walk::{is_walk, walked};
use crate::domain::branch::{BranchRemark, short_name};
use crate::domain::branches::{BranchCounts, BranchListing, BranchQuery, BranchRow};
use crate::domain::view::Counted;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows held at once.
const WINDOW: u64 = 256;
/// Rows left in the window at which another one is asked for.
const NEAR: u64 = 48;

pub struct Branches {
    pub query: Input,
    listing: BranchListing,
    rows: Vec<BranchRow>,
    /// Place of `rows[0]` in the whole list.
    first: u64,
    /// Places of the selected row and of the topmost row in sight.
    at: u64,
    top: u64,
    total: Counted,
    counts: BranchCounts,
    ticket: u64,
    waiting: bool,
}

impl Branches {
    pub fn new(shell: &mut Shell) -> (Branches, Vec<Cmd>) {
        let mut screen = Branches {
            query: Input::default(),
            listing: BranchListing::InForce,
            rows: Vec::new(),
            first: 0,
            at: 0,
            top: 0,
            total: Counted::default(),
            counts: BranchCounts::default(),
            ticket: 0,
            waiting: false,
        };
        let cmd = screen.ask_anew(shell);
        (screen, vec![cmd])
    }

    fn ask_anew(&mut self, shell: &mut Shell) -> Cmd {
        self.at = 0;
        self.top = 0;
        self.ticket = shell.next_ticket();
        self.question(0)
    }

    fn question(&mut self, from: u64) -> Cmd {
        self.waiting = true;
        Cmd::Branches {
            ticket: self.ticket,
            query: BranchQuery {
                listing: self.listing,
                text: self.query.text().trim().to_owned(),
                from,
                limit: WINDOW,
            },
        }
    }

    fn is_searching(&self) -> bool {
        !self.query.text().trim().is_empty()
    }

    /// Reads the rows held again, since a branch may have changed, and how many there are of each listing.
    pub fn reload(&mut self) -> Step {
        let from = match self.is_searching() {
            true => 0,
            false => self.first,
        };
        let mut cmds = vec![self.question(from)];
        if from > 0 {
            cmds.insert(0, self.question(0));
        }
        Step::ask(cmds)
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask_anew(shell)])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        if let Loaded::Branches { ticket, page } = loaded
            && *ticket == self.ticket
        {
            self.first = page.from;
            self.rows = page.rows.clone();
            self.total = page.total;
            self.counts = page.counts.unwrap_or(self.counts);
            self.waiting = false;
            self.at = self.at.min(self.total.n.saturating_sub(1));
            self.keep_in_sight(shell);
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = u64::from(list_rows(shell)).max(1);
        let last = self.total.n.saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::NextListing => return self.turn(1, shell),
            Action::PreviousListing => return self.turn(-1, shell),
            Action::Open => {
                return match self.selected() {
                    Some(row) => Step::ask(vec![Cmd::Branch(row.id)]),
                    None => Step::stay(),
                };
            }
            Action::New if shell.read_only => shell.bad(shell.words.read_only()),
            Action::New => return forms::found(None, shell).open(),
            Action::Back if self.query.is_empty() => return Step::back(),
            Action::Back => {
                self.query = Input::default();
                return self.edited(shell);
            }
            _ => {}
        }
        self.moved(shell)
    }

    fn turn(&mut self, by: isize, shell: &mut Shell) -> Step {
        let all = BranchListing::ALL;
        let at = all.iter().position(|listing| *listing == self.listing);
        let next = at.unwrap_or(0) as isize + by;
        self.listing = all[next.rem_euclid(all.len() as isize) as usize];
        Step::ask(vec![self.ask_anew(shell)])
    }

    /// After the selection moved: asks for another window where the one held ends soon.
    fn moved(&mut self, shell: &Shell) -> Step {
        self.keep_in_sight(shell);
        let end = self.first + self.rows.len() as u64;
        let above = self.first > 0 && self.at < self.first + NEAR;
        let below = end < self.total.n && self.at + NEAR > end;
        if self.is_searching() || !(above || below) {
            return Step::stay();
        }
        let from = self.at.saturating_sub(WINDOW / 2);
        match self.waiting && self.selected().is_some() {
            true => Step::stay(),
            false => Step::ask(vec![self.question(from)]),
        }
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        self.top = scroll::keep_in_sight(self.top, self.at, list_rows(shell).into());
    }

    pub fn selected(&self) -> Option<&BranchRow> {
        self.rows.get(self.at.checked_sub(self.first)? as usize)
    }

    /// `12 / 43` for the title.
    pub fn position(&self, words: Words) -> String {
        let Counted { n, more } = self.total;
        let at = if n == 0 { 0 } else { self.at + 1 };
        match more {
            true => words.position_of_more(at, n),
            false => format!("{at} / {n}"),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(1, 0, words.find(), theme.key()) + 1;
        let mut field = paint.part(x, 0, paint.width().saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        if self.query.is_empty() {
            field.text(1, 0, words.find_branch_hint(), theme.dim());
        }
        self.view_listings(paint, shell);
        let columns = Columns::of(paint.width(), words);
        let mut list = paint.part(0, 3, paint.width(), paint.height().saturating_sub(3));
        columns.header(&mut list, shell);
        let mut list = list.part(0, 1, list.width(), list.height().saturating_sub(1));
        if self.total.n == 0 && !self.waiting {
            let nothing = match self.is_searching() {
                true => words.nothing_found(),
                false => words.no_branches_listed(),
            };
            list.text(1, 0, nothing, theme.quiet());
        }
        for y in 0..list.height() {
            let place = self.top + u64::from(y);
            let row = place
                .checked_sub(self.first)
                .and_then(|at| self.rows.get(at as usize));
            let Some(row) = row else {
                continue;
            };
            let mut line = list.part(0, y, list.width(), 1);
            columns.row(&mut line, row, shell);
            if place == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    /// The listings beside each other, each with its number.
    fn view_listings(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let mut x = 1;
        for (listing, count) in BranchListing::ALL.iter().zip(self.counts) {
            let text = format!("{} {count}", words.branch_listing(*listing));
            let is_on = *listing == self.listing;
            let (text, style) = match is_on {
                true => (format!("[{text}]"), theme.key()),
                false => (format!(" {text} "), theme.quiet()),
            };
            x = paint.text(x, 1, &text, style) + 1;
        }
    }
}

/// Rows of the list in sight.
fn list_rows(shell: &Shell) -> u16 {
    shell.body_rows().saturating_sub(4)
}

/// Where the columns of the list begin; what has no room is left out.
struct Columns {
    name: u16,
    form: u16,
    members: u16,
    covers: u16,
    election: u16,
    /// None in a narrow window.
    active: Option<u16>,
    remark: u16,
}

impl Columns {
    fn of(columns: u16, words: Words) -> Columns {
        let form_width = if words == Words::ZH { 7 } else { 11 };
        let wide = columns >= 110;
        // remarks have a fourth of the window, the name what is left
        let remark = columns.saturating_sub((columns / 4).max(18));
        let active = wide.then(|| remark.saturating_sub(12));
        let election = active.unwrap_or(remark).saturating_sub(12);
        let covers = election.saturating_sub(6);
        let members = covers.saturating_sub(6);
        let form = members.saturating_sub(form_width);
        Columns {
            name: form.saturating_sub(2),
            form,
            members,
            covers,
            election,
            active,
            remark,
        }
    }

    fn header(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (style, words) = (shell.theme.quiet(), shell.words);
        paint.within(1, 0, self.name, words.fact_branch(), style);
        let width = |from: u16, to: u16| to.saturating_sub(from + 1);
        paint.within(
            self.form,
            0,
            width(self.form, self.members),
            words.column_form_short(),
            style,
        );
        paint.within(self.members, 0, 5, words.column_members_short(), style);
        paint.within(self.covers, 0, 5, words.column_covers(), style);
        paint.within(self.election, 0, 11, words.column_election(), style);
        if let Some(active) = self.active {
            paint.within(active, 0, 11, words.column_active(), style);
        }
        paint.text(self.remark, 0, words.column_remarks(), style);
    }

    fn row(&self, paint: &mut Paint<'_>, row: &BranchRow, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let name = width::printable(short_name(&row.name));
        paint.within(1, 0, self.name, &name, theme.text());
        let form_width = self.members.saturating_sub(self.form + 1);
        paint.within(
            self.form,
            0,
            form_width,
            words.branch_form(row.form),
            theme.quiet(),
        );
        let number = |number: u32| format!("{number:>3}");
        paint.within(self.members, 0, 5, &number(row.members), theme.text());
        paint.within(self.covers, 0, 5, &number(row.covers), theme.text());
        if let Some(day) = row.next_election {
            paint.within(self.election, 0, 10, &day.to_string(), theme.quiet());
        }
        if let (Some(x), Some(day)) = (self.active, row.active) {
            paint.within(x, 0, 10, &day.to_string(), theme.quiet());
        }
        let (text, style) = match row.dissolved {
            Some(day) => (words.dissolved_on(day.to_string()), theme.quiet()),
            None => (remarks(row, words), theme.warn()),
        };
        paint.text(self.remark, 0, &text, style);
    }
}

fn remarks(row: &BranchRow, words: Words) -> String {
    let short: Vec<String> = row
        .remarks
        .iter()
        .rev()
        .map(|remark: &BranchRemark| words.branch_remark_short(remark))
        .collect();
    short.join(words.list_comma())
}
