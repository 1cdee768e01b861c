//! A report on the screen: its lines to scroll, and F9 to put it into a file. The ranking and the growth between two
//! snapshots are reports that can be turned while they are looked at.

use std::sync::Arc;

use super::command::{Cmd, Count, Loaded, preference};
use super::model::Shell;
use super::pick::Pick;
use super::report_file::FileForm;
use super::screen::{Reply, Screen, Step};
use crate::domain::coverage::{Coverage, Division};
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::plan::PlanWanted;
use crate::keys::{Action, Scope};
use crate::reports::layout::{self, Line, Look};
use crate::reports::{Report, growth, ranking};
use crate::widgets::paint::Paint;
use crate::width;

/// Columns that a key moves a wide report by.
const SHIFT: usize = 8;

pub struct ReportScreen {
    source: Source,
    report: Option<Arc<Report>>,
    ticket: u64,
    lines: Vec<Line>,
    /// Columns of the widest line.
    widest: usize,
    top: usize,
    left: usize,
    /// Areas that a route sheet can be narrowed to.
    areas: Vec<String>,
}

enum Source {
    /// Counted beside the worker; nothing in it is to be turned.
    Asked(Box<ReportWanted>),
    Ranking {
        coverage: Arc<Coverage>,
        snapshots: Vec<Arc<Coverage>>,
        division: Division,
    },
    Growth {
        /// Snapshots counted alike, earliest first, and today's figures; two at least.
        all: Vec<Arc<Coverage>>,
        earlier: usize,
        later: usize,
    },
}

impl ReportScreen {
    /// A report that is still to be counted, and the question for it.
    pub fn asked(wanted: ReportWanted, shell: &mut Shell) -> (ReportScreen, Cmd) {
        let mut screen = ReportScreen::of(Source::Asked(Box::new(wanted)));
        let cmd = screen.ask(shell);
        (screen, cmd)
    }

    /// The route sheet of next week.
    pub fn open_plan(plan: PlanWanted, shell: &mut Shell) -> Step {
        let wanted = ReportWanted {
            plan,
            ..ReportWanted::of(ReportSubject::Plan)
        };
        let (screen, cmd) = ReportScreen::asked(wanted, shell);
        let step = Step::open(Screen::Report(Box::new(screen)));
        step.with(cmd).with(Cmd::Choices)
    }

    pub fn ranking(
        coverage: Arc<Coverage>,
        snapshots: Vec<Arc<Coverage>>,
        division: Division,
        shell: &Shell,
    ) -> ReportScreen {
        let mut screen = ReportScreen::of(Source::Ranking {
            coverage,
            snapshots,
            division,
        });
        screen.make(shell);
        screen
    }

    /// `all` holds two countings or more.
    pub fn growth(all: Vec<Arc<Coverage>>, shell: &Shell) -> ReportScreen {
        let later = all.len().saturating_sub(1);
        let mut screen = ReportScreen::of(Source::Growth {
            all,
            earlier: later.saturating_sub(1),
            later,
        });
        screen.make(shell);
        screen
    }

    fn of(source: Source) -> ReportScreen {
        ReportScreen {
            source,
            report: None,
            ticket: 0,
            lines: Vec::new(),
            widest: 0,
            top: 0,
            left: 0,
            areas: Vec::new(),
        }
    }

    fn ask(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        let wanted = match &self.source {
            Source::Asked(wanted) => (**wanted).clone(),
            _ => unreachable!("only a report that is asked for is counted"),
        };
        Cmd::Count(Count::Report {
            ticket: self.ticket,
            wanted,
        })
    }

    /// Makes the report of figures that are here already.
    fn make(&mut self, shell: &Shell) {
        let words = shell.words;
        let report = match &self.source {
            Source::Asked(_) => return,
            Source::Ranking {
                coverage,
                snapshots,
                division,
            } => {
                let snapshots: Vec<&Coverage> = snapshots.iter().map(Arc::as_ref).collect();
                ranking::report(coverage, *division, shell.ranking, &snapshots, words)
            }
            Source::Growth {
                all,
                earlier,
                later,
            } => {
                let all: Vec<&Coverage> = all.iter().map(Arc::as_ref).collect();
                growth::report(&all, *earlier, *later, words)
            }
        };
        self.show(Arc::new(report), shell);
    }

