//! Findings for other programs. The keys are a promise to those that read them.

use serde::Serialize;

use crate::domain::calendar::Date;
use crate::domain::finding::{BoardPage, FindingRow, FindingView, Move};
use crate::domain::ladder::{Horizon, Ladder};
use crate::words::Words;

#[derive(Serialize)]
pub struct List<'a> {
    date: Date,
    red: u64,
    yellow: u64,
    blue: u64,
    none: u64,
    recheck: u64,
    found: u64,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    number: &'a str,
    organisation: &'a str,
    area: &'a str,
    authority: &'a str,
    item: &'a str,
    item_name: &'a str,
    fact: &'a str,
    requirement: &'a str,
    ground: &'static str,
    responsible: &'a str,
    found: Date,
    deadline: Date,
    state: &'static str,
    round: u32,
    light: &'static str,
    reported: Option<Date>,
    rechecked: Option<Date>,
    closed: Option<Date>,
    conflict: bool,
}

impl List<'_> {
    pub fn of(page: &BoardPage, horizon: Horizon) -> List<'_> {
        let lights = page.lights;
        List {
            date: horizon.today,
            red: lights.red,
            yellow: lights.yellow,
            blue: lights.blue,
            none: lights.none,
            recheck: lights.recheck,
            found: page.found.n,
            findings: page.rows.iter().map(|row| line(row, horizon)).collect(),
        }
    }
}

fn line(row: &FindingRow, horizon: Horizon) -> Line<'_> {
    Line {
        number: &row.number,
        organisation: &row.name,
        area: &row.area,
        authority: &row.authority,
        item: &row.item,
        item_name: &row.item_name,
        fact: &row.fact,
        requirement: &row.requirement,
        ground: row.ground.code(),
        responsible: &row.responsible,
        found: row.opened,
        deadline: row.deadline,
        state: row.stand.state.code(),
        round: row.stand.round,
        light: horizon.light(row.stand.state, row.deadline).code(),
        reported: row.reported,
        rechecked: row.rechecked,
        closed: row.closed,
        conflict: row.conflict,
    }
}

#[derive(Serialize)]
pub struct Whole<'a> {
    number: &'a str,
    organisation: &'a str,
    area: &'a str,
    authority: &'a str,
    template: &'a str,
    item: &'a str,
    item_name: &'a str,
    fact: &'a str,
    requirement: &'a str,
    ground: &'static str,
    responsible: &'a str,
    found: Date,
    deadline: Date,
    state: &'static str,
    round: u32,
    light: &'static str,
    /// 0 and less where it is not overdue.
    overdue_days: i64,
    conflict: bool,
    proposal: Option<Proposed<'a>>,
    steps: Vec<Taken<'a>>,
}

#[derive(Serialize)]
struct Proposed<'a> {
    step: &'a str,
    reason: String,
}

#[derive(Serialize)]
struct Taken<'a> {
    step: &'static str,
    day: Date,
    hand: &'a str,
    reason: &'a str,
    deadline: Option<Date>,
    /// How it was rechecked, who reviewed it, who is responsible now, or the rung of the notice.
    subject: Option<&'a str>,
    written: Option<Date>,
}

impl Whole<'_> {
    pub fn of<'a>(view: &'a FindingView, ladder: &Ladder, words: Words) -> Whole<'a> {
        let finding = &view.finding;
        let proposal = view.proposal.as_ref();
        Whole {
            number: &finding.number,
            organisation: &view.name,
            area: &view.area,
            authority: &view.authority,
            template: &finding.template,
            item: &finding.item,
            item_name: &finding.item_name,
            fact: &finding.fact,
            requirement: &finding.requirement,
            ground: finding.ground.code(),
            responsible: &finding.responsible,
            found: finding.opened,
            deadline: finding.deadline,
            state: finding.stand.state.code(),
            round: finding.stand.round,
            light: view.light.code(),
            overdue_days: view.overdue,
            conflict: finding.conflict,
            proposal: proposal.map(|proposal| Proposed {
                step: &proposal.step,
                reason: words.why(&proposal.reason, ladder),
            }),
            steps: finding
                .steps
                .iter()
                .map(|step| Taken {
                    step: step.made.kind().code(),
                    day: step.day,
                    hand: &step.hand,
                    reason: &step.reason,
                    deadline: match &step.made {
                        Move::Notice { until, .. } => *until,
                        made => made.deadline(),
                    },
                    subject: match &step.made {
                        Move::Recheck { how, .. } => Some(how.code()),
                        Move::Close { reviewer } => Some(reviewer),
                        Move::Hand { responsible } => Some(responsible),
                        Move::Notice { rung, .. } => Some(rung),
                        _ => None,
                    },
                    written: view.written.get(&step.part).copied(),
                })
                .collect(),
        }
    }
}
