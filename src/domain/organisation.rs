//! An organisation of the register and the branch that covers it, with the closed sets of words they use.

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::change::{Change, Edit, Field, Uuid, Value};

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
    pub branch: Option<Uuid>,
}

/// Formal Party members by 专职/兼职 and whether the membership was transferred here (practice.md §6.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartyMembers {
    pub full_here: u32,
    pub full_elsewhere: u32,
    pub part_here: u32,
    pub part_elsewhere: u32,
}

impl PartyMembers {
    pub fn total(self) -> u32 {
        self.full_here + self.full_elsewhere + self.part_here + self.part_elsewhere
    }
}

impl Organisation {
    /// Writes down a new organisation.
    pub fn change(&self, id: Uuid) -> Change {
        let known = self
            .fields()
            .into_iter()
            .filter(|(_, value)| *value != Value::Nothing);
        Change::of(
            known
                .map(|(field, value)| Edit::new(id, field, value))
                .collect(),
        )
    }

    /// Changes the fields in which this differs from what was known before.
    pub fn revision(&self, id: Uuid, before: &Organisation) -> Change {
        let pairs = self.fields().into_iter().zip(before.fields());
        let moved = pairs
            .filter(|(now, before)| now != before)
            .map(|(now, _)| now);
        Change::of(
            moved
                .map(|(field, value)| Edit::new(id, field, value))
                .collect(),
        )
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
                Field::BRANCH,
                self.branch.map_or(Value::Nothing, Value::Record),
            ),
        ]
    }
}

/// A Party branch (or general branch, or committee) that covers one organisation or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    pub name: String,
    pub form: BranchForm,
    pub secretary: String,
    pub members: u32,
    pub founded: Option<Date>,
    pub next_election: Option<Date>,
}

impl Branch {
    pub fn change(&self, id: Uuid) -> Change {
        let date = |field, date: Option<Date>| {
            date.map(|date| Edit::new(id, field, Value::text(date.to_string())))
        };
        let edits = [
            Some(Edit::new(id, Field::BRANCH_NAME, Value::text(&self.name))),
            Some(Edit::new(
                id,
                Field::BRANCH_FORM,
                Value::text(self.form.code()),
            )),
            Some(Edit::new(
                id,
                Field::BRANCH_SECRETARY,
                Value::text(&self.secretary),
            )),
            Some(Edit::new(
                id,
                Field::BRANCH_MEMBERS,
                Value::Int(self.members.into()),
            )),
            date(Field::BRANCH_FOUNDED, self.founded),
            date(Field::BRANCH_ELECTION, self.next_election),
        ];
        Change::of(edits.into_iter().flatten().collect())
    }
}
