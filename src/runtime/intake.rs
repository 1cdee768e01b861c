//! A register is read through on a thread and a connection of its own, and taken in on the worker's, which alone
//! writes. Either can be stopped; nothing of a stopped import stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use super::aside::reporting;
use super::stage::Stage;
use super::{EndOnPanic, now};
use crate::app::{Loaded, Msg};
use crate::domain::arrival::{Arrival, Choice, ImportReport, Preview};
use crate::domain::calendar::Now;
use crate::domain::duplicates::Duplicates;
use crate::domain::rules::Rules;
use crate::intake::{ReadError, Register};
use crate::store::{Importing, Store, StoreError};
use crate::words::Words;

/// Told how far the work is; false stops it.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

pub struct Intake {
    directory: PathBuf,
    reading: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
    /// Stops what the worker takes in.
    pub stop: Arc<AtomicBool>,
}

impl Intake {
    pub fn new(directory: PathBuf) -> Intake {
        Intake {
            directory,
            reading: None,
            stop: Arc::default(),
        }
    }

    /// Reads a register through; one that is still being read is given up.
    pub fn preview(
        &mut self,
        ticket: u64,
        arrival: Arrival,
        rules: Arc<Rules>,
        words: Words,
        stage: &Arc<Stage>,
    ) {
        self.give_up();
        let stop = Arc::new(AtomicBool::new(false));
        let (directory, stage, flag) = (self.directory.clone(), stage.clone(), stop.clone());
        let hand = std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            let mut progress = reporting(&stage, flag);
            let preview = Store::open_read_only(&directory)
                .map_err(Failed::Store)
                .and_then(|mut store| preview(&mut store, &arrival, &rules, now(), &mut progress));
            stage.happen([previewed(ticket, preview, words)]);
        });
        self.reading = Some((stop, hand));
    }

    /// Looks through the register for organisations that may be one.
    pub fn duplicates(&mut self, ticket: u64, words: Words, stage: &Arc<Stage>) {
        self.give_up();
        let stop = Arc::new(AtomicBool::new(false));
        let (directory, stage, flag) = (self.directory.clone(), stage.clone(), stop.clone());
        let hand = std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            let mut go_on = || !flag.load(Ordering::Relaxed);
            let found =
                Store::open_read_only(&directory).and_then(|store| store.duplicates(&mut go_on));
            stage.happen(looked_through(ticket, found, words));
        });
        self.reading = Some((stop, hand));
    }

    /// Stops whatever is being read or taken in.
    pub fn cancel(&mut self) {
        self.give_up();
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Asks the reading to stop; its thread may be waited for.
    pub fn give_up(&mut self) -> Option<JoinHandle<()>> {
        let (stop, hand) = self.reading.take()?;
        stop.store(true, Ordering::Relaxed);
        Some(hand)
    }
}

/// Why a register could not be read through or taken in.
#[derive(Debug)]
pub enum Failed {
    Read(PathBuf, ReadError),
    Store(StoreError),
}

enum Stopped {
    Read(ReadError),
    Store(StoreError),
}

impl From<ReadError> for Stopped {
    fn from(error: ReadError) -> Stopped {
        Stopped::Read(error)
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Stopped {
        Stopped::Store(error)
    }
}

impl Words {
    fn intake_failed(self, failed: &Failed) -> String {
        match failed {
            Failed::Store(StoreError::Cancelled) => self.import_cancelled().to_owned(),
            Failed::Store(error) => self.store_error(error),
            // the command line's advice to name the column is of no use here
            Failed::Read(_, ReadError::NoHeader) => self.import_no_header().to_owned(),
            Failed::Read(path, error) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                self.read_error(name.display().to_string(), error)
            }
        }
    }
}

/// Reads a register through and works out what would become of its rows; writes nothing.
pub fn preview(
    store: &mut Store,
    arrival: &Arrival,
    rules: &Rules,
    now: Now,
    progress: Progress<'_>,
) -> Result<Preview, Failed> {
    let importing = Importing {
        dry_run: true,
        ..Importing::default()
    };
    let (file, register, report) = bring(store, arrival, importing, rules, now, progress)?;
    let layout = register.layout();
    Ok(Preview {
        sheet: register.sheet().map(str::to_owned),
        sheets: register.sheets(),
        encoding: register.encoding(),
        header_row: layout.header_row,
        columns: layout.all(),
        file,
        report,
    })
}

