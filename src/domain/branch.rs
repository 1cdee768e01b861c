//! A Party organisation of the register, from a branch to a committee, and what the rules say about its shape:
//! level by members, committee by members, elections by term, and whether anything still happens in it.

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Field, Uuid, Value};
use super::checklist::Text;
use super::organisation::codes;

codes! {
    /// 组建方式 (D1).
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    BranchForm {
        /// 单建
        Sole "sole",
        /// 联建
        Joint "joint",
        /// 挂建
        Attached "attached",
        /// 功能型
        Functional "functional",
    }
}

codes! {
    /// 建制, by number of members.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Level {
        /// 党支部
        Branch "branch",
        /// 党总支
        General "general",
        /// 党委
        Committee "committee",
    }
}

/// A Party branch (or general branch, or committee) that covers one organisation or several. Empty text means not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    pub name: String,
    pub form: BranchForm,
    pub level: Level,
    /// 书记
    pub secretary: String,
    /// Formal members.
    pub members: u32,
    /// 支委会(委员会)委员人数, the secretary included; 0 where there is none.
    pub committee: u32,
    /// 上级党组织
    pub parent: String,
    pub founded: Option<Date>,
    /// 换届
    pub next_election: Option<Date>,
    /// 审批单位, 批复文号 and day of the founding approval.
    pub approved_by: String,
    pub approval: String,
    pub approved: Option<Date>,
    /// 撤销, never without a reason. A dissolved one covers nobody.
    pub dissolved: Option<Date>,
    pub dissolved_reason: String,
}

/// A branch's name without what all such names have in common, for lists.
pub fn short_name(name: &str) -> &str {
    let short = name.strip_prefix("中共").unwrap_or(name);
    short.strip_suffix("委员会").unwrap_or(short)
}

impl Branch {
    /// Writes down a new branch.
    pub fn change(&self, id: Uuid) -> Change {
        Change::writing(id, self.fields())
    }

    /// Changes the fields in which this differs from what was known before.
    pub fn revision(&self, id: Uuid, before: &Branch) -> Change {
        Change::revising(id, self.fields(), before.fields())
    }

    fn fields(&self) -> Vec<(Field, Value)> {
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        let number = |number: u32| match number {
            0 => Value::Nothing,
            number => Value::Int(number.into()),
        };
        let date =
            |date: Option<Date>| date.map_or(Value::Nothing, |date| Value::text(date.to_string()));
        vec![
            (Field::BRANCH_NAME, text(&self.name)),
            (Field::BRANCH_FORM, text(self.form.code())),
            (Field::BRANCH_SECRETARY, text(&self.secretary)),
            (Field::BRANCH_MEMBERS, number(self.members)),
            (Field::BRANCH_FOUNDED, date(self.founded)),
            (Field::BRANCH_ELECTION, date(self.next_election)),
            (Field::BRANCH_LEVEL, text(self.level.code())),
            (Field::BRANCH_COMMITTEE, number(self.committee)),
            (Field::BRANCH_PARENT, text(&self.parent)),
            (Field::BRANCH_APPROVED_BY, text(&self.approved_by)),
            (Field::BRANCH_APPROVAL, text(&self.approval)),
            (Field::BRANCH_APPROVED, date(self.approved)),
            (Field::BRANCH_DISSOLVED, date(self.dissolved)),
            (Field::BRANCH_DISSOLVED_REASON, text(&self.dissolved_reason)),
        ]
    }
}

/// What a county expects of its branches; `fixtures/standards/branch.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchRules {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// A joint branch above this many organisations is warned about.
    pub joint_most: u32,
    /// From this many members on a branch has a committee, of so many to so many.
    pub committee_from: u32,
    pub committee_least: u32,
    pub committee_most: u32,
    /// Without a recorded activity for this many days it may be a 僵尸 branch.
    pub idle_days: u32,
    /// An election within this many days is coming up.
    pub election_soon_days: u32,
    /// Fewest members first.
    #[serde(rename = "level")]
    pub levels: Vec<LevelRule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    pub level: Level,
    /// Least number of formal members.
    pub least: u32,
    pub term_years: u8,
}

/// Something about a branch that the rules do not expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BranchRemark {
    /// Its members would have it at another level.
    Level(Level),
    /// Enough members for a committee, and none, or too small or too large a one.
    Committee { members: u32, has: u32 },
    /// A joint branch of so many organisations.
    TooMany(u32),
    /// Days since the election was due.
    ElectionOverdue(i64),
    /// Days until it is.
    ElectionSoon(i64),
    /// Days since anything was recorded: a possible 僵尸 branch.
    Idle(i64),
}

impl Level {
    /// The official name of an organisation's own Party organisation, which is Chinese in every language.
    pub fn name_for(self, organisation: &str) -> String {
        let ending = match self {
            Level::Branch => "支部委员会",
            Level::General => "总支部委员会",
            Level::Committee => "委员会",
        };
        format!("中共{organisation}{ending}")
    }
}

impl BranchRules {
    /// The level that so many members make.
    pub fn level_of(&self, members: u32) -> Level {
        let reached = self.levels.iter().rfind(|rule| rule.least <= members);
        reached.map_or(Level::Branch, |rule| rule.level)
    }

    /// The end of the term that began on that day.
    pub fn term_end(&self, level: Level, began: Date) -> Date {
        began.plus_years(self.term_years(level).into())
    }

    /// Years between two elections.
    pub fn term_years(&self, level: Level) -> u8 {
        let rule = self.levels.iter().find(|rule| rule.level == level);
        rule.map_or(3, |rule| rule.term_years)
    }

