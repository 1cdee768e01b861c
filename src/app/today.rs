//! The first screen: what to go on with, whose visit is due, and what has not left this laptop yet.

use super::branches::Branches;
use super::campaign::CampaignScreen;
use super::chains::Chains;
use super::command::{Cmd, Loaded};
use super::coverage::CoverageScreen;
use super::export::Export;
use super::findings::light_style;
use super::model::Shell;
use super::notices::Notices;
use super::organisations::Organisations;
use super::problems::Problems;
use super::report::ReportScreen;
use super::rounds::Supervision;
use super::screen::{Go, Screen, Step};
use super::settings::Settings;
use super::staff::Staff;
use super::start;
use super::tasks::Tasks;
use crate::domain::calendar::Date;
use crate::domain::finding::{Light, LightCounts};
use crate::domain::plan::PlanWanted;
use crate::domain::score::tenths_text;
use crate::domain::view::{Counted, DraftLine, DueLine, FirstLine, Today};
use crate::domain::worklist::Wanted;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

#[derive(Default)]
pub struct TodayScreen {
    today: Option<Today>,
    /// Row of the drafts, then of the due visits, then of the first visits.
    at: usize,
}

impl TodayScreen {
    fn rows(&self) -> usize {
        self.today.as_ref().map_or(0, |today| {
            today.drafts.len() + today.due.len() + today.first.len()
        })
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Today(today) = loaded {
            self.today = Some(today.clone());
            self.at = self.at.min(self.rows().saturating_sub(1));
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(self.rows().saturating_sub(1)),
            Action::Open => return self.open(shell),
            Action::FindOrganisation => {
                let (screen, cmds) = Organisations::new(shell);
                return Step {
                    cmds,
                    ..Step::open(Screen::Organisations(Box::new(screen)))
                };
            }
            Action::People => return Staff::open_people(shell),
            Action::Tasks => {
                let (screen, cmds) = Tasks::new(shell, Wanted::default());
                return Step {
                    cmds,
                    ..Step::open(Screen::Tasks(Box::new(screen)))
                };
            }
            Action::Campaign => {
                let (screen, cmd) = CampaignScreen::new();
                return Step::open(Screen::Campaign(Box::new(screen))).with(cmd);
            }
            Action::Branches => {
                let (screen, cmds) = Branches::new(shell);
                return Step {
                    cmds,
                    ..Step::open(Screen::Branches(Box::new(screen)))
                };
            }
            Action::Plan => return ReportScreen::open_plan(PlanWanted::default(), shell),
            Action::Rounds => return Supervision::open_list(),
            Action::Notices => return Notices::open_list(shell),
            Action::Findings => return Problems::open_board(shell),
            Action::Chains => return Chains::open(),
            Action::Export => return Step::open(Screen::Export(Export::new(shell))),
            Action::Import => return Step::open(Screen::Import(Box::default())),
            Action::Coverage => {
                let (screen, cmd) = CoverageScreen::new(shell);
                return Step::open(Screen::Coverage(Box::new(screen))).with(cmd);
            }
            Action::Settings => return Step::open(Screen::Settings(Settings::new(shell))),
            Action::Quit | Action::Back => return Step::go(Go::Quit),
            _ => {}
        }
        Step::stay()
    }

