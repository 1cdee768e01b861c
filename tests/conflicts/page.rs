//! Sync on screen, over a real folder: begun, repeated, out of reach; devices let in and shut out; files taken back.

use liuyou::domain::checklist::Lang;
use liuyou::store::data_file;
use liuyou::sync::link::Role;
use liuyou::sync::office;

use super::drive::Drive;
use super::drive::cases::demo_file;
use super::drive::synced::{self, Laptop};

#[test]
fn a_store_begins_is_synced_with_and_may_be_out_of_reach() {
    let (data, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(data_file(data.path()), demo_file()).unwrap();
    let stick = place.path().join("stick");
    let mut drive = Drive::open(data.path(), Lang::Zh);
    drive.keys("5").sees("单独使用").sees("还没有指定");
    // without a store there is nothing to sync with
    drive.keys("F9").sees("还没有同步过");
    drive
        .keys("F3")
        .keys(&format!("paste:{} F9", stick.display()));
    drive.sees("stick").keys("F9");
    drive.sees("存储暂时连不上").sees_not("错误");
    assert!(drive.model.shell.failed.is_none());

    std::fs::create_dir(&stick).unwrap();
    drive
        .keys("F9")
        .sees("那里还没有存储")
        .keys("F7 text:110101 F9");
    drive.sees("送出").sees("办公室").sees("仅在本机 0 处");
    drive.keys("F9").sees("两边一致");
    // an answer goes with the next sync
    drive
        .keys("Esc Enter 1 Esc 5")
        .sees("仅在本机 1 处")
        .keys("F9");
    drive.sees("仅在本机 0 处").sees("送出 2 个文件");
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn the_office_lets_devices_in_and_shuts_them_out_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    synced::office(demo_file()).put(folder.path());
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("5")
        .sees("另有 1 台申请加入")
        .keys("Down Down Down Enter");
    // the fingerprint stands on the sheet that lets it in
    drive
        .keys("F5")
        .sees("请用电话核对识别码")
        .keys("Down text:110103,大写X F9");
    drive
        .sees("只能用数字和小写字母")
        .keys("Ctrl+U text:110103 F9")
        .sees("已批准 苗示例");
    drive.sees_not("申请中");
    // without a reason nobody is shut out
    drive
        .keys("Down Down F8 F9")
        .sees("请写明停用的原因")
        .keys("text:调离 F9")
        .sees("已停用");
    let store = &drive.worker.store;
    let members = office::members(store).unwrap().unwrap();
    let find = |name: &str| {
        let mut all = members.all().map(|(_, member)| member);
        all.find(|member| member.admission.name == name)
            .unwrap()
            .clone()
    };
    let admitted = find("苗示例").admission;
    assert_eq!(
        (admitted.role, admitted.scopes),
        (Role::Inspector, vec!["110103".to_owned()])
    );
    let out: Vec<_> = members
        .all()
        .filter(|(_, member)| member.revoked.is_some())
        .collect();
    assert_eq!(out.len(), 2);
    assert!(out.iter().any(|(_, member)| member.reason == "调离"));
}

#[test]
fn a_member_sees_the_devices_and_decides_nothing() {
    let [own, second, place] = [(), (), ()].map(|()| tempfile::tempdir().unwrap());
    let (office, mut other) = synced::two(demo_file(), place.path(), own.path(), second.path());
    drop(office);
    let third = tempfile::tempdir().unwrap();
    Laptop::open(third.path(), 21, "苗示例").sync(place.path(), false);
    other.sync(place.path(), false);
    drop(other);
    let mut drive = Drive::open(second.path(), Lang::Zh);
    drive
        .keys("5")
        .sees("已加入")
        .keys("Down Down Down Enter")
        .sees("林示例");
    let before = drive.worker.store.links().unwrap();
    drive.keys("F5 F8 Down F5 F8").sees_not("批准加入");
    assert_eq!(drive.worker.store.links().unwrap(), before);
}

#[test]
fn a_file_set_aside_is_taken_back_to_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    synced::office(demo_file()).put(folder.path());
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("5 End")
        .keys("Down Down Down Down Enter")
        .sees("内容与名称不符")
        .sees("读过 2 次");
    drive
        .keys("F5")
        .sees("1 个文件")
        .sees_not("内容与名称不符")
        .sees("作者不在成员之列");
    drive.keys("F6").sees("没有搁置的文件");
    assert_eq!(drive.worker.store.aside_listed(9).unwrap().1, 0);
}
