//! What a finished visit proposes to follow up: every item whose answer is worth nothing, and every problem that was
//! written down row by row. Nothing is made of it unless a person takes it.

use std::sync::Arc;

use super::Ground;
use crate::domain::calendar::{Clock, Date};
use crate::domain::checklist::{Item, ItemKind, Lang, instance};
use crate::domain::filling::{Filling, Form, Line};
use crate::domain::ladder::{Ladder, ProblemRows};
use crate::domain::visit::Answers;
use crate::domain::workdays::Holidays;

/// One finding that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Address of the item in the template.
    pub item: String,
    pub item_name: String,
    pub fact: String,
    pub requirement: String,
    pub deadline: Date,
    pub ground: Ground,
}

/// The offers of a visit in the order of its template, with deadlines counted from `day`, but not from before the visit.
pub fn offers(
    form: &Arc<Form>,
    answers: &Answers,
    started: Clock,
    lang: Lang,
    ladder: &Ladder,
    holidays: &Holidays,
    day: Date,
) -> Vec<Offer> {
    let filling = Filling::open(form, started, lang, answers);
    let usual = ladder.deadline(holidays, day.max(started.date));
    let template = &form.checklist.id;
    let rows = ladder
        .problems
        .iter()
        .find(|rows| rows.template == *template);
    let mut offers = Vec::new();
    for line in filling.lines() {
        let Some(item) = filling.item(line) else {
            continue;
        };
        if item.kind == ItemKind::Scale {
            offers.extend(failed(&filling, line, item, answers, lang, usual));
        } else if let Some(rows) = rows.filter(|rows| rows.fact == item.code) {
            offers.extend(problem(&filling, line, rows, lang, usual));
        }
    }
    offers
}

fn failed(
    filling: &Filling,
    line: &Line,
    item: &Item,
    answers: &Answers,
    lang: Lang,
    deadline: Date,
) -> Option<Offer> {
    let checklist = &filling.form().checklist;
    let option = checklist.option(item, &filling.text(line))?;
    if option.percent != Some(0) {
        return None;
    }
    let name = filling.said(&item.name, lang, line);
    let remark = answers
        .get(&line.address)
        .map_or("", |answer| answer.remark.trim());
    let label = option.label.get(lang);
    let fact = match (lang, remark.is_empty()) {
        (Lang::Zh, true) => format!("{name}：{label}"),
        (Lang::En, true) => format!("{name}: {label}"),
        (Lang::Zh, false) => format!("{name}：{label}。{remark}"),
        (Lang::En, false) => format!("{name}: {label}. {remark}"),
    };
    let criterion = filling.said(&item.criterion, lang, line);
    Some(Offer {
        item: line.address.clone(),
        item_name: name,
        fact,
        requirement: match (lang, criterion.is_empty()) {
            (Lang::Zh, false) => format!("按标准整改到位：{criterion}"),
            (Lang::En, false) => format!("To be brought up to standard: {criterion}"),
            (Lang::Zh, true) => "按要求整改到位。".to_owned(),
            (Lang::En, true) => "To be brought up to standard.".to_owned(),
        },
        deadline,
        ground: match item.veto {
            true => Ground::Veto,
            false => Ground::Zero,
        },
    })
}

fn problem(
    filling: &Filling,
    line: &Line,
    rows: &ProblemRows,
    lang: Lang,
    usual: Date,
) -> Option<Offer> {
    let fact = filling.text(line);
    if fact.trim().is_empty() {
        return None;
    }
    let beside = |code: &str| {
        let address = match line.number {
            Some(number) => instance(code, number),
            None => code.to_owned(),
        };
        let place = filling.find(&address);
        place.map_or_else(String::new, |at| filling.text(&filling.lines()[at]))
    };
    let section = &filling.form().section(line).name;
    let item_name = Some(beside(&rows.item)).filter(|name| !name.is_empty());
    Some(Offer {
        item: line.address.clone(),
        item_name: item_name.unwrap_or_else(|| section.get(lang).to_owned()),
        fact,
        requirement: beside(&rows.requirement),
        deadline: Date::parse(&beside(&rows.deadline)).unwrap_or(usual),
        ground: Ground::Problem,
    })
}
