//! The report on coverage: the rates of one day, their parts, what grew since the last snapshot, the trend, and who
//! does not count.

use super::{Bar, Bars, Block, Cell, Column, Form, Lines, RateLine, Report, Series, Table, Unit};
use crate::domain::coverage::{Coverage, Division, Figures, Mismatch, Moved, Rate, RateName};
use crate::domain::formation::RuleSet;
use crate::domain::organisation::Class;
use crate::words::Words;

/// The whole report; `snapshots` earliest first, whatever rule they were counted by.
pub fn report(
    coverage: &Coverage,
    division: Option<Division>,
    snapshots: &[&Coverage],
    words: Words,
) -> Report {
    let alike = comparable(coverage, snapshots);
    let rule = &coverage.counting;
    let rates = rate_lines(coverage, words);
    let mut blocks = vec![
        Block::Paragraph(rule.note.get(words.0).to_owned()),
        Block::Paragraph(counts(&coverage.whole, words)),
        Block::Rates(rates.clone()),
        Block::Bars(bars(&rates, words)),
        Block::Paragraph(words.rate_formation_note().to_owned()),
        Block::Table(branches(&coverage.whole, words)),
    ];
    let divisions = match &division {
        Some(division) => std::slice::from_ref(division),
        None => Division::ALL,
    };
    for division in divisions {
        blocks.push(Block::Heading(words.report_parts(*division).to_owned()));
        blocks.push(Block::Table(parts(coverage, *division, words)));
        let each = coverage.parts(*division).values();
        if each.map(Figures::branches).sum::<u64>() != coverage.whole.branches() {
            blocks.push(Block::Paragraph(words.report_branches_twice().to_owned()));
        }
    }
    if let Some(earlier) = alike.last() {
        blocks.push(Block::Heading(between(earlier, coverage, words)));
        blocks.push(Block::Paragraph(branches_grown(coverage, earlier, words)));
        blocks.push(Block::Table(growth(coverage, earlier, words)));
    }
    if !alike.is_empty() {
        let all: Vec<&Coverage> = alike.iter().copied().chain([coverage]).collect();
        blocks.push(Block::Heading(words.report_trend().to_owned()));
        blocks.push(Block::Lines(trend(&all, words)));
        blocks.push(Block::Table(trend_table(&all, words)));
    }
    blocks.push(Block::Heading(words.report_excluded().to_owned()));
    blocks.push(Block::Table(excluded(coverage, words)));
    Report {
        id: "coverage",
        title: words.report_coverage().to_owned(),
        dates: vec![as_of(coverage, words)],
        blocks,
        words,
    }
}

/// The line under the title: day and counting rule.
pub fn as_of(coverage: &Coverage, words: Words) -> String {
    words.rate_heading(
        coverage.date.to_string(),
        coverage.counting.name.get(words.0),
    )
}

/// The snapshots that may be set against a coverage: counted alike, and not of a later day.
pub fn comparable<'a>(coverage: &Coverage, snapshots: &[&'a Coverage]) -> Vec<&'a Coverage> {
    let rule = &coverage.counting;
    let alike = |one: &&&Coverage| {
        one.counting.id == rule.id && one.counting.counts_like(rule) && one.date <= coverage.date
    };
    let all: Vec<&Coverage> = snapshots.iter().filter(alike).copied().collect();
    // of several on one day only the last one frozen stands
    let last_of_day = |at: usize| all.get(at + 1).is_none_or(|next| next.date != all[at].date);
    let kept = (0..all.len()).filter(|at| last_of_day(*at) && all[*at].date != coverage.date);
    kept.map(|at| all[at]).collect()
}

/// A formation rate says under which rule set; the others need no more than their name.
pub fn rate_name(rate: &Rate, sets: &[RuleSet], words: Words) -> String {
    match &rate.rule_set {
        Some(id) => {
            let set = sets.iter().find(|set| set.id == *id);
            words.rate_formation_under(set.map_or(id, |set| set.name.get(words.0)))
        }
        None => words.rate_name(rate.name).to_owned(),
    }
}

/// The name of a part for readers: the class for its code, and a word where nothing was given.
pub fn part_name(division: Division, part: &str, words: Words) -> String {
    match (division, Class::from_code(part)) {
        (_, _) if part.is_empty() => words.part_unnamed().to_owned(),
        (Division::Kind, Some(class)) => words.class(class).to_owned(),
        _ => part.to_owned(),
    }
}

