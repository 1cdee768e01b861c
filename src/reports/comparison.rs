//! The report on two visits beside each other: the scores, what changed, what can be skipped, and the open problems.

use super::{Block, Cell, Column, Form, Report, Table};
use crate::domain::checklist::ItemKind;
use crate::domain::comparison::{Comparison, Problem, Side};
use crate::domain::score::tenths_text;
use crate::domain::visit::Answer;
use crate::words::Words;

pub fn report(comparison: &Comparison, words: Words) -> Report {
    let (before, now) = (&comparison.before, &comparison.now);
    let mut blocks = vec![
        Block::Table(scores(comparison, words)),
        Block::Table(changed(comparison, words)),
    ];
    if now.is_draft() {
        blocks.push(Block::Table(skippable(comparison, words)));
    }
    blocks.push(Block::Table(open(comparison, words)));
    Report {
        id: "visit-difference",
        title: words.compare_title(&comparison.organisation),
        dates: vec![
            words.compare_dates(before.date().to_string(), now.date().to_string()),
            words.compare_templates(
                now.checklist().name.get(words.0),
                before.checklist().title(),
                now.checklist().title(),
            ),
        ],
        blocks,
        words,
    }
}

/// The score of one visit as it is told: `86.5 达标`; a draft has none yet.
pub fn score(side: &Side, words: Words) -> String {
    let score = side.score();
    let Some(tenths) = score.tenths().filter(|_| !side.is_draft()) else {
        return words.compare_answered(score.answered, score.items);
    };
    let verdict = score.verdict(side.checklist());
    let verdict = verdict.map_or("", |verdict| words.verdict(verdict));
    format!("{} {verdict}", tenths_text(tenths))
        .trim_end()
        .to_owned()
}

/// An answer with the ledger beside it and the remark behind: `7 人（台账 9）  少两人`.
pub fn answer(side: &Side, address: &str, answer: Option<&Answer>, words: Words) -> String {
    let mut shown = side.shown(address, answer, words.0);
    let is_pair = side
        .checklist()
        .item(address)
        .is_some_and(|item| item.kind == ItemKind::Pair);
    let ledger = answer.and_then(|answer| answer.ledger.as_deref());
    if let Some(ledger) = ledger.filter(|_| is_pair) {
        shown = words.compare_with_ledger(&shown, ledger);
    }
    match answer.map(|answer| answer.remark.trim()) {
        Some(remark) if !remark.is_empty() => format!("{shown}  {remark}").trim_start().to_owned(),
        _ => shown,
    }
}

fn scores(comparison: &Comparison, words: Words) -> Table {
    let row = |name: &str, side: &Side| {
        let score = side.score();
        let verdict = score.verdict(side.checklist()).filter(|_| !side.is_draft());
        let tenths = score.tenths().filter(|_| !side.is_draft());
        vec![
            Cell::text(name),
            Cell::text(side.uuid.to_string()),
            Cell::Date(side.date()),
            Cell::text(side.checklist().title()),
            Cell::text(words.visit_status(side.visit.status)),
            Cell::number(score.answered),
            Cell::number(score.items),
            tenths.map_or(Cell::Empty, |tenths| Cell::text(tenths_text(tenths))),
            verdict.map_or(Cell::Empty, |verdict| Cell::text(words.verdict(verdict))),
            Cell::text(&side.visit.inspector),
        ]
    };
    Table {
        key: "visits",
        title: words.compare_scores().to_owned(),
        columns: vec![
            Column::new("which", words.compare_which(), Form::Text),
            Column::new("visit_id", words.column_visit_id(), Form::Code).only_data(),
            Column::new("date", words.column_visit_date(), Form::Date),
            Column::new("checklist", words.column_checklist(), Form::Code).only_data(),
            Column::new("status", words.column_visit_state(), Form::Text),
            Column::new("answered", words.column_answered(), Form::Number),
            Column::new("items", words.column_item_count(), Form::Number),
            Column::new("score", words.column_score_percent(), Form::Code),
            Column::new("verdict", words.column_verdict(), Form::Text),
            Column::new("inspector", words.column_inspector_name(), Form::Text),
        ],
        rows: vec![
            row(words.compare_before(), &comparison.before),
            row(words.compare_now(), &comparison.now),
        ],
        total: None,
    }
}

