//! Three laptops, one store, and two programs that read it: the second is in another language and shares no code.

use std::path::{Path, PathBuf};
use std::process::Command;

use liuyou::domain::change::Uuid;
use liuyou::sync::keys::DeviceKeys;
use liuyou::sync::link::{Admission, Role, Root};
use liuyou::sync::members::Members;
use liuyou::sync::names::{hex, link_name};
use liuyou::sync::remote::Remote;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::segment::FORMAT;
use liuyou::sync::verify::{Report, verify};
use serde_json::Value as Json;
use tempfile::TempDir;

use super::attachments::attach;
use super::exchange::let_in;
use super::{Laptop, is_sound, random};

/// A store in which three laptops wrote, at times without having seen each other's work.
fn three() -> (TempDir, [Laptop; 3]) {
    let place = tempfile::tempdir().unwrap();
    let mut laptops = [
        Laptop::new("办公室"),
        Laptop::new("周敏"),
        Laptop::new("陈立"),
    ];
    let records: Vec<Uuid> = (1..6).map(|n| Uuid([n; 16])).collect();
    laptops[0].name(records[0], "幸福里商会");
    laptops[0].begin(place.path());
    for at in [1, 2] {
        laptops[at].sync(place.path());
    }
    let asked = laptops[0].sync(place.path());
    assert_eq!(asked.joins.len(), 2);
    let_in(&mut laptops[0], place.path(), &asked);
    for round in 0..3 {
        for at in 0..3 {
            laptops[at].name(records[(round + at) % 5], &format!("第{round}轮{at}号协会"));
            laptops[at].name(records[0], &format!("商会 {round}.{at}"));
            if (round + at) % 2 == 0 {
                laptops[at].sync(place.path());
            }
        }
    }
    attach(&mut laptops[1], "门牌.jpg", b"a photograph of the door");
    for _ in 0..2 {
        for laptop in &mut laptops {
            laptop.sync(place.path());
        }
    }
    (place, laptops)
}

fn ours(place: &Path, keys: &DeviceKeys) -> Report {
    let mut folder = Folder::open(place).unwrap();
    verify(&mut folder, Some(keys), FORMAT, &mut |_, _| true).unwrap()
}

/// None where its language or a package of it is not on this machine.
fn theirs(place: &Path, key_folder: &Path) -> Option<Json> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sync/verify.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(place)
        .arg(key_folder.join("device.key"))
        .output();
    let Ok(run) = run else {
        eprintln!("SKIPPED: python3 is not here; nobody checks the program's own verifier");
        return None;
    };
    if run.status.code() == Some(77) {
        eprintln!("{}", String::from_utf8_lossy(&run.stderr));
        return None;
    }
    let text = String::from_utf8_lossy(&run.stdout);
    let said = serde_json::from_str(&text);
    Some(said.unwrap_or_else(|_| panic!("{text}{}", String::from_utf8_lossy(&run.stderr))))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

fn name_of(file: &Path, place: &Path) -> String {
    let steps = file.strip_prefix(place).unwrap().iter();
    let steps: Vec<_> = steps.map(|step| step.to_str().unwrap()).collect();
    steps.join("/")
}

#[test]
fn three_laptops_and_two_programs_agree() {
    let (place, mut laptops) = three();
    let report = ours(place.path(), &laptops[2].keys);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.members, report.closed), (3, 0));
    let view = report.view.unwrap();
    for laptop in &mut laptops {
        is_sound(laptop);
        assert_eq!(hex(&laptop.store.view_digest().unwrap()), hex(&view));
    }
    // nobody else opens it, and its signatures can be looked at all the same
    let stranger = DeviceKeys::from_secrets([1; 32], [2; 32]);
    let outside = ours(place.path(), &stranger);
    assert!(outside.is_sound() && outside.view.is_none());
    assert_eq!(outside.closed, report.segments);

    let Some(said) = theirs(place.path(), laptops[1].folder.path()) else {
        return;
    };
    assert_eq!(said["wrong"], Json::Array(vec![]));
    assert_eq!(said["view"], hex(&view));
    assert_eq!(said["segments"], report.segments);
    assert_eq!(said["operations"], report.ops);
    assert_eq!(said["members"], 3);
    assert_eq!((said["chunks"].clone(), report.chunks), (1.into(), 1));
}

