//! A program behind a pseudo-terminal: keys go in, and each piece of output is stamped the moment it is read.
//! An emulated screen tells what a person would see and answers the questions programs ask of a terminal.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const ROWS: u16 = 30;
const COLUMNS: u16 = 100;
/// Silence after which a frame counts as complete. Longer than any commit should take, because a frame that says
/// "saved" follows the frame of the key; output that comes later still is counted as late.
const QUIET: Duration = Duration::from_millis(25);
/// The same for the first screen, which may come in several steps.
const FIRST_QUIET: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(2);

pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser<Replies>,
    started: Instant,
    /// Output that came after its frame had counted as complete.
    pub late: usize,
    _master: Box<dyn MasterPty + Send>,
}

/// Times since the key was written.
pub struct Frame {
    pub first_byte: Duration,
    pub last_byte: Duration,
}

impl Session {
    /// Starts a program with a clean environment; `home` keeps it away from anyone's settings.
    pub fn start(program: &Path, arguments: &[OsString], home: &Path) -> Result<Session, String> {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .map_err(|error| error.to_string())?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.cwd(home);
        let mut reader = pair
            .master
            .try_clone_reader()
            .map_err(|error| error.to_string())?;
        let writer = pair
            .master
            .take_writer()
            .map_err(|error| error.to_string())?;
        let started = Instant::now();
        let child = pair
            .slave
            .spawn_command(command)
            .map_err(|error| error.to_string())?;
        // our own copy of the program's side would keep the end of its output from us
        drop(pair.slave);
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender
                    .send((Instant::now(), bytes[..length].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let [rows, columns] =
            [ROWS, COLUMNS].map(|length| NonZeroU16::new(length).expect("the screen has cells"));
        let screen = vt100::Parser::new_with_callbacks(rows, columns, 0, Replies::default());
        Ok(Session {
            child,
            writer,
            output,
            screen,
            started,
            late: 0,
            _master: pair.master,
        })
    }

    /// Waits for the first complete screen; the time is from exec to its last byte.
    pub fn first_screen(&mut self) -> Option<Duration> {
        self.settle(self.started, FIRST_QUIET)
            .map(|frame| frame.last_byte)
    }

    /// Presses a key and waits for its frame. None where the program kept silent.
    pub fn press(&mut self, key: &str) -> Option<Frame> {
        while let Ok((_, bytes)) = self.output.try_recv() {
            self.late += 1;
            self.show(&bytes);
        }
        let pressed = Instant::now();
        self.writer
            .write_all(key.as_bytes())
            .and_then(|()| self.writer.flush())
            .ok()?;
        self.settle(pressed, QUIET)
    }

    fn settle(&mut self, since: Instant, quiet: Duration) -> Option<Frame> {
        let (mut at, bytes) = self.output.recv_timeout(PATIENCE).ok()?;
        let first_byte = at - since;
        self.show(&bytes);
        // a screen that never rests is cut off rather than waited for
        while since.elapsed() < PATIENCE {
            match self.output.recv_timeout(quiet) {
                Ok((later, bytes)) => {
                    at = later;
                    self.show(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Some(Frame {
            first_byte,
            last_byte: at - since,
        })
    }

    fn show(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        let replies = std::mem::take(&mut self.screen.callbacks_mut().0);
        if !replies.is_empty() {
            // a program that has just ended needs no answer
            let _ = self
                .writer
                .write_all(&replies)
                .and_then(|()| self.writer.flush());
        }
    }

    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Why nothing more will come, if the program is gone.
    pub fn ended(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok()??;
        Some(status.signal().map_or_else(
            || format!("exit code {}", status.exit_code()),
            str::to_owned,
        ))
    }

    pub fn process(&self) -> Option<u32> {
        self.child.process_id()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Answers that the terminal owes the program: where the cursor is, and what the terminal can do.
/// A program that gets none may wait for seconds.
#[derive(Default)]
struct Replies(Vec<u8>);

impl vt100::Callbacks for Replies {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        mark: Option<u8>,
        _: Option<u8>,
        numbers: &[&[u16]],
        command: char,
    ) {
        let number = numbers
            .first()
            .and_then(|number| number.first())
            .copied()
            .unwrap_or(0);
        match (mark, number, command) {
            (None, 6, 'n') => {
                let (row, column) = screen.cursor_position();
                self.0
                    .extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes());
            }
            (None, _, 'c') => self.0.extend(b"\x1b[?62;22c"),
            _ => {}
        }
    }
}
