//! Findings over real files: numbers, steps, the board and its figures, and what two laptops make of one finding.

use std::path::Path;
use std::time::{Duration, Instant};

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::Uuid;
use liuyou::domain::finding::{
    BoardQuery, Entry, Fault, FindingFilter, Ground, How, Light, Move, Opening, Refused, State,
    StepKind,
};
use liuyou::domain::ladder::Horizon;
use liuyou::domain::organisation::Organisation;
use liuyou::domain::rules::Rules;
use liuyou::store::{Store, data_file};
use rusqlite::Connection;

use super::{NOW, empty, is_sound};

fn organisation(store: &mut Store, name: &str, area: &str) -> (Uuid, i64) {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: name.into(),
        area: area.into(),
        authority: "民政局".into(),
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), NOW).unwrap();
    (uuid, store.number_of(uuid).unwrap())
}

fn entry(day: Date) -> Entry {
    Entry {
        day,
        hand: "周示范".into(),
        reason: "说明".into(),
    }
}

fn opening(organisation: Uuid, item: &str, deadline: Date) -> Opening {
    Opening {
        organisation,
        visit: None,
        template: "liuyou-site".into(),
        item: item.into(),
        item_name: "悬挂党旗".into(),
        fact: "未悬挂".into(),
        requirement: "悬挂".into(),
        responsible: "李样本".into(),
        deadline,
        opened: NOW.today,
        ground: Ground::Veto,
    }
}

fn on(day: Date) -> Now {
    Now {
        utc_ms: NOW.utc_ms + day.days_since(NOW.today) * 86_400_000,
        today: day,
        ..NOW
    }
}

#[track_caller]
fn take(store: &mut Store, id: i64, made: Move, day: Date) -> Result<(), Refused> {
    let rules = Rules::shipped();
    let done = store
        .step_findings(&[id], &made, &entry(day), &rules, on(day))
        .unwrap();
    match done.refused.into_iter().next() {
        Some((_, refused)) => Err(refused),
        None => Ok(()),
    }
}

fn horizon(today: Date) -> Horizon {
    let rules = Rules::shipped();
    rules.ladder.horizon(&rules.holidays, today)
}

fn numbers(store: &Store, filter: FindingFilter, text: &str, today: Date) -> Vec<String> {
    let query = BoardQuery {
        filter,
        text: text.into(),
        from: 0,
        limit: 50,
    };
    let page = store.board(&query, horizon(today)).unwrap();
    assert_eq!(page.found.n, page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.number).collect()
}

#[test]
fn a_finding_runs_from_its_number_to_its_end_and_every_step_stays() {
    let (_folder, mut store) = empty();
    let rules = Rules::shipped();
    store.set_finding_series("A").unwrap();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let deadline = rules.ladder.deadline(&rules.holidays, NOW.today);
    // Sunday 22 November and fifteen days: Monday 7 December
    assert_eq!(deadline, Date::of(2026, 12, 7));
    let ids = store
        .open_findings(&[opening(uuid, "4.1", deadline)], &entry(NOW.today), NOW)
        .unwrap();
    let id = ids[0];
    assert_eq!(store.finding_numbered("2026-a-1").unwrap(), Some(id));
    let day = |day| Date::of(2026, 12, day);
    take(&mut store, id, Move::FeedBack, NOW.today).unwrap();
    let extend = |deadline| Move::Extend { deadline };
    take(&mut store, id, extend(day(20)), day(7)).unwrap();
    assert_eq!(
        take(&mut store, id, extend(day(30)), day(21)),
        Err(Refused::Late(day(20)))
    );
    take(&mut store, id, Move::Report, day(22)).unwrap();
    let back = Move::SendBack {
        deadline: Date::of(2027, 1, 5),
    };
    take(&mut store, id, back, day(24)).unwrap();
    take(&mut store, id, Move::Report, Date::of(2027, 1, 4)).unwrap();
    let recheck = Move::Recheck {
        how: How::Documents,
        visit: None,
    };
    let close = |reviewer: &str| Move::Close {
        reviewer: reviewer.into(),
    };
    let last = Date::of(2027, 1, 8);
    assert_eq!(
        take(&mut store, id, close("陈审核"), last),
        Err(Refused::NoRecheck)
    );
    take(&mut store, id, recheck, last).unwrap();
    assert_eq!(
        take(&mut store, id, close("周示范"), last),
        Err(Refused::SamePerson("周示范".into()))
    );
    // the clock of the laptop is a year back: the day given counts, and nothing comes undone
    let rules = Rules::shipped();
    let done = store
        .step_findings(
            &[id],
            &close("陈审核"),
            &entry(last),
            &rules,
            on(Date::of(2026, 1, 8)),
        )
        .unwrap();
    assert_eq!((done.taken, done.refused), (vec![id], vec![]));
    let view = store
        .finding_view(id, &rules, on(Date::of(2026, 1, 8)))
        .unwrap();
    assert_eq!(
        (view.finding.stand.state, view.finding.stand.round),
        (State::Closed, 1)
    );
    assert!(view.finding.is_in_time());
    let kinds: Vec<StepKind> = view
        .finding
        .steps
        .iter()
        .map(|step| step.made.kind())
        .collect();
    use StepKind as K;
    assert_eq!(
        kinds,
        [
            K::Open,
            K::FeedBack,
            K::Extend,
            K::Report,
            K::SendBack,
            K::Report,
            K::Recheck,
            K::Close
        ]
    );
    assert_eq!(
        view.written.len(),
        8,
        "every step is known by when it was written"
    );
    assert_eq!(view.finding.closed(), Some(last));
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    assert_eq!(store.finding(id).unwrap(), Some(view.finding));
    is_sound(&mut store);
}

