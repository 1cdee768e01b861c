//! What went wrong with the data file: what happened, why, and what to do.

use super::words;

words! {
    not_ours(path: String) => "{path} 不是六有的数据文件。请用 --data-dir 指定别的文件夹，原文件未改动。",
        "{path} is not a liuyou data file. Name another folder with --data-dir; the file was not touched.";
    newer_file(found: i64, known: i64) => "数据文件由更新版本的程序写成（第 {found} 版，本程序只认到第 {known} 版）。请安装新版程序，数据未改动。",
        "The data file was written by a newer program (version {found}, this one knows {known}). Install the newer program; the data was not touched.";
    missing_file(path: String) => "{path} 里没有数据文件。先运行 liuyou 或 liuyou init 建立。",
        "There is no data file in {path}. Run liuyou or liuyou init to make one.";
    file_exists(path: String) => "{path} 里已有数据文件，不会覆盖。请用 --data-dir 指定别的文件夹。",
        "A data file is already in {path} and is not overwritten. Name another folder with --data-dir.";
    not_writable(path: String, cause: String) => "无法写入 {path}（{cause}）。请改用可写的文件夹（--data-dir），或请管理员开放权限。",
        "Cannot write to {path} ({cause}). Use a folder that can be written (--data-dir), or ask for the permission.";
    network_drive(path: String) => "{path} 在网络盘上，数据可能损坏。请把数据放在本机硬盘，用 --data-dir 指定。",
        "{path} is on a network drive, where data can be damaged. Keep the data on this computer's own disk: --data-dir.";
    disk_full => "磁盘已满。请清出空间，已存的数据都在。",
        "The disk is full. Make room; everything saved is still there.";
    file_busy => "另一个程序正在使用数据文件。请稍候再试，或先关闭那个程序。",
        "Another program is using the data file. Try again in a moment, or close that program first.";
    read_only => "只读打开：另一个程序正在写这份数据，此处不能改动。", "Read-only: another program has this data open; nothing is changed here.";
    damaged(what: String) => "数据有损坏（{what}）。请先复制数据文件夹，再运行 liuyou check 查看。",
        "The data is damaged ({what}). Copy the data folder first, then run liuyou check.";
    cancelled => "已取消，未作改动。", "Cancelled; nothing was changed.";
    unreadable_checklist(what: String) => "检查表读不出来：{what}", "The checklist cannot be read: {what}";
    unknown_record(what: String) => "没有这条记录：{what}。", "There is no such record: {what}.";
    database_said(what: String) => "数据库报告：{what}。已存的数据都在，请再试一次。",
        "The database reports: {what}. Everything saved is still there; try again.";
    standard_refused(path: String, why: String) => "{path} 未采用：{why} 仍按程序自带的检查表。",
        "{path} is not used: {why} The shipped checklist stays in force.";
}
