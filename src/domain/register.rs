//! A row of somebody else's register: what it says about one organisation, and what had to be said about the row.
//! It is given to the file without saying where it was read; who is meant by it is worked out there.

use super::branch::{Branch, BranchForm, Level};
use super::calendar::Date;
use super::credit_code::Fault;
use super::organisation::{Class, Organisation, Status, codes};
use super::people::Role;

codes! {
    /// What a column of a register may hold.
    ListField {
        Name "name",
        CreditCode "credit_code",
        Class "class",
        Area "area",
        Authority "authority",
        Registered "registered",
        Status "status",
        Address "address",
        Head "head",
        Contact "contact",
        Phone "phone",
        Staff "staff",
        Members "members",
        PartyFullHere "party_full_here",
        PartyFullElsewhere "party_full_elsewhere",
        PartyPartHere "party_part_here",
        PartyPartElsewhere "party_part_elsewhere",
        /// Only the sum of the four is known.
        PartyTotal "party_total",
        /// 党组织名称
        Branch "branch",
        BranchForm "branch_form",
        BranchSecretary "branch_secretary",
        BranchFounded "branch_founded",
        BranchElection "branch_election",
        /// One name or several in a cell.
        Instructor "instructor",
        InstructorUnit "instructor_unit",
        InstructorPhone "instructor_phone",
        Liaison "liaison",
        LiaisonPhone "liaison_phone",
    }
}

/// What one row says. Empty text and `None` say nothing, and never erase what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// As the spreadsheet counts it, from 1.
    pub row: u32,
    pub name: String,
    /// Normalised and checked, or empty.
    pub credit_code: String,
    pub class: Option<Class>,
    /// None where the register has no such column: then a name alone may tell who is meant.
    pub area: Option<String>,
    pub authority: String,
    pub registered: Option<Date>,
    pub status: Option<Status>,
    pub address: String,
    pub head: String,
    pub contact: String,
    pub phone: String,
    pub staff: Option<u32>,
    pub members: Option<u32>,
    /// 专职已转, 专职未转, 兼职已转, 兼职未转
    pub party: [Option<u32>; 4],
    /// Given only where none of the four has a column.
    pub party_total: Option<u32>,
    pub branch: Option<ListedBranch>,
    pub people: Vec<ListedPerson>,
}

/// The Party organisation in a row; the same name is the same one, so that joint branches meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedBranch {
    pub name: String,
    pub form: Option<BranchForm>,
    pub secretary: String,
    pub founded: Option<Date>,
    pub election: Option<Date>,
}

impl ListedBranch {
    /// A new one. Without a form in the register its name tells: one that covers several is called a joint one.
    pub fn branch(&self) -> Branch {
        let by_name = match &self.name {
            name if name.contains("联合") => BranchForm::Joint,
            name if name.contains("功能型") => BranchForm::Functional,
            _ => BranchForm::Sole,
        };
        let level = match &self.name {
            name if name.contains("总支") => Level::General,
            name if name.contains("党委") || name.ends_with("委员会") && !name.contains("支部") => {
                Level::Committee
            }
            _ => Level::Branch,
        };
        self.onto(&Branch {
            form: by_name,
            level,
            ..Branch::default()
        })
    }

    /// The known one with what this row says put in its place.
    pub fn onto(&self, known: &Branch) -> Branch {
        let secretary = match self.secretary.is_empty() {
            true => known.secretary.clone(),
            false => self.secretary.clone(),
        };
        Branch {
            name: self.name.clone(),
            form: self.form.unwrap_or(known.form),
            secretary,
            founded: self.founded.or(known.founded),
            next_election: self.election.or(known.next_election),
            ..known.clone()
        }
    }

    /// Takes up from another row what this one does not say. Returns whether the other says anything else than this.
    pub fn complete(&mut self, other: &ListedBranch) -> bool {
        fn one<T: PartialEq + Clone>(own: &mut Option<T>, other: &Option<T>) -> bool {
            if own.is_none() {
                own.clone_from(other);
            }
            other.is_some() && own != other
        }
        if self.secretary.is_empty() {
            self.secretary.clone_from(&other.secretary);
        }
        let differs = !other.secretary.is_empty() && self.secretary != other.secretary;
        let form = one(&mut self.form, &other.form);
        let founded = one(&mut self.founded, &other.founded);
        one(&mut self.election, &other.election) || founded || form || differs
    }
}

/// Somebody who looks after the organisation of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPerson {
    pub name: String,
    pub role: Role,
    pub unit: String,
    pub phone: String,
}

