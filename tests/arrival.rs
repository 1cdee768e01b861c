//! Taking a register in on screen, from end to end without a terminal: what is shown before, what is written, and that
//! nothing is where it was stopped.

mod drive;

use std::path::{Path, PathBuf};

use drive::Drive;
use liuyou::app::{Cmd, Msg, update};
use liuyou::domain::arrival::Arrival;
use liuyou::domain::checklist::Lang;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/intake")
        .join(name)
}

fn started(folder: &Path) -> Drive {
    let mut drive = Drive::open(folder, Lang::Zh);
    drive.keys("Down text:林示例 F9").sees("还没有社会组织");
    drive
}

fn named(drive: &mut Drive, path: &Path) {
    drive.keys("F10 Ctrl+U");
    drive.send(Msg::Paste(path.display().to_string()));
}

fn operations(drive: &Drive) -> u64 {
    drive.worker.store.status().unwrap().operations
}

fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_register_is_shown_before_it_is_written_and_then_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    let before = operations(&drive);
    named(&mut drive, &fixture("register.xlsx"));
    drive.keys("Enter").sees("预览：新增 9").sees("不导入 9 行");
    assert_eq!(operations(&drive), before, "a preview writes nothing");
    drive.keys("Tab Down").sees("第13行 信用代码（C列）");
    drive
        .keys("F9")
        .sees("已导入并存盘：新增 9，更新 0，未导入 9 行");
    assert!(operations(&drive) > before);
    drive.keys("Esc").sees("组织 9");
    // the same once more has nothing to write
    let before = operations(&drive);
    named(&mut drive, &fixture("register.ods"));
    drive.keys("Enter").sees("新增 0  更新 0  无变化 9");
    drive.keys("F9").sees("没有要新增或更新的");
    assert_eq!(operations(&drive), before);
    is_sound(&mut drive);
}

#[test]
fn a_column_can_be_given_another_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    named(&mut drive, &fixture("register.xlsx"));
    // column E, the street, is taken as the authority; F, the authority, is then not used
    drive.keys("Enter Down Down Down Down Enter text:主管 Enter");
    drive.sees("E   所在街道（镇）                     业务主管单位");
    drive.sees("F   业务主管单位                       不导入");
    drive.keys("F9 Esc");
    let store = &drive.worker.store;
    assert!(store.areas().unwrap().is_empty());
    assert_eq!(
        store.authorities().unwrap(),
        ["东溪镇", "城关街道", "竹坪乡"]
    );
}

#[test]
fn the_column_of_names_is_not_given_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    named(&mut drive, &fixture("register.xlsx"));
    drive
        .keys("Enter Down Enter Home Up Up Enter")
        .sees("名称列不能去掉");
    drive.sees("B   社会组织名称 （全称）              名称");
}

#[test]
fn sheets_and_encodings_are_turned_and_a_bad_one_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    named(&mut drive, &fixture("register.xls"));
    drive.keys("Enter").sees("工作表「名册」（2/2）");
    drive.keys("F3").sees("找不到表头").sees("工作表「名册」");
    drive.keys("F3").sees_not("找不到表头").sees("新增 9");
    drive.keys("Esc");
    named(&mut drive, &fixture("excel.csv"));
    drive.keys("Enter").sees("编码 GB18030");
    drive
        .keys("F4")
        .sees("既不是 UTF-8 也不是 GB18030")
        .sees("新增 9");
    // UTF-8 read as GB18030 is nonsense, and the way back works
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "名称,name\n甲协,Chess\n").unwrap();
    drive.keys("F7 Ctrl+U");
    drive.send(Msg::Paste(path.display().to_string()));
    drive.keys("Enter").sees("编码 UTF-8").sees("新增 1");
    drive
        .keys("F4")
        .sees("编码 GB18030")
        .keys("F4")
        .sees("编码 UTF-8");
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_path_that_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    drive.keys("F10 Enter").sees("请先填写名册文件的路径");
    named(&mut drive, &folder.path().join("不在.xlsx"));
    drive
        .keys("Enter")
        .sees("没有 不在.xlsx 这个文件")
        .sees("不在.xlsx");
    drive.keys("Ctrl+U");
    drive.send(Msg::Paste(format!(
        "\"{}\"",
        fixture("excel.txt").display()
    )));
    drive.keys("Enter").sees("新增 9");
}

