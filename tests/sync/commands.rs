//! The commands, as two people with two data folders and one stick would type them.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value as Json;

struct Ran {
    good: bool,
    out: String,
    said: String,
}

fn liuyou(data: &Path, arguments: &[&str]) -> Ran {
    let run = Command::cargo_bin("liuyou")
        .unwrap()
        .args(arguments)
        .args(["--lang", "en", "--data-dir"])
        .arg(data)
        .output()
        .unwrap();
    Ran {
        good: run.status.success(),
        out: String::from_utf8(run.stdout).unwrap(),
        said: String::from_utf8(run.stderr).unwrap(),
    }
}

#[test]
fn two_people_exchange_a_county_by_a_stick() {
    let place = tempfile::tempdir().unwrap();
    let (office, field) = (place.path().join("office"), place.path().join("field"));
    let stick = place.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let stick = stick.to_str().unwrap();
    assert!(liuyou(&office, &["init", "--demo"]).good);
    assert!(liuyou(&field, &["init"]).good);

    // an empty folder may be a stick that is not plugged in
    let empty = liuyou(&office, &["sync", "--store", stick]);
    assert!(
        !empty.good && empty.said.contains("--new"),
        "{}",
        empty.said
    );
    let gone = liuyou(&office, &["sync", "--store", "/nowhere/at/all"]);
    assert!(!gone.good && gone.said.contains("/nowhere/at/all"));
    let begun = liuyou(
        &office,
        &["sync", "--store", stick, "--new", "--area", "110101"],
    );
    assert!(begun.good, "{}", begun.said);
    assert!(begun.out.contains("0 changes only here"), "{}", begun.out);

    let asked = liuyou(&field, &["sync", "--store", stick]);
    assert!(!asked.good && asked.said.contains("fingerprint"));
    let joins = || {
        std::fs::read_dir(Path::new(stick).join("members"))
            .unwrap()
            .count()
    };
    let before = joins();
    let asked = liuyou(&field, &["device", "join", stick]);
    assert!(
        asked.good && asked.out.contains("fingerprint"),
        "{}",
        asked.said
    );
    assert_eq!(joins(), before, "asking twice asks once");
    let print = asked.out.trim_end().rsplit(": ").next().unwrap().to_owned();
    assert!(
        liuyou(&office, &["sync", "--store", stick])
            .out
            .contains(&print)
    );
    let wrong = liuyou(&office, &["device", "approve", "0"]);
    assert!(!wrong.good, "nobody is let in by next to nothing");
    let approved = liuyou(&office, &["device", "approve", &print[..14]]);
    assert!(approved.good, "{}", approved.said);
    assert!(liuyou(&office, &["sync", "--store", stick]).good);

    let first = liuyou(&field, &["sync", "--store", stick, "--json"]);
    let first: Json = serde_json::from_str(&first.out).unwrap();
    assert!(first["changes_taken"].as_u64().unwrap() > 10_000, "{first}");
    let counts = |data: &Path| {
        let status = liuyou(data, &["status", "--json"]);
        let status: Json = serde_json::from_str(&status.out).unwrap();
        [
            &status["organisations"],
            &status["visits"],
            &status["answers"],
            &status["operations"],
        ]
        .map(Json::to_string)
    };
    assert_eq!(counts(&office), counts(&field));
    assert!(liuyou(&field, &["check"]).good);
    let joined = liuyou(&field, &["device", "join", stick]);
    assert!(joined.good && joined.out.contains("a member already"));
    let quiet = liuyou(&field, &["sync", "--store", stick]);
    assert!(quiet.out.contains("nothing to exchange"), "{}", quiet.out);

    let sound = liuyou(&field, &["verify", stick]);
    assert!(
        sound.good && sound.out.contains("Digest"),
        "{}{}",
        sound.out,
        sound.said
    );
    assert!(liuyou(&field, &["verify"]).good);
    let shown = liuyou(&field, &["journal", "show", "--last", "2", "--json"]);
    assert_eq!(shown.out.lines().count(), 2);
    let save: Json = serde_json::from_str(shown.out.lines().next().unwrap()).unwrap();
    let record = save["operations"][0]["record"].as_str().unwrap();
    let of_one = liuyou(&field, &["journal", "show", "--row", record]);
    assert!(of_one.good && of_one.out.contains(record));

    revocation(&office, &field, stick, &print);
}

