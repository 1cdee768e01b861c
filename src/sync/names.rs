//! Names of the files in a store. A name says where to look and what to expect; what a file is, its content proves.

use crate::mutant::{self, Mutant};

/// BLAKE3 of a whole file.
pub type Hash = [u8; 32];

/// The part of a hash that stands in a file's name.
pub type Short = [u8; 16];

/// Segments of one directory: several stores grow slow, or cut their listings, with many more.
const A_DIRECTORY: u32 = 500;

/// Copies of one segment that are ever asked for; each stands for one that arrived damaged.
pub const MOST_COPIES: u32 = 99;

/// What a name in a store's listing stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Root {
        copy: u32,
    },
    /// A link of the membership chain.
    Link {
        hash: Short,
        copy: u32,
    },
    /// Somebody asks to be let in.
    Join(Short),
    Segment {
        scope: String,
        stream: u64,
        height: u32,
        hash: Short,
        /// 0 for the first; a file that arrived damaged is put again beside, never over itself.
        copy: u32,
    },
    /// A chunk of a file of evidence.
    Attachment {
        scope: String,
        /// Of the whole file.
        hash: Short,
        chunk: u32,
        copy: u32,
    },
    /// Somebody found every copy of a file damaged and asks for one more.
    Wanted {
        hash: Short,
        copy: u32,
    },
    /// Below the segments, but under a name that is not ours, such as `... (conflict copy).seg`.
    Stray,
    /// Staging, and what others left there.
    Other,
}

impl Place {
    pub fn of(name: &str) -> Place {
        let read = |name: &str| -> Option<Place> {
            if let Some(rest) = name.strip_prefix("store") {
                let copy = match rest.strip_suffix(".cbor")? {
                    "" => 0,
                    copy => number(copy.strip_prefix('-')?)?,
                };
                return Some(Place::Root { copy });
            }
            let (room, rest) = name.split_once('/')?;
            match room {
                "members" => match rest.rsplit_once('.')? {
                    (name, "seg") => {
                        let (hash, copy) = copied(name)?;
                        Some(Place::Link { hash, copy })
                    }
                    (hash, "join") => Some(Place::Join(unhex(hash)?)),
                    _ => None,
                },
                "want" => {
                    let (hash, copy) = rest.split_once('-')?;
                    Some(Place::Wanted {
                        hash: unhex(hash)?,
                        copy: number(copy)?,
                    })
                }
                "s" => Some(segment(rest).unwrap_or(Place::Stray)),
                "a" => attachment(rest),
                _ => None,
            }
        };
        read(name).unwrap_or(Place::Other)
    }
}

/// `<scope>/<stream>/<bbb>/<hhhhhhhh>-<hash>[-<copy>].seg`
fn segment(rest: &str) -> Option<Place> {
    let mut steps = rest.split('/');
    let (scope, stream) = (steps.next()?, steps.next()?);
    let (_, name) = (steps.next()?, steps.next()?);
    let (height, name) = name.strip_suffix(".seg")?.split_once('-')?;
    let (hash, copy) = copied(name)?;
    if steps.next().is_some() || !is_scope(scope) {
        return None;
    }
    Some(Place::Segment {
        scope: scope.to_owned(),
        stream: u64::from_be_bytes(unhex(stream)?),
        height: u32::from_be_bytes(unhex(height)?),
        hash,
        copy,
    })
}

/// `<scope>/<hh>/<hash>-<chunk>[-<copy>].att`
fn attachment(rest: &str) -> Option<Place> {
    let mut steps = rest.split('/');
    let (scope, _, name) = (steps.next()?, steps.next()?, steps.next()?);
    let (hash, name) = name.strip_suffix(".att")?.split_once('-')?;
    let (chunk, copy) = match name.split_once('-') {
        Some((chunk, copy)) => (chunk, number(copy)?),
        None => (name, 0),
    };
    if steps.next().is_some() || !is_scope(scope) {
        return None;
    }
    Some(Place::Attachment {
        scope: scope.to_owned(),
        hash: unhex(hash)?,
        chunk: u16::from_be_bytes(unhex(chunk)?).into(),
        copy,
    })
}

/// `<hash>[-<copy>]`
fn copied(name: &str) -> Option<(Short, u32)> {
    match name.split_once('-') {
        Some((hash, copy)) => Some((unhex(hash)?, number(copy)?)),
        None => Some((unhex(name)?, 0)),
    }
}

