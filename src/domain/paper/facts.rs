//! The facts that papers are made from: plain values, gathered elsewhere from findings, visits and settings.
//! A text that is empty is left open on the paper, to be written by hand.

use serde::{Deserialize, Serialize};

use super::{Imprint, Number};
use crate::domain::calendar::{Clock, Date};

/// The office that issues; all of it is settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// 署名, such as `中共××县委社会工作部`.
    pub name: String,
    /// 发文机关标志 of documents, such as `中共××县委社会工作部文件`.
    pub document_mark: String,
    /// 发文机关标志 of letters, without 文件.
    pub letter_mark: String,
    /// What the office answers for, as it is said in a sentence: `全县`.
    pub region: String,
    /// 印发机关; empty: as the name.
    pub printer: String,
    pub contact: String,
    pub phone: String,
}

/// An organisation as papers name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    pub address: String,
    /// 业务主管单位.
    pub authority: String,
    /// 负责人.
    pub head: String,
    pub phone: String,
}

/// One problem of one organisation: 一件一号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub number: String,
    pub organisation: String,
    /// 检查项.
    pub item: String,
    /// What was found.
    pub fact: String,
    /// What is to be done.
    pub requirement: String,
    pub deadline: Date,
}

/// 抄送 and 印发.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    pub to: Vec<String>,
    pub printed: Date,
}

impl Copies {
    pub(in crate::domain) fn imprint(&self, office: &Office) -> Imprint {
        let printer = if office.printer.is_empty() {
            &office.name
        } else {
            &office.printer
        };
        Imprint {
            copies: self.to.clone(),
            printer: printer.clone(),
            printed: self.printed,
        }
    }
}

/// 现场反馈单.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub office: Office,
    /// 编号 of the sheet; empty: none.
    pub serial: String,
    pub organisation: Subject,
    /// The day of the check.
    pub date: Date,
    /// None: left open.
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    /// 检查方式, such as `实地查看、查阅资料`.
    pub way: String,
    /// Two at least at a formal check (practice.md 4.6); none: left open.
    pub inspectors: Vec<String>,
    /// 接待人及职务.
    pub received_by: String,
    /// 检查结果, such as `72.50分，不达标`.
    pub result: String,
    pub problems: Vec<Problem>,
    /// By when the organisation reports.
    pub deadline: Date,
}

/// 提醒函, to the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    pub office: Office,
    pub number: Option<Number>,
    pub date: Date,
    pub organisation: Subject,
    pub inspected: (Date, Date),
    pub problems: Vec<Problem>,
    /// The deadline that has passed.
    pub due: Date,
    /// The new one.
    pub deadline: Date,
}

/// 督办函, to the organisation or to its authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervision {
    pub office: Office,
    pub number: Option<Number>,
    pub date: Date,
    pub organisation: Subject,
    /// Sent to `organisation.authority`, which is to press the organisation.
    pub to_authority: bool,
    pub inspected: (Date, Date),
    pub inspectors: Vec<String>,
    pub problems: Vec<Problem>,
    pub deadline: Date,
    pub copies: Vec<String>,
}

/// 约谈通知书.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkNotice {
    pub office: Office,
    pub number: Option<Number>,
    pub date: Date,
    pub organisation: Subject,
    /// Who is to come, with office: `理事长张三同志`.
    pub person: String,
    /// Without a full stop: `督办问题逾期未完成整改`.
    pub reason: String,
    pub time: Clock,
    pub place: String,
    /// With their offices.
    pub talkers: Vec<String>,
    pub materials: Vec<String>,
}

/// 约谈记录, before the talk with what is known, or after it with what was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkRecord {
    pub serial: String,
    pub notice: Option<Number>,
    pub organisation: Subject,
    /// With office.
    pub person: String,
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    pub place: String,
    pub talkers: Vec<String>,
    pub recorder: String,
    /// 指出的问题, one each.
    pub problems: Vec<String>,
    /// 被约谈人陈述.
    pub statement: String,
    /// 整改承诺及时限.
    pub promises: String,
    /// 拒签说明; empty where signed, or not yet.
    pub refusal: String,
}

/// A step by which an organisation was pressed, for the letter that hands it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub date: Date,
    /// `发出督办函`, `进行约谈`.
    pub what: String,
    pub number: Option<Number>,
}

/// 移送函, to the registration authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    pub office: Office,
    pub number: Option<Number>,
    pub date: Date,
    /// 登记管理机关.
    pub to: String,
    pub organisation: Subject,
    pub problems: Vec<Problem>,
    pub steps: Vec<Step>,
    pub copies: Vec<String>,
}

/// 整改情况反馈表（回执).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub office: Office,
    /// Of the letter that is answered.
    pub number: Option<Number>,
    pub organisation: Subject,
    pub problems: Vec<Problem>,
    pub deadline: Date,
}

/// How a problem was looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recheck {
    pub date: Option<Date>,
    /// `实地复查` or `资料复查`.
    pub way: String,
    pub by: String,
    pub found: String,
}

/// 销号单, of one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub serial: String,
    pub organisation: Subject,
    pub problem: Problem,
    /// The papers sent about it, such as `甲社党工督〔2026〕3号`.
    pub papers: String,
    /// 整改措施和完成情况, as reported.
    pub measures: String,
    pub reported: Option<Date>,
    pub recheck: Recheck,
    pub reviewer: String,
    pub closed: Option<Date>,
}

/// 送达回证, before the service with what is known of it, or after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// 文书名称.
    pub paper: String,
    pub number: Option<Number>,
    /// 送达单位, the office that serves it.
    pub office: String,
    /// 受送达人.
    pub to: String,
    pub at: Option<Clock>,
    pub place: String,
    /// 直接送达, 邮寄送达, 留置送达.
    pub way: String,
    /// 收件人与受送达人关系.
    pub relation: String,
    pub witness: String,
    pub servers: Vec<String>,
    pub remark: String,
}
