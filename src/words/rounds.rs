//! Schedules, the route sheet and rounds of supervision.

use super::{Words, words};
use crate::domain::round::{MemberState, RoundOrder, RoundState};

words! {
    fault_schedule_per_day(most: u32) => "每天走访家数 per_day 须为 1 至 {most}。", "per_day must be 1 to {most}.";
    fault_schedule_workdays => "工作日 workdays 须写 1 至 7，至少一天。", "workdays must name at least one day from 1 to 7.";
    round_is_closed(name: &str) => "「{name}」已经结束，不再增减。撤销结束后可以再改。", "[{name}] is closed and takes nothing more; open it again first.";
    round_is_full(most: usize) => "一轮督导最多列入 {most} 家。", "A round lists at most {most} organisations.";

    first_visit_by(name: &str) => "首次：{name}", "First: {name}";
    contact_owed(person: &str) => "走访（{person}）", "Visit ({person})";

    plan_title => "走访路线表", "Route sheet";
    plan_next_week => "下周走访路线表", "Route sheet of next week";
    plan_week(from: String, to: String, year: i16, week: u8) => "{from} 至 {to}，{year} 年第 {week} 周", "{from} to {to}, week {week} of {year}";
    plan_span(from: String, to: String) => "{from} 至 {to}", "{from} to {to}";
    plan_as_of(date: String, per_day: usize) => "时点 {date}，每个工作日 {per_day} 家", "As of {date}; organisations a working day: {per_day}";
    plan_area(area: &str) => "只列镇街：{area}", "Of this area alone: {area}";
    plan_person(name: &str) => "只列{name}联系的组织", "Only organisations that {name} looks after";
    plan_sums(to: String, found: u64, overdue: u64, placed: u64, left: u64) => "到 {to} 应走访 {found} 家，其中已逾期 {overdue} 家。本表排入 {placed} 家，未排入 {left} 家。",
        "To be visited by {to}: {found}, overdue already: {overdue}. On this sheet: {placed}, without a place: {left}.";
    plan_nobody(to: String) => "到 {to} 没有应走访的组织。", "Nobody is to be visited by {to}.";
    plan_no_days => "这几天没有工作日，未作安排。", "None of these days is a working day.";
    plan_days => "各日安排", "Days";
    plan_left => "未排入", "Without a place";
    plan_left_cut(n: usize, all: u64) => "未排入的只列前 {n} 家，共 {all} 家。", "Of those without a place the first {n} are listed, of {all}.";
    plan_column_date => "日期", "Date";
    plan_column_weekday => "星期", "Day";
    plan_column_stops => "家数", "Organisations";
    plan_column_number => "序号", "No.";
    plan_column_what => "检查模板", "Template";
    plan_column_due => "应检日期", "Due on";
    plan_column_sign => "备注、签名", "Note, signature";
    weekday_1 => "一", "Mon";
    weekday_2 => "二", "Tue";
    weekday_3 => "三", "Wed";
    weekday_4 => "四", "Thu";
    weekday_5 => "五", "Fri";
    weekday_6 => "六", "Sat";
    weekday_7 => "日", "Sun";

    rounds => "督导", "Supervision rounds";
    rounds_none => "还没有督导。", "There is no round of supervision yet.";
    round_as_of(date: String) => "时点 {date}", "As of {date}";
    round_as_of_state(date: String, state: &str) => "时点 {date}，{state}", "As of {date}: {state}";
    round_days(number: u32, from: String, to: String) => "第 {number} 轮，{from} 至 {to}", "Round {number}, {from} to {to}";
    round_led_by(lead: &str) => "，牵头单位{lead}", ", led by {lead}";
    round_closed_on(day: String) => "{day} 结束", "closed on {day}";
    round_report(name: &str) => "{name}情况", "Report on {name}";
    round_conclusion => "督导结论", "Result";
    round_progress(all: u64, done: u64, draft: u64, open_is: &str, open: u64) => "列入社会组织 {all} 家：已检查 {done} 家，检查中 {draft} 家，{open_is} {open} 家。",
        "Organisations in the round: {all}. Visited: {done}, in progress: {draft}, {open_is}: {open}.";
    round_failing(failing: u64, judged: u64) => "有结论的 {judged} 家中，不达标 {failing} 家。", " With a verdict: {judged}, of which fail: {failing}.";
    round_mean(mean: String, scored: u64) => "平均得分 {mean}（{scored} 家）。", " Mean score: {mean} (of {scored}).";
    round_problems(n: u64) => "发现问题 {n} 个（得零分的检查项）。", " Problems found (items worth nothing): {n}.";
    round_counting => "本轮督导名单", "list of the round";
    round_rate_visited => "已检查的社会组织", "Organisations visited";
    round_rate_authorities => "已涉及的主管单位", "Authorities reached";
    round_rate_passing => "基本达标以上", "Basic or better";
    round_table_authorities => "各主管单位", "Authorities";
    round_table_members => "社会组织名单", "Organisations";
    round_column_reached => "督导单位日期", "Itself on";
    round_column_listed => "列入", "In the round";
    round_column_mean => "平均得分", "Mean score";
    round_column_problems => "问题", "Problems";
    round_column_visited_on => "检查日期", "Visited on";
    round_column_score => "得分", "Score";
    round_column_verdict => "结论", "Verdict";
    round_column_number => "轮次", "No.";
    round_column_name => "名称", "Name";
    round_column_from => "开始", "From";
    round_column_to => "截止", "To";
    round_column_lead => "牵头单位", "Led by";
    round_column_authorities => "涉及单位", "Reached";
    round_column_of => "应涉及", "Authorities";
    authority_reached => "已涉及", "reached";
    authority_open => "未涉及", "not yet";
    year_title(year: i16) => "{year} 年督导情况", "Supervision rounds of {year}";
    year_sums(year: i16, rounds: u64, authorities: u64, organisations: u64, visits: u64, problems: u64) => "{year} 年开展督导 {rounds} 轮，涉及主管单位 {authorities} 家，检查社会组织 {organisations} 家，完成检查 {visits} 次，发现问题 {problems} 个。",
        "{year}: rounds held: {rounds}, authorities reached: {authorities}, organisations visited: {organisations}, visits finished: {visits}, problems found: {problems}.";
    year_counting => "主管单位和社会组织各只计一次；问题指得零分的检查项。", "Authorities and organisations count once each; a problem is an item worth nothing.";
    round_added(n: u64) => "列入社会组织 {n} 家。", "Organisations put in: {n}.";
    round_visits_taken(n: u64) => "归入检查 {n} 次。", "Visits put in: {n}.";
    round_authorities_reached(n: u64) => "记下已督导的主管单位 {n} 家。", "Authorities supervised: {n}.";
    round_closes_early => "结束日期不能早于首日。", "A round cannot close before its first day.";

    cli_about_plan => "下周走访路线表，按镇街和地址排好", "Next week's route sheet, area by area";
    cli_about_round => "督导：列出、新建、列入组织、结束", "Supervision rounds: list, begin, fill, close";
    cli_help_plan_week => "哪一周，如 2026-W49，不写则为下周", "Which week, such as 2026-W49, instead of the next";
    cli_help_plan_from => "从哪天起", "First day";
    cli_help_plan_days => "共几天，含休息日，不写则为 7", "Days of the calendar, 7 if not given";
    cli_help_plan_area => "只排这个镇街", "Only this area";
    cli_help_plan_person => "只排此人联系的组织", "Only organisations this person looks after";
    cli_help_plan_per_day => "每个工作日几家，不写则按规则", "Organisations a working day, instead of the rules'";
    cli_no_such_area(area: &str, help: &str) => "名册里没有镇街「{area}」。用法见 {help}。", "No organisation is in area [{area}]. See {help}.";
    cli_not_a_week(argument: &str, value: &str, help: &str) => "{argument} 的「{value}」不是周，请写成 2026-W49 这样。用法见 {help}。",
        "{argument}: [{value}] is no week, write it like 2026-W49. See {help}.";
    cli_not_a_number(argument: &str, value: &str, least: u32, most: u32, help: &str) => "{argument} 不能是「{value}」，请写 {least} 至 {most} 的整数。用法见 {help}。",
        "{argument} cannot be [{value}], write a whole number from {least} to {most}. See {help}.";
    cli_help_report_name => "round 报告的轮次：名称或第几轮", "For round: its name or number";
    cli_help_report_year => "rounds 报告的年份，不写则为今年", "For rounds: the year, this one if not given";
    cli_help_round_action => "列出、查看、新建、列入、结束", "What to do";
    cli_help_round_name => "名称，或第几轮（只写数字）", "Its name, or its number";
    cli_help_round_number => "new：第几轮，不写则接着本年最后一轮", "new: its number, else the next of the year";
    cli_help_round_year => "list：只列这一年开始的", "list: only those that began in this year";
    cli_help_round_from => "new：首日", "new: first day";
    cli_help_round_to => "new：末日", "new: last day";
    cli_help_round_lead => "new：牵头单位", "new: the unit that leads it";
    cli_help_round_area => "列入这个镇街的组织", "Put in organisations of this area";
    cli_help_round_authority => "列入这个主管单位的组织", "Put in organisations of this authority";
    cli_help_round_standing => "列入这种状态的组织，如 never、fail", "Put in those that stand so, such as never, fail";
    cli_help_round_organisation => "add：列入这家，写名称或信用代码，可写多次", "add: this one, by name or code; may be repeated";
    cli_help_round_visits => "add：期间未归入的检查全部归入", "add: the visits of its days that are in no round";
    cli_help_round_reached => "add：这个主管单位已经督导，可写多次", "add: this authority was supervised; may be repeated";
    cli_help_round_day => "日期，不写则为今天", "The day, today if not given";
    cli_help_round_conclusion => "close：督导结论", "close: the result";
    cli_help_round_reopen => "close：撤销结束", "close: open it again";
    cli_no_such_round(name: &str, help: &str) => "没有叫「{name}」的督导。用 liuyou round list 查看有哪些，用法见 {help}。", "There is no round [{name}]. liuyou round list shows them; see {help}.";
    cli_several_rounds(name: &str, names: String, help: &str) => "「{name}」不止一轮：{names}。请写全名，用法见 {help}。", "[{name}] means several rounds: {names}. Write the whole name; see {help}.";
    cli_round_exists(name: &str, help: &str) => "本年已有「{name}」，请换一个名称。用法见 {help}。", "There is a round [{name}] in that year; name it otherwise. See {help}.";
    cli_round_add_what(help: &str) => "没有写列入什么：镇街、主管单位、状态、组织、--visits 或 --reached。用法见 {help}。",
        "Say what to put in: --area, --authority, --standing, --organisation, --visits or --reached. See {help}.";
    cli_round_counts(done: u64, all: u64, reached: u64, authorities: u64) => "已检查 {done}/{all} 家，涉及主管单位 {reached}/{authorities} 家",
        "visited {done}/{all}, authorities reached {reached}/{authorities}";

    first_visits(due: String) => "首次检查（已到期 {due} 家）", "First visits (due: {due})";
    due_dates(last: String, due: String) => "上次 {last}  应检 {due}", "last {last}  due {due}";
    due_first(due: String) => "未检查  应检 {due}", "never visited  due {due}";
    due_late(days: i64) => "逾期 {days} 天", "{days} days late";
    due_left(days: i64) => "还有 {days} 天", "{days} days left";
    rounds_short => "督导", "Rounds";
    round_and_more(name: &str, all: usize) => "{name}等 {all} 轮", "{name}; {all} in all";

    rounds_none_hint => "还没有督导。按 F7 新建一轮：先定名称和日期，再列入组织。", "There is no round of supervision yet. F7 begins one: its name and days first, then its organisations.";
    year_short(rounds: u64, authorities: u64, organisations: u64, visits: u64) => "督导 {rounds} 轮，涉及主管单位 {authorities} 家，检查社会组织 {organisations} 家，完成检查 {visits} 次",
        "Rounds: {rounds}, authorities: {authorities}, organisations: {organisations}, visits: {visits}";
    round_column_days => "起止", "Days";
    round_column_done => "已检查", "Visited";
    round_column_reached_of => "涉及单位", "Reached";
    round_span(from: String, to: String) => "{from} 至 {to}", "{from} to {to}";
    round_proposed(year: i16, number: u32) => "{year}年第{number}轮督导", "Round {number} of {year}";
    round_new => "新建督导", "A new round";
    round_new_hint => "存好后打开这一轮，再按 F3 列入组织。", "It opens once it is saved; F3 there puts organisations in.";
    round_edit => "修改督导", "Change the round";
    round_close => "结束督导", "Close the round";
    round_field_closed => "结束日期", "Closed on";
    round_close_hint => "名单上的都已检查。结束后不再增减；日期留空即撤销结束。", "Everybody was visited. A closed round takes nothing more; without a date it is open again.";
    round_close_left(n: u64) => "还有 {n} 家没有完成检查。结束后不再增减；日期留空即撤销结束。", "Not finished yet: {n}. A closed round takes nothing more; without a date it is open again.";
    round_name_needed => "请填写名称。", "The round needs a name.";
    round_choose(name: &str) => "{name}：列入哪些组织", "{name}: organisations to put in";
    round_sums(all: u64, done: u64, draft: u64, open_is: &str, open: u64) => "社会组织 {all} 家：已检查 {done}，检查中 {draft}，{open_is} {open}", "Organisations {all}: visited {done}, in progress {draft}, {open_is} {open}";
    round_reached(reached: u64, all: u64) => "已涉及主管单位 {reached}/{all}", "Authorities {reached}/{all}";
    round_unjudged => "还没有结论", "no verdict yet";
    round_fails(failing: u64, judged: u64) => "不达标 {failing}/{judged}", "fail {failing}/{judged}";
    round_failing_short(n: u64) => "不达标 {n}", "fail {n}";
    round_mean_short(mean: String, n: u64) => "平均 {mean}（{n} 家）", "mean {mean} (of {n})";
    round_problems_short(n: u64) => "问题 {n}", "problems {n}";
    round_next(name: &str, area: &str) => "下一家：{name}（{area}）", "Next: {name} ({area})";
    round_result(text: &str) => "结论：{text}", "Result: {text}";
    round_others(n: usize) => "期间另有 {n} 次检查未归入本轮，按 F6 归入。", "Visits of these days that are in no round: {n}. F6 puts them in.";
    round_other(day: String) => "{day} 未归入", "{day} not in it";
    round_tab_organisations => "社会组织", "Organisations";
    round_tab_authorities => "主管单位", "Authorities";
    round_empty => "还没有列入组织。按 F3 按镇街、主管单位、状态挑选。", "No organisation yet. F3 chooses by area, authority and state.";
    round_no_authorities => "还没有涉及主管单位。列入组织后自动带出，也可按 F10 单独列入。", "No authority yet. They come with their organisations; F10 lists one by itself.";
    round_select_organisation => "请先选中一家组织。", "Select an organisation first.";
    round_select_authority => "请先选中主管单位，或其下一家组织。", "Select an authority first, or one of its organisations.";
    round_take(visit: &str) => "归入本轮：{visit}", "Put in: {visit}";
    round_release(visit: &str) => "移出本轮：{visit}", "Take out: {visit}";
    round_take_all(n: usize) => "期间未归入的全部归入：{n} 次", "Put in all of these days: {n}";
    round_visits => "归入或移出检查", "Visits in and out";
    round_no_visits => "期间没有可归入的检查。", "No visit of these days can be put in.";
    round_all_authorities => "名册里的主管单位都已列入。", "Every authority of the register is listed.";
    round_has_visits => "这家已有检查归入本轮，请先按 F6 移出检查。", "It has visits in the round; take them out with F6 first.";
    round_has_organisations => "它主管的组织在本轮名单上，不能移出。", "Organisations of it are in the round; it cannot be taken out.";
    round_itself(day: String) => "{day} 督导单位", "itself {day}";
    round_listed_itself => "单独列入", "listed by itself";
    round_authority_counts(done: u64, all: u64) => "已检查 {done}/{all} 家", "visited {done}/{all}";
    round_removed => "已移出名单。", "Taken off the list.";
    round_released => "已移出本轮。", "Taken out of the round.";

    key_rounds => "督导", "supervision rounds";
    key_plan => "下周走访路线", "route sheet";
    key_round_new => "新一轮", "new round";
    key_round_add => "列入", "add";
    key_begin_visit => "检查", "visit";
    key_reach => "单位已督导", "authority seen";
    key_take_visits => "归入检查", "visits in and out";
    key_close_round => "结束", "close";
    key_list_authority => "列入主管单位", "add an authority";
    key_week_before => "上一周", "week back";
    key_week_after => "下一周", "week on";
    key_toggle_all => "全选", "all of them";
    key_year_before => "上一年", "year before";
    key_year_after => "下一年", "year after";

    round_ahead => "未开始", "ahead";
    round_running => "进行中", "running";
    round_over => "到期未结束", "past its end";
    round_closed => "已结束", "closed";
    member_draft => "检查中", "in progress";
    member_open => "待检查", "to visit";
    member_missed => "未检查", "not visited";
    member_done => "已检查", "visited";
}

