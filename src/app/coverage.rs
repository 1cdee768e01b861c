//! Both coverage rates and the others of today, each with what it is counted of and by; below them their parts. The
//! counting runs beside the worker: the last figures stay until the new ones are there.

use std::sync::Arc;

use super::command::{Cmd, Count, Loaded};
use super::model::Shell;
use super::names::NamesScreen;
use super::report::{ReportScreen, next};
use super::report_file::FileForm;
use super::rounds::Supervision;
use super::screen::{Screen, Step};
use super::tasks::Tasks;
use super::walk::{is_walk, walked};
use crate::domain::coverage::{
    Behind, Coverage, Division, Figures, Listing, NamesWanted, Rate, RateName,
};
use crate::domain::worklist::Wanted;
use crate::keys::Action;
use crate::reports::coverage::{self as report, comparable, counts, part_name, rate_name};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::{printable, width};
use crate::words::Words;

/// Columns from which the counting rule and the date stand beside each rate too, and what they take.
const WIDE: u16 = 112;
const BASIS: u16 = 36;

pub struct CoverageScreen {
    figures: Option<Arc<Coverage>>,
    snapshots: Vec<Arc<Coverage>>,
    /// Id of the counting rule asked for.
    rule: String,
    division: Division,
    ticket: u64,
    counting: bool,
    at: usize,
}

/// What a line of the screen stands for.
#[derive(Clone, Copy)]
enum Row<'a> {
    Rate(&'a Rate),
    Excluded,
    Part(&'a str, &'a Figures),
}

impl CoverageScreen {
    pub fn new(shell: &mut Shell) -> (CoverageScreen, Cmd) {
        let rule = shell.rules.counting.first();
        let mut screen = CoverageScreen {
            figures: None,
            snapshots: Vec::new(),
            rule: rule.map_or_else(String::new, |rule| rule.id.clone()),
            division: Division::Area,
            ticket: 0,
            counting: false,
            at: 0,
        };
        let cmd = screen.ask(shell);
        (screen, cmd)
    }

