//! Taking the terminal and giving it back: on the way out, after an error, a panic or a signal.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, event, execute, terminal};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use crate::app::Msg;

/// The terminal is ours and must be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);

pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }
}

/// Runs `body` on the whole screen, with keys, pastes, resizes and signals arriving as messages.
pub fn with_screen(events: &Sender<Msg>, body: impl FnOnce(&mut Screen) -> io::Result<()>) -> io::Result<()> {
    give_back_on_panic();
    let stop = events.clone();
    ctrlc::set_handler(move || drop(stop.send(Msg::Stop))).map_err(io::Error::other)?;
    let _back = take()?;
    let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
    let mut screen = Screen { terminal: Terminal::new(backend)? };
    let events = events.clone();
    std::thread::Builder::new().name("input".into()).spawn(move || listen(&events))?;
    body(&mut screen)
}

/// Blocks on the terminal and passes on what comes. Ends with the program.
fn listen(events: &Sender<Msg>) {
    loop {
        let msg = match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => Msg::Key(key),
            Ok(Event::Paste(text)) => Msg::Paste(text),
            Ok(Event::Resize(columns, rows)) => Msg::Resize(columns, rows),
            Ok(_) => continue,
            Err(_) => Msg::Stop,
        };
        let end = matches!(msg, Msg::Stop);
        if events.send(msg).is_err() || end {
            return;
        }
    }
}

struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<GiveBack> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let back = GiveBack;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    Ok(back)
}

fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = terminal::disable_raw_mode();
        let _ = io::stdout().flush();
    }
}

/// A panic's message must land on a terminal that shows it.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}
