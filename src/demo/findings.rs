//! What the visits to the demo county found and what became of it: findings in every state, under every light and on the
//! way up the ladder. It has dice of its own, and takes only what a visit really failed on.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;
use super::past::days_before;
use super::register::Register;
use super::words::WORDS;
use crate::domain::calendar::{Clock, Date, Now};
use crate::domain::change::{Change, Field, Uuid};
use crate::domain::checklist::Checklist;
use crate::domain::finding::{
    Entry, Finding, Ground, How, Move, Number, Opening, Stand, Step, StepKind,
};
use crate::domain::rules::Rules;
use crate::domain::visit::VisitStatus;
use crate::words::Words;

const SEED: u64 = 20_261_124;
/// The series in which the demo's laptop numbers.
pub const SERIES: &str = "A";
/// Keeps the steps of one laptop apart from another's.
const STREAM: u64 = 1;

/// A step so many days before today.
type Took = (i64, Move);

/// One finding: found at least so many days ago, with a deadline that many days from today, and what was done since.
struct Story {
    found: (i64, i64),
    deadline: i64,
    steps: fn(Date) -> Vec<Took>,
}

fn after(today: Date, days: i64) -> Date {
    today.plus_days(days)
}

fn close() -> Move {
    Move::Close {
        reviewer: "陆复核".into(),
    }
}

fn recheck(how: How) -> Move {
    Move::Recheck { how, visit: None }
}

fn notice(rung: &str, until: Option<Date>) -> Move {
    Move::Notice {
        rung: rung.into(),
        notice: None,
        until,
    }
}

/// From the freshest to what was struck off long ago.
const STORIES: &[Story] = &[
    Story {
        found: (3, 12),
        deadline: 10,
        steps: |_| vec![],
    },
    Story {
        found: (4, 14),
        deadline: 8,
        steps: |_| vec![(3, Move::FeedBack)],
    },
    Story {
        found: (10, 30),
        deadline: 2,
        steps: |_| vec![(9, Move::FeedBack)],
    },
    Story {
        found: (12, 40),
        deadline: 1,
        steps: |_| vec![(11, Move::FeedBack)],
    },
    Story {
        found: (16, 60),
        deadline: -3,
        steps: |_| vec![(15, Move::FeedBack)],
    },
    Story {
        found: (24, 70),
        deadline: -9,
        steps: |today| {
            vec![
                (23, Move::FeedBack),
                (8, notice("reminder", Some(after(today, -1)))),
            ]
        },
    },
    Story {
        found: (62, 200),
        deadline: -45,
        steps: |today| {
            vec![
                (60, Move::FeedBack),
                (43, notice("reminder", Some(after(today, -36)))),
                (31, notice("letter", Some(after(today, -16)))),
            ]
        },
    },
    Story {
        found: (20, 70),
        deadline: -4,
        steps: |today| {
            let deadline = after(today, 6);
            vec![(19, Move::FeedBack), (5, Move::Extend { deadline })]
        },
    },
    Story {
        found: (15, 60),
        deadline: -1,
        steps: |_| vec![(14, Move::FeedBack), (2, Move::Report)],
    },
    Story {
        found: (18, 60),
        deadline: -3,
        steps: |_| vec![(17, Move::FeedBack), (6, Move::Report), (4, Move::Arrange)],
    },
    Story {
        found: (22, 70),
        deadline: -5,
        steps: |_| {
            vec![
                (20, Move::FeedBack),
                (7, Move::Report),
                (2, recheck(How::Documents)),
            ]
        },
    },
    Story {
        found: (30, 90),
        deadline: -12,
        steps: |today| {
            let deadline = after(today, 9);
            vec![
                (28, Move::FeedBack),
                (13, Move::Report),
                (6, Move::SendBack { deadline }),
            ]
        },
    },
    Story {
        found: (100, 400),
        deadline: -85,
        steps: |_| {
            vec![
                (98, Move::FeedBack),
                (86, Move::Report),
                (80, recheck(How::OnSite)),
                (79, close()),
            ]
        },
    },
    Story {
        found: (120, 500),
        deadline: -104,
        steps: |_| {
            vec![
                (118, Move::FeedBack),
                (105, Move::Report),
                (101, recheck(How::Documents)),
                (100, close()),
            ]
        },
    },
    Story {
        found: (150, 600),
        deadline: -134,
        steps: |today| {
            vec![
                (149, Move::FeedBack),
                (132, notice("reminder", Some(after(today, -125)))),
                (128, Move::Report),
                (121, recheck(How::OnSite)),
                (120, close()),
            ]
        },
    },
    Story {
        found: (200, 700),
        deadline: -184,
        steps: |_| vec![(199, Move::FeedBack), (195, Move::Withdraw)],
    },
];

