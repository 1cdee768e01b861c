//! The audit trail in the columns of ODK's audit.csv.

use std::fs;

use liuyou::domain::calendar::Date;
use liuyou::domain::change::{Change, Edit, Field, Value};
use liuyou::domain::visit::Said;

use super::drive::program::said as told;
use super::{NAME, Site, at, said, standard};

const MARCH: Date = Date::of(2026, 3, 2);
const LATER: Date = Date::of(2026, 3, 5);

fn list() -> liuyou::standards::Standard {
    standard(
        1,
        r#"
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "1.1", scale = "graded", points = 10, name = { zh = "场所", en = "Site" } },
            { code = "staff", kind = "pair", from = "staff", name = { zh = "人数", en = "People" } },
        ]
        [[section]]
        code = "times"
        name = { zh = "二", en = "Two" }
        repeat = { most = 3 }
        item = [{ code = "theme", kind = "text", name = { zh = "主题", en = "Theme" } }]
        "#,
    )
}

#[test]
fn every_change_is_a_row_and_no_row_is_made_up() {
    let mut site = Site::new();
    let answers = [
        ("1.1", said("good")),
        ("1.1", Said::Remark("=1+1, \"好\"".into())),
        ("1.1", said("weak")),
        ("staff", said("7")),
        ("staff", Said::Ledger(Some("9".into()))),
        ("theme#2", said("学习")),
        ("theme#2", Said::Option(None)),
    ];
    let id = site.begin(&list(), MARCH, &answers);
    let uuid = site.store.name_of(id).unwrap();
    let mode = Edit::new(uuid, Field::VISIT_MODE, Value::text("phone"));
    site.store
        .commit(&Change::of(vec![mode]), at(MARCH))
        .unwrap();
    site.finish(id, MARCH);
    site.say(id, "1.1", said("poor"), LATER, Some("看错了"));
    site.say(id, "staff", said("8"), LATER, Some("看错了"));
    let data = site.path("data");
    let out = site.path("audit.csv");
    drop(site.store);
    told(
        &data,
        &["export", "audit", NAME, "--out", out.to_str().unwrap()],
    );
    // 2026-03-02 09:00 UTC and three days later
    let (t, u) = (1_772_442_000_000_i64, 1_772_701_200_000_i64);
    let wanted = format!(
        "event,node,start,end,old-value,new-value,user,change-reason\n\
         form start,,{t},,,,林示例,\n\
         question,/data/_1/_1.1,{t},,,good,林示例,\n\
         question,/data/_1/_1.1/remark,{t},,,\"'=1+1, \"\"好\"\"\",林示例,\n\
         question,/data/_1/_1.1,{t},,good,weak,林示例,\n\
         question,/data/_1/staff,{t},,,7,林示例,\n\
         question,/data/_1/staff/ledger,{t},,,9,林示例,\n\
         question,/data/times[2]/theme,{t},,,学习,林示例,\n\
         question,/data/times[2]/theme,{t},,学习,,林示例,\n\
         question,/data/mode,{t},,on_site,phone,林示例,\n\
         form finalize,,{t},,,,林示例,\n\
         change reason,,{u},,,,林示例,看错了\n\
         question,/data/_1/_1.1,{u},,weak,poor,林示例,看错了\n\
         question,/data/_1/staff,{u},,7,8,林示例,看错了\n"
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), wanted);
    let mut reader = csv::Reader::from_path(&out).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(&rows[2][5], "'=1+1, \"好\"");
}

#[test]
fn all_visits_are_joined_as_odk_central_joins_them() {
    let mut site = Site::new();
    let first = site.visit(&list(), MARCH, &[("1.1", said("good"))]);
    let second = site.begin(&list(), LATER, &[]);
    let names = [first, second].map(|id| site.store.name_of(id).unwrap());
    let (data, out) = (site.path("data"), site.path("all.csv"));
    drop(site.store);
    told(
        &data,
        &["export", "audit", "--all", "--out", out.to_str().unwrap()],
    );
    let (t, u) = (1_772_442_000_000_i64, 1_772_701_200_000_i64);
    let [a, b] = names;
    let wanted = format!(
        "instance ID,event,node,start,end,latitude,longitude,accuracy,old-value,new-value,user,change-reason\n\
         {a},form start,,{t},,,,,,,林示例,\n\
         {a},question,/data/_1/_1.1,{t},,,,,,good,林示例,\n\
         {a},form finalize,,{t},,,,,,,林示例,\n\
         {b},form start,,{u},,,,,,,林示例,\n"
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), wanted);
    // narrowed to the days of the visits
    told(
        &data,
        &[
            "export",
            "audit",
            "--all",
            "--from",
            "2026-03-04",
            "--out",
            out.to_str().unwrap(),
        ],
    );
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 2);
}

#[test]
fn the_columns_are_documented() {
    let text = include_str!("../../fixtures/answers-export.md");
    let table = text
        .split("| column | holds |\n|---|---|\n")
        .nth(1)
        .unwrap();
    let rows = table.lines().map_while(|line| line.strip_prefix("| `"));
    let documented: Vec<&str> = rows.map(|row| row.split('`').next().unwrap()).collect();
    let mut site = Site::new();
    site.visit(&list(), MARCH, &[]);
    let (data, out) = (site.path("data"), site.path("all.csv"));
    drop(site.store);
    told(
        &data,
        &["export", "audit", "--all", "--out", out.to_str().unwrap()],
    );
    let text = fs::read_to_string(&out).unwrap();
    assert_eq!(
        text.lines().next().unwrap().split(',').collect::<Vec<_>>(),
        documented
    );
}
