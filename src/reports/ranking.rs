//! The ranking of areas or authorities by organisation coverage, with the base of each. It can be switched off, as
//! rules against misuse of rankings ask for (practice.md §7.3); then the parts stand by name, without places.

use super::coverage::{as_of, basis_columns, comparable, part_name, share_columns, shares};
use super::{Bar, Bars, Block, Cell, Column, Form, Report, Table};
use crate::domain::coverage::{Coverage, Division, Figures, Placed, RateName};
use crate::words::Words;

/// `on` is whether places may be given; `snapshots` earliest first, whatever rule they were counted by.
pub fn report(
    coverage: &Coverage,
    division: Division,
    on: bool,
    snapshots: &[&Coverage],
    words: Words,
) -> Report {
    let earlier = comparable(coverage, snapshots).pop();
    let sentence = match (on, earlier) {
        (false, _) => words.report_ranking_off().to_owned(),
        (true, Some(earlier)) => words.report_ranking_on(earlier.date.to_string()),
        (true, None) => words.report_ranking_alone().to_owned(),
    };
    let parts = match on {
        true => coverage.placed(division),
        false => by_name(coverage, division),
    };
    Report {
        id: "ranking",
        title: match on {
            true => words.ranking(division).to_owned(),
            false => words.report_parts(division).to_owned(),
        },
        dates: vec![as_of(coverage, words)],
        blocks: vec![
            Block::Paragraph(sentence),
            Block::Paragraph(coverage.counting.note.get(words.0).to_owned()),
            Block::Table(table(coverage, division, &parts, on, earlier, words)),
            Block::Bars(bars(division, &parts, words)),
        ],
        words,
    }
}

fn by_name(coverage: &Coverage, division: Division) -> Vec<Placed<'_>> {
    let parts = coverage.parts(division).iter();
    parts
        .map(|(part, figures)| Placed {
            place: None,
            part,
            figures,
        })
        .collect()
}

fn table(
    coverage: &Coverage,
    division: Division,
    parts: &[Placed<'_>],
    on: bool,
    earlier: Option<&Coverage>,
    words: Words,
) -> Table {
    let row = |place: Cell, name: String, figures: &Figures, before: Option<&Figures>| {
        let mut row = vec![];
        if on {
            row.push(place);
        }
        row.push(Cell::text(name));
        row.extend(shares(figures));
        if earlier.is_some() {
            row.push(before.map_or(Cell::Empty, |before| points(figures, before)));
        }
        row.extend([
            Cell::text(coverage.counting.name.get(words.0)),
            Cell::Date(coverage.date),
        ]);
        row
    };
    let before = |part: &str| earlier.and_then(|earlier| earlier.parts(division).get(part));
    let place = Column::new("place", words.column_place(), Form::Number);
    let part = Column::new("part", words.column_part(division), Form::Text);
    let points = Column::new("points", words.column_points(), Form::Points);
    Table {
        key: "ranking",
        title: words.report_parts(division).to_owned(),
        columns: on
            .then_some(place)
            .into_iter()
            .chain([part])
            .chain(share_columns(words))
            .chain(earlier.map(|_| points))
            .chain(basis_columns(words))
            .collect(),
        rows: parts
            .iter()
            .map(|placed| {
                let place = placed.place.map_or(Cell::Empty, Cell::number);
                let name = part_name(division, placed.part, words);
                row(place, name, placed.figures, before(placed.part))
            })
            .collect(),
        total: Some(row(
            Cell::Empty,
            words.column_total().to_owned(),
            &coverage.whole,
            earlier.map(|earlier| &earlier.whole),
        )),
    }
}

fn points(later: &Figures, earlier: &Figures) -> Cell {
    let percent = |figures: &Figures| figures.rate(RateName::Organisation)?.percent();
    match (percent(later), percent(earlier)) {
        (Some(later), Some(earlier)) => Cell::Points(later.less(earlier)),
        _ => Cell::Empty,
    }
}

fn bars(division: Division, parts: &[Placed<'_>], words: Words) -> Bars {
    let bar = |placed: &Placed<'_>| {
        let rate = placed.figures.rate(RateName::Organisation)?;
        Some(Bar {
            label: part_name(division, placed.part, words),
            value: rate.numerator,
            base: Some(rate.denominator),
        })
    };
    Bars {
        title: words.rate_organisation().to_owned(),
        bars: parts.iter().filter_map(bar).collect(),
    }
}
