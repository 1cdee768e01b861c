//! Templates as a county works with them: on the command line, and begun at an organisation.

#[path = "../drive/mod.rs"]
mod drive;
mod filling;
mod sums;
mod trial;

use std::path::Path;

use drive::Drive;
use drive::program::{self, Ran};
use liuyou::app::screen::Screen;
use liuyou::domain::checklist::Lang;
use liuyou::standards;

fn run(directory: &Path, arguments: &[&str]) -> Ran {
    program::run(directory, &[&["template"], arguments].concat())
}

/// A file beside the data: the site standard with something changed.
fn file(directory: &Path, name: &str, from: &str, to: &str) -> String {
    let text = standards::site().text;
    assert!(text.contains(from));
    let path = directory.join(name);
    std::fs::write(&path, text.replace(from, to)).unwrap();
    path.display().to_string()
}

#[test]
fn every_template_is_listed_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = standards::shipped();
    let listed = run(folder.path(), &["list"]);
    let json = run(folder.path(), &["list", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), shipped.len());
    assert_eq!(json[0]["items"], 43);
    assert_eq!(json[0]["points"], 100);
    assert_eq!(json[0]["file"], serde_json::Value::Null);
    for standard in &shipped {
        let list = &standard.checklist;
        assert!(listed.out.contains(&list.title()), "{}", listed.out);
        let shown = run(folder.path(), &["show", &list.id]);
        assert_eq!((shown.code, shown.err.as_str()), (0, ""));
        let english = run(folder.path(), &["show", &list.id, "--lang", "en"]);
        for item in list.items() {
            let line = |out: &str, name: &str| {
                out.lines().any(|line| {
                    line.trim_start().starts_with(&format!("{} ", item.code)) && line.contains(name)
                })
            };
            assert!(line(&shown.out, &item.name.zh), "{} {}", list.id, item.code);
            assert!(
                line(&english.out, &item.name.en),
                "{} {}",
                list.id,
                item.code
            );
        }
    }
    let json = run(folder.path(), &["show", "instructor-visit", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["use"], "visit");
    assert_eq!(json["section"][5]["repeat"]["most"], 20);
    let unknown = run(folder.path(), &["show", "nobody"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("nobody"), "{}", unknown.err);
}

#[test]
fn a_fault_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let bad = file(folder.path(), "bad.toml", "points = 4", "points = 0");
    let line = std::fs::read_to_string(&bad)
        .unwrap()
        .lines()
        .position(|line| line == "points = 0")
        .unwrap()
        + 1;
    let checked = run(folder.path(), &["check", &bad]);
    assert_eq!(checked.code, 1);
    let told = format!("{bad}:{line}:1: 检查项 1.1 的分值须为 1 至 1000。");
    assert!(checked.out.starts_with(&told), "{}", checked.out);
    assert!(checked.err.contains("2 处问题"), "{}", checked.err);
    let json = run(folder.path(), &["check", &bad, "--json", "--lang", "en"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["sound"], false);
    assert_eq!(json["faults"][0]["line"], line);
    let fault = json["faults"][0]["text"].as_str().unwrap();
    assert_eq!(fault, "Item 1.1 must have 1 to 1000 points.");
    let good = file(folder.path(), "good.toml", "points = 4", "points = 5");
    assert_eq!(run(folder.path(), &["check", &good]).code, 0);
    let broken = file(folder.path(), "broken.toml", "version = 1", "version = ");
    let checked = run(folder.path(), &["check", &broken]);
    assert!(
        checked.out.starts_with(&format!("{broken}:4:")),
        "{}",
        checked.out
    );
    let missing = run(folder.path(), &["check", "nowhere.toml"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert_eq!(run(folder.path(), &["check"]).code, 2);
    assert_eq!(run(folder.path(), &["add", &good, "--json"]).code, 2);
}

#[test]
fn a_difference_names_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let new = file(folder.path(), "new.toml", "points = 4", "points = 5");
    let same = run(folder.path(), &["diff", "liuyou-site", "liuyou-site"]);
    assert_eq!(same.out.trim(), "两份模板没有差别。");
    let told = run(
        folder.path(),
        &["diff", "liuyou-site", &new, "--lang", "en"],
    );
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(
        lines,
        [
            "changed  1.1 points: [4] is now [5]",
            "changed  4.1 points: [4] is now [5]"
        ]
    );
}

#[test]
fn a_template_is_added_under_a_version_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let other = file(folder.path(), "other.toml", "points = 4", "points = 5");
    let refused = run(&data, &["add", &other]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("version 加一"), "{}", refused.err);
    assert!(!data.exists());
    let bad = file(folder.path(), "bad.toml", "points = 4", "points = 0");
    assert_eq!(run(&data, &["add", &bad]).code, 1);
    assert!(!data.exists());
    let second = file(folder.path(), "second.toml", "version = 1", "version = 2");
    let added = run(&data, &["add", &second]);
    assert_eq!((added.code, added.err.as_str()), (0, ""), "{}", added.out);
    assert!(data.join("standards/liuyou-site-2.toml").exists());
    assert!(run(&data, &["add", &second]).out.contains("已经在用"));
    let listed = run(&data, &["list"]);
    assert!(listed.out.contains("liuyou-site@2"), "{}", listed.out);
    assert!(!listed.out.contains("liuyou-site@1"), "{}", listed.out);
}

#[test]
fn a_visit_is_begun_with_any_template_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.keys("F3 F5 Down Enter Enter").sees("还没有检查记录");
    drive
        .keys("Enter")
        .sees("选择模板")
        .sees("党建指导员走访记录");
    drive.keys("text:zfjl Enter");
    let opened = |drive: &Drive| match drive.model.top() {
        Screen::Visit(visit) => visit.checklist().id.clone(),
        _ => panic!("no visit on screen:\n{}", drive.text()),
    };
    assert_eq!(opened(&drive), "instructor-visit");
    drive.keys("Esc").sees("继续填写");
    // the open record stands first and is not offered once more
    drive.keys("Enter").sees("继续    党建指导员走访记录");
    drive.sees_not("走访    党建指导员走访记录");
    drive.keys("Enter");
    assert_eq!(opened(&drive), "instructor-visit");
    drive.keys("Esc Enter Down Enter");
    assert_eq!(opened(&drive), "liuyou-site");
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn where_there_is_one_template_nothing_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.model.shell.templates.truncate(1);
    drive.keys("F3 F5 Down Enter Enter");
    drive
        .sees("开始「六有」场所检查")
        .keys("Enter")
        .sees("0/43");
}

#[test]
fn the_example_of_the_documentation_is_a_template_and_no_key_is_left_out() {
    let read = |path: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
    };
    let text = read("fixtures/standards/README.md");
    let example = text.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let list = standards::parse(example).unwrap();
    assert_eq!(
        (list.id.as_str(), list.items().count()),
        ("reading-corner", 3)
    );
    // every key of the format, as the program names them for a key it does not know
    for place in [
        "",
        "[[section]]\ncode = \"3\"\n",
        "[[section.item]]\ncode = \"2.2\"\n",
        "[[test]]\nname = \"t\"\n",
    ] {
        let wrong = match place {
            "" => format!("unheard = 1\n{example}"),
            place => format!("{example}\n{place}unheard = 1\n"),
        };
        let found = standards::examine(&wrong).unwrap_err();
        let standards::Wrong::Form(told) = &found[0].what else {
            panic!("{found:?}")
        };
        let keys: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
        assert!(keys.len() > 5, "{told}");
        for key in keys {
            let named = [
                format!("`{key}`"),
                format!("[{key}]"),
                format!("section.{key}]"),
            ];
            assert!(named.iter().any(|name| text.contains(name)), "{key}");
        }
    }
}
