//! A paper as a Word document: an own small writer of Office Open XML, since what offices open must be in the order
//! that the standard gives. Identical papers give identical bytes; fonts are named and never embedded.

mod body;
mod parts;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::paper::Paper;

/// The bytes of the document.
pub fn docx(paper: &Paper) -> Vec<u8> {
    let around = parts::around(paper);
    let mut files = vec![
        (
            "[Content_Types].xml".to_owned(),
            parts::content_types(&around),
        ),
        ("_rels/.rels".to_owned(), parts::relations()),
        ("docProps/core.xml".to_owned(), parts::core(paper)),
        ("word/document.xml".to_owned(), body::document(paper)),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts::document_relations(&around),
        ),
    ];
    files.extend(
        around
            .into_iter()
            .map(|part| (format!("word/{}.xml", part.name), part.text)),
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let written = archive
            .start_file(name, entry())
            .map_err(std::io::Error::from)
            .and_then(|()| archive.write_all(text.as_bytes()));
        written.expect("a paper is far from four gigabytes, and memory takes every byte");
    }
    let whole = archive.finish().expect("memory takes every byte");
    whole.into_inner()
}

/// 1 January 1980, the first day that a zip archive knows, for the sake of identical bytes.
fn entry() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
}
