//! The register of the demo county: organisations, branches, people and who looks after whom.
//! The counts are those of a published county (D1): 81 organisations, 36 + 7 branches, 57 instructors, 28 liaisons.

use super::dice::Dice;
use super::past::days_before;
use super::words::{WORDS, phone};
use crate::domain::branch::{Branch, BranchForm};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::domain::organisation::{Class, Organisation, PartyMembers, Status};
use crate::domain::people::{Assignment, Person, Role};

const SEED: u64 = 81_043_064;
/// Organisations under each of the seven joint branches, never more than five: 28 in all.
const JOINT: [usize; 7] = [4, 4, 5, 4, 3, 4, 4];
const SOLE: usize = 36;
const INSTRUCTORS: usize = 57;
const LIAISONS: usize = 28;
/// Most organisations one person looks after.
const LOAD: usize = 5;

/// A record with its name.
pub struct Named<T> {
    pub id: Uuid,
    pub is: T,
}

pub struct Register {
    pub inspector: Named<Person>,
    pub organisations: Vec<Named<Organisation>>,
    pub branches: Vec<Named<Branch>>,
    pub people: Vec<Named<Person>>,
    pub assignments: Vec<Named<Assignment>>,
    /// When it was all entered, before any visit.
    pub entered: Now,
}

impl Register {
    pub fn of(now: Now) -> Register {
        let mut making = Making {
            dice: Dice::new(SEED),
            entered: days_before(now, 800, 540),
            phones: 1,
            now,
        };
        let inspector = super::scale::inspecting();
        let inspector = making.named(inspector);
        let mut organisations = making.organisations();
        let branches = making.branches(&mut organisations);
        making.exclude(&mut organisations);
        let people = making.people();
        let assignments = making.assignments(&organisations, &people);
        let organisations = organisations
            .into_iter()
            .map(|organisation| making.named(organisation))
            .collect();
        let mut register = Register {
            inspector,
            organisations,
            branches,
            people,
            assignments: Vec::new(),
            entered: making.entered,
        };
        for (person, organisation) in assignments {
            let from = making.entered.today.plus_days(-making.dice.between(1, 400));
            let (person, organisation) = (
                register.people[person].id,
                register.organisations[organisation].id,
            );
            register
                .assignments
                .push(making.named(Assignment::guide(person, organisation, from)));
        }
        super::drive::prepare(&mut register, now);
        register
    }

    /// All records as changes, the ones pointed at before those that point at them.
    pub fn changes(&self) -> Vec<Change> {
        let people = std::iter::once(&self.inspector)
            .chain(&self.people)
            .map(|person| person.is.change(person.id));
        let branches = self
            .branches
            .iter()
            .map(|branch| branch.is.change(branch.id));
        let organisations = self
            .organisations
            .iter()
            .map(|organisation| organisation.is.change(organisation.id));
        let assignments = self
            .assignments
            .iter()
            .map(|assignment| assignment.is.change(assignment.id));
        people
            .chain(branches)
            .chain(organisations)
            .chain(assignments)
            .collect()
    }
}

struct Making {
    dice: Dice,
    entered: Now,
    /// Telephone numbers given.
    phones: usize,
    now: Now,
}

impl Making {
    fn named<T>(&mut self, is: T) -> Named<T> {
        Named {
            id: self.dice.uuid(self.entered.utc_ms),
            is,
        }
    }

    fn phone(&mut self) -> String {
        self.phones += 1;
        phone(self.phones)
    }

