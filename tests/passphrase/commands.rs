//! A passphrase on the data, as someone at a shell has it: what lies in the files, what still works, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value as Json;
use tempfile::TempDir;

use super::alone;
use super::drive::program;

const PASSPHRASE: &str = "蓝天 correct horse";
/// Planted in the fields that are sealed; each stands nowhere else.
const PHONE: &str = "13987654321";
const CONTACT: &str = "欧阳明月";
const HEAD: &str = "司徒静好";
const IDENTITY: &str = "110101199003078515";
const REMARK: &str = "负责人证件号110101199003078515已核";
const PLANTED: [&str; 5] = [PHONE, CONTACT, HEAD, IDENTITY, "已核"];

fn with(folder: &Path, arguments: &[&str], set: &[(&str, &str)]) -> Output {
    let mut command = Command::cargo_bin("liuyou").unwrap();
    command.env("LANG", "zh_CN.UTF-8").args(arguments);
    for (name, value) in set {
        command.env(name, value);
    }
    command.arg("--data-dir").arg(folder).output().unwrap()
}

#[track_caller]
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = with(folder, arguments, &[("LIUYOU_PASSPHRASE", PASSPHRASE)]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// A county whose register has a contact, a head and a telephone, with a device's keys and a store.
fn county() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    program::said(&data, &["init"]);
    let register = folder.path().join("a.csv");
    fs::write(
        &register,
        format!(
            "名称,统一社会信用代码,负责人,联系人,联系电话,备注\n\
             幸福里商会,,{HEAD},{CONTACT},{PHONE},\n阳泉义工协会,,,,,\n"
        ),
    )
    .unwrap();
    program::said(
        &data,
        &["import", "organisations", register.to_str().unwrap()],
    );
    // an answer's remark with a number in it, straight through the journal
    {
        use liuyou::domain::calendar::{Date, Now};
        use liuyou::domain::change::{Change, Edit, Field, Value};
        let mut store = liuyou::store::Store::open_existing(&data).unwrap();
        let now = Now {
            utc_ms: 1_795_572_000_000,
            today: Date::of(2026, 11, 25),
            minute: 600,
        };
        let (organisation, person) = (store.new_id(now), store.new_id(now));
        let edits = vec![
            Edit::new(organisation, Field::NAME, Value::text("核验协会")),
            Edit::new(organisation, Field::CENSUS_NOTE, Value::text(REMARK)),
            Edit::new(person, Field::PERSON_NAME, Value::text("周敏")),
            Edit::new(person, Field::PERSON_ROLE, Value::text("liaison")),
            Edit::new(person, Field::PERSON_PHONE, Value::text(PHONE)),
        ];
        store.commit(&Change::of(edits), now).unwrap();
    }
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    program::said(
        &data,
        &[
            "sync",
            "--store",
            stick.to_str().unwrap(),
            "--new",
            "--area",
            "110101",
        ],
    );
    folder
}

/// Every file of a folder, whole.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push((path.clone(), fs::read(path).unwrap())),
        }
    }
    found
}

/// Which of the planted texts stand in which file.
fn seen(folder: &Path) -> Vec<(String, &'static str)> {
    let has = |bytes: &[u8], text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    let mut seen = Vec::new();
    for (path, bytes) in files(folder) {
        for text in PLANTED {
            if has(&bytes, text) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                seen.push((name, text));
            }
        }
    }
    seen
}

#[test]
fn a_passphrase_leaves_nothing_personal_plain_and_takes_nothing_away() {
    let _alone = alone();
    let place = county();
    let data = place.path().join("data");
    let stick = place.path().join("stick");
    let mut before = seen(&data);
    before.dedup();
    assert_eq!(before.len(), PLANTED.len(), "{before:?}");
    let key = fs::read_to_string(data.join("device.key")).unwrap();
    let secret = key.lines().nth(1).unwrap().to_owned();
    let digest = |set: bool| match set {
        true => said(&data, &["verify", stick.to_str().unwrap()]),
        false => program::said(&data, &["verify", stick.to_str().unwrap()]),
    };
    let plain_digest = digest(false);
    let exported = place.path().join("plain.csv");
    program::said(
        &data,
        &[
            "export",
            "organisations",
            "--format",
            "csv",
            "--out",
            exported.to_str().unwrap(),
        ],
    );

    let set = said(&data, &["passphrase", "set"]);
    assert!(set.contains("口令已设"), "{set}");
    assert_eq!(seen(&data), []);
    let sealed = fs::read(data.join("device.key")).unwrap();
    assert!(!sealed.windows(64).any(|part| part == secret.as_bytes()));

    // all there, and a rebuild gives the same bytes
    said(&data, &["check"]);
    said(&data, &["rebuild"]);
    said(&data, &["check"]);
    assert_eq!(digest(true), plain_digest);
    said(&data, &["verify"]);
    let again = place.path().join("sealed.csv");
    said(
        &data,
        &[
            "export",
            "organisations",
            "--format",
            "csv",
            "--out",
            again.to_str().unwrap(),
        ],
    );
    assert_eq!(fs::read(&exported).unwrap(), fs::read(&again).unwrap());
    let people: Json = serde_json::from_str(&said(&data, &["people", "--json"])).unwrap();
    assert!(people.to_string().contains(PHONE), "{people}");
    // new work is sealed as it is written, and sync goes on
    said(&data, &["sync", "--store", stick.to_str().unwrap()]);
    assert_eq!(seen(&data), []);
    assert_eq!(seen(&stick), []);

    said(&data, &["passphrase", "remove"]);
    program::said(&data, &["check"]);
    assert_eq!(fs::read_to_string(data.join("device.key")).unwrap(), key);
    assert_eq!(seen(&data).len(), before.len());
}

