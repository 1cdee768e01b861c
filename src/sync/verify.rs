//! Verifying a store without any server, and without a data file: every name, signature, predecessor and checkpoint,
//! and, where a member's keys are at hand, everything inside. It names what is wrong; it mends nothing.

mod data;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::attachment::{self, Chunk};
use super::core::{most_of, wanted_content};
use super::fault::Fault;
use super::keys::DeviceKeys;
use super::link::{Join, Link, Root};
use super::members::Members;
use super::names::{self, Hash, Place};
use super::remote::{Remote, Trouble};
use super::segment::Segment;
use crate::store::{Save, View};

pub use data::{Altered, DataReport, verify_data};

/// What is wrong with a file, or with what should be beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    File(Fault),
    /// The segment before it is not in the store.
    NoParent,
    /// Its height does not follow from the segment before it.
    Height,
    /// A checkpoint of the office names a segment that is not in the store.
    NotThere,
    /// It cannot be read at all.
    Unread,
}

impl Wrong {
    /// Written form, for `--json`.
    pub fn code(self) -> &'static str {
        match self {
            Wrong::File(fault) => fault.code(),
            Wrong::NoParent => "no_parent",
            Wrong::Height => "height",
            Wrong::NotThere => "not_there",
            Wrong::Unread => "unread",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub files: u64,
    pub bytes: u64,
    pub members: u64,
    pub links: u64,
    pub segments: u64,
    pub saves: u64,
    pub ops: u64,
    /// Segments that could not be opened, since no key for them is at hand, or a newer version wrote them.
    pub closed: u64,
    /// Chunks of files of evidence.
    pub chunks: u64,
    /// Streams that two devices went on writing after a copy.
    pub forked: Vec<u64>,
    /// Names of files with what is wrong, in the order of the names.
    pub wrong: Vec<(String, Wrong)>,
    /// A hash over what the segments come to, if all could be opened.
    pub view: Option<Hash>,
}

impl Report {
    pub fn is_sound(&self) -> bool {
        self.wrong.is_empty()
    }
}

struct Read {
    name: String,
    height: u32,
    stream: u64,
    parent: Option<Hash>,
    author: [u8; 16],
    saves: Option<Vec<Save>>,
}

/// Reads a whole store. `progress` is told files done and in all, and says whether to go on.
///
/// # Errors
/// The store cannot be listed, or `progress` said no.
pub fn verify(
    remote: &mut dyn Remote,
    keys: Option<&DeviceKeys>,
    format: u32,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Report, Trouble> {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for entry in remote.list()? {
        if Place::of(&entry.name) != Place::Other {
            names.insert(entry.name, entry.size);
        }
    }
    let mut report = Report::default();
    let total = names.len() as u64;
    let (carried, names): (Vec<_>, Vec<_>) = names
        .into_iter()
        .partition(|(name, _)| name.starts_with("a/"));
    let (segments, first): (Vec<_>, Vec<_>) = names
        .into_iter()
        .partition(|(name, _)| name.starts_with("s/"));
    let mut get = |name: &str, report: &mut Report| -> Result<Option<Vec<u8>>, Trouble> {
        report.files += 1;
        if !progress(report.files, total) {
            return Err(Trouble::Other(String::new()));
        }
        match remote.get(name, most_of(name)) {
            Ok(bytes) => {
                report.bytes += bytes.len() as u64;
                Ok(Some(bytes))
            }
            Err(_) => {
                report.wrong.push((name.to_owned(), Wrong::Unread));
                Ok(None)
            }
        }
    };
    let mut found = First::default();
    for (name, _) in first {
        if let Some(bytes) = get(&name, &mut report)?
            && let Err(fault) = found.read(&name, bytes)
        {
            report.wrong.push((name, Wrong::File(fault)));
        }
    }
    let members = found.members(&mut report);
    let mut reads: BTreeMap<Hash, Read> = BTreeMap::new();
    for (name, _) in segments {
        let Some(bytes) = get(&name, &mut report)? else {
            continue;
        };
        match read_segment(&name, &bytes, &members, keys, format) {
            Ok((hash, read)) => {
                reads.entry(hash).or_insert(read);
            }
            Err(fault) => report.wrong.push((name, Wrong::File(fault))),
        }
    }
    for (name, _) in carried {
        let Some(bytes) = get(&name, &mut report)? else {
            continue;
        };
        match read_chunk(&name, &bytes, &members, keys) {
            Ok(()) => report.chunks += 1,
            Err(fault) => report.wrong.push((name, Wrong::File(fault))),
        }
    }
    chain(&reads, &members, &mut report);
    report.view = view(reads, &mut report);
    report.wrong.sort();
    Ok(report)
}

/// What stands before the segments.
#[derive(Default)]
struct First {
    roots: Vec<Root>,
    links: BTreeMap<Hash, (String, Vec<u8>)>,
}

impl First {
    fn read(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let hash = *blake3::hash(&bytes).as_bytes();
        match Place::of(name) {
            Place::Root { .. } => {
                let root = Root::read(&bytes).ok_or(Fault::Damaged)?;
                self.roots.push(root);
            }
            Place::Link { hash: said, .. } => {
                if names::short(&hash) != said {
                    return Err(Fault::Damaged);
                }
                Link::read(&bytes).ok_or(Fault::Signature)?;
                self.links.insert(hash, (name.to_owned(), bytes));
            }
            Place::Join(said) => {
                let good = names::short(&hash) == said;
                Join::read(&bytes).filter(|_| good).ok_or(Fault::Damaged)?;
            }
            Place::Wanted { .. } if bytes != wanted_content(name) => return Err(Fault::Damaged),
            _ => {}
        }
        Ok(())
    }

    fn members(self, report: &mut Report) -> Members {
        let Some(root) = self.roots.first() else {
            report
                .wrong
                .push((names::root_name(0), Wrong::File(Fault::Damaged)));
            return Members::default();
        };
        let names: HashMap<Hash, String> = self
            .links
            .iter()
            .map(|(hash, (name, _))| (*hash, name.clone()))
            .collect();
        let links = self.links.into_iter();
        let links = links.map(|(hash, (_, bytes))| (hash, bytes));
        let members = Members::of_kept(root.founder.id(), links);
        report.links = names.len() as u64;
        report.members = members.all().count() as u64;
        for (hash, fault) in &members.faults {
            let name = names.get(hash).cloned().unwrap_or_default();
            report.wrong.push((name, Wrong::File(*fault)));
        }
        for hash in &members.waiting {
            let name = names.get(hash).cloned().unwrap_or_default();
            report.wrong.push((name, Wrong::NoParent));
        }
        members
    }
}

fn read_segment(
    name: &str,
    bytes: &[u8],
    members: &Members,
    keys: Option<&DeviceKeys>,
    format: u32,
) -> Result<(Hash, Read), Fault> {
    let hash = *blake3::hash(bytes).as_bytes();
    let segment = named(name, bytes)?;
    members.judge(&segment)?;
    let header = &segment.header;
    let key = keys.and_then(|keys| members.opening_key(keys, header));
    let saves = match key {
        Some(key) if header.min_reader <= format => Some(segment.open(&key)?),
        _ => None,
    };
    let read = Read {
        name: name.to_owned(),
        height: header.height,
        stream: header.stream,
        parent: header.parent,
        author: header.author,
        saves,
    };
    Ok((hash, read))
}

/// A chunk of a file of evidence: whole, and, where its key is at hand, what a member sealed for this very place.
fn read_chunk(
    name: &str,
    bytes: &[u8],
    members: &Members,
    keys: Option<&DeviceKeys>,
) -> Result<(), Fault> {
    let Place::Attachment {
        scope, hash, chunk, ..
    } = Place::of(name)
    else {
        return Ok(());
    };
    let place = Chunk {
        scope: &scope,
        file: &hash,
        number: chunk,
    };
    attachment::parts(bytes)?;
    let Some(keys) = keys else {
        return Ok(());
    };
    match place.open(bytes, |key| members.key_named(keys, &scope, key)) {
        Ok(_) | Err(Fault::Key) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// A segment whose name promises what is in it.
pub fn named<'a>(name: &str, bytes: &'a [u8]) -> Result<Segment<'a>, Fault> {
    let hash = *blake3::hash(bytes).as_bytes();
    let place = Place::of(name);
    if let Place::Segment { hash: said, .. } = &place
        && *said != names::short(&hash)
    {
        return Err(Fault::Damaged);
    }
    let segment = Segment::read(bytes)?;
    let header = &segment.header;
    match &place {
        Place::Segment {
            scope,
            stream,
            height,
            ..
        } if (scope, *stream, *height) != (&header.scope, header.stream, header.height) => {
            Err(Fault::Form)
        }
        _ => Ok(segment),
    }
}

/// Predecessors, heights, forks, checkpoints, and what was signed after its device was shut out.
fn chain(reads: &BTreeMap<Hash, Read>, members: &Members, report: &mut Report) {
    let mut children: BTreeMap<(u64, Option<Hash>), u32> = BTreeMap::new();
    for read in reads.values() {
        *children.entry((read.stream, read.parent)).or_default() += 1;
        let parent = read.parent.map(|parent| reads.get(&parent));
        let wrong = match parent {
            Some(None) => Some(Wrong::NoParent),
            Some(Some(parent)) if parent.height + 1 != read.height => Some(Wrong::Height),
            None if read.height != 1 => Some(Wrong::Height),
            _ => None,
        };
        report
            .wrong
            .extend(wrong.map(|wrong| (read.name.clone(), wrong)));
    }
    let forked: BTreeSet<u64> = children
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|((stream, _), _)| stream)
        .collect();
    report.forked = forked.into_iter().collect();
    for tip in members.checkpoints() {
        if !reads.contains_key(&tip.hash) {
            let (hash, scope) = (names::short(&tip.hash), &tip.scope);
            let name = names::segment_name(scope, tip.stream, tip.height, &hash, 0);
            if !report.wrong.iter().any(|(known, _)| *known == name) {
                report.wrong.push((name, Wrong::NotThere));
            }
        }
    }
    for (id, member) in members.all() {
        let Some(last) = &member.revoked else {
            continue;
        };
        let mut counts = BTreeSet::new();
        for last in last {
            let mut at = Some(*last);
            while let Some(hash) = at.filter(|hash| counts.insert(*hash)) {
                at = reads.get(&hash).and_then(|read| read.parent);
            }
        }
        let late = reads.iter().filter(|(_, read)| read.author == *id);
        let late = late.filter(|(hash, _)| !counts.contains(*hash));
        report
            .wrong
            .extend(late.map(|(_, read)| (read.name.clone(), Wrong::File(Fault::Revoked))));
    }
}

fn view(reads: BTreeMap<Hash, Read>, report: &mut Report) -> Option<Hash> {
    let late: BTreeSet<String> = report
        .wrong
        .iter()
        .filter(|(_, wrong)| *wrong == Wrong::File(Fault::Revoked))
        .map(|(name, _)| name.clone())
        .collect();
    let mut view = View::default();
    for read in reads.into_values() {
        report.segments += 1;
        let Some(saves) = read.saves else {
            report.closed += 1;
            continue;
        };
        report.saves += saves.len() as u64;
        for save in saves {
            report.ops += save.tx.ops.len() as u64;
            if !late.contains(&read.name) {
                view.take(read.stream, save.tx);
            }
        }
    }
    (report.closed == 0).then(|| view.digest())
}
