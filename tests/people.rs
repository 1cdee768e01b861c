//! What is done with people and their duties, from end to end, without a terminal.

mod drive;

use drive::{Drive, NOW};
use liuyou::app::Msg;
use liuyou::domain::change::Uuid;
use liuyou::domain::checklist::Lang;
use liuyou::domain::organisation::Organisation;
use liuyou::domain::people::{PeopleRules, Person, Role};
use liuyou::domain::staff::{PeopleFilter, PersonRow};
use liuyou::standards::Rules;
use liuyou::store::Store;

fn rules() -> PeopleRules {
    Rules::shipped().people
}

fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

fn row(drive: &Drive, name: &str) -> PersonRow {
    let filter = PeopleFilter {
        text: name.into(),
        ..PeopleFilter::default()
    };
    let store = &drive.worker.store;
    let (rows, _) = store.people_list(&filter, &rules(), NOW.today).unwrap();
    rows.into_iter()
        .find(|row| row.name == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

/// A small register: two streets, an instructor each, a leader, three organisations of which one has a shell's name.
fn small(folder: &std::path::Path) -> Drive {
    let mut store = Store::open_or_create(folder).unwrap();
    let inspector = store.new_id(NOW);
    store.set_actor(inspector).unwrap();
    let people = [
        (inspector, "林示例", Role::Inspector, ""),
        (store.new_id(NOW), "张晓岚", Role::Instructor, "东街"),
        (store.new_id(NOW), "李思远", Role::Instructor, "西街"),
        (store.new_id(NOW), "甲主任", Role::Leader, ""),
        (store.new_id(NOW), "乙局长", Role::Leader, ""),
    ];
    for (id, name, role, area) in people {
        let person = Person {
            name: name.into(),
            role,
            area: area.into(),
            ..Person::default()
        };
        store.commit(&person.change(id), NOW).unwrap();
    }
    for (name, area) in [
        ("东一协会", "东街"),
        ("东二协会", "东街"),
        ("西一商会", "西街"),
    ] {
        let id = store.new_id(NOW);
        let facts = Organisation {
            name: name.into(),
            area: area.into(),
            ..Organisation::default()
        };
        store.commit(&facts.change(id), NOW).unwrap();
    }
    drop(store);
    Drive::open(folder, Lang::Zh)
}

#[test]
fn organisations_with_nobody_are_chosen_and_given_to_someone() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7").sees("无人联系 3/3 家");
    drive
        .keys("F5")
        .sees("无人联系的社会组织")
        .sees("列出 3 家");
    drive.keys("F9").sees("请先按 Enter 选定至少一家");
    drive.keys("text:xh").sees("列出 2 家").keys("Enter Enter");
    drive.sees("已选 2 家").sees("[x] 东二协会");
    drive.keys("F9 text:zxl Enter");
    drive.sees("已为张晓岚指派 2 项").sees("已选 0 家");
    drive.keys("Esc").sees("西一商会").sees_not("东一协会");
    drive.keys("Esc").sees("无人联系 1/3 家").sees("2/5 可增");
    assert_eq!(row(&drive, "张晓岚").held.load, 2);
    is_sound(&mut drive);
}

#[test]
fn a_call_and_a_visit_are_noted_with_one_key_and_move_the_next_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    // assigned today: the first call is due in a week, the first visit in thirty days
    drive.keys("F7 text:zxl Enter F5 Enter F9");
    drive.sees("2026-11-29").sees("2026-12-22");
    drive.now.today = NOW.today.plus_days(9);
    drive.now.utc_ms += 9 * 86_400_000;
    drive.keys("Esc Enter").sees("逾期 2 天");
    drive
        .keys("F3")
        .sees("已记 2026-12-01 电话")
        .sees("2026-12-08");
    drive
        .keys("F4")
        .sees("已记 2026-12-01 走访")
        .sees("2026-12-31");
    // the same again changes nothing
    let before = drive.worker.store.status().unwrap().operations;
    drive.keys("F3");
    assert_eq!(drive.worker.store.status().unwrap().operations, before);
    drive
        .keys("Delete")
        .sees("已撤回 2026-12-01 走访")
        .sees("2026-12-22");
    drive.keys("Delete Delete").sees("今天没有记过");
    // noted afterwards, with a word
    drive.keys("F6 text:换届材料已交 Up Ctrl+U text:2026-12-02 F9");
    drive.sees("不能晚于今天").sees("换届材料已交");
    drive.keys("Ctrl+U text:2026-11-30 F9");
    drive.sees("已记 2026-11-30 电话").sees("2026-12-07");
    drive
        .keys("Enter F5")
        .sees("2026-11-30  电话   张晓岚     换届材料已交");
    is_sound(&mut drive);
}

