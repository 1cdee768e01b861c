//! Taking the terminal and giving it back: on the way out, after an error, a panic or a signal.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, event, execute, terminal};
use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::EndOnPanic;
use super::stage::Stage;
use crate::app::Msg;

/// The terminal is ours and must be given back. Changed and obeyed under the lock of standard output,
/// which the thread that holds it may take again.
static TAKEN: AtomicBool = AtomicBool::new(false);
static PANICKED: AtomicBool = AtomicBool::new(false);
/// Events taken at once before a frame is drawn.
const BURST: usize = 64;

pub struct Screen {
    terminal: Terminal<CrosstermBackend<Held>>,
    held: Held,
    /// Columns and rows at the start.
    pub first: (u16, u16),
}

/// A frame's bytes, held until it is whole: the library flushes several times a frame, and every write wakes the
/// terminal.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Vec<u8>>>);

impl Held {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn let_go(&self) -> io::Result<()> {
        let mut bytes = self.bytes();
        let mut out = io::stdout().lock();
        // after a panic elsewhere the terminal is the shell's again
        let written = match TAKEN.load(Ordering::SeqCst) {
            true => out.write_all(&bytes).and_then(|()| out.flush()),
            false => Ok(()),
        };
        bytes.clear();
        written
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// Draws a frame of that many columns and rows. The terminal tells when its size changes; asking it before every
    /// frame, as the library would, costs each key a file opened.
    pub fn draw(&mut self, size: (u16, u16), view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let area = Rect::new(0, 0, size.0, size.1);
        if self.terminal.get_frame().area() != area {
            // whatever the terminal made of the old frame goes
            self.terminal.backend_mut().clear_region(ClearType::All)?;
            self.terminal.resize(area)?;
        }
        self.terminal.draw(view)?;
        self.held.let_go()
    }
}

impl Screen {
    /// One that nobody sees.
    #[cfg(test)]
    pub fn unseen(columns: u16, rows: u16) -> Screen {
        let held = Held::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)),
        };
        Screen {
            terminal: Terminal::with_options(CrosstermBackend::new(held.clone()), options)
                .expect("a frame needs no terminal"),
            held,
            first: (columns, rows),
        }
    }
}

/// Gives the terminal back when it goes.
pub struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        give_back();
    }
}

pub fn take() -> io::Result<(Screen, GiveBack)> {
    give_back_on_panic();
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let back = GiveBack;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    // from here on no change of size is missed; the listening thread may begin after the first frame
    event::poll(Duration::ZERO)?;
    let held = Held::default();
    let (columns, rows) = terminal::size()?;
    let options = TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)),
    };
    let terminal = Terminal::with_options(CrosstermBackend::new(held.clone()), options)?;
    Ok((
        Screen {
            terminal,
            held,
            first: (columns, rows),
        },
        back,
    ))
}

fn give_back() {
    let mut out = io::stdout().lock();
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            out,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = terminal::disable_raw_mode();
    }
}

/// Some thread has panicked, whichever it was.
pub fn has_panicked() -> bool {
    PANICKED.load(Ordering::SeqCst)
}

/// A panic's message must land on a terminal that shows it.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICKED.store(true, Ordering::SeqCst);
            give_back();
            report(panic);
        }));
    });
}

/// Calls `stop` when the system asks the program to end or the terminal is closed.
pub fn on_signal(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(stop).map_err(io::Error::other)
}

/// Blocks on the terminal and tells the stage what comes. Ends with the program.
pub fn listen(stage: &Arc<Stage>) {
    let _end = EndOnPanic(stage);
    loop {
        let mut msgs = Vec::with_capacity(1);
        loop {
            match event::read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                    msgs.push(Msg::Key(key))
                }
                Ok(Event::Paste(text)) => msgs.push(Msg::Paste(text)),
                Ok(Event::Resize(columns, rows)) => msgs.push(Msg::Resize(columns, rows)),
                Ok(_) => {}
                Err(error) => return stage.end(Err(error)),
            }
            // of what a held key or a fast hand sends, only the last state is drawn
            if msgs.len() >= BURST || !event::poll(Duration::ZERO).unwrap_or(false) {
                break;
            }
        }
        stage.happen(msgs);
    }
}
