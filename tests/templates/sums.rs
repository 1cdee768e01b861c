//! The shipped templates with their expressions at work: every one fits its items, and figures worked out by hand come
//! out of what is filled in.

use std::sync::Arc;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::{Form as ResultForm, ItemKind, Lang};
use liuyou::domain::filling::{self, Filling, Form, Line};
use liuyou::domain::live::State;
use liuyou::domain::visit::{Answer, Answers};
use liuyou::standards;

/// A filling of a shipped template.
struct Filled {
    form: Arc<Form>,
    filling: Filling,
}

impl Filled {
    /// Answers by address, as a person types them; each must be one.
    fn with(id: &str, answers: &[(&str, &str)]) -> Filled {
        let standards = standards::shipped();
        let found = standards.into_iter().find(|known| known.checklist.id == id);
        let form = Arc::new(Form::new(Arc::new(found.unwrap().checklist)));
        let list = &form.checklist;
        let answers: Answers = answers
            .iter()
            .map(|(address, typed)| {
                let parsed = list.item(address).unwrap().parse(typed, list);
                let option = Some(parsed.unwrap_or_else(|why| panic!("{id} {address}: {why:?}")));
                let answer = Answer {
                    option,
                    ..Answer::default()
                };
                (address.to_string(), answer)
            })
            .collect();
        let started = Clock {
            date: Date::of(2026, 11, 22),
            minute: 600,
        };
        let filling = Filling::open(&form, started, Lang::Zh, &answers);
        Filled { form, filling }
    }

    /// The line of an address that is asked.
    #[track_caller]
    fn line(&self, address: &str) -> &Line {
        let found = self.filling.find(address);
        &self.filling.lines()[found.unwrap_or_else(|| panic!("{address} is not asked"))]
    }

    #[track_caller]
    fn state(&self, address: &str) -> State<'_> {
        self.filling.state(self.line(address)).unwrap()
    }

    /// An item as a person reads it in Chinese.
    #[track_caller]
    fn reads(&self, address: &str, shown: &str) {
        let item = self.form.checklist.item(address).unwrap();
        let written = self.filling.text(self.line(address));
        assert_eq!(
            item.shown(&written, &self.form.checklist, Lang::Zh),
            shown,
            "{address}"
        );
    }

    #[track_caller]
    fn is_shown(&self, address: &str, shown: bool) {
        assert_eq!(self.filling.find(address).is_some(), shown, "{address}");
    }

    /// Addresses outside repeats for which something is so.
    fn that(&self, is_so: impl Fn(&State<'_>) -> bool) -> Vec<&str> {
        let lines = self.filling.lines().iter();
        lines
            .filter(|line| line.number.is_none())
            .filter(|line| self.filling.state(line).is_some_and(|state| is_so(&state)))
            .map(|line| line.address.as_str())
            .collect()
    }

    /// Addresses whose limit is broken, and those that are warned of.
    fn complaints(&self) -> (Vec<&str>, Vec<&str>) {
        (
            self.that(|state| state.limit_broken),
            self.that(|state| state.warned),
        )
    }

    fn missing(&self) -> Vec<&str> {
        self.that(|state| state.missing)
    }
}

#[test]
fn every_expression_of_every_shipped_template_fits_its_items() {
    for standard in standards::shipped() {
        let list = &standard.checklist;
        assert_eq!(filling::faults(list), [], "{}", list.id);
        for item in list.items().filter(|item| item.kind == ItemKind::Computed) {
            // what comes out is of the form that is said
            let form = item.form.unwrap_or_default();
            let text = item.computed.as_ref().unwrap();
            let is_date = text.starts_with("date(") || text.contains(", date(");
            assert_eq!(
                form == ResultForm::Date,
                is_date,
                "{} {}",
                list.id,
                item.code
            );
        }
    }
}

#[test]
fn gifts_and_goods_add_up() {
    // D4: gifts of 15.6856 million yuan, goods of 14.0401 million; together 29.7257 million
    let filled = Filled::with(
        "service-record",
        &[
            ("2.1", "13000"),
            ("2.2", "12837"),
            ("3.1", "15685600"),
            ("3.2", "示例慈善会"),
            ("4.1#1", "口罩"),
            ("4.3#1", "14,000,000"),
            ("4.1#2", "消毒液"),
            ("4.3#2", "40100"),
        ],
    );
    filled.reads("5.1", "14,040,100.00 元");
    filled.reads("5.2", "29,725,700.00 元");
    filled.is_shown("3.2", true);
    let none = Filled::with("service-record", &[("2.1", "10"), ("2.2", "11")]);
    none.reads("5.1", "0.00 元");
    none.reads("5.2", "0.00 元");
    none.is_shown("3.2", false);
    assert_eq!(none.complaints().0, ["2.2"]);
}

