//! Every shipped template filled from its first line to its last by keys, and what it then says held to figures worked
//! out by hand.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use liuyou::app::command::Msg;
use liuyou::app::screen::Screen;
use liuyou::app::visit::VisitScreen;
use liuyou::domain::checklist::{ItemKind, Lang, Way, instance_of};
use liuyou::domain::visit::VisitStatus;
use liuyou::standards;

use crate::drive::Drive;

/// A record begun at an organisation that was never visited.
struct Record {
    drive: Drive,
    /// Address and what is typed there, or the labels that are chosen.
    said: BTreeMap<String, String>,
    _folder: tempfile::TempDir,
}

fn begin(id: &str, said: &[(&str, &str)]) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let mut drive = Drive::demo(folder.path(), Lang::Zh);
    let shipped = standards::shipped();
    let template = shipped.iter().find(|known| known.checklist.id == id);
    let name = &template.unwrap().checklist.name.zh;
    drive.keys("F3 F5 Down Enter Enter Enter").sees("选择模板");
    drive.keys(&format!("text:{name} Enter"));
    let said = said
        .iter()
        .map(|(address, text)| (address.to_string(), text.to_string()));
    let record = Record {
        drive,
        said: said.collect(),
        _folder: folder,
    };
    assert_eq!(record.visit().checklist().id, id);
    record
}

/// What an inspector would put where nothing else is said: the first answer, or the plainest.
fn plainest(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Pair | ItemKind::Date => "=",
        ItemKind::Number => "1",
        ItemKind::Money => "100",
        ItemKind::Person => "林示例",
        _ => "示例",
    }
}

impl Record {
    fn visit(&self) -> &VisitScreen {
        match self.drive.model.top() {
            Screen::Visit(visit) => visit,
            _ => panic!("no visit on screen:\n{}", self.drive.text()),
        }
    }

    fn key(&mut self, code: KeyCode) {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        self.drive.send(Msg::Key(key));
    }

    fn types(&mut self, text: &str) {
        self.drive.keys("Ctrl+U");
        text.chars().for_each(|c| self.key(KeyCode::Char(c)));
    }

    /// Goes line by line, answers what is said or demanded, and stops at the end.
    fn fill(&mut self) -> &mut Record {
        self.drive.keys(match self.visit().entry {
            Some(_) => "Ctrl+Home",
            None => "Home",
        });
        let address = |record: &Record| record.visit().line().map(|line| line.address.clone());
        for _ in 0..2000 {
            let before = address(self);
            self.here();
            if address(self) == before {
                self.key(KeyCode::Down);
                if address(self) == before {
                    return self;
                }
            }
        }
        panic!("no end is reached");
    }

    /// Answers the current line.
    fn here(&mut self) {
        let visit = self.visit();
        let line = visit.line().cloned().unwrap();
        let Some(item) = visit.item().cloned() else {
            let section = &visit.checklist().sections[line.section];
            let next = instance_of(&line.address).1.unwrap();
            let is_wanted = section
                .items
                .iter()
                .any(|item| self.said.contains_key(&format!("{}#{next}", item.code)));
            if is_wanted {
                self.key(KeyCode::Enter);
            }
            return;
        };
        let state = visit.filling().state(&line).unwrap();
        let is_wanted = state.required || item.points > 0;
        let is_empty = visit.filling().text(&line).is_empty();
        let said = self.said.get(&line.address).cloned();
        match (item.way(), said) {
            (Way::Nothing, _) => {}
            (Way::Typed, Some(text)) => {
                self.types(&text);
                self.key(KeyCode::Enter);
                let trouble = self.visit().trouble.clone();
                assert_eq!(trouble, None, "{}", line.address);
            }
            (Way::Typed, None) if is_wanted && is_empty => {
                self.types(plainest(item.kind));
                self.key(KeyCode::Enter);
                let trouble = self.visit().trouble.clone();
                assert_eq!(trouble, None, "{}", line.address);
            }
            (_, Some(labels)) => labels.split('、').for_each(|label| self.choose(label)),
            (_, None) if is_wanted && is_empty => {
                self.key(KeyCode::Char('1'));
            }
            _ => {}
        }
    }

