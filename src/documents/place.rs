//! A file that appears at its place only when it is whole: it is written under another name in the same folder,
//! forced to the disk and renamed. Until then an older file stands untouched.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::ExportError;

pub const PREFIX: &str = ".liuyou-";

/// Removed again if it is dropped before `publish`.
pub struct Unfinished {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Unfinished {
    pub fn beside(path: &Path) -> io::Result<Unfinished> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // asked for by itself, as then the system's own words name what is wrong
        folder(path).metadata()?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX);
        // as any other program's file, narrowed by the user's umask, and not for the owner alone
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder(path))?;
        Ok(Unfinished {
            file: BufWriter::with_capacity(1 << 16, file),
            path: path.to_owned(),
        })
    }

    fn close(self) -> Result<(NamedTempFile, PathBuf), ExportError> {
        let Unfinished { file, path } = self;
        let closed = file.into_inner().map_err(io::IntoInnerError::into_error);
        let synced = closed.and_then(|file| file.as_file().sync_all().map(|()| file));
        match synced {
            Ok(file) => Ok((file, path)),
            Err(error) => Err(failed(&path, &error)),
        }
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The folder a path lies in.
pub fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// What the system said, without the names of our own files that may be wrapped around it.
pub fn failed(path: &Path, error: &io::Error) -> ExportError {
    let cause = match error.kind() {
        kind if error.raw_os_error().is_none() && kind != io::ErrorKind::Other => kind.to_string(),
        _ => error.to_string(),
    };
    ExportError::Write {
        path: path.to_owned(),
        cause,
    }
}

/// Moves the files to their places: all of them, or none.
pub fn publish(files: Vec<Unfinished>) -> Result<Vec<PathBuf>, ExportError> {
    // every byte is on the disk before the first older file gives way
    let whole = files
        .into_iter()
        .map(Unfinished::close)
        .collect::<Result<Vec<_>, _>>()?;
    let several = whole.len() > 1;
    let mut placed: Vec<(PathBuf, Option<TempPath>)> = Vec::new();
    for (file, path) in whole {
        let older = if several {
            second_name(&path)
        } else {
            Ok(None)
        };
        let done = older.and_then(|older| match file.persist(&path) {
            Ok(_) => Ok(older),
            Err(refused) => Err(refused.error),
        });
        match done {
            Ok(older) => placed.push((path, older)),
            Err(error) => {
                take_back(placed);
                return Err(failed(&path, &error));
            }
        }
    }
    Ok(placed.into_iter().map(|(path, _)| path).collect())
}

/// Keeps an older file under a second name, in case a later file of the same export cannot take its place.
fn second_name(path: &Path) -> io::Result<Option<TempPath>> {
    if !path.exists() {
        return Ok(None);
    }
    // a hard link costs nothing; a memory stick's file system has none
    let keep = |name: &Path| {
        std::fs::hard_link(path, name).or_else(|_| std::fs::copy(path, name).map(drop))
    };
    Builder::new()
        .prefix(PREFIX)
        .make_in(folder(path), keep)
        .map(|kept| Some(kept.into_temp_path()))
}

fn take_back(placed: Vec<(PathBuf, Option<TempPath>)>) {
    for (path, older) in placed {
        // the first failure is the one to report; what cannot be taken back stays as a whole new file
        let _ = match older {
            Some(older) => older.persist(&path).map_err(|refused| refused.error),
            None => std::fs::remove_file(&path),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_that_cannot_be_placed_takes_the_first_one_back() {
        let folder = tempfile::tempdir().unwrap();
        let (first, new, second) = (
            folder.path().join("a.csv"),
            folder.path().join("n.csv"),
            folder.path().join("b.csv"),
        );
        std::fs::write(&first, "older").unwrap();
        let mut files: Vec<Unfinished> = [&first, &new, &second]
            .map(|path| Unfinished::beside(path).unwrap())
            .into_iter()
            .collect();
        files
            .iter_mut()
            .for_each(|file| file.write_all(b"newer").unwrap());
        // something that no file can replace
        std::fs::create_dir_all(second.join("inside")).unwrap();
        let refused = publish(files).unwrap_err();
        assert!(matches!(refused, ExportError::Write { path, .. } if path == second));
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "older");
        assert!(!new.exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
