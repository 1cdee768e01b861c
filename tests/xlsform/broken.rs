//! Files that are no form: damaged, locked, endless, or nothing of the kind. A sentence and an exit code, never a panic.

use std::io::Write;
use std::path::Path;

use liuyou::intake::ReadError;
use liuyou::intake::xlsform::import;

use super::program::{self, Ran};
use crate::forms;

fn run(arguments: &[&str]) -> Ran {
    let data = tempfile::tempdir().unwrap();
    run_on(data.path(), arguments)
}

fn run_on(data: &Path, arguments: &[&str]) -> Ran {
    program::run(data, &[&["template"], arguments].concat())
}

fn read(bytes: &[u8]) -> Result<bool, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.xlsx");
    std::fs::write(&path, bytes).unwrap();
    import(&path).map(|imported| imported.checklist.is_some())
}

#[test]
fn a_workbook_behind_a_password_is_named_as_that() {
    let error = import(&forms().join("encrypted.xlsx")).unwrap_err();
    assert_eq!(error, ReadError::Password);
    let ran = run(&[
        "import-xlsform",
        forms().join("encrypted.xlsx").to_str().unwrap(),
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("密码"), "{}", ran.err);
}

#[test]
fn a_damaged_workbook_is_a_sentence_wherever_it_is_damaged() {
    let whole = std::fs::read(forms().join("whole.xlsx")).unwrap();
    assert_eq!(read(&whole), Ok(true));
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert!(matches!(read(b"PK\x03\x04"), Err(ReadError::Broken(_))));
    assert!(matches!(
        read(&whole[..whole.len() / 2]),
        Err(ReadError::Broken(_))
    ));
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        // most damage is found, some does no harm; either is an answer
        let _ = read(&bytes);
        let _ = read(&whole[..at]);
    }
}

#[test]
fn a_small_file_that_unpacks_without_end_is_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&block).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(read(&bytes), Err(ReadError::TooLarge));
}

#[test]
fn a_file_beyond_all_forms_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.md");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(5 << 30).unwrap();
    assert_eq!(import(&path).unwrap_err(), ReadError::TooLarge);
    let cells = "| | text | a | A |\n".repeat(200_000);
    std::fs::write(&path, format!("| survey | | | |\n{cells}")).unwrap();
    assert_eq!(import(&path).unwrap_err(), ReadError::TooLarge);
}

#[test]
fn what_is_no_form_at_all_is_said() {
    assert_eq!(read(b"hello"), Err(ReadError::NoTable));
    assert!(matches!(
        read(b"\xff\xff\xff|"),
        Err(ReadError::Encoding(_))
    ));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(import(folder.path()).unwrap_err(), ReadError::Folder);
    assert_eq!(
        import(Path::new("/nowhere/at/all.xlsx")).unwrap_err(),
        ReadError::Missing
    );
}

#[test]
fn a_template_is_written_once_and_can_then_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("visit.toml");
    let (form, toml) = (forms().join("whole.xlsx"), out.to_str().unwrap());
    let form = form.to_str().unwrap();
    let ran = run(&["import-xlsform", form, "-o", toml]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("org-visit@2026112501"), "{}", ran.out);
    let again = run(&["import-xlsform", form, "--out", toml]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("已经存在"), "{}", again.err);
    assert_eq!(run(&["check", toml]).code, 0);
    assert_eq!(run(&["test", toml]).code, 0);
    let data = folder.path().join("data");
    let added = run_on(&data, &["add", toml]);
    assert_eq!(added.code, 0, "{}", added.err);
    let listed = run_on(&data, &["list"]);
    assert!(listed.out.contains("社会组织走访"), "{}", listed.out);
    // without a file to write to the template is printed, and nothing else with it
    let printed = run(&["import-xlsform", form]);
    assert_eq!(printed.out, std::fs::read_to_string(&out).unwrap());
    assert!(printed.err.contains("appearance"), "{}", printed.err);
}

#[test]
fn a_refused_form_writes_nothing_and_programs_can_read_why() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("none.toml");
    let form = forms().join("unsupported.md");
    let form = form.to_str().unwrap();
    let ran = run(&["import-xlsform", form, "-o", out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("survey!A2：不支持 type「geopoint」。"),
        "{}",
        ran.err
    );
    assert!(!out.exists());
    let json = run(&["import-xlsform", form, "--json", "--lang", "en"]);
    assert_eq!(json.code, 1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["taken"], false);
    assert_eq!(json["toml"], serde_json::Value::Null);
    let first = &json["remarks"][0];
    assert_eq!(first["refused"], true);
    assert_eq!(first["places"][0]["sheet"], "survey");
    assert_eq!(first["places"][0]["row"], 2);
    assert_eq!(first["places"][0]["column"], "A");
    assert_eq!(first["text"], "The type [geopoint] is not supported.");
    let good = run(&[
        "import-xlsform",
        forms().join("plain.md").to_str().unwrap(),
        "--json",
    ]);
    let good: serde_json::Value = serde_json::from_str(&good.out).unwrap();
    assert_eq!(
        (&good["taken"], &good["template"]),
        (&true.into(), &"plain@3".into())
    );
    assert!(
        good["toml"]
            .as_str()
            .unwrap()
            .starts_with("id = \"plain\"\n")
    );
    assert_eq!(run(&["check", form, "-o", "x"]).code, 2);
    assert_eq!(run(&["import-xlsform"]).code, 2);
}
