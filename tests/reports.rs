//! Reports: what they say, from data; and that every format says it, read back with another program's reader.

mod drive;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use drive::{Drive, NOW};
use liuyou::documents::report::{json, text, write};
use liuyou::domain::branch::{Branch, BranchForm};
use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::checklist::Lang;
use liuyou::domain::coverage::{Coverage, Division, RateName};
use liuyou::domain::export::{Encoding, ReportFormat, ReportSubject, ReportWanted};
use liuyou::domain::organisation::{MassOrganisations, Organisation};
use liuyou::reports::{
    Bar, Bars, Block, Cell, Column, Form, Lines, RateLine, Report, Series, Table, Target, Unit,
    coverage, growth, ranking,
};
use liuyou::runtime;
use liuyou::standards::Rules;
use liuyou::store::Store;
use liuyou::words::Words;
use tempfile::TempDir;

const NASTY: &str = "=HYPERLINK(\"http://x\",\"点我\")|<script>`义工`\u{1b}[31m\u{202e}𠮷";
const CLEANED: &str = "=HYPERLINK(\"http://x\",\"点我\")|<script>`义工`[31m𠮷";

fn id(n: u64) -> Uuid {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    Uuid::v7(1_767_600_000_000, bytes)
}

fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(folder.path()).unwrap();
    (folder, store)
}

fn put(store: &mut Store, n: u64, organisation: &Organisation) {
    store.commit(&organisation.change(id(n)), NOW).unwrap();
}

fn count(store: &Store, rule: &str) -> Coverage {
    let rules = Rules::shipped();
    let rule = rules.counting.iter().find(|own| own.id == rule).unwrap();
    store.coverage(rule, &rules.formation, NOW.today).unwrap()
}

fn of(coverage: &Coverage, name: RateName) -> (u64, u64, String) {
    let rate = coverage.whole.rate(name).unwrap();
    let percent = rate.percent().map_or(String::new(), |p| p.to_string());
    (rate.numerator, rate.denominator, percent)
}

/// D2: 659 organisations; cross-appointment at 472, the head as secretary at 272. A third of the rest said no, the
/// others were never asked: neither counts.
#[test]
fn the_rates_of_a_city_with_659_organisations_come_out_of_its_data() {
    let (_folder, mut store) = empty();
    let mut edits = Vec::new();
    for n in 0..659 {
        let flag = |set: u64| match n {
            n if n < set => Some(true),
            n if n % 3 == 0 => Some(false),
            _ => None,
        };
        let organisation = Organisation {
            name: format!("示例市第{n}协会"),
            area: format!("{}区", n % 7),
            cross_appointed: flag(472),
            head_is_secretary: flag(272),
            charter: flag(650),
            ..Organisation::default()
        };
        edits.extend(organisation.change(id(n)).edits);
    }
    store.commit(&Change::of(edits), NOW).unwrap();
    let coverage = count(&store, "all");
    let rate = |name| of(&coverage, name);
    assert_eq!(rate(RateName::CrossAppointed), (472, 659, "71.62%".into()));
    assert_eq!(rate(RateName::HeadSecretary), (272, 659, "41.27%".into()));
    assert_eq!(rate(RateName::Charter), (650, 659, "98.63%".into()));
    let areas = coverage.by_area.values();
    let sum: u64 = areas
        .map(|part| part.rate(RateName::CrossAppointed).unwrap().numerator)
        .sum();
    assert_eq!(sum, 472);
    let told = text(&coverage::report(&coverage, None, &[], Words::ZH));
    assert!(
        told.contains("71.62%   472   659  全口径  2026-11-22"),
        "{told}"
    );
    let check = store.check(&mut |_, _| true).unwrap();
    assert!(check.is_sound(), "{check:?}");
}

/// The head's name on the branch says as much as the mark, unless the mark says otherwise.
#[test]
fn a_head_of_the_secretarys_name_is_the_secretary() {
    let (_folder, mut store) = empty();
    let branch = Branch {
        name: "示例支部".into(),
        form: BranchForm::Sole,
        secretary: "林示例".into(),
        ..Branch::default()
    };
    store.commit(&branch.change(id(9)), NOW).unwrap();
    for (n, head, marked) in [
        (0, "林示例", None),
        (1, "林示例", Some(false)),
        (2, "周示例", None),
        (3, "周示例", Some(true)),
    ] {
        let organisation = Organisation {
            name: format!("示例{n}"),
            head: head.into(),
            head_is_secretary: marked,
            branch: Some(id(9)),
            ..Organisation::default()
        };
        put(&mut store, n, &organisation);
    }
    let coverage = count(&store, "all");
    assert_eq!(
        of(&coverage, RateName::HeadSecretary),
        (2, 4, "50.00%".into())
    );
}

