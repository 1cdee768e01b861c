//! What was done in the demo county besides visits: the census of most organisations, the branches' paperwork and
//! activities, and the chain of one newly registered organisation. It has dice of its own, so that the register and
//! the visits stay as they are whatever is added here.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::past::days_before;
use super::register::{Named, Register};
use crate::domain::activity::{Activity, ActivityForm};
use crate::domain::branch::{Branch, BranchForm};
use crate::domain::calendar::Now;
use crate::domain::census::{Census, Figure};
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::handover::{self, Ticked};
use crate::domain::organisation::{MassOrganisations, NoBranchReason, Organisation, Status};

/// Branches without an activity for long.
const IDLE: usize = 3;
/// Who approves branches, and what stands above them.
const COMMITTEE: &str = "中共云岭县社会组织综合委员会";
const THEMES: &[(ActivityForm, &str)] = &[
    (ActivityForm::ThemeDay, "走访困难老党员"),
    (ActivityForm::ThemeDay, "重温入党誓词"),
    (ActivityForm::ThemeDay, "参观县党史馆"),
    (ActivityForm::Lecture, "书记讲党课：行业自律"),
    (ActivityForm::Lecture, "学习党的创新理论"),
    (ActivityForm::Meeting, "通报三季度工作"),
    (ActivityForm::Meeting, "讨论接收预备党员"),
    (ActivityForm::Service, "社区义诊和法律咨询"),
    (ActivityForm::Service, "河道清洁志愿服务"),
    (ActivityForm::LifeMeeting, "年度组织生活会"),
];

const SEED: u64 = 20_260_901;
/// Organisations that nobody counted yet, and how many of the others differ from the ledger.
const NOT_COUNTED: usize = 12;
const DIFFERING: usize = 7;

/// Every save in the order they were made, after the visits.
pub fn saves(register: &Register, visits: &[(Now, Change)], now: Now) -> Vec<(Now, Change)> {
    let mut making = Making {
        dice: Dice::new(SEED),
        register,
        now,
        saves: Vec::new(),
    };
    let visited = visited(visits);
    making.censuses(&visited);
    making.chain(&visited);
    making.branches();
    let mut saves = making.saves;
    saves.sort_by_key(|(at, _)| at.utc_ms);
    saves
}

/// Organisations that were ever visited.
fn visited(visits: &[(Now, Change)]) -> BTreeSet<Uuid> {
    let edits = visits.iter().flat_map(|(_, change)| &change.edits);
    edits
        .filter(|edit| edit.place.field == Field::VISIT_ORGANISATION)
        .filter_map(|edit| edit.value.as_record())
        .collect()
}

struct Making<'a> {
    dice: Dice,
    register: &'a Register,
    now: Now,
    saves: Vec<(Now, Change)>,
}

