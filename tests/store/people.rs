//! Duties of people through the journal: load, contacts, contracts, leaving, many at once, and what two laptops wrote.

use std::time::Instant;

use liuyou::domain::branch::{Branch, BranchForm};
use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::coverage::RateName;
use liuyou::domain::organisation::{Organisation, Status};
use liuyou::domain::people::{
    Assignment, Charge, Contact, Contacted, Duty, PeopleRules, Person, Role,
};
use liuyou::domain::staff::{
    Assigned, BulkPlan, BulkTo, BulkWish, Done, Order, PeopleFilter, PeopleList, PeopleSums,
    Refusal, Survey, Surveyed, Towards, average,
};
use liuyou::domain::view::Filter;
use liuyou::standards::Rules;
use liuyou::store::{Store, data_file};
use rusqlite::Connection;

use super::{NOW, empty, is_sound};

fn rules() -> PeopleRules {
    Rules::shipped().people
}

fn organisation(store: &mut Store, name: &str, area: &str) -> Uuid {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: name.into(),
        area: area.into(),
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), NOW).unwrap();
    uuid
}

fn person(store: &mut Store, name: &str, role: Role, area: &str) -> Uuid {
    let uuid = store.new_id(NOW);
    let person = Person {
        name: name.into(),
        role,
        unit: format!("{name}的单位"),
        area: area.into(),
        ..Person::default()
    };
    store.commit(&person.change(uuid), NOW).unwrap();
    uuid
}

fn order(store: &mut Store, order: Order) -> Done {
    store.staff(&order, &rules(), NOW).unwrap()
}

fn assign(store: &mut Store, person: Uuid, duty: Duty, charges: Vec<Charge>) -> Assigned {
    let towards = |charge| match charge {
        Charge::Organisation(uuid) => {
            Towards::Organisation(store.organisation_named(uuid).unwrap().id)
        }
        Charge::Area(area) => Towards::Area(area),
        Charge::Unit(unit) => Towards::Unit(unit),
    };
    let to = charges.into_iter().map(towards).collect();
    let done = order(
        store,
        Order::Assign {
            person,
            duty,
            to,
            from: NOW.today,
        },
    );
    match done {
        Done::Assigned(assigned) => assigned,
        other => panic!("{other:?}"),
    }
}

/// Gives the organisation a branch of its own.
fn cover(store: &mut Store, organisation: Uuid) -> Uuid {
    let branch = store.new_id(NOW);
    let mut change = Branch {
        name: "支部".into(),
        form: BranchForm::Sole,
        ..Branch::default()
    }
    .change(branch);
    let join = Edit::new(organisation, Field::BRANCH, Value::Record(branch));
    change.edits.push(join);
    store.commit(&change, NOW).unwrap();
    branch
}

fn sums(store: &Store) -> PeopleSums {
    store.people_sums(NOW.today).unwrap()
}

fn names(store: &Store, list: PeopleList, text: &str) -> Vec<String> {
    let filter = PeopleFilter {
        list,
        role: None,
        text: text.into(),
    };
    let (rows, more) = store.people_list(&filter, &rules(), NOW.today).unwrap();
    assert!(!more);
    rows.into_iter().map(|row| row.name).collect()
}

/// Organisations covered by work, and those counted.
fn work(store: &Store) -> (u64, u64) {
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    let rate = coverage.whole.rate(RateName::Work).unwrap();
    (rate.numerator, rate.denominator)
}

#[test]
fn the_load_of_136_instructors_and_424_organisations_is_counted_from_what_was_written() {
    let (_folder, mut store) = empty();
    let instructors: Vec<Uuid> = (0..136)
        .map(|at| person(&mut store, &format!("指导员{at}"), Role::Instructor, ""))
        .collect();
    for at in 0..424 {
        let organisation = organisation(&mut store, &format!("协会{at}"), "");
        let instructor = instructors[at % 136];
        let guide = Assignment::guide(instructor, organisation, NOW.today);
        let id = store.new_id(NOW);
        store.commit(&guide.change(id), NOW).unwrap();
        if at == 7 {
            // the same once more, written down twice, is one organisation
            let id = store.new_id(NOW);
            store.commit(&guide.change(id), NOW).unwrap();
        }
    }
    let sums = sums(&store);
    let sum = sums.role(Role::Instructor).unwrap();
    assert_eq!((sum.load, sum.people), (424, 136));
    assert_eq!(average(sum.load, sum.people).as_deref(), Some("3.12"));
    // 424 = 136 times three and sixteen more
    assert_eq!((sum.by_load[&3], sum.by_load[&4]), (120, 16));
    assert_eq!((sums.organisations, sums.nobody), (424, 0));
    assert_eq!(sums.assignments, 425);
    is_sound(&mut store);
}

