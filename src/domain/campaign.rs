//! A campaign (D3): milestones and targets between two days, and how far there is still to go. Plans are data; a
//! campaign that was begun keeps its own copy, with days of the calendar, for ever.

mod stand;

pub use stand::{
    Best, CampaignView, Head, Left, LeftState, Members, NAMED, Purpose, Ranked, Stand, Work,
};

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};
use super::checklist::Text;
use super::coverage::{Rate, RateName};
use super::organisation::codes;

codes! {
    /// What is due at a milestone beside the milestone itself.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Stage {
        /// 动员部署
        KickOff "kick_off",
        /// 摸底排查
        Census "census",
        /// 中期评估, with its report
        MidTerm "mid_term",
        /// 总结, with the final report
        Final "final",
        Other "other",
    }
}

/// A plan without days of the calendar; `fixtures/standards/campaign.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplate {
    pub id: String,
    pub version: u32,
    pub name: Text,
    pub basis: Text,
    /// Ids of the counting rule and of the rule set it goes by.
    pub counting: String,
    pub formation: String,
    /// Days from the first to the last.
    pub days: u32,
    #[serde(rename = "milestone")]
    pub milestones: Vec<PlannedMilestone>,
    #[serde(rename = "target")]
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedMilestone {
    pub name: Text,
    pub stage: Stage,
    /// Days after the first one.
    pub day: u32,
}

/// A rate to be reached by the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub rate: RateName,
    /// Whole percent, at least.
    pub percent: u32,
}

/// A plan on the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub template: String,
    pub version: u32,
    pub name: String,
    pub basis: Text,
    pub counting: String,
    pub formation: String,
    pub from: Date,
    pub to: Date,
    pub milestones: Vec<Milestone>,
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub name: Text,
    pub stage: Stage,
    pub date: Date,
}

/// A campaign that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    pub plan: Plan,
    /// The snapshot frozen when it began.
    pub base: Option<Uuid>,
    pub closed: Option<Date>,
}

impl PlanTemplate {
    /// The plan from that day on. A last day given in its place squeezes or stretches the milestones with it.
    pub fn on(&self, name: &str, from: Date, to: Option<Date>) -> Plan {
        let to = to.unwrap_or_else(|| from.plus_days(self.days.into()));
        let length = to.days_since(from).max(0);
        let whole = i64::from(self.days.max(1));
        let milestone = |planned: &PlannedMilestone| Milestone {
            name: planned.name.clone(),
            stage: planned.stage,
            date: from.plus_days(i64::from(planned.day) * length / whole),
        };
        Plan {
            template: self.id.clone(),
            version: self.version,
            name: name.to_owned(),
            basis: self.basis.clone(),
            counting: self.counting.clone(),
            formation: self.formation.clone(),
            from,
            to,
            milestones: self.milestones.iter().map(milestone).collect(),
            targets: self.targets.clone(),
        }
    }
}

/// How far a target is, in organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    pub target: Target,
    pub numerator: u64,
    pub denominator: u64,
    /// Organisations still wanting.
    pub missing: u64,
    /// Days left, the last one included; 0 once it is over.
    pub days_left: u32,
    /// Organisations a week from now on, rounded up; none where it is reached or over.
    pub per_week: Option<u64>,
}

impl Plan {
    /// How far it is from each target on `today`, by rates counted then. A target whose rate is not among them is
    /// left out.
    pub fn distances(&self, rates: &[Rate], today: Date) -> Vec<Distance> {
        let of = |target: &Target| {
            let rate = rates.iter().find(|rate| {
                rate.name == target.rate
                    && rate
                        .rule_set
                        .as_ref()
                        .is_none_or(|set| *set == self.formation)
            })?;
            Some(target.distance(rate.numerator, rate.denominator, self.days_left(today)))
        };
        self.targets.iter().filter_map(of).collect()
    }

    /// Days left on `today`, itself and the last one included.
    pub fn days_left(&self, today: Date) -> u32 {
        let left = self.to.days_since(today.max(self.from)) + 1;
        u32::try_from(left).unwrap_or(0)
    }

    /// The next milestone not yet past.
    pub fn next(&self, today: Date) -> Option<&Milestone> {
        self.milestones
            .iter()
            .find(|milestone| milestone.date >= today)
    }
}

impl Target {
    pub fn distance(self, numerator: u64, denominator: u64, days_left: u32) -> Distance {
        let wanted = (u128::from(denominator) * u128::from(self.percent)).div_ceil(100) as u64;
        let missing = wanted.saturating_sub(numerator);
        let days = u64::from(days_left);
        Distance {
            target: self,
            numerator,
            denominator,
            missing,
            days_left,
            per_week: (missing > 0 && days > 0).then(|| (missing * 7).div_ceil(days)),
        }
    }
}

/// The part of a campaign's record that holds what was frozen for a stage.
pub fn part(stage: Stage) -> String {
    format!("stage/{}", stage.code())
}

