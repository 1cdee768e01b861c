//! Making a backup: the data file is copied first, then what it names is added, and the whole is read back before it
//! gets its name.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::list::{Contents, DATA, Entry, FORM, LIST};
use super::{BackupError, EVIDENCE, FILES, Progress, STANDARDS, UNFINISHED, sync_folder};
use crate::store::{self, StoreError};

/// Bytes read at once.
const BLOCK: usize = 1 << 18;

/// A backup that is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub path: PathBuf,
    /// Bytes of the archive.
    pub size: u64,
    pub contents: Contents,
}

/// Makes a backup of the data of `directory`, which may be in use meanwhile.
///
/// # Errors
/// `path` exists or cannot be written, something of the data cannot be read, or it was stopped; nothing is left then.
pub fn make(
    directory: &Path,
    path: &Path,
    evidence: bool,
    utc_ms: i64,
    progress: Progress<'_>,
) -> Result<Made, BackupError> {
    if path.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(path.into()));
    }
    let folder = folder_of(path);
    let target = Builder::new().prefix(UNFINISHED).tempfile_in(folder);
    let target = target.map_err(|error| BackupError::written(folder, &error))?;
    // beside the data, where there is room for it and nobody else reads it
    let site = Builder::new().prefix(UNFINISHED).tempdir_in(directory);
    let site = site.map_err(|error| BackupError::written(directory, &error))?;
    let copy = site.path().join(DATA);
    let pages = &mut |done, all| progress(done, 2 * all);
    let schema = store::copy::copy_file(directory, &copy, pages)?;
    // evidence is on the disk before the data names it, so that what the copy names is found now
    let mut sources = vec![(DATA.to_owned(), copy)];
    sources
        .extend(beside(directory, evidence).map_err(|error| BackupError::read(directory, &error))?);
    let archive = BufWriter::with_capacity(BLOCK, target);
    let mut packing = Packing::new(archive, path, &sources, progress);
    let mut contents = Contents {
        form: FORM,
        program: env!("CARGO_PKG_VERSION").into(),
        schema,
        made: utc_ms,
        evidence,
        files: Vec::new(),
    };
    for (name, source) in &sources {
        contents.files.push(packing.add(name, source)?);
    }
    let (archive, progress) = packing.finish(&contents)?;
    let into = archive.into_inner().map_err(io::IntoInnerError::into_error);
    let target = into.and_then(|target| target.as_file().sync_all().map(|()| target));
    let target = target.map_err(|error| BackupError::written(path, &error))?;
    let whole = target
        .reopen()
        .map_err(|error| BackupError::read(path, &error))?;
    verify(whole, path, &contents, progress)?;
    let size = target.as_file().metadata().map_or(0, |found| found.len());
    target
        .persist_noclobber(path)
        .map_err(|refused| BackupError::written(path, &refused.error))?;
    sync_folder(folder).map_err(|error| BackupError::written(path, &error))?;
    Ok(Made {
        path: path.into(),
        size,
        contents,
    })
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent();
    let named = folder.filter(|folder| !folder.as_os_str().is_empty());
    named.unwrap_or(Path::new("."))
}

/// Everything else that is taken along, by the name it has in the archive.
fn beside(directory: &Path, evidence: bool) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for name in FILES {
        let path = directory.join(name);
        if path.is_file() {
            found.push((name.to_owned(), path));
        }
    }
    gather(&directory.join(STANDARDS), STANDARDS, &mut found)?;
    if evidence {
        gather(&directory.join(EVIDENCE), EVIDENCE, &mut found)?;
    }
    Ok(found)
}

fn gather(folder: &Path, name: &str, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let own = path.file_name().and_then(|own| own.to_str());
        // what is not whole yet, and what bears a name that no program of ours gives
        let Some(own) = own.filter(|own| !own.starts_with(UNFINISHED)) else {
            continue;
        };
        let name = format!("{name}/{own}");
        match path.is_dir() {
            true => gather(&path, &name, found)?,
            false if super::list::is_ours(&name) => found.push((name, path)),
            false => {}
        }
    }
    Ok(())
}

struct Packing<'a, W: Write + Seek> {
    archive: ZipWriter<W>,
    path: &'a Path,
    progress: Progress<'a>,
    done: u64,
    all: u64,
}

