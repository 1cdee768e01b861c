//! The list of organisations: typing finds, arrows move. It holds a window of rows around the selected one and asks
//! for more before the window ends, so that a key costs the same at a hundred organisations and at a million.

use super::command::{Cmd, Loaded};
use super::duplicates::DuplicatesScreen;
use super::model::Shell;
use super::pick::Pick;
use super::register::Register;
use super::rounds::Supervision;
use super::screen::{Reply, Screen, Step};
use super::staff::Staff;
use crate::domain::census::CensusState;
use crate::domain::organisation::Standing;
use crate::domain::score::tenths_text;
use crate::domain::view::{CensusCounts, Counted, Filter, ListRow, PageFrom};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows asked for at once.
const CHUNK: usize = 128;
/// Rows held; beyond that the far end is let go.
const KEPT: usize = 512;
/// Rows left in the window at which more are asked for.
const NEAR: u64 = 48;

pub struct Organisations {
    pub query: Input,
    filter: Filter,
    rows: Vec<ListRow>,
    /// Place of `rows[0]` in the whole list.
    first: u64,
    /// Places of the selected row and of the topmost row in sight.
    at: u64,
    top: u64,
    total: Counted,
    ticket: u64,
    waiting: bool,
    areas: Vec<String>,
    authorities: Vec<String>,
    census: CensusCounts,
}

impl Organisations {
    pub fn new(shell: &mut Shell) -> (Organisations, Vec<Cmd>) {
        let mut screen = Organisations {
            query: Input::default(),
            filter: Filter::default(),
            rows: Vec::new(),
            first: 0,
            at: 0,
            top: 0,
            total: Counted::default(),
            ticket: 0,
            waiting: false,
            areas: Vec::new(),
            authorities: Vec::new(),
            census: CensusCounts::default(),
        };
        let cmds = vec![screen.ask_anew(shell), Cmd::Choices];
        (screen, cmds)
    }

    /// Starts over from the first row of what is asked for now.
    fn ask_anew(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.at = 0;
        self.top = 0;
        self.question(PageFrom::First)
    }

    fn question(&mut self, from: PageFrom) -> Cmd {
        self.waiting = true;
        let (ticket, filter) = (self.ticket, self.filter.clone());
        match self.is_searching() {
            true => Cmd::Find {
                ticket,
                text: self.query.text().to_owned(),
                filter,
            },
            false => {
                let limit = if matches!(from, PageFrom::At(..)) {
                    self.rows.len().max(CHUNK)
                } else {
                    CHUNK
                };
                Cmd::Page {
                    ticket,
                    filter,
                    from,
                    limit,
                }
            }
        }
    }

    fn is_searching(&self) -> bool {
        !self.query.text().trim().is_empty()
    }

