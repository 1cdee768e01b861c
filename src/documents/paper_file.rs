//! A paper into a file of its own, which appears at its place only when it is whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::place::{self, Unfinished};
use super::{ExportError, docx, html};
use crate::domain::paper::{Paper, PaperFormat};

/// Writes a paper to its place and returns it.
///
/// # Errors
/// What the system says of the file; an older one then stands as it was.
pub fn write_paper(paper: &Paper, format: PaperFormat, out: &Path) -> Result<PathBuf, ExportError> {
    let bytes = match format {
        PaperFormat::Docx => docx(paper),
        PaperFormat::Html => html(paper).into_bytes(),
    };
    let written =
        Unfinished::beside(out).and_then(|mut file| file.write_all(&bytes).map(|()| file));
    let file = written.map_err(|error| place::failed(out, &error))?;
    place::publish(vec![file])?;
    Ok(out.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let paper = Paper::sheet("送达回证");
        for format in [PaperFormat::Docx, PaperFormat::Html] {
            let out = folder.path().join(format!("a.{}", format.ending()));
            assert_eq!(write_paper(&paper, format, &out).unwrap(), out);
            assert!(out.metadata().unwrap().len() > 1_000);
        }
        let nowhere = folder.path().join("none/a.docx");
        let refused = write_paper(&paper, PaperFormat::Docx, &nowhere).unwrap_err();
        assert!(matches!(refused, ExportError::Write { path, .. } if path == nowhere));
    }
}