/// The part that holds the work as it was when the campaign began; its rates are the base snapshot.
pub const BASE: &str = "stage/base";

/// Remembers a stand under a part of the campaign's record; `snapshot` holds its rates.
pub fn keep(campaign: Uuid, part: &str, snapshot: Uuid, work: &Work) -> Change {
    let text = serde_json::to_string(work).expect("figures are plain data");
    Change::of(vec![
        Edit::part(
            campaign,
            part,
            Field::STAGE_SNAPSHOT,
            Value::Record(snapshot),
        ),
        Edit::part(campaign, part, Field::STAGE_WORK, Value::Text(text)),
    ])
}

impl Campaign {
    pub fn change(&self, id: Uuid) -> Change {
        let plan = serde_json::to_string(&self.plan).expect("a plan is plain data");
        let closed = self.closed.map(|date| date.to_string());
        Change::of(vec![
            Edit::new(id, Field::CAMPAIGN_PLAN, Value::Text(plan)),
            Edit::new(
                id,
                Field::CAMPAIGN_BASE,
                self.base.map_or(Value::Nothing, Value::Record),
            ),
            Edit::new(
                id,
                Field::CAMPAIGN_CLOSED,
                Value::optional(closed.as_deref()),
            ),
        ])
    }

    /// Reads the plan as the journal keeps it.
    pub fn read(plan: &str, base: Option<Uuid>, closed: Option<Date>) -> Option<Campaign> {
        Some(Campaign {
            plan: serde_json::from_str(plan).ok()?,
            base,
            closed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_counted_in_organisations_and_weeks() {
        let target = Target {
            rate: RateName::Organisation,
            percent: 60,
        };
        // 60 % of 81 is 48.6, so that 49 are wanted; 15 in 21 days are 5 a week
        let distance = target.distance(34, 81, 21);
        assert_eq!((distance.missing, distance.per_week), (15, Some(5)));
        // 16 days: 15 * 7 / 16 = 6.56
        assert_eq!(target.distance(34, 81, 16).per_week, Some(7));
        assert_eq!(target.distance(49, 81, 21).per_week, None);
        assert_eq!(target.distance(34, 81, 0).per_week, None);
        assert_eq!(target.distance(0, 0, 10).missing, 0);
    }

    fn template() -> PlanTemplate {
        let text = |text: &str| Text {
            zh: text.into(),
            en: text.into(),
        };
        let planned = |stage, day| PlannedMilestone {
            name: text("-"),
            stage,
            day,
        };
        PlanTemplate {
            id: "x".into(),
            version: 1,
            name: text("x"),
            basis: text("-"),
            counting: "all".into(),
            formation: "campaign".into(),
            days: 47,
            milestones: vec![
                planned(Stage::KickOff, 10),
                planned(Stage::MidTerm, 31),
                planned(Stage::Final, 47),
            ],
            targets: Vec::new(),
        }
    }

    #[test]
    fn days_and_weeks_are_counted_over_the_ends_of_months() {
        let plan = template().on("x", Date::of(2026, 7, 15), None);
        assert_eq!(plan.to, Date::of(2026, 8, 31));
        // 28 July: four days of July and 31 of August
        assert_eq!(plan.days_left(Date::of(2026, 7, 28)), 35);
        assert_eq!(plan.days_left(Date::of(2026, 8, 31)), 1);
        assert_eq!(plan.days_left(Date::of(2026, 9, 1)), 0);
        // before it begins the whole of it is left
        assert_eq!(plan.days_left(Date::of(2026, 6, 1)), 48);
        let target = Target {
            rate: RateName::Organisation,
            percent: 60,
        };
        // 35 days are five weeks; 20 in five weeks are four a week, 21 are 4.2 and so five
        assert_eq!(target.distance(29, 81, 35).per_week, Some(4));
        assert_eq!(target.distance(28, 81, 35).per_week, Some(5));
        // on the last day everything is needed within it: 7 times as much a week
        assert_eq!(target.distance(48, 81, 1).per_week, Some(7));
    }

    #[test]
    fn a_last_day_squeezes_the_milestones_and_the_next_one_may_be_today() {
        let from = Date::of(2026, 3, 1);
        let plan = template().on("x", from, Some(Date::of(2026, 3, 24)));
        let days: Vec<i64> = plan
            .milestones
            .iter()
            .map(|milestone| milestone.date.days_since(from))
            .collect();
        // 23 days in place of 47: 10 * 23 / 47 = 4.9, 31 * 23 / 47 = 15.2
        assert_eq!(days, [4, 15, 23]);
        let stage = |date| plan.next(date).map(|milestone| milestone.stage);
        assert_eq!(stage(from), Some(Stage::KickOff));
        assert_eq!(stage(Date::of(2026, 3, 16)), Some(Stage::MidTerm));
        assert_eq!(stage(Date::of(2026, 3, 17)), Some(Stage::Final));
        assert_eq!(stage(Date::of(2026, 3, 25)), None);
    }
}
