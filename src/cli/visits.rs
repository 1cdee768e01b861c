//! The visits of an organisation, and two of them compared. A visit is named by its id, or by its organisation for the
//! latest one; the one to compare with also by its day.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::VisitsTyped;
use super::out::Out;
use super::status::print_json;
use crate::documents::report;
use crate::domain::calendar::Date;
use crate::domain::export::{Encoding, ReportFormat};
use crate::domain::score::tenths_text;
use crate::domain::view::VisitLine;
use crate::reports;
use crate::store::Store;
use crate::words::Words;

const HELP: &str = "liuyou visits --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    organisation: &'a str,
    /// Latest first, at most a hundred.
    visits: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    visit_id: String,
    date: Date,
    status: &'static str,
    template: &'a str,
    template_name: &'a str,
    answered: u32,
    items: u32,
    /// Percent with one place; null in a draft or where nothing applies.
    score: Option<String>,
    verdict: Option<&'static str>,
}

/// `liuyou visits`
pub fn run(context: &Context, typed: &VisitsTyped) -> Result<(), Failure> {
    let words = context.words;
    if typed.encoding.is_some() && typed.format != Some(ReportFormat::Csv) {
        return Err(Failure::Misuse(words.cli_only_csv(HELP)));
    }
    match typed.diff {
        true => diff(context, typed),
        false => {
            let needless = [
                ("OTHER", typed.other.is_some()),
                ("--format", typed.format.is_some()),
                ("--out", typed.out.is_some()),
            ];
            if let Some((argument, _)) = needless.iter().find(|(_, given)| *given) {
                return Err(Failure::Misuse(words.cli_visits_needless(argument, HELP)));
            }
            list(context, typed)
        }
    }
}

fn list(context: &Context, typed: &VisitsTyped) -> Result<(), Failure> {
    let words = context.words;
    let store = context.open()?;
    let organisation = store.organisation(organisation(&store, &typed.visit, words)?)?;
    let name = &organisation.organisation.name;
    let lines = organisation.visits.iter();
    let template = typed.template.as_deref();
    let wanted = |line: &&VisitLine| template.is_none_or(|template| template == line.template);
    let lines: Vec<&VisitLine> = lines.filter(wanted).collect();
    let mut out = Out::new();
    if typed.json {
        let visits = lines.iter().map(|line| listed(&store, line, words));
        let visits = visits.collect::<Result<_, Failure>>()?;
        let answer = Answer {
            organisation: name,
            visits,
        };
        return print_json(&mut out, &answer);
    }
    if lines.is_empty() {
        return out.line(&words.cli_visits_none(name));
    }
    for line in lines {
        let told = listed(&store, line, words)?;
        let score = match &told.score {
            Some(score) => score.clone(),
            None => words.compare_answered(told.answered, told.items),
        };
        let state = words.visit_status(line.status);
        out.line(&format!(
            "{}  {}  {state}  {score}  {} {}",
            told.visit_id, told.date, told.template, told.template_name
        ))?;
    }
    Ok(())
}

fn listed<'a>(store: &Store, line: &'a VisitLine, words: Words) -> Result<Listed<'a>, Failure> {
    Ok(Listed {
        visit_id: store.name_of(line.id)?.to_string(),
        date: line.started.date,
        status: line.status.code(),
        template: &line.template,
        template_name: line.name.get(words.0),
        answered: line.answered,
        items: line.items,
        score: line.tenths.map(tenths_text),
        verdict: line.verdict.map(|verdict| verdict.code()),
    })
}

/// The number of the one organisation of that name or code.
pub fn organisation(store: &Store, typed: &str, words: Words) -> Result<i64, Failure> {
    let found = store.called(typed)?;
    match &found[..] {
        [one] => Ok(one.id),
        [] => Err(Failure::Misuse(words.cli_no_organisation(typed))),
        several => Err(Failure::Misuse(
            words.cli_which_organisation(typed, several.len()),
        )),
    }
}

/// The visit of that id, or the latest one of the organisation, with the template of that id if one is named.
pub fn visit_named(
    store: &Store,
    typed: &str,
    template: Option<&str>,
    words: Words,
) -> Result<i64, Failure> {
    let called = store.visits_called(typed)?;
    match called[..] {
        [one] => return Ok(one),
        [] => {}
        _ => {
            let why = words.cli_which_visit(typed, called.len(), HELP);
            return Err(Failure::Misuse(why));
        }
    }
    if store.called(typed)?.is_empty() {
        return Err(Failure::Misuse(words.cli_no_visit(typed, HELP)));
    }
    let organisation = store.organisation(organisation(store, typed, words)?)?;
    let mut lines = organisation.visits.iter();
    let latest = lines.find(|line| template.is_none_or(|template| template == line.template));
    latest.map(|line| line.id).ok_or_else(|| {
        let name = &organisation.organisation.name;
        Failure::Misuse(words.cli_visits_none(name))
    })
}

/// The visit to compare with: of that id, or of that day with the same template.
fn other(store: &mut Store, visit: i64, typed: &str, words: Words) -> Result<i64, Failure> {
    let no_visit = || Failure::Misuse(words.cli_no_visit(typed, HELP));
    if let Some(day) = Date::parse(typed) {
        let this = store.visit(visit)?;
        let organisation = store.organisation(this.organisation_id)?;
        let lines = organisation.visits.iter().filter(|line| {
            line.id != visit && line.started.date == day && line.template == this.form.checklist.id
        });
        let found: Vec<i64> = lines.map(|line| line.id).collect();
        return match found[..] {
            [one] => Ok(one),
            [] => Err(no_visit()),
            _ => Err(Failure::Misuse(words.cli_which_visit(
                typed,
                found.len(),
                HELP,
            ))),
        };
    }
    let found = store.visits_called(typed)?;
    match found[..] {
        [one] => Ok(one),
        [] => Err(no_visit()),
        _ => Err(Failure::Misuse(words.cli_which_visit(
            typed,
            found.len(),
            HELP,
        ))),
    }
}

fn diff(context: &Context, typed: &VisitsTyped) -> Result<(), Failure> {
    let words = context.words;
    if typed.json && typed.format.is_some() {
        return Err(Failure::Misuse(words.cli_json_twice(HELP)));
    }
    let format = match typed.json {
        true => ReportFormat::Json,
        false => typed.format.unwrap_or(ReportFormat::Text),
    };
    let prints = matches!(format, ReportFormat::Text | ReportFormat::Json);
    if typed.out.is_none() && !prints {
        let why = words.cli_report_needs_out(format.code(), HELP);
        return Err(Failure::Misuse(why));
    }
    let mut store = context.open()?;
    let visit = visit_named(&store, &typed.visit, typed.template.as_deref(), words)?;
    let other = match &typed.other {
        Some(typed) => Some(other(&mut store, visit, typed, words)?),
        None => None,
    };
    let Some(comparison) = store.comparison(visit, other)? else {
        let date = store.visit(visit)?.visit.started.date;
        return Err(Failure::Misuse(words.cli_visits_first(date.to_string())));
    };
    let made = reports::comparison::report(&comparison, words);
    let mut out = Out::new();
    let Some(path) = &typed.out else {
        return out.text(&match format {
            ReportFormat::Json => report::json(&made),
            _ => report::text(&made),
        });
    };
    let encoding = typed.encoding.unwrap_or(Encoding::Utf8);
    let written = report::write(&made, format, encoding, path)?;
    for file in &written.files {
        out.line(&words.cli_exported_file(file.display().to_string()))?;
    }
    Ok(())
}
