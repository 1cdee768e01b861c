//! The whole state of the program, and `update`, by which alone it changes.

mod at_rest;
mod attaching;
mod conflicts;
mod findings;
mod notices;
mod opening;

use std::sync::Arc;

use crossterm::event::KeyEvent;

use opening::Opening;

use super::command::{Cmd, Kept, Loaded, Msg};
use super::conflicts::ConflictTold;
use super::help::Help;
use super::lock::Lock;
use super::palette::Palette as Commands;
use super::screen::{Go, Reply, Screen, Step};
use super::sheet::Sheet;
use super::start::Template;
use super::today::TodayScreen;
use super::welcome::Welcome;
use crate::domain::calendar::{Date, Now};
use crate::domain::campaign::Purpose;
use crate::domain::exchange;
use crate::domain::people::Person;
use crate::domain::rules::Rules;
use crate::keys::{self, Action, Scope};
use crate::theme::{Palette, Theme};
use crate::words::Words;

pub struct Model {
    pub shell: Shell,
    pub stack: Vec<Screen>,
    /// What was asked for in order to be opened. An answer that only makes a screen fresher, and
    /// comes when that has been left again, opens nothing.
    opening: Vec<Opening>,
    /// Covers everything until the passphrase is given.
    pub lock: Option<Box<Lock>>,
    /// When the last key came, in milliseconds since 1970.
    touched: i64,
    /// Ticket of a backup or a passphrase that is being made or set.
    busy: Option<u64>,
}

/// What every screen may look at and change.
pub struct Shell {
    pub words: Words,
    pub theme: Theme,
    /// As the settings say; `theme` follows it unless `NO_COLOR` is set.
    pub palette: Palette,
    /// `NO_COLOR` is set: the palette stays plain whatever the settings say.
    pub no_colour: bool,
    pub size: (u16, u16),
    pub today: Date,
    /// The moment of what happened last.
    pub now: Now,
    pub inspector: Option<Person>,
    /// Who came along last time; offered for the next visit.
    pub companion: String,
    pub read_only: bool,
    /// Changes handed over and not yet known to be on the disk.
    pub unsaved: u32,
    /// Why the oldest of them could not be written.
    pub failed: Option<String>,
    /// How far the sync has come that runs beside everything else.
    pub sync: Option<exchange::Stand>,
    pub notice: Option<Notice>,
    /// What a new visit can be made with, the one for everyday first. There is at least one.
    pub templates: Vec<Template>,
    /// What a county may set otherwise.
    pub rules: Arc<Rules>,
    /// Areas and authorities may be ranked on this laptop.
    pub ranking: bool,
    /// The folder the data lies in, as shown.
    pub folder: String,
    /// The remark given last, for repeating.
    pub last_remark: String,
    /// Last ticket given to a question whose late answer must be told apart.
    pub ticket: u64,
    /// A passphrase protects the data.
    pub protected: bool,
    /// Seconds without a key after which the data locks; 0 for never.
    pub lock_after: u32,
    pub quitting: bool,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shell")
    }
}

/// A sentence on the line above the keys, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Hint,
    Good,
    /// Stays until something else is said.
    Bad,
}

impl Shell {
    pub fn hint(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            kind: NoticeKind::Hint,
            text: text.into(),
        });
    }

    pub fn good(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            kind: NoticeKind::Good,
            text: text.into(),
        });
    }

    pub fn bad(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            kind: NoticeKind::Bad,
            text: text.into(),
        });
    }

    /// An error belongs to the screen it happened on; that something is not saved is said everywhere.
    fn change_screen(&mut self) {
        let is_bad = |notice: &Notice| notice.kind == NoticeKind::Bad;
        if self.failed.is_none() && self.notice.as_ref().is_some_and(is_bad) {
            self.notice = None;
        }
    }

    /// Name of whoever works here, as a step or a record bears it; empty before anyone has said it.
    pub fn hand(&self) -> String {
        let person = self.inspector.as_ref();
        person.map_or_else(String::new, |person| person.name.clone())
    }

    pub fn next_ticket(&mut self) -> u64 {
        self.ticket += 1;
        self.ticket
    }

    /// Rows of the part between title and notice.
    pub fn body_rows(&self) -> u16 {
        self.size.1.saturating_sub(4)
    }
}

impl Model {
    /// The first screen and what it needs: Today, or the welcome where nobody works here yet.
    pub fn start(shell: Shell) -> (Model, Vec<Cmd>) {
        let first = match shell.inspector.is_none() && !shell.read_only {
            true => Screen::Welcome(Welcome::new(shell.words)),
            false => Screen::Today(TodayScreen::default()),
        };
        (
            Model {
                shell,
                stack: vec![first],
                opening: Vec::new(),
                lock: None,
                touched: 0,
                busy: None,
            },
            vec![Cmd::Today],
        )
    }

