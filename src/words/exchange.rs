//! Words of sync: what was exchanged, what is set aside, who belongs to a store, and what verifying found.

use super::words;

words! {
    cli_about_sync => "与存储（U盘、共享盘、服务器）交换工作", "Exchange work through a stick, a share, a server";
    cli_about_device => "查看、批准、停用设备", "List, let in and shut out devices";
    cli_about_verify => "核验存储或数据：签名、先后、逐条记录", "Prove a store or the data: signatures, chains, rows";
    cli_about_journal => "查看操作记录", "Show the journal";
    cli_help_store => "存储的名称或文件夹；不写则用常用的", "Name or folder of the store; else the usual one";
    cli_help_new_store => "在空文件夹里新建存储，本机即为办公室", "Begin a store in an empty folder, as its office";
    cli_help_store_area => "新存储的区划代码，只用数字和小写字母", "Area code of the new store: digits and small letters";
    cli_help_device_action => "list 列出，join 申请加入，leave 退出，approve 批准，revoke 停用", "list, join a store, leave it, approve or revoke one";
    cli_help_device_which => "识别码或设备编号的开头；join：存储的名称或文件夹", "Beginning of its fingerprint or number; join: a store";
    cli_help_device_role => "身份：inspector 检查员、instructor 指导员、office 办公室", "inspector, instructor or office";
    cli_help_device_area => "可用的区划，可写多次；不写则与本机相同", "An area it works in, more than once; else this one's";
    cli_help_device_reason => "停用的原因，写进成员记录", "Why it is shut out, for all members to read";
    cli_help_verify_what => "存储文件夹，或其中一个文件；不写则核验本机数据", "A store, or a file of one; else this computer's data";
    cli_help_journal_action => "show 显示", "show";
    cli_help_journal_row => "只看这条记录（编号）", "Only this record, by its name";
    cli_help_journal_last => "最近多少次保存，默认 20", "How many saves, 20 if not given";

    sync_exchanged(taken: u64, ops: u64, put: u64, size: String) => "取回 {taken} 个文件（{ops} 处改动），送出 {put} 个文件（{size}）。",
        "Took in {taken} files ({ops} changes), sent {put} files ({size}).";
    sync_files(taken: u64, sent: u64) => "佐证材料：收到 {taken} 个，送出 {sent} 个。", "Files of evidence: {taken} received, {sent} sent.";
    sync_files_awaited(count: u64) => "另有 {count} 个佐证材料还没有送到存储，附上它的电脑同步后即可收到。",
        "{count} files of evidence are not in the store yet; they come once the computer that has them syncs.";
    sync_quiet => "两边一致，没有需要交换的。", "Both sides are alike; there was nothing to exchange.";
    sync_states(here: u64, sent: u64, confirmed: u64) => "本机所写：{here} 处仅在本机，{sent} 处已上传，{confirmed} 处已确认。",
        "Written here: {here} changes only here, {sent} uploaded, {confirmed} confirmed.";
    sync_stopped => "已中止。已交换的都在，下次接着进行。", "Stopped. What was exchanged stays; the next sync goes on from there.";
    sync_empty(path: String) => "{path} 里没有存储。若是第一次使用，请加 --new 新建；若本该有，请检查是否插好、挂载好。未作任何改动。",
        "There is no store in {path}. To begin one there, add --new; if there should be one, see whether it is plugged in. Nothing was changed.";
    sync_no_root => "存储的首个文件（store.cbor）缺失或损坏，无法确认属于哪个办公室。请先让已加入的设备同步一次。",
        "The store's first file (store.cbor) is missing or damaged, so that nobody can tell whose store it is. Let a member sync with it first.";
    sync_foreign => "这个存储属于另一个办公室，未作任何改动。要改投这里，先运行 liuyou device leave。",
        "This store belongs to another office. Nothing was changed. To move to it, run liuyou device leave first.";
    sync_newer_store(version: u32) => "存储由更新版本的程序建立（第 {version} 版）。请安装新版程序，未作任何改动。",
        "The store was made by a newer program (version {version}). Install it; nothing was changed.";
    sync_waiting(print: String) => "已提出加入申请，等办公室批准。请把识别码念给办公室核对：{print}",
        "This device has asked to be let in. Read its fingerprint to the office: {print}";
    sync_shut_out => "本设备已被办公室停用，不再收发。本机数据都在，请与办公室联系。",
        "The office has shut this device out. Everything here stays; speak to the office.";
    sync_no_key => "还没有本区划的密钥，改动留在本机。请让办公室同步一次。",
        "No key for the own area has come yet; changes stay here. Let the office sync once.";
    sync_trouble(what: String) => "存储无法使用（{what}）。本机数据都在，稍后再试。", "The store cannot be used ({what}). Everything here stays; try again later.";
    sync_file_trouble(name: String, what: String) => "未能传送 {name}（{what}），下次再试。", "Could not carry {name} ({what}); the next sync tries again.";
    sync_aside(name: String, why: String) => "已搁置 {name}：{why}", "Set aside {name}: {why}";
    sync_newer_kept(count: u64) => "{count} 个文件由新版程序写成，已保存并转交，升级后可见。",
        "{count} files are for a newer program: kept, passed on, and shown after an upgrade.";
    sync_suspected => "这份数据像是复制的或从备份恢复的，今后以新名义记录；原有的都在。请告诉办公室。",
        "This data looks like a copy or an older one put back; it goes on under a new name. Nothing is lost. Tell the office.";
    sync_forked(count: usize) => "{count} 个设备的数据曾被复制，两份都已收下。", "The data of {count} devices was copied once; both sides are here.";
    sync_gaps(count: u64) => "{count} 个文件之前的还没有到。", "{count} files came whose predecessors have not.";
    sync_ahead(count: u64) => "{count} 次保存的时钟超前一天以上，内容已收下。", "{count} saves bear a clock more than a day ahead; they were taken in.";
    sync_join(name: String, print: String) => "{name} 申请加入，识别码 {print}。核对后运行 liuyou device approve。",
        "{name} asks to be let in, fingerprint {print}. Compare it, then run liuyou device approve.";

    device_line(id: String, name: String, role: String, areas: String, state: String) => "{id}  {name}  {role}  {areas}  {state}",
        "{id}  {name}  {role}  {areas}  {state}";
    device_nameless => "（未署名）", "(no name)";
    device_here => "本机", "this one";
    device_in => "在用", "in use";
    device_out => "已停用", "shut out";
    device_asks => "申请中", "asks";
    device_own(print: String) => "本机识别码 {print}", "This device's fingerprint {print}";
    device_no_store => "还没有加入任何存储。", "It belongs to no store yet.";
    device_joined => "本机已是成员，工作已交换。", "This device is a member already; its work was exchanged.";
    device_left => "已退出原来的存储。本机记录都在，今后可申请加入别的办公室，届时全部送去。",
        "The store was left. Everything stays here, and goes to the next office that lets this device in.";
    device_leave_newer => "有新版程序写的内容，本版还读不了，退出会丢失。请先升级。未作任何改动。",
        "Some work here is for a newer program and would be lost. Upgrade first; nothing was changed.";
    device_which => "没有唯一对应的设备，请多写几位。", "No one device fits; give more of its fingerprint or number.";
    device_not_office => "只有办公室的设备能批准或停用。", "Only a device of the office lets devices in or out.";
    device_was_out => "这台设备已停用，不能再次批准。请在该设备上运行 liuyou device leave，再重新申请。",
        "This device was shut out; run liuyou device leave on it, and let it ask again.";
    device_bad_area(area: String) => "区划 {area} 只能用数字和小写字母，最多 20 个。", "The area {area} may have digits and small letters alone, at most 20.";
    device_approved(name: String) => "已批准 {name}。下次同步后生效。", "{name} is let in with the next sync.";
    device_revoked(name: String) => "已停用 {name}。下次同步后生效；此前收下的工作仍然算数。",
        "{name} is shut out with the next sync; the work taken in before stays.";
    device_keys_unread(why: String) => "设备密钥文件读不出来（{why}）。", "The file of the device's keys cannot be read ({why}).";

    verify_store(files: u64, segments: u64, ops: u64, members: u64) => "存储完好：{files} 个文件，{segments} 段，{ops} 处改动，{members} 台设备，签名和先后都对。",
        "The store is sound: {files} files, {segments} segments, {ops} changes, {members} devices; every signature and chain holds.";
    verify_closed(count: u64) => "{count} 段没有密钥打不开，只核对了外层签名。", "{count} segments could not be opened without their key; their signatures hold.";
    verify_chunks(count: u64) => "佐证材料 {count} 块，内容都未变动。", "{count} chunks of evidence, unchanged.";
    verify_view(hash: String) => "内容摘要 {hash}", "Digest of the contents {hash}";
    verify_wrong(name: String, why: String) => "{name}：{why}", "{name}: {why}";
    verify_unsound(count: usize) => "存储有 {count} 处不对，已列在上面。", "The store has {count} faults, listed above.";
    verify_file(height: u32, stream: String) => "文件完好：流 {stream} 的第 {height} 段。", "The file is sound: segment {height} of stream {stream}.";
    verify_file_other => "文件完好。", "The file is sound.";
    verify_not_ours => "不是存储里的文件。", "It is no file of a store.";
    verify_data(segments: u64, saves: u64, unsealed: u64) => "本机数据与签名一致：{segments} 段，{saves} 次保存；另有 {unsealed} 处改动尚未签名。",
        "The data agrees with what was signed: {segments} segments, {saves} saves; {unsealed} changes are not signed yet.";
    verify_row(seq: i64, segment: String) => "操作记录第 {seq} 行与签名不符（段 {segment}）。", "Row {seq} of the journal is not what was signed (segment {segment}).";
    verify_gone(segment: String) => "段 {segment} 里签过名的一次保存不在操作记录中。", "A save signed in segment {segment} is missing from the journal.";
    verify_segment(segment: String, why: String) => "段 {segment}：{why}", "Segment {segment}: {why}";

    fault_damaged => "内容与名称不符，可能传坏或被改动", "its bytes are not what its name promises: torn or changed";
    fault_form => "不是本程序的文件格式", "it is of no form that this program writes";
    fault_author => "作者不在成员之列", "its author is no member";
    fault_signature => "签名不对", "its signature does not fit";
    fault_revoked => "设备停用之后所写", "written after its device was shut out";
    fault_scope => "作者无权写入这个区划", "its author may not write in this area";
    fault_key => "没有这个区划的密钥", "no key for its area is here";
    fault_cipher => "密钥打不开", "its key does not open it";
    fault_length => "展开后大小不符", "it unfolds to another size than it says";
    fault_saves => "里面的保存读不出来", "the saves in it cannot be read";
    wrong_no_parent => "前一段不在存储里", "the segment before it is not in the store";
    wrong_height => "序号接不上", "its number does not follow";
    wrong_not_there => "办公室确认过，存储里却没有", "the office confirmed it, and it is not there";
    wrong_unread => "读不出来", "it cannot be read";

    device_role_inspector => "检查员", "inspector";
    device_role_instructor => "指导员", "instructor";
    device_role_office => "办公室", "office";

    journal_head(time: String, who: String, state: String) => "{time}  {who}  {state}", "{time}  {who}  {state}";
    journal_here => "仅在本机", "only here";
    journal_sent => "已上传", "uploaded";
    journal_confirmed => "已确认", "confirmed";
    journal_cleared => "（清空）", "(cleared)";
    journal_unknown_value => "（新版内容）", "(of a newer version)";
    journal_no_row(typed: String) => "{typed} 不是记录编号，应形如 01890a5d-ac96-774b-bcce-b302099a8057。",
        "{typed} is no name of a record; it looks like 01890a5d-ac96-774b-bcce-b302099a8057.";
}