#[test]
fn a_second_leader_is_told_who_the_first_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7 text:jzr Enter F5 text:东一 Enter F9");
    drive
        .sees("已为甲主任指派 1 项")
        .sees("包联社会组织 1/10 家");
    drive.keys("F10 text:东街 F9").sees("镇街：东街");
    drive
        .keys("F10 text:西街 F9")
        .sees("每名领导包联镇街不超过 1 个");
    drive.keys("Esc Esc text:乙局 Enter F5 Enter Enter Enter F9");
    drive.sees("东一协会已由甲主任包联");
    // the list stays, so that others can be chosen instead
    drive.keys("Esc").sees("包联社会组织 2/10 家");
    assert_eq!(row(&drive, "乙局长").held.contracts, 2);
    is_sound(&mut drive);
}

#[test]
fn a_duty_ends_on_its_last_day_and_who_leaves_hands_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7 text:zxl Enter F5 Enter Enter Enter F9");
    drive.sees("联系 3 家");
    drive.keys("F8 Ctrl+U text:2026-11-31 F9").sees("不是日期");
    drive.keys("Ctrl+U text:2026-11-21 F9");
    drive
        .sees("职责到 2026-11-21 结束")
        .sees("联系 2 家")
        .sees("至 2026-11-21");
    drive.keys("F9").sees("张晓岚离任").keys("F9 Enter");
    drive.sees("已记离任，2 项职责移交李思远");
    drive.sees("2026-11-22 离任").sees("联系 0 家");
    drive.keys("Esc Esc").sees_not("张晓岚").sees("李思远");
    drive.keys("Shift+Tab").sees("[离任]").sees("张晓岚");
    assert_eq!(row(&drive, "李思远").held.load, 2);
    is_sound(&mut drive);
}

#[test]
fn a_person_is_written_down_changed_and_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7 F7 F9").sees("请填写姓名");
    drive.keys("text:欧阳新来 Down Right Down text:县总工会 F9");
    drive
        .sees("人员信息已保存")
        .sees("欧阳新来")
        .sees("县总工会");
    drive.keys("text:oyxl").sees("欧阳新来").sees_not("李思远");
    drive
        .keys("Enter F7 Down Down Down text:干事 F9")
        .sees("干事");
    assert_eq!(row(&drive, "欧阳新来").role, Role::Liaison);
    // who works here stays known by the new name
    drive.keys("Esc Esc text:lsl Enter F7 Ctrl+U text:林新名 F9");
    let inspector = drive.model.shell.inspector.as_ref().unwrap();
    assert_eq!(inspector.name, "林新名");
    is_sound(&mut drive);
}

