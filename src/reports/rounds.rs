//! Rounds of supervision as reports: one with its progress and result, and a year's with what they come to (D2).

use super::{Block, Cell, Column, Form, RateLine, Report, Table};
use crate::domain::calendar::Date;
use crate::domain::coverage::Division;
use crate::domain::round::{
    AuthorityLine, Member, MemberState, Progress, RoundRow, RoundView, RoundYear,
};
use crate::domain::score::tenths_text;
use crate::words::Words;

/// One round; none where there is none.
pub fn one(view: Option<&RoundView>, today: Date, words: Words) -> Report {
    let Some(view) = view else {
        return Report {
            id: "round",
            title: words.rounds().to_owned(),
            dates: vec![words.round_as_of(today.to_string())],
            blocks: vec![Block::Paragraph(words.rounds_none().to_owned())],
            words,
        };
    };
    let round = &view.round;
    let mut blocks = vec![
        Block::Paragraph(progress(view, words)),
        Block::Rates(rates(view, today, words)),
    ];
    if !round.conclusion.is_empty() {
        blocks.push(Block::Heading(words.round_conclusion().to_owned()));
        blocks.push(Block::Paragraph(round.conclusion.clone()));
    }
    blocks.push(Block::Table(authorities(view, words)));
    blocks.push(Block::Table(members(view, words)));
    let state = match round.closed {
        Some(day) => words.round_closed_on(day.to_string()),
        None => words.round_state(round.state(today)).to_owned(),
    };
    let span = words.round_days(round.number, round.from.to_string(), round.to.to_string());
    let lead = match round.lead.is_empty() {
        true => String::new(),
        false => words.round_led_by(&round.lead),
    };
    Report {
        id: "round",
        title: words.round_report(&round.name),
        dates: vec![
            format!("{span}{lead}"),
            words.round_as_of_state(today.to_string(), &state),
        ],
        blocks,
        words,
    }
}

fn progress(view: &RoundView, words: Words) -> String {
    let progress = &view.progress;
    let mut text = words.round_progress(
        progress.organisations,
        progress.done,
        progress.draft,
        open_is(view, words),
        progress.open(),
    );
    if progress.judged > 0 {
        text += &words.round_failing(progress.failing, progress.judged);
    }
    if let Some(mean) = progress.mean() {
        text += &words.round_mean(tenths_text(mean), progress.scored);
    }
    text + &words.round_problems(progress.problems)
}

/// How those are called that nobody came to.
fn open_is(view: &RoundView, words: Words) -> &'static str {
    words.member_state(MemberState::Open, view.round.closed.is_some())
}

fn rates(view: &RoundView, today: Date, words: Words) -> Vec<RateLine> {
    let progress = &view.progress;
    let line = |key: &str, name: &str, numerator, denominator| RateLine {
        key: key.into(),
        name: name.into(),
        numerator,
        denominator,
        counting: words.round_counting().to_owned(),
        date: today,
    };
    vec![
        line(
            "visited",
            words.round_rate_visited(),
            progress.done,
            progress.organisations,
        ),
        line(
            "authorities",
            words.round_rate_authorities(),
            view.reached(),
            view.authorities.len() as u64,
        ),
        line(
            "passing",
            words.round_rate_passing(),
            progress.judged - progress.failing,
            progress.judged,
        ),
    ]
}

fn mean(progress: &Progress) -> Cell {
    match progress.mean() {
        Some(tenths) => Cell::Text(tenths_text(tenths)),
        None => Cell::Empty,
    }
}

fn authorities(view: &RoundView, words: Words) -> Table {
    let row = |line: &AuthorityLine| {
        let progress = &line.progress;
        vec![
            Cell::text(&line.name),
            Cell::text(words.authority_state(line.is_reached())),
            Cell::date(line.reached),
            Cell::number(progress.organisations),
            Cell::number(progress.done),
            Cell::number(progress.draft),
            Cell::number(progress.open()),
            Cell::number(progress.failing),
            mean(progress),
            Cell::number(progress.problems),
        ]
    };
    Table {
        key: "authorities",
        title: words.round_table_authorities().to_owned(),
        columns: vec![
            Column::new(
                "authority",
                words.column_part(Division::Authority),
                Form::Text,
            ),
            Column::new("state", words.cr_column_standing(), Form::Text),
            Column::new("reached", words.round_column_reached(), Form::Date),
            Column::new("organisations", words.round_column_listed(), Form::Number),
            Column::new("visited", words.member_done(), Form::Number),
            Column::new("draft", words.member_draft(), Form::Number),
            Column::new("open", open_is(view, words), Form::Number),
            Column::new("failing", words.verdict_fail(), Form::Number),
            Column::new("mean", words.round_column_mean(), Form::Code),
            Column::new("problems", words.round_column_problems(), Form::Number),
        ],
        rows: view.authorities.iter().map(row).collect(),
        total: None,
    }
}