/// Something to say about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNote {
    pub row: u32,
    pub field: ListField,
    pub trouble: Trouble,
}

/// What is wrong with a cell. The first group keeps the row out; of the others only the cell is left out, if at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    NameMissing,
    /// A line of sums, or the header once more.
    NotAName(String),
    Code(String, Fault),
    /// `5.31E+17`: a spreadsheet took the code for a number and shows it rounded.
    CodeScientific(String),
    /// A spreadsheet took the code for a number and kept 15 digits of it.
    CodeZeroTail(String),
    /// The cell is `#N/A` or its like.
    Formula(String),
    /// The row of that number already is about the same organisation.
    SameAs(u32),

    InnerCheck(String, char),
    UnreadableDate(String),
    UnreadableNumber(String),
    UnknownClass(String),
    UnknownStatus(String),
    /// The formula in a cell that may be empty gave an error.
    FormulaLeftOut(String),
    /// Only the total of the Party members is given; it counts as full-time and transferred.
    PartyTotal,
    /// The organisation had that other code.
    CodeReplaced(String),
    /// The organisation was joined into that other one, and the row is left alone.
    JoinedBefore(String),
    UnknownForm(String),
    /// 是 or 已建 where the name of a Party organisation should stand.
    NotABranch(String),
    /// A form without a name.
    BranchNameMissing,
    /// The row of that number already says otherwise about the same Party organisation.
    BranchDiffers(u32),
    /// Several people of that name and role are known, and nothing tells them apart.
    WhichPerson(String),
    /// Those who looked after the organisation before do so no more.
    PersonReplaced(String),
}

impl Trouble {
    /// Whether the row cannot be taken.
    pub fn refuses(&self) -> bool {
        matches!(
            self,
            Trouble::NameMissing
                | Trouble::NotAName(_)
                | Trouble::Code(..)
                | Trouble::CodeScientific(_)
                | Trouble::CodeZeroTail(_)
                | Trouble::Formula(_)
                | Trouble::SameAs(_)
        )
    }

    /// A name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::NameMissing => "name_missing",
            Trouble::NotAName(_) => "not_a_name",
            Trouble::Code(_, Fault::Length(_)) => "code_length",
            Trouble::Code(_, Fault::Character(..)) => "code_character",
            Trouble::Code(..) => "code_check",
            Trouble::CodeScientific(_) => "code_scientific",
            Trouble::CodeZeroTail(_) => "code_zero_tail",
            Trouble::Formula(_) => "formula",
            Trouble::SameAs(_) => "same_as",
            Trouble::InnerCheck(..) => "code_inner_check",
            Trouble::UnreadableDate(_) => "unreadable_date",
            Trouble::UnreadableNumber(_) => "unreadable_number",
            Trouble::UnknownClass(_) => "unknown_class",
            Trouble::UnknownStatus(_) => "unknown_status",
            Trouble::FormulaLeftOut(_) => "formula_left_out",
            Trouble::PartyTotal => "party_total",
            Trouble::CodeReplaced(_) => "code_replaced",
            Trouble::JoinedBefore(_) => "joined_before",
            Trouble::UnknownForm(_) => "unknown_form",
            Trouble::NotABranch(_) => "not_a_branch",
            Trouble::BranchNameMissing => "branch_name_missing",
            Trouble::BranchDiffers(_) => "branch_differs",
            Trouble::WhichPerson(_) => "which_person",
            Trouble::PersonReplaced(_) => "person_replaced",
        }
    }
}

/// A row once it was looked at: what it says, unless it is refused, and the notes on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub listed: Option<Listed>,
    pub notes: Vec<RowNote>,
}

/// One side of a possible duplicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The row it comes from, or none where the file knew it before.
    pub row: Option<u32>,
    pub name: String,
    pub area: String,
    pub credit_code: String,
}

impl Listed {
    /// A new organisation of these facts. Its class is read off the code where no column gives it.
    pub fn organisation(&self) -> Organisation {
        let class = class_of_code(&self.credit_code).unwrap_or(Class::Other);
        self.onto(&Organisation {
            class,
            ..Organisation::default()
        })
    }

