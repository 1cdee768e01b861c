//! Writing the visit log, the answers of a template, every change, or the register to a file.

use std::path::PathBuf;

use super::command::Cmd;
use super::form::{Entry, Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::calendar::Date;
use crate::domain::export::{Detail, Encoding, Format, Order, Subject};
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::widgets::progress;
use crate::width::printable;

/// What a field of the form is for. Which there are depends on what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Subject,
    Template,
    Cells,
    Format,
    Encoding,
    Evidence,
    From,
    To,
    File,
}

const SUBJECTS: [Subject; 4] = [
    Subject::Visits,
    Subject::Answers,
    Subject::Audit,
    Subject::Organisations,
];
/// The last one reads well and cannot be calculated with; a table of items is not written so.
const FORMATS: [(Format, &str); 4] = [
    (Format::Xlsx, "xlsx"),
    (Format::Csv, "csv"),
    (Format::Json, "json"),
    (Format::Markdown, "md"),
];
const ENCODINGS: [Encoding; 2] = [Encoding::Utf8, Encoding::Gb18030];

pub struct Export {
    kinds: Vec<Kind>,
    form: Form,
    /// The file name was typed and is not to follow the other fields any more.
    own_name: bool,
    suggested: String,
    progress: Option<(u64, u64)>,
    running: bool,
}

fn kinds(subject: Subject) -> Vec<Kind> {
    use Kind::{Cells, Encoding, Evidence, File, Format, From, Subject as Of, Template, To};
    match subject {
        Subject::Visits => vec![Of, Format, Encoding, Evidence, From, To, File],
        Subject::Organisations => vec![Of, Format, Encoding, File],
        Subject::Answers => vec![Of, Template, Cells, Format, Encoding, From, To, File],
        Subject::Audit => vec![Of, From, To, File],
    }
}

fn field(kind: Kind, subject: Subject, shell: &Shell) -> Field {
    let words = shell.words;
    match kind {
        Kind::Subject => {
            let subjects = SUBJECTS.map(|subject| words.export_subject(subject).to_owned());
            Field::choice(words.field_subject(), subjects.into(), 0)
        }
        Kind::Template => {
            let names = shell.templates.iter();
            let names = names.map(|template| printable(template.name.get(words.0)).into_owned());
            Field::choice(words.field_template(), names.collect(), 0)
        }
        Kind::Cells => {
            let cells = vec![
                words.cells_labels().to_owned(),
                words.cells_codes().to_owned(),
            ];
            Field::choice(words.field_cells(), cells, 0)
        }
        Kind::Format => {
            let names = formats(subject).iter();
            let names = names.map(|(format, _)| words.format_name(*format).to_owned());
            Field::choice(words.field_format(), names.collect(), 0)
        }
        Kind::Encoding => Field::choice(
            words.field_encoding(),
            vec!["UTF-8".into(), "GB18030".into()],
            0,
        ),
        Kind::Evidence => Field::choice(
            words.evidence(),
            vec![
                words.export_evidence_no().to_owned(),
                words.export_evidence_yes().to_owned(),
            ],
            0,
        ),
        Kind::From => Field::text(words.field_from(), ""),
        Kind::To => Field::text(words.field_to(), ""),
        Kind::File => Field::text(words.field_file(), ""),
    }
}

fn formats(subject: Subject) -> &'static [(Format, &'static str)] {
    match subject {
        Subject::Answers => &FORMATS[..3],
        _ => &FORMATS,
    }
}

impl Export {
    pub fn new(shell: &Shell) -> Export {
        let kinds = kinds(SUBJECTS[0]);
        let fields = kinds.iter().map(|kind| field(*kind, SUBJECTS[0], shell));
        let mut screen = Export {
            form: Form::new(fields.collect()),
            kinds,
            own_name: false,
            suggested: String::new(),
            progress: None,
            running: false,
        };
        screen.suggest(shell);
        screen
    }

    fn at(&self, kind: Kind) -> Option<usize> {
        self.kinds.iter().position(|known| *known == kind)
    }

    fn choice(&self, kind: Kind) -> usize {
        self.at(kind).map_or(0, |at| self.form.choice_of(at))
    }

    fn text(&self, kind: Kind) -> &str {
        self.at(kind).map_or("", |at| self.form.text_of(at))
    }

