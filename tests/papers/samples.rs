//! One paper of every kind, in a shorter and a longer case. People and organisations are invented.

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::paper::*;
use liuyou::standards::Rules;

pub struct Sample {
    pub name: &'static str,
    pub paper: Paper,
}

pub fn wording() -> Wording {
    Rules::shipped().papers
}

pub fn samples() -> Vec<Sample> {
    let wording = wording();
    let sample = |name, paper| Sample { name, paper };
    vec![
        sample("feedback-short", feedback(&wording, &feedback_facts(2))),
        sample("feedback-none", feedback(&wording, &feedback_facts(0))),
        sample("feedback-long", feedback(&wording, &feedback_facts(14))),
        sample("reminder-short", reminder(&wording, &reminder_facts(2))),
        sample("reminder-long", reminder(&wording, &reminder_facts(20))),
        sample(
            "letter-short",
            supervision(&wording, &letter_facts(2, false)),
        ),
        sample("letter-long", supervision(&wording, &letter_facts(8, true))),
        sample(
            "letter-many",
            supervision(&wording, &letter_facts(40, true)),
        ),
        sample("circular-short", circular(&wording, &circular_facts(0, 4))),
        sample("circular-long", circular(&wording, &circular_facts(9, 100))),
        sample("talk-short", talk_notice(&wording, &talk_facts(1))),
        sample("talk-long", talk_notice(&wording, &talk_facts(5))),
        sample(
            "record-blank",
            talk_record(&wording, &TalkRecord::default()),
        ),
        sample("record-long", talk_record(&wording, &record_facts())),
        sample("transfer-short", transfer(&wording, &transfer_facts(1))),
        sample("transfer-long", transfer(&wording, &transfer_facts(8))),
        sample("receipt-short", receipt(&wording, &receipt_facts(1))),
        sample("receipt-long", receipt(&wording, &receipt_facts(16))),
        sample("closing-open", closing(&wording, &closing_facts(false))),
        sample("closing-done", closing(&wording, &closing_facts(true))),
        sample(
            "service-open",
            service_receipt(&wording, &Served::default()),
        ),
        sample("service-done", service_receipt(&wording, &served_facts())),
    ]
}

fn at(month: i8, day: i8, minute: u16) -> Clock {
    Clock {
        date: Date::of(2026, month, day),
        minute,
    }
}

fn office() -> Office {
    Office {
        name: "中共甲县委社会工作部".into(),
        document_mark: "中共甲县委社会工作部文件".into(),
        letter_mark: "中共甲县委社会工作部".into(),
        region: "全县".into(),
        printer: "中共甲县委社会工作部办公室".into(),
        contact: "钱一".into(),
        phone: "0000-0000000".into(),
    }
}

fn organisation() -> Subject {
    Subject {
        name: "甲县朝霞志愿服务协会".into(),
        credit_code: "51140300MJ0000000X".into(),
        address: "甲县城关镇某某街1号".into(),
        authority: "甲县民政局".into(),
        head: "赵二".into(),
        phone: "0000-1111111".into(),
    }
}

const FOUND: &[(&str, &str, &str)] = &[
    (
        "悬挂党旗",
        "活动室内未悬挂党旗",
        "按规定悬挂党旗，规格、位置符合要求",
    ),
    (
        "面积满足需要",
        "活动场所面积约8平方米，不能容纳全体党员学习、开会，且堆放杂物",
        "调整活动场所，或者与所在社区党群服务中心签订共用协议",
    ),
    (
        "「三会一课」制度",
        "「三会一课」记录不全，2026年第二季度没有支部党员大会记录",
        "补齐制度，严格落实组织生活，做好记录",
    ),
    (
        "党费收缴使用管理",
        "党费收缴登记截至2026年3月，此后没有登记，未公布收支情况",
        "按月收缴党费，如实登记并公布",
    ),
    (
        "党建入章",
        "章程未写入党的建设和社会主义核心价值观内容",
        "召开会员大会修订章程，报登记管理机关核准",
    ),
    ("党报", "现场没有近一个月内的党报", "订阅党报，及时更新"),
];

