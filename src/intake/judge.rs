//! What a row says, or why it cannot be taken. A cell that may be empty never keeps a row out: it is left out and
//! named. Pure: rows in, verdicts out.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::Row;
use super::columns::Layout;
use super::value::{
    is_formula_error, is_scientific, is_zero_tailed, parted, read_date, read_number, tidy,
    without_padding,
};
use crate::domain::calendar::Date;
use crate::domain::columns::Names;
use crate::domain::credit_code::{self, Fault};
use crate::domain::people::Role;
use crate::domain::register::{
    Judged, ListField, Listed, ListedBranch, ListedPerson, RowNote, Trouble,
};

/// Fields that give the Party members by full-time or not and transferred or not.
const PARTS: [ListField; 4] = [
    ListField::PartyFullHere,
    ListField::PartyFullElsewhere,
    ListField::PartyPartHere,
    ListField::PartyPartElsewhere,
];

/// Looks at the rows of one register, and remembers which organisations it has seen.
pub struct Judge<'a> {
    layout: &'a Layout,
    names: &'a Names,
    /// Rows by the mark of their code.
    codes: HashMap<u64, u32>,
    /// Rows by the mark of name and area, and whether they have a code.
    places: HashMap<u64, (u32, bool)>,
    /// Parts of the Party members have columns of their own.
    has_parts: bool,
    told_of_total: bool,
}

impl Judge<'_> {
    pub fn new<'a>(layout: &'a Layout, names: &'a Names) -> Judge<'a> {
        Judge {
            layout,
            names,
            codes: HashMap::new(),
            places: HashMap::new(),
            has_parts: PARTS.iter().any(|field| layout.column(*field).is_some()),
            told_of_total: false,
        }
    }

    pub fn judge(&mut self, row: &Row) -> Judged {
        let mut reading = Reading {
            row,
            layout: self.layout,
            names: self.names,
            notes: Vec::new(),
        };
        let mut listed = reading.listed();
        if !self.has_parts {
            listed.party_total = reading.number(ListField::PartyTotal);
        }
        if listed.party_total.is_some() && !self.told_of_total {
            self.told_of_total = true;
            reading.note(ListField::PartyTotal, Trouble::PartyTotal);
        }
        let mut notes = reading.notes;
        if !notes.iter().any(|note| note.trouble.refuses()) {
            notes.extend(self.seen_before(&listed));
        }
        // of a row that is refused, only the reasons count
        if notes.iter().any(|note| note.trouble.refuses()) {
            notes.retain(|note| note.trouble.refuses());
            return Judged {
                listed: None,
                notes,
            };
        }
        Judged {
            listed: Some(listed),
            notes,
        }
    }

    /// The same code, or the same name and area unless two codes tell them apart.
    fn seen_before(&mut self, listed: &Listed) -> Option<RowNote> {
        let has_code = !listed.credit_code.is_empty();
        let code = mark(&[&listed.credit_code]);
        let same = |field, first| RowNote {
            row: listed.row,
            field,
            trouble: Trouble::SameAs(first),
        };
        if let Some(first) = self.codes.get(&code).filter(|_| has_code) {
            return Some(same(ListField::CreditCode, *first));
        }
        let place = mark(&[&listed.name, listed.area.as_deref().unwrap_or_default()]);
        match self.places.get(&place) {
            Some((first, has_other)) if !has_code || !has_other => {
                return Some(same(ListField::Name, *first));
            }
            Some(_) => {}
            None => {
                self.places.insert(place, (listed.row, has_code));
            }
        }
        if has_code {
            self.codes.insert(code, listed.row);
        }
        None
    }
}

/// Stands for texts in memory, since a register may be long. That two of a million differ and have one mark is less
/// likely than that the disk errs.
fn mark(texts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    hasher.finish()
}

/// One row being read.
struct Reading<'a> {
    row: &'a Row,
    layout: &'a Layout,
    names: &'a Names,
    notes: Vec<RowNote>,
}

