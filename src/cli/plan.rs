//! `liuyou plan`: the route sheet of next week, or of other days, printed or into a file.

use super::Context;
use super::failure::Failure;
use super::grammar::PlanTyped;
use super::report::put_out;
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::plan::PlanWanted;
use crate::runtime;
use crate::store::Store;

const HELP: &str = "liuyou plan --help";

/// `liuyou plan`
pub fn run(context: &Context, typed: &PlanTyped) -> Result<(), Failure> {
    let rules = context.rules()?;
    let store = context.open()?;
    let today = runtime::now().today;
    let wanted = ReportWanted {
        plan: PlanWanted {
            from: typed.from,
            days: typed.days,
            area: typed.area.clone(),
            person: person(context, &store, typed.person.as_deref())?,
            per_day: typed.per_day,
        },
        ..ReportWanted::of(ReportSubject::Plan)
    };
    if let Some(area) = &typed.area
        && !store.areas()?.contains(area)
    {
        return Err(Failure::Misuse(context.words.cli_no_such_area(area, HELP)));
    }
    let made = runtime::reports::report(&store, &wanted, &rules, today, context.words)?;
    put_out(
        context,
        &made,
        typed.format,
        typed.encoding,
        typed.out.as_deref(),
        HELP,
    )
}

/// The one of that name who does the work now.
fn person(
    context: &Context,
    store: &Store,
    name: Option<&str>,
) -> Result<Option<(i64, String)>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let today = runtime::now().today;
    let mut named = store.people_named(name)?;
    named.retain(|row| !row.is_gone(today));
    match &named[..] {
        [one] => Ok(Some((one.id, one.name.clone()))),
        [] => Err(Failure::Misuse(context.words.cli_nobody_named(name, HELP))),
        several => {
            let units: Vec<&str> = several.iter().map(|row| row.unit.as_str()).collect();
            let units = units.join(context.words.list_comma());
            Err(Failure::Misuse(
                context.words.cli_several_named(name, units, HELP),
            ))
        }
    }
}
