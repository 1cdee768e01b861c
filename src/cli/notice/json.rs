//! Notices as programs read them; the keys are a promise.

use serde::Serialize;

use crate::domain::calendar::Date;
use crate::domain::notice::{NoticeRow, NoticeView};

#[derive(Serialize)]
pub struct Line<'a> {
    id: i64,
    kind: &'static str,
    stage: &'static str,
    number: &'a str,
    title: &'a str,
    to: &'a str,
    organisation: &'a str,
    authority: &'a str,
    drafted: Date,
    issued: Option<Date>,
    deadline: Option<Date>,
    served: Option<Date>,
    receipted: Option<Date>,
    replied: Option<Date>,
    talked: Option<Date>,
    withdrawn: Option<Date>,
    problems: u64,
    conflict: bool,
}

impl Line<'_> {
    pub fn of(row: &NoticeRow) -> Line<'_> {
        Line {
            id: row.id,
            kind: row.kind.code(),
            stage: row.stage.code(),
            number: &row.number,
            title: &row.title,
            to: &row.to,
            organisation: &row.organisation,
            authority: &row.authority,
            drafted: row.drafted,
            issued: row.issued,
            deadline: row.deadline,
            served: row.served,
            receipted: row.receipted,
            replied: row.replied,
            talked: row.talked,
            withdrawn: row.withdrawn,
            problems: row.problems,
            conflict: row.conflict,
        }
    }
}

#[derive(Serialize)]
pub struct Whole<'a> {
    id: i64,
    kind: &'static str,
    stage: &'static str,
    number: Option<String>,
    title: &'a str,
    to: &'a [String],
    copies: &'a [String],
    organisation: &'a str,
    deadline: Option<Date>,
    characters: usize,
    findings: Vec<&'a str>,
    replaces: Option<&'a str>,
    conflict: bool,
    acts: Vec<Done<'a>>,
}

#[derive(Serialize)]
struct Done<'a> {
    act: &'static str,
    day: Date,
    hand: &'a str,
    reason: &'a str,
}

impl Whole<'_> {
    pub fn of(view: &NoticeView) -> Whole<'_> {
        let notice = &view.notice;
        let copies = view.paper.imprint.as_ref();
        Whole {
            id: view.id,
            kind: notice.draft.kind.code(),
            stage: notice.stage().code(),
            number: view.paper.number.as_ref().map(ToString::to_string),
            title: &view.paper.title,
            to: &view.paper.addressees,
            copies: copies.map_or(&[], |imprint| &imprint.copies),
            organisation: &view.organisation,
            deadline: notice.deadline(),
            characters: view.paper.characters(),
            findings: view
                .findings
                .iter()
                .map(|(_, number)| number.as_str())
                .collect(),
            replaces: view.replaces.as_deref(),
            conflict: notice.conflict,
            acts: notice
                .acts
                .iter()
                .map(|taken| Done {
                    act: taken.act.kind().code(),
                    day: taken.day,
                    hand: &taken.hand,
                    reason: &taken.reason,
                })
                .collect(),
        }
    }
}
