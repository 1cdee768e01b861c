//! The commands as a person or a script runs them: what they print, in which language, and with which exit code.
//! No test has a terminal; the screen itself is tested elsewhere.

use std::fs::File;
use std::path::Path;
use std::process::Output;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use assert_cmd::Command;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::Change;
use liuyou::domain::organisation::{Class, Organisation};
use liuyou::domain::people::{Duty, Person, Role};
use liuyou::domain::staff::{Order, Towards};
use liuyou::domain::visit::Said;
use liuyou::standards;
use liuyou::store::{Store, data_file};
use rusqlite::Connection;
use unicode_width::UnicodeWidthStr;

const COMMANDS: [&str; 18] = [
    "demo",
    "init",
    "import",
    "export",
    "rates",
    "advice",
    "report",
    "findings",
    "people",
    "assign",
    "duplicates",
    "branches",
    "evidence",
    "template",
    "visits",
    "status",
    "check",
    "rebuild",
];
const DOUBTFUL: &str = "…—“”‘’→●①②③±×·≥≤";

/// A child has a copy of every open file between fork and exec, and with it of every file lock. A test that locks the
/// data file itself, or opens a store, keeps the others from starting programs meanwhile; otherwise its lock could
/// outlive it for a moment.
static STARTING: RwLock<()> = RwLock::new(());

fn starting() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

fn locking() -> RwLockWriteGuard<'static, ()> {
    STARTING.write().unwrap_or_else(PoisonError::into_inner)
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program on `directory` in a system that speaks no English.
fn run(directory: &Path, arguments: &[&str]) -> Ran {
    let _starting = starting();
    said(liuyou(directory).args(arguments).output().unwrap())
}

fn liuyou(directory: &Path) -> Command {
    let mut command = Command::cargo_bin("liuyou").unwrap();
    command
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "zh_CN.UTF-8");
    command.arg("--data-dir").arg(directory);
    command
}

fn said(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

impl Ran {
    /// One line on standard error that is a sentence of ours, nothing on standard output.
    #[track_caller]
    fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        self.complained(words);
    }

    #[track_caller]
    fn complained(&self, words: &[&str]) {
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.trim_end().ends_with(['。', '.']), "{}", self.err);
        for sign in ["error:", "Error", "Some(", "{ ", "panicked", "\u{1b}"] {
            assert!(!self.err.contains(sign), "{sign}: {}", self.err);
        }
        for word in words {
            assert!(self.err.contains(word), "{word}: {}", self.err);
        }
    }

    #[track_caller]
    fn good(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        &self.out
    }

    #[track_caller]
    fn json(&self) -> serde_json::Value {
        assert_eq!(self.out.lines().count(), 1, "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }
}

fn now() -> Now {
    Now {
        utc_ms: 1_790_000_000_000,
        today: Date::new(2026, 9, 21).unwrap(),
        minute: 600,
    }
}

/// Two organisations, one draft with two answers.
fn county() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let _locking = locking();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    for name in ["阳泉义工协会", "晋城\u{1b}[31m书法学会"] {
        let id = store.new_id(now());
        store.commit(&organisation(name).change(id), now()).unwrap();
    }
    let row = store.find("阳泉", &Default::default()).unwrap().0.remove(0);
    let visit = store
        .start_visit(row.id, &standards::site(), "", now())
        .unwrap();
    let view = store.visit(visit).unwrap();
    for item in view.form.checklist.items().take(2) {
        let edit = Said::Remark("看过".into()).edit(view.uuid, &item.code);
        let option = view
            .form
            .checklist
            .scales
            .iter()
            .find(|scale| scale.code == item.scale)
            .unwrap()
            .options[0]
            .code
            .clone();
        let answer = Said::Option(Some(option)).edit(view.uuid, &item.code);
        assert!(
            store
                .commit(&Change::of(vec![edit, answer]), now())
                .unwrap()
        );
    }
    drop(store);
    folder
}

fn organisation(name: &str) -> Organisation {
    Organisation {
        name: name.into(),
        class: Class::Association,
        area: "城区街道".into(),
        authority: "民政局".into(),
        staff: 3,
        members: 40,
        ..Organisation::default()
    }
}