    /// Counts anew; the figures shown stay meanwhile.
    pub fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.counting = true;
        Cmd::Count(Count::Coverage {
            ticket: self.ticket,
            rule: self.rule.clone(),
        })
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Coverage {
            ticket,
            coverage,
            snapshots,
        } = loaded
            && *ticket == self.ticket
        {
            self.figures = Some(coverage.clone());
            self.snapshots = snapshots.clone();
            self.counting = false;
            self.at = self.at.min(self.rows().len().saturating_sub(1));
        }
        Step::stay()
    }

    /// The count did not come to its end.
    pub fn not_counted(&mut self) {
        self.counting = false;
    }

    pub fn frozen(&mut self, coverage: &Arc<Coverage>) {
        self.snapshots.push(coverage.clone());
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Some(figures) = &self.figures else {
            return Vec::new();
        };
        let rates = figures.whole.rates.iter().map(Row::Rate);
        let parts = figures.parts(self.division).iter();
        rates
            .chain([Row::Excluded])
            .chain(parts.map(|(part, figures)| Row::Part(part, figures)))
            .collect()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows()).max(2) / 2;
        let last = self.rows().len().saturating_sub(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Rule => return self.next_rule(shell),
            Action::Division => {
                self.division = next(self.division);
                self.at = self.at.min(self.rows().len().saturating_sub(1));
            }
            Action::Open => return self.open(shell),
            Action::Ranking => return self.ranking(shell),
            Action::Freeze => return self.freeze(shell),
            Action::Growth => return self.growth(shell),
            Action::Tasks => {
                let (screen, cmds) = Tasks::new(shell, Wanted::default());
                return Step {
                    cmds,
                    ..Step::open(Screen::Tasks(Box::new(screen)))
                };
            }
            Action::Write => return self.write(shell),
            Action::Rounds => return Supervision::open_list(),
            Action::Back => return Step::back().with(Cmd::StopCounting),
            _ => {}
        }
        Step::stay()
    }

    fn next_rule(&mut self, shell: &mut Shell) -> Step {
        let all = &shell.rules.counting;
        let at = all.iter().position(|rule| rule.id == self.rule);
        let next = at.map_or(0, |at| (at + 1) % all.len().max(1));
        if let Some(rule) = all.get(next) {
            self.rule = rule.id.clone();
        }
        Step::ask(vec![self.ask(shell)])
    }

    /// The list behind the selected line.
    fn open(&self, shell: &mut Shell) -> Step {
        let (behind, part) = match self.rows().get(self.at) {
            Some(Row::Rate(rate)) => (Behind::of(rate), None),
            Some(Row::Excluded) => (Behind::Listing(Listing::Excluded), None),
            Some(Row::Part(part, _)) => {
                let part = Some((self.division, (*part).to_owned()));
                (Behind::Listing(Listing::Uncovered), part)
            }
            None => return Step::stay(),
        };
        let wanted = NamesWanted {
            behind,
            part,
            rule: self.rule.clone(),
        };
        let (screen, cmd) = NamesScreen::new(wanted, shell);
        Step::open(Screen::Names(Box::new(screen))).with(cmd)
    }

    fn ranking(&self, shell: &Shell) -> Step {
        let Some(figures) = &self.figures else {
            return Step::stay();
        };
        let screen = ReportScreen::ranking(
            figures.clone(),
            self.snapshots.clone(),
            self.division,
            shell,
        );
        Step::open(Screen::Report(Box::new(screen)))
    }

    fn freeze(&self, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        match &self.figures {
            // figures that are about to be replaced are not the ones someone wants to keep
            Some(_) if self.counting => {
                shell.hint(shell.words.still_counting());
                Step::stay()
            }
            Some(figures) => Step::ask(vec![Cmd::Freeze(figures.clone())]),
            None => Step::stay(),
        }
    }

    fn growth(&self, shell: &mut Shell) -> Step {
        let Some(figures) = &self.figures else {
            return Step::stay();
        };
        let before = comparable(figures, &self.known());
        if before.is_empty() {
            shell.hint(shell.words.no_earlier_snapshot());
            return Step::stay();
        }
        let kept = self.snapshots.iter().filter(|snapshot| {
            let same = |one: &&Coverage| std::ptr::eq(*one, snapshot.as_ref());
            before.iter().any(same)
        });
        let all = kept.chain([figures]).cloned().collect();
        Step::open(Screen::Report(Box::new(ReportScreen::growth(all, shell))))
    }

    fn write(&self, shell: &Shell) -> Step {
        let Some(figures) = &self.figures else {
            return Step::stay();
        };
        let report = report::report(figures, None, &self.known(), shell.words);
        let form = FileForm::new(Arc::new(report), shell);
        Step::open(Screen::ReportFile(Box::new(form)))
    }

    fn known(&self) -> Vec<&Coverage> {
        self.snapshots.iter().map(Arc::as_ref).collect()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let Some(figures) = &self.figures else {
            let sentence = match self.counting {
                true => words.counting(),
                false => words.not_counted(),
            };
            paint.text(1, 0, sentence, theme.quiet());
            return None;
        };
        let columns = paint.width().saturating_sub(2);
        let y = self.view_head(&mut paint.part(1, 0, columns, 5), figures, shell);
        let height = paint.height().saturating_sub(y + 1);
        let mut body = paint.part(0, y + 1, paint.width(), height);
        self.view_rows(&mut body, figures, shell);
        None
    }

    /// Day, counting rule and counts; returns the row below them.
    fn view_head(&self, paint: &mut Paint<'_>, figures: &Coverage, shell: &Shell) -> u16 {
        let (theme, words) = (shell.theme, shell.words);
        let end = match self.counting {
            true => paint.right(0, words.counting(), theme.accent()),
            false => paint.width(),
        };
        let as_of = printable(&report::as_of(figures, words)).into_owned();
        let x = paint.within(0, 0, end.saturating_sub(5), &as_of, theme.strong());
        paint.text(x + 2, 0, "F3", theme.accent());
        let note = printable(figures.counting.note.get(words.0)).into_owned();
        let y = paint.wrapped(0, 1, 2, &note, theme.quiet());
        paint.wrapped(0, y, 2, &counts(&figures.whole, words), theme.text())
    }

    fn view_rows(&self, paint: &mut Paint<'_>, figures: &Coverage, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let rows = self.rows();
        let rates = figures.whole.rates.len() + 1;
        // headings and a gap stand between the rows: line 0, and two lines before the first part
        let line_of = |row: usize| if row < rates { row + 1 } else { row + 3 };
        let lines = line_of(rows.len().saturating_sub(1)) + 1;
        let height = usize::from(paint.height());
        // the heading above the first row is in sight with it
        let selected = if self.at == 0 { 0 } else { line_of(self.at) };
        let first = scroll::page_of(selected, lines, height);
        let at = At::new(paint.width());
        let place = |line: usize| {
            let y = line.checked_sub(first)?;
            (y < height).then_some(y as u16)
        };
        if let Some(y) = place(0) {
            let heads = [
                words.column_percent(),
                words.column_fraction(),
                words.column_behind(),
            ];
            at.heads(paint, y, words.column_rate(), heads, shell);
            at.basis_heads(paint, y, shell);
        }
        if let Some(y) = place(rates + 2) {
            let heads = [
                words.column_organisation_rate(),
                words.column_fraction(),
                words.column_work_rate(),
            ];
            at.heads(paint, y, words.report_parts(self.division), heads, shell);
            let x = 1 + width(words.report_parts(self.division)) as u16 + 2;
            paint.text(x, y, "F4", theme.accent());
        }
        for (number, row) in rows.iter().enumerate() {
            let Some(y) = place(line_of(number)) else {
                continue;
            };
            match row {
                Row::Rate(rate) => at.rate(paint, y, rate, figures, shell),
                Row::Excluded => {
                    paint.within(3, y, at.name, words.listing_excluded(), theme.quiet());
                    let n = figures.whole.excluded.to_string();
                    ends_at(paint, at.last, y, &n, theme.quiet());
                }
                Row::Part(part, figures) => {
                    let name = part_name(self.division, part, words);
                    at.part(paint, y, &name, figures, shell);
                }
            }
            if number == self.at {
                paint.row(y, theme.selected());
            }
        }
    }
}

