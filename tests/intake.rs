//! Registers from outside: every kind of file, damaged ones too, and what becomes of their rows in the data file.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use liuyou::documents::{self, Detail, Encoding, Format, Order, Subject};
use liuyou::domain::arrival::{Brought, ImportReport};
use liuyou::domain::branch::BranchForm;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::columns::Names;
use liuyou::domain::coverage::RateName;
use liuyou::domain::organisation::{Class, Status};
use liuyou::domain::register::{Judged, ListField, Listed, RowNote, Trouble};
use liuyou::domain::view::Filter;
use liuyou::intake::{Choice, ReadError, Register};
use liuyou::standards::Rules;
use liuyou::store::{Importing, Store, StoreError};
use liuyou::words::Words;
use proptest::prelude::*;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const CODES: [&str; 3] = [
    "51100000500009247D",
    "51100000500012681T",
    "52310230MJ5339125F",
];

fn now() -> Now {
    Now {
        utc_ms: 1_790_000_000_000,
        today: Date::new(2026, 9, 21).unwrap(),
        minute: 600,
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[derive(Debug)]
enum Stopped {
    Read(ReadError),
    Store(StoreError),
}

impl From<ReadError> for Stopped {
    fn from(error: ReadError) -> Stopped {
        Stopped::Read(error)
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Stopped {
        Stopped::Store(error)
    }
}

fn names() -> &'static Names {
    static RULES: LazyLock<Rules> = LazyLock::new(Rules::shipped);
    &RULES.columns
}

fn judged(path: &Path, choice: &Choice) -> Result<Vec<Judged>, ReadError> {
    let mut rows = Vec::new();
    Register::open(path, choice, names())?.each::<ReadError>(&mut |row, _| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

fn listed(path: &Path) -> Vec<Listed> {
    let rows = judged(path, &Choice::default()).unwrap();
    rows.into_iter().filter_map(|row| row.listed).collect()
}

fn import(store: &mut Store, path: &Path, importing: Importing) -> Result<ImportReport, Stopped> {
    let mut register = Register::open(path, &Choice::default(), names())?;
    store.import(importing, now(), &mut |_, _| true, |arrivals| {
        register.each::<Stopped>(&mut |row, so_far| Ok(arrivals.take(row, so_far)?))
    })
}

fn imported(store: &mut Store, path: &Path) -> ImportReport {
    import(store, path, Importing::default()).unwrap()
}

fn counts(report: &ImportReport) -> [u64; 4] {
    [
        report.added,
        report.updated,
        report.unchanged,
        report.refused,
    ]
}

fn empty(folder: &Path) -> Store {
    Store::open_or_create(&folder.join("data")).unwrap()
}

#[track_caller]
fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// A workbook of one sheet; the rows are the XML of `sheetData`. Format 1 is a day.
fn xlsx(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="说明" sheetId="1" r:id="r1"/><sheet name="名册" sheetId="2" r:id="r2"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{relations}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                r#"<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>填表说明</t></is></c></row></sheetData></worksheet>"#
            ),
        ),
        (
            "xl/worksheets/sheet2.xml",
            format!(
                r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData><mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="C4:C5"/></mergeCells></worksheet>"#
            ),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// Title, a blank line, the header, merged areas, a code and a telephone as numbers, a day as a number.
fn county_xlsx() -> Vec<u8> {
    let cells = |row: u32, texts: &[&str]| -> String {
        let columns = ["A", "B", "C", "D", "E", "F"];
        let cells: String = columns
            .iter()
            .zip(texts)
            .map(|(column, text)| text_cell(&format!("{column}{row}"), text))
            .collect();
        format!(r#"<row r="{row}">{cells}</row>"#)
    };
    let rows = [
        cells(1, &["2026 年社会组织名册"]),
        cells(
            3,
            &[
                "单位名称（必填）",
                "统一社会\n信用代码",
                "所在街道（镇）",
                "成立时间",
                "联系电话",
            ],
        ),
        format!(
            r#"<row r="4">{}{}{}<c r="D4" s="1"><v>46086</v></c><c r="E4"><v>13800138000</v></c></row>"#,
            text_cell("A4", "甲协会"),
            text_cell("B4", CODES[0]),
            text_cell("C4", "城区")
        ),
        cells(5, &["乙协会", CODES[1], ""]),
        format!(
            r#"<row r="8">{}<c r="B8"><v>5.31000005000195E+17</v></c></row>"#,
            text_cell("A8", "丙协会")
        ),
        cells(9, &["丁协会", "5.31E+17"]),
        cells(10, &["合计"]),
    ];
    xlsx(&rows.concat())
}

const CSV: &str = "社会组织名册,,\n\n社会组织名称,信用代码,主管单位\n甲协会,51100000500009247D,\"民政局,教育局\"\n\n\"乙\n协会\",,教育局\n";

#[test]
fn text_is_read_in_every_encoding_and_with_every_separator() {
    let folder = folder();
    let (gb, _, unmappable) = encoding_rs::GB18030.encode(CSV);
    assert!(!unmappable);
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(CSV.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let tabs = "名称\t代码\t主管\n"
        .replace("代码", "信用代码")
        .replace("主管", "主管单位")
        + "甲协会\t51100000500009247D\t民政局,教育局\n\n乙 协会\t\t教育局\n";
    let whole = listed(&file(folder.path(), "a.csv", CSV));
    assert_eq!(whole.len(), 2);
    assert_eq!(
        (whole[0].row, whole[0].authority.as_str()),
        (4, "民政局,教育局")
    );
    assert_eq!((whole[1].row, whole[1].name.as_str()), (6, "乙 协会"));
    for (name, bytes) in [
        ("bom.csv", ["\u{feff}", CSV].concat().into_bytes()),
        ("gb.csv", gb.into_owned()),
        ("utf16.txt", utf16),
        ("crlf.csv", CSV.replace('\n', "\r\n").into_bytes()),
    ] {
        let read = listed(&file(folder.path(), name, bytes));
        assert_eq!(read, whole, "{name}");
    }
    let read = listed(&file(folder.path(), "tabs.txt", tabs));
    assert_eq!(read[0].authority, whole[0].authority);
    assert_eq!(read[1].row, 4);
}

/// Files as other programs made them; `fixtures/intake/README.md` says how.
fn made_by_others(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/intake")
        .join(name)
}

#[test]
fn the_same_register_out_of_every_program_says_the_same() {
    let whole = judged(&made_by_others("register.ods"), &Choice::default()).unwrap();
    for name in ["register.xlsx", "register.xls", "excel.csv", "excel.txt"] {
        let rows = judged(&made_by_others(name), &Choice::default()).unwrap();
        assert_eq!(rows.len(), whole.len(), "{name}");
        for (row, wanted) in rows.iter().zip(&whole) {
            let mut wanted = wanted.clone();
            // text has no merged cells: the street stands in the first of its rows alone
            if name.starts_with("excel")
                && let Some(listed) = &mut wanted.listed
                && [6, 7, 10].contains(&listed.row)
            {
                listed.area = Some(String::new());
            }
            assert_eq!(row, &wanted, "{name}");
        }
    }
}

#[test]
fn every_refused_row_has_row_column_and_reason() {
    let refused = [
        (12, "B", "name_missing"),
        (13, "C", "code_length"),
        (14, "C", "code_character"),
        (15, "C", "code_check"),
        (16, "C", "code_scientific"),
        (17, "C", "code_zero_tail"),
        (18, "B", "formula"),
        (19, "B", "same_as"),
        (24, "B", "not_a_name"),
    ];
    let warned = [
        (5, "N", "party_total"),
        (10, "G", "unreadable_date"),
        (20, "C", "code_inner_check"),
        (21, "D", "unknown_class"),
        (21, "G", "unreadable_date"),
        (21, "H", "unknown_status"),
        (21, "L", "unreadable_number"),
        (21, "N", "formula_left_out"),
    ];
    for name in ["register.ods", "register.xlsx", "register.xls"] {
        let path = made_by_others(name);
        let folder = folder();
        let mut store = empty(folder.path());
        let register = Register::open(&path, &Choice::default(), names()).unwrap();
        assert_eq!(register.sheet(), Some("名册"));
        assert_eq!(register.layout().header_row, 4);
        assert_eq!(register.layout().unknown, ["序号", "备注"]);
        let report = imported(&mut store, &path);
        assert_eq!(counts(&report), [9, 0, 0, 9], "{name}");
        let place = |note: &RowNote| {
            let column = register.layout().letters(note.field);
            (note.row, column, note.trouble.code())
        };
        let owned = |all: &[(u32, &str, &'static str)]| -> Vec<(u32, String, &'static str)> {
            let own = all.iter();
            own.map(|(row, column, code)| (*row, (*column).to_owned(), *code))
                .collect()
        };
        assert_eq!(
            report.refusals().map(place).collect::<Vec<_>>(),
            owned(&refused)
        );
        assert_eq!(
            report.warnings().map(place).collect::<Vec<_>>(),
            owned(&warned)
        );
        let areas: Vec<String> = store.areas().unwrap();
        assert_eq!(areas, ["东溪镇", "城关街道", "竹坪乡"]);
        let before = store.status().unwrap();
        assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 9, 9], "{name}");
        assert_eq!(store.status().unwrap(), before, "{name}");
        is_sound(&mut store);
    }
}

#[test]
fn a_real_workbook_is_read_by_sheet_and_column_as_the_person_says() {
    let path = made_by_others("register.xlsx");
    let sheet = |name: &str| Choice {
        sheet: Some(name.into()),
        ..Choice::default()
    };
    assert_eq!(judged(&path, &sheet("填表说明")), Err(ReadError::NoHeader));
    let choice = Choice {
        map: vec![
            (ListField::Contact, "法定代表人".into()),
            (ListField::Authority, "E".into()),
            (ListField::Area, String::new()),
        ],
        ..sheet("名册")
    };
    let rows = judged(&path, &choice).unwrap();
    let first = rows[0].listed.as_ref().unwrap();
    assert_eq!(first.contact, "许示例");
    assert_eq!((first.head.as_str(), &first.area), ("", &None));
    assert_eq!(first.authority, "城关街道");
}

#[test]
fn an_encoding_that_was_found_wrongly_can_be_said() {
    let choice = |encoding| Choice {
        encoding: Some(encoding),
        ..Choice::default()
    };
    let path = made_by_others("excel.csv");
    let register = Register::open(&path, &Choice::default(), names()).unwrap();
    assert_eq!(register.encoding(), Some("GB18030"));
    assert!(judged(&path, &choice(Encoding::Gb18030)).is_ok());
    assert!(matches!(
        judged(&path, &choice(Encoding::Utf8)),
        Err(ReadError::Encoding(_))
    ));
}

#[test]
fn a_countys_own_names_of_columns_hold_and_a_broken_copy_is_named() {
    let folder = folder();
    let own = folder.path().join("standards");
    std::fs::create_dir(&own).unwrap();
    let copy = "kind = \"columns\"\n[columns]\nname = [\"会名\"]\nhead = [\"当家人\"]\n[class]\nservice = [\"俱乐部\"]\n";
    std::fs::write(own.join("a.toml"), copy).unwrap();
    std::fs::write(own.join("b.toml"), copy.replace("head =", "chief =")).unwrap();
    let (rules, refused) = Rules::load(folder.path());
    let path = file(
        folder.path(),
        "a.csv",
        "会名,类别,当家人,负责人\n甲协会,俱乐部,王某,李某\n",
    );
    let mut rows = Vec::new();
    Register::open(&path, &Choice::default(), &rules.columns)
        .unwrap()
        .each::<ReadError>(&mut |row, _| {
            rows.push(row);
            Ok(())
        })
        .unwrap();
    let listed = rows[0].listed.as_ref().unwrap();
    assert_eq!(
        (listed.name.as_str(), listed.head.as_str(), listed.class),
        ("甲协会", "王某", Some(Class::Service))
    );
    assert_eq!(refused.len(), 1);
    assert!(refused[0].0.ends_with("b.toml"));
    let said = Words::ZH.standard_error(&refused[0].1);
    assert!(said.contains("「chief」"), "{said}");
    // without the copy the shipped names hold
    assert_eq!(judged(&path, &Choice::default()), Err(ReadError::NoHeader));
}

#[test]
fn a_workbook_is_read_past_titles_blank_lines_and_merged_cells() {
    let folder = folder();
    let path = file(folder.path(), "a.xlsx", county_xlsx());
    let register = Register::open(&path, &Choice::default(), names()).unwrap();
    assert_eq!(register.sheet(), Some("名册"));
    assert_eq!(register.layout().header_row, 3);
    let rows = judged(&path, &Choice::default()).unwrap();
    let first = rows[0].listed.as_ref().unwrap();
    assert_eq!((first.row, first.phone.as_str()), (4, "13800138000"));
    assert_eq!(first.registered, Date::new(2026, 3, 5));
    // merged with the cell above
    let second = rows[1].listed.as_ref().unwrap();
    assert_eq!(second.area.as_deref(), Some("城区"));
    let troubles: Vec<(u32, &str)> = rows[2..]
        .iter()
        .map(|row| (row.notes[0].row, row.notes[0].trouble.code()))
        .collect();
    assert_eq!(
        troubles,
        [
            (8, "code_zero_tail"),
            (9, "code_scientific"),
            (10, "not_a_name")
        ]
    );
    let wanted = |sheet: &str| Choice {
        sheet: Some(sheet.into()),
        ..Choice::default()
    };
    assert_eq!(judged(&path, &wanted("说明")), Err(ReadError::NoHeader));
    assert!(matches!(
        judged(&path, &wanted("没有")),
        Err(ReadError::NoSheet { sheets, .. }) if sheets == ["说明", "名册"]
    ));
}

#[test]
fn columns_are_taken_as_the_person_says() {
    let folder = folder();
    let path = file(folder.path(), "a.csv", "会名,会长们\n甲协会,王某\n");
    let map = |name: &str, head: &str| Choice {
        map: vec![
            (ListField::Name, name.into()),
            (ListField::Head, head.into()),
        ],
        ..Choice::default()
    };
    for choice in [map("会名", "B"), map("a", "会长们")] {
        let rows = judged(&path, &choice).unwrap();
        assert_eq!(rows.len(), 1);
        let listed = rows[0].listed.as_ref().unwrap();
        assert_eq!(
            (listed.name.as_str(), listed.head.as_str()),
            ("甲协会", "王某")
        );
    }
    assert_eq!(
        judged(&path, &map("会名", "理事们")),
        Err(ReadError::NoColumn(ListField::Head, "理事们".into()))
    );
    assert_eq!(judged(&path, &Choice::default()), Err(ReadError::NoHeader));
}

#[test]
fn files_that_are_no_register_are_refused_in_words() {
    let folder = folder();
    for (bytes, error) in [
        (&b""[..], ReadError::Empty),
        (b"\n\n , \n", ReadError::Empty),
        (b"<html><table>", ReadError::WebPage),
        (b"a,b\n1,2\n", ReadError::NoHeader),
        ("名称\n甲\n\"乙\n丙\n".as_bytes(), ReadError::Quote(3)),
        (b"name\na\n\xff\xff\xff\n", ReadError::Encoding(3)),
    ] {
        let path = file(folder.path(), "x.csv", bytes);
        assert_eq!(judged(&path, &Choice::default()), Err(error.clone()));
        for words in [Words::ZH, Words::EN] {
            let sentence = words.read_error("x.csv".into(), &error);
            assert!(sentence.ends_with(['。', '.']), "{sentence}");
        }
    }
    let truncated = &county_xlsx()[..900];
    let path = file(folder.path(), "x.xlsx", truncated);
    assert!(matches!(
        judged(&path, &Choice::default()),
        Err(ReadError::Broken(_))
    ));
    let missing = folder.path().join("none");
    assert_eq!(
        judged(&missing, &Choice::default()),
        Err(ReadError::Missing)
    );
    let choice = Choice::default();
    assert_eq!(judged(folder.path(), &choice), Err(ReadError::Folder));
}

#[test]
fn a_second_import_changes_nothing() {
    let folder = folder();
    let path = file(folder.path(), "a.xlsx", county_xlsx());
    let mut store = empty(folder.path());
    assert_eq!(counts(&imported(&mut store, &path)), [2, 0, 0, 3]);
    let before = store.status().unwrap();
    let again = imported(&mut store, &path);
    assert_eq!(counts(&again), [0, 0, 2, 3]);
    assert_eq!(store.status().unwrap(), before);
    is_sound(&mut store);
}

#[test]
fn an_update_writes_only_what_differs_and_erases_nothing() {
    let folder = folder();
    let mut store = empty(folder.path());
    let header = "名称,信用代码,类别,镇街,负责人,从业人员\n";
    let first = format!(
        "{header}甲协会,{},社团,城区,王某,5\n乙中心,,民非,矿区,李某,3\n",
        CODES[0]
    );
    imported(&mut store, &file(folder.path(), "a.csv", first));
    let operations = store.status().unwrap().operations;
    let second = format!(
        "{header}甲学会,{},,,,6\n乙中心,{},,矿区,李某,\n",
        CODES[0], CODES[2]
    );
    let path = file(folder.path(), "b.csv", second);
    assert_eq!(counts(&imported(&mut store, &path)), [0, 2, 0, 0]);
    // name and staff of the first, code of the second
    assert_eq!(store.status().unwrap().operations, operations + 3);
    let (found, _) = store.find(CODES[0], &Filter::default()).unwrap();
    let view = store.organisation(found[0].id).unwrap().organisation;
    assert_eq!((view.name.as_str(), view.staff), ("甲学会", 6));
    assert_eq!((view.area.as_str(), view.head.as_str()), ("城区", "王某"));
    assert_eq!(view.class, Class::Association);
    is_sound(&mut store);
}

#[test]
fn whom_a_row_means_does_not_depend_on_the_order_of_the_rows() {
    let header = "名称,信用代码,镇街\n";
    let known = format!("{header}甲协会,{},城区\n", CODES[0]);
    // the organisation of the code moved, and another took its name and place
    let rows = [
        format!("甲协会,{},矿区", CODES[0]),
        "甲协会,,城区".to_owned(),
        format!("乙协会,{},城区", CODES[1]),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
        let folder = folder();
        let mut store = empty(folder.path());
        imported(&mut store, &file(folder.path(), "known.csv", &known));
        let lines: Vec<&str> = order.iter().map(|at| rows[*at].as_str()).collect();
        let path = file(
            folder.path(),
            "a.csv",
            format!("{header}{}", lines.join("\n")),
        );
        assert_eq!(
            counts(&imported(&mut store, &path)),
            [2, 1, 0, 0],
            "{order:?}"
        );
        assert_eq!(
            counts(&imported(&mut store, &path)),
            [0, 0, 3, 0],
            "{order:?}"
        );
    }
}

#[test]
fn a_code_that_was_corrected_stays_with_its_organisation_and_is_named() {
    let folder = folder();
    let mut store = empty(folder.path());
    let row = |code| format!("名称,信用代码,镇街\n甲协会,{code},城区\n");
    imported(&mut store, &file(folder.path(), "a.csv", row(CODES[0])));
    let path = file(folder.path(), "b.csv", row(CODES[1]));
    let report = imported(&mut store, &path);
    assert_eq!(counts(&report), [0, 1, 0, 0]);
    assert_eq!(
        report.notes[0].trouble,
        Trouble::CodeReplaced(CODES[0].into())
    );
    assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 1, 0]);
}

#[test]
fn a_register_without_areas_finds_its_organisations_by_name() {
    let folder = folder();
    let mut store = empty(folder.path());
    let known = "名称,镇街\n甲协会,城区\n乙协会,城区\n乙协会,矿区\n";
    imported(&mut store, &file(folder.path(), "a.csv", known));
    let path = file(
        folder.path(),
        "b.csv",
        "名称,负责人\n甲协会,王某\n乙协会,李某\n",
    );
    let report = imported(&mut store, &path);
    assert_eq!(counts(&report), [1, 1, 0, 0]);
    assert_eq!(report.twins.len(), 1);
    assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 2, 0]);
}

#[test]
fn possible_duplicates_are_listed_with_both_sides() {
    let folder = folder();
    let mut store = empty(folder.path());
    let known = "名称,镇街\n云岭县（城关）老年协会,城区\n";
    imported(&mut store, &file(folder.path(), "a.csv", known));
    let rows = "名称,镇街\n城关老年协会,矿区\n书法学会,城区\n书法学会,矿区\n";
    let report = imported(&mut store, &file(folder.path(), "b.csv", rows));
    let pairs: Vec<String> = report
        .twins
        .iter()
        .map(|(one, other)| Words::ZH.possible_twins(one, other))
        .collect();
    assert_eq!(
        pairs,
        [
            "第2行「城关老年协会」（矿区） 与 已有「云岭县（城关）老年协会」（城区）",
            "第4行「书法学会」（矿区） 与 第3行「书法学会」（城区）",
        ]
    );
}

#[test]
fn a_rehearsal_and_a_strict_import_with_a_refused_row_write_nothing() {
    let folder = folder();
    let path = file(folder.path(), "a.xlsx", county_xlsx());
    let mut store = empty(folder.path());
    let before = store.status().unwrap();
    for (dry_run, strict) in [(true, false), (false, true), (true, true)] {
        let report = import(&mut store, &path, Importing { dry_run, strict }).unwrap();
        assert_eq!((counts(&report), report.written), ([2, 0, 0, 3], false));
        assert_eq!(store.status().unwrap(), before);
    }
    assert!(imported(&mut store, &path).written);
}

#[test]
fn a_file_that_breaks_off_and_a_cancelled_import_leave_nothing() {
    let folder = folder();
    let mut rows = "名称\n".to_owned();
    (0..50_000).for_each(|n| rows += &format!("第{n}协会\n"));
    let whole = file(folder.path(), "whole.csv", &rows);
    let broken = file(folder.path(), "broken.csv", rows + "\"");
    let mut store = empty(folder.path());
    let before = store.status().unwrap();
    assert!(matches!(
        import(&mut store, &broken, Importing::default()),
        Err(Stopped::Read(ReadError::Quote(50_002)))
    ));
    let mut register = Register::open(&whole, &Choice::default(), names()).unwrap();
    let mut steps = 0;
    let mut progress = |_, _| {
        steps += 1;
        steps < 3
    };
    let done = store.import(Importing::default(), now(), &mut progress, |arrivals| {
        register.each::<Stopped>(&mut |row, so_far| Ok(arrivals.take(row, so_far)?))
    });
    assert!(matches!(done, Err(Stopped::Store(StoreError::Cancelled))));
    assert_eq!(store.status().unwrap(), before);
    is_sound(&mut store);
}

#[test]
fn the_demo_countys_list_goes_into_an_empty_file() {
    let folder = folder();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo/organisations.csv");
    let mut store = empty(folder.path());
    let report = imported(&mut store, &path);
    assert_eq!(counts(&report), [81, 0, 0, 0], "{:?}", report.notes);
    let troubles: Vec<&Trouble> = report.notes.iter().map(|note| &note.trouble).collect();
    assert_eq!(troubles, [&Trouble::PartyTotal]);
    let mut shells = 0;
    store
        .each_organisation(&mut |_, facts| {
            assert!(facts.registered.is_some() && !facts.phone.is_empty() && facts.staff > 0);
            shells += u32::from(facts.status == Status::Shell);
            Ok(true)
        })
        .unwrap();
    assert_eq!(shells, 2);
    assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 81, 0]);
    is_sound(&mut store);
}