    fn open(&self, shell: &mut Shell) -> Step {
        let Some(today) = &self.today else {
            return Step::stay();
        };
        if let Some(draft) = today.drafts.get(self.at) {
            return Step::ask(vec![Cmd::Visit(draft.visit)]);
        }
        let due = today.due.iter().map(|due| due.organisation);
        let first = today.first.iter().map(|first| first.organisation);
        let mut organisations = due.chain(first).skip(self.at - today.drafts.len());
        match organisations.next() {
            Some(organisation) => Step::ask(vec![Cmd::Organisation(organisation)]),
            None => {
                let (screen, cmds) = Organisations::new(shell);
                Step {
                    cmds,
                    ..Step::open(Screen::Organisations(Box::new(screen)))
                }
            }
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        let words = shell.words;
        let Some(today) = &self.today else {
            paint.text(1, 0, words.reading(), theme.quiet());
            return None;
        };
        let top = 4 + u16::from(today.findings.all() > 0);
        let columns = paint.width().saturating_sub(2);
        self.view_counts(&mut paint.part(1, 0, columns, top - 1), today, shell);
        if today.organisations == 0 {
            paint.wrapped(1, top, 3, words.no_organisations(), theme.quiet());
            return None;
        }
        let lines = self.lines(today, shell);
        let rows = paint.height().saturating_sub(top);
        let selected = lines
            .iter()
            .position(|line| line.row == Some(self.at))
            .unwrap_or(0);
        let first = scroll::page_of(selected, lines.len(), rows.into());
        for (y, line) in lines.iter().skip(first).take(rows.into()).enumerate() {
            let y = y as u16 + top;
            let mut part = paint.part(0, y, paint.width(), 1);
            match &line.kind {
                Kind::Heading(text) => {
                    part.text(1, 0, text, theme.strong());
                }
                Kind::Counted(text) => {
                    part.text(1, 0, text, theme.strong());
                }
                Kind::Quiet(text) => {
                    part.text(3, 0, text, theme.quiet());
                }
                Kind::Draft(draft) => view_draft(&mut part, draft, shell),
                Kind::Due(due) => view_due(&mut part, &Due::of(due, words), shell),
                Kind::First(first) => view_due(&mut part, &Due::first(first, shell), shell),
                Kind::Blank => {}
            }
            if line.row == Some(self.at) {
                part.row(0, theme.selected());
            }
        }
        None
    }

    fn view_counts(&self, paint: &mut Paint<'_>, today: &Today, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let overdue = if today.overdue > 0 {
            theme.bad()
        } else {
            theme.text()
        };
        let counts = [
            (
                words.count_organisations(),
                today.organisations,
                theme.text(),
            ),
            (words.count_never(), today.never, theme.text()),
            (words.count_overdue(), today.overdue, overdue),
            (
                words.count_soon(),
                today.soon,
                if today.soon > 0 {
                    theme.warn()
                } else {
                    theme.text()
                },
            ),
            (words.count_drafts(), today.draft_count, theme.text()),
        ];
        let mut x = 0;
        for (label, number, style) in counts {
            x = paint.text(x, 0, label, theme.quiet());
            x = paint.text(x + 1, 0, &number.to_string(), style.patch(theme.strong())) + 3;
        }
        let mut y = 1;
        if today.organisations > 0 {
            let [open, done, disagrees] = today.census;
            let census = words.census_counts(open, done, disagrees);
            let x = paint.text(0, y, &census, theme.quiet());
            let chains = today.chains;
            if chains.open > 0 {
                let text = match chains.more {
                    true => words.chain_counts_more(chains.open, chains.late),
                    false => words.chain_counts(chains.open, chains.late),
                };
                let style = match chains.late {
                    0 => theme.quiet(),
                    _ => theme.warn(),
                };
                paint.text(x + 2, y, &text, style);
            }
            y += 1;
        }
        let mut x = paint.text(0, y, &words.not_synced(today.unsynced), theme.quiet());
        if today.conflicts > 0 {
            x = paint.text(
                x + 2,
                y,
                &words.conflicts_today(today.conflicts),
                theme.warn(),
            );
        }
        let due = today.calls_due.n + today.visits_owed.n;
        if due > 0 {
            let shown = |counted: Counted| match counted.more {
                true => words.or_more(counted.n),
                false => counted.n.to_string(),
            };
            let (calls, visits) = (shown(today.calls_due), shown(today.visits_owed));
            paint.text(
                x + 2,
                y,
                &words.contacts_due_today(calls, visits),
                theme.warn(),
            );
        }
        if today.findings.all() > 0 {
            view_lights(
                &mut paint.part(0, y + 1, paint.width(), 1),
                today.findings,
                shell,
            );
        }
    }

    fn lines<'a>(&self, today: &'a Today, shell: &Shell) -> Vec<Line<'a>> {
        let words = shell.words;
        let mut lines = vec![Line::plain(Kind::Heading(words.drafts_to_go_on()))];
        if today.drafts.is_empty() {
            lines.push(Line::plain(Kind::Quiet(words.no_drafts())));
        }
        for (row, draft) in today.drafts.iter().enumerate() {
            lines.push(Line {
                kind: Kind::Draft(draft),
                row: Some(row),
            });
        }
        lines.push(Line::plain(Kind::Blank));
        lines.push(Line::plain(Kind::Heading(words.visits_due())));
        if today.due.is_empty() {
            lines.push(Line::plain(Kind::Quiet(words.none_due())));
        }
        for (row, due) in today.due.iter().enumerate() {
            lines.push(Line {
                kind: Kind::Due(due),
                row: Some(today.drafts.len() + row),
            });
        }
        if !today.first.is_empty() {
            let due = match today.first_due.more {
                true => words.or_more(today.first_due.n),
                false => today.first_due.n.to_string(),
            };
            lines.push(Line::plain(Kind::Blank));
            lines.push(Line::plain(Kind::Counted(words.first_visits(due))));
        }
        for (row, first) in today.first.iter().enumerate() {
            lines.push(Line {
                kind: Kind::First(first),
                row: Some(today.drafts.len() + today.due.len() + row),
            });
        }
        lines
    }
}

