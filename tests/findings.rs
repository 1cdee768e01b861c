//! From a failed item to a closed problem, without a terminal: every key through `update`, every ask done at once over
//! a real file, the clock moved by hand.

mod drive;

use drive::{Drive, NOW};
use liuyou::app::Cmd;
use liuyou::app::screen::Screen;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::checklist::Lang;
use liuyou::domain::finding::{FindingFilter, FindingRow, State, StepKind};
use liuyou::domain::rules::Rules;
use liuyou::store::Store;

fn is_sound(drive: &mut Drive) {
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// Goes on to a later day, or an earlier one where the clock is set back.
fn on(drive: &mut Drive, day: Date) {
    let days = day.days_since(NOW.today);
    drive.now = Now {
        utc_ms: NOW.utc_ms + days * 86_400_000,
        today: day,
        ..NOW
    };
}

/// Every finding of the file, by number.
fn all(drive: &Drive) -> Vec<FindingRow> {
    let rules = Rules::shipped();
    let horizon = rules.ladder.horizon(&rules.holidays, drive.now.today);
    let filter = FindingFilter {
        all: true,
        ..FindingFilter::default()
    };
    let mut rows = Vec::new();
    let store = &drive.worker.store;
    store
        .each_finding(&filter, horizon, &mut |row| {
            rows.push(row);
            true
        })
        .unwrap();
    rows.sort_by(|a, b| a.number.cmp(&b.number));
    rows
}

/// A file with one generated organisation that was never visited, and a finished visit with two failed items.
fn visited(folder: &std::path::Path, lang: Lang) -> Drive {
    let mut drive = Drive::open(folder, lang);
    drive.keys("Down text:林示例 F9 F3 F7 text:东街义工协会 F9");
    drive.worker.store.set_finding_series("A").unwrap();
    drive.keys("Enter Enter");
    // 1.1 is a veto item; 1.5 fails with a remark
    drive.keys("4 1 1 1 4 Up Tab text:堆放杂物 Enter Down");
    drive.keys(&"1 ".repeat(38));
    drive
}

#[test]
fn from_a_failed_item_to_a_closed_problem() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = visited(folder.path(), Lang::Zh);
    drive.keys("F9 Enter").sees("检查发现的问题：选定 2/2");
    drive.sees("堆放杂物").sees("[x]");
    // nothing is created without the person's key
    assert!(all(&drive).is_empty());
    // the second is given another requirement and a week
    drive.keys("Down Enter Ctrl+U text:清理杂物 Down Down Ctrl+U text:2026-11-29 F9");
    drive.sees("清理杂物");
    drive
        .keys("F9")
        .sees("已立项 2 件：2026-A-0001 至 2026-A-0002");
    let found = all(&drive);
    assert_eq!(found.len(), 2);
    // Sunday 22 November and fifteen days: Monday 7 December
    assert_eq!(found[0].deadline, Date::of(2026, 12, 7));
    assert_eq!(
        (found[1].requirement.as_str(), found[1].deadline),
        ("清理杂物", Date::of(2026, 11, 29))
    );
    // offered again, what is open already is not chosen
    drive.keys("F7").sees("选定 0/2").sees("已有 2026-A-0001");
    drive.keys("Esc Esc");
    drive.sees("未销号 2 件").sees("问题 有固定");
    // the board, from the organisation
    drive.keys("F9").sees("2026-A-0002").keys("Enter");
    drive
        .sees("问题 2026-A-0002")
        .sees("建议：现场反馈单（尚未反馈）");
    // the sheet is left on the spot, signed; there is no office yet, and nothing goes without one
    drive.keys("F9").sees("现场反馈单（建议）").keys("Enter");
    drive
        .sees("现场反馈单  （未编号）")
        .sees("发现问题1项")
        .keys("PgDn")
        .sees("堆放杂物")
        .sees("11月29日");
    drive
        .keys("F5 F9")
        .sees("请填写签收人")
        .keys("text:李样本 F9")
        .sees("请先设定发文机关")
        .keys("Esc");
    set_office(&mut drive);
    drive
        .keys("F5 text:李样本 F9")
        .sees("已当面交付")
        .sees("已送达");
    drive.keys("F3").sees("文书已经发出，内容不能再改");
    drive.keys("Esc").sees("整改中").sees("现场反馈单");
    // the clock moves: overdue, and the ladder proposes with its reason
    on(&mut drive, Date::of(2026, 12, 1));
    drive.keys("Esc Enter").sees("红 逾期").sees("逾期 2 日");
    drive.sees("建议：提醒通知（逾期 2 日）");
    drive
        .keys("F7 Down Down text:正在清理 F9")
        .sees("期限 2026-11-29 已过");
    drive.keys("Esc F9").sees("提醒通知（建议）").keys("Enter");
    // the reminder is drafted, and nothing is issued without a person's key
    drive.sees("提醒函  （未编号）").sees("现已逾期2日");
    drive
        .keys("F5 F9")
        .sees("已发出：甲社党工督〔2026〕1号")
        .keys("Esc")
        .sees("发出文书");
    on(&mut drive, Date::of(2026, 12, 9));
    drive.keys("Esc Enter").sees("建议：督办函（逾期 10 日）");
    letter(&mut drive, folder.path());
    // sixteen days after the time the letter gave
    on(&mut drive, Date::of(2027, 1, 9));
    drive
        .keys("Esc Enter")
        .sees("建议：约谈（督办后逾期 16 日）");
    // a clock set back unissues nothing
    on(&mut drive, Date::of(2026, 11, 22));
    drive.keys("Esc Enter").sees("督办函").sees("发出文书");
    on(&mut drive, Date::of(2027, 1, 9));
    drive
        .keys("Esc Enter F3 F9")
        .sees("已登记：收到报告")
        .sees("已报告");
    drive.keys("F5").sees("销号前须复查");
    drive.keys("F7").sees("Enter 列出可办理的步骤");
    drive
        .keys("F4 Right F9")
        .sees("已登记：复查合格")
        .sees("待复查");
    // the one who rechecked cannot be the second person
    drive
        .keys("F5 text:林示例 F9")
        .sees("审核人不能是复查人本人");
    drive.keys("Ctrl+U text:陈审核 F9").sees("已登记：销号");
    let closed = &all(&drive)[1];
    assert_eq!(closed.stand.state, State::Closed);
    assert!(!closed.is_in_time());
    let id = closed.id;
    let steps = drive.worker.store.finding(id).unwrap().unwrap().steps;
    let kinds: Vec<StepKind> = steps.iter().map(|step| step.made.kind()).collect();
    use StepKind as K;
    assert_eq!(
        kinds,
        [
            K::Open,
            K::Notice,
            K::Notice,
            K::Notice,
            K::Report,
            K::Recheck,
            K::Close
        ]
    );
    assert!(
        steps
            .iter()
            .all(|step| !step.hand.is_empty() && !step.reason.is_empty())
    );
    drive.keys("Esc Esc").sees("销号 2026-A-0002");
    drive.sees("督办函 甲社党工督").sees("已回复");
    is_sound(&mut drive);
    told_in_the_circular(&mut drive);
}

