//! A report into a file: one `Report` in, bytes out, in five formats. Identical reports give identical bytes; text and
//! JSON can be had without a file too.

mod csv;
mod html;
mod json;
mod text;
mod xlsx;

use std::io::Write;
use std::path::Path;

use super::ExportError;
use super::place::{self, Unfinished};
use crate::domain::export::{Encoding, ReportFormat, Written};
use crate::reports::Report;

pub use json::json;
pub use text::text;

/// Writes a report to its place, which changes only once all is written. `encoding` is that of CSV.
///
/// # Errors
/// What the system says of the file; an older one then stands as it was.
pub fn write(
    report: &Report,
    format: ReportFormat,
    encoding: Encoding,
    out: &Path,
) -> Result<Written, ExportError> {
    let whole = |bytes: String| {
        let mut file = Unfinished::beside(out)?;
        file.write_all(bytes.as_bytes())?;
        Ok(vec![file])
    };
    let files = match format {
        ReportFormat::Text => whole(text(report)),
        ReportFormat::Csv => csv::files(report, encoding, out),
        ReportFormat::Xlsx => xlsx::file(report, out).map(|file| vec![file]),
        ReportFormat::Html => whole(html::page(report)),
        ReportFormat::Json => whole(json(report)),
    };
    let files = files.map_err(|error| place::failed(out, &error))?;
    let tables = report.tables();
    let rows = tables.iter().map(|table| table.rows.len() as u64);
    Ok(Written {
        records: rows.sum(),
        lost: Vec::new(),
        files: place::publish(files)?,
    })
}
