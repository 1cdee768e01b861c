//! Two and three laptops and one folder: founding, being let in, and passing work on.

use liuyou::domain::change::Uuid;
use liuyou::sync::core::{Halt, Outcome};
use liuyou::sync::link::{Admission, Role};
use liuyou::sync::members::Members;
use std::path::Path;

use super::{Laptop, is_sound, random};

/// The office lets everyone in that asks.
pub fn let_in(office: &mut Laptop, place: &Path, outcome: &Outcome) {
    for join in &outcome.joins {
        let members = members(office);
        let admission = Admission {
            card: join.card,
            person: join.person,
            name: join.name.clone(),
            role: Role::Inspector,
            scopes: vec!["110101".into()],
        };
        let link = members
            .admit(&office.keys, admission, 1, &mut random)
            .unwrap();
        let hash = blake3::hash(&link).into();
        office.store.keep_links(&[(hash, link)]).unwrap();
    }
    office.sync(place);
}

fn members(laptop: &Laptop) -> Members {
    Members::of(laptop.keys.id(), laptop.store.links().unwrap())
}

#[test]
fn two_laptops_meet_in_a_folder_and_nothing_is_left_to_do() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = (Laptop::new("办公室"), Laptop::new("周敏"));
    let (one, two) = (Uuid([1; 16]), Uuid([2; 16]));
    office.name(one, "幸福里商会");
    field.name(two, "阳泉义工协会");

    // a place that is empty is not taken for a store
    assert_eq!(office.sync(place.path()).halt, Some(Halt::Empty));
    let begun = office.begin(place.path());
    assert_eq!((begun.halt, begun.newly_seen), (None, 1));

    let asked = field.sync(place.path());
    assert_eq!(asked.halt, Some(Halt::Waiting));
    let seen = office.sync(place.path());
    assert_eq!(seen.joins.len(), 1);
    assert_eq!(seen.joins[0].card, *field.keys.card());
    let_in(&mut office, place.path(), &seen);

    let first = field.sync(place.path());
    assert_eq!(
        (first.halt.clone(), first.taken, first.newly_seen),
        (None, 1, 1),
        "{first:?}"
    );
    let back = office.sync(place.path());
    assert_eq!(back.taken, 1, "{back:?}");
    for laptop in [&mut office, &mut field] {
        assert_eq!(laptop.store.status().unwrap().organisations, 2);
        assert_eq!(laptop.store.status().unwrap().unsynced, 0);
        is_sound(laptop);
    }
    // the office's checkpoint reaches the other, and then there is nothing to do for anyone
    field.sync(place.path());
    assert!(
        field
            .store
            .held()
            .unwrap()
            .iter()
            .all(|held| held.confirmed)
    );
    for laptop in [&mut office, &mut field] {
        let quiet = laptop.sync(place.path());
        assert_eq!((quiet.put, quiet.taken, quiet.got), (0, 0, 1), "{quiet:?}");
    }
}
