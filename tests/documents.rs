//! Every format is written from one small store and read back with another program's reader.
//! The names in it are as nasty as data can be.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use liuyou::documents::{self, Detail, Encoding, ExportError, Format, Order, Subject, Written};
use liuyou::domain::branch::{Branch, BranchForm};
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::checklist::Lang;
use liuyou::domain::organisation::{Class, Organisation, PartyMembers, Status};
use liuyou::domain::people::{Person, Role};
use liuyou::domain::visit::{Said, VisitStatus};
use liuyou::standards;
use liuyou::store::Store;
use liuyou::words::Words;

const NASTY: &str = "=HYPERLINK(\"http://x\",\"点我\")|`义工`\u{1b}[31m\u{202e}𠮷👩‍🔧";
const CLEANED: &str = "=HYPERLINK(\"http://x\",\"点我\")|`义工`[31m𠮷👩‍🔧";

struct County {
    folder: tempfile::TempDir,
    store: Store,
    visits: Vec<Uuid>,
}

fn day(month: i8, day: i8) -> Date {
    Date::new(2026, month, day).unwrap()
}

fn at(date: Date, minute: u16) -> Now {
    let days = date.days_since(Date::new(1970, 1, 1).unwrap());
    Now {
        utc_ms: days * 86_400_000 + i64::from(minute) * 60_000,
        today: date,
        minute,
    }
}

fn organisation(name: &str, credit_code: &str) -> Organisation {
    Organisation {
        name: name.into(),
        credit_code: credit_code.into(),
        class: Class::Association,
        area: "城关镇".into(),
        authority: "民政局".into(),
        registered: Date::new(1898, 5, 4),
        status: Status::Normal,
        address: "一街\n二号".into(),
        head: "张三".into(),
        contact: String::new(),
        phone: "03531234567".into(),
        staff: 12,
        members: 0,
        party: PartyMembers {
            full_here: 2,
            full_elsewhere: 1,
            part_here: 0,
            part_elsewhere: 1,
        },
        branch: None,
        ..Organisation::default()
    }
}

/// Two organisations: one with a corrected visit of 1 March, the other with a finished one of 2 March and a draft of
/// 3 March.
fn county() -> County {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("data")).unwrap();
    let now = at(day(1, 5), 480);
    // names that do not depend on chance, so that snapshots and comparisons hold
    let uuid = |n: u8| Uuid::v7(1_767_600_000_000, [n; 10]);
    let person = Person {
        name: "李四".into(),
        role: Role::Inspector,
        unit: "社会工作部".into(),
        phone: String::new(),
        area: String::new(),
        ..Person::default()
    };
    store.commit(&person.change(uuid(1)), now).unwrap();
    store.set_actor(uuid(1)).unwrap();
    let branch = Branch {
        name: "联合党支部".into(),
        form: BranchForm::Joint,
        secretary: String::new(),
        members: 4,
        founded: None,
        next_election: None,
        ..Branch::default()
    };
    store.commit(&branch.change(uuid(2)), now).unwrap();
    let plain = Organisation {
        branch: Some(uuid(2)),
        ..organisation("阳泉义工联合会", "51100000500012681T")
    };
    store.commit(&plain.change(uuid(3)), now).unwrap();
    store
        .commit(&organisation(NASTY, "").change(uuid(4)), now)
        .unwrap();
    let (rows, _) = store.find("阳泉", &Default::default()).unwrap();
    let first = rows[0].id;
    let all = store
        .page(
            &Default::default(),
            &liuyou::domain::view::PageFrom::First,
            9,
        )
        .unwrap();
    let second = all.iter().find(|row| row.id != first).unwrap().id;
    let mut county = County {
        folder,
        store,
        visits: Vec::new(),
    };
    let corrected = county.visit(first, at(day(3, 1), 545), "王五");
    county.answer_all(corrected, at(day(3, 1), 550));
    county.say(
        corrected,
        "1.2",
        Said::Option(Some("fair".into())),
        at(day(3, 1), 551),
    );
    county.say(
        corrected,
        "1.3",
        Said::Option(Some("na".into())),
        at(day(3, 1), 551),
    );
    county.finish(corrected, at(day(3, 1), 600));
    county.correct(corrected);
    let finished = county.visit(second, at(day(3, 2), 545), "");
    county.say(
        finished,
        "1.1",
        Said::Option(Some("yes".into())),
        at(day(3, 2), 550),
    );
    county.say(
        finished,
        "1.1",
        Said::Remark("-1+1\r\n| \u{9b}2J 第二行".into()),
        at(day(3, 2), 551),
    );
    county.finish(finished, at(day(3, 2), 600));
    let draft = county.visit(second, at(day(3, 3), 545), "");
    county.say(
        draft,
        "1.2",
        Said::Option(Some("good".into())),
        at(day(3, 3), 550),
    );
    county
}

