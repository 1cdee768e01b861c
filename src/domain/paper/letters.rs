//! The letters of the ladder: reminder, supervision letter, call to talk, transfer to the registration authority.
//! They are put together from facts and from the county's wording, and can be edited before they are issued.

use super::facts::{Office, Problem, Reminder, Subject, Supervision, TalkNotice, Transfer};
use super::number::{chinese_numeral, span_written, time_written, written, written_in_two};
use super::sheets;
use super::wording::{Key, Wording};
use super::{
    Attachment, Block, Column, Form, Imprint, Number, Paper, Paragraph, Side, Signature, Table,
    paragraphs,
};
use crate::domain::calendar::Date;

/// More problems than these are not told one by one in the letter but stand in its list alone.
const TOLD: usize = 8;

/// 提醒函.
pub fn reminder(wording: &Wording, facts: &Reminder) -> Paper {
    let count = facts.problems.len().to_string();
    let organisation = facts.organisation.name.as_str();
    let overdue = overdue(
        wording,
        Key::ReminderOverdue,
        facts.date.days_since(facts.due),
    );
    let opening = wording.say(
        Key::ReminderOpening,
        &[
            ("organisation", organisation),
            ("date", &span_written(facts.inspected.0, facts.inspected.1)),
            ("count", &count),
            ("due", &written(facts.due)),
            ("overdue", &overdue),
        ],
    );
    let requirement = wording.say(
        Key::ReminderRequirement,
        &[
            ("deadline", &written(facts.deadline)),
            ("office", &facts.office.name),
        ],
    );
    let title = wording.say(Key::ReminderTitle, &[("organisation", organisation)]);
    let mut paper = letter(
        wording,
        &facts.office,
        facts.number.as_ref(),
        facts.date,
        title,
    );
    keep(&mut paper, &facts.organisation);
    paper.addressees = vec![facts.organisation.name.clone()];
    paper.body = paragraphs(&opening);
    paper.body.extend(paragraphs(&requirement));
    paper.attachments = vec![
        problem_list(wording, &facts.problems),
        sheets::receipt_attached(
            wording,
            &facts.office,
            &facts.organisation,
            facts.number.as_ref(),
            &facts.problems,
            facts.deadline,
        ),
    ];
    paper
}

/// 督办函, with the list of problems and the receipt that comes back.
pub fn supervision(wording: &Wording, facts: &Supervision) -> Paper {
    let (title, opening, requirement) = match facts.to_authority {
        false => (Key::LetterTitle, Key::LetterOpening, Key::LetterRequirement),
        true => (
            Key::LetterTitleAuthority,
            Key::LetterOpeningAuthority,
            Key::LetterRequirementAuthority,
        ),
    };
    let longest = facts
        .problems
        .iter()
        .map(|problem| facts.date.days_since(problem.deadline))
        .max();
    let filled = [
        ("organisation", facts.organisation.name.clone()),
        ("date", span_written(facts.inspected.0, facts.inspected.1)),
        ("inspectors", facts.inspectors.join("、")),
        ("count", facts.problems.len().to_string()),
        (
            "overdue",
            overdue(wording, Key::LetterOverdue, longest.unwrap_or(0)),
        ),
        ("office", facts.office.name.clone()),
        ("deadline", written(facts.deadline)),
    ];
    let filled: Vec<(&str, &str)> = filled
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut paper = letter(
        wording,
        &facts.office,
        facts.number.as_ref(),
        facts.date,
        wording.say(title, &filled),
    );
    keep(&mut paper, &facts.organisation);
    paper.addressees = vec![match facts.to_authority {
        true => facts.organisation.authority.clone(),
        false => facts.organisation.name.clone(),
    }];
    paper.body = paragraphs(&wording.say(opening, &filled));
    paper
        .body
        .extend(paragraphs(wording.text(Key::LetterHeading)));
    paper
        .body
        .extend(told(wording, &facts.problems, &facts.organisation));
    paper
        .body
        .extend(paragraphs(&wording.say(requirement, &filled)));
    paper
        .body
        .extend(paragraphs(&wording.say(Key::LetterConsequence, &filled)));
    paper.attachments = vec![
        problem_list(wording, &facts.problems),
        sheets::receipt_attached(
            wording,
            &facts.office,
            &facts.organisation,
            facts.number.as_ref(),
            &facts.problems,
            facts.deadline,
        ),
    ];
    paper.imprint = copies(&facts.copies, facts.date);
    paper
}

