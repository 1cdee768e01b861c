//! What happened at an organisation in one line of time, the latest first: visits with their scores, findings opened and
//! struck off. Below a visit stand the findings of its day.

use super::super::findings::light_style;
use super::super::model::Shell;
use crate::domain::calendar::Date;
use crate::domain::finding::{FindingRow, State};
use crate::domain::score::{Verdict, tenths_text};
use crate::domain::view::{OrganisationView, VisitLine};
use crate::domain::visit::VisitStatus;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// One line of it.
#[derive(Clone, Copy)]
pub enum Event<'a> {
    Visit(&'a VisitLine),
    Opened(&'a FindingRow),
    /// Struck off or withdrawn.
    Ended(&'a FindingRow, Date),
}

impl Event<'_> {
    pub fn day(&self) -> Date {
        match self {
            Event::Visit(visit) => visit.started.date,
            Event::Opened(finding) => finding.opened,
            Event::Ended(_, day) => *day,
        }
    }
}

/// Everything in its order.
pub fn events(view: &OrganisationView) -> Vec<Event<'_>> {
    let mut events: Vec<Event<'_>> = view.visits.iter().map(Event::Visit).collect();
    for finding in &view.findings {
        events.push(Event::Opened(finding));
        events.extend(finding.closed.map(|day| Event::Ended(finding, day)));
    }
    // visits come first on their day, and what is equal keeps its order
    events.sort_by_key(|event| std::cmp::Reverse((event.day(), matches!(event, Event::Visit(_)))));
    events
}

/// Draws some of them from the top of `paint` on; `selected` counts from the first drawn.
pub fn draw(paint: &mut Paint<'_>, shown: &[Event<'_>], selected: Option<usize>, shell: &Shell) {
    let words = shell.words;
    let tails = shown.iter().map(|event| match event {
        Event::Visit(visit) => width::width(&tail(visit, words)),
        _ => 0,
    });
    let bar = usize::from(paint.width())
        .saturating_sub(DATE + tails.max().unwrap_or(0) + 3)
        .min(20);
    for (row, event) in shown.iter().enumerate() {
        let mut line = paint.part(0, row as u16, paint.width(), 1);
        match event {
            Event::Visit(visit) => view_visit(&mut line, visit, bar, shell),
            Event::Opened(finding) => view_opened(&mut line, finding, shell),
            Event::Ended(finding, day) => view_ended(&mut line, finding, *day, shell),
        }
        if selected == Some(row) {
            line.row(0, shell.theme.selected());
        }
    }
}

fn view_opened(paint: &mut Paint<'_>, finding: &FindingRow, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let ladder = &shell.rules.ladder;
    let horizon = ladder.horizon(&shell.rules.holidays, shell.today);
    let style = light_style(horizon.light(finding.stand.state, finding.deadline), shell);
    let x = paint.text(1, 0, &finding.opened.to_string(), theme.text()) + 1;
    let state = format!("{} ", words.finding_state(finding.stand.state));
    let end = paint.right(0, &state, style);
    let item = match finding.item_name.is_empty() {
        true => &finding.fact,
        false => &finding.item_name,
    };
    let text = words.timeline_opened(&finding.number, item);
    let room = end.saturating_sub(x + 1);
    paint.within(x, 0, room, &width::printable(&text), style);
}

fn view_ended(paint: &mut Paint<'_>, finding: &FindingRow, day: Date, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let x = paint.text(1, 0, &day.to_string(), theme.text()) + 1;
    let text = match finding.stand.state {
        State::Withdrawn => words.timeline_withdrawn(&finding.number),
        _ => words.timeline_closed(&finding.number),
    };
    paint.text(x, 0, &width::printable(&text), theme.good());
}

/// Columns of a day.
const DATE: usize = 10;

/// What stands behind the bar: score, verdict, whether it was corrected; or how far a draft is.
fn tail(visit: &VisitLine, words: Words) -> String {
    let Some(tenths) = visit.tenths else {
        return match visit.status {
            VisitStatus::Draft => words.draft_progress(visit.answered, visit.items),
            // what has no points is told by its name alone
            _ => String::new(),
        };
    };
    let verdict = visit.verdict.map_or("", |verdict| words.verdict(verdict));
    let corrected = if visit.status == VisitStatus::Corrected {
        words.corrected_short()
    } else {
        ""
    };
    format!("{:>5} {verdict} {corrected}", tenths_text(tenths))
        .trim_end()
        .to_owned()
}

/// Day, score as a bar and a number, verdict: read downwards it is the chart of scores over time.
fn view_visit(paint: &mut Paint<'_>, visit: &VisitLine, bar: usize, shell: &Shell) {
    let theme = shell.theme;
    let style = match visit.verdict {
        Some(Verdict::Fail) => theme.bad(),
        Some(Verdict::Pass | Verdict::Demonstration) => theme.good(),
        Some(Verdict::Basic) | None => theme.warn(),
    };
    let mut x = paint.text(1, 0, &visit.started.date.to_string(), theme.text()) + 1;
    if bar > 0 {
        let filled = visit
            .tenths
            .map_or(0, |tenths| (tenths as usize * bar).div_ceil(1000));
        if visit.tenths.is_some() {
            let drawn = "#".repeat(filled) + &".".repeat(bar - filled);
            paint.text(x, 0, &drawn, style);
            x += bar as u16 + 1;
        }
    }
    x = paint.text(x, 0, &tail(visit, shell.words), style);
    if visit.verdict.is_none() {
        let name = width::printable(visit.name.get(shell.words.0)).into_owned();
        let room = paint.width().saturating_sub(x + 1);
        paint.within(x + 1, 0, room, &name, theme.quiet());
    }
}
