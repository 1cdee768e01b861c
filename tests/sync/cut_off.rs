//! The program itself, cut off while it syncs: killed at any moment, and on a disk that is full.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use liuyou::domain::change::Uuid;
use liuyou::store::{Access, Store};
use liuyou::sync::core::Halt;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::segment::FORMAT;
use liuyou::sync::verify::verify;
use tempfile::TempDir;

use super::attachments::attach;
use super::exchange::let_in;
use super::{Laptop, is_sound};

/// Runs of the program that are killed.
const KILLS: u32 = 240;

/// Two laptops that are not running, and their store.
struct Pair {
    store: TempDir,
    laptops: [Laptop; 2],
    /// Organisations written so far, each on one laptop and once.
    written: u32,
}

impl Pair {
    fn new() -> Pair {
        let store = tempfile::tempdir().unwrap();
        let (mut office, mut field) = (Laptop::new("办公室"), Laptop::new("周敏"));
        assert_eq!(office.begin(store.path()).halt, None);
        assert_eq!(field.sync(store.path()).halt, Some(Halt::Waiting));
        let seen = office.sync(store.path());
        let_in(&mut office, store.path(), &seen);
        assert_eq!(field.sync(store.path()).halt, None);
        Pair {
            store,
            laptops: [office, field],
            written: 0,
        }
    }

    /// Writes some organisations on one laptop, a save each.
    fn write(&mut self, at: usize, count: u32) {
        for _ in 0..count {
            self.written += 1;
            let mut name = [0; 16];
            name[..4].copy_from_slice(&self.written.to_be_bytes());
            self.laptops[at].name(Uuid(name), &format!("第{}号协会", self.written));
        }
    }

    /// A run of the program needs the data file to itself.
    fn sync_alone(&mut self, at: usize, command: impl FnOnce(&Path, &Path)) {
        let folder = self.laptops[at].folder.path().to_owned();
        self.laptops[at].store = Store::open_or_create(&self.spare()).unwrap();
        command(&folder, self.store.path());
        self.laptops[at].store = reopened(&folder);
    }

    fn spare(&self) -> PathBuf {
        let spare = self.store.path().join("tmp").join("spare");
        std::fs::create_dir_all(&spare).unwrap();
        spare
    }

    /// Nothing is lost: both have all that was written, and agree, and so does the store.
    fn is_whole(&mut self) {
        for _ in 0..2 {
            for laptop in &mut self.laptops {
                let outcome = laptop.sync(self.store.path());
                assert_eq!(outcome.halt, None);
                assert_eq!(outcome.aside, []);
            }
        }
        for laptop in &mut self.laptops {
            is_sound(laptop);
            let status = laptop.store.status().unwrap();
            assert_eq!(status.organisations, u64::from(self.written));
            let quiet = laptop.sync(self.store.path());
            assert_eq!((quiet.put, quiet.taken), (0, 0));
        }
        let digest = |laptop: &Laptop| laptop.store.view_digest().unwrap();
        assert_eq!(digest(&self.laptops[0]), digest(&self.laptops[1]));
        let mut folder = Folder::open(self.store.path()).unwrap();
        let keys = Some(&self.laptops[0].keys);
        let report = verify(&mut folder, keys, FORMAT, &mut |_, _| true).unwrap();
        assert!(report.is_sound(), "{report:?}");
        assert_eq!(report.forked, [0; 0]);
    }
}

