//! Files of evidence that go along with a visit log: under names that people can read, in a folder next to it, with a
//! list of what they are. Nothing in that folder is ever deleted, and nothing that was changed is given out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use super::csv::{guarded, push_field};
use super::place::{self, PREFIX};
use super::{Encoding, ExportError, clean::Clean, csv};
use crate::domain::calendar::Date;
use crate::domain::evidence::{Evidence, FileState, Namer};
use crate::domain::view::LogVisit;
use crate::evidence::{self, EvidenceError};
use crate::store::{Store, StoreError};
use crate::words::Words;

/// Names of files in the folder by the address they belong to; one that is lost is said to be.
pub type Enclosed = BTreeMap<String, Vec<String>>;

pub struct Enclosures {
    /// Where the folder is to be.
    folder: PathBuf,
    /// Beside it until everything is there.
    staging: TempDir,
    directory: PathBuf,
    namer: Namer,
    names: BTreeSet<String>,
    lost: Vec<String>,
    index: String,
    words: Words,
}

impl Enclosures {
    /// The folder `log-evidence` of a log `log.xlsx`.
    pub fn beside(out: &Path, directory: &Path, words: Words) -> Result<Enclosures, ExportError> {
        let mut name = out.file_stem().unwrap_or_default().to_owned();
        name.push("-evidence");
        Enclosures::into(&out.with_file_name(name), directory, words)
    }

    pub fn into(folder: &Path, directory: &Path, words: Words) -> Result<Enclosures, ExportError> {
        let staging = Builder::new()
            .prefix(PREFIX)
            .tempdir_in(place::folder(folder))
            .map_err(|error| place::failed(folder, &error))?;
        let mut enclosures = Enclosures {
            folder: folder.to_owned(),
            staging,
            directory: directory.to_owned(),
            namer: Namer::default(),
            names: BTreeSet::new(),
            lost: Vec::new(),
            index: String::new(),
            words,
        };
        enclosures.head_index();
        Ok(enclosures)
    }

    /// Copies the files of a visit beside the folder.
    pub fn take(&mut self, visit: &LogVisit) -> Result<Enclosed, ExportError> {
        let (name, date) = (&visit.organisation.name, visit.visit.started.date);
        self.take_files(name, date, &visit.evidence)
    }

    fn take_files(
        &mut self,
        organisation: &str,
        date: Date,
        files: &[Evidence],
    ) -> Result<Enclosed, ExportError> {
        let mut enclosed = Enclosed::new();
        for file in files {
            let name = self.take_one(organisation, date, file)?;
            enclosed.entry(file.item.clone()).or_default().push(name);
        }
        Ok(enclosed)
    }

    fn take_one(
        &mut self,
        organisation: &str,
        date: Date,
        evidence: &Evidence,
    ) -> Result<String, ExportError> {
        let words = self.words;
        let day = date.to_string();
        let item = match evidence.item.as_str() {
            "" => words.log_evidence_whole(),
            item => item,
        };
        let original = &evidence.file.name;
        let name = self.namer.name(&[organisation, &day, item], original);
        let copy = self.staging.path().join(&name);
        let place = self.folder.join(&name);
        let failed = |error: &io::Error| place::failed(&place, error);
        let mut out = File::create_new(&copy).map_err(|error| failed(&error))?;
        let copied = evidence::copy_out(&self.directory, evidence.file.hash, &mut out, &place);
        let (shown, state) = match copied {
            Ok(()) => {
                self.names.insert(name.clone());
                (name, FileState::Present)
            }
            Err(EvidenceError::NotWritten { cause, .. }) => {
                return Err(ExportError::Write { path: place, cause });
            }
            Err(EvidenceError::Full) => return Err(failed(&io::ErrorKind::StorageFull.into())),
            Err(error) => {
                let state = match error {
                    EvidenceError::Missing => FileState::Missing,
                    _ => FileState::Changed,
                };
                drop(out);
                fs::remove_file(&copy).map_err(|error| failed(&error))?;
                let shown = words.log_evidence_lost(original, words.file_state(state));
                self.lost.push(shown.clone());
                (shown, state)
            }
        };
        self.list(organisation, &day, item, evidence, &shown, state);
        Ok(shown)
    }

