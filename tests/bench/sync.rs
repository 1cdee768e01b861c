//! What sync costs: bytes and time of a visit, many changes at once against `rsync` of as many files, a sync with nothing
//! to do, and one change on top of much history.
//!
//! `cargo bench --bench sync`; LIUYOU_BENCH_QUICK=1 takes a tenth of everything.

// shared with benches that use more of them
#[allow(dead_code)]
mod data;
#[allow(dead_code)]
mod figures;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::store::Store;
use liuyou::sync::core::{Outcome, Start};
use liuyou::sync::drive::{drive, fresh_secret};
use liuyou::sync::keys::DeviceKeys;
use liuyou::sync::link::{Admission, Role};
use liuyou::sync::members::Members;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::remote::{Abilities, Entry, Put, Remote, Trouble};
use liuyou::sync::segment::FORMAT;

use figures::{Aims, Samples, Table, loud, thousands, time};

const RUNS: usize = 7;
/// A visit of 40 answers in the store.
const BYTES: f64 = 600.0;
/// To check and take in a visit.
const TAKING: Duration = Duration::from_micros(150);
/// Of what rsync takes for as many files as records changed.
const CHANGES: f64 = 0.1;
/// Of what rsync takes to find that nothing changed.
const QUIET: f64 = 1.0;

