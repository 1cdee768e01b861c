//! What lists and screens show of people and their duties, what may be asked for them, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Date;
use super::change::Uuid;
use super::organisation::codes;
use super::people::{Assignment, Charge, Contact, Contacted, Duty, PeopleRules, Person, Role};
use super::view::{Filter, ListRow};

codes! {
    /// The lists of people.
    PeopleList {
        /// Everybody who does the work now.
        Everybody "all",
        /// Above the limit, most first.
        Over "over",
        /// Instructors and liaisons who look after nothing.
        Idle "nothing",
        /// With a call or a visit due, most first.
        Due "due",
        /// 包联领导
        Leaders "leaders",
        /// 离任
        Left "left",
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    pub list: PeopleList,
    pub role: Option<Role>,
    /// Part of the name or the unit, pinyin or its initials.
    pub text: String,
}

/// One line of the list, with what the person has in hand on the day asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: i64,
    pub uuid: Uuid,
    pub name: String,
    pub role: Role,
    pub unit: String,
    pub area: String,
    pub phone: String,
    pub left: Option<Date>,
    pub held: InHand,
}

impl PersonRow {
    pub fn is_gone(&self, today: Date) -> bool {
        self.left.is_some_and(|left| left <= today)
    }
}

/// Duties now in force, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InHand {
    /// Organisations looked after, each once.
    pub load: u32,
    /// 第一责任: organisations answered for.
    pub responsible: u32,
    /// 包联: organisations, then areas and units.
    pub contracts: u32,
    pub areas: u32,
    pub units: u32,
    /// Calls and visits due today or earlier.
    pub calls: u32,
    pub visits: u32,
}

impl InHand {
    /// Counts the duties of one person that hold on `today`.
    pub fn of(lines: &[ChargeLine], rules: &PeopleRules, today: Date) -> InHand {
        let mut held = InHand::default();
        let mut looked_after = BTreeSet::new();
        for line in lines.iter().filter(|line| line.holds(today)) {
            match (line.duty, &line.held) {
                (Duty::Guide, Held::Organisation { id, .. }) => {
                    looked_after.insert(*id);
                }
                (Duty::Responsible, Held::Organisation { .. }) => held.responsible += 1,
                (Duty::Contract, Held::Organisation { .. }) => held.contracts += 1,
                (_, Held::Area(_)) => held.areas += 1,
                (_, Held::Unit(_)) => held.units += 1,
            }
            let due = |mode| {
                let next = line.next(mode, rules, today);
                u32::from(next.is_some_and(|next| next <= today))
            };
            held.calls += due(Contact::Phone);
            held.visits += due(Contact::Visit);
        }
        held.load = looked_after.len() as u32;
        held
    }

    pub fn due(&self) -> u32 {
        self.calls + self.visits
    }
}

/// What a duty is towards, with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Organisation {
        id: i64,
        name: String,
        area: String,
        /// A Party organisation covers it.
        covered: bool,
        /// 空壳、注销、不在本级 need no contact.
        normal: bool,
    },
    Area(String),
    Unit(String),
}

/// One duty of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeLine {
    pub assignment: Uuid,
    pub duty: Duty,
    pub person: i64,
    pub name: String,
    pub role: Role,
    pub phone: String,
    pub held: Held,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Days of the last call and the last visit.
    pub phoned: Option<Date>,
    pub visited: Option<Date>,
}

impl ChargeLine {
    /// Not ended before `today`.
    pub fn holds(&self, today: Date) -> bool {
        self.to.is_none_or(|to| to >= today)
    }

    /// The day of the next contact, where one is owed: by who looks after an organisation that is at work.
    pub fn next(&self, mode: Contact, rules: &PeopleRules, today: Date) -> Option<Date> {
        let normal = matches!(self.held, Held::Organisation { normal: true, .. });
        if self.duty != Duty::Guide || !normal || !self.holds(today) {
            return None;
        }
        let last = match mode {
            Contact::Phone => self.phoned,
            Contact::Visit => self.visited,
        };
        rules.next(mode, last, self.from.or(last)?)
    }
}

/// A person with all duties, those in force first, then the ended ones, latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    pub row: PersonRow,
    pub person: Person,
    pub charges: Vec<ChargeLine>,
    /// There are more than were read.
    pub more: bool,
}

/// Who looks after an organisation, did so, or answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepersView {
    pub organisation: i64,
    pub uuid: Uuid,
    pub charges: Vec<ChargeLine>,
    /// Those the duties are of.
    pub people: Vec<PersonRow>,
    /// Who was in touch how, latest first.
    pub contacts: Vec<(String, Contacted)>,
}

/// Everything counted over all people and organisations on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleSums {
    pub date: Date,
    /// Those who do the work now, by role.
    pub roles: Vec<RoleSum>,
    /// Duties in force.
    pub assignments: u64,
    /// Organisations in the register that are at work.
    pub organisations: u64,
    /// Of them those that nobody looks after.
    pub nobody: u64,
    /// Of those the ones that no Party organisation covers either.
    pub nobody_uncovered: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSum {
    pub role: Role,
    pub people: u64,
    /// Organisations looked after, added up over the people.
    pub load: u64,
    /// People by the number of organisations each looks after.
    pub by_load: BTreeMap<u32, u64>,
}

