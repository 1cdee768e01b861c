//! Why a command did not do what it was asked for: the sentence for people and the exit code for programs.

use std::io;
use std::path::PathBuf;

use crate::backup::BackupError;
use crate::documents::ExportError;
use crate::evidence::EvidenceError;
use crate::intake::ReadError;
use crate::runtime::RunError;
use crate::standards::AddError;
use crate::store::{CheckReport, StoreError};
use crate::words::Words;

/// Characters of a table's row that a sentence shows; `check --json` has it whole.
const SHOWN: usize = 160;

#[derive(Debug)]
pub enum Failure {
    /// The arguments make no sense; the sentence is ready.
    Misuse(String),
    NoTerminal,
    /// The system names no place for data.
    NoFolder,
    /// The folder of the demo could not be made.
    Throwaway(PathBuf, io::Error),
    Store(StoreError),
    Export(ExportError),
    /// The file to take in cannot be read.
    Intake(PathBuf, ReadError),
    /// Rows that were refused kept all the others out, as was asked for.
    Refused(u64),
    /// So many things are wrong with a template; they were printed.
    Faults(usize),
    /// A template does not do what it should; the sentence is ready, what was found is printed.
    Tried(String),
    /// So much of a form cannot be taken; it was said.
    FormRefused(usize),
    /// What is to be written is there already.
    Exists(PathBuf),
    /// A file cannot be written.
    Unwritten(PathBuf, io::Error),
    /// A file of a template cannot be read.
    Template(PathBuf, io::Error),
    /// A template cannot be put beside the data.
    NotAdded(AddError),
    Terminal(io::Error),
    /// Standard output is full or broken, but not merely closed.
    Output(io::Error),
    /// A step on a finding was refused; the sentence is ready.
    Step(String),
    Unsound(CheckReport),
    /// Files cannot be attached, or their folder not be read.
    Evidence(EvidenceError),
    /// So many files of evidence are missing or changed; they were printed.
    EvidenceLost(usize),
    /// The screen was closed with this many changes not on the disk.
    Unsaved(usize),
    /// A file that was named cannot be read.
    Unread(PathBuf, io::Error),
    /// The data stays locked.
    WrongPassphrase,
    /// A backup could not be made or put back.
    Backup(BackupError),
    /// Work was not exchanged, or something about it is not in order; the sentence is ready.
    Exchange(String),
    /// A part of the screen's program failed; its message is already on the terminal.
    Panicked,
}

impl Failure {
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Misuse(_) | Failure::NoTerminal => 2,
            _ => 1,
        }
    }

    pub fn sentence(&self, words: Words) -> String {
        match self {
            Failure::Misuse(sentence)
            | Failure::Exchange(sentence)
            | Failure::Step(sentence)
            | Failure::Tried(sentence) => sentence.clone(),
            Failure::NoTerminal => words.cli_no_terminal().into(),
            Failure::NoFolder => words.cli_no_folder().into(),
            Failure::Throwaway(path, cause) => {
                words.cli_no_throwaway(path.display().to_string(), cause.to_string())
            }
            Failure::Store(error) | Failure::Export(ExportError::Store(error)) => {
                words.store_error(error)
            }
            Failure::Export(ExportError::Write { path, cause }) => {
                words.cli_not_exported(path.display().to_string(), cause.clone())
            }
            Failure::Export(ExportError::Days) => words.cli_days_swapped("liuyou export --help"),
            Failure::Export(error @ ExportError::NotEmpty { .. }) => words.export_error(error),
            Failure::Export(ExportError::Cancelled) => words.cancelled().into(),
            Failure::Export(error @ ExportError::NoTemplate { .. }) => words.export_error(error),
            Failure::Intake(path, error) => words.read_error(path.display().to_string(), error),
            Failure::Refused(rows) => words.cli_import_kept_out(*rows),
            Failure::Faults(faults) => words.cli_template_faults(*faults),
            Failure::FormRefused(count) => words.cli_form_refused(*count),
            Failure::Exists(path) => words.cli_form_exists(path.display().to_string()),
            Failure::Unwritten(path, cause) => {
                words.not_writable(path.display().to_string(), cause.to_string())
            }
            Failure::Template(path, cause) => {
                words.cli_template_unread(path.display().to_string(), cause.to_string())
            }
            Failure::NotAdded(AddError::OtherText) => words.cli_template_other_text().into(),
            Failure::NotAdded(AddError::File { path, cause }) => {
                words.not_writable(path.display().to_string(), cause.to_string())
            }
            Failure::Terminal(cause) => words.cli_terminal_failed(cause.to_string()),
            Failure::Output(cause) => words.cli_not_printed(cause.to_string()),
            Failure::Unsound(report) => unsound(report, words),
            Failure::Evidence(error) => words.evidence_error(error),
            Failure::EvidenceLost(files) => words.cli_evidence_not_whole(*files),
            Failure::Unread(path, cause) => {
                words.backup_unread(path.display().to_string(), cause.to_string())
            }
            Failure::WrongPassphrase => words.passphrase_wrong().into(),
            Failure::Backup(error) => words.backup_error(error),
            Failure::Unsaved(changes) => words.cli_unsaved(*changes),
            Failure::Panicked => words.cli_panicked().into(),
        }
    }
}

fn unsound(report: &CheckReport, words: Words) -> String {
    let row = |row: &Option<String>| match row {
        Some(row) if row.chars().count() > SHOWN => {
            row.chars().take(SHOWN).chain("...".chars()).collect()
        }
        Some(row) => row.clone(),
        None => words.cli_no_row().to_owned(),
    };
    match &report.difference {
        Some(found) => words.cli_differs(found.table, row(&found.stored), row(&found.rebuilt)),
        None => words.cli_damaged(report.integrity.first().cloned().unwrap_or_default()),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Store(error)
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Failure {
        Failure::Backup(error)
    }
}

impl From<EvidenceError> for Failure {
    fn from(error: EvidenceError) -> Failure {
        Failure::Evidence(error)
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        Failure::Export(error)
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Failure {
        match error {
            RunError::Store(error) => Failure::Store(error),
            RunError::Terminal(cause) => Failure::Terminal(cause),
            RunError::Unsaved(changes) => Failure::Unsaved(changes),
            RunError::Panicked => Failure::Panicked,
        }
    }
}
