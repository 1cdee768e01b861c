//! Rounds of supervision through the journal: lists, visits, progress and result by hand-worked figures, what two laptops
//! add, and what a join of two organisations does to a list.

use std::path::Path;

use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Uuid};
use liuyou::domain::round::{self, MemberState, Round, RoundOrder, RoundState, RoundView};
use liuyou::domain::score::Verdict;
use liuyou::domain::visit::Said;
use liuyou::standards;
use liuyou::store::{Store, StoreError, data_file};
use rusqlite::Connection;

use super::plan::{finish, on, organisation, visited};
use super::{NOW, empty, is_sound};

const ENTERED: Date = Date::of(2026, 1, 5);
const DAY: Date = Date::of(2026, 11, 18);

fn round(store: &mut Store, number: u32, from: Date, to: Date) -> i64 {
    let uuid = store.new_id(NOW);
    let round = Round {
        number,
        name: format!("第{number}轮督导"),
        from,
        to,
        lead: "县社会工作部".into(),
        closed: None,
        conclusion: String::new(),
    };
    store.commit(&round.change(uuid), NOW).unwrap();
    store.number_of(uuid).unwrap()
}

fn november(store: &mut Store) -> i64 {
    round(store, 8, Date::of(2026, 11, 16), Date::of(2026, 11, 27))
}

fn number(store: &Store, uuid: Uuid) -> i64 {
    store.number_of(uuid).unwrap()
}

fn add(store: &mut Store, round: i64, organisations: &[Uuid]) -> u64 {
    let ids = organisations.iter().map(|uuid| number(store, *uuid));
    let order = RoundOrder::Add(ids.collect());
    store.order_round(round, &order, NOW).unwrap()
}

/// A finished site check for the round: everything good but so many items, which are worth nothing.
fn inspect(store: &mut Store, round: i64, organisation: Uuid, poor: usize, day: Date) -> i64 {
    let id = number(store, organisation);
    let site = standards::site();
    let visit = store
        .start_visit_for(Some(round), id, &site, "", on(day))
        .unwrap();
    let uuid = store.visit(visit).unwrap().uuid;
    let list = &site.checklist;
    let edits = list.items().enumerate().map(|(at, item)| {
        let scale = list.scales.iter().find(|scale| scale.code == item.scale);
        let options = &scale.unwrap().options;
        // the first items of the list are no veto items but 1.1, which stays good
        let option = match (1..=poor).contains(&at) {
            true => options.iter().find(|option| option.percent == Some(0)),
            false => options.iter().find(|option| option.percent == Some(100)),
        };
        Said::Option(Some(option.unwrap().code.clone())).edit(uuid, &item.code)
    });
    store.commit(&Change::of(edits.collect()), on(day)).unwrap();
    finish(store, visit, day);
    visit
}

fn view(store: &Store, id: i64) -> RoundView {
    store.round_view(id, true).unwrap()
}

#[test]
fn progress_follows_from_the_visits_of_the_round() {
    let (_folder, mut store) = empty();
    let a = organisation(&mut store, "甲协会", "东街", "", ENTERED);
    let b = organisation(&mut store, "乙商会", "东街", "", ENTERED);
    let c = organisation(&mut store, "丙学校", "西街", "", ENTERED);
    let d = organisation(&mut store, "丁书画社", "南街", "", ENTERED);
    let id = november(&mut store);
    assert_eq!(add(&mut store, id, &[a, b, c]), 3);
    assert_eq!(add(&mut store, id, &[a, c]), 0, "they are listed already");
    let uuid = store.round_view(id, false).unwrap().uuid;
    let listed = round::list_authority(uuid, "教育局", true);
    store.commit(&Change::of(vec![listed]), NOW).unwrap();
    // 甲: items 1.2, 1.3 and 1.4 with 3 points each are worth nothing: 91 of 100
    inspect(&mut store, id, a, 3, DAY);
    // 乙: the twelve items after 1.1: 16 of section one and 2.1 to 2.6 (3+2+3+3+1+3): 69 of 100
    inspect(&mut store, id, b, 12, DAY);
    // 丁 is not listed, and comes onto the list with its visit, which stays open
    let site = standards::site();
    let draft = store
        .start_visit_for(Some(id), number(&store, d), &site, "", on(DAY))
        .unwrap();
    let seen = view(&store, id);
    let progress = seen.progress;
    assert_eq!(
        (
            progress.organisations,
            progress.done,
            progress.draft,
            progress.open()
        ),
        (4, 2, 1, 1)
    );
    assert_eq!((progress.judged, progress.failing), (2, 0));
    // (91.0 + 69.0) / 2
    assert_eq!((progress.mean(), progress.problems), (Some(800), 15));
    let verdicts: Vec<Option<Verdict>> = seen
        .members
        .iter()
        .map(|member| member.judged().and_then(|visit| visit.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            None,
            None,
            Some(Verdict::Demonstration),
            Some(Verdict::Basic)
        ]
    );
    let states: Vec<(&str, MemberState)> = seen
        .members
        .iter()
        .map(|member| (member.name.as_str(), member.state()))
        .collect();
    assert_eq!(
        states,
        [
            ("丁书画社", MemberState::Draft),
            ("丙学校", MemberState::Open),
            ("甲协会", MemberState::Done),
            ("乙商会", MemberState::Done),
        ]
    );
    // three of the organisations and the one listed by itself; one is reached by two visits
    assert_eq!((seen.authorities.len(), seen.reached()), (4, 1));
    let reached = round::reach(seen.uuid, "教育局", Some(DAY));
    store.commit(&Change::of(vec![reached]), NOW).unwrap();
    finish(&mut store, draft, DAY);
    let seen = view(&store, id);
    assert_eq!(seen.reached(), 3);
    // nothing was answered there: the veto items fail it, and nothing answered is no problem found
    assert_eq!((seen.progress.failing, seen.progress.problems), (1, 15));
    // (91.0 + 69.0 + 0) / 3 = 53.33, rounded down
    assert_eq!(seen.progress.mean(), Some(533));
    is_sound(&mut store);
}

