//! What the command line says: help, counts, and why something was not done. Help lines fit 80 columns.

use super::words;

words! {
    cli_panicked => "程序内部出错，已停止。显示「已存」的都在磁盘上，重新打开即可继续；请把上面的英文发给维护人员。",
        "The program failed and has stopped. Everything shown as saved is on the disk; open it again to go on, and send the lines above to whoever maintains it.";
    cli_unsaved(changes: usize) => "退出时还有 {changes} 处改动没有写进磁盘，已放弃；此前显示「已存」的都在。",
        "{changes} changes could not be written and were given up; everything shown as saved is there.";
    cli_about => "六有：社会组织党建实地检查，不联网也能用。不写命令就打开界面。",
        "liuyou: field inspection of social organisations, without a network.\nWithout a command it opens the screen.";
    cli_about_demo => "打开一份演示数据，退出时自动删除", "Open a made-up county, removed again on leaving";
    cli_about_init => "新建数据文件，不打开界面", "Make a data file without opening the screen";
    cli_about_import => "导入社会组织名册（xlsx、xls、ods、csv）", "Take in a register of organisations (xlsx, xls, ods, csv)";
    cli_about_export => "导出检查记录、检查结果汇总、修改记录或社会组织名册", "Write visits, answers, changes or organisations to a file";
    cli_about_duplicates => "查找、合并可能重复的社会组织", "Find and join organisations that may be one";
    cli_help_duplicates_action => "join 合并，undo 撤销合并；不写则列出可能重复的", "join two, or undo a join; else the possible ones are listed";
    cli_help_duplicates_names => "信用代码或完整名称：保留的，并入的", "Codes or whole names: the one to keep, then the other";
    cli_about_status => "显示各类数据的数量", "Show how much of everything there is";
    cli_about_check => "核对数据是否完好，只看不改", "Check that the data is sound, changing nothing";
    cli_about_rebuild => "按操作记录重新生成查询用的数据表", "Make the query tables anew from the journal";

    cli_heading_usage => "用法：", "Usage: ";
    cli_heading_commands => "命令：", "Commands:";
    cli_heading_arguments => "参数：", "Arguments:";
    cli_heading_options => "选项：", "Options:";
    cli_heading_examples => "示例：", "Examples:";
    cli_usage_command => "[命令]", "[COMMAND]";
    cli_usage_options => "[选项]", "[OPTIONS]";

    cli_help_data_dir => "数据所在的文件夹，不写则用系统默认位置", "Folder of the data, instead of the system's own";
    cli_help_lang => "界面语言：中文 zh、英文 en", "Language: zh Chinese, en English";
    cli_help_help => "显示本帮助", "Show this help";
    cli_help_version => "显示版本号", "Show the version";
    cli_help_demo => "放入演示数据：一个虚构的县", "Put a made-up county in";
    cli_help_scale => "放入 N 家生成的社会组织，供试用大数据量", "Put in N generated organisations, for a trial";
    cli_help_subject => "visits 检查，organisations 名册，answers 每项一列，audit 修改记录", "visits, organisations, answers (an item a column), audit";
    cli_help_format => "文件格式：csv、xlsx、json、md；audit 只有 csv，不用写", "File format: csv, xlsx, json, md; audit is always csv";
    cli_help_out => "写到哪个文件", "File to write";
    cli_help_from => "从哪天起的检查，如 2026-01-01", "First day of the visits, such as 2026-01-01";
    cli_help_to => "到哪天为止的检查，含当天", "Last day of the visits, included";
    cli_help_encoding => "CSV 的编码：utf8（默认）、gb18030", "Encoding of CSV: utf8 (the default), gb18030";
    cli_help_import_subject => "导入什么：社会组织名册 organisations", "What to take in: organisations";
    cli_help_import_file => "名册文件，类型和编码自动识别", "The register; its kind and encoding are found out";
    cli_help_sheet => "工作表名称，不写则用第一个有表头的", "Sheet to read, if not the first with a header";
    cli_help_map => "指定某项在哪一列，如 head=F，可写多次", "Where a field stands, like head=F; may be repeated";
    cli_help_dry_run => "只看会导入什么，不写入", "Only show what would be taken in";
    cli_help_strict => "有一行不能导入，就全部不导入", "Take in nothing if a single row is refused";
    cli_help_json => "以 JSON 输出，供其他程序读取", "Print JSON, for other programs";

    cli_unknown_argument(argument: &str, help: &str) => "不认识参数「{argument}」。请运行 {help} 查看用法。",
        "Unknown argument [{argument}]. Run {help} to see what there is.";
    cli_unknown_command(command: &str, help: &str) => "没有「{command}」这个命令。请运行 {help} 查看有哪些命令。",
        "There is no command [{command}]. Run {help} to see what there is.";
    cli_no_value(argument: &str, help: &str) => "参数 {argument} 后面缺少内容。请运行 {help} 查看用法。",
        "Argument {argument} needs a value. Run {help} to see which.";
    cli_needless_value(argument: &str, help: &str) => "参数 {argument} 后面不带内容。请运行 {help} 查看用法。",
        "Argument {argument} takes no value. Run {help} to see how it is used.";
    cli_not_a_choice(argument: &str, value: &str, choices: &str, help: &str) => "{argument} 不能是「{value}」，只能是 {choices}。用法见 {help}。",
        "{argument} cannot be [{value}], only {choices}. See {help}.";
    cli_not_a_date(argument: &str, value: &str, help: &str) => "{argument} 的「{value}」不是日期，请写成 2026-01-31 这样。用法见 {help}。",
        "{argument}: [{value}] is no date, write it like 2026-01-31. See {help}.";
    cli_not_a_scale(argument: &str, value: &str, help: &str) => "{argument} 不能是「{value}」，请写 1 至 1000000 的整数。用法见 {help}。",
        "{argument} cannot be [{value}], write a whole number from 1 to 1000000. See {help}.";
    cli_missing(arguments: &str, help: &str) => "缺少参数 {arguments}。请运行 {help} 查看用法。",
        "Missing: {arguments}. Run {help} to see how it is used.";
    cli_conflict(one: &str, other: &str, help: &str) => "{one} 和 {other} 不能同时用，请只留一个。用法见 {help}。",
        "{one} and {other} cannot be used together, keep one of them. See {help}.";
    cli_twice(argument: &str, help: &str) => "参数 {argument} 写了两次，请只留一个。用法见 {help}。",
        "Argument {argument} is given twice, keep one of them. See {help}.";
    cli_not_text(help: &str) => "参数里有无法识别的字符。请改写后再试，用法见 {help}。",
        "An argument holds bytes that are no text. Write it anew; see {help}.";
    cli_unreadable(help: &str) => "参数读不懂。请运行 {help} 查看用法。", "The arguments cannot be read. Run {help} to see how they are used.";
    cli_only_csv(help: &str) => "--encoding 只用于 csv，其他格式请去掉它。用法见 {help}。",
        "--encoding is for csv alone, leave it out for other formats. See {help}.";
    cli_only_visits(help: &str) => "--from 和 --to 只用于导出 visits、answers 和 audit --all，其他请去掉。用法见 {help}。",
        "--from and --to are for visits alone, leave them out for organisations. See {help}.";
    cli_days_swapped(help: &str) => "--from 晚于 --to，请对调两个日期。用法见 {help}。", "--from is after --to, swap the two days. See {help}.";

    cli_bad_map(given: &str, fields: &str, help: &str) => "--map 的「{given}」读不懂，应为 项目=列，项目有：{fields}。用法见 {help}。",
        "--map: [{given}] is not FIELD=COLUMN; the fields are {fields}. See {help}.";

    cli_import_sheet(sheet: &str, row: u32, columns: String) => "工作表「{sheet}」，表头在第 {row} 行，认出：{columns}",
        "Sheet [{sheet}], header in row {row}, recognised: {columns}";
    cli_import_header(row: u32, columns: String) => "表头在第 {row} 行，认出：{columns}", "Header in row {row}, recognised: {columns}";
    cli_import_column(field: &str, column: &str) => "{field}（{column}）", "{field} ({column})";
    cli_import_unknown(columns: String) => "没有用到的列：{columns}", "Columns not used: {columns}";
    cli_import_counts(added: u64, updated: u64, unchanged: u64) => "新增 {added}，更新 {updated}，无变化 {unchanged}",
        "Added {added}, updated {updated}, unchanged {unchanged}";
    cli_import_refused(n: u64) => "未导入的行：{n}", "Rows refused: {n}";
    cli_import_warnings(n: u64) => "提醒：{n}", "Warnings: {n}";
    cli_import_twins(n: u64) => "可能重复：{n}", "Possible duplicates: {n}";
    cli_import_more(n: usize) => "还有 {n} 条，加 --json 可看全部", "{n} more; --json lists them all";
    cli_import_dry_run => "以上只是预演，数据没有改动。去掉 --dry-run 即正式导入。", "This was a rehearsal; nothing was changed. Leave out --dry-run to take it in.";
    cli_import_written => "已导入，全部写进数据文件。", "Taken in; all of it is in the data file.";
    cli_import_kept_out(rows: u64) => "有 {rows} 行不能导入，按 --strict 全部没有导入。请改好这些行，或去掉 --strict 再试。",
        "{rows} rows were refused, and with --strict nothing was taken in. Mend them, or leave out --strict.";

    cli_no_terminal => "这里不是终端，打不开界面。请在终端窗口里直接运行 liuyou，其他用法见 liuyou --help。",
        "The screen needs a terminal and this is none. Run liuyou in a terminal window; for other uses see liuyou --help.";
    cli_no_folder => "找不到本机存放数据的位置。请用 --data-dir 指定一个文件夹。",
        "This computer names no place for data. Name a folder with --data-dir.";
    cli_terminal_failed(cause: String) => "终端出错（{cause}）。已存的数据都在，请重新打开终端再运行 liuyou。",
        "The terminal failed ({cause}). Everything saved is still there; open a terminal anew and run liuyou.";
    cli_no_throwaway(path: String, cause: String) => "临时文件夹 {path} 建不了（{cause}）。请清出空间，或用环境变量 TMPDIR（Windows 为 TEMP）换一个位置。",
        "Cannot make the temporary folder {path} ({cause}). Make room, or name another place in TMPDIR (TEMP on Windows).";
    cli_not_printed(cause: String) => "结果没能全部输出（{cause}）。请检查输出的去向后再试。",
        "The result could not be printed whole ({cause}). See where the output goes and try again.";
    cli_not_exported(path: String, cause: String) => "无法写入 {path}（{cause}）。请用 --out 换一个位置，或关闭正在打开它的程序后再试。",
        "Cannot write {path} ({cause}). Name another place with --out, or close the program that holds the file.";

    cli_made(path: String) => "数据文件已建好：{path}", "The data file is ready: {path}";
    cli_exported_file(path: String) => "已写出：{path}", "Written: {path}";
    cli_exported(n: u64) => "共 {n} 条记录", "{n} records in all";
    cli_rebuilt => "查询用的数据表已重新生成，与操作记录一致。", "The query tables are made anew and agree with the journal.";
    cli_sound => "数据完好：文件无损坏，数据表与操作记录一致。", "The data is sound: the file is whole and its tables agree with the journal.";
    cli_damaged(what: String) => "数据文件有损坏（{what}）。请先把数据文件夹整个复制一份，再找技术人员处理。",
        "The data file is damaged ({what}). Copy the whole data folder first, then ask someone who knows SQLite.";
    cli_differs(table: &str, stored: String, rebuilt: String) => "数据表 {table} 与操作记录不一致：现为「{stored}」，应为「{rebuilt}」。请先复制数据文件夹，再运行 liuyou rebuild。",
        "Table {table} disagrees with the journal: it holds [{stored}], the journal gives [{rebuilt}]. Copy the data folder, then run liuyou rebuild.";
    cli_no_row => "没有这一行", "no such row";

    cli_count_file(path: String) => "数据文件：{path}", "Data file: {path}";
    cli_count_organisations(n: u64) => "社会组织：{n}", "Organisations: {n}";
    cli_count_visits(n: u64, states: String) => "检查：{n}（{states}）", "Visits: {n} ({states})";
    cli_count_answers(n: u64) => "已答检查项：{n}", "Answers: {n}";
    cli_count_operations(n: u64) => "操作记录：{n}", "Operations: {n}";
    cli_count_unsynced(n: u64) => "未同步操作：{n}", "Operations not synced: {n}";
    cli_count_schema(n: u64) => "数据文件版本：{n}", "Data file version: {n}";
}
