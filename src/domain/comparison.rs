//! Two visits with the same template side by side: what changed from one to the next, what can be skipped this time, and
//! since when a problem is open. The versions of the template may differ; an item is the same where its code is.

mod failing;
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use failing::{Failing, MOST_VISITS, Streaks, fails};

use super::calendar::Date;
use super::change::Uuid;
use super::checklist::{Checklist, Decimal, Item, ItemKind, Ledger, Section, Text, instance};
use super::filling::Form;
use super::organisation::{Organisation, codes};
use super::score::Score;
use super::view::VisitView;
use super::visit::{self, Answer, Answers, Visit, VisitStatus};

codes! {
    /// What became of an item from one visit to the next.
    Became {
        /// Another answer, where neither is better.
        Changed "changed",
        Better "better",
        Worse "worse",
        /// The earlier template did not have it.
        NewItem "new_item",
        /// The later template does not have it any more.
        RemovedItem "removed_item",
        /// It had no answer before.
        Answered "answered",
        /// It had an answer before and has none now.
        TakenBack "taken_back",
        /// The same on site, but the ledger says something else.
        Ledger "ledger",
        /// The same answer with another remark.
        Remark "remark",
    }
}

/// One item that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The item's code, in a repeated section with the number of the instance.
    pub address: String,
    pub name: Text,
    pub before: Option<Answer>,
    pub now: Option<Answer>,
    pub became: Became,
}

/// One of the two visits.
#[derive(Clone, Debug)]
pub struct Side {
    pub id: i64,
    pub uuid: Uuid,
    pub visit: Visit,
    pub form: Arc<Form>,
    /// Of the items that are asked.
    pub answers: Answers,
}

impl Side {
    pub fn checklist(&self) -> &Checklist {
        &self.form.checklist
    }

    pub fn date(&self) -> Date {
        self.visit.started.date
    }

    pub fn is_draft(&self) -> bool {
        self.visit.status == VisitStatus::Draft
    }

    pub fn score(&self) -> Score {
        self.form
            .score(&self.answers, self.visit.status, self.visit.started)
    }

    /// An answer of this visit as a person reads it; empty where there is none.
    pub fn shown(
        &self,
        address: &str,
        answer: Option<&Answer>,
        lang: super::checklist::Lang,
    ) -> String {
        let written = answer.and_then(|answer| answer.option.as_deref());
        let item = self.checklist().item(address);
        match (written, item) {
            (Some(written), Some(item)) => item.shown(written, self.checklist(), lang),
            (written, _) => written.unwrap_or_default().to_owned(),
        }
    }
}

/// A visit beside an earlier one with the same template.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub organisation: String,
    /// What the register says today; the ledger of a draft.
    pub facts: Organisation,
    pub now: Side,
    pub before: Side,
    /// By item: since when it was found wanting, up to the earlier visit.
    pub failing: BTreeMap<String, Failing>,
    /// Finished visits before this one that it can be compared with, latest first.
    pub earlier: Vec<(i64, Date)>,
}

/// What came of a problem of the earlier visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Found again.
    Still,
    /// Not looked at this time, or not yet.
    Unseen,
    /// Not found any more.
    Solved,
    /// Found for the first time.
    New,
}

/// A problem of either visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub address: String,
    pub name: Text,
    pub before: Option<Answer>,
    pub now: Option<Answer>,
    /// None for a new one. Where it was found again, this visit is counted.
    pub failing: Option<Failing>,
    pub problem: Problem,
}

/// Something that passed last time and that nothing speaks against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skippable {
    pub address: String,
    pub name: Text,
    pub before: Answer,
    /// Answered already, and the same.
    pub now: Option<Answer>,
}

impl Comparison {
    /// What changed, in the order of the later template; what is gone comes last.
    pub fn lines(&self) -> Vec<Line> {
        let line = |address: String, name: &Text, became| Line {
            before: self.before.answers.get(&address).cloned(),
            now: self.now.answers.get(&address).cloned(),
            name: name.clone(),
            address,
            became,
        };
        let mut lines = Vec::new();
        let mut seen = BTreeSet::new();
        for (address, item) in addresses(
            self.now.checklist(),
            [&self.before.answers, &self.now.answers],
        ) {
            if let Some(became) = self.pair().became(&address) {
                lines.push(line(address.clone(), &item.name, became));
            }
            seen.insert(address);
        }
        let before = addresses(self.before.checklist(), [&self.before.answers; 2]);
        for (address, item) in before {
            let is_gone = self
                .now
                .checklist()
                .item(&address)
                .is_none_or(|item| !item.takes_answer());
            // moved into a repeated section, or out of it: what was said stands under an address that is gone
            let was_said = self.before.answers.contains_key(&address);
            if !seen.contains(&address) && (is_gone || was_said) {
                lines.push(line(address, &item.name, Became::RemovedItem));
            }
        }
        lines
    }

