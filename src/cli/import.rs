//! Taking in somebody's register: what was found in the file, what became of its rows, and which rows were kept out.

use std::path::Path;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::Brought;
use super::out::Out;
use super::progress::{self, Bar};
use super::status::print_json;
use crate::domain::arrival::ImportReport;
use crate::domain::columns::Names;
use crate::domain::register::{ListField, RowNote, Side};
use crate::intake::{Choice, Layout, ReadError, Register, field_named};
use crate::runtime;
use crate::store::Importing;
use crate::words::Words;

/// Refusals, warnings and possible duplicates printed; `--json` has them all.
const SHOWN: usize = 20;
const HELP: &str = "liuyou import --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    file: String,
    sheet: Option<&'a str>,
    header_row: u32,
    columns: Vec<Column<'a>>,
    unknown_columns: &'a [String],
    dry_run: bool,
    written: bool,
    added: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
    new_branches: u64,
    new_people: u64,
    new_assignments: u64,
    refusals: Vec<Noted>,
    warnings: Vec<Noted>,
    possible_duplicates: Vec<[Twin<'a>; 2]>,
}

#[derive(Serialize)]
struct Column<'a> {
    field: &'static str,
    column: String,
    header: &'a str,
}

#[derive(Serialize)]
struct Noted {
    row: u32,
    column: Option<String>,
    field: &'static str,
    reason: &'static str,
    text: String,
}

/// `row` is null where the file knew the organisation before.
#[derive(Serialize)]
struct Twin<'a> {
    row: Option<u32>,
    name: &'a str,
    area: &'a str,
    credit_code: &'a str,
}

/// `liuyou import organisations`
pub fn run(context: &Context, brought: Brought) -> Result<(), Failure> {
    let words = context.words;
    let rules = context.rules()?;
    let choice = choice(&brought, &rules.columns, words)?;
    let failed = |error| unreadable(&brought.file, error);
    let mut store = context.open()?;
    let mut register = Register::open(&brought.file, &choice, &rules.columns).map_err(failed)?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let importing = Importing {
        dry_run: brought.dry_run,
        strict: brought.strict,
    };
    let report = store.import(
        importing,
        runtime::now(),
        &mut |done, total| bar.step(done, total),
        |arrivals| {
            arrivals.open_chains(&rules.registration);
            register.each::<Stopped>(&mut |judged, so_far| {
                arrivals.take(judged, so_far).map_err(Stopped::Store)
            })
        },
    );
    let report = report.map_err(|stopped| match stopped {
        Stopped::Read(error) => failed(error),
        Stopped::Store(error) => Failure::Store(error),
    })?;
    drop(bar);
    let mut out = Out::new();
    if brought.json {
        print_json(&mut out, &answer(&brought, &register, &report, words))?;
    } else {
        print(&mut out, &brought, &register, &report, words)?;
    }
    match brought.strict && report.refused > 0 && !brought.dry_run {
        true => Err(Failure::Refused(report.refused)),
        false => Ok(()),
    }
}

/// What ends an import early.
enum Stopped {
    Read(ReadError),
    Store(crate::store::StoreError),
}

impl From<ReadError> for Stopped {
    fn from(error: ReadError) -> Stopped {
        Stopped::Read(error)
    }
}

impl From<crate::store::StoreError> for Stopped {
    fn from(error: crate::store::StoreError) -> Stopped {
        Stopped::Store(error)
    }
}

fn unreadable(file: &Path, error: ReadError) -> Failure {
    Failure::Intake(file.to_owned(), error)
}

fn choice(brought: &Brought, names: &Names, words: Words) -> Result<Choice, Failure> {
    let mut map = Vec::new();
    for given in &brought.map {
        let named = given
            .split_once(['=', '＝'])
            .and_then(|(field, column)| Some((field_named(field, names)?, column.trim())))
            .filter(|(_, column)| !column.is_empty());
        match named {
            Some((field, column)) => map.push((field, column.to_owned())),
            None => {
                let fields: Vec<&str> = ListField::ALL.iter().map(|field| field.code()).collect();
                let fields = fields.join(words.intake_comma());
                return Err(Failure::Misuse(words.cli_bad_map(given, &fields, HELP)));
            }
        }
    }
    Ok(Choice {
        sheet: brought.sheet.clone(),
        encoding: None,
        map,
    })
}