    fn head_index(&mut self) {
        let words = self.words;
        self.index_line(&[
            words.column_file(),
            words.column_organisation_name(),
            words.column_visit_date(),
            words.column_item_code(),
            words.column_original_name(),
            words.column_file_kind(),
            words.column_file_size(),
            words.column_file_caption(),
            words.column_file_added(),
            words.column_file_by(),
            words.column_file_state(),
            "BLAKE3",
        ]);
    }

    fn list(
        &mut self,
        organisation: &str,
        day: &str,
        item: &str,
        evidence: &Evidence,
        shown: &str,
        state: FileState,
    ) {
        let file = &evidence.file;
        let added = evidence.added.map(|clock| clock.to_string());
        self.index_line(&[
            shown,
            organisation,
            day,
            item,
            &file.name,
            self.words.file_kind(file.kind),
            &file.size.to_string(),
            &evidence.caption,
            &added.unwrap_or_default(),
            &evidence.by,
            self.words.file_state(state),
            &file.hash.to_string(),
        ]);
    }

    fn index_line(&mut self, cells: &[&str]) {
        for (at, cell) in cells.iter().enumerate() {
            let cell = Clean::from(*cell);
            push_field(&mut self.index, at, &guarded(cell.as_str()));
        }
        self.index.push_str("\r\n");
    }

    /// Moves everything to its place. An older folder is taken over file by file, if it holds nothing else. Returns the
    /// folder, unless there was nothing to put into it, and what was lost.
    pub fn publish(mut self) -> Result<(Option<PathBuf>, Vec<String>), ExportError> {
        if self.names.is_empty() && self.lost.is_empty() {
            return Ok((None, self.lost));
        }
        self.write_index()?;
        let folder = &self.folder;
        let failed = |error: io::Error| place::failed(folder, &error);
        if folder.exists() {
            self.only_ours()?;
        } else {
            fs::create_dir(folder).map_err(failed)?;
        }
        for name in &self.names {
            let place = folder.join(name);
            fs::rename(self.staging.path().join(name), &place)
                .map_err(|error| place::failed(&place, &error))?;
        }
        Ok((Some(self.folder), self.lost))
    }

    fn write_index(&mut self) -> Result<(), ExportError> {
        let name = format!("{}.csv", self.words.log_evidence_index());
        let failed = |error: io::Error| place::failed(&self.folder.join(&name), &error);
        let mut file = File::create_new(self.staging.path().join(&name)).map_err(failed)?;
        // with the mark without which spreadsheets show nonsense
        let bytes = csv::encoded(&self.index, Encoding::Utf8);
        file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        file.write_all(&bytes).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        self.names.insert(name);
        Ok(())
    }

    fn only_ours(&self) -> Result<(), ExportError> {
        let entries = fs::read_dir(&self.folder);
        let entries = entries.and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut others: Vec<String> = entries
            .map_err(|error| place::failed(&self.folder, &error))?
            .into_iter()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !self.names.contains(name))
            .collect();
        others.sort();
        match others.into_iter().next() {
            Some(file) => Err(ExportError::NotEmpty {
                folder: self.folder.clone(),
                file,
            }),
            None => Ok(()),
        }
    }
}

/// Evidence alone into a folder: that of these visits.
pub fn give_out(
    store: &mut Store,
    visits: &[i64],
    folder: &Path,
    words: Words,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(u64, Vec<String>), ExportError> {
    let mut enclosures = Enclosures::into(folder, store.directory(), words)?;
    let mut files = 0;
    for (done, visit) in (1..).zip(visits) {
        let found = store.evidence(*visit)?;
        let unknown = || StoreError::Unknown(visit.to_string());
        let head = store.attachable(*visit)?.ok_or_else(unknown)?;
        let organisation = store.organisation_of(&head.visit)?;
        enclosures.take_files(&organisation, head.visit.started.date, &found)?;
        files += found.len() as u64;
        if !progress(done, visits.len() as u64) {
            return Err(ExportError::Cancelled);
        }
    }
    let (_, lost) = enclosures.publish()?;
    Ok((files - lost.len() as u64, lost))
}
