//! Files out, from the screen: exports and reports, written beside the worker.

use std::path::Path;

use super::aside::Errand;
use crate::app::Msg;
use crate::app::command::ReportFile;
use crate::documents::{self, ExportError};
use crate::domain::export::{Order, Written};
use crate::store::Store;
use crate::words::Words;

pub fn export(errand: &Errand<'_>, order: &Order, words: Words) -> Msg {
    let mut progress = errand.progress();
    #[cfg(debug_assertions)]
    super::fault::at_export();
    let written = write(errand.directory, order, &mut progress);
    Msg::Written(written.map_err(|error| words.export_error(&error)))
}

fn write(
    directory: &Path,
    order: &Order,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    make_folder(directory, &order.out);
    documents::write(&mut Store::open_read_only(directory)?, order, progress)
}

/// The folder proposed beside the data may not exist yet; that another one is missing the writing itself says.
pub fn make_folder(directory: &Path, out: &Path) {
    if out.parent() == Some(&directory.join("exports")) {
        let _ = std::fs::create_dir_all(directory.join("exports"));
    }
}

/// Writes the report that was shown; nothing is counted again.
pub fn report(directory: &Path, file: &ReportFile, words: Words) -> Msg {
    make_folder(directory, &file.out);
    let written = documents::report::write(&file.report, file.format, file.encoding, &file.out);
    Msg::Written(written.map_err(|error| words.export_error(&error)))
}
