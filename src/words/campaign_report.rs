//! Sentences and columns of the reports on a campaign and on what is to be worked off, as an office would write them.

use super::{Words, words};
use crate::domain::coverage::Division;

words! {
    report_tasks => "挂图作战：应建未建清账销号", "Wall chart: must form and have not";
    report_campaign => "集中组建行动报告", "Campaign report";
    report_progress_title(name: &str) => "{name}进展情况报告", "Progress report: {name}";
    report_mid_term_title(name: &str) => "{name}中期评估报告", "Mid-term review: {name}";
    report_final_title(name: &str) => "{name}总结报告", "Final report: {name}";
    report_no_campaign => "还没有集中组建行动，无可报告。", "There is no campaign to report on.";
    report_stage_not_frozen(stage: &str, date: String) => "「{stage}」的快照尚未存，以下为 {date} 的数字，存快照以后以快照为准。",
        "The stage [{stage}] is not frozen yet. These are the figures of {date}; once it is frozen, they are the snapshot's.";
    report_stage_frozen(date: String) => "以下均为 {date} 快照的数字，此后改动数据不变。", "All figures are those frozen on {date}; later edits do not move them.";

    cr_overall => "一、总体情况", "1. Overall";
    cr_targets => "二、目标完成情况", "2. Targets";
    cr_tasks => "三、清账销号情况", "3. Tasks";
    cr_parts => "四、各镇街、各主管单位情况", "4. Areas and authorities";
    cr_next => "五、下一步工作", "5. What comes next";
    cr_late => "五、滞后情况和下一步工作", "5. What is late, and what comes next";
    cr_left => "五、未完成名单", "5. What is left";

    cr_days(from: String, to: String, day: i64, left: u32) => "行动自 {from} 开始，至 {to} 结束，报告日为第 {day} 天，含当日尚余 {left} 天。",
        "The campaign runs from {from} to {to}; this is day {day}, with {left} days left, this one included.";
    cr_days_over(from: String, to: String) => "行动自 {from} 开始，至 {to} 结束。", "The campaign ran from {from} to {to}.";
    cr_basis(set: &str, rule: &str, base: String) => "应建家数按{set}认定，覆盖率按{rule}统计；基期为 {base} 快照。",
        "Who must form follows the {set}; rates are counted by: {rule}. The base is the snapshot of {base}.";
    cr_coverage(numerator: u64, share: &str, moved: &str, base: &str) => "党组织已覆盖社会组织 {numerator} 家，组织覆盖率 {share}，较基期 {base}{moved}。",
        "{numerator} organisations are covered, an organisation coverage of {share}, {moved} from {base} at the base.";
    cr_work(share: &str, moved: &str, base: &str) => "工作覆盖率 {share}，较基期 {base}{moved}。", "Work coverage is {share}, {moved} from {base} at the base.";
    cr_share(percent: &str, numerator: u64, denominator: u64) => "{percent}（{numerator}/{denominator}）", "{percent} ({numerator}/{denominator})";
    cr_up(points: &str) => "提高 {points} 个百分点", "up {points} points";
    cr_down(points: &str) => "下降 {points} 个百分点", "down {points} points";
    cr_level => "持平", "unchanged";
    cr_formed(earlier: u64, later: u64, added: &str, percent: &str) => "党组织由 {earlier} 个到 {later} 个，{added}，增幅 {percent}（以 {earlier} 个为基数）。",
        "Party organisations went from {earlier} to {later}, {added}, {percent} of {earlier}.";
    cr_formed_more(n: u64) => "净增 {n} 个", "{n} more";
    cr_formed_fewer(n: u64) => "净减 {n} 个", "{n} fewer";
    cr_formed_level => "没有增减", "no more and no fewer";
    cr_more(n: u64) => "增加 {n} 名", "{n} more";
    cr_fewer(n: u64) => "减少 {n} 名", "{n} fewer";
    cr_as_many => "持平", "unchanged";
    cr_formed_none(earlier: u64, later: u64) => "党组织由 {earlier} 个到 {later} 个。", "Party organisations went from {earlier} to {later}.";
    cr_members(formal: u64, formal_added: &str, probationary: u64, probationary_added: &str) =>
        "现有正式党员 {formal} 名，较基期{formal_added}；预备党员 {probationary} 名，较基期{probationary_added}。",
        "There are {formal} formal members ({formal_added} since the base) and {probationary} probationary ones ({probationary_added}).";
    cr_pipeline(candidates: u64, activists: u64, applicants: u64) => "在培养的发展对象 {candidates} 名、入党积极分子 {activists} 名，入党申请人 {applicants} 名。",
        "On the way are {candidates} candidates, {activists} activists and {applicants} applicants.";
    cr_activities(n: u64) => "行动以来，各党组织共开展活动 {n} 次。", "Party organisations held {n} activities since it began.";
    cr_with_instructors => "各社会组织均有指导员或联络员联系。", "Every organisation has an instructor or liaison.";
    cr_without_instructor(n: u64) => "尚有 {n} 家没有指导员、联络员，须逐家选派到位。", "{n} organisations have neither instructor nor liaison; each is to be given one.";
    cr_target_met(name: &str, share: &str, percent: u32) => "{name} {share}，已达到 {percent}% 的目标。", "{name} is {share} and has reached the target of {percent}%.";
    cr_target_ahead(name: &str, share: &str, percent: u32, missing: u64, week: u64) => "{name} {share}，距 {percent}% 的目标还差 {missing} 家，平均每周须新增 {week} 家。",
        "{name} is {share}; the target of {percent}% is {missing} organisations away, or {week} a week.";
    cr_target_missed(name: &str, share: &str, percent: u32, missing: u64) => "{name} {share}，未达到 {percent}% 的目标，还差 {missing} 家。",
        "{name} is {share} and has not reached the target of {percent}%; {missing} organisations are missing.";
    cr_target_nothing(name: &str, percent: u32) => "{name}目标 {percent}%，无可统计。", "{name}: target {percent}%, nothing to count.";
    cr_tally(all: u64, struck: u64, share: &str) => "列入清账销号 {all} 家，已销号 {struck} 家，销号率 {share}。", "{all} are on the list, {struck} struck off, a rate of {share}.";
    cr_tally_left(open: u64, overdue: u64, unassigned: u64) => "未销号的，在办 {open} 家，逾期 {overdue} 家，未分派 {unassigned} 家。",
        "Of those left, {open} are open, {overdue} overdue and {unassigned} unassigned.";
    cr_tally_none => "没有应建未建的，也没有下达过任务。", "Nobody must form without having done so, and no task was given.";
    cr_late_tasks(n: u64) => "逾期未办结 {n} 家，请责任人说明原因，限期办结。", "{n} tasks are overdue; those responsible are to say why, and to finish them by a new day.";
    cr_none_late => "没有逾期的任务。", "No task is overdue.";
    cr_unassigned(n: u64) => "未分派 {n} 家，请明确责任人和完成期限。", "{n} are unassigned; each needs somebody responsible and a deadline.";
    cr_milestone_late(name: &str, date: String) => "时间节点「{name}」（{date}）已过，尚未存阶段快照。", "The milestone [{name}] ({date}) is past and was not frozen.";
    cr_milestone_next(name: &str, date: String, days: i64) => "下一节点为「{name}」（{date}），还有 {days} 天。", "The next milestone is [{name}] ({date}), in {days} days.";
    cr_keep_going => "继续按任务清单、责任清单推进，建成一家销号一家。", "The task list goes on; each branch strikes its task off.";
    cr_best_rate(division: &str, names: &str) => "组织覆盖率最高的{division}：{names}。", "Highest organisation coverage by {division}: {names}.";
    cr_best_growth(division: &str, names: &str) => "提高最多的{division}：{names}。", "Highest increment by {division}: {names}.";
    cr_best_one(name: &str, share: &str) => "{name} {share}", "{name} {share}";
    cr_best_grown(name: &str, points: &str, earlier: &str, later: &str) => "{name} {points} 个百分点，由 {earlier}到 {later}", "{name} {points} points, from {earlier} to {later}";
    cr_best_many(n: usize) => "等 {n} 家", " and others, {n} in all";
    cr_all_left_done => "没有未完成的。", "Nothing is left.";
    cr_left_cut(named: usize, all: u64) => "仅列前 {named} 家，共 {all} 家。", "Only the first {named} of {all} are named.";
    cr_as_tasks(date: String, set: &str) => "时点：{date}，应建按{set}", "As of {date}; must form by the {set}";
    cr_division_area => "镇街", "area";
    cr_division_authority => "主管单位", "authority";

    cr_column_target => "目标", "Target";
    cr_column_missing => "还差（家）", "Missing";
    cr_column_week => "每周需（家）", "A week";
    cr_column_base => "基期", "Base";
    cr_column_base_percent => "基期比率", "Base percent";
    cr_column_added => "增加（家）", "Added";
    cr_column_milestone => "时间节点", "Milestone";
    cr_column_date => "日期", "Date";
    cr_column_standing => "情况", "Standing";
    cr_column_all => "列入", "On the list";
    cr_column_advice => "建议", "Advice";
    cr_column_members => "计入党员", "Members";
    cr_column_days => "余期（天）", "Days left";
    cr_column_struck => "销号日期", "Struck off on";
    cr_table_targets => "目标", "Targets";
    cr_table_milestones => "时间节点", "Milestones";
    cr_table_tasks_area => "各镇街清账销号", "Tasks by area";
    cr_table_tasks_authority => "各主管单位清账销号", "Tasks by authority";
    cr_table_left => "未完成名单", "What is left";
    cr_table_list => "任务清单、责任清单", "Tasks and who is responsible";
    cr_tile_deadline(date: String) => "期限 {date}", "by {date}";
    cr_tile_struck(date: String) => "销号 {date}", "struck off {date}";
    cr_tile_nobody => "责任人未定", "nobody yet";
}

impl Words {
    pub fn cr_division(self, division: Division) -> &'static str {
        match division {
            Division::Area => self.cr_division_area(),
            _ => self.cr_division_authority(),
        }
    }
}
