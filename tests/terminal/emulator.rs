//! A terminal around the program: a pseudo-terminal, a thread that feeds all output to an emulated screen, and the
//! keys of a keyboard. Waiting is always for something on the screen, with a deadline that only a fault reaches.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Screen;

use crate::county;

/// Far more than a slow machine needs; a test that waits this long has failed.
const DEADLINE: Duration = Duration::from_secs(20);

/// How the program is started.
pub struct Start {
    folder: PathBuf,
    size: (u16, u16),
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    before: String,
}

impl Start {
    /// On the data in `folder`, in a terminal of 80 by 24 on a system that speaks Chinese.
    pub fn on(folder: &Path) -> Start {
        Start {
            folder: folder.to_owned(),
            size: (80, 24),
            arguments: Vec::new(),
            environment: Vec::new(),
            before: String::new(),
        }
    }

    /// Columns and rows.
    pub fn size(mut self, columns: u16, rows: u16) -> Start {
        self.size = (columns, rows);
        self
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Start {
        self.arguments = arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect();
        self
    }

    pub fn environment(mut self, name: &str, value: &str) -> Start {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// What a shell does before it becomes the program.
    pub fn after(mut self, shell: &str) -> Start {
        self.before = shell.to_owned();
        self
    }

    pub fn open(self) -> Terminal {
        let (columns, rows) = self.size;
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            &format!("{} exec \"$0\" \"$@\"", self.before),
            env!("CARGO_BIN_EXE_liuyou"),
        ]);
        command.arg("--data-dir");
        command.arg(&self.folder);
        command.args(&self.arguments);
        command.cwd(&self.folder);
        for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "LIUYOU_PANIC"] {
            command.env_remove(name);
        }
        for (name, value) in [
            ("LANG", "zh_CN.UTF-8"),
            ("TERM", "xterm-256color"),
            ("RUST_BACKTRACE", "0"),
        ] {
            command.env(name, value);
        }
        // a demo is thrown away where the test can see it
        command.env("TMPDIR", &self.folder);
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        let modes = pair.master.get_termios();
        let child = {
            let _starting = county::starting();
            pair.slave.spawn_command(command).unwrap()
        };
        drop(pair.slave);
        let seen = Arc::new((Mutex::new(Seen::new(columns, rows)), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn({
            let seen = seen.clone();
            move || read(&mut reader, &seen)
        });
        Terminal {
            writer: pair.master.take_writer().unwrap(),
            modes_as_before: Box::new(move |master| {
                modes.is_some() && master.get_termios() == modes
            }),
            master: pair.master,
            child,
            seen,
        }
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

fn read(reader: &mut dyn Read, seen: &(Mutex<Seen>, Condvar)) {
    let mut bytes = [0; 1 << 16];
    loop {
        let n = reader.read(&mut bytes).unwrap_or(0);
        let mut now = seen.0.lock().unwrap();
        now.parser.process(&bytes[..n]);
        now.raw.extend_from_slice(&bytes[..n]);
        now.closed = n == 0;
        seen.1.notify_all();
        if n == 0 {
            return;
        }
    }
}

/// All that came from the program.
struct Seen {
    parser: vt100::Parser<Asked>,
    raw: Vec<u8>,
    /// The program has let go of the terminal.
    closed: bool,
}

impl Seen {
    fn new(columns: u16, rows: u16) -> Seen {
        let parser =
            vt100::Parser::new_with_callbacks(cells(rows), cells(columns), 0, Asked::default());
        Seen {
            parser,
            raw: Vec::new(),
            closed: false,
        }
    }
}

/// What a program may ask of a terminal beside drawing, and this one never does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked(Vec<String>);

impl vt100::Callbacks for Asked {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.0.push("bell".into());
    }

    fn resize(&mut self, _: &mut Screen, _: (u16, u16)) {
        self.0.push("resize".into());
    }

    fn set_window_icon_name(&mut self, _: &mut Screen, name: &[u8]) {
        self.0
            .push(format!("icon {}", String::from_utf8_lossy(name)));
    }

    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.0
            .push(format!("title {}", String::from_utf8_lossy(title)));
    }

    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], _: &[u8]) {
        self.0.push("copy".into());
    }

    fn paste_from_clipboard(&mut self, _: &mut Screen, _: &[u8]) {
        self.0.push("paste".into());
    }
}

