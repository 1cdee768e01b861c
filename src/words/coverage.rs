//! Words of forming branches and of coverage rates: advice, rates with what they are counted by, snapshots.

use super::{Words, words};
use crate::domain::coverage::{Division, Listing, RateName};
use crate::domain::formation::Advice;

words! {
    advice_established => "已建", "Established";
    advice_own => "单独组建", "Form its own";
    advice_own_with_instructor => "选派指导员，单独组建", "Form its own, with an instructor";
    advice_joint => "联建或挂建", "Join or attach";
    advice_instructor_and_mass => "选派指导员，先建群团", "Instructor, mass organisation first";

    rate_organisation => "组织覆盖率", "Organisation coverage";
    rate_work => "工作覆盖率", "Work coverage";
    rate_sole => "单独组建率", "Sole branch rate";
    rate_demonstration => "示范场所比例", "Demonstration sites";
    rate_cross_appointed => "双向进入、交叉任职率", "Cross-appointment";
    rate_head_secretary => "负责人担任书记比例", "Head is secretary";
    rate_charter => "党建入章率", "Party-building in the charter";
    rate_formation => "组建率", "Formation rate";
    rate_formation_under(set: &str) => "组建率（应建按{set}）", "Formation rate (by the {set})";
    rate_formation_note => "组建率以应建的家数为分母，与组织覆盖率不是同一个数。",
        "The formation rate is of those that must form; it is another number than organisation coverage.";
    rate_nothing => "无可统计", "nothing to count";
    rate_whole(name: &str, percent: &str, numerator: u64, denominator: u64, rule: &str, date: String) =>
        "{name} {percent}（{numerator}/{denominator}，{rule}，{date}）", "{name} {percent} ({numerator}/{denominator}, {rule}, {date})";
    rate_heading(date: String, rule: &str) => "时点：{date}，口径：{rule}", "As of {date}, counted by: {rule}";
    rate_counts(registered: u64, excluded: u64, branches: u64, forms: &str) =>
        "在册 {registered} 家，其中空壳、注销、不在本级 {excluded} 家；党组织 {branches} 个（{forms}）。",
        "{registered} registered, {excluded} of them shells, deregistered or elsewhere; {branches} Party organisations ({forms}).";
    rate_no_branches => "无", "none";
    ranking_area => "按镇街排名", "Ranked by area";
    ranking_authority => "按主管单位排名", "Ranked by authority";
    ranking_kind => "按组织类别排名", "Ranked by kind";
    ranking_basis(ranking: &str, rule: &str, date: String) => "{ranking}：按组织覆盖率从高到低，分母为各自计入的家数；{rule}，{date}。",
        "{ranking}: by organisation coverage, highest first, each over its own number counted; {rule}, {date}.";
    part_unnamed => "（未填）", "(not given)";
    listing_excluded => "空壳、注销、不在本级", "Shells, deregistered, registered elsewhere";
    listing_uncovered => "没有党组织覆盖", "Not covered by a Party organisation";
    listing_nobody => "没有党组织，也没有指导员、联络员", "No Party organisation, instructor or liaison";
    listing_demonstration => "示范场所（最近一次检查）", "Demonstration sites (at the last visit)";
    listing_shared => "联建、挂建等覆盖，未单独组建", "Covered by a branch that is not its own";
    listing_not_cross_appointed => "未实行双向进入、交叉任职", "No cross-appointment";
    listing_other_secretary => "负责人未担任书记", "The head is not the secretary";
    listing_not_in_charter => "党建未入章", "No Party-building in the charter";
    listing_unformed(set: &str) => "应建未建（按{set}）", "Must form a branch and have none (by the {set})";
    listing_heading(name: &str, n: u64, rule: &str, date: String) => "{name}：{n} 家（{rule}，{date}）", "{name}: {n} ({rule}, {date})";
    listing_more(n: u64, command: &str) => "另有 {n} 家，全部名单请运行 {command}", "{n} more; run {command} for all";

    snapshot_frozen(date: String, rule: &str) => "已存快照：{date}，{rule}。以后改动数据，快照不变。",
        "Frozen: {date}, {rule}. Later edits do not move it.";
    snapshot_known(date: String, rule: &str) => "{date}、{rule}的快照已有，数字没有变化，未重复保存。",
        "The snapshot of {date}, {rule} is there already with the same figures; nothing was written.";
    snapshot_none => "还没有快照。请运行 liuyou rates snapshot 存一份。", "There are no snapshots. Run liuyou rates snapshot to freeze one.";
    snapshot_heading(date: String, rule: &str, branches: u64) => "{date}，{rule}：党组织 {branches} 个", "{date}, {rule}: {branches} Party organisations";
    snapshot_since(date: String) => "与 {date} 相比", "Since {date}";
    growth_branches(earlier: u64, later: u64, percent: &str) => "党组织由 {earlier} 个到 {later} 个，增幅 {percent}（以 {earlier} 个为基数）",
        "Party organisations from {earlier} to {later}, {percent} of {earlier}";
    growth_rate(name: &str, points: &str, earlier: String, later: String) => "{name} {points} 个百分点（由 {earlier} 到 {later}）",
        "{name} {points} points (from {earlier} to {later})";
    growth_base_moved(earlier: u64, later: u64) => "，分母由 {earlier} 家变为 {later} 家",
        "; the base moved from {earlier} to {later}";
    growth_rule_changed(name: &str) => "{name}：统计规则已改，不可直接比较", "{name}: the rule itself was changed, not comparable";
    growth_nothing(name: &str) => "{name}：有一次无可统计，不可比较", "{name}: nothing to count at one of the times, not comparable";

    advice_line(set: &str, advice: &str, members: u32, reason: &str) => "{set}：{advice}（计入正式党员 {members} 人）。{reason}",
        "{set}: {advice} ({members} formal members count). {reason}";
    advice_due(set: &str, advice: &str, members: u32, reason: &str) => "{set}：应建未建，{advice}（计入正式党员 {members} 人）。{reason}",
        "{set}: must form; {advice} ({members} formal members count). {reason}";
    advice_sum(n: u64, date: String) => "没有党组织的社会组织：{n} 家，时点 {date}。", "Organisations without a Party organisation: {n}, as of {date}.";
    advice_sum_unformed(n: u64, date: String) => "应建未建的社会组织：{n} 家，时点 {date}。", "Organisations that must form a branch and have none: {n}, as of {date}.";
    advice_sum_set(set: &str, n: u64) => "按{set}应建未建 {n} 家", "must form by the {set}: {n}";
    advice_sum_excluded(n: u64) => "另有空壳、注销、不在本级的 {n} 家没有党组织，不作建议。",
        "{n} more without a Party organisation are shells, deregistered or elsewhere and get no advice.";

    cli_about_rates => "计算覆盖率、组建率，存快照、看增长", "Show coverage and formation rates; freeze and list them";
    cli_about_advice => "列出没有党组织的单位和组建建议", "Advise on organisations without a Party organisation";
    cli_help_rates_action => "存一份快照 snapshot，或列出快照及增长 list", "Freeze a snapshot, or list them with their growth";
    cli_help_by => "分组排名：镇街 area、主管单位 authority、类别 kind", "Rank by area, authority or kind";
    cli_help_names => "名单：excluded、uncovered、nobody、demonstration 等", "Names: excluded, uncovered, nobody, demonstration, ...";
    cli_help_counting_rule => "统计口径：all、active，或自定的编号", "Counting rule: all, active, or one of your own";
    cli_help_rule_set => "组建规则：party、campaign，或自定的编号", "Rule set: party, campaign, or one of your own";
    cli_help_unformed => "只列应建未建的", "Only those that must form a branch";
    rules_refused(path: String, why: &str) => "{path} 未采用：{why} 仍按程序自带的规则。",
        "{path} is not used: {why} The shipped rules stay in force.";

    fault_rule_order => "组建规则须按党员人数从多到少排列，最后一条为 0 人。",
        "Formation rules must go from most members down to 0.";
    fault_rule_established => "组建规则里不能写「已建」，是否已建看有没有党组织。",
        "No formation rule may advise [established]; that follows from the branch.";
}

