//! Text as it is typed with an input method and pasted: where the caret stands, what a field takes, and which keys a
//! Chinese input method leaves to the program.

use crate::county;
use crate::emulator::{Start, Terminal, glyphs_are_whole, place};
use crate::leaving::begin_visit;

#[track_caller]
fn caret_at(terminal: &mut Terminal, row: u16, column: u16) {
    terminal.wait(
        &format!("the caret in row {row}, column {column}"),
        |screen| screen.cursor_position() == (row, column) && !screen.hide_cursor(),
    );
}

#[test]
fn the_caret_of_the_first_start_stands_where_the_input_method_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Start::on(folder.path()).open();
    terminal
        .wait_for("首次使用")
        .wait_for("每答一项立即存盘")
        .keys("Enter");
    terminal
        .wait_for("> 姓名")
        .type_text("你好")
        .wait_for("你好");
    let (row, column) = place(&terminal.screen(), "你好").unwrap();
    assert_eq!(place(&terminal.screen(), "姓名").map(|(y, _)| y), Some(row));
    caret_at(&mut terminal, row, column + 4);
    let screen = terminal.screen();
    assert_eq!(place(&screen, "你好"), Some((row, column)));
    glyphs_are_whole(&screen);
    terminal.keys("Backspace").wait_gone("你好");
    caret_at(&mut terminal, row, column + 2);
    assert_eq!(
        terminal.screen().cell(row, column).unwrap().contents(),
        "你"
    );
    assert_eq!(
        terminal
            .screen()
            .cell(row, column + 2)
            .unwrap()
            .contents()
            .trim(),
        ""
    );
    // in the middle of the text, too
    terminal.keys("Left").type_text("林a");
    terminal.wait_for("林a你");
    caret_at(&mut terminal, row, column + 3);
    terminal
        .keys("Enter")
        .type_text("社工部")
        .wait_for("社工部");
    caret_at(&mut terminal, row + 1, column + 6);
    terminal.keys_on("Enter", "组织 0");
    drop(terminal);
    Start::on(folder.path())
        .open()
        .wait_for("今日工作")
        .wait_gone("首次使用");
}

#[test]
fn a_paste_arrives_clean() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).size(120, 40).open();
    begin_visit(&mut terminal);
    terminal.keys_on("Tab", "存并返回");
    terminal
        .paste("门牌缺失，\r\n建议\u{7}补挂\u{1b}[31m红\u{1b}[0m\t1\u{1b}]0;标题\u{7}2\u{0}q\rF9");
    terminal
        .wait_for("门牌缺失，  建议补挂红 12q F9")
        .wait_for("存并返回");
    glyphs_are_whole(&terminal.screen());
    terminal
        .keys("Enter")
        .wait_gone("存并返回")
        .wait_for("已存 2")
        .wait_for("0/43");
    let visit = county::last_draft(folder.path());
    let remarks: Vec<&str> = visit
        .answers
        .values()
        .map(|answer| answer.remark.as_str())
        .collect();
    assert_eq!(remarks, ["门牌缺失，  建议补挂红 12q F9"]);
    // outside a field a paste is no keys
    terminal.paste("111").keys_on("F7", "1.2").wait_for("0/43");
}

#[test]
fn full_width_digits_and_stops_are_keys() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    begin_visit(&mut terminal);
    terminal
        .type_text("１２３")
        .wait_for("3/43")
        .wait_for("已存 4");
    let options: Vec<_> = county::last_draft(folder.path())
        .answers
        .into_values()
        .filter_map(|answer| answer.option)
        .collect();
    terminal
        .keys_on("Tab", "存并返回")
        .type_text("门牌。１")
        .wait_for("门牌。１")
        .keys("Enter");
    terminal
        .wait_for("已存 5")
        .keys("Down")
        .wait_gone("门牌。１");
    terminal
        .type_text("。")
        .wait_for("门牌。１")
        .wait_for("已存 6");
    let visit = county::last_draft(folder.path());
    assert_eq!(
        visit
            .answers
            .values()
            .filter(|answer| answer.remark == "门牌。１")
            .count(),
        2
    );
    assert_eq!(county::answered(&visit), 3);
    // the third was the third option and not a third first one
    assert_eq!(options.len(), 3);
    assert!(options.contains(&"weak".to_owned()), "{options:?}");
}

#[test]
fn no_letter_is_needed_from_start_to_end() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    begin_visit(&mut terminal);
    terminal.keys("1 1 1").wait_for("3/43");
    terminal
        .keys_on("F3", "存并返回")
        .type_text("缺制度")
        .keys("Enter")
        .wait_gone("存并返回");
    terminal
        .keys("Down")
        .wait_gone("缺制度")
        .keys_on("F5", "缺制度");
    terminal.keys_on("F4", "已撤销").wait_gone("缺制度");
    terminal
        .keys_on("F6", "┌")
        .keys("Down Down Enter")
        .wait_gone("┌");
    terminal
        .keys_on("F8", "第二检查人")
        .type_text("赵示例")
        .keys("Enter Enter")
        .wait_gone("第二检查人");
    terminal
        .keys_on("F7", "判定标准")
        .keys_on("F9", "还有 40 项未答")
        .keys_on("F9", "检查完成：10.0 分，不达标");
    terminal
        .keys_on("F9", "更正原因")
        .type_text("看错了")
        .keys_on("Enter", "更正中：看错了");
    terminal
        .keys_on("F9", "更正已记录")
        .keys_on("F1", "按键说明")
        .escape("按键说明");
    terminal
        .keys_on("F2", "全部命令")
        .escape("全部命令")
        .escape("判定标准")
        .escape("负责人");
    terminal
        .keys("Esc")
        .wait_for("组织 81")
        .keys_on("F4", "CSV")
        .keys("Esc")
        .wait_gone("CSV");
    terminal.keys_on("F5", "配色").escape("配色").keys("Esc");
    assert_eq!(terminal.wait_exit(), 0);
    county::is_sound(folder.path());
}
