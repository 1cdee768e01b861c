//! What kind of file it is, told from its first bytes where they say it, else from the ending of its name.

use crate::domain::organisation::codes;

codes! {
    /// What a file is to someone who looks for it.
    FileKind {
        /// 照片
        Photo "photo",
        /// 扫描件: PDF and its kin
        Scan "scan",
        /// 文档
        Document "document",
        /// 表格
        Spreadsheet "spreadsheet",
        /// 录音
        Audio "audio",
        /// 录像
        Video "video",
        Other "other",
    }
}

use FileKind::{Audio, Document, Other, Photo, Scan, Spreadsheet, Video};

/// Beginnings that leave no doubt. What begins like an archive (a new office file) or a compound file (an old one) is
/// told apart by its name.
const BEGINNINGS: &[(&[u8], FileKind)] = &[
    (b"\xff\xd8\xff", Photo),
    (b"\x89PNG\r\n\x1a\n", Photo),
    (b"GIF8", Photo),
    (b"II*\0", Scan),
    (b"MM\0*", Scan),
    (b"%PDF-", Scan),
    (b"{\\rtf", Document),
    (b"ID3", Audio),
    (b"\xff\xfb", Audio),
    (b"\xff\xf3", Audio),
    (b"OggS", Audio),
    (b"fLaC", Audio),
    (b"#!AMR", Audio),
    (b"\x1a\x45\xdf\xa3", Video),
    (b"FLV\x01", Video),
    (b"\0\0\x01\xba", Video),
];

const ENDINGS: &[(FileKind, &[&str])] = &[
    (
        Photo,
        &[
            "jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "heif", "avif",
        ],
    ),
    (Scan, &["pdf", "ofd", "tif", "tiff", "djvu"]),
    (
        Document,
        &[
            "doc", "docx", "wps", "odt", "rtf", "txt", "md", "ppt", "pptx", "dps", "odp",
        ],
    ),
    (Spreadsheet, &["xls", "xlsx", "et", "ods", "csv"]),
    (
        Audio,
        &["mp3", "wav", "m4a", "aac", "amr", "ogg", "flac", "wma"],
    ),
    (
        Video,
        &[
            "mp4", "mov", "avi", "mkv", "wmv", "3gp", "flv", "mpg", "mpeg", "webm",
        ],
    ),
];

impl FileKind {
    /// `first` are the first bytes, a few dozen of them.
    pub fn of(name: &str, first: &[u8]) -> FileKind {
        let said = BEGINNINGS
            .iter()
            .find(|(beginning, _)| first.starts_with(beginning));
        said.map(|(_, kind)| *kind)
            .or_else(|| container(first))
            .unwrap_or_else(|| FileKind::named(name))
    }

    fn named(name: &str) -> FileKind {
        let Some((_, ending)) = name.rsplit_once('.') else {
            return Other;
        };
        let ending = ending.to_ascii_lowercase();
        let known = ENDINGS
            .iter()
            .find(|(_, endings)| endings.contains(&ending.as_str()));
        known.map_or(Other, |(kind, _)| *kind)
    }
}

/// Files that hold one of several things and say which a few bytes in.
fn container(first: &[u8]) -> Option<FileKind> {
    let at = |from: usize| first.get(from..from + 4);
    match (at(0)?, at(4), at(8)) {
        (b"RIFF", _, Some(b"WEBP")) => Some(Photo),
        (b"RIFF", _, Some(b"WAVE")) => Some(Audio),
        (b"RIFF", _, Some(b"AVI ")) => Some(Video),
        (_, Some(b"ftyp"), Some(brand)) => Some(match brand {
            b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" => Photo,
            b"M4A " | b"M4B " => Audio,
            _ => Video,
        }),
        _ => None,
    }
}
