//! 挂图作战: areas down, states across, a bar for each area; to be read across a room.

use std::sync::Arc;

use super::advice::state_style;
use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::report::ReportScreen;
use super::screen::{Screen, Step};
use super::tasks::{Tasks, named, next_set, set_by, view_sums};
use super::walk::{is_walk, walked};
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::task::TaskState;
use crate::domain::worklist::{Tally, Wanted, Worklist};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;
use ratatui::style::{Modifier, Style};

/// Rows above the areas: sums, blank, headings.
const ABOVE: u16 = 3;

pub struct Wall {
    set: Option<String>,
    list: Option<Arc<Worklist>>,
    at: usize,
    ticket: u64,
}

/// Left to right in a bar, each with its mark, so that it can be read without colour.
const BAR: [(TaskState, &str); 4] = [
    (TaskState::Struck, "#"),
    (TaskState::Open, "="),
    (TaskState::Overdue, "!"),
    (TaskState::Unassigned, "."),
];

impl Wall {
    pub fn new(shell: &mut Shell, set: Option<String>) -> (Wall, Cmd) {
        let mut screen = Wall {
            set,
            list: None,
            at: 0,
            ticket: 0,
        };
        let cmd = screen.ask(shell);
        (screen, cmd)
    }

    fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.question()
    }

    fn question(&self) -> Cmd {
        let wanted = Wanted {
            set: self.set.clone(),
            ..Wanted::default()
        };
        Cmd::Tasks {
            ticket: self.ticket,
            wanted,
        }
    }

    pub fn reload(&self) -> Step {
        Step::ask(vec![self.question()])
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Tasks { ticket, list } = loaded
            && *ticket == self.ticket
        {
            self.list = Some(list.clone());
            self.at = self.at.min(list.by_area.len().saturating_sub(1));
        }
        Step::stay()
    }

    pub fn has_areas(&self) -> bool {
        self.list
            .as_ref()
            .is_some_and(|list| !list.by_area.is_empty())
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let count = self.list.as_ref().map_or(0, |list| list.by_area.len());
        let last = count.saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => return self.open(shell),
            Action::TurnRules => {
                let now = self.list.as_ref().map(|list| list.set.as_str());
                self.set = next_set(now, shell);
                return Step::ask(vec![self.ask(shell)]);
            }
            Action::Write => {
                let wanted = ReportWanted {
                    rule: self.list.as_ref().map(|list| list.set.clone()),
                    ..ReportWanted::of(ReportSubject::Tasks)
                };
                let (screen, cmd) = ReportScreen::asked(wanted, shell);
                return Step::open(Screen::Report(Box::new(screen))).with(cmd);
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    /// The list of the selected area.
    fn open(&self, shell: &mut Shell) -> Step {
        let Some(list) = &self.list else {
            return Step::stay();
        };
        let Some((area, _)) = ordered(list).into_iter().nth(self.at) else {
            return Step::stay();
        };
        let wanted = Wanted {
            set: Some(list.set.clone()),
            area: Some(area.clone()),
            ..Wanted::default()
        };
        let (screen, cmds) = Tasks::new(shell, wanted);
        Step {
            cmds,
            ..Step::open(Screen::Tasks(Box::new(screen)))
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let by = self.list.as_ref().map(|list| set_by(&list.set, shell));
        let left = format!("{}  {}", words.wall_title(), by.unwrap_or_default());
        (left.trim_end().to_owned(), shell.today.to_string())
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width();
        let Some(list) = &self.list else {
            paint.text(1, 0, words.reading(), theme.quiet());
            return None;
        };
        view_sums(
            &mut paint.part(1, 0, columns.saturating_sub(2), 1),
            list.whole,
            shell,
        );
        if list.by_area.is_empty() {
            paint.part(1, 2, columns.saturating_sub(2), 3).wrapped(
                0,
                0,
                3,
                words.tasks_none(),
                theme.quiet(),
            );
            return None;
        }
        let places = Places::of(columns, list, words);
        places.view_headings(&mut paint.part(0, ABOVE - 1, columns, 1), shell);
        // a row of air between the areas where there is room for it
        let rows = paint.height().saturating_sub(ABOVE);
        let each = if usize::from(rows) >= list.by_area.len() * 2 {
            2
        } else {
            1
        };
        let rows = usize::from(rows / each);
        let first = scroll::page_of(self.at, list.by_area.len(), rows);
        let areas = ordered(list).into_iter();
        let shown = areas.enumerate().skip(first).take(rows);
        for (y, (at, (area, tally))) in shown.enumerate() {
            let mut line = paint.part(0, ABOVE + y as u16 * each, columns, 1);
            places.view_area(&mut line, &named(area, words), *tally, shell);
            if at == self.at {
                line.row(0, theme.selected());
            }
        }
        None
    }
}

/// Where most is left to do comes first.
fn ordered(list: &Worklist) -> Vec<(&String, &Tally)> {
    let mut areas: Vec<(&String, &Tally)> = list.by_area.iter().collect();
    areas.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.left(), tally.overdue)));
    areas
}

