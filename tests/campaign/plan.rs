//! A campaign from its first day to its last: the plan on the calendar, the base, the stages, the end.

use liuyou::domain::calendar::Date;
use liuyou::domain::campaign::{CampaignView, Plan, Purpose, Stage};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::coverage::Division;
use liuyou::domain::worklist::Given;
use liuyou::standards::Rules;
use liuyou::store::Store;

use super::{empty, found, here, is_sound, on, organisation};

const FIRST: Date = Date::of(2026, 7, 15);

fn plan() -> Plan {
    Rules::shipped().campaigns[0].on("集中组建", FIRST, None)
}

fn keep(store: &mut Store, purpose: Purpose, day: Date) -> Uuid {
    let stand = store
        .stand_for(&Rules::shipped(), &purpose, on(day))
        .unwrap();
    store.keep_stand(&purpose, &stand, on(day)).unwrap()
}

fn view(store: &Store, day: Date) -> CampaignView {
    store.campaign_view(None, on(day)).unwrap().unwrap()
}

/// Five in the east, of which one has a branch; five in the west, of which two have.
fn county() -> (tempfile::TempDir, Store, Vec<Uuid>) {
    let (folder, mut store) = empty();
    let mut all = Vec::new();
    for at in 0..10 {
        let area = if at < 5 { "东街" } else { "西街" };
        let uuid = organisation(&mut store, &format!("第{at}号协会"), area, here(3));
        all.push(uuid);
    }
    let before = on(Date::of(2026, 2, 1));
    for at in [0, 5, 6] {
        found(&mut store, &[all[at]], Some(Date::of(2026, 2, 1)), before);
    }
    (folder, store, all)
}

#[test]
fn the_plan_of_mid_july_meets_its_days() {
    let plan = plan();
    let days: Vec<(Stage, String)> = plan
        .milestones
        .iter()
        .map(|milestone| (milestone.stage, milestone.date.to_string()))
        .collect();
    let day = |stage, day: &str| (stage, day.to_owned());
    assert_eq!(
        days,
        [
            day(Stage::KickOff, "2026-07-25"),
            day(Stage::Census, "2026-07-31"),
            day(Stage::MidTerm, "2026-08-15"),
            day(Stage::Final, "2026-08-31"),
        ]
    );
    assert_eq!(plan.to, Date::of(2026, 8, 31));
}

#[test]
fn a_campaign_begins_with_its_base_in_one_save() {
    let (_folder, mut store, _) = county();
    assert!(store.campaign_view(None, on(FIRST)).unwrap().is_none());
    let before = store.snapshots().unwrap().len();
    let uuid = keep(&mut store, Purpose::Begin(plan()), FIRST);
    assert_eq!(store.snapshots().unwrap().len(), before + 1);
    let view = view(&store, FIRST);
    assert_eq!((view.uuid, view.all.len()), (uuid, 1));
    assert_eq!(view.campaign.base, Some(store.snapshots().unwrap()[0].uuid));
    // 3 of 10; 60 % are 6, so that 3 are missing, in 48 days: 3 * 7 / 48 is below one a week
    let distances = view.distances(&view.now);
    let target = distances[0];
    assert_eq!(
        (target.numerator, target.denominator, target.missing),
        (3, 10, 3)
    );
    assert_eq!((target.days_left, target.per_week), (48, Some(1)));
    // all seven without a branch and without anybody
    assert_eq!(
        (distances[1].missing, view.now.work.without_instructor),
        (7, 10)
    );
    assert_eq!(
        (view.now.work.tasks.unassigned, view.now.work.left.len()),
        (7, 7)
    );
    assert_eq!(view.now.work.members.formal, 30);
    is_sound(&mut store);
}

