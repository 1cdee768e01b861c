//! Branches on screen: found, joined, filled, elected, dissolved and restored.

use liuyou::app::Cmd;
use liuyou::app::screen::Screen;
use liuyou::domain::branch::{BranchForm, Level};
use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;

use super::drive::{Drive, NOW};
use super::{is_sound, organisation};

/// Without a branch, nobody in the Party.
const NAME: &str = "云岭县健康促进会";

fn demo(folder: &std::path::Path) -> Drive {
    Drive::demo(folder, Lang::Zh)
}

fn branch(drive: &Drive, name: &str) -> liuyou::domain::branch::Branch {
    organisation(drive, name).branch.unwrap()
}

#[test]
fn a_branch_is_founded_from_its_organisation_in_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive.keys(&format!("F3 text:{NAME} Enter F3"));
    drive
        .sees("新建党组织")
        .keys("Enter")
        .sees(&format!("中共{NAME}支部委员会"));
    let asked = drive.asked.len();
    // three members, founded the day before
    drive.keys("Tab Tab Tab text:林示例 Tab text:3 Tab Tab Tab Ctrl+U text:2026-11-21");
    drive
        .keys("Tab Ctrl+U F9")
        .sees("已存")
        .sees("覆盖单位 1 家");
    let commits = drive.asked[asked..]
        .iter()
        .filter(|cmd| matches!(cmd, Cmd::Commit { .. }));
    assert_eq!(commits.count(), 1);
    assert!(matches!(drive.model.top(), Screen::Branch(_)));
    let view = organisation(&drive, NAME);
    assert!(view.is_covered());
    let branch = view.branch.unwrap();
    assert_eq!(branch.name, format!("中共{NAME}支部委员会"));
    assert_eq!((branch.form, branch.members), (BranchForm::Sole, 3));
    assert_eq!(branch.secretary, "林示例");
    assert_eq!(branch.founded, Some(Date::of(2026, 11, 21)));
    // left open, the election is at the end of the term of three years
    assert_eq!(branch.next_election, Some(Date::of(2029, 11, 21)));
    // back at the organisation, the branch is there, and F3 opens it
    drive
        .keys("Esc")
        .sees("单建")
        .keys("F3")
        .sees("覆盖单位 1 家");
    // from there Enter goes back to the organisation instead of opening it twice
    drive.keys("Enter").sees("历次检查");
    drive.keys("Esc").sees("1 / 1");
    is_sound(&mut drive);
}

#[test]
fn an_organisation_joins_a_known_branch_that_is_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive.keys(&format!(
        "F3 text:{NAME} Enter F3 Down Enter text:xrk Enter"
    ));
    drive.sees("已存").sees("联建");
    let view = organisation(&drive, NAME);
    assert_eq!(
        view.branch.unwrap().name,
        "中共云岭县民办教育社会组织联合支部委员会"
    );
    assert_eq!(view.organisation.no_branch_reason, None);
    is_sound(&mut drive);
}

#[test]
fn a_joint_branch_above_five_is_warned_about_and_not_kept_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive.keys("F8 text:xrk Enter").sees("覆盖单位 4 家");
    drive.keys(&format!("F3 text:{NAME} Enter"));
    drive.sees("已存").sees("覆盖单位 5 家");
    // the sixth is asked about; so is one that another branch covers
    drive
        .keys("F3 text:云岭县启明培训学校 Enter")
        .sees("联合支部将覆盖 6 家，一般不超");
    drive.keys("Esc").sees("覆盖单位 5 家");
    drive
        .keys("F3 text:云岭县启明培训学校 Enter Enter")
        .sees("覆盖单位 6 家");
    drive.sees("联合支部覆盖 6 家");
    drive
        .keys("F3 text:云岭县太极拳协会 Enter")
        .sees("已有党组织覆盖")
        .keys("Esc");
    // the same one again
    drive
        .keys(&format!("F3 text:{NAME} Enter"))
        .sees("已在本党组织");
    drive.keys("Esc Esc F8 Tab Tab Tab").sees("[联建超限 1]");
    // one is taken out again, after a question
    drive
        .keys("Enter Delete")
        .sees("移出本党组织")
        .keys("Enter")
        .sees("覆盖单位 5 家");
    is_sound(&mut drive);
}

#[test]
fn activities_are_written_down_moved_and_struck_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive
        .keys("F8 Tab Tab")
        .sees("[疑似僵尸 3]")
        .keys("Enter")
        .sees("疑似僵尸支部");
    drive.sees("活动记录 2 次");
    drive.keys("F4 F9").sees("请填写主题");
    drive.keys("text:重温入党誓词 Tab text:4 F9");
    drive
        .sees("已存")
        .sees("活动记录 3 次")
        .sees_not("疑似僵尸支部");
    // a second one that day, and one ahead of its day
    drive
        .keys("F4 Down Down text:学习党章 F9")
        .sees("活动记录 4 次");
    drive
        .keys("F4 Down Down text:明天 Up Up Ctrl+U text:2026-11-23 F9")
        .sees("不能晚于今天");
    drive.keys("Esc");
    // the last one, moved to an earlier day
    drive
        .keys("Down Enter")
        .sees("修改活动记录")
        .sees("学习党章");
    drive
        .keys("Ctrl+U text:2026-11-20 F9")
        .sees("已存")
        .sees("2026-11-20 学习党章");
    drive.sees("活动记录 4 次").sees("2026-11-22 重温入党誓词");
    drive
        .keys("Delete")
        .sees("删除")
        .keys("Enter")
        .sees("活动记录 3 次");
    drive.keys("Esc").sees("[疑似僵尸 2]");
    is_sound(&mut drive);
}

