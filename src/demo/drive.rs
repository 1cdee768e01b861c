//! The county's campaign to form branches, begun five weeks ago: its base, its tasks in every state, the branches formed
//! since, the mid-term snapshot, and snapshots of before. Its dice are its own.

use super::dice::Dice;
use super::past::days_before;
use super::register::{Named, Register};
use crate::domain::activity::{self, ActivityForm};
use crate::domain::branch::{Branch, BranchForm};
use crate::domain::calendar::Now;
use crate::domain::campaign::{Plan, Purpose, Stage};
use crate::domain::census;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::coverage::RateName;
use crate::domain::organisation::{Organisation, PartyMembers, Status};
use crate::domain::task::Task;
use crate::standards::Rules;
use crate::store::{Store, StoreError};

const SEED: u64 = 35_047_085;
/// Days before today on which it began, its tasks were given, and its mid-term was frozen.
const BEGUN: i64 = 35;
const GIVEN: i64 = 25;
const MIDDLE: i64 = 4;
/// Days on which branches of one organisation were founded: some before it began, six since.
const FOUNDED: [i64; 10] = [262, 194, 141, 70, 23, 19, 16, 12, 8, 6];
/// The day on which the first joint branch, of four organisations, was founded.
const JOINED: i64 = 10;
/// Days of snapshots that belong to no stage.
const FROZEN: [i64; 6] = [300, 210, 120, 21, 14, 7];
/// Organisations without a branch that have two members, and so must form under the campaign's rules.
const TWO: usize = 7;

/// Moves the founding of some branches to their later days, and gives two members to some organisations without one.
/// What is in the register in the end stays the county's.
pub fn prepare(register: &mut Register, now: Now) {
    let mut dice = Dice::new(SEED);
    let mut sole: Vec<&mut Named<Branch>> = Vec::new();
    let mut joint = None;
    for branch in &mut register.branches {
        match branch.is.form {
            BranchForm::Sole => sole.push(branch),
            _ => joint = joint.or(Some(branch)),
        }
    }
    dice.shuffle(&mut sole);
    let late = sole.into_iter().zip(FOUNDED).chain(joint.zip(Some(JOINED)));
    for (branch, days) in late {
        let founded = now.today.plus_days(-days);
        branch.is.founded = Some(founded);
        branch.is.next_election = Some(founded.plus_years(3));
    }
    let without = register
        .organisations
        .iter_mut()
        .filter(|one| is_open(&one.is));
    let mut without: Vec<&mut Named<Organisation>> = without.collect();
    dice.shuffle(&mut without);
    for organisation in without.into_iter().take(TWO) {
        organisation.is.party = PartyMembers {
            part_here: 1,
            part_elsewhere: 1,
            ..PartyMembers::default()
        };
    }
}

/// Counts, but has no branch.
fn is_open(organisation: &Organisation) -> bool {
    organisation.branch.is_none() && organisation.status == Status::Normal
}

/// A moment at which everything is counted and frozen.
pub struct Stop {
    pub at: Now,
    what: What,
}

enum What {
    Snapshot,
    Begin,
    MidTerm,
}

pub struct Drive {
    /// What is written at its own time, and not with the register.
    pub saves: Vec<(Now, Change)>,
    /// In the order of time.
    pub stops: Vec<Stop>,
    campaign: Uuid,
    plan: Plan,
}

impl Drive {
    /// Takes out of the register what came later.
    pub fn of(register: &mut Register, now: Now) -> Drive {
        let mut making = Making {
            dice: Dice::new(SEED + 1),
            now,
            saves: Vec::new(),
        };
        let until = now.today.plus_days(-FROZEN[0]);
        let is_late = |branch: &Named<Branch>| branch.is.founded.is_some_and(|day| day > until);
        let (late, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut register.branches)
            .into_iter()
            .partition(is_late);
        register.branches = kept;
        let names: Vec<String> = register
            .people
            .iter()
            .map(|one| one.is.name.clone())
            .collect();
        making.tasks(register, &late, &names);
        for branch in &late {
            making.found(register, branch);
        }
        making.members(register);
        let begun = days_before(now, BEGUN, 560);
        let campaign = making.dice.uuid(begun.utc_ms);
        Drive {
            saves: making.saves,
            stops: stops(now),
            campaign,
            plan: plan(begun),
        }
    }

    /// Counts and freezes.
    pub fn stop(&self, store: &mut Store, stop: &Stop) -> Result<(), StoreError> {
        let rules = Rules::shipped();
        let purpose = match stop.what {
            What::Begin => Purpose::Begin(self.plan.clone()),
            What::MidTerm => Purpose::Stage(self.campaign, Stage::MidTerm),
            What::Snapshot => {
                let counting = &rules.counting[0];
                let coverage = store.coverage(counting, &rules.formation, stop.at.today)?;
                return store.freeze(&coverage, stop.at).map(|_| ());
            }
        };
        let stand = store.stand_for(&rules, &purpose, stop.at)?;
        store.keep_stand_as(self.campaign, &purpose, &stand, stop.at)
    }
}

fn plan(begun: Now) -> Plan {
    let template = &Rules::shipped().campaigns[0];
    let mut plan = template.on("云岭县社会组织集中组建行动", begun.today, None);
    for target in &mut plan.targets {
        if target.rate == RateName::Organisation {
            target.percent = 85;
        }
    }
    plan
}