/// 约谈通知书.
pub fn talk_notice(wording: &Wording, facts: &TalkNotice) -> Paper {
    let filled = [
        ("organisation", facts.organisation.name.clone()),
        ("reason", facts.reason.trim_end_matches('。').to_owned()),
        ("person", facts.person.clone()),
        ("time", time_written(facts.time)),
        ("place", facts.place.clone()),
        ("talkers", facts.talkers.join("，")),
        ("materials", facts.materials.join("；")),
        ("office", facts.office.name.clone()),
        ("contact", facts.office.contact.clone()),
        ("phone", facts.office.phone.clone()),
    ];
    let filled: Vec<(&str, &str)> = filled
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let title = wording.text(Key::TalkTitle).to_owned();
    let mut paper = letter(
        wording,
        &facts.office,
        facts.number.as_ref(),
        facts.date,
        title,
    );
    keep(&mut paper, &facts.organisation);
    paper.addressees = vec![facts.organisation.name.clone()];
    for key in [Key::TalkOpening, Key::TalkBody, Key::TalkRequirement] {
        paper.body.extend(paragraphs(&wording.say(key, &filled)));
    }
    paper
}

/// 移送函. It hands facts over; what becomes of them the registration authority decides.
pub fn transfer(wording: &Wording, facts: &Transfer) -> Paper {
    let filled = [
        ("organisation", facts.organisation.name.clone()),
        ("credit_code", facts.organisation.credit_code.clone()),
        ("authority", facts.organisation.authority.clone()),
        ("count", facts.problems.len().to_string()),
        ("office", facts.office.name.clone()),
    ];
    let filled: Vec<(&str, &str)> = filled
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let title = wording.say(Key::TransferTitle, &filled);
    let mut paper = letter(
        wording,
        &facts.office,
        facts.number.as_ref(),
        facts.date,
        title,
    );
    keep(&mut paper, &facts.organisation);
    paper.addressees = vec![facts.to.clone()];
    let heading = |at| paragraphs(wording.line(Key::TransferHeadings, at));
    paper.body = paragraphs(&wording.say(Key::TransferOpening, &filled));
    paper.body.extend(heading(0));
    paper
        .body
        .extend(told(wording, &facts.problems, &facts.organisation));
    paper.body.extend(heading(1));
    if facts.steps.is_empty() {
        let none = paragraphs(wording.text(Key::TransferNoSteps));
        paper.body.extend(none);
    }
    for (at, step) in facts.steps.iter().enumerate() {
        let number = step
            .number
            .as_ref()
            .map_or_else(String::new, |number| format!("（{number}）"));
        let line = format!(
            "（{}）{}，{}{number}。",
            chinese_numeral(at + 1),
            written(step.date),
            step.what
        );
        paper.body.push(Block::Paragraph(Paragraph::read(&line)));
    }
    paper.body.extend(heading(2));
    paper
        .body
        .extend(paragraphs(&wording.say(Key::TransferAdvice, &filled)));
    paper.attachments = vec![
        problem_list(wording, &facts.problems),
        Attachment {
            title: wording.text(Key::TransferMaterials).to_owned(),
            body: Vec::new(),
        },
    ];
    paper.imprint = copies(&facts.copies, facts.date);
    paper
}

fn letter(
    wording: &Wording,
    office: &Office,
    number: Option<&Number>,
    date: Date,
    title: String,
) -> Paper {
    let mut keep = wording.keep().to_vec();
    keep.push(office.name.clone());
    Paper {
        form: Form::Letter,
        mark: office.letter_mark.clone(),
        number: number.cloned(),
        keep,
        signature: Some(Signature {
            name: office.name.clone(),
            date,
        }),
        note: contact(wording, office),
        ..Paper::sheet(&title)
    }
}