fn set_office(drive: &mut Drive) {
    let store = &mut drive.worker.store;
    store.set_office("name", "中共甲县委社会工作部").unwrap();
    store.set_office("mark", "甲社党工督").unwrap();
}

/// The letter is drafted, edited, issued, printed, served, and its receipt comes back.
fn letter(drive: &mut Drive, folder: &std::path::Path) {
    drive.keys("F9 Enter").sees("督办函  （未编号）");
    drive
        .keys("F3 Ctrl+U text:关于整改的督办函 F9")
        .sees("关于整改的督办函");
    drive.keys("F4 Enter text:特此函告。 F9").sees("特此");
    drive.keys("F5 F9").sees("已发出：甲社党工督〔2026〕2号");
    drive.keys("F3").sees("文书已经发出，内容不能再改");
    let out = folder.join("han");
    drive.keys(&format!("F9 Down Down Ctrl+U text:{} F9", out.display()));
    drive.sees("han.docx");
    let mut docx =
        zip::ZipArchive::new(std::fs::File::open(folder.join("han.docx")).unwrap()).unwrap();
    let mut text = String::new();
    for at in 0..docx.len() {
        let mut part = docx.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    assert!(text.contains("甲社党工督〔2026〕2号") && text.contains("2026年12月9日"));
    drive
        .keys("F6 Right Down text:李某 F9")
        .sees("已登记：送达")
        .sees("邮寄送达");
    drive.keys("F7 F9").sees("已登记：收回回证");
    drive.keys("F8 F9").sees("需要写明原因");
    drive
        .keys("text:已着手整改 F9")
        .sees("已登记：收到回复")
        .sees("已回复");
    drive.keys("Esc").sees("发出文书");
}

/// What became of it stands in the circular of the quarter in which it was closed, and on the sheets.
fn told_in_the_circular(drive: &mut Drive) {
    let rules = liuyou::standards::Rules::shipped();
    let now = drive.now;
    let store = &drive.worker.store;
    let (from, to, period) = liuyou::domain::notice::quarter("2027Q1").unwrap();
    let draft = store
        .propose_circular(
            ((from, to), &period),
            &[],
            &rules.counting[0],
            &rules,
            now,
            &mut || true,
        )
        .unwrap()
        .unwrap();
    assert!(draft.body.contains("已整改销号1项"), "{}", draft.body);
    assert!(
        draft
            .body
            .contains("2027年第一季度共发出提醒函0份、督办函0份"),
        "{}",
        draft.body
    );
    let (from, to, period) = liuyou::domain::notice::quarter("2026Q4").unwrap();
    let before = store
        .propose_circular(
            ((from, to), &period),
            &[],
            &rules.counting[0],
            &rules,
            now,
            &mut || true,
        )
        .unwrap()
        .unwrap();
    assert!(before.body.contains("发现问题2项"), "{}", before.body);
    assert!(
        before.body.contains("发出提醒函1份、督办函1份"),
        "{}",
        before.body
    );
    let (found, _) = store.find("东街义工协会", &Default::default()).unwrap();
    let visit = store.organisation(found[0].id).unwrap().visits[0].id;
    let sheet = store.feedback_sheet(visit, "", &rules).unwrap();
    let said = format!("{sheet:?}");
    assert!(
        said.contains("2026-A-0001") && said.contains("清理杂物"),
        "{said}"
    );
    let finding = store.finding_numbered("2026-A-0002").unwrap().unwrap();
    let said = format!("{:?}", store.closing_sheet(finding, &rules).unwrap());
    assert!(
        said.contains("甲社党工督〔2026〕1号、甲社党工督〔2026〕2号"),
        "{said}"
    );
}

#[test]
fn leaving_the_offers_creates_nothing_and_the_board_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = visited(folder.path(), Lang::En);
    drive.keys("F9 Enter").sees("Problems found: 2 of 2 chosen");
    drive.keys("F8 F9").sees("Nothing is chosen");
    drive
        .keys("Esc Esc Esc Esc")
        .keys("3")
        .sees("No finding is open.");
    assert!(all(&drive).is_empty());
    assert!(
        !drive
            .asked
            .iter()
            .any(|cmd| matches!(cmd, Cmd::OpenFindings { .. }))
    );
}