fn problems(count: usize) -> Vec<Problem> {
    let problem = |at: usize| {
        let (item, fact, requirement) = FOUND[at % FOUND.len()];
        Problem {
            number: format!("2026-{:03}", 17 + at),
            organisation: organisation().name,
            item: item.into(),
            fact: fact.into(),
            requirement: requirement.into(),
            deadline: Date::of(2026, 9, 30),
        }
    };
    (0..count).map(problem).collect()
}

fn number(mark: &str, n: u32) -> Option<Number> {
    Some(Number {
        mark: mark.into(),
        year: 2026,
        n,
    })
}

fn feedback_facts(count: usize) -> Feedback {
    Feedback {
        office: office(),
        serial: "2026-031".into(),
        organisation: organisation(),
        date: Date::of(2026, 9, 8),
        from: Some(at(9, 8, 540)),
        to: Some(at(9, 8, 690)),
        way: "实地查看、查阅资料、听取汇报".into(),
        inspectors: vec!["钱一".into(), "孙三".into()],
        received_by: "赵二，会长".into(),
        result: "72.50分，不达标".into(),
        problems: problems(count),
        deadline: Date::of(2026, 9, 23),
    }
}

fn reminder_facts(count: usize) -> Reminder {
    Reminder {
        office: office(),
        number: number("甲社工函", 12),
        date: Date::of(2026, 10, 1),
        organisation: organisation(),
        inspected: (Date::of(2026, 9, 8), Date::of(2026, 9, 8)),
        problems: problems(count),
        due: Date::of(2026, 9, 30),
        deadline: Date::of(2026, 10, 8),
    }
}

pub fn letter_facts(count: usize, to_authority: bool) -> Supervision {
    Supervision {
        office: office(),
        number: number("甲社党工督", 3),
        date: Date::of(2026, 10, 9),
        organisation: organisation(),
        to_authority,
        inspected: (Date::of(2026, 9, 8), Date::of(2026, 9, 10)),
        inspectors: vec!["钱一".into(), "孙三".into()],
        problems: problems(count),
        deadline: Date::of(2026, 10, 24),
        copies: if to_authority {
            vec!["甲县朝霞志愿服务协会".into()]
        } else {
            Vec::new()
        },
    }
}

pub fn circular_facts(faults: usize, rows: usize) -> Circular {
    let standing = |name: &str, at: usize| Standing {
        name: format!("{name}{}", chinese_numeral(at + 1)),
        total: 81 + at as u64,
        covered: 64 + (at as u64 * 7) % 17,
        worked: 81,
    };
    let fault = |at: usize| Repeated {
        item: FOUND[at % FOUND.len()].0.into(),
        count: 9 - at.min(6),
        organisations: vec![
            "甲县朝霞志愿服务协会".into(),
            "甲县晨光养老服务中心".into(),
            "甲县某某商会".into(),
        ],
    };
    Circular {
        office: office(),
        number: number("甲社工发", 21),
        date: Date::of(2026, 10, 5),
        addressees: vec![
            "各乡镇党委、街道党工委".into(),
            "县直各单位党组（党委）".into(),
        ],
        period: "2026年第三季度".into(),
        day: Date::of(2026, 9, 30),
        rule: "被党组织覆盖的社会组织（含联合支部覆盖的每一家）".into(),
        organisation_rate: (64, 81),
        work_rate: (81, 81),
        visits: 96,
        organisations_visited: 74,
        problems: 143,
        closed: 120,
        closed_in_time: (112, 131),
        overdue: 11,
        reminders: 14,
        letters: 12,
        talks: 42,
        authorities_reached: 17,
        repeated: (0..faults).map(fault).collect(),
        problems_named: Vec::new(),
        by_area: (0..rows).map(|at| standing("某镇", at)).collect(),
        by_authority: (0..rows / 2).map(|at| standing("县某某局", at)).collect(),
        copies: Copies {
            to: vec![
                "县委办公室".into(),
                "县人大常委会办公室".into(),
                "县政府办公室".into(),
                "县政协办公室".into(),
                "县委组织部".into(),
                "县民政局".into(),
            ],
            printed: Date::of(2026, 10, 6),
        },
    }
}

