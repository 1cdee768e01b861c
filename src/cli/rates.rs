//! Coverage and formation rates of today, the names behind them, and snapshots. No rate is printed without numerator,
//! denominator, counting rule and date.

mod json;
mod print;

use super::Context;
use super::failure::Failure;
use super::grammar::{RatesAction, RatesWanted};
use super::out::Out;
use super::status::print_json;
use crate::domain::coverage::{CountingRule, Coverage, Facts, Listing};
use crate::runtime;
use crate::standards::Rules;
use crate::store::{Snapshot, Store};

const HELP: &str = "liuyou rates --help";

/// `liuyou rates`
pub fn run(context: &Context, wanted: &RatesWanted) -> Result<(), Failure> {
    let mut store = context.open()?;
    let rules = context.rules()?;
    let rule = counting_rule(context, &rules, wanted.rule.as_deref())?;
    let today = runtime::now().today;
    let count = |store: &Store| store.coverage(rule, &rules.formation, today);
    let mut out = Out::new();
    match wanted.action {
        RatesAction::Show(division) => {
            let coverage = count(&store)?;
            match wanted.json {
                true => print_json(&mut out, &json::Answer::of(&coverage, division)),
                false => print::rates(&mut out, &coverage, division, context.words),
            }
        }
        RatesAction::Names(listing) => {
            let mut names = Vec::new();
            store.each_facts(today, &mut |facts| {
                if rule.lists(listing, facts) {
                    names.push(facts.clone());
                }
                true
            })?;
            match wanted.json {
                true => print_json(&mut out, &json::Names::of(listing, rule, today, &names)),
                false => print_names(&mut out, context, listing, rule, &names),
            }
        }
        RatesAction::Freeze => freeze(&mut out, context, &mut store, &count, wanted.json),
        RatesAction::Snapshots => {
            let mut snapshots = store.snapshots()?;
            if wanted.rule.is_some() {
                snapshots.retain(|snapshot| snapshot.coverage.counting.id == rule.id);
            }
            match wanted.json {
                true => print_json(&mut out, &json::Snapshots::of(&snapshots)),
                false => print_snapshots(&mut out, context, &snapshots),
            }
        }
    }
}

/// The rule asked for, or the first one.
fn counting_rule<'a>(
    context: &Context,
    rules: &'a Rules,
    typed: Option<&str>,
) -> Result<&'a CountingRule, Failure> {
    let found = match typed {
        Some(id) => rules.counting.iter().find(|rule| rule.id == id),
        None => rules.counting.first(),
    };
    found.ok_or_else(|| {
        context.no_such_rule(
            typed.unwrap_or_default(),
            rules.counting.iter().map(|rule| &rule.id),
            HELP,
        )
    })
}

fn freeze(
    out: &mut Out,
    context: &Context,
    store: &mut Store,
    count: &dyn Fn(&Store) -> Result<Coverage, crate::store::StoreError>,
    json: bool,
) -> Result<(), Failure> {
    let words = context.words;
    let coverage = count(store)?;
    let (uuid, new) = store.freeze(&coverage, runtime::now())?;
    if json {
        let snapshot = Snapshot { uuid, coverage };
        return print_json(out, &json::Frozen::of(&snapshot, new));
    }
    let (date, rule) = (
        coverage.date.to_string(),
        coverage.counting.name.get(words.0),
    );
    out.line(&match new {
        true => words.snapshot_frozen(date, rule),
        false => words.snapshot_known(date, rule),
    })?;
    print::figures(out, &coverage, "", words)
}

fn print_names(
    out: &mut Out,
    context: &Context,
    listing: Listing,
    rule: &CountingRule,
    names: &[Facts],
) -> Result<(), Failure> {
    let words = context.words;
    out.line(&words.listing_heading(
        words.listing(listing),
        names.len() as u64,
        rule.name.get(words.0),
        runtime::now().today.to_string(),
    ))?;
    for facts in names {
        let reason = match listing {
            Listing::Excluded => words.excluded(facts.status, &facts.status_reason),
            _ => String::new(),
        };
        let line = format!(
            "  {}  {}  {}  {reason}",
            facts.name, facts.area, facts.authority
        );
        out.line(line.trim_end())?;
    }
    Ok(())
}

/// Each snapshot with what moved since the one before it that was counted by the same rule.
fn print_snapshots(
    out: &mut Out,
    context: &Context,
    snapshots: &[Snapshot],
) -> Result<(), Failure> {
    if snapshots.is_empty() {
        return out.line(context.words.snapshot_none());
    }
    for (at, snapshot) in snapshots.iter().enumerate() {
        print::snapshot(out, &snapshot.coverage, context.words)?;
        if let Some(earlier) = before(snapshots, at) {
            print::growth(out, &earlier.coverage, &snapshot.coverage, context.words)?;
        }
    }
    Ok(())
}

/// The last snapshot before this one that was counted by the same rule.
fn before(snapshots: &[Snapshot], at: usize) -> Option<&Snapshot> {
    let rule = &snapshots[at].coverage.counting.id;
    snapshots[..at]
        .iter()
        .rfind(|earlier| earlier.coverage.counting.id == *rule)
}
