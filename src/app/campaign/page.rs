//! The page of a campaign, line by line. In a wide window ranking and trend stand beside the rest, else below it.

use ratatui::style::Style;

use crate::app::model::Shell;
use crate::app::tasks::{named, struck_share};
use crate::domain::calendar::Date;
use crate::domain::campaign::{CampaignView, Distance, Ranked};
use crate::domain::coverage::{Division, Percent, Rate, RateName};
use crate::domain::task::TaskState;
use crate::theme::Theme;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// From this many columns on there are two columns of lines.
const WIDE: u16 = 148;
/// Columns of the left one.
const LEFT: u16 = 80;

/// Texts of one line, each at its column.
#[derive(Default)]
struct Line(Vec<(u16, String, Style)>);

impl Line {
    fn one(x: u16, text: impl Into<String>, style: Style) -> Line {
        Line(vec![(x, text.into(), style)])
    }

    fn and(mut self, x: u16, text: impl Into<String>, style: Style) -> Line {
        self.0.push((x, text.into(), style));
        self
    }

    fn draw(&self, paint: &mut Paint<'_>, y: u16) {
        for (at, (x, text, style)) in self.0.iter().enumerate() {
            let next = self.0.get(at + 1).map_or(paint.width(), |(next, ..)| *next);
            paint.within(*x, y, next.saturating_sub(*x), text, *style);
        }
    }
}

/// Where the campaign is in its days.
pub fn progress(view: &CampaignView, today: Date, words: Words) -> String {
    let plan = &view.campaign.plan;
    if let Some(day) = view.campaign.closed {
        return words.campaign_closed(day.to_string());
    }
    if today < plan.from {
        return words.campaign_ahead(plan.from.days_since(today));
    }
    match plan.days_left(today) {
        0 => words.campaign_over().to_owned(),
        left => words.campaign_day(today.days_since(plan.from) + 1, left),
    }
}

/// Rows of the page at this size of the window.
pub fn length(view: &CampaignView, division: Division, shell: &Shell) -> usize {
    let (first, second) = (first(view, shell), second(view, division, shell));
    match shell.size.0 >= WIDE {
        true => first.len().max(second.len()),
        false => first.len() + 1 + second.len(),
    }
}

/// The row on which the ranking begins.
pub fn ranking_at(view: &CampaignView, shell: &Shell) -> usize {
    let above = trend(view, shell.theme, shell.words).len() + 1;
    match shell.size.0 >= WIDE {
        true => above,
        false => first(view, shell).len() + 1 + above,
    }
}

pub fn view(
    view: &CampaignView,
    division: Division,
    top: usize,
    paint: &mut Paint<'_>,
    shell: &Shell,
) {
    let (columns, rows) = (paint.width(), paint.height());
    let (mut left, right) = (first(view, shell), second(view, division, shell));
    let last = length(view, division, shell).saturating_sub(rows.into());
    let top = top.min(last);
    let draw = |paint: &mut Paint<'_>, lines: &[Line]| {
        for (y, line) in lines.iter().skip(top).take(rows.into()).enumerate() {
            line.draw(paint, y as u16);
        }
    };
    if columns >= WIDE {
        draw(&mut paint.part(1, 0, LEFT - 2, rows), &left);
        paint.part(LEFT, 0, 1, rows).upright(0);
        draw(
            &mut paint.part(LEFT + 2, 0, columns - LEFT - 3, rows),
            &right,
        );
    } else {
        left.push(Line::default());
        left.extend(right);
        let mut inside = paint.part(1, 0, columns.saturating_sub(2), rows);
        draw(&mut inside, &left);
        if top < last {
            let words = shell.words.more_below();
            inside.right(rows.saturating_sub(1), words, shell.theme.quiet());
        }
    }
}

