//! Leaders with their contracts, first responsible persons, one instructor with too much, and the calls and visits of
//! the last weeks, of which some are overdue. All of it has dice of its own, so that the register stays as it was.

use super::dice::Dice;
use super::past::days_before;
use super::register::{Named, Register};
use super::words::{WORDS, phone};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Edit, Uuid};
use crate::domain::organisation::{Organisation, Status};
use crate::domain::people::{Assignment, Charge, Contact, Contacted, Duty, Person, Role};

const SEED: u64 = 57_028_003;
/// Organisations without a Party organisation in each leader's contract.
const CONTRACTS: [usize; 3] = [5, 4, 3];
/// Organisations that one instructor at the limit has beyond it.
const TOO_MANY: usize = 2;
/// Telephone numbers from here on.
const PHONES: usize = 5000;

/// Every save, each at its time.
pub fn saves(register: &Register, now: Now) -> Vec<(Now, Change)> {
    let mut making = Making {
        dice: Dice::new(SEED),
        register,
        now,
        phones: PHONES,
        names: Vec::new(),
        saves: Vec::new(),
    };
    let without: Vec<&Named<Organisation>> = register
        .organisations
        .iter()
        .filter(|organisation| organisation.is.branch.is_none())
        .filter(|organisation| organisation.is.status == Status::Normal)
        .collect();
    making.leaders(&without);
    making.first_responsible(&without);
    let more = making.too_many();
    making.contacts(&more);
    making.saves
}

struct Making<'a> {
    dice: Dice,
    register: &'a Register,
    now: Now,
    phones: usize,
    /// Given by this file.
    names: Vec<String>,
    saves: Vec<(Now, Change)>,
}

