//! Words of the screens of sync: how the exchange stands, the devices of the store, files set aside.

use super::words;

words! {
    key_sync => "同步", "sync";
    key_sync_now => "开始同步", "sync";
    key_stop_sync => "中止", "stop";
    key_name_store => "存储", "store";
    key_begin_store => "新建", "begin";
    key_approve => "批准加入", "let it in";
    key_revoke => "停用", "shut it out";
    key_read_again => "重新读取", "read it again";
    key_read_all_again => "全部重读", "read all again";

    sync_title => "同步", "Sync";
    field_store => "存储", "Store";
    sync_no_store => "还没有指定。按 F3 写上文件夹（U盘、共享盘）", "None named yet. F3 names a folder (a stick, a share)";
    sync_last => "上次", "Last sync";
    sync_never => "还没有同步过", "There was none yet";
    sync_written => "本机所写", "Written here";
    sync_sent(here: u64, uploaded: u64, confirmed: u64) => "仅在本机 {here} 处    已上传 {uploaded} 处    已确认 {confirmed} 处",
        "only here {here}    uploaded {uploaded}    confirmed {confirmed}";
    sync_this_device => "本机身份", "This device";
    sync_fingerprint => "识别码", "Fingerprint";
    sync_running => "正在同步", "Syncing";
    sync_looking => "正在查看存储", "looking at the store";
    sync_mark(percent: u64) => "同步 {percent}%", "sync {percent}%";
    sync_mark_looking => "同步中", "syncing";

    belonging_alone => "没有加入存储，单独使用，各项功能照常", "belongs to no store; everything works without";
    belonging_waiting => "已申请加入，等办公室核对识别码后批准", "has asked to be let in; the office compares its fingerprint";
    belonging_member => "已加入", "belongs to the store";
    belonging_office => "办公室", "office";
    belonging_out => "已被办公室停用，不再收发；本机数据都在", "shut out by the office; everything here stays";

    sync_line_numbers => "文书字号重复", "Shared notice numbers";
    sync_line_duplicates => "可能重复的组织", "Possible duplicates";
    sync_line_devices => "设备", "Devices";
    sync_line_aside => "搁置的文件", "Files set aside";
    sync_none_waits => "没有", "none";
    sync_wait(count: u64) => "{count} 个待处理", "{count} to be looked at";
    sync_look_through => "查看", "look them through";
    sync_devices_alone => "只有本机", "this one alone";
    sync_devices(all: u64) => "{all} 台", "{all}";
    sync_devices_asking(all: u64, asking: u64) => "{all} 台，另有 {asking} 台申请加入", "{all}, with {asking} more asking to be let in";
    sync_alone => "一台电脑单独使用时不需要存储。几台电脑要交换工作，才需要一个大家都能打开的文件夹。",
        "One computer alone needs no store. Several that exchange work need a folder that all of them can open.";

    sync_store_title => "存储", "Store";
    sync_store_hint => "写上或粘贴存储所在的文件夹：U盘、共享盘、自动同步的文件夹都可以。",
        "Type or paste the folder of the store: a stick, a share, or a folder that another program carries.";
    sync_store_needed => "请写上存储所在的文件夹。", "Name the folder of the store.";
    sync_begin_title => "新建存储", "A new store";
    sync_begin_hint(place: &str) => "将在 {place} 新建存储，本机成为办公室，其他电脑由本机批准加入。区划代码可以不写。",
        "A store begins in {place}, and this computer is its office, which lets the others in. The area may stay empty.";
    field_store_area => "区划代码", "Area code";

    sync_end_empty => "那里还没有存储，未作改动。初次使用可按 F7 新建；本该有的，请看是否插好、挂载好。",
        "There is no store yet; nothing was changed. F7 begins one; if there should be one, see whether it is plugged in.";
    sync_end_waiting => "已提出加入申请，等办公室批准。", "This device has asked to be let in, and waits for the office.";
    sync_end_away => "存储暂时连不上。改动都存在本机，连上后再同步即可。", "The store is not in reach. Everything is kept here; sync when it is.";
    sync_end_denied => "存储不让读写。改动都存在本机，请检查权限。", "The store may not be read or written. Everything is kept here; see to the permission.";
    sync_end_full => "存储已满。改动都存在本机，请清出空间后再同步。", "The store is full. Everything is kept here; make room and sync again.";
    sync_end_here(why: &str) => "本机未能完成同步：{why}", "This computer could not sync: {why}";
    sync_troubles(count: u64, first: &str) => "有 {count} 个文件没有传成，下次再传（{first}）", "{count} files were not carried; the next sync tries again ({first})";

    devices_title => "设备", "Devices";
    devices_alone => "没有加入存储。一台电脑单独使用，各项功能照常，不需要办公室。",
        "It belongs to no store. One computer alone works fully and needs no office.";
    devices_waiting => "已申请加入，等办公室批准。请把本机识别码念给办公室核对。",
        "It has asked to be let in. Read its fingerprint to the office, which compares it.";
    device_print(print: &str) => "识别码 {print}", "Fingerprint {print}";
    device_areas(areas: &str) => "区划 {areas}", "Areas {areas}";
    device_reason(reason: &str) => "停用原因：{reason}", "Shut out because: {reason}";
    device_compare => "请用电话逐组核对识别码，一致再批准。", "Compare the fingerprint by telephone, group by group, before letting it in.";
    device_only_office => "由办公室的设备批准。", "A device of the office lets it in.";
    device_approve_hint(name: &str, print: &str) => "{name} 申请加入。请用电话核对识别码：{print}。区划不写则与本机相同，可写多个。",
        "{name} asks to be let in. Compare the fingerprint: {print}. Without areas it works where this one does.";
    device_revoke_hint(name: &str) => "停用 {name} 的这台设备。已收下的工作仍然算数，之后写的不再收。",
        "Shuts out this device of {name}. What was taken in still counts; what it writes later does not.";
    device_reason_needed => "请写明停用的原因。", "Say why it is shut out.";
    device_now_out => "已停用，下次同步后生效。", "It is shut out with the next sync.";
    field_device_role => "身份", "Role";
    field_device_areas => "区划", "Areas";

    aside_title => "搁置的文件", "Files set aside";
    aside_none => "没有搁置的文件，存储里的都读得出来。", "Nothing is set aside; every file of the store was read.";
    aside_tries(size: String, tries: u32) => "{size}，读过 {tries} 次", "{size}, read {tries} times";
    aside_hint => "搁置的文件不影响其他文件。修复或补传后可重新读取。", "It keeps no other file out. Once it was mended it can be read again.";
    aside_taken_back(files: usize) => "下次同步时重新读取（{files} 个文件）。", "The next sync reads them again ({files} files).";
}
