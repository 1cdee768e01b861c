//! Backups of data that is in use, putting them back, and what becomes of laptops that were put back or copied.

use std::fs;
use std::path::{Path, PathBuf};

use liuyou::backup::{self, BackupError};
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::store::{Store, StoreError, data_file};
use liuyou::sync::core::{Outcome, Start};
use liuyou::sync::drive::drive;
use liuyou::sync::keys::DeviceKeys;
use liuyou::sync::link::{Admission, Role};
use liuyou::sync::members::Members;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::segment::FORMAT;
use tempfile::TempDir;

/// 2026-11-25 10:00
const NOW: Now = Now {
    utc_ms: 1_795_572_000_000,
    today: Date::of(2026, 11, 25),
    minute: 600,
};

fn all(_: u64, _: u64) -> bool {
    true
}

fn name(store: &mut Store, record: u8, name: &str) {
    let edit = Edit::new(Uuid([record; 16]), Field::NAME, Value::text(name));
    store.commit(&Change::of(vec![edit]), NOW).unwrap();
}

fn organisations(store: &Store) -> u64 {
    store.status().unwrap().organisations
}

/// A data folder with two organisations, a device's keys, evidence and a template of the county's own.
fn county() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    name(&mut store, 1, "幸福里商会");
    name(&mut store, 2, "阳泉义工协会");
    DeviceKeys::of_folder(folder.path(), liuyou::store::random).unwrap();
    for (place, text) in [
        ("standards/ours.toml", "county"),
        ("evidence/ab/abcd", "photograph"),
        ("evidence/.liuyou-half", "half"),
        ("exports/list.csv", "not taken along"),
    ] {
        let place = folder.path().join(place);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    folder
}

fn backed_up(folder: &Path, to: &Path) -> backup::Made {
    backup::make(folder, to, true, NOW.utc_ms, &mut all).unwrap()
}

fn put_back(backup: &Path, folder: &Path) -> Result<backup::PutBack, BackupError> {
    backup::unpack(backup, folder, &mut all)?.put_back("20261125-100000", NOW.utc_ms)
}

#[test]
fn a_backup_has_what_was_there_when_it_began_though_work_goes_on() {
    let folder = county();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a.zip");
    // another part of the program writes between any two steps
    let mut writing = Store::open_existing(folder.path()).unwrap();
    let mut record = 10;
    let made = backup::make(folder.path(), &file, true, NOW.utc_ms, &mut |_, _| {
        name(&mut writing, record, "后来的协会");
        record += 1;
        true
    })
    .unwrap();
    assert!(record > 12, "{record}");
    let mut names: Vec<&str> = made.contents.files.iter().map(|one| &*one.name).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "device.key",
            "evidence/ab/abcd",
            "liuyou.db",
            "standards/ours.toml"
        ]
    );
    let other = tempfile::tempdir().unwrap();
    let done = put_back(&file, other.path()).unwrap();
    assert_eq!((done.kept, done.beside), (None, Vec::new()));
    let mut store = Store::open_existing(other.path()).unwrap();
    assert_eq!(organisations(&store), 2);
    assert!(store.check(&mut all).unwrap().is_sound());
    for name in ["device.key", "evidence/ab/abcd", "standards/ours.toml"] {
        let bytes = |folder: &Path| fs::read(folder.join(name)).unwrap();
        assert_eq!(bytes(folder.path()), bytes(other.path()), "{name}");
    }
    // nothing half made is left on either side
    for folder in [folder.path(), place.path(), other.path()] {
        let mut left = fs::read_dir(folder)
            .unwrap()
            .map(|one| one.unwrap().file_name());
        assert!(left.all(|name| !name.to_string_lossy().starts_with(".liuyou-")));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn evidence_stays_out_where_it_is_not_wanted() {
    let folder = county();
    let file = folder.path().join("a.zip");
    let made = backup::make(folder.path(), &file, false, NOW.utc_ms, &mut all).unwrap();
    assert_eq!(made.contents.evidence_files(), 0);
    assert!(!made.contents.evidence);
}

#[test]
fn no_file_is_overwritten_and_stopped_work_leaves_none() {
    let folder = county();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a.zip");
    for after in [0, 1, 3] {
        let mut steps = 0;
        let stopped = backup::make(folder.path(), &file, true, NOW.utc_ms, &mut |_, _| {
            steps += 1;
            steps <= after
        });
        assert!(matches!(
            stopped,
            Err(BackupError::Store(StoreError::Cancelled))
        ));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
    fs::write(&file, "somebody's").unwrap();
    let refused = backup::make(folder.path(), &file, true, NOW.utc_ms, &mut all);
    assert!(matches!(refused, Err(BackupError::Exists(_))));
    assert_eq!(fs::read_to_string(&file).unwrap(), "somebody's");
}

#[test]
fn a_flipped_bit_is_found_before_anything_is_touched() {
    let folder = county();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a.zip");
    backed_up(folder.path(), &file);
    let whole = fs::read(&file).unwrap();
    let other = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(other.path()).unwrap();
    name(&mut store, 9, "本机的协会");
    drop(store);
    let bent = place.path().join("bent.zip");
    let mut found = 0;
    for at in (0..whole.len()).step_by(whole.len() / 150) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&bent, bytes).unwrap();
        // what a zip archive says of times and rights is not the content, and not looked at
        if let Ok(unpacked) = backup::unpack(&bent, other.path(), &mut all) {
            let data = fs::read(data_file(unpacked.folder())).unwrap();
            let mut archive = zip::ZipArchive::new(fs::File::open(&file).unwrap()).unwrap();
            let mut good = Vec::new();
            std::io::copy(&mut archive.by_name("liuyou.db").unwrap(), &mut good).unwrap();
            assert!(data == good, "byte {at}");
        } else {
            found += 1;
        }
    }
    assert!(found > 130, "{found}");
    // cut off anywhere, too
    for length in [0, 10, whole.len() / 2, whole.len() - 1] {
        fs::write(&bent, &whole[..length]).unwrap();
        assert!(put_back(&bent, other.path()).is_err(), "{length}");
    }
    let store = Store::open_existing(other.path()).unwrap();
    assert_eq!(organisations(&store), 1);
    assert_eq!(
        fs::read_dir(other.path()).unwrap().count(),
        4,
        "db, wal, shm, lock"
    );
}

