//! 发文登记簿 and 约谈台账 as reports, with the figures of a period as D2 tells them.

use super::coverage::part_name;
use super::{Block, Cell, Column, Form, Report, Table};
use crate::domain::calendar::Date;
use crate::domain::coverage::Division;
use crate::domain::notice::{Notice, NoticeFigures, NoticeKind, NoticeRow};
use crate::domain::organisation::Organisation;
use crate::words::Words;

/// The register of what was sent from `from` to `to`.
pub fn register(
    rows: &[NoticeRow],
    figures: &NoticeFigures,
    days: (Date, Date),
    today: Date,
    words: Words,
) -> Report {
    let mut blocks = vec![Block::Table(sums(figures, words))];
    if !rows.is_empty() {
        blocks.push(Block::Table(listed(rows, words)));
    }
    Report {
        id: "notices",
        title: words.report_notices().to_owned(),
        dates: dates(days, today, words),
        blocks,
        words,
    }
}

fn dates((from, to): (Date, Date), today: Date, words: Words) -> Vec<String> {
    vec![
        words.report_findings_days(from.to_string(), to.to_string()),
        words.report_findings_as_of(today.to_string()),
    ]
}

fn sums(figures: &NoticeFigures, words: Words) -> Table {
    let lines = [
        (words.notice_kind(NoticeKind::Circular), figures.circulars),
        (words.notice_kind(NoticeKind::Feedback), figures.sheets),
        (words.notice_kind(NoticeKind::Reminder), figures.reminders),
        (words.notice_kind(NoticeKind::Letter), figures.letters),
        (words.figure_talks(), figures.talks),
        (words.notice_kind(NoticeKind::Transfer), figures.transfers),
        (words.figure_served(), figures.served),
        (words.figure_replied(), figures.replied),
        (words.figure_rounds(), figures.rounds),
        (words.figure_authorities(), figures.authorities),
    ];
    Table {
        key: "notice_figures",
        title: words.table_notice_figures().to_owned(),
        columns: vec![
            Column::new("what", words.column_what(), Form::Text),
            Column::new("count", words.column_count(), Form::Number),
        ],
        rows: lines
            .into_iter()
            .map(|(name, count)| vec![Cell::text(name), Cell::number(count)])
            .collect(),
        total: None,
    }
}

fn listed(rows: &[NoticeRow], words: Words) -> Table {
    let text = |key, heading: &str| Column::new(key, heading, Form::Text);
    let date = |key, heading: &str| Column::new(key, heading, Form::Date);
    let said = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::text(text),
    };
    let line = |row: &NoticeRow| {
        vec![
            said(&row.number),
            said(words.notice_kind(row.kind)),
            said(&row.title),
            said(&row.to),
            said(&row.organisation),
            said(&part_name(Division::Authority, &row.authority, words)),
            Cell::number(row.problems),
            Cell::date(row.issued),
            Cell::date(row.deadline),
            Cell::date(row.served),
            Cell::date(row.receipted),
            Cell::date(row.replied),
            said(words.notice_stage(row.stage)),
        ]
    };
    Table {
        key: "notices",
        title: words.table_notices().to_owned(),
        columns: vec![
            Column::new("number", words.column_document_number(), Form::Code),
            text("kind", words.column_notice_kind()),
            text("title", words.field_title()),
            text("addressee", words.field_addressee()),
            text("organisation", words.finding_of()).only_data(),
            text("authority", words.column_part(Division::Authority)).only_data(),
            Column::new("problems", words.column_problems_carried(), Form::Number),
            date("issued", words.column_issued()),
            date("deadline", words.field_deadline()),
            date("served", words.column_served()),
            date("receipted", words.column_receipted()),
            date("replied", words.column_replied()),
            text("stage", words.column_state()),
        ],
        rows: rows.iter().map(line).collect(),
        total: None,
    }
}

/// One talk, with the notice that called to it.
pub struct TalkLine {
    pub number: String,
    pub issued: Date,
    pub organisation: Organisation,
    pub notice: Notice,
}

/// 约谈台账, with the fields of practice.md section 4.4 that the program knows.
pub fn talks(lines: &[TalkLine], days: (Date, Date), today: Date, words: Words) -> Report {
    let text = |key, heading: &str| Column::new(key, heading, Form::Text);
    let said = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::text(text),
    };
    let line = |talk: &TalkLine| {
        let held = talk.notice.talk_held();
        let planned = talk.notice.draft.talk.as_ref();
        let talkers = held
            .map(|(_, held)| held.talkers.join("、"))
            .or(planned.map(|talk| talk.talkers.join("、")));
        let outcome = match held {
            None => words.talk_not_held().to_owned(),
            Some((_, held)) if held.refusal.is_empty() => words.talk_signed().to_owned(),
            Some((_, held)) => words.talk_refused(&held.refusal),
        };
        vec![
            said(&talk.number),
            said(&talk.organisation.name),
            said(&talk.organisation.credit_code),
            said(&talk.organisation.head),
            said(&talk.organisation.phone),
            said(&talkers.unwrap_or_default()),
            said(&planned.map_or_else(String::new, |talk| talk.time.to_string())),
            said(planned.map_or("", |talk| &talk.place)),
            said(&held.map_or_else(String::new, |(_, held)| held.from.to_string())),
            said(held.map_or("", |(_, held)| &held.place)),
            Cell::number(talk.notice.items().len()),
            said(held.map_or("", |(_, held)| &held.promises)),
            said(&outcome),
        ]
    };
    let table = Table {
        key: "talks",
        title: words.table_talks().to_owned(),
        columns: vec![
            Column::new("number", words.column_document_number(), Form::Code),
            text("organisation", words.finding_of()),
            Column::new("credit_code", words.field_credit_code(), Form::Code).only_data(),
            text("head", words.field_head()).only_data(),
            Column::new("phone", words.field_phone(), Form::Code).only_data(),
            text("talkers", words.field_talkers()),
            text("planned_time", words.column_planned_time()),
            text("planned_place", words.column_planned_place()),
            text("time", words.column_held_time()),
            text("place", words.column_held_place()),
            Column::new("problems", words.column_problems_carried(), Form::Number),
            text("promises", words.field_promises()).only_data(),
            text("outcome", words.column_state()),
        ],
        rows: lines.iter().map(line).collect(),
        total: None,
    };
    Report {
        id: "talks",
        title: words.report_talks().to_owned(),
        dates: dates(days, today, words),
        blocks: match lines.is_empty() {
            true => vec![Block::Paragraph(words.talks_none().to_owned())],
            false => vec![Block::Table(table)],
        },
        words,
    }
}