    fn choose(&mut self, label: &str) {
        let visit = self.visit();
        let choices = visit.choices(visit.line().unwrap(), &self.drive.model.shell);
        let choice = choices.iter().find(|choice| choice.label == label);
        let choice = choice.unwrap_or_else(|| panic!("no choice {label}"));
        match choice.key {
            Some(key) => self.key(KeyCode::Char(char::from(b'0' + key))),
            None => {
                self.drive.keys(&format!("Enter text:{label} Enter"));
            }
        }
    }

    #[track_caller]
    fn reads(&mut self, address: &str, shown: &str) -> &mut Record {
        let visit = self.visit();
        let filling = visit.filling();
        let at = filling.find(address);
        let line = &filling.lines()[at.unwrap_or_else(|| panic!("{address} is not asked"))];
        let item = filling.item(line).unwrap();
        let found = item.shown(&filling.text(line), visit.checklist(), Lang::Zh);
        assert_eq!(found, shown, "{address}");
        self
    }

    /// Finishes, and gives tenths of a percent as the list of visits has them from the disk.
    #[track_caller]
    fn finish(&mut self) -> Option<u32> {
        self.drive.keys("F9").sees("完成检查");
        self.drive.sees_not("才能完成").keys("Enter");
        assert_eq!(
            self.visit().view.visit.status,
            VisitStatus::Finished,
            "{}",
            self.drive.text()
        );
        let (id, organisation) = (self.visit().id(), self.visit().view.organisation_id);
        let store = &mut self.drive.worker.store;
        let report = store.check(&mut |_, _| true).unwrap();
        assert!(report.is_sound(), "{report:?}");
        let view = store.organisation(organisation).unwrap();
        let line = view.visits.iter().find(|visit| visit.id == id).unwrap();
        line.tenths
    }
}

#[test]
fn a_site_check_scores_what_was_found() {
    // 3 of 100 points lost, and a quarter of 3
    let mut record = begin("liuyou-site", &[("1.2", "差"), ("1.3", "较好")]);
    assert_eq!(record.fill().finish(), Some(962));
}

#[test]
fn a_centre_without_a_site_fails() {
    // the site's 6 points are a veto; the reference area of a county's centre is 2000
    let said = [("1.1", "县级"), ("1.2", "1999.5"), ("1.4", "否")];
    let mut record = begin("liuyou-centre", &said);
    record.fill().reads("1.3", "2000 平方米");
    record.drive.keys("F9").sees("不达标").keys("Esc");
    assert_eq!(record.finish(), Some(940));
}

#[test]
fn ledgers_count_what_is_there() {
    // 22.5 of 24, since one does not apply; 21 of 22; 29 of 30
    let branch = [("1.1", "没有"), ("1.2", "不齐全"), ("2.1", "不适用")];
    assert_eq!(begin("ledger-branch", &branch).fill().finish(), Some(937));
    let committee = [("1.1", "没有")];
    let mut record = begin("ledger-committee", &committee);
    assert_eq!(record.fill().finish(), Some(954));
    let centre = [("1.1", "不齐全"), ("1.2", "不齐全")];
    assert_eq!(begin("ledger-centre", &centre).fill().finish(), Some(966));
}

#[test]
fn standards_of_branches_score_by_their_points() {
    // five kinds: 6 points lost and a quarter of 5; seven powers: half of 5 lost of 96
    let five = [("1.1", "差"), ("1.2", "较好")];
    assert_eq!(begin("five-standard", &five).fill().finish(), Some(927));
    let seven = [("7.2", "一般"), ("7.3", "不适用")];
    assert_eq!(begin("seven-powers", &seven).fill().finish(), Some(973));
}

#[test]
fn an_instructor_records_a_visit() {
    let mut record = begin(
        "instructor-visit",
        &[
            ("2.4", "联合建立"),
            ("3.1", "思想政治工作，宣传方针政策"),
            ("4.1", "1"),
            ("4.5", "3"),
            ("5.1", "无变化"),
            ("6.1#1", "公开栏内容为上年度"),
            ("6.3#1", "一周内更换"),
            ("6.1#2", "党旗尺寸偏小"),
            ("7.1", "4"),
            ("7.2", "3"),
            ("7.4", "党旗已订购"),
            ("8.2", "30"),
        ],
    );
    record.fill();
    // the visit is made on 22 November; thirty days later is 22 December
    record
        .reads("4.6", "4 次")
        .reads("7.3", "1 件")
        .reads("8.3", "2026-12-22")
        .reads("6.3#2", "示例");
    assert_eq!(record.finish(), None);
    record.drive.sees("已完成并保存");
}