/// The columns that every list begins with.
fn columns(words: Words, more: impl IntoIterator<Item = Column>) -> Vec<Column> {
    let mut columns = vec![
        Column::new("item", words.column_item_code(), Form::Code),
        Column::new("item_name", words.column_item_name(), Form::Text),
        Column::new("before", words.compare_before(), Form::Text),
        Column::new("now", words.compare_now(), Form::Text),
        Column::new("before_code", words.compare_before_code(), Form::Code).only_data(),
        Column::new("now_code", words.compare_now_code(), Form::Code).only_data(),
    ];
    columns.extend(more);
    columns
}

fn cells(
    comparison: &Comparison,
    address: &str,
    name: &str,
    before: Option<&Answer>,
    now: Option<&Answer>,
    words: Words,
) -> Vec<Cell> {
    let code = |answer: Option<&Answer>| {
        let code = answer.and_then(|answer| answer.option.as_deref());
        code.map_or(Cell::Empty, Cell::text)
    };
    vec![
        Cell::text(address),
        Cell::text(name),
        Cell::text(answer(&comparison.before, address, before, words)),
        Cell::text(answer(&comparison.now, address, now, words)),
        code(before),
        code(now),
    ]
}

fn changed(comparison: &Comparison, words: Words) -> Table {
    let rows = comparison.lines().into_iter().map(|line| {
        let name = line.name.get(words.0);
        let mut row = cells(
            comparison,
            &line.address,
            name,
            line.before.as_ref(),
            line.now.as_ref(),
            words,
        );
        row.push(Cell::text(words.became(line.became)));
        row.push(Cell::text(line.became.code()));
        row
    });
    Table {
        key: "changed",
        title: words.compare_changed().to_owned(),
        columns: columns(
            words,
            [
                Column::new("became", words.compare_became(), Form::Text),
                Column::new("became_code", words.compare_became(), Form::Code).only_data(),
            ],
        ),
        rows: rows.collect(),
        total: None,
    }
}

fn skippable(comparison: &Comparison, words: Words) -> Table {
    let rows = comparison.skippable().into_iter().map(|one| {
        let name = one.name.get(words.0);
        let (before, now) = (Some(&one.before), one.now.as_ref());
        cells(comparison, &one.address, name, before, now, words)
    });
    Table {
        key: "skippable",
        title: words.compare_skippable().to_owned(),
        columns: columns(words, []),
        rows: rows.collect(),
        total: None,
    }
}

fn open(comparison: &Comparison, words: Words) -> Table {
    let rows = comparison.open().into_iter().map(|open| {
        let name = open.name.get(words.0);
        let (before, now) = (open.before.as_ref(), open.now.as_ref());
        let mut row = cells(comparison, &open.address, name, before, now, words);
        let failing = open.failing.as_ref();
        let is_open = open.problem != Problem::Solved;
        row.extend([
            Cell::text(words.problem(open.problem)),
            failing
                .filter(|_| is_open)
                .map_or(Cell::Empty, |failing| Cell::text(words.failing(failing))),
            Cell::date(failing.map(|failing| failing.since)),
            failing.map_or(Cell::Empty, |failing| Cell::number(failing.visits)),
        ]);
        row
    });
    Table {
        key: "open",
        title: words.compare_open().to_owned(),
        columns: columns(
            words,
            [
                Column::new("problem", words.compare_problem(), Form::Text),
                Column::new("open_since", words.compare_since(), Form::Text),
                Column::new("since", words.compare_since_date(), Form::Date).only_data(),
                Column::new("visits", words.compare_in_a_row(), Form::Number).only_data(),
            ],
        ),
        rows: rows.collect(),
        total: None,
    }
}
