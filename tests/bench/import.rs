//! How fast a register of 100,000 rows and ten columns comes in, with every check and the journal, against the sqlite3
//! shell's `.import` of the same file into one bare table; and how much memory that takes.
//!
//! `cargo bench --bench import`; LIUYOU_BENCH_QUICK=1 takes 10,000 rows.

// shared with benches that use more of them
#[allow(dead_code)]
mod data;
#[allow(dead_code)]
mod figures;
#[allow(dead_code)]
mod process;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use liuyou::domain::calendar::Date;
use liuyou::domain::credit_code;
use liuyou::store::Store;

use figures::{Aims, Samples, Table, loud, thousands, time};

const RUNS: usize = 5;
/// To a usable list, against the bare table.
const RATIO: f64 = 1.2;
/// Of the program that imports, in MiB.
const MEMORY: f64 = 40.0;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench import`");
        return;
    }
    let quick = std::env::var("LIUYOU_BENCH_QUICK").is_ok_and(|value| value == "1");
    let rows: u64 = if quick { 10_000 } else { 100_000 };
    let file = register(rows);
    println!("a register of {} rows and 10 columns", thousands(rows));
    let folder = data::folder().join("import");
    let mut bare = Samples::default();
    let mut into_empty = Samples::default();
    let mut looked_at = Samples::default();
    let mut unchanged = Samples::default();
    let mut memory = 0;
    let has_shell = Command::new("sqlite3").arg("--version").output().is_ok();
    if !has_shell {
        loud("there is no sqlite3 shell to compare with");
    }
    for _ in 0..RUNS {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the target folder can be written");
        if has_shell {
            bare.push(run(&mut shell(&folder, &file)).0);
        }
        drop(Store::open_or_create(&folder).expect("the target folder can be written"));
        looked_at.push(run(importing(&folder, &file).arg("--dry-run")).0);
        let (took, peak) = run(&mut importing(&folder, &file));
        into_empty.push(took);
        memory = memory.max(peak);
        let (took, peak) = run(&mut importing(&folder, &file));
        unchanged.push(took);
        memory = memory.max(peak);
    }
    let _ = std::fs::remove_dir_all(&folder);

    let mut table = Table::new(&["", "middle", "longest", "rows a second"]);
    for (name, samples) in [
        ("sqlite3 .import into one table", &bare),
        ("liuyou import --dry-run", &looked_at),
        ("liuyou import into an empty file", &into_empty),
        ("liuyou import once more, nothing new", &unchanged),
    ] {
        if samples.len() > 0 {
            let middle = samples.percentile(50);
            let speed = rows as f64 / middle.as_secs_f64();
            let longest = time(samples.percentile(100));
            table.row(name, [time(middle), longest, thousands(speed as u64)]);
        }
    }
    table.print();
    let mut aims = Aims::default();
    let ratio = "import against sqlite3 .import, middle";
    match bare.len() {
        0 => aims.not_measured(ratio),
        _ => {
            let against = bare.percentile(50).as_secs_f64();
            let ours = into_empty.percentile(50).as_secs_f64();
            aims.number_at_most(ratio, ours / against, RATIO, " times");
        }
    }
    match memory {
        0 => aims.not_measured("peak memory"),
        kib => aims.number_at_most("peak memory", kib as f64 / 1024.0, MEMORY, " MiB"),
    }
    aims.report();
}

fn importing(folder: &Path, file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liuyou"));
    command
        .args(["import", "organisations"])
        .arg(file)
        .arg("--data-dir")
        .arg(folder);
    command
}

/// The same columns into a table without any index, on the disk as well.
fn shell(folder: &Path, file: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    let columns = "name, code, kind, area, authority, registered, head, phone, staff, members";
    command
        .arg(folder.join("bare.db"))
        .arg(format!("CREATE TABLE register ({columns});"))
        .arg(".mode csv")
        .arg(format!(".import --skip 1 '{}' register", file.display()));
    command
}

/// Runs a program to its end. Returns how long it took and its largest memory in KiB, 0 where the system does not tell.
fn run(command: &mut Command) -> (Duration, u64) {
    let began = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let mut peak = 0;
    loop {
        // once it has ended, nothing is told of it any more
        peak = peak.max(process::peak_memory(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            let took = began.elapsed();
            assert!(status.success(), "{command:?}");
            return (took, peak);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A register of invented organisations, no two of one name, made once.
fn register(rows: u64) -> PathBuf {
    let path = data::folder().join(format!("register-{rows}.csv"));
    if path.exists() {
        return path;
    }
    let places = [
        "云岭", "青石", "白鹭", "松涛", "柳湾", "枫林", "长坪", "乐水",
    ];
    let works = [
        "义工",
        "书画",
        "茶叶",
        "养蜂",
        "羽毛球",
        "合唱",
        "民俗",
        "科普",
    ];
    let kinds = [
        ("协会", "51", "社会团体"),
        ("学会", "51", "社会团体"),
        ("服务中心", "52", "民办非企业单位"),
    ];
    let authorities = ["民政局", "教育局", "文化和旅游局", "农业农村局", "体育局"];
    let mut text = "单位名称,统一社会信用代码,类别,所在镇街,业务主管单位,成立日期,负责人,联系电话,从业人员,党员人数\r\n".to_owned();
    for row in 0..rows {
        let of =
            |words: &[&str], every: u64| words[(row / every) as usize % words.len()].to_owned();
        let (kind, start, class) = kinds[row as usize % kinds.len()];
        let name = format!("{}{}{}{kind}", of(&places, 1), digits(row), of(&works, 7));
        let area = format!("{}镇", of(&places, 11));
        let authority = of(&authorities, 3);
        let day = Date::of(2000, 1, 1).plus_days((row % 9000) as i64);
        let code = code(start, row);
        let (staff, members) = (row % 40, row % 9);
        writeln!(
            text,
            "{name},{code},{class},{area},{authority},{day},示例,0999-{row:07},{staff},{members}\r"
        )
        .expect("writing to memory cannot fail");
    }
    std::fs::write(&path, text).expect("the target folder can be written");
    path
}

/// A number in Chinese digits.
fn digits(number: u64) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let number = number.to_string();
    number
        .bytes()
        .map(|digit| digits[usize::from(digit - b'0')])
        .collect()
}

/// A code whose check characters are right, of a region that is given to no place.
fn code(start: &str, number: u64) -> String {
    let body = format!("A{number:07}");
    let inner = credit_code::inner_check_character(body.as_bytes());
    let first = format!("{start}990114{body}{inner}");
    let last = credit_code::check_character(first.as_bytes());
    format!("{first}{last}")
}
