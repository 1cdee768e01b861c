//! However the program ends, the shell it was started from is usable: on purpose, by an error at the start, by a
//! signal, by a panic.

use std::path::Path;

use liuyou::store::data_file;

use crate::county;
use crate::emulator::{Start, Terminal, row, text_of};

/// The program on the demo county, in a visit that was begun just now.
fn in_a_visit(folder: &Path) -> Terminal {
    let mut terminal = Start::on(folder).open();
    begin_visit(&mut terminal);
    terminal
}

/// Begins a visit at an organisation that was never visited, from Today.
pub fn begin_visit(terminal: &mut Terminal) {
    terminal
        .wait_for("组织 81")
        .keys_on("F3", "1 / 81")
        .keys_on("F5", "┌")
        .keys("Down Enter");
    terminal
        .wait_gone("┌")
        .wait("only the unvisited", |screen| {
            text_of(screen).contains("1 / ") && !text_of(screen).contains("1 / 81")
        });
    terminal
        .keys_on("Enter", "还没有检查记录")
        .keys_on("Enter", "选择模板")
        .keys_on("Enter", "0/43")
        .wait_for("已存 1");
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let folder = county::demo();
    for key in ["Ctrl+Q", "Ctrl+C", "Esc"] {
        let mut terminal = Start::on(folder.path()).open();
        terminal.wait_for("组织 81").is_taken();
        terminal.keys(key);
        assert_eq!(terminal.wait_exit(), 0);
        terminal.is_given_back();
        assert_eq!(
            terminal.text().trim(),
            "",
            "nothing is left on the shell's screen"
        );
    }
}

#[test]
fn a_shell_goes_on_behind_the_program() {
    let folder = county::demo();
    // the shell itself is asked for its line after the program
    let shell = r#""$0" "$@"; echo "code $?"; stty -a; read line; echo "read <$line>"; exit;"#;
    let mut terminal = Start::on(folder.path()).after(shell).open();
    terminal.wait_for("组织 81").keys_on("F3", "1 / 81");
    terminal
        .keys("Ctrl+Q")
        .wait_for("code 0")
        .wait_for(" echo ")
        .wait_for(" icanon ");
    terminal.type_text("你好\r").wait_for("read <你好>");
    terminal.wait_exit();
}

#[test]
fn an_error_at_the_start_is_a_sentence_and_the_terminal_was_never_taken() {
    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(data_file(foreign.path()), "买菜清单\n").unwrap();
    let newer = county::demo();
    rusqlite::Connection::open(data_file(newer.path()))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    for (folder, says) in [(&foreign, "不是六有的数据文件"), (&newer, "请安装新版程序")]
    {
        let mut terminal = Start::on(folder.path()).size(200, 24).open();
        assert_eq!(terminal.wait_exit(), 1);
        let text = terminal.text();
        assert!(text.contains(says), "{text}");
        assert_eq!(text.trim().lines().count(), 1, "{text}");
        for mode in ["\u{1b}[?1049", "\u{1b}[?2004", "\u{1b}"] {
            assert!(!terminal.ever_sent(mode.as_bytes()), "{mode:?}");
        }
        terminal.is_given_back();
    }
}

#[test]
fn a_signal_ends_the_program_in_order() {
    for name in ["TERM", "HUP", "INT"] {
        let folder = county::demo();
        let mut terminal = in_a_visit(folder.path());
        terminal
            .keys("1 1 1 1 1")
            .wait_for("5/43")
            .wait_for("已存 6");
        // a remark half typed is not lost either
        terminal
            .keys_on("Tab", "存并返回")
            .type_text("门牌缺")
            .wait_for("门牌缺");
        terminal.signal(name);
        assert_eq!(terminal.wait_exit(), 0, "{name}");
        terminal.is_given_back();
        let visit = county::last_draft(folder.path());
        assert_eq!(county::answered(&visit), 5, "{name}");
        assert!(
            visit
                .answers
                .values()
                .any(|answer| answer.remark == "门牌缺"),
            "{name}"
        );
        county::is_sound(folder.path());
    }
}

/// Every thread that can panic gives the terminal back, and its report can be read there.
#[test]
#[cfg(debug_assertions)]
fn a_panic_leaves_the_shell_usable_and_says_what_happened() {
    for thread in ["main", "worker", "export"] {
        let folder = county::demo();
        let mut terminal = Start::on(folder.path())
            .size(160, 24)
            .environment("LIUYOU_PANIC", thread)
            .open();
        begin_visit(&mut terminal);
        terminal.keys("1 1 1").wait_for("3/43").wait_for("已存 4");
        match thread {
            "export" => {
                terminal
                    .escape("判定标准")
                    .escape("负责人")
                    .escape("状态")
                    .wait_for("组织 81");
                terminal.keys_on("F4", "CSV").keys("F9");
            }
            _ => drop(terminal.keys("F12")),
        }
        assert_eq!(terminal.wait_exit(), 1, "{thread}");
        terminal.is_given_back();
        let text = terminal.text();
        for says in [
            &format!("{thread} fails on purpose"),
            "程序内部出错，已停止",
        ] {
            assert!(text.contains(says), "{says}\n{text}");
        }
        // nothing was drawn over it, and its lines begin at the left
        assert!(!text.contains("判定标准") && !text.contains('─'), "{text}");
        assert!(
            (0..24).any(|y| row(&terminal.screen(), y).starts_with("thread '")),
            "{text}"
        );
        assert_eq!(county::answered(&county::last_draft(folder.path())), 3);
        county::is_sound(folder.path());
    }
}

/// The window is closed: the program loses its terminal and gets the signal. `script` stands in for the window.
#[test]
#[cfg(target_os = "linux")]
fn a_closed_window_ends_the_program_with_everything_saved() {
    if !county::shell("script --version") {
        eprintln!("SKIPPED: there is no program named script");
        return;
    }
    let folder = county::demo();
    let window = r#"echo $$ > window; exec script -q -e -c "echo \$\$ > inside; exec \"$0\" --data-dir \"$2\"" /dev/null;"#;
    let mut terminal = Start::on(folder.path()).after(window).open();
    begin_visit(&mut terminal);
    terminal.keys("1 1 1").wait_for("3/43").wait_for("已存 4");
    let number = |file| {
        std::fs::read_to_string(folder.path().join(file))
            .unwrap()
            .trim()
            .to_owned()
    };
    let inside = number("inside");
    county::shell(&format!("kill -s KILL {}", number("window")));
    terminal.wait_exit();
    // bounded: a program that spins without a terminal would stay for ever
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while Path::new("/proc").join(&inside).exists() {
        assert!(
            std::time::Instant::now() < end,
            "the program outlives its window"
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(county::answered(&county::last_draft(folder.path())), 3);
    county::is_sound(folder.path());
}