    fn subject(&self) -> Subject {
        SUBJECTS[self.choice(Kind::Subject)]
    }

    fn format(&self) -> (Format, &'static str) {
        match self.subject() {
            Subject::Audit => (Format::Csv, "csv"),
            subject => formats(subject)[self.choice(Kind::Format)],
        }
    }

    /// Shows the fields of another subject; what was chosen and typed in those that stay is kept.
    fn turned(&mut self, shell: &Shell) {
        let subject = self.subject();
        let new = kinds(subject);
        if new == self.kinds {
            return;
        }
        let focused = self.kinds[self.form.at];
        let mut old: Vec<(Kind, Field)> = std::mem::take(&mut self.kinds)
            .into_iter()
            .zip(std::mem::take(&mut self.form.fields))
            .collect();
        self.form.fields = new
            .iter()
            .map(|kind| {
                let mut fresh = field(*kind, subject, shell);
                let known = old.iter().position(|(known, _)| known == kind);
                match (
                    known.map(|at| old.swap_remove(at).1.entry),
                    &mut fresh.entry,
                ) {
                    (Some(Entry::Choice { at, .. }), Entry::Choice { at: now, options }) => {
                        *now = at.min(options.len() - 1);
                    }
                    (Some(text @ Entry::Text(_)), now @ Entry::Text(_)) => *now = text,
                    _ => {}
                }
                fresh
            })
            .collect();
        self.form.at = new.iter().position(|kind| *kind == focused).unwrap_or(0);
        self.kinds = new;
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    /// Proposes a file beside the data, until someone types another.
    fn suggest(&mut self, shell: &Shell) {
        self.own_name |= self.text(Kind::File) != self.suggested;
        if self.own_name {
            return;
        }
        let words = shell.words;
        let subject = match self.subject() {
            Subject::Visits => words.file_visits().to_owned(),
            Subject::Organisations => words.file_organisations().to_owned(),
            Subject::Audit => words.file_audit().to_owned(),
            Subject::Answers => match shell.templates.get(self.choice(Kind::Template)) {
                Some(template) => words.file_answers(&template.id),
                None => words.file_visits().to_owned(),
            },
        };
        let name = format!("{subject}-{}.{}", shell.today, self.format().1);
        self.suggested = PathBuf::from(&shell.folder)
            .join("exports")
            .join(name)
            .display()
            .to_string();
        if let Some(at) = self.at(Kind::File)
            && let Entry::Text(input) = &mut self.form.fields[at].entry
        {
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
                self.turned(shell);
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
        for (day, kind) in days.iter_mut().zip([Kind::From, Kind::To]) {
            let text = self.text(kind);
            *day = Date::parse(text);
            if day.is_none() && !text.is_empty() {
                shell.bad(words.no_date(text.to_owned()));
                self.form.at = self.at(kind).unwrap_or(0);
                return Step::stay();
            }
        }
        if self.text(Kind::File).is_empty() {
            shell.bad(words.file_needed());
            self.form.at = self.at(Kind::File).unwrap_or(0);
            return Step::stay();
        }
        self.running = true;
        self.progress = None;
        let template = shell.templates.get(self.choice(Kind::Template));
        Step::ask(vec![Cmd::Export(Order {
            subject: self.subject(),
            format: self.format().0,
            encoding: ENCODINGS[self.choice(Kind::Encoding)],
            from: days[0],
            to: days[1],
            out: PathBuf::from(self.text(Kind::File)),
            lang: words.0,
            evidence: self.choice(Kind::Evidence) == 1,
            detail: Detail {
                template: template.map_or_else(String::new, |template| template.id.clone()),
                labels: self.choice(Kind::Cells) == 0,
                ..Detail::default()
            },
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
        let hint = match (self.subject(), self.format().0) {
            (Subject::Audit, _) => words.hint_audit(),
            (Subject::Answers, _) => words.hint_answers(),
            (_, Format::Csv) => words.hint_csv(),
            (_, Format::Xlsx) => words.hint_xlsx(),
            (_, Format::Json) => words.hint_json(),
            (_, Format::Markdown) => words.hint_markdown(),
        };
        part.wrapped(0, y, 3, hint, theme.quiet());
        cursor
    }
}