/// The rates of document D1, out of rows alone.
#[test]
fn the_demo_countys_list_brings_its_branches_and_people_and_gives_the_published_rates() {
    let folder = folder();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo/organisations.csv");
    let mut store = empty(folder.path());
    let report = imported(&mut store, &path);
    assert_eq!(
        report.brought,
        Brought {
            branches: 43,
            people: 57 + 28,
            // cells of the two columns that name somebody, as a spreadsheet counts them
            assignments: 126,
        }
    );
    let rules = Rules::shipped();
    let coverage = store
        .coverage(&rules.counting[0], &rules.formation, now().today)
        .unwrap();
    let organisation = coverage.whole.rate(RateName::Organisation).unwrap();
    assert_eq!((organisation.numerator, organisation.denominator), (64, 81));
    assert_eq!(organisation.percent().unwrap().to_string(), "79.01%");
    assert_eq!(coverage.whole.branches(), 43);
    let of = |form| {
        coverage
            .whole
            .branches
            .get(&form)
            .copied()
            .unwrap_or_default()
    };
    let forms = (of(BranchForm::Sole), of(BranchForm::Joint));
    assert_eq!(forms, (36, 7));
    let before = store.status().unwrap();
    assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 81, 0]);
    assert_eq!(store.status().unwrap(), before);
    is_sound(&mut store);
}

