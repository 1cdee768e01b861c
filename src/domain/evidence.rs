//! Evidence: files that show what was found, each belonging to an item of a visit or to the visit as a whole. Optional,
//! and never scored. The journal says which files there are; their bytes lie in the data folder under their hash.
//!
//! An entry is a part of the visit, named by the item's address and the file's hash: two laptops that attach the same
//! file to the same item meet in one entry, two that attach different files have two, and nobody ever has to decide.

mod kind;
mod naming;
mod paths;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::calendar::Clock;
use super::change::{Change, Edit, Field, Register, Uuid, Value};
use super::checklist::Text;
use super::visit::VisitStatus;

pub use kind::FileKind;
pub use naming::{Namer, SAFE_LENGTH, safe_name};
pub use paths::{begins_a_path, one_line, readings};

/// What the part of an entry begins with.
pub const MARK: &str = "@";

/// What may be attached; `fixtures/standards/evidence.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRules {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// The largest file that is taken, in units of 1024 * 1024 bytes.
    pub largest_megabytes: u32,
}

impl EvidenceRules {
    /// The largest file that is taken, in bytes.
    pub fn largest(&self) -> u64 {
        u64::from(self.largest_megabytes) << 20
    }
}

/// BLAKE3 of a file's bytes: the name under which it is kept and travels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash(pub [u8; 32]);

impl FileHash {
    /// Reads 64 small hexadecimal digits.
    pub fn parse(text: &str) -> Option<FileHash> {
        let digits = text.as_bytes();
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 64 || !digits.iter().all(is_digit) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(FileHash(bytes))
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A file that lies safely in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    pub hash: FileHash,
    /// Its name where it came from, without the folder.
    pub name: String,
    /// In bytes.
    pub size: u64,
    pub kind: FileKind,
}

impl KeptFile {
    /// Whether the system's own program may be asked to show it. What could run, or hides what it is, is never opened.
    pub fn is_viewable(&self) -> bool {
        match naming::ending(&self.name) {
            Some(_) => FileKind::of(&self.name, b"") != FileKind::Other,
            None => self.kind != FileKind::Other && !self.name.contains('.'),
        }
    }

    /// A safe name with its own ending.
    pub fn plain_name(&self) -> String {
        match (naming::ending(&self.name), self.name.rsplit_once('.')) {
            (Some(ending), Some((stem, _))) => format!("{}.{ending}", safe_name(stem)),
            _ => safe_name(&self.name),
        }
    }
}

/// One file attached to an item, or with an empty address to the visit as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub item: String,
    pub file: KeptFile,
    pub added: Option<Clock>,
    /// Name of the person who attached it.
    pub by: String,
    pub caption: String,
}

/// How a file stands in the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    Present,
    Missing,
    /// There is one under its name, and it has other bytes.
    Changed,
}

/// An entry with its file as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub evidence: Evidence,
    pub state: FileState,
}

/// All evidence of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceView {
    pub visit: i64,
    pub uuid: Uuid,
    pub status: VisitStatus,
    /// Saves of the visit on the disk.
    pub saves: u64,
    /// By item, then by time.
    pub files: Vec<Shown>,
}

/// Files by address, under the empty one those of the visit as a whole. What an item of kind `file` counts.
pub type FileCounts = BTreeMap<String, u32>;

/// How many files each address has.
pub fn counts<'a>(evidence: impl IntoIterator<Item = &'a Evidence>) -> FileCounts {
    let mut counts = FileCounts::new();
    for one in evidence {
        *counts.entry(one.item.clone()).or_default() += 1;
    }
    counts
}

/// The part of the visit in which an entry lies.
pub fn part(item: &str, hash: FileHash) -> String {
    format!("{MARK}{item}/{hash}")
}

/// Whether a part of a visit is an entry and no answer.
pub fn is_part(part: &str) -> bool {
    read_part(part).is_some()
}

/// Address and hash out of the name of a part.
pub fn read_part(part: &str) -> Option<(&str, FileHash)> {
    let (item, hash) = part.strip_prefix(MARK)?.rsplit_once('/')?;
    Some((item, FileHash::parse(hash)?))
}

