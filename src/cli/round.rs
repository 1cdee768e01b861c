//! Rounds of supervision from the command line: which there are, one with its progress, a new one, organisations and
//! visits put into one, and its end.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::{RoundAction, RoundTyped};
use super::out::Out;
use super::status::print_json;
use crate::documents::report;
use crate::domain::calendar::Date;
use crate::domain::change::Change;
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::round::{self, Round, RoundOrder, RoundRow};
use crate::domain::view::Filter;
use crate::runtime;
use crate::store::{Store, StoreError};

const HELP: &str = "liuyou round --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Line<'a> {
    number: u32,
    name: &'a str,
    from: Date,
    to: Date,
    lead: &'a str,
    state: &'static str,
    closed: Option<Date>,
    conclusion: &'a str,
    organisations: u64,
    visited: u64,
    in_progress: u64,
    failing: u64,
    authorities: u64,
    reached: u64,
}

/// What was done.
#[derive(Serialize)]
struct Done<'a> {
    number: u32,
    name: &'a str,
    /// Organisations that came onto the list, and visits that belong to the round now.
    organisations: u64,
    visits: u64,
    authorities: usize,
    closed: Option<Date>,
}

/// `liuyou round`
pub fn run(context: &Context, typed: &RoundTyped) -> Result<(), Failure> {
    let words = context.words;
    match (typed.action, &typed.name) {
        (RoundAction::List, None) => list(context, typed),
        (RoundAction::List, Some(name)) => {
            Err(Failure::Misuse(words.cli_unknown_argument(name, HELP)))
        }
        (_, None) => Err(Failure::Misuse(words.cli_missing("NAME", HELP))),
        (RoundAction::Show, Some(name)) => show(context, name, typed.json),
        (RoundAction::New, Some(name)) => new(context, name, typed),
        (RoundAction::Add, Some(name)) => add(context, name, typed),
        (RoundAction::Close, Some(name)) => close(context, name, typed),
    }
}

/// The number in the file of the round that is called so, by its name or its number.
pub fn round_named(
    context: &Context,
    store: &Store,
    name: &str,
    help: &str,
) -> Result<i64, Failure> {
    let words = context.words;
    let found = store.rounds_like(name)?;
    match &found[..] {
        [(id, _)] => Ok(*id),
        [] => Err(Failure::Misuse(words.cli_no_such_round(name, help))),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|(_, round)| words.status_because(&round.name, &round.from.to_string()))
                .collect();
            let names = names.join(words.list_comma());
            Err(Failure::Misuse(words.cli_several_rounds(name, names, help)))
        }
    }
}

fn list(context: &Context, typed: &RoundTyped) -> Result<(), Failure> {
    let (store, words) = (context.open()?, context.words);
    let today = runtime::now().today;
    let years = match typed.year {
        Some(year) => vec![i16::try_from(year).unwrap_or(i16::MAX)],
        None => store.round_years()?,
    };
    let mut rows = Vec::new();
    for year in years {
        let mut year = store.round_year(year, today, false)?.rows;
        year.reverse();
        rows.extend(year);
    }
    let mut out = Out::new();
    if typed.json {
        let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::of(row, today)).collect();
        return print_json(&mut out, &lines);
    }
    if rows.is_empty() {
        return out.line(words.rounds_none());
    }
    for row in &rows {
        let round = &row.round;
        let span = words.round_days(round.number, round.from.to_string(), round.to.to_string());
        let state = words.round_state(round.state(today));
        let progress = &row.progress;
        let counts = words.cli_round_counts(
            progress.done,
            progress.organisations,
            row.reached,
            row.authorities,
        );
        out.line(&format!("{}  {span}  {state}  {counts}", round.name))?;
    }
    Ok(())
}

fn show(context: &Context, name: &str, json: bool) -> Result<(), Failure> {
    let store = context.open()?;
    let wanted = ReportWanted {
        round: Some(round_named(context, &store, name, HELP)?),
        ..ReportWanted::of(ReportSubject::Round)
    };
    let today = runtime::now().today;
    let made = runtime::reports::report(&store, &wanted, &context.rules()?, today, context.words)?;
    Out::new().text(&match json {
        true => report::json(&made),
        false => report::text(&made),
    })
}

fn filter(typed: &RoundTyped) -> Filter {
    Filter {
        area: typed.area.clone(),
        authority: typed.authority.clone(),
        standing: typed.standing,
        ..Filter::default()
    }
}

/// Organisations of the filter at work; without a filter none.
fn chosen(store: &Store, typed: &RoundTyped) -> Result<Vec<i64>, Failure> {
    let filter = filter(typed);
    if !filter.is_set() {
        return Ok(Vec::new());
    }
    // refused before anything is written
    match store.at_work(&filter, round::MOST)? {
        (ids, found) if found <= round::MOST as u64 => Ok(ids),
        _ => Err(StoreError::RoundFull(round::MOST).into()),
    }
}

