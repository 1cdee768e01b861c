//! Every screen, in both languages: how it looks, that it can be drawn at any size, that its footer tells the truth;
//! and what README shows of the program, its pictures and its keys.
//!
//! After a wanted change of looks, `INSTA_UPDATE=always cargo test --test screens` writes the snapshots anew, and
//! `LIUYOU_WRITE_FIXTURES=1 cargo test --test screens` the pictures and README's table of keys; read the differences
//! before they are committed. The pictures alone: `cargo test --test screens -- --ignored pictures`.

mod drive;

use std::path::{Path, PathBuf};

use drive::cases::{CASES, Case};
use drive::{Drive, picture, screen_text};
use liuyou::app::view::LEAST;
use liuyou::app::{Model, Msg};
use liuyou::domain::checklist::Lang;
use liuyou::keys::{self, Action, Binding, Scope};
use liuyou::words::Words;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

#[test]
fn chinese_screens_look_as_before() {
    look_as_before(LANGS[0]);
}

#[test]
fn english_screens_look_as_before() {
    look_as_before(LANGS[1]);
}

fn look_as_before((lang, code): (Lang, &str)) {
    for case in CASES {
        let (buffer, cursor) = case.open(lang).drive.buffer();
        let cursor = cursor.map_or("none".to_owned(), |(x, y)| format!("{x},{y}"));
        // file names on screen are written alike on every system
        let text = format!(
            "{}cursor: {cursor}\n",
            screen_text(&buffer).replace('\\', "/")
        );
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{code}_{}", case.name), text);
        });
    }
}

#[test]
fn no_snapshot_is_left_of_a_screen_that_is_gone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let kept = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in kept.filter(|name| name.starts_with("screens__") && name.ends_with(".snap")) {
        let is_of = |case: &Case| {
            LANGS
                .iter()
                .any(|(_, code)| name == format!("screens__{code}_{}.snap", case.name))
        };
        assert!(CASES.iter().any(is_of), "{name}");
    }
}

#[test]
fn chinese_screens_can_be_drawn_at_any_size() {
    can_be_drawn_at_any_size(Lang::Zh);
}

#[test]
fn english_screens_can_be_drawn_at_any_size() {
    can_be_drawn_at_any_size(Lang::En);
}

fn can_be_drawn_at_any_size(lang: Lang) {
    let narrow = (1..=60).flat_map(|columns| [1, 3, 9, 10, 13, 24, 50].map(|rows| (columns, rows)));
    let others = [
        (39, 9),
        (40, 10),
        (80, 24),
        (100, 30),
        (120, 40),
        (200, 60),
        (500, 3),
        (3, 500),
    ];
    let sizes: Vec<(u16, u16)> = narrow.chain(others).collect();
    for case in CASES {
        let mut opened = case.open(lang);
        for (columns, rows) in &sizes {
            opened.drive.resize(*columns, *rows);
            if let Err(fault) = fault_of(&opened.drive) {
                panic!(
                    "{} {lang:?} at {columns}x{rows}: {fault}\n{}",
                    case.name,
                    opened.drive.text()
                );
            }
        }
    }
}

/// What must hold of every drawn screen, whatever is on it.
fn fault_of(drive: &Drive) -> Result<(), String> {
    let (buffer, cursor) = drive.buffer();
    let area = buffer.area;
    for (x, y) in area.positions().map(|at| (at.x, at.y)) {
        if buffer[(x, y)].symbol().width() < 2 {
            continue;
        }
        if x + 1 == area.right() {
            return Err(format!(
                "the wide glyph at {x},{y} has no room for its second half"
            ));
        }
        if buffer[(x + 1, y)].symbol() != " " {
            return Err(format!("the wide glyph at {x},{y} is covered in half"));
        }
        if cursor == Some((x + 1, y)) {
            return Err(format!(
                "the cursor stands inside the wide glyph at {x},{y}"
            ));
        }
    }
    if cursor.is_some_and(|(x, y)| x >= area.right() || y >= area.bottom()) {
        return Err(format!("the cursor is at {cursor:?}"));
    }
    if area.width >= LEAST.0 && area.height >= LEAST.1 {
        let words = drive.model.shell.words;
        let first = *footer(&drive.model)
            .first()
            .expect("every screen has a key in its footer");
        let hint = format!("{} {}", keys::shown(first, words)[0], (first.label)(words));
        if !last_row(&buffer).starts_with(&format!(" {hint}")) {
            return Err(format!("the last row does not begin with 「{hint}」"));
        }
    }
    Ok(())
}

