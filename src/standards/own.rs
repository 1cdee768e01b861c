//! The county's own templates: files in the folder `standards` of the data directory.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Standard, load, shipped};

/// What became of a template that was to be added.
#[derive(Debug, PartialEq, Eq)]
pub enum Added {
    /// Written into this file, and used from the next start on.
    New(PathBuf),
    /// The very same text is there already.
    Known,
    /// Written; but a copy of this higher version stays in force.
    Behind(PathBuf, u32),
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The same id and version with another text; visits may have been made with it.
    #[error("another text of the same version is there")]
    OtherText,
    #[error("{path}: {cause}")]
    File { path: PathBuf, cause: io::Error },
}

/// Puts a template without faults beside the data.
///
/// # Errors
/// Another text of the same id and version is shipped or in the folder, or the folder cannot be written.
pub fn add(directory: &Path, standard: &Standard) -> Result<Added, AddError> {
    let list = &standard.checklist;
    let is_same =
        |known: &Standard| known.checklist.id == list.id && known.checklist.version == list.version;
    let own = own(directory);
    let known: Vec<&Standard> = own.iter().filter(|known| is_same(known)).collect();
    if let Some(known) = known.first() {
        return match known.text == standard.text {
            true => Ok(Added::Known),
            false => Err(AddError::OtherText),
        };
    }
    if let Some(known) = shipped().into_iter().find(is_same) {
        return match known.text == standard.text {
            true => Ok(Added::Known),
            false => Err(AddError::OtherText),
        };
    }
    let folder = directory.join("standards");
    let path = folder.join(format!("{}-{}.toml", list.id, list.version));
    let written = (|| {
        std::fs::create_dir_all(&folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(standard.text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&path).map_err(|error| error.error)
    })();
    if let Err(cause) = written {
        return Err(AddError::File { path, cause });
    }
    let (standards, _) = load(directory);
    let in_force = standards.iter().find(|known| known.checklist.id == list.id);
    Ok(match in_force.map(|known| known.checklist.version) {
        Some(version) if version > list.version => Added::Behind(path, version),
        _ => Added::New(path),
    })
}

/// Every copy in the folder that can be used, several versions of one template included.
fn own(directory: &Path) -> Vec<Standard> {
    let files = super::own_files(&directory.join("standards"));
    files
        .into_iter()
        .filter_map(|path| super::read_own(&path).ok().flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::parse;

    fn standard(version: u32, name: &str) -> Standard {
        let text = format!(
            r#"id = "ours"
version = {version}
name = {{ zh = "{name}", en = "Ours" }}
basis = {{ zh = "自拟", en = "Own" }}
section = [{{ code = "1", name = {{ zh = "一", en = "One" }}, item = [
  {{ code = "1.1", kind = "text", name = {{ zh = "字", en = "Word" }} }},
] }}]
"#
        );
        Standard {
            checklist: parse(&text).unwrap(),
            text,
            path: None,
        }
    }

    fn version_in_force(directory: &Path) -> u32 {
        let (standards, refused) = load(directory);
        assert!(refused.is_empty());
        let ours = standards.iter().find(|known| known.checklist.id == "ours");
        ours.unwrap().checklist.version
    }

    #[test]
    fn a_template_is_added_once_and_the_highest_version_is_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path();
        let path = directory.join("standards/ours-9.toml");
        assert_eq!(
            add(directory, &standard(9, "甲")).unwrap(),
            Added::New(path)
        );
        assert_eq!(add(directory, &standard(9, "甲")).unwrap(), Added::Known);
        assert!(matches!(
            add(directory, &standard(9, "乙")),
            Err(AddError::OtherText)
        ));
        let path = directory.join("standards/ours-10.toml");
        assert_eq!(
            add(directory, &standard(10, "乙")).unwrap(),
            Added::New(path)
        );
        // in the order of names 10 comes before 9
        assert_eq!(version_in_force(directory), 10);
        assert!(matches!(
            add(directory, &standard(2, "甲")).unwrap(),
            Added::Behind(_, 10)
        ));
        assert_eq!(version_in_force(directory), 10);
    }

    #[test]
    fn the_shipped_text_is_known_and_a_changed_one_needs_a_version_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let site = shipped().remove(0);
        assert_eq!(add(folder.path(), &site).unwrap(), Added::Known);
        let text = site.text.replace("pass = 80", "pass = 85");
        let changed = Standard {
            checklist: parse(&text).unwrap(),
            text,
            path: None,
        };
        assert!(matches!(
            add(folder.path(), &changed),
            Err(AddError::OtherText)
        ));
        assert!(!folder.path().join("standards").exists());
    }
}
