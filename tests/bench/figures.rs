//! What a bench tells: samples with their percentiles, tables that line up, and the aims with whether they were met.
//! It measures nothing itself and knows no program.

use std::time::Duration;

/// Durations of one measurement, in whatever order they came.
#[derive(Clone, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn push(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Nearest rank: the smallest sample that `percent` of all do not exceed. Zero where there is none.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }

    /// p50, p99 and the longest, as cells of a table.
    pub fn cells(&self) -> [String; 3] {
        [50, 99, 100].map(|percent| time(self.percentile(percent)))
    }
}

/// A duration with the unit that suits it.
pub fn time(duration: Duration) -> String {
    let us = duration.as_secs_f64() * 1e6;
    match us {
        _ if us < 1_000.0 => format!("{us:.1} us"),
        _ if us < 1_000_000.0 => format!("{:.2} ms", us / 1e3),
        _ => format!("{:.2} s", us / 1e6),
    }
}

/// `100,000`
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Rows that line up: the first column to the left, the others to the right.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(head: &[&str]) -> Table {
        Table {
            rows: vec![head.iter().map(|cell| (*cell).to_owned()).collect()],
        }
    }

    pub fn row(&mut self, name: &str, cells: impl IntoIterator<Item = String>) {
        self.rows
            .push(std::iter::once(name.to_owned()).chain(cells).collect());
    }

    pub fn print(&self) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        println!();
        for row in &self.rows {
            let cells = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, width))| match column {
                    0 => format!("{cell:<width$}"),
                    _ => format!("  {cell:>width$}"),
                });
            println!("{}", cells.collect::<String>().trim_end());
        }
    }
}

/// What the figures should be. A missed aim is told, never an error: the machine may be busy.
#[derive(Default)]
pub struct Aims {
    lines: Vec<String>,
    met: usize,
    missed: usize,
    open: usize,
}

impl Aims {
    pub fn at_most(&mut self, what: &str, measured: Duration, limit: Duration) {
        self.judge(
            measured <= limit,
            format!("{what}: {} (at most {})", time(measured), time(limit)),
        );
    }

    /// For what is no time; `unit` follows the number, as in ` times` or ` MiB`.
    pub fn number_at_most(&mut self, what: &str, measured: f64, limit: f64, unit: &str) {
        self.judge(
            measured <= limit,
            format!("{what}: {measured:.2}{unit} (at most {limit}{unit})"),
        );
    }

    pub fn not_measured(&mut self, what: &str) {
        self.open += 1;
        self.lines.push(format!("not measured  {what}"));
    }

    fn judge(&mut self, met: bool, line: String) {
        match met {
            true => self.met += 1,
            false => self.missed += 1,
        }
        self.lines.push(format!(
            "{}{line}",
            if met {
                "met           "
            } else {
                "MISSED        "
            }
        ));
    }

    pub fn report(&self) {
        println!();
        for line in &self.lines {
            println!("{line}");
        }
        println!(
            "aims: {} met, {} missed, {} not measured",
            self.met, self.missed, self.open
        );
    }
}

/// A line that is not overlooked between the tables.
pub fn loud(line: &str) {
    println!("\n!! {line}");
}