#[test]
fn many_are_assigned_at_once_and_undone_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive
        .keys("F3 F12")
        .sees("名册全部")
        .sees("将指派 3 家，给 2 人");
    drive.keys("F9").sees("已指派 3 家");
    assert_eq!(row(&drive, "张晓岚").held.load, 2);
    drive
        .keys("F10")
        .sees("已撤销 3 家的指派")
        .sees("将指派 3 家");
    assert_eq!(row(&drive, "张晓岚").held.load, 0);
    // one person, chosen; a leader's contracts are not made like that
    drive.keys("F5 text:jzr Enter").sees("逐家核对");
    drive
        .keys("F5 text:lsy Enter")
        .sees("人员：李思远")
        .sees("0 变为 3");
    drive.keys("F9 Esc Esc");
    assert_eq!(row(&drive, "李思远").held.load, 3);
    // of a search only
    drive.keys("F3 text:东 F12 Right F5 text:zxl Enter");
    drive.sees("筛选条件：查找 东").sees("将指派 2 家");
    is_sound(&mut drive);
}

#[test]
fn the_organisation_shows_who_looks_after_it_and_the_first_screen_what_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F3 text:东一 Enter F5").sees("还没有人联系");
    drive.keys("F5 text:zxl Enter").sees("张晓岚 指导员");
    drive.keys("F3").sees("2026-11-22  电话   张晓岚");
    drive.keys("Enter").sees("联系 1 家").keys("Esc");
    drive.now.today = NOW.today.plus_days(30);
    drive.now.utc_ms += 30 * 86_400_000;
    drive
        .keys("Esc Esc Esc Esc")
        .sees("联系到期：电话 1，走访 1");
    drive
        .keys("F7 Tab Tab Tab")
        .sees("[联系到期]")
        .sees("张晓岚");
    drive.keys("Enter F4").sees("电话 1，走访 0");
    is_sound(&mut drive);
}

#[test]
fn what_was_typed_stays_when_it_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7 F7 text:欧阳新来");
    // asked for, but the disk is full
    let key = drive::key_named("F9");
    let asked = liuyou::app::update(&mut drive.model, Msg::Key(key), NOW);
    assert_eq!(asked.len(), 1);
    let asked = liuyou::app::update(&mut drive.model, Msg::Key(key), NOW);
    assert!(asked.is_empty(), "it is not asked for twice");
    drive.send(Msg::Failed("磁盘已满".into()));
    drive.sees("磁盘已满").sees("欧阳新来").keys("F9");
    drive.sees("人员信息已保存");
}

#[test]
fn a_reader_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(small(folder.path()));
    let _writer = Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    let sorry = drive.model.shell.words.read_only();
    for keys in [
        "F7 F7",
        "Esc F7 text:zxl Enter F5",
        "F7",
        "F9",
        "F3",
        "F8",
        "Esc Esc Esc F3 F12",
    ] {
        drive.model.shell.notice = None;
        drive.keys(keys).sees(&sorry[..sorry.len().min(24)]);
    }
}

#[test]
fn a_generated_register_has_people_with_contacts_and_some_with_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::scale(&mut store, 600, NOW, &mut |_, _| true).unwrap();
    let sums = store.people_sums(NOW.today).unwrap();
    assert_eq!((sums.people(), sums.assignments), (121, 588));
    // every fiftieth has nobody, and none of those is a shell (every 97th)
    assert_eq!(sums.nobody, 12);
    drop(store);
    let mut drive = Drive::open(folder.path(), Lang::En);
    drive.keys("F7").sees("121 people, 588 assignments");
    drive.keys("F5").sees("12 of 12 listed");
    is_sound(&mut drive);
}

#[test]
fn names_of_records_are_kept_by_a_hand_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = small(folder.path());
    drive.keys("F7 text:zxl Enter F5 Enter F9");
    let uuid: Uuid = row(&drive, "张晓岚").uuid;
    let before = drive
        .worker
        .store
        .person_named(uuid, &rules(), NOW.today)
        .unwrap();
    drive.keys("F9 Down Left F9");
    let after = drive
        .worker
        .store
        .person_named(uuid, &rules(), NOW.today)
        .unwrap();
    assert_eq!(after.charges[0].assignment, before.charges[0].assignment);
    assert_eq!(after.charges[0].to, Some(NOW.today.plus_days(-1)));
}
