//! What an inspector does with evidence, key by key.

use liuyou::app::screen::Screen;
use liuyou::app::{Cmd, Msg, update};
use liuyou::domain::checklist::Lang;
use liuyou::domain::evidence::{FileKind, FileState};
use liuyou::domain::visit::VisitStatus;
use liuyou::runtime;

use crate::drive::{Drive, NOW, key_named};
use crate::{LEASE, PHOTO, all_files, at_draft, demo, evidence_of, is_sound};

/// The visit below, whatever lies on it.
fn counts(drive: &Drive) -> Vec<(String, u32)> {
    let visit = drive.model.stack.iter().find_map(|screen| match screen {
        Screen::Visit(visit) => Some(visit),
        _ => None,
    });
    visit.unwrap().view.evidence.clone().into_iter().collect()
}

#[test]
fn a_pasted_path_is_copied_shown_and_counted() {
    let (folder, mut drive) = at_draft();
    let item = "1.1";
    drive.keys("Home F12").sees("还没有佐证材料");
    drive.keys("F7").sees("附上佐证材料");
    drive.send(Msg::Paste(format!("'{PHOTO}'")));
    drive.keys("Tab text:大门右侧 Enter");
    drive.sees("已附上 门牌照片.jpg（2.2 KB），存于本机");
    drive.sees("照片").sees("完好").sees("大门右侧");
    drive.sees_not("附上佐证材料");
    let found = evidence_of(&drive);
    assert_eq!(found.len(), 1);
    let evidence = &found[0];
    assert_eq!(
        (&*evidence.item, &*evidence.file.name, evidence.file.kind),
        (item, "门牌照片.jpg", FileKind::Photo)
    );
    assert_eq!(evidence.added, Some(NOW.clock()));
    assert_eq!(evidence.file.size, 2323);
    let kept = all_files(&folder.path().join("evidence"));
    let hash = blake3::hash(&std::fs::read(PHOTO).unwrap()).to_string();
    assert_eq!(
        kept,
        [folder.path().join("evidence").join(&hash[..2]).join(&hash)]
    );
    assert_eq!(
        std::fs::read(&kept[0]).unwrap(),
        std::fs::read(PHOTO).unwrap()
    );
    // the visit below knows
    assert_eq!(counts(&drive), [(item.to_owned(), 1)]);
    is_sound(&mut drive);
    // and another day, too
    drop(drive);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Enter Home F12").sees("门牌照片.jpg");
    assert_eq!(counts(&drive), [(item.to_owned(), 1)]);
}

#[test]
fn several_lines_are_attached_at_once_and_some_to_the_whole_visit() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(format!("{PHOTO}\r\n{LEASE}\r\n")));
    drive.keys("Tab Tab Right Enter");
    drive.sees("已附上 2 个文件（2.6 KB）").sees("整次检查");
    assert_eq!(counts(&drive), [(String::new(), 2)]);
    // the same file at another item is not copied twice
    drive.keys("F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter").sees("已附上 门牌照片.jpg");
    assert_eq!(counts(&drive), [(String::new(), 2), ("1.1".into(), 1)]);
    assert_eq!(all_files(&folder.path().join("evidence")).len(), 2);
    is_sound(&mut drive);
}

#[test]
fn the_file_just_attached_is_the_selected_one() {
    let (_folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(LEASE.into()));
    drive.keys("Enter F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Tab Tab Right Enter Enter");
    let shown = |drive: &Drive| match drive.asked.last() {
        Some(Cmd::ShowFile(file)) => file.name.clone(),
        asked => panic!("{asked:?}"),
    };
    assert_eq!(shown(&drive), "门牌照片.jpg");
    drive.keys("Up Enter");
    assert_eq!(shown(&drive), "租赁合同.pdf");
    // another caption leaves it where it is
    drive.keys("Down F4 text:大门 F9 Enter");
    assert_eq!(shown(&drive), "门牌照片.jpg");
}

