//! Words of the comparison of two visits, of the wide export of answers, and of the audit trail.

use super::{Words, words};
use crate::domain::comparison::{Became, Failing, Problem};
use crate::domain::export::Subject;

words! {
    not_comparable => "两次检查不是同一组织、同一检查表，不能比较。请另选一次。", "The two visits are of different organisations or templates and cannot be compared. Choose another.";

    became_changed => "有变化", "changed";
    became_better => "变好", "better";
    became_worse => "变差", "worse";
    became_new_item => "新增项", "new item";
    became_removed_item => "已取消项", "removed item";
    became_answered => "本次新填", "answered now";
    became_taken_back => "本次未填", "not answered";
    became_ledger => "台账数变化", "ledger changed";
    became_remark => "备注变化", "remark changed";

    problem_still => "仍未解决", "still open";
    problem_unseen => "本次未查", "not looked at";
    problem_solved => "已解决", "solved";
    problem_new => "新发现", "new";

    failing_since(date: String, visits: u32) => "{date} 起，连续 {visits} 次", "since {date} ({visits} visits)";
    failing_since_one(date: String) => "{date} 起", "since {date} (1 visit)";
    compare_title(organisation: &str) => "{organisation}：两次检查对比", "{organisation}: two visits compared";
    compare_dates(before: String, now: String) => "上次 {before}，本次 {now}", "Before {before}, now {now}";
    compare_templates(name: &str, before: String, now: String) => "{name}（上次 {before}，本次 {now}）", "{name} (before {before}, now {now})";
    compare_answered(answered: u32, items: u32) => "已答 {answered}/{items}", "{answered}/{items} answered";
    compare_with_ledger(site: &str, ledger: &str) => "{site}（台账 {ledger}）", "{site} (ledger {ledger})";
    compare_scores => "得分", "Scores";
    compare_which => "检查", "Visit";
    compare_before => "上次", "Before";
    compare_now => "本次", "Now";
    compare_before_code => "上次代码", "Code before";
    compare_now_code => "本次代码", "Code now";
    compare_changed => "与上次不同", "Changed since last time";
    compare_became => "变化", "Change";
    compare_skippable => "本次可免检", "Can be skipped this time";
    compare_open => "未解决问题", "Open problems";
    compare_problem => "情况", "State";
    compare_since => "持续时间", "Open";
    compare_since_date => "起始日期", "Since";
    compare_in_a_row => "连续次数", "Visits in a row";
    compare_no_change => "与上次没有不同。", "Nothing is different from last time.";
    compare_nothing_to_skip => "没有可免检的项：上次没有满分通过且此后未变的。", "Nothing can be skipped: nothing passed in full last time and is unchanged.";
    compare_no_problem => "没有未解决的问题。", "There is no open problem.";
    compare_no_answer => "没有填写", "no answer";
    compare_first => "这是首次检查，没有更早的可以对比。", "This is the first visit; there is none to compare with.";
    title_compare_with => "与哪次对比", "Compare with which visit";
    problem_visits(state: &str, visits: u32) => "{state} {visits} 次", "{state}, {visits}x";
    problem_visits_at_least(state: &str, visits: u32) => "{state} {visits} 次以上", "{state}, {visits}x+";
    answers_ledger(name: &str) => "{name}（台账）", "{name} (ledger)";
    answers_remark(name: &str) => "{name}（备注）", "{name} (remark)";
    answers_choice(name: &str, choice: &str) => "{name}：{choice}", "{name}: {choice}";
    column_conflicts => "结果冲突的项", "Items in conflict";
    column_repeat_number => "第几次", "Number";
    sheet_repeats => "重复填写部分", "Repeats";
    title_answers => "检查结果汇总", "Answers";
    answers_no_template(template: &str, known: String) => "数据里没有模板「{template}」的记录。有记录的模板：{known}。", "The data has no visit with the template [{template}]. There are visits with: {known}.";
    cli_help_export_visit => "导出哪次检查的修改记录：组织（取最近一次）或记录编号", "For audit: an organisation (its latest visit) or the id of a visit";
    cli_help_export_all => "导出全部检查的修改记录，合成一个文件", "For audit: the changes of all visits in one file";
    cli_help_export_template => "answers 导出哪个模板，代号见 liuyou template list", "For answers: id of the template";
    cli_help_export_labels => "answers 写文字而不写代码", "For answers: words instead of codes";
    cli_help_export_split => "answers 的多选项每个选项另占一列", "For answers: a column for each choice of several";
    cli_export_only(argument: &str, subject: &str, help: &str) => "{argument} 只用于导出 {subject}，请去掉。用法见 {help}。", "{argument} is for {subject} alone; leave it out. See {help}.";
    cli_export_no_markdown(help: &str) => "answers 没有 md 格式，可用 csv、xlsx、json。用法见 {help}。", "answers has no md; choose csv, xlsx or json. See {help}.";
    cli_export_audit_csv(help: &str) => "audit 只有 utf8 编码的 csv，请去掉 --format 和 --encoding。用法见 {help}。", "audit is always csv in utf8; leave --format and --encoding out. See {help}.";
    cli_export_audit_which(help: &str) => "导出修改记录要写明一次检查，或写 --all。用法见 {help}。", "Name a visit for its changes, or give --all. See {help}.";
    subject_answers => "检查结果汇总（每项一列）", "Answers (an item a column)";
    subject_audit => "修改记录（谁、何时、改前、改后）", "Changes (who, when, before, after)";
    field_template => "模板", "Template";
    field_cells => "单元格", "Cells";
    cells_labels => "文字", "words";
    cells_codes => "代码（供其他程序）", "codes, for other programs";
    file_answers(template: &str) => "结果汇总-{template}", "answers-{template}";
    file_audit => "修改记录", "audit";
    hint_answers => "一次检查一行，一项一列。模板改版后原有各列位置和名称不变，新增项排在最后，取消的项保留空列。", "A visit a row, an item a column. When a template changes, columns keep place and name: new items come last, dropped ones keep theirs.";
    hint_audit => "每处修改一行，列与 ODK 的 audit.csv 相同，全部检查合成一个文件。", "A row for every change, in the columns of ODK's audit.csv, all visits in one file.";
    cli_about_visits => "列出一个组织的历次检查，或对比两次检查", "List the visits of an organisation, or compare two";
    cli_help_visits_action => "列出 list，或对比 diff", "List the visits, or compare two: diff";
    cli_help_visits_visit => "记录编号，或组织名称、信用代码（取最近一次）", "Id of a visit, or name or code of an organisation";
    cli_help_visits_other => "与哪次对比：日期或记录编号，不写为上一次", "Day or id of the other visit; else the one before";
    cli_help_visits_template => "只看这个代号的模板", "Only visits with the template of this id";
    cli_help_visits_format => "对比的格式：text（默认）、csv、xlsx、html、json", "Of diff: text (default), csv, xlsx, html, json";
    cli_no_visit(typed: &str, help: &str) => "没有检查「{typed}」。请写组织的完整名称、信用代码，或检查的记录编号（见 liuyou visits list）。用法见 {help}。",
        "There is no visit [{typed}]. Give the whole name or code of an organisation, or the id of a visit as liuyou visits list shows it. See {help}.";
    cli_which_visit(typed: &str, n: usize, help: &str) => "「{typed}」有 {n} 次检查，分不清是哪一次，请写记录编号。用法见 {help}。", "[{typed}] are {n} visits; give the id of one. See {help}.";
    cli_visits_none(organisation: &str) => "{organisation} 还没有检查记录。", "{organisation} has no visit yet.";
    cli_visits_first(date: String) => "{date} 的检查是首次，没有更早的可以对比。", "The visit of {date} is the first; there is none to compare with.";
    cli_visits_needless(argument: &str, help: &str) => "visits list 不用 {argument}，请去掉。用法见 {help}。", "visits list takes no {argument}; leave it out. See {help}.";
    cli_json_twice(help: &str) => "--json 就是 --format json，只写一个。用法见 {help}。", "--json means --format json; give one of them. See {help}.";
    key_compare => "与上次对比", "compare with last time";
    key_compare_visit => "对比检查", "compare the visit";
    key_to_item => "到该项", "to item";
    key_compare_with => "另选一次", "other visit";
    failing_at_least(date: String, visits: u32) => "{date} 以前起，至少连续 {visits} 次", "since {date} or earlier ({visits}+ visits)";
}

