//! People and their duties: lists, load, contacts, contracts and what came of an order.

use super::{Words, words};
use crate::domain::people::{Contact, LoadMark};
use crate::domain::staff::{Assigned, Done, PeopleList, Refusal};

words! {
    people => "人员", "People";
    people_of(name: &str) => "{name}：人员", "{name}: people";
    list_everybody => "全部人员", "Everybody";
    list_over => "超过上限", "Over the limit";
    list_idle => "尚无联系单位", "With nothing";
    list_due => "联系到期", "Contacts due";
    list_leaders => "包联领导", "Leaders";
    list_left => "离任", "Left";
    mark_free => "可增", "free";
    mark_full => "已满", "full";
    mark_over => "超限", "over";
    people_hint => "姓名、拼音首字母或单位", "name, pinyin initials or unit";
    first_of_more(n: usize) => "前 {n} 名，请输入姓名或单位缩小范围", "the first {n}; type a name or unit for others";
    no_people => "没有人员。按 F7 登记。", "There is nobody here. F7 writes someone down.";
    title_role => "角色", "Role";
    person_column_name => "姓名", "Name";
    column_role => "角色", "Role";
    column_unit => "单位", "Unit";
    column_load => "联系家数", "Load";
    column_due => "到期", "Due";
    column_organisation => "社会组织", "Organisation";
    column_duty => "职责", "Duty";
    column_from => "开始", "Since";
    column_call => "下次电话", "Next call";
    column_visit => "下次走访", "Next visit";
    average_line(role: &str, load: u64, people: u64, average: String) => "{role}人均 {average} 家（{load}/{people}）", "{role}: {average} each ({load}/{people})";
    sums_line(people: u64, assignments: u64) => "人员 {people} 名，指派 {assignments} 项", "{people} people, {assignments} assignments";
    sums_nobody(nobody: u64, organisations: u64) => "无人联系 {nobody}/{organisations} 家", "nobody for {nobody}/{organisations}";
    held_contracts(n: u32, most: u32) => "包联 {n}/{most}", "{n}/{most} contr.";
    held_responsible(n: u32) => "负责 {n}", "answers {n}";

    load_sentence(load: u32, most: u32, mark: &str) => "联系 {load} 家，上限 {most} 家，{mark}", "Looks after {load}, limit {most}: {mark}";
    responsible_sentence(n: u32) => "第一责任 {n} 家", "first responsible for {n}";
    contract_sentence(n: u32, most: u32, areas: u32, most_areas: u32, units: u32) => "包联社会组织 {n}/{most} 家，镇街 {areas}/{most_areas} 个，单位 {units} 个",
        "Contracts: organisations {n}/{most}, areas {areas}/{most_areas}, units {units}";
    due_sentence(calls: u32, visits: u32) => "到期未联系：电话 {calls}，走访 {visits}", "Calls due: {calls}, visits due: {visits}";
    left_since(day: String) => "{day} 离任", "left {day}";
    post_full_time => "专职", "full-time";
    post_part_time => "兼职", "part-time";
    no_duties => "还没有联系单位。按 F5 指派。", "No duties yet. F5 assigns organisations.";
    nobody_yet => "还没有人联系。按 F5 指派。", "Nobody looks after it yet. F5 assigns someone.";
    more_duties => "此处只列出一部分。", "Only part of them is listed here.";
    past_until(day: String) => "至 {day}", "until {day}";
    area_contract(name: &str) => "镇街：{name}", "Area: {name}";
    unit_contract(name: &str) => "单位：{name}", "Unit: {name}";
    contact_late(days: i64) => "逾期 {days} 天", "{days} d late";
    contact_today => "今日", "today";
    contacts_so_far => "联系记录", "Contacts";
    no_contacts => "还没有联系记录。", "No contact is noted yet.";

    choose_title(name: &str) => "为{name}选择社会组织", "Organisations for {name}";
    contract_title(name: &str) => "{name}包联哪些社会组织", "Organisations contracted by {name}";
    nobody_title => "无人联系的社会组织", "Organisations with nobody";
    choosing_nobody => "无人联系", "nobody's";
    choosing_all => "全部", "all";
    chosen(n: usize) => "已选 {n} 家", "{n} chosen";
    found_of(n: usize, total: u64) => "列出 {n} 家，共 {total} 家", "{n} of {total} listed";
    everybody_has_someone => "每家都有人联系。", "Every organisation has someone.";
    choose_some => "请先按 Enter 选定至少一家。", "Choose at least one with Enter first.";
    choose_duty_line => "请先选中一项职责。", "Select a duty first.";
    only_guides_call => "只有联系指导的在任职责才记电话和走访。", "Calls and visits are noted only under guidance that is in force.";
    only_leaders_contract => "只有包联领导才包联镇街和单位。", "Only contracting leaders contract areas and units.";
    already_ended => "这项职责已经结束。", "This duty has ended already.";
    nothing_to_take_back => "今天没有记过，无可撤回。", "Nothing was noted today; there is nothing to take back.";
    pick_person => "选择人员", "Choose someone";

    new_person => "登记人员", "New person";
    change_person => "修改人员信息", "Change the person";
    field_role => "角色", "Role";
    field_post => "职务", "Post";
    field_full_time => "专职或兼职", "Full or part time";
    not_known => "不详", "not known";
    person_name_needed => "请填写姓名。", "A name is needed.";
    note_contact => "补记一次联系", "Note a contact";
    field_contact => "方式", "How";
    field_day => "日期", "Day";
    end_duty => "结束职责", "End a duty";
    field_last_day => "最后一天", "Last day";
    leave_title(name: &str) => "{name}离任", "{name} leaves";
    field_left_day => "离任日期", "Leaves on";
    field_duties => "手上职责", "Duties";
    duties_end => "全部结束", "end all";
    duties_hand_over => "移交给另一人", "hand over to someone";
    contract_place => "包联镇街或单位", "Contract an area or a unit";
    field_what => "对象", "What";
    contract_area => "镇街", "Area";
    contract_unit => "单位", "Unit";
    field_place_name => "名称", "Name";
    place_needed => "请填写镇街或单位名称。", "Name the area or unit.";
    leave_hint => "离任当天起不再联系，职责到前一天为止。", "Duties end the day before.";
    end_hint => "最后一天当天仍然算在内。", "The last day itself still counts.";
    day_in_future => "联系日期不能晚于今天。", "A contact cannot be after today.";

    bulk_title => "批量指派", "Assign many";
    bulk_which => "范围", "Which";
    bulk_nobody => "筛选结果中无人联系的", "of those listed, the ones with nobody";
    bulk_all => "筛选结果中的全部", "all of those listed";
    bulk_to => "指派给", "To";
    bulk_one => "一名人员（按 F5 选择）", "one person (F5 chooses)";
    bulk_instructors => "均分给本镇街的指导员", "instructors of the area, evenly";
    bulk_liaisons => "均分给本镇街的联络员", "liaisons of the area, evenly";
    bulk_person(name: &str, role: &str, unit: &str) => "人员：{name}（{role}，{unit}）", "Person: {name} ({role}, {unit})";
    bulk_no_person => "人员：未选", "Person: none yet";
    bulk_filter(filter: String) => "筛选条件：{filter}", "Filter: {filter}";
    bulk_no_filter => "没有筛选，即名册全部", "no filter: the whole register";
    bulk_counts(found: u64, kept: u64) => "共 {found} 家，其中已在联系、不再指派的 {kept} 家。", "Organisations: {found}, of which {kept} need nobody more.";
    bulk_excluded(n: u64) => "空壳、注销、不在本级的 {n} 家不列入。", "Shells, deregistered and those elsewhere are left out: {n}.";
    bulk_will(assigned: u64, people: usize) => "将指派 {assigned} 家，给 {people} 人。", "To be assigned: {assigned}, people who take them: {people}.";
    bulk_over(n: u64, most: u32) => "余下 {n} 家：本镇街没有不满 {most} 家的人。", "{n} remain: nobody of their area has fewer than {most}.";
    bulk_over_limit(name: &str, after: u32, most: u32) => "注意：{name}将联系 {after} 家，上限 {most} 家。", "Note: {name} will look after {after}; the limit is {most}.";
    bulk_now_over(name: &str, load: u32, most: u32) => "注意：{name}现联系 {load} 家，上限 {most} 家。", "Note: {name} looks after {load} now; the limit is {most}.";
    bulk_person_line(before: u32, after: u32) => "{before} 变为 {after}", "{before} to {after}";
    bulk_more_people(n: usize) => "还有 {n} 人", "{n} more people";
    bulk_leader => "包联要逐家核对，请在领导本人页面指派。", "Contracts are checked one by one; assign them on the leader's own screen.";
    bulk_nothing => "没有要指派的。", "There is nothing to assign.";
    bulk_choose_person => "请先选定人员。", "Choose a person first.";
    bulk_undo_hint => "按 F10 可全部撤销，离开本页后不再能一次撤销。", "F10 undoes all of it, as long as this screen is open.";

    done_person => "人员信息已保存。", "The person is saved.";
    done_contacted(mode: &str, day: String) => "已记 {day} {mode}。", "Noted: {mode} on {day}.";
    done_taken_back(mode: &str, day: String) => "已撤回 {day} {mode}。", "Taken back: {mode} on {day}.";
    done_ended(day: String) => "职责到 {day} 结束。", "The duty ends on {day}.";
    done_left(n: u64) => "已记离任，{n} 项职责随之结束。", "Noted as left; {n} duties end.";
    done_handed_over(n: u64, heir: &str) => "已记离任，{n} 项职责移交{heir}。", "Noted as left; {n} duties go to {heir}.";
    done_assigned(person: &str, n: u64) => "已为{person}指派 {n} 项。", "Assigned to {person}: {n}.";
    done_known(n: u64) => "原已指派 {n} 项。", "Already assigned: {n}.";
    done_covered(n: usize, names: String) => "注意：{n} 家已建党组织（{names}）。", "Already with a Party organisation: {n} ({names}).";
    done_over(n: u32) => "现联系 {n} 家，超过上限。", "Looks after {n} now, over the limit.";
    done_refused(n: usize, why: String) => "{n} 项未指派：{why}", "{n} refused: {why}";
    done_bulk(n: u64) => "已指派 {n} 家。", "{n} organisations are assigned.";
    done_undone(n: u64) => "已撤销 {n} 家的指派。", "The assignment of {n} organisations is undone.";
    refusal_taken(organisation: &str, leader: &str) => "{organisation}已由{leader}包联。", "{organisation} is contracted by {leader}.";
    refusal_organisations(most: u32) => "每名领导包联社会组织不超过 {most} 家。", "organisations per leader, at most {most}.";
    refusal_areas(most: u32) => "每名领导包联镇街不超过 {most} 个。", "areas per leader, at most {most}.";

    contacts_due_today(calls: String, visits: String) => "联系到期：电话 {calls}，走访 {visits}（F7）", "Due: {calls} calls, {visits} visits";
    or_more(n: u64) => "{n} 以上", "{n} or more";

    report_people => "人员和联系情况报告", "Report on people";
    report_people_as_of(date: String) => "时点 {date}", "As of {date}";
    report_people_rules(usual: u32, most: u32) => "每名指导员一般联系 {usual} 家，上限 {most} 家。", "An instructor looks after {usual} organisations as a rule, at most {most}.";
    report_people_counting => "在册正常单位，在任人员", "at work, in service";
    rate_looked_after => "有人联系的社会组织", "Organisations looked after";
    rate_in_limit(role: &str) => "{role}未超上限", "{role}: within the limit";
    rate_in_time => "按期联系", "Contacts in time";
    report_averages => "平均联系家数", "Average load";
    report_distribution(role: &str) => "{role}联系家数分布", "{role}: people by load";
    report_loads => "联系家数", "Loads";
    report_leaders => "包联领导", "Leaders' contracts";
    report_contracts => "包联清单", "Contracts";
    report_responsible => "第一责任人", "First responsible persons";
    report_due => "到期未联系", "Contacts due";
    report_nobody => "无人联系的社会组织", "Organisations with nobody";
    column_people => "人数", "People";
    column_average => "人均", "Average";
    column_limit => "上限", "Limit";
    column_mark => "状态", "State";
    column_calls_due => "到期电话", "Calls due";
    column_visits_due => "到期走访", "Visits due";
    column_contracted => "社会组织", "Organisations";
    column_areas => "镇街", "Areas";
    column_units => "单位", "Units";
    column_kind_of_contract => "类别", "Kind";
    column_due_day => "应联系日", "Due on";
    column_days_late => "逾期天数", "Days late";
    column_last_contact => "上次", "Last";
    column_party => "党组织", "Branch";
    column_leader => "领导", "Leader";
    load_bar(n: u32) => "{n} 家", "{n}";

    cli_about_people => "列出人员、联系家数、到期联系和包联", "List people, their load, contacts due and contracts";
    cli_about_assign => "按镇街或主管单位批量指派", "Assign organisations of an area or authority";
    cli_help_people_json => "以 JSON 输出，供其他程序读取", "Print JSON, for other programs";
    cli_help_role => "只看一种角色，如 instructor、liaison、leader", "One role, such as instructor, liaison, leader";
    cli_help_view => "看什么：load、nobody、due、contracts", "What to list: load, nobody, due, contracts";
    cli_help_taker => "指派给谁（姓名）", "Who takes them, by name";
    cli_help_of_unit => "同名时写明单位", "The unit, where several have the name";
    cli_help_spread => "均分给本镇街的 instructor 或 liaison", "Evenly over instructors or liaisons of the area";
    cli_help_of_area => "只指派这个镇街的", "Only organisations of this area";
    cli_help_of_authority => "只指派这个主管单位的", "Only organisations of this authority";
    cli_help_assign_all => "连已有人联系的也指派", "Also those somebody looks after";
    cli_help_assign_dry_run => "只看会指派多少，不写入", "Only show what would be assigned";
    cli_people_date(date: String, usual: u32, most: u32) => "时点 {date}，每名指导员一般联系 {usual} 家，上限 {most} 家", "As of {date}; an instructor looks after {usual} as a rule, at most {most}";
    cli_people_role(role: &str, people: u64, load: u64, average: String) => "{role} {people} 名，共联系 {load} 家，人均 {average} 家（{load}/{people}）",
        "{role}: {people} people, {load} organisations, {average} each ({load}/{people})";
    cli_people_role_only(role: &str, people: u64) => "{role} {people} 名", "{role}: {people} people";
    cli_people_nobody(nobody: u64, organisations: u64, uncovered: u64) => "无人联系 {nobody}/{organisations} 家，其中未建党组织的 {uncovered} 家",
        "Nobody looks after {nobody}/{organisations}, {uncovered} of them without a Party organisation";
    cli_people_assignments(n: u64) => "在任职责 {n} 项", "Duties in force: {n}";
    cli_people_due(calls: u32, visits: u32) => "到期：电话 {calls}，走访 {visits}", "due: {calls} calls, {visits} visits";
    cli_due_heading(n: usize) => "到期未联系 {n} 项", "Contacts due: {n}";
    cli_due_line(mode: &str, day: String) => "{mode}应于 {day}", "{mode} due {day}";
    cli_contracts_heading(n: usize) => "包联 {n} 项", "Contracts: {n}";
    cli_nobody_heading(n: u64) => "无人联系的社会组织 {n} 家", "Organisations with nobody: {n}";
    cli_already_covered => "已建党组织", "has a Party organisation";
    cli_nobody_named(name: &str, help: &str) => "没有叫「{name}」的在任人员。姓名见 liuyou people，用法见 {help}。", "There is nobody called [{name}] now. Run liuyou people for the names; see {help}.";
    cli_several_named(name: &str, units: String, help: &str) => "叫「{name}」的不止一人（{units}），请用 --unit 写明单位。用法见 {help}。", "Several are called [{name}] ({units}); name one with --unit. See {help}.";
    cli_bulk_dry_run => "以上只是预演，没有写入。去掉 --dry-run 即正式指派。", "This was a rehearsal; nothing was written. Leave out --dry-run to assign.";
    cli_bulk_written => "已写进数据文件。", "It is in the data file.";

    key_people => "人员", "people";
    key_role => "角色", "role";
    key_next_people => "名单", "list";
    key_previous_people => "前一名单", "list before";
    key_nobody => "无人联系", "nobody";
    key_call => "记电话", "call";
    key_visit_made => "记走访", "visit";
    key_note_contact => "补记", "note";
    key_take_back => "撤回今天所记", "take back today's note";
    key_assign => "指派", "assign";
    key_bulk => "批量指派", "assign many";
    key_end_duty => "结束", "end";
    key_leave => "离任", "leaves";
    key_contract_place => "包镇街或单位", "contract an area";
    key_toggle => "选定", "pick";
    key_take_picked => "确定", "take them";
    key_choose_nobody => "范围", "all";
    key_choose_person => "选人", "person";
    key_do => "执行", "do it";
    key_undo_bulk => "撤销", "undo";
}

