//! How long a person waits for a key: whole programs behind a pseudo-terminal, from the key written to the last byte
//! of the frame. liuyou is held against an echo in C, vim, and the smallest programs made of the same parts.
//!
//! `cargo bench --bench terminal`; LIUYOU_BENCH_QUICK=1 takes few keys and little data.

mod data;
mod figures;
mod process;
mod programs;
mod pseudo_terminal;
mod smallest;

use std::path::Path;
use std::time::Duration;

use figures::{Aims, Samples, Table, loud, thousands};
use process::Waits;
use programs::{
    ECHO, LIUYOU_ANSWER, LIUYOU_SCROLL, Program, SMALLEST_COMMIT, SMALLEST_SCROLL, VIM,
};
use pseudo_terminal::Session;

/// Keys not counted; more than the screen has rows, so that lists scroll from then on.
const WARM_UP: usize = 40;
const IDLE: Duration = Duration::from_secs(5);

/// The aims. One frame at 60 Hz:
const KEY: Duration = Duration::from_micros(16_667);
const FIRST_SCREEN: Duration = Duration::from_millis(20);
const MEMORY_MIB: f64 = 20.0;
/// The middle frame of a key of ours against another program's.
const RATIOS: &[(&str, &str, f64)] = &[
    (LIUYOU_SCROLL, ECHO, 3.5),
    (LIUYOU_SCROLL, VIM, 1.0),
    (LIUYOU_ANSWER, SMALLEST_COMMIT, 1.15),
];

const PAIRS: &[(&str, &str)] = &[
    (LIUYOU_SCROLL, ECHO),
    (LIUYOU_SCROLL, VIM),
    (LIUYOU_SCROLL, SMALLEST_SCROLL),
    (LIUYOU_ANSWER, ECHO),
    (LIUYOU_ANSWER, VIM),
    (LIUYOU_ANSWER, SMALLEST_COMMIT),
    (SMALLEST_SCROLL, ECHO),
    (SMALLEST_COMMIT, ECHO),
];

struct Effort {
    organisations: u64,
    starts: usize,
    /// Keys for each program.
    keys: usize,
}

