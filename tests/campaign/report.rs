//! The reports on a campaign and the wall chart: what they say, in which words, and that a frozen stage does not move.

use std::path::Path;

use liuyou::app::command::preference;
use liuyou::documents::report;
use liuyou::domain::calendar::Date;
use liuyou::domain::campaign::{Purpose, Stage};
use liuyou::domain::export::{Encoding, ReportFormat, ReportStage, ReportSubject, ReportWanted};
use liuyou::reports::{Block, Report, Tone};
use liuyou::runtime::reports;
use liuyou::standards::Rules;
use liuyou::store::Store;
use liuyou::words::Words;

use super::drive::NOW;
use super::{found, here, is_sound, on, organisation};

fn county() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::county(&mut store, NOW).unwrap();
    (folder, store)
}

fn made(store: &Store, subject: ReportSubject, stage: ReportStage, today: Date) -> Report {
    let wanted = ReportWanted {
        stage,
        ..ReportWanted::of(subject)
    };
    reports::report(store, &wanted, &Rules::shipped(), today, Words::ZH).unwrap()
}

fn campaign(store: &Store, stage: ReportStage) -> Report {
    made(store, ReportSubject::Campaign, stage, NOW.today)
}

#[track_caller]
fn says(report: &Report, text: &str) {
    let all = report::text(report);
    assert!(all.contains(text), "「{text}」:\n{all}");
}

#[test]
fn the_progress_report_says_what_was_formed_and_what_is_missing() {
    let (_folder, store) = county();
    let report = campaign(&store, ReportStage::Progress);
    assert_eq!(report.title, "云岭县社会组织集中组建行动进展情况报告");
    for text in [
        "时点：2026-11-22，口径：全口径",
        "行动自 2026-10-18 开始，至 2026-12-04 结束，报告日为第 36 天，含当日尚余 13 天。",
        "党组织已覆盖社会组织 64 家，组织覆盖率 79.01%（64/81），较基期 66.67%（54/81）提高 12.34 个百分点。",
        "党组织由 36 个到 43 个，净增 7 个，增幅 19.44%（以 36 个为基数）。",
        "预备党员 3 名，较基期增加 3 名",
        "组织覆盖率 79.01%（64/81），距 85% 的目标还差 5 家，平均每周须新增 3 家。",
        "工作覆盖率 100.00%（81/81），已达到 100% 的目标。",
        "列入清账销号 19 家，已销号 10 家，销号率 52.63%（10/19）。",
        "未销号的，在办 3 家，逾期 2 家，未分派 4 家。",
        "下一节点为「完成组建，总结通报」（2026-12-04），还有 12 天。",
        "提高最多的镇街：柳湾镇 +60.00 个百分点，由 40.00%（2/5）到 100.00%（5/5）。",
    ] {
        says(&report, text);
    }
}

#[test]
fn a_stage_is_told_from_its_snapshot_or_says_that_there_is_none() {
    let (_folder, mut store) = county();
    let mid = campaign(&store, ReportStage::MidTerm);
    says(&mid, "以下均为 2026-11-18 快照的数字");
    says(&mid, "未销号的，在办 4 家，逾期 1 家，未分派 4 家。");
    let before = campaign(&store, ReportStage::Final);
    says(&before, "「总结」的快照尚未存，以下为 2026-11-22 的数字");
    says(
        &before,
        "组织覆盖率 79.01%（64/81），未达到 85% 的目标，还差 5 家。",
    );
    let uuid = store.campaigns().unwrap()[0].0;
    let purpose = Purpose::Stage(uuid, Stage::Final);
    let stand = store.stand_for(&Rules::shipped(), &purpose, NOW).unwrap();
    store.keep_stand(&purpose, &stand, NOW).unwrap();
    let last = campaign(&store, ReportStage::Final);
    says(&last, "以下均为 2026-11-22 快照的数字");
    says(&last, "云岭县书法家协会");
    // a month later five more are covered, and no report of a frozen stage has changed
    let later = on(NOW.today.plus_days(30));
    let list = store
        .worklist(&Rules::shipped(), &Default::default(), later)
        .unwrap();
    for line in list.lines.iter().take(5) {
        let uuid = store.organisation(line.id).unwrap().uuid;
        found(&mut store, &[uuid], Some(later.today), later);
    }
    let at = |stage| made(&store, ReportSubject::Campaign, stage, later.today);
    assert_eq!(at(ReportStage::Final), last);
    assert_eq!(at(ReportStage::MidTerm), mid);
    is_sound(&mut store);
}

