//! The branches and the excluded organisations on the command line.

use std::path::Path;

use assert_cmd::Command;
use liuyou::store::Store;
use serde_json::Value;

use liuyou::runtime;

fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::county(&mut store, runtime::now()).unwrap();
    folder
}

fn said(folder: &Path, arguments: &str) -> String {
    let output = Command::cargo_bin("liuyou")
        .unwrap()
        .arg("--data-dir")
        .arg(folder)
        .args(arguments.split(' '))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_branches_are_listed_with_what_the_rules_say() {
    let folder = demo();
    let text = said(folder.path(), "--lang zh branches");
    assert!(
        text.contains("在册 43") && text.contains("已撤销 1"),
        "{text}"
    );
    assert!(text.contains("没有活动记录，疑似僵尸支部"), "{text}");
    let dissolved = said(folder.path(), "--lang en branches --only dissolved");
    assert_eq!(dissolved.matches("dissolved 20").count(), 1, "{dissolved}");
    let json: Value = serde_json::from_str(&said(
        folder.path(),
        "--lang en branches --json --only idle",
    ))
    .unwrap();
    let branches = json["branches"].as_array().unwrap();
    assert_eq!(json["listing"], "idle");
    assert_eq!(json["counts"]["in_force"], 43);
    assert_eq!(json["counts"]["idle"].as_u64(), Some(branches.len() as u64));
    assert_eq!(json["remarks"]["idle"], json["counts"]["idle"]);
    assert!(
        branches
            .iter()
            .all(|branch| branch["organisations"].as_u64() >= Some(1))
    );
}

#[test]
fn excluded_organisations_are_listed_with_their_reason() {
    let folder = demo();
    let text = said(folder.path(), "--lang zh rates --names excluded");
    assert!(
        text.contains("空壳（连续两年未开展活动，登记住所已无人）"),
        "{text}"
    );
    let json: Value = serde_json::from_str(&said(
        folder.path(),
        "--lang zh rates --names excluded --json",
    ))
    .unwrap();
    let all = json["organisations"].as_array().unwrap();
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|one| one["status_reason"].is_string()));
}
