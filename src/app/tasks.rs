//! The list of 应建未建 (清账销号): who must form a branch and has none, who answers for it and until when, and who was
//! struck off. It holds at most some thousand lines, which typing searches; everything else is asked for.

use std::sync::Arc;

use super::advice::{AdviceScreen, days, state_style};
use super::command::{Cmd, Loaded};
use super::give::Give;
use super::model::Shell;
use super::pick::{self, Pick};
use super::screen::{Reply, Screen, Step};
use super::walk::{is_walk, walked};
use super::wall::Wall;
use crate::domain::task::TaskState;
use crate::domain::worklist::{Line, Tally, Wanted, Worklist};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;
use ratatui::style::Modifier;

/// Rows above the list: search, sums, headings.
const ABOVE: u16 = 4;

pub struct Tasks {
    pub query: Input,
    wanted: Wanted,
    list: Option<Arc<Worklist>>,
    /// Numbers of the lines that match what was typed.
    shown: Vec<usize>,
    at: usize,
    ticket: u64,
}

impl Tasks {
    /// `wanted`: what the list is narrowed to at first.
    pub fn new(shell: &mut Shell, wanted: Wanted) -> (Tasks, Vec<Cmd>) {
        let mut screen = Tasks {
            query: Input::default(),
            wanted,
            list: None,
            shown: Vec::new(),
            at: 0,
            ticket: 0,
        };
        let cmd = screen.ask(shell);
        (screen, vec![cmd])
    }

    fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.question()
    }

    fn question(&self) -> Cmd {
        Cmd::Tasks {
            ticket: self.ticket,
            wanted: self.wanted.clone(),
        }
    }

    /// What is shown may have changed below; the selected line stays where it is.
    pub fn reload(&self) -> Step {
        Step::ask(vec![self.question()])
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Tasks { ticket, list } = loaded
            && *ticket == self.ticket
        {
            let before = self.selected().map(|line| line.id);
            self.list = Some(list.clone());
            self.search();
            let same = |at: &usize| before == list.lines.get(*at).map(|line| line.id);
            if let Some(at) = self.shown.iter().position(same) {
                self.at = at;
            }
        }
        Step::stay()
    }

    pub fn edited(&mut self) -> Step {
        self.at = 0;
        self.search();
        Step::stay()
    }

    fn search(&mut self) {
        let query = self.query.text().trim().to_lowercase();
        let lines = self.list.as_ref().map_or(&[][..], |list| &list.lines);
        let takes = |line: &Line| {
            pick::matches(&line.name, &query) || pick::matches(&line.responsible, &query)
        };
        self.shown = (0..lines.len()).filter(|at| takes(&lines[*at])).collect();
        self.at = self.at.min(self.shown.len().saturating_sub(1));
    }

    fn selected(&self) -> Option<&Line> {
        let list = self.list.as_ref()?;
        list.lines.get(*self.shown.get(self.at)?)
    }

    /// Whether a key has something to do in the list as it is.
    pub fn offers(&self, action: Action) -> bool {
        let needs = [Action::Open, Action::Task, Action::GiveAll];
        !self.shown.is_empty() || !needs.contains(&action)
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE)).max(1);
        let last = self.shown.len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                if let Some(line) = self.selected() {
                    return Step::ask(vec![Cmd::Organisation(line.id)]);
                }
            }
            Action::Task => {
                if let Some(line) = self.selected() {
                    let (screen, cmd) = AdviceScreen::new(line.id);
                    return Step::open(Screen::Advice(Box::new(screen))).with(cmd);
                }
            }
            Action::GiveAll => return self.give(shell),
            Action::TurnRules => {
                let now = self.list.as_ref().map(|list| list.set.as_str());
                self.wanted.set = next_set(now, shell);
                return Step::ask(vec![self.ask(shell)]);
            }
            Action::FilterStanding => return self.pick_state(shell.words),
            Action::FilterArea | Action::FilterAuthority | Action::FilterResponsible => {
                return self.pick_text(action, shell.words);
            }
            Action::ClearFilters => {
                let set = self.wanted.set.take();
                self.wanted = Wanted {
                    set,
                    ..Wanted::default()
                };
                return Step::ask(vec![self.ask(shell)]);
            }
            Action::Wall => {
                let set = self.list.as_ref().map(|list| list.set.clone());
                let (screen, cmd) = Wall::new(shell, set);
                return Step::open(Screen::Wall(screen)).with(cmd);
            }
            Action::Back if !self.query.is_empty() => {
                self.query = Input::default();
                return self.edited();
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    /// One task for everybody in the list who is not struck off.
    fn give(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let Some(list) = &self.list else {
            return Step::stay();
        };
        let lines = self.shown.iter().map(|at| &list.lines[*at]);
        let ids: Vec<i64> = lines
            .filter(|line| line.state != TaskState::Struck)
            .map(|line| line.id)
            .collect();
        if ids.is_empty() {
            shell.hint(words.give_nothing());
            return Step::stay();
        }
        Step::open(Screen::Give(Give::new(words, ids, list.ends)))
    }

    fn pick_state(&self, words: Words) -> Step {
        let own = |state: &TaskState| Some(*state) == self.wanted.state;
        let at = TaskState::ALL.iter().position(own);
        let mut lines = vec![(words.all().to_owned(), Reply::TaskState(None))];
        lines.extend(TaskState::ALL.iter().map(|state| {
            let name = words.task_state(*state).to_owned();
            (name, Reply::TaskState(Some(*state)))
        }));
        let at = at.map_or(0, |at| at + 1);
        Step::open(Screen::Pick(Pick::new(words.title_standing(), lines, at)))
    }

    fn pick_text(&self, action: Action, words: Words) -> Step {
        let Some(list) = &self.list else {
            return Step::stay();
        };
        type Made = fn(Option<String>) -> Reply;
        let (title, values, set, reply): (_, Vec<&String>, _, Made) = match action {
            Action::FilterArea => (
                words.title_area(),
                list.by_area.keys().collect(),
                &self.wanted.area,
                Reply::Area,
            ),
            Action::FilterAuthority => (
                words.title_authority(),
                list.by_authority.keys().collect(),
                &self.wanted.authority,
                Reply::Authority,
            ),
            _ => (
                words.title_responsible(),
                list.responsible.iter().collect(),
                &self.wanted.responsible,
                Reply::Responsible,
            ),
        };
        let at = values.iter().position(|value| set.as_ref() == Some(*value));
        let mut lines = vec![(words.all().to_owned(), reply(None))];
        lines.extend(values.into_iter().map(|value| {
            let shown = named(value, words);
            (shown, reply(Some(value.clone())))
        }));
        Step::open(Screen::Pick(Pick::new(
            title,
            lines,
            at.map_or(0, |at| at + 1),
        )))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::TaskState(state) => self.wanted.state = state,
            Reply::Area(area) => self.wanted.area = area,
            Reply::Authority(authority) => self.wanted.authority = authority,
            Reply::Responsible(responsible) => self.wanted.responsible = responsible,
            _ => return Step::stay(),
        }
        self.at = 0;
        Step::ask(vec![self.ask(shell)])
    }

    /// Left and right of the title line: by which rule set, and where in the list.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let Some(list) = &self.list else {
            return (words.tasks_title().into(), String::new());
        };
        let at = if self.shown.is_empty() {
            0
        } else {
            self.at + 1
        };
        let left = format!("{}  {}", words.tasks_title(), set_by(&list.set, shell));
        (left, format!("{at} / {}", self.shown.len()))
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(1, 0, words.find(), theme.key()) + 1;
        let end = paint.right(0, &format!("{} ", self.filters(words)), theme.accent());
        let mut field = paint.part(x, 0, end.saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        let Some(list) = &self.list else {
            paint.text(1, 1, words.reading(), theme.quiet());
            return cursor;
        };
        view_sums(
            &mut paint.part(1, 1, paint.width().saturating_sub(2), 1),
            list.whole,
            shell,
        );
        let note = if list.found > list.lines.len() as u64 {
            words.tasks_more(list.lines.len(), list.found)
        } else if list.withdrawn > 0 {
            words.tasks_withdrawn(list.withdrawn)
        } else {
            String::new()
        };
        let columns = paint.width();
        if self.shown.is_empty() {
            let text = match self.wanted.is_narrow() || !self.query.is_empty() {
                true => words.nothing_found(),
                false => words.tasks_none(),
            };
            paint
                .part(1, 3, columns.saturating_sub(2), 3)
                .wrapped(0, 0, 3, text, theme.quiet());
            return cursor;
        }
        paint.within(1, 2, columns.saturating_sub(2), &note, theme.quiet());
        let places = Places::of(columns, words);
        places.view_headings(&mut paint.part(0, ABOVE - 1, columns, 1), shell);
        let rows = paint.height().saturating_sub(ABOVE);
        let first = scroll::page_of(self.at, self.shown.len(), rows.into());
        let shown = self.shown.iter().skip(first).take(rows.into());
        for (y, at) in shown.enumerate() {
            let mut line = paint.part(0, ABOVE + y as u16, columns, 1);
            places.view_line(&mut line, &list.lines[*at], shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    fn filters(&self, words: Words) -> String {
        let state = self
            .wanted
            .state
            .map(|state| words.task_state(state).to_owned());
        let own = |text: &Option<String>| text.as_ref().map(|text| named(text, words));
        let set = [
            state,
            own(&self.wanted.area),
            own(&self.wanted.authority),
            own(&self.wanted.responsible),
        ];
        let set: Vec<String> = set
            .into_iter()
            .flatten()
            .map(|text| width::cut(&text, 16))
            .collect();
        match set.is_empty() {
            true => String::new(),
            false => format!("[{}]", set.join(" + ")),
        }
    }
}

/// The rule set after the one shown, round the end.
pub fn next_set(now: Option<&str>, shell: &Shell) -> Option<String> {
    let sets = &shell.rules.formation;
    let at = sets.iter().position(|set| Some(set.id.as_str()) == now);
    let next = at.map_or(0, |at| (at + 1) % sets.len());
    sets.get(next).map(|set| set.id.clone())
}

/// `按方案口径`
pub fn set_by(id: &str, shell: &Shell) -> String {
    let words = shell.words;
    let set = shell.rules.formation.iter().find(|set| set.id == id);
    words.tasks_by(set.map_or(id, |set| set.name.get(words.0)))
}

pub fn named(name: &str, words: Words) -> String {
    match name.is_empty() {
        true => words.part_unnamed().to_owned(),
        false => width::printable(name).into_owned(),
    }
}

/// How many are in which state, and 销号率 with its base.
pub fn view_sums(paint: &mut Paint<'_>, tally: Tally, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let mut x = 0;
    for state in TaskState::ALL {
        let n = tally.of(*state);
        let style = match n {
            0 => theme.quiet(),
            _ => state_style(*state, theme).add_modifier(Modifier::BOLD),
        };
        x = paint.text(x, 0, words.task_state(*state), theme.quiet());
        x = paint.text(x + 1, 0, &n.to_string(), style) + 3;
    }
    if let Some(share) = struck_share(tally, words) {
        x = paint.text(x, 0, words.tasks_rate_short(), theme.quiet());
        paint.text(x + 1, 0, &share, theme.strong());
    }
}

/// `58.82%（10/17）`; none where nothing is on the list.
pub fn struck_share(tally: Tally, words: Words) -> Option<String> {
    let percent = crate::domain::coverage::Percent::of(tally.struck, tally.all())?;
    Some(words.tasks_share(&percent.to_string(), tally.struck, tally.all()))
}

/// Where each column begins; a column without room is left out.
struct Places {
    area: Option<u16>,
    state: u16,
    responsible: Option<u16>,
    deadline: Option<u16>,
    last: u16,
}

impl Places {
    fn of(columns: u16, words: Words) -> Places {
        let zh = words == Words::ZH;
        let last = columns.saturating_sub(if zh { 13 } else { 11 });
        let deadline = (columns >= 64).then(|| last.saturating_sub(12));
        let x = deadline.unwrap_or(last);
        let responsible = (columns >= if zh { 50 } else { 78 }).then(|| x.saturating_sub(9));
        let x = responsible.unwrap_or(x);
        let state = x.saturating_sub(if zh { 8 } else { 12 });
        let area = (columns >= if zh { 78 } else { 96 }).then(|| state.saturating_sub(10));
        Places {
            area,
            state,
            responsible,
            deadline,
            last,
        }
    }

    fn name_ends(&self) -> u16 {
        self.area.unwrap_or(self.state)
    }

    fn view_headings(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (words, style) = (shell.words, shell.theme.quiet());
        paint.within(
            1,
            0,
            self.name_ends().saturating_sub(2),
            words.column_name(),
            style,
        );
        let mut heading = |x: Option<u16>, text: &str| {
            if let Some(x) = x {
                paint.text(x, 0, text, style);
            }
        };
        heading(self.area, words.title_area());
        heading(Some(self.state), words.title_standing());
        heading(self.responsible, words.column_responsible());
        heading(self.deadline, words.task_deadline());
        heading(Some(self.last), words.column_left());
    }

    fn view_line(&self, paint: &mut Paint<'_>, line: &Line, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let style = state_style(line.state, theme);
        let name = width::printable(&line.name);
        paint.within(
            1,
            0,
            self.name_ends().saturating_sub(2),
            &name,
            theme.text(),
        );
        if let Some(x) = self.area {
            paint.within(x, 0, 9, &width::printable(&line.area), theme.quiet());
        }
        paint.within(self.state, 0, 11, words.task_state(line.state), style);
        if let Some(x) = self.responsible {
            paint.within(x, 0, 8, &width::printable(&line.responsible), theme.text());
        }
        if let (Some(x), Some(day)) = (self.deadline, line.deadline) {
            paint.within(x, 0, 10, &day.to_string(), theme.quiet());
        }
        let last = match (line.struck, line.deadline) {
            (Some(day), _) => day.to_string(),
            (None, Some(day)) if line.state != TaskState::Struck => days(day, shell.today, words),
            _ => String::new(),
        };
        paint.text(self.last, 0, &last, style);
    }
}
