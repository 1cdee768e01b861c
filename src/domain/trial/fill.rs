//! One filling from the first line to the last, by one way of choosing among the answers worth trying.

use std::collections::BTreeSet;

use super::candidates::Candidates;
use crate::domain::calendar::Date;
use crate::domain::checklist::Way;
use crate::domain::filling::{Filling, Line};

/// How an answer is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// Nothing is answered but what stands there by default.
    Nothing,
    First,
    /// Worst on a scale, last of a list.
    Last,
    /// Every choice has its turn.
    Nth(usize),
    /// By chance, from this seed on, the same each time.
    Chance(u64),
}

/// What a filling has come across.
#[derive(Debug, Default)]
pub struct Seen {
    /// Codes of items that were asked.
    pub shown: BTreeSet<String>,
    /// Required items of which no answer tried was taken.
    pub unanswerable: BTreeSet<String>,
    /// Items that were answered.
    pub answered: BTreeSet<String>,
}

/// Lines of one filling; a repeat that is counted by a large answer is not filled to its end.
const MOST_LINES: usize = 3_000;
/// Times a repeat is added to.
const ADDED: u32 = 2;

pub fn fill(
    filling: &mut Filling,
    choosing: Choosing,
    candidates: &Candidates,
    today: Date,
    seen: &mut Seen,
) {
    let mut dice = match choosing {
        Choosing::Chance(seed) => seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        _ => 1,
    };
    let mut at = 0;
    while at < filling.lines().len() && at < MOST_LINES {
        let line = filling.lines()[at].clone();
        match filling
            .item(&line)
            .map(|item| (item.code.clone(), item.way()))
        {
            None => {
                let is_wanted =
                    choosing != Choosing::Nothing && filling.times(line.section) < ADDED as usize;
                if is_wanted && let Ok(number) = filling.add(line.section) {
                    for (address, value) in filling.defaults(Some((line.section, number))) {
                        filling.set(&address, &value);
                    }
                    // its lines now stand where the offer stood
                    continue;
                }
            }
            Some((code, way)) => {
                seen.shown.insert(code.clone());
                if way != Way::Nothing && choosing != Choosing::Nothing {
                    answer(filling, &line, choosing, &mut dice, candidates, today, seen);
                }
            }
        }
        at += 1;
    }
}

fn answer(
    filling: &mut Filling,
    line: &Line,
    choosing: Choosing,
    dice: &mut u64,
    candidates: &Candidates,
    today: Date,
    seen: &mut Seen,
) {
    let Some(item) = filling.item(line).cloned() else {
        return;
    };
    let offered: Vec<String> = filling
        .offered(line)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
    let list = filling.form().checklist.clone();
    let mut answers = candidates.answers(&item, &list, &offered, today);
    match choosing {
        Choosing::Last => answers.reverse(),
        Choosing::Nth(turn) if !answers.is_empty() => {
            let turn = turn % answers.len();
            answers.rotate_left(turn);
        }
        Choosing::Chance(_) if !answers.is_empty() => {
            let turn = roll(dice) as usize % (answers.len() + 1);
            // now and then an item that may be left out is
            let may_be_left = filling.state(line).is_some_and(|state| !state.required);
            if turn == answers.len() && may_be_left {
                filling.set(&line.address, "");
                return;
            }
            let turn = turn % answers.len();
            answers.rotate_left(turn);
        }
        _ => {}
    }
    let taken = answers
        .into_iter()
        .find(|answer| filling.keeps_limit(line, answer));
    match taken {
        Some(answer) => {
            filling.set(&line.address, &answer);
            seen.answered.insert(item.code);
        }
        None if filling
            .state(line)
            .is_some_and(|state| state.required && state.text.is_empty()) =>
        {
            seen.unanswerable.insert(item.code);
        }
        None => {}
    }
}

/// A plain generator of numbers (xorshift); what is tried must be the same on every computer.
fn roll(dice: &mut u64) -> u64 {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    *dice >> 33
}