    /// Reads the rows held again, since a visit may have changed them.
    pub fn reload(&mut self) -> Step {
        let from = match self.rows.first() {
            Some(row) if self.first > 0 => PageFrom::At(row.sort.clone(), row.id),
            _ => PageFrom::First,
        };
        Step::ask(vec![self.question(from), Cmd::Choices])
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask_anew(shell)])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match loaded {
            Loaded::Choices {
                areas,
                authorities,
                census,
            } => {
                self.areas = areas.clone();
                self.authorities = authorities.clone();
                self.census = *census;
            }
            Loaded::Found { ticket, rows, more } if *ticket == self.ticket => {
                self.rows = rows.clone();
                self.first = 0;
                self.total = Counted {
                    n: rows.len() as u64,
                    more: *more,
                };
                self.waiting = false;
            }
            Loaded::Page {
                ticket,
                from,
                rows,
                total,
            } if *ticket == self.ticket => {
                self.total = *total;
                self.take_page(from, rows);
                self.waiting = false;
            }
            _ => return Step::stay(),
        }
        self.at = self.at.min(self.total.n.saturating_sub(1));
        self.keep_in_sight(shell);
        Step::stay()
    }

    fn take_page(&mut self, from: &PageFrom, rows: &[ListRow]) {
        match from {
            PageFrom::First => {
                self.first = 0;
                self.rows = rows.to_vec();
            }
            PageFrom::At(..) => self.rows = rows.to_vec(),
            PageFrom::Last => {
                self.first = self.total.n.saturating_sub(rows.len() as u64);
                self.rows = rows.to_vec();
                self.at = self.total.n.saturating_sub(1);
            }
            PageFrom::After(..) => {
                self.rows.extend_from_slice(rows);
                let spare = self.rows.len().saturating_sub(KEPT);
                self.rows.drain(..spare);
                self.first += spare as u64;
            }
            PageFrom::Before(..) => {
                self.first = self.first.saturating_sub(rows.len() as u64);
                self.rows.splice(0..0, rows.iter().cloned());
                self.rows.truncate(KEPT);
            }
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = u64::from(self.list_rows(shell)).max(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at += 1,
            Action::PageUp => self.at = self.at.saturating_sub(page),
            Action::PageDown => self.at += page,
            Action::First | Action::Last => return self.jump(action, shell),
            Action::Open => {
                return match self.selected() {
                    Some(row) => Step::ask(vec![Cmd::Organisation(row.id)]),
                    None => Step::stay(),
                };
            }
            Action::New => {
                if shell.read_only {
                    shell.bad(shell.words.read_only());
                    return Step::stay();
                }
                let area = shell.inspector.as_ref().map_or("", |person| &person.area);
                return Step::open(Screen::Register(Box::new(Register::new(shell.words, area))));
            }
            Action::Duplicates => {
                let (screen, cmd) = DuplicatesScreen::new(shell);
                return Step::open(Screen::Duplicates(Box::new(screen))).with(cmd);
            }
            Action::Import => return Step::open(Screen::Import(Box::default())),
            Action::Rounds => return Supervision::open_list(),
            Action::Assign if shell.read_only => {
                shell.bad(shell.words.read_only());
                return Step::stay();
            }
            Action::Assign => {
                let shown = self.filters(shell.words);
                let shown = shown.trim_matches(['[', ']']).to_owned();
                return Staff::open_bulk(self.filter.clone(), self.query.text(), shown, shell);
            }
            Action::FilterArea => return self.pick_text(shell, self.areas.clone(), Reply::Area),
            Action::FilterAuthority => {
                return self.pick_text(shell, self.authorities.clone(), Reply::Authority);
            }
            Action::FilterStanding => return self.pick_standing(shell),
            Action::FilterCensus => return self.pick_census(shell),
            Action::ClearFilters => {
                self.filter = Filter::default();
                return Step::ask(vec![self.ask_anew(shell)]);
            }
            Action::Back => {
                if self.query.is_empty() {
                    return Step::back();
                }
                self.query = Input::default();
                return self.edited(shell);
            }
            _ => return Step::stay(),
        }
        self.moved(shell)
    }

    /// After the selection moved: keeps it among the rows held, and asks for more where they end soon.
    fn moved(&mut self, shell: &Shell) -> Step {
        let end = self.first + self.rows.len() as u64;
        self.at = self
            .at
            .clamp(self.first, end.saturating_sub(1).max(self.first));
        self.keep_in_sight(shell);
        if self.waiting || self.is_searching() {
            return Step::stay();
        }
        let from = match (self.rows.first(), self.rows.last()) {
            (Some(first), _) if self.first > 0 && self.at < self.first + NEAR => {
                PageFrom::Before(first.sort.clone(), first.id)
            }
            (_, Some(last)) if end < self.total.n && self.at + NEAR > end => {
                PageFrom::After(last.sort.clone(), last.id)
            }
            _ => return Step::stay(),
        };
        Step::ask(vec![self.question(from)])
    }

    fn jump(&mut self, action: Action, shell: &mut Shell) -> Step {
        let end = self.first + self.rows.len() as u64;
        match action {
            Action::First if self.first == 0 => self.at = 0,
            Action::Last if self.is_searching() || end >= self.total.n => {
                self.at = end.saturating_sub(1)
            }
            Action::First => return Step::ask(vec![self.ask_anew(shell)]),
            _ => {
                self.ticket = shell.next_ticket();
                return Step::ask(vec![self.question(PageFrom::Last)]);
            }
        }
        self.keep_in_sight(shell);
        Step::stay()
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        self.top = scroll::keep_in_sight(self.top, self.at, self.list_rows(shell).into());
    }

    fn list_rows(&self, shell: &Shell) -> u16 {
        shell.body_rows().saturating_sub(2)
    }

    pub fn selected(&self) -> Option<&ListRow> {
        self.rows.get(self.at.checked_sub(self.first)? as usize)
    }

    fn pick_text(
        &self,
        shell: &Shell,
        values: Vec<String>,
        reply: fn(Option<String>) -> Reply,
    ) -> Step {
        let words = shell.words;
        let (title, own, set) = match reply(None) {
            Reply::Area(_) => (
                words.title_area(),
                shell.inspector.as_ref().map(|person| person.area.clone()),
                &self.filter.area,
            ),
            _ => (words.title_authority(), None, &self.filter.authority),
        };
        let mut values = values;
        // one's own area first
        if let Some(at) = values.iter().position(|value| Some(value) == own.as_ref()) {
            values[..=at].rotate_right(1);
        }
        let at = set
            .as_ref()
            .and_then(|set| values.iter().position(|value| value == set))
            .map_or(0, |at| at + 1);
        let mut lines = vec![(words.all().to_owned(), reply(None))];
        lines.extend(
            values
                .into_iter()
                .map(|value| (width::printable(&value).into_owned(), reply(Some(value)))),
        );
        Step::open(Screen::Pick(Pick::new(title, lines, at)))
    }

    fn pick_standing(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let at = Standing::ALL
            .iter()
            .position(|standing| Some(*standing) == self.filter.standing);
        let mut lines = vec![(words.all().to_owned(), Reply::Standing(None))];
        lines.extend(Standing::ALL.iter().map(|standing| {
            (
                words.standing(*standing).to_owned(),
                Reply::Standing(Some(*standing)),
            )
        }));
        Step::open(Screen::Pick(Pick::new(
            words.title_standing(),
            lines,
            at.map_or(0, |at| at + 1),
        )))
    }

    /// The states of the census, each with how many organisations stand there.
    fn pick_census(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let at = CensusState::ALL
            .iter()
            .position(|state| Some(*state) == self.filter.census);
        let states = CensusState::ALL.iter().zip(self.census);
        let states = states.map(|(state, n)| {
            let line = words.census_pick(words.census_state(*state), n);
            (line, Reply::Census(Some(*state)))
        });
        let all = std::iter::once((words.all().to_owned(), Reply::Census(None)));
        Step::open(Screen::Pick(Pick::new(
            words.title_census(),
            all.chain(states).collect(),
            at.map_or(0, |at| at + 1),
        )))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Area(area) => self.filter.area = area,
            Reply::Authority(authority) => self.filter.authority = authority,
            Reply::Standing(standing) => self.filter.standing = standing,
            Reply::Census(census) => self.filter.census = census,
            _ => return Step::stay(),
        }
        Step::ask(vec![self.ask_anew(shell)])
    }

    /// `12 / 81` for the title.
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
        let filters = self.filters(words);
        let end = paint.right(0, &format!("{filters} "), theme.accent());
        let mut field = paint.part(x, 0, end.saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        if self.query.is_empty() {
            field.text(1, 0, words.find_hint(), theme.dim());
        }
        let mut list = paint.part(0, 2, paint.width(), paint.height().saturating_sub(2));
        if self.rows.is_empty() && !self.waiting {
            list.wrapped(
                1,
                0,
                3,
                if self.is_searching() || self.filter.is_set() {
                    words.nothing_found()
                } else {
                    words.no_organisations()
                },
                theme.quiet(),
            );
        }
        for y in 0..list.height() {
            let place = self.top + u64::from(y);
            let Some(row) = place
                .checked_sub(self.first)
                .and_then(|at| self.rows.get(at as usize))
            else {
                continue;
            };
            let mut line = list.part(0, y, list.width(), 1);
            view_row(&mut line, row, shell);
            if place == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    fn filters(&self, words: Words) -> String {
        let standing = self
            .filter
            .standing
            .map(|standing| words.standing(standing).to_owned());
        let census = self
            .filter
            .census
            .map(|state| words.census_state(state).to_owned());
        let set = [
            self.filter.area.clone(),
            self.filter.authority.clone(),
            standing,
            census,
        ];
        let set: Vec<String> = set
            .into_iter()
            .flatten()
            .map(|text| width::cut(&width::printable(&text), 20))
            .collect();
        match set.is_empty() {
            true => String::new(),
            false => format!("[{}]", set.join(" + ")),
        }
    }
}

/// Name, area, standing, score and day of the last visit; what does not fit falls away from the right of the name.
fn view_row(paint: &mut Paint<'_>, row: &ListRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let columns = paint.width();
    let style = match row.standing {
        Standing::Fail => theme.bad(),
        Standing::Basic | Standing::Draft => theme.warn(),
        Standing::Pass | Standing::Demonstration => theme.good(),
        Standing::Never | Standing::NoVerdict | Standing::Excluded => theme.quiet(),
    };
    // while a visit is open, the score is an older visit's
    let score_style = if row.standing == Standing::Draft {
        theme.dim()
    } else {
        theme.text()
    };
    let date = columns.saturating_sub(if columns >= 56 { 11 } else { 0 });
    let score = date.saturating_sub(7);
    let standing = score.saturating_sub(14);
    let area = standing.saturating_sub(if columns >= 70 { 13 } else { 0 });
    if let Some(day) = row.last_visit {
        paint.within(date, 0, 10, &day.to_string(), theme.quiet());
    }
    if let Some(tenths) = row.last_tenths {
        paint.within(
            score,
            0,
            5,
            &format!("{:>5}", tenths_text(tenths)),
            score_style,
        );
    }
    paint.within(standing, 0, 13, words.standing(row.standing), style);
    if columns >= 70 {
        paint.within(area, 0, 12, &width::printable(&row.area), theme.quiet());
    }
    paint.within(
        1,
        0,
        area.saturating_sub(2),
        &width::printable(&row.name),
        theme.text(),
    );
}
