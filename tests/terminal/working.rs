//! A day's work from finding the organisation to the exported file.

use liuyou::domain::organisation::Standing;
use pinyin::ToPinyin;

use crate::county;
use crate::emulator::{Start, glyphs_are_whole, text_of};
use crate::leaving::begin_visit;

#[test]
fn a_whole_visit_found_by_initials_and_exported() {
    let folder = county::demo();
    let initials = |name: &str| -> String {
        name.chars()
            .filter_map(|c| c.to_pinyin()?.plain().chars().next())
            .collect()
    };
    let store = county::read(folder.path());
    let (name, query) = county::organisations(folder.path())
        .into_iter()
        .filter(|row| row.standing == Standing::Never)
        .map(|row| (initials(&row.name), row))
        .find_map(|(query, row)| {
            let found = store.find(&query, &Default::default()).unwrap().0;
            (found.len() == 1 && found[0].id == row.id).then_some((row.name, query))
        })
        .expect("some organisation is told by its initials");
    drop(store);
    let mut terminal = Start::on(folder.path()).size(120, 30).open();
    terminal.wait_for("组织 81").keys_on("F3", "1 / 81");
    terminal
        .type_text(&query)
        .wait_for("1 / 1\n")
        .wait_for(&name);
    terminal
        .keys_on("Enter", "还没有检查记录")
        .keys_on("Enter", "选择模板")
        .keys_on("Enter", "0/43");
    terminal
        .keys(&"1 ".repeat(43))
        .wait_for("43/43")
        .wait_for("全部答完")
        .wait_for("已存 44");
    glyphs_are_whole(&terminal.screen());
    terminal
        .keys_on("F9", "结论：示范")
        .keys_on("Enter", "检查完成：100.0 分，示范")
        .wait_for("已存 45");
    terminal
        .escape("判定标准")
        .wait_for("示范")
        .escape("负责人");
    // Esc clears the search first and then goes back
    terminal.keys_on("Esc", "1 / 81").keys_on("Esc", "组织 81");

    let out = folder.path().join("检查 记录.csv");
    terminal
        .keys_on("F4", "CSV")
        .keys_on("Down Right", "UTF-8 带标记");
    terminal
        .keys("Up Up Ctrl+U")
        .paste(out.to_str().unwrap())
        .wait_for("检查 记录.csv")
        .keys_on("F9", "已导出");
    assert!(out.exists());
    let log = std::fs::read_to_string(&out).unwrap();
    assert!(log.contains(&name) && log.contains("100.0"), "{log}");
    terminal.keys("Ctrl+Q");
    assert_eq!(terminal.wait_exit(), 0);
    county::is_sound(folder.path());
}

/// What a screen asks for to be fresh may come after it was left; it must not come back for that.
#[test]
fn a_screen_left_at_once_stays_left() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    begin_visit(&mut terminal);
    for _ in 0..4 {
        // both keys are taken before the first one's question is answered
        terminal
            .keys("q q")
            .wait("the list", |screen| text_of(screen).contains("F5 状态"));
        terminal
            .keys_on("Enter", "负责人")
            .keys_on("Enter", "选择模板")
            .keys_on("Enter", "判定标准");
    }
    terminal
        .keys("q q")
        .wait("the list", |screen| text_of(screen).contains("F5 状态"));
    // shown only by nothing happening
    std::thread::sleep(std::time::Duration::from_millis(250));
    assert!(!terminal.text().contains("负责人"), "{}", terminal.text());
}

/// Figures and Chinese typed into the fields of a record, with a warning, a list and a thing of which there are several.
#[test]
fn a_record_is_typed_field_by_field_and_stays_after_the_power_is_cut() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    terminal
        .wait_for("组织 81")
        .keys("F3 F5 Down Enter")
        .wait_for("1 / 22")
        .keys_on("Enter", "开始检查")
        .keys_on("Enter", "选择模板")
        .type_text("hdjl")
        .wait_for("活动记录")
        .keys_on("Enter", "起止时间");
    terminal
        .keys_on("Down", "1.3  地点")
        .type_text("三楼会议室");
    terminal.keys_on("Enter", "1.4  活动类别");
    terminal.keys_on("5", "1.5  主题").type_text("重温入党誓词");
    // an input method's full-width digits and signs are plain ones
    terminal
        .keys_on("F6", "查找检查项")
        .type_text("3.1")
        .keys_on("Enter", "3.1  应到人数");
    terminal.type_text("２０").keys_on("Enter", "3.2  实到人数");
    terminal
        .type_text("21")
        .keys_on("Enter", "实到人数不能多于应到人数")
        .keys_on("Backspace", "Enter 保存并到下一项");
    terminal.keys("Backspace").type_text("17");
    terminal
        .keys_on("Enter", "3.3  请假人数")
        .wait_for("已存 6");
    glyphs_are_whole(&terminal.screen());
    terminal.signal("KILL");
    terminal.wait_exit();
    let left = county::last_draft(folder.path());
    let said = |item: &str| left.answers[item].option.clone().unwrap();
    let kept = ["1.3", "1.4", "1.5", "3.1", "3.2"].map(said);
    assert_eq!(kept, ["三楼会议室", "day", "重温入党誓词", "20", "17"]);
    county::is_sound(folder.path());
}
