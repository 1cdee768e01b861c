//! Coverage of the demo county (D1), formation advice, and snapshots that no later edit moves.

use std::path::Path;

use assert_cmd::Command;
use liuyou::demo;
use liuyou::domain::branch::BranchForm;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Value};
use liuyou::domain::coverage::{Coverage, Division, Figures, Listing, Mismatch, RateName};
use liuyou::domain::organisation::Status;
use liuyou::standards::Rules;
use liuyou::store::{Snapshot, Store};
use tempfile::TempDir;

fn now() -> Now {
    Now {
        utc_ms: 1_781_488_800_000,
        today: Date::new(2026, 6, 15).unwrap(),
        minute: 600,
    }
}

fn later(days: i64) -> Now {
    Now {
        utc_ms: now().utc_ms + days * 86_400_000,
        today: now().today.plus_days(days),
        minute: 600,
    }
}

fn county() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    demo::county(&mut store, now()).unwrap();
    (folder, store)
}

/// Counted by the shipped rule of that id.
fn count(store: &Store, rule: &str, now: Now) -> Coverage {
    let rules = Rules::shipped();
    let rule = rules.counting.iter().find(|own| own.id == rule).unwrap();
    store.coverage(rule, &rules.formation, now.today).unwrap()
}

fn rate(figures: &Figures, name: RateName) -> (u64, u64, String) {
    let rate = figures.rate(name).unwrap();
    let percent = rate.percent().map_or_else(String::new, |p| p.to_string());
    (rate.numerator, rate.denominator, percent)
}

fn store_snapshots(directory: &Path) -> usize {
    let store = Store::open_read_only(directory).unwrap();
    store.snapshots().unwrap().len()
}

/// Those that a test froze itself; the county has some of before.
fn own_snapshots(store: &Store) -> Vec<Snapshot> {
    let mut snapshots = store.snapshots().unwrap();
    snapshots.retain(|snapshot| snapshot.coverage.date >= now().today);
    snapshots
}

fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// Ends the branch of one organisation that has its own.
fn dissolve(store: &mut Store, now: Now) {
    let mut id = None;
    store
        .each_facts(now.today, &mut |facts| {
            if matches!(facts.branch, Some((_, BranchForm::Sole))) {
                id = Some(facts.id);
            }
            id.is_none()
        })
        .unwrap();
    let uuid = store.organisation(id.unwrap()).unwrap().uuid;
    let edit = Edit::new(uuid, Field::BRANCH, Value::Nothing);
    assert!(store.commit(&Change::of(vec![edit]), now).unwrap());
}

#[test]
fn the_county_has_the_published_rates() {
    let (_folder, store) = county();
    let coverage = count(&store, "all", now());
    let whole = &coverage.whole;
    assert_eq!((whole.registered, whole.excluded), (81, 3));
    assert_eq!(
        (whole.branches(), whole.branches[&BranchForm::Sole]),
        (43, 36)
    );
    let of = |name| rate(whole, name);
    assert_eq!(of(RateName::Organisation), (64, 81, "79.01%".into()));
    assert_eq!(of(RateName::Sole), (36, 81, "44.44%".into()));
    assert_eq!(of(RateName::Work), (81, 81, "100.00%".into()));
    assert_eq!(of(RateName::Formation), (36, 36, "100.00%".into()));

    let active = count(&store, "active", now());
    assert_eq!(
        rate(&active.whole, RateName::Organisation),
        (64, 78, "82.05%".into())
    );
    let reasons: Vec<Status> = active.excluded.iter().map(|one| one.status).collect();
    assert_eq!(reasons.len(), 3);
    assert!(reasons.contains(&Status::Shell) && reasons.contains(&Status::Deregistered));
}

#[test]
fn parts_add_up_to_the_whole() {
    let (_folder, store) = county();
    let coverage = count(&store, "all", now());
    for division in Division::ALL {
        let parts = coverage.parts(*division);
        assert!(parts.len() > 1, "{division:?}");
        for name in [RateName::Organisation, RateName::Work, RateName::Sole] {
            let sum = parts
                .values()
                .map(|part| rate(part, name))
                .fold((0, 0), |sum, (n, d, _)| (sum.0 + n, sum.1 + d));
            let (numerator, denominator, _) = rate(&coverage.whole, name);
            assert_eq!(sum, (numerator, denominator), "{division:?} {name:?}");
        }
    }
}

