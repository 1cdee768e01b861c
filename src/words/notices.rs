//! Words of notices: kinds and stages, what is done with them, why it is refused, the registers and the screens.

use super::{Words, words};
use crate::domain::notice::{ActKind, Fault, NoNumber, NoticeKind, Refused, Stage, Way};

words! {
    kind_feedback => "现场反馈单", "On-site sheet";
    kind_reminder => "提醒函", "Reminder";
    kind_letter => "督办函", "Supervision letter";
    kind_circular => "通报", "Circular";
    kind_talk => "约谈通知书", "Call to a talk";
    kind_transfer => "移送函", "Transfer";

    stage_draft => "拟稿", "Draft";
    stage_issued => "已发出", "Issued";
    stage_served => "已送达", "Served";
    stage_replied => "已回复", "Answered";
    stage_withdrawn => "已撤回", "Withdrawn";

    way_in_person => "当面送达", "In person";
    way_post => "邮寄送达", "By post";
    way_electronic => "电子送达", "Electronically";
    way_announcement => "公告送达", "By announcement";

    act_issue => "发出", "Issue";
    act_serve => "送达", "Serve";
    act_receipt => "收回回证", "Receipt came back";
    act_reply => "收到回复", "Answer received";
    act_talk => "登记约谈", "Record the talk";
    act_withdraw => "撤回", "Withdraw";

    notices => "文书", "Notices";
    notices_none => "还没有文书。在问题上按 F2 拟稿。", "There is no notice yet. F2 on a finding drafts one.";
    notice_characters(n: usize) => "正文 {n} 字", "{n} characters";
    notice_characters_over(n: usize, most: u32) => "正文 {n} 字，超过 {most} 字", "{n} characters, more than {most}";
    notice_without_number => "（未编号）", "(no number yet)";
    notice_conflict => "两台电脑在互不知情时各自发出或改动了这份文书。以先编号的为准。", "Two laptops issued or changed this notice without knowing of each other. The first issue counts.";
    notice_replaces(number: &str) => "更正 {number}", "corrects {number}";
    notice_carries(n: usize) => "所涉问题 {n} 项", "Problems: {n}";
    notice_issued_as(number: &str) => "已发出：{number}", "Issued: {number}";
    notice_done(act: &str) => "已登记：{act}。", "Recorded: {act}.";
    notice_handed_over => "已当面交付，并记入所涉问题。", "Left on the spot and noted in its findings.";
    notice_hint_hand_over => "打印签字后当面交付；记为当面送达，发出后内容不能再改。拒签的写明原因。", "Printed, signed and left there: noted as served in person. Afterwards it stays as it is.";
    field_signed_by => "签收人", "Signed by";
    field_not_signed => "拒签原因", "Or why not";
    field_check_way => "检查方式", "Checked by";
    field_inspectors => "检查人员", "Inspectors";
    field_received_by => "接待人员", "Received by";
    field_result => "检查结果", "Result";
    notice_drafted(n: i64) => "已拟稿，序号 {n}。", "Drafted: {n}.";
    notice_not_one => "这些问题不能合并为一份文书：除致同一主管单位的督办函外，一份文书只对一家组织；通报按季度拟稿。", "These problems cannot go into one notice: only a letter to their common authority may be about several organisations, and a circular is drafted for a quarter.";
    notice_unanswered => "逾期未复", "unanswered";

    refused_notice_not_from(stage: &str, act: &str) => "文书现为「{stage}」，不能办理「{act}」。", "It is [{stage}]; [{act}] cannot be done from there.";
    refused_is_issued => "文书已经发出，内容不能再改。需要更正的，另拟一份更正。", "It was issued and stays as it is. To correct it, draft a new one that replaces it.";
    refused_no_office => "请先设定发文机关：liuyou notice office name=单位名称。", "Set the office first: liuyou notice office name=NAME.";
    refused_no_mark(kind: &str) => "「{kind}」还没有机关代字：liuyou notice office mark=代字。", "[{kind}] has no mark for its number yet: liuyou notice office mark=MARK.";
    refused_used_up(last: String) => "本机的号段已经用完（到 {last}）。请先分配新的号段。", "This laptop's numbers are used up (to {last}). Have a new block assigned.";
    refused_no_block(mark: &str, year: i16) => "本机没有 {mark} {year} 年的号段。请先分配。", "This laptop has no numbers of {mark} for {year}. Have a block assigned.";
    refused_given(number: String) => "{number} 已经用过。", "{number} was given already.";
    refused_empty => "标题、主送单位和正文不能空着。", "Title, addressee and text cannot be empty.";
    refused_not_signed => "请填写签收人；对方拒签的，写明原因。", "Enter who signed for it, or why nobody did.";
    refused_no_deadline => "请填写整改期限。", "Enter the deadline.";
    refused_deadline(day: String) => "期限 {day} 应晚于发出日期。", "The deadline {day} has to lie after the day of issue.";
    refused_finding(number: &str, why: &str) => "问题 {number}：{why}", "Finding {number}: {why}";

    fault_number_gap_one(number: String) => "缺号：{number}", "Missing: {number}";
    fault_number_gap(first: String, last: String) => "缺号：{first} 至 {last}", "Missing: {first} to {last}";
    fault_number_twice(number: String, times: u32) => "重号：{number} 用了 {times} 次", "Given {times} times: {number}";
    fault_number_unreadable(number: String) => "文号无法识别：「{number}」", "No document number: [{number}]";

    report_notices => "发文登记簿", "Register of notices";
    report_talks => "约谈台账", "Register of talks";
    table_notice_figures => "期内督促情况", "What was sent in the period";
    table_notices => "发文登记", "Notices";
    table_talks => "约谈登记", "Talks";
    talks_none => "期内没有约谈。", "No talk in the period.";
    talk_not_held => "未约谈", "not held yet";
    talk_signed => "已签字", "signed";
    talk_refused(why: &str) => "拒签：{why}", "not signed: {why}";
    figure_talks => "约谈社会组织", "Organisations called to a talk";
    figure_served => "已送达", "Served";
    figure_replied => "已回复", "Answered";
    figure_rounds => "督导轮次", "Rounds of supervision";
    figure_authorities => "涉及主管单位", "Authorities reached";
    column_what => "项目", "What";
    column_count => "数量", "Number";
    column_document_number => "发文字号", "Document number";
    column_notice_kind => "文种", "Kind";
    column_problems_carried => "问题数", "Problems";
    column_issued => "发出日期", "Issued";
    column_served => "送达日期", "Served";
    column_receipted => "回证日期", "Receipt";
    column_replied => "回复日期", "Answered";
    field_credit_code => "统一社会信用代码", "Credit code";
    field_head => "负责人", "Head";
    field_title => "标题", "Title";
    field_addressee => "主送", "To";
    field_copies => "抄送", "Copies";
    field_body => "正文", "Text";
    field_talkers => "约谈人", "Who talks";
    field_talk_time => "约谈时间", "Time";
    field_place => "地点", "Place";
    column_planned_time => "安排时间", "Planned";
    column_planned_place => "安排地点", "Planned place";
    column_held_time => "实际时间", "Held";
    column_held_place => "实际地点", "Place";
    field_promises => "整改承诺", "Promises";
    field_talked_to => "被约谈人", "Talked to";
    field_statement => "陈述", "Statement";
    field_refusal => "拒签说明", "Not signed because";
    notice_bad_time => "请写成 2026-11-30 09:00 这样。", "Write it like 2026-11-30 09:00.";
    notice_new_paragraph => "（添一段）", "(a new paragraph)";
    notice_hint_several => "主送、抄送有几家的，用顿号或分号隔开。", "Several names: put ; between them.";
    notice_hint_paragraph => "清空则删去这一段。一、（一） 1. 开头的为标题层次。", "Emptied, the paragraph goes. What begins with a numeral is a heading.";
    notice_hint_print => "另存为文件，用 Word、WPS 或浏览器打印后签字盖章。", "Written to a file, to be printed from Word, WPS or a browser and signed.";
    notice_hint_issue => "取下一个发文字号，记入所涉问题；发出后内容不能再改。", "It gets the next number and is noted in its findings; afterwards it stays as it is.";
    sheet_paper => "文书", "The notice";
    sheet_service => "送达回证", "Proof of service";
    sheet_talk => "约谈记录", "Record of the talk";
    draft_of(kind: &str) => "拟{kind}", "Draft: {kind}";
    key_notices => "文书", "notices";
    key_notice_kind => "文种", "kind";
    key_circular => "拟通报", "circular";
    key_register => "登记簿", "register";
    key_talk_register => "约谈台账", "talks";
    key_edit_head => "改抬头", "head";
    key_edit_text => "改正文", "text";
    key_issue => "发出", "issue";
    key_serve => "送达", "serve";
    key_receipt_back => "回证", "receipt";
    key_answered => "回复", "answer";
    key_print => "打印", "print";
    key_record_talk => "约谈", "talk";
    key_withdraw_notice => "撤回", "withdraw";
    key_to_finding => "打开问题", "open the finding";
    field_way => "送达方式", "How";
    field_taker => "收件人", "Taken by";
}