/// The worker is told to stop while rows come in: the file stays as it was, and the screen says so.
#[test]
fn a_stopped_import_leaves_nothing_and_keys_go_on_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    let path = folder.path().join("a.csv");
    let rows: String = (0..20_000).map(|n| format!("第{n}协会\n")).collect();
    std::fs::write(&path, format!("名称\n{rows}")).unwrap();
    named(&mut drive, &path);
    drive.keys("Enter").sees("新增 20000");
    let before = operations(&drive);
    // the key asks for the import; it is not done at once, as in the program
    let asked = update(
        &mut drive.model,
        Msg::Key(drive::key_named("F9")),
        drive.now,
    );
    let [Cmd::TakeIn(arrival)] = &asked[..] else {
        panic!("{asked:?}");
    };
    drive.sees("正在导入，Esc 取消");
    drive.send(Msg::Progress {
        done: 5000,
        total: 20_000,
    });
    drive
        .sees("5000/20000")
        .keys("F9 Down Enter")
        .sees("正在导入");
    drive.keys("Esc");
    assert!(matches!(drive.asked.last(), Some(Cmd::CancelImport)));
    let mut steps = 0;
    let msg = drive.worker.take_in(arrival, drive.now, &mut |_, _| {
        steps += 1;
        steps < 2
    });
    drive
        .send(msg)
        .sees("已取消，数据没有改动")
        .sees("新增 20000");
    assert_eq!(operations(&drive), before);
    is_sound(&mut drive);
}

#[test]
fn a_late_preview_is_not_taken_for_the_one_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    named(&mut drive, &fixture("excel.csv"));
    let asked = update(
        &mut drive.model,
        Msg::Key(drive::key_named("Enter")),
        drive.now,
    );
    let [Cmd::Preview { ticket, arrival }] = &asked[..] else {
        panic!("{asked:?}");
    };
    drive.send(Msg::Previewed {
        ticket: ticket - 1,
        preview: Err("旧的".into()),
    });
    drive.sees_not("旧的").sees("正在读取");
    let late = Cmd::Preview {
        ticket: *ticket,
        arrival: Arrival {
            file: fixture("register.xlsx").display().to_string(),
            ..arrival.clone()
        },
    };
    for msg in drive.worker.run(late, drive.now) {
        drive.send(msg);
    }
    drive.sees("新增 9");
}

#[test]
fn a_program_that_only_reads_shows_a_register_and_does_not_take_it_in() {
    let folder = tempfile::tempdir().unwrap();
    drop(started(folder.path()));
    let first = liuyou::store::Store::open_existing(folder.path()).unwrap();
    let mut second = Drive::open(folder.path(), Lang::Zh);
    named(&mut second, &fixture("excel.csv"));
    second.keys("Enter").sees("新增 9").keys("F9").sees("只读");
    assert!(!second.asked.iter().any(|cmd| matches!(cmd, Cmd::TakeIn(_))));
    drop(first);
}

/// The demo county with a few of its organisations once more, as another office writes them.
fn with_twins(folder: &Path) -> Drive {
    let mut drive = Drive::demo(folder, Lang::Zh);
    named(&mut drive, &fixture("twins.csv"));
    drive
        .keys("Enter")
        .sees("新增 3")
        .sees("可能重复 3")
        .keys("F9");
    drive
}

#[test]
fn duplicates_are_joined_told_apart_and_taken_back_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = with_twins(folder.path());
    drive.keys("F8").sees("[可能重复 3]");
    // the one known before stays, then the new one, and two are two
    drive.keys("1").sees("[可能重复 2]").sees("已合并 1");
    drive.keys("2").sees("[可能重复 1]").sees("已合并 2");
    drive.keys("3").sees("[可能重复 0]").sees("不是同一家 1");
    is_sound(&mut drive);
    let counted = |drive: &Drive| drive.worker.store.status().unwrap().organisations;
    assert_eq!(counted(&drive), 82);
    drive.keys("Tab Tab").sees("[不是同一家 1]");
    drive.keys("F4").sees("可能重复 1").sees("[不是同一家 0]");
    drive
        .keys("Shift+Tab F4 F4")
        .sees("[已合并 0]")
        .sees("可能重复 3");
    assert_eq!(counted(&drive), 84);
    is_sound(&mut drive);
    // the list of organisations leads there, too
    drive.keys("Esc Esc F3 F10").sees("[可能重复 3]");
}

#[test]
fn duplicates_are_shown_but_not_settled_where_another_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    drop(with_twins(folder.path()));
    let _first = liuyou::store::Store::open_existing(folder.path()).unwrap();
    let mut second = Drive::open(folder.path(), Lang::Zh);
    second.keys("F3 F10").sees("[可能重复 3]");
    second.keys("1").sees("只读").sees("[可能重复 3]");
}

/// Whoever gave the code and wherever that was: only the check character can be wrong.
#[test]
fn the_form_takes_codes_of_every_department_and_region() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = started(folder.path());
    drive.keys("F3");
    for (name, code) in [
        ("甲协会", "91990113MA0000015Q"),
        ("乙协会", "Y1000000MA0000023C"),
        ("丙协会", "52310230MJ5339125F"),
    ] {
        drive.keys(&format!("F7 text:{name} Down text:{code} F9"));
        drive.sees(code).sees("还没有检查记录").keys("Esc");
    }
    drive.keys("F7 text:丁协会 Down text:91990113MA0000015R F9");
    drive.sees("末位应为 Q");
}
