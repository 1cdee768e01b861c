//! Laptops exchange their work through folders: real data files, real keys, real files.

mod attachments;
mod commands;
mod cut_off;
mod exchange;
mod figures;
mod proof;

use std::path::Path;

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::store::Store;
use liuyou::sync::core::{Outcome, Start};
use liuyou::sync::drive::drive;
use liuyou::sync::keys::DeviceKeys;
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::segment::FORMAT;
use tempfile::TempDir;

/// 2026-11-22 10:00
pub const NOW: Now = Now {
    utc_ms: 1_795_312_800_000,
    today: Date::of(2026, 11, 22),
    minute: 600,
};

/// A laptop: a data folder and what it does with it.
pub struct Laptop {
    pub folder: TempDir,
    pub store: Store,
    pub keys: DeviceKeys,
    pub name: &'static str,
}

impl Laptop {
    pub fn new(name: &'static str) -> Laptop {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(folder.path()).unwrap();
        let keys = DeviceKeys::of_folder(folder.path(), random).unwrap();
        Laptop {
            folder,
            store,
            keys,
            name,
        }
    }

    pub fn sync(&mut self, place: &Path) -> Outcome {
        self.sync_as(place, false)
    }

    /// Begins a store where there is none.
    pub fn begin(&mut self, place: &Path) -> Outcome {
        self.sync_as(place, true)
    }

    fn sync_as(&mut self, place: &Path, begin: bool) -> Outcome {
        let start = self.start(begin);
        let mut folder = Folder::open(place).unwrap();
        drive(&mut self.store, &self.keys, start, &mut folder, &mut |_| {
            true
        })
        .unwrap()
    }

    pub fn start(&self, begin: bool) -> Start {
        Start {
            now: NOW,
            entropy: random(),
            begin,
            name: self.name.into(),
            person: Uuid([0; 16]),
            scope: "110101".into(),
            format: FORMAT,
        }
    }

    /// Writes an organisation's name.
    pub fn name(&mut self, record: Uuid, name: &str) {
        let edit = Edit::new(record, Field::NAME, Value::text(name));
        self.store.commit(&Change::of(vec![edit]), NOW).unwrap();
    }
}

pub fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

#[track_caller]
pub fn is_sound(laptop: &mut Laptop) {
    let report = laptop.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}
