//! The smallest programs of our kind, to hold ours against: ratatui with a list that scrolls, and ratatui with one
//! durable insert for each key. The bench starts itself with the name of one of them.

use std::io;
use std::path::Path;

use crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::DefaultTerminal;
use ratatui::style::Modifier;
use ratatui::widgets::{List, ListState, Paragraph};
use rusqlite::Connection;

pub const COMMIT: &str = "smallest";
pub const SCROLL: &str = "smallest-scroll";
const ROWS: usize = 1_000;

/// Each key is on the disk before its number is on the screen; the pragmas are those of our own data file.
pub fn commit(directory: &Path) -> io::Result<()> {
    let db = Connection::open(directory.join("smallest.db")).expect("the folder can be written");
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS pressed (id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;",
    )
    .expect("the table is made");
    let mut insert = db
        .prepare("INSERT INTO pressed (key) VALUES (?1)")
        .expect("the table is there");
    let mut count = 0_u64;
    ratatui::run(|terminal: &mut DefaultTerminal| {
        loop {
            terminal.draw(|frame| {
                frame.render_widget(Paragraph::new(format!("saved {count}")), frame.area())
            })?;
            let key = next_key()?;
            if key == KeyCode::Char('q') {
                return Ok(());
            }
            insert.execute([key.to_string()]).expect("the key is saved");
            count += 1;
        }
    })
}

/// A plain list; Down moves the selection and comes round at the end.
pub fn scroll() -> io::Result<()> {
    let rows: Vec<String> = (1..=ROWS)
        .map(|row| format!("{row:>5}  阳泉市第{row}义工联合会"))
        .collect();
    let mut state = ListState::default().with_selected(Some(0));
    ratatui::run(|terminal: &mut DefaultTerminal| {
        loop {
            terminal.draw(|frame| {
                let list =
                    List::new(rows.iter().map(String::as_str)).highlight_style(Modifier::REVERSED);
                frame.render_stateful_widget(list, frame.area(), &mut state);
            })?;
            match next_key()? {
                KeyCode::Char('q') => return Ok(()),
                KeyCode::Down => state.select(state.selected().map(|row| (row + 1) % ROWS)),
                _ => {}
            }
        }
    })
}

fn next_key() -> io::Result<KeyCode> {
    loop {
        if let Event::Key(key) = event::read()?
            && key.kind == KeyEventKind::Press
        {
            return Ok(key.code);
        }
    }
}