    /// Nothing of the data is known before the passphrase is given.
    pub fn start_locked(shell: Shell) -> Model {
        Model::waiting_for_passphrase(shell)
    }

    pub fn top(&self) -> &Screen {
        self.stack.last().expect("the stack is never empty")
    }

    fn top_mut(&mut self) -> &mut Screen {
        self.stack.last_mut().expect("the stack is never empty")
    }

    pub(super) fn take(&mut self, step: Step, now: Now) -> Vec<Cmd> {
        let mut cmds = step.cmds;
        if !matches!(step.go, Go::Stay | Go::Quit) {
            self.shell.change_screen();
        }
        match step.go {
            Go::Stay => {}
            Go::Open(screen) => self.stack.push(*screen),
            Go::Back => cmds.extend(self.back(now)),
            Go::Reply(reply) => {
                self.stack.pop();
                if let Reply::Run(action) = reply {
                    cmds.extend(self.act(action, None, now));
                    return cmds;
                }
                let finishes = reply == Reply::Finish;
                let step = match self.stack.last_mut() {
                    Some(below) => below.reply(reply, &mut self.shell, now),
                    None => Step::stay(),
                };
                cmds.extend(self.take(step, now));
                if finishes {
                    self.offer_findings();
                }
            }
            Go::Quit => {
                self.shell.quitting = true;
                cmds.push(Cmd::Quit);
            }
        }
        cmds
    }

    fn back(&mut self, now: Now) -> Vec<Cmd> {
        if self.stack.len() == 1 {
            return match self.top() {
                Screen::Welcome(_) => {
                    self.stack = vec![Screen::Today(TodayScreen::default())];
                    vec![Cmd::Today]
                }
                _ => self.quit(now),
            };
        }
        self.opening.clear();
        let left = self.stack.pop();
        let stopped = left
            .as_ref()
            .map_or_else(Vec::new, |screen| self.left(screen));
        // an overlay changes nothing below it
        match left.is_some_and(|screen| screen.is_overlay()) {
            true => stopped,
            false => {
                let Model { shell, stack, .. } = self;
                let top = stack.last_mut().expect("the stack is never empty");
                let step = top.returned(shell);
                self.take(step, now)
            }
        }
    }

    fn quit(&mut self, now: Now) -> Vec<Cmd> {
        if self.shell.unsaved > 0 && self.shell.failed.is_some() {
            if !matches!(self.top(), Screen::QuitUnsaved) {
                self.stack.push(Screen::QuitUnsaved);
            }
            return Vec::new();
        }
        self.take(Step::go(Go::Quit), now)
    }