impl Words {
    /// What came of an order for a round.
    pub fn round_ordered(self, order: &RoundOrder, count: u64) -> String {
        match order {
            RoundOrder::Add(_) => self.round_added(count),
            RoundOrder::Remove(_) => self.round_removed().to_owned(),
            RoundOrder::Take(_) => self.round_visits_taken(count),
            RoundOrder::Release(_) => self.round_released().to_owned(),
        }
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self, day: u8) -> &'static str {
        match day {
            1 => self.weekday_1(),
            2 => self.weekday_2(),
            3 => self.weekday_3(),
            4 => self.weekday_4(),
            5 => self.weekday_5(),
            6 => self.weekday_6(),
            _ => self.weekday_7(),
        }
    }

    pub fn authority_state(self, reached: bool) -> &'static str {
        match reached {
            true => self.authority_reached(),
            false => self.authority_open(),
        }
    }
    pub fn round_state(self, state: RoundState) -> &'static str {
        match state {
            RoundState::Ahead => self.round_ahead(),
            RoundState::Running => self.round_running(),
            RoundState::Over => self.round_over(),
            RoundState::Closed => self.round_closed(),
        }
    }

    /// Of a closed round nobody is to be visited any more.
    pub fn member_state(self, state: MemberState, closed: bool) -> &'static str {
        match state {
            MemberState::Draft => self.member_draft(),
            MemberState::Open if closed => self.member_missed(),
            MemberState::Open => self.member_open(),
            MemberState::Done => self.member_done(),
        }
    }
}
