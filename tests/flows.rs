//! What an inspector does, from end to end, without a terminal: every key through `update`, every ask done at once
//! over a real file.

mod drive;

use drive::{Drive, NOW};
use liuyou::app::Cmd;
use liuyou::app::screen::Screen;
use liuyou::app::visit::VisitScreen;
use liuyou::domain::checklist::Lang;
use liuyou::domain::export::{Detail, Encoding, Format, Order, Subject};
use liuyou::domain::visit::VisitStatus;
use liuyou::store::Store;

fn visit(drive: &Drive) -> &VisitScreen {
    match drive
        .model
        .stack
        .iter()
        .rev()
        .find(|screen| !screen.is_overlay())
    {
        Some(Screen::Visit(visit)) => visit,
        _ => panic!("no visit on screen:\n{}", drive.text()),
    }
}

/// An organisation of the demo county that was never visited, opened.
fn open_never_visited(drive: &mut Drive) {
    drive.keys("F3 F5 Down Enter Enter");
    drive.sees("还没有检查记录");
}

/// The keys that answer the whole checklist best: 1 everywhere.
fn all_good() -> String {
    "1 ".repeat(43)
}

fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn first_start_asks_name_and_unit_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .sees("每答一项立即存盘")
        .keys("Right")
        .sees("the disk at once");
    drive.keys("Right Enter Enter");
    drive.keys("F9").sees("请填写姓名");
    drive.keys("text:林示例 Enter text:云岭县委社会工作部 Enter");
    drive.sees("今日工作");
    drop(drive);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    assert_eq!(
        drive
            .model
            .shell
            .inspector
            .as_ref()
            .map(|person| person.name.as_str()),
        Some("林示例")
    );
    drive.sees("今日工作");
}

#[test]
fn find_visit_finish_export() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter").sees("0/43").sees("首次检查");
    drive.keys(&all_good()).sees("43/43").sees("全部答完");
    // one save to begin with and one for each answer
    assert_eq!(visit(&drive).view.saves, 44);
    drive.sees("已存 44");
    drive
        .keys("F9")
        .sees("结论：示范")
        .keys("Enter")
        .sees("检查完成：100.0 分，示范");
    assert_eq!(visit(&drive).view.visit.status, VisitStatus::Finished);
    let name = visit(&drive).view.organisation.clone();
    drive
        .keys("Esc")
        .sees("示范")
        .keys("Esc Esc")
        .sees("今日工作");
    let out = folder.path().join("log.csv");
    let order = Order {
        subject: Subject::Visits,
        format: Format::Csv,
        encoding: Encoding::Utf8,
        from: Some(NOW.today),
        to: Some(NOW.today),
        out: out.clone(),
        lang: Lang::Zh,
        evidence: false,
        detail: Detail::default(),
    };
    liuyou::documents::write(&mut drive.worker.store, &order, &mut |_, _| true).unwrap();
    let log = std::fs::read_to_string(&out).unwrap();
    assert!(log.contains(&name) && log.contains("100.0"), "{log}");
    is_sound(&mut drive);
}

#[test]
fn the_export_screen_writes_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    let out = folder.path().join("记录.xlsx");
    drive
        .keys("F4 Up Ctrl+U")
        .keys(&format!("paste:{} F9", out.display()));
    drive.sees("已导出");
    assert!(out.exists());
    drive.keys("Up text:2026-13-01 F9").sees("不是日期");
}

#[test]
fn an_answer_can_be_changed_taken_back_and_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter 1 2 3").sees("3/43");
    let option = |drive: &Drive, item: &str| {
        visit(drive)
            .view
            .answers
            .get(item)
            .and_then(|a| a.option.clone())
    };
    assert_eq!(option(&drive, "1.3").as_deref(), Some("weak"));
    drive.keys("u").sees("已撤销 1.3");
    assert_eq!(option(&drive, "1.3"), None);
    drive.keys("F4").sees("已撤销 1.2");
    assert_eq!(option(&drive, "1.2"), None);
    drive.keys("Home 4");
    assert_eq!(option(&drive, "1.1").as_deref(), Some("no"));
    drive.keys("Home Delete");
    assert_eq!(option(&drive, "1.1"), None);
    drive.keys("u");
    assert_eq!(option(&drive, "1.1").as_deref(), Some("no"));
    // a digit without meaning on this item says which have one
    drive.keys("Home 2").sees("本项可按：1 4");
    is_sound(&mut drive);
}

#[test]
fn a_remark_is_typed_left_repeated_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive
        .keys("Enter Enter Tab text:门牌缺失，建议补挂 Esc")
        .sees("门牌缺失，建议补挂");
    let remark = |drive: &Drive, item: &str| {
        visit(drive)
            .view
            .answers
            .get(item)
            .map(|a| a.remark.clone())
    };
    assert_eq!(remark(&drive, "1.1").as_deref(), Some("门牌缺失，建议补挂"));
    drive.keys("Down .");
    assert_eq!(remark(&drive, "1.2").as_deref(), Some("门牌缺失，建议补挂"));
    drive.keys("u");
    assert_eq!(remark(&drive, "1.2"), None);
    // digits in the remark field are text, full-width punctuation too
    drive.keys("Tab text:12。 Enter");
    assert_eq!(remark(&drive, "1.2").as_deref(), Some("12。"));
    drop(drive);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Enter").sees("0/43").sees("门牌缺失，建议补挂");
    is_sound(&mut drive);
}

