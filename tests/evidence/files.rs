//! Files on a real disk: copied whole or not at all, never twice, and found again whatever was cut off.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use liuyou::domain::evidence::{FileKind, KeptFile};
use liuyou::evidence::{self, Audit, EvidenceError, Named};
use liuyou::runtime::evidence::meant;

use crate::{PHOTO, all_files};

const LARGEST: u64 = 1 << 30;

fn keep(folder: &Path, paths: &[&Path]) -> Result<Vec<KeptFile>, EvidenceError> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    evidence::keep(folder, &paths, LARGEST, &mut |_, _| true)
}

fn named(files: &[KeptFile]) -> BTreeMap<liuyou::domain::evidence::FileHash, Named> {
    let name = |file: &KeptFile| {
        let (name, size) = (file.name.clone(), file.size);
        (file.hash, Named { name, size })
    };
    files.iter().map(name).collect()
}

fn audit(folder: &Path, files: &[KeptFile]) -> Audit {
    evidence::audit(folder, &named(files), &mut |_, _| true).unwrap()
}

#[test]
fn a_large_file_is_streamed_with_progress_and_equal_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("走访 录像.mp4");
    let bytes: Vec<u8> = (0..5_000_000_u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&source, &bytes).unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let mut steps = Vec::new();
    let kept = evidence::keep(&data, &[source], LARGEST, &mut |done, total| {
        steps.push((done, total));
        true
    });
    let kept = kept.unwrap();
    assert!(steps.len() > 10);
    assert!(steps.iter().all(|(_, total)| *total == 5_000_000));
    assert!(steps.is_sorted());
    assert_eq!(steps.last(), Some(&(5_000_000, 5_000_000)));
    assert_eq!(kept[0].hash.0, *blake3::hash(&bytes).as_bytes());
    assert_eq!(
        (kept[0].kind, &*kept[0].name),
        (FileKind::Video, "走访 录像.mp4")
    );
    assert_eq!(
        std::fs::read(evidence::place(&data, kept[0].hash)).unwrap(),
        bytes
    );
}

#[test]
fn a_cancelled_copy_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("a.bin");
    std::fs::write(&source, vec![3; 3_000_000]).unwrap();
    let mut blocks = 0;
    let stopped = evidence::keep(folder.path(), &[source], LARGEST, &mut |_, _| {
        blocks += 1;
        blocks < 4
    });
    assert!(matches!(stopped, Err(EvidenceError::Cancelled)));
    assert!(all_files(&folder.path().join("evidence")).is_empty());
}

#[test]
fn what_is_no_file_is_refused_without_being_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty"), "").unwrap();
    std::fs::write(at("large"), vec![1; 11]).unwrap();
    let refused = |path: &Path| {
        evidence::keep(folder.path(), &[path.to_owned()], 10, &mut |_, _| true).unwrap_err()
    };
    assert!(matches!(refused(&at("none")), EvidenceError::NoFile(_)));
    assert!(matches!(refused(folder.path()), EvidenceError::Folder(_)));
    assert!(matches!(refused(&at("empty")), EvidenceError::Empty(_)));
    assert!(matches!(
        refused(&at("large")),
        EvidenceError::TooLarge {
            size: 11,
            largest: 10,
            ..
        }
    ));
    #[cfg(unix)]
    {
        // opening a pipe would wait for a writer for ever
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe"))
            .status();
        assert!(made.unwrap().success());
        assert!(matches!(refused(&at("pipe")), EvidenceError::NotPlain(_)));
        // a file behind a link is the file
        std::os::unix::fs::symlink(at("large"), at("link")).unwrap();
        assert!(keep(folder.path(), &[&at("link")]).is_ok());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    // something stands where the folder of evidence should be
    std::fs::write(folder.path().join("evidence"), "x").unwrap();
    let refused = keep(folder.path(), &[Path::new(PHOTO)]).unwrap_err();
    assert!(
        matches!(&refused, EvidenceError::NotWritten { path, .. } if path.ends_with("evidence")),
        "{refused:?}"
    );
}

