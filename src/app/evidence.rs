//! The evidence of a visit: the files of the current item first, then those of the visit as a whole and of the other
//! items. Reading is always allowed; a finished visit is changed only with a reason, as in any correction.

mod attach;
mod view;

use std::sync::Arc;

pub use attach::Attach;

use super::ask::Ask;
use super::command::{Cmd, Loaded};
use super::finish::Reason;
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::{Reply, Screen, Step};
use super::sheet::Sheet;
use super::visit::VisitScreen;
use super::walk::{is_walk, walked};
use crate::domain::change::Uuid;
use crate::domain::checklist::Checklist;
use crate::domain::evidence::{self, EvidenceView, FileState, Shown};
use crate::domain::visit::VisitStatus;
use crate::keys::Action;
use crate::words::Words;

pub struct EvidenceScreen {
    visit: i64,
    uuid: Uuid,
    organisation: String,
    checklist: Arc<Checklist>,
    /// Address of the item it was opened at.
    item: Option<String>,
    status: VisitStatus,
    /// None until it was read.
    files: Option<Vec<Shown>>,
    /// Number of the selected file, in the order of `groups`.
    at: usize,
    /// Why a finished visit is being changed.
    reason: Option<String>,
    /// What is to be done once a reason was given.
    pending: Option<Action>,
    /// Something was changed here that the visit below does not know.
    changed: bool,
}

/// The files of one address, by their places in the list that was read.
struct Group {
    address: String,
    files: Vec<usize>,
}

/// Brings a visit on screen in step with evidence that was read.
pub fn tell_visit(screen: &mut VisitScreen, loaded: &Loaded) {
    if let Loaded::Evidence(view) = loaded
        && view.visit == screen.id()
    {
        let visit = &mut screen.view;
        visit.evidence = evidence::counts(view.files.iter().map(|shown| &shown.evidence));
        visit.saves = visit.saves.max(view.saves);
        visit.visit.status = visit.visit.status.max(view.status);
    }
}

impl EvidenceScreen {
    /// Opens at the item on show.
    pub fn open(visit: &VisitScreen) -> Step {
        let view = &visit.view;
        let item = visit.line().map(|line| line.address.clone());
        let reason = visit.is_correcting();
        let screen = EvidenceScreen {
            visit: view.id,
            uuid: view.uuid,
            organisation: view.organisation.clone(),
            checklist: view.form.checklist.clone(),
            item,
            status: view.visit.status,
            files: None,
            at: 0,
            reason: reason.map(str::to_owned),
            pending: None,
            changed: false,
        };
        let cmd = Cmd::Evidence(screen.visit);
        Step::open(Screen::Evidence(Box::new(screen))).with(cmd)
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Evidence(view) = loaded
            && view.visit == self.visit
        {
            let EvidenceView { status, files, .. } = &**view;
            self.status = *status;
            self.take(files.clone());
        }
        Step::stay()
    }

    /// The selection goes to a file that was not there before, else stays on its file.
    fn take(&mut self, files: Vec<Shown>) {
        let name = |shown: &Shown| evidence::part(&shown.evidence.item, shown.evidence.file.hash);
        let before = self.files.take();
        let is_new = |shown: &&Shown| {
            let mut known = before.iter().flatten();
            before.is_some() && known.all(|known| name(known) != name(shown))
        };
        let new = files.iter().find(is_new).map(name);
        self.files = before;
        let wanted = new.or_else(|| self.selected().map(name));
        self.files = Some(files);
        let order = self.groups().into_iter().flat_map(|group| group.files);
        let mut order = order.map(|place| name(&self.files()[place]));
        let found = wanted.and_then(|wanted| order.position(|name| name == wanted));
        let last = self.files().len().saturating_sub(1);
        self.at = found.unwrap_or(self.at.min(last));
    }

    /// Something on top changed it.
    pub fn returned(&mut self) -> Step {
        self.changed = true;
        Step::ask(vec![Cmd::Evidence(self.visit)])
    }

    fn files(&self) -> &[Shown] {
        self.files.as_deref().unwrap_or_default()
    }

