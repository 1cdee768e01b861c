//! The visit log: one row a visit, and one row for every item of its checklist, answered or not.
//! Each column stands on one line with the way its cells are made.

use super::ExportError;
use super::enclosures::{Enclosed, Enclosures};
use super::table::{Cell, Column, Decimal, Form, Part, Record, Row, Table};
use crate::domain::checklist::{Item, ItemKind, Section};
use crate::domain::filling::Filling;
use crate::domain::view::LogVisit;
use crate::domain::visit::{Answer, VisitStatus};
use crate::store::Store;
use crate::words::Words;

use super::Order;

pub const FORMAT: &str = "liuyou-visit-log";

type VisitColumn = (Column, fn(&LogVisit, Words) -> Cell);
type AnswerColumn = (Column, fn(&Asked<'_>, Words) -> Cell);

/// One item of a visit's checklist with what was said of it.
struct Asked<'a> {
    visit: &'a LogVisit,
    section: &'a Section,
    item: &'a Item,
    /// The item's code, and in a repeated section the number of the instance.
    address: String,
    answer: Option<&'a Answer>,
    /// What was said when the visit was finished; only of a corrected visit.
    original: Option<&'a Answer>,
}

const VISIT: &[VisitColumn] = &[
    (
        Column::new("visit_id", Words::column_visit_id, Form::Code, 38).part(Part::Machine),
        |v, _| Cell::text(&v.uuid.to_string()),
    ),
    (
        Column::new("status", Words::column_visit_state, Form::Coded, 10),
        |v, w| Cell::coded(v.visit.status.code(), w.visit_status(v.visit.status)),
    ),
    (
        Column::new(
            "organisation",
            Words::column_organisation_name,
            Form::Text,
            34,
        ),
        |v, _| Cell::text(&v.organisation.name),
    ),
    (
        Column::new("credit_code", Words::column_credit_code, Form::Code, 22),
        |v, _| Cell::text(&v.organisation.credit_code),
    ),
    (
        Column::new("area", Words::column_area, Form::Text, 14),
        |v, _| Cell::text(&v.organisation.area),
    ),
    (
        Column::new("authority", Words::column_authority, Form::Text, 20),
        |v, _| Cell::text(&v.organisation.authority),
    ),
    (
        Column::new("class", Words::column_organisation_class, Form::Coded, 16),
        |v, w| Cell::coded(v.organisation.class.code(), w.class(v.organisation.class)),
    ),
    (
        Column::new("checklist", Words::column_checklist, Form::Code, 18),
        |v, _| Cell::text(&v.form.checklist.title()),
    ),
    (
        Column::new(
            "checklist_name",
            Words::column_checklist_name,
            Form::Text,
            22,
        ),
        |v, w| Cell::text(v.form.checklist.name.get(w.0)),
    ),
    (
        Column::new("mode", Words::column_visit_mode, Form::Coded, 12),
        |v, w| Cell::coded(v.visit.mode.code(), w.mode(v.visit.mode)),
    ),
    (
        Column::new("started", Words::column_started, Form::Clock, 18),
        |v, _| Cell::Clock(v.visit.started),
    ),
    (
        Column::new("finished", Words::column_finished, Form::Clock, 18),
        |v, _| v.visit.finished.map_or(Cell::Empty, Cell::Clock),
    ),
    (
        Column::new("inspector", Words::column_inspector_name, Form::Text, 12),
        |v, _| Cell::text(&v.visit.inspector),
    ),
    (
        Column::new(
            "second_inspector",
            Words::column_second_inspector,
            Form::Text,
            12,
        ),
        |v, _| Cell::text(&v.visit.companion),
    ),
    (
        Column::new("unit", Words::column_inspecting_unit, Form::Text, 20),
        |v, _| Cell::text(&v.visit.unit),
    ),
    (
        Column::new("answered", Words::column_answered, Form::Number, 10),
        |v, _| Cell::number(v.score.answered),
    ),
    (
        Column::new("items", Words::column_item_count, Form::Number, 10),
        |v, _| Cell::number(v.score.items),
    ),
    (
        Column::new(
            "points_earned",
            Words::column_points_earned,
            Form::Number,
            10,
        ),
        |v, _| Cell::Number(Decimal::hundredths(v.score.earned)),
    ),
    (
        Column::new(
            "points_possible",
            Words::column_points_possible,
            Form::Number,
            10,
        ),
        |v, _| Cell::number(v.score.possible),
    ),
    (
        Column::new("score", Words::column_score_percent, Form::Percent, 10),
        |v, _| score(v),
    ),
    (
        Column::new("verdict", Words::column_verdict, Form::Coded, 12),
        |v, w| match v.verdict {
            Some(verdict) => Cell::coded(verdict.code(), w.verdict(verdict)),
            None => Cell::Empty,
        },
    ),
    (
        Column::new("veto_failed", Words::column_veto_failed, Form::Flag, 12),
        |v, _| Cell::Flag(v.score.vetoed),
    ),
    (
        Column::new(
            "corrections",
            Words::column_correction_count,
            Form::Number,
            10,
        ),
        |v, _| Cell::number(u32::try_from(v.corrections.len()).unwrap_or(u32::MAX)),
    ),
    (
        Column::new(
            "correction_reasons",
            Words::column_correction_reasons,
            Form::List,
            30,
        ),
        |v, _| {
            Cell::List(
                v.corrections
                    .iter()
                    .map(|correction| correction.reason.as_str().into())
                    .collect(),
            )
        },
    ),
];

const ANSWER: &[AnswerColumn] = &[
    (
        Column::new("visit_id", Words::column_visit_id, Form::Code, 38).part(Part::Repeated),
        |a, _| Cell::text(&a.visit.uuid.to_string()),
    ),
    (
        Column::new(
            "organisation",
            Words::column_organisation_name,
            Form::Text,
            34,
        )
        .part(Part::Repeated),
        |a, _| Cell::text(&a.visit.organisation.name),
    ),
    (
        Column::new("credit_code", Words::column_credit_code, Form::Code, 22).part(Part::Repeated),
        |a, _| Cell::text(&a.visit.organisation.credit_code),
    ),
    (
        Column::new("date", Words::column_visit_date, Form::Date, 12).part(Part::Repeated),
        |a, _| Cell::Date(a.visit.visit.started.date),
    ),
    (
        Column::new("section", Words::column_section_code, Form::Code, 8).part(Part::Group),
        |a, _| Cell::text(&a.section.code),
    ),
    (
        Column::new("section_name", Words::column_section_name, Form::Text, 14).part(Part::Group),
        |a, w| Cell::text(a.section.name.get(w.0)),
    ),
    (
        Column::new("item", Words::column_item_code, Form::Code, 8),
        |a, _| Cell::text(&a.address),
    ),
    (
        Column::new("item_name", Words::column_item_name, Form::Text, 30),
        |a, w| Cell::text(a.item.name.get(w.0)),
    ),
    (
        Column::new("points", Words::column_item_points, Form::Number, 8),
        |a, _| match a.item.kind {
            ItemKind::Scale => Cell::number(a.item.points),
            _ => Cell::Empty,
        },
    ),
    (
        Column::new("veto", Words::column_veto_item, Form::Flag, 8),
        |a, _| Cell::Flag(a.item.veto),
    ),
    (
        Column::new("answer", Words::column_answer_code, Form::Code, 10).part(Part::Machine),
        |a, _| {
            a.answer
                .and_then(|answer| answer.option.as_deref())
                .map_or(Cell::Empty, Cell::text)
        },
    ),
    (
        Column::new("answer_label", Words::column_answer_label, Form::Text, 10),
        |a, w| Cell::text(&label(a, option_of(a.answer), w)),
    ),
    (
        Column::new(
            "points_earned",
            Words::column_points_earned,
            Form::Number,
            8,
        ),
        |a, _| points_earned(a),
    ),
    (
        Column::new("remark", Words::column_remark, Form::Text, 40),
        |a, _| {
            a.answer
                .map_or(Cell::Empty, |answer| Cell::text(&answer.remark))
        },
    ),
    (
        Column::new(
            "original_answer",
            Words::column_original_answer,
            Form::Coded,
            10,
        ),
        |a, w| original_answer(a, w),
    ),
    (
        Column::new(
            "original_remark",
            Words::column_original_remark,
            Form::Text,
            20,
        ),
        |a, _| original_remark(a),
    ),
    (
        Column::new("conflict", Words::column_conflict, Form::Flag, 8),
        |a, _| Cell::Flag(a.answer.is_some_and(|answer| answer.conflict)),
    ),
    (
        Column::new("ledger", Words::column_ledger, Form::Text, 8),
        |a, _| {
            a.answer
                .and_then(|answer| answer.ledger.as_deref())
                .map_or(Cell::Empty, Cell::text)
        },
    ),
];

/// Added at the end where files go along with the log: their names in the folder next to it.
const EVIDENCE: Column = Column::new("evidence", Words::column_evidence, Form::List, 40);

/// The columns that tell of the visit as a whole.
pub fn head_columns() -> Vec<Column> {
    VISIT.iter().map(|(column, _)| column.clone()).collect()
}

/// What they hold.
pub fn head(visit: &LogVisit, words: Words) -> Vec<Cell> {
    VISIT.iter().map(|(_, cell)| cell(visit, words)).collect()
}

pub fn tables(words: Words, evidence: bool) -> (Table, Table) {
    let evidence = || evidence.then_some(EVIDENCE);
    (
        Table {
            key: "visits",
            name: words.sheet_visits(),
            columns: head_columns().into_iter().chain(evidence()).collect(),
        },
        Table {
            key: "answers",
            name: words.sheet_answers(),
            columns: ANSWER
                .iter()
                .map(|(column, _)| column.clone())
                .chain(evidence())
                .collect(),
        },
    )
}

/// Every visit of the order, oldest first, with how many of how many it is, until `take` returns false.
pub fn each(
    store: &mut Store,
    order: &Order,
    words: Words,
    mut enclosures: Option<&mut Enclosures>,
    take: &mut dyn FnMut(&Record, u64, u64) -> bool,
) -> Result<(), ExportError> {
    let mut failed = None;
    store.each_visit(order.from, order.to, &mut |visit, done, total| {
        let enclosed = enclosures.as_mut().map(|all| all.take(&visit)).transpose();
        match enclosed {
            Ok(enclosed) => Ok(take(&record(&visit, enclosed, words), done, total)),
            Err(error) => {
                failed = Some(error);
                Ok(false)
            }
        }
    })?;
    failed.map_or(Ok(()), Err)
}

fn record(visit: &LogVisit, mut enclosed: Option<Enclosed>, words: Words) -> Record {
    let filling = Filling::open(&visit.form, visit.visit.started, words.0, &visit.answers);
    let mut parts = Vec::with_capacity(filling.lines().len());
    for line in filling.lines() {
        let Some(item) = filling
            .item(line)
            .filter(|item| item.kind != ItemKind::Note)
        else {
            continue;
        };
        let worked_out = (!item.takes_answer()).then(|| Answer {
            option: Some(filling.text(line)).filter(|text| !text.is_empty()),
            ..Answer::default()
        });
        let answer = worked_out.as_ref().or(visit.answers.get(&line.address));
        let original = visit.original.as_ref();
        let asked = Asked {
            visit,
            section: visit.form.section(line),
            item,
            answer,
            original: match worked_out {
                Some(_) => answer,
                None => original.and_then(|original| original.get(&line.address)),
            },
            address: line.address.clone(),
        };
        let mut row: Row = ANSWER.iter().map(|(_, cell)| cell(&asked, words)).collect();
        if let Some(enclosed) = &mut enclosed {
            let names = enclosed.remove(&asked.address).unwrap_or_default();
            row.push(list_of(names));
        }
        parts.push(row);
    }
    let mut row: Row = head(visit, words);
    if let Some(enclosed) = enclosed {
        // also what belongs to items that have no row of their own
        row.push(list_of(enclosed.into_values().flatten().collect()));
    }
    Record {
        title: format!("{} {}", visit.organisation.name, visit.visit.started.date)
            .as_str()
            .into(),
        row,
        parts,
    }
}

fn list_of(names: Vec<String>) -> Cell {
    match names.is_empty() {
        true => Cell::Empty,
        false => Cell::List(names.iter().map(|name| name.as_str().into()).collect()),
    }
}

/// A draft has points so far but no score: one good answer of 43 would read as 100 %.
fn score(visit: &LogVisit) -> Cell {
    match visit.score.tenths() {
        Some(tenths) if visit.visit.status != VisitStatus::Draft => {
            Cell::Number(Decimal::tenths(tenths))
        }
        _ => Cell::Empty,
    }
}

fn option_of(answer: Option<&Answer>) -> Option<&str> {
    answer.and_then(|answer| answer.option.as_deref())
}

fn label(asked: &Asked<'_>, option: Option<&str>, words: Words) -> String {
    match option {
        None if asked.item.kind == ItemKind::Scale => words.log_not_checked().into(),
        None => words.log_not_filled().into(),
        Some(written) => asked
            .item
            .shown(written, &asked.visit.form.checklist, words.0),
    }
}

/// Points of the item that the answer brought. Nothing where it does not apply or has no points, or in a draft was not
/// asked yet; so the rows of a visit add up to its points.
fn points_earned(asked: &Asked<'_>) -> Cell {
    let option = option_of(asked.answer)
        .and_then(|code| asked.visit.form.checklist.option(asked.item, code));
    match option {
        _ if asked.item.kind != ItemKind::Scale => Cell::Empty,
        Some(option) => match option.percent {
            Some(percent) => Cell::Number(Decimal::hundredths(asked.item.points * percent)),
            None => Cell::Empty,
        },
        None if asked.visit.visit.status == VisitStatus::Draft => Cell::Empty,
        None => Cell::number(0),
    }
}

fn original_answer(asked: &Asked<'_>, words: Words) -> Cell {
    let original = option_of(asked.original);
    if asked.visit.original.is_none() || original == option_of(asked.answer) {
        return Cell::Empty;
    }
    Cell::Coded(
        original.map(Into::into),
        label(asked, original, words).as_str().into(),
    )
}

fn original_remark(asked: &Asked<'_>) -> Cell {
    let remark =
        |answer: Option<&Answer>| answer.map_or(String::new(), |answer| answer.remark.clone());
    let original = remark(asked.original);
    match asked.visit.original.is_none() || original == remark(asked.answer) {
        true => Cell::Empty,
        false => Cell::text(&original),
    }
}
