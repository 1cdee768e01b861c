//! The chain of a newly registered organisation: opened when it is written down, ticked, closed, and listed.

use liuyou::app::Cmd;
use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;

use super::drive::{Drive, NOW};
use super::{is_sound, organisation};

fn demo(folder: &std::path::Path) -> Drive {
    Drive::demo(folder, Lang::Zh)
}

/// Writes a new organisation down, registered on that day.
fn register(drive: &mut Drive, name: &str, day: &str) {
    drive.keys(&format!(
        "F3 F7 text:{name} Down Down Down Down Down text:{day} F9"
    ));
    drive.sees(name).sees("历次检查");
}

#[test]
fn a_newly_registered_organisation_opens_its_chain_when_it_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive.keys("F3 F7 text:东街义工协会 Down Down Down Down Down text:2026-13-01 F9");
    drive.sees("不是日期").keys("Ctrl+U text:2026-11-12 F9");
    drive.sees("登记衔接 已完成 0/5 步，逾期 2 步");
    let view = organisation(&drive, "东街义工协会");
    assert_eq!(view.organisation.registered, Some(Date::of(2026, 11, 12)));
    assert_eq!(view.handover.opened, Some(NOW.today));
    drive
        .keys("F6")
        .sees("限 2026-12-12")
        .sees("还有 20 天")
        .sees("逾期 10 天");
    drive.keys("Esc Esc Esc").sees("登记衔接：在办 2，逾期 2");
    // an older one opens none
    register(&mut drive, "西街义工协会", "2026-08-01");
    drive.sees_not("登记衔接").keys("F6").sees("没有衔接清单");
    is_sound(&mut drive);
}

#[test]
fn the_chain_is_ticked_step_by_step_and_closes_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    let name = "云岭县书法家协会";
    drive
        .keys("F11")
        .sees("上门排查核实，逾期 10 天")
        .keys("Enter")
        .sees("已完成 3/5 步");
    // the third step is done by the census, which opens
    drive
        .keys("Down Down Enter")
        .sees("四清排查：")
        .keys("F8 F9 Esc");
    drive
        .sees("已完成 4/5 步，逾期 1 步")
        .sees("2026-11-22 完成");
    // the advice keeps what was advised, under both rule sets, each with its reason
    drive
        .keys("Down Enter")
        .sees("已存")
        .sees("2026-11-22 办结");
    let view = organisation(&drive, name);
    let note = &view.handover.ticked["advice"].note;
    assert!(
        note.contains("党章口径：") && note.contains("方案口径："),
        "{note}"
    );
    assert!(note.contains("正式党员不足三人"), "{note}");
    assert_eq!(view.handover.closed, Some(NOW.today));
    drive
        .keys("Esc")
        .sees("没有在办的登记衔接")
        .keys("Esc")
        .sees_not("登记衔接：");
    is_sound(&mut drive);
}

#[test]
fn a_step_is_dated_noted_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    let name = "云岭县书法家协会";
    drive.keys("F11 Enter").sees("[x] 填报党员情况调查表");
    drive.keys("Enter").sees("这一步已完成");
    drive
        .keys("F3 Ctrl+U text:2026-11-23 F9")
        .sees("不能晚于今天");
    drive
        .keys("Ctrl+U text:2026-10-14 Tab Ctrl+U text:补交 F9")
        .sees("已存")
        .sees("补交");
    let ticked = organisation(&drive, name).handover.ticked["survey"].clone();
    assert_eq!(ticked.done, Some(Date::of(2026, 10, 14)));
    assert_eq!(ticked.note, "补交");
    drive
        .keys("Delete")
        .sees("已完成 2/5 步，逾期 3 步")
        .sees_not("补交");
    assert_eq!(
        organisation(&drive, name).handover.ticked["survey"].done,
        None
    );
    // what the register knows by itself cannot be taken back, nor a chain closed that is not whole
    drive.keys("Down Down Down Down Delete").sees("不能撤回");
    drive.keys("F9").sees("不能办结");
    is_sound(&mut drive);
}

#[test]
fn a_closed_chain_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    drive
        .keys("F11 Enter Down Down Enter F8 F9 Esc Down Enter")
        .sees("2026-11-22 办结");
    drive
        .keys("F9")
        .sees("已完成 5/5 步")
        .keys("F9")
        .sees("2026-11-22 办结");
    // a step taken back opens it too
    drive.keys("Delete").sees("已完成 4/5 步").sees_not("办结 ");
    assert_eq!(
        organisation(&drive, "云岭县书法家协会").handover.closed,
        None
    );
    is_sound(&mut drive);
}

#[test]
fn a_chain_is_opened_by_hand_for_an_older_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = demo(folder.path());
    let name = "云岭县健康促进会";
    drive
        .keys(&format!("F3 text:{name} Enter F6"))
        .sees("没有衔接清单")
        .sees("组建意见");
    drive
        .keys("Enter Esc")
        .sees("没有衔接清单")
        .keys("Enter Enter")
        .sees("已存")
        .sees("1/5 步");
    let view = organisation(&drive, name);
    assert_eq!(view.handover.opened, Some(NOW.today));
    drive.keys("Down Down Down Down Enter").sees("这一步已完成");
    drive.keys("Esc Esc Esc Esc").sees("在办 2");
    is_sound(&mut drive);
}

#[test]
fn nothing_is_ticked_where_another_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    drop(demo(folder.path()));
    let _other = liuyou::store::Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("F11 Enter Enter F3 Delete F9")
        .sees("已完成 3/5 步");
    let writes = |cmd: &Cmd| matches!(cmd, Cmd::Commit { .. });
    assert!(!drive.asked.iter().any(writes));
}