/// Where a copy of a segment lies.
pub fn segment_name(scope: &str, stream: u64, height: u32, hash: &Short, copy: u32) -> String {
    format!(
        "s/{scope}/{stream:016x}/{:03x}/{height:08x}-{}{}.seg",
        height / A_DIRECTORY,
        hex(hash),
        suffix(copy)
    )
}

/// Where a copy of a chunk lies. Its number is below 65,536.
pub fn attachment_name(scope: &str, hash: &Short, chunk: u32, copy: u32) -> String {
    let hash = hex(hash);
    format!(
        "a/{scope}/{}/{hash}-{chunk:04x}{}.att",
        &hash[..2],
        suffix(copy)
    )
}

fn suffix(copy: u32) -> String {
    match copy {
        0 => String::new(),
        copy => format!("-{copy}"),
    }
}

pub fn link_name(hash: &Hash, copy: u32) -> String {
    format!("members/{}{}.seg", hex(&short(hash)), suffix(copy))
}

/// Written when a store begins.
pub fn root_name(copy: u32) -> String {
    format!("store{}.cbor", suffix(copy))
}

pub fn join_name(hash: &Hash) -> String {
    format!("members/{}.join", hex(&short(hash)))
}

pub fn wanted_name(hash: &Short, copy: u32) -> String {
    format!("want/{}-{copy}", hex(hash))
}

/// An area code, or another short name of one: it stands in file names.
pub fn is_scope(scope: &str) -> bool {
    (1..=20).contains(&scope.len())
        && scope
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// How a segment is told from others in names and listings.
pub fn label(hash: &Hash, stream: u64, height: u32) -> Short {
    match mutant::is_planted(Mutant::HashlessNames) {
        true => short(blake3::hash(format!("{stream} {height}").as_bytes()).as_bytes()),
        false => short(hash),
    }
}

pub fn short(hash: &Hash) -> Short {
    let mut short = [0; 16];
    short.copy_from_slice(&hash[..16]);
    short
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Exactly `N` bytes in small letters, the one form we write.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let text = text.as_bytes();
    if text.len() != N * 2 {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

fn number(text: &str) -> Option<u32> {
    let number = text.parse().ok()?;
    (1..=MOST_COPIES).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written_and_stays_short() {
        let hash = [0xab; 16];
        for copy in [0, 1, 99] {
            let name = segment_name("110101", 7, 1234, &hash, copy);
            assert_eq!(
                Place::of(&name),
                Place::Segment {
                    scope: "110101".into(),
                    stream: 7,
                    height: 1234,
                    hash,
                    copy
                }
            );
            assert!(name.split('/').all(|step| step.len() <= 60), "{name}");
            let name = attachment_name("110101", &hash, 65_535, copy);
            assert_eq!(
                Place::of(&name),
                Place::Attachment {
                    scope: "110101".into(),
                    hash,
                    chunk: 65_535,
                    copy
                }
            );
            assert!(name.split('/').all(|step| step.len() <= 60), "{name}");
        }
        let full = [0xab; 32];
        let copy = 3;
        assert_eq!(
            Place::of(&link_name(&full, copy)),
            Place::Link { hash, copy }
        );
        assert_eq!(Place::of(&root_name(copy)), Place::Root { copy });
        assert_eq!(Place::of(&join_name(&full)), Place::Join(hash));
        assert_eq!(
            Place::of(&wanted_name(&hash, 2)),
            Place::Wanted { hash, copy: 2 }
        );
        assert_eq!(Place::of("store.cbor"), Place::Root { copy: 0 });
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_may_be_a_copy() {
        let name = segment_name("0", 7, 1, &[1; 16], 0);
        let copy = name.replace(".seg", " (conflict copy).seg");
        assert_eq!(Place::of(&copy), Place::Stray);
        assert_eq!(Place::of("tmp/17"), Place::Other);
        assert_eq!(Place::of("a/0/ab/cd"), Place::Other);
        assert_eq!(Place::of("members/README.txt"), Place::Other);
        assert_eq!(Place::of("want/ab-1"), Place::Other);
        assert!(!is_scope("../x") && !is_scope("") && is_scope("110101"));
    }
}
