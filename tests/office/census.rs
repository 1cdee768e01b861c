//! The census: typed on site, saved in one commit, and brought into the ledger with a reason.

use liuyou::app::Cmd;
use liuyou::app::screen::Screen;
use liuyou::domain::census::{CensusState, Figure};
use liuyou::domain::checklist::Lang;
use liuyou::domain::organisation::{NoBranchReason, Status};
use liuyou::store::data_file;

use super::drive::{Drive, NOW};
use super::{is_sound, organisation};

/// Not counted yet, without a branch, nobody in the Party.
const NAME: &str = "云岭县健康促进会";

fn opened(folder: &std::path::Path) -> Drive {
    let mut drive = Drive::demo(folder, Lang::Zh);
    drive.keys(&format!("F3 text:{NAME} Enter F4"));
    drive.sees("四清排查").sees("已核 0/11 项");
    drive
}

#[test]
fn a_census_is_typed_and_saved_in_one_commit() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    let before = drive.worker.store.status().unwrap().operations;
    // 12 members are fewer than the ledger has; a slip is taken back; the staff are as the ledger says
    drive
        .keys("1 9 Backspace 2 Enter F7")
        .sees("已核 2/11 项，不一致 1 项");
    drive.sees("未保存");
    assert_eq!(
        drive.worker.store.status().unwrap().operations,
        before,
        "nothing is written before it is asked for"
    );
    let state = |drive: &Drive| organisation(drive, NAME).census_state();
    assert_eq!(state(&drive), CensusState::Open);
    drive
        .sees_not("已存")
        .keys("F9")
        .sees("已存")
        .sees("需复核");
    let view = organisation(&drive, NAME);
    assert_eq!(view.census.date, Some(NOW.today));
    assert_eq!(view.census.by, "林示例");
    assert_eq!(
        view.census.found.iter().collect::<Vec<_>>(),
        [
            (&Figure::Members, &12),
            (&Figure::Staff, &view.organisation.staff)
        ]
    );
    assert!(view.organisation.members > 12, "the ledger stays");
    assert_eq!(state(&drive), CensusState::Disagrees);
    // it is seen on the organisation, and the filter finds it
    drive.keys("Esc").sees("四清排查 需复核 2026-11-22 林示例");
    drive
        .keys("Esc F9")
        .sees("需复核（8 家）")
        .sees("未排查（14 家）");
    is_sound(&mut drive);
}

#[test]
fn one_key_says_that_all_is_as_in_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    drive.keys("F8").sees("已核 11/11 项，不一致 0 项");
    drive.keys("F9").sees("已存").sees("已排查");
    let view = organisation(&drive, NAME);
    assert_eq!(view.census_state(), CensusState::Done);
    assert_eq!(view.census.found.len(), 10);
    assert_eq!(view.census.has_branch, Some(false));
    is_sound(&mut drive);
}

#[test]
fn facts_without_two_sides_go_to_the_ledger_in_the_same_change() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    let saves = drive.asked.len();
    // up from the first line: by, day, remark, reason
    drive.keys("F7 Up Up Up text:x Up text:门卫代答 Up 1 Up 2 Up Right");
    drive.keys("F9").sees("不是日期");
    drive.keys("Backspace F9").sees("已存");
    let commits = drive.asked[saves..]
        .iter()
        .filter(|cmd| matches!(cmd, Cmd::Commit { .. }));
    assert_eq!(commits.count(), 1);
    let view = organisation(&drive, NAME);
    assert_eq!(view.census.note, "门卫代答");
    let facts = view.organisation;
    assert_eq!(facts.no_branch_reason, Some(NoBranchReason::NoMembers));
    assert_eq!(facts.head_is_secretary, Some(false));
    assert_eq!(facts.cross_appointed, Some(true));
    assert_eq!(facts.charter, None, "not asked");
    is_sound(&mut drive);
}

