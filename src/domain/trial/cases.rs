//! The cases of a template: what is answered is filled in, and what comes of it is compared with what is expected.

use std::sync::Arc;

use crate::domain::calendar::{Clock, Date};
use crate::domain::checklist::{Case, Decimal, Item, Lang};
use crate::domain::filling::{Filling, Form, Line};
use crate::domain::visit::{Answer, Answers, VisitStatus};

/// The day of a case that names none.
const DAY: Date = Date::of(2026, 1, 1);
/// Noon, so that no day is near.
const MINUTE: u16 = 720;

/// A case and everything in it that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub name: String,
    pub misses: Vec<Miss>,
}

/// What came out otherwise than expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    Value {
        address: String,
        wanted: String,
        found: String,
    },
    NotShown(String),
    NotHidden(String),
    /// Points times 100.
    Score {
        wanted: String,
        found: String,
    },
    /// Those that are complained of, by the key of the case.
    List {
        key: &'static str,
        wanted: Vec<String>,
        found: Vec<String>,
    },
}

/// Fills in every case of the template, in their order.
pub fn cases(form: &Arc<Form>) -> Vec<Outcome> {
    let cases = form.checklist.cases.iter();
    cases.map(|case| outcome(form, case)).collect()
}

/// The moment at which a case is filled in.
pub fn moment(day: Option<&str>) -> Clock {
    Clock {
        date: day.and_then(Date::parse).unwrap_or(DAY),
        minute: MINUTE,
    }
}

fn outcome(form: &Arc<Form>, case: &Case) -> Outcome {
    let list = &form.checklist;
    let mut unread = Vec::new();
    let mut answers = Answers::new();
    for (address, typed) in &case.answers {
        let parsed = list.item(address).map(|item| item.parse(typed, list));
        match parsed {
            Some(Ok(written)) => {
                let answer = Answer {
                    option: Some(written),
                    ..Answer::default()
                };
                answers.insert(address.clone(), answer);
            }
            _ => unread.push(address.clone()),
        }
    }
    let mut filling = Filling::open(form, moment(case.today.as_deref()), Lang::Zh, &answers);
    begin(&mut filling, &answers);
    let mut misses = Vec::new();
    for (address, wanted) in &case.values {
        misses.extend(value_missed(&filling, address, wanted));
    }
    let shown = |address: &String| filling.find(address).is_some();
    let unshown = case.shown.iter().filter(|address| !shown(address));
    misses.extend(unshown.cloned().map(Miss::NotShown));
    let unhidden = case.hidden.iter().filter(|address| shown(address));
    misses.extend(unhidden.cloned().map(Miss::NotHidden));
    misses.extend(score_missed(&filling, case));
    misses.extend(lists_missed(&filling, case, unread));
    Outcome {
        name: case.name.clone(),
        misses,
    }
}

/// Puts the defaults where nothing is answered.
pub fn begin(filling: &mut Filling, answers: &Answers) {
    let sections = filling.form().checklist.sections.len();
    let mut begun = filling.defaults(None);
    for section in 0..sections {
        if filling.form().checklist.sections[section].repeat.is_some() {
            for number in 1..=filling.times(section) as u32 {
                begun.extend(filling.defaults(Some((section, number))));
            }
        }
    }
    for (address, value) in begun {
        if !answers.contains_key(&address) {
            filling.set(&address, &value);
        }
    }
}

/// What stands at an address; nothing where it is not asked.
fn found(filling: &Filling, address: &str) -> String {
    let line = filling.find(address).map(|at| &filling.lines()[at]);
    line.map_or(String::new(), |line| filling.text(line))
}

fn value_missed(filling: &Filling, address: &str, wanted: &str) -> Option<Miss> {
    let found = found(filling, address);
    let list = &filling.form().checklist;
    let item = list.item(address)?;
    let written = match item.takes_answer() {
        true => item.parse(wanted, list).ok(),
        false => Some(settled(item, wanted)),
    };
    let alike = found == wanted || written.is_some_and(|written| written == found);
    (!alike).then(|| Miss::Value {
        address: address.to_owned(),
        wanted: wanted.to_owned(),
        found,
    })
}

/// What is expected of a computed item, in the form in which it comes out.
fn settled(item: &Item, wanted: &str) -> String {
    match item.settled(wanted) {
        settled if settled.is_empty() => wanted.to_owned(),
        settled => settled,
    }
}

fn score_missed(filling: &Filling, case: &Case) -> Option<Miss> {
    let wanted = case.score.as_ref()?;
    let earned = filling.score(VisitStatus::Finished).earned;
    let found = Decimal::rounded(&format!("{}.{:02}", earned / 100, earned % 100), 2)?;
    (Decimal::parse(wanted) != Some(found)).then(|| Miss::Score {
        wanted: wanted.clone(),
        found: found.to_string(),
    })
}

fn lists_missed(filling: &Filling, case: &Case, unread: Vec<String>) -> Vec<Miss> {
    let of = |is: fn(&Filling, &Line) -> bool| -> Vec<String> {
        let lines = filling.lines().iter().filter(|line| is(filling, line));
        lines.map(|line| line.address.clone()).collect()
    };
    let warned = of(|filling, line| filling.state(line).is_some_and(|state| state.warned));
    let missing = of(|filling, line| filling.state(line).is_some_and(|state| state.missing));
    let mut refused = of(|filling, line| {
        let state = filling.state(line);
        state.is_some_and(|state| state.limit_broken || state.stray)
    });
    refused.extend(unread);
    let mut misses = Vec::new();
    for (key, wanted, mut found) in [
        ("warned", &case.warned, warned),
        ("refused", &case.refused, refused),
        ("missing", &case.missing, missing),
    ] {
        // an answer that is refused though nobody expected it would make the case prove nothing
        let wanted = match (key, wanted) {
            (_, Some(wanted)) => wanted.clone(),
            ("refused", None) => Vec::new(),
            _ => continue,
        };
        let mut sorted = wanted.clone();
        sorted.sort_unstable();
        found.sort_unstable();
        found.dedup();
        if sorted != found {
            misses.push(Miss::List { key, wanted, found });
        }
    }
    misses
}
