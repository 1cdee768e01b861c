//! Forms of other programs: an XLSForm, as a workbook or as Markdown tables, becomes a template of ours. What cannot
//! become one is named with sheet, row and column, and nothing is passed over in silence.
//!
//! Semantics are those of xlsform.org and docs.getodk.org, "XLSForm reference".

mod choices;
mod finish;
mod formulas;
mod headers;
mod languages;
mod markdown;
mod place;
mod question;
mod range;
mod remark;
mod settings;
mod sheets;
mod survey;
mod table;
mod types;

use std::path::Path;

pub use place::Spot;
pub use remark::{Refusal, Remark, Said, Warning};

use super::ReadError;
use crate::domain::checklist::{Checklist, Text, Use};
use choices::Lists;
use headers::Kind;
use languages::Languages;
use remark::Remarks;
use settings::Settings;
use sheets::Grid;
use survey::Reading;
use table::Table;

/// Rows of the survey; nobody fills in as many.
const MOST_ROWS: usize = 10_000;

/// What became of a form.
#[derive(Debug)]
pub struct Imported {
    /// None where a remark refuses the form.
    pub checklist: Option<Checklist>,
    /// Refusals first, in the order of the file.
    pub remarks: Vec<Remark>,
}

/// Reads a form.
///
/// # Errors
/// The file cannot be read at all; what is wrong with its contents is told in the remarks.
pub fn import(path: &Path) -> Result<Imported, ReadError> {
    let grids = sheets::read(path)?;
    let mut remarks = Remarks::default();
    let mut tables = Tables::sorted(grids, &mut remarks);
    let list = tables.template(path, &mut remarks);
    let checklist = match remarks.is_refused() {
        true => None,
        false => list,
    };
    Ok(Imported {
        checklist,
        remarks: remarks.sorted(),
    })
}

#[derive(Default)]
struct Tables {
    survey: Option<Table>,
    choices: Option<Table>,
    settings: Option<Table>,
}

impl Tables {
    /// The sheets that make a form; others are named.
    fn sorted(grids: Vec<Grid>, remarks: &mut Remarks) -> Tables {
        let mut tables = Tables::default();
        for grid in grids {
            let lower = grid.name.trim().to_lowercase();
            let kind = Kind::ALL.into_iter().find(|(name, _)| *name == lower);
            let Some((name, kind)) = kind else {
                if !grid.rows.is_empty() {
                    let spot = Spot::sheet(&grid.name);
                    remarks.warn(&spot, Warning::UnknownSheet(grid.name));
                }
                continue;
            };
            let place = match kind {
                Kind::Survey => &mut tables.survey,
                Kind::Choices => &mut tables.choices,
                Kind::Settings => &mut tables.settings,
            };
            if place.is_some() {
                let spot = Spot::sheet(&grid.name);
                remarks.refuse(&spot, Refusal::SheetTwice(name.to_owned()));
                continue;
            }
            let needs: &[&'static str] = match kind {
                _ if grid.rows.is_empty() => &[],
                Kind::Survey => &["type", "name"],
                Kind::Choices => &["list_name", "name"],
                Kind::Settings => &[],
            };
            let spot = grid.rows.first().and_then(|row| row.first());
            let spot = spot.map_or_else(|| Spot::sheet(&grid.name), |cell| cell.spot.clone());
            let table = Table::new(grid, kind, remarks);
            for column in needs.iter().filter(|column| !table.has(column)) {
                remarks.refuse(&spot, Refusal::NoColumn(column));
            }
            *place = Some(table);
        }
        tables
    }

    fn template(&mut self, path: &Path, remarks: &mut Remarks) -> Option<Checklist> {
        let survey = self
            .survey
            .as_ref()
            .filter(|table| !table.headers.is_empty());
        let Some(survey) = survey else {
            remarks.refuse(&Spot::sheet("survey"), Refusal::NoSurvey);
            return None;
        };
        if survey.lines.len() > MOST_ROWS {
            remarks.refuse(&survey.lines[MOST_ROWS].spot, Refusal::TooLong(MOST_ROWS));
        }
        if remarks.is_refused() {
            // without its columns nothing can be read
            return None;
        }
        let mut languages = Languages::default();
        let settings = self.settings.as_ref();
        let settings = Settings::read(settings, path, &mut languages, remarks);
        let mut lists = match &self.choices {
            Some(table) => Lists::read(table, &mut languages, remarks),
            None => Lists::default(),
        };
        let title = settings.name.clone();
        let mut reading = Reading::new(survey, &mut languages, &mut lists, remarks, title);
        if let Some(choices) = &self.choices {
            let further = choices.headers.iter().filter(|header| header.key.is_none());
            reading.columns = further.map(|header| header.text.clone()).collect();
        }
        reading.read();
        let asked = std::mem::take(&mut reading.asked);
        if let Some(choices) = &self.choices {
            reading.lists.keep_columns(choices, &asked, reading.remarks);
        }
        let mut list = Checklist {
            id: settings.id,
            version: settings.version,
            purpose: Use::Record,
            name: settings.name,
            basis: Text {
                zh: "由 XLSForm 表单导入。".to_owned(),
                en: "Taken from an XLSForm.".to_owned(),
            },
            lists: reading.lists.lists.clone(),
            sections: std::mem::take(&mut reading.sections),
            ..Checklist::default()
        };
        reading.finish(&mut list);
        languages.told(remarks);
        let others = [self.choices.as_ref(), self.settings.as_ref()];
        for table in [survey].into_iter().chain(others.into_iter().flatten()) {
            table.leftovers(remarks);
        }
        Some(list)
    }
}