#[test]
fn too_long_a_paste_is_refused_whole_and_a_second_one_stands_apart() {
    let (_folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(format!("{PHOTO}\n").repeat(130)));
    drive.sees("一次粘贴的内容太长").sees_not("门牌照片");
    let whole = |path: &str| std::path::absolute(path).unwrap().display().to_string();
    drive.send(Msg::Paste(whole(PHOTO)));
    drive.send(Msg::Paste(whole(LEASE)));
    drive.keys("Enter").sees("已附上 2 个文件");
    // the rest of a path that was begun by hand is no second one
    drive.keys("F7 text:fixtures/evidence/ paste:门牌照片.jpg Enter");
    drive.sees("已附上 门牌照片.jpg");
}

#[test]
fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let (folder, mut drive) = at_draft();
    let before = drive.worker.store.status().unwrap().operations;
    drive.keys("Home F12 F7 Enter").sees("请填写文件路径");
    drive.send(Msg::Paste("/data/没有这个.jpg".into()));
    drive.keys("Enter").sees("没有找到 /data/没有这个.jpg");
    drive.sees("附上佐证材料").sees("> 文件");
    drive.keys("Ctrl+U");
    drive.send(Msg::Paste(format!("{PHOTO}\nfixtures/evidence/空.txt")));
    drive.keys("Enter").sees("空.txt 是空文件");
    drive.keys("Ctrl+U");
    drive.send(Msg::Paste("fixtures/evidence".into()));
    drive.keys("Enter").sees("fixtures/evidence 是文件夹");
    // all or nothing: the photo that stood beside the empty file is not there either
    assert!(all_files(&folder.path().join("evidence")).is_empty());
    assert!(evidence_of(&drive).is_empty());
    assert_eq!(drive.worker.store.status().unwrap().operations, before);
    drive.keys("Esc").sees("还没有佐证材料");
}

#[test]
fn a_county_sets_how_large_a_file_may_be() {
    let folder = demo();
    let own = folder.path().join("standards");
    std::fs::create_dir(&own).unwrap();
    let rules = std::fs::read_to_string("fixtures/standards/evidence.toml").unwrap();
    let rules = rules.replace("largest_megabytes = 200", "largest_megabytes = 1");
    std::fs::write(own.join("evidence.toml"), rules).unwrap();
    let large = folder.path().join("large.mp4");
    std::fs::write(&large, vec![1; (1 << 20) + 1]).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::En);
    drive.keys("Enter F12 F7");
    drive.send(Msg::Paste(large.display().to_string()));
    drive.resize(200, 24).keys("Enter");
    drive.sees("has 1.0 MB, more than the 1.0 MB allowed");
    std::fs::write(&large, vec![1; 1 << 20]).unwrap();
    drive
        .keys("Enter")
        .sees("Attached and saved: large.mp4 (1.0 MB)");
}

#[test]
fn evidence_is_taken_away_and_comes_back() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter F4 text:正门 F9").sees("正门");
    assert_eq!(evidence_of(&drive)[0].caption, "正门");
    drive.keys("Delete").sees("撤下留有记录").keys("Esc");
    assert_eq!(evidence_of(&drive).len(), 1);
    drive.keys("Delete Enter").sees("还没有佐证材料");
    assert!(evidence_of(&drive).is_empty());
    // the file stays, since the journal names it
    assert_eq!(all_files(&folder.path().join("evidence")).len(), 1);
    assert_eq!(drive.worker.store.files_named().unwrap().len(), 1);
    is_sound(&mut drive);
    drive.keys("F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter").sees("门牌照片.jpg");
    assert_eq!(evidence_of(&drive)[0].caption, "正门", "it is as it was");
    is_sound(&mut drive);
}

