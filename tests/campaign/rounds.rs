//! Schedules, the route sheet and rounds of supervision on screen and in files, key by key, over a real file.

use liuyou::documents::report;
use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;
use liuyou::domain::export::{Encoding, ReportFormat, ReportSubject, ReportWanted};
use liuyou::domain::organisation::Organisation;
use liuyou::domain::plan::PlanWanted;
use liuyou::domain::round::RoundView;
use liuyou::reports::Report;
use liuyou::runtime::reports;
use liuyou::standards::Rules;
use liuyou::store::Store;
use liuyou::words::Words;

use super::drive::{Drive, NOW};
use super::{is_sound, on};

fn demo() -> (tempfile::TempDir, Drive) {
    let folder = tempfile::tempdir().unwrap();
    let drive = Drive::demo(folder.path(), Lang::Zh);
    (folder, drive)
}

/// Three organisations of 民政局 in two areas, and who works here.
fn small() -> (tempfile::TempDir, Drive) {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("Down text:林示例 Down text:县社会工作部 F9");
    let entered = on(Date::of(2026, 1, 5));
    for (name, area) in [("甲协会", "东街"), ("乙商会", "东街"), ("丙学校", "西街")]
    {
        let store = &mut drive.worker.store;
        let facts = Organisation {
            name: name.into(),
            area: area.into(),
            authority: "民政局".into(),
            ..Organisation::default()
        };
        let change = facts.change(store.new_id(entered));
        store.commit(&change, entered).unwrap();
    }
    (folder, drive)
}

fn latest(drive: &Drive) -> RoundView {
    let store = &drive.worker.store;
    let (id, _) = store.rounds().unwrap()[0];
    store.round_view(id, true).unwrap()
}

#[test]
fn a_round_is_begun_filled_visited_and_closed() {
    let (_folder, mut drive) = small();
    drive
        .keys("2")
        .sees("还没有督导")
        .keys("F7")
        .sees("2026年第1轮督导");
    // a day that is none is named and what was typed stays; the last day cannot come first
    drive
        .keys("Down Ctrl+U text:2026-2-30 F9")
        .sees("不是日期")
        .sees("2026-2-30");
    drive.keys("Ctrl+U text:2026-11-20 Down Ctrl+U text:2026-11-19 F9");
    drive.sees("末日不能早于首日");
    drive
        .keys("Ctrl+U text:2026-11-27 F9")
        .sees("还没有列入组织");
    drive.sees("第 1 轮，2026-11-20 至 2026-11-27，牵头单位县社会工作部");
    // chosen by area: two of three, then all of them
    drive.keys("F3").sees("列入哪些组织").sees("列出 3 家");
    drive.keys("F9").sees("请先按 Enter 选定至少一家");
    drive
        .keys("F3 Down Enter")
        .sees("[全部 + 东街]")
        .keys("F8")
        .sees("已选 2 家");
    drive.keys("F8").sees("已选 0 家").keys("F8 F9");
    drive
        .sees("列入社会组织 2 家")
        .sees("社会组织 2 家：已检查 0，检查中 0，待检查 2");
    drive.sees("已涉及主管单位 0/1").sees("下一家：");
    // listed already, two of three bring one
    drive
        .keys("F3 F8 F9")
        .sees("列入社会组织 1 家")
        .sees("社会组织 3 家");
    // a visit is begun from the round and belongs to it
    drive.keys("F4").sees("选择模板").keys("Enter").sees("0/43");
    let visit = latest(&drive).members[0].visits[0].id;
    drive
        .keys("1 1 4 1 1 1 1")
        .keys("Esc")
        .sees("检查中 1，待检查 2");
    let view = latest(&drive);
    assert_eq!(view.members[0].visits[0].id, visit);
    // the draft is gone on with instead of begun again
    drive.keys("Home F4").sees("7/43").keys("F9 F9");
    // what failed is offered as findings, and left for now
    drive.keys("Esc Esc");
    drive
        .sees("已检查 1，检查中 0，待检查 2")
        .sees("已涉及主管单位 1/1");
    let view = latest(&drive);
    assert_eq!((view.progress.done, view.progress.problems), (1, 1));
    // it is closed with its result, takes nothing more, and is opened again by an empty date
    drive.keys("F8").sees("还有 2 家没有完成检查");
    drive
        .keys("text:总体较好 Up Ctrl+U text:2026-11-1 F9")
        .sees("不能早于首日");
    drive
        .keys("Ctrl+U text:2026-11-22 F9")
        .sees("2026-11-22 结束");
    drive
        .sees("结论：总体较好")
        .sees("未检查 2")
        .keys("F3")
        .sees("已经结束");
    drive.keys("End F4").sees("已经结束");
    drive
        .keys("F8 Up Ctrl+U F9")
        .sees("进行中")
        .sees("结论：总体较好");
    assert_eq!(latest(&drive).round.closed, None);
    is_sound(&mut drive.worker.store);
}

