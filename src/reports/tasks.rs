//! 挂图作战 as a report: a tile for every organisation on the list in its area, with state, responsible and deadline; the
//! same as tables of tasks and of areas.

use std::collections::BTreeMap;

use super::coverage::part_name;
use super::{Block, Cell, Column, Form, Group, Report, Table, Tile, Tiles, Tone};
use crate::domain::coverage::{Division, Percent};
use crate::domain::formation::RuleSet;
use crate::domain::task::TaskState;
use crate::domain::worklist::{Line, Tally, Worklist};
use crate::words::Words;

pub fn report(list: &Worklist, sets: &[RuleSet], words: Words) -> Report {
    let set = sets.iter().find(|set| set.id == list.set);
    let set = set.map_or(list.set.as_str(), |set| set.name.get(words.0));
    let mut blocks = sentences(list.whole, words);
    if list.withdrawn > 0 {
        blocks.push(Block::Paragraph(words.tasks_withdrawn(list.withdrawn)));
    }
    if list.found > list.lines.len() as u64 {
        let text = words.cr_left_cut(list.lines.len(), list.found);
        blocks.push(Block::Paragraph(text));
    }
    if !list.lines.is_empty() {
        blocks.push(Block::Tiles(tiles(list, words)));
        blocks.push(Block::Table(by_part(&list.by_area, Division::Area, words)));
        let authorities = by_part(&list.by_authority, Division::Authority, words);
        blocks.push(Block::Table(authorities));
        blocks.push(Block::Table(lines(list, words)));
    }
    Report {
        id: "tasks",
        title: words.report_tasks().to_owned(),
        dates: vec![words.cr_as_tasks(list.date.to_string(), set)],
        blocks,
        words,
    }
}

/// `52.63%（10/19）`
pub(super) fn share(numerator: u64, denominator: u64, words: Words) -> String {
    match Percent::of(numerator, denominator) {
        Some(percent) => words.cr_share(&percent.to_string(), numerator, denominator),
        None => words.rate_nothing().to_owned(),
    }
}

/// How many are on the list, struck off and left.
pub(super) fn sentences(tally: Tally, words: Words) -> Vec<Block> {
    if tally.all() == 0 {
        return vec![Block::Paragraph(words.cr_tally_none().to_owned())];
    }
    let rate = share(tally.struck, tally.all(), words);
    vec![
        Block::Paragraph(words.cr_tally(tally.all(), tally.struck, &rate)),
        Block::Paragraph(words.cr_tally_left(tally.open, tally.overdue, tally.unassigned)),
    ]
}

/// Of each area or authority: how many are in which state, and 销号率 over those on its list.
pub(super) fn by_part(parts: &BTreeMap<String, Tally>, division: Division, words: Words) -> Table {
    let (key, title) = match division {
        Division::Area => ("tasks_by_area", words.cr_table_tasks_area()),
        _ => ("tasks_by_authority", words.cr_table_tasks_authority()),
    };
    let state = |state: TaskState| Column::new(state.code(), words.task_state(state), Form::Number);
    let mut columns = vec![Column::new("part", words.column_part(division), Form::Text)];
    columns.extend(TaskState::ALL.iter().copied().map(state));
    columns.push(Column::new("all", words.cr_column_all(), Form::Number));
    columns.push(Column::new("rate", words.tasks_rate(), Form::Percent));
    let row = |name: String, tally: &Tally| {
        let mut row = vec![Cell::text(name)];
        let states = TaskState::ALL.iter();
        row.extend(states.map(|state| Cell::number(tally.of(*state))));
        row.push(Cell::number(tally.all()));
        row.push(Cell::percent(Percent::of(tally.struck, tally.all())));
        row
    };
    let mut whole = Tally::default();
    for tally in parts.values() {
        whole.unassigned += tally.unassigned;
        whole.open += tally.open;
        whole.overdue += tally.overdue;
        whole.struck += tally.struck;
    }
    let rows = parts.iter();
    Table {
        key,
        title: title.to_owned(),
        columns,
        rows: rows
            .map(|(part, tally)| row(part_name(division, part, words), tally))
            .collect(),
        total: Some(row(words.column_total().to_owned(), &whole)),
    }
}

fn lines(list: &Worklist, words: Words) -> Table {
    let row = |line: &Line| {
        let left = line.deadline.filter(|_| line.state != TaskState::Struck);
        vec![
            Cell::text(&line.name),
            Cell::text(part_name(Division::Area, &line.area, words)),
            Cell::text(part_name(Division::Authority, &line.authority, words)),
            Cell::text(words.task_state(line.state)),
            Cell::text(&line.responsible),
            Cell::date(line.deadline),
            left.map_or(Cell::Empty, |day| Cell::number(day.days_since(list.date))),
            Cell::date(line.struck),
            Cell::number(line.members),
            Cell::text(words.advice(line.advice)),
        ]
    };
    let mut columns = columns(words);
    columns.extend([
        Column::new("days_left", words.cr_column_days(), Form::Number),
        Column::new("struck", words.cr_column_struck(), Form::Date),
        Column::new("members", words.cr_column_members(), Form::Number).only_data(),
        Column::new("advice", words.cr_column_advice(), Form::Text).only_data(),
    ]);
    Table {
        key: "list",
        title: words.cr_table_list().to_owned(),
        columns,
        rows: list.lines.iter().map(row).collect(),
        total: None,
    }
}

/// One tile an organisation, area by area; where most is left to do comes first.
fn tiles(list: &Worklist, words: Words) -> Tiles {
    let mut areas: Vec<(&String, &Tally)> = list.by_area.iter().collect();
    areas.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.left(), tally.overdue)));
    let group = |(area, tally): (&String, &Tally)| {
        let own = list.lines.iter().filter(|line| line.area == *area);
        Group {
            name: part_name(Division::Area, area, words),
            note: format!(
                "{} {}",
                words.tasks_rate(),
                share(tally.struck, tally.all(), words)
            ),
            tiles: own.map(|line| tile(line, words)).collect(),
        }
    };
    Tiles {
        title: words.wall_title().to_owned(),
        groups: areas.into_iter().map(group).collect(),
    }
}

fn tile(line: &Line, words: Words) -> Tile {
    let mut lines = vec![match line.responsible.is_empty() {
        true => words.cr_tile_nobody().to_owned(),
        false => line.responsible.clone(),
    }];
    lines.extend(match (line.struck, line.deadline) {
        (Some(day), _) => Some(words.cr_tile_struck(day.to_string())),
        (None, Some(day)) => Some(words.cr_tile_deadline(day.to_string())),
        (None, None) => None,
    });
    Tile {
        label: line.name.clone(),
        state: words.task_state(line.state).to_owned(),
        tone: match line.state {
            TaskState::Unassigned => Tone::Warn,
            TaskState::Open => Tone::Going,
            TaskState::Overdue => Tone::Bad,
            TaskState::Struck => Tone::Good,
        },
        lines,
    }
}

/// What every list of tasks begins with: whose, where, how it stands, who answers for it and until when.
pub(super) fn columns(words: Words) -> Vec<Column> {
    vec![
        Column::new("organisation", words.column_organisation_name(), Form::Text),
        Column::new("area", words.column_part(Division::Area), Form::Text),
        Column::new(
            "authority",
            words.column_part(Division::Authority),
            Form::Text,
        ),
        Column::new("state", words.cr_column_standing(), Form::Text),
        Column::new("responsible", words.task_responsible(), Form::Text),
        Column::new("deadline", words.task_deadline(), Form::Date),
    ]
}