/// Where the columns of the lines end.
struct At {
    /// Columns of a name.
    name: u16,
    percent: u16,
    fraction: u16,
    last: u16,
    /// Where counting rule and date begin, if there is room for them.
    basis: Option<u16>,
}

impl At {
    fn new(columns: u16) -> At {
        let wide = columns >= WIDE;
        let core = if wide { columns - BASIS } else { columns };
        let percent = core.saturating_sub(29);
        At {
            name: percent.saturating_sub(13),
            percent,
            fraction: core.saturating_sub(14),
            last: core.saturating_sub(2),
            basis: wide.then_some(core + 2),
        }
    }

    fn heads(&self, paint: &mut Paint<'_>, y: u16, name: &str, heads: [&str; 3], shell: &Shell) {
        let style = shell.theme.key();
        paint.within(1, y, self.name + 2, name, style);
        for (end, head) in [self.percent, self.fraction, self.last]
            .into_iter()
            .zip(heads)
        {
            ends_at(paint, end, y, head, style);
        }
    }

    fn basis_heads(&self, paint: &mut Paint<'_>, y: u16, shell: &Shell) {
        if let Some(x) = self.basis {
            let (style, words) = (shell.theme.key(), shell.words);
            paint.within(x, y, 22, words.column_counting(), style);
            paint.within(x + 23, y, 10, words.column_as_of(), style);
        }
    }

    fn rate(&self, paint: &mut Paint<'_>, y: u16, rate: &Rate, all: &Coverage, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let name = printable(&rate_name(rate, &all.formation, words)).into_owned();
        paint.within(3, y, self.name, &name, theme.text());
        ends_at(
            paint,
            self.percent,
            y,
            &percent(Some(rate), words),
            theme.strong(),
        );
        ends_at(paint, self.fraction, y, &fraction(Some(rate)), theme.text());
        let behind = Behind::count(rate, &all.whole).to_string();
        ends_at(paint, self.last, y, &behind, theme.quiet());
        if let Some(x) = self.basis {
            let rule = printable(all.counting.name.get(words.0)).into_owned();
            paint.within(x, y, 22, &rule, theme.quiet());
            paint.within(x + 23, y, 10, &rate.date.to_string(), theme.quiet());
        }
    }

    fn part(&self, paint: &mut Paint<'_>, y: u16, name: &str, figures: &Figures, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let organisation = figures.rate(RateName::Organisation);
        paint.within(3, y, self.name, &printable(name), theme.text());
        ends_at(
            paint,
            self.percent,
            y,
            &percent(organisation, words),
            theme.strong(),
        );
        ends_at(
            paint,
            self.fraction,
            y,
            &fraction(organisation),
            theme.text(),
        );
        let work = percent(figures.rate(RateName::Work), words);
        ends_at(paint, self.last, y, &work, theme.text());
    }
}

fn percent(rate: Option<&Rate>, words: Words) -> String {
    match rate.and_then(Rate::percent) {
        Some(percent) => percent.to_string(),
        None => words.rate_nothing().to_owned(),
    }
}

fn fraction(rate: Option<&Rate>) -> String {
    rate.map_or_else(String::new, |rate| {
        format!("{}/{}", rate.numerator, rate.denominator)
    })
}

/// Draws a text that ends before a column.
fn ends_at(paint: &mut Paint<'_>, end: u16, y: u16, text: &str, style: ratatui::style::Style) {
    let wide = width(text) as u16;
    paint.within(end.saturating_sub(wide), y, wide.min(end), text, style);
}
