//! A store in a folder: a stick, a share, or a folder that another program carries elsewhere. A file is written under
//! `tmp/`, brought to the disk, and then given its name, which nothing that is there is ever overwritten by.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{Abilities, Entry, Put, Remote, Trouble};

/// Folders below folders that a store has, and a few more.
const DEEPEST: usize = 8;

pub struct Folder {
    root: PathBuf,
    /// Folders that were made or seen, so that each is looked at once.
    ready: std::collections::HashSet<PathBuf>,
    /// Tells the temporary files of one run apart; another run has another process number.
    count: u32,
}

impl Folder {
    /// The folder must be there: a stick that is not plugged in is no empty store.
    pub fn open(root: &Path) -> Result<Folder, Trouble> {
        match fs::metadata(root) {
            Ok(found) if found.is_dir() => Ok(Folder {
                root: root.into(),
                ready: Default::default(),
                count: 0,
            }),
            Ok(_) => Err(Trouble::Away(format!("{} is no folder", root.display()))),
            Err(error) => Err(Trouble::Away(format!("{}: {error}", root.display()))),
        }
    }

    /// A name never leads out of the folder.
    fn path(&self, name: &str) -> Result<PathBuf, Trouble> {
        let steps = super::steps(name)?.into_iter();
        Ok(steps.fold(self.root.clone(), |path, step| path.join(step)))
    }

    /// Makes the folder of a file and everything above it, down to the disk.
    fn make_ready(&mut self, folder: &Path) -> io::Result<()> {
        if self.ready.contains(folder) || folder == self.root {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.make_ready(above)?;
            match fs::create_dir(folder) {
                Ok(()) => sync_folder(above)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        self.ready.insert(folder.into());
        Ok(())
    }

    fn place(&mut self, path: &Path, bytes: &[u8]) -> io::Result<Put> {
        if let Ok(there) = fs::symlink_metadata(path) {
            return Ok(Put::There { size: there.len() });
        }
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        self.make_ready(&folder)?;
        let staging = self.root.join("tmp");
        self.make_ready(&staging)?;
        self.count += 1;
        let staged = staging.join(format!("{:x}-{:x}", std::process::id(), self.count));
        let done = write_through(&staged, bytes).and_then(|()| move_new(&staged, path));
        // where the name was taken meanwhile, or the disk is full, what was staged is of no use
        let _ = fs::remove_file(&staged);
        match done {
            Ok(()) => {
                sync_folder(&folder)?;
                Ok(Put::Placed)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Put::There {
                size: fs::symlink_metadata(path)?.len(),
            }),
            Err(error) => Err(error),
        }
    }

    fn walk(
        &self,
        below: &Path,
        name: &str,
        depth: usize,
        found: &mut Vec<Entry>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(below)? {
            let entry = entry?;
            let Ok(step) = entry.file_name().into_string() else {
                continue;
            };
            // staging, and what other programs hide
            if step.starts_with('.') || name.is_empty() && step == "tmp" {
                continue;
            }
            let name = match name {
                "" => step,
                name => format!("{name}/{step}"),
            };
            let kind = entry.file_type()?;
            if kind.is_dir() && depth < DEEPEST {
                self.walk(&entry.path(), &name, depth + 1, found)?;
            } else if kind.is_file() {
                match entry.metadata() {
                    Ok(data) => found.push(Entry {
                        name,
                        size: data.len(),
                    }),
                    // gone between two looks
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

impl Remote for Folder {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        let mut found = Vec::new();
        self.walk(&self.root, "", 0, &mut found).map_err(trouble)?;
        Ok(found)
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        let file = File::open(self.path(name)?).map_err(trouble)?;
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(trouble)?;
        match bytes.len() as u64 <= most {
            true => Ok(bytes),
            false => Err(Trouble::TooLarge),
        }
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        let path = self.path(name)?;
        self.place(&path, bytes).map_err(trouble)
    }

    fn probe(&mut self, _: u32) -> Result<Abilities, Trouble> {
        let name = format!("tmp/probe-{:x}", std::process::id());
        let path = self.path(&name)?;
        let _ = fs::remove_file(&path);
        let first = self.place(&path, b"one").map_err(trouble)?;
        let second = self.place(&path, b"another").map_err(trouble)?;
        let read = self.get(&name, 100)?;
        let listed = fs::metadata(&path).map_err(trouble)?.len();
        fs::remove_file(&path).map_err(trouble)?;
        Ok(Abilities {
            lists_at_once: listed == 3,
            keeps_first: first == Put::Placed && second == Put::There { size: 3 },
            reads_back: read == b"one",
            ..Abilities::default()
        })
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a file its name unless that is taken. A second name for the same file is refused where one is there already;
/// file systems without second names, as sticks have, are asked whether the name is free.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => match fs::symlink_metadata(to) {
            // names hold the hash of what is in them, so that even two programs at once put the same bytes
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) => Err(error),
        },
    }
}

/// Brings the names in a folder to the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // some network file systems cannot, and keep their names by themselves
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn trouble(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Missing,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Trouble::Denied(error.to_string())
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::Full,
        _ => Trouble::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_put_once_listed_and_read_back() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        assert_eq!(folder.put_new("s/0/ab/x.seg", b"one"), Ok(Put::Placed));
        let again = folder.put_new("s/0/ab/x.seg", b"other bytes");
        assert_eq!(again, Ok(Put::There { size: 3 }));
        assert_eq!(folder.get("s/0/ab/x.seg", 100), Ok(b"one".to_vec()));
        assert_eq!(folder.get("s/0/ab/x.seg", 2), Err(Trouble::TooLarge));
        assert_eq!(folder.get("s/0/ab/y.seg", 2), Err(Trouble::Missing));
        let listed = folder.list().unwrap();
        let expected = Entry {
            name: "s/0/ab/x.seg".into(),
            size: 3,
        };
        assert_eq!(listed, [expected]);
        let staged = fs::read_dir(place.path().join("tmp")).unwrap().count();
        assert_eq!(staged, 0, "nothing is left behind");
    }

    #[test]
    fn a_name_never_leads_out_and_a_missing_folder_is_no_empty_store() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        for name in ["../x", "a/../../x", "/x", "a//x", "C:\\x", ""] {
            assert!(folder.put_new(name, b"x").is_err(), "{name}");
            assert!(folder.get(name, 9).is_err(), "{name}");
        }
        let gone = place.path().join("not plugged in");
        assert!(matches!(Folder::open(&gone), Err(Trouble::Away(_))));
    }

    #[test]
    fn a_folder_can_do_all_that_is_asked() {
        let place = tempfile::tempdir().unwrap();
        let found = Folder::open(place.path()).unwrap().probe(1).unwrap();
        assert!(found.lists_at_once && found.keeps_first && found.reads_back);
    }
}