fn print(
    out: &mut Out,
    brought: &Brought,
    register: &Register<'_>,
    report: &ImportReport,
    words: Words,
) -> Result<(), Failure> {
    let layout = register.layout();
    let found: Vec<String> = layout
        .found()
        .into_iter()
        .map(|(field, column, _)| words.cli_import_column(words.list_field(field), &column))
        .collect();
    let found = found.join(words.intake_comma());
    out.line(&match register.sheet() {
        Some(sheet) => words.cli_import_sheet(sheet, layout.header_row, found),
        None => words.cli_import_header(layout.header_row, found),
    })?;
    if !layout.unknown.is_empty() {
        out.line(&words.cli_import_unknown(layout.unknown.join(words.intake_comma())))?;
    }
    out.line(&words.cli_import_counts(report.added, report.updated, report.unchanged))?;
    if report.brought != Default::default() {
        out.line(&words.import_brought(report.brought))?;
    }
    let notes = |notes: Vec<&RowNote>| -> Vec<String> {
        let note = |note: &&RowNote| words.row_note(note, &layout.letters(note.field));
        notes.iter().map(note).collect()
    };
    list(out, &notes(report.refusals().collect()), words, |n| {
        words.cli_import_refused(report.refused.max(n))
    })?;
    list(out, &notes(report.warnings().collect()), words, |n| {
        words.cli_import_warnings(n)
    })?;
    let twins = report
        .twins
        .iter()
        .map(|(one, other)| words.possible_twins(one, other));
    list(out, &twins.collect::<Vec<_>>(), words, |n| {
        words.cli_import_twins(n)
    })?;
    match (brought.dry_run, report.written) {
        (true, _) => out.line(words.cli_import_dry_run()),
        (false, true) => out.line(words.cli_import_written()),
        (false, false) => Ok(()),
    }
}

/// The first lines under their count; nothing where there are none.
fn list(
    out: &mut Out,
    lines: &[String],
    words: Words,
    heading: impl Fn(u64) -> String,
) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    out.line(&heading(lines.len() as u64))?;
    for line in lines.iter().take(SHOWN) {
        out.line(&format!("  {line}"))?;
    }
    match lines.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => out.line(&format!("  {}", words.cli_import_more(more))),
    }
}

fn answer<'a>(
    brought: &Brought,
    register: &'a Register<'_>,
    report: &'a ImportReport,
    words: Words,
) -> Answer<'a> {
    let layout = register.layout();
    let columns = layout.found().into_iter();
    Answer {
        file: brought.file.display().to_string(),
        sheet: register.sheet(),
        header_row: layout.header_row,
        columns: columns
            .map(|(field, column, header)| Column {
                field: field.code(),
                column,
                header,
            })
            .collect(),
        unknown_columns: &layout.unknown,
        dry_run: brought.dry_run,
        written: report.written,
        added: report.added,
        updated: report.updated,
        unchanged: report.unchanged,
        refused: report.refused,
        new_branches: report.brought.branches,
        new_people: report.brought.people,
        new_assignments: report.brought.assignments,
        refusals: report
            .refusals()
            .map(|note| noted(note, layout, words))
            .collect(),
        warnings: report
            .warnings()
            .map(|note| noted(note, layout, words))
            .collect(),
        possible_duplicates: report
            .twins
            .iter()
            .map(|(one, other)| [Twin::of(one), Twin::of(other)])
            .collect(),
    }
}

fn noted(note: &RowNote, layout: &Layout, words: Words) -> Noted {
    Noted {
        row: note.row,
        column: Some(layout.letters(note.field)).filter(|letters| !letters.is_empty()),
        field: note.field.code(),
        reason: note.trouble.code(),
        text: words.trouble(&note.trouble),
    }
}

impl Twin<'_> {
    fn of(side: &Side) -> Twin<'_> {
        Twin {
            row: side.row,
            name: &side.name,
            area: &side.area,
            credit_code: &side.credit_code,
        }
    }
}