#[test]
fn the_balance_is_what_was_carried_over_and_received_less_what_was_spent() {
    // 500.50 + (1200 + 3000 + 0.10) - (2400.60 + 1000) = 1300.00; 3400.60 of 4000 is 85.0 %
    let filled = Filled::with(
        "money-record",
        &[
            ("1.2", "是"),
            ("1.3", "4000"),
            ("1.4", "500.5"),
            ("2.1", "1200"),
            ("2.2", "3000"),
            ("2.5", "0.1"),
            ("3.1", "2400.6"),
            ("3.2", "1000"),
            ("4.4", "林示例"),
            ("4.5", "林示例"),
        ],
    );
    filled.reads("2.6", "4,200.10 元");
    filled.reads("3.7", "3,400.60 元");
    filled.reads("4.1", "1,300.00 元");
    filled.reads("4.2", "85 %");
    assert_eq!(filled.complaints(), (vec!["4.5"], vec![]));
    let overdrawn = Filled::with("money-record", &[("2.1", "10"), ("3.1", "10.01")]);
    overdrawn.reads("4.1", "-0.01 元");
    assert_eq!(overdrawn.complaints().1, ["4.1"]);
}

#[test]
fn attendance_is_counted_of_those_due() {
    // 17 of 20 is 85 %, 2 excused, 1 absent
    let filled = Filled::with(
        "activity-record",
        &[
            ("3.1", "20"),
            ("3.2", "17"),
            ("3.3", "2"),
            ("2.1#1", "重温入党誓词"),
        ],
    );
    filled.reads("3.4", "1 人");
    filled.reads("3.5", "85 %");
    filled.is_shown("3.6", true);
    assert!(filled.missing().contains(&"3.6"));
    let more = Filled::with(
        "activity-record",
        &[("3.1", "20"), ("3.2", "21"), ("3.3", "0")],
    );
    assert_eq!(more.complaints().0, ["3.2", "3.3"]);
}

#[test]
fn a_quarter_asks_by_members_groups_and_season() {
    let small = Filled::with(
        "quarterly-life",
        &[
            ("1.1", "第三季度"),
            ("1.3", "6"),
            ("1.4", "否"),
            ("1.5", "0"),
            ("2.1", "1"),
            ("2.7", "0"),
            ("3.1", "3"),
        ],
    );
    for (item, shown) in [
        ("2.3", false),
        ("2.5", false),
        ("2.7", true),
        ("4.1", false),
    ] {
        small.is_shown(item, shown);
    }
    assert_eq!(small.complaints().1, ["2.7"]);
    let large = Filled::with(
        "quarterly-life",
        &[
            ("1.1", "第四季度"),
            ("1.3", "12"),
            ("1.4", "是"),
            ("1.5", "2"),
            ("2.1", "1"),
            ("2.3", "3"),
            ("2.5", "5"),
            ("2.7", "1"),
            ("3.1", "2"),
            ("4.1", "1"),
            ("4.6", "11"),
            ("5.1", "12"),
            ("5.2", "12"),
            ("5.3", "0"),
            ("6.1", "2023-12-01"),
        ],
    );
    for item in ["2.3", "2.5", "4.1"] {
        large.is_shown(item, true);
    }
    // two groups owe 6 meetings, a quarter 3 Party days, twelve members 12 talks
    assert_eq!(large.complaints().1, ["2.5", "3.1", "4.6"]);
    large.reads("6.2", "2026");
    // seven members and more have a committee
    let seven = Filled::with("quarterly-life", &[("1.3", "7"), ("1.4", "否")]);
    assert_eq!(seven.complaints().1, ["1.4"]);
}

#[test]
fn a_visit_record_works_out_the_next_visit_and_what_is_open() {
    let filled = Filled::with(
        "instructor-visit",
        &[
            ("1.2", "2026-11-20"),
            ("1.4", "实地"),
            ("2.4", "联合建立"),
            ("4.1", "1"),
            ("4.5", "3"),
            ("5.1", "无变化、有党旗"),
            ("6.1#1", "公开栏内容为上年度"),
            ("6.4#1", "2026-11-19"),
            ("7.1", "4"),
            ("7.2", "3"),
            ("8.2", "30"),
        ],
    );
    filled.reads("4.6", "4 次");
    filled.reads("7.3", "1 件");
    filled.reads("8.3", "2026-12-20");
    filled.is_shown("2.5", false);
    filled.is_shown("7.4", true);
    assert_eq!(filled.complaints().0, ["5.1"]);
    let problem = filled.state("6.4#1");
    assert!(
        problem.limit_broken,
        "a problem is not due before the visit"
    );
    let none = Filled::with("instructor-visit", &[("2.4", "未建立")]);
    none.is_shown("2.5", true);
    none.is_shown("4.1", false);
}

#[test]
fn votes_add_up_and_their_share_is_of_the_valid_ones() {
    // 12 + 5 of 20 is 85 %
    let filled = Filled::with(
        "secretary-assessment",
        &[
            ("3.1", "20"),
            ("3.2", "12"),
            ("3.3", "5"),
            ("3.4", "2"),
            ("3.5", "1"),
            ("4.2", "一般"),
        ],
    );
    filled.reads("3.6", "20 票");
    filled.reads("3.7", "85 %");
    assert!(filled.complaints().0.is_empty());
    assert!(filled.missing().contains(&"4.3"));
    let more = Filled::with(
        "secretary-assessment",
        &[
            ("3.1", "19"),
            ("3.2", "12"),
            ("3.3", "5"),
            ("3.4", "2"),
            ("3.5", "1"),
        ],
    );
    assert_eq!(more.complaints().0, ["3.5"]);
}