#[test]
fn visits_made_before_are_put_into_the_round_and_taken_out() {
    let (_folder, mut store) = empty();
    let a = organisation(&mut store, "甲协会", "东街", "", ENTERED);
    let id = november(&mut store);
    add(&mut store, id, &[a]);
    let site = standards::site();
    visited(&mut store, a, &site, Date::of(2026, 11, 15));
    let first = visited(&mut store, a, &site, Date::of(2026, 11, 16));
    let last = visited(&mut store, a, &site, Date::of(2026, 11, 27));
    visited(&mut store, a, &site, Date::of(2026, 11, 28));
    // those of its days alone, both ends included
    let others: Vec<i64> = view(&store, id).others().map(|visit| visit.id).collect();
    assert_eq!(others, [last, first]);
    let take = RoundOrder::Take(others);
    assert_eq!(store.order_round(id, &take, NOW).unwrap(), 2);
    let seen = view(&store, id);
    assert_eq!(
        (seen.members[0].visits.len(), seen.others().count()),
        (2, 0)
    );
    store
        .order_round(id, &RoundOrder::Release(last), NOW)
        .unwrap();
    let seen = view(&store, id);
    assert_eq!(
        (seen.members[0].visits.len(), seen.others().count()),
        (1, 1)
    );
    // with its visit the organisation stays in the round though it is listed no more
    let off = RoundOrder::Remove(number(&store, a));
    store.order_round(id, &off, NOW).unwrap();
    assert_eq!(view(&store, id).members.len(), 1);
    store
        .order_round(id, &RoundOrder::Release(first), NOW)
        .unwrap();
    assert!(view(&store, id).members.is_empty());
    is_sound(&mut store);
}

#[test]
fn a_closed_round_takes_nothing_and_can_be_opened_again() {
    let (_folder, mut store) = empty();
    let a = organisation(&mut store, "甲协会", "东街", "", ENTERED);
    let id = november(&mut store);
    add(&mut store, id, &[a]);
    let uuid = view(&store, id).uuid;
    let close = round::close(uuid, Some(Date::of(2026, 11, 27)), "总体较好。");
    store.commit(&close, NOW).unwrap();
    let seen = view(&store, id);
    assert_eq!(seen.round.state(NOW.today), RoundState::Closed);
    assert_eq!(seen.round.conclusion, "总体较好。");
    let site = standards::site();
    let refused = store.start_visit_for(Some(id), number(&store, a), &site, "", NOW);
    assert!(matches!(refused, Err(StoreError::RoundClosed(name)) if name == "第8轮督导"));
    let refused = store.order_round(id, &RoundOrder::Add(vec![number(&store, a)]), NOW);
    assert!(matches!(refused, Err(StoreError::RoundClosed(_))));
    let again = round::close(uuid, None, "总体较好。");
    store.commit(&again, NOW).unwrap();
    assert_eq!(view(&store, id).round.closed, None);
    inspect(&mut store, id, a, 0, DAY);
    assert_eq!(view(&store, id).progress.done, 1);
    is_sound(&mut store);
}

