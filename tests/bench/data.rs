//! Data files for the benches: made once for each number of organisations, kept under the target folder and used
//! again. A bench that writes works on a copy. Delete `target/bench-data` after the generator has changed.

use std::path::{Path, PathBuf};

use liuyou::domain::calendar::Now;
use liuyou::domain::view::Filter;
use liuyou::store::{Store, data_file};
use liuyou::{demo, runtime};

use crate::figures::thousands;

/// Where everything that the benches make is kept.
pub fn folder() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("cargo's folder lies in the target folder");
    let folder = target.join("bench-data");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A data directory with that many organisations. What it says when it fails is for the reader of the bench.
pub fn prepared(organisations: u64) -> Result<PathBuf, String> {
    let directory = folder().join(format!("organisations-{organisations}"));
    if holds(&directory, organisations) {
        return Ok(directory);
    }
    // it gets its name when it is whole, so that an interrupted run leaves nothing that looks finished
    let making = folder().join("making");
    for old in [&directory, &making] {
        if old.exists() {
            std::fs::remove_dir_all(old).map_err(|error| format!("{}: {error}", old.display()))?;
        }
    }
    let mut store = Store::open_or_create(&making).map_err(|error| error.to_string())?;
    fill(&mut store, organisations, runtime::now())?;
    drop(store);
    if !holds(&making, organisations) {
        return Err(format!(
            "demo::scale did not make {} organisations",
            thousands(organisations)
        ));
    }
    std::fs::rename(&making, &directory).map_err(|error| error.to_string())?;
    Ok(directory)
}

fn fill(store: &mut Store, organisations: u64, now: Now) -> Result<(), String> {
    eprintln!("making {} organisations, once", thousands(organisations));
    let mut tenths_told = 0;
    demo::scale(store, organisations, now, &mut |done, total| {
        let tenths = done * 10 / total.max(1);
        if tenths > tenths_told {
            tenths_told = tenths;
            eprintln!("made {} %", tenths * 10);
        }
        true
    })
    .map_err(|error| error.to_string())
}

fn holds(directory: &Path, organisations: u64) -> bool {
    let store = Store::open_existing(directory);
    store
        .and_then(|store| store.count(&Filter::default()))
        .is_ok_and(|counted| counted.n == organisations)
}

/// A data directory to write in; it goes when it is dropped.
pub struct Copy {
    pub directory: PathBuf,
}

impl Copy {
    pub fn of(prepared: &Path, name: &str) -> Copy {
        let directory = folder().join(name);
        let copy = Copy { directory };
        copy.remove();
        std::fs::create_dir_all(&copy.directory).expect("the target folder can be written");
        // the log was merged when the file was last closed, so the one file is all there is
        std::fs::copy(data_file(prepared), data_file(&copy.directory))
            .expect("the disk has room for a copy");
        copy
    }

    fn remove(&self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}
