//! Files of evidence travel with the work: in chunks, cut off and gone on with, damaged and mended.

use std::path::Path;

use liuyou::domain::calendar::Clock;
use liuyou::domain::change::{Change, Uuid};
use liuyou::domain::evidence::{Evidence, FileHash};
use liuyou::evidence::{keep, place};
use liuyou::sync::attachment::CHUNK;
use liuyou::sync::core::{Halt, Outcome};
use liuyou::sync::drive::drive;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::remote::{Abilities, Entry, Put, Remote, Trouble};
use liuyou::sync::segment::FORMAT;
use liuyou::sync::verify::verify;

use super::exchange::let_in;
use super::{Laptop, NOW, is_sound};

const VISIT: Uuid = Uuid([9; 16]);

/// A file that is not the same in any two chunks.
fn photograph(size: usize) -> Vec<u8> {
    (0..size)
        .map(|at| (at % 251 + at / CHUNK as usize) as u8)
        .collect()
}

pub fn attach(laptop: &mut Laptop, name: &str, bytes: &[u8]) -> FileHash {
    let from = tempfile::tempdir().unwrap();
    let path = from.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let kept = keep(laptop.folder.path(), &[path], 1 << 30, &mut |_, _| true).unwrap();
    let file = kept.into_iter().next().unwrap();
    let hash = file.hash;
    let evidence = Evidence {
        item: "1.1".into(),
        file,
        added: Clock::parse("2026-11-22T10:00").or(Clock::parse("2026-11-22 10:00")),
        by: laptop.name.into(),
        caption: String::new(),
    };
    let change = Change::of(evidence.attach(VISIT, &[]));
    laptop.store.commit(&change, NOW).unwrap();
    hash
}

/// An office and a laptop that was let in.
fn two(place: &Path) -> (Laptop, Laptop) {
    let (mut office, mut field) = (Laptop::new("办公室"), Laptop::new("周敏"));
    assert_eq!(office.begin(place).halt, None);
    assert_eq!(field.sync(place).halt, Some(Halt::Waiting));
    let seen = office.sync(place);
    let_in(&mut office, place, &seen);
    assert_eq!(field.sync(place).halt, None);
    (office, field)
}

fn bytes_of(laptop: &Laptop, hash: FileHash) -> Vec<u8> {
    std::fs::read(place(laptop.folder.path(), hash)).unwrap_or_default()
}

fn files(outcome: &Outcome) -> (u64, u64, u64) {
    (
        outcome.files_taken,
        outcome.files_sent,
        outcome.files_awaited,
    )
}

/// The chunks in a store.
fn chunks(place: &Path) -> Vec<Entry> {
    let mut all = Folder::open(place).unwrap().list().unwrap();
    all.retain(|entry| entry.name.starts_with("a/"));
    all
}

/// A folder whose line is cut after some calls.
struct Cut {
    folder: Folder,
    calls: u32,
}

impl Cut {
    fn call(&mut self) -> Result<(), Trouble> {
        self.calls = self
            .calls
            .checked_sub(1)
            .ok_or_else(|| Trouble::Away("cut".into()))?;
        Ok(())
    }
}

impl Remote for Cut {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        self.call()?;
        self.folder.list()
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        self.call()?;
        self.folder.get(name, most)
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.call()?;
        self.folder.put_new(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        self.folder.probe(files)
    }
}

fn sync_cut(laptop: &mut Laptop, place: &Path, calls: u32) -> Outcome {
    let mut cut = Cut {
        folder: Folder::open(place).unwrap(),
        calls,
    };
    let start = laptop.start(false);
    drive(
        &mut laptop.store,
        &laptop.keys,
        start,
        &mut cut,
        &mut |_| true,
    )
    .unwrap()
}

