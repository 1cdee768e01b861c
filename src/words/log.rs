//! What the exported files say: titles, column headings, and what went wrong while writing them.

use super::{Words, words};
use crate::domain::calendar::Date;

words! {
    title_visits => "检查记录", "Visit log";
    title_organisations => "社会组织名册", "Register of social organisations";
    sheet_visits => "检查记录", "Visits";
    sheet_answers => "逐项结果", "Answers";
    sheet_organisations => "社会组织", "Organisations";
    column_visit_id => "记录编号", "Visit id";
    column_visit_state => "状态", "Status";
    column_organisation_name => "组织名称", "Organisation";
    column_credit_code => "统一社会信用代码", "Credit code";
    column_area => "所在镇街", "Area";
    column_authority => "业务主管单位", "Authority";
    column_organisation_class => "组织类别", "Kind";
    column_checklist => "检查表", "Checklist";
    column_checklist_name => "检查表名称", "Checklist name";
    column_visit_mode => "检查方式", "Mode";
    column_started => "开始时间", "Started";
    column_finished => "完成时间", "Finished";
    column_inspector_name => "检查人", "Inspector";
    column_second_inspector => "第二检查人", "Second inspector";
    column_inspecting_unit => "检查单位", "Unit";
    column_answered => "已检查项", "Answered";
    column_item_count => "检查项数", "Items";
    column_points_earned => "得分", "Points earned";
    column_points_possible => "应得分", "Points possible";
    column_score_percent => "得分率(%)", "Score (%)";
    column_verdict => "结论", "Verdict";
    column_veto_failed => "否决项未过", "Veto failed";
    column_correction_count => "更正次数", "Corrections";
    column_correction_reasons => "更正原因", "Reasons for corrections";
    column_visit_date => "检查日期", "Date";
    column_section_code => "类别号", "Section";
    column_section_name => "类别", "Section name";
    column_item_code => "项号", "Item";
    column_item_name => "检查项", "Item name";
    column_item_points => "分值", "Points";
    column_veto_item => "否决项", "Veto";
    column_answer_code => "结果代码", "Answer code";
    column_answer_label => "结果", "Answer";
    column_remark => "备注", "Remark";
    column_original_answer => "更正前结果", "Original answer";
    column_original_remark => "更正前备注", "Original remark";
    column_conflict => "结果冲突", "Conflict";
    column_evidence => "佐证材料", "Evidence";
    column_file => "文件名", "File";
    column_original_name => "原文件名", "Original name";
    column_file_kind => "类型", "Kind";
    column_file_size => "大小（字节）", "Size (bytes)";
    column_file_caption => "说明", "Caption";
    column_file_added => "附上时间", "Attached";
    column_file_by => "附上人", "Attached by";
    column_file_state => "状态", "State";
    log_evidence_index => "清单", "index";
    log_evidence_whole => "整体", "visit";
    log_evidence_lost(name: &str, state: &str) => "{name}（{state}）", "{name} ({state})";
    export_not_empty(folder: String, file: String) => "{folder} 里有这次导出之外的文件（{file}），没有导出，什么都没有改动。请移走它，或换一个导出文件名。",
        "{folder} holds a file that is not of this export ({file}); nothing was exported or changed. Move it away, or choose another name for the export.";
    column_registered_on => "登记日期", "Registered";
    column_organisation_status => "状态", "Status";
    column_address => "地址", "Address";
    column_head_of => "负责人", "Head";
    column_contact => "联系人", "Contact";
    column_phone => "电话", "Phone";
    column_staff => "从业人员", "Staff";
    column_members => "会员", "Members";
    column_party_members => "正式党员", "Party members";
    column_party_full_here => "专职已转", "Full-time, transferred";
    column_party_full_elsewhere => "专职未转", "Full-time, not transferred";
    column_party_part_here => "兼职已转", "Part-time, transferred";
    column_party_part_elsewhere => "兼职未转", "Part-time, not transferred";
    column_branch_form => "组建方式", "Branch form";
    column_standing => "检查情况", "Standing";
    column_last_visit => "上次检查", "Last visit";
    column_last_score => "上次得分率(%)", "Last score (%)";
    column_next_due => "下次到期", "Due";
    column_status_reason => "不列入原因", "Why excluded";
    column_probationary => "预备党员", "Probationary members";
    column_candidates => "发展对象", "Candidates for membership";
    column_activists => "入党积极分子", "Activists";
    column_applicants => "入党申请人", "Applicants";
    column_women => "妇联", "Women's Federation";
    column_branch_name => "党组织名称", "Party organisation";
    column_no_branch_reason => "未建原因", "Why no Party organisation";
    column_charter => "党建入章", "Party-building in the charter";
    column_values => "核心价值观入章", "Core values in the charter";
    column_cross_appointed => "双向进入、交叉任职", "Cross-appointed";
    column_head_secretary => "负责人任书记", "Head is secretary";
    column_census => "四清排查", "Census";
    column_census_date => "排查日期", "Day of the census";
    column_census_by => "排查人", "Census by";
    column_census_note => "排查备注", "Remark on the census";
    column_found_branch => "现场有无党组织", "Found: Party organisation";
    column_found_members => "现场会员", "Found: members";
    column_found_staff => "现场从业人员", "Found: staff";
    column_found_full_here => "现场专职已转", "Found: full-time, transferred";
    column_found_full_elsewhere => "现场专职未转", "Found: full-time, not transferred";
    column_found_part_here => "现场兼职已转", "Found: part-time, transferred";
    column_found_part_elsewhere => "现场兼职未转", "Found: part-time, not transferred";
    column_found_probationary => "现场预备党员", "Found: probationary members";
    column_found_candidates => "现场发展对象", "Found: candidates";
    column_found_activists => "现场入党积极分子", "Found: activists";
    column_found_applicants => "现场入党申请人", "Found: applicants";
    log_not_filled => "未填", "Not filled in";
    column_ledger => "台账数", "Ledger";
    log_not_checked => "未检查", "Not checked";
    log_yes => "是", "Yes";
    log_no => "否", "No";
    log_list_separator => "；", "; ";
    log_fact => "事项", "Fact";
    log_value => "内容", "Value";
    log_cut_here => "[此处截断，全文见 CSV]", "[cut here; the whole text is in the CSV export]";
    log_days_between(from: Date, to: Date) => "{from} 至 {to}", "{from} to {to}";
    log_days_since(from: Date) => "{from} 起", "From {from}";
    log_days_until(to: Date) => "截至 {to}", "Until {to}";
    export_not_written(path: String, cause: String) => "{path} 没有写成（{cause}）。原有文件未改动。请看文件夹是否存在、可写、有空间，文件是否正被别的程序打开，或换一个位置。",
        "{path} was not written ({cause}). An older file is unchanged. See that the folder exists, can be written and has room, and that no other program holds the file open; or choose another place.";
    export_days => "起始日期晚于结束日期，没有导出。请调换或改正两个日期。",
        "The first day is after the last; nothing was exported. Swap or correct the two days.";
    export_cancelled => "已取消导出，没有留下文件，原有文件未改动。",
        "The export was cancelled. No file is left behind and an older one is unchanged.";
}

impl Words {
    pub fn log_yes_no(self, yes: bool) -> &'static str {
        if yes { self.log_yes() } else { self.log_no() }
    }

    /// The days an export was asked for; none where it holds all.
    pub fn log_days(self, from: Option<Date>, to: Option<Date>) -> Option<String> {
        match (from, to) {
            (Some(from), Some(to)) => Some(self.log_days_between(from, to)),
            (Some(from), None) => Some(self.log_days_since(from)),
            (None, Some(to)) => Some(self.log_days_until(to)),
            (None, None) => None,
        }
    }
}