impl County {
    fn visit(&mut self, organisation: i64, now: Now, companion: &str) -> Uuid {
        let id = self
            .store
            .start_visit(organisation, &standards::site(), companion, now)
            .unwrap();
        let uuid = self.store.visit(id).unwrap().uuid;
        self.visits.push(uuid);
        uuid
    }

    fn say(&mut self, visit: Uuid, item: &str, said: Said, now: Now) {
        self.store
            .commit(&Change::of(vec![said.edit(visit, item)]), now)
            .unwrap();
    }

    fn answer_all(&mut self, visit: Uuid, now: Now) {
        let checklist = standards::site().checklist;
        for item in checklist.items() {
            let best = checklist.options(item)[0].code.clone();
            self.say(visit, &item.code, Said::Option(Some(best)), now);
        }
    }

    fn finish(&mut self, visit: Uuid, now: Now) {
        let edits = vec![
            Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Finished.code()),
            ),
            Edit::new(
                visit,
                Field::VISIT_FINISHED,
                Value::text(now.clock().to_string()),
            ),
        ];
        self.store.commit(&Change::of(edits), now).unwrap();
    }

    fn correct(&mut self, visit: Uuid) {
        let edits = vec![
            Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Corrected.code()),
            ),
            Said::Option(Some("poor".into())).edit(visit, "2.1"),
            Said::Remark("台账缺页".into()).edit(visit, "2.1"),
        ];
        let change = Change {
            reason: Some("复核发现\n看错了".into()),
            edits,
        };
        self.store.commit(&change, at(day(3, 9), 600)).unwrap();
    }

    fn order(&self, subject: Subject, format: Format, name: &str) -> Order {
        let out = self.folder.path().join(name);
        Order {
            subject,
            format,
            encoding: Encoding::Utf8,
            from: None,
            to: None,
            out,
            lang: Lang::Zh,
            evidence: false,
            detail: Detail::default(),
        }
    }

    fn write(&mut self, order: &Order) -> Written {
        documents::write(&mut self.store, order, &mut |_, _| true).unwrap()
    }

    fn left_behind(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "data")
            .collect();
        names.sort();
        names
    }
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The cell of a row under a heading.
fn cell<'a>(rows: &'a [Vec<String>], row: usize, heading: &str) -> &'a str {
    let column = rows[0]
        .iter()
        .position(|name| name == heading)
        .unwrap_or_else(|| panic!("no column {heading}"));
    &rows[row][column]
}

/// Anything that could steer a terminal or turn a line around.
fn acts(text: &str) -> bool {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .any(|c| (c.is_control() && c != '\n' && c != '\r') || turns(c))
}

