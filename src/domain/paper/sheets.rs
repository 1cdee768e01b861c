//! The sheets that are filled in and signed by hand: what was found on site, the receipt that comes back, the talk, the
//! closing of a problem, the proof of service. What is known is printed, what is not is left open.

use super::facts::{Closing, Feedback, Office, Problem, Receipt, Served, Subject, TalkRecord};
use super::number::{time_written, written, written_in_two};
use super::wording::{Key, Wording};
use super::{
    Attachment, Block, CellKind, Column, Grid, GridCell, GridRow, Number, Paper, Side, Table,
    paragraphs,
};
use crate::domain::calendar::{Clock, Date};

/// Room for a day that is written by hand.
const DAY: &str = "　　年　　月　　日";
/// Room for a name that is signed by hand.
const ROOM: &str = "　　　　　　";

/// 现场反馈单, left with the organisation: signed by two inspectors and the head.
pub fn feedback(wording: &Wording, facts: &Feedback) -> Paper {
    feedback_saying(wording, facts, &feedback_opening(wording, facts))
}

/// What a sheet says above its problems, where nobody words it otherwise.
pub(in crate::domain) fn feedback_opening(wording: &Wording, facts: &Feedback) -> String {
    let date = written(facts.date);
    let opening = match facts.problems.is_empty() {
        true => Key::FeedbackNothing,
        false => Key::FeedbackOpening,
    };
    wording.say(
        opening,
        &[
            ("organisation", &facts.organisation.name),
            ("office", &facts.office.name),
            ("date", &date),
            ("count", &facts.problems.len().to_string()),
            ("days", &facts.deadline.days_since(facts.date).to_string()),
            ("deadline", &written(facts.deadline)),
        ],
    )
}

/// The same sheet with another opening.
pub(in crate::domain) fn feedback_saying(
    wording: &Wording,
    facts: &Feedback,
    opening: &str,
) -> Paper {
    let mut paper = Paper::sheet(wording.text(Key::FeedbackTitle));
    paper.above = above(&facts.office.name, &facts.serial);
    let time = match facts.from {
        Some(from) => lasted(from, facts.to),
        None => written(facts.date),
    };
    let subject = &facts.organisation;
    paper.body.push(Block::Grid(Grid {
        shares: vec![16, 34, 16, 34],
        rows: vec![
            pairs(&[("单位名称", &subject.name), ("负责人", &subject.head)]),
            pairs(&[
                ("信用代码", &subject.credit_code),
                ("联系电话", &subject.phone),
            ]),
            pairs(&[
                ("主管单位", &subject.authority),
                ("检查结果", &facts.result),
            ]),
            wide("单位地址", &subject.address, 1),
            wide("检查时间", &time, 1),
            wide("检查方式", &facts.way, 1),
            pairs(&[
                ("检查人员", &facts.inspectors.join("、")),
                ("接待人员", &facts.received_by),
            ]),
        ],
    }));
    paper.body.push(Block::Gap);
    paper.body.extend(paragraphs(opening));
    paper.body.push(Block::Gap);
    if !facts.problems.is_empty() {
        paper
            .body
            .push(Block::Table(problems_on_site(&facts.problems)));
        paper.body.push(Block::Gap);
    }
    let signed = |role: &str| format!("{role}（签字）：{ROOM}　　{DAY}");
    paper.body.push(Block::Grid(Grid {
        shares: vec![16, 84],
        rows: vec![
            box_row(
                "检查人员\n签字",
                "",
                vec![signed("检查人员"), signed("检查人员")],
                2,
            ),
            box_row(
                "被检查\n单位意见",
                wording.text(Key::FeedbackOpinion),
                vec![signed("负责人"), "（单位盖章）".to_owned()],
                5,
            ),
        ],
    }));
    paper
        .body
        .push(Block::Note(wording.text(Key::FeedbackRemark).to_owned()));
    paper
}

fn problems_on_site(problems: &[Problem]) -> Table {
    let row = |(at, problem): (usize, &Problem)| {
        vec![
            (at + 1).to_string(),
            problem.number.clone(),
            format!("{}：{}", problem.item, problem.fact),
            problem.requirement.clone(),
            written_in_two(problem.deadline),
        ]
    };
    Table {
        caption: String::new(),
        lines: 0,
        columns: vec![
            Column::new("序号", 9, Side::Centre),
            Column::new("问题编号", 19, Side::Centre),
            Column::new("存在问题", 39, Side::Left),
            Column::new("整改要求", 33, Side::Left),
            Column::new("整改期限", 17, Side::Centre),
        ],
        rows: problems.iter().enumerate().map(row).collect(),
    }
}

/// 整改情况反馈表（回执) as a sheet of its own.
pub fn receipt(wording: &Wording, facts: &Receipt) -> Paper {
    let mut paper = Paper::sheet(wording.text(Key::ReceiptTitle));
    paper.body = receipt_body(
        wording,
        &facts.office,
        &facts.organisation,
        facts.number.as_ref(),
        &facts.problems,
        facts.deadline,
    );
    paper
}

