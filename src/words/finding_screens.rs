//! Words of the screens and reports of findings: the board, one finding, a step being taken, and what a visit offers.

use super::{Words, words};
use crate::domain::finding::{StepKind, Stepped};

words! {
    findings => "问题台账", "Findings";
    findings_hint => "单位、编号或责任人", "organisation, number or responsible";
    findings_none => "没有未销号的问题。", "No finding is open.";
    findings_marked(n: usize) => "已选 {n} 件", "{n} marked";
    findings_recheck(n: u64) => "待复查 {n}", "To recheck {n}";
    findings_conflict => "!", "!";
    findings_of(open: usize, overdue: usize) => "未销号 {open} 件，逾期 {overdue} 件", "{open} open, {overdue} overdue";
    findings_of_none => "没有未销号的问题", "none open";
    fact_findings => "问题", "Findings";
    timeline => "检查和问题", "Visits and findings";
    timeline_opened(number: &str, item: &str) => "问题 {item} {number}", "Finding: {item} {number}";
    timeline_closed(number: &str) => "销号 {number}", "Closed {number}";
    timeline_withdrawn(number: &str) => "撤销 {number}", "Withdrawn {number}";

    column_light => "灯", "Light";
    column_number => "编号", "Number";
    column_problem => "问题", "Problem";
    column_state => "状态", "State";
    column_person => "责任人", "Person";
    column_deadline => "期限", "Deadline";
    title_light => "灯", "Light";
    title_state => "状态", "State";
    title_steps => "办理", "Steps";
    title_notice => "下一步文书", "Next notice";

    finding_title(number: &str) => "问题 {number}", "Finding {number}";
    finding_of => "单位", "Organisation";
    field_item => "检查项", "Item";
    field_fact => "问题", "Problem";
    field_requirement => "整改要求", "Required";
    field_responsible => "责任人", "Responsible";
    field_found => "发现日期", "Found";
    field_deadline => "整改期限", "Deadline";
    field_state => "状态", "State";
    field_ground => "来由", "Because";
    field_reason => "说明", "Reason";
    field_how => "复查方式", "Recheck";
    field_reviewer => "审核人", "Reviewer";
    field_until => "新的期限", "New deadline";
    field_notice_until => "文书期限", "Gives until";
    finding_days_left(day: String, days: i64) => "{day}，还有 {days} 日", "{day}, {days} days left";
    finding_days_over(day: String, days: i64) => "{day}，逾期 {days} 日", "{day}, {days} days overdue";
    finding_days_today(day: String) => "{day}，今日到期", "{day}, today";
    finding_rechecked(day: String) => "已于 {day} 复查，待审核销号", "rechecked on {day}, to be closed";
    finding_round(n: u32) => "第 {n} 次退回", "sent back {n} times";
    finding_conflict => "两台电脑在互不知情时办理了不同的步骤。以进度在后的状态、较早的期限为准，办理下一步即以其为准。", "Two laptops took different steps without knowing of each other. The further state and the earlier deadline hold; the next step settles it.";
    finding_history => "办理过程", "History";
    finding_entered(day: String) => "（{day} 录入）", "(entered {day})";
    finding_no_proposal => "目前没有需要发出的文书。", "No notice is due now.";
    finding_no_visit => "这个问题不是在检查中发现的。", "It was not found on a visit.";
    finding_not_from_here(step: &str, state: &str) => "现为「{state}」，不能{step}。Enter 列出可办理的步骤。", "It is [{state}]; [{step}] is no step from there. Enter lists those that are.";
    finding_proposed_mark => "（建议）", " (proposed)";
    addressee_organisation => "社会组织", "the organisation";
    addressee_authority => "业务主管单位", "its authority";
    addressee_all => "各县区、各主管单位", "all areas and authorities";
    addressee_registrar => "登记管理机关", "the registration authority";

    step_many(step: &str, n: usize) => "{step}：{n} 件", "{step}: {n} findings";
    step_one(step: &str, number: &str) => "{step}：{number}", "{step}: {number}";
    step_hint_close => "审核人不能是复查人本人。", "The reviewer is somebody else than who rechecked.";
    step_hint_extend(day: String) => "现期限 {day}。延期应在到期前申请，并写明原因。", "The deadline is {day}. An extension is asked for before it, with a reason.";
    step_hint_back => "退回重办须给出新的期限，并写明原因。", "Sent back with a new deadline and a reason.";
    step_hint_notice(whom: &str, issuer: &str) => "由人决定。主送：{whom}；签发：{issuer}。发出后在此登记。", "A person decides. To {whom}, issued by {issuer}. Record it here once it is issued.";
    recheck_own(how: &str) => "{how}，无走访记录", "{how}, no visit record";
    recheck_visit(day: String, name: &str) => "实地复查 {day} {name}", "On site {day} {name}";
    stepped(n: usize) => "已办理 {n} 件。", "Taken on {n}.";
    stepped_one(step: &str) => "已登记：{step}。", "Recorded: {step}.";
    stepped_some(n: usize, refused: usize, number: &str, why: &str) => "已办理 {n} 件，{refused} 件未办。{number}：{why}", "Taken on {n}, not on {refused}. {number}: {why}";
    stepped_none(number: &str, why: &str) => "未办理。{number}：{why}", "Not taken. {number}: {why}";

    offers_title(n: usize, all: usize) => "检查发现的问题：选定 {n}/{all}", "Problems found: {n} of {all} chosen";
    offers_hint => "选定的立为问题，一件一号；按 F9 才会登记。", "What is chosen becomes a finding with a number of its own, once F9 is pressed.";
    offers_none => "没有不合格的检查项，也没有登记问题。", "No item failed and no problem was written down.";
    offers_known(number: &str) => "已有 {number}", "is {number}";
    offers_edit => "修改问题", "Change the finding";
    offers_nothing_chosen => "没有选定问题；Esc 不立项离开。", "Nothing is chosen; Esc leaves without any.";
    offers_no_requirement => "请填写整改要求。", "Say what is required.";
    offers_no_fact => "请填写问题。", "Say what the problem is.";
    offers_opened(n: usize, first: &str, last: &str) => "已立项 {n} 件：{first} 至 {last}。", "{n} findings opened: {first} to {last}.";
    offers_opened_one(number: &str) => "已立项：{number}。", "Finding opened: {number}.";
    offers_of_draft => "检查完成后再登记问题。", "Findings are taken once the visit is finished.";

    key_findings => "问题台账", "findings";
    key_findings_short => "问题", "findings";
    key_light => "灯", "light";
    key_mark => "选定", "mark";
    key_mark_all => "全部选定", "mark all shown";
    key_step_marked => "办理", "step";
    key_ledger => "台账报表", "ledger";
    key_all_findings => "含已销号", "with closed ones";
    key_steps => "办理", "steps";
    key_report_received => "报告", "report";
    key_recheck => "复查", "recheck";
    key_close => "销号", "close";
    key_send_back => "退回", "send back";
    key_extend => "延期", "extend";
    key_hand_on => "变更责任人", "change responsible";
    key_feed_back => "反馈", "feed back";
    key_next_notice => "文书", "notice";
    key_to_organisation => "打开单位", "open the organisation";
    key_to_visit => "打开检查", "open the visit";
    key_take_offers => "立项", "open them";
    key_edit_offer => "修改", "change";

    report_findings => "问题台账", "Ledger of problems";
    report_findings_days(from: String, to: String) => "{from} 至 {to}", "{from} to {to}";
    report_findings_all => "全部时间", "All time";
    report_findings_as_of(day: String) => "截至 {day}", "As of {day}";
    report_findings_sum(opened: u64, closed: u64, in_time: u64) => "期内立项 {opened} 件，销号 {closed} 件，其中按期 {in_time} 件。", "In the period {opened} opened, {closed} closed, {in_time} of them in time.";
    report_findings_open(open: u64, overdue: u64) => "目前未销号 {open} 件，其中逾期 {overdue} 件。", "Open today {open}, of them overdue {overdue}.";
    rate_closed_in_time => "按期销号率", "Closed in time";
    rate_closed_in_time_rule => "据以销号的报告不晚于整改期限；撤销的不计", "Report on which it was closed no later than the deadline; withdrawn ones left out";
    table_findings => "问题清单", "Problems";
    table_findings_area => "按属地", "By area";
    table_findings_authority => "按主管单位", "By authority";
    column_opened => "立项", "Opened";
    column_closed => "销号", "Closed";
    column_in_time => "按期", "In time";
    column_still_open => "未销号", "Open";
    column_overdue => "逾期", "Overdue";
    column_overdue_days => "逾期天数", "Days overdue";
    column_reported => "报告日期", "Reported";
    column_rechecked => "复查日期", "Rechecked";
    column_closed_on => "销号日期", "Closed on";
    column_was_in_time => "是否按期", "In time";
    column_last_notice => "最近文书", "Last notice";
    column_noticed => "发出日期", "Issued";
}

impl Words {
    /// What came of a step on one finding or on several; of those that refused it, the first with its reason.
    pub fn step_told(self, kind: StepKind, stepped: &Stepped) -> String {
        let taken = stepped.taken.len();
        let Some((number, why)) = stepped.refused.first() else {
            return match taken {
                1 => self.stepped_one(self.step_taken(kind)),
                _ => self.stepped(taken),
            };
        };
        let why = self.refused(why);
        match taken {
            0 => self.stepped_none(number, &why),
            _ => self.stepped_some(taken, stepped.refused.len(), number, &why),
        }
    }
}
