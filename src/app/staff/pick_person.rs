//! Choosing someone out of everybody, narrowed by typing: to take organisations, to take over from who leaves.

use crate::app::command::{Cmd, Loaded};
use crate::app::model::Shell;
use crate::app::screen::{Go, Reply, Step};
use crate::app::walk::{is_walk, walked};
use crate::domain::change::Uuid;
use crate::domain::people::Role;
use crate::domain::staff::{PeopleFilter, PersonRow, Survey, Surveyed};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;

pub struct PickPerson {
    pub query: Input,
    role: Option<Role>,
    /// Not this one.
    without: Option<Uuid>,
    rows: Vec<PersonRow>,
    at: usize,
    ticket: u64,
}

impl PickPerson {
    pub fn anyone() -> PickPerson {
        PickPerson {
            query: Input::default(),
            role: None,
            without: None,
            rows: Vec::new(),
            at: 0,
            ticket: 0,
        }
    }

    /// Someone of the same role in this one's place.
    pub fn in_place_of(row: &PersonRow) -> PickPerson {
        PickPerson {
            role: Some(row.role),
            without: Some(row.uuid),
            ..PickPerson::anyone()
        }
    }

    pub fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.at = 0;
        Cmd::Survey(Survey::People {
            ticket: self.ticket,
            filter: PeopleFilter {
                role: self.role,
                text: self.query.text().trim().to_owned(),
                ..PeopleFilter::default()
            },
        })
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask(shell)])
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Surveyed(surveyed) = loaded
            && let Surveyed::People { ticket, rows, .. } = &**surveyed
            && *ticket == self.ticket
        {
            self.rows = rows
                .iter()
                .filter(|row| Some(row.uuid) != self.without)
                .cloned()
                .collect();
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(4)).max(1);
        let last = self.rows.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Back => return Step::back(),
            Action::Open => {
                if let Some(row) = self.rows.get(self.at) {
                    return Step::go(Go::Reply(Reply::Person(Box::new(row.clone()))));
                }
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let rows = paint.height().min(18);
        let mut inside = overlay(paint, 74, rows, words.pick_person());
        let x = inside.text(0, 0, "/ ", theme.key());
        let room = inside.width().saturating_sub(x);
        let cursor = self
            .query
            .draw_line(&mut inside.part(x, 0, room, 1), theme.text());
        if self.query.is_empty() {
            inside.text(x + 1, 0, words.people_hint(), theme.dim());
        }
        if self.rows.is_empty() {
            inside.text(0, 1, words.nothing_found(), theme.quiet());
        }
        let lines = usize::from(inside.height().saturating_sub(1));
        let first = scroll::page_of(self.at, self.rows.len(), lines);
        for (at, row) in self.rows.iter().skip(first).take(lines).enumerate() {
            let columns = inside.width();
            let mut line = inside.part(0, at as u16 + 1, columns, 1);
            view_row(&mut line, row, shell);
            if first + at == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }
}

fn view_row(paint: &mut Paint<'_>, row: &PersonRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let load = match row.role {
        Role::Instructor | Role::Liaison => {
            format!("{}/{}", row.held.load, shell.rules.people.load_most)
        }
        _ => String::new(),
    };
    let end = paint.right(0, &load, theme.quiet());
    paint.within(0, 0, 10, &width::printable(&row.name), theme.text());
    paint.within(11, 0, 11, words.role_short(row.role), theme.quiet());
    let where_from = format!("{} {}", row.area, row.unit);
    let room = end.saturating_sub(24);
    paint.within(23, 0, room, &width::printable(&where_from), theme.quiet());
}
