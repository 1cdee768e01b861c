//! 走访路线表 as a report: the days with their areas, one line for each organisation to be visited, with room to sign, and
//! who found no place.

use super::coverage::part_name;
use super::{Block, Cell, Column, Form, Report, Table};
use crate::domain::calendar::Date;
use crate::domain::coverage::Division;
use crate::domain::plan::{DayPlan, Item, Reason, RoutePlan, Stop};
use crate::words::Words;

pub fn report(plan: &RoutePlan, words: Words) -> Report {
    let mut blocks = vec![Block::Paragraph(sums(plan, words))];
    if plan.days.is_empty() {
        blocks.push(Block::Paragraph(words.plan_no_days().to_owned()));
    }
    if plan.placed() > 0 {
        blocks.push(Block::Table(days(plan, words)));
        blocks.push(Block::Table(route(plan, words)));
    }
    if !plan.left.is_empty() {
        if plan.without_place() > plan.left.len() as u64 {
            let text = words.plan_left_cut(plan.left.len(), plan.without_place());
            blocks.push(Block::Paragraph(text));
        }
        blocks.push(Block::Table(left(plan, words)));
    }
    Report {
        id: "plan",
        title: title(plan, words).to_owned(),
        dates: dates(plan, words),
        blocks,
        words,
    }
}

fn title(plan: &RoutePlan, words: Words) -> &'static str {
    let next = plan.made.monday().plus_days(7);
    match (plan.from, plan.to) == (next, next.plus_days(6)) {
        true => words.plan_next_week(),
        false => words.plan_title(),
    }
}

fn dates(plan: &RoutePlan, words: Words) -> Vec<String> {
    let (year, week) = plan.from.week();
    let span = (plan.from.to_string(), plan.to.to_string());
    let is_week = plan.from.weekday() == 1 && plan.to == plan.from.plus_days(6);
    let mut dates = vec![match is_week {
        true => words.plan_week(span.0, span.1, year, week),
        false => words.plan_span(span.0, span.1),
    }];
    dates.push(words.plan_as_of(plan.made.to_string(), plan.per_day));
    let only = [
        plan.wanted.area.as_ref().map(|area| words.plan_area(area)),
        plan.wanted
            .person
            .as_ref()
            .map(|(_, name)| words.plan_person(name)),
    ];
    dates.extend(only.into_iter().flatten());
    dates
}

fn sums(plan: &RoutePlan, words: Words) -> String {
    match plan.found {
        0 => words.plan_nobody(plan.to.to_string()),
        found => words.plan_sums(
            plan.to.to_string(),
            found,
            plan.overdue,
            plan.placed(),
            plan.without_place(),
        ),
    }
}

fn days(plan: &RoutePlan, words: Words) -> Table {
    let row = |day: &DayPlan| {
        let mut areas: Vec<String> = Vec::new();
        for stop in &day.stops {
            let area = part_name(Division::Area, &stop.area, words);
            if areas.last() != Some(&area) {
                areas.push(area);
            }
        }
        vec![
            Cell::Date(day.date),
            Cell::text(words.weekday(day.date.weekday())),
            Cell::Text(areas.join(words.list_comma())),
            Cell::number(day.stops.len()),
        ]
    };
    Table {
        key: "days",
        title: words.plan_days().to_owned(),
        columns: vec![
            Column::new("date", words.plan_column_date(), Form::Date),
            Column::new("weekday", words.plan_column_weekday(), Form::Text),
            Column::new("areas", words.column_part(Division::Area), Form::Text),
            Column::new("organisations", words.plan_column_stops(), Form::Number),
        ],
        rows: plan.days.iter().map(row).collect(),
        total: Some(vec![
            Cell::text(words.column_total()),
            Cell::Empty,
            Cell::Empty,
            Cell::number(plan.placed()),
        ]),
    }
}

fn route(plan: &RoutePlan, words: Words) -> Table {
    let mut number = 0;
    let mut rows = Vec::new();
    for day in &plan.days {
        for stop in &day.stops {
            number += 1;
            let mut row = vec![
                Cell::Date(day.date),
                Cell::text(words.weekday(day.date.weekday())),
            ];
            row.extend(cells(number, stop, plan.made, words));
            // to be written on by hand
            row.push(Cell::Empty);
            rows.push(row);
        }
    }
    let mut columns = vec![
        Column::new("date", words.plan_column_date(), Form::Date),
        Column::new("weekday", words.plan_column_weekday(), Form::Text),
    ];
    columns.extend(columns_of(words));
    columns.push(Column::new("signed", words.plan_column_sign(), Form::Text));
    Table {
        key: "route",
        title: words.plan_title().to_owned(),
        columns,
        rows,
        total: None,
    }
}

fn left(plan: &RoutePlan, words: Words) -> Table {
    let stops = plan.left.iter().enumerate();
    Table {
        key: "left",
        title: words.plan_left().to_owned(),
        columns: columns_of(words),
        rows: stops
            .map(|(at, stop)| cells(at + 1, stop, plan.made, words))
            .collect(),
        total: None,
    }
}

fn columns_of(words: Words) -> Vec<Column> {
    vec![
        Column::new("number", words.plan_column_number(), Form::Number),
        Column::new("area", words.column_part(Division::Area), Form::Text),
        Column::new("organisation", words.column_organisation_name(), Form::Text),
        Column::new("address", words.fact_address(), Form::Text),
        Column::new("contact", words.fact_contact(), Form::Text),
        Column::new("phone", words.field_phone(), Form::Code),
        Column::new("what", words.plan_column_what(), Form::Text),
        Column::new("last", words.column_last_contact(), Form::Date),
        Column::new("due", words.plan_column_due(), Form::Date),
        Column::new("days_late", words.column_days_late(), Form::Number),
    ]
}

fn cells(number: usize, stop: &Stop, made: Date, words: Words) -> Vec<Cell> {
    let what: Vec<String> = stop.items.iter().map(|item| reason(item, words)).collect();
    let late = stop.late(made);
    vec![
        Cell::number(number),
        Cell::text(part_name(Division::Area, &stop.area, words)),
        Cell::text(&stop.name),
        Cell::text(&stop.address),
        Cell::text(&stop.contact),
        Cell::text(&stop.phone),
        Cell::Text(what.join(words.list_comma())),
        Cell::date(stop.last()),
        Cell::Date(stop.due()),
        match late {
            0 => Cell::Empty,
            late => Cell::number(late),
        },
    ]
}

/// Why somebody goes there.
fn reason(item: &Item, words: Words) -> String {
    match &item.reason {
        Reason::Template(name) => name.get(words.0).to_owned(),
        Reason::First(name) => words.first_visit_by(name.get(words.0)),
        Reason::Contact(person) => words.contact_owed(person),
    }
}
