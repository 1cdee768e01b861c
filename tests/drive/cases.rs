//! Every screen of the program by name, with the data it opens on and the keys that lead there. The snapshots, the
//! drawing at many sizes, the check of the footers and README's pictures all go through this one table.

use std::sync::OnceLock;

use liuyou::app::{Cmd, Msg, update};
use liuyou::domain::checklist::Lang;
use liuyou::store::{Store, StoreError, data_file};
use liuyou::theme::Theme;
use tempfile::TempDir;

use super::{Drive, NOW, key_named};

/// What lies on the disk before the first key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// Nothing, as on the first start.
    Nothing,
    Demo,
    /// The demo county while another program writes it.
    DemoTaken,
    /// The demo county on a disk that becomes full: after the keys two answers are given and not taken, and then
    /// someone wants to quit.
    DemoDiskFull,
}

pub struct Case {
    pub name: &'static str,
    pub data: Data,
    pub keys: &'static str,
}

const fn case(name: &'static str, data: Data, keys: &'static str) -> Case {
    Case { name, data, keys }
}

#[rustfmt::skip]
pub const CASES: &[Case] = &[
    case("welcome", Data::Nothing, ""),
    case("welcome_name", Data::Nothing, "Down text:林示例"),
    case("today", Data::Demo, ""),
    case("today_empty", Data::Nothing, "Down text:林示例 F9"),
    case("organisations", Data::Demo, "F3 Down Down"),
    case("organisations_query", Data::Demo, "F3 text:zx"),
    case("organisations_nothing", Data::Demo, "F3 text:qqqq"),
    case("organisations_filter", Data::Demo, "F3 F3 Down Enter F5 Down Enter"),
    case("organisations_last", Data::Demo, "F3 Ctrl+End"),
    case("authority_list", Data::Demo, "F3 F4 Down"),
    case("organisation", Data::Demo, "Down Down Down Enter Down"),
    case("organisation_never", Data::Demo, "F3 F5 Down Enter Enter"),
    case("visit", Data::Demo, "Enter"),
    case("visit_first", Data::Demo, "F3 F5 Down Enter Enter Enter"),
    case("visit_remark", Data::Demo, "Enter Tab text:报刊只到八月，建议补订"),
    case("visit_finished", Data::Demo, "Down Down Down Enter Down Enter"),
    case("visit_correcting", Data::Demo, "Down Down Down Enter Down Enter F9 text:场所已被收回 Enter 4 Up"),
    case("visit_corrected", Data::Demo, "F3 text:云岭县惠民职业培训学校 Enter Down Enter PgDn PgDn PgDn Down"),
    case("visit_original", Data::Demo, "F3 text:云岭县惠民职业培训学校 Enter Down Enter PgDn PgDn PgDn Down F8"),
    case("item_finder", Data::Demo, "Enter F6"),
    case("item_finder_query", Data::Demo, "Enter F6 text:dk"),
    case("finish_gaps", Data::Demo, "Enter F9"),
    case("finish_complete", Data::Demo, "Enter 1 1 1 1 1 1 1 1 1 1 1 1 F9"),
    case("reason", Data::Demo, "Down Down Down Enter Down Enter F9 text:场所已被收回"),
    case("details", Data::Demo, "Enter F8"),
    case("register_new", Data::Demo, "F3 F7 text:东街义工协会 Down text:5299 F9"),
    case("register_change", Data::Demo, "Down Down Down Enter F7"),
    case("register_excluded", Data::Demo, "Down Down Down Enter F7 Down Down Down Right F9"),
    case("organisation_excluded", Data::Demo, "F3 F5 PgDn Enter Enter"),
    case("census", Data::Demo, "F3 text:健康促进会 Enter F4"),
    case("census_typed", Data::Demo, "F3 text:健康促进会 Enter F4 1 2 Enter 5 Enter F7"),
    case("census_differs", Data::Demo, "F3 F9 Down Down Down Enter Enter F4 Up Up Up"),
    case("census_adopt", Data::Demo, "F3 F9 Down Down Down Enter Enter F4 F6"),
    case("census_filter", Data::Demo, "F3 F9"),
    case("branches", Data::Demo, "F8 Down"),
    case("branches_idle", Data::Demo, "F8 Tab Tab"),
    case("branches_none", Data::Demo, "F8 Tab Tab Tab"),
    case("branches_dissolved", Data::Demo, "F8 Shift+Tab"),
    case("branches_query", Data::Demo, "F8 text:xrk"),
    case("branch", Data::Demo, "F8 text:xrk Enter Down"),
    case("branch_remarks", Data::Demo, "F8 Tab Tab Enter"),
    case("branch_dissolved", Data::Demo, "F8 Shift+Tab Enter"),
    case("branch_new", Data::Demo, "F8 F7"),
    case("branch_choice", Data::Demo, "F3 text:健康促进会 Enter F3"),
    case("branch_found", Data::Demo, "F3 text:健康促进会 Enter F3 Enter"),
    case("branch_join", Data::Demo, "F3 text:健康促进会 Enter F3 Down Enter text:教育"),
    case("branch_activity", Data::Demo, "F8 Enter F4 Down Right Down text:学习党章 F9 F4 F9"),
    case("branch_election", Data::Demo, "F8 Tab Enter F5"),
    case("branch_dissolve", Data::Demo, "F8 Enter F6 F9"),
    case("branch_add", Data::Demo, "F8 Enter F3 text:健康促进会 Enter"),
    case("export", Data::Demo, "F4"),
    case("export_csv", Data::Demo, "F4 Down Right Up Up"),
    case("settings", Data::Demo, "F5 Down Down Down Down"),
    case("help", Data::Demo, "F1"),
    case("help_visit", Data::Demo, "Enter F1"),
    case("palette", Data::Demo, "Enter F2"),
    case("quit_unsaved", Data::DemoDiskFull, "Enter"),
    case("read_only", Data::DemoTaken, ""),
    case("read_only_visit", Data::DemoTaken, "Enter 1"),
];