    fn organisations(&mut self) -> Vec<Organisation> {
        let county = &WORDS.county;
        let mut named: Vec<(Class, &str, String)> = Vec::new();
        for hard in &county.hard {
            let class = Class::from_code(&hard.class).expect("a test reads the shipped list");
            named.push((class, &hard.authority, hard.name.clone()));
        }
        for authority in &county.authority {
            for name in &authority.associations {
                named.push((
                    Class::Association,
                    &authority.name,
                    format!("{}{name}", county.county),
                ));
            }
            for name in &authority.foundations {
                named.push((
                    Class::Foundation,
                    &authority.name,
                    format!("{}{name}", county.county),
                ));
            }
            let own = if authority.words.is_empty() {
                &county.words
            } else {
                &authority.words
            };
            let mut words: Vec<&String> = own.iter().collect();
            self.dice.shuffle(&mut words);
            for (at, word) in words.into_iter().take(authority.services).enumerate() {
                let kind = &authority.kinds[at % authority.kinds.len()];
                named.push((
                    Class::Service,
                    &authority.name,
                    format!("{}{word}{kind}", county.county),
                ));
            }
        }
        self.dice.shuffle(&mut named);
        named
            .into_iter()
            .enumerate()
            .map(|(at, named)| self.organisation(at, named))
            .collect()
    }

    fn organisation(
        &mut self,
        at: usize,
        (class, authority, name): (Class, &str, String),
    ) -> Organisation {
        let county = &WORDS.county;
        let area = self.dice.pick(&county.areas).clone();
        let road = self.dice.pick(&county.roads);
        let (staff, members) = match class {
            Class::Association => (self.dice.between(4, 11), self.dice.between(25, 260)),
            Class::Foundation => (self.dice.between(4, 8), 0),
            _ => (self.dice.between(8, 48), 0),
        };
        Organisation {
            credit_code: WORDS.credit_code(class, 104_729 + at as u64 * 7919),
            class,
            address: format!(
                "{}{area}{road}{}号",
                county.county,
                self.dice.between(1, 199)
            ),
            area,
            authority: authority.to_owned(),
            registered: Some(self.entered.today.plus_days(-self.dice.between(200, 5200))),
            status: Status::Normal,
            head: WORDS.person(&mut self.dice),
            contact: WORDS.person(&mut self.dice),
            phone: self.phone(),
            staff: staff as u32,
            members: members as u32,
            // without a branch: nobody, one or two, as the rules for forming one would have it
            party: PartyMembers {
                part_here: u32::from(self.dice.chance(25)),
                part_elsewhere: u32::from(self.dice.chance(35)),
                ..PartyMembers::default()
            },
            name,
            ..Organisation::default()
        }
    }

    /// The first 36 organisations get a branch of their own, the next 28 share seven by the authority they belong to.
    fn branches(&mut self, organisations: &mut [Organisation]) -> Vec<Named<Branch>> {
        let mut branches = Vec::new();
        let (sole, rest) = organisations.split_at_mut(SOLE);
        for organisation in sole {
            organisation.party = PartyMembers {
                full_here: self
                    .dice
                    .between(3, (organisation.staff / 3).clamp(3, 9).into())
                    as u32,
                full_elsewhere: self.dice.between(0, 1) as u32,
                part_here: self.dice.between(0, 1) as u32,
                part_elsewhere: self.dice.between(0, 2) as u32,
            };
            let name = format!("中共{}支部委员会", organisation.name);
            let branch = self.branch(name, BranchForm::Sole, std::slice::from_ref(organisation));
            organisation.branch = Some(branch.id);
            branches.push(branch);
        }
        let mut joint = &mut rest[..JOINT.iter().sum()];
        joint.sort_by(|a, b| a.authority.cmp(&b.authority));
        let mut names: Vec<String> = Vec::new();
        for size in JOINT {
            let (together, others) = joint.split_at_mut(size);
            joint = others;
            for organisation in &mut *together {
                organisation.party = PartyMembers {
                    full_here: 1,
                    full_elsewhere: u32::from(self.dice.chance(50)),
                    ..PartyMembers::default()
                };
            }
            let county = &WORDS.county;
            let of = county
                .authority
                .iter()
                .find(|authority| authority.name == together[0].authority);
            let sector = of.map_or("", |authority| &authority.sector);
            let same = names.iter().filter(|name| *name == sector).count();
            names.push(sector.to_owned());
            let number = ["", "第二", "第三", "第四"][same.min(3)];
            let name = format!(
                "中共{}{sector}社会组织{number}联合支部委员会",
                county.county
            );
            let branch = self.branch(name, BranchForm::Joint, together);
            for organisation in together {
                organisation.branch = Some(branch.id);
            }
            branches.push(branch);
        }
        branches
    }

