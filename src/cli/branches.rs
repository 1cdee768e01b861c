//! The branches with what the rules say of each: whose election is due, which do nothing, which are too large.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::BranchesWanted;
use super::out::Out;
use super::status::print_json;
use crate::domain::branch::{BranchForm, BranchRemark, BranchRules, Level};
use crate::domain::branches::{BranchListing, BranchRow};
use crate::domain::calendar::Date;
use crate::runtime;
use crate::words::{Lang, Words};

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    date: Date,
    rules: &'a BranchRules,
    /// Branches by listing, whichever was asked for.
    counts: BTreeMap<&'static str, u64>,
    /// Branches of this listing by what is said of them.
    remarks: BTreeMap<&'static str, u64>,
    listing: &'static str,
    branches: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    form: BranchForm,
    level: Level,
    secretary: &'a str,
    members: u32,
    organisations: u32,
    next_election: Option<Date>,
    last_activity: Option<Date>,
    dissolved: Option<Date>,
    remarks: Vec<Remark>,
}

#[derive(Serialize)]
struct Remark {
    code: &'static str,
    text: String,
}

/// `liuyou branches`
pub fn run(context: &Context, wanted: &BranchesWanted) -> Result<(), Failure> {
    let store = context.open()?;
    let rules = context.rules()?.branch;
    let today = runtime::now().today;
    let counts = store.branch_counts(&rules, today)?;
    let mut rows = Vec::new();
    store.each_branch(wanted.listing, &rules, today, &mut |row| {
        rows.push(row);
        true
    })?;
    let counts: BTreeMap<BranchListing, u64> =
        BranchListing::ALL.iter().copied().zip(counts).collect();
    let mut out = Out::new();
    match wanted.json {
        true => print_json(
            &mut out,
            &answer(&rows, &counts, wanted.listing, &rules, today, context.words),
        ),
        false => print(&mut out, &rows, &counts, &rules, today, context.words),
    }
}

fn print(
    out: &mut Out,
    rows: &[BranchRow],
    counts: &BTreeMap<BranchListing, u64>,
    rules: &BranchRules,
    today: Date,
    words: Words,
) -> Result<(), Failure> {
    let sums: Vec<String> = counts
        .iter()
        .map(|(listing, n)| format!("{} {n}", words.branch_listing(*listing)))
        .collect();
    let sums = sums.join(match words.0 {
        Lang::Zh => "，",
        Lang::En => ", ",
    });
    out.line(&words.branches_sum(today.to_string(), &sums))?;
    for row in rows {
        let date =
            |date: Option<Date>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
        out.line(&words.branches_line(
            &row.name,
            words.branch_form(row.form),
            row.members,
            row.covers,
            date(row.next_election),
            date(row.active),
        ))?;
        if let Some(day) = row.dissolved {
            out.line(&format!("  {}", words.dissolved_on(day.to_string())))?;
        }
        for remark in &row.remarks {
            out.line(&format!("  {}", words.branch_remark(remark, rules)))?;
        }
    }
    Ok(())
}

fn answer<'a>(
    rows: &'a [BranchRow],
    counts: &BTreeMap<BranchListing, u64>,
    listing: BranchListing,
    rules: &'a BranchRules,
    date: Date,
    words: Words,
) -> Answer<'a> {
    let mut remarks = BTreeMap::new();
    for remark in rows.iter().flat_map(|row| &row.remarks) {
        *remarks.entry(code(remark)).or_default() += 1;
    }
    let branches = rows.iter().map(|row| Line {
        name: &row.name,
        form: row.form,
        level: row.level,
        secretary: &row.secretary,
        members: row.members,
        organisations: row.covers,
        next_election: row.next_election,
        last_activity: row.active,
        dissolved: row.dissolved,
        remarks: row
            .remarks
            .iter()
            .map(|remark| Remark {
                code: code(remark),
                text: words.branch_remark(remark, rules),
            })
            .collect(),
    });
    Answer {
        date,
        rules,
        counts: counts
            .iter()
            .map(|(listing, n)| (listing.code(), *n))
            .collect(),
        remarks,
        listing: listing.code(),
        branches: branches.collect(),
    }
}

fn code(remark: &BranchRemark) -> &'static str {
    match remark {
        BranchRemark::Level(_) => "level",
        BranchRemark::Committee { .. } => "committee",
        BranchRemark::TooMany(_) => "too_many",
        BranchRemark::ElectionOverdue(_) => "election_overdue",
        BranchRemark::ElectionSoon(_) => "election_soon",
        BranchRemark::Idle(_) => "idle",
    }
}