const NOW: Now = Now {
    utc_ms: 1_795_312_800_000,
    today: Date::of(2026, 11, 22),
    minute: 600,
};

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench sync`");
        return;
    }
    let quick = std::env::var("LIUYOU_BENCH_QUICK").is_ok_and(|value| value == "1");
    let part = if quick { 10 } else { 1 };
    let home = data::folder().join("sync");
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("the target folder can be written");
    let mut aims = Aims::default();
    visits(&home, 1_000 / part, &mut aims);
    against_rsync(&home, 10_000 / part, &mut aims);
    on_history(&home, &[100, 1_000, 10_000 / part]);
    aims.report();
}

/// A laptop: a data folder, its open file, and its keys.
struct Laptop {
    folder: PathBuf,
    store: Store,
    keys: DeviceKeys,
    clock: i64,
}

/// Counts the calls that a store gets.
struct Counting {
    folder: Folder,
    calls: u64,
}

impl Remote for Counting {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        self.calls += 1;
        self.folder.list()
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        self.calls += 1;
        self.folder.get(name, most)
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.calls += 1;
        self.folder.put_new(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        self.folder.probe(files)
    }
}

impl Laptop {
    fn new(folder: PathBuf) -> Laptop {
        let store = Store::open_or_create(&folder).expect("a new data file");
        let keys = DeviceKeys::of_folder(&folder, fresh_secret).expect("new keys");
        Laptop {
            folder,
            store,
            keys,
            clock: NOW.utc_ms,
        }
    }

    fn sync(&mut self, place: &Path, begin: bool) -> (Outcome, u64) {
        let start = Start {
            now: NOW,
            entropy: fresh_secret(),
            begin,
            name: String::new(),
            person: Uuid([0; 16]),
            scope: "110101".into(),
            format: FORMAT,
        };
        std::fs::create_dir_all(place).expect("the target folder can be written");
        let mut remote = Counting {
            folder: Folder::open(place).expect("a folder"),
            calls: 0,
        };
        let outcome = drive(&mut self.store, &self.keys, start, &mut remote, &mut |_| {
            true
        });
        (
            outcome.expect("a data file that can be written"),
            remote.calls,
        )
    }

    fn save(&mut self, edits: Vec<Edit>) {
        self.clock += 7_000 + (self.clock % 13) * 900;
        let utc_ms = self.clock;
        let now = Now { utc_ms, ..NOW };
        let saved = self.store.commit(&Change::of(edits), now);
        saved.expect("a data file that can be written");
    }

    fn let_in(&mut self, other: &Laptop) {
        let links = self.store.links().expect("its own links");
        let members = Members::of(self.keys.id(), links);
        let admission = Admission {
            card: *other.keys.card(),
            person: Uuid([0; 16]),
            name: String::new(),
            role: Role::Inspector,
            scopes: vec!["110101".into()],
        };
        let link = members
            .admit(&self.keys, admission, 1, &mut fresh_secret)
            .expect("it is the office");
        let hash = blake3::hash(&link).into();
        self.store.keep_links(&[(hash, link)]).expect("a data file");
    }
}

fn name(kind: u8, number: u64) -> Uuid {
    let mut name = [kind; 16];
    name[8..].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    Uuid(name)
}

/// The saves of a visit of 40 answers, some with a remark.
fn visit(number: u64) -> Vec<Vec<Edit>> {
    let visit = name(7, number);
    let head = |field, value| Edit::new(visit, field, value);
    let mut saves = vec![vec![
        head(Field::VISIT_ORGANISATION, Value::Record(name(1, number))),
        head(Field::VISIT_CHECKLIST, Value::Record(Uuid([5; 16]))),
        head(Field::VISIT_STATUS, Value::text("draft")),
        head(Field::VISIT_STARTED, Value::text("2026-11-22 10:00")),
        head(Field::VISIT_INSPECTOR, Value::text("周敏")),
    ]];
    for item in 0..40 {
        let code = format!("{}.{}", 1 + item / 7, 1 + item % 7);
        let answers = ["good", "good", "good", "weak", "poor"];
        let answer = answers[(item * 7 + number as usize) % 5];
        let edit = |field, value| vec![Edit::part(visit, &code, field, value)];
        saves.push(edit(Field::ANSWER, Value::text(answer)));
        if answer == "poor" && item % 4 == 0 {
            let remark = format!("第{item}项台账缺{}月记录", 1 + number % 12);
            saves.push(edit(Field::REMARK, Value::text(remark)));
        }
    }
    saves.push(vec![head(Field::VISIT_STATUS, Value::text("finished"))]);
    saves
}

/// Four visits a day, carried every day; then another laptop takes them all in.
fn visits(home: &Path, count: u64, aims: &mut Aims) {
    let place = home.join("visits");
    let (mut office, mut field) = (
        Laptop::new(home.join("office")),
        Laptop::new(home.join("field")),
    );
    office.sync(&place, true);
    office.let_in(&field);
    office.sync(&place, false);
    field.sync(&place, false);
    for number in 0..count {
        visit(number).into_iter().for_each(|save| field.save(save));
        if number % 4 == 3 {
            field.sync(&place, false);
        }
    }
    let held = field.store.held().expect("its own segments");
    let own = held.iter().filter(|held| held.own);
    let bytes: u64 = own.map(|held| held.size).sum();
    let began = Instant::now();
    let (taken, _) = office.sync(&place, false);
    let each = began.elapsed() / count as u32;
    assert_eq!(taken.halt, None);
    let bytes = bytes as f64 / count as f64;
    println!(
        "{} visits of 40 answers: {bytes:.0} bytes each in the store, {} each to check and take in",
        thousands(count),
        time(each)
    );
    aims.number_at_most("bytes of a visit of 40 answers", bytes, BYTES, "");
    aims.at_most("to check and take in such a visit", each, TAKING);
}

/// Many records changed one by one, carried into a folder, against as many files.
fn against_rsync(home: &Path, count: u64, aims: &mut Aims) {
    let files = home.join("files");
    std::fs::create_dir_all(&files).expect("the target folder can be written");
    for number in 0..count {
        let text = format!("第{number}号协会\n").repeat(24);
        std::fs::write(files.join(format!("{number}.txt")), text).expect("a file");
    }
    let has_rsync = Command::new("rsync").arg("--version").output().is_ok();
    if !has_rsync {
        loud("there is no rsync to compare with");
    }
    let rsync = |to: &Path, options: &[&str]| {
        let began = Instant::now();
        let run = Command::new("rsync")
            .arg("-a")
            .args(options)
            .arg(format!("{}/", files.display()))
            .arg(to)
            .status();
        assert!(run.expect("rsync runs").success());
        began.elapsed()
    };
    let mut laptop = Laptop::new(home.join("many"));
    for number in 0..count {
        let text = Value::text(format!("第{number}号协会"));
        laptop.save(vec![Edit::new(name(1, number), Field::NAME, text)]);
    }
    let folder = laptop.folder.clone();
    drop(laptop);
    let mut samples: [Samples; 5] = Default::default();
    for run in 0..RUNS {
        let fresh = home.join(format!("many-{run}"));
        copy(&folder, &fresh);
        let place = home.join(format!("store-{run}"));
        std::fs::create_dir_all(&place).expect("the target folder can be written");
        samples[0].push(program(&fresh, &place, true));
        samples[1].push(program(&fresh, &place, false));
        if has_rsync {
            let to = home.join(format!("copy-{run}"));
            samples[2].push(rsync(&to, &[]));
            samples[3].push(rsync(&to, &[]));
            samples[4].push(rsync(&home.join(format!("forced-{run}")), &["--fsync"]));
        }
    }
    let mut table = Table::new(&[&format!("{} changes", thousands(count)), "p50", "max"]);
    let names = [
        "liuyou sync, forced to the disk",
        "liuyou sync, nothing to do",
        "rsync -a",
        "rsync -a, nothing to do",
        "rsync -a --fsync",
    ];
    for (name, samples) in names.iter().zip(&samples) {
        if samples.len() > 0 {
            let [p50, _, max] = samples.cells();
            table.row(name, [p50, max]);
        }
    }
    table.print();
    if !has_rsync {
        aims.not_measured("many changes and nothing to do, against rsync");
        return;
    }
    let p50 = |at: usize| samples[at].percentile(50).as_secs_f64();
    aims.number_at_most(
        "many changes, against rsync --fsync",
        p50(0) / p50(4),
        CHANGES,
        " times",
    );
    aims.number_at_most(
        "nothing to do, against rsync",
        p50(1) / p50(3),
        QUIET,
        " times",
    );
}

/// The whole program, from its start to its end.
fn program(data: &Path, place: &Path, begin: bool) -> Duration {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_liuyou"));
    command.args(["sync", "--lang", "en", "--store"]).arg(place);
    if begin {
        command.arg("--new");
    }
    let run = command
        .arg("--data-dir")
        .arg(data)
        .stdout(Stdio::null())
        .status();
    assert!(run.expect("the program runs").success());
    began.elapsed()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("entries have names");
        if path.is_file() {
            std::fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

/// One more visit after much or little history.
fn on_history(home: &Path, histories: &[u64]) {
    let mut table = Table::new(&[
        "history",
        "segments",
        "calls, nothing to do",
        "nothing to do",
        "calls, one visit",
        "one visit",
    ]);
    for &visits in histories {
        let place = home.join(format!("history-{visits}"));
        let mut laptop = Laptop::new(home.join(format!("laptop-{visits}")));
        laptop.sync(&place, true);
        for number in 0..visits {
            // one save stands for many: what it costs to carry lies in the segments
            laptop.save(visit(number).concat());
            if number % 4 == 3 {
                laptop.sync(&place, false);
            }
        }
        laptop.sync(&place, false);
        let timed = |laptop: &mut Laptop| {
            let began = Instant::now();
            let (_, calls) = laptop.sync(&place, false);
            (began.elapsed(), calls)
        };
        let (quiet, quiet_calls) = timed(&mut laptop);
        visit(visits).into_iter().for_each(|save| laptop.save(save));
        let (one, one_calls) = timed(&mut laptop);
        let segments = laptop.store.held().expect("its own segments").len();
        table.row(
            &format!("{} visits", thousands(visits)),
            [
                thousands(segments as u64),
                quiet_calls.to_string(),
                time(quiet),
                one_calls.to_string(),
                time(one),
            ],
        );
    }
    table.print();
}