#[test]
fn an_election_begins_a_new_term() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive
        .keys("F8 Tab")
        .sees("[待换届 7]")
        .keys("Enter")
        .sees("换届已逾期 44 天");
    drive.keys("F5").sees("任期 3 年");
    drive.keys("Ctrl+U text:2026-12-01 F9").sees("不能晚于今天");
    drive
        .keys("Ctrl+U text:2026-11-20 Tab Ctrl+U text:陈样本 F9")
        .sees("已存");
    drive.sees("2029-11-20").sees("陈样本").sees_not("逾期");
    drive.keys("Esc").sees("[待换届 6]");
    is_sound(&mut drive);
}

#[test]
fn a_branch_is_dissolved_with_a_reason_and_goes_on_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    let name = "云岭县太极拳协会";
    drive.keys(&format!("F3 text:{name} Enter F3 F6 F9"));
    drive
        .sees("请先写明原因")
        .keys("text:党员全部转出 F9")
        .sees("已存");
    drive.sees("2026-11-22 撤销：党员全部转出");
    let view = organisation(&drive, name);
    assert!(!view.is_covered());
    assert!(view.branch.is_some(), "it is known which one it was");
    drive.keys("F4").sees("本党组织已撤销");
    // seen from the organisation: it may found another one, or look at the old one
    drive
        .keys("Esc")
        .sees("未建，原中共")
        .keys("F3")
        .sees("查看已撤销的党组织")
        .keys("Esc");
    drive.keys("Esc Esc Esc F8 Shift+Tab").sees("[已撤销 2]");
    drive.keys("Enter").sees("党员全部转出");
    drive
        .keys("F6")
        .sees("恢复本党组织")
        .keys("Enter")
        .sees("已存")
        .sees_not("党员全部转出");
    assert!(organisation(&drive, name).is_covered());
    assert_eq!(branch(&drive, name).dissolved, None);
    is_sound(&mut drive);
}

#[test]
fn a_branch_is_changed_and_its_level_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    let name = "云岭县太极拳协会";
    drive.keys(&format!("F3 text:{name} Enter F3 F7"));
    drive.sees("50 人以上设党总支");
    drive
        .keys("Down Down Down Down Ctrl+U text:52 F9")
        .sees("已存")
        .sees("宜设党总支");
    drive
        .keys("F7 Down Down Right Down Down Ctrl+U text:x F9")
        .sees("不是人数");
    drive.keys("Ctrl+U text:52 F9").sees_not("宜设党总支");
    assert_eq!(branch(&drive, name).level, Level::General);
    drive.keys("F7 Ctrl+U F9").sees("请填写党组织名称");
    is_sound(&mut drive);
}

#[test]
fn a_new_branch_from_the_list_covers_nobody_yet() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive
        .keys("F8 F7 text:中共云岭县功能型党支部 Tab Left F9")
        .sees("已存");
    drive.sees("功能型").sees("覆盖单位 0 家");
    drive.keys("Esc").sees("44");
    // what was typed finds it, and Esc clears the search first
    drive
        .keys("text:gnx")
        .sees("1 / 1")
        .keys("Esc")
        .sees("/ 44")
        .keys("Esc")
        .sees("今日工作");
    is_sound(&mut drive);
}

#[test]
fn nothing_is_written_where_another_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    drop(demo(folder.path()));
    let _other = liuyou::store::Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("F8 F7").sees_not("新建党组织");
    drive
        .keys("Enter F3 F4 F5 F6 F7 Delete Down Enter")
        .sees("覆盖单位");
    let writes = |cmd: &Cmd| matches!(cmd, Cmd::Commit { .. } | Cmd::Cover { .. });
    assert!(!drive.asked.iter().any(writes));
}

#[test]
fn a_new_branch_is_written_once_however_often_save_is_pressed() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive.keys("F8 F7 text:中共云岭县某支部");
    // the answer of the first save is still on its way
    let keys = ["F9", "F9"].map(super::drive::key_named);
    let mut asked = Vec::new();
    for key in keys {
        let msg = liuyou::app::Msg::Key(key);
        asked.extend(liuyou::app::update(&mut drive.model, msg, NOW));
    }
    let commits = asked.iter().filter(|cmd| matches!(cmd, Cmd::Commit { .. }));
    assert_eq!(commits.count(), 1);
    // it failed: what was typed stays, and it can be asked for again
    drive.send(liuyou::app::Msg::Failed("磁盘已满".into()));
    drive
        .sees("磁盘已满")
        .sees("中共云岭县某支部")
        .keys("F9")
        .sees("已存");
}
