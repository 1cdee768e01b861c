//! Who stands on the list under which rule set, how a task comes off it, and many given one at once.

use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Edit, Field, Value};
use liuyou::domain::formation::Advice::{self, InstructorAndMass, Joint, Own, OwnWithInstructor};
use liuyou::domain::organisation::PartyMembers;
use liuyou::domain::task::TaskState;
use liuyou::domain::worklist::{Given, Line, Wanted, Worklist};
use liuyou::standards::Rules;
use liuyou::store::Store;

use super::{empty, found, here, is_sound, on, organisation};

const DAY: Date = Date::of(2026, 8, 3);

fn by(set: &str) -> Wanted {
    Wanted {
        set: Some(set.into()),
        ..Wanted::default()
    }
}

fn list(store: &Store, wanted: &Wanted, day: Date) -> Worklist {
    store.worklist(&Rules::shipped(), wanted, on(day)).unwrap()
}

fn names(list: &Worklist) -> Vec<(&str, TaskState)> {
    let lines = list.lines.iter();
    lines.map(|line| (line.name.as_str(), line.state)).collect()
}

fn line<'a>(list: &'a Worklist, name: &str) -> &'a Line {
    list.lines.iter().find(|line| line.name == name).unwrap()
}

/// D3: three form their own, two with an instructor, one joins, none get an instructor first. The Party rule counts
/// only members whose membership is here, and has three of them form.
#[test]
fn both_rule_sets_decide_by_the_members_they_count() {
    // full-time and part-time, here and elsewhere; then what either rule set advises and whether a branch is due
    type Case = ([u32; 4], (Advice, bool), (Advice, bool));
    let cases: [Case; 12] = [
        (
            [0, 0, 0, 0],
            (InstructorAndMass, false),
            (InstructorAndMass, false),
        ),
        ([1, 0, 0, 0], (Joint, false), (Joint, false)),
        ([2, 0, 0, 0], (Joint, false), (OwnWithInstructor, true)),
        ([3, 0, 0, 0], (Own, true), (Own, true)),
        ([9, 0, 0, 0], (Own, true), (Own, true)),
        // floating members alone
        ([0, 1, 0, 0], (InstructorAndMass, false), (Joint, false)),
        (
            [0, 2, 0, 0],
            (InstructorAndMass, false),
            (OwnWithInstructor, true),
        ),
        ([0, 3, 0, 0], (InstructorAndMass, false), (Own, true)),
        // part-time ones, with the membership here and elsewhere
        ([0, 0, 2, 0], (Joint, false), (OwnWithInstructor, true)),
        (
            [0, 0, 0, 2],
            (InstructorAndMass, false),
            (OwnWithInstructor, true),
        ),
        ([1, 1, 0, 1], (Joint, false), (Own, true)),
        ([1, 0, 2, 0], (Own, true), (Own, true)),
    ];
    let (_folder, mut store) = empty();
    for (at, ([a, b, c, d], ..)) in cases.iter().enumerate() {
        let party = PartyMembers {
            full_here: *a,
            full_elsewhere: *b,
            part_here: *c,
            part_elsewhere: *d,
        };
        organisation(&mut store, &format!("第{at}号"), "东街", party);
    }
    let rules = Rules::shipped();
    let mut seen = 0;
    store
        .each_facts(DAY, &mut |facts| {
            let (_, party, campaign) = cases[seen];
            for (set, wanted) in rules.formation.iter().zip([party, campaign]) {
                let advised = set.advise(facts.party, facts.branch.is_some()).unwrap();
                assert_eq!(
                    (advised.advice, advised.must_form),
                    wanted,
                    "{} {seen}",
                    set.id
                );
                assert!(advised.reason.zh.ends_with('。'));
            }
            seen += 1;
            true
        })
        .unwrap();
    assert_eq!(seen, 12);
    for (set, pick) in [("party", 0), ("campaign", 1)] {
        let due = |case: &&Case| [case.1, case.2][pick].1;
        let list = list(&store, &by(set), DAY);
        assert_eq!(list.found, cases.iter().filter(due).count() as u64, "{set}");
        assert_eq!(list.whole.unassigned, list.found);
    }
    assert_eq!(list(&store, &by("party"), DAY).found, 3);
    assert_eq!(list(&store, &by("campaign"), DAY).found, 9);
    is_sound(&mut store);
}

