//! The demo county holds what it promises, and a generated file of any size is sound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use liuyou::demo;
use liuyou::domain::branch::BranchForm;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::Uuid;
use liuyou::domain::credit_code;
use liuyou::domain::organisation::{Class, Organisation, Status};
use liuyou::domain::people::{Person, Role};
use liuyou::domain::score::Verdict;
use liuyou::domain::staff::{PeopleFilter, PeopleList};
use liuyou::domain::view::{Filter, OrganisationView};
use liuyou::domain::visit::VisitStatus;
use liuyou::standards::Rules;
use liuyou::store::{Loading, Store, StoreError, data_file};
use rusqlite::Connection;
use tempfile::TempDir;

fn now() -> Now {
    Now {
        utc_ms: 1_781_488_800_000,
        today: Date::new(2026, 6, 15).unwrap(),
        minute: 600,
    }
}

fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(folder.path()).unwrap();
    (folder, store)
}

/// The county to write in.
fn own_county() -> (TempDir, Store) {
    let (folder, mut store) = empty();
    demo::county(&mut store, now()).unwrap();
    (folder, store)
}

/// The county to read, made once for all tests.
fn county() -> Store {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("demo-county");
        let _ = std::fs::remove_dir_all(&folder);
        demo::county(&mut Store::open_or_create(&folder).unwrap(), now()).unwrap();
        folder
    });
    Store::open_read_only(&FOLDER).unwrap()
}

fn organisations(store: &Store) -> Vec<OrganisationView> {
    let mut ids = Vec::new();
    store
        .each_organisation(&mut |row, _| {
            ids.push(row.id);
            Ok(true)
        })
        .unwrap();
    ids.into_iter()
        .map(|id| store.organisation(id).unwrap())
        .collect()
}

fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn the_county_has_the_published_counts() {
    let store = county();
    let all = organisations(&store);
    assert_eq!(all.len(), 81);
    let names: BTreeSet<&str> = all
        .iter()
        .map(|view| view.organisation.name.as_str())
        .collect();
    assert_eq!(names.len(), 81);
    assert!(names.iter().all(|name| name.starts_with("云岭县")));

    let mut covered: BTreeMap<Uuid, Vec<&OrganisationView>> = BTreeMap::new();
    for view in &all {
        if let Some(branch) = view.organisation.branch {
            covered.entry(branch).or_default().push(view);
        }
    }
    let form = |views: &[&OrganisationView]| views[0].branch.as_ref().unwrap().form;
    let of = |wanted| {
        covered
            .values()
            .filter(|views| form(views) == wanted)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (of(BranchForm::Sole).len(), of(BranchForm::Joint).len()),
        (36, 7)
    );
    assert!(of(BranchForm::Sole).iter().all(|views| views.len() == 1));
    assert!(
        of(BranchForm::Joint)
            .iter()
            .all(|views| (2..=5).contains(&views.len()))
    );
    assert_eq!(covered.values().map(Vec::len).sum::<usize>(), 64);

    let branches: BTreeSet<String> = covered
        .values()
        .map(|views| views[0].branch.as_ref().unwrap().name.clone())
        .collect();
    assert_eq!(branches.len(), 43);
    assert!(
        branches
            .iter()
            .all(|name| name.starts_with("中共云岭县") && name.ends_with("支部委员会"))
    );

    let with = |status| {
        all.iter()
            .filter(|view| view.organisation.status == status)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (
            with(Status::Shell).len(),
            with(Status::Deregistered).len(),
            with(Status::Normal).len()
        ),
        (2, 1, 78)
    );
    assert!(all.iter().all(
        |view| view.organisation.status == Status::Normal || view.organisation.branch.is_none()
    ));
}

#[test]
fn a_branch_of_its_own_needs_three_members() {
    let store = county();
    for view in organisations(&store) {
        let members = view.organisation.party.total();
        match view.branch.map(|branch| branch.form) {
            Some(BranchForm::Sole) => assert!(members >= 3, "{}", view.organisation.name),
            _ => assert!(members < 3, "{}", view.organisation.name),
        }
    }
}

#[test]
fn every_code_passes_both_checks_and_is_unique() {
    let store = county();
    let all = organisations(&store);
    for Organisation {
        credit_code: code,
        class,
        ..
    } in all.iter().map(|view| &view.organisation)
    {
        assert_eq!(credit_code::check(code), Ok(()), "{code}");
        let first = match class {
            Class::Association => "51",
            Class::Service => "52",
            Class::Foundation => "53",
            Class::Other => "59",
        };
        assert_eq!(code[..8], format!("{first}990112"));
    }
    let codes: BTreeSet<&str> = all
        .iter()
        .map(|view| view.organisation.credit_code.as_str())
        .collect();
    assert_eq!(codes.len(), 81);
}