impl Words {
    pub fn notice_kind(self, kind: NoticeKind) -> &'static str {
        match kind {
            NoticeKind::Feedback => self.kind_feedback(),
            NoticeKind::Reminder => self.kind_reminder(),
            NoticeKind::Letter => self.kind_letter(),
            NoticeKind::Circular => self.kind_circular(),
            NoticeKind::Talk => self.kind_talk(),
            NoticeKind::Transfer => self.kind_transfer(),
        }
    }

    pub fn notice_stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Draft => self.stage_draft(),
            Stage::Issued => self.stage_issued(),
            Stage::Served => self.stage_served(),
            Stage::Replied => self.stage_replied(),
            Stage::Withdrawn => self.stage_withdrawn(),
        }
    }

    pub fn way(self, way: Way) -> &'static str {
        match way {
            Way::InPerson => self.way_in_person(),
            Way::Post => self.way_post(),
            Way::Electronic => self.way_electronic(),
            Way::Announcement => self.way_announcement(),
        }
    }

    pub fn notice_act(self, kind: ActKind) -> &'static str {
        match kind {
            ActKind::Issue => self.act_issue(),
            ActKind::Serve => self.act_serve(),
            ActKind::Receipt => self.act_receipt(),
            ActKind::Reply => self.act_reply(),
            ActKind::Talk => self.act_talk(),
            ActKind::Withdraw => self.act_withdraw(),
        }
    }

    /// Why something was not done with a notice.
    pub fn notice_refused(self, refused: &Refused) -> String {
        match refused {
            Refused::NotFrom { stage, act } => {
                self.refused_notice_not_from(self.notice_stage(*stage), self.notice_act(*act))
            }
            Refused::IsIssued => self.refused_is_issued().to_owned(),
            Refused::NoReason(kind) => self.refused_no_reason(self.notice_act(*kind)),
            Refused::NoHand => self.refused_no_hand().to_owned(),
            Refused::Before(day) => self.refused_before(day.to_string()),
            Refused::Ahead(day) => self.refused_ahead(day.to_string()),
            Refused::NoOffice => self.refused_no_office().to_owned(),
            Refused::NoMark(kind) => self.refused_no_mark(self.notice_kind(*kind)),
            Refused::NoNumber(NoNumber::UsedUp(last)) => self.refused_used_up(last.to_string()),
            Refused::NoNumber(NoNumber::NoBlock { mark, year }) => {
                self.refused_no_block(mark, *year)
            }
            Refused::Given(number) => self.refused_given(number.to_string()),
            Refused::Empty => self.refused_empty().to_owned(),
            Refused::NotSigned => self.refused_not_signed().to_owned(),
            Refused::NoDeadline => self.refused_no_deadline().to_owned(),
            Refused::Deadline(day) => self.refused_deadline(day.to_string()),
            Refused::Finding(number, why) => self.refused_finding(number, &self.refused(why)),
        }
    }

    /// What is wrong with document numbers.
    pub fn document_number_fault(self, fault: &Fault) -> String {
        match fault {
            Fault::Gap { first, last } if first == last => {
                self.fault_number_gap_one(first.to_string())
            }
            Fault::Gap { first, last } => {
                self.fault_number_gap(first.to_string(), last.to_string())
            }
            Fault::Twice { number, times } => self.fault_number_twice(number.to_string(), *times),
            Fault::Unreadable(number) => self.fault_number_unreadable(number.clone()),
        }
    }
}
