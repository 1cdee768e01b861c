//! Conflicts on screen: the list of what is undecided, and below it what each person said, when, and with which remark.
//! One of these is taken, or something else is written; the history keeps them all.

mod say;

use crossterm::event::KeyEvent;

use super::command::{Cmd, Loaded};
use super::form::{Field as FormField, Form};
use super::model::Shell;
use super::notices::NoticeAsk;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::sheet::Sheet;
use super::walk::{is_walk, walked};
use crate::domain::change::{Field, Kind, Value};
use crate::domain::checklist::ItemKind;
use crate::domain::conflict::{Conflict, Decided, Decision, Verdict};
use crate::keys::{self, Action};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;
use crate::words::Words;

/// What is asked of the data file.
#[derive(Clone, Debug, PartialEq)]
pub enum ConflictAsk {
    /// All, or those of one record by its number.
    List {
        ticket: u64,
        of: Option<i64>,
    },
    Decide {
        ticket: u64,
        decision: Decision,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum ConflictTold {
    List {
        ticket: u64,
        conflicts: Vec<Conflict>,
        /// Those that are not listed are among them.
        total: u64,
    },
    Decided {
        ticket: u64,
        decided: Decided,
    },
}

/// Rows of one claim, and most claims that are shown whole.
const CLAIM: u16 = 3;

pub struct ConflictsScreen {
    /// Of one record alone.
    of: Option<i64>,
    /// None until they were read.
    conflicts: Option<Vec<Conflict>>,
    total: u64,
    at: usize,
    /// The part of the record to begin at.
    part: String,
    ticket: u64,
}

impl ConflictsScreen {
    /// Opens at a part of one record, or with everything that is undecided.
    pub fn open(of: Option<(i64, String)>, shell: &mut Shell) -> Step {
        let (of, part) = of.unzip();
        let mut screen = ConflictsScreen {
            of,
            conflicts: None,
            total: 0,
            at: 0,
            part: part.unwrap_or_default(),
            ticket: 0,
        };
        let cmd = screen.question(shell);
        Step::open(Screen::Conflicts(Box::new(screen))).with(cmd)
    }

    pub fn question(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        Cmd::Conflict(ConflictAsk::List {
            ticket: self.ticket,
            of: self.of,
        })
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Conflict(ConflictTold::List {
            ticket,
            conflicts,
            total,
        }) = loaded
            && *ticket == self.ticket
        {
            if self.conflicts.is_none() && self.of.is_some() {
                let part = |conflict: &Conflict| conflict.place.part == self.part;
                self.at = conflicts.iter().position(part).unwrap_or(0);
            }
            self.at = self.at.min(conflicts.len().saturating_sub(1));
            self.conflicts = Some(conflicts.clone());
            self.total = *total;
        }
        Step::stay()
    }

    fn all(&self) -> &[Conflict] {
        self.conflicts.as_deref().unwrap_or_default()
    }

    fn conflict(&self) -> Option<&Conflict> {
        self.all().get(self.at)
    }

    pub fn offers(&self, action: Action) -> bool {
        let conflict = self.conflict();
        match action {
            Action::Open | Action::Answer => conflict.is_some(),
            Action::Another => conflict.is_some_and(Conflict::takes_another),
            Action::ToRecord => conflict.is_some_and(|conflict| record(conflict).is_some()),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        let last = self.all().len().saturating_sub(1);
        let page = usize::from(self.list_rows(shell.body_rows())).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Back => return Step::back(),
            action if !self.offers(action) => {}
            Action::Open => return self.pick(shell),
            Action::Answer => {
                let place = key.and_then(keys::digit).map_or(0, usize::from);
                let claim = self.conflict().and_then(|conflict| {
                    let claim = conflict.claims.get(place.checked_sub(1)?)?;
                    Some(Verdict::Claim(claim.op))
                });
                return claim.map_or_else(Step::stay, |verdict| self.decide(verdict, shell));
            }
            Action::Another => return self.another(shell),
            Action::ToRecord => {
                let cmd = self.conflict().and_then(record);
                return cmd.map_or_else(Step::stay, |cmd| Step::ask(vec![cmd]));
            }
            _ => {}
        }
        Step::stay()
    }

    /// What was said, the other answers of the item's scale, and something else.
    fn pick(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(conflict) = self.conflict() else {
            return Step::stay();
        };
        let said = conflict.claims.iter().enumerate().map(|(at, claim)| {
            let line = words.claim_line(at + 1, conflict, claim);
            (line, Reply::Decide(Verdict::Claim(claim.op)))
        });
        let mut lines: Vec<(String, Reply)> = said.collect();
        for (label, value) in others(conflict, words) {
            lines.push((label, Reply::Decide(Verdict::Other(value))));
        }
        if conflict.takes_another() {
            lines.push((words.key_another().to_owned(), Reply::WriteAnother));
        }
        Step::open(Screen::Pick(Pick::new(words.key_decide(), lines, 0)))
    }

    fn another(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(conflict) = self.conflict().cloned() else {
            return Step::stay();
        };
        let form = Form::new(vec![FormField::text(words.field_another(), "")]);
        let hint = words.conflict_heading(&conflict);
        let make = move |form: &Form, shell: &Shell, ticket| {
            let typed = form.text_of(0);
            match conflict.other(typed) {
                None => Err((0, shell.words.conflict_no_value(typed))),
                Some(value) => Ok(Cmd::Conflict(ConflictAsk::Decide {
                    ticket,
                    decision: conflict.decide(Verdict::Other(value)),
                })),
            }
        };
        Sheet::asking(words.key_another(), hint, form, make).open()
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Decide(verdict) => self.decide(verdict, shell),
            Reply::WriteAnother => self.another(shell),
            _ => Step::stay(),
        }
    }

    fn decide(&mut self, verdict: Verdict, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        match self.conflict() {
            Some(conflict) => Step::ask(vec![Cmd::Conflict(ConflictAsk::Decide {
                ticket,
                decision: conflict.decide(verdict),
            })]),
            None => Step::stay(),
        }
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let at = (self.at + 1).min(self.all().len());
        (
            words.conflicts_title().to_owned(),
            format!("{at} / {}", self.total),
        )
    }

    /// The list has what the claims below it leave, and a third at least.
    fn list_rows(&self, body: u16) -> u16 {
        let claims = self.conflict().map_or(0, |conflict| conflict.claims.len()) as u16;
        let below = (claims * CLAIM + 4).min(body * 2 / 3);
        body.saturating_sub(below)
            .max(1)
            .min(self.all().len().max(1) as u16)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let (columns, height) = (paint.width(), paint.height());
        let Some(conflict) = self.conflict() else {
            let text = match self.conflicts {
                None => words.reading(),
                Some(_) => words.conflicts_none(),
            };
            paint.text(1, 0, text, theme.quiet());
            return;
        };
        let rows = self.list_rows(height);
        let first = scroll::page_of(self.at, self.all().len(), rows.into());
        for (y, conflict) in self.all().iter().skip(first).take(rows.into()).enumerate() {
            let mut line = paint.part(0, y as u16, columns, 1);
            view_line(&mut line, conflict, shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        paint.rule(rows);
        let width = columns.saturating_sub(2);
        let mut below = paint.part(1, rows + 1, width, height.saturating_sub(rows + 1));
        let heading = words.conflict_heading(conflict);
        let y = below.wrapped(0, 0, 2, &printable(&heading), theme.strong());
        let y = view_claims(&mut below, y, conflict, true, shell);
        below.wrapped(0, y, 1, words.conflict_hint(), theme.quiet());
    }
}

/// What it is about, the field, and the values.
fn view_line(paint: &mut Paint<'_>, conflict: &Conflict, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let columns = paint.width();
    let (place, values) = (columns * 2 / 5 + 4, columns * 7 / 10);
    let kind = words.kind_of_record(conflict.kind);
    paint.text(1, 0, kind, theme.quiet());
    let x = if words == Words::ZH { 8 } else { 14 };
    let subject = format!("{} {}", conflict.subject, conflict.detail);
    paint.within(
        x,
        0,
        place.saturating_sub(x + 1),
        &printable(&subject),
        theme.text(),
    );
    let field = words.conflict_place(conflict);
    paint.within(
        place,
        0,
        values.saturating_sub(place + 1),
        &printable(&field),
        theme.text(),
    );
    let said = words.conflict_values(conflict);
    paint.within(
        values,
        0,
        columns.saturating_sub(values + 1),
        &printable(&said),
        theme.warn(),
    );
}

/// What each person said: the value, who and when, the remark. Returns the row below.
pub fn view_claims(
    paint: &mut Paint<'_>,
    mut y: u16,
    conflict: &Conflict,
    numbered: bool,
    shell: &Shell,
) -> u16 {
    let (theme, words) = (shell.theme, shell.words);
    for (at, claim) in conflict.claims.iter().enumerate() {
        let left = if numbered { 3 } else { 0 };
        if numbered {
            paint.text(0, y, &(at + 1).to_string(), theme.key());
        }
        let value = printable(&words.claim_value(conflict, claim)).into_owned();
        let style = match claim.counts {
            true => theme.warn(),
            false => theme.strong(),
        };
        let room = paint.width().saturating_sub(left);
        let mut part = paint.part(left, y, room, paint.height().saturating_sub(y));
        let who = words.claim_who(claim, shell.now);
        let mut rows = part.wrapped(0, 0, 2, &format!("{value}  {who}"), theme.text());
        part.within(0, 0, crate::width::width(&value) as u16, &value, style);
        let remark = match (claim.remark.as_str(), claim.reason.as_str()) {
            ("", "") => String::new(),
            ("", reason) => words.claim_reason(reason),
            (remark, _) => words.claim_remark(remark),
        };
        if !remark.is_empty() {
            rows = part.wrapped(0, rows, 2, &printable(&remark), theme.quiet());
        }
        y += rows;
    }
    y
}

/// Opens the record a conflict is in.
fn record(conflict: &Conflict) -> Option<Cmd> {
    Some(match conflict.kind {
        Kind::Visit => Cmd::Visit(conflict.id),
        Kind::Organisation => Cmd::Organisation(conflict.organisation?),
        Kind::Branch => Cmd::Branch(conflict.id),
        Kind::Finding => Cmd::Finding(conflict.id),
        Kind::Notice => Cmd::Notice(NoticeAsk::Open(conflict.id)),
        Kind::Round => Cmd::Round(conflict.id),
        _ => return None,
    })
}

/// Answers of an item's scale that nobody gave.
fn others(conflict: &Conflict, words: Words) -> Vec<(String, Value)> {
    let (Some(form), Some(item)) = (&conflict.form, conflict.item()) else {
        return Vec::new();
    };
    if conflict.place.field != Field::ANSWER || item.kind != ItemKind::Scale {
        return Vec::new();
    }
    let options = form.checklist.options(item).iter();
    let options = options.map(|option| (option.label.get(words.0), Value::text(&option.code)));
    let said = |value: &Value| conflict.claims.iter().any(|claim| claim.value == *value);
    options
        .filter(|(_, value)| !said(value))
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
}
