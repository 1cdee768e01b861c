//! Organisations that are one and the same: found, joined, told apart and taken back, with everything that hangs on them.

use std::path::Path;

use liuyou::demo;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::duplicates::{self, Likeness};
use liuyou::domain::organisation::Organisation;
use liuyou::domain::people::{Assignment, Person, Role};
use liuyou::domain::view::Filter;
use liuyou::intake::{Choice, Register};
use liuyou::standards::{self, Rules};
use liuyou::store::{Importing, Store, StoreError};
use tempfile::TempDir;

const NOW: Now = Now {
    utc_ms: 1_790_000_000_000,
    today: Date::of(2026, 9, 21),
    minute: 600,
};

fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(folder.path()).unwrap();
    (folder, store)
}

/// Writes an organisation down; the names of records follow the order in which they are made.
fn added(store: &mut Store, number: u8, name: &str, area: &str) -> Uuid {
    let uuid = Uuid([number; 16]);
    let organisation = Organisation {
        name: name.into(),
        area: area.into(),
        ..Organisation::default()
    };
    store.commit(&organisation.change(uuid), NOW).unwrap();
    uuid
}

fn number(store: &Store, uuid: Uuid) -> i64 {
    store.organisation_named(uuid).unwrap().id
}

fn visited(store: &mut Store, organisation: Uuid) -> i64 {
    let id = number(store, organisation);
    let standard = &standards::site();
    store.start_visit(id, standard, "", NOW).unwrap()
}

fn looked_after(store: &mut Store, organisation: Uuid, name: &str) {
    let person = store.new_id(NOW);
    let someone = Person {
        name: name.into(),
        role: Role::Instructor,
        ..Person::default()
    };
    store.commit(&someone.change(person), NOW).unwrap();
    let assignment = Assignment::guide(person, organisation, NOW.today);
    let id = store.new_id(NOW);
    store.commit(&assignment.change(id), NOW).unwrap();
}

fn names(store: &Store) -> Vec<String> {
    let mut names = Vec::new();
    store
        .each_organisation(&mut |row, _| {
            names.push(row.name.clone());
            Ok(true)
        })
        .unwrap();
    names
}

#[track_caller]
fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_joined_organisation_leaves_everything_and_what_was_done_for_it_counts_for_the_other() {
    let (_folder, mut store) = empty();
    let keeper = added(&mut store, 2, "城关老年协会", "城区");
    let other = added(&mut store, 1, "云岭县城关老年协会", "");
    let visit = visited(&mut store, other);
    looked_after(&mut store, other, "王某");
    let facts =
        |phone: &str, uuid| Change::of(vec![Edit::new(uuid, Field::PHONE, Value::text(phone))]);
    store.commit(&facts("0999", other), NOW).unwrap();
    is_sound(&mut store);
    let counted = |store: &Store| store.count(&Filter::default()).unwrap().n;
    assert_eq!(counted(&store), 2);

    store.join(keeper, other, NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["城关老年协会"]);
    assert_eq!(counted(&store), 1);
    assert!(store.find("云岭", &Filter::default()).unwrap().0.is_empty());
    let view = store.organisation_named(keeper).unwrap();
    assert_eq!(view.organisation.phone, "0999");
    assert_eq!(view.organisation.area, "城区");
    assert_eq!(view.visits.len(), 1);
    assert_eq!(view.people[0].name, "王某");
    // the visit and the old name both lead to the one that stayed
    assert_eq!(store.visit(visit).unwrap().organisation, "城关老年协会");
    assert_eq!(store.organisation_named(other).unwrap().uuid, keeper);
    // a change of the one that went changes no list
    store.commit(&facts("0111", other), NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["城关老年协会"]);
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    assert_eq!(coverage.whole.registered, 1);

    store.commit(&duplicates::part(other), NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["城关老年协会", "云岭县城关老年协会"]);
    assert_eq!(store.organisation_named(other).unwrap().visits.len(), 1);
    assert!(store.organisation_named(keeper).unwrap().visits.is_empty());
    assert!(store.organisation_named(keeper).unwrap().people.is_empty());
    // what was taken over with the join stays
    let keeper = store.organisation_named(keeper).unwrap().organisation;
    assert_eq!(keeper.phone, "0999");
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
}

