//! Reports to standard output or into files.

use std::path::Path;

use super::Context;
use super::failure::Failure;
use super::grammar::ReportTyped;
use super::out::Out;
use super::round::round_named;
use crate::documents::report;
use crate::domain::export::{Encoding, ReportFormat, ReportSubject};
use crate::reports::Report;
use crate::runtime;

const HELP: &str = "liuyou report --help";

/// `liuyou report`
pub fn run(context: &Context, typed: &ReportTyped) -> Result<(), Failure> {
    let words = context.words;
    can_be_put_out(
        context,
        typed.format,
        typed.encoding,
        typed.out.as_deref(),
        HELP,
    )?;
    let rules = context.rules()?;
    if let Some(id) = &typed.wanted.rule {
        let known: Vec<&String> = match typed.wanted.subject {
            ReportSubject::Tasks => rules.formation.iter().map(|set| &set.id).collect(),
            _ => rules.counting.iter().map(|rule| &rule.id).collect(),
        };
        if !known.contains(&id) {
            return Err(context.no_such_rule(id, known.into_iter(), HELP));
        }
    }
    let store = context.open()?;
    let today = runtime::now().today;
    let mut wanted = typed.wanted.clone();
    if let Some(name) = &typed.name {
        if wanted.subject != ReportSubject::Round {
            return Err(Failure::Misuse(words.cli_unknown_argument(name, HELP)));
        }
        wanted.round = Some(round_named(context, &store, name, HELP)?);
    }
    let made = runtime::reports::report(&store, &wanted, &rules, today, words)?;
    put_out(
        context,
        &made,
        typed.format,
        typed.encoding,
        typed.out.as_deref(),
        HELP,
    )
}

/// Whether format, encoding and file go together.
fn can_be_put_out(
    context: &Context,
    format: ReportFormat,
    encoding: Option<Encoding>,
    out: Option<&Path>,
    help: &str,
) -> Result<(), Failure> {
    let words = context.words;
    if encoding.is_some() && format != ReportFormat::Csv {
        return Err(Failure::Misuse(words.cli_only_csv(help)));
    }
    let prints = matches!(format, ReportFormat::Text | ReportFormat::Json);
    if out.is_none() && !prints {
        return Err(Failure::Misuse(
            words.cli_report_needs_out(format.code(), help),
        ));
    }
    Ok(())
}

/// Prints a report, or writes it into the file.
pub fn put_out(
    context: &Context,
    made: &Report,
    format: ReportFormat,
    encoding: Option<Encoding>,
    path: Option<&Path>,
    help: &str,
) -> Result<(), Failure> {
    can_be_put_out(context, format, encoding, path, help)?;
    let mut out = Out::new();
    let Some(path) = path else {
        let text = match format {
            ReportFormat::Json => report::json(made),
            _ => report::text(made),
        };
        // one write: every line of it is clean already
        return out.text(&text);
    };
    let written = report::write(made, format, encoding.unwrap_or(Encoding::Utf8), path)?;
    for file in &written.files {
        out.line(&context.words.cli_exported_file(file.display().to_string()))?;
    }
    Ok(())
}
