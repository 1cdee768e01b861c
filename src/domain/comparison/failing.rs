//! Since when a problem is open: the finished visits are walked back from the last one, and every problem found there is
//! followed until a visit did not find it.

use std::collections::BTreeMap;

use super::super::calendar::Date;
use super::super::checklist::{Checklist, ItemKind};
use super::super::visit::{Answer, Answers};
use super::agrees;

/// Visits that are walked back; what goes further is open for that long at least.
pub const MOST_VISITS: usize = 12;

/// A problem that one visit after the other found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The earliest visit of the row.
    pub since: Date,
    /// How many visits in a row found it.
    pub visits: u32,
    /// Earlier visits were not looked at, and may have found it too.
    pub at_least: bool,
}

/// Whether an answer is a problem: worth less than 基本达标 asks for (less than full marks where the template has no
/// pass lines), or another figure on site than in the ledger. What does not apply or was not checked is none.
pub fn fails(list: &Checklist, address: &str, answer: Option<&Answer>) -> bool {
    let Some((item, answer)) = list.item(address).zip(answer) else {
        return false;
    };
    let Some(written) = &answer.option else {
        return false;
    };
    match item.kind {
        ItemKind::Scale => {
            let line = list.verdict.as_ref().map_or(100, |lines| lines.basic);
            let percent = list.option(item, written).and_then(|option| option.percent);
            percent.is_some_and(|percent| percent < line)
        }
        ItemKind::Pair => answer.ledger.is_some() && !agrees(answer),
        _ => false,
    }
}

/// The problems of the last visit while they are followed back.
pub struct Streaks {
    running: BTreeMap<String, Failing>,
    ended: BTreeMap<String, Failing>,
}

impl Streaks {
    /// Begins with the problems of the last visit.
    pub fn of(date: Date, list: &Checklist, answers: &Answers) -> Streaks {
        let failing = answers
            .iter()
            .filter(|(address, answer)| fails(list, address, Some(answer)));
        let failing = failing.map(|(address, _)| {
            let first = Failing {
                since: date,
                visits: 1,
                at_least: false,
            };
            (address.clone(), first)
        });
        Streaks {
            running: failing.collect(),
            ended: BTreeMap::new(),
        }
    }

    /// Some problem may be older still.
    pub fn goes_on(&self) -> bool {
        !self.running.is_empty()
    }

    /// The visit before. A problem that it did not look at goes on, since nobody saw it solved; any other answer ends it.
    pub fn before(&mut self, date: Date, list: &Checklist, answers: &Answers) {
        let running = std::mem::take(&mut self.running);
        for (address, mut failing) in running {
            let answer = answers.get(&address);
            let is_seen = answer.is_some_and(|answer| answer.option.is_some());
            if fails(list, &address, answer) {
                failing.since = date;
                failing.visits += 1;
            } else if is_seen {
                self.ended.insert(address, failing);
                continue;
            }
            self.running.insert(address, failing);
        }
    }

    /// `cut`: there are earlier visits that were not walked to.
    pub fn end(self, cut: bool) -> BTreeMap<String, Failing> {
        let mut all = self.ended;
        for (address, mut failing) in self.running {
            failing.at_least = cut;
            all.insert(address, failing);
        }
        all
    }
}
