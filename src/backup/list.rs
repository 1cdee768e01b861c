//! What a backup holds: the list that is its last entry, and which names may stand in it.

use std::io::{Read, Seek};
use std::path::Path;

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::{BackupError, EVIDENCE, FILES, STANDARDS};

/// The form of backups that this program writes and reads.
pub const FORM: u32 = 1;
pub const LIST: &str = "backup.json";
pub const DATA: &str = "liuyou.db";
/// A list is some hundred bytes a file.
const LONGEST: u64 = 1 << 28;

/// The keys are a promise to the programs that read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    pub form: u32,
    /// Version of the program that made it.
    pub program: String,
    /// Version of the data file.
    pub schema: i64,
    /// Milliseconds since 1970, UTC.
    pub made: i64,
    /// The files of evidence are in it.
    pub evidence: bool,
    pub files: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Below the data folder, parted by `/`.
    pub name: String,
    pub size: u64,
    /// 64 hexadecimal digits.
    pub blake3: String,
}

impl Contents {
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|entry| entry.size).sum()
    }

    /// How many files of evidence are in it.
    pub fn evidence_files(&self) -> usize {
        let of_evidence = |entry: &&Entry| entry.name.starts_with("evidence/");
        self.files.iter().filter(of_evidence).count()
    }

    /// The list of an archive, where it lists exactly what is there and nothing that belongs elsewhere.
    pub fn read<R: Read + Seek>(
        archive: &mut ZipArchive<R>,
        path: &Path,
    ) -> Result<Contents, BackupError> {
        let none = || BackupError::NoBackup(path.into());
        let mut text = Vec::new();
        let entry = archive.by_name(LIST).map_err(|_| none())?;
        entry
            .take(LONGEST)
            .read_to_end(&mut text)
            .map_err(|_| none())?;
        // another form may list other things; only its number is promised
        #[derive(Deserialize)]
        struct Form {
            form: u32,
        }
        let form: Form = serde_json::from_slice(&text).map_err(|_| none())?;
        if form.form > FORM {
            return Err(BackupError::Newer {
                found: form.form,
                known: FORM,
            });
        }
        let contents: Contents = serde_json::from_slice(&text).map_err(|_| none())?;
        let mut names: Vec<&str> = contents.files.iter().map(|entry| &*entry.name).collect();
        names.sort_unstable();
        let listed = names.len();
        names.dedup();
        let strange = names.iter().find(|name| !is_ours(name));
        if let Some(strange) = strange {
            return Err(BackupError::Spoilt {
                path: path.into(),
                entry: (*strange).to_owned(),
            });
        }
        match names.len() == listed && archive.len() == listed + 1 && names.contains(&DATA) {
            true => Ok(contents),
            false => Err(BackupError::Spoilt {
                path: path.into(),
                entry: LIST.into(),
            }),
        }
    }
}

/// Whether a name may be put into a data folder: nothing outside of it, and nothing that a backup does not take along.
pub fn is_ours(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0'])
    };
    let mut parts = name.split('/');
    let first = parts.next().unwrap_or_default();
    let below: Vec<&str> = parts.collect();
    match first {
        STANDARDS | EVIDENCE => !below.is_empty() && below.iter().all(|part| plain(part)),
        DATA => below.is_empty(),
        _ => below.is_empty() && FILES.contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_what_a_backup_takes_along_may_be_put_back() {
        for name in [
            "liuyou.db",
            "device.key",
            "standards/a.toml",
            "evidence/ab/abc",
        ] {
            assert!(is_ours(name), "{name}");
        }
        for name in [
            "",
            "standards",
            "evidence/",
            "evidence//a",
            "evidence/../device.key",
            "../liuyou.db",
            "/etc/passwd",
            "liuyou.lock",
            "liuyou.db/a",
            "evidence/a\\..\\b",
            "standards/c:x",
        ] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