fn change_behind_its_back(directory: &Path, sql: &str) {
    Connection::open(data_file(directory))
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let lines = COMMANDS
        .iter()
        .map(|command| vec![*command])
        .chain([vec![]]);
    for line in lines {
        for (lang, headings, example) in [
            ("zh", ["用法：", "选项："], "示例："),
            ("en", ["Usage: ", "Options:"], "Examples:"),
        ] {
            for ask in ["--help", "-h"] {
                let said = run(folder.path(), &[&line[..], &["--lang", lang, ask]].concat());
                let help = said.good();
                for heading in headings {
                    assert!(
                        help.contains(&format!("\n{heading}")),
                        "{line:?} {heading}: {help}"
                    );
                }
                let (_, example) = help.split_once(&format!("\n{example}\n")).unwrap();
                assert!(example.starts_with("  liuyou"), "{help}");
                for text in help.lines() {
                    assert!(text.width() <= 80, "{text}");
                    assert!(!text.contains(|c| DOUBTFUL.contains(c)), "{text}");
                }
                match lang {
                    "en" => assert!(help.is_ascii(), "{help}"),
                    _ => assert!(
                        !help.contains("Usage")
                            && !help.contains("OPTIONS")
                            && !help.contains("Print"),
                        "{help}"
                    ),
                }
            }
        }
    }
}

