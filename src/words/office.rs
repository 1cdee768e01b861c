//! Words of the census, of branches and of the chain that a newly registered organisation runs through.

use super::{Words, words};
use crate::domain::activity::ActivityForm;
use crate::domain::branch::{BranchRemark, BranchRules};
use crate::domain::branches::BranchListing;

words! {
    kept => "已存。", "Saved.";
    ask_keys => "Enter 确定   Esc 取消", "Enter yes   Esc no";
    day_needed => "请填写日期，如 2026-11-22。", "A day is needed, such as 2026-11-22.";
    not_a_count(text: String) => "「{text}」不是人数，请填写数字。", "[{text}] is no number of people.";
    list_semicolon => "；", "; ";

    census => "四清排查", "Census";
    census_of(name: &str) => "四清排查：{name}", "Census: {name}";
    census_progress(asked: usize, all: usize, differ: usize) => "已核 {asked}/{all} 项，不一致 {differ} 项", "{asked} of {all} counted, {differ} differ";
    census_unsaved => "未保存，F9 保存", "not saved yet; F9 saves";
    census_begin => "录入现场数，F8 全部与台账相同", "type what is on site; F8 takes all from the ledger";
    census_adopt_offer => "F6 以现场数更新台账", "F6 brings the ledger to what was found";
    census_ledger => "台账", "Ledger";
    census_on_site => "现场", "Found";
    census_ledger_facts => "以下同时记入台账", "Goes to the ledger too";
    census_agrees => "= 一致", "= same";
    census_differs => "x 不一致", "x differs";
    census_not_counted => "- 未核", "- open";
    census_date => "排查日期", "Day";
    census_by => "排查人", "By";
    census_not_saved => "还没有保存。F9 保存，再按一次 Esc 放弃。", "This is not saved. F9 saves; Esc again gives it up.";
    census_blank => "还没有录入现场情况，至少填一项再保存。", "Nothing was counted yet; fill in at least one line.";
    census_save_first => "请先按 F9 保存排查结果。", "Save what was found first: F9.";
    census_nothing_to_adopt => "现场数与台账没有不一致的人数。", "No figure found on site differs from the ledger.";
    census_adopt => "以现场数更新台账", "Bring the ledger to what was found";
    census_adopt_hint(moves: String) => "台账将改为：{moves}。排查结果不变。", "The ledger becomes: {moves}. What was found stays as it is.";
    census_adopt_reason(date: String) => "按 {date} 现场排查更新台账", "Census on site of {date}";
    figure_moves(figure: &str, ledger: u32, found: u32) => "{figure} {ledger} 改为 {found}", "{figure} {ledger} to {found}";
    fact_census => "四清排查", "Census";
    census_line(state: &str, date: String, by: &str) => "{state} {date} {by}", "{state} {date} {by}";
    title_census => "四清排查", "Census";
    census_pick(state: &str, n: u64) => "{state}（{n} 家）", "{state} ({n})";
    census_counts(open: u64, done: u64, disagrees: u64) => "四清排查：未排查 {open}，已排查 {done}，需复核 {disagrees}",
        "Census: not yet {open}, done {done}, to be checked {disagrees}";
    mass_union => "工会", "Union";
    mass_youth_league => "共青团", "Youth League";
    mass_women => "妇联", "Women's Fed.";
    fact_charter => "党建入章", "Party in charter";
    fact_values => "核心价值观入章", "Values in charter";
    fact_cross_appointed => "交叉任职", "Cross-appointed";
    fact_head_secretary => "负责人任书记", "Head is secretary";
    fact_no_branch_reason => "未建原因", "Why none";
    not_asked => "未问", "unknown";
    yes => "是", "yes";
    no => "否", "no";
    there_is => "有", "yes";
    there_is_none => "无", "none";
    field_status_reason => "不列入原因", "Why excluded";
    status_reason_needed => "空壳、注销、不在本级的，请写明原因，统计时一并列出。", "Say why: an excluded organisation is always listed with its reason.";
    field_registered => "登记日期", "Registered";

    branches => "党组织", "Branches";
    find_branch_hint => "党组织或所辖单位的名称、拼音、首字母", "name of a branch or of an organisation under it";
    no_branches_listed => "没有这一类党组织。", "There are none of these.";
    listing_in_force => "在册", "In force";
    listing_election => "待换届", "Election due";
    listing_idle => "疑似僵尸", "Idle";
    listing_joint => "联建超限", "Too large";
    listing_dissolved => "已撤销", "Dissolved";
    column_form => "组建方式", "Form";
    column_form_short => "方式", "Form";
    column_members_short => "党员", "Mem.";
    column_covers => "单位", "Org.";
    column_election => "换届", "Election";
    column_active => "最近活动", "Active";
    column_remarks => "提示", "Remarks";
    covers_short(n: u32) => "{n} 家", "{n} org.";
    people_short(n: u32) => "{n} 人", "{n}";
    short_level(level: &str) => "宜设{level}", "make it a {level}";
    short_committee => "支委会", "committee";
    short_too_many(n: u32) => "覆盖 {n} 家", "covers {n}";
    short_election_overdue(days: i64) => "换届逾期 {days} 天", "election {days} d late";
    short_election_soon(days: i64) => "{days} 天后换届", "election in {days} d";
    short_idle(days: i64) => "{days} 天无活动", "idle {days} d";
    remark_level(level: &str) => "按正式党员人数宜设{level}。", "Its members would make it a {level}.";
    remark_committee(members: u32, has: u32, least: u32, most: u32) => "正式党员 {members} 人，支委会应有 {least} 至 {most} 名委员，现有 {has} 名。",
        "With {members} formal members the committee should have {least} to {most}; it has {has}.";
    remark_too_many(n: u32, most: u32) => "联合支部覆盖 {n} 家，一般不超过 {most} 家。", "A joint branch of {n} organisations; {most} at most is the rule.";
    remark_election_overdue(days: i64) => "换届已逾期 {days} 天。", "The election is {days} days overdue.";
    remark_election_today => "今天届满，应当换届。", "The term ends today.";
    remark_election_soon(days: i64) => "{days} 天后届满，请准备换届。", "The term ends in {days} days.";
    remark_idle(days: i64) => "{days} 天没有活动记录，疑似僵尸支部，请核实。", "Nothing was recorded for {days} days; it may exist in name only.";
    dissolved_on(day: String) => "{day} 撤销", "dissolved {day}";
    dissolved_because(day: String, reason: &str) => "{day} 撤销：{reason}", "Dissolved {day}: {reason}";
    fact_name => "名称", "Name";
    fact_level => "建制", "Level";
    fact_committee => "委员人数", "Committee";
    fact_parent => "上级党组织", "Parent";
    fact_founded => "成立日期", "Founded";
    fact_approval => "批复", "Approval";
    fact_approved_by => "审批单位", "Approved by";
    fact_approval_number => "批复文号", "Approval no.";
    fact_approved => "批复日期", "Approved";
    branch_gone(name: &str, day: String) => "未建，原{name}已于 {day} 撤销", "none now; {name} was dissolved on {day}";
    dissolved_offer => "F6 恢复本党组织。", "F6 takes it back.";
    branch_is_dissolved => "本党组织已撤销，要改请先按 F6 恢复。", "The branch is dissolved; F6 takes that back.";
    branch_covers(n: u32) => "覆盖单位 {n} 家", "Organisations: {n}";
    branch_covers_nobody => "还没有单位，F3 添加。", "None yet; F3 adds one.";
    branch_activities(n: usize) => "活动记录 {n} 次", "Activities: {n}";
    branch_no_activities => "还没有活动记录，F4 登记。", "None yet; F4 writes one down.";
    branch_found => "新建党组织", "A new branch";
    branch_edit => "修改党组织信息", "Change the branch";
    branch_hint(levels: String) => "建制按正式党员人数：{levels}。换届日期可不填，按任期推算。", "Level by formal members: {levels}. Leave the election open to have it at the end of the term.";
    level_from(least: u32, level: &str) => "{least} 人以上设{level}", "{level} from {least}";
    branch_name_needed => "请填写党组织名称。", "The branch needs a name.";
    branch_found_own => "新建党组织", "Write a new one down";
    branch_join => "加入已有党组织", "Join a known one";
    branch_open_dissolved => "查看已撤销的党组织", "Open the dissolved one";
    title_add_organisation => "添加覆盖单位", "Add an organisation";
    branch_covers_already => "这家已在本党组织覆盖范围内。", "This one is under the branch already.";
    branch_doubt_covered => "这家已有党组织覆盖，将改为由本党组织覆盖。", "Another branch covers it; it would move here. ";
    branch_doubt_many(covers: u32, most: u32) => "联合支部将覆盖 {covers} 家，一般不超过 {most} 家。", "The joint branch would have {covers}; {most} at most is the rule. ";
    branch_doubt_sole => "本党组织为单建，加入后请把组建方式改为联建。", "This is a sole branch; make it a joint one afterwards. ";
    branch_add_question(name: &str, doubts: String) => "添加「{name}」？{doubts}", "Add [{name}]? {doubts}";
    branch_remove => "移出覆盖单位", "Take an organisation out";
    branch_remove_question(name: &str) => "把「{name}」移出本党组织？移出后按未建党组织统计。", "Take [{name}] out? It counts as without a branch then.";
    branch_dissolve => "撤销党组织", "Dissolve the branch";
    dissolve_hint(covers: u32) => "撤销后，覆盖的 {covers} 家单位按未建党组织统计。可以恢复。", "The {covers} organisations under it count as without a branch then. It can be taken back.";
    dissolved_day => "撤销日期", "Day";
    branch_restore => "恢复党组织", "Take the end back";
    branch_restore_question(reason: &str) => "恢复本党组织？撤销原因为「{reason}」，恢复后清除。", "Let the branch go on? It was dissolved because of [{reason}]; that is cleared.";
    activity_record => "登记活动", "Write an activity down";
    activity_edit => "修改活动记录", "Change an activity";
    activity_remove => "删除活动记录", "Strike an activity out";
    activity_remove_question(day: String, theme: &str) => "删除 {day}「{theme}」的记录？", "Strike out {day} [{theme}]?";
    activity_day => "日期", "Day";
    activity_kind => "形式", "Form";
    activity_theme => "主题", "Theme";
    activity_people => "参加人数", "People";
    activity_theme_needed => "请填写主题。", "The activity needs a theme.";
    activity_ahead => "活动日期不能晚于今天。", "An activity cannot be written down before its day.";
    election_held => "登记换届", "An election was held";
    election_day => "换届日期", "Day";
    election_ahead => "换届日期不能晚于今天；只改届满日期请用 F7。", "It cannot be after today; F7 changes when the next one is due.";
    election_hint(level: &str, years: u8) => "{level}每届任期 {years} 年，下次换届按此推算。", "The term of a {level} is {years} years; the next election follows.";
    election_reason(day: String) => "{day} 换届", "Election of {day}";
    form_theme_day => "主题党日", "Theme day";
    form_meeting => "党员大会", "Members' meeting";
    form_committee => "支委会", "Committee";
    form_group => "党小组会", "Group meeting";
    form_lecture => "党课", "Lecture";
    form_life_meeting => "组织生活会", "Life meeting";
    form_service => "志愿服务", "Service";
    form_other => "其他", "Other";

    handover => "登记衔接", "Hand-over";
    handover_of(name: &str) => "登记衔接：{name}", "Hand-over: {name}";
    handover_dates(registered: String, opened: String) => "登记 {registered}，衔接清单 {opened} 建立", "Registered {registered}, chain opened {opened}";
    handover_none => "这家没有衔接清单。新登记的自动建立；登记较早的，按 Enter 补建。", "There is no chain. One newly registered opens its own; for an older one Enter opens it.";
    handover_open => "建立衔接清单", "Open the chain";
    handover_open_question => "为这家补建登记衔接清单？各步期限从登记日期算起。", "Open the chain of this organisation? Its days count from the registration.";
    handover_progress(done: usize, steps: usize) => "已完成 {done}/{steps} 步", "{done} of {steps} steps done";
    handover_progress_late(done: usize, steps: usize, late: usize) => "已完成 {done}/{steps} 步，逾期 {late} 步", "{done} of {steps} steps done, {late} late";
    handover_closed_on(day: String) => "{day} 办结", "closed {day}";
    handover_due(day: String) => "限 {day}", "by {day}";
    handover_done(day: String) => "{day} 完成", "done {day}";
    handover_late(days: i64) => "逾期 {days} 天", "{days} days late";
    handover_today => "今天到期", "due today";
    handover_ahead_days(days: i64) => "还有 {days} 天", "in {days} days";
    handover_advice => "组建意见", "Advice";
    handover_done_on => "完成日期", "Done on";
    handover_ahead => "完成日期不能晚于今天。", "It cannot be done after today.";
    handover_done_already => "这一步已完成，F3 可改日期和备注。", "This step is done; F3 changes its day and note.";
    handover_by_covering => "建立党组织或选派指导员后自动完成：在组织页按 F3、F5。也可按 F3 直接登记。", "A branch or an instructor does this by itself: F3 and F5 on the organisation. F3 here writes a day down.";
    handover_not_by_hand => "这一步不是人工登记的，不能撤回。", "This was not ticked by hand and cannot be taken back.";
    handover_not_whole => "还有步骤没有完成，不能办结。", "Not all steps are done; it cannot be closed.";
    handover_all_done => "各步完成，待办结", "all done, to be closed";
    chains => "登记衔接", "Newly registered";
    chains_none => "没有在办的登记衔接。新登记的社会组织录入后自动建立清单。", "No chain is open. A newly registered organisation opens its own when it is written down.";
    chain_late(step: &str, days: i64) => "{step}，逾期 {days} 天", "{step}, {days} days late";
    chain_next(step: &str, day: String) => "{step}，限 {day}", "{step} by {day}";
    chain_counts(open: u64, late: u64) => "登记衔接：在办 {open}，逾期 {late}（F11）", "New: {open} open, {late} late (F11)";
    chain_counts_more(open: u64, late: u64) => "登记衔接：在办 {open} 以上，逾期 {late} 以上（F11）", "New: over {open} open, {late} late (F11)";
    key_handover => "登记衔接", "hand-over";
    key_chains => "登记衔接", "newly registered";
    key_tick => "完成", "done";
    key_step_day => "日期备注", "day and note";
    key_untick => "撤回", "take back";
    key_close_chain => "办结或重开", "close or reopen";
    cli_about_branches => "列出党组织：换届、活动、覆盖单位", "List the branches: elections, activities, organisations";
    cli_help_only => "只列一类：election、idle、joint、dissolved", "Only one listing: election, idle, joint, dissolved";
    branches_sum(date: String, sums: &str) => "党组织，时点 {date}：{sums}", "Branches as of {date}: {sums}";
    branches_line(name: &str, form: &str, members: u32, covers: u32, election: String, active: String) =>
        "{name}  {form}  党员 {members} 人  覆盖 {covers} 家  换届 {election}  最近活动 {active}",
        "{name}  {form}  members {members}  organisations {covers}  election {election}  active {active}";

    key_branches => "党组织", "branches";
    key_branch => "党组织", "branch";
    key_next_listing => "下一类", "next list";
    key_previous_listing => "上一类", "previous list";
    key_add_organisation => "加单位", "add one";
    key_record_activity => "记活动", "activity";
    key_elect => "换届", "election";
    key_dissolve => "撤销或恢复", "dissolve or restore";
    key_take_out => "移出或删除", "take out";
    key_census => "四清", "census";
    key_same_line => "同台账", "as ledger";
    key_same_all => "全部同台账", "all same";
    key_adopt => "更新台账", "to ledger";
    key_digits => "录入", "type";
    key_erase => "删一位", "erase a digit";
    key_not_counted => "改为未核", "not counted";
}

