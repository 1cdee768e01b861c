//! Which column holds what: headers are compared with the names that registers use, which are data
//! (`domain::columns`), and the row that names most of them is the header.

use std::collections::HashMap;

use super::{ReadError, Row};
use crate::domain::arrival::Column;
use crate::domain::columns::{Names, plain};
use crate::domain::register::ListField;

/// Where a register's fields stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Column of each field, counted from 0, with the text of its header.
    columns: Vec<(ListField, usize, String)>,
    /// Row of the header, or 0 where the columns were given and there is none.
    pub header_row: u32,
    /// What follows this row is data.
    pub last_header_row: u32,
    /// Headers that no field was found for.
    pub unknown: Vec<String>,
    /// The cells of the header from column A on.
    headings: Vec<String>,
}

impl Layout {
    /// Finds the header among the first rows: the one with most recognised columns, the name among them.
    ///
    /// # Errors
    /// No such row, or a column of `map` that is not there.
    pub fn find(
        top: &[Row],
        map: &[(ListField, String)],
        names: &Names,
    ) -> Result<Layout, ReadError> {
        if top.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut best: Option<(usize, Layout)> = None;
        for (at, row) in top.iter().enumerate() {
            let Ok(layout) = Layout::of(row, map, names) else {
                continue;
            };
            let better = |(_, best): &(usize, Layout)| layout.columns.len() > best.columns.len();
            if layout.header_row > 0
                && layout.column(ListField::Name).is_some()
                && best.as_ref().is_none_or(better)
            {
                best = Some((at, layout));
            }
        }
        if let Some((at, mut layout)) = best {
            if let Some(below) = top.get(at + 1) {
                layout.take_second_line(below, names);
            }
            return Ok(layout);
        }
        if let Some((field, column)) = map.iter().find(|(_, wanted)| {
            !wanted.is_empty()
                && letters_to_column(wanted).is_none()
                && !top.iter().any(|row| has(row, wanted))
        }) {
            return Err(ReadError::NoColumn(*field, column.clone()));
        }
        // every column was given by its letters: all rows are data
        match Layout::of(&Row::default(), map, names) {
            Ok(layout) if layout.column(ListField::Name).is_some() => Ok(layout),
            _ => Err(ReadError::NoHeader),
        }
    }

    /// Reads one row as a header. `header_row` stays 0 where nothing in it is a header.
    fn of(row: &Row, map: &[(ListField, String)], names: &Names) -> Result<Layout, ReadError> {
        let mut layout = Layout::default();
        for (field, wanted) in map.iter().filter(|(_, wanted)| !wanted.is_empty()) {
            let at = row.cells.iter().position(|cell| is_header(cell, wanted));
            if at.is_some() {
                layout.header_row = row.number;
            }
            let column = at
                .or_else(|| letters_to_column(wanted))
                .ok_or_else(|| ReadError::NoColumn(*field, wanted.clone()))?;
            let header = row.cells.get(column).cloned().unwrap_or_default();
            layout.columns.push((*field, column, header));
        }
        let mut ranks: HashMap<ListField, usize> = HashMap::new();
        for (column, header) in row.cells.iter().enumerate() {
            if layout.columns.iter().any(|(_, taken, _)| *taken == column) {
                continue;
            }
            let Some((field, rank)) = names.field(header) else {
                if !super::is_blank(header) {
                    layout.unknown.push(header.trim().to_owned());
                }
                continue;
            };
            layout.header_row = row.number;
            let mapped = map.iter().any(|(mapped, _)| *mapped == field);
            match ranks.get(&field) {
                Some(known) if *known <= rank => {}
                _ if mapped => {}
                _ => {
                    layout.columns.retain(|(known, ..)| *known != field);
                    layout.columns.push((field, column, header.clone()));
                    ranks.insert(field, rank);
                }
            }
        }
        layout.last_header_row = layout.header_row;
        layout.headings = row.cells.clone();
        Ok(layout)
    }

    /// Under merged headers a second line may name the parts: it has fields of its own and no name of an organisation.
    fn take_second_line(&mut self, below: &Row, names: &Names) {
        let cell = |column: usize| below.cells.get(column).map_or("", String::as_str);
        if self
            .column(ListField::Name)
            .is_none_or(|at| !super::is_blank(cell(at)))
        {
            return;
        }
        let mut found = false;
        for (column, header) in below.cells.iter().enumerate() {
            let Some((field, _)) = names.field(header) else {
                continue;
            };
            found = true;
            if self.column(field).is_none() {
                // 党员总数 stands over the first of its parts
                self.columns.retain(|(_, taken, _)| *taken != column);
                self.columns.push((field, column, header.clone()));
            }
        }
        if found {
            self.last_header_row = below.number;
        }
    }

