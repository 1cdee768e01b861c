//! The wide export: nothing shifts, nothing vanishes, and old visits say what they said.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use liuyou::documents::{self, Detail, Encoding, ExportError, Format, Order, Subject};
use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;
use liuyou::domain::visit::Said;
use liuyou::standards::Standard;
use liuyou::store::Store;

use super::drive::program::{refused, said as told};
use super::{Site, said, standard};

const HEAD: usize = 25;

fn order(site: &Site, name: &str, format: Format) -> Order {
    Order {
        subject: Subject::Answers,
        format,
        encoding: Encoding::Utf8,
        from: None,
        to: None,
        out: site.path(name),
        lang: Lang::Zh,
        evidence: false,
        detail: Detail {
            template: "t".into(),
            ..Detail::default()
        },
    }
}

fn write(store: &mut Store, order: &Order) -> u64 {
    documents::write(store, order, &mut |_, _| true)
        .unwrap()
        .records
}

/// Lines of a CSV file without its mark.
fn lines(path: &std::path::Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

fn first() -> Standard {
    standard(
        1,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "1.1", scale = "graded", points = 10, name = { zh = "场所", en = "Site" } },
            { code = "1.2", scale = "graded", points = 10, name = { zh = "设施", en = "Gear" } },
            { code = "1.3", kind = "several_of", choices = "forms", name = { zh = "形式", en = "Forms" } },
        ]
        "#,
    )
}

/// An item before all others, one dropped, one put differently.
fn second() -> Standard {
    standard(
        2,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "1.0", kind = "money", name = { zh = "经费", en = "Money" } },
            { code = "1.1", scale = "graded", points = 20, name = { zh = "固定场所", en = "Fixed site" } },
            { code = "1.3", kind = "several_of", choices = "forms", name = { zh = "形式", en = "Forms" } },
        ]
        "#,
    )
}

/// 1.2 is there again as a pair, and a repeated section.
fn third() -> Standard {
    standard(
        3,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "1.2", kind = "pair", from = "staff", name = { zh = "人数", en = "People" } },
            { code = "1.1", scale = "graded", points = 20, name = { zh = "固定场所", en = "Fixed site" } },
        ]
        [[section]]
        code = "2"
        name = { zh = "二", en = "Two" }
        repeat = { most = 3 }
        item = [
            { code = "2.1", kind = "date", name = { zh = "日期", en = "Day" } },
            { code = "2.2", kind = "number", name = { zh = "人次", en = "People" } },
        ]
        "#,
    )
}

#[test]
fn a_template_changed_twice_leaves_old_visits_and_old_columns_as_they_were() {
    let mut site = Site::new();
    let march = site.visit(
        &first(),
        Date::of(2026, 3, 2),
        &[
            ("1.1", said("good")),
            ("1.2", said("poor")),
            ("1.2", Said::Remark("椅子坏了".into())),
            ("1.3", said("talk book")),
        ],
    );
    let known = |site: &mut Site| {
        let view = site.store.visit(march).unwrap();
        let form = view.form.clone();
        let score = form.score(&view.answers, view.visit.status, view.visit.started);
        (form.checklist.as_ref().clone(), view.answers, score)
    };
    let before = known(&mut site);
    // 10 of 20 points
    assert_eq!(before.2.tenths(), Some(500));
    let order = order(&site, "a.csv", Format::Csv);
    assert_eq!(write(&mut site.store, &order), 1);
    let old = lines(&order.out);
    assert!(old[0].ends_with("conflicts,1.1,1.1#remark,1.2,1.2#remark,1.3,1.3#remark"));
    assert!(
        old[1].ends_with(",good,,poor,椅子坏了,talk book,"),
        "{}",
        old[1]
    );

    site.visit(
        &second(),
        Date::of(2026, 6, 1),
        &[("1.0", said("1200.00")), ("1.1", said("weak"))],
    );
    assert_eq!(write(&mut site.store, &order), 2);
    let later = lines(&order.out);
    assert_eq!(later[0], format!("{},1.0,1.0#remark", old[0]));
    assert_eq!(later[1], format!("{},,", old[1]));
    assert!(later[2].ends_with(",weak,,,,,,1200.00,"), "{}", later[2]);

    site.visit(
        &third(),
        Date::of(2026, 9, 1),
        &[
            ("1.1", said("good")),
            ("1.2", said("7")),
            ("1.2", Said::Ledger(Some("9".into()))),
            ("2.1#1", said("2026-08-01")),
            ("2.2#1", said("12")),
            ("2.2#2", said("3")),
        ],
    );
    assert_eq!(write(&mut site.store, &order), 3);
    let last = lines(&order.out);
    // the ledger of 1.2 is new and comes last; its answer stays where it was
    assert_eq!(last[0], format!("{},1.2#ledger", later[0]));
    assert_eq!(last[1], format!("{},", later[1]));
    assert_eq!(last[2], format!("{},", later[2]));
    assert!(last[3].ends_with(",good,,7,,,,,,9"), "{}", last[3]);
    let repeats = lines(&site.path("a-repeats.csv"));
    assert_eq!(
        repeats[0],
        "visit_id,organisation,credit_code,date,section,number,2.1,2.1#remark,2.2,2.2#remark"
    );
    let rows: Vec<&str> = repeats[1..]
        .iter()
        .map(|row| &row[row.find("2026-09-01").unwrap()..])
        .collect();
    assert_eq!(
        rows,
        ["2026-09-01,2,1,2026-08-01,,12,", "2026-09-01,2,2,,,3,"]
    );

    assert_eq!(known(&mut site), before);
    site.store.rebuild(&mut |_, _| true).unwrap();
    assert_eq!(write(&mut site.store, &order), 3);
    assert_eq!(lines(&order.out), last);
    assert_eq!(known(&mut site), before);
}