#[test]
fn finishing_with_gaps_says_so_and_counts_them_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive
        .keys("Enter Enter 1 1 1 F9")
        .sees("还有 40 项未答")
        .sees("不达标");
    drive.keys("Enter");
    assert_eq!(visit(&drive).item().unwrap().code, "1.4");
    drive.keys("F9 F9").sees("检查完成：10.0 分，不达标");
    assert_eq!(visit(&drive).view.visit.status, VisitStatus::Finished);
    is_sound(&mut drive);
}

#[test]
fn a_finished_visit_is_corrected_with_a_reason_and_the_original_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive
        .keys("Enter Enter")
        .keys(&all_good())
        .keys("F9 Enter Home");
    drive.keys("4");
    assert_eq!(
        visit(&drive).view.answers["1.1"].option.as_deref(),
        Some("yes"),
        "a finished visit takes no digits"
    );
    drive.keys("F9 Enter").sees("请先写明原因");
    drive
        .keys("text:场所已被收回 Enter")
        .sees("更正中：场所已被收回");
    drive.keys("4 F9").sees("更正已记录");
    assert_eq!(visit(&drive).view.visit.status, VisitStatus::Corrected);
    drive
        .keys("Home")
        .sees("不达标")
        .sees("原答案")
        .sees("场所已被收回");
    drive.keys("F8").sees("完成时的原始答案").sees("100.0");
    is_sound(&mut drive);
}

#[test]
fn two_inspectors_are_named_and_the_second_is_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter F8 text:赵示例 Enter Right Enter");
    assert_eq!(visit(&drive).view.visit.companion, "赵示例");
    drive.keys("Esc Esc Esc");
    drop(drive);
    let drive = Drive::open(folder.path(), Lang::Zh);
    assert_eq!(drive.model.shell.companion, "赵示例");
}

#[test]
fn a_draft_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter 1 1 1 1 1");
    let name = visit(&drive).view.organisation.clone();
    drop(drive);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.sees("继续检查").keys("Enter");
    assert_eq!(visit(&drive).view.organisation, name);
    assert_eq!(visit(&drive).item().unwrap().code, "1.6");
    drive.sees("5/43").sees("已存 6");
    // starting again at the same organisation opens the same draft
    let id = visit(&drive).id();
    drive
        .keys("F3")
        .keys(&format!("text:{name} Enter Enter Enter"));
    assert_eq!(visit(&drive).id(), id);
}

#[test]
fn an_answer_that_cannot_be_written_stays_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter Enter 1").sees("已存 2");
    let other = rusqlite::Connection::open(liuyou::store::data_file(folder.path())).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    drive.keys("1 1").sees("未保存 2").sees("正在重试");
    assert_eq!(
        visit(&drive).view.answers.len(),
        3,
        "the answers stay on screen"
    );
    drive.retry().sees("未保存 2");
    // quitting now asks first
    drive
        .keys("Ctrl+Q")
        .sees("还有 2 处未写入磁盘")
        .keys("Esc")
        .sees("未保存 2");
    other.execute_batch("ROLLBACK").unwrap();
    drive
        .retry()
        .sees("已存 4")
        .sees("已全部存好")
        .sees_not("未保存");
    is_sound(&mut drive);
    drop(drive);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Enter").sees("3/43");
}

#[test]
fn a_second_program_reads_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut first);
    first.keys("Enter Enter 1 1");
    let mut second = Drive::open(folder.path(), Lang::Zh);
    second.sees("只读").keys("Enter").sees("2/43");
    second.keys("1").sees("此处不能改动").sees("2/43");
    assert!(
        !second
            .asked
            .iter()
            .any(|cmd| matches!(cmd, Cmd::Save { .. }))
    );
}

#[test]
fn search_finds_by_name_pinyin_initials_and_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    let rows = drive
        .worker
        .store
        .page(
            &Default::default(),
            &liuyou::domain::view::PageFrom::First,
            81,
        )
        .unwrap();
    assert_eq!(rows.len(), 81);
    drive.keys("F3");
    for row in rows.iter().step_by(9) {
        let part: String = row.name.chars().skip(2).take(5).collect();
        for query in [
            row.name.clone(),
            part,
            row.credit_code.clone(),
            row.credit_code[8..17].to_lowercase(),
        ] {
            drive
                .keys(&format!("text:{query}"))
                .sees(&row.name.chars().take(10).collect::<String>());
            drive.keys("Esc");
        }
    }
    drive.keys("text:qqqqqq").sees("没有符合条件的");
    drive.keys("Esc Down Down").sees("3 / 81");
}

