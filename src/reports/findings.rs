//! 问题台账 as a report: every problem with how it stands, and the figures of a period by area and authority, with the
//! rate closed in time and what it is counted from.

use super::coverage::part_name;
use super::{Block, Cell, Column, Form, RateLine, Report, Table};
use crate::domain::coverage::{Division, Percent};
use crate::domain::finding::{Figures, FindingRow, Part};
use crate::domain::ladder::{Horizon, Ladder};
use crate::domain::workdays::Holidays;
use crate::words::Words;

/// What a line of the ledger is judged by.
pub struct Basis<'a> {
    pub ladder: &'a Ladder,
    pub holidays: &'a Holidays,
    pub horizon: Horizon,
}

pub fn report(rows: &[FindingRow], figures: &Figures, basis: &Basis<'_>, words: Words) -> Report {
    let whole = figures.whole;
    let mut blocks = vec![
        Block::Paragraph(words.report_findings_sum(whole.opened, whole.closed, whole.in_time)),
        Block::Paragraph(words.report_findings_open(whole.open, whole.overdue)),
        Block::Rates(vec![RateLine {
            key: "closed_in_time".to_owned(),
            name: words.rate_closed_in_time().to_owned(),
            numerator: whole.in_time,
            denominator: whole.closed,
            counting: words.rate_closed_in_time_rule().to_owned(),
            date: figures.today,
        }]),
    ];
    if !figures.by_area.is_empty() {
        blocks.push(Block::Table(parts(figures, Division::Area, words)));
        blocks.push(Block::Table(parts(figures, Division::Authority, words)));
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(ledger(rows, basis, words)));
    }
    Report {
        id: "findings",
        title: words.report_findings().to_owned(),
        dates: vec![
            period(figures, words),
            words.report_findings_as_of(figures.today.to_string()),
        ],
        blocks,
        words,
    }
}

fn period(figures: &Figures, words: Words) -> String {
    let day = |day: Option<crate::domain::calendar::Date>| {
        day.map_or_else(|| "...".to_owned(), |day| day.to_string())
    };
    match (figures.from, figures.to) {
        (None, None) => words.report_findings_all().to_owned(),
        (from, to) => words.report_findings_days(day(from), day(to)),
    }
}

fn parts(figures: &Figures, division: Division, words: Words) -> Table {
    let (key, title, parts) = match division {
        Division::Area => (
            "findings_by_area",
            words.table_findings_area(),
            &figures.by_area,
        ),
        _ => (
            "findings_by_authority",
            words.table_findings_authority(),
            &figures.by_authority,
        ),
    };
    let row = |name: String, part: &Part| {
        vec![
            Cell::text(name),
            Cell::number(part.opened),
            Cell::number(part.closed),
            Cell::number(part.in_time),
            Cell::percent(Percent::of(part.in_time, part.closed)),
            Cell::number(part.open),
            Cell::number(part.overdue),
        ]
    };
    let number = |key, heading: &str| Column::new(key, heading, Form::Number);
    Table {
        key,
        title: title.to_owned(),
        columns: vec![
            Column::new("part", words.column_part(division), Form::Text),
            number("opened", words.column_opened()),
            number("closed", words.column_closed()),
            number("in_time", words.column_in_time()),
            Column::new("rate", words.rate_closed_in_time(), Form::Percent),
            number("open", words.column_still_open()),
            number("overdue", words.column_overdue()),
        ],
        rows: parts
            .iter()
            .map(|(name, part)| row(part_name(division, name, words), part))
            .collect(),
        total: Some(row(words.column_total().to_owned(), &figures.whole)),
    }
}

fn ledger(rows: &[FindingRow], basis: &Basis<'_>, words: Words) -> Table {
    Table {
        key: "findings",
        title: words.table_findings().to_owned(),
        columns: columns(words),
        rows: rows.iter().map(|row| line(row, basis, words)).collect(),
        total: None,
    }
}

fn columns(words: Words) -> Vec<Column> {
    let text = |key, heading: &str| Column::new(key, heading, Form::Text);
    let date = |key, heading: &str| Column::new(key, heading, Form::Date);
    vec![
        Column::new("number", words.column_number(), Form::Code),
        text("organisation", words.column_organisation_name()),
        text("area", words.column_part(Division::Area)).only_data(),
        text("authority", words.column_part(Division::Authority)).only_data(),
        Column::new("item", words.field_item(), Form::Code).only_data(),
        text("item_name", words.field_item()).only_data(),
        text("fact", words.field_fact()),
        text("requirement", words.field_requirement()).only_data(),
        text("ground", words.field_ground()).only_data(),
        text("responsible", words.field_responsible()),
        date("found", words.field_found()),
        date("deadline", words.field_deadline()),
        text("state", words.field_state()),
        text("light", words.column_light()),
        Column::new("overdue_days", words.column_overdue_days(), Form::Number),
        date("reported", words.column_reported()).only_data(),
        date("rechecked", words.column_rechecked()).only_data(),
        date("closed", words.column_closed_on()),
        text("in_time", words.column_was_in_time()).only_data(),
        text("last_notice", words.column_last_notice()).only_data(),
        date("noticed", words.column_noticed()).only_data(),
    ]
}

fn line(row: &FindingRow, basis: &Basis<'_>, words: Words) -> Vec<Cell> {
    let state = row.stand.state;
    let light = basis.horizon.light(state, row.deadline);
    let over = basis
        .ladder
        .overdue(basis.holidays, row.deadline, basis.horizon.today);
    let notice = row.noticed.as_ref();
    let text = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::text(text),
    };
    vec![
        text(&row.number),
        text(&row.name),
        text(&part_name(Division::Area, &row.area, words)),
        text(&part_name(Division::Authority, &row.authority, words)),
        text(&row.item),
        text(&row.item_name),
        text(&row.fact),
        text(&row.requirement),
        text(words.ground(row.ground)),
        text(&row.responsible),
        Cell::Date(row.opened),
        Cell::Date(row.deadline),
        text(words.finding_state(state)),
        text(words.light(light)),
        match state.runs() && over > 0 {
            true => Cell::number(over),
            false => Cell::Empty,
        },
        Cell::date(row.reported),
        Cell::date(row.rechecked),
        Cell::date(row.closed),
        match row.closed {
            Some(_) => text(words.log_yes_no(row.is_in_time())),
            None => Cell::Empty,
        },
        notice.map_or(Cell::Empty, |(rung, _)| {
            text(words.rung_name(rung, basis.ladder))
        }),
        Cell::date(notice.map(|(_, day)| *day)),
    ]
}