#[test]
fn a_quarter_asks_by_season_and_size() {
    // of 54 points that are asked in the third quarter of a small branch, 10 are lost
    let small = [
        ("1.1", "第三季度"),
        ("1.3", "6"),
        ("1.4", "否"),
        ("1.5", "0"),
        ("2.8", "差"),
        ("5.1", "6"),
        ("5.2", "6"),
        ("5.3", "0"),
        ("6.1", "2023-12-01"),
    ];
    let mut record = begin("quarterly-life", &small);
    record.fill().reads("6.2", "2026");
    assert_eq!(record.visit().filling().find("4.1"), None);
    assert_eq!(record.finish(), Some(814));
    // in the fourth quarter of a large one all 100 are
    let large = [
        ("1.1", "第四季度"),
        ("1.3", "12"),
        ("1.4", "是"),
        ("1.5", "2"),
        ("2.4", "一般"),
        ("4.2", "差"),
        ("5.1", "12"),
        ("5.2", "12"),
        ("5.3", "0"),
    ];
    assert_eq!(begin("quarterly-life", &large).fill().finish(), Some(850));
}

#[test]
fn a_yearly_report_is_checked() {
    // 20 lost for not being formed, half of 15 for its activities
    let said = [
        ("1.2", "2025"),
        ("3.1", "未建立"),
        ("3.2", "否"),
        ("5.6", "一般"),
        ("5.8", "1200"),
        ("5.9", "3000.5"),
        ("5.12", "0.5"),
        ("6.1", "应建未建"),
    ];
    let mut record = begin("annual-report", &said);
    record
        .fill()
        .reads("5.13", "4,201.00 元")
        .reads("6.2", "示例");
    assert_eq!(record.finish(), Some(725));
}

#[test]
fn a_secretary_is_assessed() {
    let said = [
        ("2.1", "一般"),
        ("3.1", "20"),
        ("3.2", "12"),
        ("3.3", "5"),
        ("3.4", "2"),
        ("3.5", "1"),
        ("4.2", "一般"),
    ];
    let mut record = begin("secretary-assessment", &said);
    record.fill().reads("3.7", "85 %").reads("4.3", "示例");
    assert_eq!(record.finish(), Some(925));
}

#[test]
fn the_four_facts_are_counted() {
    let said = [
        ("2.2", "10"),
        ("3.1", "未建立"),
        ("3.8", "工会"),
        ("4.1", "1"),
        ("4.2", "2"),
        ("4.3", "0"),
        ("4.4", "4"),
    ];
    let mut record = begin("census-four", &said);
    record.fill().reads("4.5", "7 人");
    assert_eq!(record.finish(), None);
}

#[test]
fn an_activity_counts_who_came() {
    let said = [
        ("1.4", "主题党日"),
        ("1.6", "集中学习、志愿服务"),
        ("2.1#1", "重温入党誓词"),
        ("2.1#2", "集中学习"),
        ("3.1", "20"),
        ("3.2", "17"),
        ("3.3", "2"),
    ];
    let mut record = begin("activity-record", &said);
    record.fill();
    record
        .reads("1.6", "集中学习、志愿服务")
        .reads("3.4", "1 人")
        .reads("3.5", "85 %");
    assert_eq!(record.finish(), None);
}

#[test]
fn services_and_money_add_up() {
    // D4: 15.6856 million given, goods worth 14.0401 million, together 29.7257 million
    let said = [
        ("2.1", "13000"),
        ("2.2", "12837"),
        ("3.1", "15685600"),
        ("4.1#1", "口罩"),
        ("4.3#1", "14000000"),
        ("4.1#2", "消毒液"),
        ("4.3#2", "40100"),
    ];
    let mut record = begin("service-record", &said);
    record.fill();
    record
        .reads("5.1", "14,040,100.00 元")
        .reads("5.2", "29,725,700.00 元");
    assert_eq!(record.finish(), None);
    // 500.50 carried over, 4200.10 received, 3400.60 spent of 4000
    let said = [
        ("1.3", "4000"),
        ("1.4", "500.5"),
        ("2.1", "1200"),
        ("2.2", "3000"),
        ("2.5", "0.1"),
        ("3.1", "2400.6"),
        ("3.2", "1000"),
    ];
    let mut record = begin("money-record", &said);
    record
        .fill()
        .reads("4.1", "1,300.00 元")
        .reads("4.2", "85 %");
    assert_eq!(record.finish(), None);
}