    /// What need not be looked at again in a draft: it passed with full marks, nothing was remarked, ledger and wording
    /// are the same, and nobody has found anything else yet.
    pub fn skippable(&self) -> Vec<Skippable> {
        if !self.now.is_draft() {
            return Vec::new();
        }
        let asked = addresses(
            self.now.checklist(),
            [&self.before.answers, &self.now.answers],
        );
        let asked = asked
            .into_iter()
            .filter(|(address, _)| self.pair().can_be_skipped(address));
        asked
            .filter_map(|(address, item)| {
                Some(Skippable {
                    before: self.before.answers.get(&address)?.clone(),
                    now: self
                        .now
                        .answers
                        .get(&address)
                        .filter(|now| now.option.is_some())
                        .cloned(),
                    name: item.name.clone(),
                    address,
                })
            })
            .collect()
    }

    /// Problems of the earlier visit with what came of them, and new ones, in the order of the later template; those that
    /// are solved come last.
    pub fn open(&self) -> Vec<Open> {
        let mut known: Vec<(String, Text)> = addresses(
            self.now.checklist(),
            [&self.before.answers, &self.now.answers],
        )
        .into_iter()
        .map(|(address, item)| (address, item.name.clone()))
        .collect();
        for address in self.failing.keys() {
            if !known.iter().any(|(known, _)| known == address) {
                let name = self
                    .before
                    .checklist()
                    .item(address)
                    .map(|item| item.name.clone());
                known.push((address.clone(), name.unwrap_or_default()));
            }
        }
        let open = known.into_iter().filter_map(|(address, name)| {
            let now = self.now.answers.get(&address);
            let fails_now = fails(self.now.checklist(), &address, now);
            let is_seen = now.is_some_and(|now| now.option.is_some());
            let mut failing = self.failing.get(&address).cloned();
            let problem = match (&failing, fails_now, is_seen) {
                (Some(_), true, _) => Problem::Still,
                (Some(_), false, true) => Problem::Solved,
                (Some(_), false, false) => Problem::Unseen,
                (None, true, _) => Problem::New,
                (None, false, _) => return None,
            };
            if let Some(failing) = failing.as_mut().filter(|_| problem == Problem::Still) {
                failing.visits += 1;
            }
            Some(Open {
                before: self.before.answers.get(&address).cloned(),
                now: now.cloned(),
                address,
                name,
                failing,
                problem,
            })
        });
        let mut open: Vec<Open> = open.collect();
        open.sort_by_key(|open| open.problem == Problem::Solved);
        open
    }

    fn pair(&self) -> Pair<'_> {
        Pair {
            before: (self.before.checklist(), &self.before.answers),
            now: (self.now.checklist(), &self.now.answers),
            draft: self.now.is_draft().then_some(&self.facts),
        }
    }
}

/// What stands beside an item of a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside<'a> {
    /// Day of the visit before.
    pub date: Date,
    /// The template of that visit, which has the labels of its answers, and the item in it if it was there.
    pub checklist: &'a Checklist,
    pub item: Option<&'a Item>,
    pub answer: Option<&'a Answer>,
    pub became: Option<Became>,
    /// The problem that was found there then, and since when.
    pub failing: Option<&'a Failing>,
    /// Always false in a finished visit.
    pub can_be_skipped: bool,
}

/// What the visit before tells of an item, and what is not as it was then. None on the first visit.
pub fn beside<'a>(view: &'a VisitView, address: &str) -> Option<Beside<'a>> {
    let last = view.last.as_ref()?;
    let is_draft = view.visit.status == VisitStatus::Draft;
    let pair = Pair {
        before: (&last.checklist, &last.answers),
        now: (&view.form.checklist, &view.answers),
        draft: is_draft.then_some(&view.facts),
    };
    Some(Beside {
        date: last.date,
        checklist: &last.checklist,
        item: last.checklist.item(address),
        answer: last.answers.get(address),
        became: pair.became(address),
        failing: last.failing.get(address),
        can_be_skipped: is_draft && pair.can_be_skipped(address),
    })
}

/// Two templates with their answers.
struct Pair<'a> {
    before: (&'a Checklist, &'a Answers),
    now: (&'a Checklist, &'a Answers),
    /// The register as it is, while the later visit goes on.
    draft: Option<&'a Organisation>,
}