    fn key(&mut self, key: &KeyEvent, now: Now) -> Vec<Cmd> {
        if self
            .shell
            .notice
            .as_ref()
            .is_some_and(|notice| notice.kind != NoticeKind::Bad)
        {
            self.shell.notice = None;
        }
        let scope = self.top().scope();
        let name = keys::name(key);
        // in a text field a character is text, and keys that edit go to the field; list keys stay the list's
        let for_list = matches!(
            scope,
            Scope::Organisations | Scope::Branches | Scope::Tasks | Scope::Findings | Scope::Pick
        ) && matches!(&*name, "Home" | "End" | "Ctrl+Home" | "Ctrl+End");
        if let Some(input) = self.top_mut().input()
            && !for_list
            && input.key(key)
        {
            let Model { shell, stack, .. } = self;
            let step = stack
                .last_mut()
                .expect("the stack is never empty")
                .edited(shell);
            return self.take(step, now);
        }
        match keys::lookup(scope, key) {
            Some(action) => self.act(action, Some(key), now),
            None => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, key: Option<&KeyEvent>, now: Now) -> Vec<Cmd> {
        let scope = self.top().scope();
        match action {
            Action::Quit => {
                // leaving a remark or an answer half typed must not lose it
                let cmds = self.leave_field(now);
                cmds.into_iter().chain(self.quit(now)).collect()
            }
            Action::Help if !matches!(self.top(), Screen::Help(_)) => {
                self.stack.push(Screen::Help(Help::new(scope)));
                Vec::new()
            }
            Action::Palette if !self.top().is_overlay() => {
                let cmds = self.leave_field(now);
                let scope = self.top().scope();
                self.stack
                    .push(Screen::Palette(Commands::new(scope, self.shell.words)));
                cmds
            }
            Action::Sync => self.open_sync(now),
            Action::Conflicts => self.open_conflicts(now),
            Action::Help | Action::Palette => Vec::new(),
            Action::LockNow => self.lock_now(),
            action => {
                let Model { shell, stack, .. } = self;
                let step = stack
                    .last_mut()
                    .expect("the stack is never empty")
                    .act(action, key, shell);
                self.take(step, now)
            }
        }
    }

    pub(super) fn leave_field(&mut self, now: Now) -> Vec<Cmd> {
        match matches!(self.top().scope(), Scope::Remark | Scope::Entry) {
            true => self.act(Action::Confirm, None, now),
            false => Vec::new(),
        }
    }

    fn loaded(&mut self, loaded: Loaded, now: Now) -> Vec<Cmd> {
        // what was counted in order to be kept is kept, whatever is on screen by now
        let loaded = match loaded {
            Loaded::Stand { purpose, stand } => return vec![Cmd::Keep { purpose, stand }],
            loaded => loaded,
        };
        let mut cmds = Vec::new();
        if let Loaded::Committed { ticket, new } = loaded {
            return self.committed(ticket, new, now);
        }
        match &loaded {
            Loaded::Stepped {
                ticket,
                kind,
                stepped,
            } => return self.stepped(*ticket, *kind, stepped, now),
            Loaded::FindingsOpened { ticket, numbers } => {
                return self.findings_opened(*ticket, numbers);
            }
            Loaded::Conflict(ConflictTold::Decided { ticket, decided }) => {
                return self.decided(*ticket, *decided, now);
            }
            Loaded::Notice(told) => {
                if let Some(cmds) = self.notice_told(told, now) {
                    return cmds;
                }
            }
            _ => {}
        }
        if let Loaded::Staffed(done) = &loaded {
            // what was typed stays until it is on the disk
            if matches!(self.top(), Screen::Staff(screen) if screen.is_done_with(done)) {
                cmds = self.back(now);
            }
            let text = self.shell.words.done(done);
            match done.is_whole() {
                true => self.shell.good(text),
                false => self.shell.bad(text),
            }
        }
        if is_done(&loaded, self.top()) {
            let opening = std::mem::take(&mut self.opening);
            cmds = self.back(now);
            self.opening = opening;
        }
        self.tell(&loaded);
        cmds.extend(self.show(loaded, now));
        cmds
    }

    /// A change is on the disk: the sheet that made it goes, and the screen below shows what is there now.
    fn committed(&mut self, ticket: u64, new: Option<i64>, now: Now) -> Vec<Cmd> {
        let mut cmds = Vec::new();
        if let Some(sheet) = self.take_down(ticket) {
            cmds.extend(sheet.then.zip(new).map(|(open, new)| open(new)));
        }
        let said = self.attached(ticket);
        self.shell
            .good(said.unwrap_or_else(|| self.shell.words.kept().to_owned()));
        cmds.extend(self.refreshed(now));
        cmds
    }

    /// Takes the sheet away whose answer has come.
    pub(super) fn take_down(&mut self, ticket: u64) -> Option<Sheet> {
        let waits =
            |screen: &Screen| matches!(screen, Screen::Sheet(sheet) if sheet.waits_for(ticket));
        let at = self.stack.iter().position(waits)?;
        match self.stack.remove(at) {
            Screen::Sheet(sheet) => Some(*sheet),
            _ => None,
        }
    }

    /// Leaves the sheet open whose wish was refused, so that it can be asked for again.
    pub(super) fn refused(&mut self, ticket: u64) {
        for screen in &mut self.stack {
            if let Screen::Sheet(sheet) = screen
                && sheet.waits_for(ticket)
            {
                sheet.failed();
            }
        }
    }

    /// The screen below all overlays shows what is on the disk now.
    pub(super) fn refreshed(&mut self, now: Now) -> Vec<Cmd> {
        let Model { shell, stack, .. } = self;
        let below = stack.iter_mut().rfind(|screen| !screen.is_overlay());
        let step = below.map_or_else(Step::stay, |screen| screen.returned(shell));
        self.take(step, now)
    }

    /// Says that something is on the disk, now that it is.
    fn tell(&mut self, loaded: &Loaded) {
        let words = self.shell.words;
        let text = match loaded {
            Loaded::TaskSaved => words.task_saved().to_owned(),
            Loaded::TasksGiven(n) => words.given(*n),
            Loaded::RoundOrdered { order, count, .. } => words.round_ordered(order, *count),
            Loaded::CampaignKept { kept, .. } => match kept {
                Kept::Stand(purpose) => match &**purpose {
                    Purpose::Begin(plan) => words.begun(&plan.name),
                    Purpose::Stage(_, stage) => words.stage_kept(words.stage(*stage)),
                },
                Kept::Closed => words.campaign_now_closed().to_owned(),
                Kept::Open => words.campaign_now_open().to_owned(),
            },
            _ => return,
        };
        self.shell.good(text);
    }

    fn saved(&mut self, visit: crate::domain::change::Uuid, saves: u64) {
        let shell = &mut self.shell;
        shell.unsaved = shell.unsaved.saturating_sub(1);
        if shell.unsaved == 0 && shell.failed.take().is_some() {
            shell.good(shell.words.saved_after_all());
        }
        for screen in &mut self.stack {
            if let Screen::Visit(screen) = screen {
                screen.saved(visit, saves);
            }
        }
    }
}

/// Whether a form is done with: what it asked for is on the disk.
fn is_done(loaded: &Loaded, top: &Screen) -> bool {
    matches!(
        (loaded, top),
        (Loaded::RoundOrdered { ticket, .. }, Screen::Staff(screen)) if screen.waits_for(*ticket)
    ) || matches!(
        (loaded, top),
        (Loaded::Organisation(_), Screen::Register(_))
            | (Loaded::TaskSaved, Screen::Advice(_))
            | (Loaded::TasksGiven(_), Screen::Give(_))
            | (Loaded::CampaignKept { .. }, Screen::Begin(_))
    )
}

/// Takes one thing that happened. Touches nothing but memory; what must be done outside is returned.
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Cmd> {
    let cmds = happen(model, msg, now);
    model.note_busy(&cmds);
    model.go_back_to(&cmds);
    model.note_openings(&cmds);
    cmds
}

fn happen(model: &mut Model, msg: Msg, now: Now) -> Vec<Cmd> {
    model.shell.today = now.today;
    model.shell.now = now;
    if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
        // a laptop that slept locks before the key that wakes it does anything
        if model.is_overdue(now) {
            return model.lock_now();
        }
        model.touched = now.utc_ms;
    }
    match msg {
        Msg::Key(key) if model.lock.is_some() => return model.locked_key(&key, now),
        Msg::Key(key) => return model.key(&key, now),
        Msg::Idle if model.is_overdue(now) => return model.lock_now(),
        Msg::Idle => {}
        Msg::Unlocked => model.unlocked(now),
        Msg::Opened(shell) => return model.opened(*shell, now),
        Msg::StillLocked(why) => model.still_locked(why),
        Msg::AtRest { ticket, done } => return model.at_rest(ticket, done, now),
        Msg::Paste(text) if model.lock.is_some() => {
            if let Some(lock) = &mut model.lock {
                lock.input.insert(&text);
            }
        }
        Msg::Paste(text) => {
            let Model { shell, stack, .. } = &mut *model;
            let top = stack.last_mut().expect("the stack is never empty");
            let text = top.pasted(text, shell);
            if let Some(input) = model.top_mut().input() {
                input.insert(&text);
                let Model { shell, stack, .. } = model;
                let step = stack
                    .last_mut()
                    .expect("the stack is never empty")
                    .edited(shell);
                return model.take(step, now);
            }
        }
        Msg::Resize(columns, rows) => {
            model.shell.size = (columns, rows);
            let Model { shell, stack, .. } = model;
            stack.iter_mut().for_each(|screen| screen.resized(shell));
        }
        Msg::Loaded(loaded) => return model.loaded(loaded, now),
        Msg::Saved { visit, saves } => model.saved(visit, saves),
        Msg::NotSaved(why) => {
            let text = model.shell.words.not_saved(why.clone());
            model.shell.failed = Some(why);
            model.shell.bad(text);
        }
        Msg::Failed(why) => {
            model.opening.clear();
            model.stack.iter_mut().for_each(Screen::failed);
            model.shell.bad(why);
        }
        Msg::InspectorSaved(person) => {
            model.shell.inspector = Some(person);
            if matches!(model.top(), Screen::Welcome(_)) {
                return model.back(now);
            }
        }
        Msg::Progress { done, total } => {
            model.busy_progress(done, total);
            for screen in &mut model.stack {
                match screen {
                    Screen::Export(screen) => screen.progress(done, total),
                    Screen::Import(screen) => screen.progress(done, total),
                    Screen::Attach(screen) => screen.progress(done, total),
                    _ => {}
                }
            }
        }
        Msg::Written(result) => model.written(result),
        Msg::FilesKept { ticket, kept } => return model.files_kept(ticket, kept, now),
        Msg::NotCounted(why) => {
            for screen in &mut model.stack {
                if let Screen::Coverage(screen) = screen {
                    screen.not_counted();
                }
            }
            model.shell.bad(why);
        }
        Msg::Previewed { ticket, preview } => {
            for screen in &mut model.stack {
                if let Screen::Import(screen) = screen {
                    screen.previewed(ticket, preview);
                    break;
                }
            }
        }
        Msg::TakenIn(result) => {
            for screen in &mut model.stack {
                if let Screen::Import(screen) = screen {
                    screen.taken_in(result, &mut model.shell);
                    break;
                }
            }
        }
        Msg::Frozen { coverage, new } => model.frozen(&coverage, new),
        Msg::Sync(told) => return model.sync_told(told, now),
        Msg::Stop => {
            let mut cmds = model.leave_field(now);
            model.shell.quitting = true;
            cmds.push(Cmd::Quit);
            return cmds;
        }
    }
    Vec::new()
}
