//! Every screen of the program by name, with the data it opens on and the keys that lead there. The snapshots, the
//! drawing at many sizes, the check of the footers and README's pictures all go through this one table.

use std::sync::OnceLock;

use liuyou::app::{Cmd, Msg, update};
use liuyou::domain::checklist::Lang;
use liuyou::domain::exchange::{Stand, SyncEnd};
use liuyou::store::{Store, StoreError, data_file};
use liuyou::theme::Theme;
use tempfile::TempDir;

use super::{Drive, NOW, key_named, synced};

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
    /// The demo county where, after the keys, files of evidence are lost and damaged, and are then looked at again.
    DemoFilesLost,
    /// The demo county as the office of a store.
    Office,
    /// The same while another program writes it.
    OfficeTaken,
    /// The same, and after the keys a sync is half way.
    OfficeSyncing,
    /// The demo county after two people answered differently, and while another program writes it.
    Disputed,
    DisputedTaken,
    /// The demo county, whose store is out of reach, or is not there.
    StoreAway,
    StoreEmpty,
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
    case("template_list", Data::Demo, "F3 F5 Down Enter Enter Enter"),
    case("template_list_draft", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Enter Esc Enter"),
    case("organisation_records", Data::Demo, "Down Down Down Enter Enter Down Down Down Down Down Down Down Down Down Enter Esc"),
    case("visit_first", Data::Demo, "F3 F5 Down Enter Enter Enter Enter"),
    case("visit_remark", Data::Demo, "Enter Tab text:报刊只到八月，建议补订"),
    case("visit_changed", Data::Demo, "Enter ] ]"),
    case("entry_date", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Enter F6 text:1.2 Enter"),
    case("entry_text", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Enter F6 text:3.2 Enter text:宣传党的二十届四中全会精神，列席理事会一次，协助支部制定第四季度学习计划，并与两名入党申请人谈话"),
    case("entry_choices", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Enter F6 text:3.1 Enter 1 3"),
    case("entry_trouble", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Down Down Down Down Enter F6 text:3.1 Enter text:二十 Enter"),
    case("entry_limit", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Down Down Down Down Enter F6 text:3.1 Enter text:20 Enter text:21 Enter"),
    case("entry_pair", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Enter F6 text:2.2 Enter"),
    case("entry_pair_apart", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Enter F6 text:2.2 Enter text:15 Enter Up"),
    case("entry_rows", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Down Down Down Down Enter F6 text:3.1 Enter Up Enter text:重温入党誓词 Enter text:20 Enter Down"),
    case("entry_computed", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Down Down Down Down Enter F6 text:3.1 Enter text:20 Enter text:17 Enter text:2 Enter Down"),
    case("entry_warned", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Enter F6 text:2.1 Enter text:0 Enter Up"),
    case("finish_held", Data::Demo, "F3 F5 Down Enter Enter Enter Down Down Down Down Down Down Down Down Down Enter F9"),
    case("visit_finished", Data::Demo, "Down Down Down Enter Down Enter"),
    case("visit_correcting", Data::Demo, "Down Down Down Enter Down Enter F9 text:场所已被收回 Enter 4 Up"),
    case("visit_corrected", Data::Demo, "F3 text:云岭县惠民职业培训学校 Enter Down Enter PgDn PgDn PgDn Down"),
    case("visit_original", Data::Demo, "F3 text:云岭县惠民职业培训学校 Enter Down Enter PgDn PgDn PgDn Down F8"),
    case("compare", Data::Demo, "Enter F11 Down"),
    case("compare_skippable", Data::Demo, "Enter F11 Tab"),
    case("compare_open", Data::Demo, "Enter F11 Shift+Tab Down"),
    case("compare_finished", Data::Demo, "Down Down Down Enter Down F11"),
    case("compare_earlier", Data::Demo, "Down Down Down Enter Down Enter F11 F3"),
    case("compare_first", Data::Demo, "F3 F5 Down Enter Enter Enter Enter F11"),
    case("compare_file", Data::Demo, "Enter F11 F9"),
    case("item_finder", Data::Demo, "Enter F6"),
    case("item_finder_query", Data::Demo, "Enter F6 text:dk"),
    case("finish_gaps", Data::Demo, "Enter F9"),
    case("finish_complete", Data::Demo, "Enter 1 1 1 1 1 1 1 1 1 1 1 1 F9"),
    case("reason", Data::Demo, "Down Down Down Enter Down Enter F9 text:场所已被收回"),
    case("details", Data::Demo, "Enter F8"),
    case("evidence_none", Data::Demo, "Enter Home F12"),
    case("evidence", Data::Demo, "Enter Home F12 F7 paste:fixtures/evidence/门牌照片.jpg Tab text:大门右侧，悬挂规范 Enter F7 paste:fixtures/evidence/租赁合同.pdf Tab Tab Right Enter Esc PgDn F12 F7 paste:fixtures/evidence/租赁合同.pdf Enter Esc Home F12"),
    case("evidence_lost", Data::DemoFilesLost, "Enter Home F12 F7 paste:fixtures/evidence/门牌照片.jpg Enter F7 paste:fixtures/evidence/租赁合同.pdf Enter"),
    case("evidence_attach", Data::Demo, "Enter Home F12 F7 paste:fixtures/evidence/门牌照片.jpg Tab text:大门右侧 Tab"),
    case("evidence_refused", Data::Demo, "Enter Home F12 F7 paste:fixtures/evidence/空.txt Enter"),
    case("evidence_caption", Data::Demo, "Enter Home F12 F7 paste:fixtures/evidence/门牌照片.jpg Enter F4 text:大门右侧"),
    case("evidence_take_away", Data::Demo, "Enter Home F12 F7 paste:fixtures/evidence/门牌照片.jpg Enter Delete"),
    case("evidence_read_only", Data::DemoTaken, "Enter F12"),
    case("register_new", Data::Demo, "F3 F7 text:东街义工协会 Down text:5299 F9"),
    case("register_change", Data::Demo, "Down Down Down Enter F7"),
    case("register_excluded", Data::Demo, "Down Down Down Enter F7 Down Down Down Right F9"),
    case("organisation_excluded", Data::Demo, "F3 F5 PgDn Enter Enter"),
    case("census", Data::Demo, "F3 text:健康促进会 Enter F4"),
    case("census_typed", Data::Demo, "F3 text:健康促进会 Enter F4 1 2 Enter 5 Enter F7"),
    case("census_differs", Data::Demo, "F3 F9 Down Down Down Enter Enter F4 Up Up Up"),
    case("census_adopt", Data::Demo, "F3 F9 Down Down Down Enter Enter F4 F6"),
    case("census_filter", Data::Demo, "F3 F9"),
    case("organisation_advice", Data::Demo, "F12 Down Enter"),
    case("advice", Data::Demo, "F12 F8"),
    case("advice_task", Data::Demo, "F12 Down Down F8 text:林示例 Down text:2026-13-01 F9"),
    case("advice_covered", Data::Demo, "F12 Ctrl+End F8"),
    case("tasks", Data::Demo, "F12"),
    case("tasks_query", Data::Demo, "F12 text:kq"),
    case("tasks_filter", Data::Demo, "F12 F4 Down Enter F5 Down Down Enter"),
    case("tasks_party", Data::Demo, "F12 F3"),
    case("tasks_nothing", Data::Nothing, "Down text:林示例 F9 F12"),
    case("tasks_give", Data::Demo, "F12 F9 text:林示例"),
    case("tasks_given", Data::Demo, "F12 F4 Down Enter F9 text:林示例 F9"),
    case("wall", Data::Demo, "F12 F10 Down"),
    case("wall_nothing", Data::Nothing, "Down text:林示例 F9 F9 F6"),
    case("campaign", Data::Demo, "F9"),
    case("campaign_authority", Data::Demo, "F9 F4 PgDn"),
    case("campaign_none", Data::Nothing, "Down text:林示例 F9 F9"),
    case("campaign_final", Data::Demo, "F9 F8 Down Enter F8 Down Down Enter"),
    case("campaign_begin", Data::Demo, "F9 F7"),
    case("campaign_begun", Data::Nothing, "Down text:林示例 F9 F9 F7 F9"),
    case("campaign_stages", Data::Demo, "F9 F8"),
    case("campaign_reports", Data::Demo, "F9 F9"),
    case("campaign_report", Data::Demo, "F9 F9 Enter"),
    case("tasks_report", Data::Demo, "F12 F10 F9"),
    case("campaigns", Data::Demo, "F9 F3"),
    case("handover", Data::Demo, "F11 Enter Down Down"),
    case("handover_advice", Data::Demo, "F11 Enter Down Down Down Enter"),
    case("handover_day", Data::Demo, "F11 Enter F3 text:x F9"),
    case("handover_none", Data::Demo, "F3 text:健康促进会 Enter F6"),
    case("handover_open", Data::Demo, "F3 text:健康促进会 Enter F6 Enter"),
    case("chains", Data::Demo, "F11"),
    case("findings", Data::Demo, "3 Down"),
    case("findings_red", Data::Demo, "3 F3 Down Enter F12 F12"),
    case("findings_all", Data::Demo, "3 F11 Ctrl+End"),
    case("findings_query", Data::Demo, "3 text:a-00"),
    case("findings_nothing", Data::Demo, "3 text:qqqq"),
    case("findings_none", Data::Nothing, "Down text:林示例 F9 3"),
    case("findings_light", Data::Demo, "3 F3"),
    case("findings_steps", Data::Demo, "3 F12 F12 F9"),
    case("findings_many", Data::Demo, "3 F12 F12 F9 Down Down Down Down Down Down Down Enter"),
    case("findings_report", Data::Demo, "3 F10"),
    case("finding", Data::Demo, "3 Enter"),
    case("finding_waiting", Data::Demo, "3 F4 Down Enter Enter"),
    case("finding_rechecked", Data::Demo, "3 F4 Down Down Down Down Down Down Enter Enter"),
    case("finding_sent_back", Data::Demo, "3 F4 Down Down Enter Enter"),
    case("finding_closed", Data::Demo, "3 F4 PgDn Enter Enter"),
    case("finding_steps", Data::Demo, "3 Enter Enter"),
    case("finding_notice", Data::Demo, "3 Enter F9"),
    case("notices", Data::Demo, "4 Down"),
    case("notices_none", Data::Nothing, "Down text:林示例 F9 4"),
    case("notices_kind", Data::Demo, "4 F3"),
    case("notices_drafts", Data::Demo, "4 F4 Down Enter"),
    case("notices_register", Data::Demo, "4 F9"),
    case("notices_talks", Data::Demo, "4 F10"),
    case("notice_draft", Data::Demo, "4 F4 Down Enter Enter"),
    case("notice_drafted", Data::Demo, "3 Enter F9 Enter"),
    case("notice_issued", Data::Demo, "4 F4 Down Down Enter Enter"),
    case("notice_end", Data::Demo, "4 F4 Down Enter Enter End"),
    case("notice_head", Data::Demo, "4 F4 Down Enter Enter F3"),
    case("notice_text", Data::Demo, "4 F4 Down Enter Enter F4"),
    case("notice_paragraph", Data::Demo, "4 F4 Down Enter Enter F4 Enter"),
    case("notice_issue", Data::Demo, "4 F4 Down Enter Enter F5"),
    case("notice_issue_early", Data::Demo, "4 F4 Down Enter Enter F5 Ctrl+U text:2026-01-01 F9"),
    case("notice_steps", Data::Demo, "4 F4 Down Down Enter Enter Enter"),
    case("notice_serve", Data::Demo, "4 F4 Down Down Enter Enter F6"),
    case("notice_print", Data::Demo, "4 F4 Down Down Enter Enter F9"),
    case("notice_talk", Data::Demo, "4 F3 Down Down Down Down Down Enter Enter F5 F9 F10"),
    case("notice_talk_head", Data::Demo, "4 F3 Down Down Down Down Down Enter Enter F3"),
    case("notice_sheet", Data::Demo, "3 Enter F9 Up Up Up Up Enter"),
    case("notice_sheet_head", Data::Demo, "3 Enter F9 Up Up Up Up Enter F3"),
    case("notice_sheet_issue", Data::Demo, "3 Enter F9 Up Up Up Up Enter F5"),
    case("notice_circular", Data::Demo, "4 F5"),
    case("organisation_notices", Data::Demo, "4 F4 Down Down Enter Enter F11 F11 Down"),
    case("finding_recheck", Data::Demo, "3 F4 Down Down Down Down Down Enter Enter F4"),
    case("finding_extend", Data::Demo, "3 Enter F7 Down Down text:场地正在装修 F9"),
    case("finding_close", Data::Demo, "3 F4 Down Down Down Down Down Down Enter Enter F5 F9"),
    case("organisation_findings", Data::Demo, "3 Enter F11 Down"),
    case("board_of_organisation", Data::Demo, "3 Enter F11 F9"),
    case("visit_offers", Data::Demo, "3 Enter F12 F7"),
    case("offers", Data::Demo, "F3 F5 Down Enter Enter Enter Enter 4 1 1 1 4 F9 F9"),
    case("offers_edit", Data::Demo, "F3 F5 Down Enter Enter Enter Enter 4 1 1 1 4 F9 F9 Enter"),
    case("chains_none", Data::Nothing, "Down text:林示例 F9 F11"),
    case("organisation_new", Data::Demo, "F11 Enter Esc Esc F3 text:书法家 Enter"),
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
    case("export_answers", Data::Demo, "F4 Right Down Down"),
    case("export_audit", Data::Demo, "F4 Right Right"),
    case("import", Data::Demo, "F10 text:~/"),
    case("import_preview", Data::Demo, "F10 paste:fixtures/intake/register.xlsx Enter Down"),
    case("import_refused", Data::Demo, "F10 paste:fixtures/intake/register.xlsx Enter Tab Down Down"),
    case("import_text", Data::Demo, "F3 F8 paste:fixtures/intake/excel.csv Enter Tab Tab"),
    case("import_column", Data::Demo, "F10 paste:fixtures/intake/register.ods Enter Down Down Enter Down"),
    case("import_missing", Data::Demo, "F10 paste:fixtures/intake/none.xlsx Enter"),
    case("import_done", Data::Demo, "F10 paste:fixtures/intake/register.xls Enter F9"),
    case("coverage", Data::Demo, "F6"),
    case("coverage_rule", Data::Demo, "F6 F3 F4 Down Down"),
    case("coverage_parts", Data::Demo, "F6 F4 F4 End"),
    case("coverage_frozen", Data::Demo, "F6 F7"),
    case("coverage_growth_none", Data::Demo, "F6 F3 F8"),
    case("coverage_empty", Data::Nothing, "Down text:林示例 F9 F6"),
    case("ranking", Data::Demo, "F6 F5"),
    case("ranking_authority", Data::Demo, "F6 F5 F3 PgDn"),
    case("ranking_off", Data::Demo, "F6 F5 F4"),
    case("growth", Data::Demo, "F6 F8"),
    case("growth_trend", Data::Demo, "F6 F8 PgDn"),
    case("growth_earlier", Data::Demo, "F6 F8 F3 Up Up Up Up Enter"),
    case("growth_pick", Data::Demo, "F6 F8 F3"),
    case("names", Data::Demo, "F6 Enter Down"),
    case("names_excluded", Data::Demo, "F6 F4 Down Down Down Down Down Down Down Down Down Enter"),
    case("names_part", Data::Demo, "F6 F4 F4 End Enter"),
    case("report_file", Data::Demo, "F6 F9"),
    case("report_file_csv", Data::Demo, "F6 F9 Right Right"),
    case("duplicates", Data::Demo, "F10 paste:fixtures/intake/twins.csv Enter F9 F8 Down"),
    case("duplicates_joined", Data::Demo, "F10 paste:fixtures/intake/twins.csv Enter F9 F8 1 Tab"),
    case("duplicates_none", Data::Demo, "F3 F10"),
    case("settings", Data::Demo, "F5 Down Down Down Down"),
    case("settings_backup", Data::Demo, "F5 F3"),
    case("settings_passphrase", Data::Demo, "F5 F4 text:correct-horse Tab text:corr"),
    case("settings_passphrase_differs", Data::Demo, "F5 F4 text:correct-horse Tab text:corr F9"),
    case("settings_passphrase_set", Data::Demo, "F5 F4 text:correct-horse Tab text:correct-horse F9"),
    case("settings_passphrase_change", Data::Demo, "F5 F4 text:correct-horse Tab text:correct-horse F9 F4 Right"),
    case("settings_lock_after", Data::Demo, "F5 Up Right Right"),
    case("lock", Data::Demo, "F5 F4 text:correct-horse Tab text:correct-horse F9 F5 Ctrl+L text:corr"),
    case("lock_wrong", Data::Demo, "F5 F4 text:correct-horse Tab text:correct-horse F9 Ctrl+L text:battery Enter"),
    case("help", Data::Demo, "F1"),
    case("help_visit", Data::Demo, "Enter F1"),
    case("palette", Data::Demo, "Enter F2"),
    case("people", Data::Demo, "F7 Down Down"),
    case("people_over", Data::Demo, "F7 Tab"),
    case("people_due", Data::Demo, "F7 Tab Tab Tab"),
    case("people_leaders", Data::Demo, "F7 Tab Tab Tab Tab"),
    case("people_nothing", Data::Demo, "F7 text:qqq"),
    case("people_role", Data::Demo, "F7 F3 Down"),
    case("person", Data::Demo, "F7 Tab Enter Down"),
    case("person_called", Data::Demo, "F7 Tab Enter F3"),
    case("person_leader", Data::Demo, "F7 Tab Tab Tab Tab Enter"),
    case("person_without", Data::Demo, "F7 F7 text:林新来 F9 text:lxl Enter"),
    case("person_change", Data::Demo, "F7 Tab Enter F7"),
    case("person_note", Data::Demo, "F7 Tab Enter F6 text:换届材料已交"),
    case("person_end", Data::Demo, "F7 Tab Enter F8"),
    case("person_leave", Data::Demo, "F7 Tab Enter F9"),
    case("person_heir", Data::Demo, "F7 Tab Enter F9 F9 text:li"),
    case("person_contract", Data::Demo, "F7 Tab Tab Tab Tab Enter F10 text:白鹭镇 F9"),
    case("choose", Data::Demo, "F7 Tab Tab Tab Tab Enter F5 Enter Down Enter"),
    case("choose_refused", Data::Demo, "F7 Tab Tab Tab Tab Down Enter F5 text:餐饮行业 Enter F9"),
    case("nobody", Data::Demo, "F7 F5"),
    case("keepers", Data::Demo, "Down Down Down Enter F5"),
    case("keepers_assign", Data::Demo, "Down Down Down Enter F5 F5"),
    case("bulk", Data::Demo, "F3 F3 Down Enter F12 Right"),
    case("bulk_one", Data::Demo, "F3 F3 Down Enter F12 Right F5 text:zff Enter"),
    case("bulk_done", Data::Demo, "F3 F3 Down Enter F12 Right F5 text:zff Enter F9"),
    case("today_first", Data::Demo, "Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down"),
    case("plan", Data::Demo, "1"),
    case("plan_area", Data::Demo, "1 F6 F3 Down Enter"),
    case("plan_person", Data::Demo, "F7 Tab Enter F11"),
    case("plan_nothing", Data::Nothing, "Down text:林示例 F9 1"),
    case("rounds", Data::Demo, "2 Down"),
    case("rounds_none", Data::Nothing, "Down text:林示例 F9 2"),
    case("rounds_new", Data::Demo, "F3 F11 F7"),
    case("rounds_report", Data::Demo, "F6 F10 F9"),
    case("round", Data::Demo, "2 Enter Down Down Down"),
    case("round_authorities", Data::Demo, "2 Enter Tab Down Down Down"),
    case("round_empty", Data::Demo, "2 F7 F9"),
    case("round_closed", Data::Demo, "F9 F10 Down Down Enter"),
    case("round_visits", Data::Demo, "2 Down Enter F8 Up Ctrl+U F9 Down F6"),
    case("round_close", Data::Demo, "2 Enter F8 text:整改到位"),
    case("round_choose", Data::Demo, "2 Enter F3 F7 Down Enter F8 Down"),
    case("round_templates", Data::Demo, "2 Enter Down Down Down F4"),
    case("round_report", Data::Demo, "2 Enter F9 PgDn"),
    case("sync", Data::Office, "5"),
    case("sync_alone", Data::Demo, "5"),
    case("sync_away", Data::StoreAway, "5"),
    case("sync_empty", Data::StoreEmpty, "5"),
    case("sync_running", Data::OfficeSyncing, "5"),
    case("sync_running_elsewhere", Data::OfficeSyncing, "Enter"),
    case("sync_read_only", Data::OfficeTaken, "5 F9"),
    case("sync_store", Data::StoreEmpty, "5 F3"),
    case("sync_begin", Data::StoreEmpty, "5 F7 text:110101"),
    case("devices", Data::Office, "5 Down Down Down Enter"),
    case("devices_out", Data::Office, "5 Down Down Down Enter End"),
    case("devices_alone", Data::Demo, "5 Down Down Down Enter"),
    case("device_approve", Data::Office, "5 Down Down Down Enter F5"),
    case("device_revoke", Data::Office, "5 Down Down Down Enter Down Down F8 text:调离"),
    case("aside", Data::Office, "5 Down Down Down Down Enter"),
    case("aside_none", Data::Demo, "5 Down Down Down Down Enter"),
    case("conflicts", Data::Disputed, "6"),
    case("conflicts_remark", Data::Disputed, "6 Down"),
    case("conflicts_organisation", Data::Disputed, "6 End"),
    case("conflicts_none", Data::Demo, "6"),
    case("conflicts_choose", Data::Disputed, "6 Enter"),
    case("conflicts_another", Data::Disputed, "6 End F4 text:0888-5550123"),
    case("conflicts_read_only", Data::DisputedTaken, "6 1"),
    case("conflicts_decided", Data::Disputed, "6 2"),
    case("visit_disputed", Data::Disputed, "Enter Ctrl+N"),
    case("organisation_disputed", Data::Disputed, "6 End F11"),
    case("today_disputed", Data::Disputed, ""),
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
        if matches!(
            self.data,
            Data::Office | Data::OfficeTaken | Data::OfficeSyncing
        ) {
            synced::office(demo_file()).put(folder.path());
        } else if matches!(self.data, Data::Disputed | Data::DisputedTaken) {
            synced::disputed(demo_file()).put(folder.path());
        } else if self.data != Data::Nothing {
            std::fs::write(data_file(folder.path()), demo_file()).unwrap();
        }
        let other = matches!(
            self.data,
            Data::DemoTaken | Data::OfficeTaken | Data::DisputedTaken
        )
        .then(|| Store::open_existing(folder.path()).unwrap());
        let mut drive = Drive::open(folder.path(), lang);
        // colours are the program's own, whatever NO_COLOR says where the tests run
        drive.model.shell.no_colour = false;
        drive.model.shell.theme = Theme::default();
        match self.data {
            Data::StoreAway => {
                let what = "/media/usb/liuyou: No such file or directory (os error 2)";
                synced::away(&mut drive.worker.store, SyncEnd::Away(what.into()));
            }
            Data::StoreEmpty => synced::away(&mut drive.worker.store, SyncEnd::Empty),
            _ => {}
        }
        drive.keys(self.keys);
        if self.data == Data::OfficeSyncing {
            drive.model.shell.sync = Some(Stand {
                files: 184,
                files_total: 312,
                bytes: 412_000,
                bytes_total: 655_360,
            });
        }
        if self.data == Data::DemoDiskFull {
            fill_disk(&mut drive);
            drive.keys("Ctrl+Q");
        }
        if self.data == Data::DemoFilesLost {
            lose_files(&mut drive);
            drive.keys("Esc F12");
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

/// Damages the first file of the visit on screen, and loses the others.
fn lose_files(drive: &mut Drive) {
    let store = &drive.worker.store;
    let visit = drive.last_visit().unwrap();
    for (at, found) in store.evidence(visit).unwrap().iter().enumerate() {
        let place = liuyou::evidence::place(store.directory(), found.file.hash);
        match at {
            0 => std::fs::write(place, "x").unwrap(),
            _ => std::fs::remove_file(place).unwrap(),
        }
    }
}

/// The data file of the demo county, made once: it is the same in both languages.
pub fn demo_file() -> &'static [u8] {
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