#[test]
fn csv_has_a_row_a_visit_and_a_row_an_item() {
    let mut county = county();
    let order = county.order(Subject::Visits, Format::Csv, "log.csv");
    let written = county.write(&order);
    let answers_path = county.folder.path().join("log-answers.csv");
    assert_eq!(
        (written.files, written.records),
        (vec![order.out.clone(), answers_path.clone()], 3)
    );
    let bytes = fs::read(&order.out).unwrap();
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap()).unwrap();
    assert!(!acts(text));
    let visits = csv_rows(text.as_bytes());
    assert_eq!(visits.len(), 4);
    assert_eq!(cell(&visits, 1, "统一社会信用代码"), "51100000500012681T");
    assert_eq!(cell(&visits, 1, "状态"), "已更正");
    assert_eq!(cell(&visits, 1, "检查表"), "liuyou-site@1");
    assert_eq!(cell(&visits, 1, "第二检查人"), "王五");
    assert_eq!(cell(&visits, 1, "开始时间"), "2026-03-01 09:05");
    assert_eq!(cell(&visits, 1, "更正次数"), "1");
    assert_eq!(cell(&visits, 1, "更正原因"), "复核发现 看错了");
    assert_eq!(cell(&visits, 2, "组织名称"), format!("'{CLEANED}"));
    assert_eq!(
        (cell(&visits, 2, "得分率(%)"), cell(&visits, 2, "结论")),
        ("4.0", "不达标")
    );
    assert_eq!(
        (cell(&visits, 3, "得分率(%)"), cell(&visits, 3, "结论")),
        ("", "")
    );
    let bytes = fs::read(answers_path).unwrap();
    let answers = csv_rows(&bytes[3..]);
    assert_eq!(answers.len(), 1 + 3 * 43);
    assert_eq!(
        (cell(&answers, 2, "项号"), cell(&answers, 2, "得分")),
        ("1.2", "2.25")
    );
    assert_eq!(
        (cell(&answers, 3, "结果代码"), cell(&answers, 3, "得分")),
        ("na", "")
    );
    let remarked = 44;
    assert_eq!(cell(&answers, remarked, "备注"), "'-1+1 | 2J 第二行");
    assert_eq!(
        (cell(&answers, 45, "结果代码"), cell(&answers, 45, "结果")),
        ("", "未检查")
    );
    assert_eq!(
        (cell(&answers, 45, "得分"), cell(&answers, 87, "得分")),
        ("0", "")
    );
}

#[test]
fn the_points_of_the_rows_add_up_to_those_of_the_visit() {
    let mut county = county();
    let order = county.order(Subject::Visits, Format::Csv, "log.csv");
    let files = county.write(&order).files;
    let [visits, answers] = [0, 1].map(|at: usize| csv_rows(&fs::read(&files[at]).unwrap()[3..]));
    for row in 1..visits.len() {
        // quarter points are whole in binary
        let sum: f64 = (1..answers.len())
            .filter(|at| answers[*at][0] == visits[row][0])
            .filter_map(|at| cell(&answers, at, "得分").parse::<f64>().ok())
            .sum();
        assert_eq!(sum, cell(&visits, row, "得分").parse::<f64>().unwrap());
    }
}

#[test]
fn gb18030_says_the_same_as_utf_8() {
    let mut county = county();
    let utf8 = county.order(Subject::Visits, Format::Csv, "u.csv");
    let gb = Order {
        encoding: Encoding::Gb18030,
        ..county.order(Subject::Visits, Format::Csv, "g.csv")
    };
    let files = [county.write(&utf8).files, county.write(&gb).files];
    for (utf8, gb) in files[0].iter().zip(&files[1]) {
        let bytes = fs::read(gb).unwrap();
        let (text, _, broken) = encoding_rs::GB18030.decode(&bytes);
        assert!(!broken);
        assert_eq!(format!("\u{feff}{text}"), fs::read_to_string(utf8).unwrap());
    }
}

fn moment(cell: &Data) -> (u16, u8, u8, u8, u8) {
    let (year, month, day, hour, minute, ..) = cell.get_datetime().unwrap().to_ymd_hms_milli();
    (year, month, day, hour, minute)
}