#[test]
fn visits_made_before_the_round_are_put_in_and_taken_out() {
    let (_folder, mut drive) = small();
    // one finished visit and one still open, both of today
    drive.keys("F3 text:甲 Enter Enter Enter 1 F9 F9 Esc Esc Esc");
    drive.keys("Esc F3 text:乙 Enter Enter Enter 1 Esc Esc Esc Esc");
    drive.keys("2 F7 F9 F3 F8 F9");
    drive
        .sees("期间另有 2 次检查未归入本轮")
        .sees("11-22 未归入");
    let at = latest(&drive)
        .members
        .iter()
        .position(|member| member.name == "甲协会")
        .unwrap();
    drive.keys("Home").keys(&"Down ".repeat(at)).keys("F6");
    drive
        .sees("归入本轮：2026-11-22 「六有」场所检查")
        .sees("全部归入：2 次");
    drive.keys("Esc F6 Down Enter").sees("归入检查 2 次");
    drive.sees("已检查 1，检查中 1，待检查 1");
    // the one that is selected is taken out again; while it is in, its organisation stays
    drive.keys("Delete").sees("已有检查归入本轮");
    drive
        .keys("F6 Enter")
        .sees("已移出本轮")
        .keys("Delete")
        .sees("已移出名单");
    let view = latest(&drive);
    assert_eq!(
        (view.members.len(), view.progress.done + view.progress.draft),
        (2, 1)
    );
    is_sound(&mut drive.worker.store);
}

#[test]
fn an_authority_itself_is_listed_and_supervised() {
    let (_folder, mut drive) = small();
    drive.keys("2 F7 F9 F10").keys("F10 Enter").sees("0/1");
    drive.keys("Tab").sees("未涉及  民政局").sees("单独列入");
    drive
        .keys("F5")
        .sees("已涉及  民政局")
        .sees("2026-11-22 督导单位");
    assert_eq!(latest(&drive).reached(), 1);
    drive.keys("F5").sees("未涉及  民政局").keys("Delete");
    drive.sees("还没有涉及主管单位").sees_not("民政局");
    // with an organisation in the round it comes by itself and cannot be taken out
    drive.keys("F3 Enter F9 Delete").sees("不能移出");
    // and leads to that organisation
    drive
        .keys("Enter")
        .sees("[社会组织]")
        .keys("Enter")
        .sees("督导 2026年第1轮督导");
    is_sound(&mut drive.worker.store);
}

#[test]
fn rounds_are_reached_from_the_list_coverage_and_campaign_and_years_turn() {
    let (_folder, mut drive) = demo();
    for keys in ["F3 F11", "F6 F10", "F9 F10", "2", "d"] {
        drive.keys(keys).sees("2026 年督导情况").keys("Esc Esc Esc");
        drive.model.shell.quitting = false;
    }
    drive
        .keys("F2 text:督导 Enter")
        .sees("2026 年督导情况")
        .keys("Esc");
    let store = &mut drive.worker.store;
    let uuid = store.new_id(NOW);
    let round = liuyou::domain::round::Round {
        number: 2,
        name: "去年第2轮".into(),
        from: Date::of(2025, 5, 6),
        to: Date::of(2025, 5, 9),
        lead: String::new(),
        closed: None,
        conclusion: String::new(),
    };
    store.commit(&round.change(uuid), NOW).unwrap();
    drive
        .keys("2 F3")
        .sees("2025 年督导情况")
        .sees("去年第2轮")
        .sees("到期未结束");
    // the next number goes on with this year's
    drive
        .keys("F7")
        .sees("2026年第5轮督导")
        .keys("Esc F4")
        .sees("2026 年督导情况");
    // changed, it keeps its lists
    drive
        .keys("Enter F7 Down Ctrl+U text:县级督导 F9")
        .sees("县级督导")
        .sees("社会组织 16 家");
}

#[test]
fn nothing_is_changed_while_another_program_writes() {
    let (folder, drive) = demo();
    drop(drive);
    let _other = Store::open_existing(folder.path()).unwrap();
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    for keys in [
        "2 F7",
        "2 Enter F3",
        "2 Enter F4",
        "2 Enter F8",
        "2 Enter F5",
    ] {
        drive.keys(keys).sees("只读打开").keys("Esc Esc Esc");
        drive.model.shell.quitting = false;
    }
}

#[test]
fn today_and_an_organisation_show_which_template_is_due() {
    let (_folder, mut drive) = small();
    // written down on 5 January, due on 4 February: 24 days of February, 245 of March to October, 22 of November
    drive.keys("Esc F3 Esc").sees("首次检查（已到期 3 家）");
    drive.sees("「六有」场所检查").sees("逾期 291 天");
    drive
        .keys("Enter")
        .sees("未检查  应检 2026-02-04")
        .sees("逾期 291 天");
    drive.keys("Enter Enter 1 F9 F9 Esc");
    drive
        .sees("上次 2026-11-22  应检 2027-02-20")
        .sees("还有 90 天");
    drive.keys("Esc").sees("首次检查（已到期 2 家）");
    // a fortnight before it is due it comes up
    drive.now = on(Date::of(2027, 2, 6));
    drive.keys("F3 Esc").sees("14 天后到期").sees("即将到期 1");
}

