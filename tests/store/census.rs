//! The census beside the ledger, the task and the chain of an organisation, through the journal.

use liuyou::domain::branch::{Branch, BranchForm};
use liuyou::domain::calendar::Date;
use liuyou::domain::census::{Census, CensusState, Figure};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::formation::Advice;
use liuyou::domain::handover::{self, Known, Ticked};
use liuyou::domain::organisation::{Organisation, PartyMembers, Standing, Status};
use liuyou::domain::task::{Task, TaskState};
use liuyou::domain::view::{Filter, PageFrom};
use liuyou::standards::Rules;
use liuyou::store::Store;

use super::{NOW, empty, is_sound};

fn organisation(store: &mut Store) -> Uuid {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: "东街义工协会".into(),
        staff: 6,
        party: PartyMembers {
            full_here: 1,
            ..PartyMembers::default()
        },
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), NOW).unwrap();
    uuid
}

/// What the second rule set (the campaign's) advises now.
fn advice(store: &Store) -> Advice {
    let set = &Rules::shipped().formation[1];
    let mut advice = None;
    store
        .each_facts(NOW.today, &mut |facts| {
            advice = set
                .advise(facts.party, facts.branch.is_some())
                .map(|advised| advised.advice);
            true
        })
        .unwrap();
    advice.unwrap()
}

#[test]
fn what_was_found_decides_and_the_ledger_keeps_its_figure() {
    let (_folder, mut store) = empty();
    let uuid = organisation(&mut store);
    assert_eq!(advice(&store), Advice::Joint);
    let mut census = Census {
        date: Some(NOW.today),
        by: "林示例".into(),
        has_branch: Some(false),
        ..Census::default()
    };
    census.found.insert(Figure::PartyFullHere, 1);
    census.found.insert(Figure::PartyPartElsewhere, 2);
    store.commit(&census.change(uuid), NOW).unwrap();
    let view = store.organisation_named(uuid).unwrap();
    assert_eq!(view.census, census);
    assert_eq!(view.organisation.party.part_elsewhere, 0);
    assert_eq!(
        view.census.state(&view.organisation, view.is_covered()),
        CensusState::Disagrees
    );
    assert_eq!(advice(&store), Advice::Own);
    // the ledger takes over what was found
    let adopted = census.onto(&view.organisation);
    store
        .commit(&adopted.revision(uuid, &view.organisation), NOW)
        .unwrap();
    let view = store.organisation_named(uuid).unwrap();
    assert_eq!(
        view.census.state(&view.organisation, false),
        CensusState::Done
    );
    is_sound(&mut store);
}

#[test]
fn a_task_is_struck_off_by_the_branch_and_comes_back_with_its_end() {
    let (_folder, mut store) = empty();
    let uuid = organisation(&mut store);
    let task = Task {
        what: "联建党支部".into(),
        responsible: "林示例".into(),
        opened: Some(NOW.today),
        deadline: Some(Date::of(2026, 12, 31)),
        note: String::new(),
    };
    store.commit(&task.change(uuid), NOW).unwrap();
    let covered = |store: &Store| {
        let view = store.organisation_named(uuid).unwrap();
        assert_eq!(view.task, task);
        let mut covered = false;
        store
            .each_facts(NOW.today, &mut |facts| {
                covered = facts.branch.is_some();
                true
            })
            .unwrap();
        view.task.state(covered, NOW.today)
    };
    assert_eq!(covered(&store), TaskState::Open);
    let branch = store.new_id(NOW);
    let founded = Branch {
        name: "东街联合支部".into(),
        form: BranchForm::Joint,
        ..Branch::default()
    };
    let mut change = founded.change(branch);
    let join = Edit::new(uuid, Field::BRANCH, Value::Record(branch));
    change.edits.push(join);
    store.commit(&change, NOW).unwrap();
    assert_eq!(covered(&store), TaskState::Struck);
    is_sound(&mut store);
    let dissolved = Branch {
        dissolved: Some(NOW.today),
        dissolved_reason: "成员单位注销".into(),
        ..founded.clone()
    };
    store
        .commit(&dissolved.revision(branch, &founded), NOW)
        .unwrap();
    assert_eq!(covered(&store), TaskState::Open);
    is_sound(&mut store);
}

#[test]
fn the_chain_takes_its_days_from_hand_census_and_register() {
    let (_folder, mut store) = empty();
    let uuid = organisation(&mut store);
    let rules = Rules::shipped().registration;
    let registered = NOW.today.plus_days(-40);
    assert!(rules.is_new(Some(registered), NOW.today));
    assert!(!rules.is_new(Some(NOW.today.plus_days(-91)), NOW.today));
    assert!(!rules.is_new(None, NOW.today));
    store.commit(&handover::open(uuid, NOW.today), NOW).unwrap();
    let ticked = Ticked {
        done: Some(registered),
        note: "原件存档".into(),
    };
    store
        .commit(&handover::tick(uuid, "survey", &ticked), NOW)
        .unwrap();
    let view = store.organisation_named(uuid).unwrap();
    let known = Known {
        census: Some(NOW.today),
        covered: None,
    };
    let steps = rules.steps(&view.handover, Some(registered), known);
    let stand: Vec<(&str, bool, bool)> = steps
        .iter()
        .map(|step| {
            (
                step.rule.id.as_str(),
                step.done.is_some(),
                step.is_late(NOW.today),
            )
        })
        .collect();
    assert_eq!(
        stand,
        [
            ("survey", true, false),
            ("commitment", false, true),
            ("census", true, false),
            ("advice", false, true),
            ("covered", false, false),
        ]
    );
    assert_eq!(steps[0].note, "原件存档");
    is_sound(&mut store);
    // taken back
    store
        .commit(&handover::tick(uuid, "survey", &Ticked::default()), NOW)
        .unwrap();
    let view = store.organisation_named(uuid).unwrap();
    assert_eq!(
        rules.steps(&view.handover, Some(registered), known)[0].done,
        None
    );
    is_sound(&mut store);
}