/// A finished visit as its saves tell it.
struct Seen {
    id: Uuid,
    organisation: Uuid,
    started: Clock,
    finished: bool,
    /// Items answered with nothing, with what was remarked.
    failed: BTreeMap<String, String>,
}

/// Every save in the order they were made.
pub fn saves(
    register: &Register,
    visits: &[(Now, Change)],
    checklist: &Checklist,
    rules: &Rules,
    now: Now,
) -> Vec<(Now, Change)> {
    let mut dice = Dice::new(SEED);
    let mut seen = seen(visits, checklist);
    dice.shuffle(&mut seen);
    let last = latest(&seen);
    let mut taken = BTreeSet::new();
    let mut begun: Vec<(Opening, &Story)> = Vec::new();
    for story in STORIES {
        let fits = |visit: &&Seen| {
            let days = now.today.days_since(visit.started.date);
            // what is struck off belongs to an earlier visit, so that the latest stays at the top
            let is_latest = last.get(&visit.organisation) == Some(&visit.started);
            let may_be = story.found.0 < 100 || !is_latest;
            may_be
                && (story.found.0..=story.found.1).contains(&days)
                && !taken.contains(&visit.organisation)
                && !visit.failed.is_empty()
        };
        let Some(visit) = seen.iter().find(fits) else {
            continue;
        };
        taken.insert(visit.organisation);
        let opening = opening(visit, register, checklist, after(now.today, story.deadline));
        begun.extend(opening.map(|opening| (opening, story)));
    }
    begun.sort_by_key(|(opening, _)| opening.opened);
    let mut serials: BTreeMap<i16, u32> = BTreeMap::new();
    let mut saves = Vec::new();
    for (opening, story) in begun {
        let serial = serials.entry(opening.opened.ymd().0).or_default();
        *serial += 1;
        let number = Number::of(opening.opened, SERIES, *serial).to_string();
        follow(&mut dice, opening, &number, story, rules, now, &mut saves);
    }
    saves
}

fn follow(
    dice: &mut Dice,
    opening: Opening,
    number: &str,
    story: &Story,
    rules: &Rules,
    now: Now,
    saves: &mut Vec<(Now, Change)>,
) {
    let words = Words::ZH;
    let entry = |day: Date, kind: StepKind| Entry {
        day,
        hand: super::scale::inspecting().name,
        reason: match kind {
            StepKind::Extend => "场地调整未完成，申请延期".to_owned(),
            StepKind::SendBack => "复查发现整改不彻底".to_owned(),
            StepKind::Withdraw => "与另一问题重复登记".to_owned(),
            StepKind::Notice => "逾期未报告".to_owned(),
            kind => words.usual_reason(kind).to_owned(),
        },
    };
    let at = |day: Date| days_before(now, now.today.days_since(day), 1000);
    let begun = at(opening.opened);
    let id = dice.uuid(begun.utc_ms);
    let first = entry(opening.opened, StepKind::Open);
    saves.push((begun, opening.change(id, number, STREAM, &first)));
    let mut finding = begun_as(opening, number, first);
    for (ago, made) in (story.steps)(now.today) {
        let entry = entry(now.today.plus_days(-ago), made.kind());
        let second = rules.ladder.second_person;
        let Ok(stand) = finding.after(&made, &entry, now.today, second) else {
            continue;
        };
        let change = finding.change(id, STREAM, &made, &entry, stand);
        saves.push((at(entry.day), change));
        finding.deadline = made.deadline().unwrap_or(finding.deadline);
        finding.stand = stand;
        finding.steps.push(Step {
            part: format!("step/{:04}/{STREAM:016x}", finding.steps.len() + 1),
            made,
            day: entry.day,
            hand: entry.hand,
            reason: entry.reason,
        });
    }
}

