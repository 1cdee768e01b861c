//! Taking in somebody's register: a file is named and read through, what was found in it is shown and may be put
//! right, and only then is it written, whole or not at all.

mod view;

use super::command::Cmd;
use super::duplicates::DuplicatesScreen;
use super::model::Shell;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::walk::walked;
use crate::domain::arrival::{Arrival, Choice, Column, ImportReport, Preview};
use crate::domain::export::Encoding;
use crate::domain::register::ListField;
use crate::keys::{Action, Scope};
use crate::widgets::input::Input;

#[derive(Default)]
pub struct Import {
    path: Input,
    stage: Stage,
    found: Option<Found>,
    /// Of what is being read.
    asked: Arrival,
    ticket: u64,
    progress: Option<(u64, u64)>,
    /// Why the last thing asked for did not work, until the next key.
    why: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Typing,
    Reading,
    Shown,
    Taking,
    /// It is in the file.
    Done,
}

/// What was found in a file, and where the eye is.
struct Found {
    arrival: Arrival,
    preview: Preview,
    list: List,
    at: usize,
    /// Places of the notes on refused rows and of the others among the report's notes.
    refused: Vec<usize>,
    warned: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Columns,
    Refused,
    Warned,
    Twins,
}

const LISTS: [List; 4] = [List::Columns, List::Refused, List::Warned, List::Twins];

impl Found {
    fn new(arrival: Arrival, preview: Preview) -> Found {
        let mut found = Found {
            arrival,
            preview,
            list: List::Columns,
            at: 0,
            refused: Vec::new(),
            warned: Vec::new(),
        };
        found.sort_notes();
        found
    }

    fn sort_notes(&mut self) {
        let notes = self.preview.report.notes.iter().enumerate();
        let (refused, warned) = notes.partition::<Vec<_>, _>(|(_, note)| note.trouble.refuses());
        let places = |notes: Vec<(usize, _)>| notes.into_iter().map(|(at, _)| at).collect();
        self.refused = places(refused);
        self.warned = places(warned);
    }

    fn len(&self, list: List) -> usize {
        match list {
            List::Columns => self.preview.columns.len(),
            List::Refused => self.refused.len(),
            List::Warned => self.warned.len(),
            List::Twins => self.preview.report.twins.len(),
        }
    }

    fn column(&self) -> Option<&Column> {
        match self.list {
            List::Columns => self.preview.columns.get(self.at),
            _ => None,
        }
    }

    fn turn(&mut self, by: isize) {
        let now = LISTS.iter().position(|list| *list == self.list);
        let next = now.unwrap_or(0) as isize + by;
        self.list = LISTS[next.rem_euclid(LISTS.len() as isize) as usize];
        self.at = 0;
    }
}

