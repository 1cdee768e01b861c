//! Reports to standard output or into files.

use super::Context;
use super::failure::Failure;
use super::grammar::ReportTyped;
use super::out::Out;
use crate::documents::report;
use crate::domain::export::{Encoding, ReportFormat, ReportSubject};
use crate::runtime;

const HELP: &str = "liuyou report --help";

/// `liuyou report`
pub fn run(context: &Context, typed: &ReportTyped) -> Result<(), Failure> {
    let words = context.words;
    if typed.encoding.is_some() && typed.format != ReportFormat::Csv {
        return Err(Failure::Misuse(words.cli_only_csv(HELP)));
    }
    let prints = matches!(typed.format, ReportFormat::Text | ReportFormat::Json);
    if typed.out.is_none() && !prints {
        return Err(Failure::Misuse(
            words.cli_report_needs_out(typed.format.code(), HELP),
        ));
    }
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
    let made = runtime::reports::report(&store, &typed.wanted, &rules, today, words)?;
    let mut out = Out::new();
    let Some(path) = &typed.out else {
        let text = match typed.format {
            ReportFormat::Json => report::json(&made),
            _ => report::text(&made),
        };
        // one write: every line of it is clean already
        return out.text(&text);
    };
    let encoding = typed.encoding.unwrap_or(Encoding::Utf8);
    let written = report::write(&made, typed.format, encoding, path)?;
    for file in &written.files {
        out.line(&words.cli_exported_file(file.display().to_string()))?;
    }
    Ok(())
}