/// A case with its keys pressed, on a folder of its own.
pub struct Opened {
    // in the order in which they must go: connections before the folder
    pub drive: Drive,
    _other: Option<Store>,
    _folder: TempDir,
}

impl Case {
    pub fn open(&self, lang: Lang) -> Opened {
        let folder = tempfile::tempdir().unwrap();
        if self.data != Data::Nothing {
            std::fs::write(data_file(folder.path()), demo_file()).unwrap();
        }
        let other =
            (self.data == Data::DemoTaken).then(|| Store::open_existing(folder.path()).unwrap());
        let mut drive = Drive::open(folder.path(), lang);
        // colours are the program's own, whatever NO_COLOR says where the tests run
        drive.model.shell.no_colour = false;
        drive.model.shell.theme = Theme::default();
        drive.keys(self.keys);
        if self.data == Data::DemoDiskFull {
            fill_disk(&mut drive);
            drive.keys("Ctrl+Q");
        }
        Opened {
            drive,
            _other: other,
            _folder: folder,
        }
    }
}

/// Gives two answers which stay unwritten, since the disk is full.
fn fill_disk(drive: &mut Drive) {
    for _ in 0..2 {
        let asked = update(&mut drive.model, Msg::Key(key_named("1")), NOW);
        assert!(
            matches!(asked[..], [Cmd::Save { .. }]),
            "an answer asks for one save"
        );
    }
    let why = drive.model.shell.words.store_error(&StoreError::Full);
    drive.send(Msg::NotSaved(why));
}

/// The data file of the demo county, made once: it is the same in both languages.
fn demo_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        liuyou::demo::county(&mut store, NOW).unwrap();
        // closing the last connection moves everything into the one file
        drop(store);
        std::fs::read(data_file(folder.path())).unwrap()
    })
}