#[test]
fn a_branch_named_twice_is_one_and_what_the_rows_say_of_it_meets() {
    let folder = folder();
    let mut store = empty(folder.path());
    let header = "名称,党组织名称,组建方式,书记,党组织成立时间,下次换届\n";
    let rows = "甲协会,城区第一党支部,,王某,,\n乙协会,城区第一党支部,,,2020-05-01,2026年5月1日\n丙协会,城区第一党支部,,李某,,\n丁协会,丁协会党支部,大联合,,,去年\n戊协会,是,,,,\n己协会,,单建,,,\n";
    let path = file(folder.path(), "a.csv", format!("{header}{rows}"));
    let report = imported(&mut store, &path);
    assert_eq!((report.added, report.brought.branches), (6, 2));
    let notes: Vec<(u32, ListField, &str)> = report
        .notes
        .iter()
        .map(|note| (note.row, note.field, note.trouble.code()))
        .collect();
    assert_eq!(
        notes,
        [
            (4, ListField::Branch, "branch_differs"),
            (5, ListField::BranchForm, "unknown_form"),
            (5, ListField::BranchElection, "unreadable_date"),
            (6, ListField::Branch, "not_a_branch"),
            (7, ListField::Branch, "branch_name_missing"),
        ]
    );
    let branch_of = |store: &Store, name: &str| {
        let (found, _) = store.find(name, &Filter::default()).unwrap();
        store.organisation(found[0].id).unwrap().branch
    };
    let shared = branch_of(&store, "丙协会").unwrap();
    assert_eq!(shared.secretary, "王某");
    assert_eq!(shared.founded, Date::new(2020, 5, 1));
    assert_eq!(shared.next_election, Date::new(2026, 5, 1));
    // nobody said so, but it covers three
    assert_eq!(shared.form, BranchForm::Joint);
    assert_eq!(branch_of(&store, "丁协会").unwrap().form, BranchForm::Sole);
    assert_eq!(branch_of(&store, "戊协会"), None);
    let before = store.status().unwrap();
    assert_eq!(counts(&imported(&mut store, &path)), [0, 0, 6, 0]);
    assert_eq!(store.status().unwrap(), before);
    is_sound(&mut store);
}

