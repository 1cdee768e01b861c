//! Words of stores: adding and trying them out, and what goes wrong between here and a server.

use super::words;

words! {
    cli_about_store => "登记、查看、试用、移除存储", "Add, list, try out and forget stores";
    cli_help_store_action => "add 登记，list 列出，probe 试用，remove 移除", "add one, list them, probe one, or remove one";
    cli_help_store_name => "存储的名称", "Name of the store";
    cli_help_store_address => "地址：文件夹、https://、s3+https://、sftp://", "A folder, https://, s3+https:// or sftp://";
    cli_help_store_user => "用户名，或 S3 的访问密钥编号", "User, or the id of an S3 access key";
    cli_help_store_password => "密码所在的文件（第一行）；不写则询问", "File with the password; else it is asked for";
    cli_help_store_ca => "只信任此文件中的证书（PEM）", "Trust the certificates in this file alone (PEM)";
    cli_help_store_key => "SFTP 的私钥文件", "Private key for SFTP";
    cli_help_store_known => "SFTP 的已知主机文件", "File of known hosts for SFTP";
    cli_help_store_no_probe => "不试用，直接登记", "Add it without trying it out";
    cli_help_store_files => "试放多少个文件，看一次能列出多少，默认 1", "Files to try a listing with, 1 if not given";

    store_line(name: String, address: String, mark: String) => "{name}  {address}  {mark}", "{name}  {address}  {mark}";
    store_usual => "（常用）", "(usual)";
    store_none => "还没有登记存储。请运行 liuyou store add 名称 地址，或用 --store 指定文件夹。",
        "No store has a name here. Run liuyou store add NAME ADDRESS, or name a folder with --store.";
    store_which(names: String) => "登记了几个存储，请用 --store 指定其一：{names}。", "There are several stores; name one with --store: {names}.";
    store_unknown(name: String) => "没有名为 {name} 的存储，也没有这个文件夹。liuyou store list 可列出全部。",
        "No store is called {name}, and there is no such folder. liuyou store list shows all.";
    store_address_unnamed => "请先用 liuyou store add 登记这个地址，再按名称同步。", "Give this address a name with liuyou store add, then sync by the name.";
    store_no_name => "请写明存储的名称。", "Name the store.";
    store_bad_name(name: String) => "名称 {name} 只能用文字、数字和 - _ .，最多 40 个。", "The name {name} may have letters, digits and - _ . alone, at most 40.";
    store_taken(name: String) => "名称 {name} 已有存储使用。请换一个，或先移除。", "There is a store called {name}. Take another name, or remove it first.";
    store_added(name: String) => "已登记 {name}。同步请运行 liuyou sync --store {name}。", "Added {name}. To exchange work, run liuyou sync --store {name}.";
    store_not_added(what: String) => "未登记：{what}。", "Not added: {what}.";
    store_removed(name: String) => "已移除 {name} 及其密码；存储里的文件没有改动。", "Forgot {name} and its password; nothing in the store was changed.";
    store_password(name: String) => "{name} 的密码：", "Password for {name}: ";
    store_no_password(variable: &str) => "需要密码：请在终端运行，或写入变量 {variable}，或用 --password-file。",
        "A password is needed: run it in a terminal, set {variable}, or give --password-file.";
    store_unread(why: String) => "存储的登记文件读写不了（{why}）。", "The file of stores cannot be read or written ({why}).";
    store_in_the_open => "注意：http 不加密，密码在线路上人人可见。请尽量用 https。", "Note: http is not encrypted; anyone on the line can read the password. Use https if you can.";

    address_form => "地址读不懂。例如 /media/usb/liuyou、https://主机/文件夹、s3+https://主机/桶、sftp://用户@主机/文件夹。",
        "No address of a store. Such are /media/usb/liuyou, https://host/folder, s3+https://host/bucket, sftp://user@host/folder.";
    address_scheme => "只支持文件夹、https://、s3+https:// 和 sftp:// 地址。", "A store is a folder, or at https://, s3+https:// or sftp://.";
    address_password => "地址里不要写密码，它会留在命令记录中。请用 --user，密码另行输入。", "Leave the password out of the address, where the shell keeps it. Give --user; the password is asked for.";
    address_no_bucket => "S3 地址要写明桶，例如 s3+https://主机/桶/文件夹。", "An S3 address names its bucket: s3+https://host/bucket/folder.";
    address_query => "地址的 ? 后面只能有 region=...、style=path 或 style=virtual，且只用于 S3。", "After ? there may be region=..., style=path or style=virtual alone, and only for S3.";

    probe_reads => "读回的与放入的一致。", "What is read back is what was put.";
    probe_reads_not => "读回的与放入的不一致，不宜使用。", "What is read back is not what was put: do not use it.";
    probe_lists => "放入的文件立即列出。", "A file that was put is listed at once.";
    probe_lists_not => "放入的文件不能立即列出，要到以后的同步才算已上传。", "A file that was put is not listed at once; it counts as uploaded in a later sync.";
    probe_keeps => "同名文件不会被后来的覆盖。", "A file is not replaced by a later one of its name.";
    probe_keeps_not => "服务器会用后来的文件覆盖同名文件，因此每次放入前先查询。", "The server replaces files of the same name, so each name is asked for before a file is put.";
    probe_sums => "传坏的文件会被服务器退回。", "The server refuses an upload that was damaged on the way.";
    probe_sums_not => "服务器不核对传坏的文件，由本程序核对。", "The server does not notice a damaged upload; this program does.";
    probe_cap(cap: u32) => "一个文件夹一次最多列出 {cap} 个文件；满额的列表不算数。", "A folder lists {cap} files at most; a listing that long is not relied on.";
    probe_no_cap(files: u32) => "一个文件夹里放入 {files} 个文件，全部列出。", "A folder of {files} files was listed whole.";
    probe_cap_untried => "未试一次能列出多少文件（liuyou store probe 名称 --files 800 可试）。", "How many files a listing shows was not tried (liuyou store probe NAME --files 800 does).";
    probe_no_waits => "服务器没有要求等待。", "The server never asked to wait.";
    probe_waits(waits: u32) => "服务器要求等待 {waits} 次，可能限制请求次数。", "The server asked to wait {waits} times; it may limit requests.";
    probe_clock => "服务器时钟与本机相符。", "The server's clock agrees with this computer's.";
    probe_clock_ahead(minutes: i64) => "服务器时钟比本机快 {minutes} 分钟，请核对本机时间。", "The server's clock is {minutes} minutes ahead of this computer's; check the time here.";
    probe_clock_behind(minutes: i64) => "服务器时钟比本机慢 {minutes} 分钟，请核对本机时间。", "The server's clock is {minutes} minutes behind this computer's; check the time here.";
    probe_no_clock => "存储不报时间。", "The store tells no time.";
    probe_free(size: String) => "剩余空间 {size}。", "Free space: {size}.";
    probe_free_unknown => "剩余空间未知。", "Free space is not known.";

    remote_away(what: String) => "连接不上：{what}", "not reachable: {what}";
    remote_missing => "没有这个文件或文件夹", "no such file or folder";
    remote_denied => "没有权限", "not allowed";
    remote_full => "存储已满", "the store is full";
    remote_too_large => "文件大于允许的大小", "larger than is allowed";
    remote_login => "用户名、密码或密钥不被接受", "name, password or key refused";
    remote_untrusted(what: String) => "服务器证书不可信：{what}", "the server's certificate is not trusted: {what}";
    remote_host_key => "不认识这台服务器，或其密钥已变。请先运行一次 ssh 连接它，核对指纹后再试",
        "the server's key is not known, or has changed; connect to it once with ssh, compare its fingerprint, and try again";
    remote_no_program(program: String) => "本机没有 {program} 程序，请安装 OpenSSH 客户端", "there is no program {program} here; install the OpenSSH client";
    remote_elsewhere(to: String) => "服务器指向别处：{to}，请改用那个地址", "the server sends to {to}; use that address";
    remote_slow => "没有及时回应", "no answer in time";
    remote_busy => "服务器繁忙，要求稍后再来", "the server is busy and asks to come later";
    remote_cut => "回应不完整，不能采信", "the answer was not whole, and is not relied on";
    remote_capped(files: u32) => "列表到 {files} 个文件为止，可能不全", "the listing stops at {files} files, and may not be whole";
    remote_answer(status: u16) => "服务器回应 {status}，这不像所写的那种存储", "the server answered {status}, unlike such a store";
    remote_stopped => "已中止", "stopped";
}