impl Pair<'_> {
    fn became(&self, address: &str) -> Option<Became> {
        let item = self
            .now
            .0
            .item(address)
            .filter(|item| item.takes_answer())?;
        let known = self
            .before
            .0
            .item(address)
            .filter(|item| item.takes_answer());
        let Some(known) = known else {
            return Some(Became::NewItem);
        };
        let none = Answer::default();
        let before = self.before.1.get(address).unwrap_or(&none);
        let now = self.now.1.get(address).unwrap_or(&none);
        let ledger = before.ledger.is_some() && self.ledger(item, now) != before.ledger;
        match (&before.option, &now.option) {
            (None, Some(_)) => Some(Became::Answered),
            // what is not answered yet in a draft is not taken back
            (Some(_), None) if self.draft.is_none() => Some(Became::TakenBack),
            (Some(was), Some(is)) if was != is => {
                let worth = |list: &Checklist, item, code| {
                    list.option(item, code).and_then(|option| option.percent)
                };
                let worth = (
                    worth(self.before.0, known, was),
                    worth(self.now.0, item, is),
                );
                Some(match worth {
                    (Some(was), Some(is)) if is > was => Became::Better,
                    (Some(was), Some(is)) if is < was => Became::Worse,
                    _ => Became::Changed,
                })
            }
            _ if ledger => Some(Became::Ledger),
            (Some(_), None) | (None, None) if now.remark.is_empty() && self.draft.is_some() => None,
            _ if before.remark != now.remark => Some(Became::Remark),
            _ => None,
        }
    }

    /// The ledger's figure beside an item: as it was when the site was looked at, in a draft before that as it is now.
    fn ledger(&self, item: &Item, answer: &Answer) -> Option<String> {
        let figure = |facts: &Organisation| {
            let ledger = Ledger::from_code(item.from.as_deref()?)?;
            Some(ledger.of(facts).to_string())
        };
        let kept = answer.ledger.clone().filter(|_| answer.option.is_some());
        kept.or_else(|| self.draft.and_then(figure))
            .or_else(|| answer.ledger.clone())
    }

    fn can_be_skipped(&self, address: &str) -> bool {
        let item = |list: &Checklist| {
            list.item(address)
                .filter(|item| item.takes_answer())
                .cloned()
        };
        let (Some(known), Some(item)) = (item(self.before.0), item(self.now.0)) else {
            return false;
        };
        let Some(before) = self.before.1.get(address) else {
            return false;
        };
        let none = Answer::default();
        let now = self.now.1.get(address).unwrap_or(&none);
        passed(self.before.0, &known, before)
            && before.remark.is_empty()
            && !before.conflict
            && same_wording((self.before.0, &known), (self.now.0, &item))
            && (before.ledger.is_none() || self.ledger(&item, now) == before.ledger)
            && (now.option.is_none() || now.option == before.option)
            && now.remark.is_empty()
            && !now.conflict
    }
}

/// With full marks, or where ledger and site were compared, both the same. Other kinds of items do not pass or fail.
fn passed(list: &Checklist, item: &Item, answer: &Answer) -> bool {
    let Some(written) = &answer.option else {
        return false;
    };
    match item.kind {
        ItemKind::Scale => list
            .option(item, written)
            .is_some_and(|option| option.percent == Some(100)),
        ItemKind::Pair => agrees(answer),
        _ => false,
    }
}

/// Ledger and site say the same figure.
fn agrees(answer: &Answer) -> bool {
    let number = |text: &Option<String>| text.as_deref().and_then(Decimal::parse);
    let (site, ledger) = (number(&answer.option), number(&answer.ledger));
    site.is_some() && site == ledger
}

/// The same is asked, judged and answered alike; where it comes from and how to fill it in may be put differently.
fn same_wording(before: (&Checklist, &Item), now: (&Checklist, &Item)) -> bool {
    let asked = |item: &Item| Item {
        basis: Text::default(),
        hint: None,
        ..item.clone()
    };
    asked(before.1) == asked(now.1) && before.0.options(before.1) == now.0.options(now.1)
}

/// Every place of a template that takes an answer, in its order; a repeated section once for each instance that one of
/// the visits has, and where there is none, by its bare code.
fn addresses<'a>(list: &'a Checklist, visits: [&Answers; 2]) -> Vec<(String, &'a Item)> {
    let times = |section: &Section| {
        let times = visits.map(|answers| visit::instances(section, answers));
        times[0].max(times[1])
    };
    let mut found = Vec::new();
    for section in &list.sections {
        let numbers = match (section.repeat.is_some(), times(section)) {
            (true, most @ 1..) => 1..=most,
            _ => 0..=0,
        };
        for number in numbers {
            for item in section.items.iter().filter(|item| item.takes_answer()) {
                let address = match number {
                    0 => item.code.clone(),
                    number => instance(&item.code, number),
                };
                found.push((address, item));
            }
        }
    }
    found
}
