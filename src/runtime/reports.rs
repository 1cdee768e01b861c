//! Makes the report that is wanted out of the data file: the one place where the subjects of reports are told apart.

use crate::domain::calendar::{Date, Now};
use crate::domain::checklist::Text;
use crate::domain::coverage::{CountingRule, Coverage, Division};
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::rules::Rules;
use crate::domain::worklist::Wanted;
use crate::reports::{self, Report};
use crate::standards::Shelf;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// Reads and counts whatever the report is about, as it is on `today`.
pub fn report(
    store: &Store,
    wanted: &ReportWanted,
    rules: &Rules,
    today: Date,
    words: Words,
) -> Result<Report, StoreError> {
    match wanted.subject {
        ReportSubject::Coverage => {
            let counted = Counted::now(store, wanted, rules, today)?;
            Ok(reports::coverage::report(
                &counted.coverage,
                wanted.division,
                &counted.snapshots(),
                words,
            ))
        }
        ReportSubject::Ranking => {
            let counted = Counted::now(store, wanted, rules, today)?;
            Ok(reports::ranking::report(
                &counted.coverage,
                wanted.division.unwrap_or(Division::Area),
                ranks(store, rules)?,
                &counted.snapshots(),
                words,
            ))
        }
        ReportSubject::People => {
            let facts = store.people_facts(&rules.people, today)?;
            Ok(reports::people::report(&facts, &rules.people, words))
        }
        ReportSubject::Campaign => {
            let view = store.campaign_view(wanted.campaign, moment(today))?;
            let frozen: Vec<Coverage> = store
                .snapshots()?
                .into_iter()
                .map(|snapshot| snapshot.coverage)
                .collect();
            Ok(reports::campaign::report(
                view.as_ref(),
                wanted.stage,
                &frozen.iter().collect::<Vec<_>>(),
                ranks(store, rules)?,
                today,
                words,
            ))
        }
        ReportSubject::Findings => {
            let horizon = rules.ladder.horizon(&rules.holidays, today);
            let (from, to) = wanted.days;
            let figures = store.finding_figures(from, to, horizon)?;
            let mut rows = Vec::new();
            store.each_finding(&wanted.findings, horizon, &mut |row| {
                rows.push(row);
                true
            })?;
            let basis = reports::findings::Basis {
                ladder: &rules.ladder,
                holidays: &rules.holidays,
                horizon,
            };
            Ok(reports::findings::report(&rows, &figures, &basis, words))
        }
        ReportSubject::Tasks => {
            let narrowed = Wanted {
                set: wanted.rule.clone(),
                ..Wanted::default()
            };
            let list = store.worklist(rules, &narrowed, moment(today))?;
            Ok(reports::tasks::report(&list, &rules.formation, words))
        }
        ReportSubject::Plan => {
            let first = first_template(store, rules);
            let plan = store.route_plan(&wanted.plan, rules, &first, today)?;
            Ok(reports::plan::report(&plan, words))
        }
        ReportSubject::Round => {
            let latest = || Ok::<_, StoreError>(store.rounds()?.first().map(|(id, _)| *id));
            let id = wanted.round.map_or_else(latest, |id| Ok(Some(id)))?;
            let view = id.map(|id| store.round_view(id, true)).transpose()?;
            Ok(reports::rounds::one(view.as_ref(), today, words))
        }
        ReportSubject::Rounds => {
            let year = wanted.year.unwrap_or(today.year());
            let year = store.round_year(year, today, true)?;
            Ok(reports::rounds::year(&year, words))
        }
    }
}

/// The name of the template by which an organisation is visited for the first time; its id where there is none of it.
fn first_template(store: &Store, rules: &Rules) -> Text {
    let Some(first) = &rules.schedule.first else {
        return Text::default();
    };
    let (shelf, _) = Shelf::load(store.directory());
    let named = shelf.offers().find(|offer| offer.id == first.template);
    named.map_or_else(
        || Text {
            zh: first.template.clone(),
            en: first.template.clone(),
        },
        |offer| offer.name.clone(),
    )
}

/// That day at this time of day, in the zone of the clock.
fn moment(today: Date) -> Now {
    let clock = super::now();
    Now {
        utc_ms: clock.utc_ms + today.days_since(clock.today) * 86_400_000,
        today,
        ..clock
    }
}

/// Whether parts may be ranked: as this laptop is set, else as the rules say.
pub fn ranks(store: &Store, rules: &Rules) -> Result<bool, StoreError> {
    let set = store.preference(crate::app::command::preference::RANKING)?;
    Ok(match set.as_deref() {
        Some("on") => true,
        Some("off") => false,
        _ => rules.ranking,
    })
}

/// The counting rule of that id; the first in force where there is none of it.
pub fn counting<'a>(rules: &'a Rules, id: Option<&str>) -> &'a CountingRule {
    let named = |id: &str| rules.counting.iter().find(|rule| rule.id == id);
    id.and_then(named)
        .or(rules.counting.first())
        .expect("a counting rule is built into the program")
}

/// The rates of today and all snapshots.
struct Counted {
    coverage: Coverage,
    frozen: Vec<Coverage>,
}

impl Counted {
    fn now(
        store: &Store,
        wanted: &ReportWanted,
        rules: &Rules,
        today: Date,
    ) -> Result<Counted, StoreError> {
        let rule = counting(rules, wanted.rule.as_deref());
        let snapshots = store.snapshots()?.into_iter();
        Ok(Counted {
            coverage: store.coverage(rule, &rules.formation, today)?,
            frozen: snapshots.map(|snapshot| snapshot.coverage).collect(),
        })
    }

    fn snapshots(&self) -> Vec<&Coverage> {
        self.frozen.iter().collect()
    }
}