#[test]
fn rates_of_659_organisations_are_counted_from_what_was_written_down() {
    let (_folder, mut store) = empty();
    let flags = [
        (Field::CROSS_APPOINTED, 472),
        (Field::HEAD_IS_SECRETARY, 272),
        (Field::CHARTER, 659),
    ];
    for at in 0..659 {
        let uuid = store.new_id(NOW);
        let name = Value::text(format!("第{at}号协会"));
        let mut edits = vec![Edit::new(uuid, Field::NAME, name)];
        for (field, with) in flags {
            // not said, or said to be not so, is the same
            let value = match (at < with, at % 2) {
                (true, _) => Value::Bool(true),
                (false, 0) => Value::Bool(false),
                (false, _) => Value::Nothing,
            };
            edits.push(Edit::new(uuid, field, value));
        }
        store.commit(&Change::of(edits), NOW).unwrap();
    }
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    let rate = |name| {
        let rate = coverage.whole.rate(name).unwrap();
        (
            rate.numerator,
            rate.denominator,
            rate.percent().unwrap().to_string(),
        )
    };
    use liuyou::domain::coverage::RateName::{Charter, CrossAppointed, HeadSecretary};
    assert_eq!(rate(CrossAppointed), (472, 659, "71.62%".into()));
    assert_eq!(rate(HeadSecretary), (272, 659, "41.27%".into()));
    assert_eq!(rate(Charter), (659, 659, "100.00%".into()));
    is_sound(&mut store);
}

#[test]
fn the_list_is_narrowed_by_the_state_of_the_census() {
    let (_folder, mut store) = empty();
    let uuids: Vec<Uuid> = (0..3).map(|_| organisation(&mut store)).collect();
    let counts = |store: &Store| store.census_counts().unwrap();
    assert_eq!(counts(&store), [3, 0, 0]);
    let found = |staff| Census {
        date: Some(NOW.today),
        found: [(Figure::Staff, staff)].into(),
        ..Census::default()
    };
    store.commit(&found(6).change(uuids[0]), NOW).unwrap();
    store.commit(&found(7).change(uuids[1]), NOW).unwrap();
    assert_eq!(counts(&store), [1, 1, 1]);
    for (state, uuid) in CensusState::ALL.iter().zip([2, 0, 1]) {
        let filter = Filter {
            census: Some(*state),
            ..Filter::default()
        };
        let rows = store.page(&filter, &PageFrom::First, 10).unwrap();
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        assert_eq!(ids, [store.number_of(uuids[uuid]).unwrap()], "{state:?}");
        assert_eq!(store.count(&filter).unwrap().n, 1);
        // along with another filter, and with a search
        let both = Filter {
            standing: Some(Standing::Never),
            ..filter
        };
        assert_eq!(store.count(&both).unwrap().n, 1);
        assert_eq!(store.find("dj", &both).unwrap().0, rows);
    }
    // the ledger is brought to what was found
    let before = store.organisation_named(uuids[1]).unwrap().organisation;
    let after = Organisation {
        staff: 7,
        ..before.clone()
    };
    store
        .commit(&after.revision(uuids[1], &before), NOW)
        .unwrap();
    assert_eq!(counts(&store), [1, 2, 0]);
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    assert_eq!(counts(&store), [1, 2, 0]);
}

#[test]
fn a_branch_that_was_dissolved_is_none_to_the_census() {
    let (_folder, mut store) = empty();
    let uuid = organisation(&mut store);
    let branch = store.new_id(NOW);
    let founded = Branch {
        name: "东街支部".into(),
        ..Branch::default()
    };
    let mut change = founded.change(branch);
    let join = Edit::new(uuid, Field::BRANCH, Value::Record(branch));
    change.edits.push(join);
    let census = Census {
        date: Some(NOW.today),
        has_branch: Some(true),
        ..Census::default()
    };
    change.edits.extend(census.change(uuid).edits);
    store.commit(&change, NOW).unwrap();
    assert_eq!(store.census_counts().unwrap(), [0, 1, 0]);
    let dissolved = Branch {
        dissolved: Some(NOW.today),
        dissolved_reason: "成员单位注销".into(),
        ..founded.clone()
    };
    let dissolve = dissolved.revision(branch, &founded);
    store.commit(&dissolve, NOW).unwrap();
    assert_eq!(store.census_counts().unwrap(), [0, 0, 1]);
    assert!(!store.organisation_named(uuid).unwrap().is_covered());
    is_sound(&mut store);
}

#[test]
fn the_reason_of_an_exclusion_is_frozen_with_the_figures() {
    let (_folder, mut store) = empty();
    let uuid = organisation(&mut store);
    let before = store.organisation_named(uuid).unwrap().organisation;
    let excluded = Organisation {
        status: Status::Shell,
        status_reason: "住所无人".into(),
        ..before.clone()
    };
    store
        .commit(&excluded.revision(uuid, &before), NOW)
        .unwrap();
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    store.freeze(&coverage, NOW).unwrap();
    store
        .commit(&before.revision(uuid, &excluded), NOW)
        .unwrap();
    let frozen = store.snapshots().unwrap();
    assert_eq!(frozen[0].coverage.excluded[0].reason, "住所无人");
    is_sound(&mut store);
}