/// Days, targets, milestones, growth, tasks.
fn first(view: &CampaignView, shell: &Shell) -> Vec<Line> {
    let (theme, words) = (shell.theme, shell.words);
    let plan = &view.campaign.plan;
    let coverage = &view.now.coverage;
    let set = coverage
        .formation
        .iter()
        .find(|set| set.id == plan.formation);
    let mut lines = vec![
        Line::one(
            0,
            words.campaign_days(plan.from.to_string(), plan.to.to_string()),
            theme.strong(),
        ),
        Line::one(
            0,
            words.campaign_as_of(
                coverage.date.to_string(),
                set.map_or(&plan.formation, |set| set.name.get(words.0)),
                coverage.counting.name.get(words.0),
            ),
            theme.quiet(),
        ),
    ];
    if view.is_final() {
        let text = words.campaign_frozen(coverage.date.to_string());
        let wrapped = width::wrap(&text, usize::from(LEFT) - 3);
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| Line::one(0, line, theme.warn())),
        );
    }
    // what is needed a week means nothing any more
    let is_over = view.is_final() || view.campaign.closed.is_some();
    lines.push(Line::one(0, words.campaign_targets(), theme.strong()));
    lines.extend(
        view.distances(&view.now)
            .iter()
            .map(|distance| target(distance, is_over, shell)),
    );
    lines.push(Line::one(0, words.campaign_milestones(), theme.strong()));
    lines.extend(milestones(view, shell));
    lines.extend(growth(view, shell));
    lines.push(Line::one(0, words.campaign_tasks(), theme.strong()));
    let tasks = view.now.work.tasks;
    let mut line = Line::default();
    let mut x = 2;
    for state in TaskState::ALL {
        let text = format!("{} {}", words.task_state(*state), tasks.of(*state));
        let wide = width::width(&text) as u16;
        let style = match tasks.of(*state) {
            0 => theme.quiet(),
            _ => crate::app::advice::state_style(*state, theme),
        };
        line = line.and(x, text, style);
        x += wide + 2;
    }
    lines.push(line);
    if let Some(share) = struck_share(tasks, words) {
        let text = format!("{} {share}", words.tasks_rate());
        lines.push(Line::one(2, text, theme.text()));
    }
    let without = view.now.work.without_instructor;
    let style = if without > 0 {
        theme.warn()
    } else {
        theme.text()
    };
    lines.push(Line::one(2, words.campaign_without(without), style));
    lines
}

/// A rate with its base, the target, and what is missing.
fn target(distance: &Distance, is_over: bool, shell: &Shell) -> Line {
    let (theme, words) = (shell.theme, shell.words);
    let (numerator, denominator) = (distance.numerator, distance.denominator);
    let percent = Percent::of(numerator, denominator);
    let rate = match percent {
        Some(percent) => format!("{percent} ({numerator}/{denominator})"),
        None => words.rate_nothing().to_owned(),
    };
    let per_week = distance.per_week.filter(|_| !is_over);
    let (text, style) = match (distance.missing, per_week) {
        _ if denominator == 0 => (String::new(), theme.quiet()),
        (0, _) => (words.target_reached().to_owned(), theme.good()),
        (missing, Some(week)) => (words.target_per_week(missing, week), theme.warn()),
        (missing, None) => (words.target_missing(missing), theme.bad()),
    };
    let labels = if words == Words::ZH { 14 } else { 25 };
    let of = words.target_percent(distance.target.percent);
    let next = labels + 19;
    Line::one(2, words.rate_name(distance.target.rate), theme.text())
        .and(labels, rate, theme.strong())
        .and(
            next,
            format!(
                "{}  {text}",
                width::fit(&of, if words == Words::ZH { 9 } else { 11 })
            ),
            style,
        )
}

fn milestones(view: &CampaignView, shell: &Shell) -> Vec<Line> {
    let (theme, words) = (shell.theme, shell.words);
    let plan = &view.campaign.plan;
    let next = plan.next(shell.today).map(|milestone| milestone.date);
    let line = |milestone: &crate::domain::campaign::Milestone| {
        let ahead = milestone.date.days_since(shell.today);
        let (mut text, style) = match ahead {
            0 => (words.milestone_today().to_owned(), theme.warn()),
            ahead if ahead > 0 => (words.milestone_ahead(ahead), theme.text()),
            _ => (words.milestone_past().to_owned(), theme.quiet()),
        };
        if let Some(stand) = view.stage(milestone.stage) {
            text = words.milestone_frozen(&text, stand.coverage.date.to_string());
        }
        let is_next = view.campaign.closed.is_none() && next == Some(milestone.date);
        let style = if is_next { theme.key() } else { style };
        Line::one(2, milestone.date.to_string(), style)
            .and(14, milestone.name.get(words.0), style)
            .and(40, text, style)
    };
    plan.milestones.iter().map(line).collect()
}