#[test]
fn what_a_stolen_office_key_dates_back_counts_for_neither() {
    let (place, mut laptops) = three();
    let admission = |laptop: &Laptop, role| Admission {
        card: *laptop.keys.card(),
        person: Uuid([0; 16]),
        name: laptop.name.into(),
        role,
        scopes: vec!["110101".into()],
    };
    let put = |link: &[u8]| {
        let hash = *blake3::hash(link).as_bytes();
        let mut folder = Folder::open(place.path()).unwrap();
        folder.put_new(&link_name(&hash, 0), link).unwrap();
        link_name(&hash, 0)
    };
    let read = |laptop: &Laptop| {
        let first = founder(place.path());
        Members::of(first, laptop.store.links().unwrap())
    };
    // a second office, whose laptop is stolen later
    let members = read(&laptops[0]);
    let second = admission(&laptops[1], Role::Office);
    put(&members
        .admit(&laptops[0].keys, second, 1, &mut random)
        .unwrap());
    for laptop in &mut laptops {
        laptop.sync(place.path());
    }
    let members = read(&laptops[1]);
    let stranger = Laptop::new("陌生人");
    let stolen = admission(&stranger, Role::Office);
    let stolen = members
        .admit(&laptops[1].keys, stolen, 1, &mut random)
        .unwrap();
    let revocation = read(&laptops[0])
        .revoke(
            &laptops[0].keys,
            laptops[1].keys.id(),
            (Vec::new(), ""),
            2,
            &mut random,
        )
        .unwrap();
    put(&revocation);
    let dated_back = put(&stolen);
    let report = ours(place.path(), &laptops[0].keys);
    let wrong = |name: &str| {
        let found = report.wrong.iter().find(|(wrong, _)| wrong == name);
        found.map(|(_, wrong)| wrong.code())
    };
    assert_eq!(wrong(&dated_back), Some("author"), "{:?}", report.wrong);
    let Some(said) = theirs(place.path(), laptops[0].folder.path()) else {
        return;
    };
    let ours: Vec<Json> = report
        .wrong
        .iter()
        .map(|(name, wrong)| serde_json::json!({"name": name, "why": wrong.code()}))
        .collect();
    assert_eq!(said["wrong"], Json::Array(ours));
    assert_eq!(said["members"], report.members);
}

/// The device that founded a store, as its first file says.
fn founder(place: &Path) -> [u8; 16] {
    let root = std::fs::read(place.join("store.cbor")).unwrap();
    Root::read(&root).unwrap().founder.id()
}

#[test]
fn one_flipped_bit_anywhere_is_found_and_named_by_both() {
    let (place, laptops) = three();
    let files = files(place.path());
    assert!(files.len() > 12);
    let mut dice: u64 = 7;
    for file in &files {
        let good = std::fs::read(file).unwrap();
        let name = name_of(file, place.path());
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // the first, the last, and some bit in between
        let last = good.len() * 8 - 1;
        for bit in [0, last, (dice >> 33) as usize % last] {
            let mut bent = good.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(file, bent).unwrap();
            let report = ours(place.path(), &laptops[0].keys);
            let named = report.wrong.iter().any(|(wrong, _)| *wrong == name);
            assert!(named, "{name}, bit {bit}: {:?}", report.wrong);
            // a start of the other program takes longer
            if bit == last
                && let Some(said) = theirs(place.path(), laptops[0].folder.path())
            {
                let wrong = said["wrong"].as_array().unwrap();
                let named = wrong.iter().any(|wrong| wrong["name"] == name.as_str());
                assert!(named, "{name}, bit {bit}: {wrong:?}");
            }
        }
        std::fs::write(file, &good).unwrap();
    }
    assert!(ours(place.path(), &laptops[0].keys).is_sound());
}

#[test]
fn a_file_that_is_missing_is_missed() {
    let (place, laptops) = three();
    for file in files(place.path()) {
        let name = name_of(&file, place.path());
        if !name.starts_with("s/") {
            continue;
        }
        let good = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(!ours(place.path(), &laptops[0].keys).is_sound(), "{name}");
        std::fs::write(&file, &good).unwrap();
    }
}

#[test]
fn a_damaged_file_is_put_again_by_whoever_has_it() {
    let (place, mut laptops) = three();
    let bent = files(place.path())
        .into_iter()
        .find(|file| name_of(file, place.path()).starts_with("s/"))
        .unwrap();
    let mut bytes = std::fs::read(&bent).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&bent, &bytes).unwrap();
    // a laptop that lacks it finds it damaged and asks for it
    let mut late = Laptop::new("后来的");
    late.sync(place.path());
    let asked = laptops[0].sync(place.path());
    let_in(&mut laptops[0], place.path(), &asked);
    let first = late.sync(place.path());
    assert_eq!(first.aside.len(), 1, "{first:?}");
    laptops[1].sync(place.path());
    late.sync(place.path());
    let (one, other) = (&late.store, &laptops[1].store);
    assert_eq!(one.view_digest().unwrap(), other.view_digest().unwrap());
    assert_eq!(
        std::fs::read(&bent).unwrap(),
        bytes,
        "nothing was overwritten"
    );
}

#[test]
fn a_row_of_the_journal_that_was_altered_is_named() {
    use liuyou::sync::verify::{Altered, verify_data};
    let (_place, laptops) = three();
    let [office, ..] = laptops;
    let good = verify_data(&office.store, Some(&office.keys), &mut |_, _| true).unwrap();
    assert_eq!(good.altered, None);
    assert!(good.saves > 10);
    let (folder, keys) = (office.folder, office.keys);
    drop(office.store);
    let db = rusqlite::Connection::open(liuyou::store::data_file(folder.path())).unwrap();
    let (seq, mut bytes): (i64, Vec<u8>) = db
        .query_row(
            "SELECT seq, bytes FROM tx ORDER BY seq LIMIT 1 OFFSET 3",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    // one letter of what somebody wrote
    let at = bytes.len() - 12;
    bytes[at] ^= 1;
    db.execute(
        "UPDATE tx SET bytes = ?2 WHERE seq = ?1",
        rusqlite::params![seq, bytes],
    )
    .unwrap();
    drop(db);
    let store = liuyou::store::Store::open_or_create(folder.path()).unwrap();
    let found = verify_data(&store, Some(&keys), &mut |_, _| true).unwrap();
    match found.altered {
        Some(Altered::Row { seq: named, .. }) => assert_eq!(named, seq),
        other => panic!("{other:?}"),
    }
}
