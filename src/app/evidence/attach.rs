//! Files to attach, named by path. The sheet stays, with what was typed, until the files and the entries that name
//! them are on the disk.

use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::domain::calendar::Now;
use crate::domain::change::Uuid;
use crate::domain::evidence::{self, Evidence, KeptFile, size_text};
use crate::keys::Action;
use crate::widgets::input::{self, Input};
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

const PATH: usize = 0;
const CAPTION: usize = 1;
const BELONGS: usize = 2;

pub struct Attach {
    visit: Uuid,
    /// Address of the item; none where there is only the visit as a whole.
    item: Option<String>,
    reason: Option<String>,
    /// What the visit has already.
    known: Vec<Evidence>,
    form: Form,
    work: Work,
    /// Why the files could not be taken, until the next key that is no typing.
    why: Option<String>,
    /// What is to be said once everything is on the disk.
    pub said: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Typing,
    Copying {
        ticket: u64,
        /// Bytes done and in all.
        progress: Option<(u64, u64)>,
    },
    Saving {
        ticket: u64,
    },
}

impl Attach {
    pub fn new(
        visit: Uuid,
        item: Option<String>,
        reason: Option<String>,
        known: Vec<Evidence>,
        words: Words,
    ) -> Attach {
        let mut fields = vec![
            Field::text(words.attach_path(), ""),
            Field::text(words.attach_caption(), ""),
        ];
        if let Some(item) = &item {
            let choices = vec![words.attach_item(item), words.evidence_whole().to_owned()];
            fields.push(Field::choice(words.attach_to(), choices, 0));
        }
        Attach {
            visit,
            item,
            reason,
            known,
            form: Form::new(fields),
            work: Work::Typing,
            why: None,
            said: String::new(),
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        match self.work {
            Work::Typing => self.form.input(),
            _ => None,
        }
    }

    /// Pasted lines as one, so that the blanks inside names stay what they are. What the field has no room for is not
    /// cut, since half a name would be another file's.
    pub fn pasted(&mut self, text: &str, shell: &Shell) -> String {
        if self.form.at != PATH {
            return text.to_owned();
        }
        let before = self.form.text_of(PATH);
        let mut line = evidence::one_line(text);
        let begins_anew = evidence::begins_a_path(&line);
        if !before.is_empty() && begins_anew {
            line.insert(0, ' ');
        }
        if before.len() + line.len() > input::MOST {
            self.why = Some(shell.words.attach_too_long().to_owned());
            return String::new();
        }
        line
    }

    pub fn offers(&self, action: Action) -> bool {
        match (self.work, action) {
            (Work::Typing, Action::Right) => self.form.is_choice(),
            (Work::Typing, _) | (Work::Copying { .. }, Action::Back) => true,
            (_, action) => matches!(action, Action::Help | Action::Quit),
        }
    }

    pub fn copies(&self, of: u64) -> bool {
        matches!(self.work, Work::Copying { ticket, .. } if ticket == of)
    }

    pub fn saves(&self, of: u64) -> bool {
        self.work == Work::Saving { ticket: of }
    }

    pub fn progress(&mut self, done: u64, total: u64) {
        if let Work::Copying { progress, .. } = &mut self.work {
            *progress = Some((done, total));
        }
    }

    /// The entries could not be written; they can be asked for again, and the files are there already.
    pub fn failed(&mut self) {
        if matches!(self.work, Work::Saving { .. }) {
            self.work = Work::Typing;
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        self.why = None;
        match (self.work, action) {
            (Work::Typing, Action::Confirm) => return self.copy(shell),
            (Work::Typing, Action::Back) => return Step::back(),
            (Work::Typing, action) => {
                self.form.takes(action);
            }
            (Work::Copying { .. }, Action::Back) => {
                self.work = Work::Typing;
                shell.hint(shell.words.evidence_cancelled());
                return Step::ask(vec![Cmd::StopKeeping]);
            }
            _ => {}
        }
        Step::stay()
    }

    fn copy(&mut self, shell: &mut Shell) -> Step {
        let typed = self.form.text_of(PATH).to_owned();
        if typed.is_empty() {
            self.form.at = PATH;
            self.why = Some(shell.words.attach_path_needed().to_owned());
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        self.work = Work::Copying {
            ticket,
            progress: None,
        };
        Step::ask(vec![Cmd::KeepFiles { ticket, typed }])
    }

    /// The files are on the disk, or none of them is.
    pub fn kept(
        &mut self,
        kept: Result<Vec<KeptFile>, String>,
        shell: &mut Shell,
        now: Now,
    ) -> Step {
        self.work = Work::Typing;
        let files = match kept {
            Ok(files) => files,
            Err(why) => {
                self.form.at = PATH;
                self.why = Some(why);
                return Step::stay();
            }
        };
        let words = shell.words;
        let size = size_text(files.iter().map(|file| file.size).sum());
        self.said = match &files[..] {
            [file] => words.attached_one(&file.name, size),
            files => words.attached_many(files.len(), size),
        };
        let whole = self.item.is_none() || self.form.choice_of(BELONGS) == 1;
        let item = self.item.clone().filter(|_| !whole).unwrap_or_default();
        let by = shell.inspector.as_ref().map(|person| person.name.clone());
        let by = by.unwrap_or_default();
        let edits = files.into_iter().flat_map(|file| {
            let evidence = Evidence {
                item: item.clone(),
                file,
                added: Some(now.clock()),
                by: by.clone(),
                caption: self.form.text_of(CAPTION).to_owned(),
            };
            evidence.attach(self.visit, &self.known)
        });
        let change = evidence::change(self.visit, edits.collect(), self.reason.as_deref());
        let ticket = shell.next_ticket();
        self.work = Work::Saving { ticket };
        Step::ask(vec![Cmd::Commit { ticket, change }])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        let columns = 72.min(paint.width());
        let (text, style) = match (&self.why, self.work) {
            (Some(why), _) => (width::printable(why).into_owned(), theme.bad()),
            (None, Work::Typing) => (shell.words.attach_hint().to_owned(), theme.quiet()),
            (None, _) => (self.working(shell.words), theme.strong()),
        };
        // the frame keeps its place while the text in it changes
        let lines = |text: &str| width::wrap(text, columns.saturating_sub(4).into()).len() as u16;
        let most = lines(&text).max(lines(shell.words.attach_hint())).min(5);
        let fields = self.form.fields.len() as u16;
        let mut inside = overlay(
            paint,
            columns,
            fields + most + 3,
            shell.words.attach_title(),
        );
        // where not everything has room, the fields have it
        let room = inside.height().saturating_sub(fields + 1).min(most);
        inside.wrapped(0, 0, room, &text, style);
        let y = room + u16::from(room > 0);
        let cursor = self.form.view(&mut inside, y, shell);
        cursor.filter(|_| self.work == Work::Typing)
    }

    /// How far copying and saving are.
    fn working(&self, words: Words) -> String {
        match self.work {
            Work::Copying {
                progress: Some((done, total)),
                ..
            } => words.attach_copying(size_text(done), size_text(total)),
            Work::Copying { progress: None, .. } => words.attach_starting().to_owned(),
            Work::Typing | Work::Saving { .. } => words.attach_saving().to_owned(),
        }
    }
}
