//! Chains of newly registered organisations in the file: which are open, what is late, and what the register does of
//! them by itself.

use liuyou::domain::branch::Branch;
use liuyou::domain::census::{Census, Figure};
use liuyou::domain::change::Uuid;
use liuyou::domain::handover::{self, Registration, Ticked};
use liuyou::domain::organisation::{Organisation, Status};
use liuyou::domain::people::{Assignment, Person, Role};
use liuyou::domain::register::{Judged, Listed};
use liuyou::standards::Rules;
use liuyou::store::{Importing, Store, StoreError};

use super::{NOW, empty, is_sound};

fn rules() -> Registration {
    Rules::shipped().registration
}

/// An organisation registered that many days ago, with its chain.
fn registered(store: &mut Store, name: &str, ago: i64) -> Uuid {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: name.into(),
        registered: Some(NOW.today.plus_days(-ago)),
        ..Organisation::default()
    };
    let mut change = facts.change(uuid);
    change.edits.extend(handover::open(uuid, NOW.today).edits);
    store.commit(&change, NOW).unwrap();
    uuid
}

fn tick(store: &mut Store, uuid: Uuid, step: &str) {
    let ticked = Ticked {
        done: Some(NOW.today),
        note: String::new(),
    };
    let change = handover::tick(uuid, step, &ticked);
    store.commit(&change, NOW).unwrap();
}

/// Done, all and late steps of each open chain in its order, and the next step.
fn rows(store: &Store) -> Vec<(String, u32, u32, u32, Option<i64>)> {
    let (rows, more) = store.chains(&rules(), NOW.today).unwrap();
    assert!(!more);
    rows.into_iter()
        .map(|row| {
            let next = row.next.map(|(_, due)| due.days_since(NOW.today));
            (row.name, row.done, row.steps, row.late, next)
        })
        .collect()
}

fn counts(store: &Store) -> (u64, u64) {
    let counts = store.chain_counts(&rules(), NOW.today).unwrap();
    (counts.open, counts.late)
}

/// The shipped steps: two on the day of registration, two within 30 days, the last within 90.
#[test]
fn late_steps_are_counted_and_the_most_pressing_chain_comes_first() {
    let (_folder, mut store) = empty();
    let old = registered(&mut store, "甲", 40);
    let new = registered(&mut store, "乙", 0);
    let name = |name: &str| name.to_owned();
    assert_eq!(
        rows(&store),
        [
            (name("甲"), 0, 5, 4, Some(-40)),
            (name("乙"), 0, 5, 0, Some(0))
        ]
    );
    assert_eq!(counts(&store), (2, 1));
    for step in ["survey", "commitment", "advice"] {
        tick(&mut store, old, step);
    }
    assert_eq!(rows(&store)[0], (name("甲"), 3, 5, 1, Some(-10)));
    for step in ["survey", "commitment"] {
        tick(&mut store, new, step);
    }
    assert_eq!(rows(&store)[1], (name("乙"), 2, 5, 0, Some(30)));
    is_sound(&mut store);
}

#[test]
fn the_census_and_whoever_covers_it_do_their_steps() {
    let (_folder, mut store) = empty();
    let uuid = registered(&mut store, "甲", 40);
    let census = Census {
        date: Some(NOW.today.plus_days(-3)),
        found: [(Figure::Staff, 3)].into(),
        ..Census::default()
    };
    store.commit(&census.change(uuid), NOW).unwrap();
    let known = |store: &Store| store.organisation_named(uuid).unwrap().known;
    assert_eq!(known(&store).census, census.date);
    assert_eq!(known(&store).covered, None);
    // an instructor assigned before it was registered looks after it from that day on
    let person = store.new_id(NOW);
    let instructor = Person {
        name: "林示例".into(),
        role: Role::Instructor,
        ..Person::default()
    };
    store.commit(&instructor.change(person), NOW).unwrap();
    let assigned = Assignment::guide(person, uuid, NOW.today.plus_days(-400));
    let assignment = store.new_id(NOW);
    store.commit(&assigned.change(assignment), NOW).unwrap();
    let of_registration = Some(NOW.today.plus_days(-40));
    assert_eq!(known(&store).covered, of_registration);
    assert_eq!(rows(&store)[0].1, 2);
    is_sound(&mut store);
}

#[test]
fn a_branch_covers_from_its_founding_and_a_dissolved_one_does_not() {
    let (_folder, mut store) = empty();
    let uuid = registered(&mut store, "甲", 40);
    let id = store.number_of(uuid).unwrap();
    let branch = store.new_id(NOW);
    let founded = Branch {
        name: "支部".into(),
        founded: Some(NOW.today.plus_days(-5)),
        ..Branch::default()
    };
    store.commit(&founded.change(branch), NOW).unwrap();
    let number = store.number_of(branch).unwrap();
    store.cover(id, Some(number), NOW).unwrap();
    let covered = |store: &Store| store.organisation_named(uuid).unwrap().known.covered;
    assert_eq!(covered(&store), founded.founded);
    let dissolved = Branch {
        dissolved: Some(NOW.today),
        dissolved_reason: "合并".into(),
        ..founded.clone()
    };
    let change = dissolved.revision(branch, &founded);
    store.commit(&change, NOW).unwrap();
    assert_eq!(covered(&store), None);
    is_sound(&mut store);
}

#[test]
fn a_closed_chain_is_worked_on_no_more_until_it_is_opened_again() {
    let (_folder, mut store) = empty();
    let uuid = registered(&mut store, "甲", 40);
    let close = handover::close(uuid, Some(NOW.today));
    store.commit(&close, NOW).unwrap();
    assert_eq!(counts(&store), (0, 0));
    let view = store.organisation_named(uuid).unwrap();
    assert_eq!(view.handover.closed, Some(NOW.today));
    is_sound(&mut store);
    store.commit(&handover::close(uuid, None), NOW).unwrap();
    assert_eq!(counts(&store), (1, 1));
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    assert_eq!(counts(&store), (1, 1));
}

#[test]
fn a_register_opens_the_chains_of_those_newly_registered() {
    let (_folder, mut store) = empty();
    let listed = |name: &str, ago: i64, status| Judged {
        listed: Some(Listed {
            name: name.into(),
            registered: Some(NOW.today.plus_days(-ago)),
            status: Some(status),
            ..Listed::default()
        }),
        notes: Vec::new(),
    };
    // the shipped rule: written down within 90 days of the registration
    let all = [
        ("九十天", 90, Status::Normal),
        ("九十一天", 91, Status::Normal),
        ("明天", -1, Status::Normal),
        ("空壳", 5, Status::Shell),
    ];
    store
        .import::<StoreError>(Importing::default(), NOW, &mut |_, _| true, |arrivals| {
            arrivals.open_chains(&rules());
            all.iter().try_for_each(|(name, ago, status)| {
                arrivals.take(listed(name, *ago, *status), (0, 0))
            })
        })
        .unwrap();
    let names: Vec<String> = rows(&store).into_iter().map(|row| row.0).collect();
    assert_eq!(names, ["九十天"]);
    // an organisation that is known already opens none
    let known = |store: &mut Store| {
        store
            .import::<StoreError>(Importing::default(), NOW, &mut |_, _| true, |arrivals| {
                arrivals.open_chains(&rules());
                arrivals.take(listed("九十一天", 3, Status::Normal), (0, 0))
            })
            .unwrap()
    };
    assert_eq!(known(&mut store).updated, 1);
    assert_eq!(counts(&store).0, 1);
    is_sound(&mut store);
}