/// The same behind the letter that it answers.
pub(in crate::domain) fn receipt_attached(
    wording: &Wording,
    office: &Office,
    organisation: &Subject,
    number: Option<&Number>,
    problems: &[Problem],
    deadline: Date,
) -> Attachment {
    Attachment {
        title: wording.text(Key::ReceiptTitle).to_owned(),
        body: receipt_body(wording, office, organisation, number, problems, deadline),
    }
}

fn receipt_body(
    wording: &Wording,
    office: &Office,
    organisation: &Subject,
    number: Option<&Number>,
    problems: &[Problem],
    deadline: Date,
) -> Vec<Block> {
    let number = number.map(Number::to_string).unwrap_or_default();
    let head = Grid {
        shares: vec![16, 34, 16, 34],
        rows: vec![
            wide("单位名称", &organisation.name, 1),
            pairs(&[("来文文号", &number), ("收到日期", DAY)]),
            pairs(&[("收 件 人", ""), ("联系电话", "")]),
        ],
    };
    let row = |problem: &Problem| {
        let named = format!("{}\n{}", problem.number, problem.item);
        vec![named, String::new(), String::new(), String::new()]
    };
    let answers = Table {
        caption: String::new(),
        lines: 3,
        columns: vec![
            Column::new("问题编号和检查项", 28, Side::Left),
            Column::new("整改措施", 34, Side::Left),
            Column::new("完成情况", 20, Side::Left),
            Column::new("完成日期", 18, Side::Centre),
        ],
        rows: problems.iter().map(row).collect(),
    };
    let end = Grid {
        shares: vec![16, 84],
        rows: vec![
            box_row("未完成原因\n和下步计划", "", Vec::new(), 3),
            box_row(
                "单位意见",
                "",
                vec![format!("负责人（签字）：{ROOM}（盖章）"), DAY.to_owned()],
                4,
            ),
        ],
    };
    let remark = wording.say(
        Key::ReceiptRemark,
        &[("office", &office.name), ("deadline", &written(deadline))],
    );
    vec![
        Block::Grid(head),
        Block::Gap,
        Block::Table(answers),
        Block::Gap,
        Block::Grid(end),
        Block::Note(remark),
    ]
}

/// 约谈记录.
pub fn talk_record(wording: &Wording, facts: &TalkRecord) -> Paper {
    let mut paper = Paper::sheet(wording.text(Key::TalkRecordTitle));
    paper.above = above("", &facts.serial);
    let time = facts
        .from
        .map(|from| lasted(from, facts.to))
        .unwrap_or_else(|| format!("{DAY}　　时　　分至　　时　　分"));
    let number = facts
        .notice
        .as_ref()
        .map(Number::to_string)
        .unwrap_or_default();
    let listed = |(at, problem): (usize, &String)| format!("{}.{problem}", at + 1);
    let problems: Vec<String> = facts.problems.iter().enumerate().map(listed).collect();
    let subject = &facts.organisation;
    paper.body.push(Block::Grid(Grid {
        shares: vec![16, 34, 16, 34],
        rows: vec![
            pairs(&[("通知书文号", &number), ("记 录 人", &facts.recorder)]),
            wide("约谈时间", &time, 1),
            wide("约谈地点", &facts.place, 1),
            wide("约 谈 人", &facts.talkers.join("，"), 1),
            pairs(&[
                ("被约谈单位", &subject.name),
                ("信用代码", &subject.credit_code),
            ]),
            pairs(&[("被约谈人", &facts.person), ("联系电话", &subject.phone)]),
            wide("告知事项", wording.text(Key::TalkRecordNotice), 2),
            wide("指出的问题", &problems.join("\n"), 4),
            wide("被约谈人\n陈述", &facts.statement, 4),
            wide("整改承诺\n和时限", &facts.promises, 4),
            wide_foot("约谈人签字", vec![DAY.to_owned()], 2),
            wide_foot("被约谈人\n签字", vec![DAY.to_owned()], 2),
            wide("拒签说明", &facts.refusal, 2),
        ],
    }));
    paper
        .body
        .push(Block::Note(wording.text(Key::TalkRecordRemark).to_owned()));
    paper
}