#[test]
fn a_photograph_reaches_the_others_whole_and_then_nothing_is_left_to_do() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = two(place.path());
    let photograph = photograph(CHUNK as usize + 5);
    let hash = attach(&mut field, "门牌.jpg", &photograph);
    // written down and not carried yet
    assert_eq!(files(&field.sync(place.path())), (0, 1, 0));
    let sizes: Vec<u64> = chunks(place.path())
        .iter()
        .map(|entry| entry.size)
        .collect();
    assert_eq!(sizes, [CHUNK + 72, 5 + 72]);
    assert_eq!(files(&office.sync(place.path())), (1, 0, 0));
    assert_eq!(bytes_of(&office, hash), photograph);
    // nobody without a key reads it in the store
    for entry in chunks(place.path()) {
        let bytes = std::fs::read(place.path().join(entry.name)).unwrap();
        assert!(
            !bytes
                .windows(64)
                .take(200)
                .any(|part| part == &photograph[..64])
        );
    }
    field.sync(place.path());
    for laptop in [&mut office, &mut field] {
        let quiet = laptop.sync(place.path());
        assert_eq!((quiet.put, quiet.taken, files(&quiet)), (0, 0, (0, 0, 0)));
        is_sound(laptop);
    }
}

#[test]
fn a_line_that_is_cut_at_every_call_goes_on_at_the_next_chunk() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = two(place.path());
    let photograph = photograph(CHUNK as usize + 1);
    let hash = attach(&mut field, "会议室.jpg", &photograph);
    let mut put = 0;
    for calls in 0..7 {
        put += sync_cut(&mut field, place.path(), calls).put;
    }
    // the segment and two chunks, each once
    assert_eq!(put, 3);
    let mut got = 0;
    for calls in 0..9 {
        let outcome = sync_cut(&mut office, place.path(), calls);
        got += outcome.got_bytes;
        is_sound(&mut office);
    }
    assert_eq!(bytes_of(&office, hash), photograph);
    // no chunk came twice
    assert!(got < CHUNK + (1 << 20), "{got}");
}

#[test]
fn one_bit_turned_in_a_chunk_is_found_named_and_mended() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = two(place.path());
    let photograph = photograph(4_000);
    let hash = attach(&mut field, "台账.jpg", &photograph);
    field.sync(place.path());
    let chunk = chunks(place.path()).remove(0);
    let path = place.path().join(&chunk.name);
    let good = std::fs::read(&path).unwrap();
    for at in [0, 8, 30, good.len() / 2, good.len() - 1] {
        let mut bent = good.clone();
        bent[at] ^= 4;
        std::fs::write(&path, &bent).unwrap();
        for keys in [Some(&office.keys), None] {
            let mut folder = Folder::open(place.path()).unwrap();
            let report = verify(&mut folder, keys, FORMAT, &mut |_, _| true).unwrap();
            let wrong: Vec<&str> = report.wrong.iter().map(|(name, _)| &name[..]).collect();
            assert_eq!(wrong, [&chunk.name[..]], "byte {at}");
        }
    }
    // damaged where it lies: the office asks for a copy, its owner puts one beside, and it comes
    let mut taken = 0;
    for _ in 0..6 {
        taken += office.sync(place.path()).files_taken;
        field.sync(place.path());
    }
    assert_eq!(taken, 1);
    assert_eq!(bytes_of(&office, hash), photograph);
    assert_eq!(chunks(place.path()).len(), 2);
}

#[test]
fn what_was_changed_on_the_disk_is_never_sent_as_what_was_attached() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = two(place.path());
    let hash = attach(&mut field, "公示栏.jpg", b"a photograph of the board");
    let kept = liuyou::evidence::place(field.folder.path(), hash);
    std::fs::write(&kept, b"a photograph of the bench").unwrap();
    assert_eq!(files(&field.sync(place.path())).1, 0);
    assert_eq!(chunks(place.path()), []);
    assert_eq!(files(&office.sync(place.path())), (0, 0, 1));
    // attached once more it is put right, and travels
    attach(&mut field, "公示栏.jpg", b"a photograph of the board");
    assert_eq!(files(&field.sync(place.path())).1, 1);
    assert_eq!(files(&office.sync(place.path())), (1, 0, 0));
}

#[test]
fn a_store_that_lost_its_attachments_gets_them_back_from_whoever_has_them() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = two(place.path());
    let hash = attach(&mut field, "活动.jpg", b"a meeting");
    field.sync(place.path());
    office.sync(place.path());
    std::fs::remove_dir_all(place.path().join("a")).unwrap();
    std::fs::remove_file(liuyou::evidence::place(field.folder.path(), hash)).unwrap();
    assert_eq!(files(&field.sync(place.path())), (0, 0, 1));
    assert_eq!(files(&office.sync(place.path())), (0, 1, 0));
    assert_eq!(files(&field.sync(place.path())), (1, 0, 0));
    assert_eq!(bytes_of(&field, hash), b"a meeting");
}
