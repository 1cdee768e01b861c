//! Forms as large as forms may be, of every shape: what grows with the square of a form is felt here.

use std::fmt::Write;
use std::time::{Duration, Instant};

use liuyou::intake::xlsform::{Imported, import};

/// Far above what any of these takes, far below what reading everything once for every row would take.
const LONGEST: Duration = Duration::from_secs(40);

fn read(text: &str) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.md");
    std::fs::write(&path, text).unwrap();
    let begun = Instant::now();
    let imported = import(&path).unwrap();
    assert!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    imported
}

#[test]
fn lists_of_every_village_are_read() {
    let mut text = "| survey |\n| | type | name | label | choice_filter |\n| | select_one v | a | A | area = '1' |\n| choices |\n| | list_name | name | label | area |\n".to_owned();
    for at in 0..70_000 {
        writeln!(text, "| | v | n{at} | N{at} | {} |", at % 100).unwrap();
    }
    let list = read(&text).checklist.unwrap();
    assert_eq!(list.lists[0].options.len(), 70_000);
}

#[test]
fn thousands_of_groups_of_one_question_are_read() {
    let mut text = "| survey |\n| | type | name | label | relevant |\n".to_owned();
    for at in 0..1_000 {
        let before = at.max(1) - 1;
        writeln!(text, "| | text | t{at} | T ${{t{before}}} | |\n| | begin group | g{at} | G | ${{t{at}}} != '' |\n| | text | q{at} | Q | ${{t{at}}} = 'x' |\n| | end group | | | |").unwrap();
    }
    let list = read(&text).checklist.unwrap();
    assert_eq!(list.sections.len(), 2_000);
    text += &"| | note | | N | |\n".repeat(6_001);
    assert!(read(&text).checklist.is_none());
}

#[test]
fn thousands_of_faults_and_columns_are_told() {
    let mut text = "| survey |\n| | type | name | label |\n".to_owned();
    for at in 0..9_000 {
        writeln!(text, "| | type{at} | n | L | x |").unwrap();
    }
    let told = read(&text);
    assert!(told.remarks.len() > 9_000);
    let columns: String = (0..16_000).map(|at| format!(" c{at} |")).collect();
    let wide =
        format!("| survey |\n| | type | name | label |{columns}\n| | text | a | A |{columns}\n");
    assert!(read(&wide).remarks.len() > 16_000);
}