#[test]
fn the_ledger_takes_over_what_was_found_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    let staff = organisation(&drive, NAME).organisation.staff;
    drive.keys("F8 Down 3 0");
    drive.keys("F6").sees("请先按 F9 保存");
    drive
        .keys("F9 F6")
        .sees(&format!("从业人员 {staff} 改为 30"));
    drive.keys("Ctrl+U F9").sees("请先写明原因");
    drive
        .keys("text:按花名册核对 F9")
        .sees("已存")
        .sees("已排查");
    drive.sees_not("台账将改为");
    let view = organisation(&drive, NAME);
    assert_eq!(view.organisation.staff, 30);
    assert_eq!(view.census.found[&Figure::Staff], 30);
    assert_eq!(view.census_state(), CensusState::Done);
    drive.keys("F6").sees("没有不一致");
    is_sound(&mut drive);
    // the reason stands in the journal
    drop(drive);
    let file = std::fs::read(data_file(folder.path())).unwrap();
    let reason = "按花名册核对".as_bytes();
    assert!(file.windows(reason.len()).any(|window| window == reason));
}

#[test]
fn the_census_opens_from_a_visit_and_returns_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.keys("Enter F10").sees("四清排查：");
    assert!(matches!(drive.model.top(), Screen::Census(_)));
    drive.keys("F8 F9").sees("已存").keys("Esc");
    assert!(matches!(drive.model.top(), Screen::Visit(_)));
    drive.keys("Esc").sees("今日工作");
    is_sound(&mut drive);
}

#[test]
fn leaving_with_something_not_saved_asks_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    drive.keys("Esc").sees_not("四清排查：").keys("F4 5 Esc");
    drive.sees("再按一次 Esc 放弃");
    // going on takes the question back
    drive.keys("Down Esc").sees("再按一次 Esc 放弃");
    drive.keys("Esc").sees_not("四清排查：");
    assert_eq!(organisation(&drive, NAME).census.date, None);
    // nothing at all was counted
    drive.keys("F4 F9").sees("至少填一项");
}

#[test]
fn what_is_typed_stays_where_it_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = opened(folder.path());
    let full = rusqlite::Connection::open(data_file(folder.path())).unwrap();
    drive.keys("7");
    // another program holds the file longer than one waits for it
    full.execute_batch("BEGIN IMMEDIATE").unwrap();
    drive.keys("F9").sees_not("已存").sees("[7]").sees("未保存");
    full.execute_batch("ROLLBACK").unwrap();
    drive.keys("F9").sees("已存");
    assert_eq!(organisation(&drive, NAME).census.found[&Figure::Members], 7);
}

#[test]
fn another_program_writing_the_file_leaves_the_census_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    drop(Drive::demo(folder.path(), Lang::Zh));
    let _other = liuyou::store::Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys(&format!("F3 text:{NAME} Enter F4 5"));
    drive
        .sees("[-]")
        .sees("已核 0/11 项")
        .keys("F9")
        .sees("已核 0/11 项");
    assert!(
        drive
            .asked
            .iter()
            .all(|cmd| !matches!(cmd, Cmd::Commit { .. }))
    );
}

#[test]
fn an_organisation_is_excluded_with_a_reason_that_is_always_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.keys(&format!("F3 text:{NAME} Enter F7 Down Down Down Right F9"));
    drive.sees("请写明原因");
    assert_eq!(
        organisation(&drive, NAME).organisation.status,
        Status::Normal
    );
    drive.keys("text:登记住所无人，两年未年检 F9");
    drive.sees("空壳（登记住所无人，两年未年检）");
    let rules = drive.model.shell.rules.clone();
    let coverage = drive
        .worker
        .store
        .coverage(&rules.counting[0], &rules.formation, NOW.today)
        .unwrap();
    let excluded = coverage.excluded.iter().find(|one| one.name == NAME);
    assert_eq!(excluded.unwrap().reason, "登记住所无人，两年未年检");
    // it counts again, and the reason goes
    drive.keys("F7 Down Down Down Left F9").sees_not("空壳");
    assert_eq!(organisation(&drive, NAME).organisation.status_reason, "");
    is_sound(&mut drive);
}