/// practice.md §8.2: some count a union or the Youth League as work coverage, some do not; the rule says which.
#[test]
fn mass_organisations_make_work_coverage_where_the_rule_says_so() {
    let (_folder, mut store) = empty();
    for (n, union) in [(0, Some(true)), (1, Some(false)), (2, None)] {
        let organisation = Organisation {
            name: format!("示例{n}"),
            mass: MassOrganisations {
                union,
                ..MassOrganisations::default()
            },
            ..Organisation::default()
        };
        put(&mut store, n, &organisation);
    }
    let rules = Rules::shipped();
    let work = |mass: bool| {
        let mut rule = rules.counting[0].clone();
        rule.mass = mass;
        let coverage = store.coverage(&rule, &rules.formation, NOW.today).unwrap();
        of(&coverage, RateName::Work)
    };
    assert_eq!(work(true), (1, 3, "33.33%".into()));
    assert_eq!(work(false), (0, 3, "0.00%".into()));
}

/// A snapshot of before cross-appointment and mass organisations were asked for is read, and grows in what it has.
#[test]
fn a_snapshot_of_an_older_program_is_read_and_compared() {
    let (_folder, mut store) = empty();
    liuyou::demo::county(&mut store, NOW).unwrap();
    let today = count(&store, "all");
    let mut old = serde_json::to_value(&today).unwrap();
    old["date"] = "2026-03-31".into();
    old["counting"].as_object_mut().unwrap().remove("mass");
    let known = ["organisation", "work", "sole", "formation", "demonstration"];
    let whole = old["whole"]["rates"].as_array_mut().unwrap();
    whole.retain(|rate| known.contains(&rate["name"].as_str().unwrap()));
    whole[0]["numerator"] = 43.into();
    assert_eq!(whole.len(), 6);
    let bytes = serde_json::to_string(&old).unwrap();
    let hash = blake3::hash(bytes.as_bytes());
    let uuid = Uuid::v8(hash.as_bytes()[..16].try_into().unwrap());
    let edit = Edit::new(uuid, Field::SNAPSHOT_TEXT, Value::Text(bytes));
    store.commit(&Change::of(vec![edit]), NOW).unwrap();

    let snapshots = store.snapshots().unwrap();
    let earlier = snapshots
        .iter()
        .map(|snapshot| &snapshot.coverage)
        .find(|coverage| coverage.date == Date::of(2026, 3, 31))
        .unwrap();
    let told = text(&growth::report(&[earlier, &today], 0, 1, Words::ZH));
    // 64 and 43 of 81: 79.01% and 53.09%
    assert!(
        told.contains("组织覆盖率                43/81   53.09%  64/81   79.01%          +25.92"),
        "{told}"
    );
    assert_eq!(
        today.moved(earlier).len(),
        6,
        "what the old one had not is not compared"
    );
}

fn ranked(on: bool) -> Report {
    let (_folder, mut store) = empty();
    let branch = Branch {
        form: BranchForm::Joint,
        ..Branch::default()
    };
    store.commit(&branch.change(id(99)), NOW).unwrap();
    // covered of counted: 甲 1/2, 乙 2/3, 丙 2/4, 丁 0/1
    for (n, (area, covered)) in [
        ("甲", true),
        ("甲", false),
        ("乙", true),
        ("乙", true),
        ("乙", false),
        ("丙", true),
        ("丙", true),
        ("丙", false),
        ("丙", false),
        ("丁", false),
    ]
    .into_iter()
    .enumerate()
    {
        let organisation = Organisation {
            name: format!("示例{n}"),
            area: area.into(),
            branch: covered.then_some(id(99)),
            ..Organisation::default()
        };
        put(&mut store, n as u64, &organisation);
    }
    ranking::report(&count(&store, "all"), Division::Area, on, &[], Words::ZH)
}