#[test]
fn many_are_given_a_task_in_one_change_and_the_branch_strikes_it_off() {
    let (_folder, mut store) = empty();
    let own = organisation(&mut store, "甲协会", "东街", here(3));
    let two = organisation(&mut store, "乙协会", "东街", here(2));
    let joined = organisation(&mut store, "丙协会", "西街", here(3));
    organisation(&mut store, "丁协会", "西街", here(0));
    let old = found(
        &mut store,
        &[],
        Some(Date::of(2020, 5, 1)),
        on(Date::of(2026, 1, 6)),
    );
    let all = list(&store, &by("campaign"), DAY);
    assert_eq!(all.whole.unassigned, 3);
    let before = store.status().unwrap().operations;
    let given = Given {
        responsible: "周示范".into(),
        deadline: Some(Date::of(2026, 8, 31)),
        ..Given::default()
    };
    let ids: Vec<i64> = all.lines.iter().map(|line| line.id).collect();
    assert_eq!(store.give_tasks(&ids, &given, on(DAY)).unwrap(), 3);
    // responsible, opened and deadline of three
    assert_eq!(store.status().unwrap().operations, before + 9);
    assert_eq!(list(&store, &by("campaign"), DAY).whole.open, 3);

    // founded on the 12th, written down on the 14th; the other joins a branch of years ago, on the 20th
    found(
        &mut store,
        &[own],
        Some(Date::of(2026, 8, 12)),
        on(Date::of(2026, 8, 14)),
    );
    let join = Edit::new(joined, Field::BRANCH, Value::Record(old));
    store
        .commit(&Change::of(vec![join]), on(Date::of(2026, 8, 20)))
        .unwrap();
    let last = list(&store, &by("campaign"), Date::of(2026, 8, 31));
    assert_eq!(
        names(&last),
        [
            ("乙协会", TaskState::Open),
            ("丙协会", TaskState::Struck),
            ("甲协会", TaskState::Struck)
        ]
    );
    assert_eq!(line(&last, "甲协会").struck, Some(Date::of(2026, 8, 12)));
    assert_eq!(line(&last, "丙协会").struck, Some(Date::of(2026, 8, 20)));
    assert_eq!(line(&last, "乙协会").struck, None);
    assert_eq!((last.whole.struck, last.whole.all()), (2, 3));
    assert_eq!(last.by_area["东街"].open, 1);
    assert_eq!(last.by_area["西街"].struck, 1);
    // the covered are not given anything any more
    assert_eq!(store.give_tasks(&ids, &given, on(DAY)).unwrap(), 1);
    // the day after the deadline
    let late = list(&store, &by("campaign"), Date::of(2026, 9, 1));
    assert_eq!(names(&late)[0], ("乙协会", TaskState::Overdue));
    // a task stays on the list whatever the rule set, since somebody gave it
    assert_eq!(list(&store, &by("party"), DAY).whole.all(), 3);

    // what is taken out of the register is named apart
    let gone = Edit::new(two, Field::STATUS, Value::text("deregistered"));
    store.commit(&Change::of(vec![gone]), on(DAY)).unwrap();
    let list = list(&store, &by("campaign"), Date::of(2026, 9, 1));
    assert_eq!((list.whole.all(), list.withdrawn), (2, 1));
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
}

#[test]
fn the_list_is_narrowed_by_state_area_authority_and_responsible() {
    let (_folder, mut store) = empty();
    for (name, area) in [
        ("甲", "东街"),
        ("乙", "东街"),
        ("丙", "西街"),
        ("丁", "西街"),
    ] {
        organisation(&mut store, name, area, here(3));
    }
    let all = list(&store, &by("party"), DAY);
    let id = |name: &str| line(&all, name).id;
    let give = |store: &mut Store, name: &str, who: &str, days: i64| {
        let given = Given {
            responsible: who.into(),
            deadline: Some(DAY.plus_days(days)),
            ..Given::default()
        };
        store.give_tasks(&[id(name)], &given, on(DAY)).unwrap();
    };
    give(&mut store, "甲", "周示范", 10);
    give(&mut store, "丙", "陈样本", -3);
    give(&mut store, "丁", "陈样本", 2);
    let narrowed = |wanted: Wanted| -> Vec<String> {
        let list = list(&store, &wanted, DAY);
        // the sums are of the whole whatever is asked for
        assert_eq!((list.whole.all(), list.found), (4, list.lines.len() as u64));
        list.lines.into_iter().map(|line| line.name).collect()
    };
    assert_eq!(narrowed(by("party")), ["丙", "乙", "丁", "甲"]);
    let wanted = |state, area: Option<&str>, responsible: Option<&str>| Wanted {
        state,
        area: area.map(Into::into),
        responsible: responsible.map(Into::into),
        ..by("party")
    };
    assert_eq!(
        narrowed(wanted(Some(TaskState::Open), None, None)),
        ["丁", "甲"]
    );
    assert_eq!(narrowed(wanted(None, Some("东街"), None)), ["乙", "甲"]);
    assert_eq!(narrowed(wanted(None, None, Some("陈样本"))), ["丙", "丁"]);
    assert_eq!(
        narrowed(Wanted {
            authority: Some("教育局".into()),
            ..by("party")
        }),
        Vec::<String>::new()
    );
    let responsible: Vec<String> = list(&store, &by("party"), DAY)
        .responsible
        .into_iter()
        .collect();
    assert_eq!(responsible, ["周示范", "陈样本"]);
}

/// `cargo test --release --test campaign -- --ignored` measures.
#[test]
#[ignore = "takes a minute"]
fn a_hundred_thousand_organisations_are_listed_at_once() {
    let (_folder, mut store) = empty();
    liuyou::demo::scale(&mut store, 100_000, on(DAY), &mut |_, _| true).unwrap();
    let began = std::time::Instant::now();
    let list = list(&store, &by("campaign"), DAY);
    let took = began.elapsed();
    eprintln!("{} found, {} lines, {took:?}", list.found, list.lines.len());
    assert!(took.as_secs() < 2, "{took:?}");
}
