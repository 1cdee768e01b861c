//! `fixtures/old/v1.db` was written by the first version of the program: six organisations of the demo county and one
//! snapshot, taken in from a spreadsheet. `fixtures/old/v2.db` was written by the second: four organisations, one of them
//! visited twice, one once, one with an open visit, one never; and an instructor who was there on 20 October 2026.

use std::path::Path;

use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Text;
use liuyou::domain::plan::{PlanWanted, Reason};
use liuyou::domain::view::{Filter, PageFrom};
use liuyou::standards::Rules;
use liuyou::store::{Store, data_file};

use super::{NOW, is_sound};

#[test]
fn a_file_of_the_first_version_is_copied_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/old/v1.db");
    std::fs::copy(&old, data_file(folder.path())).unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    let copy = data_file(folder.path()).with_extension("v1.db");
    assert!(copy.exists(), "the old file is kept beside");
    let rows = store
        .page(&Filter::default(), &PageFrom::First, 10)
        .unwrap();
    assert_eq!(rows.len(), 6);
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    // the party members of the spreadsheet are in the new columns
    let formation = &coverage.whole.rates[3];
    assert_eq!((formation.numerator, formation.denominator), (0, 6));
    let frozen = store.snapshots().unwrap();
    assert_eq!(frozen.len(), 1, "a snapshot of then still loads");
    assert!(!frozen[0].coverage.counting.mass);
    is_sound(&mut store);
    drop(store);
    // a second opening finds nothing to do
    let mut again = Store::open_or_create(folder.path()).unwrap();
    is_sound(&mut again);
}

#[test]
fn a_file_of_the_second_version_gets_first_visits_and_rounds() {
    let folder = tempfile::tempdir().unwrap();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/old/v2.db");
    std::fs::copy(&old, data_file(folder.path())).unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    let copy = data_file(folder.path()).with_extension("v2.db");
    assert!(copy.exists(), "the old file is kept beside");
    assert_eq!(store.status().unwrap().schema, 3);
    let rules = Rules::shipped();
    // never visited: written down on 10 November, and so due thirty days later
    let first = rules.schedule.first.as_ref().unwrap();
    let lines = store
        .first_visits(first, Date::of(2026, 12, 10), 9)
        .unwrap();
    let lines: Vec<(&str, Date)> = lines
        .iter()
        .map(|line| (line.name.as_str(), line.due))
        .collect();
    assert_eq!(lines, [("云岭县新办书画社", Date::of(2026, 12, 10))]);
    // the site check of 1 September is due on 30 November, and the instructor's visit thirty days after 20 October
    let wanted = PlanWanted {
        days: Some(14),
        ..PlanWanted::default()
    };
    let plan = store
        .route_plan(&wanted, &rules, &Text::default(), NOW.today)
        .unwrap();
    let stops: Vec<_> = plan.days.iter().flat_map(|day| &day.stops).collect();
    assert_eq!(stops.len(), 1);
    assert_eq!(stops[0].name, "云岭县东街义工协会");
    let items: Vec<(bool, Date)> = stops[0]
        .items
        .iter()
        .map(|item| (matches!(item.reason, Reason::Contact(_)), item.due))
        .collect();
    assert_eq!(
        items,
        [
            (true, Date::of(2026, 11, 19)),
            (false, Date::of(2026, 11, 30))
        ]
    );
    assert!(store.rounds().unwrap().is_empty());
    is_sound(&mut store);
}