impl Making<'_> {
    fn person(&mut self, role: Role, unit: &str, post: &str) -> Uuid {
        let name = loop {
            let name = WORDS.person(&mut self.dice);
            let known = self.register.people.iter();
            if !known
                .map(|person| &person.is.name)
                .chain(&self.names)
                .any(|known| *known == name)
            {
                break name;
            }
        };
        self.names.push(name.clone());
        self.phones += 1;
        let person = Person {
            name,
            role,
            unit: unit.to_owned(),
            post: post.to_owned(),
            phone: phone(self.phones),
            ..Person::default()
        };
        let entered = self.register.entered;
        let id = self.dice.uuid(entered.utc_ms);
        self.saves.push((entered, person.change(id)));
        id
    }

    fn assign(&mut self, at: Now, person: Uuid, duty: Duty, charge: Charge) -> Uuid {
        let id = self.dice.uuid(at.utc_ms);
        let assignment = Assignment::of(person, duty, charge, at.today);
        self.saves.push((at, assignment.change(id)));
        id
    }

    /// 三包: an area, a unit and some organisations each, no organisation twice (D2).
    fn leaders(&mut self, without: &[&Named<Organisation>]) {
        let at = days_before(self.now, 150, 600);
        let mut rest = without.iter();
        for (number, leader) in WORDS.people.leaders.iter().enumerate() {
            let id = self.person(Role::Leader, &leader.unit, &leader.post);
            let area = WORDS.county.areas[number].clone();
            self.assign(at, id, Duty::Contract, Charge::Area(area));
            let unit = WORDS.people.units[number].clone();
            self.assign(at, id, Duty::Contract, Charge::Unit(unit));
            for organisation in rest.by_ref().take(CONTRACTS[number % CONTRACTS.len()]) {
                let charge = Charge::Organisation(organisation.id);
                self.assign(at, id, Duty::Contract, charge);
            }
        }
    }

    /// The head of the sector authority answers until the branch exists (D1).
    fn first_responsible(&mut self, without: &[&Named<Organisation>]) {
        let at = days_before(self.now, 400, 600);
        for authority in &WORDS.county.authority {
            let own: Vec<Uuid> = without
                .iter()
                .filter(|organisation| organisation.is.authority == authority.name)
                .map(|organisation| organisation.id)
                .collect();
            if own.is_empty() {
                continue;
            }
            let id = self.person(Role::FirstResponsible, &authority.name, "主要负责人");
            for organisation in own {
                self.assign(
                    at,
                    id,
                    Duty::Responsible,
                    Charge::Organisation(organisation),
                );
            }
        }
    }

    /// The busiest instructor takes some more.
    fn too_many(&mut self) -> Vec<(Uuid, Uuid)> {
        let register = self.register;
        let load = |person: &Named<Person>| {
            let own = register.assignments.iter();
            own.filter(|assignment| assignment.is.person == person.id)
                .count()
        };
        let instructors = register
            .people
            .iter()
            .filter(|person| person.is.role == Role::Instructor);
        let Some(busiest) = instructors.max_by_key(|person| load(person)) else {
            return Vec::new();
        };
        let has = |organisation: &Uuid| {
            register.assignments.iter().any(|assignment| {
                assignment.is.person == busiest.id
                    && assignment.is.charge == Charge::Organisation(*organisation)
            })
        };
        let others: Vec<Uuid> = register
            .organisations
            .iter()
            .filter(|organisation| organisation.is.status == Status::Normal)
            .map(|organisation| organisation.id)
            .filter(|organisation| !has(organisation))
            .take(TOO_MANY)
            .collect();
        let at = days_before(self.now, 60, 600);
        let assign = |organisation| {
            let charge = Charge::Organisation(organisation);
            (
                self.assign(at, busiest.id, Duty::Guide, charge),
                organisation,
            )
        };
        others.into_iter().map(assign).collect()
    }

    /// Calls and visits of the last weeks: most in time, some late, a few forgotten for long.
    fn contacts(&mut self, more: &[(Uuid, Uuid)]) {
        let register = self.register;
        let at_work = |organisation: &Uuid| {
            register
                .organisations
                .iter()
                .any(|known| known.id == *organisation && known.is.status == Status::Normal)
        };
        let own = register.assignments.iter();
        let own = own.filter_map(|assignment| match assignment.is.charge {
            Charge::Organisation(organisation) => Some((assignment.id, organisation)),
            _ => None,
        });
        let all: Vec<(Uuid, Uuid)> = own.chain(more.iter().copied()).collect();
        for (assignment, _) in all
            .into_iter()
            .filter(|(_, organisation)| at_work(organisation))
        {
            let mut days = match self.dice.below(100) {
                0..70 => self.dice.between(1, 6),
                70..78 => 7,
                78..93 => self.dice.between(8, 13),
                _ => self.dice.between(20, 45),
            };
            for _ in 0..3 {
                self.contact(assignment, Contact::Phone, days);
                days += self.dice.between(5, 8);
            }
            let days = match self.dice.below(100) {
                0..80 => self.dice.between(1, 29),
                80..85 => 30,
                _ => self.dice.between(31, 55),
            };
            self.contact(assignment, Contact::Visit, days);
        }
    }

    fn contact(&mut self, assignment: Uuid, mode: Contact, days: i64) {
        let minute = 540 + self.dice.below(500) as u16;
        let at = days_before(self.now, days, minute);
        let note = match self.dice.chance(25) {
            true => self.dice.pick(&WORDS.people.contact_notes).clone(),
            false => String::new(),
        };
        let contacted = Contacted {
            mode,
            day: at.today,
            note,
        };
        self.saves.push((at, contacted.change(assignment)));
    }
}

/// For a generated file: a person for every five organisations, who looks after them, with a last call and a last visit;
/// one in fifty has nobody. Every five have dice of their own.
pub fn looked_after(number: u64, organisation: Uuid, now: Now) -> Vec<Edit> {
    let group = number / 5;
    let mut dice = Dice::new(SEED ^ (group + 1).wrapping_mul(0x9e37_79b9));
    let began = days_before(now, 300, 600);
    let person = dice.uuid(began.utc_ms + group as i64);
    let mut edits = Vec::new();
    if number.is_multiple_of(5) {
        let of = Person {
            name: WORDS.person(&mut dice),
            role: if group % 10 == 9 {
                Role::Liaison
            } else {
                Role::Instructor
            },
            unit: dice.pick(&WORDS.people.units).clone(),
            area: dice.pick(&WORDS.county.areas).clone(),
            phone: phone(dice.below(10_000)),
            ..Person::default()
        };
        edits.extend(of.change(person).edits);
    }
    if number % 50 == 49 {
        return edits;
    }
    let mut dice = Dice::new(SEED ^ (number + 1).wrapping_mul(0x517c_c1b7));
    let id = dice.uuid(began.utc_ms + number as i64);
    edits.extend(
        Assignment::guide(person, organisation, began.today)
            .change(id)
            .edits,
    );
    for (mode, most) in [(Contact::Phone, 8), (Contact::Visit, 34)] {
        let contacted = Contacted {
            mode,
            day: now.today.plus_days(-dice.between(0, most)),
            note: String::new(),
        };
        edits.extend(contacted.change(id).edits);
    }
    edits
}
