//! The main screen: one template filled at one organisation. An answer shows at once as the hand gave it, and counts
//! as saved only when the store has said so.

mod entry;
mod failed;
mod repeats;
mod say;
mod wrap_up;

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::command::{Cmd, Loaded};
use super::evidence::EvidenceScreen;
use super::finish::{Details, Reason};
use super::model::Shell;
use super::outline;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::visit_card;
use crate::domain::calendar::Now;
use crate::domain::change::Uuid;
use crate::domain::checklist::{Checklist, Item, Lang, Way};
use crate::domain::comparison::{self, Became, Beside};
use crate::domain::exchange::Reach;
use crate::domain::filling::{Filling, Line};
use crate::domain::score::{Score, tenths_text};
use crate::domain::view::VisitView;
use crate::domain::visit::{Answer, Answers, Said, VisitStatus};
use crate::keys::{self, Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

pub use entry::Choice;

pub struct VisitScreen {
    pub view: VisitView,
    /// The present answers at work in the form.
    filling: Filling,
    /// The answers as first finished, if they were corrected since.
    first: Option<Filling>,
    /// Number of the current line among those that are asked.
    pub at: usize,
    /// The remark field while it has the focus.
    pub remark: Option<Input>,
    /// The field of an item that is answered by typing, while answers are taken.
    pub entry: Option<Input>,
    /// Why what was typed is no answer yet.
    pub trouble: Option<String>,
    /// Nothing that is demanded was missing when last looked at.
    complete: bool,
    /// What was said before, to be said again on undo; latest last, what was said together together.
    undo: Vec<Vec<(String, Said)>>,
    /// Why a finished visit is being changed; while set, answers are taken.
    correcting: Option<String>,
    /// The answers as first finished are shown instead of the present ones.
    pub original: bool,
    /// Items with something said that is not known to be on the disk, oldest save first.
    waiting: Vec<Vec<String>>,
    /// Another program writes the file; nothing is taken here.
    read_only: bool,
}

impl VisitScreen {
    /// Opens at the first item without an answer.
    pub fn new(view: VisitView, read_only: bool, lang: Lang) -> VisitScreen {
        let fill = |answers: &Answers| Filling::open(&view.form, view.visit.started, lang, answers);
        let mut screen = VisitScreen {
            filling: fill(&view.answers),
            first: view.original.as_ref().map(fill),
            view,
            at: 0,
            remark: None,
            entry: None,
            trouble: None,
            complete: false,
            undo: Vec::new(),
            correcting: None,
            original: false,
            waiting: Vec::new(),
            read_only,
        };
        if screen.view.visit.status == VisitStatus::Draft {
            screen.at = screen.unanswered_from(0).unwrap_or(0);
            screen.complete = screen.filling.gaps().is_empty();
        }
        screen.focus();
        screen
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    /// The current item where it is undecided, else the first that is.
    pub fn conflict_here(&self) -> Option<(i64, String)> {
        let conflicts = &self.view.conflicts;
        let address = self.address().unwrap_or_default();
        let here = conflicts.iter().find(|one| one.place.part == address);
        let conflict = here.or(conflicts.first())?;
        Some((self.view.id, conflict.place.part.clone()))
    }

    pub fn scope(&self) -> Scope {
        match (&self.remark, &self.entry, self.takes_answers()) {
            (Some(_), ..) => Scope::Remark,
            (None, Some(_), _) => Scope::Entry,
            (None, None, true) => Scope::Visit,
            (None, None, false) => Scope::Finished,
        }
    }

    /// The field that takes what is typed.
    pub fn input(&mut self) -> Option<&mut Input> {
        self.remark.as_mut().or(self.entry.as_mut())
    }

    fn takes_answers(&self) -> bool {
        !self.read_only
            && (self.view.visit.status == VisitStatus::Draft || self.correcting.is_some())
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            // whatever leads away has to wait until what was typed is an answer, or is dropped
            Action::Remark | Action::NextUnanswered | Action::Finish if self.trouble.is_some() => {
                false
            }
            Action::Remark => self.takes_remark(),
            Action::Answer => self.line().is_some_and(|line| {
                let way = self.item().map(|item| item.way());
                line.item.is_none() || matches!(way, Some(Way::One | Way::Several))
            }),
            Action::Correct => !self.read_only,
            Action::Original => self.view.original.is_some(),
            Action::NextUnanswered => self.correcting.is_none(),
            Action::NextChanged | Action::PreviousChanged => self.view.last.is_some(),
            Action::NextConflict | Action::PreviousConflict => !self.view.conflicts.is_empty(),
            _ => true,
        }
    }

    fn takes_remark(&self) -> bool {
        self.item().is_some_and(Item::takes_answer)
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

    pub fn answer_of(&self, line: &Line) -> Option<&Answer> {
        self.answers().get(&line.address)
    }

    /// The form on show, likewise.
    pub fn filling(&self) -> &Filling {
        match &self.first {
            Some(first) if self.original => first,
            _ => &self.filling,
        }
    }

    pub fn lines(&self) -> &[Line] {
        self.filling().lines()
    }

    pub fn line(&self) -> Option<&Line> {
        self.lines().get(self.at)
    }

    pub fn item(&self) -> Option<&Item> {
        self.filling().item(self.line()?)
    }

    fn address(&self) -> Option<String> {
        self.line().map(|line| line.address.clone())
    }

    pub fn is_waiting(&self, address: &str) -> bool {
        self.waiting
            .iter()
            .flatten()
            .any(|waiting| waiting == address)
    }

    pub fn score(&self) -> Score {
        self.filling().score(self.view.visit.status)
    }

    /// Nothing is left to be answered here.
    pub fn is_answered(&self, line: &Line) -> bool {
        match self.filling().item(line) {
            Some(item) if item.takes_answer() => !self.filling().text(line).is_empty(),
            _ => true,
        }
    }

    fn unanswered_from(&self, from: usize) -> Option<usize> {
        let lines = self.lines();
        (from..lines.len())
            .chain(0..from.min(lines.len()))
            .find(|at| !self.is_answered(&lines[*at]))
    }

    /// What the visit before tells of a line; none on the first visit.
    pub fn beside(&self, line: &Line) -> Option<Beside<'_>> {
        comparison::beside(&self.view, &line.address)
    }

    /// What is found here, or what the ledger has, is not as it was last time.
    pub fn is_changed(&self, line: &Line) -> bool {
        let became = self.beside(line).and_then(|beside| beside.became);
        matches!(
            became,
            Some(Became::Changed | Became::Better | Became::Worse | Became::Ledger)
        )
    }

    pub fn loaded(&mut self, loaded: &Loaded, lang: Lang) -> Step {
        if let Loaded::Visit(view) = loaded
            && view.id == self.view.id
            && self.waiting.is_empty()
        {
            self.view = (**view).clone();
            self.refill(lang);
        }
        Step::stay()
    }

    /// Fills the form anew from the answers that are known.
    fn refill(&mut self, lang: Lang) {
        let address = self.address();
        let started = self.view.visit.started;
        let fill = |answers: &Answers| Filling::open(&self.view.form, started, lang, answers);
        let (filling, first) = (
            fill(&self.view.answers),
            self.view.original.as_ref().map(fill),
        );
        (self.filling, self.first) = (filling, first);
        self.stand_at(address.as_deref());
        let untouched = self.entry.is_none() || !self.is_typing();
        if untouched {
            self.focus();
        }
    }

    /// Stands at an address again, or near it where it is no longer asked.
    fn stand_at(&mut self, address: Option<&str>) {
        match address.and_then(|address| self.filling().find(address)) {
            Some(at) => self.at = at,
            None => self.at = self.at.min(self.lines().len().saturating_sub(1)),
        }
    }

    pub fn saved(&mut self, visit: Uuid, saves: u64) {
        if visit == self.view.uuid {
            self.view.saves = saves;
            // what is saved now has not left this laptop
            self.view.reach = self.view.reach.map(|_| Reach::Here);
            if !self.waiting.is_empty() {
                self.waiting.remove(0);
            }
        }
    }

    pub fn act(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        if self.remark.is_some() {
            return self.act_in_remark(action, shell);
        }
        if self.entry.is_some() {
            return self.act_in_entry(action, key, shell);
        }
        let step = self.act_here(action, key, shell);
        self.focus();
        step
    }

    /// What a key does where nothing is being typed.
    fn act_here(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        if self.takes_answers() {
            match action {
                Action::Answer => return self.answer(key.and_then(keys::digit), shell),
                Action::Clear => return self.say_here(Said::Option(None), shell),
                Action::Remark => {
                    let remark = self.line().and_then(|line| self.answer_of(line));
                    let remark = remark.map(|answer| answer.remark.clone());
                    if self.takes_remark() {
                        self.remark = Some(Input::new(&remark.unwrap_or_default()));
                    }
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
                Action::NextItem if key.is_some_and(|key| key.code == KeyCode::Enter) => {
                    return self.enter(shell);
                }
                _ => {}
            }
        }
        match action {
            Action::NextItem => self.at = (self.at + 1).min(self.last_line()),
            Action::PreviousItem => self.at = self.at.saturating_sub(1),
            Action::First => self.at = 0,
            Action::Last => self.at = self.last_line(),
            Action::NextSection => self.step_section(1),
            Action::PreviousSection => self.step_section(-1),
            Action::NextUnanswered => match self.unanswered_from(self.at + 1) {
                Some(at) => self.at = at,
                None => shell.good(shell.words.all_answered()),
            },
            Action::NextChanged => self.step_changed(1, shell),
            Action::PreviousChanged => self.step_changed(-1, shell),
            Action::NextConflict => self.step_conflict(1, shell),
            Action::PreviousConflict => self.step_conflict(-1, shell),
            Action::FindItem => return self.pick_item(shell),
            Action::Correct => {
                if shell.read_only {
                    shell.bad(shell.words.read_only());
                    return Step::stay();
                }
                return Step::open(Screen::Reason(Reason::default()));
            }
            Action::Original => self.toggle_original(shell),
            Action::Findings => return self.offer_findings(shell),
            Action::Back => return self.leave(),
            Action::Evidence => return EvidenceScreen::open(self),
            Action::Compare => return super::compare::ask(self.view.id),
            Action::Census => return Step::ask(vec![Cmd::Census(self.view.organisation_id)]),
            _ if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Answer => shell.hint(shell.words.finished_hint()),
            _ => {}
        }
        Step::stay()
    }

    fn last_line(&self) -> usize {
        self.lines().len().saturating_sub(1)
    }

    /// Leaving ends a correction; a later one asks for its own reason.
    fn leave(&mut self) -> Step {
        if self.correcting.take().is_some() {
            return Step::ask(vec![Cmd::Visit(self.view.id)]);
        }
        Step::back()
    }

    /// The number of the first line of each section that asks anything, with the section's number.
    pub fn sections(&self) -> Vec<(usize, usize)> {
        let mut sections: Vec<(usize, usize)> = Vec::new();
        for (at, line) in self.lines().iter().enumerate() {
            if sections
                .last()
                .is_none_or(|(_, last)| *last != line.section)
            {
                sections.push((at, line.section));
            }
        }
        sections
    }

    fn step_section(&mut self, by: isize) {
        let sections = self.sections();
        let Some(now) = sections.iter().rposition(|(first, _)| *first <= self.at) else {
            return;
        };
        let inside = self.at > sections[now].0;
        let next = match by < 0 && inside {
            true => now,
            false => now.saturating_add_signed(by).min(sections.len() - 1),
        };
        self.at = sections[next].0;
    }

    fn step_changed(&mut self, by: isize, shell: &mut Shell) {
        if self.view.last.is_none() {
            shell.hint(shell.words.nothing_before());
            return;
        }
        let is_changed = |line: &Line| self.is_changed(line);
        match self.found_from(by, &is_changed) {
            Some(at) => self.at = at,
            None => shell.hint(shell.words.no_changes()),
        }
    }

    /// To the next item that people answered differently, or the one before.
    fn step_conflict(&mut self, by: isize, shell: &mut Shell) {
        let conflicts = &self.view.conflicts;
        let is_undecided = |line: &Line| conflicts.iter().any(|one| one.place.part == line.address);
        match self.found_from(by, &is_undecided) {
            Some(at) => self.at = at,
            None => shell.hint(shell.words.conflicts_none()),
        }
    }

    /// The nearest line of that kind, round the end, this one last.
    fn found_from(&self, by: isize, is_wanted: &dyn Fn(&Line) -> bool) -> Option<usize> {
        let lines = self.lines();
        let is_wanted = |at: &usize| is_wanted(&lines[*at]);
        let (after, before) = (self.at + 1..lines.len(), 0..self.at);
        let found = match by > 0 {
            true => after.chain(before).find(is_wanted),
            false => before.rev().chain(after.rev()).find(is_wanted),
        };
        let here = Some(self.at).filter(|at| *at < lines.len() && is_wanted(at));
        found.or(here)
    }

    fn pick_item(&self, shell: &Shell) -> Step {
        let lang = shell.words.0;
        let lines = self.lines().iter().filter_map(|line| {
            let item = self.filling().item(line)?;
            let name = self.filling().said(&item.name, lang, line);
            let address = line.address.clone();
            Some((format!("{address} {name}"), Reply::Item(address)))
        });
        let lines: Vec<(String, Reply)> = lines.collect();
        let before = self.lines().iter().take(self.at);
        let at = before.filter(|line| line.item.is_some()).count();
        Step::open(Screen::Pick(Pick::new(
            shell.words.title_find_item(),
            lines,
            at,
        )))
    }

    fn toggle_original(&mut self, shell: &mut Shell) {
        if self.view.original.is_none() {
            shell.hint(shell.words.never_corrected());
            return;
        }
        let address = self.address();
        self.original = !self.original;
        self.stand_at(address.as_deref());
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell, now: Now) -> Step {
        let step = match reply {
            Reply::Item(address) => {
                self.stand_at(Some(&address));
                Step::stay()
            }
            Reply::ToUnanswered => {
                self.at = self.next_gap().unwrap_or(self.at);
                Step::stay()
            }
            Reply::Choose(code) => self.choose(&code, shell),
            Reply::TakeAway { section, number } => self.take_away(section, number, shell),
            Reply::Finish => self.finish(shell, now),
            Reply::Correct(reason) => {
                self.correcting = Some(reason);
                self.original = false;
                shell.hint(shell.words.correcting_hint());
                Step::stay()
            }
            Reply::Details { companion, mode } => self.set_details(&companion, mode, shell),
            _ => Step::stay(),
        };
        self.focus();
        step
    }

    /// Organisation on the left; progress, score and the saved counter on the right.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let score = self.score();
        let figure = score.tenths().map_or_else(|| "-".to_owned(), tenths_text);
        let state = match self.view.visit.status {
            _ if self.checklist().points() == 0 => String::new(),
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
            _ => match self.view.reach {
                Some(reach) => format!("{}  {}", words.saved(self.view.saves), words.reach(reach)),
                None => words.saved(self.view.saves),
            },
        };
        let state = match state.is_empty() {
            true => state,
            false => format!("{state}  "),
        };
        let name = self.view.organisation.clone();
        let progress = format!("{}/{}", score.answered, score.items);
        // a narrow window keeps the name readable
        match shell.size.0 < 64 {
            true => (name, format!("{progress}  {saved}")),
            false => (name, format!("{progress}  {state}{saved}")),
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