    fn show(&mut self, report: Arc<Report>, shell: &Shell) {
        self.report = Some(report);
        self.resized(shell);
    }

    /// Lays the report out anew for the columns there are.
    pub fn resized(&mut self, shell: &Shell) {
        let Some(report) = &self.report else { return };
        let columns = usize::from(shell.size.0).saturating_sub(2);
        let mut lines: Vec<Line> = report
            .dates
            .iter()
            .map(|date| Line {
                look: Look::Quiet,
                text: width::printable(date).into_owned(),
            })
            .collect();
        lines.push(Line {
            look: Look::Blank,
            text: String::new(),
        });
        lines.extend(layout::block_lines(
            &report.blocks,
            Some(columns),
            report.words,
        ));
        self.widest = lines
            .iter()
            .map(|line| width::width(&line.text))
            .max()
            .unwrap_or(0);
        self.lines = lines;
        self.keep_in_sight(shell);
    }

    fn keep_in_sight(&mut self, shell: &Shell) {
        let rows = usize::from(shell.body_rows());
        self.top = self.top.min(self.lines.len().saturating_sub(rows));
        let columns = usize::from(shell.size.0).saturating_sub(2);
        self.left = self.left.min(self.widest.saturating_sub(columns));
    }

    pub fn scope(&self) -> Scope {
        match &self.source {
            Source::Asked(wanted) if wanted.subject == ReportSubject::Plan => Scope::RouteSheet,
            Source::Asked(_) => Scope::Report,
            Source::Ranking { .. } => Scope::Ranking,
            Source::Growth { .. } => Scope::Growth,
        }
    }

    pub fn title(&self, shell: &Shell) -> String {
        match (&self.report, &self.source) {
            (Some(report), _) => report.title.clone(),
            (None, Source::Asked(wanted)) => shell.words.report_title(wanted.subject).to_owned(),
            (None, _) => String::new(),
        }
    }

    /// A key that would move nothing any more is not shown.
    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        match action {
            Action::PageDown => self.lines.len() > self.top + usize::from(shell.body_rows()),
            Action::Right => {
                let columns = usize::from(shell.size.0).saturating_sub(2);
                self.widest > self.left + columns
            }
            Action::Write => self.report.is_some(),
            _ => true,
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        if let Loaded::Report { ticket, report } = loaded
            && *ticket == self.ticket
        {
            self.show(report.clone(), shell);
        }
        if let Loaded::Choices { areas, .. } = loaded {
            self.areas = areas.clone();
        }
        Step::stay()
    }

