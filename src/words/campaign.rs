//! Words of working off what must be formed, of the wall chart and of campaigns.

use super::{Words, words};
use crate::domain::campaign::{LeftState, Stage};
use crate::domain::export::ReportStage;

words! {
    advice_title => "组建建议和任务", "Formation advice and task";
    advice_short(advice: &str, members: u32) => "{advice}（计入 {members} 人）", "{advice} ({members})";
    advice_short_due(advice: &str, members: u32) => "应建：{advice}（计入 {members} 人）", "Must form: {advice} ({members})";
    advice_members(full_here: u32, full_elsewhere: u32, part_here: u32, part_elsewhere: u32) =>
        "正式党员：专职已转 {full_here}、专职未转 {full_elsewhere}、兼职已转 {part_here}、兼职未转 {part_elsewhere}",
        "Formal members: full-time {full_here} here, {full_elsewhere} elsewhere; part-time {part_here} here, {part_elsewhere} elsewhere";
    advice_as_found(date: String) => "以 {date} 现场排查数为准。", "As counted on site on {date}.";
    advice_as_ledger => "尚未现场排查，以台账数为准。", "Not yet counted on site; these are the ledger's figures.";
    advice_covered(branch: &str) => "已由党组织覆盖：{branch}", "Covered by {branch}";
    advice_excluded(status: &str) => "{status}，不作组建建议。", "{status}; no advice is given.";

    fact_task => "组建任务", "Task";
    task_title => "组建任务", "Task";
    task_what => "任务", "Task";
    task_responsible => "责任人", "Responsible";
    task_deadline => "期限", "Deadline";
    task_note => "备注", "Note";
    task_hint => "四栏全部清空即撤回任务。党组织建成后自动销号，不用手工销号。",
        "Clearing all four takes the task back. The branch strikes it off by itself.";
    task_saved => "任务已保存。", "The task is saved.";
    days_left(days: i64) => "剩 {days} 天", "{days} d left";
    days_over(days: i64) => "逾期 {days} 天", "{days} d late";
    deadline_today => "今日到期", "today";

    tasks_title => "应建未建，清账销号", "Must form and have not";
    tasks_none => "没有应建未建的，也没有下达过任务。按 F3 可换一个口径。", "Nobody must form without having done so, and no task was given. F3 turns the rule set.";
    tasks_by(set: &str) => "按{set}", "by the {set}";
    tasks_rate => "销号率", "Struck-off rate";
    tasks_rate_short => "销号率", "Rate";
    tasks_share(percent: &str, struck: u64, all: u64) => "{percent}（{struck}/{all}）", "{percent} ({struck}/{all})";
    tasks_withdrawn(n: u64) => "另有 {n} 家下达任务后列为空壳、注销或不在本级，已移出。",
        "{n} more were given a task and are now shells, deregistered or elsewhere.";
    tasks_more(shown: usize, found: u64) => "只列出前 {shown} 家，共 {found} 家，请用 F4 至 F7 缩小范围。",
        "Only the first {shown} of {found} are listed; narrow it with F4 to F7.";
    column_name => "名称", "Name";
    column_responsible => "责任人", "Who";
    column_left => "余期或销号日", "Left / off";
    title_responsible => "责任人", "Responsible";
    give_title => "批量分派", "Give to all shown";
    give_what(n: usize) => "给列表中尚未销号的 {n} 家分派。留空的栏目保持原样。",
        "Given to the {n} in the list that are not struck off. What is left empty stays as it is.";
    give_nothing => "列表中没有可分派的。", "There is nobody in the list to give it to.";
    give_empty => "请至少填写一栏。", "Fill in at least one field.";
    given(n: u64) => "已分派 {n} 家，已保存。", "Given to {n}, and saved.";

    wall_title => "挂图作战", "Wall chart";
    wall_all => "合计", "All";

    campaign_title => "集中组建行动", "Campaign";
    campaign_none => "还没有集中组建行动。按 F7 开始一个：选定方案和起止日期，同时存下基期快照。",
        "There is no campaign yet. F7 begins one: choose the plan and its days; the base snapshot is frozen with it.";
    campaign_days(from: String, to: String) => "{from} 至 {to}", "{from} to {to}";
    campaign_day(day: i64, left: u32) => "第 {day} 天，剩 {left} 天", "day {day}, {left} left";
    campaign_ahead(days: i64) => "{days} 天后开始", "begins in {days} days";
    campaign_over => "已到期", "its days are over";
    campaign_closed(date: String) => "已于 {date} 结束", "closed on {date}";
    campaign_as_of(date: String, set: &str, rule: &str) => "截至 {date}，应建按{set}，统计用{rule}", "As of {date}; must form by the {set}, counted by: {rule}";
    campaign_frozen(date: String) => "以下为 {date} 总结快照的数字，此后改动数据不变。", "The figures are those frozen for the summary on {date}; later edits do not move them.";
    campaign_targets => "目标", "Targets";
    target_percent(percent: u32) => "目标 {percent}%", "target {percent}%";
    target_reached => "已达到", "reached";
    target_missing(missing: u64) => "还差 {missing} 家", "{missing} missing";
    target_per_week(missing: u64, week: u64) => "还差 {missing} 家，每周需 {week} 家", "{missing} missing, {week} a week";
    campaign_milestones => "时间节点", "Milestones";
    milestone_past => "已过", "past";
    milestone_today => "今天", "today";
    milestone_ahead(days: i64) => "还有 {days} 天", "in {days} days";
    milestone_frozen(stands: &str, date: String) => "{stands}，已存 {date} 快照", "{stands}, frozen on {date}";
    campaign_since(date: String) => "与基期（{date}）相比", "Since the base ({date})";
    campaign_branches(earlier: u64, later: u64) => "党组织由 {earlier} 个到 {later} 个", "Party organisations from {earlier} to {later}";
    campaign_members(earlier: u64, later: u64, before: u64, now: u64) => "正式党员由 {earlier} 名到 {later} 名，预备党员由 {before} 名到 {now} 名",
        "Formal members from {earlier} to {later}, probationary from {before} to {now}";
    campaign_pipeline(candidates: u64, activists: u64, applicants: u64) => "现有发展对象 {candidates} 名、积极分子 {activists} 名、申请人 {applicants} 名",
        "Candidates {candidates}, activists {activists}, applicants {applicants}";
    campaign_activities(n: u64) => "行动以来开展党组织活动 {n} 次", "Branch activities since it began: {n}";
    campaign_tasks => "清账销号", "Tasks";
    campaign_without(n: u64) => "没有指导员、联络员的 {n} 家", "Without instructor or liaison: {n}";
    campaign_trend => "组织覆盖率走势", "Organisation coverage over time";
    campaign_rank_area => "按镇街排名", "By area";
    campaign_rank_authority => "按主管单位排名", "By authority";
    campaign_ranked(ranking: &str, date: String) => "{ranking}（组织覆盖率，基期 {date}）", "{ranking} (organisation coverage, base of {date})";
    column_coverage => "覆盖率", "Coverage";
    column_growth => "较基期", "Growth";
    no_base => "基期无", "no base";
    begin_title => "开始一个行动", "Begin a campaign";
    begin_plan => "方案", "Plan";
    begin_name => "名称", "Name";
    begin_from => "首日", "First day";
    begin_to => "末日", "Last day";
    begin_order => "末日不能早于首日。", "The last day cannot come before the first.";
    begin_name_needed => "请填写行动名称。", "The campaign needs a name.";
    begin_hint => "按 F9 开始，同时存下基期快照；方案和日期此后不再变动。", "F9 begins it and freezes the base snapshot; plan and days do not change afterwards.";
    begin_still_running(name: &str) => "「{name}」尚未结束。", "[{name}] is not closed yet.";
    begun(name: &str) => "已开始，基期快照已存：{name}", "Begun, with its base frozen: {name}";
    stage_title => "阶段快照和结束", "Stages and end";
    stage_freeze(name: &str, date: String) => "存快照：{name}（{date}）", "Freeze: {name} ({date})";
    stage_again(name: &str, frozen: String) => "重存快照：{name}（已存 {frozen}）", "Freeze again: {name} (frozen {frozen})";
    stage_close => "结束这个行动", "Close this campaign";
    stage_reopen => "撤销结束", "Open it again";
    stage_kept(name: &str) => "快照已存：{name}。", "Frozen: {name}.";
    campaign_now_closed => "行动已结束。", "The campaign is closed.";
    campaign_now_open => "已撤销结束。", "The campaign is open again.";
    campaigns_title => "历次行动", "All campaigns";
    report_pick => "报告", "Reports";
    report_progress => "进展情况报告", "Progress report";
    report_mid_term => "中期评估报告", "Mid-term review";
    report_final => "总结报告", "Final report";
    stage_kick_off => "动员部署", "Kick-off";
    stage_census => "摸底排查", "Census";
    stage_mid_term => "中期评估", "Mid-term review";
    stage_final => "总结", "Summary";
    stage_other => "其他", "Other";

    key_task => "组建任务", "task";
    key_task_short => "任务", "task";
    key_tasks => "清账销号", "tasks";
    key_tasks_short => "清账", "tasks";
    key_campaign => "集中组建行动", "campaign";
    key_rules => "口径", "rules";
    key_responsible => "责任人", "responsible";
    key_give => "批量分派", "assign";
    key_wall => "挂图", "wall";
    key_turn_ranking => "排名", "ranking";
    key_campaigns => "历次行动", "all campaigns";
    key_begin_campaign => "新行动", "begin";
    key_report => "报告", "report";
    key_stage => "阶段", "stage";
}

impl Words {
    pub fn left_state(self, state: LeftState) -> &'static str {
        match state {
            LeftState::Overdue => self.task_overdue(),
            LeftState::Unassigned => self.task_unassigned(),
            LeftState::Open => self.task_open(),
        }
    }

    pub fn report_stage(self, stage: ReportStage) -> &'static str {
        match stage {
            ReportStage::Progress => self.report_progress(),
            ReportStage::MidTerm => self.report_mid_term(),
            ReportStage::Final => self.report_final(),
        }
    }

    pub fn stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::KickOff => self.stage_kick_off(),
            Stage::Census => self.stage_census(),
            Stage::MidTerm => self.stage_mid_term(),
            Stage::Final => self.stage_final(),
            Stage::Other => self.stage_other(),
        }
    }
}
