//! The work of a campaign on screen, key by key, over a real file.

use liuyou::app::Cmd;
use liuyou::domain::checklist::Lang;
use liuyou::domain::task::Task;
use liuyou::domain::worklist::{Wanted, Worklist};
use liuyou::standards::Rules;
use liuyou::store::Store;

use super::drive::{Drive, NOW};
use super::is_sound;

fn demo() -> (tempfile::TempDir, Drive) {
    let folder = tempfile::tempdir().unwrap();
    let drive = Drive::demo(folder.path(), Lang::Zh);
    (folder, drive)
}

fn list(drive: &Drive) -> Worklist {
    let store = &drive.worker.store;
    store
        .worklist(&Rules::shipped(), &Wanted::default(), NOW)
        .unwrap()
}

/// The task of the selected organisation, as it is on the disk.
fn task_of(drive: &Drive, name: &str) -> Task {
    let list = list(drive);
    let line = list.lines.iter().find(|line| line.name == name).unwrap();
    drive.worker.store.organisation(line.id).unwrap().task
}

#[test]
fn an_organisation_shows_both_rule_sets_and_takes_a_task() {
    let (_folder, mut drive) = demo();
    drive.keys("F12 text:长青职业 Enter");
    drive.sees("党章口径").sees("方案口径").sees("应建：");
    drive.keys("F8").sees("正式党员不足三人").sees("有两人");
    // the task is proposed by the rule set that has a branch formed
    drive.sees("选派指导员，单独组建");
    drive.keys("text:周示范 Down text:2026-12-1 F9");
    drive.sees("任务已保存").sees("在办").sees("剩 9 天");
    let task = task_of(&drive, "云岭县长青职业培训学校");
    assert_eq!(task.opened, Some(NOW.today));
    assert_eq!(task.responsible, "周示范");
    // a day that is none is named, and what was typed stays
    drive.keys("F8 Down Ctrl+U text:2026-2-30 F9");
    drive.sees("不是日期").sees("2026-2-30");
    // emptied, it is taken back
    drive
        .keys("Ctrl+U Up Ctrl+U Up Ctrl+U F9")
        .sees("任务已保存");
    drive.keys("Esc").sees("未分派 4");
    is_sound(&mut drive.worker.store);
}

#[test]
fn what_is_shown_is_given_in_one_change() {
    let (_folder, mut drive) = demo();
    drive.keys("F12").sees("按方案口径").sees("未分派 4");
    let before = list(&drive).whole;
    drive.keys("F4 Down Enter F9 F9").sees("已分派 4 家");
    let after = list(&drive).whole;
    assert_eq!((after.unassigned, after.open), (0, before.open + 4));
    assert_eq!(
        (after.overdue, after.struck),
        (before.overdue, before.struck)
    );
    // the deadline is the campaign's last day
    let end = NOW.today.plus_days(12);
    let task = task_of(&drive, "云岭县长青职业培训学校");
    assert_eq!((task.deadline, &*task.responsible), (Some(end), ""));
    // narrowed by typing, and nothing filled in
    drive
        .keys("F11 text:长青 F9 Down Ctrl+U F9")
        .sees("请至少填写一栏");
    drive.keys("Up text:陈样本 F9").sees("已分派 1 家");
    assert_eq!(
        task_of(&drive, "云岭县长青职业培训学校").responsible,
        "陈样本"
    );
    assert_eq!(task_of(&drive, "云岭县家居建材商会").responsible, "");
    // only struck ones in the list
    drive.keys("Esc F4 Up Enter F4 Down Down Down Down Enter");
    drive.sees("已销号").keys("F9").sees("没有可分派的");
    is_sound(&mut drive.worker.store);
}

#[test]
fn filters_and_rule_sets_turn_and_the_wall_leads_to_an_area() {
    let (_folder, mut drive) = demo();
    drive.keys("F12 F7 text:欧阳 Enter").sees("[欧阳子衿]");
    drive.sees_not("薛夏禾").keys("F11").sees("薛夏禾");
    drive.keys("F3").sees("按党章口径").sees("未分派 0");
    drive.keys("F3").sees("按方案口径").sees("未分派 4");
    drive
        .keys("F10")
        .sees("挂图作战")
        .sees("乐水乡")
        .keys("Enter");
    drive.sees("[乐水乡]").sees("云岭县仁爱口腔门诊部");
    drive.sees_not("云岭县长青职业培训学校");
    drive.keys("Esc Esc").sees("应建未建，清账销号");
}