fn made(store: &Store, wanted: &ReportWanted, words: Words) -> Report {
    reports::report(store, wanted, &Rules::shipped(), NOW.today, words).unwrap()
}

#[track_caller]
fn says(report: &Report, texts: &[&str]) {
    let all = report::text(report);
    for text in texts {
        assert!(all.contains(text), "「{text}」:\n{all}");
    }
}

#[test]
fn the_reports_say_the_same_in_five_formats() {
    let (folder, drive) = demo();
    let store = &drive.worker.store;
    let plan = made(store, &ReportWanted::of(ReportSubject::Plan), Words::ZH);
    says(
        &plan,
        &[
            "下周走访路线表",
            "2026-11-23 至 2026-11-29，2026 年第 48 周",
            "到 2026-11-29 应走访 59 家，其中已逾期 42 家。本表排入 30 家，未排入 29 家。",
            "首次：「六有」场所检查",
            "备注、签名",
        ],
    );
    let round = made(store, &ReportWanted::of(ReportSubject::Round), Words::ZH);
    says(
        &round,
        &[
            "2026年第4轮督导情况",
            "列入社会组织 16 家：已检查 5 家，检查中 3 家，待检查 8 家。",
            "已涉及的主管单位   37.50%     3     8",
        ],
    );
    let year = made(store, &ReportWanted::of(ReportSubject::Rounds), Words::EN);
    says(
        &year,
        &[
            "Supervision rounds of 2026",
            "2026: rounds held: 4, authorities reached: 9, organisations visited: 28, visits finished: 32,",
        ],
    );
    for report in [&plan, &round, &year] {
        for format in ReportFormat::ALL {
            let out = folder
                .path()
                .join(format!("{}.{}", report.id, format.extension()));
            let written = report::write(report, *format, Encoding::Utf8, &out).unwrap();
            assert!(written.files.iter().all(|file| file.exists()), "{format:?}");
        }
    }
    // twelve columns are printed across the sheet
    let page = std::fs::read_to_string(folder.path().join("plan.html")).unwrap();
    assert!(page.contains("A4 landscape"));
    let json: serde_json::Value = serde_json::from_str(&report::json(&plan)).unwrap();
    let blocks = json["blocks"].as_array().unwrap();
    let route = blocks.iter().find(|block| block["key"] == "route").unwrap();
    assert_eq!(route["rows"].as_array().unwrap().len(), 30);
}

#[test]
fn a_sheet_on_screen_is_turned_to_another_week_and_narrowed_to_an_area() {
    let (_folder, mut drive) = demo();
    drive.keys("1").sees("下周走访路线表").sees("第 48 周");
    drive
        .keys("F6")
        .sees("2026-11-30 至 2026-12-06，2026 年第 49 周");
    drive
        .keys("F3 text:白鹭 Enter")
        .sees("只列镇街：白鹭镇")
        .sees("第 49 周");
    drive
        .keys("F5 F3 Enter")
        .sees("第 48 周")
        .sees_not("只列镇街");
    drive.keys("F9").sees("走访路线表").keys("Esc Esc");
    drive.sees("今日工作");
}

#[test]
fn a_narrowed_sheet_says_what_it_is_narrowed_to() {
    let (_folder, drive) = demo();
    let store = &drive.worker.store;
    let person = store.people_named("赵芳菲").unwrap()[0].id;
    let wanted = ReportWanted {
        plan: PlanWanted {
            from: Some(Date::of(2026, 12, 28)),
            days: Some(10),
            area: Some("青石街道".into()),
            person: Some((person, "赵芳菲".into())),
            per_day: Some(1),
        },
        ..ReportWanted::of(ReportSubject::Plan)
    };
    let plan = made(store, &wanted, Words::ZH);
    says(
        &plan,
        &[
            "走访路线表\n2026-12-28 至 2027-01-06\n",
            "时点 2026-11-22，每个工作日 1 家",
            "只列镇街：青石街道",
            "只列赵芳菲联系的组织",
        ],
    );
    // a weekend has no working day
    let weekend = ReportWanted {
        plan: PlanWanted {
            from: Some(Date::of(2026, 11, 28)),
            days: Some(2),
            ..PlanWanted::default()
        },
        ..ReportWanted::of(ReportSubject::Plan)
    };
    says(
        &made(store, &weekend, Words::ZH),
        &["这几天没有工作日，未作安排。", "本表排入 0 家"],
    );
}
