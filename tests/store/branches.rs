//! Branches in the file: listed along the rules, found by name, counted with the organisations under them, and the same
//! after a rebuild.

use liuyou::domain::activity::{Activity, ActivityForm};
use liuyou::domain::branch::{Branch, BranchForm, BranchRemark, BranchRules};
use liuyou::domain::branches::{BranchListing, BranchPage, BranchQuery};
use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Uuid};
use liuyou::domain::organisation::Organisation;
use liuyou::standards::Rules;
use liuyou::store::{Loading, Store};

use super::{NOW, empty, is_sound};

fn rules() -> BranchRules {
    Rules::shipped().branch
}

fn found(store: &mut Store, branch: &Branch) -> Uuid {
    let uuid = store.new_id(NOW);
    store.commit(&branch.change(uuid), NOW).unwrap();
    uuid
}

fn named(name: &str) -> Branch {
    Branch {
        name: name.into(),
        ..Branch::default()
    }
}

/// An organisation, and its number in the file.
fn organisation(store: &mut Store, name: &str) -> i64 {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: name.into(),
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), NOW).unwrap();
    store.number_of(uuid).unwrap()
}

fn page(store: &Store, listing: BranchListing, text: &str) -> BranchPage {
    let query = BranchQuery {
        listing,
        text: text.into(),
        from: 0,
        limit: 100,
    };
    store.branches(&query, &rules(), NOW.today).unwrap()
}