type IsAsBefore = dyn Fn(&dyn MasterPty) -> bool;

pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    modes_as_before: Box<IsAsBefore>,
}

impl Terminal {
    /// Waits until something holds of the screen.
    #[track_caller]
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) -> &mut Terminal {
        drop(self.wait_seen(what, |seen| holds(seen.parser.screen())));
        self
    }

    /// Waits for a text on the screen, within one row.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> &mut Terminal {
        self.wait(&format!("「{text}」"), |screen| {
            text_of(screen).contains(text)
        })
    }

    #[track_caller]
    pub fn wait_gone(&mut self, text: &str) -> &mut Terminal {
        self.wait(&format!("no 「{text}」"), |screen| {
            !text_of(screen).contains(text)
        })
    }

    #[track_caller]
    fn wait_seen(&self, what: &str, holds: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let end = Instant::now() + DEADLINE;
        let mut seen = self.seen.0.lock().unwrap();
        while !holds(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            if seen.closed || left.is_zero() {
                let (text, closed) = (text_of(seen.parser.screen()), seen.closed);
                // the thread that reads shall not fail as well
                drop(seen);
                panic!("waited for {what}, the screen is\n{text}\n(closed: {closed})");
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        seen
    }

    pub fn screen(&self) -> Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    pub fn text(&self) -> String {
        text_of(&self.screen())
    }

    pub fn asked(&self) -> Asked {
        self.seen.0.lock().unwrap().parser.callbacks().clone()
    }

    /// Whether these bytes ever came, for what no screen shows.
    pub fn ever_sent(&self, bytes: &[u8]) -> bool {
        self.seen
            .0
            .lock()
            .unwrap()
            .raw
            .windows(bytes.len())
            .any(|found| found == bytes)
    }

    /// Bytes the program has sent so far.
    pub fn sent(&self) -> usize {
        self.seen.0.lock().unwrap().raw.len()
    }

    fn send(&mut self, bytes: &[u8]) -> &mut Terminal {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Presses keys named as in the key table, separated by blanks. After `Esc` wait for the screen: with more
    /// behind it at once it is the beginning of another key, here as on every terminal.
    pub fn keys(&mut self, keys: &str) -> &mut Terminal {
        let bytes: Vec<u8> = keys.split_whitespace().flat_map(key_bytes).collect();
        self.send(&bytes)
    }

    /// Presses keys and waits for what they bring up.
    #[track_caller]
    pub fn keys_on(&mut self, keys: &str, text: &str) -> &mut Terminal {
        self.keys(keys);
        self.wait_for(text);
        self
    }

    /// Presses Esc and waits until what it closes is gone.
    #[track_caller]
    pub fn escape(&mut self, text: &str) -> &mut Terminal {
        self.keys("Esc");
        self.wait_gone(text)
    }

    pub fn type_text(&mut self, text: &str) -> &mut Terminal {
        self.send(text.as_bytes())
    }

    pub fn paste(&mut self, text: &str) -> &mut Terminal {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    /// Changes the size and waits for the program to begin anew: how terminals rearrange what they hold differs, so
    /// that it must clear the screen.
    #[track_caller]
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Terminal {
        if self.screen().size() == (cells(rows), cells(columns)) {
            return self;
        }
        let before = self.sent();
        self.resize_at_once(columns, rows);
        let cleared = |seen: &Seen| {
            seen.raw[before..]
                .windows(4)
                .any(|bytes| bytes == b"\x1b[2J")
        };
        drop(self.wait_seen("a cleared screen", cleared));
        self
    }

    pub fn resize_at_once(&mut self, columns: u16, rows: u16) -> &mut Terminal {
        self.seen
            .0
            .lock()
            .unwrap()
            .parser
            .set_size(cells(rows), cells(columns));
        self.master.resize(pty_size(columns, rows)).unwrap();
        self
    }

    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by its name without `SIG`.
    pub fn signal(&self, name: &str) {
        county::shell(&format!("kill -s {name} {}", self.id()));
    }

    /// Waits until the program has ended; its exit code.
    #[track_caller]
    pub fn wait_exit(&mut self) -> u32 {
        let end = Instant::now() + DEADLINE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.closed {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let text = text_of(seen.parser.screen());
                drop(seen);
                panic!("still running:\n{text}");
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self.child.wait().unwrap().exit_code()
    }

    /// The terminal is as it was before the program: screen, cursor, pastes, line editing and echo.
    #[track_caller]
    pub fn is_given_back(&self) {
        let screen = self.screen();
        assert!(
            !screen.alternate_screen(),
            "the alternate screen was not left"
        );
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert!(
            (self.modes_as_before)(&*self.master),
            "the line's modes are changed"
        );
    }

    /// The opposite, so that `is_given_back` says something.
    #[track_caller]
    pub fn is_taken(&self) {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        assert!(
            !(self.modes_as_before)(&*self.master),
            "the line's modes are unchanged"
        );
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn key_bytes(key: &str) -> Vec<u8> {
    let sequence = match key {
        "Enter" => "\r",
        "Esc" => "\x1b",
        "Tab" => "\t",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        "F5" => "\x1b[15~",
        "F6" => "\x1b[17~",
        "F7" => "\x1b[18~",
        "F8" => "\x1b[19~",
        "F9" => "\x1b[20~",
        "F10" => "\x1b[21~",
        "F12" => "\x1b[24~",
        key => match key.strip_prefix("Ctrl+") {
            Some(letter) => return vec![letter.as_bytes()[0] & 0x1f],
            None => key,
        },
    };
    sequence.as_bytes().to_vec()
}

/// The screen as it reads, row by row.
pub fn text_of(screen: &Screen) -> String {
    screen
        .rows(0, screen.size().1.get())
        .map(|row| format!("{}\n", row.trim_end()))
        .collect()
}

/// One row as it reads, trailing blanks dropped.
pub fn row(screen: &Screen, row: u16) -> String {
    let columns = screen.size().1.get();
    screen
        .rows(0, columns)
        .nth(row.into())
        .unwrap()
        .trim_end()
        .to_owned()
}

/// Row and column where a text begins.
pub fn place(screen: &Screen, text: &str) -> Option<(u16, u16)> {
    let (rows, columns) = screen.size();
    (0..rows.get()).find_map(|y| {
        let mut line = String::new();
        let mut begins = Vec::new();
        for x in 0..columns.get() {
            let cell = screen.cell(y, x).unwrap();
            if !cell.is_wide_continuation() {
                begins.push((line.len(), x));
                line.push_str(if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                });
            }
        }
        let at = line.find(text)?;
        begins
            .iter()
            .find(|(byte, _)| *byte == at)
            .map(|(_, x)| (y, *x))
    })
}

/// Every wide glyph on the screen has both its columns.
#[track_caller]
pub fn glyphs_are_whole(screen: &Screen) {
    let (rows, columns) = screen.size();
    for y in 0..rows.get() {
        for x in 0..columns.get() {
            let right_half =
                x + 1 < columns.get() && screen.cell(y, x + 1).unwrap().is_wide_continuation();
            let wide = screen.cell(y, x).unwrap().is_wide();
            assert_eq!(
                wide,
                right_half,
                "half a glyph in row {y}, column {x}:\n{}",
                text_of(screen)
            );
        }
    }
}

/// The number after a label, such as the one of `已存 12`.
pub fn number_after(text: &str, label: &str) -> Option<u64> {
    let rest = &text[text.find(label)? + label.len()..];
    rest.split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}