fn talk_facts(count: usize) -> TalkNotice {
    TalkNotice {
        office: office(),
        number: number("甲社工约", 2),
        date: Date::of(2026, 11, 9),
        organisation: organisation(),
        person: "会长赵二同志".into(),
        reason: "督办问题逾期16日未完成整改".into(),
        time: at(11, 16, 570),
        place: "甲县委社会工作部三楼会议室".into(),
        talkers: [
            "县委社会工作部副部长周五",
            "县委社会工作部社会组织党建科科长吴六",
            "县民政局社会组织管理科科长郑七",
        ][..count.min(3)]
            .iter()
            .map(|one| (*one).to_owned())
            .collect(),
        materials: [
            "问题整改情况书面说明",
            "党组织会议记录",
            "党费收缴登记簿",
            "章程（现行有效版本）",
            "活动场所使用证明或者共用协议",
        ][..count]
            .iter()
            .map(|one| (*one).to_owned())
            .collect(),
    }
}

fn record_facts() -> TalkRecord {
    TalkRecord {
        serial: "2026-Q4-007".into(),
        notice: number("甲社工约", 2),
        organisation: organisation(),
        person: "赵二，会长".into(),
        from: Some(at(11, 16, 570)),
        to: Some(at(11, 16, 620)),
        place: "甲县委社会工作部三楼会议室".into(),
        talkers: vec!["周五，副部长".into(), "吴六，科长".into()],
        recorder: "钱一".into(),
        problems: problems(3).iter().map(|problem| format!("{}：{}", problem.item, problem.fact)).collect(),
        statement: "协会换届以后负责人变动，党建工作衔接不到位，对督办函提出的要求没有及时研究。\n目前已与城关镇社区党群服务中心达成共用场所的意向。".into(),
        promises: "2026年11月30日前完成全部问题整改，并书面报告。".into(),
        refusal: String::new(),
    }
}

fn transfer_facts(count: usize) -> Transfer {
    let step = |month, day, what: &str, number| Step {
        date: Date::of(2026, month, day),
        what: what.into(),
        number,
    };
    Transfer {
        office: office(),
        number: number("甲社工函", 30),
        date: Date::of(2026, 12, 31),
        to: "甲县民政局".into(),
        organisation: organisation(),
        problems: problems(count),
        steps: vec![
            step(9, 8, "进行现场检查，当面反馈问题", None),
            step(10, 1, "发出提醒函", number("甲社工函", 12)),
            step(10, 9, "发出督办函", number("甲社党工督", 3)),
            step(11, 16, "约谈该单位负责人", number("甲社工约", 2)),
        ],
        copies: vec!["甲县朝霞志愿服务协会".into()],
    }
}

fn receipt_facts(count: usize) -> Receipt {
    Receipt {
        office: office(),
        number: number("甲社党工督", 3),
        organisation: organisation(),
        problems: problems(count),
        deadline: Date::of(2026, 10, 24),
    }
}

fn closing_facts(done: bool) -> Closing {
    let known = |text: &str| if done { text.to_owned() } else { String::new() };
    Closing {
        serial: "2026-017".into(),
        organisation: organisation(),
        problem: problems(1).remove(0),
        papers: "甲社党工督〔2026〕3号".into(),
        measures: known(
            "已购置四号党旗一面，悬挂于活动室主墙面正中，入党誓词设在党旗下方，并指定专人保管。",
        ),
        reported: done.then(|| Date::of(2026, 10, 20)),
        recheck: Recheck {
            date: done.then(|| Date::of(2026, 10, 22)),
            way: known("实地复查"),
            by: known("孙三"),
            found: known("党旗规格、式样、位置符合要求，旗面完好。"),
        },
        reviewer: known("周五"),
        closed: done.then(|| Date::of(2026, 10, 23)),
    }
}

fn served_facts() -> Served {
    Served {
        paper: "关于限期整改党建工作存在问题的督办函".into(),
        number: number("甲社党工督", 3),
        office: office().name,
        to: organisation().name,
        at: Some(at(10, 9, 905)),
        place: "甲县城关镇某某街1号".into(),
        way: "直接送达".into(),
        relation: "秘书长".into(),
        witness: String::new(),
        servers: vec!["钱一".into(), "孙三".into()],
        remark: String::new(),
    }
}
