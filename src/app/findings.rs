//! 问题台账 as a board: every finding that is not struck off, the nearest deadline first, by light, state, area, authority
//! and responsible. Typing narrows; several can be marked and take one step together.

mod columns;

use std::collections::BTreeMap;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::notices::Notices;
use super::pick::Pick;
use super::report::ReportScreen;
use super::screen::{Reply, Screen, Step};
use super::step_sheet;
use super::tasks::named;
use super::walk::{is_walk, walked};
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::finding::{
    BoardQuery, FindingFilter, FindingRow, Light, LightCounts, State, StepKind,
};
use crate::domain::notice::NoticeKind;
use crate::domain::view::Counted;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;
use columns::Columns;
use ratatui::style::{Modifier, Style};

/// Rows held at once.
const WINDOW: u64 = 256;
/// Rows left in the window at which another one is asked for.
const NEAR: u64 = 48;
/// Rows above the list: search, sums, a blank, headings.
const ABOVE: u16 = 4;
/// Steps that can be taken on many at once.
const TOGETHER: [StepKind; 9] = [
    StepKind::FeedBack,
    StepKind::Extend,
    StepKind::Report,
    StepKind::Arrange,
    StepKind::Recheck,
    StepKind::Close,
    StepKind::SendBack,
    StepKind::Hand,
    StepKind::Withdraw,
];

pub struct Findings {
    pub query: Input,
    filter: FindingFilter,
    /// Name of the organisation whose findings alone are shown.
    only: Option<String>,
    rows: Vec<FindingRow>,
    /// Place of `rows[0]` in the whole list.
    first: u64,
    at: u64,
    top: u64,
    found: Counted,
    lights: LightCounts,
    /// Areas, authorities and responsibles to narrow down to.
    choices: [Vec<String>; 3],
    /// Numbers of those that are to take a step together.
    marked: BTreeMap<i64, String>,
    ticket: u64,
    waiting: bool,
}

impl Findings {
    pub fn new(shell: &mut Shell) -> (Findings, Vec<Cmd>) {
        Findings::narrowed(FindingFilter::default(), None, shell)
    }

    /// The findings of one organisation, those that are struck off among them.
    pub fn of_organisation(id: i64, name: String, shell: &mut Shell) -> (Findings, Vec<Cmd>) {
        let filter = FindingFilter {
            organisation: Some(id),
            all: true,
            ..FindingFilter::default()
        };
        Findings::narrowed(filter, Some(name), shell)
    }

    fn narrowed(
        filter: FindingFilter,
        only: Option<String>,
        shell: &mut Shell,
    ) -> (Findings, Vec<Cmd>) {
        let mut screen = Findings {
            query: Input::default(),
            filter,
            only,
            rows: Vec::new(),
            first: 0,
            at: 0,
            top: 0,
            found: Counted::default(),
            lights: LightCounts::default(),
            choices: Default::default(),
            marked: BTreeMap::new(),
            ticket: 0,
            waiting: false,
        };
        let cmd = screen.ask_anew(shell);
        (screen, vec![cmd, Cmd::BoardChoices])
    }

    fn ask_anew(&mut self, shell: &mut Shell) -> Cmd {
        self.at = 0;
        self.top = 0;
        self.ticket = shell.next_ticket();
        self.question(0)
    }

    fn question(&mut self, from: u64) -> Cmd {
        self.waiting = true;
        Cmd::Board {
            ticket: self.ticket,
            query: BoardQuery {
                filter: self.filter.clone(),
                text: self.query.text().trim().to_owned(),
                from,
                limit: WINDOW,
            },
        }
    }

    /// What is shown may have changed below; the selected line stays where it is.
    pub fn reload(&mut self) -> Step {
        let from = self.first;
        Step::ask(vec![self.question(from), Cmd::BoardChoices])
    }

