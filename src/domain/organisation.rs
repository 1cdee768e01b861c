//! An organisation of the register: its facts as the ledger has them, with the closed sets of words they use.

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Field, Uuid, Value};

/// A closed set of words: the code is kept in the journal and in exports, the label is in `words`. The first is the
/// one to assume where nothing is known.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl Default for $name {
            fn default() -> $name {
                $name::ALL[0]
            }
        }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use codes;

/// The place of a word in its set.
pub fn codes_at<T: PartialEq>(all: &[T], word: T) -> usize {
    all.iter().position(|known| *known == word).unwrap_or(0)
}

codes! {
    /// 社会组织类别, by the second character of the credit code.
    Class {
        /// 社会团体
        Association "association",
        /// 民办非企业单位(社会服务机构)
        Service "service",
        /// 基金会
        Foundation "foundation",
        Other "other",
    }
}

codes! {
    /// Whether an organisation counts; the excluded ones are always listed with their reason.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Status {
        /// 正常
        Normal "normal",
        /// 空壳
        Shell "shell",
        /// 注销
        Deregistered "deregistered",
        /// 不在本级
        Elsewhere "elsewhere",
    }
}

codes! {
    /// Where an organisation stands in inspection; what the list shows and filters by.
    Standing {
        /// 未检查
        Never "never",
        /// 检查中: a draft is open
        Draft "draft",
        /// 不达标
        Fail "fail",
        /// 基本达标
        Basic "basic",
        /// 达标
        Pass "pass",
        /// 示范
        Demonstration "demonstration",
        /// Finished, but no item applied.
        NoVerdict "no_verdict",
        /// 空壳、注销、不在本级
        Excluded "excluded",
    }
}

/// The facts of one organisation. Empty text means not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    pub name: String,
    /// 统一社会信用代码; may be empty.
    pub credit_code: String,
    pub class: Class,
    /// Street or town.
    pub area: String,
    /// 业务主管单位
    pub authority: String,
    pub registered: Option<Date>,
    pub status: Status,
    pub address: String,
    /// 法定代表人(负责人)
    pub head: String,
    pub contact: String,
    pub phone: String,
    /// 从业人员
    pub staff: u32,
    /// 会员
    pub members: u32,
    pub party: PartyMembers,
    pub pipeline: Pipeline,
    pub mass: MassOrganisations,
    pub branch: Option<Uuid>,
    /// 未建原因, where no Party organisation covers it.
    pub no_branch_reason: Option<NoBranchReason>,
    /// 党建入章: the charter names Party-building; none where nobody looked yet (D2 四结合).
    pub charter: Option<bool>,
    /// 社会主义核心价值观入章
    pub values_in_charter: Option<bool>,
    /// 双向进入、交叉任职 (D2)
    pub cross_appointed: Option<bool>,
    /// 负责人担任党组织书记 (D2)
    pub head_is_secretary: Option<bool>,
    /// Why the status is not 正常; an excluded organisation never goes without one.
    pub status_reason: String,
}

/// Formal Party members by 专职/兼职 and whether the membership was transferred here (practice.md §6.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartyMembers {
    pub full_here: u32,
    pub full_elsewhere: u32,
    pub part_here: u32,
    pub part_elsewhere: u32,
}

/// On the way into the Party, not yet formal members: they have no vote and do not count for forming a branch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pipeline {
    /// 预备党员
    pub probationary: u32,
    /// 发展对象
    pub candidates: u32,
    /// 入党积极分子
    pub activists: u32,
    /// 入党申请人
    pub applicants: u32,
}

/// 群团组织; none where nobody looked yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MassOrganisations {
    /// 工会
    pub union: Option<bool>,
    /// 共青团
    pub youth_league: Option<bool>,
    /// 妇联
    pub womens_federation: Option<bool>,
}

impl MassOrganisations {
    pub fn any(self) -> bool {
        [self.union, self.youth_league, self.womens_federation].contains(&Some(true))
    }
}