fn names(page: &BranchPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

#[track_caller]
fn is_sound_before_and_after(store: &mut Store) {
    is_sound(store);
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(store);
}

#[test]
fn each_listing_takes_what_the_rules_remark() {
    let (_folder, mut store) = empty();
    let day = |days: i64| Some(NOW.today.plus_days(days));
    // the shipped rules: elections from 90 days before, idle after 180 days, five organisations
    let elections = [(91, false), (90, true), (0, true), (-1, true)];
    for (ahead, _) in elections {
        let branch = Branch {
            next_election: day(ahead),
            ..named(&format!("届{ahead}"))
        };
        found(&mut store, &branch);
    }
    for ago in [180, 181] {
        let branch = Branch {
            founded: day(-ago),
            ..named(&format!("立{ago}"))
        };
        found(&mut store, &branch);
    }
    let gone = Branch {
        founded: day(-900),
        next_election: day(-1),
        dissolved: day(-10),
        dissolved_reason: "合并".into(),
        ..named("旧支部")
    };
    found(&mut store, &gone);
    let listed = |store: &Store, listing| page(store, listing, "");
    let election = listed(&store, BranchListing::Election);
    assert_eq!(names(&election), ["届-1", "届0", "届90"]);
    assert_eq!(election.rows[0].remarks, [BranchRemark::ElectionOverdue(1)]);
    let idle = listed(&store, BranchListing::Idle);
    assert_eq!(names(&idle), ["立181"]);
    assert_eq!(idle.rows[0].remarks, [BranchRemark::Idle(181)]);
    let dissolved = listed(&store, BranchListing::Dissolved);
    assert_eq!(names(&dissolved), ["旧支部"]);
    assert_eq!(dissolved.rows[0].remarks, []);
    let all = listed(&store, BranchListing::InForce);
    assert_eq!((all.total.n, all.counts), (6, Some([6, 3, 1, 0, 1])));
    // what a listing takes by its index is what the rules remark, row by row
    for listing in BranchListing::ALL {
        for row in listed(&store, *listing).rows {
            assert!(listing.takes(&row), "{listing:?}: {}", row.name);
        }
    }
    is_sound_before_and_after(&mut store);
    assert_eq!(
        store.branch_counts(&rules(), NOW.today).unwrap(),
        [6, 3, 1, 0, 1]
    );
}

#[test]
fn an_activity_wakes_a_branch_and_may_be_struck_out() {
    let (_folder, mut store) = empty();
    let branch = Branch {
        founded: Some(NOW.today.plus_days(-400)),
        ..named("东街支部")
    };
    let uuid = found(&mut store, &branch);
    let id = store.number_of(uuid).unwrap();
    let idle = |store: &Store| page(store, BranchListing::Idle, "").total.n;
    assert_eq!(idle(&store), 1);
    let activity = |day: Date, number| Activity {
        day,
        number,
        theme: "重温入党誓词".into(),
        form: ActivityForm::ThemeDay,
        people: 5,
    };
    let last = NOW.today.plus_days(-10);
    for activity in [
        activity(NOW.today.plus_days(-300), 1),
        activity(last, 1),
        activity(last, 2),
    ] {
        store.commit(&activity.change(uuid), NOW).unwrap();
    }
    assert_eq!(idle(&store), 0);
    let view = store.branch_view(id, &rules(), NOW.today).unwrap();
    let days: Vec<(i64, u32)> = view
        .activities
        .iter()
        .map(|activity| (NOW.today.days_since(activity.day), activity.number))
        .collect();
    assert_eq!(days, [(10, 2), (10, 1), (300, 1)]);
    assert_eq!(view.remarks, []);
    is_sound_before_and_after(&mut store);
    for number in [1, 2] {
        let removal = activity(last, number).removal(uuid);
        store.commit(&removal, NOW).unwrap();
    }
    let view = store.branch_view(id, &rules(), NOW.today).unwrap();
    assert_eq!(view.activities.len(), 1);
    assert_eq!(view.remarks, [BranchRemark::Idle(300)]);
    is_sound_before_and_after(&mut store);
}

#[test]
fn the_organisations_under_a_branch_are_counted() {
    let (_folder, mut store) = empty();
    let joint = Branch {
        form: BranchForm::Joint,
        ..named("联合支部")
    };
    let uuid = found(&mut store, &joint);
    let id = store.number_of(uuid).unwrap();
    let organisations: Vec<i64> = (0..6)
        .map(|at| organisation(&mut store, &format!("第{at}协会")))
        .collect();
    let row = |store: &Store| page(store, BranchListing::InForce, "").rows[0].clone();
    for (at, organisation) in organisations.iter().enumerate() {
        store.cover(*organisation, Some(id), NOW).unwrap();
        assert_eq!(row(&store).covers, at as u32 + 1);
    }
    assert_eq!(row(&store).remarks, [BranchRemark::TooMany(6)]);
    assert_eq!(page(&store, BranchListing::Joint, "").total.n, 1);
    is_sound_before_and_after(&mut store);
    assert_eq!(row(&store).covers, 6);
    // one moves to another branch, one leaves
    let other = found(&mut store, &named("另一支部"));
    let other = store.number_of(other).unwrap();
    store.cover(organisations[0], Some(other), NOW).unwrap();
    store.cover(organisations[1], None, NOW).unwrap();
    let view = store.branch_view(id, &rules(), NOW.today).unwrap();
    assert_eq!((view.covers, view.organisations.len()), (4, 4));
    assert_eq!(view.remarks, []);
    let view = store.branch_view(other, &rules(), NOW.today).unwrap();
    assert_eq!(view.organisations[0].id, organisations[0]);
    is_sound_before_and_after(&mut store);
}

/// A branch and its organisation in one change, whichever of the two the file numbers first.
#[test]
fn founding_and_joining_are_one_change() {
    for branch_first in [true, false] {
        let (_folder, mut store) = empty();
        let organisation = store.new_id(NOW);
        let facts = Organisation {
            name: "东街协会".into(),
            branch: Some(Uuid::NEW),
            ..Organisation::default()
        };
        let (mut edits, mut others) = (
            named("东街支部").change(Uuid::NEW).edits,
            facts.change(organisation).edits,
        );
        if !branch_first {
            std::mem::swap(&mut edits, &mut others);
        }
        edits.extend(others);
        let change = Change::of(edits);
        assert!(change.makes_new());
        let name = store.new_id(NOW);
        store.commit(&change.named(name), NOW).unwrap();
        let rows = page(&store, BranchListing::InForce, "").rows;
        assert_eq!((rows.len(), rows[0].covers), (1, 1));
        let view = store.organisation_named(organisation).unwrap();
        assert_eq!(view.branch.unwrap().name, "东街支部");
        is_sound_before_and_after(&mut store);
    }
}

#[test]
fn a_branch_is_found_by_its_name_and_by_its_organisations() {
    let (_folder, mut store) = empty();
    let joint = found(&mut store, &named("中共云岭县文旅联合支部委员会"));
    let joint = store.number_of(joint).unwrap();
    let sole = found(&mut store, &named("中共云岭县义工联合会支部委员会"));
    let under = organisation(&mut store, "云岭县书法家协会");
    store.cover(under, Some(joint), NOW).unwrap();
    let search = |store: &Store, text: &str| {
        let page = page(store, BranchListing::InForce, text);
        assert_eq!(page.total.n, page.rows.len() as u64);
        page.rows.len()
    };
    for (text, found) in [
        ("文旅", 1),
        ("wenlv", 1),
        ("wllh", 1),
        ("shufa", 1),
        ("联合", 2),
        ("zgylx", 2),
        ("xyz", 0),
    ] {
        assert_eq!(search(&store, text), found, "{text}");
    }
    // one that is called otherwise now is not found by its old name
    let before = named("中共云岭县义工联合会支部委员会");
    let after = named("中共云岭县志愿者协会支部委员会");
    store.commit(&after.revision(sole, &before), NOW).unwrap();
    assert_eq!((search(&store, "义工"), search(&store, "志愿者")), (0, 1));
    is_sound_before_and_after(&mut store);
}

#[test]
fn a_page_begins_where_it_is_asked_to() {
    let (_folder, mut store) = empty();
    for at in 0..25 {
        found(&mut store, &named(&format!("支部{:02}", at)));
    }
    let query = |from| BranchQuery {
        from,
        limit: 10,
        ..BranchQuery::default()
    };
    let page = |from| store.branches(&query(from), &rules(), NOW.today).unwrap();
    let rows = |from| {
        let page = page(from);
        (page.from, page.rows.len(), page.rows[0].name.clone())
    };
    assert_eq!(rows(0), (0, 10, "支部00".into()));
    assert_eq!(rows(20), (20, 5, "支部20".into()));
    assert_eq!(page(20).total.n, 25);
    assert!(page(20).counts.is_none(), "told with the first rows alone");
}

/// So many organisations come in together that counting is off meanwhile and made up for at the end.
#[test]
fn the_organisations_of_a_long_register_are_counted_too() {
    let (_folder, mut store) = empty();
    let branch = store.new_id(NOW);
    let joint = named("中共云岭县联合支部委员会");
    let names: Vec<Uuid> = (0..5200).map(|_| store.new_id(NOW)).collect();
    store
        .load(Loading::Whole, &mut |_, _| true, |load| {
            load.put(&joint.change(branch), NOW)?;
            for (at, uuid) in names.iter().enumerate() {
                let facts = Organisation {
                    name: format!("第{at}号协会"),
                    branch: (at % 2 == 0).then_some(branch),
                    ..Organisation::default()
                };
                load.put(&facts.change(*uuid), NOW)?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(
        page(&store, BranchListing::InForce, "").rows[0].covers,
        2600
    );
    is_sound_before_and_after(&mut store);
}
