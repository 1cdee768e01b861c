//! One line that shows how far long work is, and the flag by which Ctrl-C stops it.
//! Nothing is drawn where standard error is not a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Set by Ctrl-C, and by the system when it ends the program.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

const BETWEEN_DRAWS: Duration = Duration::from_millis(100);
const CELLS: u64 = 30;

/// From now on Ctrl-C does not kill the program; the work that asks stops where it can do so cleanly.
pub fn watch_for_interrupt() {
    // where no handler can be set, Ctrl-C ends the program at once, as it would without us
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
}

pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Waits; false if Ctrl-C came.
pub fn pause(time: Duration) -> bool {
    let until = Instant::now() + time;
    while !interrupted() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        std::thread::sleep(left.min(BETWEEN_DRAWS));
    }
    false
}

/// The line on standard error; it is gone when the value is dropped.
pub struct Bar {
    visible: bool,
    drawn: Option<Instant>,
    width: usize,
}

impl Bar {
    pub fn new() -> Bar {
        Bar {
            visible: io::stderr().is_terminal(),
            drawn: None,
            width: 0,
        }
    }

    /// Takes the count of long work; false asks it to stop.
    pub fn step(&mut self, done: u64, total: u64) -> bool {
        if self.visible && self.drawn.is_none_or(|at| at.elapsed() >= BETWEEN_DRAWS) {
            self.drawn = Some(Instant::now());
            self.draw(&line(done, total));
        }
        !interrupted()
    }

    /// The same for work that moves files: files and bytes, of those known so far.
    pub fn files(&mut self, files: (u64, u64), bytes: (u64, u64)) -> bool {
        if self.visible && self.drawn.is_none_or(|at| at.elapsed() >= BETWEEN_DRAWS) {
            self.drawn = Some(Instant::now());
            let sizes = format!("  {}/{}", size(bytes.0), size(bytes.1));
            self.draw(&(line(files.0, files.1) + &sizes));
        }
        !interrupted()
    }

    /// A terminal that is gone is not the work's concern.
    fn draw(&mut self, line: &str) {
        let mut terminal = io::stderr().lock();
        let _ = write!(terminal, "\r{line:<width$}\r", width = self.width)
            .and_then(|()| terminal.flush());
        self.width = line.len();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.width > 0 {
            self.draw("");
        }
    }
}

/// Bytes in the unit that reads best.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        1_048_576..1_073_741_824 => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
        _ => format!("{:.1} GiB", bytes as f64 / 1_073_741_824.0),
    }
}

fn line(done: u64, total: u64) -> String {
    let (done, all) = (done.min(total), u128::from(total.max(1)));
    let part = |of: u64| (u128::from(done) * u128::from(of) / all) as usize;
    let full = part(CELLS);
    format!(
        "[{}{}] {:>3}%  {done}/{total}",
        "#".repeat(full),
        "-".repeat(CELLS as usize - full),
        part(100)
    )
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_line_fills_from_left_to_right_and_is_ascii() {
        assert_eq!(
            line(0, 3000),
            "[------------------------------]   0%  0/3000"
        );
        assert_eq!(
            line(1500, 3000),
            "[###############---------------]  50%  1500/3000"
        );
        assert_eq!(line(9, 3), "[##############################] 100%  3/3");
        assert!(line(u64::MAX, u64::MAX).is_ascii() && line(0, 0).is_ascii());
    }
}