/// Work coverage ends where nobody looks after an organisation any more.
#[test]
fn an_organisation_with_nobody_is_found() {
    let (_folder, mut store) = county();
    let rules = Rules::shipped();
    let all = &rules.counting[0];
    let nobody = |store: &Store| {
        let mut names = Vec::new();
        store
            .each_facts(now().today, &mut |facts| {
                if all.lists(Listing::Nobody, facts) {
                    names.push(facts.name.clone());
                }
                true
            })
            .unwrap();
        names
    };
    assert!(nobody(&store).is_empty());
    let new = liuyou::domain::organisation::Organisation {
        name: "云岭县新来协会".into(),
        ..Default::default()
    };
    let id = store.new_id(now());
    store.commit(&new.change(id), now()).unwrap();
    assert_eq!(nobody(&store), ["云岭县新来协会"]);
    let coverage = count(&store, "all", now());
    assert_eq!(
        rate(&coverage.whole, RateName::Work),
        (81, 82, "98.78%".into())
    );
}

#[test]
fn a_snapshot_stays_as_it_was_frozen() {
    let (_folder, mut store) = county();
    let before = count(&store, "all", now());
    let (uuid, new) = store.freeze(&before, now()).unwrap();
    assert!(new);
    // the same figures of the same day are the same snapshot
    assert_eq!(store.freeze(&before, later(0)).unwrap(), (uuid, false));
    let frozen = own_snapshots;
    let first = frozen(&store);
    assert_eq!((first.len(), &first[0].coverage), (1, &before));

    dissolve(&mut store, later(1));
    assert_eq!(frozen(&store), first);
    // even writing over the snapshot itself, as a foreign program could, does not move it
    let edit = Edit::new(uuid, Field::SNAPSHOT_TEXT, Value::text("{}"));
    store.commit(&Change::of(vec![edit]), later(1)).unwrap();
    assert_eq!(frozen(&store), first);

    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    assert_eq!(frozen(&store), first);
}

#[test]
fn growth_is_told_between_two_snapshots() {
    let (_folder, mut store) = county();
    let first = count(&store, "all", now());
    store.freeze(&first, now()).unwrap();
    dissolve(&mut store, later(30));
    store
        .freeze(&count(&store, "all", later(30)), later(30))
        .unwrap();
    let snapshots = own_snapshots(&store);
    let [earlier, later] = &snapshots[..] else {
        panic!("{} snapshots", snapshots.len())
    };
    let (earlier, later) = (&earlier.coverage, &later.coverage);
    assert_eq!(later.date.days_since(earlier.date), 30);
    let branches = later.branches_since(earlier);
    assert_eq!((branches.earlier, branches.later), (43, 42));
    assert_eq!(branches.percent().unwrap().to_string(), "-2.33%");
    let moved = later.whole.moved(&earlier.whole);
    let covered = moved
        .iter()
        .find(|moved| moved.later.name == RateName::Organisation)
        .unwrap();
    assert_eq!((covered.mismatch, covered.numerators().added()), (None, -1));
    // 63/81 is 77.78%
    assert_eq!(covered.points().unwrap().to_string(), "-1.23%");

    let active = count(&store, "active", now());
    let other = active.whole.moved(&earlier.whole);
    assert_eq!(other[0].mismatch, Some(Mismatch::Counting));
    assert_eq!(other[0].points(), None);
}

/// Runs the program on `directory`; it must succeed.
fn liuyou(directory: &Path, line: &[&str]) -> String {
    let output = Command::cargo_bin("liuyou")
        .unwrap()
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "zh_CN.UTF-8")
        .arg("--data-dir")
        .arg(directory)
        .args(line)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "{line:?}: {}", text(output.stderr));
    text(output.stdout)
}