fn last_row(buffer: &Buffer) -> String {
    screen_text(buffer)
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

/// What the footer shows, in its order: of the lock, or of the screen on top.
fn footer(model: &Model) -> Vec<&'static Binding> {
    let (screen, shell) = (model.top(), &model.shell);
    if model.lock.is_some() {
        return keys::bindings(Scope::Lock).chain(keys::quit()).collect();
    }
    keys::footer(screen.scope())
        .filter(|binding| screen.offers(binding.action, shell))
        .collect()
}

/// Hints in a footer that may do nothing at that moment: the key, on which screens, and why it is shown all the same.
const IDLE: &[(&str, &[&str], &str)] = &[
    (
        "PgUp",
        &["help", "help_visit"],
        "the help shows its beginning",
    ),
    (
        "Enter",
        &["organisations_nothing", "branches_none"],
        "there is nothing to open",
    ),
    (
        "Enter",
        &["entry_trouble", "entry_limit"],
        "what was typed is still no answer",
    ),
    ("Enter", &["lock_wrong"], "no passphrase was typed again"),
];

#[test]
fn every_key_in_a_footer_does_something() {
    for case in CASES {
        let model = case.open(Lang::Zh).drive.model;
        for binding in footer(&model) {
            let key = if binding.action == Action::Answer {
                "1"
            } else {
                binding.keys[0]
            };
            let expected = IDLE
                .iter()
                .any(|(idle, cases, _)| *idle == key && cases.contains(&case.name));
            assert_eq!(
                does_nothing(case, key),
                expected,
                "{key} on {} does nothing",
                case.name
            );
        }
    }
}

/// Whether a key leaves screen and cursor as they are and asks for nothing.
fn does_nothing(case: &Case, key: &str) -> bool {
    let mut opened = case.open(Lang::Zh);
    // a notice still shown from before is not this key's doing
    opened.drive.model.shell.notice = None;
    let (before, asked) = (opened.drive.buffer(), opened.drive.asked.len());
    opened.drive.send(Msg::Key(drive::key_named(key)));
    opened.drive.buffer() == before && opened.drive.asked.len() == asked
}

/// README's pictures: file, language, case, size.
const PICTURES: &[(&str, Lang, &str, (u16, u16))] = &[
    ("today-zh.svg", Lang::Zh, "today", (100, 30)),
    ("visit-zh.svg", Lang::Zh, "visit", (100, 30)),
    ("visit-en.svg", Lang::En, "visit", (100, 30)),
];

fn pictures_as_they_are_now() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pictures");
    let draw = |(file, lang, name, size): &(&str, Lang, &str, (u16, u16))| {
        let case = CASES
            .iter()
            .find(|case| case.name == *name)
            .expect("pictures show a case of the table");
        let mut opened = case.open(*lang);
        (
            folder.join(file),
            picture::svg(&opened.drive.resize(size.0, size.1).buffer().0),
        )
    };
    PICTURES.iter().map(draw).collect()
}

#[test]
#[ignore = "writes README's pictures"]
fn pictures() {
    for (path, svg) in pictures_as_they_are_now() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, svg).unwrap();
    }
}

#[test]
fn pictures_show_the_program_as_it_is() {
    for (path, svg) in pictures_as_they_are_now() {
        is_kept(&path, &svg);
    }
}

/// Compares a file of the repository with what it should be, or writes it where that is asked for.
fn is_kept(path: &Path, wanted: &str) {
    if std::env::var("LIUYOU_WRITE_FIXTURES").is_ok_and(|write| write == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, wanted).unwrap();
    }
    let kept = std::fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        kept == wanted,
        "{} is out of date; LIUYOU_WRITE_FIXTURES=1 cargo test --test screens",
        path.display()
    );
}

const KEYS_FROM: &str = "<!-- keys -->\n";
const KEYS_TO: &str = "<!-- /keys -->";