fn column(report: &Report, key: &str) -> Vec<String> {
    let tables = report.tables();
    let at = tables[0]
        .columns
        .iter()
        .position(|column| column.key == key);
    let at = at.unwrap_or_else(|| panic!("no column {key}"));
    tables[0].rows.iter().map(|row| row[at].shown()).collect()
}

#[test]
fn a_ranking_shows_its_base_and_gives_equal_shares_one_place() {
    let report = ranked(true);
    assert_eq!(column(&report, "part"), ["乙", "丙", "甲", "丁"]);
    assert_eq!(column(&report, "place"), ["1", "2", "2", "4"]);
    assert_eq!(column(&report, "covered"), ["2", "2", "1", "0"]);
    assert_eq!(column(&report, "counted"), ["3", "4", "2", "1"]);
    assert_eq!(
        column(&report, "organisation"),
        ["66.67%", "50.00%", "50.00%", "0.00%"]
    );
}

#[test]
fn a_ranking_that_is_switched_off_has_no_places_and_no_order_of_merit() {
    let report = ranked(false);
    assert!(text(&report).contains("排名已关闭"));
    assert!(
        report.tables()[0]
            .columns
            .iter()
            .all(|column| column.key != "place")
    );
    let mut names = column(&report, "part");
    assert_eq!(names.len(), 4);
    names.sort();
    assert_eq!(column(&report, "part"), names);
}

/// The county's file switches it off, and one laptop on again.
#[test]
fn ranking_follows_the_rules_and_the_laptop() {
    let (folder, mut store) = empty();
    let on = |store: &Store| {
        let (rules, refused) = Rules::load(folder.path());
        assert!(refused.is_empty(), "{refused:?}");
        runtime::reports::ranks(store, &rules).unwrap()
    };
    assert!(on(&store));
    fs::create_dir(folder.path().join("standards")).unwrap();
    fs::write(
        folder.path().join("standards/coverage.toml"),
        "kind = \"coverage\"\nranking = false\n",
    )
    .unwrap();
    assert!(!on(&store));
    store.set_preference("ranking", "on").unwrap();
    assert!(on(&store));
}

/// Every kind of block, with a name as nasty as data can be.
fn every_block() -> Report {
    let percent = |n, of| {
        let line = RateLine {
            key: "x".into(),
            name: NASTY.into(),
            numerator: n,
            denominator: of,
            counting: "口径".into(),
            date: NOW.today,
        };
        line.percent()
    };
    Report {
        id: "test",
        title: "各种内容".into(),
        dates: vec!["时点：2026-11-22".into()],
        blocks: vec![
            Block::Paragraph(NASTY.into()),
            Block::Rates(vec![RateLine {
                key: "organisation".into(),
                name: NASTY.into(),
                numerator: 64,
                denominator: 81,
                counting: "全口径".into(),
                date: NOW.today,
            }]),
            Block::Heading("一".into()),
            Block::Table(Table {
                key: "parts",
                title: "表：一/二".into(),
                columns: vec![
                    Column::new("name", "名称", Form::Text),
                    Column::new("code", "代码", Form::Code),
                    Column::new("n", "数", Form::Number),
                    Column::new("rate", "比率", Form::Percent),
                    Column::new("points", "增减", Form::Points),
                    Column::new("day", "日期", Form::Date).only_data(),
                ],
                rows: vec![vec![
                    Cell::text(NASTY),
                    Cell::text("51140000500000023X"),
                    Cell::Number(-3),
                    Cell::percent(percent(64, 81)),
                    Cell::Points(percent(1, 81).unwrap().less(percent(2, 81).unwrap())),
                    Cell::Date(NOW.today),
                ]],
                total: Some(vec![
                    Cell::text("合计"),
                    Cell::Empty,
                    Cell::Number(1),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                ]),
            }),
            Block::Bars(Bars {
                title: "柱".into(),
                bars: vec![
                    Bar {
                        label: NASTY.into(),
                        value: 64,
                        base: Some(81),
                    },
                    Bar {
                        label: "无".into(),
                        value: 0,
                        base: Some(0),
                    },
                ],
            }),
            Block::Lines(Lines {
                title: "线".into(),
                unit: Unit::Percent,
                series: vec![Series {
                    name: NASTY.into(),
                    points: vec![(Date::of(2026, 1, 1), 4_000), (NOW.today, 7_901)],
                }],
                target: Some(Target {
                    name: "目标".into(),
                    value: 6_000,
                    by: Some(Date::of(2026, 12, 31)),
                }),
            }),
        ],
        words: Words::ZH,
    }
}