#[test]
fn people_are_told_apart_by_telephone_and_unit_and_replaced_where_another_is_named() {
    let folder = folder();
    let mut store = empty(folder.path());
    let import = |store: &mut Store, rows: &str| {
        let header = "名称,指导员,指导员单位,指导员电话,联络员\n";
        imported(
            store,
            &file(folder.path(), "a.csv", format!("{header}{rows}")),
        )
    };
    let first =
        "甲协会,王 芳,民政局,1,\n乙协会,王芳,,1,赵某\n丙协会,王芳,,2,赵某、钱某\n丁协会,王芳,,,\n";
    let report = import(&mut store, first);
    // 王芳 of telephone 1 and of telephone 2, 赵某, 钱某
    assert_eq!((report.brought.people, report.brought.assignments), (4, 6));
    let said: Vec<(u32, &Trouble)> = report
        .notes
        .iter()
        .map(|note| (note.row, &note.trouble))
        .collect();
    assert_eq!(said, [(5, &Trouble::WhichPerson("王芳".into()))]);
    let before = store.status().unwrap();
    assert_eq!(counts(&import(&mut store, first)), [0, 0, 4, 0]);
    assert_eq!(store.status().unwrap(), before);
    // another looks after 乙 now; the liaison is not spoken of and stays
    let report = import(&mut store, "乙协会,孙某,,,\n");
    assert_eq!(counts(&report), [0, 1, 0, 0]);
    assert_eq!(
        report.notes[0].trouble,
        Trouble::PersonReplaced("王芳".into())
    );
    let (found, _) = store.find("乙协会", &Filter::default()).unwrap();
    let people = store.organisation(found[0].id).unwrap().people;
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["赵某", "孙某"]);
    is_sound(&mut store);
}