#[test]
fn people_are_found_by_name_initials_pinyin_unit_role_and_list() {
    let (_folder, mut store) = empty();
    let busy = person(&mut store, "张晓岚", Role::Instructor, "东");
    person(&mut store, "李思远", Role::Liaison, "东");
    let leader = person(&mut store, "欧阳明月", Role::Leader, "西");
    for at in 0..6 {
        let uuid = organisation(&mut store, &format!("协会{at}"), "东");
        assign(
            &mut store,
            busy,
            Duty::Guide,
            vec![Charge::Organisation(uuid)],
        );
    }
    let everybody = PeopleList::Everybody;
    assert_eq!(names(&store, everybody, "zxl"), ["张晓岚"]);
    assert_eq!(names(&store, everybody, "lisi"), ["李思远"]);
    assert_eq!(names(&store, everybody, "月"), ["欧阳明月"]);
    assert_eq!(names(&store, everybody, "思远的单"), ["李思远"]);
    assert_eq!(
        names(&store, everybody, ""),
        ["李思远", "欧阳明月", "张晓岚"]
    );
    assert_eq!(names(&store, PeopleList::Over, ""), ["张晓岚"]);
    assert_eq!(names(&store, PeopleList::Idle, ""), ["李思远"]);
    assert_eq!(names(&store, PeopleList::Leaders, ""), ["欧阳明月"]);
    assert!(names(&store, PeopleList::Due, "").is_empty());
    order(
        &mut store,
        Order::Leave {
            person: leader,
            day: NOW.today,
            heir: None,
        },
    );
    assert!(names(&store, PeopleList::Leaders, "").is_empty());
    assert_eq!(names(&store, PeopleList::Left, ""), ["欧阳明月"]);
    is_sound(&mut store);
}

#[test]
fn a_contact_moves_the_next_one_and_can_be_taken_back() {
    let (_folder, mut store) = empty();
    let instructor = person(&mut store, "张晓岚", Role::Instructor, "");
    let uuid = organisation(&mut store, "协会", "");
    let from = Date::of(2026, 11, 15);
    let assignment = store.new_id(NOW);
    let guide = Assignment::guide(instructor, uuid, from);
    store.commit(&guide.change(assignment), NOW).unwrap();
    let view = |store: &Store| {
        let id = store.organisation_named(uuid).unwrap().id;
        store.keepers(id, NOW.today).unwrap()
    };
    let due = |store: &Store, mode| store.contacts_due(mode, &rules(), NOW.today).unwrap().n;
    // a call a week: 15 November and seven days are today
    assert_eq!(
        [due(&store, Contact::Phone), due(&store, Contact::Visit)],
        [1, 0]
    );
    assert_eq!(names(&store, PeopleList::Due, ""), ["张晓岚"]);
    let contacted = Contacted {
        mode: Contact::Phone,
        day: NOW.today,
        note: "换届材料已交".into(),
    };
    let noted = Order::Contact {
        assignment,
        contacted: contacted.clone(),
    };
    order(&mut store, noted);
    let keepers = view(&store);
    let line = &keepers.charges[0];
    assert_eq!(
        line.next(Contact::Phone, &rules(), NOW.today),
        Some(Date::of(2026, 11, 29))
    );
    assert_eq!(keepers.contacts, [("张晓岚".into(), contacted.clone())]);
    assert_eq!(due(&store, Contact::Phone), 0);
    is_sound(&mut store);
    let back = Order::TakeBack {
        assignment,
        contacted,
    };
    order(&mut store, back);
    assert_eq!(view(&store).charges[0].phoned, None);
    assert!(view(&store).contacts.is_empty());
    assert_eq!(due(&store, Contact::Phone), 1);
    // nothing is owed to a shell
    let shell = Edit::new(uuid, Field::STATUS, Value::text(Status::Shell.code()));
    store.commit(&Change::of(vec![shell]), NOW).unwrap();
    assert_eq!(due(&store, Contact::Phone), 0);
    assert!(names(&store, PeopleList::Due, "").is_empty());
    is_sound(&mut store);
}