#[test]
fn the_first_help_names_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["--help"]);
    for command in COMMANDS {
        assert!(
            said.good().contains(&format!("\n  {command} ")),
            "{command}"
        );
    }
    assert_eq!(
        run(folder.path(), &["--version"]).good(),
        concat!("liuyou ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn the_screen_needs_a_terminal_and_makes_nothing_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for command in [&[][..], &["demo"]] {
        let starting = starting();
        let said = liuyou(&data)
            .args(command)
            .env("TMPDIR", folder.path())
            .env("TEMP", folder.path())
            .output();
        self::said(said.unwrap()).refused(2, &["终端", "liuyou"]);
        drop(starting);
        run(&data, &[command, &["--lang", "en"]].concat()).refused(2, &["terminal"]);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_new_file_is_made_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a").join("b");
    let said = run(&data, &["init"]);
    assert!(
        said.good()
            .contains(&data_file(&data).display().to_string()),
        "{}",
        said.out
    );
    assert!(said.out.contains("社会组织：0"), "{}", said.out);
    assert!(data_file(&data).exists());
    let said = run(&data, &["status", "--json"]);
    said.good();
    let status = said.json();
    assert_eq!(status["organisations"], 0);
    assert_eq!(
        status["visits"],
        serde_json::json!({"draft": 0, "finished": 0, "corrected": 0})
    );
    assert_eq!(status["schema"], 3);
    assert_eq!(status["read_only"], false);
}

#[test]
fn an_existing_file_is_not_made_again() {
    let folder = county();
    let before = run(folder.path(), &["status"]).out;
    run(folder.path(), &["init"]).refused(1, &["已有数据文件", "--data-dir"]);
    run(folder.path(), &["init", "--demo", "--lang", "en"]).refused(1, &["already", "--data-dir"]);
    assert_eq!(run(folder.path(), &["status"]).out, before);
}

#[test]
fn counts_are_told_to_people_and_programs() {
    let folder = county();
    let said = run(folder.path(), &["status"]);
    for line in [
        "社会组织：2",
        "检查：1（草稿 1，已完成 0，已更正 0）",
        "已答检查项：2",
        "数据文件版本：3",
    ] {
        assert!(
            said.good().lines().any(|found| found == line),
            "{line}: {}",
            said.out
        );
    }
    let said = run(folder.path(), &["status", "--lang", "en"]);
    assert!(
        said.good()
            .contains("Visits: 1 (Draft 1, Finished 0, Corrected 0)"),
        "{}",
        said.out
    );
    let status = run(folder.path(), &["status", "--json"]).json();
    assert_eq!(
        (&status["organisations"], &status["answers"]),
        (&2.into(), &2.into())
    );
    assert_eq!(status["visits"]["draft"], 1);
    assert!(
        status["operations"].as_u64() > Some(10) && status["operations"] == status["unsynced"],
        "{status}"
    );
}

#[test]
fn wrong_use_is_answered_in_the_chosen_language() {
    let folder = tempfile::tempdir().unwrap();
    let export = ["export", "visits", "--format", "csv", "--out", "a.csv"];
    let with = |more: &[&'static str]| [&export[..], more].concat();
    let cases: Vec<(Vec<&str>, Vec<&str>, Vec<&str>)> = vec![
        (
            vec!["status", "--fast"],
            vec!["不认识", "--fast", "liuyou status --help"],
            vec!["Unknown", "--fast"],
        ),
        (
            vec!["status", "here"],
            vec!["不认识", "here"],
            vec!["Unknown", "here"],
        ),
        (
            vec!["-x"],
            vec!["-x", "liuyou --help"],
            vec!["Unknown", "-x"],
        ),
        (
            vec!["sink"],
            vec!["没有", "sink", "liuyou --help"],
            vec!["no command", "sink"],
        ),
        (
            vec!["init", "--scale"],
            vec!["--scale", "缺少"],
            vec!["--scale", "needs a value"],
        ),
        (
            vec!["init", "--scale", "0"],
            vec!["--scale", "「0」", "1000000"],
            vec!["--scale", "[0]"],
        ),
        (
            vec!["init", "--scale", "many"],
            vec!["--scale", "「many」"],
            vec!["[many]", "whole number"],
        ),
        (
            vec!["init", "--demo", "--scale", "9"],
            vec!["--demo", "--scale", "同时"],
            vec!["--demo", "together"],
        ),
        (
            vec!["status", "--json=1"],
            vec!["--json", "不带"],
            vec!["--json", "no value"],
        ),
        (
            vec!["status", "--json", "--json"],
            vec!["--json", "两次"],
            vec!["--json", "twice"],
        ),
        (
            vec!["export"],
            vec!["缺少", "WHAT", "--out"],
            vec!["Missing", "--out"],
        ),
        (
            with(&["--format", "md"]),
            vec!["--format", "两次"],
            vec!["--format", "twice"],
        ),
        (
            with(&["--from", "lately"]),
            vec!["--from", "「lately」", "2026-01-31"],
            vec!["[lately]", "no date"],
        ),
        (
            with(&["--to", "2026-02-30"]),
            vec!["--to", "「2026-02-30」"],
            vec!["--to", "no date"],
        ),
        (
            with(&["--encoding", "utf7"]),
            vec!["utf7", "utf8、gb18030"],
            vec!["utf7", "utf8, gb18030"],
        ),
        (
            with(&["--from", "2026-2-1", "--to", "2026-1-1"]),
            vec!["--from 晚于 --to"],
            vec!["--from is after --to"],
        ),
        (
            vec!["export", "visits", "--format", "pdf", "--out", "a"],
            vec!["--format", "「pdf」", "csv、xlsx、json、md"],
            vec!["[pdf]", "csv, xlsx, json, md"],
        ),
        (
            vec![
                "export",
                "visits",
                "--format",
                "md",
                "--out",
                "a",
                "--encoding",
                "utf8",
            ],
            vec!["--encoding", "csv"],
            vec!["--encoding", "csv"],
        ),
        (
            vec![
                "export",
                "organisations",
                "--format",
                "md",
                "--out",
                "a",
                "--to",
                "2026-1-1",
            ],
            vec!["--to", "visits"],
            vec!["--to", "visits"],
        ),
        (
            vec!["--lang", "fr"],
            vec!["--lang", "「fr」", "zh、en"],
            vec![],
        ),
    ];
    for (line, zh, en) in cases {
        run(folder.path(), &line).refused(2, &zh);
        if !en.is_empty() {
            let said = run(folder.path(), &[&line[..], &["--lang=en"]].concat());
            said.refused(2, &en);
            assert!(said.err.is_ascii(), "{}", said.err);
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_language_is_that_of_the_option_then_the_setting_then_the_system() {
    let folder = county();
    let status = |lang: &str, system: &str| {
        let mut command = liuyou(folder.path());
        command.env("LANG", system).arg("status");
        if !lang.is_empty() {
            command.args(["--lang", lang]);
        }
        let _starting = starting();
        said(command.output().unwrap())
            .good()
            .contains("Organisations: 2")
    };
    assert!(status("", "en_US.UTF-8"));
    assert!(!status("", "de_DE.UTF-8"));
    assert!(!status("zh", "en_US.UTF-8"));
    let locking = locking();
    Store::open_existing(folder.path())
        .unwrap()
        .set_preference("lang", "en")
        .unwrap();
    drop(locking);
    assert!(status("", "zh_CN.UTF-8"));
    assert!(!status("zh", "zh_CN.UTF-8"));
}

#[test]
fn no_data_file_is_said_and_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("nothing");
    let export = ["export", "visits", "--format", "csv", "--out", "a.csv"];
    for line in [
        &["status"][..],
        &["status", "--json"],
        &["check"],
        &["rebuild"],
        &export,
    ] {
        run(&data, line).refused(1, &["没有数据文件", "liuyou init", "nothing"]);
        run(&data, &[line, &["--lang", "en"]].concat())
            .refused(1, &["no data file", "liuyou init"]);
    }
    assert!(!data.exists());
}

#[test]
fn a_file_of_another_kind_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(data_file(folder.path()), "买菜清单\n").unwrap();
    for line in [&["status"][..], &["check"], &["rebuild"]] {
        run(folder.path(), line).refused(1, &["不是六有的数据文件", "--data-dir"]);
        run(folder.path(), &[line, &["--lang", "en"]].concat())
            .refused(1, &["not a liuyou data file"]);
    }
    run(folder.path(), &["init"]).refused(1, &["已有数据文件"]);
    assert_eq!(
        std::fs::read_to_string(data_file(folder.path())).unwrap(),
        "买菜清单\n"
    );
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_left_as_it_is() {
    let folder = county();
    change_behind_its_back(folder.path(), "PRAGMA user_version = 99");
    let before = std::fs::read(data_file(folder.path())).unwrap();
    for line in [&["status"][..], &["check"], &["rebuild"]] {
        run(folder.path(), line).refused(1, &["第 99 版", "新版程序"]);
        run(folder.path(), &[line, &["--lang", "en"]].concat())
            .refused(1, &["version 99", "newer program"]);
    }
    assert!(std::fs::read(data_file(folder.path())).unwrap() == before);
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let below = file.join("data");
    for line in [&["init"][..], &["init", "--demo"]] {
        let place = below.display().to_string();
        run(&below, line).refused(1, &["无法写入", &place, "--data-dir"]);
        run(&below, &[line, &["--lang", "en"]].concat())
            .refused(1, &["Cannot write", "--data-dir"]);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "x");
}

#[test]
fn a_sound_file_passes_the_check() {
    let folder = county();
    let said = run(folder.path(), &["check"]);
    assert!(
        said.good().contains("数据完好") && said.out.contains("社会组织：2"),
        "{}",
        said.out
    );
    assert!(
        run(folder.path(), &["check", "--lang", "en"])
            .good()
            .contains("sound")
    );
    let said = run(folder.path(), &["check", "--json"]);
    said.good();
    let report = said.json();
    assert_eq!(report["sound"], true);
    assert_eq!(report["difference"], serde_json::Value::Null);
    assert_eq!(report["counts"]["organisations"], 2);
}

#[test]
fn a_table_that_disagrees_with_the_journal_is_named_and_repaired() {
    let folder = county();
    let before = run(folder.path(), &["status"]).out;
    change_behind_its_back(
        folder.path(),
        "UPDATE organisation SET name = '冒名' || char(27) || '[2J' WHERE id = 1",
    );
    let said = run(folder.path(), &["check"]);
    said.refused(
        1,
        &["organisation", "冒名", "阳泉义工协会", "liuyou rebuild"],
    );
    run(folder.path(), &["check", "--lang", "en"])
        .refused(1, &["organisation", "journal", "liuyou rebuild"]);
    let said = run(folder.path(), &["check", "--json"]);
    said.complained(&["organisation"]);
    assert_eq!(said.code, 1);
    let report = said.json();
    assert_eq!(
        (&report["sound"], &report["difference"]["table"]),
        (&false.into(), &"organisation".into())
    );
    assert!(
        report["difference"]["rebuilt"]
            .as_str()
            .unwrap()
            .contains("阳泉义工协会")
    );

    assert!(run(folder.path(), &["rebuild"]).good().contains("重新生成"));
    run(folder.path(), &["check"]).good();
    assert_eq!(run(folder.path(), &["status"]).out, before);
}

#[test]
fn a_row_that_is_gone_is_a_difference_too() {
    let folder = county();
    change_behind_its_back(folder.path(), "DELETE FROM visit");
    run(folder.path(), &["check"]).refused(1, &["visit", "没有这一行"]);
    run(folder.path(), &["rebuild", "--lang", "en"]).good();
    run(folder.path(), &["check"]).good();
}

#[test]
fn a_damaged_file_is_called_so() {
    let folder = county();
    let path = data_file(folder.path());
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[4096..end].iter_mut().for_each(|byte| *byte = 0xa5);
    std::fs::write(&path, &bytes).unwrap();
    let said = run(folder.path(), &["check"]);
    said.refused(1, &["损坏", "复制"]);
    assert!(!said.err.contains("liuyou check"), "{}", said.err);
    run(folder.path(), &["status"]).refused(1, &["损坏", "liuyou check"]);
}

#[test]
fn beside_another_program_one_may_look_but_not_write() {
    let folder = county();
    let locking = locking();
    let lock = File::options()
        .write(true)
        .open(folder.path().join("liuyou.lock"))
        .unwrap();
    lock.lock().unwrap();
    let run_beside = |line: &[&str]| said(liuyou(folder.path()).args(line).output().unwrap());
    let status = run_beside(&["status"]);
    assert!(status.good().contains("只读"), "{}", status.out);
    let status = run_beside(&["status", "--json"]).json();
    assert_eq!(
        (&status["organisations"], &status["read_only"]),
        (&2.into(), &true.into())
    );
    run_beside(&["check"]).good();
    run_beside(&["rebuild"]).refused(1, &["只读"]);
    run_beside(&["rebuild", "--lang", "en"]).refused(1, &["Read-only"]);
    drop((lock, locking));
    run(folder.path(), &["rebuild"]).good();
}

#[test]
#[cfg(unix)]
fn a_reader_that_went_away_is_no_error() {
    use std::process::Stdio;
    let folder = county();
    for line in [&["status"][..], &["--help"]] {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("liuyou"));
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        command
            .arg("--data-dir")
            .arg(folder.path())
            .args(line)
            .stdout(writer)
            .stderr(Stdio::piped());
        let _starting = starting();
        let said = command.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(
            (
                said.status.code(),
                String::from_utf8(said.stderr).unwrap().as_str()
            ),
            (Some(0), ""),
            "{line:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_takes_nothing_is_an_error() {
    let folder = county();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("liuyou"));
    let _starting = starting();
    let said = command
        .arg("--data-dir")
        .arg(folder.path())
        .arg("status")
        .stdout(full)
        .output()
        .unwrap();
    self::said(said).refused(1, &["输出"]);
}

#[test]
fn bytes_that_are_no_text_do_not_frighten_the_program() {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let _starting = starting();
        let odd = std::ffi::OsStr::from_bytes(b"\xff\xfe");
        said(
            liuyou(folder.path())
                .arg("init")
                .arg("--scale")
                .arg(odd)
                .output()
                .unwrap(),
        )
        .refused(2, &["--help"]);
        said(liuyou(folder.path()).arg(odd).output().unwrap()).refused(2, &["--help"]);
    }
}

#[test]
fn a_register_is_taken_in_and_every_row_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    run(&data, &["init"]).good();
    let file = folder.path().join("mingce.csv");
    let rows =
        "单位名称,统一社会信用代码,备注\n甲协会,51100000500009247D,x\n乙\u{1b}[31m协会,5.31E+17,\n";
    std::fs::write(&file, rows).unwrap();
    let path = file.to_str().unwrap();
    let import = |more: &[&str]| run(&data, &[&["import", "organisations", path], more].concat());

    let said = import(&["--dry-run"]);
    for line in ["新增 1，更新 0，无变化 0", "预演", "没有用到的列：备注"] {
        assert!(said.good().contains(line), "{line}: {}", said.out);
    }
    assert!(
        said.out.contains("\n  第3行 信用代码（B列）：「5.31E+17」"),
        "{}",
        said.out
    );
    let said = import(&["--strict"]);
    assert_eq!(said.code, 1);
    said.complained(&["1", "--strict"]);
    assert_eq!(run(&data, &["status", "--json"]).json()["organisations"], 0);

    let said = import(&["--json", "--lang", "en"]);
    said.good();
    let answer = said.json();
    assert_eq!(
        (&answer["added"], &answer["refused"], &answer["written"]),
        (&1.into(), &1.into(), &true.into())
    );
    assert_eq!(answer["refusals"][0]["reason"], "code_scientific");
    assert_eq!(answer["refusals"][0]["column"], "B");
    assert!(import(&[]).good().contains("新增 0，更新 0，无变化 1"));
    run(&data, &["check"]).good();
}

#[test]
fn a_register_that_cannot_be_read_is_refused_in_words() {
    let folder = county();
    let file = folder.path().join("x.csv");
    std::fs::write(&file, "a,b\n1,2\n").unwrap();
    let path = file.to_str().unwrap();
    let import = |more: &[&str]| {
        run(
            folder.path(),
            &[&["import", "organisations"], more].concat(),
        )
    };
    import(&[path]).refused(1, &["表头", "--map"]);
    import(&[path, "--lang", "en"]).refused(1, &["header", "--map"]);
    import(&["none.xlsx"]).refused(1, &["none.xlsx"]);
    import(&[path, "--sheet", "名册"]).refused(1, &["名册"]);
    import(&[path, "--map", "x=A"]).refused(2, &["x=A", "credit_code"]);
    import(&[]).refused(2, &["FILE"]);
}

/// The county with an instructor, two liaisons of one name and a leader.
fn staffed() -> tempfile::TempDir {
    let folder = county();
    let _locking = locking();
    let mut store = Store::open_existing(folder.path()).unwrap();
    for (name, role, unit) in [
        ("张晓岚", Role::Instructor, "党校"),
        ("李思远", Role::Liaison, "城区街道"),
        ("李思远", Role::Liaison, "总工会"),
        ("甲主任", Role::Leader, "民政局"),
    ] {
        let person = Person {
            name: name.into(),
            role,
            unit: unit.into(),
            area: "城区街道".into(),
            ..Person::default()
        };
        let id = store.new_id(now());
        store.commit(&person.change(id), now()).unwrap();
    }
    drop(store);
    folder
}

#[test]
fn organisations_are_assigned_by_area_and_the_load_is_listed() {
    let folder = staffed();
    let data = folder.path();
    let people = run(data, &["people"]);
    let text = people.good();
    assert!(
        text.contains("党建指导员 1 名，共联系 0 家，人均 0.00 家（0/1）"),
        "{text}"
    );
    assert!(
        text.contains("无人联系 2/2 家，其中未建党组织的 2 家"),
        "{text}"
    );
    let nobody = run(data, &["people", "--view", "nobody", "--lang", "en"]);
    assert!(nobody.good().contains("Organisations with nobody: 2"));

    let assign = |more: &[&str]| run(data, &[&["assign"], more].concat());
    let rehearsal = assign(&["--to", "张晓岚", "--area", "城区街道", "--dry-run"]);
    assert!(rehearsal.good().contains("将指派 2 家"));
    assert_eq!(run(data, &["people", "--json"]).json()["nobody"], 2);
    assert!(
        assign(&["--to", "张晓岚", "--area", "别处"])
            .good()
            .contains("共 0 家")
    );
    let done = assign(&["--to", "张晓岚", "--area", "城区街道", "--json"]);
    done.good();
    let answer = done.json();
    assert_eq!(
        (&answer["assigned"], &answer["people"][0]["after"]),
        (&2.into(), &2.into())
    );
    // a second time there is nothing left, unless all are meant
    assert!(
        assign(&["--spread", "liaison"])
            .good()
            .contains("已指派 0 家")
    );
    let evenly = assign(&["--spread", "liaison", "--all", "--lang", "en"]);
    assert!(evenly.good().contains("2 organisations are assigned"));

    let answer = run(data, &["people", "--json", "--role", "liaison"]).json();
    assert_eq!(answer["people"].as_array().unwrap().len(), 2);
    assert_eq!(answer["people"][1]["load"], 1);
    assert_eq!(
        (&answer["nobody"], &answer["assignments"]),
        (&0.into(), &4.into())
    );
    let roles = answer["roles"].as_array().unwrap();
    let liaison = roles.iter().find(|role| role["role"] == "liaison").unwrap();
    assert_eq!(liaison["average"], "1.00");
    run(data, &["check"]).good();
}

#[test]
fn someone_unknown_or_of_many_is_asked_for_again() {
    let folder = staffed();
    let assign = |more: &[&str]| run(folder.path(), &[&["assign"], more].concat());
    assign(&["--to", "王某"]).refused(2, &["王某", "liuyou people"]);
    assign(&["--to", "李思远"]).refused(2, &["李思远", "总工会", "--unit"]);
    assign(&["--to", "李思远", "--unit", "总工会"]).good();
    assign(&["--to", "甲主任"]).refused(2, &["包联"]);
    assign(&[]).refused(2, &["--to"]);
    assign(&["--to", "a", "--spread", "liaison"]).refused(2, &["--to", "--spread"]);
    assign(&["--spread", "leader"]).refused(2, &["leader", "instructor"]);
    run(folder.path(), &["people", "--view", "x"]).refused(2, &["x", "contracts"]);
}

#[test]
fn contacts_due_and_contracts_are_listed() {
    let folder = staffed();
    let data = folder.path();
    {
        let _locking = locking();
        let mut store = Store::open_existing(data).unwrap();
        let guide = store.people_named("张晓岚").unwrap().remove(0);
        let leader = store.people_named("甲主任").unwrap().remove(0);
        let row = store.find("阳泉", &Default::default()).unwrap().0.remove(0);
        let rules = standards::Rules::shipped().people;
        for (person, duty) in [(guide, Duty::Guide), (leader, Duty::Contract)] {
            let order = Order::Assign {
                person: person.uuid,
                duty,
                to: vec![Towards::Organisation(row.id)],
                // long ago on any day the test runs
                from: Date::new(2020, 1, 1).unwrap(),
            };
            store.staff(&order, &rules, now()).unwrap();
        }
    }
    let due = run(data, &["people", "--view", "due"]);
    let text = due.good();
    assert!(text.contains("到期未联系 2 项"), "{text}");
    assert!(
        text.contains("张晓岚  阳泉义工协会  电话应于 2020-01-08"),
        "{text}"
    );
    let answer = run(data, &["people", "--view", "due", "--json"]).json();
    assert_eq!(answer["contacts_due"][1]["due"], "2020-01-31");
    let contracts = run(data, &["people", "--view", "contracts"]);
    assert!(
        contracts
            .good()
            .contains("甲主任  阳泉义工协会  2020-01-01")
    );
    let none = run(
        data,
        &["people", "--view", "due", "--role", "liaison", "--json"],
    );
    assert_eq!(none.json()["contacts_due"].as_array().unwrap().len(), 0);
}

#[test]
fn the_report_on_people_has_numerator_denominator_and_day() {
    let folder = staffed();
    let data = folder.path();
    run(data, &["assign", "--to", "张晓岚"]).good();
    let report = |more: &[&str]| run(data, &[&["report", "people"], more].concat());
    let said = report(&["--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (&answer["report"], &answer["dates"]),
        (
            &"people".into(),
            &[format!("时点 {}", liuyou::runtime::now().today)][..].into()
        )
    );
    for key in ["looked_after", "within_limit:instructor"] {
        assert!(said.out.contains(key), "{}", said.out);
    }
    let said = report(&[]);
    let text = said.good();
    // two of two are looked after; one instructor has both, two liaisons have none
    for line in [
        "有人联系的社会组织  100.00%     2     2",
        "联络员未超上限      100.00%     2     2",
        "党建指导员  2.00         2     1",
        "党建联络员  0.00         0     2",
        "2 家  [##############################]  100.00%  1/1",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let page = data.join("people.html");
    report(&[
        "--format",
        "html",
        "--out",
        page.to_str().unwrap(),
        "--lang",
        "en",
    ])
    .good();
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("Organisations looked after") && page.contains("<svg"));
}