#[test]
fn a_finished_visit_takes_evidence_only_with_a_reason() {
    let folder = demo();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Down Down Down Enter Down Enter Home");
    let visit = drive.last_visit().unwrap();
    let before = drive.worker.store.visit(visit).unwrap();
    assert_eq!(before.visit.status, VisitStatus::Finished);
    drive.keys("F12").sees("还没有佐证材料");
    drive.keys("F7").sees("原因").keys("Esc");
    assert!(drive.worker.store.evidence(visit).unwrap().is_empty());
    drive.keys("F7 text:补交照片 Enter").sees("附上佐证材料");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter").sees("已附上");
    let after = drive.worker.store.visit(visit).unwrap();
    assert_eq!(after.visit.status, VisitStatus::Corrected);
    assert_eq!(after.corrections.len(), 1);
    assert_eq!(after.corrections[0].reason, "补交照片");
    // no answer was corrected, and none is shown as if it were
    assert!(after.corrections[0].items.is_empty());
    assert_eq!(after.original.as_ref(), Some(&before.answers));
    assert_eq!(after.answers, before.answers);
    // the reason holds until the screen is left
    drive.keys("F4 text:大门 F9").sees("大门");
    drive.keys("Esc F12 F4").sees("原因").keys("Esc Esc");
    let Screen::Visit(screen) = drive.model.top() else {
        panic!("{}", drive.text());
    };
    assert_eq!(screen.view.visit.status, VisitStatus::Corrected);
    is_sound(&mut drive);
}

#[test]
fn a_correction_that_runs_gives_its_reason_to_the_evidence() {
    let folder = demo();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Down Down Down Enter Down Enter F9 text:场所已被收回 Enter F12 F7");
    drive.sees("附上佐证材料");
    drive.send(Msg::Paste(LEASE.into()));
    drive.keys("Enter").sees("扫描件");
    let visit = drive.last_visit().unwrap();
    let view = drive.worker.store.visit(visit).unwrap();
    assert_eq!(view.corrections[0].reason, "场所已被收回");
}

#[test]
fn another_program_holds_the_file_and_evidence_is_read_alone() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter").sees("已附上");
    // the first program goes on, a second one opens the same data
    let mut second = Drive::open(folder.path(), Lang::Zh);
    second.keys("Enter Home F12").sees("门牌照片.jpg");
    for key in ["F7", "F4", "Delete"] {
        second.keys(key).sees("只读打开");
        assert!(matches!(second.model.top(), Screen::Evidence(_)), "{key}");
    }
}

#[test]
fn a_missing_and_a_changed_file_are_named_and_healed_by_the_original() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter Enter");
    drive.sees("正在用系统程序打开 门牌照片.jpg");
    assert!(matches!(drive.asked.last(), Some(Cmd::ShowFile(file)) if file.size == 2323));
    let kept = all_files(&folder.path().join("evidence")).remove(0);
    std::fs::write(&kept, "other").unwrap();
    drive.keys("Esc F12").sees("已变动");
    let asked = drive.asked.len();
    drive.keys("Enter").sees("已不是当初附上的内容");
    assert_eq!(drive.asked.len(), asked, "nothing is opened");
    std::fs::remove_file(&kept).unwrap();
    drive.keys("Esc F12").sees("缺失");
    drive.keys("Enter").sees("本机没有这个文件");
    drive.keys("F7");
    drive.send(Msg::Paste(PHOTO.into()));
    let operations = drive.worker.store.status().unwrap().operations;
    drive.keys("Enter").sees("完好");
    // the file is whole again, and the entry is the one of before
    assert_eq!(drive.worker.store.status().unwrap().operations, operations);
    assert_eq!(std::fs::read(&kept).unwrap(), std::fs::read(PHOTO).unwrap());
}

#[test]
fn the_system_shows_a_copy_and_never_one_that_was_changed() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter");
    let file = evidence_of(&drive)[0].file.clone();
    let kept = all_files(&folder.path().join("evidence")).remove(0);
    // same size, other bytes: only the hash tells
    let mut bytes = std::fs::read(&kept).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&kept, bytes).unwrap();
    let words = drive.model.shell.words;
    let said = runtime::evidence::show(folder.path(), &file, words);
    assert!(matches!(said, Some(Msg::Failed(why)) if why == words.evidence_changed()));
    assert_eq!(all_files(&folder.path().join("evidence")), [kept]);
}

#[test]
fn programs_and_archives_are_kept_and_not_opened() {
    let (folder, mut drive) = at_draft();
    let script = folder.path().join("run.bat");
    std::fs::write(&script, "del").unwrap();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(script.display().to_string()));
    drive.keys("Enter").sees("已附上 run.bat");
    let asked = drive.asked.len();
    drive.keys("Enter").sees("不是能直接查看的类型");
    assert_eq!(drive.asked.len(), asked);
}

