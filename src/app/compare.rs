//! A visit beside an earlier one: what changed, what can be skipped this time, and the open problems, each a list.

use std::sync::Arc;

use ratatui::style::Style;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::pick::Pick;
use super::report_file::FileForm;
use super::screen::{Go, Reply, Screen, Step};
use super::walk::{is_walk, walked};
use crate::domain::comparison::{Became, Comparison, Open, Problem};
use crate::domain::visit::Answer;
use crate::keys::Action;
use crate::reports::comparison::{answer, report, score};
use crate::theme::Theme;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::{printable, width};
use crate::words::Words;

/// Rows above the list: the names of the lists, the two visits, a blank and the headings.
const ABOVE: u16 = 4;
/// Rows below it, where there is room: a rule, and the chosen line in full.
const BELOW: u16 = 5;
const LEAST_LIST: u16 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Changed,
    Skippable,
    Open,
}

/// One line of a list, as it is drawn.
struct Row {
    address: String,
    name: String,
    before: Option<Answer>,
    now: Option<Answer>,
    /// In the last column, and once more in full below.
    state: String,
    whole: String,
    tone: Tone,
    /// Among those that the name of the list tells the number of.
    counts: bool,
}

#[derive(Clone, Copy)]
enum Tone {
    Plain,
    Good,
    Bad,
}

pub struct CompareScreen {
    comparison: Box<Comparison>,
    rows: Vec<(List, Vec<Row>)>,
    /// Which list is shown, and the chosen line of each.
    list: usize,
    at: Vec<usize>,
    /// The visit lies below, and takes the item that is chosen.
    over_visit: bool,
}

/// Asks for a visit beside the last one before it.
pub fn ask(visit: i64) -> Step {
    Step::ask(vec![Cmd::Compare { visit, with: None }])
}

impl CompareScreen {
    pub fn new(comparison: Box<Comparison>, over_visit: bool, words: Words) -> CompareScreen {
        let rows = rows(&comparison, words);
        CompareScreen {
            at: vec![0; rows.len()],
            rows,
            comparison,
            list: 0,
            over_visit,
        }
    }

    /// The later of the two visits.
    pub fn id(&self) -> i64 {
        self.comparison.now.id
    }

    pub fn reload(&self) -> Step {
        self.beside(self.comparison.before.id)
    }

    fn beside(&self, other: i64) -> Step {
        Step::ask(vec![Cmd::Compare {
            visit: self.id(),
            with: Some(other),
        }])
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        if let Loaded::Comparison {
            visit,
            comparison: Some(comparison),
        } = loaded
            && *visit == self.id()
        {
            self.rows = rows(comparison, shell.words);
            self.comparison = comparison.clone();
            self.list = self.list.min(self.rows.len() - 1);
            self.at.resize(self.rows.len(), 0);
            for (at, (_, rows)) in self.at.iter_mut().zip(&self.rows) {
                *at = (*at).min(rows.len().saturating_sub(1));
            }
        }
        Step::stay()
    }

    fn lines(&self) -> &[Row] {
        &self.rows[self.list].1
    }