#[test]
fn several_take_a_step_together_and_those_that_may_not_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = visited(folder.path(), Lang::Zh);
    drive.keys("F9 Enter F9 Esc Esc Esc");
    drive.keys("3 F12 F9 Enter F9").sees("已登记：反馈");
    // one is being mended, the other was never fed back
    drive.keys("Ctrl+A F9 Down Down Enter F9");
    drive.sees("已办理 1 件，1 件未办").sees("不能收到报告");
    let states: Vec<State> = all(&drive).iter().map(|row| row.stand.state).collect();
    assert_eq!(
        states
            .iter()
            .filter(|state| **state == State::Reported)
            .count(),
        1
    );
    assert_eq!(
        states
            .iter()
            .filter(|state| **state == State::Waiting)
            .count(),
        1
    );
    is_sound(&mut drive);
}

#[test]
fn a_problem_written_down_on_a_visit_record_is_offered_with_its_own_deadline() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    liuyou::demo::scale(&mut store, 1, NOW, &mut |_, _| true).unwrap();
    drop(store);
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.keys("F3 Enter Enter text:走访记录 Enter");
    drive.keys("F6 text:6 Enter Enter");
    let visit = match drive.model.top() {
        Screen::Visit(visit) => visit.view.clone(),
        _ => panic!("no visit on screen:\n{}", drive.text()),
    };
    let mut answers = visit.answers.clone();
    let mut say = |address: &str, text: &str| {
        let answer = liuyou::domain::visit::Answer {
            option: Some(text.into()),
            ..Default::default()
        };
        answers.insert(address.into(), answer);
    };
    say("6.1#1", "会议记录不全");
    say("6.2#1", "「六有」6.8");
    say("6.3#1", "补齐会议记录");
    say("6.4#1", "2026-12-01");
    say("6.1#2", "未公示党务");
    say("6.3#2", "按月公示");
    let rules = Rules::shipped();
    let offers = liuyou::domain::finding::offers(
        &visit.form,
        &answers,
        visit.visit.started,
        Lang::Zh,
        &rules.ladder,
        &rules.holidays,
        NOW.today,
    );
    let told: Vec<(&str, &str, &str, &str, Date)> = offers
        .iter()
        .map(|offer| {
            (
                offer.item.as_str(),
                offer.item_name.as_str(),
                offer.fact.as_str(),
                offer.requirement.as_str(),
                offer.deadline,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "6.1#1",
                "「六有」6.8",
                "会议记录不全",
                "补齐会议记录",
                Date::of(2026, 12, 1)
            ),
            (
                "6.1#2",
                "发现问题和指导意见",
                "未公示党务",
                "按月公示",
                Date::of(2026, 12, 7)
            ),
        ]
    );
}