/// One sentence: how many are registered, how many of them do not count, and the Party organisations by form.
pub fn counts(figures: &Figures, words: Words) -> String {
    let forms: Vec<String> = figures
        .branches
        .iter()
        .map(|(form, n)| format!("{} {n}", words.branch_form(*form)))
        .collect();
    let forms = match forms.is_empty() {
        true => words.rate_no_branches().to_owned(),
        false => forms.join(words.list_comma()),
    };
    words.rate_counts(
        figures.registered,
        figures.excluded,
        figures.branches(),
        &forms,
    )
}

/// Every rate of the whole with all that belongs to it.
pub fn rate_lines(coverage: &Coverage, words: Words) -> Vec<RateLine> {
    let rates = coverage.whole.rates.iter();
    rates
        .map(|rate| RateLine {
            key: rate_key(rate),
            name: rate_name(rate, &coverage.formation, words),
            numerator: rate.numerator,
            denominator: rate.denominator,
            counting: coverage.counting.name.get(words.0).to_owned(),
            date: rate.date,
        })
        .collect()
}

fn rate_key(rate: &Rate) -> String {
    match &rate.rule_set {
        Some(id) => format!("{}:{id}", rate.name.code()),
        None => rate.name.code().to_owned(),
    }
}

fn bars(rates: &[RateLine], words: Words) -> Bars {
    let bar = |line: &RateLine| Bar {
        label: line.name.clone(),
        value: line.numerator,
        base: Some(line.denominator),
    };
    Bars {
        title: words.report_rates().to_owned(),
        bars: rates.iter().map(bar).collect(),
    }
}

fn branches(figures: &Figures, words: Words) -> Table {
    let rows = figures.branches.iter();
    Table {
        key: "branches",
        title: words.report_branches().to_owned(),
        columns: vec![
            Column::new("form", words.column_branch_form_name(), Form::Text),
            Column::new("branches", words.column_branches(), Form::Number),
        ],
        rows: rows
            .map(|(form, n)| vec![Cell::text(words.branch_form(*form)), Cell::number(*n)])
            .collect(),
        total: Some(vec![
            Cell::text(words.column_total()),
            Cell::number(figures.branches()),
        ]),
    }
}

/// Key of the table of a division.
fn parts_key(division: Division) -> &'static str {
    match division {
        Division::Area => "by_area",
        Division::Authority => "by_authority",
        Division::Kind => "by_kind",
    }
}

/// The parts of a division by name, and the whole below them.
pub fn parts(coverage: &Coverage, division: Division, words: Words) -> Table {
    let counting = coverage.counting.name.get(words.0);
    let row = |name: String, figures: &Figures| {
        let mut row = vec![
            Cell::text(name),
            Cell::number(figures.registered),
            Cell::number(figures.excluded),
            Cell::number(figures.branches()),
        ];
        row.extend(shares(figures));
        row.extend([Cell::text(counting), Cell::Date(coverage.date)]);
        row
    };
    let rows = coverage.parts(division).iter();
    Table {
        key: parts_key(division),
        title: words.report_parts(division).to_owned(),
        columns: [
            Column::new("part", words.column_part(division), Form::Text),
            Column::new("registered", words.column_registered(), Form::Number),
            Column::new("excluded", words.column_excluded_count(), Form::Number),
            Column::new("branches", words.column_branches(), Form::Number),
        ]
        .into_iter()
        .chain(share_columns(words))
        .chain(basis_columns(words))
        .collect(),
        rows: rows
            .map(|(part, figures)| row(part_name(division, part, words), figures))
            .collect(),
        total: Some(row(words.column_total().to_owned(), &coverage.whole)),
    }
}

/// Organisation and work coverage as counted, covered and percent.
pub(super) fn share_columns(words: Words) -> [Column; 5] {
    [
        Column::new("counted", words.column_counted(), Form::Number),
        Column::new("covered", words.column_covered(), Form::Number),
        Column::new(
            "organisation",
            words.column_organisation_rate(),
            Form::Percent,
        ),
        Column::new("worked", words.column_worked(), Form::Number),
        Column::new("work", words.column_work_rate(), Form::Percent),
    ]
}

/// For machines: by which rule and as of which day, which readers find above the table.
pub(super) fn basis_columns(words: Words) -> [Column; 2] {
    [
        Column::new("counting", words.column_counting(), Form::Text).only_data(),
        Column::new("date", words.column_as_of(), Form::Date).only_data(),
    ]
}

pub(super) fn shares(figures: &Figures) -> [Cell; 5] {
    let of = |name| figures.rate(name);
    let numerator = |name| of(name).map_or(Cell::Empty, |rate| Cell::number(rate.numerator));
    let percent = |name| Cell::percent(of(name).and_then(Rate::percent));
    [
        of(RateName::Organisation).map_or(Cell::Empty, |rate| Cell::number(rate.denominator)),
        numerator(RateName::Organisation),
        percent(RateName::Organisation),
        numerator(RateName::Work),
        percent(RateName::Work),
    ]
}