/// A program with what was measured of it.
struct Run {
    program: Program,
    starts: Samples,
    session: Option<Session>,
    wakes: Option<u64>,
    memory: Option<u64>,
    first_byte: Samples,
    complete: Samples,
    /// Keys without any output.
    silent: usize,
    pressed: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [smallest::COMMIT, directory] => {
            return smallest::commit(Path::new(directory)).expect("there is a terminal");
        }
        [smallest::SCROLL] => return smallest::scroll().expect("there is a terminal"),
        _ => {}
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench terminal`");
        return;
    }
    let effort = match std::env::var("LIUYOU_BENCH_QUICK").is_ok_and(|value| value == "1") {
        true => Effort {
            organisations: 100,
            starts: 3,
            keys: 100,
        },
        false => Effort {
            organisations: 100_000,
            starts: 10,
            keys: 1_000,
        },
    };
    println!(
        "liuyou with {} organisations",
        thousands(effort.organisations)
    );
    let mut runs: Vec<Run> = programs::all(effort.organisations)
        .into_iter()
        .map(Run::new)
        .collect();
    measure_starts(&mut runs, effort.starts);
    enter(&mut runs);
    measure_idle(&mut runs);
    measure_keys(&mut runs, effort.keys);
    for run in &mut runs {
        run.memory = run
            .session
            .as_ref()
            .and_then(Session::process)
            .and_then(process::peak_memory);
    }
    print_programs(&runs);
    print_keys(&runs);
    print_ratios(&runs);
    judge(&runs).report();
}

impl Run {
    fn new(program: Program) -> Run {
        Run {
            program,
            starts: Samples::default(),
            session: None,
            wakes: None,
            memory: None,
            first_byte: Samples::default(),
            complete: Samples::default(),
            silent: 0,
            pressed: 0,
        }
    }

    fn late(&self) -> usize {
        self.session.as_ref().map_or(0, |session| session.late)
    }

    fn press(&mut self, counted: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        let key = self.program.keys[self.pressed % self.program.keys.len()];
        self.pressed += 1;
        let frame = session.press(key);
        if frame.is_none() && session.ended().is_some() {
            loud(&format!(
                "{}: screen not reached: the program ended while keys were pressed",
                self.program.name
            ));
            self.session = None;
        }
        match frame {
            _ if !counted => {}
            None => self.silent += 1,
            Some(frame) => {
                self.first_byte.push(frame.first_byte);
                self.complete.push(frame.last_byte);
            }
        }
    }
}

/// Starts every program several times in turn; one that does not show its first screen is out.
fn measure_starts(runs: &mut Vec<Run>, times: usize) {
    for _ in 0..times {
        runs.retain_mut(|run| {
            // the one before must be gone first, or the data file is still taken
            run.session = None;
            match run.program.start() {
                Ok((session, took)) => {
                    run.starts.push(took);
                    run.session = Some(session);
                    true
                }
                Err(why) => {
                    loud(&format!("{}: screen not reached: {why}", run.program.name));
                    false
                }
            }
        });
    }
}

fn enter(runs: &mut [Run]) {
    for run in runs {
        let Some(session) = &mut run.session else {
            continue;
        };
        if let Err(why) = run.program.enter(session) {
            loud(&format!("{}: screen not reached: {why}", run.program.name));
            run.session = None;
        }
    }
}

/// All programs are left alone for the same seconds.
fn measure_idle(runs: &mut [Run]) {
    let waits = |run: &Run| {
        run.session
            .as_ref()
            .and_then(Session::process)
            .and_then(Waits::of)
    };
    std::thread::sleep(Duration::from_secs(1));
    let before: Vec<Option<Waits>> = runs.iter().map(waits).collect();
    std::thread::sleep(IDLE);
    for (run, before) in runs.iter_mut().zip(before) {
        run.wakes = before
            .zip(waits(run))
            .map(|(before, after)| after.since(&before));
    }
}

/// One key for each program in turn, beginning with another program each time, so that what else the machine does
/// falls on all alike. While the others have their turn, output that comes late is not taken for the next key's.
fn measure_keys(runs: &mut [Run], keys: usize) {
    let count = runs.len();
    for round in 0..WARM_UP + keys {
        for turn in 0..count {
            runs[(turn + round) % count].press(round >= WARM_UP);
        }
    }
    for run in runs.iter().filter(|run| run.late() > 0) {
        let (name, late) = (run.program.name, run.late());
        loud(&format!(
            "{name}: {late} times output came after its frame had counted as complete: too short a figure"
        ));
    }
}

fn print_programs(runs: &[Run]) {
    let mut table = Table::new(&[
        "program",
        "starts",
        "first screen p50",
        "longest",
        "peak memory",
        "wake-ups idle",
    ]);
    // only Linux tells, and only while the program runs
    let untold = || "no figure".to_owned();
    for run in runs {
        let [p50, _, longest] = run.starts.cells();
        let memory = run
            .memory
            .map_or_else(untold, |kib| format!("{:.1} MiB", kib as f64 / 1024.0));
        let wakes = run
            .wakes
            .map_or_else(untold, |wakes| format!("{wakes} in {} s", IDLE.as_secs()));
        table.row(
            run.program.name,
            [run.starts.len().to_string(), p50, longest, memory, wakes],
        );
    }
    table.print();
}

fn print_keys(runs: &[Run]) {
    let head = [
        "key",
        "keys",
        "first byte p50",
        "p99",
        "frame p50",
        "p99",
        "longest",
        "silent",
        "late",
    ];
    let mut table = Table::new(&head);
    for run in runs.iter().filter(|run| run.pressed > 0) {
        let [first50, first99, _] = run.first_byte.cells();
        let frames = [run.complete.len().to_string(), first50, first99]
            .into_iter()
            .chain(run.complete.cells());
        table.row(
            run.program.name,
            frames.chain([run.silent, run.late()].map(|keys| format!("{keys} keys"))),
        );
    }
    table.print();
}

fn ratio(runs: &[Run], pair: (&str, &str), percent: usize) -> Option<f64> {
    let of = |name: &str| {
        let run = runs
            .iter()
            .find(|run| run.program.name == name && run.complete.len() > 0)?;
        Some(run.complete.percentile(percent).as_secs_f64())
    };
    Some(of(pair.0)? / of(pair.1)?)
}

fn print_ratios(runs: &[Run]) {
    let mut table = Table::new(&["frame against frame", "p50", "p99"]);
    for pair in PAIRS {
        let name = format!("{} / {}", pair.0, pair.1);
        let cell = |percent| {
            ratio(runs, *pair, percent)
                .map_or("no figure".into(), |ratio| format!("{ratio:.2} times"))
        };
        table.row(&name, [cell(50), cell(99)]);
    }
    table.print();
}

fn judge(runs: &[Run]) -> Aims {
    let mut aims = Aims::default();
    for name in [LIUYOU_SCROLL, LIUYOU_ANSWER] {
        let Some(run) = runs.iter().find(|run| run.program.name == name) else {
            aims.not_measured(&format!("everything of {name}"));
            continue;
        };
        aims.at_most(
            &format!("{name}: first screen, p50"),
            run.starts.percentile(50),
            FIRST_SCREEN,
        );
        if run.late() * 100 > run.complete.len() {
            aims.not_measured(&format!("{name}: frame, it comes too late"));
        } else {
            aims.at_most(
                &format!("{name}: frame, p99"),
                run.complete.percentile(99),
                KEY,
            );
        }
        for (_, other, most) in RATIOS.iter().filter(|(ours, ..)| *ours == name) {
            match ratio(runs, (name, other), 50) {
                Some(ratio) => aims.number_at_most(
                    &format!("{name} / {other}: frame, p50"),
                    ratio,
                    *most,
                    " times",
                ),
                None => aims.not_measured(&format!("{name} / {other}")),
            }
        }
        match (run.wakes, run.memory) {
            (Some(wakes), Some(kib)) => {
                aims.number_at_most(&format!("{name}: idle"), wakes as f64, 0.0, " wake-ups");
                aims.number_at_most(
                    &format!("{name}: peak memory"),
                    kib as f64 / 1024.0,
                    MEMORY_MIB,
                    " MiB",
                );
            }
            _ => aims.not_measured(&format!("{name}: wake-ups and memory")),
        }
    }
    aims
}