fn written(report: &Report, format: ReportFormat, encoding: Encoding) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(format!("r.{}", format.extension()));
    let files = write(report, format, encoding, &out).unwrap().files;
    (folder, files)
}

#[test]
fn identical_reports_are_identical_bytes() {
    for format in ReportFormat::ALL {
        let bytes = || {
            let (_folder, files) = written(&every_block(), *format, Encoding::Utf8);
            files
                .iter()
                .map(|file| fs::read(file).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(bytes(), bytes(), "{format:?}");
    }
}

#[test]
fn text_steers_no_terminal() {
    let told = text(&every_block());
    assert!(told.lines().all(|line| !line.chars().any(char::is_control)));
    assert!(!told.contains('\u{202e}'));
    assert!(told.contains("64/81"));
    assert!(!told.contains("日期"), "{told}");
}

#[test]
fn csv_has_a_file_a_table_and_calculates_nothing() {
    let (_folder, files) = written(&every_block(), ReportFormat::Csv, Encoding::Utf8);
    let names: Vec<_> = files
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(names, ["r.csv", "r-parts.csv"]);
    let bytes = fs::read(&files[1]).unwrap();
    let body = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("Excel needs the mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(body);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        rows[0].iter().collect::<Vec<_>>(),
        ["名称", "代码", "数", "比率", "增减", "日期"]
    );
    let guarded = format!("'{CLEANED}");
    // the sign of a number is no formula
    assert_eq!(
        rows[1].iter().collect::<Vec<_>>(),
        [
            guarded.as_str(),
            "51140000500000023X",
            "-3",
            "79.01%",
            "-1.24",
            "2026-11-22"
        ]
    );
    assert_eq!(&rows[2][0], "合计");
    let (_folder, files) = written(&every_block(), ReportFormat::Csv, Encoding::Gb18030);
    let bytes = fs::read(&files[0]).unwrap();
    let (decoded, _, wrong) = encoding_rs::GB18030.decode(&bytes);
    assert!(
        !wrong && decoded.starts_with("指标,比率,分子,分母,口径,时点\r\n"),
        "{decoded}"
    );
}

#[test]
fn a_workbook_has_numbers_to_calculate_with_and_codes_as_text() {
    let (_folder, files) = written(&every_block(), ReportFormat::Xlsx, Encoding::Utf8);
    let mut book: Xlsx<_> = open_workbook(&files[0]).unwrap();
    assert_eq!(book.sheet_names(), ["说明", "各项比率", "表：一 二"]);
    let notes = book.worksheet_range("说明").unwrap();
    let notes: Vec<String> = notes.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(notes, ["各种内容", "时点：2026-11-22", CLEANED]);
    let table = book.worksheet_range("表：一 二").unwrap();
    let row: Vec<&Data> = table.rows().nth(1).unwrap().iter().collect();
    assert_eq!(row[0], &Data::String(CLEANED.into()));
    assert_eq!(row[1], &Data::String("51140000500000023X".into()));
    assert_eq!(row[2], &Data::Float(-3.0));
    assert_eq!(row[3], &Data::Float(0.7901));
    assert_eq!(row[4], &Data::Float(-1.24));
    assert!(matches!(row[5], Data::DateTime(_)), "{:?}", row[5]);
}

#[test]
fn html_needs_no_other_file_and_takes_no_name_for_a_tag() {
    let (_folder, files) = written(&every_block(), ReportFormat::Html, Encoding::Utf8);
    let page = fs::read_to_string(&files[0]).unwrap();
    assert!(!page.contains("<script"), "a name became a tag");
    assert!(page.contains("&lt;script&gt;"));
    for outside in ["src=", "href=", "url(", "@import", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for needed in [
        "<!DOCTYPE html>",
        "@page { size: A4",
        "table-header-group",
        "<svg",
        "<polyline",
        "lang=\"zh-CN\"",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    assert!(!page.contains("日期"), "a column for machines is left out");
    let colours: BTreeSet<&str> = page.split('#').skip(1).map(|rest| &rest[..3]).collect();
    assert!(
        colours.iter().all(|colour| {
            let mut digits = colour.bytes();
            let first = digits.next();
            digits.all(|digit| Some(digit) == first)
        }),
        "nothing but greys: {colours:?}"
    );
}

/// Every key that is written is described, and none that is not.
#[test]
fn json_is_as_its_description_says() {
    let document: serde_json::Value = serde_json::from_str(&json(&every_block())).unwrap();
    assert_eq!(document["format"], "liuyou-report");
    assert_eq!(document["blocks"][1]["rates"][0]["percent"], "79.01%");
    let table = &document["blocks"][3];
    assert_eq!(table["rows"][0]["name"], CLEANED);
    assert_eq!(table["rows"][0]["points"], "-1.24");
    assert_eq!(table["total"]["code"], serde_json::Value::Null);
    assert_eq!(document["blocks"][5]["target"]["value"], "60.00%");
    let mut keys = BTreeSet::new();
    fn walk(value: &serde_json::Value, inside: &str, keys: &mut BTreeSet<String>) {
        match value {
            // the keys of rows are those of their columns
            serde_json::Value::Object(members) if inside != "rows" && inside != "total" => {
                for (key, value) in members {
                    keys.insert(key.clone());
                    walk(value, key, keys);
                }
            }
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, inside, keys)),
            _ => {}
        }
    }
    walk(&document, "", &mut keys);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/report.md");
    let described: BTreeSet<String> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect();
    assert_eq!(keys, described);
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("r.csv");
    fs::write(&out, "older").unwrap();
    // the second file of the report cannot take its place
    fs::create_dir_all(folder.path().join("r-parts.csv/inside")).unwrap();
    assert!(write(&every_block(), ReportFormat::Csv, Encoding::Utf8, &out).is_err());
    assert_eq!(fs::read_to_string(&out).unwrap(), "older");
}

#[test]
fn the_counted_reports_hold_together_in_both_languages() {
    let (_folder, mut store) = empty();
    liuyou::demo::county(&mut store, NOW).unwrap();
    let today = count(&store, "all");
    store.freeze(&today, NOW).unwrap();
    for words in [Words::ZH, Words::EN] {
        for subject in ReportSubject::ALL {
            let wanted = ReportWanted::of(*subject);
            let rules = Rules::shipped();
            let report =
                runtime::reports::report(&store, &wanted, &rules, NOW.today.plus_days(30), words);
            let report = report.unwrap();
            assert!(!report.dates.is_empty(), "{subject:?}");
            let tables = report.tables();
            let keys: BTreeSet<&str> = tables.iter().map(|table| table.key).collect();
            assert_eq!(keys.len(), tables.len(), "{subject:?}: a key stands twice");
            for table in &tables {
                for row in table.rows.iter().chain(&table.total) {
                    assert_eq!(row.len(), table.columns.len(), "{subject:?} {}", table.key);
                }
            }
            for format in ReportFormat::ALL {
                written(&report, *format, Encoding::Utf8);
            }
        }
    }
}

fn opened() -> (TempDir, Drive) {
    let folder = tempfile::tempdir().unwrap();
    let drive = Drive::demo(folder.path(), Lang::Zh);
    (folder, drive)
}

#[test]
fn figures_are_frozen_and_grown_from() {
    let (_folder, mut drive) = opened();
    drive.keys("F6").sees("79.01%").sees("64/81");
    // the county has none by the second rule
    let before = drive.worker.store.snapshots().unwrap().len();
    drive.keys("F3 F8").sees("还没有同一口径的较早快照");
    drive.keys("F7").sees("已存快照");
    drive.keys("F7").sees("没有变化");
    let after = drive.worker.store.snapshots().unwrap().len();
    assert_eq!(after, before + 1);
    drive.keys("Esc");
    drive.now.today = NOW.today.plus_days(40);
    drive
        .keys("F6 F3 F8")
        .sees("2026-11-22 至 2027-01-01")
        .sees("历次快照");
    drive.keys("F9 Right Right Right").sees(".txt");
}

#[test]
fn the_list_behind_a_figure_opens_its_organisations() {
    let (_folder, mut drive) = opened();
    drive.keys("F6 Enter").sees("没有党组织覆盖").sees("1 / 17");
    drive.keys("End").sees("17 / 17");
    let name = drive
        .text()
        .lines()
        .rfind(|line| line.contains("云岭县"))
        .unwrap()[1..]
        .to_owned();
    let name = name.split_whitespace().next().unwrap().to_owned();
    drive.keys("Enter").sees(&name).sees("未建");
    // back through the list to the figures, which are counted again
    drive.keys("Esc").sees("17 / 17");
    drive.keys("Esc").sees("79.01%");
}

/// What a list holds is as many as the line says, for every line of the screen.
#[test]
fn every_list_is_as_long_as_its_line_says() {
    let (_folder, mut drive) = opened();
    drive.keys("F6");
    let rates = count(&drive.worker.store, "all").whole.rates.len();
    for at in 0..=rates {
        let said = drive.text().lines().nth(7 + at).unwrap().to_owned();
        let said = said.split_whitespace().last().unwrap().to_owned();
        drive.keys("Enter");
        let title = drive.text().lines().next().unwrap().to_owned();
        let listed = title.split_whitespace().last().unwrap().to_owned();
        assert_eq!(said, listed, "{title}");
        drive.keys("Esc Down");
    }
}

#[test]
fn the_rule_and_the_parts_are_turned() {
    let (_folder, mut drive) = opened();
    drive.keys("F6 F3").sees("剔除口径").sees("64/78");
    drive.keys("F4").sees("按业务主管单位");
    drive.keys("F4").sees("按组织类别");
    drive.keys("F4").sees("按镇街");
    drive.keys("F3").sees("64/81");
}

#[test]
fn ranking_is_switched_off_for_this_laptop() {
    let (folder, mut drive) = opened();
    drive.keys("F6 F5").sees("名次").sees("按镇街排名");
    drive.keys("F4").sees("排名已关闭").sees_not("名次");
    let rules = Rules::shipped();
    assert!(!runtime::reports::ranks(&drive.worker.store, &rules).unwrap());
    drop(drive);
    let mut again = Drive::open(folder.path(), Lang::Zh);
    again.keys("F6 F5").sees("排名已关闭");
    again.keys("F4 F3").sees("按主管单位排名");
}

#[test]
fn a_report_goes_from_the_screen_into_a_file() {
    let (folder, mut drive) = opened();
    let out = folder.path().join("fugai.html");
    drive.keys("F6 F9 Tab Tab");
    // the proposed name is taken out, another typed
    drive.keys(&"Backspace ".repeat(80));
    drive
        .keys(&format!("text:{} F9", out.display()))
        .sees("已写出");
    assert!(fs::read_to_string(&out).unwrap().contains("79.01%"));
    drive.keys(&"Backspace ".repeat(200));
    drive
        .keys("text:/nowhere/at/all.html F9")
        .sees("/nowhere/at/all.html");
    drive.keys("Esc Esc").sees("今日工作");
}

/// A count that nobody waits for any more is stopped, and what still comes of it is not shown.
#[test]
fn a_count_left_behind_changes_nothing() {
    use liuyou::app::{Cmd, Msg};
    let (_folder, mut drive) = opened();
    drive.keys("F6");
    let before = drive.text();
    let late = count(&drive.worker.store, "active");
    drive.send(Msg::Loaded(liuyou::app::Loaded::Coverage {
        ticket: 0,
        coverage: std::sync::Arc::new(late),
        snapshots: Vec::new(),
    }));
    assert_eq!(drive.text(), before);
    drive.keys("Esc");
    assert!(drive.asked.contains(&Cmd::StopCounting));
    drive.keys("F6");
    drive
        .send(Msg::NotCounted("示例原因".into()))
        .sees("示例原因")
        .sees_not("正在统计");
}

/// Counting stops where it is told to.
#[test]
fn a_stopped_count_gives_no_figures() {
    let (_folder, mut store) = empty();
    liuyou::demo::county(&mut store, NOW).unwrap();
    let rules = Rules::shipped();
    let mut asked = 0;
    let stopped =
        store.coverage_while(&rules.counting[0], &rules.formation, NOW.today, &mut || {
            asked += 1;
            asked < 5
        });
    assert!(matches!(stopped, Err(liuyou::store::StoreError::Cancelled)));
    assert_eq!(asked, 5);
}