fn growth(view: &CampaignView, shell: &Shell) -> Vec<Line> {
    let (theme, words) = (shell.theme, shell.words);
    let (base, now) = (&view.base, &view.now);
    let mut lines = vec![Line::one(
        0,
        words.campaign_since(base.coverage.date.to_string()),
        theme.strong(),
    )];
    let columns = match shell.size.0 >= WIDE {
        true => LEFT,
        false => shell.size.0,
    };
    let mut say = |text: String| {
        let wrapped = width::wrap(&text, usize::from(columns.saturating_sub(5)).max(10));
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| Line::one(2, line, theme.text())),
        );
    };
    let branches = now.coverage.branches_since(&base.coverage);
    say(match branches.percent() {
        Some(percent) => {
            words.growth_branches(branches.earlier, branches.later, &percent.to_string())
        }
        None => words.campaign_branches(branches.earlier, branches.later),
    });
    for moved in now.coverage.moved(&base.coverage) {
        if !matches!(moved.later.name, RateName::Organisation | RateName::Work) {
            continue;
        }
        if let Some(points) = moved.points() {
            let name = words.rate_name(moved.later.name);
            say(words.growth_rate(
                name,
                &signed_points(points),
                with_base(moved.earlier),
                with_base(moved.later),
            ));
        }
    }
    let (before, after) = (base.work.members, now.work.members);
    say(words.campaign_members(
        before.formal,
        after.formal,
        before.probationary,
        after.probationary,
    ));
    say(words.campaign_pipeline(after.candidates, after.activists, after.applicants));
    say(words.campaign_activities(now.work.activities));
    lines
}

fn with_base(rate: &Rate) -> String {
    let percent = rate
        .percent()
        .map_or_else(String::new, |percent| percent.to_string());
    format!("{percent} {}/{}", rate.numerator, rate.denominator)
}

/// Points with their sign, without the mark of percent.
fn signed_points(points: Percent) -> String {
    let text = points.to_string();
    let text = text.trim_end_matches('%');
    match points.hundredths() > 0 {
        true => format!("+{text}"),
        false => text.to_owned(),
    }
}

fn trend(view: &CampaignView, theme: Theme, words: Words) -> Vec<Line> {
    let heading = Line::one(0, words.campaign_trend(), theme.strong());
    let points = view.trend.iter().rev().take(8).rev();
    std::iter::once(heading)
        .chain(points.map(|rate| point(rate, theme)))
        .collect()
}

/// Trend and ranking.
fn second(view: &CampaignView, division: Division, shell: &Shell) -> Vec<Line> {
    let (theme, words) = (shell.theme, shell.words);
    let mut lines = trend(view, theme, words);
    lines.push(Line::default());
    let base = view.base.coverage.date.to_string();
    // where ranking is off the parts stand by name (practice.md 7.3)
    let ranking = match (division, shell.ranking) {
        (division, false) => words.report_parts(division),
        (Division::Area, true) => words.campaign_rank_area(),
        (_, true) => words.campaign_rank_authority(),
    };
    lines.push(Line::one(
        0,
        words.campaign_ranked(ranking, base),
        theme.strong(),
    ));
    let mut ranked = view.now.ranked(&view.base, division);
    if !shell.ranking {
        ranked.sort_by_key(|one| one.name);
    }
    let heading = theme.quiet();
    lines.push(
        Line::one(2, words.column_name(), heading)
            .and(NAMES, words.column_coverage(), heading)
            .and(NAMES + 17, words.column_growth(), heading)
            .and(NAMES + 25, words.tasks_rate(), heading),
    );
    lines.extend(ranked.iter().map(|one| rank(one, shell)));
    lines
}

/// Where the rate of a ranked part begins.
const NAMES: u16 = 26;

fn point(rate: &Rate, theme: Theme) -> Line {
    let percent = rate.percent();
    let text = percent.map_or_else(String::new, |percent| percent.to_string());
    let share = percent.map_or(0, |percent| percent.hundredths().clamp(0, 10_000) as usize);
    const BAR: usize = 20;
    let filled = share * BAR / 10_000;
    let bar = "#".repeat(filled) + &".".repeat(BAR - filled);
    Line::one(2, rate.date.to_string(), theme.quiet())
        .and(14, format!("{text:>7}"), theme.strong())
        .and(23, bar, theme.accent())
        .and(
            45,
            format!("{}/{}", rate.numerator, rate.denominator),
            theme.quiet(),
        )
}

fn rank(one: &Ranked<'_>, shell: &Shell) -> Line {
    let (theme, words) = (shell.theme, shell.words);
    let percent = one
        .rate
        .percent()
        .map_or_else(String::new, |percent| percent.to_string());
    let share = format!("{}/{}", one.rate.numerator, one.rate.denominator);
    let grown = one
        .points()
        .map_or_else(|| words.no_base().to_owned(), signed_points);
    let struck = struck_share(one.tasks, words).unwrap_or_default();
    Line::one(2, named(one.name, words), theme.text())
        .and(NAMES, format!("{percent:>7} {share}"), theme.strong())
        .and(NAMES + 17, format!("{grown:>7}"), theme.text())
        .and(NAMES + 25, struck, theme.quiet())
}
