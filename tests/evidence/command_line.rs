//! Evidence without a screen: added, listed, given out, and every file read again.

use std::path::Path;

use liuyou::evidence;
use liuyou::store::Store;
use serde_json::Value;

use crate::drive::NOW;
use crate::drive::program::{Ran, run, said};
use crate::{LEASE, PHOTO, all_files, demo};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Id of the first draft, and the name of its organisation.
fn draft(folder: &Path) -> (String, String) {
    let mut store = Store::open_read_only(folder).unwrap();
    let today = store.today(NOW.today, 30, 50).unwrap();
    let view = store.visit(today.drafts[0].visit).unwrap();
    (view.uuid.to_string(), view.organisation)
}

#[test]
fn files_are_added_listed_and_given_out() {
    let folder = demo();
    let (visit, organisation) = draft(folder.path());
    let said = |arguments: &[&str]| said(folder.path(), arguments);
    assert!(said(&["evidence", "list"]).contains("没有佐证材料"));
    let text = said(&[
        "evidence",
        "add",
        &visit,
        PHOTO,
        "--item",
        "1.1",
        "--caption",
        "大门",
    ]);
    assert!(text.contains("已附上 门牌照片.jpg（2.2 KB）"), "{text}");
    // an organisation stands for its latest visit
    let text = said(&["evidence", "add", &organisation, LEASE, "--json"]);
    assert_eq!(json(&text)["visit_id"], Value::from(visit.clone()));
    let text = said(&["evidence", "list", &organisation]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with(&organisation) && lines[0].ends_with(&visit),
        "{text}"
    );
    assert!(
        lines[1].starts_with("  整次检查  租赁合同.pdf  扫描件  430 B"),
        "{text}"
    );
    assert!(
        lines[2].contains("1.1  门牌照片.jpg  照片  2.2 KB"),
        "{text}"
    );
    assert!(lines[2].ends_with("完好  大门"), "{text}");
    let listed = json(&said(&["evidence", "list", "--json"]));
    let files = listed["visits"][0]["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    assert_eq!(
        (&files[0]["item"], &files[1]["item"], &files[1]["state"]),
        (&Value::Null, &"1.1".into(), &"present".into())
    );
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("材料");
    let text = said(&["evidence", "export", &visit, "--out", to.to_str().unwrap()]);
    assert!(text.contains("已导出 2 个文件"), "{text}");
    assert_eq!(all_files(&to).len(), 3);
    let log = out.path().join("log.csv");
    let log = log.to_str().unwrap();
    let text = said(&[
        "export",
        "visits",
        "--format",
        "csv",
        "--out",
        log,
        "--evidence",
    ]);
    assert!(text.contains("log-evidence"), "{text}");
    assert_eq!(all_files(&out.path().join("log-evidence")).len(), 3);
    let text = said(&["check"]);
    assert!(text.contains("佐证材料：2 个文件"), "{text}");
}

