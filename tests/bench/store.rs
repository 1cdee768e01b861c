//! How fast the data file answers, at a hundred organisations and at a hundred thousand: opening, paging, searching,
//! and committing one answer against the barest insert SQLite can make durable.
//!
//! `cargo bench --bench store`; LIUYOU_BENCH_MILLION=1 adds a million, LIUYOU_BENCH_QUICK=1 takes few samples.

mod data;
mod figures;
mod queries;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use liuyou::domain::change::Change;
use liuyou::domain::view::{Filter, PageFrom};
use liuyou::domain::visit::Said;
use liuyou::store::Store;
use liuyou::{runtime, standards};
use rusqlite::Connection;

use figures::{Aims, Samples, Table, loud, thousands, time};
use queries::Draw;

const PAGE: usize = 64;
/// Rows of each list on the first screen.
const TODAY_LINES: usize = 10;
/// Letters of initials, as typed one after the other.
const LETTERS: usize = 6;
/// Enough for either log to reach the thousand pages after which SQLite begins it anew.
const WARM_UP_DRAFTS: usize = 4;
const WARM_UP_INSERTS: usize = 1_100;

/// One frame at 60 Hz: what comes within it is there at once.
const FRAME: Duration = Duration::from_micros(16_667);
const OPENING: Duration = Duration::from_millis(20);
const READING: Duration = Duration::from_millis(2);
/// An answer writes its operation, the answer's state and the visit's line where the bare insert writes one row.
const COMMIT_RATIO: f64 = 3.0;