impl Words {
    pub fn advice(self, advice: Advice) -> &'static str {
        match advice {
            Advice::Established => self.advice_established(),
            Advice::Own => self.advice_own(),
            Advice::OwnWithInstructor => self.advice_own_with_instructor(),
            Advice::Joint => self.advice_joint(),
            Advice::InstructorAndMass => self.advice_instructor_and_mass(),
        }
    }

    pub fn rate_name(self, name: RateName) -> &'static str {
        match name {
            RateName::Organisation => self.rate_organisation(),
            RateName::Work => self.rate_work(),
            RateName::Sole => self.rate_sole(),
            RateName::Formation => self.rate_formation(),
            RateName::Demonstration => self.rate_demonstration(),
            RateName::CrossAppointed => self.rate_cross_appointed(),
            RateName::HeadSecretary => self.rate_head_secretary(),
            RateName::Charter => self.rate_charter(),
        }
    }

    pub fn ranking(self, division: Division) -> &'static str {
        match division {
            Division::Area => self.ranking_area(),
            Division::Authority => self.ranking_authority(),
            Division::Kind => self.ranking_kind(),
        }
    }

    pub fn listing(self, listing: Listing) -> &'static str {
        match listing {
            Listing::Excluded => self.listing_excluded(),
            Listing::Uncovered => self.listing_uncovered(),
            Listing::Nobody => self.listing_nobody(),
            Listing::Shared => self.listing_shared(),
            Listing::NotCrossAppointed => self.listing_not_cross_appointed(),
            Listing::OtherSecretary => self.listing_other_secretary(),
            Listing::NotInCharter => self.listing_not_in_charter(),
            Listing::Demonstration => self.listing_demonstration(),
        }
    }
}