    /// After a step was taken on those that were marked.
    pub fn unmark(&mut self) {
        self.marked.clear();
    }

    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        Step::ask(vec![self.ask_anew(shell)])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match loaded {
            Loaded::Board { ticket, page } if *ticket == self.ticket => {
                self.first = page.from;
                self.rows = page.rows.clone();
                self.found = page.found;
                self.lights = page.lights;
                self.waiting = false;
                self.at = self.at.min(self.found.n.saturating_sub(1));
                self.keep_in_sight(shell);
            }
            Loaded::BoardChoices {
                areas,
                authorities,
                responsibles,
            } => self.choices = [areas.clone(), authorities.clone(), responsibles.clone()],
            _ => {}
        }
        Step::stay()
    }

    /// Whether a key has something to do in the list as it is.
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open | Action::Mark | Action::MarkAll | Action::Steps => !self.rows.is_empty(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = u64::from(list_rows(shell)).max(1);
        let last = self.found.n.saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                let asked = self.selected().map(|row| Cmd::Finding(row.id));
                return Step::ask(asked.into_iter().collect());
            }
            Action::Mark => {
                self.mark();
                self.at = (self.at + 1).min(last);
            }
            Action::MarkAll => self.mark_all(),
            Action::Steps => return self.steps(shell),
            Action::FilterLight => return self.pick_light(shell.words),
            Action::FilterStanding => return self.pick_state(shell.words),
            Action::FilterArea | Action::FilterAuthority | Action::FilterResponsible => {
                return self.pick_text(action, shell.words);
            }
            Action::ShowAll => {
                self.filter.all = !self.filter.all;
                return Step::ask(vec![self.ask_anew(shell)]);
            }
            Action::ClearFilters => {
                let organisation = self.filter.organisation;
                self.filter = FindingFilter {
                    organisation,
                    ..FindingFilter::default()
                };
                return Step::ask(vec![self.ask_anew(shell)]);
            }
            Action::Write => {
                let wanted = ReportWanted {
                    findings: self.filter.clone(),
                    ..ReportWanted::of(ReportSubject::Findings)
                };
                let (screen, cmd) = ReportScreen::asked(wanted, shell);
                return Step::open(Screen::Report(Box::new(screen))).with(cmd);
            }
            Action::Back if self.query.is_empty() => return Step::back(),
            Action::Back => {
                self.query = Input::default();
                return self.edited(shell);
            }
            _ => {}
        }
        self.moved(shell)
    }

    fn mark(&mut self) {
        let Some(row) = self.selected() else { return };
        let (id, number) = (row.id, row.number.clone());
        if self.marked.remove(&id).is_none() {
            self.marked.insert(id, number);
        }
    }

    /// Marks everything that is held of the list as it is narrowed down; marked already, it is unmarked.
    fn mark_all(&mut self) {
        let all = self
            .rows
            .iter()
            .all(|row| self.marked.contains_key(&row.id));
        for row in &self.rows {
            match all {
                true => self.marked.remove(&row.id),
                false => self.marked.insert(row.id, row.number.clone()),
            };
        }
    }

    /// Asks which step those that are marked, or the selected one, are to take.
    fn steps(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let lines = TOGETHER
            .iter()
            .map(|kind| (words.step_to_take(*kind).to_owned(), Reply::Step(*kind)));
        // a draft about all of them, or about those of one organisation
        let kinds = NoticeKind::ALL.iter();
        let notices = kinds.map(|kind| {
            let line = words.draft_of(words.notice_kind(*kind));
            (line, Reply::NoticeKind(Some(*kind)))
        });
        let pick = Pick::new(words.title_steps(), lines.chain(notices).collect(), 0);
        Step::open(Screen::Pick(pick))
    }

    /// Those that are marked, or the selected one.
    fn chosen(&self) -> Vec<i64> {
        match self.marked.is_empty() {
            true => self.selected().map(|row| row.id).into_iter().collect(),
            false => self.marked.keys().copied().collect(),
        }
    }

    fn pick_light(&self, words: Words) -> Step {
        let lights = [Light::Red, Light::Yellow, Light::Blue, Light::None];
        let own = |light: &Light| Some(*light) == self.filter.light;
        let at = lights.iter().position(own).map_or(0, |at| at + 1);
        let mut lines = vec![(words.all().to_owned(), Reply::Light(None))];
        lines.extend(lights.iter().map(|light| {
            let text = format!("{}  {}", words.light(*light), self.lights.of(*light));
            (text, Reply::Light(Some(*light)))
        }));
        Step::open(Screen::Pick(Pick::new(words.title_light(), lines, at)))
    }

    fn pick_state(&self, words: Words) -> Step {
        let own = |state: &State| Some(*state) == self.filter.state;
        let at = State::ALL.iter().position(own).map_or(0, |at| at + 1);
        let mut lines = vec![(words.all().to_owned(), Reply::FindingState(None))];
        lines.extend(State::ALL.iter().map(|state| {
            let name = words.finding_state(*state).to_owned();
            (name, Reply::FindingState(Some(*state)))
        }));
        Step::open(Screen::Pick(Pick::new(words.title_state(), lines, at)))
    }

    fn pick_text(&self, action: Action, words: Words) -> Step {
        type Made = fn(Option<String>) -> Reply;
        let [areas, authorities, responsibles] = &self.choices;
        let (title, values, set, reply): (_, _, _, Made) = match action {
            Action::FilterArea => (words.title_area(), areas, &self.filter.area, Reply::Area),
            Action::FilterAuthority => (
                words.title_authority(),
                authorities,
                &self.filter.authority,
                Reply::Authority,
            ),
            _ => (
                words.title_responsible(),
                responsibles,
                &self.filter.responsible,
                Reply::Responsible,
            ),
        };
        let at = values.iter().position(|value| set.as_ref() == Some(value));
        let mut lines = vec![(words.all().to_owned(), reply(None))];
        lines.extend(
            values
                .iter()
                .map(|value| (named(value, words), reply(Some(value.clone())))),
        );
        let pick = Pick::new(title, lines, at.map_or(0, |at| at + 1));
        Step::open(Screen::Pick(pick))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Light(light) => self.filter.light = light,
            Reply::FindingState(state) => self.filter.state = state,
            Reply::Area(area) => self.filter.area = area,
            Reply::Authority(authority) => self.filter.authority = authority,
            Reply::Responsible(responsible) => self.filter.responsible = responsible,
            Reply::Step(kind) => {
                return step_sheet::many(kind, self.chosen(), shell).open();
            }
            Reply::NoticeKind(Some(kind)) => {
                return Notices::draft(kind, self.chosen(), false, shell);
            }
            _ => return Step::stay(),
        }
        Step::ask(vec![self.ask_anew(shell)])
    }

    /// After the selection moved: asks for another window where the one held ends soon.
    fn moved(&mut self, shell: &Shell) -> Step {
        self.keep_in_sight(shell);
        let end = self.first + self.rows.len() as u64;
        let above = self.first > 0 && self.at < self.first + NEAR;
        let below = end < self.found.n && self.at + NEAR > end;
        if !(above || below) || self.waiting && self.selected().is_some() {
            return Step::stay();
        }
        let from = self.at.saturating_sub(WINDOW / 2);
        Step::ask(vec![self.question(from)])
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        self.top = scroll::keep_in_sight(self.top, self.at, list_rows(shell).into());
    }

    pub fn selected(&self) -> Option<&FindingRow> {
        self.rows.get(self.at.checked_sub(self.first)? as usize)
    }

    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let Counted { n, more } = self.found;
        let at = if n == 0 { 0 } else { self.at + 1 };
        let right = match more {
            true => words.position_of_more(at, n),
            false => format!("{at} / {n}"),
        };
        let left = match &self.only {
            Some(name) => format!("{}  {}", words.findings(), width::printable(name)),
            None => words.findings().to_owned(),
        };
        (left, right)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(1, 0, words.find(), theme.key()) + 1;
        let end = paint.right(0, &format!("{} ", self.filters(words)), theme.accent());
        let mut field = paint.part(x, 0, end.saturating_sub(x + 1), 1);
        let cursor = self.query.draw_line(&mut field, theme.strong());
        if self.query.is_empty() {
            field.text(1, 0, words.findings_hint(), theme.dim());
        }
        self.view_sums(
            &mut paint.part(1, 1, paint.width().saturating_sub(2), 1),
            shell,
        );
        let columns = Columns::of(paint.width(), words);
        columns.header(&mut paint.part(0, ABOVE - 1, paint.width(), 1), shell);
        let rows = paint.height().saturating_sub(ABOVE);
        let mut list = paint.part(0, ABOVE, paint.width(), rows);
        if self.found.n == 0 && !self.waiting {
            let narrow = self.filter.is_set() || !self.query.is_empty();
            let nothing = match narrow {
                true => words.nothing_found(),
                false => words.findings_none(),
            };
            list.text(1, 0, nothing, theme.quiet());
        }
        let ladder = &shell.rules.ladder;
        let horizon = ladder.horizon(&shell.rules.holidays, shell.today);
        for y in 0..list.height() {
            let place = self.top + u64::from(y);
            let row = place
                .checked_sub(self.first)
                .and_then(|at| self.rows.get(at as usize));
            let Some(row) = row else { continue };
            let mut line = list.part(0, y, list.width(), 1);
            let is_marked = self.marked.contains_key(&row.id);
            let light = horizon.light(row.stand.state, row.deadline);
            columns.row(&mut line, row, light, is_marked, shell);
            if place == self.at {
                line.row(0, theme.selected());
            }
        }
        cursor
    }

    fn view_sums(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let mut x = 0;
        // of one organisation the list itself says it
        let lights = [Light::Red, Light::Yellow, Light::Blue, Light::None];
        let shown = if self.only.is_some() {
            &[]
        } else {
            &lights[..]
        };
        for light in shown.iter().copied() {
            let n = self.lights.of(light);
            let style = match n {
                0 => theme.quiet(),
                _ => light_style(light, shell).add_modifier(Modifier::BOLD),
            };
            x = paint.text(x, 0, words.light(light), theme.quiet());
            x = paint.text(x + 1, 0, &n.to_string(), style) + 3;
        }
        if !self.marked.is_empty() {
            let text = words.findings_marked(self.marked.len());
            paint.right(0, &text, theme.key());
        } else if self.lights.recheck > 0 && self.only.is_none() {
            let text = words.findings_recheck(self.lights.recheck);
            paint.text(x, 0, &text, theme.quiet());
        }
    }

    fn filters(&self, words: Words) -> String {
        let own = |text: &Option<String>| text.as_ref().map(|text| named(text, words));
        let set = [
            self.filter.light.map(|light| words.light(light).to_owned()),
            self.filter
                .state
                .map(|state| words.finding_state(state).to_owned()),
            own(&self.filter.area),
            own(&self.filter.authority),
            own(&self.filter.responsible),
            self.filter.all.then(|| words.key_all_findings().to_owned()),
        ];
        let set: Vec<String> = set
            .into_iter()
            .flatten()
            .map(|text| width::cut(&text, 14))
            .collect();
        match set.is_empty() {
            true => String::new(),
            false => format!("[{}]", set.join(" + ")),
        }
    }
}

/// Rows of the list in sight.
fn list_rows(shell: &Shell) -> u16 {
    shell.body_rows().saturating_sub(ABOVE)
}

pub fn light_style(light: Light, shell: &Shell) -> Style {
    let theme = shell.theme;
    match light {
        Light::Red => theme.bad(),
        Light::Yellow => theme.warn(),
        Light::Blue => theme.accent(),
        Light::None => theme.quiet(),
    }
}