/// What the program writes out comes back unchanged, in both languages.
#[test]
fn the_programs_own_register_changes_nothing_when_it_comes_back() {
    let folder = folder();
    let mut store = empty(folder.path());
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo/organisations.csv");
    imported(&mut store, &shipped);
    let before = store.status().unwrap();
    for (format, name) in [(Format::Csv, "own.csv"), (Format::Xlsx, "own.xlsx")] {
        for words in [Words::ZH, Words::EN] {
            let order = Order {
                subject: Subject::Organisations,
                format,
                encoding: Encoding::Utf8,
                from: None,
                to: None,
                out: folder.path().join(name),
                lang: words.0,
                evidence: false,
                detail: Detail::default(),
            };
            documents::write(&mut store, &order, &mut |_, _| true).unwrap();
            let report = imported(&mut store, &order.out);
            assert_eq!(counts(&report), [0, 0, 81, 0], "{:?}", report.notes);
            assert_eq!(store.status().unwrap(), before);
        }
    }
}

#[test]
fn refusals_are_said_in_both_languages() {
    let folder = folder();
    let path = file(folder.path(), "a.xlsx", county_xlsx());
    let register = Register::open(&path, &Choice::default(), names()).unwrap();
    let rows = judged(&path, &Choice::default()).unwrap();
    let note = &rows[3].notes[0];
    let column = register.layout().letters(note.field);
    let said = Words::ZH.row_note(note, &column);
    assert!(
        said.starts_with("第9行 信用代码（B列）：「5.31E+17」") && said.contains("科学计数"),
        "{said}"
    );
    let said = Words::EN.row_note(note, &column);
    assert!(
        said.starts_with("Row 9, Credit code (column B): [5.31E+17]"),
        "{said}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000), start in 0..4) {
        let folder = folder();
        let start: &[u8] = [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "名称,".as_bytes()][start as usize];
        let path = file(folder.path(), "x", [start, &bytes].concat());
        let _ = judged(&path, &Choice::default());
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(at in 0..3000_usize, byte: u8, cut in 0..3000_usize) {
        let folder = folder();
        let mut bytes = county_xlsx();
        let place = at % bytes.len();
        bytes[place] = byte;
        if cut > 1500 {
            bytes.truncate(cut % bytes.len());
        }
        let _ = judged(&file(folder.path(), "x", bytes), &Choice::default());
    }

    #[test]
    fn any_text_is_judged(cells in proptest::collection::vec("\\PC{0,12}", ListField::ALL.len() * 3)) {
        let folder = folder();
        let header: Vec<&str> = ListField::ALL.iter().map(|field| field.code()).collect();
        let mut text = header.join("\t").replace("name", "名称").replace("credit_code", "信用代码");
        for row in cells.chunks(ListField::ALL.len()) {
            text += "\n";
            text += &row.join("\t");
        }
        let _ = judged(&file(folder.path(), "x.csv", text), &Choice::default());
    }
}
