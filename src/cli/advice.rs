//! What to do about each organisation that no Party organisation covers: the rule sets side by side, each with its
//! reason. Shells, deregistered ones and those registered elsewhere get no advice, but are counted aloud.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::AdviceWanted;
use super::out::Out;
use super::status::print_json;
use crate::domain::calendar::Date;
use crate::domain::coverage::Facts;
use crate::domain::formation::{Advised, RuleSet};
use crate::domain::organisation::Status;
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::words::{Lang, Words};

const HELP: &str = "liuyou advice --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    date: Date,
    formation: &'a [RuleSet],
    organisations: Vec<Organisation<'a>>,
    /// Without a Party organisation, but not to be advised on.
    excluded: u64,
}

#[derive(Serialize)]
struct Organisation<'a> {
    name: &'a str,
    area: &'a str,
    authority: &'a str,
    kind: &'static str,
    advice: Vec<Advice<'a>>,
}

#[derive(Serialize)]
struct Advice<'a> {
    rule_set: &'a str,
    advice: &'static str,
    must_form: bool,
    members: u32,
    reason: &'a str,
}

/// Who is without, and how many more are not advised on.
struct Without {
    organisations: Vec<Facts>,
    excluded: u64,
}

/// `liuyou advice`
pub fn run(context: &Context, wanted: &AdviceWanted) -> Result<(), Failure> {
    let store = context.open()?;
    let mut sets = context.rules()?.formation;
    if let Some(id) = &wanted.rule {
        if !sets.iter().any(|set| set.id == *id) {
            return Err(context.no_such_rule(id, sets.iter().map(|set| &set.id), HELP));
        }
        sets.retain(|set| set.id == *id);
    }
    let today = runtime::now().today;
    let without = without(&store, &sets, wanted.unformed, today)?;
    let mut out = Out::new();
    match wanted.json {
        true => print_json(
            &mut out,
            &Answer::of(&without, &sets, today, context.words.0),
        ),
        false => print(
            &mut out,
            &without,
            &sets,
            wanted.unformed,
            today,
            context.words,
        ),
    }
}

fn without(
    store: &Store,
    sets: &[RuleSet],
    unformed: bool,
    today: Date,
) -> Result<Without, StoreError> {
    let mut without = Without {
        organisations: Vec::new(),
        excluded: 0,
    };
    store.each_facts(today, &mut |facts| {
        match (facts.branch, facts.status) {
            (Some(_), _) => {}
            (None, Status::Normal) => {
                if !unformed || sets.iter().any(|set| must_form(set, facts)) {
                    without.organisations.push(facts.clone());
                }
            }
            (None, _) => without.excluded += 1,
        }
        true
    })?;
    Ok(without)
}

fn advised<'a>(set: &'a RuleSet, facts: &Facts) -> Option<Advised<'a>> {
    set.advise(facts.party, facts.branch.is_some())
}

fn must_form(set: &RuleSet, facts: &Facts) -> bool {
    advised(set, facts).is_some_and(|advised| advised.must_form)
}

fn print(
    out: &mut Out,
    without: &Without,
    sets: &[RuleSet],
    unformed: bool,
    today: Date,
    words: Words,
) -> Result<(), Failure> {
    for facts in &without.organisations {
        out.line(&format!(
            "{}  {}  {}",
            facts.name, facts.area, facts.authority
        ))?;
        for set in sets {
            let Some(advised) = advised(set, facts) else {
                continue;
            };
            let (set, advice, members, reason) = (
                set.name.get(words.0),
                words.advice(advised.advice),
                advised.members,
                advised.reason.get(words.0),
            );
            let line = match advised.must_form {
                true => words.advice_due(set, advice, members, reason),
                false => words.advice_line(set, advice, members, reason),
            };
            out.line(&format!("  {line}"))?;
        }
    }
    let n = without.organisations.len() as u64;
    out.line(&match unformed {
        true => words.advice_sum_unformed(n, today.to_string()),
        false => words.advice_sum(n, today.to_string()),
    })?;
    for set in sets {
        let all = without.organisations.iter();
        let n = all.filter(|facts| must_form(set, facts)).count() as u64;
        out.line(&format!(
            "  {}",
            words.advice_sum_set(set.name.get(words.0), n)
        ))?;
    }
    match without.excluded {
        0 => Ok(()),
        n => out.line(&words.advice_sum_excluded(n)),
    }
}

impl<'a> Answer<'a> {
    fn of(without: &'a Without, sets: &'a [RuleSet], date: Date, lang: Lang) -> Answer<'a> {
        let organisations = without.organisations.iter().map(|facts| Organisation {
            name: &facts.name,
            area: &facts.area,
            authority: &facts.authority,
            kind: facts.class.code(),
            advice: sets
                .iter()
                .filter_map(|set| advised(set, facts).map(|advised| (set, advised)))
                .map(|(set, advised)| Advice {
                    rule_set: &set.id,
                    advice: advised.advice.code(),
                    must_form: advised.must_form,
                    members: advised.members,
                    reason: advised.reason.get(lang),
                })
                .collect(),
        });
        Answer {
            date,
            formation: sets,
            organisations: organisations.collect(),
            excluded: without.excluded,
        }
    }
}