impl Words {
    pub fn people_list(self, list: PeopleList) -> &'static str {
        match list {
            PeopleList::Everybody => self.list_everybody(),
            PeopleList::Over => self.list_over(),
            PeopleList::Idle => self.list_idle(),
            PeopleList::Due => self.list_due(),
            PeopleList::Leaders => self.list_leaders(),
            PeopleList::Left => self.list_left(),
        }
    }

    pub fn load_mark(self, mark: LoadMark) -> &'static str {
        match mark {
            LoadMark::Free => self.mark_free(),
            LoadMark::Full => self.mark_full(),
            LoadMark::Over => self.mark_over(),
        }
    }

    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Taken {
                organisation,
                leader,
            } => self.refusal_taken(organisation, leader),
            Refusal::Organisations(most) => self.refusal_organisations(*most),
            Refusal::Areas(most) => self.refusal_areas(*most),
        }
    }

    /// What came of an order, in one line, the exceptions first.
    pub fn done(self, done: &Done) -> String {
        let noted = |mode: Contact| self.contact(mode);
        match done {
            Done::Person(_) => self.done_person().to_owned(),
            Done::Contacted(of) => self.done_contacted(noted(of.mode), of.day.to_string()),
            Done::TakenBack(of) => self.done_taken_back(noted(of.mode), of.day.to_string()),
            Done::Ended(day) => self.done_ended(day.to_string()),
            Done::Assigned(assigned) => self.assigned(assigned),
            Done::Left { ended, heir } => match heir {
                Some(heir) => self.done_handed_over(*ended, heir),
                None => self.done_left(*ended),
            },
            Done::Bulk { plan, .. } => self.done_bulk(plan.assigned),
            Done::Undone(n) => self.done_undone(*n),
        }
    }

    fn assigned(self, assigned: &Assigned) -> String {
        let mut parts = Vec::new();
        if let Some(first) = assigned.refused.first() {
            parts.push(self.done_refused(assigned.refused.len(), self.refusal(first)));
        }
        if assigned.made > 0 || parts.is_empty() {
            parts.push(self.done_assigned(&assigned.person, assigned.made));
        }
        if assigned.known > 0 {
            parts.push(self.done_known(assigned.known));
        }
        if !assigned.covered.is_empty() {
            let names = assigned.covered.join(self.list_comma());
            parts.push(self.done_covered(assigned.covered.len(), names));
        }
        if let Some(load) = assigned.over {
            parts.push(self.done_over(load));
        }
        parts.join(if self == Words::ZH { "" } else { " " })
    }
}