    /// The known facts with what this row says put in their place.
    pub fn onto(&self, known: &Organisation) -> Organisation {
        let text = |own: &str, known: &String| match own {
            "" => known.clone(),
            own => own.to_owned(),
        };
        let mut now = Organisation {
            name: text(&self.name, &known.name),
            credit_code: text(&self.credit_code, &known.credit_code),
            class: self.class.unwrap_or(known.class),
            area: text(self.area.as_deref().unwrap_or_default(), &known.area),
            authority: text(&self.authority, &known.authority),
            registered: self.registered.or(known.registered),
            status: self.status.unwrap_or(known.status),
            address: text(&self.address, &known.address),
            head: text(&self.head, &known.head),
            contact: text(&self.contact, &known.contact),
            phone: text(&self.phone, &known.phone),
            staff: self.staff.unwrap_or(known.staff),
            members: self.members.unwrap_or(known.members),
            ..known.clone()
        };
        let places = [
            &mut now.party.full_here,
            &mut now.party.full_elsewhere,
            &mut now.party.part_here,
            &mut now.party.part_elsewhere,
        ];
        for (place, count) in places.into_iter().zip(self.party) {
            *place = count.unwrap_or(*place);
        }
        if let Some(total) = self.party_total {
            // the other three stay where the total leaves room for them
            let others = now.party.total().saturating_sub(now.party.full_here);
            if others > total {
                now.party = Default::default();
            }
            now.party.full_here = total - if others > total { 0 } else { others };
        }
        now
    }
}

/// By the second character of a code of the civil affairs departments (GB 32100: 5 and 1, 2 or 3).
fn class_of_code(code: &str) -> Option<Class> {
    match code.get(..2)? {
        "51" => Some(Class::Association),
        "52" => Some(Class::Service),
        "53" => Some(Class::Foundation),
        _ => None,
    }
}

/// Whether two names may mean one organisation: the forms of a name to compare, without blanks and brackets, and
/// again without the county in front of it. The second is empty where there is none.
pub fn bare_names(name: &str) -> (String, String) {
    let bare: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !"()（）[]【】〔〕《》「」\"“”'".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let short = without_places(&bare);
    let short = match short == bare {
        true => String::new(),
        false => short.to_owned(),
    };
    (bare, short)
}

/// Takes province, prefecture and county off the beginning, as long as a name is left.
fn without_places(name: &str) -> &str {
    const ENDINGS: [&str; 3] = ["省", "市州盟", "县区旗市"];
    const NO_PLACES: [&str; 8] = [
        "社区", "小区", "园区", "校区", "景区", "山区", "城市", "灾区",
    ];
    let mut rest = name;
    for endings in ENDINGS {
        let end = rest
            .char_indices()
            .skip(2)
            .take(3)
            .find(|(_, c)| endings.contains(*c))
            .map(|(at, c)| at + c.len_utf8());
        if let Some(end) = end
            && rest[end..].chars().count() >= 4
            && !NO_PLACES.iter().any(|word| rest[..end].ends_with(word))
        {
            rest = &rest[end..];
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::PartyMembers;

    #[test]
    fn an_empty_cell_erases_nothing() {
        let known = Organisation {
            name: "阳泉义工协会".into(),
            area: "城区".into(),
            staff: 5,
            class: Class::Service,
            ..Organisation::default()
        };
        let listed = Listed {
            name: known.name.clone(),
            area: Some(String::new()),
            ..Listed::default()
        };
        assert_eq!(listed.onto(&known), known);
        let listed = Listed {
            staff: Some(0),
            ..listed
        };
        assert_eq!(listed.onto(&known).staff, 0);
    }

    #[test]
    fn a_total_of_party_members_moves_only_the_first_count() {
        let known = Organisation {
            party: PartyMembers {
                full_here: 2,
                full_elsewhere: 1,
                part_here: 0,
                part_elsewhere: 3,
            },
            ..Organisation::default()
        };
        for (total, counts) in [
            (6, (2, 1, 0, 3)),
            (9, (5, 1, 0, 3)),
            (4, (0, 1, 0, 3)),
            (3, (3, 0, 0, 0)),
        ] {
            let listed = Listed {
                party_total: Some(total),
                ..Listed::default()
            };
            let party = listed.onto(&known).party;
            assert_eq!(
                (
                    party.full_here,
                    party.full_elsewhere,
                    party.part_here,
                    party.part_elsewhere
                ),
                counts
            );
        }
    }

    #[test]
    fn the_county_in_front_of_a_name_is_found() {
        for (name, short) in [
            ("山西省阳泉市平定县义工协会", "义工协会"),
            ("云岭县（城关）老年协会", "城关老年协会"),
            ("阳光小区业主协会", ""),
            ("市场监管协会", ""),
            ("云岭县商会", ""),
        ] {
            assert_eq!(bare_names(name).1, short, "{name}");
        }
    }
}