#[test]
fn equal_files_lie_there_once_and_a_damaged_one_is_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("a.txt"), folder.path().join("b.pdf"));
    std::fs::write(&one, "equal").unwrap();
    std::fs::write(&other, "equal").unwrap();
    let first = keep(folder.path(), &[&one]).unwrap();
    let place = evidence::place(folder.path(), first[0].hash);
    let written = std::fs::metadata(&place).unwrap().modified().unwrap();
    let second = keep(folder.path(), &[&other, &one]).unwrap();
    assert_eq!(second[0].hash, first[0].hash);
    assert_eq!(
        std::fs::metadata(&place).unwrap().modified().unwrap(),
        written,
        "not written again"
    );
    assert_eq!(
        all_files(&folder.path().join("evidence")),
        std::slice::from_ref(&place)
    );
    std::fs::write(&place, "EQUAL").unwrap();
    assert_eq!(audit(folder.path(), &first).changed.len(), 1);
    keep(folder.path(), &[&one]).unwrap();
    assert!(audit(folder.path(), &first).is_sound());
}

#[test]
fn what_was_cut_off_is_found_and_swept_and_what_is_named_stays() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, name).unwrap();
        path
    };
    let [one, two, three] = ["one.txt", "two.txt", "three.txt"].map(write);
    let mut files = keep(folder.path(), &[&one, &two, &three]).unwrap();
    // killed between copying and saving: the third file is named by nothing
    let orphan = files.pop().unwrap();
    // killed while copying
    let torn = evidence::folder(folder.path()).join(".liuyou-x1");
    std::fs::write(&torn, "half").unwrap();
    // something of somebody else's is left alone
    let note = evidence::folder(folder.path()).join("note.txt");
    std::fs::write(&note, "note").unwrap();
    std::fs::remove_file(evidence::place(folder.path(), files[0].hash)).unwrap();
    std::fs::write(evidence::place(folder.path(), files[1].hash), "2").unwrap();
    let found = audit(folder.path(), &files);
    assert_eq!(found.missing, [(files[0].hash, "one.txt".to_owned())]);
    assert_eq!(found.changed, [(files[1].hash, "two.txt".to_owned())]);
    assert_eq!(found.orphans, [evidence::place(folder.path(), orphan.hash)]);
    assert_eq!(found.unfinished, [torn]);
    assert!(!found.is_sound());
    evidence::sweep(&found).unwrap();
    let left = all_files(&evidence::folder(folder.path()));
    let changed = evidence::place(folder.path(), files[1].hash);
    assert_eq!(left.len(), 2);
    assert!(left.contains(&changed) && left.contains(&note));
}

#[test]
fn a_line_means_what_the_disk_has() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, name).unwrap();
        path
    };
    let [blank, plain, quoted] = ["a b.jpg", "c.jpg", "关于“六有”的 通知.pdf"].map(write);
    let shown = |path: &Path| path.display().to_string();
    let url = format!("file://{}", shown(&blank).replace(' ', "%20"));
    for (typed, paths) in [
        (shown(&blank), vec![&blank]),
        (format!("  '{}' ", shown(&blank)), vec![&blank]),
        (format!("“{}”", shown(&blank)), vec![&blank]),
        (shown(&quoted), vec![&quoted]),
        (url.clone(), vec![&blank]),
        (format!("{} {}", shown(&plain), url), vec![&plain, &blank]),
        (
            format!("{} \"{}\"", shown(&plain), shown(&quoted)),
            vec![&plain, &quoted],
        ),
    ] {
        let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
        assert_eq!(meant(&typed), paths, "{typed}");
    }
    #[cfg(unix)]
    {
        let escaped = format!("{} {}", shown(&blank).replace(' ', "\\ "), shown(&plain));
        assert_eq!(meant(&escaped), [blank.clone(), plain.clone()]);
    }
    // a name that is not there is complained of as it was meant
    let gone = folder.path().join("x y.jpg");
    assert_eq!(meant("x y.jpg"), [PathBuf::from("x y.jpg")]);
    let both = format!("'{}' '{}'", shown(&gone), shown(&plain));
    assert_eq!(meant(&both), [gone, plain]);
}