impl Reading<'_> {
    fn listed(&mut self) -> Listed {
        let names = self.names;
        Listed {
            row: self.row.number,
            name: self.name(),
            credit_code: self.code(),
            class: self.word(
                ListField::Class,
                |word| names.class(word),
                Trouble::UnknownClass,
            ),
            area: self
                .layout
                .column(ListField::Area)
                .map(|_| self.text(ListField::Area)),
            authority: self.text(ListField::Authority),
            registered: self.date(ListField::Registered),
            status: self.word(
                ListField::Status,
                |word| names.status(word),
                Trouble::UnknownStatus,
            ),
            address: self.text(ListField::Address),
            head: self.text(ListField::Head),
            contact: self.text(ListField::Contact),
            phone: self.text(ListField::Phone),
            staff: self.number(ListField::Staff),
            members: self.number(ListField::Members),
            party: PARTS.map(|field| self.number(field)),
            party_total: None,
            branch: self.branch(),
            people: self.people(),
        }
    }

    fn note(&mut self, field: ListField, trouble: Trouble) {
        self.notes.push(RowNote {
            row: self.row.number,
            field,
            trouble,
        });
    }

    /// The cell of a field, tidy; empty where it says nothing.
    fn cell(&self, field: ListField) -> String {
        let cell = self
            .layout
            .column(field)
            .and_then(|column| self.row.cells.get(column));
        let text = cell.map_or_else(String::new, |cell| tidy(cell));
        match self.names.is_nothing(&text) {
            true => String::new(),
            false => text,
        }
    }

    fn name(&mut self) -> String {
        let name = self.cell(ListField::Name);
        let trouble = match () {
            () if name.is_empty() => Trouble::NameMissing,
            () if is_formula_error(&name) => Trouble::Formula(name.clone()),
            () if self.names.is_no_name(&name) || self.is_header_again() => {
                Trouble::NotAName(name.clone())
            }
            () => return name,
        };
        self.note(ListField::Name, trouble);
        String::new()
    }

    /// The header repeated on top of each printed page.
    fn is_header_again(&self) -> bool {
        let column = self.layout.column(ListField::Name);
        let cell = column.and_then(|column| self.row.cells.get(column));
        cell.and_then(|cell| self.names.field(cell))
            .is_some_and(|(field, _)| field == ListField::Name)
    }

    fn code(&mut self) -> String {
        let cell = self.cell(ListField::CreditCode);
        if cell.is_empty() {
            return cell;
        }
        let code = credit_code::normalise(&cell);
        let fault = credit_code::check(&code);
        let trouble = match fault {
            Ok(()) => return code,
            Err(Fault::InnerCheck(right)) => {
                self.note(
                    ListField::CreditCode,
                    Trouble::InnerCheck(code.clone(), right),
                );
                return code;
            }
            Err(_) if is_formula_error(&cell) => Trouble::Formula(cell),
            Err(_) if is_scientific(&code) => Trouble::CodeScientific(cell),
            Err(_) if is_zero_tailed(&code) => Trouble::CodeZeroTail(cell),
            Err(fault) => Trouble::Code(cell, fault),
        };
        self.note(ListField::CreditCode, trouble);
        String::new()
    }

    /// A cell that may be empty.
    fn text(&mut self, field: ListField) -> String {
        let cell = self.cell(field);
        if is_formula_error(&cell) {
            self.note(field, Trouble::FormulaLeftOut(cell));
            return String::new();
        }
        cell
    }

    fn word<T>(
        &mut self,
        field: ListField,
        known: impl Fn(&str) -> Option<T>,
        unknown: fn(String) -> Trouble,
    ) -> Option<T> {
        let cell = self.text(field);
        let value = known(&cell);
        if value.is_none() && !cell.is_empty() {
            self.note(field, unknown(cell));
        }
        value
    }

    /// The Party organisation that covers it; what stands beside a missing name is left out.
    fn branch(&mut self) -> Option<ListedBranch> {
        let names = self.names;
        let name = self.text(ListField::Branch);
        let form = self.word(
            ListField::BranchForm,
            |word| names.form(word),
            Trouble::UnknownForm,
        );
        let branch = ListedBranch {
            form,
            secretary: self.text(ListField::BranchSecretary),
            founded: self.date(ListField::BranchFounded),
            election: self.date(ListField::BranchElection),
            name,
        };
        match branch.name.chars().count() {
            0 if form.is_some() => self.note(ListField::Branch, Trouble::BranchNameMissing),
            0 => {}
            // 是, 有, 已建: an answer to another question
            1..4 => self.note(ListField::Branch, Trouble::NotABranch(branch.name)),
            _ => return Some(branch),
        }
        None
    }

    fn people(&mut self) -> Vec<ListedPerson> {
        let (unit, phone) = (
            self.text(ListField::InstructorUnit),
            self.text(ListField::InstructorPhone),
        );
        let mut people = self.people_of(ListField::Instructor, Role::Instructor, &unit, &phone);
        let phone = self.text(ListField::LiaisonPhone);
        people.extend(self.people_of(ListField::Liaison, Role::Liaison, "", &phone));
        people
    }

    /// The people named in a cell, each with the telephone at the same place in the cell beside it.
    fn people_of(
        &mut self,
        field: ListField,
        role: Role,
        unit: &str,
        phone: &str,
    ) -> Vec<ListedPerson> {
        let cell = self.text(field);
        let names = parted(&cell);
        let phones = match names.len() {
            1 => vec![phone],
            _ => parted(phone),
        };
        let mut people: Vec<ListedPerson> = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let person = ListedPerson {
                name: without_padding(name),
                role,
                unit: unit.to_owned(),
                phone: phones.get(at).map_or("", |phone| phone).to_owned(),
            };
            if people.iter().all(|known| known.name != person.name) {
                people.push(person);
            }
        }
        people
    }

    fn date(&mut self, field: ListField) -> Option<Date> {
        let cell = self.text(field);
        let date = read_date(&cell);
        if date.is_none() && !cell.is_empty() {
            self.note(field, Trouble::UnreadableDate(cell));
        }
        date
    }

    fn number(&mut self, field: ListField) -> Option<u32> {
        let cell = self.text(field);
        let number = read_number(&cell);
        if number.is_none() && !cell.is_empty() {
            self.note(field, Trouble::UnreadableNumber(cell));
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::{Class, Status};

    const HEADER: &[&str] = &[
        "名称",
        "信用代码",
        "类别",
        "镇街",
        "登记日期",
        "状态",
        "从业人员",
        "党员数",
    ];

    fn row(number: u32, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    fn judged(rows: &[&[&str]]) -> Vec<Judged> {
        let names = crate::standards::Rules::shipped().columns;
        let layout = Layout::find(&[row(1, HEADER)], &[], &names).unwrap();
        let mut judge = Judge::new(&layout, &names);
        rows.iter()
            .zip(2..)
            .map(|(cells, number)| judge.judge(&row(number, cells)))
            .collect()
    }

    fn only(cells: &[&str]) -> Judged {
        judged(&[cells]).remove(0)
    }

    fn troubles(judged: &Judged) -> Vec<(ListField, &'static str)> {
        judged
            .notes
            .iter()
            .map(|note| (note.field, note.trouble.code()))
            .collect()
    }

    #[test]
    fn a_whole_row_is_read() {
        let listed = only(&[
            " 阳泉\u{200b}义工协会\t",
            "'51100000500009247d",
            "社团",
            "城区",
            "2019年3月5日",
            "在业",
            "1,200人",
            "3.0",
        ]);
        assert_eq!(troubles(&listed), [(ListField::PartyTotal, "party_total")]);
        let listed = listed.listed.unwrap();
        assert_eq!(listed.name, "阳泉义工协会");
        assert_eq!(listed.credit_code, "51100000500009247D");
        assert_eq!(
            (listed.class, listed.status),
            (Some(Class::Association), Some(Status::Normal))
        );
        assert_eq!(listed.registered, Date::new(2019, 3, 5));
        assert_eq!((listed.staff, listed.party_total), (Some(1200), Some(3)));
    }

    #[test]
    fn damaged_codes_refuse_the_row_and_are_named() {
        for (code, trouble) in [
            ("5.31E+17", "code_scientific"),
            ("5.11e+17", "code_scientific"),
            ("511000005000092000", "code_zero_tail"),
            ("51100000500009247", "code_length"),
            ("5110000050000924ID", "code_character"),
            ("51100000500000024G", "code_check"),
            ("#N/A", "formula"),
        ] {
            let judged = only(&["甲协会", code]);
            assert_eq!(
                troubles(&judged),
                [(ListField::CreditCode, trouble)],
                "{code}"
            );
            assert_eq!(judged.listed, None);
        }
    }

    #[test]
    fn a_bad_cell_that_may_be_empty_is_left_out_and_named() {
        let judged = only(&[
            "甲协会",
            "无",
            "俱乐部",
            "/",
            "去年",
            "不详",
            "很多",
            "#REF!",
        ]);
        assert_eq!(
            troubles(&judged),
            [
                (ListField::Class, "unknown_class"),
                (ListField::Registered, "unreadable_date"),
                (ListField::Status, "unknown_status"),
                (ListField::Staff, "unreadable_number"),
                (ListField::PartyTotal, "formula_left_out"),
            ]
        );
        let listed = judged.listed.unwrap();
        let said = Listed {
            row: 2,
            name: "甲协会".into(),
            area: Some(String::new()),
            ..Listed::default()
        };
        assert_eq!(listed, said);
    }

    #[test]
    fn a_line_that_is_no_organisation_is_refused() {
        for (name, trouble) in [
            ("", "name_missing"),
            ("合 计", "not_a_name"),
            ("单位名称", "not_a_name"),
            ("#REF!", "formula"),
        ] {
            let judged = only(&[name, "", "", "城区"]);
            assert_eq!(troubles(&judged), [(ListField::Name, trouble)], "{name}");
        }
    }

    #[test]
    fn a_second_row_on_one_organisation_is_refused_and_the_first_is_named() {
        let rows = judged(&[
            &["甲协会", "51100000500009247D", "", "城区"],
            &["甲", "51100000500009247D", "", "城区"],
            &["甲协会", "", "", "城区"],
            &["甲协会", "", "", "矿区"],
            &["甲协会", "51100000500012681T", "", "城区"],
        ]);
        let first: Vec<Option<&Trouble>> = rows
            .iter()
            .map(|row| row.notes.first().map(|note| &note.trouble))
            .collect();
        let same = Trouble::SameAs(2);
        assert_eq!(first, [None, Some(&same), Some(&same), None, None]);
    }
}
