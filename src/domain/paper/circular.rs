//! The quarterly circular 通报 (D2): both rates with their base, what was checked and pressed, which faults came back,
//! and two tables by area and by authority.

use serde::{Deserialize, Serialize};

use super::facts::{Copies, Office, Problem};
use super::letters::{contact, problem_list};
use super::number::{Number, chinese_numeral, written};
use super::wording::{Key, Wording};
use super::{
    Attachment, Block, Column, Form, Paper, Paragraph, Side, Signature, Table, paragraphs,
};
use crate::domain::calendar::Date;
use crate::domain::coverage::Percent;

/// Numerator and denominator; a rate is printed with both.
pub type Part = (u64, u64);

/// Both rates of one area or authority, in the order in which they are printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub name: String,
    pub total: u64,
    /// Covered by a Party organisation.
    pub covered: u64,
    /// Covered by Party work.
    pub worked: u64,
}

/// A fault found at several organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub item: String,
    pub count: usize,
    /// Those to be named; the sentence adds 等 where there are more.
    pub organisations: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circular {
    pub office: Office,
    pub number: Option<Number>,
    pub date: Date,
    pub addressees: Vec<String>,
    /// `2026年第三季度`.
    pub period: String,
    /// 时点 of the rates.
    pub day: Date,
    /// 口径: the counting rule by name.
    pub rule: String,
    pub organisation_rate: Part,
    pub work_rate: Part,
    pub visits: u64,
    pub organisations_visited: u64,
    pub problems: u64,
    pub closed: u64,
    /// Closed in time, of those closed or due.
    pub closed_in_time: Part,
    pub overdue: u64,
    pub reminders: u64,
    pub letters: u64,
    pub talks: u64,
    /// Authorities reached.
    pub authorities_reached: u64,
    pub repeated: Vec<Repeated>,
    /// Problems that are named one by one in a list behind it.
    pub problems_named: Vec<Problem>,
    pub by_area: Vec<Standing>,
    pub by_authority: Vec<Standing>,
    pub copies: Copies,
}

/// 通报.
pub fn circular(wording: &Wording, facts: &Circular) -> Paper {
    let office = facts.office.name.as_str();
    let common = [
        ("period", facts.period.as_str()),
        ("office", office),
        ("region", facts.office.region.as_str()),
    ];
    let heading = |at| paragraphs(wording.line(Key::CircularHeadings, at));
    let mut body = paragraphs(&wording.say(Key::CircularOpening, &common));
    body.extend(heading(0));
    for (at, text) in [
        rates(wording, facts),
        work(wording, facts),
        notices(wording, facts),
    ]
    .into_iter()
    .enumerate()
    {
        body.extend(heading(at + 1));
        body.extend(paragraphs(&text));
    }
    body.extend(heading(4));
    body.extend(repeated(wording, &facts.repeated));
    body.extend(named(wording, facts));
    body.extend(heading(5));
    body.extend(paragraphs(&wording.say(Key::CircularRequirement, &common)));
    body.extend(paragraphs(&wording.say(Key::CircularClosing, &common)));
    let mut keep = wording.keep().to_vec();
    keep.extend([facts.period.clone(), facts.office.name.clone()]);
    Paper {
        form: Form::Document,
        mark: facts.office.document_mark.clone(),
        number: facts.number.clone(),
        keep,
        addressees: facts.addressees.clone(),
        body,
        attachments: attached(wording, facts),
        signature: Some(Signature {
            name: facts.office.name.clone(),
            date: facts.date,
        }),
        note: contact(wording, &facts.office),
        imprint: Some(facts.copies.imprint(&facts.office)),
        ..Paper::sheet(&wording.say(Key::CircularTitle, &common))
    }
}

/// `79.01%（分子64、分母81）`; nothing to count is said. Two numbers with a stroke between would not be broken at the end
/// of a line.
fn rate((numerator, denominator): Part) -> String {
    let percent = Percent::of(numerator, denominator)
        .map_or_else(|| "无基数".to_owned(), |percent| percent.to_string());
    format!("{percent}（分子{numerator}、分母{denominator}）")
}

fn rates(wording: &Wording, facts: &Circular) -> String {
    wording.say(
        Key::CircularRates,
        &[
            ("region", &facts.office.region),
            ("day", &written(facts.day)),
            ("rule", &facts.rule),
            ("total", &facts.organisation_rate.1.to_string()),
            ("organisation_rate", &rate(facts.organisation_rate)),
            ("work_rate", &rate(facts.work_rate)),
        ],
    )
}

fn work(wording: &Wording, facts: &Circular) -> String {
    wording.say(
        Key::CircularWork,
        &[
            ("period", &facts.period),
            ("visits", &facts.visits.to_string()),
            ("organisations", &facts.organisations_visited.to_string()),
            ("problems", &facts.problems.to_string()),
            ("closed", &facts.closed.to_string()),
            ("in_time", &rate(facts.closed_in_time)),
            ("overdue", &facts.overdue.to_string()),
        ],
    )
}