#[test]
fn a_finished_visit_needs_its_reason() {
    let folder = demo();
    let organisation = "云岭县惠民职业培训学校";
    let Ran { code, err: why, .. } = run(folder.path(), &["evidence", "add", organisation, PHOTO]);
    assert!(code == 2 && why.contains("--reason"), "{why}");
    assert!(all_files(&evidence::folder(folder.path())).is_empty());
    said(
        folder.path(),
        &["evidence", "add", organisation, PHOTO, "--reason", "补交"],
    );
    assert!(said(folder.path(), &["evidence", "list", organisation]).contains("已更正"));
    assert!(said(folder.path(), &["check"]).contains("数据完好"));
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let folder = demo();
    let (visit, _) = draft(folder.path());
    for (arguments, code, words) in [
        (&["evidence"][..], 2, "缺少"),
        (
            &["evidence", "add", &visit],
            2,
            "add 需要检查或组织，以及文件",
        ),
        (
            &["evidence", "add", "没有这家", PHOTO],
            2,
            "没有信用代码或名称为",
        ),
        (
            &["evidence", "add", &visit, PHOTO, "--item", "9.9"],
            2,
            "没有 9.9 这一项",
        ),
        (
            &["evidence", "add", &visit, PHOTO, "--reason", "x"],
            2,
            "不需要 --reason",
        ),
        (
            &["evidence", "add", &visit, "none.jpg"],
            1,
            "没有找到 none.jpg",
        ),
        (
            &["evidence", "add", &visit, "fixtures"],
            1,
            "fixtures 是文件夹",
        ),
        (&["evidence", "list", "--clean"], 2, "--clean 只用于 verify"),
        (&["evidence", "verify", "x"], 2, "verify 需要不带"),
        (&["evidence", "export"], 2, "--out"),
        (
            &[
                "export",
                "organisations",
                "--format",
                "md",
                "--out",
                "x.md",
                "--evidence",
            ],
            2,
            "--evidence 只用于",
        ),
    ] {
        let Ran {
            code: found,
            err: why,
            ..
        } = run(folder.path(), arguments);
        assert!(
            found == code && why.contains(words),
            "{arguments:?} {found}: {why}"
        );
    }
    assert!(said(folder.path(), &["evidence", "list"]).contains("没有佐证材料"));
}

#[test]
fn lost_files_are_named_and_what_nobody_names_is_swept() {
    let folder = demo();
    let (visit, _) = draft(folder.path());
    said(folder.path(), &["evidence", "add", &visit, PHOTO, LEASE]);
    let kept = all_files(&evidence::folder(folder.path()));
    let size = |path: &Path| std::fs::metadata(path).unwrap().len();
    let photo = kept.iter().find(|path| size(path) == 2323).unwrap();
    let lease = kept.iter().find(|path| size(path) == 430).unwrap();
    std::fs::remove_file(photo).unwrap();
    let mut bytes = std::fs::read(lease).unwrap();
    bytes[0] ^= 1;
    std::fs::write(lease, bytes).unwrap();
    // cut off between copying and saving, and in the middle of copying
    let orphan = evidence::keep(
        folder.path(),
        &["README.md".into()],
        1 << 20,
        &mut |_, _| true,
    );
    let orphan = evidence::place(folder.path(), orphan.unwrap()[0].hash);
    let torn = evidence::folder(folder.path()).join(".liuyou-torn");
    std::fs::write(&torn, "half").unwrap();
    for command in [&["evidence", "verify"][..], &["check"]] {
        let Ran {
            code,
            out: text,
            err: why,
        } = run(folder.path(), command);
        assert_eq!(code, 1, "{command:?}");
        for line in [
            "缺失：门牌照片.jpg",
            "已变动：租赁合同.pdf",
            "没有记录用到：",
            "没有复制完：",
        ] {
            assert!(text.contains(line), "{command:?} {line}: {text}");
        }
        assert!(why.contains("有 2 个佐证材料文件缺失或已变动"), "{why}");
    }
    let found = json(&run(folder.path(), &["check", "--json"]).out);
    assert_eq!(found["sound"], true);
    assert_eq!(found["evidence"]["missing"][0]["name"], "门牌照片.jpg");
    assert_eq!(found["evidence"]["changed"][0]["name"], "租赁合同.pdf");
    assert_eq!(found["evidence"]["orphans"].as_array().unwrap().len(), 1);
    // while another program writes, its files are nobody's litter
    let held = Store::open_existing(folder.path()).unwrap();
    let Ran { code, err: why, .. } = run(folder.path(), &["evidence", "verify", "--clean"]);
    assert!(code == 1 && why.contains("只读"), "{why}");
    assert!(orphan.exists());
    drop(held);
    let text = run(folder.path(), &["evidence", "verify", "--clean"]).out;
    assert!(text.contains("已删去 2 个"), "{text}");
    assert!(!orphan.exists() && !torn.exists() && lease.exists());
    // the originals put everything right
    said(folder.path(), &["evidence", "add", &visit, PHOTO, LEASE]);
    let text = said(folder.path(), &["evidence", "verify", "--json"]);
    assert_eq!(json(&text)["bytes"], 2753);
}
