//! Making a data file without opening the screen. It is built in a folder of its own and moved into place when
//! it is whole, so that neither Ctrl-C nor a power cut leaves half a file behind that looks like the data.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Context;
use super::failure::Failure;
use super::grammar::Contents;
use super::out::Out;
use super::progress::{self, Bar};
use super::status::{self, Counts};
use crate::store::{Store, StoreError, data_file};
use crate::{demo, runtime};

/// `liuyou init`
pub fn run(context: &Context, contents: Contents) -> Result<(), Failure> {
    let directory = context.directory()?;
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let counts = make(&directory, |store| {
        match contents {
            Contents::Nothing => {}
            Contents::Demo => demo::county(store, runtime::now())?,
            Contents::Scale(organisations) => {
                demo::scale(store, organisations, runtime::now(), &mut |done, total| {
                    bar.step(done, total)
                })?;
            }
        }
        match progress::interrupted() {
            true => Err(StoreError::Cancelled),
            false => Ok(()),
        }
    })?;
    drop(bar);
    let mut out = Out::new();
    out.line(
        &context
            .words
            .cli_made(data_file(&directory).display().to_string()),
    )?;
    status::print_counts(&mut out, &counts, context.words)
}

/// Makes the file with what `fill` puts in. After an error everything is as it was before.
fn make(
    directory: &Path,
    fill: impl FnOnce(&mut Store) -> Result<(), StoreError>,
) -> Result<Counts, StoreError> {
    if is_taken(directory) {
        return Err(StoreError::Exists(directory.into()));
    }
    let new: Vec<&Path> = directory
        .ancestors()
        .take_while(|folder| !folder.exists())
        .collect();
    let site = directory.join(format!("liuyou-new-{}", std::process::id()));
    let done = fs::create_dir_all(&site)
        .map_err(|cause| refused(directory, &cause))
        .and_then(|()| {
            let mut store = Store::open_or_create(&site)?;
            fill(&mut store)?;
            let counts = Counts::of(&store)?;
            drop(store);
            move_in(&site, directory)?;
            Ok(counts)
        });
    // both fail quietly where there is nothing of ours to remove
    let _ = fs::remove_dir_all(&site);
    if done.is_err() {
        for folder in new {
            let _ = fs::remove_dir(folder);
        }
    }
    done.map_err(|error| match error {
        StoreError::NetworkDrive(_) => StoreError::NetworkDrive(directory.into()),
        StoreError::NotWritable { cause, .. } => StoreError::NotWritable {
            path: directory.into(),
            cause,
        },
        error => error,
    })
}

/// A log without its file may hold the last saves of a file that was moved away by hand; it is not ours to lose.
fn is_taken(directory: &Path) -> bool {
    let saves = log_of(directory).metadata().map_or(0, |log| log.len());
    data_file(directory).symlink_metadata().is_ok() || saves > 0
}

fn log_of(directory: &Path) -> PathBuf {
    data_file(directory).with_extension("db-wal")
}

/// Moves a closed file to its place, unless another program made one there meanwhile.
fn move_in(site: &Path, directory: &Path) -> Result<(), StoreError> {
    if log_of(site).exists() {
        // closing folds the log into the file; where it could not, there was no room
        return Err(StoreError::Full);
    }
    let (built, place) = (data_file(site), data_file(directory));
    match fs::hard_link(&built, &place) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            Err(StoreError::Exists(directory.into()))
        }
        // FAT has no links
        Err(_) if !is_taken(directory) => {
            fs::rename(&built, &place).map_err(|cause| refused(directory, &cause))
        }
        Err(_) => Err(StoreError::Exists(directory.into())),
    }
}

fn refused(directory: &Path, cause: &io::Error) -> StoreError {
    match cause.kind() {
        io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::NotWritable {
            path: directory.into(),
            cause: cause.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cancelled_work_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("a").join("b");
        let done = make(&directory, |store| {
            store.set_preference("lang", "en")?;
            Err(StoreError::Cancelled)
        });
        assert!(matches!(done, Err(StoreError::Cancelled)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_was_there_stays_with_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        assert!(make(folder.path(), |_| Err(StoreError::Full)).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        make(folder.path(), |store| store.set_preference("lang", "en")).unwrap();
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["liuyou.db", "notes.txt"]);
        let store = Store::open_existing(folder.path()).unwrap();
        assert_eq!(store.preference("lang").unwrap().as_deref(), Some("en"));
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let place = data_file(folder.path());
        let done = make(folder.path(), |_| {
            fs::write(&place, "somebody's").unwrap();
            Ok(())
        });
        assert!(matches!(done, Err(StoreError::Exists(_))));
        assert_eq!(fs::read_to_string(&place).unwrap(), "somebody's");
    }

    #[test]
    fn a_log_left_alone_is_not_played_into_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(log_of(folder.path()), "saves").unwrap();
        assert!(matches!(
            make(folder.path(), |_| Ok(())),
            Err(StoreError::Exists(_))
        ));
        assert!(log_of(folder.path()).exists());
        fs::write(log_of(folder.path()), "").unwrap();
        make(folder.path(), |_| Ok(())).unwrap();
    }
}
