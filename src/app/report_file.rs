//! Where and in which format a report goes into a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::{Cmd, ReportFile};
use super::form::{Entry, Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::export::{Encoding, ReportFormat};
use crate::keys::Action;
use crate::reports::Report;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Lang;

const FORMAT: usize = 0;
const ENCODING: usize = 1;
const FILE: usize = 2;

/// The one to print first.
const FORMATS: [ReportFormat; 5] = [
    ReportFormat::Html,
    ReportFormat::Xlsx,
    ReportFormat::Csv,
    ReportFormat::Text,
    ReportFormat::Json,
];
const ENCODINGS: [Encoding; 2] = [Encoding::Utf8, Encoding::Gb18030];

pub struct FileForm {
    report: Arc<Report>,
    form: Form,
    /// The file name was typed and is not to follow the format any more.
    own_name: bool,
    suggested: String,
    pub running: bool,
}

impl FileForm {
    pub fn new(report: Arc<Report>, shell: &Shell) -> FileForm {
        let words = shell.words;
        let formats = FORMATS
            .iter()
            .map(|format| words.report_format_name(*format).to_owned())
            .collect();
        let mut screen = FileForm {
            report,
            form: Form::new(vec![
                Field::choice(words.field_format(), formats, 0),
                Field::choice(
                    words.field_encoding(),
                    vec!["UTF-8".into(), "GB18030".into()],
                    0,
                ),
                Field::text(words.field_file(), ""),
            ]),
            own_name: false,
            suggested: String::new(),
            running: false,
        };
        screen.suggest(shell);
        screen
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    fn format(&self) -> ReportFormat {
        FORMATS[self.form.choice_of(FORMAT)]
    }

    /// Proposes a file beside the data, until someone types another.
    fn suggest(&mut self, shell: &Shell) {
        self.own_name |= self.form.text_of(FILE) != self.suggested;
        if self.own_name {
            return;
        }
        let name = match shell.words.0 {
            Lang::Zh => &self.report.title,
            Lang::En => self.report.id,
        };
        let name: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let name = format!("{name}-{}.{}", shell.today, self.format().extension());
        self.suggested = PathBuf::from(&shell.folder)
            .join("exports")
            .join(name)
            .display()
            .to_string();
        if let Entry::Text(input) = &mut self.form.fields[FILE].entry {
            input.set(&self.suggested);
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Back if self.running => return Step::ask(vec![Cmd::CancelExport]),
            Action::Back => return Step::back(),
            Action::Confirm if !self.running => return self.write(shell),
            action => {
                if self.form.takes(action) {
                    self.suggest(shell);
                }
            }
        }
        Step::stay()
    }

    fn write(&mut self, shell: &mut Shell) -> Step {
        if self.form.text_of(FILE).is_empty() {
            shell.bad(shell.words.file_needed());
            self.form.at = FILE;
            return Step::stay();
        }
        self.running = true;
        Step::ask(vec![Cmd::WriteReport(Box::new(ReportFile {
            report: self.report.clone(),
            format: self.format(),
            encoding: ENCODINGS[self.form.choice_of(ENCODING)],
            out: PathBuf::from(self.form.text_of(FILE)),
        }))])
    }

    pub fn title(&self, shell: &Shell) -> String {
        shell.words.report_to_file(&self.report.title)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(4);
        let mut part = paint.part(2, 1, columns, paint.height().saturating_sub(1));
        let cursor = self.form.view(&mut part, 0, shell);
        let hint = match self.format() {
            ReportFormat::Html => words.hint_report_html(),
            ReportFormat::Xlsx => words.hint_report_xlsx(),
            ReportFormat::Csv => words.hint_report_csv(),
            ReportFormat::Text => words.hint_report_text(),
            ReportFormat::Json => words.hint_report_json(),
        };
        let y = self.form.fields.len() as u16 + 1;
        part.wrapped(0, y, 3, hint, theme.quiet());
        cursor
    }
}
