//! The register of the demo county as a table for people to read, `fixtures/demo/organisations.csv`.
//! It is compared with what the generator makes, so that a change of the lists or the dice is seen in review.

#![cfg(test)]

use super::register::Register;
use crate::domain::branch::BranchForm;
use crate::domain::calendar::{Date, Now};
use crate::domain::organisation::{Class, Status};
use crate::domain::people::{Charge, Role};

/// Dates in the table are counted back from this day.
fn now() -> Now {
    Now {
        utc_ms: 1_781_488_800_000,
        today: Date::new(2026, 6, 15).unwrap(),
        minute: 600,
    }
}

const HEADER: [&str; 20] = [
    "名称",
    "统一社会信用代码",
    "类别",
    "所在街道（镇）",
    "业务主管单位",
    "成立登记日期",
    "状态",
    "地址",
    "负责人",
    "联系人",
    "电话",
    "从业人员",
    "会员",
    "党员",
    "党组织",
    "组建方式",
    "书记",
    "下次换届",
    "指导员",
    "联络员",
];

fn table(register: &Register) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADER).unwrap();
    for organisation in &register.organisations {
        let facts = &organisation.is;
        let branch = register
            .branches
            .iter()
            .find(|branch| Some(branch.id) == facts.branch)
            .map(|branch| &branch.is);
        let people = |role: Role| {
            let assigned = register
                .assignments
                .iter()
                .filter(|assignment| assignment.is.charge == Charge::Organisation(organisation.id));
            let people = assigned
                .filter_map(|assignment| {
                    register
                        .people
                        .iter()
                        .find(|person| person.id == assignment.is.person)
                })
                .filter(|person| person.is.role == role);
            people
                .map(|person| person.is.name.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        out.write_record([
            facts.name.clone(),
            facts.credit_code.clone(),
            class(facts.class).to_owned(),
            facts.area.clone(),
            facts.authority.clone(),
            date(facts.registered),
            status(facts.status).to_owned(),
            facts.address.clone(),
            facts.head.clone(),
            facts.contact.clone(),
            facts.phone.clone(),
            facts.staff.to_string(),
            facts.members.to_string(),
            facts.party.total().to_string(),
            branch.map_or_else(String::new, |branch| branch.name.clone()),
            branch.map_or("", |branch| form(branch.form)).to_owned(),
            branch.map_or_else(String::new, |branch| branch.secretary.clone()),
            date(branch.and_then(|branch| branch.next_election)),
            people(Role::Instructor),
            people(Role::Liaison),
        ])
        .unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Association => "社会团体",
        Class::Service => "民办非企业单位",
        Class::Foundation => "基金会",
        Class::Other => "其他",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Normal => "正常",
        Status::Shell => "空壳",
        Status::Deregistered => "注销",
        Status::Elsewhere => "不在本级",
    }
}

fn form(form: BranchForm) -> &'static str {
    match form {
        BranchForm::Sole => "单建",
        BranchForm::Joint => "联建",
        BranchForm::Attached => "挂建",
        BranchForm::Functional => "功能型",
    }
}

#[test]
fn the_table_for_people_is_what_the_dice_give() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo/organisations.csv");
    let made = table(&Register::of(now()));
    if std::env::var("LIUYOU_WRITE_FIXTURES").is_ok_and(|write| write == "1") {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == kept,
        "organisations.csv is out of date; LIUYOU_WRITE_FIXTURES=1 cargo test writes it anew"
    );
}
