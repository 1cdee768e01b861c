//! Putting a backup back. It is unpacked beside the data and examined whole before anything of the data is touched; what
//! it replaces stays, under a name with the day and time in it.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};
use zip::ZipArchive;

use super::list::{Contents, DATA};
use super::make::pour;
use super::{BackupError, Progress, UNFINISHED, sync_folder};
use crate::store::{StoreError, copy, data_file, lock_file, log_file};

/// A backup, checked against its list and unpacked beside the data.
pub struct Unpacked {
    site: TempDir,
    directory: PathBuf,
    /// Nobody else writes the data as long as this is held.
    _lock: File,
    pub contents: Contents,
}

/// What putting back came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutBack {
    /// The data file that was there before, where it lies now.
    pub kept: Option<PathBuf>,
    /// Other files that were replaced, where they lie now.
    pub beside: Vec<PathBuf>,
}

/// Unpacks a backup beside the data of `directory`, where no other program uses that.
///
/// # Errors
/// The file is no backup, damaged or newer than this program; another program has the data open; a full disk. Nothing
/// was changed then.
pub fn unpack(
    path: &Path,
    directory: &Path,
    progress: Progress<'_>,
) -> Result<Unpacked, BackupError> {
    let file = File::open(path).map_err(|error| BackupError::read(path, &error))?;
    let none = |_| BackupError::NoBackup(path.into());
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(none)?;
    let contents = Contents::read(&mut archive, path)?;
    let unwritten = |error: io::Error| BackupError::written(directory, &error);
    fs::create_dir_all(directory).map_err(unwritten)?;
    let lock = take_lock(directory)?;
    let site = Builder::new().prefix(UNFINISHED).tempdir_in(directory);
    let site = site.map_err(unwritten)?;
    let (mut done, all) = (0, contents.bytes());
    for entry in &contents.files {
        let place = site.path().join(&entry.name);
        let source = archive.by_name(&entry.name);
        let mut source = source.map_err(|_| BackupError::Spoilt {
            path: path.into(),
            entry: entry.name.clone(),
        })?;
        let made = place.parent().map_or(Ok(()), fs::create_dir_all);
        let out = made.and_then(|()| for_its_owner(&place));
        let mut out = out.map_err(|error| BackupError::written(&place, &error))?;
        let mut step = |bytes| {
            done += bytes;
            progress(done, all)
        };
        pour(&mut source, &mut out, entry, &mut step)
            .and_then(|()| out.sync_all().map_err(super::make::Poured::Written))
            .map_err(|error| error.of(path, &entry.name))?;
    }
    Ok(Unpacked {
        site,
        directory: directory.into(),
        _lock: lock,
        contents,
    })
}

fn for_its_owner(place: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(place)
}

fn take_lock(directory: &Path) -> Result<File, BackupError> {
    let path = lock_file(directory);
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let lock = lock.map_err(|error| BackupError::written(&path, &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy.into()),
        Err(TryLockError::Error(error)) => Err(BackupError::written(&path, &error)),
    }
}

impl Unpacked {
    /// Where it was unpacked; its data file can be looked at there.
    pub fn folder(&self) -> &Path {
        self.site.path()
    }

    /// Examines the data file and puts everything in its place. From then on the data is written under a new name, so
    /// that what this laptop had given to a store since the backup comes back from there beside the new work. `stamp`
    /// goes into the names of what is replaced.
    ///
    /// # Errors
    /// The data file in the backup is damaged or newer; another program reads the data; a full disk.
    pub fn put_back(self, stamp: &str, utc_ms: i64) -> Result<PutBack, BackupError> {
        let damaged = copy::examine(self.site.path())?;
        if let Some(what) = damaged.into_iter().next() {
            return Err(StoreError::Damaged(what).into());
        }
        copy::begin_anew(self.site.path(), utc_ms)?;
        let there = data_file(&self.directory).exists();
        if there {
            match copy::fold_log(&self.directory) {
                // what is damaged or foreign is put aside as it is, with its log
                Ok(()) | Err(StoreError::Damaged(_) | StoreError::NotOurs(_)) => {}
                Err(StoreError::Locked | StoreError::Sealed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut beside = Vec::new();
        for entry in self
            .contents
            .files
            .iter()
            .filter(|entry| entry.name != DATA)
        {
            beside.extend(self.place(&entry.name, stamp)?);
        }
        let kept = self.place_data(stamp, there)?;
        sync_folder(&self.directory)
            .map_err(|error| BackupError::written(&self.directory, &error))?;
        Ok(PutBack { kept, beside })
    }

    /// Moves a file to its place; returns where the one lies that was there before, if it was another.
    fn place(&self, name: &str, stamp: &str) -> Result<Option<PathBuf>, BackupError> {
        let (new, place) = (self.site.path().join(name), self.directory.join(name));
        let unwritten = |error: io::Error| BackupError::written(&place, &error);
        let mut aside = None;
        if place.exists() {
            if is_alike(&new, &place).map_err(unwritten)? {
                return Ok(None);
            }
            // no longer with the ending by which it would be found
            let kept = PathBuf::from(format!("{}.{stamp}", place.display()));
            fs::rename(&place, &kept).map_err(unwritten)?;
            aside = Some(kept);
        }
        let folder = place.parent().unwrap_or(&self.directory);
        fs::create_dir_all(folder)
            .and_then(|()| fs::rename(&new, &place))
            .and_then(|()| sync_folder(folder))
            .map_err(unwritten)?;
        Ok(aside)
    }

    /// The data file last of all: before, the older data stands untouched with everything it names.
    fn place_data(&self, stamp: &str, there: bool) -> Result<Option<PathBuf>, BackupError> {
        let (new, place) = (self.site.path().join(DATA), data_file(&self.directory));
        let unwritten = |error: io::Error| BackupError::written(&place, &error);
        let kept = self.directory.join(format!("liuyou-{stamp}.db"));
        let log = log_file(&self.directory);
        if log.exists() {
            let kept = self.directory.join(format!("liuyou-{stamp}.db-wal"));
            fs::rename(&log, kept).map_err(unwritten)?;
        }
        if there {
            // under both names until the new one takes the place in one step; FAT has no links
            fs::hard_link(&place, &kept)
                .or_else(|_| fs::rename(&place, &kept))
                .map_err(unwritten)?;
        }
        let _ = fs::remove_file(place.with_extension("db-shm"));
        fs::rename(&new, &place).map_err(unwritten)?;
        Ok(there.then_some(kept))
    }
}

fn is_alike(one: &Path, other: &Path) -> io::Result<bool> {
    let hash = |path: &Path| {
        let mut hasher = blake3::Hasher::new();
        io::copy(&mut File::open(path)?, &mut hasher)?;
        Ok::<_, io::Error>(hasher.finalize())
    };
    Ok(one.metadata()?.len() == other.metadata()?.len() && hash(one)? == hash(other)?)
}
