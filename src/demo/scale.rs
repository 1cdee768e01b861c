//! A file as large as one likes, for measuring: every organisation has two finished visits of the full checklist, and
//! there is a person for every five.
//! Each organisation has dice of its own, so that the thousandth is the same whether ten thousand follow it or not.

use std::time::{Duration, Instant};

use super::dice::Dice;
use super::past::days_before;
use super::staff;
use super::words::{WORDS, phone};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::domain::checklist::Checklist;
use crate::domain::organisation::{Class, Organisation, PartyMembers, Status};
use crate::domain::people::{Person, Role};
use crate::domain::visit::{Mode, Said, Visit, VisitStatus};
use crate::standards;
use crate::store::{Load, Loading, Store, StoreError};

const SEED: u64 = 20_260_101;
/// Changes in a transaction: 500 organisations with their visits, a fifth of a second's work.
const STEP: usize = 1500;
/// Days before today on which the register was set up, longer ago than any visit.
const REGISTERED: i64 = 800;
const KINDS: &[(Class, &str)] = &[
    (Class::Association, "行业协会"),
    (Class::Association, "商会"),
    (Class::Association, "文化促进会"),
    (Class::Association, "志愿者协会"),
    (Class::Association, "种植协会"),
    (Class::Service, "幼儿园"),
    (Class::Service, "培训学校"),
    (Class::Service, "养老服务中心"),
    (Class::Service, "社会工作服务中心"),
    (Class::Service, "艺术团"),
    (Class::Foundation, "助学基金会"),
];

pub fn fill(
    store: &mut Store,
    organisations: u64,
    now: Now,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), StoreError> {
    let inspector = Dice::new(SEED).uuid(days_before(now, REGISTERED, 540).utc_ms);
    store.set_actor(inspector)?;
    store.load(Loading::InSteps(STEP), progress, |load| {
        let began = days_before(now, REGISTERED, 540);
        load.put(&inspecting().change(inspector), began)?;
        let standard = &standards::site();
        let making = Making {
            checklist: load.checklist(standard, began)?,
            list: &standard.checklist,
            now,
        };
        let mut told = Instant::now();
        load.report(0, organisations)?;
        for number in 0..organisations {
            making.organisation(load, number)?;
            if told.elapsed() > Duration::from_millis(100) {
                load.report(number + 1, organisations)?;
                told = Instant::now();
            }
        }
        load.report(organisations, organisations)
    })
}

/// The invented person who works on this laptop.
pub fn inspecting() -> Person {
    Person {
        name: WORDS.people.inspector.clone(),
        role: Role::Inspector,
        unit: WORDS.county.office.clone(),
        phone: phone(0),
        ..Person::default()
    }
}

struct Making<'a> {
    checklist: Uuid,
    list: &'a Checklist,
    now: Now,
}

impl Making<'_> {
    fn organisation(&self, load: &mut Load<'_>, number: u64) -> Result<(), StoreError> {
        let mut dice = Dice::new(SEED ^ (number + 1).wrapping_mul(0x9e37_79b9));
        let began = days_before(self.now, REGISTERED, 600);
        let organisation = dice.uuid(began.utc_ms + number as i64);
        let mut written = facts(&mut dice, number, began).change(organisation);
        written
            .edits
            .extend(staff::looked_after(number, organisation, self.now));
        load.put(&written, began)?;
        let quality = dice.between(55, 98) as u32;
        for days in [dice.between(200, 400), dice.between(1, 130)] {
            let at = days_before(self.now, days, 540 + dice.between(0, 420) as u16);
            let visit = dice.uuid(at.utc_ms);
            load.put(&self.visit(&mut dice, organisation, visit, at, quality), at)?;
        }
        Ok(())
    }

    /// A whole visit as one save.
    fn visit(
        &self,
        dice: &mut Dice,
        organisation: Uuid,
        id: Uuid,
        at: Now,
        quality: u32,
    ) -> Change {
        let people = &WORDS.people;
        let finished = days_before(at, 0, at.minute + 50);
        let visit = Visit {
            organisation,
            checklist: self.checklist,
            status: VisitStatus::Finished,
            mode: Mode::OnSite,
            started: at.clock(),
            finished: Some(finished.clock()),
            inspector: people.inspector.clone(),
            companion: dice.pick(&people.companions).clone(),
            unit: WORDS.county.office.clone(),
            round: None,
        };
        let mut change = visit.change(id);
        for item in self.list.items() {
            let options = &self
                .list
                .scale(&item.scale)
                .expect("the shipped list is without faults")
                .options;
            let best = dice.chance(quality) || item.veto && dice.chance(90);
            let option = if best {
                &options[0]
            } else {
                dice.pick(&options[1..])
            };
            change
                .edits
                .push(Said::Option(Some(option.code.clone())).edit(id, &item.code));
            if !best && dice.chance(10) {
                let remark = dice.pick(&WORDS.remarks[&item.code]).clone();
                change.edits.push(Said::Remark(remark).edit(id, &item.code));
            }
        }
        change
    }
}

fn facts(dice: &mut Dice, number: u64, began: Now) -> Organisation {
    let county = &WORDS.county;
    let (class, kind) = KINDS[number as usize % KINDS.len()];
    let area = dice.pick(&county.areas);
    let word = dice.pick(&county.words);
    let staff = dice.between(2, 40) as u32;
    Organisation {
        name: format!("{area}{word}{}{kind}", dice.pick(&WORDS.people.given)),
        credit_code: WORDS.credit_code(class, number),
        class,
        area: area.clone(),
        authority: dice.pick(&county.authority).name.clone(),
        registered: Some(began.today.plus_days(-dice.between(30, 4000))),
        status: if number % 97 == 96 {
            Status::Shell
        } else {
            Status::Normal
        },
        address: format!(
            "{}{area}{}{}号",
            county.county,
            dice.pick(&county.roads),
            dice.between(1, 288)
        ),
        head: WORDS.person(dice),
        contact: WORDS.person(dice),
        phone: phone(dice.below(10_000)),
        staff,
        members: if class == Class::Association {
            dice.between(20, 300) as u32
        } else {
            0
        },
        party: PartyMembers {
            full_here: dice.below(staff as usize / 2) as u32,
            ..PartyMembers::default()
        },
        ..Organisation::default()
    }
}