#[test]
fn the_commands_print_no_rate_without_its_base_rule_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    liuyou(at, &["init", "--demo"]);
    let rates = liuyou(at, &["rates", "--by", "authority"]);
    let json = liuyou(at, &["rates", "--by", "kind", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (date, whole) = (json["date"].as_str().unwrap(), &json["whole"]);
    for line in [
        format!("组织覆盖率 79.01%（64/81，全口径，{date}）"),
        format!("单独组建率 44.44%（36/81，全口径，{date}）"),
        format!("工作覆盖率 100.00%（81/81，全口径，{date}）"),
        format!("空壳、注销、不在本级：3 家（全口径，{date}）"),
    ] {
        assert!(rates.lines().any(|own| own == line), "{line}: {rates}");
    }
    assert_eq!(whole["branches"], 43);
    assert_eq!(whole["rates"][0]["percent"], "79.01%");
    assert_eq!(json["parts"].as_array().unwrap().len(), 3);
    assert_eq!(json["excluded"].as_array().unwrap().len(), 3);

    let active = liuyou(at, &["rates", "--rule", "active", "--lang", "en"]);
    assert!(active.contains("Organisation coverage 82.05% (64/78, Without the excluded,"));
    let names = liuyou(at, &["rates", "--names", "uncovered", "--json"]);
    let names: serde_json::Value = serde_json::from_str(&names).unwrap();
    assert_eq!(names["organisations"].as_array().unwrap().len(), 17);

    let other = tempfile::tempdir().unwrap();
    liuyou(other.path(), &["init"]);
    assert!(liuyou(other.path(), &["rates", "list"]).contains("还没有快照"));
    assert!(liuyou(at, &["rates", "snapshot"]).contains("已存快照"));
    assert!(liuyou(at, &["rates", "snapshot"]).contains("未重复保存"));
    let list = liuyou(at, &["rates", "list"]);
    let today = format!("  组织覆盖率 79.01%（64/81，全口径，{date}）");
    assert_eq!(
        list.lines().filter(|line| *line == today).count(),
        1,
        "{list}"
    );
    liuyou(at, &["check"]);
}

#[test]
fn the_list_of_snapshots_tells_growth_with_its_base() {
    let (folder, mut store) = county();
    let first = count(&store, "all", now());
    store.freeze(&first, now()).unwrap();
    dissolve(&mut store, later(30));
    let id = store.new_id(now());
    let new = liuyou::domain::organisation::Organisation {
        name: "云岭县新来协会".into(),
        ..Default::default()
    };
    store.commit(&new.change(id), now()).unwrap();
    for rule in ["active", "all"] {
        let counted = count(&store, rule, later(30));
        store.freeze(&counted, later(30)).unwrap();
    }
    drop(store);
    let list = liuyou(folder.path(), &["rates", "list"]);
    for line in [
        "2026-06-15，全口径：党组织 43 个",
        "  组织覆盖率 79.01%（64/81，全口径，2026-06-15）",
        "2026-07-15，剔除口径：党组织 42 个",
        "2026-07-15，全口径：党组织 42 个",
        "  与 2026-06-15 相比",
        "    党组织由 43 个到 42 个，增幅 -2.33%（以 43 个为基数）",
        "    组织覆盖率 -2.18 个百分点（由 79.01% 64/81 到 76.83% 63/82），分母由 81 家变为 82 家",
    ] {
        assert!(list.lines().any(|own| own == line), "{line}: {list}");
    }
    // all but the county's first and the one of another rule have one before them
    let all = store_snapshots(folder.path());
    assert_eq!(list.matches("相比").count(), all - 2, "{list}");
    let active = liuyou(folder.path(), &["rates", "list", "--rule", "active"]);
    assert!(!active.contains("全口径"), "{active}");
    let json = liuyou(folder.path(), &["rates", "list", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let [.., active, last] = &json["snapshots"].as_array().unwrap()[..] else {
        panic!("{json}");
    };
    assert_eq!(last["growth"]["branches"]["percent"], "-2.33%");
    assert_eq!(last["growth"]["rates"][0]["points"], "-2.18");
    assert!(active["growth"].is_null());
}

#[test]
fn advice_stands_side_by_side_with_its_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    liuyou(at, &["init", "--demo"]);
    let json = liuyou(at, &["advice", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let organisations = json["organisations"].as_array().unwrap();
    assert_eq!((organisations.len(), &json["excluded"]), (14, &3.into()));
    for organisation in organisations {
        let advice = organisation["advice"].as_array().unwrap();
        let sets: Vec<_> = advice.iter().map(|own| &own["rule_set"]).collect();
        assert_eq!(sets, ["party", "campaign"]);
        let sentence = |own: &serde_json::Value| own["reason"].as_str().unwrap().ends_with('。');
        assert!(advice.iter().all(sentence));
    }
    // two members, of whom one has the membership elsewhere
    let unformed = liuyou(at, &["advice", "--unformed"]);
    assert!(unformed.contains("党章口径：联建或挂建（计入正式党员 1 人）"));
    assert!(unformed.contains("方案口径：应建未建，选派指导员，单独组建（计入正式党员 2 人）"));
    let party = liuyou(at, &["advice", "--unformed", "--rule", "party"]);
    assert!(party.contains("应建未建的社会组织：0 家"), "{party}");
}

/// `cargo test --release -- --ignored` measures; the promise is two seconds.
#[test]
#[ignore = "takes a minute"]
fn a_hundred_thousand_organisations_are_counted_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    demo::scale(&mut store, 100_000, now(), &mut |_, _| true).unwrap();
    let began = std::time::Instant::now();
    let coverage = count(&store, "all", now());
    let took = began.elapsed();
    assert_eq!(coverage.whole.registered, 100_000);
    assert!(took.as_secs() < 2, "{took:?}");
}
