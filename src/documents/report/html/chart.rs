//! Charts as SVG: dark bars on an outlined whole, lines told apart by dashes and marks, so that a print in black and
//! white says the same. All measures are whole pixels.

use maud::{Markup, html};

use super::clean;
use crate::domain::calendar::Date;
use crate::reports::{Bars, Lines, Series, Unit};
use crate::width::width;
use crate::words::Words;

/// The drawing as a whole.
const WIDE: i64 = 720;
/// Of a bar with the space around it.
const BAR_ROW: i64 = 26;
/// A half-width character of a label.
const LETTER: i64 = 8;
/// Room behind a bar for its figure.
const FIGURE: i64 = 150;
/// The field of a line chart.
const LEFT: i64 = 60;
const TOP: i64 = 12;
const FIELD_WIDE: i64 = 630;
const FIELD_HIGH: i64 = 220;
/// Lines across the field, beside the axis.
const STEPS: i64 = 4;
/// A day as it is written below the axis.
const DAY: i64 = 84;
/// Most days written below the axis.
const DAYS: usize = 7;

pub fn bars(bars: &Bars, words: Words) -> Markup {
    let labels = bars.bars.iter().map(|bar| width(&bar.label)).max();
    let label = (labels.unwrap_or(0) as i64 * LETTER).clamp(40, 260);
    let full = WIDE - label - 16 - FIGURE;
    let high = bars.bars.len() as i64 * BAR_ROW + 8;
    html! {
        svg role="img" aria-label=(clean(&bars.title)) viewBox={ "0 0 " (WIDE) " " (high) }
            xmlns="http://www.w3.org/2000/svg" {
            @for (at, bar) in bars.bars.iter().enumerate() {
                @let y = at as i64 * BAR_ROW + 4;
                @let long = bars.length(bar) as i64 * full / 10_000;
                text x=(label) y=(y + 15) text-anchor="end" { (clean(&crate::width::cut(&bar.label, 32))) }
                @if bar.base.is_some() {
                    rect x=(label + 8) y=(y) width=(full) height="20" fill="#fff" stroke="#777" {}
                }
                rect x=(label + 8) y=(y) width=(long) height="20" fill="#555" {}
                text x=(label + 16 + full) y=(y + 15) { (bars.figure(bar, words)) }
            }
        }
    }
}

/// How the lines of the series are broken, one after the other.
const DASHES: [&str; 4] = ["none", "7 4", "2 3", "9 3 2 3"];

pub fn lines(chart: &Lines) -> Markup {
    let Some((first, last)) = chart.days() else {
        return html! {};
    };
    let field = Field {
        first,
        days: last.days_since(first).max(1),
        most: chart.most(),
    };
    let legend = TOP + FIELD_HIGH + 44;
    let entries = chart.series.len() as i64 + i64::from(chart.target.is_some());
    let high = legend + entries * 20;
    html! {
        svg role="img" aria-label=(clean(&chart.title)) viewBox={ "0 0 " (WIDE) " " (high) }
            xmlns="http://www.w3.org/2000/svg" {
            (scale(chart, &field))
            @for day in field.marked_days(chart) {
                text x=(field.x(day).min(WIDE - DAY / 2)) y=(TOP + FIELD_HIGH + 20) text-anchor="middle" { (day) }
            }
            @if let Some(target) = &chart.target {
                line x1=(LEFT) x2=(LEFT + FIELD_WIDE) y1=(field.y(target.value)) y2=(field.y(target.value))
                    stroke="#111" stroke-width="1" stroke-dasharray="12 5" {}
                text x=(LEFT + 6) y=(field.y(target.value) - 4) { (clean(&target.name)) " " (chart.unit.shown(target.value)) }
            }
            @for (at, series) in chart.series.iter().enumerate() {
                (one_line(at, series, &field))
                @let y = legend + at as i64 * 20;
                line x1=(LEFT) x2=(LEFT + 40) y1=(y - 4) y2=(y - 4) stroke="#111" stroke-width="2"
                    stroke-dasharray=(DASHES[at % DASHES.len()]) {}
                (mark(at, LEFT + 20, y - 4))
                text x=(LEFT + 48) y=(y) {
                    (clean(&series.name))
                    @if let Some((day, value)) = series.points.last() { "  " (chart.unit.shown(*value)) "  " (day) }
                }
            }
            @if let Some(target) = &chart.target {
                @let y = legend + chart.series.len() as i64 * 20;
                line x1=(LEFT) x2=(LEFT + 40) y1=(y - 4) y2=(y - 4) stroke="#111" stroke-dasharray="12 5" {}
                text x=(LEFT + 48) y=(y) {
                    (clean(&target.name)) "  " (chart.unit.shown(target.value))
                    @if let Some(day) = target.by { "  " (day) }
                }
            }
        }
    }
}

