//! Organisations that may be one and the same, side by side: join them, one way or the other, or say that they are two.

use super::command::{Cmd, Loaded, Settlement};
use super::model::Shell;
use super::screen::Step;
use super::walk::{is_walk, walked};
use crate::domain::duplicates::{Card, Duplicates, Pair};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

/// Rows of the two organisations' facts, and what stands between them and the list.
const FACTS: u16 = 12;
const LEAST_ROWS: u16 = 3;

pub struct DuplicatesScreen {
    found: Option<Duplicates>,
    list: List,
    at: usize,
    ticket: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Possible,
    Joined,
    Apart,
}

const LISTS: [List; 3] = [List::Possible, List::Joined, List::Apart];

impl DuplicatesScreen {
    pub fn new(shell: &mut Shell) -> (DuplicatesScreen, Cmd) {
        let ticket = shell.next_ticket();
        let screen = DuplicatesScreen {
            found: None,
            list: List::Possible,
            at: 0,
            ticket,
        };
        (screen, Cmd::Duplicates { ticket })
    }

    fn len(&self, list: List) -> usize {
        self.found.as_ref().map_or(0, |found| match list {
            List::Possible => found.possible.len(),
            List::Joined => found.joined.len(),
            List::Apart => found.apart.len(),
        })
    }

    fn pair(&self, at: usize) -> Option<&Pair> {
        let found = self.found.as_ref()?;
        match self.list {
            List::Possible => found.possible.get(at).map(|(pair, _)| pair),
            List::Joined => found.joined.get(at),
            List::Apart => found.apart.get(at),
        }
    }

    /// Whether a key has something to do just now.
    pub fn offers(&self, action: Action) -> bool {
        let has_one = self.pair(self.at).is_some();
        match action {
            Action::KeepLeft | Action::KeepRight | Action::Different => {
                has_one && self.list == List::Possible
            }
            Action::Undo => has_one && self.list != List::Possible,
            _ => true,
        }
    }

