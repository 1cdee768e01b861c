//! Drives the program without a terminal: keys go through `update`, what that asks is done at once over a real
//! file, and the screen is drawn into a buffer. No thread, no sleep.
#![allow(dead_code)]

pub mod cases;
pub mod picture;
pub mod program;
pub mod synced;

use std::collections::VecDeque;
use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use liuyou::app::sync::{SyncAsk, SyncTold};
use liuyou::app::{Cmd, Model, Msg, update, view};
use liuyou::documents;
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::checklist::Lang;
use liuyou::runtime::counting::{self, Basis};
use liuyou::runtime::evidence;
use liuyou::runtime::exchange;
use liuyou::runtime::worker::Worker;
use liuyou::runtime::writing;
use liuyou::runtime::{self, Launch};
use liuyou::store::Store;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

pub const NOW: Now = Now {
    utc_ms: 1_795_312_800_000,
    // 2026-11-22 10:00
    today: Date::of(2026, 11, 22),
    minute: 600,
};

pub struct Drive {
    pub model: Model,
    pub worker: Worker,
    pub now: Now,
    /// Everything asked of the outside that a test may want to look at.
    pub asked: Vec<Cmd>,
}

impl Drive {
    /// Opens the data in a folder, which is made where it is missing.
    pub fn open(folder: &Path, lang: Lang) -> Drive {
        let store = Store::open_or_create(folder).unwrap();
        let launch = Launch {
            directory: folder.to_owned(),
            lang: Some(lang),
        };
        let (model, first, standard) = runtime::start(&store, &launch).unwrap();
        let (words, rules) = (model.shell.words, model.shell.rules.clone());
        let mut drive = Drive {
            model,
            worker: Worker::new(store, standard, rules, words),
            now: NOW,
            asked: Vec::new(),
        };
        drive.model.shell.today = NOW.today;
        drive.model.shell.folder = "/data".into();
        drive.perform(first);
        drive
    }

    /// The demo county in a fresh folder.
    pub fn demo(folder: &Path, lang: Lang) -> Drive {
        let mut store = Store::open_or_create(folder).unwrap();
        liuyou::demo::county(&mut store, NOW).unwrap();
        drop(store);
        Drive::open(folder, lang)
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Drive {
        self.send(Msg::Resize(columns, rows))
    }

    pub fn send(&mut self, msg: Msg) -> &mut Drive {
        let cmds = update(&mut self.model, msg, self.now);
        self.perform(cmds);
        self
    }

    /// Does what was asked until nothing more is asked.
    fn perform(&mut self, cmds: Vec<Cmd>) {
        let mut queue: VecDeque<Cmd> = cmds.into();
        while let Some(cmd) = queue.pop_front() {
            self.asked.push(cmd.clone());
            let msgs = match cmd {
                Cmd::Export(order) => {
                    let written =
                        documents::write(&mut self.worker.store, &order, &mut |_, _| true);
                    let words = self.model.shell.words;
                    vec![Msg::Written(
                        written.map_err(|error| words.export_error(&error)),
                    )]
                }
                Cmd::WriteReport(file) => {
                    let folder = self.worker.store.directory().to_owned();
                    let words = self.model.shell.words;
                    vec![writing::report(&folder, &file, words)]
                }
                Cmd::KeepFiles { ticket, typed } => {
                    let folder = self.worker.store.directory().to_owned();
                    let shell = &self.model.shell;
                    let (words, largest) = (shell.words, shell.rules.evidence.largest());
                    vec![evidence::keep(
                        &folder,
                        &typed,
                        largest,
                        ticket,
                        words,
                        &mut |_, _| true,
                    )]
                }
                Cmd::Count(count) => {
                    let basis = Basis {
                        rules: self.model.shell.rules.clone(),
                        today: self.now.today,
                        words: self.model.shell.words,
                    };
                    let folder = self.worker.store.directory().to_owned();
                    counting::beside(&folder, &count, &basis, &mut || true)
                        .into_iter()
                        .collect()
                }
                Cmd::Sync(SyncAsk::Start { ticket, order }) => {
                    let words = self.model.shell.words;
                    let last = exchange::run_here(&mut self.worker.store, &order, words).unwrap();
                    vec![
                        Msg::Sync(SyncTold::Begun { ticket }),
                        Msg::Sync(SyncTold::Ended(Box::new(last))),
                    ]
                }
                cmd => self.worker.run(cmd, self.now),
            };
            for msg in msgs {
                queue.extend(update(&mut self.model, msg, self.now));
            }
        }
    }

    /// Lets the worker try again what could not be written, as its thread does after a second.
    pub fn retry(&mut self) -> &mut Drive {
        for msg in self.worker.retry(self.now) {
            let cmds = update(&mut self.model, msg, self.now);
            self.perform(cmds);
        }
        self
    }

    /// Presses keys named as in the key table, separated by blanks; `text:…` types characters one by one,
    /// `paste:…` pastes.
    pub fn keys(&mut self, keys: &str) -> &mut Drive {
        for key in keys.split_whitespace() {
            if let Some(text) = key.strip_prefix("text:") {
                for c in text.chars() {
                    self.send(Msg::Key(KeyEvent::new(
                        KeyCode::Char(c),
                        KeyModifiers::NONE,
                    )));
                }
            } else if let Some(text) = key.strip_prefix("paste:") {
                self.send(Msg::Paste(text.into()));
            } else {
                self.send(Msg::Key(key_named(key)));
            }
        }
        self
    }

    pub fn buffer(&self) -> (Buffer, Option<(u16, u16)>) {
        let (columns, rows) = self.model.shell.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        let cursor = view::draw(&self.model, &mut buffer, area);
        (buffer, cursor)
    }

    pub fn text(&self) -> String {
        screen_text(&self.buffer().0)
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Drive {
        assert!(
            self.text().contains(text),
            "「{text}」 is not on screen:\n{}",
            self.text()
        );
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, text: &str) -> &mut Drive {
        assert!(
            !self.text().contains(text),
            "「{text}」 is on screen:\n{}",
            self.text()
        );
        self
    }

    pub fn last_visit(&self) -> Option<i64> {
        self.asked.iter().rev().find_map(|cmd| match cmd {
            Cmd::Visit(id) => Some(*id),
            _ => None,
        })
    }
}

/// The buffer as lines: a wide glyph takes its two columns, trailing blanks are dropped.
pub fn screen_text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (symbol.width() as u16).max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

pub fn key_named(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('+') {
        Some(("Ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("Shift", name)) => (KeyModifiers::SHIFT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Space" => KeyCode::Char(' '),
        name => match name
            .strip_prefix('F')
            .and_then(|number| number.parse().ok())
        {
            Some(number) => KeyCode::F(number),
            None => KeyCode::Char(name.chars().next().unwrap().to_ascii_lowercase()),
        },
    };
    KeyEvent::new(code, modifiers)
}