    /// Something below may have changed: what is counted is counted again.
    pub fn returned(&mut self, shell: &mut Shell) -> Step {
        match self.source {
            Source::Asked(_) => Step::ask(vec![self.ask(shell)]),
            _ => Step::stay(),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows()).saturating_sub(1).max(1);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top += 1,
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.top += page,
            Action::First => self.top = 0,
            Action::Last => self.top = self.lines.len(),
            Action::Left => self.left = self.left.saturating_sub(SHIFT),
            Action::Right => self.left += SHIFT,
            Action::Back => return self.leave(),
            Action::Write => {
                return match &self.report {
                    Some(report) => Step::open(Screen::ReportFile(Box::new(FileForm::new(
                        report.clone(),
                        shell,
                    )))),
                    None => Step::stay(),
                };
            }
            Action::FilterArea => return self.pick_area(shell),
            Action::Earlier | Action::Later if self.scope() == Scope::RouteSheet => {
                return self.turn_week(action, shell);
            }
            Action::Division | Action::SwitchRanking => return self.turn(action, shell),
            Action::Earlier | Action::Later => return self.pick(action, shell),
            _ => {}
        }
        self.keep_in_sight(shell);
        Step::stay()
    }

    fn leave(&self) -> Step {
        match self.source {
            Source::Asked(_) => Step::back().with(Cmd::StopCounting),
            _ => Step::back(),
        }
    }

    /// The route sheet of the week before or after.
    fn turn_week(&mut self, action: Action, shell: &mut Shell) -> Step {
        if let Source::Asked(wanted) = &mut self.source {
            let (from, _) = wanted.plan.span(shell.today);
            let by = if action == Action::Earlier { -7 } else { 7 };
            wanted.plan.from = Some(from.plus_days(by));
        }
        self.top = 0;
        Step::ask(vec![self.ask(shell)])
    }

    fn pick_area(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let mut lines = vec![(words.all().to_owned(), Reply::Area(None))];
        lines.extend(self.areas.iter().map(|area| {
            let shown = width::printable(area).into_owned();
            (shown, Reply::Area(Some(area.clone())))
        }));
        Step::open(Screen::Pick(Pick::new(words.title_area(), lines, 0)))
    }

    fn turn(&mut self, action: Action, shell: &mut Shell) -> Step {
        let Source::Ranking { division, .. } = &mut self.source else {
            return Step::stay();
        };
        let mut step = Step::stay();
        if action == Action::Division {
            *division = next(*division);
        } else {
            shell.ranking = !shell.ranking;
            if !shell.read_only {
                step = step.with(Cmd::Preference {
                    name: preference::RANKING,
                    value: if shell.ranking { "on" } else { "off" }.to_owned(),
                });
            }
        }
        self.make(shell);
        step
    }

    fn pick(&self, action: Action, shell: &Shell) -> Step {
        let Source::Growth {
            all,
            earlier,
            later,
        } = &self.source
        else {
            return Step::stay();
        };
        let words = shell.words;
        let is_earlier = action == Action::Earlier;
        let last = all.len() - 1;
        // the earlier one is never the last, the later one never the first
        let (from, to, title, reply): (_, _, _, fn(usize) -> Reply) = match is_earlier {
            true => (0, last - 1, words.title_earlier(), Reply::Earlier),
            false => (1, last, words.title_later(), Reply::Later),
        };
        let lines: Vec<(String, Reply)> = (from..=to)
            .map(|at| {
                (
                    growth::counting_line(&all[at], at == last, words),
                    reply(at),
                )
            })
            .collect();
        let at = if is_earlier { *earlier } else { *later } - from;
        Step::open(Screen::Pick(Pick::new(title, lines, at)))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        if let (Source::Asked(wanted), Reply::Area(area)) = (&mut self.source, &reply) {
            wanted.plan.area = area.clone();
            self.top = 0;
            return Step::ask(vec![self.ask(shell)]);
        }
        if let Source::Growth { earlier, later, .. } = &mut self.source {
            match reply {
                Reply::Earlier(at) => {
                    *earlier = at;
                    *later = (*later).max(at + 1);
                }
                Reply::Later(at) => {
                    *later = at;
                    *earlier = (*earlier).min(at - 1);
                }
                _ => {}
            }
            self.make(shell);
        }
        Step::stay()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        if self.report.is_none() {
            paint.text(1, 0, shell.words.counting(), theme.quiet());
            return None;
        }
        let mut part = paint.part(1, 0, paint.width().saturating_sub(2), paint.height());
        let rows = usize::from(part.height());
        for (y, line) in self.lines.iter().skip(self.top).take(rows).enumerate() {
            let style = match line.look {
                Look::Title | Look::Heading => theme.strong(),
                Look::Columns => theme.key(),
                Look::Quiet => theme.quiet(),
                Look::Total => theme.strong(),
                Look::Plain | Look::Blank => theme.text(),
            };
            let text = width::after(&line.text, self.left);
            part.text(0, y as u16, &text, style);
        }
        None
    }
}

/// The division after this one, round the end.
pub fn next(division: Division) -> Division {
    let all = Division::ALL;
    let at = all.iter().position(|one| *one == division).unwrap_or(0);
    all[(at + 1) % all.len()]
}
