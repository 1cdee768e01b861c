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
    backup_made_short(size: String, files: usize, path: String) => "已备份（{size}，{files} 个文件），写后已逐一核对：{path}",
        "Backed up ({size}, {files} files) and read back: {path}";
    backup_holds_keys => "备份内有本机密钥，请妥善保管。", "It holds this device's keys: keep it safe.";
    backup_exists(path: String) => "{path} 已存在，不会覆盖。请换一个文件名。", "{path} exists and is not overwritten. Name another file.";
    backup_unread(path: String, cause: String) => "读不出 {path}（{cause}）。未作任何改动。", "Cannot read {path} ({cause}). Nothing was changed.";
    backup_none(path: String) => "{path} 不是六有的备份。未作任何改动。", "{path} is no backup of liuyou. Nothing was changed.";
    backup_spoilt(path: String, entry: String) => "备份 {path} 已损坏（{entry}），不能使用。未作任何改动。",
        "The backup {path} is damaged (at {entry}) and cannot be used. Nothing was changed.";
    backup_newer(found: u32, known: u32) => "备份由更新版本的程序写成（第 {found} 版，本程序只认到第 {known} 版）。请安装新版程序，未作任何改动。",
        "The backup was written by a newer program (form {found}, this one knows {known}). Install it; nothing was changed.";
    cli_about_passphrase => "设置、更改、取消保护数据的口令", "Set, change or remove the passphrase of the data";
    cli_help_passphrase_action => "set 设置，change 更改，remove 取消", "set one, change it, or remove it";
    cli_help_passphrase_new => "更改时新口令的文件（或 LIUYOU_NEW_PASSPHRASE）", "With change: file of the new one";
    cli_help_passphrase_file => "口令所在的文件（或 LIUYOU_PASSPHRASE）", "File of the passphrase (or LIUYOU_PASSPHRASE)";
    passphrase_ask => "口令：", "Passphrase: ";
    passphrase_ask_new => "新口令：", "New passphrase: ";
    passphrase_ask_again => "再输一次：", "Once more: ";
    passphrase_wrong => "口令不对。", "That is not the passphrase.";
    passphrase_warning => "请记牢口令：忘记后无法找回，办公室和程序作者都打不开这份数据。",
        "Remember it well: a forgotten passphrase cannot be recovered, neither by the office nor by this program.";
    passphrase_differs => "两次输入不一致，未作改动。", "The two differ; nothing was changed.";
    passphrase_short(least: usize) => "口令至少 {least} 个字符，未作改动。", "A passphrase has at least {least} characters; nothing was changed.";
    passphrase_is_set => "已设有口令。要换请用 liuyou passphrase change。", "There is a passphrase already. To have another: liuyou passphrase change.";
    passphrase_is_none => "没有设口令。", "There is no passphrase.";
    passphrase_set => "口令已设。操作记录、证件号码、电话、联系人和本机密钥已加密，原来的明文已从数据文件清除。",
        "The passphrase is set. The journal, identity numbers, telephones, contacts and this device's keys are sealed; nothing of them is left plain in the data file.";
    passphrase_set_short => "口令已设，个人信息、操作记录和密钥已加密。", "The passphrase is set; personal fields, the journal and the keys are sealed.";
    passphrase_set_whole => "口令已设。数据文件已整体加密。", "The passphrase is set. The data file is encrypted as a whole.";
    passphrase_changed => "口令已更改。以前的备份仍用旧口令。", "The passphrase is changed. Older backups keep the old one.";
    passphrase_removed => "口令已取消，数据不再加密。", "The passphrase is removed; the data is plain again.";
    passphrase_unscrubbed => "另一个程序正在读数据，明文残留待下次打开时清除。请关闭那个程序后再打开一次。",
        "Another program reads the data, so that what was plain is cleared at the next opening. Close it, then open the data once.";
    passphrase_copy(path: String) => "{path} 是以前留下的副本，没有加密。不需要请删除。", "{path} is an older copy and is not sealed. Delete it when you need it no more.";
    key_backup => "备份", "backup";
    key_passphrase => "口令", "protect";
    key_lock => "锁定", "lock";
    key_unlock => "解锁", "unlock";
    file_backup => "备份", "backup";
    backup_title => "备份", "Backup";
    backup_hint => "含全部数据和本机密钥，请存到别的磁盘并妥善保管。恢复用命令 liuyou restore。",
        "A backup has all data and this device's keys: keep it on another disk, and safe. To put it back: liuyou restore.";
    passphrase_title => "保护数据的口令", "Passphrase of the data";
    passphrase_hint => "至少 8 个字符。请记牢：忘记后无法找回，办公室和程序作者都打不开这份数据。",
        "At least 8 characters. Remember it well: a forgotten passphrase cannot be recovered by anyone.";
    backup_with_evidence => "一并备份", "taken along";
    backup_without_evidence => "不备份", "left out";
    field_new_passphrase => "新口令", "New passphrase";
    field_old_passphrase => "现口令", "Present passphrase";
    field_once_more => "再输一次", "Once more";
    field_wish => "要做的", "Wanted";
    passphrase_to_change => "更改口令", "change it";
    passphrase_to_remove => "取消口令", "remove it";
    passphrase_needed => "请输入现口令。", "Type the present passphrase.";
    at_rest_progress(percent: u64) => "正在进行，已完成 {percent}%", "At work: {percent}% done";
    field_lock_after => "自动锁定", "Lock by itself";
    lock_never => "不锁定", "never";
    lock_minutes(minutes: u32) => "{minutes} 分钟无操作后", "after {minutes} minutes without a key";
    lock_needs_passphrase => "设了口令（F4）才会锁定。", "It locks only once there is a passphrase (F4).";
    lock_none => "没有设口令，不能锁定。可在设置里设置。", "There is no passphrase to lock with. Set one in the settings.";
    locked => "已锁定", "Locked";
    lock_said => "数据已锁定。输入口令后继续，未完成的内容都在。", "The data is locked. Type the passphrase to go on; what you were at is kept.";
    lock_passphrase => "口令", "Passphrase";
    lock_tries => "正在核对", "Trying it";
    lock_unsaved => "还有改动没有写到磁盘，请先解锁。", "Some changes are not on the disk yet; unlock first.";
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