/// One sentence on the Party organisations, of the earlier figure.
pub fn branches_grown(coverage: &Coverage, earlier: &Coverage, words: Words) -> String {
    let grown = coverage.branches_since(earlier);
    let percent = grown
        .percent()
        .map_or_else(|| words.rate_nothing().to_owned(), super::signed);
    words.growth_branches(grown.earlier, grown.later, &percent)
}

/// The two days as a heading.
pub fn between(earlier: &Coverage, later: &Coverage, words: Words) -> String {
    words.report_growth_between(earlier.date.to_string(), later.date.to_string())
}

/// What every rate moved by between two countings.
pub fn growth(coverage: &Coverage, earlier: &Coverage, words: Words) -> Table {
    let fraction = |rate: &Rate| format!("{}/{}", rate.numerator, rate.denominator);
    let row = |moved: Moved<'_>| {
        let note = match moved.mismatch {
            None => Cell::Empty,
            Some(Mismatch::Denominator { earlier, later }) => {
                Cell::text(words.mismatch_base(earlier, later))
            }
            Some(Mismatch::Counting | Mismatch::Name) => Cell::text(words.mismatch_counting()),
        };
        vec![
            Cell::text(rate_name(moved.later, &coverage.formation, words)),
            Cell::text(fraction(moved.earlier)),
            Cell::percent(moved.earlier.percent()),
            Cell::text(fraction(moved.later)),
            Cell::percent(moved.later.percent()),
            moved.points().map_or(Cell::Empty, Cell::Points),
            note,
        ]
    };
    let all = coverage.moved(earlier);
    let note = Column::new("note", words.column_remark_mismatch(), Form::Text);
    let note = match all.iter().any(|moved| moved.mismatch.is_some()) {
        true => note,
        false => note.only_data(),
    };
    Table {
        key: "growth",
        title: between(earlier, coverage, words),
        columns: vec![
            Column::new("rate", words.column_rate(), Form::Text),
            Column::new("earlier", words.column_earlier(), Form::Code),
            Column::new("earlier_percent", words.column_percent(), Form::Percent),
            Column::new("later", words.column_later(), Form::Code),
            Column::new("later_percent", words.column_percent(), Form::Percent),
            Column::new("points", words.column_points(), Form::Points),
            note,
        ],
        rows: all.into_iter().map(row).collect(),
        total: None,
    }
}

/// Organisation and work coverage over the days of snapshots.
pub fn trend(all: &[&Coverage], words: Words) -> Lines {
    let series = |name: RateName| {
        let point = |coverage: &&Coverage| {
            let percent = coverage.whole.rate(name)?.percent()?;
            Some((coverage.date, i64::try_from(percent.hundredths()).ok()?))
        };
        Series {
            name: words.rate_name(name).to_owned(),
            points: all.iter().filter_map(point).collect(),
        }
    };
    Lines {
        title: words.report_trend().to_owned(),
        unit: Unit::Percent,
        series: vec![series(RateName::Organisation), series(RateName::Work)],
        target: None,
    }
}

/// The same figures as `trend`, to be read off.
pub fn trend_table(all: &[&Coverage], words: Words) -> Table {
    let row = |coverage: &&Coverage| {
        let mut row = vec![
            Cell::Date(coverage.date),
            Cell::number(coverage.whole.branches()),
        ];
        row.extend(shares(&coverage.whole));
        row.push(Cell::text(coverage.counting.name.get(words.0)));
        row
    };
    Table {
        key: "trend",
        title: words.report_trend().to_owned(),
        columns: [
            Column::new("date", words.column_as_of(), Form::Date),
            Column::new("branches", words.column_branches(), Form::Number),
        ]
        .into_iter()
        .chain(share_columns(words))
        .chain([Column::new("counting", words.column_counting(), Form::Text).only_data()])
        .collect(),
        rows: all.iter().map(row).collect(),
        total: None,
    }
}

fn excluded(coverage: &Coverage, words: Words) -> Table {
    let rows = coverage.excluded.iter();
    Table {
        key: "excluded",
        title: words.report_excluded().to_owned(),
        columns: vec![
            Column::new("organisation", words.column_organisation_name(), Form::Text),
            Column::new("status", words.column_organisation_status(), Form::Text),
            Column::new("reason", words.column_status_reason(), Form::Text),
        ],
        rows: rows
            .map(|one| {
                vec![
                    Cell::text(&one.name),
                    Cell::text(words.status(one.status)),
                    Cell::text(&one.reason),
                ]
            })
            .collect(),
        total: None,
    }
}
