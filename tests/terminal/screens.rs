//! What stands on the screen: the first frame, popups over Chinese text, other sizes, no colour, and data that would
//! like to steer the terminal.

use liuyou::domain::change::Change;
use liuyou::domain::organisation::{Class, Organisation, PartyMembers, Status};
use liuyou::domain::people::{Person, Role};
use liuyou::runtime;
use vt100::{Color, Screen};

use crate::county;
use crate::emulator::{Asked, Start, Terminal, glyphs_are_whole, place, row, text_of};

#[test]
fn the_demo_opens_on_today_in_either_language_and_leaves_nothing() {
    for (lang, says) in [
        ("zh", ["六有", "今日工作", "组织 81", "到期检查", "F4 导出"]),
        (
            "en",
            [
                "liuyou",
                "Today",
                "Organisations 81",
                "Visits due",
                "F4 export",
            ],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut terminal = Start::on(folder.path())
            .arguments(&["demo", "--lang", lang])
            .open();
        for text in says {
            terminal.wait_for(text);
        }
        glyphs_are_whole(&terminal.screen());
        terminal.keys("Ctrl+Q");
        assert_eq!(terminal.wait_exit(), 0);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            0,
            "the demo is still there"
        );
    }
}

/// Left column, right column, top row and bottom row of the popup.
fn frame(screen: &Screen) -> Option<(u16, u16, u16, u16)> {
    let (top, left) = place(screen, "┌")?;
    let (_, right) = place(screen, "┐")?;
    let (bottom, _) = place(screen, "└")?;
    Some((left, right, top, bottom))
}

#[test]
fn a_popup_over_chinese_text_cuts_no_glyph() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("组织 81").keys_on("F3", "1 / 81");
    let mut mended = 0;
    // the frame's edges fall on either half of the glyphs below it
    for columns in [81, 80, 82, 83, 84, 100] {
        terminal.resize(columns, 24);
        // rows come from top to bottom: with the last one the frame is whole
        terminal.wait("the list", |screen| row(screen, 23).contains("F5 状态"));
        let before = terminal.screen();
        glyphs_are_whole(&before);
        terminal.keys("F5");
        terminal.wait("the popup", |screen| row(screen, 23).contains("Enter 选定"));
        let popup = terminal.screen();
        glyphs_are_whole(&popup);
        mended += is_laid_over(&before, &popup);
        terminal.keys("Esc");
        terminal.wait("the list without the popup", |screen| {
            text_of(screen) == text_of(&before)
        });
    }
    assert!(
        mended > 0,
        "no glyph was ever below an edge; this test shows nothing"
    );
}

/// The frame is intact and all around it is as before, but for glyphs under its edges. Returns how many those are.
#[track_caller]
fn is_laid_over(before: &Screen, popup: &Screen) -> usize {
    let (left, right, top, bottom) = frame(popup).unwrap();
    let shown = |screen: &Screen, y, x| screen.cell(y, x).unwrap().contents().trim().to_owned();
    let (rows, columns) = popup.size();
    let mut mended = 0;
    for y in 0..rows.get() {
        let framed = (top..=bottom).contains(&y);
        if framed && y > top && y < bottom {
            assert_eq!(
                (
                    shown(popup, y, left).as_str(),
                    shown(popup, y, right).as_str()
                ),
                ("│", "│"),
                "row {y}"
            );
        }
        // the last row names the keys of the popup, the last but one has no notice
        for x in (0..columns.get())
            .filter(|x| y + 1 < rows.get() && !(framed && (left..=right).contains(x)))
        {
            let (was, is) = (shown(before, y, x), shown(popup, y, x));
            let at_edge = framed && (x + 1 == left || x == right + 1);
            if at_edge && was != is {
                assert_eq!(is, "", "row {y}, column {x}");
                mended += 1;
            } else {
                let half = before.cell(y, x).unwrap().is_wide() && framed && x + 2 == left;
                assert!(
                    was == is || half,
                    "row {y}, column {x}: {was} became {is}\n{}",
                    text_of(popup)
                );
            }
            if at_edge && before.cell(y, x).unwrap().is_wide_continuation() && x == right + 1 {
                mended += 1;
            }
        }
    }
    mended
}

#[test]
fn any_change_of_size_draws_the_screen_anew() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("组织 81");
    resize_and_back(&mut terminal, "组织 81", "今日工作");
    let fresh = county::demo();
    let mut other = Start::on(fresh.path()).size(120, 40).open();
    other.wait("the same as after all the changes", |screen| {
        text_of(screen) == terminal.text()
    });
    terminal
        .keys_on("F3", "1 / 81")
        .keys_on("Enter", "负责人")
        .keys_on("Enter", "选择模板")
        .keys_on("Enter", "判定标准");
    resize_and_back(&mut terminal, "判定标准", "备注");
}

/// Ends at 120 by 40; `marks` are on the screen wherever it is large enough.
fn resize_and_back(terminal: &mut Terminal, mark: &str, other: &str) {
    for (columns, rows) in [(80, 24), (50, 14), (30, 8), (1, 1), (40, 10), (120, 40)] {
        terminal.resize(columns, rows);
        terminal.wait(
            &format!("{mark} and {other} at {columns} by {rows}"),
            |screen| {
                let text = text_of(screen).replace(['\n', ' '], "");
                match (columns, rows) {
                    (1, 1) => text.len() <= 1,
                    (..40, _) => {
                        text.contains("窗口太小，请放大到至少40列10行。") && screen.hide_cursor()
                    }
                    // the rule below the title is as wide as the screen, and the keys are on the last row
                    _ => {
                        text.contains(&mark.replace(' ', ""))
                            && text.contains(other)
                            && row(screen, 1) == "─".repeat(columns.into())
                            && !row(screen, rows - 1).is_empty()
                    }
                }
            },
        );
        glyphs_are_whole(&terminal.screen());
    }
}

