//! A file attached by a pasted path, and handed to the system's viewer: in a real terminal, with a viewer that would
//! gladly print into it.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::county;
use crate::emulator::{Start, Terminal, glyphs_are_whole};
use crate::leaving::begin_visit;

/// A viewer that prints, reads, notes what it was asked to show, and stays open for a while.
const VIEWER: &str = "#!/bin/sh
echo PRINTED; echo PRINTED >&2; read line
printf '%s' \"$1\" > \"$SHOWN.part\"; cat \"$1\" > \"$SHOWN.bytes\"; mv \"$SHOWN.part\" \"$SHOWN\"
exec sleep 3
";

fn on(folder: &Path, viewer: &str, display: &str) -> Terminal {
    let bin = folder.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    let program = bin.join("xdg-open");
    std::fs::write(&program, viewer).unwrap();
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    Start::on(folder)
        .size(100, 30)
        .environment("PATH", &format!("{}:{path}", bin.display()))
        .environment("DISPLAY", display)
        .environment("WAYLAND_DISPLAY", "")
        .environment("SHOWN", folder.join("shown").to_str().unwrap())
        .open()
}

/// A photo with a blank in its name.
fn photo(folder: &Path) -> PathBuf {
    let photo = folder.join("大门 照片.jpg");
    std::fs::write(&photo, b"\xff\xd8\xff\xe0 an invented photo").unwrap();
    photo
}

#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_pasted_photo_is_attached_and_shown_while_the_keys_go_on() {
    let folder = county::demo();
    let photo = photo(folder.path());
    let mut terminal = on(folder.path(), VIEWER, ":0");
    begin_visit(&mut terminal);
    terminal
        .keys_on("F12", "还没有佐证材料")
        .keys_on("F7", "附上佐证材料");
    // as a file manager's icon drops it onto a terminal
    terminal
        .paste(&format!("'{}' ", photo.display()))
        .wait_for("大门 照片.jpg");
    terminal
        .keys("Enter")
        .wait_for("已附上 大门 照片.jpg")
        .wait_for("完好");
    glyphs_are_whole(&terminal.screen());
    // whoever takes the stick out now loses nothing
    std::fs::remove_file(&photo).unwrap();
    terminal.keys("Enter").wait_for("正在用系统程序打开");
    let shown = folder.path().join("shown");
    wait_until("the viewer", || shown.exists());
    let path = std::fs::read_to_string(&shown).unwrap();
    assert!(path.ends_with("/大门_照片.jpg"), "{path}");
    assert_eq!(
        std::fs::read(folder.path().join("shown.bytes")).unwrap(),
        b"\xff\xd8\xff\xe0 an invented photo"
    );
    // the viewer is still open; the screen and the keys are ours
    terminal.escape("佐证 1");
    terminal.keys_on("1", "1/43").wait_for("已存");
    assert!(!terminal.ever_sent(b"PRINTED"));
    assert_eq!(terminal.asked(), Default::default());
    let visit = county::last_draft(folder.path());
    assert_eq!(visit.evidence.values().sum::<u32>(), 1);
    terminal.keys("Ctrl+Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.is_given_back();
}

#[test]
fn a_viewer_that_cannot_is_said_with_the_place_of_the_file() {
    let folder = county::demo();
    let photo = photo(folder.path());
    let mut terminal = on(folder.path(), "#!/bin/sh\nexit 3\n", ":0");
    begin_visit(&mut terminal);
    terminal
        .keys_on("F12", "还没有佐证材料")
        .keys_on("F7", "附上佐证材料");
    terminal.paste(&photo.display().to_string());
    terminal.keys("Enter").wait_for("完好");
    terminal
        .keys("Enter")
        .wait_for("系统打不开 大门 照片.jpg，文件在 /");
}

#[test]
fn without_a_desktop_nothing_is_started_in_the_terminal() {
    let folder = county::demo();
    let photo = photo(folder.path());
    let mut terminal = on(folder.path(), VIEWER, "");
    begin_visit(&mut terminal);
    terminal
        .keys_on("F12", "还没有佐证材料")
        .keys_on("F7", "附上佐证材料");
    terminal.paste(&photo.display().to_string());
    terminal.keys("Enter").wait_for("完好");
    terminal
        .keys("Enter")
        .wait_for("没有可用的查看程序，文件在 /");
    assert!(!folder.path().join("shown").exists());
}