#[test]
fn copying_is_cancelled_and_a_late_answer_attaches_nothing() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    let asked = update(&mut drive.model, Msg::Key(key_named("Enter")), NOW);
    let [Cmd::KeepFiles { ticket, typed }] = &asked[..] else {
        panic!("{asked:?}");
    };
    drive.sees("正在复制");
    drive.send(Msg::Progress {
        done: 1 << 20,
        total: 80 << 20,
    });
    drive.sees("正在复制 1.0 MB / 80.0 MB");
    drive
        .keys("Esc")
        .sees("已取消，没有附上")
        .sees("附上佐证材料");
    assert!(matches!(drive.asked.last(), Some(Cmd::StopKeeping)));
    let words = drive.model.shell.words;
    let late = runtime::evidence::keep(
        folder.path(),
        typed,
        1 << 20,
        *ticket,
        words,
        &mut |_, _| true,
    );
    drive.send(late);
    assert!(evidence_of(&drive).is_empty());
    // the orphan is taken up again
    drive.keys("Enter").sees("已附上");
    assert_eq!(evidence_of(&drive).len(), 1);
}

#[test]
fn entries_that_cannot_be_written_keep_the_sheet_with_what_was_typed() {
    let (_folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    let asked = update(&mut drive.model, Msg::Key(key_named("Enter")), NOW);
    let [Cmd::KeepFiles { ticket, typed }] = &asked[..] else {
        panic!("{asked:?}");
    };
    let folder = drive.worker.store.directory().to_owned();
    let words = drive.model.shell.words;
    let kept = runtime::evidence::keep(&folder, typed, 1 << 20, *ticket, words, &mut |_, _| true);
    let asked = update(&mut drive.model, kept, NOW);
    assert!(matches!(asked[..], [Cmd::Commit { .. }]));
    drive.sees("正在存盘").sees_not("已附上");
    drive.send(Msg::Failed("磁盘已满".into()));
    drive
        .sees("磁盘已满")
        .sees("门牌照片.jpg")
        .sees_not("已附上");
    drive.keys("Enter").sees("已附上");
}

#[test]
fn the_score_is_the_same_with_and_without() {
    let (with, without) = (demo(), demo());
    let walk = |folder: &std::path::Path, attach: bool| {
        let mut drive = Drive::open(folder, Lang::Zh);
        drive.keys("Enter");
        let visit = drive.last_visit().unwrap();
        if attach {
            drive.keys("Home F12 F7");
            drive.send(Msg::Paste(format!("{PHOTO}\n{LEASE}")));
            drive.keys("Enter").sees("已附上 2 个文件").keys("Esc");
        }
        drive.keys("Home F7 1 1 1 1 1 1 1 1 1 1 F9 F9");
        let view = drive.worker.store.visit(visit).unwrap();
        assert_eq!(view.visit.status, VisitStatus::Finished);
        let organisation = drive
            .worker
            .store
            .organisation(view.organisation_id)
            .unwrap();
        let line = organisation
            .visits
            .into_iter()
            .find(|line| line.id == visit);
        let status = drive.worker.store.status().unwrap();
        (
            view.answers,
            line,
            organisation.standing,
            status.answers,
            status.visits,
        )
    };
    assert_eq!(walk(with.path(), true), walk(without.path(), false));
}

#[test]
fn the_state_of_a_file_is_told_by_its_size() {
    let (folder, mut drive) = at_draft();
    drive.keys("Home F12 F7");
    drive.send(Msg::Paste(PHOTO.into()));
    drive.keys("Enter");
    let file = evidence_of(&drive)[0].file.clone();
    let state = || liuyou::evidence::state(folder.path(), file.hash, file.size);
    assert_eq!(state(), FileState::Present);
    std::fs::write(liuyou::evidence::place(folder.path(), file.hash), "x").unwrap();
    assert_eq!(state(), FileState::Changed);
}