/// A title is not broken within the names it speaks of.
fn keep(paper: &mut Paper, organisation: &Subject) {
    for name in [&organisation.name, &organisation.authority] {
        if !name.is_empty() {
            paper.keep.push(name.clone());
        }
    }
}

/// Whom to ask; empty where the settings name nobody.
pub(in crate::domain) fn contact(wording: &Wording, office: &Office) -> String {
    if office.contact.is_empty() && office.phone.is_empty() {
        return String::new();
    }
    wording.say(
        Key::Contact,
        &[("contact", &office.contact), ("phone", &office.phone)],
    )
}

fn copies(to: &[String], printed: Date) -> Option<Imprint> {
    (!to.is_empty()).then(|| Imprint {
        copies: to.to_vec(),
        printer: String::new(),
        printed,
    })
}

/// The problems one by one, or where they are too many, where to find them.
fn told(wording: &Wording, problems: &[Problem], organisation: &Subject) -> Vec<Block> {
    if problems.len() > TOLD {
        let count = problems.len().to_string();
        let attached = wording.say(
            Key::ProblemsAttached,
            &[("count", &count), ("attachment", "1")],
        );
        return paragraphs(&attached);
    }
    let line = |(at, problem): (usize, &Problem)| {
        let is_own = problem.organisation.is_empty() || problem.organisation == organisation.name;
        let key = if is_own {
            Key::ProblemLine
        } else {
            Key::ProblemOfOrganisation
        };
        let told = wording.say(
            key,
            &[
                ("number", &problem.number),
                ("item", problem.item.trim_end_matches('。')),
                ("fact", &sentence(&problem.fact)),
                ("organisation", &problem.organisation),
            ],
        );
        let line = format!("（{}）{}", chinese_numeral(at + 1), told.replace('\n', ""));
        Block::Paragraph(Paragraph::read(&line))
    };
    problems.iter().enumerate().map(line).collect()
}

/// By how many days a deadline has passed, as a part of a sentence; nothing before it has.
fn overdue(wording: &Wording, key: Key, days: i64) -> String {
    match days > 0 {
        true => wording.say(key, &[("days", &days.to_string())]),
        false => String::new(),
    }
}

/// With its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.ends_with(['。', '！', '？']) || text.is_empty() {
        true => text.to_owned(),
        false => format!("{}。", text.trim_end_matches(['；', '，', '、', '.', ';'])),
    }
}

/// 问题清单.
pub(in crate::domain) fn problem_list(wording: &Wording, problems: &[Problem]) -> Attachment {
    let mut organisations: Vec<&str> = problems
        .iter()
        .map(|problem| problem.organisation.as_str())
        .collect();
    organisations.dedup();
    let several = organisations.len() > 1;
    let mut columns = vec![
        Column::new("序号", 9, Side::Centre),
        Column::new("问题编号", 19, Side::Centre),
    ];
    if several {
        columns.push(Column::new("单位名称", 20, Side::Left));
    }
    columns.extend([
        Column::new("检查项", 17, Side::Left),
        Column::new("存在问题", 31, Side::Left),
        Column::new("整改要求", 31, Side::Left),
        Column::new("整改期限", 17, Side::Centre),
    ]);
    let row = |(at, problem): (usize, &Problem)| {
        let mut cells = vec![(at + 1).to_string(), problem.number.clone()];
        if several {
            cells.push(problem.organisation.clone());
        }
        cells.extend([
            problem.item.clone(),
            problem.fact.clone(),
            problem.requirement.clone(),
            written_in_two(problem.deadline),
        ]);
        cells
    };
    Attachment {
        title: wording.text(Key::ProblemList).to_owned(),
        body: vec![Block::Table(Table {
            caption: String::new(),
            lines: 0,
            columns,
            rows: problems.iter().enumerate().map(row).collect(),
        })],
    }
}