#[test]
fn a_workbook_keeps_codes_as_text_and_calculates_nothing() {
    let mut county = county();
    let order = county.order(Subject::Visits, Format::Xlsx, "log.xlsx");
    county.write(&order);
    let mut book: Xlsx<_> = open_workbook(&order.out).unwrap();
    assert_eq!(book.sheet_names(), ["检查记录", "逐项结果"]);
    let visits = book.worksheet_range("检查记录").unwrap();
    let rows: Vec<&[Data]> = visits.rows().collect();
    let column = |name: &str| {
        rows[0]
            .iter()
            .position(|cell| cell.as_string().as_deref() == Some(name))
            .unwrap()
    };
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[1][column("统一社会信用代码")],
        Data::String("51100000500012681T".into())
    );
    assert_eq!(rows[2][column("组织名称")], Data::String(CLEANED.into()));
    assert_eq!(rows[2][column("得分率(%)")], Data::Float(4.0));
    assert_eq!(moment(&rows[1][column("开始时间")]), (2026, 3, 1, 9, 5));
    let answers = book.worksheet_range("逐项结果").unwrap();
    assert_eq!(answers.height(), 1 + 3 * 43);
    assert_eq!(answers.get((2, 6)), Some(&Data::String("1.2".into())));
    assert_eq!(
        answers.get((44, 13)),
        Some(&Data::String("-1+1 | 2J 第二行".into()))
    );
    assert!(book.worksheet_formula("检查记录").unwrap().is_empty());
    let mut archive = zip::ZipArchive::new(fs::File::open(&order.out).unwrap()).unwrap();
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = std::io::read_to_string(archive.by_name(sheet).unwrap()).unwrap();
        assert!(xml.contains(
            "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
        ));
        assert!(xml.contains("<autoFilter ref=\"A1:") && xml.contains("<cols>"));
        assert!(!xml.contains("<f>") && !acts(&xml));
    }
}

#[test]
fn a_day_that_a_workbook_cannot_count_stays_text() {
    let mut county = county();
    let order = county.order(Subject::Organisations, Format::Xlsx, "register.xlsx");
    assert_eq!(county.write(&order).records, 2);
    let mut book: Xlsx<_> = open_workbook(&order.out).unwrap();
    let sheet = book.worksheet_range("社会组织").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let column = |name: &str| {
        rows[0]
            .iter()
            .position(|cell| cell.as_string().as_deref() == Some(name))
            .unwrap()
    };
    let row = rows
        .iter()
        .position(|row| row[0] == "阳泉义工联合会")
        .unwrap();
    assert_eq!(
        rows[row][column("登记日期")],
        Data::String("1898-05-04".into())
    );
    assert_eq!(
        rows[row][column("电话")],
        Data::String("03531234567".into())
    );
    assert_eq!(rows[row][column("正式党员")], Data::Float(4.0));
    assert_eq!(rows[row][column("组建方式")], Data::String("联建".into()));
    assert_eq!(moment(&rows[row][column("上次检查")]), (2026, 3, 1, 0, 0));
    assert_eq!(moment(&rows[row][column("下次到期")]), (2026, 5, 30, 0, 0));
}

