//! The report on people: averages and distribution of load against the limit, contacts due, leaders' contracts, and
//! organisations with nobody, each figure with numerator, denominator and day.

use super::{Bar, Bars, Block, Cell, Column, Form, RateLine, Report, Table};
use crate::domain::people::{PeopleRules, Role};
use crate::domain::staff::{Held, PeopleFacts, PersonRow, RoleSum, average};
use crate::words::Words;

/// The roles that guide, in the order they are told of.
const GUIDES: [Role; 2] = [Role::Instructor, Role::Liaison];

pub fn report(facts: &PeopleFacts, rules: &PeopleRules, words: Words) -> Report {
    let sums = &facts.sums;
    let mut blocks = vec![
        Block::Paragraph(words.report_people_rules(rules.load_usual, rules.load_most)),
        Block::Paragraph(rules.basis.get(words.0).to_owned()),
        Block::Rates(rates(facts, rules, words)),
        Block::Table(averages(facts, words)),
    ];
    for sum in GUIDES.iter().filter_map(|role| sums.role(*role)) {
        blocks.push(Block::Bars(distribution(sum, words)));
    }
    blocks.extend([
        Block::Table(loads(facts, rules, words)),
        Block::Table(due(facts, words)),
        Block::Table(nobody(facts, words)),
        Block::Table(leaders(facts, rules, words)),
        Block::Table(contracts(facts, words)),
        Block::Table(responsible(facts, words)),
    ]);
    Report {
        id: "people",
        title: words.report_people().to_owned(),
        dates: vec![words.report_people_as_of(sums.date.to_string())],
        blocks,
        words,
    }
}

fn rates(facts: &PeopleFacts, rules: &PeopleRules, words: Words) -> Vec<RateLine> {
    let sums = &facts.sums;
    let line = |key: String, name: String, numerator: u64, denominator: u64| RateLine {
        key,
        name,
        numerator,
        denominator,
        counting: words.report_people_counting().to_owned(),
        date: sums.date,
    };
    let mut lines = vec![line(
        "looked_after".into(),
        words.rate_looked_after().into(),
        sums.organisations - sums.nobody,
        sums.organisations,
    )];
    for sum in GUIDES.iter().filter_map(|role| sums.role(*role)) {
        let within = sum.by_load.range(..=rules.load_most);
        lines.push(line(
            format!("within_limit:{}", sum.role.code()),
            words.rate_in_limit(words.role_short(sum.role)),
            within.map(|(_, people)| people).sum(),
            sum.people,
        ));
    }
    let due = facts.due.iter();
    let late = due.filter(|due| due.day < sums.date).count() as u64;
    lines.push(line(
        "in_time".into(),
        words.rate_in_time().into(),
        facts.owed - late,
        facts.owed,
    ));
    lines
}

/// Numerator and denominator stand beside every average.
fn averages(facts: &PeopleFacts, words: Words) -> Table {
    let row = |sum: &RoleSum| {
        let guides = GUIDES.contains(&sum.role) || sum.load > 0;
        let average = average(sum.load, sum.people).filter(|_| guides);
        vec![
            Cell::text(words.role(sum.role)),
            average.map_or(Cell::Empty, Cell::Text),
            Cell::number(sum.load),
            Cell::number(sum.people),
            Cell::Date(facts.sums.date),
        ]
    };
    Table {
        key: "averages",
        title: words.report_averages().to_owned(),
        columns: vec![
            Column::new("role", words.column_role(), Form::Text),
            Column::new("average", words.column_average(), Form::Code),
            Column::new("load", words.column_load(), Form::Number),
            Column::new("people", words.column_people(), Form::Number),
            Column::new("date", words.column_as_of(), Form::Date).only_data(),
        ],
        rows: facts.sums.roles.iter().map(row).collect(),
        total: None,
    }
}

fn distribution(sum: &RoleSum, words: Words) -> Bars {
    let most = sum.by_load.keys().max().copied().unwrap_or(0);
    // a county has a handful of steps; one with far more shows those that are there
    let steps: Vec<u32> = match most <= 20 {
        true => (0..=most).collect(),
        false => sum.by_load.keys().copied().collect(),
    };
    let bar = |load: u32| Bar {
        label: words.load_bar(load),
        value: sum.by_load.get(&load).copied().unwrap_or(0),
        base: Some(sum.people),
    };
    Bars {
        title: words.report_distribution(words.role_short(sum.role)),
        bars: steps.into_iter().map(bar).collect(),
    }
}

/// Instructors and liaisons, the most loaded first.
fn loads(facts: &PeopleFacts, rules: &PeopleRules, words: Words) -> Table {
    let mut people: Vec<&PersonRow> = facts
        .people
        .iter()
        .filter(|row| GUIDES.contains(&row.role) || row.held.load > 0)
        .collect();
    people.sort_by_key(|row| std::cmp::Reverse(row.held.load));
    let row = |row: &&PersonRow| {
        vec![
            Cell::text(&row.name),
            Cell::text(words.role_short(row.role)),
            Cell::text(&row.unit),
            Cell::text(&row.area),
            Cell::number(row.held.load),
            Cell::number(rules.load_most),
            Cell::text(words.load_mark(rules.mark(row.held.load))),
            Cell::number(row.held.calls),
            Cell::number(row.held.visits),
        ]
    };
    Table {
        key: "loads",
        title: words.report_loads().to_owned(),
        columns: vec![
            Column::new("name", words.person_column_name(), Form::Text),
            Column::new("role", words.column_role(), Form::Text),
            Column::new("unit", words.column_unit(), Form::Text),
            Column::new("area", words.fact_area(), Form::Text),
            Column::new("load", words.column_load(), Form::Number),
            Column::new("limit", words.column_limit(), Form::Number),
            Column::new("mark", words.column_mark(), Form::Text),
            Column::new("calls_due", words.column_calls_due(), Form::Number),
            Column::new("visits_due", words.column_visits_due(), Form::Number),
        ],
        rows: people.iter().map(row).collect(),
        total: None,
    }
}

