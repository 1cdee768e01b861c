//! Many assignments at once from the command line: organisations of an area or authority to one person, or evenly.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::{AssignWanted, To};
use super::out::Out;
use super::status::print_json;
use crate::domain::people::{PeopleRules, Role};
use crate::domain::staff::{BulkPlan, BulkTo, BulkWish, Done, Order, Survey, Surveyed};
use crate::domain::view::Filter;
use crate::runtime;
use crate::store::Store;

const HELP: &str = "liuyou assign --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    dry_run: bool,
    found: u64,
    already: u64,
    excluded: u64,
    assigned: u64,
    left_over: u64,
    people: Vec<PersonAnswer<'a>>,
}

#[derive(Serialize)]
struct PersonAnswer<'a> {
    name: &'a str,
    before: u32,
    after: u32,
}

/// `liuyou assign`
pub fn run(context: &Context, wanted: &AssignWanted) -> Result<(), Failure> {
    let mut store = context.open()?;
    let rules = context.rules()?.people;
    let wish = BulkWish {
        filter: Filter {
            area: wanted.area.clone(),
            authority: wanted.authority.clone(),
            ..Filter::default()
        },
        text: String::new(),
        all: wanted.all,
        to: taker(context, &store, &wanted.to)?,
    };
    let now = runtime::now();
    let plan = match wanted.dry_run {
        true => {
            let survey = Survey::Bulk { ticket: 0, wish };
            match store.survey(&survey, &rules, now.today)? {
                Surveyed::Bulk { plan, .. } => plan,
                _ => BulkPlan::default(),
            }
        }
        false => match store.staff(&Order::Bulk(wish), &rules, now)? {
            Done::Bulk { plan, .. } => plan,
            _ => BulkPlan::default(),
        },
    };
    let mut out = Out::new();
    match wanted.json {
        true => print_json(&mut out, &Answer::of(&plan, wanted.dry_run)),
        false => print(&mut out, context, wanted, &plan, &rules),
    }
}

/// Who is meant: the one of that name who does the work now.
fn taker(context: &Context, store: &Store, to: &To) -> Result<BulkTo, Failure> {
    let words = context.words;
    let (name, unit) = match to {
        To::Spread(role) => return Ok(BulkTo::Spread(*role)),
        To::Person { name, unit } => (name, unit),
    };
    let today = runtime::now().today;
    let mut named = store.people_named(name)?;
    named.retain(|row| !row.is_gone(today));
    named.retain(|row| unit.as_ref().is_none_or(|unit| *unit == row.unit));
    match &named[..] {
        [] => Err(Failure::Misuse(words.cli_nobody_named(name, HELP))),
        [row] if row.role == Role::Leader => Err(Failure::Misuse(words.bulk_leader().to_owned())),
        [row] => Ok(BulkTo::Person(row.uuid)),
        several => {
            let units: Vec<&str> = several.iter().map(|row| row.unit.as_str()).collect();
            let units = units.join(words.list_comma());
            Err(Failure::Misuse(words.cli_several_named(name, units, HELP)))
        }
    }
}

fn print(
    out: &mut Out,
    context: &Context,
    wanted: &AssignWanted,
    plan: &BulkPlan,
    rules: &PeopleRules,
) -> Result<(), Failure> {
    let words = context.words;
    out.line(&words.bulk_counts(plan.found, plan.kept))?;
    if plan.excluded > 0 {
        out.line(&words.bulk_excluded(plan.excluded))?;
    }
    out.line(&match wanted.dry_run {
        true => words.bulk_will(plan.assigned, plan.people.len()),
        false => words.done_bulk(plan.assigned),
    })?;
    if plan.over > 0 {
        out.line(&words.bulk_over(plan.over, rules.load_most))?;
    }
    for (name, before, more) in &plan.people {
        let line = words.bulk_person_line(*before, before + more);
        out.line(&format!("  {name}  {line}"))?;
    }
    out.line(match wanted.dry_run {
        true => words.cli_bulk_dry_run(),
        false => words.cli_bulk_written(),
    })
}

impl Answer<'_> {
    fn of(plan: &BulkPlan, dry_run: bool) -> Answer<'_> {
        let people = plan.people.iter().map(|(name, before, more)| PersonAnswer {
            name,
            before: *before,
            after: before + more,
        });
        Answer {
            dry_run,
            found: plan.found,
            already: plan.kept,
            excluded: plan.excluded,
            assigned: plan.assigned,
            left_over: plan.over,
            people: people.collect(),
        }
    }
}