#[test]
fn headings_in_words_stay_as_the_first_version_said_them() {
    let mut site = Site::new();
    site.visit(
        &first(),
        Date::of(2026, 3, 2),
        &[("1.1", said("good")), ("1.3", said("book"))],
    );
    let mut order = order(&site, "a.csv", Format::Csv);
    order.detail.labels = true;
    order.detail.split = true;
    write(&mut site.store, &order);
    let old = lines(&order.out);
    assert!(
        old[0].ends_with(
            "结果冲突的项,1.1 场所,1.1 场所（备注）,1.2 设施,1.2 设施（备注）,1.3 形式,1.3 形式：谈话,1.3 形式：读书,1.3 形式（备注）"
        ),
        "{}",
        old[0]
    );
    assert!(old[1].ends_with(",好,,,,读书,0,1,"), "{}", old[1]);
    site.visit(&second(), Date::of(2026, 6, 1), &[("1.1", said("good"))]);
    write(&mut site.store, &order);
    let later = lines(&order.out);
    assert_eq!(later[0], format!("{},1.0 经费,1.0 经费（备注）", old[0]));
    // in codes the language makes no difference
    order.detail.labels = false;
    write(&mut site.store, &order);
    let chinese = fs::read(&order.out).unwrap();
    order.lang = Lang::En;
    write(&mut site.store, &order);
    assert_eq!(fs::read(&order.out).unwrap(), chinese);
}

#[test]
fn hidden_answers_are_left_out_and_what_is_worked_out_is_written() {
    let mut site = Site::new();
    let list = standard(
        1,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "s", scale = "graded", points = 1, name = { zh = "字", en = "Word" } },
            { code = "more", kind = "one_of", choices = "forms", name = { zh = "字", en = "Word" } },
            { code = "why", kind = "text", shown_when = "${more} = 'talk'", name = { zh = "字", en = "Word" } },
            { code = "n", kind = "number", name = { zh = "字", en = "Word" } },
            { code = "twice", kind = "computed", form = "number", computed = "${n} * 2", name = { zh = "字", en = "Word" } },
            { code = "area", kind = "text", name = { zh = "字", en = "Word" } },
        ]
        "#,
    );
    for (day, choice) in [(2, "talk"), (3, "book")] {
        let answers = [
            ("more", said("talk")),
            ("why", said("有原因")),
            ("more", said(choice)),
            ("n", said("-3")),
            ("area", said("=1+1")),
        ];
        site.visit(&list, Date::of(2026, 3, day), &answers);
    }
    let order = order(&site, "a.csv", Format::Csv);
    write(&mut site.store, &order);
    let rows = lines(&order.out);
    // an item that is called as a fixed column is
    assert!(
        rows[0].ends_with("more,more#remark,why,why#remark,n,n#remark,twice,_area,area#remark")
    );
    assert!(
        rows[1].ends_with(",talk,,有原因,,-3,,-6,'=1+1,"),
        "{}",
        rows[1]
    );
    assert!(rows[2].ends_with(",book,,,,-3,,-6,'=1+1,"), "{}", rows[2]);
}

