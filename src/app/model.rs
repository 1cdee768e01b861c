//! The whole state of the program, and the two functions it lives by: `update` changes it, `view` draws it.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::command::{Cmd, Loaded, Msg};
use super::help::Help;
use super::palette::Palette as Commands;
use super::screen::{Go, Reply, Screen, Step};
use super::today::TodayScreen;
use super::visit::VisitScreen;
use super::welcome::Welcome;
use crate::app::organisation::OrganisationScreen;
use crate::domain::calendar::{Date, Now};
use crate::domain::checklist::Text;
use crate::domain::people::Person;
use crate::keys::{self, Action, Scope};
use crate::theme::{Palette, Theme};
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// The screen is not usable below this size, in columns and rows.
pub const LEAST: (u16, u16) = (40, 10);

pub struct Model {
    pub shell: Shell,
    pub stack: Vec<Screen>,
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
    pub inspector: Option<Person>,
    /// Who came along last time; offered for the next visit.
    pub companion: String,
    pub read_only: bool,
    /// Changes handed over and not yet known to be on the disk.
    pub unsaved: u32,
    /// Why the oldest of them could not be written.
    pub failed: Option<String>,
    pub notice: Option<Notice>,
    /// The shipped or overridden checklist that a new visit uses.
    pub checklist: Text,
    /// The folder the data lies in, as shown.
    pub folder: String,
    /// The remark given last, for repeating.
    pub last_remark: String,
    /// Last ticket given to a question whose late answer must be told apart.
    pub ticket: u64,
    pub quitting: bool,
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
            },
            vec![Cmd::Today],
        )
    }

    pub fn top(&self) -> &Screen {
        self.stack.last().expect("the stack is never empty")
    }

    fn top_mut(&mut self) -> &mut Screen {
        self.stack.last_mut().expect("the stack is never empty")
    }

    fn take(&mut self, step: Step, now: Now) -> Vec<Cmd> {
        let mut cmds = step.cmds;
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
                let step = match self.stack.last_mut() {
                    Some(below) => below.reply(reply, &mut self.shell, now),
                    None => Step::stay(),
                };
                cmds.extend(self.take(step, now));
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
        let left = self.stack.pop();
        // an overlay changes nothing below it
        match left.is_some_and(|screen| screen.is_overlay()) {
            true => Vec::new(),
            false => {
                let step = self.top_mut().returned();
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
        let for_list = matches!(scope, Scope::Organisations | Scope::Pick)
            && matches!(&*name, "Home" | "End" | "Ctrl+Home" | "Ctrl+End");
        if let Some(input) = self.top_mut().input()
            && !for_list
            && input.key(key)
        {
            let Model { shell, stack } = self;
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
                // leaving a remark half typed must not lose it
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
            Action::Help | Action::Palette => Vec::new(),
            action => {
                let Model { shell, stack } = self;
                let step = stack
                    .last_mut()
                    .expect("the stack is never empty")
                    .act(action, key, shell);
                self.take(step, now)
            }
        }
    }

    fn leave_field(&mut self, now: Now) -> Vec<Cmd> {
        match self.top().scope() == Scope::Remark {
            true => self.act(Action::Confirm, None, now),
            false => Vec::new(),
        }
    }

    fn loaded(&mut self, loaded: Loaded, now: Now) -> Vec<Cmd> {
        let mut cmds = Vec::new();
        if matches!(
            (&loaded, self.top()),
            (Loaded::Organisation(_), Screen::Register(_))
        ) {
            cmds = self.back(now);
        }
        cmds.extend(self.show(loaded, now));
        cmds
    }

    fn show(&mut self, loaded: Loaded, now: Now) -> Vec<Cmd> {
        // what was opened becomes a screen of its own, unless it is there already and only fresher now
        match loaded {
            Loaded::Visit(view) if !self.shows_visit(view.id) => {
                self.stack.push(Screen::Visit(Box::new(VisitScreen::new(
                    *view,
                    self.shell.read_only,
                ))));
                Vec::new()
            }
            Loaded::Organisation(view) if !self.shows_organisation(view.id) => {
                self.stack
                    .push(Screen::Organisation(Box::new(OrganisationScreen::new(
                        *view,
                    ))));
                Vec::new()
            }
            loaded => {
                let Model { shell, stack } = self;
                let steps: Vec<Step> = stack
                    .iter_mut()
                    .map(|screen| screen.loaded(&loaded, shell))
                    .collect();
                steps
                    .into_iter()
                    .flat_map(|step| self.take(step, now))
                    .collect()
            }
        }
    }

    fn shows_visit(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Visit(visit) if visit.id() == id))
    }

    fn shows_organisation(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Organisation(shown) if shown.id() == id))
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