impl Held {
    pub fn name(&self) -> &str {
        match self {
            Held::Organisation { name, .. } | Held::Area(name) | Held::Unit(name) => name,
        }
    }
}

impl PeopleSums {
    pub fn people(&self) -> u64 {
        self.roles.iter().map(|sum| sum.people).sum()
    }

    pub fn role(&self, role: Role) -> Option<&RoleSum> {
        self.roles.iter().find(|sum| sum.role == role)
    }
}

/// A call or a visit that is due, with the duty it is owed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDue {
    pub line: ChargeLine,
    pub mode: Contact,
    pub day: Date,
}

impl ContactDue {
    /// Everything due today or earlier, the longest overdue first.
    pub fn of(lines: &[ChargeLine], rules: &PeopleRules, today: Date) -> Vec<ContactDue> {
        let ways = lines
            .iter()
            .flat_map(|line| Contact::ALL.iter().map(move |mode| (line, *mode)));
        let due = ways.filter_map(|(line, mode)| {
            let day = line.next(mode, rules, today)?;
            (day <= today).then(|| ContactDue {
                line: line.clone(),
                mode,
                day,
            })
        });
        let mut due: Vec<ContactDue> = due.collect();
        due.sort_by_key(|due| due.day);
        due
    }

    pub fn last(&self) -> Option<Date> {
        match self.mode {
            Contact::Phone => self.line.phoned,
            Contact::Visit => self.line.visited,
        }
    }
}

/// Everything a report on people tells of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleFacts {
    pub sums: PeopleSums,
    /// Those who do the work now.
    pub people: Vec<PersonRow>,
    pub nobody: Vec<ListRow>,
    pub due: Vec<ContactDue>,
    /// Contacts that are owed at all, due or not.
    pub owed: u64,
    pub contracts: Vec<ChargeLine>,
}

/// `424/136` in hundredths, rounded to the nearest: `3.12`. None of nobody.
pub fn average(load: u64, people: u64) -> Option<String> {
    let hundredths = (load * 200 + people).checked_div(people * 2)?;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// What someone is to be assigned to; organisations by their number in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Towards {
    Organisation(i64),
    Area(String),
    Unit(String),
}

/// Something to be written about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A new person, or one changed from what was known.
    Person {
        known: Option<Uuid>,
        person: Person,
    },
    Contact {
        assignment: Uuid,
        contacted: Contacted,
    },
    TakeBack {
        assignment: Uuid,
        contacted: Contacted,
    },
    /// `to` is the last day on which it holds.
    End {
        assignment: Uuid,
        to: Date,
    },
    Assign {
        person: Uuid,
        duty: Duty,
        to: Vec<Towards>,
        from: Date,
    },
    /// Someone does the work no more since `day`; duties end the day before, and go to `heir` from that day on if
    /// there is one.
    Leave {
        person: Uuid,
        day: Date,
        heir: Option<Uuid>,
    },
    Bulk(BulkWish),
    /// Ends assignments made just now as if they had never held.
    UndoBulk {
        made: Vec<Uuid>,
        from: Date,
    },
}

/// What came of an order; it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Person(Uuid),
    Contacted(Contacted),
    TakenBack(Contacted),
    Ended(Date),
    Assigned(Assigned),
    /// So many duties ended; the heir's name, if they were handed over.
    Left {
        ended: u64,
        heir: Option<String>,
    },
    Bulk {
        plan: BulkPlan,
        made: Vec<Uuid>,
        from: Date,
    },
    Undone(u64),
}

impl Done {
    /// Nothing of what was ordered was refused.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Done::Assigned(assigned) if !assigned.refused.is_empty())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    pub person: String,
    pub made: u64,
    /// Already had this duty.
    pub known: u64,
    pub refused: Vec<Refusal>,
    /// Contracted although a Party organisation covers them; three contracts are meant for those without (D2).
    pub covered: Vec<String>,
    /// What the person looks after now, where that grew above the limit.
    pub over: Option<u32>,
}

/// Why a leader's contract was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One to one (D2): another leader has it.
    Taken {
        organisation: String,
        leader: String,
    },
    Organisations(u32),
    Areas(u32),
}

/// Many organisations at once: all of a filter and search that are at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkWish {
    pub filter: Filter,
    pub text: String,
    /// Also those that somebody looks after already.
    pub all: bool,
    pub to: BulkTo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkTo {
    Person(Uuid),
    /// Evenly over the people of that role in the organisation's area, up to the limit.
    Spread(Role),
}

/// What a bulk assignment does or did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkPlan {
    /// Organisations of the filter.
    pub found: u64,
    /// 空壳、注销、不在本级 among them.
    pub excluded: u64,
    /// Left out since somebody, or this person, looks after them.
    pub kept: u64,
    pub assigned: u64,
    /// Nobody of the area has room.
    pub over: u64,
    /// Who gets some, most first: name, organisations now, organisations more.
    pub people: Vec<(String, u32, u32)>,
}