/// Takes a register in, whole or not at all.
pub fn take_in(
    store: &mut Store,
    arrival: &Arrival,
    rules: &Rules,
    now: Now,
    progress: Progress<'_>,
) -> Result<ImportReport, Failed> {
    let importing = Importing::default();
    bring(store, arrival, importing, rules, now, progress).map(|(_, _, report)| report)
}

fn bring<'a>(
    store: &mut Store,
    Arrival { file, choice }: &Arrival,
    importing: Importing,
    rules: &'a Rules,
    now: Now,
    progress: Progress<'_>,
) -> Result<(PathBuf, Register<'a>, ImportReport), Failed> {
    let path = typed_path(file);
    let failed = |error| Failed::Read(path.clone(), error);
    let mut register = open(&path, choice, rules).map_err(failed)?;
    let report = store.import(importing, now, progress, |arrivals| {
        arrivals.open_chains(&rules.registration);
        register.each::<Stopped>(&mut |judged, so_far| Ok(arrivals.take(judged, so_far)?))
    });
    match report {
        Ok(report) => Ok((path, register, report)),
        Err(Stopped::Store(error)) => Err(Failed::Store(error)),
        Err(Stopped::Read(error)) => Err(failed(error)),
    }
}

fn open<'a>(path: &Path, choice: &Choice, rules: &'a Rules) -> Result<Register<'a>, ReadError> {
    Register::open(path, choice, &rules.columns)
}

/// What is told of a look through the register; nothing where another one was asked for since.
pub fn looked_through(
    ticket: u64,
    found: Result<Duplicates, StoreError>,
    words: Words,
) -> Option<Msg> {
    match found {
        Ok(found) => Some(Msg::Loaded(Loaded::Duplicates {
            ticket,
            found: Box::new(found),
        })),
        Err(StoreError::Cancelled) => None,
        Err(error) => Some(Msg::Failed(words.store_error(&error))),
    }
}

/// What is told of a preview and of an import.
pub fn previewed(ticket: u64, preview: Result<Preview, Failed>, words: Words) -> Msg {
    let preview = preview.map(Box::new);
    Msg::Previewed {
        ticket,
        preview: preview.map_err(|failed| words.intake_failed(&failed)),
    }
}

pub fn taken_in(report: Result<ImportReport, Failed>, words: Words) -> Msg {
    let report = report.map(Box::new);
    Msg::TakenIn(report.map_err(|failed| words.intake_failed(&failed)))
}

/// A path as people type and paste it: in quotation marks, as the address of a file, or from the home folder on.
pub fn typed_path(typed: &str) -> PathBuf {
    let text = typed.trim();
    let quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('「', '」')];
    let text = quotes
        .iter()
        .find_map(|(from, to)| text.strip_prefix(*from)?.strip_suffix(*to))
        .unwrap_or(text)
        .trim();
    if let Some(address) = text.strip_prefix("file://") {
        let address = address.strip_prefix("localhost").unwrap_or(address);
        let plain = percent_decoded(address);
        // file:///C:/... is a drive, not a folder of the root
        let drive = plain.strip_prefix('/').filter(|rest| {
            let mut start = rest.bytes();
            start.next().is_some_and(|byte| byte.is_ascii_alphabetic())
                && start.next() == Some(b':')
        });
        return PathBuf::from(drive.unwrap_or(&plain));
    }
    if let Some(rest) = text.strip_prefix('~')
        && (rest.is_empty() || rest.starts_with(['/', '\\']))
        && let Some(folders) = directories::UserDirs::new()
    {
        return folders
            .home_dir()
            .join(rest.trim_start_matches(['/', '\\']));
    }
    PathBuf::from(text)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_as_people_paste_them() {
        for (typed, meant) in [
            (" /tmp/a b.xlsx ", "/tmp/a b.xlsx"),
            ("\"C:\\名册 1.xls\"", "C:\\名册 1.xls"),
            ("'/tmp/名册.ods'", "/tmp/名册.ods"),
            ("file:///tmp/%E5%90%8D%20%E5%86%8C.csv", "/tmp/名 册.csv"),
            ("file://localhost/tmp/a.csv", "/tmp/a.csv"),
            ("file:///C:/a%20b.xlsx", "C:/a b.xlsx"),
            ("/tmp/100%.csv", "/tmp/100%.csv"),
            ("~a/b", "~a/b"),
        ] {
            assert_eq!(typed_path(typed), PathBuf::from(meant), "{typed}");
        }
        let home = directories::UserDirs::new().unwrap();
        assert_eq!(typed_path("~/a.csv"), home.home_dir().join("a.csv"));
    }
}
