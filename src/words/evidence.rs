//! Evidence: what is shown of attached files, and why one cannot be taken or shown.

use super::{Words, words};
use crate::domain::evidence::{FileKind, FileState};

words! {
    evidence => "佐证材料", "Evidence";
    evidence_count(n: usize) => "佐证 {n}", "Evidence: {n}";
    evidence_here(n: u32) => "F12 佐证 {n}", "F12 evidence: {n}";
    evidence_whole => "整次检查", "The visit as a whole";
    evidence_none_here => "还没有佐证材料。按 F7 附上照片、扫描件等文件，不附也不影响得分。", "No evidence yet. F7 attaches a photo, a scan or another file; without any the score is the same.";
    evidence_none_read_only => "没有佐证材料。", "There is no evidence.";
    evidence_added(at: String, by: &str) => "{by} 于 {at} 附上", "attached {at} by {by}";
    evidence_added_at(at: String) => "{at} 附上", "attached {at}";
    evidence_no_caption => "没有说明，按 F4 填写", "No caption; F4 gives one";

    key_evidence => "佐证材料", "evidence";
    key_show_file => "查看", "view";
    key_attach => "附文件", "attach";
    key_describe => "说明", "caption";
    key_withdraw => "撤下", "take away";
    key_attach_now => "附上", "attach";

    export_evidence_no => "不附", "leave out";
    export_evidence_yes => "放入同名文件夹", "in a folder beside the file";
    written_without(lost: &str) => "已导出，但有佐证材料缺失或已变动：{lost}", "Exported, but evidence is missing or changed: {lost}";
    cli_about_evidence => "佐证材料：列出、附上、导出、核对", "Evidence: list, add, export and verify files";
    cli_help_evidence_action => "列出、附上、导出、逐个重读核对", "list, add, export, or read every file again";
    cli_help_evidence_with => "检查记录编号，或组织的代码或全称；后面写文件", "visit id or organisation (code, name); then files";
    cli_help_evidence_item => "附到哪一项，不写则附到整次检查", "item it belongs to; else the visit as a whole";
    cli_help_evidence_caption => "说明", "caption";
    cli_help_evidence_reason => "更正原因，检查已完成时填写", "why a finished visit is corrected";
    cli_help_evidence_out => "导出到这个文件夹", "folder to export into";
    cli_help_evidence_clean => "删去没有任何记录用到的文件", "remove files that no record names";
    cli_evidence_needs(action: &str, what: &str, help: &str) => "{action} 需要{what}。用法见 {help}。", "{action} needs {what}. See {help}.";
    cli_evidence_whom_and_files => "检查或组织，以及文件", "a visit or an organisation, and files";
    cli_evidence_out => " --out 文件夹", "--out FOLDER";
    cli_evidence_whom => "至多一个检查或组织", "at most one visit or organisation";
    cli_evidence_nothing_more => "不带检查、组织或文件", "no visit, organisation or file";
    cli_evidence_only(option: &str, action: &str, help: &str) => "{option} 只用于 {action}，请去掉它。用法见 {help}。", "{option} is for {action} alone, leave it out. See {help}.";
    cli_evidence_no_visit(typed: &str) => "「{typed}」还没有检查记录。", "[{typed}] has no visit yet.";
    cli_evidence_no_item(item: &str) => "这次检查的检查表没有 {item} 这一项。", "The checklist of that visit has no item {item}.";
    cli_evidence_reason_needed => "这次检查已完成，附上材料算更正，请用 --reason 写明原因。", "That visit is finished, and attaching corrects it: give a --reason.";
    cli_evidence_reason_needless => "这次检查还是草稿，不需要 --reason。", "That visit is a draft and needs no --reason.";
    cli_evidence_visit(organisation: &str, date: String, status: &str, visit: String) => "{organisation}  {date}  {status}  {visit}", "{organisation}  {date}  {status}  {visit}";
    cli_evidence_none => "没有佐证材料。", "There is no evidence.";
    cli_evidence_exported(n: u64, folder: String) => "已导出 {n} 个文件到 {folder}", "Exported {n} files into {folder}";
    cli_evidence_nothing_exported => "没有可导出的佐证材料。", "There is no evidence to export.";
    cli_evidence_sum(files: u64, size: String) => "佐证材料：{files} 个文件，完好的共 {size}", "Evidence: {files} files, those as attached have {size}";
    cli_evidence_missing(name: &str, hash: String) => "缺失：{name}  {hash}", "Missing: {name}  {hash}";
    cli_evidence_changed(name: &str, hash: String) => "已变动：{name}  {hash}", "Changed: {name}  {hash}";
    cli_evidence_orphan(path: String) => "没有记录用到：{path}", "Named by no record: {path}";
    cli_evidence_unfinished(path: String) => "没有复制完：{path}", "Not copied to the end: {path}";
    cli_evidence_clean_hint => "后两种可用 liuyou evidence verify --clean 删去。", "liuyou evidence verify --clean removes the last two kinds.";
    cli_evidence_cleaned(n: usize) => "已删去 {n} 个没有记录用到的文件。", "Removed {n} files that no record names.";
    cli_evidence_not_whole(n: usize) => "有 {n} 个佐证材料文件缺失或已变动。找到原文件重新附上即可补齐。", "Files of evidence that are missing or changed: {n}. Attach the originals once more to restore them.";
    cli_help_export_evidence => "佐证材料放进旁边的文件夹，并在记录里列出", "put evidence into a folder beside the log";
    cli_only_visits_evidence(help: &str) => "--evidence 只用于导出 visits，请去掉它。用法见 {help}。", "--evidence is for visits alone, leave it out. See {help}.";
    cli_evidence_lost(name: &str) => "佐证材料缺失或已变动，没有导出：{name}", "Evidence that is missing or changed and was not exported: {name}";

    file_photo => "照片", "Photo";
    file_scan => "扫描件", "Scan";
    file_document => "文档", "Document";
    file_spreadsheet => "表格", "Table";
    file_audio => "录音", "Audio";
    file_video => "录像", "Video";
    file_other => "其他", "Other";
    state_present => "完好", "Present";
    state_missing => "缺失", "Missing";
    state_changed => "已变动", "Changed";

    attach_title => "附上佐证材料", "Attach evidence";
    attach_hint => "输入或粘贴文件路径，可一次粘贴多个。文件复制到数据文件夹后才算附上，原文件不动。", "Type or paste the path of a file, or of several. It counts once it is copied into the data folder; the file itself stays as it is.";
    attach_path => "文件", "File";
    attach_caption => "说明", "Caption";
    attach_to => "归属", "Belongs to";
    attach_item(item: &str) => "本项 {item}", "Item {item}";
    attach_path_needed => "请填写文件路径。", "The path of a file is needed.";
    attach_too_long => "一次粘贴的内容太长，请分几次附上。", "That is too much to paste at once; attach it in several steps.";
    attach_copying(done: String, total: String) => "正在复制 {done} / {total}，Esc 取消", "Copying {done} of {total}; Esc cancels";
    attach_starting => "正在复制，Esc 取消", "Copying; Esc cancels";
    attach_saving => "正在存盘", "Saving";
    attached_one(name: &str, size: String) => "已附上 {name}（{size}），存于本机。", "Attached and saved: {name} ({size}).";
    attached_many(n: usize, size: String) => "已附上 {n} 个文件（{size}），存于本机。", "Attached and saved: {n} files ({size}).";
    caption_title => "佐证材料说明", "Caption of the evidence";
    withdraw_title => "撤下佐证材料", "Take the evidence away";
    withdraw_ask(name: &str) => "从本次检查撤下「{name}」？撤下留有记录，已复制的文件不删除，再附同一文件即可恢复。", "Take [{name}] away from this visit? That is on record, the copied file is not deleted, and attaching the same file again brings it back.";
    cannot_view(name: &str) => "{name} 不是能直接查看的类型（如程序、压缩包），不打开。需要时请导出。", "{name} is not of a kind that can be viewed (a program or an archive, say) and is not opened; export it if you need it.";
    opening_file(name: &str) => "正在用系统程序打开 {name}", "Opening {name} with the system's program";

    evidence_no_file(path: String) => "没有找到 {path}。请核对路径，或重新粘贴。", "There is no {path}. See that the path is right, or paste it again.";
    evidence_folder(path: String) => "{path} 是文件夹，请选其中的文件。", "{path} is a folder; name a file in it.";
    evidence_not_plain(path: String) => "{path} 不是普通文件，不能附上。", "{path} is no plain file and cannot be attached.";
    evidence_empty(path: String) => "{path} 是空文件，没有附上。", "{path} is empty and was not attached.";
    evidence_too_large(path: String, size: String, largest: String) => "{path} 有 {size}，超过上限 {largest}，没有附上。请压缩或截取，上限见规则文件 evidence.toml。", "{path} has {size}, more than the {largest} allowed, and was not attached. Make it smaller; the limit stands in evidence.toml.";
    evidence_not_read(path: String, cause: String) => "{path} 读不出来（{cause}），没有附上。", "{path} cannot be read ({cause}) and was not attached.";
    evidence_not_written(path: String, cause: String) => "{path} 写不进去（{cause}），没有留下半个文件。", "{path} cannot be written ({cause}); no half of a file is left behind.";
    evidence_disk_full => "磁盘已满，文件没有附上，也没有留下半个文件。请清出空间再试。", "The disk is full. Nothing was attached and no half of a file is left behind; make room and try again.";
    evidence_missing => "本机没有这个文件。别人附上的，同步后会收到；本机附上的，用原文件再附一次即可补上。", "This file is not here. One that somebody else attached comes with a sync; attach your own once more.";
    evidence_changed => "数据文件夹里的这个文件已不是当初附上的内容，不打开。用原文件再附一次即可复原。", "This file in the data folder is not what was attached, and is not opened. Attach the original once more to restore it.";
    evidence_cancelled => "已取消，没有附上。", "Cancelled; nothing was attached.";
    viewer_none(path: String) => "这台电脑上没有可用的查看程序，文件在 {path}", "There is no program here that shows it; the file is {path}";
    viewer_failed(name: &str, path: String) => "系统打不开 {name}，文件在 {path}", "The system cannot open {name}; the file is {path}";
}

impl Words {
    pub fn file_kind(self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::Photo => self.file_photo(),
            FileKind::Scan => self.file_scan(),
            FileKind::Document => self.file_document(),
            FileKind::Spreadsheet => self.file_spreadsheet(),
            FileKind::Audio => self.file_audio(),
            FileKind::Video => self.file_video(),
            FileKind::Other => self.file_other(),
        }
    }

    pub fn file_state(self, state: FileState) -> &'static str {
        match state {
            FileState::Present => self.state_present(),
            FileState::Missing => self.state_missing(),
            FileState::Changed => self.state_changed(),
        }
    }
}