/// Takes one thing that happened. Touches nothing but memory; what must be done outside is returned.
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Cmd> {
    model.shell.today = now.today;
    match msg {
        Msg::Key(key) => return model.key(&key, now),
        Msg::Paste(text) => {
            if let Some(input) = model.top_mut().input() {
                input.insert(&text);
                let Model { shell, stack } = model;
                let step = stack
                    .last_mut()
                    .expect("the stack is never empty")
                    .edited(shell);
                return model.take(step, now);
            }
        }
        Msg::Resize(columns, rows) => {
            model.shell.size = (columns, rows);
            let Model { shell, stack } = model;
            stack.iter_mut().for_each(|screen| screen.resized(shell));
        }
        Msg::Loaded(loaded) => return model.loaded(loaded, now),
        Msg::Saved { visit, saves } => model.saved(visit, saves),
        Msg::NotSaved(why) => {
            let text = model.shell.words.not_saved(why.clone());
            model.shell.failed = Some(why);
            model.shell.bad(text);
        }
        Msg::Failed(why) => model.shell.bad(why),
        Msg::InspectorSaved(person) => {
            model.shell.inspector = Some(person);
            if matches!(model.top(), Screen::Welcome(_)) {
                return model.back(now);
            }
        }
        Msg::Progress { done, total } => {
            for screen in &mut model.stack {
                if let Screen::Export(screen) = screen {
                    screen.progress(done, total);
                }
            }
        }
        Msg::Written(result) => {
            for screen in &mut model.stack {
                if let Screen::Export(screen) = screen {
                    screen.written();
                }
            }
            let words = model.shell.words;
            match result {
                Ok(written) => {
                    let files: Vec<String> = written
                        .files
                        .iter()
                        .map(|path| path.display().to_string())
                        .collect();
                    model
                        .shell
                        .good(words.written(written.records, files.join(words.list_comma())));
                }
                Err(why) => model.shell.bad(why),
            }
        }
        Msg::Stop => {
            let mut cmds = model.leave_field(now);
            model.shell.quitting = true;
            cmds.push(Cmd::Quit);
            return cmds;
        }
    }
    Vec::new()
}

/// Draws the whole screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let cursor = draw(model, frame.buffer_mut(), area);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer; returns where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
    let shell = &model.shell;
    let mut paint = Paint::new(buffer, area, shell.theme);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let words = shell.words.too_small(LEAST.0, LEAST.1);
        paint.wrapped(0, 0, area.height, &words, shell.theme.text());
        return None;
    }
    let base = model
        .stack
        .iter()
        .rposition(|screen| !screen.is_overlay())
        .unwrap_or(0);
    draw_title(&mut paint, &model.stack[base], shell);
    paint.rule(1);
    let rows = area.height - 4;
    let mut cursor = None;
    for screen in &model.stack[base..] {
        let mut body = paint.part(0, 2, area.width, rows);
        cursor = screen.view(&mut body, shell);
    }
    draw_notice(&mut paint.part(0, area.height - 2, area.width, 1), shell);
    draw_footer(&mut paint.part(0, area.height - 1, area.width, 1), model);
    cursor
}

fn draw_title(paint: &mut Paint<'_>, screen: &Screen, shell: &Shell) {
    let (left, right) = screen.title(shell);
    let theme = shell.theme;
    let read_only = if shell.read_only {
        shell.words.read_only_short()
    } else {
        ""
    };
    let right = [read_only, &right].join("  ");
    let style = if shell.read_only {
        theme.warn()
    } else {
        theme.strong()
    };
    let end = paint.right(0, &format!("{} ", right.trim()), style);
    let x = paint.text(1, 0, shell.words.program(), theme.key());
    paint.within(
        x + 2,
        0,
        end.saturating_sub(x + 3),
        &width::printable(&left),
        theme.strong(),
    );
}

fn draw_notice(paint: &mut Paint<'_>, shell: &Shell) {
    if let Some(notice) = &shell.notice {
        let style = match notice.kind {
            NoticeKind::Hint => shell.theme.quiet(),
            NoticeKind::Good => shell.theme.good(),
            NoticeKind::Bad => shell.theme.bad(),
        };
        paint.text(1, 0, &width::printable(&notice.text), style);
    }
}

fn draw_footer(paint: &mut Paint<'_>, model: &Model) {
    let (shell, screen) = (&model.shell, model.top());
    let mut x = 1;
    for binding in keys::footer(screen.scope()).filter(|binding| screen.offers(binding.action)) {
        let key = &keys::shown(binding, shell.words)[0];
        let label = (binding.label)(shell.words);
        // a hint that does not fit whole is left out rather than cut
        if usize::from(x) + width::width(key) + 1 + width::width(label) > paint.width().into() {
            break;
        }
        x = paint.text(x, 0, key, shell.theme.key());
        x = paint.text(x + 1, 0, label, shell.theme.quiet()) + 2;
    }
}