    fn chosen(&self) -> Option<&Row> {
        self.lines().get(self.at[self.list])
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => self.chosen().is_some(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.lines().len().saturating_sub(1);
        let page = usize::from(list_rows(shell.body_rows())).max(1);
        let at = &mut self.at[self.list];
        match action {
            action if is_walk(action) => *at = walked(*at, action, last, page),
            Action::NextField => self.list = (self.list + 1) % self.rows.len(),
            Action::PreviousField => {
                self.list = (self.list + self.rows.len() - 1) % self.rows.len();
            }
            Action::Open => {
                let address = self.chosen().map(|row| row.address.clone());
                return match address {
                    Some(address) if self.over_visit => Step::go(Go::Reply(Reply::Item(address))),
                    Some(_) => Step::ask(vec![Cmd::Visit(self.id())]),
                    None => Step::stay(),
                };
            }
            Action::Earlier => return self.pick(shell),
            Action::Write => {
                let report = Arc::new(report(&self.comparison, shell.words));
                let form = FileForm::new(report, shell);
                return Step::open(Screen::ReportFile(Box::new(form)));
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    fn pick(&self, shell: &Shell) -> Step {
        let earlier = &self.comparison.earlier;
        let lines = earlier
            .iter()
            .map(|(id, date)| (date.to_string(), Reply::Visit(*id)));
        let before = self.comparison.before.id;
        let at = earlier.iter().position(|(id, _)| *id == before);
        Step::open(Screen::Pick(Pick::new(
            shell.words.title_compare_with(),
            lines.collect(),
            at.unwrap_or(0),
        )))
    }

    pub fn reply(&mut self, reply: Reply) -> Step {
        match reply {
            Reply::Visit(other) => self.beside(other),
            _ => Step::stay(),
        }
    }

    /// The organisation, and which template was compared.
    pub fn title(&self, words: Words) -> (String, String) {
        let comparison = &self.comparison;
        let list = comparison.now.checklist().name.get(words.0);
        (
            comparison.organisation.clone(),
            printable(list).into_owned(),
        )
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width().saturating_sub(2);
        self.view_lists(&mut paint.part(1, 0, columns, 1), shell);
        self.view_visits(&mut paint.part(1, 1, columns, 1), shell);
        let rows = list_rows(paint.height());
        let widths = self.widths(columns, shell.words);
        let mut list = paint.part(0, ABOVE - 1, paint.width(), rows + 1);
        self.view_rows(&mut list, &widths, shell);
        let below = ABOVE + rows;
        if paint.height() >= below + BELOW {
            paint.rule(below);
            self.view_chosen(&mut paint.part(1, below + 1, columns, BELOW - 1), shell);
        }
        None
    }

    /// The names of the lists with how long they are, the one on show marked.
    fn view_lists(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let mut x = 0;
        for (at, (list, rows)) in self.rows.iter().enumerate() {
            let name = name(*list, shell.words);
            let counted = rows.iter().filter(|row| row.counts).count();
            let (text, style) = match at == self.list {
                true => (format!("[{name} {counted}]"), shell.theme.key()),
                false => (format!(" {name} {counted} "), shell.theme.quiet()),
            };
            x = paint.text(x, 0, &text, style) + 1;
        }
    }

    fn view_visits(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (words, theme) = (shell.words, shell.theme);
        let Comparison { before, now, .. } = &*self.comparison;
        let mut x = 0;
        for (label, side) in [(words.compare_before(), before), (words.compare_now(), now)] {
            x = paint.text(x, 0, label, theme.quiet()) + 1;
            x = paint.text(x, 0, &side.date().to_string(), theme.text()) + 1;
            x = paint.text(x, 0, &score(side, words), theme.text()) + 3;
        }
    }

    /// Columns of code, answers and state; the item's name has the rest.
    fn widths(&self, columns: u16, words: Words) -> [u16; 4] {
        let widest = |of: &dyn Fn(&Row) -> usize, heading: &str, most: u16| {
            let lines = self.lines().iter().map(of);
            let widest = lines.max().unwrap_or(0).max(width(heading)) as u16;
            widest.min(most)
        };
        let (before, now) = (&self.comparison.before, &self.comparison.now);
        let state = match self.rows[self.list].0 {
            List::Changed => words.compare_became(),
            List::Skippable => "",
            List::Open => words.compare_problem(),
        };
        let room = (columns / 5).max(8);
        [
            widest(&|row| width(&row.address), words.column_item_code(), 10),
            widest(
                &|row| width(&before.shown(&row.address, row.before.as_ref(), words.0)),
                words.compare_before(),
                room,
            ),
            widest(
                &|row| width(&now.shown(&row.address, row.now.as_ref(), words.0)),
                words.compare_now(),
                room,
            ),
            widest(&|row| width(&row.state), state, columns / 3),
        ]
    }

    fn view_rows(&self, paint: &mut Paint<'_>, widths: &[u16; 4], shell: &Shell) {
        let (words, theme) = (shell.words, shell.theme);
        let [code, before, now, state] = *widths;
        let columns = paint.width().saturating_sub(2);
        let state_x = columns.saturating_sub(state) + 1;
        let now_x = state_x.saturating_sub(now + 2);
        let before_x = now_x.saturating_sub(before + 2);
        let name_x = code + 3;
        let names = before_x.saturating_sub(name_x + 2);
        let heading = theme.key();
        let state_heading = match self.rows[self.list].0 {
            List::Changed => words.compare_became(),
            List::Skippable => "",
            List::Open => words.compare_problem(),
        };
        if self.lines().is_empty() {
            paint.text(1, 1, self.nothing(words), theme.quiet());
            return;
        }
        paint.within(1, 0, code, words.column_item_code(), heading);
        paint.within(name_x, 0, names, words.column_item_name(), heading);
        paint.within(before_x, 0, before, words.compare_before(), heading);
        paint.within(now_x, 0, now, words.compare_now(), heading);
        paint.within(state_x, 0, state, state_heading, heading);
        let at = self.at[self.list];
        let rows = usize::from(paint.height().saturating_sub(1));
        let first = scroll::page_of(at, self.lines().len(), rows);
        let (was, is) = (&self.comparison.before, &self.comparison.now);
        for (y, row) in self.lines().iter().skip(first).take(rows).enumerate() {
            let shown = |text: &str| printable(text).into_owned();
            let line = y as u16 + 1;
            paint.within(1, line, code, &row.address, theme.quiet());
            paint.within(name_x, line, names, &shown(&row.name), theme.text());
            let text = was.shown(&row.address, row.before.as_ref(), words.0);
            paint.within(before_x, line, before, &shown(&text), theme.quiet());
            let text = is.shown(&row.address, row.now.as_ref(), words.0);
            paint.within(now_x, line, now, &shown(&text), theme.text());
            paint.within(state_x, line, state, &row.state, style(row.tone, theme));
            if first + y == at {
                paint.row(line, theme.selected());
            }
        }
    }

    fn nothing(&self, words: Words) -> &'static str {
        match self.rows[self.list].0 {
            List::Changed => words.compare_no_change(),
            List::Skippable => words.compare_nothing_to_skip(),
            List::Open => words.compare_no_problem(),
        }
    }

    /// The chosen line in full, with ledger figures and remarks.
    fn view_chosen(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (words, theme) = (shell.words, shell.theme);
        let Some(row) = self.chosen() else { return };
        let labels = (width(words.compare_before()).max(width(words.compare_now())) + 2) as u16;
        let Comparison { before, now, .. } = &*self.comparison;
        let told = [
            (
                words.compare_before(),
                answer(before, &row.address, row.before.as_ref(), words),
            ),
            (
                words.compare_now(),
                answer(now, &row.address, row.now.as_ref(), words),
            ),
        ];
        let mut y = 0;
        let head = format!("{} {}", row.address, printable(&row.name));
        let x = paint.text(0, y, &head, theme.strong());
        paint.text(x + 2, y, &row.whole, style(row.tone, theme));
        y += 1;
        for (label, text) in told {
            paint.text(0, y, label, theme.quiet());
            let text = match text.is_empty() {
                true => words.compare_no_answer().to_owned(),
                false => printable(&text).into_owned(),
            };
            let most = if y == 1 { 1 } else { 2 };
            y = paint
                .wrapped(labels, y, most, &text, theme.text())
                .max(y + 1);
        }
    }
}

/// Rows of the list itself in a body of so many.
fn list_rows(body: u16) -> u16 {
    let rows = body.saturating_sub(ABOVE);
    match rows.checked_sub(BELOW).filter(|rows| *rows >= LEAST_LIST) {
        Some(rows) => rows,
        None => rows,
    }
}

fn name(list: List, words: Words) -> &'static str {
    match list {
        List::Changed => words.compare_changed(),
        List::Skippable => words.compare_skippable(),
        List::Open => words.compare_open(),
    }
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => theme.quiet(),
        Tone::Good => theme.good(),
        Tone::Bad => theme.bad(),
    }
}

/// The lists in their order; only a draft has something to skip.
fn rows(comparison: &Comparison, words: Words) -> Vec<(List, Vec<Row>)> {
    let mut lists = vec![(List::Changed, changed(comparison, words))];
    if comparison.now.is_draft() {
        lists.push((List::Skippable, skippable(comparison, words)));
    }
    let open = comparison
        .open()
        .into_iter()
        .map(|open| problem(open, words));
    lists.push((List::Open, open.collect()));
    lists
}

fn changed(comparison: &Comparison, words: Words) -> Vec<Row> {
    let lines = comparison.lines().into_iter().map(|line| Row {
        name: line.name.get(words.0).to_owned(),
        address: line.address,
        before: line.before,
        now: line.now,
        state: words.became(line.became).to_owned(),
        whole: words.became(line.became).to_owned(),
        tone: match line.became {
            Became::Better => Tone::Good,
            Became::Worse => Tone::Bad,
            _ => Tone::Plain,
        },
        counts: true,
    });
    lines.collect()
}

fn skippable(comparison: &Comparison, words: Words) -> Vec<Row> {
    let lines = comparison.skippable().into_iter().map(|one| Row {
        name: one.name.get(words.0).to_owned(),
        address: one.address,
        before: Some(one.before),
        now: one.now,
        state: String::new(),
        whole: String::new(),
        tone: Tone::Plain,
        counts: true,
    });
    lines.collect()
}

fn problem(open: Open, words: Words) -> Row {
    let state = words.problem(open.problem);
    let (short, whole) = match &open.failing {
        Some(_) if open.problem == Problem::Solved => (state.to_owned(), state.to_owned()),
        Some(failing) => (
            words.problem_for(state, failing),
            format!("{state}  {}", words.failing(failing)),
        ),
        None => (state.to_owned(), state.to_owned()),
    };
    Row {
        name: open.name.get(words.0).to_owned(),
        address: open.address,
        before: open.before,
        now: open.now,
        state: short,
        whole,
        tone: match open.problem {
            Problem::Solved => Tone::Good,
            Problem::Still | Problem::New => Tone::Bad,
            Problem::Unseen => Tone::Plain,
        },
        counts: open.problem != Problem::Solved,
    }
}