#[test]
fn where_ranking_is_off_nobody_is_named_and_nobody_has_a_place() {
    let (_folder, mut store) = county();
    store.set_preference(preference::RANKING, "off").unwrap();
    let report = campaign(&store, ReportStage::Final);
    says(&report, "排名已关闭");
    let text = report::text(&report);
    assert!(
        !text.contains("最高的镇街") && !text.contains("名次"),
        "{text}"
    );
    let area = report
        .tables()
        .into_iter()
        .find(|table| table.key == "by_area");
    let names: Vec<String> = area
        .unwrap()
        .rows
        .iter()
        .map(|row| row[0].shown())
        .collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn without_a_campaign_the_report_says_so() {
    let (_folder, mut store) = super::empty();
    says(
        &campaign(&store, ReportStage::Progress),
        "还没有集中组建行动",
    );
    organisation(&mut store, "甲协会", "东街", here(3));
    let tasks = made(
        &store,
        ReportSubject::Tasks,
        ReportStage::Progress,
        NOW.today,
    );
    says(&tasks, "应建按党章口径");
    says(&tasks, "列入清账销号 1 家");
}

#[test]
fn the_wall_has_a_tile_for_every_organisation_on_the_list() {
    let (folder, store) = county();
    let report = made(
        &store,
        ReportSubject::Tasks,
        ReportStage::Progress,
        NOW.today,
    );
    let tiles = report.blocks.iter().find_map(|block| match block {
        Block::Tiles(tiles) => Some(tiles),
        _ => None,
    });
    let groups = &tiles.unwrap().groups;
    let all: Vec<_> = groups.iter().flat_map(|group| &group.tiles).collect();
    assert_eq!(all.len(), 19);
    let bad = all.iter().filter(|tile| tile.tone == Tone::Bad).count();
    assert_eq!(bad, 2);
    assert!(all.iter().all(|tile| match tile.tone {
        Tone::Bad => tile.state == "逾期",
        Tone::Warn => tile.state == "未分派",
        Tone::Going => tile.state == "在办",
        Tone::Good => tile.state == "已销号",
    }));
    // most left to do first
    assert_eq!(groups[0].name, "乐水乡");
    assert_eq!(groups[0].note, "销号率 0.00%（0/3）");

    let html = written(&report, folder.path(), ReportFormat::Html);
    assert!(html.contains("size: landscape"));
    assert_eq!(html.matches("<div class=\"tile ").count(), 19);
    for text in ["逾期", "欧阳子衿", "期限 2026-11-19", "销号 2026-11-10"] {
        assert!(html.contains(text), "{text}");
    }
    // the same figures for programs and workbooks are in the tables
    let csv = written(&report, folder.path(), ReportFormat::Csv);
    assert!(
        csv.starts_with("\u{feff}镇街,未分派,在办,逾期,已销号,列入,销号率"),
        "{csv}"
    );
    let json = written(&report, folder.path(), ReportFormat::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let list = json["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|block| block["key"] == "list");
    let rows = list.unwrap()["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 19);
    assert_eq!(rows[0]["days_left"], -9);
    assert_eq!(rows[18]["struck"], "2026-11-06");
    assert_eq!(
        json["blocks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|block| block["kind"] == "tiles")
            .count(),
        1
    );
}

fn written(made: &Report, folder: &Path, format: ReportFormat) -> String {
    let out = folder.join(format!("wall.{}", format.extension()));
    report::write(made, format, Encoding::Utf8, &out).unwrap();
    std::fs::read_to_string(out).unwrap()
}

/// Whole reports in both languages, to be read.
#[test]
fn reports_read_as_before() {
    let (_folder, store) = county();
    for (words, code) in [(Words::ZH, "zh"), (Words::EN, "en")] {
        for (subject, stage) in [
            (ReportSubject::Campaign, ReportStage::Progress),
            (ReportSubject::Campaign, ReportStage::MidTerm),
            (ReportSubject::Campaign, ReportStage::Final),
            (ReportSubject::Tasks, ReportStage::Progress),
        ] {
            let wanted = ReportWanted {
                stage,
                ..ReportWanted::of(subject)
            };
            let made =
                reports::report(&store, &wanted, &Rules::shipped(), NOW.today, words).unwrap();
            let name = format!("{code}_{}_{}", subject.code(), stage.code());
            insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
                insta::assert_snapshot!(name, report::text(&made));
            });
        }
    }
}
