//! Evidence next to the visit log: under readable names, listed in the log, and only where that is asked for.

use std::path::Path;

use liuyou::app::Msg;
use liuyou::documents::{self, Detail, Encoding, ExportError, Format, Order, Subject, Written};
use liuyou::domain::checklist::Lang;
use tempfile::TempDir;

use crate::drive::Drive;
use crate::{LEASE, PHOTO, all_files, at_draft, demo, evidence_of};

fn order(out: &Path, format: Format, evidence: bool) -> Order {
    Order {
        subject: Subject::Visits,
        format,
        encoding: Encoding::Utf8,
        from: None,
        to: None,
        out: out.to_owned(),
        lang: Lang::Zh,
        evidence,
        detail: Detail::default(),
    }
}

fn write(drive: &mut Drive, order: &Order) -> Result<Written, ExportError> {
    documents::write(&mut drive.worker.store, order, &mut |_, _| true)
}

fn names(folder: &Path) -> Vec<String> {
    let files = all_files(folder).into_iter();
    files
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect()
}

/// A photo and a lease at item 1.1, and the lease at the visit as a whole.
fn attached() -> (TempDir, Drive, TempDir) {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(format!("{PHOTO}\n{LEASE}")));
    drive.keys("Enter F7");
    drive.send(Msg::Paste(LEASE.into()));
    drive.keys("Tab text:=租约 Tab Right Enter").sees("已附上");
    (folder, drive, tempfile::tempdir().unwrap())
}

const FILES: [&str; 4] = [
    "云岭县仁爱口腔门诊部-2026-11-20-1.1-1.pdf",
    "云岭县仁爱口腔门诊部-2026-11-20-1.1-2.jpg",
    "云岭县仁爱口腔门诊部-2026-11-20-整体-1.pdf",
    "清单.csv",
];

#[test]
fn the_files_lie_next_to_the_log_which_lists_them() {
    let (_folder, mut drive, out) = attached();
    let log = out.path().join("检查.csv");
    let written = write(&mut drive, &order(&log, Format::Csv, true)).unwrap();
    let beside = out.path().join("检查-evidence");
    assert_eq!(written.files.last(), Some(&beside));
    assert!(written.lost.is_empty());
    assert_eq!(names(&beside), FILES);
    assert_eq!(
        std::fs::read(beside.join(FILES[1])).unwrap(),
        std::fs::read(PHOTO).unwrap()
    );
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let bytes = std::fs::read(out.path().join(name)).unwrap();
        let reader = csv::Reader::from_reader(&bytes[3..]).into_records();
        reader.map(Result::unwrap).collect()
    };
    let answers = rows("检查-answers.csv");
    let listed: Vec<&str> = answers
        .iter()
        .map(|row| row.get(row.len() - 1).unwrap())
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(listed, [format!("{}；{}", FILES[0], FILES[1])]);
    let visits = rows("检查.csv");
    let listed: Vec<&str> = visits
        .iter()
        .map(|row| row.get(row.len() - 1).unwrap())
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(listed, [FILES[2]]);
    let index = rows("检查-evidence/清单.csv");
    assert_eq!(index.len(), 3);
    let whole = &index[0];
    assert_eq!(
        [0, 3, 4, 5, 6, 7, 10].map(|at| &whole[at]),
        [
            FILES[2],
            "整体",
            "租赁合同.pdf",
            "扫描件",
            "430",
            "'=租约",
            "完好"
        ]
    );
    assert_eq!(whole[11].len(), 64);
    // again, over what is there
    let again = write(&mut drive, &order(&log, Format::Csv, true)).unwrap();
    assert_eq!(again, written);
    assert_eq!(names(&beside), FILES);
    assert_eq!(names(out.path()).len(), 6, "nothing else is left behind");
}

#[test]
fn without_being_asked_for_an_export_is_what_it_was_to_the_byte() {
    let (plain, folder) = (demo(), demo());
    let mut bare = Drive::open(plain.path(), Lang::Zh);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Enter Home F12 F7");
    drive.send(Msg::Paste(format!("{PHOTO}\n{LEASE}")));
    drive.keys("Enter").sees("已附上 2 个文件");
    let out = tempfile::tempdir().unwrap();
    for (format, name) in [
        (Format::Csv, "a.csv"),
        (Format::Xlsx, "a.xlsx"),
        (Format::Json, "a.json"),
        (Format::Markdown, "a.md"),
    ] {
        let (with, without) = (out.path().join(name), out.path().join(format!("b{name}")));
        write(&mut drive, &order(&with, format, false)).unwrap();
        write(&mut bare, &order(&without, format, false)).unwrap();
        assert_eq!(
            std::fs::read(with).unwrap(),
            std::fs::read(without).unwrap(),
            "{name}"
        );
    }
    assert!(!out.path().join("a-evidence").exists());
}