fn due(facts: &PeopleFacts, words: Words) -> Table {
    let row = |due: &crate::domain::staff::ContactDue| {
        vec![
            Cell::text(&due.line.name),
            Cell::text(due.line.held.name()),
            Cell::text(words.contact(due.mode)),
            Cell::Date(due.day),
            Cell::number(facts.sums.date.days_since(due.day)),
            Cell::date(due.last()),
        ]
    };
    Table {
        key: "contacts_due",
        title: words.report_due().to_owned(),
        columns: vec![
            Column::new("person", words.person_column_name(), Form::Text),
            Column::new("organisation", words.column_organisation(), Form::Text),
            Column::new("mode", words.field_contact(), Form::Text),
            Column::new("due", words.column_due_day(), Form::Date),
            Column::new("days_late", words.column_days_late(), Form::Number),
            Column::new("last", words.column_last_contact(), Form::Date),
        ],
        rows: facts.due.iter().map(row).collect(),
        total: None,
    }
}

fn nobody(facts: &PeopleFacts, words: Words) -> Table {
    let rows = facts.nobody.iter().map(|row| {
        let form = row
            .branch_form
            .map_or(words.no_branch(), |form| words.branch_form(form));
        vec![
            Cell::text(&row.name),
            Cell::text(&row.area),
            Cell::text(&row.authority),
            Cell::text(form),
        ]
    });
    Table {
        key: "nobody",
        title: words.report_nobody().to_owned(),
        columns: vec![
            Column::new("organisation", words.column_organisation(), Form::Text),
            Column::new("area", words.fact_area(), Form::Text),
            Column::new("authority", words.fact_authority(), Form::Text),
            Column::new("branch", words.column_party(), Form::Text),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// What each leader has, against what is asked of a leader (D2 三包).
fn leaders(facts: &PeopleFacts, rules: &PeopleRules, words: Words) -> Table {
    let row = |row: &PersonRow| {
        let held = &row.held;
        let of = |n: u32, most: u32| Cell::text(format!("{n}/{most}"));
        vec![
            Cell::text(&row.name),
            Cell::text(&row.unit),
            of(held.contracts, rules.contract_organisations),
            of(held.areas, rules.contract_areas),
            Cell::number(held.units),
        ]
    };
    let leaders = facts.people.iter().filter(|row| row.role == Role::Leader);
    Table {
        key: "leaders",
        title: words.report_leaders().to_owned(),
        columns: vec![
            Column::new("name", words.person_column_name(), Form::Text),
            Column::new("unit", words.column_unit(), Form::Text),
            Column::new("organisations", words.column_contracted(), Form::Code),
            Column::new("areas", words.column_areas(), Form::Code),
            Column::new("units", words.column_units(), Form::Number),
        ],
        rows: leaders.map(row).collect(),
        total: None,
    }
}

fn contracts(facts: &PeopleFacts, words: Words) -> Table {
    let rows = facts.contracts.iter().map(|line| {
        let (kind, party) = match &line.held {
            Held::Organisation { covered, .. } => (
                words.column_organisation(),
                if *covered {
                    words.cli_already_covered()
                } else {
                    words.no_branch()
                },
            ),
            Held::Area(_) => (words.contract_area(), ""),
            Held::Unit(_) => (words.contract_unit(), ""),
        };
        vec![
            Cell::text(&line.name),
            Cell::text(kind),
            Cell::text(line.held.name()),
            Cell::text(party),
            Cell::date(line.from),
        ]
    });
    Table {
        key: "contracts",
        title: words.report_contracts().to_owned(),
        columns: vec![
            Column::new("leader", words.column_leader(), Form::Text),
            Column::new("kind", words.column_kind_of_contract(), Form::Text),
            Column::new("what", words.field_what(), Form::Text),
            Column::new("branch", words.column_party(), Form::Text),
            Column::new("since", words.column_from(), Form::Date),
        ],
        rows: rows.collect(),
        total: None,
    }
}

fn responsible(facts: &PeopleFacts, words: Words) -> Table {
    let people = facts.people.iter().filter(|row| row.held.responsible > 0);
    Table {
        key: "responsible",
        title: words.report_responsible().to_owned(),
        columns: vec![
            Column::new("name", words.person_column_name(), Form::Text),
            Column::new("unit", words.column_unit(), Form::Text),
            Column::new("organisations", words.column_contracted(), Form::Number),
        ],
        rows: people
            .map(|row| {
                vec![
                    Cell::text(&row.name),
                    Cell::text(&row.unit),
                    Cell::number(row.held.responsible),
                ]
            })
            .collect(),
        total: None,
    }
}
