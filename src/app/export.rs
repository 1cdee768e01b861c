//! Writing the visit log or the register to a file.

use std::path::PathBuf;

use super::command::Cmd;
use super::form::{Entry, Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::calendar::Date;
use crate::domain::export::{Encoding, Format, Order, Subject};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::progress;

const SUBJECT: usize = 0;
const FORMAT: usize = 1;
const ENCODING: usize = 2;
const EVIDENCE: usize = 3;
const FROM: usize = 4;
const TO: usize = 5;
const FILE: usize = 6;

const SUBJECTS: [Subject; 2] = [Subject::Visits, Subject::Organisations];
const FORMATS: [(Format, &str); 4] = [
    (Format::Xlsx, "xlsx"),
    (Format::Csv, "csv"),
    (Format::Markdown, "md"),
    (Format::Json, "json"),
];
const ENCODINGS: [Encoding; 2] = [Encoding::Utf8, Encoding::Gb18030];

pub struct Export {
    form: Form,
    /// The file name was typed and is not to follow the other fields any more.
    own_name: bool,
    suggested: String,
    progress: Option<(u64, u64)>,
    running: bool,
}

impl Export {
    pub fn new(shell: &Shell) -> Export {
        let words = shell.words;
        let subjects = vec![
            words.subject_visits().to_owned(),
            words.subject_organisations().to_owned(),
        ];
        let formats = FORMATS
            .iter()
            .map(|(format, _)| words.format_name(*format).to_owned())
            .collect();
        let form = Form::new(vec![
            Field::choice(words.field_subject(), subjects, 0),
            Field::choice(words.field_format(), formats, 0),
            Field::choice(
                words.field_encoding(),
                vec!["UTF-8".into(), "GB18030".into()],
                0,
            ),
            Field::choice(
                words.evidence(),
                vec![
                    words.export_evidence_no().to_owned(),
                    words.export_evidence_yes().to_owned(),
                ],
                0,
            ),
            Field::text(words.field_from(), ""),
            Field::text(words.field_to(), ""),
            Field::text(words.field_file(), ""),
        ]);
        let mut screen = Export {
            form,
            own_name: false,
            suggested: String::new(),
            progress: None,
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

    /// Proposes a file beside the data, until someone types another.
    fn suggest(&mut self, shell: &Shell) {
        self.own_name |= self.form.text_of(FILE) != self.suggested;
        if self.own_name {
            return;
        }
        let subject = match SUBJECTS[self.form.choice_of(SUBJECT)] {
            Subject::Visits => shell.words.file_visits(),
            Subject::Organisations => shell.words.file_organisations(),
        };
        let extension = FORMATS[self.form.choice_of(FORMAT)].1;
        let name = format!("{subject}-{}.{extension}", shell.today);
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
            Action::NextField => self.form.step(1),
            Action::PreviousField => self.form.step(-1),
            Action::Left | Action::Right
                if self.form.turn(if action == Action::Right { 1 } else { -1 }) =>
            {
                self.suggest(shell);
            }
            Action::Back if self.running => return Step::ask(vec![Cmd::CancelExport]),
            Action::Back => return Step::back(),
            Action::Confirm if !self.running => return self.write(shell),
            _ => {}
        }
        Step::stay()
    }

    fn write(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let mut days = [None, None];
        for (day, field) in days.iter_mut().zip([FROM, TO]) {
            let text = self.form.text_of(field);
            *day = Date::parse(text);
            if day.is_none() && !text.is_empty() {
                shell.bad(words.no_date(text.to_owned()));
                self.form.at = field;
                return Step::stay();
            }
        }
        if self.form.text_of(FILE).is_empty() {
            shell.bad(words.file_needed());
            self.form.at = FILE;
            return Step::stay();
        }
        self.running = true;
        self.progress = None;
        Step::ask(vec![Cmd::Export(Order {
            subject: SUBJECTS[self.form.choice_of(SUBJECT)],
            format: FORMATS[self.form.choice_of(FORMAT)].0,
            encoding: ENCODINGS[self.form.choice_of(ENCODING)],
            from: days[0],
            to: days[1],
            out: PathBuf::from(self.form.text_of(FILE)),
            lang: words.0,
            evidence: self.form.choice_of(EVIDENCE) == 1,
        })])
    }

    pub fn progress(&mut self, done: u64, total: u64) {
        self.progress = Some((done, total));
    }

    pub fn written(&mut self) {
        self.running = false;
        self.progress = None;
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(4);
        let mut part = paint.part(2, 1, columns, paint.height().saturating_sub(1));
        let cursor = self.form.view(&mut part, 0, shell);
        let y = self.form.fields.len() as u16 + 1;
        if self.running {
            progress::bar(&mut part, y, self.progress, theme.accent());
            part.text(0, y + 1, words.export_running(), theme.quiet());
            return None;
        }
        let hint = match FORMATS[self.form.choice_of(FORMAT)].0 {
            Format::Csv => words.hint_csv(),
            Format::Xlsx => words.hint_xlsx(),
            Format::Json => words.hint_json(),
            Format::Markdown => words.hint_markdown(),
        };
        part.wrapped(0, y, 3, hint, theme.quiet());
        cursor
    }
}