#[test]
fn every_format_lists_them_in_a_last_column() {
    let (_folder, mut drive, out) = attached();
    let json = out.path().join("log.json");
    write(&mut drive, &order(&json, Format::Json, true)).unwrap();
    let text = std::fs::read_to_string(&json).unwrap();
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let visits = log["visits"].as_array().unwrap();
    let whole: Vec<&serde_json::Value> = visits
        .iter()
        .filter(|visit| visit["evidence"] != serde_json::json!([]))
        .collect();
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0]["evidence"], serde_json::json!([FILES[2]]));
    assert_eq!(
        whole[0]["answers"][0]["evidence"],
        serde_json::json!([FILES[0], FILES[1]])
    );
    assert_eq!(whole[0]["answers"][1]["evidence"], serde_json::json!([]));
    let documented = include_str!("../../fixtures/visit-log.md");
    assert!(documented.contains("\n`evidence`"));
    let markdown = out.path().join("log.md");
    write(&mut drive, &order(&markdown, Format::Markdown, true)).unwrap();
    let text = std::fs::read_to_string(&markdown).unwrap();
    assert!(text.contains("佐证材料") && text.contains("整体-1.pdf"));
    let xlsx = out.path().join("log.xlsx");
    write(&mut drive, &order(&xlsx, Format::Xlsx, true)).unwrap();
    assert_eq!(names(&out.path().join("log-evidence")), FILES);
}

#[test]
fn what_is_lost_is_named_in_the_log_and_the_rest_goes_out() {
    let (folder, mut drive, out) = attached();
    let files = evidence_of(&drive);
    let place = |name: &str| {
        let file = files.iter().find(|one| one.file.name == name).unwrap();
        liuyou::evidence::place(folder.path(), file.file.hash)
    };
    std::fs::remove_file(place("门牌照片.jpg")).unwrap();
    let mut bytes = std::fs::read(place("租赁合同.pdf")).unwrap();
    bytes[20] ^= 1;
    std::fs::write(place("租赁合同.pdf"), bytes).unwrap();
    let log = out.path().join("log.csv");
    let written = write(&mut drive, &order(&log, Format::Csv, true)).unwrap();
    assert_eq!(
        written.lost,
        [
            "租赁合同.pdf（已变动）",
            "租赁合同.pdf（已变动）",
            "门牌照片.jpg（缺失）"
        ]
    );
    let text = std::fs::read_to_string(out.path().join("log-answers.csv")).unwrap();
    assert!(text.contains("租赁合同.pdf（已变动）；门牌照片.jpg（缺失）"));
    assert_eq!(names(&out.path().join("log-evidence")), ["清单.csv"]);
    let listed = std::fs::read_to_string(out.path().join("log-evidence/清单.csv")).unwrap();
    assert!(listed.contains(",缺失,") && listed.contains(",已变动,"));
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let (_folder, mut drive, out) = attached();
    let beside = out.path().join("log-evidence");
    std::fs::create_dir(&beside).unwrap();
    std::fs::write(beside.join("mine.txt"), "mine").unwrap();
    let log = out.path().join("log.csv");
    std::fs::write(&log, "older").unwrap();
    let refused = write(&mut drive, &order(&log, Format::Csv, true)).unwrap_err();
    assert!(
        matches!(&refused, ExportError::NotEmpty { file, .. } if file == "mine.txt"),
        "{refused:?}"
    );
    assert_eq!(std::fs::read_to_string(&log).unwrap(), "older");
    assert_eq!(names(out.path()), ["mine.txt", "log.csv"]);
}

#[test]
fn a_cancelled_export_leaves_nothing() {
    let (_folder, mut drive, out) = attached();
    let order = order(&out.path().join("log.csv"), Format::Csv, true);
    let stopped = documents::write(&mut drive.worker.store, &order, &mut |done, _| done < 100);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
    assert!(names(out.path()).is_empty());
}

#[test]
fn nothing_attached_makes_no_folder() {
    let (_folder, mut drive) = at_draft();
    let out = tempfile::tempdir().unwrap();
    write(
        &mut drive,
        &order(&out.path().join("log.csv"), Format::Csv, true),
    )
    .unwrap();
    assert_eq!(names(out.path()), ["log-answers.csv", "log.csv"]);
}

#[test]
fn the_export_screen_asks_for_it() {
    let (_folder, mut drive, out) = attached();
    drive.keys("Esc Esc F4 Up Ctrl+U");
    let log = out.path().join("log.csv");
    drive.send(Msg::Paste(log.display().to_string()));
    drive
        .keys("Up Up Up Right")
        .sees("放入同名文件夹")
        .keys("F9");
    drive.sees("已导出");
    assert_eq!(names(&out.path().join("log-evidence")), FILES);
}