#[test]
fn chains_are_followed_and_can_be_opened_anywhere() {
    let (_folder, mut store) = empty();
    let [a, b, c] = [1, 2, 3].map(|n| added(&mut store, n, &format!("第{n}协会"), ""));
    let visit = visited(&mut store, a);
    store.join(b, a, NOW).unwrap();
    store.join(c, b, NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["第3协会"]);
    assert_eq!(store.organisation_named(c).unwrap().visits[0].id, visit);
    store.commit(&duplicates::part(b), NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["第2协会", "第3协会"]);
    assert_eq!(store.organisation_named(b).unwrap().visits[0].id, visit);
    // joined the other way round, and the middle of the chain moved
    store.join(b, c, NOW).unwrap();
    store.commit(&duplicates::part(a), NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(names(&store), ["第1协会", "第2协会"]);
    assert_eq!(store.organisation_named(a).unwrap().visits[0].id, visit);
}

/// Two laptops may join two organisations into each other; one of them stays, the same everywhere.
#[test]
fn a_circle_keeps_one_of_its_own() {
    for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
        let (_folder, mut store) = empty();
        let [a, b, c] = order.map(|n| added(&mut store, n, &format!("第{n}协会"), ""));
        let visit = visited(&mut store, c);
        for (one, into) in [(a, b), (b, c), (c, a)] {
            let edit = Edit::new(one, Field::JOINED_INTO, Value::Record(into));
            store.commit(&Change::of(vec![edit]), NOW).unwrap();
            is_sound(&mut store);
        }
        assert_eq!(names(&store), ["第1协会"], "{order:?}");
        let least = Uuid([1; 16]);
        assert_eq!(store.organisation_named(least).unwrap().visits[0].id, visit);
        // itself it cannot be joined into
        let edit = Edit::new(least, Field::JOINED_INTO, Value::Record(least));
        store.commit(&Change::of(vec![edit]), NOW).unwrap();
        is_sound(&mut store);
        assert!(names(&store).contains(&"第1协会".to_owned()));
    }
}

#[test]
fn pairs_are_found_by_name_and_code_and_do_not_come_again_once_told_apart() {
    let (_folder, mut store) = empty();
    let a = added(&mut store, 1, "云岭县（城关）老年协会", "");
    let b = added(&mut store, 2, "城关老年协会", "");
    added(&mut store, 3, "平定县城关老年协会", "");
    let c = added(&mut store, 4, "书法学会", "");
    let d = added(&mut store, 5, "书画学会", "");
    for one in [c, d] {
        let code = Value::text("51100000500009247D");
        let edit = Edit::new(one, Field::CREDIT_CODE, code);
        store.commit(&Change::of(vec![edit]), NOW).unwrap();
    }
    let found = |store: &Store| -> Vec<(Uuid, Uuid, Likeness)> {
        let found = store.duplicates(&mut || true).unwrap();
        let pairs = found.possible.into_iter();
        pairs
            .map(|(pair, likeness)| (pair.one.uuid, pair.other.uuid, likeness))
            .collect()
    };
    let e = Uuid([3; 16]);
    // two counties are two organisations
    assert_eq!(
        found(&store),
        [
            (c, d, Likeness::Code),
            (a, b, Likeness::Name),
            (b, e, Likeness::Name)
        ]
    );
    // said from either side
    store
        .commit(&duplicates::tell_apart(b, a, true), NOW)
        .unwrap();
    store
        .commit(&duplicates::tell_apart(b, e, true), NOW)
        .unwrap();
    is_sound(&mut store);
    assert_eq!(found(&store), [(c, d, Likeness::Code)]);
    assert_eq!(store.duplicates(&mut || true).unwrap().apart.len(), 2);
    store
        .commit(&duplicates::tell_apart(b, a, false), NOW)
        .unwrap();
    store.join(c, d, NOW).unwrap();
    is_sound(&mut store);
    assert_eq!(found(&store), [(a, b, Likeness::Name)]);
    let joined = store.duplicates(&mut || true).unwrap().joined;
    assert_eq!((joined[0].one.uuid, joined[0].other.uuid), (c, d));
}

fn import(store: &mut Store, path: &Path) -> liuyou::domain::arrival::ImportReport {
    let rules = Rules::shipped();
    let mut register = Register::open(path, &Choice::default(), &rules.columns).unwrap();
    let taken = store.import(Importing::default(), NOW, &mut |_, _| true, |arrivals| {
        register
            .each::<Box<dyn std::error::Error>>(&mut |row, so_far| Ok(arrivals.take(row, so_far)?))
    });
    taken.unwrap()
}

#[test]
fn looking_through_a_long_register_can_be_stopped() {
    let (folder, mut store) = empty();
    let rows: String = (0..6000).map(|n| format!("第{n}协会\n")).collect();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, format!("名称\n{rows}")).unwrap();
    assert_eq!(import(&mut store, &path).added, 6000);
    assert!(matches!(
        store.duplicates(&mut || false),
        Err(StoreError::Cancelled)
    ));
}