#[test]
fn the_board_narrows_by_light_state_place_person_and_what_is_typed() {
    let (_folder, mut store) = empty();
    store.set_finding_series("A").unwrap();
    let (east, east_id) = organisation(&mut store, "阳泉义工协会", "东街道");
    let (west, _) = organisation(&mut store, "示范商会", "西街道");
    let today = NOW.today;
    let mut other = opening(west, "1.1", today.plus_days(-1));
    other.responsible = "王接手".into();
    let openings = [
        opening(east, "4.1", today.plus_days(3)),
        opening(east, "4.2", today.plus_days(4)),
        other,
        opening(west, "1.2", today.plus_days(10)),
    ];
    let ids = store.open_findings(&openings, &entry(today), NOW).unwrap();
    take(&mut store, ids[3], Move::FeedBack, today).unwrap();
    let deadline = today.plus_days(20);
    take(&mut store, ids[3], Move::Extend { deadline }, today).unwrap();
    let light = |light| FindingFilter {
        light: Some(light),
        ..FindingFilter::default()
    };
    let found = |filter| numbers(&store, filter, "", today);
    assert_eq!(
        found(FindingFilter::default()),
        ["2026-A-0003", "2026-A-0001", "2026-A-0002", "2026-A-0004"]
    );
    assert_eq!(found(light(Light::Red)), ["2026-A-0003"]);
    assert_eq!(found(light(Light::Blue)), ["2026-A-0001"]);
    assert_eq!(found(light(Light::Yellow)), ["2026-A-0004"]);
    assert_eq!(found(light(Light::None)), ["2026-A-0002"]);
    let by = |area: Option<&str>, responsible: Option<&str>, state| FindingFilter {
        area: area.map(str::to_owned),
        responsible: responsible.map(str::to_owned),
        state,
        ..FindingFilter::default()
    };
    assert_eq!(found(by(Some("西街道"), None, None)).len(), 2);
    assert_eq!(found(by(None, Some("王接手"), None)), ["2026-A-0003"]);
    assert_eq!(
        found(by(None, None, Some(State::Extended))),
        ["2026-A-0004"]
    );
    let typed = |text| numbers(&store, FindingFilter::default(), text, today);
    assert_eq!(typed("yqyg"), ["2026-A-0001", "2026-A-0002"]);
    assert_eq!(typed("王"), ["2026-A-0003"]);
    assert_eq!(typed("4"), ["2026-A-0004"]);
    assert_eq!(typed("2026-a-0002"), ["2026-A-0002"]);
    assert_eq!(typed("没有"), Vec::<String>::new());
    let counts = store.light_counts(horizon(today)).unwrap();
    assert_eq!(
        (
            counts.red,
            counts.yellow,
            counts.blue,
            counts.none,
            counts.all()
        ),
        (1, 1, 1, 1, 4)
    );
    assert_eq!(store.finding_responsibles().unwrap(), ["李样本", "王接手"]);
    // the organisation moves, and its findings with it
    let mut facts = store.organisation(east_id).unwrap().organisation;
    let before = facts.clone();
    facts.area = "西街道".into();
    store.commit(&facts.revision(east, &before), NOW).unwrap();
    assert_eq!(
        numbers(&store, by(Some("西街道"), None, None), "", today).len(),
        4
    );
    is_sound(&mut store);
}

