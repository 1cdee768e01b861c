//! `liuyou plan`, `liuyou round` and the reports on rounds, from the command line.

use std::path::Path;

use liuyou::runtime;
use liuyou::store::Store;
use serde_json::Value;

use crate::drive::program::{refused, said};

fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::county(&mut store, runtime::now()).unwrap();
    folder
}

#[test]
fn a_sheet_is_printed_and_written() {
    let folder = demo();
    let path = folder.path();
    let text = said(path, &["plan"]);
    assert!(text.contains("下周走访路线表"), "{text}");
    let week = said(path, &["plan", "--week", "2026-W53", "--per-day", "2"]);
    assert!(
        week.contains("2026-12-28 至 2027-01-03，2026 年第 53 周"),
        "{week}"
    );
    assert!(week.contains("每个工作日 2 家"), "{week}");
    let out = path.join("sheet.xlsx");
    let out = out.to_str().unwrap();
    let written = said(path, &["plan", "--format", "xlsx", "-o", out]);
    assert!(written.contains("已写出"), "{written}");
    assert!(Path::new(out).exists());
    for (arguments, word) in [
        (&["plan", "--week", "2028-W53"][..], "不是周"),
        (&["plan", "--days", "32"], "1 至 31"),
        (&["plan", "--per-day", "0"], "1 至 50"),
        (&["plan", "--area", "没有镇"], "没有镇街"),
        (&["plan", "--person", "没有人"], "没有人"),
        (&["plan", "--format", "html"], "--out"),
        (&["plan", "--week", "2026-W49", "--days", "3"], "不能同时用"),
    ] {
        let why = refused(path, arguments, 2);
        assert!(why.contains(word), "{arguments:?}: {why}");
    }
}

#[test]
fn a_round_is_begun_filled_reported_and_closed() {
    let folder = demo();
    let path = folder.path();
    let today = runtime::now().today;
    let (from, to) = (
        today.plus_days(-80).to_string(),
        today.plus_days(5).to_string(),
    );
    let new = [
        "round",
        "new",
        "示例督导",
        "--from",
        &from,
        "--to",
        &to,
        "--number",
        "17",
        "--lead",
        "示例部门",
        "--authority",
        "云岭县民政局",
        "--json",
    ];
    let made: Value = serde_json::from_str(&said(path, &new)).unwrap();
    assert_eq!(
        (made["number"].as_u64(), made["name"].as_str()),
        (Some(17), Some("示例督导"))
    );
    let listed = made["organisations"].as_u64().unwrap();
    assert!(listed > 5, "{made}");
    // by its number too; visits of its days at its organisations are put in
    let added = said(
        path,
        &[
            "round",
            "add",
            "17",
            "--visits",
            "--reached",
            "云岭县教育局",
            "--json",
        ],
    );
    let added: Value = serde_json::from_str(&added).unwrap();
    assert!(added["visits"].as_u64().unwrap() > 0, "{added}");
    assert_eq!(added["authorities"], 1);
    let show = said(path, &["report", "round", "示例督导"]);
    assert!(
        show.contains("示例督导情况") && show.contains("牵头单位示例部门"),
        "{show}"
    );
    assert_eq!(said(path, &["round", "show", "17"]), show);
    let closed = said(
        path,
        &["round", "close", "17", "--conclusion", "总体较好。"],
    );
    assert!(closed.contains(&format!("{today} 结束")), "{closed}");
    let why = refused(path, &["round", "add", "17", "--area", "白鹭镇"], 1);
    assert!(why.contains("已经结束"), "{why}");
    let rounds: Value = serde_json::from_str(&said(path, &["round", "list", "--json"])).unwrap();
    let own = rounds
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["number"] == 17)
        .unwrap();
    assert_eq!(
        (own["state"].as_str(), own["conclusion"].as_str()),
        (Some("closed"), Some("总体较好。"))
    );
    assert_eq!(own["organisations"].as_u64(), Some(listed));
    let reopened = said(path, &["round", "close", "17", "--reopen"]);
    assert!(reopened.contains("进行中"), "{reopened}");
    let year = said(
        path,
        &["report", "rounds", "--year", &today.year().to_string()],
    );
    assert!(
        year.contains("开展督导") && year.contains("示例督导"),
        "{year}"
    );
    assert!(said(path, &["check"]).contains("数据完好"));
}

#[test]
fn wrong_use_is_named() {
    let folder = demo();
    let path = folder.path();
    for (arguments, word) in [
        (&["round", "show"][..], "NAME"),
        (&["round", "show", "没有"], "没有叫"),
        (&["round", "new", "甲"], "--from"),
        (
            &[
                "round", "new", "甲", "--from", "2026-3-2", "--to", "2026-3-1",
            ],
            "对调",
        ),
        (&["round", "add", "1"], "没有写列入什么"),
        (
            &["round", "add", "1", "--organisation", "没有协会"],
            "没有协会",
        ),
        (&["round", "list", "--lead", "甲"], "--lead"),
        (
            &["round", "close", "1", "--reopen", "--day", "2026-1-1"],
            "--reopen",
        ),
        (&["report", "coverage", "甲"], "甲"),
        (&["report", "round", "没有"], "没有叫"),
    ] {
        let why = refused(path, arguments, 2);
        assert!(why.contains(word), "{arguments:?}: {why}");
    }
}