#[test]
fn an_organisation_has_one_contracting_leader_and_a_leader_one_area_and_ten_organisations() {
    let (_folder, mut store) = empty();
    let first = person(&mut store, "甲主任", Role::Leader, "");
    let second = person(&mut store, "乙局长", Role::Leader, "");
    let organisations: Vec<Uuid> = (0..12)
        .map(|at| organisation(&mut store, &format!("协会{at:02}"), ""))
        .collect();
    cover(&mut store, organisations[0]);
    let of = |those: &[Uuid]| those.iter().copied().map(Charge::Organisation).collect();
    let done = assign(&mut store, first, Duty::Contract, of(&organisations[..3]));
    assert_eq!(
        (done.made, &done.covered[..]),
        (3, &["协会00".to_owned()][..])
    );
    let done = assign(&mut store, second, Duty::Contract, of(&organisations[1..]));
    let taken = |at: usize| Refusal::Taken {
        organisation: format!("协会{at:02}"),
        leader: "甲主任".into(),
    };
    assert_eq!(done.made, 9);
    assert_eq!(done.refused, [taken(1), taken(2)]);
    // the first has room for seven more, but nine are the other's; an eleventh has none
    let more: Vec<Uuid> = (0..8)
        .map(|at| organisation(&mut store, &format!("新协会{at}"), ""))
        .collect();
    let done = assign(&mut store, first, Duty::Contract, of(&more));
    assert_eq!(
        (done.made, &done.refused[..]),
        (7, &[Refusal::Organisations(10)][..])
    );
    let areas = vec![
        Charge::Area("东街".into()),
        Charge::Unit("教育局".into()),
        Charge::Area("西街".into()),
        Charge::Unit("民政局".into()),
        Charge::Area("东街".into()),
    ];
    let done = assign(&mut store, first, Duty::Contract, areas);
    assert_eq!((done.made, done.known), (3, 1));
    assert_eq!(done.refused, [Refusal::Areas(1)]);
    let view = store.person_named(first, &rules(), NOW.today).unwrap();
    let held = view.row.held;
    assert_eq!((held.contracts, held.areas, held.units), (10, 1, 2));
    // once the first contract has ended, another leader may take it
    let line = view
        .charges
        .iter()
        .find(|line| matches!(&line.held, liuyou::domain::staff::Held::Organisation { name, .. } if name == "协会01"))
        .unwrap();
    order(
        &mut store,
        Order::End {
            assignment: line.assignment,
            to: NOW.today.plus_days(-1),
        },
    );
    let done = assign(&mut store, second, Duty::Contract, of(&organisations[1..2]));
    assert_eq!(done.made, 1);
    is_sound(&mut store);
}

#[test]
fn the_first_responsible_person_is_liaison_until_the_branch_exists() {
    let (_folder, mut store) = empty();
    let head = person(&mut store, "局长", Role::FirstResponsible, "");
    let leader = person(&mut store, "主任", Role::Leader, "");
    let uuid = organisation(&mut store, "协会", "");
    let other = organisation(&mut store, "商会", "");
    assert_eq!((work(&store), sums(&store).nobody), ((0, 2), 2));
    assign(
        &mut store,
        head,
        Duty::Responsible,
        vec![Charge::Organisation(uuid)],
    );
    // a leader's contract is no liaison
    assign(
        &mut store,
        leader,
        Duty::Contract,
        vec![Charge::Organisation(other)],
    );
    assert_eq!(work(&store), (1, 2));
    let nobody = sums(&store);
    assert_eq!((nobody.nobody, nobody.nobody_uncovered), (1, 1));
    let facts = |store: &Store| {
        let mut has = Vec::new();
        store
            .each_facts(NOW.today, &mut |facts| {
                has.push(facts.has_person);
                true
            })
            .unwrap();
        has
    };
    assert_eq!(facts(&store), [true, false]);
    let branch = cover(&mut store, uuid);
    // the branch covers it now, and the duty of a liaison ends
    assert_eq!((facts(&store), work(&store)), (vec![false, false], (1, 2)));
    assert_eq!(sums(&store).nobody_uncovered, 1);
    let gone = Edit::new(branch, Field::BRANCH_DISSOLVED, Value::text("2026-11-01"));
    store.commit(&Change::of(vec![gone]), NOW).unwrap();
    assert_eq!(facts(&store), [true, false]);
    // who has left is nobody's liaison
    let left = Edit::new(head, Field::PERSON_LEFT, Value::text("2026-11-22"));
    store.commit(&Change::of(vec![left]), NOW).unwrap();
    assert_eq!((facts(&store), work(&store)), (vec![false, false], (0, 2)));
    let (rows, total) = store
        .nobody(&Filter::default(), "xh", NOW.today, 10)
        .unwrap();
    assert_eq!((rows.len(), total, &rows[0].name[..]), (1, 1, "协会"));
    is_sound(&mut store);
}