/// A question whose answer needs a walk over many rows. `ticket` tells a late answer from the one waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Survey {
    People {
        ticket: u64,
        filter: PeopleFilter,
    },
    Sums,
    /// Organisations that nobody looks after.
    Nobody {
        ticket: u64,
        filter: Filter,
        text: String,
    },
    Bulk {
        ticket: u64,
        wish: BulkWish,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surveyed {
    People {
        ticket: u64,
        rows: Vec<PersonRow>,
        more: bool,
    },
    Sums(PeopleSums),
    Nobody {
        ticket: u64,
        rows: Vec<ListRow>,
        total: u64,
    },
    Bulk {
        ticket: u64,
        plan: BulkPlan,
    },
}

impl Assignment {
    /// A duty of a person from that day on.
    pub fn of(person: Uuid, duty: Duty, charge: Charge, from: Date) -> Assignment {
        Assignment {
            person,
            charge,
            duty,
            from,
            to: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::Text;
    use crate::domain::people::{Frequency, LoadMark};

    fn rules() -> PeopleRules {
        let text = |text: &str| Text {
            zh: text.into(),
            en: text.into(),
        };
        let every = |mode, days| Frequency {
            mode,
            name: text("每"),
            days,
        };
        PeopleRules {
            id: "people".into(),
            version: 1,
            basis: text("试行"),
            load_usual: 4,
            load_most: 5,
            contract_areas: 1,
            contract_organisations: 10,
            soon_days: 3,
            frequencies: vec![every(Contact::Phone, 7), every(Contact::Visit, 30)],
        }
    }

    fn line(from: Date) -> ChargeLine {
        ChargeLine {
            assignment: Uuid([1; 16]),
            duty: Duty::Guide,
            person: 1,
            name: "甲".into(),
            role: Role::Instructor,
            phone: String::new(),
            held: Held::Organisation {
                id: 2,
                name: "乙协会".into(),
                area: "东".into(),
                covered: false,
                normal: true,
            },
            from: Some(from),
            to: None,
            phoned: None,
            visited: None,
        }
    }

    #[test]
    fn the_average_of_424_organisations_and_136_instructors_is_3_12() {
        assert_eq!(average(424, 136).as_deref(), Some("3.12"));
        assert_eq!(average(81, 57).as_deref(), Some("1.42"));
        assert_eq!(average(10, 2).as_deref(), Some("5.00"));
        // 1/8 = 0.125 goes up
        assert_eq!(average(1, 8).as_deref(), Some("0.13"));
        assert_eq!(average(3, 0), None);
    }

    #[test]
    fn calls_and_visits_are_due_over_the_ends_of_months_and_years() {
        let rules = rules();
        let mut line = line(Date::of(2026, 12, 28));
        let today = Date::of(2027, 1, 4);
        let next = |line: &ChargeLine, mode| line.next(mode, &rules, today);
        // before any contact both count from the day of the assignment
        assert_eq!(next(&line, Contact::Phone), Some(Date::of(2027, 1, 4)));
        assert_eq!(next(&line, Contact::Visit), Some(Date::of(2027, 1, 27)));
        line.phoned = Some(Date::of(2028, 2, 26));
        line.visited = Some(Date::of(2027, 1, 31));
        // 2028 has a 29 February; from 31 January thirty days reach 2 March
        assert_eq!(next(&line, Contact::Phone), Some(Date::of(2028, 3, 4)));
        assert_eq!(next(&line, Contact::Visit), Some(Date::of(2027, 3, 2)));
        assert_eq!(
            rules.latest_due(Contact::Phone, Date::of(2028, 3, 4)),
            Some(Date::of(2028, 2, 26))
        );
    }

    #[test]
    fn no_contact_is_owed_by_other_duties_after_the_end_and_to_shells() {
        let rules = rules();
        let today = Date::of(2026, 11, 22);
        let owed = |line: &ChargeLine| line.next(Contact::Phone, &rules, today).is_some();
        let mut one = line(Date::of(2026, 1, 1));
        assert!(owed(&one));
        one.to = Some(today);
        assert!(owed(&one), "the last day still holds");
        one.to = Some(today.plus_days(-1));
        assert!(!owed(&one));
        one.to = None;
        one.duty = Duty::Contract;
        assert!(!owed(&one));
        one.duty = Duty::Guide;
        if let Held::Organisation { normal, .. } = &mut one.held {
            *normal = false;
        }
        assert!(!owed(&one));
        let mut without = rules.clone();
        without.frequencies.remove(0);
        assert_eq!(
            line(today).next(Contact::Phone, &without, today),
            None,
            "no frequency is set"
        );
    }

    #[test]
    fn five_organisations_are_full_and_six_too_many() {
        let rules = rules();
        assert_eq!(
            [0, 4, 5, 6].map(|load| rules.mark(load)),
            [
                LoadMark::Free,
                LoadMark::Free,
                LoadMark::Full,
                LoadMark::Over
            ]
        );
    }
}