/// The county's sheet still has both lines; what was joined is not made anew.
#[test]
fn a_register_with_both_does_not_bring_the_joined_one_back() {
    for rows in [
        "城关老年协会,城区,\n云岭县城关老年协会,,0999\n",
        "城关老年协会,城区,\n城关老年协会,,0999\n",
        "城关老年协会,城区,\n城关老年协会,矿区,0999\n",
    ] {
        let (folder, mut store) = empty();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, format!("名称,镇街,电话\n{rows}")).unwrap();
        let report = import(&mut store, &path);
        assert_eq!((report.added, report.twins.len()), (2, 1), "{rows}");
        let (pair, _) = store.duplicates(&mut || true).unwrap().possible.remove(0);
        store.join(pair.one.uuid, pair.other.uuid, NOW).unwrap();
        let before = store.status().unwrap();
        let report = import(&mut store, &path);
        assert_eq!(
            (report.added, report.updated, report.unchanged),
            (0, 0, 2),
            "{rows}"
        );
        assert_eq!(report.notes[0].trouble.code(), "joined_before");
        assert_eq!(store.status().unwrap(), before);
        is_sound(&mut store);
    }
}

#[test]
fn joining_in_a_whole_county_keeps_tables_and_journal_in_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    demo::county(&mut store, NOW).unwrap();
    let mut ids = Vec::new();
    store
        .each_organisation(&mut |row, _| {
            ids.push(row.id);
            Ok(true)
        })
        .unwrap();
    let all: Vec<Uuid> = ids
        .iter()
        .map(|id| store.organisation(*id).unwrap().uuid)
        .collect();
    let visits: usize = ids
        .iter()
        .map(|id| store.organisation(*id).unwrap().visits.len())
        .sum();
    for pair in all.chunks_exact(4) {
        store.join(pair[0], pair[1], NOW).unwrap();
        store.join(pair[2], pair[0], NOW).unwrap();
    }
    is_sound(&mut store);
    let left: Vec<i64> = ids
        .iter()
        .filter(|id| store.organisation(**id).unwrap().id == **id)
        .copied()
        .collect();
    assert_eq!(left.len(), 81 - 40);
    let still: usize = left
        .iter()
        .map(|id| store.organisation(*id).unwrap().visits.len())
        .sum();
    assert_eq!(still, visits, "no visit is lost");
    for pair in all.chunks_exact(4) {
        store.commit(&duplicates::part(pair[1]), NOW).unwrap();
        store.commit(&duplicates::part(pair[0]), NOW).unwrap();
    }
    is_sound(&mut store);
    assert_eq!(names(&store).len(), 81);
}

fn liuyou(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = assert_cmd::Command::cargo_bin("liuyou").unwrap();
    let done = command
        .args(arguments)
        .args(["--data-dir", folder.to_str().unwrap(), "--lang", "zh"])
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_command_line_lists_joins_and_takes_back() {
    let (folder, mut store) = empty();
    added(&mut store, 1, "云岭县老年协会", "城区");
    added(&mut store, 2, "老年协会", "");
    added(&mut store, 3, "书法学会", "城区");
    added(&mut store, 4, "书法学会", "矿区");
    drop(store);
    let run = |arguments: &[&str]| liuyou(folder.path(), arguments);
    let (done, said) = run(&["duplicates"]);
    assert!(
        done && said.contains("「云岭县老年协会」（城区） 与 老年协会：名称相同"),
        "{said}"
    );
    let (done, said) = run(&["duplicates", "join", "云岭县老年协会", "老年协会"]);
    assert!(
        done && said.contains("「老年协会」已并入「云岭县老年协会」"),
        "{said}"
    );
    let (_, said) = run(&["duplicates", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(answer["joined"][0][1]["name"], "老年协会");
    assert_eq!(answer["possible"][0]["same"], "name");
    let (done, said) = run(&["duplicates", "join", "书法学会", "云岭县老年协会"]);
    assert!(!done && said.contains("有 2 个，分不清"), "{said}");
    let (done, said) = run(&["duplicates", "join", "云岭县老年协会", "云岭县老年协会"]);
    assert!(!done && said.contains("同一个组织"), "{said}");
    let (done, said) = run(&["duplicates", "join", "云岭县老年协会", "不在"]);
    assert!(
        !done && said.contains("没有信用代码或名称为「不在」"),
        "{said}"
    );
    assert!(!run(&["duplicates", "join", "云岭县老年协会"]).0);
    let (done, said) = run(&["duplicates", "undo", "老年协会"]);
    assert!(done && said.contains("「老年协会」已恢复"), "{said}");
    let (_, said) = run(&["duplicates", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(answer["possible"].as_array().unwrap().len(), 2);
}
