//! What counts as saved is in the file: after the program is killed in the middle, beside a second program, and with
//! a disk that is full.

use crate::county;
use crate::emulator::{Start, number_after, text_of};
use crate::leaving::begin_visit;

/// `已存` and the number of answers, as shown.
fn counted(text: &str) -> (u64, usize) {
    let saved =
        number_after(text, "已存 ").unwrap_or_else(|| panic!("nothing is counted:\n{text}"));
    let (before, _) = text.split_once("/43").unwrap();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (saved, before[digits..].parse().unwrap())
}

#[test]
fn what_was_counted_is_there_after_a_kill() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    begin_visit(&mut terminal);
    let mut random = [0; 16];
    getrandom::fill(&mut random).unwrap();
    let mut known = 1;
    for round in random.chunks(2) {
        // killed as soon as some of the keys are counted, perhaps in the middle of the rest
        let keys = u64::from(round[0]) % 5 + 1;
        let awaited = known + u64::from(round[1]) % (keys + 1);
        terminal.keys(&"1 ".repeat(keys as usize));
        terminal.wait("the answers to be counted", |screen| {
            counted(&text_of(screen)).0 >= awaited
        });
        terminal.signal("KILL");
        terminal.wait_exit();
        let (shown, _) = counted(&terminal.text());
        drop(terminal);
        terminal = Start::on(folder.path()).open();
        terminal
            .wait_for("继续检查")
            .wait_for("/43")
            .keys_on("Enter", "判定标准");
        let (saved, answers) = counted(&terminal.text());
        assert!(
            shown <= saved && saved <= known + keys,
            "{random:?}: {shown} shown, {saved} found"
        );
        assert_eq!(answers as u64 + 1, saved, "{random:?}");
        assert_eq!(
            county::answered(&county::last_draft(folder.path())),
            answers
        );
        known = saved;
    }
    terminal.keys("Ctrl+Q");
    assert_eq!(terminal.wait_exit(), 0);
    county::is_sound(folder.path());
}

#[test]
fn a_second_program_on_the_file_only_reads() {
    let folder = county::demo();
    let mut first = Start::on(folder.path()).open();
    begin_visit(&mut first);
    first.keys("1 1").wait_for("2/43").wait_for("已存 3");
    let mut second = Start::on(folder.path()).open();
    second
        .wait_for("只读")
        .wait_for("/43")
        .keys_on("Enter", "判定标准")
        .wait_for("2/43");
    second.keys_on("1", "此处不能改动");
    assert_eq!(counted(&second.text()), (3, 2));
    second.keys("Ctrl+Q");
    assert_eq!(second.wait_exit(), 0);
    second.is_given_back();
    first
        .keys("1")
        .wait_for("3/43")
        .wait_for("已存 4")
        .keys("Ctrl+Q");
    assert_eq!(first.wait_exit(), 0);
    assert_eq!(county::answered(&county::last_draft(folder.path())), 3);
    county::is_sound(folder.path());
}

/// No file may grow beyond 200 KB: the write-ahead log meets that after some answers, as it would meet a full disk.
const LIMIT: &str = "trap '' XFSZ; ulimit -S -f 400 || exit 9;";

#[test]
fn a_full_disk_is_said_and_nothing_typed_is_lost_from_sight() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).size(120, 24).after(LIMIT).open();
    begin_visit(&mut terminal);
    let mut pressed = 0;
    while !terminal.text().contains("未保存 ") {
        assert!(pressed < 40, "the limit was never met");
        pressed += 1;
        terminal
            .keys("1")
            .wait("the answer saved or not", |screen| {
                let text = text_of(screen);
                text.contains("未保存 ") || text.contains(&format!("已存 {}", pressed + 1))
            });
    }
    let kept = pressed - 1;
    terminal.wait_for("未保存 1").wait_for("正在重试");
    // it goes on taking answers, and they stay on the screen
    terminal
        .keys("1 1")
        .wait_for("未保存 3")
        .wait_for(&format!("{}/43", pressed + 2));
    terminal
        .keys_on("Ctrl+Q", "还有 3 处未写入磁盘")
        .escape("还有 3 处");
    terminal
        .wait_for("未保存 3")
        .keys_on("Ctrl+Q", "还有 3 处未写入磁盘")
        .keys("F10");
    assert_eq!(terminal.wait_exit(), 1);
    terminal.is_given_back();
    assert!(
        terminal.text().contains("退出时还有 3 处改动没有写进磁盘"),
        "{}",
        terminal.text()
    );
    assert_eq!(county::answered(&county::last_draft(folder.path())), kept);
    county::is_sound(folder.path());
}

#[test]
#[cfg(target_os = "linux")]
fn once_there_is_room_again_everything_is_saved() {
    if !county::shell("prlimit --version") {
        eprintln!("SKIPPED: there is no program named prlimit");
        return;
    }
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).size(120, 24).after(LIMIT).open();
    begin_visit(&mut terminal);
    terminal
        .keys(&"1 ".repeat(30))
        .wait_for("30/43")
        .wait_for("未保存 ");
    assert!(county::shell(&format!(
        "prlimit --pid {} --fsize=unlimited",
        terminal.id()
    )));
    terminal
        .wait_for("已存 31")
        .wait_for("已全部存好")
        .wait_gone("未保存");
    terminal.keys("Ctrl+Q");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(county::answered(&county::last_draft(folder.path())), 30);
    county::is_sound(folder.path());
}