impl<'a, W: Write + Seek> Packing<'a, W> {
    fn new(
        out: W,
        path: &'a Path,
        sources: &[(String, PathBuf)],
        progress: Progress<'a>,
    ) -> Packing<'a, W> {
        let sizes = sources.iter().map(|(_, path)| path.metadata());
        let all: u64 = sizes
            .map(|found| found.map_or(0, |found| found.len()))
            .sum();
        Packing {
            archive: ZipWriter::new(out),
            path,
            progress,
            done: 0,
            // each byte is written once and read back once
            all: 2 * all,
        }
    }

    fn add(&mut self, name: &str, source: &Path) -> Result<Entry, BackupError> {
        let unread = |error: io::Error| BackupError::read(source, &error);
        let file = File::open(source).map_err(unread)?;
        let size = file.metadata().map_err(unread)?.len();
        self.start(name, size)?;
        let mut file = BufReader::with_capacity(BLOCK, file);
        let mut hasher = blake3::Hasher::new();
        let (mut block, mut size) = (vec![0; BLOCK], 0);
        loop {
            let read = match file.read(&mut block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read.map_err(unread)?,
            };
            if read == 0 {
                break;
            }
            hasher.update(&block[..read]);
            self.write(&block[..read])?;
            size += read as u64;
            self.done += read as u64;
            if !(self.progress)(self.done, self.all.max(self.done)) {
                return Err(StoreError::Cancelled.into());
            }
        }
        Ok(Entry {
            name: name.into(),
            size,
            blake3: hasher.finalize().to_hex().to_string(),
        })
    }

    fn start(&mut self, name: &str, size: u64) -> Result<(), BackupError> {
        // photographs and documents of evidence are packed already
        let method = match name.starts_with("evidence/") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((method == CompressionMethod::Deflated).then_some(3))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o600)
            .large_file(size > u64::from(u32::MAX) / 2);
        let started = self.archive.start_file(name, options);
        started.map_err(|error| BackupError::written(self.path, &error.into()))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        let written = self.archive.write_all(bytes);
        written.map_err(|error| BackupError::written(self.path, &error))
    }

    fn finish(mut self, contents: &Contents) -> Result<(W, Progress<'a>), BackupError> {
        let text = serde_json::to_vec_pretty(contents);
        let text = text.map_err(|error| BackupError::written(self.path, &error.into()))?;
        self.start(LIST, text.len() as u64)?;
        self.write(&text)?;
        let out = self.archive.finish();
        let out = out.map_err(|error| BackupError::written(self.path, &error.into()))?;
        Ok((out, self.progress))
    }
}

/// Reads an archive through and holds every entry against the list.
fn verify(
    file: File,
    path: &Path,
    contents: &Contents,
    progress: Progress<'_>,
) -> Result<(), BackupError> {
    let spoilt = |entry: &str| BackupError::Spoilt {
        path: path.into(),
        entry: entry.into(),
    };
    let archive = ZipArchive::new(BufReader::with_capacity(BLOCK, file));
    let mut archive = archive.map_err(|_| spoilt(LIST))?;
    if Contents::read(&mut archive, path)? != *contents {
        return Err(spoilt(LIST));
    }
    let mut done = contents.bytes();
    for entry in &contents.files {
        let source = archive.by_name(&entry.name);
        let mut source = source.map_err(|_| spoilt(&entry.name))?;
        let mut nowhere = io::sink();
        let mut step = |bytes| {
            done += bytes;
            progress(done, 2 * contents.bytes())
        };
        pour(&mut source, &mut nowhere, entry, &mut step)
            .map_err(|error| error.of(path, &entry.name))?;
    }
    Ok(())
}

/// What can go wrong between an archive and a file.
pub(super) enum Poured {
    Spoilt,
    Written(io::Error),
    Stopped,
}

impl Poured {
    pub(super) fn of(self, path: &Path, entry: &str) -> BackupError {
        match self {
            Poured::Spoilt => BackupError::Spoilt {
                path: path.into(),
                entry: entry.into(),
            },
            Poured::Written(error) => BackupError::written(path, &error),
            Poured::Stopped => StoreError::Cancelled.into(),
        }
    }
}

/// Copies an entry out of an archive, holding it against the list on the way.
pub(super) fn pour(
    source: &mut dyn Read,
    out: &mut dyn Write,
    entry: &Entry,
    step: &mut dyn FnMut(u64) -> bool,
) -> Result<(), Poured> {
    let mut hasher = blake3::Hasher::new();
    let (mut block, mut size) = (vec![0; BLOCK], 0);
    loop {
        let read = match source.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Poured::Spoilt),
        };
        size += read as u64;
        if size > entry.size {
            return Err(Poured::Spoilt);
        }
        hasher.update(&block[..read]);
        out.write_all(&block[..read]).map_err(Poured::Written)?;
        if !step(read as u64) {
            return Err(Poured::Stopped);
        }
    }
    match size == entry.size && hasher.finalize().to_hex().as_str() == entry.blake3 {
        true => Ok(()),
        false => Err(Poured::Spoilt),
    }
}