#[test]
fn everybody_has_work_and_one_has_too_much() {
    let store = county();
    let mut loads: BTreeMap<(Role, String, String), u32> = BTreeMap::new();
    for view in organisations(&store) {
        assert!(!view.people.is_empty(), "{}", view.organisation.name);
        for person in view.people {
            *loads
                .entry((person.role, person.name, person.phone))
                .or_default() += 1;
        }
    }
    let having = |role| loads.keys().filter(|(of, ..)| *of == role).count();
    assert_eq!((having(Role::Instructor), having(Role::Liaison)), (57, 28));
    let mut guides: Vec<u32> = loads
        .iter()
        .filter(|((role, ..), _)| matches!(role, Role::Instructor | Role::Liaison))
        .map(|(_, load)| *load)
        .collect();
    guides.sort_unstable();
    assert_eq!(guides.pop(), Some(7));
    assert!(guides.iter().all(|load| (1..=5).contains(load)));
    let db = Connection::open(data_file(store.directory())).unwrap();
    let people: u32 = db
        .query_row("SELECT count(*) FROM record WHERE kind = 3", [], |row| {
            row.get(0)
        })
        .unwrap();
    let others = having(Role::Leader) + having(Role::FirstResponsible);
    assert_eq!((having(Role::Leader), others), (3, 11));
    assert_eq!(people, 57 + 28 + 11 + 1, "the inspector comes on top");
    assert!(
        store
            .inspector()
            .unwrap()
            .is_some_and(|person| person.role == Role::Inspector)
    );
}

/// Contracts with their limits, an answer for every organisation without a branch, contacts in time and overdue.
#[test]
fn duties_and_contacts_show_everything_there_is_to_see() {
    let store = county();
    let rules = Rules::shipped().people;
    let today = now().today;
    let list = |list| {
        let filter = PeopleFilter {
            list,
            ..PeopleFilter::default()
        };
        store.people_list(&filter, &rules, today).unwrap().0
    };
    let leaders = list(PeopleList::Leaders);
    let contracts: Vec<(u32, u32, u32)> = leaders
        .iter()
        .map(|row| (row.held.contracts, row.held.areas, row.held.units))
        .collect();
    assert_eq!(contracts.iter().map(|held| held.0).sum::<u32>(), 12);
    assert!(contracts.iter().all(|held| (held.1, held.2) == (1, 1)));
    let over = list(PeopleList::Over);
    assert_eq!((over.len(), over[0].held.load), (1, 7));
    let (mut late, mut in_time, mut responsible) = (0, 0, 0);
    for row in list(PeopleList::Everybody) {
        responsible += row.held.responsible;
        late += u32::from(row.held.due() > 0);
        in_time += u32::from(row.held.load > 0 && row.held.due() == 0);
    }
    // 17 have no branch, three of them are shells or deregistered
    assert_eq!(responsible, 14);
    assert!(
        late >= 10 && in_time >= 10,
        "{late} late, {in_time} in time"
    );
    let sums = store.people_sums(today).unwrap();
    let sum = sums.role(Role::Instructor).unwrap();
    assert_eq!((sum.load, sum.people, sums.nobody), (83, 57, 0));
}

#[test]
fn the_visits_show_everything_there_is_to_see() {
    let mut store = county();
    let visited = organisations(&store)
        .iter()
        .map(|view| {
            view.visits
                .iter()
                .filter(|visit| visit.status != VisitStatus::Draft)
                .count()
        })
        .filter(|visits| *visits > 0)
        .inspect(|visits| assert!(*visits <= 4))
        .count();
    assert_eq!(visited, 55);
    let (mut verdicts, mut remarks, mut corrected) = (BTreeMap::<Verdict, u32>::new(), 0, 0);
    store
        .each_visit(None, None, &mut |visit, _, _| {
            if let Some(verdict) = visit.verdict {
                *verdicts.entry(verdict).or_default() += 1;
            }
            remarks += visit
                .answers
                .values()
                .filter(|answer| !answer.remark.is_empty())
                .count();
            if visit.visit.status == VisitStatus::Corrected {
                corrected += 1;
                assert_eq!(visit.corrections.len(), 1);
                assert_eq!(visit.corrections[0].items, ["4.2"]);
                assert_ne!(visit.original.unwrap()["4.2"], visit.answers["4.2"]);
            }
            Ok(true)
        })
        .unwrap();
    assert_eq!(verdicts.len(), 4, "{verdicts:?}");
    assert!(verdicts.values().all(|visits| *visits >= 5), "{verdicts:?}");
    assert!(remarks > 100, "{remarks}");
    assert_eq!(corrected, 1);

    let today = store.today(now().today, 14, 100).unwrap();
    assert_eq!((today.drafts.len(), today.draft_count), (3, 3));
    assert!(
        today
            .drafts
            .iter()
            .all(|draft| draft.answered > 0 && draft.answered < draft.items)
    );
    assert!(today.never > 0);
    assert_eq!((today.overdue, today.soon), (9, 8));
}