/// 销号单, for one problem; rechecked by one hand and reviewed by another.
pub fn closing(wording: &Wording, facts: &Closing) -> Paper {
    let mut paper = Paper::sheet(wording.text(Key::ClosingTitle));
    paper.above = above("", &facts.serial);
    let (subject, problem, recheck) = (&facts.organisation, &facts.problem, &facts.recheck);
    let day = |date: Option<Date>| date.map_or_else(|| DAY.to_owned(), written);
    let signed =
        |role: &str, date: Option<Date>| vec![format!("{role}（签字）：{ROOM}　　{}", day(date))];
    paper.body.push(Block::Grid(Grid {
        shares: vec![16, 34, 16, 34],
        rows: vec![
            pairs(&[
                ("单位名称", &subject.name),
                ("主管单位", &subject.authority),
            ]),
            pairs(&[
                ("问题编号", &problem.number),
                ("整改期限", &written(problem.deadline)),
            ]),
            pairs(&[("检 查 项", &problem.item), ("相关文书", &facts.papers)]),
            wide("存在问题", &problem.fact, 2),
            wide("整改要求", &problem.requirement, 2),
            wide("整改措施和\n完成情况", &facts.measures, 4),
            pairs(&[
                ("报告日期", &day(facts.reported)),
                ("复查日期", &day(recheck.date)),
            ]),
            pairs(&[("复查方式", &recheck.way), ("复 查 人", &recheck.by)]),
            wide("复查情况", &recheck.found, 3),
            wide_signed(
                "复查意见",
                wording.text(Key::ClosingOpinion),
                signed("复查人", recheck.date),
                4,
            ),
            wide_signed(
                "审核意见",
                wording.text(Key::ClosingReview),
                signed("审核人", facts.closed),
                3,
            ),
            pairs(&[
                ("审 核 人", &facts.reviewer),
                ("销号日期", &day(facts.closed)),
            ]),
        ],
    }));
    paper
        .body
        .push(Block::Note(wording.text(Key::ClosingRemark).to_owned()));
    paper
}

/// 送达回证, with its thirteen fields (practice.md 4.4).
pub fn service_receipt(wording: &Wording, facts: &Served) -> Paper {
    let mut paper = Paper::sheet(wording.text(Key::ServiceTitle));
    let number = facts
        .number
        .as_ref()
        .map(Number::to_string)
        .unwrap_or_default();
    let at = facts
        .at
        .map_or_else(|| format!("{DAY}　　时　　分"), time_written);
    let rows = [
        ("文书名称", facts.paper.as_str(), 1),
        ("文    号", &number, 1),
        ("送达单位", &facts.office, 1),
        ("受送达人", &facts.to, 1),
        ("送达时间", &at, 1),
        ("送达地点", &facts.place, 1),
        ("送达方式", &facts.way, 1),
        ("收件人签名", "", 2),
        ("与受送达人关系", &facts.relation, 1),
        ("收件日期", DAY, 1),
        ("见 证 人", &facts.witness, 2),
        ("送 达 人", &facts.servers.join("、"), 2),
        ("备    注", &facts.remark, 4),
    ];
    let row = |(label, value, lines): (&str, &str, u8)| GridRow {
        cells: vec![
            cell(CellKind::Label, 1, label),
            cell(CellKind::Value, 1, value),
        ],
        lines,
    };
    paper.body.push(Block::Grid(Grid {
        shares: vec![25, 75],
        rows: rows.into_iter().map(row).collect(),
    }));
    paper
        .body
        .push(Block::Note(wording.text(Key::ServiceRemark).to_owned()));
    paper
}

/// 检查单位 on the left and 编号 on the right; what is not known is left out.
fn above(office: &str, serial: &str) -> (String, String) {
    let said = |label: &str, text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("{label}：{text}"),
    };
    (said("检查单位", office), said("编号", serial))
}

/// `2026年3月5日9时至11时30分`.
fn lasted(from: Clock, to: Option<Clock>) -> String {
    let Some(to) = to else {
        return time_written(from);
    };
    let end = time_written(to);
    let end = match from.date == to.date {
        true => end.trim_start_matches(&written(to.date)),
        false => &end,
    };
    format!("{}至{end}", time_written(from))
}

fn cell(kind: CellKind, span: u8, text: &str) -> GridCell {
    GridCell {
        kind,
        span,
        text: text.to_owned(),
        foot: Vec::new(),
    }
}

/// Two boxes with their labels, over four parts.
fn pairs(said: &[(&str, &str)]) -> GridRow {
    let cells = said.iter().flat_map(|(label, value)| {
        [
            cell(CellKind::Label, 1, label),
            cell(CellKind::Value, 1, value),
        ]
    });
    GridRow {
        cells: cells.collect(),
        lines: 1,
    }
}

/// One box over three parts of four.
fn wide(label: &str, value: &str, lines: u8) -> GridRow {
    GridRow {
        cells: vec![
            cell(CellKind::Label, 1, label),
            cell(CellKind::Value, 3, value),
        ],
        lines,
    }
}

fn wide_signed(label: &str, value: &str, foot: Vec<String>, lines: u8) -> GridRow {
    let mut row = wide(label, value, lines);
    row.cells[1].foot = foot;
    row
}

fn wide_foot(label: &str, foot: Vec<String>, lines: u8) -> GridRow {
    wide_signed(label, "", foot, lines)
}

/// One box beside its label, over two parts.
fn box_row(label: &str, value: &str, foot: Vec<String>, lines: u8) -> GridRow {
    let mut value = cell(CellKind::Value, 1, value);
    value.foot = foot;
    GridRow {
        cells: vec![cell(CellKind::Label, 1, label), value],
        lines,
    }
}