/// Where days and values lie in the field.
struct Field {
    first: Date,
    days: i64,
    most: i64,
}

impl Field {
    fn x(&self, day: Date) -> i64 {
        LEFT + day.days_since(self.first) * FIELD_WIDE / self.days
    }

    fn y(&self, value: i64) -> i64 {
        let part = i128::from(value.clamp(0, self.most)) * i128::from(FIELD_HIGH);
        TOP + FIELD_HIGH - (part / i128::from(self.most)) as i64
    }

    /// The days written below: those of the points and of the target, where there is room for each.
    fn marked_days(&self, chart: &Lines) -> Vec<Date> {
        let points = chart.series.iter().flat_map(|series| &series.points);
        let by = chart.target.as_ref().and_then(|target| target.by);
        let mut all: Vec<Date> = points.map(|(day, _)| *day).chain(by).collect();
        all.sort();
        all.dedup();
        let least = FIELD_WIDE / DAYS as i64;
        let Some(last) = all.last().copied() else {
            return all;
        };
        let mut kept: Vec<Date> = Vec::new();
        for day in all {
            let room = |other: Date| (self.x(day) - self.x(other)).abs() >= least;
            if day == last || room(last) && kept.last().is_none_or(|before| room(*before)) {
                kept.push(day);
            }
        }
        kept
    }
}

fn scale(chart: &Lines, field: &Field) -> Markup {
    let steps = match chart.unit {
        Unit::Number => STEPS.min(field.most),
        Unit::Percent => STEPS,
    };
    html! {
        @for step in 0..=steps {
            @let value = field.most * step / steps;
            line x1=(LEFT) x2=(LEFT + FIELD_WIDE) y1=(field.y(value)) y2=(field.y(value))
                stroke=(if step == 0 { "#111" } else { "#bbb" }) {}
            text x=(LEFT - 8) y=(field.y(value) + 5) text-anchor="end" {
                @match chart.unit {
                    Unit::Percent => { (value / 100) "%" }
                    Unit::Number => { (value) }
                }
            }
        }
    }
}

fn one_line(at: usize, series: &Series, field: &Field) -> Markup {
    let points: Vec<(i64, i64)> = series
        .points
        .iter()
        .map(|(day, value)| (field.x(*day), field.y(*value)))
        .collect();
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    html! {
        polyline points=(path.join(" ")) fill="none" stroke="#111" stroke-width="2"
            stroke-dasharray=(DASHES[at % DASHES.len()]) {}
        @for (x, y) in points { (mark(at, x, y)) }
    }
}

/// Circle, square, triangle or diamond, by the number of the series.
fn mark(at: usize, x: i64, y: i64) -> Markup {
    let corners = |path: String| html! { polygon points=(path) fill="#fff" stroke="#111" stroke-width="2" {} };
    match at % 4 {
        0 => html! { circle cx=(x) cy=(y) r="4" fill="#111" {} },
        1 => {
            html! { rect x=(x - 4) y=(y - 4) width="8" height="8" fill="#fff" stroke="#111" stroke-width="2" {} }
        }
        2 => corners(format!(
            "{},{} {},{} {},{}",
            x - 5,
            y + 4,
            x + 5,
            y + 4,
            x,
            y - 5
        )),
        _ => corners(format!(
            "{},{y} {x},{} {},{y} {x},{}",
            x - 5,
            y - 5,
            x + 5,
            y + 5
        )),
    }
}