impl Evidence {
    /// Reads an entry out of its part's registers; none where it was taken away, or the name is no entry's.
    ///
    /// What two people said without having seen each other is all kept: captions and names stand side by side, the
    /// earliest time counts, and a file that one took away and another attached anew is there.
    pub fn read<'a>(
        part: &str,
        register: impl Fn(Field) -> Option<&'a Register>,
    ) -> Option<Evidence> {
        let (item, hash) = read_part(part)?;
        let values = |field| register(field).map(Register::values).unwrap_or_default();
        let texts = |field| {
            let texts = values(field).into_iter().filter_map(Value::as_text);
            texts.collect::<Vec<_>>()
        };
        let away = values(Field::EVIDENCE_AWAY);
        if !away.is_empty() && away.iter().all(|value| value.as_bool() == Some(true)) {
            return None;
        }
        let size = register(Field::EVIDENCE_SIZE).and_then(|register| register.value().as_int());
        let clocks = texts(Field::EVIDENCE_ADDED);
        Some(Evidence {
            item: item.to_owned(),
            file: KeptFile {
                hash,
                name: texts(Field::EVIDENCE_NAME)
                    .first()
                    .copied()
                    .unwrap_or_default()
                    .into(),
                size: size.and_then(|size| size.try_into().ok()).unwrap_or(0),
                kind: texts(Field::EVIDENCE_KIND)
                    .first()
                    .and_then(|code| FileKind::from_code(code))
                    .unwrap_or(FileKind::Other),
            },
            added: clocks
                .into_iter()
                .filter_map(Clock::parse)
                .min_by_key(|clock| (clock.date, clock.minute)),
            by: texts(Field::EVIDENCE_BY).join(" / "),
            caption: texts(Field::EVIDENCE_CAPTION).join(" / "),
        })
    }

    /// Attaches the file. Attached before and taken away, it comes back; attached already, at most its caption moves.
    pub fn attach(&self, visit: Uuid, known: &[Evidence]) -> Vec<Edit> {
        let is_known = known
            .iter()
            .any(|known| known.item == self.item && known.file.hash == self.file.hash);
        let mut edits = match is_known {
            true => Vec::new(),
            false => self.entry(visit),
        };
        if !self.caption.is_empty() {
            edits.push(self.describe(visit, &self.caption));
        }
        edits
    }

    fn entry(&self, visit: Uuid) -> Vec<Edit> {
        let part = part(&self.item, self.file.hash);
        let edit = |field, value| Edit::part(visit, &part, field, value);
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        let added = self.added.map(|clock| clock.to_string());
        vec![
            edit(Field::EVIDENCE_NAME, text(&self.file.name)),
            edit(
                Field::EVIDENCE_SIZE,
                Value::Int(self.file.size.try_into().unwrap_or(i64::MAX)),
            ),
            edit(Field::EVIDENCE_KIND, text(self.file.kind.code())),
            edit(Field::EVIDENCE_ADDED, Value::optional(added.as_deref())),
            edit(Field::EVIDENCE_BY, text(&self.by)),
            edit(Field::EVIDENCE_AWAY, Value::Nothing),
        ]
    }

    /// Takes it away: the entry is marked, and nothing is deleted.
    pub fn take_away(&self, visit: Uuid) -> Edit {
        let part = part(&self.item, self.file.hash);
        Edit::part(visit, &part, Field::EVIDENCE_AWAY, Value::Bool(true))
    }

    pub fn describe(&self, visit: Uuid, caption: &str) -> Edit {
        let part = part(&self.item, self.file.hash);
        let caption = Value::optional(Some(caption).filter(|caption| !caption.is_empty()));
        Edit::part(visit, &part, Field::EVIDENCE_CAPTION, caption)
    }
}

/// One save of a visit's evidence. A finished visit is changed with a reason alone, and then is a corrected one.
pub fn change(visit: Uuid, mut edits: Vec<Edit>, reason: Option<&str>) -> Change {
    if reason.is_some() && !edits.is_empty() {
        let corrected = Value::text(VisitStatus::Corrected.code());
        edits.push(Edit::new(visit, Field::VISIT_STATUS, corrected));
    }
    Change {
        reason: reason.map(str::to_owned),
        edits,
    }
}

/// A size as people read it: 1 KB is 1024 bytes, as file managers count.
pub fn size_text(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut tenths = u128::from(bytes) * 10 / 1024;
    let mut unit = 0;
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    match tenths < 1000 {
        true => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
        false => format!("{} {}", tenths / 10, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests;
