//! What the screens say, and the names of keys and actions.

use super::{Words, words};
use crate::domain::export::Format;
use crate::theme::{Borders, Palette};

words! {
    title_find_item => "查找检查项", "Find an item";
    title_area => "镇街", "Area";
    title_authority => "主管单位", "Authority";
    title_standing => "状态", "State";
    finished_hint => "这次检查已完成，要改请按 F9 更正。", "This visit is finished; F9 corrects it.";
    program => "六有", "liuyou";
    today => "今日工作", "Today";
    organisations => "社会组织", "Organisations";
    export => "导出", "Export";
    settings => "设置", "Settings";
    help => "按键说明", "Keys";
    palette => "全部命令", "All commands";
    welcome => "首次使用", "First start";
    reading => "正在读取", "Reading";
    all => "全部", "All";
    list_comma => "、", ", ";
    read_only_short => "只读", "Read-only";
    too_small(columns: u16, rows: u16) => "窗口太小，请放大到至少 {columns} 列 {rows} 行。", "The window is too small; make it at least {columns} columns by {rows} rows.";

    saved(n: u64) => "已存 {n}", "Saved: {n}";
    not_saved_count(n: usize) => "未保存 {n}", "Not saved: {n}";
    not_saved(why: String) => "未保存，正在重试。{why}", "Not saved, trying again. {why}";
    saved_after_all => "已全部存好。", "Everything is saved now.";

    count_organisations => "组织", "Organisations";
    count_never => "未检查", "Never visited";
    count_overdue => "逾期", "Overdue";
    count_soon => "即将到期", "Due soon";
    count_drafts => "草稿", "Drafts";
    not_synced(n: u64) => "未同步的改动：{n} 项，都存在本机。", "Not synced yet: {n}, all kept on this computer.";
    no_organisations => "还没有社会组织。在今日工作按 F10、在组织列表按 F8 导入名册，按 F7 逐家登记。", "There are no organisations yet. F10 on Today or F8 in the list takes in a register; F7 in the list writes one down.";
    drafts_to_go_on => "继续检查", "Unfinished visits";
    no_drafts => "没有未完成的检查。", "No visit is unfinished.";
    visits_due => "到期检查", "Visits due";
    none_due => "近期没有到期的检查。", "No visit is due soon.";
    days_late(days: i64) => "逾期 {days:>3} 天", "{days:>3} days overdue";
    due_today => "今日到期", "due today";
    days_ahead(days: i64) => "{days:>3} 天后到期", "in {days:>3} days";

    find => "查找", "Find";
    find_hint => "名称、拼音、首字母或信用代码", "name, pinyin, initials or credit code";
    nothing_found => "没有符合条件的。", "Nothing matches.";
    position_of_more(at: u64, n: u64) => "{at} / {n} 以上", "{at} / {n} or more";

    new_organisation => "登记社会组织", "New organisation";
    change_organisation => "修改组织信息", "Change the organisation";
    field_organisation => "名称", "Name";
    field_phone => "电话", "Phone";
    organisation_name_needed => "请填写组织名称。", "The organisation needs a name.";
    code_length(length: usize) => "信用代码应为 18 位，现为 {length} 位。没有代码可以留空。", "A credit code has 18 characters, this one {length}. It may be left empty.";
    code_character(character: char, at: usize) => "信用代码第 {at} 位不能是 {character}（不用 I O S V Z）。", "Character {at} of the credit code cannot be {character} (I O S V Z are not used).";
    code_check(right: char) => "信用代码校验不符，末位应为 {right}，请核对。", "The credit code does not check; its last character should be {right}.";
    code_inner(right: char) => "提示：代码中组织机构代码校验位应为 {right}，请核对证书。", "Note: the organisation number inside the code should end in {right}; see the certificate.";
    without_name => "（未填名称）", "(no name)";
    not_given => "未填", "not given";
    no_code => "无信用代码", "no credit code";
    fact_code => "信用代码", "Credit code";
    fact_kind => "类别", "Kind";
    fact_area => "镇街", "Area";
    fact_authority => "主管单位", "Authority";
    fact_address => "地址", "Address";
    fact_head => "负责人", "Head";
    fact_contact => "联系人", "Contact";
    fact_staff => "人员", "People";
    staff_and_members(staff: u32, members: u32) => "从业 {staff} 人，会员 {members}", "{staff} staff, {members} members";
    staff_only(staff: u32) => "从业 {staff} 人", "{staff} staff";
    fact_party => "正式党员", "Party members";
    fact_branch => "党组织", "Branch";
    fact_secretary => "书记", "Secretary";
    fact_election => "换届日期", "Election due";
    fact_shared => "联建单位", "Shared with";
    fact_people => "指导人员", "Guidance";
    no_branch => "未建", "none yet";
    nobody => "尚未指派", "nobody assigned";
    start_something => "开始检查、走访或填写记录", "Start a check, a visit or a record";
    go_on => "继续", "Go on";
    title_template => "选择模板", "Choose a template";
    start_visit(name: &str) => "开始{name}", "Start: {name}";
    go_on_with_draft(answered: u32, items: u32) => "继续填写（已答 {answered}/{items}）", "Go on with the draft ({answered}/{items})";
    visits_so_far => "历次检查和记录", "Visits and records so far";
    no_visits => "还没有检查记录。", "No visit yet.";
    draft_progress(answered: u32, items: u32) => "未完成 {answered}/{items}", "in progress {answered}/{items}";
    corrected_short => "更正", "corr.";

    running_score(score: String) => "得分 {score}", "Score {score}";
    points(points: u32) => "{points} 分", "{points} pt";
    points_veto(points: u32) => "{points} 分 否决项", "{points} pt, veto";
    criterion => "判定标准", "Criterion";
    method => "检查方式", "How";
    last_time => "上次", "Last time";
    first_visit => "首次检查", "first visit";
    not_checked => "未检查", "not checked";
    first_answer => "原答案", "At first";
    remark => "备注", "Remark";
    basis(text: &str) => "依据：{text}", "Basis: {text}";
    conflict => "答案不一，暂按较差的计。作答或按 Ctrl+X 选定。", "Answers differ; the worse one counts. Ctrl+X decides.";
    correcting(reason: String) => "更正中：{reason}", "Correcting: {reason}";
    correcting_hint => "现在可以改答案，每处改动都记下原因。按 F9 结束更正。", "Answers can be changed now; each change keeps the reason. F9 ends the correction.";
    correction_done => "更正已记录。", "The correction is recorded.";
    original_shown => "正在显示完成时的原始答案。", "The answers as first finished are shown.";
    never_corrected => "这次检查没有更正过。", "This visit was never corrected.";
    all_answered => "全部答完，按 F9 完成检查。", "Everything is answered; F9 finishes the visit.";
    last_item => "已到最后一项，按 F7 去未答的。", "This is the last item; F7 goes to what is unanswered.";
    no_such_option(keys: String) => "本项可按：{keys}", "Keys for this item: {keys}";
    nothing_to_undo => "没有可撤销的。", "There is nothing to undo.";
    undone(item: &str) => "已撤销 {item} 的上一步。", "Took back the last step on {item}.";
    no_remark_yet => "还没有写过备注。", "No remark has been written yet.";
    finished(score: String, verdict: &str) => "检查完成：{score} 分，{verdict}。", "Visit finished: {score}, {verdict}.";

    finish_title => "完成检查", "Finish the visit";
    finish_score(score: String, verdict: &str) => "得分 {score}，结论：{verdict}", "Score {score}, verdict: {verdict}";
    finish_veto => "有否决项不合格或未检查，结论为不达标。", "A veto item fails or was not checked: the visit fails.";
    finish_complete => "全部检查项都已答。", "Every item is answered.";
    finish_missing(n: usize, items: String) => "还有 {n} 项未答，完成后按 0 分计：{items}", "{n} items are unanswered and will count 0: {items}";
    finish_one_inspector => "只有一名检查人。正式检查须两人以上，按 F8 填写。", "Only one inspector is named. A formal check needs two; F8 names the second.";
    finish_keys => "Enter 完成   Esc 返回", "Enter finish   Esc back";
    finish_keys_missing => "Enter 去答未答项   F9 仍然完成   Esc 返回", "Enter answer the rest   F9 finish anyway   Esc back";
    correct_title => "更正已完成的检查", "Correct a finished visit";
    correct_hint => "原始答案会保留，随时可查。请写明更正原因。", "The first answers are kept and can be read at any time. Say why this is corrected.";
    reason => "原因", "Reason";
    reason_needed => "请先写明原因。", "Say why first.";
    details_title => "检查信息", "About this visit";
    details_hint => "现场检查不得少于两人。姓名会记入检查记录，下次自动带出。", "An on-site check needs two people. The name goes into the log and is offered next time.";
    field_companion => "第二检查人", "Second inspector";
    field_mode => "检查形式", "Mode";
    quit_title => "还有内容未保存", "Something is not saved";
    quit_unsaved(n: u32, why: String) => "还有 {n} 处未写入磁盘。{why}", "{n} changes are not on the disk. {why}";
    quit_keys => "Esc 返回继续重试   F10 放弃并退出", "Esc stay and keep trying   F10 quit without them";

    welcome_what => "六有：社会组织党建现场检查，不联网也能用，全程用键盘。", "liuyou: field inspection of social organisations, offline, by keyboard.";
    welcome_saved => "每答一项立即存盘，断电也不丢；没有保存键。", "Every answer is on the disk at once, even if the power fails; there is no save key.";
    welcome_where => "数据只在本机，不上传。请勿录入涉密内容。", "The data stays on this computer. Do not enter state secrets.";
    field_language => "语言 Language", "Language 中文";
    field_name => "姓名", "Name";
    field_unit => "单位", "Unit";
    field_area => "镇街", "Area";
    field_theme => "配色", "Colours";
    field_borders => "边框", "Borders";
    name_needed => "请填写姓名，检查记录上要用。", "A name is needed; it stands on every visit.";
    borders_hint => "如果边框错位或断开，请改用 ASCII 边框。", "If frames look broken in this terminal, choose ASCII borders.";
    data_folder(folder: String) => "数据文件夹：{folder}", "Data folder: {folder}";
    no_colour_set => "已设置 NO_COLOR，不显示颜色。", "NO_COLOR is set; no colour is shown.";
    palette_dark => "深色终端", "Dark terminal";
    palette_light => "浅色终端", "Light terminal";
    palette_plain => "不用颜色", "No colour";
    borders_lines => "线条", "Lines";
    borders_ascii => "ASCII", "ASCII";

    field_subject => "内容", "What";
    subject_visits => "检查记录", "Visit log";
    subject_organisations => "组织名册", "Organisations";
    field_format => "格式", "Format";
    format_xlsx => "Excel 表格 (xlsx)", "Excel (xlsx)";
    format_csv => "CSV 表格", "CSV";
    format_markdown => "阅读文本 (Markdown)", "For reading (Markdown)";
    format_json => "数据交换 (JSON)", "For programs (JSON)";
    field_encoding => "CSV 编码", "CSV encoding";
    field_from => "起始日期", "From day";
    field_to => "截止日期", "To day";
    field_file => "文件", "File";
    file_visits => "检查记录", "visits";
    file_organisations => "组织名册", "organisations";
    hint_csv => "检查和答案各一个文件。UTF-8 带标记，Excel 和 WPS 可直接打开；老软件选 GB18030。", "One file of visits and one of answers. UTF-8 with a mark opens right in Excel and WPS; choose GB18030 for old software.";
    hint_xlsx => "检查和答案各一张表，表头冻结，信用代码为文本。", "One sheet of visits and one of answers; frozen header, credit codes as text.";
    hint_json => "结构化数据，供其他程序读取。", "Structured data for other programs.";
    hint_markdown => "逐次列出，便于阅读和打印。", "Visit by visit, for reading and printing.";
    no_date(text: String) => "「{text}」不是日期，请写成 2026-11-22。", "[{text}] is no date; write it as 2026-11-22.";
    file_needed => "请填写文件名。", "A file name is needed.";
    export_running => "正在导出，Esc 取消。", "Exporting; Esc cancels.";
    written(n: u64, files: String) => "已导出 {n} 条：{files}", "Wrote {n} records: {files}";

    import_register => "导入名册", "Take in a register";
    import_file_needed => "请先填写名册文件的路径。", "Name the register's file first.";
    import_hint_path => "输入或粘贴名册文件的完整路径，按 Enter 读取。", "Type or paste the whole path of the register's file; Enter reads it.";
    import_hint_kinds => "可用 xlsx、xls、ods 表格和 csv、txt 文本，编码和表头自动识别。", "Spreadsheets (xlsx, xls, ods) and text (csv, txt); encoding and header are found out.";
    import_hint_preview => "先看预览，数据不动；在预览里按 F9 才正式导入。", "A preview comes first and changes nothing; F9 there takes the register in.";
    import_reading => "正在读取，Esc 取消。", "Reading; Esc cancels.";
    import_running => "正在导入，Esc 取消；取消后数据不变。", "Taking it in; Esc cancels and leaves the data as it was.";
    import_cancelled => "已取消，数据没有改动。", "Cancelled; the data is as it was.";
    import_no_header => "前 30 行里找不到表头：至少要有「单位名称」一列。请在表格里写明后再试。", "No header is found in the first 30 rows: a column of names is needed. Give it one in the file and try again.";
    import_sheet(sheet: &str, at: usize, of: usize) => "工作表「{sheet}」（{at}/{of}）", "Sheet [{sheet}] ({at}/{of})";
    import_encoding(encoding: &str) => "编码 {encoding}", "Encoding {encoding}";
    import_header_row(row: u32) => "表头在第 {row} 行", "Header in row {row}";
    import_no_header_row => "没有表头", "No header";
    import_heading => "预览：", "Preview: ";
    import_heading_done => "已导入：", "Taken in: ";
    import_counts(added: u64, updated: u64, unchanged: u64) => "新增 {added}  更新 {updated}  无变化 {unchanged}", "{added} new  {updated} changed  {unchanged} as before";
    import_refused(n: u64) => "不导入 {n} 行", "{n} rows kept out";
    import_list_columns => "列", "Columns";
    import_list_refused => "不导入的行", "Kept out";
    import_list_warned => "提醒", "Warnings";
    import_list_twins => "可能重复", "Possible duplicates";
    import_none => "没有。", "None.";
    import_no_heading => "（无表头）", "(no header)";
    import_not_used => "不导入", "not used";
    import_name_needed => "名称列不能去掉；请先把另一列定为名称。", "The column of names is needed; make another column the names first.";
    import_nothing_new => "没有要新增或更新的。", "There is nothing to add or change.";
    import_done(added: u64, updated: u64, refused: u64) => "已导入并存盘：新增 {added}，更新 {updated}，未导入 {refused} 行。", "Taken in and saved: {added} new, {updated} changed, {refused} rows kept out.";
    import_hint_columns => "上下键选列，Enter 更改这一列的用途；F7 换文件。", "Up and Down choose a column, Enter changes what it holds; F7 names another file.";
    duplicates_list_joined => "已合并", "Joined";
    duplicates_list_apart => "不是同一家", "Told apart";
    duplicates_left => "左", "Left";
    duplicates_right => "右", "Right";
    duplicates_kept => "保留的", "Kept";
    duplicates_gone => "并入的", "Joined into it";
    duplicates_work => "已有工作", "Work so far";
    duplicates_visits(visits: u64, people: u64) => "检查 {visits} 次，指导 {people} 人", "{visits} visits, {people} assigned";
    title_column => "这一列是", "This column is";

    help_input_method => "开着中文输入法时字母键到不了程序：用数字、方向键和 F 键即可完成全部操作。", "With a Chinese input method on, letters do not arrive: digits, arrows and F-keys do everything.";
    help_saved => "每一处改动立即写入磁盘，屏幕上的「已存」数字随之增加；写不进去时显示「未保存」并自动重试。", "Every change goes to the disk at once and moves the Saved counter; if it cannot be written, Not saved is shown and it is tried again.";
    more_below => "下面还有", "more below";

    key_name_space => "空格", "Space";
    key_name_up => "上", "Up";
    key_name_down => "下", "Down";
    key_name_left => "左", "Left";
    key_name_right => "右", "Right";
    key_open => "打开", "open";
    key_find_organisation => "查找组织", "find";
    key_export => "导出", "export";
    key_settings => "设置", "settings";
    key_import => "导入", "import";
    key_read_file => "读取预览", "read and show";
    key_take_in => "导入", "import";
    key_sheet => "换工作表", "sheet";
    key_encoding => "换编码", "encoding";
    key_next_list => "切换", "list";
    key_previous_list => "往回切换", "previous list";
    key_column => "更改这一列", "change the column";
    key_other_file => "换文件", "another file";
    key_duplicates => "可能重复", "duplicates";
    key_keep_left => "留左边", "keep left";
    key_keep_right => "留右边", "right";
    key_different => "不是同一家", "both";
    key_up => "上移", "up";
    key_down => "下移", "down";
    key_page_up => "上一页", "page up";
    key_page_down => "下一页", "page down";
    key_first => "到开头", "to the first";
    key_last => "到末尾", "to the last";
    key_new => "登记", "new";
    key_edit => "修改信息", "change";
    key_save => "保存", "save";
    key_quit => "退出", "quit";
    key_back => "返回", "back";
    key_clear_or_back => "返回", "back";
    key_area => "镇街", "area";
    key_authority => "主管单位", "authority";
    key_standing => "状态", "state";
    key_clear_filters => "取消筛选", "clear filters";
    key_answer => "作答", "answer";
    key_clear => "清除答案", "clear the answer";
    key_remark => "备注", "remark";
    key_undo => "撤销", "undo";
    key_repeat => "重复上条备注", "repeat last remark";
    key_find_item => "查找检查项", "find an item";
    key_unanswered => "下个未答", "unanswered";
    key_details => "检查信息", "about the visit";
    key_finish => "完成", "finish";
    key_next_item => "下一项", "next item";
    key_previous_item => "上一项", "previous item";
    key_next_section => "下一部分", "next section";
    key_previous_section => "上一部分", "previous section";
    key_correct => "更正", "correct";
    key_original => "原始答案", "first answers";
    key_leave_field => "存并返回", "save and leave";
    key_write_file => "导出", "write the file";
    key_next_field => "下一栏", "next field";
    key_previous_field => "上一栏", "previous field";
    key_change => "更改", "change";
    key_change_back => "往回更改", "change back";
    key_begin => "开始", "begin";
    key_choose => "选定", "choose";
    key_cancel => "取消", "cancel";
    key_confirm => "确定", "confirm";
    key_finish_anyway => "仍然完成", "finish anyway";
    key_quit_anyway => "放弃并退出", "quit without saving";
    key_stay => "返回", "back";
    key_palette => "命令", "menu";
    key_help => "帮助", "help";
}

impl Words {
    pub fn palette_name(self, palette: Palette) -> &'static str {
        match palette {
            Palette::Dark => self.palette_dark(),
            Palette::Light => self.palette_light(),
            Palette::Plain => self.palette_plain(),
        }
    }

    pub fn borders_name(self, borders: Borders) -> &'static str {
        match borders {
            Borders::Lines => self.borders_lines(),
            Borders::Ascii => self.borders_ascii(),
        }
    }

    pub fn format_name(self, format: Format) -> &'static str {
        match format {
            Format::Csv => self.format_csv(),
            Format::Xlsx => self.format_xlsx(),
            Format::Json => self.format_json(),
            Format::Markdown => self.format_markdown(),
        }
    }
}