codes! {
    /// 未建立党组织的原因 (practice.md §6.2, §6.4).
    NoBranchReason {
        /// 没有党员
        NoMembers "no_members",
        /// 正式党员不足三人
        TooFew "too_few",
        /// 党员组织关系在外单位
        MembersElsewhere "members_elsewhere",
        /// 新登记，正在筹建
        Preparing "preparing",
        /// 负责人不愿意
        Unwilling "unwilling",
        Other "other",
    }
}

impl PartyMembers {
    pub fn total(self) -> u32 {
        self.full_here + self.full_elsewhere + self.part_here + self.part_elsewhere
    }
}

impl Organisation {
    /// Writes down a new organisation.
    pub fn change(&self, id: Uuid) -> Change {
        Change::writing(id, self.fields())
    }

    /// Changes the fields in which this differs from what was known before.
    pub fn revision(&self, id: Uuid, before: &Organisation) -> Change {
        Change::revising(id, self.fields(), before.fields())
    }

    /// Every field with its value, nothing where it is not known.
    fn fields(&self) -> Vec<(Field, Value)> {
        let text = |text: &str| {
            if text.is_empty() {
                Value::Nothing
            } else {
                Value::text(text)
            }
        };
        let number = |number: u32| {
            if number == 0 {
                Value::Nothing
            } else {
                Value::Int(number.into())
            }
        };
        let flag = |flag: Option<bool>| flag.map_or(Value::Nothing, Value::Bool);
        vec![
            (Field::NAME, text(&self.name)),
            (Field::CREDIT_CODE, text(&self.credit_code)),
            (Field::CLASS, text(self.class.code())),
            (Field::AREA, text(&self.area)),
            (Field::AUTHORITY, text(&self.authority)),
            (
                Field::REGISTERED,
                self.registered
                    .map_or(Value::Nothing, |date| Value::text(date.to_string())),
            ),
            (Field::STATUS, text(self.status.code())),
            (Field::ADDRESS, text(&self.address)),
            (Field::HEAD, text(&self.head)),
            (Field::CONTACT, text(&self.contact)),
            (Field::PHONE, text(&self.phone)),
            (Field::STAFF, number(self.staff)),
            (Field::MEMBERS, number(self.members)),
            (Field::PARTY_FULL_HERE, number(self.party.full_here)),
            (
                Field::PARTY_FULL_ELSEWHERE,
                number(self.party.full_elsewhere),
            ),
            (Field::PARTY_PART_HERE, number(self.party.part_here)),
            (
                Field::PARTY_PART_ELSEWHERE,
                number(self.party.part_elsewhere),
            ),
            (
                Field::PARTY_PROBATIONARY,
                number(self.pipeline.probationary),
            ),
            (Field::PARTY_CANDIDATES, number(self.pipeline.candidates)),
            (Field::PARTY_ACTIVISTS, number(self.pipeline.activists)),
            (Field::PARTY_APPLICANTS, number(self.pipeline.applicants)),
            (Field::UNION, flag(self.mass.union)),
            (Field::YOUTH_LEAGUE, flag(self.mass.youth_league)),
            (Field::WOMENS_FEDERATION, flag(self.mass.womens_federation)),
            (
                Field::BRANCH,
                self.branch.map_or(Value::Nothing, Value::Record),
            ),
            (
                Field::NO_BRANCH_REASON,
                self.no_branch_reason
                    .map_or(Value::Nothing, |reason| Value::text(reason.code())),
            ),
            (Field::CHARTER, flag(self.charter)),
            (Field::VALUES_IN_CHARTER, flag(self.values_in_charter)),
            (Field::CROSS_APPOINTED, flag(self.cross_appointed)),
            (Field::HEAD_IS_SECRETARY, flag(self.head_is_secretary)),
            (Field::STATUS_REASON, text(&self.status_reason)),
        ]
    }
}
