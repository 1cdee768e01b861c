//! Two years of visits to the demo county, as if they had been made on their days: every answer a save of its own.
//! Some organisations are overdue, some due within a fortnight, three visits are still drafts, one was corrected.

use std::collections::BTreeMap;

use super::dice::Dice;
use super::register::{Named, Register};
use super::words::WORDS;
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::checklist::{Checklist, Item};
use crate::domain::organisation::{Organisation, Status};
use crate::domain::visit::{Mode, Said, Visit, VisitStatus};

const SEED: u64 = 90_043_000;
/// Organisations with at least one finished visit, and how many of them are overdue and due within a fortnight.
const VISITED: usize = 55;
const OVERDUE: usize = 9;
const SOON: usize = 8;
/// Drafts: two where the next visit is about due, one where there was none yet.
const DRAFTS: [usize; 3] = [OVERDUE, OVERDUE + 1, VISITED];
/// The visited organisation whose last visit was corrected.
const CORRECTED: usize = 30;

/// That minute of the day so many days before, leaving summer time aside.
pub fn days_before(now: Now, days: i64, minute: u16) -> Now {
    let minutes = days * 1440 + i64::from(now.minute) - i64::from(minute);
    Now {
        utc_ms: now.utc_ms - minutes * 60_000,
        today: now.today.plus_days(-days),
        minute,
    }
}

/// Every save of those years in the order they were made.
pub fn visits(
    register: &Register,
    checklist: Uuid,
    list: &Checklist,
    now: Now,
) -> Vec<(Now, Change)> {
    let mut making = Making {
        dice: Dice::new(SEED),
        inspector: &register.inspector.is.name,
        checklist,
        list,
        now,
        saves: Vec::new(),
    };
    let mut open: Vec<&Named<Organisation>> = register
        .organisations
        .iter()
        .filter(|organisation| organisation.is.status == Status::Normal)
        .collect();
    making.dice.shuffle(&mut open);
    for (at, organisation) in open.iter().enumerate().take(VISITED + 1) {
        making.years(at, organisation.id);
    }
    let mut saves = making.saves;
    saves.sort_by_key(|(at, _)| at.utc_ms);
    saves
}

struct Making<'a> {
    dice: Dice,
    inspector: &'a str,
    checklist: Uuid,
    list: &'a Checklist,
    now: Now,
    saves: Vec<(Now, Change)>,
}

/// Option codes by item, as found on one visit.
type Found = BTreeMap<String, String>;