#[test]
fn the_register_of_development_counts_this_year_and_watches_the_order() {
    let filled = Filled::with(
        "member-development",
        &[
            ("1.1", "2026"),
            ("1.2", "1"),
            ("2.1#1", "林示例"),
            ("2.4#1", "预备党员"),
            ("2.5#1", "2024-03-01"),
            ("2.6#1", "2024-05-01"),
            ("2.8#1", "2025-05-01"),
            ("2.9#1", "2026-06-01"),
            ("2.1#2", "赵示例"),
            ("2.4#2", "预备党员"),
            ("2.9#2", "2026-07-01"),
            ("2.1#3", "钱示例"),
            ("2.4#3", "发展对象"),
            ("2.6#3", "2026-01-01"),
            ("2.8#3", "2026-10-01"),
            ("2.1#4", "孙示例"),
            ("2.4#4", "入党积极分子"),
            ("2.5#4", "2026-02-01"),
            ("2.6#4", "2026-01-31"),
        ],
    );
    filled.reads("2.10#1", "2027-06-01");
    filled.reads("3.1", "4 人");
    filled.reads("3.2", "2 人");
    filled.reads("3.3", "200 %");
    assert_eq!(filled.complaints().1, ["3.2"]);
    let state = |address| filled.state(address);
    // 1 May 2024 to 1 May 2025 is 365 days, 1 January to 1 October 2026 is 273
    assert!(!state("2.8#1").warned);
    assert!(state("2.8#3").warned);
    assert!(state("2.6#4").limit_broken);
}

#[test]
fn sums_of_the_other_templates() {
    let census = Filled::with(
        "census-four",
        &[
            ("2.2", "6"),
            ("3.1", "未建立"),
            ("3.8", "工会"),
            ("4.1", "1"),
            ("4.2", "2"),
            ("4.3", "0"),
            ("4.4", "4"),
        ],
    );
    census.reads("4.5", "7 人");
    assert_eq!(census.complaints().1, ["4.5"]);
    assert!(census.missing().contains(&"3.9"));
    let report = Filled::with(
        "annual-report",
        &[("5.8", "1200"), ("5.9", "3000.5"), ("5.12", "0.5")],
    );
    report.reads("5.13", "4,201.00 元");
    let training = Filled::with(
        "training-record",
        &[
            ("2.1#1", "党章"),
            ("2.3#1", "2.5"),
            ("2.1#2", "实务"),
            ("2.3#2", "4"),
            ("3.1", "200"),
            ("3.2", "190"),
            ("3.6", "1900"),
        ],
    );
    training.reads("3.3", "95 %");
    training.reads("3.5", "6.5 学时");
    training.reads("3.7", "10.00 元");
    let project = Filled::with(
        "project-record",
        &[
            ("1.8", "1000"),
            ("2.1#1", "走访"),
            ("2.3#1", "2026-10-01"),
            ("2.5#1", "600"),
            ("2.1#2", "讲座"),
            ("2.5#2", "500"),
        ],
    );
    project.reads("3.2", "2 个");
    project.reads("3.3", "1 个");
    project.reads("3.5", "-100.00 元");
    assert_eq!(project.complaints().1, ["3.5"]);
    let agreement = Filled::with(
        "joint-building",
        &[
            ("1.4", "2026-01-01"),
            ("1.5", "2025-12-31"),
            ("2.1#1", "甲协会"),
            ("2.1#2", "乙学校"),
            ("3.1", "阵地共用"),
            ("3.5", "500"),
            ("3.6", "250.25"),
        ],
    );
    agreement.reads("3.7", "750.25 元");
    agreement.reads("3.8", "2 家");
    agreement.is_shown("3.4", true);
    assert_eq!(agreement.complaints().0, ["1.5"]);
    let needs = Filled::with(
        "needs-feedback",
        &[
            ("2.1#1", "经费缺乏"),
            ("2.1#2", "发展党员难"),
            ("2.5#2", "已解决"),
            ("2.6#2", "2026-11-20"),
            ("1.1", "2026-11-01"),
        ],
    );
    needs.reads("3.1", "2 件");
    needs.reads("3.2", "1 件");
    needs.reads("3.3", "1 件");
    let centre = Filled::with(
        "liuyou-centre",
        &[
            ("1.1", "县级"),
            ("1.2", "1999.5"),
            ("2.1", "2"),
            ("2.3", "1.5"),
        ],
    );
    centre.reads("1.3", "2000 平方米");
    assert_eq!(centre.complaints().1, ["1.2", "2.3"]);
    let nothing = Filled::with("liuyou-centre", &[("1.2", "30")]);
    nothing.reads("1.3", "");
    assert_eq!(nothing.complaints().1, Vec::<&str>::new());
}