/// A window manager that gives a new window its place does this while the program starts.
#[test]
fn a_change_of_size_during_the_start_is_not_missed() {
    let folder = county::demo();
    for _ in 0..6 {
        let mut terminal = Start::on(folder.path()).open();
        terminal
            .wait("the first sign", Screen::alternate_screen)
            .resize_at_once(120, 40);
        terminal.wait("the whole of the new size", |screen| {
            row(screen, 1) == "─".repeat(120) && row(screen, 39).contains("F1 帮助")
        });
        terminal.wait_for("组织 81").keys("Ctrl+Q");
        assert_eq!(terminal.wait_exit(), 0);
    }
}

#[test]
fn a_key_that_comes_with_a_change_of_size_is_not_lost() {
    let folder = county::demo();
    let mut terminal = Start::on(folder.path()).open();
    terminal.wait_for("组织 81");
    for columns in 81..101 {
        terminal
            .resize_at_once(columns, 24)
            .keys_on("F1", "按键说明");
        terminal.resize_at_once(columns, 30).escape("按键说明");
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let folder = county::demo();
    let coloured = |screen: &Screen| {
        let (rows, columns) = screen.size();
        let places = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        let mut cells = places.map(|(y, x)| screen.cell(y, x).unwrap());
        cells.any(|cell| cell.fgcolor() != Color::Default || cell.bgcolor() != Color::Default)
    };
    let mut terminal = Start::on(folder.path()).environment("NO_COLOR", "1").open();
    terminal.wait_for("组织 81");
    for (keys, text) in [
        ("F5", "已设置 NO_COLOR"),
        ("Esc", "组织 81"),
        ("F3", "1 / 81"),
        ("F5", "┌"),
        ("Enter", "1 / 81"),
        ("Enter", "负责人"),
        ("Enter", "选择模板"),
        ("Enter", "判定标准"),
        ("1", "1/43"),
        ("F9", "完成检查"),
    ] {
        match keys {
            "Esc" => terminal.escape("NO_COLOR").wait_for(text),
            keys => terminal.keys_on(keys, text),
        };
        assert!(!coloured(&terminal.screen()), "{}", terminal.text());
    }
    drop(terminal);
    let mut terminal = Start::on(folder.path()).open();
    terminal
        .wait_for("组织 81")
        .wait("colour where it is not forbidden", coloured);
}

#[test]
fn escapes_in_the_data_never_reach_the_terminal() {
    let nasty = "阳泉\u{1b}]0;偷换标题\u{7}义工\u{1b}[31m红\u{1b}[0m\u{1b}[2J\u{9b}1;1H\u{202e}协会\u{1b}c\u{7}\n甲";
    let clean = "阳泉义工红协会 甲";
    let folder = county::made_by(|store| {
        let now = runtime::now();
        let person = Person {
            name: format!("林{nasty}"),
            role: Role::Inspector,
            unit: nasty.into(),
            phone: nasty.into(),
            area: nasty.into(),
            ..Person::default()
        };
        let id = store.new_id(now);
        store.set_actor(id).unwrap();
        store.commit(&person.change(id), now).unwrap();
        let id = store.new_id(now);
        assert!(store.commit(&organisation(nasty).change(id), now).unwrap());
        let row = store
            .page(
                &Default::default(),
                &liuyou::domain::view::PageFrom::First,
                1,
            )
            .unwrap()
            .remove(0);
        let standard = &liuyou::standards::site();
        let visit = store.start_visit(row.id, standard, nasty, now).unwrap();
        let view = store.visit(visit).unwrap();
        let item = view.form.checklist.items().next().unwrap().code.clone();
        let said = liuyou::domain::visit::Said::Remark(nasty.into());
        store
            .commit(&Change::of(vec![said.edit(view.uuid, &item)]), now)
            .unwrap();
    });
    let mut terminal = Start::on(folder.path()).size(120, 40).open();
    terminal.wait_for(clean).wait_for("组织 1");
    terminal.keys_on("F3", "1 / 1").wait_for(clean);
    terminal.keys_on("F3", "┌").wait_for(clean).escape("┌");
    terminal.keys_on("F4", "┌").wait_for(clean).escape("┌");
    terminal
        .keys_on("Enter", "负责人")
        .keys_on("Enter", "选择模板")
        .wait_for(clean)
        .keys_on("Enter", "判定标准")
        .wait_for("0/43")
        .wait_for(clean);
    terminal
        .keys_on("F8", "第二检查人")
        .wait_for(clean)
        .escape("第二检查人");
    terminal.keys_on("Tab", "存并返回").escape("存并返回");
    terminal.keys("Ctrl+Q");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(terminal.asked(), Asked::default());
    for bytes in ["\u{1b}]", "\u{1b}c", "\u{9b}", "\u{202e}", "\u{7}"] {
        assert!(!terminal.ever_sent(bytes.as_bytes()), "{bytes:?}");
    }
    terminal.is_given_back();
}

fn organisation(text: &str) -> Organisation {
    Organisation {
        name: text.into(),
        credit_code: text.into(),
        class: Class::Association,
        area: text.into(),
        authority: text.into(),
        registered: None,
        status: Status::Normal,
        address: text.into(),
        head: text.into(),
        contact: text.into(),
        phone: text.into(),
        staff: 3,
        members: 40,
        party: PartyMembers::default(),
        branch: None,
        ..Organisation::default()
    }
}