impl Making<'_> {
    /// All visits of one organisation, the oldest first.
    fn years(&mut self, at: usize, organisation: Uuid) {
        // spread over all qualities, from sites that fail to sites others are shown
        let mut quality = 20 + (at * 37 % VISITED) as i64 * 79 / VISITED as i64;
        let mut found = Found::new();
        let all_days = self.visit_days(at);
        for (number, days) in all_days.iter().enumerate() {
            found = self.answers(&found, quality as u32);
            let started = self.working_day(*days);
            let visit = self.visit(organisation, started, &found, usize::MAX);
            if at == CORRECTED && number + 1 == all_days.len() {
                self.correct(visit, started, &found);
            }
            quality = (quality + self.dice.between(-2, 12)).min(99);
        }
        if let Some(draft) = DRAFTS.iter().position(|draft| *draft == at) {
            found = self.answers(&found, 80);
            let started = self.working_day(1 + draft as i64);
            self.visit(organisation, started, &found, [31, 17, 6][draft]);
        }
    }

    /// How many days ago an organisation was visited. The list asks for a visit every 90 days.
    fn visit_days(&mut self, at: usize) -> Vec<i64> {
        let last = match at {
            _ if at < OVERDUE => self.dice.between(95, 210),
            _ if at < OVERDUE + SOON => self.dice.between(78, 86),
            _ if at < VISITED => self.dice.between(4, 70),
            _ => return Vec::new(),
        };
        let mut days = vec![last];
        for _ in 0..self.dice.below(4) {
            let before = days[days.len() - 1] + self.dice.between(80, 165);
            if before <= 725 {
                days.push(before);
            }
        }
        days.reverse();
        days
    }

    /// A morning or afternoon of that day, or of the Friday before.
    fn working_day(&mut self, days: i64) -> Now {
        let monday = Date::new(2024, 1, 1).expect("a day of the calendar");
        let weekday = self
            .now
            .today
            .plus_days(-days)
            .days_since(monday)
            .rem_euclid(7);
        let morning = self.dice.chance(55);
        let minute = if morning {
            self.dice.between(535, 620)
        } else {
            self.dice.between(865, 950)
        };
        days_before(self.now, days + (weekday - 4).max(0), minute as u16)
    }

    /// Saves a visit: its head, every answer, and unless it stops after `answers` items, that it is finished.
    fn visit(&mut self, organisation: Uuid, started: Now, found: &Found, answers: usize) -> Uuid {
        let id = self.dice.uuid(started.utc_ms);
        let people = &WORDS.people;
        let visit = Visit {
            organisation,
            checklist: self.checklist,
            status: VisitStatus::Draft,
            mode: if self.dice.chance(85) {
                Mode::OnSite
            } else {
                Mode::Documents
            },
            started: started.clock(),
            finished: None,
            inspector: self.inspector.to_owned(),
            companion: self.dice.pick(&people.companions).clone(),
            unit: WORDS.county.office.clone(),
            round: None,
        };
        self.saves.push((started, visit.change(id)));
        let mut seconds = 0;
        let list = self.list;
        for item in list.items().take(answers) {
            let Some(option) = found.get(&item.code) else {
                continue;
            };
            seconds += self.dice.between(20, 100);
            self.save(
                started,
                seconds,
                Said::Option(Some(option.clone())).edit(id, &item.code),
            );
            if let Some(remark) = self.remark(item, option) {
                seconds += self.dice.between(10, 40);
                self.save(started, seconds, Said::Remark(remark).edit(id, &item.code));
            }
        }
        if answers > found.len() {
            let finished = later(started, seconds + 60);
            let edits = vec![
                Edit::new(
                    id,
                    Field::VISIT_STATUS,
                    Value::text(VisitStatus::Finished.code()),
                ),
                Edit::new(
                    id,
                    Field::VISIT_FINISHED,
                    Value::text(finished.clock().to_string()),
                ),
            ];
            self.saves.push((finished, Change::of(edits)));
        }
        id
    }

    fn save(&mut self, started: Now, seconds: i64, edit: Edit) {
        self.saves
            .push((later(started, seconds), Change::of(vec![edit])));
    }

    /// The next day a mistake is noticed; the visit keeps both what was found and why it was changed.
    fn correct(&mut self, visit: Uuid, started: Now, found: &Found) {
        let (item, remark) = ("4.2", "复量为96乘64厘米，符合五号旗");
        let right = if found.get(item).is_some_and(|option| option == "good") {
            "fair"
        } else {
            "good"
        };
        let edits = vec![
            Said::Option(Some(right.to_owned())).edit(visit, item),
            Said::Remark(remark.to_owned()).edit(visit, item),
            Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Corrected.code()),
            ),
        ];
        let reason = Some("当日党旗尺寸量错，次日复量后更正".to_owned());
        self.saves
            .push((later(started, 86_400), Change { reason, edits }));
    }

    /// What is found this time: mostly what was found last time, and the better the site, the better the answers.
    fn answers(&mut self, last: &Found, quality: u32) -> Found {
        let mut found = Found::new();
        for item in self.list.items() {
            let option = match last.get(&item.code) {
                Some(option) if self.dice.chance(60) => option.clone(),
                _ => self.answer(item, quality),
            };
            found.insert(item.code.clone(), option);
        }
        // now and then an item is forgotten
        if self.dice.chance(8) {
            found.remove("2.7");
        }
        found
    }

    fn answer(&mut self, item: &Item, quality: u32) -> String {
        let code = match &item.scale[..] {
            "yesno"
                if self
                    .dice
                    .chance(quality.max(45) + (100 - quality.max(45)) * 4 / 5) =>
            {
                "yes"
            }
            "yesno" => "no",
            _ if matches!(&item.code[..], "1.3" | "4.6" | "6.5") && self.dice.chance(30) => "na",
            _ if self.dice.chance(quality) => "good",
            _ if self.dice.chance(45) => "fair",
            _ if self.dice.chance(60) => "weak",
            _ => "poor",
        };
        code.to_owned()
    }

    fn remark(&mut self, item: &Item, option: &str) -> Option<String> {
        let (worst, others) = WORDS.remarks.get(&item.code)?.split_first()?;
        match option {
            "poor" | "no" => self.dice.chance(85).then(|| worst.clone()),
            "weak" if !others.is_empty() => {
                self.dice.chance(55).then(|| self.dice.pick(others).clone())
            }
            _ => None,
        }
    }
}

fn later(now: Now, seconds: i64) -> Now {
    let minutes = i64::from(now.minute) + seconds / 60;
    let day = minutes.div_euclid(1440);
    Now {
        utc_ms: now.utc_ms + seconds * 1000,
        today: now.today.plus_days(day),
        minute: minutes.rem_euclid(1440) as u16,
    }
}