#[test]
fn agreements_projects_and_training_sum_up() {
    let said = [
        ("2.1#1", "甲协会"),
        ("2.1#2", "乙学校"),
        ("3.1", "阵地共用"),
        ("3.5", "500"),
        ("3.6", "250.25"),
    ];
    let mut record = begin("joint-building", &said);
    record.fill().reads("3.7", "750.25 元").reads("3.8", "2 家");
    assert_eq!(record.finish(), None);
    let said = [
        ("1.8", "1000"),
        ("2.1#1", "走访"),
        ("2.3#1", "2026-10-01"),
        ("2.5#1", "600"),
        ("2.1#2", "讲座"),
        ("2.5#2", "500"),
    ];
    let mut record = begin("project-record", &said);
    record.fill();
    record
        .reads("3.2", "2 个")
        .reads("3.3", "1 个")
        .reads("3.5", "-100.00 元");
    assert_eq!(record.finish(), None);
    let said = [
        ("2.1#1", "党章"),
        ("2.3#1", "2.5"),
        ("2.1#2", "实务"),
        ("2.3#2", "4"),
        ("3.1", "200"),
        ("3.2", "190"),
        ("3.6", "1900"),
    ];
    let mut record = begin("training-record", &said);
    record.fill();
    record
        .reads("3.3", "95 %")
        .reads("3.5", "6.5 学时")
        .reads("3.7", "10.00 元");
    assert_eq!(record.finish(), None);
}

#[test]
fn members_and_needs_are_registered() {
    let said = [
        ("1.2", "1"),
        ("2.1#1", "林示例"),
        ("2.4#1", "预备党员"),
        ("2.5#1", "2024-03-01"),
        ("2.6#1", "2024-05-01"),
        ("2.8#1", "2025-05-01"),
        ("2.9#1", "2026-06-01"),
        ("2.1#2", "赵示例"),
        ("2.4#2", "入党申请人"),
    ];
    let mut record = begin("member-development", &said);
    record.fill();
    record
        .reads("2.10#1", "2027-06-01")
        .reads("3.1", "2 人")
        .reads("3.2", "1 人")
        .reads("3.3", "100 %");
    assert_eq!(record.finish(), None);
    let said = [
        ("2.1#1", "经费缺乏"),
        ("2.1#2", "发展党员难"),
        ("2.5#2", "已解决"),
    ];
    let mut record = begin("needs-feedback", &said);
    record.fill();
    record
        .reads("3.1", "2 件")
        .reads("3.2", "1 件")
        .reads("3.3", "1 件");
    assert_eq!(record.finish(), None);
}

#[test]
fn what_is_no_answer_stays_in_the_field_with_its_reason() {
    let mut record = begin("activity-record", &[]);
    record.drive.keys("text:x F7").sees("1.3");
    // a limit speaks before anything is written, and Esc drops what was typed
    let saves = record.visit().view.saves;
    for (address, typed, why) in [
        ("3.1", "二十", "不是数字"),
        ("3.1", "-1", "不能小于 0"),
        ("1.1", "2027-01-01", "不能晚于"),
    ] {
        record
            .drive
            .keys("F6")
            .keys(&format!("text:{address} Enter"));
        record.types(typed);
        record.drive.keys("Enter").sees(why).sees("按 Esc 放弃");
        assert!(record.visit().is_typing());
        // nothing leads away from it
        record.drive.keys("F7 PgDn Down").sees(why);
        record.drive.keys("Esc").sees_not(why);
    }
    assert_eq!(record.visit().view.saves, saves);
}

#[test]
fn rows_are_added_taken_away_and_brought_back() {
    let mut record = begin("activity-record", &[]);
    record.drive.keys("F6 text:3.1 Enter Up");
    record.drive.sees("还没有填写");
    for thing in ["甲", "乙", "丙"] {
        record.drive.keys("Enter");
        record.types(thing);
        record.drive.keys("Enter Down Down");
    }
    record.drive.sees("已有 3 项").keys("2").sees("第 2 项 乙");
    record.drive.keys("Up Enter").sees("已有 2 项");
    record.reads("2.1#2", "丙");
    record.drive.keys("F4");
    record.reads("2.1#2", "乙").reads("2.1#3", "丙");
}
