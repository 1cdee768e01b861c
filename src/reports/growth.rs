//! What grew between two countings by the same rule, and the trend over all of them.

use super::coverage::{as_of, between, branches_grown, growth, part_name, trend, trend_table};
use super::{Block, Cell, Column, Form, Report, Table};
use crate::domain::coverage::{Coverage, Division, RateName};
use crate::words::Words;

/// `all` earliest first and counted alike; `earlier` and `later` are places in it.
pub fn report(all: &[&Coverage], earlier: usize, later: usize, words: Words) -> Report {
    let (from, to) = (all[earlier], all[later]);
    Report {
        id: "growth",
        title: words.report_growth_title().to_owned(),
        dates: vec![as_of(to, words)],
        blocks: vec![
            Block::Heading(between(from, to, words)),
            Block::Paragraph(branches_grown(to, from, words)),
            Block::Table(growth(to, from, words)),
            Block::Heading(words.report_trend().to_owned()),
            Block::Lines(trend(all, words)),
            Block::Table(trend_table(all, words)),
            Block::Heading(words.report_parts(Division::Area).to_owned()),
            Block::Table(by_area(to, from, words)),
        ],
        words,
    }
}

/// A counting in one line, to choose from.
pub fn counting_line(coverage: &Coverage, is_today: bool, words: Words) -> String {
    let rate = coverage.whole.rate(RateName::Organisation);
    let rate = match rate.and_then(|rate| Some((rate, rate.percent()?))) {
        Some((rate, percent)) => format!("{percent}  {}/{}", rate.numerator, rate.denominator),
        None => words.rate_nothing().to_owned(),
    };
    let today = if is_today { words.counted_today() } else { "" };
    format!("{}  {rate}  {today}", coverage.date)
        .trim_end()
        .to_owned()
}

/// Organisation coverage of each area at both times.
fn by_area(later: &Coverage, earlier: &Coverage, words: Words) -> Table {
    let rate = |coverage: &Coverage, part: &str| {
        coverage
            .by_area
            .get(part)
            .and_then(|figures| figures.rate(RateName::Organisation))
            .map(|rate| (rate.numerator, rate.denominator, rate.percent()))
    };
    let cells = |rate: Option<(u64, u64, _)>| match rate {
        Some((n, of, percent)) => [Cell::text(format!("{n}/{of}")), Cell::percent(percent)],
        None => [Cell::Empty, Cell::Empty],
    };
    let rows = later.by_area.keys().map(|part| {
        let (now, before) = (rate(later, part), rate(earlier, part));
        let percent = |rate: Option<(_, _, Option<_>)>| rate.and_then(|(_, _, percent)| percent);
        let points = percent(now).zip(percent(before));
        let mut row = vec![Cell::text(part_name(Division::Area, part, words))];
        row.extend(cells(before));
        row.extend(cells(now));
        row.push(points.map_or(
            Cell::Empty,
            |(now, before): (crate::domain::coverage::Percent, _)| Cell::Points(now.less(before)),
        ));
        row
    });
    Table {
        key: "growth_by_area",
        title: words.report_parts(Division::Area).to_owned(),
        columns: vec![
            Column::new("part", words.column_part(Division::Area), Form::Text),
            Column::new("earlier", words.column_earlier(), Form::Code),
            Column::new("earlier_percent", words.column_percent(), Form::Percent),
            Column::new("later", words.column_later(), Form::Code),
            Column::new("later_percent", words.column_percent(), Form::Percent),
            Column::new("points", words.column_points(), Form::Points),
        ],
        rows: rows.collect(),
        total: None,
    }
}
