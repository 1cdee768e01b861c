//! The demo county as the office of a store: one device let in, one that asks, one shut out, files set aside. Keys and
//! times are fixed, so that the same is on screen each time.

use std::path::Path;
use std::sync::OnceLock;

use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::exchange::{LastSync, SyncEnd};
use liuyou::store::{Store, data_file};
use liuyou::sync::core::Start;
use liuyou::sync::drive::drive;
use liuyou::sync::keys::DeviceKeys;
use liuyou::sync::link::Role;
use liuyou::sync::office;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::segment::FORMAT;

use super::NOW;

const PLACE: &str = "/media/usb/liuyou";

/// The files of a data folder.
pub struct Kept {
    data: Vec<u8>,
    keys: Vec<u8>,
}

impl Kept {
    pub fn put(&self, folder: &Path) {
        std::fs::write(data_file(folder), &self.data).unwrap();
        std::fs::write(folder.join("device.key"), &self.keys).unwrap();
    }

    fn of(folder: &Path) -> Kept {
        Kept {
            data: std::fs::read(data_file(folder)).unwrap(),
            keys: std::fs::read(folder.join("device.key")).unwrap(),
        }
    }
}

/// A laptop with keys of its own choosing.
struct Laptop {
    store: Store,
    keys: DeviceKeys,
    name: &'static str,
}

impl Laptop {
    fn open(folder: &Path, seed: u8, name: &'static str) -> Laptop {
        let store = Store::open_or_create(folder).unwrap();
        let keys = DeviceKeys::of_folder(folder, || [seed; 32]).unwrap();
        Laptop { store, keys, name }
    }

    fn sync(&mut self, place: &Path, begin: bool) {
        let start = Start {
            now: NOW,
            entropy: [self.name.len() as u8; 32],
            begin,
            name: self.name.into(),
            person: Uuid([0; 16]),
            scope: "110101".into(),
            format: FORMAT,
        };
        let mut folder = Folder::open(place).unwrap();
        drive(&mut self.store, &self.keys, start, &mut folder, &mut |_| {
            true
        })
        .unwrap();
    }

    fn lets_in(&mut self, other: &Laptop, role: Role) {
        let mut drawn = 0_u8;
        let mut draw = || {
            drawn += 1;
            [drawn; 32]
        };
        let (card, at) = (*other.keys.card(), (1, &mut draw as &mut _));
        let admitted = (role, &["110101".to_owned(), "110102".to_owned()][..]);
        office::approve(&mut self.store, &self.keys, &card, admitted, at)
            .unwrap()
            .unwrap();
    }
}

/// The office of a store, made once from the demo county.
pub fn office(demo: &[u8]) -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| {
        let folders: Vec<_> = (0..5).map(|_| tempfile::tempdir().unwrap()).collect();
        let [own, second, third, fourth, place] = &folders[..] else {
            unreachable!()
        };
        std::fs::write(data_file(own.path()), demo).unwrap();
        let place = place.path();
        let mut own_laptop = Laptop::open(own.path(), 7, "林示例");
        let mut second = Laptop::open(second.path(), 9, "韩示例");
        let mut third = Laptop::open(third.path(), 11, "苗示例");
        let mut fourth = Laptop::open(fourth.path(), 13, "钱示例");
        own_laptop.sync(place, true);
        second.sync(place, false);
        fourth.sync(place, false);
        own_laptop.sync(place, false);
        own_laptop.lets_in(&second, Role::Inspector);
        own_laptop.lets_in(&fourth, Role::Instructor);
        third.sync(place, false);
        own_laptop.sync(place, false);
        let mut drawn = 100_u8;
        let mut draw = || {
            drawn += 1;
            [drawn; 32]
        };
        let at = (2, &mut draw as &mut _);
        let out = fourth.keys.id();
        office::revoke(&mut own_laptop.store, &own_laptop.keys, out, "电脑遗失", at)
            .unwrap()
            .unwrap();
        leaves(&mut own_laptop.store);
        drop(own_laptop);
        Kept::of(own.path())
    })
}

/// What is left to look at: files set aside, work that has not been sent.
fn leaves(store: &mut Store) {
    let damaged = "s/110101/5fd1a3b2c4d5e6f7/000/00000007-00112233445566778899aabbccddeeff.seg";
    let unknown = "s/110102/0a1b2c3d4e5f6071/000/00000001-ffeeddccbbaa99887766554433221100.seg";
    store.set_aside(damaged, 1832, "damaged").unwrap();
    store.set_aside(damaged, 1832, "damaged").unwrap();
    store.set_aside(unknown, 540, "author").unwrap();
    store.set_sync_place(PLACE).unwrap();
    let id = store.new_id(NOW);
    let edit = Edit::new(id, Field::PERSON_NAME, Value::text("韩示例"));
    store.commit(&Change::of(vec![edit]), NOW).unwrap();
    store.keep_last_sync(&ended(SyncEnd::Done)).unwrap();
}

/// How the last sync ended, this morning.
pub fn ended(end: SyncEnd) -> LastSync {
    let done = end == SyncEnd::Done;
    LastSync {
        utc_ms: NOW.utc_ms,
        clock: "2026-11-22 09:40".into(),
        place: PLACE.into(),
        end,
        taken: if done { 3 } else { 0 },
        ops: if done { 126 } else { 0 },
        put: if done { 2 } else { 0 },
        put_bytes: if done { 2290 } else { 0 },
        troubles: 0,
        trouble: String::new(),
        gaps: 0,
        ahead: 0,
        forked: 0,
    }
}

/// A laptop that belongs to no store yet and cannot reach the one it was told of.
pub fn away(store: &mut Store, end: SyncEnd) {
    store.set_sync_place(PLACE).unwrap();
    store.keep_last_sync(&ended(end)).unwrap();
}