/// How often each thing is done.
struct Effort {
    openings: usize,
    pages: usize,
    queries: usize,
    /// Drafts answered twice over, item by item; a real visit is saved about that often.
    drafts: usize,
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench store`");
        return;
    }
    let set = |name: &str| std::env::var(name).is_ok_and(|value| value == "1");
    let (sizes, effort): (&[u64], Effort) = match set("LIUYOU_BENCH_QUICK") {
        true => (
            &[100, 10_000],
            Effort {
                openings: 10,
                pages: 300,
                queries: 300,
                drafts: 4,
            },
        ),
        false => (
            &[100, 10_000, 100_000],
            Effort {
                openings: 100,
                pages: 3_000,
                queries: 3_000,
                drafts: 24,
            },
        ),
    };
    let million: &[u64] = if set("LIUYOU_BENCH_MILLION") {
        &[1_000_000]
    } else {
        &[]
    };
    let mut aims = Aims::default();
    for &organisations in sizes.iter().chain(million) {
        match data::prepared(organisations) {
            Ok(directory) => measure(&directory, organisations, &effort, &mut aims),
            Err(why) => {
                loud(&format!(
                    "{} organisations: not measured: {why}",
                    thousands(organisations)
                ));
                aims.not_measured(&format!(
                    "everything at {} organisations",
                    thousands(organisations)
                ));
            }
        }
    }
    aims.report();
}

fn measure(directory: &Path, organisations: u64, effort: &Effort, aims: &mut Aims) {
    let at = format!("at {} organisations", thousands(organisations));
    let mut table = Table::new(&[&at, "times", "p50", "p99", "longest"]);
    let mut add = |name: &str, samples: &Samples| {
        table.row(
            name,
            [samples.len().to_string()]
                .into_iter()
                .chain(samples.cells()),
        );
    };
    let opening = openings(directory, organisations, effort.openings);
    for (name, samples) in &opening {
        add(name, samples);
    }
    let store = Store::open_existing(directory).expect("it was opened before");
    let (places, names) = walk(&store);
    let [after, before] = pages(&store, &places, effort.pages);
    add("page after", &after);
    add("page before", &before);
    let searches = searches(&store, &names, effort.queries);
    for search in &searches {
        add(&search.name, &search.samples);
    }
    drop(store);
    let commits = commits(directory, effort.drafts);
    add("commit one answer", &commits.answer);
    add("commit a bare insert", &commits.bare);
    table.print();
    println!(
        "one answer against a bare insert, medians of pairs: {:.2} times, {:.0} us more",
        commits.ratio, commits.more_us
    );
    if commits.grew {
        loud("a log grew while commits were measured: the ratio is not to be trusted");
    }
    if let Some(search) = searches.iter().max_by_key(|search| search.slowest.0) {
        println!(
            "slowest search: {}, {:?}: {}",
            search.name,
            search.slowest.1,
            time(search.slowest.0)
        );
    }
    for search in &searches {
        if let [example, ..] = &search.empty[..] {
            let (name, empty, asked) = (&search.name, search.empty.len(), search.samples.len());
            loud(&format!(
                "{name}: {empty} of {asked} queries found nothing, such as {example:?}"
            ));
        }
    }

    let slowest = searches
        .iter()
        .map(|search| search.samples.percentile(99))
        .max()
        .unwrap_or_default();
    aims.at_most(
        &format!("open, first page and counts, p99, {at}"),
        opening[3].1.percentile(99),
        OPENING,
    );
    aims.at_most(
        &format!("page of {PAGE}, p99, {at}"),
        after.percentile(99).max(before.percentile(99)),
        READING,
    );
    aims.at_most(
        &format!("slowest kind of search, p99, {at}"),
        slowest,
        FRAME,
    );
    aims.number_at_most(
        &format!("one answer against a bare insert, {at}"),
        commits.ratio,
        COMMIT_RATIO,
        " times",
    );
}

/// From nothing to what the first screens show. The file stays in the system's cache: the disk is not measured.
fn openings(directory: &Path, organisations: u64, times: usize) -> [(&'static str, Samples); 4] {
    let today = runtime::now().today;
    let soon = standards::site().checklist.soon_days.unwrap_or(0);
    let mut parts = [
        "open",
        "first page and count",
        "Today's counts",
        "all three",
    ]
    .map(|name| (name, Samples::default()));
    for _ in 0..times {
        let start = Instant::now();
        let store = Store::open_existing(directory).expect("the prepared file opens");
        let opened = Instant::now();
        let rows = store
            .page(&Filter::default(), &PageFrom::First, PAGE)
            .expect("the first page is read");
        let counted = store.count(&Filter::default()).expect("the count is read");
        let listed = Instant::now();
        let counts = store
            .today(today, soon, TODAY_LINES)
            .expect("the counts are read");
        let done = Instant::now();
        assert_eq!(
            (counted.n, counts.organisations),
            (organisations, organisations),
            "the count is the true one"
        );
        black_box((rows, counts));
        for ((_, samples), took) in
            parts
                .iter_mut()
                .zip([opened - start, listed - opened, done - listed, done - start])
        {
            samples.push(took);
        }
    }
    parts
}

/// The place after each page of the list, and all names.
fn walk(store: &Store) -> (Vec<(String, i64)>, Vec<String>) {
    let (mut places, mut names) = (Vec::new(), Vec::new());
    let mut from = PageFrom::First;
    loop {
        let rows = store
            .page(&Filter::default(), &from, PAGE)
            .expect("a page is read");
        let Some(last) = rows.last() else {
            return (places, names);
        };
        places.push((last.sort.clone(), last.id));
        from = PageFrom::After(last.sort.clone(), last.id);
        names.extend(rows.into_iter().map(|row| row.name));
    }
}

fn pages(store: &Store, places: &[(String, i64)], times: usize) -> [Samples; 2] {
    let mut draw = Draw::new();
    let mut samples = [Samples::default(), Samples::default()];
    for _ in 0..times {
        let (sort, id) = draw.one_of(places).clone();
        let directions = [
            PageFrom::After(sort.clone(), id),
            PageFrom::Before(sort, id),
        ];
        for (from, samples) in directions.iter().zip(&mut samples) {
            let start = Instant::now();
            black_box(
                store
                    .page(&Filter::default(), from, PAGE)
                    .expect("a page is read"),
            );
            samples.push(start.elapsed());
        }
    }
    samples
}

/// One kind of query.
struct Search {
    name: String,
    samples: Samples,
    slowest: (Duration, String),
    /// Queries without a result, though they were drawn from a name that is there.
    empty: Vec<String>,
}

impl Search {
    fn new(name: String) -> Search {
        Search {
            name,
            samples: Samples::default(),
            slowest: Default::default(),
            empty: Vec::new(),
        }
    }

    fn ask(&mut self, store: &Store, query: &str) {
        let start = Instant::now();
        let (rows, _) = store
            .find(query, &Filter::default())
            .expect("the search runs");
        let took = start.elapsed();
        self.samples.push(took);
        if took > self.slowest.0 {
            self.slowest = (took, query.to_owned());
        }
        if rows.is_empty() {
            self.empty.push(query.to_owned());
        }
    }
}

fn searches(store: &Store, names: &[String], times: usize) -> Vec<Search> {
    let mut draw = Draw::new();
    let mut part = Search::new("find by a part of the name".into());
    let mut pinyin = Search::new("find by full pinyin".into());
    let mut initials: Vec<Search> = (1..=LETTERS)
        .map(|letters| Search::new(format!("find by {letters} of {LETTERS} initials")))
        .collect();
    for _ in 0..times {
        part.ask(store, &draw.part(names));
        pinyin.ask(store, &draw.pinyin(names));
        let typed: Vec<char> = draw.initials(names, LETTERS).chars().collect();
        for (letters, search) in (1..=typed.len()).zip(&mut initials) {
            search.ask(store, &typed[..letters].iter().collect::<String>());
        }
    }
    [part, pinyin].into_iter().chain(initials).collect()
}

struct Commits {
    answer: Samples,
    bare: Samples,
    /// Median of the pairs' ratios. A disk slow to sync draws it towards 1, so the difference is told beside it.
    ratio: f64,
    /// Median of what the answer took longer than the insert, in microseconds.
    more_us: f64,
    /// A log still grew while it was measured, which makes its commits dearer.
    grew: bool,
}

/// Answers drafts item by item, each answer paired with one bare insert into a file beside it, so that what else the
/// machine does falls on both alike. Who goes first changes from pair to pair.
///
/// A log that grows costs more to sync than one that has come round and is written over. Ours comes round after a
/// hundred answers, the bare one only after a thousand inserts, so both are brought there before anything counts.
fn commits(directory: &Path, drafts: usize) -> Commits {
    let copy = data::Copy::of(directory, "commits");
    let mut store = Store::open_existing(&copy.directory).expect("the copy opens");
    let bare = bare_file(&copy.directory);
    let mut insert = bare
        .prepare("INSERT INTO bare (value) VALUES (?1)")
        .expect("the table is there");
    for _ in 0..WARM_UP_INSERTS {
        insert.execute(["1.1"]).expect("the row is saved");
    }
    let logs = || {
        ["liuyou.db-wal", "bare.db-wal"].map(|log| {
            std::fs::metadata(copy.directory.join(log))
                .expect("the file has a log")
                .len()
        })
    };
    let (standard, now) = (&standards::site(), runtime::now());
    let mut pairs = Vec::new();
    let mut logs_before = logs();
    let organisations = store.page(
        &Filter::default(),
        &PageFrom::First,
        WARM_UP_DRAFTS + drafts,
    );
    for (at, organisation) in organisations.expect("a page is read").iter().enumerate() {
        if at == WARM_UP_DRAFTS {
            pairs.clear();
            logs_before = logs();
        }
        let visit = store
            .start_visit(organisation.id, standard, "", now)
            .expect("a draft starts");
        let visit = store.visit(visit).expect("the draft is there").uuid;
        for (pass, item) in
            (0..2).flat_map(|pass| standard.checklist.items().map(move |item| (pass, item)))
        {
            let option = standard.checklist.options(item)[pass].code.clone();
            let change = Change::of(vec![Said::Option(Some(option)).edit(visit, &item.code)]);
            let answer = || {
                assert!(
                    store.commit(&change, now).expect("the answer is saved"),
                    "the answer is new"
                )
            };
            let insert = || assert_eq!(insert.execute([&item.code]).expect("the row is saved"), 1);
            pairs.push(pair(pairs.len() % 2 == 0, answer, insert));
        }
    }
    let grew = logs()
        .iter()
        .zip(&logs_before)
        .any(|(after, before)| *after > before + before / 10);
    Commits::of(&pairs, grew)
}

/// Times both, the first one first if `in_order`.
fn pair(in_order: bool, mut first: impl FnMut(), mut second: impl FnMut()) -> (Duration, Duration) {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    match in_order {
        true => (time(&mut first), time(&mut second)),
        false => {
            let took = time(&mut second);
            (time(&mut first), took)
        }
    }
}

impl Commits {
    fn of(pairs: &[(Duration, Duration)], grew: bool) -> Commits {
        let median = |of: &dyn Fn(f64, f64) -> f64| {
            let mut all: Vec<f64> = pairs
                .iter()
                .map(|(a, b)| of(a.as_secs_f64(), b.as_secs_f64()))
                .collect();
            all.sort_by(f64::total_cmp);
            all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
        };
        let (ratio, more_us) = (
            median(&|answer, bare| answer / bare),
            median(&|answer, bare| answer - bare) * 1e6,
        );
        let mut commits = Commits {
            answer: Samples::default(),
            bare: Samples::default(),
            ratio,
            more_us,
            grew,
        };
        for (answer, bare) in pairs {
            commits.answer.push(*answer);
            commits.bare.push(*bare);
        }
        commits
    }
}

/// The pragmas are those of our own file.
fn bare_file(directory: &Path) -> Connection {
    let bare =
        Connection::open(directory.join("bare.db")).expect("the copy's folder can be written");
    let mode: String = bare
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .expect("WAL can be asked for");
    assert_eq!(mode, "wal", "the disk allows WAL");
    bare.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -2000; PRAGMA journal_size_limit = 4194304;
         CREATE TABLE bare (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;",
    )
    .expect("the table is made");
    bare
}