    /// Every column with a header or a field.
    pub fn all(&self) -> Vec<Column> {
        let last = self.columns.iter().map(|(_, column, _)| column + 1).max();
        let width = self.headings.len().max(last.unwrap_or(0));
        let columns = (0..width).map(|at| {
            let used = self.columns.iter().find(|(_, column, _)| *column == at);
            let own = self.headings.get(at).map_or("", String::as_str);
            Column {
                letters: column_letters(at),
                header: used.map_or(own, |(_, _, header)| header).trim().to_owned(),
                field: used.map(|(field, ..)| *field),
            }
        });
        columns
            .filter(|column| column.field.is_some() || !column.header.is_empty())
            .collect()
    }

    /// The column of a field, counted from 0.
    pub fn column(&self, field: ListField) -> Option<usize> {
        self.columns
            .iter()
            .find(|(known, ..)| *known == field)
            .map(|(_, column, _)| *column)
    }

    /// The letters of a field's column, empty where it has none.
    pub fn letters(&self, field: ListField) -> String {
        self.column(field).map(column_letters).unwrap_or_default()
    }

    /// Fields found, with column and header, in the order of the columns.
    pub fn found(&self) -> Vec<(ListField, String, &str)> {
        let mut found: Vec<_> = self.columns.iter().collect();
        found.sort_by_key(|(_, column, _)| *column);
        found
            .into_iter()
            .map(|(field, column, header)| (*field, column_letters(*column), header.trim()))
            .collect()
    }
}

/// How many fields the best row of them names; none without the name.
pub fn most_known(top: &[Row], names: &Names) -> usize {
    Layout::find(top, &[], names).map_or(0, |layout| layout.columns.len())
}

fn is_header(cell: &str, wanted: &str) -> bool {
    !super::is_blank(cell) && plain(cell) == plain(wanted)
}

fn has(row: &Row, wanted: &str) -> bool {
    row.cells.iter().any(|cell| is_header(cell, wanted))
}

/// `A` for 0, `AA` for 26.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn letters_to_column(letters: &str) -> Option<usize> {
    let letters = letters.trim();
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_column.then(|| {
        letters.bytes().fold(0, |column, byte| {
            column * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1
        }) - 1
    })
}

/// The field that a person names: by its code or by a header of it.
pub fn field_named(name: &str, names: &Names) -> Option<ListField> {
    ListField::from_code(name.trim()).or_else(|| names.field(name).map(|(field, _)| field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    fn names() -> Names {
        crate::standards::Rules::shipped().columns
    }

    #[test]
    fn a_header_is_known_by_its_name_whatever_stands_around_it() {
        for (header, field) in [
            ("*单 位\n名称（必填）", ListField::Name),
            ("统一社会\r\n信用代码:", ListField::CreditCode),
            ("所在街道（镇）", ListField::Area),
            ("法定代表人（负责人）", ListField::Head),
            ("专职党员（已转）", ListField::PartyFullHere),
            ("Ｃｒｅｄｉｔ　Ｃｏｄｅ", ListField::CreditCode),
        ] {
            assert_eq!(
                names().field(header).map(|(field, _)| field),
                Some(field),
                "{header}"
            );
        }
        assert_eq!(names().field("序号"), None);
    }

    #[test]
    fn title_rows_are_skipped_and_the_likelier_column_is_taken() {
        let top = [
            row(1, &["2026年社会组织名册"]),
            row(2, &["单位：个"]),
            row(4, &["序号", "负责人", "名称", "法定代表人", "党员人数", ""]),
            row(5, &["", "", "", "", "专职已转", "专职未转"]),
        ];
        let layout = Layout::find(&top, &[], &names()).unwrap();
        assert_eq!((layout.header_row, layout.last_header_row), (4, 5));
        assert_eq!(layout.letters(ListField::Name), "C");
        assert_eq!(layout.letters(ListField::Head), "D");
        assert_eq!(layout.letters(ListField::PartyFullHere), "E");
        assert_eq!(layout.column(ListField::PartyTotal), None);
        assert_eq!(layout.unknown, ["序号"]);
    }

    #[test]
    fn columns_can_be_named_by_letters_and_by_header() {
        let top = [
            row(1, &["机构", "主管", "名称"]),
            row(2, &["甲协会", "民政局", "x"]),
        ];
        let map = |field, column: &str| (field, column.to_owned());
        let layout = Layout::find(
            &top,
            &[map(ListField::Name, "机构"), map(ListField::Authority, "b")],
            &names(),
        )
        .unwrap();
        assert_eq!(
            (layout.letters(ListField::Name), layout.header_row),
            ("A".into(), 1)
        );
        assert_eq!(layout.letters(ListField::Authority), "B");
        assert_eq!(
            Layout::find(&top[1..], &[map(ListField::Name, "A")], &names())
                .unwrap()
                .header_row,
            0
        );
        assert_eq!(
            Layout::find(&top, &[map(ListField::Head, "会长们")], &names()),
            Err(ReadError::NoColumn(ListField::Head, "会长们".into()))
        );
        assert_eq!(
            Layout::find(&top[1..], &[], &names()),
            Err(ReadError::NoHeader)
        );
        assert_eq!(column_letters(27), "AB");
        assert_eq!(letters_to_column("ab"), Some(27));
    }
}
