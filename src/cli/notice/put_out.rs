//! Notices and sheets printed into files, and the registers of a period.

use std::path::PathBuf;

use super::{At, HELP};
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::report::put_out_report;
use crate::cli::visits::visit_named;
use crate::documents::write_paper;
use crate::domain::calendar::Date;
use crate::domain::export::ReportFormat;
use crate::domain::paper::{Paper, PaperFormat};
use crate::runtime::notices;

impl At<'_> {
    /// One paper into a file; without `--out` into one named after it in the folder where the command runs.
    pub(super) fn print(&mut self) -> Result<(), Failure> {
        let typed = self.typed;
        let words = self.words;
        let format = match typed.format.as_deref() {
            None => match typed.out.as_ref().and_then(|out| out.extension()) {
                Some(ending) if ending == "html" => PaperFormat::Html,
                _ => PaperFormat::Docx,
            },
            Some("docx") => PaperFormat::Docx,
            Some("html") => PaperFormat::Html,
            Some(other) => {
                return Err(Failure::Misuse(words.cli_format_not_for(
                    other,
                    typed.action.name(),
                    HELP,
                )));
            }
        };
        let paper = self.paper()?;
        let path = typed.out.clone().unwrap_or_else(|| {
            PathBuf::from(format!(
                "{}.{}",
                notices::file_name(&paper),
                format.ending()
            ))
        });
        let written = write_paper(&paper, format, &path)?;
        Out::new().line(&words.cli_exported_file(written.display().to_string()))
    }

    fn paper(&mut self) -> Result<Paper, Failure> {
        let words = self.words;
        let name = self.typed.names.first();
        let name = name.cloned().ok_or_else(|| self.missing("NAME"))?;
        Ok(match self.typed.sheet.as_deref() {
            None => self.view(self.called(&name)?)?.paper,
            Some("service") => {
                let id = self.called(&name)?;
                self.store.service_sheet(id, &self.rules, self.now)?
            }
            Some("talk") => {
                let id = self.called(&name)?;
                self.store.talk_sheet(id, &self.rules, self.now)?
            }
            Some("closing") => {
                let found = self.store.finding_numbered(&name)?;
                let found =
                    found.ok_or_else(|| Failure::Misuse(words.cli_no_such_finding(&name, HELP)))?;
                self.store.closing_sheet(found, &self.rules)?
            }
            Some(_) => {
                let visit = visit_named(&self.store, &name, None, words)?;
                let organisation = self.store.visit(visit)?.organisation_id;
                let result = notices::result_of(&self.store, organisation, visit)?;
                self.store.feedback_sheet(visit, &result, &self.rules)?
            }
        })
    }

    /// The register of notices or of talks, of this year where no days are named.
    pub(super) fn register(&mut self) -> Result<(), Failure> {
        let typed = self.typed;
        let words = self.words;
        let year = self.now.today.year();
        let from = typed.from.unwrap_or(Date::of(year, 1, 1));
        let to = typed.to_day.unwrap_or(self.now.today);
        if from > to {
            return Err(Failure::Misuse(words.cli_days_swapped(HELP)));
        }
        let format = match typed.format.as_deref() {
            None if typed.json => ReportFormat::Json,
            None => ReportFormat::Text,
            Some(format) => ReportFormat::from_code(format).ok_or_else(|| {
                Failure::Misuse(words.cli_format_not_for(format, typed.action.name(), HELP))
            })?,
        };
        let report = match typed.talks {
            true => notices::talks(&self.store, (from, to), self.now.today, words)?,
            false => notices::register(&self.store, (from, to), self.now.today, words)?,
        };
        put_out_report(
            words,
            &report,
            format,
            typed.encoding,
            typed.out.as_deref(),
            HELP,
        )
    }
}