/// D2: eight rounds in a year, seventeen authorities.
#[test]
fn a_year_of_eight_rounds_reaches_seventeen_authorities_each_counted_once() {
    let (_folder, mut store) = empty();
    let organisations: Vec<Uuid> = (0..17)
        .map(|at| {
            organisation(
                &mut store,
                &format!("第{at}号协会"),
                &format!("街{at}"),
                "",
                ENTERED,
            )
        })
        .collect();
    let mut rounds = Vec::new();
    for month in 1..=8 {
        let from = Date::of(2026, month, 10);
        rounds.push(round(&mut store, month as u32, from, from.plus_days(9)));
    }
    // before and after that year
    round(&mut store, 9, Date::of(2025, 12, 31), Date::of(2026, 1, 4));
    round(&mut store, 1, Date::of(2027, 1, 1), Date::of(2027, 1, 4));
    // two new ones a round, the last one three; and each round sees the first one again
    for (at, id) in rounds.iter().enumerate() {
        let day = Date::of(2026, at as i8 + 1, 11);
        let until = if at == 7 { 17 } else { at * 2 + 2 };
        for organisation in &organisations[at * 2..until] {
            inspect(&mut store, *id, *organisation, 1, day);
        }
        if at > 0 {
            inspect(&mut store, *id, organisations[0], 2, day);
        }
    }
    let year = store.round_year(2026, NOW.today, true).unwrap();
    let figures = year.figures;
    assert_eq!((figures.rounds, figures.authorities), (8, 17));
    // 17 organisations once, the first one seven times more; one problem each, two each time more
    assert_eq!((figures.organisations, figures.visits), (17, 24));
    assert_eq!(figures.problems, 17 + 14);
    let numbers: Vec<u32> = year.rows.iter().map(|row| row.round.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!((year.rows[7].progress.done, year.rows[7].reached), (4, 4));
    // on 9 August seven had begun
    let earlier = store.round_year(2026, Date::of(2026, 8, 9), false).unwrap();
    assert_eq!(earlier.figures.rounds, 7);
    assert_eq!(store.round_years().unwrap(), [2027, 2026, 2025]);
    let named = store.rounds_like("8").unwrap();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].0, rounds[7]);
    is_sound(&mut store);
}

/// Puts the last save of another laptop's file behind this one's, as if it had arrived.
fn bring_over(from: &Path, to: &Path) {
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
fn what_two_laptops_add_is_all_on_the_list() {
    let (folder, mut store) = empty();
    let a = organisation(&mut store, "甲协会", "东街", "", ENTERED);
    let b = organisation(&mut store, "乙商会", "东街", "", ENTERED);
    let c = organisation(&mut store, "丙学校", "西街", "", ENTERED);
    let id = november(&mut store);
    add(&mut store, id, &[c]);
    drop(store);
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(data_file(folder.path()), data_file(elsewhere.path())).unwrap();
    let db = Connection::open(data_file(elsewhere.path())).unwrap();
    db.execute("UPDATE device SET stream = stream + 1", [])
        .unwrap();
    drop(db);
    let mut here = Store::open_or_create(folder.path()).unwrap();
    let mut there = Store::open_or_create(elsewhere.path()).unwrap();
    add(&mut here, id, &[a]);
    let off = RoundOrder::Remove(number(&here, c));
    here.order_round(id, &off, NOW).unwrap();
    // the other laptop has seen neither, and adds one of its own and the same one too
    add(&mut there, id, &[a, b]);
    drop((here, there));
    bring_over(elsewhere.path(), folder.path());
    let mut store = Store::open_or_create(folder.path()).unwrap();
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    let seen = view(&store, id);
    let mut names: Vec<&str> = seen.members.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["乙商会", "甲协会"]);
    // taken off once, it is off for both who added it
    let off = RoundOrder::Remove(number(&store, a));
    store.order_round(id, &off, NOW).unwrap();
    assert_eq!(view(&store, id).members.len(), 1);
    is_sound(&mut store);
}

#[test]
fn a_joined_organisation_stands_on_the_list_as_the_one_that_stayed() {
    let (_folder, mut store) = empty();
    let a = organisation(&mut store, "甲协会", "东街", "", ENTERED);
    let b = organisation(&mut store, "甲协会（旧）", "东街", "", ENTERED);
    let id = november(&mut store);
    add(&mut store, id, &[a, b]);
    inspect(&mut store, id, b, 0, DAY);
    store.join(a, b, NOW).unwrap();
    let seen = view(&store, id);
    assert_eq!(seen.members.len(), 1);
    assert_eq!(
        (seen.members[0].name.as_str(), seen.progress.done),
        ("甲协会", 1)
    );
    let rounds = store.organisation_named(a).unwrap().rounds;
    assert_eq!((rounds.len(), rounds[0].number), (1, 8));
    is_sound(&mut store);
    // taken off, both names go
    let visits = seen.members[0].visits.clone();
    let release = RoundOrder::Release(visits[0].id);
    store.order_round(id, &release, NOW).unwrap();
    let off = RoundOrder::Remove(number(&store, a));
    store.order_round(id, &off, NOW).unwrap();
    assert!(view(&store, id).members.is_empty());
    is_sound(&mut store);
}