/// The keys in the tables of a section of `fixtures/visit-log.md`.
fn documented(section: &str) -> Vec<String> {
    let text = include_str!("../fixtures/visit-log.md");
    let section = text
        .split("\n## ")
        .find(|part| part.starts_with(&format!("{section}\n")))
        .unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

fn keys(text: &str) -> Vec<String> {
    // the order of the keys in the text: a parsed map would sort them
    let map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    let mut keys: Vec<String> = map.keys().cloned().collect();
    keys.sort_by_key(|key| text.find(&format!("\"{key}\":")).unwrap());
    keys
}

#[test]
fn json_has_the_documented_keys_and_no_others() {
    let mut county = county();
    let order = county.order(Subject::Visits, Format::Json, "log.json");
    county.write(&order);
    let text = fs::read_to_string(&order.out).unwrap();
    assert!(!acts(&text));
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        keys(&text.replace("\"visits\":[\n", "\"visits\":[")),
        documented("Document")
    );
    assert_eq!(
        (&log["format"], &log["version"]),
        (&"liuyou-visit-log".into(), &1.into())
    );
    for line in text
        .lines()
        .filter(|line| line.starts_with('{') && line.contains("visit_id"))
    {
        let visit = line.trim_end_matches(',');
        let (head, answers) = visit.split_once("\"answers\":[").unwrap();
        assert_eq!(
            keys(&format!("{head}\"answers\":[]}}")),
            documented("Visit")
        );
        for answer in answers
            .trim_end_matches("]}")
            .replace("},{", "}\n{")
            .lines()
        {
            assert_eq!(keys(answer), documented("Answer"));
        }
    }
    let visit = &log["visits"][0];
    assert_eq!(
        (&visit["status"], &visit["status_label"]),
        (&"corrected".into(), &"已更正".into())
    );
    assert_eq!(
        visit["correction_reasons"],
        serde_json::json!(["复核发现 看错了"])
    );
    assert_eq!(
        visit["answers"][1]["points_earned"],
        serde_json::json!(2.25)
    );
    assert_eq!(log["visits"][1]["organisation"], serde_json::json!(CLEANED));
    assert_eq!(log["visits"][2]["verdict"], serde_json::Value::Null);
    let order = county.order(Subject::Organisations, Format::Json, "register.json");
    county.write(&order);
    let text = fs::read_to_string(&order.out).unwrap();
    let record = text.lines().nth(1).unwrap().trim_end_matches(',');
    assert_eq!(keys(record), documented("Organisation"));
}

#[test]
fn a_corrected_answer_shows_what_it_was() {
    let mut county = county();
    let order = Order {
        lang: Lang::En,
        ..county.order(Subject::Visits, Format::Json, "log.json")
    };
    county.write(&order);
    let log: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&order.out).unwrap()).unwrap();
    let answers = log["visits"][0]["answers"].as_array().unwrap();
    let changed: Vec<_> = answers
        .iter()
        .filter(|answer| !answer["original_answer_label"].is_null())
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["item"], "2.1");
    assert_eq!(
        (&changed[0]["answer"], &changed[0]["original_answer"]),
        (&"poor".into(), &"good".into())
    );
    assert_eq!(
        (&changed[0]["remark"], &changed[0]["original_remark"]),
        (&"台账缺页".into(), &().into())
    );
}

#[test]
fn markdown_is_read_as_it_is_meant() {
    let mut county = county();
    let visits = Order {
        from: Some(day(3, 2)),
        to: Some(day(3, 2)),
        lang: Lang::En,
        ..county.order(Subject::Visits, Format::Markdown, "log.md")
    };
    county.write(&visits);
    insta::assert_snapshot!("visit", fs::read_to_string(&visits.out).unwrap());
    let corrected = Order {
        from: None,
        to: Some(day(3, 1)),
        lang: Lang::Zh,
        ..visits.clone()
    };
    county.write(&corrected);
    insta::assert_snapshot!(
        "corrected_visit",
        fs::read_to_string(&corrected.out).unwrap()
    );
    let register = county.order(Subject::Organisations, Format::Markdown, "register.md");
    county.write(&register);
    insta::assert_snapshot!("register", fs::read_to_string(&register.out).unwrap());
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let mut county = county();
    for subject in [Subject::Visits, Subject::Organisations] {
        for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Markdown] {
            for encoding in [Encoding::Utf8, Encoding::Gb18030] {
                let [first, second] = ["one", "two"].map(|name| {
                    let order = Order {
                        encoding,
                        ..county.order(subject, format, name)
                    };
                    let files = county.write(&order).files;
                    files
                        .iter()
                        .map(|path| fs::read(path).unwrap())
                        .collect::<Vec<_>>()
                });
                assert_eq!(first, second, "{subject:?} {format:?} {encoding:?}");
            }
        }
    }
    // nor does the hour matter
    let order = county.order(Subject::Visits, Format::Xlsx, "hour.xlsx");
    county.write(&order);
    let mut archive = zip::ZipArchive::new(fs::File::open(&order.out).unwrap()).unwrap();
    for at in 0..archive.len() {
        assert_eq!(
            archive.by_index(at).unwrap().last_modified(),
            Some(zip::DateTime::DEFAULT)
        );
    }
}