#[test]
fn what_a_newer_program_made_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let folder = county();
    rusqlite::Connection::open(data_file(folder.path()))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let file = place.path().join("a.zip");
    let newer = backup::make(folder.path(), &file, true, NOW.utc_ms, &mut all);
    assert!(matches!(
        newer,
        Err(BackupError::Store(StoreError::Newer { found: 99, .. }))
    ));
    // a backup that was made by the newer program
    let folder = county();
    backed_up(folder.path(), &file);
    let newer = place.path().join("newer.zip");
    rewritten(&file, &newer, |text| {
        text.replace("\"form\": 1", "\"form\": 2")
    });
    let refused = put_back(&newer, folder.path());
    assert!(matches!(
        refused,
        Err(BackupError::Newer { found: 2, known: 1 })
    ));
    let foreign = place.path().join("foreign.zip");
    rewritten(&file, &foreign, |text| {
        text.replace("evidence/ab/abcd", "evidence/../abcd")
    });
    assert!(matches!(
        put_back(&foreign, folder.path()),
        Err(BackupError::Spoilt { .. })
    ));
    let none = place.path().join("none.zip");
    fs::write(&none, "text").unwrap();
    assert!(matches!(
        put_back(&none, folder.path()),
        Err(BackupError::NoBackup(_))
    ));
}

