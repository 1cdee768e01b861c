//! `fixtures/old/v1.db` was written by the first version of the program: six organisations of the demo county and one
//! snapshot, taken in from a spreadsheet.

use std::path::Path;

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