impl Words {
    pub fn yes_no(self, flag: Option<bool>) -> &'static str {
        match flag {
            None => self.not_asked(),
            Some(true) => self.yes(),
            Some(false) => self.no(),
        }
    }

    pub fn branch_listing(self, listing: BranchListing) -> &'static str {
        match listing {
            BranchListing::InForce => self.listing_in_force(),
            BranchListing::Election => self.listing_election(),
            BranchListing::Idle => self.listing_idle(),
            BranchListing::Joint => self.listing_joint(),
            BranchListing::Dissolved => self.listing_dissolved(),
        }
    }

    pub fn activity_form(self, form: ActivityForm) -> &'static str {
        match form {
            ActivityForm::ThemeDay => self.form_theme_day(),
            ActivityForm::Meeting => self.form_meeting(),
            ActivityForm::Committee => self.form_committee(),
            ActivityForm::Group => self.form_group(),
            ActivityForm::Lecture => self.form_lecture(),
            ActivityForm::LifeMeeting => self.form_life_meeting(),
            ActivityForm::Service => self.form_service(),
            ActivityForm::Other => self.form_other(),
        }
    }

    /// What the rules say of a branch, in a sentence.
    pub fn branch_remark(self, remark: &BranchRemark, rules: &BranchRules) -> String {
        match *remark {
            BranchRemark::Level(level) => self.remark_level(self.level(level)),
            BranchRemark::Committee { members, has } => {
                self.remark_committee(members, has, rules.committee_least, rules.committee_most)
            }
            BranchRemark::TooMany(n) => self.remark_too_many(n, rules.joint_most),
            BranchRemark::ElectionOverdue(days) => self.remark_election_overdue(days),
            BranchRemark::ElectionSoon(0) => self.remark_election_today().into(),
            BranchRemark::ElectionSoon(days) => self.remark_election_soon(days),
            BranchRemark::Idle(days) => self.remark_idle(days),
        }
    }

    /// The same in a few words.
    pub fn branch_remark_short(self, remark: &BranchRemark) -> String {
        match *remark {
            BranchRemark::Level(level) => self.short_level(self.level(level)),
            BranchRemark::Committee { .. } => self.short_committee().into(),
            BranchRemark::TooMany(n) => self.short_too_many(n),
            BranchRemark::ElectionOverdue(days) => self.short_election_overdue(days),
            BranchRemark::ElectionSoon(days) => self.short_election_soon(days),
            BranchRemark::Idle(days) => self.short_idle(days),
        }
    }

    /// Whether something is there.
    pub fn there(self, is: bool) -> &'static str {
        match is {
            true => self.there_is(),
            false => self.there_is_none(),
        }
    }
}