/// The same archive with another list.
fn rewritten(from: &Path, to: &Path, list: impl Fn(String) -> String) {
    use std::io::{Read, Write};
    let mut archive = zip::ZipArchive::new(fs::File::open(from).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == "backup.json" {
            bytes = list(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

#[test]
fn the_older_file_stays_beside_and_a_file_in_use_is_not_replaced() {
    let folder = county();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a.zip");
    backed_up(folder.path(), &file);
    let mut store = Store::open_existing(folder.path()).unwrap();
    name(&mut store, 3, "新成立的协会");
    assert!(matches!(
        put_back(&file, folder.path()),
        Err(BackupError::Store(StoreError::Busy))
    ));
    let reading = Store::open_read_only(folder.path()).unwrap();
    drop(store);
    assert!(
        matches!(
            put_back(&file, folder.path()),
            Err(BackupError::Store(StoreError::Busy))
        ),
        "a program that only reads still shows it"
    );
    drop(reading);
    fs::write(folder.path().join("standards/ours.toml"), "changed since").unwrap();
    let done = put_back(&file, folder.path()).unwrap();
    let kept = folder.path().join("liuyou-20261125-100000.db");
    assert_eq!(done.kept, Some(kept.clone()));
    let beside = folder.path().join("standards/ours.toml.20261125-100000");
    assert_eq!(done.beside, std::slice::from_ref(&beside));
    assert_eq!(fs::read_to_string(beside).unwrap(), "changed since");
    let store = Store::open_existing(folder.path()).unwrap();
    assert_eq!(organisations(&store), 2);
    drop(store);
    // what was kept is whole
    let older = tempfile::tempdir().unwrap();
    fs::copy(kept, data_file(older.path())).unwrap();
    assert_eq!(
        organisations(&Store::open_existing(older.path()).unwrap()),
        3
    );
}

#[test]
fn damaged_data_gives_way_and_is_kept() {
    let folder = county();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a.zip");
    backed_up(folder.path(), &file);
    fs::write(data_file(folder.path()), vec![7; 5000]).unwrap();
    let done = put_back(&file, folder.path()).unwrap();
    assert_eq!(fs::read(done.kept.unwrap()).unwrap(), vec![7; 5000]);
    assert_eq!(
        organisations(&Store::open_existing(folder.path()).unwrap()),
        2
    );
}

/// A laptop of a store: a folder and its keys.
struct Laptop(PathBuf);

impl Laptop {
    fn sync(&self, place: &Path, begin: bool) -> Outcome {
        let mut store = Store::open_existing(&self.0).unwrap();
        let keys = DeviceKeys::of_folder(&self.0, liuyou::store::random).unwrap();
        let start = Start {
            now: NOW,
            entropy: liuyou::store::random(),
            begin,
            name: "周敏".into(),
            person: Uuid([0; 16]),
            scope: "110101".into(),
            format: FORMAT,
        };
        let mut folder = Folder::open(place).unwrap();
        drive(&mut store, &keys, start, &mut folder, &mut |_| true).unwrap()
    }

    fn write(&self, record: u8) {
        let mut store = Store::open_existing(&self.0).unwrap();
        name(&mut store, record, &format!("第{record}号协会"));
    }

    fn organisations(&self) -> u64 {
        let mut store = Store::open_existing(&self.0).unwrap();
        assert!(store.check(&mut all).unwrap().is_sound());
        organisations(&store)
    }

    fn is_suspected(&self) -> bool {
        let store = Store::open_existing(&self.0).unwrap();
        store.exchange_fact("suspected").unwrap().is_some()
    }

    fn stream(&self) -> u64 {
        Store::open_existing(&self.0).unwrap().stream()
    }
}

/// An office, a laptop that it let in, and the folder between them; each has written something and has it all.
fn two(place: &Path) -> (Laptop, Laptop) {
    let [office, field] = ["office", "field"].map(|name| {
        let folder = place.join(name);
        Store::open_or_create(&folder).unwrap();
        Laptop(folder)
    });
    let store = place.join("store");
    fs::create_dir(&store).unwrap();
    office.write(1);
    office.sync(&store, true);
    field.sync(&store, false);
    let asked = office.sync(&store, false);
    let mut data = Store::open_existing(&office.0).unwrap();
    let keys = DeviceKeys::read(&office.0).unwrap().unwrap();
    let members = Members::of(keys.id(), data.links().unwrap());
    let admission = Admission {
        card: asked.joins[0].card,
        person: Uuid([0; 16]),
        name: "周敏".into(),
        role: Role::Inspector,
        scopes: vec!["110101".into()],
    };
    let link = members
        .admit(&keys, admission, 1, &mut liuyou::store::random)
        .unwrap();
    data.keep_links(&[(blake3::hash(&link).into(), link)])
        .unwrap();
    drop(data);
    office.sync(&store, false);
    field.write(2);
    field.sync(&store, false);
    office.sync(&store, false);
    (office, field)
}

#[test]
fn a_laptop_put_back_gets_its_newer_work_from_the_store() {
    let place = tempfile::tempdir().unwrap();
    let (office, field) = two(place.path());
    let store = place.path().join("store");
    let file = place.path().join("old.zip");
    // work that no segment holds yet is in the backup too
    field.write(3);
    backed_up(&field.0, &file);
    field.write(4);
    field.sync(&store, false);
    field.write(5);
    let before = field.stream();

    put_back(&file, &field.0).unwrap();
    assert!(field.is_suspected());
    assert_ne!(field.stream(), before);
    assert_eq!(field.organisations(), 3);
    field.write(6);
    let back = field.sync(&store, false);
    assert_eq!(back.halt, None, "{back:?}");
    // 5 was never given to a store; it is in the file that was kept
    assert_eq!(field.organisations(), 5);
    office.sync(&store, false);
    assert_eq!(office.organisations(), 5);
    let quiet = field.sync(&store, false);
    assert_eq!((quiet.taken, quiet.aside.len()), (0, 0), "{quiet:?}");
    let digest = |laptop: &Laptop| {
        let store = Store::open_existing(&laptop.0).unwrap();
        store.view_digest().unwrap()
    };
    assert!(digest(&office) == digest(&field));
}

#[test]
fn a_copied_laptop_and_its_original_both_deliver() {
    let place = tempfile::tempdir().unwrap();
    let (office, field) = two(place.path());
    let store = place.path().join("store");
    field.write(3);
    let copy = Laptop(place.path().join("copy"));
    fs::create_dir(&copy.0).unwrap();
    for entry in fs::read_dir(&field.0).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.0.join(entry.file_name())).unwrap();
    }
    field.write(4);
    copy.write(5);
    for laptop in [&field, &copy, &field, &copy, &field] {
        let outcome = laptop.sync(&store, false);
        assert_eq!((outcome.halt, outcome.aside.len()), (None, 0));
    }
    assert!(copy.is_suspected() || field.is_suspected());
    assert_ne!(copy.stream(), field.stream());
    field.write(6);
    copy.write(7);
    for laptop in [&field, &copy, &office, &field, &copy] {
        laptop.sync(&store, false);
    }
    for laptop in [&office, &field, &copy] {
        assert_eq!(laptop.organisations(), 7);
    }
}