#[test]
fn both_days_are_included() {
    let mut county = county();
    for (from, to, records) in [
        (None, None, 3),
        (Some(day(3, 1)), Some(day(3, 3)), 3),
        (Some(day(3, 2)), Some(day(3, 2)), 1),
        (Some(day(3, 2)), None, 2),
        (None, Some(day(3, 2)), 2),
        (Some(day(3, 4)), None, 0),
    ] {
        let order = Order {
            from,
            to,
            ..county.order(Subject::Visits, Format::Csv, "days.csv")
        };
        assert_eq!(county.write(&order).records, records, "{from:?} {to:?}");
    }
    let order = Order {
        from: Some(day(3, 3)),
        to: Some(day(3, 2)),
        ..county.order(Subject::Visits, Format::Csv, "backwards.csv")
    };
    let refused = documents::write(&mut county.store, &order, &mut |_, _| true).unwrap_err();
    assert!(matches!(refused, ExportError::Days));
    assert_eq!(county.left_behind(), ["days-answers.csv", "days.csv"]);
}

#[test]
fn a_cancelled_export_leaves_the_older_file_alone() {
    let mut county = county();
    for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Markdown] {
        let order = county.order(Subject::Visits, format, "log.csv");
        fs::write(&order.out, "older").unwrap();
        let told = Cell::new((0, 0));
        let stopped = documents::write(&mut county.store, &order, &mut |done, total| {
            told.set((done, total));
            false
        });
        assert!(matches!(stopped, Err(ExportError::Cancelled)));
        assert_eq!(told.get(), (3, 3));
        assert_eq!(fs::read_to_string(&order.out).unwrap(), "older");
        assert_eq!(county.left_behind(), ["log.csv"]);
    }
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let mut county = county();
    let folder = county.folder.path().to_owned();
    let places: [(PathBuf, &str); 3] = [
        (folder.join("none/log.xlsx"), "No such file"),
        (folder.join("data"), "directory"),
        ("/".into(), "directory"),
    ];
    for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Markdown] {
        for (out, said) in &places {
            let order = Order {
                out: out.clone(),
                ..county.order(Subject::Visits, format, "x")
            };
            let refused =
                documents::write(&mut county.store, &order, &mut |_, _| true).unwrap_err();
            let ExportError::Write { path, cause } = &refused else {
                panic!("{refused:?}")
            };
            assert_eq!(path, out);
            #[cfg(unix)]
            assert!(
                cause.contains(said) && !cause.contains(".liuyou-"),
                "{cause}"
            );
            let sentence = Words::EN.export_error(&refused);
            assert!(
                sentence.contains(&*out.to_string_lossy()) && sentence.contains(cause.as_str()),
                "{said}"
            );
        }
    }
    assert_eq!(county.left_behind(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_finished_file_is_readable_like_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let mut county = county();
    let order = county.order(Subject::Visits, Format::Json, "log.json");
    county.write(&order);
    let plain = county.folder.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&order.out), mode(&plain));
}

#[test]
fn an_empty_store_gives_headings_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("data")).unwrap();
    for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Markdown] {
        let out = folder.path().join("empty");
        let order = Order {
            subject: Subject::Visits,
            format,
            encoding: Encoding::Utf8,
            from: None,
            to: None,
            out,
            lang: Lang::En,
            evidence: false,
            detail: Detail::default(),
        };
        let written = documents::write(&mut store, &order, &mut |_, _| true).unwrap();
        assert_eq!(written.records, 0);
    }
    let rows = csv_rows(&fs::read(folder.path().join("empty-answers.csv")).unwrap()[3..]);
    assert_eq!((rows.len(), rows[0].len()), (1, 18));
}