fn new(context: &Context, name: &str, typed: &RoundTyped) -> Result<(), Failure> {
    let words = context.words;
    let (Some(from), Some(to)) = (typed.from, typed.to) else {
        return Err(Failure::Misuse(words.cli_missing("--from, --to", HELP)));
    };
    if to < from {
        return Err(Failure::Misuse(words.cli_days_swapped(HELP)));
    }
    let mut store = context.open()?;
    if store
        .rounds()?
        .iter()
        .any(|(_, round)| round.name == name && round.from.year() == from.year())
    {
        return Err(Failure::Misuse(words.cli_round_exists(name, HELP)));
    }
    let organisations = chosen(&store, typed)?;
    let now = runtime::now();
    let round = Round {
        number: match typed.number {
            Some(number) => number,
            None => store.next_round_number(from.year())?,
        },
        name: name.to_owned(),
        from,
        to,
        lead: typed.lead.clone().unwrap_or_default(),
        closed: None,
        conclusion: String::new(),
    };
    let uuid = store.new_id(now);
    store.commit(&round.change(uuid), now)?;
    let id = store.number_of(uuid)?;
    let added = store.order_round(id, &RoundOrder::Add(organisations), now)?;
    done(context, &store, id, typed.json, (added, 0, 0))
}

fn add(context: &Context, name: &str, typed: &RoundTyped) -> Result<(), Failure> {
    let words = context.words;
    let mut store = context.open()?;
    let id = round_named(context, &store, name, HELP)?;
    let mut organisations = chosen(&store, typed)?;
    for called in &typed.organisations {
        let found = store.called(called)?;
        match &found[..] {
            [one] => organisations.push(store.number_of(one.uuid)?),
            [] => return Err(Failure::Misuse(words.cli_no_organisation(called))),
            several => {
                let n = several.len();
                return Err(Failure::Misuse(words.cli_which_organisation(called, n)));
            }
        }
    }
    if organisations.is_empty()
        && !filter(typed).is_set()
        && !typed.visits
        && typed.reached.is_empty()
    {
        return Err(Failure::Misuse(words.cli_round_add_what(HELP)));
    }
    let now = runtime::now();
    let added = store.order_round(id, &RoundOrder::Add(organisations), now)?;
    let mut visits = 0;
    if typed.visits {
        let view = store.round_view(id, false)?;
        let others = view.others().map(|visit| visit.id).collect();
        visits = store.order_round(id, &RoundOrder::Take(others), now)?;
    }
    if !typed.reached.is_empty() {
        let uuid = store.round_view(id, false)?.uuid;
        let day = typed.day.unwrap_or(now.today);
        let mut edits = Vec::new();
        for authority in &typed.reached {
            edits.push(round::list_authority(uuid, authority, true));
            edits.push(round::reach(uuid, authority, Some(day)));
        }
        store.commit(&Change::of(edits), now)?;
    }
    let counts = (added, visits, typed.reached.len());
    done(context, &store, id, typed.json, counts)
}

fn close(context: &Context, name: &str, typed: &RoundTyped) -> Result<(), Failure> {
    let words = context.words;
    if typed.reopen && typed.day.is_some() {
        return Err(Failure::Misuse(
            words.cli_conflict("--reopen", "--day", HELP),
        ));
    }
    let mut store = context.open()?;
    let id = round_named(context, &store, name, HELP)?;
    let now = runtime::now();
    let view = store.round_view(id, false)?;
    let day = typed.day.unwrap_or(now.today);
    if !typed.reopen && day < view.round.from {
        return Err(Failure::Misuse(words.round_closes_early().to_owned()));
    }
    let conclusion = typed
        .conclusion
        .as_deref()
        .unwrap_or(&view.round.conclusion);
    let change = round::close(view.uuid, (!typed.reopen).then_some(day), conclusion);
    store.commit(&change, now)?;
    done(context, &store, id, typed.json, (0, 0, 0))
}

/// Says what was done, now that it is on the disk.
fn done(
    context: &Context,
    store: &Store,
    id: i64,
    json: bool,
    (organisations, visits, authorities): (u64, u64, usize),
) -> Result<(), Failure> {
    let words = context.words;
    let round = store.round(id)?;
    let mut out = Out::new();
    if json {
        return print_json(
            &mut out,
            &Done {
                number: round.number,
                name: &round.name,
                organisations,
                visits,
                authorities,
                closed: round.closed,
            },
        );
    }
    let state = match round.closed {
        Some(day) => words.round_closed_on(day.to_string()),
        None => words
            .round_state(round.state(runtime::now().today))
            .to_owned(),
    };
    let span = words.round_days(round.number, round.from.to_string(), round.to.to_string());
    out.line(&format!("{}  {span}  {state}", round.name))?;
    if organisations > 0 {
        out.line(&words.round_added(organisations))?;
    }
    if visits > 0 {
        out.line(&words.round_visits_taken(visits))?;
    }
    if authorities > 0 {
        out.line(&words.round_authorities_reached(authorities as u64))?;
    }
    Ok(())
}

impl Line<'_> {
    fn of(row: &RoundRow, today: Date) -> Line<'_> {
        let (round, progress) = (&row.round, &row.progress);
        Line {
            number: round.number,
            name: &round.name,
            from: round.from,
            to: round.to,
            lead: &round.lead,
            state: round.state(today).code(),
            closed: round.closed,
            conclusion: &round.conclusion,
            organisations: progress.organisations,
            visited: progress.done,
            in_progress: progress.draft,
            failing: progress.failing,
            authorities: row.authorities,
            reached: row.reached,
        }
    }
}