    /// The current item and the visit as a whole, also without files, then the other items in the checklist's order.
    fn groups(&self) -> Vec<Group> {
        let mut addresses: Vec<&str> = self.item.as_deref().into_iter().collect();
        addresses.push("");
        let place = |address: &str| {
            let item = self.checklist.item(address);
            let code = item.map(|item| item.code.as_str());
            let mut items = self.checklist.items();
            code.and_then(|code| items.position(|item| item.code == code))
        };
        let mut others: Vec<&str> = self
            .files()
            .iter()
            .map(|shown| shown.evidence.item.as_str())
            .filter(|address| !addresses.contains(address))
            .collect();
        others.dedup();
        others.sort_by_key(|address| (place(address).unwrap_or(usize::MAX), *address));
        addresses.extend(others);
        let files_of = |address: &str| {
            let all = self.files().iter().enumerate();
            all.filter(|(_, shown)| shown.evidence.item == address)
                .map(|(at, _)| at)
                .collect()
        };
        addresses
            .into_iter()
            .map(|address| Group {
                address: address.to_owned(),
                files: files_of(address),
            })
            .collect()
    }

    fn selected(&self) -> Option<&Shown> {
        let order = self.groups().into_iter().flat_map(|group| group.files);
        let place = order.into_iter().nth(self.at)?;
        self.files().get(place)
    }

    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        match action {
            Action::Open => self.selected().is_some(),
            Action::Attach => !shell.read_only,
            Action::Describe | Action::Remove => !shell.read_only && self.selected().is_some(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.files().len().saturating_sub(1);
        let page = usize::from(shell.body_rows() / 2).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => return self.show(shell),
            Action::Attach | Action::Describe | Action::Remove => {
                return self.ask_reason(action, shell);
            }
            Action::Back if self.changed => {
                return Step::back().with(Cmd::Visit(self.visit));
            }
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    fn show(&self, shell: &mut Shell) -> Step {
        let Some(shown) = self.selected() else {
            return Step::stay();
        };
        let (words, file) = (shell.words, &shown.evidence.file);
        match shown.state {
            FileState::Missing => shell.bad(words.evidence_missing()),
            FileState::Changed => shell.bad(words.evidence_changed()),
            FileState::Present if !file.is_viewable() => shell.bad(words.cannot_view(&file.name)),
            FileState::Present => {
                shell.hint(words.opening_file(&file.name));
                return Step::ask(vec![Cmd::ShowFile(Box::new(file.clone()))]);
            }
        }
        Step::stay()
    }

    /// Changes go on at once in a draft, else when a reason was given.
    fn ask_reason(&mut self, action: Action, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        if action != Action::Attach && self.selected().is_none() {
            return Step::stay();
        }
        match self.status != VisitStatus::Draft && self.reason.is_none() {
            true => {
                self.pending = Some(action);
                Step::open(Screen::Reason(Reason::default()))
            }
            false => self.change(action, shell),
        }
    }

    fn change(&mut self, action: Action, shell: &mut Shell) -> Step {
        let words = shell.words;
        match (action, self.selected()) {
            (Action::Attach, _) => {
                let known = self.files().iter().map(|shown| shown.evidence.clone());
                let sheet = Attach::new(
                    self.uuid,
                    self.item.clone(),
                    self.reason.clone(),
                    known.collect(),
                    words,
                );
                Step::open(Screen::Attach(Box::new(sheet)))
            }
            (Action::Describe, Some(shown)) => self.caption(shown, words).open(),
            (Action::Remove, Some(shown)) => {
                let text = words.withdraw_ask(&shown.evidence.file.name);
                let ask = Ask::new(words.withdraw_title(), text, Reply::Withdraw);
                Step::open(Screen::Ask(ask))
            }
            _ => Step::stay(),
        }
    }

    fn caption(&self, shown: &Shown, words: Words) -> Sheet {
        let (uuid, reason) = (self.uuid, self.reason.clone());
        let evidence = shown.evidence.clone();
        let form = Form::new(vec![Field::text(words.attach_caption(), &evidence.caption)]);
        let hint = evidence.file.name.clone();
        Sheet::new(words.caption_title(), hint, form, move |form, _| {
            let edit = evidence.describe(uuid, form.text_of(0));
            Ok(evidence::change(uuid, vec![edit], reason.as_deref()))
        })
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Correct(reason) => {
                self.reason = Some(reason);
                match self.pending.take() {
                    Some(action) => self.change(action, shell),
                    None => Step::stay(),
                }
            }
            Reply::Withdraw => {
                let Some(shown) = self.selected() else {
                    return Step::stay();
                };
                let edit = shown.evidence.take_away(self.uuid);
                let change = evidence::change(self.uuid, vec![edit], self.reason.as_deref());
                let ticket = shell.next_ticket();
                Step::ask(vec![Cmd::Commit { ticket, change }])
            }
            _ => Step::stay(),
        }
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let n = words.evidence_count(self.files().len());
        (self.organisation.clone(), n)
    }
}
