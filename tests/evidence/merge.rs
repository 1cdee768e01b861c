//! Two laptops attach to the same item without having seen each other: nothing is lost, and nobody has to decide.

use std::path::Path;

use liuyou::app::Msg;
use liuyou::domain::checklist::Lang;
use liuyou::domain::evidence::Evidence;
use liuyou::store::{Store, data_file};
use rusqlite::Connection;

use crate::drive::Drive;
use crate::{LEASE, PHOTO, demo, is_sound};

/// Brings what was written at `other` since `seen` into `folder`, as a sync would, and reads the journal anew.
fn bring(other: &Path, folder: &Path, seen: i64) {
    let db = Connection::open(data_file(folder)).unwrap();
    db.execute("ATTACH ?1 AS other", [data_file(other).to_str().unwrap()])
        .unwrap();
    // both files were one, so that the numbers of records agree
    db.execute_batch(&format!(
        "CREATE TEMP TABLE came AS SELECT seq + 100000 AS seq, seq AS was, stream, ops, bytes FROM other.tx WHERE seq > {seen};
         INSERT INTO tx (seq, stream, ops, bytes) SELECT seq, stream, ops, bytes FROM came;
         INSERT INTO touch SELECT touch.record, came.seq FROM other.touch AS touch JOIN came ON came.was = touch.tx;"
    ))
    .unwrap();
    drop(db);
    let mut store = Store::open_existing(folder).unwrap();
    store.rebuild(&mut |_, _| true).unwrap();
}

fn attach(drive: &mut Drive, file: &str, caption: &str) {
    drive.keys("F7");
    drive.send(Msg::Paste(file.into()));
    drive
        .keys(&format!("Tab text:{caption} Enter"))
        .sees("已附上");
}

fn last_save(folder: &Path) -> i64 {
    let db = Connection::open(data_file(folder)).unwrap();
    db.query_row("SELECT max(seq) FROM tx", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn both_laptops_files_are_there_and_no_answer_is_in_conflict() {
    let (one, other) = (demo(), demo());
    let seen = last_save(one.path());
    let db = Connection::open(data_file(other.path())).unwrap();
    db.execute("UPDATE device SET stream = stream + 1", [])
        .unwrap();
    drop(db);
    let work = |folder: &Path, files: &[(&str, &str)]| {
        let mut drive = Drive::open(folder, Lang::Zh);
        drive.keys("Enter Home F12");
        for (file, caption) in files {
            attach(&mut drive, file, caption);
        }
    };
    work(one.path(), &[(PHOTO, "大门")]);
    work(other.path(), &[(PHOTO, "东门"), (LEASE, "租约")]);
    bring(other.path(), one.path(), seen);
    let mut drive = Drive::open(one.path(), Lang::Zh);
    drive.keys("Enter");
    let visit = drive.last_visit().unwrap();
    let found: Vec<Evidence> = drive.worker.store.evidence(visit).unwrap();
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (&*one.file.name, &*one.caption))
        .collect();
    assert_eq!(
        shown,
        [("租赁合同.pdf", "租约"), ("门牌照片.jpg", "东门 / 大门")]
    );
    let view = drive.worker.store.visit(visit).unwrap();
    assert!(view.answers.values().all(|answer| !answer.conflict));
    assert_eq!(view.evidence["1.1"], 2);
    // what came by the journal alone is missing here until its file travels too
    drive.keys("Home F12").sees("缺失");
    drive.keys("Down").sees("东门 / 大门");
    // one caption settles it for both
    drive.keys("F4 Ctrl+U text:正门 F9").sees("正门");
    is_sound(&mut drive);
    drop(drive);
    // and the other way round the entries are the same, but for the caption given since
    bring(one.path(), other.path(), seen);
    let store = Store::open_existing(other.path()).unwrap();
    let back = store.evidence(visit).unwrap();
    let captions: Vec<&str> = back.iter().map(|one| one.caption.as_str()).collect();
    assert_eq!(captions, ["租约", "正门"]);
}
