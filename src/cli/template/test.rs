//! `liuyou template test`: the cases of a template, or where it has none what filling it in every way comes across.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::status::print_json;
use crate::domain::checklist::Checklist;
use crate::domain::filling::Form;
use crate::domain::trial::{self, Explored, Outcome};
use crate::words::Words;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Tried<'a> {
    file: String,
    template: String,
    sound: bool,
    tests: Vec<Told<'a>>,
    /// Null where the template has tests.
    filled: Option<Filled<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    passed: bool,
    misses: Vec<String>,
}

#[derive(Serialize)]
struct Filled<'a> {
    times: usize,
    never_shown: Vec<&'a str>,
    unanswerable: &'a [String],
    /// Their limit is a pattern; no answer that fits it was found.
    unguessed: &'a [String],
    divides_by_zero: Vec<Divided<'a>>,
}

#[derive(Serialize)]
struct Divided<'a> {
    item: &'a str,
    divisor: &'a str,
}

pub fn run(
    context: &Context,
    file: &Path,
    list: &Arc<Checklist>,
    json: bool,
) -> Result<(), Failure> {
    let (outcomes, explored) = match list.cases.is_empty() {
        true => (Vec::new(), Some(trial::explore(list))),
        false => (trial::cases(&Arc::new(Form::new(Arc::clone(list)))), None),
    };
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.misses.is_empty())
        .count();
    let sound = failed == 0 && explored.as_ref().is_none_or(Explored::is_sound);
    let mut out = Out::new();
    if json {
        let told = outcomes.iter().map(|outcome| told(outcome, context.words));
        print_json(
            &mut out,
            &Tried {
                file: file.display().to_string(),
                template: list.title(),
                sound,
                tests: told.collect(),
                filled: explored.as_ref().map(filled),
            },
        )?;
    } else {
        print_cases(&mut out, &outcomes, context.words)?;
        if let Some(explored) = &explored {
            print_explored(&mut out, list, explored, context.words)?;
        }
    }
    match explored {
        Some(explored) if !sound => {
            let count = explored.never_shown.len() + explored.unanswerable.len();
            Err(Failure::Tried(context.words.cli_explored_failed(count)))
        }
        _ if !sound => {
            let why = context.words.cli_cases_failed(failed, outcomes.len());
            Err(Failure::Tried(why))
        }
        _ if json => Ok(()),
        Some(_) => out.line(context.words.cli_explored_sound()),
        None => out.line(&context.words.cli_cases_sound(list.title(), outcomes.len())),
    }
}

fn print_cases(out: &mut Out, outcomes: &[Outcome], words: Words) -> Result<(), Failure> {
    for outcome in outcomes {
        match outcome.misses.is_empty() {
            true => out.line(&words.cli_case_passed(&outcome.name))?,
            false => out.line(&words.cli_case_failed(&outcome.name))?,
        }
        for miss in &outcome.misses {
            out.line(&format!("        {}", words.miss(miss)))?;
        }
    }
    Ok(())
}

fn print_explored(
    out: &mut Out,
    list: &Checklist,
    explored: &Explored,
    words: Words,
) -> Result<(), Failure> {
    out.line(&words.cli_explored(list.title(), explored.fillings))?;
    for (item, conditions) in &explored.never_shown {
        out.line(&words.never_shown(item, conditions))?;
    }
    for item in &explored.unanswerable {
        out.line(&words.explored_unanswerable(item))?;
    }
    for item in &explored.unguessed {
        out.line(&words.explored_unguessed(item))?;
    }
    for zero in &explored.zeros {
        out.line(&words.zero(zero))?;
    }
    Ok(())
}

fn told(outcome: &Outcome, words: Words) -> Told<'_> {
    Told {
        name: &outcome.name,
        passed: outcome.misses.is_empty(),
        misses: outcome.misses.iter().map(|miss| words.miss(miss)).collect(),
    }
}

fn filled(explored: &Explored) -> Filled<'_> {
    let never = explored.never_shown.iter().map(|(item, _)| item.as_str());
    let zeros = explored.zeros.iter().map(|zero| Divided {
        item: &zero.item,
        divisor: &zero.divisor,
    });
    Filled {
        times: explored.fillings,
        never_shown: never.collect(),
        unanswerable: &explored.unanswerable,
        unguessed: &explored.unguessed,
        divides_by_zero: zeros.collect(),
    }
}