    /// `2 / 14` of the list in sight, for the title.
    pub fn position(&self) -> String {
        match self.len(self.list) {
            0 => String::new(),
            total => format!("{} / {total}", self.at + 1),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match loaded {
            Loaded::Duplicates { ticket, found } if *ticket == self.ticket => {
                self.found = Some((**found).clone());
                self.at = self.at.min(self.len(self.list).saturating_sub(1));
            }
            Loaded::Settled => {
                return Step::ask(vec![Cmd::Duplicates {
                    ticket: self.ticket,
                }]);
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.len(self.list).saturating_sub(1);
        let page = usize::from(list_rows(shell.body_rows())).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::NextField => self.turn(1),
            Action::PreviousField => self.turn(LISTS.len() - 1),
            Action::Back => return Step::back(),
            action if self.offers(action) => return self.settle(action, shell),
            _ => {}
        }
        Step::stay()
    }

    fn turn(&mut self, by: usize) {
        let now = LISTS.iter().position(|list| *list == self.list);
        self.list = LISTS[(now.unwrap_or(0) + by) % LISTS.len()];
        self.at = 0;
    }

    fn settle(&mut self, action: Action, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        let Some(Pair { one, other }) = self.pair(self.at) else {
            return Step::stay();
        };
        let (one, other) = (one.uuid, other.uuid);
        let settlement = match (action, self.list) {
            (Action::KeepLeft, _) => Settlement::Join { keeper: one, other },
            (Action::KeepRight, _) => Settlement::Join {
                keeper: other,
                other: one,
            },
            (Action::Different, _) => Settlement::Apart {
                one,
                other,
                are: true,
            },
            (Action::Undo, List::Joined) => Settlement::Part(other),
            (Action::Undo, _) => Settlement::Apart {
                one,
                other,
                are: false,
            },
            _ => return Step::stay(),
        };
        Step::ask(vec![Cmd::Settle(settlement)])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(2);
        let height = paint.height();
        let mut paint = paint.part(1, 0, columns, height);
        let Some(found) = &self.found else {
            paint.text(0, 0, words.reading(), theme.quiet());
            return;
        };
        self.view_tabs(&mut paint, found, shell);
        let rows = list_rows(height);
        let total = self.len(self.list);
        if total == 0 {
            paint.text(0, 2, words.import_none(), theme.quiet());
            return;
        }
        let first = scroll::page_of(self.at, total, rows.into());
        for row in 0..rows {
            let Some(Pair { one, other }) = self.pair(first + usize::from(row)) else {
                break;
            };
            let mut line = paint.part(0, 2 + row, columns, 1);
            let half = columns / 2;
            let [one, other] = [one, other].map(|card| width::printable(&card.facts.name));
            line.within(0, 0, half.saturating_sub(2), &one, theme.text());
            line.text(half, 0, &other, theme.text());
            if first + usize::from(row) == self.at {
                line.row(0, theme.selected());
            }
        }
        if let Some(pair) = self.pair(self.at) {
            let top = 3 + rows;
            let mut facts = paint.part(0, top, columns, height.saturating_sub(top));
            self.view_pair(&mut facts, pair, shell);
        }
    }

    fn view_tabs(&self, paint: &mut Paint<'_>, found: &Duplicates, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let mut x = 0;
        for list in LISTS {
            let name = match list {
                List::Possible => words.import_list_twins(),
                List::Joined => words.duplicates_list_joined(),
                List::Apart => words.duplicates_list_apart(),
            };
            let more = if found.more && list == List::Possible {
                "+"
            } else {
                ""
            };
            let count = self.len(list);
            let (text, style) = match list == self.list {
                true => (format!("[{name} {count}{more}]"), theme.key()),
                false => (format!(" {name} {count}{more} "), theme.quiet()),
            };
            x = paint.text(x, 0, &text, style) + 1;
        }
    }

    /// The facts of both beside each other; where they differ they stand out.
    fn view_pair(&self, paint: &mut Paint<'_>, pair: &Pair, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let labels = if words == Words::ZH { 10 } else { 15 };
        let half = paint.width().saturating_sub(labels) / 2;
        let heads = match self.list {
            List::Joined => [words.duplicates_kept(), words.duplicates_gone()],
            _ => [words.duplicates_left(), words.duplicates_right()],
        };
        for (at, head) in heads.into_iter().enumerate() {
            paint.text(labels + half * at as u16, 0, head, theme.quiet());
        }
        let both = facts(&pair.one, words)
            .into_iter()
            .zip(facts(&pair.other, words));
        for (row, ((label, one), (_, other))) in both.enumerate() {
            let y = row as u16 + 1;
            paint.within(0, y, labels - 1, label, theme.quiet());
            let style = if one == other {
                theme.quiet()
            } else {
                theme.strong()
            };
            let columns = half.saturating_sub(2);
            for (at, text) in [one, other].iter().enumerate() {
                let x = labels + half * at as u16;
                paint.within(x, y, columns, &width::printable(text), style);
            }
        }
    }
}

/// Rows of the list in a body of that many.
fn list_rows(body: u16) -> u16 {
    body.saturating_sub(FACTS + 3).max(LEAST_ROWS)
}

fn facts(card: &Card, words: Words) -> Vec<(&'static str, String)> {
    let facts = &card.facts;
    let contact = [facts.contact.as_str(), facts.phone.as_str()];
    vec![
        (words.field_organisation(), facts.name.clone()),
        (words.fact_code(), facts.credit_code.clone()),
        (words.fact_area(), facts.area.clone()),
        (words.fact_authority(), facts.authority.clone()),
        (words.fact_address(), facts.address.clone()),
        (words.fact_head(), facts.head.clone()),
        (words.fact_contact(), contact.join(" ").trim().to_owned()),
        (
            words.fact_staff(),
            words.staff_and_members(facts.staff, facts.members),
        ),
        (words.fact_party(), facts.party.total().to_string()),
        (words.fact_branch(), card.branch.clone()),
        (
            words.duplicates_work(),
            words.duplicates_visits(card.visits, card.people),
        ),
    ]
}