#[test]
fn who_leaves_hands_all_duties_over_in_one_change() {
    let (_folder, mut store) = empty();
    let old = person(&mut store, "张晓岚", Role::Instructor, "");
    let heir = person(&mut store, "李思远", Role::Instructor, "");
    let organisations: Vec<Charge> = (0..3)
        .map(|at| Charge::Organisation(organisation(&mut store, &format!("协会{at}"), "")))
        .collect();
    assign(&mut store, old, Duty::Guide, organisations.clone());
    // the heir has one of them already
    assign(&mut store, heir, Duty::Guide, organisations[..1].to_vec());
    let day = NOW.today.plus_days(10);
    let done = order(
        &mut store,
        Order::Leave {
            person: old,
            day,
            heir: Some(heir),
        },
    );
    assert_eq!(
        done,
        Done::Left {
            ended: 3,
            heir: Some("李思远".into())
        }
    );
    let load = |store: &Store, who, on| {
        let view = store.person_named(who, &rules(), on).unwrap();
        view.row.held.load
    };
    assert_eq!(load(&store, old, day.plus_days(-1)), 3);
    assert_eq!([load(&store, old, day), load(&store, heir, day)], [0, 3]);
    let view = store.person_named(old, &rules(), day).unwrap();
    assert!(view.row.is_gone(day) && !view.row.is_gone(NOW.today));
    assert!(
        view.charges
            .iter()
            .all(|line| line.to == Some(day.plus_days(-1)))
    );
    is_sound(&mut store);
}