fn revocation(office: &Path, field: &Path, stick: &str, print: &str) {
    let other = liuyou(field, &["device", "revoke", print]);
    assert!(!other.good, "only the office shuts devices out");
    assert!(liuyou(office, &["device", "revoke", print]).good);
    assert!(liuyou(office, &["sync", "--store", stick]).good);
    let out = liuyou(field, &["sync", "--store", stick]);
    assert!(
        !out.good && out.said.contains("shut this device out"),
        "{}",
        out.said
    );
    let list = liuyou(office, &["device", "list"]);
    assert!(list.out.contains("shut out"), "{}", list.out);
}

#[test]
fn one_who_worked_alone_joins_an_office_with_all_that_was_done() {
    let place = tempfile::tempdir().unwrap();
    let (office, alone) = (place.path().join("office"), place.path().join("alone"));
    let (stick, share) = (place.path().join("stick"), place.path().join("share"));
    for folder in [&stick, &share] {
        std::fs::create_dir(folder).unwrap();
    }
    let (stick, share) = (stick.to_str().unwrap(), share.to_str().unwrap());
    assert!(liuyou(&alone, &["init", "--demo"]).good);
    assert!(liuyou(&alone, &["sync", "--store", stick, "--new"]).good);
    assert!(liuyou(&office, &["init"]).good);
    assert!(
        liuyou(
            &office,
            &["sync", "--store", share, "--new", "--area", "110101"]
        )
        .good
    );

    let foreign = liuyou(&alone, &["device", "join", share]);
    assert!(!foreign.good && foreign.said.contains("device leave"));
    assert!(liuyou(&alone, &["device", "leave"]).good);
    let asked = liuyou(&alone, &["device", "join", share]);
    assert!(asked.good, "{}", asked.said);
    let print = asked.out.trim_end().rsplit(": ").next().unwrap();
    assert!(liuyou(&office, &["sync", "--store", share]).good);
    let approved = liuyou(&office, &["device", "approve", &print[..14]]);
    assert!(approved.good, "{}", approved.said);
    for data in [&office, &alone, &office] {
        let ran = liuyou(data, &["sync", "--store", share]);
        assert!(ran.good, "{}", ran.said);
    }
    let digest = |data: &Path| {
        assert!(liuyou(data, &["check"]).good);
        let status = liuyou(data, &["status", "--json"]);
        let status: Json = serde_json::from_str(&status.out).unwrap();
        (status["operations"].clone(), status["unsynced"].clone())
    };
    assert_eq!(digest(&office).0, digest(&alone).0);
    assert_eq!(digest(&alone).1, 0);
    assert!(liuyou(&office, &["verify", share]).good);
}

#[test]
fn a_flipped_bit_is_named_on_the_command_line() {
    let place = tempfile::tempdir().unwrap();
    let (data, stick) = (place.path().join("data"), place.path().join("stick"));
    std::fs::create_dir(&stick).unwrap();
    assert!(liuyou(&data, &["init", "--demo"]).good);
    let store = stick.to_str().unwrap();
    assert!(liuyou(&data, &["sync", "--store", store, "--new"]).good);
    let members = std::fs::read_dir(stick.join("members")).unwrap();
    let link = members.map(|entry| entry.unwrap().path()).next().unwrap();
    let mut bytes = std::fs::read(&link).unwrap();
    bytes[30] ^= 8;
    std::fs::write(&link, bytes).unwrap();
    let found = liuyou(&data, &["verify", store]);
    let name = link.file_name().unwrap().to_str().unwrap();
    assert!(!found.good && found.out.contains(name), "{}", found.out);
    let alone = liuyou(&data, &["verify", link.to_str().unwrap()]);
    assert!(!alone.good, "{}", alone.out);
}
