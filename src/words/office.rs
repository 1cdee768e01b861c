//! Words of the census, of branches and of the chain that a newly registered organisation runs through.

use super::{Words, words};

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

    /// Whether something is there.
    pub fn there(self, is: bool) -> &'static str {
        match is {
            true => self.there_is(),
            false => self.there_is_none(),
        }
    }
}
