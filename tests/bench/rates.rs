//! Counting rates over 100,000 organisations and 1,000,000 visits: how long a count takes by itself, and whether a key
//! on the screen feels that one is running.
//!
//! `cargo bench --bench rates`; LIUYOU_BENCH_QUICK=1 counts 10,000 organisations.
// of the shared pseudo-terminal only a part is needed here
#![allow(dead_code)]

mod data;
mod figures;
mod pseudo_terminal;

use std::ffi::OsString;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use liuyou::documents::report;
use liuyou::domain::coverage::{Behind, Listing, NamesWanted};
use liuyou::domain::export::{ReportSubject, ReportWanted};
use liuyou::runtime;
use liuyou::standards::Rules;
use liuyou::store::{Store, data_file};
use liuyou::words::Words;
use rusqlite::Connection;

use data::Copy;
use figures::{Aims, Samples, Table, loud, thousands};
use pseudo_terminal::Session;

const VISITS_EACH: u64 = 10;
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const F3: &str = "\x1bOR";
const F6: &str = "\x1b[17~";
/// What the screen says while it counts.
const COUNTING: &str = "正在统计";
/// Longest wait for the first figures.
const PATIENCE: Duration = Duration::from_secs(20);

/// The aims: a count is there before one has looked away, and no key waits longer than a frame at 60 Hz.
const COUNT: Duration = Duration::from_secs(1);
const KEY: Duration = Duration::from_micros(16_667);

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench rates`");
        return;
    }
    let quick = std::env::var("LIUYOU_BENCH_QUICK").is_ok_and(|value| value == "1");
    let organisations = if quick { 10_000 } else { 100_000 };
    let mut aims = Aims::default();
    match data::prepared(organisations) {
        Ok(prepared) => {
            let copy = Copy::of(&prepared, "rates");
            let visits = add_visits(&copy.directory);
            let at = format!(
                "{} organisations, {} visits",
                thousands(organisations),
                thousands(visits)
            );
            counts(&copy.directory, &at, if quick { 5 } else { 20 }, &mut aims);
            keys(
                &copy.directory,
                &at,
                if quick { 50 } else { 300 },
                &mut aims,
            );
        }
        Err(why) => {
            loud(&format!("not measured: {why}"));
            aims.not_measured("everything");
        }
    }
    aims.report();
}

/// Bare lines of finished visits, ten to an organisation, and the last verdict in the organisation's line, as the
/// projection keeps it; the journal has none of them.
fn add_visits(directory: &Path) -> u64 {
    let db = Connection::open(data_file(directory)).expect("the copy opens");
    db.execute_batch(&format!(
        "PRAGMA synchronous = OFF; BEGIN;
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {VISITS_EACH})
         INSERT INTO visit (id, organisation, checklist, status, started, answered, items, tenths, verdict, saves)
         SELECT (SELECT max(id) FROM record) + organisation.id * {VISITS_EACH} + i, organisation.id, 1, 'finished',
             date('2024-01-01', '+' || (i * 90) || ' days') || ' 09:00', 43, 43, 500 + organisation.id % 500,
             CASE organisation.id % 4 WHEN 0 THEN 'demonstration' WHEN 1 THEN 'pass' WHEN 2 THEN 'basic' ELSE 'fail' END,
             44
         FROM organisation, n;
         UPDATE organisation SET verdict = CASE id % 4 WHEN 0 THEN 'demonstration' WHEN 1 THEN 'pass'
             WHEN 2 THEN 'basic' ELSE 'fail' END;
         COMMIT; PRAGMA wal_checkpoint(TRUNCATE);"
    ))
    .expect("the tables are as the store makes them");
    db.query_row("SELECT count(*) FROM visit", [], |row| row.get::<_, i64>(0))
        .expect("visits can be counted") as u64
}

fn counts(directory: &Path, at: &str, times: usize, aims: &mut Aims) {
    let rules = Rules::shipped();
    let rule = &rules.counting[0];
    let today = runtime::now().today;
    let mut table = Table::new(&[at, "times", "p50", "p99", "longest"]);
    let mut add = |name: &str, samples: &Samples| {
        let cells = [samples.len().to_string()].into_iter();
        table.row(name, cells.chain(samples.cells()));
    };
    // as the screen does it: a connection of its own each time
    let open = || Store::open_read_only(directory).expect("the copy opens");
    let rates = sampled(times, || {
        let coverage = open().coverage(rule, &rules.formation, today);
        black_box(coverage.expect("rates can be counted"));
    });
    add("rates, whole and by three divisions", &rates);
    let wanted = NamesWanted {
        behind: Behind::Listing(Listing::Uncovered),
        part: None,
        rule: rule.id.clone(),
    };
    let names = sampled(times, || {
        let ids = open().names_behind(&wanted, rule, &rules.formation, today, &mut || true);
        black_box(ids.expect("names can be listed"));
    });
    add("list of the uncovered, in order", &names);
    let wanted = ReportWanted::of(ReportSubject::Coverage);
    let text = sampled(times, || {
        let made = runtime::reports::report(&open(), &wanted, &rules, today, Words::ZH);
        black_box(report::text(&made.expect("a report can be made")));
    });
    add("whole report as text", &text);
    table.print();
    aims.at_most("rates counted, p99", rates.percentile(99), COUNT);
    aims.at_most("list of the uncovered, p99", names.percentile(99), COUNT);
}

fn sampled(times: usize, mut work: impl FnMut()) -> Samples {
    let mut samples = Samples::default();
    for _ in 0..times {
        let began = Instant::now();
        work();
        samples.push(began.elapsed());
    }
    samples
}

/// Presses keys on the coverage screen of the whole program, while it counts and while it does not.
fn keys(directory: &Path, at: &str, times: usize, aims: &mut Aims) {
    let arguments = ["--data-dir".into(), OsString::from(directory)];
    let home = data::folder().join("home");
    std::fs::create_dir_all(&home).expect("the target folder can be written");
    let program = Path::new(env!("CARGO_BIN_EXE_liuyou"));
    let mut session = match Session::start(program, &arguments, &home) {
        Ok(session) => session,
        Err(why) => return loud(&format!("keys: not measured: {why}")),
    };
    session.first_screen();
    session.press(F6);
    let began = Instant::now();
    while session.screen().contains(COUNTING) && began.elapsed() < PATIENCE {
        session.press(DOWN);
    }
    let mut busy = Samples::default();
    let mut idle = Samples::default();
    let mut silent = 0;
    // up and down in turn: a key at the end of the list would draw nothing
    for turn in 0.. {
        if busy.len() >= times || began.elapsed() > PATIENCE * 6 {
            break;
        }
        let counts = session.screen().contains(COUNTING);
        if !counts && idle.len() >= busy.len() {
            session.press(F3);
            continue;
        }
        match session.press(if turn % 2 == 0 { DOWN } else { UP }) {
            Some(frame) if counts => busy.push(frame.first_byte),
            Some(frame) => idle.push(frame.first_byte),
            None => silent += 1,
        }
    }
    let mut table = Table::new(&[at, "keys", "p50", "p99", "longest"]);
    for (name, samples) in [("a key while it counts", &busy), ("a key at rest", &idle)] {
        let cells = [samples.len().to_string()].into_iter();
        table.row(name, cells.chain(samples.cells()));
    }
    table.print();
    if silent > 0 {
        loud(&format!("{silent} keys drew nothing"));
    }
    if busy.len() < times {
        loud(&format!("only {} keys fell into a count", busy.len()));
    }
    match busy.len() {
        0 => aims.not_measured("a key while it counts"),
        _ => aims.at_most("a key while it counts, p99", busy.percentile(99), KEY),
    }
}