/// Where name, bar and counts stand.
struct Places {
    name: u16,
    /// Columns of a bar, and how many of them one organisation takes.
    bar: u16,
    each: u16,
    /// Columns of the count of each state and of all.
    counts: Vec<u16>,
    /// Organisations of the largest area.
    most: u64,
}

impl Places {
    fn of(columns: u16, list: &Worklist, words: Words) -> Places {
        let widest = list.by_area.keys().map(|area| width::width(area)).max();
        let name = (widest.unwrap_or(0) as u16).clamp(8, 20) + 2;
        let states = TaskState::ALL.iter().map(|state| words.task_state(*state));
        let labels = states.chain(Some(words.wall_all()));
        let mut counts: Vec<u16> = labels
            .map(|label| (width::width(label) as u16).max(4) + 2)
            .collect();
        if columns < name + counts.iter().sum::<u16>() + 8 {
            counts = vec![5; counts.len()];
        }
        let bar = columns.saturating_sub(1 + name + counts.iter().sum::<u16>() + 3);
        let most = list
            .by_area
            .values()
            .map(|tally| tally.all())
            .max()
            .unwrap_or(0);
        let each = u64::from(bar).checked_div(most).unwrap_or(0).clamp(0, 8) as u16;
        Places {
            name,
            bar,
            each,
            counts,
            most,
        }
    }

    fn count_at(&self, at: usize) -> u16 {
        1 + self.name + self.bar + 2 + self.counts[..at].iter().sum::<u16>()
    }

    fn view_headings(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        paint.within(
            1,
            0,
            self.name.saturating_sub(1),
            words.title_area(),
            theme.quiet(),
        );
        let mut legend = paint.part(1 + self.name, 0, self.bar, 1);
        let mut x = 0;
        for (state, mark) in BAR {
            let text = format!("{mark} {}", words.task_state(state));
            if x + width::width(&text) as u16 > self.bar {
                break;
            }
            x = legend.text(x, 0, &text, state_style(state, theme)) + 2;
        }
        for (at, state) in TaskState::ALL.iter().enumerate() {
            let label = words.task_state(*state);
            self.view_count(paint, at, label, state_style(*state, theme));
        }
        self.view_count(paint, 4, words.wall_all(), theme.quiet());
    }

    /// A number or its heading, on the right of its columns.
    fn view_count(&self, paint: &mut Paint<'_>, at: usize, text: &str, style: Style) {
        let room = self.counts[at].saturating_sub(1);
        let text = width::cut(text, room.into());
        let gap = room.saturating_sub(width::width(&text) as u16);
        paint.within(self.count_at(at) + gap, 0, room, &text, style);
    }

    fn view_area(&self, paint: &mut Paint<'_>, area: &str, tally: Tally, shell: &Shell) {
        let theme = shell.theme;
        paint.within(1, 0, self.name.saturating_sub(1), area, theme.strong());
        let mut bar = paint.part(1 + self.name, 0, self.bar, 1);
        let mut x = 0;
        for (state, mark) in BAR {
            let columns = self.columns(tally.of(state));
            x = bar.text(x, 0, &mark.repeat(columns), state_style(state, theme));
        }
        for (at, state) in TaskState::ALL.iter().enumerate() {
            let n = tally.of(*state);
            let style = match n {
                0 => theme.dim(),
                _ => state_style(*state, theme).add_modifier(Modifier::BOLD),
            };
            self.view_count(paint, at, &n.to_string(), style);
        }
        self.view_count(paint, 4, &tally.all().to_string(), theme.text());
    }

    /// Columns for so many organisations; where one column each is too much, their share of the largest area's.
    fn columns(&self, n: u64) -> usize {
        match (self.each, self.most) {
            (0, 0) => 0,
            (0, most) => (u128::from(n) * u128::from(self.bar)).div_ceil(u128::from(most)) as usize,
            (each, _) => n as usize * usize::from(each),
        }
    }
}
