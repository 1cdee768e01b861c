//! What Linux tells of a running process: its largest memory and how often it woke up. Elsewhere nothing is told.

use std::collections::HashMap;

/// Largest resident memory since the program started, in KiB (`VmHWM`).
pub fn peak_memory(process: u32) -> Option<u64> {
    number(
        &std::fs::read_to_string(format!("/proc/{process}/status")).ok()?,
        "VmHWM:",
    )
}

/// Times each thread gave up the processor to wait for something, by thread.
pub struct Waits(HashMap<String, u64>);

impl Waits {
    pub fn of(process: u32) -> Option<Waits> {
        let threads = std::fs::read_dir(format!("/proc/{process}/task"))
            .ok()?
            .flatten();
        let waits = threads.filter_map(|thread| {
            let status = std::fs::read_to_string(thread.path().join("status")).ok()?;
            Some((
                thread.file_name().into_string().ok()?,
                number(&status, "voluntary_ctxt_switches:")?,
            ))
        });
        Some(Waits(waits.collect()))
    }

    /// Every wake-up ends in another wait, so the waits since then are the wake-ups.
    pub fn since(&self, earlier: &Waits) -> u64 {
        let before = |thread: &str| earlier.0.get(thread).copied().unwrap_or(0);
        self.0
            .iter()
            .map(|(thread, waits)| waits.saturating_sub(before(thread)))
            .sum()
    }
}

fn number(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
