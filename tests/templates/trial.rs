//! Trying templates out on the command line, and what `check` says of expressions.

use std::path::Path;

use liuyou::standards;

use super::run;

/// That of the documentation's blocks of TOML.
fn block(number: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/standards/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let block = text.split("```toml\n").nth(number + 1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

#[test]
fn the_test_of_the_documentation_passes_and_a_changed_one_says_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reading.toml");
    let file = path.to_str().unwrap();
    std::fs::write(&path, block(0) + "\n" + &block(1)).unwrap();
    let passed = run(folder.path(), &["test", file]);
    assert_eq!(
        (passed.code, passed.err.as_str()),
        (0, ""),
        "{}",
        passed.out
    );
    assert!(passed.out.contains("1 个测试全部通过"), "{}", passed.out);
    let wrong = block(1).replace("warned = [\"1.2\"]", "warned = []\nhidden = [\"2.1#1\"]");
    std::fs::write(&path, block(0) + "\n" + &wrong).unwrap();
    let failed = run(folder.path(), &["test", file, "--lang", "en"]);
    assert_eq!(failed.code, 1);
    let lines: Vec<&str> = failed.out.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "failed  journals of a short year",
            "2.1#1 should be hidden and is asked",
            "warned should be [] and is [1.2]",
        ]
    );
    assert_eq!(failed.err.trim(), "1 of 1 tests fail.");
    let json = run(folder.path(), &["test", file, "--json", "--lang", "en"]);
    assert_eq!(json.code, 1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["sound"], false);
    assert_eq!(json["tests"][0]["passed"], false);
    assert_eq!(
        json["tests"][0]["misses"][1],
        "warned should be [] and is [1.2]"
    );
    assert_eq!(json["filled"], serde_json::Value::Null);
}

#[test]
fn every_shipped_template_can_be_reached_and_answered_in_every_item() {
    let folder = tempfile::tempdir().unwrap();
    for standard in standards::shipped() {
        let list = &standard.checklist;
        let tried = run(folder.path(), &["test", &list.id, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&tried.out).unwrap();
        assert_eq!(
            (tried.code, &json["sound"]),
            (0, &true.into()),
            "{}: {json:#}",
            list.id
        );
        assert!(json["filled"]["times"].as_u64().unwrap() > 10);
    }
    let money = run(folder.path(), &["test", "money-record"]);
    assert!(
        money.out.contains("4.2 的除数 ${1.3} 可能为 0"),
        "{}",
        money.out
    );
}

#[test]
fn what_nobody_can_reach_makes_the_trial_fail() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reading.toml");
    let text = block(0).replace("selected(${1.1}, 'journal')", "selected(${1.1}, 'weekly')");
    std::fs::write(&path, text).unwrap();
    let tried = run(
        folder.path(),
        &["test", path.to_str().unwrap(), "--lang", "en"],
    );
    assert_eq!(tried.code, 1);
    let told = "1.2 is never asked; it stands under selected(${1.1}, 'weekly')";
    assert!(tried.out.contains(told), "{}", tried.out);
    assert_eq!(tried.err.trim(), "Filling it found faults: 1.");
}

#[test]
fn a_wrong_expression_is_named_with_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reading.toml");
    let file = path.to_str().unwrap();
    let text = block(0).replace("selected(${1.1}, 'journal')", "selected(${1.1}, 'journal'");
    std::fs::write(&path, &text).unwrap();
    let checked = run(folder.path(), &["check", file, "--lang", "en"]);
    let line = text
        .lines()
        .position(|line| line.contains("selected("))
        .unwrap()
        + 1;
    let told = format!("{file}:{line}:15: shown_when: A parenthesis is not closed.");
    assert_eq!((checked.code, checked.out.trim()), (1, told.as_str()));
    // nor can it be added
    let added = run(&folder.path().join("data"), &["add", file]);
    assert_eq!(added.code, 1);
    assert!(added.out.contains("左括号没有配上右括号"), "{}", added.out);
    assert!(!folder.path().join("data").exists());
}