#[test]
fn a_workbook_has_the_same_cells_and_json_the_documented_keys() {
    let mut site = Site::new();
    site.visit(
        &third(),
        Date::of(2026, 9, 1),
        &[
            ("1.1", said("weak")),
            ("1.2", said("7")),
            ("2.2#2", said("3")),
        ],
    );
    let book = order(&site, "a.xlsx", Format::Xlsx);
    write(&mut site.store, &book);
    let mut sheets: Xlsx<_> = open_workbook(&book.out).unwrap();
    let names = sheets.sheet_names();
    let visits = sheets.worksheet_range(&names[0]).unwrap();
    let cell = |row, column| visits.get((row, column)).unwrap().clone();
    assert_eq!(cell(0, HEAD), calamine::Data::String("1.2".into()));
    assert_eq!(cell(1, HEAD), calamine::Data::Float(7.0));
    let repeats = sheets.worksheet_range(&names[1]).unwrap();
    assert_eq!((repeats.height(), repeats.width()), (3, 10));

    let mut order = order(&site, "a.json", Format::Json);
    write(&mut site.store, &order);
    let text = fs::read_to_string(&order.out).unwrap();
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&log["format"], &log["version"]),
        (&"liuyou-answers".into(), &1.into())
    );
    let visit = &log["visits"][0];
    assert_eq!((&visit["1.1"], &visit["1.2"]), (&"weak".into(), &7.into()));
    let documented = |heading: &str| -> Vec<String> {
        let text = include_str!("../../fixtures/answers-export.md");
        let table = text
            .split(&format!("| {heading} | holds |\n|---|---|\n"))
            .nth(1)
            .unwrap();
        let rows = table.lines().map_while(|line| line.strip_prefix("| `"));
        rows.map(|row| row.split('`').next().unwrap().to_owned())
            .collect()
    };
    // the order of the text, which a parsed map would lose
    let line = text.lines().nth(1).unwrap();
    let keys = |line: &str| -> Vec<String> {
        let parts: Vec<&str> = line.split("\":").collect();
        let named = parts[..parts.len() - 1].iter();
        named
            .map(|part| part.rsplit('"').next().unwrap().to_owned())
            .collect()
    };
    let head = &line[..line.find("\"1.2\"").unwrap()];
    assert_eq!(keys(head), documented("column of a visit"));
    let repeated = &line[line.find("\"repeats\":[{").unwrap() + 11..line.find("\"2.1\"").unwrap()];
    let own = documented("column of a repeated section");
    assert_eq!(keys(repeated), own[4..]);
    order.detail.labels = true;
    write(&mut site.store, &order);
    let log: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&order.out).unwrap()).unwrap();
    assert_eq!(log["visits"][0]["1.1_label"], "一般");
    let csv = super::answers::order(&site, "k.csv", Format::Csv);
    write(&mut site.store, &csv);
    let documented: Vec<String> = documented("column of a visit");
    assert_eq!(
        lines(&csv.out)[0].split(',').take(HEAD).collect::<Vec<_>>(),
        documented
    );
}

#[test]
fn only_visits_of_the_template_and_of_the_days_are_written() {
    let mut site = Site::new();
    site.visit(&first(), Date::of(2026, 3, 2), &[("1.1", said("good"))]);
    site.visit(&second(), Date::of(2026, 6, 1), &[("1.1", said("good"))]);
    let other = Standard {
        text: first().text.replace("id = \"t\"", "id = \"u\""),
        ..first()
    };
    let other = Standard {
        checklist: liuyou::standards::parse(&other.text).unwrap(),
        ..other
    };
    site.visit(&other, Date::of(2026, 6, 2), &[("1.1", said("good"))]);
    let mut order = order(&site, "a.csv", Format::Csv);
    order.from = Some(Date::of(2026, 4, 1));
    assert_eq!(write(&mut site.store, &order), 1);
    let rows = lines(&order.out);
    // the days narrow the rows and never the columns
    assert!(rows[0].contains(",1.2,") && rows[0].ends_with(",1.0,1.0#remark"));
    assert_eq!(rows.len(), 2);
    order.detail.template = "v".into();
    let refused = documents::write(&mut site.store, &order, &mut |_, _| true);
    assert!(
        matches!(&refused, Err(ExportError::NoTemplate { known, .. }) if *known == ["t", "u"]),
        "{refused:?}"
    );
}

#[test]
fn the_command_writes_answers_and_refuses_what_would_have_no_effect() {
    let mut site = Site::new();
    site.visit(&first(), Date::of(2026, 3, 2), &[("1.1", said("good"))]);
    let data = site.path("data");
    drop(site.store);
    let out = site.folder.path().join("x.csv");
    let file = out.display().to_string();
    let written = told(
        &data,
        &[
            "export",
            "answers",
            "--template",
            "t",
            "--format",
            "csv",
            "--split",
            "--out",
            &file,
        ],
    );
    assert!(written.contains(&file));
    assert!(lines(&out)[0].contains("1.3/talk,1.3/book"));
    for (arguments, why) in [
        (&["export", "answers", "--format", "csv"][..], "--template"),
        (
            &["export", "answers", "--template", "t", "--format", "md"],
            "md",
        ),
        (
            &["export", "visits", "--format", "csv", "--labels"],
            "--labels",
        ),
        (&["export", "audit"], "--all"),
        (&["export", "audit", "--all", "--format", "xlsx"], "csv"),
        (
            &["export", "audit", "东街义工协会", "--from", "2026-01-01"],
            "--from",
        ),
    ] {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--out", &file]).collect();
        let said = refused(&data, &arguments, 2);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}
