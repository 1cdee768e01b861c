//! A template without cases, filled from start to finish in several ways: first answers, last answers, every choice
//! once, by chance, and not at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::candidates::Candidates;
use super::cases::{begin, moment};
use super::fill::{Choosing, Seen, fill};
use crate::domain::checklist::{Checklist, Form as Outcome, Item, ItemKind, Lang, instance_of};
use crate::domain::expression::Expression;
use crate::domain::filling::{Filling, Form};
use crate::domain::visit::Answers;

/// Fillings in which every choice has its turn; of longer lists the first ones have.
const TURNS: usize = 12;
/// Fillings by chance, fewer for a long template.
const CHANCES: usize = 60;
const LONG: usize = 200;

/// What the fillings came across.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explored {
    pub fillings: usize,
    /// Items that were asked in none of them, with the conditions they stand under.
    pub never_shown: Vec<(String, Vec<String>)>,
    /// Required items of which no answer tried was ever taken.
    pub unanswerable: Vec<String>,
    /// The same of items whose limit is a pattern: what would fit it cannot be guessed.
    pub unguessed: Vec<String>,
    pub zeros: Vec<Zero>,
}

/// A computed item that came to nothing because it divided by zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zero {
    pub item: String,
    pub divisor: String,
}

impl Explored {
    /// Nothing was found that would hold an inspector up.
    pub fn is_sound(&self) -> bool {
        self.never_shown.is_empty() && self.unanswerable.is_empty()
    }
}

/// Fills the template in every way.
pub fn explore(list: &Checklist) -> Explored {
    let candidates = Candidates::of(list);
    let (watched, divisors) = watched(list);
    let form = Arc::new(Form::new(Arc::new(watched)));
    let mut ways = vec![Choosing::Nothing, Choosing::First, Choosing::Last];
    ways.extend((1..TURNS).map(Choosing::Nth));
    let chances = CHANCES * LONG / list.items().count().max(LONG);
    ways.extend((0..chances.max(4)).map(|seed| Choosing::Chance(seed as u64 + 1)));
    let clock = moment(None);
    let (mut seen, mut zeros) = (Seen::default(), BTreeSet::new());
    for choosing in &ways {
        let mut filling = Filling::open(&form, clock, Lang::Zh, &Answers::new());
        begin(&mut filling, &Answers::new());
        fill(&mut filling, *choosing, &candidates, clock.date, &mut seen);
        zeros.extend(divided(&filling, &divisors));
    }
    let never = list.sections.iter().flat_map(|section| {
        let unseen = section
            .items
            .iter()
            .filter(|item| !seen.shown.contains(&item.code));
        unseen.map(|item| {
            let conditions = [section.shown_when.clone(), item.shown_when.clone()];
            (
                item.code.clone(),
                conditions.into_iter().flatten().collect(),
            )
        })
    });
    let untaken = seen.unanswerable.difference(&seen.answered).cloned();
    let has_pattern = |code: &String| {
        let limit = list.item(code).and_then(|item| item.limit.as_deref());
        limit.is_some_and(|limit| limit.contains("regex("))
    };
    let (unguessed, unanswerable) = untaken.partition(has_pattern);
    Explored {
        fillings: ways.len(),
        never_shown: never.collect(),
        unanswerable,
        unguessed,
        zeros: zeros
            .into_iter()
            .map(|at: usize| Zero {
                item: divisors[at].item.clone(),
                divisor: divisors[at].text.clone(),
            })
            .collect(),
    }
}

/// What a computed item divides by, watched as an item of its own.
struct Divisor {
    item: String,
    code: String,
    text: String,
}

/// The template with an item more for everything that is divided by, right beside what divides.
fn watched(list: &Checklist) -> (Checklist, Vec<Divisor>) {
    let mut watched = list.clone();
    let mut divisors = Vec::new();
    for section in &mut watched.sections {
        let mut more = Vec::new();
        for item in section
            .items
            .iter()
            .filter(|item| item.kind == ItemKind::Computed)
        {
            let read = item.computed.as_deref().map(Expression::parse);
            let Some(Ok(expression)) = read else { continue };
            for divisor in expression.divisors() {
                let text = divisor.to_string();
                // no code of a template has a blank
                let code = format!("divisor {}", divisors.len());
                more.push(Item {
                    code: code.clone(),
                    kind: ItemKind::Computed,
                    form: Some(Outcome::Text),
                    computed: Some(text.clone()),
                    shown_when: item.shown_when.clone(),
                    name: item.name.clone(),
                    ..Item::default()
                });
                divisors.push(Divisor {
                    item: item.code.clone(),
                    code,
                    text,
                });
            }
        }
        section.items.extend(more);
    }
    (watched, divisors)
}

/// Numbers of the divisors that are zero where the item comes to nothing. A division that a condition keeps from being
/// done does no harm, and its item comes to something.
fn divided(filling: &Filling, divisors: &[Divisor]) -> Vec<usize> {
    let mut zeros = Vec::new();
    for line in filling.lines() {
        let (code, number) = instance_of(&line.address);
        let Some(at) = divisors.iter().position(|divisor| divisor.code == code) else {
            continue;
        };
        let item = &divisors[at].item;
        let address = number.map_or_else(
            || item.clone(),
            |number| crate::domain::checklist::instance(item, number),
        );
        let came_to = filling
            .find(&address)
            .map(|at| filling.text(&filling.lines()[at]));
        if filling.text(line) == "0" && came_to.is_some_and(|text| text.is_empty()) {
            zeros.push(at);
        }
    }
    zeros
}