fn stops(now: Now) -> Vec<Stop> {
    let snapshots = FROZEN.iter().map(|days| (*days, What::Snapshot));
    let own = [(BEGUN, What::Begin), (MIDDLE, What::MidTerm)];
    let mut stops: Vec<Stop> = snapshots
        .chain(own)
        .map(|(days, what)| Stop {
            at: days_before(now, days, 1020),
            what,
        })
        .collect();
    stops.sort_by_key(|stop| stop.at.utc_ms);
    stops
}

struct Making {
    dice: Dice,
    now: Now,
    saves: Vec<(Now, Change)>,
}

impl Making {
    fn save(&mut self, days: i64, minute: u16, edits: Vec<Edit>) {
        let at = days_before(self.now, days, minute);
        self.saves.push((at, Change::of(edits)));
    }

    /// Everybody whose branch came after the tasks had one; of those without, two are late and three have time left.
    fn tasks(&mut self, register: &Register, late: &[Named<Branch>], names: &[String]) {
        let given = self.now.today.plus_days(-GIVEN);
        let formed: Vec<Uuid> = late
            .iter()
            .filter(|branch| branch.is.founded.is_some_and(|day| day > given))
            .map(|branch| branch.id)
            .collect();
        let is_formed = |one: &Organisation| one.branch.is_some_and(|id| formed.contains(&id));
        let two = |one: &Organisation| is_open(one) && one.party.total() == 2;
        let single = |one: &Organisation| is_open(one) && one.party.total() == 1;
        let gone = |one: &Organisation| one.status == Status::Deregistered;
        let mut given: Vec<(Uuid, &str, i64)> = Vec::new();
        let of = |takes: &dyn Fn(&Organisation) -> bool| -> Vec<Uuid> {
            let all = register.organisations.iter();
            all.filter(|one| takes(&one.is)).map(|one| one.id).collect()
        };
        given.extend(
            of(&is_formed)
                .into_iter()
                .map(|id| (id, "单独组建或联建党支部", -3)),
        );
        let days = [-9, -3, 12, 12];
        given.extend(
            of(&two)
                .into_iter()
                .zip(days)
                .map(|(id, days)| (id, "选派指导员，单独组建党支部", days)),
        );
        given.extend(
            of(&single)
                .into_iter()
                .take(1)
                .map(|id| (id, "与相邻单位联建", 12)),
        );
        given.extend(of(&gone).into_iter().map(|id| (id, "核实是否继续存续", -9)));
        for (at, (organisation, what, days)) in given.into_iter().enumerate() {
            let task = Task {
                what: what.to_owned(),
                responsible: self.dice.pick(&names[..8]).clone(),
                opened: Some(self.now.today.plus_days(-GIVEN)),
                deadline: Some(self.now.today.plus_days(days)),
                note: if days == -9 {
                    "已上门一次，负责人尚在外地"
                } else {
                    ""
                }
                .to_owned(),
            };
            self.save(GIVEN, 540 + at as u16, task.change(organisation).edits);
        }
    }

    /// Writes a branch down on its day, with the organisations it covers and its first activity.
    fn found(&mut self, register: &mut Register, branch: &Named<Branch>) {
        let Some(founded) = branch.is.founded else {
            return;
        };
        let days = self.now.today.days_since(founded);
        let mut edits = branch.is.change(branch.id).edits;
        for organisation in &mut register.organisations {
            if organisation.is.branch == Some(branch.id) {
                organisation.is.branch = None;
                let join = Value::Record(branch.id);
                edits.push(Edit::new(organisation.id, Field::BRANCH, join));
            }
        }
        self.save(days, 615, edits);
        let days = days - self.dice.between(2, 4);
        let day = self.now.today.plus_days(-days);
        let part = format!("{}{day}", activity::PART);
        let edit = |field, value| Edit::part(branch.id, &part, field, value);
        let people = self.dice.between(3, 9);
        self.save(
            days,
            1010,
            vec![
                edit(Field::ACTIVITY_THEME, Value::text("学习支部工作条例")),
                edit(
                    Field::ACTIVITY_FORM,
                    Value::text(ActivityForm::ThemeDay.code()),
                ),
                edit(Field::ACTIVITY_PEOPLE, Value::Int(people)),
            ],
        );
    }

    /// Three organisations won probationary members, some more activists and applicants, in the ledger and on site
    /// alike; told two days ago, after every census.
    fn members(&mut self, register: &Register) {
        let covered = register.organisations.iter().filter(|one| {
            let branch = one.is.branch;
            branch.is_some_and(|id| register.branches.iter().any(|own| own.id == id))
        });
        let ids: Vec<Uuid> = covered.map(|one| one.id).take(9).collect();
        for (at, id) in ids.into_iter().enumerate() {
            let field = match at % 3 {
                0 => Field::PARTY_PROBATIONARY,
                1 => Field::PARTY_ACTIVISTS,
                _ => Field::PARTY_APPLICANTS,
            };
            let number = Value::Int(self.dice.between(1, 2));
            let edits = vec![
                Edit::new(id, field, number.clone()),
                Edit::part(id, census::PART, field, number),
            ];
            self.save(2, 870 + at as u16, edits);
        }
    }
}