fn notices(wording: &Wording, facts: &Circular) -> String {
    wording.say(
        Key::CircularNotices,
        &[
            ("period", &facts.period),
            ("reminders", &facts.reminders.to_string()),
            ("letters", &facts.letters.to_string()),
            ("talks", &facts.talks.to_string()),
            ("authorities", &facts.authorities_reached.to_string()),
        ],
    )
}

fn repeated(wording: &Wording, faults: &[Repeated]) -> Vec<Block> {
    if faults.is_empty() {
        return paragraphs(wording.text(Key::CircularNoFaults));
    }
    let line = |(at, fault): (usize, &Repeated)| {
        let mut organisations = fault.organisations.join("、");
        if fault.count > fault.organisations.len() {
            organisations.push('等');
        }
        let told = wording.say(
            Key::CircularFault,
            &[
                ("item", &fault.item),
                ("count", &fault.count.to_string()),
                ("organisations", &organisations),
            ],
        );
        let line = format!("（{}）{}", chinese_numeral(at + 1), told.replace('\n', ""));
        Block::Paragraph(Paragraph::read(&line))
    };
    faults.iter().enumerate().map(line).collect()
}

/// Where the problems stand that it names; nothing where it names none.
fn named(wording: &Wording, facts: &Circular) -> Vec<Block> {
    if facts.problems_named.is_empty() {
        return Vec::new();
    }
    let last = attached(wording, facts).len().to_string();
    let mut organisations: Vec<&str> = facts
        .problems_named
        .iter()
        .map(|problem| problem.organisation.as_str())
        .collect();
    organisations.sort_unstable();
    organisations.dedup();
    let text = wording.say(
        Key::CircularNamed,
        &[
            ("count", &facts.problems_named.len().to_string()),
            ("organisations", &organisations.len().to_string()),
            ("attachment", &last),
        ],
    );
    paragraphs(&text)
}

fn attached(wording: &Wording, facts: &Circular) -> Vec<Attachment> {
    let mut attached = standings_attached(wording, &facts.tables());
    if !facts.problems_named.is_empty() {
        attached.push(problem_list(wording, &facts.problems_named));
    }
    attached
}

/// Both tables of a circular, with the day and the counting rule that they stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    pub day: Date,
    pub rule: String,
    pub by_area: Vec<Standing>,
    pub by_authority: Vec<Standing>,
}

impl Circular {
    pub fn tables(&self) -> Tables {
        Tables {
            day: self.day,
            rule: self.rule.clone(),
            by_area: self.by_area.clone(),
            by_authority: self.by_authority.clone(),
        }
    }
}

/// The tables behind a circular; one without rows is left out.
pub fn standings_attached(wording: &Wording, tables: &Tables) -> Vec<Attachment> {
    [
        (Key::CircularAreas, "地区", &tables.by_area),
        (Key::CircularAuthorities, "主管单位", &tables.by_authority),
    ]
    .into_iter()
    .filter(|(_, _, rows)| !rows.is_empty())
    .map(|(title, name, rows)| {
        let remark = format!(
            "注：统计时点为{}，统计口径为{}。",
            written(tables.day),
            tables.rule
        );
        Attachment {
            title: wording.text(title).to_owned(),
            body: vec![Block::Table(standings(name, rows)), Block::Note(remark)],
        }
    })
    .collect()
}

fn standings(name: &str, standings: &[Standing]) -> Table {
    let percent = |part, total| {
        Percent::of(part, total).map_or_else(String::new, |percent| percent.to_string())
    };
    let row = |(at, standing): (usize, &Standing)| {
        let Standing {
            name,
            total,
            covered,
            worked,
        } = standing;
        vec![
            (at + 1).to_string(),
            name.clone(),
            total.to_string(),
            covered.to_string(),
            percent(*covered, *total),
            worked.to_string(),
            percent(*worked, *total),
        ]
    };
    let mut rows: Vec<Vec<String>> = standings.iter().enumerate().map(row).collect();
    let sum = |of: fn(&Standing) -> u64| standings.iter().map(of).sum::<u64>();
    let (total, covered, worked) = (
        sum(|one| one.total),
        sum(|one| one.covered),
        sum(|one| one.worked),
    );
    if standings.len() > 1 {
        let all = Standing {
            name: "合计".to_owned(),
            total,
            covered,
            worked,
        };
        let mut cells = row((0, &all));
        cells[0] = String::new();
        rows.push(cells);
    }
    Table {
        caption: String::new(),
        lines: 0,
        columns: vec![
            Column::new("序号", 9, Side::Centre),
            Column::new(name, 27, Side::Left),
            Column::new("纳入统计", 15, Side::Right),
            Column::new("组织覆盖", 15, Side::Right),
            Column::new("组织覆盖率", 19, Side::Right),
            Column::new("工作覆盖", 15, Side::Right),
            Column::new("工作覆盖率", 19, Side::Right),
        ],
        rows,
    }
}