impl Import {
    pub fn scope(&self) -> Scope {
        match self.stage {
            Stage::Typing => Scope::Import,
            _ => Scope::Arrival,
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        (self.stage == Stage::Typing).then_some(&mut self.path)
    }

    pub fn offers(&self, action: Action) -> bool {
        let Some(found) = &self.found else {
            return matches!(action, Action::Back | Action::Confirm)
                && (self.stage == Stage::Typing || action == Action::Back)
                || matches!(action, Action::Help | Action::Palette);
        };
        let is_shown = self.stage == Stage::Shown;
        match action {
            Action::Sheet => is_shown && found.preview.sheets.len() > 1,
            Action::Encoding => is_shown && found.preview.encoding.is_some(),
            Action::Confirm => is_shown || self.stage == Stage::Typing,
            Action::NextField => !self.is_running(),
            _ => true,
        }
    }

    fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Reading | Stage::Taking)
    }

    /// `2 / 14` of the list in sight, for the title.
    pub fn position(&self) -> String {
        match (&self.found, self.stage) {
            (Some(found), Stage::Shown | Stage::Done) if found.len(found.list) > 0 => {
                format!("{} / {}", found.at + 1, found.len(found.list))
            }
            _ => String::new(),
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        self.why = None;
        match (self.stage, action) {
            (Stage::Reading | Stage::Taking, Action::Back) => {
                return Step::ask(vec![Cmd::CancelImport]);
            }
            (Stage::Reading | Stage::Taking, _) => return Step::stay(),
            (_, Action::Back) => return Step::back(),
            (Stage::Typing, Action::Confirm) => return self.read_typed(shell),
            (Stage::Done, Action::Duplicates) => {
                let (screen, cmd) = DuplicatesScreen::new(shell);
                return Step::open(Screen::Duplicates(Box::new(screen))).with(cmd);
            }
            (_, Action::OtherFile) => self.stage = Stage::Typing,
            (Stage::Shown, Action::Confirm) => return self.take_in(shell),
            (Stage::Shown, Action::Sheet) => return self.next_sheet(shell),
            (Stage::Shown, Action::Encoding) => return self.other_encoding(shell),
            (Stage::Shown, Action::Open) => return self.pick_field(shell),
            (Stage::Shown | Stage::Done, action) => self.look(action, shell),
            _ => {}
        }
        Step::stay()
    }

    fn look(&mut self, action: Action, shell: &Shell) {
        let Some(found) = &mut self.found else { return };
        let page = usize::from(view::list_rows(shell.body_rows())).max(1);
        let last = found.len(found.list).saturating_sub(1);
        found.at = match action {
            Action::NextField => return found.turn(1),
            Action::PreviousField => return found.turn(-1),
            action => walked(found.at, action, last, page),
        };
    }

    fn read_typed(&mut self, shell: &mut Shell) -> Step {
        let file = self.path.text().trim().to_owned();
        if file.is_empty() {
            shell.bad(shell.words.import_file_needed());
            return Step::stay();
        }
        let choice = Choice::default();
        self.read(Arrival { file, choice }, shell)
    }

    fn read(&mut self, arrival: Arrival, shell: &mut Shell) -> Step {
        self.ticket = shell.next_ticket();
        self.stage = Stage::Reading;
        self.progress = None;
        self.asked = arrival.clone();
        Step::ask(vec![Cmd::Preview {
            ticket: self.ticket,
            arrival,
        }])
    }

    pub fn progress(&mut self, done: u64, total: u64) {
        self.progress = Some((done, total));
    }

    /// What is on screen already stays where a file cannot be read otherwise.
    pub fn previewed(&mut self, ticket: u64, preview: Result<Box<Preview>, String>) {
        if ticket != self.ticket || self.stage != Stage::Reading {
            return;
        }
        let same_file = |found: &Found| found.arrival.file == self.asked.file;
        let at = self.found.as_ref().filter(|found| same_file(found));
        match preview {
            Ok(preview) => {
                let place = at.map_or((List::Columns, 0), |found| (found.list, found.at));
                let mut found = Found::new(self.asked.clone(), *preview);
                if place.1 < found.len(place.0) {
                    (found.list, found.at) = place;
                }
                self.found = Some(found);
                self.stage = Stage::Shown;
            }
            Err(why) => {
                self.stage = match at {
                    Some(_) => Stage::Shown,
                    None => Stage::Typing,
                };
                self.why = Some(why);
            }
        }
    }

    /// Reads the sheet after the one asked for last, whether that could be read or not.
    fn next_sheet(&mut self, shell: &mut Shell) -> Step {
        let Some(found) = &self.found else {
            return Step::stay();
        };
        let sheets = &found.preview.sheets;
        let last = self.asked.choice.sheet.as_ref();
        let last = last.or(found.preview.sheet.as_ref());
        let now = sheets.iter().position(|sheet| Some(sheet) == last);
        match sheets.get(now.map_or(0, |now| (now + 1) % sheets.len())) {
            Some(sheet) if sheets.len() > 1 => {
                let arrival = Arrival {
                    file: found.arrival.file.clone(),
                    // another sheet has other columns
                    choice: Choice {
                        sheet: Some(sheet.clone()),
                        ..Choice::default()
                    },
                };
                self.read(arrival, shell)
            }
            _ => Step::stay(),
        }
    }

    fn other_encoding(&mut self, shell: &mut Shell) -> Step {
        let Some(found) = &self.found else {
            return Step::stay();
        };
        let other = match found.preview.encoding {
            Some("GB18030") => Encoding::Utf8,
            Some(_) => Encoding::Gb18030,
            None => return Step::stay(),
        };
        let mut arrival = found.arrival.clone();
        arrival.choice.encoding = Some(other);
        self.read(arrival, shell)
    }

    /// Offers the fields that the column under the cursor may hold.
    fn pick_field(&mut self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(column) = self.found.as_ref().and_then(Found::column) else {
            return Step::stay();
        };
        let mut lines = vec![(words.import_not_used().to_owned(), Reply::Field(None))];
        lines.extend(ListField::ALL.iter().map(|field| {
            let label = words.list_field(*field).to_owned();
            (label, Reply::Field(Some(*field)))
        }));
        let now = ListField::ALL
            .iter()
            .position(|field| Some(*field) == column.field);
        let at = now.map_or(0, |at| at + 1);
        Step::open(Screen::Pick(Pick::new(words.title_column(), lines, at)))
    }

    /// Takes the column under the cursor as a field from now on, or leaves it out.
    pub fn assign(&mut self, field: Option<ListField>, shell: &mut Shell) -> Step {
        let Some(found) = &self.found else {
            return Step::stay();
        };
        let Some(column) = found.column().filter(|column| column.field != field) else {
            return Step::stay();
        };
        if column.field == Some(ListField::Name) && field != Some(ListField::Name) {
            shell.bad(shell.words.import_name_needed());
            return Step::stay();
        }
        let mut arrival = found.arrival.clone();
        let choice = &mut arrival.choice;
        choice.sheet = found.preview.sheet.clone();
        let spoken_for = [column.field, field];
        choice.map.retain(|(known, letters)| {
            !spoken_for.contains(&Some(*known)) && *letters != column.letters
        });
        if let Some(before) = column.field {
            choice.map.push((before, String::new()));
        }
        if let Some(field) = field {
            choice.map.push((field, column.letters.clone()));
        }
        self.read(arrival, shell)
    }

    fn take_in(&mut self, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        let Some(found) = &self.found else {
            return Step::stay();
        };
        let report = &found.preview.report;
        if report.added + report.updated == 0 {
            shell.hint(shell.words.import_nothing_new());
            return Step::stay();
        }
        let mut arrival = found.arrival.clone();
        arrival.choice.sheet = found.preview.sheet.clone();
        self.stage = Stage::Taking;
        self.progress = None;
        Step::ask(vec![Cmd::TakeIn(arrival)])
    }

    pub fn taken_in(&mut self, result: Result<Box<ImportReport>, String>, shell: &mut Shell) {
        if self.stage != Stage::Taking {
            return;
        }
        match (result, &mut self.found) {
            (Ok(report), Some(found)) => {
                shell.good(
                    shell
                        .words
                        .import_done(report.added, report.updated, report.refused),
                );
                found.preview.report = *report;
                found.sort_notes();
                found.at = 0;
                if found.list == List::Columns && !found.refused.is_empty() {
                    found.list = List::Refused;
                }
                self.stage = Stage::Done;
            }
            (Ok(_), None) => self.stage = Stage::Typing,
            (Err(why), _) => {
                self.stage = Stage::Shown;
                self.why = Some(why);
            }
        }
    }
}