    /// Everything to say about a branch on `today`; `organisations` it covers, `active` the day of its last recorded
    /// activity. Nothing is said about a dissolved one.
    pub fn remarks(
        &self,
        branch: &Branch,
        organisations: u32,
        active: Option<Date>,
        today: Date,
    ) -> Vec<BranchRemark> {
        let mut remarks = Vec::new();
        if branch.dissolved.is_some() {
            return remarks;
        }
        let level = self.level_of(branch.members);
        if level > branch.level {
            remarks.push(BranchRemark::Level(level));
        }
        let has = branch.committee;
        let wanted = branch.members >= self.committee_from;
        if wanted
            && !(self.committee_least..=self.committee_most).contains(&has)
            && branch.level == Level::Branch
        {
            remarks.push(BranchRemark::Committee {
                members: branch.members,
                has,
            });
        }
        if branch.form == BranchForm::Joint && organisations > self.joint_most {
            remarks.push(BranchRemark::TooMany(organisations));
        }
        if let Some(due) = branch.next_election {
            let ahead = due.days_since(today);
            if ahead < 0 {
                remarks.push(BranchRemark::ElectionOverdue(-ahead));
            } else if ahead <= self.election_soon_days.into() {
                remarks.push(BranchRemark::ElectionSoon(ahead));
            }
        }
        if let Some(days) = self.idle(branch.founded, active, today) {
            remarks.push(BranchRemark::Idle(days));
        }
        remarks
    }

    /// Days without a recorded activity, where they are too many; counted from the founding where there was none.
    /// None where neither day is known: absence of records alone proves nothing.
    pub fn idle(&self, founded: Option<Date>, active: Option<Date>, today: Date) -> Option<i64> {
        let since = active.or(founded)?;
        let days = today.days_since(since);
        (days > self.idle_days.into()).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> BranchRules {
        let level = |level, least, term_years| LevelRule {
            level,
            least,
            term_years,
        };
        BranchRules {
            id: "x".into(),
            version: 1,
            basis: Text {
                zh: "-".into(),
                en: "-".into(),
            },
            joint_most: 5,
            committee_from: 7,
            committee_least: 3,
            committee_most: 5,
            idle_days: 180,
            election_soon_days: 90,
            levels: vec![
                level(Level::Branch, 0, 3),
                level(Level::General, 50, 3),
                level(Level::Committee, 100, 5),
            ],
        }
    }

    const TODAY: Date = Date::of(2026, 11, 24);

    fn remarks(branch: &Branch, organisations: u32, active: Option<Date>) -> Vec<BranchRemark> {
        rules().remarks(branch, organisations, active, TODAY)
    }

    fn branch(members: u32, committee: u32) -> Branch {
        Branch {
            members,
            committee,
            ..Branch::default()
        }
    }

    #[test]
    fn members_make_the_level() {
        let level = |members| rules().level_of(members);
        assert_eq!([0, 3, 49].map(level), [Level::Branch; 3]);
        assert_eq!([50, 99].map(level), [Level::General; 2]);
        assert_eq!([100, 240].map(level), [Level::Committee; 2]);
        assert_eq!(
            remarks(&branch(50, 5), 1, None),
            [BranchRemark::Level(Level::General)]
        );
        // a general branch of 40 may be approved, so that nothing is said
        let general = Branch {
            level: Level::General,
            ..branch(40, 0)
        };
        assert_eq!(remarks(&general, 1, None), []);
    }

    #[test]
    fn seven_members_have_a_committee_of_three_to_five() {
        assert_eq!(remarks(&branch(6, 0), 1, None), []);
        for (committee, right) in [(0, false), (2, false), (3, true), (5, true), (6, false)] {
            let said = remarks(&branch(7, committee), 1, None);
            assert_eq!(said.is_empty(), right, "{committee}: {said:?}");
        }
    }

    #[test]
    fn a_joint_branch_above_five_is_warned_about() {
        let joint = Branch {
            form: BranchForm::Joint,
            ..branch(3, 0)
        };
        assert_eq!(remarks(&joint, 5, None), []);
        assert_eq!(remarks(&joint, 6, None), [BranchRemark::TooMany(6)]);
        assert_eq!(remarks(&branch(3, 0), 6, None), []);
    }

    #[test]
    fn an_election_is_due_at_the_end_of_the_term() {
        let rules = rules();
        assert_eq!(
            rules.term_end(Level::Branch, Date::of(2024, 2, 29)),
            Date::of(2027, 2, 28)
        );
        assert_eq!(
            rules.term_end(Level::Committee, Date::of(2021, 7, 1)),
            Date::of(2026, 7, 1)
        );
        let due = |days| Branch {
            next_election: Some(TODAY.plus_days(days)),
            ..branch(3, 0)
        };
        assert_eq!(remarks(&due(91), 1, None), []);
        assert_eq!(remarks(&due(90), 1, None), [BranchRemark::ElectionSoon(90)]);
        assert_eq!(remarks(&due(0), 1, None), [BranchRemark::ElectionSoon(0)]);
        assert_eq!(
            remarks(&due(-1), 1, None),
            [BranchRemark::ElectionOverdue(1)]
        );
    }

    #[test]
    fn half_a_year_without_an_activity_may_be_a_zombie() {
        let founded = Branch {
            founded: Some(TODAY.plus_days(-400)),
            ..branch(3, 0)
        };
        assert_eq!(remarks(&founded, 1, None), [BranchRemark::Idle(400)]);
        let active = |days: i64| remarks(&founded, 1, Some(TODAY.plus_days(-days)));
        assert_eq!(active(180), []);
        assert_eq!(active(181), [BranchRemark::Idle(181)]);
        assert_eq!(remarks(&branch(3, 0), 1, None), [], "nothing is known");
        let dissolved = Branch {
            dissolved: Some(TODAY),
            ..founded
        };
        assert_eq!(remarks(&dissolved, 1, None), []);
    }
}
