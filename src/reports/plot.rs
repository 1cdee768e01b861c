//! Charts drawn in characters that every terminal has: bars of #, lines of dots with a mark for each series.

use super::{Lines, Unit};
use crate::domain::calendar::Date;
use crate::width::{fit, width};

/// Marks of the series, in their order; a chart of more repeats them.
pub const MARKS: [char; 6] = ['*', 'o', '+', 'x', '@', '%'];
/// Rows between the top of a line chart and its axis.
const ROWS: usize = 10;
/// Fewest columns that a line chart is drawn in.
const LEAST: usize = 20;

/// A bar of `columns`, filled to that many ten-thousandths; what is more than nothing shows.
pub fn bar(length: u64, columns: usize) -> String {
    let filled = (length as usize * columns + 5_000) / 10_000;
    let filled = filled.clamp(usize::from(length > 0 && columns > 0), columns);
    format!("[{}{}]", "#".repeat(filled), ".".repeat(columns - filled))
}

/// A line chart in rows of at most `columns`, with its scale at the left, the days below, and a legend.
pub fn lines(chart: &Lines, columns: usize) -> Vec<String> {
    let Some((first, last)) = chart.days() else {
        return Vec::new();
    };
    let scale = |row: usize| {
        let most = chart.most();
        let value = most * (ROWS - row) as i64 / ROWS as i64;
        match chart.unit {
            Unit::Percent => format!("{}%", value / 100),
            Unit::Number => value.to_string(),
        }
    };
    let labels = (0..=ROWS).map(|row| scale(row).len()).max().unwrap_or(0);
    let wide = columns.saturating_sub(labels + 3).clamp(LEAST, 72);
    let field = field(chart, first, last, wide);
    let mut text = Vec::new();
    for (row, line) in field.iter().enumerate() {
        let label = match row % 5 {
            0 => scale(row),
            _ => String::new(),
        };
        let line: String = line.iter().collect();
        text.push(format!("{label:>labels$} |{line}").trim_end().to_owned());
    }
    text.push(format!("{:labels$} +{}", "", "-".repeat(wide)));
    text.push(days_below(first, last, labels + 2, wide));
    text.extend(legend(chart));
    text
}

fn field(chart: &Lines, first: Date, last: Date, wide: usize) -> Vec<Vec<char>> {
    let mut field = vec![vec![' '; wide]; ROWS + 1];
    let days = last.days_since(first).max(1);
    let across = |day: Date| (day.days_since(first) * (wide as i64 - 1) / days) as usize;
    let most = chart.most();
    let up = |value: i64| {
        let rows = (value.clamp(0, most) * ROWS as i64 * 2 + most) / (most * 2);
        ROWS - rows as usize
    };
    if let Some(target) = &chart.target {
        let row = up(target.value);
        for x in (0..wide).step_by(2) {
            field[row][x] = '-';
        }
        if let Some(day) = target.by {
            field[row][across(day)] = '!';
        }
    }
    for series in &chart.series {
        for pair in series.points.windows(2) {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            let (start, end) = (across(from), across(to));
            for part in 1..end.saturating_sub(start) {
                let value = low + (high - low) * part as i64 / (end - start) as i64;
                field[up(value)][start + part] = '.';
            }
        }
    }
    // the first series is drawn last: where two meet, its mark stands
    for (at, series) in chart.series.iter().enumerate().rev() {
        for (day, value) in &series.points {
            field[up(*value)][across(*day)] = MARKS[at % MARKS.len()];
        }
    }
    field
}

fn days_below(first: Date, last: Date, indent: usize, wide: usize) -> String {
    let (left, right) = (first.to_string(), last.to_string());
    let gap = wide.saturating_sub(left.len() + right.len()).max(1);
    match first == last {
        true => format!("{:indent$}{left}", ""),
        false => format!("{:indent$}{left}{:gap$}{right}", "", ""),
    }
}

/// The mark, name and last value of each series, and the target.
fn legend(chart: &Lines) -> Vec<String> {
    let names = chart.series.iter().map(|series| width(&series.name));
    let target = chart.target.iter().map(|target| width(&target.name));
    let columns = names.chain(target).max().unwrap_or(0);
    let mut text = Vec::new();
    for (at, series) in chart.series.iter().enumerate() {
        let value = match series.points.last() {
            Some((_, value)) => chart.unit.shown(*value),
            None => "-".to_owned(),
        };
        let mark = MARKS[at % MARKS.len()];
        text.push(format!("{mark} {}  {value}", fit(&series.name, columns)));
    }
    if let Some(target) = &chart.target {
        let by = target.by.map_or_else(String::new, |day| format!("  {day}"));
        let value = chart.unit.shown(target.value);
        text.push(format!("- {}  {value}{by}", fit(&target.name, columns)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{Series, Target};

    fn chart(points: &[(i8, i64)], target: Option<i64>) -> Lines {
        Lines {
            title: "t".into(),
            unit: Unit::Percent,
            series: vec![Series {
                name: "rate".into(),
                points: points
                    .iter()
                    .map(|(day, value)| (Date::of(2026, 11, *day), *value))
                    .collect(),
            }],
            target: target.map(|value| Target {
                name: "goal".into(),
                value,
                by: None,
            }),
        }
    }

    #[test]
    fn bars_fill_by_their_share_and_never_vanish() {
        assert_eq!(bar(7_901, 20), "[################....]");
        assert_eq!(bar(0, 4), "[....]");
        assert_eq!(bar(1, 4), "[#...]");
        assert_eq!(bar(10_000, 4), "[####]");
        assert_eq!(bar(10_000, 0), "[]");
    }

    #[test]
    fn points_stand_at_their_day_and_height() {
        let drawn = lines(
            &chart(&[(1, 0), (11, 5_000), (21, 10_000)], Some(10_000)),
            48,
        );
        assert!(drawn[0].starts_with("100% |- - "), "{drawn:#?}");
        assert!(drawn[0].ends_with('*'));
        assert!(drawn[5].starts_with(" 50% |"));
        assert_eq!(drawn[5].find('*'), Some(6 + 41 / 2 - 1 + 1));
        assert!(drawn[10].starts_with("  0% |*."));
        assert!(drawn[12].trim_start().starts_with("2026-11-01"));
        assert!(drawn[12].ends_with("2026-11-21"));
        assert_eq!(drawn[13], "* rate  100.00%");
        assert_eq!(drawn[14], "- goal  100.00%");
    }

    #[test]
    fn a_single_day_or_none_is_drawn_too() {
        assert!(lines(&chart(&[], None), 40).is_empty());
        let one = lines(&chart(&[(5, 4_237)], None), 1);
        assert!(one.iter().any(|line| line.contains("|*")));
        assert!(one.last().is_some_and(|line| line.ends_with("42.37%")));
    }
}