fn members(view: &RoundView, words: Words) -> Table {
    let closed = view.round.closed.is_some();
    let row = |(at, member): (usize, &Member)| {
        let latest = member.visits.first();
        let scored = member.scored().and_then(|visit| visit.tenths);
        let verdict = member.judged().and_then(|visit| visit.verdict);
        vec![
            Cell::number(at + 1),
            Cell::text(&member.name),
            Cell::text(&member.area),
            Cell::text(&member.authority),
            Cell::text(words.member_state(member.state(), closed)),
            Cell::date(latest.map(|visit| visit.started.date)),
            Cell::text(latest.map_or("", |visit| visit.name.get(words.0))),
            scored.map_or(Cell::Empty, |tenths| Cell::Text(tenths_text(tenths))),
            Cell::text(verdict.map_or("", |verdict| words.verdict(verdict))),
            match member.is_visited() {
                true => Cell::number(member.problems()),
                false => Cell::Empty,
            },
        ]
    };
    Table {
        key: "organisations",
        title: words.round_table_members().to_owned(),
        columns: vec![
            Column::new("number", words.plan_column_number(), Form::Number),
            Column::new("organisation", words.column_organisation_name(), Form::Text),
            Column::new("area", words.column_part(Division::Area), Form::Text),
            Column::new(
                "authority",
                words.column_part(Division::Authority),
                Form::Text,
            ),
            Column::new("state", words.cr_column_standing(), Form::Text),
            Column::new("visited", words.round_column_visited_on(), Form::Date),
            Column::new("template", words.plan_column_what(), Form::Text),
            Column::new("score", words.round_column_score(), Form::Code),
            Column::new("verdict", words.round_column_verdict(), Form::Text),
            Column::new("problems", words.round_column_problems(), Form::Number),
        ],
        rows: view.members.iter().enumerate().map(row).collect(),
        total: None,
    }
}

/// The rounds of a year.
pub fn year(year: &RoundYear, words: Words) -> Report {
    let figures = year.figures;
    let mut blocks = vec![Block::Paragraph(words.year_sums(
        year.year,
        figures.rounds,
        figures.authorities,
        figures.organisations,
        figures.visits,
        figures.problems,
    ))];
    blocks.push(Block::Paragraph(words.year_counting().to_owned()));
    blocks.push(Block::Table(rounds(year, words)));
    Report {
        id: "rounds",
        title: words.year_title(year.year),
        dates: vec![words.round_as_of(year.date.to_string())],
        blocks,
        words,
    }
}

fn rounds(year: &RoundYear, words: Words) -> Table {
    let row = |row: &RoundRow| {
        let (round, progress) = (&row.round, &row.progress);
        vec![
            Cell::number(round.number),
            Cell::text(&round.name),
            Cell::Date(round.from),
            Cell::Date(round.to),
            Cell::text(&round.lead),
            Cell::text(words.round_state(round.state(year.date))),
            Cell::number(row.reached),
            Cell::number(row.authorities),
            Cell::number(progress.done),
            Cell::number(progress.organisations),
            Cell::number(progress.failing),
            mean(progress),
            Cell::number(progress.problems),
        ]
    };
    Table {
        key: "rounds",
        title: words.rounds().to_owned(),
        columns: vec![
            Column::new("number", words.round_column_number(), Form::Number),
            Column::new("name", words.round_column_name(), Form::Text),
            Column::new("from", words.round_column_from(), Form::Date),
            Column::new("to", words.round_column_to(), Form::Date),
            Column::new("lead", words.round_column_lead(), Form::Text),
            Column::new("state", words.cr_column_standing(), Form::Text),
            Column::new("reached", words.round_column_authorities(), Form::Number),
            Column::new("authorities", words.round_column_of(), Form::Number),
            Column::new("visited", words.member_done(), Form::Number),
            Column::new("organisations", words.round_column_listed(), Form::Number),
            Column::new("failing", words.verdict_fail(), Form::Number),
            Column::new("mean", words.round_column_mean(), Form::Code),
            Column::new("problems", words.round_column_problems(), Form::Number),
        ],
        rows: year.rows.iter().map(row).collect(),
        total: None,
    }
}