#[test]
fn stages_keep_their_figures_and_after_the_last_nothing_moves() {
    let (_folder, mut store, all) = county();
    let uuid = keep(&mut store, Purpose::Begin(plan()), FIRST);
    let kick_off = on(Date::of(2026, 7, 25));
    let ids: Vec<i64> = store
        .worklist(&Rules::shipped(), &Default::default(), kick_off)
        .unwrap()
        .lines
        .iter()
        .map(|line| line.id)
        .collect();
    let given = Given {
        responsible: "周示范".into(),
        deadline: Some(Date::of(2026, 8, 10)),
        ..Given::default()
    };
    assert_eq!(store.give_tasks(&ids, &given, kick_off).unwrap(), 7);
    let one = on(Date::of(2026, 8, 4));
    found(&mut store, &[all[1]], Some(one.today), one);
    let middle = Date::of(2026, 8, 15);
    keep(&mut store, Purpose::Stage(uuid, Stage::MidTerm), middle);
    found(
        &mut store,
        &[all[2], all[3]],
        Some(middle),
        on(middle.plus_days(1)),
    );
    let last = Date::of(2026, 8, 31);
    keep(&mut store, Purpose::Stage(uuid, Stage::Final), last);

    let rate = |numerator: u64| (numerator, 10u64);
    let of = |stand: &liuyou::domain::campaign::Stand| {
        let rate = &stand.coverage.whole.rates[0];
        ((rate.numerator, rate.denominator), stand.work.tasks)
    };
    let seen = view(&store, last);
    let (mid_rate, mid_tasks) = of(seen.stage(Stage::MidTerm).unwrap());
    assert_eq!(mid_rate, rate(4));
    assert_eq!((mid_tasks.struck, mid_tasks.overdue), (1, 6));
    let (end_rate, end_tasks) = of(&seen.now);
    assert_eq!(end_rate, rate(6));
    assert_eq!((end_tasks.struck, end_tasks.overdue), (3, 4));
    // 60 % of 10 is reached on the last day
    assert_eq!(seen.distances(&seen.now)[0].missing, 0);
    // from 3 to 5 Party organisations: 2/3
    let branches = seen.now.coverage.branches_since(&seen.base.coverage);
    assert_eq!(branches.percent().unwrap().to_string(), "66.67%");
    let trend: Vec<(String, u64)> = seen
        .trend
        .iter()
        .map(|rate| (rate.date.to_string(), rate.numerator))
        .collect();
    let point = |day: &str, covered| (day.to_owned(), covered);
    assert_eq!(
        trend,
        [
            point("2026-07-15", 3),
            point("2026-08-15", 4),
            point("2026-08-31", 6)
        ]
    );

    // afterwards two more are formed, one is deregistered, one ends; the campaign does not move
    let after = on(Date::of(2026, 9, 20));
    found(&mut store, &[all[4], all[7]], Some(after.today), after);
    let edits = vec![
        Edit::new(all[8], Field::STATUS, Value::text("deregistered")),
        Edit::new(all[0], Field::BRANCH, Value::Nothing),
    ];
    store.commit(&Change::of(edits), after).unwrap();
    let again = view(&store, after.today);
    assert!(again.is_final());
    assert_eq!(again.now, seen.now);
    assert_eq!(again.stages, seen.stages);
    assert_eq!(again.trend, seen.trend);
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    assert_eq!(view(&store, after.today).now, seen.now);
}

#[test]
fn the_best_are_named_by_rate_and_by_increment() {
    let (_folder, mut store, all) = county();
    keep(&mut store, Purpose::Begin(plan()), FIRST);
    let day = Date::of(2026, 8, 5);
    // the east goes from 1/5 to 4/5, the west from 2/5 to 4/5
    found(&mut store, &all[1..4], Some(day), on(day));
    found(&mut store, &all[7..9], Some(day), on(day));
    let view = view(&store, day);
    let best = view.now.best(&view.base, Division::Area);
    let names = |ranked: &[liuyou::domain::campaign::Ranked<'_>]| -> Vec<String> {
        ranked.iter().map(|one| one.name.to_owned()).collect()
    };
    // equal rates share the first place
    assert_eq!(names(&best.rate), ["东街", "西街"]);
    assert_eq!(names(&best.increment), ["东街"]);
    let east = best.increment[0];
    assert_eq!(east.points().unwrap().to_string(), "60.00%");
    assert_eq!(east.added(), Some(3));
    // nothing grew, nobody is named
    let none = view.base.best(&view.base, Division::Area);
    assert_eq!(none.increment, []);
    assert_eq!(names(&none.rate), ["西街"]);
}

#[test]
fn several_campaigns_stand_in_a_list_and_the_running_one_is_shown() {
    let (_folder, mut store, _) = county();
    let first = keep(&mut store, Purpose::Begin(plan()), FIRST);
    let last = Date::of(2026, 8, 31);
    store.close_campaign(first, Some(last), on(last)).unwrap();
    assert_eq!(store.running_campaign(last).unwrap(), None);
    assert_eq!(view(&store, last).uuid, first, "the latest, though closed");
    let next = Date::of(2027, 3, 1);
    let template = &Rules::shipped().campaigns[0];
    let plan = template.on("再行动", next, Some(Date::of(2027, 4, 30)));
    let second = keep(&mut store, Purpose::Begin(plan), next);
    let shown = view(&store, next);
    assert_eq!(shown.uuid, second);
    let heads: Vec<(&str, bool)> = shown
        .all
        .iter()
        .map(|head| (head.name.as_str(), head.closed.is_some()))
        .collect();
    assert_eq!(heads, [("再行动", false), ("集中组建", true)]);
    let old = store.campaign_view(Some(first), on(next)).unwrap().unwrap();
    assert_eq!(old.campaign.closed, Some(last));
    // taken back
    store.close_campaign(first, None, on(next)).unwrap();
    let old = store.campaign_view(Some(first), on(next)).unwrap().unwrap();
    assert_eq!(old.campaign.closed, None);
    is_sound(&mut store);
}

#[test]
fn a_base_without_its_rules_is_refused_in_words() {
    let (_folder, store, _) = county();
    let mut plan = plan();
    plan.counting = "ours".into();
    let refused = store.stand_for(&Rules::shipped(), &Purpose::Begin(plan), on(FIRST));
    assert!(refused.is_err_and(|error| error.to_string().contains("ours")));
}