mod command_line {
    use super::*;
    use crate::drive::program;
    use serde_json::Value;
    use std::path::Path;

    fn of_findings<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
        [&["findings"], arguments].concat()
    }

    #[track_caller]
    fn said(folder: &Path, arguments: &[&str]) -> String {
        program::said(folder, &of_findings(arguments))
    }

    #[track_caller]
    fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
        program::refused(folder, &of_findings(arguments), code)
    }

    #[test]
    fn a_finding_is_opened_moved_refused_and_closed_by_its_number() {
        let folder = tempfile::tempdir().unwrap();
        let mut drive = Drive::open(folder.path(), Lang::Zh);
        drive.keys("Down text:林示例 F9 F3 F7 text:东街义工协会 F9");
        drop(drive);
        let at = folder.path();
        assert!(said(at, &["series", "b7"]).contains("B7"));
        let opened = said(
            at,
            &[
                "open",
                "--organisation",
                "东街义工协会",
                "--fact",
                "会议记录不全",
                "--requirement",
                "补齐",
                "--json",
            ],
        );
        let opened: Value = serde_json::from_str(&opened).unwrap();
        let number = opened[0]["number"].as_str().unwrap().to_owned();
        assert!(number.ends_with("-B7-0001"), "{number}");
        assert_eq!(opened[0]["state"], "waiting");
        assert_eq!(opened[0]["proposal"]["step"], "note");
        let why = refused(at, &["report", &number], 1);
        assert!(why.contains("现为「待反馈」"), "{why}");
        said(at, &["feedback", &number]);
        let why = refused(at, &["extend", &number, "--deadline", "2099-01-01"], 1);
        assert!(why.contains("需要写明原因"), "{why}");
        said(
            at,
            &[
                "extend",
                &number,
                "--deadline",
                "2099-01-01",
                "--reason",
                "正在施工",
            ],
        );
        said(at, &["report", &number]);
        let why = refused(at, &["close", &number, "--reviewer", "陈审核"], 1);
        assert!(why.contains("销号前须复查"), "{why}");
        said(at, &["recheck", &number, "--how", "documents"]);
        let why = refused(at, &["close", &number], 1);
        assert!(why.contains("请填写审核人"), "{why}");
        said(at, &["close", &number, "--reviewer", "陈审核"]);
        let list: Value = serde_json::from_str(&said(at, &["list", "--json"])).unwrap();
        assert_eq!(list["findings"].as_array().unwrap().len(), 0);
        let list: Value = serde_json::from_str(&said(at, &["list", "--all", "--json"])).unwrap();
        assert_eq!(list["findings"][0]["state"], "closed");
        let shown: Value = serde_json::from_str(&said(at, &["show", &number, "--json"])).unwrap();
        let steps: Vec<&str> = shown[0]["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["step"].as_str().unwrap())
            .collect();
        assert_eq!(
            steps,
            ["open", "feed_back", "extend", "report", "recheck", "close"]
        );
        assert!(said(at, &["numbers"]).contains("没有缺号和重号"));
        let out = folder.path().join("台账.csv");
        let out = out.to_str().unwrap();
        let told = said(at, &["export", "--all", "--format", "csv", "--out", out]);
        assert!(told.contains("台账"), "{told}");
        let report: Value = serde_json::from_str(&said(at, &["export", "--json"])).unwrap();
        assert!(report.to_string().contains("closed_in_time"), "{report}");
        refused(at, &["show", "2026-Z-9999"], 2);
        refused(at, &["list", "--reviewer", "陈审核"], 2);
    }
}
