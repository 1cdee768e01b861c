//! Words of what protects the data at rest: backups, putting them back, the passphrase and the lock.

use super::words;

words! {
    cli_about_backup => "备份数据（使用中也可备份）", "Back the data up, also while it is in use";
    cli_about_restore => "从备份恢复数据，原数据文件另存", "Put a backup back, keeping the data file that was there";
    cli_help_backup_file => "备份文件，不得已存在", "File to write; it must not exist yet";
    cli_help_restore_file => "备份文件", "The backup";
    cli_help_without_evidence => "不含佐证材料", "Leave the files of evidence out";
    backup_made(path: String, size: String, files: usize, evidence: usize) => "已备份到 {path}（{size}，{files} 个文件，其中佐证材料 {evidence} 个），写后已逐一核对。",
        "Backed up to {path} ({size}, {files} files, {evidence} of them evidence), and read back.";
    backup_holds_keys => "备份内有本机密钥，请妥善保管。", "It holds this device's keys: keep it safe.";
    backup_exists(path: String) => "{path} 已存在，不会覆盖。请换一个文件名。", "{path} exists and is not overwritten. Name another file.";
    backup_unread(path: String, cause: String) => "读不出 {path}（{cause}）。未作任何改动。", "Cannot read {path} ({cause}). Nothing was changed.";
    backup_none(path: String) => "{path} 不是六有的备份。未作任何改动。", "{path} is no backup of liuyou. Nothing was changed.";
    backup_spoilt(path: String, entry: String) => "备份 {path} 已损坏（{entry}），不能使用。未作任何改动。",
        "The backup {path} is damaged (at {entry}) and cannot be used. Nothing was changed.";
    backup_newer(found: u32, known: u32) => "备份由更新版本的程序写成（第 {found} 版，本程序只认到第 {known} 版）。请安装新版程序，未作任何改动。",
        "The backup was written by a newer program (form {found}, this one knows {known}). Install it; nothing was changed.";
    file_locked => "数据已用口令保护，请先输入口令。", "The data is protected by a passphrase; enter it first.";
    file_sealed_whole(path: String) => "{path} 已整体加密，本程序不能打开。请使用带整体加密（sqlcipher）的版本，数据未改动。",
        "{path} is encrypted as a whole, which this build cannot open. Use a build with the feature sqlcipher; the data was not touched.";
    restore_done(made: String) => "已恢复 {made} 的备份。", "The backup of {made} is in place.";
    restore_kept(path: String) => "原来的数据文件另存为 {path}。", "The data file that was there is now {path}.";
    restore_kept_beside(path: String) => "原来的文件另存为 {path}。", "A file that was there is now {path}.";
    restore_new_name => "今后以新名义记录。备份之后同步过的内容，下次同步时取回。",
        "New work goes under a new name. What was synced after the backup comes back with the next sync.";
    status_suspected(when: String) => "这份数据是 {when} 恢复或发现复制的，之后以新名义记录。", "This data was put back, or found to be a copy, on {when}; it goes on under a new name.";
}