impl Words {
    pub fn export_subject(self, subject: Subject) -> &'static str {
        match subject {
            Subject::Visits => self.subject_visits(),
            Subject::Organisations => self.subject_organisations(),
            Subject::Answers => self.subject_answers(),
            Subject::Audit => self.subject_audit(),
        }
    }

    pub fn became(self, became: Became) -> &'static str {
        match became {
            Became::Changed => self.became_changed(),
            Became::Better => self.became_better(),
            Became::Worse => self.became_worse(),
            Became::NewItem => self.became_new_item(),
            Became::RemovedItem => self.became_removed_item(),
            Became::Answered => self.became_answered(),
            Became::TakenBack => self.became_taken_back(),
            Became::Ledger => self.became_ledger(),
            Became::Remark => self.became_remark(),
        }
    }

    pub fn problem(self, problem: Problem) -> &'static str {
        match problem {
            Problem::Still => self.problem_still(),
            Problem::Unseen => self.problem_unseen(),
            Problem::Solved => self.problem_solved(),
            Problem::New => self.problem_new(),
        }
    }

    /// What came of a problem and how often it was found, in short.
    pub fn problem_for(self, state: &str, failing: &Failing) -> String {
        match failing.at_least {
            true => self.problem_visits_at_least(state, failing.visits),
            false => self.problem_visits(state, failing.visits),
        }
    }

    /// Since when a problem is open: `2026-03-02 起，连续 3 次`.
    pub fn failing(self, failing: &Failing) -> String {
        let since = failing.since.to_string();
        match (failing.at_least, failing.visits) {
            (true, visits) => self.failing_at_least(since, visits),
            (false, 1) => self.failing_since_one(since),
            (false, visits) => self.failing_since(since, visits),
        }
    }
}