impl Making<'_> {
    /// A moment of the last so many days.
    fn moment(&mut self, days: (i64, i64)) -> Now {
        let ago = self.dice.between(days.0, days.1);
        let minute = 540 + self.dice.below(420) as u16;
        days_before(self.now, ago, minute)
    }

    /// Approval, committee and activities of every branch; a few did nothing for long, and one was dissolved.
    fn branches(&mut self) {
        let register = self.register;
        let mut order: Vec<&Named<Branch>> = register.branches.iter().collect();
        self.dice.shuffle(&mut order);
        let mut idle = 0;
        for (number, branch) in (3..).zip(order) {
            let days = self.days_since_founding(branch);
            let is_idle = idle < IDLE && days > 400;
            idle += usize::from(is_idle);
            self.approve(branch, number, days);
            self.activities(branch, is_idle, days);
        }
        self.dissolved();
    }

    fn days_since_founding(&self, branch: &Named<Branch>) -> i64 {
        let founded = branch.is.founded;
        founded.map_or(0, |day| self.now.today.days_since(day))
    }

    fn approve(&mut self, branch: &Named<Branch>, number: u32, days: i64) {
        let Some(founded) = branch.is.founded else {
            return;
        };
        let members = branch.is.members;
        let has_committee = members >= 7 && self.dice.chance(80);
        let after = Branch {
            parent: COMMITTEE.into(),
            approved_by: COMMITTEE.into(),
            approval: format!("云社党〔{}〕{number}号", founded.ymd().0),
            approved: Some(founded.plus_days(-self.dice.between(3, 20))),
            committee: if has_committee { 3 } else { 0 },
            ..branch.is.clone()
        };
        // after the branch itself was written down
        let at = days_before(self.now, days.min(75), 640);
        let change = after.revision(branch.id, &branch.is);
        self.saves.push((at, change));
    }

    /// About one a month in the last half year; an idle branch did its last before that. The first days of a branch
    /// are left to the campaign.
    fn activities(&mut self, branch: &Named<Branch>, idle: bool, days: i64) {
        let mut ago = match idle {
            true => self.dice.between(200, 320),
            false => self.dice.between(2, 28),
        };
        for _ in 0..if idle { 2 } else { 6 } {
            if ago + 6 >= days {
                break;
            }
            let (form, theme) = *self.dice.pick(THEMES);
            let most = i64::from(branch.is.members.max(3));
            let activity = Activity {
                day: self.now.today.plus_days(-ago),
                number: 1,
                theme: theme.into(),
                form,
                people: self.dice.between(most * 2 / 3, most) as u32,
            };
            let at = days_before(self.now, ago, 1000);
            self.saves.push((at, activity.change(branch.id)));
            ago += self.dice.between(24, 36);
        }
    }

    /// A joint branch that ended when its organisations got branches of their own.
    fn dissolved(&mut self) {
        let founded = self.now.today.plus_days(-1500);
        let branch = Branch {
            name: "中共云岭县驻街商户临时联合支部委员会".into(),
            form: BranchForm::Joint,
            parent: COMMITTEE.into(),
            founded: Some(founded),
            dissolved: Some(self.now.today.plus_days(-420)),
            dissolved_reason: "成员单位已分别单建支部，不再需要联合支部".into(),
            ..Branch::default()
        };
        let at = days_before(self.now, 74, 560);
        let id = self.dice.uuid(at.utc_ms);
        self.saves.push((at, branch.change(id)));
    }

    fn censuses(&mut self, visited: &BTreeSet<Uuid>) {
        let register = self.register;
        let (mut seen, unseen): (Vec<_>, Vec<_>) = register
            .organisations
            .iter()
            .filter(|organisation| organisation.is.status == Status::Normal)
            .partition(|organisation| visited.contains(&organisation.id));
        self.dice.shuffle(&mut seen);
        // who was never visited was mostly not counted either
        let counted = seen.len() + unseen.len() - NOT_COUNTED;
        let all: Vec<&Named<Organisation>> = seen.into_iter().chain(unseen).collect();
        for (at, organisation) in all.into_iter().take(counted).enumerate() {
            self.census(organisation, at < DIFFERING);
        }
        self.excluded();
    }

    /// A census that agrees with the ledger, or differs in something that no rule decides by.
    fn census(&mut self, organisation: &Named<Organisation>, differs: bool) {
        let at = self.moment((3, 70));
        let facts = &organisation.is;
        let covered = facts.branch.is_some();
        let mut after = facts.clone();
        self.facts(&mut after, covered);
        let figures = Figure::ALL.iter();
        let mut found: std::collections::BTreeMap<Figure, u32> =
            figures.map(|figure| (*figure, figure.of(&after))).collect();
        if differs {
            let staff = facts.staff + self.dice.between(1, 4) as u32;
            found.insert(Figure::Staff, staff);
            let applicants = after.pipeline.applicants + 1;
            if self.dice.chance(50) {
                found.insert(Figure::Applicants, applicants);
            }
        }
        let census = Census {
            date: Some(at.today),
            by: self.register.inspector.is.name.clone(),
            note: String::new(),
            found,
            has_branch: Some(covered),
        };
        let mut change = census.change(organisation.id);
        change
            .edits
            .extend(after.revision(organisation.id, facts).edits);
        self.saves.push((at, change));
    }

    /// What the census asked besides figures.
    fn facts(&mut self, facts: &mut Organisation, covered: bool) {
        let dice = &mut self.dice;
        let said = |dice: &mut Dice, percent| Some(dice.chance(percent));
        facts.mass = MassOrganisations {
            union: said(dice, 35),
            youth_league: said(dice, 15),
            womens_federation: said(dice, 10),
        };
        facts.pipeline.activists = dice.below(3) as u32;
        facts.pipeline.applicants = dice.below(3) as u32;
        facts.charter = said(dice, 80);
        facts.values_in_charter = said(dice, 70);
        if covered {
            facts.cross_appointed = said(dice, 72);
        } else {
            let reason = match facts.party.total() {
                0 => NoBranchReason::NoMembers,
                _ => NoBranchReason::TooFew,
            };
            facts.no_branch_reason = Some(reason);
        }
    }

    /// One organisation that nobody was at yet is newly registered: its papers are there, census and advice are not.
    fn chain(&mut self, visited: &BTreeSet<Uuid>) {
        let new = self.register.organisations.iter().rfind(|one| {
            let facts = &one.is;
            facts.status == Status::Normal && facts.branch.is_none() && !visited.contains(&one.id)
        });
        let Some(new) = new else {
            return;
        };
        let at = days_before(self.now, 38, 700);
        let registered = self.now.today.plus_days(-40);
        let value = Value::text(registered.to_string());
        let mut change = handover::open(new.id, at.today);
        let date = Edit::new(new.id, Field::REGISTERED, value);
        change.edits.push(date);
        for (step, days, note) in [
            ("survey", 0, "随登记材料一并提交"),
            ("commitment", 2, "法定代表人签字，原件存档"),
        ] {
            let ticked = Ticked {
                done: Some(registered.plus_days(days)),
                note: note.into(),
            };
            let tick = handover::tick(new.id, step, &ticked);
            change.edits.extend(tick.edits);
        }
        self.saves.push((at, change));
    }

    /// An excluded organisation never goes without its reason.
    fn excluded(&mut self) {
        for organisation in &self.register.organisations {
            let reason = match organisation.is.status {
                Status::Normal => continue,
                Status::Shell => "连续两年未开展活动，登记住所已无人",
                Status::Deregistered => "会员大会决议注销，已办结清算",
                Status::Elsewhere => "登记机关不在本县",
            };
            let at = days_before(self.now, 60, 600);
            let after = Organisation {
                status_reason: reason.into(),
                ..organisation.is.clone()
            };
            let change = after.revision(organisation.id, &organisation.is);
            self.saves.push((at, change));
        }
    }
}