/// A weekend moves visits to the Friday before; the counts hold on whatever day of the week the county is made.
#[test]
fn the_counts_hold_on_any_day() {
    for days in [2, 4, 5] {
        let mut now = now();
        now.today = now.today.plus_days(days);
        now.utc_ms += days * 86_400_000;
        now.minute = 3;
        let (_folder, mut store) = empty();
        demo::county(&mut store, now).unwrap();
        let today = store.today(now.today, 14, 100).unwrap();
        assert_eq!(
            (today.overdue, today.soon, today.draft_count),
            (9, 8, 3),
            "{}",
            now.today
        );
    }
}

#[test]
fn the_county_is_sound_and_stays_so_when_made_anew() {
    let (_folder, mut store) = own_county();
    is_sound(&mut store);
    store.rebuild(&mut |_, _| true).unwrap();
    is_sound(&mut store);
    // names with Latin letters, and with characters of several readings
    for query in ["abc", "zhongzhuang", "changtu", "lexingchang", "chongyang"] {
        assert_eq!(
            store.find(query, &Filter::default()).unwrap().0.len(),
            1,
            "{query}"
        );
    }
}

/// Operations are named by content and by who wrote them where, so both files are given the same stream.
#[test]
fn the_same_day_gives_the_same_journal() {
    let journal = || -> Vec<Vec<u8>> {
        let (folder, store) = empty();
        drop(store);
        let db = Connection::open(data_file(folder.path())).unwrap();
        db.execute("UPDATE device SET stream = 7", []).unwrap();
        drop(db);
        let mut store = Store::open_or_create(folder.path()).unwrap();
        demo::county(&mut store, now()).unwrap();
        let db = Connection::open(data_file(folder.path())).unwrap();
        let mut query = db.prepare("SELECT bytes FROM tx ORDER BY seq").unwrap();
        query
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    let (one, two) = (journal(), journal());
    assert!(one.len() > 1000, "every answer is a save of its own");
    assert!(one == two);
}

#[test]
fn a_generated_file_is_sound_and_full() {
    let (_folder, mut store) = empty();
    let mut last = (0, 0);
    let mut progress = |done, total| {
        last = (done, total);
        true
    };
    demo::scale(&mut store, 50, now(), &mut progress).unwrap();
    assert_eq!(last, (50, 50));
    let status = store.status().unwrap();
    assert_eq!(
        (
            status.organisations,
            status.visits["finished"],
            status.answers
        ),
        (50, 100, 100 * 43)
    );
    is_sound(&mut store);
}

#[test]
fn a_generated_file_is_sound_when_cancelled() {
    let (_folder, mut store) = empty();
    let mut told = 0;
    let mut progress = |done, _| {
        told = done;
        done < 600
    };
    // more than one step of 500 organisations
    let done = demo::scale(&mut store, 100_000, now(), &mut progress);
    assert!(matches!(done, Err(StoreError::Cancelled)), "{done:?}");
    assert!(told >= 600);
    let kept = store.status().unwrap().organisations;
    assert!(kept >= 499 && kept < told);
    is_sound(&mut store);
}

fn person(name: &str) -> Person {
    Person {
        name: name.into(),
        role: Role::Liaison,
        unit: String::new(),
        phone: String::new(),
        area: String::new(),
        ..Person::default()
    }
}

#[test]
fn a_whole_load_arrives_whole_or_not_at_all() {
    let (_folder, mut store) = own_county();
    let before = store.status().unwrap();
    let done = store.load(Loading::Whole, &mut |done, _| done < 3, |load| {
        for done in 0..5 {
            load.put(&person("某人").change(Uuid([done; 16])), now())?;
            load.report(done.into(), 5)?;
        }
        Ok(())
    });
    assert!(matches!(done, Err(StoreError::Cancelled)));
    assert_eq!(store.status().unwrap(), before);
    is_sound(&mut store);
}

#[test]
fn loading_into_a_file_with_data_finds_old_and_new_names() {
    let (_folder, mut store) = own_county();
    let some = &organisations(&store)[0];
    let mut renamed = some.organisation.clone();
    renamed.name = "云岭县改名协会".into();
    let added = Organisation {
        name: "云岭县新来协会".into(),
        branch: None,
        ..renamed.clone()
    };
    store
        .load(Loading::InSteps(1), &mut |_, _| true, |load| {
            load.put(&renamed.change(some.uuid), now())?;
            load.put(&added.change(Uuid([3; 16])), now()).map(|_| ())
        })
        .unwrap();
    for query in ["gaimingxiehui", "xlxh"] {
        assert_eq!(
            store.find(query, &Filter::default()).unwrap().0.len(),
            1,
            "{query}"
        );
    }
    is_sound(&mut store);
}

/// A load whose power went before the search keys were sorted in.
#[test]
fn a_load_cut_off_is_finished_at_the_next_start() {
    let (folder, store) = own_county();
    drop(store);
    let db = Connection::open(data_file(folder.path())).unwrap();
    db.execute_batch(
        "DELETE FROM search_key; INSERT INTO preference VALUES ('unsorted_search_keys', '')",
    )
    .unwrap();
    drop(db);
    let mut store = Store::open_or_create(folder.path()).unwrap();
    assert_eq!(store.preference("unsorted_search_keys").unwrap(), None);
    is_sound(&mut store);
}