/// Another test that starts a program passes on every open file of this process until that program runs, the lock of
/// the data among them; it is let go in a moment.
fn reopened(folder: &Path) -> Store {
    for _ in 0..500 {
        let store = Store::open_or_create(folder).unwrap();
        if store.access() == Access::Write {
            return store;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the data is locked by a program that was killed");
}

fn program(data: &Path, store: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("liuyou"));
    command
        .args(["sync", "--lang", "en", "--store"])
        .arg(store)
        .arg("--data-dir")
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

#[test]
fn killed_at_any_moment_a_sync_loses_nothing_and_the_next_goes_on() {
    let mut pair = Pair::new();
    pair.write(0, 40);
    let mut whole = Duration::ZERO;
    pair.sync_alone(0, |data, store| {
        let began = Instant::now();
        assert!(program(data, store).status().unwrap().success());
        whole = began.elapsed();
    });
    let mut killed = 0;
    let mut dice: u64 = 11;
    for run in 0..KILLS {
        let at = run as usize % 2;
        pair.write(at, 5);
        if run % 40 < 2 {
            let photograph = vec![run as u8; 300_000 + run as usize];
            attach(&mut pair.laptops[at], "门牌.jpg", &photograph);
        }
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let moment = whole.mul_f64((dice >> 11) as f64 / (1_u64 << 53) as f64);
        pair.sync_alone(at, |data, store| {
            let mut child = program(data, store).spawn().unwrap();
            std::thread::sleep(moment);
            // one that ended by itself in time is no fault
            killed += u32::from(child.try_wait().unwrap().is_none());
            let _ = child.kill();
            child.wait().unwrap();
        });
    }
    assert!(killed > KILLS / 2, "only {killed} of {KILLS} were killed");
    eprintln!("{killed} of {KILLS} syncs were killed; a whole one takes {whole:?}");
    pair.is_whole();
}

#[cfg(unix)]
#[test]
fn a_full_disk_stops_a_sync_with_a_sentence_and_loses_nothing() {
    let mut pair = Pair::new();
    pair.write(0, 400);
    let big: Vec<u8> = (0..400_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    attach(&mut pair.laptops[0], "台账.pdf", &big);
    let office = pair.store.path().to_owned();
    assert_eq!(pair.laptops[0].sync(&office).halt, None);
    let (mut refused, mut done) = (0, 0);
    // blocks of 512 bytes that a file may have: from less than the data file has to enough for everything
    for blocks in [1, 40, 200, 400, 500, 600, 700, 800, 900, 1200, 4000] {
        pair.write(1, 1);
        pair.sync_alone(1, |data, store| {
            let limited = "trap '' XFSZ; ulimit -S -f $0 || exit 9; exec \"$@\"";
            let run = program(data, store);
            let output = Command::new("sh")
                .args(["-c", limited, &blocks.to_string()])
                .arg(run.get_program())
                .args(run.get_args())
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            match output.status.code() {
                Some(0) => done += 1,
                Some(code) => {
                    assert!(code < 100 && code != 9, "{code}: {said}");
                    assert!(said.lines().count() == 1 && said.len() > 30, "{said}");
                    refused += 1;
                }
                None => panic!("{:?}: {said}", output.status),
            }
        });
    }
    assert!(refused >= 3 && done >= 2, "{refused} refused, {done} done");
    pair.is_whole();
}

/// Copies a folder as a stick is copied.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
}

#[test]
fn a_store_put_back_from_a_copy_is_filled_again_by_those_who_know_more() {
    let mut pair = Pair::new();
    let place = pair.store.path().to_owned();
    pair.write(0, 3);
    pair.laptops[0].sync(&place);
    let old = tempfile::tempdir().unwrap();
    copy(&place, old.path());
    for at in [0, 1, 0] {
        pair.write(at, 4);
        pair.laptops[at].sync(&place);
    }
    // the office loses its newest work, which only the store and the other laptop had
    std::fs::remove_dir_all(&place).unwrap();
    copy(old.path(), &place);
    pair.write(1, 1);
    let outcome = pair.laptops[1].sync(&place);
    assert!(outcome.put >= 2, "{outcome:?}");
    pair.is_whole();
}

#[test]
fn work_that_comes_by_two_stores_in_any_order_is_taken_once() {
    let mut pair = Pair::new();
    let one = pair.store.path().to_owned();
    let other = tempfile::tempdir().unwrap();
    copy(&one, other.path());
    pair.write(0, 2);
    pair.laptops[0].sync(other.path());
    pair.write(0, 2);
    pair.laptops[0].sync(&one);
    pair.write(0, 2);
    pair.laptops[0].sync(other.path());
    // the second store has the latest work first, the first has a part of it
    let latest = pair.laptops[1].sync(other.path());
    assert_eq!((latest.taken, latest.gaps), (3, 0), "{latest:?}");
    let late = pair.laptops[1].sync(&one);
    assert_eq!((late.taken, late.gaps), (0, 0), "{late:?}");
    pair.write(1, 1);
    pair.laptops[1].sync(&one);
    pair.is_whole();
    let mut folder = Folder::open(other.path()).unwrap();
    for laptop in &mut pair.laptops {
        laptop.sync(other.path());
    }
    let keys = Some(&pair.laptops[0].keys);
    let report = verify(&mut folder, keys, FORMAT, &mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}