fn begun_as(opening: Opening, number: &str, first: Entry) -> Finding {
    Finding {
        number: number.to_owned(),
        organisation: opening.organisation,
        visit: opening.visit,
        template: opening.template,
        item: opening.item,
        item_name: opening.item_name,
        fact: opening.fact,
        requirement: opening.requirement,
        responsible: opening.responsible,
        ground: opening.ground,
        deadline: opening.deadline,
        opened: opening.opened,
        stand: Stand::default(),
        conflict: false,
        steps: vec![Step {
            part: format!("step/0001/{STREAM:016x}"),
            made: Move::Open,
            day: first.day,
            hand: first.hand,
            reason: first.reason,
        }],
    }
}

/// The first item that the visit failed on, as a finding.
fn opening(
    visit: &Seen,
    register: &Register,
    checklist: &Checklist,
    deadline: Date,
) -> Option<Opening> {
    let (code, remark) = visit.failed.first_key_value()?;
    let item = checklist.item(code)?;
    let organisation = register
        .organisations
        .iter()
        .find(|organisation| organisation.id == visit.organisation)?;
    let fact = match remark.is_empty() {
        true => WORDS.remarks.get(code).and_then(|remarks| remarks.first()),
        false => Some(remark),
    };
    Some(Opening {
        organisation: visit.organisation,
        visit: Some(visit.id),
        template: checklist.id.clone(),
        item: code.clone(),
        item_name: item.name.zh.clone(),
        fact: fact.cloned().unwrap_or_else(|| item.name.zh.clone()),
        requirement: format!("按标准整改到位：{}", item.criterion.zh),
        responsible: organisation.is.head.clone(),
        deadline,
        opened: visit.started.date,
        ground: match item.veto {
            true => Ground::Veto,
            false => Ground::Zero,
        },
    })
}

/// Finished visits with what they failed on, in the order they were begun.
fn seen(visits: &[(Now, Change)], checklist: &Checklist) -> Vec<Seen> {
    let mut order = Vec::new();
    let mut seen: BTreeMap<Uuid, Seen> = BTreeMap::new();
    for edit in visits.iter().flat_map(|(_, change)| &change.edits) {
        let id = edit.place.record;
        if edit.place.field == Field::VISIT_ORGANISATION
            && let Some(organisation) = edit.value.as_record()
        {
            order.push(id);
            seen.insert(
                id,
                Seen {
                    id,
                    organisation,
                    started: Clock {
                        date: Date::of(2000, 1, 1),
                        minute: 0,
                    },
                    finished: false,
                    failed: BTreeMap::new(),
                },
            );
        }
        let Some(visit) = seen.get_mut(&id) else {
            continue;
        };
        let text = edit.value.as_text().unwrap_or_default();
        let item = checklist.item(&edit.place.part);
        match (edit.place.field, item) {
            (Field::VISIT_STARTED, _) => {
                visit.started = Clock::parse(text).unwrap_or(visit.started)
            }
            (Field::VISIT_STATUS, _) => visit.finished = text != VisitStatus::Draft.code(),
            (Field::ANSWER, Some(item)) => {
                let option = checklist.option(item, text);
                match option.is_some_and(|option| option.percent == Some(0)) {
                    true => visit.failed.insert(item.code.clone(), String::new()),
                    false => visit.failed.remove(&item.code),
                };
            }
            (Field::REMARK, Some(item)) => {
                if let Some(remark) = visit.failed.get_mut(&item.code) {
                    text.clone_into(remark);
                }
            }
            _ => {}
        }
    }
    let visits = order.into_iter().filter_map(|id| seen.remove(&id));
    visits.filter(|visit| visit.finished).collect()
}

/// The latest visit of each organisation.
fn latest(seen: &[Seen]) -> BTreeMap<Uuid, Clock> {
    let mut latest = BTreeMap::new();
    for visit in seen {
        let day = latest.entry(visit.organisation).or_insert(visit.started);
        *day = visit.started.max(*day);
    }
    latest
}
