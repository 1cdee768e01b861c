//! Every paper an office prints, short and long: its text, its bytes, and its layout against the figures of the
//! standard in `fixtures/papers/layout.md`.

mod samples;

use samples::{Sample, samples};

/// Writes every paper into the folder that LIUYOU_PAPERS names, to be opened and looked at.
#[test]
#[ignore = "writes files to be looked at"]
fn papers_for_looking_at() {
    let folder = std::env::var_os("LIUYOU_PAPERS").expect("LIUYOU_PAPERS names a folder");
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for Sample { name, paper } in samples() {
        std::fs::write(
            folder.join(format!("{name}.docx")),
            liuyou::documents::docx(&paper),
        )
        .unwrap();
    }
}
