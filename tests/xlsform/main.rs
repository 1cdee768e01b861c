//! Forms of other programs: a corpus with everything that people do to them, each with what must come of it, and tables
//! of nonsense that must come to nothing worse than a sentence.

mod broken;
mod corpus;
mod large;
mod nonsense;
#[path = "../drive/program.rs"]
mod program;

use std::path::{Path, PathBuf};

pub fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xlsform/forms")
}