fn plan(store: &Store, wish: &BulkWish) -> BulkPlan {
    let survey = Survey::Bulk {
        ticket: 1,
        wish: wish.clone(),
    };
    match store.survey(&survey, &rules(), NOW.today).unwrap() {
        Surveyed::Bulk { plan, .. } => plan,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bulk_fills_up_evenly_to_the_limit_and_is_undone_as_if_it_had_never_been() {
    let (_folder, mut store) = empty();
    let one = person(&mut store, "甲", Role::Instructor, "东");
    person(&mut store, "乙", Role::Instructor, "东");
    person(&mut store, "丙", Role::Instructor, "西");
    person(&mut store, "丁", Role::Liaison, "东");
    for at in 0..12 {
        organisation(&mut store, &format!("东{at:02}"), "东");
    }
    let first = organisation(&mut store, "西一", "西");
    organisation(&mut store, "南一", "南");
    let shell = organisation(&mut store, "东空壳", "东");
    let edit = Edit::new(shell, Field::STATUS, Value::text(Status::Shell.code()));
    store.commit(&Change::of(vec![edit]), NOW).unwrap();
    let had = store.find("东00", &Filter::default()).unwrap().0[0].id;
    let had = store.organisation(had).unwrap().uuid;
    assign(
        &mut store,
        one,
        Duty::Guide,
        vec![Charge::Organisation(had)],
    );
    let wish = BulkWish {
        filter: Filter::default(),
        text: String::new(),
        all: false,
        to: BulkTo::Spread(Role::Instructor),
    };
    // east: eleven without anybody and room for four and five; west: one for one; south has nobody
    let expected = BulkPlan {
        found: 15,
        excluded: 1,
        kept: 1,
        assigned: 10,
        over: 3,
        people: vec![
            ("乙".into(), 0, 5),
            ("甲".into(), 1, 4),
            ("丙".into(), 0, 1),
        ],
    };
    assert_eq!(plan(&store, &wish), expected);
    assert_eq!(sums(&store).nobody, 13, "a plan writes nothing");
    let Done::Bulk {
        plan: done,
        made,
        from,
    } = order(&mut store, Order::Bulk(wish.clone()))
    else {
        panic!("no bulk");
    };
    assert_eq!((done, made.len()), (expected, 10));
    assert_eq!(sums(&store).nobody, 3);
    is_sound(&mut store);
    assert_eq!(
        order(&mut store, Order::UndoBulk { made, from }),
        Done::Undone(10)
    );
    assert_eq!((sums(&store).nobody, work(&store)), (13, (1, 15)));
    is_sound(&mut store);
    // all of one area to one person, who has one of them
    let wish = BulkWish {
        filter: Filter {
            area: Some("东".into()),
            ..Filter::default()
        },
        all: true,
        to: BulkTo::Person(one),
        ..wish
    };
    let plan = plan(&store, &wish);
    assert_eq!((plan.found, plan.assigned, plan.kept), (13, 11, 1));
    assert_eq!(plan.people, [("甲".to_owned(), 1, 11)]);
    // only what was searched for
    let searched = BulkWish {
        filter: Filter::default(),
        text: "xy".into(),
        ..wish
    };
    let done = order(&mut store, Order::Bulk(searched));
    assert!(matches!(done, Done::Bulk { ref made, .. } if made.len() == 1));
    let id = store.organisation_named(first).unwrap().id;
    let keepers = store.keepers(id, NOW.today).unwrap();
    assert_eq!(
        keepers
            .charges
            .iter()
            .filter(|line| line.holds(NOW.today))
            .count(),
        1
    );
    is_sound(&mut store);
}

#[test]
fn thousands_are_assigned_in_one_go() {
    let (_folder, mut store) = empty();
    let one = person(&mut store, "甲", Role::Liaison, "");
    store
        .load(liuyou::store::Loading::Whole, &mut |_, _| true, |load| {
            for at in 0..5000_u32 {
                let mut uuid = [9; 16];
                uuid[..4].copy_from_slice(&at.to_be_bytes());
                let name = Value::text(format!("协会{at}"));
                let edit = Edit::new(Uuid(uuid), Field::NAME, name);
                load.put(&Change::of(vec![edit]), NOW)?;
            }
            Ok(())
        })
        .unwrap();
    let wish = BulkWish {
        filter: Filter::default(),
        text: String::new(),
        all: false,
        to: BulkTo::Person(one),
    };
    let began = Instant::now();
    let done = order(&mut store, Order::Bulk(wish));
    let took = began.elapsed();
    assert!(matches!(done, Done::Bulk { ref made, .. } if made.len() == 5000));
    assert_eq!(sums(&store).role(Role::Liaison).unwrap().load, 5000);
    assert!(took.as_secs() < 20, "{took:?}");
}

/// Puts the last save of another laptop's file behind this one's, as if it had arrived.
fn bring_over(from: &std::path::Path, to: &std::path::Path) {
    let db = Connection::open(data_file(to)).unwrap();
    let other = data_file(from);
    db.execute("ATTACH ?1 AS other", [other.to_str().unwrap()])
        .unwrap();
    db.execute_batch(
        "INSERT OR IGNORE INTO record (uuid, kind) SELECT uuid, kind FROM other.record;
         INSERT INTO tx (stream, ops, bytes) SELECT stream, ops, bytes FROM other.tx ORDER BY seq DESC LIMIT 1;
         INSERT INTO touch SELECT mine.id, (SELECT max(seq) FROM tx) FROM other.touch AS theirs
            JOIN other.record AS them ON them.id = theirs.record JOIN record AS mine ON mine.uuid = them.uuid
            WHERE theirs.tx = (SELECT max(seq) FROM other.tx);",
    )
    .unwrap();
}

#[test]
fn what_two_laptops_assigned_counts_both_times() {
    let (folder, mut store) = empty();
    let one = person(&mut store, "甲主任", Role::Leader, "");
    let two = person(&mut store, "乙局长", Role::Leader, "");
    let guide = person(&mut store, "丙", Role::Instructor, "");
    let uuid = organisation(&mut store, "协会", "");
    let charge = vec![Charge::Organisation(uuid)];
    assign(&mut store, guide, Duty::Guide, charge.clone());
    drop(store);
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(data_file(folder.path()), data_file(elsewhere.path())).unwrap();
    let db = Connection::open(data_file(elsewhere.path())).unwrap();
    db.execute("UPDATE device SET stream = stream + 1", [])
        .unwrap();
    drop(db);
    let mut here = Store::open_or_create(folder.path()).unwrap();
    let mut there = Store::open_or_create(elsewhere.path()).unwrap();
    assert_eq!(
        assign(&mut here, one, Duty::Contract, charge.clone()).made,
        1
    );
    // the other laptop has not seen it
    assert_eq!(
        assign(&mut there, two, Duty::Contract, charge.clone()).made,
        1
    );
    drop((here, there));
    bring_over(elsewhere.path(), folder.path());
    let mut store = Store::open_or_create(folder.path()).unwrap();
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    let id = store.organisation_named(uuid).unwrap().id;
    let keepers = store.keepers(id, NOW.today).unwrap();
    let contracts: Vec<&str> = keepers
        .charges
        .iter()
        .filter(|line| line.duty == Duty::Contract)
        .map(|line| line.name.as_str())
        .collect();
    assert_eq!(contracts, ["甲主任", "乙局长"]);
    // a third is refused with the name of the one known longest
    let three = person(&mut store, "丁书记", Role::Leader, "");
    let done = assign(&mut store, three, Duty::Contract, charge);
    assert_eq!(
        done.refused,
        [Refusal::Taken {
            organisation: "协会".into(),
            leader: "甲主任".into()
        }]
    );
}