struct Line<'a> {
    kind: Kind<'a>,
    row: Option<usize>,
}

enum Kind<'a> {
    Heading(&'static str),
    Quiet(&'static str),
    Draft(&'a DraftLine),
    Due(&'a DueLine),
    First(&'a FirstLine),
    /// A heading with a number in it.
    Counted(String),
    Blank,
}

impl<'a> Line<'a> {
    fn plain(kind: Kind<'a>) -> Line<'a> {
        Line { kind, row: None }
    }
}

fn view_draft(paint: &mut Paint<'_>, draft: &DraftLine, shell: &Shell) {
    let right = format!("{}/{}  {} ", draft.answered, draft.items, draft.started);
    let x = paint.right(0, &right, shell.theme.quiet());
    paint.within(
        3,
        0,
        x.saturating_sub(5),
        &width::printable(&draft.organisation),
        shell.theme.text(),
    );
}

/// An organisation to be visited: by which template, and when.
struct Due<'a> {
    name: &'a str,
    area: &'a str,
    /// The template that is due first, and how many are due besides.
    what: String,
    more: usize,
    score: String,
    day: Date,
}

impl<'a> Due<'a> {
    fn of(line: &'a DueLine, words: Words) -> Due<'a> {
        let first = line.templates.first().map(|name| name.get(words.0));
        Due {
            name: &line.name,
            area: &line.area,
            what: first.unwrap_or_default().to_owned(),
            more: line.templates.len().saturating_sub(1),
            score: line.last_tenths.map_or_else(String::new, tenths_text),
            day: line.due,
        }
    }

    fn first(line: &'a FirstLine, shell: &Shell) -> Due<'a> {
        Due {
            name: &line.name,
            area: &line.area,
            what: start::first_template(shell),
            more: 0,
            score: String::new(),
            day: line.due,
        }
    }
}

/// Name, area, template, where there is room the last score, and how late it is.
fn view_due(paint: &mut Paint<'_>, due: &Due<'_>, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let late = shell.today.days_since(due.day);
    let (text, style) = match late {
        late if late > 0 => (words.days_late(late), theme.bad()),
        0 => (words.due_today().to_owned(), theme.warn()),
        ahead => (words.days_ahead(-ahead), theme.warn()),
    };
    let columns = paint.width();
    let days = columns.saturating_sub(18);
    paint.within(days, 0, 17, &text, style);
    let score = days.saturating_sub(if columns >= 100 { 8 } else { 0 });
    if score < days {
        paint.within(score, 0, 6, &due.score, theme.quiet());
    }
    let room = match columns {
        0..70 => 0,
        70..110 => 16,
        _ => 24,
    };
    let what = score.saturating_sub(if room > 0 { room + 2 } else { 0 });
    if room > 0 {
        let name = width::printable(&due.what);
        // what is due besides is on the organisation's own screen
        let text = match due.more {
            0 => name.into_owned(),
            more => format!("{} +{more}", width::cut(&name, usize::from(room) - 3)),
        };
        paint.within(what, 0, room, &text, theme.quiet());
    }
    let area = what.saturating_sub(11);
    paint.within(area, 0, 10, &width::printable(due.area), theme.quiet());
    let room = area.saturating_sub(4);
    paint.within(3, 0, room, &width::printable(due.name), theme.text());
}

/// Findings that are open by light, in colour and word.
fn view_lights(paint: &mut Paint<'_>, lights: LightCounts, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let mut x = paint.text(0, 0, words.fact_findings(), theme.quiet()) + 2;
    for light in [Light::Red, Light::Yellow, Light::Blue] {
        let n = lights.of(light);
        let style = match n {
            0 => theme.quiet(),
            _ => light_style(light, shell),
        };
        x = paint.text(x, 0, words.light(light), style) + 1;
        x = paint.text(x, 0, &n.to_string(), style.patch(theme.strong())) + 2;
    }
    paint.text(x, 0, &words.findings_recheck(lights.recheck), theme.quiet());
}