#[test]
fn organisations_that_become_one_hand_their_findings_on() {
    let (_folder, mut store) = empty();
    let (keeper, keeper_id) = organisation(&mut store, "示范商会", "西街道");
    let (other, _) = organisation(&mut store, "示范商会（筹）", "东街道");
    let ids = store
        .open_findings(&[opening(other, "1.1", NOW.today)], &entry(NOW.today), NOW)
        .unwrap();
    store.join(keeper, other, NOW).unwrap();
    let view = store.organisation(keeper_id).unwrap();
    let found: Vec<(i64, &str)> = view
        .findings
        .iter()
        .map(|row| (row.id, row.area.as_str()))
        .collect();
    assert_eq!(found, [(ids[0], "西街道")]);
    is_sound(&mut store);
    store
        .commit(&liuyou::domain::duplicates::part(other), NOW)
        .unwrap();
    assert!(store.organisation(keeper_id).unwrap().findings.is_empty());
    is_sound(&mut store);
}

#[test]
fn figures_of_a_period_count_what_was_opened_and_struck_off_in_it() {
    let (_folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let day = |day| Date::of(2026, 11, day);
    let (one, two) = (opening(uuid, "1.1", day(25)), opening(uuid, "1.2", day(25)));
    let three = opening(uuid, "1.3", day(25));
    let ids = store
        .open_findings(&[one, two, three], &entry(NOW.today), NOW)
        .unwrap();
    for (id, reported) in [(ids[0], day(25)), (ids[1], day(26))] {
        take(&mut store, id, Move::FeedBack, NOW.today).unwrap();
        take(&mut store, id, Move::Report, reported).unwrap();
        let recheck = Move::Recheck {
            how: How::OnSite,
            visit: None,
        };
        take(&mut store, id, recheck, day(28)).unwrap();
        let close = Move::Close {
            reviewer: "陈审核".into(),
        };
        take(&mut store, id, close, day(28)).unwrap();
    }
    let figures = store
        .finding_figures(Some(day(1)), Some(day(30)), horizon(day(30)))
        .unwrap();
    let whole = figures.whole;
    // reported on the last day is in time, whenever it was struck off
    assert_eq!((whole.opened, whole.closed, whole.in_time), (3, 2, 1));
    assert_eq!((whole.open, whole.overdue), (1, 1));
    assert_eq!(figures.by_area["东街道"], whole);
    let earlier = store
        .finding_figures(None, Some(day(21)), horizon(day(30)))
        .unwrap();
    assert_eq!((earlier.whole.opened, earlier.whole.closed), (0, 0));
}

#[test]
fn numbers_follow_one_another_by_year_and_series_and_a_failed_write_leaves_no_gap() {
    let (_folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let usual = store.finding_series().unwrap();
    assert_eq!(usual.len(), 5);
    store.set_finding_series("B").unwrap();
    let mut late = opening(uuid, "1.1", NOW.today);
    late.opened = Date::of(2027, 1, 1);
    let openings = [
        opening(uuid, "1.1", NOW.today),
        late,
        opening(uuid, "1.2", NOW.today),
    ];
    store
        .open_findings(&openings, &entry(NOW.today), NOW)
        .unwrap();
    let filter = FindingFilter::default;
    assert_eq!(
        numbers(&store, filter(), "", NOW.today),
        ["2026-B-0001", "2027-B-0001", "2026-B-0002"]
    );
    assert_eq!(store.number_faults().unwrap(), []);
}

/// A second laptop with the same file, which writes on a stream of its own.
fn elsewhere(folder: &Path) -> tempfile::TempDir {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(data_file(folder), data_file(elsewhere.path())).unwrap();
    let db = Connection::open(data_file(elsewhere.path())).unwrap();
    db.execute("UPDATE device SET stream = stream + 1", [])
        .unwrap();
    elsewhere
}

/// Puts all saves of another laptop that this one does not have behind its own, as if they had arrived.
fn bring_over(from: &Path, to: &Path) {
    let db = Connection::open(data_file(to)).unwrap();
    let other = data_file(from);
    db.execute("ATTACH ?1 AS other", [other.to_str().unwrap()])
        .unwrap();
    db.execute_batch(
        "INSERT OR IGNORE INTO record (uuid, kind) SELECT uuid, kind FROM other.record;
         CREATE TEMP TABLE arrived AS SELECT seq, stream, ops, bytes,
            row_number() OVER (ORDER BY seq) + (SELECT max(seq) FROM main.tx) AS here
            FROM other.tx WHERE (stream, bytes) NOT IN (SELECT stream, bytes FROM main.tx);
         INSERT INTO tx (seq, stream, ops, bytes) SELECT here, stream, ops, bytes FROM arrived;
         INSERT INTO touch SELECT mine.id, arrived.here FROM other.touch AS theirs
            JOIN arrived ON arrived.seq = theirs.tx
            JOIN other.record AS them ON them.id = theirs.record JOIN record AS mine ON mine.uuid = them.uuid;",
    )
    .unwrap();
}

/// Both laptops take their steps without having seen the other's; then each gets the other's.
fn merged(
    here: impl Fn(&mut Store, i64),
    there: impl Fn(&mut Store, i64),
) -> [liuyou::domain::finding::Finding; 2] {
    let (folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    let deadline = NOW.today.plus_days(15);
    let ids = store
        .open_findings(&[opening(uuid, "4.1", deadline)], &entry(NOW.today), NOW)
        .unwrap();
    take(&mut store, ids[0], Move::FeedBack, NOW.today).unwrap();
    drop(store);
    let other = elsewhere(folder.path());
    here(&mut Store::open_or_create(folder.path()).unwrap(), ids[0]);
    there(&mut Store::open_or_create(other.path()).unwrap(), ids[0]);
    let before = elsewhere(folder.path());
    bring_over(other.path(), folder.path());
    bring_over(before.path(), other.path());
    [folder.path(), other.path()].map(|path| {
        let mut store = Store::open_or_create(path).unwrap();
        store.rebuild(&mut |_, _| true).unwrap();
        is_sound(&mut store);
        store.finding(ids[0]).unwrap().unwrap()
    })
}

#[test]
fn of_two_laptops_the_further_step_counts_and_the_conflict_is_shown() {
    let today = NOW.today;
    let later = |days| today.plus_days(days);
    let [here, there] = merged(
        |store, id| take(store, id, Move::Report, later(1)).unwrap(),
        |store, id| {
            let deadline = later(30);
            take(store, id, Move::Extend { deadline }, later(1)).unwrap();
        },
    );
    assert_eq!(here, there, "both laptops say the same");
    assert_eq!(here.stand.state, State::Reported);
    assert!(here.conflict);
    // nothing is overwritten: both steps stand in the history
    assert_eq!(here.steps.len(), 4);
}

#[test]
fn of_two_deadlines_the_earlier_holds_and_sending_back_goes_before_closing() {
    let today = NOW.today;
    let later = |days: i64| today.plus_days(days);
    let extend = |days| Move::Extend {
        deadline: later(days),
    };
    let [here, there] = merged(
        |store, id| take(store, id, extend(20), later(1)).unwrap(),
        |store, id| take(store, id, extend(40), later(1)).unwrap(),
    );
    assert_eq!((here.deadline, there.deadline), (later(20), later(20)));
    assert!(here.conflict);
    let close = |store: &mut Store, id| {
        take(store, id, Move::Report, later(1)).unwrap();
        let recheck = Move::Recheck {
            how: How::OnSite,
            visit: None,
        };
        take(store, id, recheck, later(2)).unwrap();
        let close = Move::Close {
            reviewer: "陈审核".into(),
        };
        take(store, id, close, later(2)).unwrap();
    };
    let send_back = |store: &mut Store, id| {
        take(store, id, Move::Report, later(1)).unwrap();
        let deadline = later(30);
        take(store, id, Move::SendBack { deadline }, later(2)).unwrap();
    };
    let [here, there] = merged(close, send_back);
    assert_eq!(here, there);
    assert_eq!((here.stand.state, here.stand.round), (State::SentBack, 1));
    assert!(here.conflict && here.closed().is_none());
}

#[test]
fn two_laptops_number_in_series_of_their_own_and_a_number_given_twice_is_found() {
    let (folder, mut store) = empty();
    let (uuid, _) = organisation(&mut store, "示范协会", "东街道");
    drop(store);
    let other = elsewhere(folder.path());
    let open = |path: &Path, series: Option<&str>| {
        let mut store = Store::open_or_create(path).unwrap();
        if let Some(series) = series {
            store.set_finding_series(series).unwrap();
        }
        let openings = [opening(uuid, "4.1", NOW.today)];
        store
            .open_findings(&openings, &entry(NOW.today), NOW)
            .unwrap();
    };
    let faults = |path: &Path| {
        let mut store = Store::open_or_create(path).unwrap();
        store.rebuild(&mut |_, _| true).unwrap();
        store.number_faults().unwrap()
    };
    open(folder.path(), None);
    open(other.path(), None);
    bring_over(other.path(), folder.path());
    assert_eq!(faults(folder.path()), []);
    // a county that gives one series to two laptops
    open(folder.path(), Some("A"));
    open(other.path(), Some("A"));
    bring_over(other.path(), folder.path());
    let found = faults(folder.path());
    assert!(
        matches!(&found[..], [Fault::Twice { number, times: 2 }] if number.to_string() == "2026-A-0001"),
        "{found:?}"
    );
}

#[test]
fn the_board_is_at_hand_with_100_000_findings() {
    let (folder, mut store) = empty();
    for at in 0..40 {
        organisation(
            &mut store,
            &format!("示范第{at}协会"),
            &format!("{}街道", at % 8),
        );
    }
    drop(store);
    let db = Connection::open(data_file(folder.path())).unwrap();
    db.execute_batch(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
         INSERT INTO finding SELECT 1000 + n, printf('2026-A-%04d', n), 2026, 'A', n, n % 40
            + (SELECT min(id) FROM organisation), NULL, 'liuyou-site', '4.1', '悬挂党旗', '未悬挂', '悬挂', 'veto',
            '责任人' || (n % 500), (n % 8) || '街道', '民政局', CASE n % 5 WHEN 0 THEN 'reported' WHEN 1 THEN 'extended'
            WHEN 2 THEN 'closed' ELSE 'rectifying' END, 0, CASE n % 5 WHEN 0 THEN 1 WHEN 1 THEN 3 WHEN 2 THEN 0 ELSE 2 END,
            date('2026-06-01', '+' || (n % 365) || ' days'), '2026-05-20', NULL, NULL, NULL, NULL, NULL, 0 FROM n;",
    )
    .unwrap();
    drop(db);
    let store = Store::open_or_create(folder.path()).unwrap();
    let narrowed = |light, area: Option<&str>, responsible: Option<&str>, state| FindingFilter {
        light,
        state,
        area: area.map(str::to_owned),
        responsible: responsible.map(str::to_owned),
        ..FindingFilter::default()
    };
    let asked = [
        (narrowed(None, None, None, None), "", 0),
        (narrowed(None, None, None, None), "", 79_000),
        (narrowed(Some(Light::Red), None, None, None), "", 0),
        (narrowed(Some(Light::Blue), None, None, None), "", 0),
        (
            narrowed(Some(Light::Yellow), Some("3街道"), None, None),
            "",
            0,
        ),
        (
            narrowed(Some(Light::Red), Some("4街道"), Some("责任人8"), None),
            "",
            0,
        ),
        (narrowed(None, None, None, Some(State::Closed)), "", 0),
        (narrowed(None, None, None, None), "示范", 0),
        (narrowed(None, None, None, None), "责任人", 0),
        (narrowed(None, None, None, None), "99999", 0),
    ];
    let mut slowest = Duration::ZERO;
    for (filter, text, from) in asked {
        let query = BoardQuery {
            filter,
            text: text.into(),
            from,
            limit: 100,
        };
        let began = Instant::now();
        let page = store.board(&query, horizon(NOW.today)).unwrap();
        let took = began.elapsed();
        println!("{took:?} {} {query:?}", page.found.n);
        assert!(!page.rows.is_empty(), "{query:?}");
        slowest = slowest.max(took);
    }
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}
