//! One organisation or one branch to be found by typing and chosen, laid over the screen that asks for it.

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::pick::view_list;
use super::screen::{Go, Reply, Step};
use super::walk::{is_walk, walked};
use crate::domain::branches::{BranchListing, BranchQuery};
use crate::domain::view::{Filter, PageFrom};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;

/// Rows shown where nothing is typed.
const FIRST: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Organisation,
    Branch,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub id: i64,
    pub name: String,
    /// An organisation that a Party organisation covers already.
    pub covered: bool,
}

pub struct Finder {
    wanted: Wanted,
    title: &'static str,
    pub query: Input,
    lines: Vec<(String, Chosen)>,
    at: usize,
    ticket: u64,
}

impl Finder {
    pub fn new(wanted: Wanted, title: &'static str, shell: &mut Shell) -> (Finder, Vec<Cmd>) {
        let mut finder = Finder {
            wanted,
            title,
            query: Input::default(),
            lines: Vec::new(),
            at: 0,
            ticket: 0,
        };
        let cmds = finder.edited(shell).cmds;
        (finder, cmds)
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        self.ticket = shell.next_ticket();
        self.at = 0;
        let (ticket, text) = (self.ticket, self.query.text().trim().to_owned());
        let cmd = match (self.wanted, text.is_empty()) {
            (Wanted::Branch, _) => Cmd::Branches {
                ticket,
                query: BranchQuery {
                    listing: BranchListing::InForce,
                    text,
                    from: 0,
                    limit: FIRST as u64,
                },
            },
            (Wanted::Organisation, true) => Cmd::Page {
                ticket,
                filter: Filter::default(),
                from: PageFrom::First,
                limit: FIRST,
            },
            (Wanted::Organisation, false) => Cmd::Find {
                ticket,
                text,
                filter: Filter::default(),
            },
        };
        Step::ask(vec![cmd])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        let words = shell.words;
        match loaded {
            Loaded::Found { ticket, rows, .. } | Loaded::Page { ticket, rows, .. }
                if *ticket == self.ticket =>
            {
                let lines = rows.iter().map(|row| {
                    let form = row.branch_form.map_or("", |form| words.branch_form(form));
                    let line = format!("{}  {}  {form}", row.name, row.area);
                    let chosen = Chosen {
                        id: row.id,
                        name: row.name.clone(),
                        covered: row.branch_form.is_some(),
                    };
                    (width::printable(line.trim_end()).into_owned(), chosen)
                });
                self.lines = lines.collect();
            }
            Loaded::Branches { ticket, page } if *ticket == self.ticket => {
                let lines = page.rows.iter().map(|row| {
                    let covers = words.covers_short(row.covers);
                    let form = words.branch_form(row.form);
                    let line = format!("{}  {form}  {covers}", row.name);
                    let chosen = Chosen {
                        id: row.id,
                        name: row.name.clone(),
                        covered: false,
                    };
                    (width::printable(&line).into_owned(), chosen)
                });
                self.lines = lines.collect();
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(4)).max(1);
        let last = self.lines.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                return match self.lines.get(self.at) {
                    Some((_, chosen)) => Step::go(Go::Reply(Reply::Chosen(chosen.clone()))),
                    None => Step::stay(),
                };
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let lines: Vec<&str> = self.lines.iter().map(|(line, _)| line.as_str()).collect();
        let columns = 68.min(paint.width());
        let rows = paint.height().min(16);
        let mut inside = overlay(paint, columns, rows, self.title);
        view_list(&mut inside, &lines, self.at, &self.query, shell)
    }
}
