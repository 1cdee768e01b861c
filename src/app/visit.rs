//! The main screen: one checklist at one organisation, answered with single keys. An answer shows at once as the
//! hand gave it, and counts as saved only when the store has said so.

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use super::command::{Cmd, Loaded};
use super::finish::{Details, Finish, Reason};
use super::model::Shell;
use super::outline;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::visit_card;
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::checklist::{Checklist, Item, Section};
use crate::domain::score::{Score, tenths_text};
use crate::domain::view::VisitView;
use crate::domain::visit::{self, Answer, Answers, Said, VisitStatus};
use crate::keys::{self, Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

pub struct VisitScreen {
    pub view: VisitView,
    /// Number of the current item, counted through all sections.
    pub at: usize,
    /// The remark field while it has the focus.
    pub remark: Option<Input>,
    /// What was said before, to be said again on undo; latest last.
    undo: Vec<(String, Said)>,
    /// Why a finished visit is being changed; while set, answers are taken.
    correcting: Option<String>,
    /// The answers as first finished are shown instead of the present ones.
    pub original: bool,
    /// Items with something said that is not known to be on the disk, oldest first.
    waiting: Vec<String>,
    /// Another program writes the file; nothing is taken here.
    read_only: bool,
}

impl VisitScreen {
    /// Opens at the first item without an answer.
    pub fn new(view: VisitView, read_only: bool) -> VisitScreen {
        let mut screen = VisitScreen {
            view,
            at: 0,
            remark: None,
            undo: Vec::new(),
            correcting: None,
            original: false,
            waiting: Vec::new(),
            read_only,
        };
        if screen.view.visit.status == VisitStatus::Draft {
            screen.at = screen.unanswered_from(0).unwrap_or(0);
        }
        screen
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub fn scope(&self) -> Scope {
        match (&self.remark, self.takes_answers()) {
            (Some(_), _) => Scope::Remark,
            (None, true) => Scope::Visit,
            (None, false) => Scope::Finished,
        }
    }

    fn takes_answers(&self) -> bool {
        !self.read_only
            && (self.view.visit.status == VisitStatus::Draft || self.correcting.is_some())
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Correct => !self.read_only,
            Action::Original => self.view.original.is_some(),
            Action::NextUnanswered => self.correcting.is_none(),
            _ => true,
        }
    }

    pub fn checklist(&self) -> &Checklist {
        &self.view.form.checklist
    }

    /// The answers on show: the present ones or the original ones.
    pub fn answers(&self) -> &Answers {
        match &self.view.original {
            Some(original) if self.original => original,
            _ => &self.view.answers,
        }
    }

    pub fn items(&self) -> Vec<&Item> {
        self.checklist().items().collect()
    }

    pub fn item(&self) -> Option<&Item> {
        self.checklist().items().nth(self.at)
    }

    fn code(&self) -> Option<String> {
        self.item().map(|item| item.code.clone())
    }

    pub fn is_waiting(&self, item: &str) -> bool {
        self.waiting.iter().any(|waiting| waiting == item)
    }

    pub fn score(&self) -> Score {
        visit::score(self.checklist(), self.answers(), self.view.visit.status)
    }

    fn is_answered(&self, item: &Item) -> bool {
        self.view
            .answers
            .get(&item.code)
            .is_some_and(|answer| answer.option.is_some())
    }

    fn unanswered_from(&self, from: usize) -> Option<usize> {
        let items = self.items();
        (from..items.len())
            .chain(0..from.min(items.len()))
            .find(|at| !self.is_answered(items[*at]))
    }

    /// The sections, each with the number of its first item.
    pub fn sections(&self) -> Vec<(usize, &Section)> {
        let mut first = 0;
        let mut sections = Vec::new();
        for section in &self.checklist().sections {
            sections.push((first, section));
            first += section.items.len();
        }
        sections
    }

    pub fn section_at(&self) -> usize {
        self.sections()
            .iter()
            .rposition(|(first, _)| *first <= self.at)
            .unwrap_or(0)
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Visit(view) = loaded
            && view.id == self.view.id
            && self.waiting.is_empty()
        {
            self.view = (**view).clone();
        }
        Step::stay()
    }

    pub fn saved(&mut self, visit: Uuid, saves: u64) {
        if visit == self.view.uuid {
            self.view.saves = saves;
            if !self.waiting.is_empty() {
                self.waiting.remove(0);
            }
        }
    }

    pub fn act(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        if self.remark.is_some() {
            return self.act_in_remark(action, shell);
        }
        if self.takes_answers() {
            match action {
                Action::Answer => return self.answer(key.and_then(keys::digit), shell),
                Action::Clear => return self.say_here(Said::Option(None), shell),
                Action::Remark => {
                    let remark = self
                        .code()
                        .and_then(|code| self.view.answers.get(&code).map(|a| a.remark.clone()));
                    self.remark = Some(Input::new(&remark.unwrap_or_default()));
                    return Step::stay();
                }
                Action::Undo => return self.undo(shell),
                Action::RepeatRemark => return self.repeat_remark(shell),
                Action::Details => {
                    let visit = &self.view.visit;
                    let details = Details::new(shell.words, &visit.companion, visit.mode);
                    return Step::open(Screen::Details(details));
                }
                Action::Finish => return self.ask_finish(shell),
                _ => {}
            }
        }
        match action {
            Action::NextItem => self.at = (self.at + 1).min(self.items().len().saturating_sub(1)),
            Action::PreviousItem => self.at = self.at.saturating_sub(1),
            Action::First => self.at = 0,
            Action::Last => self.at = self.items().len().saturating_sub(1),
            Action::NextSection => self.step_section(1),
            Action::PreviousSection => self.step_section(-1),
            Action::NextUnanswered => match self.unanswered_from(self.at + 1) {
                Some(at) => self.at = at,
                None => shell.good(shell.words.all_answered()),
            },
            Action::FindItem => return self.pick_item(shell),
            Action::Correct => {
                if shell.read_only {
                    shell.bad(shell.words.read_only());
                    return Step::stay();
                }
                return Step::open(Screen::Reason(Reason::default()));
            }
            Action::Original => self.toggle_original(shell),
            Action::Back => return self.leave(),
            Action::Census => return Step::ask(vec![Cmd::Census(self.view.organisation_id)]),
            _ if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Answer => shell.hint(shell.words.finished_hint()),
            _ => {}
        }
        Step::stay()
    }

    /// Leaving ends a correction; a later one asks for its own reason.
    fn leave(&mut self) -> Step {
        if self.correcting.take().is_some() {
            return Step::ask(vec![Cmd::Visit(self.view.id)]);
        }
        Step::back()
    }

    fn act_in_remark(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::RepeatRemark => {
                match &mut self.remark {
                    Some(input) if !shell.last_remark.is_empty() => {
                        input.insert(&shell.last_remark)
                    }
                    _ => shell.hint(shell.words.no_remark_yet()),
                }
                Step::stay()
            }
            Action::Confirm => {
                let text = self
                    .remark
                    .take()
                    .map(|input| input.text().trim().to_owned())
                    .unwrap_or_default();
                if !text.is_empty() {
                    shell.last_remark = text.clone();
                }
                self.say_here(Said::Remark(text), shell)
            }
            _ => Step::stay(),
        }
    }

    fn step_section(&mut self, by: isize) {
        let sections = self.sections();
        let now = self.section_at();
        let inside = self.at > sections[now].0;
        let next = match by < 0 && inside {
            true => now,
            false => now.saturating_add_signed(by).min(sections.len() - 1),
        };
        self.at = sections[next].0;
    }

    /// Gives the current item the answer of that digit and moves on.
    fn answer(&mut self, digit: Option<u8>, shell: &mut Shell) -> Step {
        let Some((item, digit)) = self.item().zip(digit) else {
            return Step::stay();
        };
        let Some(option) = self
            .checklist()
            .options(item)
            .iter()
            .find(|option| option.key == digit)
        else {
            let keys: Vec<String> = self
                .checklist()
                .options(item)
                .iter()
                .map(|option| option.key.to_string())
                .collect();
            shell.hint(shell.words.no_such_option(keys.join(" ")));
            return Step::stay();
        };
        let step = self.say_here(Said::Option(Some(option.code.clone())), shell);
        let last = self.at + 1 >= self.items().len();
        if !last {
            self.at += 1;
        }
        if self.unanswered_from(0).is_none() && self.view.visit.status == VisitStatus::Draft {
            shell.good(shell.words.all_answered());
        } else if last {
            shell.hint(shell.words.last_item());
        }
        step
    }

    fn say_here(&mut self, said: Said, shell: &mut Shell) -> Step {
        match self.code() {
            Some(code) => {
                let before = self.said_before(&code, &said);
                if before != said {
                    self.undo.push((code.clone(), before));
                }
                self.say(&code, said, shell)
            }
            None => Step::stay(),
        }
    }

    fn said_before(&self, item: &str, said: &Said) -> Said {
        let answer = self.view.answers.get(item).cloned().unwrap_or_default();
        match said {
            Said::Option(_) => Said::Option(answer.option),
            Said::Ledger(_) => Said::Ledger(answer.ledger),
            Said::Remark(_) => Said::Remark(answer.remark),
        }
    }

    /// Takes what was said of an item and hands it to the store; saying the same again writes nothing.
    fn say(&mut self, item: &str, said: Said, shell: &mut Shell) -> Step {
        let conflict = self
            .view
            .answers
            .get(item)
            .is_some_and(|answer| answer.conflict);
        if self.said_before(item, &said) == said && !conflict {
            return Step::stay();
        }
        let mut edits = vec![said.edit(self.view.uuid, item)];
        let mut answer = self.view.answers.remove(item).unwrap_or_default();
        said.apply(&mut answer);
        if answer != Answer::default() {
            self.view.answers.insert(item.to_owned(), answer);
        }
        if self.correcting.is_some() {
            let corrected = VisitStatus::Corrected;
            edits.push(Edit::new(
                self.view.uuid,
                Field::VISIT_STATUS,
                Value::text(corrected.code()),
            ));
            self.view.visit.status = corrected;
        }
        self.save(item, edits, shell)
    }

    fn save(&mut self, item: &str, edits: Vec<Edit>, shell: &mut Shell) -> Step {
        self.waiting.push(item.to_owned());
        shell.unsaved += 1;
        let change = Change {
            reason: self.correcting.clone(),
            edits,
        };
        Step::ask(vec![Cmd::Save {
            visit: self.view.uuid,
            change,
        }])
    }

    fn undo(&mut self, shell: &mut Shell) -> Step {
        let Some((item, said)) = self.undo.pop() else {
            shell.hint(shell.words.nothing_to_undo());
            return Step::stay();
        };
        if let Some(at) = self.items().iter().position(|known| known.code == item) {
            self.at = at;
        }
        shell.hint(shell.words.undone(&item));
        self.say(&item, said, shell)
    }

    fn repeat_remark(&mut self, shell: &mut Shell) -> Step {
        if shell.last_remark.is_empty() {
            shell.hint(shell.words.no_remark_yet());
            return Step::stay();
        }
        self.say_here(Said::Remark(shell.last_remark.clone()), shell)
    }

    fn pick_item(&self, shell: &Shell) -> Step {
        let lines = self.items().into_iter().enumerate().map(|(at, item)| {
            (
                format!("{} {}", item.code, item.name.get(shell.words.0)),
                Reply::Item(at),
            )
        });
        Step::open(Screen::Pick(Pick::new(
            shell.words.title_find_item(),
            lines.collect(),
            self.at,
        )))
    }

    fn ask_finish(&mut self, shell: &mut Shell) -> Step {
        if self.view.visit.status != VisitStatus::Draft {
            // a correction has no end of its own: every changed answer is already in force
            self.correcting = None;
            shell.good(shell.words.correction_done());
            return Step::ask(vec![Cmd::Visit(self.view.id)]);
        }
        let missing = self
            .items()
            .into_iter()
            .filter(|item| !self.is_answered(item))
            .map(|item| item.code.clone())
            .collect();
        let score = visit::score(self.checklist(), &self.view.answers, VisitStatus::Finished);
        let verdict = score.verdict(self.checklist());
        let companion = self.view.visit.companion.clone();
        Step::open(Screen::Finish(Finish {
            missing,
            score,
            verdict,
            companion,
        }))
    }

    fn toggle_original(&mut self, shell: &mut Shell) {
        match self.view.original.is_some() {
            true => self.original = !self.original,
            false => shell.hint(shell.words.never_corrected()),
        }
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell, now: Now) -> Step {
        match reply {
            Reply::Item(at) => self.at = at,
            Reply::ToUnanswered => self.at = self.unanswered_from(0).unwrap_or(self.at),
            Reply::Finish => return self.finish(shell, now),
            Reply::Correct(reason) => {
                self.correcting = Some(reason);
                self.original = false;
                shell.hint(shell.words.correcting_hint());
            }
            Reply::Details { companion, mode } => return self.set_details(&companion, mode, shell),
            _ => {}
        }
        Step::stay()
    }

    fn finish(&mut self, shell: &mut Shell, now: Now) -> Step {
        let at = now.clock();
        let visit = self.view.uuid;
        self.view.visit.status = VisitStatus::Finished;
        self.view.visit.finished = Some(at);
        self.undo.clear();
        let edits = vec![
            Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Finished.code()),
            ),
            Edit::new(visit, Field::VISIT_FINISHED, Value::text(at.to_string())),
        ];
        let score = self.score();
        let verdict = score.verdict(self.checklist());
        let words = shell.words;
        let verdict = verdict.map_or(words.standing_no_verdict(), |verdict| {
            words.verdict(verdict)
        });
        shell.good(words.finished(
            score.tenths().map_or_else(|| "-".to_owned(), tenths_text),
            verdict,
        ));
        self.save("", edits, shell)
    }

    fn set_details(&mut self, companion: &str, mode: visit::Mode, shell: &mut Shell) -> Step {
        let head = &mut self.view.visit;
        let visit = self.view.uuid;
        if head.companion == companion && head.mode == mode {
            return Step::stay();
        }
        head.companion = companion.to_owned();
        head.mode = mode;
        shell.companion = companion.to_owned();
        let companion = Some(companion).filter(|name| !name.is_empty());
        let mut edits = vec![
            Edit::new(visit, Field::VISIT_COMPANION, Value::optional(companion)),
            Edit::new(visit, Field::VISIT_MODE, Value::text(mode.code())),
        ];
        if self.correcting.is_some() {
            let corrected = VisitStatus::Corrected;
            edits.push(Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(corrected.code()),
            ));
            self.view.visit.status = corrected;
        }
        let name = super::command::preference::COMPANION;
        self.save("", edits, shell).with(Cmd::Preference {
            name,
            value: shell.companion.clone(),
        })
    }

    /// Organisation on the left; progress, score and the saved counter on the right.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let score = self.score();
        let figure = score.tenths().map_or_else(|| "-".to_owned(), tenths_text);
        let state = match self.view.visit.status {
            VisitStatus::Draft => words.running_score(figure),
            _ => {
                let verdict = score.verdict(self.checklist());
                let verdict = verdict.map_or(words.standing_no_verdict(), |verdict| {
                    words.verdict(verdict)
                });
                format!("{figure} {verdict}")
            }
        };
        let saved = match (&shell.failed, self.waiting.len()) {
            (Some(_), waiting) if waiting > 0 => words.not_saved_count(waiting),
            _ => words.saved(self.view.saves),
        };
        let name = self.view.organisation.clone();
        let progress = format!("{}/{}", score.answered, score.items);
        // a narrow window keeps the name readable
        match shell.size.0 < 64 {
            true => (name, format!("{progress}  {saved}")),
            false => (name, format!("{progress}  {state}  {saved}")),
        }
    }

    /// Items whose answer was changed by a correction.
    pub fn corrected_items(&self) -> BTreeSet<&str> {
        self.view
            .corrections
            .iter()
            .flat_map(|version| version.items.iter().map(String::as_str))
            .collect()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        outline::view_sections(
            &mut paint.part(1, 0, columns.saturating_sub(2), 1),
            self,
            shell,
        );
        let top = 2;
        let rows = rows.saturating_sub(top);
        let left = match columns {
            100.. => 42,
            72.. if shell.words == Words::EN => 34,
            72.. => 29,
            _ => 0,
        };
        if left > 0 {
            outline::view_items(&mut paint.part(0, top, left, rows), self, shell);
            paint.part(left, top, 1, rows).upright(0);
        }
        let x = if left > 0 { left + 2 } else { 1 };
        visit_card::view(
            &mut paint.part(x, top, columns.saturating_sub(x + 1), rows),
            self,
            shell,
        )
    }

    pub fn is_correcting(&self) -> Option<&str> {
        self.correcting.as_deref()
    }
}