/// The scopes as README calls them, in its order.
const SCOPES: &[(Scope, &str, &str)] = &[
    (Scope::Anywhere, "任何地方", "Anywhere"),
    (Scope::Today, "今日工作", "Today"),
    (Scope::Organisations, "社会组织列表", "Organisations"),
    (Scope::Organisation, "一个组织", "One organisation"),
    (Scope::Findings, "问题台账", "Findings"),
    (Scope::Finding, "一个问题", "One finding"),
    (Scope::Offers, "检查发现的问题", "Problems found on a visit"),
    (Scope::Notices, "文书", "Notices"),
    (Scope::Notice, "一份文书", "One notice"),
    (Scope::Sync, "同步", "Sync"),
    (Scope::Conflicts, "填报不一致", "Conflicts"),
    (Scope::Devices, "设备", "Devices of the store"),
    (Scope::Aside, "搁置的文件", "Files set aside"),
    (
        Scope::Visit,
        "检查：草稿或更正中",
        "A visit, in draft or being corrected",
    ),
    (
        Scope::Entry,
        "检查：填写栏",
        "An answer being typed at a visit",
    ),
    (Scope::Remark, "检查：备注栏", "The remark of a visit"),
    (Scope::Finished, "检查：已完成", "A finished visit"),
    (
        Scope::Compare,
        "与上次对比",
        "A visit beside an earlier one",
    ),
    (Scope::Finish, "完成检查", "Finishing a visit"),
    (Scope::Reason, "更正原因", "Why a visit is corrected"),
    (Scope::Details, "检查信息", "About a visit"),
    (
        Scope::Register,
        "登记或修改组织",
        "Writing an organisation down",
    ),
    (Scope::Census, "四清排查", "Census"),
    (Scope::Branches, "党组织列表", "Branches"),
    (Scope::Branch, "一个党组织", "One branch"),
    (Scope::Handover, "登记衔接", "Hand-over"),
    (Scope::Chains, "登记衔接列表", "Newly registered"),
    (Scope::Sheet, "填写", "Filling in"),
    (Scope::Ask, "询问", "A question"),
    (Scope::Evidence, "佐证材料", "Evidence"),
    (Scope::Attach, "附上佐证材料", "Attaching evidence"),
    (Scope::People, "人员列表", "People"),
    (Scope::Person, "一名人员", "One person"),
    (
        Scope::Keepers,
        "一个组织的人员",
        "Who looks after an organisation",
    ),
    (Scope::Choose, "选择组织", "Organisations to be chosen"),
    (
        Scope::StaffForm,
        "人员和职责的表单",
        "A form about a person or a duty",
    ),
    (Scope::Bulk, "批量指派", "Many assignments at once"),
    (Scope::Rounds, "督导", "Supervision rounds"),
    (Scope::Round, "一轮督导", "One round"),
    (Scope::Tasks, "清账销号", "What must be formed and is not"),
    (
        Scope::Task,
        "任务和新行动",
        "A task, or a campaign to begin",
    ),
    (Scope::Wall, "挂图作战", "The wall chart"),
    (Scope::Campaign, "集中组建行动", "A campaign"),
    (Scope::Export, "导出", "Export"),
    (Scope::Import, "导入：文件名", "Import: the file"),
    (Scope::Arrival, "导入：预览", "Import: what was found"),
    (Scope::Coverage, "覆盖率", "Coverage"),
    (Scope::Names, "覆盖率：名单", "Coverage: a list"),
    (Scope::Ranking, "排名", "Ranking"),
    (Scope::Growth, "增长情况", "Growth"),
    (Scope::Report, "报告", "A report"),
    (Scope::RouteSheet, "走访路线表", "A route sheet"),
    (
        Scope::Duplicates,
        "可能重复的组织",
        "Organisations that may be one",
    ),
    (Scope::Settings, "设置", "Settings"),
    (Scope::Lock, "已锁定", "Locked"),
    (Scope::Welcome, "首次使用", "First start"),
    (
        Scope::Pick,
        "选择列表和全部命令",
        "Lists to choose from, and all commands",
    ),
    (Scope::Help, "按键说明", "Keys"),
    (
        Scope::Quit,
        "有内容未保存时退出",
        "Quitting with something unsaved",
    ),
];

fn key_table() -> String {
    let mut table = "| 按键 Keys | 作用 | What it does |\n| --- | --- | --- |\n".to_owned();
    for (scope, zh, en) in SCOPES {
        table.push_str(&format!("| | **{zh}** | **{en}** |\n"));
        for binding in keys::bindings(*scope) {
            let keys: Vec<String> = keys::shown(binding, Words::EN)
                .iter()
                .map(|key| format!("`{key}`"))
                .collect();
            let (zh, en) = ((binding.label)(Words::ZH), (binding.label)(Words::EN));
            table.push_str(&format!("| {} | {zh} | {en} |\n", keys.join(" ")));
        }
    }
    table
}

#[test]
fn readme_shows_every_key() {
    assert!(keys::table().all(|binding| SCOPES.iter().any(|(scope, ..)| *scope == binding.scope)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    let (before, rest) = readme
        .split_once(KEYS_FROM)
        .expect("README has a place for the keys");
    let (_, after) = rest
        .split_once(KEYS_TO)
        .expect("README has an end of the keys");
    is_kept(
        &path,
        &format!("{before}{KEYS_FROM}{}{KEYS_TO}{after}", key_table()),
    );
}