    fn branch(&mut self, name: String, form: BranchForm, of: &[Organisation]) -> Named<Branch> {
        // after the first of its organisations was registered
        let oldest = of
            .iter()
            .filter_map(|organisation| organisation.registered)
            .min();
        let since = oldest.map_or(1900, |registered| {
            self.entered.today.days_since(registered) - 60
        });
        let founded = self
            .entered
            .today
            .plus_days(-self.dice.between(30, since.clamp(30, 1900)));
        // a term is three years; the next election is the first end of a term still to come, or just past
        let mut election = founded.plus_days(1095);
        while self.now.today.days_since(election) > 60 {
            election = election.plus_days(1095);
        }
        let branch = Branch {
            name,
            form,
            secretary: if self.dice.chance(60) {
                of[0].head.clone()
            } else {
                self.dice.pick(of).contact.clone()
            },
            members: of
                .iter()
                .map(|organisation| organisation.party.total())
                .sum(),
            founded: Some(founded),
            next_election: Some(election),
            ..Branch::default()
        };
        self.named(branch)
    }

    /// Two shells and one deregistered, all among those without a branch; they stay in the register.
    fn exclude(&mut self, organisations: &mut [Organisation]) {
        let mut without: Vec<&mut Organisation> = organisations
            .iter_mut()
            .filter(|organisation| organisation.branch.is_none())
            .collect();
        for (organisation, status) in
            without
                .iter_mut()
                .zip([Status::Shell, Status::Shell, Status::Deregistered])
        {
            organisation.status = status;
            organisation.party = PartyMembers::default();
        }
    }

    fn people(&mut self) -> Vec<Named<Person>> {
        let county = &WORDS.county;
        let authorities = county.authority.iter().map(|authority| &authority.name);
        let units: Vec<&String> = authorities.chain(&WORDS.people.units).collect();
        let mut people: Vec<Named<Person>> = Vec::new();
        while people.len() < INSTRUCTORS + LIAISONS {
            let name = WORDS.person(&mut self.dice);
            if people.iter().any(|person| person.is.name == name) {
                continue;
            }
            let role = if people.len() < INSTRUCTORS {
                Role::Instructor
            } else {
                Role::Liaison
            };
            let area = self.dice.pick(&county.areas).clone();
            let unit = match role {
                Role::Liaison => format!("{area}党群服务中心"),
                _ => (*self.dice.pick(&units)).clone(),
            };
            let person = Person {
                name,
                role,
                unit,
                phone: self.phone(),
                area,
                ..Person::default()
            };
            people.push(self.named(person));
        }
        people
    }

    /// Pairs of person and organisation. Everyone has one; every organisation has an instructor, and those without
    /// a branch of their own mostly a liaison too.
    fn assignments(
        &mut self,
        organisations: &[Organisation],
        people: &[Named<Person>],
    ) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..organisations.len()).collect();
        self.dice.shuffle(&mut order);
        let mut pairs: Vec<(usize, usize)> = order
            .iter()
            .take(INSTRUCTORS)
            .copied()
            .enumerate()
            .collect();
        for &organisation in &order[INSTRUCTORS..] {
            // few instructors take many, as in life
            let person = loop {
                let person = self.dice.below(12);
                if pairs.iter().filter(|(known, _)| *known == person).count() < LOAD {
                    break person;
                }
            };
            pairs.push((person, organisation));
        }
        for (at, organisation) in (SOLE..organisations.len()).enumerate() {
            pairs.push((INSTRUCTORS + at % LIAISONS, organisation));
        }
        debug_assert_eq!(people.len(), INSTRUCTORS + LIAISONS);
        pairs
    }
}