#[test]
fn settings_change_at_once_and_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive
        .keys("F5 Ctrl+U text:周示例 Down Down text:东街 Down Right")
        .sees("Data folder");
    drive
        .keys("Down Right Down Right")
        .sees("ASCII")
        .keys("Esc");
    drop(drive);
    let drive = Drive::open(folder.path(), Lang::Zh);
    let person = drive.model.shell.inspector.as_ref().unwrap();
    assert_eq!(
        (person.name.as_str(), person.area.as_str()),
        ("周示例", "东街")
    );
    assert_eq!(
        drive.worker.store.preference("lang").unwrap().as_deref(),
        Some("en")
    );
    assert_eq!(
        drive.worker.store.preference("borders").unwrap().as_deref(),
        Some("ascii")
    );
    assert_eq!(
        drive.worker.store.preference("theme").unwrap().as_deref(),
        Some("light")
    );
}

#[test]
fn changing_the_mode_alone_leaves_the_journal_and_tables_in_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    open_never_visited(&mut drive);
    drive.keys("Enter Enter F8 Down Right Enter");
    assert_eq!(visit(&drive).view.visit.companion, "");
    is_sound(&mut drive);
}

#[test]
fn a_unit_cleared_in_settings_stays_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    let phone = drive.worker.store.inspector().unwrap().unwrap().phone;
    drive.keys("F5 Down Ctrl+U Esc");
    let person = drive.worker.store.inspector().unwrap().unwrap();
    assert_eq!((person.unit.as_str(), &person.phone), ("", &phone));
    is_sound(&mut drive);
}

#[test]
fn an_organisation_is_written_down_on_site_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("Down text:林示例 F9 F3")
        .sees("按 F7 逐家登记")
        .keys("F7 F9")
        .sees("请填写组织名称");
    drive
        .keys("text:东街义工协会 Down text:52990112MJ0000000X F9")
        .sees("信用代码校验不符");
    drive
        .keys("Ctrl+U F9")
        .sees_not("信用代码校验不符")
        .sees("东街义工协会")
        .sees("无信用代码")
        .sees("还没有检查记录");
    drive
        .keys("F7 Down text:53310000MJ49517770 Down Down Down text:东街 F9")
        .sees("53310000MJ49517770")
        .sees("东街");
    drive.keys("F7 Down Ctrl+U F9").sees("无信用代码");
    // found again, and ready for a visit
    drive
        .keys("Esc text:djyg")
        .sees("东街义工协会")
        .keys("Enter Enter Enter 1")
        .sees("1/43");
    is_sound(&mut drive);
}

#[test]
fn the_palette_runs_what_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    drive.keys("F2 text:dc Enter").sees("CSV");
    drive.keys("Esc F2 text:设置 Enter").sees("配色");
    drive
        .keys("Esc F2 text:帮助 Enter")
        .sees("按键说明")
        .keys("Esc")
        .sees("今日工作");
}

#[test]
fn every_scroll_over_a_long_list_shows_every_row_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::scale(&mut store, 1500, NOW, &mut |_, _| true).unwrap();
    let all = store
        .page(
            &Default::default(),
            &liuyou::domain::view::PageFrom::First,
            2000,
        )
        .unwrap();
    drop(store);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("F3");
    let selected = |drive: &Drive| match drive.model.top() {
        Screen::Organisations(screen) => screen.selected().map(|row| row.id),
        _ => None,
    };
    for row in &all {
        assert_eq!(selected(&drive), Some(row.id));
        drive.keys("Down");
    }
    drive.keys("Ctrl+Home Ctrl+End").sees("1500 / 1500");
    assert_eq!(selected(&drive), Some(all[1499].id));
    for row in all.iter().rev() {
        assert_eq!(selected(&drive), Some(row.id));
        drive.keys("Up");
    }
    drive.sees("1 / 1500");
}

mod random {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Any sequence of answers, undos, remarks, finishing and corrections leaves the tables equal to a rebuild.
        #[test]
        fn any_work_equals_its_rebuild(steps in proptest::collection::vec(0usize..16, 1..60)) {
            let folder = tempfile::tempdir().unwrap();
            let mut store = Store::open_or_create(folder.path()).unwrap();
            liuyou::demo::scale(&mut store, 3, NOW, &mut |_, _| true).unwrap();
            drop(store);
            let mut drive = Drive::open(folder.path(), Lang::Zh);
            drive.keys("F3 Enter Enter Enter");
            for step in steps {
                let keys = ["1", "2", "4", "5", "u", "Delete", "Tab text:乱 Enter", ".", "Down", "PgDn", "Up", "n",
                    "F9 F9", "F9 text:因 Enter", "Esc Enter Enter", "F8 text:甲 Enter Enter"][step];
                drive.keys(keys);
                if !matches!(drive.model.top(), Screen::Visit(_)) {
                    drive.keys("Esc");
                }
            }
            drive.worker.store.rebuild(&mut |_, _| true).unwrap();
            is_sound(&mut drive);
        }
    }
}
