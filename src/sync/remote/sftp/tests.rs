//! What `ls` and the program's complaints are read as.
#![cfg(test)]

use super::*;

#[test]
fn a_line_of_ls_is_read_from_its_end() {
    let read = |text: &str| line(text).map(|line| (line.step, line.is_folder, line.size));
    let file = "-rw-r--r--    ? 0        0              70 Nov 25 04:50 /srv/a b/x y.seg";
    assert_eq!(read(file), Some(("x y.seg".into(), false, 70)));
    let folder = "drwxr-xr-x    3 NT AUTHORITY SYSTEM 4096 Nov 25  2025 /srv/s";
    assert_eq!(read(folder), Some(("s".into(), true, 4096)));
    for other in [
        "Can't ls: \"/srv/none\" not found",
        "Couldn't stat remote file: No such file or directory",
        "",
        "/",
        " /",
        "- /x",
    ] {
        assert_eq!(read(other), None, "{other}");
    }
}

#[test]
fn complaints_are_told_apart() {
    let lost = "Can't ls: \"/srv/none\" not found";
    assert_eq!(complaint(lost), Trouble::Missing);
    let open = "remote open \"/x\": Permission denied";
    assert_eq!(complaint(open), Trouble::Denied("SFTP".into()));
    assert!(matches!(complaint("Failure"), Trouble::Other(_)));
}

#[test]
fn what_the_program_would_read_as_more_is_no_name() {
    for name in ["a{b", "a}b", "a\"b", "a\\b", "a\nb"] {
        assert_eq!(spoken(name), Err(Trouble::Missing), "{name}");
    }
    assert_eq!(spoken("s/0/a [1]*?.seg"), Ok(()));
}
