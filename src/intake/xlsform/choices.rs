//! The sheet of choices: lists, each with its choices, their labels and further columns.

use std::collections::BTreeMap;

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
        let list = table.take(line, "list_name");
        let name = table.take(line, "name");
        let (list, name) = match (list, name) {
            (Some(list), Some(name)) => (list, name),
            (None, None) if table.spoken(line, "label").is_empty() => {
                line.done();
                return remarks.warn(&line.spot, Warning::CommentRow);
            }
            (None, _) => {
                line.done();
                return remarks.refuse(&line.spot, Refusal::NoListName);
            }
            (Some(_), None) => {
                line.done();
                return remarks.refuse(&line.spot, Refusal::NoName);
            }
        };
        if !is_code(name.text) {
            line.done();
            return remarks.refuse(name.spot, Refusal::BadName(name.text.to_owned()));
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
            remarks.warn(&line.spot, Warning::NoLabel(name.text.to_owned()));
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
        match self.lists.iter_mut().find(|known| known.code == list.text) {
            Some(known) => known.options.push(choice),
            None => self.lists.push(ChoiceList {
                code: list.text.to_owned(),
                options: vec![choice],
            }),
        }
    }

    fn case_twin(&self, list: &str, name: &str, spot: &Spot, remarks: &mut Remarks) {
        let known = self.lists.iter().find(|known| known.code == list);
        let mut choices = known.into_iter().flat_map(|list| &list.options);
        let lower = name.to_lowercase();
        if let Some(twin) = choices.find(|choice| choice.code.to_lowercase() == lower) {
            let twins = Warning::CaseTwins(twin.code.clone(), name.to_owned());
            remarks.warn(spot, twins);
        }
    }

    pub fn has(&self, list: &str) -> bool {
        self.lists.iter().any(|known| known.code == list)
    }

    /// The list with a choice more for words of one's own; a copy, since other questions may have it without.
    pub fn with_other(&mut self, list: &str) -> String {
        let known = self.lists.iter().find(|known| known.code == list);
        let Some(known) = known else {
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
            self.lists.push(copy);
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
        for header in table.headers.iter().filter(|header| header.key.is_none()) {
            let cells = table.lines.iter().filter_map(|line| line.left(header));
            let spots: Vec<Spot> = std::iter::once(header.spot.clone()).chain(cells).collect();
            if !asked.contains(&header.text) {
                remarks.warn_of_all(spots, Warning::ColumnUnasked(header.text.clone()));
            }
            for line in &table.lines {
                line.take(header);
            }
            header.asked.set(true);
        }
    }
}

/// The columns of a choice that XLSForm has no meaning for, each under its name.
fn further(table: &Table, line: &Line) -> BTreeMap<String, String> {
    let headers = table.headers.iter().filter(|header| header.key.is_none());
    let cells = headers.filter_map(|header| {
        let found = line.peek(header)?;
        Some((header.text.clone(), found.text.to_owned()))
    });
    cells.collect()
}

/// What can stand in a list with blanks between, and in an expression.
fn is_code(name: &str) -> bool {
    !name.contains(|c: char| c.is_whitespace() || c.is_control() || "#${}".contains(c))
}
