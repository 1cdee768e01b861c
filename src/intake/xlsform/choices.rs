//! The sheet of choices: lists, each with its choices, their labels and further columns.

use std::collections::BTreeMap;

use super::headers::Header;
use super::languages::Languages;
use super::place::Spot;
use super::remark::{Refusal, Remarks, Warning};
use super::table::{Line, Table};
use crate::domain::checklist::{Choice, ChoiceList, Text};

/// The code of the choice that asks for words of one's own.
pub const OTHER: &str = "other";

#[derive(Debug, Default)]
pub struct Lists {
    pub lists: Vec<ChoiceList>,
    /// Where each choice stands, by list and name.
    spots: BTreeMap<(String, String), Spot>,
    /// Names in lower case, by list, and as they are written.
    lower: BTreeMap<(String, String), String>,
    /// Where in `lists` each is.
    places: BTreeMap<String, usize>,
}

impl Lists {
    pub fn read(table: &Table, languages: &mut Languages, remarks: &mut Remarks) -> Lists {
        let mut lists = Lists::default();
        for line in &table.lines {
            lists.line(table, line, languages, remarks);
        }
        lists
    }

    fn line(
        &mut self,
        table: &Table,
        line: &Line,
        languages: &mut Languages,
        remarks: &mut Remarks,
    ) {
        if line.has_failed(remarks) {
            return line.done();
        }
        let list = table.take(line, "list_name");
        let name = table.take(line, "name");
        let (list, name) = match (list, name) {
            (Some(list), Some(name)) => (list, name),
            (None, None) if table.spoken(line, "label").is_empty() => {
                line.done();
                return remarks.warn_of_all(line.spots(), Warning::CommentRow);
            }
            (None, _) => {
                line.done();
                return remarks.refuse(&table.spot(line, "list_name"), Refusal::NoListName);
            }
            (Some(_), None) => {
                line.done();
                return remarks.refuse(&table.spot(line, "name"), Refusal::NoName);
            }
        };
        if !is_code(name.text) {
            line.done();
            return remarks.refuse(name.spot, Refusal::BadChoice(name.text.to_owned()));
        }
        let key = (list.text.to_owned(), name.text.to_owned());
        if let Some(first) = self.spots.get(&key) {
            let why = Refusal::ChoiceTwice {
                list: key.0,
                name: key.1,
                first: first.clone(),
            };
            line.done();
            return remarks.refuse(name.spot, why);
        }
        self.case_twin(list.text, name.text, name.spot, remarks);
        self.spots.insert(key, name.spot.clone());
        let label = languages.text(table, line, "label", remarks);
        let label = label.unwrap_or_else(|| {
            remarks.warn(
                &table.spot(line, "label"),
                Warning::NoLabel(name.text.to_owned()),
            );
            Text {
                zh: name.text.to_owned(),
                en: name.text.to_owned(),
            }
        });
        let columns = further(table, line);
        let choice = Choice {
            code: name.text.to_owned(),
            label,
            columns,
        };
        match self.places.get(list.text) {
            Some(at) => self.lists[*at].options.push(choice),
            None => self.add(ChoiceList {
                code: list.text.to_owned(),
                options: vec![choice],
            }),
        }
    }

    fn case_twin(&mut self, list: &str, name: &str, spot: &Spot, remarks: &mut Remarks) {
        let lower = (list.to_owned(), name.to_lowercase());
        match self.lower.get(&lower) {
            Some(twin) => remarks.warn(spot, Warning::CaseTwins(twin.clone(), name.to_owned())),
            None => {
                self.lower.insert(lower, name.to_owned());
            }
        }
    }

    fn add(&mut self, list: ChoiceList) {
        self.places.insert(list.code.clone(), self.lists.len());
        self.lists.push(list);
    }

    pub fn has(&self, list: &str) -> bool {
        self.places.contains_key(list)
    }

    /// The list with a choice more for words of one's own; a copy, since other questions may have it without.
    pub fn with_other(&mut self, list: &str) -> String {
        let Some(known) = self.places.get(list).map(|at| &self.lists[*at]) else {
            return list.to_owned();
        };
        if known.options.iter().any(|choice| choice.code == OTHER) {
            return list.to_owned();
        }
        let code = format!("{list}-or-other");
        if !self.has(&code) {
            let mut copy = known.clone();
            copy.code.clone_from(&code);
            copy.options.push(Choice {
                code: OTHER.to_owned(),
                label: Text {
                    zh: "其他".to_owned(),
                    en: "Other".to_owned(),
                },
                columns: BTreeMap::new(),
            });
            self.add(copy);
        }
        code
    }

    /// Leaves out the columns that no filter asks for, and tells their cells.
    pub fn keep_columns(&mut self, table: &Table, asked: &[String], remarks: &mut Remarks) {
        for list in &mut self.lists {
            for choice in &mut list.options {
                choice.columns.retain(|column, _| asked.contains(column));
            }
        }
        let mut spots: BTreeMap<&str, Vec<Spot>> = BTreeMap::new();
        let unknown = table.headers.iter().filter(|header| is_column(header));
        for header in unknown.filter(|header| !asked.contains(&header.text)) {
            spots.insert(&header.text, vec![header.spot.clone()]);
        }
        for line in &table.lines {
            for (header, _) in table.further(line).filter(|(header, _)| is_column(header)) {
                let found = line.take(header).map(|found| found.spot.clone());
                if let Some(spots) = spots.get_mut(header.text.as_str()) {
                    spots.extend(found);
                }
                header.asked.set(true);
            }
        }
        for (column, spots) in spots {
            remarks.warn_of_all(spots, Warning::ColumnUnasked(column.to_owned()));
        }
        for header in table.headers.iter().filter(|header| is_column(header)) {
            header.asked.set(true);
        }
    }
}

/// A column of the county's own, and none of XLSForm's that this program does not have, such as `media::image`.
fn is_column(header: &Header) -> bool {
    header.key.is_none() && !header.text.contains(':') && !is_media(&header.text)
}

fn is_media(name: &str) -> bool {
    ["image", "big-image", "audio", "video"].contains(&name)
}

/// The columns of a choice that XLSForm has no meaning for, each under its name.
fn further(table: &Table, line: &Line) -> BTreeMap<String, String> {
    let cells = table.further(line).filter(|(header, _)| is_column(header));
    cells
        .map(|(header, text)| (header.text.clone(), text.to_owned()))
        .collect()
}

/// What can stand in a list with blanks between, and in an expression.
fn is_code(name: &str) -> bool {
    !name.contains(|c: char| c.is_whitespace() || c.is_control() || "#${}".contains(c))
}