#[test]
fn without_the_passphrase_nothing_is_read_or_written() {
    let _alone = alone();
    let place = county();
    let data = place.path().join("data");
    said(&data, &["passphrase", "set"]);
    let none = with(&data, &["status"], &[]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("请先输入口令"));
    let started = std::time::Instant::now();
    let wrong = with(
        &data,
        &["status"],
        &[("LIUYOU_PASSPHRASE", "wrong passphrase")],
    );
    assert_eq!(wrong.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&wrong.stderr).trim(), "口令不对。");
    assert!(started.elapsed().as_millis() >= 500);
    let file = place.path().join("passphrase.txt");
    fs::write(&file, format!("{PASSPHRASE}\n")).unwrap();
    let given = with(
        &data,
        &["status", "--passphrase-file", file.to_str().unwrap()],
        &[],
    );
    assert!(given.status.success());
    // help and the language need none
    assert!(with(&data, &["--help"], &[]).status.success());
}

#[test]
fn another_passphrase_takes_the_place_of_the_old_one() {
    let _alone = alone();
    let place = county();
    let data = place.path().join("data");
    said(&data, &["passphrase", "set"]);
    let old = ("LIUYOU_PASSPHRASE", PASSPHRASE);
    let new = "another long one";
    let short = with(
        &data,
        &["passphrase", "change"],
        &[old, ("LIUYOU_NEW_PASSPHRASE", "short")],
    );
    assert_eq!(short.status.code(), Some(2));
    let changed = with(
        &data,
        &["passphrase", "change"],
        &[old, ("LIUYOU_NEW_PASSPHRASE", new)],
    );
    assert!(changed.status.success());
    assert!(!with(&data, &["status"], &[old]).status.success());
    let now = [("LIUYOU_PASSPHRASE", new)];
    assert!(with(&data, &["check"], &now).status.success());
    assert!(with(&data, &["device", "list"], &now).status.success());
    let twice = with(&data, &["passphrase", "set"], &now);
    assert_eq!(twice.status.code(), Some(2));
    assert!(
        with(&data, &["passphrase", "remove"], &now)
            .status
            .success()
    );
    assert!(with(&data, &["check"], &[]).status.success());
    let none = with(&data, &["passphrase", "remove"], &[]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_backup_of_protected_data_stays_protected() {
    let _alone = alone();
    let place = county();
    let data = place.path().join("data");
    said(&data, &["passphrase", "set"]);
    let file = place.path().join("a.zip");
    let file = file.to_str().unwrap();
    said(&data, &["backup", file]);
    // the archive is packed; what it gives back is what counts
    let other = place.path().join("other");
    said(&other, &["restore", file]);
    assert_eq!(seen(&other), []);
    assert!(!with(&other, &["status"], &[]).status.success());
    said(&other, &["check"]);
    said(&other, &["device", "list"]);
}

/// What a build that encrypts whole files leaves, for one that does not.
#[cfg(not(feature = "sqlcipher"))]
#[test]
fn a_file_that_is_encrypted_whole_is_refused_in_words_and_left_alone() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let file = liuyou::store::data_file(folder.path());
    let bytes: Vec<u8> = (0..8192_u32).map(|n| (n * 37 % 251) as u8).collect();
    fs::write(&file, &bytes).unwrap();
    let vault = format!(
        "liuyou passphrase 1\nid {}\nargon2id 65536 3 1\nsalt {}\nkey {} {}\n",
        "01".repeat(16),
        "02".repeat(16),
        "03".repeat(24),
        "04".repeat(48)
    );
    fs::write(folder.path().join("liuyou.vault"), vault).unwrap();
    for command in [&["status"][..], &["check"], &["backup", "x.zip"]] {
        let refused = with(folder.path(), command, &[("LIUYOU_PASSPHRASE", PASSPHRASE)]);
        assert_eq!(refused.status.code(), Some(1), "{command:?}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            said.contains("已整体加密") && said.contains("sqlcipher"),
            "{said}"
        );
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// The whole file is unreadable without the key, and other data folders go on as they were.
#[cfg(feature = "sqlcipher")]
#[test]
fn a_build_with_sqlcipher_encrypts_the_whole_file() {
    let _alone = alone();
    let place = county();
    let data = place.path().join("data");
    let file = liuyou::store::data_file(&data);
    let has = |text: &str| {
        let bytes = fs::read(&file).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(has("SQLite format 3") && has("幸福里商会"));
    said(&data, &["passphrase", "set"]);
    assert!(!has("SQLite format 3") && !has("幸福里商会") && !has("CREATE TABLE"));
    assert!(
        rusqlite::Connection::open(&file)
            .unwrap()
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row
                .get::<_, i64>(0))
            .is_err()
    );
    said(&data, &["rebuild"]);
    said(&data, &["check"]);
    // a backup of it goes back, and asks for the same passphrase
    let zip = place.path().join("a.zip");
    assert!(
        !with(&data, &["backup", zip.to_str().unwrap()], &[])
            .status
            .success()
    );
    said(&data, &["backup", zip.to_str().unwrap()]);
    let other = place.path().join("other");
    said(&other, &["restore", zip.to_str().unwrap()]);
    said(&other, &["check"]);
    said(&data, &["passphrase", "remove"]);
    assert!(has("SQLite format 3") && has("幸福里商会"));
    program::said(&data, &["check"]);
    assert!(!data.join("liuyou.vault").exists());
}