#[test]
fn a_campaign_is_begun_frozen_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("Down text:林示例 F9 F9")
        .sees("还没有集中组建行动");
    drive.keys("F7").sees("2026-12-23  中期评估");
    // the last day follows the first until one types another
    drive
        .keys("Ctrl+U text:2026-7-15")
        .sees("2026-08-31  完成组建");
    drive
        .keys("Down Ctrl+U text:2026-7-1 F9")
        .sees("末日不能早于首日");
    drive.keys("Ctrl+U text:2027-1-31 F9").sees("基期快照已存");
    drive.sees("2026-07-15 至 2027-01-31");
    // refused twice, kept once
    let stands = |drive: &Drive| {
        let begun = |cmd: &&Cmd| matches!(cmd, Cmd::Keep { .. });
        drive.asked.iter().filter(begun).count()
    };
    assert_eq!(stands(&drive), 1);
    drive.keys("F8 Enter").sees("快照已存：中期评估");
    drive
        .keys("F8")
        .sees("重存快照")
        .keys("Down Enter")
        .sees("总结快照的数字");
    drive.keys("F8 Down Down Enter").sees("行动已结束");
    drive.keys("F8").sees("撤销结束").sees_not("重存快照");
    drive.keys("Enter").sees("已撤销结束");
    // a second one beside it, and back to the first
    drive.keys("F7").sees("尚未结束").keys("F9 F3");
    drive
        .sees("历次行动")
        .keys("Down Enter")
        .sees("2026-07-15 至");
    assert_eq!(drive.worker.store.campaigns().unwrap().len(), 2);
    is_sound(&mut drive.worker.store);
}

#[test]
fn begun_twice_with_the_same_plan_and_figures_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Down text:林示例 F9 F9 F7 F9 F7 F9");
    assert_eq!(drive.worker.store.campaigns().unwrap().len(), 1);
}

#[test]
fn nothing_is_changed_while_another_program_writes() {
    let (folder, drive) = demo();
    drop(drive);
    let _other = Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    for keys in ["F12 F9", "F12 F8 F9", "F9 F7", "F9 F8"] {
        drive.keys(keys).sees("只读打开");
        drive.keys("Esc Esc Esc");
        // the last one asks to quit, and is not
        drive.model.shell.quitting = false;
    }
}

#[test]
fn reports_are_read_on_screen_and_ranking_can_be_off() {
    let (_folder, mut drive) = demo();
    drive.keys("F9 F9").sees("中期评估报告").keys("Down Enter");
    drive.sees("以下均为 2026-11-18 快照的数字").keys("Esc");
    drive.keys("F4").sees("按主管单位排名").keys("Esc");
    drive.model.shell.ranking = false;
    drive
        .keys("F9 F4 F4")
        .sees("按镇街（组织覆盖率")
        .sees_not("排名（");
    drive.keys("F6 F9").sees("列入清账销号 19 家");
    // the list is a key away from coverage too
    let (_folder, mut drive) = demo();
    drive
        .keys("F6")
        .sees("组织覆盖率")
        .keys("F12")
        .sees("清账销号");
}

/// What the county shows of a campaign in its sixth week.
#[test]
fn the_county_has_a_campaign_with_tasks_in_every_state() {
    let (_folder, drive) = demo();
    let tally = list(&drive).whole;
    assert_eq!(
        (tally.unassigned, tally.open, tally.overdue, tally.struck),
        (4, 3, 2, 10)
    );
    let list = list(&drive);
    let struck = list.lines.iter().filter_map(|line| line.struck);
    let days: Vec<i64> = struck.map(|day| NOW.today.days_since(day)).collect();
    assert_eq!(days.len(), 10);
    assert!(days.iter().all(|days| (6..=23).contains(days)), "{days:?}");
    assert_eq!(
        (list.withdrawn, list.ends),
        (1, Some(NOW.today.plus_days(12)))
    );
    let store = &drive.worker.store;
    let view = store.campaign_view(None, NOW).unwrap().unwrap();
    let branches = view.now.coverage.branches_since(&view.base.coverage);
    assert_eq!((branches.earlier, branches.later), (36, 43));
    let base = &view.base.coverage.whole.rates[0];
    assert_eq!((base.numerator, base.denominator), (54, 81));
    assert_eq!(view.trend.len(), 9);
    let covered: Vec<u64> = view.trend.iter().map(|rate| rate.numerator).collect();
    assert!(covered.is_sorted(), "{covered:?}");
    // 85 % of 81 is 68.85, so that 69 are wanted; 13 days are left: 5 * 7 / 13 = 2.7
    let distance = view.distances(&view.now)[0];
    assert_eq!((distance.missing, distance.days_left), (5, 13));
    assert_eq!(distance.per_week, Some(3));
    assert!(view.now.work.activities >= 7);
}
